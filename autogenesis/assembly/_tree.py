"""Short ways to build Python syntax trees."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

NONE = ast.Constant(value=None)
_OPPOSITES: Mapping[type[ast.cmpop], ast.cmpop] = {
    ast.Is: ast.IsNot(), ast.IsNot: ast.Is(), ast.Eq: ast.NotEq(), ast.NotEq: ast.Eq(),
    ast.Lt: ast.GtE(), ast.GtE: ast.Lt(), ast.Gt: ast.LtE(), ast.LtE: ast.Gt(),
}  # fmt: skip
"""What is ordered is totally ordered: a comparison with what may be absent is never an operator."""


def name(text: str) -> ast.Name:
    """A variable, class or function by name."""
    return ast.Name(id=text, ctx=ast.Load())


def dotted(text: str) -> ast.expr:
    """``call.now`` and the like."""
    first, *rest = text.split(".")
    node: ast.expr = name(first)
    for part in rest:
        node = attribute(node, part)
    return node


def attribute(of: ast.expr, field: str) -> ast.Attribute:
    """``of.field``."""
    return ast.Attribute(value=of, attr=field, ctx=ast.Load())


def constant(value: Any) -> ast.expr:
    """A literal; tuples, lists and mappings of literals too, Decimals exactly."""
    if isinstance(value, tuple):
        return ast.Tuple(elts=[constant(item) for item in value], ctx=ast.Load())
    if isinstance(value, list):
        return ast.List(elts=[constant(item) for item in value], ctx=ast.Load())
    if isinstance(value, Mapping):
        return dictionary((key, constant(item)) for key, item in value.items())
    if is_dataclass(value) and not isinstance(value, type):
        return instance(value)
    if isinstance(value, Decimal):
        text = str(value)
        return invoke(name("Decimal"), ast.Constant(value=int(text) if text.isdigit() else text))
    return ast.Constant(value=value)


def instance(value: DataclassInstance) -> ast.expr:
    """The call that makes an object of a class, by the name of its module; what is as usual is left out."""
    kind = type(value)
    told = {each.name: getattr(value, each.name) for each in fields(value) if getattr(value, each.name) != _usual(each)}
    module = kind.__module__.rsplit(".", 1)[-1]
    return invoke(dotted(f"{module}.{kind.__name__}"), **{name: constant(item) for name, item in told.items()})


def _usual(held: Field[Any]) -> Any:
    return held.default if held.default_factory is MISSING else held.default_factory()


def dictionary(items: Iterable[tuple[str, ast.expr]]) -> ast.Dict:
    """A dict display with text keys."""
    pairs = list(items)
    return ast.Dict(keys=[ast.Constant(value=key) for key, _ in pairs], values=[value for _, value in pairs])


def invoke(function: ast.expr, *arguments: ast.expr, **keywords: ast.expr | None) -> ast.Call:
    """A call; keywords that are None are left out."""
    given = [ast.keyword(arg=key, value=value) for key, value in keywords.items() if value is not None]
    return ast.Call(func=function, args=list(arguments), keywords=given)


def function_of(parameter: str, body: ast.expr) -> ast.Lambda:
    """``lambda parameter: body``."""
    return ast.Lambda(args=parameters([(parameter, None, None)]), body=body)


def function_of_nothing(body: ast.expr) -> ast.Lambda:
    """``lambda: body``."""
    return ast.Lambda(args=parameters([]), body=body)


def parameters(listed: Sequence[tuple[str, ast.expr | None, ast.expr | None]]) -> ast.arguments:
    """Parameters as (name, annotation, default); those with defaults come last."""
    ordered = sorted(listed, key=lambda item: item[2] is not None)
    return ast.arguments(
        posonlyargs=[],
        args=[ast.arg(arg=text, annotation=kind) for text, kind, _ in ordered],
        kwonlyargs=[],
        kw_defaults=[],
        defaults=[default for _, _, default in ordered if default is not None],
    )


def compared(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> ast.Compare:
    """``left operator right``."""
    return ast.Compare(left=left, ops=[operator], comparators=[right])


def is_none(value: ast.expr) -> ast.Compare:
    """``value is None``."""
    return compared(value, ast.Is(), NONE)


def is_not_none(value: ast.expr) -> ast.Compare:
    """``value is not None``."""
    return compared(value, ast.IsNot(), NONE)


def negated(value: ast.expr) -> ast.expr:
    """``not value``, said plainly where the operator has an opposite."""
    if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.Not):
        return value.operand
    if isinstance(value, ast.Compare) and len(value.ops) == 1 and type(value.ops[0]) in _OPPOSITES:
        return compared(value.left, _OPPOSITES[type(value.ops[0])], value.comparators[0])
    return ast.UnaryOp(op=ast.Not(), operand=value)


def joined(terms: Sequence[ast.expr], operator: ast.boolop) -> ast.expr:
    """The terms joined by and/or, flattened where a term is joined in the same way."""
    if not terms:
        return ast.Constant(value=isinstance(operator, ast.And))
    flat: list[ast.expr] = []
    for term in terms:
        same = isinstance(term, ast.BoolOp) and type(term.op) is type(operator)
        flat.extend(term.values if isinstance(term, ast.BoolOp) and same else [term])
    return flat[0] if len(flat) == 1 else ast.BoolOp(op=operator, values=flat)


def one_of(terms: Sequence[ast.expr]) -> ast.expr | None:
    """``x in (None, "a", "b")`` for terms that compare one value with three constants or more, else None."""
    values: list[ast.expr] = []
    lefts: list[ast.expr] = []
    for term in terms:
        match term:
            case ast.Compare(left=left, ops=[ast.Eq() | ast.Is()], comparators=[ast.Constant() as value]):
                lefts.append(left)
                values.append(value)
    if len(values) < len(terms) or len(terms) < 3 or len({ast.dump(left) for left in lefts}) > 1:
        return None
    return compared(lefts[0], ast.In(), ast.Tuple(elts=values, ctx=ast.Load()))


def assign(target: str, value: ast.expr) -> ast.Assign:
    """``target = value``."""
    return ast.Assign(targets=[ast.Name(id=target, ctx=ast.Store())], value=value)


def function(
    text: str,
    listed: Sequence[tuple[str, ast.expr | None, ast.expr | None]],
    body: Sequence[ast.stmt],
    *,
    docstring: str = "",
    returns: ast.expr | None = None,
    decorators: Sequence[ast.expr] = (),
    coroutine: bool = False,
) -> ast.FunctionDef | ast.AsyncFunctionDef:
    """A function definition; without a body it holds its docstring."""
    lines = [documented(docstring)] if docstring else []
    kind = ast.AsyncFunctionDef if coroutine else ast.FunctionDef
    return kind(
        name=text,
        args=parameters(listed),
        body=[*lines, *body] or [ast.Pass()],
        decorator_list=list(decorators),
        returns=returns,
    )


def class_of(
    text: str, bases: Sequence[ast.expr], keywords: Mapping[str, ast.expr], body: Sequence[ast.stmt]
) -> ast.ClassDef:
    """A class definition."""
    given = [ast.keyword(arg=key, value=value) for key, value in keywords.items()]
    return ast.ClassDef(name=text, bases=list(bases), keywords=given, body=list(body), decorator_list=[])


def documented(text: str) -> ast.Expr:
    """A docstring, in lines of a length that can be read."""
    lines = [part for line in text.replace("\\", "/").splitlines() for part in textwrap.wrap(line, 98)]
    return ast.Expr(value=ast.Constant(value="\n".join(lines)))


def imported(module: str, names: Iterable[tuple[str, str | None]], level: int = 0) -> ast.ImportFrom:
    """``from module import name as other``."""
    return ast.ImportFrom(
        module=module or None,
        names=[ast.alias(name=text, asname=other) for text, other in names],
        level=level,
    )


def source(body: Sequence[ast.stmt]) -> str:
    """The text of a module."""
    module = ast.Module(body=list(body), type_ignores=[])
    return ast.unparse(ast.fix_missing_locations(module)) + "\n"


def loaded(node: ast.AST) -> set[str]:
    """The names read below `node` that are not bound by a lambda or comprehension there."""
    match node:
        case ast.Name(id=text, ctx=ast.Load()):
            return {text}
        case ast.Lambda(args=arguments, body=body):
            return loaded(body) - {argument.arg for argument in arguments.args}
        case ast.ListComp(elt=element, generators=[ast.comprehension(target=target, iter=listed)]):
            return (loaded(element) - stored(target)) | loaded(listed)
    return set().union(*(loaded(child) for child in ast.iter_child_nodes(node)))


def stored(node: ast.AST) -> set[str]:
    """The names assigned below `node`."""
    return {item.id for item in ast.walk(node) if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Store)}
