"""What data must go through when the Specification that they were kept under becomes another."""

from __future__ import annotations

import re

from blueprints._base import Frozen, Id


class Rename(Frozen):
    """What was called `before` is the same thing as what is called `after` now: the ids of two entities, fields,
    operations, actors, named agents, or values of a choice (`choice_id`), as the Specifications name them.

    A renamed entity takes its fields along: only those that have another name there need one of their own.
    """

    before: Id
    after: Id


def choice_id(field: Id, value: str) -> Id:
    """The id of one value of a choice field: ``field.loan.status.on_loan``."""
    return f"{field}.{re.sub(r'[^a-z0-9]+', '_', value.lower()).strip('_') or '_'}"
