"""Owns what passes from hand to hand: the states of a thing, who it belongs to, and what pronouns of it mean."""

from __future__ import annotations

from collections.abc import Sequence

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import either, same, update

INITIAL = frozenset({"draft", "new", "open", "pending", "provisional", "proposed", "idle", "dirty", "waiting"})
"""Words for the state in which things come into being."""


def state(value: str) -> bp.Literally:
    """One state, as a constant."""
    return bp.Literally(type=bp.Type(kind="choice", choices=(value,)), value=value)


def states(draft: Draft, entity: EntityDraft, *names: str, span: tuple[int, int] | None = None) -> str:
    """The status field of `entity`, with these states added; the first state ever named is the one it begins in."""
    known = entity.fields.get("status")
    if known is None or known.type.kind != "choice":
        kind = bp.Type(kind="choice", choices=tuple(dict.fromkeys(names)))
        entity.fields.pop("status", None)
        draft.add_field(entity, "status", kind, span, required=False, default=state(names[0]))
        entity.lifecycle = bp.Lifecycle(field="status", initial=names[0])
        return "status"
    choices = tuple(dict.fromkeys((*known.type.choices, *names)))
    entity.fields["status"] = known.model_copy(update={"type": bp.Type(kind="choice", choices=choices)})
    return "status"


def in_state(row: str, *names: str) -> bp.Expression:
    """The row at the path is in one of the states."""
    return either(*(same(f"{row}.status", state(name)) for name in names))


def moves(draft: Draft, entity: EntityDraft, start: str, end: str, element: str) -> None:
    """Note a transition of the lifecycle, with the element that makes it."""
    states(draft, entity, start, end)
    lifecycle = entity.lifecycle or bp.Lifecycle(field="status", initial=start)
    entity.lifecycle = lifecycle.model_copy(update={"transitions": (*lifecycle.transitions, (start, end, element))})


def initial_of(entity: EntityDraft) -> str | None:
    """The state in which the thing begins."""
    return entity.lifecycle.initial if entity.lifecycle else None


def row_input(operation: OperationDraft, entity: EntityDraft) -> None:
    """The operation is done to a row of `entity`."""
    operation.inputs.setdefault(entity.name, bp.Parameter(name=entity.name, type=entity.type))


def set_state(row: str, value: str, **more: bp.Expression | str) -> bp.Update:
    """Give the row at the path another state."""
    return update(row, status=state(value), **more)


def possessor(piece: Piece) -> tuple[str, ...]:
    """The lemmas of whose it is: ``("subject",)`` for "that subject's sources"; empty where nobody is named."""
    words = [t for t in piece.tokens if t.pos != "DET"]
    end = next((i for i, t in enumerate(words) if t.lower in {"'s", "’s"}), 0)
    return tuple(t.lemma if t.pos == "NOUN" else t.lower for t in words[:end])


def named(draft: Draft, piece: Piece) -> EntityDraft | None:
    """The entity that a phrase names by its whole label or its head."""
    found = draft.find_entity(piece.label) or draft.find_entity(piece.head)
    if found is not None:
        return found
    return next((e for e in draft.entities.values() if e.words and e.words[-1] == piece.head), None)


def spoken_of(draft: Draft, unit: Unit, *, back: int = 4, among: Sequence[EntityDraft] = ()) -> EntityDraft | None:
    """What "it" means: the last thing named as subject or object before, things handed on first."""
    handed = [e for e in draft.entities.values() if e.handed_on]
    wanted = list(among) or handed or list(draft.entities.values())
    earlier = draft.units[max(0, unit.number - 1 - back) : unit.number - 1]
    for each in reversed(earlier):
        for index in reversed(range(len(each.pieces))):
            piece = each.pieces[index]
            if piece.kind == "N" and (entity := named(draft, piece)) is not None and entity in wanted:
                return entity
    return handed[-1] if handed else None


def of_phrase(unit: Unit, piece: Piece) -> str:
    """The whole label of a phrase with what follows its "of": ``head of sales``."""
    at = unit.pieces.index(piece)
    after = unit.pieces[at + 1 : at + 3]
    if len(after) == 2 and after[0].text.lower() == "of" and after[1].kind == "N":
        return f"{piece.label} of {after[1].label}"
    return piece.label


def author_of(draft: Draft, entity: EntityDraft) -> str | None:
    """The field that says whose a thing is: noted by a reading, else its first field that is a person."""
    if entity.owner is not None:
        return entity.owner
    return next((f.name for f in entity.fields.values() if f.type.kind == "person"), None)
