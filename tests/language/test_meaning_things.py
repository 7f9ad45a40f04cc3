"""What things there are, who may do what with them, and the states they pass through: declared in everyday words."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language import understand
from tests.language._machine import Running


def read(*sentences: str) -> bp.Specification:
    return understand("# Club\n\n" + "\n\n".join(sentences) + "\n").specification


def entity(specification: bp.Specification, name: str) -> bp.Entity:
    return next(e for e in specification.entities if e.name == name)


def operation(specification: bp.Specification, name: str) -> bp.Operation:
    return next(o for o in specification.operations if o.name == name)


def kinds(specification: bp.Specification, name: str) -> dict[str, str]:
    return {f.name: f.type.kind for f in entity(specification, name).fields}


def fates(specification: bp.Specification) -> dict[str, str]:
    return {" ".join(c.text.split()).strip(" .,;"): c.status for c in specification.clauses}


def test_a_thing_bears_and_comes_with_what_is_kept_of_it() -> None:
    made = read(
        "Each kayak bears a number that is never used twice.",
        "A lesson comes with a date, a price in euro and a level (easy, hard).",
        "Every kayak belongs to a boathouse.",
    )
    number = next(f for f in entity(made, "kayak").fields if f.name == "number")
    assert number.unique or entity(made, "kayak").key == "number"
    assert kinds(made, "lesson") == {"date": "date", "price": "money", "level": "choice"}
    assert kinds(made, "kayak")["boathouse"] == "reference"
    assert set(fates(made).values()) == {"implemented"}


def test_what_a_relative_clause_adds_and_is_not_understood_is_listed() -> None:
    made = read("Each kayak has a name and one coach, who may whistle a tune.")
    assert fates(made)["may whistle a tune"] == "unclear"


def test_where_it_stands_is_said_in_passing() -> None:
    made = read("Each crane bears a number that is never used twice, stands on one quay and has one driver.")
    assert kinds(made, "crane")["quay"] == "reference"
    assert fates(made)["Each crane bears a number that is never used twice, stands on one quay"] == "implemented"


def test_what_the_words_alone_say_belongs_to_what() -> None:
    made = understand(
        "# Gas meter readings\n\nEach meter has a serial number and an address.\n\nReadings are whole cubic metres.\n\n"
        "Residents can enter a reading. A reading can be corrected by a clerk.\n"
    ).specification
    assert kinds(made, "reading")["meter"] == "reference"
    assert kinds(made, "reading")["value"] == "integer"


def test_sizes_are_what_sizes_are_elsewhere() -> None:
    made = read("The wall has lockers, each with a number and a size (S, M or L).", "A parcel has a name and a size.")
    assert kinds(made, "parcel")["size"] == "choice"


def test_moments_are_given_in_steps() -> None:
    made = read(
        "Members can book a studio.",
        "They choose a studio, a start and an end, in steps of 15 minutes.",
        "The shortest booking is 30 minutes.",
    )
    assert {"start", "end"} <= set(kinds(made, "booking"))
    assert len([i for i in entity(made, "booking").invariants if "15 minutes" in i.reason]) == 2


def test_what_is_written_down_is_kept_of_what_is_handed_out() -> None:
    made = read(
        "People bring their coat, and whoever is at the desk writes down name, phone number, colour and what is wrong with it.",
        "They get a slip with a number.",
        "A slip must not be cancelled by a porter.",
    )
    assert {"name", "phone_number", "colour", "number"} <= set(kinds(made, "slip"))
    assert kinds(made, "slip")["number"] == "integer"


def test_what_each_of_several_has_is_theirs() -> None:
    made = read("The hall has lanes, each with a number and a length (short or long).")
    assert kinds(made, "lane") == {"number": "integer", "length": "choice"}
    assert "hall" not in {e.name for e in made.entities}


def test_so_many_there_are_from_the_beginning() -> None:
    made = read("There are six lanes.", "A guest has a name and a phone number.", "A guest can reserve a lane.")
    assert [dict(row)["number"].value for row in entity(made, "lane").initial] == [1, 2, 3, 4, 5, 6]
    assert "add_lane" not in {o.name for o in made.operations}


def test_about_so_many_are_none_that_are_known() -> None:
    made = read("There are about six lanes.", "A guest has a name and a phone number.")
    assert not [e for e in made.entities if e.initial]


def test_a_heading_names_what_the_first_line_of_its_list_describes() -> None:
    made = understand(
        "# Band\n\nPlayers\n- Name, instrument (horn, drum), e-mail.\n- Players are loud.\n"
    ).specification
    assert kinds(made, "player") == {"name": "text", "instrument": "choice", "e_mail": "text"}


def test_one_of_several_words_is_a_state_or_a_choice() -> None:
    made = read(
        "A crate is waiting, packed or shipped.",
        "The size of a crate is small, medium or large.",
        "A new crate is waiting.",
    )
    status = next(f for f in entity(made, "crate").fields if f.name == "status")
    assert status.type.choices == ("waiting", "packed", "shipped")
    assert isinstance(status.default, bp.Literally)
    assert status.default.value == "waiting"
    assert kinds(made, "crate")["size"] == "choice"


def test_states_are_passed_through_in_order() -> None:
    made = read(
        "A petition has a title and an author.",
        "A petition passes through the states draft, submitted, in review, granted and closed; "
        "it can also end up as rejected. No state may be skipped.",
    )
    assert set(fates(made).values()) == {"implemented"}
    lifecycle = entity(made, "petition").lifecycle
    assert lifecycle is not None
    assert lifecycle.initial == "draft"
    assert ("submitted", "in review", "operation.set_in_review_petition") in lifecycle.transitions
    reasons = [g.reason for g in operation(made, "grant_petition").guards]
    assert "A petition becomes “granted” only from “in review”." in reasons
    assert len(operation(made, "reject_petition").guards) == 2


def test_only_they_may_do_it() -> None:
    made = read(
        "A gate has a number and a place.",
        "Only the warden may open a gate.",
        "A gate must be checked by an engineer.",
        "Guests can paint a gate.",
    )
    assert operation(made, "open_gate").roles == ("actor.warden",)
    assert operation(made, "check_gate").roles == ("actor.engineer",)
    assert operation(made, "paint_gate").roles == ()
    assert operation(made, "paint_gate").actors == ("actor.guest",)


def test_what_somebody_does_again_and_again_to_what_stays_is_a_record() -> None:
    made = read(
        "A court has a number and a surface (clay, grass).",
        "A player has a name and an age.",
        "A player can book a court for a day.",
        "A booking can be cancelled.",
    )
    booking = kinds(made, "booking")
    assert booking["court"] == "reference"
    assert booking["player"] == "reference"
    assert booking["day"] == "date"
    book = operation(made, "book_court")
    assert book.kind == "create"
    assert book.entity == "entity.booking"
    assert operation(made, "cancel_booking").inputs[0].type.entity == "entity.booking"


def test_things_that_nobody_lists_are_found_and_the_idle_ones_dropped() -> None:
    made = read(
        "A skipper may charter a yacht.",
        "A yacht must not be chartered by a skipper younger than 18.",
        "Our harbour is by the sea and the sea is wide.",
    )
    names = {e.name for e in made.entities}
    assert "yacht" in names
    assert not names & {"sea", "harbour"}


def test_a_deed_that_is_done_again_is_not_refused() -> None:
    made = read("A boat has a name and a colour.", "Guests can wash a boat.", "Guests can cancel a boat.")
    assert not operation(made, "wash_boat").guards
    assert operation(made, "cancel_boat").guards


def test_who_sees_what() -> None:
    made = read(
        "A visit has a date, a patient, a fee in euro and a note.",
        "A patient has a name and an age. A patient can book a visit. Porters can cancel a visit.",
        "Fees are seen by nurses and managers only, never by porters.",
        "A patient sees only their own visits.",
        "Never show a patient's age to porters.",
        "Only managers may see notes.",
    )
    assert set(fates(made).values()) == {"implemented"}
    hidden = {(a.entity, a.actor, name) for a in made.access for name in a.hidden}
    assert ("entity.visit", "actor.porter", "fee") in hidden
    assert ("entity.visit", "actor.patient", "fee") in hidden
    assert ("entity.visit", "actor.nurse", "fee") not in hidden
    assert ("entity.patient", "actor.porter", "age") in hidden
    assert ("entity.visit", "actor.nurse", "note") in hidden
    own = next(a for a in made.access if a.requires is not None)
    assert own.actor == "actor.patient"
    assert operation(made, "book_visit").entity == "entity.visit"


def test_states_follow_one_another_when_asked() -> None:
    ruled = Running(
        "# Petitions\n\nA petition has a title and an author.\n\n"
        "A petition passes through the states draft, submitted, in review and granted; it can also end up as withdrawn.\n"
    )
    petition = ruled.call("add_petition", title="Trees", author="Ann")["id"]
    assert ruled.refused("grant_petition", petition=petition)
    assert ruled.refused("set_in_review_petition", petition=petition)
    ruled.call("submit_petition", petition=petition)
    assert ruled.refused("submit_petition", petition=petition)
    ruled.call("set_in_review_petition", petition=petition)
    assert ruled.call("grant_petition", petition=petition)["status"] == "granted"
    assert ruled.refused("withdraw_petition", petition=petition)


def test_who_alone_may_is_asked_for_the_role() -> None:
    gate = Running(
        "# Lock\n\nA gate has a number and a place.\n\nThe warden, and nobody else, is allowed to open a gate.\n\n"
        "Skippers can report a gate.\n"
    )
    number = gate.call("add_gate", number=3, place="north")["id"]
    assert gate.refused("open_gate", role="skipper", gate=number)
    assert not gate.refused("open_gate", role="warden", gate=number)


def test_steps_hold_at_their_bounds() -> None:
    studio = Running(
        "# Studios\n\nMembers can book a studio. They choose a studio, a start and an end, in steps of 15 minutes.\n"
    )
    room = studio.call("add_studio", name="A")["id"]
    ask = {"studio": room, "member": "M"}
    assert not studio.refused("book_studio", start="2026-03-03T10:15", end="2026-03-03T10:45", **ask)
    assert studio.refused("book_studio", start="2026-03-03T10:16", end="2026-03-03T10:46", **ask)
