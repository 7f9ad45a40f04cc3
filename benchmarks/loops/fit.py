"""Grows the guard's trees on all authors' windows: python -m benchmarks.loops.fit loopguard/weights.json

Gradient boosting of depth three on the logistic loss with histograms (Friedman 2001; Ke et al. 2017). A message of a
loop counts from the fifth after its onset on; the windows of each author count alike, whoever wrote more of them.
Hold-out windows play no part.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.loops import development, plain, second, spent, strangers_a, strangers_b, training
from loopguard import Window, signal_names, signals_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SEED: Final = 11
EACH: Final = 1200
"""Windows of each author."""
BINS: Final = 32
TREES: Final = 40
DEPTH: Final = 3
RATE: Final = 0.3
SMOOTHING: Final = 20.0
FULL: Final = 255
SHARE: Final = 0.3
FROM: Final = 4
WEIGHT: Final = 10_000.0
PRODUCTIVE: Final = 2.0
"""What an author's productive windows count together, its loops being one."""
SURE: Final = 2.5
LIKELY: Final = -1.3


def _developed(count: int, seed: int, *, scenes: bool) -> list[Window]:
    """Development windows, told in scenes or not; about as many."""
    made = development.loops(count // 2, seed=seed) + development.productive(count + count // 2, seed=seed)
    return [window for window in made if ("-scene_" in window.id) == scenes]


AUTHORS: Final[Mapping[str, Callable[[int, int], list[Window]]]] = {
    "training": lambda count, seed: [
        *training.loops(count // 4, seed=seed), *training.productive(count - count // 4, seed=seed)
    ],
    "development": lambda count, seed: _developed(count, seed, scenes=False),
    "scenes": lambda count, seed: _developed(count, seed, scenes=True),
    "spent": lambda count, seed: [
        *spent.loops(count // 4, seed=seed), *spent.productive(count - count // 4, seed=seed)
    ],
    "plain": lambda count, seed: [
        *plain.loops(count // 4, seed=seed), *plain.productive(count - count // 4, seed=seed)
    ],
    "strangers_a": lambda count, _: strangers_a.windows(count),
    "strangers_b": lambda count, _: strangers_b.windows(count),
    "second": lambda count, _: second.windows(count),
}  # fmt: skip
"""Who wrote windows to develop the guard with: so many windows of each, a quarter of them loops, by a seed."""


@dataclass(frozen=True)
class Examples:
    """Messages: their signals, whether they belong to a loop, what they count."""

    signals: Floats
    looping: Floats
    weight: Floats


@dataclass(frozen=True)
class Tree:
    """For each depth, the signal and the histogram bin of each question; and the ends."""

    questions: list[tuple[Ints, Ints]]
    leaves: Floats


def examples(shown: Mapping[str, list[Window]]) -> Examples:
    """The messages that count, of the windows of each author."""
    signals: list[bytes] = []
    looping, weight = [], []
    for windows in shown.values():
        loops = sum(each.label == "loop" for each in windows)
        counted = {True: WEIGHT / max(loops, 1), False: PRODUCTIVE * WEIGHT / max(len(windows) - loops, 1)}
        for each in windows:
            loop = each.label == "loop"
            kept = [row for row in signals_of(each.lines)[each.onset + FROM if loop else 0 :] if any(row)]
            signals += kept
            looping += [float(loop)] * len(kept)
            weight += [counted[loop] / max(len(kept), 1)] * len(kept)
    table = np.frombuffer(b"".join(signals), dtype=np.uint8).reshape(len(signals), -1)
    return Examples(table.astype(np.float64), np.array(looping), np.array(weight))


def edges(signals: Floats) -> list[Floats]:
    """Where the histogram of each signal is cut."""
    cuts = np.linspace(0, 1, BINS)[1:-1]
    return [np.unique(np.floor(np.quantile(signals[:, n], cuts))) for n in range(signals.shape[1])]


def binned(signals: Floats, cut: list[Floats]) -> Ints:
    """Each signal as the number of its bin."""
    return np.stack([np.searchsorted(each, signals[:, n], side="left") for n, each in enumerate(cut)], axis=1)


def grown(bins: Ints, given: Examples) -> list[Tree]:
    """The trees, one after another on what those before leave unexplained."""
    rng = np.random.default_rng(SEED)
    odds, trees = np.zeros(len(bins)), []
    for _ in range(TREES):
        expected = 1 / (1 + np.exp(-odds))
        slope, curve = given.weight * (given.looping - expected), given.weight * expected * (1 - expected)
        columns = np.sort(rng.choice(bins.shape[1], round(bins.shape[1] * SHARE), replace=False))
        tree, end = _tree(bins, slope, curve, columns)
        odds += tree.leaves[end]
        trees.append(tree)
    return trees


def _tree(bins: Ints, slope: Floats, curve: Floats, columns: Ints) -> tuple[Tree, Ints]:
    node = np.zeros(len(bins), dtype=np.int64)
    rows = np.arange(len(bins))
    questions = []
    for depth in range(DEPTH):
        signal, cut = _split(bins, node, 1 << depth, (slope, curve), columns)
        questions.append((signal, cut))
        node = node * 2 + (bins[rows, signal[node]] > cut[node])
    ends = 1 << DEPTH
    leaves = RATE * np.bincount(node, slope, ends) / (np.bincount(node, curve, ends) + SMOOTHING)
    return Tree(questions, leaves), node


def _split(bins: Ints, node: Ints, nodes: int, steps: tuple[Floats, Floats], columns: Ints) -> tuple[Ints, Ints]:
    """The best question for each node."""
    best = np.full(nodes, -1.0)
    signal, cut = np.zeros(nodes, dtype=np.int64), np.full(nodes, BINS, dtype=np.int64)
    for column in columns:
        index = node * BINS + bins[:, column]
        slope, curve = (np.bincount(index, each, nodes * BINS).reshape(nodes, BINS).cumsum(axis=1) for each in steps)
        whole, bend = slope[:, -1:], curve[:, -1:]
        gain = slope**2 / (curve + SMOOTHING) + (whole - slope) ** 2 / (bend - curve + SMOOTHING)
        gain -= whole**2 / (bend + SMOOTHING)
        gain[:, -1] = -1.0
        place = gain.argmax(axis=1)
        reached = gain[np.arange(nodes), place]
        better = reached > best
        best[better], signal[better], cut[better] = reached[better], column, place[better]
    return signal, cut


def weights(trees: list[Tree], cut: list[Floats]) -> dict[str, object]:
    """The trees as the guard reads them."""
    questions = [
        [
            (signal_names[signal], int(cut[signal][place]) if place < len(cut[signal]) else FULL)
            for asked, places in tree.questions
            for signal, place in zip(asked, places, strict=True)
        ]
        for tree in trees
    ]
    leaves = [[round(float(leaf), 4) for leaf in tree.leaves] for tree in trees]
    return {"sure": SURE, "likely": LIKELY, "questions": questions, "leaves": leaves}


def grow(shown: Mapping[str, list[Window]]) -> dict[str, object]:
    """Trees grown on these windows by author, as the guard reads them."""
    given = examples(shown)
    cut = edges(given.signals)
    return weights(grown(binned(given.signals, cut), given), cut)


def main(file: Path) -> None:
    """Grow the trees and write them down."""
    lines = json.dumps(grow({name: of(EACH, SEED) for name, of in AUTHORS.items()})).replace("]], [[", "]],\n[[")
    file.write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
