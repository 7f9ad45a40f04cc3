"""The broker over MQTT: every node publishes to groups of subscriptions, wherever their handlers run."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Self
from urllib.parse import quote

from autogenesis.core import (
    BrokerError,
    Clock,
    IdSource,
    Inbox,
    Interceptor,
    JsonObject,
    MessageId,
    Recorder,
    TopicPattern,
)
from broker._caller import Caller
from broker._exchange import Exchange
from broker._failures import expired, too_large, unsettled
from broker._host import Host
from broker._inbox import MemoryInbox
from broker._link import Link
from broker._options import BrokerOptions
from broker._port import Handler, Shape, Subscription
from broker._queue import Delivery, SubscriptionQueue
from broker._wire import LARGEST, Answers, Carried, Group, HopOnWire, Parcel, Presence, Seal

Ticket = tuple[MessageId, str, TopicPattern]
"""One message for one group."""
_REMEMBERED_REFUSALS = 100
_TOGETHER = 64
"""Messages that travel to one node as one piece."""
_NOBODY = ""
"""Holds what no node that is here can take; it goes to the next that comes."""
_RETAINED_SECONDS = 5.0


@dataclass(frozen=True, kw_only=True)
class Channel:
    """The way to the other nodes: those with the same MQTT broker, root and key."""

    link: Link
    seal: Seal
    root: str = "genesis"
    """The first segments of every MQTT topic."""
    lease_seconds: float = 5.0
    """How long a message may be in nobody's hand before it is sent again."""


class _Sent:
    """A delivery that was sent and not yet settled."""

    def __init__(self, delivery: Delivery, now: float) -> None:
        self.delivery = delivery
        self.reply: asyncio.Future[JsonObject | None] = asyncio.get_running_loop().create_future()
        self.heard = now
        self.tries = 0
        self.holder: str | None = None


class MqttBroker(Exchange):
    """Carries messages between processes through an MQTT broker; implements ``Broker``.

    Subscriptions of one name and pattern are a group, on whatever nodes they are: one of them gets each message. The
    publisher keeps a message until the group settles it. It sends one message of a conversation at a time to a group,
    and sends again what nobody has had in hand for ``lease_seconds``, or at once when the node that had it is gone;
    so a crash of any process or of the MQTT broker loses nothing that its publisher outlives.
    """

    def __init__(
        self,
        channel: Channel,
        clock: Clock,
        ids: IdSource,
        *,
        options: BrokerOptions | None = None,
        interceptor: Interceptor | None = None,
        recorder: Recorder | None = None,
        inbox: Inbox | None = None,
    ) -> None:
        super().__init__(clock, ids, options=options, interceptor=interceptor, recorder=recorder)
        self.refusals: deque[BrokerError] = deque(maxlen=_REMEMBERED_REFUSALS)
        """What arrived and was not taken: not sealed with our key, or no JSON of the shape."""
        self._link, self._root, self._seal, self._lease = (
            channel.link,
            channel.root,
            channel.seal,
            channel.lease_seconds,
        )
        self._node = f"n{ids.message()[1:20]}"
        self._host = Host(Caller(clock, self._options, inbox or MemoryInbox()), self._answer)
        self._groups: dict[Group, SubscriptionQueue] = {}
        self._nodes: dict[str, Presence] = {}
        self._sent: dict[Ticket, _Sent] = {}
        self._turn = 0
        self._parcels: dict[str, list[Carried]] = {}
        self._heard_own = asyncio.Event()
        self._announcing: asyncio.Task[None] | None = None
        self._sweeper: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Connect; BrokerError where that is not possible."""
        await self._link.open(self._here(self._node), self._receive, self._back)
        await self._link.listen(
            f"{self._root}/at/{self._node}", f"{self._root}/answers/{self._node}", f"{self._root}/here/+"
        )
        await self._announce(())
        with suppress(TimeoutError):  # retained presences come before our own
            async with asyncio.timeout(_RETAINED_SECONDS):
                await self._heard_own.wait()
        self._sweeper = asyncio.get_running_loop().create_task(self._sweep(), name="mqtt sweep")
        return self

    @property
    def shares(self) -> bool:
        """Whether the MQTT broker spreads what is sent to a group; else its publisher addresses the nodes by turns."""
        return self._link.shared

    async def ready(self) -> None:
        """Wait until what was subscribed here can be reached by others."""
        await self._ready()

    def hosted_elsewhere(self) -> frozenset[str]:
        """The names that other nodes subscribe under."""
        return frozenset(group.name for found in self._nodes.values() for group in found.groups)

    def subscribe(
        self, pattern: TopicPattern, handler: Handler, *, name: str, accepts: Shape | None = None
    ) -> Subscription:
        self._refuse_if_closed()
        group = Group(name=name, pattern=pattern)
        if group in self._host:
            raise BrokerError(
                f"{name} subscribes here already",
                where=f"topics {pattern}",
                remedy="Give another name or pattern: one node hosts a group once",
            )
        self._host.add(group, handler, accepts)
        self._proxy(group)
        before = self._announcing
        self._announcing = asyncio.get_running_loop().create_task(self._announce((group,), before))
        return _Subscription(self, group)

    async def close(self) -> None:
        if self._closed is not None:
            return
        if self._sweeper is not None:
            self._sweeper.cancel()
        await self._ready()
        await self._link.tell(self._here(self._node), b"")
        try:
            await asyncio.gather(super().close(), self._host.close(self._options.close_seconds))
        finally:
            await self._link.close()

    def leave(self, group: Group) -> None:
        """End a subscription of this node."""
        self._host.remove(group)
        if not self._hosts_of(group):
            self._end(group)
        before = self._announcing
        self._announcing = asyncio.get_running_loop().create_task(self._announce((), before))

    async def _ready(self) -> None:
        while self._announcing is not None and not self._announcing.done():
            await asyncio.wait([self._announcing])

    async def _announce(self, fresh: tuple[Group, ...], before: asyncio.Task[None] | None = None) -> None:
        """Tell every node what is hosted here, once it would be heard here."""
        if before is not None:
            await asyncio.wait([before])
        if fresh and self._link.shared:
            await self._link.listen(*(f"$share/{quote(group.name, safe='')}/{self._topic(group)}" for group in fresh))
        topic = self._here(self._node)
        body = Presence(groups=self._host.groups, shared=self._link.shared)
        await self._link.tell(topic, self._seal.close(topic, body))

    async def _back(self) -> None:
        """The connection is there again: say so, and send again what may have been lost with the last one."""
        await self._announce(())
        for sent in list(self._sent.values()):
            self._transmit(sent)

    def _proxy(self, group: Group) -> None:
        if group not in self._groups:
            self._groups[group] = self._open(group.pattern, group.name, lambda delivery: self._carry(group, delivery))

    def _end(self, group: Group) -> None:
        queue = self._groups.pop(group, None)
        if queue is not None:
            self._unsubscribe(queue)

    async def _carry(self, group: Group, delivery: Delivery) -> JsonObject | None:
        """Send a delivery to its group until somebody settles it; the reply."""
        message = delivery.message
        ticket = (message.id, group.name, group.pattern)
        sent = self._sent[ticket] = _Sent(delivery, self._clock.monotonic())
        try:
            self._transmit(sent)
            if message.deadline is None:
                return await sent.reply
            async with asyncio.timeout(self._remaining(message)) as limit:
                return await sent.reply
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise expired(message) from error
        finally:
            del self._sent[ticket]

    def _transmit(self, sent: _Sent) -> None:
        """Send to the group as a whole where the MQTT broker spreads the load, else to its nodes by turns."""
        delivery = sent.delivery
        group = Group.model_construct(name=delivery.queue.name, pattern=delivery.queue.pattern)
        nodes = self._hosts_of(group)
        if not nodes:
            sent.holder = _NOBODY
            return
        shared = sent.tries == 0 and len(nodes) > 1 and all(self._shares(node) for node in nodes)
        self._turn += 1
        sent.holder = None if shared else nodes[self._turn % len(nodes)]
        topic = self._topic(group) if shared else f"{self._root}/at/{sent.holder}"
        carried = Carried.model_construct(
            message=delivery.message.model_copy(update={"attempt": delivery.message.attempt + sent.tries})
            if sent.tries
            else delivery.message,
            group=group,
            origin=self._node,
            left=self._remaining(delivery.message),
            hops=tuple(
                HopOnWire.model_construct(conversation=hop.conversation, name=hop.name, pattern=hop.pattern)
                for hop in delivery.hops
            ),
        )
        if shared:
            self._post(topic, [carried])
        else:  # what goes to one node in one turn of the loop travels together
            if not self._parcels:
                asyncio.get_running_loop().call_soon(self._dispatch)
            self._parcels.setdefault(topic, []).append(carried)
        sent.heard = self._clock.monotonic()

    def _dispatch(self) -> None:
        parcels, self._parcels = self._parcels, {}
        for topic, carried in parcels.items():
            for begin in range(0, len(carried), _TOGETHER):
                self._post(topic, carried[begin : begin + _TOGETHER])

    def _post(self, topic: str, carried: list[Carried]) -> None:
        sealed = self._seal.close(topic, Parcel.model_construct(carried=tuple(carried)))
        if len(sealed) <= LARGEST:
            self._link.send(topic, sealed)
        elif len(carried) > 1:
            for one in carried:
                self._post(topic, [one])
        else:
            group = carried[0].group
            sent = self._sent.get((carried[0].message.id, group.name, group.pattern))
            if sent is not None and not sent.reply.done():
                sent.reply.set_exception(too_large(carried[0].message, len(sealed), LARGEST))

    def _hosts_of(self, group: Group) -> list[str]:
        mine = [self._node] if group in self._host else []
        return sorted([*mine, *(node for node, found in self._nodes.items() if group in found.groups)])

    def _shares(self, node: str) -> bool:
        return self._link.shared if node == self._node else self._nodes[node].shared

    async def _sweep(self) -> None:
        """Tell others what is in hand here, and send again what nobody tells of; while this node is cut off nobody can,
        and afterwards all begin anew."""
        cut_off = False
        while True:
            await asyncio.sleep(self._lease / 4)
            self._host.tell_holding()
            if not self._link.up:
                cut_off = True
                continue
            now = self._clock.monotonic()
            for sent in list(self._sent.values()):
                if cut_off:
                    sent.heard = now
                elif now - sent.heard > self._lease:
                    self._again(sent)
            cut_off = False

    def _again(self, sent: _Sent) -> None:
        message = sent.delivery.message
        if sent.reply.done() or sent.holder == _NOBODY:
            return
        sent.tries += 1
        if sent.tries >= self._options.max_deliveries:
            sent.reply.set_exception(unsettled(sent.delivery.queue.name, message, sent.tries))
            return
        self._transmit(sent)

    def _receive(self, topic: str, payload: bytes) -> None:
        kind, _, rest = topic[len(self._root) + 1 :].partition("/")
        try:
            if kind == "here":
                self._seen(rest, self._seal.open(topic, payload, Presence) if payload else None)
            elif kind == "answers":
                self._settled(self._seal.open(topic, payload, Answers))
            else:
                for carried in self._seal.open(topic, payload, Parcel).carried:
                    self._take(carried)
        except BrokerError as error:
            self.refusals.append(error)

    def _take(self, carried: Carried) -> None:
        """Handle what was carried here, on this node's clock."""
        message = carried.message
        if carried.left is not None:
            deadline = self._clock.now() + timedelta(seconds=carried.left)
            message = message.model_copy(update={"deadline": deadline})
        self._host.take(carried, message)

    def _settled(self, answers: Answers) -> None:
        now = self._clock.monotonic()
        for held in answers.holding:
            sent = self._sent.get((held.message, held.group.name, held.group.pattern))
            if sent is not None:
                sent.heard, sent.holder = now, answers.node
        for receipt in answers.receipts:
            sent = self._sent.get((receipt.message, receipt.group.name, receipt.group.pattern))
            if sent is None or sent.reply.done():
                continue  # settled before, by somebody else or at an earlier try
            if receipt.fault is not None:
                sent.reply.set_exception(receipt.fault.raised())
            else:
                sent.reply.set_result(receipt.reply)

    def _seen(self, node: str, presence: Presence | None) -> None:
        """A node tells what it hosts, or is gone."""
        if node == self._node:
            self._heard_own.set()
            return
        before = self._nodes.pop(node, Presence())
        if presence is None:
            for sent in list(self._sent.values()):
                if sent.holder == node:
                    self._again(sent)
            return
        self._nodes[node] = presence
        for group in presence.groups:
            self._proxy(group)
        for group in set(before.groups) - set(presence.groups):
            if not self._hosts_of(group):
                self._end(group)
        for sent in list(self._sent.values()):
            if sent.holder in (node, _NOBODY):  # it may have been away when it was sent to
                self._transmit(sent)

    def _is_hosted_elsewhere(self, queue: SubscriptionQueue) -> bool:
        group = Group.model_construct(name=queue.name, pattern=queue.pattern)
        return any(group in found.groups for found in self._nodes.values())

    def _answer(self, node: str, answers: Answers) -> bool:
        topic = f"{self._root}/answers/{node}"
        body = answers.model_copy(update={"node": self._node})
        return self._link.send(topic, self._seal.close(topic, body))

    def _topic(self, group: Group) -> str:
        return f"{self._root}/to/{quote(group.name, safe='')}/{quote(group.pattern, safe='')}"

    def _here(self, node: str) -> str:
        return f"{self._root}/here/{node}"


class _Subscription:
    """A group as one node hosts it."""

    def __init__(self, broker: MqttBroker, group: Group) -> None:
        self._broker, self._group = broker, group

    @property
    def name(self) -> str:
        return self._group.name

    def close(self) -> None:
        self._broker.leave(self._group)
