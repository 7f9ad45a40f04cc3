"""Going back: the package of an earlier run stands again as it stood, without being built, and as a run of its own."""

from __future__ import annotations

import json
import shutil

import pytest

from autogenesis.conductor import Order
from autogenesis.core import InputError
from blueprints import Change
from tests.conductor.house import TEXT, house, open_store, stubborn_crew


def files(at):
    return {path.relative_to(at).as_posix(): path.read_bytes() for path in at.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """A system of two revisions, the first of which had another summary: its folder, the package's place in it, the
    files of the first, both runs; and all that lies in the folder."""
    folder = tmp_path_factory.mktemp("revised")
    with open_store(folder) as storage:
        crew = stubborn_crew()
        draft = crew["understanding"].draft
        one = house(folder, storage, crew)
        first = one.start(Order(text=TEXT, out=folder / "out", tests=False), "lending")
        assert first.error is None
        at = folder / "out" / first.result.system
        stood = files(at)
        crew["understanding"].draft = lambda task, told: draft(task, told).model_copy(update={"summary": "Anew."})
        second = one.start(Order(text=TEXT, out=at.parent, tests=False, revises=at), first.result.system)
        assert second.error is None
        assert files(at) != stood
    kept = shutil.copytree(folder, tmp_path_factory.mktemp("kept") / "all")
    return folder, at, stood, first.result.run, second.result.run, kept


@pytest.fixture
def revised(twice):
    """That system as if nobody had gone back yet; a conductor, the folder, and both runs."""
    folder, at, stood, first, second, kept = twice
    shutil.rmtree(folder)
    shutil.copytree(kept, folder)
    with open_store(folder) as storage:
        yield house(folder, storage, stubborn_crew()), storage, at, stood, first, second


@pytest.mark.slow
def test_the_old_package_stands_again_byte_for_byte_and_nobody_builds(revised) -> None:
    one, storage, at, stood, first, second = revised
    outcome = one.restore(first, at)
    assert files(at) == stood
    assert outcome.result.tests == one.resume(first).result.tests
    assert one.restored(outcome.result.run) == first
    assert one.restored(second) is None
    assert not storage.messages.of_run(outcome.result.run), "no role was asked"
    assert one.before(at).run in (first, outcome.result.run)
    assert one.runs()[0].status == "done"


@pytest.mark.slow
def test_there_and_back_again(revised) -> None:
    one, _, at, _, first, second = revised
    stood = files(at)
    one.restore(first, at)
    one.restore(second, at)
    assert files(at) == stood


@pytest.mark.slow
def test_what_people_edited_stays(revised) -> None:
    one, _, at, stood, first, _ = revised
    (at / "notes.txt").write_text("mine")
    readme = at / "pyproject.toml"
    readme.write_text(f"{readme.read_text()}# mine\n")
    outcome = one.restore(first, at)
    assert (at / "notes.txt").read_text() == "mine"
    assert readme.read_text().endswith("# mine\n")
    assert outcome.merge is not None
    assert one.merged(outcome.result.run) == outcome.merge
    manifest = json.loads((at / ".genesis.json").read_text())
    assert manifest == json.loads(stood[".genesis.json"])


@pytest.mark.slow
def test_what_made_no_package_or_is_at_work_is_no_way_back(revised) -> None:
    one, storage, at, _, first, _ = revised
    waiting = one.queue(Order(text=TEXT, out=at.parent, tests=False), storage.runs.get(first).slug)
    with pytest.raises(InputError, match="made no package"):
        one.restore(waiting, at)
    with pytest.raises(InputError, match="is at work"):
        one.restore(first, at)
    one.cancel_run(waiting)
    assert one.restore(first, at).error is None


def test_what_was_decided_holds_as_long_as_a_sentence_that_it_was_decided_on_stands(tmp_path) -> None:
    on = Change(action="remove", part="operations", id="operation.x", reason="No.", evidence="A clerk stamps.\nAway.")
    always = Change(action="remove", part="operations", id="operation.y", reason="No.")
    order = Order(text="", out=tmp_path, changes=(on, always))
    assert order.changes_to("First. A clerk\n  stamps.") == (on, always)
    assert order.changes_to("A clerk files.") == (always,)
