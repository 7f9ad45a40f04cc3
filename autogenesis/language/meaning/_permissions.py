"""Frames that say who may do what, and who alone: each deed becomes an operation with its doers and what they give."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from autogenesis.language._draft import Draft, EntityDraft, OperationDraft
from autogenesis.language._inflect import participle_of
from autogenesis.language._people import may_name_people
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._words import classes_of, head_kind
from autogenesis.language.meaning._bringing import as_a_deed, brought, each_state
from autogenesis.language.meaning._carried import ask, carried
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._deeds import REPORTING, Deed, aimed_at, deed_of
from autogenesis.language.meaning._discovery import look_on
from autogenesis.language.meaning._facts import state_called
from autogenesis.language.meaning._fields import add_np_fields, refer_to
from autogenesis.language.meaning._fixed_length import lasts_for
from autogenesis.language.meaning._focus import abouts
from autogenesis.language.meaning._handing_out import handed_out
from autogenesis.language.meaning._listing import ORDERING
from autogenesis.language.meaning._members import field_named
from autogenesis.language.meaning._naming import ANYBODY, SYSTEM, actor_of, known_thing, take_name
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._pointing import pointing
from autogenesis.language.meaning._relations import relation_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._told import EMPTY
from autogenesis.language.readings._wishes import NO_MANNER

_ALLOWING = frozenset({"allow", "permit", "entitle", "able", "let"})
_MODALS = frozenset({"can", "may", "shall", "must", "should", "will", "want", "would", "could"})
_SEEING = frozenset({"see", "view", "read", "look", "know", "find", "show", "list"})
_REFUSING = frozenset({"refuse", "deny", "disallow", "bar", "forbid", "prevent", "avoid"})
"""What is not to happen: rules say when."""
_TELLING = frozenset(
    {
        "approve",
        "reject",
        "cancel",
        "submit",
        "register",
        "create",
        "request",
        "publish",
        "reserve",
        "lend",
        "return",
        "assign",
        "start",
        "stop",
        "pay",
        "move",
    }
)
"""Classes of verbs whose plain statement says that something is a right and a step, not a habit."""
_GIVES = frozenset({"with", "giving", "stating", "naming", "including"})
_AT = frozenset("for on at from to in of until into about against concerning regarding".split())
_HANDLING = frozenset({"use", "take", "give"})
"""Verbs that say little, but what is done to a thing that is kept."""
_ENTERING = frozenset({"enter", "give", "state", "record", "note", "provide", "supply", "set", "name", "specify"})
_VALUES = frozenset({"date", "time", "duration", "measure", "money", "number", "name", "text", "choice", "identifier"})


@dataclass(frozen=True, slots=True)
class Plainly:
    """The operations of which it is said plainly who does them: "A clerk closes a case", not "A clerk can close one"."""

    operations: frozenset[str] = frozenset()


def said_plainly(draft: Draft, operation: OperationDraft) -> None:
    """Note that it is plainly said who does it."""
    known = draft.recall(Plainly) or Plainly()
    draft.remember(Plainly(known.operations | {operation.name}))


def may_do(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Staff can close a ticket", "As a guest, I want to book a table with a date and a note", "A desk may be booked by anybody"."""
    said = allowed(clause)
    if said is None or _denied(clause) or said.verb in _SEEING | _REFUSING or _in_order(said) or _conditional(clause):
        return None
    plainly = said is clause and not said.modal
    said = pointing(_sharing(said, clause, scope), scope)
    if said.modal in {"must", "should", "shall"} and any(a.endswith("ly") and a not in NO_MANNER for a in said.adverbs):
        return None  # "must be treated discreetly" says how well, and offers nothing
    if "together" in {*said.adverbs, said.particle} and "only" in {*said.negators, *said.adverbs}:
        return None  # who else must be there is a rule, and no gift
    sole = alone(said)
    if said.limits or not (said.modal in _MODALS or said is not clause or sole or _habitual(said, scope)):
        return None
    doers = _doers(said, scope)
    if doers is None:
        return None
    bound = _about(said, scope)
    made = [_deed(one, bound) for one in _singly(said)]
    if not made or any(deed is None for deed in made):
        return None
    elements: list[str] = []
    for deed in made:
        if deed is None:
            continue
        elements += [deed.operation.id, *_given(said, deed, scope)]
        deed.operation.actors.extend(a for a in doers if a not in deed.operation.actors)
        if sole:
            deed.operation.roles.extend(a for a in doers if a not in deed.operation.roles)
        elif plainly:
            said_plainly(scope.draft, deed.operation)
    _finish(clause, said, scope)
    return Claimed("sole_right" if sole else "deeds", tuple(elements))


def _sharing(said: Clause, clause: Clause, scope: Scope) -> Clause:
    """ "Visitors can book and cancel an appointment": what is cancelled is what is booked."""
    after = next((c for c in scope.unit.clauses if c.span[0] >= clause.span[1]), None)
    if said.objects or said.phrases or said.voice != "active" or after is None or not after.inherited:
        return said
    between = scope.draft.text.text[clause.span[1] : after.span[0]].strip(" ,").lower()
    alike = said is clause and after.voice == "active" and not after.negated
    return replace(said, objects=after.objects) if between in {"and", "or", "and/or"} and alike else said


def _denied(clause: Clause) -> bool:
    """Whether it is denied; "the warden and nobody else" denies nothing to the warden."""
    if len(clause.subjects) > 1 and _nobody(clause.subjects[-1]) and not clause.subjects[0].negative:
        return bool({"not", "never", "nor"} & set(clause.negators))
    return clause.negated


def allowed(clause: Clause) -> Clause | None:
    """The deed itself: "is allowed to open a box", "wants to see" are about opening and seeing."""
    if clause.verb in _ALLOWING | {"want", "need", "like", "have"} and clause.embedded:
        inner = clause.embedded[0]
        if inner.negators or not inner.verb:
            return None
        subjects = inner.subjects if inner.subjects and not inner.subjects[0].pronoun else clause.subjects
        voice = inner.voice if inner.voice in {"active", "passive"} else "active"
        return replace(
            inner, subjects=subjects, role=clause.role, voice=voice, modal="may", conditions=clause.conditions
        )
    return clause if clause.voice in {"active", "passive"} else None


def _in_order(clause: Clause) -> bool:
    """ "the standings sorted by points": how a list is ordered is done by nobody."""
    by = clause.phrase("by") if clause.voice == "passive" and clause.verb in ORDERING else None
    return by is not None and not any(may_name_people(np.head) for np in by.items)


def _conditional(clause: Clause) -> bool:
    return any(condition.marker != "so that" for condition in clause.conditions) or bool(clause.exceptions)


def _habitual(clause: Clause, scope: Scope) -> bool:
    """ "The curator approves requests": a statement of who does it, in the present tense and of things in general."""
    thing = clause.object or aimed_at(clause)
    doer = clause.subject
    plain = clause.voice == "active" and not clause.perfect and not clause.progressive and clause.mood == "indicative"
    return (
        plain
        and doer is not None
        and thing is not None
        and not doer.pronoun
        and (thing.plural or thing.determiner in {"a", "an", "each", "every", "the"})
        and not thing.pronoun
        and bool(
            classes_of(clause.verb, clause.particle) & _TELLING
            or (clause.verb in REPORTING and may_name_people(doer.head))
            or _reaching(clause, thing, scope)
            or _at_work(clause, doer, thing, scope)
            or _of_record(clause, thing, scope)
        )
    )


def _of_record(clause: Clause, thing: NP, scope: Scope) -> bool:
    """ "A juror votes for a film": each time it leaves a record of its own."""
    entity = known_thing(scope.draft, thing)
    return entity is not None and relation_of(scope.draft, clause.verb, clause.particle, entity) is not None


def _at_work(clause: Clause, doer: NP, thing: NP, scope: Scope) -> bool:
    """ "The cashier executes a payment", "An agent solves a ticket": somebody by trade does something to a thing that is kept."""
    entity = scope.draft.find_entity(thing.name)
    said = may_name_people(doer.head) and not (
        doer.adjectives or doer.of or thing.adjectives or thing.of or thing.relatives
    )
    brought_in = any(o.entity is entity and o.kind == "create" and o.spans for o in scope.draft.operations.values())
    kept = entity is not None and bool(entity.fields) and (entity.confidence == 1.0 or brought_in)
    bare = not clause.phrases and not clause.complements and not clause.conditions and len(clause.objects) == 1
    handled = clause.verb in _HANDLING and not clause.particle and not thing.proper
    told = clause.verb not in EMPTY and not thing.plural
    return said and kept and bare and (told or (handled and thing.determiner in {"a", "an", ""}))


def _reaching(clause: Clause, thing: NP, scope: Scope) -> bool:
    """ "The keeper withdraws a set": brings a thing into one of its states."""
    entity = known_thing(scope.draft, thing)
    phrase = f"{clause.verb} {clause.particle}".strip()
    if entity is not None and state_called(entity, participle_of(phrase)) is not None:
        return True
    return brought(clause, scope) is not None or as_a_deed(clause, scope) is not None


def alone(clause: Clause) -> bool:
    """Whether nobody else may: "only the head can", "can only be opened by", "the operator, and nobody else"."""
    by = clause.phrase("by")
    nps = (*clause.subjects, *(by.items if by else ()))
    only = any(np.quantifier in {"only", "solely", "exclusively"} for np in nps) or any(
        _nobody(np) for np in clause.subjects[1:]
    )
    passive = clause.voice == "passive" and by is not None
    return (
        only
        or (passive and ("only" in clause.negators or clause.modal in {"must", "shall"}))
        or "alone" in clause.adverbs
    )


def _nobody(np: NP) -> bool:
    return np.head in {"nobody", "none"} or np.text.lower() in {"no one", "no one else", "nobody else"}


def _doers(clause: Clause, scope: Scope) -> list[str] | None:
    """The roles of whoever does it; none for anybody; None where the system does it, or no person."""
    by = clause.phrase("by")
    nps: tuple[NP, ...] = (by.items if by else ()) if clause.voice == "passive" else clause.subjects
    if clause.voice != "passive" and clause.role is not None:
        nps = (clause.role,)
    found = []
    for np in nps:
        if _nobody(np):
            scope.take(np)
            continue
        if np.name in SYSTEM or np.quantity is not None or np.relatives or np.negative:
            return None
        actor = actor_of(np, scope)
        if actor is None and np.head.lower() not in ANYBODY:
            return None
        if actor is not None:
            found.append(actor)
        take_name(np, scope)
    return found if nps or clause.voice == "passive" else None


def _about(clause: Clause, scope: Scope) -> Scope:
    """The scope in which "it" is what was spoken of."""
    near = abouts(clause, scope)
    return scope.bound(Row(near[0], IT)) if near else scope


def _singly(clause: Clause) -> list[Clause]:
    """One clause for each thing that something is done to."""
    states = each_state(clause)
    if len(states) > 1:
        return [one for each in states for one in _singly(each)]
    if clause.voice == "passive":
        return [replace(clause, subjects=(np,)) for np in clause.subjects]
    things = [np for np in clause.objects if np.head not in {"who", "what"}]
    if not things and aimed_at(clause) is not None:
        return [clause]
    return [replace(clause, objects=(np,)) for np in things]


def _deed(clause: Clause, scope: Scope) -> Deed | None:
    thing = clause.subject if clause.voice == "passive" else clause.object or aimed_at(clause)
    if brought(clause, scope) is not None or as_a_deed(clause, scope) is not None:
        return deed_of(clause, scope)
    if thing is None or thing.relatives or thing.quantity is not None or thing.possessor is not None:
        return None
    if known_thing(scope.draft, thing) is None and not thing.pronoun:
        return None
    if not thing.of:
        return deed_of(clause, scope)
    deed = deed_of(clause, scope) if _of_one(thing, scope) else None
    return deed if deed is not None and deed.row.fresh else None


def _of_one(thing: NP, scope: Scope) -> bool:
    """ "enters a repair of a bike": a new one that refers to one that is kept."""
    inner = (
        thing.of[0].item if len(thing.of) == 1 and thing.of[0].prep == "of" and len(thing.of[0].items) == 1 else None
    )
    plain = inner is not None and not (inner.of or inner.relatives or inner.adjectives or inner.plural)
    return (
        plain and inner is not None and inner.determiner in {"a", "an"} and known_thing(scope.draft, inner) is not None
    )


def _given(clause: Clause, deed: Deed, scope: Scope) -> list[str]:
    """What is given with the deed: fields of what it brings about."""
    made: list[str] = []
    nps = [(p, np) for np in (clause.object, clause.subject) if np is not None for p in np.of]
    about = aimed_at(clause) if clause.object is None else None
    phrases = [*((p, None) for p in clause.phrases if p.prep != "by" and p.item is not about), *nps]
    for phrase, _ in phrases:
        if phrase.span in scope.taken:
            continue  # the deed itself has said what it means
        if phrase.prep == "without" and phrase.item is not None and phrase.item.name not in _inputs(deed):
            scope.take(phrase.span)
            continue
        if deed.row.fresh and (lasting := lasts_for(phrase, deed.entity, scope)):
            made += lasting
            continue
        made += _fields(phrase, deed.entity, scope) if deed.row.fresh else carried(phrase, deed, scope)
    if not deed.row.fresh:
        handed_out(clause, deed.operation, deed.entity, made, scope)
    made += _by_entering(said_by, deed, scope) if (said_by := _entering(clause)) is not None else []
    if clause.items and deed.row.fresh:
        made += add_np_fields(clause.items, deed.entity, scope)
    return made


def _entering(clause: Clause) -> Clause | None:
    """ "… by entering its end": how it is done is what is given with it."""
    by = next((p for p in clause.phrases if p.prep == "by" and p.clause is not None), None)
    return by.clause if by is not None and by.clause is not None and by.clause.verb in _ENTERING else None


def _by_entering(said: Clause, deed: Deed, scope: Scope) -> list[str]:
    made: list[str] = []
    for np in said.objects:
        named = field_named(deed.entity, np)
        if named is None or named[0] not in deed.entity.fields or deed.row.fresh:
            raise NotUnderstoodError(f"nothing could be made of “{said.text}”", said.span)
        name = named[0]
        known = deed.entity.fields[name]
        deed.entity.fields[name] = known.model_copy(update={"required": False})
        deed.entity.given.discard(name)
        deed.entity.later.add(name)
        ask(deed.operation, name, known.type, deed.row.at)
        scope.take(said, np)
        made.append(f"field.{deed.entity.name}.{name}")
    return made


def _inputs(deed: Deed) -> frozenset[str]:
    """What is given with the deed anyway."""
    return frozenset(
        name.replace("_", " ") for name in (*deed.operation.inputs, *(deed.entity.fields if deed.row.fresh else ()))
    )


def _fields(phrase: Phrase, entity: EntityDraft, scope: Scope) -> list[str]:
    if phrase.measure is not None or phrase.clause is not None:
        raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)
    if phrase.prep in _GIVES:
        return add_np_fields(phrase.items, entity, scope)
    made: list[str] = []
    for np in phrase.items:
        other = known_thing(scope.draft, np)
        single = np.quantity is not None and re.fullmatch(r"(?:a|an|one)\s+\w+", np.quantity.text, re.I) is not None
        one = (
            (single or (np.quantity is None and not np.plural))
            and np.determiner in {"a", "an", "one", ""}
            and not np.relatives
        )
        if phrase.prep not in _AT or not one:
            raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)
        if other is not None and other is not entity:
            name = refer_to(scope.draft, entity, other)
            made.append(f"field.{entity.name}.{name}")
            scope.take(np)
        elif head_kind(np.head) in _VALUES:
            made += add_np_fields((np,), entity, scope)
        else:
            raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)
    return made


def _finish(clause: Clause, said: Clause, scope: Scope) -> None:
    """What only introduces or explains the deed: "is allowed", "so that I don't come in vain"."""
    if said is not clause:
        scope.take(clause)
    scope.take(*(condition.span for condition in clause.conditions if condition.marker == "so that"))
    if clause.role is not None:
        take_name(clause.role, scope)
    if clause.inherited and len(clause.subjects) > 1 and _nobody(clause.subjects[-1]):
        span = (clause.subjects[0].span[0], clause.subjects[-1].span[1])
        if not scope.draft.claimed(span):
            scope.draft.claim(span, "sole_right")
    for np in (*clause.subjects, *said.subjects):
        if np.name in ANYBODY or np.pronoun:
            scope.take(np)


def seen_by(clause: Clause, scope: Scope) -> Claimed | None:
    """ "All members may read it", "Staff can see the bookings": who asks is not asked about, nor is anybody kept out."""
    said = allowed(clause)
    if said is None or clause.negated or said.verb not in _SEEING - {"show"} or _conditional(clause) or alone(said):
        return None
    general = not said.modal and any(np.determiner in {"all", "every", "each"} for np in said.objects)
    general = general or (not said.modal and said is clause and all(may_name_people(np.head) for np in said.subjects))
    if said.voice != "active" or said.limits or said.phrases or not (said.modal in {"can", "may"} or general):
        return None
    doers = _doers(said, scope)
    if doers is None or classes_of(said.verb, said.particle) & {"notify"}:
        return None
    look_on(scope.draft, doers)
    elements: list[str] = []
    for np in said.objects:
        entity = known_thing(scope.draft, np) if not np.pronoun else None
        if entity is None or np.relatives or np.possessor is not None or np.adjectives:
            return None
        take_name(np, scope)
        elements.append(entity.id)
    scope.take(said)
    _finish(clause, said, scope)
    return Claimed("seen_by", tuple(elements)) if elements else None


PERMITTING: tuple[Frame, ...] = (seen_by, may_do)
"""The frames for who does what, in the order in which they are tried."""
