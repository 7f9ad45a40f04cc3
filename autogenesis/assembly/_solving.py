"""Values brought about: what inputs, fields, moments and numbers of rows must be for an expression to come to one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

import blueprints as b
from autogenesis.assembly._oracle import Row
from autogenesis.assembly._scene import BREAKS, OWN, Scene, Scope, ToCome, as_given
from autogenesis.assembly._witness import Search

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_MOST_ROWS = 14
_MOST_WORDS = 400


def relation_of(node: b.Compare, wanted: bool) -> str:
    """The relation in which the sides are to be."""
    return node.relation if wanted else _OPPOSITE[node.relation]


class Solving(ABC):
    """The half of the means that deals in values; conditions, rows and calls are dealt with by the other."""

    search: Search
    specification: b.Specification

    @abstractmethod
    def bring(self, scene: Scene, node: b.Expression, wanted: bool, scope: Scope, depth: int) -> Scene | None: ...

    @abstractmethod
    def row(self, scene: Scene, node: b.Aggregate, scope: Scope, depth: int) -> Scene | None: ...

    @abstractmethod
    def change(self, scene: Scene, row: Row, field: str, target: Any, sense: int, depth: int) -> Scene | None: ...

    @abstractmethod
    def wait(self, scene: Scene, to: Any) -> Scene | None: ...

    @abstractmethod
    def people(self, scene: Scene) -> list[str]: ...

    @abstractmethod
    def inlined(self, scene: Scene, what: ToCome, field: str) -> list[b.Expression]: ...

    @abstractmethod
    def _derived(self, scene: Scene, node: b.Expression, scope: Scope) -> tuple[b.Expression, Scope] | None: ...

    def fits(self, value: Any, target: Any, sense: int) -> bool:
        """Whether a value is the target, or at most it (-1), or at least it (1)."""
        value = value.id if isinstance(value, Row) else value
        target = target.id if isinstance(target, Row) else target
        if value is None or target is None or sense == 0:
            return bool(value == target)
        try:
            return bool(value <= target if sense < 0 else value >= target)
        except TypeError:
            return False

    def targets(
        self, scene: Scene, side: b.Expression, value: Any, relation: str, turned: bool, scope: Scope
    ) -> list[tuple[Any, int]]:
        """What a side of a comparison may come to, given what the other one does."""
        relation = _MIRRORED[relation] if turned else relation
        if relation == "!=":
            return [(other, 0) for other in self._others(scene, side, value, scope)]
        if relation == "==":
            return [(value, 0)]
        if value is None:
            return []
        sense = -1 if relation in ("<", "<=") else 1
        moved = _moved(value, sense)
        beyond = [] if moved is None else [(moved, sense)]
        return beyond if relation in ("<", ">") else [(value, sense), *beyond]

    def solve(
        self, scene: Scene, node: b.Expression, target: Any, scope: Scope, sense: int, depth: int
    ) -> Scene | None:
        """The scene, changed so that the expression comes to the target; or at most (-1), or at least (1), to it."""
        if self.fits(scene.value(node, scope), target, sense):
            return scene
        if depth <= 0:
            return None
        for found in self._solutions(scene, node, target, scope, sense, depth - 1):
            if found is not None and self.fits(found.value(node, scope), target, sense):
                return found
        return None

    def _solutions(
        self, scene: Scene, node: b.Expression, target: Any, scope: Scope, sense: int, depth: int
    ) -> Iterator[Scene | None]:
        match node:
            case (
                b.AllOf()
                | b.AnyOf()
                | b.Not()
                | b.Compare()
                | b.Present()
                | b.Contains()
                | b.TextFunction(function="contains_word" | "ends_with")
                | b.Aggregate(function="exists")
            ):
                yield self.bring(scene, node, target, scope, depth) if isinstance(target, bool) else None
            case b.Name():
                yield self._named(scene, node.name, target, scope, sense)
            case b.Get():
                yield from self._gotten(scene, node, target, scope, sense, depth)
            case b.Arithmetic():
                for side, goal, way in _undone(scene, node, target, scope, sense):
                    yield self.solve(scene, side, goal, scope, way, depth)
            case b.Rounded():
                yield self.solve(scene, node.value, target, scope, sense, depth)
            case b.Extreme():
                for term in node.terms:
                    yield self.solve(scene, term, target, scope, sense, depth)
            case b.Conditional():
                for wanted, branch in ((True, node.then), (False, node.otherwise)):
                    here = self.bring(scene, node.test, wanted, scope, depth)
                    yield self.solve(here, branch, target, scope, sense, depth) if here is not None else None
            case b.Between() | b.Shift() | b.Part() | b.Moment():
                yield from self._in_time(scene, node, target, scope, sense, depth)
            case b.Aggregate():
                yield self._over_rows(scene, node, target, scope, sense, depth)
            case b.TextFunction(function="word_count" | "length"):
                if isinstance(target, int) and 0 < target <= _MOST_WORDS:
                    words = " ".join(["word"] * target) if node.function == "word_count" else "x" * target
                    yield self.solve(scene, node.arguments[0], words, scope, 0, depth)
            case b.Lookup():
                yield from self._looked_up(scene, node, target, scope, sense, depth)

    # names and fields

    def _named(self, scene: Scene, name: str, target: Any, scope: Scope, sense: int) -> Scene | None:
        if name in scope.more:
            return None
        if name in ("now", "today"):
            return self._until(scene, target)
        if not scope.own or scene.step is None:
            return None
        if name == "by":
            return scene.by(str(as_given(target))) if target is not None else scene.by(None)
        for item in scene.operation.inputs:
            if item.name == name:
                fitted = _fitted(item.type, target, sense)
                return scene.giving(name, as_given(fitted)) if fitted is not None or target is None else None
        return None

    def _until(self, scene: Scene, target: Any) -> Scene | None:
        world = scene.plot.machine.world
        if isinstance(target, date) and not isinstance(target, datetime):
            at = world.now.time() if world.now.time() < time(12) else time(9)
            target = datetime.combine(target, at, world.zone)
        return self.wait(scene, target) if isinstance(target, datetime) and target > world.now else None

    def _gotten(
        self, scene: Scene, node: b.Get, target: Any, scope: Scope, sense: int, depth: int
    ) -> Iterator[Scene | None]:
        derived = self._derived(scene, node, scope)
        if derived is not None:
            yield self.solve(scene, derived[0], target, derived[1], sense, depth)
            return
        held = scope.more.get(node.of.name) if isinstance(node.of, b.Name) else None
        if isinstance(held, ToCome):
            if node.field != "id":
                for value in self.inlined(scene, held, node.field):
                    yield self.solve(scene, value, target, OWN, sense, depth)
                existing = scene.to_come(held)
                before = scene.plot.machine.world.find(existing.entity, existing.id) if existing else None
                if before is not None:
                    yield self.change(scene, before, node.field, target, sense, depth)
            return
        row = scene.value(node.of, scope)
        if not isinstance(row, Row):
            return
        if isinstance(node.of, b.Name) and scope.own and node.of.name not in scope.more:
            for other in scene.plot.machine.world.rows(row.entity)[::-1][:8]:
                if self.fits(scene.value(node, scope.bound(node.of.name, other)), target, sense):
                    yield scene.giving(node.of.name, other.id)
        if node.field == "id":
            yield self.solve(scene, node.of, target, scope, sense, depth)
        elif not row.id.endswith(" to come"):
            yield self.change(scene, row, node.field, target, sense, depth)

    # calculations

    def _in_time(
        self,
        scene: Scene,
        node: b.Between | b.Shift | b.Part | b.Moment,
        target: Any,
        scope: Scope,
        sense: int,
        depth: int,
    ) -> Iterator[Scene | None]:
        goal = scope.bound("the goal", target)
        match node:
            case b.Between():
                if not isinstance(target, int | Fraction | Decimal):
                    return
                count = b.whole(floor(target) if sense <= 0 else ceil(target))
                backwards = b.whole(-int(count.value or 0))
                ahead = b.Shift(moment=node.start, amount=count, unit=node.unit, calendar=node.calendar)
                earlier = b.Shift(moment=node.end, amount=backwards, unit=node.unit, calendar=node.calendar)
                for side, at in ((node.start, earlier), (node.end, ahead)):
                    yield self.solve(scene, side, scene.value(at, scope), scope, 0, depth)
            case b.Shift():
                back_by = b.Arithmetic(operator="-", left=b.whole(0), right=node.amount)
                back = node.model_copy(update={"moment": b.Name(name="the goal"), "amount": back_by})
                yield self.solve(scene, node.moment, scene.value(back, goal), scope, sense, depth)
            case b.Part(part="date" | "start" | "end"):
                now, day = scene.value(node.of, scope), target.date() if isinstance(target, datetime) else target
                if isinstance(now, datetime) and isinstance(day, date):
                    day -= timedelta(days=node.part == "end")
                    yield self.solve(scene, node.of, datetime.combine(day, now.timetz()), scope, 0, depth)
            case b.Part(part="time"):
                now = scene.value(node.of, scope)
                if isinstance(now, datetime) and isinstance(target, time):
                    moment = datetime.combine(now.date(), target, now.tzinfo)
                    moment += timedelta(days=moment <= now)
                    yield self.solve(scene, node.of, moment, scope, 0, depth)
            case b.Part():
                now = scene.value(node.of, scope)
                for days in range(1, 32) if isinstance(now, date) else ():
                    later = now + timedelta(days=days)
                    shown = b.Part(of=b.Name(name="the goal"), part=node.part)
                    if self.fits(scene.value(shown, scope.bound("the goal", later)), target, sense):
                        yield self.solve(scene, node.of, later, scope, 0, depth)
                        return
            case b.Moment():
                if isinstance(target, datetime):
                    yield self.solve(scene, node.date, target.date(), scope, 0, depth)

    def _over_rows(
        self, scene: Scene, node: b.Aggregate, target: Any, scope: Scope, sense: int, depth: int
    ) -> Scene | None:
        if node.function == "count":
            return self._counted(scene, node, target, scope, sense, depth)
        if node.value is None:
            return None
        with_value = b.Compare(relation="==", left=node.value, right=b.Name(name="the goal"))
        where = b.AllOf(terms=((node.where,) if node.where is not None else ()) + (with_value,))
        goal = target
        if node.function == "sum":
            goal = Fraction(target) - Fraction(scene.value(node, scope) or 0)
        more = b.Aggregate(function="exists", entity=node.entity, name=node.name, where=where)
        return self.row(scene, more, scope.bound("the goal", goal), depth)

    def _counted(
        self, scene: Scene, node: b.Aggregate, target: Any, scope: Scope, sense: int, depth: int
    ) -> Scene | None:
        """As many rows as the target says: more are made; some are changed where there are too many."""
        if not isinstance(target, int | Fraction | Decimal) or target < 0 or target > _MOST_ROWS:
            return None
        goal = floor(target) if sense <= 0 else ceil(target)
        here: Scene | None = scene
        for _ in range(_MOST_ROWS):
            assert here is not None
            count = here.value(node, scope)
            if not isinstance(count, int) or count == goal:
                break
            if count < goal:
                here = self.row(here, node, scope, depth)
            else:
                row = here.value(node.model_copy(update={"function": "last"}), scope)
                if node.where is None or not isinstance(row, Row):
                    return None
                here = self.bring(here, node.where, False, scope.bound(node.name, row), depth)
            if here is None:
                return None
        return here

    def _looked_up(
        self, scene: Scene, node: b.Lookup, target: Any, scope: Scope, sense: int, depth: int
    ) -> Iterator[Scene | None]:
        table = next(item for item in self.specification.tables if item.id == node.table)
        column = [name for name, _ in table.columns].index(node.column)
        for line in table.lines:
            if not self.fits(scene.value(line.values[column], scope), target, sense):
                continue
            here: Scene | None = scene
            for key, cell in zip(node.keys, line.keys, strict=True):
                bound = cell.equals or cell.low or cell.high
                if bound is not None and here is not None:
                    value = here.value(bound, scope)
                    open_at = not (cell.equals or (cell.low_inclusive if cell.low else cell.high_inclusive))
                    value = _moved(value, 1 if cell.low else -1) if open_at else value
                    here = self.solve(here, key, value, scope, 0, depth)
            yield here

    # what is there, or not

    def _held(
        self, scene: Scene, node: b.Present | b.Contains | b.TextFunction, wanted: bool, scope: Scope, depth: int
    ) -> Scene | None:
        match node:
            case b.Contains(collection=b.Name(name=name)) if scope.own and scene.step is not None:
                item, given = as_given(scene.value(node.item, scope)), list(scene.step.input.get(name) or ())
                return scene.giving(name, [*given, item] if wanted else [each for each in given if each != item])
            case b.TextFunction(function="contains_word" | "ends_with", arguments=(text, end)):
                said = f"This is {scene.value(end, scope)}" if wanted else "Something else."
                return self.solve(scene, text, said, scope, 0, depth)
            case b.Present(value=b.Aggregate() as rows):
                exists = rows.model_copy(update={"function": "exists", "value": None})
                return self.bring(scene, exists, wanted, scope, depth)
            case b.Present():
                others = self._others(scene, node.value, None, scope) if wanted else [None]
                for target in others[:4]:
                    found = self.solve(scene, node.value, target, scope, 0, depth)
                    if found is not None:
                        return found
        return None

    def _others(self, scene: Scene, node: b.Expression, value: Any, scope: Scope) -> list[Any]:
        """Values of an expression other than one."""
        if isinstance(node, b.Conditional):
            branches = [self._others(scene, branch, value, scope) for branch in (node.then, node.otherwise)]
            return list(dict.fromkeys(each for found in branches for each in found))
        if isinstance(node, b.Literally):
            stated = scene.value(node, scope)
            return [] if stated == value else [stated]
        kind = self._kind(scene, node, scope)
        now = scene.plot.machine.world.now
        found: list[Any] = []
        match kind.kind if kind is not None else "":
            case "boolean":
                found = [True, False]
            case "choice":
                found = list(kind.choices) if kind else []
            case "reference":
                found = list(scene.plot.machine.world.rows(str(kind.entity if kind else "")))[::-1][:6]
            case "person":
                found = list(self.people(scene))
            case "text":
                found = ["Something", "Something else"]
            case "date":
                found = [now.date(), now.date() + timedelta(days=1)]
            case "datetime":
                found = [now]
            case _:
                if isinstance(value, bool):
                    found = [not value]
                elif value is not None:
                    found = [moved for sense in (1, -1) if (moved := _moved(value, sense)) is not None]
                else:
                    found = [1]
        same = value.id if isinstance(value, Row) else value
        return [each for each in found if (each.id if isinstance(each, Row) else each) != same]

    def _kind(self, scene: Scene, node: b.Expression, scope: Scope) -> b.Type | None:
        """The type of a name or a field."""
        if isinstance(node, b.Name):
            if node.name == "by":
                return b.Type(kind="person")
            inputs = scene.operation.inputs if scope.own and scene.step is not None else ()
            return next((item.type for item in inputs if item.name == node.name), None)
        row = scene.value(node.of, scope) if isinstance(node, b.Get) else None
        if isinstance(row, Row) and isinstance(node, b.Get):
            return scene.plot.machine.world.field_types[row.entity].get(node.field)
        return None


def _undone(
    scene: Scene, node: b.Arithmetic, target: Any, scope: Scope, sense: int
) -> Iterator[tuple[b.Expression, Any, int]]:
    """What one side of a calculation must come to while the other stays."""
    try:
        goal = Fraction(target)
        left, right = Fraction(scene.value(node.left, scope)), Fraction(scene.value(node.right, scope))
        match node.operator:
            case "+":
                found = [(node.left, goal - right, sense), (node.right, goal - left, sense)]
            case "-":
                found = [(node.left, goal + right, sense), (node.right, left - goal, -sense)]
            case "*":
                found = [(node.left, goal / right, sense)] if right else []
                found += [(node.right, goal / left, sense)] if left else []
            case _:
                found = [(node.left, goal * right, sense)]
                found += [(node.right, left / goal, -sense)] if goal else []
    except BREAKS:
        return
    for side, value, way in found:
        yield side, int(value) if value.denominator == 1 else value, way


def _moved(value: Any, sense: int) -> Any:
    """The next value above, or below."""
    match value:
        case bool():
            return None
        case int():
            return value + sense
        case Decimal():
            return value + sense * Decimal("0.01")
        case Fraction():
            return value + sense * Fraction(1, 100)
        case datetime():
            return value + timedelta(minutes=sense)
        case date():
            return value + timedelta(days=sense)
        case time():
            moment = datetime.combine(date(2000, 1, 2), value) + timedelta(minutes=sense)
            return moment.time() if moment.date() == date(2000, 1, 2) else None
    return None


def _fitted(kind: b.Type, target: Any, sense: int) -> Any:
    """The target as an input of a type takes it; None where it cannot."""
    match kind.kind:
        case "integer" | "duration" if isinstance(target, int | Decimal | Fraction):
            exact = Fraction(target)
            return (
                int(exact) if exact.denominator == 1 else None if sense == 0 else (floor if sense < 0 else ceil)(exact)
            )
        case "decimal" | "money" | "percent" if isinstance(target, int | Decimal | Fraction):
            hundredths = Fraction(target) * 100
            if hundredths.denominator != 1 and sense == 0:
                return None
            return Decimal(floor(hundredths) if sense <= 0 else ceil(hundredths)).scaleb(-2)
        case "date" if isinstance(target, datetime):
            return target.date()
        case "datetime" if isinstance(target, date) and not isinstance(target, datetime):
            return datetime.combine(target, time(9))
        case "choice" if target not in kind.choices:
            return None
        case "boolean" if not isinstance(target, bool):
            return None
        case "text" | "person" if not isinstance(target, str | Row):
            return None
        case "reference" if not isinstance(target, str | Row):
            return None
        case "reference" if isinstance(target, Row) and (
            target.id.endswith(" to come") or target.entity != kind.entity
        ):
            return None
    return target
