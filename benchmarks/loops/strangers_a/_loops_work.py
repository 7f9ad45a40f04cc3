"""Loops of work: calls, edits, tests, searches and deliveries that change nothing that matters."""

from collections.abc import Callable

from benchmarks.loops.strangers_a._honest import chat, step
from benchmarks.loops.strangers_a._loops_talk import KINDS as TALK
from benchmarks.loops.strangers_a._machine import denial, diff, error, lookup, outcome_of, tests, traceback
from benchmarks.loops.strangers_a._talk import tell, voice
from benchmarks.loops.strangers_a._tape import Tape, call


def failing_call(t: Tape) -> None:
    who, _ = t.pick(2)
    tool, fault, item = t.spin("<tool>"), error(t), t.part()
    stamped = t.rng.random() < 0.5
    while True:
        args = {"item": item, "request_id": t.spin("<id>")} if stamped else {"item": item}
        t.add(who, tool, "call", call(tool, **args))
        t.add(tool, who, "result", traceback(t, fault), outcome="error")


def vain_edits(t: Tape) -> None:
    coder, checker = t.pick(2)
    fault = error(t)
    spoken = t.rng.random() < 0.5
    while True:
        part = t.part()
        change = diff(t, part)
        text = t.spin(
            "[This should|That ought to|Now it must|Hopefully this will] "
            "[fix|solve|cure|settle] [it|the error][: <did>|, see <part>|]."
        )
        t.add(coder, checker, "edit", text if spoken else change, content=change, score=0.4)
        t.add(checker, coder, "test", traceback(t, fault), outcome="failed")


def undo_redo(t: Tape) -> None:
    who, whom = t.pick(2)
    versions = [diff(t, t.part()) for _ in range(t.rng.choice([2, 2, 3]))]
    spoken = t.rng.random() < 0.6
    words = t.voice(
        "[Reverting|Undoing|Rolling back|Restoring|Going back to] [the "
        "[previous|earlier|other] [version|state]|what we had][ of <x>|].|"
        "[Re-applying|Bringing back|Putting in] the [change|patch|variant][ to <x>|][ again|].",
        x=t.thing(),
    )
    while True:
        for version in versions:
            t.add(who, whom, "edit", words() if spoken else version, content=version)


def rejected_again(t: Tape) -> None:
    maker, checker = t.pick(2)
    item, content, fault = t.thing(), t.spin("<fact> <id>"), t.spin("<fault>")
    offer = t.voice(
        "[Submitting|Here is|Please find|Delivering|Resubmitting] <x>[ "
        "for [review|approval]|][.|, [hope it fits|please check].]",
        x=item,
    )
    refuse = voice(t, "reject", x=fault)
    while True:
        t.add(maker, checker, "submit", offer(), content=content, score=0.3)
        t.add(checker, maker, "reject", refuse(), outcome="rejected")


def permanent_error(t: Tape) -> None:
    who, _ = t.pick(2)
    tool, item = t.spin("<tool>"), t.spin("[<file>|<part>|<thing>]")
    answer = denial(t, item)
    muse = t.rng.random() < 0.4
    while True:
        t.add(who, tool, "call", lookup(t, tool, item))
        t.add(
            tool, who, "result", t.spin(f"{answer}[ (request <id>)| at <ts>| attempt <n>|]"), outcome=outcome_of(answer)
        )
        if muse:
            t.add(who, None, "say", tell(t, "again", x=item))


def empty_searches(t: Tape) -> None:
    who, _ = t.pick(2)
    tool = t.rng.choice(["search", "web_search", "vector_query", "archive_lookup", "grep"])
    topic = t.part()
    forms = (
        '["<x>" <y>|<x> [AND|OR|NEAR] <y>|how to <x> in <y>|<y> <x> [2029|2030|pdf|site:docs|manual|example|guide]|'
        "[what is|history of|about|definition] <x> [for|of|with] <y>]"
    )
    nothing = voice(t, "nohit")
    while True:
        query = t.spin(forms, x=topic, y=["<thing>", "<part>", "<goal>", "<person>"])
        t.add(who, tool, "search", call(tool, query=query) if t.rng.random() < 0.6 else query)
        t.add(tool, who, "result", nothing(), outcome="ok" if t.ways.varied else "empty")


def stuck_count(t: Tape) -> None:
    coder, checker = t.pick(2)
    total = t.rng.randint(20, 200)
    failed = t.rng.randint(3, total // 3)
    wobble = t.rng.choice([0, 0, 1])
    while True:
        change = diff(t, t.part())
        t.add(
            coder,
            checker,
            "edit",
            change if t.rng.random() < 0.5 else t.spin("[Now|Next|So:|Then] <did>."),
            content=change,
        )
        now = failed + t.rng.choice([0, wobble, wobble])
        t.add(checker, coder, "test", tests(t, now, total), outcome="failed", score=round(1 - now / total, 3))


def nitpicker(t: Tape) -> None:
    maker, checker = t.pick(2)
    part, thing = t.part(), t.thing()
    t.ways.varied = True
    nits = (
        "[Not quite|Almost|Hmm|Closer, but|Sorry], <x> [could be|should be|ought "
        "to be|feels like it wants to be] [a touch|slightly|somewhat|a bit] "
        "[shorter|longer|bolder|calmer|warmer|cooler|softer|crisper|tighter|looser|simpler|richer].|"
        "<x> [now |]seems [too|overly|a little too] "
        "[short|long|bold|timid|formal|casual|dry|playful|dense|thin]; [once "
        "more|try again|another round].|"
        "[I liked|Perhaps go back to|What happened to] the "
        "[earlier|former|first] [feel|shape|wording] of <x>[?|, "
        "please.]"
    )
    while True:
        draft = t.spin("<thing> <id>")
        text = t.spin(
            "[New|Next|Another|Revised|Updated] [version|draft|take|cut] of "
            "<x>[: <y> [reworked|changed|adjusted]|, as you wished|].",
            x=thing,
            y=part,
        )
        t.add(maker, checker, "submit", text, content=draft, score=round(0.6 + t.rng.uniform(-0.02, 0.02), 3))
        t.add(checker, maker, "reject", t.spin(f"[{nits}]", x=part), outcome="rejected")


def slow_cycle(t: Tape) -> None:
    people = t.pick(3)
    fault = t.spin("<fault>")
    tool = t.spin("<tool>")
    stops: list[tuple[str, str | None, str, str]] = [
        (people[0], people[1], "plan", tell(t, "plan", x=t.thing(), y=t.part())),
        (people[1], people[0], "say", tell(t, "agree", x=t.part(), who=people[0])),
        (people[1], tool, "call", lookup(t, tool, t.part())),
        (tool, people[1], "result", t.spin("result: <x>", x=fault)),
        (people[1], people[2], "handoff", tell(t, "over", x=t.thing(), who=people[2])),
        (people[2], people[1], "ask", tell(t, "clarify", x=t.part())),
        (people[1], people[2], "answer", t.spin("<fact>")),
        (people[2], people[0], "reject", tell(t, "reject", x=fault)),
        (people[0], None, "summary", t.spin("[Summary|So]: <x>, [back to the start|we begin anew].", x=fault)),
        (people[0], people[1], "handoff", t.spin("<who>, <do>.", who=people[1])),
    ]
    stops = stops[: t.rng.randint(5, 10)]
    while True:
        for who, whom, action, text in stops:
            t.add(who, whom, action, text)


def hollow_done(t: Tape) -> None:
    who, whom = t.pick(2)
    item = t.thing()
    content = t.spin("<fact> <id>")
    claim = voice(t, "done", x=item)
    doubt = t.voice(
        "[I see no [change|difference] in|Nothing has changed in|The same as before:|Are you sure about] <x>[?|.]|"
        "<x> [is untouched|looks as it did|has not moved][, please do it|, try for real|].",
        x=item,
    )
    alone = t.rng.random() < 0.4
    while True:
        t.add(who, whom, "submit", claim(), content=content, outcome="ok")
        if not alone:
            t.add(whom, who, "review", doubt())


def reading_round(t: Tape) -> None:
    who, _ = t.pick(2)
    name, text = t.spin("<file>"), t.spin("<fact>; <fact>")
    while True:
        tool = t.rng.choice(["cat", "read_file", "open", "view", "head", "less", "sed", "grep"])
        shown = call(tool, path=name) if t.rng.random() < 0.5 else t.spin(f"{tool} {name}[ lines <n>-<n>| --full|]")
        t.add(who, tool, "call", shown)
        t.add(tool, who, "result", text, content=text, outcome="ok")


def apology_loop(t: Tape) -> None:
    maker, client = t.pick(2)
    item, fault = t.thing(), t.spin("<fault>")
    say = voice(t, "sorry", x=item)
    moan = t.voice(
        "[No|Still wrong|Again]: <x>.|<x>, [same|exactly the same] "
        "[mistake|problem|error][ as [before|last time]|].|[Look again|You did not "
        "fix it]: <x>.",
        x=fault,
    )
    while True:
        t.add(client, maker, "reject", moan(), outcome="rejected")
        t.add(maker, client, "submit", say(), content=t.spin("<id>"), score=0.35)


def seesaw(t: Tape) -> None:
    coder, checker = t.pick(2)
    one, two = t.distinct("<part>", 2)
    red = (
        "[test_<x> fails|FAILED: <x>|<x> is broken now|red: <x>][ "
        "(line <n>)| after <n> ms|][; <y> passes|, <y> is fine|]"
    )
    while True:
        for good, bad in ((one, two), (two, one)):
            change = diff(t, good)
            t.add(
                coder,
                checker,
                "edit",
                t.spin("[Fixing|Repairing|Patching|Mending] <x>[ by <doing>|].", x=good),
                content=change,
            )
            t.add(checker, coder, "test", t.spin(red, x=bad, y=good), outcome="failed")


def dead_job(t: Tape) -> None:
    who, _ = t.pick(2)
    tool, job = t.rng.choice(["get_job", "job_status", "poll", "kubectl"]), t.spin("<id>")
    state = t.rng.choice(
        ["CANCELLED by user", "FAILED (final)", "no worker assigned, queue deleted", "expired", "aborted: parent gone"]
    )
    while True:
        t.add(who, tool, "call", call(tool, job=job))
        t.add(tool, who, "result", t.spin(f"job {job}: {state}|{state}|state={state} checked=<ts>"), outcome="failed")


def pin_conflict(t: Tape) -> None:
    who, _ = t.pick(2)
    one, two = t.distinct("lib-<id>", 2)
    a, b = t.rng.randint(1, 4), t.rng.randint(5, 9)
    while True:
        for name, other, want in ((one, two, a), (two, one, b)):
            t.add(who, "pip", "call", f"$ pip install '{name}=={want}.{t.rng.randint(0, 3)}'")
            clash = f"ERROR: {other} requires {name}!={want}, but you have {name} {want}.{t.rng.randint(0, 9)}"
            t.add("pip", who, "result", clash, outcome="error")


def schema_misfit(t: Tape) -> None:
    who, _ = t.pick(2)
    key = t.part().split()[-1]
    fault = t.spin(
        f"['{key}' is a required property|{key}: expected integer, got string|additional property '{key}' not allowed]"
    )
    while True:
        body = call(t.spin("<tool>"), name=t.thing(), note=t.spin("<fact>"))
        t.add(who, "validator", "submit", body, content=body)
        t.add(
            "validator",
            who,
            "result",
            t.spin(f"[invalid|schema error|does not validate]: {fault} [at $.items.<n>|(doc <id>)|]"),
            outcome="error",
        )


def self_check(t: Tape) -> None:
    who, whom = t.pick(2)
    item = t.spin("[<part>|<thing>]")
    check, fine = voice(t, "verify", x=item), voice(t, "fine", x=item)
    result = t.spin("<id>")
    while True:
        t.add(who, whom, "test", check())
        t.add(who, whom, "status", fine(), outcome="ok", content=result)


def config_flip(t: Tape) -> None:
    one, two = t.pick(2)
    key = t.part().replace(" ", "_")
    low, high = t.rng.randint(1, 20), t.rng.randint(30, 90)
    while True:
        for who, value in ((one, low), (two, high)):
            t.add(
                who,
                None,
                "edit",
                t.spin(
                    f"[set {key}={value}|{key}: {value} # [enforced|desired|policy]|applied {key}={value} rev <id>]"
                ),
                content=f"{key}{value}",
            )


def same_move(t: Tape) -> None:
    people = t.pick(2)
    moves = [t.spin("[<do>|move <n>: <do>|play <part>]") for _ in range(4)]
    while True:
        for place, move in enumerate(moves):
            t.add(people[place % 2], people[1 - place % 2], "move", move, content=f"board{place}")


def in_chatter(t: Tape) -> None:
    t.noise, t.aside = t.rng.uniform(0.25, 0.55), step
    t.rng.choice(_SIMPLE)(t)


def late_start(t: Tape) -> None:
    chat(t, len(t.lines) + t.rng.randint(30, 60))
    t.begin()
    t.rng.choice(_SIMPLE)(t)


_SIMPLE: list[Callable[[Tape], None]] = [
    failing_call, vain_edits, rejected_again, permanent_error, empty_searches, stuck_count, nitpicker, hollow_done,
    *(TALK[name][0] for name in ("ping_pong", "mutual_wait", "asked_and_answered", "paraphrase_plea", "replanning")),
]  # fmt: skip
KINDS: dict[str, tuple[Callable[[Tape], None], int]] = {
    "failing_call": (failing_call, 14), "vain_edits": (vain_edits, 16), "undo_redo": (undo_redo, 14),
    "rejected_again": (rejected_again, 14), "permanent_error": (permanent_error, 14),
    "empty_searches": (empty_searches, 20), "stuck_count": (stuck_count, 20), "nitpicker": (nitpicker, 18),
    "slow_cycle": (slow_cycle, 30), "hollow_done": (hollow_done, 14), "reading_round": (reading_round, 14),
    "apology_loop": (apology_loop, 14), "seesaw": (seesaw, 16), "dead_job": (dead_job, 14),
    "pin_conflict": (pin_conflict, 16), "schema_misfit": (schema_misfit, 16), "self_check": (self_check, 14),
    "config_flip": (config_flip, 14), "same_move": (same_move, 16), "in_chatter": (in_chatter, 24),
    "late_start": (late_start, 76),
}  # fmt: skip
