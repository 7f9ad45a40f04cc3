"""Permits: papers an office wants, the ones handed in, and offices that send one to each other."""

from benchmarks.loops.strangers_b._desk import Desk, Note, Work, rounds


class Application:
    """One application for a permit."""

    def __init__(self, desk: Desk, client: str = "") -> None:
        self.desk = desk
        self.permit = desk.pick(desk.trade.permits)
        self.office = desk.pick(desk.trade.offices)
        self.applicant, self.runner = desk.crew(2)
        self.missing = desk.some(desk.trade.papers, desk.between(2, 5))
        self.given: list[str] = []
        self.number = desk.ref()
        self.client = f" for {client}" if client else ""

    def apply(self, office: str = "") -> Note:
        return self.desk.say(
            self.applicant,
            office or self.office,
            "apply",
            "[Requesting|We apply for|May we have|I would like to request] [the|our|one] {permit}{client}"
            "[ under {n}|, file {n}||{papers}].",
            "pending",
            permit=self.permit,
            client=self.client,
            n=self.number,
            papers=f", with {len(self.given)} papers attached" if self.given else "",
            body=f"{self.permit}{self.number}{sorted(self.given)}",
        )

    def lacks(self, paper: str, office: str = "") -> Note:
        return self.desk.say(
            office or self.office,
            self.applicant,
            "refuse",
            "[Cannot be granted|Incomplete|Returned|We regret]: [the {paper} is missing|no {paper} with {n}|"
            "I do not see the {paper}|please supply the {paper}][ for the {permit}|].",
            "rejected",
            paper=paper,
            n=self.number,
            permit=self.permit,
        )

    def hand(self, paper: str) -> Note:
        if paper not in self.given:
            self.given.append(paper)
        return self.desk.say(
            self.applicant,
            self.office,
            "attach",
            "[Here comes|Enclosed|Please find|I have brought] the {paper}[ for {n}||, stamped today|, as you asked].",
            paper=paper,
            n=self.number,
            body=f"{paper} of {self.number}",
        )

    def grant(self, office: str = "") -> Note:
        return self.desk.say(
            office or self.office,
            self.applicant,
            "grant",
            "[Granted|Approved|Here is your stamp|All in order]: {permit}{client}[, valid until {clock}|, file {n}|].",
            "ok",
            permit=self.permit,
            client=self.client,
            clock=self.desk.clock(480),
            n=self.number,
            body=f"granted {self.number}",
        )

    def send_on(self, office: str, onward: str) -> Note:
        return self.desk.say(
            office,
            self.applicant,
            "refer",
            "[The {permit} is not ours|We do not handle that here|You are at the wrong desk|Not within our remit]: "
            "[ask|go to|that is a matter for|please turn to] {onward}.",
            "rejected",
            permit=self.permit,
            onward=onward,
        )

    def wants_first(self, office: str, other: str) -> Note:
        return self.desk.say(
            office,
            self.applicant,
            "refuse",
            "[We stamp|I can sign|The {permit} is stamped] [only after|once|not before] {other} [has stamped|has "
            "signed|did its part]"
            "[. Come back then|, file {n}|].",
            "rejected",
            permit=self.permit,
            other=other,
            n=self.number,
        )


def papers_supplied(d: Desk) -> Work:
    for _ in range(d.between(1, 3)):
        case = Application(d)
        yield case.apply()
        for paper in list(case.missing):
            yield case.lacks(paper)
            yield case.hand(paper)
            if d.chance(0.4):
                yield case.apply()
        yield case.grant()


def permits_for_many(d: Desk) -> Work:
    clients = d.clients()
    first = Application(d)
    for _ in range(d.between(8, 20)):
        case = Application(d, next(clients))
        case.permit, case.office, case.applicant = first.permit, first.office, first.applicant
        yield case.apply()
        if d.chance(0.2):
            yield case.lacks(case.missing[0])
            yield case.hand(case.missing[0])
        yield case.grant()


def permit_after_wait(d: Desk) -> Work:
    case = Application(d)
    yield case.apply()
    hours = d.between(4, 9)
    for left in range(hours, 0, -1):
        yield d.say(
            case.runner,
            case.office,
            "ask",
            "[Any word on|How stands|Is there news of] {n}[, the {p}|]?",
            n=case.number,
            p=case.permit,
        )
        yield d.say(
            case.office,
            case.runner,
            "status",
            "[In the pile|Being read|With the deputy], [{left} files before it|about {left} to go|decision in "
            "{left} hours].",
            "pending",
            left=left,
        )
    yield case.grant()


def _referred(d: Desk, limit: int | None) -> Work:
    case = Application(d)
    offices = d.some(d.trade.offices, d.pick([2, 3, 3, 4]))
    if limit is None:
        yield case.apply(offices[0])
        yield case.lacks(case.missing[0], offices[0])
        yield case.hand(case.missing[0])
    yield None
    for turn in rounds(limit):
        here, onward = offices[turn % len(offices)], offices[(turn + 1) % len(offices)]
        yield case.apply(here)
        yield case.send_on(here, onward)
    here = offices[(limit or 0) % len(offices)]
    yield case.apply(here)
    yield case.grant(here)


def referral_ring(d: Desk) -> Work:
    return _referred(d, None)


def referral_settles(d: Desk) -> Work:
    for _ in range(d.between(1, 3)):
        yield from (note for note in _referred(d, d.between(1, 2)) if note)


def _stamps(d: Desk, limit: int | None) -> Work:
    case = Application(d)
    one, two = d.some(d.trade.offices, 2)
    yield case.apply(one)
    yield None
    for turn in rounds(limit):
        here, other = (one, two) if turn % 2 == 0 else (two, one)
        yield case.wants_first(here, other)
        yield case.apply(other)
    yield d.say(
        one,
        case.applicant,
        "stamp",
        "[Very well|For once], I stamp first[; now {o} can|, file {n}|].",
        "ok",
        o=two,
        n=case.number,
    )
    yield case.apply(two)
    yield case.grant(two)


def each_wants_the_other_first(d: Desk) -> Work:
    return _stamps(d, None)


def one_office_gives_way(d: Desk) -> Work:
    for _ in range(d.between(1, 3)):
        yield from (note for note in _stamps(d, d.between(1, 2)) if note)
        yield from permit_after_wait(d) if d.chance(0.3) else ()


def refused_on_one_ground(d: Desk) -> Work:
    """The right is missing and nobody asks for it: the same refusal, the same request."""
    case = Application(d)
    if d.chance(0.5):
        yield case.apply()
        yield case.lacks(case.missing[0])
        yield case.hand(case.missing[0])
    ground = d.pick(
        (
            "{who} is not on the list of signatories",
            "the account has no right to file for a {permit}",
            "requests from {who} are closed by order of the board",
            "your section may not hold a {permit}",
        )
    ).format(who=case.applicant, permit=case.permit)
    yield None
    while True:
        yield case.apply()
        yield d.say(
            case.office,
            case.applicant,
            "refuse",
            "[Refused|Denied|Not possible|No]: {ground}[. This will not change|, as said before|, see rule {k}|].",
            "rejected",
            ground=ground,
            k=len(ground) % 19,
        )
        if d.chance(0.25):
            yield d.say(
                case.runner,
                case.applicant,
                "remind",
                "[We need|Where is|I wait for] the {p}[, try again|, please press them|].",
                p=case.permit,
            )


def paper_never_seen(d: Desk) -> Work:
    """The paper is handed in every time, and the clerk looks into another drawer."""
    case = Application(d)
    yield case.apply()
    for other in case.missing[1:]:
        yield case.lacks(other)
        yield case.hand(other)
    paper = case.missing[0]
    yield None
    while True:
        yield case.lacks(paper)
        yield case.hand(paper)
        if d.chance(0.3):
            yield case.apply()


def _expiring(d: Desk, limit: int | None) -> Work:
    """Each certificate lapses while the other is being fetched."""
    case = Application(d)
    papers = d.some(d.trade.papers, 2)
    yield case.apply()
    yield case.lacks(papers[0])
    yield None
    for turn in rounds(limit):
        paper, other = papers[turn % 2], papers[(turn + 1) % 2]
        yield case.hand(paper)
        yield d.say(
            case.office,
            case.applicant,
            "refuse",
            "[Fine, but|Good;|Now] the {other} [has lapsed meanwhile|is out of date|ran out an hour ago][, bring "
            "a fresh one|].",
            "rejected",
            other=other,
        )
        yield d.say(
            case.applicant, case.runner, "fetch", "[Please fetch|I need|Get me] a [new|fresh] {other}.", other=other
        )
    yield case.hand(papers[(limit or 0) % 2])
    yield case.grant()


def stamps_lapse_in_turn(d: Desk) -> Work:
    return _expiring(d, None)


def lapsed_once(d: Desk) -> Work:
    for _ in range(d.between(1, 3)):
        yield from (note for note in _expiring(d, 1) if note)


LOOPS = {
    one.__name__: one
    for one in (
        referral_ring,
        each_wants_the_other_first,
        refused_on_one_ground,
        paper_never_seen,
        stamps_lapse_in_turn,
    )
}
WORK = {
    one.__name__: one
    for one in (
        papers_supplied,
        permits_for_many,
        permit_after_wait,
        referral_settles,
        one_office_gives_way,
        lapsed_once,
    )
}
