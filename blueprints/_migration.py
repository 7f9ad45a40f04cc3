"""What data are kept in, and what they must go through when that changes from one revision to the next."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, TypeVar

from pydantic import Field as Constraint

from blueprints._base import Frozen, Id
from blueprints._scenarios import Json

Pair = tuple[str | None, str | None]
"""A name before and after; None where nothing had it, or has it."""


class Rename(Frozen):
    """What was called `before` is the same thing as what is called `after` now: the ids of two entities, fields,
    operations, actors, named agents, or values of a choice (`choice_id`), as the Specifications name them.

    A renamed entity takes its fields along: only those that have another name there need one of their own.
    """

    before: Id
    after: Id


def choice_id(field: Id, value: str) -> Id:
    """The id of one value of a choice field: ``field.loan.status.on_loan``."""
    return f"{field}.{re.sub(r'[^a-z0-9]+', '_', value.lower()).strip('_') or '_'}"


class _Known(Frozen):
    """A part of a shape: its id in the Specification, and what it goes by in the data."""

    id: Id
    name: str


class FieldShape(_Known):
    """A field as rows keep it. `type` is its type as the kit is told; `optional` whether rows may lack it, `default`
    what stands where it was not given; `former` are values of a choice that only old rows still have; `aside` is the
    step that took the field away, where it is gone: its values are found there."""

    type: dict[str, Json]
    optional: bool = False
    default: Json = None
    former: tuple[str, ...] = ()
    aside: str = ""

    def as_kept(self) -> dict[str, Json]:
        """The field as a step names it."""
        default = {} if self.default is None else {"default": self.default}
        choices = {"choices": [*self.type["choices"], *self.former]} if self.former else {}
        aside = {"aside": self.aside} if self.aside else {}
        return {"name": self.name, **self.type, **choices, **default, **aside}


class KindShape(_Known):
    """A kind of record; `name` is what its rows are kept under, and `gone` are fields that it had."""

    fields: tuple[FieldShape, ...] = ()
    gone: tuple[FieldShape, ...] = ()


class Happening(_Known):
    """A reaction, timer or schedule: what it goes by in the package, the entity and inputs it is about, and (of a
    timer) its moment in writing."""

    about: Id | None = None
    inputs: tuple[str, ...] = ()
    moment: str = ""


class Shape(Frozen):
    """All of a system that its data speak of; `gone` are kinds of records that there were, under the names by which
    they are kept."""

    kinds: tuple[KindShape, ...] = ()
    gone: tuple[KindShape, ...] = ()
    reactions: tuple[Happening, ...] = ()
    timers: tuple[Happening, ...] = ()
    schedules: tuple[Happening, ...] = ()
    roles: tuple[Happening, ...] = ()


class FieldStep(Frozen):
    """A field before and after; None where there was none, or is none. `values` are renamed values of a choice."""

    was: dict[str, Json] | None = None
    now: dict[str, Json] | None = None
    values: tuple[tuple[str, str], ...] = ()


class KindStep(Frozen):
    """A kind of record before and after, with the fields that differ."""

    was: str | None = None
    now: str | None = None
    fields: tuple[FieldStep, ...] = ()


class Migration(Frozen):
    """One step of data to the next revision, which undoes itself when it is read the other way round."""

    kinds: tuple[KindStep, ...] = ()
    names: dict[Literal["reaction", "timer", "schedule", "role"], tuple[Pair, ...]] = Constraint(default_factory=dict)
    inputs: dict[str, tuple[tuple[str, str], ...]] = Constraint(default_factory=dict)
    moved: tuple[tuple[str, str], ...] = ()


class Past(Frozen):
    """What came before a revision: the steps that data have gone through, what they were then kept in, and what has
    another name since. Without a shape, nothing came before. `number` is the revision's own, as a system's history
    counts them."""

    steps: tuple[Migration, ...] = ()
    shape: Shape | None = None
    renames: tuple[Rename, ...] = ()
    number: int = 1


def migration_between(was: Shape, now: Shape, renames: Sequence[Rename], number: int) -> tuple[Migration | None, Shape]:
    """The step from one shape to the other, the `number`-th, None where data stay as they are; and the shape that they
    are then kept in, which has room for what old rows hold."""
    matching = _Matching(was, now, renames)
    kinds, kept = matching.kinds(str(number))
    reactions, schedules = matching.names(was.reactions, now.reactions), matching.names(was.schedules, now.schedules)
    timers = matching.timers()
    names: dict[Literal["reaction", "timer", "schedule", "role"], tuple[Pair, ...]] = {
        "reaction": reactions,
        "timer": _changed((a.name, b.name) for a, b in timers),
        "schedule": schedules,
        "role": _changed((a.name, b.name) for a, b in matching.pairs(was.roles, now.roles) if a and b),
    }
    step = Migration(
        kinds=kinds,
        names={what: pairs for what, pairs in names.items() if pairs},
        inputs=matching.inputs(),
        moved=tuple((a.name, b.name) for a, b in timers if matching.spoken(a.moment) != b.moment),
    )
    return (None if step == Migration() else step), kept


def partners(was: Shape, now: Shape, renames: Sequence[Rename]) -> Mapping[Id, FieldShape | None]:
    """For each field of a kind of record that was there before, by its id now: the field as it was, None where it is
    new."""
    found: dict[Id, FieldShape | None] = {}
    matching = _Matching(was, now, renames)
    for before, after in matching.both():
        if before is not None and after is not None:
            found |= {b.id: a for a, b in matching.fields(before, after) if b is not None}
    return found


Named = TypeVar("Named", bound=_Known)


class _Matching:
    """Which part of one shape is which of the other."""

    def __init__(self, was: Shape, now: Shape, renames: Sequence[Rename]) -> None:
        self._was, self._now = was, now
        self._after = {one.before: one.after for one in renames}
        self._words = [(one.before.rpartition(".")[2], one.after.rpartition(".")[2]) for one in renames]

    def spoken(self, text: str) -> str:
        """A name or writing in the words of now."""
        for before, after in self._words:
            text = re.sub(rf"(?<![a-z0-9]){re.escape(before)}(?![a-z0-9])", after, text)
        return text

    def pairs(self, was: Sequence[Named], now: Sequence[Named]) -> list[tuple[Named | None, Named | None]]:
        """Each part with its partner: renamed, of the same id, or of the id in the words of now."""
        ids, partner = {one.id: one for one in now}, dict[Id, Named]()
        ways: tuple[Callable[[Id], Id | None], ...] = (self._after.get, str, self.spoken)
        for way in ways:
            for one in was:
                found = ids.get(way(one.id) or "")
                if one.id not in partner and found is not None:
                    partner[one.id] = ids.pop(found.id)
        ended: list[tuple[Named | None, Named | None]] = [(one, partner.get(one.id)) for one in was]
        return [*ended, *((None, one) for one in ids.values())]

    def timers(self) -> list[tuple[Happening, Happening]]:
        """The timers that go on; the only one that ends about some records goes on as the only one that begins."""
        pairs = self.pairs(self._was.timers, self._now.timers)
        going_on = [(a, b) for a, b in pairs if a is not None and b is not None]
        ended = [a for a, b in pairs if a is not None and b is None]
        begun = [b for a, b in pairs if a is None and b is not None]
        for one in ended:
            about = self._after.get(one.about or "", one.about)
            alike = [each for each in ended if self._after.get(each.about or "", each.about) == about]
            next_ones = [each for each in begun if each.about == about]
            if len(alike) == len(next_ones) == 1:
                going_on.append((one, next_ones[0]))
        return going_on

    def both(self) -> list[tuple[KindShape | None, KindShape | None]]:
        """Each kind of record with its partner; what is new may be what was there once, and is gone."""
        live = self.pairs(self._was.kinds, self._now.kinds)
        again = self.pairs(self._was.gone, [b for a, b in live if a is None and b is not None])
        return [*((a, b) for a, b in live if a is not None), *((a, b) for a, b in again if b is not None)]

    def fields(self, was: KindShape, now: KindShape) -> list[tuple[FieldShape | None, FieldShape | None]]:
        """Each field of a kind with its partner: renamed, of the same name, or of the name in the words of now; what
        is new may be what was there once, and is gone."""
        ids, partner = {one.id: one for one in now.fields}, dict[Id, FieldShape]()
        gone = [one for one in reversed(was.gone) if one.id not in {each.id for each in was.fields}]
        had = [*was.fields, *{one.id: one for one in gone}.values()]
        for one in had:
            found = ids.get(self._after.get(one.id, ""))
            if found is not None:
                partner[one.id] = ids.pop(found.id)
        for way in (str, self.spoken):
            for one in had:
                names = {each.name: each for each in ids.values()}
                if one.id not in partner and way(one.name) in names:
                    partner[one.id] = ids.pop(names[way(one.name)].id)
        ended: list[tuple[FieldShape | None, FieldShape | None]] = [(one, partner.get(one.id)) for one in was.fields]
        again = [(one, partner[one.id]) for one in had[len(was.fields) :] if one.id in partner]
        return [*ended, *again, *((None, one) for one in ids.values())]

    def kinds(self, number: str) -> tuple[tuple[KindStep, ...], Shape]:
        """The kinds that differ, and the shape of now with room for what old rows hold."""
        steps, kept = [], {one.id: one for one in self._now.kinds}
        gone = {one.name: one for one in self._was.gone}
        for was, now in self.both():
            if was is None or now is None:
                steps.append(KindStep(was=_name(was), now=_name(now)))
                if was is not None:
                    held = was.model_copy(update={"name": f"{was.name}~{number}"})
                    gone[held.name] = held
                continue
            gone.pop(was.name, None)
            fields, room, left = [], {one.id: one for one in now.fields}, {one.aside + one.id: one for one in was.gone}
            for before, after in self.fields(was, now):
                step, holding = self._field(before, after)
                if holding is not None:
                    room[holding.id] = holding
                if before is not None and after is None:
                    left[number + before.id] = before.model_copy(update={"aside": number})
                    step = FieldStep(was=before.as_kept())
                elif before is not None:
                    left.pop(before.aside + before.id, None)
                if step is not None:
                    fields.append(step)
            kept[now.id] = now.model_copy(update={"fields": tuple(room.values()), "gone": tuple(left.values())})
            if fields or was.name != now.name:
                steps.append(KindStep(was=was.name, now=now.name, fields=tuple(fields)))
        shape = self._now.model_copy(update={"kinds": tuple(kept.values()), "gone": tuple(gone.values())})
        return tuple(steps), shape

    def _field(self, was: FieldShape | None, now: FieldShape | None) -> tuple[FieldStep | None, FieldShape | None]:
        if was is None or now is None:
            return FieldStep(was=was.as_kept() if was else None, now=now.as_kept() if now else None), now
        values: dict[str, str] = {}
        if was.type["kind"] == now.type["kind"] == "choice":
            said = {choice_id(now.id, value): value for value in now.type["choices"]}
            for value in (*was.type["choices"], *was.former):
                values[value] = said.get(self._after.get(choice_id(was.id, value), ""), value)
            gone = [value for value in values.values() if value not in now.type["choices"]]
            now = now.model_copy(update={"former": tuple(dict.fromkeys(gone))})
        before, after = was.as_kept(), now.as_kept()
        if "entity" in before and before["entity"] in self._renamed_kinds:
            before = {**before, "entity": self._renamed_kinds[before["entity"]]}
        renamed = tuple((a, b) for a, b in values.items() if a != b)
        compared = [{key: value for key, value in one.items() if key != "default"} for one in (before, after)]
        filled = was.optional and now.default is not None
        if compared[0] == compared[1] and not renamed and not filled:
            return None, now
        return FieldStep(was=before, now=after, values=renamed), now

    @property
    def _renamed_kinds(self) -> Mapping[str, str]:
        both = self.pairs(self._was.kinds, self._now.kinds)
        return {was.name: now.name for was, now in both if was is not None and now is not None}

    def names(self, was: Sequence[Happening], now: Sequence[Happening]) -> tuple[Pair, ...]:
        """The names that differ, those that end and begin among them; one that goes on under its name is not told."""
        pairs = [(_name(one), _name(other)) for one, other in self.pairs(was, now)]
        had, has = {one.name for one in was}, {one.name for one in now}
        return _changed((a, b) for a, b in pairs if (a and b) or (a and a not in has) or (b and b not in had))

    def inputs(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The inputs of reactions that have another name, by the reaction's name now."""
        found = {}
        for was, now in self.pairs(self._was.reactions, self._now.reactions):
            if was is None or now is None:
                continue
            said = ((one, self.spoken(one)) for one in was.inputs if one not in now.inputs)
            if renamed := tuple((a, b) for a, b in said if b in now.inputs):
                found[now.name] = renamed
        return found


def _name(part: _Known | None) -> str | None:
    return None if part is None else part.name


def _changed(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]))
