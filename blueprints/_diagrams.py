"""Writes a Blueprint as text: Mermaid, DOT and JSON; and one operation as a Mermaid sequence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from blueprints._blueprint import Blueprint
from blueprints._environment import SkillSignature
from blueprints._picture import View, picture
from blueprints._specification import Specification
from blueprints._writes import writes_of

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
    carrier = {element: agent.id for agent in blueprint.agents for element in agent.carries}
    names = {agent.id: agent.name for agent in blueprint.agents}
    done = next((part for part in specification.operations if part.id == operation), None)
    if done is None or operation not in carrier:
        return "sequenceDiagram\n    Note over caller: no agent carries it\n"
    steps = tuple(_followed(blueprint, specification, operation, skills))
    heard = dict.fromkeys([carrier[operation], *(agent for _, agent, _, _ in steps)])
    numbers = {agent: f"a{number}" for number, agent in enumerate(heard)}
    actors = {actor.id: actor.name for actor in specification.actors}
    caller = next((actors[actor] for actor in (*done.actors, *done.roles) if actor in actors), "caller")
    lines = ["sequenceDiagram", f"    actor caller as {_sequence_text(caller)}"]
    lines += [f"    participant {number} as {_sequence_text(names[agent])}" for agent, number in numbers.items()]
    lines.append(f"    caller->>{numbers[carrier[operation]]}: {_sequence_text(done.name)}")
    lines.append(f"    {numbers[carrier[operation]]}-->>caller: result")
    for source, agent, message, summary in steps:
        lines.append(f"    {numbers.get(source, numbers[agent])}-){numbers[agent]}: {_sequence_text(message)}")
        lines.append(f"    Note over {numbers[agent]}: {_sequence_text(summary)}")
    return "\n".join(lines) + "\n"


def _followed(
    blueprint: Blueprint,
    specification: Specification,
    start: str,
    skills: Mapping[str, SkillSignature] | None,
) -> Iterator[tuple[str, str, str, str]]:
    """(source agent, agent, message, what it does) for every reaction, each once, in order of happening."""
    carrier = {element: agent.id for agent in blueprint.agents for element in agent.carries}
    reactions = {reaction.id: reaction for reaction in specification.reactions}
    waiting, seen = [start], {start}
    while waiting:
        cause = waiting.pop(0)
        produced = {f"done.{cause}"}
        written = writes_of(specification, cause, skills)
        for subscription in blueprint.subscriptions:
            reaction = reactions.get(subscription.reaction)
            if reaction is None or reaction.id in seen:
                continue
            field = reaction.trigger.field
            events = produced | {
                f"{write.does}.{write.entity}" for write in written if field is None or field in write.fields
            }
            if subscription.message in events:
                seen.add(reaction.id)
                waiting.append(reaction.id)
                yield (
                    carrier[cause],
                    subscription.agent,
                    subscription.message,
                    reaction.summary or reaction.id,
                )


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
