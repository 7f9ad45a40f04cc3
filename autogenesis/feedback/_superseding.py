"""Finds what a new rule takes the place of: a bound of what is bounded already moves that bound, and never stands beside it."""

from __future__ import annotations

from collections.abc import Iterator

from autogenesis.feedback._bounds import Bounded, bounds_of
from autogenesis.feedback._figures import Figure, figures_in, figures_of, put_instead, value_of
from autogenesis.feedback._proposals import NotHeardError, Proposal, complaint_of
from autogenesis.feedback._standing import Standing
from autogenesis.feedback._values import only_constants


def superseding(proposal: Proposal, said: str, standing: Standing) -> Proposal:
    """The proposal, or the one that moves the bound of the text which it would otherwise stand beside; NotHeardError
    where that cannot be moved."""
    after = standing.read(proposal.text)
    if after is None:
        return proposal
    old = list(bounds_of(standing.specification))
    new = [one for one in bounds_of(after) if one not in old]
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
                now = {one.value for one in bounds_of(read) if one.like(wanted)}
                if now & {wanted.value, wanted.value + 1, wanted.value - 1}:
                    return moved
    spans = beside[0][1].spans
    place = next((one.text for one in standing.places for span in spans if one.span[0] <= span[0] < one.span[1]), "")
    raise NotHeardError(
        f"it bounds what “{place}” bounds already, and which figure there should be otherwise is not clear"
    )


def _moved(figure: Figure, bound: Bounded, standing: Standing) -> Iterator[Proposal]:
    near = {bound.value, bound.value + 1, bound.value - 1}
    for _, one in figures_of(standing):
        if value_of(one) in near:
            for text in put_instead(standing.text, one, figure):
                yield Proposal("bound", text, only_constants)
