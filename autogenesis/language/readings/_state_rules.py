"""Reads what states allow and what follows from them: "a paid order can be shipped", "when it is shipped, tell …"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Bound, Duration
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import both, end_of, no, same, say, shift
from autogenesis.language.readings._dates import unit_of_time
from autogenesis.language.readings._due_dates import entered
from autogenesis.language.readings._standing_rules import deed_on
from autogenesis.language.readings._structure import NOTIFY, notification_type, recipient_of

State = tuple[str, bp.Literally]


def read_from_state(unit: Unit, draft: Draft) -> None:
    """ "A paid order can be shipped", "Only open claims may be settled"."""
    match = find(unit, "^ only? NP=thing can|may be V.part=verb $", "^ only NP=thing MODAL be V.part=verb $")
    if match is None or draft.claimed(unit.span):
        return
    thing = match["thing"]
    found = _in_state(draft, thing)
    if found is None:
        return
    entity, (name, state) = found
    if _state_of(entity, participle_of(match["verb"].head)) is None:
        return
    operation = deed_on(draft, entity, match["verb"], match.span)
    reason = f"Only {article(str(state.value))} {entity.label} can be {participle_of(match['verb'].head)}."
    guard = draft.guard(
        f"{operation.name}.{state.value}",
        same(f"{entity.name}.{name}", state),
        reason,
        unit.span,
        entity.name,
    )
    operation.guards.append(guard)
    if find(unit, "^ only") is None:
        draft.assume(f"“{unit.text.rstrip('.')}” is taken to mean that no other can.", unit.span)
    draft.claim(unit.span, "from_state", [operation.id, guard.id])


def _in_state(draft: Draft, thing: Piece) -> tuple[EntityDraft, State] | None:
    """ "paid order": the thing and the state that its last adjective names."""
    for cut in range(1, len(thing.words)):
        entity = draft.find_entity(" ".join(thing.words[cut:]))
        state = _state_of(entity, " ".join(thing.words[:cut])) if entity is not None else None
        if entity is not None and state is not None:
            return entity, state
    return None


def _state_of(entity: EntityDraft, word: str) -> State | None:
    """The choice field that has the word as one of its states."""
    for f in entity.fields.values():
        if f.type.kind == "choice" and word in f.type.choices:
            return f.name, bp.Literally(type=f.type, value=word)
    return None


def read_told_of_deed(unit: Unit, draft: Draft) -> None:
    """ "When an order is shipped, the customer receives a message."; "once a claim has been settled, tell the owner"."""
    match = find(
        unit,
        "^ when|once|as|whenever NP=thing ( BE | HAVE be ) V.part=verb , then? ...",
    )
    told = find(
        unit,
        f", then? NP=who ( MODAL be | BE ) V.part({NOTIFY})=told $",
        f", then? ( NP MODAL )? V.base({NOTIFY})=told NP=who $",
        ", then? NP=who MODAL? V(get|receive)=told NP(message|notice|letter|mail|email|notification) $",
    )
    if match is None or told is None or draft.claimed(unit.span):
        return
    entity = draft.find_entity(match["thing"].label)
    word = participle_of(match["verb"].head)
    if entity is None or _state_of(entity, word) is None:
        return
    operation = deed_on(draft, entity, match["verb"], match.span)
    name, state = _state_of(entity, word) or ("", None)
    if state is None:
        return
    note = bp.Notify(
        to=recipient_of(draft, told["who"], entity, "it"),
        type=notification_type(told["told"].head),
        subject=bp.Name(name="it"),
        text=say(f"The {entity.label} ", "{it.id}", f" is {word}."),
    )
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.tell_{'_'.join(told['who'].words)}_{word}"),
        spans=(unit.span,),
        summary=unit.text,
        trigger=bp.Trigger(on="changed", entity=entity.id, field=name),
        when=same(f"it.{name}", state),
        steps=(note,),
    )
    draft.reactions.append(reaction)
    draft.claim(unit.span, "told_of_deed", [operation.id, reaction.id])


def read_lapses_undone(unit: Unit, draft: Draft) -> None:
    """ "Orders that are not paid within 3 days are cancelled automatically"."""
    match = find(
        unit,
        "NP=thing that|which ( BE not | HAVE not be ) V.part=done ( within|after )? Q=late MODAL? BE|be automatically? V.part=verb automatically? $",
        "if|when NP=thing ( BE not | HAVE not be ) V.part=done ( within|after )? Q=late , then? it|NP MODAL? BE|be automatically? V.part=verb automatically? $",
    )
    late = match.literal("late") if match else None
    if isinstance(late, Bound):
        late = late.value if late.op == "<=" else None
    if match is None or draft.claimed(unit.span) or not isinstance(late, Duration):
        return
    entity = draft.find_entity(match["thing"].label)
    if entity is None:
        return
    done, then = (_state_of(entity, participle_of(match[name].head)) for name in ("done", "verb"))
    if done is None or then is None or done[0] != then[0]:
        return
    first = entity.fields[then[0]].type.choices[0]
    waiting = _state_of(entity, first)
    if waiting is None or first in {done[1].value, then[1].value}:
        return
    start = entered(draft, entity)
    moment = shift(f"it.{start}", int(late.value), unit_of_time(late))
    timer = bp.Timer(
        id=draft.unique(f"timer.{then[1].value}_{entity.name}"),
        spans=(unit.span,),
        summary=unit.text,
        entity=entity.id,
        at=end_of(moment) if entity.fields[start].type.kind == "date" else moment,
        when=both(same(f"it.{waiting[0]}", waiting[1]), no(same(f"it.{done[0]}", done[1]))),
        steps=(bp.Update(row=bp.Name(name="it"), values=(then,)),),
    )
    draft.timers.append(timer)
    draft.assume(f"The {late.text} count from when {article(entity.label)} is entered.", unit.span)
    draft.claim(unit.span, "lapses_undone", [timer.id])
