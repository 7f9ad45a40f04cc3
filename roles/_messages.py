"""The messages between the agents of a design, who answers them, and how data flows."""

from __future__ import annotations

from blueprints import (
    Entity,
    Flow,
    MessageType,
    Notify,
    Operation,
    Reaction,
    Specification,
    Subscription,
    Trigger,
)
from roles._allotment import Allotment

Wiring = tuple[tuple[MessageType, ...], tuple[Subscription, ...], tuple[Flow, ...]]


def wire(specification: Specification, allotment: Allotment) -> Wiring:
    """Commands from outside, events that reactions answer, moments that fall due, and notifications."""
    messages: dict[str, MessageType] = {}
    flows: dict[tuple[str, str, str], Flow] = {}
    subscriptions = []

    def flow(source: str, target: str, message: MessageType) -> None:
        messages.setdefault(message.id, message)
        flows.setdefault((source, target, message.id), Flow(source=source, target=target, message=message.id))

    for operation in specification.operations:
        carrier = allotment.carrier(operation.id)
        if carrier is not None:
            for source in operation.actors or operation.roles or ("gateway",):
                flow(source, carrier.id, _command(operation))
    for reaction in specification.reactions:
        carrier, message = allotment.carrier(reaction.id), _event(reaction, specification, allotment)
        if carrier is not None and message is not None and message.producer is not None:
            flow(message.producer, carrier.id, message)
            subscriptions.append(Subscription(agent=carrier.id, message=message.id, reaction=reaction.id))
    for due in (*specification.timers, *specification.schedules):
        carrier = allotment.carrier(due.id)
        if carrier is not None:
            flow(
                "clock",
                carrier.id,
                MessageType(id=f"due.{due.id}", name=f"due {_words(due.id)}", kind="event"),
            )
    for post in allotment.posts:
        for element in post.carries:
            for notice in allotment.deeds[element].notices:
                flow(post.id, notice.to.actor or "gateway", _notification(notice))
    return tuple(messages.values()), tuple(subscriptions), tuple(flows.values())


def event_id(trigger: Trigger) -> str:
    """The id of the message that sets a reaction off."""
    return f"{trigger.on}.{trigger.operation or trigger.entity}"


def _command(operation: Operation) -> MessageType:
    fields = tuple((parameter.name, str(parameter.type)) for parameter in operation.inputs)
    return MessageType(
        id=f"command.{operation.id}", name=operation.name.replace("_", " "), kind="command", fields=fields
    )


def _event(reaction: Reaction, specification: Specification, allotment: Allotment) -> MessageType | None:
    trigger = reaction.trigger
    operations = {operation.id: operation for operation in specification.operations}
    entities = {entity.id: entity for entity in specification.entities}
    if trigger.on == "done":
        operation = operations.get(trigger.operation or "")
        producer = allotment.carrier(operation.id) if operation else None
        fields = tuple((p.name, str(p.type)) for p in operation.inputs) if operation else ()
    else:
        entity = entities.get(trigger.entity or "")
        producer = allotment.owner(entity.id) if entity else None
        fields = _fields(entity) if entity else ()
    if producer is None:
        return None
    subject = _words(trigger.operation or trigger.entity or "")
    return MessageType(
        id=event_id(trigger),
        name=f"{subject} {trigger.on}",
        kind="event",
        producer=producer.id,
        fields=fields,
    )


def _notification(notice: Notify) -> MessageType:
    return MessageType(
        id=f"notification.{notice.type}",
        name=notice.type.replace("_", " "),
        kind="notification",
        fields=(("text", "text"),),
    )


def _fields(entity: Entity) -> tuple[tuple[str, str], ...]:
    return tuple((held.name, str(held.type)) for held in entity.fields)


def _words(id: str) -> str:
    return id.rpartition(".")[2].replace("_", " ")
