"""Stories made on purpose: for each part of a rule, what it takes for the rule to depend on just that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import blueprints as b
from autogenesis.assembly._demands import Demands, demands, reaching
from autogenesis.assembly._means import Means
from autogenesis.assembly._names import role_name
from autogenesis.assembly._oracle import Machine, OracleError, Performer, run_scenario
from autogenesis.assembly._scene import OWN, Scene, Scope, ToCome
from autogenesis.assembly._telling import Found, overview, told
from autogenesis.assembly._variants import Holder, Root, Variant
from autogenesis.assembly._watching import Watch
from autogenesis.assembly._witness import Plot, Search

_WORK = 1200
"""How much may be tried for all parts of the rules of one half."""
_TURNS = ((40, 4, 240, 600), (100, 8, 480, 1200))
"""How much may be tried for one way, in how many ways, for one part, and for one rule: little at first."""
_PATIENCE = 650
"""How much of it may be tried in vain before no more is."""
_BASE = 600
_LONGEST = 120
"""Steps of a story that goes on from one part of a rule to the next."""
_STARTS = 3
_MOST_LOOKS = 4
_PEOPLE = 3
_DAYS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 21, 28, 31, 40)


@dataclass
class _Chain:
    """A story that goes on from one part of a rule to the next."""

    title: str
    plot: Plot
    carries: dict[str, None] = field(default_factory=dict)


class Decided:
    """Makes stories until each part of each rule of some holders is told apart, or nothing more is found."""

    def __init__(self, search: Search, watch: Watch, holders: Collection[str]) -> None:
        self._search, self._watch, self._holders = search, watch.only(holders), holders
        self._means = Means(search, _WORK)
        self._left, self._share = _WORK, _WORK
        self._gained_at = _WORK
        self._known: dict[tuple[int, int, str], tuple[int, list[tuple[Scene, Scope]], Plot]] = {}
        self._idlers: list[Root] = []
        self._getters = {item.entity: item for item in search.specification.operations if item.kind == "get"}
        self.chains: list[_Chain] = []

    def run(self) -> None:
        """Go through all that is not told apart yet, first what is soon found."""
        fresh = self._peopled() or [self._search.fresh()]
        for holder in self._idle():
            self._set_to_work(Root(holder, "steps", b.truth(True)), fresh)
        for work, ways, most, share in _TURNS:
            spent: dict[tuple[str, str], int] = {}
            for variant in self._watch.pending():
                root = (variant.root.holder.id, variant.root.part)
                left = share - spent.get(root, 0)
                if self._watch.waits(variant) and left > 0 and self._gained_at - self._left <= _PATIENCE:
                    before = self._left
                    self._seek(variant, fresh, (work, ways, min(most, left)))
                    spent[root] = spent.get(root, 0) + before - self._left

    def _idle(self) -> list[b.Operation | b.Reaction | b.Timer]:
        """What no story shows at work yet."""
        known, specification = self._search.done.keys() | self._search.after.keys(), self._search.specification
        rules: list[b.Operation | b.Reaction | b.Timer] = [*self._search.commands, *specification.reactions]
        rules += specification.timers
        return [rule for rule in rules if rule.id in self._holders and rule.id not in known]

    def _set_to_work(self, root: Root, fresh: list[Plot]) -> None:
        """Have an operation done, or a rule do something, after what has happened in the latest story or from new."""
        self._idlers.append(root)
        latest = [chain for chain in self.chains[-1:] if len(chain.plot.steps) <= _LONGEST]
        starts: list[tuple[_Chain | None, Plot]] = [(chain, chain.plot) for chain in latest]
        for chain, start in [*starts, *((None, plot) for plot in fresh)]:
            self._means.kept, self._share = len(start.steps) if chain is not None else 0, _BASE
            for scene, _ in self._ready(root, (), start, _BASE):
                plot = self._asked(scene, root)
                last = plot.steps[-1] if plot is not None and plot.steps else None
                done = isinstance(root.holder, b.Operation) and isinstance(last, b.CallStep) and last.refused is None
                if plot is None or not (done or root.holder.id in plot.machine.did[len(start.machine.did) :]):
                    continue
                self._watch.tell(self._search.fresh().machine, plot.steps)
                self._go_on(chain, root.holder, root.holder.id, start, plot)
                return

    def _go_on(self, chain: _Chain | None, holder: Holder, element: str, start: Plot, plot: Plot) -> None:
        """Let a story go on with what was found, or begin another one."""
        self._gained_at = self._left
        if chain is None:
            chain = _Chain(holder.id, plot)
            self.chains.append(chain)
        chain.plot = self._looked(holder, start, plot)
        chain.carries[element] = None

    def _seek(self, variant: Variant, fresh: list[Plot], limits: tuple[int, int, int]) -> None:
        """Go on from the latest stories, or begin a new one."""
        title = variant.root.holder.id
        chains = [chain for chain in reversed(self.chains) if len(chain.plot.steps) <= _LONGEST]
        chains = sorted(chains, key=lambda chain: chain.title != title)[:_STARTS]
        starts: list[tuple[_Chain | None, Plot]] = [(chain, chain.plot) for chain in chains]
        for chain, start in [*starts, *((None, plot) for plot in fresh)]:
            work, ways, most = limits
            self._means.kept = len(start.steps) if chain is not None else 0
            self._share = most // (len(starts) + len(fresh))
            plot = self._shown(variant, start, work, ways) if self._left > 0 else None
            if plot is None:
                continue
            self._go_on(chain, variant.root.holder, variant.element, start, plot)
            return

    def _looked(self, holder: Holder, before: Plot, after: Plot) -> Plot:
        """The plot with a look at the rows that the rule is about, so that it is seen what it came to."""
        world, plot = after.machine.world, after.fork()
        last = after.steps[-1] if after.steps else None
        named = (
            {each for each in last.input.values() if isinstance(each, str)}
            if isinstance(last, b.CallStep) and not last.refused
            else set()
        )
        if isinstance(holder, b.Entity):
            rows = world.rows(holder.id)[-2:]
        else:
            old = before.machine.world.tables
            every = [row for entity in world.entities for row in world.rows(entity)]
            about = [row for row in every if row.id in named]
            about += [row for row in every if any(row.id in one.values.values() for one in about)]
            about += [row for row in every if old[row.entity].get(row.id) is not row.values]
            rows = list(dict.fromkeys(about))[:_MOST_LOOKS]
        for row in rows:
            getter = self._getters.get(row.entity)
            if getter is not None:
                name = next((item.name for item in getter.inputs if item.type.kind == "reference"), "id")
                role = role_name(getter.roles[0]) if getter.roles else None
                plot.attempt(b.CallStep(operation=getter.name, input={name: row.id}, role=role))
        return plot

    def _peopled(self) -> list[Plot]:
        """A system with some of the people that it keeps rows of."""
        plot: Plot | None = self._search.fresh()
        rows = {actor.row for actor in self._search.specification.actors if actor.row}
        for entity in sorted(rows):
            some = b.Aggregate(function="exists", entity=entity, name="some")
            for _ in range(_PEOPLE):
                found = self._means.row(Scene(plot), some, Scope(False)) if plot is not None else None
                plot = found.plot if found is not None else plot
        return [plot] if plot is not None and plot.steps else []

    def _shown(self, variant: Variant, start: Plot, work: int, ways: int) -> Plot | None:
        """What happens where the part decides, from some start on."""
        for way in demands(variant)[:ways]:
            for scene, scope in self._ready(variant.root, way, start, work):
                plot = self._asked(self._nudged(scene, variant, scope), variant.root)
                shows = plot is not None and self._watch.tell(self._search.fresh().machine, plot.steps)
                if shows and not self._watch.waits(variant):
                    return plot
        return None

    def _ready(self, root: Root, way: Demands, start: Plot, work: int) -> list[tuple[Scene, Scope]]:
        """Scenes in which the conditions are met; what was looked for once is not looked for again."""
        key = (id(root.node), id(start), "".join(self._means.said(each) for each in way))
        known = self._known.get(key)
        if known is None or (known[0] < work and not known[1]):
            bases = self._bases(root, start)
            found = self._counted(work, lambda: list(self._brought(root, way, start, bases)))
            known = self._known[key] = (work, found, start)
        return known[1]

    def _bases(self, root: Root, start: Plot) -> list[tuple[Scene, Scope]]:
        """The calls that the rule is asked at, allowed but for the rule itself."""
        but = root.part if root.part.startswith(("guard.", "invariant.")) else ""
        key = (id(root.holder), id(start), but)
        if key not in self._known:
            share, self._share = self._share, _BASE
            found = self._counted(_BASE, lambda: list(self._asking(root, start, but)))
            self._share = share
            self._known[key] = (_BASE, found, start)
        return self._known[key][1]

    def _counted(self, work: int, look: Callable[[], list[tuple[Scene, Scope]]]) -> list[tuple[Scene, Scope]]:
        """What looking comes to with so much work at most, which is taken off what is left."""
        self._means.work = before = max(min(work, self._left, self._share), 0)
        found = look()
        self._spend(before)
        return found

    def _spend(self, work: int) -> None:
        """Take off what was used of some work, and allow as much again."""
        self._left -= work - self._means.work
        self._share -= work - self._means.work
        self._means.work = work

    def _asking(self, root: Root, start: Plot, but: str) -> Iterator[tuple[Scene, Scope]]:
        holder, means = root.holder, self._means
        scenes: Iterable[tuple[Scene, Scope]] = ()
        if but.startswith("invariant."):
            about = Scope(False, {"it": ToCome(holder.id)})
            begun = [scene for doing in means.makers(holder.id) for scene, _ in means.scenes(Scene(start), doing)]
            scenes = [(scene, about) for scene in begun]
        elif isinstance(holder, b.Operation):
            scene = means.begun(start, holder)
            scenes = [(scene, OWN)] if scene is not None else []
        elif isinstance(holder, b.Reaction):
            scenes = means.setting_off(start, holder)
        for scene, scope in scenes:
            allowed = means.allowed(scene, but=but)
            if allowed is not None:
                yield allowed, scope

    def _brought(
        self, root: Root, way: Demands, start: Plot, bases: list[tuple[Scene, Scope]]
    ) -> Iterator[tuple[Scene, Scope]]:
        """The conditions brought about."""
        holder, means = root.holder, self._means
        if isinstance(holder, b.Timer | b.Schedule) or (isinstance(holder, b.Entity) and not bases):
            yield from self._without_call(root, way, start)
            return
        met: Demands = ()
        if isinstance(holder, b.Reaction) and root.part == "steps":
            met = (*((holder.when,) if holder.when is not None else ()), *(() if way else reaching(holder.steps)))
        for base, scope in bases:
            ready = means.every(base, (*met, *way), True, scope)
            ready = means.allowed(ready, but=root.part) if ready is not None else None
            ready = means.every(ready, (*met, *way), True, scope) if ready is not None else None
            if ready is not None:
                yield ready, scope

    def _without_call(self, root: Root, way: Demands, start: Plot) -> Iterator[tuple[Scene, Scope]]:
        """The conditions brought about of rows that are there, or by the time of a schedule."""
        holder, means = root.holder, self._means
        if isinstance(holder, b.Schedule):
            early = start.machine.due(holder.id) - timedelta(minutes=1)
            waited = means.wait(Scene(start), early)
            ready = means.every(waited, way, True, Scope(False)) if waited is not None else None
            if ready is not None:
                yield ready, Scope(False)
            return
        entity = holder.entity if isinstance(holder, b.Timer) else holder.id
        assert entity is not None
        timed = holder.when if isinstance(holder, b.Timer) and root.part == "steps" else None
        wanted = way if timed is None else (timed, *way)
        scene, work = Scene(start), means.work
        for row in start.machine.world.rows(entity)[-1:]:
            ready = means.every(scene, wanted, True, Scope(False, {"it": row}))
            if ready is not None:
                yield ready, Scope(False, {"it": row})
            self._spend(work)
        some = b.Aggregate(function="exists", entity=entity, name="it", where=b.AllOf(terms=wanted))
        more = means.row(scene, some, Scope(False))
        if more is not None:
            yield more, Scope(False, {"it": more.plot.machine.world.rows(entity)[-1]})

    def _asked(self, scene: Scene, root: Root) -> Plot | None:
        """What has happened once the rule was asked."""
        if scene.step is not None:
            return scene.taken()
        at: Any = None
        if isinstance(root.holder, b.Schedule):
            at = scene.plot.machine.due(root.holder.id)
        elif isinstance(root.holder, b.Timer):
            rows = scene.plot.machine.world.rows(root.holder.entity)
            moments = [scene.value(root.holder.at, Scope(False, {"it": row})) for row in rows]
            at = max((each for each in moments if each is not None), default=None)
        if at is None or at <= scene.plot.machine.world.now:
            return scene.plot
        waited = self._means.wait(scene, at)
        return waited.plot if waited is not None else None

    def _nudged(self, scene: Scene, variant: Variant, scope: Scope) -> Scene:
        """The scene with one input otherwise, or some days later, where only that lets the part decide."""
        if scene.step is None or variant.root.bound or _differs(scene, variant, scope):
            return scene
        for item in scene.operation.inputs:
            near = [value for three in self._search.candidates.around(item.name, item.type) for value in three]
            for value in (*near, *self._search.candidates.values(scene.plot.machine, item, None)):
                here = scene.giving(item.name, value)
                if _differs(here, variant, scope):
                    return here
        asked = self._means.said(variant.root.node)
        for days in _DAYS if '"now"' in asked or '"today"' in asked else ():
            later = self._means.wait(scene, scene.plot.machine.world.now + timedelta(days=days))
            if later is not None and _differs(later, variant, scope):
                return later
        return scene


def _differs(scene: Scene, variant: Variant, scope: Scope) -> bool:
    """Whether it matters here which reading is right, and the part is come to at all."""
    met = all(scene.value(test, scope) is True for test in variant.root.tests)
    return met and scene.value(variant.root.node, scope) != scene.value(variant.node, scope)


def watched(search: Search, perform: Performer | None, others: Iterable[b.Scenario]) -> Watch:
    """What is not told apart yet after what these stories show."""
    watch = Watch(search.specification)
    for scenario in others:
        steps = [step for step in scenario.steps if isinstance(step, b.CallStep | b.ClockStep)]
        watch.tell(Machine(search.specification, scenario.start, perform=perform), steps)
    return watch


def decided(search: Search, perform: Performer | None, watch: Watch, holders: Collection[str]) -> list[Found]:
    """Stories for what is not told apart yet of the rules of some holders, as far as the oracle confirms them."""
    made = Decided(search, watch, holders)
    made.run()
    stories = [_story(search, chain) for chain in made.chains]
    return [story for story in stories if not _failures(search, perform, story)]


def halves(specification: b.Specification, watch: Watch) -> tuple[list[str], list[str]]:
    """The holders of rules in two parts with about as much left to tell apart; always the same ones."""
    left = Counter(variant.root.holder.id for variant in watch.pending())
    holders: list[Holder] = [*specification.operations, *specification.entities, *specification.reactions]
    holders += [*specification.timers, *specification.schedules]
    parts: tuple[list[str], list[str]] = ([], [])
    weights = [0, 0]
    for holder in sorted(holders, key=lambda holder: -left[holder.id]):
        lighter = weights.index(min(weights))
        parts[lighter].append(holder.id)
        weights[lighter] += left[holder.id] + 1
    return parts


def _failures(search: Search, perform: Performer | None, story: Found) -> bool:
    try:
        return bool(run_scenario(search.specification, story[1], perform=perform).failures)
    except OracleError:
        return True


def _story(search: Search, chain: _Chain) -> Found:
    """What a chain came to: the rule that it began with, what it shows, what is done in it and what is seen."""
    name = chain.title.split(".", 1)[1].replace("_", " ")
    seen = overview(search.specification, chain.plot)
    return told("decisions", f"what decides about {name}", list(chain.carries), list(chain.plot.steps), seen)
