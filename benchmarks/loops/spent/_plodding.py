"""Work that looks like a loop: waiting, batches, checks and rounds, each of which gets on."""

from __future__ import annotations

from benchmarks.loops._talk import Talk
from benchmarks.loops.spent._telling import cast, pick, right, wording
from benchmarks.loops.spent._world import SLOTS


def polling(talk: Talk) -> None:
    """Somebody waits for a long job, and says so by the action; in the end it is done."""
    crew = cast(talk, 2)
    action = pick(talk, "poll|wait|heartbeat")
    line = wording(talk, "{Is build <id> finished?|Waiting for the backup in <city>.|alive|Job <id>: still running.}")
    right(talk, crew, lambda _: talk.say(crew[0], crew[1], action, line))
    talk.say(crew[1], crew[0], "report", "The job is finished.", outcome="ok", artefact_hash=talk.fresh())


def pending(talk: Talk) -> None:
    """A status is asked for, and the answer is that it is pending, until it is not."""
    crew = cast(talk, 2)
    job = wording(talk, "<id>")

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "check", f"Status of transfer {job}?", outcome="pending")
        talk.say(crew[1], crew[0], "status", f"Transfer {job} is being processed.", outcome="pending")

    right(talk, crew, step)
    talk.say(crew[1], crew[0], "status", f"Transfer {job} has arrived.", outcome="ok")


def batch_ok(talk: Talk) -> None:
    """One item of a batch after the other, each answered by the same word."""
    crew = cast(talk, 2)
    verb = pick(talk, "Resize|Upload|Archive|Stamp|Anonymise")
    answer = pick(talk, "ok|OK|done|Stored.")

    def step(turn: int) -> None:
        talk.say(crew[0], crew[1], "request", wording(talk, f"{verb} scan_{turn + 101:04}.tif of <person>"))
        talk.say(crew[1], crew[0], "result", answer, outcome="ok")

    right(talk, crew, step)


def retries(talk: Talk) -> None:
    """The service is busy now and then, and each request succeeds after some retries."""
    crew = cast(talk, 2)
    cities = talk.rng.sample(SLOTS["city"], len(SLOTS["city"]))
    busy = pick(talk, "429|503")

    def step(turn: int) -> None:
        call = f"GET /weather/{cities[turn % len(cities)].lower()}?page={turn // len(cities) + 1}"
        for _ in range(talk.rng.randint(0, 2)):
            talk.say(crew[0], "api", "call", call, outcome=busy)
        talk.say(crew[0], "api", "call", call, outcome="ok")
        talk.say("api", crew[0], "result", wording(talk, f"{turn % 30 - 4} degrees, wind <n> at <t>"), outcome="ok")

    right(talk, crew, step)


def green_refactor(talk: Talk) -> None:
    """The code changes in small steps and all the tests stay green."""
    crew = cast(talk, 2)
    green = f"{talk.rng.randint(40, 900)} passed"
    change = (
        "{Renamed|Extracted|Inlined|Moved|Typed|Simplified} {a helper|the constructor|two constants|the validator|the "
        "retry policy|an inner class|the error branch} in <file>"
    )

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "edit", wording(talk, change), artefact_hash=talk.fresh())
        talk.say(crew[1], crew[0], "test", green, outcome="ok")

    right(talk, crew, step)


def table(talk: Talk) -> None:
    """A table is read out row by row."""
    crew = cast(talk, 2)
    line = talk.rng.choice(
        "row #: <item> ; <n> ; <city> ; in stock~# <person> <city> <n> EUR paid~#. <n> x <item>, <t>".split("~")
    )
    right(talk, crew, lambda turn: talk.say(crew[0], crew[1], "row", wording(talk, line.replace("#", str(turn + 1)))))


def pages(talk: Talk) -> None:
    """All the pages of a list are fetched."""
    crew = cast(talk, 2)
    what, last = pick(talk, "orders|patients|issues|members"), talk.rng.randint(45, 90)

    def step(turn: int) -> None:
        talk.say(crew[0], "api", "call", f"list_{what}(page={turn + 1}, size=100)")
        text = f"page {turn + 1} of {last}, 100 {what}"
        talk.say("api", crew[0], "result", text, outcome="ok", artefact_hash=talk.fresh())

    right(talk, crew, step)


CHECKS = (
    "fire doors|exit signs|smoke detector|first aid box|handrail|emergency lamp|extinguisher|floor markings|"
    "sprinkler valve|alarm bell|stairwell|lift phone|fuse box|gas tap|window locks|roof hatch|drain cover|ladder|"
    "loading ramp|eye wash|boiler gauge|ventilation|assembly point|spill kit|visitor log|key cabinet|gate motor|"
    "cellar light|cable ducts|forklift horn|shelf anchors|door closer|water meter|letter box|bike stand|antenna mast|"
    "chimney flap|cold store seal|battery room|server rack lock"
).split("|")


def checklist(talk: Talk) -> None:
    """Things are ticked off."""
    crew = cast(talk, 2)
    checks = talk.rng.sample(CHECKS, len(CHECKS))
    answer = pick(talk, "checked, fine|yes|[x]|no defect found")

    def step(turn: int) -> None:
        floor = "" if turn < len(checks) else f", {turn // len(checks) + 1}. floor"
        talk.say(crew[0], crew[1], "check", f"{checks[turn % len(checks)]}{floor}: {answer}", outcome="ok")

    right(talk, crew, step)


def votes(talk: Talk) -> None:
    """Many agents vote on one thing after another."""
    crew = cast(talk, talk.rng.randint(6, 12))
    subjects = talk.rng.sample(SLOTS["topic"], 12)

    def step(turn: int) -> None:
        at = turn % (len(crew) + 1)
        motion = subjects[turn // (len(crew) + 1) % 12]
        if at == 0:
            talk.say("chair", None, "call-vote", f"Shall we fund the project on {motion}?")
        else:
            talk.say(crew[at - 1], "chair", "vote", pick(talk, "yes|yes|yes|no|abstain"))

    right(talk, crew, step)


def epochs(talk: Talk) -> None:
    """A model is trained and gets better, with some noise."""
    crew = cast(talk, 2)
    start, rate = talk.rng.uniform(0.2, 0.4), talk.rng.uniform(0.03, 0.08)

    def step(turn: int) -> None:
        score = round(start + (0.95 - start) * (1 - (1 - rate) ** turn) + talk.rng.uniform(-0.003, 0.003), 4)
        talk.say(crew[0], crew[1], "train", f"epoch {turn + 1} done, val_acc {score}", score=score)

    right(talk, crew, step)


def fewer_failures(talk: Talk) -> None:
    """Test after test is repaired."""
    crew = cast(talk, 2)
    total = talk.rng.randint(120, 300)
    left = [talk.rng.randint(70, 110)]
    fix = "{Fixed|Repaired|Corrected} {the fixture|an off-by-one|the mock|the time zone|the path} in <file>."

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "edit", wording(talk, fix), artefact_hash=talk.fresh())
        left[0] -= talk.rng.randint(1, 2)
        talk.say(crew[1], crew[0], "test", f"{left[0]} failed, {total - left[0]} passed", outcome="failed")

    right(talk, crew, step)
