"""Frames of what follows from an event: "When EVENT and CONDITION, EFFECT", "… until EVENT", "EFFECT unless CONDITION"."""

from __future__ import annotations

from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import snake
from autogenesis.language._syntax import Clause, Condition
from autogenesis.language._terms import either, no, renamed
from autogenesis.language._text import Span
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._claimed import Claimed
from autogenesis.language.meaning._conditions import all_hold
from autogenesis.language.meaning._effects import steps_of
from autogenesis.language.meaning._latches import IT
from autogenesis.language.meaning._marks import undone
from autogenesis.language.meaning._members import reached, take_words
from autogenesis.language.meaning._occasions import Occasion, occasion_of
from autogenesis.language.meaning._pending import pending, still_waits
from autogenesis.language.meaning._placing import guarded
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._trying import tried

EVENTS = frozenset({"when", "whenever", "if", "as soon as", "once", "after", "should", "where", "in case", "each time", "every time", "immediately after"})  # fmt: skip
_ENDS = frozenset({"until", "till"})
_CONTRAST = frozenset({"earlier", "later", "sooner", "before", "otherwise"})
_STATES = frozenset({"if", "while", "as long as", "where", "unless", "when", "provided", "provided that"})


@dataclass(frozen=True, slots=True)
class LastOccasion:
    """The occasion last spoken of, and in which sentence: "then" goes on from it."""

    occasion: Occasion
    number: int
    made: tuple[str, ...] = ()
    """The rules that act on it."""
    conditions: tuple[Span, ...] = ()
    """The conditions that it was said by, where a frame has understood them."""


def on_event(clause: Clause, scope: Scope) -> Claimed | None:
    """ "When a parcel is deposited, the recipient is told", "If the stock falls below 5, an order is placed"."""
    event = next((c for c in clause.conditions if c.marker in EVENTS and c.measure is None), None)
    if event is None or not clause.verb or clause.negated or clause.modal in {"can", "may"}:
        return None
    if len(event.clauses) > 1 and event.coordinator == "or":
        return _on_either(clause, event, scope)
    occasion = _contrasted(event, scope) or occasion_of(event, scope)
    if occasion.at is None and classes_of(clause.verb, clause.particle) & {"reject"}:
        raise NotUnderstoodError("what is refused at once is no event of its own", clause.span)
    rest = [c for c in clause.conditions if c is not event]
    return follow(clause, rest, unless_over(clause, occasion), "reaction")


def unless_over(clause: Clause, occasion: Occasion) -> Occasion:
    """ "An invoice becomes overdue when its due date has passed": one that is done with by then does not."""
    np = clause.subject
    bare = np is not None and not (np.adjectives or np.relatives or np.of)
    if occasion.at is None or occasion.when is not None or clause.verb != "become" or not bare:
        return occasion
    return replace(occasion, when=still_waits(Row(occasion.entity, IT), clause.span))


def nothing_then(clause: Clause, scope: Scope) -> Claimed | None:
    """ "If it is cancelled later, nothing is refunded": in the other case the rule before does nothing."""
    last = scope.draft.recall(LastOccasion)
    np = clause.subject if clause.voice == "passive" else clause.object
    if last is None or np is None or np.head != "nothing" or not last.made or len(clause.conditions) != 1:
        return None
    if clause.phrases or clause.limits or _contrasted(clause.conditions[0], scope) is None:
        return None
    scope.take(clause, np, *clause.subjects)
    return Claimed("nothing_then", last.made)


def _contrasted(event: Condition, scope: Scope) -> Occasion | None:
    """ "If it is cancelled earlier, …" after "If it is cancelled less than 3 days before …": the other case of the same."""
    clause = event.clause
    last = scope.draft.recall(LastOccasion)
    said = {*clause.adverbs, *clause.complements} & _CONTRAST
    if last is None or not said or len(event.clauses) > 1 or scope.unit.number - last.number > 1:
        return None
    if any(p.prep != "than" or p.item is None or not p.item.pronoun for p in clause.phrases):
        return None
    bare = replace(clause, adverbs=tuple(a for a in clause.adverbs if a not in said), complements=(), phrases=())
    same = tried(lambda: occasion_of(replace(event, clauses=(bare,)), scope), scope)
    if same is None or same.trigger != last.occasion.trigger or last.occasion.extra is None:
        return None
    take_words(scope, clause.span, said)
    scope.take(*(p.span for p in clause.phrases))
    other = last.occasion.otherwise()
    bound = scope.bound(*last.occasion.scope.rows, doer=last.occasion.scope.doer)
    return replace(other, scope=bound) if other is not None else None


def _on_either(clause: Clause, event: Condition, scope: Scope) -> Claimed | None:
    """ "When a request is approved or rejected, the employee is told": a rule for each."""
    elements: list[str] = []
    acting: list[str] = []
    last: LastOccasion | None = None
    for each in event.clauses:
        alone = replace(event, clauses=(each,), coordinator="")
        found = on_event(
            replace(clause, conditions=tuple(alone if c is event else c for c in clause.conditions)), scope
        )
        last = scope.draft.recall(LastOccasion)
        if found is None or last is None:
            return None
        elements += found.elements
        acting += last.made
    assert last is not None
    scope.draft.remember(replace(last, made=tuple(acting)))
    return Claimed("reaction_to_either", tuple(elements))


def follow(clause: Clause, rest: list[Condition], occasion: Occasion, pattern: str) -> Claimed:
    """Install what the clause says as following from the occasion; `rest` are its other conditions."""
    for condition in rest:
        if condition.marker in _STATES and condition.measure is None:
            occasion = occasion.also(pending(condition, occasion.scope) or all_hold(condition, occasion.scope))
        elif condition.marker not in _ENDS:
            raise NotUnderstoodError(f"what “{condition.text}” adds is not known", condition.span)
    steps = steps_of(replace(clause, conditions=()), occasion.scope)
    ends: list[str] = []
    for condition in rest:
        if condition.marker in _ENDS:
            occasion, steps, made = _ended(condition, steps, occasion, clause)
            ends += made
    first = _at_first(occasion, steps)
    if first is not None and not ends:
        return Claimed(pattern, first)
    guards = _only_from(occasion, steps, clause)
    made_here = occasion.install(name_of(clause, occasion), steps, clause)
    acting = tuple(each for each in made_here if each not in occasion.elements)
    occasion.scope.draft.remember(LastOccasion(occasion, occasion.scope.unit.number, () if ends else acting))
    return Claimed(pattern, (*guards, *made_here, *ends))


def _at_first(occasion: Occasion, steps: tuple[bp.Statement, ...]) -> tuple[str, ...] | None:
    """ "When an order is entered, it is "open"": the state that every row has at first."""
    entity, trigger = occasion.entity, occasion.trigger
    step = steps[0] if len(steps) == 1 else None
    created = trigger is not None and trigger.on == "created" and trigger.entity == entity.id
    if not created or occasion.when is not None or occasion.before or not isinstance(step, bp.Update) or step.row != IT:
        return None
    for name, value in step.values:
        f = entity.fields.get(name)
        if f is None or f.type.kind != "choice" or not isinstance(value, bp.Literally):
            return None
    for name, value in step.values:
        entity.automatic[name] = value
        entity.given.discard(name)
    return tuple(f"field.{entity.name}.{name}" for name, _ in step.values)


def _only_from(occasion: Occasion, steps: tuple[bp.Statement, ...], clause: Clause) -> tuple[str, ...]:
    """ "When the grocer sells a ripe melon, it becomes sold": only a ripe one is, where the deed moves it on."""
    operation, entity = occasion.operation, occasion.entity
    if operation is None or operation.kind != "change" or len(occasion.such) != 1:
        return ()
    such = occasion.such[0]
    if not isinstance(such, bp.Compare) or not isinstance(such.left, bp.Get) or such.left.of != IT:
        return ()
    moved = {name for step in steps if isinstance(step, bp.Update) and step.row == IT for name, _ in step.values}
    f = entity.fields.get(such.left.field)
    if f is None or f.type.kind != "choice" or f.name not in moved or such.relation != "==":
        return ()
    row = next((p.name for p in operation.inputs.values() if p.type.entity == entity.id), None)
    known = next((i for i, g in enumerate(operation.guards) if g.id.endswith(".from_such")), None)
    if row is None:
        return ()
    if known is not None:
        guard = operation.guards[known]
        also = such.model_copy(update={"left": bp.Get(of=bp.Name(name=row), field=f.name)})
        operation.guards[known] = guard.model_copy(update={"requires": either(guard.requires, also)})
        return (guard.id,)
    return (guarded(operation, entity, such, "from such", clause, occasion.scope.draft),)


def add_to(last: LastOccasion, clause: Clause, scope: Scope, pattern: str) -> Claimed | None:
    """What a clause says follows together with what the one before it says: one rule does both."""
    draft = scope.draft
    timers = [(i, t) for i, t in enumerate(draft.timers) if t.id in last.made]
    reactions = [(i, r) for i, r in enumerate(draft.reactions) if r.id in last.made]
    if not timers and not reactions:
        return None
    bound = scope.bound(*last.occasion.scope.rows, doer=last.occasion.scope.doer)
    steps = steps_of(replace(clause, conditions=()), bound)
    for index, timer in timers:
        draft.timers[index] = timer.model_copy(update={"steps": (*timer.steps, *steps)})
    for index, reaction in reactions:
        draft.reactions[index] = reaction.model_copy(update={"steps": (*reaction.steps, *steps)})
    return Claimed(pattern, last.made)


def shared(clause: Clause, scope: Scope) -> Claimed | None:
    """ "If the fee is not paid within a week, the booking is cancelled and the guest is told": the same condition again."""
    last = scope.draft.recall(LastOccasion)
    spans = tuple(c.span for c in clause.conditions)
    if last is None or not spans or last.number != scope.unit.number or last.conditions != spans:
        return None
    if clause.negated or clause.modal in {"can", "may"} or not clause.verb:
        return None
    made = add_to(last, clause, scope, "reaction_too")
    if made is not None:
        scope.take(*spans)
    return made


def _ended(
    condition: Condition, steps: tuple[bp.Statement, ...], occasion: Occasion, clause: Clause
) -> tuple[Occasion, tuple[bp.Statement, ...], tuple[str, ...]]:
    """ "… until the warden has released it": then what was marked is taken back; what marks nothing is done till then."""
    scope = occasion.scope
    back = undone(steps, scope.draft)
    if not back:
        return occasion.also(negation(all_hold(condition, scope))), steps, ()
    end = occasion_of(condition, scope)
    if end.entity is not occasion.entity:
        there = reached(scope.draft, Row(end.entity, IT), occasion.entity)
        if there is None:
            raise NotUnderstoodError(f"how “{condition.text}” concerns it is not known", condition.span)
        back = renamed(back, IT, there.at)
    elif end.trigger is not None and end.trigger.field in occasion.entity.later:
        again = bp.Update(row=IT, values=((end.trigger.field or "", bp.nothing()),))
        steps = (again, *steps)
    return occasion, steps, end.install(f"end_{name_of(clause, occasion)}", back, clause)


def name_of(clause: Clause, occasion: Occasion) -> str:
    """A name for the rule: what is done, and to what."""
    verb = f"{clause.verb} {clause.particle}".strip() or "note"
    return snake(f"{verb} {occasion.entity.label}")


def negation(term: bp.Expression) -> bp.Expression:
    """That it does not hold."""
    return term.term if isinstance(term, bp.Not) else no(term)
