"""Labelled windows: what is found, what is missed, what is taken for a loop, and lines that cannot be read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autogenesis.core import InputError
from loopguard import Line, Window, read_windows, score, signal_names, signals_of


def line(window: str, seq: int, text: str, **more: Any) -> str:
    return json.dumps(
        {"window": window, "seq": seq, "sender": "a", "receiver": "b", "action": "tell", "text": text} | more
    )


def window(name: str, texts: list[str], label: str) -> list[str]:
    lines = [line(name, seq, text) for seq, text in enumerate(texts)]
    return [*lines[:-1], line(name, len(texts) - 1, texts[-1], label=label)]


def read(*lines: str) -> list[Window]:
    return read_windows(lines, source="here")


def test_a_loop_is_found_and_work_is_left_alone() -> None:
    work = ["the plan", "a first chapter about rivers", "pictures were added", "done"]
    scores = score(read(*window("loop", ["please check"] * 6, "loop"), *window("work", work, "productive")))
    assert (scores.loops, scores.found, scores.false_alarms) == (1, 1, 0)
    assert (scores.precision, scores.recall) == (1.0, 1.0)
    assert scores.fired == 3
    assert scores.microseconds > 0


def test_what_is_missed_and_what_is_wrongly_called_a_loop_is_named() -> None:
    varied = ["the plan", "a first chapter about rivers", "pictures were added"]
    scores = score(read(*window("quiet", varied, "loop"), *window("loud", ["go on"] * 9, "productive")))
    assert (scores.missed, scores.wrong) == (("quiet",), ("loud",))
    assert (scores.precision, scores.recall, scores.fired) == (0.0, 0.0, None)


def test_another_rule_can_be_tried_on_the_same_windows() -> None:
    windows = read(*window("one", ["x", "y"], "loop"), *window("two", ["x"], "productive"))
    scores = score(windows, rule=lambda lines: 2 if len(lines) > 1 else None)
    assert (scores.precision, scores.recall, scores.fired) == (1.0, 1.0, 2)


def test_windows_may_be_mingled_and_lines_empty() -> None:
    first, second = window("one", ["x", "y"], "loop"), window("two", ["x", "y"], "productive")
    mingled = [first[0], "", second[0], first[1], "  ", second[1]]
    assert [each.id for each in read(*mingled)] == ["one", "two"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["{"], "line 1"),
        (['{"window": "w"}'], "seq: Field required"),
        ([line("w", 0, "x", colour="red", label="loop")], "colour"),
        ([line("w", 0, "x", label="perhaps")], "'loop' or 'productive'"),
        ([line("w", 0, "x")], "the window w has no label"),
        ([line("w", 1, "x"), line("w", 1, "y", label="loop")], "seq 1 does not come after 1"),
        ([line("w", 0, "x", label="loop"), line("w", 1, "y", label="loop")], "goes on after its label"),
        ([""], "no message"),
    ],
)
def test_what_cannot_be_read_is_refused_and_says_where(lines: list[str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(*lines)


@pytest.mark.slow
@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_text_is_read_or_refused(lines: list[str]) -> None:
    try:
        windows = read(*lines)
    except InputError:
        return
    assert windows


def test_a_circle_in_changing_words_is_found_without_any_other_field() -> None:
    asked = [
        "what exactly do you need for the menu?",
        "please clarify the menu",
        "could you clarify what the menu needs?",
    ]
    told = ["which part of the menu is unclear?", "please say which part of the menu you mean", "what is unclear?"]
    texts = [each for n in range(8) for each in (asked[n * 2 % 3], told[(n + 1) * 2 % 3])]
    scores = score(read(*window("round", texts, "loop")))
    assert scores.found == 1
    assert scores.fired is not None
    assert scores.fired <= 12


def test_honest_work_in_one_wording_is_left_alone_without_any_other_field() -> None:
    things = "menu cellar oven cork label bottle lease bond basket font melody stage ridge lantern tariff".split()
    texts = [each for thing in things for each in (f"please check the {thing}", "done")]
    assert score(read(*window("work", texts, "productive"))).false_alarms == 0


def test_failures_of_one_kind_outlast_new_artefacts() -> None:
    lines = []
    for n in range(12):
        lines.append(line("vain", 2 * n, f"attempt {n} at the parser", artefact_hash=f"hash-{n}"))
        lines.append(
            line("vain", 2 * n + 1, "the closing bracket is missing", sender="b", receiver="a", outcome="rejected")
        )
    lines[-1] = lines[-1][:-1] + ', "label": "loop"}'
    assert score(read(*lines)).found == 1


def test_other_programs_spellings_are_read() -> None:
    given = {
        "window": 7,
        "seq": "0",
        "sender": 3,
        "action": "call",
        "text": "hi",
        "outcome": 200,
        "label": "productive",
    }
    (read_as,) = read(json.dumps(given))
    assert (read_as.id, read_as.lines[0].sender, read_as.lines[0].outcome) == ("7", "3", "200")
    with pytest.raises(InputError, match="score"):
        read(json.dumps(given | {"score": float("nan")}))


def test_each_message_has_its_signals() -> None:
    said = [Line(window="w", seq=n, sender="a", action="tell", text="again and again") for n in range(5)]
    measured = signals_of(said)
    assert {len(each) for each in measured} == {len(signal_names)}
    again = signal_names.index("same text, not well")
    assert [each[again] for each in measured] == sorted(each[again] for each in measured)
    assert measured[-1][again] > measured[0][again] == 0
