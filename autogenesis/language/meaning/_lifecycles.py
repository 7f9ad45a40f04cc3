"""Frames for the states that things pass through, in what order, and for what stays as it is."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._changes import CHANGING
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._tokens import tag
from autogenesis.language._words import classes_of, head_kind
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._facts import state_called
from autogenesis.language.meaning._focus import abouts
from autogenesis.language.meaning._lasting_kinds import quality_of
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._passages import Passage, begin_passage
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope
from autogenesis.language.readings._fields import choices_in
from autogenesis.language.readings._states import state, states

_STATES = frozenset({"state", "status", "stage", "phase", "step"})
_PASSING = frozenset({"pass", "go", "run", "move", "proceed", "progress"})
_ENDING = frozenset({"end", "finish", "close"})
_STARTING = frozenset({"start", "begin", "open"})
_ONE_OF = regex(
    r"(?:an?|each|every|the|its)\s+(?P<thing>[a-z][\w-]*(?:\s[a-z][\w-]*)?)(?:\s+of\s+(?:an?|each|every|the)\s+(?P<owner>[a-z][\w-]*(?:\s[a-z][\w-]*)?))?"
    r"\s+(?:is|can\s+be|may\s+be|must\s+be|is\s+always)\s+(?:either\s+|one\s+of\s+|always\s+)*(?P<list>[^.;:]*?\bor\s+[^.;:,]+)\.?$",
    re.I,
)
_AT_FIRST = frozenset({"at first", "initially", "first", "to begin with", "in the beginning", "originally"})


def passing(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A ticket passes through the states draft, in work, checked and closed"."""
    phrase = clause.phrase("through")
    if clause.verb not in _PASSING or phrase is None or phrase.item is None or clause.negators or clause.modal == "not":
        return None
    names = _listed(phrase.items)
    entity = _about(clause, scope)
    if entity is None or len(names) < 2:
        return None
    scope.take(clause, phrase.span)
    name = _order(scope.draft, entity, names, phrase.span)
    return Claimed("passage", (entity.id, f"field.{entity.name}.{name}"))


def _listed(items: tuple[NP, ...]) -> tuple[str, ...]:
    """The names in a list; "the states (draft, open)" has them behind its head."""
    found: list[str] = []
    for np in items:
        found += [g.text.lower() for g in np.gloss] if np.head in _STATES else [np.text.lower()]
    return tuple(dict.fromkeys(" ".join(name.split()).strip(" ,;:") for name in found))


def _order(draft: Draft, entity: EntityDraft, names: tuple[str, ...], span: tuple[int, int]) -> str:
    field_name = states(draft, entity, *names, span=span)
    begin_passage(draft, entity, names)
    entity.later.add(field_name)
    return field_name


def _about(clause: Clause, scope: Scope) -> EntityDraft | None:
    """The thing that the subject names, or that was spoken of."""
    subject = clause.subject
    if subject is None:
        return None
    scope.take(subject)
    if not subject.pronoun:
        return _owner(subject, scope)
    passage = scope.draft.recall(Passage)
    near = abouts(clause, scope)
    return passage.entity if passage is not None else (near[0] if near else None)


def _owner(np: NP, scope: Scope) -> EntityDraft | None:
    """The thing that is spoken of in general; what has states is something to keep."""
    known = known_thing(scope.draft, np)
    if (
        known is not None
        or np.determiner not in {"a", "an", "each", "every"}
        or head_kind(np.head) not in {"", "list", "text"}
    ):
        return known
    return scope.draft.entity(np.name, np.span) if not np.proper else None


def ending(clause: Clause, scope: Scope) -> Claimed | None:
    """ "It can also end up as rejected or withdrawn"."""
    passage = scope.draft.recall(Passage)
    subject = clause.subject
    bare = clause.frame == "fragment" and subject is not None and subject.head in _ENDING  # "… or ends as rejected"
    phrase = clause.phrase("as", "in") or next(
        (p for p in (subject.of if subject and bare else ()) if p.prep == "as"), None
    )
    if (
        passage is None
        or not (bare or clause.verb in _ENDING)
        or phrase is None
        or clause.negators
        or clause.conditions
    ):
        return None
    names = _listed(phrase.items)
    if not bare and subject is not None and _about(clause, scope) is not passage.entity:
        return None
    scope.take(subject if bare else None)
    states(scope.draft, passage.entity, *names, span=phrase.span)
    passage.ends = (*passage.ends, *names)
    scope.take(clause, phrase.span)
    return Claimed("passage_ends", (passage.entity.id, f"field.{passage.entity.name}.status"))


def unskipped(clause: Clause, scope: Scope) -> Claimed | None:
    """ "No state may be skipped": each follows the one before it, as it does anyway."""
    passage = scope.draft.recall(Passage)
    subject = clause.subject
    if (
        passage is None
        or subject is None
        or subject.head not in _STATES
        or clause.verb not in {"skip", "omit", "leave", "jump"}
    ):
        return None
    if not clause.negated or clause.conditions:
        return None
    scope.take(clause, subject)
    return Claimed("passage_order", (passage.entity.id,))


def one_of(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A parcel is waiting, collected or returned", "The priority of a ticket is low, normal or high"."""
    unit = scope.unit
    match = (
        _ONE_OF.match(" ".join(unit.text.split())) if clause.span[0] == unit.span[0] and "\n" not in unit.text else None
    )
    subject = clause.subject
    choices = choices_in(match["list"].lower().rstrip(". ")) if match else ()
    if match is None or subject is None or len(choices) < 2 or any(_verbal(c) for c in choices):
        return None
    whole = match["owner"] or match["thing"]
    label = " ".join([*whole.lower().split()[:-1], tag(whole)[-1].lemma])
    entity = scope.draft.find_entity(label) or (
        scope.draft.entity(label, subject.span) if head_kind(label) in {"", "list"} else None
    )
    if entity is None:
        return None
    scope.take(unit.span)
    if match["owner"]:
        claimed = _set_choices(entity, match["thing"].lower(), choices, subject, scope)
    elif state_called(entity, choices[0]) is None and (lasting := quality_of(choices)) is not None:
        claimed = _set_choices(entity, lasting, choices, subject, scope)
        scope.draft.assume(
            f"Which {lasting} a {entity.label} is of is said when it is entered, and stays.", clause.span
        )
    else:
        known = state_called(entity, choices[0])
        name = known[0] if known is not None else states(scope.draft, entity, *choices, span=clause.span)
        scope.draft.assume(
            f"A new {entity.label} is “{choices[0]}”, the first state named, where nothing else is said.", clause.span
        )
        claimed = Claimed("states", (entity.id, f"field.{entity.name}.{name}"))
    scope.draft.claim(unit.span, claimed.pattern, claimed.elements)
    return claimed


_WHERE = frozenset({"in", "on", "under"})
_SOMEWHERE = 3
"""Words of a place that is a state: a preposition, "the", and the place."""


def _verbal(choice: str) -> bool:
    """More than a state: an article, a number, a clause."""
    words = tag(choice)
    if len(words) == _SOMEWHERE and words[0].lower in _WHERE and words[1].lower == "the" and words[2].pos == "NOUN":
        return False  # "in the workshop"
    return any(w.pos in {"DET", "NUM", "PRON", "CONJ", "AUX"} for w in words) or words[0].lower in {
        "at",
        "by",
        "only",
        "not",
        "more",
        "less",
    }


def _word(np: NP) -> bool:
    """A plain word such as a state has: no number, no clause, nothing attached."""
    bare = (
        np.determiner in {"", "either"}
        and np.quantity is None
        and not (np.of or np.relatives or np.possessor or np.pronoun)
    )
    return bare and len(np.text.split()) <= 3 and head_kind(np.head) in {"", "text", "boolean"}


def _set_choices(entity: EntityDraft, label: str, choices: tuple[str, ...], at: NP, scope: Scope) -> Claimed:
    kind = bp.Type(kind="choice", choices=choices)
    name = scope.draft.add_field(entity, label, kind, at.span)
    known = entity.fields[name]
    if known.type.kind not in {"choice", "text", "decimal", "integer"}:
        raise NotUnderstoodError(f"“{label}” is something else already", at.span)
    entity.fields[name] = known.model_copy(update={"type": kind})
    entity.invariants[:] = [g for g in entity.invariants if g.field != name]
    scope.take(scope_span(at, scope))
    return Claimed("choices", (entity.id, f"field.{entity.name}.{name}"))


def scope_span(at: NP, scope: Scope) -> tuple[int, int]:
    """From a phrase to the end of its sentence: the list that follows it."""
    return at.span[0], scope.unit.span[1]


def comes_in(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Shirts come in three sizes: small, medium and large"."""
    phrase = clause.phrase("in")
    subject = clause.subject
    if clause.verb not in {"come", "exist", "be"} or phrase is None or phrase.item is None or len(clause.items) < 2:
        return None
    entity = _owner(subject, scope) if subject is not None and not subject.pronoun else None
    value = phrase.item
    if (
        subject is None
        or entity is None
        or value.quantity is None
        or clause.negators
        or not all(_word(np) for np in clause.items)
    ):
        return None
    scope.take(clause, value)
    take_name(subject, scope)
    return _set_choices(entity, value.head, tuple(np.text for np in clause.items), value, scope)


def _quoted(clause: Clause) -> bool:
    """ "A new repair is “waiting”"."""
    return len(clause.objects) == 1 and clause.objects[0].quoted and not (clause.complements or clause.phrases)


def initially(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A new ticket is open", "Every boat starts as moored": the state in which things come into being."""
    subject = clause.subject
    if subject is None or subject.pronoun or clause.negators or clause.conditions or clause.modal in {"may", "can"}:
        return None
    phrase = clause.phrase("as", "in")
    fresh = "new" in subject.adjectives or bool(_AT_FIRST & set(clause.adverbs))
    if clause.verb == "be" and fresh and len(clause.complements) == 1 and not clause.objects and not clause.phrases:
        word = clause.complements[0]
    elif clause.verb == "be" and fresh and _quoted(clause):
        word = clause.objects[0].text.strip('"“” ').lower()
        scope.take(clause.objects[0])
    elif clause.verb in _STARTING and phrase is not None and phrase.item is not None and len(clause.phrases) == 1:
        word = phrase.item.text.lower()
        scope.take(phrase.span)
    elif fresh and clause.progressive and clause.voice == "active" and not (clause.objects or clause.phrases):
        word = scope.draft.text.at(clause.verb_span).lower().split()[-1]
    else:
        return None
    entity = _owner(subject, scope)
    if entity is None or len(word.split()) > 3:
        return None
    name = _begin(scope.draft, entity, word)
    scope.take(clause, subject, clause.span)
    return Claimed("first_state", (entity.id, f"field.{entity.name}.{name}"))


def _begin(draft: Draft, entity: EntityDraft, word: str) -> str:
    known = state_called(entity, word)
    if known is None:
        name = states(draft, entity, word)
        known = state_called(entity, word) or (name, state(word))
    name, value = known
    entity.fields[name] = entity.fields[name].model_copy(update={"default": value, "required": False})
    entity.lifecycle = bp.Lifecycle(field=name, initial=str(value.value))
    return name


def unalterable(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Records can't be edited by anybody", "Reports, once signed, can't be altered": nothing offers to change them."""
    subject = clause.subject
    changing = (
        classes_of(clause.verb, clause.particle) & {"change", "remove"} and clause.voice == "passive" and clause.negated
    )
    stays = (
        clause.verb in {"stay", "remain"} and any(c.marker == "as" for c in clause.conditions) and not clause.negators
    )
    if subject is None or subject.pronoun or not (changing or stays) or clause.limits:
        return None
    if subject.adjectives or subject.relatives or subject.of:
        return None  # only some of them
    entity = known_thing(scope.draft, subject)
    if entity is None or any(c.marker not in {"as", "once", "after", "when"} for c in clause.conditions):
        return None
    alike = CHANGING if clause.verb in CHANGING else {clause.verb}
    if any(
        o.entity is entity and o.kind in {"change", "remove"} and o.verb in alike
        for o in scope.draft.operations.values()
    ):
        return None
    others = [
        p
        for p in clause.phrases
        if not (p.prep == "by" and p.item is not None and p.item.head in {"anybody", "anyone"})
    ]
    if others:
        return None
    scope.take(clause, subject, *(p.span for p in clause.phrases), *(c.span for c in clause.conditions))
    return Claimed("unalterable", (entity.id,))


LIVING: tuple[Frame, ...] = (passing, ending, unskipped, comes_in, one_of, initially)
"""The frames for states and their order."""
