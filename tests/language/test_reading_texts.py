"""Reading what is done with plain text: files named after a day, classes by wording, deadlines in words, quotations; of other domains."""

from __future__ import annotations

import pytest

import blueprints as bp
from autogenesis.language import understand
from autogenesis.skills import signatures

LOGS = "Our logs are plain text files called after the day of the watch, e.g. 2027-05-04.log."
KINDS = 'Every line is given one kind: alarm if it mentions "mayday" or "distress"; else task if it contains the phrase "shall"; else note.'
TASKS = (
    "Each task has a keeper (one of our hands: Ada, Bo and Cy) and a due date: “before” and a weekday is the next such day after the watch; "
    "otherwise 2 weeks after the watch."
)
STATION = f"# The log of a lifeboat station\n{LOGS} {KINDS} {TASKS}\n"


def read(text: str) -> bp.Specification:
    specification = understand(text).specification
    assert bp.check_specification(specification, signatures(), text) == ()
    return specification


def entity(specification: bp.Specification, name: str) -> bp.Entity:
    return next(each for each in specification.entities if each.name == name)


def operation(specification: bp.Specification, name: str) -> bp.Operation:
    return next(each for each in specification.operations if each.name == name)


def performed(steps: tuple[bp.Statement, ...], skill: str) -> dict[str, bp.Expression]:
    return next(dict(step.arguments) for step in steps if isinstance(step, bp.Perform) and step.skill == skill)


def literal(expression: bp.Expression) -> object:
    assert isinstance(expression, bp.Literally)
    return expression.value


def status_of(specification: bp.Specification, words: str) -> set[str]:
    return {each.status for each in specification.clauses if words in each.text}


@pytest.mark.parametrize(
    ("sentence", "name", "day", "ending"),
    [
        (LOGS, "file_log", "day", ".log"),
        ("Reports are kept in text files named after the survey date, such as 2025-11-30.md.", "file_report", "survey_date", ".md"),
        ("We keep diaries in text files whose names are the day, for example 2025-11-30.txt. Uploaded diaries are public.", "upload_diary", "day", ".txt"),
        ("Each recipe is a text file with its date as the file name (2025-11-30.txt).", "file_recipe", "date", ".txt"),
    ],
)  # fmt: skip
def test_files_named_after_a_day(sentence: str, name: str, day: str, ending: str) -> None:
    thing = name.partition("_")[2]
    specification = read(f"# Papers\n{sentence}\n")
    taken = operation(specification, name)
    assert [each.name for each in taken.inputs] == ["file_name", "text"]
    assert literal(performed(taken.steps, "skill.day_in_name")["ending"]) == ending
    assert next(f for f in entity(specification, thing).fields if f.name == day).type == bp.DATE
    assert entity(specification, "line").fields[0].type.entity == f"entity.{name.split('_')[1]}"


@pytest.mark.parametrize(
    "text", ["Our logs are text files.", "Logs are files named after the ship.", "The boat is named after the day."]
)
def test_other_files_and_names_are_not_guessed(text: str) -> None:
    specification = understand(f"# Boats\nA boat has a name.\n{text}\n").specification
    assert not any(each.pattern == "dated_text_file" for each in specification.requirements)


@pytest.mark.parametrize(
    "sentence",
    [
        "Filed logs cannot be altered.",
        "Logs may never be changed.",
        "Nobody may edit a log.",
        "A log must not be overwritten.",
    ],
)
def test_what_is_filed_stays(sentence: str) -> None:
    assert status_of(read(f"# Watch\n{LOGS} {sentence}\n"), sentence.strip(".")) == {"implemented"}


@pytest.mark.parametrize(
    ("sentence", "choices"),
    [
        (KINDS, ("alarm", "task", "note")),
        ('A line is a defect if it contains the words "worn" or "loose"; otherwise a query if it ends with "?"; otherwise a remark.', ("defect", "query", "remark")),
        ('As a mate, I want each line to get one class:\n- order if it contains "buy" or "send"\n- otherwise remark\n', ("order", "remark")),
        ('The reader shall sort each line as: plea if it includes “please”, otherwise demand if it ends with an exclamation mark, otherwise news.', ("plea", "demand", "news")),
        ('Each line shall be classed as urgent if it mentions "now" or ends with an exclamation mark; else ordinary.', ("urgent", "ordinary")),
        ('Each line is labelled one kind: plan if it contains "shall"; otherwise note.', ("plan", "note")),
        ('Every line is sorted into one drawer: plan if it contains "shall"; otherwise note.', ("plan", "note")),
    ],
)  # fmt: skip
def test_classes_by_wording(sentence: str, choices: tuple[str, ...]) -> None:
    specification = read(f"# Watch\n{LOGS}\n\n{sentence}\n")
    (derived,) = entity(specification, "line").derivations
    assert derived.type.choices == choices
    assert status_of(specification, sentence.partition(":")[0].partition(" if ")[0]) == {"implemented"}


def test_other_things_with_a_text_have_classes_too() -> None:
    text = '# Desk\nA letter has a sender, a title and a text. Every letter gets one priority: high if the text contains "fire"; otherwise low.\n'
    specification = read(text)
    (derived,) = entity(specification, "letter").derivations
    assert (derived.name, derived.type.choices) == ("priority", ("high", "low"))


@pytest.mark.parametrize(
    "sentence",
    [
        'Every line gets one class: order if it rhymes with "buy"; otherwise remark.',
        'Every line gets one class: order if it contains "buy".',
        'Every parcel gets one class: heavy if it contains "lead"; otherwise light.',
    ],
)
def test_tests_that_are_not_understood_are_unclear(sentence: str) -> None:
    specification = understand(f"# Watch\n{LOGS} {sentence}\n").specification
    assert not any(each.pattern == "class_by_wording" for each in specification.requirements)


def test_who_and_by_when_from_the_words_of_a_line() -> None:
    specification = read(STATION)
    (noted,) = [each for each in specification.reactions if each.id == "reaction.note_task"]
    deadline = performed(noted.steps, "skill.worded_deadline")
    assert {name: literal(deadline[name]) for name in ("before", "otherwise")} == {"before": "before", "otherwise": 14}
    assert "month_end" not in deadline
    assert [[value.value for _, value in row] for row in entity(specification, "hand").initial] == [
        ["Ada"],
        ["Bo"],
        ["Cy"],
    ]
    fields = {each.name: each for each in entity(specification, "task").fields}
    assert not fields["keeper"].required
    assert any("names two hands" in each.text for each in specification.assumptions)


def test_the_end_of_the_month_in_other_words() -> None:
    rules = 'For every task we note the fitter, one of our fitters (Jan, Eva), and the date: "until" and a day of the week means the first such day after the visit, "until month\'s end" the last day of that month; if neither is given, 10 days after the visit.'
    (noted,) = [
        each for each in read(f"# Visits\n{LOGS} {KINDS} {rules}\n").reactions if each.id == "reaction.note_task"
    ]
    deadline = performed(noted.steps, "skill.worded_deadline")
    assert {name: literal(deadline[name]) for name in ("before", "month_end", "otherwise")} == {
        "before": "until",
        "month_end": "until month's end",
        "otherwise": 10,
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Tasks without a keeper are put on the coxswain's list.",
        "A task naming no hand goes on the coxswain's list, keeper blank, never filled in.",
    ],
)
def test_what_names_nobody_goes_on_a_list(sentence: str) -> None:
    listing = operation(read(f"{STATION}{sentence}\n"), "show_coxswain_list")
    assert isinstance(listing.result, bp.Aggregate)
    assert listing.actors == ("actor.coxswain",)


@pytest.mark.parametrize(
    "sentence",
    [
        "Every Friday at 18:00 each keeper receives a list of all their overdue tasks.",
        "Fridays at 18:00 each keeper gets one message with all their tasks past the due date.",
    ],
)
def test_one_message_for_each_with_what_is_overdue(sentence: str) -> None:
    specification = read(f"{STATION}Tasks are crossed off by their number. {sentence}\n")
    (schedule,) = specification.schedules
    assert schedule.recurrence == bp.Recurrence(unit="week", weekdays=(5,), at="18:00")
    assert "crossed_off_on" in {each.name for each in entity(specification, "task").fields}
    crossed = operation(specification, "cross_off_task")
    assert ([each.name for each in crossed.inputs], len(crossed.guards)) == (["number"], 2)


def test_a_number_that_nobody_gave_is_not_guessed() -> None:
    specification = understand("# Desk\nA letter has a sender.\nLetters are closed by number.\n").specification
    assert status_of(specification, "by number") != {"implemented"}


CLERKS = [
    (
        "The desk answers questions. It ignores capitals and words under four letters and quotes at most five lines "
        "sharing a word with the question: most shared words first, then the newest watch, each exactly as written. "
        'If no line shares one, it replies "no entry".'
    ),
    (
        "Words of fewer than four letters and case are ignored. The desk cites up to five lines that share a word with "
        "the question: lines sharing the most words first, then the latest watch. When nothing matches, it answers "
        '"no entry".'
    ),
    (
        "The archive shows no more than five lines having a word in common with the question: most words in common "
        'first, then the most recent watch. If there are none, it says "no entry". It skips words below four letters '
        "and upper and lower case."
    ),
]


@pytest.mark.parametrize("sentences", CLERKS)
def test_answers_are_quotations(sentences: str) -> None:
    specification = read(f"# Watch\n{LOGS} {sentences}\n")
    given = performed(operation(specification, "answer_question").steps, "skill.quote_passages")
    assert [literal(given[name]) for name in ("most", "shortest", "otherwise")] == [5, 4, "no entry"]
    assert {each.status for each in specification.clauses} == {"implemented", "assumed"}


def test_without_a_reply_for_nothing_quotations_are_not_guessed() -> None:
    text = f"# Watch\n{LOGS} It quotes at most five lines sharing a word with the question: most shared words first, then the newest watch.\n"
    specification = understand(text).specification
    assert "answer_question" not in {each.name for each in specification.operations}
