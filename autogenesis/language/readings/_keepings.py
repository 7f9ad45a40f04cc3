"""Reads what is logged and kept for a time, and then goes to somebody: "keep them 90 days, then they belong to …"."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article, snake
from autogenesis.language._literals import Duration
from autogenesis.language._patterns import Match, find
from autogenesis.language._people import may_name_people
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import absent, end_of, shift, update
from autogenesis.language.readings._dates import unit_of_time
from autogenesis.language.readings._inventories import singular
from autogenesis.language.readings._states import named

_LOG = "log|record|register|note|list|enter|book"
_KEEP = "keep|store|hold|preserve|retain"
_TOPIC = regex(r"^(?P<topic>[^:]{3,60}):\s", re.S)


def read_keeping(unit: Unit, draft: Draft) -> None:
    """ "Things guests leave behind: log with room and date; keep them 90 days, then they belong to the finder"."""
    match = find(
        unit, f"V({_KEEP})=verb it|them|these|those for? Q.Duration=time ,? ( and|, )? then|afterwards it|they V(belong|go|pass|fall)=goes to NP=owner",
        f"NP=thing MODAL? BE be? V.part({_KEEP})=verb for? Q.Duration=time ,? ( and|, )? then|afterwards ( it|they )? V(belong|go|pass|fall)=goes to NP=owner",
        f"NP=thing MODAL? BE be? V.part({_KEEP})=verb for? Q.Duration=time , after which it|they V(belong|go|pass|fall)=goes to NP=owner",
        "after Q.Duration=time ,? NP=thing V(belong|go|pass|fall)=goes to NP=owner",
    )  # fmt: skip
    length = match.literal("time") if match else None
    if match is None or not isinstance(length, Duration):
        return
    thing, span = _thing(match, unit, draft)
    if thing is None:
        return
    owner = match["owner"]
    day = _logged(thing, unit, draft)
    if match["goes"].head == "belong" or may_name_people(owner.head):  # things belong to people, and go to places
        draft.add_field(thing, owner.label, bp.PERSON, owner.span)
    finder = snake(owner.label)
    theirs = finder in thing.fields
    belongs = draft.add_field(
        thing, "belongs to", bp.PERSON if theirs else bp.TEXT, match.span, required=False, summary=f"whose it is after {length.text}"
    )  # fmt: skip
    thing.later.add(belongs)
    until = draft.unique(f"derivation.{thing.name}.kept_until")
    thing.derivations["kept_until"] = bp.Derivation(
        id=until, spans=(match["time"].span,), name="kept_until", label="kept until", type=bp.DATE,
        value=shift(f"it.{day}", int(length.value), unit_of_time(length)), summary=f"the last day on which the {thing.label} is kept",
    )  # fmt: skip
    timer = bp.Timer(
        id=draft.unique(f"timer.{thing.name}_kept_long_enough"), spans=(match.span,), summary=f"After {length.text} the {thing.label} belongs to the {owner.label}.",
        entity=thing.id, at=end_of("it.kept_until"), when=absent(f"it.{belongs}"), steps=(update("it", **{belongs: f"it.{finder}" if theirs else bp.text(owner.label)}),),
    )  # fmt: skip
    draft.timers.append(timer)
    elements = [thing.id, timer.id, until]
    draft.claim(unit.span if span else match.span, "kept_for_a_time", elements)


def _thing(match: Match, unit: Unit, draft: Draft) -> tuple[EntityDraft | None, bool]:
    """What is kept: the subject, or what the list point is about; with whether that is its topic."""
    piece = match.piece("thing")
    if piece is not None and piece.label:
        return named(draft, piece) or draft.entity(piece.label, piece.span), False
    topic = _TOPIC.match(unit.text)
    if topic is None:
        return None, False
    words = topic["topic"].strip().lower().split()
    label = " ".join(words) if len(words) < 3 else words[0]
    return draft.entity(singular(label), (unit.span[0], unit.span[0] + topic.end("topic"))), True


def _logged(thing: EntityDraft, unit: Unit, draft: Draft) -> str:
    """ "log with room and date": the operation that brings it in; the name of the date from which it is kept."""
    match = find(unit, f"V({_LOG})=verb ( it|them )? with|by|under NP=first ( , NP=second )? ( and|, NP=third )?")
    if match is not None:
        for name in ("first", "second", "third"):
            piece = match.piece(name)
            if piece is not None:
                other = named(draft, piece)
                kind = other.type if other else bp.DATE if piece.head in {"date", "day"} else bp.TEXT
                draft.add_field(thing, piece.label, kind, piece.span)
        operation = draft.operation(
            match["verb"].head,
            thing,
            "create",
            f"{match['verb'].head.capitalize()} {article(thing.label)}.",
            match.span,
        )
        operation.verb = match["verb"].head
    day = thing.field_of_kind("date")
    if day is None:
        day = draft.add_field(thing, "date", bp.DATE, required=True)
        draft.assume(f"A {thing.label} is kept from the date that is entered with it.", unit.span)
    if not any(f.type.kind in {"text", "integer"} for f in thing.fields.values()):
        draft.add_field(thing, "description", bp.TEXT, required=False)
        draft.assume(f"A {thing.label} has a description in words.", unit.span)
    return day
