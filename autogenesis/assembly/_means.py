"""Brings conditions about: which call makes or changes what they read, and what that call needs first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import Any

import blueprints as b
from autogenesis.assembly._demands import some_of
from autogenesis.assembly._names import role_name
from autogenesis.assembly._oracle import Row
from autogenesis.assembly._past import Past
from autogenesis.assembly._scene import BREAKS, OWN, Scene, Scope, ToCome, retold
from autogenesis.assembly._solving import Solving, relation_of
from autogenesis.assembly._witness import Plot, Search

_DEPTH = 20
_MOST_ROWS = 14
_MOST_NEAR = 3
_ROUNDS = 3
_FIRINGS = 20
"""So much may fall due while time passes for the work of one more trial."""
_PEOPLE = ("ann", "ben", "cleo", "dan", "eva")


@dataclass(frozen=True)
class Doing:
    """A deed of an operation or a reaction, what the statements around it bind, and what they ask."""

    holder: b.Operation | b.Reaction
    deed: b.Create | b.Update
    bound: tuple[tuple[str, b.Expression], ...]
    tests: tuple[b.Expression, ...] = ()


class Means(Solving):
    """Finds calls for conditions; `work` is what may still be tried, and the first `kept` steps stay as they are."""

    def __init__(self, search: Search, work: int) -> None:
        self.search, self.specification, self.work = search, search.specification, work
        self._past = Past(search.fresh)
        self._operations = {item.id: item for item in search.commands}
        self.kept = 0
        self._said: dict[int, tuple[str, b.Frozen]] = {}
        self._referring = {
            (item.type.entity, f'"entity":"{entity.id}"')
            for entity in self.specification.entities
            for item in entity.fields
            if item.type.kind == "reference"
        }
        self._makers: dict[str, list[Doing]] = {}
        self._changers: dict[tuple[str, str], list[Doing]] = {}
        holders: list[b.Operation | b.Reaction] = [*search.commands, *self.specification.reactions]
        for holder in holders:
            for doing in _doings(holder, holder.steps):
                self._note(doing)

    def _note(self, doing: Doing) -> None:
        if isinstance(doing.deed, b.Create):
            self._makers.setdefault(doing.deed.entity, []).append(doing)
            return
        for name, _ in doing.deed.values:
            for entity in self.specification.entities:
                if any(field.name == name for field in entity.fields):
                    self._changers.setdefault((entity.id, name), []).append(doing)

    def said(self, node: b.Frozen) -> str:
        """A node in full; it is kept, so that no other one gets its identity."""
        if id(node) not in self._said:
            self._said[id(node)] = (node.model_dump_json(), node)
        return self._said[id(node)][0]

    def makers(self, entity: str) -> list[Doing]:
        """What makes rows of an entity."""
        return self._makers.get(entity, [])

    # conditions

    def bring(self, scene: Scene, node: b.Expression, wanted: bool, scope: Scope, depth: int = _DEPTH) -> Scene | None:
        """The scene, changed so that the condition holds, or does not."""
        if (scene.value(node, scope) is True) is wanted:
            return scene
        if depth <= 0 or self.work <= 0:
            return None
        self.work -= 1
        found = self._brought(scene, node, wanted, scope, depth - 1)
        return found if found is not None and (found.value(node, scope) is True) is wanted else None

    def _brought(self, scene: Scene, node: b.Expression, wanted: bool, scope: Scope, depth: int) -> Scene | None:
        match node:
            case b.Not():
                return self.bring(scene, node.term, not wanted, scope, depth)
            case b.AllOf() | b.AnyOf() if isinstance(node, b.AllOf) is wanted:
                return self.every(scene, node.terms, wanted, scope, depth)
            case b.AllOf() | b.AnyOf():
                return self._first(scene, node.terms, wanted, scope, depth)
            case b.Conditional():
                for test, branch in ((True, node.then), (False, node.otherwise)):
                    here = self.bring(scene, node.test, test, scope, depth)
                    found = self.bring(here, branch, wanted, scope, depth) if here is not None else None
                    if found is not None:
                        return found
            case b.Compare():
                return self._related(scene, node, wanted, scope, depth)
            case b.Aggregate(function="exists"):
                if wanted:
                    return self.row(scene, node, scope, depth)
                return self._none(scene, node, scope, depth)
            case b.Present() | b.Contains() | b.TextFunction():
                return self._held(scene, node, wanted, scope, depth)
            case b.Get() | b.Name():
                derived = self._derived(scene, node, scope)
                if derived is not None:
                    return self.bring(scene, derived[0], wanted, derived[1], depth)
                return self.solve(scene, node, wanted, scope, 0, depth)
        return None

    def every(
        self, scene: Scene, terms: Sequence[b.Expression], wanted: bool, scope: Scope, depth: int = _DEPTH
    ) -> Scene | None:
        """All of the conditions; those that say most come first, so that the others are filled up around them."""
        order = sorted(terms, key=lambda term: -len(self.said(term)))
        for _ in range(_ROUNDS):
            for term in order:
                found = self.bring(scene, term, wanted, scope, depth)
                if found is None:
                    return None
                scene = found
            if all((scene.value(term, scope) is True) is wanted for term in terms):
                return scene
        return None

    def _first(
        self, scene: Scene, terms: Sequence[b.Expression], wanted: bool, scope: Scope, depth: int
    ) -> Scene | None:
        for term in sorted(terms, key=lambda term: _about_rows(scene, term, scope)):
            found = self.bring(scene, term, wanted, scope, depth)
            if found is not None:
                return found
        return None

    def _related(self, scene: Scene, node: b.Compare, wanted: bool, scope: Scope, depth: int) -> Scene | None:
        relation = relation_of(node, wanted)
        sides = [(node.left, node.right, False), (node.right, node.left, True)]
        for side, other, turned in sorted(sides, key=lambda each: _effort(scene, each[0], scope)):
            value = scene.value(other, scope)
            for target, sense in self.targets(scene, side, value, relation, turned, scope):
                found = self.solve(scene, side, target, scope, sense, depth)
                if found is not None and (found.value(node, scope) is True) is wanted:
                    return found
        return None

    def _none(self, scene: Scene, node: b.Aggregate, scope: Scope, depth: int) -> Scene | None:
        """No row of which the condition holds."""
        if node.where is None:
            return None
        for _ in range(_MOST_ROWS):
            row = scene.value(node.model_copy(update={"function": "first"}), scope)
            if row is None:
                return scene
            found = self.bring(scene, node.where, False, scope.bound(node.name, row), depth)
            if found is None:
                return None
            scene = found
        return None

    # rows

    def row(self, scene: Scene, node: b.Aggregate, scope: Scope, depth: int = _DEPTH) -> Scene | None:
        """One more row of which the condition of an aggregate holds."""
        counting = node.model_copy(update={"function": "count", "value": None})
        before = scene.value(counting, scope) or 0
        where = node.where if node.where is not None else b.truth(True)
        for found in self._rows(scene, node, where, scope, depth):
            if found is not None and (found.value(counting, scope) or 0) > before:
                return found
        return None

    def _rows(
        self, scene: Scene, node: b.Aggregate, where: b.Expression, scope: Scope, depth: int
    ) -> Iterator[Scene | None]:
        asks = scope.own and any(f'"name":"{name}"' in self.said(where) for name in scene.inputs)
        rows = scene.plot.machine.world.rows(node.entity)
        terms = where.terms if isinstance(where, b.AllOf) else (where,)
        near = [row for row in rows if asks or _belongs(scene, terms, scope.bound(node.name, row))]
        failing = {row.id: _failing(scene, terms, scope.bound(node.name, row)) for row in near}
        for row in sorted((row for row in near if failing[row.id]), key=lambda row: failing[row.id])[:_MOST_NEAR]:
            yield self.bring(scene, where, True, scope.bound(node.name, row), depth)
        settled = scene.settled(scope)
        for doing in self._makers.get(node.entity, ()):
            for begun, its in self.scenes(Scene(scene.plot), doing, depth):
                to_come = settled.bound(node.name, ToCome(node.entity))
                ready: Scene | None = begun
                if isinstance(doing.holder, b.Reaction):
                    assert isinstance(doing.deed, b.Create)
                    fed = self._fed(begun, doing.deed, where, settled, node.name, its, depth)
                    ready = self._reached(fed, doing, its, depth)
                else:
                    ready = self._as_far(begun, node.entity, where, to_come, depth)
                plot = self.done(ready, depth) if ready is not None else None
                made = plot.machine.world.rows(node.entity)[len(rows) :] if plot is not None else []
                if plot is not None and made:
                    yield self.bring(replace(scene, plot=plot), where, True, scope.bound(node.name, made[0]), depth)
        for row in [row for row in rows if row not in near][-_MOST_NEAR:]:
            yield self.bring(scene, where, True, scope.bound(node.name, row), depth)

    def _as_far(self, scene: Scene, entity: str, where: b.Expression, scope: Scope, depth: int) -> Scene | None:
        """The call with as many of the conditions met as can be while the row is made: before others refer to it."""
        for term in where.terms if isinstance(where, b.AllOf) else (where,):
            if self._asks_later(term, entity):
                continue
            scene = self.bring(scene, term, True, scope, min(depth, 9)) or scene
        return scene

    def _asks_later(self, term: b.Expression, entity: str) -> bool:
        """Whether a term asks for rows that refer to a new one of an entity: they can only be made after it."""
        asked = self.said(term)
        for item in next(each for each in self.specification.entities if each.id == entity).derivations:
            asked += self.said(item.value) if f'"field":"{item.name}"' in asked else ""
        return any(holder == entity and rows in asked for holder, rows in self._referring)

    def _reached(self, scene: Scene, doing: Doing, its: Scope, depth: int) -> Scene:
        """The call changed so that the deed of its reaction is come to, as far as can be."""
        when = doing.holder.when if isinstance(doing.holder, b.Reaction) else None
        some = [some_of(over) for _, over in doing.bound if isinstance(over, b.Aggregate)]
        for condition in (*((when,) if when is not None else ()), *doing.tests, *some):
            scene = self.bring(scene, condition, True, its, depth) or scene
        return scene

    def _fed(
        self, scene: Scene, deed: b.Create, where: b.Expression, outer: Scope, name: str, its: Scope, depth: int
    ) -> Scene:
        """The call that a reaction answers to by making a row, with what it makes it of as far as that is plain."""
        values = dict(deed.values)
        for term in where.terms if isinstance(where, b.AllOf) else (where,):
            match term:
                case b.Compare(relation="==", left=b.Get(of=b.Name(name=asked), field=field), right=right) if (
                    asked == name and field in values
                ):
                    target = Scene(scene.plot).value(right, outer)
                    if not isinstance(values[field], b.Name):
                        scene = self.solve(scene, values[field], target, its, 0, depth) or scene
        return scene

    def scenes(self, scene: Scene, doing: Doing, depth: int = _DEPTH) -> Iterator[tuple[Scene, Scope]]:
        """Calls that lead to a deed, and the scope of the rule that does it."""
        holder = doing.holder
        if isinstance(holder, b.Operation):
            begun = self.begun(scene.plot, holder, depth)
            if begun is not None:
                yield begun, OWN
            return
        yield from self.setting_off(scene.plot, holder, depth)

    def setting_off(self, plot: Plot, reaction: b.Reaction, depth: int = _DEPTH) -> Iterator[tuple[Scene, Scope]]:
        """Calls that a reaction answers to, with the scope in which it is then evaluated."""
        if depth <= 0:
            return
        trigger = reaction.trigger
        if trigger.operation is not None:
            begun = self.begun(plot, self._operations[trigger.operation], depth)
            if begun is not None:
                yield begun, Scope(True, {"it": ToCome(None)})
            return
        entity = str(trigger.entity)
        doings = self._makers.get(entity, []) if trigger.on == "created" else [
            doing
            for (holder, field), known in self._changers.items()
            if holder == entity and trigger.field in (None, field)
            for doing in known
        ]  # fmt: skip
        for doing in doings:
            if isinstance(doing.holder, b.Operation):
                begun = self.begun(plot, doing.holder, depth)
                if begun is not None:
                    yield begun, Scope(False, {"it": ToCome(entity)})

    # calls

    def begun(self, plot: Plot, operation: b.Operation, depth: int = _DEPTH) -> Scene | None:
        """A call of the operation with plain inputs; rows that it needs are made first."""
        for _ in range(1 + len(operation.inputs)):
            lacking = [
                item
                for item in operation.inputs
                if item.required and item.type.kind == "reference" and not item.type.deferred
                and not plot.machine.world.rows(str(item.type.entity))
            ]  # fmt: skip
            if not lacking:
                break
            if depth <= 0:
                return None
            wanted = b.Aggregate(function="exists", entity=str(lacking[0].type.entity), name="some")
            found = self.row(Scene(plot), wanted, Scope(False), depth - 1)
            if found is None:
                return None
            plot = found.plot
        given: dict[str, Any] = {}
        fresh = self.search.entity_made(operation)
        for item in operation.inputs:
            values = self.search.candidates.values(plot.machine, item, fresh)
            if item.required or item.type.kind == "text":
                if not values and item.required:
                    return None
                given |= {item.name: values[0]} if values else {}
        role = role_name(operation.roles[0]) if operation.roles else None
        return Scene(plot, b.CallStep(operation=operation.name, input=given, role=role))

    def allowed(self, scene: Scene, depth: int = _DEPTH, but: str = "") -> Scene | None:
        """The call made such that no rule refuses it, leaving one out of account."""
        guards = [guard.requires for guard in scene.operation.guards if guard.id != but]
        if self.search.asks_who(scene.operation):
            people = [scene.step.by if scene.step else None, *self.people(scene)]
            scene = min((scene.by(each) for each in people), key=lambda each: _failing(each, guards, OWN))
        found = self.every(scene, guards, True, OWN, depth)
        for entity in self.specification.entities:
            rules = [rule.requires for rule in entity.invariants if rule.id != but]
            if found is not None and rules and found.writes(entity.id):
                found = self.every(found, rules, True, Scope(False, {"it": ToCome(entity.id)}), depth)
        return found

    def people(self, scene: Scene) -> list[str]:
        """Who might call: people that rows name, rows that stand for people, and some others."""
        world = scene.plot.machine.world
        known = [
            str(value)
            for entity in self.specification.entities
            for row in world.rows(entity.id)
            for item in entity.fields
            if item.type.kind == "person" and (value := row.values.get(item.name))
        ]
        known += [row.id for actor in self.specification.actors if actor.row for row in world.rows(actor.row)]
        return list(dict.fromkeys([*_PEOPLE[:2], *known[-12:], *_PEOPLE]))

    def done(self, scene: Scene, depth: int = _DEPTH) -> Plot | None:
        """What has happened once the call was allowed and done."""
        ready = self.allowed(scene, depth)
        if ready is None or self.work <= 0:
            return None
        self.work -= 1
        plot = ready.taken()
        return None if plot is None or _refused(plot) else plot

    # fields

    def change(self, scene: Scene, row: Row, field: str, target: Any, sense: int, depth: int) -> Scene | None:
        """A field of a row that is there given another value: as it was made, or by a call that changes it."""
        if depth <= 0 or self.work <= 0:
            return None
        self.work -= 1
        current = b.Get(of=b.Name(name="the row"), field=field)
        about = Scope(False, {"the row": row})
        for plot in self._changes(scene, row, field, target, sense, depth - 1):
            found = replace(scene, plot=plot) if plot is not None else None
            if found is not None and self.fits(found.value(current, about), target, sense):
                return found
        return None

    def _changes(
        self, scene: Scene, row: Row, field: str, target: Any, sense: int, depth: int
    ) -> Iterator[Plot | None]:
        yield self._otherwise_made(scene, row, field, target, sense, depth)
        about = {"the row": row}
        for doing in self._changers.get((row.entity, field), ()):
            assert isinstance(doing.deed, b.Update)
            bound, value = dict(doing.bound), dict(doing.deed.values)[field]
            held = doing.deed.row
            if isinstance(value, b.Literally) and not self.fits(scene.value(value, Scope(False)), target, sense):
                continue
            over = bound.get(held.name) if isinstance(held, b.Name) else None
            for begun, its in islice(self.scenes(Scene(scene.plot), doing, depth), 3):
                ready: Scene | None = begun
                if isinstance(over, b.Aggregate):
                    inner = Scope(its.own, {**its.more, over.name: row})
                    ready = self.bring(begun, over.where, True, inner, depth) if over.where is not None else begun
                elif over is None:
                    same = b.Compare(relation="==", left=held, right=b.Name(name="the row"))
                    ready = self.bring(begun, same, True, Scope(its.own, {**its.more, **about}), depth)
                if ready is not None and not isinstance(value, b.Literally):
                    ready = self.solve(ready, value, target, its, sense, depth)
                if ready is not None and isinstance(doing.holder, b.Reaction) and doing.holder.when is not None:
                    ready = self.allowed(ready, depth) or ready
                    ready = self.bring(ready, doing.holder.when, True, its, depth)
                yield self.done(ready, depth) if ready is not None else None

    def _otherwise_made(self, scene: Scene, row: Row, field: str, target: Any, sense: int, depth: int) -> Plot | None:
        """Everything that happened, with the call that made the row made otherwise."""
        steps = scene.plot.steps
        for place, step in enumerate(steps[self.kept :], start=self.kept):
            result = step.result if isinstance(step, b.CallStep) else None
            if not isinstance(step, b.CallStep) or not isinstance(result, dict) or result.get("id") != row.id:
                continue
            for doing in self._makers.get(row.entity, ()):
                value = dict(doing.deed.values).get(field)
                if not isinstance(doing.holder, b.Operation) or doing.holder.name != step.operation or value is None:
                    continue
                if isinstance(value, b.Literally):
                    return None
                before = retold(self._past, steps[:place])
                here = Scene(before, step) if before is not None else None
                found = self.solve(here, value, target, OWN, sense, depth) if here is not None else None
                if found is None or found.step is None:
                    return None
                self.work -= len(steps) // 8
                return retold(self._past, [*found.plot.steps, found.step, *steps[place + 1 :]])
            return None
        return None

    def wait(self, scene: Scene, to: Any) -> Scene | None:
        """The scene at a later moment."""
        plot, fired = scene.plot.fork(), scene.plot.machine.fired
        at = to.isoformat()[:16]
        if to.second or to.microsecond:
            at = (to + timedelta(minutes=1)).isoformat()[:16]
        try:
            plot.machine.clock(at)
        except BREAKS:
            return None
        self.work -= (plot.machine.fired - fired) // _FIRINGS
        plot.steps.append(b.ClockStep(to=at))
        return replace(scene, plot=plot)

    def inlined(self, scene: Scene, what: ToCome, field: str) -> list[b.Expression]:
        """What the call of the scene gives a field of the row that it makes or changes, in terms of its inputs."""
        found = []
        for doing in _doings(scene.operation, scene.operation.steps):
            values = dict(doing.deed.values)
            made = doing.deed.entity if isinstance(doing.deed, b.Create) else what.entity
            if field in values and made == (what.entity or made):
                found.append(values[field])
        return found

    def _derived(self, scene: Scene, node: b.Expression, scope: Scope) -> tuple[b.Expression, Scope] | None:
        """The value of a derivation that is read, and the scope that it is to be read in."""
        if not isinstance(node, b.Get):
            return None
        row = scene.value(node.of, scope)
        if not isinstance(row, Row):
            return None
        for entity in self.specification.entities:
            for item in entity.derivations if entity.id == row.entity else ():
                if item.name == node.field:
                    to_come = scope.more.get(node.of.name) if isinstance(node.of, b.Name) else None
                    return item.value, Scope(False, {"it": to_come if isinstance(to_come, ToCome) else row})
        return None


def _doings(
    holder: b.Operation | b.Reaction,
    steps: Sequence[b.Statement],
    bound: tuple[tuple[str, b.Expression], ...] = (),
    tests: tuple[b.Expression, ...] = (),
) -> Iterator[Doing]:
    for step in steps:
        match step:
            case b.Create() | b.Update():
                yield Doing(holder, step, bound, tests)
            case b.Each():
                yield from _doings(holder, step.steps, (*bound, (step.name, step.rows)), tests)
            case b.When():
                yield from _doings(holder, step.then, bound, (*tests, step.test))
                yield from _doings(holder, step.otherwise, bound, (*tests, b.Not(term=step.test)))


def _about_rows(scene: Scene, term: b.Expression, scope: Scope) -> bool:
    """Whether a term asks which row something belongs to: that is changed last."""
    sides = (term.left, term.right) if isinstance(term, b.Compare) else ()
    return any(isinstance(scene.value(side, scope), Row) for side in sides)


def _belongs(scene: Scene, terms: Sequence[b.Expression], scope: Scope) -> bool:
    """Whether a row belongs where it is asked for: something asks that, and no such term fails."""
    asked = [term for term in terms if _about_rows(scene, term, scope)]
    return bool(asked) and all(scene.value(term, scope) is True for term in asked)


def _effort(scene: Scene, side: b.Expression, scope: Scope) -> int:
    """How much is changed where a side of a comparison is: inputs are changed first, time last."""
    match side:
        case b.Name(name="now" | "today"):
            return 3
        case b.Name():
            return 0
        case b.Get(of=b.Name(name=name)) if isinstance(scope.more.get(name), ToCome):
            return 1
    return 2


def _failing(scene: Scene, terms: Sequence[b.Expression], scope: Scope) -> int:
    return sum(scene.value(term, scope) is not True for term in terms)


def _refused(plot: Plot) -> bool:
    last = plot.steps[-1]
    return isinstance(last, b.CallStep) and last.refused is not None
