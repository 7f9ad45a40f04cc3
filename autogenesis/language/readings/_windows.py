"""Reads windows of time: how long after an event something is taken, the n-th within so many months, what had lapsed that day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Bound, Duration
from autogenesis.language._patterns import Match, find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import absent, both, compare, create, either, no, over, same, shift
from autogenesis.language.readings._dates import unit_of_time
from autogenesis.language.readings._states import moves, named, possessor, set_state, states
from autogenesis.language.readings._structure import path_to

_REPORT = "report|submit|hand|file|claim|register|enter|send|announce|bring|return|request|lodge"
_REFUSE = "refuse|reject|decline|ignore|discard"
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SECRET = frozenset({"quiet", "silent", "secret", "hidden", "confidential", "discreet", "private"})


@dataclass(frozen=True, slots=True)
class Window:
    """How long after the event in `field` rows are taken."""

    entity: str
    field: str
    days: float
    text: str
    unit: Unit
    guard: str


@dataclass(frozen=True, slots=True)
class Windows:
    """All that the text has said so far of how late something may come in."""

    all: list[Window] = field(default_factory=list)


def read_report_window(unit: Unit, draft: Draft) -> None:
    """ "Anything reported more than 14 days after the accident is refused", "We accept reports up to 30 days after the accident." """
    after = "Q.Bound=limit after|since|from|of NP=event"
    match = find(
        unit,
        f"anything|everything|whatever|NP ( that BE )? V.part|past({_REPORT}) in|out? {after} MODAL? BE be? V.part|past({_REFUSE})",
        f"NP {after} MODAL? BE be? V.part|past({_REFUSE})",
        f"we|i|they MODAL? not? V({_REFUSE}) ( anything|everything|whatever|NP ) ( V.part|past({_REPORT}) in? )? {after}",
        f"we|i|they MODAL? V(accept|take|allow|admit) NP ( V.part|past )? {after}",
        f"NP MODAL? BE be? V.part|past(accept|take|allow|admit) ( only )? {after}",
        f"NP must|shall be V.part|past({_REPORT}) in? ( no later than )? {after}",
    )
    limit = match.literal("limit") if match else None
    if (
        match is None
        or not isinstance(limit, Bound)
        or not isinstance(limit.value, Duration)
        or draft.claimed(unit.span)
    ):
        return
    found = _event(match["event"], draft)
    if found is None:
        return
    operation, name = found
    assert operation.entity is not None
    entity = operation.entity
    length = limit.value
    key = "now" if entity.fields[name].type.kind == "datetime" else "today"
    last = shift(name, int(length.value), unit_of_time(length))
    guard = draft.guard(
        f"{operation.name} in time",
        compare(key, "<" if limit.op in {"<", ">="} else "<=", last),
        f"It is more than {length.text} after the {match['event'].label}.",
        match.span,
        name,
    )
    operation.guards.append(guard)
    window = Window(entity.name, name, float(length.value) * _DAYS.get(length.unit, 1), length.text, unit, guard.id)
    other = next((w for w in _windows(draft) if (w.entity, w.field) == (entity.name, name)), None)
    _windows(draft).append(window)
    if other is None or other.days == window.days:
        draft.claim(unit.span, "report_window", [guard.id])
    else:
        _stricter(window, other, operation, draft)


def _stricter(window: Window, other: Window, operation: OperationDraft, draft: Draft) -> None:
    """Two that contradict each other: the stricter one is followed, and both are said."""
    strict, loose = sorted((window, other), key=lambda w: w.days)
    operation.guards = [g for g in operation.guards if g.id != loose.guard]
    note = f"“{other.unit.text}” and “{window.unit.text}” contradict each other. The stricter one is followed: {strict.text}, not {loose.text}."
    draft.claims[:] = [
        replace(c, status="contradictory", note=note, elements=(strict.guard,)) if c.span == other.unit.span else c
        for c in draft.claims
    ]
    draft.claim(window.unit.span, "report_window", [strict.guard], status="contradictory", note=note)


def _windows(draft: Draft) -> list[Window]:
    known = draft.recall(Windows)
    if known is None:
        known = Windows()
        draft.remember(known)
    return known.all


def _event(event: Piece, draft: Draft) -> tuple[OperationDraft, str] | None:
    """The operation that takes a row in, and its date of the event: ``accident date`` for "the accident"."""
    for operation in draft.operations.values():
        entity = operation.entity
        if operation.kind != "create" or entity is None:
            continue
        for f in entity.fields.values():
            if (
                f.name not in operation.values
                and f.type.kind in {"date", "datetime"}
                and event.head in f.label.replace("-", " ").split()
            ):
                return operation, f.name
    return None


def read_lapse(unit: Unit, draft: Draft) -> None:
    """ "If the policy wasn't running that day, we turn the claim down." """
    match = find(
        unit,
        f"if|when|where NP=what BE not|n't|never ( V.ing(run) | valid|active|current|open | in NP(force) ) ( on? NP(day|date|time)=day | then )? ,? ( we|i|they MODAL? V({_REFUSE}|turn)=verb NP=thing down? )",
        f"if|when|where NP=what BE not|n't ( V.ing(run) | valid|active|current | in NP(force) ) ( on? NP(day|date|time)=day | then )? ,? NP=thing BE V.part|past({_REFUSE}|turn)=verb down?",
        f"if|when|where NP=what HAVE V.part|past(lapse|expire|end) ( by then | on? NP(day|date)=day )? ,? ( we|i|they MODAL? V({_REFUSE}|turn)=verb NP=thing down? )",
    )
    thing = named(draft, match["thing"]) if match else None
    what = named(draft, match["what"]) if match else None
    if match is None or thing is None or what is None:
        return
    way = path_to(draft, thing, "it", what)
    day = next((f.name for f in thing.fields.values() if f.type.kind == "date" and f.required), None)
    if way is None or day is None:
        return
    start = draft.add_field(what, "runs from", bp.DATE, match.span, required=False)
    end = draft.add_field(what, "runs until", bp.DATE, match.span, required=False)
    begun = either(absent(f"{way}.{start}"), compare(f"{way}.{start}", "<=", f"it.{day}"))
    not_over = either(absent(f"{way}.{end}"), compare(f"{way}.{end}", ">=", f"it.{day}"))
    verb = match["verb"].head
    down = participle_of(f"{verb} down" if verb == "turn" else verb)
    states(draft, thing, "open", down, span=match["verb"].span)
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.{thing.name}_{down.replace(' ', '_')}"), spans=(unit.span,), summary=unit.text,
        trigger=bp.Trigger(on="created", entity=thing.id), when=no(both(begun, not_over)), steps=(set_state("it", down),),
    )  # fmt: skip
    draft.reactions.append(reaction)
    moves(draft, thing, "open", down, reaction.id)
    draft.assume(
        f"{article(what.label).capitalize()} runs with and between two days; where one is not given, without end on that side.",
        match.span,
    )
    draft.claim(unit.span, "lapse", [f"field.{what.name}.{start}", f"field.{what.name}.{end}", reaction.id])


def read_nth(unit: Unit, draft: Draft) -> None:
    """ "A customer's third claim within 24 months gets a quiet mark for Sabine; he mustn't find out." """
    match = find(
        unit,
        "NP=what ( of|by NP=owner )? Q.Bound=window MODAL? V(get|receive|carry|earn)=verb NP=mark ( for NP=who )?",
        "if|when NP=owner V NP=what Q.Bound=window ,? PRONOUN|NP MODAL? V(get|receive|carry|earn)=verb NP=mark ( for NP=who )?",
    )
    window = match.literal("window") if match else None
    what = named(draft, match["what"]) if match else None
    count = next((i for i, w in enumerate(_ORDINALS, 1) if match and w in match["what"].words), 0)
    if (
        match is None
        or what is None
        or count < 2
        or not isinstance(window, Bound)
        or not isinstance(window.value, Duration)
    ):
        return
    whose = match["owner"].words if "owner" in match else possessor(match["what"])
    owner = _owner(what, whose, match["what"], draft) if whose else None
    maker = next((o for o in draft.operations.values() if o.entity is what and o.kind == "create"), None)
    if maker is None or (whose and owner is None):
        return
    moment = draft.add_field(what, f"{participle_of(maker.verb)} at", bp.DATETIME, required=False)
    maker.values[moment] = bp.Name(name="now")
    until = shift(f"{what.name}.{moment}", int(window.value.value), unit_of_time(window.value))
    alike = [compare(until, ">=", f"it.{moment}")]
    if owner is not None:
        alike.append(same(f"{what.name}.{owner}", f"it.{owner}"))
    mark = draft.entity(match["mark"].words[-1], match["mark"].span)
    draft.add_field(mark, what.label, what.type)
    draft.add_field(mark, "made at", bp.DATETIME)
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.{mark.name}_{what.name}"), spans=(unit.span,), summary=f"The {match['what'].label} {window.text} gets {article(mark.label)}.",
        trigger=bp.Trigger(on="created", entity=what.id), when=compare(over("count", what.name, both(*alike)), ">=", bp.whole(count)),
        steps=(create(mark.name, None, **{what.name: "it", "made_at": "now"}),),
    )  # fmt: skip
    draft.reactions.append(reaction)
    draft.made_by_rule.add(mark.name)
    draft.claim(unit.span, "nth_within", [mark.id, reaction.id, *_kept_secret(match, mark, draft)])


def _owner(what: EntityDraft, whose: tuple[str, ...], piece: Piece, draft: Draft) -> str | None:
    """The way from the row to its owner; nobody named so far is a person of what the row belongs to by key."""
    for f in what.fields.values():
        if f.label.split()[-1] == whose[-1]:
            return f.name
    parents = [
        (f, e)
        for f in what.fields.values()
        for e in draft.entities.values()
        if f.type.kind == "reference" and e.id == f.type.entity
    ]
    for f, parent in parents:
        known = next((g.name for g in parent.fields.values() if g.label.split()[-1] == whose[-1]), None)
        if known is not None:
            return f"{f.name}.{known}"
    label = " ".join(whose)
    actor = draft.actor(label, piece.span)
    kind = bp.Type(kind="person", actor=actor)
    if parents:
        f, parent = parents[0]
        draft.assume(f"{article(parent.label).capitalize()} belongs to one {label}.", piece.span)
        return f"{f.name}.{draft.add_field(parent, label, kind, piece.span)}"
    return draft.add_field(what, label, kind, piece.span)


def _kept_secret(match: Match, mark: EntityDraft, draft: Draft) -> list[str]:
    """ "a quiet mark for Sabine": nobody else sees it."""
    hush = find(
        match.unit,
        "MODAL n't|not V(find|see|know|learn|notice|hear)",
        "MODAL never V(find|see|know|learn|notice|hear)",
        "without PRONOUN|NP V(know|notice)",
    )
    if "who" not in match or (hush is None and not set(match["mark"].words) & _SECRET):
        return []
    actor = draft.actor(match["who"].label, match["who"].span)
    rule = bp.Access(
        id=draft.unique(f"access.{mark.name}_{actor.removeprefix('actor.')}"), spans=(match.unit.span,), entity=mark.id,
        requires=same("role", bp.text(actor.removeprefix("actor."))), reason=f"Only {match['who'].text} sees the {mark.label}.",
    )  # fmt: skip
    draft.access.append(rule)
    return [rule.id]
