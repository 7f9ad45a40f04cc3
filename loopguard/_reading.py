"""Reads one message for what tells going round from getting on: its words, its numbers, how it went, its tone."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal, NamedTuple

from loopguard._masking import split

Manner = Literal["plain", "well", "ill", "waiting"]
"""How a message went: nothing is said of it, it went well, it failed, or something is waited for."""

_STEM: Final = 5
_MOST: Final = 96
_BRIEF: Final = 4


def _stems(words: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in words.split())


_IDLE: Final = _stems(
    "a an and are as at be been but by do for from had has have he her his i if in is it its me my of on or our she so "
    "than that the their them then there these they this those to us was we were with would you your will can could"
)
_WAITING: Final = frozenset(
    "pending waiting running queued in_progress processing retry rate_limited throttled 102 202 425 429 503 "
    "in-progress started starting busy scheduled unavailable".split()
)
_WELL: Final = frozenset(
    "ok okay done success succeeded passed approved accepted 200 201 204 pass green resolved completed complete "
    "finished yes agreed good ack true merged healthy".split()
)
_WAIT_SAID: Final = frozenset(
    "pending running queued processing throttled throttling backoff unavailable unfinished busy scheduled 429 503 "
    "alive heartbeat keepalive".split()
)
_PUT_OFF: Final = tuple(
    frozenset(words.split())
    for words in (
        "rate limit", "too many requests", "in progress", "not ready", "not yet", "not done", "not finished",
        "still building", "still working", "back off",
    )
)  # fmt: skip
_PUT_OFF_WORDS: Final = frozenset().union(*_PUT_OFF)
_ILL_SAID: Final = frozenset(
    "error errors failed fails failure exception traceback panic fatal denied refused timeout forbidden crash crashed "
    "aborted unsuccessful".split()
)
_WELL_SAID: Final = frozenset(
    "ok okay done success successful succeeded passed approved accepted resolved complete completed finished agreed "
    "lgtm fixed merged deployed ack committed healthy received good".split()
)
_TONES: Final = (
    _stems(
        "again still retry attempt same unchanged identical repeat remains already before previous once instead "
        "reconsider try retrying different difference"
    ),
    _stems(
        "thank thanks welcome glad happy goodbye bye great wonderful cheers appreciate likewise kind lovely "
        "sorry apologies apologise apologize excellent perfect"
    ),
    _stems(
        "clarify clarification specify specific unclear understand exactly question confirm proceed let know prefer "
        "should shall may want need elaborate"
    ),
    _stems("going plan next start begin soon shortly about now first will let'll ll ready continue wait"),
    _stems("no not nothing never none without neither nor lack zero empty isn didn cannot"),
)
TONES: Final = len(_TONES)


class Reading(NamedTuple):
    """One message as the signals see it."""

    steady: str
    """The text without ids, dates and durations."""
    stems: tuple[str, ...]
    """The beginnings of its words, in order."""
    words: frozenset[str]
    """Those that say something."""
    template: str
    """Its words in order, without numbers."""
    numbers: tuple[str, ...]
    manner: Manner
    told: bool
    """Whether how it went was told, not guessed from the words."""
    tones: tuple[float, ...]
    """Whether it is about doing again, courtesy, asking, announcing, denial; 1 or 0 each."""
    brief: bool
    asks: bool


@lru_cache(maxsize=1024)
def read(text: str, outcome: str | None, *, polling: bool) -> Reading:
    """What a message says; where no outcome is given, its words tell how it went."""
    calm, tokens = split(text)
    if len(tokens) > _MOST:
        tokens = tokens[: _MOST // 2] + tokens[-_MOST // 2 :]
    said = [token for token in tokens if token.isalpha()]
    stems = tuple([word[:_STEM] for word in said])
    known = frozenset(stems)
    manner, told = _manner(outcome, tokens, polling=polling)
    return Reading(
        calm,
        stems,
        known - _IDLE,
        " ".join(said),
        tuple([token for token in tokens if not token.isalpha()]) if len(said) < len(tokens) else (),
        manner,
        told,
        tuple([0.0 if known.isdisjoint(tone) else 1.0 for tone in _TONES]),
        len(tokens) < _BRIEF,
        "?" in text,
    )


def _manner(outcome: str | None, tokens: list[str], *, polling: bool) -> tuple[Manner, bool]:
    """How it went, and whether that was told rather than guessed."""
    if polling:
        return "waiting", True
    told = outcome.strip().casefold().replace(" ", "_") if outcome else ""
    if told:
        return "waiting" if told in _WAITING else "well" if told in _WELL else "ill", True
    if not _WAIT_SAID.isdisjoint(tokens):
        return "waiting", False
    if not _PUT_OFF_WORDS.isdisjoint(tokens):
        said = frozenset(tokens)
        if any(each <= said for each in _PUT_OFF):
            return "waiting", False
    if not _ILL_SAID.isdisjoint(tokens):
        return "ill", False
    return "plain" if _WELL_SAID.isdisjoint(tokens) else "well", False
