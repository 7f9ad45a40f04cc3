"""When timers are due: worked out again only where something that they hang on has changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import blueprints as b
from autogenesis.assembly._oracle._evaluate import Evaluator
from autogenesis.assembly._oracle._rows import Row, World

Due = tuple[datetime, Row]
_PASSING = frozenset({"now", "today", "by", "role"})
"""Names of what differs while the rows stay the same."""


class Moments:
    """The moments of the timers of a specification, for the rows that have one; all forks of a machine share them."""

    def __init__(self, specification: b.Specification) -> None:
        self._hang_on = {timer.id: _tables(specification, timer) for timer in specification.timers}
        self._known: dict[str, tuple[list[Any], list[Due]]] = {}

    def of(self, timer: b.Timer, world: World, evaluate: Evaluator) -> list[Due]:
        """The moments of a timer in a world as it is now, in the order of the rows.

        Between transactions, a table that is the same object holds the same rows.
        """
        hang_on = self._hang_on.get(timer.id)
        if hang_on is None or not evaluate.steady:
            return list(_moments(timer, world, evaluate))
        tables, known = [world.tables[entity] for entity in hang_on], self._known.get(timer.id)
        if known is not None and all(one is other for one, other in zip(known[0], tables, strict=True)):
            return known[1]
        found = list(_moments(timer, world, evaluate))
        self._known[timer.id] = (tables, found)
        return found


def _moments(timer: b.Timer, world: World, evaluate: Evaluator) -> Iterator[Due]:
    for row in world.rows(timer.entity):
        moment = evaluate(timer.at, {"it": row})
        if moment is not None:
            yield moment, row


def _tables(specification: b.Specification, timer: b.Timer) -> list[str] | None:
    """The entities whose rows decide about the moments of a timer; None where something else does, too."""
    known = {entity.id for entity in specification.entities}
    tables, waiting, seen = {timer.entity: None}, list[Any]([timer.at]), set[int]()
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple | list):
            waiting += node
        elif isinstance(node, b.Frozen) and id(node) not in seen:
            seen.add(id(node))
            waiting += [getattr(node, name) for name in type(node).model_fields]
            if isinstance(node, b.Name) and node.name in _PASSING:
                return None
            if isinstance(node, b.Aggregate | b.Records):
                tables[node.entity] = None
            if isinstance(node, b.Get):
                for entity in specification.entities:
                    waiting += [item.value for item in entity.derivations if item.name == node.field]
                    kinds = [item.type for item in entity.fields if item.name == node.field]
                    tables |= {str(each.entity): None for kind in kinds for each in (kind, kind.item) if each}
            if isinstance(node, b.Lookup):
                waiting += [table for table in specification.tables if table.id == node.table]
    return [table for table in tables if table in known]
