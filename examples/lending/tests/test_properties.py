"""What holds whatever is asked for."""

from hypothesis import HealthCheck, given, settings
from random_calls import Asked, calls, play

from lending import System
from lending._kit.describe import operations
from lending._kit.errors import Refused


@settings(
    max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
@given(calls(operations(System.design), System.design.roles))
def test_whatever_is_asked_for_nothing_breaks(asked: list[Asked]) -> None:
    """Calls at random: each gives a result or is refused, and a restart loses nothing."""
    play(System, Refused, asked)
