"""How long something lasts at first, how often and by how much it may be prolonged, and how long it rests afterwards."""

from tests.language._machine import Running

VANS = """# Van pool
VAN: plate, size (small, large)
HIRE: number, van, from, to

A hire lasts no longer than 20 days. It can be extended twice, by 10 days at most, provided the request arrives 3 or more days before its end.
After a hire a van rests: 2 days if small, 5 if large. During this time it may not be hired.
"""


def pool() -> Running:
    desk = Running(VANS)
    assert desk.unclear == []
    desk.call("add_van", plate="S", size="small")
    desk.call("add_van", plate="L", size="large")
    return desk


def hired(desk: Running, van: str, first: str, last: str, number: int = 1) -> bool:
    given = {"van": f"van-{van}", "number": number, "hire_from": first, "to": last}
    return not desk.refused("add_hire", **given)


def test_it_is_extended_twice_in_time_and_by_so_much() -> None:
    desk = pool()
    assert not hired(desk, "1", "2026-03-10", "2026-04-01")
    assert hired(desk, "1", "2026-03-10", "2026-03-29")
    assert desk.refused("extend_hire", hire="1", days=11)
    assert desk.refused("extend_hire", hire="1", days=0)
    assert str(desk.call("extend_hire", hire="1", days=10)["to"]) == "2026-04-08"
    assert desk.refused("extend_hire", "2026-04-06T09:00", hire="1", days=1)


def test_not_a_third_time() -> None:
    desk = pool()
    hired(desk, "1", "2026-03-10", "2026-03-29")
    for _ in range(2):
        desk.call("extend_hire", hire="1", days=5)
    assert desk.refused("extend_hire", hire="1", days=5)


def test_how_long_it_rests_depends_on_what_it_is() -> None:
    desk = pool()
    hired(desk, "1", "2026-03-10", "2026-03-20")
    hired(desk, "2", "2026-03-10", "2026-03-20", 2)
    assert not hired(desk, "1", "2026-03-22", "2026-03-25", 3)
    assert hired(desk, "1", "2026-03-23", "2026-03-25", 4)
    assert not hired(desk, "2", "2026-03-25", "2026-03-26", 5)
    assert hired(desk, "2", "2026-03-26", "2026-03-27", 6)
    assert not hired(desk, "2", "2026-03-05", "2026-03-08", 7)
