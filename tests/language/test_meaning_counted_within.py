"""So many of something within some time: what follows does so once, and later again."""

from __future__ import annotations

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize(
    ("declared", "rule"),
    [
        ("A shop has a name. A complaint has a shop and a text.",
         "When a shop gets three complaints within one hour, the manager is told."),
        ("A shop has a name. A complaint has a shop and a text.",
         "The manager is told when one shop gets three or more complaints within an hour."),
        ("A member has a name. A complaint has a member and a text.",
         "If a member gets at least three complaints within 60 minutes, the manager is informed."),
    ],
)  # fmt: skip
def test_it_follows_once_for_the_same_ones(declared: str, rule: str) -> None:
    system = Running(f"{declared} {rule}")
    assert system.unclear == []
    thing = "shop" if "shop" in declared else "member"
    one, two = (system.call(f"add_{thing}", name=name)["id"] for name in "ab")

    def complain(minute: str, whose: str) -> int:
        system.call("add_complaint", f"2026-03-02T{minute}", text="Cold", **{thing: whose})
        return len(system.told("manager"))

    assert [complain("10:00", one), complain("10:30", one), complain("10:31", two)] == [0, 0, 0]
    assert complain("11:01", one) == 0
    assert complain("11:02", one) == 1
    assert complain("11:03", one) == 1
    assert [complain("13:00", one), complain("13:01", one), complain("13:02", one)] == [1, 1, 2]


def test_only_one_kind_is_counted_and_how_often_at_most_is_said() -> None:
    system = Running(
        "A host has a name. A line has a host, a level (INFO, WARNING or ERROR) and a text. "
        "The clerk is told when one host sends five or more ERROR lines within ten minutes, but not more than once per hour."
    )
    assert system.unclear == []
    host = system.call("add_host", name="web1")["id"]

    def send(minute: str, level: str = "ERROR") -> int:
        system.call("add_line", f"2026-03-02T{minute}", host=host, level=level, text="x")
        return len(system.told("clerk"))

    assert [send("10:00", "INFO") for _ in range(6)] == [0] * 6
    assert [send("10:01") for _ in range(6)] == [0, 0, 0, 0, 1, 1]
    assert [send("10:30") for _ in range(5)] == [1] * 5
    assert [send("11:02") for _ in range(5)] == [1, 1, 1, 1, 2]


def test_a_field_called_like_what_is_kept_elsewhere_refers_to_it() -> None:
    system = Running("A warning has a member and a reason. A member has a name.")
    (warning,) = [e for e in system.specification.entities if e.name == "warning"]
    assert {f.name: f.type.entity for f in warning.fields}["member"] == "entity.member"
