"""Development windows that get somewhere, in many hands: workers, regions, reviewers, tickets, drafts."""

# ruff: noqa: E501  (what is said stays on one line)

from __future__ import annotations

from benchmarks.loops._opening import begin, long, maybe, talk_on
from benchmarks.loops._talk import Shape, Talk
from benchmarks.loops._vocabulary import (
    ADJECTIVES,
    NOUNS,
    PEOPLE,
    PLACES,
    VERBS,
    as_call,
    code,
    one_of,
    path,
    plain,
    stamp,
)


def _workers(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    chunks = rng.randrange(12, 36)
    for n in range(chunks):
        worker = f"worker-{rng.randrange(1, 6)}"
        talk.say(
            worker,
            who.names[0],
            who.say,
            one_of(rng, f"chunk {n} done", f"finished part {n} of {chunks}"),
            outcome=maybe(talk, "ok"),
        )


def _regions(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    version = f"v{rng.randrange(9)}.{rng.randrange(30)}.{rng.randrange(9)}"
    for place in rng.sample(PLACES, rng.randrange(8, 15)):
        talk.say(who.names[0], "deployer", who.call, f"deploy {version} to {place.lower()}")
        talk.say(
            "deployer",
            who.names[0],
            who.result,
            one_of(rng, "deployed", "deployed, healthy"),
            outcome=maybe(talk, "success"),
        )


def _standups(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for day in range(rng.randrange(3, 6)):
        for name in who.names[:4]:
            talk.say(
                name,
                "standup",
                who.say,
                f"Day {day + 1}. Yesterday: {rng.choice(VERBS)} {rng.choice(NOUNS)}. Today: {rng.choice(VERBS)} {rng.choice(NOUNS)}. Blockers: none.",
            )


def _thanks_between(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 5, 12):
        talk.say(
            who.names[0],
            who.names[1],
            who.say,
            f"Could you {rng.choice(VERBS)} the {rng.choice(NOUNS)} from {rng.choice(PLACES)}?",
        )
        talk.say(
            who.names[1],
            who.names[0],
            who.reply,
            f"Done, it is {rng.choice(ADJECTIVES)} now.",
            artefact_hash=maybe(talk, talk.fresh(), 0.4),
        )
        talk.say(who.names[0], who.names[1], who.say, one_of(rng, "Thank you!", "Great, thanks.", "Perfect."))


def _two_phases(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in range(rng.randrange(2, 4)):
        deal = code(rng)
        for phase, answer in (("prepare", "prepared"), ("commit", "committed")):
            for node in range(rng.randrange(3, 7)):
                talk.say("coordinator", f"node{node}", who.call, f"{phase} {deal}")
                talk.say(f"node{node}", "coordinator", who.result, answer, outcome=maybe(talk, "ok"))


def _cleaning(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    column = rng.choice(NOUNS)
    for n in long(talk, 10, 30):
        talk.say(
            who.names[0],
            who.names[1],
            who.call,
            f"row {rng.randrange(9999)}: {column} was '{rng.choice(ADJECTIVES)} ', trimmed",
        )
        if n % 5 == 4:
            talk.say(who.names[1], who.names[0], who.reply, f"{n + 1} rows cleaned", outcome="ok")


def _beats(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in range(rng.randrange(2, 5)):
        for n in range(rng.randrange(3, 9)):
            talk.say(
                who.names[1],
                who.names[0],
                one_of(rng, "heartbeat", "ping"),
                one_of(rng, "alive", f"heartbeat {n}", "still working on it"),
            )
        talk.say(who.names[1], who.names[0], who.say, plain(rng), artefact_hash=maybe(talk, talk.fresh()))


def _chapters(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    hashed = rng.random() < 0.6
    for n in long(talk, 6, 14):
        talk.say(
            who.names[0],
            who.names[1],
            who.say,
            f"Chapter {n + 1} is written: {plain(rng)}",
            artefact_hash=talk.fresh() if hashed else None,
        )
        talk.say(who.names[1], who.names[0], who.reply, one_of(rng, "Good, go on.", "Nice, next one please.", "Read it, continue."),
                 outcome=maybe(talk, "approved", 0.4))  # fmt: skip


def _halving(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    low, high = 0, rng.randrange(2000, 90000)
    goal = rng.randrange(high)
    while high - low > 1:
        middle = (low + high) // 2
        talk.say(
            who.names[0],
            "runtime",
            who.call,
            one_of(rng, f"git bisect: testing r{middle}", f"try {middle} between {low} and {high}"),
        )
        good = middle <= goal
        talk.say(
            "runtime", who.names[0], who.result, "good" if good else "bad", outcome=None if rng.random() < 0.5 else "ok"
        )
        low, high = (middle, high) if good else (low, middle)


def _approvals(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 8, 18):
        talk.say(
            who.names[0], who.names[1], who.call, f"Please review {code(rng)}: {rng.choice(VERBS)} {rng.choice(NOUNS)}"
        )
        talk.say(
            who.names[1],
            who.names[0],
            who.reply,
            one_of(rng, "LGTM", "Looks good to me", "Approved"),
            outcome=maybe(talk, "approved"),
        )


def _tickets(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 4, 9):
        ticket, client = code(rng), rng.choice(PEOPLE)
        talk.say(
            client,
            who.names[0],
            who.say,
            f"My {rng.choice(NOUNS)} is {rng.choice(ADJECTIVES)} and I cannot {rng.choice(VERBS)} it.",
        )
        talk.say(who.names[0], client, who.reply, f"Sorry to hear that, {client}. I opened {ticket}.")
        talk.say(
            client, who.names[0], who.say, one_of(rng, "Thanks.", "Thank you, please hurry.", "How long will it take?")
        )
        talk.say(who.names[0], client, who.reply, f"{ticket} is resolved.", outcome=maybe(talk, "resolved"))


def _answers_given(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 5, 10):
        thing = rng.choice(NOUNS)
        talk.say(
            who.names[0],
            who.names[1],
            who.say,
            one_of(rng, f"Could you clarify the {thing}?", f"What exactly do you need for the {thing}?"),
        )
        talk.say(who.names[1], who.names[0], who.reply, plain(rng))


def _flaky(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in range(rng.randrange(3, 6)):
        test = f"test_{rng.choice(VERBS)}_{rng.choice(NOUNS)}"
        for _ in range(rng.randrange(1, 3)):
            talk.say(who.names[0], "ci", who.call, f"rerun {test}")
            talk.say(
                "ci",
                who.names[0],
                who.result,
                f"{test} failed: {one_of(rng, 'connection reset', 'timeout')}",
                outcome=maybe(talk, "failed"),
            )
        talk.say(who.names[0], "ci", who.call, f"rerun {test}")
        talk.say("ci", who.names[0], who.result, f"{test} passed", outcome=maybe(talk, "passed"))


def _readings(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    level, place = rng.randrange(10, 30), rng.choice(PLACES)
    for n in long(talk, 12, 40):
        level += rng.randrange(-2, 3)
        talk.say(
            f"sensor-{rng.randrange(3)}",
            who.names[0],
            one_of(rng, "reading", "publish"),
            f"{place} {stamp(rng, n)} temperature {level}.{rng.randrange(10)}",
        )


def _fewer_objections(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    objections = rng.sample(NOUNS, rng.randrange(5, 9))
    while objections:
        talk.say(who.names[0], who.names[1], who.say, f"Open points: {', '.join(objections)}.")
        gone = objections.pop(rng.randrange(len(objections)))
        talk.say(
            who.names[1],
            who.names[0],
            who.reply,
            one_of(rng, f"I can live with the {gone} as it is.", f"The {gone} is settled.", f"We drop {gone}."),
        )
    talk.say(who.names[0], who.names[1], who.say, "No open points are left.", outcome="ok")


def _found_at_last(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in range(rng.randrange(3, 6)):
        for _ in range(rng.randrange(1, 4)):
            talk.say(
                who.names[0],
                "tools",
                who.call,
                as_call(rng, "search", query=f"{rng.choice(ADJECTIVES)} {rng.choice(NOUNS)} {rng.choice(PLACES)}"),
            )
            talk.say("tools", who.names[0], who.result, "0 results")
        talk.say(
            who.names[0], "tools", who.call, as_call(rng, "search", query=f"{rng.choice(NOUNS)} {rng.choice(NOUNS)}")
        )
        talk.say("tools", who.names[0], who.result, f"{rng.randrange(2, 90)} results: {plain(rng)}")


def _files_read(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 8, 20):
        talk.say(who.names[0], "fs", who.call, f"open {path(rng)}")
        talk.say(
            "fs",
            who.names[0],
            who.result,
            one_of(rng, "(no output)", f"{rng.randrange(900)} lines", "exit code 0"),
            outcome=maybe(talk, "ok"),
        )


def _plan_carried_out(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    steps = [f"{rng.choice(VERBS)} the {rng.choice(NOUNS)}" for _ in range(rng.randrange(5, 9))]
    for n in range(len(steps) + 1):
        listed = "\n".join(f"[{'x' if place < n else ' '}] {step}" for place, step in enumerate(steps))
        talk.say(who.names[0], who.names[1], who.say, f"Plan, {n} of {len(steps)} done:\n{listed}")
        if n < len(steps):
            talk.say(
                who.names[1],
                who.names[0],
                who.reply,
                f"{steps[n]}: done.",
                artefact_hash=maybe(talk, talk.fresh(), 0.5),
                outcome=maybe(talk, "ok", 0.5),
            )


def _plain_talk(talk: Talk) -> None:
    who = begin(talk)
    talk_on(talk, who, talk.rng.randrange(20, 60))


def _drafts(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    thing = rng.choice(NOUNS)
    for n in range(rng.randrange(4, 9)):
        talk.say(who.names[0], who.names[1], "submit", f"Revision {n + 1} of the {thing}.", artefact_hash=talk.fresh())
        talk.say(who.names[1], who.names[0], "review", one_of(rng, f"The {rng.choice(NOUNS)} is missing.", f"Please {rng.choice(VERBS)} the {rng.choice(NOUNS)}."),
                 outcome=maybe(talk, "rejected"))  # fmt: skip
    talk.say(who.names[1], who.names[0], "review", "Accepted.", outcome="accepted")


DONE: dict[str, Shape] = {
    shape.__name__.strip("_"): shape
    for shape in (
        _workers, _regions, _standups, _thanks_between, _two_phases, _cleaning, _beats, _chapters, _halving,
        _approvals, _tickets, _answers_given, _flaky, _readings, _fewer_objections, _found_at_last, _files_read,
        _plan_carried_out, _plain_talk, _drafts,
    )
}  # fmt: skip
