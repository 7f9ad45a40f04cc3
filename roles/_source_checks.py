"""What is wrong with source that a model wrote, before any of it runs.

It may hold no more than plain functions over plain values: what is not listed here is refused. This keeps accidents
and curiosities out; the boundary is the sandbox that the source is tried in.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

MOST_LETTERS = 6000
MOST_NODES = 1500
_MOST_NUMBER = 10**9
_IMPORTS = {
    "datetime": frozenset({"date", "datetime", "time", "timedelta"}),
    "decimal": frozenset("Decimal ROUND_CEILING ROUND_DOWN ROUND_FLOOR ROUND_HALF_EVEN ROUND_HALF_UP ROUND_UP".split()),
    "fractions": frozenset({"Fraction"}),
    "math": frozenset({"ceil", "floor", "gcd", "isqrt", "sqrt"}),
}
_BUILTINS = frozenset(
    "abs all any bool dict divmod enumerate int len list max min range reversed round set sorted str sum tuple zip "
    "ValueError".split()
)
_ATTRIBUTES = frozenset(
    "casefold count endswith find isalnum isalpha isdigit islower isupper join lower lstrip partition removeprefix "
    "removesuffix replace rpartition rsplit rstrip split splitlines startswith strip title upper "
    "append extend get index items keys pop values add insert sort "
    "exp ln log10 sqrt "
    "quantize to_integral_value numerator denominator limit_denominator copy_abs "
    "year month day hour minute weekday isoweekday toordinal fromordinal days total_seconds isoformat fromisoformat "
    "combine".split()
)
_NODES = (
    *(ast.Module, ast.ImportFrom, ast.alias, ast.FunctionDef, ast.arguments, ast.arg, ast.Return, ast.Raise),
    *(ast.Assign, ast.AnnAssign, ast.AugAssign, ast.If, ast.For, ast.Expr, ast.Pass, ast.Break, ast.Continue),
    *(ast.BoolOp, ast.BinOp, ast.UnaryOp, ast.IfExp, ast.Compare, ast.Call, ast.keyword, ast.Constant),
    *(ast.Attribute, ast.Subscript, ast.Slice, ast.Name, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.Load, ast.Store),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.comprehension),
    *(ast.JoinedStr, ast.FormattedValue),
    *(ast.And, ast.Or, ast.Not, ast.USub, ast.UAdd, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod),
    *(ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn, ast.Is, ast.IsNot),
)
_FORMAT = re.compile(r",?(\.\d)?[f%]?")


def source_problems(source: str, function: str, parameters: Sequence[str]) -> list[str]:
    """What speaks against the source of a function with these parameters, each with its line."""
    if len(source) > MOST_LETTERS:
        return [f"it has {len(source)} characters, and {MOST_LETTERS} are the most"]
    if not source.isascii():
        return ["it has letters that are not ASCII"]
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return [f"it is no Python: {error}"]
    nodes = list(ast.walk(tree))
    if len(nodes) > MOST_NODES:
        return [f"it has {len(nodes)} parts, and {MOST_NODES} are the most"]
    unknown = [node for node in nodes if not isinstance(node, _NODES)]
    if unknown:  # nothing below is made for such parts
        return [f"{type(node).__name__} is not allowed, line {getattr(node, 'lineno', '?')}" for node in unknown[:5]]
    found = [*_module(tree, function, parameters)]
    for node in nodes:
        found += [f"{said}, line {getattr(node, 'lineno', '?')}" for said in _node(node)]
    return list(dict.fromkeys(found + list(_names(tree))))[:12]


def _module(tree: ast.Module, function: str, parameters: Sequence[str]) -> Iterator[str]:
    """The module holds imports, constants and functions, the one that is asked for among them."""
    defined: list[ast.FunctionDef] = []
    for position, node in enumerate(tree.body):
        if isinstance(node, ast.FunctionDef):
            defined.append(node)
        elif not isinstance(node, ast.ImportFrom | ast.Assign | ast.AnnAssign) and not (
            position == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ):
            yield f"a {type(node).__name__} stands outside the functions, line {node.lineno}"
    if len({one.name for one in defined}) < len(defined):
        yield "two functions have the same name"
    asked = next((one for one in defined if one.name == function), None)
    if asked is None:
        yield f"there is no function {function}"
        return
    given = [one.arg for one in (*asked.args.posonlyargs, *asked.args.args, *asked.args.kwonlyargs)]
    if sorted(given) != sorted(parameters) or asked.args.vararg or asked.args.kwarg or asked.args.posonlyargs:
        yield f"{function} takes {', '.join(given) or 'nothing'} and must take {', '.join(parameters)}"


def _node(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.ImportFrom(module=module, names=names, level=level):
            allowed = _IMPORTS.get(module or "", frozenset()) if not level else frozenset()
            for one in names:
                if one.name not in allowed or one.asname:
                    yield f"it may not import {one.name} from {'.' * level}{module or ''}"
        case ast.Attribute(attr=name) if name not in _ATTRIBUTES:
            yield f"the attribute {name} is not allowed"
        case ast.FunctionDef(decorator_list=[_, *_]):
            yield "decorators are not allowed"
        case ast.FunctionDef(name=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)) if name.startswith("_"):
            yield f"the name {name} begins with an underscore"
        case ast.Constant(value=bool() | str() | None):
            return
        case ast.Constant(value=int(value)) if abs(value) <= _MOST_NUMBER:
            return
        case ast.Constant(value=value):
            yield f"{value!r:.40} is no constant it may hold; write fractions as Decimal('…')"
        case ast.FormattedValue(conversion=conversion, format_spec=spec):
            told = ast.unparse(spec)[2:-1] if spec is not None else ""
            if conversion != -1 or not _FORMAT.fullmatch(told):
                yield "such a format is not allowed"
        case ast.Call(func=ast.Name() | ast.Attribute()):
            return
        case ast.Call():
            yield "only what has a name is called"


def _names(tree: ast.Module) -> Iterator[str]:
    """Each name is known, and no function is called before the one that it stands in: nothing goes round."""
    known = set(_BUILTINS)
    for node in tree.body:
        match node:
            case ast.ImportFrom(names=names):
                known |= {one.name for one in names}
                continue
            case ast.FunctionDef():
                inner = {one.arg for one in ast.walk(node) if isinstance(one, ast.arg)}
                if any(isinstance(one, ast.FunctionDef) for one in ast.walk(node) if one is not node):
                    yield f"a function stands within {node.name}, line {node.lineno}"
            case _:
                inner = set()
        inner |= {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
        for name in sorted(inner):
            if name in _BUILTINS or (name.startswith("_") and name != "_"):
                yield f"the name {name} may not be given"
        for one in ast.walk(node):
            if isinstance(one, ast.Name) and one.id not in known | inner:
                yield f"the name {one.id} is not known, line {one.lineno}"
        known |= {node.name} if isinstance(node, ast.FunctionDef) else inner
