"""Frames of what is given with a deed: "Whoever declines a request gives a reason", "If it is rejected, a reason is required"."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft, OperationDraft
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._carried import ask, given_with
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._deeds import deed_of
from autogenesis.language.meaning._focus import abouts
from autogenesis.language.meaning._latches import IT
from autogenesis.language.meaning._members import entity_of, field_named
from autogenesis.language.meaning._naming import actor_of, known_thing, take_name
from autogenesis.language.meaning._recipients import recipients_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._trying import tried

_EVENTS = frozenset({"if", "when", "whenever", "once", "should", "where", "in case", "each time", "every time"})
_NEEDED = frozenset({"require", "need", "give", "state", "enter", "record", "provide", "note", "ask for"})
_GIVING = frozenset(
    {"give", "state", "enter", "record", "provide", "note", "name", "specify", "write", "need", "add", "write down"}
)
_KINDS = frozenset({"", "text", "name", "number", "measure", "money", "date", "time", "identifier", "choice"})


def given_then(clause: Clause, scope: Scope) -> Claimed | None:
    """What must be given is asked for with the deed, and kept."""
    event = clause.conditions[0].clause if len(clause.conditions) == 1 else None
    if event is not None and (clause.conditions[0].marker not in _EVENTS or len(clause.conditions[0].clauses) > 1):
        return None
    who = clause.subject
    if event is None:
        relative = who.relatives[0] if who is not None and len(who.relatives) == 1 else None
        if who is None or relative is None or who.head not in {"whoever", "who", "anyone", "anybody", "everyone"}:
            return None
        event = replace(relative, subjects=())
    if not _same_doer(clause, event):
        return None
    given = _given(clause)
    if given is None or event.negated or event.perfect or clause.negated:
        return None
    operation = _operation(event, scope)
    if operation is None or operation.entity is None or operation.kind != "change" or _told(clause, scope):
        return None
    if not _may(clause, event, operation, scope):
        return None
    made: list[str] = [operation.id]
    for np in given:
        made.append(_asked(operation, np, scope))
        scope.take(np)
    scope.take(clause, *clause.subjects, *(c.span for c in clause.conditions))
    return Claimed("given_then", tuple(made))


def _same_doer(clause: Clause, event: Clause) -> bool:
    """Whether whoever gives it is whoever does the deed."""
    who, doer = clause.subject, event.subject
    if clause.voice == "passive" or who is None or who.pronoun or who.head in {"whoever", "who", "anyone", "anybody"}:
        return True
    if event.voice == "passive":
        return event.phrase("by") is None
    return doer is not None and doer.head == who.head


def _may(clause: Clause, event: Clause, operation: OperationDraft, scope: Scope) -> bool:
    """ "When a key is returned, the porter enters the time": the porter is who it is returned to, if nobody else is."""
    who = clause.subject
    if event.voice != "passive" or clause.voice == "passive" or who is None or who.pronoun:
        return True
    actor = actor_of(who, scope)
    if actor is None or (operation.actors and actor not in operation.actors):
        return False
    if not operation.actors:
        operation.actors.append(actor)
    take_name(who, scope)
    return True


def _given(clause: Clause) -> tuple[NP, ...] | None:
    """What is given, where the clause says nothing else."""
    phrase = f"{clause.verb} {clause.particle}".strip()
    nps: tuple[NP, ...] = ()
    if clause.voice == "passive" and phrase in _NEEDED and clause.modal in {"", "must", "shall", "should"}:
        nps = clause.subjects
    elif clause.voice == "active" and phrase in _GIVING and clause.modal in {"", "must", "shall", "should"}:
        nps = clause.objects
    if not nps or clause.phrases or clause.limits or clause.embedded or clause.exceptions or clause.adverbs:
        return None
    return nps if all(_plain(np) for np in nps) else None


def _plain(np: NP) -> bool:
    owned = len(np.of) == 1 and np.of[0].prep == "of" and len(np.of[0].items) == 1
    simple = not (np.relatives or (np.of and not owned) or np.pronoun or np.plural or np.negative or np.quantity)
    return simple and np.determiner in {"a", "an", "the", "its", "their", ""} and head_kind(np.head) in _KINDS


def _operation(event: Clause, scope: Scope) -> OperationDraft | None:
    """The deed that the condition tells; a pronoun is what was spoken of."""
    thing = event.subject if event.voice == "passive" else event.object
    if thing is not None and not thing.pronoun and known_thing(scope.draft, thing) is None:
        return None
    near = abouts(replace(event, conditions=()), scope) if thing is None or thing.pronoun else ()
    doer = event.subject if event.voice == "active" else None
    plain = replace(event, subjects=() if doer is not None and doer.pronoun else event.subjects, voice=event.voice)
    for entity in near[:2]:
        words = entity.words or (entity.label,)
        named = NP(event.span, entity.label, words[-1], words=words, determiner="the")
        there = replace(plain, objects=(named,)) if event.voice == "active" else replace(plain, subjects=(named,))
        found = tried(lambda there=there: deed_of(there, scope.bound(Row(entity, IT))), scope)  # type: ignore[misc]  # noqa: B023
        if found is not None:
            return found.operation
    deed = tried(lambda: deed_of(plain, scope), scope) if not near else None
    return deed.operation if deed is not None else None


def _told(clause: Clause, scope: Scope) -> bool:
    """ "If it is rejected, the guest gets a message" tells somebody something."""
    who = clause.subject
    if clause.voice == "passive" or who is None or who.pronoun or who.head in {"whoever", "who"}:
        return False
    return tried(lambda: (recipients_of(who, scope),), scope) is None


def _asked(operation: OperationDraft, np: NP, scope: Scope) -> str:
    entity = operation.entity
    assert entity is not None
    owner = np.of[0].item if np.of else None
    elsewhere = _of_another(operation, entity, np, owner, scope)
    if elsewhere is not None:
        return elsewhere
    if owner is not None and known_thing(scope.draft, owner) is not entity:
        raise NotUnderstoodError(f"nothing says which “{owner.text}” is meant", owner.span)
    return given_with(np, operation, entity, scope)


def _of_another(operation: OperationDraft, entity: EntityDraft, np: NP, owner: NP | None, scope: Scope) -> str | None:
    """ "When a rental is ended, the clerk enters the mileage of the van": a value of what the row refers to."""
    if field_named(entity, np) is not None and owner is None:
        return None
    wanted = known_thing(scope.draft, owner) if owner is not None else None
    for f in entity.fields.values():
        other = entity_of(scope.draft, f.type) if f.type.kind == "reference" else None
        named = field_named(other, np) if other is not None and (wanted is None or wanted is other) else None
        if other is None or named is None or named[0] not in other.fields:
            continue
        row = next((p.name for p in operation.inputs.values() if p.type.entity == entity.id), entity.name)
        ask(operation, named[0], other.fields[named[0]].type, bp.Get(of=bp.Name(name=row), field=f.name))
        return f"field.{other.name}.{named[0]}"
    return None


GIVEN_THEN: tuple[Frame, ...] = (given_then,)
"""The frame of what a deed asks for."""
