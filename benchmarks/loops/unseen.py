"""How the guard does on windows of kinds that its trees were not grown on: python -m benchmarks.loops.unseen [each]

Leave-one-style-out: the kinds of windows are dealt into folds, and those of each fold are judged by trees grown on all
others; once by kind, once by author (training, development, scenes). The hold-out plays no part.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from typing import Final

from benchmarks.loops import development, fit
from loopguard import Scores, Weights, Window, judge_of, score

FOLDS: Final = 5
SEED: Final = 5


def kind(window: Window) -> str:
    """What all windows of a kind have in common."""
    return window.id.rstrip("0123456789")


def author(window: Window) -> str:
    """Whose manner it is told in."""
    return "scenes" if "-scene_" in window.id else "development" if kind(window) in _of_development() else "training"


def _of_development() -> set[str]:
    return {f"loop-{name}-" for name in development.LOOPING} | {f"productive-{name}-" for name in development.WORKING}


def judged(made: list[Window], style: Callable[[Window], object]) -> list[tuple[str, Scores]]:
    """For each style, how its windows are judged by trees grown on all others."""
    styles = sorted({str(style(window)) for window in made})
    scores = []
    for each in styles:
        shown = [window for window in made if str(style(window)) != each]
        judge = judge_of(Weights.model_validate(fit.grow(shown)))
        scores.append((each, score([window for window in made if str(style(window)) == each], judge=judge)))
    return scores


def main(each: int) -> None:
    """Print the figures, and the kinds that were judged worst."""
    made = fit.windows(each, SEED)
    kinds = sorted({kind(window) for window in made})
    random.Random(SEED).shuffle(kinds)
    fold = {name: place % FOLDS for place, name in enumerate(kinds)}
    styles: tuple[Callable[[Window], object], ...] = (lambda window: fold[kind(window)], author)
    for style in styles:
        found = loops = alarms = 0
        wrong: dict[str, int] = {}
        for name, scores in judged(made, style):
            print(
                f"{name}: precision {scores.precision:.3f}, recall {scores.recall:.3f}, after {scores.fired} messages"
            )
            found, loops, alarms = found + scores.found, loops + scores.loops, alarms + scores.false_alarms
            for id in (*scores.missed, *scores.wrong):
                wrong[id.rstrip("0123456789")] = wrong.get(id.rstrip("0123456789"), 0) + 1
        work = len(made) - loops
        print(
            f"all: recall {found / loops:.3f}, false alarms {alarms / work:.3f} of productive windows;"
            f" with three of them to a loop, precision {found / loops / (found / loops + 3 * alarms / work):.3f}"
        )
        print(", ".join(f"{name}{count}" for name, count in sorted(wrong.items(), key=lambda item: -item[1])[:60]))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
