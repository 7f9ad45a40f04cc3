"""Stores: what lies on the shelf, what the book says, what is on order, and who confirms it."""

from benchmarks.loops.strangers_b._desk import Desk, Note, Work, rounds


class Store:
    """A shelf with one kind of goods and a house that delivers it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.good, self.unit = desk.pick(desk.trade.goods).split("|")
        self.house = desk.pick(desk.trade.houses)
        self.keeper, self.user, self.checker = desk.crew(3)
        self.shelf = desk.between(6, 40)
        self.par = desk.between(5, 12)
        self.lot = desk.between(10, 60)

    def draw(self, amount: int, client: str) -> Note:
        self.shelf -= amount
        return self.desk.say(
            self.user,
            self.keeper,
            "issue",
            "[Took|Drew|I need|Please issue] {n} {unit} of {good}[ for {client}|, {client}]"
            "[, {left} left|; the shelf now holds {left}|].",
            "ok",
            n=amount,
            unit=self.unit,
            good=self.good,
            client=client,
            left=self.shelf,
        )

    def order(self, why: str, lot: int = 0) -> Note:
        return self.desk.say(
            self.keeper,
            self.house,
            "order",
            "[Please send|We order|Ordering|Kindly supply] {lot} {unit} of {good}[, {why}|; {why}|].",
            "pending",
            lot=lot or self.lot,
            unit=self.unit,
            good=self.good,
            why=why,
            body=f"order {self.good} {lot or self.lot}",
        )

    def confirm(self) -> Note:
        return self.desk.say(
            self.house,
            self.keeper,
            "confirm",
            "[Confirmed|Order taken|With pleasure|Noted]: {lot} {unit} of {good}[, with you by {clock}|, on the "
            "next van|, order {n}].",
            "ok",
            lot=self.lot,
            unit=self.unit,
            good=self.good,
            clock=self.desk.clock(180),
            n=self.desk.ref(),
        )

    def deliver(self) -> Note:
        self.shelf += self.lot
        return self.desk.say(
            self.house,
            self.keeper,
            "deliver",
            "[Delivered|Left at the door|Unloaded|Handed over] {lot} {unit} of {good}[, signed by {who}|, note {n}|].",
            "ok",
            lot=self.lot,
            unit=self.unit,
            good=self.good,
            who=self.checker,
            n=self.desk.ref(),
        )

    def book_says(self, figure: int) -> Note:
        return self.desk.say(
            self.checker,
            self.keeper,
            "report",
            "[The stock book shows|Stock list:|According to the book we have|Book reads] {n} {unit} of {good}"
            + ("[, below the mark of {par}|, mark is {par}|]." if figure < self.par else "[, mark is {par}|]."),
            n=figure,
            unit=self.unit,
            good=self.good,
            par=self.par,
        )


def orders_for_clients(d: Desk) -> Work:
    store, clients = Store(d), d.clients()
    for _ in range(d.between(12, 30)):
        good, unit = (store.good, store.unit) if d.chance(0.6) else d.pick(d.trade.goods).split("|")
        client, number = next(clients), d.ref()
        yield d.say(
            store.user,
            store.keeper,
            "order",
            "[Please set aside|Order {n}:|Put together] {k} {unit} of {good} for {client}.",
            k=d.between(1, 9),
            unit=unit,
            good=good,
            client=client,
            n=number,
            body=f"{number}",
        )
        yield d.say(
            store.keeper,
            store.user,
            "confirm",
            "[Done|Ready|Packed|On the trolley][, {c}|: {n}|].",
            "ok",
            c=client,
            n=number,
        )


def shelf_refilled(d: Desk) -> Work:
    store, clients = Store(d), d.clients()
    for _ in range(d.between(2, 4)):
        while store.shelf >= store.par:
            yield store.draw(min(store.shelf, d.between(3, 9)), next(clients))
        yield store.book_says(store.shelf)
        yield store.order(f"only {store.shelf} left")
        yield store.confirm()
        yield store.deliver()
        yield store.book_says(store.shelf)


def stocktake(d: Desk) -> Work:
    counter, writer = d.crew(2)
    for place in range(1, d.between(3, 7)):
        for entry in d.some(d.trade.goods, 6):
            good, unit = entry.split("|")
            count = d.between(0, 60)
            yield d.say(
                counter,
                writer,
                "count",
                "[Shelf {p}:|Bay {p},|In row {p}] {n} {unit} of {good}.",
                p=place,
                n=count,
                unit=unit,
                good=good,
            )
            if d.chance(0.5):
                yield d.say(writer, counter, "record", "[Written down|Noted|Got it|Entered][, next|].", "ok")


def late_delivery_comes(d: Desk) -> Work:
    for _ in range(d.between(2, 4)):
        store = Store(d)
        yield store.order("by noon if you can")
        yield store.confirm()
        for stop in range(d.between(3, 6), 0, -1):
            yield d.say(
                store.keeper, store.house, "ask", "[Where is|Any sign of|When comes] [our|the] {g}?", g=store.good
            )
            yield d.say(
                store.house,
                store.keeper,
                "status",
                "[The van is delayed|Still on the road|Held up], {k} [stops|drops] before you[, now at {c}|].",
                "pending",
                k=stop,
                c=next(d.clients()),
            )
        yield store.deliver()


def substitute_found(d: Desk) -> Work:
    for _ in range(d.between(3, 6)):
        store = Store(d)
        for house in d.some(d.trade.houses, d.between(2, 4)):
            store.house = house
            yield store.order("for tomorrow")
            yield d.say(
                house,
                store.keeper,
                "refuse",
                "[Sold out|None left|We no longer carry it|Not this week]: {g}.",
                "failed",
                g=store.good,
            )
        store.house = d.pick(d.trade.houses)
        yield store.order("or something like it")
        yield store.confirm()


def _stale(d: Desk, limit: int | None) -> Work:
    store, clients = Store(d), d.clients()
    for _ in range(d.between(0, 4)):
        yield store.draw(d.between(1, 3), next(clients))
    frozen = d.between(0, 3)
    yield None
    for _ in rounds(limit):
        yield store.book_says(frozen)
        yield store.order(f"the book shows {frozen}")
        if d.chance(0.8):
            yield store.confirm()
        yield store.deliver()
    yield d.say(
        store.keeper,
        store.checker,
        "notice",
        "[Stop|Wait]: the book [is old|was not brought forward], there are {n} {u} on the shelf.",
        n=store.shelf,
        u=store.unit,
    )
    yield store.book_says(store.shelf)


def stale_stock_book(d: Desk) -> Work:
    return _stale(d, None)


def stale_book_noticed(d: Desk) -> Work:
    for _ in range(d.between(1, 3)):
        yield from (note for note in _stale(d, d.between(1, 2)) if note)
        yield from stocktake(d) if d.chance(0.3) else ()


def acknowledgement_lost(d: Desk) -> Work:
    """The house confirms into a tray that nobody reads, so the order goes out again."""
    store = Store(d)
    tray = d.pick(("the old tray", "the night box", "the front counter", "the fax of last year"))
    yield store.book_says(store.par - d.between(1, 4))
    yield store.order("we are below the mark")
    yield None
    while True:
        yield d.say(
            store.house,
            tray,
            "confirm",
            "[Confirmed|Order taken|Noted] [to|at] {tray}: {lot} {unit} of {good}[, order {n}|].",
            "ok",
            tray=tray,
            lot=store.lot,
            unit=store.unit,
            good=store.good,
            n=d.ref(),
        )
        if d.chance(0.5):
            yield d.say(
                store.keeper,
                store.checker,
                "note",
                "[No answer from|Nothing heard from|Silence at] {h}[, I order again|].",
                "timeout",
                h=store.house,
            )
        yield store.order(
            d.pick(("as we have heard nothing", "second request", "no confirmation so far", "please answer"))
        )


def order_and_return(d: Desk) -> Work:
    """One rule orders when there is too little, another sends back when there is too much, and the lot is too big."""
    store = Store(d)
    low, high = store.par, store.par + d.between(2, 5)
    yield store.draw(max(1, store.shelf - low + 1), next(d.clients()))
    yield None
    while True:
        yield store.order(f"{low - 1} is under the mark of {low}")
        yield store.deliver()
        yield d.say(
            store.checker,
            store.keeper,
            "alert",
            "[Too much|Overstocked|Shelf too full]: {n} {u} of {g}, [the limit is {h}|no more than {h} allowed].",
            "failed",
            n=low - 1 + store.lot,
            u=store.unit,
            g=store.good,
            h=high,
        )
        yield d.say(
            store.keeper,
            store.house,
            "return",
            "[Sending back|We return|Please collect] {n} {u} of {g}[, too many|].",
            n=store.lot,
            u=store.unit,
            g=store.good,
        )
        if d.chance(0.6):
            yield store.book_says(low - 1)


def _recount(d: Desk, limit: int | None) -> Work:
    store = Store(d)
    other = store.user
    one = d.between(40, 400)
    two = one + d.pick((-6, -3, -1, 1, 2, 4, 12))
    yield d.say(store.checker, store.keeper, "count", "[Starting|I begin] the count of {g}.", g=store.good)
    yield None
    for _ in rounds(limit):
        for who, count in ((store.checker, one), (other, two)):
            yield d.say(
                who,
                store.keeper,
                "count",
                "[I count|My count is|I make it|Counted:] {n} {u} of {g}.",
                n=count,
                u=store.unit,
                g=store.good,
                body=f"{who}{count}",
            )
        yield d.say(
            store.keeper,
            store.checker,
            "compare",
            "{a} [against|and] {b}: [that does not tally|they differ by {k}|one of you is wrong], [count "
            "again|once more, both of you].",
            "failed",
            a=one,
            b=two,
            k=abs(one - two),
        )
    yield d.say(
        other,
        store.keeper,
        "explain",
        "[Found it|I see]: I [left out|counted twice] the {k} by the door.",
        k=abs(one - two),
    )
    yield d.say(store.keeper, other, "record", "[Then|So] it is {n}[, entered|, both agree].", "ok", n=one)


def recount_never_tallies(d: Desk) -> Work:
    return _recount(d, None)


def recount_explained(d: Desk) -> Work:
    for _ in range(d.between(1, 3)):
        yield from (note for note in _recount(d, d.between(1, 2)) if note)


LOOPS = {one.__name__: one for one in (stale_stock_book, acknowledgement_lost, order_and_return, recount_never_tallies)}
WORK = {
    one.__name__: one
    for one in (
        orders_for_clients,
        shelf_refilled,
        stocktake,
        late_delivery_comes,
        substitute_found,
        stale_book_noticed,
        recount_explained,
    )
}
