"""Bargains: two figures and the rules by which either side moves."""

from benchmarks.loops.strangers_b._desk import Desk, Note, Work, rounds


class Bargain:
    """A seller and a buyer with their figures."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.good, self.unit = desk.pick(desk.trade.goods).split("|")
        self.seller = desk.pick(desk.trade.houses)
        (self.buyer,) = desk.crew(1)
        self.bid = desk.between(4, 40) * 10
        self.ask = self.bid + desk.between(4, 14) * 10
        self.lot = desk.between(3, 60)

    def offer(self) -> Note:
        return self.desk.say(
            self.buyer,
            self.seller,
            "bid",
            "[We can pay|Our offer is|I can go to|We bid|Say] {p}[ for {n} {u} of {g}|, not more|, cash|].",
            "pending",
            p=self.bid,
            n=self.lot,
            u=self.unit,
            g=self.good,
        )

    def demand(self) -> Note:
        return self.desk.say(
            self.seller,
            self.buyer,
            "quote",
            "[We ask|The price is|I could do|It will be|My figure:] {p}[ for {n} {u} of {g}|, delivered|, all in|].",
            "pending",
            p=self.ask,
            n=self.lot,
            u=self.unit,
            g=self.good,
        )

    def shake(self) -> Note:
        return self.desk.say(
            self.buyer,
            self.seller,
            "accept",
            "[Agreed|Done|A deal]: {p}[ for the {g}|, send the papers|].",
            "ok",
            p=self.ask,
            g=self.good,
        )


def price_converges(d: Desk) -> Work:
    for _ in range(d.between(2, 4)):
        deal = Bargain(d)
        while deal.ask > deal.bid:
            yield deal.demand()
            yield deal.offer()
            step = max(2, (deal.ask - deal.bid) // 4)
            deal.ask -= min(deal.ask - deal.bid, d.between(1, step))
            deal.bid += min(deal.ask - deal.bid, d.between(1, step))
        yield deal.demand()
        yield deal.shake()


def quotes_from_many(d: Desk) -> Work:
    (buyer,), clients = d.crew(1), d.clients()
    for _ in range(d.between(2, 5)):
        good, unit = d.pick(d.trade.goods).split("|")
        best, lot, client = 10**6, d.between(5, 90), next(clients)
        for house in d.trade.houses:
            price = d.between(40, 700)
            best = min(best, price)
            yield d.say(
                buyer,
                house,
                "request",
                "[Your price for|Please quote|What would you ask for] {n} {u} of {g}[ for {c}|]?",
                n=lot,
                u=unit,
                g=good,
                c=client,
            )
            yield d.say(
                house, buyer, "quote", "[We ask|Our price:|It would be] {p}[ for that|, {g}|].", "ok", p=price, g=good
            )
        yield d.say(
            buyer,
            None,
            "decide",
            "[The lowest was|We take] {p} for the {g}[, for {c}|].",
            "ok",
            p=best,
            g=good,
            c=client,
        )


def auction_climbs(d: Desk) -> Work:
    crier, *bidders = d.crew(4)
    for lot in range(1, d.between(3, 7)):
        good, unit = d.pick(d.trade.goods).split("|")
        price = d.between(2, 20) * 10
        yield d.say(crier, None, "open", "Lot {k}: {u} of {g}, [from|starting at] {p}.", k=lot, u=unit, g=good, p=price)
        last = ""
        for _ in range(d.between(3, 9)):
            last = d.pick([one for one in bidders if one != last])
            price += d.pick((5, 10, 10, 20))
            yield d.say(last, crier, "bid", "[I say|I bid|Mine at|Here:] {p}.", p=price)
        yield d.say(crier, last, "close", "[Sold|Gone] at {p} to {w}[, lot {k}|].", "ok", p=price, w=last, k=lot)


def neither_moves(d: Desk) -> Work:
    """Each repeats his figure and neither has a rule that lets him move or leave."""
    deal = Bargain(d)
    for _ in range(d.between(1, 3)):
        yield deal.demand()
        yield deal.offer()
        deal.ask -= d.between(1, 6)
        deal.bid += d.between(1, 6)
    yield None
    while True:
        yield deal.demand()
        yield deal.offer()
        if d.chance(0.15):
            yield d.say(
                deal.seller, deal.buyer, "insist", "[I stand by|It remains] {p}[, as said|].", "rejected", p=deal.ask
            )


def concession_forgotten(d: Desk) -> Work:
    """After so many messages one side has forgotten what was conceded, and all begins at the first figure."""
    deal = Bargain(d)
    first, memory = (deal.ask, deal.bid), d.between(2, 4)
    steps = [(d.between(1, 4), d.between(1, 4)) for _ in range(memory)]
    yield deal.demand()
    yield deal.offer()
    for turn in rounds(None):
        for down, up in steps:
            deal.ask, deal.bid = deal.ask - down, deal.bid + up
            yield deal.demand()
            yield deal.offer()
        if turn == 0:
            yield None
        deal.ask, deal.bid = first
        yield d.say(
            deal.seller,
            deal.buyer,
            "quote",
            "[I see no earlier figure here|Let us begin|To open], [we ask|the price is] {p} for the {g}.",
            "pending",
            p=deal.ask,
            g=deal.good,
        )
        yield deal.offer()


def figures_swapped(d: Desk) -> Work:
    """Each gives in to the other's last figure at the same time, and so they are as far apart as ever."""
    deal = Bargain(d)
    high, low = deal.ask, deal.bid
    yield deal.demand()
    yield deal.offer()
    yield None
    while True:
        for sold, paid in ((low, high), (high, low)):
            yield d.say(
                deal.seller,
                deal.buyer,
                "quote",
                "[I reconsidered|On reflection|New thought]: {p} [is right|and no other figure][ for the {g}|].",
                "pending",
                p=sold,
                g=deal.good,
            )
            yield d.say(
                deal.buyer,
                deal.seller,
                "bid",
                "[I also thought again|We looked at it anew|Then I must say]: {p}[, as you had it|, nothing else|].",
                "pending",
                p=paid,
            )


LOOPS = {one.__name__: one for one in (neither_moves, concession_forgotten, figures_swapped)}
WORK = {one.__name__: one for one in (price_converges, quotes_from_many, auction_climbs)}
