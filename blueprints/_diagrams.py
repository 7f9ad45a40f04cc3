"""Writes a Blueprint as text: Mermaid, DOT and JSON; and one operation as a Mermaid sequence."""

from __future__ import annotations

import json
from collections.abc import Mapping

from blueprints._blueprint import Blueprint
from blueprints._environment import SkillSignature
from blueprints._picture import View, picture
from blueprints._sequence import sequence
from blueprints._specification import Specification

_MERMAID = {"agent": ('["', '"]'), "party": ('(["', '"])'), "outside": ('{{"', '"}}'), "record": ('[("', '")]')}
_DOT = {
    "agent": 'shape=box, style="rounded,filled", fillcolor="#e8f0fe", color="#3b5b92"',
    "party": 'shape=box, style="rounded,filled", fillcolor="#fff4dc", color="#a87b1f"',
    "outside": 'shape=ellipse, style=filled, fillcolor="#f1f1f1", color="#777777"',
    "record": 'shape=cylinder, style=filled, fillcolor="#e9f5ea", color="#2f6b3a"',
}


def to_json(blueprint: Blueprint) -> str:
    """The Blueprint as indented JSON with sorted keys, ending with a newline."""
    return json.dumps(blueprint.model_dump(mode="json"), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def to_mermaid(blueprint: Blueprint, view: View = "agents") -> str:
    """A Mermaid flowchart."""
    shown = picture(blueprint, view)
    numbers = {box.id: f"n{number}" for number, box in enumerate(shown.boxes)}
    lines = ["flowchart LR"]
    for box in shown.boxes:
        opening, closing = _MERMAID[box.kind]
        lines.append(f"    {numbers[box.id]}{opening}{_mermaid_lines(box.lines)}{closing}")
    for arrow in shown.arrows:
        label = f'|"{_mermaid_lines(arrow.lines)}"|' if arrow.lines else ""
        lines.append(f"    {numbers[arrow.source]} -->{label} {numbers[arrow.target]}")
    return "\n".join(lines) + "\n"


def to_dot(blueprint: Blueprint, view: View = "agents") -> str:
    """A Graphviz digraph."""
    shown = picture(blueprint, view)
    numbers = {box.id: f"n{number}" for number, box in enumerate(shown.boxes)}
    font = 'fontname="Helvetica,Arial,sans-serif"'
    lines = [
        "digraph blueprint {",
        f"    graph [rankdir=LR, labelloc=t, {font}, nodesep=0.5, ranksep=1.1];",
        f"    graph [label={_dot((shown.title,))}];",
        f'    node [{font}, fontsize=12, margin="0.18,0.1"];',
        f'    edge [{font}, fontsize=10, color="#666666"];',
    ]
    for box in shown.boxes:
        lines.append(f"    {numbers[box.id]} [label={_dot(box.lines)}, {_DOT[box.kind]}];")
    for arrow in shown.arrows:
        lines.append(f"    {numbers[arrow.source]} -> {numbers[arrow.target]} [label={_dot(arrow.lines)}];")
    return "\n".join([*lines, "}"]) + "\n"


def to_sequence(
    blueprint: Blueprint,
    specification: Specification,
    operation: str,
    skills: Mapping[str, SkillSignature] | None = None,
) -> str:
    """A Mermaid sequence diagram of `operation` and of every reaction that follows from it."""
    shown = sequence(blueprint, specification, operation, skills)
    if shown is None:
        return "sequenceDiagram\n    Note over caller: no agent carries it\n"
    numbers = {agent: f"a{number}" for number, agent in enumerate(shown.agents)}
    lines = ["sequenceDiagram", f"    actor caller as {_sequence_text(shown.caller)}"]
    lines += [f"    participant {number} as {_sequence_text(shown.agents[agent])}" for agent, number in numbers.items()]
    first = next(iter(numbers.values()))
    lines.append(f"    caller->>{first}: {_sequence_text(shown.asked)}")
    lines.append(f"    {first}-->>caller: result")
    for step in shown.steps:
        here, there = numbers.get(step.source, numbers[step.agent]), numbers[step.agent]
        lines.append(f"    {here}-){there}: {_sequence_text(step.message)}")
        lines.append(f"    Note over {there}: {_sequence_text(step.summary)}")
    return "\n".join(lines) + "\n"


def _mermaid_lines(lines: tuple[str, ...]) -> str:
    return "<br/>".join(_mermaid_text(line) for line in lines)


def _mermaid_text(text: str) -> str:
    return "".join(f"#{ord(letter)};" if letter in '"#<>&`|\\' else letter for letter in " ".join(text.split()))


def _sequence_text(text: str) -> str:
    plain = _mermaid_text(text).replace(":", "#58;")
    return "".join(plain) or "-"


def _dot(lines: tuple[str, ...]) -> str:
    escaped = (" ".join(line.split()).replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(escaped) + '"'
