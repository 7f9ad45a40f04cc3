"""Reading what things there are and what is kept of each, in every style, on texts of made-up domains."""

from __future__ import annotations

import pytest

import blueprints as bp
from autogenesis.core import SpecificationError
from autogenesis.language import understand
from autogenesis.skills import signatures


def read(text: str) -> bp.Specification:
    specification = understand(text).specification
    assert bp.check_specification(specification, signatures(), text) == ()
    return specification


def entity(specification: bp.Specification, name: str) -> bp.Entity:
    return next(e for e in specification.entities if e.name == name)


def fields(text: str, name: str) -> dict[str, str]:
    """The fields listed, with their types; a question mark behind those that may be left out."""
    found = entity(read(text), name).fields
    return {f.name: f"{f.type}{'' if f.required else '?'}" for f in found if f.spans}


def status_of(specification: bp.Specification, words: str) -> set[str]:
    return {c.status for c in specification.clauses if words in c.text}


def test_a_data_dictionary() -> None:
    text = (
        "TRIP: boat, skipper, start, end, remark (optional)\n"
        "BOAT: number, name, berths (whole number), length in metres, state (moored, out)\n"
        "SKIPPER: id, name, licence (A, B or 0)\n"
        "Rules:\n- A boat is cleaned every 3 hours.\n"
    )
    assert fields(text, "trip") == {
        "boat": "entity.boat", "skipper": "entity.skipper", "start": "datetime", "end": "datetime", "remark": "text?",
    }  # fmt: skip
    assert fields(text, "boat") == {
        "number": "integer", "name": "text", "berths": "integer", "length": "decimal", "state": "moored | out?",
    }  # fmt: skip
    assert fields(text, "skipper") == {"name": "text", "licence": "A | B | 0"}
    assert entity(read(text), "boat").key == "number"
    assert "invariant.trip.start_before_end" in {i.id for i in entity(read(text), "trip").invariants}


@pytest.mark.parametrize(
    "text",
    [
        "Kiln: code, maximum temperature in °C, type (electric, gas)\n",
        "- Kiln: code, maximum temperature in °C, type (electric, gas)\n- Kilns are swept.\n",
        "- A kiln has a code, a maximum temperature in °C and a type (electric or gas).\n",
        "Every kiln has a code, a maximum temperature in °C and a type (electric or gas).",
        "For each kiln we keep a code, a maximum temperature in °C and a type (electric, gas).",
        "The system shall store for each kiln its code, the maximum temperature in °C and the type (electric, gas).",
        "Each kiln has a card that holds its code, maximum temperature in °C and type (electric or gas).",
        "Potters register kilns: code, maximum temperature in °C, type (electric or gas).",
        "As a potter, I want to register kilns with code, maximum temperature in °C and type (electric or gas).",
        "Feature: Pots\n  Background:\n    Given kilns with code, maximum temperature in °C and type (electric, gas)\n",
        "A kiln consists of a code, a maximum temperature in °C and a type (electric, gas).",
    ],
)
def test_the_same_thing_in_other_styles(text: str) -> None:
    assert fields(text, "kiln") == {"code": "text", "maximum_temperature": "decimal", "type": "electric | gas"}
    assert entity(read(text), "kiln").key == "code"


@pytest.mark.parametrize(
    ("stated", "name", "type_"),
    [
        ("berths (1 to 4)", "berths", "integer"),
        ("humidity from 0 to 100 percent", "humidity", "percent"),
        ("whether it is insured", "insured", "boolean?"),
        ("a fee in euro", "fee", "money"),
        ("an optional comment", "comment", "text?"),
        ("crew (several)", "crews", "list of text?"),
        ("tags", "tags", "list of text?"),
        ("number of seats", "number_of_seats", "integer"),
        ("trips in the last seven days", "trips", "integer"),
        ("date of purchase", "date_of_purchase", "date"),
        ("serial number (unique)", "serial_number", "text"),
        ("owner", "owner", "person"),
        ("paid on (date)", "paid_on", "date"),
        ("insured (yes/no)", "insured", "boolean"),
        ("the keeper's age", "keeper_age", "integer"),
        ("capacity (in litres)", "capacity", "decimal"),
    ],
)
def test_types_of_fields(stated: str, name: str, type_: str) -> None:
    assert fields(f"A raft has a name, {stated}, and a colour.", "raft")[name] == type_


def test_bounds_in_a_gloss_are_kept() -> None:
    invariants = entity(read("A berth has a code, a depth in metres and a class (1 to 4)."), "berth").invariants
    assert [i.reason for i in invariants if i.field == "berth_class"] == [
        "The class must be at least 1.",
        "The class must be at most 4.",
    ]
    assert [i.reason for i in invariants if i.field == "depth"] == ["The depth may not be negative."]


def test_a_field_that_one_kind_needs() -> None:
    text = "Parents enter children: name, birthday, group (bears or foxes), for bears a nap time."
    assert fields(text, "child")["nap_time"] == "time?"
    assert "For bears the nap time is needed." in {i.reason for i in entity(read(text), "child").invariants}


def test_two_of_a_kind_differ_and_refer() -> None:
    text = "CLUB: name, town\nDUEL: home club, away club, day\nRules:\n- Clubs are inspected by a warden.\n"
    assert fields(text, "duel") == {"home_club": "entity.club", "away_club": "entity.club", "day": "date"}
    assert "invariant.duel.away_club_differs" in {i.id for i in entity(read(text), "duel").invariants}


def test_who_registers_what() -> None:
    specification = read("Residents send in drawings: heading, size in cm, and e-mail address. Drawings are hung.")
    operation = next(o for o in specification.operations if o.id == "operation.send_in_drawing")
    assert [p.name for p in operation.inputs] == ["heading", "size", "e_mail_address"]
    assert operation.actors == ("actor.resident",)


def test_what_people_tell_and_somebody_types_in() -> None:
    text = (
        "Visitors tell us the badge number, their arrival date and the host's name, and Lena keys it in. "
        "Future arrival dates and unknown badge numbers: please refuse. We file every visit within 2 days."
    )
    specification = read(text)
    operation = next(o for o in specification.operations if o.id == "operation.file_visit")
    assert [p.name for p in operation.inputs] == ["badge", "arrival_date", "host_name"]
    assert [g.id for g in operation.guards] == ["guard.file_visit_arrival_date_future"]
    assert entity(specification, "badge").key == "number"


@pytest.mark.parametrize(
    "sentence",
    [
        "Points are whole numbers from 0 upwards.",
        "Points are natural numbers.",
        "Points must be whole numbers from 0 upwards.",
    ],
)
def test_what_a_sentence_says_of_numbers(sentence: str) -> None:
    text = f"ROUND: first points, second points, day\n{sentence}\n"
    assert fields(text, "round")["first_points"] == "integer"
    bounds = [i for i in entity(read(text), "round").invariants if i.field == "first_points"]
    assert [i.reason for i in bounds] == ["First points must be at least 0."]


def test_a_deed_nobody_knows_can_be_done_and_is_called_generic() -> None:
    specification = read("A scale has a number and a place. Inspectors calibrate scales.")
    assert status_of(specification, "calibrate") == {"generic"}
    assert "operation.calibrate_scale" in {o.id for o in specification.operations}
    assert "calibrated_at" in {f.name for f in entity(specification, "scale").fields}


def test_things_without_fields_are_the_last_resort() -> None:
    specification = read(
        "Trains leave the depot at 06:00. A train must be washed every 3 days. If a train is late, the warden is told."
    )
    assert "train" in {e.name for e in specification.entities}
    assert any("never says what is kept of trains" in a.text for a in specification.assumptions)


@pytest.mark.parametrize(
    "text",
    [
        "hello world",
        "Roses are red, violets are blue, sugar is sweet and so are you. The rose must fade, the violet may fall.",
        "Dear Anna,\n\nthe cake was great. Let us meet again on Friday at 18:00. We should bring the cake again.\n\nBob",
        "Shall I compare thee to a summer's day? Thou art more lovely and more temperate.",
    ],
)
def test_what_asks_for_nothing_is_refused(text: str) -> None:
    with pytest.raises(SpecificationError, match="nothing in this text can be built"):
        understand(text)


@pytest.mark.parametrize(
    "text",
    [
        "A shed has a number and a place. Each shed has one door.",
        "A shed has a number and a place. Prices: small 12 euro, large 20 euro.",
        'A shed has a number and a place. "Do not enter": skip the shed.',
        "A shed has a number and a place. Things left behind: log with shed and date; keep them 90 days.",
    ],
)
def test_what_is_no_list_of_fields_is_not_taken_for_one(text: str) -> None:
    assert {e.name for e in understand(text).specification.entities} <= {"shed", "skipped_shed", "door"}


FLEET = """# Fleet

## Vehicle

| Field | Type | Values | Required |
|---|---|---|---|
| plate | text | unique | yes |
| seats | whole number | 1 to 9 | yes |
| fuel | | petrol, diesel or electric | yes |
| last service | date | | no |
| depot | | | yes |

## Depot

| Attribute | Type |
|---|---|
| code | text |
| place | text |

Vehicles are washed.
"""


def test_a_table_with_a_line_for_each_field() -> None:
    assert fields(FLEET, "vehicle") == {
        "plate": "text", "seats": "integer", "fuel": "petrol | diesel | electric", "last_service": "date?", "depot": "entity.depot",
    }  # fmt: skip
    assert entity(read(FLEET), "vehicle").key == "plate"
    assert entity(read(FLEET), "depot").key == "code"


def test_rows_given_are_an_example() -> None:
    text = (
        "Feature: Hall\n  Background:\n    Given the following rooms:\n      | number | kind  | size |\n"
        "      | 1      | small | 12.5 |\n      | 2      | large | 30   |\n"
    )
    specification = read(text)
    assert fields(text, "room") == {"number": "integer", "kind": "text", "size": "decimal"}
    (example,) = specification.examples
    assert [getattr(step, "input", None) for step in example.steps] == [
        {"number": 1, "kind": "small", "size": 12.5},
        {"number": 2, "kind": "large", "size": 30},
    ]
    assert any("examples" in a.text for a in specification.assumptions)


@pytest.mark.parametrize(
    "sentence",
    [
        "The clerk enters lots with a title.",
        "Lots are entered with a number.",
        "As a clerk, I want to register lots with a name.",
    ],
)
def test_one_field_of_general_meaning_is_enough(sentence) -> None:
    specification = understand(
        f"# Auction house\n{sentence} The warden registers sellers with a name and an address."
    ).specification
    lot = next(entity for entity in specification.entities if entity.id == "entity.lot")
    assert len([field for field in lot.fields if field.required]) == 1
    assert any(operation.kind == "create" and operation.entity == lot.id for operation in specification.operations)
