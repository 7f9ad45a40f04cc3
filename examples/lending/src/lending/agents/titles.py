"""The agent for titles."""

from .._kit.agent import Agent, getter, lister, operation
from .._kit.call import Call
from ..messages import Title


class Titles(Agent):
    """Keeps titles."""

    name = "titles"
    writes = (Title,)

    @operation(summary="Add a title.", creates=Title)
    def add_title(self, call: Call, name: str | None = None) -> Title:
        """Add a title."""
        return call.create(Title, name=name)

    get_title = getter(Title, summary="Show a title.")
    list_titles = lister(Title, summary="List titles; any field can be given to narrow the list.")
