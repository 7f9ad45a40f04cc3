"""Owns the way from text to Specification: blocks, sentences, readings in their order, completion, coverage."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.core import GenesisError
from autogenesis.language import _completion
from autogenesis.language._blocks import Block, blocks
from autogenesis.language._build import build
from autogenesis.language._coverage import Coverage, coverage_of
from autogenesis.language._draft import Draft
from autogenesis.language._in_context import in_context
from autogenesis.language._sentences import sentences
from autogenesis.language._skeleton import Unit, unit_of, without_lead
from autogenesis.language._talk import asks_itself
from autogenesis.language._text import SpecText, load_text
from autogenesis.language.readings import PASSES

Reading = Callable[[Unit, Draft], None]
_MOST_FAULTS = 40  # a text at which more readings fail than this is not worth what would be left of it
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Understanding:
    """A Specification with how much of the text it covers, and which readings failed by a fault of their own."""

    specification: bp.Specification
    coverage: Coverage
    faults: tuple[str, ...] = ()


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
    faults: dict[tuple[str, str], str] = {}
    while True:
        try:
            return _understood(text, found, units, answers or {}, barred, faults)
        except _ReadingFault as fault:
            if len(faults) == _MOST_FAULTS:
                raise fault.cause from fault
            faults[fault.place] = type(fault.cause).__name__
            _log.warning("the reading %s fails at %s", *fault.place, exc_info=fault.cause)


class _ReadingFault(Exception):  # noqa: N818 (never leaves this file)
    """A reading that raised what it never should, and at which sentence."""

    def __init__(self, reading: str, unit: str, cause: Exception) -> None:
        super().__init__(f"{reading}@{unit}")
        self.place = (reading, unit)
        self.cause = cause


def _understood(
    text: SpecText,
    found: tuple[Block, ...],
    units: tuple[Unit, ...],
    answers: Mapping[str, str],
    barred: frozenset[str],
    faults: Mapping[tuple[str, str], str],
) -> Understanding:
    """What all readings make of the text, but for those that a reviewer rejected, or that fail, at a sentence.

    A reading that fails takes with it what it would have made of one sentence, which is listed as unclear and says so:
    the rest of the text is read without it. (What it had begun is undone by reading anew.)
    """
    draft = Draft(text, units, barred)
    draft.blocks = found
    draft.answers = dict(answers)
    for unit in units:
        failed = [f"{kind} in {name}" for (name, place), kind in faults.items() if place == unit.id]
        if failed:
            draft.explain(unit.span, f"AutoGenesis has a fault of its own here ({', '.join(failed)}); please report it")
    out = barred | {f"{name.removeprefix('read_')}@{place}" for name, place in faults}
    for readings in PASSES:
        for unit in units:
            for reading in readings:
                if out and f"{reading.__name__.removeprefix('read_')}@{unit.id}" in out:
                    continue
                try:
                    reading(unit, draft)
                except GenesisError:
                    raise
                except Exception as cause:  # whatever it is, it must not cost the customer the rest of the text
                    raise _ReadingFault(reading.__name__, unit.id, cause) from cause
    _completion.complete(draft)
    specification = build(draft, hashlib.sha256(text.text.encode()).hexdigest())
    return Understanding(
        specification,
        coverage_of(specification, text, units),
        tuple(f"{kind} in {name} at {place}" for (name, place), kind in faults.items()),
    )


def _units(found: tuple[Block, ...]) -> Iterator[Unit]:
    told = [
        (sentence, block)
        for block in found
        if block.kind not in {"heading", "table", "courtesy"}
        for sentence in sentences(block)
    ]
    parts = in_context([sentence for sentence, _ in told])
    for number, ((sentence, block), said) in enumerate(zip(told, parts, strict=True), start=1):
        unit = without_lead(unit_of(number, sentence, block), said)
        asks = number < len(told) and asks_itself(sentence, told[number][0], restated=bool(parts[number]))
        yield replace(unit, parts=said, asks=asks) if said or asks else unit


__all__ = ["SpecText", "Understanding", "understand"]
