"""Loops of agents who work on without getting anywhere."""

from __future__ import annotations

from benchmarks.loops._talk import Talk
from benchmarks.loops.spent._telling import cast, pick, wording, wrong
from benchmarks.loops.spent._world import SLOTS


def tests_never_better(talk: Talk) -> None:
    """New code each time, and never a test more that passes."""
    crew = cast(talk, 2)
    failed, total = talk.rng.randint(3, 9), talk.rng.randint(20, 90)
    scored = talk.rng.random() < 0.5
    change = (
        "{Adjusted|Tweaked|Changed|Rewrote} {the rounding|the sort key|the date handling|the loop bound|the regex|the "
        "default value|the merge step} in <file>."
    )

    def step(_: int) -> None:
        now = failed + talk.rng.choice((0, 0, 1))
        more: dict[str, object] = {"score": round(1 - now / total, 3)} if scored else {}
        talk.say(crew[0], crew[1], "edit", wording(talk, change), artefact_hash=talk.fresh())
        talk.say(crew[1], crew[0], "test", f"{now} failed, {total - now} passed", outcome="failed", **more)

    wrong(talk, crew, step, 18)


def clarification_circle(talk: Talk) -> None:
    """Every question is answered by a question."""
    crew = cast(talk, 2)
    lines = (
        "{What exactly|What precisely|What} do you mean by {a short|a brief|a compact} {summary|overview}?",
        "{Could you say|Please clarify|Can you tell me} what {length|size} {you would call|counts as} {short|brief}?",
        "{That depends|It depends} on {the reader|the audience} - {who is|can you specify} {it|the audience}?",
        "{Which|What kind of} {reader|audience} {did you have in mind|were you thinking of} {for the summary|here}?",
    )
    number = talk.rng.choice((2, 4))

    def step(turn: int) -> None:
        talk.say(crew[turn % 2], crew[1 - turn % 2], "ask", wording(talk, lines[turn % number]))

    wrong(talk, crew, step, 16)


def changed_mind(talk: Talk) -> None:
    """A decision is made, taken back, and made again."""
    crew = cast(talk, 3)
    one, two = pick(talk, "Postgres/SQLite|the train/the plane|blue covers/red covers|weekly/monthly").split("/")
    case = (
        "{On reflection|Thinking about it again|Actually|Hmm,} {I'd prefer|let us take|we should go with} X"
        "{.| after all.| rather than Y.| because I have doubts about Y.}"
    )

    def step(turn: int) -> None:
        yes, no = (one, two) if turn % 2 == 0 else (two, one)
        line = case.replace("X", yes).replace("Y", no)
        talk.say(crew[turn % 2], None, "decide", wording(talk, line))
        if talk.rng.random() < 0.3:
            talk.say(crew[2], None, "message", wording(talk, "{Agreed.|Fine, {noted|changed}.|All right, switching.}"))

    wrong(talk, crew, step, 14)


def swinging_score(talk: Talk) -> None:
    """The same few settings are tried in turn, with the same few scores."""
    crew = cast(talk, 2)
    number = talk.rng.randint(2, 4)
    rates = talk.rng.sample((0.1, 0.05, 0.01, 0.003, 0.001, 0.0003), number)
    scores = [round(talk.rng.uniform(0.4, 0.8), 3) for _ in rates]
    hashes = [talk.fresh() for _ in rates]

    def step(turn: int) -> None:
        at = turn % number
        score = round(scores[at] + talk.rng.uniform(-0.002, 0.002), 4)
        talk.say(crew[0], crew[1], "train", f"Now with learning rate {rates[at]}.", artefact_hash=hashes[at])
        talk.say(crew[1], crew[0], "evaluate", f"Validation accuracy {score}.", score=score)

    wrong(talk, crew, step, 4 * number + 6)


def almost_done(talk: Talk) -> None:
    """Somebody asks for the result, somebody says that it is nearly there; it never comes."""
    crew = cast(talk, 2)
    ask = "{Is the {draft|report|result} ready?|Any news?|How far are you?|When {can I have|do I get} it?|Status?}"
    tell = (
        "{Almost|Nearly} {done|there|finished}{.|, {just a moment|a few minutes} more.|, only {last|final} "
        "{touches|details} are missing.}"
    )

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "ask", wording(talk, ask))
        talk.say(crew[1], crew[0], "status", wording(talk, tell))

    wrong(talk, crew, step, 14)


def rereading(talk: Talk) -> None:
    """The same few files are opened again and again, nothing is written."""
    crew = cast(talk, 2)
    files = talk.rng.sample(SLOTS["file"], talk.rng.randint(2, 5))
    hashes = {file: talk.fresh() for file in files} if talk.rng.random() < 0.5 else {}
    line = "{Opening|Reading|Looking at|Let me read} FILE{.| again.| to {understand|get} the context.| once more.}"

    def step(turn: int) -> None:
        file = files[turn % len(files)]
        more: dict[str, object] = {"artefact_hash": hashes[file]} if hashes else {}
        talk.say(crew[0], None, "read", wording(talk, line).replace("FILE", file), outcome="ok", **more)

    wrong(talk, crew, step, 4 * len(files))


def fruitless_search(talk: Talk) -> None:
    """One question to the search engine in ever other words, and never a hit."""
    crew = cast(talk, 2)
    topic, city = wording(talk, "<topic>"), wording(talk, "<city>")
    query = f"{{{topic}|{topic} {{data|figures|numbers|statistics}}}} {{in|for|near}} {city} {{1987|year 1987|in 1987}}"
    none = pick(talk, "0 results|No documents matched your query.|[]")

    def step(_: int) -> None:
        talk.say(crew[0], "search", "search", wording(talk, query))
        talk.say("search", crew[0], "result", none, outcome=pick(talk, "ok|failed|failed"))

    wrong(talk, crew, step, 16)


def wrong_format(talk: Talk) -> None:
    """A validator wants another format, the writer goes on in prose."""
    crew = cast(talk, 2)
    who, what = wording(talk, "<person>"), wording(talk, "<n> <item>")
    prose = (
        "{Sure|Of course|Certainly|Sorry about that}! {Here is|This is} the {order|record} as JSON: {the customer "
        f"is|for}} {who}, {{who wants|buying}} {what}{{.| as requested.|, nothing else.}}"
    )
    no = "{Invalid JSON|Not valid JSON|Could not parse JSON}: {expected value|unexpected token} at line 1 column 1"

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "submit", wording(talk, prose), artefact_hash=talk.fresh())
        talk.say(crew[1], crew[0], "validate", wording(talk, no), outcome=pick(talk, "rejected|error"))

    wrong(talk, crew, step, 16)


def hammering(talk: Talk) -> None:
    """A service that refuses is called without end and without success."""
    crew = cast(talk, 2)
    call = wording(talk, "GET /v1/{quotes|tracks|rates}/<id>")
    refused = pick(talk, "429|503")

    def step(turn: int) -> None:
        again = f"{call} (attempt {turn + 1})" if talk.rng.random() < 0.5 else call
        talk.say(crew[0], "api", "call", again)
        talk.say("api", crew[0], "result", wording(talk, f"{refused}, request <id>"), outcome=refused)

    wrong(talk, crew, step, 24)


def formatter_war(talk: Talk) -> None:
    """Two tools that format undo each other's work; a time stamp makes each file new."""
    crew = cast(talk, 2)
    file = wording(talk, "<file>")
    lines = (f"Wrapped lines of {file} at 80 characters, <n> changes.", f"Joined short lines of {file}, <n> changes.")

    def step(turn: int) -> None:
        side = turn % 2
        talk.say(crew[side], None, "format", wording(talk, lines[side]), outcome="ok", artefact_hash=talk.fresh())

    wrong(talk, crew, step, 16)
