"""Machines that fail: the true cause, the remedies tried, and what a restart changes."""

from benchmarks.loops.strangers_b._desk import Desk, Note, Work, rounds


class Machine:
    """A machine, the hand that works it and the one who mends it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.kit = desk.pick(desk.trade.kit)
        self.hand, self.fitter = desk.crew(2)
        self.fault = desk.pick(desk.trade.breaks)

    def start(self) -> Note:
        return self.desk.say(
            self.hand, None, "run", "[Starting|Switching on|Trying|Running] {kit}[ again| now|].", kit=self.kit
        )

    def fails(self, fault: str = "", outcome: str = "failed") -> Note:
        return self.desk.say(
            self.hand,
            self.fitter,
            "report",
            "[{kit} has stopped|{kit} failed|No luck with {kit}|Trouble with {kit}]: {fault}[, again|].",
            outcome,
            kit=self.kit,
            fault=fault or self.fault,
        )

    def remedy(self, what: str) -> Note:
        return self.desk.say(
            self.fitter,
            self.hand,
            "repair",
            "[I have|Just] {what}[, try now|; try {kit} once more|].",
            what=what,
            kit=self.kit,
        )

    def works(self) -> Note:
        return self.desk.say(
            self.hand,
            self.fitter,
            "report",
            "{kit} [runs|is up|works again|holds][, thank you| since {c}|].",
            "ok",
            kit=self.kit,
            c=self.desk.clock(),
        )


def remedies_in_turn(d: Desk) -> Work:
    """One remedy after the other, each another, until one helps."""
    for _ in range(d.between(1, 3)):
        machine = Machine(d)
        yield machine.start()
        yield machine.fails()
        for what in d.some(d.trade.remedies, d.between(2, 6)):
            yield machine.remedy(what)
            yield machine.start()
            yield machine.fails(d.pick(d.trade.breaks))
        yield machine.remedy("found the real cause and replaced the part")
        yield machine.start()
        yield machine.works()


def busy_then_through(d: Desk) -> Work:
    """Turned away because the other side is busy, waiting longer each time, and through in the end."""
    for _ in range(d.between(2, 5)):
        machine, wait = Machine(d), d.between(1, 3)
        number = d.ref()
        for _ in range(d.between(3, 6)):
            yield d.say(
                machine.hand, machine.fitter, "call", "[Trying|Sending] {n} through {k}.", n=number, k=machine.kit
            )
            yield d.say(
                machine.fitter,
                machine.hand,
                "status",
                "[Busy|Overloaded|Too many at once], [wait|again in] {w} minutes.",
                "429",
                w=wait,
            )
            wait *= 2
        yield d.say(machine.hand, machine.fitter, "call", "[Trying|Sending] {n} through {k}.", n=number, k=machine.kit)
        yield d.say(machine.fitter, machine.hand, "status", "{n} [went through|is in|accepted].", "ok", n=number)


def some_fail_once(d: Desk) -> Work:
    machine, case = Machine(d), d.pick(d.trade.cases)
    for _ in range(d.between(10, 24)):
        number = d.ref()
        for _ in range(d.pick([0, 0, 0, 1, 2])):
            yield d.say(
                machine.hand,
                machine.fitter,
                "run",
                "[{case} {n} did not go through|Failed on {case} {n}]: {f}[, trying once more|].",
                "error",
                case=case,
                n=number,
                f=d.pick(d.trade.breaks),
            )
        yield d.say(
            machine.hand,
            machine.fitter,
            "run",
            "[{case} {n} done|Finished {case} {n}|{case} {n} through {k}].",
            "ok",
            case=case,
            n=number,
            k=machine.kit,
        )


def outages_of_many(d: Desk) -> Work:
    """Different machines, different faults, each mended with one visit."""
    for _ in range(d.between(5, 12)):
        machine = Machine(d)
        yield machine.fails()
        yield machine.remedy(d.pick(d.trade.remedies))
        yield machine.works()


def restart_holds(d: Desk) -> Work:
    for _ in range(d.between(1, 3)):
        machine = Machine(d)
        for _ in range(d.between(1, 2)):
            yield machine.start()
            yield machine.fails()
            yield machine.remedy("restarted it")
        yield machine.start()
        yield machine.works()


def permanent_fault_retried(d: Desk) -> Work:
    """The fault is for ever, and the one who tries has no rule to stop."""
    machine = Machine(d)
    yield machine.start()
    yield machine.fails()
    yield d.say(
        machine.fitter,
        machine.hand,
        "explain",
        "[That is|It is] [beyond repair|for good|final]: {f}. [A new one is needed|It cannot be mended].",
        "failed",
        f=machine.fault,
    )
    yield None
    for turn in rounds(None):
        yield machine.start()
        yield machine.fails(outcome="error")
        if turn % 3 == 2 and d.chance(0.4):
            yield d.say(
                machine.fitter,
                machine.hand,
                "explain",
                "[As I said|Again], {k} [will not run|is dead][ with this fault|].",
                "failed",
                k=machine.kit,
            )


def restart_round(d: Desk) -> Work:
    """It comes up, works as far as the same point, falls, and is restarted."""
    machine = Machine(d)
    point = d.pick(d.trade.checks)
    if d.chance(0.6):
        yield from some_fail_once(d) if d.chance(0.2) else outages_of_many(d)
    yield None
    while True:
        yield machine.start()
        if d.chance(0.9):
            yield d.say(
                machine.hand,
                machine.fitter,
                "status",
                "[Up|Running|Alive], [going through the list|at step: {p}].",
                "ok",
                p=point,
            )
        yield machine.fails()
        yield machine.remedy("restarted it")


def alarm_silenced(d: Desk) -> Work:
    """The alarm is put out, not its cause."""
    machine = Machine(d)
    silencer = machine.fitter
    yield machine.works()
    yield None
    while True:
        yield d.say(
            machine.hand,
            silencer,
            "alarm",
            "[Alarm at|Warning from|Red light on] {k}: {f}.",
            "error",
            k=machine.kit,
            f=machine.fault,
        )
        yield d.say(
            silencer,
            machine.hand,
            "acknowledge",
            "[Alarm switched off|Silenced|Acknowledged and cleared][, {k}|][. No need to look|].",
            "ok",
            k=machine.kit,
        )


def same_remedies_round(d: Desk) -> Work:
    """Three remedies that did not help are tried in turn, again and again."""
    machine = Machine(d)
    remedies = d.some(d.trade.remedies, d.pick([2, 3, 3]))
    yield machine.start()
    yield machine.fails()
    for what in remedies:
        yield machine.remedy(what)
        yield machine.fails()
    yield None
    for turn in rounds(None):
        yield machine.remedy(remedies[turn % len(remedies)])
        if d.chance(0.4):
            yield machine.start()
        yield machine.fails()


LOOPS = {one.__name__: one for one in (permanent_fault_retried, restart_round, alarm_silenced, same_remedies_round)}
WORK = {
    one.__name__: one for one in (remedies_in_turn, busy_then_through, some_fail_once, outages_of_many, restart_holds)
}
