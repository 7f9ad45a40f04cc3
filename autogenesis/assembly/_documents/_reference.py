"""The reference: each operation with who may ask, what is given, what comes back, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import blueprints as b
from autogenesis.assembly._documents._text import Md, code, compact, laid_out, listing, prose
from autogenesis.assembly._documents._words import Words, capital, spaced
from autogenesis.assembly._names import role_name
from autogenesis.assembly._names import words as snake
from autogenesis.assembly._oracle import Machine, OracleError, Performer, taken
from autogenesis.assembly._sources import ended
from autogenesis.assembly._telling import reader
from autogenesis.assembly._witness import START, plain

Done = Mapping[str, b.Scenario]
"""For operations by name, a story that ends with the operation done."""
_Example = tuple[b.CallStep, Any]


def reference(
    words: Words, package: str, scenarios: Sequence[b.Scenario], done: Done, perform: Performer | None
) -> dict[str, Any]:
    """The values of the reference: the operations, the records, and the tokens that the examples need."""
    specification = words.specification
    state = _after(specification, scenarios[0] if scenarios else None, perform)
    shown = {item.name: _example(item, specification, state, done) for item in specification.operations}
    tokens: dict[tuple[str, str], str] = {}
    operations = []
    for operation in specification.operations:
        example = shown[operation.name]
        step = (
            example[0] if example else b.CallStep(operation=operation.name, input=_any_rows(operation, specification))
        )
        token = _token(words, operation, step, tokens)
        operations.append(
            {
                "name": operation.name,
                "summary": prose(ended(operation.summary)),
                "who": _who(words, operation),
                "inputs": _inputs(words, operation),
                "gives": _gives(words, operation),
                "refusals": [
                    (code(item.id), ended(item.reason), code(item.field or "")) for item in _rules(words, operation)
                ],
                "request": laid_out(json.dumps(step.input, ensure_ascii=False)),
                "answer": _answer(operation, example),
                "curl": _curl(operation.name, step.input, token),
            }
        )
    return {
        "operations": operations,
        "tokens": [(name, role, by) for (role, by), name in tokens.items()],
        "records": [_record(words, entity) for entity in specification.entities],
        "package": package,
    }


def _after(specification: b.Specification, scenario: b.Scenario | None, perform: Performer | None) -> Machine:
    """The system after a scenario, or as it is when it is new."""
    machine = Machine(specification, scenario.start if scenario else START, perform=perform)
    for step in scenario.steps if scenario else ():
        taken(machine, step)
    return machine


def _example(operation: b.Operation, specification: b.Specification, state: Machine, done: Done) -> _Example | None:
    """A call that succeeds with what it gives; None where none was found."""
    if operation.name in done:
        last = done[operation.name].steps[-1]
        return (last.model_copy(update={"result": None}), last.result) if isinstance(last, b.CallStep) else None
    if operation.kind not in ("get", "list"):
        return None
    given: dict[str, Any] = {}
    if operation.kind == "get":
        rows = state.world.rows(operation.entity or "")
        if not rows:
            return None
        given = {_asked_for(operation, specification): rows[0].id}
    role = reader(specification, operation)
    try:
        reply = state.fork().call(operation.name, given, role=role)
    except OracleError:
        return None
    if reply.refused is not None:
        return None
    return b.CallStep(operation=operation.name, input=given, role=role), plain(reply.result)


def _any_rows(operation: b.Operation, specification: b.Specification) -> dict[str, Any]:
    """The rows that an operation is asked with where no story has them."""
    kinds = {item.id: snake(item.name) for item in specification.entities}
    if operation.kind == "get":
        return {_asked_for(operation, specification): f"{kinds.get(operation.entity or '', 'id')}-1"}
    return {
        item.name: f"{kinds[item.type.entity]}-1"
        for item in operation.inputs
        if item.required and item.default is None and item.type.kind == "reference" and item.type.entity in kinds
    }


def _asked_for(operation: b.Operation, specification: b.Specification) -> str:
    """The input that names the row of a get operation."""
    entity = next((snake(item.name) for item in specification.entities if item.id == operation.entity), "id")
    return next((item.name for item in operation.inputs if item.type.kind == "reference"), entity)


def _answer(operation: b.Operation, example: _Example | None) -> Md | None:
    if example is None or (operation.kind == "list" and not example[1]):
        return None
    result = example[1]
    if operation.kind == "list" and len(result) > 1:
        return Md(f"{laid_out(json.dumps(result[:1], ensure_ascii=False))[:-1]}, …]")
    return laid_out(json.dumps(result, ensure_ascii=False))


def _token(words: Words, operation: b.Operation, step: b.CallStep, tokens: dict[tuple[str, str], str]) -> str:
    """The shell variable with the token of whoever asks in an example."""
    role = step.role or next((role_name(actor) for actor in words.who(operation)), "")
    role = role or next((role_name(actor) for actor in words.actors), "operator")
    known = tokens.get((role, step.by or ""))
    if known is None:
        known = "_".join(filter(None, (snake(role), snake(step.by) if step.by else ""))).upper()
        known = known if known.isascii() and known[:1].isalpha() else f"TOKEN_{len(tokens) + 1}"
        tokens[role, step.by or ""] = known if known not in tokens.values() else f"{known}_{len(tokens) + 1}"
    return tokens[role, step.by or ""]


def _curl(name: str, given: Mapping[str, Any], token: str) -> Md:
    body = compact(given).replace("'", "'\"'\"'")
    asked = (
        f'curl -s -H "Authorization: Bearer ${token}"',
        f"  http://127.0.0.1:8000/operations/{name}",
        f"  --json '{body}'",
    )
    return Md(" \\\n".join(asked))


def _who(words: Words, operation: b.Operation) -> Md:
    if operation.roles:
        return Md(f"only {listing((_role(words, id) for id in operation.roles), 'or')}")
    if operation.actors:
        named = listing((_role(words, id) for id in operation.actors), "or")
        return Md(f"{named}, as the text has it; no other role is refused")
    return Md("everybody")


def _role(words: Words, id: str) -> Md:
    return Md(f"{prose(words.one(id))} ({code(role_name(id))})")


def _rules(words: Words, operation: b.Operation) -> tuple[b.Guard, ...]:
    """What refuses the operation: its own rules, and those of what it makes or changes."""
    entity = words.entities.get(operation.entity or "")
    own = entity.invariants if entity is not None and operation.kind in ("create", "change") else ()
    return (*operation.guards, *own)


def _inputs(words: Words, operation: b.Operation) -> list[tuple[Md, Md, str]]:
    if operation.kind in ("get", "list"):
        return _asked(words, operation)
    found = [
        (code(item.name), words.type(item.type), "yes" if item.required and item.default is None else "no")
        for item in operation.inputs
    ]
    entity = words.entities.get(operation.entity or "")
    if operation.kind == "create" and entity is not None and entity.key is None:
        found.append((code("id"), Md("id of the new row; numbered where it is left out"), "no"))
    return found


def _asked(words: Words, operation: b.Operation) -> list[tuple[Md, Md, str]]:
    """The inputs of operations that look things up."""
    fields = (code("fields"), Md("list of texts: the fields to show, where not all"), "no")
    if operation.kind == "get":
        row = words.type(b.reference(operation.entity or ""))
        return [(code(_asked_for(operation, words.specification)), row, "yes"), fields]
    entity = words.entities.get(operation.entity or "")
    names = ["id", *(item.name for item in entity.fields if item.name != "id")] if entity is not None else []
    return [(listing(code(name) for name in names), Md("only the rows that have this value"), "no"), fields]


def _gives(words: Words, operation: b.Operation) -> str:
    about = words.entity(operation.entity) if operation.entity else ""
    match operation.kind:
        case "get":
            return f"the {about}"
        case "list":
            return f"a list of {words.plural(operation.entity or '')}"
        case "create":
            return f"the new {about}"
    return ""


def _presence(item: b.FieldOf) -> str:
    return "always" if item.required or item.default is not None else "or null"


def _record(words: Words, entity: b.Entity) -> dict[str, Any]:
    return {
        "title": capital(words.entity(entity.id)),
        "fields": [
            (code("id"), Md(f"the {spaced(entity.key)}, as text" if entity.key else "numbered"), "always"),
            *((code(item.name), words.type(item.type), _presence(item)) for item in entity.fields),
            *((code(item.name), words.type(item.type), "reckoned") for item in entity.derivations),
        ],
    }
