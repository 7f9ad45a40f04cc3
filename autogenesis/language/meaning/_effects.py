"""Owns effects: what a clause does to rows and people when its rule applies, as steps."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import EntityDraft, snake
from autogenesis.language._literals import Duration, Percent
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._text import Span
from autogenesis.language._tokens import tokens
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._assigning import assigning
from autogenesis.language.meaning._charging import charging
from autogenesis.language.meaning._chosen import Selection
from autogenesis.language.meaning._comparisons import constant, time_unit
from autogenesis.language.meaning._creations import creation
from autogenesis.language.meaning._facts import NO_DEED, fact_of
from autogenesis.language.meaning._marks import known_mark, marked, word_for
from autogenesis.language.meaning._members import entity_of, field_named, take_words
from autogenesis.language.meaning._naming import SYSTEM, take_name
from autogenesis.language.meaning._recording import recording
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._selections import refers, selection
from autogenesis.language.meaning._telling import LISTS, telling
from autogenesis.language.meaning._values import row_of, value_of

Steps = tuple[bp.Statement, ...]
_MARKING = frozenset(
    "mark treat count record flag classify regard label declare set consider list show put move place turn store return".split()
)
_MOVING = frozenset("go move pass enter come fall change switch return count turn".split())
_BECOMING = frozenset("become get turn go be stay remain".split())
_STATE_PREPS = ("as", "to", "into", "in", "on")
_UP = frozenset("increase raise grow add extend".split())
_DOWN = frozenset("reduce decrease lower deduct subtract drop cut".split())
_GIVING = frozenset(
    "give return send hand forward pass sell donate transfer move bring take deliver refer ship".split()
)
_REMOVING = frozenset("delete remove erase discard purge drop clear".split())


@dataclass(frozen=True, slots=True)
class Target:
    """A row that something is done to; where they are many, the list of them, each bound to the row's name."""

    row: Row
    rows: bp.Expression | None = None

    def update(self, *values: tuple[str, bp.Expression]) -> Steps:
        """Give the row, or each of the rows, these values."""
        return self.each(bp.Update(row=self.row.at, values=values))

    def each(self, *steps: bp.Statement) -> Steps:
        """Do the steps for the row, or for each of the rows."""
        if self.rows is None or not isinstance(self.row.at, bp.Name):
            return steps
        return (bp.Each(name=self.row.at.name, rows=self.rows, steps=steps),)


def steps_of(clause: Clause, scope: Scope) -> Steps:
    """What the clause does; raises NotUnderstoodError where that is not known."""
    if clause.negated or clause.modal in {"can", "may"}:
        raise NotUnderstoodError("what must not or may be done is no effect", clause.span)
    if clause.subject is not None and clause.subject.name in SYSTEM:
        scope.take(clause.subject)
    _take_wish(clause, scope)
    for effect in _EFFECTS:
        steps = effect(clause, scope)
        if steps is not None:
            return steps
    raise NotUnderstoodError(f"it is not known what “{clause.text}” does", clause.span)


def _take_wish(clause: Clause, scope: Scope) -> None:
    """ "As a clerk, I want …" says who wishes it, and no more."""
    if clause.frame != "user_story" and clause.modal != "want":
        return
    scope.take(clause.role)
    for token in tokens(scope.unit.sentence):
        if token.start < clause.verb_span[1] and token.lemma in {"want", "would", "like", "need", "wish"}:
            scope.take(token)


def patients_of(clause: Clause) -> tuple[NP, ...]:
    """What something is done to: the subject of a passive, the object of what the system does, the subject of a change."""
    if clause.voice == "passive":
        return clause.subjects
    system = clause.subject is None or clause.subject.name in SYSTEM or clause.subject.head in {"we", "it"}
    if clause.objects and system and clause.verb not in _BECOMING:
        return tuple(np for np in clause.objects if not isinstance(np.quantity, Duration))
    return clause.subjects


def target_of(np: NP, scope: Scope) -> Target | None:
    """The row or rows that a noun phrase speaks of; None where it speaks of none."""
    if np.determiner not in {"all", "every", "each", "other", "both"} and not np.relatives:
        row = row_of(np, scope)
        if row is not None:
            take_name(np, scope)
            return Target(row)
    try:
        chosen = selection(np, scope)
    except NotUnderstoodError:
        row = row_of(np, scope)
        return Target(row) if row is not None else None
    scope.take(np)
    return Target(chosen.row, _concerned(chosen, np, scope).over("rows"))


def _concerned(chosen: Selection, np: NP, scope: Scope) -> Selection:
    """Of rows that refer to the one spoken of, those that do: "the key" of a boat that breaks, "all trips" with it."""
    row = scope.newest()
    if row is None or (chosen.where is not None and row.at in bp.parts_within(chosen.where)):
        return chosen
    tied = refers(chosen.row, Value(row.at, row.entity.type, row.entity), scope)
    if tied is not None:
        return chosen.that(tied)
    if np.determiner not in {"all", "every", "each"} and not np.relatives:
        raise NotUnderstoodError(f"which “{np.text}” is meant is not known", np.span)
    return chosen


def _becoming(clause: Clause, scope: Scope) -> Steps | None:
    """ "It becomes free", "the unit goes into warning", "the hive is marked as queenless"."""
    found = _state_said(clause) or _choice_said(clause, scope)
    if found is None:
        return None
    words, span = found
    made: list[bp.Statement] = []
    for np in patients_of(clause):
        target = target_of(np, scope)
        if target is None:
            return None
        known = next((k for w in words if (k := known_mark(target.row.entity, w)) is not None), None)
        if known is None and (clause.phrase("to") is not None or snake(words[0]) in target.row.entity.fields):
            return None
        made += target.update(*(known or marked(target.row, words[0], scope)))
    scope.take(clause, span)
    return tuple(made) or None


def _state_said(clause: Clause) -> tuple[tuple[str, ...], tuple[int, int]] | None:
    """The words for the new state, the likeliest first, and where they stand."""
    verb = clause.verb
    if verb in _BECOMING and clause.voice != "passive":
        if clause.complements:
            return (" ".join(clause.complements),), clause.span
        if clause.object is not None and verb != "get":
            return (_label(clause.object),), clause.object.span
        inner = next((e for e in clause.embedded if e.voice == "passive" and not e.objects), None)
        if inner is not None:
            return (word_for(inner.verb, inner.particle),), inner.span
    if verb in (_MARKING if clause.voice == "passive" or verb not in _MOVING else _MOVING):
        for phrase in clause.phrases:
            words = _words_for(phrase) if phrase.prep in _STATE_PREPS and phrase.measure is None else ()
            if words:
                return words, phrase.span
    return None


def _choice_said(clause: Clause, scope: Scope) -> tuple[tuple[str, ...], Span] | None:
    """ "The boat is set to out": a state that the thing may be in, whatever else the word may be."""
    if clause.verb not in {"set", "change", "switch", "put", "turn", "reset", "move"}:
        return None
    choices = {c for row in scope.rows for e in _near(row, scope) for f in e.fields.values() for c in f.type.choices}
    said = scope.draft.text.at((clause.verb_span[1], clause.span[1]))
    for choice in sorted(choices, key=len, reverse=True):
        found = re.search(rf"\b(?:to|as|in|on|into)\s+[\"“]?({re.escape(choice)})\b", said, re.I)
        if found is not None:
            return (choice,), (clause.verb_span[1] + found.start(1), clause.verb_span[1] + found.end(1))
    return None


def _near(row: Row, scope: Scope) -> list[EntityDraft]:
    others = (entity_of(scope.draft, f.type) for f in row.entity.fields.values() if f.type.kind == "reference")
    return [row.entity, *(e for e in others if e is not None)]


def _words_for(phrase: Phrase) -> tuple[str, ...]:
    """The states that a phrase may name: "as faulty", "into warning", "on the return list"."""
    said = _phrase_label(phrase)
    item = phrase.item
    place = item is not None and item.determiner and item.head not in LISTS and phrase.prep != "as"
    if not said or place:
        return ()
    under = "in" if phrase.prep == "into" else phrase.prep
    return (said, f"in {said}") if under in {"as", "to"} else (f"{under} {said}", said)


def _phrase_label(phrase: Phrase) -> str:
    if phrase.clause is not None and phrase.clause.verb and not phrase.clause.objects:
        return word_for(phrase.clause.verb, phrase.clause.particle)
    if phrase.clause is not None and phrase.clause.complements:
        return " ".join(phrase.clause.complements)
    return _label(phrase.item) if phrase.item is not None and phrase.item.quantity is None else ""


def _label(np: NP) -> str:
    if np.of or np.relatives or np.possessor:
        return ""
    return " ".join((*np.adjectives, *np.words)) or np.head


def _changing(clause: Clause, scope: Scope) -> Steps | None:
    """ "The price is reduced by 10 percent", "the stock is increased by the quantity", "the fee is set to 5 euro"."""
    verb = clause.verb
    sign = "+" if verb in _UP else "-" if verb in _DOWN else ""
    by, to = clause.phrase("by"), clause.phrase("to", "at")
    if not sign and verb not in {"set", "change", "reset", "be", "become", "put"}:
        return None
    made: list[bp.Statement] = []
    for np in patients_of(clause):
        row, name = _field(np, scope) or (None, "")
        if row is None:
            return None
        kind = row.entity.member(name).type
        old = Value(bp.Get(of=row.at, field=name), kind)
        if by is not None and by.item is not None and sign:
            new = _moved(old, sign, by.item, scope)
        elif to is not None and to.item is not None:
            new = _given(to.item, kind, scope)
        elif kind.kind == "choice" and (word := _chosen_word(clause, kind)):
            new = bp.Literally(type=kind, value=word)
            scope.take(clause.span)
        else:
            return None
        made.append(bp.Update(row=row.at, values=((name, new),)))
    scope.take(clause)
    return tuple(made) or None


def _chosen_word(clause: Clause, kind: bp.Type) -> str:
    """ "its status becomes available": the choice that the complement names."""
    said = {" ".join(clause.complements), *(_label(np) for np in clause.objects)}
    return next((choice for choice in kind.choices if choice in said), "")


def _field(np: NP, scope: Scope) -> tuple[Row, str] | None:
    """The field that the phrase names, of a row in scope or of the one that it is said to belong to."""
    if np.pronoun:
        return None
    owner = np.possessor or next((p.item for p in np.of if p.prep in {"of", "for"}), None)
    owned = row_of(owner, scope) if owner is not None else None
    for row in (owned,) if owned else reversed(scope.rows):
        found = field_named(row.entity, np)
        if found is not None and found[0] in row.entity.fields:
            take_words(scope, np.span, found[1])
            return row, found[0]
    return None


def _moved(old: Value, sign: str, by: NP, scope: Scope) -> bp.Expression:
    if isinstance(by.quantity, Percent):
        scope.take(by)
        change: bp.Expression = bp.Arithmetic(
            operator="*", left=old.expression, right=bp.number(by.quantity.value / 100)
        )
    else:
        change = _given(by, old.type, scope)
    return bp.Arithmetic(operator="+" if sign == "+" else "-", left=old.expression, right=change)


def _given(np: NP, kind: bp.Type, scope: Scope) -> bp.Expression:
    """What a phrase says a field is to be: a constant of its type, one of its choices, or a value."""
    if np.quantity is not None and np.span == np.quantity.span:
        return constant(np.quantity, kind, scope).expression
    if kind.kind == "choice" and _label(np) in kind.choices:
        scope.take(np)
        return bp.Literally(type=kind, value=_label(np))
    return value_of(np, scope).expression


def _removing(clause: Clause, scope: Scope) -> Steps | None:
    """ "The entry is deleted"."""
    if clause.verb not in _REMOVING or clause.phrase("from") is not None:
        return None
    made: list[bp.Statement] = []
    for np in patients_of(clause):
        target = target_of(np, scope)
        if target is None:
            return None
        made += target.each(bp.Remove(row=target.row.at))
    scope.take(clause)
    return tuple(made) or None


def _doing(clause: Clause, scope: Scope) -> Steps | None:
    """ "It is cancelled", "the system shall block the locker for 15 minutes", "the reservation expires"."""
    if (clause.verb in NO_DEED and not clause.particle) or clause.voice == "copula" or not clause.verb:
        return None
    intransitive = clause.voice == "active" and not clause.objects
    if clause.voice != "passive" and not intransitive and not _by_system(clause):
        return None
    made: list[bp.Statement] = []
    for np in patients_of(clause):
        target = target_of(np, scope)
        if target is None:
            return None
        made += target.update(*_done(target.row, clause, scope))
        lasting = clause.phrase("for")
        if lasting is not None and lasting.item is not None and isinstance(lasting.item.quantity, Duration):
            _ends_after(target.row, clause, lasting.item.quantity, scope)
            scope.take(lasting.span)
        _destination(clause, target.row, scope)
    scope.take(clause)
    return tuple(made) or None


def _destination(clause: Clause, row: Row, scope: Scope) -> None:
    """ "… to the sender", "… to charity": where or to whom it goes is part of the deed, and nothing else is kept of it."""
    for phrase in clause.phrases:
        item = phrase.item
        if phrase.prep not in {"to", "from", "into", "back to"} or item is None or phrase.measure is not None:
            continue
        plain = not (item.adjectives or item.of or item.relatives or item.possessor or item.quantity or item.pronoun)
        if _field(item, scope.bound(row)) is not None or (plain and len(phrase.items) == 1 and clause.verb in _GIVING):
            scope.take(phrase.span)


def _by_system(clause: Clause) -> bool:
    return clause.subject is None or clause.subject.name in SYSTEM or clause.subject.head == "we"


def _done(row: Row, clause: Clause, scope: Scope) -> tuple[tuple[str, bp.Expression], ...]:
    """What tells from now on that it was done to the row."""
    word = word_for(clause.verb, clause.particle)
    known = known_mark(row.entity, word) or known_mark(row.entity, clause.verb)
    if known is not None:
        return known
    fact = fact_of(scope.draft, row.entity, clause.verb, clause.particle, commit=False)
    if fact is not None and not fact.creation:
        return fact.values()
    name = scope.draft.add_field(row.entity, f"{word} at", bp.DATETIME, required=False)
    row.entity.later.add(name)
    return ((name, bp.Name(name="now")),)


def _ends_after(row: Row, clause: Clause, lasting: Duration, scope: Scope) -> None:
    """ "… for 10 minutes": afterwards it is taken back."""
    word = word_for(clause.verb, clause.particle)
    draft, entity = scope.draft, row.entity
    name = draft.add_field(entity, f"{word} at", bp.DATETIME, required=False)
    entity.later.add(name)
    unit, calendar = time_unit(lasting, scope)
    since = bp.path("it", name)
    timer = bp.Timer(
        id=draft.unique(f"timer.end_{entity.name}_{name.removesuffix('_at')}"), spans=(clause.span,), entity=entity.id,
        summary=f"The {entity.label} is {word} for {lasting.text}.",
        at=bp.Shift(moment=since, amount=bp.whole(int(lasting.value)), unit=unit, calendar=calendar),
        when=bp.Present(value=since), steps=(bp.Update(row=bp.Name(name="it"), values=((name, bp.nothing()),)),),
    )  # fmt: skip
    draft.timers.append(timer)


def _creating(clause: Clause, scope: Scope) -> Steps | None:
    if classes_of(clause.verb, clause.particle) & {"notify"} and not clause.objects:
        return None
    return creation(clause, patients_of(clause), scope)


_EFFECTS: tuple[Callable[[Clause, Scope], Steps | None], ...] = (
    telling,
    recording,
    charging,
    assigning,
    _changing,
    _creating,
    _becoming,
    _removing,
    _doing,
)
