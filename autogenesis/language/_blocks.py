"""Owns the layout of a text: headings, paragraphs, bullets, tables, Gherkin steps, data dictionaries, courtesies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from autogenesis.language._regex import regex
from autogenesis.language._text import Span, SpecText

BlockKind = OneOf["heading", "paragraph", "bullet", "table", "gherkin", "definition", "courtesy"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, stripped; `span` covers exactly `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of layout; `span` covers its content without list marks and Gherkin keywords.

    kind         what it is; `keyword` and `name` are filled as follows
    heading      `level` 1 to 6
    paragraph    wrapped lines joined by their newlines; `keyword` "line" where a line stands for itself (EARS)
    bullet       `lead_in` is the paragraph above the list ("Rules:"), None without one
    table        `header` and `rows` of cells; `lead_in` as above
    gherkin      `keyword` feature, background, rule, scenario, outline, examples, given, when, then (And/But
                 take the keyword of the step before; the written one is `name`); `scenario` numbers the
                 scenario (0: background), `group` is the enclosing Rule's text
    definition   data dictionary line "NAME: a, b (c), d": `name` is NAME, `span` covers the right-hand side
    courtesy     salutation, closing or head of a letter: never to be understood

    `under` is the heading that paragraphs and bullets stand under: "# Fees", "**Fees.** Each …", a short line above a list.
    """

    kind: BlockKind
    span: Span
    text: str
    level: int = 0
    lead_in: Block | None = None
    keyword: str = ""
    name: str = ""
    name_span: Span = (0, 0)
    header: tuple[Cell, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    scenario: int = -1
    group: str = ""
    under: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())

    def span(self) -> Span:
        begin = self.start + self.indent
        return begin, begin + len(self.text.strip())


_HEADING = regex(r"\s{0,3}(#{1,6})\s+(.+?)[\s#]*$")
_BULLET = regex(
    r"\s*(?:[-*•+–]|\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2})+[.):]?(?=\s+[(*]?[A-Z])|\(?[a-z]\)|\(\d{1,2}\)|§\s?\d+\.?"
    r"|\[?[A-Z]{1,5}-?\d{1,3}(?:\.\d+)*[\]).:]+)\s+(?=\S)"
)
_RUN_IN = regex(r"\s*(\*\*|__)(?P<text>(?:(?!\1).){2,60}?)[.:,]?\1[.:,]?(?:\s+|$)")
_NUMBERED_WISH = regex(r"\s*[A-Z]{1,5}-?\d{1,3}(?:\.\d+)*\s+(?=[A-Z][a-z]*[\s:,])")
"""The number of a requirement without a full stop, "R1 The system must …", where several lines begin so."""
_LETTER_HEAD = regex(
    r"\s*(?:\*\*|__)?(?:to|from|subject|date|cc|re)\s*:(?:\*\*|__)?\s|\s*(?:\*\*)?(?:MEMO|MEMORANDUM)\W*$", re.I
)
_NUMBERED_STORY = regex(r"\s*(?P<text>(?:user\s+)?story\s+\d+)\s*[:.–—-]\s+(?=As\s)", re.I)
_GHERKIN = regex(
    r"\s*(?:(Feature|Background|Rule|Scenario Outline|Scenario Template|Scenario|Example|Examples|Scenarios)"
    r"(?:\s*:|(?<=Background)\s*$)"
    r"|(Given|When|Then|And|But|\*)\s)\s*",
)
_DEFINITION = regex(r"\s*([A-Z][A-Z0-9 _-]*[A-Z0-9])\s*(?::|=)\s+(?=\S)")
_ASIDES = frozenset({"PS", "PPS", "NB", "FYI", "NOTE", "TODO"})
"""Words in capitals that introduce a remark, and name nothing."""
_SALUTATION = regex(
    r"\s*(?:hi|hello|dear|hey|good (?:morning|day|afternoon|evening))\b[^.:;?]{0,40}[,!]?\s*$",
    re.I,
)
_CLOSING = regex(
    r"\s*(?:cheers|(?:best|kind|warm) (?:regards|wishes)|regards|thanks|thank you|many thanks|yours|sincerely|bye|best)"
    r"\b[^.:;?]{0,40}[.!]?\s*$",
    re.I,
)
_SIGNATURE = regex(r"[A-Z][\w.'’-]*(?:[ ,]+[\w.'’(][\w.'’)-]*){0,5}[^.:;?!]?")
_RULE_LINE = regex(r"\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
_SENTENCE_END = regex(r"[.!?:][\"”’')]*\s*$")
_STEPS = {"given", "when", "then"}


def blocks(spec: SpecText) -> tuple[Block, ...]:
    """The blocks of a text in order.

    >>> [b.kind for b in blocks(load_text("# A\\nRules:\\n- Tools are cleaned.\\n"))]
    ['heading', 'paragraph', 'bullet']
    """
    return tuple(_Reader(spec.text).read())


def _lines(text: str) -> list[_Line]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append(_Line(start, line))
        start += len(line) + 1
    return found


class _Reader:
    """Walks the lines once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = _lines(text)
        self.position = 0
        self.lead_in: Block | None = None
        self.gherkin = bool(re.search(r"^\s*(?:Scenario|Feature|Background)\b.*:", text, re.M))
        self.numbered = sum(1 for line in self.lines if _NUMBERED_WISH.match(line.text)) > 1
        self.scenario = -1
        self.group = ""
        self.step = "given"
        self.prose = False
        """Whether a rule was begun, and no scenario in it."""
        self.under = ""
        self.closed = False
        """Whether the letter has come to its closing: a name is all that follows."""

    def read(self) -> Iterator[Block]:
        while self.position < len(self.lines):
            line = self.lines[self.position]
            if not line.text.strip() or re.match(r"\s*(?:```|<!--|---+\s*$|===+\s*$)", line.text):
                self.position += 1
                continue
            yield self._next(line)

    def _next(self, line: _Line) -> Block:
        if match := _HEADING.match(line.text):
            self.position += 1
            return self._heading(line.start + match.start(2), line.start + match.end(2), len(match[1]))
        if line.text.lstrip().startswith("|"):
            return self._table()
        if match := self._step(line):
            return self._gherkin(line, match)
        if match := self._listed(line):
            if self._entitles(line, match.end()):
                self.position += 1
                return self._heading(line.start + match.end(), line.span()[1], 6)
            return self._bullet(line, match.end())
        if (match := _DEFINITION.match(line.text)) and match[1] not in _ASIDES:
            self.position += 1
            start, end = match.span(1)
            names = (line.start + start, line.start + end)
            return self._block(
                "definition",
                line.start + match.end(),
                line.span()[1],
                name=match[1],
                name_span=names,
            )
        if self._courtesy(line):
            self.position += 1
            return self._block("courtesy", *line.span())
        if match := _RUN_IN.match(line.text) or _NUMBERED_STORY.match(line.text):
            return self._run_in(line, match)
        if self._entitles(line, 0) or self._stands_over(line):
            self.position += 1
            return self._heading(*line.span(), 6)
        return self._paragraph()

    def _block(self, kind: BlockKind, start: int, end: int, **more: object) -> Block:
        return Block(kind, (start, end), self.text[start:end], under=self.under, **more)  # type: ignore[arg-type]

    def _heading(self, start: int, end: int, level: int) -> Block:
        self.lead_in = None
        self.under = self.text[start:end].strip("*_ ").rstrip(".:")
        return self._block("heading", start, end, level=level)

    def _run_in(self, line: _Line, match: re.Match[str]) -> Block:
        """The bold words that begin a paragraph are its heading; the rest of the line is read next."""
        self.lines[self.position] = _Line(line.start + match.end(), line.text[match.end() :])
        return self._heading(line.start + match.start("text"), line.start + match.end("text"), 6)

    def _entitles(self, line: _Line, skip: int) -> bool:
        """A few words without a full stop above a list of its own: "Members" before "- Name, …", "1. Data" before "1.1 …"."""
        words = line.text[skip:].split()
        below = next((more for more in self.lines[self.position + 1 :] if more.text.strip()), None)
        if (
            below is None
            or not 0 < len(words) <= 4
            or re.search(r"[.,:;!?]\s*$", line.text)
            or not words[0][0].isupper()
        ):
            return False
        listed = _BULLET.match(below.text)
        section = line.text.lstrip().startswith("§") and below.text.lstrip().startswith("(")
        deeper = below.indent > line.indent or section or bool(re.match(r"\s*\d+\.\d", below.text))
        return listed is not None and (not skip or deeper)

    def _stands_over(self, line: _Line) -> bool:
        """One or two words after an empty line, and right below them a sentence: "Fees" before "A fee is charged …"."""
        place = self.position
        words = line.text.split()
        if not 0 < place < len(self.lines) - 1 or len(words) > 2 or not words[0][0].isupper():
            return False
        gap, below = not self.lines[place - 1].text.strip(), self.lines[place + 1].text
        plain = all(word.replace("-", "").isalpha() for word in words)
        whole = (
            len(below.split()) > len(words) + 1 and bool(_SENTENCE_END.search(below)) and below.strip()[:1].isupper()
        )
        return gap and plain and whole and any(other.text.strip() for other in self.lines[:place])

    def _courtesy(self, line: _Line) -> bool:
        if self.position < 8 and _LETTER_HEAD.match(line.text):
            return True
        if _SALUTATION.match(line.text):
            return not any(
                other.text.strip() for other in self.lines[: self.position][-4:] if not other.text.startswith("#")
            )
        short = len(line.text.split()) <= 6
        if short and _CLOSING.match(line.text) and self.position >= len(self.lines) * 2 // 3:
            self.closed = True
            return True
        return self.closed and short and _SIGNATURE.fullmatch(line.text.strip()) is not None

    def _step(self, line: _Line) -> re.Match[str] | None:
        """A line of Gherkin; under a rule without a scenario, "When …, …." is a sentence and no step."""
        match = _GHERKIN.match(line.text) if self.gherkin else None
        if match is None or match[1] or not self.prose:
            return match
        return None if _SENTENCE_END.search(line.text) else match

    def _bullet(self, line: _Line, skip: int) -> Block:
        self.position += 1
        end = line.span()[1]
        while self.position < len(self.lines):
            more = self.lines[self.position]
            if not more.text.strip() or self._starts_block(more) or more.indent < 2:
                break
            end = more.span()[1]
            self.position += 1
        return self._block("bullet", line.start + skip, end, lead_in=self.lead_in)

    def _listed(self, line: _Line) -> re.Match[str] | None:
        """The mark of a list, or the number of a requirement."""
        return _BULLET.match(line.text) or (_NUMBERED_WISH.match(line.text) if self.numbered else None)

    def _starts_block(self, line: _Line) -> bool:
        return bool(
            _HEADING.match(line.text)
            or self._listed(line)
            or line.text.lstrip().startswith("|")
            or _DEFINITION.match(line.text)
            or _RUN_IN.match(line.text)
            or _NUMBERED_STORY.match(line.text)
            or (self.position < 8 and _LETTER_HEAD.match(line.text))
            or self._step(line)
        )

    def _paragraph(self) -> Block:
        start, end = self.lines[self.position].span()
        own_line = False
        while True:
            line = self.lines[self.position]
            end = line.span()[1]
            self.position += 1
            if self.position >= len(self.lines):
                break
            more = self.lines[self.position]
            if not more.text.strip() or self._starts_block(more):
                break
            if _SENTENCE_END.search(line.text) and more.text.strip()[0].isupper():
                own_line = True
                break
            if self._title(line, more):
                break
        block = self._block("paragraph", start, end, keyword="line" if own_line else "")
        self.lead_in = block if block.text.endswith(":") else None
        return block

    def _title(self, line: _Line, more: _Line) -> bool:
        """A short first line without an end, before a line that begins anew, is the title."""
        before = self.lines[: self.position - 1]
        first = not any(other.text.strip() for other in before)
        plain = not re.search(r"[.,;:!?]\s*$", line.text) and len(line.text.split()) <= 6
        return first and plain and more.text.strip()[0].isupper()

    def _table(self) -> Block:
        rows: list[tuple[Cell, ...]] = []
        start = self.lines[self.position].span()[0]
        end = start
        while self.position < len(self.lines) and self.lines[self.position].text.lstrip().startswith("|"):
            line = self.lines[self.position]
            end = line.span()[1]
            if not _RULE_LINE.match(line.text):
                rows.append(tuple(_cells(line)))
            self.position += 1
        return self._block(
            "table",
            start,
            end,
            lead_in=self.lead_in,
            header=rows[0] if rows else (),
            rows=tuple(_filled(row, len(rows[0])) for row in rows[1:]),
            scenario=self.scenario,
            keyword="examples" if self.step == "examples" else "",
        )

    def _gherkin(self, line: _Line, match: re.Match[str]) -> Block:
        self.position += 1
        written = match[1] or match[2]
        keyword = written.lower()
        if match[1]:
            keyword = {
                "scenario outline": "outline",
                "scenario template": "outline",
                "example": "scenario",
            }.get(keyword, keyword)
            keyword = "examples" if keyword == "scenarios" else keyword
            if keyword in {"scenario", "outline"}:
                self.scenario = max(self.scenario, 0) + 1
            elif keyword == "background":
                self.scenario = max(self.scenario, 0)
            self.prose = keyword == "rule"
            if keyword == "rule":
                self.group = line.text[match.end() :].strip()
            self.step = "examples" if keyword == "examples" else "given"
        elif keyword in _STEPS:
            self.step = keyword
        else:
            keyword = self.step
        start = min(line.start + match.end(), line.span()[1])
        return self._block(
            "gherkin",
            start,
            line.span()[1],
            keyword=keyword,
            name=written,
            scenario=self.scenario,
            group=self.group,
        )


def _filled(row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    """A row as wide as the header: cells that were left out are empty."""
    end = row[-1].span[1]
    return row + (Cell((end, end), ""),) * (width - len(row))


def _cells(line: _Line) -> Iterator[Cell]:
    start, _end = line.span()
    body = line.text.strip()
    offset = start + 1
    inner = body[1:-1] if body.endswith("|") and len(body) > 1 else body[1:]
    for part in inner.split("|"):
        lead = len(part) - len(part.lstrip())
        text = part.strip()
        begin = offset + (lead if text else 0)
        yield Cell((begin, begin + len(text)), text)
        offset += len(part) + 1
