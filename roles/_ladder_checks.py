"""What is wrong with an intervention against a loop, and with an approver's last word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from roles._artefacts import Reason
from roles._ladder import MEASURED, TOP_RUNG, Dispute, Intervention, Loop, Ruling


def of_no_use(rung: int, loop: Loop) -> str | None:
    """Why a rung would change nothing about the loop; None where it would."""
    if rung in (2, 3) and not loop.model:
        thing = "a higher temperature" if rung == 2 else "another model"
        return f"{loop.doer} asks no language model, so {thing} would change nothing"
    if rung in (2, 3) and not loop.asked:
        return f"{loop.doer} had nothing to ask {loop.model} in this loop"
    if rung == 3 and loop.asks_other:
        return f"{loop.doer} asks its other model already"
    if rung == 3 and not loop.other_model:
        return f"no other model is configured for {loop.doer} (other_model)"
    if rung == 4 and not loop.versions:
        return f"there is no version of the {loop.kind} that {loop.approver} could decide about"
    return None


def check_intervention(made: Intervention, basis: Any) -> tuple[Reason, ...]:
    """The ladder is climbed rung by rung, none is passed over that could help, and what is done is what is said."""
    loop: Loop = basis.loop
    return (*_climb(made, loop), *_deed(made, loop))


def _climb(made: Intervention, loop: Loop) -> Iterator[Reason]:
    if not 1 <= made.rung <= TOP_RUNG:
        yield Reason(part="rung", text=f"the ladder has no rung {made.rung}")
    if made.rung < loop.rung:
        yield Reason(part="rung", text=f"rung {made.rung} was tried already; rung {loop.rung} is next")
    passed = {one.rung: one for one in made.passed}
    for rung in range(loop.rung, min(made.rung, TOP_RUNG + 1)):
        if of_no_use(rung, loop) is None:
            yield Reason(part=f"passed.{rung}", text="it is passed over, and it could help")
        elif rung not in passed:
            yield Reason(part=f"passed.{rung}", text="it is passed over, and nothing says so")
        elif not passed[rung].why.strip():
            yield Reason(part=f"passed.{rung}", text="it is passed over, and nothing says why")
    for rung in sorted(set(passed) - set(range(loop.rung, made.rung))):
        yield Reason(part=f"passed.{rung}", text="it is not between the last rung and this one")
    why = of_no_use(made.rung, loop)
    if why is not None:
        yield Reason(part="rung", text=why)


def _deed(made: Intervention, loop: Loop) -> Iterator[Reason]:
    if loop.reason.rstrip(".") not in made.said:
        yield Reason(part="said", text="it does not name the cycle")
    if (made.temperature is not None) != (made.rung == 2):
        yield Reason(part="temperature", text="it is raised on the second rung, and on no other")
    if made.temperature is not None and not 0 < made.temperature <= 2:
        yield Reason(part="temperature", text=f"{made.temperature:g} is no temperature above that of before, up to 2")
    if made.rung in (2, 3):
        for action in loop.changes:
            if action not in made.barred:
                yield Reason(part="barred", text=f"{action!r} went round and is not barred")
    for action in sorted(set(made.barred) - {*loop.changes, *loop.barred}):
        yield Reason(part="barred", text=f"{action!r} did not go round")
    if made.other_model != (made.rung == 3 or loop.asks_other):
        yield Reason(part="other_model", text="it is asked from the third rung on, and not before")


def check_ruling(ruling: Ruling, basis: Any) -> tuple[Reason, ...]:
    """Only the approver decides, only about what was made, and results of running files stand as they are."""
    return tuple(_ruled(ruling, basis.dispute))


def _ruled(ruling: Ruling, dispute: Dispute) -> Iterator[Reason]:
    if ruling.approver != dispute.approver:
        yield Reason(part="approver", text=f"{dispute.approver} decides, not {ruling.approver or 'nobody'}")
    if ruling.accepts and ruling.accepts not in dispute.versions:
        yield Reason(part="accepts", text=f"no version of the {dispute.kind} has the hash {ruling.accepts[:12]}")
    if not ruling.reason.strip():
        yield Reason(part="reason", text="it does not say why")
    if ruling.struck and not ruling.accepts:
        yield Reason(part="struck", text="something is struck, and nothing stands")
    if ruling.struck and dispute.kind in MEASURED:
        yield Reason(part="struck", text=f"the {dispute.kind} says what was measured: nothing may be struck from it")
    if bool(ruling.struck) != (ruling.body is not None):
        yield Reason(part="body", text="there is another body where something was struck, and only there")
    for one in ruling.struck:
        if not one.text.strip():
            yield Reason(part=f"struck.{one.part}", text="it does not say why it is struck")
