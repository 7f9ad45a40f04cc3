"""Ids, topics, clocks and hashes are valid by construction and the same every time."""

from __future__ import annotations

import json
import os
import pickle
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from autogenesis import core
from autogenesis.core import (
    ArtefactError,
    ConversationId,
    Decision,
    FixedClock,
    GenesisError,
    GuardError,
    InputError,
    Message,
    MessageId,
    RandomIds,
    RunId,
    SeededIds,
    SystemClock,
    Topic,
    TopicPattern,
    UsageError,
    canonical_json,
    content_hash,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text("aé\n"),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("xyz"), inner),
)


@pytest.mark.parametrize("kind", [RunId, MessageId, ConversationId])
def test_ids_round_trip_and_refuse_what_is_none(kind: type[RunId]) -> None:
    assert str(kind("r-1")) == "r-1"
    assert kind(str(kind("r-1"))) == "r-1"
    for wrong in ("", "-x", "a b", "a/b", "é", "x" * 65, "a\n"):
        with pytest.raises(InputError):
            kind(wrong)
    adapter = TypeAdapter(kind)
    assert type(adapter.validate_python("r-1")) is kind
    assert adapter.dump_json(kind("r-1")) == b'"r-1"'
    with pytest.raises(ValidationError):
        adapter.validate_python("a b")
    assert pickle.loads(pickle.dumps(kind("r-1"))) == kind("r-1")


@pytest.mark.parametrize(
    ("pattern", "topic", "expected"),
    [
        ("run/+/role/design", "run/r-1/role/design", True),
        ("run/+/role/design", "run/r-1/role/testing", False),
        ("run/+", "run/r-1/role", False),
        ("run/#", "run/r-1/role", True),
        ("run/#", "run", True),
        ("run/#", "other", False),
        ("#", "anything/at/all", True),
        ("run/r-1", "run/r-1", True),
    ],
)
def test_patterns_match_as_in_mqtt(pattern: str, topic: str, expected: bool) -> None:
    assert TopicPattern(pattern).matches(Topic(topic)) is expected


@pytest.mark.parametrize("wrong", ["", "/a", "a/", "a//b", "a b", "a/#/b", "a+", "+#"])
def test_malformed_patterns_and_topics_are_refused(wrong: str) -> None:
    with pytest.raises(InputError):
        TopicPattern(wrong)
    with pytest.raises(InputError):
        Topic(wrong)


def test_a_seed_gives_the_same_ids() -> None:
    one, two = SeededIds(7), SeededIds(7)
    first = [one.run(), one.message(), one.conversation(), one.message()]
    assert first == [two.run(), two.message(), two.conversation(), two.message()]
    assert len(set(first)) == 4
    assert SeededIds(8).run() != first[0]
    assert len({RandomIds().message() for _ in range(100)} | {RandomIds().run()}) == 101


def test_ids_of_messages_sort_as_they_were_made_and_no_other_process_makes_them() -> None:
    ids = RandomIds()
    here = [ids.message() for _ in range(300)]
    assert here == sorted(here)
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.write(into, ids.message().encode())
        os._exit(0)
    os.waitpid(child, 0)
    there = os.read(out, 100).decode()
    os.close(out)
    os.close(into)
    assert there.startswith("m-")
    assert there not in [*here, ids.message()]


def test_a_fixed_clock_moves_only_when_told_and_only_forward() -> None:
    clock = FixedClock(datetime(2026, 3, 1, 9, tzinfo=timezone(timedelta(hours=2))))
    assert clock.now() == clock.now() == datetime(2026, 3, 1, 7, tzinfo=UTC)
    clock.advance(timedelta(seconds=2.5))
    assert clock.now() == datetime(2026, 3, 1, 7, 0, 2, 500_000, tzinfo=UTC)
    assert clock.monotonic() == 2.5
    with pytest.raises(InputError):
        clock.advance(timedelta(seconds=-1))
    with pytest.raises(InputError):
        FixedClock(datetime(2026, 3, 1))
    assert SystemClock().now().tzinfo is UTC


@pytest.mark.slow
@given(JSON)
def test_canonical_json_says_the_same_and_hashes_the_same(value: object) -> None:
    text = canonical_json(value)  # type: ignore[arg-type]
    assert json.loads(text) == value
    assert canonical_json(json.loads(text)) == text
    assert content_hash(json.loads(text)) == content_hash(value)  # type: ignore[arg-type]


def test_the_order_of_keys_does_not_matter_and_a_model_is_its_json() -> None:
    class Pair(BaseModel):
        b: int
        a: str

    assert canonical_json(Pair(b=1, a="é")) == '{"a":"é","b":1}'
    assert content_hash(Pair(b=1, a="é")) == content_hash({"a": "é", "b": 1})


@pytest.mark.parametrize("value", [float("nan"), {"x": float("inf")}, {"x": object()}, "\ud800"])
def test_what_is_no_json_has_no_hash(value: object) -> None:
    with pytest.raises(ArtefactError):
        content_hash(value)  # type: ignore[arg-type]


def test_a_message_is_frozen_complete_and_timed() -> None:
    fields = {
        "id": "m-1",
        "run": "r-1",
        "conversation": "c-1",
        "topic": "run/r-1",
        "sender": "a",
        "action": "draft",
        "sent_at": "2026-03-01T09:00:00Z",
    }
    message = Message.model_validate(fields)
    assert Message.model_validate_json(message.model_dump_json()) == message
    for wrong in (
        {"extra": 1},
        {"sent_at": "2026-03-01T09:00:00"},
        {"attempt": 0},
        {"topic": "a b"},
    ):
        with pytest.raises(ValidationError):
            Message.model_validate(fields | wrong)


def test_every_error_says_what_where_and_what_to_do() -> None:
    error = UsageError("unknown option", where="genesis new", remedy="See --help")
    assert str(error) == "unknown option (genesis new). See --help."
    assert error.as_json()["exit_code"] == 64


def test_errors_survive_pickling_with_what_they_carry() -> None:
    error = GuardError("a loop", where="c-1", remedy="Go on", decision=Decision(verdict="stop", rung=2))
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.decision) == (str(error), error.decision)


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    def walk(kind: type[GenesisError]) -> list[tuple[str, int]]:
        found = [(kind.__name__, kind.exit_code)]
        for sub in kind.__subclasses__():
            if sub.__module__.startswith("autogenesis.core"):
                found += walk(sub)
        return found

    drawn = [
        (line.strip(" │├└─").split()[0], int(line.strip(" │├└─").split()[1]))
        for line in (GenesisError.__doc__ or "").splitlines()
        if line.strip(" │├└─").split()[:1] and line.strip(" │├└─").split()[0].endswith("Error")
    ]
    assert sorted(drawn) == sorted(walk(GenesisError))


def test_the_face_is_sorted_and_whole() -> None:
    assert core.__all__ == sorted(core.__all__)
    assert all(hasattr(core, name) for name in core.__all__)
