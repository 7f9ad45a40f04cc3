"""Owns becoming: what a clause says that something is from now on - free, faulty, in warning, on the list."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import EntityDraft, snake
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._text import Span
from autogenesis.language.meaning._listing import LISTS
from autogenesis.language.meaning._marks import known_mark, marked, word_for
from autogenesis.language.meaning._members import entity_of, take_words
from autogenesis.language.meaning._scope import Row, Scope
from autogenesis.language.meaning._targets import BECOMING, Steps, patients_of, target_of

_MARKING = frozenset(
    "mark treat count record flag classify regard label declare set consider list show put move place turn store return".split()
)
_MOVING = frozenset("go move pass enter come fall change switch return count turn".split())
_STATUS = frozenset({"state", "status", "stage", "phase"})
_STATE_PREPS = ("as", "to", "into", "in", "on")


def becoming(clause: Clause, scope: Scope) -> Steps | None:
    """ "It becomes free", "the unit goes into warning", "the hive is marked as queenless"."""
    found = _state_said(clause) or _choice_said(clause, scope)
    if found is None or not found[0][0]:
        return None
    words, span = found
    if not words[0]:
        return None  # "goes on in another state than before": what it becomes has no name
    made: list[bp.Statement] = []
    for np in patients_of(clause):
        target = target_of(np, scope)
        if target is None:
            return None
        known = next((k for w in words if (k := known_mark(target.row.entity, w)) is not None), None)
        if known is None and (clause.phrase("to") is not None or snake(words[0]) in target.row.entity.fields):
            return None
        made += target.update(*(known or marked(target.row, words[0], scope)))
    scope.take(clause, span)
    take_words(scope, clause.span, clause.complements)
    return tuple(made) or None


def _state_said(clause: Clause) -> tuple[tuple[str, ...], tuple[int, int]] | None:
    """The words for the new state, the likeliest first, and where they stand."""
    verb = clause.verb
    if verb in BECOMING and clause.voice != "passive":
        if clause.complements:
            return (" ".join(clause.complements),), clause.verb_span
        if clause.object is not None and verb != "get":
            return (label_of(clause.object),), clause.object.span
        inner = next((e for e in clause.embedded if e.voice == "passive" and not e.objects), None)
        if inner is not None:
            return (word_for(inner.verb, inner.particle),), inner.span
    if verb in (_MARKING if clause.voice == "passive" or verb not in _MOVING else _MOVING):
        for phrase in clause.phrases:
            words = _words_for(phrase) if phrase.prep in _STATE_PREPS and phrase.measure is None else ()
            if words:
                return words, phrase.span
    return None


def _choice_said(clause: Clause, scope: Scope) -> tuple[tuple[str, ...], Span] | None:
    """ "The boat is set to out": a state that the thing may be in, whatever else the word may be."""
    if clause.verb not in {"set", "change", "switch", "put", "turn", "reset", "move"}:
        return None
    choices = {c for row in scope.rows for e in _near(row, scope) for f in e.fields.values() for c in f.type.choices}
    said = scope.draft.text.at((clause.verb_span[1], clause.span[1]))
    for choice in sorted(choices, key=len, reverse=True):
        found = re.search(rf"\b(?:to|as|in|on|into)\s+[\"“]?({re.escape(choice)})\b", said, re.I)
        if found is not None:
            return (choice,), (clause.verb_span[1] + found.start(1), clause.verb_span[1] + found.end(1))
    return None


def _near(row: Row, scope: Scope) -> list[EntityDraft]:
    others = (entity_of(scope.draft, f.type) for f in row.entity.fields.values() if f.type.kind == "reference")
    return [row.entity, *(e for e in others if e is not None)]


def _words_for(phrase: Phrase) -> tuple[str, ...]:
    """The states that a phrase may name: "as faulty", "into warning", "on the return list"."""
    said = _phrase_label(phrase)
    item = phrase.item
    stated = item is not None and bool(item.words) and item.words[0] in _STATUS
    place = item is not None and item.determiner and item.head not in LISTS and phrase.prep != "as" and not stated
    if not said or place:
        return ()
    under = "in" if phrase.prep == "into" else phrase.prep
    return (said, f"in {said}") if under in {"as", "to"} else (f"{under} {said}", said)


def _phrase_label(phrase: Phrase) -> str:
    if phrase.clause is not None and phrase.clause.verb and not phrase.clause.objects:
        return word_for(phrase.clause.verb, phrase.clause.particle)
    if phrase.clause is not None and phrase.clause.complements:
        return " ".join(phrase.clause.complements)
    item = phrase.item
    if item is None or (item.quantity is not None and not item.quoted):
        return ""
    return label_of(item)


def label_of(np: NP) -> str:
    if np.of or np.relatives or np.possessor:
        return ""
    words = np.words[1:] if np.words[:1] and np.words[0] in _STATUS and len(np.words) > 1 else np.words
    return " ".join((*np.adjectives, *words)).lower() or np.head
