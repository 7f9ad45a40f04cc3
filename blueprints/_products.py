"""What products need beside their operations: constants that belong together, and the keys they are played with."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from blueprints._base import Element, Frozen, Id

Json = Any
"""A JSON value."""


class Setting(Element):
    """Constants that belong together and never change, such as the measures of a field and its pieces.

    Steps pass them to skills by id, as a text. `values` are the fields of the class that the `parameter` of `skill`
    takes; exact numbers that are not whole are written as texts.
    """

    name: str
    skill: Id
    parameter: str
    values: dict[str, Json]


class Key(Frozen):
    """What a key (or, where lines are entered, a word) asks for: an operation on the row played, with its input.

    `does` says so to players.
    """

    key: str
    operation: Id
    input: dict[str, Json] = Field(default_factory=dict)
    does: str = ""


class Play(Element):
    """How rows of `entity` are played in the terminal, by calls of operations that take the row as their input.

    So many `players` share the keyboard.

    `begin` makes a row; `view` shows it: a record with ``picture`` (lines of text), ``status`` and ``over``. Where
    there is an `entry`, players enter lines: a word of `keys`, or else a value for that input of that operation.
    Otherwise each key counts as it is pressed. `tick` is asked for `ticks` times every `seconds`.
    """

    entity: Id
    begin: Id
    view: Id
    keys: tuple[Key, ...] = ()
    entry: tuple[Id, str] | None = None
    tick: Id | None = None
    seconds: str = "0.1"
    ticks: int = Field(default=1, ge=1)
    players: int = Field(default=1, ge=1)
