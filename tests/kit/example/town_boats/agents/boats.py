"""Looks after boats and sailors."""

from __future__ import annotations

from autogenesis.kit import Agent, Call, changed, created, done, getter, lister, operation, reaction
from autogenesis.kit.values import in_words, joined
from town_boats.messages import Boat, Note, Sailor


class Boats(Agent):
    """Keeps boats, sailors and notes."""

    name = "boats"
    writes = (Boat, Sailor, Note)

    @operation(summary="Register a boat.", roles=("harbour_master",), creates=Boat)
    def add_boat(self, call: Call, number: str, seats: int) -> Boat:
        """Register a boat."""
        return call.create(Boat, number=number, seats=seats)

    @operation(summary="Register a sailor.", creates=Sailor)
    def add_sailor(self, call: Call, name: str) -> Sailor:
        """Register a sailor."""
        return call.create(Sailor, name=name)

    @operation(summary="Change the seats.")
    def change_seats(self, call: Call, boat: Boat, seats: int) -> Boat:
        """Change the seats."""
        return call.update(boat, seats=seats)

    @operation(summary="Write a note that goes round for ever.", creates=Note)
    def write_note(self, call: Call, text: str) -> Note:
        """Write a note."""
        return call.create(Note, text=text)

    @reaction(created(Note))
    def first_hop(self, call: Call, it: Note) -> None:
        """Begin."""
        if it.text == "ping":
            call.update(it, hops=1)

    @reaction(changed(Note, "hops"))
    def next_hop(self, call: Call, it: Note) -> None:
        """Never end."""
        call.update(it, hops=it.hops + 1)

    @operation(summary="Scrap boats.")
    def scrap_boats(self, call: Call, boats: tuple[Boat, ...], captain: Sailor | None = None) -> int:
        """Scrap boats."""
        for boat in boats:
            call.remove(boat)
        return len(boats)

    @reaction(done("scrap_boats"))
    def remember_them(self, call: Call, boats: tuple[Boat, ...], captain: Sailor | None = None) -> None:
        """Keep a note of what is gone."""
        who = captain.name if captain else "nobody"
        call.create(Note, text=in_words("gone: ", joined(boat.number for boat in boats), " by ", who))

    get_boat = getter(Boat, summary="Show a boat.")
    list_boats = lister(Boat, summary="List boats.")
    list_notes = lister(Note, summary="List notes.")
