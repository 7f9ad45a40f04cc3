"""Reads what is late: "If no review arrives within seven days of submission, the head of content is reminded, once"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._literals import Bound, Duration
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import both, compare, no, over, present, same, say, shift
from autogenesis.language.readings._dates import unit_of_time
from autogenesis.language.readings._states import in_state, named, of_phrase
from autogenesis.language.readings._structure import NOTIFY, recipient_of

_COME = "arrive|come|follow|happen|occur|exist|appear|reach|begin|start"


def read_overdue(unit: Unit, draft: Draft) -> None:
    """ "If no review arrives within seven days of submission, the head of content is reminded, once." """
    told = f"NP=who ( of NP )? MODAL? BE be? V.part|past({NOTIFY})=told"
    late = "( Q.Bound=late | Q.Duration=late ) of|after|from|since NP=event"
    match = find(
        unit,
        f"if|when|where NP=what MODAL? V({_COME}) {late} ,? {told}",
        f"if|when|where NP=what HAVE V.part|past({_COME}) {late} ,? {told}",
        f"if|when|where NP=what BE V.part|past {late} ,? {told}",
        f"if|when|where there BE NP=what {late} ,? {told}",
        f"{told} ,? if|when NP=what MODAL? V({_COME}) {late}",
        f"{told} ,? if|when NP=what BE V.part|past {late}",
        f"{told} ,? if|when there BE NP=what {late}",
    )
    if match is None or match["what"].determiner != "no":
        return
    literal = match.literal("late")
    late_by = literal.value if isinstance(literal, Bound) else literal
    what = named(draft, match["what"])
    if not isinstance(late_by, Duration) or what is None:
        return
    found = _moment(match["event"], what, draft)
    if found is None:
        return
    entity, moment, current = found
    when = [present(f"it.{moment}"), *([in_state("it", current)] if current else [])]
    since = next((f.name for f in what.fields.values() if f.type.kind == "datetime"), None)
    arrived = [same(f"{what.name}.{entity.name}", "it")]
    if since is not None:
        arrived.append(compare(f"{what.name}.{since}", ">=", f"it.{moment}"))
    when.append(no(over("exists", what.name, both(*arrived))))
    who = match["who"]
    label = of_phrase(unit, who)
    recipient = (
        bp.Recipient(actor=draft.actor(label, who.span))
        if label != who.label
        else recipient_of(draft, who, entity, "it")
    )
    verb = match["told"].head
    timer = bp.Timer(
        id=draft.unique(f"timer.{verb}_{label.replace(' ', '_')}"), spans=(unit.span,), entity=entity.id,
        summary=f"{verb.capitalize()} the {label} when no {match['what'].label} has come in time.",
        at=shift(f"it.{moment}", int(late_by.value), unit_of_time(late_by)), when=both(*when),
        steps=(
            bp.Notify(to=recipient, type={"remind": "reminder", "alert": "alert", "ask": "question", "nudge": "nudge"}.get(verb, "notice"),
                      subject=bp.Name(name="it"), text=say(f"No {match['what'].label} has come {late_by.text} after the {match['event'].label} of ", "{it.id}", ".")),
        ),
    )  # fmt: skip
    draft.timers.append(timer)
    draft.claim(unit.span, "overdue", [timer.id])


def _moment(event: Piece, what: EntityDraft, draft: Draft) -> tuple[EntityDraft, str, str | None] | None:
    """The moment that a noun of an event names: ``submission`` is when the thing was submitted."""
    for entity in draft.entities.values():
        if entity.name not in what.fields:
            continue
        submission = entity.submission
        if submission is not None and submission.operation.startswith(event.head[:4]):
            return entity, submission.moment, submission.state
        for f in entity.fields.values():
            if f.type.kind in {"datetime", "date"} and f.name.startswith(event.head[:4]):
                return entity, f.name, None
    return None
