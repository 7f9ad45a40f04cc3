"""Frames for what is told when a level is crossed, and not again before another was: "once, and again only if it has been at 500 or more"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._literals import Bound, Literal, Measure, Number, Percent
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import Relation, amount, both, compare, either, no, over, same, update
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import RELATIONS
from autogenesis.language.meaning._members import field_named
from autogenesis.language.meaning._naming import SYSTEM, known_thing, take_name
from autogenesis.language.meaning._placing import IT, kept, reason
from autogenesis.language.meaning._recipients import recipients_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

_FALLING = frozenset({"fall", "drop", "sink", "go", "get", "decline"})
_RISING = frozenset({"rise", "climb", "exceed", "reach", "go", "get", "pass", "hit"})
_BEING = frozenset({"be", "lie", "stand"})
_TOLD = regex(
    r"\b(?:hears? of (?:it|this|that)|(?:is|are|gets?|shall be|must be)(?: to be)? (?:told|informed|notified|warned|alerted|called|rung|texted|e-?mailed)"
    r"|(?:shall |must |will )?(?:tells?|informs?|notify|notifies|warns?|alerts?|calls?|rings?) (?:the |an? )?[a-z]+(?: [a-z]+)??"
    r"|(?:gets?|receives?|is sent) (?:an?|one) (?:message|warning|notice|alert|hint|text|e-?mail|mail))\b",
    re.I,
)
_AGAIN = regex(
    r"(?:,|;|\s[–-])?\s*(?:(?:only |just )?once\s*,?\s*)?(?:and|but)?\s*"
    r"(?:(?:only again|again only|not again|a second time only|no more)\s+(?:if|when|once|after|until|before|unless)|and then again when)\s+"
    r"(?:it|they|this|that|the \w+(?: \w+)?)\s+(?P<reset>.+?)(?:\s+(?:in between|again|meanwhile|since(?: then)?|in the meantime))?\s*[.;]?$",
    re.I | re.S,
)
_WHOLE = frozenset({"whole", "total", "entire", "combined", "overall"})


@dataclass(frozen=True, slots=True)
class _Watch:
    """The row that remembers whether a message is due, the value watched, and whose changes are seen."""

    entity: EntityDraft
    row: bp.Expression
    value: bp.Expression
    type: bp.Type
    seen: EntityDraft
    field: str
    whole: bool


def crossed(clause: Clause, scope: Scope) -> Claimed | None:
    """Somebody is told when a value crosses a level, and again only after it has been back at another."""
    if clause.span[0] != scope.unit.span[0] or len(clause.conditions) < 1 or clause.subject is None:
        return None
    first = clause.conditions[0]
    if first.marker not in {"when", "if", "once", "as soon as", "whenever"} or len(first.clauses) != 1:
        return None
    text = scope.unit.text
    told, again = _TOLD.search(text), _AGAIN.search(text)
    if told is None or again is None or again.start() < told.end() - 1 or told.end() != _end(again, text):
        return None
    event = first.clause
    start, back = _start(event, scope), _limit(again["reset"])
    if start is None or back is None or event.subject is None:
        return None
    watch = _watched(event.subject, scope)
    if watch is None:
        raise NotUnderstoodError(f"it is not known what “{event.subject.text}” is", event.subject.span)
    upward = start[0] in {">", ">="}
    beyond, reset = _test(watch, *start), _test(watch, *_turned(back, upward=upward))
    _settable(watch.seen, watch.field, scope)
    made = _build(watch, beyond, reset, event.verb in _BEING, clause, scope)
    scope.take(scope.unit.span)
    tail = (clause.span[1], scope.unit.span[1])
    if any(sign.isalnum() for sign in scope.draft.text.at(tail)):
        scope.draft.claim(tail, "crossed", made)
    return Claimed("crossed", tuple(made))


def _end(again: re.Match[str], text: str) -> int:
    """Where what stands before "again" ends."""
    return again.start()


def _start(event: Clause, scope: Scope) -> tuple[Relation, Literal] | None:
    """From which level on it is told."""
    said = scope.draft.text.at((event.verb_span[0], event.span[1]))
    found = [x for x in find_literals(said, 0) if isinstance(x, Bound | Number | Measure | Percent)]
    if len(found) != 1 or event.negated:
        return None
    literal = found[0]
    if isinstance(literal, Bound):
        return RELATIONS[literal.op], literal.value
    if event.verb in {"exceed", "pass"}:
        return ">", literal
    if event.verb in {"reach", "hit"}:
        return ">=", literal
    return ("<=", literal) if event.verb in _FALLING - _RISING else (">=", literal) if event.verb in _RISING else None


def _limit(said: str) -> tuple[Relation | None, Literal] | None:
    found = [x for x in find_literals(said, 0) if isinstance(x, Bound | Number | Measure | Percent)]
    if len(found) != 1:
        return None
    literal = found[0]
    return (RELATIONS[literal.op], literal.value) if isinstance(literal, Bound) else (None, literal)


def _turned(back: tuple[Relation | None, Literal], *, upward: bool) -> tuple[Relation, Literal]:
    """A level without a word for its side is reached from the other one."""
    relation, literal = back
    return (relation or ("<=" if upward else ">="), literal)


def _test(watch: _Watch, relation: Relation, literal: Literal) -> bp.Expression:
    return compare(watch.value, relation, amount(watch.type, getattr(literal, "value", 0)))


def _watched(np: NP, scope: Scope) -> _Watch | None:
    whole = _WHOLE & {*np.adjectives, *np.words[:-1]}
    bare = replace(np, adjectives=(), words=tuple(w for w in np.words if w not in _WHOLE), of=(), possessor=None)
    owner = np.possessor or next((p.item for p in np.of if p.prep in {"of", "in"}), None)
    among = list(scope.draft.entities.values())
    if owner is not None:
        known = known_thing(scope.draft, owner)
        among = [known] if known is not None else []
    found = [(e, named[0]) for e in among if (named := field_named(e, bare)) is not None and named[0] in e.fields]
    found = [(e, n) for e, n in found if e.fields[n].type.is_number]
    if len(found) != 1:
        return None
    entity, name = found[0]
    kind = entity.fields[name].type
    if not whole:
        return _Watch(entity, IT, bp.path("it", name), kind, entity, name, whole=False)
    keeper = _keeper(f"{sorted(whole)[0]} {bare.name}", np, scope.draft)
    total = over("sum", entity.name, None, f"each_{entity.name}.{name}", name=f"each_{entity.name}")
    row = bp.Aggregate(function="first", entity=keeper.id, name=f"the_{keeper.name}")
    return _Watch(keeper, row, total, kind, entity, name, whole=True)


def _settable(entity: EntityDraft, name: str, scope: Scope) -> None:
    """What is watched can be told anew, by an operation that says just that where no other sets it."""
    steps = [s for o in scope.draft.operations.values() if o.entity is entity for s in o.steps]
    if any(isinstance(s, bp.Update) and name in dict(s.values) for s in steps):
        return
    operation = scope.draft.operation("update", entity, "change", span=scope.unit.span)
    operation.inputs.setdefault(entity.name, bp.Parameter(name=entity.name, type=entity.type))
    operation.inputs[name] = bp.Parameter(name=name, type=entity.fields[name].type)
    operation.steps.append(update(entity.name, **{name: name}))
    operation.result = bp.Name(name=entity.name)


def _keeper(label: str, np: NP, draft: Draft) -> EntityDraft:
    """The one row that remembers what was told of all of them together."""
    entity = draft.entity(label, np.span)
    if not entity.initial:
        name = draft.add_field(entity, "name", bp.TEXT, np.span)
        entity.key = name
        entity.initial.append(((name, bp.text(label)),))
    return entity


def _build(
    watch: _Watch, beyond: bp.Expression, reset: bp.Expression, being: bool, clause: Clause, scope: Scope
) -> list[str]:
    """Armed by the level it comes from, told once, armed again by the other level."""
    draft, entity = scope.draft, watch.entity
    armed = draft.add_field(entity, "may tell", bp.BOOLEAN, clause.span, required=False, default=bp.truth(being))
    told = draft.add_field(entity, "was told", bp.BOOLEAN, clause.span, required=False, default=bp.truth(False))
    entity.later.update({armed, told})
    assert clause.subject is not None
    row = Row(entity, watch.row)
    plain = clause.voice == "active" and clause.subject.name in SYSTEM and clause.objects
    whom = recipients_of(
        clause.objects[0] if plain else clause.subject, scope.bound(Row(watch.seen, IT) if not watch.whole else row)
    )
    notify = bp.Notify(
        to=whom.to, type="notice", subject=None if watch.whole else IT, text=bp.text(reason(scope.unit.text))
    )
    ready, before = (bp.Get(of=watch.row, field=f) for f in (armed, told))
    steps: tuple[bp.Statement, ...] = (
        bp.When(
            test=both(same(ready, bp.truth(True)), beyond),
            then=(notify, update(watch.row, **{armed: bp.truth(False), told: bp.truth(True)})),
            otherwise=(
                bp.When(
                    test=both(
                        same(ready, bp.truth(False)), either(both(same(before, bp.truth(False)), no(beyond)), reset)
                    ),
                    then=(update(watch.row, **{armed: bp.truth(True)}),),
                ),
            ),
        ),
    )
    made = [entity.id]
    for on in ("created", "changed"):
        trigger = bp.Trigger(on=on, entity=watch.seen.id, field=watch.field if on == "changed" else None)
        reaction = bp.Reaction(
            id=draft.unique(f"reaction.{snake(entity.name)}_crossed"), spans=(scope.unit.span,),
            summary=" ".join(scope.unit.text.split()), trigger=trigger, steps=steps,
        )  # fmt: skip
        draft.reactions.append(reaction)
        made.append(reaction.id)
    return made


_NOWHERE = regex(r"\b(?:below|under|beneath)\s+(?:zero|0|nothing)\b|\bnegative\b", re.I)


def never_below(clause: Clause, scope: Scope) -> Claimed | None:
    """ "It may never go below zero", "The stock must not be negative"."""
    np = clause.subject
    if np is None or not {"never", "not"} & set(clause.negators) or clause.conditions or clause.modal == "":
        return None
    if clause.verb not in _FALLING | {"be", "become"} or not _NOWHERE.search(clause.text):
        return None
    found = _spoken(np, scope)
    if found is None:
        return None
    entity, name = found
    requires = compare(bp.path("it", name), ">=", amount(entity.fields[name].type, 0))
    scope.take(clause.span)
    take_name(np, scope)
    if not any(g.requires == requires for g in entity.invariants):
        return Claimed("never_below", (entity.id, kept(entity, requires, f"{name}_floor", clause, scope.draft, name)))
    return Claimed("never_below", (entity.id, entity.fields[name].id))


def _spoken(np: NP, scope: Scope) -> tuple[EntityDraft, str] | None:
    """The number that is spoken of, or was in the sentence before."""
    before = [u for u in scope.draft.units if u.number == scope.unit.number - 1]
    nps = [np] if not np.pronoun else [c.subject for u in before for c in u.clauses if c.subject is not None]
    for each in nps:
        found = [
            (e, named[0])
            for e in scope.draft.entities.values()
            if (named := field_named(e, each)) is not None and named[0] in e.fields
        ]
        numbers = [(e, n) for e, n in found if e.fields[n].type.is_number]
        if len(numbers) == 1:
            return numbers[0]
    return None


CROSSING: tuple[Frame, ...] = (crossed, never_below)
"""The frames of levels that are crossed, and of the lowest there is."""
