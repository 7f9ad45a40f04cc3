"""Reads prices that fall with time: "After 30 days the price is cut by 20 percent", and what is exempt from that."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._inflect import participle_of, plural_of
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import compare
from autogenesis.language._text import Span
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._members import members
from autogenesis.language.meaning._naming import ANYBODY
from autogenesis.language.meaning._reckoning import Reckoned, keep, percent_of, reckonings
from autogenesis.language.meaning._swapping import IT, swapped
from autogenesis.language.readings._due_dates import entered
from autogenesis.language.readings._inventories import singular

_UNITS = {"day": "days", "week": "weeks", "month": "months"}
_STEP = (
    r"(?:after|from)\s+(?P<count>\d+)\s+(?P<unit>day|week|month)s?(?:\s+on)?,?\s+(?:(?:the|its|their|every)\s+)?(?:(?P<label>[a-z]*\s?price|fee|rent)\s+(?:is|are|will\s+be)\s+)?"
    r"(?:(?:cut|reduced|lowered|marked\s+down|dropped|discounted|increased|raised)\s+)?(?:by\s+)?(?P<percent>\d+(?:\.\d+)?)\s*(?:percent|%)(?:\s+of\s+(?:the\s+|its\s+)?original(?:\s+price)?)?"
)
_MARKED = regex(rf"^(?P<steps>{_STEP}(?:\s*(?:,|;|,?\s*and)\s*{re.sub(r'[?]P<[a-z]+>', '?:', _STEP)})*)", re.I)
_ONE = regex(_STEP, re.I)
_RAISED = regex(r"\b(?:increased|raised)\b", re.I)
_DAY = frozenset({"day", "date", "intake", "start", "entry"})
_EXEMPT = regex(
    r"^(?:(?P<who>[a-z][\w -]*?)\s+(?:may|can)\s+)?(?P<verb>exclude|exempt|except)(?:s|d)?\s+(?:single\s+|individual\s+|some\s+|certain\s+|any\s+)?(?P<thing>[a-z]+)\s+from\s+(?:the\s+|being\s+|any\s+)?(?P<what>[a-z][\w -]*?)\s*(?=[;.,]|$)", re.I
)  # fmt: skip
_POINTS = regex(
    r"(?:^|;\s*|\.\s*)(?:their|the|his|her|its)\s+(?P<label>[a-z][\w -]*?)\s+(?:for\s+(?:these|those|them|it)\s+)?is\s+(?:then\s+)?(?P<points>\d+(?:\.\d+)?)\s+(?:percentage\s+points?|points?)\s+(?P<way>lower|less|higher|more)(?:\s+for\s+(?:these|those|them|it))?\.?\s*$", re.I
)  # fmt: skip
_UNSALEABLE = regex(
    r"^after\s+(?P<count>\d+)\s+(?P<unit>day|week|month)s?,?\s+(?:an?|the|each|every)\s+(?P<thing>[a-z]+)\s+(?:is|are)\s+(?:no\s+longer|not)\s+(?:(?:any\s+more\s+)?for\s+(?P<noun>sale|rent|hire|loan)|on\s+offer|to\s+be\s+sold)", re.I
)  # fmt: skip
_NOUN = {"sale": "sell", "rent": "rent", "hire": "hire", "loan": "lend"}
_NEVER_TAKEN = regex(
    r"^(?P<thing>[a-z]+)\s+(?:in|of|with)\s+(?:an?\s+)?(?P<value>[a-z]+)\s+(?P<label>[a-z]+)\s+(?:aren['’]t|are\s+not|isn['’]t|is\s+not|are\s+never|can['’]t\s+be|cannot\s+be)\s+(?:taken|accepted|admitted|allowed|possible)(?:\s+in)?\.?$", re.I
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked:
    """The amount that falls with time: whose, its name, and what it was at first."""

    entity: str
    name: str
    before: bp.Expression


def read_ageing(draft: Draft) -> None:
    """Every sentence of that kind, in the order of the text."""
    for unit in draft.units:
        _unsaleable(unit, draft)
        if not draft.claimed(unit.span):
            _marked(unit, draft)
            _never_taken(unit, draft)


def exempt_things(draft: Draft) -> None:
    """What is exempt from the fall of prices, and what that costs in shares."""
    for unit in draft.units:
        _exempt(unit, draft)


def _aged(draft: Draft) -> tuple[EntityDraft, str, str] | None:
    """What has a price and a day on which it came in."""
    for entity in draft.entities.values():
        price = next(
            (
                m.name
                for m in members(entity)
                if m.type.kind == "money" and m.label.split()[-1] in {"price", "rent", "fee"} and m.name != "price_paid"
            ),
            None,
        )
        if price is not None:
            return entity, price, _came(draft, entity)
    return None


def _came(draft: Draft, entity: EntityDraft) -> str:
    dated = [
        f
        for f in entity.fields.values()
        if f.type.kind in {"date", "datetime"} and f.name not in entity.later and f.required
    ]
    told = [f for f in dated if _DAY & set(f.label.lower().split())]
    return (told or dated)[0].name if told or dated else entered(draft, entity)


def _age(entity: EntityDraft, came: str, unit: str) -> bp.Expression:
    since: bp.Expression = bp.Get(of=IT, field=came)
    if entity.fields[came].type.kind == "datetime":
        since = bp.Part(of=since, part="date")
    name: bp.Unit = _UNITS[unit.lower()]  # type: ignore[assignment]
    return bp.Between(start=since, end=bp.Name(name="today"), unit=name)


def _marked(unit: Unit, draft: Draft) -> None:
    match = _MARKED.match(unit.text)
    found = _aged(draft) if match is not None else None
    if match is None or found is None:
        return
    steps = list(_ONE.finditer(match["steps"]))
    entity, price, came = found
    original: bp.Expression = bp.Get(of=IT, field=price)
    kind = entity.member(price).type
    raw = original
    for step in steps:
        cut = percent_of(original, Decimal(step["percent"]))
        operator = "+" if _RAISED.search(match["steps"]) else "-"
        lower = bp.Arithmetic(operator=operator, left=original, right=cut)
        raw = bp.Conditional(
            test=compare(_age(entity, came, step["unit"]), ">=", bp.whole(int(step["count"]))),
            then=lower,
            otherwise=raw,
        )
    label = "price" if price != "price" and "price" not in entity.fields else "current price"
    span = (unit.span[0], unit.span[0] + match.end())
    made = keep(Reckoned(entity, label.replace(" ", "_"), raw), kind, label, Clause(span, draft.text.at(span)), draft)
    draft.remember(Marked(entity.name, label.replace(" ", "_"), original))
    draft.claim(span, "price_by_age", [made])
    _now_asked(draft, entity, price, label.replace(" ", "_"))


def _now_asked(draft: Draft, entity: EntityDraft, price: str, now: str) -> None:
    """What it is sold for, where nothing else is said, is its price at that time."""
    row = bp.Name(name=entity.name)
    old, new = bp.Get(of=row, field=price), bp.Get(of=row, field=now)
    for operation in draft.operations.values():
        if operation.entity is entity and operation.kind == "change":
            operation.steps[:] = [_asking(step, old, new) for step in operation.steps]


def _asking(step: bp.Statement, old: bp.Expression, new: bp.Expression) -> bp.Statement:
    if not isinstance(step, bp.Update):
        return step
    values = tuple((name, swapped(value, lambda node: new if node == old else None)) for name, value in step.values)
    return step.model_copy(update={"values": values})


def _unsaleable(unit: Unit, draft: Draft) -> None:
    """ "After 90 days a book is no longer for sale"."""
    match = _UNSALEABLE.match(unit.text)
    entity = draft.find_entity(singular(match["thing"].lower())) if match is not None else None
    fact = (
        fact_of(draft, entity, _NOUN[(match["noun"] or "sale").lower()])
        if match is not None and entity is not None
        else None
    )
    if match is None or entity is None or fact is None or fact.operation is None or fact.creation:
        return
    age = _age(entity, _came(draft, entity), match["unit"])
    if draft.claimed((unit.span[0], unit.span[0] + match.end())):
        return
    span = (unit.span[0], unit.span[0] + match.end())
    row = bp.Name(name=entity.name)
    requires = compare(swapped(age, lambda node: row if node == IT else None), "<", bp.whole(int(match["count"])))
    operation = fact.operation
    reason = f"{draft.text.at(span)}."
    guard = draft.guard(f"{operation.name}.too_late", requires, reason, span, entity.name)
    operation.guards.append(guard)
    draft.claim(span, "no_longer_for_sale", [operation.id, guard.id])


def _never_taken(unit: Unit, draft: Draft) -> None:
    """ "Books in poor condition aren't taken": the list of conditions knows no poor one."""
    match = _NEVER_TAKEN.match(" ".join(unit.text.split()))
    entity = draft.find_entity(singular(match["thing"].lower())) if match is not None else None
    if match is None or entity is None:
        return
    f = next(
        (f for f in entity.fields.values() if f.label.lower() == match["label"].lower() and f.type.kind == "choice"),
        None,
    )
    if f is not None and match["value"].lower() not in f.type.choices:
        draft.claim(unit.span, "never_taken", [f.id])


def _exempt(unit: Unit, draft: Draft) -> None:
    """ "Owners may exclude single lamps from marking down; their share for these is 5 percentage points lower"."""
    marked = draft.recall(Marked)
    match = _EXEMPT.match(unit.text) if marked is not None else None
    if match is None or marked is None:
        return
    entity = draft.entities[marked.entity]
    if match["thing"].lower() not in {entity.label, entity.plural, *(plural_of(w) for w in entity.words)}:
        return
    word = participle_of(match["verb"].lower())
    fact = fact_of(draft, entity, match["verb"].lower())
    if fact is None or fact.operation is None:
        return
    span = (unit.span[0], unit.span[0] + match.end())
    draft.claims = [c for c in draft.claims if not (span[0] <= c.span[0] < span[1])]
    who = (match["who"] or "").lower()
    if who and who not in ANYBODY and tag(who)[-1].pos == "NOUN":
        actor = draft.actor(singular(who), span)
        if actor not in fact.operation.actors:
            fact.operation.actors.append(actor)
    out = fact.holds(IT)
    known = reckonings(draft).all[marked.entity, marked.name]
    raw = bp.Conditional(test=out, then=marked.before, otherwise=known.raw)
    kind = entity.derivations[marked.name].type
    made = keep(replace(known, raw=raw), kind, "", Clause(span, draft.text.at(span)), draft)
    draft.claim(span, "exempt", [made, fact.operation.id])
    _points(unit, draft, out, span, word)


def _points(unit: Unit, draft: Draft, out: bp.Expression, before: Span, word: str) -> None:
    """ "… their share for these is 5 percentage points lower"."""
    match = _POINTS.search(unit.text, before[1] - unit.span[0])
    if match is None:
        return
    label = match["label"].lower().split()[-1]
    for (name, key), known in reversed(list(reckonings(draft).all.items())):
        if not draft.entities[name].derivations[key].label.lower().endswith(label):
            continue
        points = bp.number(match["points"])
        operator = "-" if match["way"].lower() in {"lower", "less"} else "+"

        def change(
            node: bp.Expression, points: bp.Expression = points, operator: str = operator
        ) -> bp.Expression | None:
            if not isinstance(node, bp.Lookup):
                return None
            moved = bp.Arithmetic(operator=operator, left=node, right=points)
            return bp.Conditional(test=out, then=moved, otherwise=node)

        raw = swapped(known.raw, change)
        if raw == known.raw:
            return
        span = (unit.span[0] + match.start(), unit.span[1])
        entity = draft.entities[name]
        made = keep(replace(known, raw=raw), entity.derivations[key].type, "", Clause(span, draft.text.at(span)), draft)
        draft.claims = [c for c in draft.claims if not (span[0] < c.span[1] and c.span[0] < span[1])]
        draft.claim(span, "share_of_the_exempt", [made, f"field.{entity.name}.{word}_at"])
        return


__all__ = ["exempt_things", "read_ageing"]
