"""Statements of a Specification as Python statements."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

import blueprints as b
from autogenesis.assembly import _tree as t
from autogenesis.assembly._expressions import ExpressionWriter
from autogenesis.assembly._names import names_read, role_name, safe, words
from autogenesis.assembly._skills import SkillPart


class StatementWriter:
    """Writes steps in order; `environment` afterwards holds the names they bind."""

    def __init__(self, expressions: ExpressionWriter, skills: Mapping[str, SkillPart]) -> None:
        self._expressions = expressions
        self._skills = skills

    def body(
        self, steps: Sequence[b.Statement], env: b.Environment, *, result: str | None = None
    ) -> tuple[list[ast.stmt], b.Environment]:
        """The statements and the environment after them. With `result`, rows of that entity (any, if "") that are
        created or changed are also assigned to the variable ``result``."""
        written: list[ast.stmt] = []
        for step, here in b.statement_environments(steps, env):
            written.extend(self._statement(step, here, result))
        return _repeated(written), b.check_statements(steps, env)

    def _statement(self, step: b.Statement, env: b.Environment, result: str | None) -> list[ast.stmt]:
        match step:
            case b.Create():
                return [self._kept(step.name, self._create(step, env), step.entity, result)]
            case b.Update():
                return self._update(step, env, result)
            case b.Remove():
                return self._on_row(
                    step.row, env, lambda row: [ast.Expr(value=t.invoke(self._expressions.call("remove"), row))]
                )
            case b.Notify():
                return [ast.Expr(value=self._notify(step, env))]
            case b.Each():
                inner = b.each_environment(step, env)
                body, _ = self.body(step.steps, inner, result=result)
                if (single := self._single(step.rows, env)) is not None:
                    variable = self._variable(step.name)
                    return [
                        t.assign(variable, single),
                        ast.If(test=t.is_not_none(t.name(variable)), body=body, orelse=[]),
                    ]
                target = ast.Name(id=self._variable(step.name), ctx=ast.Store())
                return [ast.For(target=target, iter=self._listed(step.rows, env), body=body, orelse=[])]
            case b.When():
                then, _ = self.body(step.then, env.given(step.test), result=result)
                otherwise, _ = self.body(step.otherwise, env.given(step.test, False), result=result)
                return [ast.If(test=self._expressions.condition(step.test, env), body=then, orelse=otherwise)]
            case b.Let():
                return [t.assign(self._variable(step.name), self._expressions.row(step.value, env))]
            case b.Perform():
                return [t.assign(self._variable(step.name), self._perform(step, env))]

    def _variable(self, name: str) -> str:
        return self._expressions.variable(name)

    def _kept(self, name: str | None, value: ast.expr, entity: str, result: str | None) -> ast.stmt:
        targets = [self._variable(name)] if name else []
        if result is not None and result in ("", entity):
            targets.append("result")
        if not targets:
            return ast.Expr(value=value)
        return ast.Assign(targets=[ast.Name(id=text, ctx=ast.Store()) for text in targets], value=value)

    def _create(self, step: b.Create, env: b.Environment) -> ast.expr:
        entity = env.entity(step.entity)
        record = t.name(self._expressions.names.record(step.entity))
        return t.invoke(self._expressions.call("create"), record, **self._values(step.values, entity, env))

    def _values(
        self, values: Sequence[tuple[str, b.Expression]], entity: b.Entity, env: b.Environment
    ) -> dict[str, ast.expr | None]:
        kinds = {field.name: field.type for field in entity.fields}
        written: dict[str, ast.expr | None] = {}
        for name, value in values:
            found = self._expressions.value(value, env)
            if kinds[name].kind in ("decimal", "percent") and self._expressions.is_ratio(value, env):
                places = t.constant(6)
                found = t.invoke(self._expressions.kit("rounded"), found, t.constant("half_up"), places)
            written[safe(name)] = found
        return written

    def _update(self, step: b.Update, env: b.Environment, result: str | None) -> list[ast.stmt]:
        kind = b.infer_type(step.row, env)
        entity = env.entity(kind.entity or "")
        values = self._values(step.values, entity, env)
        name = step.row.name if isinstance(step.row, b.Name) and not kind.deferred else None

        def write(row: ast.expr) -> list[ast.stmt]:
            return [self._kept(name, t.invoke(self._expressions.call("update"), row, **values), entity.id, result)]

        return self._on_row(step.row, env, write)

    def _on_row(
        self, node: b.Expression, env: b.Environment, write: Callable[[ast.expr], list[ast.stmt]]
    ) -> list[ast.stmt]:
        """What is done to a row; where there may be none, only if there is one."""
        row = self._expressions.row(node, env)
        kind = b.infer_type(node, env)
        if not (kind.deferred or b.may_be_absent(node, env)):
            return write(row)
        if isinstance(row, ast.Name):
            return [ast.If(test=t.is_not_none(row), body=write(row), orelse=[])]
        variable = words(env.entity(kind.entity or "").name)
        variable = variable if variable not in env.names else f"{variable}_found"
        found = ast.NamedExpr(target=ast.Name(id=variable, ctx=ast.Store()), value=row)
        return [ast.If(test=t.is_not_none(found), body=write(t.name(variable)), orelse=[])]

    def _notify(self, step: b.Notify, env: b.Environment) -> ast.expr:
        person = step.to.person
        to = t.invoke(
            self._expressions.kit("Recipient"),
            role=t.constant(role_name(step.to.actor)) if step.to.actor else None,
            person=self._expressions.value(person, env) if person is not None else None,
        )
        data = t.dictionary((name, self._expressions.value(value, env)) for name, value in step.data)
        return t.invoke(
            self._expressions.call("notify"),
            to=to,
            type=t.constant(step.type),
            subject=self._subject(step.subject, env),
            text=self._expressions.value(step.text, env),
            data=data if step.data else None,
        )

    def _subject(self, subject: b.Expression | None, env: b.Environment) -> ast.expr | None:
        if subject is None:
            return None
        if isinstance(subject, b.Name):
            return self._expressions.row(subject, env)
        return self._expressions.value(subject, env)

    def _listed(self, rows: b.Expression, env: b.Environment) -> ast.expr:
        listed = self._expressions.row(rows, env)
        return t.joined((listed, t.constant(())), ast.Or()) if b.may_be_absent(rows, env) else listed

    def _single(self, rows: b.Expression, env: b.Environment) -> ast.expr | None:
        """The one row there can be, or none, of rows that are chosen by their id alone."""
        match rows:
            case b.Aggregate(function="rows", where=b.Compare(relation="==") as where):
                for own, other in ((where.left, where.right), (where.right, where.left)):
                    of = own.of if isinstance(own, b.Get) and own.field == "id" else own
                    if isinstance(of, b.Name) and of.name == rows.name and rows.name not in names_read(other):
                        if isinstance(other, b.Aggregate) and other.function in ("first", "last"):
                            return self._expressions.row(other, env)
                        record = t.name(self._expressions.names.record(rows.entity))
                        return t.invoke(self._expressions.call("get"), record, self._expressions.value(other, env))
        return None

    def _perform(self, step: b.Perform, env: b.Environment) -> ast.expr:
        skill = self._skills[step.skill]
        arguments: dict[str, ast.expr | None] = {}
        for name, value in step.arguments:
            if skill.constant(name) and isinstance(value, b.Literally):
                arguments[name] = t.dotted(f"rules.{self._expressions.names.constants[str(value.value)]}")
            elif name in skill.records and isinstance(value, b.Records):
                made = t.dotted(f"{skill.short}.{skill.records[name]}")
                arguments[name] = self._expressions.records(value, env, made)
            else:
                arguments[name] = self._expressions.value(value, env)
        function = t.dotted(f"{skill.short}.{skill.function}")
        if skill.written:
            return t.invoke(t.dotted("attempted.attempted"), function, t.constant(skill.written), **arguments)
        return t.invoke(function, **arguments)


def _repeated(body: list[ast.stmt]) -> list[ast.stmt]:
    """The body with a loop for what is done several times in a row."""
    found: list[ast.stmt] = []
    for _, alike in groupby(body, key=ast.dump):
        first, *more = alike
        if not more or not isinstance(first, ast.If | ast.For):
            found.extend([first, *more])
            continue
        times = t.invoke(t.name("range"), t.constant(1 + len(more)))
        found.append(ast.For(target=ast.Name(id="_", ctx=ast.Store()), iter=times, body=[first], orelse=[]))
    return found


def without_dead_names(body: Sequence[ast.stmt], later: frozenset[str] = frozenset()) -> list[ast.stmt]:
    """The body without assignments to names that nothing reads afterwards."""
    kept: list[ast.stmt] = []
    live = set(later)
    for statement in reversed(body):
        match statement:
            case ast.Assign(targets=targets, value=value):
                wanted = [target for target in targets if isinstance(target, ast.Name) and target.id in live]
                live -= {target.id for target in wanted}
                live |= t.loaded(value)
                done: ast.stmt = ast.Assign(targets=list(wanted), value=value) if wanted else ast.Expr(value=value)
                if wanted or isinstance(value, ast.Call):
                    kept.append(done)
                continue
            case ast.For():
                inner = _read_before_assigned(statement.body) - t.stored(statement.target)
                inside = frozenset(live | inner)
                statement.body = without_dead_names(statement.body, inside) or [ast.Pass()]
            case ast.If():
                statement.body = without_dead_names(statement.body, frozenset(live)) or [ast.Pass()]
                statement.orelse = without_dead_names(statement.orelse, frozenset(live))
        live |= t.loaded(statement)
        kept.append(statement)
    return kept[::-1]


def plainly_returned(body: Sequence[ast.stmt]) -> list[ast.stmt]:
    """``x = value; return x`` as ``return value``."""
    match list(body):
        case [
            *first,
            ast.Assign(targets=[ast.Name(id=kept)], value=value),
            ast.Return(value=ast.Name(id=given)),
        ]:
            return [*first, ast.Return(value=value)] if kept == given else list(body)
    return list(body)


def _read_before_assigned(body: Sequence[ast.stmt]) -> set[str]:
    """The names whose value from before the body, or from its last round, is read."""
    read: set[str] = set()
    assigned: set[str] = set()
    for statement in body:
        read |= t.loaded(statement) - assigned
        if isinstance(statement, ast.Assign):
            assigned |= {target.id for target in statement.targets if isinstance(target, ast.Name)}
    return read
