"""Reads amounts by kind: "Minutes for a departure: single 25, double 30; a stay-over takes 15 whatever the type"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as made_of
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._inflect import plural_of
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import amount, choice
from autogenesis.language._text import Span
from autogenesis.language._typing import currency_of
from autogenesis.language._words import head_kind
from autogenesis.language.readings._inspections import changeable

_TAKES = r"(?:takes?|costs?|needs?|gets?|counts?|is|are|requires?)"
_NUMBER = r"(?P<n>\d+(?:\.\d+)?)"
_CASE = r"(?:an?|the|each|every)\s+(?P<case>[a-z][\w-]*)"
_LISTED = regex(rf"^(?P<unit>[A-Za-z]+)\s+(?:for|per|of|by|on)\s+{_CASE}\s*:\s*(?P<items>.+)$", re.I | re.S)
_PLAIN = regex(
    r"^(?P<unit>[A-Za-z]+)\s*(?:(?:per|by|for each|for every)\s+(?P<field>[a-z][\w -]*?))?\s*:\s*(?P<items>.+)$",
    re.I | re.S,
)
_SPOKEN = regex(
    rf"^{_CASE}\s+{_TAKES}\s+(?P<items>\d+(?:\.\d+)?\s*(?:[a-z]+\s+)?for\s+(?:an?|the)\s+.+)$", re.I | re.S
)  # fmt: skip
_WHATEVER = regex(
    rf"^(?:an?|the|each|every)?\s*(?P<case>[a-z][\w-]*)\s+(?:always\s+)?{_TAKES}\s+(?:always\s+)?{_NUMBER}(?:\s+(?!whatever|regard|irresp|no )[a-z]+)?"
    r"(?:\s+(?:whatever|regardless of|irrespective of|no matter(?: what)?|whichever)\b.+|\s+(?:in any case|always))?$",
    re.I | re.S,
)
_EACH = regex(
    r"^an?\s+(?P<first>[a-z][\w-]*)\s+(?:takes?|costs?|needs?|requires?)\s+\d+(?:\.\d+)?\s*(?P<unit>[a-z]+)(?:\s*,\s*|\s+and\s+)an?\s+.+$", re.I | re.S
)  # fmt: skip
_RATE = regex(r"\b(?:per|an?) (?:started )?(?:hour|day|night|week|month|year)\b", re.I)
"""So much for each unit of time is a rate: what it comes to depends on how long it lasts."""
_VERB = regex(r"^(an?\s+[a-z][\w-]*)\s+(?:takes?|costs?|needs?|requires?)\s+", re.I)
_CURRENCIES = frozenset({"euro", "euros", "dollar", "dollars", "pound", "pounds", "franc", "francs", "cent", "cents"})
_ITEM = regex(rf"^(?:and\s+)?(?:an?\s+)?(?P<c>[a-z][\w -]*?)\s+{_NUMBER}(?:\s+[a-z]+)?$", re.I)
_ITEM_FOR = regex(rf"^(?:and\s+)?{_NUMBER}(?:\s+[a-z]+)?\s+for\s+(?:an?\s+|the\s+)?(?P<c>[a-z][\w -]*?)$", re.I)


@dataclass
class Amounts:
    """How much of `unit` each kind takes: `lines` by case (empty where there are none) and choice (None: any)."""

    entity: EntityDraft
    unit: str
    field: str
    lines: list[tuple[str, str | None, Decimal]] = made_of(default_factory=list)
    span: Span = (0, 0)

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases that are told apart."""
        return tuple(dict.fromkeys(case for case, _, _ in self.lines if case))


def read_amounts_by_kind(unit: Unit, draft: Draft) -> None:
    """A table of amounts, and the amount of each row."""
    found = _amounts(unit, draft)
    if found is None:
        return
    entity = found.entity
    name = plural_of(found.unit) if not found.unit.endswith("s") else found.unit
    if name in entity.fields or name in entity.derivations:
        return
    kind = _type(found, draft)
    cases = found.cases
    keys: list[tuple[str, bp.Type]] = [(found.field, entity.fields[found.field].type)]
    paths = [bp.path("it", found.field)]
    made = []
    if cases:
        case = case_field(draft, entity, cases, unit.span)
        made += [f"field.{entity.name}.{case}", changeable(draft, entity, case).id]
        keys.insert(0, (case, entity.fields[case].type))
        paths.insert(0, bp.path("it", case))
    title = name if all(t.name != name for t in draft.tables.values()) else f"{entity.name}_{name}"
    if any(t.name == title for t in draft.tables.values()):
        return
    table = bp.Table(
        id=draft.unique(f"table.{title}"),
        spans=(unit.span,),
        name=title,
        keys=tuple(keys),
        columns=((name, kind),),
        lines=tuple(_lines(found, keys, kind)),
    )
    draft.tables[table.id] = table
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}", spans=(unit.span,), name=name, label=name, type=kind,
        value=bp.Conditional(test=bp.Present(value=lookup(table, paths, name)), then=lookup(table, paths, name), otherwise=amount(kind, 0)),
        summary=f"the {name} that {entity.label} takes",
    )  # fmt: skip
    if any(len(_choices_of(found, case)) < len(keys[-1][1].choices) for case in cases or ("",)):
        missing = [c for c in keys[-1][1].choices if not any(choice_ in {c, None} for _, choice_, _ in found.lines)]
        if missing:
            draft.gap(f"How many {name} {' and '.join(missing)} take is not said; 0 are taken.", "unclear", unit.span)
    draft.claim(unit.span, "amounts_by_kind", [table.id, f"derivation.{entity.name}.{name}", *made])


def lookup(table: bp.Table, keys: list[bp.Expression], column: str) -> bp.Lookup:
    """The value in a column of a table."""
    return bp.Lookup(table=table.id, keys=tuple(keys), column=column)


def case_field(draft: Draft, entity: EntityDraft, cases: tuple[str, ...], span: Span) -> str:
    """The field that tells the cases apart; the first is taken where nothing is said."""
    known = next(
        (f for f in entity.fields.values() if f.type.kind == "choice" and set(cases) <= set(f.type.choices)), None
    )
    if known is not None:
        return known.name
    kind = bp.Type(kind="choice", choices=cases)
    draft.assume(f"Each {entity.label} is noted as {' or '.join(cases)}; where nothing is said, as {cases[0]}.", span)
    name = draft.add_field(entity, "kind", kind, span, required=False, default=choice(cases[0], cases))
    entity.given.add(name)
    return name


def _amounts(unit: Unit, draft: Draft) -> Amounts | None:
    made: Amounts | None = None
    if _RATE.search(unit.text):
        return None
    for start, part in _parts(unit.text):
        listed = _LISTED.match(part) or (_SPOKEN.match(part) if made is None else None)
        plain = _PLAIN.match(part) if listed is None and start == 0 else None
        whatever = _WHATEVER.match(part) if made is not None else None
        each = _EACH.match(part) if listed is None and plain is None and start == 0 else None
        if listed is None and plain is None and each is None and whatever is None:
            return None
        if whatever is not None and made is not None:
            made.lines.append((whatever["case"].lower(), None, Decimal(whatever["n"])))
            continue
        found = listed or plain or each
        assert found is not None
        items = _items(_VERB.sub(r"\1 ", part) if each else found["items"])
        case = found["case"].lower() if listed else ""
        held = _holder(draft, [c for c, _ in items])
        if held is None:
            return None
        word = found.groupdict().get("unit") or _unit_in(found["items"])
        if word.lower() in _CURRENCIES and _SPOKEN.match(part):
            return None  # a price: what it is put together of is read as such
        word = "cost" if word.lower() in _CURRENCIES else word
        made = made or Amounts(held[0], word.lower(), held[1], span=unit.span)
        case = "" if case in {held[0].label, *held[0].synonyms} else case
        made.lines += [(case, held[2][c.lower()], n) for c, n in items]
    return made


def _parts(text: str) -> Iterator[tuple[int, str]]:
    for part in re.finditer(r"[^;]+", text.rstrip(" .")):
        yield part.start(), part[0].strip()


def _items(text: str) -> list[tuple[str, Decimal]]:
    made = []
    for part in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+(?=\d|[a-z])", text.strip(" .")):
        found = _ITEM.match(part) or _ITEM_FOR.match(part)
        if found is None:
            return []
        made.append((found["c"].strip(), Decimal(found["n"])))
    return made


def _unit_in(text: str) -> str:
    found = re.search(r"\d\s+([a-z]+)", text)
    return found[1] if found and found[1] != "for" else "amount"


def _holder(draft: Draft, names: list[str]) -> tuple[EntityDraft, str, dict[str, str]] | None:
    """The entity with a choice that has all these values."""
    wanted = {n.lower() for n in names}
    for entity in draft.entities.values():
        for f in entity.fields.values():
            values = {w: c for c in f.type.choices for w in (c.lower(), plural_of(c.lower()))}
            if wanted and f.type.kind == "choice" and wanted <= values.keys():
                return entity, f.name, values
    return None


def _type(found: Amounts, draft: Draft) -> bp.Type:
    whole = all(n == int(n) for *_, n in found.lines)
    if head_kind(found.unit.rstrip("s")) == "money":
        return bp.Type(kind="money", currency=currency_of(draft))
    return bp.INTEGER if whole else bp.DECIMAL


def _lines(found: Amounts, keys: list[tuple[str, bp.Type]], kind: bp.Type) -> Iterator[bp.TableLine]:
    for case, value, n in found.lines:
        cells = [bp.Cell() if value is None else bp.Cell(equals=choice(value, keys[-1][1].choices))]
        if len(keys) > 1:
            cells.insert(0, bp.Cell(equals=choice(case, keys[0][1].choices)))
        yield bp.TableLine(keys=tuple(cells), values=(amount(kind, n),), span=found.span)


def _choices_of(found: Amounts, case: str) -> set[str | None]:
    return {value for each, value, _ in found.lines if each == case}
