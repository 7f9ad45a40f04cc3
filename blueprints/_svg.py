"""Draws a Blueprint as SVG: by Graphviz where it is installed, otherwise with a layout of its own."""

from __future__ import annotations

import shutil
import subprocess
from itertools import pairwise
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from autogenesis.core import BlueprintError
from blueprints._blueprint import Blueprint
from blueprints._diagrams import to_dot
from blueprints._layout import Layout, Place, layout
from blueprints._picture import Arrow, Box, View, picture

Engine = Literal["auto", "graphviz", "own"]
_HEAD, _LINE = 46.0, 17.0
_SECONDS = 20
_COLOURS = {
    "agent": ("#e8f0fe", "#3b5b92"),
    "party": ("#fff4dc", "#a87b1f"),
    "outside": ("#f1f1f1", "#777777"),
    "record": ("#e9f5ea", "#2f6b3a"),
}
_STYLE = (
    "text{font-family:Helvetica,Arial,sans-serif;fill:#222}"
    ".t{font-size:16px;font-weight:600}.n{font-size:13px;font-weight:600}.s{font-size:12px}.e{font-size:11px}"
    ".a{fill:none;stroke:#666;stroke-width:1.3}"
)
_ARROW_HEAD = (
    '<defs><marker id="h" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
    'orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="#666"/></marker></defs>'
)


def to_svg(blueprint: Blueprint, view: View = "agents", engine: Engine = "auto") -> str:
    """A standalone SVG. ``own`` gives the same bytes on every machine; ``auto`` prefers Graphviz."""
    dot = shutil.which("dot") if engine != "own" else None
    if dot is not None:
        return _by_graphviz(dot, to_dot(blueprint, view))
    if engine == "graphviz":
        raise BlueprintError(
            "Graphviz is not installed",
            where="the program dot",
            remedy="Install the package graphviz, or use the layout of our own",
        )
    return _drawn(blueprint, view)


def _by_graphviz(dot: str, source: str) -> str:
    done = subprocess.run([dot, "-Tsvg"], input=source, capture_output=True, text=True, timeout=_SECONDS, check=False)
    if done.returncode != 0:
        raise BlueprintError(
            f"Graphviz refused the diagram: {done.stderr.strip()[:200]}",
            where="the program dot",
            remedy="Use the layout of our own",
        )
    return done.stdout


def _drawn(blueprint: Blueprint, view: View) -> str:
    shown = picture(blueprint, view)
    page = layout(shown)
    width = max(page.width, len(shown.title) * 9.5 + 60)
    height = page.height + _HEAD
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width:.0f} {height:.0f}"',
        f'  width="{width:.0f}" height="{height:.0f}" aria-label={quoteattr(shown.title)}>',
        f"<title>{escape(shown.title)}</title><style>{_STYLE}</style>",
        _ARROW_HEAD,
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>',
        f'<text class="t" x="30" y="34">{escape(shown.title)}</text>',
        f'<g transform="translate(0 {_HEAD:.0f})">',
        *(_path(arrow, page) for arrow in shown.arrows),
        *(_box(box, page.places[box.id]) for box in shown.boxes),
        *_labels(shown.arrows, page),
        "</g>",
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _box(box: Box, place: Place) -> str:
    fill, stroke = _COLOURS[box.kind]
    left, top = place.x - place.width / 2, place.y - place.height / 2
    radius = place.height / 2 if box.kind == "outside" else 7
    drawn = (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{place.width:.1f}" height="{place.height:.1f}" '
        f'rx="{radius:.1f}" fill="{fill}" stroke="{stroke}" stroke-width="1.4"/>'
    )
    return drawn + _text(box.lines, place.x, place.y, ("n", "s"))


def _path(arrow: Arrow, page: Layout) -> str:
    """A smooth line through the points of the route, or a loop at the side of the box."""
    if arrow.source == arrow.target:
        place = page.places[arrow.source]
        x, y = place.x, place.y - place.height / 2
        d = f"M{x - 14:.1f} {y:.1f}C{x - 24:.1f} {y - 30:.1f} {x + 24:.1f} {y - 30:.1f} {x + 14:.1f} {y:.1f}"
        return f'<path class="a" d="{d}" marker-end="url(#h)"/>'
    points = page.routes[arrow]
    d = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x, y), (to_x, to_y) in pairwise(points):
        middle = (x + to_x) / 2
        d += f"C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
    return f'<path class="a" d="{d}" marker-end="url(#h)"/>'


def _labels(arrows: tuple[Arrow, ...], page: Layout) -> list[str]:
    """The texts of the arrows; one that would hide another moves down, or up where that is nearer."""
    taken = list(page.places.values())
    drawn = []
    for arrow in arrows:
        if not arrow.lines:
            continue
        wanted = _label_place(arrow, page)
        steps = (wanted._replace(y=wanted.y + sign * 6.0 * step) for step in range(20) for sign in (1, -1))
        place = next((one for one in steps if not any(_overlap(one, other) for other in taken)), wanted)
        taken.append(place)
        back = (
            f'<rect x="{place.x - place.width / 2:.1f}" y="{place.y - place.height / 2:.1f}" '
            f'width="{place.width:.1f}" height="{place.height:.1f}" rx="3" fill="#fff" fill-opacity="0.9"/>'
        )
        drawn.append(back + _text(arrow.lines, place.x, place.y, ("e", "e"), 14.0))
    return drawn


def _label_place(arrow: Arrow, page: Layout) -> Place:
    """The middle of the arrow's middle stretch; above the box for an arrow to itself."""
    width = max(len(line) for line in arrow.lines) * 6.1 + 8
    height = len(arrow.lines) * 14.0 + 2
    if arrow.source == arrow.target:
        place = page.places[arrow.source]
        return Place(place.x, place.y - place.height / 2 - 24 - height / 2, width, height)
    points = page.routes[arrow]
    (x, y), (to_x, to_y) = points[(len(points) - 2) // 2 :][:2]
    return Place((x + to_x) / 2, (y + to_y) / 2, width, height)


def _overlap(one: Place, other: Place) -> bool:
    apart = abs(one.x - other.x) * 2 >= one.width + other.width
    return not apart and abs(one.y - other.y) * 2 < one.height + other.height


def _text(lines: tuple[str, ...], x: float, y: float, classes: tuple[str, str], line: float = _LINE) -> str:
    first = y - (len(lines) - 1) * line / 2 + 4
    return "".join(
        f'<text class="{classes[min(number, 1)]}" '
        f'text-anchor="middle" x="{x:.1f}" y="{first + number * line:.1f}">'
        f"{escape(content)}</text>"
        for number, content in enumerate(lines)
    )
