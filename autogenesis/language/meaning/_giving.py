"""Frames for what is stated with a deed: "They state their number plate and the wished time", "Choose a room and a start"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import EntityDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Duration
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import same, start_of, term
from autogenesis.language._tokens import lemma_of, tag
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._deeds import deed_of
from autogenesis.language.meaning._fields import add_np_fields, refer_to
from autogenesis.language.meaning._naming import actor_of, known_thing, take_name
from autogenesis.language.meaning._passages import Passage
from autogenesis.language.meaning._records import LASTING
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope
from autogenesis.language.readings._fields import Stated
from autogenesis.language.readings._stated import add_stated

_BACK = 2
_FEW = 2
_CLOCK = {"minute": 1, "hour": 60}


_ASKING = frozenset({"take", "need", "record", "require", "want"})
"""What whoever runs the place does, where somebody else states it: "we take name and phone number"."""


def _event(clause: Clause) -> Clause | None:
    """ "When a customer brings a bike, we write down …": what is done then."""
    condition = clause.conditions[0] if len(clause.conditions) == 1 else None
    told = condition is not None and condition.marker in {"when", "whenever"} and len(condition.clauses) == 1
    plain = told and condition is not None and condition.clause.verb and not condition.clause.negated
    return condition.clause if plain and condition is not None else None


def _what_is(np: NP) -> str:
    """ "what is wrong", "what's missing": a text that says so; "" for any other phrase."""
    inner = np.relatives[0] if np.head == "what" and len(np.relatives) == 1 else None
    bare = (
        inner is not None
        and inner.verb == "be"
        and len(inner.complements) == 1
        and not (inner.objects or inner.phrases)
    )
    return f"what is {inner.complements[0]}" if inner is not None and bare else ""


def _we_ask(clause: Clause) -> bool:
    """Whether it is asked of whoever comes: what is named is what is kept of people and things, and no thing of its own."""
    ours = clause.subject is not None and clause.subject.head in {"we", "i"} and not clause.modal
    return ours and any(head_kind(np.head) in _STATED for np in clause.objects)


_STATED = frozenset({"name", "contact", "number", "date", "time", "text", "identifier", "measure", "money"})


def giving(clause: Clause, scope: Scope) -> Claimed | None:
    """ "They state their number plate, the pallets and the wished time", "Choose a car, a start and an end"."""
    verbs = {
        "state",
        "enter",
        "give",
        "choose",
        "provide",
        "specify",
        "name",
        "supply",
        "note",
        "fill",
        "select",
        "write",
        "type",
        *_ASKING,
    }
    if clause.verb not in verbs or clause.voice == "passive" or clause.negated or len(clause.objects) < 2:
        return None
    event = _event(clause)
    if event is None and clause.conditions:
        return None
    if any(np.quantity is not None or np.negative for np in clause.objects):
        return None
    if clause.verb in _ASKING and not _we_ask(clause):
        return None
    if event is not None:
        entity = _brought_about(event, scope)
        return _given(clause, entity, scope) if entity is not None else None
    verbs_near = _verbs_near(scope)
    near = [
        o.entity
        for o in scope.draft.operations.values()
        if o.kind == "create" and o.verb.partition(" ")[0] in verbs_near
    ]
    entity = next((e for e in near if e is not None), None) or _asked_for(clause, scope) or _brought_in(clause, scope)
    return _given(clause, entity, scope) if entity is not None else None


def _brought_about(event: Clause, scope: Scope) -> EntityDraft | None:
    """What comes about by the deed."""
    deed = deed_of(event, scope)
    return deed.entity if deed is not None and deed.row.fresh else None


def _given(clause: Clause, entity: EntityDraft, scope: Scope) -> Claimed:
    listed = clause.objects[:-1] if clause.items else clause.objects
    asked = [np for np in listed if _what_is(np)]
    made = add_np_fields([np for np in listed if np not in asked], entity, scope)
    for np in asked:
        name = scope.draft.add_field(entity, _what_is(np), bp.TEXT, np.span)
        entity.given.add(name)
        made.append(f"field.{entity.name}.{name}")
        scope.take(np, np.span)
    scope.take(*(condition.span for condition in clause.conditions))
    made += [_choice(clause, entity, scope)] if clause.items else []
    scope.take(clause)
    if clause.subject is not None:
        take_name(clause.subject, scope)
    for phrase in clause.phrases:
        made += _in_steps(phrase, made, entity, scope)
    return Claimed("things_given", (entity.id, *made))


def _asked_for(clause: Clause, scope: Scope) -> EntityDraft | None:
    """ "How do I book? Choose a boat, a start and an end": a booking of what is named first."""
    draft, first = scope.draft, clause.objects[0]
    asked = tag(scope.unit.block.under)
    verb = next((t.lemma for t in asked if t.pos == "VERB" and t.lemma in LASTING), None)
    if verb is None or clause.mood != "imperative" or head_kind(first.head) or first.plural or first.proper:
        return None
    thing = known_thing(draft, first) or draft.entity(first.name, first.span, confidence=0.5)
    entity = draft.entity(LASTING[verb], clause.span)
    refer_to(draft, entity, thing)
    operation = draft.operation(verb, thing, "create", f"{verb.capitalize()} {article(thing.label)}.", clause.span)
    operation.entity = entity
    return entity


def _brought_in(clause: Clause, scope: Scope) -> EntityDraft | None:
    """ "A driver enters the line, the date and a description" under "Reporting": of what begins its life as reported."""
    draft, passage = scope.draft, scope.draft.recall(Passage)
    who = clause.subject
    if passage is None or who is None or who.pronoun or len(clause.objects) < _FEW or clause.modal:
        return None
    first = lemma_of(passage.order[0].split()[0], "VERB")
    if (
        not any(lemma_of(t.lower, "VERB") == first for t in tag(scope.unit.block.under))
        or participle_of(first) != passage.order[0]
    ):
        return None
    entity = passage.entity
    operation = next((o for o in draft.operations.values() if o.entity is entity and o.kind == "create"), None)
    operation = operation or draft.operation(first, entity, "create", span=clause.span)
    actor = actor_of(who, scope)
    if actor is not None and actor not in operation.actors:
        operation.actors.append(actor)
    for np in clause.objects:
        if np.head == "date" and len(np.words) == 1:
            _not_ahead(entity, np, scope)
    return entity


def _not_ahead(entity: EntityDraft, np: NP, scope: Scope) -> None:
    """The date of what has happened already is not in the future."""
    name = scope.draft.add_field(entity, "date", bp.DATE, np.span)
    entity.given.add(name)
    late = bp.Compare(relation="<=", left=bp.Get(of=bp.Name(name="it"), field=name), right=bp.Name(name="today"))
    reason = f"The date of {article(entity.label)} is not in the future."
    guard = bp.Guard(
        id=scope.draft.unique(f"invariant.{entity.name}.{name}_past"), requires=late, reason=reason, field=name, spans=(np.span,)
    )  # fmt: skip
    entity.invariants.append(guard)
    scope.draft.assume(reason.rstrip("."), np.span)


def _choice(clause: Clause, entity: EntityDraft, scope: Scope) -> str:
    """ "… and class: ordinary, valuable or perishable": the values of what was named last."""
    np = clause.objects[-1]
    choices = tuple(item.name for item in clause.items)
    if len(choices) < _FEW or np.gloss or np.relatives or any(item.quantity for item in clause.items):
        raise NotUnderstoodError(f"it is not known what is kept as “{np.text}”", np.span)
    made = add_stated(scope.draft, entity, (Stated(np.name, np.span, choices=choices),))
    field = made[0].rpartition(".")[2]
    entity.kinds.update({name: (field, name) for name in choices if name not in entity.kinds})
    for name in choices:  # what was taken for a thing of its own is one of a kind
        other = scope.draft.find_entity(name)
        if other is not None and other is not entity and not other.fields and other.confidence < 1:
            scope.draft.entities.pop(other.name)
    scope.take(np)
    for item in clause.items:
        take_name(item, scope)
        for aside in (*(r.span for r in item.relatives), *(p.span for p in item.of), *(g.span for g in item.gloss)):
            scope.take(aside)
            note = f"What it says of “{item.name}” is not understood."
            scope.draft.claim(aside, "unread_gloss", status="unclear", note=note)
    return made[0]


def _in_steps(phrase: Phrase, fields: list[str], entity: EntityDraft, scope: Scope) -> list[str]:
    """ "in steps of 30 minutes": how far into its day each moment may lie."""
    inner = next((p.item for p in phrase.item.of if p.prep == "of"), None) if phrase.item is not None else None
    lag = inner.quantity if inner is not None else None
    if (
        phrase.item is None
        or phrase.item.head not in {"step", "interval"}
        or not isinstance(lag, Duration)
        or lag.unit not in _CLOCK
    ):
        raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)
    scope.take(phrase.span)
    made = []
    for name in (f.rpartition(".")[2] for f in fields if f.startswith("field.")):
        if entity.fields[name].type.kind != "datetime":
            continue
        into = bp.Between(start=start_of(f"it.{name}"), end=term(f"it.{name}"), unit="minutes")
        step = bp.whole(int(lag.value) * _CLOCK[lag.unit])
        whole = bp.Rounded(way="down", value=bp.Arithmetic(operator="/", left=into, right=step))
        made.append(
            bp.Guard(
                id=scope.draft.unique(f"invariant.{entity.name}.{name}_step"),
                requires=same(bp.Arithmetic(operator="*", left=whole, right=step), into),
                reason=f"The {entity.fields[name].label} is given in steps of {lag.text}.", field=name, spans=(phrase.span,),
            )
        )  # fmt: skip
    entity.invariants.extend(made)
    if not made:
        raise NotUnderstoodError(f"nothing is known that is given {phrase.text}", phrase.span)
    return [guard.id for guard in made]


def _verbs_near(scope: Scope) -> frozenset[str]:
    """The verbs of the last sentences, and of the heading: what is stated there is stated for that deed."""
    back = scope.draft.around(scope.unit, _BACK)
    told = {c.verb for u in back for clause in u.clauses for c in (clause, *clause.embedded)}
    return frozenset({*told, *(word.lemma for word in tag(scope.unit.block.under) if word.pos == "VERB")} - {""})


GIVING: tuple[Frame, ...] = (giving,)
"""The frames for what comes with a deed."""
