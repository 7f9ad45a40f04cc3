"""Words of names and sentences, brought to one form so that they can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[a-z0-9]+")
_EMPTY = frozenset(
    "a an and are as at be by for from has have in is it its no not of on or that the their them they this to "
    "was when which who whose with agent agents system data list show get".split()
)
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""))
_SHORTEST = 3
_SECOND = re.compile(r" and ([a-z]+) (an?|the|it|them|its)\b")
_NO_VERBS = frozenset(
    "a an the when if once after before as at in on every each all whenever while until for from to by with no nobody "
    "only there this that it its what who whoever whatever both several many most some any another "
    "one two three four five six seven eight nine ten eleven twelve".split()
)


def stems(*texts: str) -> frozenset[str]:
    """The words of the texts that carry meaning, without their endings."""
    found = (word for text in texts for word in _WORD.findall(text.lower().replace("_", " ")))
    return frozenset(_stem(word) for word in found if word not in _EMPTY)


def snake(text: str) -> str:
    """A text as an identifier: lower-case words joined by underscores."""
    return "_".join(_WORD.findall(text.lower())) or "unnamed"


def listed(items: Iterable[str]) -> str:
    """Some names as a person lists them: "a, b and c"."""
    *head, last = items
    return f"{', '.join(head)} and {last}" if head else last


def third_person(summary: str) -> str:
    """An instruction as a statement of what is done: "Send the list" as "Sends the list."; others as they are."""
    text = summary.strip().rstrip(".")
    first, _, rest = text.partition(" ")
    verb = first.lower()
    many = verb.endswith("s") and not verb.endswith("ss")
    if not verb.isalpha() or many or verb in _NO_VERBS or verb.endswith(("ed", "ly")) or not rest:
        return f"{text}."
    rest = _SECOND.sub(lambda found: f" and {_conjugated(found[1])} {found[2]}", rest)
    return f"{_conjugated(verb).capitalize()} {rest}."


def _conjugated(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}s"


def _stem(word: str) -> str:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)] + instead
    return word
