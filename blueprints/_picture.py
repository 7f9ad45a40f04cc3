"""The picture of a Blueprint: boxes and arrows, before any notation or place on the page."""

from __future__ import annotations

from typing import Literal, NamedTuple

from blueprints._blueprint import Blueprint, MessageType

View = Literal["agents", "hierarchy", "data"]
Kind = Literal["agent", "party", "outside", "record"]
_LABELS_SHOWN = 4
_TITLES = {"agents": "agents and messages", "data": "which data passes, and where it is kept"}


class Box(NamedTuple):
    """A box with its lines of text; the first is its title."""

    id: str
    lines: tuple[str, ...]
    kind: Kind


class Arrow(NamedTuple):
    """An arrow between two boxes with its lines of text."""

    source: str
    target: str
    lines: tuple[str, ...]


class Picture(NamedTuple):
    """Boxes and arrows in a fixed order; every end of an arrow is a box."""

    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def picture(blueprint: Blueprint, view: View = "agents") -> Picture:
    """What `view` shows: agents with the messages that pass between them, who approves whom, or which data passes and
    where it is kept."""
    arrows: dict[tuple[str, str], list[str]] = {}
    names = {agent.name: agent.id for agent in blueprint.agents}
    if view == "hierarchy":
        title = f"{blueprint.title}: who approves whom"
        for line in blueprint.hierarchy:
            ends = names.get(line.approver, line.approver), names.get(line.doer, line.doer)
            arrows.setdefault(ends, []).append(f"approves {_short(line.operation)}")
    else:
        title = f"{blueprint.title}: {_TITLES[view]}"
        messages = {message.id: message for message in blueprint.messages}
        for flow in blueprint.flows:
            ends = names.get(flow.source, flow.source), names.get(flow.target, flow.target)
            told = _told(messages.get(flow.message), flow.message, view)
            arrows.setdefault(ends, []).extend(told)
        for subscription in blueprint.subscriptions:
            message = messages.get(subscription.message)
            if message is not None and message.producer is not None:
                told = _told(message, message.id, view)
                arrows.setdefault((message.producer, subscription.agent), []).extend(told)
    if view == "data":
        arrows |= {(agent.id, entity): ["keeps"] for agent in blueprint.agents for entity in agent.entities}
    return Picture(title, _boxes(blueprint, arrows, view), tuple(_arrow(ends, arrows[ends]) for ends in arrows))


def _told(message: MessageType | None, id_: str, view: View) -> list[str]:
    """What an arrow says of a message: its name, or the data that it carries."""
    if message is None:
        return [_short(id_)] if view == "agents" else []
    return [message.name] if view == "agents" else [name.replace("_", " ") for name, _ in message.fields]


def _boxes(blueprint: Blueprint, arrows: dict[tuple[str, str], list[str]], view: View) -> tuple[Box, ...]:
    boxes: dict[str, Box] = {}
    kept = {entity for agent in blueprint.agents for entity in agent.entities}
    for agent in blueprint.agents:
        owns = tuple(f"writes {_short(entity)}" for entity in agent.entities) if view == "agents" else ()
        boxes[agent.id] = Box(agent.id, (agent.name, *owns), "agent")
    for ends in arrows:
        for end in ends:
            kind: Kind = "outside" if end in ("gateway", "clock") else "record" if end in kept else "party"
            boxes.setdefault(end, Box(end, (_short(end),), kind))
    if view == "hierarchy":
        concerned = {end for ends in arrows for end in ends}
        return tuple(box for box in boxes.values() if box.id in concerned)
    return tuple(boxes.values())


def _arrow(ends: tuple[str, str], labels: list[str]) -> Arrow:
    """The first labels, and how many more there are."""
    lines = list(dict.fromkeys(labels))
    if len(lines) > _LABELS_SHOWN:
        lines = [*lines[: _LABELS_SHOWN - 1], f"and {len(lines) - _LABELS_SHOWN + 1} more"]
    return Arrow(*ends, tuple(lines))


def _short(id_: str) -> str:
    return id_.rpartition(".")[2].replace("_", " ")
