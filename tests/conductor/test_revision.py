"""A revision that is killed once its package stands: resumed, it does nothing twice and still tells what is open."""

from __future__ import annotations

import pytest

from autogenesis.conductor import Order
from tests.conductor.house import TEXT, house, open_store, stubborn_crew


@pytest.mark.slow
def test_a_revision_killed_after_its_delivery_is_finished_and_not_done_again(tmp_path, monkeypatch) -> None:
    with open_store(tmp_path) as storage:
        conductor = house(tmp_path, storage, stubborn_crew())
        first = conductor.start(Order(text=TEXT, out=tmp_path / "out", tests=False), "lending")
        assert first.error is None
        at = tmp_path / "out" / first.result.system
        kit = next(at.glob("src/*/_kit/store.py"))
        kit.write_text(f"# mine\n{kit.read_text()}")
        (at / "README.md").write_text("Mine.\n")

        move = storage.runs.move
        with monkeypatch.context() as dying:
            dying.setattr(
                storage.runs, "move", lambda run, status, **more: _die_before_the_end(move, run, status, more)
            )
            with pytest.raises(SystemExit):
                conductor.start(Order(text=TEXT, out=at.parent, tests=False, revises=at), first.result.system)
        stands = {path: path.read_bytes() for path in at.rglob("*") if path.is_file()}
        assert (at / "README.md").read_text() == "Mine.\n"

        run = conductor.runs()[0]
        assert run.status == "running"
        outcome = house(tmp_path, storage, stubborn_crew()).resume(run.id)
        assert outcome.error is None
        assert outcome.merge is not None
        assert outcome.merge.kept == ("README.md",)
        assert [one.path for one in outcome.merge.conflicts] == [kit.relative_to(at).as_posix()]
        assert outcome.result.package_path == str(at)
        assert {path: path.read_bytes() for path in at.rglob("*") if path.is_file()} == stands


def _die_before_the_end(move, run, status, more):
    if status == "done":
        raise SystemExit
    return move(run, status, **more)
