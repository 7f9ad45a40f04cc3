"""Windows that were once the hold-out, by another author; scored again and again, they are development windows now."""

from __future__ import annotations

from benchmarks.loops._talk import Shape, windows
from benchmarks.loops.spent._fruitless import (
    almost_done,
    changed_mind,
    clarification_circle,
    formatter_war,
    fruitless_search,
    hammering,
    rereading,
    swinging_score,
    tests_never_better,
    wrong_format,
)
from benchmarks.loops.spent._plodding import (
    batch_ok,
    checklist,
    epochs,
    fewer_failures,
    green_refactor,
    pages,
    pending,
    polling,
    retries,
    table,
    votes,
)
from benchmarks.loops.spent._repeating import (
    changing_ids,
    edit_undo,
    exact_repetition,
    failing_call,
    paraphrased,
    ping_pong,
    reworded_ring,
    ring,
    same_error_class,
)
from benchmarks.loops.spent._reviewing import (
    broadcast,
    daily_reports,
    interview,
    lint,
    plain_work,
    review_rounds,
    translation,
)
from benchmarks.loops.spent._undecided import (
    amid_chatter,
    asked_again,
    delegation,
    growing_text,
    mutual_waiting,
    politeness,
    rejected_again,
    restated_plan,
)
from benchmarks.loops.spent._varying import (
    bargaining,
    bisections,
    different_errors,
    game,
    grid,
    labelling,
    other_arguments,
    same_opening,
    sections,
)
from loopguard import Window

__all__ = ["LOOPS", "PRODUCTIVE", "loops", "productive"]

LOOPS: dict[str, Shape] = {
    "exact-repetition": exact_repetition,
    "ping-pong": ping_pong,
    "ring": ring,
    "reworded-ring": reworded_ring,
    "paraphrased": paraphrased,
    "changing-ids": changing_ids,
    "failing-call": failing_call,
    "same-error-class": same_error_class,
    "edit-undo": edit_undo,
    "rejected-again": rejected_again,
    "delegation": delegation,
    "mutual-waiting": mutual_waiting,
    "politeness": politeness,
    "restated-plan": restated_plan,
    "asked-again": asked_again,
    "growing-text": growing_text,
    "amid-chatter": amid_chatter,
    "tests-never-better": tests_never_better,
    "clarification-circle": clarification_circle,
    "changed-mind": changed_mind,
    "swinging-score": swinging_score,
    "almost-done": almost_done,
    "rereading": rereading,
    "fruitless-search": fruitless_search,
    "wrong-format": wrong_format,
    "hammering": hammering,
    "formatter-war": formatter_war,
}


PRODUCTIVE: dict[str, Shape] = {
    "polling": polling,
    "pending": pending,
    "batch-ok": batch_ok,
    "retries": retries,
    "green-refactor": green_refactor,
    "table": table,
    "pages": pages,
    "checklist": checklist,
    "votes": votes,
    "epochs": epochs,
    "fewer-failures": fewer_failures,
    "review-rounds": review_rounds,
    "broadcast": broadcast,
    "lint": lint,
    "interview": interview,
    "translation": translation,
    "plain-work": plain_work,
    "daily-reports": daily_reports,
    "same-opening": same_opening,
    "other-arguments": other_arguments,
    "sections": sections,
    "labelling": labelling,
    "bisections": bisections,
    "bargaining": bargaining,
    "grid": grid,
    "different-errors": different_errors,
    "game": game,
}


def loops(count: int, seed: int = 2) -> list[Window]:
    """So many windows that a sensible supervisor would interrupt."""
    return windows(LOOPS, "loop", count, seed)


def productive(count: int, seed: int = 2) -> list[Window]:
    """So many windows of work that only looks like a loop."""
    return windows(PRODUCTIVE, "productive", count, seed)
