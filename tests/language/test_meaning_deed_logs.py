"""Deeds that are written down one by one, with who, when and why."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

GATES = "# Gates\n\nA gate has a number and a colour. The warden is allowed to open a gate. "


@pytest.mark.parametrize(
    "sentence",
    [
        "Each such opening shall be logged with name, time and reason.",
        "Every opening of a gate is recorded with name, time and a reason.",
        "The gate stays; each opening must be logged including the person, the time and the reason.",
    ],
)
def test_each_deed_leaves_a_row_with_its_reason(sentence: str) -> None:
    gates = Running(GATES + sentence + "\n")
    given = {"gate": gates.call("add_gate", number=3, colour="red")["id"]}
    assert gates.refused("open_gate", "2026-03-02T10:00", role="warden", by="wim", **given)
    gates.call("open_gate", "2026-03-02T10:00", role="warden", by="wim", reason="jammed", **given)
    (entry,) = gates.call("list_openings")
    assert entry["reason"] == "jammed"
    assert "wim" in entry.values()
    assert any(str(value).startswith("2026-03-02T10:00") for value in entry.values())
