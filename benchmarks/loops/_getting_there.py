"""More development windows that get somewhere: mirrors of the vain ones, in which something is new each time."""

# ruff: noqa: E501  (what is said stays on one line)

from __future__ import annotations

import json

from benchmarks.loops._opening import begin, long
from benchmarks.loops._talk import Shape, Talk
from benchmarks.loops._vocabulary import (
    ADJECTIVES,
    NOUNS,
    PEOPLE,
    PLACES,
    VERBS,
    as_call,
    code,
    error,
    one_of,
    path,
    plain,
)


def _settings_applied(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for thing in rng.sample(NOUNS, rng.randrange(10, 24)):
        talk.say(
            who.names[0],
            "config",
            who.call,
            f"Set {thing} to {rng.randrange(500)}.",
            outcome="ok" if rng.random() < 0.5 else None,
        )


def _claims_kept(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 6, 12):
        thing = code(rng)
        talk.say(
            who.names[0],
            who.names[1],
            who.say,
            one_of(rng, f"{thing} is finished.", f"I completed {thing}.", f"{thing}: implemented."),
        )
        if rng.random() < 0.3:
            talk.say(
                who.names[1],
                who.names[0],
                who.reply,
                f"I cannot find {thing}.",
                outcome="rejected" if rng.random() < 0.5 else None,
            )
            talk.say(who.names[0], who.names[1], who.say, f"Sorry, it is in {path(rng)}.")
        talk.say(who.names[1], who.names[0], who.reply, one_of(rng, "Seen, thanks.", "Checked.", "I have it."))


def _records(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 10, 24):
        body = json.dumps({"name": rng.choice(PEOPLE), "city": rng.choice(PLACES), "amount": rng.randrange(9000)})
        talk.say(who.names[0], "store", who.call, body)
        talk.say(
            "store",
            who.names[0],
            who.result,
            one_of(rng, "stored", '{"ok": true}', "201"),
            outcome="201" if rng.random() < 0.4 else None,
        )


def _reasoning(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 10, 20):
        talk.say(who.names[0], None, "think", one_of(
            rng, f"The {rng.choice(NOUNS)} is {rng.choice(ADJECTIVES)}, so the {rng.choice(NOUNS)} follows.",
            f"Next, consider the {rng.choice(NOUNS)} of {rng.choice(PLACES)}.", f"That gives {rng.randrange(900)} for the {rng.choice(NOUNS)}.",
            f"Let me check the {rng.choice(NOUNS)} against {rng.randrange(900)}.",
        ))  # fmt: skip


def _tools_found(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 6, 12):
        talk.say(
            who.names[0],
            "runtime",
            who.call,
            as_call(rng, f"{rng.choice(VERBS)}_{rng.choice(NOUNS)}", value=rng.choice(NOUNS)),
        )
        if rng.random() < 0.3:
            talk.say("runtime", who.names[0], who.result, error(rng), outcome="error" if rng.random() < 0.6 else None)
        else:
            talk.say("runtime", who.names[0], who.result, plain(rng), outcome="ok" if rng.random() < 0.6 else None)


def _day_found(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in range(rng.randrange(2, 5)):
        subject = f"{rng.choice(NOUNS)} with {rng.choice(PEOPLE)}"
        for day in rng.sample(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"), rng.randrange(1, 4)):
            talk.say(
                who.names[0],
                who.names[1],
                who.say,
                one_of(rng, f"Could the {subject} be on {day}?", f"What about {day} for the {subject}?"),
            )
            talk.say(
                who.names[1],
                who.names[0],
                who.reply,
                one_of(rng, f"{day} does not suit me.", f"Sorry, {day} is taken."),
            )
        talk.say(who.names[0], who.names[1], who.say, f"Saturday then, at {rng.randrange(8, 18)}?")
        talk.say(who.names[1], who.names[0], who.reply, "Agreed.", outcome="accepted" if rng.random() < 0.5 else None)


def _auction(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    price = rng.randrange(10, 90)
    for _n in long(talk, 10, 24):
        price += rng.randrange(1, 40)
        talk.say(
            one_of(rng, *who.names[:3]),
            "auctioneer",
            "bid",
            one_of(rng, f"I bid {price}.", f"{price}!", f"{price} from me."),
        )
    talk.say("auctioneer", None, who.say, f"Sold for {price}.", outcome="ok")


def _board(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 5, 10):
        item = code(rng)
        for here, there in (("open", "in progress"), ("in progress", "in review"), ("in review", "closed")):
            talk.say(
                one_of(rng, *who.names[:3]),
                "board",
                one_of(rng, "transition", "move"),
                f"{item}: {here} -> {there}",
                outcome="ok" if rng.random() < 0.4 else None,
            )


def _continued(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 6, 14):
        talk.say(who.names[0], who.names[1], who.reply, " ".join(plain(rng) for _ in range(3))[:-9])
        talk.say(who.names[1], who.names[0], who.say, one_of(rng, "continue", "Please continue.", "go on"))


def _commits(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 5, 11):
        file = path(rng)
        talk.say(who.names[0], "git", who.call, f"git add {file}")
        talk.say(who.names[0], "git", who.call, f"git commit -m '{rng.choice(VERBS)} {rng.choice(NOUNS)}'")
        talk.say(
            "git",
            who.names[0],
            who.result,
            f"[main {talk.fresh()[:7]}] 1 file changed, {rng.randrange(90)} insertions(+)",
            outcome="ok" if rng.random() < 0.4 else None,
        )


def _decided(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 5, 11):
        thing = code(rng)
        talk.say(
            who.names[0],
            who.names[1],
            one_of(rng, "escalate", who.say),
            one_of(rng, f"{thing} needs your approval.", f"Please decide on {thing}."),
        )
        talk.say(
            who.names[1],
            who.names[0],
            who.reply,
            one_of(rng, "Approved.", "Declined.", "Go ahead.", f"Ask {rng.choice(PEOPLE)}."),
        )


def _searches(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    topic = rng.choice(NOUNS)
    for _ in long(talk, 7, 14):
        talk.say(
            who.names[0],
            "search",
            who.call,
            as_call(rng, "search", q=f"{topic} {rng.choice(NOUNS)} {rng.choice(ADJECTIVES)}"),
        )
        talk.say(
            "search",
            who.names[0],
            who.result,
            f"1. {', '.join(rng.sample(NOUNS, 4))}",
            outcome="ok" if rng.random() < 0.5 else None,
        )


def _climbing(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    score = rng.randrange(200, 500)
    for _n in long(talk, 7, 14):
        score += rng.randrange(-8, 40)
        talk.say(who.names[0], "lab", who.call, f"set {rng.choice(NOUNS)} to {rng.randrange(99)} and evaluate")
        talk.say(
            "lab",
            who.names[0],
            who.result,
            f"accuracy {score / 1000:.3f}",
            score=score / 1000 if rng.random() < 0.7 else None,
            outcome="ok" if rng.random() < 0.4 else None,
        )


def _fetched(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 6, 12):
        thing = rng.choice(NOUNS)
        talk.say(
            who.names[0], who.names[1], who.say, one_of(rng, f"Is the {thing} there?", f"Any news of the {thing}?")
        )
        talk.say(
            who.names[1],
            who.names[0],
            who.reply,
            one_of(rng, f"{rng.choice(PEOPLE)} has it.", f"It arrived in {rng.choice(PLACES)}.", "Yes, here it is."),
        )


def _conversions(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    formats = rng.sample(("csv", "parquet", "json", "xml", "yaml"), 2)
    for _ in long(talk, 8, 18):
        talk.say(who.names[0], "tools", who.call, f"convert {path(rng)} from {formats[0]} to {formats[1]}")
        talk.say(
            "tools",
            who.names[0],
            who.result,
            one_of(rng, "converted", "written"),
            outcome="ok" if rng.random() < 0.5 else None,
        )


def _reviews_answered(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for n in range(rng.randrange(4, 8)):
        talk.say(
            who.names[0],
            who.names[1],
            "submit",
            one_of(rng, "New version attached.", f"v{n + 2}", "I addressed the comments."),
            artefact_hash=talk.fresh() if rng.random() < 0.6 else None,
        )
        talk.say(
            who.names[1],
            who.names[0],
            "review",
            f"Changes requested: the {rng.choice(NOUNS)} is {rng.choice(ADJECTIVES)}.",
            outcome=one_of(rng, "changes_requested", "rejected"),
        )
    talk.say(who.names[1], who.names[0], "review", "Approved.", outcome="approved")


def _started(talk: Talk) -> None:
    _who, rng = begin(talk), talk.rng
    for _ in long(talk, 6, 13):
        worker = code(rng)
        talk.say("supervisor", worker, "start", f"starting {worker}")
        talk.say(
            worker,
            "supervisor",
            "log",
            one_of(rng, f"{worker} is up", "listening", "ready"),
            outcome="ok" if rng.random() < 0.3 else None,
        )


def _greeted(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for client in rng.sample(PEOPLE, rng.randrange(4, 8)):
        talk.say(who.names[0], client, who.say, f"Hello {client}! How can I help you today?")
        talk.say(client, who.names[0], who.reply, plain(rng))
        talk.say(
            who.names[0],
            client,
            who.say,
            one_of(rng, f"Done, {client}. Anything else?", "I have arranged that. Anything else?"),
        )
        talk.say(client, who.names[0], who.reply, one_of(rng, "No, thank you.", "That was all, thanks!"))


def _crawl(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 8, 18):
        talk.say(
            who.names[0],
            "browser",
            who.call,
            f"open https://{rng.choice(PLACES).lower()}.example/{rng.choice(NOUNS)}/{rng.choice(NOUNS)}",
        )
        talk.say(
            "browser",
            who.names[0],
            who.result,
            one_of(rng, f"links: {', '.join(rng.sample(NOUNS, 2))}", "no links", "404"),
            outcome="ok" if rng.random() < 0.4 else None,
        )


def _objections_met(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 5, 10):
        talk.say(
            who.names[1],
            who.names[0],
            who.reply,
            one_of(rng, "No, ", "But ", "I object: ") + f"the {rng.choice(NOUNS)} is too {rng.choice(ADJECTIVES)}.",
        )
        talk.say(
            who.names[0],
            who.names[1],
            who.say,
            one_of(rng, f"Then let us change the {rng.choice(NOUNS)}.", f"I made it {rng.choice(ADJECTIVES)}."),
        )


def _long_wait_well_told(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in range(rng.randrange(2, 4)):
        job = code(rng)
        talk.say(who.names[0], "build", who.call, f"build {job}")
        for n in range(rng.randrange(3, 9)):
            talk.say("build", who.names[0], one_of(rng, "status", "event"), one_of(rng, f"{job} compiling {rng.choice(NOUNS)}", f"{job} running", f"{job} {n * 9}%"),
                     outcome=one_of(rng, "running", None, "in_progress"))  # fmt: skip
        talk.say(
            "build",
            who.names[0],
            who.result,
            f"{job} built",
            outcome="ok",
            artefact_hash=talk.fresh() if rng.random() < 0.5 else None,
        )


def _same_order_daily(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    checks = [f"{rng.choice(VERBS)} the {rng.choice(NOUNS)}" for _ in range(3)]
    for day in range(rng.randrange(2, 4)):
        talk.say(who.names[0], None, who.say, f"Day {day + 1}: {plain(rng)}")
        for check in checks:
            talk.say(who.names[0], who.names[1], who.call, check)
            talk.say(
                who.names[1],
                who.names[0],
                who.result,
                f"{check}: {plain(rng)}",
                outcome="ok" if rng.random() < 0.5 else None,
            )


THERE: dict[str, Shape] = {
    shape.__name__.strip("_"): shape
    for shape in (
        _settings_applied, _claims_kept, _records, _reasoning, _tools_found, _day_found, _auction, _board, _continued,
        _commits, _decided, _searches, _climbing, _fetched, _conversions, _reviews_answered, _started, _greeted,
        _crawl, _objections_met, _long_wait_well_told, _same_order_daily,
    )
}  # fmt: skip
