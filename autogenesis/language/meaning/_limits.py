"""Frames for how many there may be: per holder, per day, at a time; and for what no two may share."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Bound, Duration, Literal, Measure, Money, Number, Times
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import both, either, same
from autogenesis.language.meaning._assumed import belonging, person_of
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import TIMES, constant, denial
from autogenesis.language.meaning._descriptions import described, undone
from autogenesis.language.meaning._members import entity_of, field_named, members, read, singular, take_words
from autogenesis.language.meaning._naming import actor_of, known_thing, take_name
from autogenesis.language.meaning._placing import IT, kept
from autogenesis.language.meaning._relations import nouns_of, relation_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._selections import entity_named, narrowed
from autogenesis.language.meaning._situations import PEOPLE, stated
from autogenesis.language.readings._counted_together import _period
from autogenesis.language.readings._due_dates import entered

_HAVING = frozenset({"have", "hold", "own", "keep", "get", "receive", "possess"})
_ONGOING = frozenset({"at the same time", "at once", "at a time", "at any time", "at any one time", "simultaneously"})
_FIRST = frozenset({"date", "day", "start", "begin", "beginning", "from", "arrival"})
_PERIODS = frozenset({"day", "week", "month", "year"})
_NOT = frozenset({"not", "never"})
_OTHER = "other"


def at_most(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A member may book at most two courses per week", "At most 12 stays per day", "Nobody may have more than 4 tools"."""
    place = _counted(clause)
    if place is None:
        return None
    np, limit, op = place
    if known_thing(scope.draft, np) is None:
        return _sum(clause, np, limit, op, scope)
    entity, holder = what_counts(clause, np, scope)
    other = Row(entity, bp.Name(name=_OTHER))
    it = Row(entity, IT)
    inner = scope.bound(it)
    scope.take(clause)
    scope.take(np.quantity.span if np.quantity else None)
    terms = list(_narrowing(np, entity, other, inner))
    if holder is not None:
        terms.append(alike(holder, it, other, scope))
    phrases = [*clause.phrases, *np.of]
    ongoing = clause.verb in _HAVING or bool(clause.particle)
    for phrase in phrases:
        if phrase.text.lower() in _ONGOING:
            scope.take(phrase.span)
            ongoing = True
        elif phrase.prep in {"per", "in", "on", "a", "for", "of", "at"}:
            terms.extend(alike(each, it, other, scope) for each in phrase.items)
        else:
            raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)
    if clause.objects[1:]:
        raise NotUnderstoodError(f"“{clause.text}” says more than a number", clause.span)
    but = [denial(stated(condition, inner)) for condition in clause.conditions]
    still = undone(other) if ongoing else None
    if still is not None:
        terms.append(still)
    terms.extend(valid(other))
    count = bp.Aggregate(function="count", entity=entity.id, name=_OTHER, where=both(*terms) if terms else None)
    requires: bp.Expression = bp.Compare(relation="<=" if op == "<=" else "<", left=count, right=bp.whole(limit))
    mine = undone(it) if still is not None else None
    requires = either(*([denial(mine)] if mine is not None else []), *but, requires)
    return Claimed("at_most", (entity.id, kept(entity, requires, "at_most", clause, scope.draft)))


def _sum(clause: Clause, np: NP, limit: int, op: str, scope: Scope) -> Claimed:
    """ "Nobody can write more than 10 hours per day": what all rows of somebody come to in a period."""
    literal = np.quantity.value if isinstance(np.quantity, Bound) else np.quantity
    periods = [p for p in (*clause.phrases, *np.of) if p.prep in {"per", "a", "in", "each"}]
    if literal is None or not periods or len(periods) < len(clause.phrases) or clause.conditions:
        raise NotUnderstoodError(f"it is not known what “{np.text}” are", np.span)
    entity, name = _summed(clause, literal, np, scope)
    it, other = Row(entity, IT), Row(entity, bp.Name(name=_OTHER))
    scope.take(clause, literal.span)
    scope.take(np.quantity.span if np.quantity else None)
    terms = [alike(item, it, other, scope) for phrase in periods for item in phrase.items]
    if clause.subject is not None and clause.voice != "passive":
        terms.append(alike(clause.subject, it, other, scope))
    total = bp.Aggregate(
        function="sum", entity=entity.id, name=_OTHER, where=both(*terms, *valid(other)), value=read(other, name)
    )
    kind = entity.member(name).type
    most = constant(literal, kind, scope)
    requires = bp.Compare(relation="<=" if op == "<=" else "<", left=total, right=most.expression)
    return Claimed("at_most", (entity.id, kept(entity, requires, "at_most", clause, scope.draft, name)))


def _summed(clause: Clause, literal: Literal, np: NP, scope: Scope) -> tuple[EntityDraft, str]:
    """The one number of the rows that the deed brings about, in the unit of the limit."""

    def fits(member: bp.FieldOf | bp.Derivation) -> bool:
        match literal:
            case Money():
                return member.type.kind == "money"
            case Duration(unit=unit) | Measure(unit=unit):
                named = unit in [singular(word) for word in member.label.lower().split()]
                return member.type.is_number and (named or (member.type.unit or "").removesuffix("s") == unit)
        return False

    found = [(e, m.name) for e in scope.draft.entities.values() for m in e.fields.values() if fits(m)]
    done = [
        pair
        for pair in found
        if any(o.verb == clause.verb and o.entity is pair[0] for o in scope.draft.operations.values())
    ]
    chosen = done or found
    if len(chosen) != 1:
        raise NotUnderstoodError(f"it is not known what “{np.text}” are", np.span)
    return chosen[0]


def _counted(clause: Clause) -> tuple[NP, int, str] | None:
    """The phrase that is counted, with the most there may be."""
    denied = bool(_NOT & set(clause.negators)) or (clause.subject is not None and clause.subject.negative)
    if clause.voice == "copula" and clause.subject is not None and clause.subject.head != "there":
        return None
    candidates = [*clause.objects, *(clause.subjects if not clause.objects or not clause.verb else ())]
    for np in candidates:
        found = _most(np, denied, clause)
        if found is not None and not np.pronoun:
            return np, *found
    return None


def _most(np: NP, denied: bool, clause: Clause) -> tuple[int, str] | None:
    literal = np.quantity
    only = np.quantifier == "only" or "only" in clause.negators
    value: Literal | None = literal.value if isinstance(literal, Bound) else literal
    if not isinstance(value, Number | Measure | Duration | Money) or value.value != int(value.value):
        return None
    number = int(value.value)
    if isinstance(literal, Bound):
        if denied and literal.op in {">", ">="}:
            return number, "<=" if literal.op == ">" else "<"
        return (number, literal.op) if not denied and literal.op in {"<=", "<"} else None
    allowed = clause.modal in {"can", "may"} and clause.verb in _HAVING and isinstance(value, Measure)
    return (number, "<=") if (only or allowed) and not denied else None


def what_counts(clause: Clause, np: NP, scope: Scope) -> tuple[EntityDraft, NP | None]:
    """The rows that are counted, and whose they are."""
    entity = known_thing(scope.draft, np)
    if entity is None:
        raise NotUnderstoodError(f"it is not known what “{np.text}” are", np.span)
    take_name(np, scope)
    holder = clause.subject if np not in clause.subjects and clause.voice != "passive" else None
    if holder is not None and holder.head == "there":
        holder = None
    out = clause.particle in {"out", "away"}
    related = relation_of(scope.draft, clause.verb, clause.particle, entity) if clause.verb not in _HAVING else None
    if related is None and (out or (holder is not None and not _held(entity, holder, scope))):
        related = _between(entity, holder, scope)
    if related is not None:
        return related, holder
    if out:
        raise NotUnderstoodError(f"nothing is kept of which {entity.plural} are {clause.particle}", clause.span)
    return entity, holder


def _held(entity: EntityDraft, holder: NP, scope: Scope) -> bool:
    if holder.head in PEOPLE or holder.pronoun:
        return _person_field(entity, scope) is not None
    other = known_thing(scope.draft, holder)
    return (other is not None and entity.reference_to(other) is not None) or field_named(entity, holder) is not None


def _between(thing: EntityDraft, holder: NP | None, scope: Scope) -> EntityDraft | None:
    """The one kind of row that refers both to the thing and to whoever has it."""
    found = [
        e
        for e in scope.draft.entities.values()
        if e.reference_to(thing) is not None and (holder is None or _held(e, holder, scope))
    ]
    lent = {noun for verb in ("borrow", "rent", "check out") for noun in nouns_of(verb)}
    taken = [e for e in found if e.label.split()[-1] in lent]
    return taken[0] if len(taken) == 1 else None


def _person_field(entity: EntityDraft, scope: Scope) -> str | None:
    """The field with the person a row belongs to."""
    if entity.owner is not None:
        return entity.owner
    for f in entity.fields.values():
        if f.type.kind == "person" and f.name not in entity.later:
            return f.name
    people = {actor.row for actor in scope.draft.actors.values() if actor.row} | {
        e.id for e in scope.draft.entities.values() if {"date_of_birth", "e_mail", "phone"} & set(e.fields)
    }
    return next((f.name for f in entity.fields.values() if f.type.entity in people), None)


def _narrowing(np: NP, entity: EntityDraft, other: Row, scope: Scope) -> tuple[bp.Expression, ...]:
    named = entity_named(replace(np, quantity=None), scope)
    adjectives = named[1] if named is not None and named[0] is entity else np.adjectives
    bare = replace(np, of=(), quantity=None)
    return narrowed(bare, tuple(a for a in adjectives if a not in entity.label.split()), other, scope)


def alike(np: NP, it: Row, other: Row, scope: Scope) -> bp.Expression:
    """That another row has the same holder, or falls into the same period."""
    entity = it.entity
    if np.head in PEOPLE or (np.pronoun and np.head != "it"):
        name = _person_field(entity, scope)
        take_words(scope, np.span, (np.head,))
        if name is None:
            raise NotUnderstoodError(f"nothing says whose a {entity.label} is", np.span)
        return same(read(other, name), read(it, name))
    if np.head in _PERIODS and np.quantity is None and not np.adjectives:
        take_words(scope, np.span, (np.head,))
        return _same_period(np.head, entity, scope)
    if isinstance(np.quantity, Number | Measure) and np.quantity.value == 1:
        scope.take(np.quantity.span)
    thing = known_thing(scope.draft, np)
    actor = actor_of(np, scope) if thing is None else None
    if actor is not None:
        take_name(np, scope)
        owner = person_of(entity, actor, np.span, scope)
        return same(read(other, owner), read(it, owner))
    name = entity.reference_to(thing) if thing is not None and thing is not entity else None
    if name is None:
        named = field_named(entity, np)
        name = named[0] if named is not None else None
        if named is not None:
            take_words(scope, np.span, named[1])
    elif not np.relatives and not np.of:
        take_name(np, scope)
    if name is None and thing is not None and thing is not entity and thing.reference_to(entity) is None:
        name = belonging(entity, thing, np.span, scope)
        take_name(np, scope)
    if name is None:
        raise NotUnderstoodError(f"nothing says which {entity.plural} a “{np.text}” has", np.span)
    alike = same(read(other, name), read(it, name))
    take_words(scope, np.span, ("same",))
    target = entity_of(scope.draft, entity.member(name).type)
    if target is not None and np.adjectives and thing is target:
        rest = [a for a in np.adjectives if a not in target.label.split() and a != "same"]
        row = Row(target, read(it, name))
        return both(alike, *(described(row, a, np.span, scope) for a in rest))
    return alike


def _same_period(period: str, entity: EntityDraft, scope: Scope) -> bp.Expression:
    dated = [m for m in members(entity) if m.type.kind in TIMES and m.name not in entity.later]
    named = next((m for m in dated if m.label.lower().split()[0] in _FIRST), None)
    chosen = named or (dated[0] if len(dated) == 1 else None)
    name = chosen.name if chosen is not None else entered(scope.draft, entity)
    kind = entity.member(name).type.kind
    mine, others = (_period(f"{row}.{name}", kind, period) for row in ("it", _OTHER))
    return both(*(same(a, b) for a, b in zip(others, mine, strict=True)))


def valid(row: Row) -> list[bp.Expression]:
    """That a row was not called off."""
    void = ("cancelled", "canceled", "rejected", "withdrawn", "declined", "refused", "deleted")
    terms: list[bp.Expression] = []
    for f in row.entity.fields.values():
        if f.type.kind == "choice":
            states = [c for c in f.type.choices if c in void]
            terms += [bp.Compare(relation="!=", left=read(row, f.name), right=bp.Literally(type=f.type, value=c)) for c in states]  # fmt: skip
        elif f.type.kind in TIMES and f.name.rpartition("_")[0] in void:
            terms.append(denial(bp.Present(value=read(row, f.name))))
    return terms


def no_two(clause: Clause, scope: Scope) -> Claimed | None:
    """ "No two stays of the same animal may overlap", "Two members must not have the same e-mail"."""
    np = clause.subject
    two = np.quantity if np is not None else None
    if np is None or not isinstance(two, Measure | Number) or int(two.value) != 2:
        return None
    denied = np.negative or bool(_NOT & set(clause.negators)) or clause.verb in {"reject", "refuse"}
    entity = known_thing(scope.draft, np)
    if not denied or entity is None:
        return None
    take_name(np, scope)
    scope.take(clause)
    scope.take(two.span)
    it, other = Row(entity, IT), Row(entity, bp.Name(name=_OTHER))
    shared = [item for phrase in np.of for item in phrase.items]
    terms = [alike(item, it, other, scope) for item in shared]
    terms += [alike(item, it, other, scope) for item in clause.objects if "same" in item.adjectives]
    phrases = [p for p in clause.phrases if p.text.lower() not in _ONGOING]
    for phrase in phrases:
        terms += [alike(item, it, other, scope) for item in phrase.items]
    for phrase in set(clause.phrases) - set(phrases):
        scope.take(phrase.span)
    if clause.verb == "overlap" or len(phrases) < len(clause.phrases):
        terms.append(overlapping(it, other, clause))
    if not terms:
        return None
    together = bp.Aggregate(function="count", entity=entity.id, name=_OTHER, where=both(*terms, *valid(other)))
    requires = bp.Compare(relation="<", left=together, right=bp.whole(2))
    return Claimed("no_two", (entity.id, kept(entity, requires, "no_two", clause, scope.draft)))


def overlapping(it: Row, other: Row, clause: Clause) -> bp.Expression:
    """That two rows share some of their time."""
    ends = span_of(it.entity)
    if ends is None:
        raise NotUnderstoodError(f"a {it.entity.label} has no start and end", clause.span)
    start, end = ends
    relation = "<=" if it.entity.member(end).type.kind == "date" else "<"
    return both(
        bp.Compare(relation=relation, left=read(other, start), right=read(it, end)),
        bp.Compare(relation=relation, left=read(it, start), right=read(other, end)),
    )


def span_of(entity: EntityDraft) -> tuple[str, str] | None:
    """The fields from when and until when a row lasts."""
    dated = [m for m in members(entity) if m.type.kind in TIMES and m.name not in entity.later]

    def called(words: tuple[str, ...]) -> str | None:
        return next((m.name for w in words for m in dated if w in m.label.lower().replace("-", " ").split()), None)

    start = called(("start", "begin", "beginning", "from", "arrival", "pickup", "departure"))
    end = called(("end", "until", "to", "departure", "return", "arrival"))
    if start is None or end is None or start == end:
        plain = [m.name for m in dated]
        return (plain[0], plain[1]) if len(plain) == 2 else None
    return (start, end) if entity.member(start).type.kind == entity.member(end).type.kind else None


def unique(clause: Clause, scope: Scope) -> Claimed | None:
    """ "The number must be unique", "Every serial number is used only once"."""
    once = any(isinstance(limit, Times) and limit.value == 1 for limit in clause.limits)
    if "unique" not in clause.complements and not (once and clause.verb in {"use", "give", "assign", "issue", "occur"}):
        return None
    np = clause.subject
    if np is None or clause.conditions or clause.phrases:
        return None
    for entity in scope.draft.entities.values():
        named = field_named(entity, np)
        if named is not None and named[0] in entity.fields:
            take_words(scope, np.span, named[1])
            scope.take(clause, *(limit.span for limit in clause.limits))
            take_words(scope, clause.span, ("unique",))
            entity.fields[named[0]] = entity.fields[named[0]].model_copy(update={"unique": True})
            return Claimed("unique", (entity.fields[named[0]].id,))
    return None


LIMITS: tuple[Frame, ...] = (no_two, unique, at_most)
"""The frames for numbers and for what may not be shared, in the order in which they are tried."""
