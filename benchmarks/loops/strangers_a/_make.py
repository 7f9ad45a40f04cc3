"""Puts kinds, trades and habits together into labelled windows and long productive runs."""

import random
from contextlib import suppress

from benchmarks.loops.strangers_a import _loops_talk, _loops_work, _work_machine, _work_people
from benchmarks.loops.strangers_a._honest import chat, step
from benchmarks.loops.strangers_a._tape import FullError, Tape, finished, habits
from benchmarks.loops.strangers_a._trades import TRADES
from loopguard import Window

_SEED = 4177
_SHORTEST, _LONGEST, _MARGIN = 18, 120, 3
_LOOPS = {**_loops_talk.KINDS, **_loops_work.KINDS}
_WORKS = {**_work_machine.KINDS, **_work_people.KINDS}


def kinds() -> dict[str, list[str]]:
    """The names of all kinds, by their label; a window's id starts with its kind."""
    return {"loop": list(_LOOPS), "productive": list(_WORKS)}


def windows(count: int = 2000) -> list[Window]:
    """Labelled windows, a quarter of them loops, each with the message at which its loop begins."""
    made = []
    loops, works = list(_LOOPS), list(_WORKS)
    for number in range(count):
        rng = random.Random(f"{_SEED}/{number}")
        if number % 4 == 3:
            made.append(_loop(rng, loops[number // 4 % len(loops)], number))
        else:
            made.append(_work(rng, works[(number - number // 4) % len(works)], number))
    return made


def runs(count: int, length: int = 200) -> list[Window]:
    """Productive runs of exactly so many messages, as whole project days: many kinds of work, often side by side."""
    return [_run(random.Random(f"{_SEED}/run/{number}"), number, length) for number in range(count)]


def _length(rng: random.Random, least: int) -> int:
    return max(least, min(_LONGEST, int(_SHORTEST * (_LONGEST / _SHORTEST) ** rng.betavariate(1.3, 1.3))))


def _loop(rng: random.Random, kind: str, number: int) -> Window:
    make, least = _LOOPS[kind]
    total = _length(rng, least + _MARGIN)
    tape = Tape(rng, rng.choice(TRADES), habits(rng), total)
    if kind != "late_start" and rng.random() < 0.75:
        chat(tape, rng.randint(0, total - least - _MARGIN))
    if rng.random() < 0.15:
        tape.noise, tape.aside = rng.uniform(0.03, 0.15), step
    tape.begin()
    with suppress(FullError):
        make(tape)
    window = f"{kind}-{number:05d}"
    return Window(id=window, lines=finished(window, tape.lines, "loop"), label="loop", onset=tape.onset)


def _work(rng: random.Random, kind: str, number: int) -> Window:
    total = _length(rng, _SHORTEST)
    tape = Tape(rng, rng.choice(TRADES), habits(rng), total)
    if rng.random() < 0.5:
        chat(tape, rng.randint(0, total // 2))
    if rng.random() < 0.15:
        tape.noise, tape.aside = rng.uniform(0.05, 0.4), step
    _worked(tape, kind)
    if tape.left() > 0:
        tape.noise, tape.aside = 0.0, None
        _filled(tape, kind)
    window = f"{kind}-{number:05d}"
    return Window(id=window, lines=finished(window, tape.lines, "productive"), label="productive", onset=0)


def _worked(tape: Tape, kind: str) -> None:
    with suppress(FullError):
        _WORKS[kind](tape)


def _filled(tape: Tape, kind: str) -> None:
    """Ends here if long enough, or goes on with other work, as agents do."""
    if len(tape.lines) >= _SHORTEST and tape.rng.random() < 0.6:
        return
    while tape.left() > 0:
        if tape.left() > 20 and tape.rng.random() < 0.5:
            _worked(tape, kind if tape.rng.random() < 0.3 else tape.rng.choice(list(_WORKS)))
        else:
            chat(tape, len(tape.lines) + tape.rng.randint(2, 12))


def _run(rng: random.Random, number: int, length: int) -> Window:
    base = Tape(rng, rng.choice(TRADES), habits(rng), length)
    lines: list[dict[str, object]] = []
    while len(lines) < length:
        strands = [_strand(base) for _ in range(rng.choice([1, 1, 1, 2, 2, 3]))]
        base.clock = max(strand.clock for strand in strands)
        lines += _woven(rng, [strand.lines for strand in strands])
    window = f"run-{number:05d}"
    return Window(id=window, lines=finished(window, lines[:length], "productive"), label="productive", onset=0)


def _strand(base: Tape) -> Tape:
    """A piece of the day by the same people, each of whom may do something else than before."""
    rng = base.rng
    people = rng.sample(base.cast + base.crowd, len(base.cast + base.crowd))
    tape = Tape(rng, base.trade, base.ways, rng.randint(12, 50))
    tape.cast, tape.crowd, tape.clock = people[:6], people[6:], base.clock
    _worked(tape, rng.choice([*_WORKS, "plain_day", "plain_day", "plain_day", "plain_day"]))
    return tape


def _woven(rng: random.Random, strands: list[list[dict[str, object]]]) -> list[dict[str, object]]:
    """Strands of work that go on at the same time, each in its own order."""
    woven: list[dict[str, object]] = []
    strands = [list(strand) for strand in strands if strand]
    while strands:
        strand = rng.choice(strands)
        woven.append(strand.pop(0))
        strands = [one for one in strands if one]
    return woven
