"""Names for values that are asked for and then used, so that they are computed once and type checkers follow."""

from __future__ import annotations

import ast


def narrowed(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements with ``f(x) is not None and f(x) > 1`` written ``(f := f(x)) is not None and f > 1``."""
    for statement in body:
        for function in ast.walk(statement):
            if isinstance(function, ast.FunctionDef):
                _Narrower(function).visit(function)
    return body


class _Narrower(ast.NodeVisitor):
    def __init__(self, function: ast.FunctionDef) -> None:
        self._taken = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
        self._taken |= {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}

    def visit_ListComp(self, node: ast.ListComp) -> None:
        """Left as it is: what is bound there would be bound around it."""

    def visit_Lambda(self, node: ast.Lambda) -> None:
        """Left as it is: it may run where its names mean something else."""

    def visit_IfExp(self, node: ast.IfExp) -> None:
        for test in _present(node.test):
            node.body = self._named(test, [node.body])[0]
        if isinstance(node.test, ast.Compare) and isinstance(node.test.ops[0], ast.Is):
            node.orelse = self._named(node.test, [node.orelse])[0]
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        if isinstance(node.op, ast.And):
            for place, value in enumerate(node.values):
                for test in _present(value):
                    node.values[place + 1 :] = self._named(test, node.values[place + 1 :])
        self.generic_visit(node)

    def _named(self, test: ast.Compare, uses: list[ast.expr]) -> list[ast.expr]:
        """The uses with a name in the place of what is tested, which is then bound in the test."""
        value = test.left
        if isinstance(value, ast.NamedExpr) or not any(isinstance(node, ast.Call) for node in ast.walk(value)):
            return uses
        wanted = ast.dump(value)
        if not any(ast.dump(node) == wanted for use in uses for node in ast.walk(use)):
            return uses
        name = self._free(value)
        test.left = ast.NamedExpr(target=ast.Name(id=name, ctx=ast.Store()), value=value)
        replacing = _Replacing(wanted, name)
        return [replacing.visit(use) for use in uses]

    def _free(self, value: ast.expr) -> str:
        of = value.func if isinstance(value, ast.Call) else value
        stem = of.attr if isinstance(of, ast.Attribute) else of.id if isinstance(of, ast.Name) else "value"
        name = next(
            each for each in (f"the_{stem}", *(f"the_{stem}_{n}" for n in range(2, 99))) if each not in self._taken
        )
        self._taken.add(name)
        return name


class _Replacing(ast.NodeTransformer):
    def __init__(self, wanted: str, name: str) -> None:
        self._wanted, self._name = wanted, name

    def visit(self, node: ast.AST) -> ast.expr:
        if isinstance(node, ast.expr) and ast.dump(node) == self._wanted:
            return ast.Name(id=self._name, ctx=ast.Load())
        found: ast.expr = self.generic_visit(node)  # type: ignore[assignment]
        return found


def _present(node: ast.expr) -> list[ast.Compare]:
    """The tests for presence that hold where the expression does."""
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        return [test for value in node.values for test in _present(value)]
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.IsNot):
        absent = node.comparators[0]
        return [node] if isinstance(absent, ast.Constant) and absent.value is None else []
    return []
