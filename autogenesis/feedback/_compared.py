"""Compares two Specifications: whether one only says more, only has other constants, or is the same under other names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from autogenesis.skills import signatures
from blueprints import Change, Specification, changes_between, check_specification, element_parts

_PROSE = frozenset({"summary", "reason", "note", "spans", "span", "confidence", "title"})
_RETOLD = frozenset({"requirements", "assumptions", "questions", "gaps", "qualities"})
"""What follows from the text and the rest, and is numbered as it comes."""
_NUMBER = re.compile(
    r"-?\d+(?:\.\d+)?|\d{4}-\d\d-\d\d(?:T[\d:.]+)?|\d\d:\d\d(?::\d\d)?|[\d,]+|(?:minute|hour|day|week|month|year)s?|every \d.*"
)
_BUILT = ("implemented", "assumed", "generic", "deferred", "unclear", "contradictory")
Json = Any
Place = tuple[str | int, ...]


def told_changes(before: Specification, after: Specification) -> tuple[Change, ...]:
    """The Changes from one to the other, without what only says again what the elements say."""
    return tuple(one for one in changes_between(before, after) if one.part not in _RETOLD)


@dataclass(frozen=True, eq=False)
class _This:
    """A Specification, known again as the same object: comparing it by its values would take longer than what is kept."""

    specification: Specification

    def __hash__(self) -> int:
        return id(self.specification)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and other.specification is self.specification


def parts_of(specification: Specification) -> dict[str, Json]:
    """What is built of it, as JSON without prose and places."""
    return _parts_of(_This(specification))


def problems_of(specification: Specification) -> frozenset[str]:
    """What does not hold together in it."""
    return _problems_of(_This(specification))


@lru_cache(maxsize=8)
def _problems_of(held: _This) -> frozenset[str]:
    return frozenset(str(one) for one in check_specification(held.specification, signatures()))


@lru_cache(maxsize=8)
def _parts_of(held: _This) -> dict[str, Json]:
    specification = held.specification
    kept = [part for part in element_parts(Specification) if part not in _RETOLD]
    return {part: _bare(getattr(specification, part)) for part in kept}


def _bare(value: Json) -> Json:
    if hasattr(value, "model_dump"):
        return _bare(value.model_dump(mode="json"))
    if isinstance(value, dict):
        if value.get("op") == "sentence":  # what is told, in words
            return {"op": "sentence", "parts": [_bare(one) for one in value["parts"] if not isinstance(one, str)]}
        return {name: _bare(one) for name, one in value.items() if name not in _PROSE}
    return [_bare(one) for one in value] if isinstance(value, list | tuple) else value


def leaves(value: Json, at: Place = ()) -> Iterator[tuple[Place, Json]]:
    """Every value that holds no other, with its place."""
    if isinstance(value, dict) and {"every", "unit", "weekdays", "day"} <= value.keys():
        yield (
            at,
            f"every {value['every']} {value['unit']} {value['weekdays']} {value['day']} {value['at']} {value['anchor']}",
        )
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from leaves(one, (*at, name))
    elif isinstance(value, list) and value and all(isinstance(one, int) for one in value):  # days of the week
        yield at, ",".join(map(str, value))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from leaves(one, (*at, number))
        yield (*at, "length"), len(value)
    else:
        yield at, value


def other_constants(before: Specification, after: Specification) -> list[tuple[Place, Json, Json]] | None:
    """The constants that are not the same in both; None where anything else is different."""
    old, new = parts_of(before), parts_of(after)
    one, other = list(leaves(old)), list(leaves(new))
    if len(one) != len(other):
        return None
    found: list[tuple[Place, Json, Json]] = []
    for (place, was), (there, now) in zip(one, other, strict=True):
        if place != there:
            return None
        if was != now:
            if place[-1] == "length" or not (_constant(was) and _constant(now)):
                return None
            found.append((place, was, now))
    return found


def _constant(value: Json) -> bool:
    if isinstance(value, str):
        return bool(_NUMBER.fullmatch(value))
    return isinstance(value, int | float) and not isinstance(value, bool)


def alike(before: Specification, after: Specification) -> dict[str, str] | None:
    """What every word of one is in the other, where they are the same but for their words; None where they are not.

    What is called as before stays so wherever it stands: names that a skill gives are no words of the text.
    """
    old, new = parts_of(before), parts_of(after)
    one, other = list(leaves(old)), list(leaves({part: _as_before(old[part], new[part]) for part in new}))
    if len(one) != len(other):
        return None
    there: dict[str, str] = {}
    back: dict[str, str] = {}
    for (place, was), (at, now) in zip(one, other, strict=True):
        if place[-1] != at[-1] or len(place) != len(at):
            return None
        if was == now:
            continue
        if not isinstance(was, str) or not isinstance(now, str):
            return None
        if spoken(there.setdefault(was, now)) != spoken(now) or spoken(back.setdefault(now, was)) != spoken(was):
            return None
    return there


def _as_before(old: Json, new: Json) -> Json:
    """Elements in the order of those of before; what has another name takes the place of what is no longer there."""
    ids = [[str(one.get("id", "")) for one in held if isinstance(one, dict)] for held in (old, new)]
    if len(ids[0]) != len(old or ()) or sorted(ids[0]) == sorted(ids[1]) == ids[0] or "" in ids[0]:
        return new
    known = {one["id"]: one for one in new if one["id"] in ids[0]}
    others = iter([one for one in new if one["id"] not in ids[0]])
    placed = [known[id] if id in known else next(others, None) for id in ids[0]]
    return new if None in placed or len(placed) != len(new) else placed


def spoken(name: str) -> str:
    """A name as it is said: ``phone_number`` is that of a phone number."""
    return name.replace("_", " ").replace("-", " ")


def lost(before: Specification, after: Specification) -> list[str]:
    """What the one says that the other no longer does, by the names of its elements."""
    old, new = parts_of(before), parts_of(after)
    found = [name for part in old for name in _missing(old[part], new[part])]
    return list(dict.fromkeys(found))


def restricted(before: Specification, after: Specification) -> list[str]:
    """The operations that everybody could ask for and only some can now."""
    was = {one.id: one.roles for one in before.operations}
    return [one.name for one in after.operations if one.roles and was.get(one.id) == ()]


def demanded(before: Specification, after: Specification) -> list[str]:
    """What operations that were there want to be given now and did not before."""
    was = {one.id: {given.name for given in one.inputs if given.required} for one in before.operations}
    return [
        f"the {given.name.replace('_', ' ')} to {one.name.replace('_', ' ')}"
        for one in after.operations
        for given in one.inputs
        if one.id in was and given.required and given.name not in was[one.id]
    ]


def never_set(before: Specification, after: Specification) -> list[str]:
    """The fields of things that were there, which are new and which nothing ever sets."""
    old = {one.id for entity in before.entities for one in entity.fields}
    new = parts_of(after)
    rules = (new[part] for part in ("operations", "reactions", "timers", "schedules"))
    values = [one["values"] for rule in rules for one in _within(rule) if isinstance(one, dict) and "values" in one]
    written = {pair[0] for held in values for pair in held if isinstance(pair, list) and pair}
    known = {one.id for one in before.entities}
    fields = [(entity, one) for entity in after.entities if entity.id in known for one in entity.fields]
    return [
        f"{one.label} of a {entity.name.replace('_', ' ')}"
        for entity, one in fields
        if one.id not in old and one.name not in written and one.default is None
    ]


def doubled(before: Specification, after: Specification) -> list[str]:
    """The elements that were added though the same was there under another name."""
    added = [one.id for one in told_changes(before, after) if one.action == "add" and _known(one, before)]
    return [*added, *(name for name in _repeated(after) if name not in _repeated(before))]


def _repeated(specification: Specification) -> list[str]:
    """The operations that refuse the same twice."""
    found = []
    for one in specification.operations:
        rules = [str(_bare(guard.requires)) for guard in one.guards]
        if len(set(rules)) < len(rules):
            found.append(one.id)
    return found


def _known(change: Change, before: Specification) -> bool:
    wanted = {name: value for name, value in _bare(change.value).items() if name != "id"}
    there = (_bare(one) for one in getattr(before, change.part))
    return any({name: value for name, value in one.items() if name != "id"} == wanted for one in there)


def _missing(old: Json, new: Json, name: str = "") -> Iterator[str]:
    """The names of what is in the one and not in the other. A rule may have got further conditions."""
    if old == new or old in (None, [], "", ()):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        lists = old.get("op") == "records" and new.get("op") == "records"  # what a list shows of each row may grow
        if "op" in old and not lists:
            if not any(old == one for one in _within(new)):
                yield name
            return
        here = str(old.get("id") or old.get("name") or name)
        for key, value in old.items():
            yield from _missing(value, new.get(key), here)
    elif isinstance(old, list) and isinstance(new, list):
        for one in old:
            candidates = _candidates(one, new)
            if not any(not list(_missing(one, other)) for other in candidates):
                same = next((other for other in candidates if _named(one) and _named(other) == _named(one)), None)
                yield from [_named(one) or name] if same is None or same == one else _missing(one, same, name)
    else:
        yield name


def _candidates(one: Json, held: list[Json]) -> list[Json]:
    if isinstance(one, dict) and "id" in one:
        known = [other for other in held if isinstance(other, dict) and other.get("id") == one["id"]]
        others = [{**other, "id": one["id"]} for other in held if isinstance(other, dict) and other not in known]
        return known + others
    if isinstance(one, dict) and "name" in one:
        return [other for other in held if isinstance(other, dict) and other.get("name") == one["name"]]
    if isinstance(one, list) and one and isinstance(one[0], str):
        return [other for other in held if isinstance(other, list) and other[:1] == one[:1]]
    return held


def _named(one: Json) -> str:
    if isinstance(one, dict):
        return str(one.get("id") or one.get("name") or "")
    return one if isinstance(one, str) else ""


def _within(value: Json) -> Iterator[Json]:
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from _within(one)


def fates(specification: Specification) -> dict[str, int]:
    """How well each sentence was understood, 0 being best, by its words."""
    told = {one.id: " ".join(one.text.split()) for one in specification.sentences}
    found: dict[str, int] = {}
    for clause in specification.clauses:
        words = told[clause.sentence]
        found[words] = max(found.get(words, 0), _BUILT.index(clause.status))
    return found


def statuses_of(specification: Specification) -> list[str]:
    """What became of each clause, in the order of the text."""
    return [one.status for one in sorted(specification.clauses, key=lambda one: one.span)]


def worse(before: Specification, after: Specification) -> list[str]:
    """The sentences of both that are understood worse in the second."""
    old, new = fates(before), fates(after)
    return [words for words in old if words in new and new[words] > max(old[words], _BUILT.index("assumed"))]


def not_understood(before: Specification, after: Specification) -> list[tuple[str, str]]:
    """The clauses of sentences that are new and of which not everything is built, each with its note. Where sentences
    only took the place of others, what was not built of those before is not held against them."""
    known = set(fates(before))
    told = {one.id: " ".join(one.text.split()) for one in after.sentences}
    same = len(before.sentences) == len(after.sentences)
    old = {one.text.strip(): _BUILT.index(one.status) for one in before.clauses} if same else {}
    return [
        (clause.text.strip(), clause.note)
        for clause in after.clauses
        if told[clause.sentence] not in known
        and clause.status not in ("implemented", "assumed")
        and old.get(clause.text.strip(), -1) < _BUILT.index(clause.status)
    ]
