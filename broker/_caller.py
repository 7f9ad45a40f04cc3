"""Has a handler deal with one message: once, within its deadline, as often as it may fail."""

from __future__ import annotations

import asyncio

from pydantic import ValidationError

from autogenesis.core import Clock, GenesisError, Inbox, JsonObject, Message
from broker._failures import expired, failed, misshapen
from broker._options import BrokerOptions
from broker._port import Effect, Handler, Shape


class Caller:
    """The part of every broker that stands between an arrived message and its handler."""

    def __init__(self, clock: Clock, options: BrokerOptions, inbox: Inbox) -> None:
        self._clock = clock
        self._options = options
        self._inbox = inbox

    async def call(
        self, name: str, handler: Handler, accepts: Shape | None, message: Message, fresh: bool = False
    ) -> JsonObject | None:
        """The handler's reply, or the one it gave when the message came before; a `fresh` one never did.

        Calls the handler until it succeeds or may not be called again, and settles the message in the inbox.
        """
        if not fresh and self._inbox.seen(name, message.id):
            return self._inbox.reply(name, message.id)
        if accepts is not None:
            try:
                accepts.model_validate(message.payload)
            except ValidationError as error:
                raise misshapen(name, message, error) from error
        while True:
            last = message.attempt >= self._options.max_deliveries
            try:
                return await self._settle(name, message, await self._once(handler, message))
            except GenesisError as error:
                if last or not error.retryable:
                    raise
            except Exception as error:  # the handler is a stranger's code: what it raises is told, not passed on
                if last:
                    raise failed(name, message, error) from error
            message = message.model_copy(update={"attempt": message.attempt + 1})
            await asyncio.sleep(0)

    async def _settle(self, name: str, message: Message, made: JsonObject | Effect | None) -> JsonObject | None:
        if isinstance(made, Effect):
            return await self._inbox.once(name, message.id, made.apply)
        self._inbox.settle(name, message.id, made)
        return made

    async def _once(self, handler: Handler, message: Message) -> JsonObject | Effect | None:
        if message.deadline is None:
            return await handler(message)
        left = (message.deadline - self._clock.now()).total_seconds()
        if left <= 0:
            raise expired(message)
        try:
            async with asyncio.timeout(left) as limit:
                return await handler(message)
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise expired(message) from error
