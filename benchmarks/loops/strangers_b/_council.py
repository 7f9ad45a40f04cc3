"""Talk that decides: ballots, minutes, plans, questions and courtesies."""

from benchmarks.loops.strangers_b._desk import Desk, Work, rounds


def _ballot(d: Desk, motions: list[str], votes: list[int], chair: str) -> Work:
    tally = ", ".join(f"{m} {v}" for m, v in zip(motions, votes, strict=True))
    yield d.say(
        chair,
        None,
        "tally",
        "[The count|Votes|Result]: {t}.",
        "pending" if votes[0] == votes[-1] else "ok",
        t=tally,
        body=tally,
    )


def ballot_decides(d: Desk) -> Work:
    for _ in range(d.between(1, 3)):
        chair, *members = d.crew(5)
        motions = d.some(d.trade.motions, 4)
        while len(motions) > 1:
            for member in members:
                yield d.say(member, chair, "vote", "[I am for|My vote:|I choose|Mine goes to] {m}.", m=d.pick(motions))
            votes = sorted((d.between(0, 9) for _ in motions), reverse=True)
            yield from _ballot(d, motions, votes, chair)
            gone = motions.pop()
            yield d.say(
                chair,
                None,
                "announce",
                "[Out|Dropped]: {g}. [{k} remain|Next ballot with {k}].",
                g=gone,
                k=len(motions),
            )
        yield d.say(chair, None, "decide", "[Carried|Decided|So resolved]: {m}.", "ok", m=motions[0])


def roll_call(d: Desk) -> Work:
    caller = d.crew(1)[0]
    for what in d.some(d.trade.motions, 3):
        yield d.say(caller, None, "call", "[Roll call|Names, please]: {w}.", w=what)
        for client in d.some(d.trade.clients, 7):
            yield d.say(caller, None, "record", "{c}: [present|here|yes].", "ok", c=client)


def minutes_item_by_item(d: Desk) -> Work:
    chair, clerk = d.crew(2)
    for k, topic in enumerate(d.some(d.trade.topics, 8), 1):
        yield d.say(chair, None, "open", "Item {k}: {t}.", k=k, t=topic)
        for speaker in [one for one in d.crew(d.between(2, 5)) if one != chair]:
            yield d.say(
                speaker,
                chair,
                "speak",
                "[On {t}|As to {t}], [I see|we have] {x}[ and {y}|].",
                t=topic,
                x=d.pick(d.trade.flaws),
                y=d.pick(d.trade.breaks),
            )
        yield d.say(clerk, None, "record", "[Noted|Minuted], item {k}[, no objections|].", "ok", k=k)


def interview(d: Desk) -> Work:
    (asker,), client = d.crew(1), next(d.clients())
    for topic in [*d.some(d.trade.topics, 8), *d.some(d.trade.checks, 8)]:
        yield d.say(asker, client, "ask", "[What about|Tell me of|How was it with|And] {t}?", t=topic)
        yield d.say(
            client,
            asker,
            "answer",
            "[{t}? |]That was [about {c}|on a {day}|before the others came], and [I remember|there was|we had] {x}.",
            t=topic,
            c=d.clock(d.between(0, 900)),
            day=d.pick(("Monday", "Tuesday", "Friday", "Sunday")),
            x=d.pick(d.trade.flaws),
        )


def plan_carried_out(d: Desk) -> Work:
    for _ in range(d.between(1, 3)):
        planner, doer = d.crew(2)
        steps = d.some(d.trade.checks, d.between(4, 9))
        for turn in range(d.between(1, 3)):
            yield d.say(
                planner,
                doer,
                "plan",
                "[Plan|Draft plan] {v}: {a}, then {b}, then {z}.",
                v=turn + 1,
                a=steps[0],
                b=steps[1],
                z=steps[-1],
            )
            yield d.say(doer, planner, "comment", "[Move|Put] {s} [first|earlier].", s=steps[-1])
            steps = [steps[-1], *steps[:-1]]
        for step in steps:
            yield d.say(doer, planner, "act", "[Now|Next|Step]: {s}[, done|].", "ok", s=step)


def each_is_thanked(d: Desk) -> Work:
    (host,), clients = d.crew(1), d.clients()
    good = d.pick(d.trade.goods).split("|")[0]
    for _ in range(d.between(8, 20)):
        client = next(clients)
        yield d.say(
            host,
            client,
            "thank",
            "[Thank you|Many thanks|We are grateful], {c}[, for the {g}|, for coming|].",
            c=client,
            g=good,
        )
        if d.chance(0.7):
            yield d.say(client, host, "reply", "[You are welcome|Our pleasure|Any time].")


def _tie(d: Desk, limit: int | None) -> Work:
    chair, *members = d.crew(5)
    motion = d.some(d.trade.motions, 2)
    yield d.say(chair, None, "open", "[Before us|The question is]: {x} or {y}.", x=motion[0], y=motion[1])
    yield None
    for turn in rounds(limit):
        for k, member in enumerate(members):
            yield d.say(member, chair, "vote", "[I am for|My vote:|I choose|Mine goes to] {m}.", m=motion[k % 2])
        yield from _ballot(d, motion, [2, 2], chair)
        yield d.say(
            chair,
            None,
            "announce",
            "[A tie|No majority|Two against two]; [we vote again|another ballot|ballot {k}].",
            "pending",
            k=turn + 2,
        )
    yield d.say(chair, None, "decide", "[By lot|With my casting vote]: {m}.", "ok", m=d.pick(motion))


def tied_again(d: Desk) -> Work:
    return _tie(d, None)


def tie_broken(d: Desk) -> Work:
    for _ in range(d.between(1, 3)):
        yield from (note for note in _tie(d, 1) if note)


def thanks_for_thanks(d: Desk) -> Work:
    one, two = d.crew(2)
    topic = d.pick(d.trade.topics)
    yield d.say(one, two, "answer", "[Settled|That is done]: {t}.", "ok", t=topic)
    yield None
    while True:
        yield d.say(
            two,
            one,
            "thank",
            "[Thank you so much|Thanks for letting me know|Much appreciated|Wonderful, thanks][, {to}|].",
        )
        yield d.say(
            one,
            two,
            "reply",
            "[You are welcome|My pleasure|Glad to help|Thank you for your thanks][, {to}|][. Have a good day|].",
        )


def plan_never_carried_out(d: Desk) -> Work:
    """The plan is put in another order for ever; no step of it is taken."""
    planner, doer = d.crew(2)
    steps = d.some(d.trade.checks, d.between(3, 5))
    version = 1
    yield d.say(doer, planner, "request", "[How shall we go about|Please plan] {t}?", t=d.pick(d.trade.topics))
    yield None
    while True:
        yield d.say(
            planner,
            doer,
            "plan",
            "[Plan|Draft plan] {v}: {a}, then {b}, then {z}.",
            "pending",
            v=version,
            a=steps[0],
            b=steps[1],
            z=steps[-1],
            body=str(steps),
        )
        yield d.say(doer, planner, "comment", "[Move|Put] {s} [first|earlier][, then we can begin|].", s=steps[-1])
        steps = [steps[-1], *steps[:-1]]
        version += 1


def _clarify(d: Desk, limit: int | None) -> Work:
    (one, two), topic = d.crew(2), d.pick(d.trade.topics)
    yield d.say(one, two, "ask", "[Please see to|Could you take care of] {t}.", t=topic)
    yield None
    for _ in rounds(limit):
        yield d.say(
            two,
            one,
            "clarify",
            "[What exactly do you mean|In what way|Could you be more precise][ about {t}|]?",
            "pending",
            t=topic,
        )
        yield d.say(
            one,
            two,
            "answer",
            "[As I wrote|As above|What I said]: [please see to|take care of] {t}[. What do you need to know|].",
            t=topic,
        )
    yield d.say(one, two, "answer", "[I mean|To be exact]: {c}, by {k}.", c=d.pick(d.trade.checks), k=d.clock(90))
    yield d.say(two, one, "done", "[Clear now|Understood], {t} [is done|seen to].", "ok", t=topic)


def asked_and_asked_back(d: Desk) -> Work:
    return _clarify(d, None)


def clarified(d: Desk) -> Work:
    for _ in range(d.between(1, 3)):
        yield from (note for note in _clarify(d, 1) if note)


def told_and_forgotten(d: Desk) -> Work:
    """What an agent is told leaves it after a few messages, and it does the old thing."""
    doer, chief = d.crew(2)
    right, wrong = d.some(d.trade.papers, 2)
    case, memory = d.pick(d.trade.cases), d.between(1, 3)
    for _ in range(d.between(0, 3)):
        yield d.say(doer, chief, "file", "{case} {n} [filed|entered] on the {f}.", "ok", case=case, n=d.ref(), f=right)
    number = d.ref()
    yield None
    while True:
        yield d.say(
            doer, chief, "file", "{case} {n} [filed|entered] on the {f}.", case=case, n=number, f=wrong, body=wrong
        )
        yield d.say(
            chief,
            doer,
            "correct",
            "[No|Wrong form|Again]: {case} {n} [goes|belongs] on the {r}, not the {f}.",
            "rejected",
            case=case,
            n=number,
            r=right,
            f=wrong,
        )
        for _ in range(memory):
            yield d.say(
                doer, chief, "confirm", "[Understood|Will do|Noted], the {r}[ for {n}|].", "ok", r=right, n=number
            )


def no_quorum(d: Desk) -> Work:
    """The absent one waits for minutes which only the meeting can pass."""
    chair, absent, clerk = d.crew(3)
    motion = d.pick(d.trade.motions)
    yield d.say(chair, None, "open", "[Today|On the table]: {m}.", m=motion)
    yield None
    while True:
        yield d.say(
            chair,
            None,
            "adjourn",
            "[No quorum|One short|We are too few], [adjourned|we meet again in an hour][; {a} is missing|].",
            "failed",
            a=absent,
        )
        yield d.say(
            absent,
            chair,
            "excuse",
            "[I come once the minutes are passed|First let me see the minutes|No minutes, no attendance].",
            "rejected",
        )
        yield d.say(
            clerk,
            absent,
            "explain",
            "[The minutes are passed by the meeting|Minutes need a quorum][, please come|].",
            "pending",
        )


def after_you(d: Desk) -> Work:
    one, two = d.crew(2)
    bay = d.pick(d.trade.bays)
    yield d.say(one, two, "offer", "{b} is free[, for you or me|].", b=bay)
    yield None
    while True:
        yield d.say(
            two,
            one,
            "defer",
            "[After you|You first|Please, go ahead|I would not dream of it][, take {b}|].",
            "pending",
            b=bay,
        )
        yield d.say(
            one,
            two,
            "defer",
            "[No, after you|Yours is more pressing|I insist, you first|Please, you][, {b} is yours|].",
            "pending",
            b=bay,
        )


LOOPS = {
    one.__name__: one
    for one in (
        tied_again,
        thanks_for_thanks,
        plan_never_carried_out,
        asked_and_asked_back,
        told_and_forgotten,
        no_quorum,
        after_you,
    )
}
WORK = {
    one.__name__: one
    for one in (
        ballot_decides,
        roll_call,
        minutes_item_by_item,
        interview,
        plan_carried_out,
        each_is_thanked,
        tie_broken,
        clarified,
    )
}
