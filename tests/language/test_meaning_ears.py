"""What a system shall know, store, refuse and not permit; in a cable car's words and in others'."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

PUMPS = """# Pump house
There are four pumps: P1 and P2 are diesels, P3 to P4 electrics.

The system shall know two kinds of inspection: weekly (every Monday) and yearly (in May).
When a fitter records an inspection, the system shall store pump, kind, time, name and result, the result being sound, sound with notes, or broken.
If the result is "sound with notes" and no remark is given, then the system shall refuse the record.
If an inspection is broken, then the system shall lock the pump at once.
While a pump is locked, the system shall refuse to start it for visitors.
The system shall not permit records to be altered or deleted.
"""


def inspect(running: Running, **more: object) -> dict[str, object]:
    return {"pump": "P1", "kind": "weekly", "name": "Kurt", "result": "sound", **more}


def test_rows_by_name_and_kinds_of_records() -> None:
    running = Running(PUMPS)
    assert set(running.unclear) == {"every Monday", "in May"}
    made = running.call("record_inspection", "2026-03-03T10:00", **inspect(running))
    assert str(made["time"]).startswith("2026-03-03T10:00")
    assert running.call("get_pump", id="P3")["kind"] == "electric"
    for wrong in ({"pump": "P7"}, {"kind": "monthly"}, {"result": "fine"}):
        assert running.refused("record_inspection", **inspect(running, **wrong))
    names = {o.name for o in running.specification.operations}
    assert not [n for n in names if n.split("_")[0] in {"change", "update", "delete", "remove", "edit"}]


def test_what_is_refused_for_want_of_a_remark() -> None:
    running = Running(PUMPS)
    assert running.refused("record_inspection", **inspect(running, result="sound with notes"))
    running.call("record_inspection", **inspect(running, result="sound with notes", remark="bolt replaced"))


def test_what_follows_at_once_and_what_is_refused_meanwhile() -> None:
    running = Running(PUMPS)
    running.call("start_pump", pump="P1")
    running.call("record_inspection", **inspect(running, result="broken"))
    assert running.refused("start_pump", pump="P1")
    running.call("start_pump", pump="P2")
    running.call("record_inspection", **inspect(running))


@pytest.mark.parametrize(
    "sentence",
    [
        "When a clerk enters a letter, the system shall record sender, subject and date.",
        "Whenever a letter is entered by a clerk, the program must store its sender, its subject and its date.",
        "Each time a clerk enters a letter, the application shall note sender, subject and the date.",
    ],
)
def test_wordings_of_what_is_stored(sentence: str) -> None:
    running = Running(f"# Post room\n{sentence} Letters are kept for 5 years.\n")
    made = running.call("enter_letter", "2026-03-03T10:00", sender="S", subject="T")
    assert str(made["date"]).startswith("2026-03-03")
