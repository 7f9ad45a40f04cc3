"""Drafts between an author and readers: a version, the flaws left in it, and what each reader wants."""

from benchmarks.loops.strangers_b._desk import Desk, Note, Work, rounds


class Draft:
    """A piece of work under review."""

    def __init__(self, desk: Desk, flaws: int) -> None:
        self.desk = desk
        self.piece = desk.pick(desk.trade.pieces)
        self.author, self.reader, self.second, self.chair = desk.crew(4)
        self.flaws = desk.some(desk.trade.flaws, flaws)
        self.setting = ""
        self.version = desk.between(1, 3)
        self.quality = desk.between(35, 60) / 100

    def body(self) -> str:
        return f"{self.piece}|{sorted(self.flaws)}|{self.setting}"

    def hand_in(self, to: str) -> Note:
        return self.desk.say(
            self.author,
            to,
            "submit",
            "[Here is|I am sending|Attached is|Version {v} below:|Please find] {piece}[, version {v}| (v{v})|, "
            "draft {v}]"
            "[ for your eyes| for review|, as reworked||, hoping it passes].",
            "pending",
            piece=self.piece,
            v=self.version,
            body=self.body(),
        )

    def object_to(self, reader: str, flaw: str) -> Note:
        return self.desk.say(
            reader,
            self.author,
            "review",
            "[Not yet.|Sorry, no.|Sent back.|Nearly.|I cannot sign this.|Thanks for v{v}, but] "
            "[I find|There is|I stumbled over|Look at|In {piece} I see] {flaw}[, please put it right||; the rest "
            "can stand].",
            "rejected",
            piece=self.piece,
            v=self.version,
            flaw=flaw,
            score=self.quality,
        )

    def mend(self, flaw: str) -> Note:
        self.version += 1
        if flaw in self.flaws:
            self.flaws.remove(flaw)
        self.quality = min(0.97, self.quality + 0.06)
        return self.desk.say(
            self.author,
            None if self.desk.chance(0.3) else self.reader,
            "revise",
            "[Took care of|Mended|Dealt with|Put right|Removed] {flaw}[ in {piece}|][; now at version {v}|, v{v} "
            "follows|].",
            flaw=flaw,
            piece=self.piece,
            v=self.version,
            body=self.body(),
        )

    def ask(self, reader: str, demand: str) -> Note:
        return self.desk.say(
            reader,
            self.author,
            "review",
            "[Please|My one condition:|You must|As I understand the rules, you have to|Kindly] {demand}"
            "[, otherwise I shall not sign|, then {piece} is fine by me|. That is all|].",
            "rejected",
            demand=demand,
            piece=self.piece,
            score=self.quality,
        )

    def obey(self, reader: str, demand: str) -> Note:
        self.version += 1
        self.setting = demand
        return self.desk.say(
            self.author,
            reader,
            "revise",
            "[Done|As you wish|Changed|Very well]: [I have changed {piece} to|version {v} does just that,|the "
            "new version will] "
            "{demand}.",
            demand=demand,
            piece=self.piece,
            v=self.version,
            body=self.body(),
        )

    def accept(self, reader: str) -> Note:
        return self.desk.say(
            reader,
            self.author,
            "approve",
            "[Signed|Approved|Good to go|I have nothing more|Passed]: {piece}[, version {v}|][. Well done|, file it|].",
            "ok",
            piece=self.piece,
            v=self.version,
            body=self.body(),
            score=min(1.0, self.quality + 0.05),
        )


def review_converges(d: Desk) -> Work:
    draft = Draft(d, d.between(4, 8))
    found = d.between(0, 2)
    yield draft.hand_in(draft.reader)
    while draft.flaws:
        for flaw in draft.flaws[: d.between(1, 2)]:
            yield draft.object_to(draft.reader, flaw)
            yield draft.mend(flaw)
        if found and d.chance(0.3):
            found -= 1
            draft.flaws.append(d.pick([f for f in d.trade.flaws if f not in draft.flaws]))
        yield draft.hand_in(draft.reader)
    yield draft.accept(draft.reader)


def pieces_through_review(d: Desk) -> Work:
    for _ in range(d.between(6, 14)):
        draft = Draft(d, d.pick([0, 0, 1, 1, 2]))
        draft.piece = f"{draft.piece} {d.ref()}"
        yield draft.hand_in(draft.reader)
        for flaw in list(draft.flaws):
            yield draft.object_to(draft.reader, flaw)
            yield draft.mend(flaw)
        yield draft.accept(draft.reader)


def _contradicted(d: Desk, limit: int | None) -> Work:
    draft = Draft(d, d.between(0, 2))
    yield draft.hand_in(draft.reader)
    for flaw in list(draft.flaws):
        yield draft.object_to(draft.reader, flaw)
        yield draft.mend(flaw)
    demands = d.pick(d.trade.demands).split(" / ")
    yield None
    for _ in rounds(limit):
        for reader, demand in zip((draft.reader, draft.second), demands, strict=True):
            yield draft.ask(reader, demand)
            yield draft.obey(reader, demand)
            if limit is None and d.chance(0.15):
                yield draft.hand_in(draft.second if reader == draft.reader else draft.reader)
    yield d.say(
        draft.author,
        draft.chair,
        "escalate",
        "{a} [wants|asks] me to {x}, {b} to {y}. [Which is it|I cannot do both|Please decide]?",
        a=draft.reader,
        b=draft.second,
        x=demands[0],
        y=demands[1],
    )
    chosen = d.pick(demands)
    yield d.say(
        draft.chair, draft.author, "decide", "[We|You] {x}[. That is settled|, and both of you stop there|].", x=chosen
    )
    yield draft.obey(draft.chair, chosen)
    yield draft.accept(draft.reader)
    yield draft.accept(draft.second)


def readers_contradict(d: Desk) -> Work:
    return _contradicted(d, None)


def demands_reconciled(d: Desk) -> Work:
    for _ in range(d.between(1, 3)):
        yield from (note for note in _contradicted(d, 1) if note)
        yield from pieces_through_review(d) if d.chance(0.2) else review_converges(d)


def mending_breaks(d: Desk) -> Work:
    """What mends one flaw brings back the other."""
    draft = Draft(d, d.between(2, 5))
    yield draft.hand_in(draft.reader)
    while len(draft.flaws) > 2:
        flaw = draft.flaws[0]
        yield draft.object_to(draft.reader, flaw)
        yield draft.mend(flaw)
    cycle = [*draft.flaws, *d.some([f for f in d.trade.flaws if f not in draft.flaws], d.pick([0, 0, 1]))]
    top = draft.quality
    yield None
    for turn in rounds(None):
        flaw = cycle[turn % len(cycle)]
        draft.flaws, draft.quality = [flaw, cycle[(turn + 1) % len(cycle)]], top - d.between(0, 5) / 100
        yield draft.object_to(draft.reader, flaw)
        yield draft.mend(flaw)
        if d.chance(0.5):
            yield draft.hand_in(draft.reader)


def never_satisfied(d: Desk) -> Work:
    """A reader whose guard can never be met, whatever comes."""
    draft = Draft(d, d.between(1, 3))
    yield draft.hand_in(draft.reader)
    for flaw in list(draft.flaws):
        yield draft.object_to(draft.reader, flaw)
        yield draft.mend(flaw)
    level = draft.quality
    yield None
    while True:
        draft.quality = level + d.between(-2, 2) / 100
        yield d.say(
            draft.reader,
            draft.author,
            "review",
            "[Still not quite there|It does not sing yet|Not convinced|I had hoped for more|Hm, no|Better "
            "before, I think], "
            "[try again|another go at {piece}, please|rework it once more|have one more pass]"
            "[. I cannot say what it is|. You will know it when you see it||. Same remark as on v{v}].",
            "rejected",
            piece=draft.piece,
            v=max(1, draft.version - 1),
            score=draft.quality,
        )
        draft.version += 1
        draft.setting = str(draft.version) if d.chance(0.7) else "as before"
        yield d.say(
            draft.author,
            draft.reader,
            "revise",
            "[Reworded it|Went over it again|Another pass|Polished it once more]: {piece}[, version {v}| v{v}|]"
            "[. Better now|. I moved things about|].",
            "pending",
            piece=draft.piece,
            v=draft.version,
            body=draft.body(),
        )


def already_accepted(d: Desk) -> Work:
    """The goal is reached and the author does not notice."""
    draft = Draft(d, d.between(1, 3))
    for flaw in list(draft.flaws):
        yield draft.hand_in(draft.reader)
        yield draft.object_to(draft.reader, flaw)
        yield draft.mend(flaw)
    yield draft.hand_in(draft.reader)
    yield draft.accept(draft.reader)
    yield None
    while True:
        yield draft.hand_in(draft.reader)
        yield d.say(
            draft.reader,
            draft.author,
            "approve",
            "[I signed that|That was approved|You have my signature on {piece}|It was passed] "
            "[already|before|long ago|earlier]"
            "[, nothing more is needed|; no need to send it|, see above|].",
            "ok",
            piece=draft.piece,
            body=draft.body(),
            score=draft.quality,
        )


def spec_contradicts_itself(d: Desk) -> Work:
    """At least so much, says one line of the sheet; at most less than that, says another."""
    name, unit, low, high = d.pick(d.trade.knobs).split("|")
    draft = Draft(d, 1)
    most = d.between(int(low), int(high) - 2)
    least = most + d.between(1, max(1, int(high) - most))
    yield draft.hand_in(draft.reader)
    yield draft.object_to(draft.reader, draft.flaws[0])
    yield draft.mend(draft.flaws[0])
    yield None
    value = most
    for turn in rounds(None):
        wanted = "at least" if turn % 2 == 0 else "at most"
        limit = least if turn % 2 == 0 else most
        yield d.say(
            draft.reader,
            draft.author,
            "check",
            "[The sheet says|By the specification|Paragraph {p} demands] {name} {wanted} {limit} {unit}[, you "
            "have {value}|; "
            "{value} will not do|. Rejected].",
            "rejected",
            p=3 + turn % 2,
            name=name,
            wanted=wanted,
            limit=limit,
            unit=unit,
            value=value,
            score=0.5,
        )
        value = limit
        draft.setting = f"{name} {value}"
        draft.version += 1
        yield d.say(
            draft.author,
            draft.reader,
            "revise",
            "[Set|Changed|Moved] {name} to {value} {unit}[ in {piece}| as the sheet says|, version {v}|].",
            "pending",
            name=name,
            value=value,
            unit=unit,
            piece=draft.piece,
            v=draft.version,
            body=draft.body(),
        )


LOOPS = {
    one.__name__: one
    for one in (readers_contradict, mending_breaks, never_satisfied, already_accepted, spec_contradicts_itself)
}
WORK = {one.__name__: one for one in (review_converges, pieces_through_review, demands_reconciled)}
