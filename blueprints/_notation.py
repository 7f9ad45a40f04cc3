"""Expressions as people and models write them, in one line of text, and back: read into a tree, never run.

The text has the grammar of Python's expressions, of which only what stands for a node of the tree is taken.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, get_args

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
    Unit,
    nothing,
    number,
    text,
    truth,
    whole,
)
from blueprints._types import Type

MOST_LETTERS = 4000
"""Of one expression; a longer one is several."""
_RELATIONS: Mapping[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.Is: "==",
    ast.NotEq: "!=",
    ast.IsNot: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_OPERATORS: Mapping[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_UNITS: tuple[str, ...] = get_args(Unit)
_PARTS: tuple[str, ...] = get_args(Part.model_fields["part"].annotation)
_OVER: tuple[str, ...] = get_args(Aggregate.model_fields["function"].annotation)
_OF_TEXT: tuple[str, ...] = get_args(TextFunction.model_fields["function"].annotation)
_WAYS: tuple[str, ...] = get_args(Rounded.model_fields["way"].annotation)
_VALUED = frozenset({"sum", "smallest", "largest", "values"})
_WRITTEN_KINDS = ("date", "datetime", "time", "money", "percent", "duration")


class NotationError(ValueError):
    """A text that stands for no expression: what is wrong, and how it is written."""


def expression_of(written: str) -> Expression:
    """The tree that a text stands for; NotationError where it stands for none."""
    if len(written) > MOST_LETTERS or "\\" in written:
        raise NotationError(f"an expression has no backslash and at most {MOST_LETTERS} letters")
    try:
        tree = ast.parse(written.strip(), mode="eval")
        return _node(tree.body, written.strip())
    except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
        if isinstance(error, NotationError):
            raise
        said = error.msg if isinstance(error, SyntaxError) else "it is nested too deep"
        hint = "; a constant text stands in its own quotes: \"'open'\"" if isinstance(error, SyntaxError) else ""
        raise NotationError(f"`{written[:80]}` cannot be read: {said}{hint}") from None


def _node(tree: ast.expr, all_: str) -> Expression:
    match tree:
        case ast.Constant(value=value):
            return _constant(value, ast.get_source_segment(all_, tree) or "")
        case ast.Name(id=name):
            return Name(name=name)
        case ast.Attribute(value=of, attr=field):
            return Get(of=_node(of, all_), field=field)
        case ast.BoolOp(op=ast.And(), values=terms):
            return AllOf(terms=tuple(_node(term, all_) for term in terms))
        case ast.BoolOp(values=terms):
            return AnyOf(terms=tuple(_node(term, all_) for term in terms))
        case ast.UnaryOp(op=ast.Not(), operand=term):
            return Not(term=_node(term, all_))
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)) if value is not True:
            return whole(-value) if isinstance(value, int) else number(Decimal(repr(-value)))
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
            return _arithmetic(_node(left, all_), _OPERATORS[type(operator)], right, all_)
        case ast.IfExp(test=test, body=then, orelse=otherwise):
            return Conditional(test=_node(test, all_), then=_node(then, all_), otherwise=_node(otherwise, all_))
        case ast.Compare(left=left, ops=relations, comparators=rights):
            return _comparison(left, relations, rights, all_)
        case ast.JoinedStr(values=parts):
            return Sentence(parts=tuple(_said(part, all_) for part in parts))
        case ast.Call(func=ast.Name(id=function), args=given, keywords=named):
            return _called(function, given, {one.arg or "": one.value for one in named}, all_)
    raise NotationError(
        f"`{(ast.get_source_segment(all_, tree) or all_)[:80]}` is none of: constants, names, row.field, comparisons, "
        "and, or, not, in, + - * /, x if t else y, f-texts and calls of the functions listed"
    )


def _constant(value: object, written: str) -> Literally:
    match value:
        case None:
            return nothing()
        case bool():
            return truth(value)
        case int():
            return whole(value)
        case float():
            return number(written)
        case str():
            return text(value)
    raise NotationError(f"`{written[:40]}` is no constant: write 3, 2.50, 'text', True, False or None")


def _arithmetic(left: Expression, operator: str, right: ast.expr, all_: str) -> Expression:
    """A sum or product; with a number of units on the right, a moment moved by them."""
    match right:
        case ast.Call(func=ast.Name(id=unit), args=[amount, *calendar]) if unit in _UNITS and operator in "+-":
            moved = _node(amount, all_)
            if operator == "-":
                steps = moved.value if isinstance(moved, Literally) and isinstance(moved.value, int) else None
                moved = Arithmetic(operator="-", left=whole(0), right=moved) if steps is None else whole(-steps)
            named = _id(calendar[0]) if calendar else None
            return Shift(moment=left, amount=moved, unit=unit, calendar=named)
    return Arithmetic(operator=operator, left=left, right=_node(right, all_))


def _comparison(left: ast.expr, relations: Sequence[ast.cmpop], rights: Sequence[ast.expr], all_: str) -> Expression:
    found: list[Expression] = []
    for relation, right in zip(relations, rights, strict=True):
        found.append(_compared(left, relation, right, all_))
        left = right
    return found[0] if len(found) == 1 else AllOf(terms=tuple(found))


def _compared(left: ast.expr, relation: ast.cmpop, right: ast.expr, all_: str) -> Expression:
    if isinstance(relation, ast.In | ast.NotIn):
        found = _held(left, right, all_)
        return Not(term=found) if isinstance(relation, ast.NotIn) else found
    sign = _RELATIONS[type(relation)]
    return Compare(relation=sign, left=_node(left, all_), right=_node(right, all_))


def _held(item: ast.expr, collection: ast.expr, all_: str) -> Expression:
    """Whether something is one of some: of those that are listed, or of a list."""
    one = _node(item, all_)
    if isinstance(collection, ast.List | ast.Tuple | ast.Set):
        same = (Compare(relation="==", left=one, right=_node(other, all_)) for other in collection.elts)
        return AnyOf(terms=tuple(same))
    return Contains(collection=_node(collection, all_), item=one)


def _said(part: ast.expr, all_: str) -> str | Expression:
    match part:
        case ast.Constant(value=str() as said):
            return said
        case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
            return _node(value, all_)
    raise NotationError("a text is put together as f'… {value} …', without formats")


def _called(function: str, given: Sequence[ast.expr], named: Mapping[str, ast.expr], all_: str) -> Expression:
    if function in _OVER:
        return _over(function, given, named, all_)
    if function == "records":
        return _records(given, named, all_)
    if function == "lookup":
        return _lookup(given, named, all_)
    if named:
        raise NotationError(f"`{function}` takes nothing by name")
    if function in _WRITTEN_KINDS and given and isinstance(given[0], ast.Constant):
        return _of_kind(function, given)
    if function in _UNITS:
        raise NotationError(f"`{function}(…)` is added to a moment or taken from one: now + {function}(2)")
    make = _CALLS.get(function)
    if make is None:
        raise NotationError(f"there is no function `{function}`; there are {', '.join(FUNCTIONS)}")
    texts = [one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    try:
        return make([_node(one, all_) for one in given], texts)
    except (IndexError, KeyError, ValueError):
        raise NotationError(f"`{function}` is written {FUNCTIONS[function]}") from None


def _rounded(way: str) -> Callable[[list[Expression], list[str]], Expression]:
    def made(of: list[Expression], _: list[str]) -> Expression:
        places = of[1].value if len(of) > 1 and isinstance(of[1], Literally) else 0
        if not isinstance(places, int):
            raise ValueError(places)
        return Rounded(way=way, value=of[0], places=places)

    return made


def _part(name: str) -> Callable[[list[Expression], list[str]], Expression]:
    return lambda of, _: Part(of=of[0], part=name)


def _of_text(name: str) -> Callable[[list[Expression], list[str]], Expression]:
    return lambda of, _: TextFunction(function=name, arguments=tuple(of))


def _between(of: list[Expression], texts: list[str]) -> Expression:
    unit, *calendar = texts
    return Between(start=of[0], end=of[1], unit=unit, calendar=calendar[0] if calendar else None)


def _rolled(of: list[Expression], texts: list[str]) -> Expression:
    calendar, *direction = texts
    return Roll(date=of[0], calendar=calendar, direction=direction[0] if direction else "next")


def _extreme(which: str) -> Callable[[list[Expression], list[str]], Expression]:
    return lambda of, _: Extreme(which=which, terms=tuple(of))


_CALLS: Mapping[str, Callable[[list[Expression], list[str]], Expression]] = {
    "present": lambda of, _: Present(value=of[0]),
    "min": _extreme("smallest"),
    "max": _extreme("largest"),
    **{f"round_{way}": _rounded(way) for way in _WAYS},
    **{part: _part(part) for part in _PARTS},
    **{name: _of_text(name) for name in _OF_TEXT},
    "moment": lambda of, _: Moment(date=of[0], time=of[1]),
    "between": _between,
    "roll": _rolled,
}
FUNCTIONS: Mapping[str, str] = {
    "present": "present(x)",
    "min": "min(a, b)",
    "max": "max(a, b)",
    **{f"round_{way}": f"round_{way}(x, PLACES)" for way in _WAYS},
    **{part: f"{part}(x)" for part in _PARTS},
    **{name: f"{name}(x)" if name in ("length", "word_count") else f"{name}(x, y)" for name in _OF_TEXT},
    "moment": "moment(date, time)",
    "between": "between(start, end, 'UNIT')",
    "roll": "roll(date, 'calendar.x', 'next')",
    "lookup": "lookup('table.x', key…, column='c')",
    "records": "records({'a': r.a} for r in entity.x)",
    **{name: f"{name}({'r.a' if name in _VALUED else 'r'} for r in entity.x if …)" for name in _OVER},
}
"""Every function that an expression may call, and how; with them go the kinds of constants, such as
date('2026-03-01'), and ``moment + days(2)``."""


def _of_kind(kind: str, given: Sequence[ast.expr]) -> Literally:
    """A constant that says its kind: date('2026-03-01'), money('2.50', 'EUR'), duration(3, 'days')."""
    held = [one.value for one in given if isinstance(one, ast.Constant)]
    value, measure = held[0], str(held[1]) if len(held) > 1 else None
    if kind == "duration":
        return Literally(type=Type(kind="duration", unit=measure), value=int(str(value)))
    return Literally(type=Type(kind=kind, currency=measure), value=str(value))


def _loop(given: Sequence[ast.expr], function: str) -> tuple[ast.expr, str, str, ast.expr | None]:
    """What is taken, the name of each row, the entity and the condition of ``f(taken for name in entity if …)``."""
    loop = given[0] if len(given) == 1 else None
    if isinstance(loop, ast.GeneratorExp | ast.ListComp) and len(loop.generators) == 1:
        over = loop.generators[0]
        if isinstance(over.target, ast.Name):
            tests = over.ifs
            where = None if not tests else tests[0] if len(tests) == 1 else ast.BoolOp(op=ast.And(), values=tests)
            return loop.elt, over.target.id, _id(over.iter), where
    raise NotationError(f"`{function}` goes over all rows of an entity: {FUNCTIONS[function]}")


def _id(tree: ast.expr) -> str:
    """An id that is written as a name, with dots, or as a text; without a dot, that of an entity."""
    written = str(tree.value) if isinstance(tree, ast.Constant) else ast.unparse(tree)
    return written if "." in written else f"entity.{written}"


def _order(named: Mapping[str, ast.expr], all_: str) -> tuple[Expression, ...]:
    if set(named) - {"order"}:
        raise NotationError("only `order=[…]` is given by name here")
    keys = named.get("order")
    if keys is None:
        return ()
    return tuple(_node(key, all_) for key in (keys.elts if isinstance(keys, ast.List | ast.Tuple) else [keys]))


def _over(function: str, given: Sequence[ast.expr], named: Mapping[str, ast.expr], all_: str) -> Aggregate:
    taken, name, entity, where = _loop(given, function)
    value = _node(taken, all_) if function in _VALUED else None
    if function not in _VALUED and not (isinstance(taken, ast.Name) and taken.id == name):
        raise NotationError(f"`{function}` takes the row itself: {FUNCTIONS[function]}")
    test = None if where is None else _node(where, all_)
    order = _order(named, all_)
    return Aggregate(function=function, entity=entity, name=name, where=test, value=value, order=order)


def _records(given: Sequence[ast.expr], named: Mapping[str, ast.expr], all_: str) -> Records:
    taken, name, entity, where = _loop(given, "records")
    if not isinstance(taken, ast.Dict):
        raise NotationError(f"records are written {FUNCTIONS['records']}")
    pairs = zip(taken.keys, taken.values, strict=True)
    fields = tuple((str(key.value), _node(value, all_)) for key, value in pairs if isinstance(key, ast.Constant))
    test = None if where is None else _node(where, all_)
    return Records(entity=entity, name=name, where=test, order=_order(named, all_), fields=fields)


def _lookup(given: Sequence[ast.expr], named: Mapping[str, ast.expr], all_: str) -> Lookup:
    column = named.get("column")
    if not given or not isinstance(column, ast.Constant) or len(named) > 1:
        raise NotationError(f"a decision table is asked {FUNCTIONS['lookup']}")
    keys = tuple(_node(one, all_) for one in given[1:])
    return Lookup(table=_id(given[0]), keys=keys, column=str(column.value))


def _literal(node: Literally) -> str:
    kind = node.type.kind
    if node.value is None:
        return "None"
    if kind in ("integer", "boolean", "decimal"):
        return str(node.value)
    measure = node.type.unit if kind == "duration" else node.type.currency
    if kind in _WRITTEN_KINDS:
        return f"{kind}({node.value!r}{f', {measure!r}' if measure else ''})"
    return repr(node.value)


def written_expression(node: Any) -> str:
    """The text that stands for a tree; in parentheses wherever its parts could be taken otherwise."""
    return _written(node)


_LOOSE = (AllOf, AnyOf, Not, Compare, Contains, Arithmetic, Shift, Conditional, Sentence)
"""What is in parentheses as part of a larger text, unless that binds its parts less."""
_RECKONED = (Arithmetic, Shift)
_TESTED = (Compare, Contains, *_RECKONED)


def _in(node: Any, *tighter: type) -> str:
    """A part of a larger text; what binds `tighter` than that needs no parentheses."""
    said = _written(node)
    return f"({said})" if isinstance(node, _LOOSE) and not isinstance(node, tighter) else said


def _written(node: Any) -> str:
    match node:
        case Literally():
            return _literal(node)
        case Name(name=name):
            return name
        case Get(of=of, field=field):
            return f"{_in(of)}.{field}"
        case Compare(relation=relation, left=left, right=right):
            return f"{_in(left, *_RECKONED)} {relation} {_in(right, *_RECKONED)}"
        case AllOf(terms=terms):
            return " and ".join(_in(term, Not, *_TESTED) for term in terms) or "True"
        case AnyOf(terms=terms):
            return " or ".join(_in(term, AllOf, Not, *_TESTED) for term in terms) or "False"
        case Not(term=term):
            return f"not {_in(term, *_TESTED)}"
        case Arithmetic(operator=operator, left=left, right=right):
            return f"{_in(left)} {operator} {_in(right)}"
        case Contains(collection=collection, item=item):
            return f"{_in(item, *_RECKONED)} in {_in(collection)}"
        case Conditional(test=test, then=then, otherwise=otherwise):
            return (
                f"{_in(then, *_RECKONED)} if {_in(test, AllOf, AnyOf, Not, *_TESTED)} else {_in(otherwise, *_RECKONED)}"
            )
        case Sentence(parts=parts):
            return _written_sentence(parts)
        case Shift(moment=moment, amount=amount, unit=unit, calendar=calendar):
            steps = amount.value if isinstance(amount, Literally) and isinstance(amount.value, int) else None
            back = steps is not None and steps < 0
            size = _written(amount) if steps is None else abs(steps)
            return f"{_in(moment)} {'-' if back else '+'} {_call(unit, size, calendar and repr(calendar))}"
        case Aggregate() | Records():
            return _written_loop(node)
        case _:
            return _written_call(node)


def _call(function: str, *arguments: object) -> str:
    return f"{function}({', '.join(str(one) for one in arguments if one is not None)})"


def _written_call(node: Any) -> str:
    match node:
        case Extreme(which=which, terms=terms):
            return _call("min" if which == "smallest" else "max", *map(_written, terms))
        case Rounded(way=way, value=value, places=places):
            return _call(f"round_{way}", _written(value), places)
        case Lookup(table=table, keys=keys, column=column):
            return _call("lookup", repr(table), *map(_written, keys), f"column={column!r}")
        case Roll(date=date, calendar=calendar, direction=direction):
            return _call("roll", _written(date), repr(calendar), repr(direction))
        case Between(start=start, end=end, unit=unit, calendar=calendar):
            return _call("between", _written(start), _written(end), repr(unit), calendar and repr(calendar))
        case Part(of=of, part=part):
            return _call(part, _written(of))
        case Moment(date=date, time=time):
            return _call("moment", _written(date), _written(time))
        case Present(value=value):
            return _call("present", _written(value))
        case TextFunction(function=function, arguments=arguments):
            return _call(function, *map(_written, arguments))
    raise TypeError(type(node))


def _written_loop(node: Aggregate | Records) -> str:
    if isinstance(node, Records):
        function = "records"
        taken = "{" + ", ".join(f"{name!r}: {_written(value)}" for name, value in node.fields) + "}"
    else:
        function, taken = node.function, node.name if node.value is None else _written(node.value)
    loop = f"{taken} for {node.name} in {node.entity}"
    if node.where is not None:
        loop += f" if {_in(node.where, AllOf, AnyOf, Not, *_TESTED)}"
    if not node.order:
        return f"{function}({loop})"
    return f"{function}(({loop}), order=[{', '.join(map(_written, node.order))}])"


def _written_sentence(parts: Sequence[str | Expression]) -> str:
    said = []
    for part in parts:
        if isinstance(part, str):
            said.append(part.replace("{", "{{").replace("}", "}}").replace("'", "’").replace("\n", " "))
        else:
            said.append("{" + _written(part).replace("'", '"') + "}")
    return "f'" + "".join(said) + "'"
