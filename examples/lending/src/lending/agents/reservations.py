"""The agent for reservations."""

from .. import rules
from .._kit.agent import Agent, created, done, getter, lister, operation, reaction, timer
from .._kit.call import Call
from .._kit.values import shift
from ..messages import Item, Loan, Reader, Reservation


class Reservations(Agent):
    """Keeps reservations. Keeps the item for whoever asked first. The item that was kept is fetched.
    When the item is not fetched, keep it for the next."""

    name = "reservations"
    writes = (Reservation,)

    @operation(summary="Reserve an item.", actors=("reader",), creates=Reservation)
    def reserve_item(self, call: Call, reader: Reader, item: Item) -> Reservation:
        """As a reader, I want to reserve an item that is out. [s4]"""
        rules.reserve_item_out.check(call, item)
        rules.again.check(call, reader, item)
        return call.create(Reservation, reader=reader.id, item=item.id, reserved_at=call.now)

    get_reservation = getter(Reservation, summary="Show a reservation.")
    list_reservations = lister(
        Reservation, summary="List reservations; any field can be given to narrow the list."
    )

    @reaction(done("return_item"))
    def keep_item(self, call: Call, it: Loan) -> None:
        """When it returns, whoever asked first has the three following open days to fetch it, then the next.
        [s5]"""
        if rules.keep_item_applies(call, it):
            next_in_line = call.first(
                Reservation,
                lambda reservation: reservation.item == it.item and reservation.status == "waiting",
                order=lambda reservation: reservation.reserved_at,
            )
            call.update(
                next_in_line, status="kept", kept_until=shift(call.today, 3, "open_days", rules.OPEN_DAYS)
            )

    @reaction(created(Loan))
    def item_fetched(self, call: Call, it: Loan) -> None:
        """When it returns, whoever asked first has the three following open days to fetch it, then the next.
        [s5]"""
        if rules.item_fetched_applies(call, it):
            for reservation in call.rows(
                Reservation,
                lambda reservation: (
                    reservation.item == it.item
                    and reservation.reader == it.reader
                    and (reservation.status == "kept")
                ),
            ):
                call.update(reservation, status="fetched")

    @timer(Reservation, at=rules.reservation_lapses_moment)
    def reservation_lapses(self, call: Call, it: Reservation) -> None:
        """When it returns, whoever asked first has the three following open days to fetch it, then the next.
        [s5]"""
        if rules.reservation_lapses_applies(call, it):
            it = call.update(it, status="lapsed")
            next_in_line = call.first(
                Reservation,
                lambda reservation: reservation.item == it.item and reservation.status == "waiting",
                order=lambda reservation: reservation.reserved_at,
            )
            if next_in_line is not None:
                call.update(
                    next_in_line,
                    status="kept",
                    kept_until=shift(it.kept_until, 3, "open_days", rules.OPEN_DAYS),
                )
