"""Does what agents declare: one handler is one transaction, with what it writes and what it sends."""

from __future__ import annotations

import json
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import islice
from types import ModuleType
from typing import Any

from .agent import Agent, Input, Observer, Operation, Reaction, Schedule, Timer
from .call import Call
from .errors import Fault, Refused
from .records import Record, leniently, plain, read, stored
from .roster import Roster
from .rules import RuleBook
from .store import Store

MOST_HOPS = 40
OBSERVING = "observe."


@dataclass(frozen=True, kw_only=True)
class SystemDesign:
    """What a system is made of; agents and their methods count in order. `revision` is that of its data: the form
    that they are kept in; `version` is the package's."""

    name: str
    title: str
    agents: tuple[Agent, ...]
    records: tuple[type[Record], ...]
    rules: ModuleType | None = None
    package: str | None = None
    roles: tuple[str, ...] = ()
    initial: tuple[tuple[type[Record], Mapping[str, Any]], ...] = ()
    zone: str = "UTC"
    revision: int = 1
    version: str = "0.1.1"


@dataclass(frozen=True)
class Firing:
    """A timer or schedule whose moment has come."""

    moment: datetime
    order: int
    row: str

    def __lt__(self, other: Firing) -> bool:
        return (self.moment, self.order) < (other.moment, other.order)


@dataclass
class Waiting:
    """What a timer waits for: moments by row, how much of the log of its kind was seen, and of what it read."""

    epoch: int
    seen: int = 0
    lengths: dict[str, int] = field(default_factory=dict)
    moments: dict[str, datetime] = field(default_factory=dict)
    soonest: datetime | None = None
    """The first of the moments; None where it must be looked for."""

    def wait(self, id: str, moment: datetime) -> None:
        """Have a row wait for a moment."""
        self.moments[id] = moment
        if self.soonest is not None:
            self.soonest = min(self.soonest, moment)

    def drop(self, id: str) -> None:
        """Have a row wait no more."""
        if self.moments.pop(id, None) == self.soonest:
            self.soonest = None

    def first(self) -> datetime | None:
        """The first of the moments; None where nothing waits."""
        self.soonest = self.soonest or min(self.moments.values(), default=None)
        return self.soonest


class Engine:
    """Executes tasks on a store."""

    def __init__(self, design: SystemDesign, store: Store) -> None:
        self.design, self.store, self.book = design, store, RuleBook.of(design.rules)
        self._own = {agent.name: agent for agent in design.agents}
        self.lead(Roster(self._own, design.package or ""))
        self.follow()

    def follow(self) -> None:
        """Have the agents that take part by now; nothing where that is so."""
        kept = self.store.fact("agents") or "[]"
        if kept != self.roster.kept:
            self.lead(Roster(self._own, self.design.package or "", kept))

    def lead(self, roster: Roster) -> None:
        """Have these agents take part."""
        self.roster = roster
        declared = [(agent, each) for agent in roster.agents.values() for each in agent.declarations]
        self.operations = {each.name: (agent, each) for agent, each in declared if isinstance(each, Operation)}
        self.reactions = [(agent, each) for agent, each in declared if isinstance(each, Reaction)]
        self.clocked = [(agent, each) for agent, each in declared if isinstance(each, Timer | Schedule)]
        self._waiting = dict[int, Waiting]()
        self._recurring = dict[int, tuple[str, datetime]]()

    def execute(self, agent: str, body: str) -> str:
        """Do a task for an agent; the reply holds a result, a refusal or a fault."""
        task = json.loads(body)
        if "id" not in task:
            return json.dumps(self._reply(agent, task))
        return json.dumps({**self._reply_once(agent, task), "id": task["id"]})

    def _reply_once(self, agent: str, task: dict[str, Any]) -> dict[str, Any]:
        """The reply to a task that may come again: it is kept together with what the task wrote."""
        store, revision = self.store, self.design.revision
        with store.transaction():
            self.follow()
            if (store.fact("data"), store.fact("revision")) != (task["data"], str(revision)):
                return {"elsewhere": f"A worker for {agent} works on other data, or not in form {revision}."}
            kept = store.answer(task["id"])
            if kept is not None:
                return dict(json.loads(kept))
            reply = self._reply(agent, task)
            if store.written:
                store.keep_answer(task["asker"], task["id"], json.dumps(reply))
            return reply

    def _reply(self, agent: str, task: dict[str, Any]) -> dict[str, Any]:
        try:
            return {"result": getattr(self, f"_do_{task['task']}")(self.roster.agent_of(agent), task)}
        except Refused as refusal:
            return {"refused": refusal.as_json()}
        except Fault as fault:
            return {"fault": str(fault)}
        except OverflowError:
            return {"refused": Refused("A number or a date is out of range.", rule="range.input").as_json()}
        except Exception as error:  # noqa: BLE001 - the boundary of the agent: whoever sent the task is told
            traceback.print_exc()
            return {"fault": f"{task.get('name')} of {agent} failed: {error!r}"}

    def begin(self, moment: datetime) -> None:
        """Make the rows that exist before anything happens, once; nothing is set off by them."""
        for kind in dict.fromkeys(record for record, _ in self.design.initial):
            name, rows = f"initial.{kind.__entity__.prefix}", [v for r, v in self.design.initial if r is kind]
            made = self.store.counted(name)
            if made < len(rows):
                with self.store.transaction():
                    call = Call(self.store, self.book, moment, "begin", "system", "", (kind,))
                    for values in rows[made:]:
                        call.create(kind, **values)
                    self.store.set_fact(name, str(len(rows)))

    def answering(self, task: Mapping[str, Any]) -> str:
        """The agent that a message is for: where another one has the reaction by now, that one."""
        owners = [agent.name for agent, each in self.reactions if each.name == task["name"]]
        return str(task["agent"] if task["agent"] in owners or not owners else owners[0])

    def call_for(self, agent: Agent | None, task: Mapping[str, Any]) -> Call:
        """The Call that a task gives its handler."""
        moment = datetime.fromisoformat(task["at"]).astimezone(self.store.zone)
        by, role = task.get("by") or "", task.get("role") or ""
        return Call(self.store, self.book, moment, task["name"], by, role, agent.writes if agent else ())

    def _do_operation(self, agent: Agent, task: dict[str, Any]) -> Any:
        operation = self.operations[task["name"]][1]
        call = self.call_for(agent, task)
        if operation.reads is not None:
            return self._read(operation, operation.reads, call, task["input"])
        with self.store.transaction():
            bound = self.bind(call, operation, task["input"])
            assert operation.run is not None
            result = operation.run(agent, call, **bound)
            given = [each for value in bound.values() for each in (value if isinstance(value, tuple) else (value,))]
            rows = [each for each in (result, *given) if isinstance(each, Record)]
            inputs = {name: self._reference(each) for name, each in bound.items()}
            it = result.id if isinstance(result, Record) else None
            self._post(call, task, ("done", operation.name, ()), it, {"inputs": inputs, "rows": rows})
            self._post_effects(call, task)
            return self.answer(call, result)

    def _read(self, operation: Operation, record: type[Record], call: Call, given: dict[str, Any]) -> Any:
        if not isinstance(given, dict):
            raise Refused("The input must be an object.", rule="type.input")
        audited = (record, "reads") in self.book.audits
        asked = str(given.get(operation.inputs[0].name, given.get("id", ""))) if not operation.many else ""
        with self.store.transaction():
            try:
                self.book.check_read(call, record)
                names = self._names(call, record, given)
                if operation.many:
                    found = self._list(call, record, operation, given)
                else:
                    if "id" in given and operation.inputs[0].name not in given:
                        given = {
                            operation.inputs[0].name: given["id"],
                            **{k: v for k, v in given.items() if k != "id"},
                        }
                    found = [self.bind(call, operation, given)[operation.inputs[0].name]]
                    asked = found[0].id
                    self.book.check_read(call, record, found[0])
            except Refused as refusal:
                if audited:
                    call.audit("read", asked or record.__entity__.plural, {"outcome": refusal.rule})
                outcome: Refused | None = refusal
            else:
                outcome = None
                if audited:
                    seen = {"outcome": "allowed", "rows": [each.id for each in found]}
                    call.audit("read", asked or record.__entity__.plural, seen)
        if outcome is not None:
            raise outcome
        views = [self.view(call, each) for each in found]
        if names:
            views = [{name: view[name] for name in ("id", *names) if name in view} for view in views]
        return views if operation.many else views[0]

    def _names(self, call: Call, record: type[Record], given: dict[str, Any]) -> tuple[str, ...]:
        names = read(tuple[str, ...], given.get("fields", ()), "fields", call.zone)
        known = {*record.model_fields, *self.book.derived.get(record, ())}
        for name in names:
            if name not in known:
                raise Refused(f"There is no field {name!r}.", rule="known.field", field="fields")
        self.book.check_fields(call, record, {*names, *(known & given.keys())})
        return tuple(names)

    def _list(self, call: Call, record: type[Record], operation: Operation, given: dict[str, Any]) -> list[Any]:
        wanted = {name: value for name, value in self.bind(call, operation, given).items() if name != "fields"}
        found = [row for row in call.rows(record) if all(_same(getattr(row, n), v) for n, v in wanted.items())]
        return [row for row in found if self.book.may_read(call, row)]

    def bind(self, call: Call, operation: Operation, given: Any) -> dict[str, Any]:
        """A caller's input as the handler's arguments."""
        if not isinstance(given, dict):
            raise Refused("The input must be an object.", rule="type.input")
        given, created = dict(given), operation.creates
        if created is not None and created.__entity__.key is None and given.get("id") is not None:
            call.new_id = (created, read(str, given.pop("id"), "id", call.zone))
        known = {each.name: each for each in operation.inputs}
        for name in given:
            if name not in known:
                raise Refused(f"{operation.name} has no input {name!r}.", rule=f"unknown.{name}", field=name)
        bound = {}
        for name, each in known.items():
            if given.get(name) is not None:
                bound[name] = self._argument(call, each, given[name])
            elif each.required:
                text = f"The {name.replace('_', ' ')} is missing."
                raise Refused(text, rule=f"required.{name}", field=name)
        return bound

    def _argument(self, call: Call, wanted: Input, value: Any) -> Any:
        if wanted.row is None:
            return read(wanted.annotation, value, wanted.name, call.zone)
        if not wanted.many:
            return self.resolve(call, wanted.row, value, wanted.name)
        if not isinstance(value, list | tuple):
            raise Refused("A list is needed.", rule=f"type.{wanted.name}", field=wanted.name)
        return tuple(self.resolve(call, wanted.row, each, wanted.name) for each in value)

    def resolve(self, call: Call, record: type[Record], value: Any, field: str) -> Any:
        """The row that a caller names by id, key or name; refused where there is none or more than one."""
        entity, text = record.__entity__, str(value).strip()
        row = call.get(record, text)
        if row is not None or not isinstance(value, str | int) or isinstance(value, bool):
            found = [row] if row is not None else []
        else:
            names = [name for name in (*entity.unique, "name") if name in record.model_fields]
            alike = [(each, name) for name in names for each in call.having(record, name, text, _spelt)]
            found = list({each.id: each for each, name in alike if _same(getattr(each, name), text)}.values())
        if len(found) != 1:
            what = f"There is no {entity.label} {text!r}" if not found else f"More than one {entity.label} is {text!r}"
            raise Refused(f"{what}.", rule=f"known.{entity.prefix}", field=field)
        return found[0]

    def answer(self, call: Call, value: Any) -> Any:
        """A result as the caller may see it: of a row that they may not read, no more than its id."""
        if isinstance(value, list | tuple):
            return [self.answer(call, each) for each in value]
        if isinstance(value, Record) and not self.book.may_read(call, value):
            return {"id": value.id}
        return self.view(call, value)

    def view(self, call: Call, value: Any) -> Any:
        """The JSON form as the caller may see it: rows with what is derived, without what is hidden."""
        if isinstance(value, Record):
            derived = self.book.derived.get(type(value), {})
            gaps = self.store.gaps
            shown = {name: leniently(partial(compute, call, value), gaps) for name, compute in derived.items()}
            whole = {**dict(value), **shown}
            hidden = self.book.hidden(type(value), call.role)
            names = ["id", *(name for name in whole if name != "id")]
            return {name: self.view(call, whole[name]) for name in names if name not in hidden}
        if isinstance(value, list | tuple):
            return [self.view(call, each) for each in value]
        return plain(value)

    def _reference(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return [self._reference(each) for each in value]
        return value.id if isinstance(value, Record) else plain(value)

    def _post_effects(self, call: Call, task: dict[str, Any]) -> None:
        for effect in call.effects:
            event = (effect.on, effect.row.__entity__.prefix, effect.fields)
            self._post(call, task, event, effect.row.id, {"inputs": {}, "rows": [effect.row]})

    def _post(
        self,
        call: Call,
        task: dict[str, Any],
        event: tuple[str, str, tuple[str, ...]],
        it: str | None,
        more: Any,
    ) -> None:
        on, what, fields = event
        for agent, reaction in self.reactions:
            if not any(trigger.matches(on, what, fields) for trigger in reaction.triggers):
                continue
            chain = [*task.get("chain", ()), reaction.name]
            if len(chain) > MOST_HOPS:
                raise Fault(f"Reactions go round in a circle: {' → '.join(chain[-6:])}; break it in one of them.")
            kept = {
                f"{row.__entity__.prefix}:{row.id}": row.model_dump(mode="json", warnings=False) for row in more["rows"]
            }
            self.store.post(
                {"task": "reaction", "agent": agent.name, "name": reaction.name, "it": it, "rows": kept}
                | {"inputs": more["inputs"], "chain": chain, "at": call.moment.isoformat()}
                | {"by": call.by, "role": call.role}
            )
            call.note("message", f"{on}.{what}", to=agent.name, role=call.role, subject=it, data=more["inputs"])

    def _do_reaction(self, agent: Agent, task: dict[str, Any]) -> None:
        reaction = next((each for _, each in self.reactions if each.name == task["name"]), None)
        if reaction is None:
            raise Refused(f"Nobody answers by {task['name']} any more.", rule="known.reaction")
        call = self.call_for(agent, task)
        with self.store.transaction():
            if self.store.settle(task["seq"]):
                given = {**task["inputs"], "it": task["it"]}
                wanted = [each for each in reaction.inputs if given.get(each.name) is not None]
                bound = {each.name: self._revived(call, each, given[each.name], task["rows"]) for each in wanted}
                missing = {each.name: None for each in reaction.inputs if each.required and each.name not in bound}
                reaction.run(agent, call, **bound, **missing)
                self._post_effects(call, task)

    def _revived(self, call: Call, wanted: Input, value: Any, kept: dict[str, Any]) -> Any:
        """An argument of a reaction; a row that is gone by now is as it was when the message was sent."""
        if wanted.row is None:
            return self._argument(call, wanted, value)
        if isinstance(value, list):
            return tuple(self._revived(call, wanted, each, kept) for each in value)
        row = call.get(wanted.row, value)
        name = f"{wanted.row.__entity__.prefix}:{value}"
        return row if row is not None else stored(wanted.row, kept[name], self.store.zone)

    def due(self, until: datetime, opened: datetime) -> Firing | None:
        """What is the first to fire of all that is due up to a moment."""
        first: Firing | None = None
        for order, (agent, clocked) in enumerate(self.clocked):
            if not self.roster.working(agent.name):  # it fires when the agent is back
                continue
            if isinstance(clocked, Schedule):
                firings = [Firing(self._next(order, clocked, opened), order, "")]
            else:
                waiting = self._pending(order, clocked, until)
                next_one = waiting.first()
                ids = self.store.rows(clocked.record) if next_one and next_one <= until else ()
                due = (id for id in ids if waiting.moments.get(id) == next_one)
                firings = [Firing(next_one, order, id) for id in islice(due, 1) if next_one]
            first = min((*firings, *([first] if first else ())), default=None)
        return first if first and first.moment <= until else None

    def pending(self, now: datetime) -> int:
        """How many timers are set."""
        timers = ((order, each) for order, (_, each) in enumerate(self.clocked) if isinstance(each, Timer))
        return sum(len(self._pending(order, each, now).moments) for order, each in timers)

    def _next(self, order: int, schedule: Schedule, opened: datetime) -> datetime:
        """When the schedule is to fire; reckoned once for each time that it has fired."""
        last = self.store.fact(f"schedule.{schedule.name}") or opened.isoformat()
        kept = self._recurring.get(order)
        if kept is None or kept[0] != last:
            after = datetime.fromisoformat(last).astimezone(self.store.zone)
            kept = self._recurring[order] = (last, schedule.recurrence.after(after, opened.date()))
        return kept[1]

    def _pending(self, order: int, timer: Timer, now: datetime) -> Waiting:
        """What the timer waits for; only what may have changed since is reckoned anew."""
        kept, log = self._waiting.get(order), self.store.log
        rows, kind = self.store.rows(timer.record), timer.record.__entity__.prefix
        if (
            kept is None
            or kept.epoch != self.store.epoch
            or any(name == "now" or len(log.get(name, ())) != length for name, length in kept.lengths.items())
        ):
            kept = self._waiting[order] = Waiting(self.store.epoch)
            changed = list(rows)
        else:
            changed = log.get(kind, [])[kept.seen :]
        for id in changed:
            kept.drop(id)
            if id in rows:
                call = Call(self.store, self.book, now, timer.name, "system")
                moment = self._moment(timer, call, rows[id])
                kept.lengths.update({name: len(log.get(name, ())) for name in call.reads})
                if moment and not self._has_fired(timer, id, moment):
                    kept.wait(id, moment)
        kept.seen = len(log.get(kind, ()))
        return kept

    def _has_fired(self, timer: Timer, id: str, moment: datetime) -> bool:
        """Whether the moment was dealt with: what fired before the timer moved has no other moment in the past."""
        store = self.store
        if store.has_fired(f"{timer.name}|{id}|{moment.isoformat()}"):
            return True
        moved = store.fact(f"moved.{timer.name}")
        past = bool(moved) and moment <= datetime.fromisoformat(moved or "").astimezone(store.zone)
        return past and store.has_ever_fired(timer.name, id)

    def _moment(self, timer: Timer, call: Call, row: Record) -> datetime | None:
        try:
            return leniently(partial(timer.at, call, row), self.store.gaps)
        except OverflowError:  # after the end of all calendars: never
            return None

    def _do_firing(self, agent: Agent, task: dict[str, Any]) -> None:
        clocked = self.clocked[task["order"]][1]
        call = self.call_for(agent, task)
        with self.store.transaction():
            if not self.note_fired(task):
                return
            self.store.set_fact("clock", task["at"])
            if isinstance(clocked, Schedule):
                clocked.run(agent, call)
            else:
                clocked.run(agent, call, call.row(clocked.record, task["row"]))
            self._post_effects(call, task)

    def _do_observe(self, observer: Observer, task: dict[str, Any]) -> None:
        with self.store.transaction():
            if self.note_observed(task) and not task["event"]["operation"].startswith(OBSERVING):
                observer.observe(self.call_for(None, task), task["event"])

    def note_observed(self, task: dict[str, Any]) -> bool:
        """Note (in a transaction) that an observer is told of an event; false where it was before."""
        told, seq = f"told.{task['agent']}", int(task["event"]["seq"])
        if self.store.counted(told) >= seq:
            return False
        self.store.set_fact(told, str(seq))
        return True

    def note_fired(self, task: dict[str, Any]) -> bool:
        """Note (in a transaction) that a timer or schedule fires; false where it did before."""
        clocked = self.clocked[task["order"]][1]
        if isinstance(clocked, Timer):
            if (waiting := self._waiting.get(task["order"])) is not None:
                waiting.drop(task["row"])
            return self.store.fire(f"{clocked.name}|{task['row']}|{task['moment']}")
        self.store.set_fact(f"schedule.{clocked.name}", task["moment"])
        return True


def _spelt(value: Any) -> Any:
    return str(value).casefold()


def _same(kept: Any, wanted: Any) -> bool:
    if isinstance(kept, str) and isinstance(wanted, str):
        return kept.casefold() == wanted.casefold()
    return bool(kept == wanted) or (isinstance(wanted, str) and str(kept) == wanted)
