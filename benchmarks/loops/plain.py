"""Cycles as plain as can be, told to the guard so that it knows them; and the work that is told in the same way."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from benchmarks.loops._talk import Talk, windows
from benchmarks.loops._vocabulary import ERRORS, NOUNS, PEOPLE, VERBS, plain
from loopguard import Window

_ENDS = "today again now indeed still once more as said please then here too".split()
_TURNS = 6


def loops(count: int, seed: int = 6) -> list[Window]:
    """Windows that go round in circles."""
    return windows(
        {"cycle": _cycle, "short": _short_cycle, "item": _same_item, "failure": _same_failure}, "loop", count, seed
    )


def productive(count: int, seed: int = 6) -> list[Window]:
    """Windows that get somewhere."""
    kinds = {"talk": _talk, "items": _items, "failures": _failures, "counted": _counted}
    return windows(kinds, "productive", count, seed)


def _ending(talk: Talk) -> Callable[[], str]:
    """What differs from message to message, and says nothing."""
    numbers = count(talk.rng.randrange(9))
    return talk.rng.choice(
        (
            lambda: "",
            lambda: f", attempt {next(numbers)}",
            lambda: f" ({next(numbers)})",
            lambda: f" {talk.rng.choice(_ENDS)}",
            lambda: f" (ref {talk.fresh()})",
        )
    )


def _short(talk: Talk) -> str:
    """A sentence, or a few words of one."""
    words = plain(talk.rng).split()
    return " ".join(words[: talk.rng.randrange(4, 9)] if talk.rng.random() < 0.5 else words)


def _cycle(talk: Talk) -> None:
    _round(talk, talk.rng.randrange(1, 11))


def _short_cycle(talk: Talk) -> None:
    _round(talk, talk.rng.randrange(1, 3))


def _round(talk: Talk, period: int) -> None:
    rng = talk.rng
    people = rng.sample(PEOPLE, rng.randrange(1, 4))
    for _ in range(rng.randrange(4)):
        talk.say(people[0], "all", "tell", plain(rng))
    talk.goes_wrong()
    texts, ending = [_short(talk) for _ in range(period)], _ending(talk)
    for n in range(max(_TURNS * len(texts), 14)):
        talk.say(people[n % len(texts) % len(people)], "all", "tell", texts[n % len(texts)].rstrip(".") + ending())


def _same_item(talk: Talk) -> None:
    first, second = talk.rng.sample(PEOPLE, 2)
    text, answer = f"{talk.rng.choice(VERBS)} the {talk.rng.choice(NOUNS)}", talk.rng.choice(("ok", "done", "good"))
    for _ in range(3 * _TURNS):
        talk.say(first, second, "tell", text)
        talk.say(second, first, "tell", answer, outcome="ok")


def _same_failure(talk: Talk) -> None:
    rng = talk.rng
    first, second = rng.sample(PEOPLE, 2)
    error = rng.choice(ERRORS).format(rng.choice(NOUNS))
    for _ in range(2 * _TURNS):
        talk.say(first, second, "tell", plain(rng))
        talk.say(second, first, "tell", f"{error} (line {rng.randrange(99)})", outcome="error")


def _talk(talk: Talk) -> None:
    for _ in range(talk.rng.randrange(12, 40)):
        first, second = talk.rng.sample(PEOPLE, 2)
        talk.say(first, second, "tell", plain(talk.rng))


def _items(talk: Talk) -> None:
    rng = talk.rng
    first, second = rng.sample(PEOPLE, 2)
    verb, answer = rng.choice(VERBS), rng.choice(("ok", "done", "good"))
    for noun in rng.sample(NOUNS, 20):
        talk.say(first, second, "tell", f"{verb} the {noun}")
        talk.say(second, first, "tell", answer, outcome="ok" if rng.random() < 0.7 else None)


def _failures(talk: Talk) -> None:
    rng = talk.rng
    first, second = rng.sample(PEOPLE, 2)
    for noun in rng.sample(NOUNS, 12):
        talk.say(first, second, "tell", plain(rng))
        talk.say(
            second, first, "tell", f"{rng.choice(ERRORS).format(noun)} (line {rng.randrange(99)})", outcome="error"
        )


def _counted(talk: Talk) -> None:
    rng = talk.rng
    first, second = rng.sample(PEOPLE, 2)
    text = f"{rng.choice(VERBS)} {rng.choice(NOUNS)}"
    for number in range(30):
        talk.say(first, second, "tell", f"{text} {number}")
        talk.say(second, first, "tell", rng.choice(("ok", "done", plain(rng))), outcome="ok")
