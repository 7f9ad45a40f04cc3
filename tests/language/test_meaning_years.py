"""What lasts for a year: its last day, the share of the fee, the refund, the reminder of a day; by what the systems do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language._machine import Running

BERTHS = """Feature: Berths

  Background:
    Given zones A, B and C, each with a depth in m
    And skippers with an address in exactly one zone
    And every berth ends on 31 October of its year

  Scenario Outline: Berth fee
    Given a skipper who already has <berths> berths
    When he applies for another one for a <hull> hull
    Then the berth fee is <fee>
    Examples:
      | berths | hull   | fee    |
      | 0      | wooden | 120.00 |
      | 1      | wooden | 60.00  |

  Scenario: Starting later
    When a berth starts after March
    Then a twelfth of the fee is charged per remaining month, the first included

  Scenario: Giving back
    When a berth is given back
    Then the full months left are refunded minus 15.00 for handling
    But never less than 0.00

  Scenario: Renewal
    Given a berth not yet renewed
    When 1 October comes
    Then the harbourmaster is reminded once
"""


def berth(harbour: Running, start: str) -> str:
    skipper = harbour.call("add_skipper", "2026-01-02T10:00", address="Quay 1", zone="A")["id"]
    made = harbour.call("apply_for_berth", f"{start}T10:00", skipper=skipper, hull="wooden", start=start)
    return str(made["id"])


@pytest.mark.parametrize(("start", "charged"), [("2026-01-05", "120"), ("2026-09-20", "40"), ("2026-12-31", "10")])
def test_a_twelfth_is_charged_for_each_month_left(start: str, charged: str) -> None:
    harbour = Running(BERTHS)
    made = harbour.call("get_berth", id=berth(harbour, start))
    assert (Decimal(made["charged_fee"]), made["end"]) == (Decimal(charged), "2026-10-31")


@pytest.mark.parametrize(("day", "refund"), [("2026-06-10", "45"), ("2026-11-30", "0"), ("2026-10-30", "5")])
def test_full_months_are_refunded_but_never_less_than_nothing(day: str, refund: str) -> None:
    harbour = Running(BERTHS)
    returned = harbour.call("give_back_berth", f"{day}T10:00", berth=berth(harbour, "2026-01-05"))
    assert Decimal(returned["refund"]) == Decimal(refund)


def test_the_day_comes_once_unless_it_was_renewed() -> None:
    harbour = Running(BERTHS)
    first = berth(harbour, "2026-01-05")
    berth(harbour, "2026-02-05")
    harbour.call("renew_berth", "2026-09-01T10:00", berth=first)
    told = []
    for moment in ("2026-09-30T23:59", "2026-10-01T12:00", "2026-10-20T12:00"):
        harbour.machine.clock(moment)
        told.append(len(harbour.machine.notes))
    assert told == [0, 1, 1]
