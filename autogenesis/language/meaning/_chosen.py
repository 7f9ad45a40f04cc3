"""Owns rows chosen by what is said of them, and what can be asked about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as OneOf

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._terms import Function, both
from autogenesis.language.meaning._scope import Row, Value

Fold = OneOf["sum", "smallest", "largest"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of an entity, each bound to `name`, for which `where` holds."""

    entity: EntityDraft
    name: str
    where: bp.Expression | None = None
    order: tuple[bp.Expression, ...] = ()

    @property
    def row(self) -> Row:
        """One of the rows."""
        return Row(self.entity, bp.Name(name=self.name))

    def over(self, function: Function, value: bp.Expression | None = None) -> bp.Aggregate:
        """An aggregate over the rows."""
        return bp.Aggregate(
            function=function, entity=self.entity.id, name=self.name, where=self.where, value=value, order=self.order
        )

    def count(self) -> Value:
        """How many there are."""
        return Value(self.over("count"), bp.INTEGER)

    def exists(self) -> bp.Expression:
        """Whether there is one."""
        return self.over("exists")

    def that(self, *terms: bp.Expression) -> Selection:
        """Those of them for which these hold as well."""
        terms = (*((self.where,) if self.where is not None else ()), *terms)
        return Selection(self.entity, self.name, both(*terms) if terms else None, self.order)
