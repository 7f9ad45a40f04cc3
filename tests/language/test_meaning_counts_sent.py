"""What comes in is sorted, counted and reported: classes by value or wording, numbers sent round, kinds told at once."""

from __future__ import annotations

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize(
    ("kept", "said", "label", "cases"),
    [
        ("An answer has a shop, a mark from 1 to 5 and a remark.",
         'Each answer is classified as "praise" if the mark is 4 or 5, "complaint" if the mark is 1 or 2, otherwise "neutral".',
         "answer_class", ({"mark": 4}, "praise", {"mark": 2}, "complaint", {"mark": 3}, "neutral")),
        ("An answer has a shop, a mark from 1 to 5 and a remark.",
         'Each answer gets one topic: "price" if the remark contains "price" or "expensive", "staff" if it contains "rude", otherwise "other".',
         "topic", ({"remark": "Too expensive, and rude"}, "price", {"remark": "So RUDE"}, "staff", {"remark": "expensively"}, "other")),
        ("A parcel has a weight in kg and a country.",
         "Every parcel is small if the weight is at most 2 kg, medium if it is between 2 and 10 kg, otherwise large.",
         "parcel_class", ({"weight": 2}, "small", {"weight": 10}, "medium", {"weight": "10.1"}, "large")),
        ("A line has a level (INFO, ERROR or FATAL) and a message.",
         'The sorter puts each line into exactly one category: "bad" if the level is ERROR or FATAL, otherwise "good".',
         "category", ({"level": "FATAL"}, "bad", {"level": "INFO"}, "good")),
    ],
)  # fmt: skip
def test_the_first_class_that_fits(kept: str, said: str, label: str, cases: tuple[object, ...]) -> None:
    system = Running(f"{kept} {said}")
    assert system.unclear == []
    thing = kept.split()[1]
    given = {"shop": "S", "mark": 3, "remark": "ok", "weight": 1, "country": "DE", "level": "INFO", "message": "m"}
    (add,) = [o for o in system.specification.operations if o.name == f"add_{thing}"]
    for changed, expected in zip(cases[::2], cases[1::2], strict=True):
        assert isinstance(changed, dict)
        row = system.call(add.name, **{p.name: {**given, **changed}[p.name] for p in add.inputs})
        assert row[label] == expected


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("Every Monday at 8:00 the number of repairs per mechanic is sent to the manager.", "2026-03-09T08:00"),
        ("The number of repairs per mechanic is reported to the manager every Monday at 8:00.", "2026-03-09T08:00"),
        ("Every day at 18:00 the manager receives the number of repairs per mechanic.", "2026-03-02T18:00"),
        ("Monthly on the 1st: number of repairs per mechanic, to the manager.", "2026-04-01T00:00"),
    ],
)
def test_how_many_of_each(said: str, when: str) -> None:
    system = Running(f"A mechanic has a name. A repair has a mechanic and a fault. {said}")
    assert system.unclear == []
    ann, ben = (system.call("add_mechanic", name=name)["id"] for name in ("Ann", "Ben"))
    for who in (ann, ann, ben):
        system.call("add_repair", "2026-03-02T10:00", mechanic=who, fault="x")
    (note,) = system.told("manager", when)
    assert str(note.text) == "Number of repairs per mechanic: Ann: 2; Ben: 1"


def test_only_those_of_the_week_before_are_counted_by_kind() -> None:
    system = Running(
        "A delivery has a material (wood or metal) and a volume in cubic metres. "
        "Every Monday at 8:00 the number of deliveries per material of the week before is sent to the town hall."
    )
    assert system.unclear == []
    for at, material in (("2026-03-02T10:00", "wood"), ("2026-03-08T23:00", "metal"), ("2026-03-09T07:00", "wood")):
        system.call("add_delivery", at, material=material, volume=1)
    (note,) = system.told("town_hall", "2026-03-09T08:00")
    assert str(note.text) == "Number of deliveries per material: wood: 1; metal: 1"


_BOTTLES = (
    "A cellar has a name and a kind (cool or warm). A bottle has a cellar, a vintage and a state (full or emptied). "
    "A waiter empties bottles. "
)


@pytest.mark.parametrize(
    ("said", "when", "told"),
    [
        ("Every Monday at 8 the host gets the number of bottles per vintage.", "2026-03-09T08:00", "per vintage: 2019: 2; 2021: 1"),
        ("On the first of each month the host wants a count of bottles by kind.", "2026-04-01T00:00", "per kind: cool: 3; warm: 0"),
        ("At 16:00 each day the host would like to see how many bottles were emptied that day.", "2026-03-02T16:00", ": 1"),
        ("Every Friday the host wants to see how many bottles were emptied that week.", "2026-03-06T23:59", ": 1"),
        ("The host receives the number of emptied bottles per vintage on the last day of each month.", "2026-03-31T00:00", "per vintage: 2019: 1; 2021: 0"),
        ("On the last day of each month the host gets the number of bottles emptied that month, per vintage.", "2026-03-31T23:59", "per vintage: 2019: 1; 2021: 0"),
    ],
)  # fmt: skip
def test_how_many_of_those_in_a_time_by_any_value_or_that_of_what_they_belong_to(
    said: str, when: str, told: str
) -> None:
    system = Running(_BOTTLES + said)
    assert system.unclear == []
    cellar = system.call("add_cellar", name="North", kind="cool")["id"]
    for vintage in ("2019", "2019", "2021"):
        last = system.call("add_bottle", cellar=cellar, vintage=vintage, state="full")["id"]
    first = system.call("list_bottles")[0]["id"]
    system.call("empty_bottle", "2026-03-02T10:00", bottle=first)
    assert last != first
    assert str(system.told("host", when)[0].text).endswith(told)


@pytest.mark.parametrize(
    ("text", "kinds", "field"),
    [
        ("A line has a level (INFO or ERROR) and a text. An ERROR line is reported to the clerk at once.", ("INFO", "ERROR"), "level"),
        ("A line has a kind (small or grave) and a text. Every grave line is passed on to the clerk immediately.", ("small", "grave"), "kind"),
    ],
)  # fmt: skip
def test_one_kind_is_told_at_once(text: str, kinds: tuple[str, str], field: str) -> None:
    system = Running(text)
    assert system.unclear == []
    name = next(o.name for o in system.specification.operations if o.name in {"enter_line", "add_line"})
    for number, kind in enumerate(kinds):
        system.call(name, text="x", **{field: kind})
        assert len(system.told("clerk")) == number
