"""Finds what a new rule takes the place of: a bound of what is bounded already moves that bound, and never stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from autogenesis.feedback._bounds import Bounded, bounds_of
from autogenesis.feedback._figures import Figure, figures_in, figures_of, put_instead, value_of
from autogenesis.feedback._proposals import NotHeardError, Proposal, complaint_of
from autogenesis.feedback._standing import Place, Standing
from autogenesis.feedback._values import only_constants
from autogenesis.feedback._wishes import adds
from blueprints import Get, Literally, Notify, Reaction, Specification, Timer, parts_within


def superseding(proposal: Proposal, said: str, standing: Standing) -> Proposal:
    """The proposal, or the one that moves the bound of the text which it would otherwise stand beside; NotHeardError
    where that cannot be moved."""
    after = standing.read(proposal.text)
    if after is None:
        return proposal
    old = list(bounds_of(standing.specification))
    new = [one for one in bounds_of(after) if one not in old]
    beside = [(one, other) for one in new for other in old if one.like(other)]
    figures = list(figures_in(said))
    if not beside:
        return proposal if adds(said) else _told_once(proposal, figures, standing)
    for figure in figures if len(figures) == 1 else ():
        for wanted, there in beside:
            for moved in _moved(figure, there, standing):
                read = standing.read(moved.text)
                if read is None or complaint_of(moved, standing):
                    continue
                now = {one.value for one in bounds_of(read) if one.like(wanted)}
                if now & {wanted.value, wanted.value + 1, wanted.value - 1}:
                    return moved
    place = _place(beside[0][1].spans, standing)
    raise NotHeardError(
        f"it bounds what “{place.text if place is not None else ''}” bounds already, and which figure there should be otherwise is not clear"
    )


def _moved(figure: Figure, bound: Bounded, standing: Standing) -> Iterator[Proposal]:
    near = {bound.value, bound.value + 1, bound.value - 1}
    for _, one in figures_of(standing):
        if value_of(one) in near:
            for text in put_instead(standing.text, one, figure):
                yield Proposal("bound", text, only_constants)


def _told_once(proposal: Proposal, figures: list[Figure], standing: Standing) -> Proposal:
    """The proposal, or where it would tell the same people of the same once more, at another number, the one that moves
    that number."""
    after = standing.read(proposal.text)
    old = _rules(standing.specification)
    new = [one for one in _rules(after) if one.id not in {each.id for each in old}] if after is not None else []
    for rule in new:
        for other in old:
            numbers = _numbers(other) - _numbers(rule)
            if not (_tells(rule) & _tells(other) and _alike(rule, other) and len(numbers) == 1):
                continue
            place = _place(other.spans, standing)
            for figure in figures if len(figures) == 1 else ():
                for at, one in figures_of(standing):
                    if at == place and value_of(one) in numbers:
                        for text in put_instead(standing.text, one, figure):
                            moved = Proposal("bound", text, only_constants)
                            if not complaint_of(moved, standing):
                                return moved
            told = place.text if place is not None else other.summary
            raise NotHeardError(
                f"“{told}” tells the same already: say which figure there should be otherwise, or “also”"
            )
    return proposal


def _place(spans: tuple[tuple[int, int], ...], standing: Standing) -> Place | None:
    return next((one for one in standing.places for span in spans if one.span[0] <= span[0] < one.span[1]), None)


def _tells(rule: Reaction | Timer) -> set[str]:
    """Whom it tells of what."""
    notes = (part for part in parts_within(rule) if isinstance(part, Notify))
    return {f"{part.type} {part.to.model_dump_json()}" for part in notes}


def _rules(specification: Specification) -> list[Reaction | Timer]:
    return [*specification.reactions, *specification.timers]


def _alike(rule: Reaction | Timer, other: Reaction | Timer) -> bool:
    """Whether both come about by the same, and the one asks of nothing that the other does not."""
    if isinstance(rule, Reaction) and isinstance(other, Reaction):
        return rule.trigger == other.trigger and _asked(rule) <= _asked(other)
    both = isinstance(rule, Timer) and isinstance(other, Timer)
    return both and _asked(rule) <= _asked(other)


def _asked(rule: Reaction | Timer) -> set[str]:
    return {part.field for part in parts_within(rule) if isinstance(part, Get)}


def _numbers(rule: Reaction | Timer) -> set[Decimal]:
    literals = (part for part in parts_within(rule) if isinstance(part, Literally) and part.type.kind == "integer")
    return {Decimal(str(part.value)) for part in literals}
