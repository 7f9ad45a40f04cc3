"""Owns the words of a sentence: where they stand, their lemma and their part of speech."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from autogenesis.language import _lexicon as lexicon
from autogenesis.language._regex import regex
from autogenesis.language._sentences import Sentence
from autogenesis.language._text import Span

_TOKEN = regex(
    r"""
    (?P<quoted>"[^"\n]{1,200}"|“[^”\n]{1,200}”|„[^“”\n]{1,200}[“”]|`[^`\n]{1,200}`|(?<![\w])'[^'\n]{1,60}'(?![\w]))
  | (?P<slot><[A-Za-z][\w \-]{0,40}>)
  | (?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+[\w/])
  | (?P<file>[\w-]+\.(?:txt|md|csv|json|xml|pdf|py|html|xlsx|docx|log|yaml|toml|png|jpg)\b)
  | (?P<num>\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}(?::\d{2})?|\d+:\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
    (?P<glued>(?:st|nd|rd|th|am|pm|h|kg|km|cm|mm|ml|gb|mb|k|x)\b)?
  | (?P<contraction>[a-z]+n['’]t\b)
  | (?P<word>[^\W\d_]+(?:(?:[-/._](?=[^\W_])|(?=\d))[^\W_]+)*\d*)
  | (?P<clitic>['’](?:s|ll|ve|re|d|m|t)\b|['’])
  | (?P<punct>\.\.\.|--|[.,;:!?()\[\]{}…])
  | (?P<symbol>[^\w\s])
  | (?P<other>_+)
    """,
    re.X | re.I,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, quotation or mark.

    pos     NOUN PROPN VERB AUX MODAL ADJ ADV PRON DET PREP CONJ SCONJ NUM PUNCT SYM PART (possessive 's, infinitive to)
    plural  for nouns; `form` for verbs: base s past part ing ("past" also stands for an -ed form that may be either)
    quoted  the whole quotation is one PROPN token; its `text` keeps the marks
    """

    span: Span
    text: str
    lower: str
    lemma: str
    pos: str
    plural: bool = False
    form: str = ""
    quoted: bool = False

    @property
    def start(self) -> int:
        return self.span[0]

    @property
    def end(self) -> int:
        return self.span[1]


@dataclass(frozen=True, slots=True)
class Raw:
    """A token before tagging."""

    span: Span
    text: str
    kind: str

    @property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'")


def tokens(sentence: Sentence) -> tuple[Token, ...]:
    """The tagged tokens of a sentence; their spans index the whole text.

    >>> [(t.lemma, t.pos) for t in tokens(sentence_of("The clerk files two reports."))][:3]
    [('the', 'DET'), ('clerk', 'NOUN'), ('file', 'VERB')]
    """
    return tag(sentence.text, sentence.span[0])


@lru_cache(maxsize=4096)
def tag(text: str, offset: int = 0) -> tuple[Token, ...]:
    """The same for any string that begins at `offset` of the whole text; remembered, since every reading asks again."""
    from autogenesis.language._tagging import tagged

    return tagged(split(text, offset))


def split(text: str, offset: int = 0) -> list[Raw]:
    """Tokens without part of speech."""
    found: list[Raw] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind == "glued":
            found.append(_raw(match, "num", offset))
            unit = match["glued"].lower()
            found.append(
                _raw(
                    match,
                    "suffix" if unit in {"st", "nd", "rd", "th"} else "word",
                    offset,
                    "glued",
                )
            )
            continue
        if kind in {"word", "contraction"}:
            found.extend(_words(match, offset))
        else:
            found.append(_raw(match, kind, offset))
    return found


def _raw(match: re.Match[str], kind: str, offset: int, group: str = "") -> Raw:
    start, end = match.span(group or kind)
    return Raw((offset + start, offset + end), match[group or kind], kind)


def _words(match: re.Match[str], offset: int) -> list[Raw]:
    """One word, or the two of "don't" and "cannot"."""
    start, end = (offset + at for at in match.span())
    text = match[0]
    cut = len(text) - 3 if re.search(r"['’]t$", text, re.I) else 3 if text.lower() == "cannot" else 0
    if not cut:
        return [Raw((start, end), text, "word")]
    return [
        Raw((start, start + cut), text[:cut], "word"),
        Raw((start + cut, end), text[cut:], "word"),
    ]


def lemma_of(lower: str, pos: str) -> str:
    """The lemma of a word in a given class."""
    entry = lexicon.word(lower)
    return entry.lemmas.get(pos) or (lexicon.by_suffix(lower, pos) if pos in {"NOUN", "VERB"} else lower)
