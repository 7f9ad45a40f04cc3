"""Builds fields out of noun phrases: "a number that is never used twice", "one site", "sizes (S, M or L)", "a list of parts"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Bound, Literal, Measure, Number, Range
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Phrase
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope
from autogenesis.language.readings._between_fields import bounds
from autogenesis.language.readings._fields import Stated, stated_fields
from autogenesis.language.readings._stated import add_stated

_UNIQUE = regex(
    r"never (?:used|given|issued|assigned) (?:twice|again)|unique|no (?:two|other)\b|only once|nobody else", re.I
)
_PLACES = frozenset({"stand", "lie", "belong", "live", "sit", "hang", "work", "report"})
_LISTS = frozenset({"list", "set", "collection", "number"})


def add_np_fields(nps: Iterable[NP], entity: EntityDraft, scope: Scope, *, optional: bool = False) -> list[str]:
    """The ids of the fields (and what must hold of them) that noun phrases give an entity; their words are taken up."""
    nps = tuple(nps)
    made = _together(nps, entity, scope, optional=optional)
    if made is not None:
        return made
    made = []
    for np in nps:
        made += _one(np, entity, scope, optional=optional)
    return made


def placed(np: NP, inner: Phrase | None, scope: Scope) -> EntityDraft | None:
    """ "…, stands on one site": the verb of a second statement, taken for a noun; where it stands."""
    bare = np.plural and not np.determiner and not np.adjectives and np.quantity is None and np.head in _PLACES
    place = inner.item if inner is not None and bare and inner.prep in {"on", "in", "at", "to", "under"} else None
    one = place is not None and place.quantity is not None and place.quantity.text.lower().startswith("one ")
    if place is None or inner is None or not one or place.relatives:
        return None
    scope.take(np, inner.span)
    return known_thing(scope.draft, place) or scope.draft.entity(place.head, place.span)


def _together(nps: tuple[NP, ...], entity: EntityDraft, scope: Scope, *, optional: bool) -> list[str] | None:
    """A plain list, read as it is written: "a date, a price in euro and a level (easy, hard)"."""
    if not nps or any(np.relatives or np.pronoun or np.negative or np.proper or np.possessor for np in nps):
        return None
    if any(np.head in _PLACES and np.of for np in nps):
        return None
    span = (nps[0].span[0], max(np.span[1] for np in nps))
    if any(_otherwise_said(np, scope) for np in nps):
        return None
    text = scope.draft.text.at(span)
    fields, unread = stated_fields(text, span[0])
    within = scope.unit.span[0] <= span[0] and span[1] <= scope.unit.span[1]
    if len(fields) < max(2, len(nps)) or unread or any(f.unread for f in fields) or not within:
        return None
    if any(_counted(np.quantity, np) for np in nps) or any(_kept(entity, f.label) for f in fields):
        return None
    scope.take(span)
    return add_stated(
        scope.draft, entity, [_numbered(replace(f, optional=f.optional or optional), scope) for f in fields]
    )


def plainly_fields(nps: Iterable[NP], scope: Scope) -> bool:
    """Whether a list of noun phrases can only mean fields: one has a gloss, a unit, or a head of general meaning."""
    return any(
        np.gloss or head_kind(np.head) not in {"", "person", "list"} or known_thing(scope.draft, np) for np in nps
    )


def _one(np: NP, entity: EntityDraft, scope: Scope, *, optional: bool) -> list[str]:
    draft = scope.draft
    place = placed(np, np.of[0] if np.of else None, scope)
    if place is not None:
        return [f"field.{entity.name}.{refer_to(draft, entity, place)}"]
    if np.pronoun or np.negative or np.proper:
        raise NotUnderstoodError(f"“{np.text}” names nothing that could be kept", np.span)
    other = _referred(np, scope)
    if other is not None:
        return _reference(np, other, entity, scope, optional=optional)
    stated = _stated(np, scope)
    known = _kept(entity, stated.label)
    if known is not None:
        scope.take(np)
        return [f"field.{entity.name}.{known}", *_bounds_too(entity, known, stated, scope)]
    unique = any(_UNIQUE.search(relative.text) for relative in np.relatives)
    made = add_stated(
        draft, entity, (replace(stated, optional=stated.optional or optional, unique=unique or stated.unique),)
    )
    _take(np, scope, entity, unique=unique)
    if not made:
        raise NotUnderstoodError(f"nothing could be kept of “{np.text}”", np.span)
    return made


def _bounds_too(entity: EntityDraft, name: str, stated: Stated, scope: Scope) -> list[str]:
    """The bounds that a later sentence gives of a field that is known already."""
    if stated.low is None and stated.high is None and not stated.among:
        return []
    before = len(entity.invariants)
    made = bounds(scope.draft, entity, name, stated)
    told = {repr(guard.requires) for guard in entity.invariants[:before]}
    again = [guard.id for guard in entity.invariants[before:] if repr(guard.requires) in told]
    entity.invariants[:] = [guard for guard in entity.invariants if guard.id not in again]
    return [each for each in made if each not in again]


def _kept(entity: EntityDraft, label: str) -> str | None:
    """The field that is called so already; a day is the one date of a thing."""
    called = next((name for name, f in entity.fields.items() if f.label == label), None)
    if called is not None or label not in {"day", "date"}:
        return called
    dated = [
        n for n, f in entity.fields.items() if f.type.kind in {"date", "datetime"} and n not in entity.later and f.spans
    ]
    return dated[0] if len(dated) == 1 and entity.fields[dated[0]].type.kind == "date" else None


def _numbered(stated: Stated, scope: Scope) -> Stated:
    """What the text counts elsewhere ("up to 11 pallets") is a number of them."""
    if not stated.plural or stated.kind or stated.choices or stated.unit or scope.draft.find_entity(stated.label):
        return stated
    counted = any(p.kind == "Q" and p.noun == stated.head for u in scope.draft.units for p in u.pieces)
    return replace(stated, kind="integer", low=stated.low or Decimal(0)) if counted else stated


def _stated(np: NP, scope: Scope) -> Stated:
    """What the phrase states, read without its relative clauses."""
    if _otherwise_said(np, scope):
        return _read_as(np.text, np)
    one_of = _one_of(np)
    if one_of is not None:
        return one_of
    end = min([r.span[0] for r in np.relatives if r.span[0] > np.span[0]] + [np.span[1]])
    text = re.sub(r"[,\s]+(?:who|which|that|whose|whom|where)?\s*$", "", scope.draft.text.at((np.span[0], end)) + " ")
    fields, unread = stated_fields(text, np.span[0])
    if len(fields) != 1 or unread or fields[0].unread is not None or _counted(np.quantity, np):
        raise NotUnderstoodError(f"it is not known what is kept as “{np.text}”", np.span)
    return fields[0]


def _otherwise_said(np: NP, scope: Scope) -> bool:
    """Whether the phrase stands for other words of the text, or for words that it leaves out."""
    return np.text.split() != scope.draft.text.at(np.span).split()


def _read_as(text: str, np: NP) -> Stated:
    fields, unread = stated_fields(text, np.span[0])
    if len(fields) != 1 or unread or fields[0].unread is not None:
        raise NotUnderstoodError(f"it is not known what is kept as “{text}”", np.span)
    return replace(fields[0], span=np.span)


def _one_of(np: NP) -> Stated | None:
    """ "one of our five districts (North, South, East)"."""
    inner = next((p.item for p in np.of if p.prep == "of" and p.item is not None), None)
    if np.head != "one" or inner is None or len(inner.gloss) < 2 or inner.relatives or inner.of:
        return None
    choices = tuple(each.text.strip('"“”') for each in inner.gloss)
    return Stated(" ".join((*inner.adjectives, *inner.words)), np.span, choices=choices)


def _counted(quantity: Literal | None, np: NP) -> bool:
    """ "five items" counts; "strength from 1 to 10" and "a two-digit number" bound what is given."""
    return isinstance(quantity, Number | Measure) and np.plural and quantity.span[0] <= np.span[0]


def _take(np: NP, scope: Scope, entity: EntityDraft, *, unique: bool) -> None:
    """The phrase is understood; a relative clause of it that is not is listed as unclear by itself."""
    scope.take(np)
    for relative in np.relatives:
        if not unique:
            scope.draft.claim(
                relative.span,
                "unread_relative",
                status="unclear",
                note=f"What it says of the {np.name} of {article(entity.label)} is not understood.",
            )


def _referred(np: NP, scope: Scope) -> EntityDraft | None:
    """The thing that the phrase refers to: one of a kind ("one site"), or some of them ("a list of parts")."""
    inner = next((p.item for p in np.of if p.prep == "of" and p.item is not None), None)
    if np.head in {"list", "set", "collection"} and inner is not None:
        return known_thing(scope.draft, inner)
    if np.gloss or isinstance(np.quantity, Bound | Range) or inner is not None:
        return None
    found = scope.draft.find_entity(np.name) or (scope.draft.find_entity(np.head) if len(np.words) > 1 else None)
    return found if found is not None and head_kind(np.head) not in {"date", "money", "measure", "name"} else None


def _reference(np: NP, other: EntityDraft, entity: EntityDraft, scope: Scope, *, optional: bool) -> list[str]:
    several = np.plural or np.head in _LISTS
    kind = bp.reference(other.id, deferred=other is entity)
    label = np.name if np.words and np.head not in _LISTS else other.label
    if several:
        label = label if np.head not in _LISTS else other.plural
        label = label if label == other.plural else " ".join([*label.split()[:-1], plural_of(label.split()[-1])])
    field_type = bp.list_of(kind) if several else kind
    name = scope.draft.add_field(entity, label, field_type, np.span, required=not (several or optional))
    entity.given.add(name)
    _take(np, scope, entity, unique=False)
    return [f"field.{entity.name}.{name}"]


def refer_to(draft: Draft, entity: EntityDraft, other: EntityDraft, label: str = "", *, required: bool = True) -> str:
    """The field of `entity` that refers to a row of `other`."""
    known = entity.reference_to(other)
    if known is not None and not label:
        return known
    kind = bp.reference(other.id, deferred=other is entity)
    name = draft.add_field(entity, label or other.label, kind, required=required)
    entity.given.add(name)
    return name
