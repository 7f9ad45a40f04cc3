"""Owns the text that stands, sentence by sentence, with what was read in it; and how sentences are put in and taken out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from autogenesis.core import GenesisError
from autogenesis.feedback._english import stems_of
from autogenesis.language import Block, blocks, load_text
from blueprints import Clause, Specification

Span = tuple[int, int]
Read = Callable[[str], Specification]
"""What a text says; a GenesisError where nothing can be built of it."""
_MARK = re.compile(r"[ \t]*(?:[-*•+–]|\(?\w{1,3}[.)])[ \t]+$")
_NUMBERED = re.compile(r"(\s*\(?)(\d+)([.)]\s+)")


@dataclass(frozen=True)
class Place:
    """A sentence or a row of a table, where it stands, and the stems of its words."""

    id: str
    text: str
    span: Span
    stems: frozenset[str]


class Standing:
    """A text and what was read in it."""

    def __init__(self, text: str, read: Read, specification: Specification | None = None) -> None:
        self.text = text
        self._read = read
        self._known: dict[str, Specification | None] = {}
        self.specification = specification or read(text)

    @property
    def read_anew(self) -> Read:
        """What reads a text."""
        return self._read

    def read(self, text: str) -> Specification | None:
        """What would be read in another text; None where nothing could be built of it."""
        if text not in self._known:
            try:
                self._known[text] = self._read(text)
            except GenesisError:
                self._known[text] = None
        return self._known[text]

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The sentences and rows, in their order."""
        found = sorted(self.specification.sentences, key=lambda one: one.span)
        return tuple(
            Place(one.id, one.text, one.span, stems_of(f"{one.text} {self._heads(one.span)}")) for one in found
        )

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words of the text."""
        return frozenset(one for place in self.places for one in place.stems)

    def _heads(self, span: Span) -> str:
        """What stands over the columns of a row."""
        block = self._block_of(span)
        return " ".join(cell.text for cell in block.header) if block is not None and block.kind == "table" else ""

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The layout of the text."""
        return blocks(load_text(self.text))

    @cached_property
    def clauses(self) -> Mapping[str, tuple[Clause, ...]]:
        """The clauses of each sentence."""
        found: dict[str, list[Clause]] = {}
        for clause in self.specification.clauses:
            found.setdefault(clause.sentence, []).append(clause)
        return {id: tuple(held) for id, held in found.items()}

    def place_of(self, requirement: str) -> Place | None:
        """The sentence that asks for it."""
        ids = {one.sentence for one in self.specification.clauses if one.requirement == requirement}
        return next((one for one in self.places if one.id in ids), None)

    def with_instead(self, span: Span, words: str) -> str:
        """The text with other words at a place."""
        return self.text[: span[0]] + words + self.text[span[1] :]

    def with_sentence(self, sentence: str, after: Place | None) -> str:
        """The text with a sentence behind another one, in the manner of its list; else as a paragraph at the end."""
        block = self._block_of(after.span) if after is not None else None
        if after is None or block is None or block.kind not in {"bullet", "paragraph"}:
            return f"{self.text.rstrip()}\n\n{sentence}\n"
        if block.kind == "bullet":
            line = self.text.rfind("\n", 0, block.span[0]) + 1
            mark = self.text[line : block.span[0]]
            mark = mark if _MARK.fullmatch(mark) else "- "
            mark = _NUMBERED.sub(lambda found: f"{found[1]}{self._next_number(found[1])}{found[3]}", mark)
            at = self._end_of_list(block) if any(c.isdigit() for c in mark) else block.span[1]
            return f"{self.text[:at]}\n{mark}{sentence}{self.text[at:]}"
        end = after.span[1]
        return f"{self.text[:end]} {sentence}{self.text[end:]}"

    def without(self, place: Place) -> str:
        """The text without a sentence; a list loses the line, and a paragraph that was nothing else is gone."""
        return without_span(self.text, place.span)

    def _block_of(self, span: Span) -> Block | None:
        return next((one for one in self.blocks if one.span[0] <= span[0] and span[1] <= one.span[1]), None)

    def _end_of_list(self, block: Block) -> int:
        listed = [one for one in self.blocks if one.kind == "bullet" and one.under == block.under]
        return listed[-1].span[1] if listed else block.span[1]

    def _next_number(self, before: str) -> int:
        found = re.findall(rf"^{re.escape(before)}(\d+)[.)]\s", self.text, re.M)
        return max((int(one) for one in found), default=0) + 1

    def nearest(self, stems: frozenset[str]) -> Iterator[Place]:
        """The sentences that share words with these, the one that shares most first; of two alike the later."""
        scored = [(len(stems & one.stems), number, one) for number, one in enumerate(self.places) if one.id[:1] != "t"]
        yield from (one for score, _, one in sorted(scored, key=lambda each: (-each[0], -each[1])) if score)


def without_span(text: str, span: Span) -> str:
    """The text without a stretch that is a whole sentence; its line goes where nothing else stands on it."""
    start, end = span
    line = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    after = len(text) if after < 0 else after
    before, behind = text[line:start], text[end:after]
    if (not before.strip() or _MARK.fullmatch(before)) and not behind.strip():
        left, right = text[:line], text[after + 1 :]
        return left + right if not (left.endswith("\n\n") and right.startswith("\n")) else left + right.lstrip("\n")
    if not before.strip() or _MARK.fullmatch(before):
        return text[:start] + text[end:].lstrip(" ")
    return text[:start].rstrip(" ") + text[end:]
