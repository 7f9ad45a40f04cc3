"""A role that is asked again because it was killed before it answered is in no loop; one that answers in vain is."""

from __future__ import annotations

from pathlib import Path

from autogenesis.conductor._guarding import GuardJournal
from autogenesis.core import ConversationId, Message, MessageId, RunId, SystemClock, Topic
from loopguard import GuardLimits
from storage import Storage

RUN = RunId("r-1")


def sent(number: int, *, answers: int | None = None) -> Message:
    """The same question each time, or an answer to it."""
    asked = answers is None
    return Message(
        id=MessageId(f"m-{number}"), run=RUN, conversation=ConversationId("c-1"), topic=Topic("run/r-1/role/testing"),
        sender="conductor" if asked else "testing", receiver="testing" if asked else "conductor",
        action="draft" if asked else "reply", payload={"step": "integration", "said": "run the tests"},
        correlation=None if asked else MessageId(f"m-{answers}"), reply_to=Topic("reply/x") if asked else None,
        sent_at=SystemClock().now(),
    )  # fmt: skip


def loops(folder: Path, messages: list[Message], *, killed_after_each: bool) -> int:
    """The loops that the guard of a run has seen after these messages and a restart, or a restart after each."""
    with Storage.open(f"sqlite:///{folder}/genesis.db", SystemClock()) as store:
        store.runs.create(RUN, slug="x", spec_hash="ab" * 32, settings={}, code_version="0.1.0")
        journal = None
        for message in messages:
            store.messages.record(message)
            if killed_after_each or message is messages[-1]:
                journal = GuardJournal(store, RUN, GuardLimits(), resumed=True)
        assert journal is not None
        return journal.guard.loops


def test_who_is_killed_before_answering_is_asked_again_and_in_no_loop(tmp_path: Path) -> None:
    assert loops(tmp_path, [sent(number) for number in range(20)], killed_after_each=True) == 0


def test_who_answers_the_same_in_vain_is_in_a_loop_also_across_restarts(tmp_path: Path) -> None:
    asked = [sent(number, answers=number - 1 if number % 2 else None) for number in range(40)]
    assert loops(tmp_path, asked, killed_after_each=False) > 0
