"""The types of values that a Specification speaks of."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from blueprints._base import Frozen, Id

Kind = Literal[
    "text",
    "integer",
    "decimal",
    "money",
    "percent",
    "boolean",
    "date",
    "datetime",
    "time",
    "duration",
    "choice",
    "person",
    "reference",
    "list",
    "record",
    "nothing",
]

NUMBERS = frozenset({"integer", "decimal", "money", "percent", "duration"})


class Type(Frozen):
    """The type of a value.

    kind       meaning and Python value
    ---------  ------------------------------------------------------------------------------------
    text       str
    integer    int
    decimal    Decimal; `unit` names what it counts (kg, °C …)
    money      Decimal in `currency`, two places
    percent    Decimal, 10 means ten percent
    boolean    bool
    date       datetime.date
    datetime   datetime.datetime with the zone of the settings
    time       datetime.time
    duration   int, in `unit` (days, hours …)
    choice     str, one of `choices`
    person     str, the id by which somebody calls; `actor` names the role they act in, where known
    reference  the row of `entity`; stored as its id. With `deferred` it may name a row yet to come
    list       tuple of `item`
    record     what a skill returns: an object with the fields of the skill's result schema
    nothing    None, the type of an absent value
    """

    kind: Kind
    unit: str | None = None
    currency: str | None = None
    choices: tuple[str, ...] = ()
    actor: Id | None = None
    entity: Id | None = None
    deferred: bool = False
    item: Type | None = None
    fields: tuple[tuple[str, Type], ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> Self:
        for kind, value in (("choice", self.choices), ("reference", self.entity), ("list", self.item)):
            if self.kind == kind and not value:
                raise ValueError(f"a {kind} needs its {'item' if kind == 'list' else kind}")
        return self

    @property
    def is_number(self) -> bool:
        """True where arithmetic is possible."""
        return self.kind in NUMBERS

    def __str__(self) -> str:
        match self.kind:
            case "reference":
                return str(self.entity)
            case "list":
                return f"list of {self.item}"
            case "choice":
                return " | ".join(self.choices)
        return self.kind


TEXT = Type(kind="text")
INTEGER = Type(kind="integer")
DECIMAL = Type(kind="decimal")
PERCENT = Type(kind="percent")
BOOLEAN = Type(kind="boolean")
DATE = Type(kind="date")
DATETIME = Type(kind="datetime")
TIME = Type(kind="time")
PERSON = Type(kind="person")
NOTHING = Type(kind="nothing")


def reference(entity: str, *, deferred: bool = False) -> Type:
    """The type of a row of `entity`."""
    return Type(kind="reference", entity=entity, deferred=deferred)


def list_of(item: Type) -> Type:
    """The type of a tuple of `item`."""
    return Type(kind="list", item=item)
