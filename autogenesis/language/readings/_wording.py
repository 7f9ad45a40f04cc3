"""Owns the wording of a sentence as it is read aloud: on one line, however it was wrapped."""

from __future__ import annotations

import re

from autogenesis.language._skeleton import Unit


def wording(unit: Unit) -> str:
    """The text of a sentence with blanks for line breaks; offsets stay as they are."""
    return re.sub(r"\s", " ", unit.text)
