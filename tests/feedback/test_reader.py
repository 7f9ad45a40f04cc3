"""Texts are read by a process of its own, which is ended where it takes too long."""

from __future__ import annotations

import os
import signal

import pytest

from autogenesis.core import DeadlineError, ResourceError, SpecificationError
from autogenesis.feedback import Reader
from autogenesis.preview import lines_of, preview

KENNEL = "# A kennel\nA keeper registers a dog with a name and an age. Ages above 20 are refused.\n"


@pytest.fixture(scope="module")
def reader():
    reader = Reader(120)
    yield reader
    reader.close()


def test_it_reads_what_is_read_here(reader) -> None:
    reading = reader.read(KENNEL, {})
    assert reading.specification == preview(KENNEL, {})
    assert reading.blueprint is None
    assert "above 20" in reading.sentences[-1]["sentence"]
    assert 0 < reading.coverage[0] <= 1


def test_it_designs_where_that_is_asked_for(reader) -> None:
    blueprint = reader.read(KENNEL, {}, attempts=3).blueprint
    assert [agent.name for agent in blueprint.agents] == ["dogs"]


def test_it_plays_examples(reader) -> None:
    line = '{"call": "register_dog", "input": {"name": "Rex", "age": 21}, "expect": "refused"}'
    assert reader.try_out(preview(KENNEL, {}), lines_of(line), "Too old").failures == ()


def test_a_text_that_cannot_be_built_says_why_and_the_next_one_is_read(reader) -> None:
    with pytest.raises(SpecificationError) as caught:
        reader.read("Hello there", {})
    assert caught.value.remedy
    assert reader.read(KENNEL, {}).specification.slug == "a_kennel"


def test_a_text_that_takes_for_ever_is_given_up_and_the_next_one_is_read(reader) -> None:
    reader._seconds = 0
    with pytest.raises(DeadlineError, match="was not read within"):
        reader.read(KENNEL, {})
    reader._seconds = 120
    assert reader.read(KENNEL, {}).specification.slug == "a_kennel"


def test_whoever_read_it_may_die_of_it(reader) -> None:
    reader.read(KENNEL, {})
    os.kill(reader._process.pid, signal.SIGSTOP)  # it is at work for ever …
    held = reader._process.pid
    reader._seconds = 0
    with pytest.raises(DeadlineError):
        reader.read(KENNEL, {})
    reader._seconds = 120
    with pytest.raises(ProcessLookupError):  # … and is gone with all that it began
        os.kill(held, 0)
    assert reader.read(KENNEL, {}).specification.slug == "a_kennel"


def test_one_that_is_closed_reads_no_more() -> None:
    closed = Reader()
    closed.warm_up()
    process = closed._process
    closed.close()
    assert process.poll() is not None
    with pytest.raises(ResourceError, match="being closed"):
        closed.read(KENNEL, {})
