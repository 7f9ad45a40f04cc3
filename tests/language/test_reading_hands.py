"""Readings of work that passes through hands, on texts of other domains than the specifications'."""

from __future__ import annotations

import pytest

import blueprints as bp
from autogenesis.language._understand import understand
from autogenesis.skills import signatures
from tests.language._machine import Running


def read(text: str) -> bp.Specification:
    """What a text means; nothing in it is wrong."""
    specification = understand(text).specification
    assert bp.check_specification(specification, signatures(), text) == ()
    return specification


def patterns(specification: bp.Specification) -> dict[str, str]:
    """What each clause was read as."""
    by_id = {requirement.id: requirement.pattern for requirement in specification.requirements}
    return {c.text.strip(" .;,"): by_id.get(c.requirement or "", "") for c in specification.clauses}


def guards(specification: bp.Specification, operation: str) -> set[str]:
    return {
        guard.id.removeprefix("guard.") for o in specification.operations if o.name == operation for guard in o.guards
    }


def names(specification: bp.Specification) -> set[str]:
    return {o.name for o in specification.operations}


RECIPES = """# Recipes for a canteen
Cooks send in recipes: title, season (spring, summer or unknown) and method.
The planner agent makes new menus for a week and a table (1 to 4) from recipes, one course per recipe, in order of arrival.
Recipes whose season is unknown are never picked.
Once three different tasters have approved a menu, the menu is printed.
"""


def test_things_are_built_out_of_rows_and_some_are_never_used() -> None:
    made = read(RECIPES)
    menu = next(e for e in made.entities if e.name == "menu")
    assert {"week", "table", "status"} <= {f.name for f in menu.fields}
    assert {f.name for e in made.entities if e.name == "course" for f in e.fields} == {"menu", "recipe", "number"}
    (building,) = [r for r in made.reactions if r.id == "reaction.make_courses"]
    assert "unknown" in building.model_dump_json()
    assert [agent.name for agent in made.agents] == ["planner"]


def test_so_many_different_people_approve() -> None:
    made = read(RECIPES)
    assert "approve_menu" in names(made)
    assert {"approve_menu_caller", "approve_menu_again"} <= guards(made, "approve_menu")
    (printed,) = [r for r in made.reactions if r.id == "reaction.print_menu"]
    assert '"value":3' in printed.model_dump_json().replace(" ", "")


LICENCES = """# Licences of a town
Clerks register licences: street, purpose (stall, fair or building) and plan.
The clerk submits the licence.
{agreement}
{own}
Whoever rejects a licence must give a reason.
A refusal sends the licence back to draft and voids all approvals.
{late}
"""
AGREEMENTS = (
    "A licence is issued as soon as two inspectors have approved it.",
    "When two inspectors have approved a licence, it is issued.",
    "If at least two inspectors approve it, the licence is issued.",
    "Once the licence has been approved by two inspectors, it is issued.",
)
OWN = (
    "Nobody may approve a licence they filed.",
    "No inspector approves a licence of their own.",
    "Nobody approves their own licence.",
)
LATE = (
    "When no approval has come five days after submission, the mayor is alerted.",
    "If no approval arrives within five days of submission, the mayor is alerted, once.",
    "The mayor is alerted if no approval arrives within five days of submission.",
)


@pytest.mark.parametrize("agreement", AGREEMENTS)
@pytest.mark.parametrize("own", OWN)
def test_approvals_in_other_words(agreement: str, own: str) -> None:
    made = read(LICENCES.format(agreement=agreement, own=own, late=LATE[0]))
    found = patterns(made)
    assert found[agreement.rstrip(".")] == "agreement"
    assert found[own.rstrip(".")] == "own_work"
    assert "approve_licence_own" in guards(made, "approve_licence")
    assert "reject_licence_reason" in guards(made, "reject_licence")
    assert "refuse_licence" not in names(made)
    licence = next(e for e in made.entities if e.name == "licence")
    assert licence.lifecycle is not None
    assert {(a, b) for a, b, _ in licence.lifecycle.transitions} == {
        ("draft", "submitted"), ("submitted", "issued"), ("submitted", "draft"),
    }  # fmt: skip


@pytest.mark.parametrize("late", LATE)
def test_what_does_not_come_in_time_is_told_once(late: str) -> None:
    made = read(LICENCES.format(agreement=AGREEMENTS[0], own=OWN[0], late=late))
    (timer,) = made.timers
    assert timer.entity == "entity.licence"
    assert '"value":5' in timer.at.model_dump_json().replace(" ", "")
    assert timer.steps[0].do == "notify"


DRILLS = """# Drills for a fire brigade
{parts}
Recruits take the drill.
{ladder}
{told}
"""


@pytest.mark.parametrize(
    "parts",
    [
        "A drill consists of eight tasks, each with three steps and exactly one safe exit.",
        "A drill has eight tasks, each with three steps and exactly one safe exit.",
        "The trainer writes a drill of eight tasks, each with three steps and exactly one safe exit.",
    ],
)
@pytest.mark.parametrize(
    "ladder",
    [
        "From 75 percent they pass and rise one rank; under 40 percent they drop one rank.",
        "With 75 percent or more they have passed and go up one rank; below 40 percent they go down one.",
    ],
)
@pytest.mark.parametrize(
    "told",
    [
        "When a recruit fails three drills in a row, their captain is told, once.",
        "After three drills in a row without a pass, their captain is told, once.",
    ],
)
def test_attempts_levels_and_failures_in_a_row(parts: str, ladder: str, told: str) -> None:
    made = read(DRILLS.format(parts=parts, ladder=ladder, told=told))
    assert set(patterns(made).values()) >= {"composition", "taking", "ladder", "in_a_row"}
    assert {"take_drill", "add_task", "add_step"} <= names(made)
    assert [f.type.kind for e in made.entities if e.name == "recruit_rank" for f in e.fields] == [
        "reference",
        "integer",
    ]
    recruit = next(e for e in made.entities if e.name == "recruit")
    assert next(f for f in recruit.fields if f.name == "captain").type.kind == "person"


EXPENSES = """# Expenses of a club
Members hand in expenses: event date, amount and purpose.
{first}
{second}
Whoever handed in an expense may not approve its payment.
Up to 200 euro the treasurer does that alone; above that she and the chairwoman both.
Every day at 20:00 we get a list of today's approvals.
"""


def test_two_windows_contradict_each_other_and_the_stricter_holds() -> None:
    first = "Anything handed in more than 30 days after the event is refused."
    second = "We take receipts up to 60 days after the event."
    for one, other in ((first, second), (second, first)):
        made = read(EXPENSES.format(first=one, second=other))
        clauses = [c for c in made.clauses if c.status == "contradictory"]
        assert {c.text for c in clauses} == {first, second}
        assert all(first in c.note and second in c.note and "30 days, not 60" in c.note for c in clauses)
        assert [g for g in guards(made, "hand_in_expense") if "time" in g] in (
            ["hand_in_expense_in_time"],
            ["hand_in_expense_in_time_2"],
        )


def test_windows_that_agree_are_no_contradiction() -> None:
    made = read(
        EXPENSES.format(first="Expenses must be handed in within 30 days of the event.", second="Members are many.")
    )
    assert not [c for c in made.clauses if c.status == "contradictory"]
    assert "hand_in_expense_in_time" in guards(made, "hand_in_expense")


def test_bands_of_release_and_the_list_of_the_day() -> None:
    made = read(EXPENSES.format(first="", second=""))
    assert {"approve_payment_own", "approve_payment_again"} <= guards(made, "approve_payment")
    (operation,) = [o for o in made.operations if o.name == "approve_payment"]
    assert operation.roles == ("actor.treasurer", "actor.chairwoman")
    assert [s.recurrence.at for s in made.schedules] == ["20:00"]


def test_a_refund_after_deductions() -> None:
    made = read("""# Refunds of a ferry line
Clerks enter trips: ticket number, travel date, passenger age and fare.
We refund the fare minus a fee, 5 euro on Basic and 2 euro on Flex; if the passenger was over 65, take off another 1 euro.
We never pay less than nothing.
A passenger's fourth trip within six months gets a flag for Rosa.
""")
    trip = next(e for e in made.entities if e.name == "trip")
    refund = next(d for d in trip.derivations if d.name == "refund").value.model_dump_json()
    assert all(value in refund for value in ('"5.00"', '"2.00"', '"1.00"', '"0.00"', "largest"))
    assert any(e.name == "flag" for e in made.entities)


def test_votes_of_jurors() -> None:
    made = read("""# Essays in a contest
Writers submit essays: heading and text.
A text of more than 2000 words is sent back.
If a name on the blocked list appears in an essay, it goes into custody until the warden lets it out.
Each essay is assigned to three jurors; no juror votes on their own.
Two ayes admit it, two noes dismiss it; a no needs a reason.
If they disagree, the president decides.
Whoever has not voted within 24 hours is reminded, once.
""")
    assert {"vote_on_essay", "decide_on_essay", "let_out_essay", "add_blocked", "add_juror"} <= names(made)
    assert {"vote_on_essay_own", "vote_on_essay_reason", "vote_on_essay_given"} <= guards(made, "vote_on_essay")
    essay = next(e for e in made.entities if e.name == "essay")
    assert essay.lifecycle is not None
    assert {b for _, b, _ in essay.lifecycle.transitions} == {
        "sent back",
        "custody",
        "open",
        "admitted",
        "dismissed",
        "undecided",
    }
    assert [t.steps[0].do for t in made.timers] == ["notify"]


def test_revisions_clash_and_raise_a_number() -> None:
    made = read("""# Scores
A song has title, composer, base edition and pages touched.
If a page has been changed since the base edition, that is a clash and the song is sent back to its composer.
Otherwise we print it and the edition goes up by one.
The proof agent performs all proofs.
If any fails, the printing is undone and the composer is informed which.
Proofed editions are placed on display.
Sale requires a director's consent, never for their own song, only Tuesday to Friday, 10:00 to 12:00.
If the safety check fails within 30 minutes, the former edition comes back.
Every action is recorded.
""")
    assert set(patterns(made).values()) >= {
        "clash",
        "counter_rises",
        "trial",
        "undone_on_failure",
        "stage",
        "gate",
        "taken_back",
        "write_log",
    }
    assert {"perform_proofs", "approve_edition", "put_edition_in_sale", "fail_safety_check"} <= names(made)
    assert "put_edition_in_sale_time" in guards(made, "put_edition_in_sale")
    assert {a.entity for a in made.audits} == {e.id for e in made.entities}


@pytest.mark.parametrize(
    "sentence",
    [
        "Guests review the hotel.",
        "The baker makes bread from flour.",
        "Above 30 degrees the fan runs.",
        "We pay the staff on Fridays.",
        "If the pump fails, the gardener is told.",
        "Two tests a week are enough.",
    ],
)
def test_nothing_is_read_into_plain_sentences(sentence: str) -> None:
    mine = {
        "agreement",
        "built_from_rows",
        "release_bands",
        "payout",
        "taken_back",
        "in_a_row",
        "ladder",
        "vote_outcome",
        "share",
        "gate",
    }
    made = understand(f"# Things\nA guest has a name and a date of birth.\n{sentence}\n").specification
    assert not mine & {r.pattern for r in made.requirements}


@pytest.mark.parametrize("verb", ["announces", "posts", "launches", "offers"])
def test_what_is_spoken_of_for_the_first_time_with_its_fields_begins_so(verb) -> None:
    running = Running(f"A host {verb} a hike with a title and a length in km. A walker reports a fault with a date.")
    made = running.call(
        f"{verb.removesuffix('es') if verb == 'launches' else verb[:-1]}_hike", title="Ridge", length=12
    )
    assert made["title"] == "Ridge"


@pytest.mark.parametrize("said", ["that is 6, 8 or 12", "of 6, 8 or 12", "(6, 8 or 12)"])
def test_numbers_that_a_field_may_be_are_numbers(said) -> None:
    running = Running(f"A ringer announces a peal with a date and a size {said}.")
    assert running.call("announce_peal", date="2026-03-09", size=8)["size"] == 8
    assert running.refused("announce_peal", date="2026-03-09", size=7)
