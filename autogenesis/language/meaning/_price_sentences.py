"""Frames for what a sentence says of an amount: what each kind costs, what is added or taken off when, the least and most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._literals import Bound, Money
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import amount, both
from autogenesis.language._text import Span
from autogenesis.language._tokens import tokens
from autogenesis.language.meaning._around import Around, around, units_near
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._conditions import all_hold
from autogenesis.language.meaning._counting import number_of
from autogenesis.language.meaning._kinds_said import near
from autogenesis.language.meaning._members import members, singular, take_words
from autogenesis.language.meaning._naming import stands_for_people
from autogenesis.language.meaning._placing import IT, swapped
from autogenesis.language.meaning._price_words import SAYING, Amount, AmountSentence, Piece, Way, amount_sentence
from autogenesis.language.meaning._reckoning import (
    Reckoned,
    entity_for,
    in_order,
    keep,
    label_name,
    latest,
    money,
    of_the_whole,
    reckonings,
    stepped,
    when,
)
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, attempt, told_elsewhere

_FIRST = regex(r"^\s*for the first (?:(?P<count>\d+) )?(?P<unit>[a-z]+),?(?: and)?\s*$", re.I)
_FURTHER = regex(
    r"^\s*for (?:each|every|any) (?:further|additional|following|subsequent|other|next|more) (?P<started>started |begun )?(?P<unit>[a-z]+)\.?\s*$",
    re.I,
)


@dataclass(slots=True)
class _Part:
    """One amount with what was said of it."""

    amount: Amount
    around: Around
    test: bp.Expression | None


def price_list(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A bisque firing costs 18 euro, a glaze firing 24 euro", "The fee is 4 euro per metre, plus 8 euro if …, but at least 10"."""
    said = amount_sentence(clause, scope)
    if said is None or said.way != "base":
        return None
    several = len(said.pieces) > 1 or len(said.pieces[0].amounts) > 1
    if not several and (said.leading or said.pieces[0].conditions) and clause.verb not in {"be", "cost"}:
        return None
    return _settle(said, clause, scope)


def price_step(clause: Clause, scope: Scope) -> Claimed | None:
    """ "From 100 pages the price is 10 percent lower", "Advanced members pay half", "An express order costs 5 euro more"."""
    said = amount_sentence(clause, scope)
    return None if said is None else _settle(said, clause, scope)


def _settle(said: AmountSentence, clause: Clause, scope: Scope) -> Claimed:
    made = _stepping(said, clause, scope) if said.way != "base" else _basing(said, clause, scope)
    for start, end in told_elsewhere(scope.unit):
        raise NotUnderstoodError(f"it is not known when “{scope.draft.text.at((start, end))}” is", (start, end))
    scope.take(scope.unit.span)
    if len(scope.unit.clauses) > 1:
        scope.draft.claim(scope.unit.span, "amount", made)
    return Claimed("amount", made)


def _owners(said: AmountSentence, clause: Clause, scope: Scope) -> Iterator[EntityDraft]:
    """The things an amount may be that of: the one that is said, what somebody has of what is named, what is named itself."""
    draft = scope.draft
    words = {w for t in tokens(scope.unit.sentence) for w in (t.lemma, t.lower, singular(t.lower))}
    kept = [e for e in draft.entities.values() if e.fields and not e.initial]
    named = [e for e in kept if set(e.label.lower().split()) <= words]
    kinds = [e for e in kept if any(c in words for f in e.fields.values() for c in f.type.choices)]
    declared = [e for e in kept if any(f.label.lower() == t.lemma for t in said.label for f in e.fields.values())]
    owner = _owner_said(said, clause, scope)
    base = [e for e in (*kinds, *named) if not stands_for_people(e, draft)]
    users = [u for u in kept if u not in base and any(u.reference_to(e) is not None for e in base) and _whose(u, draft)]
    seen: set[str] = set()
    first = [owner] if owner is not None else [*declared, *(users if len(users) == 1 else [])]
    for entity in [*first, *base, *users, *entity_for(clause, scope)]:
        if entity.name not in seen and entity.fields:
            seen.add(entity.name)
            yield entity


def _owner_said(said: AmountSentence, clause: Clause, scope: Scope) -> EntityDraft | None:
    """ "The fee of a booking", "the price for a parcel": whose it is by name."""
    words = tokens(scope.unit.sentence)
    place = next((i for i, t in enumerate(words) if said.label and t is said.label[0]), None)
    rest = words[place + 1 : place + 5] if place is not None else ()
    if len(rest) < 2 or rest[0].lower != "of":
        return None
    after = [t.lemma for t in rest[1:] if t.pos not in {"DET", "VERB", "AUX"}]
    return next(
        (e for n in (2, 1) if (e := scope.draft.find_entity(" ".join(after[:n]))) is not None and e.fields), None
    )


def _whose(entity: EntityDraft, draft: Draft) -> bool:
    """Whether rows of it are somebody's: bookings, leases, orders."""
    people = {e.id for e in draft.entities.values() if stands_for_people(e, draft)}
    return any(f.type.kind == "person" or f.type.entity in people for f in entity.fields.values()) or any(
        o.entity is entity and o.kind == "create" for o in draft.operations.values()
    )


def _basing(said: AmountSentence, clause: Clause, scope: Scope) -> tuple[str, ...]:
    failure: NotUnderstoodError | None = None
    for entity in _owners(said, clause, scope):
        try:
            with attempt(scope):
                return _based(said, Row(entity, IT), clause, scope)
        except NotUnderstoodError as error:
            failure = failure or error
    raise failure or NotUnderstoodError("nothing says what it is the price of", clause.span)


def _based(said: AmountSentence, row: Row, clause: Clause, scope: Scope) -> tuple[str, ...]:
    currency = said.pieces[0].amounts[0].currency
    kind = bp.Type(kind="money", currency=currency)
    earned = bool({t.lemma for t in tokens(scope.unit.sentence)} & {"receive", "earn"})
    label = said.label[0].lemma if said.label else "pay" if earned else "price"
    old = latest(scope.draft, (label,))
    known = old if old is not None and old.entity is row.entity else None
    if known is None and _on_top(said, clause):
        known = next((r for r in reversed(reckonings(scope.draft).all.values()) if r.entity is row.entity), None)
        label = known.name if known is not None else "charge"
    value: bp.Expression | None = None
    if known is not None and _on_top(said, clause):
        value = known.least
        scope.draft.assume(f"“{clause.text}”: this comes on top of what is charged already.", clause.span)
    for piece in said.pieces:
        parts = _parts(piece, said, row, scope)
        if len(parts) == 2 and parts[0].test == parts[1].test:  # what is paid once, and for each further one
            rates = [_rate(part, kind) for part in parts]
            added = bp.Arithmetic(operator="+", left=rates[0], right=rates[1])
            value = when(parts[0].test, added, known.raw if known is not None else amount(kind, 0))
            continue
        if len(said.pieces) == 1 and parts[0].around.count is None and parts[0].test is None:
            raise NotUnderstoodError("it does not say for what or for how many it is paid", clause.span)
        piece_value = _chain(parts, known if value is None else None, kind, scope, clause)
        value = piece_value if value is None else bp.Arithmetic(operator="+", left=value, right=piece_value)
    if value is None:
        raise NotUnderstoodError("nothing says what it costs", clause.span)
    for limit in said.limits:
        value = _limited(value, limit, kind, scope)
    return (keep(Reckoned(row.entity, label_name(label), value), kind, label, clause, scope.draft),)


def _on_top(said: AmountSentence, clause: Clause) -> bool:
    """ "For every person 2 euro are charged": nobody says that it is instead of what was reckoned before."""
    return clause.voice == "passive" and not said.label and clause.verb in {"charge", "bill", "invoice"}


def _limited(value: bp.Expression, limit: Bound, kind: bp.Type, scope: Scope) -> bp.Expression:
    """ "…, but at least 35 euro", "never more than 40 euro"."""
    if not isinstance(limit.value, Money):
        raise NotUnderstoodError(f"“{limit.text}” is no limit of a price", limit.span)
    low = limit.op in {">", ">="}
    before = scope.draft.text.at((scope.unit.span[0], limit.span[0]))
    if re.search(r"\b(?:never|not)\s*$", before, re.I) and not re.match(r"(?:never|not|no)\b", limit.text, re.I):
        low = not low
    return bp.Extreme(which="largest" if low else "smallest", terms=(value, amount(kind, limit.value.value)))


def _parts(
    piece: Piece, said: AmountSentence, row: Row, scope: Scope, so_far: bp.Expression | None = None
) -> list[_Part]:
    """Each amount of a piece with the words that belong to it."""
    known = SAYING | {t.lower for t in said.label} | {t.lemma for t in said.label}
    marks = [a.span for a in piece.amounts]
    end = min([b.span[0] for b in said.limits if marks[-1][1] <= b.span[0] < piece.span[1]] + [piece.span[1]])
    edges = [piece.span[0], *(x for span in marks for x in span), end]
    stretches = [_without((edges[i], edges[i + 1]), said.held) for i in range(0, len(edges), 2)]
    inner = scope.bound(row)
    conditions = [all_hold(c, inner) for c in (*said.leading, *piece.conditions)]
    steps = _graduated(piece, edges, row, inner)
    if steps is not None:
        first_of, count = steps
        seen = around([*stretches[0]], known, row, inner, so_far)
        return [
            _part(each, replace(seen, count=c), conditions, said, row, scope)
            for each, c in zip(piece.amounts, (first_of, count), strict=True)
        ]
    if len(marks) == 1:
        seen = around([s for each in stretches for s in each], known, row, inner, so_far)
        return [_part(piece.amounts[0], seen, conditions, said, row, scope)]
    around_all = [around(each, known, row, inner, so_far) for each in stretches]
    first, *between, last = around_all
    own = [*between, last] if last.tests or last.rest else [first, *between]
    common = first if last.tests or last.rest else last
    counts = [each.count for each in around_all if each.count is not None]
    for each in own:
        if each.count is None and (common.count is not None or len(counts) == 1):
            each.count = common.count if common.count is not None else counts[0]
        each.left = [*each.left, *common.left]
        each.called = [*each.called, *common.called]
    if any(not each.tests and not each.rest for each in own) or any(each.rest for each in own[:-1]):
        raise NotUnderstoodError("it is not known which amount holds for what", marks[0])
    shared = [*conditions, *common.tests]
    return [_part(a, each, shared, said, row, scope) for a, each in zip(piece.amounts, own, strict=True)]


def _graduated(
    piece: Piece, edges: list[int], row: Row, scope: Scope
) -> tuple[bp.Expression | None, bp.Expression] | None:
    """ "4 euro for the first hour and 2 euro for each further started hour": once, and how often beyond that."""
    if len(piece.amounts) != 2:
        return None
    text = scope.draft.text
    one, other = text.at((edges[2], edges[3])), text.at((edges[4], edges[5]))
    first = _FIRST.search(one)
    more = _FURTHER.search(other)
    if first is None or more is None or singular(first["unit"].lower()) != singular(more["unit"].lower()):
        return None
    whole = bool(more["started"])
    count = units_near(row, singular(more["unit"].lower()), scope, whole=whole)
    if count is None:
        raise NotUnderstoodError(f"nothing says how many {more['unit']}s it is", piece.span)
    least = int(first["count"]) if first["count"] else 1
    beyond = bp.Arithmetic(operator="-", left=count, right=bp.whole(least))
    return None, bp.Extreme(which="largest", terms=(beyond, bp.whole(0)))


def _without(span: Span, held: list[Span]) -> list[Span]:
    """What is left of a stretch without the conditions in it."""
    made, start = [], span[0]
    for low, high in sorted(held):
        if low < span[1] and high > start:
            made.append((start, max(low, start)))
            start = high
    made.append((start, max(span[1], start)))
    return [each for each in made if each[0] < each[1]]


def _part(
    value: Amount, seen: Around, shared: list[bp.Expression], said: AmountSentence, row: Row, scope: Scope
) -> _Part:
    counted = _counted(seen.count, row, scope) | _chosen(seen.tests, row, scope)
    left = [t for t in seen.left if t.lemma not in counted]
    if left:
        words = " ".join(t.text for t in left)
        raise NotUnderstoodError(f"nothing could be made of “{words}”", left[0].span)
    for noun in dict.fromkeys(seen.called):
        scope.draft.assume(f"A {row.entity.label} of that kind is what “{noun}” stands for.", scope.unit.span)
    tests = [*shared, *seen.tests]
    return _Part(value, seen, both(*tests) if tests else None)


def _counted(count: bp.Expression | None, row: Row, scope: Scope) -> set[str]:
    """ "from the weight at 18 euro per kilogram": the words for what is counted."""
    read = {p.field for p in bp.parts_within(count) if isinstance(p, bp.Get)} if count is not None else set()
    kept = [m for there in near(row, scope.draft, 2) for m in members(there.entity) if m.name in read]
    return {word for m in kept if m.type.is_number for word in m.label.lower().split()}


def _chosen(tests: list[bp.Expression], row: Row, scope: Scope) -> set[str]:
    """ "depends on its kind: adults pay …": the words for what tells the kinds apart."""
    read = {p.field for test in tests for p in bp.parts_within(test) if isinstance(p, bp.Get)}
    kept = [m for there in near(row, scope.draft, 2) for m in members(there.entity) if m.name in read]
    return {word for m in kept if m.type.kind == "choice" for word in m.label.lower().split()}


def _chain(parts: list[_Part], known: Reckoned | None, kind: bp.Type, scope: Scope, clause: Clause) -> bp.Expression:
    """What it costs by kind: the first that fits."""
    value: bp.Expression = known.raw if known is not None else amount(kind, 0)
    if parts[-1].around.rest:
        value = _rate(parts[-1], kind)
        parts = parts[:-1]
    for part in reversed(parts):
        value = when(part.test, _rate(part, kind), value)
    return value


def _rate(part: _Part, kind: bp.Type) -> bp.Expression:
    rate = amount(kind, part.amount.value)
    count = part.around.count
    return rate if count is None else bp.Arithmetic(operator="*", left=count, right=rate)


def _stepping(said: AmountSentence, clause: Clause, scope: Scope) -> tuple[str, ...]:
    """Something added to what is reckoned so far, taken off it, or it taken so many times."""
    draft = scope.draft
    known = latest(draft, tuple(t.lemma for t in said.label))
    known = known if said.label and known is not None else of_the_whole(draft, latest(draft))
    if known is None or not known.entity.derivations.get(known.name):
        raise NotUnderstoodError("nothing is known of the price that this is said of", clause.span)
    if said.limits or len(said.pieces) > 1:
        raise NotUnderstoodError("it says more than one thing of the price", clause.span)
    row = Row(known.entity, IT)
    share = _share(said, known, row, scope) if said.way == "scale" else None
    if share is not None:
        said = replace(said, held=[*said.held, share[0]])
    parts = _parts(said.pieces[0], said, row, scope, known.raw)
    if share is not None:
        factor = bp.number(parts[0].amount.value)
        less = swapped(
            known.raw, lambda n: bp.Arithmetic(operator="*", left=n, right=factor) if n == share[1] else None
        )
        made = when(parts[0].test, less, known.raw)
        return (keep(replace(known, raw=made), known.entity.derivations[known.name].type, "", clause, draft),)
    kind = known.entity.derivations[known.name].type
    if parts[0].amount.value == 0:
        if parts[0].test is None or any("free" in f.type.choices for f in known.entity.fields.values()):
            raise NotUnderstoodError("it does not say what is free", clause.span)
        raw = when(parts[0].test, amount(kind, 0), known.least)
        return (keep(replace(known, raw=raw, floor=None), kind, "", clause, draft),)
    in_order(known, draft)
    raw = known.raw
    for part in reversed(parts):
        raw = when(part.test, _step(known, part, said.way), raw)
    return (keep(replace(known, raw=raw), known.entity.derivations[known.name].type, "", clause, draft),)


def _share(said: AmountSentence, known: Reckoned, row: Row, scope: Scope) -> tuple[Span, bp.Expression] | None:
    """ "half the charge for the length": the part of the price that is reckoned by a number of the row."""
    words = tokens(scope.unit.sentence)
    for place, token in enumerate(words):
        if token.lower != "for" or token.start < said.pieces[0].amounts[0].span[1] or place + 1 >= len(words):
            continue
        after = [t for t in words[place + 1 :] if t.pos != "DET"][:1]
        for part in bp.parts_within(known.raw):
            if not after or not isinstance(part, bp.Arithmetic) or part.operator != "*":
                continue
            if after[0].lemma in _counted(part.left, row, scope) and isinstance(part.right, bp.Literally):
                return (token.start, after[0].end), part
    return None


def _step(known: Reckoned, part: _Part, way: Way) -> bp.Expression:
    value, count = part.amount, part.around.count
    if way == "scale":
        return bp.Arithmetic(operator="*", left=known.raw, right=bp.number(value.value))
    step = value.value if value.kind == "percent" else money(value.value, value.currency)
    if isinstance(step, Decimal) or count is None:
        return stepped(known, step, up=way == "up")
    return stepped(known, bp.Arithmetic(operator="*", left=count, right=step), up=way == "up")


def first_free(clause: Clause, scope: Scope) -> Claimed | None:
    """ "The first hour is free", "The first 10 pages are free": what is counted begins after that."""
    np, known = clause.subject, of_the_whole(scope.draft, latest(scope.draft))
    if np is None or known is None or "free" not in clause.complements or clause.negated or clause.conditions:
        return None
    if "first" not in np.adjectives or np.of or np.relatives or clause.phrases or np.possessor is not None:
        return None
    count = int(getattr(np.quantity, "value", 1)) if not getattr(np.quantity, "ordinal", False) else 1
    minutes = {"minute": 1, "hour": 60, "day": 1440}.get(np.head)
    name = number_of(known.entity, np.head)

    def change(node: bp.Expression) -> bp.Expression | None:
        timed = minutes is not None and isinstance(node, bp.Between) and node.unit == "minutes"
        if not timed and not (name is not None and node == bp.Get(of=IT, field=name)):
            return None
        less = bp.Arithmetic(operator="-", left=node, right=bp.whole(count * (minutes or 1) if timed else count))
        return bp.Extreme(which="largest", terms=(less, bp.whole(0)))

    raw = swapped(known.raw, change)
    if raw == known.raw:
        raise NotUnderstoodError(f"nothing is paid by the {np.head}", np.span)
    scope.take(clause, np)
    take_words(scope, clause.span, ("free",))
    kind = known.entity.derivations[known.name].type
    return Claimed("first_free", (keep(replace(known, raw=raw), kind, "", clause, scope.draft),))


PRICE_LISTS: tuple[Frame, ...] = (price_list,)
"""The frame for several amounts in one sentence."""
PRICE_STEPS: tuple[Frame, ...] = (first_free, price_step)
"""The frame for one amount, or one step of it."""
