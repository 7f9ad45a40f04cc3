"""Ordinary productive work: the start of every loop and the filling between the hard negatives."""

from __future__ import annotations

from benchmarks.loops.second._scene import Scene

ASSIGN = (
    "{w}, please {t}.",
    "Next: {t}. {w}, can you take it?",
    "@{w} {t}",
    "Task {id}: {t}. Owner: {w}.",
    "I would like you to {t} today.",
    "Could you {t}? It is the next item on the list.",
    "new ticket {id} -> {t}",
    "Let us {t} now; {w} has the context.",
    '{{"task": "{t}", "assignee": "{w}", "priority": {p}}}',
    "We still have to {t}. Please start with it.",
    "Priority {p}: {t}.",
)
ACCEPT = (
    "On it.",
    "Taking this one.",
    "ok, starting with {f}",
    "Sure. I will look at {f} first.",
    "Understood, I begin.",
    "Accepted {id}.",
    "Fine, should not take long.",
    "will do",
    "Got it. I need {f} for that, let me open it.",
)
RESULTS = (
    "done, {n} {r}s touched",
    "{n} lines",
    "OK ({ms} ms)",
    "exit code 0",
    '{{"status": "ok", "{r}s": {n}}}',
    "Finished: {n} {r}s, {m} skipped",
    "200 OK",
    "{fact}",
    "found {n} matches in {f}",
    "no problems found in {f}",
    "wrote {n} bytes to {f}",
)
DELIVER = (
    "{t}: done. Changes are in {f}.",
    "Finished, see {f}. {fact}",
    "Here is the first version in {f}.",
    "I managed to {t}. {fact} I took that into account.",
    "Completed {id}: {t}",
    "Pushed {f}; {n} lines changed.",
    "Result for '{t}' attached. {fact}",
    "Ready for review: {f}",
)
ACCEPTED = (
    "Looks good, merged.",
    "Approved.",
    "Accepted. On to the next item.",
    "Fine with me.",
    "LGTM",
    "Checked, all right.",
    "Good work, closing {id}.",
    "Verified against {f}; accepted.",
    "Perfect, that closes this point.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "yesterday", "this morning", "last week", "in March")
CLOSER = (
    " ({r} {id})",
    " in {f}",
    ", part {m}",
    " for {r} {id}",
    ", batch {n}",
    " (only the {r}s)",
    " once more for the {n} new {r}s",
    ", see {id}",
)
FRESH_NEWS = (
    "The {a} is {v} in {f}.",
    "{n} {r}s carry no owner.",
    "{r} {id} was changed {d} by {w}.",
    "Line {n} of {f} was the reason.",
    "We saw {v} ({a}) {d}.",
    "There are {n} {r}s more than {d}.",
    "{w} measured {v} {d}.",
    "{f} has {n} lines now.",
    "{r} {id} refers to {n} others.",
    "It took {ms} ms for {n} {r}s.",
    "{m} of {n} {r}s were skipped.",
    "The limit of {n} in {f} comes from {d}.",
)
OPEN_ASKS = (
    "What do we know about {r} {id}?",
    "And {f}, line {n}?",
    "Anything on {r} {id}?",
    "Why was {r} {id} changed?",
    "How many {r}s are in {f}?",
    "Who touched {f} last?",
    "Is {r} {id} among the {n}?",
    "When does {r} {id} fall due?",
)
INSIGHTS = (
    "By the way: {fact}",
    "Worth knowing here: {fact}",
    "{fact} We should keep that in mind for {f}.",
    "I checked {f}. {fact}",
    "Note for later. {fact}",
    "{fact}",
)


def hole(sc: Scene, text: str, **more: str) -> str:
    """Fill a wording with words of the scene's domain."""
    rng = sc.rng
    values = {
        "f": sc.pick(sc.dom.files),
        "r": sc.pick(sc.dom.records),
        "n": str(rng.randint(2, 900)),
        "m": str(rng.randint(0, 9)),
        "ms": str(rng.randint(12, 4800)),
        "p": str(rng.randint(1, 4)),
        "fact": sc.pick(sc.dom.facts),
        "id": sc.ident(),
        "t": sc.pick(sc.dom.tasks),
        "w": sc.team[0],
    }
    return text.format_map(values | more)


def topic(sc: Scene) -> str:
    """A task, and from the second time on with a closer description."""
    task = sc.once(sc.dom.tasks)
    if task is not None and sc.chance(0.6):
        return str(task)
    return str(task or sc.fresh(sc.dom.tasks)) + hole(sc, sc.pick(CLOSER))


def news(sc: Scene) -> str:
    """Something not said before."""
    fact = sc.once(sc.dom.facts) if sc.chance(0.5) else None
    if fact is not None:
        return str(fact)
    name, unit, low, high = sc.pick(sc.dom.metrics)
    value = f"{sc.rng.uniform(low, high):.1f} {unit}".strip()
    return hole(sc, sc.fresh(FRESH_NEWS), v=value, a=name, w=sc.pick(sc.team), d=sc.pick(DAYS))


def question(sc: Scene) -> tuple[str, str]:
    """A question not asked before, and its answer."""
    known = sc.once(sc.dom.asks) if sc.chance(0.6) else None
    if known is not None:
        return str(known[0]), str(known[1])
    ident, path, record = sc.ident(), sc.pick(sc.dom.files), sc.pick(sc.dom.records)
    asked = hole(sc, sc.pick(OPEN_ASKS), id=ident, f=path, r=record)
    return asked, sc.pick(("", "", f"{record} {ident}: ", "Yes. ", "Not quite. ")) + news(sc)


def score(sc: Scene, share: float) -> float:
    """A score at a share of the way from bad to good, rounded as such systems do."""
    return round(0.2 + 0.75 * max(0.0, min(1.0, share)), 2)


def _steps(sc: Scene, worker: str) -> None:
    for _ in range(sc.rng.randint(1, 3)):
        tool, path = sc.fresh(sc.dom.tools), sc.fresh(sc.dom.files)
        args: dict[str, object] = {"path": path}
        if sc.chance(0.5):
            args[sc.pick(("limit", "id", "mode", "ref"))] = sc.pick((sc.rng.randint(1, 500), sc.ident(), "full"))
        result = sc.code() if sc.chance(0.12) else hole(sc, sc.pick(RESULTS), f=path)
        sc.use(worker, tool, args, result, "ok", sc.hash() if sc.chance(0.4) else None)


def _review(sc: Scene, boss: str, worker: str, path: str) -> None:
    finding, fix = sc.fresh(sc.dom.findings)
    sc.say(boss, worker, "review", f"One remark on {path}: {finding}.", "failed", None, 0.6)
    sc.say(worker, boss, "reply", f"Right, {fix}.", "ok", sc.hash())


def one_task(sc: Scene) -> None:
    """One task from hand-out to acceptance."""
    boss, worker = sc.pair()
    task, path, ident = topic(sc), sc.fresh(sc.dom.files), sc.ident()
    words = {"t": task, "w": worker, "f": path, "id": ident}
    sc.say(boss, worker, "assign", hole(sc, sc.pick(ASSIGN), **words))
    if sc.chance(0.45):
        sc.say(worker, boss, "reply", hole(sc, sc.pick(ACCEPT), **words))
    if sc.chance(0.35):
        asked, answer = question(sc)
        sc.say(worker, boss, "ask", asked)
        sc.say(boss, worker, "answer", answer)
    _steps(sc, worker)
    if sc.chance(0.25):
        sc.say(worker, boss, "comment", hole(sc, sc.pick(INSIGHTS), fact=news(sc), f=path))
    done = hole(sc, sc.pick(DELIVER), fact=news(sc), **words)
    if sc.chance(0.15):
        done += "\n" + "\n".join(f"- {news(sc)}" for _ in range(sc.rng.randint(3, 7)))
    sc.say(worker, boss, "report", done, "ok", sc.hash())
    if sc.chance(0.4):
        _review(sc, boss, worker, path)
    if sc.chance(0.6):
        sc.say(boss, worker, "approve", hole(sc, sc.pick(ACCEPTED), **words), "ok")


def plain_work(sc: Scene, count: int) -> None:
    """One task after another."""
    for _ in sc.until(count):
        one_task(sc)


def opening(sc: Scene, count: int) -> None:
    """Work cut off after about so many messages, at the end of a task or in the midst of it."""
    start, whole = len(sc.log), sc.chance(0.5)
    tasks = [start]
    while len(sc.log) < start + count:
        one_task(sc)
        tasks.append(len(sc.log))
    fitting = [end for end in tasks if start + 2 <= end <= start + count]
    del sc.log[fitting[-1] if whole and fitting else start + count :]
