"""Owns when something holds: a clause about rows in scope as a boolean expression."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import blueprints as bp
from autogenesis.language._literals import (
    Bound,
    Range,
)
from autogenesis.language._syntax import NP, Clause, Condition, Phrase
from autogenesis.language._terms import both, choice, either, present
from autogenesis.language._words import head_kind
from autogenesis.language.meaning import _happenings, _holding, _moments, _quantified, _selections, _times, _values
from autogenesis.language.meaning._comparing import (
    COMPARING,
    MEASURING,
    OVER,
    clock_of,
    compares,
    in_steps,
    inside_bound,
    is_away,
    is_multiple,
    is_than,
    keeps_to,
    limit_in,
    row_behind,
    subject_of,
)
from autogenesis.language.meaning._comparisons import TIMES, bounded, compared, denial
from autogenesis.language.meaning._counting import counted_near, flag_words
from autogenesis.language.meaning._descriptions import described, new_flag, quality
from autogenesis.language.meaning._filled import filled, full_in
from autogenesis.language.meaning._measuring import measured
from autogenesis.language.meaning._members import field_named, members, read, take_words, value_at
from autogenesis.language.meaning._naming import before_name, known_thing, take_name
from autogenesis.language.meaning._older_than import is_so_old
from autogenesis.language.meaning._periods import period_of, within
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value

_BEING = frozenset({"be", "lie", "remain", "stay", "become", "get", "seem", "fall", "stand", "keep"})


_GIVEN = frozenset({"give", "state", "enter", "provide", "supply", "name", "mention", "specify", "fill", "record"})
_HAVING = frozenset({"have", "own", "hold", "possess", "carry", "include"})


_SET = frozenset({"out of order", "out of stock", "out of use", "out of service", "out of print", "in use", "in stock"})


_NOT = frozenset({"not", "never", "neither", "nor"})


def all_hold(condition: Condition, scope: Scope) -> bp.Expression:
    """That all the clauses of a condition hold; one of them where it joins them with "or"."""
    terms = tuple(holds(clause, scope) for clause in condition.clauses)
    joined = either(*terms) if condition.coordinator == "or" else both(*terms)
    return denial(joined) if condition.marker == "unless" else joined


def holds(clause: Clause, scope: Scope) -> bp.Expression:
    """That what the clause says is so; raises NotUnderstoodError where a part of it is not known."""
    if clause.exceptions or clause.items or clause.asides:
        raise NotUnderstoodError(f"“{clause.text}” says more than one thing", clause.span)
    denied = bool(_NOT & set(clause.negators)) or (
        clause.subject is not None and clause.subject.head in {"nobody", "no-one", "nothing"}
    )
    said = _said(clause, scope, denied=denied and not _bound_denies(clause))
    terms = [all_hold(each, scope) for each in clause.conditions if each.marker in {"if", "when", "while", "unless"}]
    if len(terms) < len(clause.conditions):
        raise NotUnderstoodError(f"“{clause.conditions[0].text}” stands inside a condition", clause.conditions[0].span)
    for limit in clause.limits:
        if not any(start <= limit.span[0] and limit.span[1] <= end for start, end in scope.taken):
            raise NotUnderstoodError(f"nothing could be made of “{limit.text}”", limit.span)
    return both(said, *terms)


def _bound_denies(clause: Clause) -> bool:
    """ "must not exceed 120": at most 120 is what the bound says by itself, with the "not" in it."""
    bounds = [np.quantity for np in (*clause.objects, *(i for p in clause.phrases for i in p.items))]
    return any(
        isinstance(each, Bound) and each.span[0] < clause.verb_span[1] and each.text.lower().split()[0] in _NOT
        for each in (*bounds, *clause.limits)
    )


def _said(clause: Clause, scope: Scope, *, denied: bool) -> bp.Expression:
    """What a clause says, or its denial."""
    beyond = _holding.beyond_held(clause, scope)
    if beyond is not None:
        return denial(beyond) if denied else beyond
    counted = _counted(clause, scope)
    if counted is not None:
        return denial(counted) if denied else counted
    general = _quantified.generally(clause, scope)
    if general is not None:
        return general
    given = _given(clause, scope)
    if given is not None:
        return denial(given) if denied else given
    full = _booked_up(clause, scope)
    if full is not None:
        return denial(full) if denied else full
    coming = _comes(clause, scope)
    if coming is not None:
        return denial(coming) if denied else coming
    if _deed(clause):
        return _happenings.happened(clause, scope, denied=denied)
    said = _positive(clause, scope)
    return denial(said) if denied else said


def _counted(clause: Clause, scope: Scope) -> bp.Expression | None:
    """ "more than 40 pieces are booked", "at least 10 copies are ordered": how many the row itself is said to be of."""
    np, newest = clause.subject, scope.newest()
    if np is None or newest is None or clause.voice != "passive" or not isinstance(np.quantity, Bound | Range):
        return None
    thing = known_thing(scope.draft, np)
    kept = thing is not None and thing.confidence == 1.0
    if clause.phrases or np.of or np.relatives or np.adjectives or kept:
        return None
    found = counted_near(newest, np.quantity, scope.draft)
    if found is not None:
        scope.take(clause, np)
    return found


def _given(clause: Clause, scope: Scope) -> bp.Expression | None:
    """ "no remark is given": whether a field has a value; one that the text speaks of only here may be left out."""
    np = clause.subject
    newest = scope.newest()
    if clause.verb not in _GIVEN or clause.voice != "passive" or np is None or newest is None or clause.phrases:
        return None
    if np.pronoun or np.of or np.relatives or known_thing(scope.draft, np) is not None or clause.particle:
        return None
    named = field_named(newest.entity, np)
    if named is None and (newest.fresh or np.adjectives or head_kind(np.head) not in {"", "text", "name"}):
        return None
    scope.take(clause)
    if named is None:
        name = scope.draft.add_field(newest.entity, np.name, bp.TEXT, np.span, required=False)
        newest.entity.given.add(name)
        take_words(scope, np.span, (*np.words, np.head))
        there: bp.Expression = present(read(newest, name))
    else:
        take_words(scope, np.span, named[1])
        there = present(value_at(newest, named[0], scope.draft).expression)
    return denial(there) if np.negative else there


def _booked_up(clause: Clause, scope: Scope) -> bp.Expression | None:
    """ "is fully booked", "is sold out": that its places are taken."""
    said = full_in(clause)
    row = row_behind(subject_of(clause, scope), scope) if said else None
    found = filled(row, said, scope) if row is not None else None
    if found is not None:
        scope.take(clause)
        take_words(scope, clause.span, said.split())
    return found


def _comes(clause: Clause, scope: Scope) -> bp.Expression | None:
    """ "that end this month", "ending in the next year", "that are due this week": a date that is kept lies in that time."""
    row, np = scope.newest(), clause.subject
    if row is None or row.fresh or clause.voice == "passive" or clause.embedded or clause.adverbs:
        return None
    if np is not None and not np.pronoun and known_thing(scope.draft, np) is not row.entity:
        return None
    said = [*clause.objects, *(p.item for p in clause.phrases if p.measure is None)]
    period = period_of(said[0]) if len(said) == 1 else None
    if period is None or len(clause.phrases) + len(clause.objects) != 1:
        return None
    due = next((m.name for m in members(row.entity) if "due" in m.label.lower().split() and m.type.kind in TIMES), None)
    name = due if clause.complements == ("due",) else _moments.dated_by(row.entity, clause.verb)
    if name is None or (clause.complements and clause.complements != ("due",)):
        return None
    scope.take(clause, clause.span)
    return within(value_at(row, name, scope.draft), period, scope)


def _deed(clause: Clause) -> bool:
    """Whether the clause tells a deed, not how something is."""
    being = clause.verb in _BEING and not clause.particle and clause.voice != "passive"
    having = clause.verb in _HAVING and clause.voice == "active" and bool(clause.objects)
    measuring = clause.verb in COMPARING or (clause.verb in MEASURING and limit_in(clause) is not None)
    return bool(clause.verb) and clause.voice != "copula" and not (being or having or measuring)


def _positive(clause: Clause, scope: Scope) -> bp.Expression:
    subject = clause.subject
    if subject is not None and subject.head == "there" and clause.verb == "be":
        return _quantified.there(clause, scope)
    if clause.verb in _HAVING and clause.voice == "active" and clause.objects:
        return _has(clause, scope)
    if clause.verb in COMPARING or (clause.verb in MEASURING and limit_in(clause) is not None):
        return compares(clause, scope)
    if not clause.verb:
        return _there_is(clause, scope)
    return _is(clause, scope)


def _there_is(clause: Clause, scope: Scope) -> bp.Expression:
    """ "a booked lesson", "a balance lower than the price": that what is in question is so, where a circumstance has no verb."""
    np = clause.subject
    if np is None or clause.subjects[1:] or clause.objects or clause.phrases or np.pronoun or np.quantity is not None:
        raise NotUnderstoodError(f"“{clause.text}” has no verb", clause.span)
    entity = known_thing(scope.draft, np)
    row = _values.row_for(entity, scope) if entity is not None else None
    if row is None or entity is None:
        said = replace(
            clause, subjects=(replace(np, determiner="the", adjectives=(), of=()),), verb="be", voice="copula"
        )
        return _is(replace(said, complements=np.adjectives, phrases=np.of), scope)
    terms = _selections.narrowed(np, before_name(np, entity, scope.draft), row, scope)
    if not terms:
        raise NotUnderstoodError(f"“{clause.text}” has no verb", clause.span)
    take_name(np, scope)
    return both(*terms)


def _is(clause: Clause, scope: Scope) -> bp.Expression:
    value = clock_of(clause) or subject_of(clause, scope)
    scope.take(clause)
    row = row_behind(value, scope)
    terms: list[bp.Expression] = []
    away = is_away(value, clause, scope) or is_so_old(row, clause, scope) or is_than(value, row, clause, scope)
    if away is not None:
        return away
    multiple = is_multiple(value, clause, scope)
    if multiple is not None:
        return multiple
    for word in (word for word in clause.complements if not inside_bound(word, clause)):
        if word == "inclusive" and isinstance(limit_in(clause), Range):  # as ends are counted anyway
            take_words(scope, clause.span, (word,))
            continue
        terms.append(described(row, word, clause.span, scope) if row else quality(value, word, clause.span, scope))
    said = next(
        (p.item.quantity for p in clause.phrases if p.item and isinstance(p.item.quantity, Bound | Range)), None
    )
    terms.extend(_equals(value, row, np, scope, said) for np in clause.objects)
    terms.extend(_lies(value, row, phrase, scope) for phrase in clause.phrases)
    if not terms or clause.embedded:
        raise NotUnderstoodError(f"it is not known when “{clause.text}” holds", clause.span)
    ways = clause.object_coordinator == "or" or _alternatives(clause, scope)
    return either(*terms) if ways else both(*terms)


def _alternatives(clause: Clause, scope: Scope) -> bool:
    """ "below 5 or above 40": one of the phrases is enough."""
    ends = [(a.span[1], b.span[0]) for a, b in pairwise(clause.phrases)]
    return any(scope.draft.text.at(between).strip(" ,").lower() == "or" for between in ends)


def _equals(value: Value, row: Row | None, np: NP, scope: Scope, limits: Bound | Range | None = None) -> bp.Expression:
    """ "is more than 5", "is a multiple of 5", "is a Sunday", "is the author", "is a reference work"."""
    if np.head == "multiple" and (row is None or limits is not None):
        return in_steps(value if row is None or limits is None else measured(row, limits, scope), np, scope)
    if np.quantity is not None:
        take_words(scope, np.span, ("old", "long", "high"))
        return keeps_to(value, row, np.quantity, scope)
    said = np.name if not np.adjectives else " ".join((*np.adjectives, *np.words))
    kind = _chosen(value, row, said)
    if kind is not None:
        take_words(scope, np.span, said.split())
        return kind
    other = _values.value_of(np, scope)
    return compared(value, "==", other, np.span)


def _chosen(value: Value, row: Row | None, said: str) -> bp.Expression | None:
    """That a value, or some field of a row, is the choice so called; or that it is of that kind at all."""
    if value.type.kind == "choice" and said in value.type.choices:
        return bp.Compare(relation="==", left=value.expression, right=choice(said, value.type.choices))
    for member in row.entity.fields.values() if row else ():
        if member.type.kind == "choice" and said in member.type.choices and row:
            return bp.Compare(relation="==", left=read(row, member.name), right=choice(said, member.type.choices))
        if member.type.kind == "boolean" and said in {member.label.lower(), " ".join(flag_words(member.label))} and row:
            return read(row, member.name)
    return None


def _lies(value: Value, row: Row | None, phrase: Phrase, scope: Scope) -> bp.Expression:
    """ "is above 5", "is before the start", "is in restoration", "is for 3 days"."""
    literal = phrase.item.quantity if phrase.item is not None else None
    if isinstance(literal, Bound | Range) and phrase.prep in OVER:
        return keeps_to(value, row, literal, scope)
    if isinstance(literal, Range) and phrase.prep in {"between", "from"}:
        more = [np for np in phrase.items if np.span[0] >= literal.span[1]]
        scope.take((phrase.span[0], more[0].span[0] if more else phrase.span[1]))
        return both(keeps_to(value, row, literal, scope), *(_equals(value, row, np, scope, literal) for np in more))
    said = phrase.text.lower()
    kind = _chosen(value, row, said)
    if kind is None and phrase.prep in {"in", "on", "under"} and phrase.item is not None and not phrase.item.determiner:
        kind = _chosen(value, row, phrase.item.text.lower())
    if kind is not None:
        scope.take(phrase.span)
        return kind
    if phrase.prep in OVER and phrase.item is not None and phrase.measure is None and row is None:
        other = _values.value_of(phrase.item, scope)
        return compared(value, OVER[phrase.prep], other, phrase.span)
    if value.type.kind in TIMES:
        return _times.timed(phrase, value, scope)
    if row is not None and _set_phrase(phrase, scope):
        scope.take(phrase.span)
        return read(row, new_flag(row.entity, said, phrase.span, scope))
    if row is not None:
        return _selections.attached(row, phrase, scope)
    raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)


def _set_phrase(phrase: Phrase, scope: Scope) -> bool:
    """ "out of order", "under repair", "on holiday": says how something is, and names nothing."""
    np = phrase.item
    if np is None or len(phrase.items) > 1 or phrase.measure is not None or phrase.prep in {"with", "without", "for"}:
        return False
    if phrase.text.lower() in _SET:
        return True
    plain = not (np.determiner or np.adjectives or np.quantity or np.of or np.relatives or np.pronoun or np.proper)
    return (
        plain
        and not np.plural
        and np.possessor is None
        and known_thing(scope.draft, np) is None
        and not head_kind(np.head)
    )


def _has(clause: Clause, scope: Scope) -> bp.Expression:
    """ "has more than three open loans", "has no e-mail", "has a balance above 20 euro"."""
    value = subject_of(clause, scope)
    row = row_behind(value, scope)
    scope.take(clause)
    terms = []
    for np in clause.objects:
        named = field_named(row.entity, np) if row is not None else None
        if row is not None and named is not None:
            take_words(scope, np.span, named[1])
            terms.append(field_is(value_at(row, named[0], scope.draft), np, scope))
            continue
        chosen = _selections.found(np, scope)
        mine = _quantified.owned(chosen, value, scope) if chosen is not None else None
        if mine is None:
            raise NotUnderstoodError(f"it is not known when it has “{np.text}”", np.span)
        for word in (clause.particle, *clause.complements):
            if word:
                mine = mine.that(described(mine.row, word, clause.span, scope))
        for phrase in clause.phrases:
            if phrase.text.lower() in {"at the same time", "at once", "at a time", "at any time"}:
                scope.take(phrase.span)
                continue
            mine = mine.that(_selections.attached(mine.row, phrase, scope.bound(mine.row)))
        terms.append(_quantified.many(mine, np, scope))
    return either(*terms) if clause.object_coordinator == "or" else both(*terms)


def field_is(value: Value, np: NP, scope: Scope) -> bp.Expression:
    """That a field is as the phrase says: bounded, there, or not there."""
    terms = [bounded(value, np.quantity, scope)] if np.quantity is not None else []
    for phrase in np.of:
        amount = phrase.item.quantity if phrase.item is not None else None
        if amount is not None and phrase.prep == "of":  # "a price of more than 50 euro"
            terms.append(bounded(value, amount, scope))
        elif amount is not None:
            terms.append(_lies(value, None, phrase, scope))
    if terms:
        return both(*terms)
    there = value.expression if value.type.kind == "boolean" else present(value.expression)
    return denial(there) if np.negative else there
