"""The face of the second hold-out corpus: labelled windows and long productive runs, by seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from benchmarks.loops.second import _good_a as ga
from benchmarks.loops.second import _good_b as gb
from benchmarks.loops.second import _loops_a as la
from benchmarks.loops.second import _loops_b as lb
from benchmarks.loops.second._scene import Message, Scene
from benchmarks.loops.second._work import opening

Kind = Callable[[Scene, int], None]

LOOPS: dict[str, Kind] = {
    "same_error": lb.same_error, "question_ping_pong": la.question_ping_pong, "farewells": la.farewells,
    "same_finding": la.same_finding, "version_flip": la.version_flip, "ring": la.ring,
    "plan_without_deed": la.plan_without_deed, "flat_critic": la.flat_critic, "answered_again": la.answered_again,
    "trivial_retry": lb.trivial_retry, "reread_files": lb.reread_files, "apologise_repeat": la.apologise_repeat,
    "slow_cycle": lb.slow_cycle, "monologue": la.monologue, "renumbered": lb.renumbered, "outsider": lb.outsider,
    "mutual_wait": la.mutual_wait, "confirm_again": la.confirm_again, "ticket_bounce": la.ticket_bounce,
    "patch_same_failure": lb.patch_same_failure, "search_again": lb.search_again, "robot_stuck": lb.robot_stuck,
}  # fmt: skip
PRODUCTIVE: dict[str, Kind] = {
    "poll_until_done": ga.poll_until_done, "identical_ok": ga.identical_ok, "retry_429": ga.retry_429,
    "green_refactor": ga.green_refactor, "table_rows": ga.table_rows, "pagination": ga.pagination,
    "record_import": ga.record_import, "test_suite": ga.test_suite, "nightly_jobs": ga.nightly_jobs,
    "heartbeats": ga.heartbeats, "steady_monitoring": ga.steady_monitoring, "training_log": ga.training_log,
    "rollout": ga.rollout, "classify_items": ga.classify_items, "slow_rise": ga.slow_rise,
    "flaky_tests": ga.flaky_tests, "fix_one_by_one": gb.fix_one_by_one, "improving_review": gb.improving_review,
    "negotiation": gb.negotiation, "long_game": gb.long_game, "long_qa": gb.long_qa,
    "translate_strings": gb.translate_strings, "checklist": gb.checklist, "polite_work": gb.polite_work,
    "support_queue": gb.support_queue, "standup_rounds": gb.standup_rounds, "pick_and_place": gb.pick_and_place,
    "short_stumble": gb.short_stumble, "file_by_file": gb.file_by_file, "widening_search": gb.widening_search,
    "plain": gb.plain,
}  # fmt: skip
CODE_TRADES = frozenset({"webshop", "pipeline", "games", "infra", "training", "robots"})
MOVING = frozenset({"robots", "games", "greenhouse", "clinic"})
TRADES: dict[str, frozenset[str]] = {
    "robot_stuck": MOVING, "pick_and_place": MOVING,
    "green_refactor": CODE_TRADES, "test_suite": CODE_TRADES, "flaky_tests": CODE_TRADES,
    "patch_same_failure": CODE_TRADES, "training_log": frozenset({"training", "games", "pipeline"}),
}  # fmt: skip
SHORTEST, LONGEST, LOOP_SHORTEST = 6, 60, 12
WHOLE = frozenset({"poll_until_done", "negotiation", "retry_429", "flaky_tests", "short_stumble", "fix_one_by_one"})


def plan(seed: int, count: int) -> list[tuple[str, str]]:
    """The label and the kind of every window: one quarter loops, all kinds as evenly as can be."""
    rng = random.Random(f"second-plan:{seed}:{count}")
    loops = count // 4
    chosen = [*_even(rng, "loop", list(LOOPS), loops), *_even(rng, "productive", list(PRODUCTIVE), count - loops)]
    rng.shuffle(chosen)
    return chosen


def _even(rng: random.Random, label: str, kinds: list[str], count: int) -> list[tuple[str, str]]:
    rng.shuffle(kinds)
    return [(label, kinds[i % len(kinds)]) for i in range(count)]


def windows(seed: int, count: int) -> Iterator[list[Message]]:
    """Labelled windows of 6 to 60 messages."""
    for log, _, _ in annotated(seed, count):
        yield log


def annotated(seed: int, count: int) -> Iterator[tuple[list[Message], str, int | None]]:
    """The same windows, each with its kind and with the seq of the loop's first message."""
    for index, (label, kind) in enumerate(plan(seed, count)):
        rng = random.Random(f"second-window:{seed}:{count}:{index}")
        scene = _scene(rng, f"w{seed}-{index:05d}", kind)
        onset = _loop(scene, LOOPS[kind]) if label == "loop" else None
        if label == "productive":
            _productive(scene, kind)
        yield _finish(scene, label, LONGEST), kind, onset


def runs(seed: int, count: int, length: int = 200) -> Iterator[list[Message]]:
    """Productive runs which mix the productive kinds."""
    for index in range(count):
        rng = random.Random(f"second-run:{seed}:{index}:{length}")
        scene = Scene(rng, f"r{seed}-{index:05d}")
        fitting = _fitting(scene)
        last = ""
        while len(scene.log) < length:
            left = length - len(scene.log)
            kinds = [name for name in fitting if name != last and (left > 24 or name not in WHOLE)]
            kind = rng.choice(kinds)
            PRODUCTIVE[kind](scene, min(rng.randint(6, 40), max(4, left - 16 * (kind in WHOLE))))
            rng.shuffle(scene.team)
            last = kind
        yield _finish(scene, "productive", length)


def _scene(rng: random.Random, window: str, kind: str) -> Scene:
    trades = TRADES.get(kind)
    scene = Scene(rng, window)
    while trades and scene.dom.name not in trades:
        scene = Scene(rng, window)
    return scene


def _fitting(scene: Scene) -> list[str]:
    return [kind for kind in PRODUCTIVE if scene.dom.name in TRADES.get(kind, (scene.dom.name,))]


def _loop(scene: Scene, kind: Kind) -> int:
    rng = scene.rng
    start = min(rng.randint(2, 28), rng.randint(2, 40))
    if rng.random() < 0.75:
        opening(scene, start)
    else:
        _lead_in(scene, start)
    onset = len(scene.log)
    kind(scene, rng.randint(LOOP_SHORTEST, min(38, LONGEST - start - 4)))
    return onset


def _lead_in(scene: Scene, start: int) -> None:
    """A productive kind as the start, so that not every loop follows on ordinary work."""
    name = scene.rng.choice([kind for kind in _fitting(scene) if kind not in WHOLE])
    PRODUCTIVE[name](scene, start)
    del scene.log[start:]


def _productive(scene: Scene, kind: str) -> None:
    rng = scene.rng
    total = rng.randint(SHORTEST, LONGEST - 16)
    if rng.random() < 0.6:
        total = max(total, rng.randint(SHORTEST, LONGEST - 16))
    start = rng.randint(0, total // 3) if rng.random() < 0.5 else 0
    opening(scene, start)
    after = rng.randint(0, total // 4) if rng.random() < 0.3 else 0
    PRODUCTIVE[kind](scene, max(4, total - start - after))
    if len(scene.log) < SHORTEST or (after and len(scene.log) + after <= LONGEST):
        opening(scene, max(after, SHORTEST - len(scene.log)))


def _finish(scene: Scene, label: str, longest: int) -> list[Message]:
    log = scene.log[:longest]
    for seq, message in enumerate(log):
        message["seq"] = seq
        message["window"] = scene.window
    log[-1]["label"] = label
    return log
