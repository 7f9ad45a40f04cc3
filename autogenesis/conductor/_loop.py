"""An event loop on a thread of its own, for workflows that run on threads and messages that do not."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self, TypeVar

from autogenesis.conductor._turnstile import Turnstile

_Result = TypeVar("_Result")


class LoopThread:
    """Runs coroutines for other threads. `threads` is how many blocking calls of roles may be in hand at a time."""

    def __init__(self, threads: int) -> None:
        self.loop = asyncio.new_event_loop()
        self.turnstile = Turnstile()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="role")
        self.loop.set_default_executor(self._pool)
        self._thread = threading.Thread(target=self.loop.run_forever, name="messages", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
        self.loop.run_until_complete(asyncio.sleep(0))
        self._pool.shutdown(wait=False)
        self.loop.close()

    def call(self, coroutine: Coroutine[Any, Any, _Result]) -> _Result:
        """The coroutine's result; blocks this thread only. Where this thread is interrupted, the coroutine is too."""
        future = asyncio.run_coroutine_threadsafe(coroutine, self.loop)
        try:
            return future.result()
        except BaseException:  # an interruption of this thread too; raised again
            future.cancel()
            raise
