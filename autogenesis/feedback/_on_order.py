"""Hears feedback on a system as it was ordered: with its answers, and with what was decided on top of its text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from autogenesis.feedback._hearing import hear
from autogenesis.feedback._telling import Account, account_of
from autogenesis.preview import preview

if TYPE_CHECKING:
    from autogenesis.conductor import Order
    from blueprints import Specification


def heard_on(order: Order, feedback: str, answers: Mapping[str, str]) -> Account:
    """What the feedback comes to. Each text that is weighed is read with the `answers`, or where none are given with
    those of the order that its questions still ask for, and with the order's Changes that still have their sentence."""

    def read(text: str) -> Specification:
        given = answers
        if not given and order.answers:
            given = order.answers_to(preview(text, {}).questions)
        return preview(text, given, order.changes_to(text))

    return account_of(hear(feedback, order.text, read))
