"""Why a message could not be delivered, in words."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError

from autogenesis.core import BrokerError, DeadlineError, GuardError, Message, TopicPattern


def expired(message: Message) -> DeadlineError:
    return DeadlineError(
        f"the deadline of {message.action!r} has passed",
        where=f"topic {message.topic}, message {message.id}",
        remedy="Allow more time, or find out what the receiver waits for",
    )


def nobody(message: Message) -> BrokerError:
    receiver = f" as {message.receiver!r}" if message.receiver else ""
    return BrokerError(
        f"nobody subscribes{receiver}",
        where=f"topic {message.topic}, message {message.id}",
        remedy="Subscribe before publishing, and check the topic's spelling",
    )


def full(message: Message) -> BrokerError:
    return BrokerError(
        "a subscriber's queue is full",
        where=f"topic {message.topic}, message {message.id}",
        remedy="Send again later, or give the broker more capacity",
    )


def abandoned(message: Message) -> BrokerError:
    return BrokerError(
        "its sender gave up before the message was queued",
        where=f"topic {message.topic}, message {message.id}",
        remedy="Send it again with more time, or give the broker more capacity",
    )


def failed(name: str, message: Message, error: Exception) -> BrokerError:
    return BrokerError(
        f"{name} failed {message.attempt} times, last with {type(error).__name__}: {error}",
        where=f"topic {message.topic}, message {message.id}",
        remedy="Correct the handler, then send the message again",
    )


def misshapen(name: str, message: Message, error: ValidationError) -> BrokerError:
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"]) or "the payload"
    return BrokerError(
        f"{name} does not accept this: {field}: {first['msg']}",
        where=f"topic {message.topic}, message {message.id}",
        remedy="Send what the subscription's schema asks for",
    )


def gone(name: str, pattern: TopicPattern) -> BrokerError:
    return BrokerError(f"{name} no longer subscribes", where=f"topics {pattern}", remedy="Subscribe again")


def unsettled(name: str, message: Message, deliveries: int) -> BrokerError:
    return BrokerError(
        f"{name} was given the message {deliveries} times, and each time nobody settled it",
        where=f"topic {message.topic}, message {message.id}",
        remedy="Find out why the processes that had it died, then send the message again",
    )


def too_large(message: Message, size: int, largest: int) -> BrokerError:
    return BrokerError(
        f"the message has {size} bytes, more than the {largest} that are taken",
        where=f"topic {message.topic}, message {message.id}",
        remedy="Store what is large, and send its hash",
    )


def cancelled(name: str, message: Message) -> BrokerError:
    return BrokerError(
        f"{name} was cancelled while it handled the message",
        where=f"topic {message.topic}, message {message.id}",
        remedy="Send the message again",
    )


def broken_guard(message: Message, error: Exception) -> GuardError:
    return GuardError(
        f"the guard failed with {type(error).__name__}: {error}",
        where=f"message {message.id}",
        remedy="Correct the guard; without it no message is delivered",
    )


def deadlock(message: Message, circle: Sequence[str]) -> BrokerError:
    """`circle` are those whom the sender would wait for, each waiting for the next, the last for the first."""
    return BrokerError(
        f"{message.sender} would wait for {', which waits for '.join(circle)}",
        where=f"conversation {message.conversation}, topic {message.topic}",
        remedy="Publish instead of requesting, or ask in a conversation of its own",
    )


def unrecorded(message: Message, error: Exception) -> BrokerError:
    return BrokerError(
        f"a dead letter could not be recorded: {error}",
        where=f"message {message.id}",
        remedy="Repair the recorder, then open another broker",
    )
