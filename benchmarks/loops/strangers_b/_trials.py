"""Trials: a hidden best setting, the settings tried, and what each run found."""

from benchmarks.loops.strangers_b._desk import Desk, Note, Work, rounds


class Trial:
    """A trial with a hidden optimum on one or two knobs."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.what = desk.pick(desk.trade.trials)
        self.doer, self.lead = desk.crew(2)
        self.name, self.unit, low, high = desk.pick(desk.trade.knobs).split("|")
        self.low, self.high = int(low), int(high)
        self.best = desk.between(self.low, self.high)
        self.run_number = 0

    def result(self, value: int) -> float:
        return max(0.0, 1 - abs(value - self.best) / (self.high - self.low))

    def run(self, value: int) -> Note:
        self.run_number += 1
        return self.desk.say(
            self.doer,
            self.lead,
            "try",
            "[Run {k}:|Now the {w} with|Trying the {w},|Attempt {k},] {name} [at|set to] {v} {u}.",
            k=self.run_number,
            w=self.what,
            name=self.name,
            v=value,
            u=self.unit,
            body=f"{self.what}{self.name}{value}",
        )

    def finding(self, value: int, why: str = "") -> Note:
        score = self.result(value)
        good = score > 0.97 and not why
        pattern = (
            "[It worked|Good at last|That is it|Success]: {w}, {name} {v}."
            if good
            else "[Failed|No good|Not yet|Bad]: [{why}|at {v} {u} {why}|{w}, {why}]."
        )
        side = "too high by the look of it" if value > self.best else "too low by the look of it"
        return self.desk.say(
            self.doer,
            self.lead,
            "result",
            pattern,
            "ok" if good else "failed",
            w=self.what,
            name=self.name,
            v=value,
            u=self.unit,
            why=why or side,
            score=score,
        )


def trials_fail_differently(d: Desk) -> Work:
    for _ in range(d.between(1, 2)):
        trial = Trial(d)
        values = d.some(range(trial.low, trial.high + 1), d.between(5, 10))
        for value, why in zip(values, d.some((*d.trade.flaws, *d.trade.breaks), len(values)), strict=True):
            yield trial.run(value)
            yield trial.finding(value, why)
            if d.chance(0.5):
                yield d.say(
                    trial.lead,
                    trial.doer,
                    "suggest",
                    "[Then change|Look at|Next, vary] the {n}, and [mind|note] {t}.",
                    n=trial.name,
                    t=d.pick(d.trade.topics),
                )
        yield trial.run(trial.best)
        yield trial.finding(trial.best)


def tuning_converges(d: Desk) -> Work:
    for _ in range(d.between(2, 4)):
        trial = Trial(d)
        low, high = trial.low, trial.high
        while low <= high:
            value = (low + high) // 2
            yield trial.run(value)
            yield trial.finding(value)
            if trial.result(value) > 0.97:
                break
            low, high = (value + 1, high) if value < trial.best else (low, value - 1)


def grid_swept(d: Desk) -> Work:
    trial = Trial(d)
    step = max(1, (trial.high - trial.low) // d.between(10, 24))
    for value in range(trial.low, trial.high + 1, step):
        yield trial.run(value)
        yield d.say(
            trial.doer,
            trial.lead,
            "result",
            "[Reading|Got|Result] {r}[ at {v}|, {w}|].",
            "ok",
            r=round(trial.result(value) * 100, 1),
            v=value,
            w=trial.what,
            score=trial.result(value),
        )


def rehearsal_improves(d: Desk) -> Work:
    trial, slips = Trial(d), d.between(9, 20)
    while slips > 0:
        yield d.say(
            trial.lead, trial.doer, "call", "[From the top|Once more|Again, please|The {w}, everyone].", w=trial.what
        )
        yield d.say(
            trial.doer,
            trial.lead,
            "report",
            "[{n} slips this time|{n} went wrong|Still {n} mistakes], [mostly|among them] {f}.",
            "failed",
            n=slips,
            f=d.pick(d.trade.flaws),
            score=1 / slips,
        )
        slips -= d.between(1, 3)
    yield d.say(
        trial.lead,
        trial.doer,
        "approve",
        "[Clean|Not a single slip], the {w} [is ready|stands].",
        "ok",
        w=trial.what,
        score=1.0,
    )


def same_settings_again(d: Desk) -> Work:
    """The same trial with the same settings, expecting another end."""
    trial = Trial(d)
    value, why = d.between(trial.low, trial.high), d.pick((*d.trade.flaws, *d.trade.breaks))
    for other in d.some(range(trial.low, trial.high + 1), d.between(0, 2)):
        yield trial.run(other)
        yield trial.finding(other, d.pick(d.trade.flaws))
    yield None
    while True:
        yield trial.run(value)
        yield trial.finding(value, why)
        if d.chance(0.2):
            yield d.say(trial.lead, trial.doer, "call", "[Once more|Again, please|Repeat it][, nothing changed|].")


def settings_revisited(d: Desk) -> Work:
    trial = Trial(d)
    tried = [(v, d.pick(d.trade.flaws)) for v in d.some(range(trial.low, trial.high + 1), d.pick((2, 3, 3, 4)))]
    for value, why in tried:
        yield trial.run(value)
        yield trial.finding(value, why)
    yield None
    for turn in rounds(None):
        value, why = tried[turn % len(tried)]
        yield trial.run(value)
        yield trial.finding(value, why)


def overcorrected(d: Desk) -> Work:
    """Too much, so down by as much as it is too little afterwards."""
    trial = Trial(d)
    reach = max(1, (trial.high - trial.low) // 3)
    trial.best = (trial.low + trial.high) // 2
    yield trial.run(trial.low)
    yield trial.finding(trial.low)
    yield None
    for turn in rounds(None):
        value = trial.best + (reach if turn % 2 == 0 else -reach)
        yield trial.run(value)
        yield trial.finding(value)


LOOPS = {one.__name__: one for one in (same_settings_again, settings_revisited, overcorrected)}
WORK = {one.__name__: one for one in (trials_fail_differently, tuning_converges, grid_swept, rehearsal_improves)}
