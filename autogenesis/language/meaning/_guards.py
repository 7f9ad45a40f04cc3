"""Frames for what must not be: deeds that are forbidden, allowed only under conditions, or refused."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Bound, Duration
from autogenesis.language._people import may_name_people, names_people
from autogenesis.language._syntax import NP, Clause, Condition, Phrase
from autogenesis.language._terms import both, either
from autogenesis.language._words import classes_of, head_kind
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import denial
from autogenesis.language.meaning._conditions import holds
from autogenesis.language.meaning._ears import meant
from autogenesis.language.meaning._facts import HANDIWORK, operation_of
from autogenesis.language.meaning._focus import abouts, done_by_doer
from autogenesis.language.meaning._late_fees import remember_until, without_free
from autogenesis.language.meaning._naming import (
    SYSTEM,
    actor_of,
    before_name,
    known_thing,
    take_name,
)
from autogenesis.language.meaning._permissions import said_plainly
from autogenesis.language.meaning._placing import IT, creator, guarded
from autogenesis.language.meaning._plain_rules import deed_called
from autogenesis.language.meaning._relations import relation_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, attempt
from autogenesis.language.meaning._selections import attached, narrowed
from autogenesis.language.meaning._situations import Situation, possible, situation, stated

_NOT = frozenset({"not", "never", "neither", "nor"})
_ADMITTING = frozenset({"accept", "admit", "allow", "permit"})
_REFUSING = frozenset({"reject"})
_ALLOWED = frozenset({"allow", "permit", "let"})
_REFUSING_TO = frozenset({"refuse", "decline", "deny"})
_ONLY = frozenset({"only if", "only when", "only once", "only after", "only while", "only as long as"})
_PARTICLES = frozenset({"over", "out", "off", "up", "away", "back", "in", "down"})


def forbidden(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A member with an unpaid bill cannot borrow a tool", "An entry must not be changed once it is signed"."""
    clause = _doing_none(_refusing_to(clause, scope), scope)
    if not _denying(clause) or clause.voice == "copula" or not clause.verb:
        return None
    if clause.text.rstrip(" .,;").endswith("or not"):
        raise NotUnderstoodError("“or not” takes back what was said before", clause.span)
    said = _allowing(clause)
    found = spoken(said, scope)
    if found is None:
        return None
    if not found.terms:
        return _never(clause, found.entity)
    guard = guarded(found.operation, found.entity, denial(both(*found.terms)), _what(clause), clause, scope.draft)
    return Claimed("forbidden_when", (found.operation.id, guard))


def _doing_none(clause: Clause, scope: Scope) -> Clause:
    """ "Suspended members borrow no boats": they may not borrow one, where that is done at all."""
    np = clause.object
    if np is None or not np.negative or len(clause.objects) > 1 or _denying(clause) or clause.voice != "active":
        return clause
    entity = known_thing(scope.draft, np)
    phrase = f"{clause.verb} {clause.particle}".strip()
    if entity is None or operation_of(scope.draft, entity, phrase) is None:
        return clause
    return replace(clause, negators=("not",), objects=(replace(np, negative=False, determiner="a"),))


def _refusing_to(clause: Clause, scope: Scope) -> Clause:
    """ "While a lift is locked, the system shall refuse to open it": it may not be opened."""
    inner = clause.embedded[0] if len(clause.embedded) == 1 else None
    if (
        inner is None
        or clause.verb not in _REFUSING_TO
        or not _system(clause.subject)
        or clause.objects
        or _denying(clause)
    ):
        return clause
    if not inner.verb or inner.negators or inner.subjects:
        return clause
    scope.take(clause)
    take_name(clause.subject, scope) if clause.subject is not None else None
    phrases = tuple(
        p for p in inner.phrases if not (p.prep in {"to", "for"} and p.item is not None and _people(p.item, scope))
    )
    scope.take(*(p.span for p in inner.phrases if p not in phrases))
    return replace(
        inner,
        negators=("not",),
        text=clause.text,
        modal="shall",
        voice="active",
        conditions=clause.conditions,
        span=clause.span,
        phrases=phrases,
    )


def _people(np: NP, scope: Scope) -> bool:
    """Whoever something is done for, where nothing is kept of them."""
    return (
        known_thing(scope.draft, np) is None and np.plural and head_kind(np.head) in {"", "person"} and not np.relatives
    )


def allowed_when(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A booking can be cancelled until 24 hours before its start", "Readings are only accepted in December"."""
    clause = _with_particle(clause)
    only = "only" in clause.negators or any(np.quantifier == "only" for np in clause.subjects)
    only = only or any(condition.marker in _ONLY for condition in clause.conditions)
    if clause.voice == "copula" and "possible" in clause.complements and clause.verb == "be":
        return _possible(clause, scope)
    admitted = clause.voice == "passive" and clause.verb in _ADMITTING and not clause.modal
    allowed = (
        clause.modal in {"can", "may"}
        or _in_good_time(clause)
        or (clause.modal == "want" and clause.role is not None)
        or only
        or admitted
    )
    if _denying(clause) or not allowed or clause.voice == "copula" or not clause.verb:
        return None
    if clause.particle == "together":
        return None  # who must be there too is more than a condition on what is there
    clause = without_free(clause, scope)
    if clause.verb in _LENDING and any(_so_long(phrase) for phrase in clause.phrases):
        raise NotUnderstoodError("who has it, and until when, is not understood", clause.span)
    found = _of_several(clause, scope) if only else spoken(clause, scope)
    if found is None or not found.terms:
        return None
    requires = _of_that_kind(clause, found, scope) or both(*found.terms)
    guard = guarded(found.operation, found.entity, requires, _what(clause), clause, scope.draft)
    remember_until(found.operation, found.entity, guard, clause, scope)
    sole = [actor_of(np, scope) for np in clause.subjects if np.quantifier == "only" and clause.voice != "passive"]
    found.operation.roles.extend(a for a in sole if a is not None and a not in found.operation.roles)
    return Claimed("allowed_when", (found.operation.id, guard))


def _of_several(clause: Clause, scope: Scope) -> Situation | None:
    """ "Only adults and seniors may borrow a boat": whoever is one of these."""
    if len(clause.subjects) < 2:
        return spoken(clause, scope)
    found = [spoken(replace(clause, subjects=(np,)), scope) for np in clause.subjects]
    said = [each for each in found if each is not None]
    first = said[0] if said else None
    if first is None or len(said) < len(found) or any(not s.terms or s.operation is not first.operation for s in said):
        return spoken(clause, scope)
    return replace(first, terms=(either(*(both(*each.terms) for each in said)),))


_LENDING = frozenset({"lend", "borrow", "rent", "hire", "lease", "loan"})


def _so_long(phrase: Phrase) -> bool:
    """ "for 14 days": for how long something is had, which says nothing of when it may be taken."""
    quantity = phrase.item.quantity if phrase.item is not None and phrase.prep == "for" else None
    inner = quantity.value if isinstance(quantity, Bound) else quantity
    return isinstance(inner, Duration)


def _of_that_kind(clause: Clause, found: Situation, scope: Scope) -> bp.Expression | None:
    """ "Power tools may only be borrowed by adults": what is no power tool is not spoken of; None where no kind is named."""
    only = any(np.quantifier == "only" for np in clause.subjects)
    nps = clause.subjects if clause.voice == "passive" else clause.objects if only else ()
    if len(nps) != 1 or not nps[0].adjectives:
        return None
    plain = (replace(nps[0], adjectives=()),)
    bare = replace(clause, subjects=plain) if clause.voice == "passive" else replace(clause, objects=plain)
    rest = _of_several(bare, scope)
    if rest is None or rest.operation is not found.operation:
        return None
    kind = [term for term in found.terms if term not in rest.terms]
    others = [term for term in found.terms if term in rest.terms]
    return either(denial(both(*kind)), both(*others)) if kind and others else None


def _in_good_time(clause: Clause) -> bool:
    """ "A guest books a room at least 2 days before the start": when it is done, where somebody does it."""
    doer = clause.subject
    plain = clause.voice == "active" and not clause.modal and not clause.conditions and clause.frame == "plain"
    ahead = any(p.prep == "before" and (isinstance(p.measure, Bound) or p.measure is None) for p in clause.phrases)
    bounds = [*(p.measure for p in clause.phrases), *(np.quantity for np in clause.objects)]
    told = any(isinstance(each, Bound) and isinstance(each.value, Duration) for each in bounds)
    return plain and ahead and told and doer is not None and may_name_people(doer.head)


def done_to(clause: Clause, scope: Scope) -> Claimed | None:
    """ "The archivist archives a closed case": it is done to such ones only, and by nobody else."""
    by = [item for p in clause.phrases if p.prep == "by" for item in p.items]
    people, things = (by, clause.subjects) if clause.voice == "passive" else (clause.subjects, clause.objects)
    told = clause.voice in {"active", "passive"} and not clause.modal and not clause.negated and not clause.conditions
    if not told or len(things) != 1 or not (things[0].adjectives or things[0].relatives) or things[0].pronoun:
        return None
    unsaid = clause.voice == "passive" and clause.verb in HANDIWORK and not clause.phrases
    if not (people or unsaid) or not all(_is_somebody(np, scope) for np in people):
        return None
    actors = [actor_of(np, scope) for np in people]
    alone = _by_one(clause)
    found = spoken(alone, scope) if all(actors) else None
    if found is None or not found.terms or found.operation.kind != "change":
        return None
    for np in people:
        take_name(np, scope)
    guard = guarded(found.operation, found.entity, both(*found.terms), _what(clause), clause, scope.draft)
    found.operation.actors.extend(a for a in actors if a is not None and a not in found.operation.actors)
    said_plainly(scope.draft, found.operation)
    return Claimed("done_to", (found.operation.id, guard))


def _is_somebody(np: NP, scope: Scope) -> bool:
    named = (
        names_people(np.head) or "of" in np.words or scope.draft.find_actor(tuple(np.name.lower().split())) is not None
    )
    return named and np.name not in SYSTEM and not np.pronoun


def _by_one(clause: Clause) -> Clause:
    """The clause with the first of those who do it."""
    phrases = tuple(replace(p, items=p.items[:1]) if p.prep == "by" else p for p in clause.phrases)
    return replace(clause, phrases=phrases, subjects=clause.subjects[:1])


def _with_particle(clause: Clause) -> Clause:
    """ "is handed over only when …": a preposition with nothing behind it belongs to the verb."""
    bare = next((p for p in clause.phrases if p.prep in _PARTICLES and not (p.items or p.measure or p.clause)), None)
    if bare is None or clause.particle or clause.voice != "passive":
        return clause
    span = (clause.verb_span[0], bare.span[1])
    return replace(
        clause, particle=bare.prep, phrases=tuple(p for p in clause.phrases if p is not bare), verb_span=span
    )


def _possible(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Cancelling is possible until 24 hours before the start", "is not possible after it"."""
    found = possible(replace(clause, negators=()), scope)
    if found is None or not found.terms:
        return None
    requires = both(*found.terms)
    requires = denial(requires) if _denying(clause) else requires
    guard = guarded(found.operation, found.entity, requires, "possible", clause, scope.draft)
    return Claimed("allowed_when", (found.operation.id, guard))


def spoken(clause: Clause, scope: Scope) -> Situation | None:
    """The situation, with what a pronoun stands for put in its place."""
    clause = _of_the_thing(clause, scope)
    np = clause.subject if clause.voice == "passive" else clause.object
    if np is None or not np.pronoun or np.head not in {"it", "they", "them", "one", "this", "that"}:
        return situation(clause, scope)
    failure: NotUnderstoodError | None = None
    _meant(clause, scope)
    inside = [each.subject for condition in clause.conditions for each in condition.clauses if each.subject is not None]
    about = (*done_by_doer(clause, scope), *abouts(replace(clause, subjects=tuple(inside), objects=()), scope))
    for entity in {each.name: each for each in about}.values():
        plain = replace(np, pronoun=False, head=entity.words[-1], words=entity.words, determiner="the")
        passive = np is clause.subject
        named = replace(clause, subjects=(plain,)) if passive else replace(clause, objects=(plain,))
        try:
            with attempt(scope):
                return situation(named, scope)
        except NotUnderstoodError as error:
            failure = failure or error
    if failure is not None:
        raise failure
    return None


def _of_the_thing(clause: Clause, scope: Scope) -> Clause:
    """ "A damaged tool cannot be borrowed until it has been repaired": "it" is the tool, and no loan of it."""
    np = clause.subject if clause.voice == "passive" else clause.object
    thing = known_thing(scope.draft, np) if np is not None and not np.pronoun else None
    if (
        np is None
        or thing is None
        or not clause.conditions
        or relation_of(scope.draft, clause.verb, clause.particle, thing) is None
    ):
        return clause
    words = tuple(thing.label.split())
    other = "they" if np.plural else "it"

    def named(each: NP) -> NP:
        if not each.pronoun or each.head not in {other, "them" if np.plural else "it"}:
            return each
        return replace(each, pronoun=False, head=words[-1], words=words, determiner="the")

    def told(inner: Clause) -> Clause:
        who = inner.subject
        done = inner.voice == "active" and len(inner.objects) == 1 and named(inner.objects[0]) is not inner.objects[0]
        if done and who is not None and who.determiner in {"a", "an", "any"} and actor_of(who, scope) is not None:
            take_name(who, scope)  # "until a porter has mended it": whoever it was
            return replace(inner, subjects=(named(inner.objects[0]),), objects=(), voice="passive")
        return replace(inner, subjects=tuple(map(named, inner.subjects)), objects=tuple(map(named, inner.objects)))

    conditions = tuple(replace(c, clauses=tuple(map(told, c.clauses))) for c in clause.conditions)
    return replace(clause, conditions=conditions)


def _meant(clause: Clause, scope: Scope) -> None:
    """Insist that what a pronoun most likely stands for, the thing spoken of last, is known."""
    if clause.conditions:
        return
    units = scope.draft.around(scope.unit, 1)
    before = [c for u in units for c in u.clauses if c.span[1] <= clause.span[0]]
    for earlier in reversed(before):
        np = earlier.subject if earlier.voice in {"passive", "copula"} else earlier.object
        if np is None or np.pronoun or np.quantity is not None:
            continue
        if known_thing(scope.draft, np) is None and head_kind(np.head) == "":
            raise NotUnderstoodError(f"“{np.text}” is spoken of here, and nothing is kept of it", clause.span)
        return


def obliged(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Each issue must be checked by a pharmacist after it has been assembled", "must be paid before it is shipped"."""
    if clause.modal not in {"must", "shall", "should"} or clause.voice != "passive" or _denying(clause):
        return None
    if "pay" in classes_of(clause.verb, clause.particle):
        return None  # whoever pays late still pays
    markers = {condition.marker for condition in clause.conditions}
    if markers == {"before"} and len(clause.conditions) == 1 and not clause.phrases:
        return _first(clause, scope)
    timely = any(
        p.item is not None
        and (p.prep in {"within", "with", "before", "until"} or (p.prep == "by" and not may_name_people(p.item.head)))
        for p in clause.phrases
    )
    if not (markers and markers <= {"after", "once", "as soon as"}) and not (timely and not markers):
        return None
    found = spoken(clause, scope)
    if found is None or not found.terms:
        return None
    guard = guarded(found.operation, found.entity, both(*found.terms), _what(clause), clause, scope.draft)
    return Claimed("obliged", (found.operation.id, guard))


def _first(clause: Clause, scope: Scope) -> Claimed | None:
    """What must be done before something else: that cannot be done until this was."""
    later = clause.conditions[0].clauses
    if len(later) != 1 or clause.subject is None:
        return None
    then = later[0]
    if then.subject is not None and then.subject.pronoun:
        then = replace(then, subjects=(clause.subject,))
    found = situation(replace(then, perfect=False), scope)
    if found is None:
        return None
    done = replace(clause, modal="", conditions=(), perfect=True, subjects=())
    row = Row(found.entity, IT)
    if clause.subject is not None:
        take_name(clause.subject, scope)
    requires = holds(done, scope.bound(row))
    guard = guarded(found.operation, found.entity, both(requires, *found.terms), _what(clause), clause, scope.draft)
    return Claimed("obliged", (found.operation.id, guard))


def refused(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Requests without a reason are refused", "A parcel is rejected if no locker is free"."""
    if not classes_of(clause.verb, clause.particle) & _REFUSING or _denying(clause):
        return None
    np = clause.subject if clause.voice == "passive" else clause.object
    if np is None or np.pronoun or (clause.voice != "passive" and not _system(clause.subject)):
        return None
    entity = known_thing(scope.draft, np) or meant(scope.draft, np.head)
    deed = deed_called(scope.draft, np) if entity is None else None
    entity = deed.entity if deed is not None else entity
    if entity is None:
        return None
    row = Row(entity, IT)
    inner = scope.bound(row)
    scope.take(clause)
    take_name(np, scope)
    if clause.voice != "passive" and clause.subject is not None:
        take_name(clause.subject, scope)
    conditions = tuple(_of_that(condition, np, entity, scope) for condition in clause.conditions)
    np = replace(np, of=tuple(phrase for phrase in np.of if not _of_it(phrase) or not conditions))
    terms = list(narrowed(np, before_name(np, entity, scope.draft), row, inner)) if deed is None else []
    terms.extend(stated(condition, inner) for condition in conditions)
    terms.extend(attached(row, phrase, inner) for phrase in clause.phrases)
    if not [each for each in terms if each != bp.truth(True)]:
        return None
    operation = deed or creator(scope.draft, entity)
    guard = guarded(operation, entity, denial(both(*terms)), _what(clause), clause, scope.draft)
    return Claimed("refused_when", (operation.id, guard))


def _of_that(condition: Condition, np: NP, entity: EntityDraft, scope: Scope) -> Condition:
    """ "If a box is not open, a loan of it is refused": the box is that of the loan."""
    if not any(_of_it(phrase) for phrase in np.of):
        return condition
    clauses = tuple(_that(clause, entity, scope) for clause in condition.clauses)
    if clauses == condition.clauses:
        raise NotUnderstoodError(f"a {entity.label} is of nothing that “{condition.text}” speaks of", condition.span)
    return replace(condition, clauses=clauses)


def _of_it(phrase: Phrase) -> bool:
    return any(item.pronoun and item.head == "it" for item in phrase.items)


def _that(clause: Clause, entity: EntityDraft, scope: Scope) -> Clause:
    known = [(each, known_thing(scope.draft, each)) for each in clause.subjects]
    subjects = tuple(
        replace(each, determiner="the") if thing is not None and entity.reference_to(thing) else each
        for each, thing in known
    )
    return replace(clause, subjects=subjects)


def _system(np: NP | None) -> bool:
    return np is None or np.head in SYSTEM or np.head in {"we", "it"}


def _denying(clause: Clause) -> bool:
    return bool(_NOT & set(clause.negators)) or (clause.subject is not None and clause.subject.negative)


def _allowing(clause: Clause) -> Clause:
    """ "is not allowed to book" speaks of booking."""
    inner = clause.embedded[0] if clause.embedded else None
    if clause.verb in _ALLOWED and clause.voice == "passive" and inner is not None and inner.verb:
        voice = inner.voice or "active"
        return replace(inner, subjects=clause.subjects, conditions=clause.conditions, voice=voice, span=clause.span)
    return clause


def _never(clause: Clause, entity: EntityDraft) -> Claimed | None:
    """What is never done, whoever asks: nothing offers it."""
    return None


def _what(clause: Clause) -> str:
    """A short name for the guard."""
    inside = clause.conditions[0].clauses if clause.conditions else (clause,)
    words = [each.verb or "state" for each in inside]
    return "_".join(word for word in words if word.isalpha())[:40] or "rule"


GUARDS: tuple[Frame, ...] = (refused, forbidden, allowed_when, done_to, obliged)
"""The frames for what must not be, in the order in which they are tried."""
