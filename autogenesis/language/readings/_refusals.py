"""Reads what is not taken: dates in the future or the past, numbers and names that are not known."""

from __future__ import annotations

import itertools

from autogenesis.language._draft import Draft, EntityDraft, best_field
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import Relation, compare
from autogenesis.language._words import classes_of

_UNKNOWN = frozenset({"unknown", "unregistered", "unlisted", "nonexistent", "non-existent", "missing", "invalid"})
_TIMES: dict[str, tuple[Relation, str]] = {"future": ("<=", "in the future"), "past": (">=", "in the past")}


def read_refused_kinds(unit: Unit, draft: Draft) -> None:
    """ "Future delivery dates and unknown part numbers are refused", "A date of birth in the future is not accepted"."""
    if draft.claimed(unit.span) or not _refuses(unit):
        return
    made: list[str] = []
    lost: list[Piece] = []
    for index, piece in enumerate(unit.pieces):
        found = _kind_of(draft, unit, index) if piece.kind == "N" else None
        if found is not None:
            made += found
            lost += [] if found else [piece]
    if made:
        draft.claim(unit.span, "refused_values", made)
        for piece in lost:
            draft.claim(piece.span, "refused_values", status="unclear", note="What this names is not known.")


def _kind_of(draft: Draft, unit: Unit, index: int) -> list[str] | None:
    """What refuses the kind of value that a phrase names: empty where it is not known, None where it names none."""
    piece = unit.pieces[index]
    tense = next((w for w in piece.words[:-1] if w in _TIMES), "") or _trailing(unit, index)
    if tense:
        return _bounded_by_today(draft, piece, tense)
    before = unit.pieces[index - 1].text.lower() if index else ""
    if before in _UNKNOWN or any(t.lower in _UNKNOWN for t in piece.tokens[:-1]):
        return _known_only(draft, piece)
    return None


def _refuses(unit: Unit) -> bool:
    """True where the sentence says that something is not taken."""
    if (
        find(
            unit,
            "MODAL? BE? not|never be? V.part|past(accept|allow|permit|take|enter|register)",
            "MODAL not V(lie|be)",
            "MODAL not be in",
        )
        is not None
    ):
        return True
    return any(p.kind == "V" and "reject" in classes_of(p.head) for p in unit.pieces)


def _trailing(unit: Unit, index: int) -> str:
    """ "a date in the future"."""
    after = list(unit.pieces[index + 1 : index + 5])
    for first, second in itertools.pairwise(after):
        if first.text.lower() == "in" and second.kind == "N" and second.head in _TIMES:
            return second.head
    return ""


def _bounded_by_today(draft: Draft, piece: Piece, tense: str) -> list[str]:
    words = tuple(w for w in piece.words if w not in _TIMES)
    found = _dates(draft, words)
    relation, where = _TIMES[tense]
    made = []
    for entity, name in found:
        kind = entity.fields[name].type.kind
        limit = "now" if kind == "datetime" else "today"
        for operation in [o for o in draft.operations.values() if o.kind == "create" and o.entity is entity]:
            reason = f"The {entity.fields[name].label} may not be {where}."
            guard = draft.guard(
                f"{operation.name} {name} {tense}", compare(name, relation, limit), reason, piece.span, name
            )
            operation.guards.append(guard)
            made.append(guard.id)
    return made


def _dates(draft: Draft, words: tuple[str, ...]) -> list[tuple[EntityDraft, str]]:
    for entity in draft.entities.values():
        name = best_field(entity, words)
        if name in entity.fields and entity.fields[name].type.kind in {"date", "datetime"}:
            return [(entity, name)]
    return []


def _known_only(draft: Draft, piece: Piece) -> list[str]:
    """References are always refused where nothing is known under them: the fields that are such references."""
    words = [w for w in piece.words if w not in _UNKNOWN]
    label = " ".join(words)
    owners = {label, " ".join(words[:-1])}
    made = []
    for entity in draft.entities.values():
        for f in entity.fields.values():
            target = next(
                (e for e in draft.entities.values() if f.type.kind == "reference" and e.id == f.type.entity), None
            )
            if target is not None and (target.label in owners or f.label in owners):
                made.append(f.id)
    return made
