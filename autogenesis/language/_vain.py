"""Owns rules that rule nothing: a guard that refuses nothing, or everything, is taken out, and its words are listed again."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import Claim, Draft

_LATER = frozenset({"<", "<="})


def drop_vain(draft: Draft) -> None:
    """Once all inputs and fields are known: what was made of a sentence must be able to hold and not to hold."""
    vain: dict[str, str] = {}
    for operation in draft.operations.values():
        for guard in list(operation.guards):
            why = _vain(guard.requires)
            if why:
                vain[guard.id] = why
                operation.guards.remove(guard)
    if vain:
        draft.claims = [_without(claim, vain) for claim in draft.claims]


def _vain(requires: bp.Expression) -> str:
    fixed = _fixed(requires)
    if fixed is True:
        return "what could be made of it would never refuse anything"
    if any(_fixed(part) is True for part in bp.parts_within(requires) if isinstance(part, bp.Compare)):
        return "nothing says from when the time in it counts"
    lost = any(isinstance(p, bp.Literally) and p.type.kind == "nothing" for p in bp.parts_within(requires))
    return "what could be made of it would refuse everything" if fixed is False and lost else ""


def _fixed(term: bp.Expression) -> bool | None:
    """What a condition is whatever the rows say; None where that depends on them."""
    match term:
        case bp.Literally(value=bool() as value):
            return value
        case bp.Present(value=bp.Literally(type=kind)):
            return kind.kind != "nothing"
        case bp.Not(term=inner):
            known = _fixed(inner)
            return None if known is None else not known
        case bp.AllOf(terms=terms):
            return _joined([_fixed(each) for each in terms], decides=False)
        case bp.AnyOf(terms=terms):
            return _joined([_fixed(each) for each in terms], decides=True)
        case bp.Compare(relation=relation, left=left, right=bp.Shift(moment=moment, amount=bp.Literally(value=amount))):
            ahead = isinstance(amount, int) and amount > 0
            return relation in _LATER if left == moment and ahead else None
        case _:
            return None


def _joined(known: list[bool | None], *, decides: bool) -> bool | None:
    if decides in known:
        return decides
    return None if None in known else not decides


def _without(claim: Claim, vain: dict[str, str]) -> Claim:
    gone = [element for element in claim.elements if element in vain]
    if not gone or claim.status not in {"implemented", "assumed"}:
        return claim
    kept = tuple(element for element in claim.elements if element not in vain)
    return replace(claim, status="unclear", elements=kept, note=f"Nothing was built for it: {vain[gone[0]]}.")
