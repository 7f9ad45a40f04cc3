"""Readings of what appears on a rhythm, on texts of other domains than the specifications'."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._understand import understand
from autogenesis.skills import signatures

BULLETIN = """# A bulletin of a harbour
We print a bulletin every third Friday at 18:00; the first appeared on 2 January 2026.
Skippers send in notices: title, kind (concert, sale or wanted), for concerts a date, and text.
Whatever comes after 10:00 on the Wednesday before goes into the next edition.
An edition contains six notices: concerts first, by date, then the rest in order of arrival.
What does not fit goes into the following edition.
No sender appears twice in one edition.
Whoever has unsubscribed never receives another edition.
"""


def read(text: str) -> bp.Specification:
    """What a text means; nothing in it is wrong."""
    specification = understand(text).specification
    assert bp.check_specification(specification, signatures(), text) == ()
    return specification


def test_a_bulletin_every_third_friday() -> None:
    made = read(BULLETIN)
    assert [c.text for c in made.clauses if c.status != "implemented"] == []
    (schedule,) = made.schedules
    when = schedule.recurrence
    assert (when.every, when.weekdays, when.at, when.anchor) == (3, (5,), "18:00", "2026-01-02")
    (planned,) = [r for r in made.reactions if r.id == "reaction.plan_editions"]
    perform = next(s for s in planned.steps if s.do == "perform")
    assert isinstance(perform, bp.Perform)
    given = dict(perform.arguments)
    assert given["every"] == bp.whole(21)
    assert given["capacity"] == bp.whole(6)
    assert given["one_each"] == bp.truth(True)


def test_the_deadline_counts_from_the_day_before_the_issue() -> None:
    made = read(BULLETIN)
    (operation,) = [o for o in made.operations if o.name == "send_in_notice"]
    (create,) = [s for s in operation.steps if isinstance(s, bp.Create)]
    earliest = dict(create.values)["earliest_edition"].model_dump_json()
    assert '"10:00"' in earliest
    assert '"value":2,' in earliest.replace(" ", "") or '"value":2}' in earliest.replace(" ", "")


def test_a_bulletin_without_limits_holds_everything() -> None:
    text = BULLETIN.split("What does not fit", maxsplit=1)[0].replace(
        "concerts first, by date, then the rest in order of arrival", "in order of arrival"
    )
    made = read(text)
    (planned,) = [r for r in made.reactions if r.id == "reaction.plan_editions"]
    perform = next(s for s in planned.steps if s.do == "perform")
    assert isinstance(perform, bp.Perform)
    assert "one_each" not in dict(perform.arguments)


def test_a_plain_rhythm_is_no_periodical() -> None:
    made = understand(
        "# Things\nA guest has a name and a date of birth.\nWe meet every second Friday at 18:00.\n"
    ).specification
    assert not [r for r in made.requirements if r.pattern.startswith("periodical")]
