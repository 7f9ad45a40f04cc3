"""Identifiers and topics: strings that are valid by construction."""

from __future__ import annotations

import os
import random
import re
import secrets
from itertools import count
from typing import Any, ClassVar, Protocol, Self

from pydantic import GetCoreSchemaHandler, ValidatorFunctionWrapHandler
from pydantic_core import CoreSchema, core_schema

from autogenesis.core._errors import InputError


class _Identifier(str):
    """A string that matches its class's pattern; ``str`` gives back what the constructor takes."""

    __slots__ = ()
    pattern: ClassVar[re.Pattern[str]] = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
    shape: ClassVar[str] = "1 to 64 letters, digits and hyphens, not beginning with a hyphen"

    def __new__(cls, value: str) -> Self:
        if cls.pattern.fullmatch(value) is None:
            raise InputError(
                f"{value!r} is no {cls.__name__}",
                where=cls.__name__,
                remedy=f"Give {cls.shape}",
            )
        return super().__new__(cls, value)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str.__repr__(self)})"

    @classmethod
    def _validate(cls, value: Any, as_text: ValidatorFunctionWrapHandler) -> Self:
        if type(value) is cls:  # valid by construction; pydantic would make plain text of it first
            return value
        try:
            return cls(as_text(value))
        except InputError as error:
            raise ValueError(str(error)) from error

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(
            cls._validate,
            core_schema.str_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(
                str.__str__, return_schema=core_schema.str_schema()
            ),
        )


class RunId(_Identifier):
    """Names one pass from specification to package."""

    __slots__ = ()


class MessageId(_Identifier):
    """Names one message; a redelivery keeps it."""

    __slots__ = ()


class ConversationId(_Identifier):
    """Names messages that are delivered in the order in which they were sent."""

    __slots__ = ()


class Topic(_Identifier):
    """Where a message goes: segments joined by ``/``, such as ``run/r-1/role/design``."""

    __slots__ = ()
    pattern = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+){0,15}")
    shape = "1 to 16 segments of letters, digits, dots, hyphens and underscores, joined by '/'"

    @classmethod
    def of(cls, *segments: str) -> Self:
        return cls("/".join(segments))

    @property
    def segments(self) -> tuple[str, ...]:
        return tuple(self.split("/"))


class TopicPattern(_Identifier):
    """Matches topics as in MQTT 5, section 4.7: ``+`` is one segment, a last ``#`` is any number of them."""

    __slots__ = ()
    pattern = re.compile(r"#|([A-Za-z0-9._-]+|\+)(/([A-Za-z0-9._-]+|\+)){0,15}(/#)?")
    shape = "segments of a topic, where '+' stands for one segment and a last '#' for all that follow"

    @property
    def wild(self) -> bool:
        """Whether it matches more than the topic of that name."""
        return "+" in self or "#" in self

    def matches(self, topic: Topic) -> bool:
        wanted, given = self.split("/"), topic.split("/")
        if wanted[-1] == "#":
            wanted = wanted[:-1]
            given = given[: len(wanted)]
        return len(wanted) == len(given) and all(w in ("+", g) for w, g in zip(wanted, given, strict=True))


class IdSource(Protocol):
    """Makes identifiers that have not been used before."""

    def run(self) -> RunId: ...

    def message(self) -> MessageId: ...

    def conversation(self) -> ConversationId: ...


class RandomIds:
    """Identifiers from the operating system's entropy: 64 bits for runs, 128 for conversations. Messages are counted,
    and the count stands behind 64 such bits of the process: they sort as they were made, so that where they are kept
    an index grows at its end and not all over."""

    def __init__(self) -> None:
        self._counted = count()
        self._process, self._head = 0, ""

    def run(self) -> RunId:
        return RunId(f"r-{secrets.token_hex(8)}")

    def message(self) -> MessageId:
        if self._process != os.getpid():  # one that was split off counts by itself
            self._head = f"m-{secrets.token_hex(8)}"
            self._process = os.getpid()
        return MessageId(f"{self._head}-{next(self._counted):012x}")

    def conversation(self) -> ConversationId:
        return ConversationId(f"c-{secrets.token_hex(16)}")


class SeededIds:
    """The same identifiers in the same order for the same seed; for tests and replays."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def run(self) -> RunId:
        return RunId(f"r-{self._random.getrandbits(64):016x}")

    def message(self) -> MessageId:
        return MessageId(f"m-{self._random.getrandbits(128):032x}")

    def conversation(self) -> ConversationId:
        return ConversationId(f"c-{self._random.getrandbits(128):032x}")
