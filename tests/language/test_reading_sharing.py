"""Handing out, amounts by kind, marks, allowances and keeping, in other domains and other words."""

from __future__ import annotations

import pytest

import blueprints as bp
from autogenesis.language import understand

KITCHEN = """# Kitchen tickets
- Ticket: number, dish (soup, roast, cake), table, arrival date, status (new, cooking, done)
- Minutes per dish: soup 5, roast 25, cake 10
- At 11:30 every day, allocate the new tickets, oldest first, to the cook with the least minutes; ties go to the one higher on the board.
- Nobody gets more than 90 minutes a day, and whatever remains goes to the chef's list.
"""
ROUNDS = """# Delivery rounds
A parcel has a number, a size (small, medium, large), a weight in kg and whether it is urgent. A driver has a name.
Points for each parcel: small 1, medium 2, large 4.
Every day at 06:00 the open parcels are shared among the drivers in turn.
A driver has at most 30 parcels a day; the rest goes on the dispatcher's list.
"""
LAB = """# Laboratory
- Sample: number, status (new, measured, released)
- Samples are released by a chemist, never by whoever measured them; otherwise new again
- Only released samples are sent to customers
- Filters are changed every second week of a campaign
- Samples are stored for 30 days, then they go to the archive
- Every Monday each chemist gets 20 credits; nobody ever holds more than 60.
"""


def read(text: str) -> bp.Specification:
    return understand(text).specification


def patterns(text: str) -> dict[str, str]:
    """What each clause was read as; unread ones are unclear."""
    spec = read(text)
    named = {r.id: r.pattern for r in spec.requirements}
    return {c.text.strip(" ,;."): named.get(c.requirement or "", "unclear") for c in spec.clauses}


def arguments(spec: bp.Specification, skill: str) -> dict[str, bp.Expression]:
    """The arguments that a skill is called with."""
    steps = [
        step
        for element in (*spec.schedules, *spec.operations, *spec.reactions)
        for step in bp.parts_within(element)
        if isinstance(step, bp.Perform) and step.skill == skill
    ]
    return dict(steps[0].arguments)


def test_each_to_whoever_has_least_within_a_limit() -> None:
    spec = read(KITCHEN)
    given = arguments(spec, "skill.fair_allocation")
    assert given["limit"] == bp.whole(90)
    items, receivers = given["items"], given["receivers"]
    assert isinstance(items, bp.Records)
    assert isinstance(receivers, bp.Records)
    assert items.order == (bp.path("ticket", "arrival_date"),)
    assert receivers.order == (bp.path("cook", "board"),)
    assert dict(items.fields)["amount"] == bp.path("ticket", "minutes")
    assert [s.recurrence.at for s in spec.schedules] == ["11:30"]
    assert "unclear" not in patterns(KITCHEN).values()
    assert any(a.name == "chef" for a in spec.actors)


def test_in_turn_counts_things() -> None:
    given = arguments(read(ROUNDS), "skill.fair_allocation")
    assert given["in_turn"] == bp.truth(True)
    assert given["limit"] == bp.whole(30)
    (driver,) = [e for e in read(ROUNDS).entities if e.name == "driver"]
    assert [f.name for f in driver.fields] == ["name"]


def test_amounts_by_kind() -> None:
    spec = read(ROUNDS)
    (table,) = spec.tables
    assert [line.values[0] for line in table.lines] == [bp.whole(1), bp.whole(2), bp.whole(4)]
    (parcel,) = [e for e in spec.entities if e.name == "parcel"]
    assert [d.name for d in parcel.derivations] == ["points"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("A saw takes 5 minutes, a drill 25 and a plane 10.", "minutes"),
        ("A saw costs 5 euro, a drill 3 and a plane 9.", "costs"),
        ("Fee for a weekday: saw 5, drill 3, plane 2; a weekend costs 8 whatever the kind", "fees"),
    ],
)
def test_amounts_in_other_words(words: str, name: str) -> None:
    spec = read(f"- Tool: code, type (saw, drill, plane), status (free, lent)\n- {words}\n")
    (tool,) = [e for e in spec.entities if e.name == "tool"]
    assert [d.name for d in tool.derivations] == [name]


def test_what_is_lost_goes_to_whoever_found_it() -> None:
    text = "- Tool: code, status (free, lent)\n- Lost things: register with place and date; keep them for 60 days, afterwards they go to the finder\n"
    spec = read(text)
    (lost,) = [e for e in spec.entities if e.name == "lost_thing"]
    assert {"place", "date", "finder", "belongs_to"} <= {f.name for f in lost.fields}
    assert any(o.name == "register_lost_thing" for o in spec.operations)


def test_a_kind_without_amount_is_listed() -> None:
    text = "- Job: number, size (small, large, huge)\n- Hours per size: small 2, large 5\n"
    assert any("huge" in gap.text for gap in read(text).gaps)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Lights are checked by a warden, never by the person who mounted them; failed = new again", "checked"),
        ("Lights are checked by a warden, not by whoever mounted them", "checked"),
    ],
)
def test_looked_over_by_another(words: str, wanted: str) -> None:
    spec = read(f"- Light: number, status (new, mounted, {wanted})\n- {words}\n")
    (check,) = [o for o in spec.operations if o.name == "check_light"]
    assert check.roles == ("actor.warden",)
    assert any(g.id == "guard.check_light.not_own" for g in check.guards)
    assert any(o.name == "mount_light" for o in spec.operations)


def test_states_periods_keeping_and_allowances() -> None:
    found = patterns(LAB)
    assert "unclear" not in found.values()
    assert set(found.values()) >= {
        "looked_over_by_another", "only_in_state", "every_nth_day", "kept_for_a_time", "allowance",
    }  # fmt: skip
    spec = read(LAB)
    assert arguments(spec, "skill.spaced_days")["every"] == bp.whole(14)
    assert [t.id for t in spec.timers] == ["timer.sample_kept_long_enough"]
    (weekly,) = spec.schedules
    assert (weekly.recurrence.unit, weekly.recurrence.weekdays) == ("week", (1,))


def test_a_mark_is_skipped_and_told_of() -> None:
    spec = read(
        "- Plot: number, row, status (dry, wet)\n- Daily at 05:00 share the dry plots among the gardeners in turn\n"
        '- "Keep off": skip the plot; if the flag is still up at 12:00, call the head gardener, once\n'
    )
    (daily, noon) = spec.schedules
    assert "keep_off" in str(daily.model_dump())
    assert noon.recurrence.at == "12:00"
    assert any(o.name == "change_plot" and "keep_off" in {p.name for p in o.inputs} for o in spec.operations)


@pytest.mark.parametrize(
    "words",
    [
        "Nobody shares a plot with anybody.",
        "Every gardener gets a rake in spring.",
        "Keys are kept at the desk.",
        "A plot is checked by a warden.",
        "Give the plan to the head gardener.",
    ],
)
def test_other_sentences_are_left_alone(words: str) -> None:
    ours = {
        "fair_allocation", "amounts_by_kind", "looked_over_by_another", "kept_for_a_time", "every_nth_day", "allowance", "skipped",
    }  # fmt: skip
    assert not ours & set(patterns(f"- Plot: number, row, status (dry, checked)\n- {words}\n").values())
