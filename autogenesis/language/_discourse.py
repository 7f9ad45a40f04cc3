"""Owns what later sentences refer back to: the date last spoken of, the value measured, the queue, the lock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import blueprints as bp
from autogenesis.language._text import Span

if TYPE_CHECKING:
    from autogenesis.language._draft import EntityDraft


@dataclass(frozen=True, slots=True)
class DateInFocus:
    """ "that date"."""

    entity: EntityDraft
    field: str


@dataclass(frozen=True, slots=True)
class Measured:
    """ "a value": the field that is measured again and again."""

    entity: EntityDraft
    field: str


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a table gives: the record made of it, its first column, the reaction that makes it, and whose value is the key."""

    record: EntityDraft
    column: str
    reaction: str
    source: EntityDraft


@dataclass(frozen=True, slots=True)
class Ranges:
    """From where to where a field goes, by entity and field, in the order in which the text says so."""

    of: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Queue:
    """A waiting list: its entries, those still live (binding the entity's name), and the field that orders them."""

    entity: EntityDraft
    live: bp.Expression
    order: str


@dataclass(frozen=True, slots=True)
class OpenDayRoll:
    """Terms that end on a closed day end on the next open day of this calendar."""

    calendar: str


@dataclass(frozen=True, slots=True)
class Lock:
    """The record is locked while `flag` is false; only `actor` may open it; `operation` locks it."""

    entity: EntityDraft
    flag: str
    actor: str
    span: Span
    operation: str
