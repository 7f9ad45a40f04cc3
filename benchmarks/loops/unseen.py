"""How the guard does on authors whom its trees have not seen: python -m benchmarks.loops.unseen [windows]

Leave-one-author-out: the windows of each author are judged by trees grown on those of all others, with the same
thresholds throughout. What the guard's signals, trees and thresholds are chosen by; the hold-out plays no part.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Final

from benchmarks.loops import fit
from loopguard import GuardLimits, Judge, Line, LoopGuard, Weights, Window, judge_of, observations, score

SEED: Final = 5
RUNS: Final = 100
LENGTH: Final = 200
LIMITS: Final = GuardLimits(max_hops=10**9, max_seconds=1e12)


def kind(window: Window) -> str:
    """What all windows of a kind have in common."""
    return "-".join(part for part in window.id.split("-") if not part.isdigit())


def runs(windows: list[Window]) -> list[list[Line]]:
    """Productive windows one after the other, so many messages long."""
    made: list[list[Line]] = [[]]
    for window in (each for each in windows if each.label == "productive"):
        if len(made[-1]) >= LENGTH:
            made.append([])
        made[-1] += window.lines[: LENGTH - len(made[-1])]
    return made[:RUNS]


def ended(run: list[Line], judge: Judge) -> set[str]:
    """What was decided about a run's messages."""
    guard = LoopGuard(LIMITS, judge)
    return {guard.observe(each).verdict for each in observations(run)}


def main(count: int) -> None:
    """Print each author's figures, and the kinds that were judged worst."""
    made = {name: of(count, SEED) for name, of in fit.AUTHORS.items()}
    recalls, alarms = [], []
    for name, windows in made.items():
        shown = {other: theirs for other, theirs in made.items() if other != name}
        judge = judge_of(Weights.model_validate(fit.grow(shown)))
        scores = score(windows, judge=judge)
        recalls.append(scores.recall)
        alarms.append(scores.false_alarms / (scores.windows - scores.loops))
        ends = [ended(run, judge) for run in runs(windows)]
        stopped, put_back = sum("stop" in each for each in ends), sum("intervene" in each for each in ends)
        print(
            f"{name}: precision {_precision(recalls[-1], alarms[-1]):.3f}, recall {recalls[-1]:.3f},"
            f" after {scores.fired} messages; of {len(ends)} productive runs {stopped} stopped, {put_back} put back"
        )
        ids = {window.id: kind(window) for window in windows}
        worst = Counter(ids[id] for id in (*scores.missed, *scores.wrong)).most_common(12)
        print("  ", ", ".join(f"{name} {times}" for name, times in worst))
    recall, alarm = sum(recalls) / len(recalls), sum(alarms) / len(alarms)
    print(f"all: precision {_precision(recall, alarm):.3f}, recall {recall:.3f}, false alarms {alarm:.3f}")


def _precision(recall: float, alarms: float) -> float:
    """With three productive windows to a loop."""
    return recall / (recall + 3 * alarms) if recall or alarms else 1.0


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 800)
