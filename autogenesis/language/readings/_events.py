"""Reads deeds that no other reading knows: what is done to a known thing can at least be done, and is called generic."""

from __future__ import annotations

from autogenesis.language._draft import Draft
from autogenesis.language._skeleton import Unit
from autogenesis.language.meaning._told import tell_plainly


def read_deed(unit: Unit, draft: Draft) -> None:
    """ "Inspectors calibrate the scales", "Each scale is sealed by an inspector": an operation that keeps when it was done."""
    if unit.block.kind != "definition":
        tell_plainly(unit, draft)
