"""A specification's meaning that notes how each condition came out, and that can be doubted in one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import blueprints as b
from autogenesis.assembly._oracle._meaning import RELATIONS, Bindings, Code, Meaning, maker
from autogenesis.assembly._oracle._numbers import Value, calculated
from autogenesis.assembly._oracle._rows import DeclinedError, Row, World
from autogenesis.core import AssemblyError

_NUMBERS = frozenset({int, Decimal, Fraction})
_EACH = 3
"""How much work it is to evaluate a whole condition or value, besides the conditions in it."""
_MOST_CHECKS = 3
"""How often a case that does not tell is doubted in one trial."""


class SpentError(AssemblyError):
    """More was evaluated than was to be."""


class Case(NamedTuple):
    """A way in which an expression can come out: which one, by its identity, and how.

    level, below, above   the sides of a comparison of sizes are equal, or almost
    same, other           the sides of another comparison are equal, or not
    only 2, all, none     which terms of a condition hold, or fail to, where it depends on one alone
    more, less            a number is as the text says; doubted, it is one more or one less
    swapped               another term of an extreme, the other branch, the other sign gives something else
    yes, no               the truth of anything else
    """

    node: int
    how: str


class Watch(Meaning):
    """The meaning of a specification in which some nodes are noted as they come out.

    `reached` holds the cases that came up; of those that are `wanted`, `telling` holds the ones but for which a whole
    condition or value would have been another. `gaps` tells how far apart the sides of comparisons were. The case in
    `doubt` comes out the other way. `work` counts what was evaluated; where it exceeds `most`, a SpentError is raised.
    """

    steady = False

    def __init__(
        self, specification: b.Specification, watched: Mapping[int, b.Expression], wholes: Container[int]
    ) -> None:
        super().__init__(specification)
        self.wanted: Container[Case] = ()
        self.doubt: Case | None = None
        self.work = 0
        self.begin(0)
        self._watched, self._wholes = watched, wholes
        self._came: set[Case] | None = None

    def of(self, node: b.Expression) -> Code:
        """The function for a node, which notes how it comes out."""
        self._count()
        known = self._codes.get(id(node))
        if known is None:
            code = self._noting(node)
            known = self._codes[id(node)] = (node, self._whole(code) if id(node) in self._wholes else code)
        return known[1]

    def begin(self, most: int) -> None:
        """Forget what was noted; no more than `most` is to be evaluated now."""
        self.reached: set[Case] = set()
        self.telling: set[Case] = set()
        self.gaps: list[tuple[int, float]] = []
        self._checks = Counter[Case]()
        self.most = self.work + most

    def _count(self) -> None:
        self.work += _EACH
        if self.work > self.most:
            raise SpentError("too much is asked for", where="the oracle", remedy="Tell a shorter story")

    def _whole(self, code: Code) -> Code:
        """A whole condition or value: held against what it would be if a case in it came out the other way."""

        def whole(world: World, names: Bindings) -> Value:
            if self.doubt is not None or self._came is not None:
                return code(world, names)
            self._came = set()
            try:
                value = code(world, names)
            finally:
                came, self._came = self._came, None
            self.reached |= came
            for case in came - self.telling:
                if case in self.wanted and self._checks[case] < _MOST_CHECKS:
                    self._checks[case] += 1
                    if self._otherwise(code, world, names, case) != value:
                        self.telling.add(case)
            return value

        return whole

    def _otherwise(self, code: Code, world: World, names: Bindings, case: Case) -> Value:
        self._count()
        self.doubt = case
        try:
            return code(world, names)
        except (AssemblyError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            return error
        finally:
            self.doubt = None

    def _noting(self, node: b.Expression) -> Code:
        if isinstance(node, b.Aggregate | b.Records) and node.where is not None:
            whole = b.AnyOf(terms=(node.where,))  # asked as one condition, not term by term
            of = maker(type(node))(self, node.model_copy(update={"where": whole}))
        else:
            of = maker(type(node))(self, node)
        if id(node) not in self._watched:
            return of
        match node:
            case b.Compare():
                return self._comparing(node)
            case b.AllOf() | b.AnyOf():
                return self._joining(node)
            case b.Literally() if node.type.kind != "boolean":
                return self._stating(node, of)
            case b.Extreme() | b.Conditional() | b.Arithmetic():
                return self._choosing(node, of)
        return self._telling(node, of)

    def _doubted(self, node: b.Expression, how: str) -> bool:
        """Note how the node comes out; whether just that is doubted."""
        self.work += 1
        case = Case(id(node), how)
        if self.doubt is not None:
            return case == self.doubt
        if self._came is not None:
            self._came.add(case)
        return False

    def _comparing(self, node: b.Compare) -> Code:
        left_of, right_of, relate = self.of(node.left), self.of(node.right), RELATIONS[node.relation]
        nothing = any(isinstance(side, b.Literally) and side.value is None for side in (node.left, node.right))
        asked, step = nothing and node.relation in ("==", "!="), _step(node)

        def compare(world: World, names: Bindings) -> bool:
            left, right = left_of(world, names), right_of(world, names)
            left, right = left.id if isinstance(left, Row) else left, right.id if isinstance(right, Row) else right
            if not asked and (left is None or right is None):
                return False
            gap = None if asked else _gap(left, right)
            if gap is not None and self.doubt is None:
                self.gaps.append((id(node), gap / step))
            if gap is None or node.relation in ("==", "!="):
                how = "same" if left == right else "other"
            else:
                far = "" if abs(gap) <= step * 1.000001 else " by far"
                how = "level" if left == right else ("above" if gap > 0 else "below") + far
            return relate(left, right) is not self._doubted(node, how)

        return compare

    def _joining(self, node: b.AllOf | b.AnyOf) -> Code:
        terms, usual = [self.of(term) for term in node.terms], isinstance(node, b.AllOf)

        def join(world: World, names: Bindings) -> bool:
            odd = list[int]()
            for number, term in enumerate(terms):
                try:
                    held = term(world, names) is True
                except DeclinedError:
                    if not odd:
                        raise
                    continue
                if held is not usual:
                    odd.append(number)
            how = ("all" if usual else "none") if not odd else f"only {odd[0]}" if len(odd) == 1 else "several"
            return (usual is not bool(odd)) is not self._doubted(node, how)

        return join

    def _stating(self, node: b.Literally, of: Code) -> Code:
        change = _change(node)

        def state(world: World, names: Bindings) -> Value:
            value = of(world, names)
            for how, other in (("more", change), ("less", -change)):
                if self._doubted(node, how):
                    return value + other
            return value

        return state

    def _choosing(self, node: b.Extreme | b.Conditional | b.Arithmetic, of: Code) -> Code:
        match node:
            case b.Extreme():
                which = "largest" if node.which == "smallest" else "smallest"
                other: Code = maker(b.Extreme)(self, node.model_copy(update={"which": which}))
            case b.Conditional():
                other = maker(b.Conditional)(
                    self, node.model_copy(update={"then": node.otherwise, "otherwise": node.then})
                )
            case _:
                left, right, sign = self.of(node.left), self.of(node.right), "-" if node.operator == "+" else "+"

                def other(world: World, names: Bindings) -> Value:
                    given = left(world, names), right(world, names)
                    return None if None in given else calculated(sign, *given)

        def choose(world: World, names: Bindings) -> Value:
            return (other if self._doubted(node, "swapped") else of)(world, names)

        return choose

    def _telling(self, node: b.Expression, of: Code) -> Code:
        def tell(world: World, names: Bindings) -> Value:
            value = of(world, names)
            return (not value) if isinstance(value, bool) and self._doubted(node, "yes" if value else "no") else value

        return tell


def cases(node: b.Expression) -> Iterator[Case]:
    """The ways in which a node can come out of which each should matter."""
    match node:
        case b.Compare(relation="==" | "!="):
            hows = ["same", "other"]
        case b.Compare():
            hows = ["level", "below", "above"]
        case b.AllOf():
            hows = ["all", *(f"only {number}" for number in range(len(node.terms)))]
        case b.AnyOf():
            hows = ["none", *(f"only {number}" for number in range(len(node.terms)))]
        case b.Literally(value=bool() as truth):
            hows = ["yes" if truth else "no"]
        case b.Literally() if node.value is not None and (node.type.is_number or node.type.kind == "duration"):
            hows = ["more", "less"]
        case b.Extreme() | b.Conditional():
            hows = ["swapped"]
        case b.Arithmetic(operator="+" | "-"):
            hows = ["swapped"]
        case b.Present() | b.Contains() | b.Aggregate(function="exists") | b.TextFunction():
            hows = ["yes", "no"]
        case _:
            hows = []
    yield from (Case(id(node), how) for how in hows)


def _gap(left: Any, right: Any) -> float | None:
    """How far the left side is above the right one: in days for days, in minutes for moments and times of day."""
    kind = type(left)
    if kind in _NUMBERS and type(right) in _NUMBERS:
        return float(left) - float(right)
    if kind is not type(right):
        return None
    if kind is time:
        return float((left.hour - right.hour) * 60 + left.minute - right.minute)
    if kind is datetime:
        return float((left - right).total_seconds() / 60)
    return float((left - right).days) if kind is date else None


def _step(node: b.Compare) -> float:
    """What makes the sides of a comparison almost equal."""
    literals = [side for side in (node.left, node.right) if isinstance(side, b.Literally)]
    return float(_change(literals[0])) if literals else 1.0


def _change(node: b.Literally) -> int | Decimal:
    """By how much a number is changed that is doubted: one, or its last decimal."""
    if isinstance(node.value, str) and node.type.is_number:
        return Decimal(1).scaleb(int(Decimal(node.value).as_tuple().exponent))
    return 1
