"""Numbers, moments and texts of a Specification as Python."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

import blueprints as b
from autogenesis.assembly import _tree as t
from autogenesis.assembly._names import Names

_OPERATORS: dict[str, ast.operator] = {"+": ast.Add(), "-": ast.Sub(), "*": ast.Mult()}
_METHODS = {"date": "date", "time": "time", "weekday": "isoweekday"}


class Reckoning(ABC):
    """The half of the expression writer that computes; `value` is given by the other half."""

    def __init__(self, names: Names, rules: str) -> None:
        self.names = names
        self.rules = rules
        self._fresh = 0

    @abstractmethod
    def value(self, node: b.Expression, env: b.Environment) -> ast.expr:
        """The value of an expression; a reference is its id."""

    def kit(self, name: str) -> ast.expr:
        """A function of the kit."""
        return t.name(self.names.kit(name))

    def guarded(self, operands: Sequence[ast.expr], build: Callable[[list[ast.expr]], ast.expr]) -> ast.expr:
        """``None if x is None else …``: absent operands make the whole absent; long ones are computed once."""
        tests: list[ast.expr] = []
        parts: list[ast.expr] = []
        for operand in operands:
            if isinstance(operand, ast.Name | ast.Attribute):
                tests.append(t.is_none(operand))
                parts.append(operand)
                continue
            self._fresh += 1
            variable = "found" if self._fresh == 1 else f"found_{self._fresh}"
            tests.append(t.is_none(ast.NamedExpr(target=ast.Name(id=variable, ctx=ast.Store()), value=operand)))
            parts.append(t.name(variable))
        return ast.IfExp(test=t.joined(tests, ast.Or()), body=t.NONE, orelse=build(parts))

    def is_ratio(self, node: b.Expression, env: b.Environment) -> bool:
        """True where the value may be a Fraction, which does not mix with Decimals."""
        match node:
            case b.Arithmetic():
                either = self.is_ratio(node.left, env) or self.is_ratio(node.right, env)
                return node.operator == "/" or either
            case b.Extreme():
                return any(self.is_ratio(term, env) for term in node.terms)
            case b.Conditional():
                return self.is_ratio(node.then, env) or self.is_ratio(node.otherwise, env)
            case b.Aggregate() if node.value is not None:
                return self.is_ratio(node.value, env.bind(node.name, b.reference(node.entity)))
            case b.Get():
                of = b.infer_type(node.of, env)
                if of.kind != "reference" or of.entity is None or node.field == "id":
                    return False
                held = env.member(env.entity(of.entity), node.field)
                if not isinstance(held, b.Derivation):
                    return False
                return self.is_ratio(held.value, env.bind("it", b.reference(of.entity)))
        return False

    def alike(self, nodes: Sequence[b.Expression], env: b.Environment) -> list[ast.expr]:
        """The values, made exact fractions where one is a ratio; a choice between two may be either."""
        written = [self.value(node, env) for node in nodes]
        if not any(self.is_ratio(node, env) for node in nodes):
            return written
        return [
            value if isinstance(node, b.Arithmetic) and self.is_ratio(node, env) else self._exact(node, value, env)
            for node, value in zip(nodes, written, strict=True)
        ]

    def _exact(self, node: b.Expression, value: ast.expr, env: b.Environment) -> ast.expr:
        if b.infer_type(node, env).kind in ("integer", "duration"):
            return value
        if b.may_be_absent(node, env):
            return self.guarded([value], lambda parts: t.invoke(self.kit("exact"), parts[0]))
        return t.invoke(self.kit("exact"), value)

    def _arithmetic(self, node: b.Arithmetic, env: b.Environment) -> ast.expr:
        def combined(left: ast.expr, right: ast.expr) -> ast.expr:
            if node.operator == "/":
                return t.invoke(self.kit("divided"), left, right)
            return ast.BinOp(left=left, op=_OPERATORS[node.operator], right=right)

        nodes = (node.left, node.right)
        sides = [self.value(side, env) for side in nodes] if node.operator == "/" else self.alike(nodes, env)
        absent = [b.may_be_absent(side, env) for side in nodes]
        unsure = [side for side, may in zip(sides, absent, strict=True) if may]
        if not unsure:
            return combined(*sides)

        def build(parts: list[ast.expr]) -> ast.expr:
            left, right = sides
            remaining = list(parts)
            if absent[0]:
                left = remaining.pop(0)
            if absent[1]:
                right = remaining.pop(0)
            return combined(left, right)

        return self.guarded(unsure, build)

    def _extreme(self, node: b.Extreme, env: b.Environment) -> ast.expr:
        values = self.alike(node.terms, env)
        if any(b.may_be_absent(term, env) for term in node.terms):
            return t.invoke(self.kit(node.which), *values)
        return t.invoke(t.name("min" if node.which == "smallest" else "max"), *values)

    def _rounded(self, node: b.Rounded, env: b.Environment) -> ast.expr:
        value = self.value(node.value, env)
        way = t.constant(node.way)
        if node.places == 0:
            return t.invoke(self.kit("integer"), value, way)
        return t.invoke(self.kit("rounded"), value, way, t.constant(node.places))

    def _lookup(self, node: b.Lookup, env: b.Environment) -> ast.expr:
        table = t.dotted(f"{self.rules}{self.names.constants[node.table]}.lookup")
        return t.invoke(table, t.constant(node.column), *(self.value(key, env) for key in node.keys))

    def _shift(self, node: b.Shift, env: b.Environment) -> ast.expr:
        return t.invoke(
            self.kit("shift"),
            self.value(node.moment, env),
            self.value(node.amount, env),
            t.constant(node.unit),
            *self._calendar(node.calendar),
        )

    def _roll(self, node: b.Roll, env: b.Environment) -> ast.expr:
        towards = () if node.direction == "next" else (t.constant(node.direction),)
        return t.invoke(self.kit("roll"), self.value(node.date, env), *self._calendar(node.calendar), *towards)

    def _between(self, node: b.Between, env: b.Environment) -> ast.expr:
        ends = (self.value(node.start, env), self.value(node.end, env))
        return t.invoke(self.kit("between"), *ends, t.constant(node.unit), *self._calendar(node.calendar))

    def _calendar(self, calendar: str | None) -> tuple[ast.expr, ...]:
        return () if calendar is None else (t.dotted(f"{self.rules}{self.names.constants[calendar]}"),)

    def _part(self, node: b.Part, env: b.Environment) -> ast.expr:
        of = self.value(node.of, env)
        if not b.may_be_absent(node.of, env):
            if node.part in ("day", "month", "year", "hour"):
                return t.attribute(of, node.part)
            if node.part in _METHODS and b.infer_type(node.of, env).kind == "datetime":
                return t.invoke(t.attribute(of, _METHODS[node.part]))
        return t.invoke(self.kit("part"), of, t.constant(node.part), t.dotted("call.zone"))

    def _moment(self, node: b.Moment, env: b.Environment) -> ast.expr:
        return t.invoke(
            self.kit("at_time"), self.value(node.date, env), self.value(node.time, env), t.dotted("call.zone")
        )

    def _textfunction(self, node: b.TextFunction, env: b.Environment) -> ast.expr:
        values = [self.value(argument, env) for argument in node.arguments]
        match node.function:
            case "join":
                return t.invoke(self.kit("joined"), *values)
            case "contains_word":
                return t.invoke(self.kit("contains_word"), *values)
            case "length" | "word_count":
                count = _length if node.function == "length" else _word_count
                return self.guarded(values, count) if b.may_be_absent(node.arguments[0], env) else count(values)
        text, end = values
        if b.may_be_absent(node.arguments[0], env):
            text = t.joined((text, t.constant("")), ast.Or())
        return t.invoke(t.attribute(text, "endswith"), end)

    def _sentence(self, node: b.Sentence, env: b.Environment) -> ast.expr:
        values = [t.constant(part) if isinstance(part, str) else self.value(part, env) for part in node.parts]
        if all(isinstance(part, str) for part in node.parts):
            return t.constant("".join(str(part) for part in node.parts))
        quoted = any(
            isinstance(inner, ast.Constant | ast.JoinedStr)
            for part, value in zip(node.parts, values, strict=True)
            if not isinstance(part, str)
            for inner in ast.walk(value)
        )
        if not quoted and all(isinstance(part, str) or self._speaks_plainly(part, env) for part in node.parts):
            pieces: list[ast.expr] = [
                value if isinstance(part, str) else ast.FormattedValue(value=value, conversion=-1)
                for part, value in zip(node.parts, values, strict=True)
            ]
            return ast.JoinedStr(values=pieces)
        return t.invoke(self.kit("in_words"), *values)

    def _speaks_plainly(self, node: b.Expression, env: b.Environment) -> bool:
        if isinstance(node, b.Aggregate | b.Conditional | b.Lookup) or b.may_be_absent(node, env):
            return False
        return b.infer_type(node, env).kind not in ("datetime", "list", "record", "nothing")


def _length(parts: Sequence[ast.expr]) -> ast.expr:
    return t.invoke(t.name("len"), parts[0])


def _word_count(parts: Sequence[ast.expr]) -> ast.expr:
    return t.invoke(t.name("len"), t.invoke(t.attribute(parts[0], "split")))
