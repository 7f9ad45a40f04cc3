"""The Call that every handler is given: who asks and when, what it may read, and what it may write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any, TypeVar

from .errors import Fault, Refused
from .records import Record, built, gaps_of, plain
from .rules import RuleBook
from .store import Store

R = TypeVar("R", bound=Record)
V = TypeVar("V")
Where = Callable[[Any], bool] | None
Order = Callable[[Any], Any] | None


@dataclass(frozen=True)
class Recipient:
    """Whom a notification goes to: a role, a person (an id, or the row that stands for one), or both."""

    role: str = ""
    person: str | Record | None = None


@dataclass(frozen=True)
class Effect:
    """What a handler did to a row: reactions to it are posted when the handler succeeds."""

    on: str
    row: Record
    fields: tuple[str, ...] = ()


def _itself(value: Any) -> Any:
    return value


@dataclass(eq=False)
class Call:
    """One run of one handler. `by` is "" where unknown, "system" for timers; `role` "" is the operator."""

    store: Store
    book: RuleBook
    moment: datetime
    operation: str = ""
    by: str = ""
    role: str = ""
    writes: tuple[type[Record], ...] = ()
    new_id: tuple[type[Record], str] | None = None
    effects: list[Effect] = field(default_factory=list)
    reads: set[str] = field(default_factory=set)

    @property
    def now(self) -> datetime:
        """The moment of the call, or the one that a timer was due at."""
        self.reads.add("now")
        return self.moment

    @property
    def today(self) -> date:
        """The date of `now`."""
        return self.now.date()

    @property
    def zone(self) -> tzinfo:
        """The zone of the settings."""
        assert self.moment.tzinfo is not None
        return self.moment.tzinfo

    def _all(self, record: type[R]) -> dict[str, R]:
        self.reads.add(record.__entity__.prefix)
        return self.store.rows(record)

    def get(self, record: type[R], key: str | None) -> R | None:
        """The row with the id; None where there is none."""
        return None if key is None else self._all(record).get(key)

    def row(self, record: type[R], key: str) -> R:
        """The row with the id, which must be there."""
        found = self._all(record).get(key)
        if found is None:
            label = record.__entity__.label
            raise Refused(f"There is no {label} {key!r}.", rule=f"known.{record.__entity__.prefix}")
        return found

    def having(self, record: type[R], name: str, value: Any, key: Callable[[Any], Any] = _itself) -> list[R]:
        """The rows with a value in a field, or with one that has the same key, without looking at the others."""
        self._all(record)
        return self.store.having(record, name, value, key)

    def rows(self, record: type[R], where: Where = None, order: Order = None) -> list[R]:
        """The rows for which `where` holds, by `order`, then by creation."""
        found = [each for each in self._all(record).values() if where is None or where(each)]
        return found if order is None else sorted(found, key=order)

    def values(
        self, record: type[R], value: Callable[[R], V], where: Where = None, order: Order = None
    ) -> tuple[V, ...]:
        """`value` of each of those rows."""
        return tuple(value(each) for each in self.rows(record, where, order))

    def count(self, record: type[Record], where: Where = None) -> int:
        """How many rows there are."""
        return len(self.rows(record, where))

    def exists(self, record: type[Record], where: Where = None) -> bool:
        """Whether there is a row."""
        return self.first(record, where) is not None

    def first(self, record: type[R], where: Where = None, order: Order = None) -> R | None:
        """The first of the rows; None where there is none."""
        if order is None:
            return next((each for each in self._all(record).values() if where is None or where(each)), None)
        return next(iter(self.rows(record, where, order)), None)

    def last(self, record: type[R], where: Where = None, order: Order = None) -> R | None:
        """The last of the rows; None where there is none."""
        return next(reversed(self.rows(record, where, order)), None)

    def total(self, record: type[R], value: Callable[[R], V | None], where: Where = None) -> V:
        """The sum of a value over the rows; 0 over none."""
        found: list[Any] = self._present(record, value, where)
        total: V = sum(found)
        return total

    def smallest(self, record: type[R], value: Callable[[R], V | None], where: Where = None) -> V | None:
        """The smallest of a value over the rows; None over none."""
        found: list[Any] = self._present(record, value, where)
        return min(found, default=None)

    def largest(self, record: type[R], value: Callable[[R], V | None], where: Where = None) -> V | None:
        """The largest of a value over the rows; None over none."""
        found: list[Any] = self._present(record, value, where)
        return max(found, default=None)

    def _present(self, record: type[R], value: Callable[[R], V | None], where: Where) -> list[V]:
        return [each for each in self.values(record, value, where) if each is not None]

    def create(self, record: type[R], /, **values: Any) -> R:
        """Add a row; what is not given takes the field's default."""
        entity, rows = record.__entity__, self._all(record)
        chosen = self.new_id[1] if self.new_id and self.new_id[0] is record else None
        if entity.key is not None:
            chosen = str(values.get(entity.key, ""))
        elif chosen is None:
            chosen = f"{entity.prefix}-{self.store.number(entity.prefix)}"
            while chosen in rows:
                chosen = f"{entity.prefix}-{self.store.number(entity.prefix)}"
        else:
            self.new_id = None
        if chosen in rows:
            field = entity.key or "id"
            raise Refused(f"There is a {entity.label} {chosen} already.", rule=f"unique.{field}", field=field)
        row = built(record, {**values, "id": chosen}, self.zone)
        self._write(Effect("created", row, tuple(values)))
        return row

    def update(self, row: R, /, **values: Any) -> R:
        """Give fields of a row new values; the new row."""
        old = self.row(type(row), row.id)
        new = built(type(row), {**dict(old), **values}, self.zone, gaps_of(old) - values.keys())
        fields = tuple(name for name in values if getattr(old, name) != getattr(new, name))
        if fields:
            self._write(Effect("changed", new, fields))
        return new

    def remove(self, row: Record) -> None:
        """Take a row away for good."""
        self._write(Effect("removed", row))

    def _write(self, effect: Effect) -> None:
        row, entity = effect.row, effect.row.__entity__
        if type(row) not in self.writes:
            raise Fault(f"{self.operation} may not write a {entity.label}: another agent keeps them.")
        if effect.on == "removed":
            self.store.drop(row)
        else:
            for name in entity.unique:
                value = getattr(row, name)
                if name in effect.fields and value is not None:
                    self._check_unique(row, name, value)
            self.store.put(row, new=effect.on == "created")
            for each in self.book.invariants.get(type(row), ()):
                each.check(self, row)
        self.effects.append(effect)
        if (type(row), "writes") in self.book.audits:
            self.audit(effect.on, row.id, {"fields": list(effect.fields)})

    def _check_unique(self, row: Record, name: str, value: Any) -> None:
        if any(each.id != row.id for each in self.having(type(row), name, value)):
            reason = f"Another {row.__entity__.label} has the {name.replace('_', ' ')} {value}."
            raise Refused(reason, rule=f"unique.{name}", field=name)

    def notify(
        self, *, to: Recipient, type: str, text: str, subject: Record | str | None = None, data: Any = None
    ) -> None:
        """Tell somebody something."""
        person = to.person.id if isinstance(to.person, Record) else to.person
        self.note("notification", type, to=person or "", role=to.role, subject=subject, text=text, data=data)

    def audit(self, type: str, subject: str, data: dict[str, Any]) -> None:
        """Leave an entry in the audit log."""
        text = f"{self.by or self.role or 'the local operator'}: {type} {subject}"
        self.note("audit", type, role=self.role, subject=subject, text=text, data={"by": self.by, **data})

    def note(self, kind: str, type: str, *, to: str = "", role: str = "", **more: Any) -> None:
        """Add to the events of the system."""
        subject = more.get("subject")
        self.store.record(
            {
                "at": self.moment.isoformat(),
                "kind": kind,
                "type": type,
                "to": to,
                "role": role,
                "operation": self.operation,
                "subject": subject.id if isinstance(subject, Record) else subject,
                "text": more.get("text", ""),
                "data": plain(more.get("data") or {}),
            }
        )
