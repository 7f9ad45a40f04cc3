"""Frames for how much there is room for, by kind: "a small boat holds 4 people, a large one 8"; and for more than that."""

from __future__ import annotations

import bisect

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Measure, Number
from autogenesis.language._quantities import find_literals
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import Relation, choice, same
from autogenesis.language._tokens import Token, tokens
from autogenesis.language.meaning._assumed import add
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._counting import number_of
from autogenesis.language.meaning._kinds_said import near
from autogenesis.language.meaning._members import read, singular
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._room import room_by_capacity
from autogenesis.language.meaning._scope import Row, Scope
from autogenesis.language.meaning._values import row_for, row_of

_HOLDING = frozenset({"hold", "seat", "carry", "fit", "take", "accommodate", "sleep", "store", "contain"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_MORE: dict[str, Relation] = {"more": ">", "fewer": "<", "less": "<"}
_CAPACITY = "capacity"


def held_by_kind(clause: Clause, scope: Scope) -> Claimed | None:
    """So many for each kind of a thing: the whole sentence says nothing else."""
    np = clause.subject
    if (
        clause.verb not in _HOLDING
        or np is None
        or clause.negated
        or clause.conditions
        or clause.modal not in {"", "can"}
    ):
        return None
    words = tokens(scope.unit.sentence)
    literals = find_literals(scope.unit.text, scope.unit.span[0])
    numbers = [q for q in literals if isinstance(q, Measure | Number) and not _a_kind(q)]
    found = _kinds(words, np, scope)
    if found is None or len(found[2]) != len(numbers) or any(q.value != int(q.value) for q in numbers):
        return None
    entity, field, places = found
    starts = [token.start for token, _ in places]
    if [bisect.bisect(starts, q.span[0]) for q in numbers] != list(range(1, len(numbers) + 1)):
        return None  # kinds and numbers take turns
    units = {q.unit for q in numbers if isinstance(q, Measure)}
    known = {
        *entity.label.lower().split(),
        *(w for _, v in places for w in v.lower().split()),
        *_HOLDING,
        "one",
        "each",
    }
    spans = [q.span for q in numbers]
    if len(units) != 1 or any(_left(token, known | units, spans) for token in words):
        return None
    kind = entity.fields[field].type
    value = _known(entity)
    for (_, said), number in reversed(list(zip(places, numbers, strict=True))):
        test = same(bp.Get(of=IT, field=field), choice(said, kind.choices))
        value = bp.Conditional(test=test, then=bp.whole(int(number.value)), otherwise=value)
    made = bp.Derivation(
        id=f"derivation.{entity.name}.{_CAPACITY}", spans=(scope.unit.span,), name=_CAPACITY, label=_CAPACITY,
        type=bp.INTEGER, value=value, summary=f"how many {plural_of(next(iter(units)))} there is room for",
    )  # fmt: skip
    if _CAPACITY in entity.fields:  # spoken of, and now said
        entity.fields.pop(_CAPACITY)
        entity.given.discard(_CAPACITY)
        entity.invariants[:] = [g for g in entity.invariants if g.field != _CAPACITY]
    entity.derivations[_CAPACITY] = made
    counted = next((o for o in clause.objects if isinstance(o.quantity, Measure)), None)
    kept = room_by_capacity(entity, _CAPACITY, counted, clause, scope) if counted is not None else None
    elements = (made.id, *((kept,) if kept is not None else ()))
    scope.take(scope.unit.span)
    if len(scope.unit.clauses) > 1:
        scope.draft.claim(scope.unit.span, "held_by_kind", elements)
    return Claimed("held_by_kind", elements)


def _a_kind(number: Measure | Number) -> bool:
    """ "a large one 8": stands for a thing, and counts nothing."""
    return number.text.lower() == "one" or number.text.lower().startswith("one ") and not isinstance(number, Measure)


def _known(entity: EntityDraft) -> bp.Expression:
    known = entity.derivations.get(_CAPACITY)
    return known.value if known is not None else bp.nothing()


def _kinds(words: tuple[Token, ...], np: NP, scope: Scope) -> tuple[EntityDraft, str, list[tuple[Token, str]]] | None:
    """The thing, its choice field of which values stand in the sentence, and where they stand."""
    entity = next((e for n in range(len(np.words)) if (e := scope.draft.find_entity(" ".join(np.words[n:])))), None)
    for name, f in entity.fields.items() if entity is not None else ():
        places = [(t, v) for t in words for v in f.type.choices if v.lower() in {t.lower, t.lemma}]
        if entity is not None and places and len({v for _, v in places}) == len(places):
            return entity, name, places
    return None


def _left(token: Token, known: set[str], spans: list[tuple[int, int]]) -> bool:
    """Whether a word says something else."""
    inside = any(start <= token.start and token.end <= end for start, end in spans)
    return token.pos in _CONTENT and not inside and not {token.lower, token.lemma, singular(token.lower)} & known


def beyond_held(clause: Clause, scope: Scope) -> bp.Expression | None:
    """ "there are more people than the boat holds", "the group has more people than the hall seats"."""
    np = next((each for each in (*clause.objects, *clause.subjects) if _MORE.keys() & set(each.adjectives)), None)
    than = next((p.item for p in (*np.of, *clause.phrases) if p.prep == "than"), None) if np is not None else None
    if np is None or than is None or than.head not in _HOLDING or not scope.rows or clause.negated:
        return None
    holder = _holder(than, scope)
    if holder is None:
        return None
    entity_has = clause.subject if clause.verb == "have" and clause.subject is not None else None
    owner = row_of(entity_has, scope) if entity_has is not None else None
    newest = scope.rows[-1]
    rows = (owner,) if owner is not None else near(newest, scope.draft, 2)
    found = next((read(r, name) for r in rows if r is not None and (name := number_of(r.entity, np.head))), None)
    if found is None and newest.fresh:
        return None
    if found is None:
        asked = owner or newest
        label = f"number of {plural_of(np.head)}"
        found = read(asked, add(asked.entity, label, bp.INTEGER, np.span, scope))
    scope.take(clause, np, than, *(p.span for p in clause.phrases if p.prep == "than"))
    relation = next(_MORE[word] for word in np.adjectives if word in _MORE)
    return bp.Compare(relation=relation, left=found, right=read(holder, _CAPACITY))


def _holder(than: NP, scope: Scope) -> Row | None:
    """What there is room in: the thing that is named, else the only one near that has a capacity."""
    if len(than.words) > 1:
        entity = scope.draft.find_entity(" ".join(than.words[:-1]))
        row = row_for(entity, scope) if entity is not None else None
        return row if row is not None and _has(row.entity) else None
    return next((row for row in near(scope.rows[-1], scope.draft, 2) if _has(row.entity)), None)


def _has(entity: EntityDraft) -> bool:
    return _CAPACITY in entity.derivations or _CAPACITY in entity.fields


HOLDING: tuple[Frame, ...] = (held_by_kind,)
"""The frames of capacities."""
