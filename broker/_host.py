"""The handlers of one node: what arrives for them is handled once and answered to whoever sent it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import Context
from weakref import WeakValueDictionary

from autogenesis.core import BrokerError, ConversationId, GenesisError, JsonObject, Message, MessageId
from broker._caller import Caller
from broker._exchange import handling
from broker._failures import cancelled, failed, gone
from broker._port import Handler, Shape
from broker._queue import Hop
from broker._wire import Answers, Carried, Fault, Group, Held, Receipt


class Host:
    """Runs handlers over what arrives: one at a time in each conversation of a group."""

    def __init__(self, caller: Caller, answer: Callable[[str, Answers], object]) -> None:
        self._caller, self._answer = caller, answer
        self._handlers: dict[Group, tuple[Handler, Shape | None]] = {}
        self._in_hand: dict[tuple[MessageId, Group], str] = {}
        self._turns: WeakValueDictionary[tuple[Group, ConversationId], asyncio.Lock] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[None]] = set()
        self._receipts: dict[str, list[Receipt]] = {}
        self._closing = False

    @property
    def groups(self) -> tuple[Group, ...]:
        return tuple(self._handlers)

    def __contains__(self, group: Group) -> bool:
        return group in self._handlers

    def add(self, group: Group, handler: Handler, accepts: Shape | None) -> None:
        self._handlers[group] = handler, accepts

    def remove(self, group: Group) -> None:
        """Take nothing more for the group; what is in hand goes on."""
        self._handlers.pop(group, None)

    def take(self, carried: Carried, message: Message) -> None:
        """Have the message handled, unless that is being done already."""
        key = message.id, carried.group
        known = key in self._in_hand
        self._in_hand[key] = carried.origin
        if known or self._closing:
            return
        task = asyncio.get_running_loop().create_task(
            self._handle(carried, message), name=f"{carried.group.name} {message.conversation}", context=Context()
        )
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def tell_holding(self) -> None:
        """Tell each sender which of its messages are in hand here."""
        held: dict[str, list[Held]] = {}
        for (message, group), origin in self._in_hand.items():
            held.setdefault(origin, []).append(Held.model_construct(message=message, group=group))
        for origin, of_origin in held.items():
            self._answer(origin, Answers(node="here", holding=tuple(of_origin)))

    async def close(self, seconds: float) -> None:
        """Stop the handlers. What they had in hand is not answered, so that it is sent to another node."""
        self._closing = True
        tasks = self._tasks - {task for task in (asyncio.current_task(),) if task is not None}
        for task in tasks:
            task.cancel()
        running: set[asyncio.Task[None]] = set()
        if tasks:
            _, running = await asyncio.wait(tasks, timeout=seconds)
        self._flush()
        if running:
            raise BrokerError(
                f"handlers did not stop: {', '.join(sorted(task.get_name() for task in running))}",
                where="MqttBroker.close",
                remedy="Let handlers end when they are cancelled",
            )

    async def _handle(self, carried: Carried, message: Message) -> None:
        group = carried.group
        hops = tuple(Hop(hop.conversation, hop.name, hop.pattern) for hop in carried.hops)
        handling.set(hops)
        reply: JsonObject | None = None
        error: GenesisError | None = cancelled(group.name, message)
        turn = self._turns.setdefault((group, message.conversation), asyncio.Lock())
        try:
            async with turn:
                if group not in self._handlers:
                    raise gone(group.name, group.pattern)
                handler, accepts = self._handlers[group]
                reply = await self._caller.call(group.name, handler, accepts, message)
            error = None
        except GenesisError as failure:
            error = failure
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            # otherwise the handler ran into a cancelled task of its own, and its sender is told
        except Exception as failure:  # noqa: BLE001 - the inbox broke; the sender must be told
            error = failed(group.name, message, failure)
        finally:
            for hop in hops:
                hop.settled = True
            origin = self._in_hand.pop((message.id, group))
            if not self._closing:
                self._settle(origin, message.id, group, reply, error)

    def _settle(
        self, origin: str, message: MessageId, group: Group, reply: JsonObject | None, error: GenesisError | None
    ) -> None:
        fault = None if error is None else Fault.of(error)
        receipt = Receipt.model_construct(message=message, group=group, reply=reply, fault=fault)
        if not self._receipts:
            asyncio.get_running_loop().call_soon(self._flush)  # those of one turn of the loop travel together
        self._receipts.setdefault(origin, []).append(receipt)

    def _flush(self) -> None:
        receipts, self._receipts = self._receipts, {}
        for origin, of_origin in receipts.items():
            self._answer(origin, Answers(node="here", receipts=tuple(of_origin)))
