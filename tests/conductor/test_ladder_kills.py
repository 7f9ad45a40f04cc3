"""A run killed while the ladder is climbed goes on from the same rung, and ends as if nothing had happened."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from autogenesis.conductor import loops_of
from autogenesis.core import RunId
from tests.conductor.house import open_store
from tests.conductor.test_faults import forked
from tests.conductor.test_ladder import Drafting, conducted


def killed_at(home: Path, write: int) -> int:
    """Conduct a run that is killed just before that write to the store since the first loop was kept; how it ended."""

    def work() -> int:
        with open_store(home) as store:
            left, begun = write, False

            def counted(inner: Any) -> Any:
                def call(*given: Any, **more: Any) -> Any:
                    nonlocal left, begun
                    begun = begun or more.get("kind") == "loop"
                    left -= begun
                    if left <= 0:
                        os.kill(os.getpid(), signal.SIGKILL)
                    return inner(*given, **more)

                return call

            store.artefacts.publish = counted(store.artefacts.publish)  # type: ignore[method-assign]
            store.verdicts.give = counted(store.verdicts.give)  # type: ignore[method-assign]
            store.runs.save_state = counted(store.runs.save_state)  # type: ignore[method-assign]
            outcome = conducted(home, store, Drafting(haunted=True))
            return 0 if outcome.error is None else 1

    return forked(work)


@pytest.mark.slow
@pytest.mark.parametrize("write", [1, 4, 10, *(pytest.param(n, marks=pytest.mark.soak) for n in (2, 3, 5, 6, 7, 8, 9))])
def test_a_run_killed_on_the_ladder_ends_as_if_nothing_had_happened(tmp_path, write) -> None:
    assert killed_at(tmp_path, write) == -signal.SIGKILL
    with open_store(tmp_path) as store:
        (record,) = store.runs.find()
        outcome = conducted(tmp_path, store, Drafting(haunted=True, begin=40), resume=record.id)
        assert outcome.error is None
        run = RunId(record.id)
        assert store.artefacts.accepted(run, "s0").body["actors"] == []
        rungs = [one.rung for one in loops_of(store, run)]
        assert rungs == [1, 4], "each rung once, in order"
        verdicts = [(one.step, one.attempt, one.approver) for one in store.verdicts.of_run(run)]
        assert len(verdicts) == len(set(verdicts))
