"""The type of every expression, found without evaluating anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import singledispatch

from blueprints._environment import Environment
from blueprints._expressions import (
    Aggregate,
    AllOf,
    AnyOf,
    Arithmetic,
    Between,
    Compare,
    Conditional,
    Contains,
    Expression,
    Extreme,
    Get,
    Literally,
    Lookup,
    Moment,
    Name,
    Not,
    Part,
    Present,
    Records,
    Roll,
    Rounded,
    Sentence,
    Shift,
    TextFunction,
)
from blueprints._relations import (
    added,
    assignable,
    comparable,
    divided,
    is_ordered,
    is_textual,
    joined,
    multiplied,
    same_measure,
)
from blueprints._types import BOOLEAN, DATE, DATETIME, DECIMAL, INTEGER, TEXT, TIME, Type, list_of, reference

_DAYS = frozenset({"date", "datetime"})


def infer_type(expression: Expression, environment: Environment) -> Type:
    """The type of `expression`; SpecificationError names the element, the node's path and the reason."""
    return _typed(expression, environment)


def require(expression: Expression, target: Type, environment: Environment) -> Type:
    """The type of `expression`, which must be fit for a place of type `target`."""
    found = infer_type(expression, environment)
    if not fits(expression, found, target):
        raise environment.error(f"Needed is {target}, but this is {found}", f"Give a value of type {target}")
    return found


def fits(expression: Expression, found: Type, target: Type) -> bool:
    """True where the value may be given to `target`: a literal text fits a choice that has it."""
    if target.kind == "choice" and isinstance(expression, Literally) and is_textual(found):
        return expression.value is None or expression.value in target.choices
    if isinstance(expression, Conditional) and target.kind == "choice":
        return all(
            fits(branch, branch.type if isinstance(branch, Literally) else found, target)
            for branch in (expression.then, expression.otherwise)
        )
    return assignable(found, target)


def require_boolean(expression: Expression, environment: Environment) -> None:
    """Insist that `expression` is true or false."""
    found = infer_type(expression, environment)
    if found.kind != "boolean":
        raise environment.error(f"Needed is a condition, but this is {found}", "Compare it with something")


@singledispatch
def _typed(expression: Expression, environment: Environment) -> Type:
    raise environment.error(f"{type(expression).__name__} is no expression", "Use a node of the expression tree")


@_typed.register
def _(node: Literally, environment: Environment) -> Type:
    if node.value is not None and not _literal_fits(node):
        raise environment.error(f"{node.value!r} is no {node.type.kind}", f"Write a value of type {node.type}")
    return node.type


@_typed.register
def _(node: Name, environment: Environment) -> Type:
    if node.name not in environment.names:
        known = ", ".join(sorted(environment.names))
        raise environment.error(f"The name {node.name!r} is not bound here", f"Use one of: {known}")
    return environment.names[node.name]


@_typed.register
def _(node: Get, environment: Environment) -> Type:
    of = infer_type(node.of, environment.at("of"))
    if of.kind == "reference":
        if node.field == "id":
            return TEXT
        return environment.member(environment.entity(of.entity or ""), node.field).type
    if of.kind == "record":
        if node.field not in dict(of.fields):
            known = ", ".join(sorted(name for name, _ in of.fields))
            raise environment.error(f"The record has no field {node.field!r}", f"Use one of: {known}")
        return dict(of.fields)[node.field]
    raise environment.error(f"{of} has no fields, so {node.field!r} cannot be read", "Read fields of rows and records")


@_typed.register
def _(node: Compare, environment: Environment) -> Type:
    left = infer_type(node.left, environment.at("left"))
    right = infer_type(node.right, environment.at("right"))
    if not comparable(left, right):
        raise environment.error(f"{left} and {right} are never equal", "Compare values of one type")
    for one, kind in ((node.left, right), (node.right, left)):
        if isinstance(one, Literally) and kind.kind == "choice" and not fits(one, one.type, kind):
            raise environment.error(f"{one.value!r} is none of {kind}", "Compare with one of the choices")
    if node.relation not in ("==", "!="):
        for kind in (left, right):
            if not is_ordered(kind):
                raise environment.error(f"{kind} has no order, so {node.relation} says nothing", "Use == or !=")
        alike = left.kind == right.kind or (left.is_number and right.is_number)
        if not alike and not (is_textual(left) and is_textual(right)):
            raise environment.error(f"{left} and {right} have no common order", "Compare values of one type")
    return BOOLEAN


@_typed.register(AllOf)
@_typed.register(AnyOf)
def _(node: AllOf | AnyOf, environment: Environment) -> Type:
    for position, term in enumerate(node.terms):
        require_boolean(term, environment.at(f"terms[{position}]"))
    return BOOLEAN


@_typed.register
def _(node: Not, environment: Environment) -> Type:
    require_boolean(node.term, environment.at("term"))
    return BOOLEAN


@_typed.register
def _(node: Arithmetic, environment: Environment) -> Type:
    left = _number(node.left, environment.at("left"))
    right = _number(node.right, environment.at("right"))
    reckon: Callable[[Type, Type], Type | None] = {"*": multiplied, "/": divided}.get(node.operator, added)
    result = reckon(left, right)
    if result is None:
        raise environment.error(
            f"{left} {node.operator} {right} mixes what they count",
            "Bring both to one unit or currency first",
        )
    return result


@_typed.register
def _(node: Extreme, environment: Environment) -> Type:
    if not node.terms:
        raise environment.error("An extreme of nothing", "Give at least one value")
    kinds = [infer_type(term, environment.at(f"terms[{position}]")) for position, term in enumerate(node.terms)]
    for position, kind in enumerate(kinds):
        if not is_ordered(kind) and kind.kind != "nothing":
            raise environment.at(f"terms[{position}]").error(f"{kind} has no order", "Give numbers, dates or texts")
    return _common(kinds, environment)


@_typed.register
def _(node: Rounded, environment: Environment) -> Type:
    value = _number(node.value, environment.at("value"))
    if node.places == 0:
        return INTEGER if value.kind != "duration" else value
    return DECIMAL if value.kind in ("integer", "duration") else value


@_typed.register
def _(node: Contains, environment: Environment) -> Type:
    collection = infer_type(node.collection, environment.at("collection"))
    item = infer_type(node.item, environment.at("item"))
    if collection.kind != "list" or collection.item is None:
        raise environment.at("collection").error(f"{collection} is no list", "Name a list")
    if not comparable(collection.item, item):
        raise environment.at("item").error(f"A {collection} never holds {item}", f"Look for {collection.item}")
    return BOOLEAN


@_typed.register
def _(node: Aggregate, environment: Environment) -> Type:
    inner = _rows(node, environment)
    needs_value = node.function in ("sum", "smallest", "largest", "values")
    if needs_value is (node.value is None):
        remedy = "Say what to take of each row" if needs_value else "Leave the value out"
        raise environment.error(f"{node.function} {'needs a' if needs_value else 'takes no'} value", remedy)
    value = TEXT if node.value is None else infer_type(node.value, inner.at("value"))
    match node.function:
        case "count":
            return INTEGER
        case "exists":
            return BOOLEAN
        case "first" | "last":
            return reference(node.entity)
        case "rows":
            return list_of(reference(node.entity))
        case "values":
            return list_of(value)
        case "sum":
            if not value.is_number:
                raise inner.at("value").error(f"{value} cannot be summed", "Sum numbers")
        case "smallest" | "largest":
            if not is_ordered(value):
                raise inner.at("value").error(f"{value} has no order", "Take a number, date or text")
    return value


@_typed.register
def _(node: Records, environment: Environment) -> Type:
    inner = _rows(node, environment)
    fields = tuple((name, infer_type(value, inner.at(f"fields.{name}"))) for name, value in node.fields)
    return list_of(Type(kind="record", fields=fields))


@_typed.register
def _(node: Lookup, environment: Environment) -> Type:
    table = environment.table(node.table)
    if len(node.keys) != len(table.keys):
        raise environment.error(
            f"{table.id} has {len(table.keys)} keys, {len(node.keys)} are given",
            "Give one value for each key",
        )
    for position, (expression, (name, wanted)) in enumerate(zip(node.keys, table.keys, strict=True)):
        place = environment.at(f"keys[{position}]")
        found = infer_type(expression, place)
        if not comparable(found, wanted):
            raise place.error(f"The key {name!r} is {wanted}, not {found}", f"Give a value of type {wanted}")
    columns = dict(table.columns)
    if node.column not in columns:
        raise environment.error(f"{table.id} has no column {node.column!r}", f"Use one of: {', '.join(columns)}")
    return columns[node.column]


@_typed.register
def _(node: Shift, environment: Environment) -> Type:
    moment = _moment(node.moment, environment.at("moment"))
    amount = infer_type(node.amount, environment.at("amount"))
    if amount.kind not in ("integer", "duration"):
        raise environment.at("amount").error(f"{amount} is no whole number of {node.unit}", "Round it first")
    if not same_measure(amount, Type(kind="duration", unit=node.unit)):
        raise environment.at("amount").error(f"The amount counts {amount.unit}, not {node.unit}", "Use one unit")
    _check_unit(node, (moment,), environment)
    return moment


@_typed.register
def _(node: Roll, environment: Environment) -> Type:
    require(node.date, DATE, environment.at("date"))
    environment.calendar(node.calendar)
    return DATE


@_typed.register
def _(node: Between, environment: Environment) -> Type:
    start = _moment(node.start, environment.at("start"))
    end = _moment(node.end, environment.at("end"))
    if start.kind != end.kind:
        raise environment.error(f"{start} and {end} cannot be counted between", "Take the date of the datetime")
    _check_unit(node, (start, end), environment)
    return Type(kind="duration", unit=node.unit)


@_typed.register
def _(node: Part, environment: Environment) -> Type:
    of = _moment(node.of, environment.at("of"))
    if node.part in ("time", "hour") and of.kind == "date":
        raise environment.error(f"A date has no {node.part}", "Take it of a datetime")
    parts = {"date": DATE, "time": TIME, "start": DATETIME, "end": DATETIME, "month_end": DATE}
    return parts.get(node.part, INTEGER)


@_typed.register
def _(node: Moment, environment: Environment) -> Type:
    require(node.date, DATE, environment.at("date"))
    require(node.time, TIME, environment.at("time"))
    return DATETIME


@_typed.register
def _(node: Conditional, environment: Environment) -> Type:
    require_boolean(node.test, environment.at("test"))
    then = infer_type(node.then, environment.at("then").given(node.test))
    otherwise = infer_type(node.otherwise, environment.at("otherwise").given(node.test, False))
    return _common([then, otherwise], environment)


@_typed.register
def _(node: Present, environment: Environment) -> Type:
    infer_type(node.value, environment.at("value"))
    return BOOLEAN


@_typed.register
def _(node: TextFunction, environment: Environment) -> Type:
    result, wanted = {
        "length": (INTEGER, ("text",)),
        "word_count": (INTEGER, ("text",)),
        "contains_word": (BOOLEAN, ("text", "text")),
        "ends_with": (BOOLEAN, ("text", "text")),
        "join": (TEXT, ("list", "text")),
    }[node.function]
    if len(node.arguments) != len(wanted):
        raise environment.error(
            f"{node.function} takes {len(wanted)} arguments, not {len(node.arguments)}",
            f"Give {', '.join(wanted)}",
        )
    for position, (argument, kind) in enumerate(zip(node.arguments, wanted, strict=True)):
        place = environment.at(f"arguments[{position}]")
        found = infer_type(argument, place)
        if not (is_textual(found) if kind == "text" else found.kind == kind):
            raise place.error(f"{node.function} needs a {kind} here, not {found}", f"Give a {kind}")
    return result


@_typed.register
def _(node: Sentence, environment: Environment) -> Type:
    for position, part in enumerate(node.parts):
        if isinstance(part, str):
            continue
        place = environment.at(f"parts[{position}]")
        found = infer_type(part, place)
        if found.kind in ("list", "record"):
            raise place.error(f"A {found.kind} cannot stand in a sentence", "Join it or take a field of it")
    return TEXT


def _rows(node: Aggregate | Records, environment: Environment) -> Environment:
    entity = environment.entity(node.entity)
    inner = environment.bind(node.name, reference(entity.id))
    if node.where is not None:
        require_boolean(node.where, inner.at("where"))
        inner = inner.given(node.where)
    for position, key in enumerate(node.order):
        place = inner.at(f"order[{position}]")
        kind = infer_type(key, place)
        if not is_ordered(kind) and kind.kind not in ("boolean", "choice"):
            raise place.error(f"Rows cannot be ordered by {kind}", "Order by a number, date or text")
    return inner


def _number(expression: Expression, environment: Environment) -> Type:
    found = infer_type(expression, environment)
    if not found.is_number:
        remedy = "Use shift or between for dates" if found.kind in _DAYS else "Give a number"
        raise environment.error(f"{found} is no number", remedy)
    return found


def _moment(expression: Expression, environment: Environment) -> Type:
    found = infer_type(expression, environment)
    if found.kind not in _DAYS:
        raise environment.error(f"{found} is no date or datetime", "Give a date or datetime")
    return found


def _check_unit(node: Shift | Between, kinds: tuple[Type, ...], environment: Environment) -> None:
    if node.unit == "open_days":
        environment.calendar(node.calendar)
    elif node.calendar is not None:
        raise environment.error("Only open days have a calendar", "Leave the calendar out or use open_days")
    if node.unit in ("minutes", "hours") and any(kind.kind == "date" for kind in kinds):
        raise environment.error(f"A date has no {node.unit}", "Take the start of the day first")


def _common(kinds: list[Type], environment: Environment) -> Type:
    result = kinds[0]
    for kind in kinds[1:]:
        both = joined(result, kind)
        if both is None:
            raise environment.error(f"{result} and {kind} have no common type", "Give values of one type")
        result = both
    return result


def _literal_fits(node: Literally) -> bool:
    value = node.value
    parsers: dict[str, Callable[[str], object]] = {
        "date": date.fromisoformat,
        "datetime": datetime.fromisoformat,
        "time": time.fromisoformat,
    }
    match node.type.kind:
        case "boolean":
            return isinstance(value, bool)
        case "integer" | "duration":
            return isinstance(value, int) and not isinstance(value, bool)
        case "decimal" | "money" | "percent":
            return not isinstance(value, bool) and _is_decimal(str(value))
        case "choice":
            return value in node.type.choices
        case "date" | "datetime" | "time":
            try:
                parsers[node.type.kind](str(value))
            except ValueError:
                return False
            return True
        case "text" | "person" | "reference":
            return isinstance(value, str)
    return False


def _is_decimal(written: str) -> bool:
    try:
        return Decimal(written).is_finite()
    except InvalidOperation:
        return False
