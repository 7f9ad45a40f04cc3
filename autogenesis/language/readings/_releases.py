"""Reads who lets a thing go: never whoever made it, up to a sum alone, above it both, above another only after something."""

from __future__ import annotations

from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article, best_field, snake
from autogenesis.language._inflect import deed_named, participle_of
from autogenesis.language._literals import Bound
from autogenesis.language._patterns import Match, find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import amount, both, compare, either, no, over, present, same, update
from autogenesis.language.readings._measures import value_of
from autogenesis.language.readings._recurring import recurrence_of
from autogenesis.language.readings._states import in_state, moves, named, possessor, row_input, set_state, states
from autogenesis.language.readings._thresholds import owner_of

_NOUNS = {
    "release": "release",
    "approve": "approval",
    "sign": "signature",
    "confirm": "confirmation",
    "clear": "clearance",
    "authorise": "authorisation",
    "authorize": "authorization",
}
_VERBS = "|".join(_NOUNS)


@dataclass
class Release:
    """People let something of `thing` go by creating rows of `record`; `end` is the state it is then in."""

    thing: EntityDraft
    record: EntityDraft
    operation: OperationDraft
    end: str
    sum: str | None
    unit: Unit
    banded: bool = False


def read_release(unit: Unit, draft: Draft) -> None:
    """ "Whoever entered a claim never releases its payment." """
    match = find(
        unit,
        f"whoever HAVE? V.past|part=made in|up? NP=thing MODAL? never|not|n't V({_VERBS})=verb NP=what",
        f"NP(person|one|colleague) who HAVE? V.past|part=made NP=thing MODAL? never|not|n't V({_VERBS})=verb NP=what",
        f"nobody MODAL? V({_VERBS})=verb NP=what of NP=thing ( that|which )? they|he|she HAVE? V.past|part|base=made",
        f"NP=what of NP=thing MODAL? BE? never|not be? V.part|past({_VERBS})=verb by whoever|NP who? HAVE? V.past|part=made PRONOUN",
    )
    thing = named(draft, match["thing"]) if match else None
    if match is None or thing is None:
        return
    made, verb, what = match["made"].head, match["verb"].head, match["what"]
    maker = next((o for o in draft.operations.values() if o.entity is thing and o.kind == "create"), None)
    if maker is None:
        return
    person = draft.add_field(
        thing, f"{participle_of(made)} by", bp.Type(kind="person"), match["made"].span, required=False
    )
    maker.values[person] = bp.Name(name="by")
    maker.guards.append(
        draft.guard(f"{maker.name} caller", present("by"), f"Say who {made}s the {thing.label}.", match.span)
    )
    record = _record(match, thing, draft)
    operation = draft.operation(
        f"{verb} {what.label}",
        None,
        "create",
        f"{verb.capitalize()} the {what.label} of {article(thing.label)}.",
        unit.span,
    )
    operation.entity, operation.verb = record, verb
    row_input(operation, thing)
    end = participle_of(deed_named(what.head) or verb)
    states(draft, thing, "open", end)
    operation.guards += [
        draft.guard(f"{operation.name} caller", present("by"), f"Say who {verb}s the {what.label}.", None),
        draft.guard(
            f"{operation.name} state", in_state(thing.name, "open"), f"The {thing.label} is not open.", None, thing.name
        ),
        draft.guard(
            f"{operation.name} own", compare("by", "!=", f"{thing.name}.{person}"), unit.text, match.span, thing.name
        ),
    ]
    operation.values = {
        thing.name: bp.Name(name=thing.name), f"{participle_of(verb)}_by": bp.Name(name="by"), "acting_as": bp.Name(name="role"),
        f"{participle_of(verb)}_at": bp.Name(name="now"),
    }  # fmt: skip
    total = best_field(thing, what.words) or _only_sum(thing)
    if total is not None:
        kind = thing.derivations[total].type if total in thing.derivations else thing.fields[total].type
        operation.values[draft.add_field(record, what.label, kind)] = bp.path(thing.name, total)
    draft.remember(Release(thing, record, operation, end, total, unit))
    draft.made_by_rule.add(record.name)
    draft.claim(unit.span, "never_by_maker", [operation.id, record.id, f"field.{thing.name}.{person}"])


def _record(match: Match, thing: EntityDraft, draft: Draft) -> EntityDraft:
    """What is kept of each time somebody lets it go."""
    verb = match["verb"].head
    record = draft.entity(_NOUNS[verb], match["verb"].span)
    draft.add_field(record, thing.label, thing.type)
    draft.add_field(record, f"{participle_of(verb)} by", bp.Type(kind="person"))
    draft.add_field(record, "acting as", bp.TEXT, summary="the role in which it was done")
    draft.add_field(record, f"{participle_of(verb)} at", bp.DATETIME)
    return record


def _only_sum(thing: EntityDraft) -> str | None:
    """The one amount of money a thing has."""
    sums = [f.name for f in thing.fields.values() if f.type.kind == "money"]
    return sums[0] if len(sums) == 1 else None


def read_release_bands(unit: Unit, draft: Draft) -> None:
    """ "Up to 1,500 Joost does that alone; above that he and Sabine both, and above 10,000 only after the assessor has seen the car." """
    release = draft.recall(Release)
    alone = find(
        unit,
        f"Q.Bound=limit ,? NP=one MODAL? V(do|{_VERBS}|decide|suffice)? PRONOUN|NP? alone",
        "Q.Bound=limit ,? NP=one alone",
        "Q.Bound=limit ,? NP=one BE enough|sufficient",
    )
    limit = alone.literal("limit") if alone else None
    if release is None or alone is None or not isinstance(limit, Bound) or release.sum is None:
        return
    thing, operation = release.thing, release.operation
    first = draft.actor(alone["one"].label, alone["one"].span)
    operation.roles.append(first)
    enough: list[bp.Expression] = [_released(release, first)]
    total = f"it.{thing.name}.{release.sum}"
    more = find(
        unit,
        "above|over|beyond that|this ( he|she|they|NP ) and NP=two",
        "Q.Bound ( he|she|they|NP ) and NP=two both|together|jointly",
        "above|over|beyond that|this NP=two as well|too|also",
        "above|over|beyond that|this also NP=two",
    )
    if more is not None:
        second = draft.actor(more["two"].label, more["two"].span)
        operation.roles.append(second)
        enough.append(either(compare(total, limit.op, _constant(release, limit)), _released(release, second)))  # type: ignore[arg-type]
    again = no(
        over(
            "exists",
            release.record.name,
            both(
                same(f"{release.record.name}.{thing.name}", thing.name),
                same(f"{release.record.name}.acting_as", "role"),
            ),
        )
    )
    operation.guards.append(
        draft.guard(
            f"{operation.name} again", again, f"You have {participle_of(operation.verb)} it already.", None, thing.name
        )
    )
    made = [operation.id, *_only_after(unit, release, draft), _ending(release, both(*enough), unit, draft)]
    release.banded = True
    draft.claim(unit.span, "release_bands", made)


def _constant(release: Release, limit: Bound) -> bp.Literally:
    assert release.sum is not None
    thing = release.thing
    kind = thing.derivations[release.sum].type if release.sum in thing.derivations else thing.fields[release.sum].type
    return amount(kind, value_of(limit))


def _released(release: Release, actor: str) -> bp.Expression:
    name = release.record.name
    return over(
        "exists",
        name,
        both(
            same(f"{name}.{release.thing.name}", f"it.{release.thing.name}"),
            same(f"{name}.acting_as", bp.text(actor.removeprefix("actor."))),
        ),
    )


def _only_after(unit: Unit, release: Release, draft: Draft) -> list[str]:
    """ "above 10,000 only after the assessor has seen the car" """
    match = find(
        unit,
        "Q.Bound=limit ,? only after|once|when NP=who HAVE V.part|past=done NP=what",
        "Q.Bound=limit ,? only after|once|when NP=what HAVE been V.part|past=done by NP=who",
    )
    limit = match.literal("limit") if match else None
    if match is None or not isinstance(limit, Bound):
        return []
    thing = release.thing
    verb, what = match["done"].head, match["what"].label
    done = draft.add_field(thing, f"{what} {participle_of(verb)} at", bp.DATETIME, match["done"].span, required=False)
    summary = f"Record that the {match['who'].label} has {participle_of(verb)} the {what} of {article(thing.label)}."
    operation = draft.operation(f"{verb} {what}", None, "change", summary, match.span)
    operation.entity = thing
    row_input(operation, thing)
    operation.actors.append(draft.actor(match["who"].label, match["who"].span))
    operation.steps.append(update(thing.name, **{done: "now"}))
    under = no(compare(f"{thing.name}.{release.sum}", limit.op, _constant(release, limit)))  # type: ignore[arg-type]
    reason = f"The {match['who'].label} has not {participle_of(verb)} the {what}."
    guard = draft.guard(
        f"{release.operation.name} {verb}",
        either(under, present(f"{thing.name}.{done}")),
        reason,
        match.span,
        thing.name,
    )
    release.operation.guards.append(guard)
    return [operation.id, guard.id]


def _ending(release: Release, enough: bp.Expression, unit: Unit, draft: Draft) -> str:
    thing = release.thing
    moment = draft.add_field(thing, f"{release.end} at", bp.DATETIME, required=False)
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.{thing.name}_{release.end}"), spans=(unit.span,), summary=f"The {thing.label} is {release.end}.",
        trigger=bp.Trigger(on="created", entity=release.record.id), when=both(in_state(f"it.{thing.name}", "open"), enough),
        steps=(set_state(f"it.{thing.name}", release.end, **{moment: "now"}),),
    )  # fmt: skip
    draft.reactions.append(reaction)
    moves(draft, thing, "open", release.end, reaction.id)
    return reaction.id


def read_release_end(unit: Unit, draft: Draft) -> None:
    """One person lets a thing go where the text names no bands."""
    release = draft.recall(Release)
    if release is None or release.banded or release.unit is not unit:
        return
    release.banded = True
    _ending(release, bp.truth(True), unit, draft)


def read_days_list(unit: Unit, draft: Draft) -> None:
    """ "Daily at 18:00 I'd like a list of that day's releases." """
    match = find(
        unit, "^ Q.Recurrence=when ,? i|we ANY? ANY? V(want|need|get|receive|like|expect) NP(list|overview|report|summary)=what of ( today 's )? NP=rows $",
        "^ i|we ANY? V(want|need|get|receive|like|expect) NP(list|overview|report|summary)=what of ( today 's )? NP=rows Q.Recurrence=when $",
        "^ Q.Recurrence=when ,? NP(list|overview|report|summary)=what of ( today 's )? NP=rows $",
    )  # fmt: skip
    entity = named(draft, match["rows"]) if match else None
    recurrence = recurrence_of(match.piece("when")) if match else None
    if match is None or entity is None or recurrence is None or not (_days(match["rows"]) or find(unit, "of today 's")):
        return
    moment = next((f.name for f in entity.fields.values() if f.type.kind in {"datetime", "date"}), None)
    if moment is None:
        return
    day: bp.Expression = bp.path(entity.name, moment)
    if entity.fields[moment].type.kind == "datetime":
        day = bp.Part(of=day, part="date")
    fields = tuple((n, bp.path(entity.name, n)) for n in ("id", *entity.fields))
    records = bp.Records(
        entity=entity.id,
        name=entity.name,
        where=both(present(f"{entity.name}.{moment}"), same(day, "today")),
        fields=tuple((entity.name if n == "id" else n, v) for n, v in fields),
    )
    name = f"{match['what'].head}_of_{entity.plural.replace(' ', '_')}"
    schedule = bp.Schedule(
        id=draft.unique(f"schedule.{name}"), spans=(unit.span,), summary=f"Send the list of the day's {entity.plural}.", recurrence=recurrence,
        steps=(bp.Notify(to=bp.Recipient(actor=owner_of(draft, unit)), type=name, text=bp.Sentence(parts=(f"The {entity.plural} of ", bp.Name(name="today"), ".")),
                         data=((snake(entity.plural), records),)),),
    )  # fmt: skip
    draft.schedules.append(schedule)
    draft.assume(f"What happens later on a day than its list of {entity.plural} is on no list.", match.span)
    draft.claim(unit.span, "list_of_the_day", [schedule.id])


def _days(rows: Piece) -> bool:
    return possessor(rows)[-1:] in {("day",), ("today",)} or "today" in rows.words
