"""How much of a text a Specification carries."""

from __future__ import annotations

import re

from blueprints import Clause, Specification, TextLiteral, uncovered_literals

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_BUILT = frozenset({"implemented", "assumed", "generic"})
_OPEN = frozenset({"unclear", "contradictory"})
_FUNCTION_WORDS = frozenset(
    "a an and are as at be been but by can for from had has have he her him his i if in into is it its may more "
    "must no not of on once one only or our shall she should so such than that the their them then there they "
    "this to up was we were what when where which who will with would you".split()
)


def coverage_of(specification: Specification, text: str) -> tuple[float, float]:
    """The shares, from 0 to 1, of content words and of literals that are carried; a text without any has all."""
    built = [clause.span for clause in specification.clauses if clause.status in _BUILT]
    words = [
        start + match.start()
        for start, end in (sentence.span for sentence in specification.sentences)
        for match in _WORD.finditer(text[start:end])
        if match[0].lower() not in _FUNCTION_WORDS
    ]
    carried = sum(any(start <= word < end for start, end in built) for word in words)
    all_literals = len(_literals(specification, text))
    lost = len(uncovered_literals(specification, text))
    return (
        round(carried / len(words), 3) if words else 1.0,
        round(1 - lost / all_literals, 3) if all_literals else 1.0,
    )


def left_open(specification: Specification) -> tuple[Clause, ...]:
    """The clauses of which nothing was made although the text does not put them off."""
    return tuple(clause for clause in specification.clauses if clause.status in _OPEN)


def unused_literals(specification: Specification, text: str) -> tuple[TextLiteral, ...]:
    """The numbers, times, dates and quotations that no part carries, or that stand in a clause that is unclear."""
    put_off = tuple(clause for clause in specification.clauses if clause.status not in _OPEN)
    lost = set(uncovered_literals(specification.model_copy(update={"clauses": put_off}), text))
    spans = [clause.span for clause in specification.clauses if clause.status == "unclear"]
    return tuple(
        literal
        for literal in _literals(specification, text)
        if literal in lost or any(start <= literal.span[0] < end for start, end in spans)
    )


def _literals(specification: Specification, text: str) -> tuple[TextLiteral, ...]:
    nothing = Specification(title=specification.title, slug=specification.slug, text_hash="")
    return uncovered_literals(nothing, text)
