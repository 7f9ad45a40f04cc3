"""Owns restating: a fragment read as the whole sentence that it stands for, with every span in the text as written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from autogenesis.language import _lexicon as lexicon
from autogenesis.language._clauses import parse
from autogenesis.language._sentences import Sentence
from autogenesis.language._syntax import Clause
from autogenesis.language._text import Span

Part = Span | str | tuple[int, int, str]
"""A stretch of the sentence (from and to, counted from its beginning), words that it leaves out, or a stretch that is
said with other words."""
_SPANS = frozenset({"span", "verb_span", "name_span"})


def restated(sentence: Sentence, parts: Sequence[Part]) -> tuple[Clause, ...]:
    """The clauses of the sentence that the parts make together; words that were added have no place in the text.

    >>> [show(c) for c in restated(sentence_of("Three weeks."), ("I may keep it for ", (0, 12)))]
    ['subj=i verb=may keep obj=it for([Three weeks] week)']
    """
    said, places = _said(sentence, parts)
    whole = Sentence((0, len(said)), said, replace(sentence.block, span=(0, len(said)), text=said))
    return tuple(_mapped(clause, places) for clause in parse(whole))


def wording(sentence: Sentence, parts: Sequence[Part]) -> str:
    """What the parts say."""
    return _said(sentence, parts)[0]


def _said(sentence: Sentence, parts: Sequence[Part]) -> tuple[str, tuple[int | None, ...]]:
    text: list[str] = []
    places: list[int | None] = []
    for part in parts:
        if isinstance(part, str):
            text.append(part)
            places.extend([None] * len(part))
        elif len(part) == 3:
            if not part[2]:
                continue
            text.append(part[2])
            first, last = sentence.span[0] + part[0], sentence.span[0] + part[1] - 1
            places.extend([first] * (len(part[2]) - 1) + [last])
        else:
            stretch = sentence.text[part[0] : part[1]]
            text.append(_inside(stretch) if part[0] == 0 and text and "".join(text).strip() else stretch)
            places.extend(range(sentence.span[0] + part[0], sentence.span[0] + part[1]))
    said = "".join(text)
    return said[:1].upper() + said[1:], tuple(places)


def _inside(stretch: str) -> str:
    """The beginning of the sentence as it is written inside one."""
    word = stretch.split(maxsplit=1)[0] if stretch.strip() else ""
    if not word[:1].isupper() or any(c.isupper() for c in word[1:]) or word in {"I", "I'm", "I've", "I'll"}:
        return stretch
    return stretch if lexicon.word(word.lower()).best == "PROPN" else stretch[:1].lower() + stretch[1:]


def _place(span: Span, places: tuple[int | None, ...]) -> Span:
    """Where a stretch of what was said stands in the text; an empty place where all of it was added."""
    inside = [p for p in places[span[0] : span[1]] if p is not None]
    if inside:
        return min(inside), max(inside) + 1
    near = next((p for p in places[span[1] :] if p is not None), None)
    if near is None:
        near = next((p + 1 for p in reversed(places[: span[0]]) if p is not None), 0)
    return near, near


def _mapped(node: Any, places: tuple[int | None, ...]) -> Any:
    if isinstance(node, tuple):
        return tuple(_mapped(each, places) for each in node)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    changes = {
        f.name: _place(cast(Span, value), places) if f.name in _SPANS else _mapped(value, places)
        for f in fields(node)
        if isinstance(value := getattr(node, f.name), tuple) or is_dataclass(value)
    }
    return replace(node, **changes) if changes else node
