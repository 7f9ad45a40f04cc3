"""How long something lasts at first, and how often and by how much it may be prolonged."""

from tests.language._machine import Running

VANS = """# Van pool
VAN: plate, size (small, large)
HIRE: number, van, from, to

A hire lasts no longer than 20 days. It can be extended twice, by 10 days at most, provided the request arrives 3 or more days before its end.
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
