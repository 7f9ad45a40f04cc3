"""Work that gets somewhere: what surrounds a loop, and what honest agents do all day."""

from collections.abc import Callable

from benchmarks.loops.strangers_a._machine import diff, hits, lookup, tests
from benchmarks.loops.strangers_a._talk import tell
from benchmarks.loops.strangers_a._tape import FullError, Tape

_REPORTS = (
    "[Done|Finished|Just now|So far]: <did>[. [Noticed that|It turns out that|Also,|By the way,] <fact>|].",
    "[Done|Finished]: <did>, next is <doing>.",
    "<did>[; <fact>| and <did>|].",
    "[After|Having spent <n> minutes on] <doing>, [I can say|it is clear|we know] that <fact>.",
    "[Status|Update|Progress]: <did>. [Remaining|Left|Open]: <doing>.",
    "[Good news|Heads-up|FYI|For the record]: <fact>[, so <part> [can wait|comes first|needs <n> minutes less]|].",
)
_LOGS = (
    "[INFO|info:|I] <thing> step <n>: <fact>",
    'job=<id> item="<part>" rows=<n> took=<n>ms',
    "<ts> <did> (<n> of <n>)",
    "evt=<id> <thing> -> <fact>",
    "result: <fact> [ref <id>|#<n>]",
)
_ORDERS = (
    "[Please|Can you|Would you|<who>,] <do>[ by <day>| and report back| before <n> o'clock|; <fact>|].",
    "[Next for you|Your turn|New task]: <do>.",
    "[I'd like you to|Time to|We need to] <do>, [because|since|as] <fact>.",
)
_QUESTIONS = (
    "[Do we know|Can you say|Is it clear] whether <fact>?",
    "[How many|Which] [people|items|entries] [touch|concern|wait for] <thing> [at the moment|since <day>]?",
    "[Should we|May I|Is it fine to] <do>[ before <day>|]?",
    "[Who|What] [decides on|is behind|blocks] <part> [in|for|on] <thing>?",
)
_REPLIES = (
    "[Yes|No|Partly|Not quite|As far as I see]: <fact>.",
    "<fact>, [according to|says] <person>.",
    "[I looked it up|Checked just now]: <fact>[; <fact>|].",
    "[Go ahead|Better not|Only after <day>], <fact>.",
)
_REMARKS = (
    "[One thing|A remark|Small point|Question]: <fault>. [Otherwise good|Please look at it|Rest is fine].",
    "[I like it|Good work], but <fault>[ when <part> is absent| on <day>|].",
    "<fault>[; see line <n>| in <file>|].",
)
_DECISIONS = (
    "[Decision|We settle on this|Agreed]: <do>; <part> [is postponed to <day>|stays as it is|goes to <who>].",
    "[Given that|Because] <fact>, we <do>.",
)


def line(tape: Tape, bank: tuple[str, ...]) -> str:
    return tape.spin(tape.rng.choice(bank))


def report(tape: Tape) -> str:
    return line(tape, _LOGS if tape.ways.terse else _REPORTS)


def remark(tape: Tape) -> str:
    return line(tape, _REMARKS)


def question(tape: Tape) -> str:
    return line(tape, _QUESTIONS)


def reply(tape: Tape) -> str:
    return line(tape, _REPLIES)


def order(tape: Tape) -> str:
    return line(tape, _ORDERS)


def decision(tape: Tape) -> str:
    return line(tape, _DECISIONS)


def _reported(tape: Tape) -> None:
    who, whom = _two(tape)
    tape.add(who, whom if tape.rng.random() < 0.6 else None, "status", report(tape))


def _asked(tape: Tape) -> None:
    who, whom = _two(tape)
    tape.add(who, whom, "ask", question(tape))
    tape.add(whom, who, "answer", reply(tape))


def _tooled(tape: Tape) -> None:
    who, _ = _two(tape)
    tool, what = tape.spin("<tool>"), tape.spin("[<part>|<thing>]")
    tape.add(who, tool, "call", lookup(tape, tool, what))
    tape.add(tool, who, "result", hits(tape, what), outcome="ok")


def _delivered(tape: Tape) -> None:
    who, whom = _two(tape)
    part = tape.part()
    content = diff(tape, part)
    text = content if tape.rng.random() < 0.4 else report(tape)
    tape.add(who, whom, "submit", text, content=content, score=tape.rng.random())
    if tape.rng.random() < 0.5:
        tape.add(whom, who, "review", remark(tape))
        fixed = diff(tape, part)
        tape.add(who, whom, "submit", fixed if tape.rng.random() < 0.4 else report(tape), content=fixed)
    tape.add(whom, who, "approve", tell(tape, "approve"), outcome="ok")


def _ordered(tape: Tape) -> None:
    who, whom = _two(tape)
    tape.add(who, whom, "handoff", order(tape))
    tape.add(whom, who, "status", report(tape), outcome="ok")


def _decided(tape: Tape) -> None:
    who, _ = _two(tape)
    tape.add(who, None, "decide", decision(tape))


def _tested(tape: Tape) -> None:
    who, _ = _two(tape)
    total = tape.rng.randint(8, 300)
    failed = tape.rng.choice([0, 0, 1, 2])
    tape.add(who, None, "test", tests(tape, failed, total), outcome="failed" if failed else "ok")


def _two(tape: Tape) -> list[str]:
    pool = tape.crowd if tape.aside is not None else tape.cast + tape.crowd
    return tape.rng.sample(pool, 2)


_STEPS: tuple[Callable[[Tape], None], ...] = (
    _reported, _reported, _asked, _tooled, _delivered, _ordered, _decided, _tested,
)  # fmt: skip


def step(tape: Tape) -> None:
    """One to four messages that bring something new."""
    tape.rng.choice(_STEPS)(tape)


def chat(tape: Tape, upto: int) -> None:
    """Honest work until the tape holds so many messages."""
    goal, tape.goal = tape.goal, min(upto, tape.goal)
    try:
        while tape.left() > 0:
            step(tape)
    except FullError:
        pass
    tape.goal = goal
