"""Series: lists, rounds, queues of like cases and counts, with a cursor that moves or does not."""

from benchmarks.loops.strangers_b._desk import Desk, Work

_CHECKED = "[{item}: yes|Checked: {item}|{item}, confirmed|Ticked {item}|{k}. {item} - in order]."


def checklist(d: Desk) -> Work:
    checker, chief = d.crew(2)
    for what in d.some(d.trade.bays, d.between(2, 4)):
        yield d.say(chief, checker, "start", "[Go through|Please do] the list for {w}.", w=what)
        for k, item in enumerate(d.some(d.trade.checks, len(d.trade.checks)), 1):
            good = d.chance(0.92)
            yield d.say(
                checker,
                chief,
                "check",
                _CHECKED if good else "{item}: no, [seeing to it|mended on the spot].",
                "ok" if good else "failed",
                item=item,
                k=k,
            )
        yield d.say(checker, chief, "finish", "[List complete|All done], {w}.", "ok", w=what)


def identical_answers(d: Desk) -> Work:
    """Like things looked at one by one, each as it should be."""
    (inspector, writer), case = d.crew(2), d.pick(d.trade.cases)
    verdict = d.pick(("sound", "clean", "in order", "without findings", "good", "as it should be"))
    for k in range(1, d.between(16, 60)):
        yield d.say(
            inspector,
            writer,
            "inspect",
            "[{case} {k}: {v}|{case} number {k}, {v}|{k}: {v}].",
            "ok",
            case=case,
            k=k,
            v=verdict,
            body=verdict,
        )


def queue_of_cases(d: Desk) -> Work:
    (front, expert), case = d.crew(2), d.pick(d.trade.cases)
    clients = d.clients()
    for _ in range(d.between(8, 24)):
        number, client = d.ref(), next(clients)
        yield d.say(
            front, expert, "assign", "[Next|For you|New]: {case} {n}[, {c}|].", "pending", case=case, n=number, c=client
        )
        if d.chance(0.3):
            yield d.say(
                expert,
                front,
                "ask",
                "[About|On] {n}: [what of|anything on|who saw to] {t}?",
                n=number,
                t=d.pick(d.trade.topics),
            )
            yield d.say(
                front,
                expert,
                "answer",
                "[Asked {c}|{c} says]: [that is settled|nothing new|see the note of {k}].",
                c=client,
                k=d.clock(),
            )
        yield d.say(
            expert,
            front,
            "close",
            "[Closed|Settled|Dealt with|Finished] {n}[ for {c}|][, took {m} minutes|].",
            "ok",
            n=number,
            c=client,
            m=d.between(3, 50),
        )


def counting_up(d: Desk) -> Work:
    (teller, writer), case = d.crew(2), d.pick(d.trade.cases)
    total, step = 0, d.pick((1, 1, 5, 10, 12, 20))
    for _ in range(d.between(16, 50)):
        total += step
        yield d.say(teller, writer, "count", "[{n}|{n} of {case}|That makes {n}|and {n}].", n=total, case=case)
    yield d.say(writer, teller, "record", "[Total|Sum]: {n}[, written down|].", "ok", n=total)


def readings_round(d: Desk) -> Work:
    reader, writer = d.crew(2)
    for _ in range(d.between(4, 12)):
        for entry in d.trade.gauges:
            name, unit, low, high = entry.split("|")
            value = d.between(int(low), int(high))
            yield d.say(
                reader, writer, "read", "{name}: {v} {u}[, within bounds|, fine|].", "ok", name=name, v=value, u=unit
            )


def cases_return_once(d: Desk) -> Work:
    """Some cases are opened again with something new, and closed for good."""
    (front, expert), case = d.crew(2), d.pick(d.trade.cases)
    for _ in range(d.between(6, 14)):
        number = d.ref()
        yield d.say(expert, front, "close", "[Closed|Settled] {case} {n}.", "ok", case=case, n=number)
        if d.chance(0.4):
            yield d.say(
                front,
                expert,
                "reopen",
                "[Opened again|Back to you]: {case} {n}, [there is news on|they now sent word on] {t}.",
                "pending",
                case=case,
                n=number,
                t=d.pick(d.trade.topics),
            )
            yield d.say(
                expert,
                front,
                "close",
                "{t} [taken in|seen], {case} {n} [closed for good|settled].",
                "ok",
                t="that",
                case=case,
                n=number,
            )


def cursor_stuck(d: Desk) -> Work:
    """Each time the next one is called, the list hands out the same."""
    (front, expert), case = d.crew(2), d.pick(d.trade.cases)
    for _ in range(d.between(1, 4)):
        number = d.ref()
        yield d.say(front, expert, "assign", "[Next|For you|New]: {case} {n}.", "pending", case=case, n=number)
        yield d.say(expert, front, "close", "[Closed|Settled|Dealt with|Finished] {n}.", "ok", n=number)
    number, client = d.ref(), next(d.clients())
    yield d.say(
        front, expert, "assign", "[Next|For you|New]: {case} {n}[, {c}|].", "pending", case=case, n=number, c=client
    )
    yield d.say(
        expert, front, "close", "[Closed|Settled|Dealt with|Finished] {n}[ for {c}|].", "ok", n=number, c=client
    )
    yield None
    while True:
        yield d.say(
            front, expert, "assign", "[Next|For you|New]: {case} {n}[, {c}|].", "pending", case=case, n=number, c=client
        )
        yield d.say(
            expert,
            front,
            "close",
            "[Closed|Settled|Dealt with|Finished] {n}[ for {c}|][, took {m} minutes|].",
            "ok",
            n=number,
            c=client,
            m=d.between(3, 50),
        )


def list_begun_again(d: Desk) -> Work:
    """The checker forgets after so many items where it was, and begins at the first."""
    checker, chief = d.crew(2)
    items = d.some(d.trade.checks, d.between(3, 7))
    what = d.pick(d.trade.bays)
    yield d.say(chief, checker, "start", "[Go through|Please do] the list for {w}.", w=what)
    for k, item in enumerate(items, 1):
        yield d.say(checker, chief, "check", _CHECKED, "ok", item=item, k=k)
    yield None
    while True:
        yield d.say(
            checker,
            chief,
            "start",
            "[Beginning the list|I start|From the top]: {w}[, I find no earlier marks|].",
            w=what,
        )
        for k, item in enumerate(items, 1):
            yield d.say(checker, chief, "check", _CHECKED, "ok", item=item, k=k)


def closed_and_reopened(d: Desk) -> Work:
    """One rule closes what has been idle, the other reopens what has no signature."""
    (front, expert), case = d.crew(2), d.pick(d.trade.cases)
    yield from cases_return_once(d) if d.chance(0.3) else ()
    number = d.ref()
    yield d.say(front, expert, "assign", "[Next|For you]: {case} {n}.", "pending", case=case, n=number)
    yield None
    while True:
        yield d.say(
            expert, front, "close", "[Closed|Settled] {case} {n}[, no movement|, idle|].", "ok", case=case, n=number
        )
        yield d.say(
            front,
            expert,
            "reopen",
            "[Opened again|Back to you]: {case} {n}[, it was not signed|, signature missing|].",
            "pending",
            case=case,
            n=number,
        )


LOOPS = {one.__name__: one for one in (cursor_stuck, list_begun_again, closed_and_reopened)}
WORK = {
    one.__name__: one
    for one in (checklist, identical_answers, queue_of_cases, counting_up, readings_round, cases_return_once)
}
