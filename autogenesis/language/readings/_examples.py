"""Turns the examples that a text gives into scenarios: rows of a scenario outline, and a date with the date that follows."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._literals import Date
from autogenesis.language._quantities import plain_number
from autogenesis.language._skeleton import Unit
from autogenesis.language.readings._criteria import Criteria
from autogenesis.language.readings._intervals import Booking
from autogenesis.language.readings._outlines import Check, slots_of
from autogenesis.language.readings._pauses import Paused

_START = dt.date(2026, 3, 2)
"""A Monday."""


def read_outline_examples(unit: Unit, draft: Draft) -> None:
    """Each row of the examples is a scenario: the subject is entered, checked, and has that outcome."""
    check, criteria = draft.recall(Check), draft.recall(Criteria)
    if unit.block.keyword != "outline" or check is None or criteria is None or check.number != unit.block.scenario:
        return
    bound, outcome = slots_of(unit, draft, criteria)
    table = next(
        b for b in draft.blocks if b.kind == "table" and b.scenario == unit.block.scenario and b.keyword == "examples"
    )
    for row in table.rows:
        values = dict(zip((cell.text for cell in table.header), (cell.text for cell in row), strict=False))
        by_label = {criterion.label: values[slot] for slot, criterion in bound.items()}
        entered = _sample(check.subject, by_label, _START)
        checked = {check.subject.name: str(entered.get(check.subject.key or "", f"{check.subject.name.strip('_')}-1"))}
        for label, value in by_label.items():
            field = next((f for f in check.entity.fields.values() if f.label == label), None)
            if field is not None:
                checked[field.name] = _number(value)  # type: ignore[assignment]
        steps = (
            bp.CallStep(operation=_creator(draft, check.subject), input=entered),
            bp.CallStep(
                operation=f"record_{check.entity.name}", input=checked, result={check.outcome: values[outcome]}
            ),
        )
        title = ", ".join(f"{label} {value}" for label, value in by_label.items())
        _add(
            draft,
            f"{check.entity.label}: {title} gives {values[outcome]}",
            _START,
            steps,
            (check.entity.id, f"operation.record_{check.entity.name}"),
            (row[0].span[0], row[-1].span[1]),
        )


def read_pause_example(unit: Unit, draft: Draft) -> None:
    """ "(suspended 30 November: 28 February)": asked for the day before it is refused, for the day itself it is granted."""
    paused, booking = draft.recall(Paused), draft.recall(Booking)
    dates = [p.literal for p in unit.pieces if isinstance(p.literal, Date)]
    if paused is None or booking is None or paused.unit != unit.number or len(dates) != 2:
        return
    begin = _day(dates[0], _START.year - 1)
    end = begin and _after(dates[1], begin)
    if begin is None or end is None:
        return
    entered = _sample(booking.subject, {}, begin)
    row = str(entered.get(booking.subject.key or "", f"{booking.subject.name.strip('_')}-1"))
    ask = {booking.subject.name: row}
    steps = (
        bp.CallStep(operation=_creator(draft, booking.subject), input=entered),
        bp.CallStep(operation=paused.operation, input=ask, at=f"{begin}T10:00:00"),
        bp.CallStep(operation=booking.operation.name, input={**ask, booking.day: str(end - dt.timedelta(days=1))}, at=f"{begin}T11:00:00", refused=paused.guard),
        bp.CallStep(operation=booking.operation.name, input={**ask, booking.day: str(end)}, at=f"{begin}T12:00:00", result={booking.day: str(end)}),
    )  # fmt: skip
    title = re.sub(r"\s+", " ", draft.text.at((dates[0].span[0], dates[1].span[1])))
    _add(
        draft,
        f"{paused.done} {title}",
        begin,
        steps,
        (f"operation.{paused.operation}", paused.guard),
        (dates[0].span[0], dates[1].span[1]),
    )


def _day(date: Date, year: int) -> dt.date | None:
    """The date, in `year` where it names none; None where that year has no such day."""
    try:
        return dt.date(date.year or year, date.month, date.day)
    except ValueError:
        return None


def _after(date: Date, begin: dt.date) -> dt.date | None:
    """The first such date after another one, in its year or the next."""
    found = [day for year in (begin.year, begin.year + 1) if (day := _day(date, year)) is not None and day > begin]
    return found[0] if found else None


def _years_before(day: dt.date, years: int) -> dt.date:
    year = max(1, day.year - years)
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _add(
    draft: Draft,
    title: str,
    start: dt.date,
    steps: tuple[bp.CallStep, ...],
    carries: tuple[str, ...],
    span: tuple[int, int],
) -> None:
    number = len(draft.examples) + 1
    draft.examples.append(
        bp.Scenario(
            id=f"example.e{number}", spans=(span,), title=title, start=f"{start}T09:00:00", steps=steps, carries=carries
        )
    )


def _creator(draft: Draft, entity: EntityDraft) -> str:
    return next(
        (o.name for o in draft.operations.values() if o.kind == "create" and o.entity is entity), f"add_{entity.name}"
    )


def _number(text: str) -> int | float | str:
    value = plain_number(text)
    if value is None:
        return text
    return int(value) if value == int(value) else float(value)


def _sample(entity: EntityDraft, by_label: dict[str, str], day: dt.date) -> dict[str, object]:
    """Plain values for what has to be given, those of the example where it has them."""
    made: dict[str, object] = {}
    for f in entity.fields.values():
        stated = by_label.get(f.label)
        if stated is not None:
            made[f.name] = _number(stated)
        elif f.type.kind == "date" and by_label.get("age", "").isdecimal() and re.search("birth|born", f.label):
            made[f.name] = str(_years_before(day, int(by_label["age"])))
        elif f.required and f.default is None:
            made[f.name] = _plain(f, day)
    return made


def _plain(f: bp.FieldOf, day: dt.date) -> object:
    match f.type.kind:
        case "integer" | "duration":
            return 1
        case "decimal" | "money" | "percent":
            return 100
        case "boolean":
            return False
        case "date":
            return str(_years_before(day, 30))
        case "datetime":
            return f"{day}T08:00:00"
        case "time":
            return "08:00"
        case "choice":
            return f.type.choices[0]
    return f"Some {f.label}"
