"""Reads panels that give marks: "Three judges each award 0 to 10 points for taste and look. The score is the sum of all marks divided by three"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

import blueprints as bp
from autogenesis.language import _lexicon as lexicon
from autogenesis.language._draft import Draft, EntityDraft, article, snake
from autogenesis.language._literals import Bound, Measure, Number, Range
from autogenesis.language._quantities import find_literals
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import both, compare, no, over, same
from autogenesis.language.meaning._comparisons import RELATIONS
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._members import singular
from autogenesis.language.meaning._placing import reason
from autogenesis.language.meaning._relations import nouns_of
from autogenesis.language.readings._fields import stated_fields

_N = r"(?P<count>\d|two|three|four|five|six|seven|eight|nine|ten)"
_GIVES = r"(?:awards?|gives?|giving|awarding|marks?|allots?|scores?)"
_PANEL = re.compile(
    rf"^(?:an?|each|every)?\s*(?:(?P<thing>[a-z][\w-]*)\s+is\s+(?:marked|judged|assessed|reviewed|rated|examined|scored)\s+by\s+)?{_N}\s+(?P<judge>[a-z][\w-]*)\s*,?\s+"
    rf"each\s+(?:of whom\s+)?{_GIVES}\s+(?:from\s+|between\s+)?(?P<range>\S+\s+(?:to|and|-)\s+\S+)\s+(?:points?|marks?)\s+(?:each\s+)?for\s+(?P<what>.+?)[.;]?$",
    re.I,
)
_SCORE = re.compile(
    r"^(?:the|its|an? \w+'s)\s+(?P<label>[a-z]+(?: [a-z]+)?)\s+is\s+the\s+(?P<fold>sum|total|average|mean)\s+of\s+(?:all\s+|the\s+|its\s+)?(?:marks|points|scores)"
    r"(?:\s*(?:divided by|/)\s*(?P<by>\w+))?(?:\s*,?\s*(?:with|to|rounded to)\s+(?P<places>\w+)\s+(?:decimals?|decimal places?|places?))?[.;]?$",
    re.I,
)
_OUTCOME = re.compile(
    r"^(?:with|at|for)\s+an?\s+(?P<label>[a-z]+(?: [a-z]+)?)\s+of\s+(?P<bound>.+?)\s*,?\s+(?:an?|the|each|every)\s+(?P<thing>[a-z][\w-]*)\s+is\s+(?P<then>[a-z]+(?: [a-z]+)?)"
    r"(?:\s*[,;]\s*(?:or\s+)?(?:otherwise|else|if not)\s*,?\s+(?:it(?: is|'s|’s)\s+)?(?P<otherwise>[a-z]+(?: [a-z]+)?))?[.;]?$",
    re.I,
)
_SECRET = re.compile(
    r"^(?:nobody|no one|no (?P<judge>[a-z]+)|none of them|they)\s+(?:sees?|may see|can see|knows?|do not see|don't see|cannot see)\s+(?:the\s+)?(?:others?['’]?s?['’]?|other(?:s|'s)?)\s+(?:marks|points|scores)\s+"
    r"(?:until|before)\s+(?:all(?:\s+\w+)?|everybody|everyone|each of them)\s+(?:have|has)\s+.+$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Panel:
    """Whose marks count for which thing; `score` is what is reckoned of them, once that was said."""

    thing: str
    sheet: str
    judge: str
    count: int
    criteria: tuple[str, ...]
    score: str = ""


def read_panel(unit: Unit, draft: Draft) -> None:
    """Each of the panel gives a thing its marks once; the sheet of marks is a row of its own."""
    match = _PANEL.match(" ".join(unit.text.split()))
    if draft.claimed(unit.span) or match is None:
        return
    bounds = [x for x in find_literals(match["range"], 0) if isinstance(x, Range)]
    count = find_literals(match["count"], 0)
    thing = _thing(match["thing"], unit, draft)
    if len(bounds) != 1 or not count or thing is None:
        return
    fields, unread = stated_fields(match["what"], unit.span[1] - len(unit.text) + match.start("what"))
    if unread or not fields:
        return
    judge = singular(match["judge"].lower())
    verb = _verb_of(judge)
    sheet = draft.entity(_noun_of(verb, judge), unit.span)
    actor = draft.actor(judge, unit.span)
    whose = draft.add_field(sheet, thing.label, thing.type, unit.span)
    who = draft.add_field(sheet, judge, bp.Type(kind="person", actor=actor), unit.span, required=False)
    sheet.later.add(who)
    sheet.given.add(whose)
    names = []
    for each in fields:
        name = draft.add_field(sheet, each.label, bp.INTEGER, unit.span)
        names.append(name)
        low, high = (int(getattr(x, "value", 0)) for x in (bounds[0].low, bounds[0].high))
        for relation, limit in ((">=", low), ("<=", high)):
            requires = compare(f"it.{name}", RELATIONS[relation], bp.whole(limit))
            why = f"The {each.label} must be {'at least' if relation == '>=' else 'at most'} {limit}."
            guard = bp.Guard(
                id=draft.unique(f"invariant.{sheet.name}.{name}"),
                requires=requires,
                reason=why,
                field=name,
                spans=(unit.span,),
            )
            sheet.invariants.append(guard)
    operation = draft.operation(verb, thing, "create", span=unit.span)
    operation.kind, operation.entity = "create", sheet
    operation.actors.append(actor)
    operation.roles.append(actor)
    operation.values[who] = bp.Name(name="by")
    number = int(getattr(count[0], "value", 0))
    panel = Panel(thing.name, sheet.name, judge, number, tuple(names))
    operation.guards.extend(_limits(panel, who, unit, draft))
    draft.remember(panel)
    draft.claim(unit.span, "panel", [sheet.id, operation.id, actor])


def _limits(panel: Panel, who: str, unit: Unit, draft: Draft) -> list[bp.Guard]:
    """Once each, and no more of them than there are."""
    other, whose = f"other_{panel.sheet}", panel.thing
    thing, sheet = draft.entities[panel.thing], draft.entities[panel.sheet]
    mine = both(same(f"{other}.{whose}", whose), same(f"{other}.{who}", "by"))
    once = no(over("exists", sheet.name, mine, name=other))
    few = compare(over("count", sheet.name, same(f"{other}.{whose}", whose), name=other), "<", bp.whole(panel.count))
    said = (
        ("once", once, f"This {panel.judge} has given marks to the {thing.label} already."),
        ("number", few, f"{panel.count} {panel.judge}s have given their marks to the {thing.label}."),
    )
    return [draft.guard(f"{sheet.name}.{what}", requires, why, unit.span) for what, requires, why in said]


def _thing(said: str | None, unit: Unit, draft: Draft) -> EntityDraft | None:
    """What is judged: as said, else the thing that the text is mostly about."""
    if said:
        return draft.find_entity(singular(said.lower())) or draft.entity(singular(said.lower()), unit.span)
    before = [e for e in draft.entities.values() if any(s[0] < unit.span[0] for s in e.spans) and e.fields]
    lively = [e for e in before if e.lifecycle is not None or any(f.type.kind == "choice" for f in e.fields.values())]
    chosen = lively or before
    return max(chosen, key=lambda e: len(e.fields)) if chosen else None


def _verb_of(judge: str) -> str:
    for end in ("or", "er", "r", ""):
        stem = judge[: len(judge) - len(end)] if end and judge.endswith(end) else judge if not end else ""
        for word in (stem, f"{stem}e"):
            if stem and word != "" and "VERB" in lexicon.word(word).lemmas:
                return word
    return "mark"


def _noun_of(verb: str, judge: str) -> str:
    known = nouns_of(verb)
    named = [n for n in (f"{verb}ment", *known) if "NOUN" in lexicon.word(n).lemmas and n != verb]
    return named[0] if named else f"{judge} mark"


def read_panel_rules(unit: Unit, draft: Draft) -> None:
    """What is reckoned of the marks, what follows from it, and until when they are secret."""
    panel = draft.recall(Panel)
    if panel is None or draft.claimed(unit.span) or panel.thing not in draft.entities:
        return
    text = " ".join(unit.text.split())
    if (match := _SCORE.match(text)) is not None:
        _score(match, panel, unit, draft)
    elif (match := _OUTCOME.match(text)) is not None and panel.score:
        _outcome(match, panel, unit, draft)
    elif _SECRET.match(text) is not None:
        _secret(panel, unit, draft)


def _all_in(panel: Panel, thing: bp.Expression, draft: Draft) -> bp.Expression:
    name = f"one_{panel.sheet}"
    whose = same(bp.path(name, draft.entities[panel.thing].name), thing)
    return compare(over("count", panel.sheet, whose, name=name), ">=", bp.whole(panel.count))


def _score(match: re.Match[str], panel: Panel, unit: Unit, draft: Draft) -> None:
    thing = draft.entities[panel.thing]
    name = f"each_{panel.sheet}"
    marks: bp.Expression = bp.path(name, panel.criteria[0])
    for each in panel.criteria[1:]:
        marks = bp.Arithmetic(operator="+", left=marks, right=bp.path(name, each))
    whose = same(bp.path(name, thing.name), bp.Name(name="it"))
    total: bp.Expression = bp.Aggregate(
        function="sum", entity=f"entity.{panel.sheet}", name=name, where=whose, value=marks
    )
    by = _count(match["by"]) if match["by"] else None
    if match["by"] and not by:
        return
    averaged = match["fold"].lower() in {"average", "mean"}
    if by or averaged:
        total = bp.Arithmetic(
            operator="/", left=total, right=bp.whole(by or panel.count * (len(panel.criteria) if averaged else 1))
        )
    places = _count(match["places"]) if match["places"] else None
    fractional = bool(by) or averaged
    value = bp.Rounded(way="half_up", value=total, places=2 if places is None else places) if fractional else total
    label = match["label"].lower()
    known = snake(label)
    thing.derivations[known] = bp.Derivation(
        id=f"derivation.{thing.name}.{known}", spans=(unit.span,), name=known, label=label,
        type=bp.DECIMAL if fractional else bp.INTEGER, value=value, summary=" ".join(unit.text.split()),
    )  # fmt: skip
    draft.remember(Panel(panel.thing, panel.sheet, panel.judge, panel.count, panel.criteria, known))
    draft.claim(unit.span, "panel_score", [thing.derivations[known].id])


def _count(word: str) -> int | None:
    found = find_literals(word, 0)
    return int(found[0].value) if len(found) == 1 and isinstance(found[0], Number | Measure) else None


def _outcome(match: re.Match[str], panel: Panel, unit: Unit, draft: Draft) -> None:
    thing = draft.entities[panel.thing]
    bounds = [x for x in find_literals(match["bound"], 0) if isinstance(x, Bound)]
    if (
        len(bounds) != 1
        or snake(match["label"].lower()) != panel.score
        or singular(match["thing"].lower()) != thing.label
    ):
        return
    row = bp.path("it", thing.name)
    then, otherwise = (_steps(word, thing, row, unit, draft) for word in (match["then"], match["otherwise"]))
    if not then or (match["otherwise"] and not otherwise):
        return
    limit = bp.number(Decimal(getattr(bounds[0].value, "value", 0)))
    enough = compare(bp.Get(of=row, field=panel.score), RELATIONS[bounds[0].op], limit)
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.{panel.sheet}_decides"), spans=(unit.span,), summary=reason(unit.text),
        trigger=bp.Trigger(on="created", entity=f"entity.{panel.sheet}"), when=_all_in(panel, row, draft),
        steps=(bp.When(test=enough, then=then, otherwise=otherwise),),
    )  # fmt: skip
    draft.reactions.append(reaction)
    draft.assume(
        f"{article(thing.label).capitalize()} is decided when all {panel.count} have given their marks.", unit.span
    )
    draft.claim(unit.span, "panel_outcome", [reaction.id])


def _steps(
    word: str | None, thing: EntityDraft, row: bp.Expression, unit: Unit, draft: Draft
) -> tuple[bp.Statement, ...]:
    """That it is "shortlisted": the state or fact of that deed."""
    if not word:
        return ()
    first, *rest = word.lower().split()
    verb = lexicon.word(first).lemmas.get("VERB", "")
    fact = fact_of(draft, thing, verb, " ".join(rest)) if verb else None
    return (bp.Update(row=row, values=fact.values()),) if fact is not None and not fact.creation else ()


def _secret(panel: Panel, unit: Unit, draft: Draft) -> None:
    thing = draft.entities[panel.thing]
    row = bp.Get(of=bp.Name(name="it"), field=thing.name)
    own = same(bp.path("it", snake(panel.judge)), "by")
    requires = bp.AnyOf(terms=(own, _all_in(panel, row, draft)))
    access = bp.Access(
        id=draft.unique(f"access.{panel.sheet}_secret"), spans=(unit.span,), entity=f"entity.{panel.sheet}",
        requires=requires, reason=reason(unit.text),
    )  # fmt: skip
    draft.access.append(access)
    draft.claim(unit.span, "panel_secret", [access.id])
