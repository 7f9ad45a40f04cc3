"""A Hugging Face model on this machine as a chat client: loaded when it is asked first, one answer at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from threading import Event
from typing import TYPE_CHECKING, Any

from autogen_core.models import CreateResult, LLMMessage, RequestUsage
from autogen_core.tools import Tool, ToolSchema

from autogenesis.core import Clock, GenesisError
from autogenesis.models._failures import ProviderError
from autogenesis.models._folder import ModelFolder
from autogenesis.models._local_form import content_of, form_of, turns_of
from autogenesis.models._request import Request
from autogenesis.models._wrapper import AnsweringClient

if TYPE_CHECKING:
    from autogenesis.models._local_engine import Engine, Question, Said

_MOST = 2000
"""Tokens of an answer, where a request says nothing of `max_tokens`."""
_A_TURN = 8
"""Tokens that a chat template is taken to add to a turn."""
_SHARE_OF_TIME = 0.7
"""Of the time for an answer, after which it is brought to its end."""


class LocalClient(AnsweringClient):
    """Answers with the model in `folder`, held to the schema of what is asked, in `seconds` or a little more. Nothing
    is downloaded, and no code of the model's own is run."""

    keeps_form = True

    def __init__(self, folder: ModelFolder, *, clock: Clock, seconds: float) -> None:
        self._folder, self._clock, self._seconds = folder, clock, seconds
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="model")
        self._loading: Future[Engine] | None = None
        self._asked = self._answered = 0

    @property
    def context(self) -> int:
        return self._folder.context

    def count_tokens(self, messages: Sequence[LLMMessage], *, tools: Sequence[Tool | ToolSchema] = ()) -> int:
        """By the model's own vocabulary."""
        turns = turns_of(Request(messages=messages, tools=tools))
        return sum(len(self._vocabulary.encode(turn["content"]).ids) + _A_TURN for turn in turns)

    @cached_property
    def _vocabulary(self) -> Any:
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self._folder.tokenizer))

    def total_usage(self) -> RequestUsage:
        return RequestUsage(prompt_tokens=self._asked, completion_tokens=self._answered)

    def actual_usage(self) -> RequestUsage:
        return self.total_usage()

    async def ready(self) -> None:
        """Load the model; ProviderError where it cannot be."""
        await self._engine()

    async def close(self) -> None:
        """Let the model go when its last answer has ended."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    async def answer(self, request: Request) -> CreateResult:
        return await self._answer(request, lambda piece: None)

    async def stream(self, request: Request) -> AsyncGenerator[str | CreateResult, None]:
        """The answer piece by piece as it comes, then the result."""
        pieces: asyncio.Queue[str | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def tell(piece: str) -> None:
            loop.call_soon_threadsafe(pieces.put_nowait, piece)

        task = asyncio.create_task(self._answer(request, tell))
        task.add_done_callback(lambda _: pieces.put_nowait(None))
        try:
            while (piece := await pieces.get()) is not None:
                yield piece
            yield await task
        finally:
            task.cancel()

    async def _answer(self, request: Request, tell: Callable[[str], None]) -> CreateResult:
        """Ask in the model's own thread; whoever stops waiting for it stops it at its next token."""
        engine = await self._engine()
        question = self._question(request, tell)
        working = asyncio.wrap_future(self._worker.submit(engine.answer, question))
        if request.token is not None:
            request.token.link_future(working)
        try:
            said = await working
        finally:
            question.stop.set()
        self._asked, self._answered = self._asked + said.asked, self._answered + said.answered
        return _result(request, said)

    async def _engine(self) -> Engine:
        """The model, loaded once; who stops waiting for it does not keep it from being loaded."""
        if self._loading is None:
            self._loading = self._worker.submit(_load, self._folder)
        try:
            return await asyncio.shield(asyncio.wrap_future(self._loading))
        except GenesisError:
            raise
        except Exception as error:  # noqa: BLE001 - the boundary to torch, which may raise anything on a bad file
            said = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        raise ProviderError(
            f"the model cannot be loaded: {said}",
            where=f"model {self._folder.path}",
            remedy="See that the folder is whole and fits into memory; a model with code of its own is not run",
        )

    def _question(self, request: Request, tell: Callable[[str], None]) -> Question:
        from autogenesis.models._local_engine import Question

        end = self._clock.monotonic() + self._seconds * _SHARE_OF_TIME
        return Question(
            turns=turns_of(request),
            schema=form_of(request),
            most=int(request.extra.get("max_tokens", _MOST)),
            temperature=float(request.extra.get("temperature", 0.0)),
            seed=int(request.extra.get("seed", int(request.key[:8], 16))),
            is_late=lambda: self._clock.monotonic() > end,
            tell=tell,
            stop=Event(),
        )


def _load(folder: ModelFolder) -> Engine:
    """In the model's own thread: the libraries alone take seconds to import."""
    from autogenesis.models._local_engine import Engine

    return Engine(folder)


def _result(request: Request, said: Said) -> CreateResult:
    content = content_of(request, said.text)
    return CreateResult(
        finish_reason=("stop" if said.ended else "length") if isinstance(content, str) else "function_calls",
        content=content,
        usage=RequestUsage(prompt_tokens=said.asked, completion_tokens=said.answered),
        cached=False,
    )
