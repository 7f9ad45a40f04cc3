"""Whether a value may be absent: where it cannot, plain operators are enough."""

from __future__ import annotations

from functools import singledispatch

from blueprints._environment import Environment
from blueprints._expressions import (
    Aggregate,
    Arithmetic,
    Between,
    Conditional,
    Expression,
    Extreme,
    Get,
    Literally,
    Lookup,
    Moment,
    Name,
    Part,
    Roll,
    Rounded,
    Shift,
    TextFunction,
)
from blueprints._inference import infer_type
from blueprints._specification import Derivation, FieldOf, Parameter, Table
from blueprints._types import reference


def may_be_absent(expression: Expression, environment: Environment) -> bool:
    """True where `expression` may give None.

    Only explicit tests for presence, recorded with `Environment.given`, rule that out; comparisons and the
    like always give true or false. A row named by a required reference is taken to exist.
    """
    if expression in environment.known:
        return False
    return _absent(expression, environment)


def field_may_be_absent(field: FieldOf | Parameter) -> bool:
    """True where a row may lack the field, or a call the input: it is optional and has no default value."""
    default = field.default
    return not field.required and (default is None or (isinstance(default, Literally) and default.value is None))


@singledispatch
def _absent(expression: Expression, environment: Environment) -> bool:
    return False


@_absent.register
def _(node: Literally, environment: Environment) -> bool:
    return node.value is None


@_absent.register
def _(node: Name, environment: Environment) -> bool:
    return node.name in environment.optional


@_absent.register
def _(node: Get, environment: Environment) -> bool:
    if may_be_absent(node.of, environment):
        return True
    of = infer_type(node.of, environment)
    if of.kind != "reference" or of.entity is None or node.field == "id":
        return False
    if of.deferred:
        return True
    entity = environment.entity(of.entity)
    held = environment.member(entity, node.field)
    if isinstance(held, Derivation):
        return _derivation_absent(held, of.entity, environment)
    return field_may_be_absent(held)


@_absent.register
def _(node: Arithmetic, environment: Environment) -> bool:
    return _any_absent((node.left, node.right), environment)


@_absent.register
def _(node: Extreme, environment: Environment) -> bool:
    return _any_absent(node.terms, environment)


@_absent.register
def _(node: Rounded, environment: Environment) -> bool:
    return may_be_absent(node.value, environment)


@_absent.register
def _(node: Aggregate, environment: Environment) -> bool:
    return node.function in ("smallest", "largest", "first", "last")


@_absent.register
def _(node: Lookup, environment: Environment) -> bool:
    if _any_absent(node.keys, environment):
        return True
    table = environment.table(node.table)
    position = [name for name, _ in table.columns].index(node.column)
    return not _decides_always(table) or any(
        may_be_absent(line.values[position], environment) for line in table.lines if position < len(line.values)
    )


@_absent.register
def _(node: Shift, environment: Environment) -> bool:
    return _any_absent((node.moment, node.amount), environment)


@_absent.register
def _(node: Roll, environment: Environment) -> bool:
    return may_be_absent(node.date, environment)


@_absent.register
def _(node: Between, environment: Environment) -> bool:
    return _any_absent((node.start, node.end), environment)


@_absent.register
def _(node: Part, environment: Environment) -> bool:
    return may_be_absent(node.of, environment)


@_absent.register
def _(node: Moment, environment: Environment) -> bool:
    return _any_absent((node.date, node.time), environment)


@_absent.register
def _(node: Conditional, environment: Environment) -> bool:
    return may_be_absent(node.then, environment.given(node.test)) or may_be_absent(
        node.otherwise, environment.given(node.test, False)
    )


@_absent.register
def _(node: TextFunction, environment: Environment) -> bool:
    return node.function in ("length", "word_count", "join") and _any_absent(node.arguments, environment)


def _any_absent(expressions: tuple[Expression, ...], environment: Environment) -> bool:
    return any(may_be_absent(expression, environment) for expression in expressions)


def _derivation_absent(derivation: Derivation, entity: str, environment: Environment) -> bool:
    """Derivations that read each other in a circle are another check's matter: here a circle adds nothing."""
    marker = f"derivation {derivation.id}"
    if marker in environment.optional:
        return False
    inner = Environment(
        index=environment.index,
        skills=environment.skills,
        optional=frozenset(name for name in environment.optional if " " in name) | {marker},
        element=derivation.id,
    )
    return may_be_absent(derivation.value, inner.bind("it", reference(entity)))


def _decides_always(table: Table) -> bool:
    """True where some line has no condition, or one key is a choice and every choice has a line."""
    if any(
        all(cell.equals is None and cell.low is None and cell.high is None for cell in line.keys)
        for line in table.lines
    ):
        return True
    if len(table.keys) != 1 or table.keys[0][1].kind != "choice":
        return False
    met = {line.keys[0].equals.value for line in table.lines if isinstance(line.keys[0].equals, Literally)}
    return set(table.keys[0][1].choices) <= met
