"""Which sandbox a run gets, and when it gets none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autogenesis.core import PolicyError
from autogenesis.sandbox import bubblewrap_problem, choose

WORKS = "exit 0"
REFUSED = "echo 'bwrap: No permissions to create new namespace' >&2; exit 1"


@pytest.fixture
def bwrap(tmp_path) -> Callable[[str | None], Path]:
    """Makes a bubblewrap that works, or is refused its rights, or is absent."""

    def make(script: str | None) -> Path:
        program = tmp_path / "bwrap"
        if script is not None:
            program.write_text(f"#!/bin/sh\n{script}\n")
            program.chmod(0o755)
        return program

    return make


@pytest.mark.parametrize("model_written", [False, True])
def test_auto_takes_bubblewrap_where_it_works(bwrap, model_written):
    assert choose("auto", model_written=model_written, bwrap=bwrap(WORKS)).name == "bubblewrap"


@pytest.mark.parametrize("script", [None, REFUSED, "exit 1"])
def test_auto_takes_a_process_only_where_no_model_wrote_source(bwrap, script):
    assert choose("auto", model_written=False, bwrap=bwrap(script)).name == "process"
    with pytest.raises(PolicyError, match="model wrote") as refused:
        choose("auto", model_written=True, bwrap=bwrap(script))
    assert refused.value.exit_code == 4
    assert "--sandbox process" in str(refused.value)


@pytest.mark.parametrize("model_written", [False, True])
def test_bubblewrap_that_was_asked_for_is_never_replaced(bwrap, model_written):
    with pytest.raises(PolicyError, match="No permissions to create new namespace"):
        choose("bubblewrap", model_written=model_written, bwrap=bwrap(REFUSED))


@pytest.mark.parametrize("model_written", [False, True])
def test_a_process_that_was_asked_for_is_given(bwrap, model_written):
    assert choose("process", model_written=model_written, bwrap=bwrap(WORKS)).name == "process"


def test_the_problem_is_told(bwrap):
    assert bubblewrap_problem(bwrap(None)) == "bubblewrap is not installed"


def test_no_problem_is_told_where_there_is_none(bwrap):
    assert bubblewrap_problem(bwrap(WORKS)) is None


def test_a_program_that_cannot_be_run_is_a_problem(bwrap):
    program = bwrap(WORKS)
    program.write_bytes(b"\x7fnot a program")
    assert "does not run" in (bubblewrap_problem(program) or "")
