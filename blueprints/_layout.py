"""A layered layout after Sugiyama: ranks from left to right, few crossings, the same for the same picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from blueprints._picture import Arrow, Picture

_LETTER, _LINE, _PADDING = 7.2, 17.0, 14.0
_ROW_GAP, _COLUMN_GAP, _MARGIN = 34.0, 70.0, 30.0
_SWEEPS = 8


class Place(NamedTuple):
    """A box on the page: its middle and its size."""

    x: float
    y: float
    width: float
    height: float


class Layout(NamedTuple):
    """Where boxes stand, which points each arrow passes, and how large the page is."""

    places: Mapping[str, Place]
    routes: Mapping[Arrow, tuple[tuple[float, float], ...]]
    width: float
    height: float


def layout(shown: Picture) -> Layout:
    """Places for every box and a route for every arrow; arrows back to an earlier rank run the same way."""
    ranks = _ranks(shown)
    chains = {arrow: _chain(arrow, ranks) for arrow in shown.arrows if arrow.source != arrow.target}
    columns: dict[int, list[str]] = defaultdict(list)
    sizes = {box.id: text_size(box.lines) for box in shown.boxes}
    for box in shown.boxes:
        columns[ranks[box.id]].append(box.id)
    for arrow, chain in chains.items():
        for rank, stop in chain[1:-1]:
            columns[rank].append(stop)
            sizes[stop] = (1.0, text_size(arrow.lines)[1])
    _untangle(columns, chains)
    places = _placed(columns, sizes, chains)
    routes = {arrow: tuple(_points(chain, places)) for arrow, chain in chains.items()}
    boxes = {box.id: places[box.id] for box in shown.boxes}
    right = max((place.x + place.width / 2 for place in places.values()), default=0.0)
    bottom = max((place.y + place.height / 2 for place in places.values()), default=0.0)
    return Layout(boxes, routes, right + _MARGIN, bottom + _MARGIN)


def text_size(lines: tuple[str, ...]) -> tuple[float, float]:
    """Width and height of a box around the lines."""
    longest = max((len(line) for line in lines), default=0)
    return longest * _LETTER + 2 * _PADDING, max(len(lines), 1) * _LINE + _PADDING


def _ranks(shown: Picture) -> dict[str, int]:
    """The longest way to each box from where things begin; arrows that close a circle do not count."""
    order = sorted(shown.boxes, key=lambda box: {"party": 0, "outside": 1, "agent": 2, "record": 3}[box.kind])
    ahead: dict[str, dict[str, None]] = {box.id: {} for box in order}
    for arrow in shown.arrows:
        if arrow.source != arrow.target and not _leads(ahead, arrow.target, arrow.source):
            ahead[arrow.source][arrow.target] = None
    ranks = dict.fromkeys(ahead, 0)
    for _ in ahead:  # no way is longer than there are boxes
        for source, targets in ahead.items():
            for target in targets:
                ranks[target] = max(ranks[target], ranks[source] + 1)
    return ranks


def _leads(ahead: Mapping[str, Mapping[str, None]], start: str, end: str) -> bool:
    """Whether arrows lead from one box to another."""
    waiting, seen = [start], {start}
    while waiting:
        here = waiting.pop()
        if here == end:
            return True
        waiting += [there for there in ahead[here] if there not in seen]
        seen.update(ahead[here])
    return False


def _chain(arrow: Arrow, ranks: Mapping[str, int]) -> tuple[tuple[int, str], ...]:
    """The stops of an arrow, one in each rank that it passes."""
    start, end = ranks[arrow.source], ranks[arrow.target]
    step = 1 if end > start else -1
    between = tuple((rank, f"{arrow.source}→{arrow.target}@{rank}") for rank in range(start + step, end, step))
    return (start, arrow.source), *between, (end, arrow.target)


def _untangle(columns: dict[int, list[str]], chains: Mapping[Arrow, tuple[tuple[int, str], ...]]) -> None:
    """Sort each rank by the middle of its neighbours, to and fro: the barycentre method."""
    neighbours: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for chain in chains.values():
        for one, other in pairwise(chain):
            neighbours[one[1]].append(other)
            neighbours[other[1]].append(one)
    ranks = sorted(columns)
    for sweep in range(_SWEEPS):
        forwards = sweep % 2 == 0
        for rank in ranks if forwards else reversed(ranks):
            before = rank - 1 if forwards else rank + 1
            rows = {stop: row for row, stop in enumerate(columns.get(before, []))}
            scale = max(len(columns[rank]) - 1, 1) / max(len(rows) - 1, 1)
            keys = {}
            for row, stop in enumerate(columns[rank]):
                met = [rows[other] for at, other in neighbours[stop] if at == before]
                keys[stop] = sum(met) / len(met) * scale if met else float(row)
            columns[rank].sort(key=keys.__getitem__)


def _placed(
    columns: Mapping[int, list[str]],
    sizes: Mapping[str, tuple[float, float]],
    chains: Mapping[Arrow, tuple[tuple[int, str], ...]],
) -> dict[str, Place]:
    heights = {
        rank: sum(sizes[stop][1] for stop in column) + _ROW_GAP * (len(column) - 1) for rank, column in columns.items()
    }
    tallest = max(heights.values(), default=0.0)
    gaps: dict[int, float] = defaultdict(lambda: _COLUMN_GAP)
    for arrow, chain in chains.items():
        at = min(chain[(len(chain) - 2) // 2][0], chain[(len(chain) - 2) // 2 + 1][0])
        gaps[at] = max(gaps[at], text_size(arrow.lines)[0] + _COLUMN_GAP / 2)
    places: dict[str, Place] = {}
    x = _MARGIN
    for rank in sorted(columns):
        width = max(sizes[stop][0] for stop in columns[rank])
        y = _MARGIN + (tallest - heights[rank]) / 2
        for stop in columns[rank]:
            own_width, height = sizes[stop]
            places[stop] = Place(x + width / 2, y + height / 2, own_width, height)
            y += height + _ROW_GAP
        x += width + gaps[rank]
    return places


def _points(chain: tuple[tuple[int, str], ...], places: Mapping[str, Place]) -> list[tuple[float, float]]:
    """From the side of the first box to the side of the last, through every stop between."""
    start, end = places[chain[0][1]], places[chain[-1][1]]
    side = 1 if end.x >= start.x else -1
    shift = 0.0 if side == 1 else min(start.height, end.height) / 4
    first = (start.x + side * start.width / 2, start.y + shift)
    last = (end.x - side * end.width / 2, end.y + shift)
    return [first, *((places[stop].x, places[stop].y) for _, stop in chain[1:-1]), last]
