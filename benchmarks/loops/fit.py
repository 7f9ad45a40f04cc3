"""Grows the guard's trees on training and development windows: python -m benchmarks.loops.fit loopguard/weights.json

Gradient boosting of depth four on the logistic loss with histograms (Friedman 2001; Ke et al. 2017). A message of a
loop counts from the sixth after its onset on, windows count alike, and every so often the productive messages that
look worst so far count double. Hold-out windows play no part.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.loops import development, training
from loopguard import Window, signal_names, signals_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SEED: Final = 11
EACH: Final = 10
KINDS: Final = {training: (16, 16), development: (len(development.LOOPING), len(development.WORKING))}
BINS: Final = 25
TREES: Final = 50
DEPTH: Final = 4
RATE: Final = 0.3
SMOOTHING: Final = 5.0
FULL: Final = 255
TELLING: Final = tuple(
    map(signal_names.index, ("since new words", "failures since well", "level scores", "answers alike"))
)
"""Where none of these is, the guard does not ask the trees."""
SHARE: Final = 0.5
HARDER: Final = 12
FROM: Final = 5
PRODUCTIVE: Final = 2.0
SURE: Final = 1.5
LIKELY: Final = -0.5
UNLIKELY: Final = -1.5


@dataclass(frozen=True)
class Examples:
    """Messages: their signals, whether they belong to a loop, which window they are of, what they count."""

    signals: Floats
    looping: Floats
    window: Ints
    weight: Floats


@dataclass(frozen=True)
class Tree:
    """For each depth, the signal and the histogram bin of each question; and the ends."""

    questions: list[tuple[Ints, Ints]]
    leaves: Floats


def windows(each: int, seed: int) -> list[Window]:
    """So many windows of each kind."""
    made: list[Window] = []
    for module, (loops, work) in KINDS.items():
        made += module.loops(each * loops, seed=seed)
        made += module.productive(each * work, seed=seed)
    return made


def examples(shown: list[Window]) -> Examples:
    """The messages that count."""
    signals: list[bytes] = []
    looping, window, weight = [], [], []
    for number, each in enumerate(shown):
        rows = signals_of(each.lines)
        loop = each.label == "loop"
        kept = [row for row in rows[each.onset + FROM if loop else 0 :] if any(row[place] for place in TELLING)]
        signals += kept
        looping += [float(loop)] * len(kept)
        window += [number] * len(kept)
        weight += [20.0 / max(len(kept), 1) * (1.0 if loop else PRODUCTIVE)] * len(kept)
    table = np.frombuffer(b"".join(signals), dtype=np.uint8).reshape(len(signals), -1)
    return Examples(table.astype(np.float64), np.array(looping), np.array(window), np.array(weight))


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
    odds, weight = np.zeros(len(bins)), given.weight.copy()
    trees = []
    for number in range(TREES):
        if number and number % HARDER == 0:
            weight *= 1.0 + _hard(odds, given)
        expected = 1 / (1 + np.exp(-odds))
        slope, curve = weight * (given.looping - expected), weight * expected * (1 - expected)
        columns = np.sort(rng.choice(bins.shape[1], int(bins.shape[1] * SHARE), replace=False))
        tree, end = _tree(bins, slope, curve, columns)
        odds += tree.leaves[end]
        trees.append(tree)
    return trees


def _hard(odds: Floats, given: Examples) -> Floats:
    """1 for productive messages that look bad in a window that looks worse; 0 for all others."""
    productive = given.looping == 0
    worst = np.full(int(given.window.max()) + 1, -np.inf)
    np.maximum.at(worst, given.window[productive], odds[productive])
    return (productive & (worst[given.window] > 1.0) & (odds > 0.0)).astype(float)


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
    return {"sure": SURE, "likely": LIKELY, "unlikely": UNLIKELY, "questions": questions, "leaves": leaves}


def grow(shown: list[Window]) -> dict[str, object]:
    """Trees grown on these windows, as the guard reads them."""
    given = examples(shown)
    cut = edges(given.signals)
    return weights(grown(binned(given.signals, cut), given), cut)


def main(file: Path) -> None:
    """Grow the trees and write them down."""
    lines = json.dumps(grow(windows(EACH, SEED))).replace("]], [[", "]],\n[[")
    file.write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
