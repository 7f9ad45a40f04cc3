"""Conversation management: takes roles that go round in circles out of them, by a ladder of five rungs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from roles._artefacts import Reason
from roles._ladder import TOP_RUNG, Intervention, Loop, LoopInputs, PassedOver
from roles._ladder_checks import check_ruling, of_no_use
from roles._role import Check, Role

_WARMER = 1.0
"""The temperature on the second rung: models are asked at their own, mostly 0, before."""


class ConversationManagement(Role[LoopInputs, Intervention]):
    """Makes the intervention against each loop; judges what approvers decide on the fourth rung."""

    name: ClassVar[str] = "conversation_management"
    purpose: ClassVar[str] = (
        "Takes roles out of circles: back to before it, warmer and barred, another model, the approver decides, stop."
    )
    at_once: ClassVar[bool] = True
    takes = LoopInputs
    makes = Intervention
    approves: Mapping[str, Check] = {"ruling": check_ruling}

    def draft(self, task: LoopInputs, rejections: Sequence[Reason]) -> Intervention:
        """The first rung from the next one on that can change anything; the last where nothing better is accepted."""
        loop, passed = task.loop, []
        rung = loop.rung if not rejections else TOP_RUNG
        while (why := of_no_use(rung, loop)) is not None:
            passed.append(PassedOver(rung=rung, why=why))
            rung += 1
        return Intervention(
            rung=rung,
            passed=tuple(passed),
            said=_said(rung, loop),
            temperature=_WARMER if rung == 2 else None,
            barred=tuple(dict.fromkeys((*loop.barred, *(loop.changes if rung in (2, 3) else ())))),
            other_model=rung == 3 or loop.asks_other,
        )


def _said(rung: int, loop: Loop) -> str:
    what = loop.reason.rstrip(".")
    if rung == 1:
        return f"{what}. Do not repeat these steps: take another way, or say what is missing."
    if rung == 2:
        return f"{what}, again. Answer otherwise: what was changed in these turns is barred from now on."
    if rung == 3:
        return f"{what}, again. {loop.other_model} is asked now instead of {loop.model}."
    if rung == 4:
        return f"{what}. {loop.approver} decides which of the {loop.versions} versions of the {loop.kind} stands."
    return f"{what}. The run stops here, and what was made stays."
