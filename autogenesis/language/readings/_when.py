"""When a sentence says that something is done again and again."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._literals import Recurrence, TimeOfDay
from autogenesis.language._skeleton import Unit
from autogenesis.language.readings._recurring import recurrence_of


def recurrence_in(unit: Unit) -> bp.Recurrence | None:
    """The recurrence of a sentence; a time of day may stand apart from it ("At 11:30 every day")."""
    for piece in unit.pieces:
        found = recurrence_of(piece) if isinstance(piece.literal, Recurrence) else None
        if found is None:
            continue
        time = next((p.literal for p in unit.pieces if isinstance(p.literal, TimeOfDay)), None)
        said = isinstance(piece.literal, Recurrence) and piece.literal.at is not None
        if time is None or said:
            return found
        return found.model_copy(update={"at": f"{time.hour:02}:{time.minute:02}"})
    return None
