"""Owns the words by which phrases are told apart: quantifiers, relative pronouns, prepositions and adverbs of several words."""

from __future__ import annotations

QUANTIFIERS = frozenset("only exactly just about almost nearly even roughly approximately merely at_least".split())
NEGATIVE = frozenset("no nobody none nothing neither noone".split())
RELATIVE = frozenset({"who", "that", "which", "whom"})
FREE = frozenset({"whoever", "whatever", "what", "whichever", "who", "whom"})
OPERATORS = frozenset("+ - − × * / ÷ =".split())
_ADVERBIALS = (
    ("from", "now", "on"), ("from", "then", "on"), ("until", "then"), ("by", "then"), ("since", "then"), ("as", "well"),
    ("in", "total"), ("in", "all"), ("at", "all"), ("so", "far"), ("right", "away"), ("straight", "away"), ("of", "course"),
    ("until", "now"), ("up", "to", "now"), ("after", "that"), ("before", "that"), ("after", "this"), ("the", "day", "before"), ("the", "next", "day"), ("the", "same", "day"),
    ("the", "following", "day"), ("the", "day", "after"), ("by", "default"), ("in", "advance"), ("at", "once"), ("for", "good"), ("in", "full"), ("free", "of", "charge"),
)  # fmt: skip
"""Adverbs of several words."""
ADVERBIALS_BY_FIRST = {first: tuple(words for words in _ADVERBIALS if words[0] == first) for first, *_ in _ADVERBIALS}
VALUED = frozenset(
    {"state", "status", "stage", "phase", "step", "category", "type", "kind", "level", "size", "colour", "grade"}
)
"""Nouns after which their values may follow at once: "the states draft, paid and closed"."""
COUNTS = frozenset(
    {
        "several",
        "few",
        "many",
        "more",
        "most",
        "fewer",
        "less",
        "other",
        "others",
        "same",
        "least",
        "next",
        "first",
        "last",
        "own",
    }
)
MULTI_PREPS = (
    ("instead", "of"), ("out", "of"), ("because", "of"), ("ahead", "of"), ("next", "to"), ("according", "to"),
    ("together", "with"), ("as", "well", "as"), ("in", "order", "of"), ("apart", "from"), ("up", "to"), ("due", "to"),
    ("prior", "to"), ("rather", "than"), ("such", "as"), ("along", "with"), ("in", "front", "of"), ("other", "than"),
    ("away", "from"), ("off", "of"), ("across", "from"), ("as", "of"), ("per",),
)  # fmt: skip
