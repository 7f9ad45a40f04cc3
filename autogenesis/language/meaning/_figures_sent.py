"""Frame of figures that are sent round: "Every Monday at 8:00 the owner gets the number of trips and the total distance of last week, per driver"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft, snake
from autogenesis.language._literals import Recurrence
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import choice, same
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._chosen import Selection
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._facts import Fact, fact_of, state_called
from autogenesis.language.meaning._latches import IT, latched
from autogenesis.language.meaning._listing import LISTS
from autogenesis.language.meaning._members import entity_of, field_named, free_name, members, reached, read, take_words
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._periods import UNITS, Period, moment_of_row, period_of, within
from autogenesis.language.meaning._recipients import recipients_of
from autogenesis.language.meaning._schedules import comes_round
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._selections import selection

_GETTING = frozenset({"get", "receive"})
_SENDING = frozenset({"send", "mail", "e-mail", "email", "report", "tell", "give", "show", "forward"})
_COUNTS = frozenset({"number", "count"})
_SUMS = frozenset({"total", "sum"})
_INCOME = frozenset({"income", "revenue", "turnover", "takings", "earnings", "proceeds", "receipts", "sales"})
"""Nouns for the money that comes in, whatever it is paid for."""
_WHOLE = frozenset({"total", "overall", "whole", "entire"})
_SHOWING = frozenset({"with", "of", "on", "about", "showing", "for"})
_IN = frozenset({"of", "for", "in", "from", "during", "over", "on", ""})
_NAMES = ("name", "title", "number", "code")


@dataclass(frozen=True, slots=True)
class _Figure:
    """One number that is told: how it is called, the rows that it is reckoned over, and the field that is added up."""

    label: str
    name: str
    rows: Selection
    field: str = ""
    done: str = ""
    """What was done to them by which they are so: "published" articles."""

    def of(self, *terms: bp.Expression) -> bp.Expression:
        """The number, over those of the rows for which these hold as well."""
        chosen = self.rows.that(*terms)
        return chosen.over("sum", read(chosen.row, self.field)) if self.field else chosen.over("count")


def figures_sent(clause: Clause, scope: Scope) -> Claimed | None:
    """How many there are, and what they come to, altogether or for each: it goes to somebody whenever the day comes round."""
    if clause.negated or clause.conditions or clause.modal in {"can", "may"} or not clause.limits:
        return None
    whom, told = _parties(clause)
    if whom is None or not told:
        return None
    items, phrases = _items(told, clause, scope)
    each, phrases = _each(phrases)
    items, inner = _without_each(items)
    each = each or inner
    items, period = _period(items, phrases, clause)
    if not items or not any(
        np.head in _COUNTS | _SUMS | _INCOME or _WHOLE & {*np.adjectives, *np.words} for np in items
    ):
        return None
    round_ = comes_round(clause, scope)
    if round_ is None:
        return None
    when, _, only = round_
    figures = list(_figures(items, scope))
    period = period or _ending(clause)
    if period is not None:
        figures = [replace(f, rows=f.rows.that(within(_moment(f, scope), period, scope))) for f in figures]
    text = _text(figures, each, scope)
    to = recipients_of(whom, scope)
    if to.rows is not None or to.test is not None:
        raise NotUnderstoodError(f"it is not one role that “{whom.text}” is", whom.span)
    draft, name = scope.draft, "_and_".join(f.name for f in figures)[:60].strip("_")
    data = tuple((f.name, f.of()) for f in figures) if each is None else ()
    step: bp.Statement = bp.Notify(to=to.to, type=name, text=text, data=data)
    steps = (step,) if only is None else (bp.When(test=only, then=(step,)),)
    schedule = bp.Schedule(
        id=draft.unique(f"schedule.{name}"), spans=(clause.span,), summary=" ".join(clause.text.split()), recurrence=when, steps=steps,
    )  # fmt: skip
    draft.schedules.append(schedule)
    scope.take(clause, clause.span if clause.verb else None)
    return Claimed("figures_sent", (schedule.id,))


def _moment(figure: _Figure, scope: Scope) -> Value:
    """When it happened by which a row is counted: what was published that month was published in it."""
    row = figure.rows.row
    brought = _bringing(row.entity, figure.done, scope) if figure.done else None
    if brought is None:
        return moment_of_row(row, scope)
    if isinstance(brought, Fact):
        moment = brought.moment(row.at)
        if not isinstance(moment, bp.Get):
            raise NotUnderstoodError(f"when {row.entity.plural} are {figure.done} is not kept", scope.unit.span)
        return Value(moment, row.entity.member(moment.field).type)
    holds = same(bp.Get(of=IT, field=brought[0]), brought[1])
    latch = latched(scope.draft, row.entity, holds, figure.done, scope.unit.span)
    return Value(read(row, latch.field), bp.DATETIME)


def _bringing(entity: EntityDraft, word: str, scope: Scope) -> tuple[str, bp.Literally] | Fact | None:
    """The state that a word stands for, or what is done to rows of which it is the participle."""
    state = state_called(entity, word)
    if state is not None:
        return state
    verb = next((t.lemma for t in tag(f"it was {word}.")[2:3] if t.pos == "VERB"), None)
    return fact_of(scope.draft, entity, verb, commit=False) if verb else None


def _parties(clause: Clause) -> tuple[NP | None, tuple[NP, ...]]:
    """Who is told, and what."""
    if clause.voice == "active" and clause.verb in _GETTING:
        return clause.subject, clause.objects
    if clause.voice == "passive" and clause.verb in _SENDING:
        to = clause.phrase("to")
        return (to.item, clause.subjects) if to is not None else (clause.subject, clause.objects)
    return None, ()


def _items(told: tuple[NP, ...], clause: Clause, scope: Scope) -> tuple[tuple[NP, ...], tuple[Phrase, ...]]:
    """The figures, out of the report that has them; and the phrases behind the verb."""
    first, phrases = told[0], tuple(p for p in clause.phrases if p.prep != "to")
    if first.head not in LISTS:
        return told, phrases
    inside = (*first.of, *phrases)
    found = next((p for p in inside if p.prep in _SHOWING and p.items and period_of(p.item) is None), None)
    if found is None:
        return told, phrases
    take_words(scope, (first.span[0], found.items[0].span[0]), (first.head, *first.adjectives, *first.words))
    return (*found.items, *told[1:]), tuple(p for p in inside if p is not found)


def _each(phrases: tuple[Phrase, ...]) -> tuple[NP | None, tuple[Phrase, ...]]:
    """What the figures are told for each of, and the other phrases."""
    for phrase in phrases:
        np = phrase.item
        if np is None or np.head in UNITS or len(phrase.items) > 1:
            continue
        if phrase.prep in {"per", "by"} or (phrase.prep in {"for", "of"} and np.determiner in {"each", "every"}):
            return np, tuple(p for p in phrases if p is not phrase)
    return None, phrases


def _without_each(items: tuple[NP, ...]) -> tuple[tuple[NP, ...], NP | None]:
    """ "the number of bookings per room": the phrase hangs on what is counted."""
    made, found = [], None
    for np in items:
        each, of = _each(np.of)
        inner = []
        for phrase in of:
            rest = tuple(_each(item.of) for item in phrase.items)
            each = each or next((one for one, _ in rest if one is not None), None)
            inner.append(
                replace(phrase, items=tuple(replace(i, of=r[1]) for i, r in zip(phrase.items, rest, strict=True)))
            )
        made.append(replace(np, of=tuple(inner)))
        found = found or each
    if found is not None and found.of:  # "per driver of last week"
        made[-1] = replace(made[-1], of=(*made[-1].of, *found.of))
        found = replace(found, of=())
    return tuple(made), found


def _period(items: tuple[NP, ...], phrases: tuple[Phrase, ...], clause: Clause) -> tuple[tuple[NP, ...], Period | None]:
    """The week, month … of which the figures are, said of the last of them or of all."""
    said = next((p for q in phrases if q.prep in _IN and (p := period_of(q.item)) is not None), None)
    rest = [
        q
        for q in phrases
        if period_of(q.item) is None and q.prep != "at" and q.span not in {x.span for x in clause.limits}
    ]
    if rest:
        return (), None
    made = []
    for np in items:
        of = []
        for phrase in np.of:
            said = said or (period_of(phrase.item) if phrase.prep in _IN else None)
            if phrase.prep in _IN and period_of(phrase.item) is not None:
                continue
            inner = tuple(replace(i, of=tuple(p for p in i.of if period_of(p.item) is None)) for i in phrase.items)
            said = said or next((p for i in phrase.items for q in i.of if (p := period_of(q.item)) is not None), None)
            of.append(replace(phrase, items=inner))
        made.append(replace(np, of=tuple(of)))
    return tuple(made), said


def _ending(clause: Clause) -> Period | None:
    """ "at the end of each month": the figures are those of the month that ends."""
    again = next((x for x in clause.limits if isinstance(x, Recurrence)), None)
    return Period(again.unit) if again is not None and again.day == -1 and again.unit in UNITS else None


def _figures(items: tuple[NP, ...], scope: Scope) -> Iterator[_Figure]:
    """Each figure; what is not said to be of anything is of what is counted before."""
    main: Selection | None = None
    for np in items:
        rows = next((p.item for p in np.of if p.prep == "of"), None)
        if np.head in _COUNTS and rows is not None:
            main = selection(rows, scope)
            take_words(scope, np.span, (np.head, "number", *np.adjectives))
            label = f"number of {' '.join((*rows.adjectives, main.entity.plural))}"
            done = next((a for a in rows.adjectives if _bringing(main.entity, a, scope) is not None), "")
            yield _Figure(label, snake(label), main, done=done)
            continue
        figure = _added_up(np, rows, main, scope)
        main = main or figure.rows
        yield figure


def _added_up(np: NP, rows: NP | None, main: Selection | None, scope: Scope) -> _Figure:
    """ "the total distance", "the sum of the amounts", "the income"."""
    chosen = main
    if rows is not None and known_thing(scope.draft, rows) is not None:
        chosen = selection(rows, scope)
    said = rows if rows is not None and np.head in _SUMS and chosen is main else np
    plain = replace(said, adjectives=tuple(a for a in said.adjectives if a not in _WHOLE), of=(), possessor=None)
    plain = replace(plain, words=tuple(w for w in plain.words if w not in _WHOLE) or plain.words)
    every = (
        [chosen] if chosen is not None else [Selection(e, free_name(scope, e)) for e in scope.draft.entities.values()]
    )
    able = [(c, name, words) for c in every for name, words in _number(c.entity, plain)]
    if len(able) != 1:
        raise NotUnderstoodError(f"it is not known how “{np.text}” is reckoned", np.span)
    chosen, name, words = able[0]
    take_words(scope, np.span, (*words, np.head, *np.adjectives, *np.words))
    label = np.name if np.head in _INCOME else f"total {plain.name}"
    return _Figure(label, snake(np.name), chosen, name)


def _number(entity: EntityDraft, np: NP) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The number of a row that the phrase names: one of its fields, or the one sum of money that it comes to."""
    if np.head in _INCOME:
        reckoned = [d.name for d in entity.derivations.values() if d.type.kind == "money"]
        kept = reckoned or [m.name for m in members(entity) if m.type.kind == "money"]
        if len(kept) == 1:
            yield kept[0], (np.head,)
        return
    found = field_named(entity, np)
    if found is not None and entity.member(found[0]).type.is_number:
        yield found


def _text(figures: list[_Figure], each: NP | None, scope: Scope) -> bp.Sentence:
    """What is written: every figure with its name, or a part for each of those that they are told for."""
    title = ", ".join(f.label for f in figures)
    title = title[:1].upper() + title[1:]
    if each is None:
        parts: list[str | bp.Expression] = []
        for number, figure in enumerate(figures):
            label = figure.label if number else figure.label[:1].upper() + figure.label[1:]
            parts += [f"{', ' if number else ''}{label}: ", figure.of()]
        return bp.Sentence(parts=tuple(parts))
    return bp.Sentence(parts=(f"{title} per {each.name}: ", *_grouped(figures, each, scope)))


def _grouped(figures: list[_Figure], each: NP, scope: Scope) -> tuple[str | bp.Expression, ...]:
    take_name(each, scope)
    kept = {field_named(f.rows.entity, each) for f in figures}
    first = next(iter(kept))
    kind = figures[0].rows.entity.member(first[0]).type if len(kept) == 1 and first is not None else None
    if kind is not None and kind.kind == "choice" and first is not None:
        parts: list[str | bp.Expression] = []
        for value in kind.choices:
            mine = [same(read(f.rows.row, first[0]), choice(value, kind.choices)) for f in figures]
            parts += [f"{'; ' if parts else ''}{value}: ", *_numbers(figures, mine)]
        return tuple(parts)
    if kind is not None and kind.kind in {"text", "person", "integer"} and first is not None and len(figures) == 1:
        return (_by_value(figures[0], first[0]),)
    there = _of_what_it_refers_to(figures[0].rows.row, each, scope) if len(figures) == 1 and kind is None else None
    if there is not None:
        choices = there.type.choices
        parts = []
        for value in choices:
            only = same(there.expression, choice(value, choices))
            parts += [f"{'; ' if parts else ''}{value}: ", *_numbers(figures, [only])]
        return tuple(parts)
    other = known_thing(scope.draft, each)
    rows = [reached(scope.draft, f.rows.row, other) for f in figures] if other is not None else []
    if other is None or not all(row is not None and row.entity is other for row in rows):
        raise NotUnderstoodError(f"it is not known what there is per “{each.text}”", each.span)
    name = f"each_{other.name}"
    group = Row(other, bp.Name(name=name))
    mine = [same(row.at, group.at) for row in rows if row is not None]
    called = next((n for n in _NAMES if n in other.fields), "id")
    shown = bp.Get(of=group.at, field=called)
    line = bp.Sentence(parts=(shown, ": ", *_numbers(figures, mine)))
    lines = bp.Aggregate(function="values", entity=other.id, name=name, value=line)
    return (bp.TextFunction(function="join", arguments=(lines, bp.text("; "))),)


def _of_what_it_refers_to(row: Row, each: NP, scope: Scope) -> Value | None:
    """ "Bottles by kind", where the kind is that of the cellar that they are in."""
    for link in row.entity.fields.values():
        other = entity_of(scope.draft, link.type) if link.type.kind == "reference" else None
        found = field_named(other, each) if other is not None else None
        kind = other.member(found[0]).type if other is not None and found is not None else None
        if kind is not None and kind.kind == "choice" and found is not None:
            return Value(bp.Get(of=read(row, link.name), field=found[0]), kind)
    return None


def _by_value(figure: _Figure, field: str) -> bp.Expression:
    """One number for each value that there is, in the order in which they came up."""
    entity = figure.rows.entity
    group = bp.Name(name="group")
    mine = bp.Get(of=group, field=field)
    alike = same(bp.Get(of=bp.Name(name="first_of"), field=field), mine)
    first = bp.Aggregate(function="first", entity=entity.id, name="first_of", where=alike)
    line = bp.Sentence(parts=(mine, ": ", figure.of(same(read(figure.rows.row, field), mine))))
    lines = bp.Aggregate(function="values", entity=entity.id, name="group", where=same(group, first), value=line)
    return bp.TextFunction(function="join", arguments=(lines, bp.text("; ")))


def _numbers(figures: list[_Figure], mine: Sequence[bp.Expression]) -> Iterator[str | bp.Expression]:
    for number, (figure, test) in enumerate(zip(figures, mine, strict=True)):
        if number:
            yield ", "
        yield figure.of(test)


FIGURES_SENT: tuple[Frame, ...] = (figures_sent,)
"""The frame of figures that are sent round."""
