"""Reads what is taken out of use, when that is allowed, and that the last of its kind stays."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Duration
from autogenesis.language._patterns import Match, find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import absent, both, compare, either, no, over, same, shift, update
from autogenesis.language.readings._charges import CONVERSE
from autogenesis.language.readings._dates import unit_of_time
from autogenesis.language.readings._transfers import Transfer, transfer_of


def read_retirement(unit: Unit, draft: Draft) -> None:
    """ "I want to scrap boats nobody has hired for three years, but never the last boat of a class."

    The verb may be any: what is limited to things long unused, or spares the last one, takes things out of use.
    """
    match = find(
        unit,
        "V.base=verb NP=thing ( that|which|who )? ( nobody|noone ) HAVE V.part=used for Q.Duration=idle",
        "V.base=verb NP=thing ... never NP(copy)=copy of NP=group",
    )
    transfer = transfer_of(draft)
    if match is None or transfer is None or draft.find_entity(match["thing"].label) is not transfer.thing:
        return
    thing, verb = transfer.thing, match["verb"].head
    done = draft.add_field(thing, f"{participle_of(verb)} on", bp.DATE, match["verb"].span, required=False)
    operation = draft.operation(verb, thing, "change", span=unit.span)
    operation.inputs[thing.name] = bp.Parameter(name=thing.name, type=thing.type)
    if unit.story_actor is not None:
        operation.actors.append(draft.actor(unit.story_actor.label))
    operation.guards += [
        draft.guard(
            f"{operation.name}.again",
            absent(f"{thing.name}.{done}"),
            f"The {thing.label} is {participle_of(verb)} already.",
            None,
            thing.name,
        ),
        draft.guard(
            f"{operation.name}.out", no(bp.path(thing.name, "out")), f"The {thing.label} is out.", None, thing.name
        ),
    ]
    operation.steps.append(update(thing.name, **{done: "today"}))
    made = [operation.id, *_idle(draft, match, transfer, operation), *_never_last(draft, unit, thing, operation, done)]
    _out_of_use(draft, transfer, done, verb)
    draft.claim(unit.span, "retirement", made)


def _idle(draft: Draft, match: Match, transfer: Transfer, operation: OperationDraft) -> list[str]:
    """Unused for so long: counted from the last use, or from when the thing came where it was never used."""
    idle = match.literal("idle") if "idle" in match else None
    if not isinstance(idle, Duration) or match["used"].head not in {transfer.verb, CONVERSE.get(transfer.verb)}:
        return []
    thing = transfer.thing
    last = next(name for name in thing.derivations if name.startswith("last_"))
    added = draft.add_field(thing, "added on", bp.DATE)
    limit = shift("today", -int(idle.value), unit_of_time(idle))
    used = compare(f"{thing.name}.{last}", "<=", limit)
    never = both(absent(f"{thing.name}.{last}"), compare(f"{thing.name}.{added}", "<=", limit))
    reason = f"Only {thing.plural} nobody has {match['used'].text} for {idle.text} may be {participle_of(match['verb'].head)}."
    guard = draft.guard(f"{operation.name}.idle", either(used, never), reason, match.span, thing.name)
    operation.guards.append(guard)
    return [guard.id]


def _never_last(draft: Draft, unit: Unit, thing: EntityDraft, operation: OperationDraft, done: str) -> list[str]:
    """ "never the last copy of a title": one of each group stays."""
    match = find(unit, "never NP=copy of NP=group")
    if match is None or "last" not in match["copy"].words:
        return []
    copy = match["copy"].words[-1]
    if copy != thing.words[-1] and draft.find_entity(copy) is None:
        thing.synonyms.append(copy)
        draft.assume(f"“{copy}” is taken to be the same as “{thing.label}”.", match["copy"].span)
    group = draft.entity(match["group"].label, match["group"].span)
    field = draft.add_field(thing, group.label, group.type, match["group"].span)
    alive = both(same(f"{thing.name}.{group.name}", "it"), absent(f"{thing.name}.{done}"))
    label = copy if copy.endswith("s") else f"{copy}s" if not copy.endswith("y") else f"{copy[:-1]}ies"
    group.derivations[label] = bp.Derivation(
        id=f"derivation.{group.name}.{label}", spans=(match.span,), name=label, label=label, type=bp.INTEGER,
        value=over("count", thing.name, alive), summary=f"how many {label} are left",
    )  # fmt: skip
    more = compare(f"{thing.name}.{field}.{label}", ">", bp.whole(1))
    guard = draft.guard(
        f"{operation.name}.last", more, f"The last {copy} of {article(group.label)} stays.", match.span, thing.name
    )
    operation.guards.append(guard)
    return [guard.id]


def _out_of_use(draft: Draft, transfer: Transfer, done: str, verb: str) -> None:
    """What is out of use is given out no more."""
    thing = transfer.thing
    reason = f"The {thing.label} is {participle_of(verb)}."
    transfer.operation.guards.insert(
        0,
        draft.guard(
            f"{transfer.operation.name}.{participle_of(verb)}", absent(f"{thing.name}.{done}"), reason, None, thing.name
        ),
    )
