"""Values to try for an input: plain ones by type, and those around the bounds that rules name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import blueprints as b
from autogenesis.assembly._oracle import Machine
from autogenesis.assembly._samples import sample_text

_LONGEST = 5000
"""Characters of the longest text that is tried."""


class Candidates:
    """Proposes JSON values; `bounds` holds, for each input name, the numbers and dates that rules compare it with.

    `worded` are texts with the words that rules look for. With `usual`, those come first that people would expect to
    see.
    """

    def __init__(self, specification: b.Specification, *, usual: bool = False) -> None:
        self.usual = usual
        self._specification = specification
        self.bounds = _bounds(specification)
        self._texts = _texts(specification) | _keys(specification)
        self._said = _said(specification)
        self._people_of = _people(specification)
        self._lengths = _lengths(specification)
        self.worded, self._endings = _wordings(specification)

    def values(self, machine: Machine, parameter: b.Parameter, fresh: b.Entity | None) -> list[Any]:
        """Values for an input, the likeliest first; for a `fresh` row, texts that have not been used before."""
        kind = parameter.type
        if kind.kind == "reference":
            assert kind.entity is not None
            rows = [row.id for row in reversed(machine.world.rows(kind.entity))]
            return rows[:4] if rows or not kind.deferred else ["later-1"]
        if kind.kind == "list":
            assert kind.item is not None
            inner = self.values(machine, parameter.model_copy(update={"type": kind.item}), fresh)
            if kind.item.kind == "text":
                return [[], *([text] for text in self._said[:6]), inner[:1]]
            return [[], inner[:1], inner[:2]] if inner else [[]]
        return self._plain(machine, parameter, fresh)

    def around(self, name: str, kind: b.Type) -> list[list[Any]]:
        """For each bound of an input: just below it, at it, just above it."""
        if kind.kind in ("integer", "duration"):
            whole = sorted({int(bound) for bound in self.bounds.get(name, ()) if bound == int(bound)})
            return [[bound - 1, bound, bound + 1] for bound in whole]
        if kind.kind in ("decimal", "money", "percent"):
            step = Decimal("0.01")
            return [
                [_number(bound - step), _number(bound), _number(bound + step)]
                for bound in sorted(self.bounds.get(name, ()))
            ]
        return []

    def _plain(self, machine: Machine, parameter: b.Parameter, fresh: b.Entity | None) -> list[Any]:
        kind, name = parameter.type, parameter.name
        today = machine.world.now.date()
        near = [value for three in self.around(name, kind) for value in three]
        match kind.kind:
            case "integer" | "duration":
                return list(dict.fromkeys([1, 2, *near, 3, 10, 0]))
            case "decimal" | "money" | "percent":
                usual = [50 if kind.kind == "percent" else 25] if self.usual else []
                return list(dict.fromkeys([*usual, 1, 2, *near, 10, 100, 0, 0.5]))
            case "boolean":
                return [True, False]
            case "choice":
                return list(kind.choices)
            case "date":
                days = (-12000, 1, 0) if "birth" in name else (1, 0, 30, -1, -400, -12000)
                return [(today + timedelta(days=count)).isoformat() for count in days]
            case "datetime":
                start = datetime.combine(today, datetime.min.time())
                return [(start + timedelta(hours=hours)).isoformat() for hours in (33, 57, -24, 0)]
            case "time":
                return ["09:00", "18:00"]
            case "person":
                rows = self._people(machine, kind)
                return rows or ["ann", "ben"]
            case "text":
                named = [
                    f"{(today - timedelta(days=days)).isoformat()}{end}" for end in self._endings for days in (0, 9)
                ]
                used = [*self._texts.get(name, []), *named, *self.worded]
                text, *long = self._long(name, self._text(machine, name, fresh))
                return [text, *used, *long] if fresh or not used else [*used, text, *long]
        return []

    def people(self, machine: Machine) -> list[str | None]:
        """Ids that somebody might call by: nobody, then people and rows that are there."""
        ids = [row.id for entity in self._specification.entities for row in machine.world.rows(entity.id)]
        persons = [
            str(value)
            for entity in self._specification.entities
            for row in machine.world.rows(entity.id)
            for field in entity.fields
            if field.type.kind == "person" and (value := row.values.get(field.name))
        ]
        return [None, *dict.fromkeys([*persons, *ids])][:8]

    def _people(self, machine: Machine, kind: b.Type) -> list[Any]:
        actor = next((item for item in self._specification.actors if item.id == kind.actor), None)
        return [row.id for row in machine.world.rows(actor.row)] if actor is not None and actor.row else []

    def _long(self, name: str, text: str) -> list[str]:
        """The text, no shorter than rules ask; then texts as long as rules name, one less and one more."""
        bounds = self._lengths.get(name, {})
        least = max((length for length, lower in bounds.items() if lower), default=0)
        plain = _stretched(text, least) if len(text) < least else text
        near = [length + more for length in sorted(bounds) for more in (0, -1, 1)]
        return list(dict.fromkeys([plain, *(_stretched(text, length) for length in near if length > 0)]))

    def _text(self, machine: Machine, name: str, fresh: b.Entity | None) -> str:
        """A text such as people would write: another one for each row."""
        if fresh is None:
            return sample_text(name, name, 1, person=False)
        number = len(machine.world.rows(fresh.id)) + 1
        return sample_text(name, fresh.name, number, person=fresh.id in self._people_of)


def _stretched(text: str, length: int) -> str:
    """The text, as long as said."""
    more = text + " and so on" * (length // 10 + 1)
    return more[: length - 1] + "."


def _lengths(specification: b.Specification) -> dict[str, dict[int, bool]]:
    """The lengths in characters that rules compare a text with, by its name; true for the least that is asked."""
    found: dict[str, dict[int, bool]] = {}
    for node in _nodes(specification.model_dump(mode="python")):
        match node:
            case {
                "op": "compare",
                "relation": relation,
                "left": {"op": "text", "function": "length", "arguments": [about]},
                "right": right,
            } if (length := _literal(right)) is not None and length <= _LONGEST:
                found.setdefault(_last(about), {})[int(length)] = relation in (">", ">=")
    return found


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _bounds(specification: b.Specification) -> dict[str, set[Decimal]]:
    """Numbers that a name or field is compared with anywhere, and the bounds of the tables it is looked up in."""
    found: dict[str, set[Decimal]] = {}
    tables = {table.id: table for table in specification.tables}
    for node in _nodes(specification.model_dump(mode="python")):
        match node:
            case {"op": "compare", "left": left, "right": right}:
                for side, other in ((left, right), (right, left)):
                    name, value = _last(side), _literal(other)
                    if name and value is not None:
                        found.setdefault(name, set()).add(value)
            case {"op": "lookup", "table": table, "keys": keys}:
                for position, key in enumerate(keys):
                    name = _last(key)
                    for line in tables[table].lines if name else ():
                        cell = line.keys[position]
                        for bound in (cell.low, cell.high, cell.equals):
                            value = _literal(bound.model_dump(mode="python")) if bound is not None else None
                            if value is not None:
                                found.setdefault(name, set()).add(value)
    return found


def _people(specification: b.Specification) -> set[str]:
    """The entities whose rows are people."""
    actors = {name.lower() for actor in specification.actors for name in (actor.name, *actor.synonyms)}
    rows = {actor.row for actor in specification.actors if actor.row}
    return rows | {
        entity.id
        for entity in specification.entities
        if entity.name.lower() in actors
        or any({"birth", "email", "phone"} & set(field.name.split("_")) for field in entity.fields)
    }


def _texts(specification: b.Specification) -> dict[str, list[str]]:
    """Texts that a name or field is compared with anywhere."""
    found: dict[str, list[str]] = {}
    for node in _nodes(specification.model_dump(mode="python")):
        match node:
            case {"op": "compare", "left": left, "right": {"op": "literal", "value": str() as value}}:
                found.setdefault(_last(left), []).append(value)
    return found


def _keys(specification: b.Specification) -> dict[str, list[str]]:
    """The keys that products are played with, by the name of the input that takes them."""
    found: dict[str, list[str]] = {}
    for play in specification.plays:
        for key in play.keys:
            for name, value in key.input.items():
                if isinstance(value, str):
                    found.setdefault(name, []).append(value)
    return found


def _wordings(specification: b.Specification) -> tuple[list[str], list[str]]:
    """Texts of several lines with the words that rules look for, and the endings of names that hold a day."""
    words, ends, endings, places = list[str](), list[str](), list[str](), [""]
    for node in _nodes(specification.model_dump(mode="python")):
        match node:
            case {
                "op": "text",
                "function": "contains_word" | "ends_with" as asks,
                "arguments": [_, {"value": str() as said}],
            }:
                (words if asks == "contains_word" else ends).append(said)
            case {"do": "perform", "arguments": given}:
                told = {name: value["value"] for name, value in given if isinstance(value.get("value"), str)}
                endings += [text for name, text in told.items() if name == "ending"]
                places += [f" {text} Friday" for name, text in told.items() if name != "ending"]
    names = [
        str(value.value)
        for entity in specification.entities
        for row in entity.initial
        for _, value in row
        if isinstance(value, b.Literally) and isinstance(value.value, str)
    ] or ["Somebody"]
    lines = [
        f"{names[number % len(names)]} {word} do it{places[number % len(places)]}"
        for number, word in enumerate(dict.fromkeys(words))
    ]
    lines += [f"Nobody {word} look at it." for word in dict.fromkeys(words)]
    lines += [f"Is it so{end}" for end in dict.fromkeys(ends)]
    return (["\n".join([*lines, "Nothing else."]), *lines[:2]] if lines else []), list(dict.fromkeys(endings))


def _said(specification: b.Specification) -> list[str]:
    """Texts that tables give: names of things that lists of texts may hold."""
    said = [
        str(value.value)
        for table in specification.tables
        for line in table.lines
        for value in line.values
        if isinstance(value, b.Literally) and isinstance(value.value, str) and value.type.kind in ("text", "choice")
    ]
    return list(dict.fromkeys(said))


def _last(node: Any) -> str:
    if isinstance(node, dict):
        return str(
            node.get("field") if node.get("op") == "get" else node.get("name") if node.get("op") == "name" else ""
        )
    return ""


def _literal(node: Any) -> Decimal | None:
    match node:
        case {
            "op": "literal",
            "type": {"kind": "integer" | "duration" | "decimal" | "money" | "percent"},
            "value": value,
        }:
            return Decimal(str(value))
    return None


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _nodes(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _nodes(value)
