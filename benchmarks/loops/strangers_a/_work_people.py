"""People-like work that looks like a loop and is none: rounds of review, votes, tickets, drafts, games, routines."""

from collections.abc import Callable
from itertools import pairwise

from benchmarks.loops.strangers_a._honest import order, question, remark, reply, report, step
from benchmarks.loops.strangers_a._talk import tell, voice
from benchmarks.loops.strangers_a._tape import Tape


def _rounds(t: Tape, each: int, most: int) -> int:
    return max(2, min(t.rng.randint(most // 2, most), (t.left() - 3) // each))


def table_rows(t: Tape) -> None:
    who, whom = t.pick(2)
    bar = t.rng.choice([" | ", ", ", "; ", "\t"])
    for place in range(_rounds(t, 1, 40)):
        cells = [str(place + 1), t.part(), t.spin("<n>"), t.spin("[ok|open|new|ok]")]
        t.add(who, whom, "submit", bar.join(cells), content="".join(cells))


def translated_lines(t: Tape) -> None:
    who, whom = t.pick(2)
    tongue = t.rng.choice(["de", "fr", "fi", "pt", "ja", "pl"])
    for place in range(_rounds(t, 2, 20)):
        text = t.spin("<fact>")
        t.add(who, whom, "submit", f"{tongue} {place + 1}: {_garbled(t, text)}", content=text)
        t.add(whom, who, "approve", t.spin("[ok|fine|next|good]"), outcome="ok")


def _garbled(t: Tape, text: str) -> str:
    ends = ["en", "ia", "os", "ka", "um", "eis", "ta", "ons"]
    return " ".join(word[: max(2, len(word) - 2)] + t.rng.choice(ends) for word in text.split())


def voting(t: Tape) -> None:
    chair, *people = t.cast + ([] if t.aside else t.crowd)
    for _ in range(max(1, min(4, t.left() // (len(people) + 3)))):
        t.add(chair, None, "ask", t.spin("[Vote|Ballot|Show of hands]: shall we <do>?"))
        for who in people:
            t.add(who, chair, "vote", t.spin("[yes|yes|aye|no|in favour|yes, <fact>|abstain]"))
        t.add(chair, None, "decide", t.spin("[Carried|Lost|Passed] with <n> votes[; <did>|]."))


def review_rounds(t: Tape) -> None:
    maker, checker = t.pick(2)
    score = t.rng.uniform(0.2, 0.5)
    for _ in range(_rounds(t, 2, 8)):
        score += (1 - score) * t.rng.uniform(0.15, 0.4)
        t.add(
            maker,
            checker,
            "submit",
            t.spin("[New|Revised|Next] version: <did>[ and <did>|]."),
            content=t.spin("<id>"),
            score=round(score, 3),
        )
        t.add(checker, maker, "reject", remark(t), outcome="rejected")
    t.add(
        maker, checker, "submit", t.spin("Final: <did>."), content=t.spin("<id>"), score=round(min(1.0, score + 0.1), 3)
    )
    t.add(checker, maker, "approve", tell(t, "approve"), outcome="ok")


def broadcast(t: Tape) -> None:
    who, *people = t.cast + ([] if t.aside else t.crowd)
    for _ in range(max(1, min(3, t.left() // (2 * len(people) + 1)))):
        text, answered = order(t), t.rng.random() < 0.6
        for whom in people:
            t.add(who, whom, "say", text)
        for whom in people if answered else []:
            t.add(whom, who, "answer", t.spin("[ok|noted|will do|understood|on it|read]"), outcome="ok")


def interview(t: Tape) -> None:
    who, whom = t.pick(2)
    for _ in range(_rounds(t, 2, 24)):
        t.add(who, whom, "ask", question(t))
        t.add(whom, who, "answer", t.spin("[yes|no|yes|no|I think so|not really|<n>]"))


def standups(t: Tape) -> None:
    chair, *people = t.pick(t.rng.randint(3, 5))
    hello = t.spin("[Good morning, who has done what?|Daily stand-up: yesterday, today, obstacles?|STANDUP open]")
    for _ in range(max(2, min(9, (t.left() - 2) // len(people) - 1))):
        t.add(chair, None, "ask", hello)
        for who in people:
            t.add(
                who, chair, "status", t.spin("[Yesterday|Since then] <did>; today <doing>[; <fault>|, no obstacles|].")
            )


def converging(t: Tape) -> None:
    people = t.pick(t.rng.randint(2, 4))
    topic, rivals = t.part(), t.distinct("<do>", 4)
    for place in range(_rounds(t, 1, 22)):
        choice = t.rng.choice(rivals[: max(2, 4 - place // 6)])
        text = t.spin(
            "[I [prefer|lean to] '<x>'|Better '<x>'|On <y>: '<x>'][, because "
"<fact>| - though <fault>|, since <fact>, unless <fault>].",
            x=choice, y=topic,
        )  # fmt: skip
        t.add(people[place % len(people)], None, "say", text)
    t.add(people[0], None, "decide", t.spin("[Then it is settled|All agreed|So]: <x>.", x=rivals[0]), outcome="ok")


def brainstorm(t: Tape) -> None:
    people = t.pick(t.rng.randint(2, 5))
    for _ in range(_rounds(t, 1, 30)):
        t.add(
            t.rng.choice(people),
            None,
            "say",
            t.spin("[What if we|Idea:|Or we could|How about we] <do>[ and <do>|, so that we <goal>|]?"),
        )
    t.add(people[0], None, "summary", t.spin("[Shortlist|Best three]: <do>; <do>; <do>."))


def board_game(t: Tape) -> None:
    players = t.pick(t.rng.randint(2, 4))
    points = dict.fromkeys(players, 0)
    dry = t.rng.random() < 0.5
    for place in range(_rounds(t, 1, 40)):
        who = players[place % len(players)]
        gain = t.rng.choice([0, 1, 2, 3])
        points[who] += gain
        field = f"{t.rng.choice('abcdefgh')}{t.rng.randint(1, 8)}"
        text = f"move {field}" if dry else t.spin(f"[I|My move: I] <do> and go to {field}[, {gain} points|].")
        t.add(who, None, "move", text, content=f"{place}{field}", score=points[who])


def bargain(t: Tape) -> None:
    buyer, seller = t.pick(2)
    low, high = t.rng.randint(40, 70) * 10, t.rng.randint(110, 190) * 10
    item = t.thing()
    for _ in range(_rounds(t, 2, 10)):
        low, high = low + (high - low) * t.rng.randint(5, 30) // 100, high - (high - low) * t.rng.randint(5, 30) // 100
        t.add(
            buyer,
            seller,
            "say",
            t.spin(f"[I|We] [offer|can pay|bid] {low}[ for <x>|, given that <fact>|].", x=item),
            outcome="rejected",
        )
        t.add(
            seller,
            buyer,
            "say",
            t.spin(f"[Not below|My price is|Let me say] {high}[ for <x>|, as <fact>|].", x=item),
            outcome="rejected",
        )
    t.add(buyer, seller, "decide", t.spin(f"[Deal|Agreed] at {(low + high) // 2}."), outcome="ok")


def ticket_openings(t: Tape) -> None:
    desk, other = t.pick(2)
    opening = t.spin("[Hello, I have a problem with|Hi, nobody helps me with|Good day, a question about] <thing>.")
    for number in t.distinct("customer_<n>", _rounds(t, 3, 12)):
        t.add(number, desk, "ask", opening if t.rng.random() < 0.7 else t.spin("Hello, a question about <thing>."))
        t.add(desk, number, "answer", reply(t))
        if t.rng.random() < 0.4:
            t.add(desk, other, "handoff", order(t))
        t.add(desk, None, "status", t.spin("[closed|solved|resolved] #<n>"), outcome="ok")


def grading(t: Tape) -> None:
    who, whom = t.pick(2)
    for place in range(_rounds(t, 1, 40)):
        mark = t.rng.randint(35, 100)
        text = t.spin(f"[Essay|Paper|Entry|Sheet] {place + 1}: {mark} points[; <fault>|, <fact>|].")
        t.add(who, whom, "review", text, outcome="ok", content=f"e{place}", score=float(mark))


def inventory(t: Tape) -> None:
    who, whom = t.pick(2)
    for place in range(_rounds(t, 1, 40)):
        t.add(
            who,
            whom,
            "log",
            t.spin(f"[shelf|bin|row|slot] {place + 1}: <n> [pieces|units|items][ of <part>|]"),
            outcome="ok",
        )


def reminders(t: Tape) -> None:
    bot, whom = t.pick(2)
    text = t.spin("Reminder: <do>[ before noon|, every morning|].")
    for _ in range(max(2, min(7, t.left() // 4))):
        t.add(bot, whom, "say", text)
        t.add(whom, bot, "answer", report(t), outcome="ok", content=t.spin("<id>"))
        if t.rng.random() < 0.6 and t.aside is None:
            step(t)


def commit_reviews(t: Tape) -> None:
    coder, checker = t.pick(2)
    ok = voice(t, "approve")
    for _ in range(_rounds(t, 2, 18)):
        t.add(coder, checker, "submit", t.spin("commit <id>: <do>"), content=t.spin("<id>"))
        t.add(checker, coder, "approve", ok() if t.rng.random() < 0.8 else remark(t), outcome="ok")


def planning_poker(t: Tape) -> None:
    chair, *people = t.pick(t.rng.randint(3, 6))
    for _ in range(max(1, min(8, t.left() // (len(people) + 2)))):
        t.add(chair, None, "ask", t.spin("[Story|Estimate|Card]: <do>?"))
        for who in people:
            t.add(who, chair, "vote", t.rng.choice(["1", "2", "3", "5", "5", "8", "13"]))
        t.add(chair, None, "decide", t.spin("[Taken as|We say|Noted:] <n>[, since <fact>|]."))


def checklist(t: Tape) -> None:
    who, whom = t.pick(2)
    answer = t.rng.choice(["check", "yes", "set", "done", "confirmed"])
    for item in t.distinct("<part>[ of <thing>| on <thing>|]", _rounds(t, 2, 20)):
        t.add(who, whom, "ask", f"{item}?")
        t.add(whom, who, "answer", answer if t.rng.random() < 0.9 else reply(t), outcome="ok")


def drafting(t: Tape) -> None:
    writer, editor = t.pick(2)
    for place in range(_rounds(t, 2, 14)):
        t.add(
            writer,
            editor,
            "submit",
            t.spin(f"Section {place + 1}: <fact>. [Besides|Also], <fact>[, which is why <fault>|]."),
            content=t.spin("<id>"),
        )
        t.add(editor, writer, "approve", tell(t, "approve") if t.rng.random() < 0.7 else remark(t), outcome="ok")


def assembly_line(t: Tape) -> None:
    people = t.pick(t.rng.randint(3, 5))
    for item in t.distinct("[order|case|file|batch] <n>", _rounds(t, len(people), 14)):
        for place, who in enumerate(people):
            whom = people[place + 1] if place + 1 < len(people) else None
            t.add(
                who,
                whom,
                "handoff",
                t.spin(f"{item}: [<did>|ready for you|my part done|next station]"),
                outcome="ok",
                content=f"{item}{place}",
            )


def clarified(t: Tape) -> None:
    who, whom = t.pick(2)
    for _ in range(_rounds(t, 2, 6)):
        t.add(who, whom, "ask", tell(t, "clarify", x=t.part()))
        t.add(whom, who, "answer", reply(t))
    t.add(who, whom, "say", t.spin("[Clear now|Understood|That helps]: I'll <do>."))
    t.add(who, whom, "submit", report(t), content=t.spin("<id>"), outcome="ok")


def polite_team(t: Tape) -> None:
    who, whom = t.pick(2)
    for _ in range(_rounds(t, 3, 10)):
        t.add(who, whom, "submit", report(t), content=t.spin("<id>"))
        t.add(whom, who, "say", tell(t, "thanks", who=who))
        t.add(whom, who, "handoff", order(t))


def night_watch(t: Tape) -> None:
    guard, whom = t.pick(2)
    hour = t.rng.randint(0, 23)
    quiet = t.voice("all quiet|nothing to report|rounds done, all quiet|no incidents")
    for place in range(_rounds(t, 1, 16)):
        text = f"{(hour + place) % 24:02d}:00 {quiet() if t.rng.random() < 0.85 else t.spin('<fact>')}"
        t.add(guard, whom, "status", text, outcome="ok")


def invoice_approvals(t: Tape) -> None:
    clerk, boss = t.pick(2)
    ok = voice(t, "approve")
    for number in t.distinct("#<n>", _rounds(t, 2, 20)):
        t.add(clerk, boss, "ask", t.spin("Please approve <x>[: <n> for <part>|]", x=number), content=number)
        t.add(boss, clerk, "approve", ok(), outcome="ok")


def roll_call(t: Tape) -> None:
    chair, *people = t.cast + ([] if t.aside else t.crowd)
    for who in people:
        t.add(chair, who, "ask", t.spin("<x>?", x=who))
        t.add(who, chair, "answer", t.spin("[here|present|here|late, <fault>]"))
    t.add(chair, None, "say", order(t))


def slow_human(t: Tape) -> None:
    who = t.pick(1)[0]
    human = t.spin("<person>")
    item = t.part()
    t.add(who, human, "ask", tell(t, "need", x=item))
    for _ in range(t.rng.randint(2, 4)):
        t.add(who, human, "ask", tell(t, "ping", x=item), outcome="pending")
        if t.aside is None:
            step(t)
    t.add(human, who, "answer", reply(t))
    t.add(who, None, "status", report(t), outcome="ok", content=t.spin("<id>"))


def rejected_then_fixed(t: Tape) -> None:
    maker, checker = t.pick(2)
    item, fault = t.thing(), t.spin("<fault>")
    for _ in range(t.rng.randint(1, 2)):
        t.add(maker, checker, "submit", t.spin("Here is <x>.", x=item), content=item, score=0.3)
        t.add(checker, maker, "reject", tell(t, "reject", x=fault), outcome="rejected")
    t.add(maker, checker, "ask", tell(t, "clarify", x=fault))
    t.add(checker, maker, "answer", reply(t))
    t.add(maker, checker, "submit", t.spin("<did>, so <x> is new.", x=item), content=t.spin("<id>"), score=0.9)
    t.add(checker, maker, "approve", tell(t, "approve"), outcome="ok")


def short_courtesies(t: Tape) -> None:
    one, two = t.pick(2)
    for _ in range(t.rng.randint(1, 2)):
        t.add(one, two, "say", tell(t, "thanks", who=two))
        t.add(two, one, "say", tell(t, "thanks", who=one))
        step(t)


def handed_on(t: Tape) -> None:
    """An order wanders through two or three desks and then is done."""
    people = t.pick(t.rng.randint(3, 4))
    item = t.thing()
    for who, whom in pairwise(people):
        t.add(who, whom, "handoff", tell(t, "over", x=item, who=whom))
    t.add(people[-1], people[0], "status", t.spin("[Taken|Mine|I have it]: <did>, <fact>."), outcome="ok")


def plan_then_work(t: Tape) -> None:
    lead, maker = t.pick(2)
    parts = t.distinct("<part>", 4)
    t.add(lead, maker, "plan", tell(t, "plan", x=t.spin("<goal>"), y=parts))
    if t.rng.random() < 0.5:
        t.add(maker, lead, "say", tell(t, "agree", x=parts[0], who=lead))
        t.add(lead, maker, "plan", tell(t, "plan", x=t.spin("<goal>"), y=parts))
    for part in parts:
        t.add(maker, lead, "say", tell(t, "soon", x=part))
        t.add(maker, lead, "submit", t.spin("<x>: <did>, <fact>.", x=part), content=t.spin("<id>"), outcome="ok")


def plain_day(t: Tape) -> None:
    for _ in range(t.rng.randint(5, 16)):
        step(t)


KINDS: dict[str, Callable[[Tape], None]] = {
    work.__name__: work
    for work in (
        table_rows, translated_lines, voting, review_rounds, broadcast, interview, standups, converging, brainstorm,
        board_game, bargain, ticket_openings, grading, inventory, reminders, commit_reviews, planning_poker, checklist,
        drafting, assembly_line, clarified, polite_team, night_watch, invoice_approvals, roll_call, slow_human,
        rejected_then_fixed, short_courtesies, handed_on, plan_then_work, plain_day,
    )
}  # fmt: skip
