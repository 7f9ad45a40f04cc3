"""Owns the frames: the shapes of clause that composed readings know, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._syntax import Clause
from autogenesis.language.meaning._scope import Scope


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a frame made of a clause: the name of the pattern and the ids of the elements that carry it."""

    pattern: str
    elements: tuple[str, ...]
    status: bp.Status = "implemented"
    note: str = ""


Frame = Callable[[Clause, Scope], Claimed | None]
"""Gives None where the clause has another shape; raises NotUnderstoodError where the shape fits and a part is not known."""

THINGS: tuple[Frame, ...] = ()
"""Frames that declare things, fields and roles."""
DEEDS: tuple[Frame, ...] = ()
"""Frames that say who does what: operations and what they change."""
RULES: tuple[Frame, ...] = ()
"""Frames for what must hold, what follows, when it falls due, and how values come about."""
