"""Finds where a golden Specification was read: sentences, spans, clauses and requirements of one text."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import blueprints as b

SPECS = Path(__file__).parents[2] / "specs"
_SENTENCE_END = re.compile(r"(?<=\.) (?=[A-Z])")
_RULE_LINE = re.compile(r"[|\-: ]+")


class Reading:
    """The text of one specification; collects its clauses and requirements in the order they are stated."""

    def __init__(self, slug: str) -> None:
        self.text = (SPECS / f"{slug}.md").read_text(encoding="utf-8").partition("<!-- acceptance -->")[0]
        self.text_hash = hashlib.sha256(self.text.encode()).hexdigest()
        self.title = self.text.partition("\n")[0].removeprefix("# ")
        self.sentences = tuple(
            b.SourceSentence(id=f"s{number}", span=span, text=self.text[span[0] : span[1]])
            for number, span in enumerate(self._sentence_spans(), start=1)
        )
        self.clauses: list[b.Clause] = []
        self.requirements: list[b.Requirement] = []

    def _sentence_spans(self) -> list[b.Span]:
        spans, start, table_header = [], 0, True
        for line in self.text.split("\n"):
            content = line.removeprefix("- ").strip()
            first = start + line.find(content) if content else start
            start += len(line) + 1
            if not content or content.startswith("#") or _RULE_LINE.fullmatch(content):
                table_header = table_header if content.startswith("|") else True
                continue
            if content.startswith("|"):
                if not table_header:
                    spans.append((first, first + len(content)))
                table_header = False
                continue
            table_header, at = True, 0
            for piece in _SENTENCE_END.split(content):
                spans.append((first + at, first + at + len(piece)))
                at += len(piece) + 1
        return spans

    def span(self, words: str, after: str = "") -> b.Span:
        """Where `words` stand, looked for from `after` on."""
        start = self.text.index(words, self.text.index(after) if after else 0)
        return start, start + len(words)

    def at(self, *words: str) -> tuple[b.Span, ...]:
        """The spans of some words, each looked for from the start of the text."""
        return tuple(self.span(each) for each in words)

    def remark(self, words: str, note: str) -> None:
        """A clause with nothing to build."""
        self._clause(words, "assumed", None, f"{note} There is nothing to build.")

    def require(
        self,
        pattern: str,
        words: str,
        *elements: str,
        status: b.Status = "implemented",
        note: str = "",
    ) -> None:
        """A clause that is exactly `words`, and the requirement read from it, carried by `elements`."""
        number = f"r{len(self.requirements) + 1}"
        self._clause(words, status, number, note)
        self.requirements.append(
            b.Requirement(
                id=number,
                spans=self.at(words),
                text=words,
                pattern=pattern,
                status=status,
                elements=elements,
                note=note,
            )
        )

    def _clause(self, words: str, status: b.Status, requirement: str | None, note: str) -> None:
        span = self.span(words)
        sentence = next(s for s in self.sentences if s.span[0] <= span[0] and span[1] <= s.span[1])
        self.clauses.append(
            b.Clause(
                id=f"c{len(self.clauses) + 1}",
                sentence=sentence.id,
                span=span,
                text=words,
                status=status,
                requirement=requirement,
                note=note,
            )
        )
