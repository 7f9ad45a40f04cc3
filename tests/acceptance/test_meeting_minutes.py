"""The ten acceptance checks of `specs/meeting-minutes.md`."""

from __future__ import annotations

from tests.acceptance._driver import Json, System

SLUG = "meeting-minutes"
MISSING: dict[int, str] = {}
AT = "2026-03-01T10:00"


def filed(system: System, day: str, *lines: str, at: str = AT) -> str:
    return str(system.call("file_minute", at, file_name=f"{day}.txt", text="\n".join(lines))["id"])


def classes(system: System) -> list[str]:
    return [line["line_class"] for line in system.call("list_lines", AT)]


def action(system: System, day: str, line: str) -> tuple[str | None, str]:
    """Owner and deadline of the one action in the minutes of a day."""
    minute = filed(system, day, line)
    (noted,) = system.call("list_lines", AT, minute=minute)
    (found,) = system.call("list_actions", AT, line=noted["id"])
    return found["owner"], found["deadline"]


def quoted(system: System, question: str) -> list[tuple[str, int, str]]:
    answer = system.call("answer_question", AT, question=question)
    return [(each["day"], each["number"], each["text"]) for each in answer["quotations"]]


def reply(system: System, question: str) -> str:
    return str(system.call("answer_question", AT, question=question)["reply"])


def told(system: System, owner: str) -> list[Json]:
    return system.sent("message", to=owner)


def test_1_each_line_has_a_class(system: System) -> None:
    filed(
        system,
        "2026-03-12",
        "We agreed to buy a new water meter for 180 euro.",
        "Rosa will ask two plumbers by Friday.",
        "The compost bins will be emptied by the end of the month.",
        "Who has the key to the shed?",
        "Omar is asked to repair the fence.",
    )
    assert classes(system) == ["decision", "action", "action", "question", "action"]


def test_2_whole_words_and_the_first_class(system: System) -> None:
    filed(
        system,
        "2026-03-12",
        "The willow by the gate lost a branch.",
        "The members disagreed about the hedge.",
        "Have we decided who will cut the hedge?",
    )
    assert classes(system) == ["remark", "remark", "decision"]


def test_3_owners_and_deadlines(system: System) -> None:
    filed(system, "2026-03-12", "Rosa will ask two plumbers by Friday.", "Omar is asked to repair the fence.", "Lin will order seeds by the end of the month.", "The compost bins will be emptied by the end of the month.")  # fmt: skip
    found = [(each["owner"], each["deadline"]) for each in system.call("list_actions", AT)]
    assert found == [("Rosa", "2026-03-13"), ("Omar", "2026-04-09"), ("Lin", "2026-03-31"), (None, "2026-03-31")]
    (left,) = system.call("show_secretary_list", AT, role="secretary")
    assert (left["owner"], left["deadline"]) == (None, "2026-03-31")
    assert left["text"] == "The compost bins will be emptied by the end of the month."
    assert action(system, "2026-03-13", "Rosa will call the town hall by Friday.") == ("Rosa", "2026-03-20")
    assert action(system, "2028-02-10", "Lin will count the seeds by the end of the month.") == ("Lin", "2028-02-29")


def test_4_most_shared_words_then_the_newest(system: System) -> None:
    filed(system, "2026-03-12", "We agreed to buy a new water meter for 180 euro.")
    filed(system, "2026-04-09", "Rain water is scarce.", "The water meter has arrived.")
    assert quoted(system, "Water meter?") == [
        ("2026-04-09", 2, "The water meter has arrived."),
        ("2026-03-12", 1, "We agreed to buy a new water meter for 180 euro."),
        ("2026-04-09", 1, "Rain water is scarce."),
    ]


def test_5_five_lines_at_most_or_not_in_the_minutes(system: System) -> None:
    for day in ("2026-03-12", "2026-04-09"):
        filed(system, day, "The compost is ripe.", "Compost for all.", "Who turned the compost?", "Rain is due.")
    assert len(quoted(system, "compost")) == 5
    for question in ("swimming pool", "Who is it?"):
        assert (reply(system, question), quoted(system, question)) == ("not in the minutes", [])


def test_6_one_message_on_mondays(system: System) -> None:
    now = "2026-03-15T10:00"
    filed(system, "2026-03-05", "Rosa will oil the gate by Friday.", at=now)
    filed(system, "2026-03-12", "Rosa will ask two plumbers by Friday.", "Omar is asked to repair the fence.", at=now)
    first, second, third = system.call("list_actions", now)
    assert [each["deadline"] for each in (first, second, third)] == ["2026-03-06", "2026-03-13", "2026-04-09"]
    system.clock("2026-03-16T08:00")
    (message,) = told(system, "Rosa")
    assert "oil the gate" in message["text"]
    assert "two plumbers" in message["text"]
    system.call("tick_off_action", "2026-03-16T09:00", number=first["number"])
    system.clock("2026-03-23T08:00")
    _, message = told(system, "Rosa")
    assert "oil the gate" not in message["text"]
    assert "two plumbers" in message["text"]
    assert told(system, "Omar") == []


def test_7_other_names_are_refused(system: System) -> None:
    for name in ("minutes.txt", "2026-02-30.txt"):
        system.refused("file_minute", AT, file_name=name, text="We agreed.")
    assert system.call("list_minutes", AT) == []


def test_8_filed_minutes_stay_as_they_are(system: System) -> None:
    filed(system, "2026-03-12", "The water meter has arrived.")
    system.refused("file_minute", AT, file_name="2026-03-12.txt", text="The water meter is lost.")
    assert [text for _, _, text in quoted(system, "meter")] == ["The water meter has arrived."]
    system.refused("tick_off_action", AT, number=999)


def test_9_all_holds_after_a_restart(system: System) -> None:
    filed(system, "2026-03-12", "Rosa will ask two plumbers by Friday.", "The plumbers came.")
    system.call("tick_off_action", AT, number=1)
    before = system.call("answer_question", AT, question="plumbers?")
    system.restart()
    (kept,) = system.call("list_actions", AT)
    assert kept["ticked_off_on"] == "2026-03-01"
    system.refused("tick_off_action", AT, number=1)
    assert system.call("answer_question", AT, question="plumbers?") == before


def test_10_two_members_in_one_action(system: System) -> None:
    lines = [line for line in system.report() if line["status"] in ("unclear", "assumed")]
    assert any("names two members" in str(line) for line in lines)
