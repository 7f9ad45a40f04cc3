"""What operations, reactions, timers and schedules do, step by step."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from blueprints._base import Frozen, Id
from blueprints._expressions import Expression


class Create(Frozen):
    """Create a row of `entity` with `values`; what is not given takes the field's default. Bound to `name`."""

    do: Literal["create"] = "create"
    entity: Id
    values: tuple[tuple[str, Expression], ...]
    name: str | None = None


class Update(Frozen):
    """Give fields of a row new values, all read before any is written."""

    do: Literal["update"] = "update"
    row: Expression
    values: tuple[tuple[str, Expression], ...]


class Remove(Frozen):
    """Take a row away for good."""

    do: Literal["remove"] = "remove"
    row: Expression


class Recipient(Frozen):
    """Whom a notification goes to: the holders of a role, or one person (an expression giving a person's id or a
    row that stands for a person); with both, the person in that role."""

    actor: Id | None = None
    person: Expression | None = None


class Notify(Frozen):
    """Send a notification of `type` (snake_case, such as reminder) about `subject`, with `text` for people."""

    do: Literal["notify"] = "notify"
    to: Recipient
    type: str
    subject: Expression | None = None
    text: Expression
    data: tuple[tuple[str, Expression], ...] = ()


class Each(Frozen):
    """Do the steps for each of `rows` (a list), bound to `name`."""

    do: Literal["each"] = "each"
    name: str
    rows: Expression
    steps: tuple[Statement, ...]


class When(Frozen):
    """Do `then` when `test` holds, else `otherwise`."""

    do: Literal["when"] = "when"
    test: Expression
    then: tuple[Statement, ...]
    otherwise: tuple[Statement, ...] = ()


class Let(Frozen):
    """Bind a name to a value."""

    do: Literal["let"] = "let"
    name: str
    value: Expression


class Perform(Frozen):
    """Call a skill with `arguments`; its result is bound to `name`. A skill may refuse; it never writes."""

    do: Literal["perform"] = "perform"
    skill: Id
    arguments: tuple[tuple[str, Expression], ...]
    name: str


Statement = Annotated[
    Create | Update | Remove | Notify | Each | When | Let | Perform,
    Field(discriminator="do"),
]

for _node in (Each, When):
    _node.model_rebuild()
