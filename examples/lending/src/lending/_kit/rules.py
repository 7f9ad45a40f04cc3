"""Rules, declared beside what they compute: guards, invariants, derivations, access rules and audits."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, Literal, ParamSpec, TypeVar

from .errors import Refused
from .records import Record

if TYPE_CHECKING:
    from .call import Call

P = ParamSpec("P")
F = TypeVar("F", bound=Callable[..., Any])


class Guard(Generic[P]):
    """A condition that must hold, else the operation is refused with the reason."""

    def __init__(self, holds: Callable[P, bool], refusal: Callable[[], Refused]) -> None:
        self.holds, self.refusal, self.__doc__ = holds, refusal, holds.__doc__

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> bool:
        return self.holds(*args, **kwargs)

    def check(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Refuse where it does not hold."""
        if not self.holds(*args, **kwargs):
            raise self.refusal()


def guard(
    rule: str, *, reason: str, field: str | None = None, source: str | None = None
) -> Callable[[Callable[P, bool]], Guard[P]]:
    """What an operation requires; `field` names the input at fault, `source` the sentence."""
    return lambda holds: Guard(holds, lambda: Refused(reason, rule=rule, field=field, source=source))


class Invariant(Guard[P]):
    """A guard on every row of `record`, checked whenever one is created or changed."""

    record: type[Record]


def invariant(
    record: type[Record], rule: str, *, reason: str, field: str | None = None, source: str | None = None
) -> Callable[[Callable[P, bool]], Invariant[P]]:
    """What holds of every row of `record`."""

    def declare(holds: Callable[P, bool]) -> Invariant[P]:
        made = Invariant(holds, lambda: Refused(reason, rule=rule, field=field, source=source))
        made.record = record
        return made

    return declare


def derives(record: type[Record], name: str) -> Callable[[F], F]:
    """A value computed from the row `it`, shown like a field of it and never stored."""

    def declare(compute: F) -> F:
        setattr(compute, "__derives__", (record, name))  # noqa: B010 - functions have no typed place for it
        return compute

    return declare


@dataclass(eq=False)
class Access:
    """Who may read rows of `record`: `hidden` fields are left out, as are rows whose test fails."""

    record: type[Record]
    rule: str
    role: str | None
    hidden: tuple[str, ...]
    reason: str
    source: str | None
    test: Callable[..., bool] | None = None
    whole: bool = False

    def __call__(self, test: Callable[..., bool]) -> Access:
        self.test, self.whole = test, len(inspect.signature(test).parameters) == 1
        return self

    def refusal(self, field: str | None = None) -> Refused:
        """What the caller is told."""
        return Refused(self.reason, rule=self.rule, field=field, source=self.source)


def access(
    record: type[Record],
    rule: str = "",
    *,
    role: str | None = None,
    hidden: tuple[str, ...] = (),
    reason: str,
    source: str | None = None,
) -> Access:
    """A rule for readers in `role` (absent: all); decorates a test of (call, it), or of (call) alone."""
    return Access(record, rule or f"access.{record.__entity__.prefix}", role, hidden, reason, source)


@dataclass(frozen=True)
class Audit:
    """Every read (or write) of rows of `record` leaves an entry."""

    record: type[Record]
    on: Literal["reads", "writes"]


def audit(record: type[Record], on: Literal["reads", "writes"]) -> Audit:
    """Have reads (or writes) of the rows recorded: who, when, which."""
    return Audit(record, on)


@dataclass(frozen=True)
class RuleBook:
    """All the rules of a system, by kind of record."""

    derived: dict[type[Record], dict[str, Callable[..., Any]]] = field(default_factory=dict)
    invariants: dict[type[Record], list[Invariant[Any]]] = field(default_factory=dict)
    access: dict[type[Record], list[Access]] = field(default_factory=dict)
    audits: frozenset[tuple[type[Record], str]] = frozenset()

    @classmethod
    def of(cls, module: ModuleType | None) -> RuleBook:
        """The rules that a module declares, in order."""
        declared = list(vars(module).values()) if module else []
        book = cls(audits=frozenset((each.record, each.on) for each in declared if isinstance(each, Audit)))
        for each in declared:
            if isinstance(each, Access):
                book.access.setdefault(each.record, []).append(each)
            elif isinstance(each, Invariant):
                book.invariants.setdefault(each.record, []).append(each)
            elif hasattr(each, "__derives__"):
                record, name = each.__derives__
                book.derived.setdefault(record, {})[name] = each
        return book

    def hidden(self, record: type[Record], role: str) -> frozenset[str]:
        """The fields that readers in the role do not see; "" is the local operator, who sees all."""
        rules = self.access.get(record, ()) if role else ()
        return frozenset(name for each in rules if each.role in (None, role) for name in each.hidden)

    def may_read(self, call: Call, row: Record) -> bool:
        """Whether the caller may read the row: a list leaves out the others."""
        try:
            self.check_read(call, type(row), row)
        except Refused:
            return False
        return True

    def check_read(self, call: Call, record: type[Record], row: Record | None = None) -> None:
        """Refuse where the caller may not read the row, or (without one) any row at all."""
        for each in self.access.get(record, ()):
            if each.test is None or each.role not in (None, call.role) or not (each.whole or row):
                continue
            if not (each.test(call) if each.whole else each.test(call, row)):
                raise each.refusal()

    def check_fields(self, call: Call, record: type[Record], fields: Iterable[str]) -> None:
        """Refuse where a field asked for is hidden from the caller."""
        for each in self.access.get(record, ()):
            for name in fields:
                if call.role and each.role in (None, call.role) and name in each.hidden:
                    raise each.refusal(name)
