"""Reads what is done with things handed in before anybody judges them: sent back when too long, held back until somebody lets them out."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article, best_field, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Bound, Measure
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import compare, either, over, say
from autogenesis.language.readings._measures import value_of
from autogenesis.language.readings._states import in_state, moves, named, row_input, set_state, state, states

GENERAL = ("piece", "submission", "contribution", "entry", "item")
"""General nouns for what somebody has handed in."""
_HAND = frozenset({"send in", "send", "submit", "hand in", "hand", "file", "enter", "post", "offer", "register"})
_OCCUR = "occur|appear|stand|turn|be|feature"


def read_same_thing(unit: Unit, draft: Draft) -> None:
    """ "Every piece is given to …" where contributions are sent in: a general noun that names nothing else is the thing handed in."""
    made = [
        o
        for o in draft.operations.values()
        if o.kind == "create" and o.verb in _HAND and o.entity is not None and o.actors
    ]
    if len({o.entity.name for o in made if o.entity}) != 1:
        return
    thing = made[0].entity
    assert thing is not None
    for piece in unit.pieces:
        known = piece.kind != "N" or piece.head not in GENERAL or draft.find_entity(piece.head) is not None
        if known or piece.determiner not in {"a", "the", "every", "each", "that", "this"} or len(piece.words) > 2:
            continue
        thing.synonyms.append(piece.head)
        draft.assume(f"“{piece.head}” is taken to be the same as “{thing.label}”.", piece.span)


def taker(draft: Draft, thing: EntityDraft) -> OperationDraft | None:
    """The operation by which things are handed in."""
    return next((o for o in draft.operations.values() if o.entity is thing and o.kind == "create"), None)


def sender_of(draft: Draft, thing: EntityDraft) -> str:
    """The field with whoever handed the thing in."""
    if thing.owner is not None:
        return thing.owner
    operation = taker(draft, thing)
    label = "sender"
    name = draft.add_field(thing, label, bp.Type(kind="person", actor=draft.actor(label)), required=False)
    if operation is not None:
        operation.values[name] = bp.Name(name="by")
    thing.owner = name
    return name


def begins(draft: Draft, thing: EntityDraft, test: bp.Expression, value: str) -> None:
    """A new row begins in the state `value` where the test, in terms of the inputs, holds; else as it would."""
    states(draft, thing, "open", value)
    operation = taker(draft, thing)
    assert operation is not None
    otherwise = operation.values.get("status", state("open"))
    operation.values["status"] = bp.Conditional(test=test, then=state(value), otherwise=otherwise)
    moves(draft, thing, "open", value, operation.id)


def read_too_long(unit: Unit, draft: Draft) -> None:
    """ "A text of more than 120 words is sent back with its word count." """
    match = find(
        unit, "NP=field of|with Q.Bound=limit MODAL? BE be? V.part|past(send|return|refuse|reject)=verb back?", "NP=field Q.Bound(longer)=limit BE V.part|past(send|return)=verb back?",
    )  # fmt: skip
    limit = match.literal("limit") if match else None
    if (
        match is None
        or not isinstance(limit, Bound)
        or not isinstance(limit.value, Measure)
        or limit.value.unit != "word"
    ):
        return
    thing = next(
        (
            e
            for e in draft.entities.values()
            if (f := best_field(e, match["field"].words)) in e.fields
            and e.fields[f].type.kind == "text"
            and taker(draft, e)
        ),
        None,
    )
    if thing is None:
        return
    name = best_field(thing, match["field"].words) or "text"
    verb = match["verb"].head
    back = "sent back" if verb in {"send", "return"} else participle_of(verb)
    count = bp.TextFunction(function="word_count", arguments=(bp.Name(name=name),))
    begins(draft, thing, compare(count, limit.op, bp.whole(int(value_of(limit)))), back)  # type: ignore[arg-type]
    thing.derivations["word_count"] = bp.Derivation(
        id=f"derivation.{thing.name}.word_count", spans=(match.span,), name="word_count", label="word count", type=bp.INTEGER,
        value=bp.TextFunction(function="word_count", arguments=(bp.path("it", name),)),
    )  # fmt: skip
    sender = sender_of(draft, thing)
    kind = thing.fields[sender].type
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.{thing.name}_{back.replace(' ', '_')}"), spans=(unit.span,), summary=unit.text, trigger=bp.Trigger(on="created", entity=thing.id),
        when=in_state("it", back),
        steps=(bp.Notify(to=bp.Recipient(actor=kind.actor, person=bp.path("it", sender)), type=snake(back), subject=bp.Name(name="it"),
                         text=say(f"Your {thing.label} is {back}: it has ", "{it.word_count}", " words.")),),
    )  # fmt: skip
    draft.reactions.append(reaction)
    draft.claim(unit.span, "too_long", [reaction.id, f"derivation.{thing.name}.word_count"])


def read_quarantine(unit: Unit, draft: Draft) -> None:
    """ "If a word on our insult list occurs in a piece, it goes into quarantine until the chair lets it out." """
    match = find(
        unit,
        f"if|when NP(word|term|name|phrase) on|from|of NP(list)=list V({_OCCUR}) in NP=thing ,? it|they|NP MODAL? ( V(go|come|move) | BE V.part|past ) into|in|to NP=state until NP=who V(let|release|free|clear)=verb",
        "if|when NP=thing V(contain|have|use) NP(word|term|name|phrase) on|from|of NP(list)=list ,? it|they|NP MODAL? ( V(go|come|move) | BE V.part|past ) into|in|to NP=state until NP=who V(let|release|free|clear)=verb",
    )
    thing = named(draft, match["thing"]) if match else None
    operation = taker(draft, thing) if thing else None
    texts = [f.name for f in thing.fields.values() if f.type.kind == "text" and f.required] if thing else []
    if match is None or thing is None or operation is None or not texts:
        return
    label = " ".join(w for w in match["list"].words[:-1] if w not in {"our", "own"}) or "listed word"
    listed = draft.entity(label, match["list"].span)
    draft.add_field(listed, "word", bp.TEXT)
    hit = either(
        *(
            bp.TextFunction(function="contains_word", arguments=(bp.Name(name=t), bp.path(listed.name, "word")))
            for t in texts[:2]
        )
    )
    held = match["state"].label
    begins(draft, thing, over("exists", listed.name, hit), held)
    actor = draft.actor(match["who"].label, match["who"].span)
    verb = "let out" if match["verb"].head == "let" else match["verb"].head
    release = draft.operation(verb, thing, "change", f"Let {article(thing.label)} out of {held}.", unit.span)
    row_input(release, thing)
    release.roles.append(actor)
    guard = draft.guard(
        f"{release.name} state",
        in_state(thing.name, held),
        f"The {thing.label} is not in {held}.",
        match.span,
        thing.name,
    )
    release.guards.append(guard)
    release.steps.append(set_state(thing.name, "open"))
    moves(draft, thing, held, "open", release.id)
    draft.assume(
        f"The words of the {match['list'].label} are looked for in {' and '.join(t.replace('_', ' ') for t in texts[:2])}, as whole words.",
        match["list"].span,
    )
    draft.claim(unit.span, "quarantine", [listed.id, release.id, guard.id])
