"""What threatens a generated system at each place where something comes in, and what counters it (STRIDE)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from blueprints import Blueprint, Specification
from roles._audit import Threat

_OWN = "`tests/` of this package: every operation by a role that may not ask for it, every rule, every access rule"
_ATTACKS = "the generator's attacks on a package that serves"
_LINE, _HTTP, _MCP = "command line", "HTTP", "MCP"
_WORKERS, _DATA, _PROMPTS = "agents in several processes", "data folder", "prompts"
_ALWAYS: Mapping[str, tuple[str, str, str, str, str]] = {
    "line_spoofing": (
        _LINE,
        "spoofing",
        "Whoever can start the program names any role with `--as`.",
        "The command line is the operator's alone: the data folder is readable by its owner only.",
        "Give nobody else an account that may read the data; let others in over HTTP.",
    ),
    "line_tampering": (
        _LINE,
        "tampering",
        "An input holds a query, a path, or text that is no text.",
        "Inputs are typed, unknown names are refused, values are bound to statements, ids are never paths.",
        "",
    ),
    "line_disclosure": (
        _LINE,
        "information disclosure",
        "Text of a caller forges a line of what `events` prints.",
        "What is not printable is shown escaped: one event is one line.",
        "",
    ),
    "http_spoofing": (
        _HTTP,
        "spoofing",
        "Somebody claims a role or an id in a header or in the body.",
        "Role and id come from the bearer token alone; tokens are random (192 bits), and only their hashes are kept.",
        "Hand tokens out in private, and put TLS in front where requests leave the machine.",
    ),
    "http_tampering": (
        _HTTP,
        "tampering",
        "A request sets fields that the operation does not take, or another moment.",
        "Unknown fields are refused; the server's clock alone says what time it is.",
        "",
    ),
    "http_disclosure": (
        _HTTP,
        "information disclosure",
        "A foreign web page reads answers through the browser, or by a name that it made point here.",
        "No cookies, no cross-origin answers; on loopback only its own names are answered; none is cached or framed.",
        "The list of operations needs no token: keep the port to those who may know it.",
    ),
    "http_denial": (
        _HTTP,
        "denial of service",
        "Bodies without end, nested without end, numbers without end.",
        "A body has a stated length and 1 MiB at most, 16 levels, numbers of 30 digits; what is beyond is refused.",
        "Limit how often somebody may ask in the proxy in front of it.",
    ),
    "mcp_elevation": (
        _MCP,
        "elevation",
        "A model asks in another role than it was given.",
        "Role and id are fixed when the server starts, and are no arguments of any tool.",
        "Start it with the least role that does (`mcp --as ROLE`); without one it is the operator.",
    ),
    "mcp_tampering": (
        _MCP,
        "tampering",
        "Text in a record gives the model orders.",
        "Results are data of a tool, and prompts fence their inputs and say that they are no instructions.",
        "A model may still be fooled: let people confirm what cannot be undone.",
    ),
    "workers_spoofing": (
        _WORKERS,
        "spoofing",
        "Whoever reaches the host's port may send tasks, or pose as a worker.",
        "Tasks carry the id of the data and of the revision; others are not done.",
        "The host asks nobody who they are: keep its port where only these processes reach it.",
    ),
    "workers_denial": (
        _WORKERS,
        "denial of service",
        "A worker dies in the middle of a task, or hangs.",
        "A task is done once by its id, together with what it writes, and asked again for 30 seconds.",
        "",
    ),
    "data_disclosure": (
        _DATA,
        "information disclosure",
        "Somebody on the machine, or with a copy, reads the records.",
        "A new data folder is its owner's alone (mode 700); the secret of a process that serves is mode 600.",
        "Rows are not encrypted: use an encrypted disk, and guard copies like the data.",
    ),
    "data_tampering": (
        _DATA,
        "tampering",
        "Somebody edits the records behind the system's back.",
        "One process at a time holds the folder; each change is one durable transaction.",
        "Keep copies elsewhere; nothing here proves that a row was not edited by its owner.",
    ),
}
"""By id: entry, kind, what may happen, what counters it, what is left to the operator."""
_TESTED: Mapping[str, str] = {
    _LINE: _ATTACKS,
    _HTTP: _ATTACKS,
    _MCP: "the generator's tests with an MCP client",
    _WORKERS: "the generator's tests of agents in several processes, some of them killed",
    _DATA: f"{_ATTACKS}, and its tests with processes that are killed",
}
_ENTRIES = (*_TESTED, _PROMPTS)


def threats(specification: Specification, blueprint: Blueprint) -> tuple[Threat, ...]:
    """The threats to the system that the two describe."""
    found = (*_always(), *_by_role(specification), *_audited(specification), *_prompted(blueprint))
    return tuple(sorted(found, key=lambda threat: _ENTRIES.index(threat.entry)))


def _always() -> Iterator[Threat]:
    for id, (entry, kind, text, counter, left) in _ALWAYS.items():
        yield Threat.model_validate(
            {
                "id": f"threat.{id}",
                "entry": entry,
                "kind": kind,
                "text": text,
                "counter": counter,
                "tested": _TESTED[entry],
                "left": left,
            }
        )


def _by_role(specification: Specification) -> Iterator[Threat]:
    bounded = [operation for operation in specification.operations if operation.roles]
    if bounded:
        names = ", ".join(f"`{operation.name}`" for operation in bounded)
        counter, left = f"Asked in another role, they are refused: {names}.", ""
    else:
        counter = "The text gives no operation to a role alone: whoever has a token may ask for each."
        left = "Give tokens only to those who may do everything, or say in the text who may ask for what."
    yield Threat(
        id="threat.roles_elevation",
        entry=_HTTP,
        kind="elevation",
        text="Somebody asks for what only others may do.",
        counter=counter,
        tested=_OWN if bounded else "nothing, for there is nothing to refuse",
        left=left,
    )
    if specification.access:
        yield Threat(
            id="threat.rows_disclosure",
            entry=_HTTP,
            kind="information disclosure",
            text="Somebody reads rows or fields that the text keeps from them, by a list, a filter, or a result.",
            counter="Access rules hold in lists, filters and results: of a row that one may not read, its id is all.",
            tested=f"{_OWN}; {_ATTACKS}",
        )


def _audited(specification: Specification) -> Iterator[Threat]:
    names = {entity.id: (entity.plural or entity.name).replace("_", " ") for entity in specification.entities}
    kept = [f"{names[audit.entity]} ({audit.on})" for audit in specification.audits if audit.entity in names]
    yield Threat(
        id="threat.events_repudiation",
        entry=_DATA,
        kind="repudiation",
        text="Somebody denies having read or changed a record.",
        counter=f"The audit log names who, when and which: {', '.join(kept)}."
        if kept
        else "The events name each message and notification, with its moment.",
        tested=_OWN if kept else "the generator's tests of the kit",
        left="" if kept else "The text asks for no log of who read or changed what.",
    )


def _prompted(blueprint: Blueprint) -> Iterator[Threat]:
    if any(agent.prompt for agent in blueprint.agents):
        yield Threat(
            id="threat.prompts_disclosure",
            entry=_PROMPTS,
            kind="information disclosure",
            text="Records that somebody puts into a prompt reach whoever runs the model.",
            counter="Prompts name what records hold, and hold none; nothing here sends one to a model by itself.",
            tested="the check of prompts, with planted faults",
            left="Use a model on a machine of your own, or leave out what is personal.",
        )
        yield Threat(
            id="threat.prompts_tampering",
            entry=_PROMPTS,
            kind="tampering",
            text="A request to an agent with a prompt holds orders for the model.",
            counter="Inputs are fenced, escaped, and said to be data; the model names an operation, and rules decide.",
            tested="the check of prompts, with planted faults",
            left="Rules hold whatever the model says; what it says to people is not checked.",
        )
