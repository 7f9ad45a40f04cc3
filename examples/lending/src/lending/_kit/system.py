"""A running system: it takes calls, lets time pass, and delivers what agents send each other."""

from __future__ import annotations

import asyncio
import fcntl
import json
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib import resources
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, ClassVar, Self, cast
from zoneinfo import ZoneInfo

from .engine import OBSERVING, Engine, SystemDesign
from .errors import Fault, Refused, Unreachable
from .figures import Figures
from .migration import Step, Taken, bring
from .opening import toml_in
from .records import localized, presentable
from .roster import Change
from .store import Store

if TYPE_CHECKING:
    from .bus import Bus, Runtime
    from .workers import Remote

__all__ = ["KitSystem", "SystemDesign", "in_use"]

MOST_OVERDUE = 10_000
MOST_TOGETHER = 64
MOST_TOLD = 100
PATIENCE = 15.0


@dataclass(frozen=True)
class _Asked:
    """A call that waits for its reply."""

    name: str
    input: dict[str, Any]
    role: str | None
    by: str | None
    at: str | datetime | None
    reply: asyncio.Future[Any]

    def give(self, result: Any) -> None:
        if not self.reply.done():  # whoever asked may have gone away
            self.reply.set_result(result)

    def refuse(self, error: Exception) -> None:
        if not self.reply.done():
            self.reply.set_exception(error)


class KitSystem:
    """`async with System.open(folder) as system: await system.call("hire_boat", {...}, role="sailor")`."""

    design: ClassVar[SystemDesign]

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime] | None = None,
        runtime: Runtime | None = None,
        workers: str | None = None,
    ) -> None:
        self.store, self.engine, self.figures = store, Engine(self.design, store), Figures(store)
        self._clock = clock or (lambda: datetime.now(store.zone))
        self._runtime, self._workers, self._turn = runtime, workers, asyncio.Lock()
        self._bus: Bus | Remote | None = None
        self._handled, self._turns = Counter[str](), Counter[str]()
        self._asked: list[_Asked] = []
        self._answering: asyncio.Task[None] | None = None

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        data_dir: str | Path,
        clock: Callable[[], datetime] | None = None,
        *,
        runtime: Runtime | None = None,
        workers: str | None = None,
    ) -> AsyncIterator[Self]:
        """Open the state in a folder (or behind a PostgreSQL URL), and finish what was under way. The agents are
        hosted on `runtime`, or else in this process; `workers` is the address of a host whose workers have them."""
        with _owned(str(data_dir)):
            system = cls(cls.store_at(data_dir), clock, runtime, workers)
            try:
                async with system._turn:
                    system._bring_back()
                    await system._drain()
                yield system
                await system.keep_figures()
            finally:
                if system._answering is not None:
                    await system._answering
                if system._bus is not None:
                    await system._bus.stop()
                system.store.close()

    @classmethod
    def store_at(cls, data_dir: str | Path) -> Store:
        """The state in a folder, made sure to be this system's, and taken to this revision; ``settings.toml`` there
        may set the `zone`."""
        store = cls._found(data_dir)
        try:
            bring(store, cls._steps())
        except Fault:
            store.close()
            raise
        return store

    @classmethod
    def migrate(cls, data_dir: str | Path, steps: Sequence[Step] | None = None) -> Taken:
        """Take the data to this revision (or where `steps` lead), also from a later one; what has no place there is
        set aside, and kept."""
        with _owned(str(data_dir)):
            store = cls._found(data_dir)
            try:
                return bring(store, cls._steps() if steps is None else steps, back=True)
            finally:
                store.close()

    @classmethod
    def _steps(cls) -> list[dict[str, Any]]:
        return cls.kept("migrations.json") if cls.design.package else []

    @classmethod
    def _found(cls, data_dir: str | Path) -> Store:
        if "://" not in str(data_dir):
            _folder(data_dir)
        zone = toml_in(str(data_dir), "settings.toml").get("zone")
        store = Store(str(data_dir), ZoneInfo(zone or cls.design.zone))
        store.identify(cls.design.name)
        return store

    async def call(
        self,
        name: str,
        input: dict[str, Any] | None = None,
        *,
        role: str | None = None,
        by: str | None = None,
        at: str | datetime | None = None,
    ) -> Any:
        """Ask for an operation; its result as JSON values, when it is durable. Raises Refused or Fault."""
        if not presentable([name, input, role, by]):
            raise Refused("The input is nested too deeply, or holds what no text has.", rule="type.input")
        asked = _Asked(name, input or {}, role, by, at, asyncio.get_running_loop().create_future())
        self._asked.append(asked)
        if self._answering is None or self._answering.done():
            self._answering = asyncio.create_task(self._answer())
        return await asked.reply

    async def _answer(self) -> None:
        """Answer what is asked, in order. What is asked meanwhile is answered next, and one commit makes it durable."""
        while self._asked:
            async with self._turn:
                together = self._asked[: 1 if self._workers else MOST_TOGETHER]
                del self._asked[: len(together)]
                await self._answer_together([each for each in together if not each.reply.cancelled()])

    async def _answer_together(self, together: list[_Asked]) -> None:
        replies: list[Callable[[], None]] = []
        try:
            with nullcontext() if self._workers else self.store.transaction():
                for asked in together:
                    replies.append(await self._outcome(asked))
                self._keep_handled()
        except Exception as error:  # noqa: BLE001 - nothing of it is kept, and everybody who waits is told
            fault = Fault(f"Nothing was kept: {error!r}")
            replies = [partial(asked.refuse, fault) for asked in together]
            self._handled.clear()
        for reply in replies:
            reply()

    async def _outcome(self, asked: _Asked) -> Callable[[], None]:
        try:
            return partial(asked.give, await self._do_call(asked))
        except Exception as error:  # noqa: BLE001 - it is raised for whoever asked; what others asked goes on
            return partial(asked.refuse, error)

    async def _do_call(self, asked: _Asked) -> Any:
        moment = self._moment(asked.at)
        await self._advance(moment)
        agent, operation = self.engine.operations.get(asked.name, (None, None))
        if agent is None or operation is None:
            raise Refused(f"There is no operation {asked.name!r}.", rule="known.operation")
        role = self._allowed(operation.roles, asked.name, asked.role)
        task = {"task": "operation", "name": asked.name, "input": asked.input, "role": role, "by": asked.by}
        if not self.engine.roster.working(agent.name):
            raise Refused(self.engine.roster.why_away(agent.name), rule="agent.away")
        result = await self._do(agent.name, {**task, "at": moment.isoformat()})
        await self._drain()
        await self._advance(moment)
        return result

    def _allowed(self, allowed: tuple[str, ...], name: str, role: str | None) -> str:
        if not role:
            return ""
        role = "_".join(role.lower().replace("-", " ").split())
        if self.design.roles and role not in self.design.roles:
            raise Refused(f"There is no role {role!r}.", rule="known.role")
        if allowed and role not in allowed:
            who = " or ".join(allowed).replace("_", " ")
            raise Refused(f"Only a {who} may ask for {name}.", rule=f"role.{name}")
        return role

    async def clock_to(self, to: str | datetime | None = None) -> list[dict[str, Any]]:
        """Let time pass up to a moment, and have what falls due happen; the events that arose."""
        async with self._turn:
            last = self.store.counted("last.event")
            await self._advance(self._moment(to))
            return self.store.events(last)

    async def keep_figures(self) -> None:
        """Keep with the data what was counted since that was done last."""
        async with self._turn:
            self.figures.keep()

    async def health(self, *, whole: bool = False) -> dict[str, Any]:
        """Whether the data can be read (every row, where `whole`) and written, and somebody answers for each agent;
        nothing of what the data say."""
        wrong, timers = list[str](), 0
        try:
            async with nullcontext() if self._workers else self._turn:  # where others work, a turn can take long
                with self.store.transaction():
                    self.store.set_fact("healthy", self._clock().isoformat())
                for record in self.design.records if whole else ():
                    self.store.rows(record)
                timers = self.engine.pending(self._moment(None))
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the data is what was asked for
            print(f"{self.design.title}: the data fail: {error!r}", file=sys.stderr, flush=True)
            wrong.append("the data cannot be read and written")
        silent: list[str] = []
        if self._workers:
            self._bus = self._bus or await self._connected()
            there = [name for agent in self.engine.roster.agents for name in self.engine.roster.working(agent)]
            silent = await cast("Remote", self._bus).silent(there)
        wrong += [f"nobody answers for {name}" for name in silent]
        about = {"system": self.design.name, "revision": self.design.revision, "timers": timers}
        return {"status": "unhealthy" if wrong else "healthy", **about, "silent": silent, "wrong": wrong}

    def events(self, since: int = 0) -> list[dict[str, Any]]:
        """Messages, notifications and audit entries after the one numbered `since`."""
        return self.store.events(since)

    async def events_by_now(self, since: int = 0) -> list[dict[str, Any]]:
        """The same, when what is being answered is durable or gone."""
        async with self._turn:
            return self.store.events(since)

    @classmethod
    def kept(cls, name: str) -> Any:
        """What a JSON file in the package says: the report, the scenarios."""
        file = resources.files(cls.design.package or "__main__") / name
        return json.loads(file.read_text()) if file.is_file() else []

    @classmethod
    def report(cls) -> list[dict[str, Any]]:
        """What became of every clause of the specification."""
        return list(cls.kept("report.json"))

    async def agents(self, change: Change | None = None) -> list[dict[str, Any]]:
        """Those who take part: whose work they do, whether they are there and since when, and what they did; after a
        change, where one is wanted. It is made between two calls, and no message is lost: those of an agent that is
        away wait for it, in order. Raises Refused where the change makes no sense."""
        async with self._turn:
            moment = self._moment(None)
            await self._advance(moment)
            if change is not None:
                await self._change(change, moment)
            return self._agents()

    async def _change(self, change: Change, moment: datetime) -> None:
        roster, name = change.made(self.engine.roster, moment.isoformat()), change.name
        with self.store.transaction():
            self.store.set_fact("agents", roster.kept)
            if change.action == "add" and change.given:
                since = self.store.counted("last.event") if change.since is None else change.since
                self.store.set_fact(f"told.{name}", str(since))
            call = self.engine.call_for(None, {"at": moment.isoformat(), "name": "agents", "by": change.by})
            call.audit(f"agents.{change.action}", name, {"like": change.like, "class": str(change.given or "")})
            self.engine.lead(roster)
            self._bring_back()
        await self._drain()
        self._keep_handled()

    def _bring_back(self) -> None:
        """Have delivered what waits for agents that are there."""
        with self.store.transaction():
            for seq, agent in self.store.set_aside_for():
                if self.engine.roster.working(agent):
                    self.store.bring_back(seq)

    def _agents(self) -> list[dict[str, Any]]:
        roster, waiting = self.engine.roster, Counter(agent for _, agent in self.store.set_aside_for())
        last = self.store.counted("last.event")
        return [
            {
                "name": name,
                "like": member.like,
                "state": "away" if member.away else "unfit" if name in roster.trouble else "working",
                "since": member.since or self.store.fact("opened") or "",
                "class": str(member.given or ""),
                "waiting": waiting[name] if member.like else max(0, last - self.store.counted(f"told.{name}")),
                "handled": self.store.counted(f"handled.{name}") + self._handled[name],
                "trouble": roster.trouble.get(name, ""),
            }
            for name, member in roster.members.items()
        ]

    def _keep_handled(self) -> None:
        with self.store.transaction():
            for name, count in self._handled.items():
                self.store.set_fact(f"handled.{name}", str(self.store.counted(f"handled.{name}") + count))
        self._handled.clear()

    def _fact(self, name: str) -> datetime | None:
        kept = self.store.fact(name)
        return datetime.fromisoformat(kept).astimezone(self.store.zone) if kept else None

    def _moment(self, at: str | datetime | None) -> datetime:
        """The moment meant; without one, the later of the clock and the stored moment."""
        stored = self._fact("clock")
        try:
            asked = datetime.fromisoformat(at) if isinstance(at, str) else at or self._clock()
        except ValueError as error:
            raise Fault(f"{at!r} is no moment: write it like 2026-06-08T09:00.") from error
        moment: datetime = localized(asked, self.store.zone)
        if stored is None or moment >= stored:
            return moment
        if at is None:
            return stored
        raise Fault(f"{moment.isoformat()} is before {stored.isoformat()}, where the clock stands.")

    async def _advance(self, until: datetime) -> None:
        opened, overdue = self._fact("opened"), 0
        if opened is None:
            opened = until
            with self.store.transaction():
                self.store.set_fact("opened", until.isoformat())
                self.store.set_fact("clock", until.isoformat())
        self.store.refresh()
        self.engine.follow()
        if self._workers:  # what nobody answered for comes before what is new
            await self._drain()
        self.engine.begin(until)
        while (firing := self.engine.due(until, opened)) is not None:
            clock = self._fact("clock") or opened
            overdue = overdue + 1 if firing.moment <= clock else 0
            agent, clocked = self.engine.clocked[firing.order]
            if overdue > MOST_OVERDUE:
                raise Fault(f"The timer {clocked.name} never comes to an end at {clock}; change its moment.")
            task = {"task": "firing", "name": clocked.name, "order": firing.order, "row": firing.row}
            when = {"moment": firing.moment.isoformat(), "at": max(firing.moment, clock).isoformat()}
            await self._settle(agent.name, {**task, **when, "by": "system"}, self.engine.note_fired)
            await self._drain()
        if self.store.fact("clock") != until.isoformat():
            with self.store.transaction():
                self.store.set_fact("clock", until.isoformat())

    async def _drain(self) -> None:
        while (message := self.store.outgoing()) is not None:
            seq, task = message
            agent = self.engine.answering(task)
            if self.engine.roster.working(agent):
                await self._settle(agent, {**task, "seq": seq}, lambda each: self.store.settle(each["seq"]))
            else:
                with self.store.transaction():
                    self.store.set_aside(seq)
        self._tell_observers()

    def _tell_observers(self) -> None:
        for name in self.engine.roster.observing():
            while (told := self.store.counted(f"told.{name}")) < self.store.counted("last.event"):
                with self.store.transaction():
                    for event in self.store.events(told, told + MOST_TOLD):
                        self._tell(name, event)

    def _tell(self, name: str, event: dict[str, Any]) -> None:
        task = {"task": "observe", "name": f"{OBSERVING}{name}", "agent": name, "event": event, "at": event["at"]}
        reply = json.loads(self.engine.execute(name, json.dumps(task)))
        if "result" not in reply:  # it is told of what is next all the same
            self.engine.note_observed(task)
            failed = reply.get("fault") or reply["refused"]["reason"]
            self.engine.call_for(None, task).note("message", f"failed.{task['name']}", to=name, text=failed)
        self._handled[name] += 1

    async def _settle(self, agent: str, task: dict[str, Any], consume: Callable[[dict[str, Any]], object]) -> None:
        """Have what nobody waits for done; where it fails it is taken off and noted, so that nothing is stuck."""
        try:
            await self._do(agent, task)
        except Unreachable:
            raise
        except (Refused, Fault) as error:
            with self.store.transaction():
                consume(task)
                kind = "refused" if isinstance(error, Refused) else "failed"
                call = self.engine.call_for(None, task)
                call.note("message", f"{kind}.{task['name']}", to=agent, subject=task.get("it"), text=str(error))
            if isinstance(error, Fault):
                raise

    async def _do(self, agent: str, task: dict[str, Any]) -> Any:
        self._bus = self._bus or await self._connected()
        working = self.engine.roster.working(agent)
        member = working[self._turns[agent] % len(working)]
        self._turns[agent] += 1
        reply = json.loads(await self._bus.send(member, json.dumps(task)))
        self._handled[member] += 1
        if self._workers:
            self.store.refresh()
        if "elsewhere" in reply:
            raise Unreachable(reply["elsewhere"])
        if "refused" in reply:
            refused = reply["refused"]
            reason = refused.pop("reason")
            raise Refused(reason, **refused)
        if "fault" in reply:
            raise Fault(reply["fault"])
        return reply["result"]

    async def _connected(self) -> Bus | Remote:
        if not self._workers:
            from .bus import Bus

            bus = Bus(self._runtime)
            await bus.start(self.engine.roster.agents, self.engine.execute)
            return bus
        from .workers import Remote

        return Remote(self._workers, self.store)


def _folder(data_dir: str | Path) -> None:
    """A new folder is its owner's alone: what is kept there is nobody else's on the machine."""
    Path(data_dir).mkdir(mode=0o700, parents=True, exist_ok=True)


@contextmanager
def _owned(data_dir: str) -> Iterator[None]:
    """Hold the folder for this process: another one waits a while, then is told."""
    if "://" in data_dir:
        yield
        return
    _folder(data_dir)
    patience = time.monotonic() + PATIENCE
    with (Path(data_dir) / "lock").open("a") as lock:
        while not _locked(lock):
            if time.monotonic() > patience:
                raise Fault(f"Another process is using {data_dir}: stop it, or choose another --data.")
            time.sleep(0.05)
        yield


def in_use(data_dir: str) -> bool:
    """Whether a process holds the folder."""
    with (Path(data_dir) / "lock").open("a") as lock:
        return not _locked(lock)


def _locked(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
