"""Whatever text is handed in: never a crash, always a package or a refusal that says what, where and what to do."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from autogenesis.cli import main
from autogenesis.core import InputError
from autogenesis.language import load_text, understand
from roles import BlueprintInputs, Brief, SpecificationInputs, crew, refuse, refuse_secrets, survey_of
from tests.assembly.mutation import passes
from tests.specifications.fuzzing import fuzzed

ATTEMPTS = 3
SAMPLE, DESIGNED, BUILT = 60, 2_000, 50
PARTS = 10


class _Nobody:
    """Stands where a workshop would: nothing is run while a text is read and designed."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"nothing is run here, and yet {name} is asked for")


def _accepted(doer: Any, approver: Any, kind: str, task: Any) -> Any:
    """What the doer makes and the approver accepts, with bounded rework as in a run."""
    rejections: tuple[Any, ...] = ()
    for _ in range(ATTEMPTS):
        made = doer.draft(task, rejections)
        reasons = approver.check(kind, made, task).reasons
        if not reasons:
            return made
        rejections += reasons
    raise AssertionError(f"{approver.name} rejects what {doer.name} makes: {rejections[-1]}")


def _read(text: Any, answers: Any, barred: Any) -> Any:
    read = understand(text, answers=answers, barred=barred)
    assert read.faults == (), "a reading failed by a fault of its own"
    return read


def _understood_and_designed(text: str) -> None:
    """Specification and Blueprint, each approved, in memory; InputError where the text is refused."""
    roles = crew(_read, _Nobody())
    asked = SpecificationInputs(brief=Brief(text=load_text(text).text))
    read = _accepted(roles["understanding"], roles["design"], "specification", asked)
    drawn = _accepted(roles["design"], roles["understanding"], "blueprint", BlueprintInputs(specification=read))
    refuse_secrets(text, {})  # no text of these holds a secret: nothing stops it
    refuse(survey_of(read, drawn).findings)


def _ended(number: int) -> str:
    """How the text with this number ended; a fault names it, so that it can be looked at again."""
    try:
        _understood_and_designed(fuzzed(number))
    except InputError as error:
        clear = all((error.what, error.where, error.remedy)) and "\n" not in str(error)
        return "refused" if clear else f"refused, and not clearly: {error}"
    except Exception as error:
        error.add_note(f"fuzzed({number})")
        raise
    return "designed"


@pytest.mark.slow
@pytest.mark.parametrize("part", range(3))
def test_a_sample_of_texts_is_designed_or_refused(part) -> None:
    ended = Counter(_ended(number) for number in range(part, SAMPLE, 3))
    assert set(ended) == {"designed", "refused"}


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_every_text_is_designed_or_refused(part, record_property) -> None:
    begun, slowest = time.perf_counter(), 0.0
    ended: Counter[str] = Counter()
    for number in range(part, DESIGNED, PARTS):
        before = time.perf_counter()
        ended[_ended(number)] += 1
        slowest = max(slowest, time.perf_counter() - before)
    record_property("designed", ended["designed"])
    record_property("refused", ended["refused"])
    record_property("slowest (s)", round(slowest, 1))
    record_property("texts a second", round(ended.total() / (time.perf_counter() - begun), 1))
    assert set(ended) == {"designed", "refused"}
    assert slowest < 30


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_texts_become_packages_that_pass_their_tests(part, tmp_path, monkeypatch, capsys, record_property) -> None:
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    ended: Counter[int] = Counter()
    for number in range(part, BUILT, PARTS):
        Path(f"{number}.txt").write_bytes(fuzzed(number).encode("utf-8", "surrogatepass"))
        code = main(["new", f"{number}.txt", "--no-tests", "--json", "--out", str(tmp_path / str(number))])
        said = capsys.readouterr()
        assert code in (0, 2), (number, said.err)
        ended[code] += 1
        if code == 0:
            home = Path(json.loads(said.out.splitlines()[-1])["package_path"])
            assert passes(home), number
        else:
            assert said.err.startswith("error: "), number
    record_property("packages", ended[0])
    record_property("refused", ended[2])
