"""The command line of a package."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any, NoReturn, Protocol

from .describe import operations
from .errors import Fault, Refused
from .figures import told
from .records import presentable
from .roster import Change, Given
from .system import KitSystem, in_use

REFUSED, FAULT, USAGE = 2, 1, 64


class Command(Protocol):
    """A command that only some packages have."""

    @property
    def name(self) -> str:
        """As it is typed."""

    @property
    def summary(self) -> str:
        """What it is for."""

    def declare(self, parser: argparse.ArgumentParser) -> None:
        """Add its options."""

    def run(self, system: type[KitSystem], given: argparse.Namespace) -> int:
        """Do it; the exit code."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def _parser(system: type[KitSystem], more: Sequence[Command]) -> argparse.ArgumentParser:
    parser = _Parser(prog=(system.design.package or system.design.name), description=system.design.title)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)

    def command(name: str, text: str, *options: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        known: dict[str, dict[str, Any]] = {
            "--as": {"dest": "role", "help": "the role you act in"},
            "--by": {"help": "the id you act under"},
            "--at": {"help": "the moment (ISO); what is due up to it happens first"},
            "--data": {"default": "data", "help": "folder of the state, or a PostgreSQL URL"},
            "--workers": {"metavar": "HOST:PORT", "help": "the host whose workers do what agents are asked"},
            "--json": {"action": "store_true", "help": "print JSON"},
        }
        for option in options:
            sub.add_argument(option, **known[option])
        return sub

    command("operations", "List the operations.", "--json")
    call = command("call", "Ask for an operation.", "--as", "--by", "--at", "--data", "--workers")
    call.add_argument("name")
    call.add_argument("input", nargs="?", default="{}", help="a JSON object")
    command("session", "Answer JSON lines on standard input.", "--data", "--workers")
    command("clock", "Let time pass.", "--data", "--workers").add_argument("--to", help="the moment (ISO)")
    events = command("events", "Show messages, notifications and audit entries.", "--data", "--json")
    events.add_argument("--since", type=int, default=0)
    events.add_argument("--figures", action="store_true", help="how often what was done, refused or failed")
    command("report", "Show what became of each sentence of the specification.", "--json")
    command("demo", "Walk through the specification's own examples.")
    serve = command("serve", "Offer the operations over HTTP.", "--data", "--workers")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--fd", type=int, help="a socket that listens already, handed over by whoever starts this")
    others = "offer them to other agents as well (A2A); the URL at which they reach this, if another"
    serve.add_argument("--a2a", nargs="?", const="", metavar="URL", help=others)
    tools = "Offer the operations as MCP tools over standard input and output."
    command("mcp", tools, "--as", "--by", "--data", "--workers")
    host = command("host", "Carry tasks to workers, so that agents can be in several processes.")
    host.add_argument("address", metavar="HOST:PORT")
    worker = command("worker", "Do what some agents are asked, by way of a host.", "--data")
    worker.add_argument("address", metavar="HOST:PORT")
    worker.add_argument("--agents", type=lambda text: text.split(","), default=[], help="their names; otherwise all")
    command("migrate", "Take data of another revision to this one, keeping what has no place.", "--data", "--json")
    users = command(
        "users", "Let somebody in over HTTP (prints the token, once), or no more; show who is.", "--data", "--json"
    )
    users.add_argument("action", choices=["add", "list", "remove"])
    users.add_argument("--role", default="", help="the role to act in; of one who is removed, only that")
    users.add_argument("--id", help="who it is, as rules and records name them")
    agents = command(
        "agents", "Show, add, remove or replace agents, also while others serve.", "--by", "--data", "--json"
    )
    agents.add_argument("action", choices=["list", "add", "remove", "replace"])
    agents.add_argument("name", nargs="?", default="", help="the agent's, or a new one's")
    agents.add_argument("--like", default="", metavar="AGENT", help="share the work of this agent")
    with_one = "the class: of an observer to add, or to do what an agent does (without one: the package's own again)"
    agents.add_argument("--with", dest="given", metavar="FILE:CLASS", help=with_one)
    agents.add_argument("--since", type=int, help="the number of the event that an observer begins after")
    for each in more:
        each.declare(command(each.name, each.summary, "--data"))
    return parser


def main(system: type[KitSystem], arguments: Sequence[str] | None = None, *, more: Sequence[Command] = ()) -> int:
    """Do what the command line says, with the commands that only this package has; the exit code."""
    given = _parser(system, more).parse_args(arguments)
    commands = {**_COMMANDS, **{each.name: each.run for each in more}}
    try:
        return int(commands[given.command](system, given) or 0)
    except Refused as refusal:
        _print({"refused": refusal.as_json()})
        return REFUSED
    except Fault as fault:
        print(f"{system.design.title}: {fault}", file=sys.stderr)
        return FAULT
    except BrokenPipeError:  # whoever read has enough
        return FAULT


def _print(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


def _operations(system: type[KitSystem], given: argparse.Namespace) -> None:
    found = operations(system.design)
    if given.json:
        _print(found)
        return
    for each in found:
        who = f" Only: {', '.join(each['roles'])}." if each["roles"] else ""
        print(f"{each['name']:<28} {each['summary']}{who}")


def _call(system: type[KitSystem], given: argparse.Namespace) -> int:
    line = {"call": given.name, "role": given.role, "by": given.by, "at": given.at}
    try:
        line["input"] = json.loads(given.input)
    except (ValueError, RecursionError) as error:
        print(f"The input is no JSON: {error}", file=sys.stderr)
        return USAGE
    found = asyncio.run(once(system, line, given.data, given.workers))
    _print(found.get("result", found))
    return 0 if "result" in found else REFUSED if "refused" in found else FAULT


async def once(system: type[KitSystem], line: dict[str, Any], data: str, workers: str | None = None) -> Any:
    """The answer to one line, by the process that serves the data where there is one."""
    served = _served(data)
    if served is not None:
        from .serving import forward

        return await asyncio.to_thread(forward, served, line)
    async with system.open(data, workers=workers) as running:
        return await answer(running, line)


def _served(data: str) -> dict[str, str] | None:
    """Where a process that serves these data is reached, if there is one."""
    place = Path(data) / "serving.json"
    return dict(json.loads(place.read_text())) if place.is_file() and in_use(data) else None


async def answer(system: KitSystem, line: Any) -> dict[str, Any]:
    """The answer to one line of a session; a call is counted among the figures."""
    begun = time.perf_counter()
    reply = await _answered(system, line)
    name = line.get("call") if isinstance(line, dict) else None
    if isinstance(name, str) and presentable(name):
        system.figures.note(name, name in system.engine.operations, reply, time.perf_counter() - begun)
    return reply


async def _answered(system: KitSystem, line: Any) -> dict[str, Any]:
    try:
        match line:
            case {"call": str(name)}:
                options = {name: line.get(name) for name in ("role", "by", "at")}
                return {"result": await system.call(name, line.get("input"), **options)}
            case {"clock": to}:
                return {"result": await system.clock_to(to)}
            case {"events": since}:
                return {"result": await system.events_by_now(int(since or 0))}
            case {"agents": "list"}:
                return {"result": await system.agents()}
            case {"agents": str()}:
                return {"result": await system.agents(Change.told(line))}
            case {"report": _}:
                return {"result": system.report()}
            case {"health": _}:
                return {"result": await system.health(whole=True)}
        return {"fault": "A line is an object with call, clock, events, agents, report or health."}
    except Refused as refusal:
        return {"refused": refusal.as_json()}
    except Fault as fault:
        return {"fault": str(fault)}


def _session(system: type[KitSystem], given: argparse.Namespace) -> None:
    async def run() -> None:
        async with system.open(given.data, workers=given.workers) as running:
            while line := await asyncio.to_thread(sys.stdin.readline):
                if line.strip():
                    try:
                        asked = json.loads(line)
                    except (ValueError, RecursionError) as error:
                        asked = None
                        _print({"fault": f"The line is no JSON: {error}"})
                    if asked is not None:
                        _print(await answer(running, asked))

    asyncio.run(run())


def _clock(system: type[KitSystem], given: argparse.Namespace) -> int:
    found = asyncio.run(once(system, {"clock": given.to}, given.data, given.workers))
    _print(found.get("result", found))
    return 0 if "result" in found else FAULT


def _agents(system: type[KitSystem], given: argparse.Namespace) -> int:
    line: dict[str, Any] = {"agents": given.action, "name": given.name, "like": given.like, "by": given.by}
    if given.given:
        line["given"] = asdict(Given.at(given.given))
    found = asyncio.run(once(system, {**line, "since": given.since}, given.data))
    if given.json or "result" not in found:
        _print(found.get("result", found))
    else:
        for each in found["result"]:
            like = f"like {each['like']}" if each["like"] not in ("", each["name"]) else each["class"]
            counts = f"{each['waiting']:>5} waiting {each['handled']:>7} handled"
            print(f"{each['name']:<20} {each['state']:<8} since {each['since'][:16]} {counts}  {like}".rstrip())
            if each["trouble"]:
                print(f"{'':<20} {each['trouble']}")
    return 0 if "result" in found else REFUSED if "refused" in found else FAULT


def _events(system: type[KitSystem], given: argparse.Namespace) -> None:
    store = system.store_at(given.data)
    figures = ({"seq": 0, "at": "", "to": "", "role": "", **each} for each in told(store))
    for each in figures if given.figures else store.events(given.since):
        if given.json:
            _print(each)
        else:
            to, line = each["to"] or each["role"], each["text"]
            if each["seq"]:
                line = f"{each['seq']:>5} {each['at'][:16]} {each['kind']:<12} {each['type']} → {to}: {line}"
            print("".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in line))
    store.close()


def _report(system: type[KitSystem], given: argparse.Namespace) -> None:
    found = system.report()
    if given.json:
        _print(found)
        return
    for line in _report_lines(found):
        print(line)


def _report_lines(found: list[dict[str, Any]]) -> Iterator[str]:
    """A line for each clause with its own words; a sentence of several stands above them, and no sentence twice."""
    shown: set[str] = set()
    for sentence, group in groupby(found, key=lambda each: each["sentence"]):
        lines = list(group)
        said = _plain(sentence)
        several = len(lines) > 1 and said not in shown
        if several:
            yield said
        for each in lines:
            words = said if len(lines) == 1 and said not in shown else _plain(each.get("clause") or "")
            told = " ".join(filter(None, (words.strip(" ,;"), each.get("note"))))
            yield f"{'    ' if several else ''}{each['status']:<13} {told}"
        shown.add(said)


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def _demo(system: type[KitSystem], given: argparse.Namespace) -> int:
    from .demo import play

    return asyncio.run(play(system))


def _serve(system: type[KitSystem], given: argparse.Namespace) -> None:
    from .serving import Place, serve

    place = Place(given.host, given.port, given.fd, given.a2a)
    asyncio.run(serve(system, given.data, place, given.workers))


def _mcp(system: type[KitSystem], given: argparse.Namespace) -> None:
    from .mcp_server import serve

    asyncio.run(serve(system, given.data, given.role, given.by, given.workers))


def _host(system: type[KitSystem], given: argparse.Namespace) -> None:
    from .workers import carry

    asyncio.run(carry(given.address))


def _worker(system: type[KitSystem], given: argparse.Namespace) -> None:
    from .workers import work

    with suppress(asyncio.CancelledError):  # told to stop
        asyncio.run(work(system, given.data, given.address, given.agents))


def _migrate(system: type[KitSystem], given: argparse.Namespace) -> None:
    taken = system.migrate(given.data)
    if given.json:
        _print({"from": taken.before, "to": taken.after, "aside": dict(sorted(taken.aside.items()))})
    else:
        print(taken)


def _users(system: type[KitSystem], given: argparse.Namespace) -> None:
    from . import users

    store = system.store_at(given.data)
    try:
        if given.action == "add":
            print(users.add(store, given.role, given.id or "", system.design.roles))
        elif given.action == "remove":
            if given.id is None:
                raise Refused("Say with --id who is to be let in no more.", rule="known.user")
            print(users.remove(store, given.id, given.role))
        elif given.json:
            _print(users.listed(store))
        else:
            for id, roles in users.listed(store).items():
                print(f"{id or '(without an id)'}\t{', '.join(roles)}")
    finally:
        store.close()


_COMMANDS = {
    "operations": _operations,
    "call": _call,
    "session": _session,
    "clock": _clock,
    "events": _events,
    "agents": _agents,
    "report": _report,
    "demo": _demo,
    "serve": _serve,
    "mcp": _mcp,
    "host": _host,
    "worker": _worker,
    "migrate": _migrate,
    "users": _users,
}
