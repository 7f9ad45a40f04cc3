"""The windows that the guard was made with. What it is judged by is in ``second``: another author, other words."""

from __future__ import annotations

from itertools import cycle

from benchmarks.loops._talk import Shape, Talk, windows
from loopguard import Window

_PEOPLE = ("planner", "writer", "coder", "reviewer", "tester", "analyst", "editor", "critic", "clerk", "manager")
_THINGS = (
    "report", "schema", "parser", "invoice", "summary", "survey", "index", "budget", "chapter", "router", "form",
    "query",    "ledger", "script", "catalogue", "manual", "forecast", "contract", "timetable", "dashboard",
)  # fmt: skip
_VERBS = (
    "check",
    "extend",
    "shorten",
    "rewrite",
    "compare",
    "sort",
    "merge",
    "translate",
    "format",
    "outline",
    "split",
)
_MATTERS = (
    "the second table has no total", "two names are spelled differently", "the margin is too wide",
    "the tests for empty input are missing", "the source of the figure is not given", "the order of steps is unclear",
    "a closing bracket is missing", "the date is before the start", "the limit is never used", "the title is too long",
)  # fmt: skip
_ERRORS = (
    "FileNotFoundError: no such file", "KeyError: 'total'", "TypeError: expected a list", "connection refused",
    "SyntaxError: unexpected indent", "permission denied", "assertion failed: totals differ", "no module of that name",
)  # fmt: skip
_KIND_WORDS = (
    ("Thank you so much, that is very kind.", "You are welcome, happy to help."),
    ("Great work, shall we go on?", "Yes, great, let us go on."),
    ("I agree with you.", "And I agree with you too."),
    ("Please let me know how to proceed.", "Please tell me what you would prefer."),
)


def loops(count: int, seed: int = 1) -> list[Window]:
    """Windows that go round in circles."""
    return windows(_LOOPS, "loop", count, seed)


def productive(count: int, seed: int = 1) -> list[Window]:
    """Windows that look like circles and get somewhere."""
    return windows(_WORK, "productive", count, seed)


def _pair(talk: Talk) -> tuple[str, str]:
    first, second = talk.rng.sample(_PEOPLE, 2)
    return first, second


def _sentence(talk: Talk) -> str:
    rng = talk.rng
    verb, thing, matter = rng.choice(_VERBS), rng.choice(_THINGS), rng.choice(_MATTERS)
    forms = (
        f"Please {verb} the {thing}: {matter}.", f"I have begun to {verb} the {thing} and saw that {matter}.",
        f"In the {thing}, {matter}; I shall {verb} it next.", f"The {thing} is ready to {verb}, though {matter}.",
    )  # fmt: skip
    return rng.choice(forms)


def _prelude(talk: Talk) -> None:
    """Some honest work; in loops it goes wrong after it."""
    for _ in range(talk.rng.randrange(0, 10)):
        first, second = _pair(talk)
        made = talk.fresh() if talk.rng.random() < 0.4 else None
        talk.say(first, second, talk.rng.choice(("tell", "ask", "deliver")), _sentence(talk), artefact_hash=made)
    talk.goes_wrong()


def _turns(talk: Talk) -> int:
    return talk.rng.randrange(8, 16)


def _same_words(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    text = _sentence(talk)
    for _ in range(_turns(talk) + 4):
        talk.say(first, second, "tell", text)


def _same_words_at_other_times(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    text = _sentence(talk)
    for n in range(_turns(talk) + 4):
        talk.say(
            first,
            second,
            "tell",
            f"[2026-04-{1 + n // 24:02}T{n % 24:02}:{talk.rng.randrange(60):02}:00Z] {text} ({talk.fresh()})",
        )


def _ping_pong(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    one, other = _sentence(talk), _sentence(talk)
    for _ in range(_turns(talk)):
        talk.say(first, second, "ask", one)
        talk.say(second, first, "tell", other)


def _politeness(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    one, other = talk.rng.choice(_KIND_WORDS)
    for _ in range(_turns(talk)):
        talk.say(first, second, "tell", talk.rng.choice((one, one + " :)", one.replace(".", "!"))))
        talk.say(second, first, "tell", talk.rng.choice((other, other + " Thanks.", other.replace(".", "!"))))


def _handing_on(talk: Talk) -> None:
    _prelude(talk)
    people = talk.rng.sample(_PEOPLE, talk.rng.randrange(3, 6))
    thing = talk.rng.choice(_THINGS)
    for _ in range(_turns(talk) // 2 + 2):
        for place, each in enumerate(people):
            after = people[(place + 1) % len(people)]
            talk.say(each, after, "delegate", f"The {thing} is yours to finish, {after}.")


def _long_cycle(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    texts = [_sentence(talk) for _ in range(talk.rng.randrange(4, 9))]
    for _ in range(_turns(talk) // 2 + 1):
        for place, text in enumerate(texts):
            talk.say(*((first, second) if place % 2 else (second, first)), "tell", text)


def _same_error(talk: Talk) -> None:
    _prelude(talk)
    first, _ = _pair(talk)
    command, error = f"run {talk.rng.choice(_THINGS)}.py", talk.rng.choice(_ERRORS)
    for _ in range(_turns(talk)):
        talk.say(first, "shell", "run", command)
        talk.say("shell", first, "result", error, outcome="error")


def _same_error_elsewhere(talk: Talk) -> None:
    _prelude(talk)
    first, _ = _pair(talk)
    error = talk.rng.choice(_ERRORS)
    for n in range(_turns(talk)):
        talk.say(first, "shell", "edit", f"Perhaps line {talk.rng.randrange(400)} is at fault: {_sentence(talk)}")
        talk.say("shell", first, "result", f"{error} (line {talk.rng.randrange(400)}, run {n})", outcome="error")


def _to_and_fro(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    one, other = talk.fresh(), talk.fresh()
    thing = talk.rng.choice(_THINGS)
    for n in range(_turns(talk) * 2):
        way = "with" if n % 2 else "without"
        talk.say(
            first,
            second,
            "deliver",
            f"Here is the {thing}, now {way} the appendix.",
            artefact_hash=one if n % 2 else other,
        )
        talk.say(
            second,
            first,
            "reject",
            f"No, the {thing} should be {'without' if n % 2 else 'with'} the appendix.",
            outcome="rejected",
        )


def _rejected_again(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    made, matter = talk.fresh(), talk.rng.choice(_MATTERS)
    for n in range(_turns(talk)):
        talk.say(first, second, "deliver", f"Draft {n + 2}: I have looked at it again.", artefact_hash=made)
        talk.say(second, first, "reject", f"Still, {matter}.", outcome="rejected")


def _chanting(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    said = _sentence(talk)
    more = f" And I must add that {talk.rng.choice(_MATTERS)}."
    for n in range(_turns(talk)):
        talk.say(first, second, "tell", said + more * (n + 1))


def _counting(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    thing = talk.rng.choice(_THINGS)
    for n in range(_turns(talk) + 3):
        talk.say(first, second, "try", f"Attempt {n + 1} to open the {thing} failed, I try again.", outcome="error")


def _with_noise(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    one, other = _sentence(talk), _sentence(talk)
    others = [each for each in _PEOPLE if each not in (first, second)]
    for n in range(_turns(talk) + 2):
        talk.say(first, second, "ask", one)
        talk.say(second, first, "tell", other)
        if n % 2:
            talk.say(talk.rng.choice(others), first, "tell", _sentence(talk))


def _announcing(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    thing = talk.rng.choice(_THINGS)
    words = cycle(
        (
            f"I will now write the {thing}.",
            f"Now I am going to write the {thing}.",
            f"Next I will write the {thing} now.",
        )
    )
    for _ in range(_turns(talk) + 6):
        talk.say(first, second, "tell", next(words))


def _vain_edits(talk: Talk) -> None:
    _prelude(talk)
    first, _ = _pair(talk)
    made, score = talk.fresh(), talk.rng.randrange(3, 9) / 10
    for n in range(_turns(talk)):
        talk.say(
            first,
            "workshop",
            "edit",
            f"Edited {talk.rng.choice(_THINGS)}.py, version {n + 3}.",
            artefact_hash=made,
            outcome="ok",
        )
        talk.say("workshop", first, "result", f"{int(score * 20)} of 20 tests pass", outcome="failed", score=score)


def _asked_again(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    thing = talk.rng.choice(_THINGS)
    for _ in range(_turns(talk)):
        talk.say(
            first,
            second,
            "ask",
            talk.rng.choice((f"Which format has the {thing}?", f"Which format does the {thing} have?")),
        )
        talk.say(second, first, "tell", f"The {thing} is a table of three columns, as I said.")


_LOOPS: dict[str, Shape] = {
    shape.__name__.strip("_"): shape
    for shape in (
        _same_words, _same_words_at_other_times, _ping_pong, _politeness, _handing_on, _long_cycle, _same_error,
        _same_error_elsewhere, _to_and_fro, _rejected_again, _chanting, _counting, _with_noise, _announcing,
        _vain_edits, _asked_again,
    )
}  # fmt: skip


def _polling(talk: Talk) -> None:
    _prelude(talk)
    first, _ = _pair(talk)
    job = talk.rng.randrange(1000, 9999)
    for _ in range(talk.rng.randrange(4, 14)):
        talk.say(first, "server", "poll", f"Is job {job} done?")
        talk.say("server", first, "status", f"Job {job} is running.", outcome="pending")
    talk.say("server", first, "status", f"Job {job} is done.", outcome="ok", artefact_hash=talk.fresh())
    _prelude(talk)


def _batch_of_ok(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    thing = talk.rng.choice(_THINGS)
    for n in range(talk.rng.randrange(10, 28)):
        talk.say(first, second, "process", f"Process {thing} {n + 1}")
        talk.say(second, first, "result", "ok", outcome="ok")


def _retries(talk: Talk) -> None:
    _prelude(talk)
    first, _ = _pair(talk)
    for _ in range(talk.rng.randrange(2, 4)):
        question = _sentence(talk)
        for n in range(talk.rng.randrange(2, 6)):
            talk.say(first, "service", "call", question)
            talk.say("service", first, "result", f"429 Too Many Requests, retry after {2**n} s", outcome="429")
        talk.say(first, "service", "call", question)
        talk.say("service", first, "result", _sentence(talk), outcome="ok")


def _green_refactors(talk: Talk) -> None:
    _prelude(talk)
    first, _ = _pair(talk)
    for _ in range(talk.rng.randrange(6, 14)):
        talk.say(first, "workshop", "edit", f"Refactored {talk.rng.choice(_THINGS)}.py", artefact_hash=talk.fresh())
        talk.say("workshop", first, "result", "24 passed", outcome="ok", score=1.0)


def _table(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    for n in range(talk.rng.randrange(12, 30)):
        talk.say(
            first,
            second,
            "row",
            f"| {n + 1} | {talk.rng.choice(_THINGS)} | {talk.rng.randrange(10, 999)} | {talk.rng.choice(_VERBS)} |",
        )


def _pages(talk: Talk) -> None:
    _prelude(talk)
    first, _ = _pair(talk)
    for n in range(talk.rng.randrange(8, 18)):
        talk.say(first, "archive", "fetch", f"GET /items?page={n + 1}")
        talk.say("archive", first, "result", f"50 items, next page {n + 2}", outcome="ok")


def _checklist(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    for thing in talk.rng.sample(_THINGS, talk.rng.randrange(8, 16)):
        talk.say(first, second, "report", f"Done: the {thing} is checked.", outcome="ok")


def _heartbeats(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    for _ in range(talk.rng.randrange(2, 4)):
        for _ in range(talk.rng.randrange(3, 12)):
            talk.say(first, second, "heartbeat", "Still building.")
        talk.say(first, second, "deliver", _sentence(talk), artefact_hash=talk.fresh())


def _interview(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    for thing in talk.rng.sample(_THINGS, talk.rng.randrange(7, 14)):
        talk.say(first, second, "ask", f"Does the {thing} have to be ready before {talk.rng.choice(_VERBS)}ing begins?")
        talk.say(second, first, "answer", talk.rng.choice(("Yes.", "No.", "Yes.")))


def _votes(talk: Talk) -> None:
    _prelude(talk)
    chair = talk.rng.choice(_PEOPLE)
    for _ in range(talk.rng.randrange(2, 5)):
        talk.say(chair, None, "propose", _sentence(talk))
        for each in _PEOPLE:
            talk.say(each, chair, "vote", "approve")


def _epochs(talk: Talk) -> None:
    _prelude(talk)
    score = talk.rng.random() / 4
    for n in range(talk.rng.randrange(10, 25)):
        score += talk.rng.random() / 40
        talk.say("trainer", "analyst", "report", f"epoch {n + 1}: accuracy {score:.4f}", outcome="ok", score=score)


def _fewer_failures(talk: Talk) -> None:
    _prelude(talk)
    first, _ = _pair(talk)
    left = talk.rng.randrange(7, 12)
    for n in range(left):
        talk.say(first, "workshop", "edit", _sentence(talk), artefact_hash=talk.fresh())
        talk.say(
            "workshop",
            first,
            "result",
            f"{left - n - 1} failed, {n + 20} passed",
            outcome="failed",
            score=(n + 20) / (left + 19),
        )


def _honest_reviews(talk: Talk) -> None:
    _prelude(talk)
    first, second = _pair(talk)
    for matter in talk.rng.sample(_MATTERS, talk.rng.randrange(3, 7)):
        talk.say(first, second, "deliver", f"Here is the {talk.rng.choice(_THINGS)} again.", artefact_hash=talk.fresh())
        talk.say(second, first, "reject", f"Not yet: {matter}.", outcome="rejected")
    talk.say(second, first, "approve", "Good now.", outcome="ok")


def _broadcast(talk: Talk) -> None:
    _prelude(talk)
    first, _ = _pair(talk)
    text = _sentence(talk)
    for _ in range(talk.rng.randrange(1, 3)):
        for each in _PEOPLE:
            talk.say(first, each, "tell", text)


def _empty_files(talk: Talk) -> None:
    _prelude(talk)
    first, _ = _pair(talk)
    for thing in talk.rng.sample(_THINGS, talk.rng.randrange(8, 16)):
        talk.say(first, "shell", "read", f"cat {thing}.txt")
        talk.say("shell", first, "result", "(empty)", outcome="ok")


def _plain_work(talk: Talk) -> None:
    for _ in range(4):
        _prelude(talk)
    talk.say("manager", None, "tell", "Thank you, that was all.")


_WORK: dict[str, Shape] = {
    shape.__name__.strip("_"): shape
    for shape in (
        _polling, _batch_of_ok, _retries, _green_refactors, _table, _pages, _checklist, _heartbeats, _interview, _votes,
        _epochs, _fewer_failures, _honest_reviews, _broadcast, _empty_files, _plain_work,
    )
}  # fmt: skip
