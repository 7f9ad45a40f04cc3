"""Owns how many rows there are: "has more than three open loans", "there are no free places", "all bills are paid"."""

from __future__ import annotations

import re
from dataclasses import replace

import blueprints as bp
from autogenesis.language._literals import Bound, Literal, Measure, Number, Range
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import both
from autogenesis.language.meaning import _conditions, _happenings, _selections, _times, _values
from autogenesis.language.meaning._chosen import Selection
from autogenesis.language.meaning._comparisons import bounded, denial
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._members import take_words
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope, Value

_NOT_ALL = regex(r"\s*not (?:all|every|each)\b", re.I)
_ALL = frozenset({"all", "every", "each"})


def many(chosen: Selection, np: NP, scope: Scope) -> bp.Expression:
    """That there are as many of the rows as the phrase says: none, one, at most five."""
    take_words(scope, np.span, (np.determiner, np.quantifier))
    if np.negative:
        return denial(chosen.exists())
    quantity = plain(np.quantity)
    if quantity is None:
        return chosen.exists()
    scope.take(np.quantity.span if np.quantity else None)
    if isinstance(quantity, Bound | Range):
        return bounded(chosen.count(), quantity, scope)
    if np.quantifier in {"only", "just", "exactly"}:
        return bounded(chosen.count(), quantity, scope)
    return bounded(chosen.count(), Bound(quantity.span, quantity.text, ">=", quantity), scope)  # type: ignore[arg-type]


def plain(literal: Literal | None) -> Literal | None:
    """A count without what it counts: 3 for "three books"."""
    match literal:
        case Bound(span=span, text=text, op=op, value=Measure(value=value) as inner):
            return Bound(span, text, op, Number(inner.span, inner.text, value))
        case Measure(span=span, text=text, value=value):
            return Number(span, text, value)
    return literal


def there(clause: Clause, scope: Scope) -> bp.Expression:
    """ "there are no free places (on that day)"."""
    scope.take(clause)
    terms = []
    for np in clause.objects:
        chosen = _selections.selection(np, scope)
        for phrase in clause.phrases:
            chosen = chosen.that(_selections.attached(chosen.row, phrase, scope))
        terms.append(many(chosen, np, scope))
    if not terms or clause.complements:
        raise NotUnderstoodError(f"it is not known what there is in “{clause.text}”", clause.span)
    return both(*terms)


def generally(clause: Clause, scope: Scope) -> bp.Expression | None:
    """ "no other loan is open", "all bills are paid": a clause about rows in general; None where it is about one row."""
    np = clause.subject
    if np is None or not (general(np) or _indefinite(np, scope)):
        return None
    chosen = _selections.found(np, scope)
    if chosen is None:
        return None
    not_all = _NOT_ALL.match(clause.text) is not None
    inner = replace(
        clause, subjects=(), negators=tuple(n for n in clause.negators if n != "not") if not_all else clause.negators
    )
    said = _conditions.holds(inner, scope.bound(chosen.row))
    if np.determiner in _ALL and np.quantity is None:
        take_words(scope, np.span, (np.determiner,))
        some = chosen.that(denial(said)).exists()
        return some if not_all else denial(some)
    return many(chosen.that(said), np, scope)


def _indefinite(np: NP, scope: Scope) -> bool:
    """Whether "a fine of the member" is any of them, and not the one spoken of."""
    if np.determiner not in {"a", "an"} or np.pronoun:
        return False
    entity = known_thing(scope.draft, np)
    return entity is not None and _values.row_for(entity, scope) is None


def general(np: NP) -> bool:
    """Whether a phrase speaks of rows in general: "all bills", "three books", "any fee", "no request"."""
    return not np.pronoun and (
        np.quantity is not None
        or np.negative
        or np.determiner in {"all", "every", "each", "any", "some", "no", "several", "another"}
        or "other" in np.adjectives
        or (np.plural and not np.determiner and np.possessor is None)
    )


def owned(chosen: Selection, owner: Value, scope: Scope) -> Selection | None:
    """Those of the rows that belong to somebody or something."""
    term = _selections.refers(chosen.row, owner, scope)
    return chosen.that(term) if term is not None else None


def some_done(clause: Clause, thing: NP, scope: Scope) -> bp.Expression:
    """ "all bills are paid", "any fee was waived", "more than three books were lent"."""
    chosen = _selections.found(thing, scope)
    if chosen is None:
        raise NotUnderstoodError(f"it is not known what “{thing.text}” is", thing.span)
    fact = fact_of(scope.draft, chosen.entity, clause.verb, clause.particle)
    if fact is None:
        raise NotUnderstoodError(f"“{clause.verb}” is no deed that is kept", clause.verb_span)
    scope.take(clause)
    if clause.voice != "passive" and clause.subject is not None:
        chosen = _done_by(chosen, clause.subject, scope)
    happening = _happenings.Happening(fact, chosen.row)
    inner = scope.bound(chosen.row)
    times = tuple(
        _times.timed(phrase, happening.moment, inner, since=chosen.row)
        for phrase in clause.phrases
        if phrase.prep != "by" or phrase.item is None or phrase.item.quantity is not None
    )
    done = both(happening.done, *times)
    if thing.determiner in _ALL and thing.quantity is None:
        take_words(scope, thing.span, (thing.determiner,))
        return denial(chosen.that(denial(done)).exists())
    return many(chosen.that(done), thing, scope)


def _done_by(chosen: Selection, who: NP, scope: Scope) -> Selection:
    """Of the rows those that belong to whoever does it."""
    if who.head in {"nobody", "somebody", "someone", "anybody", "anyone", "i", "we", "you"}:
        return chosen
    value = _values.value_of(who, scope)
    mine = owned(chosen, value, scope)
    if mine is None:
        raise NotUnderstoodError(f"nothing says which {chosen.entity.plural} “{who.text}” has", who.span)
    return mine
