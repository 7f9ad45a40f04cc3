"""Owns the division of blocks into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from autogenesis.language._blocks import Block
from autogenesis.language._regex import regex
from autogenesis.language._text import Span

_ABBREVIATION = regex(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|excl|max|min|no|nr|mr|mrs|ms|dr|prof|st|fig|art|dept|tel|resp"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|a\.m|p\.m)|\b[a-z])\.$",
    re.I,
)
_END = regex(r"(?:[.!?]+|\n[ \t]*\n)[\"”’')\]]*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with the block it stands in; `text` includes its full stop where it has one."""

    span: Span
    text: str
    block: Block


def sentences(block: Block) -> tuple[Sentence, ...]:
    """The sentences of a block, in order; tables and courtesies have none.

    >>> [s.text for s in sentences(blocks(load_text("It costs 0.20 euro. Open at 07:30, e.g. today."))[0])]
    ['It costs 0.20 euro.', 'Open at 07:30, e.g. today.']
    """
    if block.kind in {"table", "courtesy"} or not block.text.strip():
        return ()
    return tuple(
        Sentence((block.span[0] + start, block.span[0] + end), block.text[start:end], block)
        for start, end in _pieces(block.text)
    )


def _pieces(text: str) -> Iterator[Span]:
    start = 0
    for match in _END.finditer(text):
        if not _closes(text, start, match):
            continue
        yield from _stripped(text, start, match.end())
        start = match.end()
    yield from _stripped(text, start, len(text))


def _closes(text: str, start: int, match: re.Match[str]) -> bool:
    if match.end() >= len(text.rstrip()):
        return True
    before = text[max(start, match.start() - 12) : match.start() + 1]
    after = text[match.end() :].lstrip()
    if match[0].startswith("\n"):
        return True
    if match[0].startswith("."):
        if re.search(r"\b(?:no|max|min|nr|art|incl|excl|st)\.$", before, re.I):
            return not after[:1].isdigit() and after[:1].isupper() and not re.search(r"\b(?:nr|st|art)\.$", before)
        letter = after[:1].isupper() and re.search(
            r"(?<![\w.])[abd-uw-z]\.$|[°/][A-Za-z]\.$", before
        )  # "the keys d and k.", "in °C."; not c., v.
        if _ABBREVIATION.search(before) and not letter and not re.search(r"\b(?:I|etc\.?)\.$", before):
            return False
    if text.count("(", start, match.start()) > text.count(")", start, match.end()):
        return False
    return not after[:1].islower()


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
