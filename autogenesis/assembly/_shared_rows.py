"""Names for rows that a function looks up more than once, so that each is looked up once and reads as a word."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from autogenesis.assembly import _tree as t
from autogenesis.assembly._names import words

Links = Mapping[str, Mapping[str, str]]
"""For each class of records, the fields that always lead to a row, and the class of that row."""


def rows_named(body: list[ast.stmt], links: Links, own: frozenset[str] = frozenset()) -> list[ast.stmt]:
    """The statements with ``policy = call.row(Policy, it.policy)`` before what looks that row up twice or more.

    Rows of the classes in `own` may change while a function runs; they are looked up each time.
    """
    for statement in body:
        for function in ast.walk(statement):
            if isinstance(function, ast.FunctionDef):
                _Function(function, links, own).name_rows()
    return body


class _Function:
    def __init__(self, function: ast.FunctionDef, links: Links, own: frozenset[str]) -> None:
        self._function, self._links, self._own = function, links, own
        bound_inside = set(_bound(function.body))
        self._kinds = {
            each.arg: each.annotation.id
            for each in function.args.args
            if isinstance(each.annotation, ast.Name) and each.annotation.id in links and each.arg not in bound_inside
        }
        self._taken = bound_inside | {each.arg for each in function.args.args}
        self._taken |= {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}

    def name_rows(self) -> None:
        """The longest way to a row first, so that what leads there is named only where it is asked for by itself."""
        while found := self._repeated():
            wanted, node, record = max(found, key=lambda each: len(each[0]))
            name = self._free(words(_snake(record)))
            self._kinds[name] = record
            body = _home(self._function.body, wanted)
            first = next(place for place, each in enumerate(body) if _holds(each, wanted))
            naming = _Naming(wanted, name)
            self._function.body[:] = [naming.visit(statement) for statement in self._function.body]
            body.insert(first, t.assign(name, node))

    def _repeated(self) -> list[tuple[str, ast.expr, str]]:
        found: dict[str, list[tuple[ast.expr, str]]] = {}
        for statement in self._function.body:
            for node in ast.walk(statement):
                if isinstance(node, ast.Call) and (record := self._kind(node)) and record not in self._own:
                    found.setdefault(ast.dump(node), []).append((node, record))
        return [(dump, *nodes[0]) for dump, nodes in found.items() if len(nodes) > 1]

    def _kind(self, node: ast.expr) -> str | None:
        """The class of the row that this gives in any case, where that is known."""
        match node:
            case ast.Name(id=text):
                return self._kinds.get(text)
            case ast.Call(func=ast.Attribute(attr="row"), args=[ast.Name(id=record), ast.Attribute() as way]):
                of = self._kind(way.value)
                return record if of is not None and self._links[of].get(way.attr) == record else None
        return None

    def _free(self, stem: str) -> str:
        names = (stem, f"the_{stem}", *(f"the_{stem}_{number}" for number in range(2, 99)))
        name = next(each for each in names if each not in self._taken)
        self._taken.add(name)
        return name


class _Naming(ast.NodeTransformer):
    def __init__(self, wanted: str, name: str) -> None:
        self._wanted, self._name = wanted, name

    def visit(self, node: ast.AST) -> ast.stmt:
        if isinstance(node, ast.expr) and ast.dump(node) == self._wanted:
            return t.name(self._name)  # type: ignore[return-value]
        found: ast.stmt = self.generic_visit(node)  # type: ignore[assignment]
        return found


def _home(body: list[ast.stmt], wanted: str) -> list[ast.stmt]:
    """The innermost block with every use."""
    using = [statement for statement in body if _holds(statement, wanted)]
    match using:
        case [ast.If(test=test, body=inner, orelse=other)]:
            if not _holds(test, wanted) and not any(_holds(each, wanted) for each in other):
                return _home(inner, wanted)
    return body


def _holds(node: ast.AST, wanted: str) -> bool:
    return any(isinstance(each, ast.Call) and ast.dump(each) == wanted for each in ast.walk(node))


def _bound(body: Sequence[ast.stmt]) -> Iterator[str]:
    """The names that are bound anywhere in the body, by what is defined in it too."""
    for statement in body:
        for node in ast.walk(statement):
            if isinstance(node, ast.arg):
                yield node.arg
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id


def _snake(camel: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in camel).strip("_")
