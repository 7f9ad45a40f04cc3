"""More development windows that go round: undoing and redoing, claims nobody keeps, tools used in vain."""

# ruff: noqa: E501  (what is said stays on one line)

from __future__ import annotations

import json

from benchmarks.loops._opening import begin_wrong, long
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


def _undo_redo(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    states, thing = (talk.fresh(), talk.fresh()), rng.choice(NOUNS)
    values = rng.sample(range(1, 500), 2)
    hashed = rng.random() < 0.5
    for n in long(talk, 12, 26):
        talk.say(who.names[n % 2], who.names[1 - n % 2], who.call, one_of(
            rng, f"Set {thing} to {values[n % 2]}.", f"Changing {thing} back to {values[n % 2]}.", f"{thing} := {values[n % 2]}",
        ), artefact_hash=states[n % 2] if hashed else None, outcome="ok" if rng.random() < 0.3 else None)  # fmt: skip


def _claims(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    thing = code(rng)
    for _ in long(talk, 8, 18):
        talk.say(who.names[0], who.names[1], who.say, one_of(
            rng, f"{thing} is finished.", f"I completed {thing} as requested.", f"All done with {thing}!", f"{thing}: implemented.",
        ))  # fmt: skip
        talk.say(who.names[1], who.names[0], who.reply, one_of(
            rng, f"I cannot find {thing} anywhere.", f"There is nothing in {thing}.", f"{thing} is empty, please do it.",
            f"No file for {thing} exists.",
        ))  # fmt: skip


def _invalid_format(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    fields = rng.sample(NOUNS, 3)
    for _ in long(talk, 8, 18):
        body = json.dumps({field: one_of(rng, "n/a", "", rng.choice(ADJECTIVES)) for field in fields})
        talk.say(who.names[0], "parser", who.call, one_of(rng, body, f"```json\n{body}\n```", body[:-1]))
        talk.say("parser", who.names[0], who.result,
                 one_of(rng, "Invalid JSON", "Schema error", "Could not parse") + f" at line {rng.randrange(9)} column {rng.randrange(90)}",
                 outcome="invalid" if rng.random() < 0.5 else None)  # fmt: skip


def _monologue(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    thing, other = rng.sample(NOUNS, 2)
    for _ in long(talk, 12, 24):
        talk.say(who.names[0], None if rng.random() < 0.3 else who.names[0], "think", one_of(
            rng, f"Hmm, maybe I should look at the {thing} first.", f"Wait, the {other} might matter more than the {thing}.",
            f"Actually, let me think about the {thing} again.", f"Or should I begin with the {other}?",
            f"On second thought the {thing} comes first.", f"But then the {other} would be late.", "Let me reconsider.",
        ))  # fmt: skip


def _no_such_tool(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    tools = [f"{rng.choice(VERBS)}_{rng.choice(NOUNS)}" for _ in range(rng.randrange(1, 4))]
    for _ in long(talk, 7, 15):
        tool = rng.choice(tools)
        talk.say(who.names[0], "runtime", who.call, as_call(rng, tool, value=rng.choice(NOUNS)))
        talk.say("runtime", who.names[0], who.result, f"Unknown tool {tool}. Available: {', '.join(NOUNS[:3])}",
                 outcome="error" if rng.random() < 0.5 else None)  # fmt: skip


def _days_proposed(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    days = rng.sample(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"), 3)
    for n in long(talk, 14, 28):
        day = days[n % len(days)] if rng.random() < 0.8 else rng.choice(days)
        talk.say(who.names[n % 2], who.names[1 - n % 2], who.say, one_of(
            rng, f"{day} does not suit me. What about {days[(n + 1) % 3]}?", f"Could we meet on {day}?", f"Sorry, {day} is taken.",
            f"I proposed {day}, would that work?",
        ))  # fmt: skip


def _haggling(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    low, high = rng.randrange(50, 200), rng.randrange(300, 900)
    for n in long(talk, 12, 26):
        price = (low, high)[n % 2] + rng.choice((0, 0, 0, 5, -5))
        talk.say(who.names[n % 2], who.names[1 - n % 2], who.say, one_of(
            rng, f"My offer remains {price}.", f"I cannot go beyond {price}.", f"{price} is my last word.", f"It has to be {price}.",
        ), outcome="rejected" if rng.random() < 0.2 else None)  # fmt: skip


def _states_flap(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    item, states = code(rng), rng.sample(("open", "in review", "blocked", "reopened", "assigned", "triage"), 3)
    for n in long(talk, 12, 28):
        talk.say(who.names[n % 2], "board", one_of(rng, "transition", "move", who.call), f"{item}: {states[n % 3]} -> {states[(n + 1) % 3]}",
                 outcome="ok" if rng.random() < 0.3 else None)  # fmt: skip


def _cut_off(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    text = " ".join(plain(rng) for _ in range(3))
    for _ in long(talk, 8, 18):
        talk.say(who.names[0], who.names[1], who.reply, text[: rng.randrange(len(text) // 2, len(text))])
        talk.say(
            who.names[1],
            who.names[0],
            who.say,
            one_of(rng, "continue", "Please continue.", "Your answer was cut off, go on.", "go on"),
        )


def _merge_conflict(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    file = path(rng)
    for _n in long(talk, 6, 12):
        talk.say(
            who.names[0],
            "git",
            who.call,
            one_of(rng, "git pull --rebase", "git rebase origin/main", "git merge origin/main"),
        )
        talk.say(
            "git",
            who.names[0],
            who.result,
            f"CONFLICT (content): Merge conflict in {file}",
            outcome="conflict" if rng.random() < 0.6 else None,
        )
        talk.say(
            who.names[0],
            "git",
            who.call,
            one_of(rng, f"git checkout --theirs {file}", f"resolve {file}", "git rebase --abort"),
        )
        if rng.random() < 0.6:
            talk.say(
                "git",
                who.names[0],
                who.result,
                one_of(rng, "", "done", f"updated {file}"),
                outcome="ok" if rng.random() < 0.5 else None,
            )


def _locks(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    one, other = rng.sample(NOUNS, 2)
    for n in long(talk, 12, 26):
        mine, wanted = ((one, other), (other, one))[n % 2]
        talk.say(
            who.names[n % 2],
            "locks",
            one_of(rng, "acquire", who.call),
            f"{who.names[n % 2]} holds {mine}, requests {wanted}: {one_of(rng, 'denied', 'not available', 'held by other')}",
        )


def _escalating(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    thing, crew = code(rng), who.names[:3]
    for n in long(talk, 12, 24):
        here, there = crew[n % 3], crew[(n + 1) % 3]
        talk.say(here, there, one_of(rng, "escalate", who.say), one_of(
            rng, f"Escalating {thing} to you for a decision.", f"{thing} needs your approval before I can act.",
            f"Please decide on {thing}; I lack the authority.", f"I need a sign-off for {thing}.",
        ))  # fmt: skip


def _same_results(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    hits = ", ".join(rng.sample(NOUNS, 5))
    words = rng.sample(NOUNS, 3)
    for _ in long(talk, 8, 15):
        query = one_of(rng, *(f"{a} {b}" for a in words for b in words if a != b)) + one_of(
            rng, "", " overview", " guide", " best", " how to"
        )
        talk.say(who.names[0], "search", who.call, as_call(rng, "search", q=query))
        talk.say("search", who.names[0], who.result, f"1. {hits}", outcome="ok" if rng.random() < 0.5 else None)


def _plans_only(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    goal, words = rng.choice(NOUNS), rng.sample(NOUNS, 6)
    for _n in long(talk, 8, 16):
        rng.shuffle(words)
        talk.say(
            who.names[0],
            who.names[1],
            "plan",
            f"New plan for the {goal}: 1) {words[0]} 2) {words[1]} 3) {words[2]} 4) {words[3]}",
        )
        talk.say(who.names[1], who.names[0], who.reply, one_of(
            rng, "Let us think of a better plan.", "Can the plan be improved?", "I suggest another order of steps.", "Please revise the plan.",
        ))  # fmt: skip


def _scores_flap(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    settings, scores = rng.sample(range(1, 99), 2), [rng.randrange(400, 700) / 1000 for _ in range(2)]
    talk.say("lab", who.names[0], who.result, "baseline", score=max(scores))
    for n in long(talk, 8, 18):
        talk.say(who.names[0], "lab", who.call, f"set {rng.choice(NOUNS[:3])} to {settings[n % 2]} and evaluate")
        talk.say(
            "lab",
            who.names[0],
            who.result,
            f"accuracy {scores[n % 2]:.3f}",
            score=scores[n % 2],
            outcome="ok" if rng.random() < 0.4 else None,
        )


def _never_ready(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    thing, name = rng.choice(NOUNS), rng.choice(PEOPLE)
    for _ in long(talk, 9, 17):
        talk.say(who.names[0], who.names[1], who.say, one_of(
            rng, f"Is the {thing} there?", f"Have you got the {thing} now?", f"Any news of the {thing}?", f"And the {thing}?",
        ))  # fmt: skip
        talk.say(who.names[1], who.names[0], who.reply, one_of(
            rng, f"{name} has it.", f"You should ask {name}.", f"That would be {name}.", f"I think {name} took the {thing}.",
        ))  # fmt: skip


def _shouting(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    text = plain(rng)
    for _ in long(talk, 10, 22):
        said = one_of(
            rng,
            text,
            text.upper(),
            text.lower(),
            text + "!!",
            f"**{text}**",
            f"> {text}",
            text.replace(" ", "  "),
            f"{text} 🙏",
        )
        talk.say(who.names[0], who.names[1], who.say, said)


def _converted_back(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    file, formats = path(rng), rng.sample(("csv", "parquet", "json", "xml", "yaml"), 2)
    for n in long(talk, 9, 18):
        talk.say(who.names[0], "tools", who.call, f"convert {file} from {formats[n % 2]} to {formats[1 - n % 2]}")
        talk.say(
            "tools",
            who.names[0],
            who.result,
            one_of(rng, "converted", "written", f"wrote {file}"),
            outcome="ok" if rng.random() < 0.5 else None,
        )


def _reviews_repeated(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    lacks = [f"the {rng.choice(NOUNS)} is {rng.choice(ADJECTIVES)}" for _ in range(3)]
    fresh = rng.random() < 0.4
    for n in long(talk, 7, 14):
        talk.say(who.names[0], who.names[1], "submit", one_of(rng, "Here is my new attempt.", "New version attached.", f"v{n + 2}", "I addressed the comments."),
                 artefact_hash=talk.fresh() if fresh else None)  # fmt: skip
        talk.say(who.names[1], who.names[0], "review", f"Changes requested: {rng.choice(lacks)}{one_of(rng, '', ' and ' + rng.choice(lacks))}.",
                 outcome=one_of(rng, "changes_requested", "rejected"))  # fmt: skip


def _crashing(talk: Talk) -> None:
    _who, rng = begin_wrong(talk), talk.rng
    worker, reason = code(rng), error(rng)
    for n in long(talk, 6, 12):
        talk.say(
            "supervisor",
            worker,
            "start",
            one_of(rng, f"starting {worker}", f"restart {worker}", f"{worker} restarted (restart count {n})"),
        )
        talk.say(
            worker, "supervisor", "log", f"loading {rng.choice(NOUNS)}" if rng.random() < 0.4 else f"{worker} is up"
        )
        talk.say(
            worker,
            "supervisor",
            "exit",
            f"{worker} exited with code 1: {reason}",
            outcome="crashed" if rng.random() < 0.6 else None,
        )


def _endless_backoff(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    call = as_call(rng, f"{rng.choice(VERBS)}_{rng.choice(NOUNS)}", id=code(rng))
    reason = one_of(
        rng, "connection reset by peer", "upstream refused the connection", "TLS handshake failed", "DNS lookup failed"
    )
    for n in long(talk, 9, 16):
        talk.say(who.names[0], "net", who.call, call)
        talk.say(
            "net",
            who.names[0],
            who.result,
            f"{reason} (try {n + 1}, next in {2**n}s)",
            outcome="error" if rng.random() < 0.5 else None,
        )


def _greeting(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    for n in long(talk, 14, 30):
        here, there = who.names[n % 2], who.names[1 - n % 2]
        talk.say(here, there, who.say, one_of(
            rng, f"Hello {there}! How can I help you today?", f"Hi {there}, what can I do for you?", "How may I assist you?",
            f"Hello, I am {here}. What do you need?", "I am here to help. What would you like to do?",
        ))  # fmt: skip


def _places_visited_again(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    links = {place: f"links: {', '.join(rng.sample(PLACES, 2))}" for place in rng.sample(PLACES, 4)}
    for _ in long(talk, 10, 18):
        place = rng.choice(list(links))
        talk.say(who.names[0], "browser", who.call, f"open https://{place.lower()}.example/{rng.choice(NOUNS[:2])}")
        talk.say(
            "browser",
            who.names[0],
            who.result,
            f"{place}: {links[place]}",
            outcome="ok" if rng.random() < 0.4 else None,
        )


def _objections_return(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    thing, objections = rng.choice(NOUNS), [f"it is too {word}" for word in rng.sample(ADJECTIVES, 3)]
    for n in long(talk, 8, 16):
        talk.say(
            who.names[0],
            who.names[1],
            who.say,
            one_of(
                rng,
                f"Then let us change the {thing}.",
                f"What if we adapt the {thing}?",
                f"A different {thing} perhaps?",
            ),
        )
        talk.say(
            who.names[1],
            who.names[0],
            who.reply,
            one_of(rng, "No, ", "But ", "I object: ", "Hmm, ") + objections[n % 3] + ".",
        )


NOWHERE: dict[str, Shape] = {
    shape.__name__.strip("_"): shape
    for shape in (
        _undo_redo, _claims, _invalid_format, _monologue, _no_such_tool, _days_proposed, _haggling, _states_flap,
        _cut_off, _merge_conflict, _locks, _escalating, _same_results, _plans_only, _scores_flap, _never_ready,
        _shouting, _converted_back, _reviews_repeated, _crashing, _endless_backoff, _greeting, _places_visited_again,
        _objections_return,
    )
}  # fmt: skip
