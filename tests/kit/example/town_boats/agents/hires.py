"""Looks after hires."""

from __future__ import annotations

from autogenesis.kit import (
    Agent,
    Call,
    Recipient,
    Recurrence,
    done,
    getter,
    lister,
    operation,
    reaction,
    schedule,
    timer,
)
from autogenesis.kit.values import shift
from town_boats import rules
from town_boats.messages import Boat, Charge, Hire, Sailor


class Hires(Agent):
    """Writes hires and charges."""

    name = "hires"
    writes = (Hire, Charge)

    @operation(summary="Hire a boat.", actors=("sailor",), creates=Hire)
    def hire_boat(self, call: Call, sailor: Sailor, boat: Boat, days: int = 1) -> Hire:
        """Hire a boat."""
        rules.sailor_has_few_hires.check(call, sailor)
        return call.create(Hire, sailor=sailor.id, boat=boat.id, price=days * 5, due_on=shift(call.today, days, "days"))

    @operation(summary="Keep a boat longer.")
    def prolong_hire(self, call: Call, hire: Hire, days: int) -> Hire:
        """Keep a boat longer."""
        return call.update(hire, due_on=shift(hire.due_on, days, "days"))

    @operation(summary="Bring a boat back.")
    def return_boat(self, call: Call, hire: Hire) -> Hire:
        """Bring a boat back."""
        return call.update(hire, back_on=call.today, status="back")

    @operation(summary="Fail halfway.")
    def fail_halfway(self, call: Call, hire: Hire) -> Hire:
        """Write, then fail."""
        call.update(hire, status="back")
        raise RuntimeError("halfway")

    @reaction(done("return_boat"))
    def charge_for_lateness(self, call: Call, it: Hire) -> None:
        """Charge what is late."""
        amount = rules.charge_for(call, it)
        if amount > 0:
            charge = call.create(Charge, hire=it.id, sailor=it.sailor, amount=amount)
            call.notify(to=Recipient(person=it.sailor), type="charged", subject=charge, text=f"You owe {amount}.")

    @timer(Hire, at=rules.reminder_moment)
    def remind_the_sailor(self, call: Call, it: Hire) -> None:
        """Remind, a day before."""
        if it.back_on is None:
            call.notify(to=Recipient(person=it.sailor), type="reminder", subject=it, text="Due tomorrow.")

    @schedule(Recurrence(every=1, unit="week", weekdays=(5,), at="16:00"))
    def send_status(self, call: Call) -> None:
        """Tell the harbour master how many are out."""
        out = call.count(Hire, lambda hire: hire.status == "out")
        call.notify(to=Recipient(role="harbour_master"), type="status", text=f"{out} out", data={"out": out})

    get_hire = getter(Hire, summary="Show a hire.")
    list_hires = lister(Hire, summary="List hires.")
    list_charges = lister(Charge, summary="List charges.")
