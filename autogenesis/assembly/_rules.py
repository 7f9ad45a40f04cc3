"""The module of rules: pure functions for guards, invariants, derivations, moments, conditions and access."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

import blueprints as b
from autogenesis.assembly import _tree as t
from autogenesis.assembly._expressions import ExpressionWriter
from autogenesis.assembly._modules import annotation, module
from autogenesis.assembly._names import Names, alike, names_read, role_name, safe
from autogenesis.assembly._skills import setting_value, skill_module
from autogenesis.assembly._sources import Sources, ended

ALWAYS_BOUND = frozenset({"now", "today", "by", "role"})
_Parameter = tuple[str, ast.expr | None, ast.expr | None]


def _what(derivation: b.Derivation) -> str:
    return f"Whether it is {derivation.label}" if derivation.type.kind == "boolean" else f"The {derivation.label} of it"


def used_names(node: b.Expression | None, env: b.Environment) -> list[str]:
    """The names bound by `env` that the expression reads, in the order of binding."""
    found = names_read(node)
    return [name for name in env.names if name in found and name not in ALWAYS_BOUND]


class RulesWriter:
    """Writes ``rules.py``."""

    def __init__(self, specification: b.Specification, names: Names, sources: Sources) -> None:
        self._specification = specification
        self._names = names
        self._sources = sources
        self._writer = ExpressionWriter(names, "")

    def source(self) -> str:
        """The text of the module."""
        body = [
            *self._calendars(),
            *self._tables(),
            *self._settings(),
            *self._of_entities(),
            *self._guards(),
            *self._conditions(),
            *self._access(),
            *self._audits(),
        ]
        behaviours = {skill_module(item.skill) for item in self._specification.settings}
        title = f"The rules of {self._specification.title}, one function each."
        return module(title, body, level=1, names=self._names, behaviours=behaviours)

    def _calendars(self) -> Iterator[ast.stmt]:
        for calendar in self._specification.calendars:
            value = t.invoke(
                t.name(self._names.kit("Calendar")),
                t.constant(calendar.name),
                weekdays=t.constant(calendar.weekdays),
            )
            yield t.assign(self._names.constants[calendar.id], value)

    def _tables(self) -> Iterator[ast.stmt]:
        for table in self._specification.tables:
            env = b.base_environment(self._specification, table.id)
            lines = [
                ast.Tuple(
                    elts=[
                        ast.Tuple(elts=[self._cell(cell, env) for cell in line.keys], ctx=ast.Load()),
                        ast.Tuple(elts=[self._writer.value(value, env) for value in line.values], ctx=ast.Load()),
                    ],
                    ctx=ast.Load(),
                )
                for line in table.lines
            ]
            value = t.invoke(
                t.name(self._names.kit("Table")),
                t.constant(table.name),
                columns=t.constant(tuple(name for name, _ in table.columns)),
                lines=ast.Tuple(elts=list(lines), ctx=ast.Load()),
            )
            yield t.assign(self._names.constants[table.id], value)

    def _settings(self) -> Iterator[ast.stmt]:
        for setting in self._specification.settings:
            yield t.assign(self._names.constants[setting.id], t.constant(setting_value(setting)))

    def _cell(self, cell: b.Cell, env: b.Environment) -> ast.expr:
        if cell.equals is not None:
            return self._writer.value(cell.equals, env)
        if cell.low is None and cell.high is None:
            return t.NONE
        return t.invoke(
            t.name(self._names.kit("Band")),
            low=None if cell.low is None else self._writer.value(cell.low, env),
            high=None if cell.high is None else self._writer.value(cell.high, env),
            low_inclusive=None if cell.low_inclusive or cell.low is None else t.constant(False),
            high_inclusive=None if cell.high_inclusive or cell.high is None else t.constant(False),
        )

    def _of_entities(self) -> Iterator[ast.stmt]:
        for entity in self._specification.entities:
            record = t.name(self._names.record(entity.id))
            for derivation in entity.derivations:
                env = b.row_environment(self._specification, entity, element=derivation.id)
                optional = b.may_be_absent(derivation.value, env)
                yield self._function(
                    self._names.functions[derivation.id],
                    self._parameters(["it"], env),
                    self._writer.value(derivation.value, env),
                    docstring=self._sources.noted(derivation, derivation.summary or _what(derivation)),
                    returns=annotation(derivation.type, self._names, optional=optional, stored=True),
                    decorator=t.invoke(t.name(self._names.kit("derives")), record, t.constant(derivation.name)),
                )
            for invariant in entity.invariants:
                env = b.row_environment(self._specification, entity, element=invariant.id)
                yield self._guard(invariant, ["it"], env, "invariant", [record])

    def _guards(self) -> Iterator[ast.stmt]:
        done: set[str] = set()
        for operation in self._specification.operations:
            env = b.operation_environment(self._specification, operation)
            for guard in operation.guards:
                if guard.id not in done:
                    done.add(guard.id)
                    yield self._guard(guard, used_names(guard.requires, env), env, "guard", [])
                env = env.given(guard.requires)

    def _guard(
        self, guard: b.Guard, listed: Sequence[str], env: b.Environment, decorator: str, first: list[ast.expr]
    ) -> ast.stmt:
        source = self._sources.quoted(guard)
        return self._function(
            self._names.functions[guard.id],
            self._parameters(listed, env),
            self._writer.condition(guard.requires, env),
            docstring=self._sources.noted(guard, guard.reason),
            returns=t.name("bool"),
            decorator=t.invoke(
                t.name(self._names.kit(decorator)),
                *first,
                t.constant(guard.id),
                reason=t.constant(ended(guard.reason)),
                field=t.constant(guard.field) if guard.field else None,
                source=t.constant(source) if source else None,
            ),
        )

    def _conditions(self) -> Iterator[ast.stmt]:
        for reaction, *_ in alike(self._specification.reactions):
            if reaction.when is not None:
                env = b.reaction_environment(self._specification, reaction)
                yield self._condition(reaction, reaction.when, env, used_names(reaction.when, env))
        for timer in self._specification.timers:
            env = b.timer_environment(self._specification, timer)
            yield self._function(
                self._names.functions[f"{timer.id}:at"],
                self._parameters(["it"], env),
                self._writer.value(timer.at, env),
                docstring=self._sources.noted(timer, f"When it is time: {timer.summary}"),
                returns=ast.BinOp(left=t.dotted("dt.datetime"), op=ast.BitOr(), right=t.NONE),
            )
            if timer.when is not None:
                yield self._condition(timer, timer.when, env, ["it"])

    def _condition(
        self, element: b.Reaction | b.Timer, when: b.Expression, env: b.Environment, listed: Sequence[str]
    ) -> ast.stmt:
        return self._function(
            self._names.functions[f"{element.id}:when"],
            self._parameters(listed, env),
            self._writer.condition(when, env),
            docstring=self._sources.noted(element, f"Whether this applies: {element.summary}"),
            returns=t.name("bool"),
        )

    def _access(self) -> Iterator[ast.stmt]:
        for rule in self._specification.access:
            entity = next(item for item in self._specification.entities if item.id == rule.entity)
            source = self._sources.quoted(rule)
            declared = t.invoke(
                t.name(self._names.kit("access")),
                t.name(self._names.record(rule.entity)),
                t.constant(rule.id),
                role=t.constant(role_name(rule.actor)) if rule.actor else None,
                hidden=t.constant(rule.hidden) if rule.hidden else None,
                reason=t.constant(ended(rule.reason)),
                source=t.constant(source) if source else None,
            )
            text = self._names.functions[rule.id]
            if rule.requires is None:
                yield t.assign(text.upper(), declared)
                continue
            env = b.row_environment(self._specification, entity, element=rule.id)
            yield self._function(
                text,
                self._parameters(used_names(rule.requires, env), env),
                self._writer.condition(rule.requires, env),
                docstring=self._sources.noted(rule, rule.reason),
                returns=t.name("bool"),
                decorator=declared,
            )

    def _audits(self) -> Iterator[ast.stmt]:
        for audit in self._specification.audits:
            record = t.name(self._names.record(audit.entity))
            value = t.invoke(t.name(self._names.kit("audit")), record, on=t.constant(audit.on))
            yield t.assign(self._names.functions[audit.id].upper(), value)

    def _parameters(self, listed: Sequence[str], env: b.Environment) -> list[_Parameter]:
        context: _Parameter = (self._names.context, t.name("Call"), None)
        return [context, *((safe(name), self._kind(name, env), None) for name in listed)]

    def _kind(self, name: str, env: b.Environment) -> ast.expr:
        return annotation(env.names[name], self._names, optional=name in env.optional)

    def _function(
        self,
        text: str,
        listed: list[_Parameter],
        value: ast.expr,
        *,
        docstring: str,
        returns: ast.expr,
        decorator: ast.expr | None = None,
    ) -> ast.stmt:
        return t.function(
            text,
            listed,
            [ast.Return(value=value)],
            docstring=docstring,
            returns=returns,
            decorators=[decorator] if decorator is not None else [],
        )
