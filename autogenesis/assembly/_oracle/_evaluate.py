"""Expressions, evaluated in a world: the meaning the generated code is held against."""

from __future__ import annotations

import copy

import blueprints as b
from autogenesis.assembly._oracle._meaning import Bindings, Meaning, meaning
from autogenesis.assembly._oracle._numbers import Value
from autogenesis.assembly._oracle._rows import World


class Evaluator:
    """Evaluates expressions over a world; derivations and tables come from its specification."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._meaning = meaning(world.specification)

    @property
    def steady(self) -> bool:
        """Whether evaluating the same again, where nothing has changed, comes to the same and leaves no traces."""
        return self._meaning.steady

    def __call__(self, node: b.Expression, names: Bindings) -> Value:
        return self._meaning.of(node)(self._world, names)

    def over(self, world: World) -> Evaluator:
        """Another one, over another world of the same specification."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other._world = world
        return other

    def under(self, meaning: Meaning) -> Evaluator:
        """Another one, over the same world, by another meaning of its specification."""
        other = copy.copy(self)
        other._meaning = meaning
        return other

    def holds(self, node: b.Expression | None, names: Bindings) -> bool:
        """The truth of a condition; none at all is true."""
        return node is None or self(node, names) is True
