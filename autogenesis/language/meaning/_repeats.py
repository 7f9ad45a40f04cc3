"""Owns repetition: "… and again every week", "daily until it is there" after something first fell due."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._literals import Recurrence
from autogenesis.language._syntax import Clause
from autogenesis.language.meaning._latches import IT
from autogenesis.language.meaning._occasions import Occasion

_UNITS: dict[str, bp.Unit] = {
    "minute": "minutes", "hour": "hours", "day": "days", "week": "weeks", "month": "months", "year": "years",
}  # fmt: skip


def repeated(clause: Clause, occasion: Occasion) -> Occasion:
    """The occasion, coming again as often as the clause says for as long as its condition holds."""
    again = next((x for x in clause.limits if isinstance(x, Recurrence) and x.unit in _UNITS and not x.weekdays), None)
    if again is None or occasion.at is None:
        return occasion
    scope, entity = occasion.scope, occasion.entity
    scope.take(again.span)
    name = scope.draft.add_field(entity, f"{clause.verb} last done at", bp.DATETIME, required=False)
    entity.later.add(name)
    last = bp.Get(of=IT, field=name)
    step = bp.Shift(moment=last, amount=bp.whole(again.every), unit=_UNITS[again.unit])
    at = bp.Conditional(test=bp.Present(value=last), then=step, otherwise=occasion.at)
    note = bp.Update(row=IT, values=((name, bp.Name(name="now")),))
    return replace(occasion, at=at, before=(note,))
