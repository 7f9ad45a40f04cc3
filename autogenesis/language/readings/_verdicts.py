"""Reads what others decide about a thing: approvals by so many different people, never of one's own, and rejections."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Bound, Measure
from autogenesis.language._patterns import Match, find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import both, compare, no, over, present, same, update
from autogenesis.language.readings._measures import value_of
from autogenesis.language.readings._states import (
    in_state,
    initial_of,
    moves,
    named,
    row_input,
    set_state,
    spoken_of,
    state,
    states,
)  # fmt: skip

APPROVE = "approve|accept|endorse|confirm|sign|clear|back|support|countersign"
REJECT = "reject|decline|refuse|veto"
JUDGE = "review|judge|assess|check|examine|approve|vote|rate|mark|inspect|evaluate"
ACHIEVE = "publish|release|accept|adopt|admit|pay|ship|open|carry|print|post|send|go|order|merge|apply|count|activate|issue|launch|approve|grant"
_WHEN = "( once|when|if|after|until | as soon as )"
_NOUNS = {
    "approve": "approval",
    "accept": "acceptance",
    "confirm": "confirmation",
    "sign": "signature",
    "endorse": "endorsement",
}
_REJECTIONS = {"rejection": "reject", "refusal": "refuse", "veto": "veto"}


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What people decide about rows of `thing`: rows of `record`, by `person`, each with a verdict."""

    thing: EntityDraft
    record: EntityDraft
    person: str
    yes: str
    operation: OperationDraft

    def standing(self, row: str, *more: bp.Expression) -> bp.Expression:
        """The approvals of the thing at the path that still count."""
        name = self.record.name
        terms = [same(f"{name}.{self.thing.name}", row), same(f"{name}.verdict", state(self.yes))]
        if "cancelled" in self.record.fields:
            terms.append(same(f"{name}.cancelled", bp.truth(False)))
        return both(*terms, *more)


@dataclass(frozen=True, slots=True)
class Decided:
    """All that people decide about, in the order of the text."""

    verdicts: tuple[Verdicts, ...] = ()


def verdicts_of(draft: Draft, thing: EntityDraft | None = None) -> Verdicts | None:
    """The approvals that the text speaks of, of `thing` where given."""
    known = draft.recall(Decided)
    return next((v for v in known.verdicts if thing is None or v.thing is thing), None) if known else None


def read_agreement(unit: Unit, draft: Draft) -> None:
    """ "Once two different reviewers have approved it, it is published." """
    ready = f"( NP|it|they MODAL? ( BE be? V.part|past({ACHIEVE})=end | V({ACHIEVE})=end ) )"
    who = "( at least )? Q=count NP=who?"
    match = find(
        unit,
        f"{_WHEN} {who} HAVE V.part|past({APPROVE})=verb ( NP=thing | it|them )? ,? {ready}",
        f"{_WHEN} {who} V({APPROVE})=verb ( NP=thing | it|them )? ,? {ready}",
        f"NP=thing MODAL? BE be? V.part|past({ACHIEVE})=end ( only )? {_WHEN} {who} HAVE V.part|past({APPROVE})=verb",
        f"{_WHEN} ( NP=thing | it ) HAVE be|been V.part|past({APPROVE})=verb by {who} ,? {ready}",
        f"NP=thing MODAL? BE be? V.part|past({ACHIEVE})=end ( only )? {_WHEN} ( it|they )? HAVE be|been V.part|past({APPROVE})=verb by {who}",
        f"NP=thing ( BE V.part|past({APPROVE})=verb ) by {who} BE V.part|past({ACHIEVE})=end",
    )
    count = match.literal("count") if match else None
    if match is None or count is None:
        return
    thing = named(draft, match["thing"]) if "thing" in match else spoken_of(draft, unit)
    if thing is None:
        return
    many = int(value_of(count)) + (1 if isinstance(count, Bound) and count.op == ">" else 0)
    words = match["who"].words if "who" in match else (match["count"].noun,)
    who_label = " ".join(w for w in words if w not in {"different", "other", "separate", "distinct", "independent"})
    if not who_label:
        return
    verdicts = _approving(match, thing, who_label, draft)
    end = participle_of(match["end"].head)
    before = _before(draft, thing)
    states(draft, thing, *([before] if before else ["open"]), end, span=match["end"].span)
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.{match['end'].head}_{thing.name}"), spans=(unit.span,), summary=f"The {thing.label} is {end}.",
        trigger=bp.Trigger(on="created", entity=verdicts.record.id),
        when=both(compare(over("count", verdicts.record.name, verdicts.standing(f"it.{thing.name}")), ">=", bp.whole(many)),
                  in_state(f"it.{thing.name}", before or "open")),
        steps=(set_state(f"it.{thing.name}", end),),
    )  # fmt: skip
    draft.reactions.append(reaction)
    moves(draft, thing, before or "open", end, reaction.id)
    draft.claim(unit.span, "agreement", [verdicts.record.id, verdicts.operation.id, reaction.id])


def _before(draft: Draft, thing: EntityDraft) -> str | None:
    """The state in which a thing is decided about: handed in, else as it began."""
    return thing.submission.state if thing.submission is not None else initial_of(thing)


def _approving(match: Match, thing: EntityDraft, who: str, draft: Draft) -> Verdicts:
    known = verdicts_of(draft, thing)
    if known is not None:
        return known
    verb = match["verb"].head
    heads = {p.head for u in draft.units for p in u.pieces if p.kind in {"N", "V"}}
    noun = next((n for n in ("review", "vote", "assessment", "inspection") if n in heads), _NOUNS.get(verb, "approval"))
    record = draft.entity(noun, match["verb"].span)
    yes = participle_of(verb)
    place = (match.piece("who") or match["count"]).span
    actor = draft.actor(who, place)
    draft.add_field(record, thing.label, thing.type)
    person = draft.add_field(record, who, bp.Type(kind="person", actor=actor), place)
    draft.add_field(record, "verdict", bp.Type(kind="choice", choices=(yes,)), match["verb"].span)
    draft.add_field(record, "decided at", bp.DATETIME)
    operation = draft.operation(verb, thing, "create", f"{verb.capitalize()} {article(thing.label)}.", match.span)
    operation.entity = record
    verdicts = Verdicts(thing, record, person, yes, operation)
    draft.remember(Decided((*(draft.recall(Decided) or Decided()).verdicts, verdicts)))
    draft.made_by_rule.add(record.name)
    _deciding(draft, verdicts, operation, yes, actor)
    thing.handed_on = True
    again = no(over("exists", record.name, verdicts.standing(thing.name, same(f"{record.name}.{person}", "by"))))
    operation.guards.append(
        draft.guard(f"{operation.name} again", again, f"You have {yes} this {thing.label} already.", place, thing.name)
    )
    return verdicts


def _deciding(draft: Draft, verdicts: Verdicts, operation: OperationDraft, verdict: str, actor: str) -> None:
    """Who decides says who they are, and decides what has been handed in."""
    thing = verdicts.thing
    row_input(operation, thing)
    operation.actors.append(actor)
    operation.guards.append(
        draft.guard(f"{operation.name} caller", present("by"), f"Say who decides about the {thing.label}.", None)
    )
    before = _before(draft, thing)
    if before is not None:
        operation.guards.append(
            draft.guard(
                f"{operation.name} state",
                in_state(thing.name, before),
                f"The {thing.label} is not {before}.",
                None,
                thing.name,
            )
        )
    operation.values |= {
        thing.name: bp.Name(name=thing.name), verdicts.person: bp.Name(name="by"), "verdict": state(verdict), "decided_at": bp.Name(name="now")
    }  # fmt: skip


def read_rejection(unit: Unit, draft: Draft) -> None:
    """ "A rejection needs a comment, sends the module back to draft and cancels earlier approvals." """
    match = find(
        unit,
        f"NP({'|'.join(_REJECTIONS)})=noun MODAL? ( V(need|require|demand|take|have) NP=reason )?",
        "whoever|who V(reject|refuse|decline|veto)=verb ( NP=thing | it )? MODAL? V(give|state|add|write|name) NP=reason",
        f"NP=thing MODAL? BE be? V.part|past({REJECT})=verb only with NP=reason",
    )
    thing = named(draft, match["thing"]) if match and "thing" in match else spoken_of(draft, unit)
    verdicts = verdicts_of(draft, thing) or verdicts_of(draft)
    if match is None or verdicts is None:
        return
    said = match["verb"].head if "verb" in match else _REJECTIONS[match["noun"].head]
    known = {o.verb for o in draft.operations.values() if o.entity is verdicts.record} & set(REJECT.split("|"))
    verb = next(iter(known), said)
    operation = _rejecting(verb, verdicts, unit, draft)
    made = [operation.id]
    if "reason" in match:
        made.append(_reason(match, operation, verdicts, draft))
    steps = [*_sent_back(unit, verdicts, draft), *_cancelling(unit, verdicts, draft)]
    if steps:
        rejected = participle_of(verb)
        reaction = bp.Reaction(
            id=draft.unique(f"reaction.{verdicts.thing.name}_{rejected}"), spans=(unit.span,), summary=unit.text,
            trigger=bp.Trigger(on="created", entity=verdicts.record.id), when=same("it.verdict", state(rejected)), steps=tuple(steps),
        )  # fmt: skip
        draft.reactions.append(reaction)
        back = _back(unit)
        if back:
            moves(draft, verdicts.thing, _before(draft, verdicts.thing) or back, back, reaction.id)
        made.append(reaction.id)
    draft.claim(unit.span, "rejection", made)


def _rejecting(verb: str, verdicts: Verdicts, unit: Unit, draft: Draft) -> OperationDraft:
    thing, record = verdicts.thing, verdicts.record
    rejected = participle_of(verb)
    kind = record.fields["verdict"].type
    choices = tuple(dict.fromkeys((*kind.choices, rejected)))
    record.fields["verdict"] = record.fields["verdict"].model_copy(
        update={"type": bp.Type(kind="choice", choices=choices)}
    )
    operation = draft.operation(verb, thing, "create", f"{verb.capitalize()} {article(thing.label)}.", unit.span)
    operation.entity = record
    _deciding(draft, verdicts, operation, rejected, record.fields[verdicts.person].type.actor or "")
    return operation


def _reason(match: Match, operation: OperationDraft, verdicts: Verdicts, draft: Draft) -> str:
    piece = match["reason"]
    name = draft.add_field(verdicts.record, piece.label, bp.TEXT, piece.span, required=False)
    operation.inputs[name] = bp.Parameter(
        name=name, type=bp.TEXT, required=False, summary=f"the {piece.label}; it is needed"
    )
    operation.values[name] = bp.Name(name=name)
    verdicts.operation.values.setdefault(name, bp.nothing())
    guard = draft.guard(
        f"{operation.name} {name}",
        present(name),
        f"{article(operation.verb).capitalize()} needs {article(piece.label)}.",
        match.span,
        name,
    )
    reason = match.unit.text.split(",")[0].rstrip(".") + "."
    operation.guards.append(guard.model_copy(update={"reason": reason}))
    bound = next((p.literal for p in match.unit.pieces if _of_letters(p.literal)), None)
    if isinstance(bound, Bound) and isinstance(bound.value, Measure):
        length = bp.TextFunction(function="length", arguments=(bp.Name(name=name),))
        long = bp.Compare(relation=bound.op, left=length, right=bp.whole(int(bound.value.value)))
        operation.guards.append(draft.guard(f"{operation.name} {name} length", long, reason, match.span, name))
    operation.guards[:] = list({one.requires.model_dump_json(): one for one in reversed(operation.guards)}.values())[
        ::-1
    ]
    return operation.guards[-1].id


def _of_letters(literal: object) -> bool:
    """Whether it says how long a text is: "a comment of at least 20 characters"."""
    return (
        isinstance(literal, Bound)
        and isinstance(literal.value, Measure)
        and literal.value.unit in {"character", "letter"}
    )


def _back(unit: Unit) -> str | None:
    match = find(
        unit,
        "back to|into NP=state",
        "back to|into ANY=state",
        "V(become|be) NP(draft)=state again",
        "V(return) to|into NP=state",
        "BE? again? NP(draft)=state again?",
    )
    return match["state"].label if match else None


def _sent_back(unit: Unit, verdicts: Verdicts, draft: Draft) -> list[bp.Statement]:
    back = _back(unit)
    if back is None:
        return []
    states(draft, verdicts.thing, back)
    return [set_state(f"it.{verdicts.thing.name}", back)]


def _cancelling(unit: Unit, verdicts: Verdicts, draft: Draft) -> list[bp.Statement]:
    """Approvals given before count no longer."""
    match = find(
        unit,
        "V(cancel|void|annul|delete|clear|reset|remove|drop|withdraw) ( earlier|previous|all|any|former|prior )? NP(approval|vote|signature|confirmation|yes)",
        "NP(approval|vote|signature) BE V.part|past(cancel|void|annul|delete|clear|reset|remove|drop|lose)", "NP(approval|vote|signature) V(lapse|expire|fall)",
        "NP(approval|vote|signature) not V(count)", "NP(approval|vote|signature) V(count) no",
    )  # fmt: skip
    if match is None:
        return []
    record = verdicts.record
    draft.add_field(record, "cancelled", bp.BOOLEAN, match.span, required=False, default=bp.truth(False))
    for operation in draft.operations.values():
        if operation.entity is record:
            operation.values.setdefault("cancelled", bp.truth(False))
    _recount(draft, verdicts)
    rows = over("rows", record.name, verdicts.standing(f"it.{verdicts.thing.name}"))
    return [bp.Each(name=record.name, rows=rows, steps=(update(record.name, cancelled=bp.truth(True)),))]


def _recount(draft: Draft, verdicts: Verdicts) -> None:
    """What counts approvals leaves the cancelled ones out."""
    extra = same(f"{verdicts.record.name}.cancelled", bp.truth(False))

    def again(value: object) -> object:
        if isinstance(value, bp.Aggregate):
            inner = value.model_copy(update={"where": again(value.where)})
            if (
                value.entity == verdicts.record.id
                and value.where is not None
                and "verdict" in value.where.model_dump_json()
            ):
                return inner.model_copy(update={"where": both(value.where, extra)})
            return inner
        if isinstance(value, tuple):
            return tuple(again(v) for v in value)
        if isinstance(value, BaseModel):
            return value.model_copy(update={n: again(getattr(value, n)) for n in type(value).model_fields})
        return value

    draft.reactions = [again(r) for r in draft.reactions]  # type: ignore[misc]
    for operation in draft.operations.values():
        operation.guards = [again(g) for g in operation.guards]  # type: ignore[misc]
