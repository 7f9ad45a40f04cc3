"""Cuts out of an artefact what a model needs to fill its gaps."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence

from blueprints import Element, Entity, Frozen, Gap, Json, Operation, SourceSentence, Specification, written_short

_WORD = re.compile(r"[a-z]{4,}")
_STEM = 5
_NEAR = 2
"""Sentences before and after the one that a gap is about."""
_SHARE_OF_LINES = 5
"""Of the room, one part in so many is kept for a line for each element that there is no room for."""
_SHARE_OF_TEXT = 3
"""Of the room, one part in so many is kept for the sentences."""


def excerpt_of(artefact: Frozen, parts: Sequence[str], gaps: Sequence[Gap], room: int) -> dict[str, Json]:
    """Elements of these parts, those that the gaps speak of first, as long as there is room; the ids of the rest."""
    elements = [(part, element) for part in parts for element in getattr(artefact, part)]
    filled, others = _filled(_by_relevance(elements, " ".join(gap.text for gap in gaps)), room)
    return {"elements": filled, "left_out": len(others)}


def specification_excerpt(
    specification: Specification, parts: Sequence[str], gaps: Sequence[Gap], room: int
) -> dict[str, Json]:
    """The sentences around the gaps, the elements that the gaps speak of, and a line for every other there is."""
    near = sentences_near(specification, gaps, _NEAR) if gaps else specification.sentences
    sentences = _within({one.id: one.text for one in near}, room // _SHARE_OF_TEXT)
    told = " ".join([*sentences.values(), *(gap.text for gap in gaps)])
    elements = [(part, element) for part in parts for element in getattr(specification, part)]
    ranked = _by_relevance(elements, told)
    carried = _within(_carried(specification, sentences), room // _SHARE_OF_LINES)
    left = room - _size(sentences) - _size(carried)
    filled, others = _filled(ranked, left)
    if others:
        filled, others = _filled(ranked, left - room // _SHARE_OF_LINES)
    lines = _within({element.id: line for _, element, line in others}, room // _SHARE_OF_LINES)
    shown: dict[str, Json] = {"sentences": sentences, "carried": carried, "elements": filled, "there_is_too": lines}
    return {**shown, "left_out": len(others) - len(lines)}


def _carried(specification: Specification, sentences: Collection[str]) -> dict[str, str]:
    """What carries these sentences, as far as anything does."""
    elements = {one.id: one.elements for one in specification.requirements}
    found: dict[str, dict[str, None]] = {}
    for clause in specification.clauses:
        if clause.requirement and clause.sentence in sentences:
            found.setdefault(clause.sentence, {}).update(dict.fromkeys(elements.get(clause.requirement, ())))
    return {sentence: ", ".join(ids) for sentence, ids in found.items() if ids}


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


def _filled(
    ranked: Sequence[tuple[str, Element, str]], room: int
) -> tuple[dict[str, Json], list[tuple[str, Element, str]]]:
    """As many elements as there is room for, by part, and the others."""
    shown: dict[str, list[Json]] = {}
    others = []
    for part, element, line in ranked:
        body = written_short(element)
        size = _size(body)
        if size > room:
            others.append((part, element, line))
            continue
        room -= size
        shown.setdefault(part, []).append(body)
    return {part: list(held) for part, held in shown.items()}, others


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
