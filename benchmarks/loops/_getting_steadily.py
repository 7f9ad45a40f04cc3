"""Development windows that get somewhere slowly: much is said in the same words, and each time of something else."""

# ruff: noqa: E501  (what is said stays on one line)

from __future__ import annotations

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


def _deliberation(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for n in long(talk, 10, 24):
        talk.say(who.names[n % 2], who.names[1 - n % 2], who.say, one_of(
            rng, f"In my view the {rng.choice(NOUNS)} deserves our attention; what do you say?",
            f"On balance I would {rng.choice(VERBS)} the {rng.choice(NOUNS)} before the {rng.choice(NOUNS)}, do you agree?",
            f"Agreed, and the {rng.choice(NOUNS)} from {rng.choice(PLACES)} settles the point on {rng.choice(NOUNS)}.",
            f"However, {rng.choice(PEOPLE)} saw a {rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}, so I would not.",
        ))  # fmt: skip


def _edited_and_checked(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    file, hashed, told = path(rng), rng.random() < 0.4, rng.random() < 0.6
    for _ in long(talk, 6, 14):
        talk.say(
            who.names[0],
            "tools",
            who.call,
            f"{rng.choice(VERBS)} {rng.choice(NOUNS)}_{rng.choice(NOUNS)} in {file}",
            artefact_hash=talk.fresh() if hashed else None,
        )
        talk.say(
            "tools",
            who.names[0],
            who.result,
            one_of(rng, "no issues", "clean", "all checks passed"),
            outcome="ok" if told else None,
        )


def _monitor(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 14, 40):
        talk.say(
            "monitor",
            who.names[0],
            one_of(rng, "metric", "report"),
            f"cpu {rng.randrange(99)}% memory {rng.randrange(99)}% {rng.choice(PLACES)} healthy",
            outcome=one_of(rng, None, "ok"),
        )


def _twenty_questions(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 8, 20):
        talk.say(
            who.names[0],
            who.names[1],
            who.say,
            one_of(
                rng,
                f"Is it {rng.choice(ADJECTIVES)}?",
                f"Can you {rng.choice(VERBS)} it?",
                f"Is it a kind of {rng.choice(NOUNS)}?",
            ),
        )
        talk.say(who.names[1], who.names[0], who.reply, one_of(rng, "No.", "No.", "Yes."))


def _roll_call(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for name in rng.sample(PEOPLE, rng.randrange(8, 15)):
        talk.say(who.names[0], None, who.say, f"{name}?")
        talk.say(name, who.names[0], who.reply, one_of(rng, "Here.", "Present."))


def _sites(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    checks = [f"{rng.choice(VERBS)} the {rng.choice(NOUNS)}" for _ in range(rng.randrange(2, 4))]
    for place in rng.sample(PLACES, rng.randrange(4, 9)):
        for check in checks:
            talk.say(who.names[0], who.names[1], who.call, f"{place}: {check}")
            talk.say(
                who.names[1],
                who.names[0],
                who.result,
                one_of(rng, "done", "ok", "yes"),
                outcome=one_of(rng, None, "ok"),
            )


def _stock(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for thing in rng.sample(NOUNS, rng.randrange(10, 24)):
        talk.say(who.names[0], who.names[1], one_of(rng, "count", who.say), f"{thing}: {rng.randrange(400)} in stock")


def _hot_and_cold(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    low, high = 0, rng.randrange(500, 9000)
    goal, knob = rng.randrange(high), rng.choice(NOUNS)
    while high - low > 2:
        value = (low + high) // 2
        talk.say(who.names[0], who.names[1], who.call, one_of(rng, f"{knob}={value}", f"set {knob} to {value}"))
        talk.say(
            who.names[1],
            who.names[0],
            who.result,
            "too low" if value < goal else "too high",
            outcome=one_of(rng, None, "failed"),
        )
        low, high = (value, high) if value < goal else (low, value)
    talk.say(who.names[1], who.names[0], who.result, "just right", outcome="ok")


def _looked_up(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    tool = rng.choice(VERBS)
    for _ in long(talk, 8, 16):
        talk.say(who.names[0], "tools", who.call, as_call(rng, tool, id=code(rng), request=talk.fresh() + talk.fresh()))
        talk.say(
            "tools",
            who.names[0],
            who.result,
            one_of(rng, plain(rng), f"{rng.choice(PEOPLE)}, {rng.choice(PLACES)}"),
            outcome=one_of(rng, None, "ok"),
        )


def _further_each_time(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    steps = [f"{rng.choice(VERBS)} {rng.choice(NOUNS)}" for _ in range(rng.randrange(6, 10))]
    place = 0
    while place < len(steps):
        reach = min(len(steps), place + rng.randrange(2, 4))
        for n in range(place, reach):
            talk.say(
                who.names[0],
                who.names[1],
                who.call,
                f"step {n + 1}/{len(steps)}: {steps[n]}",
                outcome="ok" if rng.random() < 0.3 else None,
            )
        place = reach
        if place < len(steps):
            talk.say(who.names[1], who.names[0], who.result, f"{error(rng)}, resuming at step {place + 1}")
            place -= rng.random() < 0.4


def _news_passed_on(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in range(rng.randrange(3, 6)):
        text = plain(rng)
        for here, there in zip(who.names[:4], who.names[1:5], strict=True):
            talk.say(here, there, who.say, one_of(rng, "", "FYI: ", "Forwarding: ") + text)


def _lessons(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 8, 18):
        first, second = rng.randrange(2, 20), rng.randrange(2, 20)
        talk.say(
            who.names[0],
            who.names[1],
            who.say,
            one_of(rng, f"What is {first} times {second}?", f"{first} x {second} = ?"),
        )
        talk.say(who.names[1], who.names[0], who.reply, str(first * second + (rng.random() < 0.2)))
        talk.say(who.names[0], who.names[1], who.say, one_of(rng, "Correct!", "Right.", "Not quite.", "Well done."))


def _agenda(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for thing in rng.sample(NOUNS, rng.randrange(4, 8)):
        talk.say(
            who.names[0],
            None,
            who.say,
            one_of(rng, f"Let us discuss the {thing}.", f"Next on the agenda: the {thing}."),
        )
        talk.say(
            who.names[1], who.names[0], who.reply, f"I suggest we {rng.choice(VERBS)} it with {rng.choice(PEOPLE)}."
        )
        talk.say(
            who.names[2],
            who.names[0],
            who.reply,
            one_of(rng, "Agreed.", "Fine with me.", f"Only if the {rng.choice(NOUNS)} is {rng.choice(ADJECTIVES)}."),
        )


def _drained(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    left = rng.randrange(40, 900)
    while left > 0:
        talk.say(
            "queue",
            who.names[0],
            one_of(rng, "depth", "status"),
            one_of(rng, f"queue depth {left}", f"{left} messages waiting", f"depth={left}"),
        )
        left -= rng.randrange(10, 90)
    talk.say("queue", who.names[0], "status", "queue is empty", outcome="ok")


def _modules(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 7, 15):
        module = f"{rng.choice(NOUNS)}_{rng.choice(NOUNS)}"
        talk.say(who.names[0], "ci", who.call, f"pytest tests/test_{module}.py")
        talk.say(
            "ci",
            who.names[0],
            who.result,
            one_of(rng, f"{rng.randrange(1, 40)} passed", "passed", f"1 failed, {rng.randrange(2, 40)} passed"),
            outcome=one_of(rng, None, "passed"),
        )


def _answered_in_the_end(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in range(rng.randrange(3, 6)):
        thing = code(rng)
        for _ in range(rng.randrange(1, 4)):
            talk.say(
                who.names[0], who.names[1], who.say, one_of(rng, f"Where is {thing}?", f"When will {thing} be there?")
            )
            talk.say(
                who.names[1], who.names[0], who.reply, f"Delayed: the {rng.choice(NOUNS)} is {rng.choice(ADJECTIVES)}."
            )
        talk.say(who.names[1], who.names[0], who.reply, f"{thing} has arrived.", outcome=one_of(rng, None, "ok"))


def _simulation(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    x, y = rng.randrange(50), rng.randrange(50)
    for n in long(talk, 14, 40):
        x, y = x + rng.randrange(-3, 4), y + rng.randrange(-3, 4)
        talk.say(
            who.names[n % 2],
            "world",
            one_of(rng, "move", "act", who.call),
            one_of(rng, f"move to ({x}, {y})", f"x={x} y={y}", f"goes to {x},{y}"),
        )


def _drafts_without_hash(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for n in range(rng.randrange(4, 9)):
        talk.say(who.names[0], who.names[1], who.say, f"Draft {n + 1}: {plain(rng)} {plain(rng)}")
        talk.say(who.names[1], who.names[0], who.reply, one_of(rng, f"Better. Now {rng.choice(VERBS)} the {rng.choice(NOUNS)}.", f"Please mention the {rng.choice(NOUNS)}.", f"The {rng.choice(NOUNS)} is {rng.choice(ADJECTIVES)}."),
                 outcome=one_of(rng, None, "changes_requested"))  # fmt: skip


def _measured(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    alone, told = rng.random() < 0.6, one_of(rng, None, "ok")
    for _ in long(talk, 8, 18):
        score = rng.randrange(200, 950) / 1000
        text = f"Variant {rng.choice(ADJECTIVES)} {rng.choice(NOUNS)} with {rng.randrange(90)} {rng.choice(NOUNS)}"
        if alone:
            talk.say(
                who.names[0],
                who.names[1],
                who.say,
                f"{text}: {score}",
                score=score,
                artefact_hash=talk.fresh(),
                outcome=told,
            )
        else:
            talk.say(who.names[0], who.names[1], who.call, text)
            talk.say(who.names[1], who.names[0], who.result, f"measured {score}", score=score, outcome=told)


def _flights_of_work(talk: Talk) -> None:
    """Several honest kinds of work in one window."""
    for shape in talk.rng.sample(list(_PARTS), 3):
        shape(talk)


_PARTS = (
    _deliberation, _edited_and_checked, _monitor, _sites, _stock, _hot_and_cold, _looked_up, _further_each_time, _lessons,
    _agenda, _modules, _drafts_without_hash,
)  # fmt: skip
STEADILY: dict[str, Shape] = {
    shape.__name__.strip("_"): shape
    for shape in (
        *_PARTS, _twenty_questions, _roll_call, _news_passed_on, _drained, _answered_in_the_end, _simulation, _measured, _flights_of_work,
    )
}  # fmt: skip
