"""Cycles are found soon and named, progress is never taken for one, and counts survive a restart."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loopguard
from autogenesis.core import (
    ConversationId,
    Decision,
    FixedClock,
    GuardError,
    Message,
    MessageId,
    RunId,
    Topic,
    canonical_json,
)
from loopguard import GuardInterceptor, GuardLimits, LoopGuard, Observation

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
TALK = ConversationId("c-1")
TEXTS = [
    "please draft the ward plan",
    "the discharge rule is missing",
    "which nurse signs the form?",
    "tests of the bed allocator fail",
    "import error in the agents module",
    "the diagram shows an orphan",
    "approve the timetable now",
    "summary sent to the manager",
    "cannot find the patient record",
    "retry the whole deployment",
]


def say(number: int, text: str, *, sender: str = "doer", **more: object) -> Observation:
    plain = Observation(
        message=MessageId(f"m-{number}"),
        conversation=TALK,
        sender=sender,
        receiver="approver",
        action="tell",
        text=text,
        at=START + timedelta(seconds=number / 1000),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def first_refusal(guard: LoopGuard, stream: list[Observation]) -> tuple[int, Decision] | None:
    """How many messages it took, and the decision."""
    for count, observation in enumerate(stream, start=1):
        decision = guard.observe(observation)
        if not decision.allowed:
            return count, decision
    return None


@given(period=st.integers(1, 10), prefix=st.integers(0, 15), seed=st.randoms(use_true_random=False))
def test_a_planted_cycle_of_any_period_is_found_in_three_turns(period: int, prefix: int, seed: object) -> None:
    before = [say(n, f"{chr(97 + n) * 5} {chr(98 + n) * 4} on its own") for n in range(prefix)]
    turn = TEXTS[:period]
    seed.shuffle(turn)  # type: ignore[attr-defined]
    loop = [say(prefix + n, turn[n % period]) for n in range(3 * period)]
    found = first_refusal(LoopGuard(), before + loop)
    assert found is not None
    count, decision = found
    assert prefix + 2 * period <= count <= prefix + 3 * period
    assert decision.verdict == "intervene"
    assert decision.rung == 1
    assert decision.onset == f"m-{prefix}"
    assert len(decision.cycle) == period
    assert decision.messages == tuple(observation.message for observation in loop[: count - prefix])


@given(period=st.integers(1, 10), data=st.data())
def test_ids_and_times_do_not_hide_a_cycle(period: int, data: st.DataObject) -> None:
    stamps = st.datetimes().map(lambda at: at.isoformat() + "Z") | st.uuids().map(str)
    stream = [say(n, f"{TEXTS[n % period]} (ref {data.draw(stamps)})") for n in range(3 * period)]
    found = first_refusal(LoopGuard(), stream)
    assert found is not None
    assert 2 * period <= found[0] <= 3 * period


@pytest.mark.parametrize("period", range(1, 11))
def test_counters_do_not_hide_a_cycle_for_long(period: int) -> None:
    stream = [say(n, f"{TEXTS[n % period]}, attempt {n}") for n in range(5 * period)]
    found = first_refusal(LoopGuard(), stream)
    assert found is not None
    assert found[0] <= 5 * period


def test_rewording_a_little_does_not_hide_a_cycle_for_long() -> None:
    words = "the plan of the ward lacks the rule that a patient who was moved twice must be seen by the doctor"
    variants = [f"{words} today", f"{words} again", f"{words} now", f"{words} indeed", f"{words} still"]
    found = first_refusal(LoopGuard(), [say(n, text) for n, text in enumerate(variants)])
    assert found is not None


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(TEXTS[:3]), st.sampled_from(["doer", "approver"])), max_size=120))
def test_a_stream_with_ever_new_artefacts_is_never_stopped(stream: list[tuple[str, str]]) -> None:
    guard = LoopGuard()
    said = [say(n, text, sender=who, artefact=f"hash-{n}") for n, (text, who) in enumerate(stream)]
    assert first_refusal(guard, said) is None


@given(period=st.integers(2, 10), turns=st.integers(1, 20))
def test_one_new_artefact_in_each_turn_is_progress_enough(period: int, turns: int) -> None:
    stream = [
        say(n, TEXTS[n % period], artefact=f"hash-{n}" if n % period == 0 else None) for n in range(period * turns)
    ]
    assert first_refusal(LoopGuard(), stream) is None


def test_an_artefact_seen_before_is_no_progress_and_a_better_score_is() -> None:
    same = [say(n, TEXTS[0], artefact="hash-1") for n in range(10)]
    assert first_refusal(LoopGuard(), same) is not None
    better = [say(n, TEXTS[0], score=n / 10) for n in range(10)]
    assert first_refusal(LoopGuard(), better) is None
    level = [say(n, TEXTS[0], score=0.5) for n in range(10)]
    assert first_refusal(LoopGuard(), level) is not None


def test_different_work_in_the_same_words_goes_on() -> None:
    names = ["ward", "bed", "nurse", "doctor", "visit", "invoice", "allergy", "referral", "shift", "theatre"]
    stream = [say(n, f"write module {name}") for n, name in enumerate(names)]
    assert first_refusal(LoopGuard(), stream) is None


def test_polling_that_is_declared_is_given_time() -> None:
    for waits in ({"polling": True}, {"outcome": "pending"}, {"outcome": "429"}):
        stream = [say(n, "is it ready?", **waits) for n in range(200)]
        found = first_refusal(LoopGuard(), stream)
        assert found is not None
        assert found[0] == 129


def test_one_item_after_another_is_work_and_the_same_item_is_not() -> None:
    def items(number: Callable[[int], int]) -> list[Observation]:
        asked = [say(2 * n, f"process file {number(n)}") for n in range(30)]
        done = [say(2 * n + 1, "ok", sender="approver", outcome="ok") for n in range(30)]
        return [each for pair in zip(asked, done, strict=True) for each in pair]

    assert first_refusal(LoopGuard(), items(lambda n: n)) is None
    found = first_refusal(LoopGuard(), items(lambda n: 7))
    assert found is not None
    assert found[0] <= 8


def test_what_comes_in_between_does_not_hide_a_cycle() -> None:
    stream = []
    for turn in range(8):
        stream += [say(3 * turn, TEXTS[0]), say(3 * turn + 1, TEXTS[1], sender="approver")]
        stream.append(say(3 * turn + 2, f"{chr(97 + turn) * 6} {chr(98 + turn) * 5} has come", sender="third"))
    found = first_refusal(LoopGuard(), stream)
    assert found is not None
    assert found[0] <= 15


def test_one_kind_of_failure_again_and_again_is_a_loop_whatever_is_tried() -> None:
    stream = []
    for n, text in enumerate(TEXTS):
        stream.append(say(2 * n, text))
        stream.append(say(2 * n + 1, f"KeyError: 'total' (line {n})", sender="shell", outcome="error"))
    found = first_refusal(LoopGuard(), stream)
    assert found is not None
    assert found[0] <= 10


def test_a_text_that_only_grows_says_the_same() -> None:
    stream = [say(n, TEXTS[0] + " and again I say so" * n) for n in range(6)]
    found = first_refusal(LoopGuard(), stream)
    assert found is not None
    assert found[0] <= 4


def test_a_question_that_is_put_off_may_be_asked_again() -> None:
    stream = []
    for n in range(12):
        stream.append(say(2 * n, "please translate the third chapter"))
        stream.append(say(2 * n + 1, f"too many requests, retry after {n} s", sender="server", outcome="429"))
    assert first_refusal(LoopGuard(), stream) is None


@given(period=st.integers(2, 10), shift=st.integers(0, 9))
def test_a_cycle_is_the_same_wherever_it_is_entered(period: int, shift: int) -> None:
    def cycle(offset: int) -> tuple[str, ...]:
        stream = [say(n, TEXTS[0], sender=f"agent-{(n + offset) % period}") for n in range(3 * period)]
        found = first_refusal(LoopGuard(), stream)
        assert found is not None
        return found[1].cycle

    assert cycle(shift) == cycle(0)


def in_a_circle(guard: LoopGuard, begin: int, shift: int = 0, **more: object) -> Decision:
    found = first_refusal(guard, [say(begin + n, TEXTS[(n + shift) % 2], **more) for n in range(9)])
    assert found is not None
    return found[1]


def test_each_fall_into_the_same_cycle_is_met_one_rung_higher_and_the_fifth_stops_the_run() -> None:
    guard = LoopGuard()
    first = in_a_circle(guard, 0)
    assert "2 messages (doer to approver: tell; doer to approver: tell) went round 3 times" in str(first.reason)
    assert first.inject is not None
    met = [first, *(in_a_circle(guard, 10 * n, shift=n) for n in range(1, 5))]  # entered now here, now there
    assert [one.rung for one in met] == [1, 2, 3, 4, 5]
    assert [one.verdict for one in met] == [*["intervene"] * 4, "stop"]
    assert "nothing that was done against it helped" in str(met[-1].reason)
    assert guard.loops == 5


def test_rungs_that_are_passed_over_are_counted_and_survive_a_restart() -> None:
    guard = LoopGuard()
    in_a_circle(guard, 0)
    assert in_a_circle(guard, 10).rung == 2
    guard.climbed(TALK, 4)
    guard = LoopGuard.restore(guard.export())
    assert in_a_circle(guard, 20).rung == 5
    guard = LoopGuard()
    guard.climbed(TALK, 4)
    assert in_a_circle(guard, 30).rung == 1, "no loop was found yet that could have been met"
    guard.climbed(TALK, 0)
    assert in_a_circle(guard, 40).rung == 1, "nothing was done about the last one"


def test_the_same_cycle_in_other_words_is_met_one_rung_higher() -> None:
    guard, rungs = LoopGuard(), []
    for error in ("KeyError: 'total'", "no such column: age", "the form has no signature"):
        talk = []
        for n, text in enumerate(TEXTS):
            talk += [say(2 * n, text), say(2 * n + 1, f"{error} (line {n})", sender="shell", outcome="error")]
        found = first_refusal(guard, talk)
        assert found is not None
        rungs.append(found[1].rung)
    assert rungs == [1, 2, 3]


def test_progress_between_two_falls_into_a_cycle_is_acknowledged() -> None:
    guard = LoopGuard()
    for begin in (0, 10):
        found = first_refusal(guard, [say(begin + n, TEXTS[n % 2]) for n in range(6)])
        assert found is not None
        assert found[1].verdict == "intervene"
        assert guard.observe(say(begin + 9, "done", artefact=f"hash-{begin}")).allowed


def test_many_different_cycles_stop_the_run() -> None:
    guard = LoopGuard(GuardLimits(max_interventions=2))
    verdicts = []
    for kind in range(3):
        found = first_refusal(guard, [say(10 * kind + n, TEXTS[kind]) for n in range(3)])
        assert found is not None
        verdicts.append(found[1].verdict)
    assert verdicts == ["intervene", "intervene", "stop"]


def test_conversations_are_told_apart() -> None:
    stream = [say(n, TEXTS[0], conversation=ConversationId(f"c-{n}")) for n in range(20)]
    assert first_refusal(LoopGuard(), stream) is None
    mixed = [say(n, TEXTS[n % 7], conversation=ConversationId(f"c-{n % 2}")) for n in range(60)]
    found = first_refusal(LoopGuard(), mixed)
    assert found is not None
    assert found[0] in range(3 * 7, 2 * 3 * 7 + 1)


def test_spent_budgets_stop_the_run() -> None:
    hops = first_refusal(LoopGuard(GuardLimits(max_hops=5)), [say(n, TEXTS[n]) for n in range(9)])
    assert hops is not None
    assert (hops[0], hops[1].verdict) == (6, "stop")
    late = [say(0, TEXTS[0]), say(1, TEXTS[1], at=START + timedelta(seconds=11))]
    slow = first_refusal(LoopGuard(GuardLimits(max_seconds=10)), late)
    assert slow is not None
    assert "10 seconds" in str(slow[1].reason)


def test_time_between_a_stop_and_a_resume_does_not_count() -> None:
    limits = GuardLimits(max_seconds=10)
    guard = LoopGuard(limits)
    guard.observe(say(0, TEXTS[0]))
    guard.observe(say(1, TEXTS[1], at=START + timedelta(seconds=6)))
    tomorrow = START + timedelta(days=1)
    guard = LoopGuard.restore(guard.export(), limits)
    assert guard.observe(say(2, TEXTS[2], at=tomorrow)).allowed
    assert not guard.observe(say(3, TEXTS[3], at=tomorrow + timedelta(seconds=5))).allowed


OBSERVED = st.builds(
    lambda text, who, talk, artefact, score: (text, who, talk, artefact, score),
    st.sampled_from([*TEXTS[:3], f"{' '.join(TEXTS)} one", f"{' '.join(TEXTS)} two"]),
    st.sampled_from(["doer", "approver"]),
    st.sampled_from(["c-1", "c-2"]),
    st.none() | st.sampled_from(["hash-1", "hash-2"]),
    st.none() | st.floats(0, 1),
)


@given(stream=st.lists(OBSERVED, max_size=60), data=st.data())
def test_a_restored_guard_decides_as_the_first_would_have(
    stream: list[tuple[str, str, str, str | None, float | None]], data: st.DataObject
) -> None:
    said = [
        say(n, text, sender=who, conversation=ConversationId(talk), artefact=artefact, score=score)
        for n, (text, who, talk, artefact, score) in enumerate(stream)
    ]
    cut = data.draw(st.integers(0, len(said)))
    first = LoopGuard()
    expected = [first.observe(observation) for observation in said]
    guard = LoopGuard()
    decisions = [guard.observe(observation) for observation in said[:cut]]
    guard = LoopGuard.restore(json.loads(canonical_json(guard.export())))
    decisions += [guard.observe(observation) for observation in said[cut:]]
    assert decisions == expected


def test_a_malformed_export_is_refused() -> None:
    with pytest.raises(GuardError, match="malformed"):
        LoopGuard.restore({"hops": "many"})


def test_it_explains_itself() -> None:
    guard = LoopGuard()
    assert "No loop was found" in guard.explain()
    first_refusal(guard, [say(n, TEXTS[0]) for n in range(3)])
    assert "3 of 2000 messages" in guard.explain()
    assert LoopGuard.restore(guard.export()).loops == guard.loops == 1
    assert "One message (doer to approver: tell) went round 3 times" in guard.explain()


def test_the_interceptor_reads_progress_from_the_payload() -> None:
    def deliver(payloads: list[dict[str, object]]) -> list[bool]:
        guard = GuardInterceptor(LoopGuard(), FixedClock(START))
        decisions = []
        for number, payload in enumerate(payloads):
            message = Message(
                id=MessageId(f"m-{number}"),
                run=RunId("r-1"),
                conversation=TALK,
                topic=Topic("work"),
                sender="doer",
                action="draft",
                payload=payload,
                sent_at=START,
            )
            decisions.append(asyncio.run(guard.before_delivery(message)).allowed)
        return decisions

    assert deliver([{"text": "here"}] * 3) == [True, True, False]
    assert all(deliver([{"text": "here", "artefact": f"hash-{n}"} for n in range(9)]))
    assert all(deliver([{"text": "here", "score": n} for n in range(9)]))
    assert all(deliver([{"text": "here", "polling": True}] * 8))
    assert deliver([{"text": TEXTS[n], "said": "the same"} for n in range(3)]) == [True, True, False]


def test_the_face_is_sorted_and_whole() -> None:
    assert loopguard.__all__ == sorted(loopguard.__all__)
    assert all(hasattr(loopguard, name) for name in loopguard.__all__)
