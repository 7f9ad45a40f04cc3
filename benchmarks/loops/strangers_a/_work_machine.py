"""Machines' work that looks like a loop and is none: polls that end, batches, retries that succeed, runs per item."""

from collections.abc import Callable

from benchmarks.loops.strangers_a._honest import report
from benchmarks.loops.strangers_a._machine import diff, error, hits, lookup, outcome_of, passing, tests, traceback
from benchmarks.loops.strangers_a._talk import tell, voice
from benchmarks.loops.strangers_a._tape import Tape, call


def _rounds(t: Tape, each: int, most: int) -> int:
    """How many rounds of so many messages, with room for an ending."""
    return max(2, min(t.rng.randint(most // 2, most), (t.left() - 3) // each))


def poll_until_done(t: Tape) -> None:
    who, other = t.pick(2)
    tool, job = t.rng.choice(["get_job", "job_status", "poll", "describe_run", "http_get"]), t.spin("<id>")
    same, moving = voice(t, "same", x=f"job {job}"), t.rng.random() < 0.5
    count = _rounds(t, 2, 14 if moving else 8)
    for place in range(count):
        t.add(who, tool, "call", call(tool, job=job))
        share = min(99, (place + 1) * 100 // count)
        state = t.spin(f"[{share}% done|progress={share / 100:.2f}|{share} of 100 <part>]") if moving else same()
        t.add(tool, who, "result", state, outcome="pending")
    t.add(who, tool, "call", call(tool, job=job))
    t.add(tool, who, "result", t.spin("[COMPLETED|succeeded|done|exit 0]: <fact>"), outcome="ok")
    t.add(who, other, "status", report(t))


def ok_batch(t: Tape) -> None:
    who, _ = t.pick(2)
    tool, plain = t.spin("<tool>"), t.rng.choice(["ok", "OK", "200", "accepted", '{"status": "ok"}', "done"])
    first = t.rng.randint(100, 9000)
    for place in range(_rounds(t, 2, 26)):
        t.add(who, tool, "call", call(tool, id=first + place, item=t.part()))
        t.add(tool, who, "result", plain, outcome="ok")
    t.add(who, None, "status", report(t))


def retry_until_through(t: Tape) -> None:
    who, _ = t.pick(2)
    tool, item, trouble = t.spin("<tool>"), t.part(), passing(t)
    request = call(tool, item=item)
    for _ in range(t.rng.randint(1, 3)):
        for _ in range(t.rng.randint(2, 4)):
            t.add(who, tool, "call", request)
            t.add(tool, who, "result", trouble, outcome=outcome_of(trouble))
            if t.rng.random() < 0.4:
                t.add(
                    who,
                    None,
                    "wait",
                    t.spin("[backing off|sleeping|waiting] <n> s[ before the next try|]"),
                    outcome="pending",
                )
        t.add(who, tool, "call", request)
        t.add(tool, who, "result", t.spin("[200|ok|through]: <fact>"), outcome="ok")
        item = t.part()
        request = call(tool, item=item)
        t.add(who, None, "status", report(t))


def lint_per_file(t: Tape) -> None:
    who, _ = t.pick(2)
    tool = t.rng.choice(["ruff", "eslint", "vale", "sqlfluff", "shellcheck"])
    for name in t.distinct("<file>.<n>", _rounds(t, 2, 24)):
        t.add(who, tool, "call", f"$ {tool} {name}")
        t.add(tool, who, "result", t.spin("[0 problems|clean|no issues found|no issues found|<n> fixed]"), outcome="ok")


def migration_per_table(t: Tape) -> None:
    who, whom = t.pick(2)
    for name in t.distinct("t_<id>", _rounds(t, 1, 40)):
        words = t.spin("[migrated|converted|moved|copied] <x>: <n> rows[ in <n> s|, checksum <id>|]", x=name)
        t.add(who, whom, "status", words, outcome="ok", content=name)


def epochs(t: Tape) -> None:
    who, whom = t.pick(2)
    loss, score = t.rng.uniform(1.5, 4), t.rng.uniform(0.2, 0.5)
    for place in range(_rounds(t, 1, 50)):
        loss *= t.rng.uniform(0.9, 1.004)
        score += (0.95 - score) * t.rng.uniform(-0.01, 0.1)
        text = f"epoch {place + 1} loss={loss:.4f} val={score:.4f}"
        t.add(who, whom, "log", text, outcome="ok", content=f"{loss}", score=round(score, 4))


def fewer_failures(t: Tape) -> None:
    coder, checker = t.pick(2)
    total = t.rng.randint(40, 300)
    failed = t.rng.randint(12, 40)
    for _ in range(_rounds(t, 2, 14)):
        change = diff(t, t.part())
        t.add(
            coder,
            checker,
            "edit",
            change if t.rng.random() < 0.5 else t.spin("[Now|Next|So:|Then] <did>."),
            content=change,
        )
        failed = max(0, failed - t.rng.choice([0, 1, 2, 3, 5]))
        t.add(
            checker,
            coder,
            "test",
            tests(t, failed, total),
            outcome="failed" if failed else "ok",
            score=round(1 - failed / total, 3),
        )
        if not failed:
            break
    t.add(coder, checker, "edit", diff(t, t.part()), content=t.spin("<id>"))
    t.add(checker, coder, "test", tests(t, 0, total), outcome="ok", score=1.0)


def bisecting(t: Tape) -> None:
    who, tool = t.pick(1)[0], "git"
    low, high = 0, t.rng.randint(300, 60000)
    culprit = t.rng.randint(1, high - 1)
    while high - low > 1:
        middle = (low + high) // 2
        bad = middle >= culprit
        t.add(who, tool, "call", f"$ git bisect {'bad' if bad else 'good'} r{middle}")
        t.add(
            tool,
            who,
            "result",
            f"Bisecting: {high - middle if not bad else middle - low} revisions left to test",
            outcome="ok",
        )
        low, high = (low, middle) if bad else (middle, high)
    t.add(tool, who, "result", t.spin(f"r{culprit} is the first bad commit: <fault>"), outcome="ok")
    t.add(who, None, "status", t.spin("[Found it|Culprit]: r<x>, <fault>; <doing> next.", x=str(culprit)))


def same_tool_other_args(t: Tape) -> None:
    who, _ = t.pick(2)
    tool = t.spin("<tool>")
    for item in t.distinct("[<part> of <thing>|<person>|<file>]", _rounds(t, 2, 22)):
        t.add(who, tool, "call", lookup(t, tool, item))
        t.add(tool, who, "result", t.spin("<n>|<fact>|ok, <n>|[yes|no]"), outcome="ok")


def heartbeats(t: Tape) -> None:
    who, whom = t.pick(2)
    what = t.spin("<doing>")
    alive = t.voice(
        "alive|[still|] [busy with|working on] <x>|heartbeat [<n>|<ts>]|<x> [goes on|continues], cpu <n>", x=what
    )
    for _ in range(_rounds(t, 1, 16)):
        t.add(who, whom, "status", alive(), outcome="pending")
    t.add(
        who,
        whom,
        "status",
        t.spin("[Finished|Through|Complete] with <x>: <fact>.", x=what),
        outcome="ok",
        content=t.spin("<id>"),
    )
    t.add(whom, who, "handoff", t.spin("[Good, now|Then] <do>."))


def log_tail(t: Tape) -> None:
    who = t.pick(1)[0]
    source = t.rng.choice(["journal", "syslog", "access.log", "feed", "stream"])
    for _ in range(_rounds(t, 1, 60)):
        text = t.spin(
            "GET /<id> 200 <n>ms|<ts> <fact>|<fact>|worker-<n> "
            "[took|acked|finished] <id>|gc pause <n>ms|user <n> [logged "
            "in|left]|cron: <doing>"
        )
        t.add(source, who, "log", text)


def canary_rollout(t: Tape) -> None:
    who, watcher = t.pick(2)
    share = 1
    while share < 100:
        t.add(
            who,
            watcher,
            "edit",
            t.spin(f"[Rolling out to {share}%|traffic={share}%|weight {share} set]"),
            content=f"w{share}",
        )
        t.add(
            watcher,
            who,
            "status",
            t.spin("[healthy|no alarms|errors normal|all green][ (p95 <n> ms)|, <n> requests seen|]"),
            outcome="ok",
        )
        share = min(100, share * 2 + t.rng.randint(0, 6))
    t.add(who, watcher, "edit", t.spin("[100% reached|full traffic], old <thing> retired"), content="w100")


def backfill(t: Tape) -> None:
    who, _ = t.pick(2)
    tool, day, month = t.spin("<tool>"), t.rng.randint(1, 8), t.rng.choice([1, 3, 5, 7, 8, 10, 12])
    for place in range(_rounds(t, 2, 22)):
        date = f"2030-{month:02d}-{day + place:02d}"
        t.add(who, tool, "call", call(tool, date=date))
        t.add(
            tool,
            who,
            "result",
            t.spin(f"[{date}: <n> rows|ok {date}|loaded {date} in <n> s]"),
            outcome="ok",
            content=date,
        )


def crawling(t: Tape) -> None:
    who, _ = t.pick(2)
    topic = t.part()
    for page in range(1, _rounds(t, 2, 24)):
        t.add(who, "browser", "call", call("fetch", url=f"https://list.example/{topic.replace(' ', '-')}?page={page}"))
        t.add(
            "browser",
            who,
            "result",
            t.spin(f"page {page}: <n> entries, first: <fact>"),
            outcome="ok",
            content=t.spin("<id>"),
        )
    t.add("browser", who, "result", "no further pages", outcome="ok")
    t.add(who, None, "summary", report(t))


def flaky_rerun(t: Tape) -> None:
    who, _ = t.pick(2)
    name, fault = t.part().replace(" ", "_"), passing(t)
    for _ in range(t.rng.randint(2, 3)):
        t.add(who, "ci", "test", f"$ rerun test_{name}")
        t.add("ci", who, "result", t.spin(f"FAILED test_{name}: {fault}"), outcome="failed")
    t.add(who, "ci", "test", f"$ rerun test_{name}")
    t.add("ci", who, "result", f"1 passed: test_{name}", outcome="ok")
    t.add(who, None, "status", t.spin("Marked test_<x> as flaky; <fact>.", x=name))


def sweep(t: Tape) -> None:
    who, whom = t.pick(2)
    part, best = t.part(), 0.0
    for _ in range(_rounds(t, 2, 20)):
        value, score = round(t.rng.uniform(0, 1), 4), round(t.rng.uniform(0.5, 0.9), 4)
        t.add(who, whom, "call", call("launch_run", param=part, value=value, seed=t.rng.randint(0, 99)))
        best = max(best, score)
        t.add(whom, who, "result", f"{part}={value} -> {score}", outcome="ok", content=f"{value}", score=score)
    t.add(who, None, "decide", t.spin(f"[Best|Winner|Take] {part} at score {best}: <fact>."))


def queue_worker(t: Tape) -> None:
    who, whom = t.pick(2)
    first, same = t.rng.randint(1000, 90000), t.rng.random() < 0.5
    for place in range(_rounds(t, 2, 28)):
        t.add(whom, who, "handoff", f"job {first + place}" if same else t.spin(f"job {first + place}: <do>"))
        t.add(
            who,
            whom,
            "status",
            t.spin(f"[ack|done] {first + place}") if same else f"done {first + place}",
            outcome="ok",
        )


def sensor_watch(t: Tape) -> None:
    who, whom = t.pick(2)
    value, name = t.rng.uniform(10, 40), t.part()
    still = t.rng.random() < 0.3
    for _ in range(_rounds(t, 1, 40)):
        value += 0 if still and t.rng.random() < 0.7 else t.rng.uniform(-0.4, 0.4)
        t.add(who, whom, "log", t.spin(f"{name} = {value:.1f}[ at <ts>|]"), outcome="ok")


def seesaw_solved(t: Tape) -> None:
    coder, checker = t.pick(2)
    one, two = t.distinct("<part>", 2)
    for good, bad in ((one, two), (two, one))[: t.rng.randint(1, 2)]:
        t.add(
            coder,
            checker,
            "edit",
            t.spin("[Fixing|Repairing|Patching] <x>[ by <doing>|].", x=good),
            content=t.spin("<id>"),
        )
        t.add(checker, coder, "test", t.spin("test_<x> fails, <y> passes", x=bad, y=good), outcome="failed")
    t.add(
        coder,
        checker,
        "plan",
        t.spin(
            "[They pull at each other|Both depend on the same state]: <x> and <y>. I'll <do> instead.", x=one, y=two
        ),
    )
    t.add(coder, checker, "edit", diff(t, one), content=t.spin("<id>"))
    t.add(checker, coder, "test", t.spin("both <x> and <y> pass", x=one, y=two), outcome="ok")


def search_until_hit(t: Tape) -> None:
    who, _ = t.pick(2)
    tool, topic = t.rng.choice(["search", "web_search", "grep"]), t.part()
    for _ in range(t.rng.randint(1, 4)):
        for _ in range(t.rng.randint(1, 3)):
            t.add(
                who,
                tool,
                "search",
                call(tool, query=t.spin("<x> [<y>|AND <y>]", x=topic, y=["<thing>", "<goal>", "<person>"])),
            )
            t.add(tool, who, "result", tell(t, "nohit"), outcome="ok")
        t.add(who, tool, "search", call(tool, query=t.spin("<part> <thing>")))
        t.add(tool, who, "result", hits(t, topic), outcome="ok")
        t.add(who, None, "status", report(t))
        topic = t.part()


def change_of_approach(t: Tape) -> None:
    who, whom = t.pick(2)
    tool, fault = t.spin("<tool>"), error(t)
    for _ in range(t.rng.randint(2, 3)):
        t.add(who, tool, "call", lookup(t, tool, t.part()))
        t.add(tool, who, "result", traceback(t, fault), outcome="error")
    t.add(
        who,
        whom,
        "plan",
        t.spin("[That leads nowhere|Same error again|Different idea]: I'll <do> instead, because <fact>."),
    )
    other = t.spin("<tool>")
    t.add(who, other, "call", lookup(t, other, t.thing()))
    t.add(other, who, "result", t.spin("[ok|works|200]: <fact>"), outcome="ok")
    t.add(who, whom, "status", report(t))


def green_refactor(t: Tape) -> None:
    coder, checker = t.pick(2)
    total = t.rng.randint(30, 400)
    green = tests(t, 0, total)
    for _ in range(_rounds(t, 2, 16)):
        change = diff(t, t.part())
        t.add(
            coder,
            checker,
            "edit",
            change if t.rng.random() < 0.5 else t.spin("<did>[, no behaviour changed|]"),
            content=change,
        )
        t.add(checker, coder, "test", green, outcome="ok", score=1.0)


def measured_toggles(t: Tape) -> None:
    who, whom = t.pick(2)
    flag = t.part().replace(" ", "_")
    for place in range(_rounds(t, 2, 8)):
        state = "on" if place % 2 else "off"
        t.add(who, whom, "edit", f"{flag}={state} (round {place + 1} of the comparison)", content=f"{flag}{state}")
        t.add(
            whom,
            who,
            "result",
            t.spin(f"{state}: [<n> conversions|<n> ms median|<n> users], sample <n>"),
            outcome="ok",
            score=t.rng.random(),
        )
    t.add(who, None, "decide", t.spin("Keep <x> [on|off]: <fact>.", x=flag))


def narrowing(t: Tape) -> None:
    coder, checker = t.pick(2)
    fault = error(t)
    for _ in range(t.rng.randint(3, 5)):
        t.add(
            coder,
            checker,
            "edit",
            t.spin("[Added a print at|Ruled out|Isolated] <part>: <fact>."),
            content=t.spin("<id>"),
        )
        t.add(checker, coder, "test", traceback(t, fault), outcome="failed")
        t.add(
            coder,
            checker,
            "say",
            t.spin("So it is not <part>, [since|because] <fact>; [left|remaining suspects]: <part>."),
        )
    t.add(coder, checker, "edit", t.spin("[Root cause|There it is]: <fault>. <did>."), content=t.spin("<id>"))
    t.add(checker, coder, "test", tests(t, 0, t.rng.randint(20, 200)), outcome="ok")


KINDS: dict[str, Callable[[Tape], None]] = {
    work.__name__: work
    for work in (
        poll_until_done, ok_batch, retry_until_through, lint_per_file, migration_per_table, epochs, fewer_failures,
        bisecting, same_tool_other_args, heartbeats, log_tail, canary_rollout, backfill, crawling, flaky_rerun, sweep,
        queue_worker, sensor_watch, seesaw_solved, search_until_hit, change_of_approach, green_refactor,
        measured_toggles, narrowing,
    )
}  # fmt: skip
