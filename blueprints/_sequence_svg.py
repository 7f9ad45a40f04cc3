"""Draws what follows one operation as SVG: a line down for each agent, an arrow for each message."""

from __future__ import annotations

import textwrap
from xml.sax.saxutils import escape, quoteattr

from blueprints._sequence import Sequence

_COLUMN, _LEFT, _HEAD, _ARROW, _LINE = 230.0, 110.0, 64.0, 44.0, 15.0
_NOTE = 30
"""How many letters a line of a note holds."""
_STYLE = (
    "text{font-family:Helvetica,Arial,sans-serif;fill:#222;font-size:12px;text-anchor:middle}"
    ".n{font-size:13px;font-weight:600}.l{stroke:#999;stroke-dasharray:4 4}.m{fill:none;stroke:#444;stroke-width:1.3}"
)
_HEADS = (
    '<defs><marker id="s" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    '<path d="M0 0L8 4L0 8z" fill="#444"/></marker></defs>'
)


def sequence_svg(shown: Sequence) -> str:
    """A standalone SVG, the same bytes on every machine."""
    lines = ["", *shown.agents]
    middle = {id: _LEFT + _COLUMN * number for number, id in enumerate(lines)}
    first = next(iter(shown.agents))
    y, drawn = _HEAD + _ARROW, list[str]()
    drawn.append(_arrow(middle[""], middle[first], y, shown.asked.replace("_", " ")))
    for step in shown.steps:
        y += _ARROW
        source, target = middle.get(step.source, middle[step.agent]), middle[step.agent]
        drawn.append(_arrow(source, target, y, step.message))
        note = textwrap.wrap(" ".join(step.summary.split()), _NOTE) or [""]
        drawn.append(_note(target, y + 10, note))
        y += len(note) * _LINE + 16
    y += _ARROW
    drawn.append(_arrow(middle[first], middle[""], y, "answer", dashed=True))
    width, height = _LEFT * 2 + _COLUMN * (len(lines) - 1), y + 30
    title = quoteattr(f"What follows {shown.asked}")
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width:.0f} {height:.0f}"',
            f'  width="{width:.0f}" height="{height:.0f}" aria-label={title}>',
            f"<title>{escape(title[1:-1])}</title><style>{_STYLE}</style>",
            _HEADS,
            f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>',
            *(f'<path class="l" d="M{x:.0f} {_HEAD:.0f}V{height - 14:.0f}"/>' for x in middle.values()),
            *(_party(middle[id], shown.agents.get(id, shown.caller), agent=bool(id)) for id in lines),
            *drawn,
            "</svg>",
            "",
        ]
    )


def _party(x: float, name: str, *, agent: bool) -> str:
    fill, stroke = ("#e8f0fe", "#3b5b92") if agent else ("#fff4dc", "#a87b1f")
    lines = textwrap.wrap(name, 24) or [name]
    box = (
        f'<rect x="{x - 90:.0f}" y="18" width="180" height="{_HEAD - 18:.0f}" rx="7" fill="{fill}" stroke="{stroke}"/>'
    )
    return box + _lines(lines[:2], x, (18 + _HEAD) / 2, "n")


def _arrow(start: float, end: float, y: float, label: str, *, dashed: bool = False) -> str:
    """An arrow with its message above it; one to oneself turns back."""
    marks = 'marker-end="url(#s)"' + (' stroke-dasharray="5 4"' if dashed else "")
    if start == end:
        path = f'<path class="m" d="M{start:.0f} {y - 16:.0f}h34v16h-34" {marks}/>'
        return path + _lines([label], start + 34, y - 25, "e")
    room = max(int(abs(end - start) / 6.4), 12)
    shown = textwrap.shorten(label, room, placeholder=" …") or label[:room]
    path = f'<path class="m" d="M{start:.0f} {y:.0f}H{end:.0f}" {marks}/>'
    return path + _lines([shown], (start + end) / 2, y - 8, "e")


def _note(x: float, y: float, lines: list[str]) -> str:
    height = len(lines) * _LINE + 8
    box = f'<rect x="{x - 100:.0f}" y="{y:.0f}" width="200" height="{height:.0f}" fill="#fffbe6" stroke="#c9b458"/>'
    return box + _lines(lines, x, y + height / 2, "e")


def _lines(lines: list[str], x: float, y: float, style: str) -> str:
    top = y - (len(lines) - 1) * _LINE / 2 + 4
    spans = "".join(
        f'<tspan x="{x:.0f}" y="{top + number * _LINE:.0f}">{escape(line)}</tspan>' for number, line in enumerate(lines)
    )
    return f'<text class="{style}">{spans}</text>'
