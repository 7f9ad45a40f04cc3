"""Development windows that get somewhere, though they look like circles: waiting, batches, searches, convergence."""

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
    error,
    one_of,
    path,
    plain,
    stamp,
)


def _progress_bar(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    job, done, hint = code(rng), 0, rng.random() < 0.5
    while done < 100:
        talk.say(who.names[0], "queue", who.call, f"status of {job}?")
        talk.say("queue", who.names[0], who.result, f"{job}: {done}% complete", outcome="running" if hint else None)
        done += rng.randrange(2, 14)
    talk.say("queue", who.names[0], who.result, f"{job}: complete", outcome="ok" if hint else None)


def _stages(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    job = code(rng)
    for stage in ("queued", "pulling image", "starting", "running", "uploading", "verifying"):
        for _ in range(rng.randrange(1, 4)):
            talk.say(who.names[0], "cluster", one_of(rng, "get_status", "check", who.call), f"get job {job}")
            talk.say("cluster", who.names[0], who.result, f"job {job} is {stage}")
    talk.say("cluster", who.names[0], who.result, f"job {job} succeeded", outcome="ok")
    talk_on(talk, who, 4)


def _patient_wait(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    job, said = code(rng), one_of(rng, "still running", "pending", "in progress", "not ready yet", "processing")
    marked = rng.random() < 0.6
    for n in long(talk, 4, 13):
        at = f" at {stamp(rng, n)}" if rng.random() < 0.4 else ""
        talk.say(who.names[0], "service", one_of(rng, "poll", "check_status"), f"Is {job} finished?{at}")
        talk.say("service", who.names[0], who.result, f"{job} {said}", outcome="pending" if marked else None)
    talk.say("service", who.names[0], who.result, f"{job} finished, result stored", artefact_hash=talk.fresh())
    talk_on(talk, who, 5)


def _batch(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    verb, fine = rng.choice(VERBS), one_of(rng, "ok", "OK", "done", "200", "success", "✓", "ack")
    marked, coded, start = rng.random() < 0.5, rng.random() < 0.5, rng.randrange(1, 400)
    for n in long(talk, 10, 40):
        item = code(rng) if coded else f"item {start + n}"
        talk.say(who.names[0], who.names[1], who.call, f"{verb} {item}")
        talk.say(who.names[1], who.names[0], who.result, fine, outcome="ok" if marked else None)


def _throttled(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    refusal = one_of(rng, "HTTP 429 Too Many Requests", "rate limit exceeded, slow down", "503 Service Unavailable",
                     "throttled, please back off")  # fmt: skip
    marked = rng.random() < 0.6
    for _ in range(rng.randrange(3, 7)):
        call = as_call(rng, f"{rng.choice(VERBS)}_{rng.choice(NOUNS)}", id=code(rng))
        for n in range(rng.randrange(0, 5)):
            talk.say(who.names[0], "api", who.call, call)
            talk.say("api", who.names[0], who.result, f"{refusal} (wait {2**n}s)", outcome="429" if marked else None)
        talk.say(who.names[0], "api", who.call, call)
        talk.say("api", who.names[0], who.result, plain(rng), outcome="ok" if marked else None)


def _refactors(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    count, hashed, scored, ms = rng.randrange(20, 400), rng.random() < 0.6, rng.random() < 0.4, rng.random() < 0.5
    for _ in long(talk, 7, 16):
        talk.say(who.names[0], "ci", who.call, f"{one_of(rng, 'Extracted', 'Renamed', 'Inlined', 'Moved')} {rng.choice(NOUNS)} in {path(rng)}",
                 artefact_hash=talk.fresh() if hashed else None)  # fmt: skip
        took = f" in {rng.randrange(1, 60)}.{rng.randrange(10, 99)}s" if ms else ""
        talk.say("ci", who.names[0], who.result, f"{count} passed{took}", outcome="passed" if rng.random() < 0.8 else None,
                 score=1.0 if scored else None)  # fmt: skip


def _rows(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    style, unit = rng.randrange(3), one_of(rng, "EUR", "kg", "units", "ms")
    for n in long(talk, 12, 40):
        cells = (code(rng), rng.randrange(1, 5000), rng.choice(PLACES))
        row = (f"| {cells[0]} | {cells[1]} {unit} | {cells[2]} |", f"{n},{cells[0]},{cells[1]},{cells[2]}",
               f'{{"row": {n}, "value": {cells[1]}, "unit": "{unit}"}}')[style]  # fmt: skip
        talk.say(who.names[0], who.names[1], one_of(rng, "row", "append", who.say), row)


def _converging(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    low, high, thing = rng.randrange(50, 300), rng.randrange(600, 1500), rng.choice(NOUNS)
    while high - low > 30:
        talk.say(who.names[0], who.names[1], one_of(rng, "offer", who.say), one_of(
            rng, f"I can go up to {low} for the {thing}.", f"My offer for the {thing} is now {low}.", f"What about {low}?",
        ))  # fmt: skip
        talk.say(who.names[1], who.names[0], who.reply, one_of(
            rng, f"That is too little, I ask {high}.", f"I could do {high}.", f"{high} would be fair for the {thing}.",
        ), outcome=maybe(talk, "rejected", 0.3))  # fmt: skip
        low += rng.randrange(10, 70)
        high -= rng.randrange(10, 70)
    talk.say(who.names[0], who.names[1], who.say, f"Agreed at {(low + high) // 2}.", outcome="accepted")


def _clauses(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for clause in rng.sample(NOUNS, rng.randrange(6, 12)):
        talk.say(
            who.names[0], who.names[1], who.say, f"On the {clause}: we propose that it is {rng.choice(ADJECTIVES)}."
        )
        if rng.random() < 0.6:
            talk.say(who.names[1], who.names[0], who.reply, f"Not {rng.choice(ADJECTIVES)} enough for us; add a {rng.choice(NOUNS)}.",
                     outcome=maybe(talk, "rejected", 0.5))  # fmt: skip
            talk.say(who.names[0], who.names[1], who.say, f"We add the {rng.choice(NOUNS)} then.")
        talk.say(who.names[1], who.names[0], who.reply, one_of(rng, "Agreed.", "Fine with us.", "Accepted."))


def _pages(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    thing, style, size = rng.choice(NOUNS), rng.randrange(3), rng.choice((20, 50, 100))
    for n in long(talk, 8, 22):
        call = (
            as_call(rng, f"list_{thing}", page=n + 1),
            f"GET /v1/{thing}?offset={n * size}",
            f"next {talk.fresh()}",
        )[style]
        talk.say(who.names[0], "api", who.call, call)
        talk.say("api", who.names[0], who.result, f"{size} rows, cursor {talk.fresh()}", outcome=maybe(talk, "ok"))


def _countdown(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    said = one_of(rng, "T minus {}", "{} left to do", "{} remaining", "{} tickets open", "closing in {} minutes")
    for left in range(rng.randrange(9, 30), 0, -1):
        talk.say(who.names[0], one_of(rng, who.names[1], who.names[2]), who.say, said.format(left))
    talk.say(who.names[0], who.names[1], who.say, "That was the last.", outcome="ok")


def _sweep(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    name, other = rng.choice(NOUNS), rng.choice(NOUNS)
    scored, marked = rng.random() < 0.7, rng.random() < 0.6
    for n in long(talk, 8, 20):
        score = rng.randrange(300, 900) / 1000
        talk.say(
            who.names[0],
            "lab",
            who.call,
            as_call(rng, "run_experiment", **{name: n % 5 / 10, other: rng.randrange(1, 64) * 2}),
        )
        talk.say("lab", who.names[0], who.result, f"accuracy={score} loss={rng.random():.4f}", score=score if scored else None,
                 outcome="ok" if marked else None)  # fmt: skip


def _fewer(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    left, scored = rng.randrange(8, 15), rng.random() < 0.4
    total = left + rng.randrange(10, 200)
    while left:
        talk.say(
            who.names[0],
            "ci",
            who.call,
            f"Fix {rng.choice(NOUNS)} in {path(rng)}",
            artefact_hash=talk.fresh() if rng.random() < 0.5 else None,
        )
        left -= 1 if rng.random() < 0.8 else 0
        talk.say("ci", who.names[0], who.result, f"{left} failed, {total - left} passed", outcome="failed" if left else "passed",
                 score=(total - left) / total if scored else None)  # fmt: skip


def _one_error_after_another(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 5, 11):
        talk.say(
            who.names[0],
            "runtime",
            who.call,
            f"edit {path(rng)}: guard the {rng.choice(NOUNS)}",
            artefact_hash=maybe(talk, talk.fresh()),
        )
        talk.say("runtime", who.names[0], who.result, error(rng), outcome="error" if rng.random() < 0.7 else None)
    talk.say("runtime", who.names[0], who.result, "build succeeded", outcome="ok")


def _questionnaire(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    short = rng.random() < 0.5
    for thing in rng.sample(NOUNS, rng.randrange(8, 18)):
        talk.say(who.names[0], who.names[1], who.say, one_of(
            rng, f"How {rng.choice(ADJECTIVES)} should the {thing} be?", f"Do you need a {thing}?", f"Is the {thing} {rng.choice(ADJECTIVES)}?",
        ))  # fmt: skip
        talk.say(
            who.names[1], who.names[0], who.reply, one_of(rng, "Yes", "No", "yes, please") if short else plain(rng)
        )


def _to_everybody(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in range(rng.randrange(1, 4)):
        text = plain(rng)
        for name in [*who.names[1:], *rng.sample(PEOPLE, rng.randrange(3, 9))]:
            talk.say(who.names[0], name, who.say, text)
            if rng.random() < 0.5:
                talk.say(name, who.names[0], who.reply, one_of(rng, "ack", "received", "ok, thanks"))


def _ballots(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in range(rng.randrange(2, 5)):
        talk.say("chair", None, who.say, f"Motion: {plain(rng)}")
        for name in rng.sample(PEOPLE, rng.randrange(6, 14)):
            talk.say(name, "chair", "vote", one_of(rng, "aye", "aye", "nay", "abstain"))
        talk.say("chair", None, who.say, one_of(rng, "The motion is carried.", "The motion is lost."))


def _log(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for n in long(talk, 15, 40):
        talk.say(one_of(rng, *who.names[:3]), "log", "log", one_of(
            rng, f"{stamp(rng, n)} INFO request {talk.fresh()} served /{rng.choice(NOUNS)} in {rng.randrange(900)} ms",
            f"{stamp(rng, n)} DEBUG cache hit for {code(rng)}", f"{stamp(rng, n)} INFO user {rng.randrange(9999)} opened {rng.choice(NOUNS)}",
        ))  # fmt: skip


def _ideas(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for n in long(talk, 10, 24):
        talk.say(who.names[n % 4], who.names[(n + 1) % 4], who.say, one_of(
            rng, f"Idea {n + 1}: a {rng.choice(ADJECTIVES)} {rng.choice(NOUNS)} that can {rng.choice(VERBS)} a {rng.choice(NOUNS)}.",
            f"What about a {rng.choice(NOUNS)} for {rng.choice(PLACES)}?", f"We could {rng.choice(VERBS)} the {rng.choice(NOUNS)}.",
        ))  # fmt: skip


def _comments(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _n in range(rng.randrange(5, 10)):
        talk.say(who.names[1], who.names[0], "review", f"{path(rng)}:{rng.randrange(300)}: {one_of(rng, 'nit', 'please', 'must')}: {rng.choice(VERBS)} the {rng.choice(NOUNS)}",
                 outcome=maybe(talk, "changes_requested"))  # fmt: skip
        talk.say(who.names[0], who.names[1], who.reply, one_of(rng, "Done.", "Fixed.", "Good point, changed."),
                 artefact_hash=talk.fresh() if rng.random() < 0.5 else None)  # fmt: skip
    talk.say(who.names[1], who.names[0], "review", "LGTM", outcome="approved")


def _training(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    loss, scored = rng.random() * 3 + 1, rng.random() < 0.5
    for n in long(talk, 10, 40):
        loss *= 0.9 + rng.random() / 12
        talk.say("trainer", who.names[0], one_of(rng, "log", "metric"), f"step {n * 100} loss {loss:.4f} lr 0.0{rng.randrange(1, 9)}",
                 score=-loss if scored else None)  # fmt: skip


def _sentences_translated(talk: Talk) -> None:
    who, rng = begin(talk), talk.rng
    for _ in long(talk, 8, 16):
        text = plain(rng)
        talk.say(who.names[0], who.names[1], who.call, f"Translate: {text}")
        talk.say(
            who.names[1],
            who.names[0],
            who.result,
            " ".join(word[::-1] for word in text.split()),
            outcome=maybe(talk, "ok"),
        )


WORK: dict[str, Shape] = {
    shape.__name__.strip("_"): shape
    for shape in (
        _progress_bar, _stages, _patient_wait, _batch, _throttled, _refactors, _rows, _converging, _clauses, _pages,
        _countdown, _sweep, _fewer, _one_error_after_another, _questionnaire, _to_everybody, _ballots, _log, _ideas,
        _comments, _training, _sentences_translated,
    )
}  # fmt: skip
