"""The ten acceptance checks of `specs/warehouse-slotting-auction.md`."""

from __future__ import annotations

from tests.acceptance._driver import Json, System

SLUG = "warehouse-slotting-auction"
MISSING: dict[int, str] = {
    8: "agents answer by their rule within the call; an answer from outside, which could be refused, is not offered"
}
ADD_SLOT, ADD_PRODUCT, REPLAY = "add_slot", "add_product", "replay_slots"
CALLS, ANSWERS, AWARDS = "list_price_calls", "list_answers", "list_awards"
GET_PRODUCT, LIST_SLOTS, LIST_PRODUCTS = "get_product", "list_slots", "list_products"
NOW, SUNDAY, AFTER = "2026-05-09T12:00", "2026-05-10T22:00", "2026-05-10T23:00"


def slot(system: System, code: str = "A1", **given: Json) -> Json:
    values = {"distance": 8, "level": 1, "maximum_weight": 100, **given}
    return system.call(ADD_SLOT, NOW, code=code, **values)


def product(system: System, number: int, picks: int, points: int = 0, **given: Json) -> str:
    """A product; the 100 points of the night are added to what is given here."""
    values = {"weight": 10, "flammable": False, **given}
    return str(system.call(ADD_PRODUCT, NOW, number=number, picks=picks, points=points, **values)["id"])


def points(system: System, number: int, at: str = AFTER) -> int:
    return int(system.call(GET_PRODUCT, at, product=str(number))["points"])


def awards(system: System) -> list[tuple[str, str, int]]:
    return [(each["slot"], each["product"], each["price"]) for each in system.call(AWARDS, AFTER)]


def answers(system: System, price: int) -> dict[str, str]:
    """Who said what to the call of a price."""
    called = [call["id"] for call in system.call(CALLS, AFTER) if call["price"] == price]
    return {each["product"]: each["answer"] for each in system.call(ANSWERS, AFTER) if each["price_call"] in called}


def test_1_the_price_rises_until_one_is_left(system: System) -> None:
    slot(system)
    for number, picks in enumerate((47, 32, 20), 1):
        product(system, number, picks)
    system.clock(AFTER)
    assert [call["price"] for call in system.call(CALLS, AFTER)] == [10, 15, 20, 25, 30, 35]
    assert awards(system) == [("A1", "1", 35)]
    assert points(system, 1) == 65


def test_2_the_heaviest_of_the_last(system: System) -> None:
    slot(system)
    product(system, 1, 47, weight=12)
    product(system, 2, 45, weight=18)
    system.clock(AFTER)
    assert answers(system, 45) == {"1": "stay", "2": "stay"}
    assert answers(system, 50) == {"1": "leave", "2": "leave"}
    assert awards(system) == [("A1", "2", 45)]


def test_2_then_the_lowest_number(system: System) -> None:
    slot(system)
    product(system, 2, 45, weight=18)
    product(system, 1, 47, weight=18)
    system.clock(AFTER)
    assert awards(system) == [("A1", "1", 45)]


def test_3_nobody_pays_more_than_the_points(system: System) -> None:
    slot(system)
    product(system, 1, 300, points=0)
    product(system, 2, 110, points=100)
    system.clock(AFTER)
    assert answers(system, 100) == {"1": "stay", "2": "stay"}
    assert answers(system, 105) == {"1": "leave", "2": "stay"}
    assert awards(system) == [("A1", "2", 105)]
    assert points(system, 2) == 95


def test_4_who_takes_part(system: System) -> None:
    slot(system, maximum_weight=50)
    product(system, 1, 40, weight=50)
    product(system, 2, 40, weight=51)
    system.clock(AFTER)
    assert {each["product"] for each in system.call(ANSWERS, AFTER)} == {"1"}


def test_4_flammable_ones_never_above_level_1(system: System) -> None:
    slot(system, level=2)
    product(system, 1, 40, flammable=True)
    for level in (0, 5):
        values: dict[str, Json] = {"distance": 8, "level": level, "maximum_weight": 100}
        system.refused(ADD_SLOT, NOW, code=f"L{level}", **values)
    system.clock(AFTER)
    assert system.call(ANSWERS, AFTER) == []
    assert awards(system) == []
    assert len(system.call(LIST_SLOTS, AFTER)) == 1


def test_5_nobody_stays(system: System) -> None:
    slot(system)
    for number, picks in enumerate((9, 8, 0), 1):
        product(system, number, picks)
    system.clock(AFTER)
    assert answers(system, 10) == {"1": "leave", "2": "leave", "3": "leave"}
    assert awards(system) == []


def test_5_a_single_product(system: System) -> None:
    slot(system)
    product(system, 1, 80)
    system.clock(AFTER)
    assert awards(system) == [("A1", "1", 10)]


def three_slots(system: System) -> None:
    slot(system, "B2", distance=12)
    slot(system, "C1", distance=8)
    slot(system, "A7", distance=8)
    for number, picks in enumerate((60, 40, 30), 1):
        product(system, number, picks)


def test_6_nearest_first(system: System) -> None:
    three_slots(system)
    system.clock(AFTER)
    assert awards(system) == [("A7", "1", 45), ("C1", "2", 35), ("B2", "3", 10)]


def test_7_the_weekly_points(system: System) -> None:
    product(system, 1, 10, points=200)
    product(system, 2, 10, points=30)
    system.clock("2026-05-09T22:00")
    assert (points(system, 1, "2026-05-09T22:00"), system.call(CALLS, "2026-05-09T22:00")) == (200, [])
    system.clock(SUNDAY)
    assert (points(system, 1, SUNDAY), points(system, 2, SUNDAY)) == (250, 130)


def test_8_refused(system: System) -> None:
    values: dict[str, Json] = {"picks": 10, "points": 0, "flammable": False}
    system.refused(ADD_PRODUCT, NOW, number=1, weight=-3, **values)
    assert system.call(LIST_PRODUCTS, NOW) == []
    slot(system)
    number = product(system, 1, 80)
    system.clock(AFTER)
    (call,) = system.call(CALLS, AFTER)
    before = system.call(ANSWERS, AFTER)
    refusal = system.refused("answer_call", AFTER, price_call=call["id"], product=number, answer="maybe")
    assert refusal["field"] == "answer"
    assert system.call(ANSWERS, AFTER) == before


def test_9_replay_after_a_restart(system: System) -> None:
    three_slots(system)
    system.clock(AFTER)
    system.restart()
    assert [points(system, number) for number in (1, 2, 3)] == [55, 65, 90]
    replayed = system.call(REPLAY, AFTER, day="2026-05-10")
    assert [(each["lot"], each["winner"], each["price"]) for each in replayed] == awards(system)


def test_10_what_lay_there_before(system: System) -> None:
    lines = [line for line in system.report() if line["status"] in ("unclear", "assumed")]
    told = [f"{line['sentence']} {line['note']}" for line in lines]
    assert any("product" in line and "slot" in line and "another" in line for line in told)
