"""What must outlast a restart is told in many ways, and every package does it; machines of the trade are not meant."""

import pytest

from autogenesis.language import understand

KEPT = """\
A restart costs nobody their slot.
And switching the computer off mustn't lose a thing.
Nothing may be lost when the power goes off.
If the computer crashes, everything must be there again afterwards.
After a power cut all bookings are as they were.
A restart changes nothing.
When the server is restarted, everyone keeps their place in the queue.
Stopping and starting the program must not lose anything.
We must not lose anything if the laptop dies.
Everything has to be still there the next morning when we switch the computer on.
After switching off and on again everything is as before.
The system shall retain all records across restarts.
When it starts again after a crash, it carries on where it stopped.
A crash must not delete any order.
Even after a blackout we want to find all our notes again.
The queue is the same after a restart as before.
Restarting the program does not affect open loans.
When the tablet's battery is empty, nothing may be gone.
Pulling the plug must not harm anything.
Nothing is ever lost."""

OTHERWISE = """\
The train stops at the station and the guard keeps the list.
When the heating is switched off, the valve stays open.
If a clerk turns off the lamp, it stays off.
When the belt stops, the keeper is told and the note remains open.
After a restart the pump waits 30 minutes and keeps its setting."""


def _durable(said: str) -> dict[str, bool]:
    text = "# Notes\nA note has a title and a text.\nA clerk can file a note.\n" + said
    found = understand(text).specification
    durable = {r.id for r in found.requirements if r.pattern == "durable_state"}
    return {c.text: c.requirement in durable for c in found.clauses[2:]}


def test_however_it_is_said_that_nothing_is_lost_it_is_understood() -> None:
    assert [text for text, durable in _durable(KEPT).items() if not durable] == []


@pytest.mark.parametrize("said", OTHERWISE.splitlines())
def test_what_machines_of_the_trade_do_is_no_promise_about_records(said) -> None:
    assert not any(_durable(said).values())
