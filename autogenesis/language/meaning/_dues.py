"""Frames for what people owe again and again: "Members pay 15 euro per month", who pays less, which month is free."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal as OneOf

import blueprints as bp
from autogenesis.language._discourse import DateInFocus
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Bound, Date, Money, Number, Recurrence
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause, Condition, Phrase
from autogenesis.language._terms import absent, amount, both, compare, end_of, same, say, shift
from autogenesis.language._text import Span
from autogenesis.language._tokens import tokens
from autogenesis.language.meaning._cases import flagged
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import bounded
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._fields import refer_to
from autogenesis.language.meaning._measuring import measured
from autogenesis.language.meaning._members import take_words
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._placing import swapped
from autogenesis.language.meaning._recipients import recipients_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

MONTHS = {"month": (1, tuple(range(1, 13))), "quarter": (3, (1, 4, 7, 10)), "year": (12, (1,))}
_PAYING = frozenset({"pay", "owe", "contribute"})
_CALLED = ("payment", "fee", "contribution", "subscription", "rent", "due")
_UNDER = regex(r"(?:under|over)-(\d{1,3})s?$")
_JOINING = frozenset({"join", "start", "enter", "begin", "register", "sign"})
_LAST = 27
IT = bp.Name(name="it")
WHO = bp.Name(name="who")
TODAY = bp.Name(name="today")


@dataclass
class Dues:
    """What those of one kind owe in each period: the row for it, what it comes to, by whom."""

    entity: EntityDraft
    payer: EntityDraft
    period: str
    full: bp.Expression
    kind: bp.Type
    less: list[tuple[bp.Expression, bp.Expression]] = field(default_factory=list)
    """Cases, about the row `who` and the first day `start` of the period, and what is owed in them; the last comes first."""
    due: int = 0
    """How many days after the first day of the month it is due."""
    date: Date | None = None
    """The day of the year on which it is due, where that is said."""
    span: Span = (0, 0)
    number: int = 0
    share: Share | None = None
    """What whoever joins during the year owes of it."""
    after_joining: int | None = None
    """How many days after joining it is due in the first year, where that is said."""
    weekdays: bool = False
    """Whether what would be due on a Saturday or Sunday is due on the Monday after."""

    def owed(self, start: bp.Expression) -> bp.Expression:
        """What is owed for the period that begins on a day."""
        value = self.full
        for test, instead in self.less:
            value = bp.Conditional(test=_on(test, start), then=instead, otherwise=value)
        since = joined(self, WHO)
        return value if self.share is None or since is None else self.share.of(value, since, start)

    def due_on(self, start: bp.Expression) -> bp.Expression:
        """The day by which it is paid."""
        due: bp.Expression = shift(start, self.due, "days")
        if self.date is not None:
            month = shift(start, self.date.month - 1, "months")
            due = shift(shift(month, self.date.day, "days"), -1, "days")
        since = joined(self, WHO)
        if self.after_joining is not None and since is not None:
            due = bp.Conditional(
                test=_first_year(since, start), then=shift(since, self.after_joining, "days"), otherwise=due
            )
        if not self.weekdays:
            return due
        weekday = bp.Part(of=due, part="weekday")
        late = bp.Conditional(test=same(weekday, bp.whole(7)), then=shift(due, 1, "days"), otherwise=due)
        return bp.Conditional(test=same(weekday, bp.whole(6)), then=shift(due, 2, "days"), otherwise=late)

    def named(self, start: bp.Expression) -> bp.Expression:
        """The period as it is kept: by its first day, or as the number of a year."""
        kind = self.entity.fields[_period(self)].type.kind
        return bp.Part(of=start, part="year") if kind == "integer" else start


@dataclass(frozen=True, slots=True)
class Share:
    """A twelfth for each month that is left: `months` less the number of the month of joining."""

    months: int
    way: OneOf["up", "down", "half_up"]
    places: int

    def of(self, value: bp.Expression, since: bp.Expression, start: bp.Expression) -> bp.Expression:
        """What is owed of the sum by whoever has joined on that day."""
        left = bp.Arithmetic(operator="-", left=bp.whole(self.months), right=bp.Part(of=since, part="month"))
        part = bp.Arithmetic(operator="/", left=bp.Arithmetic(operator="*", left=value, right=left), right=bp.whole(12))
        rounded = bp.Rounded(way=self.way, value=part, places=self.places)
        return bp.Conditional(test=_first_year(since, start), then=rounded, otherwise=value)


def _first_year(since: bp.Expression, start: bp.Expression) -> bp.Expression:
    return same(bp.Part(of=since, part="year"), bp.Part(of=start, part="year"))


def _on(test: bp.Expression, start: bp.Expression) -> bp.Expression:
    return swapped(test, lambda node: start if node == bp.Name(name="start") else None)


def first_day(day: bp.Expression) -> bp.Expression:
    """The first day of the month of a day."""
    back = bp.Arithmetic(operator="-", left=bp.whole(1), right=bp.Part(of=day, part="day"))
    return shift(day, back, "days")


def first_of_year(day: bp.Expression) -> bp.Expression:
    """The first of January of the year of a day."""
    back = bp.Arithmetic(operator="-", left=bp.whole(1), right=bp.Part(of=day, part="month"))
    return shift(first_day(day), back, "months")


def pays_regularly(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A member pays 15 euro per month, due on the 5th"."""
    subject = clause.subject
    per = next((p for p in clause.phrases if p.prep in {"per", "a", "every", "each"} and p.item), None)
    money = next((m for np in clause.objects if (m := _money(np)) is not None), None)
    if clause.verb not in _PAYING or clause.voice == "passive" or subject is None or per is None or money is None:
        return None
    if (
        per.item is None
        or per.item.head not in MONTHS
        or len(clause.subjects) > 1
        or clause.conditions
        or clause.negated
    ):
        return None
    payer = known_thing(scope.draft, subject)
    if payer is None or subject.relatives or subject.of or subject.adjectives:
        return None
    kind = bp.Type(kind="money", currency=money.currency)
    dues = kept(payer, per.item.head, amount(kind, money.value), kind, clause, scope)
    scope.take(clause, per.span, *clause.objects)
    take_name(subject, scope)
    _due(dues, clause, scope)
    return Claimed("pays_regularly", install(dues, scope.draft))


def _money(np: NP) -> Money | None:
    if isinstance(np.quantity, Money):
        return np.quantity
    return next((p.item.quantity for p in np.of if p.item and isinstance(p.item.quantity, Money)), None)


def kept(payer: EntityDraft, period: str, full: bp.Expression, kind: bp.Type, clause: Clause, scope: Scope) -> Dues:
    """The rows for what is owed, with what is kept of each."""
    draft = scope.draft
    entity = _declared(payer, period, draft)
    if entity is None:
        said = {t.lemma for u in draft.units for t in tokens(u.sentence) if t.pos == "NOUN"}
        entity = draft.entity(next((word for word in _CALLED if word in said), "payment"), clause.span)
    refer_to(draft, entity, payer)
    names = [
        draft.add_field(entity, period, bp.DATE, clause.span, summary=f"the first day of the {period}"),
        entity.field_of_kind("money") or draft.add_field(entity, "amount", kind, clause.span),
        draft.add_field(entity, "due on", bp.DATE, clause.span),
    ]
    entity.later.update(names)
    draft.made_by_rule.add(entity.name)
    fact = fact_of(draft, entity, "pay")
    entity.done = fact.field if fact is not None else None
    draft.assume(
        f"For each {payer.label} {article(entity.label)} is entered for each {period}, at its beginning and on joining."
    )
    dues = Dues(entity, payer, period, full, kind, span=clause.span, number=scope.unit.number)
    draft.remember(dues)
    draft.remember(DateInFocus(entity, "due_on"))
    return dues


def _declared(payer: EntityDraft, period: str, draft: Draft) -> EntityDraft | None:
    """What the text lists already: whose it is, for which period, how much."""
    found = [
        e
        for e in draft.entities.values()
        if e.reference_to(payer) is not None and e.field_of_kind("money") is not None and period in e.fields
    ]
    return found[0] if len(found) == 1 else None


def _due(dues: Dues, clause: Clause, scope: Scope) -> None:
    """ "due on the 5th"."""
    for phrase in clause.phrases:
        literal = phrase.item.quantity if phrase.item is not None else None
        if phrase.prep not in {"on", "by"} or literal is None:
            continue
        if isinstance(literal, Number) and dues.period == "month":
            dues.due = int(literal.value) - 1
        elif isinstance(literal, Date) and dues.period == "year":
            dues.date = literal
        else:
            raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)
        scope.take(phrase.span)
        take_words(scope, clause.span, ("due", "payable", "th", "st", "nd", "rd"))


def install(dues: Dues, draft: Draft) -> tuple[str, ...]:
    """The rules that enter what is owed, anew with all that is known by now."""
    ids = (f"schedule.{dues.entity.name}", f"reaction.{dues.entity.name}")
    draft.schedules[:] = [s for s in draft.schedules if s.id != ids[0]]
    draft.reactions[:] = [r for r in draft.reactions if r.id != ids[1]]
    every, months = MONTHS[dues.period]
    whose = owes(dues)
    mine = bp.Name(name="mine")
    there = bp.Aggregate(
        function="exists",
        entity=dues.entity.id,
        name="mine",
        where=both(
            same(bp.Get(of=mine, field=whose), WHO), same(bp.Get(of=mine, field=_period(dues)), dues.named(TODAY))
        ),
    )
    since = joined(dues, IT)
    late = (first_day(TODAY),) if since is None else (first_day(since), first_day(TODAY))
    start: bp.Expression = bp.Extreme(which="largest", terms=late) if every == 1 else TODAY
    if dues.period == "year":
        begun = (first_of_year(TODAY),) if since is None else (first_of_year(since), first_of_year(TODAY))
        start = bp.Extreme(which="largest", terms=begun) if len(begun) > 1 else begun[0]
    steps: tuple[bp.Statement, ...] = (
        bp.Each(
            name="who",
            rows=bp.Aggregate(function="rows", entity=dues.payer.id, name="who"),
            steps=(bp.When(test=bp.Not(term=there), then=(_entry(dues, WHO, TODAY),)),),
        ),
    )
    if every > 1:
        month = bp.Part(of=TODAY, part="month")
        tests = tuple(same(month, bp.whole(number)) for number in months)
        steps = (bp.When(test=tests[0] if len(tests) == 1 else bp.AnyOf(terms=tests), then=steps),)
    what = f"Enter what each {dues.payer.label} owes for the {dues.period}."
    draft.schedules.append(
        bp.Schedule(
            id=ids[0], spans=(dues.span,), summary=what, recurrence=bp.Recurrence(unit="month", day=1), steps=steps
        )
    )
    draft.reactions.append(
        bp.Reaction(
            id=ids[1],
            spans=(dues.span,),
            summary=f"Enter what a new {dues.payer.label} owes for the first {dues.period}.",
            trigger=bp.Trigger(on="created", entity=dues.payer.id),
            steps=(bp.Let(name="who", value=IT), _entry(dues, WHO, start)),
        )
    )
    return (dues.entity.id, *ids)


def owes(dues: Dues) -> str:
    """The field that says who owes it."""
    return dues.entity.reference_to(dues.payer) or dues.payer.name


def _period(dues: Dues) -> str:
    return next(n for n, f in dues.entity.fields.items() if f.label == dues.period)


def due_field(dues: Dues) -> str:
    """The field that says by when it is paid."""
    return next(name for name, f in dues.entity.fields.items() if f.label == "due on")


def sum_of(dues: Dues) -> str:
    """The field that says how much it is."""
    return "amount" if "amount" in dues.entity.fields else dues.entity.field_of_kind("money") or "amount"


def _entry(dues: Dues, who: bp.Expression, start: bp.Expression) -> bp.Create:
    return bp.Create(
        entity=dues.entity.id,
        values=(
            (owes(dues), who),
            (_period(dues), dues.named(start)),
            (sum_of(dues), dues.owed(start)),
            ("due_on", dues.due_on(start)),
        ),
    )


def joined(dues: Dues, row: bp.Expression) -> bp.Expression | None:
    """From when on somebody is one of them, where that is kept."""
    for f in _since(dues.payer):
        if f.required or f.default is not None:
            return bp.Get(of=row, field=f.name)
    return None


def keep_joining(dues: Dues, label: str, span: Span, draft: Draft) -> None:
    """From now on it is kept since when somebody is one of them: today, where nobody says so."""
    known = next(iter(_since(dues.payer)), None)
    if known is None:
        dues.payer.given.add(draft.add_field(dues.payer, label, bp.DATE, span))
    elif not known.required and known.default is None:
        dues.payer.fields[known.name] = known.model_copy(update={"default": TODAY})


def _since(payer: EntityDraft) -> list[bp.FieldOf]:
    found = []
    for f in payer.fields.values():
        words = set(f.label.lower().replace("-", " ").split())
        since = words & {"joined", "joining", "entry", "since", "member", "start", "registered"}
        if f.type.kind == "date" and since and "birth" not in words:
            found.append(f)
    return found


def pays_less(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Students and under-21s pay 8", "Members under 18 pay half", "Children pay nothing"."""
    dues = scope.draft.recall(Dues)
    if dues is None or clause.verb not in _PAYING or clause.voice == "passive" or len(clause.objects) != 1:
        return None
    if clause.negated and clause.object is not None and clause.object.head != "nothing" or clause.conditions:
        return None
    instead = _instead(dues, clause.objects[0])
    if instead is None or clause.phrases or not clause.subjects:
        return None
    inner = scope.bound(Row(dues.payer, WHO))
    tests = tuple(_case(np, Row(dues.payer, WHO), inner) for np in clause.subjects)
    scope.take(clause, clause.objects[0])
    dues.less.append((tests[0] if len(tests) == 1 else bp.AnyOf(terms=tests), instead))
    dues.less.sort(key=lambda case: "start" in repr(case[0]))
    return Claimed("pays_less", install(dues, scope.draft))


def _instead(dues: Dues, np: NP) -> bp.Expression | None:
    money = _money(np)
    if money is not None:
        return amount(dues.kind, money.value)
    if isinstance(np.quantity, Number) and not np.words[1:]:
        return amount(dues.kind, np.quantity.value)
    if np.head in {"nothing", "none"}:
        return amount(dues.kind, Decimal(0))
    if np.head == "half":
        return bp.Rounded(
            way="half_up", value=bp.Arithmetic(operator="*", left=dues.full, right=bp.number("0.5")), places=2
        )
    return None


def _case(np: NP, row: Row, scope: Scope) -> bp.Expression:
    """Who pays less: those of an age, or of a kind that is said when they are entered."""
    aged = _UNDER.match(np.head)
    bound = next((p.item.quantity for p in np.of if p.item and isinstance(p.item.quantity, Bound)), None)
    entity = known_thing(scope.draft, np) if aged is None else None
    if aged is not None:
        scope.take(np)
        number = Number(np.span, aged[1], Decimal(aged[1]))
        bound = Bound(np.span, f"under {aged[1]} years old", "<" if np.head.startswith("under") else ">", number)
    elif bound is not None and entity is row.entity:
        take_name(np, scope)
        scope.take(*(p.span for p in np.of))
    if bound is None:
        return flagged(np, row, scope)
    labels = {w for f in row.entity.fields.values() for w in f.label.lower().split()}
    if not labels & {"age", "birth", "birthday"}:
        name = scope.draft.add_field(row.entity, "date of birth", bp.DATE, np.span, required=False)
        row.entity.given.add(name)
    value = measured(row, bound, scope)
    return both(bp.Present(value=value.expression), bounded(value, bound, scope))


def first_period(clause: Clause, scope: Scope) -> Claimed | None:
    """ "If a member has joined after the 15th, the first month is free"."""
    dues = scope.draft.recall(Dues)
    condition = clause.condition("if", "when", "where")
    subject = clause.subject
    if (
        dues is None
        or condition is None
        or subject is None
        or subject.head != dues.period
        or len(clause.conditions) > 1
    ):
        return None
    if "first" not in subject.adjectives or clause.negated or len(condition.clauses) > 1:
        return None
    instead = _free(dues, clause)
    said = condition.clause
    after = said.phrases[0] if len(said.phrases) == 1 else None
    literal = after.item.quantity if after is not None and after.item is not None else None
    if instead is None or said.verb not in _JOINING or not isinstance(literal, Number) or dues.period != "month":
        return None
    if joined(dues, WHO) is None:
        name = scope.draft.add_field(dues.payer, f"{participle_of(said.verb)} on", bp.DATE, said.span)
        dues.payer.given.add(name)
        return None
    day = joined(dues, WHO)
    assert day is not None
    assert after is not None
    relation = {"after": ">", "from": ">=", "before": "<", "until": "<=", "by": "<="}.get(after.prep)
    if relation is None:
        return None
    test = both(
        compare(bp.Part(of=day, part="day"), relation, bp.whole(int(literal.value))),  # type: ignore[arg-type]
        same(first_day(day), bp.Name(name="start")),
    )
    scope.take(clause, condition.span, subject, *clause.objects)
    take_words(scope, clause.span, ("free", "first"))
    dues.less.append((test, instead))
    dues.less.sort(key=lambda case: "start" in repr(case[0]))
    return Claimed("first_period", install(dues, scope.draft))


def _free(dues: Dues, clause: Clause) -> bp.Expression | None:
    if "free" in clause.complements and clause.voice in {"copula", "active"} and clause.verb == "be":
        return amount(dues.kind, Decimal(0))
    return _instead(dues, clause.objects[0]) if clause.verb == "cost" and len(clause.objects) == 1 else None


def unpaid(clause: Clause, scope: Scope) -> Claimed | None:
    """ "If it is not paid by the 20th, the member gets an e-mail, and after that one each month at most"."""
    dues = scope.draft.recall(Dues)
    condition = clause.condition("if", "when")
    if dues is None or condition is None or dues.period != "month" or len(condition.clauses) > 1:
        return None
    day = _deadline(condition)
    subject = clause.subject
    if day is None or subject is None or clause.verb not in {"get", "receive"} or not clause.objects:
        return None
    monthly = any(isinstance(limit, Recurrence) and limit.unit == "month" for limit in clause.limits)
    row = Row(dues.payer, WHO)
    told = recipients_of(subject, scope.bound(row))
    note, *more = clause.objects
    if more and not (monthly and more[0].head in {"one", note.head}):
        return None
    mine = bp.Name(name="mine")
    late = both(
        same(bp.Get(of=mine, field=owes(dues)), WHO),
        absent(bp.Get(of=mine, field=dues.entity.done or "paid_at")),
        compare(bp.Get(of=mine, field=sum_of(dues)), ">", amount(dues.kind, Decimal(0))),
        compare(end_of(shift(bp.Get(of=mine, field=_period(dues)), day - 1, "days")), "<=", bp.Name(name="now")),
    )
    owing = bp.Aggregate(function="exists", entity=dues.entity.id, name="mine", where=late)
    text = say(f"The {dues.entity.label} for the {dues.period} is not paid.")
    steps = (bp.Notify(to=told.to, type="reminder", subject=WHO, text=text),)
    draft = scope.draft
    schedule = bp.Schedule(
        id=draft.unique(f"schedule.unpaid_{dues.entity.name}"),
        spans=(clause.span,),
        summary=" ".join(clause.text.split()),
        recurrence=bp.Recurrence(unit="month", day=day + 1),
        steps=(
            bp.Each(
                name="who",
                rows=bp.Aggregate(function="rows", entity=dues.payer.id, name="who", where=owing),
                steps=steps,
            ),
        ),
    )
    draft.schedules.append(schedule)
    draft.assume(f"Whoever still owes something is reminded once a month, on the day after the {day}th.", clause.span)
    scope.take(clause, condition.span, *clause.objects, *(limit.span for limit in clause.limits))
    scope.take_then()
    take_words(scope, clause.span, ("friendly", "most", "month", "each"))
    return Claimed("unpaid_dues", (schedule.id,))


def _deadline(condition: Condition) -> int | None:
    """The day of the month by which something is not paid."""
    said = condition.clause
    by: Phrase | None = said.phrase("by", "until", "before")
    literal = by.item.quantity if by is not None and by.item is not None else None
    paid = said.verb == "pay" and said.voice == "passive" and bool({"not", "never"} & set(said.negators))
    if not paid or not isinstance(literal, Number) or by is None or not 1 < literal.value <= _LAST:
        return None
    return int(literal.value) - (1 if by.prep == "before" else 0)


DUES: tuple[Frame, ...] = (pays_regularly, pays_less, first_period, unpaid)
"""The frames for what is owed again and again."""
__all__ = ["DUES"]
