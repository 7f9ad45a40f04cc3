"""Owns the last resort: things that a text names again and again without ever saying what is kept of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import blueprints as bp
from autogenesis.language._clauses import parse
from autogenesis.language._draft import Draft
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Bound, Duration, Money, Percent, Recurrence, TimeOfDay, TimeWindow, Weekdays
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import NP
from autogenesis.language._words import classes_of, head_kind
from autogenesis.language.readings._events import read_deed

_MOST = 6
_RULES = frozenset({"shall", "must", "may", "can", "should", "cannot"})
_MADE = frozenset(
    {
        "agent",
        "system",
        "program",
        "programme",
        "app",
        "application",
        "software",
        "tool",
        "controller",
        "service",
        "website",
        "site",
        "bot",
        "terminal",
        "computer",
        "database",
    }
)
_FIGURES = (Bound, Duration, Money, Percent, Recurrence, TimeOfDay, TimeWindow, Weekdays)
_KINDS = frozenset(
    {"person", "date", "time", "duration", "money", "percent", "measure", "number", "place", "boolean", "name"}
)


def named_things(draft: Draft) -> None:
    """Where no reading found a thing: what the main verbs speak of in more than one sentence, kept by name.

    A text that asks for nothing (a greeting, a poem) has no such things.
    """
    if draft.entities or not _asks(draft):
        return
    for label, span in _recurring(draft)[:_MOST]:
        entity = draft.entity(label, span, confidence=0.4)
        draft.add_field(entity, "name", bp.TEXT, required=False)
        draft.assume(f"The text never says what is kept of {plural_of(label)}: each has a name.", span)
    carried = tuple(entity.id for entity in draft.entities.values())
    draft.claims = [
        replace(c, elements=carried) if c.status == "implemented" and not c.elements else c for c in draft.claims
    ]
    for unit in draft.units:
        read_deed(unit, draft)


def _asks(draft: Draft) -> bool:
    """True where at least two sentences state a rule or ask for a system, one of them with a figure or by name."""
    rules = [u for u in draft.units if _rule(u)]
    sure = [u for u in draft.units if _figure(u) or _system(u)]
    return len({u.number for u in (*rules, *sure)}) >= 2 and bool(sure) and bool(rules)


def _rule(unit: Unit) -> bool:
    words = {p.text.lower() for p in unit.pieces}
    telling = any(
        p.kind == "V" and classes_of(p.head) & {"reject", "notify", "approve", "register", "remove", "submit", "assign"}
        for p in unit.pieces
    )
    letter = bool(unit.pieces) and unit.pieces[0].text.lower() in {"i", "we", "you", "let"}
    return (bool(words & _RULES) and not letter) or unit.story_actor is not None or telling


def _figure(unit: Unit) -> bool:
    return any(isinstance(p.literal, _FIGURES) for p in unit.pieces)


def _system(unit: Unit) -> bool:
    return any(p.kind == "N" and p.head in _MADE for p in unit.pieces)


def _recurring(draft: Draft) -> list[tuple[str, tuple[int, int]]]:
    """Heads of subjects and objects by the number of sentences they stand in, at least two."""
    counted: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    actors = {actor.name for actor in draft.actors.values()}
    for unit in draft.units:
        here: dict[str, tuple[int, int]] = {}
        for clause in parse(unit.sentence):
            for np in (
                *clause.subjects,
                *clause.objects,
                *(item for phrase in clause.phrases for item in phrase.items),
            ):
                if _thing(np) and np.name not in actors:
                    here.setdefault(np.head, np.span)
        for head, span in here.items():
            counted[head] += 1
            first.setdefault(head, span)
    found = [(head, first[head]) for head, count in counted.items() if count >= 2]
    return sorted(found, key=lambda pair: (-counted[pair[0]], pair[1]))


def _thing(np: NP) -> bool:
    if np.pronoun or np.quoted or np.formula or np.proper or not np.head.isalpha() or len(np.head) < 3:
        return False
    return head_kind(np.head) not in _KINDS and np.head not in _MADE
