"""Answers in quotations, by example and against scoring every line by hand."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from autogenesis.kit.behaviours.passages import Passage, quote_passages

LOG = [
    Passage(date(2026, 5, 1), 1, "The pump was mended, the pump house was not."),
    Passage(date(2026, 5, 2), 1, "Pump and valve are worn."),
    Passage(date(2026, 5, 2), 2, "The VALVE is shut."),
]


def asked(question: str, most: int = 5, shortest: int = 4) -> tuple[str, list[tuple[int, int]]]:
    answer = quote_passages(question, LOG, most, shortest, "nothing")
    return answer.reply, [(each.day.day, each.number) for each in answer.quotations]


def test_most_shared_words_then_the_newest() -> None:
    assert asked("Pump? Valve!")[1] == [(2, 1), (2, 2), (1, 1)]
    assert asked("pump pump", most=1)[1] == [(2, 1)]


def test_each_is_quoted_with_its_day_and_number() -> None:
    assert asked("house")[0] == "2026-05-01, line 1: The pump was mended, the pump house was not."


def test_without_a_shared_word_there_is_a_reply() -> None:
    assert asked("the was and is") == ("nothing", [])
    assert asked("house", shortest=6) == ("nothing", [])
    assert asked("") == ("nothing", [])


words = some.lists(some.sampled_from(["mast", "sail", "oar", "Hull"]), max_size=4).map(" ".join)


@given(words, some.lists(some.tuples(some.dates(), words), max_size=8), some.integers(1, 4))
def test_no_line_that_is_left_out_is_better(question: str, written: list[tuple[date, str]], most: int) -> None:
    passages = [Passage(day, number, text) for number, (day, text) in enumerate(written, 1)]

    def worth(text: str) -> int:
        return sum(word in text.lower().split() for word in {"mast", "sail", "hull"} & set(question.lower().split()))

    answer = quote_passages(question, passages, most, 4, "none")
    chosen = {each.number for each in answer.quotations}
    rest = [worth(each.text) for each in passages if each.number not in chosen]
    marks = [worth(each.text) for each in answer.quotations]
    assert marks == sorted(marks, reverse=True)
    assert all(marks)
    assert len(marks) == min(most, sum(1 for each in passages if worth(each.text)))
    assert not marks or max(rest, default=0) <= marks[-1] or len(marks) < most
