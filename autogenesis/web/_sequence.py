"""A sequence of messages: its steps, as Mermaid tells them, and drawn with a line of life for whoever takes part."""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import escape

_WIDTH, _ROW, _HEAD, _EDGE = 200, 46, 64, 20
_MOST_LETTERS = 26
_STYLE = (
    "text{font-family:Helvetica,Arial,sans-serif;font-size:13px;fill:#222;text-anchor:middle}"
    ".w{font-weight:600}.l{stroke:#999;stroke-dasharray:4 4}.a{stroke:#3b5b92;stroke-width:1.4;fill:none}"
    ".b{fill:#e8f0fe;stroke:#3b5b92}.n{fill:#fff4dc;stroke:#a87b1f}"
)
_ARROW_HEAD = (
    '<defs><marker id="h" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    '<path d="M0 0L8 4L0 8z" fill="#3b5b92"/></marker></defs>'
)


class Step(NamedTuple):
    """Something said from one to another; to nobody where it is a note."""

    source: str
    target: str
    said: str


def steps_of(drawn: str) -> list[Step]:
    """Each arrow and note of a Mermaid sequence, under the names of its participants."""
    names: dict[str, str] = {}
    steps: list[Step] = []
    for line in (one.strip() for one in drawn.splitlines()):
        word, _, rest = line.partition(" ")
        if word in ("actor", "participant"):
            number, _, name = rest.partition(" as ")
            names[number] = name
        elif line.startswith("Note over "):
            number, _, said = line.removeprefix("Note over ").partition(": ")
            steps.append(Step(names.get(number, number), "", said))
        else:
            for arrow in ("-->>", "->>", "-)"):
                source, found, rest = line.partition(arrow)
                if found:
                    target, _, said = rest.partition(": ")
                    steps.append(Step(names.get(source, source), names.get(target, target), said))
                    break
    return steps


def picture_of(steps: list[Step]) -> str:
    """The steps as a standalone SVG."""
    taking_part = list(dict.fromkeys(one for step in steps for one in (step.source, step.target) if one))
    at = {name: _EDGE + _WIDTH // 2 + number * _WIDTH for number, name in enumerate(taking_part)}
    width, height = 2 * _EDGE + max(len(at), 1) * _WIDTH, _HEAD + (len(steps) + 1) * _ROW
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        f"<style>{_STYLE}</style>",
        _ARROW_HEAD,
        f'<rect width="{width}" height="{height}" fill="#fdfdfd"/>',
    ]
    for name, x in at.items():
        parts.append(f'<line class="l" x1="{x}" y1="{_HEAD - 14}" x2="{x}" y2="{height - 10}"/>')
        parts.append(f'<rect class="b" x="{x - 80}" y="16" width="160" height="34" rx="6"/>')
        parts.append(f'<text class="w" x="{x}" y="38">{_short(name)}</text>')
    for number, step in enumerate(steps):
        parts += _drawn(step, at, _HEAD + number * _ROW + _ROW // 2)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _drawn(step: Step, at: dict[str, int], y: int) -> list[str]:
    """A step at a height: an arrow with what is said above it, one back to itself, or a note."""
    x = at[step.source]
    if not step.target:
        box = f'<rect class="n" x="{x - 92}" y="{y - 16}" width="184" height="30" rx="4"/>'
        return [box, f'<text x="{x}" y="{y + 4}"><title>{escape(step.said)}</title>{_short(step.said)}</text>']
    to = at[step.target]
    said = f"<title>{escape(step.said)}</title>{_short(step.said)}"
    if x == to:
        return [
            f'<path class="a" d="M{x} {y - 8}h34v16h-34" marker-end="url(#h)"/>',
            f'<text x="{x + 44 + 60}" y="{y + 4}">{said}</text>',
        ]
    return [
        f'<line class="a" x1="{x}" y1="{y}" x2="{to}" y2="{y}" marker-end="url(#h)"/>',
        f'<text x="{(x + to) // 2}" y="{y - 6}">{said}</text>',
    ]


def _short(text: str) -> str:
    return escape(text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…")
