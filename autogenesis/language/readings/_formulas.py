"""Reads what is computed of fields, and what order and signs their values have by nature."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Literal

import blueprints as bp
from autogenesis.language._draft import Claim, Draft, EntityDraft, snake
from autogenesis.language._lexicon import word
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import Relation, amount, compare
from autogenesis.language._text import Span
from autogenesis.language._typing import may_be_negative, of_unit
from autogenesis.language.readings._arithmetic import Formula, formula_in, has_operator
from autogenesis.language.readings._wording import wording

_NAMED_BY_VERB = {"take": "duration", "last": "duration", "cost": "cost", "weigh": "weight", "score": "score"}
_UP = (
    r"\b(?:started|begun|partial|incomplete|broken|fraction of an?|part of an?)\b.*\b(?:counts?|is|are)\b.*"
    r"\b(?:whole|full|fully|complete)\b|\brounded up\b"
)
_DOWN = r"\brounded down\b|\b(?:started|partial|incomplete|fractions?)\b.*\b(?:not count|dropped|ignored)\b"
_ROUNDING: tuple[tuple[str, Literal["up", "down", "half_up"]], ...] = (
    (_UP, "up"),
    (_DOWN, "down"),
    (r"\brounded\b", "half_up"),
)
_SMALLER = "smaller|less|lower|shorter|earlier|lighter|cheaper|fewer"
_LARGER = "larger|greater|more|higher|longer|later|heavier|bigger|dearer"
_BEFORE = r"(?:one|value|figure|number)? ?(?:before|previous|preceding|last)(?: one)?"
_ORDERS: tuple[tuple[str, Relation], ...] = (
    (rf"\b(?:none|no one|never|not)\b[^()]*\b(?:{_SMALLER}) than the {_BEFORE}", ">="),
    (rf"\b(?:none|no one|never|not)\b[^()]*\b(?:{_LARGER}) than the {_BEFORE}", "<="),
    (rf"\b(?:each|every|always)\b[^()]*\bat least (?:as \w+ as )?the {_BEFORE}", ">="),
    (rf"\b(?:each|every|always)\b[^()]*\b(?:{_LARGER}) than the {_BEFORE}", ">"),
    (rf"\b(?:each|every|always)\b[^()]*\b(?:{_SMALLER}) than the {_BEFORE}", "<"),
)
_FAULT: dict[str, str] = {">=": "smaller than", "<=": "larger than", ">": "not larger than", "<": "not smaller than"}


def read_formula(unit: Unit, draft: Draft) -> None:
    """ "It takes (a + 4 × b) / 6 days; a started day counts whole." """
    for entity in _candidates(unit, draft) if has_operator(wording(unit)) else ():
        formula = formula_in(wording(unit), entity)
        label = _result(unit, formula) if formula else None
        if formula is not None and label is not None:
            break
    else:
        return
    base = unit.span[0]
    rest = wording(unit)[formula.end :]
    counted = re.match(r"\s*((?:\w+ )?[a-z]+)\b", rest, re.I)
    kind = of_unit(counted[1]) if counted else _money_of(entity, formula)
    way = next((way for phrase, way in _ROUNDING if re.search(phrase, rest, re.I)), None)
    if kind.kind == "duration" and way is None:
        kind = bp.Type(kind="decimal", unit=kind.unit)
    if kind.kind == "decimal" and any(entity.fields[n].type.unit not in {None, kind.unit} for n in formula.fields):
        kind = bp.DECIMAL  # a formula that leads from one unit to another says how only in its numbers
    value = _renamed(draft, entity, formula)
    places = 2 if kind.kind == "money" else 0
    if way is not None:
        value = bp.Rounded(way=way, value=value, places=places)
    end = formula.end + (counted.end() if counted else 0)
    name = snake(label)
    derivation = bp.Derivation(
        id=f"derivation.{entity.name}.{name}", spans=((base, base + end),), name=name, label=label, type=kind,
        value=value, summary=wording(unit),
    )  # fmt: skip
    entity.derivations[name] = derivation
    draft.claim((base, base + end), "formula", [derivation.id])
    if way is not None:
        draft.claim((base + end, unit.span[1]), "rounding", [derivation.id])


def _money_of(entity: EntityDraft, formula: Formula) -> bp.Type:
    """Money, where just one of the fields is money ("quantity times unit price") or all are added; else a number."""
    kinds = [entity.fields[name].type for name in formula.fields]
    money = [kind for kind in kinds if kind.kind == "money"]
    operators = {part.operator for part in bp.parts_within(formula.value) if isinstance(part, bp.Arithmetic)}
    whole = len(money) == len(kinds) and operators <= {"+", "-"}
    return money[0] if money and (whole or (len(money) == 1 and operators == {"*"})) else bp.DECIMAL


def _candidates(unit: Unit, draft: Draft) -> list[EntityDraft]:
    """The entities a sentence may speak of: the one defined last before it first, then the others."""
    known = [e for e in draft.entities.values() if e.fields]
    before = [e for e in known if e.spans and min(e.spans)[0] < unit.span[0]]
    before.sort(key=lambda e: min(e.spans), reverse=True)
    first = {e.name for e in before}
    return [*before, *(e for e in known if e.name not in first)]


def _result(unit: Unit, formula: Formula) -> str | None:
    """What the arithmetic gives: the duration of what "takes" it, or the phrase before "is"."""
    before = [p for p in unit.pieces if p.span[1] <= unit.span[0] + formula.start]
    if not before:
        return None
    verb = next((p for p in reversed(before) if p.kind == "V"), None)
    if verb is not None and verb.head in _NAMED_BY_VERB and verb.form in {"s", "base"}:
        return _NAMED_BY_VERB[verb.head]
    phrases = [p for p in before if p.kind == "N"]
    means = before[-1].head in {"be", "is", "are", "equal", "="} or before[-1].text.lower() in {"is", "are", "="}
    return phrases[0].label if phrases and means else None


def _renamed(draft: Draft, entity: EntityDraft, formula: Formula) -> bp.Expression:
    """The expression; a field that the text itself calls by its modifier alone is called so everywhere."""
    value: bp.Expression = formula.value
    for name, words in formula.fields.items():
        held = entity.fields[name]
        kind = held.type
        if kind.kind in {"duration", "choice", "text", "time", "integer"}:
            kind = bp.Type(kind="decimal", unit=kind.unit)
        label = held.label if held.label.lower() == words or not held.label.lower().startswith(words) else words
        changed = held.model_copy(
            update={"type": kind, "label": label, "name": snake(label), "id": f"field.{entity.name}.{snake(label)}",
                    "summary": held.summary or f"the {held.label}"}
        )  # fmt: skip
        entity.fields = {
            changed.name if n == name else n: changed if n == name else f for n, f in entity.fields.items()
        }
        value = _replaced(value, name, changed.name)
        draft.claims = [_reclaimed(claim, held.id, changed.id) for claim in draft.claims]
    return value


def _reclaimed(claim: Claim, old: str, new: str) -> Claim:
    return replace(claim, elements=tuple(new if each == old else each for each in claim.elements))


def _replaced(value: bp.Expression, old: str, new: str) -> bp.Expression:
    match value:
        case bp.Arithmetic():
            left, right = _replaced(value.left, old, new), _replaced(value.right, old, new)
            return bp.Arithmetic(operator=value.operator, left=left, right=right)
        case bp.Get() if value.field == old:
            return bp.Get(of=value.of, field=new)
    return value


def read_field_order(unit: Unit, draft: Draft) -> None:
    """ "a least, a usual and a greatest price in euro (none smaller than the one before)" """
    for aside in re.finditer(r"\(([^()]*)\)", wording(unit)):
        relation = next((r for phrase, r in _ORDERS if re.search(phrase, aside[1], re.I)), None)
        span = (unit.span[0] + aside.start(1), unit.span[0] + aside.end(1))
        fields = _listed_before(unit, draft, span[0]) if relation else None
        if fields is None or relation is None:
            continue
        entity, names = fields
        _withdraw(draft, span)
        _retype(entity, names, wording(unit)[: aside.start()])
        made = []
        for earlier, later in pairwise(names):
            one, other = (_named(entity.fields[name]) for name in (later, earlier))
            guard = bp.Guard(
                id=draft.unique(f"invariant.{entity.name}.{later}_order"), spans=(span,), field=later,
                requires=compare(f"it.{later}", relation, f"it.{earlier}"),
                reason=f"The {one} is {_FAULT[relation]} the {other}.",
            )  # fmt: skip
            entity.invariants.append(guard)
            made.append(guard.id)
        not_negative(draft, entity, names[0] if relation in {">", ">="} else names[-1])
        draft.claim(span, "field_order", made)


def _named(held: bp.FieldOf) -> str:
    """What the text calls the field in full: ``likely estimate``."""
    return held.summary.removeprefix("the ") if held.summary.startswith("the ") else held.label


def _withdraw(draft: Draft, span: Span) -> None:
    """What another reading could not read of the stretch is read now."""
    draft.claims = [c for c in draft.claims if c.status != "unclear" or not _within(c.span, span)]
    draft.gaps = [g for g in draft.gaps if not any(_within(at, span) for at in g.spans)]


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] - 1 <= inner[0] and inner[1] <= outer[1] + 1


def _listed_before(unit: Unit, draft: Draft, place: int) -> tuple[EntityDraft, list[str]] | None:
    """The fields of one head that stand before `place` in the sentence, in their order."""
    for entity in draft.entities.values():
        here = [f for f in entity.fields.values() if f.spans and unit.span[0] <= f.spans[0][0] < place]
        if len(here) < 2:
            continue
        head = _head(here[-1])
        run: list[str] = []
        for held in reversed(here):
            if _head(held) != head and not (run and _modifier(entity, held, head)):
                break
            run.insert(0, held.name)
        if len(run) > 1:
            return entity, run
    return None


def _modifier(entity: EntityDraft, held: bp.FieldOf, head: str) -> bool:
    """ "a low, a usual and a high bid": the low one is a bid as well, though "low" can stand for itself."""
    if held.type.kind != "text" or " " in held.label or not word(held.label).can("ADJ"):
        return False
    entity.fields[held.name] = held.model_copy(update={"summary": f"the {held.label} {head}"})
    return True


def _head(held: bp.FieldOf) -> str:
    return (held.summary or held.label).split()[-1]


def _retype(entity: EntityDraft, names: list[str], before: str) -> None:
    """What is ordered is a number in the unit written behind the list; a gloss is no choice."""
    unit = re.search(r"\bin ([A-Za-z€$£ ]+?)\s*\Z", before)
    kind = of_unit(unit[1]) if unit else bp.DECIMAL
    if kind.kind == "duration":
        kind = bp.Type(kind="decimal", unit=kind.unit)
    for name in names:
        entity.fields[name] = entity.fields[name].model_copy(update={"type": kind})


def read_amounts(unit: Unit, draft: Draft) -> None:
    """Amounts of money in a list of fields are not negative; nobody says so, everybody means it."""
    if find(unit, "V(have|consist|comprise)", "HAVE", "with") is None:
        return
    for entity in draft.entities.values():
        for held in list(entity.fields.values()):
            inside = held.spans and unit.span[0] <= held.spans[0][0] < unit.span[1]
            if inside and held.type.kind == "money":
                not_negative(draft, entity, held.name)


def not_negative(draft: Draft, entity: EntityDraft, name: str) -> None:
    """An invariant that nobody wrote down, listed as assumed."""
    held = entity.fields[name]
    wanted = f"invariant.{entity.name}.{name}_not_negative"
    requires = compare(f"it.{name}", ">=", amount(held.type, 0))
    if (
        not held.type.is_number
        or may_be_negative(held.label)
        or any(guard.requires == requires for guard in entity.invariants)
    ):
        return
    label = _named(held)
    entity.invariants.append(
        bp.Guard(
            id=draft.unique(wanted), field=name,
            requires=requires, reason=f"The {label} may not be negative.",
        )
    )  # fmt: skip
    draft.assume(
        f"The {label} of {'an' if entity.label[:1] in 'aeiou' else 'a'} {entity.label} is not negative.",
        held.spans[0] if held.spans else None,
    )
