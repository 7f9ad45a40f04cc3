"""Modules of a package: their docstring, the imports that their code needs, their code; and types as annotations."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

import blueprints as b
from autogenesis.assembly import _tree as t
from autogenesis.assembly._names import KIT_HOMES, Names
from autogenesis.assembly._narrow import narrowed
from autogenesis.assembly._shared_rows import rows_named

_PLAIN = {
    "text": "str",
    "person": "str",
    "integer": "int",
    "duration": "int",
    "decimal": "Decimal",
    "percent": "Decimal",
    "boolean": "bool",
    "date": "dt.date",
    "datetime": "dt.datetime",
    "time": "dt.time",
}


def annotation(kind: b.Type, names: Names, *, optional: bool = False, stored: bool = False) -> ast.expr:
    """The Python type of a value; references are ids where `stored`, rows otherwise."""
    found = _annotation(kind, names, stored)
    return ast.BinOp(left=found, op=ast.BitOr(), right=t.NONE) if optional and kind.kind != "nothing" else found


def _annotation(kind: b.Type, names: Names, stored: bool) -> ast.expr:
    match kind.kind:
        case "money":
            return t.name(names.kit("Money"))
        case "choice":
            return _subscript(
                "Literal",
                t.constant(tuple(kind.choices)) if len(kind.choices) > 1 else t.constant(kind.choices[0]),
            )
        case "reference":
            assert kind.entity is not None
            if stored:
                return _subscript(names.kit("Ref"), t.constant(names.record(kind.entity)))
            return t.name("str") if kind.deferred else t.name(names.record(kind.entity))
        case "list":
            assert kind.item is not None
            inner = ast.Tuple(elts=[annotation(kind.item, names, stored=stored), t.constant(...)], ctx=ast.Load())
            return _subscript("tuple", inner)
        case "record":
            return _subscript("dict", ast.Tuple(elts=[t.name("str"), t.name("Any")], ctx=ast.Load()))
        case "nothing":
            return t.NONE
    return t.dotted(_PLAIN[kind.kind])


def module(
    docstring: str,
    body: Sequence[ast.stmt],
    *,
    level: int,
    names: Names,
    behaviours: Iterable[str] = (),
    written: Iterable[str] = (),
    own: frozenset[str] = frozenset(),
) -> str:
    """The source of a module of the package; `level` is 1 beside the kit and 2 in a sub-package; `own` are the classes
    of the rows that it may change."""
    used = set().union(*(t.loaded(statement) for statement in body)) if body else set()
    head: list[ast.stmt] = [t.documented(docstring)]
    if "dt" in used:
        head.append(ast.Import(names=[ast.alias(name="datetime", asname="dt")]))
    if "Decimal" in used:
        head.append(t.imported("decimal", [("Decimal", None)]))
    typing = sorted(used & {"Any", "ClassVar", "Literal"})
    if typing:
        head.append(t.imported("typing", [(text, None) for text in typing]))
    if "rules" in used:
        head.append(t.imported("", [("rules", None)], level=level))
    head.extend(_kit_imports(used, level, names))
    asked = sorted(set(written) & used)
    found = sorted((set(behaviours) & used) | ({"attempted"} if asked else set()))
    for home, named in (("_kit.behaviours", found), ("written", asked)):
        if named:
            head.append(t.imported(home, [(text, None) for text in named], level=level))
    defined = {item.name for item in body if isinstance(item, ast.ClassDef)}
    records = sorted((set(names.classes.values()) & used) - defined)
    if records:
        head.append(t.imported("messages", [(text, None) for text in records], level=level))
    return t.source([*head, *rows_named(narrowed(list(body)), names.links, own)])


def _kit_imports(used: set[str], level: int, names: Names) -> list[ast.stmt]:
    statements: list[ast.stmt] = []
    for home, members in sorted(KIT_HOMES.items()):
        wanted = [
            (member, names.kit(member) if names.kit(member) != member else None)
            for member in sorted(members)
            if names.kit(member) in used
        ]
        if wanted:
            statements.append(t.imported(f"_kit.{home}", wanted, level=level))
    return statements


def _subscript(of: str, inner: ast.expr) -> ast.Subscript:
    return ast.Subscript(value=t.name(of), slice=inner, ctx=ast.Load())
