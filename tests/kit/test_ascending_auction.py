"""Rising prices, against the rules followed call by call; and their replay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from autogenesis.kit import Refused
from autogenesis.kit.behaviours.ascending_auction import Bidder, Outcome, Said, ascend, replay


def auction(*limits: int) -> Outcome:
    return ascend([Bidder(str(n + 1), limit) for n, limit in enumerate(limits)], 10, 5)


def test_the_one_who_stays_alone_pays_the_price_called() -> None:
    made = auction(47, 32, 20)
    assert [call.price for call in made.calls] == [10, 15, 20, 25, 30, 35]
    assert (made.winner, made.price) == ("1", 35)


def test_when_the_last_leave_together_the_first_in_the_order_pays_the_price_before() -> None:
    assert (auction(45, 47).winner, auction(45, 47).price) == ("1", 45)


def test_nobody_at_the_first_call_and_nobody_at_all() -> None:
    assert (auction(9, 8, 0).winner, len(auction(9, 8, 0).calls)) == (None, 1)
    assert (auction().winner, auction().calls) == (None, ())
    assert (auction(80).winner, auction(80).price) == ("1", 10)


def test_refusals() -> None:
    with pytest.raises(Refused, match="rise"):
        ascend([Bidder("1", 20)], 10, 0)
    with pytest.raises(Refused, match="twice"):
        ascend([Bidder("1", 20), Bidder("1", 30)], 10, 5)


def said(lot: str, made: Outcome) -> list[Said]:
    return [Said(lot, call.price, each.bidder, each.stays) for call in made.calls for each in call.answers]


@given(some.lists(some.integers(0, 60), max_size=5), some.integers(1, 20), some.integers(1, 9))
def test_the_outcome_follows_from_the_limits_and_from_the_record(limits: list[int], start: int, step: int) -> None:
    made = ascend([Bidder(str(n), limit) for n, limit in enumerate(limits)], start, step)
    rounds = [start + step * n for n in range(100)]
    expected: tuple[str | None, int | None] = (None, None)
    before = list(range(len(limits)))
    for n, price in enumerate(rounds):
        still = [each for each in before if limits[each] >= price]
        if len(still) == 1:
            expected = (str(still[0]), price)
            break
        if not still:
            expected = (str(before[0]), rounds[n - 1]) if n and before else (None, None)
            break
        before = still
    assert (made.winner, made.price) == expected
    if limits:
        (again,) = replay(said("A", made))
        assert (again.winner, again.price) == expected
