"""The modules of agents: their operations, reactions, timers and schedules."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

import blueprints as b
from autogenesis.assembly import _tree as t
from autogenesis.assembly._expressions import ExpressionWriter
from autogenesis.assembly._modules import annotation, module
from autogenesis.assembly._names import Names, alike, names_read, role_name, safe, words
from autogenesis.assembly._rules import ALWAYS_BOUND, used_names
from autogenesis.assembly._skills import SkillPart
from autogenesis.assembly._sources import Sources, ended
from autogenesis.assembly._statements import StatementWriter, plainly_returned, without_dead_names

_Parameter = tuple[str, ast.expr | None, ast.expr | None]


class AgentWriter:
    """Writes one module for each agent."""

    def __init__(
        self, specification: b.Specification, names: Names, sources: Sources, skills: Mapping[str, SkillPart]
    ) -> None:
        self._specification = specification
        self._names = names
        self._sources = sources
        self._skills = skills
        self._signatures = {id: part.signature for id, part in skills.items()}
        self._expressions = ExpressionWriter(names, "rules.")
        self._statements = StatementWriter(self._expressions, skills)
        self._entities = {entity.id: entity for entity in specification.entities}

    def source(self, agent: b.AgentDesign) -> str:
        """The text of the agent's module."""
        carried = set(agent.carries)
        body: list[ast.stmt] = [
            t.documented(self._sources.noted(agent, agent.purpose)),
            t.assign("name", t.constant(words(agent.name))),
            t.assign(
                "writes",
                ast.Tuple(elts=[t.name(self._names.record(entity)) for entity in agent.entities], ctx=ast.Load()),
            ),
        ]
        for operation in self._specification.operations:
            if operation.id in carried:
                body.append(self._operation(operation))
        for reaction, *more in alike(item for item in self._specification.reactions if item.id in carried):
            body.append(self._reaction(reaction, [item.trigger for item in (reaction, *more)]))
        for timer in self._specification.timers:
            if timer.id in carried:
                body.append(self._timer(timer))
        for schedule in self._specification.schedules:
            if schedule.id in carried:
                body.append(self._schedule(schedule))
        defined = t.class_of(class_name(agent, self._names), [t.name(self._names.kit("Agent"))], {}, body)
        behaviours = [part.short for part in self._skills.values() if not part.written]
        written = [part.short for part in self._skills.values() if part.written]
        own = frozenset(self._names.record(entity) for entity in agent.entities)
        docstring = f"The agent for {agent.name.replace('_', ' ')}."
        return module(docstring, [defined], level=2, names=self._names, behaviours=behaviours, written=written, own=own)

    def _operation(self, operation: b.Operation) -> ast.stmt:
        roles = t.constant(tuple(role_name(actor) for actor in operation.roles)) if operation.roles else None
        if operation.kind in ("get", "list"):
            return self._read(operation, roles)
        entity = self._entities.get(operation.entity or "")
        creates = operation.kind == "create" and entity is not None and entity.key is None
        actors = tuple(role_name(actor) for actor in operation.actors)
        decorator = t.invoke(
            t.name(self._names.kit("operation")),
            summary=t.constant(ended(operation.summary)),
            actors=t.constant(actors) if actors else None,
            roles=roles,
            creates=t.name(self._names.record(entity.id)) if entity is not None and creates else None,
        )
        env = b.operation_environment(self._specification, operation, self._signatures)
        body: list[ast.stmt] = [*self._filled_in(operation, env)]
        for guard in operation.guards:
            check = t.dotted(f"rules.{self._names.functions[guard.id]}.check")
            names = used_names(guard.requires, env)
            body.append(
                ast.Expr(value=t.invoke(check, t.name(self._names.context), *(t.name(safe(name)) for name in names)))
            )
        steps, returns = self._steps(operation)
        body.extend(steps)
        return t.function(
            operation.name,
            [("self", None, None), (self._names.context, t.name("Call"), None), *map(self._input, operation.inputs)],
            plainly_returned(without_dead_names(body)),
            docstring=self._sources.docstring(operation, operation.summary),
            returns=returns,
            decorators=[decorator],
        )

    def _read(self, operation: b.Operation, roles: ast.expr | None) -> ast.stmt:
        assert operation.entity is not None
        kind = "getter" if operation.kind == "get" else "lister"
        parameter = next((item.name for item in operation.inputs if item.type.kind == "reference"), None)
        usual = words(self._entities[operation.entity].name)
        value = t.invoke(
            t.name(self._names.kit(kind)),
            t.name(self._names.record(operation.entity)),
            summary=t.constant(ended(operation.summary)),
            roles=roles,
            parameter=t.constant(parameter) if kind == "getter" and parameter not in (None, usual) else None,
        )
        return t.assign(operation.name, value)

    def _input(self, parameter: b.Parameter) -> _Parameter:
        env = b.base_environment(self._specification, "inputs")
        default: ast.expr | None = None
        if isinstance(parameter.default, b.Literally):
            default = self._expressions.value(parameter.default, env)
        elif parameter.default is not None or not parameter.required:
            default = t.constant(()) if parameter.type.kind == "list" else t.NONE
        optional = default is not None and isinstance(default, ast.Constant) and default.value is None
        return safe(parameter.name), annotation(parameter.type, self._names, optional=optional), default

    def _filled_in(self, operation: b.Operation, env: b.Environment) -> list[ast.stmt]:
        """What stands for inputs that are not given, where it must be computed."""
        filled: list[ast.stmt] = []
        for parameter in operation.inputs:
            if parameter.default is not None and not isinstance(parameter.default, b.Literally):
                variable = t.name(safe(parameter.name))
                value = self._expressions.row(parameter.default, env)
                body: list[ast.stmt] = [t.assign(safe(parameter.name), value)]
                filled.append(ast.If(test=t.is_none(variable), body=body, orelse=[]))
        return filled

    def _steps(self, operation: b.Operation) -> tuple[list[ast.stmt], ast.expr]:
        """The steps with the return of what the operation gives, and the annotation of that."""
        env = b.steps_environment(self._specification, operation, self._signatures)
        if operation.result is not None:
            steps, after = self._statements.body(operation.steps, env)
            kind = b.infer_type(operation.result, after)
            optional = b.may_be_absent(operation.result, after)
            value = self._expressions.row(operation.result, after)
            return [*steps, ast.Return(value=value)], annotation(kind, self._names, optional=optional)
        changed = list(rows_changed(operation.steps, env))
        wanted = [item for item in changed if item[1] == operation.entity] or changed
        if not wanted:
            return self._statements.body(operation.steps, env)[0], t.NONE
        entity = wanted[-1][1]
        record = t.name(self._names.record(entity))
        last = wanted[-1][0]
        position = next((n for n, step in enumerate(operation.steps) if step is last), None)
        steps, _ = self._statements.body(operation.steps, env, result=entity)
        if position is None:
            returns = ast.BinOp(left=record, op=ast.BitOr(), right=t.NONE)
            return [t.assign("result", t.NONE), *steps, ast.Return(value=t.name("result"))], returns
        return _returning(steps), record

    def _event(self, trigger: b.Trigger) -> ast.expr:
        if trigger.on == "done":
            operation = next(item for item in self._specification.operations if item.id == trigger.operation)
            return t.invoke(t.name(self._names.kit("done")), t.constant(operation.name))
        record = t.name(self._names.record(trigger.entity or ""))
        field = [t.constant(trigger.field)] if trigger.field and trigger.on == "changed" else []
        return t.invoke(t.name(self._names.kit(trigger.on)), record, *field)

    def _reaction(self, reaction: b.Reaction, triggers: Sequence[b.Trigger]) -> ast.stmt:
        env = b.reaction_environment(self._specification, reaction, self._signatures)
        decorator = t.invoke(t.name(self._names.kit("reaction")), *map(self._event, triggers))
        read = {name for step in reaction.steps for name in names_read(step)}
        conditions = used_names(reaction.when, env)
        bound = [name for name in env.names if name not in ALWAYS_BOUND]
        listed = [name for name in bound if name in read or name in conditions]
        return self._handler(reaction, listed, conditions, env, decorator)

    def _timer(self, timer: b.Timer) -> ast.stmt:
        env = b.timer_environment(self._specification, timer, self._signatures)
        moment = t.dotted(f"rules.{self._names.functions[f'{timer.id}:at']}")
        record = t.name(self._names.record(timer.entity))
        decorator = t.invoke(t.name(self._names.kit("timer")), record, at=moment)
        return self._handler(timer, ["it"], ["it"], env, decorator)

    def _schedule(self, schedule: b.Schedule) -> ast.stmt:
        recurrence = schedule.recurrence
        value = t.invoke(
            t.name(self._names.kit("Recurrence")),
            every=t.constant(recurrence.every) if recurrence.every != 1 else None,
            unit=t.constant(recurrence.unit),
            weekdays=t.constant(recurrence.weekdays) if recurrence.weekdays else None,
            day=t.constant(recurrence.day) if recurrence.day is not None else None,
            at=t.constant(recurrence.at),
            anchor=t.constant(recurrence.anchor) if recurrence.anchor else None,
        )
        env = b.schedule_environment(self._specification, schedule, self._signatures)
        decorator = t.invoke(t.name(self._names.kit("schedule")), value)
        return self._handler(schedule, [], [], env, decorator)

    def _handler(
        self,
        element: b.Reaction | b.Timer | b.Schedule,
        listed: Sequence[str],
        conditions: Sequence[str],
        env: b.Environment,
        decorator: ast.expr,
    ) -> ast.stmt:
        when = None if isinstance(element, b.Schedule) else element.when
        inside = env if when is None else env.given(when)
        body, _ = self._statements.body(element.steps, inside)
        if when is not None:
            test = t.invoke(
                t.dotted(f"rules.{self._names.functions[f'{element.id}:when']}"),
                t.name(self._names.context),
                *(t.name(safe(name)) for name in conditions),
            )
            body = [ast.If(test=test, body=body, orelse=[])]
        parameters: list[_Parameter] = [("self", None, None), (self._names.context, t.name("Call"), None)]
        parameters += [
            (safe(name), annotation(env.names[name], self._names, optional=name in env.optional), None)
            for name in listed
        ]
        return t.function(
            self._names.methods[element.id],
            parameters,
            without_dead_names(body),
            docstring=self._sources.docstring(element, element.summary),
            returns=t.NONE,
            decorators=[decorator],
        )


def class_name(agent: b.AgentDesign, names: Names) -> str:
    """The class of an agent, unlike those of the records."""
    camel = "".join(part.capitalize() for part in words(agent.name).split("_"))
    return f"{camel}Agent" if camel in names.classes.values() or camel in ("Agent", "System", "Call") else camel


def rows_changed(steps: Sequence[b.Statement], env: b.Environment) -> list[tuple[b.Statement, str]]:
    """The steps that create or change rows, with the entity, inner ones too, in order."""
    found: list[tuple[b.Statement, str]] = []
    for step, here in b.statement_environments(steps, env):
        match step:
            case b.Create():
                found.append((step, step.entity))
            case b.Update():
                found.append((step, b.infer_type(step.row, here).entity or ""))
            case b.Each():
                found.extend(rows_changed(step.steps, b.each_environment(step, here)))
            case b.When():
                found.extend(rows_changed(step.then, here))
                found.extend(rows_changed(step.otherwise, here))
    return found


def _returning(steps: list[ast.stmt]) -> list[ast.stmt]:
    """Return the row that the last assignment to ``result`` at this level holds, under its own name."""
    for position in range(len(steps) - 1, -1, -1):
        step = steps[position]
        if not isinstance(step, ast.Assign) or "result" not in {getattr(item, "id", "") for item in step.targets}:
            continue
        own = [item.id for item in step.targets if isinstance(item, ast.Name) and item.id != "result"]
        if position == len(steps) - 1:
            return [*steps[:-1], ast.Return(value=step.value)]
        return [*steps, ast.Return(value=t.name(own[0] if own else "result"))]
    return steps
