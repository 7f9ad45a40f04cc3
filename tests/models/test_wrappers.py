"""Each wrapper does one thing: retries, a rate, time, a budget, a cache, a shorter conversation, a trace."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from autogen_core.models import AssistantMessage, FunctionExecutionResultMessage, SystemMessage, UserMessage

import autogenesis.models as m
from autogenesis.core import BudgetError, FixedClock
from tests.models.desk import Pauses, Scripted


def clock() -> FixedClock:
    return FixedClock(datetime(2026, 1, 1, tzinfo=UTC))


def said(text: str) -> list[UserMessage]:
    return [UserMessage(content=text, source="me")]


def failure(**more) -> m.ProviderError:
    return m.ProviderError("no luck", where="the test", remedy="Wait", **{"passing": True, **more})


def retrying(client, pauses, **more) -> m.Retrying:
    options = {"tries": 4, "base": 1.0, "longest": 30.0, "sleep": pauses, "chance": lambda: 0.0}
    return m.Retrying(client, **(options | more))


async def test_what_may_pass_is_asked_again_with_growing_pauses() -> None:
    client, pauses = Scripted(failure(), failure(), failure(), "yes"), Pauses()
    assert (await retrying(client, pauses).create(said("?"))).content == "yes"
    assert pauses.taken == [1.0, 2.0, 4.0]


async def test_pauses_are_spread_by_chance_and_never_longer_than_allowed() -> None:
    client, pauses = Scripted(failure(), failure(), failure(), "yes"), Pauses()
    await retrying(client, pauses, longest=3.0, chance=lambda: 1.0).create(said("?"))
    assert pauses.taken == [0.75, 1.5, 2.25]


async def test_the_pause_that_the_provider_asks_for_is_kept() -> None:
    client, pauses = Scripted(failure(pause=7.0), "yes"), Pauses()
    await retrying(client, pauses).create(said("?"))
    assert pauses.taken == [7.0]


async def test_a_provider_that_wants_too_long_a_pause_is_given_up() -> None:
    client, pauses = Scripted(failure(pause=3600.0)), Pauses()
    with pytest.raises(m.ProviderError):
        await retrying(client, pauses).create(said("?"))
    assert pauses.taken == []


@pytest.mark.parametrize(("error", "calls"), [(failure(), 4), (failure(passing=False, status=401), 1)])
async def test_tries_are_bounded_and_what_cannot_pass_is_asked_once(error, calls) -> None:
    client = Scripted(error)
    with pytest.raises(m.ProviderError):
        await retrying(client, Pauses()).create(said("?"))
    assert len(client.asked) == calls


async def test_a_rate_makes_later_calls_wait_their_turn() -> None:
    time = clock()
    pauses = Pauses(time)
    limited = m.RateLimited(Scripted("yes"), a_minute=2, clock=time, sleep=pauses)
    for _ in range(5):
        await limited.create(said("?"))
    assert pauses.taken == [60.0, 60.0]
    assert time.monotonic() == 120.0


async def test_calls_at_the_same_moment_keep_the_rate_too() -> None:
    pauses = Pauses()
    limited = m.RateLimited(Scripted("yes"), a_minute=1, clock=clock(), sleep=pauses)
    await asyncio.gather(*(limited.create(said("?")) for _ in range(3)))
    assert pauses.taken == [60.0, 120.0]


async def test_an_answer_that_does_not_come_is_given_up() -> None:
    class Silent(Scripted):
        async def answer(self, request):
            await asyncio.sleep(60)

    with pytest.raises(m.ProviderError, match="within 0.01 seconds") as caught:
        await m.TimedOut(Silent("never"), seconds=0.01).create(said("?"))
    assert caught.value.passing


async def test_a_call_that_the_budget_does_not_cover_is_not_made() -> None:
    client, account = Scripted("yes", tokens=(300, 100)), m.Account(max_tokens=1000)
    budgeted = m.Budgeted(client, account, price=None, answer_tokens=500)
    await budgeted.create(said("?"))
    assert account.tokens == 400
    await budgeted.create(said("?"))
    assert account.tokens == 800
    with pytest.raises(BudgetError, match=r"1000 \(200\)"):
        await budgeted.create(said("?"))
    assert len(client.asked) == 2
    assert account.tokens == 800


async def test_money_is_counted_where_there_is_a_price() -> None:
    price = m.Price(asked=Decimal("1"), answered=Decimal("10"))
    account = m.Account(max_tokens=10**9, max_money=Decimal("0.0055"))
    budgeted = m.Budgeted(Scripted("yes", tokens=(1000, 100)), account, price=price, answer_tokens=200)
    await budgeted.create(said("?"))
    assert account.money == Decimal("0.002")
    await budgeted.create(said("?"))
    with pytest.raises(BudgetError, match="money"):
        await budgeted.create(said("x" * 7000))


async def test_calls_in_flight_are_counted_before_they_end() -> None:
    class Slow(Scripted):
        async def answer(self, request):
            await asyncio.sleep(0.01)
            return await super().answer(request)

    account = m.Account(max_tokens=1100)
    budgeted = m.Budgeted(Slow("yes"), account, price=None, answer_tokens=500)
    ended = await asyncio.gather(*(budgeted.create(said("?")) for _ in range(3)), return_exceptions=True)
    assert sum(isinstance(one, BudgetError) for one in ended) == 1
    assert account.tokens == 240


async def test_a_server_that_counts_nothing_is_counted_by_estimate() -> None:
    account = m.Account(max_tokens=10_000)
    client = Scripted("word " * 700, tokens=(0, 0))
    await m.Budgeted(client, account, price=None, answer_tokens=2000).create(said("?"))
    assert 1100 < account.tokens < 1300


async def test_a_refused_call_costs_nothing_and_a_broken_one_what_was_asked() -> None:
    account = m.Account(max_tokens=10_000)
    for error in (failure(status=429), failure()):
        with pytest.raises(m.ProviderError):
            await m.Budgeted(Scripted(error), account, price=None, answer_tokens=900).create(said("x" * 300))
    assert account.tokens == 104


async def test_the_same_request_is_asked_once_and_costs_nothing_then() -> None:
    client = Scripted("one", "two", "three")
    cached = m.Cached(client, most=1)
    first, again = await cached.create(said("a")), await cached.create(said("a"))
    assert (first.content, again.content, again.cached) == ("one", "one", True)
    assert again.usage.prompt_tokens == 0
    assert (await cached.create(said("a"), extra_create_args={"temperature": 1.0})).content == "two"
    assert (await cached.create(said("a"))).content == "three"  # only the last `most` are kept


async def test_the_oldest_turns_go_and_what_is_asked_stays() -> None:
    client = Scripted("yes")
    turns = [
        SystemMessage(content="rules"),
        UserMessage(content="task", source="me"),
        AssistantMessage(content="old " * 500, source="model"),
        FunctionExecutionResultMessage(content=[]),
        UserMessage(content="more", source="me"),
        UserMessage(content="last", source="me"),
    ]
    await m.Trimmed(client, most=100).create(turns)
    assert [one.content for one in client.asked[0].messages] == ["rules", "task", "more", "last"]


async def test_a_request_that_cannot_be_shortened_is_not_sent() -> None:
    client = Scripted("yes")
    with pytest.raises(m.AnswerError, match="tokens"):
        await m.Trimmed(client, most=100).create(said("x" * 1000))
    assert client.asked == []


class Counting(Scripted):
    """Holds 60 tokens, and every word is one."""

    context = 60

    def count_tokens(self, messages, *, tools=()) -> int:
        return sum(len(one.content.split()) for one in messages)


async def test_a_model_that_counts_for_itself_is_trimmed_by_its_own_count() -> None:
    client = Counting("yes")
    trimmed = m.Trimmed(m.Cached(client, most=1), most=1_000)
    await trimmed.create(said("a" * 900))
    with pytest.raises(m.AnswerError, match="about 54 tokens, and 53 are allowed"):
        await trimmed.create(said("a " * 54))
    assert len(client.asked) == 1


async def test_every_exchange_is_told_with_its_tokens_money_and_time() -> None:
    noted: list[m.Exchange] = []
    price = m.Price(asked=Decimal("2"), answered=Decimal("8"))
    traced = m.Traced(Scripted("yes", failure()), noted.append, model="openai:x", price=price, clock=clock())
    await traced.create(said("?"))
    with pytest.raises(m.ProviderError):
        await traced.create(said("?"))
    assert [(one.outcome, one.tokens, one.money) for one in noted] == [
        ("answered", 120, Decimal("0.00036")),
        ("ProviderError", 0, Decimal("0")),
    ]
    assert noted[1].said == "no luck"


async def test_wrappers_compose_and_streams_are_answered_whole() -> None:
    client = m.Cached(m.RateLimited(Scripted("yes"), a_minute=9, clock=clock(), sleep=Pauses()), most=9)
    parts = [part async for part in client.create_stream(said("?"))]
    assert parts[0] == "yes"
    assert parts[1].content == "yes"
    assert client.count_tokens(said("x" * 30)) == 14
    assert client.remaining_tokens(said("x")) > 10_000
