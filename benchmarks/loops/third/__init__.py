"""Windows by an author who has never seen the guard, which nobody who changes it reads: what it is judged by.

Whoever reads these, or scores them while choosing what the guard does, has spent them: then others are to be written.
"""

from __future__ import annotations

from random import Random

from benchmarks.loops.third._dress import dressed, mixed
from benchmarks.loops.third._stage import Said, Script, Troupe, scripts
from benchmarks.loops.third._standing_talk import SOURCE as TALK
from benchmarks.loops.third._standing_tools import SOURCE as TOOLS
from benchmarks.loops.third._under_way import SOURCE as UNDER_WAY
from loopguard import Window

SEED = "third"
LOOPS: dict[str, list[Script]] = scripts(TALK) | scripts(TOOLS)
WORK: dict[str, list[Script]] = scripts(UNDER_WAY)
TROUBLES = "scare_early scare_midway scare_late scare_twice hiccups one_by_one one_by_one_slowly side_by_side".split()
STUCK = "agenda backlog bargaining batch chapters conditions debugging deliveries drafts form migration nightly".split()
STUCK += ["quiz", "reading_on"]
FEW = ([2, 2, 3], [2])  # rounds of trouble that is overcome: of a short and of a long script


def _pick(rng: Random, kind: list[Script]) -> Script:
    """A script of a kind: English ones more often than the others."""
    return rng.choice([script for script in kind for _ in range(3 if script.tongue == "en" else 1)])


def _other(rng: Random, tongue: str = "en") -> Script:
    """Any productive script in a tongue."""
    return rng.choice([script for kind in WORK.values() for script in kind if script.tongue == tongue])


def _before(rng: Random, troupe: Troupe, script: Script) -> None:
    """What precedes a loop: nothing, work, work of a like kind, or the same trouble when it was still resolved."""
    size, chance = rng.randrange(6, 38), rng.random()
    if chance < 0.25:
        return
    if chance < 0.4:
        troupe.play(script, rounds=rng.choice(FEW[len(script.rounds) > 4]))
    elif chance < 0.65 and script.twin:
        troupe.play(WORK[script.twin][0], size)
    else:
        troupe.play(_other(rng, script.tongue), size)
    del troupe.lines[40:]


def _loop(index: int, kind: str) -> Window:
    rng = Random(f"{SEED}/{index}")
    troupe = Troupe(rng)
    stuck = kind.removeprefix("stuck_")
    script = _pick(rng, WORK[stuck] if stuck != kind else LOOPS[kind])
    size = max(16, 5 * len(script.rounds))
    size = rng.randrange(size, max(size + 1, rng.choice([30, 45, 70])))
    ahead = 0
    if stuck == kind:
        _before(rng, troupe, script)
        troupe.scene(60)
    else:
        ahead = rng.randrange(2, max(3, min(script.cap - 2, 38 // len(script.rounds))))
        troupe.scene(min(script.cap, ahead + rng.randrange(2, 9)))
    for step in script.opening:
        troupe.say(step)
    onset = len(troupe.lines)
    for k, steps in enumerate(troupe.rounds(script)):
        if ahead and k >= ahead:
            steps = [step for step in steps if step.when == "-"]
            troupe.hold(fresh=stuck == "backlog")
        else:
            troupe.turn(k)
        for step in steps:
            troupe.say(step)
        onset = len(troupe.lines) if k < ahead else onset
        if len(troupe.lines) >= onset + size:
            break
    del troupe.lines[onset + size :]
    beside = _beside(rng, troupe, len(troupe.lines) // 4) if rng.random() < 0.12 else None
    said, onset = mixed(rng, troupe.lines, onset, beside)
    return dressed(rng, f"{kind}_{index:05d}", said[:120], "loop", onset)


def _beside(rng: Random, troupe: Troupe, size: int) -> list[Said]:
    """Another thread, with other people."""
    others = Troupe(rng, tuple(troupe.cast.values()))
    others.play(_other(rng), size)
    return others.lines[:size]


def _until(rng: Random, troupe: Troupe, script: Script, size: int) -> None:
    """Go on until there are so many messages: with the same script or others, and scares between."""
    same = rng.random() < 0.4
    while len(troupe.lines) < size:
        troupe.play(script, size - len(troupe.lines))
        if rng.random() < 0.3:
            scare = _pick(rng, rng.choice(list(LOOPS.values())))
            troupe.play(scare, rounds=rng.choice(FEW[len(scare.rounds) > 4]))
        if not same:
            script = _other(rng, script.tongue)


def _trouble(rng: Random, troupe: Troupe, kind: str, size: int) -> None:
    """Work in which there is trouble that is overcome."""
    script = _pick(rng, rng.choice(list(LOOPS.values())))
    work = _other(rng, script.tongue)
    if kind.startswith("one_by_one"):
        rounds = 1 if kind == "one_by_one" or len(script.rounds) > 5 else 2
        while len(troupe.lines) < size:
            troupe.play(script, rounds=rounds, anew=not troupe.lines)
        return
    if kind == "hiccups":
        while len(troupe.lines) < size:
            troupe.play(WORK[rng.choice(STUCK)][0], size - len(troupe.lines), slips=0.2)
        return
    if kind == "side_by_side":
        troupe.play(work, size // 2 + 4)
        threads = (list(troupe.lines), _beside(rng, troupe, max(8, size - len(troupe.lines))))
        order = sorted((rng.random(), which) for which in (0, 1) for _ in threads[which])
        troupe.lines[:] = [threads[which].pop(0) for _, which in order]
        return
    ahead = {"scare_early": rng.randrange(4), "scare_late": size - 16}.get(kind, size // 3)
    if ahead > 3:
        troupe.play(work, ahead)
    troupe.play(script, rounds=rng.choice(FEW[len(script.rounds) > 4]))
    if kind == "scare_twice":
        troupe.play(work, size // 4)
        troupe.play(script, rounds=rng.choice(FEW[len(script.rounds) > 4]))
    if kind != "scare_late":
        _until(rng, troupe, work, max(size, len(troupe.lines) + 8))


def _productive(index: int, kind: str) -> Window:
    rng = Random(f"{SEED}/{index}")
    troupe = Troupe(rng)
    size = int(rng.triangular(19, 108, 22))
    if kind in TROUBLES:
        _trouble(rng, troupe, kind, size)
        if len(troupe.lines) < 20:
            _until(rng, troupe, _other(rng), 24)
    else:
        _until(rng, troupe, _pick(rng, WORK[kind]), size)
    if len(troupe.lines) > 110:
        del troupe.lines[max((end for end in troupe.ends if 18 < end <= 110), default=110) :]
    beside = _beside(rng, troupe, len(troupe.lines) // 4) if rng.random() < 0.12 and len(troupe.lines) < 80 else None
    said, _ = mixed(rng, troupe.lines, 0, beside)
    return dressed(rng, f"{kind}_{index:05d}", said[:120], "productive")


def windows(count: int = 2000) -> list[Window]:
    """So many windows, a quarter of them loops, the kinds in turn; always the same ones."""
    loops, work = [*LOOPS, *(f"stuck_{kind}" for kind in STUCK)], [*WORK, *TROUBLES]
    made = []
    for index in range(count):
        nth, rest = divmod(index, 4)
        if rest == Random(f"{SEED}/four/{nth}").randrange(4):
            made.append(_loop(index, loops[nth % len(loops)]))
        else:
            made.append(_productive(index, work[(nth * 4 + rest) % len(work)]))
    return made


def runs(count: int, length: int = 200) -> list[Window]:
    """So many long productive runs of exactly so many messages: pieces after one another and side by side."""
    made = []
    for index in range(count):
        rng = Random(f"{SEED}/run/{index}")
        said: list[Said] = []
        troupe = Troupe(rng)
        while len(said) < length:
            if rng.random() < 0.3:
                troupe = Troupe(rng)
            troupe.lines = []
            size, chance = rng.randrange(12, 70), rng.random()
            if chance < 0.3:
                _trouble(rng, troupe, rng.choice(TROUBLES), size)
            else:
                troupe.play(_pick(rng, rng.choice(list(WORK.values()))), size)
            said += mixed(rng, troupe.lines, 0)[0]
        made.append(dressed(rng, f"run_{index:05d}", said[:length], "productive"))
    return made
