"""An OpenAI-compatible server on loopback, well-behaved and not: nothing hangs, nothing is told that is secret."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

import pytest
from autogen_core.models import UserMessage
from pydantic import SecretStr

import autogenesis.models as m
from autogenesis.core import FixedClock
from tests.models.desk import Pauses, open_desk

KEY = "sk-proj-4hT9secretsecret"
CLOCK = FixedClock(datetime(2026, 1, 1, tzinfo=UTC))
ASK = [UserMessage(content="Hello?", source="me")]


def opened(desk, pauses=None, **more) -> m.Model:
    access = {
        "clock": CLOCK,
        "url": desk.url,
        "keys": {"openai": SecretStr(KEY)},
        "sleep": pauses or Pauses(),
        "seconds": 5.0,
        "chance": lambda: 0.0,
    }
    return m.open_model(m.ModelName("openai", "desk"), m.Access(**(access | more)))


async def test_a_server_of_ones_own_is_asked_by_its_url() -> None:
    async with open_desk(["Good day."]) as desk:
        result = await opened(desk).create(ASK, json_output=True)
    assert result.content == "Good day."
    assert (result.usage.prompt_tokens, result.usage.completion_tokens) == (70, 7)
    assert desk.asked[0]["model"] == "desk"
    assert desk.asked[0]["response_format"] == {"type": "json_object"}
    assert f"Bearer {KEY}" in desk.headers[0]


async def test_a_server_of_ones_own_needs_no_key() -> None:
    async with open_desk(["Good day."]) as desk:
        result = await opened(desk, keys={}, keyring=lambda service, name: None).create(ASK)
    assert result.content == "Good day."


@pytest.mark.parametrize(
    ("trouble", "pauses"),
    [
        ({"status": 429, "headers": {"Retry-After": "3"}}, [3.0]),
        ({"status": 429, "headers": {"Retry-After": "Thu, 01 Jan 2026 00:00:09 GMT"}}, [9.0]),
        ({"status": 429}, [1.0]),
        ({"status": 500, "body": "<html>oops"}, [1.0]),
        ({"status": 503}, [1.0]),
        ({"content": "Good day.", "cut": 40}, [1.0]),
        ({"content": "never", "cut": 0}, [1.0]),
    ],
)
async def test_what_passes_is_waited_out(trouble, pauses) -> None:
    taken = Pauses()
    async with open_desk([trouble, "Good day."]) as desk:
        result = await opened(desk, taken).create(ASK)
    assert result.content == "Good day."
    assert taken.taken == pauses


async def test_an_answer_that_does_not_come_is_asked_for_again() -> None:
    async with open_desk([{"wait": 2, "content": "late"}, "Good day."]) as desk:
        assert (await opened(desk, seconds=0.2).create(ASK)).content == "Good day."


@pytest.mark.parametrize(
    "trouble",
    [
        {"status": 401, "body": {"error": {"message": f"Incorrect API key provided: {KEY}"}}},
        {"status": 400, "body": {"error": {"message": "sk-othersecretsecret is blocked"}}},
        {"status": 404},
        {"status": 429, "headers": {"Retry-After": "7200"}},
        {"body": "this is no JSON"},
        {"body": {"choices": []}},
        {"body": {"choices": None}},
        {"body": []},
    ],
    ids=range(8),
)
async def test_what_does_not_pass_is_one_clear_error_without_the_key(trouble, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    async with open_desk([trouble]) as desk:
        with pytest.raises(m.ProviderError) as caught:
            await opened(desk).create(ASK)
        assert len(desk.asked) == 1
    shown = f"{caught.value} {caught.value!r} {caught.value.as_json()} {caught.value.__dict__} {caplog.text}"
    assert "secretsecret" not in shown
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert caught.value.where == "model openai:desk"


async def test_nobody_at_the_door_is_said_with_what_to_do() -> None:
    async with open_desk(["x"]) as desk:
        pass
    with pytest.raises(m.ProviderError) as caught:
        await opened(desk, tries=2).create(ASK)
    assert "model_url" in caught.value.remedy


async def test_the_key_is_in_no_recording(tmp_path) -> None:
    async with open_desk([{"status": 401, "body": {"error": {"message": KEY}}}]) as desk:
        with pytest.raises(m.ProviderError):
            await opened(desk, record=tmp_path / "c.jsonl").create(ASK)
    async with open_desk(["Good day."]) as desk:
        await opened(desk, record=tmp_path / "c.jsonl").create(ASK)
    text = (tmp_path / "c.jsonl").read_text()
    assert "secretsecret" not in text
    assert "Good day." in text
