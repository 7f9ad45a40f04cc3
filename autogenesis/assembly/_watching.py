"""Stories watched as they are told: which mistaken readings of the rules would have come to something else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

import blueprints as b
from autogenesis.assembly._oracle import Evaluator, Machine, World
from autogenesis.assembly._past import Past
from autogenesis.assembly._variants import Root, Variant, roots, variants
from autogenesis.assembly._witness import Plot
from autogenesis.core import AssemblyError

Names = Mapping[str, Any]
_BREAKS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, AssemblyError)
_LONG_ENOUGH = 60
"""How often a mistaken reading is held against the right one in one story at most."""


@dataclass
class _Watched:
    """A root with the variants that no story has told from it yet."""

    root: Root
    pending: list[Variant]
    compared: int = 0

    def only(self, holders: Collection[str]) -> _Watched:
        """Another one, with nothing left to tell where it belongs to none of the holders."""
        return _Watched(self.root, list(self.pending) if self.root.holder.id in holders else [])


class Watch:
    """Keeps, for every rule, the mistaken readings that no story has told from the right one."""

    def __init__(self, specification: b.Specification) -> None:
        self._watched = {id(root.node): _Watched(root, list(variants(root))) for root in roots(specification)}
        self._derived = {
            entity.id: [self._watched[id(item.value)] for item in entity.derivations]
            for entity in specification.entities
        }
        for held in self._derived.values():
            for item in held:
                del self._watched[id(item.root.node)]
        self._pasts: dict[str, Past] = {}

    def pending(self) -> list[Variant]:
        """What is not told apart yet."""
        every = [*self._watched.values(), *(item for held in self._derived.values() for item in held)]
        return [variant for item in every for variant in item.pending]

    def only(self, holders: Collection[str]) -> Watch:
        """Another one, for the rules of some holders alone, with what is not told apart yet."""
        other = copy(self)
        other._watched = {node: item.only(holders) for node, item in self._watched.items()}
        other._derived = {entity: [item.only(holders) for item in held] for entity, held in self._derived.items()}
        other._pasts = {}
        return other

    def waits(self, variant: Variant) -> bool:
        """Whether a mistaken reading is not told apart yet."""
        return any(each is variant for each in self._item(variant).pending)

    def _item(self, variant: Variant) -> _Watched:
        found = self._watched.get(id(variant.root.node))
        return found or next(item for held in self._derived.values() for item in held if item.root is variant.root)

    def tell(self, machine: Machine, steps: Iterable[b.CallStep | b.ClockStep]) -> int:
        """Take the steps on a machine like this one, in its beginning, as far as they were not taken yet; how many
        mistaken readings they told apart."""
        before = len(self.pending())
        for item in self._watched.values():
            item.compared = 0
        begins = machine.world.now.isoformat()
        if begins not in self._pasts:
            self._pasts[begins] = Past(lambda: self._compared(machine.anew()))
        state = self._pasts[begins].beginning
        for step in steps:
            if isinstance(step, b.CallStep) and step.at is not None:
                state = state.then(b.ClockStep(to=step.at)) or state
            state = state.then(step) or state
        evaluate = Evaluator(state.plot.machine.world)
        for entity, derived in self._derived.items():
            for item in derived:
                for row in state.plot.machine.world.rows(entity):
                    _compare(item, evaluate, {"it": row})
        return before - len(self.pending())

    def _compared(self, machine: Machine) -> Plot:
        machine.evaluate = _Comparing(machine.world, self._watched)
        return Plot(machine, [])


class _Comparing(Evaluator):
    """Evaluates, and holds what the variants come to against it."""

    steady = False

    def __init__(self, world: World, watched: dict[int, _Watched]) -> None:
        super().__init__(world)
        self._watched = watched

    def __call__(self, node: b.Expression, names: Names) -> Any:
        item = self._watched.get(id(node))
        if item is not None and item.pending and item.compared < _LONG_ENOUGH:
            item.compared += 1
            _compare(item, super().__call__, names)
        return super().__call__(node, names)


def _compare(item: _Watched, evaluate: Callable[[b.Expression, Names], Any], names: Names) -> None:
    try:
        right = evaluate(item.root.node, names)
    except _BREAKS:
        return

    def alike(variant: Variant) -> bool:
        try:
            return bool(evaluate(variant.node, names) == right)
        except _BREAKS:
            return False

    item.pending = [variant for variant in item.pending if alike(variant)]
