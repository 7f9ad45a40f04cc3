"""Runs from the text to the package: approvals, bounded rework, what is recorded, what is delivered."""

from __future__ import annotations

from pathlib import Path

import pytest

import roles as r
from autogenesis.conductor import Order
from autogenesis.core import InputError, RunId, SpecificationError
from tests.conductor.house import TEXT, house, open_store, stubborn_crew


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path) as storage:
        yield storage


def order(tmp_path: Path, tests: bool = False) -> Order:
    return Order(text=TEXT, out=tmp_path / "out", tests=tests)


def files(package: Path) -> dict[str, bytes]:
    return {path.relative_to(package).as_posix(): path.read_bytes() for path in package.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def delivered(tmp_path_factory):
    """A run that nothing disturbed: its folder, the store, what was told, how it ended, and the files it delivered."""
    folder, told = tmp_path_factory.mktemp("delivered"), []
    with open_store(folder) as store:
        outcome = house(folder, store, stubborn_crew(), told.append).start(order(folder), "lending")
        assert outcome.error is None
        yield folder, store, told, outcome, files(Path(outcome.result.package_path))


@pytest.mark.slow
def test_a_run_delivers_a_package_and_says_how_it_went(delivered) -> None:
    folder, store, told, outcome, _ = delivered
    result = outcome.result
    assert result.rejections == 0
    assert (Path(result.package_path) / "src").is_dir()
    assert [path.name for path in (folder / "out").iterdir()] == [result.system]
    assert result.report.implemented > 0
    assert [record.status for record in store.runs.find() if record.id == result.run] == ["done"]
    steps = [progress.step for progress in told if progress.state == "accepted"]
    assert steps[:5] == ["work_plan", "specification", "blueprint", "prompts", "modules"]


@pytest.mark.slow
def test_two_runs_give_the_same_bytes(delivered, tmp_path, store) -> None:
    outcome = house(tmp_path, store, stubborn_crew()).start(order(tmp_path), "x")
    *_, first = delivered
    assert files(Path(outcome.result.package_path)) == first
    assert len(first) > 20


@pytest.mark.slow
def test_every_message_is_recorded_with_sender_and_receiver(delivered) -> None:
    _, store, _, outcome, _ = delivered
    messages = store.messages.of_run(RunId(outcome.result.run))
    asked = [(message.receiver, message.action) for message in messages if message.sender == "conductor"]
    assert ("understanding", "draft") in asked
    assert ("design", "check") in asked
    assert {str(message.topic) for message in messages if message.receiver == "design"} == {
        f"run/{outcome.result.run}/role/design"
    }
    assert not store.messages.dead_letters(RunId(outcome.result.run))


@pytest.mark.slow
def test_a_rejection_goes_back_with_its_reasons(tmp_path, store) -> None:
    crew = stubborn_crew(design={"specification": 1})
    outcome = house(tmp_path, store, crew).start(order(tmp_path), "lending")
    # the same specification comes again, and the approver, who said no once, accepts it
    assert outcome.error is None
    assert outcome.result.rejections == 1
    assert [len(reasons) for reasons in crew["understanding"].drafts] == [0, 1]
    assert crew["understanding"].drafts[1][0].part == "operations.borrow_item"


def test_the_same_artefact_twice_ends_the_rework(tmp_path, store) -> None:
    crew = stubborn_crew(understanding={"blueprint": 9})
    outcome = house(tmp_path, store, crew).start(order(tmp_path), "lending")
    assert outcome.error is not None
    assert outcome.error.exit_code == 4
    assert "operations.borrow_item" in str(outcome.error)
    assert len(crew["design"].drafts) == 2
    assert [record.status for record in store.runs.find()] == ["stopped"]
    assert not (tmp_path / "out").exists()


def test_a_stopped_run_goes_on_with_what_is_finished(tmp_path, store) -> None:
    crew = stubborn_crew(generator={"prompts": 2})
    first = house(tmp_path, store, crew).start(order(tmp_path), "lending")
    assert first.error is not None
    again = stubborn_crew()
    second = house(tmp_path, store, again).resume(RunId(first.result.run))
    # both attempts at the prompts stand rejected, so the resumed run ends as the first did, without asking anew
    assert again["understanding"].drafts == []
    assert again["design"].drafts == []
    assert second.error is not None


@pytest.mark.slow
def test_a_package_whose_tests_fail_is_delivered_with_exit_code_3(tmp_path, store) -> None:
    crew = stubborn_crew(hierarchy={"integration": 9})
    failing = r.TestReport(
        modules_hash="",
        executed=True,
        exit_code=1,
        sandbox="fake",
        cases=(r.TestCase(id="test.n1", name="tests/t::test_it", outcome="failed", message="no"),),
    )
    crew["testing"].draft = lambda task, rejections: failing  # type: ignore[method-assign]
    outcome = house(tmp_path, store, crew).start(order(tmp_path, tests=True), "lending")
    assert outcome.error is not None
    assert outcome.error.exit_code == 3
    assert outcome.result.tests.failed == 1
    assert outcome.result.sandbox == "fake"
    assert (Path(outcome.result.package_path) / "src").is_dir()
    assert len(store.artefacts.of_run(RunId(outcome.result.run))) == 7  # the brief, and six steps up to the tests


@pytest.mark.slow
def test_a_finished_run_gives_its_result_again(delivered) -> None:
    folder, store, _, first, _ = delivered
    crew = stubborn_crew()
    second = house(folder, store, crew).resume(RunId(first.result.run))
    assert second.result == first.result
    assert all(not role.drafts for role in crew.values())


def test_an_error_of_a_role_ends_the_run_with_its_exit_code(tmp_path, store) -> None:
    crew = stubborn_crew()
    crew["understanding"].raises = SpecificationError("nothing to build", where="here", remedy="Say more")
    outcome = house(tmp_path, store, crew).start(order(tmp_path), "lending")
    assert isinstance(outcome.error, SpecificationError)
    assert outcome.error.exit_code == 2
    assert [record.status for record in store.runs.find()] == ["failed"]
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_what_nobody_touched_is_generated_anew_and_what_was_edited_is_left_alone(delivered) -> None:
    folder, store, _, first, _ = delivered
    assert house(folder, store, stubborn_crew()).start(order(folder), "lending").error is None
    readme = Path(first.result.package_path) / "README.md"
    readme.write_text("My own words.\n", encoding="utf-8")
    edited = house(folder, store, stubborn_crew()).start(order(folder), "lending")
    assert isinstance(edited.error, InputError)
    assert "README.md" in str(edited.error)
    assert "revise" in str(edited.error)
    assert readme.read_text(encoding="utf-8") == "My own words.\n"


def test_a_cancelled_run_stops_before_its_next_step(tmp_path, store) -> None:
    conductor = house(tmp_path, store, stubborn_crew())
    conductor.cancel()
    outcome = conductor.start(order(tmp_path), "lending")
    assert outcome.error is not None
    assert outcome.error.exit_code == 5
    assert [record.status for record in store.runs.find()] == ["cancelled"]


def test_an_unknown_run_is_refused(tmp_path, store) -> None:
    with pytest.raises(InputError, match="there is no run"):
        house(tmp_path, store, stubborn_crew()).resume(RunId("r-nothing"))
