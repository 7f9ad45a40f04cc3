"""Shifts, slots, gauges and ledgers: what passes from hand to hand and what is kept in balance."""

from benchmarks.loops.strangers_b._desk import Desk, Note, Work, rounds


class Gauge:
    """A quantity with bounds and two levers."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        gauge, levers = desk.pick(tuple(zip(desk.trade.gauges, desk.trade.levers, strict=False)))
        self.name, self.unit, low, high = gauge.split("|")
        self.low, self.high = int(low), int(high)
        self.up, self.down = levers.split(" / ")
        self.reader, self.hand, self.other = desk.crew(3)

    def read(self, value: float) -> Note:
        out = not self.low <= value <= self.high
        return self.desk.say(
            self.reader,
            self.hand,
            "read",
            "[{name} at|{name} reads|{name} is] {v} {u}"
            + ("[, out of bounds|, bounds are {lo} to {hi}|]." if out else "[, fine|, in bounds|]."),
            "failed" if out else "ok",
            name=self.name,
            v=f"{value:g}",
            u=self.unit,
            lo=self.low,
            hi=self.high,
            score=-abs(value - (self.low + self.high) / 2),
        )

    def move(self, who: str, lever: str) -> Note:
        return self.desk.say(who, self.reader, "adjust", "[I|Right, I|Going to] {lever}[ a little| now|].", lever=lever)


def gauge_settles(d: Desk) -> Work:
    for _ in range(d.between(1, 3)):
        gauge = Gauge(d)
        middle, span = (gauge.low + gauge.high) / 2, gauge.high - gauge.low
        off = span * d.between(15, 50) / 10 * d.pick((-1, 1))
        while abs(off) > span / 2:
            yield gauge.read(round(middle + off, 1))
            yield gauge.move(gauge.hand, gauge.up if off < 0 else gauge.down)
            off *= d.pick((-0.8, -0.6, -0.5, 0.5, 0.6, 0.7, 0.8))
        for _ in range(d.between(1, 4)):
            yield gauge.read(round(middle + span * d.between(-4, 4) / 10, 1))


def gauge_held(d: Desk) -> Work:
    gauge = Gauge(d)
    value = gauge.low
    for _ in range(d.between(16, 40)):
        value = min(gauge.high, max(gauge.low, value + d.pick((-2, -1, 0, 0, 1, 2))))
        yield gauge.read(value)
        if value in (gauge.low, gauge.high) and d.chance(0.5):
            yield gauge.move(gauge.hand, gauge.up if value == gauge.low else gauge.down)


def gauge_ramped(d: Desk) -> Work:
    gauge = Gauge(d)
    start = gauge.low - (gauge.high - gauge.low) * d.between(2, 9)
    value = float(max(0, start) if gauge.low > 0 else start)
    step = (gauge.low - value) / d.between(8, 24)
    while value < gauge.low:
        yield gauge.read(round(value, 1))
        yield gauge.move(gauge.hand, gauge.up)
        value += step * d.between(7, 13) / 10
    yield gauge.read(round(value, 1))


def gauge_hunts(d: Desk) -> Work:
    """The answer to too much is too little, and the other way round; the bounds are never kept."""
    gauge = Gauge(d)
    reach = gauge.high - gauge.low + d.between(1, 8)
    yield gauge.read((gauge.low + gauge.high) // 2)
    yield None
    for turn in rounds(None):
        high = turn % 2 == 0
        yield gauge.read(gauge.high + reach + d.pick((0, 0, 1)) if high else gauge.low - reach - d.pick((0, 0, 1)))
        yield gauge.move(gauge.hand, gauge.down if high else gauge.up)


def hands_undo_each_other(d: Desk) -> Work:
    """Two hands with opposite orders on one lever."""
    gauge = Gauge(d)
    yield gauge.read(gauge.low)
    yield None
    while True:
        yield d.say(
            gauge.hand,
            None,
            "adjust",
            "[My orders are to|I|As the sheet of my shift says, I] {l}[ at once|].",
            l=gauge.up,
        )
        if d.chance(0.3):
            yield gauge.read(gauge.high + 2)
        yield d.say(
            gauge.other,
            None,
            "adjust",
            "[Found it changed|Not as I left it|By my orders], [so I|I] {l}[ again|].",
            l=gauge.down,
        )
        if d.chance(0.3):
            yield gauge.read(gauge.low - 2)


def shift_handover(d: Desk) -> Work:
    """Open work passes from shift to shift and grows less."""
    one, two, three = d.crew(3)
    tasks = d.some((*d.trade.checks, *d.trade.topics), d.between(8, 14))
    shift = 0
    while tasks:
        giver, taker = ((one, two), (two, three), (three, one))[shift % 3]
        yield d.say(
            giver,
            taker,
            "hand_over",
            "[Handing over|Over to you], {n} open: {t}[, first of all|].",
            "pending",
            n=len(tasks),
            t=tasks[0],
        )
        for task in [tasks.pop(0) for _ in range(min(len(tasks), d.between(1, 3)))]:
            yield d.say(taker, None, "act", "{t}: [seen to|done|finished].", "ok", t=task)
        shift += 1


def assessment_begun_anew(d: Desk) -> Work:
    """Nobody reads the notes of the shift before, so each begins with the same first look."""
    crew = d.crew(d.pick((2, 3)))
    number = f"{d.pick(d.trade.cases)} {d.ref()}"
    looks = d.some(d.trade.checks, d.pick((1, 2, 2)))
    yield from shift_handover(d) if d.chance(0.3) else ()
    yield None
    for turn in rounds(None):
        me, onward = crew[turn % len(crew)], crew[(turn + 1) % len(crew)]
        yield d.say(
            me,
            None,
            "take",
            "[Taking over|I have] {n}[, no notes found|]; [I begin with a first look|starting with the basics].",
            "pending",
            n=number,
        )
        for look in looks:
            yield d.say(me, None, "check", "{n}, {l}: [noted|seen].", "ok", n=number, l=look)
        yield d.say(
            me, onward, "hand_over", "[End of shift|My time is up], {n} [goes|passes] to you.", "pending", n=number
        )


def _passed_on(d: Desk, limit: int | None) -> Work:
    crew = d.crew(d.pick((3, 3, 4)))
    number = f"{d.pick(d.trade.cases)} {d.ref()}"
    yield d.say(crew[0], crew[1], "hand_over", "[Could you take|For you]: {n}.", "pending", n=number)
    yield None
    for turn in rounds(limit):
        me, onward = crew[(turn + 1) % len(crew)], crew[(turn + 2) % len(crew)]
        yield d.say(
            me,
            onward,
            "hand_over",
            "[Not mine|I have no hands free|That is more in your line|My rule says you], {to}: [please "
            "take|passing on] {n}.",
            "pending",
            n=number,
        )
    last = crew[((limit or 0) + 1) % len(crew)]
    yield d.say(last, None, "take", "[I keep|I take] {n}[ and see to it|].", "ok", n=number)
    yield d.say(last, crew[0], "close", "{n} [is finished|done].", "ok", n=number)


def passed_round(d: Desk) -> Work:
    return _passed_on(d, None)


def passed_and_taken(d: Desk) -> Work:
    for _ in range(d.between(1, 3)):
        yield from (note for note in _passed_on(d, d.between(1, 2)) if note)


def slot_found(d: Desk) -> Work:
    for _ in range(d.between(2, 4)):
        (asker, planner), bay = d.crew(2), d.pick(d.trade.bays)
        hours = d.some(range(6, 22), d.between(3, 7))
        for hour in hours:
            yield d.say(
                asker,
                planner,
                "request",
                "[May I book|Is it possible to have|Free?] {b} at {h}:00?",
                "pending",
                b=bay,
                h=hour,
            )
            if hour != hours[-1]:
                yield d.say(
                    planner,
                    asker,
                    "refuse",
                    "[No|Sorry], {h}:00 is [taken by|with] {c}.",
                    "rejected",
                    h=hour,
                    c=next(d.clients()),
                )
        yield d.say(planner, asker, "confirm", "{b} is yours at {h}:00.", "ok", b=bay, h=hours[-1])


def bookings_for_many(d: Desk) -> Work:
    (planner, asker), clients = d.crew(2), d.clients()
    bay = d.pick(d.trade.bays)
    for slot in range(d.between(8, 24)):
        client, hour = next(clients), f"{6 + slot % 16}:{d.pick(('00', '15', '30', '45'))}"
        yield d.say(
            asker,
            planner,
            "request",
            "[Booking|A slot] at {b} for {c}, [at|say] {h}.",
            "pending",
            b=bay,
            c=client,
            h=hour,
        )
        yield d.say(planner, asker, "confirm", "{c}, {h}: [booked|confirmed|in the diary].", "ok", c=client, h=hour)


def rota_filled(d: Desk) -> Work:
    planner, *crew = d.crew(6)
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        for mate in d.some(crew, 4):
            yield d.say(planner, mate, "ask", "[Can you take|Would you do] {d}?", d=day)
            good = d.chance(0.5)
            yield d.say(
                mate,
                planner,
                "answer",
                "[Yes|I can], {d}." if good else "[No|Not] {d}, [I am off|I have {t}].",
                "ok" if good else "rejected",
                d=day,
                t=d.pick(d.trade.topics),
            )
            if good:
                break


def bookings_bump(d: Desk) -> Work:
    """Each move makes room by pushing out the next one, in a ring."""
    (planner,), bay = d.crew(1), d.pick(d.trade.bays)
    clients = d.some(d.trade.clients, 3)
    hours = d.some(range(6, 22), 3)
    for client, hour in zip(clients, hours, strict=True):
        yield d.say(
            planner, client, "confirm", "{c}, {h}:00: [booked|confirmed] at {b}.", "ok", c=client, h=hour, b=bay
        )
    yield None
    for turn in rounds(None):
        client, pushed, hour = clients[turn % 3], clients[(turn + 1) % 3], hours[turn % 3]
        yield d.say(
            client,
            planner,
            "request",
            "[{h}:00 does not suit|I was moved|That clashes], [please move me|another hour at {b}, please].",
            "pending",
            h=hour,
            b=bay,
        )
        yield d.say(
            planner,
            client,
            "move",
            "[Moved|Shifted] {c} to {h}:00[, in place of {p}|; {p} must make room].",
            "ok",
            c=client,
            h=hours[(turn + 1) % 3],
            p=pushed,
        )


def ledger_agrees(d: Desk) -> Work:
    """The difference grows less with each slip found."""
    for _ in range(d.between(1, 3)):
        keeper, helper = d.crew(2)
        gap, clients = d.between(400, 3000), d.clients()
        while gap > 0:
            slip = min(gap, d.between(40, 400))
            yield d.say(
                keeper,
                helper,
                "compare",
                "[The books differ by|Difference now|Still out by] {g}.",
                "failed",
                g=gap,
                score=-gap,
            )
            yield d.say(
                helper,
                keeper,
                "correct",
                "[Found|Here is] {s} [for|posted twice for] {c}[, slip {n}|].",
                s=slip,
                c=next(clients),
                n=d.ref(),
            )
            gap -= slip
        yield d.say(keeper, helper, "close", "[Both sides agree|It balances][, closing the books|].", "ok", score=0.0)


def refunds_for_many(d: Desk) -> Work:
    (payer, checker), clients = d.crew(2), d.clients()
    for _ in range(d.between(10, 24)):
        client, amount, number = next(clients), d.between(5, 400), d.ref()
        yield d.say(
            payer, checker, "pay", "[Refund|Paying back] {a} to {c}[, {n}|].", "pending", a=amount, c=client, n=number
        )
        yield d.say(checker, payer, "confirm", "[Paid|Released][, {n}|, {a}|].", "ok", n=number, a=amount)


def posted_and_reversed(d: Desk) -> Work:
    """One clerk must post it, the other must take it back."""
    one, two = d.crew(2)
    amount, number = d.between(50, 4000), d.ref()
    client = next(d.clients())
    yield from refunds_for_many(d) if d.chance(0.2) else ()
    yield None
    while True:
        yield d.say(
            one,
            two,
            "post",
            "[Posted|Entered|Booked] {a} [to|for] {c}[, {n}| as the rule for open items says|].",
            "ok",
            a=amount,
            c=client,
            n=number,
            body=f"{number}+",
        )
        yield d.say(
            two,
            one,
            "reverse",
            "[Reversed|Taken back|Struck out] {a} [for|of] {c}[, no voucher| by the rule for vouchers|, {n}|].",
            "ok",
            a=amount,
            c=client,
            n=number,
            body=f"{number}-",
        )


LOOPS = {
    one.__name__: one
    for one in (
        gauge_hunts,
        hands_undo_each_other,
        assessment_begun_anew,
        passed_round,
        bookings_bump,
        posted_and_reversed,
    )
}
WORK = {
    one.__name__: one
    for one in (
        gauge_settles,
        gauge_held,
        gauge_ramped,
        shift_handover,
        passed_and_taken,
        slot_found,
        bookings_for_many,
        rota_filled,
        ledger_agrees,
        refunds_for_many,
    )
}
