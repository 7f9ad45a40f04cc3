"""Cuts out of an artefact what a model needs to fill its gaps."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from blueprints import Element, Entity, Frozen, Gap, Json, Operation, SourceSentence, Specification

_WORD = re.compile(r"[a-z]{4,}")
_STEM = 5
_NEAR = 2
"""Sentences before and after the one that a gap is about."""
_MOST_LINES = 2500
"""Bytes of the list of everything there is."""
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
    lines = _within({element.id: _line(element) for _, element in ranked}, _MOST_LINES)
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


def _by_relevance(elements: Iterable[tuple[str, Element]], told: str) -> list[tuple[str, Element]]:
    """The elements that share most words with what is told first; else in their order."""
    wanted = _words(told)

    def far(one: tuple[str, Element]) -> float:
        own = _words(f"{one[1].id} {_line(one[1])}")
        return -len(own & wanted) / (len(own) + 4)

    return sorted(elements, key=far)


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


def _filled(ranked: Sequence[tuple[str, Element]], room: int) -> dict[str, Json]:
    shown: dict[str, list[Json]] = {}
    left_out = []
    for part, element in ranked:
        body = _with_tags(element.model_dump(mode="json"), element.model_dump(mode="json", exclude_defaults=True))
        size = _size(body)
        if size > room:
            left_out.append(element.id)
            continue
        room -= size
        shown.setdefault(part, []).append(body)
    found: dict[str, Json] = {part: list(held) for part, held in shown.items()}
    return {"elements": found, "left_out": len(left_out)}


def _with_tags(whole: Json, body: Json) -> Json:
    """The body with the tags that tell forms apart, which defaults leave out, and without what only readers know."""
    if isinstance(body, dict) and isinstance(whole, dict):
        tags = {name: whole[name] for name in ("op", "do") if name in whole}
        return {
            **tags,
            **{name: _with_tags(whole[name], value) for name, value in body.items() if name not in _READERS},
        }
    if isinstance(body, list) and isinstance(whole, list):
        return [_with_tags(one, other) for one, other in zip(whole, body, strict=True)]
    return body


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
