"""Owns what a frame gives back, and what a frame is."""

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
