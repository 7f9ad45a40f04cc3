"""Reads scenario outlines whose examples are a decision table: what follows from which values, row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language import _lexicon as lexicon
from autogenesis.language._blocks import Block
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, snake
from autogenesis.language._literals import Bound, Range
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import Relation, both, choice, compare, no, over, same
from autogenesis.language._typing import currency_of
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._assumed import belonging
from autogenesis.language.meaning._comparisons import RELATIONS
from autogenesis.language.meaning._members import singular as lemma
from autogenesis.language.meaning._members import singular_name as singular
from autogenesis.language.meaning._naming import SYSTEM
from autogenesis.language.meaning._placing import reason, swapped
from autogenesis.language.meaning._relations import relation_of
from autogenesis.language.meaning._scope import Scope

_SLOT = regex(r"<([^<>]+)>")
REFUSED = frozenset("refused rejected denied declined turned down not allowed not accepted forbidden impossible".split()) | {
    "turned down", "not allowed", "not accepted", "not possible", "no permit", "none",
}  # fmt: skip
_ACCEPTED = frozenset({"accepted", "allowed", "granted", "approved", "possible", "yes", "ok"})
_ANY = frozenset({"", "-", "–", "any", "*", "n/a"})
_MONEY = frozenset("euro euros eur € dollar dollars $ pound pounds £ gbp usd chf francs".split())
_MEASURES = {
    "kg": "weight",
    "g": "weight",
    "km": "distance",
    "cm": "length",
    "m": "length",
    "years": "age",
    "year": "age",
}
_HOLDS = r"(?:has|have|had|holds?|held|owns?|owned|keeps?|uses?|used|borrowed|booked|made)"
_HELD = regex(
    rf"^(?:an?|the|any|each|every)\s+(?P<holder>[a-z][\w-]*(?:\s[a-z][\w-]*)??)\s+(?:that|who|which)?\s*(?:already\s+)?{_HOLDS}\s+(?:already\s+)?"
    r"<(?P<slot>[^<>]+)>\s+(?:open\s+|active\s+)?(?P<things>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\.?$",
    re.I,
)
_DEED = regex(
    r"\b(?P<verb>[a-z]+(?:\s+(?:for|in|up))?)\s+(?:(?:an?|another|the|one)\s+)(?:<[^<>]+>\s+)?(?P<thing>[a-z][\w-]*(?:\s[a-z][\w-]*)?)",
    re.I,
)
_THEN = regex(
    r"^(?P<what>.+?)\s+(?:(?:is|are|costs?|amounts? to|equals?|becomes?|(?:will|should|shall|must) be|comes? to|gets?|pays?|earns?|receives?)\s+)"
    r"(?:charged\s+|set to\s+)?<(?P<slot>[^<>]+)>(?:\s*(?P<unit>[\w€$£%]+))?\.?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Column:
    """An input of the table: the value it stands for before a row is there, and whether it counts rows."""

    slot: str
    value: bp.Expression
    type: bp.Type
    counts: bool = False


@dataclass(slots=True)
class _Outline:
    """The parts of an outline as they are found."""

    unit: Unit
    steps: tuple[Unit, ...]
    table: Block
    draft: Draft
    scope: Scope
    entity: EntityDraft | None = None
    operation: OperationDraft | None = None
    holder: EntityDraft | None = None

    def values(self, slot: str) -> list[str]:
        """What stands in the column of a slot."""
        place = [cell.text for cell in self.table.header].index(slot)
        return [row[place].text for row in self.table.rows]


def read_outline_table(unit: Unit, draft: Draft) -> None:
    """An outline that no other reading knew: its columns are fields, counts and outcomes of the thing it is about."""
    if unit.block.keyword != "outline" or draft.claimed(unit.span):
        return
    number = unit.block.scenario
    steps = tuple(
        u for u in draft.units
        if u.block.kind == "gherkin" and u.block.scenario == number and u.block.keyword in {"given", "when", "then"}
    )  # fmt: skip
    table = next((b for b in draft.blocks if b.kind == "table" and b.scenario == number), None)
    if table is None or any(draft.claimed(u.span) for u in steps) or not table.rows:
        return
    before = draft.mark()
    made = _read(_Outline(unit, steps, table, draft, Scope(draft, unit)))
    if made is None:
        draft.back_to(before)
        draft.explain(unit.span, "what the columns of its examples stand for is not known")
        return
    for span in (unit.span, *(u.span for u in steps), table.span):
        draft.claim(span, "decided_by_examples", made)


def _read(outline: _Outline) -> list[str] | None:
    thens = [u for u in outline.steps if u.block.keyword == "then"]
    outcome = _THEN.match(" ".join(thens[0].text.split())) if len(thens) == 1 else None
    header = [cell.text for cell in outline.table.header]
    inputs = [slot for u in outline.steps if u.block.keyword != "then" for slot in _SLOT.findall(u.text)]
    if outcome is None or sorted({*inputs, outcome["slot"]}) != sorted(header) or not inputs:
        return None
    _about(outline)
    if outline.entity is None:
        return None
    columns: list[_Column] = []
    for slot in dict.fromkeys(inputs):
        column = _column(slot, outline)
        if column is None:
            return None
        columns.append(column)
    return _decided(outline, columns, outcome)


def _about(outline: _Outline) -> None:
    """The thing whose rows the table decides, and the operation that brings them about, where the scenario tells one."""
    draft = outline.draft
    givens = [" ".join(u.text.split()) for u in outline.steps if u.block.keyword == "given"]
    counted = next((m for text in givens if (m := _HELD.match(text))), None)
    for unit in (u for u in outline.steps if u.block.keyword == "when"):
        deed = next((m for m in _DEED.finditer(" ".join(unit.text.split())) if _is_verb(m["verb"])), None)
        if deed is None:
            continue
        label = singular(deed["thing"].lower())
        if label.split()[0] == "one" and counted is not None:
            label = singular(counted["things"].lower())
        found = draft.find_entity(label) or draft.find_entity(label.split()[0])
        thing = found or draft.entity(label.split()[0], unit.span)
        verb, _, particle = _base(deed["verb"]).partition(" ")
        record = relation_of(draft, verb, particle, thing)
        outline.entity = record or thing
        known = next((o for o in draft.operations.values() if o.entity is outline.entity and o.kind == "create"), None)
        outline.operation = known or draft.operation(_base(deed["verb"]), thing, "create", span=unit.span)
        outline.operation.entity = outline.entity
        return
    first = (
        re.match(r"(?:an?|the)\s+(?:<[^<>]+>\s+)?([a-z][\w-]*(?:\s[a-z][\w-]*)?)", givens[0], re.I) if givens else None
    )
    if first is None:
        return
    label = singular(first[1].lower())
    entity = draft.find_entity(label) or draft.find_entity(label.split()[0])
    outline.entity = entity or draft.entity(label.split()[0], outline.unit.span)


def _is_verb(words: str) -> bool:
    first = words.lower().split()[0]
    return "VERB" in lexicon.word(first).lemmas and first not in {"is", "are", "for", "of", "with"}


def _base(words: str) -> str:
    first, *rest = words.lower().split()
    return " ".join((lexicon.word(first).lemmas.get("VERB", first), *rest))


def _column(slot: str, outline: _Outline) -> _Column | None:
    step = next(u for u in outline.steps if f"<{slot}>" in u.text)
    text = " ".join(step.text.split())
    held = _HELD.match(text)
    if held is not None and held["slot"] == slot:
        return _count(held, outline)
    entity = outline.entity
    assert entity is not None
    about = _spoken_of(slot, text, outline)
    if about is not None and about is not entity:
        return None  # a value of something else than what the table decides
    label = _label(slot, text, entity)
    kind = _type(label, outline.values(slot), _unit_after(slot, text), outline)
    if kind is None:
        return None
    name = next((f.name for f in entity.fields.values() if f.label == label), None)
    if name is None:
        name = outline.draft.add_field(entity, label, kind, step.span)
    elif entity.fields[name].type.kind in {"text", "choice"} and kind.kind == "choice":
        entity.fields[name] = entity.fields[name].model_copy(update={"type": _joined(entity.fields[name].type, kind)})
    entity.given.add(name)
    return _Column(slot, bp.Name(name=name), entity.fields[name].type)


def _spoken_of(slot: str, text: str, outline: _Outline) -> EntityDraft | None:
    """The thing that a step gives the value to: "a child of <age> years", "a <level> course"."""
    draft = outline.draft
    after = re.search(rf"<{re.escape(slot)}>\s+([a-z][\w-]*)", text, re.I)
    named = draft.find_entity(lemma(after[1].lower())) if after is not None else None
    if named is not None:
        return named
    before = text[: text.index(f"<{slot}>")]
    first = re.match(
        r"(?:an?|the|any|each|every)\s+([a-z][\w-]*)\s+(?:of|with|weighing|aged|whose|that|who|is|has)\b", before, re.I
    )
    return draft.find_entity(singular(first[1])) if first is not None else None


def _joined(known: bp.Type, more: bp.Type) -> bp.Type:
    return known if known.kind == "choice" and set(more.choices) <= set(known.choices) else more


def _count(held: re.Match[str], outline: _Outline) -> _Column | None:
    """ "a household that already holds <held> permits": how many there are before another one is made."""
    draft, entity = outline.draft, outline.entity
    assert entity is not None
    label = held["holder"].lower()
    if label in SYSTEM:
        return None
    things = draft.find_entity(singular(held["things"].lower())) or draft.find_entity(
        lemma(held["things"].lower().split()[-1])
    )
    if things is not entity:
        return None
    holder = draft.find_entity(label) or draft.entity(label, outline.unit.span)
    outline.holder = holder
    name = entity.reference_to(holder) or belonging(entity, holder, outline.unit.span, outline.scope)
    entity.given.add(name)
    held_name = f"held_{entity.name}"
    count = over("count", entity.name, same(f"{held_name}.{name}", name), name=held_name)
    return _Column(held["slot"], count, bp.INTEGER, counts=True)


def _label(slot: str, text: str, entity: EntityDraft) -> str:
    """What the field is called that a slot is the value of."""
    around = re.search(rf"(?:(\w[\w-]*)\s+)?(?:(\w[\w-]*)\s+)?<{re.escape(slot)}>(?:\s*([\w%€$£-]+))?", text)
    before2, before, after = (x.lower() if x else "" for x in around.groups()) if around else ("", "", "")
    if before2 and not before:
        before2, before = "", before2
    if before in {"is", "of", "are", "being"} and before2 and before2 not in {"it", "an", "the", "a"}:
        return lemma(before2)
    if before in {"a", "an", "the"} and after and after.isalpha() and after not in _MONEY and after not in _MEASURES:
        noun = lemma(after)
        return slot.lower().replace("_", " ") if noun in entity.label.split() else noun
    if after in _MEASURES:
        return _MEASURES[after]
    if after.isalpha() and "NOUN" in lexicon.word(after).lemmas and after.endswith("s") and after not in _MONEY:
        return f"number of {after}" if lemma(after) != entity.label else slot.lower()
    if before and "NOUN" in lexicon.word(before).lemmas and "VERB" not in lexicon.word(before).lemmas:
        return before
    return slot.lower().replace("_", " ")


def _unit_after(slot: str, text: str) -> str:
    found = re.search(rf"<{re.escape(slot)}>\s*([\w%€$£]+)", text)
    return found[1] if found else ""


def _type(label: str, values: list[str], unit: str, outline: _Outline) -> bp.Type | None:
    said = [v for v in values if v.lower() not in _ANY | REFUSED]
    money = (
        unit.lower() in _MONEY
        or head_kind(label.rsplit(maxsplit=1)[-1]) == "money"
        or any(re.search(r"[€$£]|euro", v) for v in said)
    )
    numbers = [_plain(v) for v in said]
    if said and all(n is not None for n in numbers):
        if money:
            return bp.Type(kind="money", currency=currency_of(outline.draft))
        return bp.INTEGER if all("." not in v for v in said) and unit not in {"kg", "km"} else bp.DECIMAL
    if any(find_literals(v, 0) for v in said) and all(isinstance(_band(v), Bound | Range) or _plain(v) for v in said):
        return bp.Type(kind="money", currency=currency_of(outline.draft)) if money else bp.DECIMAL
    if not said or any(find_literals(v, 0) for v in said):
        return None
    return bp.Type(kind="choice", choices=tuple(dict.fromkeys(said)))


def _plain(text: str) -> str | None:
    found = re.fullmatch(r"[€$£]?\s*(-?\d+(?:\.\d+)?)\s*(?:€|euro|eur)?", text, re.I)
    return found[1] if found else None


def _band(text: str) -> object:
    found = find_literals(text, 0)
    return found[0] if len(found) == 1 else None


def _decided(outline: _Outline, columns: list[_Column], outcome: re.Match[str]) -> list[str] | None:
    """The outcome, field or refusal, of each row."""
    draft, entity = outline.draft, outline.entity
    assert entity is not None
    results = outline.values(outcome["slot"])
    refusing = [v.lower() in REFUSED for v in results]
    plain = [v for v, refused in zip(results, refusing, strict=True) if not refused]
    tests: list[bp.Expression] = []
    for index in range(len(results)):
        terms = [_term(c, outline.values(c.slot), index, refused=refusing[index]) for c in columns]
        if any(term is None for term in terms):
            return None
        tests.append(both(*(term for term in terms if term is not None)))
    made = [entity.id]
    if any(refusing):
        operation = outline.operation or _creator(outline)
        outline.operation = operation
        for test, refused, row in zip(tests, refusing, outline.table.rows, strict=True):
            if refused:
                why = ", ".join(cell.text for cell in row)
                guard = draft.guard(
                    f"{operation.name}.examples", no(test), reason(f"{outline.unit.text}: {why}"), outline.table.span
                )
                operation.guards.append(guard)
                made.append(guard.id)
    if all(v.lower() in _ACCEPTED for v in plain):
        return made if any(refusing) else None
    field = _outcome(outline, outcome, plain, [t for t, r in zip(tests, refusing, strict=True) if not r], columns)
    return [*made, field] if field is not None else None


def _creator(outline: _Outline) -> OperationDraft:
    entity = outline.entity
    known = next((o for o in outline.draft.operations.values() if o.entity is entity and o.kind == "create"), None)
    return known or outline.draft.operation("add", entity, "create")


def _term(column: _Column, values: list[str], index: int, *, refused: bool) -> bp.Expression | None:
    text = values[index]
    if text.lower() in _ANY:
        return bp.truth(True)
    if column.type.kind == "choice":
        return same(column.value, choice(text, column.type.choices)) if text in column.type.choices else None
    plain = _plain(text)
    if plain is not None:
        most = max((_plain(v) or "0" for v in values), key=float)
        relation: Relation = ">=" if column.counts and refused and plain == most else "=="
        right = bp.whole(int(plain)) if column.type.kind == "integer" else bp.Literally(type=column.type, value=plain)
        return compare(column.value, relation, right)
    band = _band(text)
    if isinstance(band, Bound):
        limit = bp.Literally(type=column.type, value=str(getattr(band.value, "value", 0)))
        return compare(column.value, RELATIONS[band.op], limit)
    if isinstance(band, Range):
        low, high = (bp.Literally(type=column.type, value=str(getattr(x, "value", 0))) for x in (band.low, band.high))
        return both(compare(column.value, ">=", low), compare(column.value, "<=", high))
    return None


def _outcome(
    outline: _Outline, outcome: re.Match[str], values: list[str], tests: list[bp.Expression], columns: list[_Column]
) -> str | None:
    """The field that a row is given when it is made; where it only hangs on the row's own fields, it is reckoned."""
    draft, entity = outline.draft, outline.entity
    assert entity is not None
    said = re.sub(r"^(?:the|its|his|her|their|an?)\s+", "", outcome["what"].strip().lower())
    thing = said in {"it", "he", "she", "they", entity.label} or (
        outline.holder is not None and said == outline.holder.label
    )
    label = outcome["slot"].lower().replace("_", " ") if thing else said
    kind = _type(label, values, outcome["unit"] or "", outline)
    if kind is None or len(label.split()) > 4:
        return None
    decided: bp.Expression = bp.nothing()
    for test, text in reversed(list(zip(tests, values, strict=True))):
        decided = bp.Conditional(test=test, then=_constant(text, kind), otherwise=decided)
    draft.assume(f"Where no example says what the {label} is, there is none.", outline.table.span)
    if any(column.counts for column in columns) or outline.operation is not None:
        name = draft.add_field(entity, label, kind, outline.table.span, required=False)
        entity.later.add(name)
        operation = outline.operation or _creator(outline)
        operation.values[name] = decided
        return entity.fields[name].id
    name = snake(label)
    value = _of_row(decided, [c.value for c in columns])
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}", spans=(outline.table.span,), name=name, label=label, type=kind, value=value,
        summary=outline.unit.text,
    )  # fmt: skip
    return entity.derivations[name].id


def _of_row(expression: bp.Expression, inputs: list[bp.Expression]) -> bp.Expression:
    """The same about the row ``it``."""

    def change(node: bp.Expression) -> bp.Expression | None:
        return bp.path("it", node.name) if node in inputs and isinstance(node, bp.Name) else None

    return swapped(expression, change)


def _constant(text: str, kind: bp.Type) -> bp.Expression:
    if kind.kind == "choice":
        return choice(text, kind.choices)
    plain = _plain(text) or "0"
    return bp.whole(int(plain)) if kind.kind == "integer" else bp.Literally(type=kind, value=plain)
