"""Owns what a proposal is: another text for a sentence of feedback, with what makes sure that it says just that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from autogenesis.feedback._compared import (
    demanded,
    doubled,
    lost,
    never_set,
    not_understood,
    problems_of,
    restricted,
    statuses_of,
    told_changes,
    worse,
)
from autogenesis.feedback._english import own_stem
from autogenesis.feedback._standing import Standing
from blueprints import Change, Rename, Specification, uncovered_literals

Weigh = Callable[[Specification, Specification], str]
"""What is wrong with what came of it, before and after; "" where nothing is."""
_MOST_SAID = 3


@dataclass(frozen=True)
class Proposal:
    """A text that might be what somebody wants. `weigh` says what is wrong with what is read in it, beyond what is
    wrong with any text in which less is understood than before."""

    kind: str
    text: str
    weigh: Weigh
    renames: Callable[[Specification, Specification], tuple[Rename, ...]] = field(default=lambda *_: ())
    example: Callable[[Specification], tuple[Change, ...]] = field(default=lambda _: ())
    """What makes an example a test, on top of what is read."""
    as_it_is: bool = False
    """Whether the text stays: what was told holds already, and only its example is new."""


class NotHeardError(Exception):
    """Why a sentence of feedback is not understood, for whoever wrote it."""


def complaint_of(proposal: Proposal, standing: Standing) -> str:
    """Why a text is not what was asked for, "" where it is."""
    if proposal.as_it_is:
        return ""
    before, after = standing.specification, standing.read(proposal.text)
    if after is None:
        return "nothing could be built of the text that it leads to"
    if after.slug != before.slug:
        return "it would make another system of it"
    if proposal.kind == "rename":
        open_ = (
            []
            if statuses_of(before) == statuses_of(after)
            else [(proposal.kind, "with the other word less is understood")]
        )
    else:
        open_ = not_understood(before, after)
    if open_:
        clause, note = max(open_, key=lambda each: len(each[0]))
        why = note.removeprefix("Nothing was built for it: ")
        return f"nothing would be built of “{clause}”" + (f": {why}" if why and not why.startswith("No ") else "")
    if lost := worse(before, after):
        return f"“{lost[0]}” would no longer be understood"
    dropped = proposal.kind == "removal" and len(after.clauses) < len(before.clauses)
    if not told_changes(before, after) and not (dropped and _unbuilt(before) - _unbuilt(after)):
        return "nothing would be different"
    if problems := problems_of(after) - problems_of(before):
        return f"what it leads to does not hold together: {sorted(problems)[0]}"
    unused = {one.text for one in uncovered_literals(after, proposal.text)} - {
        one.text for one in uncovered_literals(before, standing.text)
    }
    if unused:
        return f"“{sorted(unused)[0]}” would be used for nothing"
    return proposal.weigh(before, after)


def _unbuilt(specification: Specification) -> set[str]:
    """The clauses of which nothing was built."""
    return {one.text for one in specification.clauses if one.status not in ("implemented", "assumed")}


def only_adds(*, may_restrict: bool, may_demand: bool = False) -> Weigh:
    """Nothing that was asked for before is lost; whoever could do something still can, and as before, unless that is
    what is said."""

    def weigh(before: Specification, after: Specification) -> str:
        if gone := lost(before, after):
            return f"it would change {_listed(gone)}, of which it says nothing"
        if twice := doubled(before, after):
            return f"it would only say again what is there ({_listed(twice)})"
        if not may_restrict and (closed := restricted(before, after)):
            return f"only some could do {_listed(closed)} any more, and it does not say so"
        if unset := never_set(before, after):
            return f"the text says nowhere what the {unset[0]} is"
        verbs = {own_stem(one.name.partition("_")[0]): one.name for one in before.operations}
        known = {one.id for one in before.entities}
        for one in after.entities:
            if one.id not in known and own_stem(one.name) in verbs:
                return f"there would be a {one.name} beside {verbs[own_stem(one.name)].replace('_', ' ')}"
        if not may_demand and (wanted := demanded(before, after)):
            return f"{wanted[0]} would have to be given, and it does not say so"
        return ""

    return weigh


def _listed(names: list[str]) -> str:
    shown = [name.partition(".")[2].replace("_", " ") or name for name in names[:_MOST_SAID]]
    return ", ".join(shown) + (f" and {len(names) - _MOST_SAID} more" if len(names) > _MOST_SAID else "")
