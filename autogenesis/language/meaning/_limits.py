"""Frames for how many there may be: per holder, per day, at a time; and for what no two may share."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft, OperationDraft
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Bound, Duration, Literal, Measure, Money, Number
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import absent, both, compare, either, over, same
from autogenesis.language._words import classes_of, head_kind
from autogenesis.language.meaning._alike import NOT, ONGOING, OTHER, alike, no_two, unique
from autogenesis.language.meaning._apart import APART
from autogenesis.language.meaning._called_off import once, valid
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import constant, denial
from autogenesis.language.meaning._deeds import CREATING, INTRODUCING
from autogenesis.language.meaning._descriptions import undone
from autogenesis.language.meaning._facts import Fact, fact_of, operation_of, state_called
from autogenesis.language.meaning._members import field_named, read, singular
from autogenesis.language.meaning._naming import actor_of, known_thing, take_name
from autogenesis.language.meaning._own import person_field
from autogenesis.language.meaning._parties import PEOPLE
from autogenesis.language.meaning._placing import IT, kept
from autogenesis.language.meaning._relations import nouns_of, relation_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._selections import entity_named, narrowed
from autogenesis.language.meaning._situations import stated
from autogenesis.language.readings._transfers import transfer_of

_AT_MOST = regex(r"\bat (?:the )?most\W*$", re.I)
"""Behind what it bounds: "two open loans at most"."""
_HERE = frozenset({"with us", "with me", "at any time", "at any one time"})
_HAVING = frozenset({"have", "hold", "own", "keep", "get", "receive", "possess"})


def at_most(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A member may book at most two courses per week", "At most 12 stays per day", "Nobody may have more than 4 tools"."""
    place = _counted(clause)
    if place is None:
        return None
    np, limit, op = place
    if known_thing(scope.draft, np) is None:
        return _sum(clause, np, limit, op, scope)
    lent = _lent_at_once(clause, np, limit, op, scope)
    if lent is not None:
        return lent
    judged = _judged(clause, np, scope)
    entity, holder = (judged.entity, clause.subject) if judged is not None else what_counts(clause, np, scope)
    other = Row(entity, bp.Name(name=OTHER))
    it = Row(entity, IT)
    inner = scope.bound(it)
    scope.take(clause)
    scope.take(np.quantity.span if np.quantity else None)
    terms = list(_narrowing(np, entity, other, inner)) if judged is None else [judged.holds(other.at)]
    deed = counted_deed(clause, entity, scope) if entity is known_thing(scope.draft, np) else None
    at = deed.at if deed is not None else None
    if holder is not None and deed is not None and _nowhere(holder, entity, deed.fact.operation, scope):
        scope.take(holder)
        terms.append(same(deed.fact.by(other.at), deed.fact.by(IT)))
    elif holder is not None:
        terms.append(alike(holder, it, other, scope))
    terms += [deed.done(other.at)] if deed is not None else []
    phrases = [p for p in (*clause.phrases, *np.of) if p.items or p.prep != "at"]
    tail = _AT_MOST.search(clause.text)
    if tail is not None:
        scope.take((clause.span[0] + tail.start(), clause.span[1]))
    ongoing = clause.verb in _HAVING or bool(clause.particle)
    for phrase in phrases:
        if phrase.text.lower() in ONGOING | _HERE:
            scope.take(phrase.span)
            ongoing = True
        elif phrase.prep in {"per", "in", "on", "a", "for", "of", "at"}:
            terms.extend(alike(each, it, other, scope, at) for each in phrase.items)
        else:
            raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)
    if clause.objects[1:]:
        raise NotUnderstoodError(f"“{clause.text}” says more than a number", clause.span)
    but = [denial(stated(condition, inner)) for condition in clause.conditions]
    still = undone(other) if ongoing else None
    if still is not None:
        terms.append(still)
    terms.extend(valid(other))
    count = bp.Aggregate(function="count", entity=entity.id, name=OTHER, where=both(*once(terms)) if terms else None)
    requires: bp.Expression = bp.Compare(relation="<=" if op == "<=" else "<", left=count, right=bp.whole(limit))
    mine = undone(it) if still is not None else None
    done = deed.done(IT) if deed is not None else judged.holds(IT) if judged is not None else None
    outside = [denial(each) for each in (mine, done) if each is not None]
    requires = either(*outside, *but, requires)
    made = (deed.operation,) if deed is not None else ()
    return Claimed("at_most", (entity.id, *made, kept(entity, requires, "at_most", clause, scope.draft)))


def _judged(clause: Clause, np: NP, scope: Scope) -> Fact | None:
    """ "A reviewer may approve at most five modules a day": the reviews with that verdict are counted, each reviewer's own."""
    thing, who = known_thing(scope.draft, np), clause.subject
    if thing is None or who is None or np.adjectives or clause.voice == "passive" or np in clause.subjects:
        return None
    word = participle_of(clause.verb)
    found = [
        Fact(scope.draft, e, word, state=state)
        for e in scope.draft.entities.values()
        if e.reference_to(thing) is not None
        and (state := state_called(e, word)) is not None
        and (field_named(e, who) is not None or ((who.head in PEOPLE or who.pronoun) and person_field(e, scope)))
    ]
    if len(found) != 1:
        return None
    take_name(np, scope)
    return found[0]


def _nowhere(holder: NP, entity: EntityDraft, operation: OperationDraft | None, scope: Scope) -> bool:
    """Whether nothing is kept of who did it: from now on the deed keeps it."""
    if holder.head in PEOPLE or holder.pronoun:
        name = person_field(entity, scope)
        return name is None or operation is None or name not in operation.inputs
    return known_thing(scope.draft, holder) is None and field_named(entity, holder) is None


_HAVING = frozenset({"have", "hold", "keep", "borrow", "take", "rent", "hire"})
_AT_ONCE = regex(r"(?:at\s+(?:a|the\s+same|any|one)\s+(?:one\s+)?time|at\s+once|simultaneously)\b", re.I)


def _lent_at_once(clause: Clause, np: NP, limit: int, op: str, scope: Scope) -> Claimed | None:
    """ "A member may have at most four tools at a time", where tools are lent: so many that are not back yet."""
    transfer = transfer_of(scope.draft)
    if transfer is None or clause.verb not in _HAVING or known_thing(scope.draft, np) is not transfer.thing:
        return None
    holder = clause.subject
    if holder is None or (known_thing(scope.draft, holder) is not transfer.holder and not holder.negative):
        return None
    if np.adjectives or np.of or np.relatives or any(_AT_ONCE.match(p.text) is None for p in clause.phrases):
        return None
    record, whose = transfer.record.name, transfer.holder.name
    held = over("count", record, both(same(f"{record}.{whose}", whose), absent(f"{record}.returned_on")))
    most = limit if op == "<=" else limit - 1
    guard = scope.draft.guard(
        f"{transfer.operation.name}.limit", compare(held, "<", bp.whole(most)), f"{clause.text.strip(' .,;')}.", clause.span, whose
    )  # fmt: skip
    transfer.operation.guards.append(guard)
    scope.take(clause, clause.span)
    return Claimed("at_most", (transfer.operation.id, guard.id))


def _sum(clause: Clause, np: NP, limit: int, op: str, scope: Scope) -> Claimed:
    """ "Nobody can write more than 10 hours per day": what all rows of somebody come to in a period."""
    literal = np.quantity.value if isinstance(np.quantity, Bound) else np.quantity
    periods = [p for p in (*clause.phrases, *np.of) if p.prep in {"per", "a", "in", "each"}]
    if literal is None or not periods or len(periods) < len(clause.phrases) or clause.conditions:
        raise NotUnderstoodError(f"it is not known what “{np.text}” are", np.span)
    entity, name = _summed(clause, literal, np, scope)
    for phrase in periods:
        for item in phrase.items if phrase.prep == "in" else ():
            timely = head_kind(item.head) in {"duration", "date", "time"} or item.quantity is not None
            if not timely and field_named(entity, item) is None and known_thing(scope.draft, item) is None:
                raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)
    it, other = Row(entity, IT), Row(entity, bp.Name(name=OTHER))
    scope.take(clause, literal.span)
    scope.take(np.quantity.span if np.quantity else None)
    terms = [alike(item, it, other, scope) for phrase in periods for item in phrase.items]
    if clause.subject is not None and clause.voice != "passive":
        terms.append(alike(clause.subject, it, other, scope))
    total = bp.Aggregate(
        function="sum", entity=entity.id, name=OTHER, where=both(*terms, *valid(other)), value=read(other, name)
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
    holder = known_thing(scope.draft, clause.subject) if clause.subject is not None else None
    theirs = [pair for pair in found if holder is None or pair[0] is holder or pair[0].reference_to(holder) is not None]
    chosen = done or theirs
    if len(chosen) != 1:
        raise NotUnderstoodError(f"it is not known what “{np.text}” are", np.span)
    return chosen[0]


def _counted(clause: Clause) -> tuple[NP, int, str] | None:
    """The phrase that is counted, with the most there may be."""
    denied = bool(NOT & set(clause.negators)) or (clause.subject is not None and clause.subject.negative)
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
    allowed = allowed or _AT_MOST.search(clause.text) is not None
    return (number, "<=") if (only or allowed) and not denied else None


@dataclass(frozen=True, slots=True)
class CountedDeed:
    """A deed done to rows that are there already, which is what is counted: its operation, and when it was done."""

    fact: Fact
    at: str
    operation: str

    def done(self, row: bp.Expression) -> bp.Expression:
        """That it was done to a row."""
        return self.fact.holds(row)


def counted_deed(clause: Clause, entity: EntityDraft, scope: Scope) -> CountedDeed | None:
    """ "return at most one parcel per month": the returns are counted, not the parcels; None where rows come about by it."""
    passive = clause.voice == "passive"
    if clause.verb in _HAVING | {"be", "allow"} or not clause.subjects or (passive and clause.phrase("by") is None):
        return None
    introducing = bool(classes_of(clause.verb, clause.particle) & CREATING or clause.verb in INTRODUCING)
    operation = operation_of(scope.draft, entity, f"{clause.verb} {clause.particle}".strip())
    known = operation is not None
    introducing = introducing and (operation is None or operation.kind != "change")
    if introducing or (not known and clause.modal not in {"can", "may"}):
        return None
    fact = fact_of(scope.draft, entity, clause.verb, clause.particle)
    moment = fact.moment(IT) if fact is not None and not fact.creation else None
    if fact is None or fact.operation is None or not isinstance(moment, bp.Get):
        return None
    doer = actor_of(clause.subject, scope) if not known and not passive else None
    fact.operation.actors.extend([doer] if doer is not None and doer not in fact.operation.actors else [])
    return CountedDeed(fact, moment.field, fact.operation.id)


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
        related = between_them(entity, holder, scope)
    if related is not None:
        return related, holder
    if out:
        raise NotUnderstoodError(f"nothing is kept of which {entity.plural} are {clause.particle}", clause.span)
    return entity, holder


def _held(entity: EntityDraft, holder: NP, scope: Scope) -> bool:
    if holder.head in PEOPLE or holder.pronoun:
        return person_field(entity, scope) is not None
    other = known_thing(scope.draft, holder)
    return (other is not None and entity.reference_to(other) is not None) or field_named(entity, holder) is not None


def between_them(thing: EntityDraft, holder: NP | None, scope: Scope) -> EntityDraft | None:
    """The one kind of row that refers both to the thing and to whoever has it."""
    found = [
        e
        for e in scope.draft.entities.values()
        if e.reference_to(thing) is not None and (holder is None or _held(e, holder, scope))
    ]
    lent = {noun for verb in ("borrow", "rent", "check out") for noun in nouns_of(verb)}
    taken = [e for e in found if e.label.split()[-1] in lent]
    if len(taken) == 1:
        return taken[0]
    row = known_thing(scope.draft, holder) if holder is not None else None
    only = [e for e in found if row is not None and e.reference_to(row) is not None]
    return only[0] if len(only) == 1 else None


def _narrowing(np: NP, entity: EntityDraft, other: Row, scope: Scope) -> tuple[bp.Expression, ...]:
    named = entity_named(replace(np, quantity=None), scope)
    adjectives = named[1] if named is not None and named[0] is entity else np.adjectives
    bare = replace(np, of=(), quantity=None)
    return narrowed(bare, tuple(a for a in adjectives if a not in entity.label.split()), other, scope)


def rationed(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Listeners may wish for a track; three wishes per listener and week": as many, and no more."""
    np = clause.subject
    if (
        clause.verb
        or np is None
        or len(clause.subjects) > 1
        or clause.objects
        or clause.conditions
        or clause.complements
    ):
        return None
    literal = np.quantity
    shares = [p for p in (*np.of, *clause.phrases) if p.prep in {"per", "a", "for each", "for every"}]
    if not isinstance(literal, Number | Measure) or not shares or len(shares) < len(np.of) + len(clause.phrases):
        return None
    most = Bound(literal.span, literal.text, "<=", literal)
    return at_most(replace(clause, subjects=(replace(np, quantity=most),)), scope)


LIMITS: tuple[Frame, ...] = (*APART, no_two, unique, at_most, rationed)


"""The frames for numbers and for what may not be shared, in the order in which they are tried."""
