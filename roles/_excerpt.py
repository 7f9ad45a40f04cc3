"""Cuts out of an artefact what a model needs to fill its gaps."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import cast

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from blueprints import Element, Entity, Frozen, Gap, Json, Operation, SourceSentence, Specification

_WORD = re.compile(r"[a-z]{4,}")
_STEM = 5
_NEAR = 2
"""Sentences before and after the one that a gap is about."""
_MOST_LINES = 2500
"""Bytes of the list of everything there is."""
_TAGS = ("op", "do")
_READERS = frozenset({"spans", "confidence"})
_MOST_TEXT = 3000
"""Bytes of the sentences."""


def excerpt_of(artefact: Frozen, parts: Sequence[str], gaps: Sequence[Gap], room: int) -> dict[str, Json]:
    """Elements of these parts, those that the gaps speak of first, as long as there is room; the ids of the rest."""
    elements = [(part, element) for part in parts for element in getattr(artefact, part)]
    return _filled(_by_relevance(elements, " ".join(gap.text for gap in gaps)), room)


def specification_excerpt(
    specification: Specification, parts: Sequence[str], gaps: Sequence[Gap], room: int
) -> dict[str, Json]:
    """The sentences around the gaps, a line for everything there is, and the elements that the gaps speak of."""
    near = sentences_near(specification, gaps, _NEAR) if gaps else specification.sentences
    sentences = _within({one.id: one.text for one in near}, _MOST_TEXT)
    told = " ".join([*sentences.values(), *(gap.text for gap in gaps)])
    elements = [(part, element) for part in parts for element in getattr(specification, part)]
    ranked = _by_relevance(elements, told)
    lines = _within({element.id: line for _, element, line in ranked}, _MOST_LINES)
    left = room - _size(sentences) - _size(lines)
    return {"sentences": sentences, "there_is": lines, **_filled(ranked, left)}


def sentences_near(specification: Specification, gaps: Sequence[Gap], around: int) -> tuple[SourceSentence, ...]:
    """The sentences that the gaps are about, and so many around each."""
    spans = [span for gap in gaps for span in gap.spans]
    sentences = specification.sentences
    about = [
        at for at, one in enumerate(sentences) if any(one.span[0] < end and start < one.span[1] for start, end in spans)
    ]
    kept = {near for at in about for near in range(at - around, at + around + 1)}
    return tuple(one for at, one in enumerate(sentences) if at in kept)


def _by_relevance(elements: Iterable[tuple[str, Element]], told: str) -> list[tuple[str, Element, str]]:
    """The elements, each with its line: those that share most words with what is told first; else in their order."""
    wanted = _words(told)

    def far(one: tuple[str, Element, str]) -> float:
        own = _words(f"{one[1].id} {one[2]}")
        return -len(own & wanted) / (len(own) + 4)

    return sorted(((part, element, _line(element)) for part, element in elements), key=far)


def _words(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.lower().replace("_", " "))}


def _line(element: Element) -> str:
    """What an element is, in one line: its fields, its inputs, or what it says of itself."""
    if isinstance(element, Entity):
        held = [f"{one.name} {one.type}" for one in element.fields] + [f"{one.name} =" for one in element.derivations]
        return f"{element.name}: {', '.join(held)}"
    if isinstance(element, Operation):
        return f"{element.kind}({', '.join(f'{one.name} {one.type}' for one in element.inputs)})"
    for name in ("summary", "name", "reason", "text", "purpose", "path"):
        said = getattr(element, name, None)
        if isinstance(said, str) and said:
            return " ".join(said.split())[:120]
    return type(element).__name__


def _filled(ranked: Sequence[tuple[str, Element, str]], room: int) -> dict[str, Json]:
    shown: dict[str, list[Json]] = {}
    left_out = 0
    for part, element, _ in ranked:
        try:
            body = _body(element, _Room(room))
            size = _size(body)
        except _FullError:
            size = room + 1
        if size > room:
            left_out += 1
            continue
        room -= size
        shown.setdefault(part, []).append(body)
    found: dict[str, Json] = {part: list(held) for part, held in shown.items()}
    return {"elements": found, "left_out": left_out}


class _FullError(Exception):
    """There is no room for an element; most are too big, and need not be looked at to their end."""


class _Room:
    """How many bytes are left for an element, at the most."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise _FullError


def _body(value: object, room: _Room) -> Json:
    """What is shown of an element: with the tags that tell forms apart, without other defaults and what only readers
    know; _FullError as soon as there cannot be room for it."""
    if isinstance(value, str):
        room.take(len(value) + 2)
        return value
    if isinstance(value, BaseModel):
        found: dict[str, Json] = {}
        held = value.__dict__
        for name, default in _shown_fields(type(value)):
            one = held[name]
            if name in _TAGS or one != default:
                room.take(len(name) + 4)
                found[name] = _body(one, room)
        return found
    if isinstance(value, tuple | list):
        room.take(len(value) + 1)
        return [_body(one, room) for one in value]
    if isinstance(value, dict):
        room.take(sum(len(str(name)) + 4 for name in value))
        return {str(name): _body(one, room) for name, one in value.items()}
    room.take(1)
    return value if value is None or isinstance(value, int | float) else cast("Json", to_jsonable_python(value))


@cache
def _shown_fields(form: type[BaseModel]) -> tuple[tuple[str, object], ...]:
    """The fields of a form that are shown, tags first, each with its default; one without is equal to none."""
    names = [name for name in form.model_fields if name not in _READERS]
    names.sort(key=lambda name: name not in _TAGS)
    return tuple((name, form.model_fields[name].get_default(call_default_factory=True)) for name in names)


def _within(lines: dict[str, str], room: int) -> dict[str, Json]:
    """The first lines that fit."""
    kept: dict[str, Json] = {}
    for name, line in lines.items():
        room -= len(name) + len(line.encode()) + 6
        if room < 0:
            break
        kept[name] = line
    return kept


def _size(value: Json) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
