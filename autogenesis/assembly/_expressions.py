"""Expressions of a Specification as Python that a person would write: logic, paths and rows."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import cast

import blueprints as b
from autogenesis.assembly import _tree as t
from autogenesis.assembly._names import Names, safe
from autogenesis.assembly._reckoning import Reckoning
from autogenesis.core import AssemblyError

_CONTEXT = frozenset({"now", "today", "by", "role"})
_ORDERED: dict[str, ast.cmpop] = {"<": ast.Lt(), "<=": ast.LtE(), ">": ast.Gt(), ">=": ast.GtE()}


class ExpressionWriter(Reckoning):
    """Turns expression trees into syntax trees. `rules` is how rule functions are reached: "" inside the rules
    module, "rules." elsewhere. References are written as ids by `value` and as rows by `row`."""

    def __init__(self, names: Names, rules: str) -> None:
        super().__init__(names, rules)

    def call(self, attribute: str) -> ast.expr:
        """An attribute of the call in which something happens."""
        return t.dotted(f"{self.names.context}.{attribute}")

    def value(self, node: b.Expression, env: b.Environment) -> ast.expr:
        """The value, plain operators where nothing can be absent; a reference is its id."""
        method: Callable[[b.Expression, b.Environment], ast.expr] | None = getattr(
            self, f"_{type(node).__name__.lower()}", None
        )
        if method is None:
            raise AssemblyError(f"no Python is known for {node.op}", where=env.element, remedy="Report this as a fault")
        found: ast.expr = method(node, env)
        if isinstance(node, b.Aggregate) and node.function in ("first", "last"):
            return t.invoke(t.name("getattr"), found, t.constant("id"), t.NONE)
        if isinstance(node, b.Aggregate) and node.function == "rows":
            return self._each(found, "each", t.dotted("each.id"))
        return found

    def row(self, node: b.Expression, env: b.Environment) -> ast.expr:
        """An expression of type reference as the row itself (None where it may be absent); lists likewise."""
        kind = b.infer_type(node, env)
        if kind.kind == "list" and kind.item is not None and kind.item.kind == "reference":
            return self._list_of_rows(node, kind.item, env)
        if kind.kind != "reference":
            return self.value(node, env)
        match node:
            case b.Name() if not kind.deferred:
                return t.name(self.variable(node.name))
            case b.Aggregate():
                return self._aggregate(node, env)
            case b.Conditional():
                return self._branches(node, env, self.row)
        absent = kind.deferred or b.may_be_absent(node, env)
        return t.invoke(self.call("get" if absent else "row"), self._class(kind), self.value(node, env))

    def condition(self, node: b.Expression | None, env: b.Environment) -> ast.expr:
        """A truth: an absent boolean counts as false."""
        return ast.Constant(value=True) if node is None else self.value(node, env)

    def variable(self, name: str) -> str:
        """The Python variable for a bound name."""
        return safe(name)

    def _class(self, kind: b.Type) -> ast.expr:
        assert kind.entity is not None
        return t.name(self.names.record(kind.entity))

    def _literally(self, node: b.Literally, env: b.Environment) -> ast.expr:
        if node.value is None:
            return t.NONE
        text = str(node.value)
        match node.type.kind:
            case "decimal" | "money" | "percent":
                return t.constant(Decimal(text))
            case "date":
                day = date.fromisoformat(text)
                return t.invoke(t.dotted("dt.date"), *map(t.constant, (day.year, day.month, day.day)))
            case "time":
                clock = time.fromisoformat(text)
                return t.invoke(t.dotted("dt.time"), *map(t.constant, (clock.hour, clock.minute)))
            case "datetime":
                at = datetime.fromisoformat(text)
                parts = (at.year, at.month, at.day, at.hour, at.minute, at.second)
                return t.invoke(t.dotted("dt.datetime"), *map(t.constant, parts), tzinfo=self.call("zone"))
        return t.constant(node.value)

    def _name(self, node: b.Name, env: b.Environment) -> ast.expr:
        if node.name in _CONTEXT:
            return self.call(node.name)
        variable = t.name(self.variable(node.name))
        kind = b.infer_type(node, env)
        if kind.kind == "list" and kind.item is not None and kind.item.kind == "reference" and not kind.item.deferred:
            return self._each(variable, "each", t.dotted("each.id"))
        if kind.kind != "reference" or kind.deferred:
            return variable
        identity = t.attribute(variable, "id")
        return t.joined((variable, identity), ast.And()) if b.may_be_absent(node, env) else identity

    def _get(self, node: b.Get, env: b.Environment) -> ast.expr:
        of = b.infer_type(node.of, env)
        if of.kind == "record":
            return t.attribute(self.value(node.of, env), node.field)
        if node.field == "id":
            return self.value(node.of, env)
        assert of.entity is not None
        absent = of.deferred or (b.may_be_absent(node.of, env) and node not in env.known)
        row = self.row(node.of, env)
        if node.field in self.names.fields[of.entity]:
            if not absent:
                return t.attribute(row, safe(node.field))
            return t.invoke(t.name("getattr"), row, t.constant(safe(node.field)), t.NONE)
        held = env.member(env.entity(of.entity), node.field)
        computed = t.dotted(f"{self.rules}{self.names.functions[held.id]}")
        if not absent:
            return t.invoke(computed, t.name(self.names.context), row)
        return self.guarded([row], lambda parts: t.invoke(computed, t.name(self.names.context), parts[0]))

    def _compare(self, node: b.Compare, env: b.Environment) -> ast.expr:
        for side, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(side, b.Literally) and side.value is None and node.relation in ("==", "!="):
                subject = self._subject(other, env)
                return t.is_none(subject) if node.relation == "==" else t.is_not_none(subject)
        left, right = self.alike((node.left, node.right), env)
        absent = [b.may_be_absent(node.left, env), b.may_be_absent(node.right, env)]
        if node.relation not in ("==", "!="):
            if any(absent):
                return t.invoke(self.kit("compare"), left, t.constant(node.relation), right)
            return t.compared(left, _ORDERED[node.relation], right)
        operator: ast.cmpop = ast.Eq() if node.relation == "==" else ast.NotEq()
        if node.relation == "==" and all(absent):
            return t.joined((t.is_not_none(left), t.compared(left, operator, right)), ast.And())
        if node.relation == "!=" and any(absent):
            present = [t.is_not_none(side) for side, may in zip((left, right), absent, strict=True) if may]
            return t.joined((*present, t.compared(left, operator, right)), ast.And())
        if isinstance(right, ast.Constant) and isinstance(right.value, bool) and (right.value or not any(absent)):
            return left if right.value == (node.relation == "==") else t.negated(left)
        return t.compared(left, operator, right)

    def _subject(self, node: b.Expression, env: b.Environment) -> ast.expr:
        """What is tested for presence: of a row the row, of a stored reference the id."""
        kind = b.infer_type(node, env)
        rowlike = isinstance(node, b.Name | b.Aggregate) and kind.kind == "reference" and not kind.deferred
        return self.row(node, env) if rowlike else self.value(node, env)

    def _present(self, node: b.Present, env: b.Environment) -> ast.expr:
        kind = b.infer_type(node.value, env)
        if kind.kind in ("text", "person", "list", "record", "nothing"):
            return t.invoke(self.kit("present"), self._subject(node.value, env))
        return t.is_not_none(self._subject(node.value, env))

    def _allof(self, node: b.AllOf, env: b.Environment) -> ast.expr:
        terms = []
        for term in node.terms:
            terms.append(self.condition(term, env))
            env = env.given(term)
        return t.joined(terms, ast.And())

    def _anyof(self, node: b.AnyOf, env: b.Environment) -> ast.expr:
        terms = []
        for term in node.terms:
            terms.append(self.condition(term, env))
            env = env.given(term, False)
        return t.one_of(terms) or t.joined(terms, ast.Or())

    def _not(self, node: b.Not, env: b.Environment) -> ast.expr:
        return t.negated(self.condition(node.term, env))

    def _contains(self, node: b.Contains, env: b.Environment) -> ast.expr:
        return t.invoke(self.kit("contains"), self.value(node.collection, env), self.value(node.item, env))

    def _conditional(self, node: b.Conditional, env: b.Environment) -> ast.expr:
        return self._branches(node, env, self.value)

    def _branches(
        self,
        node: b.Conditional,
        env: b.Environment,
        write: Callable[[b.Expression, b.Environment], ast.expr],
    ) -> ast.expr:
        return ast.IfExp(
            test=self.condition(node.test, env),
            body=write(node.then, env.given(node.test)),
            orelse=write(node.otherwise, env.given(node.test, False)),
        )

    def _aggregate(self, node: b.Aggregate, env: b.Environment) -> ast.expr:
        variable = self.variable(node.name)
        inner = env.bind(node.name, b.reference(node.entity))
        where = None if node.where is None else t.function_of(variable, self.condition(node.where, inner))
        if node.where is not None:
            inner = inner.given(node.where)
        arguments: list[ast.expr] = [t.name(self.names.record(node.entity))]
        keywords: dict[str, ast.expr | None] = {}
        if node.value is not None and node.function in ("sum", "smallest", "largest", "values"):
            arguments.append(t.function_of(variable, self.value(node.value, inner)))
            keywords["where"] = where
        elif where is not None:
            arguments.append(where)
        if node.order and node.function in ("first", "last", "rows", "values"):
            keys = [self.value(key, inner) for key in node.order]
            key = keys[0] if len(keys) == 1 else ast.Tuple(elts=keys, ctx=ast.Load())
            keywords["order"] = t.function_of(variable, key)
        method = "total" if node.function == "sum" else node.function
        return t.invoke(self.call(method), *arguments, **keywords)

    def _records(self, node: b.Records, env: b.Environment) -> ast.expr:
        return self.records(node, env, None)

    def records(self, node: b.Records, env: b.Environment, made: ast.expr | None) -> ast.expr:
        """A list of objects made by `made`, or of dicts."""
        listed = b.Aggregate(function="rows", entity=node.entity, name=node.name, where=node.where, order=node.order)
        inner = env.bind(node.name, b.reference(node.entity))
        if node.where is not None:
            inner = inner.given(node.where)
        fields = {name: self.value(value, inner) for name, value in node.fields}
        record = t.dictionary(fields.items()) if made is None else t.invoke(made, **fields)
        return self._each(self._aggregate(listed, env), self.variable(node.name), record)

    def _list_of_rows(self, node: b.Expression, item: b.Type, env: b.Environment) -> ast.expr:
        if isinstance(node, b.Name) and not item.deferred:
            return t.name(self.variable(node.name))
        if isinstance(node, b.Aggregate) and node.function == "rows":
            return self._aggregate(node, env)
        found = t.invoke(self.call("get" if item.deferred else "row"), self._class(item), t.name("each"))
        return self._each(self.value(node, env), "each", found)

    def _each(self, listed: ast.expr, variable: str, element: ast.expr) -> ast.expr:
        target = cast("ast.expr", ast.Name(id=variable, ctx=ast.Store()))
        return ast.ListComp(elt=element, generators=[ast.comprehension(target=target, iter=listed, ifs=[], is_async=0)])
