"""Windows and long runs put together: honest work before, beside and after, and one fault where there is a loop."""

import random
from collections.abc import Callable, Iterator

from benchmarks.loops.strangers_b import (
    _bargains,
    _council,
    _drafts,
    _machines,
    _permits,
    _series,
    _shifts,
    _stores,
    _trials,
    _waits,
)
from benchmarks.loops.strangers_b._desk import Desk, Note, Work
from benchmarks.loops.strangers_b._trades import TRADES

Kind = Callable[[Desk], Work]
_PARTS = (_drafts, _permits, _stores, _waits, _bargains, _machines, _series, _trials, _council, _shifts)
LOOPS: dict[str, Kind] = {name: kind for part in _PARTS for name, kind in part.LOOPS.items()}
WORK: dict[str, Kind] = {name: kind for part in _PARTS for name, kind in part.WORK.items()}

_SCARES = frozenset(
    "demands_reconciled referral_settles one_office_gives_way lapsed_once stale_book_noticed recount_explained".split()
    + "one_begins keeper_decides restart_holds tie_broken clarified passed_and_taken".split()
)
"""What begins as a loop does and ends at once: once or twice, then the ordinary day goes on."""

_SHORTEST, _LONGEST, _TAIL, _LATEST = 18, 120, 14, 60


def honest(desk: Desk) -> Iterator[Note]:
    """Productive work of this trade without end, one kind after the other."""
    while True:
        yield from _done(desk, WORK[desk.pick(tuple(WORK))])


def _done(desk: Desk, kind: Kind) -> Iterator[Note]:
    return (note for note in kind(desk) if note)


def day(desk: Desk) -> Iterator[Note]:
    """Several strands of honest work, side by side as on a real day."""
    strands = [honest(desk) for _ in range(desk.pick((1, 2, 2, 3, 4)))]
    current = 0
    while True:
        if desk.chance(0.25):
            current = desk.between(0, len(strands) - 1)
        yield next(strands[current])


def loop_window(rng: random.Random, kind: str) -> tuple[list[Note], int]:
    """The messages of a window that ends in a loop, and the index at which the loop begins."""
    desk = Desk(rng, rng.choice(TRADES))
    beside, noise = day(desk), rng.choice((0.0, 0.0, 0.0, 0.1, 0.2, 0.3))
    notes = [next(beside) for _ in range(rng.choice((0, 0, rng.randint(1, 20), rng.randint(10, 44))))]
    tail, onset, after = rng.randint(_TAIL, 44), -1, 0
    for note in LOOPS[kind](desk):
        if note is None:
            onset = len(notes)
            continue
        notes.append(note)
        after += onset >= 0
        if after >= tail and len(notes) >= _SHORTEST:
            break
        while (onset < 0 or after) and rng.random() < noise:
            notes.append(next(beside))
    spare = max(0, len(notes) - _LONGEST, onset - _LATEST)
    return notes[spare:], onset - spare


def work_window(rng: random.Random, kind: str) -> list[Note]:
    """The messages of a productive window whose greater part is of one kind."""
    desk = Desk(rng, rng.choice(TRADES))
    beside, noise = day(desk), rng.choice((0.0, 0.0, 0.0, 0.1, 0.2, 0.3))
    notes = [next(beside) for _ in range(rng.choice((0, 0, 0, rng.randint(1, 20), rng.randint(5, 40))))]
    size = rng.randint(_SHORTEST, _LONGEST - 20)
    while len(notes) < size:
        for note in _done(desk, WORK[kind]):
            notes.append(note)
            while rng.random() < noise:
                notes.append(next(beside))
        kind = kind if kind not in _SCARES and rng.random() < 0.6 else rng.choice(tuple(WORK))
    return notes[:_LONGEST]


def long_run(rng: random.Random, length: int) -> list[Note]:
    """A productive day of exactly so many messages."""
    strands = day(Desk(rng, rng.choice(TRADES)))
    return [next(strands) for _ in range(length)]
