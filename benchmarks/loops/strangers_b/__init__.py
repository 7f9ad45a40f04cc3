"""Windows from organisations of many trades: a loop is a fault of a simulation, begun where the fault takes hold."""

import random

from benchmarks.loops.strangers_b._desk import Note
from benchmarks.loops.strangers_b._made import LOOPS, WORK, long_run, loop_window, work_window
from loopguard import Line, Window

_SEED = 4127


def windows(count: int = 2000) -> list[Window]:
    """Labelled windows, a quarter of them loops, each with the message at which its loop begins."""
    loops, work = tuple(LOOPS), tuple(WORK)
    made = []
    for index in range(count):
        rng = random.Random(f"{_SEED}/{index}")
        if index % 4 == 0:
            kind = loops[index // 4 % len(loops)]
            notes, onset = loop_window(rng, kind)
            made.append(_window(f"{kind}-{index:05d}", notes, onset))
        else:
            kind = work[(index - index // 4 - 1) % len(work)]
            made.append(_window(f"{kind}-{index:05d}", work_window(rng, kind), None))
    return made


def runs(count: int, length: int = 200) -> list[Window]:
    """Productive runs of so many messages, one window each."""
    return [
        _window(f"day-{index:05d}", long_run(random.Random(f"{_SEED}/day/{index}"), length), None)
        for index in range(count)
    ]


def _window(name: str, notes: list[Note], onset: int | None) -> Window:
    label = "productive" if onset is None else "loop"
    lines = tuple(
        Line.model_validate(
            {
                "window": name,
                "seq": seq,
                "sender": note.sender,
                "receiver": note.receiver,
                "action": note.action,
                "text": note.text,
                "outcome": note.outcome,
                "artefact_hash": note.body,
                "score": note.score,
                "label": label if seq == len(notes) - 1 else None,
            }
        )
        for seq, note in enumerate(notes)
    )
    return Window(id=name, lines=lines, label="productive" if onset is None else "loop", onset=onset or 0)


__all__ = ["runs", "windows"]
