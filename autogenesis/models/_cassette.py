"""Recorded exchanges: one JSON object a line, found again by the hash of the request."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autogen_core.models import ChatCompletionClient, CreateResult

from autogenesis.core import ConfigurationError, JsonObject
from autogenesis.models._failures import ProviderError
from autogenesis.models._request import Request
from autogenesis.models._wrapper import AnsweringClient, Wrapper

_lock = threading.Lock()


class Recording(Wrapper):
    """Hands every exchange to `write`: the request, and its answer or the provider's error."""

    def __init__(self, inner: ChatCompletionClient, write: Callable[[JsonObject], None]) -> None:
        super().__init__(inner)
        self._write = write

    async def answer(self, request: Request) -> CreateResult:
        asked: list[Any] = [message.model_dump(mode="json") for message in request.messages]
        try:
            result = await super().answer(request)
        except ProviderError as error:
            told = {"what": error.what, "where": error.where, "remedy": error.remedy}
            known = {"status": error.status, "passing": error.passing, "pause": error.pause}
            self._write({"key": request.key, "request": asked, "error": {**told, **known}})
            raise
        self._write({"key": request.key, "request": asked, "answer": result.model_dump(mode="json")})
        return result


def to_file(path: Path) -> Callable[[JsonObject], None]:
    """Appends each exchange to the file as a line; ConfigurationError where it cannot be written."""

    def write(line: JsonObject) -> None:
        try:
            with _lock, path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            raise ConfigurationError(
                f"cannot be written: {error.strerror}", where=str(path), remedy="Name another file with record=FILE"
            ) from error

    return write


class Replaying(AnsweringClient):
    """Answers from a cassette. The same request asked again gets the next of its answers, the last one for good; a
    request that was never recorded is an error that ends the run: a replay that asks something else proves nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._asked: dict[str, int] = defaultdict(int)
        for number, line in enumerate(_lines_of(path), start=1):
            known = _read(line, f"{path}, line {number}")
            self._lines[known["key"]].append(known)

    async def answer(self, request: Request) -> CreateResult:
        lines = self._lines.get(request.key)
        if not lines:
            raise ConfigurationError(
                f"the request {request.key[:12]} was never recorded: {_head(request)}",
                where=str(self._path),
                remedy="Record the run again with a model and record=FILE: the text, the prompts or the draft changed",
            )
        line = lines[min(self._asked[request.key], len(lines) - 1)]
        self._asked[request.key] += 1
        if "error" in line:
            raise ProviderError(**line["error"])
        return CreateResult.model_validate(line["answer"])


def _lines_of(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"the cassette cannot be read: {getattr(error, 'strerror', None) or error}",
            where=str(path),
            remedy="Name a file that was recorded with record=FILE",
        ) from error


def _read(line: str, where: str) -> dict[str, Any]:
    try:
        known = json.loads(line)
    except ValueError as error:
        raise _malformed(where) from error
    if not isinstance(known, dict) or not isinstance(known.get("key"), str) or not {"answer", "error"} & set(known):
        raise _malformed(where)
    return known


def _malformed(where: str) -> ConfigurationError:
    return ConfigurationError(
        "this is no recorded exchange", where=where, remedy="Name a file that was recorded with record=FILE"
    )


def _head(request: Request) -> str:
    return " ".join(str(request.messages[-1].content).split())[:80]
