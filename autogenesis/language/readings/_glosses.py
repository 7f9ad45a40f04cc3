"""Reads glosses of fields that say how a value comes about or how long it may be: "counting up from 1000", "up to 80 characters"."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._regex import regex
from autogenesis.language._terms import compare, over
from autogenesis.language._text import Span
from autogenesis.language._tokens import tag

_SIGNS = r"(?:characters?|letters?|signs?|symbols?|chars)"
_LENGTH = regex(
    rf"(?:(?P<most>up to|at most|max(?:\.|imum)?(?: of)?|no more than|not more than|maximally|<=)\s+)?(?P<number>\d+)\s+{_SIGNS}(?P<after>\s+(?:at most|max(?:\.|imum)?|or (?:less|fewer)))?",
    re.I,
)
_BY_WHEN = frozenset({"ready", "due", "wanted", "needed", "required", "finished", "done", "promised", "expected"})
_COMING = frozenset(
    "place receive enter create open register report request submit record order arrive come take find note book log begin start".split()
)
"""What happens to a thing when it is entered."""
_LEAST = regex(rf"(?:at least|min(?:\.|imum)?(?: of)?|no fewer than)\s+(?P<number>\d+)\s+{_SIGNS}", re.I)
_RANGE = regex(rf"(?:from\s+)?(?P<low>\d+)\s*(?:to|-|–|until)\s*(?P<high>\d+)\s+{_SIGNS}", re.I)
_COUNTING = regex(
    r"(?:count(?:ing|ed)|runn?ing|numbered|rising|ascending|starting|starts|beginning|begins|consecutive(?:ly)?|sequential(?:ly)?|automatic(?:ally)?|auto(?:-?generated|-?increment)?|"
    r"(?:is\s+)?(?:given|assigned|set|issued|generated)\s+(?:by\s+(?:the\s+)?(?:system|program|computer|software)|automatically))"
    r"(?:\s+(?:up|numbers?|ascending|counted|numbered|assigned))*(?:,?\s*(?:(?:up|counting|starting|beginning)\s+)*(?:from|at|with)\s+(?P<start>\d+))?",
    re.I,
)


def length_of(gloss: str) -> tuple[int | None, int | None] | None:
    """The least and the most characters that a gloss allows; None where it speaks of none."""
    said = gloss.strip()
    between = _RANGE.fullmatch(said)
    if between:
        return int(between["low"]), int(between["high"])
    least = _LEAST.fullmatch(said)
    if least:
        return int(least["number"]), None
    found = _LENGTH.fullmatch(said)
    if found is None:
        return None
    exact = not (found["most"] or found["after"])
    return (int(found["number"]) if exact else None), int(found["number"])


def count_from(gloss: str) -> int | None:
    """The number with which a value that the system counts by itself begins; None where it is given by people."""
    found = _COUNTING.fullmatch(gloss.strip())
    return None if found is None else int(found["start"] or 1)


def lengths(
    draft: Draft, entity: EntityDraft, name: str, length: tuple[int | None, int | None], span: Span
) -> list[str]:
    """What must hold of the length of a text."""
    label = entity.fields[name].label
    said = bp.TextFunction(function="length", arguments=(bp.path("it", name),))
    made: list[str] = []
    for relation, limit, words in ((">=", length[0], "at least"), ("<=", length[1], "at most")):
        if limit is None:
            continue
        requires: bp.Expression = compare(said, relation, bp.whole(limit))  # type: ignore[arg-type]
        if not entity.fields[name].required:
            requires = bp.AnyOf(terms=(bp.Not(term=bp.Present(value=bp.path("it", name))), requires))
        guard = bp.Guard(
            id=draft.unique(f"invariant.{entity.name}.{name}_length"), requires=requires, field=name, spans=(span,),
            reason=f"The {label} has {words} {limit} characters.",
        )  # fmt: skip
        entity.invariants.append(guard)
        made.append(guard.id)
    return made


def counted_by_itself(entity: EntityDraft, name: str, start: int) -> None:
    """Each new row takes the next number; the first takes `start`."""
    last = over("largest", entity.name, None, f"{entity.name}.{name}")
    following = bp.Arithmetic(operator="+", left=last, right=bp.whole(1))
    entity.automatic[name] = bp.Conditional(test=bp.Present(value=last), then=following, otherwise=bp.whole(start))
    entity.key = entity.key or name


AWAY = frozenset({"out", "back", "in", "due", "off", "away"})
"""Where a thing is at a moment that is kept: "out at", "back on", "due on"."""


def moment_type(words: list[str]) -> bp.Type | None:
    """The type of "received at", "ready by", "fetched on", "signed by": a moment, a day, or whoever did it."""
    if len(words) != 2:
        return None
    first = tag(words[0])[0]
    done = first.pos == "VERB" and first.form in {"part", "past"}
    match words[1]:
        case "at" if done or first.lower in {"ready", "open", "free", *AWAY}:
            return bp.DATETIME
        case "on" if done or first.lower in AWAY:
            return bp.DATE
        case "by" if first.lower in _BY_WHEN:
            return bp.DATETIME
        case "by" if done:
            return bp.PERSON
    return None


def noted_at_first(entity: EntityDraft, words: list[str], kind: bp.Type) -> bp.Expression | None:
    """When a thing came in is now, unless it is said; what is done to it later is not known yet."""
    begun = tag(words[0])[0].lemma in _COMING and words[1] in {"at", "on"}
    if not begun or any(f.default is not None and f.type == kind for f in entity.fields.values()):
        return None
    return bp.Name(name="now" if kind.kind == "datetime" else "today")
