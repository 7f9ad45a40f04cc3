"""How development windows begin, and how long they go on."""

from __future__ import annotations

from benchmarks.loops._talk import Talk
from benchmarks.loops._vocabulary import Cast, cast, plain


def begin(talk: Talk) -> Cast:
    """Some honest talk before."""
    who = cast(talk.rng)
    talk_on(talk, who, talk.rng.randrange(0, 9))
    return who


def begin_wrong(talk: Talk) -> Cast:
    """Some honest talk, and then it goes wrong."""
    who = begin(talk)
    talk.goes_wrong()
    return who


def talk_on(talk: Talk, who: Cast, count: int) -> None:
    """So many honest messages, some with a new artefact."""
    for _ in range(count):
        first, second = talk.rng.sample(who.names, 2)
        made = talk.fresh() if talk.rng.random() < 0.2 else None
        talk.say(first, second, who.say, plain(talk.rng), artefact_hash=made)


def maybe(talk: Talk, text: str, chance: float = 0.6) -> str | None:
    """The text, or nothing."""
    return text if talk.rng.random() < chance else None


def long(talk: Talk, least: int, most: int) -> range:
    """So many rounds, and fewer than the most."""
    return range(talk.rng.randrange(least, most))
