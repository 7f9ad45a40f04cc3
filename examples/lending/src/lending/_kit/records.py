"""Records: the frozen rows that agents keep, how callers' values become Python's, and their JSON forms."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime, time, tzinfo
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Generic, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from .errors import Refused
from .values import rounded

Target = TypeVar("Target")
Value = TypeVar("Value")
DIGITS, DEPTH, MOST_SAID = 30, 16, 80
MOST = 10**DIGITS
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Entity:
    """What the kit knows of a kind of record: `prefix` names it in ids; `key` and `unique` are fields."""

    prefix: str
    key: str | None
    unique: tuple[str, ...]
    plural: str

    @property
    def label(self) -> str:
        """As people say it."""
        return self.prefix.replace("_", " ")


class Record(BaseModel):
    """A row. `class Boat(Record, prefix="boat", key="number")`: with a key, the id is the key's text."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    __entity__: ClassVar[Entity]
    id: str

    def __init_subclass__(
        cls, *, prefix: str, key: str | None = None, unique: tuple[str, ...] = (), plural: str = ""
    ) -> None:
        cls.__entity__ = Entity(prefix, key, (*unique, key) if key else unique, plural or f"{prefix}s")


def _cents(value: Any) -> Any:
    number = isinstance(value, (int, Decimal, Fraction)) and not isinstance(value, bool)
    return rounded(value) if number and not (isinstance(value, Decimal) and not value.is_finite()) else value


Money = Annotated[Decimal, BeforeValidator(_cents, json_schema_input_type=Decimal)]

if TYPE_CHECKING:

    class Ref(str, Generic[Target]):
        """The id of a row."""

else:

    class Ref:
        """`Ref["Boat"]` is a text: the id of a Boat."""

        def __class_getitem__(cls, target: Any) -> Any:
            name = target if isinstance(target, str) else target.__name__
            return Annotated[str, Field(description=f"id of a {name}")]


@cache
def adapter(annotation: Any) -> TypeAdapter[Any]:
    """The reader of values of a type."""
    return TypeAdapter(annotation)


def _strip(annotation: Any) -> tuple[Any, ...]:
    """The plain types that a value of the annotation may have."""
    if get_origin(annotation) is Annotated:
        return _strip(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return tuple(each for part in get_args(annotation) for each in _strip(part))
    return (get_origin(annotation) or annotation,)


def read(annotation: Any, value: Any, field: str, zone: tzinfo) -> Any:
    """A caller's JSON value as one of the type; refused where it is not, and nothing is guessed."""
    kinds = _strip(annotation)
    said = repr(value) if isinstance(value, str | int | float | None) else f"A {type(value).__name__}"
    said = said if len(said) <= MOST_SAID else f"{said[:MOST_SAID]}…"
    refusal = Refused(f"{said} is not a valid {field.replace('_', ' ')}.", rule=f"type.{field}", field=field)
    if value is None and types.NoneType in kinds:
        return None
    if isinstance(value, bool) != (bool in kinds) or (
        isinstance(value, (int, float)) and not isinstance(value, bool) and {date, datetime, time} & set(kinds)
    ):
        raise refusal
    if isinstance(value, str) and not value.strip():
        raise Refused(f"The {field.replace('_', ' ')} is missing.", rule=f"required.{field}", field=field)
    try:
        result = adapter(annotation).validate_python(str(value) if isinstance(value, float) else value)
        if isinstance(result, Decimal) and (not _reckonable(result) or result != Decimal(str(value))):
            raise refusal
        if isinstance(result, int) and abs(result) >= MOST:
            raise refusal
    except (ValidationError, InvalidOperation) as error:
        raise refusal from error
    return localized(result, zone)


def _reckonable(number: Decimal) -> bool:
    """Whether a number is finite, and short enough to be reckoned with exactly: 1E+999999999 would fill the memory."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DIGITS and number.adjusted() < DIGITS


def presentable(value: Any, depth: int = DEPTH) -> bool:
    """Whether JSON from outside can be kept and shown: not nested too deeply, and no text with what no text has."""
    if isinstance(value, str):
        return "\x00" not in value and (value.isascii() or not _SURROGATE.search(value))
    if isinstance(value, dict):
        return depth > 0 and all(presentable(name) and presentable(each, depth - 1) for name, each in value.items())
    if isinstance(value, list | tuple):
        return depth > 0 and all(presentable(each, depth - 1) for each in value)
    return True


def localized(value: Any, zone: tzinfo) -> Any:
    """A datetime in the zone of the settings; other values as they are."""
    if not isinstance(value, datetime):
        return value
    return value.replace(tzinfo=zone) if value.tzinfo is None else value.astimezone(zone)


def built(record: type[Target], values: Mapping[str, Any], zone: tzinfo, gaps: Set[str] = frozenset()) -> Target:
    """A record of the values; refused where they do not fit its fields, but for `gaps`, which stay empty."""
    assert issubclass(record, Record)
    given = {name: _kept(value, zone) for name, value in values.items()}
    try:
        return record.model_validate(given)
    except ValidationError as error:
        wrong = {str((each["loc"] or ("record",))[0]) for each in error.errors()}
        if wrong <= gaps:
            return _with_gaps(record, given, wrong)
        place = next(str((each["loc"] or ("record",))[0]) for each in error.errors())
        label = f"{place.replace('_', ' ')} of the {record.__entity__.label}"
        reason = f"The {label} is wrong: {error.errors()[0]['msg']}."
        raise Refused(reason, rule=f"type.{place}", field=place) from error


def _kept(value: Any, zone: tzinfo) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_kept(each, zone) for each in value)
    return value.id if isinstance(value, Record) else localized(value, zone)


def stored(record: type[Target], body: Mapping[str, Any], zone: tzinfo) -> Target:
    """A record as it was kept, whenever that was: what this revision has no field for is left out, new fields get
    their defaults, and what is missing or does not fit is a gap: None, until somebody gives it."""
    assert issubclass(record, Record)
    known = {name: value for name, value in body.items() if name in record.model_fields}
    try:
        row = record.model_validate(known)
    except ValidationError as error:
        row = _with_gaps(record, known, {str(each["loc"][0]) for each in error.errors() if each["loc"]})
    moments = {name: localized(value, zone) for name, value in row if isinstance(value, datetime)}
    return row.model_copy(update=moments) if moments else row


def _with_gaps(record: type[Target], known: Mapping[str, Any], wrong: Set[str]) -> Target:
    assert issubclass(record, Record)
    values: dict[str, Any] = dict.fromkeys(wrong)
    for name, info in record.model_fields.items():
        if name in known and name not in wrong:
            values[name] = adapter(Annotated[info.annotation, name, *info.metadata]).validate_python(known[name])
    return cast(Target, record.model_construct(_fields_set=set(values) - wrong, **values))


def gaps_of(row: Record) -> frozenset[str]:
    """The fields of a row that are empty though they may not be: it is of a revision that had them not."""
    return frozenset(
        name
        for name, info in type(row).model_fields.items()
        if getattr(row, name) is None and types.NoneType not in _strip(info.annotation)
    )


def leniently(compute: Callable[[], Value], gaps: bool) -> Value | None:
    """What is computed of rows; None where there are rows with `gaps`, and one of them stands in the way."""
    try:
        return compute()
    except (TypeError, AttributeError):
        if not gaps:
            raise
        return None


def plain(value: Any) -> Any:
    """The JSON form: dates in ISO, exact numbers as numbers, rows as objects."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(each) for name, each in vars(value).items()}
    match value:
        case BaseModel():
            return {name: plain(each) for name, each in value}
        case Mapping():
            return {str(name): plain(each) for name, each in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(each) for each in value]
        case Decimal() | Fraction():
            return int(value) if value == int(value) else float(value)
        case date() | time():
            return value.isoformat()
    return value
