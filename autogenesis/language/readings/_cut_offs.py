"""Reads until when something may be done, reckoned back from a date: "until 48 hours before the arrival date"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, best_field
from autogenesis.language._literals import Bound, Duration
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import compare, over, say, shift, start_of
from autogenesis.language.readings._dates import unit_of_time
from autogenesis.language.readings._standing_rules import deed_on
from autogenesis.language.readings._structure import NOTIFY, notification_type

_REST = "( up|until|till|latest to? )? Q=cut before NP=date"
_OWN = "up|until|till to? Q=cut before|beforehand ( $ | ; )"
_OTHERS = frozenset({"change", "edit", "alter", "update", "correct", "extend", "move", "renew", "enter", "make"})
"""Deeds that need to know more than which row is meant."""


def read_cut_off(unit: Unit, draft: Draft) -> None:
    """ "Guests can cancel a stay up to 2 days before the arrival date; all helpers are told"."""
    match = find(
        unit,
        f"NP=who may|can V.base=verb NP=thing {_REST}",
        f"NP=thing may|can be V.part=verb {_REST}",
        f"NP=thing may|can only be V.part=verb {_REST}",
        f"NP=who may|can V.base=verb NP=thing {_OWN}",
        f"NP=thing may|can only? be V.part=verb {_OWN}",
    )
    cut = match.literal("cut") if match else None
    if isinstance(cut, Bound):
        cut = cut.value if cut.op in {"<=", ">="} else None
    if match is None or draft.claimed(unit.span) or not isinstance(cut, Duration) or match["verb"].head in _OTHERS:
        return
    entity = draft.find_entity(match["thing"].label)
    date = _date(draft, entity, match.piece("date")) if entity is not None else None
    if entity is None or date is None or any(find(unit, f"; {word}") for word in ("later", "otherwise", "then")):
        return
    following = draft.units[unit.number : unit.number + 1]
    if any("after that" in clause.adverbs for after in following for clause in after.clauses[:1]):
        return  # it may be done later too, and costs something
    told = find(unit, f"; NP=whom ( MODAL be | BE ) V.part({NOTIFY})=told $")
    if told is None and any(p.text == ";" for p in match.after()):
        return
    operation = deed_on(draft, entity, match["verb"], match.span)
    limit = _limit(entity, date, cut)
    reason = f"It may be done until {cut.text} before the {entity.fields[date].label}."
    guard = draft.guard(f"{operation.name}.in_time", limit, reason, match.span, entity.name)
    operation.guards.append(guard)
    made = [operation.id, guard.id]
    if "who" in match:
        _who(draft, entity, match["who"], operation.roles, operation.actors)
    if told is not None:
        made.append(_tell_all(draft, entity, operation.id, told["whom"], told["told"].head, unit))
    draft.claim(unit.span, "cut_off", made)


def _who(draft: Draft, entity: EntityDraft, who: Piece, roles: list[str], actors: list[str]) -> None:
    """A role that is not itself a field of the thing may do it, and nobody else."""
    if best_field(entity, who.words) is None and draft.find_entity(who.label) is None:
        actor = draft.actor(who.label, who.span)
        roles.append(actor)
        actors.append(actor)


def _date(draft: Draft, entity: EntityDraft, piece: Piece | None) -> str | None:
    """The date field named; or the beginning of the thing itself."""
    times = {f.name for f in entity.fields.values() if f.type.kind in {"date", "datetime"} and f.required}
    if piece is None or draft.find_entity(piece.label) is entity or piece.words[-1:] in {("start",), ("beginning",)}:
        moments = [n for n in times if entity.fields[n].type.kind == "datetime"]
        ordered = [n for n in entity.fields if n in (moments or times)]
        return ordered[0] if ordered else None
    name = best_field(entity, piece.words)
    return name if name in times else None


def _limit(entity: EntityDraft, date: str, cut: Duration) -> bp.Expression:
    unit = unit_of_time(cut)
    whole_days = entity.fields[date].type.kind == "date"
    if whole_days and unit not in {"hours", "minutes"}:
        return compare("today", "<=", shift(f"{entity.name}.{date}", -int(cut.value), unit))
    moment: bp.Expression | str = start_of(f"{entity.name}.{date}") if whole_days else f"{entity.name}.{date}"
    return compare("now", "<=", shift(moment, -int(cut.value), unit))


def _tell_all(draft: Draft, entity: EntityDraft, operation: str, whom: Piece, verb: str, unit: Unit) -> str:
    """Everybody who is kept as a row, one by one; else whoever has the role."""
    people = draft.find_entity(whom.label)
    recipient = bp.Recipient(person=bp.Name(name="each_one")) if people else bp.Recipient(actor=draft.actor(whom.label))
    note = bp.Notify(to=recipient, type=notification_type(verb), subject=bp.Name(name="it"), text=say(unit.text))
    steps: tuple[bp.Statement, ...] = (note,)
    if people is not None:
        steps = (bp.Each(name="each_one", rows=over("rows", people.name), steps=steps),)
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.tell_{whom.label.replace(' ', '_')}"),
        spans=(unit.span,),
        summary=f"Tell every {whom.label}.",
        trigger=bp.Trigger(on="done", operation=operation),
        steps=steps,
    )
    draft.reactions.append(reaction)
    return reaction.id
