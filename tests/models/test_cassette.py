"""Exchanges are recorded as lines and replayed without a model; what was never recorded is refused loudly."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from autogen_core.models import SystemMessage, UserMessage

import autogenesis.models as m
from autogenesis.core import ConfigurationError, FixedClock
from tests.models.desk import Scripted

CLOCK = FixedClock(datetime(2026, 1, 1, tzinfo=UTC))


def said(text: str) -> list:
    return [SystemMessage(content="Be brief."), UserMessage(content=text, source="me")]


async def test_what_was_recorded_is_replayed(tmp_path) -> None:
    file = tmp_path / "cassette.jsonl"
    recording = m.Recording(Scripted("one", "two", "three"), m.to_file(file))
    for text in ("a", "b", "a"):
        await recording.create(said(text))
    replay = m.Replaying(file)
    assert [(await replay.create(said(text))).content for text in ("b", "a", "a", "a")] == [
        "two",
        "one",
        "three",
        "three",
    ]
    line = json.loads(file.read_text().splitlines()[0])
    assert line["request"][1]["content"] == "a"
    assert line["answer"]["content"] == "one"


async def test_a_provider_that_failed_fails_again(tmp_path) -> None:
    file = tmp_path / "cassette.jsonl"
    error = m.ProviderError("busy", where="model x", remedy="Wait", status=429, passing=True, pause=3.0)
    with pytest.raises(m.ProviderError):
        await m.Recording(Scripted(error), m.to_file(file)).create(said("a"))
    with pytest.raises(m.ProviderError) as caught:
        await m.Replaying(file).create(said("a"))
    assert (caught.value.status, caught.value.pause, caught.value.passing) == (429, 3.0, True)


async def test_an_unknown_request_is_refused_loudly(tmp_path) -> None:
    file = tmp_path / "cassette.jsonl"
    await m.Recording(Scripted("one"), m.to_file(file)).create(said("a"))
    opened = m.open_model(m.ModelName("replay", str(file)), m.Access(clock=CLOCK))
    assert (await opened.create(said("a"))).content == "one"
    for asked in ({"messages": said("never asked")}, {"messages": said("a"), "extra_create_args": {"temperature": 1}}):
        with pytest.raises(ConfigurationError, match="never recorded") as caught:
            await opened.create(**asked)
        assert caught.value.where == str(file)
        assert "record=FILE" in caught.value.remedy


@pytest.mark.parametrize("text", [None, "{", '{"key": 1}', '{"key": "a"}', "[]"])
def test_a_file_that_is_no_cassette_is_refused(tmp_path, text) -> None:
    file = tmp_path / "cassette.jsonl"
    if text is not None:
        file.write_text(text + "\n")
    with pytest.raises(ConfigurationError, match="cassette"):
        m.open_model(m.ModelName("replay", str(file)), m.Access(clock=CLOCK))


async def test_a_cassette_that_cannot_be_written_is_said(tmp_path) -> None:
    with pytest.raises(ConfigurationError, match="record=FILE"):
        await m.Recording(Scripted("one"), m.to_file(tmp_path / "none" / "c.jsonl")).create(said("a"))
