"""Reads what is put together out of rows: "The planner builds menus for a day out of that day's dishes, one course each, oldest first"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._discourse import Ranges
from autogenesis.language._draft import Draft, EntityDraft, best_field
from autogenesis.language._literals import Range
from autogenesis.language._patterns import Match, find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import both, compare, create, over, same
from autogenesis.language._typing import field_type
from autogenesis.language.readings._measures import value_of
from autogenesis.language.readings._states import INITIAL, named, possessor, state, states

_BUILD = "build|make|compose|assemble|compile|create|generate|draw|form|prepare|produce"
_ARRIVAL = frozenset({"registration", "arrival", "entry", "receipt", "submission", "creation", "filing", "recording"})
_SOURCE = "( out of | from )"
_FOR = "( for|per NP=first ( ANY Q.Range=range1 ANY )? ( and|, NP=second ( ANY Q.Range=range2 ANY )? )? )?"


def read_building(unit: Unit, draft: Draft) -> None:
    """ "An agent builds draft modules for a subject and a level (1 to 3) out of that subject's sources, one lesson each." """
    match = find(
        unit,
        f"NP=who MODAL? V({_BUILD})=verb NP=made {_FOR} {_SOURCE} NP=source ,? Q.Measure=part each|per|for",
        f"NP=made MODAL? BE be? V.part|past({_BUILD})=verb {_FOR} {_SOURCE} NP=source ,? Q.Measure=part each|per|for",
    )
    if match is None or not match["part"].noun or _value(match, "part") != 1:
        return
    source = named(draft, match["source"]) or draft.entity(match["source"].label, match["source"].span)
    made = _made(match["made"], draft)
    keys = [_key(match, name, f"range{i}", made, draft) for i, name in ((1, "first"), (2, "second")) if name in match]
    part = draft.entity(match["part"].noun, match["part"].span)
    draft.add_field(part, made.label, made.type)
    draft.add_field(part, source.label, source.type)
    draft.add_field(part, "number", bp.INTEGER)
    for f in source.fields.values():
        if f.type.kind == "text" and f.name not in made.fields and f.name not in part.fields:
            part.derivations[f.name] = bp.Derivation(
                id=f"derivation.{part.name}.{f.name}", name=f.name, label=f.label, type=f.type, value=bp.path("it", source.name, f.name)
            )  # fmt: skip
    draft.made_by_rule.add(part.name)
    operation = draft.operation(match["verb"].head, made, "create", span=unit.span)
    reaction = _reaction(match, made, source, part, keys, draft)
    draft.reactions.append(reaction)
    _agent(match, made, draft)
    draft.claim(
        unit.span,
        "built_from_rows",
        [made.id, part.id, operation.id, reaction.id, *(f"field.{made.name}.{k}" for k in keys)],
    )


def _value(match: Match, name: str) -> int:
    literal = match.literal(name)
    return int(value_of(literal)) if literal is not None else 0


def _made(piece: Piece, draft: Draft) -> EntityDraft:
    """What is built; a modifier that is the state it begins in is no part of its name."""
    modifiers = [w for w in piece.words[:-1] if w in INITIAL]
    plain = " ".join(w for w in piece.words if w not in modifiers)
    made = named(draft, piece) or draft.entity(plain, piece.span)
    if modifiers:
        states(draft, made, modifiers[0], span=piece.span)
    return made


def _key(match: Match, name: str, bounds: str, made: EntityDraft, draft: Draft) -> str:
    piece = match[name]
    span = match.literal(bounds) if bounds in match else None
    kind = field_type(draft, piece.label)
    if isinstance(span, Range):
        kind = bp.INTEGER
    field = draft.add_field(made, piece.label, kind, piece.span)
    if isinstance(span, Range):
        label = made.fields[field].label
        low, high = bp.whole(int(value_of(span.low))), bp.whole(int(value_of(span.high)))
        made.invariants.append(
            bp.Guard(
                id=draft.unique(f"invariant.{made.name}.{field}"), spans=(span.span,), field=field,
                requires=both(compare(f"it.{field}", ">=", low), compare(f"it.{field}", "<=", high)),
                reason=f"The {label} is from {span.text}.",
            )
        )  # fmt: skip
        ranges = draft.recall(Ranges) or Ranges()
        ranges.of[made.name, field] = (int(value_of(span.low)), int(value_of(span.high)))
        draft.remember(ranges)
    return field


def _reaction(
    match: Match, made: EntityDraft, source: EntityDraft, part: EntityDraft, keys: list[str], draft: Draft
) -> bp.Reaction:
    whose = possessor(match["source"])
    shared = best_field(source, whose) if whose else None
    where = None
    if shared is not None and shared in keys:
        where = same(f"{source.name}.{shared}", f"it.{shared}")
    count = over("count", part.name, same(f"{part.name}.{made.name}", "it"))
    values = {
        made.name: "it",
        source.name: source.name,
        "number": bp.Arithmetic(operator="+", left=count, right=bp.whole(1)),
    }
    return bp.Reaction(
        id=draft.unique(f"reaction.{match['verb'].head}_{part.plural.replace(' ', '_')}"), spans=(match.unit.span,),
        summary=f"{match['verb'].head.capitalize()} the {part.plural} of a {made.label}.", trigger=bp.Trigger(on="created", entity=made.id),
        steps=(bp.Each(name=source.name, rows=over("rows", source.name, where, order=_order(match, source)), steps=(create(part.name, None, **values),)),),  # type: ignore[arg-type]
    )  # fmt: skip


def _order(match: Match, source: EntityDraft) -> tuple[str, ...]:
    """A field to order by; rows stand in the order they came where the text names no other."""
    found = find(match.unit, "in order of NP=by", "in the? NP(order) of NP=by", "ordered|sorted by NP=by", ", by NP=by")
    if found is None or found["by"].head in _ARRIVAL:
        return ()
    field = best_field(source, found["by"].words)
    return (f"{source.name}.{field}",) if field else ()


def _agent(match: Match, made: EntityDraft, draft: Draft) -> None:
    who = match.piece("who")
    if who is None or who.head != "agent" or len(who.words) < 2:
        return
    name = " ".join(who.words[:-1])
    identity = draft.unique(f"agent.{name.replace(' ', '_').replace('-', '_')}")
    draft.agents.append(bp.NamedAgent(id=identity, spans=(who.span,), name=name, about=made.words))


def read_never_used(unit: Unit, draft: Draft) -> None:
    """ "Sources with an unknown licence are never used." """
    used = "( BE | MODAL be )? never|not V.part|past(use|take|pick|choose|consider|select|include)"
    match = find(
        unit,
        f"NP=rows with|of|having NP=value {used}",
        f"NP=rows whose NP BE ANY {used}",
        "never|not V(use|take|pick|choose|consider|select|include) NP=rows with|of|having NP=value",
        "no NP=rows with|of|having NP=value BE V.part|past(use|take|pick|choose|consider|select|include)",
    )
    source = named(draft, match["rows"]) if match else None
    if match is None or source is None:
        return
    found = _told(match, source)
    if found is None:
        return
    field, value = found
    kept: bp.Expression = compare(f"{source.name}.{field}", "!=", state(value))
    changed = [narrowed for r in draft.reactions if (narrowed := _narrow(r, source, kept)) is not r]
    for each in changed:
        draft.reactions[[r.id for r in draft.reactions].index(each.id)] = each
    if changed:
        draft.claim(unit.span, "never_used", [r.id for r in changed])


def _told(match: Match, source: EntityDraft) -> tuple[str, str] | None:
    """The field and the choice that "an unknown licence" speaks of."""
    words = {t.lower for p in match.pieces for t in p.tokens}
    for f in source.fields.values():
        if f.type.kind == "choice" and words & set(f.type.choices):
            return f.name, next(w for w in f.type.choices if w in words)
    return None


def _narrow(reaction: bp.Reaction, source: EntityDraft, kept: bp.Expression) -> bp.Reaction:
    steps = []
    for step in reaction.steps:
        if isinstance(step, bp.Each) and isinstance(step.rows, bp.Aggregate) and step.rows.entity == source.id:
            where = kept if step.rows.where is None else both(step.rows.where, kept)
            step = step.model_copy(update={"rows": step.rows.model_copy(update={"where": where})})
        steps.append(step)
    return reaction if tuple(steps) == reaction.steps else reaction.model_copy(update={"steps": tuple(steps)})
