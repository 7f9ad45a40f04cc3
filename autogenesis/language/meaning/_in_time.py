"""Frames for who must do something by when: "Customers must collect a parcel within 7 days"."""

from __future__ import annotations

from dataclasses import replace

from autogenesis.language._syntax import Clause
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._dunning import bills_due
from autogenesis.language.meaning._guards import obliged
from autogenesis.language.meaning._permissions import may_do
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope

_MUST = frozenset({"must", "shall", "should"})
_BY = frozenset({"within", "by", "before"})


def done_in_time(clause: Clause, scope: Scope) -> Claimed | None:
    """Whoever must do it may, and not later; what is owed can be paid late."""
    timely = tuple(p for p in clause.phrases if p.prep in _BY and p.item is not None and p.item.quantity is not None)
    if clause.modal not in _MUST or clause.voice == "passive" or clause.negated or len(timely) != 1:
        return None
    if clause.conditions or len(clause.objects) != 1 or clause.objects[0].pronoun or not clause.subjects:
        return None
    done = replace(clause, subjects=clause.objects, objects=(), voice="passive", phrases=timely)
    when = obliged(done, scope) or bills_due(done, scope)
    if when is None:
        return None
    others = tuple(p for p in clause.phrases if p not in timely)
    who = may_do(replace(clause, modal="can", phrases=others), scope)
    if who is None:
        raise NotUnderstoodError("who does it is not known", clause.span)
    return Claimed("done_in_time", (*who.elements, *when.elements))


IN_TIME: tuple[Frame, ...] = (done_in_time,)
"""The frames for who must do something by when."""
__all__ = ["IN_TIME"]
