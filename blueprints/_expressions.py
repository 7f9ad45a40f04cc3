"""The typed rule-expression tree: what a rule computes, without any code to evaluate.

Every node is frozen data with a discriminator `op`. Names that are always bound:

    now    datetime   the moment of the call, timer or schedule
    today  date       its date in the zone of the settings
    by     person     the id of whoever calls ("system" for timers and schedules)
    role   text       the role of whoever calls ("" where none was given)
    it     reference  the row concerned, in invariants, derivations, timers, reactions and access rules

Operations bind their inputs by name as well; statements bind more. A name of type reference *is* the row:
`Get(of=Name("plan"), field="due")` reads a field, and a field that is a reference leads on to its row, so paths
are nested Gets. A Get of an absent row is absent (None); a comparison with an absent value is false, apart from
``==`` and ``!=`` with None; arithmetic with an absent value is absent; a sum over nothing is 0.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from blueprints._base import Frozen, Id
from blueprints._types import Type

Unit = Literal["minutes", "hours", "days", "weeks", "months", "years", "open_days"]


class Literally(Frozen):
    """A constant; `value` is its JSON form (Decimal, date and time as text; None for an absent value)."""

    op: Literal["literal"] = "literal"
    type: Type
    value: str | int | bool | None


class Name(Frozen):
    """A bound name."""

    op: Literal["name"] = "name"
    name: str


class Get(Frozen):
    """A field, or a derivation, of a row or record; `field` is the snake_case name. `id` is a field of every row."""

    op: Literal["get"] = "get"
    of: Expression
    field: str


class Compare(Frozen):
    """left relation right, giving a boolean."""

    op: Literal["compare"] = "compare"
    relation: Literal["==", "!=", "<", "<=", ">", ">="]
    left: Expression
    right: Expression


class AllOf(Frozen):
    """True when every term is; none at all is true."""

    op: Literal["all_of"] = "all_of"
    terms: tuple[Expression, ...]


class AnyOf(Frozen):
    """True when one term is; none at all is false."""

    op: Literal["any_of"] = "any_of"
    terms: tuple[Expression, ...]


class Not(Frozen):
    """The negation of a boolean."""

    op: Literal["not"] = "not"
    term: Expression


class Arithmetic(Frozen):
    """Exact arithmetic on numbers (integers and Decimals); ``/`` gives an exact ratio until it is rounded."""

    op: Literal["arithmetic"] = "arithmetic"
    operator: Literal["+", "-", "*", "/"]
    left: Expression
    right: Expression


class Extreme(Frozen):
    """The smallest or largest of some values: caps and floors."""

    op: Literal["extreme"] = "extreme"
    which: Literal["smallest", "largest"]
    terms: tuple[Expression, ...]


class Rounded(Frozen):
    """A number rounded up, down or half up to `places` decimal places (0 gives an integer)."""

    op: Literal["rounded"] = "rounded"
    way: Literal["up", "down", "half_up"]
    value: Expression
    places: int = 0


class Contains(Frozen):
    """True when `item` is in the list; texts are compared without regard to case."""

    op: Literal["contains"] = "contains"
    collection: Expression
    item: Expression


class Aggregate(Frozen):
    """Over the rows of `entity`, each bound to `name`, for which `where` holds.

    count      integer
    exists     boolean
    sum        of `value`
    smallest, largest   of `value`; absent when there is no row
    first, last         the row, ordered by `order` (then by order of creation); absent when there is none
    rows       list of the rows in that order
    values     list of `value` in that order
    """

    op: Literal["aggregate"] = "aggregate"
    function: Literal["count", "exists", "sum", "smallest", "largest", "first", "last", "rows", "values"]
    entity: Id
    name: str
    where: Expression | None = None
    value: Expression | None = None
    order: tuple[Expression, ...] = ()


class Records(Frozen):
    """A list of records with the named `fields`, one for each row as in Aggregate: what skills take as input."""

    op: Literal["records"] = "records"
    entity: Id
    name: str
    where: Expression | None = None
    order: tuple[Expression, ...] = ()
    fields: tuple[tuple[str, Expression], ...]


class Lookup(Frozen):
    """The value in `column` of the first line of a decision table that `keys` fall into; absent when none does."""

    op: Literal["lookup"] = "lookup"
    table: Id
    keys: tuple[Expression, ...]
    column: str


class Shift(Frozen):
    """A date or datetime moved by `amount` units, backwards when negative.

    Months and years keep the day of the month, or take the month's last day. ``open_days`` counts only days on
    which `calendar` is open, the starting day not included.
    """

    op: Literal["shift"] = "shift"
    moment: Expression
    amount: Expression
    unit: Unit
    calendar: Id | None = None


class Roll(Frozen):
    """The date itself when `calendar` is open on it, otherwise the next (or previous) open day."""

    op: Literal["roll"] = "roll"
    date: Expression
    calendar: Id
    direction: Literal["next", "previous"] = "next"


class Between(Frozen):
    """How many whole units lie between two moments; for days and open_days: later than `start`, up to and with `end`.

    0 where `end` does not come after `start`. Years and months are completed ones, as ages are counted.
    """

    op: Literal["between"] = "between"
    start: Expression
    end: Expression
    unit: Unit
    calendar: Id | None = None


class Part(Frozen):
    """Part of a date or datetime; `weekday` is 1 (Monday) to 7, `start` and `end` are the day's first moment and
    the first moment of the following day (datetime), `month_end` the month's last day (date)."""

    op: Literal["part"] = "part"
    of: Expression
    part: Literal["date", "time", "weekday", "day", "month", "year", "hour", "start", "end", "month_end"]


class Moment(Frozen):
    """The datetime made of a date and a time of day."""

    op: Literal["moment"] = "moment"
    date: Expression
    time: Expression


class Conditional(Frozen):
    """`then` when `test` holds, else `otherwise`."""

    op: Literal["conditional"] = "conditional"
    test: Expression
    then: Expression
    otherwise: Expression


class Present(Frozen):
    """True when the value is not absent (and, for texts and lists, not empty)."""

    op: Literal["present"] = "present"
    value: Expression


class TextFunction(Frozen):
    """A function of text: length(text), in characters; word_count(text); contains_word(text, word), whole words without
    regard to case; ends_with(text, end); join(list, separator)."""

    op: Literal["text"] = "text"
    function: Literal["length", "word_count", "contains_word", "ends_with", "join"]
    arguments: tuple[Expression, ...]


class Sentence(Frozen):
    """A text for people, put together from constants and values."""

    op: Literal["sentence"] = "sentence"
    parts: tuple[str | Expression, ...]


Expression = Annotated[
    Literally
    | Name
    | Get
    | Compare
    | AllOf
    | AnyOf
    | Not
    | Arithmetic
    | Extreme
    | Rounded
    | Contains
    | Aggregate
    | Records
    | Lookup
    | Shift
    | Roll
    | Between
    | Part
    | Moment
    | Conditional
    | Present
    | TextFunction
    | Sentence,
    Field(discriminator="op"),
]

for _node in (
    Get, Compare, AllOf, AnyOf, Not, Arithmetic, Extreme, Rounded, Contains, Aggregate, Records, Lookup, Shift,
    Roll, Between, Part, Moment, Conditional, Present, TextFunction, Sentence,
):  # fmt: skip
    _node.model_rebuild()


def whole(value: int) -> Literally:
    """A constant integer."""
    return Literally(type=Type(kind="integer"), value=value)


def number(value: Decimal | str) -> Literally:
    """A constant decimal."""
    return Literally(type=Type(kind="decimal"), value=str(value))


def text(value: str) -> Literally:
    """A constant text."""
    return Literally(type=Type(kind="text"), value=value)


def truth(value: bool) -> Literally:
    """A constant boolean."""
    return Literally(type=Type(kind="boolean"), value=value)


def nothing() -> Literally:
    """The absent value."""
    return Literally(type=Type(kind="nothing"), value=None)


def path(start: str, *fields: str) -> Expression:
    """``path("plan", "patient", "name")`` reads plan.patient.name."""
    node: Expression = Name(name=start)
    for field in fields:
        node = Get(of=node, field=field)
    return node
