"""The stories that become a package's tests, by kind, each confirmed by the oracle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import blueprints as b
from autogenesis.assembly._edges import Edges
from autogenesis.assembly._names import role_name, words
from autogenesis.assembly._oracle import Machine, OracleError, Performer, run_scenario
from autogenesis.assembly._past import Past
from autogenesis.assembly._played import games
from autogenesis.assembly._shorten import shortened
from autogenesis.assembly._telling import (
    Found,
    Step,
    iso,
    lists,
    made_of,
    replayed,
    seen_of,
    set_up,
    told,
    whole,
)
from autogenesis.assembly._witness import Plot, Search, shown


def testable_elements(specification: b.Specification) -> list[str]:
    """The ids of the elements that a test should show at work."""
    return [
        *(item.id for item in specification.operations if item.kind not in ("get", "list")),
        *(guard.id for item in specification.operations for guard in item.guards),
        *(guard.id for entity in specification.entities for guard in entity.invariants),
        *(item.id for item in specification.reactions),
        *(item.id for item in specification.timers),
        *(item.id for item in specification.schedules),
        *(item.id for item in specification.access),
        *(item.id for item in specification.audits),
    ]


def searched(specification: b.Specification, perform: Performer | None) -> Search:
    """What can be shown of the specification at work, each with as few steps as were found to do."""
    search = Search(specification, perform)
    search.run()
    _shorten(search)
    Edges(search).stretched()
    return search


def found_scenarios(specification: b.Specification, search: Search, perform: Performer | None) -> Iterator[Found]:
    """All stories of what was found that the oracle confirms, in a fixed order."""
    for kind, scenario in _stories(specification, search):
        try:
            observed = run_scenario(specification, scenario, perform=perform)
        except OracleError:
            continue
        if not observed.failures:
            yield kind, scenario


def _shorten(search: Search) -> None:
    """Make what was found as short as can be."""
    past = Past(search.fresh)

    def succeeds(plot: Plot, step: b.CallStep | None) -> bool:
        return step is not None and plot.fork().attempt(step).refused is None

    for element, (plot, step) in search.done.items():
        search.done[element] = shortened(plot, step, past, succeeds)
    for rule, (plot, step) in search.refusals.items():

        def refuses(plot: Plot, step: b.CallStep | None, rule: str = rule) -> bool:
            return step is not None and plot.fork().attempt(step).refused == rule

        search.refusals[rule] = shortened(plot, step, past, refuses)
    for element, plot in search.after.items():

        def acts(plot: Plot, _: b.CallStep | None, element: str = element) -> bool:
            return element in plot.machine.did

        search.after[element] = shortened(plot, None, past, acts)[0]


def _stories(specification: b.Specification, search: Search) -> Iterator[Found]:
    for operation in specification.operations:
        if operation.id in search.done:
            plot, step = search.done[operation.id]
            last = whole(plot, step).steps[-1]
            yield told("operations", f"{operation.name} is done", [operation.id], set_up(plot), last)
            yield from _bounds(operation, search)
            yield from _wrong_inputs(operation, search)
        yield from _wrong_roles(operation, specification, search)
    rules = {guard.id: guard for item in specification.operations for guard in item.guards}
    rules.update({guard.id: guard for entity in specification.entities for guard in entity.invariants})
    for rule, guard in rules.items():
        if rule in search.refusals:
            plot, step = search.refusals[rule]
            refused = step.model_copy(update={"refused": rule})
            yield told("refusals", f"{step.operation} is refused: {guard.reason}", [rule], set_up(plot), refused)
    yield from _edges(search)
    for reaction in specification.reactions:
        if reaction.id in search.after:
            yield _consequence(specification, reaction, search.after[reaction.id], "reactions")
            yield from _later_consequences(specification, reaction, search.after[reaction.id])
    yield from _timers(specification, search)
    yield from _schedules(specification, search)
    yield from _access(specification, search)
    yield from _audits(specification, search)
    yield from _restart(specification, search)
    yield from games(specification, search)


def _edges(search: Search) -> Iterator[Found]:
    """Both sides of each edge, in one story where the steps before are the same."""
    for edge in Edges(search).found():
        (refused, last), (accepted, allowed) = edge.refused, edge.accepted
        title = f"{edge.operation} at the edge of {edge.rule.split('.', 1)[1]} by {edge.about}"
        final = last.model_copy(update={"refused": edge.rule, "result": None})
        yield told("edges", f"{title}: refused", [edge.rule], set_up(refused), final)
        yield told("edges", f"{title}: allowed", [edge.rule], set_up(accepted), whole(accepted, allowed).steps[-1])


def _later_consequences(specification: b.Specification, reaction: b.Reaction, plot: Plot) -> Iterator[Found]:
    """The same after some time has passed before the last step: what is then made of it."""
    *before, last = plot.steps
    if not isinstance(last, b.CallStep):
        return
    for days in (1, 40, 400):
        here = replayed(plot, before)
        try:
            to = (here.machine.world.now + timedelta(days=days)).isoformat()[:16]
            here.machine.clock(to)
            here.steps.append(b.ClockStep(to=to))
            reply = here.attempt(last.model_copy(update={"result": None}))
        except (OracleError, OverflowError):
            return
        if reply.refused is None:
            title = f"{reaction.summary.rstrip('.')}, {days} {'day' if days == 1 else 'days'} later"
            yield told("reactions", title, [reaction.id], set_up(here), seen_of(specification, here, reaction.steps))


def _bounds(operation: b.Operation, search: Search) -> Iterator[Found]:
    plot, step = search.done[operation.id]
    following = [item for item in search.specification.reactions if _follows(item, operation)]
    statements = tuple(statement for item in following for statement in item.steps)
    for item in operation.inputs:
        for values in search.candidates.around(item.name, item.type):
            here, steps, rules = plot.fork(), set_up(plot), [operation.id]
            for value in values:
                tried = step.model_copy(update={"input": {**step.input, item.name: value}, "result": None})
                try:
                    reply = here.attempt(tried)
                except (OracleError, OverflowError):
                    break
                if reply.refused is not None:
                    rules.append(reply.refused)
                    steps.append(tried.model_copy(update={"refused": reply.refused}))
                else:
                    steps.append(tried.model_copy(update={"result": shown(reply.result)}))
                    steps.extend(made_of(search.specification, here, statements))
            rules.extend(item.id for item in following)
            named = item.name.replace("_", " ")
            yield told("refusals", f"{operation.name} with {named} around {values[1]}", rules, steps)


def _follows(reaction: b.Reaction, operation: b.Operation) -> bool:
    trigger = reaction.trigger
    return trigger.operation == operation.id or (trigger.entity is not None and trigger.entity == operation.entity)


def _wrong_inputs(operation: b.Operation, search: Search) -> Iterator[Found]:
    plot, step = search.done[operation.id]
    wrong: list[Step] = []
    for item in operation.inputs:
        if item.type.is_number or item.type.kind in ("date", "datetime", "boolean"):
            given = {**step.input, item.name: "no such value"}
            wrong.append(step.model_copy(update={"input": given, "result": None, "refused": f"type.{item.name}"}))
        if item.type.kind == "reference" and not item.type.deferred:
            given = {**step.input, item.name: "nobody knows this"}
            entity = words(str(item.type.entity))
            wrong.append(step.model_copy(update={"input": given, "result": None, "refused": f"known.{entity}"}))
        if item.required and item.default is None:
            given = {name: value for name, value in step.input.items() if name != item.name}
            wrong.append(step.model_copy(update={"input": given, "result": None, "refused": f"required.{item.name}"}))
    if wrong:
        yield told("refusals", f"{operation.name} refuses wrong inputs", [operation.id], set_up(plot), wrong)


def _wrong_roles(operation: b.Operation, specification: b.Specification, search: Search) -> Iterator[Found]:
    others = [actor for actor in specification.actors if actor.id not in operation.roles]
    if operation.roles and others and operation.id in search.done:
        plot, step = search.done[operation.id]
        refused = f"role.{operation.name}"
        tried = step.model_copy(update={"role": role_name(others[0].id), "refused": refused, "result": None})
        title = f"{operation.name} is not for a {others[0].name}"
        yield told("access", title, [operation.id], set_up(plot), tried)


def _consequence(specification: b.Specification, element: b.Reaction | b.Timer, plot: Plot, kind: str) -> Found:
    return told(kind, element.summary, [element.id], set_up(plot), seen_of(specification, plot, element.steps))


def _timers(specification: b.Specification, search: Search) -> Iterator[Found]:
    waiting = {timer.id: timer for timer in specification.timers}
    plots = [whole(*search.done[item.id]) for item in specification.operations if item.id in search.done]
    for start in [*plots, *search.varied[:40], *search.after.values()]:
        if not waiting:
            return
        plot = start.fork()
        for _ in range(4):
            moment = plot.machine.next_moment()
            if moment is None or not waiting:
                break
            before = plot.fork()
            known = len(plot.machine.did)
            try:
                plot.machine.clock(moment.isoformat())
            except (OracleError, OverflowError):
                break
            plot.steps.append(b.ClockStep(to=iso(moment)))
            for element in plot.machine.did[known:]:
                timer = waiting.pop(element, None)
                if timer is not None:
                    yield _timer(specification, timer, before, moment - timedelta(minutes=1), plot)

    for timer in waiting.values():
        if timer.id in search.after:
            yield _consequence(specification, timer, search.after[timer.id], "time")


def _timer(specification: b.Specification, timer: b.Timer, before: Plot, early: object, plot: Plot) -> Found:
    just_before = before.fork()
    early_at = str(getattr(early, "isoformat", str)())
    if early_at > just_before.machine.world.now.isoformat():
        just_before.machine.clock(early_at)
        prelude: list[Step] = [b.ClockStep(to=early_at[:16])]
    else:
        prelude = []
    later = plot.fork()
    later_at = later.machine.world.now + timedelta(minutes=1)
    later.machine.clock(later_at.isoformat())
    return told(
        "time",
        timer.summary,
        [timer.id],
        set_up(before),
        prelude,
        seen_of(specification, just_before, timer.steps) if prelude else [],
        plot.steps[-1],
        seen_of(specification, plot, timer.steps),
        b.ClockStep(to=iso(later_at)),
        seen_of(specification, later, timer.steps),
    )


def _schedules(specification: b.Specification, search: Search) -> Iterator[Found]:
    for schedule in specification.schedules:
        plots = [whole(*search.done[item.id]) for item in specification.operations if item.id in search.done][-1:]
        tried = [_due(plot, schedule) for plot in (*plots, *search.pool[:2], search.fresh())]
        found = [one for one in tried if one is not None]
        if not found:
            continue
        early, plot, moment = max(found, key=lambda one: _made_of(one[1].machine) - _made_of(one[0].machine))
        yield told(
            "time",
            schedule.summary,
            [schedule.id],
            set_up(plot),
            b.ClockStep(to=iso(moment - timedelta(minutes=1))),
            seen_of(specification, early, schedule.steps),
            b.ClockStep(to=iso(moment)),
            seen_of(specification, plot, schedule.steps),
        )


def _due(plot: Plot, schedule: b.Schedule) -> tuple[Plot, Plot, datetime] | None:
    """A minute before the schedule is due, and when it is; the moment."""
    early, due = plot.fork(), plot.fork()
    moment = plot.machine.due(schedule.id)
    try:
        early.machine.clock((moment - timedelta(minutes=1)).isoformat())
        due.machine.clock(moment.isoformat())
    except (OracleError, OverflowError):
        return None
    return early, due, moment


def _made_of(machine: Machine) -> int:
    """How many rows and notifications there are."""
    return len(machine.notes) + sum(len(rows) for rows in machine.world.tables.values())


def _access(specification: b.Specification, search: Search) -> Iterator[Found]:
    getters = {item.entity: item for item in specification.operations if item.kind == "get" and not item.roles}
    for rule in specification.access:
        getter = getters.get(rule.entity)
        if getter is None:
            continue
        plots = [whole(*found) for found in search.done.values()]
        barred = [plot for plot, _ in search.refusals.values()]
        for plot in [*plots, *search.after.values(), *barred, *search.varied]:
            rows = plot.machine.world.rows(rule.entity)
            tried = _tried_reads(specification, rule, getter, plot, [row.id for row in rows[::-1][:4]])
            if tried:
                yield told("access", rule.reason, [rule.id], set_up(plot), tried)
                break


def _tried_reads(
    specification: b.Specification, rule: b.Access, getter: b.Operation, plot: Plot, rows: list[str]
) -> list[Step]:
    name = next((item.name for item in getter.inputs if item.type.kind == "reference"), "id")
    roles = [rule.actor] if rule.actor else [None, *(actor.id for actor in specification.actors)]
    for row in rows:
        for actor in roles:
            role = role_name(actor) if actor else None
            given: dict[str, object] = {name: row}
            if rule.hidden:
                given["fields"] = [rule.hidden[0]]
            reply = plot.machine.fork().call(getter.name, given, role=role)
            if reply.refused == rule.id:
                return [b.CallStep(operation=getter.name, input=given, role=role, refused=rule.id)]
    return []


def _audits(specification: b.Specification, search: Search) -> Iterator[Found]:
    """What is read, or what was written, stands in the audit log."""
    for audit in specification.audits:
        name = words(audit.entity).replace("_", " ")
        plots = [whole(*found) for found in search.done.values()]
        plots = [plot for plot in plots if plot.machine.world.rows(audit.entity)]
        if not plots:
            continue
        plot = min(plots, key=lambda plot: len(plot.steps))
        if audit.on == "writes":
            types = [type for type in ("created", "changed") if plot.machine.logged[type]]
            seen: list[Step] = [_logged(plot, type) for type in types]
        else:
            seen = [*lists(specification, plot, {audit.entity})]
            plot = plot.fork()
            for step in seen:
                if isinstance(step, b.CallStep):
                    plot.machine.call(step.operation, step.input, role=step.role)
            seen.append(_logged(plot, "read"))
        yield told("audit", f"{audit.on} of each {name} are logged", [audit.id], set_up(plot), seen)


def _logged(plot: Plot, type: str) -> b.EventsStep:
    return b.EventsStep(kind="audit", type=type, count=plot.machine.logged[type])


def _restart(specification: b.Specification, search: Search) -> Iterator[Found]:
    plots = [whole(*found) for found in search.done.values()]
    if plots:
        longest = max(plots, key=lambda plot: len(plot.steps))
        kept = lists(specification, longest)
        yield told("restart", "a restart loses nothing", [], set_up(longest), kept, b.RestartStep(), kept)
