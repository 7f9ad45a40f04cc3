"""Owns the way from text to Specification: blocks, sentences, readings in their order, completion, coverage."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language import _completion
from autogenesis.language._blocks import Block, blocks
from autogenesis.language._build import build
from autogenesis.language._coverage import Coverage, coverage_of
from autogenesis.language._draft import Draft
from autogenesis.language._in_context import in_context
from autogenesis.language._sentences import sentences
from autogenesis.language._skeleton import Unit, unit_of
from autogenesis.language._talk import asks_itself
from autogenesis.language._text import SpecText, load_text
from autogenesis.language.readings import PASSES

Reading = Callable[[Unit, Draft], None]


@dataclass(frozen=True, slots=True)
class Understanding:
    """A Specification with how much of the text it covers."""

    specification: bp.Specification
    coverage: Coverage


def understand(
    source: bytes | str,
    *,
    answers: Mapping[str, str] | None = None,
    barred: frozenset[str] = frozenset(),
    name: str = "specification",
) -> Understanding:
    """The Specification of a text, without a model.

    `answers` maps ids of questions to answers; `barred` are "pattern@sentence" readings that a reviewer rejected
    (the next reading that fits takes their place, or the sentence is listed as unclear). Raises SpecificationError
    where there is nothing to read or nothing that can be built.
    """
    text = load_text(source, name)
    found = blocks(text)
    units = tuple(_units(found))
    draft = Draft(text, units, barred)
    draft.blocks = found
    draft.answers = dict(answers or {})
    for readings in PASSES:
        for unit in units:
            for reading in readings:
                if not barred or f"{reading.__name__.removeprefix('read_')}@{unit.id}" not in barred:
                    reading(unit, draft)
    _completion.complete(draft)
    specification = build(draft, hashlib.sha256(text.text.encode()).hexdigest())
    return Understanding(specification, coverage_of(specification, text, units))


def _units(found: tuple[Block, ...]) -> Iterator[Unit]:
    told = [
        (sentence, block)
        for block in found
        if block.kind not in {"heading", "table", "courtesy"}
        for sentence in sentences(block)
    ]
    parts = in_context([sentence for sentence, _ in told])
    for number, ((sentence, block), said) in enumerate(zip(told, parts, strict=True), start=1):
        unit = unit_of(number, sentence, block)
        asks = number < len(told) and asks_itself(sentence, told[number][0], restated=bool(parts[number]))
        yield replace(unit, parts=said, asks=asks) if said or asks else unit


__all__ = ["SpecText", "Understanding", "understand"]
