"""What a rule could be mistaken for: each of its conditions and values with one part otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import blueprints as b

_NEAR = {"<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"), "==": ("!=",), "!=": ("==",)}
_PLAIN = frozenset({"type", "text"})

Holder = b.Operation | b.Entity | b.Reaction | b.Timer | b.Schedule
Trail = tuple[b.Frozen, ...]
"""The nodes from a whole down to the part that is otherwise."""


@dataclass(frozen=True)
class Root:
    """A condition or value of a rule as it stands in the specification.

    `part` is the guard, derivation, ``when``, ``at`` or ``steps`` of the `holder`; `tests` are the conditions under
    which its statement is reached, and `bound` what the statements before it bind names to, where that is known.
    """

    holder: Holder
    part: str
    node: b.Expression
    tests: tuple[b.Expression, ...] = ()
    bound: tuple[tuple[str, b.Expression | None], ...] = ()


@dataclass(frozen=True)
class Variant:
    """A root with one part otherwise."""

    root: Root
    node: b.Expression
    trail: Trail

    @property
    def element(self) -> str:
        """The element that it is a mistaken reading of."""
        own = (self.root.holder.id, self.root.part)
        return own[1] if own[1].startswith(("guard.", "invariant.")) else own[0]


def roots(specification: b.Specification) -> Iterator[Root]:
    """Every condition and value, in the order of the specification."""
    for operation in specification.operations:
        yield from (Root(operation, guard.id, guard.requires) for guard in operation.guards)
        yield from _in_steps(operation, operation.steps, (), ())
        if operation.result is not None:
            yield Root(operation, "result", operation.result)
    for entity in specification.entities:
        yield from (Root(entity, item.name, item.value) for item in entity.derivations)
        yield from (Root(entity, guard.id, guard.requires) for guard in entity.invariants)
    rules: list[b.Reaction | b.Timer | b.Schedule] = [*specification.reactions, *specification.timers]
    for rule in [*rules, *specification.schedules]:
        if isinstance(rule, b.Timer):
            yield Root(rule, "at", rule.at)
        if not isinstance(rule, b.Schedule) and rule.when is not None:
            yield Root(rule, "when", rule.when)
        yield from _in_steps(rule, rule.steps, (), ())


def variants(root: Root) -> Iterator[Variant]:
    """The root with each part otherwise; a condition that must hold also as one that always does."""
    for other, trail in _otherwise(root.node, ()):
        yield Variant(root, other, trail)
    if root.part.startswith(("guard.", "invariant.")):
        yield Variant(root, b.truth(True), (root.node,))


def _in_steps(
    holder: Holder,
    steps: Sequence[b.Statement],
    tests: tuple[b.Expression, ...],
    bound: tuple[tuple[str, b.Expression | None], ...],
) -> Iterator[Root]:
    for step in steps:
        values: list[b.Expression] = []
        match step:
            case b.Create():
                values = [value for _, value in step.values]
            case b.Update():
                values = [step.row, *(value for _, value in step.values)]
            case b.Remove():
                values = [step.row]
            case b.Notify():
                values = [value for value in (step.to.person, step.subject) if value is not None]
                values += [value for _, value in step.data]
            case b.Each():
                values = [step.rows]
            case b.When():
                values = [step.test]
            case b.Let():
                values = [step.value]
            case b.Perform():
                values = [value for _, value in step.arguments]
        yield from (Root(holder, "steps", value, tests, bound) for value in values)
        match step:
            case b.Each():
                yield from _in_steps(holder, step.steps, tests, (*bound, (step.name, step.rows)))
            case b.When():
                yield from _in_steps(holder, step.then, (*tests, step.test), bound)
                yield from _in_steps(holder, step.otherwise, (*tests, b.Not(term=step.test)), bound)
            case b.Let():
                bound = (*bound, (step.name, step.value))
            case b.Create() | b.Perform() if step.name:
                bound = (*bound, (step.name, None))


def _otherwise(node: Any, above: Trail) -> Iterator[tuple[Any, Trail]]:
    """The node with it or something below it otherwise, and the way down to that."""
    if isinstance(node, tuple):
        for place, item in enumerate(node):
            for other, trail in _otherwise(item, above):
                yield (*node[:place], other, *node[place + 1 :]), trail
    elif isinstance(node, b.Frozen):
        trail = (*above, node)
        for other in _turned(node):
            yield other, trail
        for name in type(node).model_fields:
            if name not in _PLAIN:
                for other, below in _otherwise(getattr(node, name), trail):
                    yield node.model_copy(update={name: other}), below


def _turned(node: b.Frozen) -> Iterator[b.Frozen]:
    match node:
        case b.Compare():
            yield from (node.model_copy(update={"relation": relation}) for relation in _NEAR[node.relation])
        case b.AllOf():
            yield b.AnyOf(terms=node.terms)
        case b.AnyOf():
            yield b.AllOf(terms=node.terms)
        case b.Not():
            yield node.term
        case b.Arithmetic(operator="+" | "-"):
            yield node.model_copy(update={"operator": "-" if node.operator == "+" else "+"})
        case b.Extreme():
            yield node.model_copy(update={"which": "largest" if node.which == "smallest" else "smallest"})
        case b.Conditional():
            yield node.model_copy(update={"then": node.otherwise, "otherwise": node.then})
        case b.Literally():
            yield from _moved(node)


def _moved(node: b.Literally) -> Iterator[b.Literally]:
    """A truth negated; a number one more and one less in its last place."""
    if isinstance(node.value, bool):
        yield node.model_copy(update={"value": not node.value})
    elif node.value is not None and (node.type.is_number or node.type.kind == "duration"):
        number = Decimal(str(node.value))
        step = Decimal(1).scaleb(int(number.as_tuple().exponent)) if isinstance(node.value, str) else Decimal(1)
        for other in (number + step, number - step):
            yield node.model_copy(update={"value": int(other) if isinstance(node.value, int) else str(other)})
