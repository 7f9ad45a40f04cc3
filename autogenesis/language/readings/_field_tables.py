"""Reads tables that say what is kept of a thing: one line a field, or one line a thing with the fields as columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._blocks import Block, Cell
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import Relation, compare, either, no, present
from autogenesis.language._text import Span
from autogenesis.language._tokens import tag
from autogenesis.language.readings._fields import Stated, glossed, stated_fields
from autogenesis.language.readings._inventories import singular
from autogenesis.language.readings._stated import add_stated

_NAMES = frozenset({"field", "attribute", "column", "property", "name", "data", "element", "item"})
_SAYS = frozenset(
    {"type", "kind", "format", "values", "allowed values", "range", "unit", "data type", "choices", "bounds"}
)
_REMARKS = frozenset(
    "remark remarks note notes comment comments constraint constraints restriction restrictions rule rules validation".split()
)
"""Columns that say more of a field, in words."""
_REFERENCE = regex(
    r"(?:a\s+)?(?:reference|link|relation|foreign key)\s+(?:to|on)\s+(?:an?\s+|the\s+)?(?P<thing>[\w -]+)", re.I
)
_FIRST = regex(
    r"(?:starts|begins)\s+as\s+[\"“]?(?P<value>[\w -]+?)[\"”]?|(?:default|initially|at first)\s*:?\s+[\"“]?(?P<other>[\w -]+?)[\"”]?",
    re.I,
)
_RECKONED = frozenset({"computed", "calculated", "derived", "reckoned"})
_THAN = regex(
    r"(?:must be\s+)?(?P<word>less|smaller|lower|lighter|shorter|earlier|more|greater|larger|higher|later|longer)\s+than\s+(?:the\s+)?(?P<label>[a-z][\w -]*)",
    re.I,
)
_BEFORE = regex(
    r"(?:must be\s+|lies\s+)?(?:(?P<not>not|never)\s+)?(?P<word>before|after)\s+(?:the\s+)?(?P<label>[a-z][\w -]*)",
    re.I,
)
_SMALLER = frozenset({"less", "smaller", "lower", "lighter", "shorter", "earlier", "before"})
_THINGS = frozenset({"thing", "entity", "object", "record", "table", "class", "concept"})
_NEEDED = frozenset({"required", "mandatory", "needed", "obligatory"})
_LEAD = (
    r"(?:given |and )?the following (?P<a>[\w -]+?)\s*:?$",
    r"(?:the )?(?:fields|data|attributes|columns) of (?:an?|the|each|every)?\s*(?P<b>[\w -]+?)\s*:?$",
    r"(?:an?|the|each|every)?\s*(?P<c>[\w-]+(?: [\w-]+)?) (?:has|have|consists? of|is described by)\b.*:$",
    r"(?:for )?(?:an?|the|each|every)\s+(?P<d>[\w-]+(?: [\w-]+)?)\b.*:$",
    r"(?P<e>[A-Za-z][\w-]*(?: [\w-]+)?)\s*:?$",
)


_START = "2026-03-02T09:00:00"


@dataclass(frozen=True, slots=True)
class _Table:
    """A table with the thing it is about."""

    label: str
    span: Span
    fields: tuple[Stated, ...]
    lead: Block | None
    rows: tuple[tuple[Cell, ...], ...] = ()
    than: tuple[_Than, ...] = ()


@dataclass(frozen=True, slots=True)
class _Than:
    """That a field compares so with another one of the same thing: "less than the gross weight"."""

    label: str
    relation: Relation
    other: str
    cell: Cell


def _compared(draft: Draft, entity: EntityDraft, than: _Than) -> list[str]:
    """The rule that both fields of a row keep; listed as unclear where there is no such other field."""
    fields = {f.label.lower(): f for f in entity.fields.values()}
    one, other = fields.get(than.label.lower()), fields.get(than.other.lower())
    if one is None or other is None or one.type.kind != other.type.kind:
        draft.claim(
            than.cell.span,
            "unread_gloss",
            status="unclear",
            note=f"What it says of the {than.label} is not understood.",
        )
        return []
    requires: bp.Expression = compare(f"it.{one.name}", than.relation, bp.path("it", other.name))
    missing = [no(present(f"it.{f.name}")) for f in (one, other) if not f.required]
    guard = bp.Guard(
        id=draft.unique(f"invariant.{entity.name}.{one.name}"), requires=either(*missing, requires) if missing else requires,
        reason=f"The {one.label} is {than.cell.text}.", field=one.name, spans=(than.cell.span,),
    )  # fmt: skip
    entity.invariants.append(guard)
    return [guard.id]


def read_tabled_things(unit: Unit, draft: Draft) -> None:
    """Name the things that tables describe, so that lists and tables can refer to each other."""
    if unit is draft.units[0]:
        for table in _tables(draft):
            draft.entity(table.label, table.span)


def read_tabled_fields(unit: Unit, draft: Draft) -> None:
    """A table under "Vehicle": field, type, values; or "The following rooms:" with the fields as columns."""
    if unit is not draft.units[0]:
        return
    for table in _tables(draft):
        entity = draft.entity(table.label)
        elements = [entity.id, *add_stated(draft, entity, table.fields)]
        for than in table.than:
            elements += _compared(draft, entity, than)
        leading = [u for u in draft.units if table.lead is not None and u.block.span == table.lead.span]
        for each in leading:
            draft.claim(each.span, "field_table", elements)
        draft.claim(table.span, "field_table", elements)


def read_tabled_rows(unit: Unit, draft: Draft) -> None:
    """Rows that a text gives are an example: each is entered. They are not kept in the system from the start."""
    if unit is not draft.units[0]:
        return
    for table in _tables(draft):
        entity = draft.find_entity(table.label)
        if entity is None or not table.rows:
            continue
        draft.assume(f"The {entity.plural} that the text lists are examples; they are entered like others.", table.span)
        needed = {f.name for f in entity.fields.values() if f.required and f.default is None}
        columns = [next((f for f in entity.fields.values() if f.label == s.label), None) for s in table.fields]
        if not needed <= {f.name for f in columns if f is not None}:
            continue
        adding = next(
            (o.name for o in draft.operations.values() if o.kind == "create" and o.entity is entity),
            f"add_{entity.name}",
        )
        steps = tuple(bp.CallStep(operation=adding, input=_given(columns, row)) for row in table.rows)
        number = len(draft.examples) + 1
        title = f"the {entity.plural} of the text"
        draft.examples.append(
            bp.Scenario(
                id=f"example.e{number}",
                spans=(table.span,),
                title=title,
                start=_START,
                steps=steps,
                carries=(entity.id,),
            )
        )


def _given(columns: list[bp.FieldOf | None], row: tuple[Cell, ...]) -> dict[str, object]:
    made: dict[str, object] = {}
    for column, cell in zip(columns, row, strict=False):
        if column is not None and cell.text:
            made[column.name] = _number(cell.text) if column.type.is_number else cell.text
    return made


def _number(text: str) -> int | float | str:
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d+\.\d+", text) else text


def _tables(draft: Draft) -> Iterator[_Table]:
    before: Block | None = None
    for block in draft.blocks:
        if block.kind == "table" and block.keyword != "examples" and block.rows:
            lead = block.lead_in or before
            label = _thing(lead) if lead is not None else ""
            listed = lead is not None and re.search(r"\bfollowing\b", lead.text, re.I) is not None
            for name, span, lines in _by_thing(block):
                own = _by_line(block, lines)
                if own:
                    yield _Table(singular(name.lower()), span, own, None, than=_comparisons(block, lines))
            fields = () if _column_of_things(block) is not None else _by_line(block, block.rows)
            rows = () if fields or not listed else block.rows
            fields = fields or (_by_column(block) if listed else ())
            if label and fields:
                yield _Table(
                    label, block.span, fields, lead if lead is not None and lead.kind != "heading" else None, rows,
                    _comparisons(block, block.rows),
                )  # fmt: skip
        before = block


def _thing(lead: Block) -> str:
    """The noun that a heading or the line above names."""
    text = lead.text.strip().splitlines()[-1].strip()
    for pattern in _LEAD:
        match = re.match(pattern, text, re.I)
        words = tag(next((x for x in match.groups() if x), "")) if match else ()
        if words and words[-1].pos in {"NOUN", "PROPN"} and all(w.pos in {"NOUN", "PROPN", "ADJ"} for w in words):
            return singular(" ".join(w.lower for w in words))
    return ""


def _column_of_things(block: Block) -> int | None:
    """The column that says of which thing a line is."""
    return next((i for i, cell in enumerate(block.header) if cell.text.strip().lower() in _THINGS), None)


def _by_thing(block: Block) -> Iterator[tuple[str, Span, tuple[tuple[Cell, ...], ...]]]:
    """The lines for each thing, where one table has several: what stands for the thing is given once or in each line."""
    column = _column_of_things(block)
    if column is None:
        return
    groups: dict[str, list[tuple[Cell, ...]]] = {}
    name = ""
    for row in block.rows:
        name = row[column].text.strip() if column < len(row) and row[column].text.strip() else name
        if name:
            groups.setdefault(name, []).append(row)
    for name, lines in groups.items():
        yield name, block.span, tuple(lines)


def _by_line(block: Block, rows: tuple[tuple[Cell, ...], ...]) -> tuple[Stated, ...]:
    """One line for each field: its name, then columns that say of what type it is."""
    header = [cell.text.strip().lower() for cell in block.header]
    named = next((i for i, h in enumerate(header) if h in _NAMES), None)
    if named is None or not any(h in _SAYS | _NEEDED or set(re.split(r"\W+(?:and\W+)?", h)) <= _SAYS for h in header):
        return ()
    return tuple(f for row in rows if (f := _line(row, header, named)) is not None)


def _line(row: tuple[Cell, ...], header: list[str], named: int) -> Stated | None:
    found, unread = stated_fields(row[named].text, row[named].span[0])
    if len(found) != 1 or unread:
        return None
    stated = found[0]
    for title, cell in zip(header, row, strict=False):
        if cell.text and title in _REMARKS:
            stated = _remarked(stated, cell)
        elif cell.text and _REFERENCE.fullmatch(cell.text.strip()) and title in _SAYS:
            stated = replace(stated, about=_REFERENCE.fullmatch(cell.text.strip())["thing"].lower())  # type: ignore[index]
        elif cell.text and set(re.split(r"\W+(?:and\W+)?", title)) <= _SAYS | {"allowed", "data"}:
            stated = glossed(stated, cell.text, cell.span)
        elif (
            title in _NEEDED
            and cell.text.strip().lower() in {"no", "optional", "false", "-"}
            or title == "optional"
            and cell.text.strip().lower() in {"yes", "true", "x"}
        ):
            stated = replace(stated, optional=True)
    return stated


def _remarked(stated: Stated, cell: Cell) -> Stated:
    """The field with each remark of a cell: "required, unique", "starts as open", "1 to 400"."""
    said = cell.text.strip()
    if _THAN.fullmatch(said) or _BEFORE.fullmatch(said) or said.lower() in _RECKONED or said in {"-", "–"}:
        return stated
    first = _FIRST.fullmatch(said)
    if first is not None and stated.choices:
        value = (first["value"] or first["other"]).lower()
        known = next((c for c in stated.choices if c.lower() == value), None)
        if known is not None:  # the first of the choices is what a new one is
            return replace(stated, choices=(known, *(c for c in stated.choices if c != known)))
    found = glossed(stated, said, cell.span)
    return found if found.unread is None or stated.unread is None else stated


def _comparisons(block: Block, rows: tuple[tuple[Cell, ...], ...]) -> tuple[_Than, ...]:
    """The remarks that compare a field with another."""
    header = [cell.text.strip().lower() for cell in block.header]
    named = next((i for i, h in enumerate(header) if h in _NAMES), None)
    if named is None:
        return ()
    return tuple(
        _Than(row[named].text.strip(), _relation(match), match["label"].strip(), cell)
        for row in rows
        for title, cell in zip(header, row, strict=False)
        if title in _REMARKS and (match := _THAN.fullmatch(cell.text.strip()) or _BEFORE.fullmatch(cell.text.strip()))
    )


def _relation(match: re.Match[str]) -> Relation:
    smaller = match["word"].lower() in _SMALLER
    denied = match.groupdict().get("not") is not None
    return (">=" if smaller else "<=") if denied else ("<" if smaller else ">")


def _by_column(block: Block) -> tuple[Stated, ...]:
    """The fields are the columns; numbers in every line make a number."""
    made = []
    for index, cell in enumerate(block.header):
        found, unread = stated_fields(cell.text, cell.span[0])
        if len(found) != 1 or unread:
            return ()
        values = [row[index].text for row in block.rows if index < len(row)]
        kind = (
            "integer"
            if all(re.fullmatch(r"-?\d+", v) for v in values)
            else "decimal"
            if all(re.fullmatch(r"-?\d+\.\d+|-?\d+", v) for v in values)
            else ""
        )
        made.append(replace(found[0], kind=found[0].kind or kind))
    return tuple(made)
