"""What a check finds wrong with a Specification or a Blueprint."""

from __future__ import annotations

from blueprints._base import Frozen


class Problem(Frozen):
    """`element` is the id of the part at fault, `code` the kind of fault; the rest is for people."""

    element: str
    code: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.element}: {self.message}. {self.remedy}. [{self.code}]"
