"""Finds the values of a state or kind that is declared without them: those in which the text speaks of the thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import blueprints as bp
from autogenesis.language import _lexicon as lexicon
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._people import names_people
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import NP, Clause, Condition, Phrase
from autogenesis.language._terms import choice
from autogenesis.language._tokens import tag
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._bringing import MARKING, deed_in
from autogenesis.language.meaning._deeds import CREATING
from autogenesis.language.meaning._ears import read_stored
from autogenesis.language.meaning._facts import state_called
from autogenesis.language.meaning._lifecycles import one_of
from autogenesis.language.meaning._members import singular
from autogenesis.language.meaning._mentions import mentions
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope, attempt
from autogenesis.language.readings._states import INITIAL

_STATES = frozenset({"state", "status", "stage", "phase"})
_KINDS = frozenset({"kind", "type", "class", "category", "sort"})
_NO_KIND = frozenset(
    "new further other another free same single-use certain such any each every next last first old good bad own".split()
)
_SETS = regex(
    r"\bsets?\s+(?:its|their|the)\s+(?:status|state)\s+(?:of\s+(?:the|an?|each|every|that)\s+(?P<whose>[a-z][a-z -]*?)\s+)?to\s+[\"“]?(?P<value>[a-z][a-z-]*(?:\s[a-z-]+){0,2}?)(?=[\"”.,;]|$)",
    re.I,
)
_QUOTED = regex(r"[\"“](?P<word>[a-z][a-z-]*(?:\s[a-z-]+){0,2})[\"”]")
_IT = frozenset({"it", "they", "them"})
_WHEN = frozenset({"on", "after", "at", "from", "in"})
_FEW = 2


def tell_values(unit: Unit, draft: Draft) -> None:
    """Once for a text: give states and kinds their values."""
    if unit is not draft.units[0]:
        return
    _set_states(draft)
    for each in draft.units:
        _listed(each, draft)
        _in_turn(each, draft)
    for entity in draft.entities.values():
        for name, f in list(entity.fields.items()):
            if f.type.kind == "text" and f.label in _STATES:
                _give(draft, entity, name, tuple(dict.fromkeys(_states(draft, entity))), first=True)
            elif f.type.kind == "text" and f.label in _KINDS:
                _give(draft, entity, name, tuple(dict.fromkeys(_kinds(draft, entity))), first=False)
    read_stored(draft)
    _flag(draft)
    _name_kinds(draft)


def _set_states(draft: Draft) -> None:
    """ "When a case is opened, set its status to “new”": the thing has a status, and these are its values."""
    told: dict[str, list[str]] = {}
    for unit in draft.units:
        found = _SETS.search(unit.text)
        entity = _thing_set(found, unit, draft) if found is not None else None
        if (
            found is not None
            and entity is not None
            and not any(f.type.kind == "choice" for f in entity.fields.values())
        ):
            told.setdefault(entity.name, []).append(found["value"].lower())
    for name, values in told.items():
        entity, different = draft.entities[name], tuple(dict.fromkeys(values))
        if len(different) >= _FEW and "status" not in entity.fields:
            _give(draft, entity, draft.add_field(entity, "status", bp.TEXT), different, first=True)


def _thing_set(found: re.Match[str], unit: Unit, draft: Draft) -> EntityDraft | None:
    """Whose status it is: as said, else of what the sentence speaks of first that is kept."""
    if found["whose"]:
        return draft.find_entity(singular(found["whose"].lower()))
    inner = [c for clause in unit.clauses for condition in clause.conditions for c in condition.clauses]
    named = (np for c in (*inner, *unit.clauses) for np in (*c.objects, *c.subjects) if not np.pronoun)
    return next((thing for np in named if (thing := known_thing(draft, np)) is not None and thing.fields), None)


def _in_turn(unit: Unit, draft: Draft) -> None:
    """ "A booking is requested, confirmed or cancelled": known before it is asked what was done to which."""
    first = unit.clauses[0] if unit.clauses else None
    known = first is not None and first.subject is not None and known_thing(draft, first.subject) is not None
    if first is None or not known or draft.claimed(unit.span) or unit.block.kind == "gherkin":
        return
    scope = Scope(draft, unit)
    try:
        with attempt(scope):
            one_of(first, scope)
    except NotUnderstoodError as failure:
        draft.explain(first.span, failure.why)


def _flag(draft: Draft) -> None:
    """ "The cook marks an order as ready": whether it is, is kept of each order, where no list of states has it."""
    for clause, _, _ in _clauses(draft):
        said = clause.phrase("as") if clause.verb in MARKING and not clause.negated else None
        things = clause.subjects if clause.voice == "passive" else clause.objects
        entity = known_thing(draft, things[0]) if len(things) == 1 else None
        if said is None or entity is None or len(said.items) != 1 or said.items[0].determiner not in {"", "a", "an"}:
            continue
        label = " ".join((*said.items[0].adjectives, *said.items[0].words)).lower()
        if not label or deed_in(said.items[0]) or state_called(entity, label) is not None:
            continue
        if not any(f.label == label for f in entity.fields.values()):
            name = draft.add_field(entity, label, bp.BOOLEAN, said.span, required=False, default=bp.truth(False))
            entity.later.add(name)


def _listed(unit: Unit, draft: Draft) -> None:
    """ "The kinds are soft, blue and hard", "Possible states of a job are new, open and done"."""
    found = re.match(
        r"(?:(?:the|its|their|possible|allowed)\s+)*(?P<what>[a-z]+s|classes|categories)(?:\s+of\s+(?:an?\s+|the\s+)?(?P<whose>[\w -]+?))?\s+(?:are|can be|may be):?\s+"
        r"(?P<list>[\w\"“” -]+(?:,\s*[\w\"“” -]+)*,?\s+(?:and|or)\s+[\w\"“” -]+)\.?$",
        " ".join(unit.text.split()),
        re.I,
    )
    if found is None or draft.claimed(unit.span):
        return
    words = re.split(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+", found["list"])
    values = tuple(word.strip(' "“”').lower() for word in words)
    label = singular(found["what"].lower())
    whose = draft.find_entity(singular(found["whose"].lower())) if found["whose"] else None
    open_ones = [
        (entity, name)
        for entity in draft.entities.values()
        for name, f in entity.fields.items()
        if f.label == label and f.type.kind == "text" and (whose is None or whose is entity)
    ]
    if not open_ones or any(len(value.split()) > _FEW for value in values):
        return
    for entity, name in open_ones:
        _give(draft, entity, name, values, first=label in _STATES, assumed=False)
    made = [f"field.{entity.name}.{name}" for entity, name in open_ones]
    draft.claim(unit.span, "values_listed", made)


def _name_kinds(draft: Draft) -> None:
    """Nouns for the rows of a kind: where a member is a beginner or advanced, "a beginner" is such a member."""
    spoken = {
        np.head.lower()
        for unit in draft.units
        for clause in unit.clauses
        for mention in mentions(clause)
        if (np := mention.np).plural or np.determiner in {"a", "an", "the", "each", "every", "no", "any"}
        if not (np.relatives or np.quoted or np.pronoun) and len(np.words) <= 1
    }
    told = [
        (value.lower(), entity, name)
        for entity in draft.entities.values()
        for name, f in entity.fields.items()
        if f.type.kind == "choice" and f.label not in _STATES
        for value in f.type.choices
    ]
    for value, entity, name in told:
        alone = sum(value == other for other, _, _ in told) == 1 and draft.find_entity(value) is None
        if alone and value in spoken and value.isalpha() and _of_people(value):
            entity.kinds.setdefault(value, (name, value))


def _of_people(word: str) -> bool:
    known = lexicon.word(word).lemmas
    return "NOUN" in known and "ADJ" not in known and names_people(word)


def _give(
    draft: Draft, entity: EntityDraft, name: str, values: tuple[str, ...], *, first: bool, assumed: bool = True
) -> None:
    if len(values) < _FEW:
        return
    kind = bp.Type(kind="choice", choices=values)
    known = entity.fields[name]
    changes: dict[str, object] = {"type": kind}
    if first:
        changes |= {"default": choice(values[0], values), "required": False}
    entity.fields[name] = known.model_copy(update=changes)
    if assumed:
        said = ", ".join(f"“{value}”" for value in values)
        draft.assume(f"The {known.label} of {article(entity.label)} is one of {said}, as the text speaks of it.")


def _states(draft: Draft, entity: EntityDraft) -> list[str]:
    """The states in which the text speaks of a thing, the one in which it begins first."""
    said: list[str] = []
    described: list[str] = []
    begun: list[str] = []
    for clause, spoken, told in _clauses(draft):
        mine = [np for np in _phrases(clause) if _names(np, entity)]
        quoted = _QUOTED.search(clause.text) is not None
        described += [a for np in mine for a in np.adjectives if not (quoted and np in clause.subjects)]
        if not mine and spoken is not entity:
            continue
        said += _said(clause, entity, spoken is entity) if told else ()
        begun += _begun(clause, entity)
    values = [*said, *(a for a in described if _participle(a) or a in said)]
    order = [value for value in begun if value in values] + [v for v in values if v in INITIAL | {"free"}] + values
    return order if said else []


def _said(clause: Clause, entity: EntityDraft, pronoun: bool) -> Iterator[str]:
    """ "it is “ripe”", "the plot is then let", "sets it to “sold”", "becomes absent"."""
    subject = clause.subject
    about = subject is not None and (_names(subject, entity) or (subject.head in _IT and pronoun))
    done = any(_names(np, entity) or (np.head in _IT and pronoun) for np in clause.objects)
    if clause.negators or not (about or done):
        return
    for found in _QUOTED.finditer(clause.text):
        yield found["word"].lower()
    if not about or clause.modal:
        return
    if clause.verb in {"be", "become"} and clause.voice != "passive":
        yield from (word for word in clause.complements if word.isalpha() and ({"again", "then"} & set(clause.adverbs)))
        if clause.verb == "become":
            yield from (word for word in clause.complements if word.isalpha())
    timely = all(phrase.prep in _WHEN for phrase in clause.phrases)
    telling = classes_of(clause.verb, clause.particle) & {"notify", "remind", "reject"}
    if clause.voice == "passive" and timely and not clause.perfect and not telling:
        yield participle_of(f"{clause.verb} {clause.particle}".strip())


def _begun(clause: Clause, entity: EntityDraft) -> Iterator[str]:
    """ "starts as “new”", "registers a cask …, stores it as “fresh”"."""
    things = clause.subjects if clause.voice == "passive" else clause.objects
    if classes_of(clause.verb, clause.particle) & CREATING and any(_names(np, entity) for np in things):
        yield participle_of(f"{clause.verb} {clause.particle}".strip())
    if clause.verb in {"start", "begin", "store", "register", "enter", "create"}:
        yield from (found["word"].lower() for found in _QUOTED.finditer(clause.text))


def _kinds(draft: Draft, entity: EntityDraft) -> list[str]:
    """What stands before the name of a thing where one kind is set against others: "a single room …, a double room …"."""
    found: list[str] = []
    states = {c for f in entity.fields.values() if f.type.kind == "choice" for c in f.type.choices}
    noun = re.escape(entity.label.split()[-1])
    for unit in draft.units:
        words = re.findall(rf"\b(?:an?|each|every|one)\s+([a-z][a-z-]+)\s+{noun}\b", unit.text, re.I)
        named = list(dict.fromkeys(word.lower() for word in words if word.lower() not in _NO_KIND | states))
        if len(named) >= _FEW:
            found += named
    return found


def _participle(word: str) -> bool:
    """A word for what was done to something, or what it is doing."""
    tagged = tag(word)
    return len(tagged) == 1 and (tagged[0].form in {"part", "past", "ing"} or word.endswith(("ed", "ing")))


def _names(np: NP, entity: EntityDraft) -> bool:
    return np.head == entity.label.split()[-1] or np.head in entity.synonyms


def _clauses(draft: Draft) -> Iterator[tuple[Clause, EntityDraft | None, bool]]:
    """Every clause, with what a pronoun in it most likely stands for, and whether it says what is to be so."""
    spoken: EntityDraft | None = None
    for unit in draft.units:
        told = unit.block.keyword not in {"given", "when"}
        for clause in unit.clauses:
            inner = [c for condition in clause.conditions for c in condition.clauses]
            for each in (*inner, clause):
                yield each, spoken, told and each is clause
                for np in (
                    np for np in (*each.objects, *each.subjects) if np.possessor is None and np.determiner != "its"
                ):
                    known = next((e for e in draft.entities.values() if _names(np, e)), None)
                    spoken = known or spoken


def _phrases(part: object) -> Iterator[NP]:
    """Every noun phrase in a part of a clause."""
    if isinstance(part, tuple):
        for each in part:
            yield from _phrases(each)
    elif isinstance(part, NP | Clause | Phrase | Condition) and is_dataclass(part):
        if isinstance(part, NP):
            yield part
        for f in fields(part):
            yield from _phrases(getattr(part, f.name))


__all__ = ["tell_values"]
