"""Development windows that go round: circles in changing words, vain attempts, disputes without end."""

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
    stamp,
)


def _clarify(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    first, second, thing = who.names[0], who.names[1], rng.choice(NOUNS)
    for _ in long(talk, 8, 18):
        talk.say(first, second, who.say, one_of(
            rng, f"Could you clarify what you need for the {thing}?", f"Before I start I need more detail on the {thing}.",
            f"Please clarify the requirements of the {thing}.", "I am not sure I understand. What exactly do you want?",
            f"Can you be more specific about the {thing}, please?", "What precisely is expected here?",
        ))  # fmt: skip
        talk.say(second, first, who.reply, one_of(
            rng, "Could you tell me which part is unclear?", f"What would you like to know about the {thing}?",
            "Please specify which detail you are missing.", "I am happy to help, what is your question exactly?",
            f"Which aspect of the {thing} should I explain?", "Please let me know what you need from me.",
        ))  # fmt: skip


def _restated_plan(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    thing, other, verb = rng.choice(NOUNS), rng.choice(NOUNS), rng.choice(VERBS)
    for _ in long(talk, 10, 26):
        opener = one_of(
            rng, "Let me", "I will now", "First we should", "The plan is to", "My next step is to", "I'm going to"
        )
        middle = one_of(
            rng, f"{verb} the {thing}", f"get the {thing} ready and {verb} it", f"start to {verb} the {thing}"
        )
        end = one_of(
            rng, f"then connect it to the {other}.", f"and after that look at the {other}.", f"and then the {other}."
        )
        talk.say(who.names[0], who.names[rng.randrange(1, 3)], who.say, f"{opener} {middle}, {end}")


def _farewells(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    said = (
        "Have a wonderful day!", "You too, take care!", "Thanks again for all your help.", "It was my pleasure!",
        "Glad I could help. Goodbye!", "Goodbye, and thank you!", "Likewise! All the best.", "Thank you, same to you!",
        "Don't hesitate to reach out.", "Will do, thanks!", "Great collaborating with you!", "Likewise, talk soon!",
    )  # fmt: skip
    for n in long(talk, 12, 30):
        speaker = n % 2
        talk.say(
            who.names[speaker], who.names[1 - speaker], who.say, one_of(rng, *said) + one_of(rng, "", " :)", " 👋")
        )


def _dispute(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    one, other = rng.sample(NOUNS, 2)
    quality, flaw = rng.sample(ADJECTIVES, 2)
    for _ in long(talk, 8, 18):
        talk.say(who.names[0], who.names[1], who.say, one_of(
            rng, f"I still think we should go with the {one}; the {other} is too {flaw}.",
            f"The {one} is the better option because it is {quality}.", f"No, I propose the {one} once more.",
            f"Let's take the {one}. The {other} would be {flaw}.", f"As I said, the {one} is more {quality}.",
        ))  # fmt: skip
        talk.say(who.names[1], who.names[0], who.reply, one_of(
            rng, f"I prefer the {other}, the {one} is not {quality} enough.", f"I would rather use the {other}.",
            f"My proposal stays the {other}.", f"No, the {other} suits us better than the {one}.",
            f"I disagree, {other} it should be.",
        ), outcome=one_of(rng, "rejected", "disagree") if rng.random() < 0.4 else None)  # fmt: skip


def _vain_arguments(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    tool, problem = f"{rng.choice(VERBS)}_{rng.choice(NOUNS)}", error(rng)
    with_outcome = rng.random() < 0.6
    for n in long(talk, 7, 15):
        arguments = {"depth": rng.randrange(9), rng.choice(NOUNS): rng.choice(ADJECTIVES), "attempt": n}
        talk.say(who.names[0], "runtime", who.call, as_call(rng, tool, **arguments))
        talk.say("runtime", who.names[0], who.result, f"{problem}{one_of(rng, '', f' (line {rng.randrange(300)})')}",
                 outcome=one_of(rng, "error", "failed") if with_outcome else None)  # fmt: skip


def _growing_plan(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    steps = [f"{rng.choice(VERBS)} the {rng.choice(NOUNS)}" for _ in range(3)]
    for n in long(talk, 9, 18):
        listed = "\n".join(f"{place}. {step}" for place, step in enumerate(steps, start=1))
        talk.say(who.names[n % 2], who.names[1 - n % 2], who.say,
                 one_of(rng, "Updated plan:", "Here is the extended plan:", "I have refined our plan:") + "\n" + listed)  # fmt: skip
        steps.append(f"{rng.choice(VERBS)} the {rng.choice(NOUNS)} again")


def _flapping_diff(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    file, name = path(rng), rng.choice(NOUNS)
    versions = [talk.fresh() for _ in range(rng.randrange(2, 4))]
    with_hash = rng.random() < 0.6
    for n in long(talk, 9, 20):
        sign = "+-"[n % 2]
        diff = f"--- a/{file}\n+++ b/{file}\n@@ -{rng.randrange(200)},3 @@\n{sign}    {name} = None{one_of(rng, '', '  # fix', ' ')}"
        talk.say(
            who.names[0], who.names[1], who.call, diff, artefact_hash=versions[n % len(versions)] if with_hash else None
        )
        talk.say(who.names[1], who.names[0], who.result,
                 one_of(rng, f"please {'remove' if n % 2 == 0 else 'add back'} the line in {file}", "not quite, revert that line"))  # fmt: skip


def _two_circles(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    circles = [[plain(rng) for _ in range(rng.randrange(2, 4))] for _ in range(2)]
    places = [0, 0]
    for _ in long(talk, 18, 34):
        which = rng.randrange(2)
        circle, place = circles[which], places[which]
        speakers = who.names[2 * which : 2 * which + 2]
        talk.say(speakers[place % 2], speakers[1 - place % 2], who.say, circle[place % len(circle)])
        places[which] += 1


def _no_better(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    level = rng.randrange(20, 80) / 100
    for n in long(talk, 10, 18):
        talk.say(who.names[0], who.names[1], who.call, f"Changed the {rng.choice(NOUNS)} in {path(rng)}, please evaluate.",
                 artefact_hash=talk.fresh())  # fmt: skip
        score = level - rng.randrange(0, 6) / 100 if n else level
        talk.say(who.names[1], who.names[0], who.result, f"Evaluation finished: {score:.2f}, below the target of 0.95.",
                 outcome=one_of(rng, "failed", "below_target", "error"), score=score)  # fmt: skip


def _passed_round(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    crew, thing = who.names[: rng.randrange(3, 6)], rng.choice(NOUNS)
    for n in long(talk, 12, 30):
        here, there = crew[n % len(crew)], crew[(n + 1) % len(crew)]
        talk.say(here, there, one_of(rng, who.say, "handoff", "transfer"), one_of(
            rng, f"{there}, this {thing} is a matter for you.", f"I cannot decide on the {thing}; over to {there}.",
            f"Transferring the {thing} to {there}.", f"That is {there}'s responsibility.",
            f"Not my area, {there} should handle the {thing}.",
        ))  # fmt: skip


def _apologies(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    thing, made = rng.choice(NOUNS), talk.fresh()
    for _ in long(talk, 8, 18):
        talk.say(who.names[0], who.names[1], who.say, one_of(
            rng, f"You are right, I apologise. Here is the corrected {thing}.", f"Sorry about that! I fixed the {thing}.",
            f"My apologies, the {thing} should be correct now.", "Good catch, this version resolves it.",
            f"Thank you for pointing that out, the {thing} is updated.",
        ), artefact_hash=made if rng.random() < 0.5 else None)  # fmt: skip
        talk.say(who.names[1], who.names[0], who.reply, one_of(
            rng, f"The {thing} is still the same as before.", "Nothing has changed, the error remains.",
            f"I see no difference in the {thing}.", "This is identical to the previous version.", "It is still broken.",
        ), outcome=one_of(rng, "rejected", "failed") if rng.random() < 0.5 else None)  # fmt: skip


def _searching(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    words = rng.sample(NOUNS, 4)
    tool = one_of(rng, "search", "web_search", "grep", "find_documents")
    nothing = one_of(rng, "No results found.", "0 matches", "[]", "Nothing matched your query.")
    for _ in long(talk, 8, 16):
        rng.shuffle(words)
        talk.say(who.names[0], "tools", who.call, as_call(rng, tool, query=" ".join(words[: rng.randrange(2, 5)])))
        talk.say("tools", who.names[0], who.result, nothing, outcome="ok" if rng.random() < 0.3 else None)


def _rereading(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    files = {
        path(rng): f"{rng.randrange(20, 400)} lines, defines {rng.choice(NOUNS)}_{rng.choice(VERBS)}" for _ in range(3)
    }
    for _ in long(talk, 9, 16):
        file = rng.choice(list(files))
        talk.say(who.names[0], "fs", who.call, f"open {file}")
        talk.say("fs", who.names[0], who.result, f"{file}: {files[file]}", outcome="ok" if rng.random() < 0.5 else None)


def _both_wait(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    thing = rng.choice(NOUNS)
    for n in long(talk, 14, 30):
        here, there = who.names[n % 2], who.names[1 - n % 2]
        talk.say(here, there, who.say, one_of(
            rng, f"I am waiting for your part of the {thing}.", f"I will continue as soon as I have your {thing}.",
            f"Ready when you are, {there}.", f"Standing by for {there}.", "I cannot begin until you have finished.",
            "Still waiting for your input.",
        ))  # fmt: skip


def _summing_up(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    points = [f"the {rng.choice(NOUNS)} should be {rng.choice(ADJECTIVES)}" for _ in range(3)]
    for n in long(talk, 10, 22):
        rng.shuffle(points)
        opener = one_of(
            rng, "To summarise", "In short", "So, to recap", "As we established", "In conclusion", "To sum up"
        )
        talk.say(
            who.names[n % 3], who.names[(n + 1) % 3], who.say, f"{opener}: {points[0]}, {points[1]} and {points[2]}."
        )


def _stamped(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    file, reply = path(rng), plain(rng)
    for n in long(talk, 8, 18):
        talk.say(
            who.names[0],
            "runtime",
            who.call,
            f"{stamp(rng, n)} INFO invoking build of {file} id={talk.fresh()}{talk.fresh()}",
        )
        talk.say("runtime", who.names[0], who.result, f"{stamp(rng, n)} took {rng.randrange(900)} ms: {reply}")


def _same_test_fails(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    test, problem, fresh = f"test_{rng.choice(VERBS)}_{rng.choice(NOUNS)}", error(rng), rng.random() < 0.4
    for _ in long(talk, 8, 15):
        edit = f"{one_of(rng, 'Maybe', 'Perhaps', 'It could be that', 'I suspect')} the {rng.choice(NOUNS)} in {path(rng)} is the cause, changing it."
        talk.say(who.names[0], "ci", who.call, edit, artefact_hash=talk.fresh() if fresh else None)
        talk.say("ci", who.names[0], who.result, f"FAILED {test} - {problem} in {rng.randrange(1, 60)}.{rng.randrange(99)}s",
                 outcome="failed" if rng.random() < 0.7 else None)  # fmt: skip


def _ever_announcing(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    thing = rng.choice(NOUNS)
    for n in long(talk, 10, 20):
        talk.say(who.names[0], who.names[1], who.say, one_of(
            rng, f"I'll get to work on the {thing} right away.", f"Starting on the {thing} now.",
            f"Let me begin with the {thing}.", f"OK, I am about to start the {thing}.", f"Working on the {thing} shortly!",
        ))  # fmt: skip
        if n % 2:
            talk.say(
                who.names[1],
                who.names[0],
                who.reply,
                one_of(rng, "Great, go ahead.", "Sounds good, please start.", "Perfect."),
            )


def _add_and_remove(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    thing, place = rng.choice(NOUNS), rng.choice(NOUNS)
    for n in long(talk, 8, 18):
        deed = "remove" if n % 2 else "add"
        talk.say(who.names[1], who.names[0], who.reply, one_of(
            rng, f"Please {deed} the {thing} in the {place}.", f"I would {deed} the {thing} here.", f"{deed.title()} that {thing}, please.",
        ))  # fmt: skip
        talk.say(who.names[0], who.names[1], who.say, one_of(
            rng, f"Done, the {thing} is {'gone' if n % 2 else 'there'}.", f"OK, I {deed}{'d' if n % 2 else 'ed'} the {thing}.",
        ), outcome="ok" if rng.random() < 0.3 else None)  # fmt: skip


def _shuffled(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    said = [(rng.randrange(3), plain(rng)) for _ in range(rng.randrange(3, 6))]
    for _ in long(talk, 16, 34):
        speaker, text = rng.choice(said)
        talk.say(who.names[speaker], who.names[(speaker + 1) % 3], who.say, text)


def _rejected_anew(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    thing, lack = rng.choice(NOUNS), rng.choice(NOUNS)
    for n in long(talk, 8, 14):
        talk.say(who.names[0], who.names[1], "submit", f"Revision {n + 2} of the {thing}, {one_of(rng, 'improved', 'reworked', 'rewritten')}.",
                 artefact_hash=talk.fresh())  # fmt: skip
        talk.say(who.names[1], who.names[0], "review", one_of(
            rng, f"The {lack} is still missing.", f"Rejected: there is no {lack}.", f"Again no {lack} in it.",
            f"It lacks the {lack}, as before.",
        ), outcome="rejected")  # fmt: skip


def _timeouts(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    tool, thing = rng.choice(VERBS), rng.choice(NOUNS)
    for n in long(talk, 10, 20):
        talk.say(who.names[0], who.names[1], who.call, one_of(
            rng, f"Attempt #{n + 1}: {tool} {thing} timed out, trying once more",
            f"try {n + 1} of {tool} {thing} did not succeed, retrying", f"[{n + 1}] {tool} {thing} -> timeout, again",
        ))  # fmt: skip


def _empty_words(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    said = one_of(rng, "ok|sure|right", "...|…|hm", "understood|noted|acknowledged", "yes|yes.|Yes!").split("|")
    for n in long(talk, 14, 30):
        talk.say(who.names[n % 2], who.names[1 - n % 2], who.say, one_of(rng, *said))


def _may_i(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    thing, verb = rng.choice(NOUNS), rng.choice(VERBS)
    for _ in long(talk, 8, 18):
        talk.say(who.names[0], who.names[1], who.say, one_of(
            rng, f"Shall I {verb} the {thing}?", f"May I proceed to {verb} the {thing}?", f"Do you want me to {verb} the {thing} now?",
        ))  # fmt: skip
        talk.say(who.names[1], who.names[0], who.reply, one_of(rng, "Yes, please proceed.", "Yes, go ahead.", f"Yes, {verb} it."),
                 outcome=one_of(rng, "approved", "ok") if rng.random() < 0.3 else None)  # fmt: skip


def _tied(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    one, other = rng.sample(NOUNS, 2)
    for n in long(talk, 4, 9):
        for place, name in enumerate(who.names[:4]):
            talk.say(name, "chair", "vote", f"{one if place % 2 else other}")
        talk.say("chair", None, who.say, f"Round {n + 1}: two votes for the {one}, two for the {other}. We vote again.")


def _instructions_repeated(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    order = f"{plain(rng)} {plain(rng)}"
    for _ in long(talk, 8, 14):
        talk.say(who.names[0], who.names[1], who.say, one_of(rng, "Instruction: ", "Task: ", "", "Reminder: ") + order)
        talk.say(who.names[1], who.names[0], who.reply, one_of(
            rng, "Understood. What is the task?", "I am ready for your instruction.", "Please give me the next instruction.",
            "As an assistant I am here to help with the task.",
        ))  # fmt: skip


def _circle_with_guests(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    turn = [plain(rng) for _ in range(rng.randrange(3, 8))]
    for _ in range(rng.randrange(5, 9)):
        for place, text in enumerate(turn):
            talk.say(who.names[place % 2], who.names[1 - place % 2], who.say, text)
        if rng.random() < 0.5:
            talk.say(who.names[3], who.names[0], who.say, plain(rng))


def _blame(talk: Talk) -> None:
    who, rng = begin_wrong(talk), talk.rng
    thing, name = code(rng), rng.choice(PEOPLE)
    for n in long(talk, 12, 26):
        here = n % 2
        talk.say(who.names[here], who.names[1 - here], who.say, one_of(
            rng, f"{thing} fails because of your side.", f"Our side is fine, please check {thing} on yours.",
            f"We see nothing wrong here; {thing} must be yours.", f"{name} confirmed that {thing} is not our fault.",
            f"Please look at {thing} again, it works for us.",
        ))  # fmt: skip


LOOPS: dict[str, Shape] = {
    shape.__name__.strip("_"): shape
    for shape in (
        _clarify, _restated_plan, _farewells, _dispute, _vain_arguments, _growing_plan, _flapping_diff, _two_circles,
        _no_better, _passed_round, _apologies, _searching, _rereading, _both_wait, _summing_up, _stamped,
        _same_test_fails, _ever_announcing, _add_and_remove, _shuffled, _rejected_anew, _timeouts, _empty_words,
        _may_i, _tied, _instructions_repeated, _circle_with_guests, _blame,
    )
}  # fmt: skip
