"""Windows to develop the guard with beside the training ones: other speakers, other words, other circles.

What it is judged by is ``third``, which nobody who changes the guard reads.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from random import Random

from benchmarks.loops._getting_done import DONE
from benchmarks.loops._getting_on import WORK
from benchmarks.loops._getting_steadily import STEADILY
from benchmarks.loops._getting_there import THERE
from benchmarks.loops._going_nowhere import NOWHERE
from benchmarks.loops._going_round import LOOPS
from benchmarks.loops._going_slowly import SLOWLY
from benchmarks.loops._scenes import SCENES_OF_WORK, SCENES_THAT_LOOP
from benchmarks.loops._talk import Shape, Talk, windows
from benchmarks.loops._vocabulary import NOUNS, PEOPLE, plain, stamp
from loopguard import Window

LOOPING = LOOPS | NOWHERE | SLOWLY | SCENES_THAT_LOOP
WORKING = WORK | DONE | THERE | STEADILY | SCENES_OF_WORK
"""The kinds of windows, by name."""
_WORD = re.compile(r"[A-Za-z]{3,}")
_NAMES = frozenset(NOUNS)
_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu".split()


def loops(count: int, seed: int = 3) -> list[Window]:
    """Windows that go round in circles."""
    return windows(_varied(LOOPING), "loop", count, seed)


def productive(count: int, seed: int = 3) -> list[Window]:
    """Windows that look like circles and get somewhere."""
    return windows(_varied(WORKING), "productive", count, seed)


def _varied(kinds: Mapping[str, Shape]) -> dict[str, Shape]:
    return {name: _vary(shape) for name, shape in kinds.items()}


def _vary(shape: Shape) -> Shape:
    """The shape, now and then told in another manner, in made-up words, or with others talking between."""

    def varied(talk: Talk) -> None:
        shape(talk)
        rng = talk.rng
        without = [name for name in ("outcome", "receiver") if rng.random() < 0.12]
        action = rng.choice(("message", "say", "text")) if rng.random() < 0.1 else None
        for line in talk.lines:
            for name in without:
                line[name] = None
            line["action"] = action or line["action"]
        words = rng.random()
        if words < 0.4:
            _in_made_up_words(talk, _NAMES if words < 0.3 else None)
        if rng.random() < 0.12:
            _in_an_envelope(talk)
        if rng.random() < 0.25:
            _with_chatter(talk, rng.choice((0.1, 0.2, 0.5)))

    return varied


def _in_made_up_words(talk: Talk, which: frozenset[str] | None) -> None:
    """Each of these words (else each word) becomes one that nobody has heard, the same one throughout."""
    names: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        word = match.group()
        if which is not None and word.casefold() not in which:
            return word
        return names.setdefault(word, "".join(talk.rng.choices(_SYLLABLES, k=talk.rng.randrange(1, 5))))

    for line in talk.lines:
        line["text"] = _WORD.sub(name, str(line["text"]))


def _in_an_envelope(talk: Talk) -> None:
    """Each text stands in the same frame."""
    rng = talk.rng
    note = plain(rng)
    style = rng.randrange(6)
    for n, line in enumerate(talk.lines):
        text, sender = str(line["text"]), line["sender"]
        line["text"] = (
            json.dumps({"role": sender, "content": text}), f"[{sender}] {text}", f"{text}\n-- \n{note}",
            f"<message n={n} from={sender}>\n{text}\n</message>", f"{note}\n\n{text}",
            f"{stamp(rng, n)} {sender}: {text}",
        )[style]  # fmt: skip


def _with_chatter(talk: Talk, share: float) -> None:
    """Somebody says something else in between, after that share of the messages."""
    rng: Random = talk.rng
    lines, onset = [], talk.onset
    for place, line in enumerate(talk.lines):
        lines.append(line)
        if rng.random() < share:
            first, second = rng.sample(PEOPLE, 2)
            lines.append({"sender": first, "receiver": second, "action": str(line["action"]), "text": plain(rng)})
            talk.onset += place < onset
    talk.lines = lines
