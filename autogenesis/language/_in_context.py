"""Owns sentences in their context: which of them leave something out, and what they say as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from autogenesis.language._answers import answer
from autogenesis.language._asides import lead_of
from autogenesis.language._otherwise import not_done
from autogenesis.language._restating import Part
from autogenesis.language._scenario_clock import clocks
from autogenesis.language._sentences import Sentence
from autogenesis.language._talk import Talk, named, talks
from autogenesis.language._telegrams import telegram
from autogenesis.language._thereupon import thereupon
from autogenesis.language._wordings import said_plainly


def in_context(sentences: Sequence[Sentence]) -> tuple[tuple[Part, ...], ...]:
    """For each sentence the parts that it is restated with; nothing for one that stands by itself."""
    timed = clocks(sentences)
    told = zip(sentences, (None, *sentences), talks(sentences), strict=False)
    return tuple(
        _parts(sentence, before, talk, timed.get(place, "")) for place, (sentence, before, talk) in enumerate(told)
    )


def _parts(sentence: Sentence, before: Sentence | None, talk: Talk, clock: str) -> tuple[Part, ...]:
    if clock:
        return (clock, *(named(sentence.text, talk) or ((0, len(sentence.text)),)))
    lead = lead_of(sentence.text) if sentence.block.kind in {"paragraph", "bullet"} else 0
    start, end = sentence.span
    inner = replace(sentence, span=(start + lead, end), text=sentence.text[lead:]) if lead else sentence
    found = not_done(inner, before) or thereupon(inner, before, talk) or answer(inner, talk) or telegram(inner, talk)
    whole: tuple[Part, ...] = found if found is not None else ((0, len(inner.text)),)
    plain = [piece for part in whole for piece in _worded(part, inner)]
    told = tuple(piece for part in plain for piece in _named(part, inner, talk))
    if lead:
        return ((0, lead, ""), *(_moved(part, lead) for part in told))
    return told if found is not None or len(told) > 1 else ()


def _moved(part: Part, by: int) -> Part:
    """The same stretch, counted from further left."""
    if isinstance(part, str):
        return part
    return (part[0] + by, part[1] + by, part[2]) if len(part) == 3 else (part[0] + by, part[1] + by)


def _worded(part: Part, sentence: Sentence) -> tuple[Part, ...]:
    """A stretch of the sentence with everyday wordings said plainly."""
    if isinstance(part, str) or len(part) == 3 or sentence.block.kind == "heading":
        return (part,)
    start, end = part
    found = said_plainly(sentence.text[start:end]) or ((0, end - start),)
    return tuple(p if isinstance(p, str) else (start + p[0], start + p[1], *p[2:]) for p in found)


def _named(part: Part, sentence: Sentence, talk: Talk) -> tuple[Part, ...]:
    """A stretch of the sentence, with whoever is spoken to called by name."""
    if isinstance(part, str) or len(part) == 3:
        return (part,)
    start, end = part
    return tuple((start + p[0], start + p[1], *p[2:]) for p in named(sentence.text[start:end], talk))
