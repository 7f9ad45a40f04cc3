"""List scheduling against a planner that walks through the days one by one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from autogenesis.kit import Refused
from autogenesis.kit.behaviours.list_scheduling import Assignment, Job, Person, schedule_jobs
from autogenesis.kit.values import Calendar

WEEK = Calendar("working days", (1, 2, 3, 4, 5))
MONDAY = date(2026, 6, 8)
K, L = Person("K", ("carpentry",)), Person("L", ("Carpentry",))


def job(key: str, duration: int, *after: str) -> Job:
    return Job(key, duration, after, "carpentry")


def lines(made: tuple[Assignment, ...]) -> list[tuple[str, str | None, int, int]]:
    return [(each.key, each.person, each.start.day, each.end.day) for each in made]


def test_two_carpenters_share_and_the_first_in_the_alphabet_goes_on() -> None:
    jobs = [job("T1", 2), job("T2", 2), job("T3", 3, "T1", "T2")]
    assert lines(schedule_jobs(jobs, [L, K], WEEK, MONDAY)) == [
        ("T1", "K", 8, 9),
        ("T2", "L", 8, 9),
        ("T3", "K", 10, 12),
    ]
    alone = schedule_jobs(jobs, [K], WEEK, MONDAY)
    assert lines(alone)[:2] == [("T1", "K", 8, 9), ("T2", "K", 10, 11)]
    assert alone[2].start == date(2026, 6, 12)


def test_weekends_are_left_out() -> None:
    jobs = [job("A", 4), job("B", 3, "A")]
    assert lines(schedule_jobs(jobs, [K], WEEK, date(2026, 6, 4))) == [("A", "K", 4, 9), ("B", "K", 10, 12)]
    (first,) = schedule_jobs([job("A", 1)], [K], WEEK, date(2026, 6, 6))
    assert first.start == MONDAY


def test_what_nobody_can_do_is_uncovered_and_the_rest_is_planned() -> None:
    jobs = [Job("W", 2, (), "welding"), job("C", 1), job("D", 1, "W")]
    welding, carpentry, after = schedule_jobs(jobs, [K], WEEK, MONDAY)
    assert (welding.person, welding.covered) == (None, False)
    assert (carpentry.person, carpentry.covered) == ("K", True)
    assert after.start == date(2026, 6, 10)


def test_the_one_with_the_fewest_days_is_taken() -> None:
    jobs = [job("A", 2), job("B", 1), job("C", 1, "A"), job("D", 1, "A")]
    assert lines(schedule_jobs(jobs, [K, L], WEEK, MONDAY))[2:] == [("C", "L", 10, 10), ("D", "K", 10, 10)]


def test_a_gap_is_used_where_the_job_fits() -> None:
    jobs = [Job("W", 3, (), None), job("A", 1, "W"), job("B", 2), job("C", 4)]
    made = schedule_jobs(jobs, [Person("K", ("carpentry",)), Person("A")], WEEK, MONDAY)
    assert lines(made) == [("W", "A", 8, 10), ("A", "K", 11, 11), ("B", "K", 8, 9), ("C", "K", 12, 17)]


@pytest.mark.parametrize(
    ("jobs", "rule", "named"),
    [
        ([job("A", 1, "B"), job("B", 1, "C"), job("C", 1, "A"), job("D", 1, "A")], "circle", ["A, B, C"]),
        ([job("D", 1, "A"), job("A", 1, "A")], "circle", ["circle: A."]),
        ([job("A", 1, "Z")], "unknown", ["A", "Z"]),
        ([job("A", 1), job("A", 1)], "twice", ["A"]),
        ([job("A", 0)], "duration", ["A"]),
    ],
)
def test_what_cannot_be_planned_is_refused_by_name(jobs: list[Job], rule: str, named: list[str]) -> None:
    with pytest.raises(Refused) as caught:
        schedule_jobs(jobs, [K], WEEK, MONDAY)
    assert caught.value.rule == f"list_scheduling.{rule}"
    assert all(text in caught.value.reason for text in named)


@some.composite
def projects(draw: some.DrawFn) -> tuple[list[Job], list[Person]]:
    skills = some.sampled_from(["a", "b"])
    count = draw(some.integers(1, 6))
    jobs = [
        Job(
            f"J{n}",
            draw(some.integers(1, 4)),
            tuple(sorted(draw(some.sets(some.sampled_from([f"J{m}" for m in range(n)]), max_size=2)))) if n else (),
            draw(some.none() | skills),
        )
        for n in range(count)
    ]
    names = draw(some.permutations(["P", "Q", "R"]))[: draw(some.integers(0, 3))]
    return draw(some.permutations(jobs)), [Person(name, tuple(draw(some.sets(skills)))) for name in names]


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(projects(), some.integers(0, 6), some.sampled_from([(1, 2, 3, 4, 5), (2, 4), (1, 2, 3, 4, 5, 6, 7)]))
def test_it_agrees_with_walking_day_by_day(
    project: tuple[list[Job], list[Person]], offset: int, weekdays: tuple[int, ...]
) -> None:
    jobs, people = project
    first = MONDAY + timedelta(offset)
    made = schedule_jobs(jobs, people, Calendar("c", weekdays), first)
    assert {each.key: (each.person, each.start, each.end) for each in made} == walked(jobs, people, weekdays, first)


def walked(
    jobs: list[Job], people: list[Person], weekdays: tuple[int, ...], first: date
) -> dict[str, tuple[str | None, date, date]]:
    """Numbers the open days 0, 1, 2 …, paints each person's days on a line, and tries every start in turn."""
    open_days = [day for n in range(400) if (day := first + timedelta(n)).isoweekday() in weekdays]
    painted: dict[str, list[str | None]] = {person.key: [None] * len(open_days) for person in people}
    last: dict[str, int] = {}
    made: dict[str, tuple[str | None, date, date]] = {}
    while len(made) < len(jobs):
        job = next(each for each in jobs if each.key not in made and all(key in made for key in each.after))
        earliest = max([last[key] + 1 for key in job.after], default=0)
        skilled = [each.key for each in people if job.needs is None or job.needs in each.skills]
        options = [
            (start, sum(day is not None for day in painted[name]), name)
            for name in skilled
            for start in range(earliest, 100)
            if painted[name][start : start + job.duration] == [None] * job.duration
        ]
        start, _, name = min(options) if options else (earliest, 0, None)
        if name is not None:
            painted[name][start : start + job.duration] = [job.key] * job.duration
        last[job.key] = start + job.duration - 1
        made[job.key] = (name, open_days[start], open_days[last[job.key]])
    return made
