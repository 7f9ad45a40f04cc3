"""Owns what the words around an amount say: of which kind a row is, for how many of what it is paid, in which case."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import blueprints as bp
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Bound, Duration, Literal, Measure, Money, Number, Range, Recurrence, Weekdays
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._terms import amount, both, either, no
from autogenesis.language._text import Span
from autogenesis.language._tokens import Token, tokens
from autogenesis.language.meaning._comparisons import RELATIONS, TIMES, bounded, part
from autogenesis.language.meaning._counting import counted_near, flag_words, number_of
from autogenesis.language.meaning._kinds_said import Said, kinds_said, near
from autogenesis.language.meaning._measuring import begins, measured
from autogenesis.language.meaning._members import reached, read, singular
from autogenesis.language.meaning._order_of_days import is_holiday
from autogenesis.language.meaning._reckoning import units_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_EACH = frozenset({"per", "each", "every"})
_STARTED = frozenset({"started", "begun", "commenced"})
_FULL = frozenset({"full", "whole", "complete", "completed"})
_GENERAL = frozenset("have be sell use need want choose order book hold belong own get do make take".split())
"""Verbs that only join somebody to a kind: "traders who sell crafts"."""
_PEOPLE = frozenset({"person", "people", "user", "one", "kind", "type", "group", "party"})
_STOPPED = frozenset(
    "not never nobody neither nor except unless without only instead than either before after until since if when while "
    "whether rather no least most minimum maximum smallest largest lowest highest".split()
)
_ELSE = frozenset({"otherwise", "other", "others", "rest", "remaining", "else"})


@dataclass(slots=True)
class Around:
    """What was understood of some words: the tests, the count, whether it is all the rest, and the words left over."""

    tests: list[bp.Expression] = field(default_factory=list)
    count: bp.Expression | None = None
    rest: bool = False
    left: list[Token] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    called: list[str] = field(default_factory=list)
    taken: list[Span] = field(default_factory=list)

    @property
    def test(self) -> bp.Expression | None:
        """That all of it holds."""
        return both(*self.tests) if self.tests else None


def around(
    spans: list[Span], known: frozenset[str], row: Row, scope: Scope, so_far: bp.Expression | None = None
) -> Around:
    """What the words in some stretches of the sentence say of a row; `known` words say nothing by themselves.

    `so_far` is the amount that "more than 100 euro" is compared with.
    """
    made = Around()
    words = [t for t in tokens(scope.unit.sentence) if any(s <= t.start and t.end <= e for s, e in spans)]
    for literal in find_literals(scope.unit.text, scope.unit.span[0]):
        if any(s <= literal.span[0] and literal.span[1] <= e for s, e in spans):
            _literal(literal, words, row, made, scope, so_far)
    for start, end in spans:
        text = scope.draft.text.at((start, end))
        _holidays(text, start, row, made, scope)
        _kinds(kinds_said(text, start, row, scope.draft), made)
    _flags(words, row, made, scope)
    _each(words, row, made, scope)
    _leave(words, known, row, made, scope)
    return made


def _literal(
    literal: Literal, words: list[Token], row: Row, made: Around, scope: Scope, so_far: bp.Expression | None
) -> None:
    """ "more than 40 pieces", "from 100 pages", "at weekends"."""
    if isinstance(literal, Weekdays) or (isinstance(literal, Recurrence) and literal.weekdays and literal.at is None):
        when = _begins_near(row, scope)
        days = Weekdays(literal.span, literal.text, literal.days if isinstance(literal, Weekdays) else literal.weekdays)
        if when is not None:
            made.tests.append(bounded(when, days, scope))
            made.taken.append(literal.span)
        return
    bound = literal if isinstance(literal, Bound | Range) else None
    before = [t for t in words if t.end <= literal.span[0]]
    if isinstance(literal, Measure | Number | Duration | Money) and before and before[-1].lower == "from":
        bound = Bound(literal.span, literal.text, ">=", literal)
    if isinstance(bound, Bound) and isinstance(bound.value, Money) and so_far is not None:
        limit = amount(bp.Type(kind="money", currency=bound.value.currency), bound.value.value)
        made.tests.append(bp.Compare(relation=bound.op, left=so_far, right=limit))
        made.taken.append(literal.span)
        return
    if bound is None and isinstance(literal, Measure | Duration):
        _just(literal, row, made, scope)
    if bound is None or isinstance(bound, Bound) and isinstance(bound.value, Money):
        return
    after = next((t for t in words if t.start >= literal.span[1]), None)
    inner = bound.value if isinstance(bound, Bound) else bound.low
    span = literal.span
    if (
        isinstance(inner, Number) and isinstance(bound, Bound) and after is not None and after.pos == "NOUN"
    ):  # "100 or more pages"
        unit = Measure(inner.span, inner.text, inner.value, after.lemma)
        bound = Bound(bound.span, bound.text, bound.op, unit)
        inner, span = unit, (span[0], after.end)
    there = _named_before(literal, row, scope)
    if isinstance(bound, Bound) and isinstance(inner, Number) and before and before[-1].lower == "aged":
        birth = measured(there, Number(inner.span, "years", inner.value), scope)
        if birth.type.kind in TIMES:
            made.tests.append(_bounded(birth, bound, row, scope))
            made.taken.append((before[-1].start, literal.span[1]))
            return
    found = counted_near(there, bound, scope.draft) or counted_near(row, bound, scope.draft)
    if found is None and isinstance(inner, Number):
        return  # "older than 65": a number alone does not say of what
    made.tests.append(found if found is not None else _bounded(measured(there, bound, scope), bound, row, scope))
    made.taken.append(span)


def _bounded(value: Value, bound: Bound | Range, row: Row, scope: Scope) -> bp.Expression:
    """The bound; how old somebody is counts on the day of what is paid for, where one is kept."""
    born = isinstance(value.expression, bp.Get) and "birth" in value.expression.field
    limit = bound.value if isinstance(bound, Bound) else None
    yearly = isinstance(limit, Number) or (isinstance(limit, Duration) and limit.unit == "year")
    when = _begins_near(row, scope) if born and yearly else None
    if when is None or not isinstance(bound, Bound) or not isinstance(limit, Number | Duration):
        return bounded(value, bound, scope)
    day = when if when.type.kind == "date" else part(when, "date")
    scope.take(bound.span)
    years = bp.Between(start=value.expression, end=day.expression, unit="years")
    there = bp.Present(value=value.expression)
    return both(there, bp.Compare(relation=RELATIONS[bound.op], left=years, right=bp.whole(int(limit.value))))


def _begins_near(row: Row, scope: Scope) -> Value | None:
    """The day of the row itself, else of the one thing that it is for."""
    own = begins(row, scope)
    found = (
        [own] if own is not None else [v for r in near(row, scope.draft, 2)[1:] if (v := begins(r, scope)) is not None]
    )
    return found[0] if len(found) == 1 else None


_HOLIDAYS = regex(r"\b(?:(?:on|and|or)\s+)*(?:public|bank|national)\s+holidays?\b", re.I)


def _holidays(text: str, start: int, row: Row, made: Around, scope: Scope) -> None:
    """ "On Sundays and public holidays": on either."""
    found = _HOLIDAYS.search(text)
    when = _begins_near(row, scope) if found is not None else None
    if found is None or when is None:
        return
    day = when if when.type.kind == "date" else part(when, "date")
    holiday = is_holiday(day.expression, scope.draft)
    if holiday is None:
        return
    weekdays = any(span[1] <= start + found.start() + 1 for span in made.taken) and found[0].lower().startswith(
        ("and", "or")
    )
    if weekdays and made.tests:
        made.tests[-1] = either(made.tests[-1], holiday)
    else:
        made.tests.append(holiday)
    made.taken.append((start + found.start(), start + found.end()))


def _named_before(literal: Literal, row: Row, scope: Scope) -> Row:
    """ "8 euro for boats up to 10 metres": the measure of the boat, though what it is for has one too."""
    for token in reversed([t for t in tokens(scope.unit.sentence) if t.end <= literal.span[0]]):
        entity = scope.draft.find_entity(token.lemma) if token.pos == "NOUN" else None
        if entity is not None:
            there = reached(scope.draft, row, entity) if entity is not row.entity else row
            return there if there is not None and entity.fields else row
    return row


def _just(literal: Measure | Duration, row: Row, made: Around, scope: Scope) -> None:
    """ "A lesson of 45 minutes": the field of the row that is just so much."""
    unit = _singular_unit(literal.unit)
    for f in row.entity.fields.values():
        value = next((c for c in f.type.choices if c.split()[0] == str(literal.value)), None)
        if value is not None:
            chosen = bp.Literally(type=f.type, value=value)
            made.tests.append(bp.Compare(relation="==", left=read(row, f.name), right=chosen))
        elif f.type.is_number and f.type.unit is not None and _singular_unit(f.type.unit) == unit:
            made.tests.append(bp.Compare(relation="==", left=read(row, f.name), right=amount(f.type, literal.value)))
        else:
            continue
        made.taken.append(literal.span)
        return


def _singular_unit(unit: str) -> str:
    return singular(unit.lower())


def _kinds(said: list[Said], made: Around) -> None:
    """Values of one field are alternatives, of several fields hold together."""
    for name in dict.fromkeys(s.field for s in said):
        same = [s for s in said if s.field == name]
        made.tests.append(either(*dict.fromkeys(s.holds for s in same)))
        made.fields.add(name)
    made.taken.extend(s.span for s in said)


def _flags(words: list[Token], row: Row, made: Around, scope: Scope) -> None:
    """ "An express order", "with power", "without power": what is kept as yes or no."""
    for there in near(row, scope.draft, 2):
        for f in there.entity.fields.values():
            if f.type.kind != "boolean":
                continue
            label = flag_words(f.label)
            found = next((i for i in range(len(words)) if _at(words, i, label)), None)
            if found is None or any(_inside(words[found].span, s) for s in made.taken):
                continue
            denied = found > 0 and words[found - 1].lower in {"without", "no"}
            made.tests.append(no(read(there, f.name)) if denied else read(there, f.name))
            made.fields.add(f.name)
            made.taken.append((words[found - 1 if denied else found].start, words[found + len(label) - 1].end))


def _at(words: list[Token], start: int, label: tuple[str, ...]) -> bool:
    here = words[start : start + len(label)]
    return len(here) == len(label) and all(w in {t.lower, t.lemma} for t, w in zip(here, label, strict=True))


def _inside(span: Span, other: Span) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


_POWERS = frozenset({"square", "cubic"})
_PERIODS = frozenset({"week", "month", "quarter", "year"})


def _each(words: list[Token], row: Row, made: Around, scope: Scope) -> None:
    """ "per page", "for each started hour", "A page costs …": how often it is paid."""
    for position, token in enumerate(words):
        if token.lower not in _EACH and not (token.lower in {"a", "an", "one"} and made.count is None):
            continue
        rest = words[position + 1 :]
        started = bool(rest) and rest[0].lower in _STARTED
        full = bool(rest) and rest[0].lower in _FULL
        rest = rest[1:] if started or full else rest
        half = bool(rest) and rest[0].lower in {"half", "quarter"} and len(rest) > 1
        power = bool(rest) and rest[0].lower in _POWERS and len(rest) > 1
        noun = rest[1 if half or power else 0] if rest else None
        if noun is None or noun.pos not in {"NOUN", "ADJ", "VERB"}:
            continue
        thing = scope.draft.find_entity(noun.lemma)
        if thing is row.entity or (token.lower not in _EACH and thing is not None and thing.fields):
            continue
        called = f"{rest[0].lower} {noun.lemma}" if power else noun.lemma
        count = units_near(row, called, scope, whole=started, part=rest[0].lower if half else "")
        if count is None:
            if token.lower in _EACH:
                raise NotUnderstoodError(f"nothing says how many {plural_of(called)} it is", noun.span)
            continue
        made.count = bp.Rounded(way="down", value=count) if full else count
        made.taken.append((token.start, noun.end))
        _for_a_period(words[words.index(noun) + 1 :], row, made, scope)
        return


def _for_a_period(words: list[Token], row: Row, made: Around, scope: Scope) -> None:
    """ "4.50 euro per square metre a month": what is worked out is for one of these, where nothing says how many it is."""
    each, unit = (words[0], words[1]) if len(words) > 1 else (None, None)
    if each is None or unit is None or each.lower not in {"a", "per", "each", "every"} or unit.lemma not in _PERIODS:
        return
    if units_near(row, unit.lemma, scope, whole=False) is None:
        scope.draft.assume(f"“{scope.unit.text.rstrip(' .')}”: what is worked out is for one {unit.lemma}.", unit.span)
        made.taken.append((each.start, unit.end))


def units_near(row: Row, noun: str, scope: Scope, *, whole: bool, part: str = "") -> bp.Expression | None:
    """How many of a unit there are, of the row itself or of one that it leads to."""
    for there in near(row, scope.draft, 2):
        count = units_of(there, noun, scope, whole=whole and not part)
        if count is None:
            name = number_of(there.entity, noun)
            count = read(there, name) if name is not None else None
            count = bp.Rounded(way="up", value=count) if count is not None and whole and not part else count
        if count is not None and part:
            parts = bp.Arithmetic(operator="*", left=count, right=bp.whole(2 if part == "half" else 4))
            return bp.Rounded(way="up", value=parts) if whole else parts
        if count is not None:
            return count
    return None


def _leave(words: list[Token], known: frozenset[str], row: Row, made: Around, scope: Scope) -> None:
    """The words that nothing was made of."""
    rows = near(row, scope.draft, 2)
    things = {w for r in rows for name in (r.entity.label, *r.entity.synonyms) for w in name.lower().split()}
    for token in words:
        if any(_inside(token.span, s) for s in made.taken):
            continue
        if token.lower in _ELSE or (token.lower in {"that", "this"} and _beyond(token, words)):
            made.rest = True
            made.taken.append(token.span)
        elif token.lower in _STOPPED:
            made.left.append(token)
        elif token.pos not in CONTENT or {token.lower, token.lemma} & known:
            continue
        elif (
            {token.lemma, token.lower, singular(token.lower)} & (things | _PEOPLE)
            or made.tests
            and (token.lemma in _GENERAL or _field_word(token, rows, made))
        ):
            made.taken.append(token.span)
        elif any(s[1] <= token.start <= s[1] + 1 for s in made.taken[:]) and _kind_word(token, made):
            made.called.append(token.lemma if token.pos == "NOUN" else token.lower)
            made.taken.append(token.span)
        else:
            made.left.append(token)


def _beyond(token: Token, words: list[Token]) -> bool:
    """ "above that": all that no other amount is said for."""
    place = words.index(token)
    return place > 0 and words[place - 1].lower in {"above", "beyond", "over", "after"}


def _field_word(token: Token, rows: list[Row], made: Around) -> bool:
    """ "the advanced level": the name of the field that has the value."""
    labels = [r.entity.member(f).label for r in rows for f in made.fields if f in r.entity.fields]
    return any(token.lemma in label.lower().split() for label in labels)


def _kind_word(token: Token, made: Around) -> bool:
    """ "a raku firing": the noun that a value stands before."""
    return token.pos == "NOUN" or (token.pos == "VERB" and token.form == "ing" and bool(made.fields))


__all__ = ["CONTENT", "Around", "around", "units_near"]
