"""Development windows that go round slowly: in many words, by echo, by beginning anew, beside honest work."""

# ruff: noqa: E501  (what is said stays on one line)

from __future__ import annotations

from benchmarks.loops._opening import begin_wrong, long
from benchmarks.loops._talk import Shape, Talk
from benchmarks.loops._vocabulary import (
    ADJECTIVES,
    NOUNS,
    PEOPLE,
    VERBS,
    as_call,
    code,
    error,
    one_of,
    path,
    plain,
)

_OPENERS = (
    "In my view", "Honestly", "From where I stand", "Having thought about it", "To be fair", "As far as I can tell",
    "Looking at it once more", "If you ask me", "All things considered", "On balance", "Frankly", "With respect",
)  # fmt: skip
_JUDGED = (
    "is worth doing", "deserves our attention", "would be sensible", "has to come first", "seems the right thing",
    "makes sense", "ought to be done", "is what matters", "cannot be skipped", "should be our priority",
)  # fmt: skip
_CLOSERS = (
    "what do you say?", "do you agree?", "shall we?", "let me hear your thoughts.", "I look forward to your view.",
    "over to you.", "tell me what you think.", "I am open to suggestions.", "happy to discuss it.", "any remarks?",
)  # fmt: skip


def _opinions(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    topics = [f"to {rng.choice(VERBS)} the {rng.choice(NOUNS)}" for _ in range(rng.randrange(1, 3))]
    for n in long(talk, 14, 30):
        talk.say(who.names[n % 2], who.names[1 - n % 2], who.say,
                 f"{one_of(rng, *_OPENERS)}, {rng.choice(topics)} {one_of(rng, *_JUDGED)}; {one_of(rng, *_CLOSERS)}")  # fmt: skip


def _hesitation(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    one, other = rng.sample(NOUNS, 2)
    for _ in long(talk, 12, 26):
        first, second = rng.sample((one, other), 2)
        talk.say(who.names[0], who.names[0], one_of(rng, "thought", "think", who.say), " ".join((
            one_of(rng, "So", "Well", "Okay", "Right", "Now", "Alternatively", "However", "Then again"),
            one_of(rng, f"using the {first} would work", f"the {first} looks promising", f"the {first} has its merits",
                   f"we might take the {first}", f"I lean towards the {first}"),
            one_of(rng, f"but the {second} is safer.", f"although the {second} is simpler.", f"yet the {second} could be cheaper.",
                   f"unless the {second} is better.", f"and the {second} is an option too."),
        )))  # fmt: skip


def _echo(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    text, crew = plain(rng), who.names[: rng.randrange(3, 6)]
    for n in long(talk, 12, 26):
        lead = one_of(rng, "", "", "FYI: ", "Forwarding: ", "As I heard: ", "Please note: ")
        talk.say(crew[n % len(crew)], crew[(n + 1) % len(crew)], who.say, lead + text)


def _begun_anew(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    steps = [f"{rng.choice(VERBS)} {rng.choice(NOUNS)}" for _ in range(rng.randrange(3, 6))]
    problem = error(rng)
    for _ in range(rng.randrange(4, 7)):
        for place, step in enumerate(steps[: rng.randrange(2, len(steps)) + 1], start=1):
            talk.say(
                who.names[0],
                who.names[1],
                who.call,
                f"step {place}/{len(steps)}: {step}",
                outcome="ok" if rng.random() < 0.3 else None,
            )
        talk.say(
            who.names[1],
            who.names[0],
            who.result,
            one_of(rng, problem, f"{problem}, starting over", f"{problem}; back to step 1"),
        )


def _half_hidden(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    ask, answer = plain(rng), plain(rng)
    for _ in long(talk, 10, 18):
        talk.say(who.names[0], who.names[1], who.say, one_of(rng, ask, ask, f"{ask} Please."))
        if rng.random() < 0.5:
            talk.say(who.names[2], who.names[3], who.say, plain(rng), artefact_hash=None)
        talk.say(who.names[1], who.names[0], who.reply, one_of(rng, answer, f"Like I said: {answer}", answer))
        if rng.random() < 0.3:
            talk.say(who.names[4], None, who.say, plain(rng))


def _same_vote_again(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    motion = plain(rng)
    for n in range(rng.randrange(4, 8)):
        talk.say(
            "chair",
            None,
            who.say,
            one_of(rng, f"Motion: {motion}", f"We vote again on: {motion}", f"Ballot {n + 1}: {motion}"),
        )
        for place, name in enumerate(who.names[:4]):
            talk.say(name, "chair", "vote", "yes" if place % 2 else "no")
        if rng.random() < 0.5:
            talk.say("chair", None, who.say, "No majority.")


def _checked_and_checked(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    file, told = path(rng), rng.random() < 0.6
    for _ in long(talk, 8, 15):
        talk.say(
            who.names[0],
            "tools",
            who.call,
            one_of(rng, f"lint {file}", f"verify {file}", f"check {file} again", f"validate {file}"),
        )
        talk.say(
            "tools",
            who.names[0],
            who.result,
            one_of(rng, "no issues", "0 problems", "clean"),
            outcome="ok" if told else None,
        )


def _translation_round(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    text = plain(rng)
    words = text.split()
    for n in long(talk, 10, 20):
        there = n % 2 == 0
        shown = text if there else " ".join(word[::-1] for word in words)
        talk.say(who.names[n % 2], who.names[1 - n % 2], who.call, f"{one_of(rng, 'Translate', 'Please translate', 'Render')} {'into' if there else 'back from'} Elvish: {shown}",
                 outcome=one_of(rng, None, "ok"))  # fmt: skip


def _swapped_excuses(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    reasons = [f"the {rng.choice(NOUNS)} is {rng.choice(ADJECTIVES)}" for _ in range(3)]
    thing = code(rng)
    for _ in long(talk, 8, 16):
        talk.say(
            who.names[0],
            who.names[1],
            who.say,
            one_of(
                rng, f"When will {thing} be there?", f"Where is {thing}?", f"{thing} is overdue.", f"I need {thing}."
            ),
        )
        talk.say(
            who.names[1],
            who.names[0],
            who.reply,
            one_of(rng, "Not before", "It takes longer, because", "Delayed:", "I could not,")
            + f" {rng.choice(reasons)}.",
        )


def _knobs(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    knob, values = rng.choice(NOUNS), [rng.randrange(1, 90) for _ in range(3)]
    complaint = rng.choice(ADJECTIVES)
    for _n in long(talk, 8, 16):
        talk.say(
            who.names[0],
            who.names[1],
            who.call,
            one_of(
                rng,
                f"{knob}={rng.choice(values)}",
                f"raise {knob} to {rng.choice(values)}",
                f"lower {knob} to {rng.choice(values)}",
            ),
        )
        talk.say(who.names[1], who.names[0], who.result, one_of(rng, f"too {complaint}", f"still {complaint}", f"now it is {complaint} again", "no effect"),
                 outcome=one_of(rng, None, "failed"))  # fmt: skip


def _calls_with_noise(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    tool, thing, answer = rng.choice(VERBS), code(rng), plain(rng)
    for _ in long(talk, 8, 14):
        talk.say(
            who.names[0],
            "tools",
            who.call,
            as_call(rng, tool, id=thing, request=talk.fresh() + talk.fresh(), limit=rng.choice((10, 20, 50))),
        )
        talk.say("tools", who.names[0], who.result, answer, outcome=one_of(rng, None, "ok", "ok"))
        if rng.random() < 0.3:
            talk.say(
                who.names[0],
                None,
                "think",
                one_of(rng, "Let me look at this again.", "I need more information.", f"I should {tool} {thing}."),
            )


def _asked_everybody(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    thing = rng.choice(NOUNS)
    for n in long(talk, 8, 16):
        name = who.names[1 + n % 4]
        talk.say(
            who.names[0],
            name,
            who.say,
            one_of(rng, f"{name}, do you have the {thing}?", f"Who has the {thing}? {name}?"),
        )
        talk.say(
            name,
            who.names[0],
            who.reply,
            one_of(rng, "Not me.", f"I do not have it, ask {rng.choice(who.names[1:5])}.", f"No {thing} here."),
        )


def _meeting_about_meeting(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    thing, name = rng.choice(NOUNS), rng.choice(PEOPLE)
    for n in long(talk, 12, 26):
        talk.say(who.names[n % 4], who.names[(n + 1) % 4], who.say, one_of(
            rng, f"We should align on the {thing}.", f"Let us set up a meeting about the {thing}.", f"{name} ought to join the {thing} discussion.",
            f"I suggest we discuss the {thing} with {name}.", f"Can we sync on the {thing}?", f"Let's take the {thing} offline.",
            f"The {thing} needs alignment.", f"Who owns the {thing}?",
        ))  # fmt: skip


def _grinding(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    level, thing = rng.randrange(300, 900) / 1000, rng.choice(NOUNS)
    told, alone = one_of(rng, None, "ok", "failed"), rng.random() < 0.6
    talk.say(
        who.names[0], who.names[1], who.say, f"The {thing} scores {level}.", score=level, artefact_hash=talk.fresh()
    )
    for n in long(talk, 9, 18):
        score = round(level - rng.randrange(0, 12) / 1000, 3)
        text = one_of(
            rng,
            f"Reworked the {thing}",
            f"Another pass over the {thing}",
            f"Polished the {thing} again",
            f"Version {n + 2} of the {thing}",
        )
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
            talk.say(who.names[0], who.names[1], who.call, text, artefact_hash=talk.fresh())
            talk.say(who.names[1], who.names[0], who.result, f"score {score}", score=score, outcome=told)


SLOWLY: dict[str, Shape] = {
    shape.__name__.strip("_"): shape
    for shape in (
        _opinions, _hesitation, _echo, _begun_anew, _half_hidden, _same_vote_again, _checked_and_checked,
        _translation_round, _swapped_excuses, _knobs, _calls_with_noise, _asked_everybody, _meeting_about_meeting,
        _grinding,
    )
}  # fmt: skip
