"""Frames for who may see what: fields kept from some, rows shown to their owners only, lists for a few."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, best_field
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import either, same
from autogenesis.language._text import Span
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._discovery import look_on
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._focus import abouts
from autogenesis.language.meaning._naming import actor_of, known_thing, stands_for_people
from autogenesis.language.meaning._scope import Scope

SEEING = frozenset({"see", "view", "read", "know", "learn", "access", "open", "look", "consult"})
_SHOWING = frozenset({"show", "display", "reveal", "disclose", "tell", "give"})
_HIDING = frozenset({"hide", "conceal", "withhold", "keep"})
_WHOLE = frozenset({"everything", "all", "anything"})
_NEVER = frozenset({"not", "never", "nor", "neither"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen: rows of an entity, or one field of them."""

    entity: EntityDraft
    name: str | None = None


@dataclass
class OnlyFor:
    """Fields that only some roles see: everybody else who turns out to have a role does not."""

    rules: list[tuple[Seen, tuple[str, ...], Span, str]] = field(default_factory=list)


@dataclass(frozen=True)
class OfAll:
    """Who sees everything, and who nothing, whatever there is in the end."""

    rules: tuple[tuple[str, bool, Span, str], ...] = ()


def everything(clause: Clause, scope: Scope) -> Claimed | None:
    """ "The director sees everything", "An auditor may see all of it", "A porter sees nothing"."""
    np = clause.object
    if np is None or clause.verb not in SEEING or clause.voice != "active" or len(clause.objects) > 1:
        return None
    nothing = np.head == "nothing" or (np.head in _WHOLE and bool(_NEVER & set(clause.negators)))
    if np.head not in _WHOLE | {"nothing"} or np.relatives or clause.phrases or clause.conditions or clause.limits:
        return None
    who = [actor_of(each, scope) for each in clause.subjects]
    if not who or any(actor is None for actor in who) or "only" in clause.negators or clause.embedded:
        return None
    known = scope.draft.recall(OfAll) or OfAll()
    reason = f"{clause.text.strip(' .,;')}."
    made = tuple((actor, not nothing, clause.span, reason) for actor in who if actor is not None)
    scope.draft.remember(OfAll((*known.rules, *made)))
    look_on(scope.draft, (actor for actor, *_ in made))
    scope.take(clause, clause.span)
    kept = tuple(entity.id for entity in scope.draft.entities.values() if entity.fields and entity.confidence == 1.0)
    return Claimed("sees_all" if not nothing else "sees_nothing", kept) if kept else None


def _settle_all(draft: Draft) -> None:
    """Whoever sees everything is kept out of nothing; whoever sees nothing of everything."""
    pending = draft.recall(OfAll)
    if pending is None:
        return
    draft.remember(OfAll())
    for actor, sees, span, reason in pending.rules:
        if not sees:
            for entity in list(draft.entities.values()):
                barred_from(draft, Seen(entity), actor, span, reason)
            continue
        asks = same("role", bp.text(actor.removeprefix("actor.")))
        draft.access[:] = [
            a.model_copy(update={"requires": either(a.requires, asks)}) if a.actor is None and a.requires else a
            for a in draft.access
            if a.actor != actor
        ]


def shown_to(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Fees are seen by nurses only, never by porters", "A guest sees only their own visits", "Never show ages to porters"."""
    parts = _parts(clause)
    if parts is None or clause.limits or any(c.marker != "so that" for c in clause.conditions):
        return None
    things, people, denied = parts
    things = tuple(_elliptic(np, clause, scope) for np in things)
    never = bool(_NEVER & set(clause.negators)) != (clause.verb in _HIDING)
    only = _only(clause, people)
    made_by = _made_by_themselves(things[0], scope) if len(things) == 1 else None
    own: bool | bp.Expression = made_by if made_by is not None else any(_own(np) for np in things)
    if never and any(_of_others(np) for np in things):  # whoever never sees those of others sees their own
        things, own = tuple(replace(np, of=(), possessor=None) for np in things), True
    if not (never or only or own is not False) or not things or (own is not False and len(things) > 1):
        return None
    seen = [_seen(np if made_by is None else replace(np, relatives=()), scope) for np in things]
    who = [actor_of(np, scope) for np in people]
    barred = [actor_of(np, scope) for np in denied]
    if any(s is None for s in seen) or any(a is None for a in (*who, *barred)) or not who:
        return None
    made: list[str] = []
    for each in seen:
        if each is not None:
            made += _rules(each, [a for a in who if a], [a for a in barred if a], clause, scope, never=never, own=own)
    scope.take(clause, clause.span)
    return Claimed("visibility", tuple(made)) if made else None


def _parts(clause: Clause) -> tuple[tuple[NP, ...], tuple[NP, ...], tuple[NP, ...]] | None:
    """What is seen, by whom, and who is said not to see it besides."""
    denied = tuple(np for e in clause.exceptions for p in e.phrases if p.prep in {"by", "to"} for np in p.items)
    if any(not e.phrases or e.verb for e in clause.exceptions):
        return None
    plain = [p for p in clause.phrases if p.clause is None and p.measure is None]
    if len(plain) != len(clause.phrases):
        return None
    if clause.verb in SEEING and clause.voice == "active" and clause.objects and not plain and not clause.embedded:
        return clause.objects, clause.subjects, denied
    to = next((p for p in plain if p.prep in {"to", "from", "by"}), None)
    if to is None or len(plain) > 1:
        return None
    if clause.verb in SEEING | _SHOWING | _HIDING and clause.voice == "passive":
        fits = to.prep == ("by" if clause.verb in SEEING else "from" if clause.verb in _HIDING else "to")
        return (clause.subjects, to.items, denied) if fits else None
    if clause.verb in _SHOWING and not clause.subjects and to.prep == "to" and _NEVER & set(clause.negators):
        return clause.objects, to.items, denied
    return None


def _elliptic(np: NP, clause: Clause, scope: Scope) -> NP:
    """ "The master sees all bookings; a member sees only their own": the noun is that of what was spoken of."""
    if np.head != "own" or np.words != ("own",) or np.relatives or np.of:
        return np
    people = [known_thing(scope.draft, each) for each in clause.subjects]
    near = [e for e in abouts(clause, scope) if e not in people and not stands_for_people(e, scope.draft)]
    if not near:
        return np
    words = near[0].words or (near[0].label,)
    return replace(np, head=words[-1], words=words, adjectives=("own", *np.adjectives), plural=True)


def _made_by_themselves(np: NP, scope: Scope) -> bp.Expression | None:
    """ "the repairs that they entered": that whoever looks has done it."""
    entity = known_thing(scope.draft, np) if len(np.relatives) == 1 and not np.pronoun else None
    inner = np.relatives[0] if entity is not None else None
    subject = inner.subject if inner is not None else None
    if (
        entity is None
        or inner is None
        or subject is None
        or subject.head.lower() not in {"they", "he", "she", "i", "we"}
    ):
        return None
    if inner.negated or inner.voice != "active" or inner.objects or inner.phrases or inner.limits or inner.conditions:
        return None
    fact = fact_of(scope.draft, entity, inner.verb, inner.particle, commit=False)
    return fact.by(bp.Name(name="it")) if fact is not None else None


def visible_only(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Notes: visible only to the manager"."""
    head = clause.subject
    to = head.of[0] if head is not None and head.of and head.of[0].prep in {"to", "for"} else clause.phrase("to", "for")
    named = {"visible", "accessible", "readable"} & {*clause.complements, *((head.head,) if head is not None else ())}
    if clause.topic is None or not named or to is None or clause.negators or clause.conditions:
        return None
    if head is not None and any(np.gloss for np in to.items):
        return None
    seen = _seen(clause.topic, scope)
    who = [actor_of(np, scope) for np in to.items]
    if seen is None or any(a is None for a in who):
        return None
    scope.take(clause.span)
    return Claimed("visibility", tuple(_rules(seen, [a for a in who if a], [], clause, scope, never=False, own=False)))


def _only(clause: Clause, people: tuple[NP, ...]) -> bool:
    return "only" in clause.negators or any(np.quantifier == "only" for np in people) or "only" in clause.adverbs


def _own(np: NP) -> bool:
    return "own" in np.adjectives or "own" in np.text.lower().split()[:3]


def _of_others(np: NP) -> bool:
    """ "the hand of the other", "bookings of other members", "anybody else's notes"."""
    owners = (
        *(item for phrase in np.of for item in phrase.items),
        *((np.possessor,) if np.possessor is not None else ()),
    )
    return any(
        {"other", "others", "else", "another"} & set(owner.text.lower().replace("'s", "").split()) for owner in owners
    )


def _seen(np: NP, scope: Scope) -> Seen | None:
    """Rows or a field, by the names that are known; everything else is not understood."""
    if np.pronoun or np.relatives or np.quantity is not None:
        return None
    owner = np.possessor or next((p.item for p in np.of if p.prep in {"of", "for"}), None)
    entity = known_thing(scope.draft, owner) if owner is not None and not owner.pronoun else None
    inner = next((p.item for p in owner.of if p.prep == "of"), None) if owner is not None and entity is None else None
    if owner is not None and inner is not None:  # "the date of birth of a donor"
        of = known_thing(scope.draft, inner)
        label = f"{np.name} of {owner.name}"
        called = (
            next((f.name for f in of.fields.values() if f.label.lower() == label), None) if of is not None else None
        )
        return Seen(of, called) if of is not None and called is not None else None
    if entity is not None:
        name = best_field(entity, np.words)
        return Seen(entity, name) if name is not None else None
    whole = scope.draft.find_entity(np.name)
    if whole is not None:
        return Seen(whole) if owner is None or owner.pronoun else None
    found = [(e, best_field(e, np.words)) for e in scope.draft.entities.values()]
    fields = [Seen(e, name) for e, name in found if name is not None]
    return fields[0] if len(fields) == 1 else None


def _rules(
    seen: Seen,
    who: list[str],
    barred: list[str],
    clause: Clause,
    scope: Scope,
    *,
    never: bool,
    own: bool | bp.Expression,
) -> list[str]:
    draft = scope.draft
    reason = f"{clause.text.strip(' .,;')}."
    if own is not False:
        mine = same(own, "by") if not isinstance(own, bool) else None
        return [_access(draft, seen, a, mine or _owns(seen.entity, a, draft), clause.span, reason) for a in who]
    if never:
        return [barred_from(draft, seen, actor, clause.span, reason) for actor in who]
    if seen.name is None:
        allowed = either(*(same("role", bp.text(actor.removeprefix("actor."))) for actor in who))
        return [_access(draft, seen, None, allowed, clause.span, reason)]
    pending = draft.recall(OnlyFor) or OnlyFor()
    pending.rules = [*pending.rules, (seen, tuple(who), clause.span, reason)]
    draft.remember(pending)
    return [
        f"field.{seen.entity.name}.{seen.name}",
        *(barred_from(draft, seen, actor, clause.span, reason) for actor in barred),
    ]


def _owns(entity: EntityDraft, actor: str, draft: Draft) -> bp.Expression:
    """That a row belongs to whoever asks."""
    row = draft.actors[actor].row
    if row == entity.id:
        return same("it.id", "by")
    for f in entity.fields.values():
        if (f.type.kind == "reference" and f.type.entity == row) or (
            f.type.kind == "person" and f.type.actor in {actor, None}
        ):
            return same(f"it.{f.name}", "by")
    creating = next((o for o in draft.operations.values() if o.entity is entity and o.kind == "create"), None)
    if creating is not None and creating.verb and actor in creating.actors:
        fact = fact_of(draft, entity, *creating.verb.partition(" ")[::2], commit=False)
        if fact is not None and fact.creation:
            return same(fact.by(bp.Name(name="it")), "by")
    name = draft.add_field(entity, draft.actors[actor].name, bp.Type(kind="person", actor=actor), required=False)
    return same(f"it.{name}", "by")


def barred_from(draft: Draft, seen: Seen, actor: str, span: Span, reason: str) -> str:
    if seen.name is None:
        return _access(draft, seen, actor, bp.truth(False), span, reason)
    known = (a for a in draft.access if a.actor == actor and a.entity == seen.entity.id and seen.name in a.hidden)
    there = next((a.id for a in known if a.requires is None), None)
    if there is not None:
        return there
    return _access(draft, seen, actor, None, span, reason, hidden=(seen.name,))


def _access(
    draft: Draft, seen: Seen, actor: str | None, requires: bp.Expression | None, span: Span, reason: str,
    hidden: tuple[str, ...] = (),
) -> str:  # fmt: skip
    role = actor.removeprefix("actor.") if actor else "everybody"
    rule = bp.Access(
        id=draft.unique(f"access.{seen.entity.name}_{role}"), spans=(span,), entity=seen.entity.id, actor=actor,
        hidden=hidden, requires=requires, reason=reason,
    )  # fmt: skip
    draft.access.append(rule)
    return rule.id


def settle_visibility(draft: Draft) -> None:
    """Once all roles are known: fields for some are hidden from the others."""
    known = draft.recall(OfAll) or OfAll()
    all_seeing = {actor for actor, sees, *_ in known.rules if sees}
    _settle_all(draft)
    pending = draft.recall(OnlyFor)
    if pending is None:
        return
    rules, pending.rules = pending.rules, []
    for seen, who, span, reason in rules:
        if seen.name not in {*seen.entity.fields, *seen.entity.derivations}:
            continue
        for actor in (each for each in draft.actors if each not in all_seeing):
            hidden = any(
                a.actor == actor and a.entity == seen.entity.id and seen.name in a.hidden for a in draft.access
            )
            if actor not in who and not hidden:
                barred_from(draft, seen, actor, span, reason)


SHOWING: tuple[Frame, ...] = (everything, shown_to, visible_only)
"""The frames for who sees what."""
