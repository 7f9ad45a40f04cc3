"""What a package takes and tells as messages, as an AsyncAPI 3.0 document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autogenesis.assembly._exports._offered import Offered

_TEXT = {"type": "string"}
_SCHEMAS = "#/components/schemas/"


def asyncapi(system: Offered) -> dict[str, Any]:
    """The document: a ``session`` that takes calls and answers them, and the ``events`` that the system leaves:
    messages between its agents, what people are told, the audit log. Both are lines of JSON, as the package's commands
    of these names read and print them."""
    run = f"python -m {system.package}"
    from autogenesis.kit.openapi import REFUSAL, lifted

    schemas: dict[str, Any] = {
        "Refusal": dict(REFUSAL),
        "Refused": _object({"refused": {"$ref": f"{_SCHEMAS}Refusal"}}),
        "Fault": _object({"fault": _TEXT}),
    }
    by = {name: agent for agent, carried in system.agents.items() for name in carried}
    session: dict[str, Any] = {
        "refused": {"title": "Refused by a rule", "payload": {"$ref": f"{_SCHEMAS}Refused"}},
        "fault": {"title": "A fault of the system", "payload": {"$ref": f"{_SCHEMAS}Fault"}},
    }
    operations: dict[str, Any] = {}
    inputs: dict[str, Mapping[str, Any]] = {}
    for each in system.operations:
        name = each["name"]
        inputs[name] = taken = lifted(each["input"], name, schemas, _SCHEMAS)
        result = lifted(each["output"], name, schemas, _SCHEMAS)
        session[name] = {"title": each["summary"], "payload": _call(name, each["roles"], taken)}
        session[f"{name}.result"] = {"title": f"Result of {name}", "payload": _object({"result": result})}
        operations[name] = {
            "action": "receive",
            "channel": {"$ref": "#/channels/session"},
            "summary": each["summary"],
            "messages": [_message("session", name)],
            "reply": {
                "channel": {"$ref": "#/channels/session"},
                "messages": [_message("session", answer) for answer in (f"{name}.result", "refused", "fault")],
            },
            **({"tags": [{"name": by[name]}]} if name in by else {}),
        }
    events = _events(system, inputs)
    operations |= {
        f"send.{name}": {
            "action": "send",
            "channel": {"$ref": "#/channels/events"},
            "summary": each["title"],
            "messages": [_message("events", name)],
        }
        for name, each in events.items()
    }
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": system.title,
            "version": system.version,
            "description": f"Lines of JSON: `{run} session` and `{run} events --json`.",
            "tags": [{"name": name, "description": "An agent."} for name in system.agents],
        },
        "defaultContentType": "application/json",
        "channels": {
            "session": {"address": "session", "title": "Calls and their answers, in turn", "messages": session},
            "events": {"address": "events", "title": "What happened, in order", "messages": events},
        },
        "operations": operations,
        "components": {"schemas": schemas},
    }


def _call(name: str, roles: list[str], taken: Mapping[str, Any]) -> dict[str, Any]:
    optional = {
        "role": {**_TEXT, **({"enum": list(roles)} if roles else {}), "description": "the role that is acted in"},
        "by": {**_TEXT, "description": "the id that is acted under"},
        "at": {**_TEXT, "format": "date-time", "description": "the moment; what is due up to it happens first"},
    }
    call, given = {"call": {"const": name}}, {"input": taken}
    whole = _object({**call, **given}, optional) if taken["required"] else _object(call, {**given, **optional})
    return {**whole, "additionalProperties": False}


def _events(system: Offered, inputs: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The kinds of events, by the names of their types."""
    found: dict[str, Any] = {}
    for type, agents in system.events.items():
        on, _, what = type.partition(".")
        held = inputs.get(what, {}) if on == "done" else {}
        data = {"type": "object", "properties": held.get("properties", {})}
        to = {"enum": list(agents)}
        found[type] = {"title": f"To {', '.join(agents)}: {on} {what}", "payload": _event("message", type, to, data)}
    for type in system.notifications:
        found[f"notification.{type}"] = {
            "title": f"People are told: {type}",
            "payload": _event("notification", type, _TEXT, {"type": "object"}),
        }
    found["not_done"] = {
        "title": "An agent could not do what nobody waits for",
        "payload": _event("message", {"pattern": r"^(refused|failed)\."}, {"enum": list(system.agents)}, {}),
    }
    found["audit"] = {
        "title": "An entry of the audit log",
        "payload": _event("audit", _TEXT, _TEXT, {"type": "object", "properties": {"by": _TEXT}}),
    }
    return found


def _event(kind: str, type: str | Mapping[str, Any], to: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    return _object(
        {
            "seq": {"type": "integer", "description": "the number in order"},
            "at": {**_TEXT, "format": "date-time"},
            "kind": {"const": kind},
            "type": {"const": type} if isinstance(type, str) else {**_TEXT, **type},
            "to": {**_TEXT, **to},
            "role": _TEXT,
            "operation": {**_TEXT, "description": "what it came of"},
            "subject": {"type": ["string", "null"], "description": "the id of the row it is about"},
            "text": _TEXT,
            "data": data,
        }
    )


def _object(needed: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {"type": "object", "properties": {**needed, **(optional or {})}, "required": list(needed)}


def _message(channel: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/channels/{channel}/messages/{name}"}
