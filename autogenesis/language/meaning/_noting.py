"""Frames for what is written down: "The porter writes down name, phone number and the bag. The guest gets a slip with a number"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._text import Span
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._fields import add_np_fields, plainly_fields
from autogenesis.language.meaning._naming import ANYBODY, known_thing, take_name
from autogenesis.language.meaning._scope import Scope

_WRITING = frozenset({("write", "down"), ("note", "down"), ("take", "down"), ("note", ""), ("jot", "down"), ("record", ""), ("write", "up"),
                      ("log", ""), ("enter", ""), ("put", "down"), ("fill", "in")})  # fmt: skip
_GETTING = frozenset({"get", "receive", "have"})
_AHEAD = 2


def written_down(clause: Clause, scope: Scope) -> Claimed | None:
    """What is noted is kept of the thing that is handed out for it, or that it is noted on."""
    phrase = clause.phrase("on", "in", "into", "onto")
    if (
        (clause.verb, clause.particle) not in _WRITING
        or clause.voice == "passive"
        or clause.negated
        or clause.conditions
    ):
        return None
    listed = tuple(np for np in clause.objects if np.head != "what")
    asked = tuple(np for np in clause.objects if np.head == "what")
    if len(clause.objects) < 2 or not plainly_fields(listed, scope) or any(np.pronoun or np.quantity for np in listed):
        return None
    entity = (
        known_thing(scope.draft, phrase.item) if phrase is not None and phrase.item is not None else _handed_out(scope)
    )
    if entity is None:
        return None
    made = add_np_fields(listed, entity, scope)
    made += [_asked(np, entity, scope) for np in asked]
    scope.take(clause, phrase.span if phrase is not None else None)
    if clause.subject is not None:
        _take_doer(clause.subject, scope)
    return Claimed("written_down", (entity.id, *made))


def _take_doer(np: NP, scope: Scope) -> None:
    if np.head in ANYBODY:
        scope.take(np.span)
    take_name(np, scope)


def _handed_out(scope: Scope) -> EntityDraft | None:
    """The slip that somebody gets for it, in the sentences that follow."""
    ahead = scope.draft.around(scope.unit, ahead=_AHEAD)
    for unit in ahead:
        for clause in unit.clauses:
            thing = clause.object
            if (
                clause.verb in _GETTING
                and clause.voice != "passive"
                and thing is not None
                and thing.determiner in {"a", "an"}
            ):
                found = known_thing(scope.draft, thing)
                if found is not None:
                    return found
    return None


def _asked(np: NP, entity: EntityDraft, scope: Scope) -> str:
    """ "what is wrong with it": a text, called as it is said."""
    words = [c.complements[0] for c in np.relatives if c.complements] or ["remark"]
    name = scope.draft.add_field(entity, f"what is {words[0]}" if words[0] != "remark" else "remark", bp.TEXT, np.span)
    entity.given.add(name)
    end: Span = (np.span[0], max(np.span[1], *(r.span[1] for r in np.relatives))) if np.relatives else np.span
    scope.take(end)
    return f"field.{entity.name}.{name}"


def handed_out(clause: Clause, scope: Scope) -> Claimed | None:
    """ "They get a ticket with a number": what is handed out has what it comes with."""
    thing = clause.object
    if clause.verb not in {"get", "receive"} or clause.voice == "passive" or thing is None or len(clause.objects) > 1:
        return None
    having = next((p for p in (*thing.of, *clause.phrases) if p.prep == "with"), None)
    entity = known_thing(scope.draft, thing)
    if (
        having is None
        or entity is None
        or thing.determiner not in {"a", "an"}
        or clause.negated
        or clause.conditions
        or clause.limits
    ):
        return None
    if not all(head_kind(np.head) or known_thing(scope.draft, np) for np in having.items) or thing.relatives:
        return None
    made = add_np_fields(having.items, entity, scope)
    scope.take(clause)
    take_name(thing, scope)
    if clause.subject is not None:
        _take_doer(clause.subject, scope)
    return Claimed("handed_out", (entity.id, *made))


NOTING: tuple[Frame, ...] = (written_down, handed_out)
"""The frames for what is written down."""
