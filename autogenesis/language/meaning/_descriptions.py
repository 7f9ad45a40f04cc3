"""Owns what adjectives say of a row or a value: a state, a yes-or-no field, a deed done, overdue, free, missing."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language import _lexicon as lexicon
from autogenesis.language._draft import EntityDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._terms import absent, both, choice, present
from autogenesis.language._text import Span
from autogenesis.language.meaning._comparisons import TIMES, current, denial
from autogenesis.language.meaning._facts import Fact, fact_of
from autogenesis.language.meaning._filled import filled
from autogenesis.language.meaning._handed import FREE, given_back, held
from autogenesis.language.meaning._members import given_instead, members, read, take_words, value_at
from autogenesis.language.meaning._paid import paid
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value

_GONE = frozenset({"over", "past", "up", "reached", "elapsed", "expired", "passed"})
_MISSING = frozenset({"missing", "empty", "absent", "unknown", "blank", "lacking"})
_GIVEN = frozenset({"known", "given", "present", "there", "recorded", "stated", "available"})
_LATE = frozenset({"overdue", "late"})
_DUE = ("due", "deadline", "return", "end", "expiry", "until")
_TAKEN = frozenset({"taken", "occupied", "in use"})
_OPEN = frozenset({"open", "active", "current", "running", "ongoing", "outstanding", "live", "pending"})
_AHEAD = frozenset({"future", "upcoming", "coming"})
_BEGIN = ("start", "begin", "from", "date")
_VAGUE = frozenset(
    "new old good bad right wrong same own certain different other further such next last first second third previous "
    "enough too just only possible able normal ordinary special usual regular more less most least".split()
)
_NEGATIVE = ("un", "in", "non-", "not ", "non")


def described(row: Row, word: str, span: Span, scope: Scope) -> bp.Expression:
    """That a row is what an adjective says."""
    for reading in (_state, _flag, _paid, _overdue, _ahead, filled, _deed, _denied, _occupied, _going_on):
        found = reading(row, word, scope)
        if found is not None:
            take_words(scope, span, (word,))
            return found
    if word in _VAGUE or row.fresh or not _adjective(word):
        raise NotUnderstoodError(f"it is not known when {row.entity.label} is “{word}”", span)
    take_words(scope, span, (word,))
    return read(row, new_flag(row.entity, word, span, scope))


def _adjective(word: str) -> bool:
    """Whether a word can say how something is: no noun, no comparative."""
    head = word.split(maxsplit=1)[0]
    found = lexicon.word(head)
    graded = found.penn in {"JJR", "JJS", "RBR", "RBS"} or head.endswith("est")
    return not graded and (found.best in {"ADJ", "VERB"} or "ADJ" in found.lemmas)


def quality(value: Value, word: str, span: Span, scope: Scope) -> bp.Expression:
    """That a value is what an adjective says."""
    found = _quality(value, word)
    if found is None:
        raise NotUnderstoodError(f"it is not known when {value.type} is “{word}”", span)
    take_words(scope, span, (word,))
    return found


def _quality(value: Value, word: str) -> bp.Expression | None:
    if value.type.kind == "choice" and word in value.type.choices:
        return bp.Compare(relation="==", left=value.expression, right=choice(word, value.type.choices))
    if value.type.kind in TIMES and word in _GONE:
        return bp.Compare(relation="<", left=value.expression, right=current(value.type).expression)
    if word in _MISSING:
        return absent(value.expression)
    if value.type.kind == "boolean" and word in {*_GIVEN, "true", "set", "yes"}:
        return value.expression
    if word in _GIVEN:
        return present(value.expression)
    if value.type.is_number and word in {"positive", "negative", "zero"}:
        zero = bp.whole(0) if value.type.kind in {"integer", "duration"} else bp.number("0")
        relation = {"positive": ">", "negative": "<", "zero": "=="}[word]
        return bp.Compare(relation=relation, left=value.expression, right=zero)
    return None


def told(fact: Fact, row: Row) -> bp.Expression:
    """That a deed was done to a row, as what is given where the row does not exist yet."""
    return given_instead(fact.holds(bp.Name(name="it"))) if row.fresh else fact.holds(row.at)


def _state(row: Row, word: str, scope: Scope) -> bp.Expression | None:
    for f in row.entity.fields.values():
        if f.type.kind == "choice":
            said = next((c for c in f.type.choices if c.lower() == word.lower()), None)
            if said is not None:
                return bp.Compare(relation="==", left=read(row, f.name), right=choice(said, f.type.choices))
    return None


def _flag(row: Row, word: str, scope: Scope) -> bp.Expression | None:
    for member in members(row.entity):
        if member.type.kind == "boolean" and word in member.label.lower().split():
            return read(row, member.name)
    return None


def _paid(row: Row, word: str, scope: Scope) -> bp.Expression | None:
    """What is paid, where payments are kept."""
    return paid(row, scope) if word == "paid" else None


def _overdue(row: Row, word: str, scope: Scope) -> bp.Expression | None:
    """Past the day on which it was due, and not done."""
    if word not in _LATE:
        return None
    name = _dated(row.entity, _DUE)
    if name is None:
        return None
    due = value_at(row, name, scope.draft)
    late = bp.Compare(relation="<", left=due.expression, right=current(due.type).expression)
    still = undone(row)
    if still is None:
        scope.draft.assume(f"Every {row.entity.label} past its {row.entity.member(name).label} is {word}.")
        return late
    return both(still, late)


def _ahead(row: Row, word: str, scope: Scope) -> bp.Expression | None:
    """ "a future booking": one that has not begun, and was not called off."""
    if word not in _AHEAD:
        return None
    name = _dated(row.entity, _BEGIN)
    if name is None:
        return None
    begin = value_at(row, name, scope.draft)
    ahead = bp.Compare(relation=">", left=begin.expression, right=current(begin.type).expression)
    still = undone(row)
    return both(ahead, still) if still is not None else ahead


def _dated(entity: EntityDraft, words: tuple[str, ...]) -> str | None:
    """The date or moment whose label has one of the words, the earlier word first."""
    dated = [m for m in members(entity) if m.type.kind in TIMES]
    for word in words:
        for member in dated:
            if word in member.label.lower().replace("-", " ").split() and member.name not in entity.later:
                return member.name
    return None


def undone(row: Row) -> bp.Expression | None:
    """That nothing has put an end to it: not returned, paid, cancelled, closed."""
    entity = row.entity
    set_later = {n for n, f in entity.fields.items() if not f.required and f.default is None and n not in entity.given}
    ends = [
        n
        for n in sorted(entity.later | set_later)
        if n in entity.fields and _ending(n) and entity.fields[n].type.kind in TIMES and not _for_a_time(n, entity)
    ]
    if entity.done is not None:
        ends = list(dict.fromkeys((entity.done, *(n for n in ends if n.rpartition("_")[0] in _CALLED_OFF))))
    terms = [absent(read(row, name)) for name in ends]
    for f in entity.fields.values():
        if f.type.kind == "choice" and f.name in {"status", "state"}:
            closed = [c for c in f.type.choices if _ending(c)]
            terms += [bp.Not(term=bp.Compare(relation="==", left=read(row, f.name), right=choice(c, f.type.choices))) for c in closed]  # fmt: skip
    return both(*terms) if terms else None


def _for_a_time(name: str, entity: EntityDraft) -> bool:
    """ "given at" ends nothing for what is given back."""
    return name in entity.for_a_time or (name == "given_at" and bool(given_back(entity)))


_CALLED_OFF = frozenset({"cancelled", "canceled", "withdrawn", "called_off", "revoked"})
_ENDINGS = frozenset(
    "returned back closed lapsed cancelled canceled finished completed ended done paid settled withdrawn expired collected fetched "
    "resolved discarded released picked checked given brought left rejected refused deleted sold handed".split()
)


def _ending(word: str) -> bool:
    return word.replace("_", " ").split()[0] in _ENDINGS


def verb_behind(word: str) -> str | None:
    """The verb a participle is of: "signed" of "sign"."""
    head, _, particle = word.partition(" ")
    found = lexicon.word(head)
    lemma = found.lemmas.get("VERB")
    if lemma is None or lemma == head and participle_of(head) != head:
        return None
    return f"{lemma} {particle}".strip()


def _deed(row: Row, word: str, scope: Scope) -> bp.Expression | None:
    """ "a signed entry": what was done to it."""
    verb = verb_behind(word)
    if verb is None or word.endswith("ing"):
        return None
    head, _, particle = verb.partition(" ")
    fact = fact_of(scope.draft, row.entity, head, particle, commit=not row.fresh)
    return told(fact, row) if fact is not None else None


def _denied(row: Row, word: str, scope: Scope) -> bp.Expression | None:
    """ "unpaid", "inactive": the denial of what the rest of the word says."""
    for prefix in _NEGATIVE:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 3 and lexicon.known(rest):
            for reading in (_state, _flag, _paid, _deed):
                found = reading(row, rest, scope)
                if found is not None:
                    return denial(found)
    return None


def _occupied(row: Row, word: str, scope: Scope) -> bp.Expression | None:
    """ "a free stand": no row that refers to it is still going on."""
    if word not in FREE | _TAKEN:
        return None
    handed = held(row, scope.draft)
    terms = [handed] if handed is not None else []
    for other in scope.draft.entities.values():
        name = other.reference_to(row.entity)
        if name is None:
            continue
        bound = Row(other, bp.Name(name=f"its_{other.name}"))
        still = undone(bound)
        if still is None:
            continue
        mine = bp.Compare(relation="==", left=read(bound, name), right=row.at)
        terms.append(
            bp.Aggregate(function="exists", entity=other.id, name=f"its_{other.name}", where=both(mine, still))
        )
    if not terms:
        return None
    taken = terms[0] if len(terms) == 1 else bp.AnyOf(terms=tuple(terms))
    return taken if word in _TAKEN else denial(taken)


def _going_on(row: Row, word: str, scope: Scope) -> bp.Expression | None:
    """ "an open ticket": nothing has put an end to it yet."""
    return undone(row) if word in _OPEN else None


_OF_NUMBERS = frozenset({"negative", "positive", "zero"})
"""What only a number can be."""


def new_flag(entity: EntityDraft, word: str, span: Span, scope: Scope) -> str:
    """A yes-or-no field that the text takes for granted."""
    if word in _OF_NUMBERS:
        raise NotUnderstoodError(f"no number is kept of {article(entity.label)} that could be {word}", span)
    name = scope.draft.add_field(
        entity, word, bp.BOOLEAN, span, required=False, default=bp.truth(False), summary=f"whether it is {word}"
    )
    entity.given.add(name)
    update = scope.draft.operation("update", entity, "change")
    update.inputs.setdefault(entity.name, bp.Parameter(name=entity.name, type=entity.type))
    if name not in update.inputs:
        update.inputs[name] = bp.Parameter(name=name, type=bp.BOOLEAN, required=False)
        kept = bp.Conditional(
            test=present(name), then=bp.Name(name=name), otherwise=bp.Get(of=bp.Name(name=entity.name), field=name)
        )
        update.steps.append(bp.Update(row=bp.Name(name=entity.name), values=((name, kept),)))
        update.result = bp.Name(name=entity.name)
    scope.draft.assume(f"Whether {entity.label} is {word} is said when it is entered, and may be changed.", span)
    return name
