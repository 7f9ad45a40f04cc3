"""What every broker does for those who publish, whatever carries the messages."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from contextvars import ContextVar
from typing import Self, TypeVar

from autogenesis.core import (
    BrokerError,
    Clock,
    GenesisError,
    GuardError,
    IdSource,
    Interceptor,
    Journal,
    JsonObject,
    Message,
    MessageId,
    Recorder,
    Topic,
    TopicPattern,
)
from broker._failures import (
    abandoned,
    broken_guard,
    cancelled,
    deadlock,
    expired,
    failed,
    full,
    gone,
    nobody,
    unrecorded,
)
from broker._options import BrokerOptions
from broker._pending import PendingRequest
from broker._port import Handler, Shape, Subscription
from broker._queue import Delivery, Hop, Lane, SubscriptionQueue, Work
from broker._turns import Turns
from broker._waiting import AnyOf, WaitGraph

_TOPICS_REMEMBERED = 4096
_Error = TypeVar("_Error", bound=GenesisError)
_REPLAYED_AT_ONCE = 500
handling: ContextVar[tuple[Hop, ...]] = ContextVar("handling", default=())
"""What the present task handles, and what waits for that, the outermost first."""


class Exchange(ABC):
    """Records, guards, queues and settles messages; a transport says who subscribes and how a delivery is carried out.

    What would wait for a handler which itself waits for whoever asks, by whatever detours, is refused at once.
    """

    def __init__(
        self,
        clock: Clock,
        ids: IdSource,
        *,
        options: BrokerOptions | None = None,
        interceptor: Interceptor | None = None,
        recorder: Recorder | None = None,
    ) -> None:
        self._clock = clock
        self._ids = ids
        self._options = options or BrokerOptions()
        self._interceptor = interceptor
        self._recorder = recorder
        self._queues: list[SubscriptionQueue] = []
        self._targets: dict[Topic, tuple[SubscriptionQueue, ...]] = {}
        self._pending: dict[MessageId, PendingRequest] = {}
        self._turns = Turns()
        self._waiting = WaitGraph()
        self._unsettled = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._closed: BrokerError | None = None
        self._broken: BrokerError | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.close()

    @abstractmethod
    def subscribe(
        self, pattern: TopicPattern, handler: Handler, *, name: str, accepts: Shape | None = None
    ) -> Subscription:
        """As ``Broker.subscribe``."""

    async def publish(self, message: Message, *, fresh: bool = False) -> None:
        if message.deadline is None:
            return await self._send(message, None, fresh)
        try:
            async with asyncio.timeout(self._remaining(message)) as limit:
                await self._send(message, None, fresh)
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise expired(message) from error

    async def request(self, message: Message, *, fresh: bool = False) -> Message:
        if message.deadline is None or message.reply_to is None or message.id in self._pending:
            raise BrokerError(
                "a request needs a deadline, a topic for the reply and an id that no other waits under",
                where=f"message {message.id}",
                remedy="Send it with BrokerClient.request",
            )
        pending = self._pending[message.id] = PendingRequest(message)
        try:
            async with asyncio.timeout(self._remaining(message)) as limit:
                await self._send(message, pending, fresh)
                return await pending.reply
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise expired(message) from error
        finally:
            del self._pending[message.id]
            self._waiting.end(message.id)
            pending.reply.cancel()

    async def replay(self, subscription: Subscription, journal: Journal, since: int = 0) -> int:
        """As ``Broker.replay``."""
        await self._ready()
        while found := journal.since(since, _REPLAYED_AT_ONCE):
            since = found[-1][0]
            for _, message in found:
                mine = [queue for queue in self._targets_of(message) if queue.name == subscription.name]
                again = message.model_copy(update={"deadline": None, "reply_to": None})
                for queue in mine:
                    await self._put(queue, again, None, False)
        return since

    async def drain(self) -> None:
        await self._idle.wait()

    async def close(self) -> None:
        if self._closed is not None:
            return
        self._closed = BrokerError("the broker is closed", where="broker", remedy="Open another one")
        tasks = {task for queue in self._queues for task in queue.tasks()} - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        running: set[asyncio.Task[None]] = set()
        if tasks:
            _, running = await asyncio.wait(tasks, timeout=self._options.close_seconds)
        for queue in list(self._queues):
            self._unsubscribe(queue)
        for pending in self._pending.values():
            pending.fail(self._closed)
        if running:
            raise BrokerError(
                f"handlers did not stop: {', '.join(sorted(task.get_name() for task in running))}",
                where=f"{type(self).__name__}.close",
                remedy="Let handlers end when they are cancelled",
            )

    async def _send(self, message: Message, request: PendingRequest | None, fresh: bool) -> None:
        await self._ready()
        self._refuse_if_closed()
        self._record(message)
        if self._is_late(message):
            raise self._lost(message, expired(message))
        await self._inspect(message)
        targets = self._targets_of(message)
        if not targets:
            error = self._lost(message, nobody(message))
            if request is None:
                return
            raise error
        self._refuse_waiting_for_itself(message, request, targets)
        if self._options.when_full == "refuse" and any(queue.full for queue in targets):
            raise self._lost(message, full(message))
        if request is not None:
            request.expect(len(targets))
        alone = fresh and len({queue.name for queue in targets}) == len(targets)  # an inbox knows names, not patterns
        for queue in targets:
            await self._put(queue, message, request, alone)

    @abstractmethod
    async def _ready(self) -> None:
        """Wait until what was subscribed here can be reached."""

    def _open(self, pattern: TopicPattern, name: str, work: Work) -> SubscriptionQueue:
        """Queue what matches from now on, for ``work`` to carry out."""
        self._refuse_if_closed()
        queue = SubscriptionQueue(
            pattern,
            work,
            name,
            capacity=self._options.capacity,
            process=self._process,
            on_close=self._unsubscribe,
        )
        self._queues.append(queue)
        self._targets.clear()
        return queue

    async def _put(
        self, queue: SubscriptionQueue, message: Message, request: PendingRequest | None, fresh: bool
    ) -> None:
        await self._reserve(queue, message)
        self._unsettled += 1
        self._idle.clear()
        hop = Hop(message.conversation, queue.name, queue.pattern)
        queue.put(Delivery(message, queue, request, (*handling.get(), hop) if request else (hop,), fresh))

    async def _reserve(self, queue: SubscriptionQueue, message: Message) -> None:
        try:
            self._refuse_if_closed()
            if queue.full and any(busy.at(queue) for busy in handling.get()):
                raise full(message)  # the room it would wait for is its own
            waits = object() if queue.full and handling.get() else None
            if waits is not None:
                self._refuse_deadlock(message, waits, (queue,), queue.lanes)
            try:
                await queue.reserve()
            finally:
                self._waiting.end(waits)
        except GenesisError as error:
            self._lost(message, error)
            raise
        except asyncio.CancelledError:
            self._lost(message, abandoned(message))
            raise

    async def _inspect(self, message: Message) -> None:
        """Ask the interceptor, one message of a conversation at a time so that they keep their order."""
        if self._interceptor is None:
            return
        try:
            if not self._turns.take(message.conversation):
                await self._turns.wait(message.conversation)
            try:
                decision = await self._interceptor.before_delivery(message)
            finally:
                self._turns.end(message.conversation)
        except GenesisError as error:
            self._lost(message, error)
            raise
        except asyncio.CancelledError:
            self._lost(message, abandoned(message))
            raise
        except Exception as error:  # a guard that breaks must stop the message, whatever broke it
            raise self._lost(message, broken_guard(message, error)) from error
        if not decision.allowed:
            since = f"messages {decision.messages[0]} to" if len(decision.messages) > 1 else "message"
            raise self._lost(
                message,
                GuardError(
                    decision.reason or "a guard stopped the message",
                    where=f"conversation {message.conversation}, {since} {message.id}",
                    remedy=decision.inject or "Look at the conversation's messages, then begin another",
                    decision=decision,
                ),
            )

    async def _process(self, delivery: Delivery) -> None:
        """Handle one delivery and settle it, whatever happens on the way."""
        error: GenesisError | None = self._closed or cancelled(delivery.queue.name, delivery.message)
        try:
            handling.set(delivery.hops)
            reply = await delivery.queue.work(delivery)
            if reply is not None and delivery.message.reply_to is not None:
                await self._reply(delivery, delivery.message.reply_to, reply)
            error = None
        except GenesisError as failure:
            error = failure
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                error = self._closed or error
                raise
            # otherwise the handler ran into a cancelled task of its own, and the lane goes on
        except Exception as failure:  # noqa: BLE001 - the inbox or recorder broke; the lane must go on
            error = failed(delivery.queue.name, delivery.message, failure)
        finally:
            self._settle(delivery, error)

    async def _reply(self, delivery: Delivery, topic: Topic, payload: JsonObject) -> None:
        request = delivery.message
        reply = Message(
            id=self._ids.message(),
            run=request.run,
            conversation=request.conversation,
            topic=topic,
            sender=delivery.queue.name,
            receiver=request.sender,
            action=request.action,
            payload=payload,
            correlation=request.id,
            sent_at=self._clock.now(),
        )
        if delivery.request is None or not delivery.request.waits:
            await self._send(reply, None, True)
            return
        self._record(reply)
        await self._inspect(reply)
        if not delivery.request.answer(reply):
            self._lost(reply, nobody(reply))

    def _settle(self, delivery: Delivery, error: GenesisError | None) -> None:
        hop = delivery.hops[-1]
        if hop.settled:
            return
        hop.settled = True
        delivery.queue.release()
        self._unsettled -= 1
        if self._unsettled == 0:
            self._idle.set()
        if error is not None:
            self._lost(delivery.message, error)
        if delivery.request is not None:
            delivery.request.settle(error)

    def _unsubscribe(self, queue: SubscriptionQueue) -> None:
        if queue not in self._queues:
            return
        self._queues.remove(queue)
        self._targets.clear()
        error = self._closed or gone(queue.name, queue.pattern)
        queue.refuse_blocked(error)
        for delivery in queue.empty():
            self._settle(delivery, error)

    def _targets_of(self, message: Message) -> tuple[SubscriptionQueue, ...]:
        found = self._targets.get(message.topic)
        if found is None:
            topic = message.topic
            found = tuple(
                queue
                for queue in self._queues
                if (queue.pattern.matches(topic) if queue.exact is None else queue.exact == topic)
            )
            if len(self._targets) >= _TOPICS_REMEMBERED:
                self._targets.clear()
            self._targets[message.topic] = found
        if message.receiver is None:
            return found
        return tuple(queue for queue in found if queue.name == message.receiver)

    def _refuse_waiting_for_itself(
        self, message: Message, request: PendingRequest | None, targets: tuple[SubscriptionQueue, ...]
    ) -> None:
        if request is None or not handling.get():
            return
        for busy in handling.get():
            if busy.conversation == message.conversation and any(busy.at(queue) for queue in targets):
                raise self._lost(message, deadlock(message, (busy.name, message.sender)))
        lanes: list[Lane] = [(queue.name, queue.pattern, message.conversation) for queue in targets]
        try:
            self._refuse_deadlock(message, message.id, targets, lambda: lanes)
        except BrokerError as error:
            raise self._lost(message, error) from None

    def _refuse_deadlock(
        self, message: Message, key: object, targets: tuple[SubscriptionQueue, ...], any_of: AnyOf
    ) -> None:
        """Note under `key` that the handler at work waits; BrokerError where it would for ever. What others host too is
        let be: whether they wait is not known here, and a deadline ends it."""
        hop = handling.get()[-1]
        if hop.settled or any(self._is_hosted_elsewhere(queue) for queue in targets):
            return
        circle = self._waiting.begin(key, hop, any_of)
        if circle:
            self._waiting.end(key)
            raise deadlock(message, (*(name for name, _, _ in circle[1:]), circle[0][0]))

    def _is_hosted_elsewhere(self, queue: SubscriptionQueue) -> bool:
        """Whether handlers of other processes may take what is in the queue."""
        return False

    def _remaining(self, message: Message) -> float | None:
        if message.deadline is None:
            return None
        return max((message.deadline - self._clock.now()).total_seconds(), 0.0)

    def _is_late(self, message: Message) -> bool:
        return message.deadline is not None and self._clock.now() >= message.deadline

    def _record(self, message: Message) -> None:
        if self._recorder is not None:
            self._recorder.record(message)

    def _lost(self, message: Message, error: _Error) -> _Error:
        """Record that the message goes no further, and give the error back to be raised."""
        try:
            if self._recorder is not None:
                self._recorder.dead_letter(message, str(error))
        except Exception as broken:  # noqa: BLE001 - callers must not hang on it; the broker stops instead
            self._broken = unrecorded(message, broken)
        return error

    def _refuse_if_closed(self) -> None:
        for error in (self._closed, self._broken):
            if error is not None:
                raise error
