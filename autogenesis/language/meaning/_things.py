"""Frames that declare things: what is kept of each, what belongs to what, and how many there are to begin with."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Bound, Literal, Measure, Number, Range
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._tokens import tag
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._fields import add_np_fields, placed, plainly_fields, refer_to
from autogenesis.language.meaning._listing import LISTS
from autogenesis.language.meaning._naming import ANYBODY, SYSTEM, known_thing, take_name
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope
from autogenesis.language.readings._fields import stated_fields
from autogenesis.language.readings._stated import add_stated

_HAS = frozenset({"have", "bear", "carry", "contain", "comprise", "include", "show", "get", "receive"})
_HAS_WITH = frozenset({("come", "with"), ("consist", "of"), ("go", "with"), ("start", "with")})
_IS_BY = frozenset({"describe", "identify", "characterise", "characterize", "define", "know"})
_LIES = frozenset(
    {"belong", "stand", "lie", "live", "sit", "hang", "come", "be", "refer", "relate", "apply", "concern", "work"}
)
_LIES_IN = frozenset({"to", "in", "on", "at", "of", "from", "for", "with", "under"})
_PLACED = frozenset(
    {"store", "keep", "place", "locate", "assign", "attach", "link", "connect", "allocate", "situate", "put"}
)
_ONE = frozenset({"a", "an", "one", "exactly"})
_MOST = 500
"""How many rows a text may bring about by their number."""


def declared_fields(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Each hive bears a number that is never used twice", "A treatment comes with a product and a dose"."""
    thing, listed = clause.subject, _listed(clause)
    if not listed or thing is None or not _generic(thing, clause) or len(clause.subjects) > 1:
        return None
    if any(np.pronoun or np.negative or np.head in {"each", "what"} for np in listed):
        return None
    if len(listed) == 1 and listed[0].head in {"priority", "precedence"} and not listed[0].determiner:
        return None  # whose turn it is first
    known = known_thing(scope.draft, thing)
    if not plainly_fields(listed, scope) and (known is None or len(listed) < 2):
        return None
    told = clause.verb in {"get", "receive", "show"}
    if told and (any(np.head in LISTS for np in listed) or not (len(listed) > 1 or known is None)):
        return None  # who gets a list has none
    if set(clause.adverbs) - {"also", "always", "usually"} or clause.modal in {"should", "would"}:
        return None
    entity = known or scope.draft.entity(thing.name, thing.span)
    scope.take(clause)
    take_name(thing, scope)
    place = placed(listed[-1], clause.phrases[0] if clause.phrases else None, scope) if len(listed) > 1 else None
    if place is not None:
        listed = listed[:-1]
    made = add_np_fields(listed, entity, scope, optional=clause.modal in {"may", "can"})
    made += [f"field.{entity.name}.{refer_to(scope.draft, entity, place)}"] if place is not None else []
    for phrase in clause.phrases:
        scope.take(*(phrase.items if clause.verb in {v for v, _ in _HAS_WITH} | _IS_BY else ()))
    return Claimed("things", (entity.id, *made))


def _listed(clause: Clause) -> tuple[NP, ...]:
    """The noun phrases that say what a thing has."""
    if clause.voice == "passive" and clause.verb in _IS_BY:
        by = clause.phrase("by", "through")
        return by.items if by else ()
    phrase = next((p for p in clause.phrases[:1] if (clause.verb, p.prep) in _HAS_WITH), None)
    if phrase is not None:
        return phrase.items
    return (*clause.objects, *clause.items) if clause.verb in _HAS and clause.voice != "passive" else ()


def _generic(np: NP, clause: Clause) -> bool:
    """Any one of a kind is spoken of, and nothing is said of when or whether."""
    if np.pronoun or np.negative or np.quoted or np.proper or np.quantity is not None or np.relatives:
        return False
    if np.name in SYSTEM | ANYBODY or np.adjectives or clause.conditions or clause.negators or clause.limits:
        return False
    some = np.determiner in {"a", "an", "each", "every", "any"} or (np.plural and not np.determiner)
    return some or (np.determiner == "the" and not np.plural and head_kind(np.head) == "")


def belonging(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Each hive stands on one site", "Every ticket belongs to a customer", "Boxes are stored in a unit"."""
    thing = clause.subject
    verbs = _PLACED if clause.voice == "passive" else _LIES
    if (
        thing is None
        or clause.verb not in verbs
        or clause.modal
        or not _generic(thing, clause)
        or len(clause.phrases) != 1
    ):
        return None
    phrase = clause.phrases[0]
    place = phrase.item
    if (clause.verb, phrase.prep) == ("apply", "for"):
        return None  # whoever applies for something does not belong to it
    if place is None or phrase.prep not in _LIES_IN or len(phrase.items) > 1 or clause.objects or clause.complements:
        return None
    part = known_thing(scope.draft, thing)
    whole = known_thing(scope.draft, place)
    if (
        whole is None
        and part is not None
        and clause.verb not in {"be", "come", "go"}
        and head_kind(place.head) in {"", "place"}
    ):
        whole = scope.draft.entity(place.name, place.span) if place.determiner and not place.proper else None
    if whole is None or place.plural or place.relatives or not (place.determiner in _ONE or _is_one(place.quantity)):
        return None
    if part is None and (clause.verb == "be" or thing.plural):
        return None
    entity = part or scope.draft.entity(thing.name, thing.span)
    name = refer_to(scope.draft, entity, whole)
    scope.take(clause, place)
    take_name(thing, scope)
    return Claimed("belonging", (entity.id, f"field.{entity.name}.{name}"))


def _is_one(literal: Literal | None) -> bool:
    return _exactly(literal) == 1


def _exactly(literal: Literal | None) -> int | None:
    if isinstance(literal, Bound) and literal.op == "==":
        literal = literal.value
    if not isinstance(literal, Number | Measure) or literal.value != int(literal.value):
        return None
    return int(literal.value)


def counted(clause: Clause, scope: Scope) -> Claimed | None:
    """ "There are six docks", "The depot has eight fridges and two freezers", "We have got 20 lockers, numbered 1 to 20"."""
    subject = clause.subject
    there = (
        subject is not None and subject.head in {"there", "we"} and clause.verb in {"be", "have", "get", "own", "run"}
    )
    owner = (
        subject is not None and clause.verb == "have" and subject.determiner in {"the", "our"} and not subject.plural
    )
    if (
        subject is None
        or not (there or owner)
        or clause.modal
        or clause.negators
        or clause.conditions
        or clause.phrases
    ):
        return None
    rows = [np for np in clause.objects if np.quantity is not None or np.determiner in {"a", "an"}]
    if not rows or len(rows) != len(clause.objects) or not any((_exactly(np.quantity) or 0) > 1 for np in rows):
        return None
    made: list[str] = []
    for np in rows:
        made += _rows(np, scope)
    scope.take(clause, subject)
    return Claimed("counted_things", tuple(made))


def _rows(np: NP, scope: Scope) -> list[str]:
    count = _exactly(np.quantity) if np.quantity is not None else 1
    if (
        count is None
        or np.quantifier
        or not 0 < count <= _MOST
        or np.adjectives
        or head_kind(np.head) not in {"", "place", "person"}
    ):
        raise NotUnderstoodError(f"it is not known which “{np.text}” there are", np.span)
    entity = known_thing(scope.draft, np) or scope.draft.entity(np.name, np.span)
    first = _numbered_from(np)
    if first is None or entity.initial:
        raise NotUnderstoodError(f"it is not known which “{np.text}” there are", np.span)
    name = scope.draft.add_field(entity, "number", bp.INTEGER, np.span)
    entity.key = entity.key or name
    scope.take(np)
    entity.initial.extend(((name, bp.whole(number)),) for number in range(first, first + count))
    return [entity.id, f"field.{entity.name}.{name}"]


def _numbered_from(np: NP) -> int | None:
    """The first number: as said ("numbered 1 to 20"), else 1; None where something else is said of them."""
    if np.of or np.gloss:
        return None
    for relative in np.relatives:
        bounds = next((x for x in relative.literals if isinstance(x, Range)), None)
        low = _exactly(bounds.low) if bounds is not None else None
        if relative.verb != "number" or low is None:
            return None
        return low
    return 1


def each_with(clause: Clause, scope: Scope) -> Claimed | None:
    """ "The wall has lockers, each with a number and a size", "zones A, B and C, each with a maximum number of permits"."""
    nps = (*clause.subjects, *clause.objects)
    each = next((np for np in nps if np.head == "each"), None)
    having = next((p for p in (*(each.of if each else ()), *clause.phrases) if p.prep == "with"), None)
    if each is None or having is None or clause.negators or clause.conditions or clause.modal:
        return None
    before = nps[: nps.index(each)]
    things = [np for np in before if np.plural and not np.proper]
    if not things:
        return None
    thing = things[-1]
    entity = known_thing(scope.draft, thing) or scope.draft.entity(thing.name, thing.span)
    made = add_np_fields(having.items, entity, scope)
    scope.take(clause, each)
    take_name(thing, scope)
    names = [np for np in before[before.index(thing) + 1 :] if len(np.words) <= 1]
    made += _named(entity, names, scope)
    for np in before[: before.index(thing)]:
        take_name(np, scope)
    return Claimed("things_with", (entity.id, *made))


def given_with(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Given households with an address in exactly one zone": what there is to begin with has these fields."""
    thing = clause.subject
    if (
        clause.frame != "fragment"
        or scope.unit.block.keyword != "given"
        or thing is None
        or clause.objects
        or clause.verb
    ):
        return None
    having = next((p for p in thing.of if p.prep == "with"), None)
    if having is None or not thing.plural or thing.relatives or len(thing.of) > 1 or thing.quantity is not None:
        return None
    entity = known_thing(scope.draft, thing) or scope.draft.entity(thing.name, thing.span)
    made: list[str] = []
    for item in having.items:
        place = next((p.item for p in item.of if p.prep in _LIES_IN), None)
        whole = known_thing(scope.draft, place) if place is not None else None
        made += add_np_fields((_bare(item, scope) if whole else item,), entity, scope)
        if whole is not None and place is not None and (_is_one(place.quantity) or place.determiner in _ONE):
            made.append(f"field.{entity.name}.{refer_to(scope.draft, entity, whole)}")
            scope.take(place)
    take_name(thing, scope)
    return Claimed("things_with", (entity.id, *made))


def _bare(np: NP, scope: Scope) -> NP:
    """The phrase without what is attached to it."""
    span = (np.span[0], np.of[0].span[0])
    return replace(np, of=(), span=span, text=scope.draft.text.at(span).strip())


def measured_in(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Readings are whole cubic metres": what each of them says is a number of such units."""
    subject, unit = clause.subject, clause.object
    if subject is None or unit is None or clause.verb != "be" or clause.negators or clause.conditions or clause.phrases:
        return None
    whole = "whole" in unit.adjectives or "full" in unit.adjectives
    entity = known_thing(scope.draft, subject)
    if (
        entity is None
        or not subject.plural
        or not unit.plural
        or not whole
        or unit.determiner
        or unit.of
        or unit.relatives
    ):
        return None
    label = " ".join([*(a for a in unit.adjectives if a not in {"whole", "full"}), *unit.words])
    known = next(
        (n for n, f in entity.fields.items() if f.type.kind in {"integer", "decimal"} and n in {"value", "reading"}),
        None,
    )
    name = known or scope.draft.add_field(entity, "value", bp.INTEGER, unit.span, summary=f"in {label}")
    entity.fields[name] = entity.fields[name].model_copy(update={"type": bp.INTEGER, "required": True})
    entity.given.add(name)
    scope.take(clause, subject, unit)
    return Claimed("measured_in", (entity.id, f"field.{entity.name}.{name}"))


def _named(entity: EntityDraft, names: list[NP], scope: Scope) -> list[str]:
    """Things that are there by name from the beginning; what else is kept of them is said later."""
    if not names:
        return []
    name = scope.draft.add_field(entity, "name", bp.TEXT, names[0].span)
    entity.key = entity.key or name
    for np in names:
        scope.take(np)
        entity.initial.append(((name, bp.text(np.text.strip('"“” '))),))
    for f in list(entity.fields.values()):
        if f.name != name and f.required and f.default is None:
            entity.fields[f.name] = f.model_copy(update={"required": False})
    return [f"field.{entity.name}.{name}"]


def listed_under(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Singers" above "Name, voice (soprano, alto), e-mail": the first line of a list says what is kept of each."""
    block = scope.unit.block
    if clause.frame != "fragment" or block.kind != "bullet" or not block.under or clause.span[0] != scope.unit.span[0]:
        return None
    first = next(u for u in scope.draft.units if u.block.under == block.under)
    if first.block is not block or first.number != scope.unit.number or ";" in scope.unit.text:
        return None
    words = tag(block.under)
    if not 0 < len(words) <= 2 or words[-1].pos != "NOUN" or not words[-1].plural:
        return None
    fields, unread = stated_fields(scope.unit.text, scope.unit.span[0])
    telling = any(
        f.choices or f.unit or head_kind(f.head) in {"name", "date", "contact", "identifier", "number"} for f in fields
    )
    if len(fields) < 2 or unread or not telling or any(f.unread for f in fields):
        return None
    label = " ".join([*(w.lower for w in words[:-1]), words[-1].lemma])
    entity = scope.draft.find_entity(label) or scope.draft.entity(label, scope.unit.span)
    made = add_stated(scope.draft, entity, fields)
    scope.take(scope.unit.span)
    scope.draft.claim(scope.unit.span, "things_listed", [entity.id, *made])
    return Claimed("things_listed", (entity.id, *made))


DECLARING: tuple[Frame, ...] = (each_with, counted, declared_fields, belonging, measured_in, given_with, listed_under)
"""The frames for what there is, in the order in which they are tried."""
