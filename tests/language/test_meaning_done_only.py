"""Who alone does something, however it is said: others are refused."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

_HALLS = "A hall has a name and a price in euro. A client can book a hall for a date. "


@pytest.mark.parametrize(
    "said",
    [
        "Prices are changed by the owner only.",
        "As an owner, I want nobody but me to change prices.",
        "The price of a hall is changed by the owner, nobody else.",
        "The owner, nobody else, changes prices.",
        "Nobody but the owner may change prices.",
        "It is the owner alone who changes prices.",
    ],
)
def test_only_one_role_may(said: str) -> None:
    system = Running(_HALLS + said)
    assert system.unclear == []
    hall = system.call("add_hall", name="A", price="10.00", role="owner")["id"]
    (change,) = [o.name for o in system.specification.operations if o.name.startswith("change_price")]
    assert system.refused(change, role="client", hall=hall, price="12.00")
    assert system.call(change, role="owner", hall=hall, price="12.00")["price"] == 12


@pytest.mark.parametrize(
    ("deed", "who", "said"),
    [
        ("borrow", "member", "Suspended members borrow no boats."),
        ("take out", "by", "Suspended members take no boat out."),
    ],
)
def test_doing_none_is_not_being_allowed_to(deed: str, who: str, said: str) -> None:
    system = Running(
        f"A member can {deed} a boat. A boat has a name. A member has a name. The warden can suspend a member. {said}"
    )
    assert system.unclear == []
    boat = system.call("add_boat", name="A")["id"]
    ann = system.call("add_member", name="Ann")["id"]
    deed = f"{deed} boat".replace(" ", "_")
    system.call(deed, boat=boat, **{who: ann})
    system.call("suspend_member", member=ann)
    assert system.refused(deed, boat=boat, **{who: ann})


def test_what_may_not_leave_is_not_handed_out() -> None:
    system = Running(
        "A customer can bring a bike. A bike has a frame number. A customer can pay a bike. A customer can collect a bike. "
        "No bike leaves before it is paid."
    )
    assert system.unclear == []
    bike = system.call("bring_bike", frame_number="F1")["id"]
    assert system.refused("collect_bike", bike=bike)
    system.call("pay_bike", bike=bike)
    system.call("collect_bike", bike=bike)
