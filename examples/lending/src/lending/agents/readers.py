"""The agent for readers."""

from .._kit.agent import Agent, getter, lister, operation
from .._kit.call import Call
from ..messages import Reader


class Readers(Agent):
    """Keeps readers."""

    name = "readers"
    writes = (Reader,)

    @operation(summary="Add a reader.", creates=Reader)
    def add_reader(self, call: Call, name: str | None = None) -> Reader:
        """Add a reader."""
        return call.create(Reader, name=name)

    get_reader = getter(Reader, summary="Show a reader.")
    list_readers = lister(Reader, summary="List readers; any field can be given to narrow the list.")
