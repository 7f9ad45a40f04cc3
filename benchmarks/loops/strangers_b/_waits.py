"""Waiting: for a bay, for a word, for one another; with an end in sight or without."""

from benchmarks.loops.strangers_b._desk import Desk, Work, rounds

_ASK = (
    "[Is {bay} free yet|How long still for {bay}|Any change at {bay}|May we have {bay} now|Where do we stand "
    "with {bay}]?"
)


def long_wait_ends(d: Desk) -> Work:
    """The same answer for hours, with a time named at which it ends, and it ends."""
    for _ in range(d.between(1, 2)):
        bay, (asker, keeper) = d.pick(d.trade.bays), d.crew(2)
        client, asks = next(d.clients()), d.between(5, 16)
        ahead = d.typical(2 * asks + 3)
        until, ends = d.clock(ahead), d.minutes + ahead
        yield d.say(asker, keeper, "ask", _ASK, bay=bay)
        yield d.say(keeper, asker, "status", "{bay} is taken by {c} until {u}.", "pending", bay=bay, c=client, u=until)
        for _ in range(asks):
            if d.minutes >= ends:
                break
            yield d.say(asker, keeper, "poll", _ASK, bay=bay)
            yield d.say(
                keeper,
                asker,
                "status",
                "[Unchanged|Still {c}|As before], [until {u}|free at {u}].",
                "pending",
                c=client,
                u=until,
            )
        yield d.say(keeper, asker, "status", "{c} [has left|is done], {bay} is yours.", "ok", c=client, bay=bay)
        yield d.say(asker, keeper, "thank", "[Thank you|Good], [we are moving in|on our way][ to {bay}|].", bay=bay)


def queue_moves(d: Desk) -> Work:
    bay, (asker, keeper) = d.pick(d.trade.bays), d.crew(2)
    place = d.between(8, 24)
    while place > 0:
        yield d.say(asker, keeper, "poll", _ASK, bay=bay)
        yield d.say(
            keeper,
            asker,
            "status",
            "[You are|Number|Place] {n} in the [queue|line] for {bay}.",
            "pending",
            n=place,
            bay=bay,
        )
        place -= d.pick([0, 1, 1, 1, 2, 3])
    yield d.say(keeper, asker, "status", "[Your turn|Next is you]: {bay}.", "ok", bay=bay)


def progress_watched(d: Desk) -> Work:
    (asker, doer), what = d.crew(2), d.pick(d.trade.trials)
    share = d.between(2, 10)
    while share < 100:
        yield d.say(asker, doer, "poll", "[How far is|Where stands|Status of] the {w}?", w=what)
        yield d.say(
            doer, asker, "status", "{w}: {n} percent[ done| through|].", "pending", w=what, n=share, score=share / 100
        )
        share += d.between(2, 14)
    yield d.say(doer, asker, "report", "[Finished|All done|Complete]: {w}.", "ok", w=what, score=1.0)


def hourly_watch(d: Desk) -> Work:
    """Nothing happens, and that is what the watch is for."""
    watch, desk = d.crew(2)
    places = d.some(d.trade.bays, 3)
    for turn in range(d.between(16, 60)):
        yield d.say(
            watch,
            desk,
            "report",
            "[{c}: all quiet at|All well,|Nothing to report from|Round done,] {p}.",
            "ok",
            c=d.clock(),
            p=places[turn % 3],
        )


def daily_reports(d: Desk) -> Work:
    writers = d.crew(4)
    case = d.pick(d.trade.cases)
    for day in range(1, d.between(6, 18)):
        for writer in writers[1:]:
            yield d.say(
                writer,
                writers[0],
                "report",
                "[Day|Shift] {day}: {n} [times|units of] {case} [handled|seen|done], {m} [open|left over], [no "
                "incidents|{t} is the talk|"
                "nothing special].",
                "ok",
                day=day,
                n=d.between(2, 40),
                case=case,
                m=d.between(0, 9),
                t=d.pick(d.trade.topics),
            )


def _each_waits(d: Desk, limit: int | None) -> Work:
    (one, two), piece = d.crew(2), d.pick(d.trade.pieces)
    bay = d.pick(d.trade.bays)
    parts = (f"{piece}", f"the word on {bay}")
    yield d.say(one, two, "plan", "[We need|Today wants] {x} and {y}[, one after the other|].", x=parts[0], y=parts[1])
    yield None
    for _ in rounds(limit):
        yield d.say(
            one,
            two,
            "remind",
            "[Kindly reminding you|No hurry, but|I am waiting|Just asking]: {y} [first|from you], then I "
            "[start|send {x}].",
            "pending",
            x=parts[0],
            y=parts[1],
        )
        yield d.say(
            two,
            one,
            "remind",
            "[Of course|Gladly|Happy to help], [as soon as I have {x}|once {x} is here|after {x} arrives]"
            "[, I can give {y}|][. I am waiting for you|].",
            "pending",
            x=parts[0],
            y=parts[1],
        )
    yield d.say(two, one, "yield", "[Then|All right,] I begin: {y} [goes out now|is yours].", "ok", y=parts[1])
    yield d.say(one, two, "thank", "[Thanks|Perfect], here comes {x}.", "ok", x=parts[0], body=parts[0])


def polite_deadlock(d: Desk) -> Work:
    return _each_waits(d, None)


def one_begins(d: Desk) -> Work:
    for _ in range(d.between(1, 3)):
        yield from (note for note in _each_waits(d, d.between(1, 2)) if note)


def _holding(d: Desk, limit: int | None) -> Work:
    (one, two, keeper), bays = d.crew(3), d.some(d.trade.bays, 2)
    yield d.say(keeper, None, "assign", "{a} has {x}, {b} has {y}.", a=one, b=two, x=bays[0], y=bays[1])
    yield None
    for _ in rounds(limit):
        for who, other, mine, wanted in ((one, two, *bays), (two, one, *reversed(bays))):
            yield d.say(
                who,
                other,
                "request",
                "[Please release|Could I have|I still need|Let me have] {w}[, I hold {m} meanwhile|; {m} stays "
                "with me until then|].",
                "pending",
                w=wanted,
                m=mine,
            )
            yield d.say(
                other,
                who,
                "refuse",
                "[Not before|Only after|As soon as] I have {m}[, then you get {w}|].",
                "rejected",
                w=wanted,
                m=mine,
            )
    yield d.say(
        keeper, two, "decide", "{b} [gives up|hands over] {y} for an hour[, then takes both|].", b=two, y=bays[1]
    )
    yield d.say(two, one, "release", "[Here you are|Released]: {y}.", "ok", y=bays[1])
    yield d.say(one, two, "release", "[Done with both|Finished], {x} and {y} are free.", "ok", x=bays[0], y=bays[1])


def both_hold(d: Desk) -> Work:
    return _holding(d, None)


def keeper_decides(d: Desk) -> Work:
    for _ in range(d.between(1, 3)):
        yield from (note for note in _holding(d, 1) if note)


def asks_after_the_cancelled(d: Desk) -> Work:
    """What is waited for has long been called off; the asker does not take it in."""
    bay, (asker, keeper) = d.pick(d.trade.bays), d.crew(2)
    number = d.ref()
    for _ in range(d.between(1, 3)):
        yield d.say(asker, keeper, "poll", _ASK, bay=bay)
        yield d.say(keeper, asker, "status", "[Booking {n} is waiting|You are on the list, {n}].", "pending", n=number)
    yield d.say(
        keeper,
        asker,
        "cancel",
        "[Booking|Request] {n} for {b} [was withdrawn|has been cancelled][; file a new one if you need it|].",
        "failed",
        n=number,
        b=bay,
    )
    yield None
    while True:
        yield d.say(
            asker,
            keeper,
            "poll",
            "[Still waiting for|Any news of|And] {n}[, when do we get {bay}|]?",
            n=number,
            bay=bay,
        )
        yield d.say(
            keeper,
            asker,
            "status",
            "{n} [is cancelled|was withdrawn|is no longer on my list|does not exist any more][. Nothing is running|].",
            "failed",
            n=number,
        )


def nobody_there(d: Desk) -> Work:
    (asker, gone), topic = d.crew(2), d.pick(d.trade.topics)
    yield d.say(asker, gone, "ask", "[I need your view on|A word about] {t}[, please|].", t=topic)
    yield None
    while True:
        yield d.say(
            gone,
            asker,
            "auto_reply",
            "[I have left the house|This post is vacant|{me} no longer works here|I am away for good][. Messages "
            "are not read|].",
            "failed",
        )
        yield d.say(
            asker,
            gone,
            "ask",
            "[Coming back to|A reminder about|Once more on|Did you see my note on] {t}[, please answer|; we need "
            "your word|].",
            "pending",
            t=topic,
        )


LOOPS = {one.__name__: one for one in (polite_deadlock, both_hold, asks_after_the_cancelled, nobody_there)}
WORK = {
    one.__name__: one
    for one in (long_wait_ends, queue_moves, progress_watched, hourly_watch, daily_reports, one_begins, keeper_decides)
}
