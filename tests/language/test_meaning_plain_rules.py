"""Plain sentences of careful texts, at work: kinds of people and things, states, short rules that lean on others."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

OVENS = """# Ovens

The bakery has two ovens. Each oven has a number and a width in cm.
A baker has a name, an e-mail address and a level, which is apprentice or master.
A baker can book an oven for a day. A booking has an oven, a date and a programme (rye, wheat or spelt).
A booking is requested, confirmed or cancelled. The manager confirms a booking. A baker may cancel a booking.
"""


class Bakery(Running):
    """The ovens with some rules, an apprentice and a master."""

    def __init__(self, *rules: str) -> None:
        super().__init__(OVENS + "\n".join(rules) + "\n")
        assert self.unclear == []
        self.people = {
            level: self.call("add_baker", name=level, e_mail_address=f"{level}@x.example", level=level)["id"]
            for level in ("apprentice", "master")
        }

    def booking(self, who: str = "master", day: str = "2026-03-10", programme: str = "rye") -> dict[str, object]:
        return {"oven": "1", "baker": self.people[who], "date": day, "programme": programme}


def test_a_value_of_a_choice_is_no_thing_and_names_no_operation() -> None:
    bakery = Bakery("An apprentice cannot book a spelt baking.")
    assert {o.name for o in bakery.specification.operations if o.kind == "create"} == {"add_baker", "book_oven"}
    assert bakery.refused("book_oven", **bakery.booking("apprentice", programme="spelt"))
    assert not bakery.refused("book_oven", **bakery.booking("apprentice", programme="rye"))
    assert not bakery.refused("book_oven", **bakery.booking("master", "2026-03-11", "spelt"))


@pytest.mark.parametrize(
    "rule", ["An oven can be booked only once a day.", "An oven may be booked at most once per day."]
)
def test_once_a_day_counts_what_was_not_cancelled(rule: str) -> None:
    bakery = Bakery(rule)
    first = bakery.call("book_oven", **bakery.booking())["id"]
    assert bakery.refused("book_oven", **bakery.booking("apprentice"))
    assert not bakery.refused("book_oven", **bakery.booking("apprentice", "2026-03-11"))
    bakery.call("cancel_booking", booking=first)
    assert not bakery.refused("book_oven", **bakery.booking("apprentice"))


STATION = """# Station
A call-out has an alarm time, a kind (fire, flood or storm), an end and a state, which is open or closed.
A diving set has a number and a state, which is ready, used or withdrawn.
A burial has a name, a time and a plot.

An officer opens a call-out. An officer closes the call-out by entering its end. An end before the alarm time is refused.
The equipment keeper withdraws a diving set. A withdrawal needs a reason.
There are no burials on Sundays.
The sexton may cancel a burial. Nobody else may do so.
"""


def test_short_rules_lean_on_what_was_said() -> None:
    station = Running(STATION)
    assert station.unclear == []
    call = station.call("open_call_out", alarm_time="2026-03-02T14:00", kind="fire")
    assert call["state"] == "open"
    assert station.refused("close_call_out", call_out=call["id"], end="2026-03-02T13:59")
    assert station.call("close_call_out", call_out=call["id"], end="2026-03-02T14:00")["state"] == "closed"
    made = station.call("add_diving_set", number=1)["id"]
    assert station.refused("withdraw_diving_set", diving_set=made)
    assert station.call("withdraw_diving_set", diving_set=made, reason="leaks")["state"] == "withdrawn"
    assert station.refused("add_burial", name="A", time="2026-03-15T10:00", plot="1")
    burial = station.call("add_burial", name="A", time="2026-03-16T10:00", plot="1")["id"]
    assert station.refused("cancel_burial", role="clerk", burial=burial)
    assert not station.refused("cancel_burial", role="sexton", burial=burial)


MARKET = """# Market

| Thing | Field | Type and bounds |
|---|---|---|
| Trader | number | whole number, 1 to 9999, unique |
| | name | text, required |
| Stall | number | whole number, 1 to 60, unique |
| | length | metres, 2.0 to 12.0 |
| Booking | trader | a trader |
| | stall | a stall |
| | market day | date, a Saturday |
| | state | requested, confirmed or cancelled |

A trader requests a stall. A trader has no more than two stalls on one market day. Cancelled bookings do not count.
Only the inspector confirms a requested booking. A trader may cancel a booking.
"""


def test_a_table_of_several_things_and_who_requests_what() -> None:
    market = Running(MARKET)
    assert market.unclear == []
    market.call("add_trader", number=1, name="T")
    for number, length in ((1, "2.0"), (2, "12.0"), (3, "5")):
        market.call("add_stall", number=number, length=length)
    assert market.refused("add_stall", number=61, length="5")
    assert market.refused("add_stall", number=4, length="1.9")
    given = {"trader": "1", "market_day": "2026-03-28"}
    assert market.refused("request_stall", stall="1", trader="1", market_day="2026-03-29")
    first = market.call("request_stall", stall="1", **given)
    assert market.refused("confirm_booking", role="trader", booking=first["id"])
    assert first["state"] == "requested"
    market.call("request_stall", stall="2", **given)
    assert market.refused("request_stall", stall="3", **given)
    market.call("cancel_booking", booking=first["id"])
    assert not market.refused("request_stall", stall="3", **given)
    assert market.refused("confirm_booking", role="trader", booking=first["id"])


CASKS = """# Cellar
The system shall keep racks (number, places from 1 to 40) and casks (number, kind, weight in kilograms, rack, state). The kinds are oak and ash.

When the cooper registers a cask, the system shall store it as "fresh".
If its weight is below 0.5 kg or above 40 kg, then the system shall refuse the cask.
When the master tastes a ripening cask, the system shall record a score from 0 to 10.
The keeper may mark a cask as "ripening".
"""


def test_states_and_kinds_are_those_the_text_speaks_of() -> None:
    cellar = Running(CASKS)
    cellar.call("add_rack", number=1, places=40)
    cask = {"number": 1, "kind": "oak", "weight": "40", "rack": "1"}
    assert cellar.refused("register_cask", **{**cask, "weight": "40.01"})
    assert cellar.refused("register_cask", **{**cask, "weight": "0.49"})
    assert cellar.refused("register_cask", **{**cask, "kind": "elm"})
    made = cellar.call("register_cask", **cask)
    assert made["state"] == "fresh"
    assert cellar.refused("taste_cask", cask="1", score=5)
