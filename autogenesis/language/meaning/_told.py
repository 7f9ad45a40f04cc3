"""Deeds that a text tells of on the way to saying something else: each can be done, whatever else is understood of it.

"As a guest, I want to book a boat for a day up to 30 days ahead" gives the operation; what no rule understood of the
sentence stays unclaimed, and so is listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from autogenesis.language._draft import Draft, OperationDraft
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import Clause
from autogenesis.language._text import Span
from autogenesis.language._tokens import Token, tokens
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._deeds import Deed, deed_of, omitted, parties
from autogenesis.language.meaning._fields import refer_to
from autogenesis.language.meaning._handing_out import to_whom
from autogenesis.language.meaning._naming import actor_of, known_thing, stands_for_people
from autogenesis.language.meaning._recorded import recorded
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope

_WANTING = frozenset({"want", "need", "like", "wish", "allow", "permit", "able", "have", "let"})
EMPTY = frozenset(
    "be have do become seem look like want need get let make mean say call work go come stay remain keep happen contain "
    "belong consist know see hold last depend receive obtain gain incur lose count help try find begin start end open "
    "close lie stand follow take give use age weigh cost number amount".split()
)
"""Verbs that say too little alone to be a deed worth doing to a thing."""
_PASSIVE = frozenset(
    {"get", "receive", "obtain", "keep", "incur", "gain", "lose", "hear", "know", "depend", "wait", "follow"}
)
"""Verbs that say what happens to their subject, and nothing that it does."""
_NONE: frozenset[str] = frozenset()
_ON_PAPER = {"print": frozenset({"show"})}
"""Verbs of showing that leave something behind."""
_EVENTS = frozenset({"if", "when", "whenever", "once", "as soon as", "after", "before", "until", "unless"})


@dataclass
class Told:
    """The deeds told, each with the clause it stands in and the stretches that name it."""

    deeds: list[tuple[Unit, Clause, OperationDraft, tuple[Span, ...]]] = field(default_factory=list)


def tell(unit: Unit, draft: Draft) -> None:
    """Make the deeds of a sentence operations, before rules speak of them."""
    told = draft.recall(Told)
    if told is None:
        told = Told()
        draft.remember(told)
    for spoken in unit.clauses:
        clause, meant = recorded(to_whom(spoken, draft), draft, unit.clauses)
        if draft.claimed(clause.span):
            continue
        for one, event in _deeds(clause):
            scope, before = Scope(draft, unit), draft.mark()
            scope.take(*meant)
            try:
                deed = deed_of(one, scope, commit=not one.negated) if _somebodys(one, scope, event=event) else None
            except NotUnderstoodError as failure:
                draft.back_to(before)
                draft.explain(one.span, failure.why)
                continue
            if deed is not None:
                if event and deed.row.fresh:
                    _for_whom(one, deed, draft)
                told.deeds.append((unit, one, deed.operation, tuple(scope.taken)))
            else:
                draft.back_to(before)


def _for_whom(clause: Clause, deed: Deed, draft: Draft) -> None:
    """ "When a parent books a course for a child": what is made is also of those whom it is made for."""
    for phrase in clause.phrases:
        np = phrase.item if phrase.prep == "for" and len(phrase.items) == 1 and phrase.measure is None else None
        thing = known_thing(draft, np) if np is not None and not np.plural and np.quantity is None else None
        if thing is not None and thing is not deed.entity and stands_for_people(thing, draft):
            refer_to(draft, deed.entity, thing)


def claim_told(unit: Unit, draft: Draft) -> None:
    """Claim what names the deeds, where no rule has claimed the clause."""
    told = draft.recall(Told)
    for sentence, clause, operation, taken in told.deeds if told is not None else ():
        known = operation.name in draft.operations and f"told_deed@{unit.id}" not in draft.barred
        if sentence is unit and known and not draft.claimed(clause.span):
            _claim(unit, clause, operation, taken, draft)


def _claim(unit: Unit, clause: Clause, operation: OperationDraft, taken: tuple[Span, ...], draft: Draft) -> None:
    named = tuple(_named(unit, clause, taken))
    whole = len(named) == 1 and named[0][0] <= clause.span[0] and clause.span[1] <= named[0][1]
    more = "" if whole else "; what else the sentence says of it is not understood"
    note = f"{operation.summary.rstrip('.')}: this can be done{more}."
    for span in named:
        draft.claim(span, "told_deed", [operation.id], status="generic", note=note)


def tell_plainly(unit: Unit, draft: Draft) -> None:
    """ "Inspectors calibrate the scales": what no rule has understood of a known thing can at least be done to it."""
    for clause in unit.clauses:
        plain = clause.frame in {"plain", "ears", "user_story", "gherkin"} and clause.voice in {"active", "passive"}
        plain = plain and f"told_deed@{unit.id}" not in draft.barred
        if not plain or draft.claimed(clause.span) or clause.negated or clause.conditions or clause.verb in EMPTY:
            continue
        if classes_of(clause.verb, clause.particle) & {"reject", "notify", "remind", "show"} - _ON_PAPER.get(
            clause.verb, _NONE
        ):
            continue
        scope, before = Scope(draft, unit), draft.mark()
        try:
            deed = deed_of(clause, scope) if _plainly(clause, scope) else None
        except NotUnderstoodError as failure:
            draft.back_to(before)
            draft.explain(clause.span, failure.why)
            continue
        if deed is None or deed.operation.kind == "create":
            draft.back_to(before)
            continue
        _claim(unit, clause, deed.operation, tuple(scope.taken), draft)


def _plainly(clause: Clause, scope: Scope) -> bool:
    """Whether somebody does it to a thing that is known."""
    parts = parties(clause)
    if parts is None or (clause.voice == "active" and clause.object is None):
        return False
    doer, thing = parts
    if thing is None or thing.pronoun or thing.negative or thing.quantity is not None or thing.relatives:
        return False
    if doer is None and (clause.phrases or clause.limits or thing.of):
        return False  # a rule, and nobody's deed
    entity = scope.draft.find_entity(thing.name)
    somebody = doer is None or not (doer.pronoun or doer.negative or doer.relatives)
    return entity is not None and somebody and (doer is None or known_thing(scope.draft, doer) is not entity)


def _deeds(clause: Clause) -> Iterator[tuple[Clause, bool]]:
    """The clause itself, or what it wants or allows; and what its conditions tell of, which are events."""
    for condition in clause.conditions:
        if condition.marker in _EVENTS:
            yield from ((one, True) for one in condition.clauses)
    wanted = clause.embedded[0] if clause.verb in _WANTING and clause.embedded else None
    if wanted is not None and wanted.voice in {"active", "passive"}:
        subjects = clause.subjects if not wanted.subjects or wanted.subjects[0].pronoun else wanted.subjects
        yield replace(wanted, role=clause.role, subjects=subjects, modal=clause.modal or "may"), False
    else:
        yield clause, False


def _somebodys(clause: Clause, scope: Scope, *, event: bool) -> bool:
    """Whether people do it: an actor does, or it happens or may be done to something without saying by whom."""
    parts = parties(clause)
    if parts is None or clause.frame in {"fragment", "heading"} or clause.verb in _PASSIVE:
        return False
    if classes_of(clause.verb, clause.particle) & {"reject"} or not (event or clause.modal or clause.role):
        return False
    doer, thing = parts
    if thing is None or thing.negative or thing.quantity is not None or thing.relatives:
        return False
    if clause.voice == "passive":
        return event or clause.modal in {"can", "may"} if doer is None else actor_of(doer, scope) is not None
    if clause.object is None:
        return omitted(clause, None, scope) is not None
    return doer is not None and (clause.role is not None or actor_of(doer, scope) is not None)


def _named(unit: Unit, clause: Clause, taken: tuple[Span, ...]) -> Iterator[Span]:
    """The stretches taken, with the function words between them."""
    start: int | None = None
    last: Token | None = None
    for token in tokens(unit.sentence):
        named = any(begin <= token.start and token.end <= end for begin, end in taken)
        named = named or start is not None and token.lower == clause.particle
        if named:
            start = token.start if start is None else start
            last = token
        elif (
            start is not None
            and last is not None
            and token.pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "PUNCT", "ADV"}
        ):
            yield start, last.end
            start = None
    if start is not None and last is not None:
        yield start, last.end
