"""Frames of deeds that are written down one by one: "Each such opening shall be logged with name, time and reason"."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import EntityDraft, OperationDraft
from autogenesis.language._inflect import participle_of
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import present
from autogenesis.language._text import Span
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._members import singular_name
from autogenesis.language.meaning._recording import WHEN, says_who
from autogenesis.language.meaning._relations import nouns_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope
from autogenesis.language.readings._fields import Stated, stated_fields
from autogenesis.language.readings._stated import type_of

_LOGGED = regex(
    r"^(?:each|every|all|any)\s+(?:such\s+|single\s+)?(?P<noun>[a-z]+)(?:\s+of\s+(?:an?|the)\s+(?P<thing>[a-z][\w-]*(?:\s[a-z]+)?))?\s+"
    r"(?:shall be|must be|should be|will be|is|are|has to be|have to be|gets)\s+(?:logged|recorded|noted|documented|written down|entered in the log)\s*"
    r"(?:,\s*)?(?:with|including|together with|giving|stating)\s+(?P<what>.+?)[.;]?$",
    re.I,
)


def logged_with(clause: Clause, scope: Scope) -> Claimed | None:
    """A row is made of each deed: who, when, on what, and what else must be said of it."""
    text = scope.draft.text.at((_start(clause, scope), scope.unit.span[1]))
    match = _LOGGED.match(" ".join(text.split()))
    if match is None:
        return None
    found = _deed(match["noun"].lower(), match["thing"], scope)
    if found is None:
        raise NotUnderstoodError(f"it is not known what “{match['noun']}” is done to what", clause.span)
    operation, entity = found
    span = (_start(clause, scope), scope.unit.span[1])
    fields, unread = stated_fields(match["what"], span[0])
    if unread or not fields:
        return None
    draft = scope.draft
    log = draft.entity(match["noun"].lower(), span)
    draft.made_by_rule.add(log.name)
    if entity is log:
        return _own(operation, log, fields, span, scope)
    values: list[tuple[str, bp.Expression]] = []
    whom = next((p.name for p in operation.inputs.values() if p.type.entity == entity.id), entity.name)
    values.append((draft.add_field(log, entity.label, entity.type, span), bp.Name(name=_row(operation, entity, whom))))
    for each in fields:
        if says_who(each.head):
            name = draft.add_field(log, each.label, bp.PERSON, span, required=False)
            values.append((name, bp.Name(name="by")))
        elif each.head in WHEN:
            day = each.head in {"date", "day"}
            name = draft.add_field(log, each.label, bp.DATE if day else bp.DATETIME, span)
            values.append((name, bp.Name(name="today" if day else "now")))
        else:
            kind = type_of(draft, log, each)
            name = draft.add_field(log, each.label, kind, span)
            values.append((name, bp.Name(name=name)))
            if name not in operation.inputs and name not in entity.fields:
                operation.inputs[name] = bp.Parameter(name=name, type=kind)
                why = f"The {each.label} must be given."
                operation.guards.append(draft.guard(f"{operation.name}.{name}", present(name), why, span, name))
    operation.steps.append(bp.Create(entity=log.id, values=tuple(values), name=f"logged_{log.name}"))
    scope.take(span)
    for part in ((span[0], clause.span[0]), (clause.span[1], span[1])):
        if part[0] < part[1]:
            draft.claim(part, "logged_with", [log.id])
    return Claimed("logged_with", (operation.id, log.id, *(f"field.{log.name}.{name}" for name, _ in values)))


def _own(operation: OperationDraft, log: EntityDraft, fields: tuple[Stated, ...], span: Span, scope: Scope) -> Claimed:
    """The deed makes a row of its own already: that has the fields."""
    draft = scope.draft
    made = []
    for each in fields:
        who, when = says_who(each.head), each.head in WHEN
        day = each.head in {"date", "day"}
        kind = bp.PERSON if who else (bp.DATE if day else bp.DATETIME) if when else type_of(draft, log, each)
        name = draft.add_field(log, each.label, kind, span, required=not who)
        if who or when:
            log.later.add(name)
            operation.values[name] = bp.Name(name="by" if who else "today" if day else "now")
        else:
            log.given.add(name)
            guard = draft.guard(
                f"{operation.name}.{name}", present(name), f"The {each.label} must be given.", span, name
            )
            operation.guards.append(guard)
        made.append(f"field.{log.name}.{name}")
    scope.take(span)
    return Claimed("logged_with", (operation.id, log.id, *made))


def _start(clause: Clause, scope: Scope) -> int:
    """Where the statement begins: "each such opening …" may have been parsed from "shall" on."""
    before = scope.draft.text.text[scope.unit.span[0] : clause.span[1]]
    found = [m.start() for m in re.finditer(r"(?:^|[;.]\s+|,\s+and\s+)(?=(?:each|every|all|any)\s)", before, re.I)]
    if not found:
        return clause.span[0]
    start = scope.unit.span[0] + found[-1]
    return start + len(re.match(r"[;.,]?\s*(?:and\s+)?", scope.draft.text.text[start:])[0])  # type: ignore[index]


def _row(operation: OperationDraft, entity: EntityDraft, whom: str) -> str:
    return f"new_{entity.name}" if operation.kind == "create" else whom


def _deed(noun: str, thing: str | None, scope: Scope) -> tuple[OperationDraft, EntityDraft] | None:
    """The operation that the noun names: "opening" of "open", "removal" of "remove"; of the thing said, where one is."""
    wanted = scope.draft.find_entity(singular_name(thing)) if thing else None
    for operation in scope.draft.operations.values():
        verb, _, particle = operation.verb.partition(" ")
        entity = operation.entity
        about = (
            {p.type.entity for p in operation.inputs.values()} | {f.type.entity for f in entity.fields.values()}
            if entity
            else set()
        )
        if entity is None or not verb or (wanted is not None and entity is not wanted and wanted.id not in about):
            continue
        if noun in nouns_of(verb, particle) or noun == _gerund(verb):
            return operation, entity
    return None


def _gerund(verb: str) -> str:
    done = participle_of(verb)
    doubled = done.endswith("ed") and len(done) > len(verb) + 2
    stem = f"{verb}{verb[-1]}" if doubled else verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    return f"{stem}ing"


LOGGED: tuple[Frame, ...] = (logged_with,)
"""The frames of deeds that are written down one by one."""
