"""The agent for items."""

from .. import rules
from .._kit.agent import Agent, getter, lister, operation
from .._kit.call import Call
from ..messages import Item, Title


class Items(Agent):
    """Keeps items."""

    name = "items"
    writes = (Item,)

    @operation(summary="Weed an item.", actors=("librarian",))
    def weed_item(self, call: Call, item: Item) -> Item:
        """As a librarian, I want to weed items nobody has borrowed for five years, but never the last copy
        of a title. [s9]"""
        rules.weed_item_again.check(call, item)
        rules.weed_item_out.check(call, item)
        rules.idle.check(call, item)
        rules.last.check(call, item)
        return call.update(item, weeded_on=call.today)

    @operation(summary="Add an item.", creates=Item)
    def add_item(self, call: Call, title: Title, reference_work: bool = False) -> Item:
        """Add an item."""
        return call.create(Item, added_on=call.today, reference_work=reference_work, title=title.id)

    get_item = getter(Item, summary="Show an item.")
    list_items = lister(Item, summary="List items; any field can be given to narrow the list.")
