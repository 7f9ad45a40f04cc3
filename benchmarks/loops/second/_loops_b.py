"""Loops of deeds: tool calls, tests, files, robots, long cycles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.loops.second._loops_a import flat_critic, question_ping_pong, ring, same_finding, version_flip
from benchmarks.loops.second._scene import Scene
from benchmarks.loops.second._work import hole

Kind = Callable[[Scene, int], None]

RETRY = (
    "That failed. Let me try again.",
    "Retrying the call.",
    "Hm, an error. One more attempt.",
    "I will run it again.",
    "Let me retry this.",
    "The call did not work, trying once more.",
    "Strange. Again.",
    "Perhaps it was a hiccup, retry.",
)
TRIVIAL = (
    ("timeout", ("30", "31", "35", "40", "45", "60", "61", "90")),
    ("verbose", ("true", "True", "1", "yes", "on", "TRUE")),
    ("limit", ("100", "99", "101", "100.0", "50", "'100'")),
    ("format", ("json", "JSON", "application/json", "Json", ".json")),
    ("encoding", ("utf-8", "utf8", "UTF-8", "UTF8", "utf_8")),
    ("retries", ("1", "2", "3", "4", "5", "6", "7")),
)
TWEAK = (
    "Maybe with another {k}.",
    "Let me set {k} differently.",
    "Trying {k}={v}.",
    "Perhaps {k} is the problem.",
    "Adjusting {k}.",
    "I will change {k} to {v} and run it again.",
)
READ_THOUGHT = (
    "Let me check {f} again.",
    "I need to look at {f} first.",
    "To be sure about the contents, I open {f}.",
    "I should read {f} to understand the context.",
    "Reading {f}.",
    "Let me have another look at {f}.",
)
PATCHED = (
    "I found the cause and changed {f}.",
    "This should fix it.",
    "Adjusted the logic in {f}, tests should pass now.",
    "Another fix for {f}.",
    "Now handled properly in {f}.",
    "Patched {f}; running the tests.",
    "Changed the condition.",
)
QUERY = (
    "{q}",
    "{q} overview",
    "about {q}",
    "{q} details",
    "how to {q}",
    "{q} 2024",
    "best way to {q}",
    "{q} documentation",
    "information on how to {q}",
    '"{q}"',
    "{q} explained",
    "{q} site:example.org",
    "guide: {q}",
    "{q} (all fields)",
)
NOTHING = ("0 results", "No matching documents.", '{"hits": []}', "nothing found", "Results: none", "[]")
LOOK = (
    "No useful hits, I will rephrase the query.",
    "Let me search with other words.",
    "Nothing. Another query.",
    "I will refine the search.",
    "Hm, try a different phrasing.",
)
STEPS = (
    (
        "fetch the latest {r}s",
        "clean the {r}s",
        "run the checks on {f}",
        "check failed: {e}",
        "reset the workspace",
        "report to {o}",
    ),
    (
        "read {f}",
        "draft a change",
        "apply the change",
        "validate: {e}",
        "roll back {f}",
        "ask {o} for advice",
        "{o}: start over",
    ),
    ("collect requirements", "write {f}", "build", "build failed: {e}", "delete {f}"),
    ("open {f}", "look up the {r}", "enter the {r}", "save: {e}", "log out", "log in again"),
    (
        "pick a {r}",
        "plan the route",
        "move",
        "stopped: {e}",
        "drive back",
        "self-test",
        "report ready",
        "accept the job",
    ),
    (
        "split the work",
        "assign the {r}s",
        "collect the parts",
        "merge: {e}",
        "discard the parts",
        "review the approach",
        "agree to retry",
    ),
)
SHIFT = ("{s}", "{s}.", "Step: {s}", "Now I {s}", "{s} - done", "next: {s}", "-> {s}", "[{s}]")
RECOVER = (
    "Recovery: rotating in place.",
    "Backing up 0.30 m.",
    "Clearing the costmap.",
    "Waiting 2 s, then replanning.",
    "Recovery behaviour 'spin' finished.",
)
MOVE_ERRORS = (
    "no path to goal",
    "obstacle in safety field",
    "wheel slip detected",
    "target unreachable",
    "timeout while moving",
    "collision predicted in 0.8 s",
    "planner: start is in lethal cost",
)
NUMBERED = (
    "request {id}: {e} (after {ms} ms)",
    "[{clock}] {id} failed: {e}",
    "attempt {k}: {e}",
    "job {id} ended with: {e}",
    "{clock} ERROR worker-{m} {e}",
    "try #{k}, correlation {id} -> {e}",
    '{{"id": "{id}", "attempt": {k}, "error": "{e}"}}',
    "run {id} finished in {ms} ms, status FAILED ({e})",
)
OUTSIDE = (
    "Weather update: light rain.",
    "Build queue length is {n}.",
    "cron: rotated logs",
    "How is it going?",
    "Reminder: stand-up at ten.",
    "Disk usage {n} of 900 GB.",
    "Token use so far: {n}k",
    "I am back from lunch.",
    "Any progress?",
    "health: ok",
    "fyi: {fact}",
)


def _call(sc: Scene) -> tuple[str, dict[str, Any]]:
    args: dict[str, Any] = {"path": sc.pick(sc.dom.files)}
    if sc.chance(0.6):
        args[sc.pick(("ref", "target", "id"))] = sc.ident()
    return sc.pick(sc.dom.tools), args


def same_error(sc: Scene, count: int) -> None:
    """The same call fails with the same error."""
    agent, (tool, args), error = sc.team[0], _call(sc), sc.error()
    text, talk = (sc.trace(error) if sc.chance(0.35) else error), sc.pick((0.0, 0.3, 1.0))
    for _ in sc.until(count):
        sc.use(agent, tool, args, text, "failed")
        if sc.chance(talk):
            sc.say(agent, sc.team[1], "message", sc.some(RETRY))


def trivial_retry(sc: Scene, count: int) -> None:
    """The call is changed in trifles and fails alike."""
    agent, (tool, args), error = sc.team[0], _call(sc), sc.error()
    talk = sc.pick((0.0, 0.4, 1.0))
    for _ in sc.until(count):
        key, values = sc.pick(TRIVIAL)
        value = sc.fresh(values)
        if sc.chance(talk):
            sc.say(agent, sc.team[1], "think", sc.some(TWEAK).format(k=key, v=value))
        sc.use(agent, tool, {**args, key: value}, error, "failed")


def reread_files(sc: Scene, count: int) -> None:
    """The same files are read over and over."""
    agent = sc.team[0]
    paths = sc.rng.sample(sc.dom.files, sc.pick((1, 2, 2, 3)))
    bodies = {
        path: (sc.code() if sc.chance(0.5) else " ".join(sc.rng.sample(sc.dom.facts, 3)), sc.hash()) for path in paths
    }
    talk, mixed = sc.pick((0.0, 0.5, 1.0)), sc.chance(0.4)
    for turn in sc.until(count):
        path = sc.pick(paths) if mixed else paths[turn % len(paths)]
        if sc.chance(talk):
            sc.say(agent, sc.team[1], "think", sc.some(READ_THOUGHT).format(f=path))
        sc.use(agent, "read_file", {"path": path}, bodies[path][0], "ok", bodies[path][1])


def patch_same_failure(sc: Scene, count: int) -> None:
    """Patch after patch, and the same test fails."""
    coder, checker = sc.pair()
    error, path, same = sc.error(), sc.pick(sc.dom.files), sc.chance(0.5)
    tail = sc.pick(("1 failed, {n} passed", "FAILED (1 of {n} checks)", "1 error, {n} ok")).format(
        n=sc.rng.randint(8, 90)
    )
    trace = sc.trace(error) if same else error
    for _ in sc.until(count):
        sc.say(coder, checker, "edit", hole(sc, sc.some(PATCHED), f=path), "ok", sc.hash())
        took = "" if same else f" in {sc.rng.uniform(0.8, 1.4):.2f}s"
        sc.say(checker, coder, "run_checks", f"{trace}\n{tail}{took}", "failed")


def search_again(sc: Scene, count: int) -> None:
    """One search in ever new words, and nothing comes of it."""
    agent, topic = sc.team[0], sc.fresh(sc.dom.tasks)
    empty = sc.pick((*NOTHING, " ".join(sc.rng.sample(sc.dom.facts, 2))))
    talk, outcome = sc.pick((0.0, 0.5, 1.0)), "ok" if len(empty) > 30 else sc.pick(("failed", "ok"))
    for _ in sc.until(count):
        sc.use(agent, "search", {"query": sc.fresh(QUERY).format(q=topic)}, empty, outcome)
        if sc.chance(talk):
            sc.say(agent, sc.team[1], "think", sc.some(LOOK))


def slow_cycle(sc: Scene, count: int) -> None:
    """A cycle of five or more steps which ends where it began."""
    crew = sc.rng.sample(sc.team, sc.pick((1, 2, 3, 4)))
    steps = sc.pick(STEPS)
    words = {"r": sc.pick(sc.dom.records), "f": sc.pick(sc.dom.files), "e": sc.error(), "o": sc.team[-1]}
    texts, shifting = [step.format(**words) for step in steps], sc.chance(0.4)
    bad = next(i for i, step in enumerate(steps) if "{e}" in step)
    for turn in sc.until(max(count, 3 * len(steps))):
        at = turn % len(steps)
        text = sc.pick(SHIFT).format(s=texts[at]) if shifting else texts[at]
        sender, receiver = crew[at % len(crew)], crew[(at + 1) % len(crew)]
        sc.say(sender, receiver, "step" if len(crew) == 1 else "message", text, "failed" if at == bad else "ok")


def robot_stuck(sc: Scene, count: int) -> None:
    """Go, blocked, recover, go again: the place stays the same."""
    agent, desk = sc.team[0], sc.team[1]
    x, y, error = sc.rng.uniform(1, 40), sc.rng.uniform(1, 20), sc.pick(MOVE_ERRORS)
    noise, goal = sc.pick((0.0, 0.02)), sc.pick(("goal", "go to shelf", "target", "waypoint 3", "drive to exit"))
    for _ in sc.until(count):
        here = f"({x + sc.rng.uniform(-noise, noise):.2f}, {y + sc.rng.uniform(-noise, noise):.2f})"
        sc.say(agent, desk, "move", f"{goal} at {here}", "waiting")
        sc.say(agent, desk, "move", f"blocked at {here}: {error}", "failed")
        sc.say(agent, desk, "recover", sc.some(RECOVER), "ok")


def renumbered(sc: Scene, count: int) -> None:
    """The numbers change each time, the failure does not."""
    agent, desk = sc.team[0], sc.pick([sc.team[1], sc.dom.tools[0]])
    form, error, tool = sc.pick(NUMBERED), sc.pick(sc.dom.errors), sc.pick(sc.dom.tools)
    both = sc.chance(0.5)
    for turn in sc.until(count):
        words = {"e": sc.fill(error).replace('"', "'"), "k": str(turn + 1), "clock": sc.clock(sc.rng.randint(3, 60))}
        if both:
            sc.say(agent, desk, tool, f"submit {sc.ident()} at {sc.clock(1)}", "waiting")
        sc.say(desk, agent, tool, hole(sc, form, **words), "failed")


def outsider(sc: Scene, count: int) -> None:
    """A loop of two or three, and one outsider speaks between."""
    start = len(sc.log)
    sc.pick((question_ping_pong, ring, same_finding, same_error, version_flip, flat_critic))(
        sc, max(12, count - count // 5)
    )
    body, who, every = sc.log[start:], sc.pick(sc.outsiders), sc.rng.randint(3, 6)
    del sc.log[start:]
    sc.style.stamp = ""  # the outsider writes by another clock, or by none
    for index, message in enumerate(body):
        sc.log.append(message)
        if (index + 1) % every == 0:
            text = hole(sc, sc.pick(OUTSIDE))
            sc.say(who, message["receiver"], "message", text)
