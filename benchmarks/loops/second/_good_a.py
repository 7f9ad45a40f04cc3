"""Productive kinds which look alike from far: machines at steady work."""

from __future__ import annotations

import json

from benchmarks.loops.second._scene import Scene
from benchmarks.loops.second._work import hole, one_task, score, topic

WAIT = (
    "still running",
    "status: running",
    "in progress",
    "job {id} is running",
    "not ready yet",
    '{{"state": "RUNNING"}}',
    "pending",
    "HTTP 202 Accepted",
    "queued ({n} ahead)",
    "building ...",
    "working on it, please poll again",
)
READY = (
    "finished, {n} {r}s",
    "status: done",
    "job {id} succeeded",
    '{{"state": "SUCCEEDED", "took_ms": {ms}}}',
    "HTTP 200 OK",
    "complete, result in {f}",
    "ready",
)
BUSY = (
    "HTTP 429 Too Many Requests, retry after {s} s",
    "rate limited; backing off {s} s",
    "429: quota exceeded",
    '{{"error": "rate_limit", "retry_after": {s}}}',
    "Too many requests. Wait {s} seconds.",
    "throttled (attempt {k})",
)
NOTE_OK = ("ok", "OK", "done", "success", '{"ok": true}', "200", "written", "accepted", "ok, next", "stored")
GREEN = (
    "{n} passed in {x}s",
    "all {n} tests green",
    "{n} passed",
    "tests: ok",
    "OK ({n} tests)",
    "green, {n} of {n}",
)
REFACTOR = (
    "Refactored {f}, behaviour unchanged.",
    "Extracted a helper from {f}.",
    "Cleaned up {f}, no change in behaviour.",
    "Refactor: {f}",
    "Simplified {f}. Tests stay green.",
    "Moved code out of {f}.",
    "Renamed variables in {f}.",
)
ROWS = (
    "| {a} | {b} | {c} |",
    "{a},{b},{c}",
    "{a}\t{b}\t{c}",
    '{{"id": "{a}", "amount": {b}, "state": "{c}"}}',
    "{a}: {b} ({c})",
)
IMPORTED = (
    "Imported {r} {id}.",
    "{r} {id} has been imported successfully.",
    "Record {id} ({r}) saved.",
    "Created {r} {id}",
    "inserted {r} id={id}",
    "The {r} {id} was transferred without errors.",
    "{r} {id}: 1 row written",
)
NIGHTLY = (
    "Nightly job for {d} finished, {n} {r}s.",
    "[{d} 02:00] backup ok",
    "{d}: nightly run complete",
    "cron {d} 03:15 exit 0",
    "Report of {d} sent to {o}.",
    "Day {d}: {n} {r}s processed, no errors.",
    "{d} job {id} ok",
)
BEAT = (
    "heartbeat",
    "alive",
    "ping",
    "pong",
    "still here",
    "hb seq={k}",
    '{{"beat": {k}, "ok": true}}',
    "ok",
    "health: green",
)
STEADY = (
    "{m} = {v} {u}",
    "{m}: {v} {u}, within limits",
    '{{"metric": "{m}", "value": {v}}}',
    "{m} unchanged at {v} {u}",
    "reading {clock}: {m} {v} {u}",
    "no change ({m} {v} {u})",
    "{m} {v} {u} OK",
)
TEST_NAMES = (
    "test_empty",
    "test_total",
    "test_missing_owner",
    "test_sorted",
    "test_roundtrip",
    "test_large_input",
    "test_unicode",
    "test_permissions",
    "test_rollback",
    "test_duplicate",
    "test_limits",
    "test_time_zone",
    "test_cache",
    "test_retry",
    "test_defaults",
    "test_merge",
    "test_negative",
    "test_format",
)
EPOCH = (
    "epoch {k}/{e} loss {l:.4f}",
    "[{k}/{e}] train_loss={l:.3f} lr=3e-4",
    "epoch {k} done, loss {l:.4f}, saved checkpoint",
    '{{"epoch": {k}, "loss": {l:.5f}}}',
    "step {k}000 | loss {l:.3f} | {n} items/s",
)


def poll_until_done(sc: Scene, count: int) -> None:
    """A long job is asked for its state until it is done, perhaps several jobs in turn."""
    while count > 0:
        agent, tool, ident = sc.team[0], sc.pick(sc.dom.tools), sc.ident()
        start, share = len(sc.log), sc.chance(0.4)
        rounds = min(count, sc.rng.randint(5, 30))
        sc.say(agent, tool, "start_job", f"start {sc.pick(sc.dom.tasks)} as {ident}", "ok")
        line = hole(sc, sc.pick(WAIT), id=ident)
        for turn in sc.until(max(3, rounds - 2)):
            text = f"{line} ({100 * turn // rounds} %)" if share else line
            sc.use(agent, "get_status", {"job": ident}, text, "waiting")
        sc.use(agent, "get_status", {"job": ident}, hole(sc, sc.pick(READY), id=ident), "ok", sc.hash())
        count -= len(sc.log) - start


def identical_ok(sc: Scene, count: int) -> None:
    """A batch in which every part is answered by the same word."""
    agent, tool = sc.team[0], sc.pick(sc.dom.tools)
    word, record, silent = sc.pick(NOTE_OK), sc.pick(sc.dom.records), sc.chance(0.35)
    first = sc.rng.randint(1, 900)
    for turn in sc.until(count):
        if silent:
            sc.say(agent, tool, tool, word, "ok", sc.hash() if sc.chance(0.5) else None)
        else:
            sc.use(agent, tool, {record.replace(" ", "_"): first + turn}, word, "ok")


def retry_429(sc: Scene, count: int) -> None:
    """Calls are refused for a while, then go through; then the next page."""
    agent, tool = sc.team[0], sc.pick(sc.dom.tools)
    form, path = sc.pick(BUSY), sc.pick(sc.dom.files)
    for page in sc.until(count):
        args = {"page": page + 1, "path": path}
        wait = 1
        for attempt in range(sc.pick((0, 1, 2, 3, 4, 5))):
            sc.use(agent, tool, args, form.format(s=wait, k=attempt + 1), sc.pick(("failed", "waiting", "failed")))
            wait *= 2
        sc.use(agent, tool, args, hole(sc, "200 OK, {n} {r}s"), "ok", sc.hash())


def green_refactor(sc: Scene, count: int) -> None:
    """Small changes, one after the other, and the tests stay green."""
    coder, checker = sc.pair()
    tests = str(sc.rng.randint(12, 640))
    form, green, same = sc.pick(REFACTOR), sc.pick(GREEN), sc.chance(0.5)
    for _ in sc.until(count):
        wording = form if same else sc.pick(REFACTOR)
        sc.say(coder, checker, "edit", hole(sc, wording, f=sc.fresh(sc.dom.files)), "ok", sc.hash())
        took = f"{sc.rng.uniform(0.4, 9):.2f}"
        sc.say(checker, coder, "run_tests", green.format(n=tests, x=took), "ok")


def table_rows(sc: Scene, count: int) -> None:
    """A table is sent row by row or block by block."""
    a, b = sc.pair()
    form, block = sc.pick(ROWS), sc.pick((1, 1, 3, 6))
    states = ("open", "paid", "new", "late")
    for turn in sc.until(count):
        rows = [
            form.format(a=1000 + turn * block + i, b=round(sc.rng.uniform(1, 900), 2), c=sc.pick(states))
            for i in range(block)
        ]
        sc.say(a, b, "send_rows", "\n".join(rows), sc.pick(("ok", None)))


def pagination(sc: Scene, count: int) -> None:
    """Page after page is fetched."""
    agent, tool, size = sc.team[0], sc.pick(sc.dom.tools), sc.pick((20, 50, 100))
    total, cursor = sc.rng.randint(count, 3 * count), sc.chance(0.4)
    for page in sc.until(count):
        args: dict[str, object] = (
            {"cursor": f"{sc.rng.getrandbits(40):x}"} if cursor else {"page": page + 1, "size": size}
        )
        text = (
            f"page {page + 1} of {total}: {size} {sc.dom.records[0]}s"
            if sc.chance(0.7)
            else f"{size} items, has_more=true"
        )
        sc.use(agent, tool, args, text, "ok", sc.hash() if sc.chance(0.5) else None)


def record_import(sc: Scene, count: int) -> None:
    """Many records, the same sentence for each."""
    a, b = sc.pair()
    form, record = sc.pick(IMPORTED), sc.pick(sc.dom.records)
    number = sc.rng.randint(100, 90_000)
    for turn in sc.until(count):
        ident = str(number + turn) if sc.chance(0.8) else sc.ident()
        sc.say(a, b, "import", form.format(r=record, id=ident), "ok", sc.hash())


def test_suite(sc: Scene, count: int) -> None:
    """A test suite reports each of its passes."""
    runner, reader = sc.pair()
    form = sc.pick(("{f}::{t} PASSED", "ok {k} - {t}", "PASS {f} {t}", "✓ {t} ({ms} ms)", "{t} ... ok"))
    path = sc.pick(sc.dom.files)
    for turn in sc.until(count - 1):
        path = sc.pick(sc.dom.files) if turn % 7 == 0 else path
        name = sc.fresh(TEST_NAMES) + (f"_{turn // len(TEST_NAMES) + 1}" if turn >= len(TEST_NAMES) else "")
        text = form.format(f=path, t=name, k=turn + 1, ms=sc.rng.randint(1, 90))
        sc.say(runner, reader, "test", text, "ok")
    sc.say(runner, reader, "test", hole(sc, "{n} passed, 0 failed"), "ok")


def nightly_jobs(sc: Scene, count: int) -> None:
    """The same job night by night."""
    runner, reader = sc.pair()
    form, day, other = sc.pick(NIGHTLY), sc.rng.randint(1, 28), sc.pick(sc.outsiders)
    for turn in sc.until(count):
        date = f"2025-{(day + turn) // 28 % 12 + 1:02d}-{(day + turn) % 28 + 1:02d}"
        sc.say(
            runner, reader, "nightly_job", hole(sc, form, d=date, o=other), "ok", sc.hash() if sc.chance(0.3) else None
        )


def heartbeats(sc: Scene, count: int) -> None:
    """Signs of life, with a piece of work now and then."""
    a, b = sc.pair()
    word, answered, busy = sc.pick(BEAT), sc.chance(0.4), sc.chance(0.5)
    for turn in sc.until(count):
        sc.say(a, b, "heartbeat", word.format(k=turn + 1) if "{" in word else word, sc.pick(("ok", "ok", None)))
        if answered:
            sc.say(b, a, "heartbeat", "ack", "ok")
        if busy and turn % 9 == 8:
            one_task(sc)


def steady_monitoring(sc: Scene, count: int) -> None:
    """Readings which hardly change, as they should."""
    a, b = sc.team[0], sc.team[1]
    name, unit, low, high = sc.pick(sc.dom.metrics)
    value = round(sc.rng.uniform(low, high), 1)
    form, drift = sc.pick(STEADY), sc.pick((0.0, 0.0, 0.1))
    for _ in sc.until(count):
        shown = round(value + sc.rng.uniform(-drift, drift), 1)
        text = form.format(m=name, v=shown, u=unit, clock=sc.clock(300)).replace("  ", " ")
        sc.say(a, b, "monitor", text, "ok")


def training_log(sc: Scene, count: int) -> None:
    """Epoch after epoch, the loss goes down."""
    a, b = sc.pair()
    form, loss, items = sc.pick(EPOCH), sc.rng.uniform(1.5, 4), sc.rng.randint(90, 900)
    for turn in sc.until(count):
        loss *= sc.rng.uniform(0.9, 0.985)
        sc.say(
            a, b, "train", form.format(k=turn + 1, e=count, l=loss, n=items), "ok", sc.hash(), round(1 / (1 + loss), 3)
        )


def rollout(sc: Scene, count: int) -> None:
    """A change is rolled out place by place."""
    a, b = sc.pair()
    form = sc.pick(
        ("{p}: deployed, checks pass", "rolled out to {p}", "{p} updated ({k} of {e})", "wave {k}: {p} healthy")
    )
    places = [f"{sc.pick(('node', 'site', 'bay', 'shop', 'ward'))}-{i:02d}" for i in range(count + 1)]
    for turn in sc.until(count):
        sc.say(
            a,
            b,
            "deploy",
            form.format(p=places[turn], k=turn + 1, e=count),
            "ok",
            sc.hash() if sc.chance(0.3) else None,
        )


def classify_items(sc: Scene, count: int) -> None:
    """Item after item gets one of few labels."""
    a, b = sc.pair()
    labels = tuple(sc.rng.sample(sc.dom.strings, 3))
    record, as_json = sc.pick(sc.dom.records), sc.chance(0.4)
    for _ in sc.until(count):
        ident, label, sure = sc.ident(), sc.pick(labels), round(sc.rng.uniform(0.5, 1), 2)
        text = json.dumps({"id": ident, "label": label, "p": sure}) if as_json else f"{record} {ident} -> {label}"
        sc.say(a, b, "classify", text, "ok", None, sure if sc.chance(0.2) else None)


def slow_rise(sc: Scene, count: int) -> None:
    """A score which creeps upwards."""
    a, b = sc.pair()
    mark, form = sc.rng.uniform(0.15, 0.4), sc.pick(("candidate {k}: {v}", "trial {k} -> {v}", "round {k}, score {v}"))
    slope = (0.93 - mark) / count
    for turn in sc.until(count):
        mark += slope * sc.rng.uniform(0.5, 1.5)
        name, _, low, high = sc.dom.metrics[0]
        text = form.format(k=turn + 1, v=round(low + (high - low) * mark, 2)) + sc.pick(("", f" ({name})"))
        sc.say(a, b, "evaluate", text, "ok", sc.hash(), round(mark, 3))
        if sc.chance(0.3):
            sc.say(b, a, "reply", sc.pick(("Keep going.", "A bit better.", "Go on.", "Next candidate please.")))


def flaky_tests(sc: Scene, count: int) -> None:
    """Tests fail at times without a cause, are run again and pass in the end."""
    a, b = sc.pair()
    for _ in sc.until(count):
        name, path = sc.fresh(TEST_NAMES), sc.fresh(sc.dom.files)
        sc.say(a, b, "edit", f"{path}: {topic(sc)}", "ok", sc.hash())
        for _ in range(sc.pick((0, 1, 2, 3, 4))):
            text = sc.pick(
                ("{t} failed: timeout after 5 s", "FAILED {t} - flaky?", "{t}: connection reset", "1 failed: {t}")
            )
            sc.say(b, a, "run_tests", text.format(t=name), "failed")
            sc.say(
                a,
                b,
                "reply",
                sc.pick(("Known to be flaky, run again.", "Rerun please.", "Unrelated, once more.", "retry")),
            )
        sc.say(b, a, "run_tests", hole(sc, "all {n} passed"), "ok", None, score(sc, 0.9))
