"""Finds what a new rule takes the place of: a bound of what is bounded already moves that bound, and never stands beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from autogenesis.feedback._figures import Figure, figures_in, figures_of, put_instead, value_of
from autogenesis.feedback._proposals import NotHeardError, Proposal, complaint_of
from autogenesis.feedback._standing import Standing
from autogenesis.feedback._values import only_constants
from blueprints import Specification

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True)
class _Bound:
    """What is bounded: the fields and records that are spoken of, the side, the number."""

    about: frozenset[str]
    besides: frozenset[str]
    """What else the rule speaks of: under other circumstances it is another bound."""
    upper: bool
    value: Decimal
    spans: tuple[tuple[int, int], ...] = field(default=(), compare=False)

    def like(self, other: _Bound) -> bool:
        """Whether both bound the same, whatever the number."""
        return (self.about, self.besides, self.upper) == (other.about, other.besides, other.upper)


def superseding(proposal: Proposal, said: str, standing: Standing) -> Proposal:
    """The proposal, or the one that moves the bound of the text which it would otherwise stand beside; NotHeardError
    where that cannot be moved."""
    after = standing.read(proposal.text)
    if after is None:
        return proposal
    old = list(_bounds(standing.specification))
    new = [one for one in _bounds(after) if one not in old]
    beside = [(one, other) for one in new for other in old if one.like(other)]
    if not beside:
        return proposal
    figures = list(figures_in(said))
    for figure in figures if len(figures) == 1 else ():
        for wanted, there in beside:
            for moved in _moved(figure, there, standing):
                read = standing.read(moved.text)
                if read is None or complaint_of(moved, standing):
                    continue
                now = {one.value for one in _bounds(read) if one.like(wanted)}
                if now & {wanted.value, wanted.value + 1, wanted.value - 1}:
                    return moved
    spans = beside[0][1].spans
    place = next((one.text for one in standing.places for span in spans if one.span[0] <= span[0] < one.span[1]), "")
    raise NotHeardError(
        f"it bounds what “{place}” bounds already, and which figure there should be otherwise is not clear"
    )


def _moved(figure: Figure, bound: _Bound, standing: Standing) -> Iterator[Proposal]:
    near = {bound.value, bound.value + 1, bound.value - 1}
    for _, one in figures_of(standing):
        if value_of(one) in near:
            for text in put_instead(standing.text, one, figure):
                yield Proposal("bound", text, only_constants)


def _bounds(specification: Specification) -> Iterator[_Bound]:
    rules = [guard for one in specification.operations for guard in one.guards]
    rules += [guard for one in specification.entities for guard in one.invariants]
    for rule in rules:
        tree = rule.requires.model_dump(mode="json")
        whole = frozenset(_named(tree))
        for about, upper, value in _within(tree, positive=True):
            yield _Bound(about, whole - about, upper, value, rule.spans)


_Found = tuple[frozenset[str], bool, Decimal]


def _within(value: Any, *, positive: bool) -> Iterator[_Found]:
    if isinstance(value, list):
        for one in value:
            yield from _within(one, positive=positive)
    elif isinstance(value, dict):
        if value.get("op") == "compare" and (found := _bound(value, positive)) is not None:
            yield found
        if value.get("op") in {"compare", "aggregate"}:
            return
        for one in value.values():
            yield from _within(one, positive=positive != (value.get("op") == "not"))


def _bound(compare: dict[str, Any], positive: bool) -> _Found | None:
    left, right, relation = compare["left"], compare["right"], compare["relation"]
    if left.get("op") == "literal":
        left, right, relation = right, left, _TURNED.get(relation, relation)
    number = _number(right.get("value")) if right.get("op") == "literal" else None
    if number is None or relation not in _TURNED:
        return None
    about = frozenset(_named(left))
    return (about, (relation in {"<", "<="}) == positive, number) if about else None


def _named(value: Any) -> Iterator[str]:
    """The fields and records that an expression speaks of, whatever its rows are called."""
    if isinstance(value, list):
        for one in value:
            yield from _named(one)
    elif isinstance(value, dict):
        for key in ("field", "entity", "function"):
            if isinstance(value.get(key), str):
                yield f"{key} {value[key]}"
        if value.get("op") == "literal" and _number(value.get("value")) is None:
            yield json.dumps(value.get("value"))
        for one in value.values():
            yield from _named(one) if isinstance(one, dict | list) else ()


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or value is None:
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
