"""Stories in which each condition, number and calculation of the rules makes a difference that is seen."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

import blueprints as b
from autogenesis.assembly._doubts import Doubts, Steps, Trial
from autogenesis.assembly._nearby import Change, Nearby
from autogenesis.assembly._oracle import Case, Performer, run_scenario
from autogenesis.assembly._telling import Found, told
from autogenesis.assembly._witness import START, Search

_BUDGET = 140_000
_PATIENCE = 50_000
"""So much may be tried after the latest story that showed something."""
_MOST_STORIES = 3
_NOTICING = 0.35
_MOST_VAIN, _AT_ONCE = 10, 4
_TURNS = 4
_LONG = 20
_AT_RANDOM, _ELSEWHERE, _CHANGES = 3, 2, 3
_GOALS = {"level": 0, "below": -1, "above": 1, "same": 0, "other": 1}


def conditions(
    search: Search, perform: Performer | None, stories: Iterable[b.Scenario], holders: Collection[str]
) -> Iterator[Found]:
    """Stories that the oracle confirms, for what the given ones would not notice of the rules of some holders."""
    for kind, scenario in Conditions(search, holders).found(list(stories)):
        if not run_scenario(search.specification, scenario, perform=perform).failures:
            yield kind, scenario


class Conditions:
    """Looks, near the stories there are, for those that show more."""

    def __init__(self, search: Search, holders: Collection[str], budget: int = _BUDGET) -> None:
        self._search, self.doubts = search, Doubts(search, holders, budget)
        self._nearby, self._budget = Nearby(search), budget
        self._chance = random.Random(1)
        self._trials: list[Trial] = []
        self._known: set[tuple[Case, bool]] = set()
        self._turned: set[tuple[int, Change, Case]] = set()
        self._vain = Counter[Case]()
        self._gained_at = 0

    def found(self, stories: list[b.Scenario]) -> Iterator[Found]:
        """The stories, in the order in which they were come by."""
        self._noticed(stories)
        self._gained_at = self.doubts.work
        for plot in self._search.pool[:2]:
            yield from self._gained(tuple(plot.steps))
            for schedule in self._search.specification.schedules:
                for longer in self._nearby.twice(tuple(plot.steps), schedule):
                    yield from self._gained(longer)
                for fuller in self._nearby.crowded(tuple(plot.steps), schedule):
                    yield from self._gained(fuller)
        while self.doubts.open and self._trials and not self._at_its_end():
            case = self._chance.choice(list(self.doubts.open))
            yield from self._aimed(case)
            for _ in range(_AT_RANDOM):
                near = self._parent(case)
                steps = self._nearby.at_random(near, self._chance)
                if steps is not None:
                    yield from self._gained(steps, near)
            yield from self._elsewhere(case)

    def _at_its_end(self) -> bool:
        """Whether no more can be tried, or so much has been tried in vain that no more is."""
        return self.doubts.spent or self.doubts.work - self._gained_at > _PATIENCE

    def _noticed(self, stories: list[b.Scenario]) -> None:
        """Close the cases that the stories notice, as far as is told soon enough."""
        vain: dict[Case, int] = {}
        for story in sorted(stories, key=lambda story: len(story.steps)):
            trial = self.doubts.tried(story.steps) if self.doubts.work < self._budget * _NOTICING else None
            if trial is None:
                continue
            here = story.start == START  # one that begins at a moment of its own cannot be gone on with from here
            if here and self._is_new(trial) and len(story.steps) < _LONG:
                self._trials.append(trial)
            for case in [case for case in self.doubts.open if case in trial.told]:
                if vain.get(case, 0) >= _MOST_STORIES:
                    continue
                if self.doubts.notices(trial, case):
                    del self.doubts.open[case]
                else:
                    vain[case] = vain.get(case, 0) + 1

    def _elsewhere(self, case: Case) -> Iterator[Found]:
        """Do what a case hangs on where other things have happened before."""
        near = [trial for trial in self._trials if case in trial.told] or [
            trial for trial in self._trials if case in trial.came
        ]
        if not near:
            return
        other = self._chance.choice(near)
        for _ in range(_ELSEWHERE):
            trial = self._chance.choice(self._trials)
            steps = self._nearby.grafted(trial, other, other.told.get(case, other.came[case]))
            if steps is not None and case in self.doubts.open:
                yield from self._gained(steps, trial)

    def _is_new(self, trial: Trial) -> bool:
        """Whether something came up, or told, for the first time."""
        marks = {*((case, False) for case in trial.came), *((case, True) for case in trial.told)}
        fresh = marks - self._known
        self._known |= fresh
        return bool(fresh)

    def _parent(self, case: Case) -> Trial:
        """Mostly one in which the case came up, or told; rather one that takes little work."""
        near = [trial for trial in self._trials if case in trial.told]
        if not near or self._chance.random() < 0.4:
            near = [trial for trial in self._trials if case in trial.came]
        if not near or self._chance.random() < 0.3:
            near = self._trials
        return min((self._chance.choice(near) for _ in range(2)), key=lambda trial: trial.work)

    def _gained(self, steps: Steps, near: Trial | None = None) -> Iterator[Found]:
        """Try the steps; a story where they show something that no other one does."""
        trial = self.doubts.tried(steps, near)
        if trial is not None:
            yield from self._kept(trial)

    def _kept(self, trial: Trial) -> Iterator[Found]:
        fresh = self._is_new(trial)
        shown: list[Case] = []
        where: set[int] = set()
        telling = [case for case in self.doubts.open if case in trial.told and self._vain[case] < _MOST_VAIN]
        for case in sorted(telling, key=lambda case: self._vain[case])[:_AT_ONCE]:
            differs = self.doubts.differs(trial, case)
            if differs:
                shown.append(case)
                where.update(differs)
                del self.doubts.open[case]
            else:
                self._vain[case] += 1
        if fresh or shown:
            self._trials.append(trial)
        if shown:
            self._gained_at = self.doubts.work
            places = [self.doubts.places[case.node] for case in shown]
            carries = list(dict.fromkeys(place.element for place in places))
            yield told("conditions", places[0].title, carries, self.doubts.told(trial, where))

    def _aimed(self, case: Case) -> Iterator[Found]:
        """Turn what can be turned until the sides of a comparison are as far apart as the case says."""
        goal = _GOALS.get(case.how)
        near = [trial for trial in self._trials if trial.gaps.get(case.node)] if goal is not None else []
        if goal is None or not near:
            return
        closest = min(near, key=lambda trial: (abs(_closest(trial, case, goal) - goal), trial.work))
        names = self.doubts.names(case)
        for trial in (closest, self._chance.choice(near)):
            changes = self._nearby.changes(self._nearby.steps(trial), names)
            fresh = (change for change in changes if (id(trial), change, case) not in self._turned)
            for change in islice(fresh, _CHANGES):
                self._turned.add((id(trial), change, case))
                yield from self._turn(trial, change, case, goal)
                if case not in self.doubts.open:
                    return

    def _turn(self, trial: Trial, change: Change, case: Case, goal: int) -> Iterator[Found]:
        here, by = 0.0, 1.0
        gap = _closest(trial, case, goal)
        for _ in range(_TURNS):
            steps = self._nearby.turned(self._nearby.steps(trial), change, by)
            other = self.doubts.tried(steps, trial) if steps is not None else None
            if other is None or not other.gaps.get(case.node):
                return
            yield from self._kept(other)
            reached = _closest(other, case, goal)
            if reached == gap or case not in self.doubts.open:
                return
            here, by, gap = by, by + (goal - reached) * (by - here) / (reached - gap), reached
            if by == here:
                return


def _closest(trial: Trial, case: Case, goal: int) -> float:
    return min((gap for gap, _ in trial.gaps[case.node]), key=lambda gap: abs(gap - goal))
