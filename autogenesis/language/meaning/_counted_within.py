"""Frame for what follows from so many of something within some time: "When a shop gets three complaints within one hour, …"."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Bound, Duration, Literal, Measure, Number
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause, Phrase
from autogenesis.language._terms import both, compare, either, no, present, same
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import NOW, TIMES, later
from autogenesis.language.meaning._naming import before_name, known_thing, take_name
from autogenesis.language.meaning._occasions import Occasion
from autogenesis.language.meaning._placing import IT, creator
from autogenesis.language.meaning._reactions import follow
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._selections import narrowed
from autogenesis.language.meaning._so_often import so_often
from autogenesis.language.meaning._waits import duration_of
from autogenesis.language.readings._due_dates import entered

_GETTING = frozenset({"get", "receive", "send", "have", "make", "collect", "write", "produce", "cause", "report"})
_EVENTS = frozenset({"if", "when", "once", "as soon as", "whenever"})
_NOT_OFTEN = regex(
    r",?\s*(?:but\s+)?(?:not|never|no)\s+more\s+(?:often\s+)?than\s+once\s+(?:per|an?|every|each|in\s+an?)\s+(?P<unit>hour|day|week|month)(?:\s+(?:and|per|for\s+each)\s+[a-z]+)?\s*$"
)
_LEAST, _MOST = 2, 1000


def counted_within(clause: Clause, scope: Scope) -> Claimed | None:
    """It follows when there have been so many; once, as long as they belong to the same time."""
    event = next((c for c in clause.conditions if c.marker in _EVENTS and c.measure is None), None)
    if event is None or len(event.clauses) != 1 or clause.negated:
        return None
    said = event.clause
    window = _window(said)
    thing = said.objects[0] if len(said.objects) == 1 else None
    number = _number(thing.quantity) if thing is not None else None
    if said.verb not in _GETTING or said.negated or said.voice != "active" or window is None or number is None:
        return None
    draft, (within, phrase) = scope.draft, window
    holder = known_thing(draft, said.subject) if said.subject is not None else None
    entity = known_thing(draft, thing) if thing is not None else None
    if thing is None or holder is None or said.subject is None:
        return None
    if entity is None:  # "three cancellations": of what was done, not of what is kept
        scope.take(said)
        take_name(said.subject, scope)
        after = Phrase(thing.span, thing.text, "after", (thing,))
        others = tuple(c for c in clause.conditions if c is not event)
        return so_often(replace(clause, conditions=others, phrases=(after, phrase, *clause.phrases)), scope)
    key = entity.reference_to(holder)
    if key is None:
        raise NotUnderstoodError(f"whose {entity.plural} are counted is not known", clause.span)
    whose, other = bp.Get(of=IT, field=key), Row(entity, bp.Name(name="other"))
    bare = replace(thing, quantity=None)
    moment = _moment(entity, scope)
    kinds = narrowed(bare, before_name(bare, entity, draft), other, scope)
    since = compare(bp.Get(of=other.at, field=moment), ">", later(NOW, within, scope, back=True).expression)
    where = both(same(bp.Get(of=other.at, field=key), whose), *kinds, since)
    enough = compare(
        bp.Aggregate(function="count", entity=entity.id, name="other", where=where), ">=", bp.whole(number)
    )
    mine = narrowed(bare, before_name(bare, entity, draft), Row(entity, IT), scope)
    rest, pause = _pause(
        replace(clause, conditions=tuple(c for c in clause.conditions if c is not event)), within, scope
    )
    told = draft.add_field(holder, f"{said.verb} {entity.label} told at", bp.DATETIME, required=False)
    holder.later.add(told)
    last = bp.Get(of=whose, field=told)
    again = either(no(present(last)), compare(last, "<=", later(NOW, pause, scope, back=True).expression))
    creator(draft, entity)
    scope.take(said, phrase.span, thing.quantity.span if thing.quantity is not None else None)
    for np in (said.subject, thing):
        take_name(np, scope)
    if said.subject.quantity is not None and said.subject.quantity.text.lower().startswith("one"):
        scope.take(said.subject.quantity.span)
    trigger = bp.Trigger(on="created", entity=entity.id)
    bound = scope.bound(Row(entity, IT), Row(holder, whose))
    occasion = Occasion(entity, bound, trigger, both(*mine, enough, again))
    made = follow(rest, list(rest.conditions), occasion, "counted_within")
    if made is None:
        raise NotUnderstoodError("what follows is not known", clause.span)
    _remember(made, bp.Update(row=whose, values=((told, bp.Name(name="now")),)), scope)
    return made


def _window(said: Clause) -> tuple[Duration, Phrase] | None:
    for phrase in said.phrases:
        found = duration_of(phrase.item.quantity) if phrase.item is not None else None
        if phrase.prep in {"within", "in", "during"} and found is not None and len(said.phrases) == 1:
            return found, phrase
    return None


def _number(literal: Literal | None) -> int | None:
    """How many it takes: "three", "at least five"."""
    value: Literal | None = literal.value if isinstance(literal, Bound) else literal
    if isinstance(literal, Bound) and literal.op not in {">=", ">"} or not isinstance(value, Number | Measure):
        return None
    count = int(value.value) + (1 if isinstance(literal, Bound) and literal.op == ">" else 0)
    return count if value.value == int(value.value) and _LEAST <= count <= _MOST else None


def _moment(entity: EntityDraft, scope: Scope) -> str:
    """When a row happened: as it says, else when it was entered."""
    dated = [
        f.name for f in entity.fields.values() if f.type.kind in TIMES - {"time", "date"} and f.name not in entity.later
    ]
    return dated[0] if len(dated) == 1 else entered(scope.draft, entity)


def _pause(clause: Clause, within: Duration, scope: Scope) -> tuple[Clause, Duration]:
    """What follows, without how often at most; and for how long it then rests."""
    match = _NOT_OFTEN.search(clause.text.rstrip(" ."))
    if match is None:
        return clause, within
    span = (clause.span[0] + match.start(), clause.span[0] + match.end())
    scope.take(span)
    inside = tuple(x for x in clause.limits if x.span[0] < span[0])
    phrases = tuple(p for p in clause.phrases if p.span[0] < span[0])
    length = Duration(span, match["unit"], type(within.value)(1), match["unit"])
    return replace(clause, limits=inside, phrases=phrases, exceptions=()), length


def _remember(made: Claimed, step: bp.Statement, scope: Scope) -> None:
    """Keep when it was done last, so that it is not done again for the same ones."""
    reactions = scope.draft.reactions
    for index, known in enumerate(reactions):
        if known.id in made.elements:
            reactions[index] = known.model_copy(update={"steps": (*known.steps, step)})
            return


COUNTED_WITHIN: tuple[Frame, ...] = (counted_within,)
"""The frame of so many within some time."""
