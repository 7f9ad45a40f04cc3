"""A limit on a value that is entered with the rest is noticed as it is entered."""

import pytest

from tests.language._machine import Running

SENSORS = """# Cold rooms
A room has a name. A measurement has a room, a temperature in °C and a time.
When {said} is above 8 °C, the warden is alerted.
"""


@pytest.mark.parametrize("said", ["a measurement", "the temperature of a measurement"])
def test_what_is_entered_above_the_limit_alerts_at_once(said) -> None:
    desk = Running(SENSORS.format(said=said))
    assert desk.unclear == []
    room = desk.call("add_room", name="A")["id"]
    desk.call("add_measurement", room=room, temperature="8", time="09:00")
    assert desk.machine.notes == []
    desk.call("add_measurement", room=room, temperature="8.1", time="09:10")
    assert [note.role for note in desk.machine.notes] == ["warden"]
