"""Reads revisions: things that build on a numbered state, clash with what has changed since, and raise the number when taken over."""

from __future__ import annotations

from dataclasses import dataclass, field

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article, best_field, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._patterns import Match, find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import both, compare, over, present, same, say, update
from autogenesis.language.readings._measures import value_of
from autogenesis.language.readings._states import moves, named, state, states

_EDIT = "change|alter|edit|modify|touch|update|amend|revise|rewrite"
_BACK = "go|return|come|send|give|hand"
_UP = "rise|increase|go|grow|climb|move|advance"


@dataclass
class Revisions:
    """Rows of `thing` build on a number of `counter` in `base` and touch `parts`; each one taken over raises the number."""

    thing: EntityDraft
    base: str
    parts: str
    part: EntityDraft
    clash: str
    person: str | None
    unit: Unit
    counter: EntityDraft | None = None
    taken: str = ""
    undone: str = ""
    reaction: str = ""
    more: dict[str, str] = field(default_factory=dict)


def read_clash(unit: Unit, draft: Draft) -> None:
    """ "A file changed after the base version is a conflict, and the change goes back to its author." """
    back = f"( and|; ,? NP=thing ( BE V.part|past({_BACK}) | V({_BACK}) ) back? to NP=person )?"
    match = find(
        unit,
        f"NP=part ( that|which BE|HAVE )? V.part|past({_EDIT}) after|since NP=base ( BE | V(mean|make|cause|cause) ) NP=clash ,? {back}",
        f"if|when NP=part HAVE ( be|been )? V.part|past({_EDIT}) after|since NP=base ,? ( there|it|that BE )? NP=clash ,? {back}",
    )
    if match is None:
        return
    thing = next(
        (
            e
            for e in draft.entities.values()
            if (f := best_field(e, match["base"].words)) in e.fields and e.fields[f].type.kind == "integer"
        ),
        None,
    )
    if thing is None:
        return
    base = best_field(thing, match["base"].words) or ""
    parts = next(
        (
            f.name
            for f in thing.fields.values()
            if f.type.kind == "list" and match["part"].head in {_stem(w) for w in f.label.split()}
        ),
        None,
    )
    if parts is None:
        return
    part = draft.entity(match["part"].label, match["part"].span)
    draft.add_field(part, thing.label, thing.type)
    draft.add_field(part, "name", bp.TEXT)
    draft.made_by_rule.add(part.name)
    person = best_field(thing, match["person"].words) if "person" in match else None
    clash = match["clash"].label
    states(draft, thing, "new", clash, span=match["clash"].span)
    draft.remember(Revisions(thing, base, parts, part, clash, person, unit))


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") else word


def read_taken_over(unit: Unit, draft: Draft) -> None:
    """ "Otherwise it is merged and the version rises by one." """
    revisions = draft.recall(Revisions)
    match = find(
        unit,
        f"otherwise|else ,? PRONOUN|NP MODAL? BE be? V.part|past=taken and|, NP=counter V({_UP}) up? by Q=step",
        f"otherwise|else ,? we|they V=taken PRONOUN|NP and|, NP=counter V({_UP}) up? by Q=step",
        "otherwise|else ,? PRONOUN|NP MODAL? BE be? V.part|past=taken and|, NP=counter BE V.part|past(raise|increase|increment) by Q=step",
    )
    if match is None or revisions is None or match["counter"].head != revisions.base.split("_")[-1]:
        return
    thing, part = revisions.thing, revisions.part
    counter = draft.entity(match["counter"].head, match["counter"].span)
    revisions.counter, revisions.taken = counter, participle_of(match["taken"].head)
    draft.add_field(counter, "number", bp.INTEGER)
    draft.add_field(counter, thing.label, thing.type)
    draft.made_by_rule.add(counter.name)
    revisions.undone = "undone"
    states(draft, counter, revisions.taken, revisions.undone)
    states(draft, thing, "new", revisions.taken)
    step = match.literal("step")
    number = bp.Arithmetic(
        operator="+", left=current(counter, revisions), right=bp.whole(int(value_of(step)) if step else 1)
    )
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.take_{thing.name}_over"), spans=(revisions.unit.span, unit.span), trigger=bp.Trigger(on="created", entity=thing.id),
        summary=f"{revisions.unit.text} {unit.text}",
        steps=(
            bp.Each(name="touched", rows=bp.path("it", revisions.parts), steps=(bp.Create(entity=part.id, values=((thing.name, bp.Name(name="it")), ("name", bp.Name(name="touched")))),)),
            bp.When(test=_clashes(revisions, counter), then=tuple(_sent_back(revisions)), otherwise=(
                bp.Create(entity=counter.id, values=(("number", number), (thing.name, bp.Name(name="it")))), update("it", status=state(revisions.taken)),
            )),
        ),
    )  # fmt: skip
    draft.reactions.append(reaction)
    revisions.reaction = reaction.id
    for to in (revisions.clash, revisions.taken):
        moves(draft, thing, "new", to, reaction.id)
    guard = bp.Guard(
        id=draft.unique(f"guard.add_{thing.name}_{revisions.base}"), requires=compare(revisions.base, "<=", current(counter, revisions)),
        reason=f"There is no {counter.label} of that number yet.", field=revisions.base, spans=(revisions.unit.span,),
    )  # fmt: skip
    operation = _creator(thing, draft)
    operation.guards.append(guard)
    draft.assume(
        f"The first {counter.label} is 1; {article(thing.label)} can build only on {article(counter.label)} there is.",
        unit.span,
    )
    draft.claim(revisions.unit.span, "clash", [reaction.id, part.id])
    draft.claim(unit.span, "counter_rises", [reaction.id, counter.id, guard.id])


def _creator(thing: EntityDraft, draft: Draft) -> OperationDraft:
    known = next((o for o in draft.operations.values() if o.entity is thing and o.kind == "create"), None)
    return known or draft.operation("add", thing, "create")


def current(counter: EntityDraft, revisions: Revisions) -> bp.Expression:
    """The number that holds now: the highest that was not undone, 1 where there is none."""
    highest = over(
        "largest",
        counter.name,
        compare(f"{counter.name}.status", "!=", state(revisions.undone)),
        f"{counter.name}.number",
    )
    return bp.Conditional(test=present(highest), then=highest, otherwise=bp.whole(1))


def _clashes(revisions: Revisions, counter: EntityDraft) -> bp.Expression:
    """One of the parts was touched by what was taken over after the base."""
    thing, part, c = revisions.thing, revisions.part, counter.name
    touched = bp.Contains(collection=bp.path("it", revisions.parts), item=bp.path(part.name, "name"))
    others = over("exists", part.name, both(same(f"{part.name}.{thing.name}", f"{c}.{thing.name}"), touched))
    later = both(
        compare(f"{c}.status", "!=", state(revisions.undone)),
        compare(f"{c}.number", ">", f"it.{revisions.base}"),
        others,
    )
    return over("exists", c, later)


def _sent_back(revisions: Revisions) -> list[bp.Statement]:
    steps: list[bp.Statement] = [update("it", status=state(revisions.clash))]
    person = revisions.person
    if person is not None:
        kind = revisions.thing.fields[person].type
        steps.append(
            bp.Notify(to=bp.Recipient(actor=kind.actor, person=bp.path("it", person)), type=snake(revisions.clash), subject=bp.Name(name="it"),
                      text=say(f"The {revisions.thing.label} ", "{it.id}", f" is sent back: {revisions.clash}."))
        )  # fmt: skip
    return steps


def note_agent(match: Match, draft: Draft) -> None:
    """An agent that the text names by what it does."""
    who = match["who"]
    if who.head == "agent" and len(who.words) > 1:
        name = " ".join(who.words[:-1])
        draft.agents.append(
            bp.NamedAgent(
                id=draft.unique(f"agent.{name.replace(' ', '_').replace('-', '_')}"),
                spans=(who.span,),
                name=name,
                about=match["what"].words,
            )
        )


def read_taking_turns(unit: Unit, draft: Draft) -> None:
    """ "The merge agent takes changes in order of arrival": each is dealt with when it comes."""
    match = find(
        unit,
        "NP(agent)=who MODAL? V(take|handle|process|work|treat) NP=what in NP(order) of NP(arrival|receipt|submission|registration)",
    )
    thing = named(draft, match["what"]) if match else None
    if match is None or thing is None:
        return
    note_agent(match, draft)
    come = [r.id for r in draft.reactions if r.trigger.on == "created" and r.trigger.entity == thing.id]
    if come:
        draft.claim(unit.span, "order_of_arrival", come)
