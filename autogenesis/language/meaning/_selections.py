"""Owns rows chosen by what is said of them: "open tickets of the member", "loans that nobody has returned"."""

from __future__ import annotations

import re
from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Bound, Measure, Range
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import Relation, both, choice
from autogenesis.language.meaning import _conditions, _own, _quantified, _times, _values
from autogenesis.language.meaning._assumed import add
from autogenesis.language.meaning._called_off import counting
from autogenesis.language.meaning._chosen import Fold, Selection
from autogenesis.language.meaning._comparisons import TIMES, bounded, denial
from autogenesis.language.meaning._descriptions import described, verb_behind
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._measuring import measured
from autogenesis.language.meaning._members import (
    field_named,
    free_name,
    members,
    person_kept,
    reached,
    read,
    take_words,
    value_at,
)
from autogenesis.language.meaning._periods import Period, happening, moment_of_row, period_of, within
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value

_DEGREE = regex(
    r"(?:badly|very|too|rather|quite|really|extremely|highly|heavily|severely|slightly|hardly|reasonably)\s*\Z", re.I
)
"""Words by which an adjective says more, or less, than anybody could check."""
_PREVIOUS = frozenset({"previous", "last", "preceding", "before", "earlier"})
_IN_TIME = frozenset({"of", "for", "in", "from", "during", "on"})
_OWNING = frozenset({"of", "for", "in", "by", "from", "at", "on", "with", "to"})


def selection(np: NP, scope: Scope) -> Selection:
    """The rows that a noun phrase speaks of; raises NotUnderstoodError where it speaks of none."""
    chosen = found(np, scope)
    if chosen is None:
        raise NotUnderstoodError(f"it is not known what “{np.text}” are", np.span)
    return chosen


def entity_named(np: NP, scope: Scope) -> tuple[EntityDraft, tuple[str, ...]] | None:
    """The entity a noun phrase names, with the adjectives that are no part of its name."""
    for count in range(len(np.adjectives) + 1):
        words = (*np.adjectives[count:], *np.words)
        entity = scope.draft.find_entity(" ".join(words or (np.head,)))
        if entity is not None:
            take_words(scope, np.span, words)
            return entity, np.adjectives[:count]
    for count in range(1, len(np.words)):
        entity = scope.draft.find_entity(" ".join(np.words[count:]))
        if entity is not None:
            take_words(scope, np.span, np.words[count:])
            return entity, (*np.adjectives, *np.words[:count])
    known = next((e for e in scope.draft.entities.values() if e.words[-1:] == (np.head,)), None)
    if known is None or len(np.words) > 1:
        return None
    take_words(scope, np.span, (np.head,))
    return known, np.adjectives


def found(np: NP, scope: Scope) -> Selection | None:
    """The rows that a noun phrase speaks of, by its entity and everything that narrows it; None where it has none."""
    named = entity_named(np, scope)
    if named is None:
        return None
    entity, adjectives = named
    name = free_name(scope, entity)
    row = Row(entity, bp.Name(name=name))
    terms = counting(row, narrowed(np, adjectives, row, scope))
    return Selection(entity, name, both(*terms) if terms else None)


def narrowed(np: NP, adjectives: tuple[str, ...], row: Row, scope: Scope) -> tuple[bp.Expression, ...]:
    """What adjectives, relative clauses, an owner and phrases say about a row."""
    inner = scope.bound(row)
    terms: list[bp.Expression] = []
    degree = _DEGREE.search(scope.draft.text.text[scope.unit.span[0] : np.span[0]])
    if degree is not None and np.adjectives:
        raise NotUnderstoodError(f"no measure is given for “{degree[0].strip().lower()} {np.adjectives[0]}”", np.span)
    if np.quantity is not None and isinstance(np.quantity, Bound | Range) and not _counting(np):
        terms.append(bounded(measured(row, np.quantity, scope), np.quantity, scope))
    after = after_previous(np, adjectives, row, scope)
    if after is not None:
        terms.append(after)
        np = replace(np, of=tuple(p for p in np.of if p.prep != "than"))
        adjectives = tuple(a for a in adjectives if a not in HIGHER)
    for adjective in (word for word in adjectives if not comparing(word, np)):
        if adjective in {"other", "further", "such"}:
            take_words(scope, np.span, (adjective,))
            terms.extend(_another(row, scope) if adjective == "other" else ())
            continue
        if adjective == "own":
            terms.append(_own.own(row, np.span, inner))
            continue
        terms.append(described(row, adjective, np.span, inner))
    terms.extend(_conditions.holds(_whole(relative), inner) for relative in np.relatives)
    period = period_of(np.possessor)
    if period is not None and np.possessor is not None:
        scope.take(np.possessor)
        terms.append(within(_when(row, adjectives, scope), period, scope))
    elif np.possessor is not None and "own" in adjectives:
        scope.take(np.possessor)
    elif np.possessor is not None:
        terms.append(_belongs(row, np.possessor, scope))
    for phrase in np.of:
        spoken = _period_said(phrase)
        if spoken is not None:
            scope.take(phrase.span)
            terms.append(within(_when(row, adjectives, scope), spoken, scope))
        else:
            terms.append(attached(row, phrase, scope))
    return tuple(terms)


def _period_said(phrase: Phrase) -> Period | None:
    """The week, month … that a phrase behind some rows speaks of."""
    np = phrase.item
    period = period_of(np) if phrase.prep in _IN_TIME and len(phrase.items) == 1 and phrase.measure is None else None
    if period is None or np is None or (phrase.prep in {"on", "from"} and period.unit == "day" and np.head == "day"):
        return None
    return period


def _when(row: Row, adjectives: tuple[str, ...], scope: Scope) -> Value:
    """When rows happen: on their date, else when they became what the adjective says: "the paid bills of the month"."""
    for word in adjectives if happening(row) is None and not row.fresh else ():
        verb = verb_behind(word)
        head, _, particle = (verb or "").partition(" ")
        fact = fact_of(scope.draft, row.entity, head, particle) if head else None
        if fact is not None and fact.operation is not None and not fact.creation:
            moment = fact.moment(row.at)
            if isinstance(moment, bp.Get):
                return Value(moment, row.entity.member(moment.field).type)
    return moment_of_row(row, scope)


def _whole(relative: Clause) -> Clause:
    """ "which they teach": what is taught is the row that the clause stands at."""
    subject = relative.subject
    if (
        subject is None
        or relative.voice != "active"
        or relative.objects
        or relative.verb in {"be", "have"}
        or relative.phrases
    ):
        return relative
    if subject.pronoun and subject.head in {"who", "which", "that", "whose"}:
        return relative
    return replace(relative, objects=(NP(relative.span, "it", "it", ("it",), pronoun=True),))


def attached(row: Row, phrase: Phrase, scope: Scope) -> bp.Expression:
    """What a phrase says of a row: whose it is, what it has, when it was or is."""
    np = phrase.item
    if np is None or len(phrase.items) > 1 or phrase.clause is not None:
        raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)
    for f in row.entity.fields.values():
        if f.type.kind == "choice" and phrase.text.lower() in f.type.choices:
            scope.take(phrase.span)
            return bp.Compare(relation="==", left=read(row, f.name), right=choice(phrase.text.lower(), f.type.choices))
    if phrase.prep in {"with", "without"}:
        return _with(row, phrase, np, scope)
    if isinstance(np.quantity, Bound | Range):
        return bounded(measured(row, np.quantity, scope), np.quantity, scope)
    dated = dated_field(row, phrase, np)
    if dated is not None:
        return _times.timed(phrase, value_at(row, dated, scope.draft), scope)
    if phrase.prep in _OWNING:
        return _belongs(row, np, scope)
    raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)


def dated_field(row: Row, phrase: Phrase, np: NP) -> str | None:
    """The one date of a row, where the phrase names a day or moment."""
    timely = np.quantity is not None or np.head in {"day", "date", "today", "tomorrow", "yesterday", "time"}
    if phrase.prep not in {"on", "at", "before", "after", "since", "by", "until", "from"} or not timely:
        return None
    dated = [f.name for f in row.entity.fields.values() if f.type.kind in TIMES and f.name not in row.entity.later]
    return dated[0] if len(dated) == 1 else None


def _with(row: Row, phrase: Phrase, np: NP, scope: Scope) -> bp.Expression:
    """ "with a balance above 5", "without an e-mail", "with four or more people"."""
    named = field_named(row.entity, np)
    if named is None:
        chosen = found(np, scope)
        term = refers(chosen.row, Value(row.at, row.entity.type, row.entity), scope) if chosen is not None else None
        if chosen is None and isinstance(np.quantity, Bound) and np.plural and _counting(np) and not row.fresh:
            plain = not (np.adjectives or np.of or np.relatives or np.possessor)
            label = f"number of {np.text.split()[-1].lower()}"
            name = add(row.entity, label, bp.INTEGER, np.span, scope) if plain else None
            if name is not None:
                take_words(scope, np.span, (np.head, *np.words))
                there = bounded(value_at(row, name, scope.draft), np.quantity, scope)
                return denial(there) if phrase.prep == "without" else there
        if chosen is None or term is None:
            raise NotUnderstoodError(f"it is not known which {row.entity.plural} have “{np.text}”", np.span)
        there = _quantified.many(chosen.that(term), np, scope)
    else:
        take_words(scope, np.span, named[1])
        there = _conditions.field_is(value_at(row, named[0], scope.draft), np, scope)
    return denial(there) if phrase.prep == "without" else there


def _counting(np: NP) -> bool:
    """Whether the number counts the rows: "more than three loans"; not in "a member younger than 18"."""
    literal = np.quantity.value if isinstance(np.quantity, Bound) else np.quantity
    counted = isinstance(literal, Measure) and literal.unit == np.head
    return counted or (np.quantity is not None and np.quantity.span[0] <= np.span[0] + len(np.determiner) + 1)


def comparing(word: str, np: NP) -> bool:
    """Whether an adjective is the word of a bound that follows: "younger than 18"."""
    quantities = [np.quantity, *(p.item.quantity for p in np.of if p.item is not None)]
    return any(q is not None and word in q.text.lower().split() for q in quantities)


HIGHER: dict[str, Relation] = {
    **dict.fromkeys(("higher", "larger", "greater", "later", "bigger", "more"), ">"),
    **dict.fromkeys(("lower", "smaller", "less", "earlier"), "<"),
}  # fmt: skip


def after_previous(np: NP, adjectives: tuple[str, ...], row: Row, scope: Scope) -> bp.Expression | None:
    """ "a reading lower than the previous one": against the row entered last before it, of the same owner."""
    than = next((p.item for p in np.of if p.prep == "than" and p.item is not None), None)
    relation = next((HIGHER[a] for a in adjectives if a in HIGHER), None)
    if than is None or relation is None or not _PREVIOUS & {than.head, *than.adjectives}:
        return None
    dated = relation in {"<", ">"} and bool({"earlier", "later"} & set(adjectives))
    kinds = TIMES if dated else frozenset({"integer", "decimal", "money", "percent", "duration"})
    names = [f.name for f in row.entity.fields.values() if f.type.kind in kinds and f.name not in row.entity.later]
    if not names:
        names = [add(row.entity, "value", bp.DECIMAL, np.span, scope)] if not dated else []
    if len(names) != 1:
        raise NotUnderstoodError(f"it is not known what of {row.entity.label} is compared", np.span)
    take_words(scope, np.span, (*HIGHER, *_PREVIOUS, "one", than.head))
    other = Row(row.entity, bp.Name(name="earlier"))
    same = [
        bp.Compare(relation="==", left=read(other, f.name), right=read(row, f.name))
        for f in row.entity.fields.values()
        if f.type.kind in {"reference", "person"} and f.name not in row.entity.later
    ]
    where = both(bp.Compare(relation="!=", left=other.at, right=row.at), *same)
    last = bp.Aggregate(function="last", entity=row.entity.id, name="earlier", where=where)
    return bp.Compare(relation=relation, left=read(row, names[0]), right=bp.Get(of=last, field=names[0]))


def _another(row: Row, scope: Scope) -> tuple[bp.Expression, ...]:
    known = scope.newest(row.entity)
    if known is None or known.fresh:
        return ()
    return (bp.Compare(relation="!=", left=row.at, right=known.at),)


def _belongs(row: Row, owner: NP, scope: Scope) -> bp.Expression:
    """That a row belongs to another row or person: one of its fields refers to it."""
    general = _some_owner(row, owner, scope)
    if general is not None:
        return general
    value = _values.value_of(owner, scope)
    term = refers(row, value, scope)
    if term is None:
        raise NotUnderstoodError(f"nothing says which “{owner.text}” {row.entity.plural} have", owner.span)
    return term


def _some_owner(row: Row, owner: NP, scope: Scope) -> bp.Expression | None:
    """ "loans of broken tools": rows whose tool is broken, whichever it is; None where one tool is spoken of."""
    if owner.pronoun or not (owner.adjectives or owner.relatives or owner.plural or owner.of or len(owner.words) > 1):
        return None
    named = entity_named(owner, scope)
    if named is None or (scope.newest(named[0]) is not None and not owner.plural):
        return None
    there = reached(scope.draft, row, named[0])
    if there is None or there is row:
        return None
    terms = narrowed(owner, named[1], there, scope)
    return both(*terms) if terms else bp.truth(True)


def refers(row: Row, value: Value, scope: Scope) -> bp.Expression | None:
    """That a row refers to what a value denotes, directly or over other rows."""
    for f in row.entity.fields.values():
        same = f.type.kind == "reference" and f.type.entity == value.type.entity
        person = f.type.kind == "person" and value.type.kind == "person"
        if same or (person and (f.type.actor == value.type.actor or not f.type.actor or not value.type.actor)):
            return bp.Compare(relation="==", left=read(row, f.name), right=value.expression)
    if value.entity is not None:
        there = reached(scope.draft, row, value.entity)
        if there is not None:
            return bp.Compare(relation="==", left=there.at, right=value.expression)
        name = person_kept(scope.draft, row.entity, value.entity)
        if name is not None:
            return bp.Compare(relation="==", left=read(row, name), right=value.expression)
    return None


def of_this(chosen: Selection, np: NP, scope: Scope) -> Selection:
    """Where nobody is named whose rows they are, those of the row spoken of."""
    newest = scope.newest()
    if newest is None or np.possessor is not None or np.of or chosen.entity.reference_to(newest.entity) is None:
        return chosen
    term = refers(chosen.row, Value(newest.at, newest.entity.type, newest.entity), scope)
    return chosen.that(term) if term is not None else chosen


def _worth(entity: EntityDraft) -> tuple[str, tuple[str, ...]] | None:
    """What a row comes to: the one amount of money that is reckoned for it, else the one that is kept."""
    reckoned = [d.name for d in entity.derivations.values() if d.type.is_number]
    kept = reckoned or [f.name for f in entity.fields.values() if f.type.kind == "money"]
    return (kept[0], ()) if len(kept) == 1 else None


def folded(fold: Fold, np: NP, inner: NP, scope: Scope) -> Value | None:
    """ "the sum of the amounts of his bills", "the highest price of the items"."""
    rows = inner.possessor or next((p.item for p in inner.of if p.item is not None), None)
    fields, chosen = (inner, found(rows, scope)) if rows is not None else (np, None)
    if chosen is None:
        fields, chosen = np, found(inner, scope)
    if chosen is None:
        return None
    if np.head in {"sum", "total"} or fields is inner:
        chosen = of_this(chosen, inner, scope)
    named = field_named(chosen.entity, fields)
    only = [m.name for m in members(chosen.entity) if m.type.is_number]
    if named is None and fields is np and len(only) == 1:
        named = only[0], ()
    if named is None and fields is np:
        named = _worth(chosen.entity)
    if named is None:
        return None
    take_words(scope, fields.span, named[1])
    kind = chosen.entity.member(named[0]).type
    return Value(chosen.over(fold, read(chosen.row, named[0])), kind)
