"""Deterministic list scheduling: jobs in list order, each as early as somebody with the skill is free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..errors import Refused
from ..values import Calendar, roll, shift


@dataclass(frozen=True)
class Job:
    """Work for one person over `duration` open days in a row, after the jobs with the keys in `after`."""

    key: str
    duration: int
    after: tuple[str, ...] = ()
    needs: str | None = None


@dataclass(frozen=True)
class Person:
    """Somebody who works, and what they can do; texts of skills are compared without regard to case."""

    key: str
    skills: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assignment:
    """Who does a job from `start` up to and with `end`; uncovered, the days are those it would take."""

    key: str
    person: str | None
    start: date
    end: date
    covered: bool


def schedule_jobs(
    jobs: Sequence[Job], people: Iterable[Person], calendar: Calendar, first_day: date
) -> tuple[Assignment, ...]:
    """The assignments, in list order.

    Jobs are handed out in list order, one that depends on a later one only after that. A job starts on the
    first open day that comes after all it depends on (or on the first day) and from which somebody with the
    skill is free for as many open days as it takes; a gap between two jobs counts as free where the job fits
    in. Of those who are free then, the one with the fewest days assigned takes it, then the first in the
    alphabet.

    A job whose skill nobody has is uncovered; its days are reckoned as if somebody were free at once, so that
    what depends on it can be planned. Refused: a key given twice, an unknown dependency, a duration below
    one day, and jobs depending on each other in a circle, with their names.
    """
    skills = {person.key: {skill.casefold() for skill in person.skills} for person in people}
    busy: dict[str, set[date]] = {key: set() for key in skills}
    made: dict[str, Assignment] = {}
    for job in _in_order(jobs):
        start = roll(first_day, calendar)
        for key in job.after:
            start = max(start, shift(made[key].end, 1, "open_days", calendar))
        able = [key for key in sorted(busy) if job.needs is None or job.needs.casefold() in skills[key]]
        days, free = _span(start, job.duration, calendar), able
        while able and not (free := [key for key in able if busy[key].isdisjoint(days)]):
            days = (*days[1:], shift(days[-1], 1, "open_days", calendar))
        person = min(free, key=lambda key: (len(busy[key]), key), default=None)
        if person is not None:
            busy[person].update(days)
        made[job.key] = Assignment(job.key, person, days[0], days[-1], person is not None)
    return tuple(made[job.key] for job in jobs)


def _span(start: date, duration: int, calendar: Calendar) -> tuple[date, ...]:
    days = [start]
    while len(days) < duration:
        days.append(shift(days[-1], 1, "open_days", calendar))
    return tuple(days)


def _in_order(jobs: Sequence[Job]) -> list[Job]:
    """The jobs so that each comes after what it depends on, otherwise as in the list."""
    waiting: dict[str, Job] = {}
    for job in jobs:
        if job.key in waiting:
            raise Refused(f"{job.key} is in the list twice.", rule="list_scheduling.twice", field="key")
        if job.duration < 1:
            raise Refused(f"{job.key} takes less than a day.", rule="list_scheduling.duration", field="duration")
        waiting[job.key] = job
    for job in jobs:
        for key in job.after:
            if key not in waiting:
                reason = f"{job.key} depends on {key}, which is not in the list."
                raise Refused(reason, rule="list_scheduling.unknown", field="after")
    order: list[Job] = []
    while waiting:
        ready = next((job for job in waiting.values() if waiting.keys().isdisjoint(job.after)), None)
        if ready is None:
            members = ", ".join(_circle(waiting))
            reason = f"These depend on each other in a circle: {members}."
            raise Refused(reason, rule="list_scheduling.circle", field="after")
        order.append(waiting.pop(ready.key))
    return order


def _circle(waiting: Mapping[str, Job]) -> list[str]:
    """The members of one circle, in list order; every waiting job depends on a waiting one."""
    path = [next(iter(waiting))]
    while True:
        following = next(key for key in waiting[path[-1]].after if key in waiting)
        if following in path:
            members = set(path[path.index(following) :])
            return [key for key in waiting if key in members]
        path.append(following)
