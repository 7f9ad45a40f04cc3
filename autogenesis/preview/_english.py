"""What became different from one Specification to another, in English sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from pydantic import ValidationError

from blueprints import (
    Actor,
    Derivation,
    Element,
    Entity,
    FieldOf,
    Guard,
    Json,
    Operation,
    Parameter,
    Rename,
    Specification,
    Type,
    changes_between,
    without_places,
)

E = TypeVar("E", bound=Element)
_LEFT_OUT = frozenset({"clauses", "requirements", "sentences", "assumptions", "questions", "gaps", "qualities"})
"""What says where and how the text was read."""
_SAID = {
    "actors": "the role",
    "reactions": "what follows by itself",
    "timers": "what happens in time",
    "schedules": "what happens again and again",
    "access": "who may read what",
    "tables": "the table",
    "calendars": "the calendar",
    "settings": "the setting",
    "agents": "the agent",
    "approvals": "an approval",
    "audits": "what is recorded",
    "plays": "how it is played",
    "examples": "the example",
}
_WHOLE = ("entity.", "actor.", "agent.")
"""What lends its name to other things."""
_NUMBERS = {"integer": "a whole number", "decimal": "a number", "duration": "a time"}


def in_english(before: Specification, after: Specification, renames: Sequence[Rename] = ()) -> list[str]:
    """A sentence for each thing that differs, in the order of the Specification; what has another name is said once."""
    found = [f"{old} is called {new} now." for old, new in named_anew(renames)]
    before = _in_words_of(before, after, renames)
    names = {one.id: one.name for one in (*before.entities, *after.entities)}
    names |= {one.id: one.name for one in (*before.actors, *after.actors)}
    for change in changes_between(before, after):
        if change.part in _LEFT_OUT:
            continue
        was, now = (_one(getattr(held, change.part), change.id) for held in (before, after))
        found += _told(change.part, was, now, names)
    return list(dict.fromkeys(found))


def _name(id: str) -> str:
    return id.rpartition(".")[2].replace("_", " ")


def named_anew(renames: Sequence[Rename]) -> list[tuple[str, str]]:
    """What has another name, before and now, without what only follows from it: fields and operations called after."""
    whole = [_names(one) for one in renames if one.before.startswith(_WHOLE)]
    rest = [one for one in renames if not one.before.startswith(_WHOLE)]
    plurals = [(f"{old}s", f"{new}s") for old, new in whole]
    own = [_names(one) for one in rest if _said_with(_name(one.before), [*whole, *plurals]) != _name(one.after)]
    return list(dict.fromkeys([*whole, *own]))


def _names(one: Rename) -> tuple[str, str]:
    return _name(one.before), _name(one.after)


def _in_words_of(before: Specification, after: Specification, renames: Sequence[Rename]) -> Specification:
    """The Specification as it would be if what has another name now had always had it."""
    plurals = {one.id: one.plural for one in (*before.entities, *after.entities)}
    words: list[tuple[str, str]] = []
    for one in renames:
        if one.before.startswith(_WHOLE):
            words += [(old, new) for old, new in [(plurals.get(one.before), plurals.get(one.after))] if old and new]
            words.append((one.before.rpartition(".")[2], one.after.rpartition(".")[2]))
    words += [(old.replace("_", " "), new.replace("_", " ")) for old, new in words if "_" in old]
    for one in renames:
        if not one.before.startswith(_WHOLE):
            words.append((_said_with(one.before, words), one.after))
    try:
        return Specification.model_validate(_spoken(before.model_dump(mode="json"), words))
    except ValidationError:  # the other name was another thing's before: what differs is told name by name
        return before


def _spoken(value: Json, words: Sequence[tuple[str, str]]) -> Json:
    if isinstance(value, dict):
        return {key: _spoken(one, words) for key, one in value.items()}
    if isinstance(value, list):
        return [_spoken(one, words) for one in value]
    return _said_with(value, words) if isinstance(value, str) else value


def _said_with(text: str, words: Sequence[tuple[str, str]]) -> str:
    for old, new in words:
        text = re.sub(rf"(?<![a-z0-9]){re.escape(old)}(?![a-z0-9])", new, text)
    return text


def _one(held: Sequence[Element], id: str) -> Element | None:
    return next((one for one in held if one.id == id), None)


def _told(part: str, was: Element | None, now: Element | None, names: Mapping[str, str]) -> Iterator[str]:
    one = now or was
    if isinstance(one, Entity):
        yield from _entity(was, now, names)
    elif isinstance(one, Operation):
        yield from _operation(was, now, names)
    elif isinstance(one, Actor) and (was is None or now is None):
        yield f"{one.name} is a new role." if was is None else f"There is no role {one.name} any more."
    else:
        how = "New" if was is None else "Gone" if now is None else "Changed"
        yield f"{how}: {_SAID.get(part, part)}: {_about(one)}."


def _about(one: Element | None) -> str:
    for name in ("summary", "reason", "title", "text", "name"):
        if said := str(getattr(one, name, "") or ""):
            return said.rstrip(".")
    return one.id.rpartition(".")[2].replace("_", " ") if one is not None else ""


def _entity(was: Element | None, now: Element | None, names: Mapping[str, str]) -> Iterator[str]:
    if not isinstance(was, Entity) or not isinstance(now, Entity):
        one = now or was
        assert isinstance(one, Entity)
        fields = ", ".join(field.label for field in one.fields)
        yield f"{one.plural} are kept now: {fields}." if was is None else f"{one.plural} are not kept any more."
        return
    for old, new in _pairs(was.fields, now.fields):
        yield from _field(now.name, old, new, names)
    for before, after in _pairs(was.derivations, now.derivations):
        yield _of_three(before, after, f"{{}}: the {_label(before, after)} that is worked out for each {now.name}")
    for held, holds in _pairs(was.invariants, now.invariants):
        yield from _guard(f"each {now.name}", held, holds)
    left = ("name", "plural", "key", "lifecycle", "initial")
    if any(getattr(was, name) != getattr(now, name) for name in left):
        yield f"{now.plural} are kept otherwise than before (name, key, states or rows from the start)."


def _field(entity: str, was: FieldOf | None, now: FieldOf | None, names: Mapping[str, str]) -> Iterator[str]:
    if was is None and now is not None:
        yield f"Each {entity} has a {now.label} now: {_type(now.type, names)}."
    elif now is None and was is not None:
        yield f"No {entity} has a {was.label} any more."
    elif was is not None and now is not None:
        if was.type != now.type:
            yield f"The {now.label} of each {entity} is {_type(now.type, names)}; it was {_type(was.type, names)}."
        if was.required != now.required:
            yield f"The {now.label} of each {entity} {'must' if now.required else 'need not'} be given."
        if (was.default, was.unique) != (now.default, now.unique):
            yield f"What stands for the {now.label} of each {entity} if nothing is said, or how often, is another."


def _type(kind: Type, names: Mapping[str, str]) -> str:
    if kind.kind == "choice":
        return f"one of {', '.join(kind.choices)}"
    if kind.kind == "reference":
        return f"a {names.get(kind.entity or '', kind.entity)}"
    if kind.kind == "list" and kind.item is not None:
        return f"several, each {_type(kind.item, names)}"
    said = _NUMBERS.get(kind.kind, f"a {kind.kind}")
    return f"{said} in {kind.unit or kind.currency}" if kind.unit or kind.currency else said


def _operation(was: Element | None, now: Element | None, names: Mapping[str, str]) -> Iterator[str]:
    if not isinstance(was, Operation) or not isinstance(now, Operation):
        one = now or was
        assert isinstance(one, Operation)
        asked = "can be asked for now" if was is None else "cannot be asked for any more"
        yield f"{one.name} {asked}: {one.summary.rstrip('.')}."
        return
    if was.roles != now.roles:
        yield f"{now.name} may be asked for by {_who(now, names)}; before, by {_who(was, names)}."
    yield from _inputs(now.name, was.inputs, now.inputs, names)
    for held, holds in _pairs(was.guards, now.guards):
        yield from _guard(now.name, held, holds)
    if without_places([one.model_dump(mode="json") for one in was.steps]) != without_places(
        [one.model_dump(mode="json") for one in now.steps]
    ):
        yield f"{now.name} does otherwise than before."
    if (was.summary, was.result) != (now.summary, now.result):
        yield f"{now.name} is described, or answers, otherwise than before: {now.summary.rstrip('.')}."


def _who(one: Operation, names: Mapping[str, str]) -> str:
    return " or ".join(names.get(role, role) for role in one.roles) or "everybody"


def _inputs(name: str, was: Sequence[Parameter], now: Sequence[Parameter], names: Mapping[str, str]) -> Iterator[str]:
    old, new = ({one.name: one for one in held} for held in (was, now))
    for one in dict.fromkeys((*old, *new)):
        said = one.replace("_", " ")
        if one not in new:
            yield f"{name} is not given the {said} any more."
        elif one not in old:
            need = "must" if new[one].required else "may"
            yield f"{name} {need} be given the {said} now: {_type(new[one].type, names)}."
        elif old[one] != new[one]:
            yield f"{name} is given the {said} otherwise than before: {_type(new[one].type, names)}."


def _guard(what: str, was: Guard | None, now: Guard | None) -> Iterator[str]:
    if now is None and was is not None:
        yield f"{what} is not refused any more with: {was.reason}"
    elif was is None and now is not None:
        yield f"{what} is refused now with: {now.reason}"
    elif was is not None and now is not None:
        yield f"{what} is refused in other cases than before, with: {now.reason}"


def _of_three(was: Derivation | None, now: Derivation | None, said: str) -> str:
    return said.format("New" if was is None else "Gone" if now is None else "Changed") + "."


def _label(was: Derivation | None, now: Derivation | None) -> str:
    one = now or was
    return one.label if one is not None else ""


def _pairs(was: Sequence[E], now: Sequence[E]) -> Iterator[tuple[E | None, E | None]]:
    """The elements that differ, each as it was and as it is."""
    old, new = ({one.id: one for one in held} for held in (was, now))
    for id in dict.fromkeys((*old, *new)):
        before, after = old.get(id), new.get(id)
        if _plain(before) != _plain(after):
            yield before, after


def _plain(one: Element | None) -> object:
    return None if one is None else without_places(one.model_dump(mode="json"))
