"""Reads stock: what is put in and issued, who is called when it falls short, and what is written on each piece."""

from __future__ import annotations

from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article, best_field, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Measure
from autogenesis.language._patterns import Match, find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import absent, both, over, same, say, update
from autogenesis.language.readings._criteria import Criteria, value_in
from autogenesis.language.readings._intervals import Booking
from autogenesis.language.readings._outlines import scenario_of
from autogenesis.language.readings._structure import NOTIFY, path_to

_CALLED = f"{NOTIFY}|invite|summon"
_BEAR = "carry|bear|show|display|state|have|print|mention|give"


def read_inscription(unit: Unit, draft: Draft) -> None:
    """ "Parcels carry the sender's number, never the name"."""
    match = find(
        unit,
        f"NP=thing MODAL? only? V({_BEAR}) only? NP=shown ,? but? never|not NP=hidden",
        f"NP=thing MODAL? only? V({_BEAR}) only? NP=shown $",
    )
    if match is None or draft.claimed(unit.span) or ("hidden" not in match and "only" not in unit.text.lower().split()):
        return
    owner = _possessor(match["shown"], draft)
    if owner is None:
        return
    shown = best_field(owner, match["shown"].words)
    if shown is None:
        return
    thing = draft.entity(match["thing"].label, match["thing"].span)
    link = path_to(draft, thing, "it", owner)
    if link is None:
        link = f"it.{draft.add_field(thing, owner.label, owner.type, match['shown'].span)}"
    title = next(
        (
            u.text
            for u in draft.units
            if u.block.kind == "gherkin"
            and u.block.scenario == unit.block.scenario
            and u.block.keyword in {"scenario", "outline"}
        ),
        "label",
    )
    label = title.lower() if len(title.split()) == 1 and snake(title) not in thing.fields else "label"
    thing.derivations[snake(label)] = bp.Derivation(
        id=f"derivation.{thing.name}.{snake(label)}", spans=(match.span,), name=snake(label), label=label, type=bp.TEXT,
        value=say(f"{owner.label.capitalize()} ", f"{{{link}.{shown}}}"), summary=f"what is written on the {thing.label}",
    )  # fmt: skip
    draft.claim(unit.span, "inscription", [thing.id, f"derivation.{thing.name}.{snake(label)}"])


def _possessor(piece: Piece, draft: Draft) -> EntityDraft | None:
    """The entity in "the sender's number"."""
    mark = next((i for i, t in enumerate(piece.tokens) if t.lower in {"'s", "’s", "'", "’"}), 0)
    return draft.find_entity(piece.tokens[mark - 1].lemma) if mark else None


@dataclass(frozen=True, slots=True)
class _Shortage:
    """So many `thing`s of a `group` in stock; one is taken out by `verb`; `who` are called."""

    thing: str
    most: int
    group: Piece
    verb: str
    who: Piece
    told: Match


def read_shortage(unit: Unit, draft: Draft) -> None:
    """ "Given 10 vials of a type in stock, when one is issued, then all its suppliers who may deliver today are invited,
    but not again until stock was back at 10"."""
    match = (
        find(unit, "Q.Measure=many of NP=group in|on NP(stock|store|hand|storage|shelf)")
        if unit.block.keyword == "given"
        else None
    )
    if match is None or draft.claimed(unit.span):
        return
    number = unit.block.scenario
    when = next(
        (m for u in scenario_of(draft, number, "when") if (m := find(u, "Q BE V.part=verb", "one BE V.part=verb"))),
        None,
    )
    then = next(
        (
            m
            for u in scenario_of(draft, number, "then")
            if (m := find(u, f"NP=who ( who|that MODAL V=able today? )? MODAL? BE be? V.part({_CALLED})=told"))
        ),
        None,
    )
    if when is None or then is None:
        return
    many = match["many"].literal
    if not isinstance(many, Measure):
        return
    short = _Shortage(many.unit, int(many.value), match["group"], when["verb"].head, then["who"], then)
    made = _build(draft, short, unit)
    if made is None:
        return
    again = next(
        (
            u
            for u in scenario_of(draft, number, "then")
            if (m := find(u, "not again until NP BE back? at|to|above Q=back"))
            and getattr(m.literal("back"), "value", None) == short.most
        ),
        None,
    )
    for each in (unit, when.unit, then.unit, *([again] if again else [])):
        draft.claim(each.span, "shortage", made)


def _build(draft: Draft, short: _Shortage, unit: Unit) -> list[str] | None:
    found = _group(draft, short)
    whom = draft.find_entity(short.who.head)
    if found is None or whom is None:
        return None
    thing, way, field = found
    done = participle_of(short.verb)
    moment = draft.add_field(thing, f"{done} on", bp.DATE, unit.span, required=False)
    operation = draft.operation(short.verb, thing, "change", span=unit.span)
    operation.inputs[thing.name] = bp.Parameter(name=thing.name, type=thing.type)
    operation.guards.append(
        draft.guard(
            f"{operation.name} again",
            absent(f"{thing.name}.{moment}"),
            f"The {thing.label} is {done} already.",
            unit.span,
            thing.name,
        )
    )
    operation.steps.append(update(thing.name, **{moment: "today"}))
    operation.result = bp.Name(name=thing.name)
    mine = both(same(way.replace("it", thing.name, 1), way), absent(f"{thing.name}.{moment}"))
    left = over("count", thing.name, mine)
    conditions: list[bp.Expression] = [same(f"{whom.name}.{field}", way)]
    made = [thing.id, operation.id]
    if "able" in short.told:
        able = _able(draft, whom, short.told["able"].head)
        if able is None:
            return None
        conditions.append(same(f"{whom.name}.{able}", bp.truth(True)))
        made.append(f"derivation.{whom.name}.{able}")
    verb = short.told["told"].head
    noun = {"invite": "invitation", "remind": "reminder", "alert": "alert", "warn": "warning"}.get(verb, "notice")
    notify = bp.Notify(
        to=bp.Recipient(person=bp.Name(name=whom.name)), type=noun, subject=bp.Name(name="it"),
        text=say(f"Only {short.most - 1} {thing.plural} of {short.group.label} ", bp.path(*way.split(".")), " are left."),
    )  # fmt: skip
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.{verb}_{whom.name}"), spans=(short.told.unit.span,), summary=f"{verb.capitalize()} {whom.plural} when stock falls below {short.most}.",
        trigger=bp.Trigger(on="done", operation=operation.id), when=same(bp.Arithmetic(operator="+", left=left, right=bp.whole(1)), bp.whole(short.most)),
        steps=(bp.Each(name=whom.name, rows=over("rows", whom.name, both(*conditions)), steps=(notify,)),),
    )  # fmt: skip
    draft.reactions.append(reaction)
    draft.assume(
        f"How {article(noun)} reaches people is not said: it is listed among the notifications.", short.told.span
    )
    return [*made, reaction.id]


def _group(draft: Draft, short: _Shortage) -> tuple[EntityDraft, str, str] | None:
    """The thing in stock, the path from it to what it is grouped by, and the entity and field that this is."""
    concept = draft.concept(short.group)
    if concept is None or concept.entity is None or concept.field is None:
        return None
    owner, field = concept.entity, concept.field
    thing = draft.entity(short.thing)
    way = path_to(draft, thing, "it", owner)
    if way is None:
        kind = owner.fields[field]
        way = f"it.{draft.add_field(thing, kind.label, kind.type, short.group.span)}"
        return thing, way, field
    return thing, f"{way}.{field}", field


def _able(draft: Draft, whom: EntityDraft, verb: str) -> str | None:
    """ "who may give today": everything that is asked of them for a day, asked of today."""
    booking, criteria = draft.recall(Booking), draft.recall(Criteria)
    terms: list[bp.Expression] = []
    if criteria is not None and criteria.entity is whom:
        for criterion in criteria.each:
            value = value_in(draft, whom, criterion.label, "it")
            if value is not None:
                terms.append(criterion.met(value))
    if booking is not None and booking.subject is whom:
        if "first_possible_day" in whom.derivations:
            terms.append(
                bp.Compare(relation="<=", left=bp.path("it", "first_possible_day"), right=bp.Name(name="today"))
            )
        terms += [limit("it", bp.Name(name="today")) for limit in booking.limits]
    if not terms:
        return None
    name = f"may_{verb}_today"
    whom.derivations[name] = bp.Derivation(
        id=f"derivation.{whom.name}.{name}", name=name, label=f"may {verb} today", type=bp.BOOLEAN, value=both(*terms),
        summary=f"whether the {whom.label} may {verb} today",
    )  # fmt: skip
    return name
