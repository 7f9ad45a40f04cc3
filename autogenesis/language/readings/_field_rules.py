"""Reads what values of a thing must be: at least and at most so much, one date after another."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, best_field
from autogenesis.language._literals import Bound, Duration, Literal
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import Relation, amount, compare
from autogenesis.language.readings._measures import value_of

_RELATIONS: dict[str, Relation] = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "==": "=="}
_OPPOSITE: dict[Relation, Relation] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_REFUSE = "reject|refuse|deny|decline"


def read_field_bounds(unit: Unit, draft: Draft) -> None:
    """ "The weight must be at least 0.5 kg and at most 90 kg", "The fee of a permit shall be at least 20 euro"."""
    match = find(
        unit,
        "^ NP=what ( of NP=whole )? must|shall|may|should be Q.Bound=first ( and|but Q.Bound=second )? $",
        "^ NP=what ( of NP=whole )? must|shall|may|should|can not be? Q.Bound=first $",
    )
    if match is None or draft.claimed(unit.span):
        return
    negated = any(p.text.lower() == "not" for p in match.pieces)
    found = _number_field(draft, match["what"], match.piece("whole"))
    bounds = [b for b in (match.literal("first"), match.literal("second")) if isinstance(b, Bound)]
    if found is None or any(isinstance(b.value, Duration) or b.op not in _RELATIONS for b in bounds):
        return
    entity, f = found
    if negated and any(b.op == "==" for b in bounds) or not _fits(f, bounds):
        return
    made = []
    for bound in bounds:
        relation = _OPPOSITE[_RELATIONS[bound.op]] if negated else _RELATIONS[bound.op]
        made.append(
            _keep(
                draft,
                entity,
                f.name,
                compare(f"it.{f.name}", relation, amount(f.type, value_of(bound))),
                unit,
            )
        )
    draft.claim(unit.span, "field_bounds", made)


def _fits(f: bp.FieldOf, bounds: list[Bound]) -> bool:
    """Money is compared with money, other numbers with figures that are not money."""
    money = f.type.kind == "money"
    figures: list[Literal] = [b.value for b in bounds]
    return all((type(each).__name__ == "Money") == money for each in figures)


def _number_field(draft: Draft, what: Piece, whole: Piece | None) -> tuple[EntityDraft, bp.FieldOf] | None:
    """The one number that a phrase names; none where several things have one of that name."""
    owner = draft.find_entity(whole.label) if whole is not None else None
    if whole is not None and owner is None:
        return None
    found = []
    for entity in [owner] if owner is not None else draft.entities.values():
        name = best_field(entity, what.words)
        if name in entity.fields and entity.fields[name].type.is_number:
            found.append((entity, entity.fields[name]))
    return found[0] if len(found) == 1 else None


def read_field_after_field(unit: Unit, draft: Draft) -> None:
    """ "The departure date must be after the arrival date"; "reject a loan whose end date is before its start date"."""
    refused = find(unit, f"V({_REFUSE}) NP=thing whose NP=one BE before|after NP=two $")
    match = refused or find(
        unit,
        "^ NP=one must|shall|may|should BE|be ( not|never )? later|earlier than NP=two $",
        "^ NP=one ( must|shall|may|should not|never? be | BE not|never|always? ) before|after|later|earlier than? NP=two $",
    )
    if match is None or draft.claimed(unit.span):
        return
    words = {p.text.lower() for p in match.pieces if p.kind == "W"}
    pair = _two_dates(draft, match["one"], match["two"])
    if pair is None:
        return
    entity, one, two = pair
    relation: Relation = ">" if words & {"after", "later"} else "<"
    if refused is not None or words & {"not", "never"}:
        relation = _OPPOSITE[relation]
    requires = compare(f"it.{one}", relation, f"it.{two}")
    draft.claim(unit.span, "field_after_field", [_keep(draft, entity, one, requires, unit)])


def _two_dates(draft: Draft, one: Piece, two: Piece) -> tuple[EntityDraft, str, str] | None:
    for entity in draft.entities.values():
        first, second = best_field(entity, one.words), best_field(entity, two.words)
        if first in entity.fields and second in entity.fields and first != second:
            kinds = {entity.fields[first].type.kind, entity.fields[second].type.kind}
            if kinds in ({"date"}, {"datetime"}, {"time"}):
                return entity, first, second
    return None


def _keep(draft: Draft, entity: EntityDraft, name: str, requires: bp.Expression, unit: Unit) -> str:
    """The invariant; one that is there already is taken."""
    for known in entity.invariants:
        if known.requires == requires:
            return known.id
    guard = bp.Guard(
        id=draft.unique(f"invariant.{entity.name}.{name}"),
        requires=requires,
        reason=unit.text,
        field=name,
        spans=(unit.span,),
    )
    entity.invariants.append(guard)
    return guard.id
