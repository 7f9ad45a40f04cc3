"""Reads what may not last: something on for too long, a part that falls silent."""

from __future__ import annotations

from collections.abc import Sequence

import blueprints as bp
from autogenesis.language._draft import Draft, snake
from autogenesis.language._literals import Bound, Duration
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import no, shift, term, update
from autogenesis.language._text import Span
from autogenesis.language.readings._control import (
    SWITCHING,
    Reading,
    Switch,
    control,
    row_of,
    switch,
    switch_of,
    thing,
)
from autogenesis.language.readings._crossings import parts_of, span_in, split
from autogenesis.language.readings._effects import Effects, effects, notifications
from autogenesis.language.readings._undoing import Mark

_UNITS = {"minute": "minutes", "hour": "hours", "day": "days", "week": "weeks", "month": "months"}
_SENDS = frozenset(
    {"send", "report", "say", "transmit", "deliver", "answer", "respond", "give", "show", "measure", "arrive", "come"}
)
_NEWS = frozenset({"report", "reading", "message", "signal", "news", "data", "value", "measurement"})
_SILENT = frozenset({"silent", "quiet", "mute"})
_LASTING = frozenset(
    {
        "for",
        "longer",
        "than",
        "more",
        "at",
        "most",
        "least",
        "have",
        "has",
        "be",
        "been",
        "is",
        "are",
        "was",
        "may",
        "must",
        "shall",
        "not",
        "never",
        "no",
    }
)


def lasting(piece: Piece) -> tuple[int, bp.Unit] | None:
    """How long: "20 minutes", "more than 2 hours"."""
    if piece.kind == "N" and piece.determiner in {"a", "an", "one"} and piece.label in _UNITS:
        return 1, _UNITS[piece.label]  # type: ignore[return-value]
    literal = piece.literal
    if isinstance(literal, Bound):
        literal = literal.value
    if (
        not isinstance(literal, Duration)
        or literal.unit not in _UNITS
        or literal.value != int(literal.value)
        or literal.qualifier
    ):
        return None
    return int(literal.value), _UNITS[literal.unit]  # type: ignore[return-value]


def read_on_too_long(unit: Unit, draft: Draft) -> None:
    """ "If a tap has been open for 20 minutes, close it and warn the brewer"; "No lamp is on longer than 2 hours: it is switched off"."""
    if draft.claimed(unit.span):
        return
    for part in parts_of(unit):
        cut = split(part) or ("must", part, ())
        mark = Mark.of(draft)
        at = next((i for i, p in enumerate(cut[1]) if lasting(p)), None)
        found = _kept_on(cut[1], at, draft) if at is not None else None
        if at is None or found is None:
            continue
        done = effects(cut[2], draft, found.entity, found, unit.story_actor)
        forbidden = any(
            p.text.lower() in {"no", "never", "not", "may", "most"}
            or p.determiner == "no"
            or isinstance(p.literal, Bound)
            and p.literal.op in {"<=", "<"}
            for p in cut[1]
        )
        if not done.some and not forbidden or done.skipped is not None:
            mark.undo()
            continue
        if forbidden and not done.switched:
            done.switched.append((found, False))
        made = _limit(draft, found, cut[1][at], done, span_in(unit, part))
        draft.claim(span_in(unit, part), "longest_time", [made])
        for lost in done.unread:
            draft.claim(lost, "unread_effect", status="unclear", note="What is to be done here is not understood.")


def _kept_on(pieces: Sequence[Piece], at: int, draft: Draft) -> Switch | None:
    """The switch that a condition says is on for a time."""
    front = pieces[:at]
    nouns = [p for p in front if p.kind == "N"]
    states = [w for p in front if p.kind != "N" and (w := p.head if p.kind == "V" else p.text.lower()) in SWITCHING]
    others = {p.text.lower() for p in front if p.kind == "W"} - set(SWITCHING) - _LASTING - {"of"}
    verbs = {p.head for p in front if p.kind == "V"} - set(SWITCHING) - {"stay", "remain", "keep", "have", "stand"}
    if (
        not 1 <= len(nouns) <= 2
        or len(states) != 1
        or others
        or verbs
        or not SWITCHING[states[0]][2]
        or len(pieces) > at + 1
    ):
        return None
    noun = nouns[0]
    if len(nouns) == 2:
        owner = draft.find_entity(nouns[1].label)
        return switch_of(draft, owner, noun.label, states[0], noun.span) if owner is not None else None
    found = switch(draft, noun, states[0])
    if found is None and noun.determiner in {"a", "an", "any", "each", "every", "no"}:
        found = switch_of(draft, thing(draft, noun.label, noun, "a"), noun.label, states[0], noun.span)
    return found if found is not None and found.active == SWITCHING[states[0]][1] else None


def _limit(draft: Draft, found: Switch, time: Piece, done: Effects, span: Span) -> str:
    length = lasting(time)
    assert length is not None
    steps: list[bp.Statement] = [each.off("it") for each, on in done.switched if not on and each.entity is found.entity]
    words = (
        (f"The {found.label} of ", *row_of(draft, found.entity, "it"))
        if found.entity.label != found.label
        else ("", *row_of(draft, found.entity, "it"))
    )
    steps += notifications(
        draft, done.told, found.entity, *words, f" has been {found.active} for {length[0]} {length[1]}."
    )
    timer = bp.Timer(
id=draft.unique(f"timer.{snake(found.label)}_{found.active}_too_long"), spans=(span,),
        summary=f"What is {found.active} for {length[0]} {length[1]} is dealt with.", entity=found.entity.id,
        at=shift(f"it.{found.since}", length[0], length[1]), when=found.holds("it", True), steps=tuple(steps),
    )  # fmt: skip
    draft.timers.append(timer)
    return timer.id


def read_silence(unit: Unit, draft: Draft) -> None:
    """ "If a probe has sent nothing for 30 minutes, tell the brewer once and skip the vat until it reports again"."""
    if draft.claimed(unit.span):
        return
    for part in parts_of(unit):
        cut = split(part) or _relative(part)
        at = next((i for i, p in enumerate(cut[1]) if lasting(p)), None) if cut else None
        found = _silent(cut[1], at, draft) if cut and at is not None else None
        if cut is None or at is None or found is None:
            continue
        done = effects(cut[2], draft, found.entity, None, unit.story_actor)
        if not done.told or done.switched:
            continue
        made = _quiet(draft, found, cut[1][at], done, span_in(unit, part))
        draft.claim(span_in(unit, part), "silence", made)
        for lost in done.unread:
            draft.claim(lost, "unread_effect", status="unclear", note="What is to be done here is not understood.")


def _relative(part: Sequence[Piece]) -> tuple[str, Sequence[Piece], Sequence[Piece]] | None:
    """ "A probe that stays silent for 10 minutes is reported to the brewer"."""
    if len(part) < 4 or part[0].kind != "N" or part[1].text.lower() not in {"that", "which"}:
        return None
    at = next((i for i, p in enumerate(part) if lasting(p)), None)
    return ("when", (part[0], *part[2 : at + 1]), (part[0], *part[at + 1 :])) if at else None


def _silent(pieces: Sequence[Piece], at: int, draft: Draft) -> Reading | None:
    """The reading that a condition says has not come for a time."""
    front, words = pieces[:at], {p.text.lower() for p in pieces[:at]}
    nouns = [p for p in front if p.kind == "N"]
    verbs = {p.head for p in front if p.kind == "V"}
    none = bool({"nothing", "not", "no"} & words) or any(p.determiner == "no" or p.head == "nothing" for p in nouns)
    quiet = bool(words & _SILENT)
    news = any(p.head in _NEWS for p in nouns)
    if len(pieces) > at + 1 or not (quiet or (none and (verbs & _SENDS or news))):
        return None
    made = [r for r in control(draft).readings if r.operation is not None]
    if len(nouns) == 1 and nouns[0].head in _NEWS and none and len({r.entity.name for r in made}) == 1:
        return made[0]
    for noun in nouns:
        entity = (
            control(draft).parts.get(noun.label) or control(draft).parts.get(noun.head) or draft.find_entity(noun.label)
        )
        known = [r for r in made if r.entity is entity or r.entity.fields[r.field].label == noun.label]
        if known:
            return known[0]
    return None


def _quiet(draft: Draft, found: Reading, time: Piece, done: Effects, span: Span) -> list[str]:
    length = lasting(time)
    assert length is not None
    assert found.operation is not None
    entity, steps, made = found.entity, list[bp.Statement](), list[str]()
    if done.skipped is not None:
        flag = draft.add_field(
            entity, "silent", bp.BOOLEAN, done.skipped.span, required=False, default=bp.truth(False),
            summary="whether nothing has been reported for too long",
        )  # fmt: skip
        entity.later.add(flag)
        entity.silent = flag
        steps.append(update("it", **{flag: bp.truth(True)}))
        again = bp.Reaction(
            id=draft.unique(f"reaction.{entity.name}_reports_again"), spans=(done.skipped.span,), when=term(f"it.{flag}"),
            trigger=bp.Trigger(on="done", operation=found.operation.id), steps=(update("it", **{flag: bp.truth(False)}),),
            summary=f"A {entity.label} that reports again is no longer skipped.",
        )  # fmt: skip
        draft.reactions.append(again)
        made.append(again.id)
    label = entity.fields[found.field].label
    steps += notifications(
        draft,
        done.told,
        entity,
        f"No {label} has been reported for {length[0]} {length[1]} by ",
        *row_of(draft, entity, "it"),
        ".",
    )
    timer = bp.Timer(
        id=draft.unique(f"timer.{entity.name}_silent"), spans=(span,), summary=f"Tell when no {label} has been reported for {length[0]} {length[1]}.",
        entity=entity.id, at=shift(f"it.{snake(label)}_reported_at", length[0], length[1]), steps=tuple(steps),
        when=no(f"it.{entity.silent}") if done.skipped is not None else None,
    )  # fmt: skip
    draft.timers.append(timer)
    draft.assume(f"A {entity.label} of which nothing was ever reported is not taken for silent.", span)
    return [*made, timer.id]
