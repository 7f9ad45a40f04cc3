"""Work that looks like a loop: the same kind of step on ever other things."""

from __future__ import annotations

from benchmarks.loops._talk import Talk
from benchmarks.loops.spent._telling import LONGEST, cast, pick, right, until, wording
from benchmarks.loops.spent._world import SLOTS

CALLS = (
    "My order of <item> is late.=It is on its way, number <id>.",
    "I need an invoice for <city>.=Sent to you just now.",
    "Please change my address to <city>, number <n>.=Changed, reference <id>.",
    "The <part> shows an error since <t>.=Known; it will be repaired by <t>.",
    "Is <person> in on <day>?={Yes, from <t> on.|No, on leave until <day>.}",
    "How long is the guarantee for <item>?=Two years, with the receipt.",
    "I was charged twice for ticket <id>, and I am not pleased.=You are right; <n> euros go back to your card.",
)


def same_opening(talk: Talk) -> None:
    """One conversation after another, each with the usual greeting and business of its own."""
    crew = cast(talk, 1)
    hello = "Hello, this is the service desk, how can I help you?"

    def step(turn: int) -> None:
        client = f"caller-{turn + 1}"
        wish, answer = talk.rng.choice(CALLS).split("=")
        talk.say(crew[0], client, "greet", hello)
        talk.say(client, crew[0], "ask", wording(talk, wish))
        talk.say(crew[0], client, "answer", wording(talk, answer))
        talk.say(client, crew[0], "message", pick(talk, "Thank you, bye.|Great, thanks!|Thanks."))

    until(talk, step, 20)


def other_arguments(talk: Talk) -> None:
    """The same tool is needed for one thing after another."""
    crew = cast(talk, 2)
    tool, what = pick(talk, "geocode/address|convert/amount|lookup_vat/number|measure/sample|describe/image").split("/")

    def step(_: int) -> None:
        talk.say(crew[0], "tool", "call", wording(talk, f"{tool}({what}='<city> <n>')"))
        talk.say("tool", crew[0], "result", wording(talk, "{value|found}: <n>.<n>"), outcome="ok")

    right(talk, crew, step)


def sections(talk: Talk) -> None:
    """A book grows section by section, each of them praised in the same words."""
    crew = cast(talk, 2)
    praise = pick(talk, "Looks good, go on.|Accepted.|Fine, next one please.")

    def step(turn: int) -> None:
        text = wording(
            talk, f"Section {turn // 6 + 1}.{turn % 6 + 1} on {{<topic>|<item>|<city>}} is written, <n> words."
        )
        talk.say(crew[0], crew[1], "write", text, artefact_hash=talk.fresh())
        talk.say(crew[1], crew[0], "review", praise, outcome="ok")

    right(talk, crew, step)


def labelling(talk: Talk) -> None:
    """Reviews of customers get one of three labels."""
    crew = cast(talk, 2)
    review = (
        "{Bought|Ordered|Got} <n> <item>, {arrived broken|very happy|good value|too late for <day>|never again|as "
        "described|my wife in <city> loves them|the box was open|five stars from <person>}"
    )

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "classify", wording(talk, review))
        talk.say(crew[1], crew[0], "label", pick(talk, "positive|positive|negative|neutral"), outcome="ok")

    right(talk, crew, step)


def bisections(talk: Talk) -> None:
    """Several regressions are each hunted down by halving."""
    crew = cast(talk, 2)

    def step(_: int) -> None:
        left = 64
        talk.say(crew[0], crew[1], "message", wording(talk, "Bisecting the slowdown of the <part>, 64 commits."))
        while left > 8:
            left //= 2
            verdict = pick(talk, "good|bad")
            talk.say(crew[1], crew[0], "bisect", wording(talk, f"<id> is {verdict}, {left} revisions left"))
        talk.say(
            crew[1], crew[0], "report", wording(talk, "Culprit is <id>, a change of <file> by <person>."), outcome="ok"
        )

    right(talk, crew, step)


def bargaining(talk: Talk) -> None:
    """Buyer and seller come closer, lot by lot."""
    crew = cast(talk, 2)

    def step(_: int) -> None:
        item, low = wording(talk, "<n> <item>"), talk.rng.randint(100, 900)
        high = low + talk.rng.randint(60, 90)
        while high - low > 10 and len(talk.lines) < LONGEST:
            talk.say(crew[0], crew[1], "offer", f"I can pay {low} for {item}.")
            talk.say(crew[1], crew[0], "offer", f"I would take {high}.")
            low, high = low + talk.rng.randint(8, 16), high - talk.rng.randint(8, 16)
        talk.say(crew[0], crew[1], "accept", f"Deal at {(low + high) // 2} for {item}.", outcome="ok")

    until(talk, step, 20)


def grid(talk: Talk) -> None:
    """All combinations of a grid are tried once; the score goes up and down."""
    crew = cast(talk, 2)
    cells = [(depth, rate, seed) for depth in (2, 4, 6, 8) for rate in (0.3, 0.1, 0.03) for seed in range(7)]

    def step(turn: int) -> None:
        depth, rate, seed = cells[turn % len(cells)]
        score = round(0.6 + depth / 50 - abs(rate - 0.1) / 3 + talk.rng.uniform(-0.02, 0.02), 3)
        text = f"run {turn + 1}/{len(cells)}: depth={depth} rate={rate} seed={seed} -> {score}"
        talk.say(crew[0], crew[1], "train", text, score=score, artefact_hash=talk.fresh())

    right(talk, crew, step)


def different_errors(talk: Talk) -> None:
    """Every repair uncovers another error, each further down the road."""
    crew = cast(talk, 2)
    steps = talk.rng.sample(SLOTS["file"], len(SLOTS["file"]))
    error = "{SyntaxError: unclosed bracket|TypeError: str is not int|NameError: undefined name|KeyError: 'total'} in "

    def step(turn: int) -> None:
        file = steps[turn % len(steps)]
        stage = f"stage {turn + 1} of {len(steps) + 2}"
        talk.say(
            crew[1], crew[0], "build", f"{stage}: {wording(talk, error)}{file}, line {turn * 7 + 12}", outcome="error"
        )
        talk.say(crew[0], crew[1], "edit", wording(talk, f"{{Fixed|Repaired}} {file}."), artefact_hash=talk.fresh())

    for turn in range(talk.rng.randint(10, len(steps))):
        step(turn)
    talk.say(crew[1], crew[0], "build", "All stages built.", outcome="ok", artefact_hash=talk.fresh())


def game(talk: Talk) -> None:
    """Two agents who play, move by move, very short messages."""
    crew = cast(talk, 2)
    ranks = "abcdefgh"

    def step(turn: int) -> None:
        move = f"{pick(talk, '|N|B|R|Q|K')}{talk.rng.choice(ranks)}{talk.rng.randint(1, 8)}"
        talk.say(crew[turn % 2], crew[1 - turn % 2], "move", f"{turn // 2 + 1}. {move}")

    until(talk, step, 24)
