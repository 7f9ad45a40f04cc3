"""Owns telling: who is told, asked, sent or shown something by a rule, and what the message says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import snake
from autogenesis.language._literals import Duration, Recurrence, TimeOfDay, Times
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import say
from autogenesis.language._text import Span
from autogenesis.language._typing import plain_name
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._listing import LISTS, ordered, rows_listed
from autogenesis.language.meaning._members import field_named, members, read, take_words
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._periods import period_of
from autogenesis.language.meaning._recipients import Told, recipients_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._told_parts import is_sum, told_parts
from autogenesis.language.meaning._values import value_of
from autogenesis.language.readings._structure import NOTIFY, notification_type

TELLING = frozenset({*NOTIFY.split("|"), "page", "phone", "prompt", "text"})
_GETTING = frozenset({"get", "receive", "hear", "be given"})
_SENDING = frozenset(
    {"send", "give", "mail", "e-mail", "report", "issue", "raise", "sound", "show", "bring", "go", "pass", "forward"}
)
NOTES = {
    **dict.fromkeys(("message", "notice", "notification", "mail", "e-mail", "email", "letter", "note", "text", "sms",
                     "word", "call", "hint", "signal", "push", "ping"), "notice"),
    "reminder": "reminder", "warning": "warning", "alert": "alert", "alarm": "alert", "invitation": "invitation",
    "question": "question", "request": "request", "confirmation": "confirmation", "receipt": "receipt",
}  # fmt: skip
"""Nouns for what people are sent, and the type of notification they stand for."""
_THEY = NP((0, 0), "they", "they", pronoun=True)
_CONTENT = frozenset({"about", "of", "that", "with", "without", "to"})
"""Prepositions of what a message says."""


def telling(clause: Clause, scope: Scope) -> tuple[bp.Statement, ...] | None:
    """The notifications of a clause that tells somebody something; None where it does not."""
    found = _parties(clause)
    if found is None:
        return None
    whom, note, kind = found
    if clause.inherited and any(not _person(np, scope) for np in whom):
        raise NotUnderstoodError(f"“{whom[0].text}” is nobody who could be told", clause.span)
    people = [recipients_of(np, scope) for np in whom]
    if clause.verb == "send" and clause.voice == "active" and _THEY in whom:
        for np in clause.subjects:
            take_words(scope, np.span, np.words)  # whoever has it sent: the system does it for them
    scope.take(clause)
    if clause.verb == "bring":
        scope.take(*(p.span for p in clause.phrases if p.prep == "to"))
    if clause.role is not None:
        scope.take(clause.role)
    data = _contents(note, clause, scope)
    measures = [np for np in clause.objects if _measure(np)]
    listed = [] if note is None or note.head not in LISTS else [np for np in clause.objects if np is not note]
    known = {name for name, _ in data}
    further = told_parts(clause, [*whom, *([note] if note else []), *measures, *listed], scope)
    data = (*data, *(each for each in further if each[0] not in known))
    _carried(clause, whom, scope)
    text = message(clause, scope)
    return tuple(notified(each, kind, text, data, scope) for each in people)


def _person(np: NP, scope: Scope) -> bool:
    """Whether a phrase carried over from the clause before may name a person: no thing that was acted on."""
    entity = known_thing(scope.draft, np)
    return entity is None or any(a.row == entity.id for a in scope.draft.actors.values())


def _parties(clause: Clause) -> tuple[tuple[NP, ...], NP | None, str] | None:
    """Who is told, the noun for what they get, and the type of the notification."""
    verb, passive = clause.verb, clause.voice == "passive"
    if clause.negated:
        return None
    if verb in {"get", "have"} and clause.embedded and _tells(clause.embedded[0].verb):
        return clause.subjects, None, notification_type(clause.embedded[0].verb)
    about = clause.phrase("of")
    if (
        _tells(verb)
        and passive
        and about is not None
        and (about.item is None or isinstance(about.item.quantity, Times))
    ):
        return (_THEY,), None, notification_type(verb)  # "bags should be reminded of": whoever they concern
    if _tells(verb) and passive and clause.subjects and not _is_note(clause.subject):
        return clause.subjects, None, notification_type(verb)
    if _tells(verb) and not passive and clause.objects and not _is_note(clause.object):
        return _people(clause.objects), None, notification_type(verb)
    if (
        verb in {"follow", "go"}
        and not passive
        and not clause.objects
        and clause.phrase("to") is None
        and _is_note(clause.subject)
    ):
        return (_THEY,), clause.subject, _type_of(clause.subject)
    if verb in _GETTING and not passive and clause.subjects:
        note = next((np for np in clause.objects if _is_note(np) or is_sum(np)), None)
        if note is not None or (verb == "hear" and clause.phrase("about", "of") is not None):
            return clause.subjects, note, _type_of(note)
        return None
    if verb in _SENDING or classes_of(verb) & {"notify"}:
        return _sent(clause)
    return None


def _tells(verb: str) -> bool:
    return verb in TELLING or (bool(classes_of(verb) & {"remind"}))


def _sent(clause: Clause) -> tuple[tuple[NP, ...], NP | None, str] | None:
    """ "A reminder is sent to the keeper", "send the keeper a reminder", "the clash is reported to the office"."""
    passive, at = clause.voice == "passive", clause.phrase("to", "with", "for")
    things = clause.subjects if passive or clause.verb == "go" else clause.objects
    note = next((np for np in things if _is_note(np)), None)
    if passive and note is None and clause.subjects:
        note = next((np for np in clause.objects if _is_note(np) or is_sum(np)), None)
        if note is not None:
            return clause.subjects, note, _type_of(note)
    if clause.verb == "bring":
        attention = clause.phrase("to")
        owner = (
            attention.item.possessor if attention and attention.item and attention.item.head == "attention" else None
        )
        return ((owner,), None, "notice") if owner is not None else None
    if clause.verb == "report" and at is not None and at.prep == "to" and at.items:
        return at.items, note, "report"
    if note is None:
        return None
    if at is not None and at.items:
        return at.items, note, _type_of(note)
    others = tuple(np for np in things if np is not note and not _measure(np))
    if others and not passive:
        return others[:1], note, _type_of(note)
    bare = len(things) == 1 and not (note.of or note.relatives or note.adjectives or note.quantity or clause.phrases)
    if bare and clause.verb == "send" and (passive or clause.subjects):
        return (_THEY,), note, _type_of(note)  # "a reminder is sent": to whom it concerns
    return None


def _people(objects: Sequence[NP]) -> tuple[NP, ...]:
    """The objects up to the first that is a span of time or says what somebody is told."""
    found = []
    for np in objects:
        if _measure(np) or np.head in {"what", "which", "why", "how", "whether"}:
            break
        found.append(np)
    return tuple(found[:1] if len(found) > 1 and found[1].determiner in {"a", "an"} else found)


def _measure(np: NP) -> bool:
    return isinstance(np.quantity, Duration | TimeOfDay | Recurrence)


def _is_note(np: NP | None) -> bool:
    return np is not None and (np.head in NOTES or np.head in LISTS)


def _type_of(note: NP | None) -> str:
    if note is None:
        return "notice"
    if is_sum(note):
        return "report"
    return NOTES.get(note.head) or snake(note.head)


def _contents(note: NP | None, clause: Clause, scope: Scope) -> tuple[tuple[str, bp.Expression], ...]:
    """What is sent along: the rows of a list; the words about anything else go into the text."""
    if note is None:
        return ()
    if is_sum(note):
        return ((snake(note.name), value_of(note, scope).expression),)
    if note.head not in LISTS:
        scope.take(note)
        return ()
    scope.take((note.span[0], min([p.span[0] for p in note.of] + [note.span[1]])))
    clause, order = ordered(clause)
    of = next((p for p in note.of if p.prep in {"of", "with", "about"}), None) or clause.phrase("of", "with", "about")
    shown = clause.phrase("with", "showing") if of is None or of.prep == "of" else None
    wanted = [np for np in (*(of.items if of else ()), *clause.items) if np.head]
    wanted = [_with_phrases(np, of, clause) for np in wanted]
    columns = shown.items if shown is not None and shown is not of else ()
    data = [rows_listed(np, order, columns, scope) for np in wanted if known_thing(scope.draft, np) is not None]
    if not data or len(data) != len(wanted):
        raise NotUnderstoodError(f"what the {note.head} holds is not known", note.span)
    further = [np for np in clause.objects if np is not note and not _measure(np) and np.span[0] > note.span[0]]
    return (*data, *(_summed(np, data[-1][1], scope) for np in further))


def _summed(np: NP, rows: bp.Records, scope: Scope) -> tuple[str, bp.Expression]:
    """ "… and their total", "… and the total price": a number over the rows of the list."""
    entity = next(e for e in scope.draft.entities.values() if e.id == rows.entity)
    row = Row(entity, bp.Name(name=rows.name))
    if np.head in {"number", "count"} and not np.of:
        take_words(scope, np.span, ("number", "count"))
        return "number", bp.Aggregate(function="count", entity=rows.entity, name=rows.name, where=rows.where)
    words = tuple(w for w in (*np.adjectives, *np.words) if w not in {"total", "sum", "overall"})
    amounts = [m.name for m in members(entity) if m.type.kind == "money"]
    named = field_named(entity, replace(np, words=words, adjectives=())) if words else None
    name = named[0] if named is not None else amounts[0] if len(amounts) == 1 and not words else None
    if name is None or words == (*np.adjectives, *np.words) or np.of or np.relatives:
        raise NotUnderstoodError(f"it is not known what “{np.text}” of the list is", np.span)
    take_words(scope, np.span, (*words, "total", "sum", "overall"))
    value = bp.Aggregate(function="sum", entity=rows.entity, name=rows.name, where=rows.where, value=read(row, name))
    return "total" if not words else f"total_{name}", value


def _with_phrases(np: NP, of: Phrase | None, clause: Clause) -> NP:
    """The rows of a list with what the parser has hung on the list: "a list of the bookings for the next 7 days"."""
    periods = tuple(p for p in clause.phrases if p is not of and p.measure is None and period_of(p.item) is not None)
    return replace(np, of=(*np.of, *periods))


def _carried(clause: Clause, whom: Sequence[NP], scope: Scope) -> None:
    """What is said about the message stands in its text: "asked to ring the singer", "told about the fault"."""
    for phrase in clause.phrases:
        if phrase.measure is None and not _timed(phrase) and (phrase.prep in _CONTENT or _by_means(phrase)):
            _take_rest(phrase.span, whom, scope)
    for inner in (*clause.embedded, *clause.asides):
        _take_rest(inner.span, whom, scope)
    for np in clause.objects:
        if np not in whom and not _measure(np):
            scope.take(np)


def _by_means(phrase: Phrase) -> bool:
    """ "by e-mail", "in writing": how people are told is not up to the rule."""
    if phrase.clause is not None:
        return phrase.prep == "in" and phrase.clause.verb == "write"
    means = {np.head for np in phrase.items}
    return phrase.prep in {"by", "via", "in", "over"} and means <= NOTES.keys() | {
        "phone",
        "telephone",
        "post",
        "writing",
        "person",
    }


def _timed(phrase: Phrase) -> bool:
    return any(_measure(np) for np in phrase.items)


def _take_rest(span: Span, whom: Sequence[NP], scope: Scope) -> None:
    """The stretch, but for those who are told."""
    if not any(np.span[0] < span[1] and span[0] < np.span[1] for np in whom):
        scope.take(span)


def message(clause: Clause, scope: Scope) -> bp.Sentence:
    """What people read: which row it is about, and the words of the text that say so."""
    said = " ".join(scope.unit.text.split()).strip().rstrip(".")
    row = scope.rows[0] if scope.rows else None
    if row is None or row.fresh:
        return say(f"{said}.")
    known = plain_name(row.entity)
    return say(f"{row.entity.label.capitalize()} ", read(row, known or "id"), f": {said}.")


def notified(
    told: Told, kind: str, text: bp.Expression, data: Sequence[tuple[str, bp.Expression]], scope: Scope
) -> bp.Statement:
    about = scope.rows[0].at if scope.rows else None
    note = bp.Notify(to=told.to, type=kind, subject=about, text=text, data=tuple(data))
    if told.test is not None:
        return bp.When(test=told.test, then=(note,))
    return note if told.rows is None else bp.Each(name=told.name, rows=told.rows, steps=(note,))
