"""Stories made on purpose: for each part of a rule, what it takes for the rule to depend on just that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import blueprints as b
from autogenesis.assembly._demands import Demands, demands
from autogenesis.assembly._means import Means
from autogenesis.assembly._oracle import OracleError, Performer, run_scenario
from autogenesis.assembly._scene import OWN, Scene, Scope, ToCome
from autogenesis.assembly._telling import Found, Step, lists, told
from autogenesis.assembly._variants import Root, Variant
from autogenesis.assembly._watching import Watch
from autogenesis.assembly._witness import Plot, Search

_WORK = 5000
"""How much may be tried for all parts together."""
_WORK_EACH = 500
_MOST_WAYS = 6
_LONGEST = 120
"""Steps of a story that goes on from one part of a rule to the next."""


@dataclass
class _Chain:
    """A story that goes on from one part of a rule to the next."""

    title: str
    plot: Plot
    carries: dict[str, None] = field(default_factory=dict)


class Decided:
    """Makes stories until each part of each rule is told apart, or nothing more is found."""

    def __init__(self, search: Search, watch: Watch) -> None:
        self._search, self._watch = search, watch
        self._specification = search.specification
        self._means = Means(search, _WORK)
        self._left = _WORK
        self.chains: list[_Chain] = []

    def run(self) -> None:
        """Go through all that is not told apart yet."""
        current: _Chain | None = None
        for variant in self._watch.pending():
            if self._left <= 0:
                return
            if not self._watch.waits(variant):
                continue
            if current is None or current.title != variant.root.holder.id or len(current.plot.steps) > _LONGEST:
                current = None
            for start in ([current.plot] if current is not None else []) + [self._search.fresh()]:
                plot = self._shown(variant, start)
                if plot is None:
                    continue
                if current is None or start is not current.plot:
                    current = _Chain(variant.root.holder.id, plot)
                    self.chains.append(current)
                current.plot = plot
                current.carries[variant.element] = None
                break

    def _shown(self, variant: Variant, start: Plot) -> Plot | None:
        """What happens where the part decides, from some start on."""
        for way in demands(variant)[:_MOST_WAYS]:
            self._means.work = min(_WORK_EACH, self._left)
            before = self._means.work
            for plot in self._attempts(variant.root, way, start):
                shows = plot is not None and self._watch.tell(self._search.fresh().machine, plot.steps)
                if shows and not self._watch.waits(variant):
                    self._left -= before - self._means.work
                    return plot
            self._left -= before - self._means.work
        return None

    def _attempts(self, root: Root, way: Demands, start: Plot) -> Iterator[Plot | None]:
        """Plots in which the conditions are brought about and the rule is asked."""
        holder, means = root.holder, self._means
        match holder:
            case b.Operation():
                begun = means.begun(start, holder, 12)
                if begun is not None:
                    yield self._asked(begun, root.part, way)
            case b.Reaction():
                met = () if root.part == "when" or holder.when is None else (holder.when,)
                for scene, scope in means.setting_off(start, holder):
                    ready = means.allowed(scene)
                    ready = means.every(ready, (*met, *way), True, scope) if ready is not None else None
                    yield means.done(ready) if ready is not None else None
            case b.Timer() | b.Entity():
                yield from self._about_rows(root, way, start)

    def _asked(self, begun: Scene, part: str, way: Demands) -> Plot | None:
        """The call with the conditions met, and allowed but for the guard concerned."""
        means = self._means
        ready = means.allowed(begun, but=part)
        for _ in range(2):
            ready = means.every(ready, way, True, OWN) if ready is not None else None
            ready = means.allowed(ready, but=part) if ready is not None else None
        return ready.taken() if ready is not None else None

    def _about_rows(self, root: Root, way: Demands, start: Plot) -> Iterator[Plot | None]:
        """Rows of which the conditions hold, and time until the timer is due."""
        holder, means = root.holder, self._means
        entity = holder.entity if isinstance(holder, b.Timer) else holder.id
        if root.part.startswith("invariant."):
            for doing in means.makers(entity):
                for scene, _ in means.scenes(Scene(start), doing, 12):
                    ready = means.allowed(scene)
                    about = Scope(False, {"it": ToCome(entity)})
                    ready = means.every(ready, way, True, about) if ready is not None else None
                    yield ready.taken() if ready is not None else None
            return
        rows: list[Any] = start.machine.world.rows(entity)[::-1][:3]
        plot: Plot | None = start
        if not rows:
            some = b.Aggregate(function="exists", entity=entity, name="some")
            found = means.row(Scene(start), some, Scope(False), 12)
            plot = found.plot if found is not None else None
            rows = plot.machine.world.rows(entity)[-1:] if plot is not None else []
        met: Demands = ()
        if isinstance(holder, b.Timer) and root.part == "steps" and holder.when is not None:
            met = (holder.when,)
        for row in rows if plot is not None else ():
            assert plot is not None
            ready = means.every(Scene(plot), (*met, *way), True, Scope(False, {"it": row}))
            if ready is None:
                continue
            yield self._due(ready, holder, row) if isinstance(holder, b.Timer) else ready.plot

    def _due(self, scene: Scene, timer: b.Timer, row: Any) -> Plot | None:
        at = scene.value(timer.at, Scope(False, {"it": row}))
        if at is None or at <= scene.plot.machine.world.now:
            return scene.plot
        waited = self._means.wait(scene, at)
        return waited.plot if waited is not None else None


def decided(search: Search, perform: Performer | None, others: list[b.Scenario]) -> Iterator[Found]:
    """The stories, after what the others show, that the oracle confirms."""
    watch = Watch(search.specification)
    for scenario in others:
        steps = [step for step in scenario.steps if isinstance(step, b.CallStep | b.ClockStep)]
        watch.tell(search.fresh().machine, steps)
    made = Decided(search, watch)
    made.run()
    for number, chain in enumerate(made.chains, start=1):
        found = _told(search, chain, number)
        try:
            observed = run_scenario(search.specification, found[1], perform=perform)
        except OracleError:
            continue
        if not observed.failures:
            yield found


def _told(search: Search, chain: _Chain, number: int) -> Found:
    notes = chain.plot.machine.notes
    types = dict.fromkeys(note.type for note in notes)
    events = [b.EventsStep(type=type, count=sum(note.type == type for note in notes)) for type in types]
    seen: list[Step] = [*lists(search.specification, chain.plot), *events]
    name = chain.title.split(".", 1)[1].replace("_", " ")
    return told("decisions", f"what decides about {name} {number}", list(chain.carries), list(chain.plot.steps), seen)
