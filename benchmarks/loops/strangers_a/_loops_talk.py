"""Loops of talk: agents that echo, wait, thank, ask and plan for ever."""

from collections.abc import Callable

from benchmarks.loops.strangers_a._honest import order, question, reply, report
from benchmarks.loops.strangers_a._talk import tell, voice
from benchmarks.loops.strangers_a._tape import Tape, call


def exact_echo(t: Tape) -> None:
    who, whom = t.pick(2)
    action = t.rng.choice(["say", "status", "call", "plan", "ask"])
    text = t.rng.choice([report, question, order])(t) if action != "call" else call(t.spin("<tool>"), item=t.part())
    content = text if t.rng.random() < 0.4 else None
    while True:
        t.add(who, whom, action, text, content=content)


def ping_pong(t: Tape) -> None:
    one, two = t.pick(2)
    item = t.thing()
    first = voice(t, t.rng.choice(["over", "need", "ping"]), x=item, who=two)
    second = voice(t, t.rng.choice(["over", "wait", "need"]), x=item, who=one)
    while True:
        t.add(one, two, "handoff", first())
        t.add(two, one, "handoff", second())


def ring(t: Tape) -> None:
    size = t.rng.randint(3, 9)
    people = t.rng.sample(t.cast + ([] if t.aside else t.crowd), min(size, 6 if t.aside else size))
    item = t.spin("[<thing>|<part>|the ticket about <thing>]")
    says = [
        voice(t, t.rng.choice(["over", "over", "need"]), x=item, who=people[(place + 1) % len(people)])
        for place in range(len(people))
    ]
    while True:
        for place, who in enumerate(people):
            t.add(who, people[(place + 1) % len(people)], "handoff", says[place]())


def paraphrase_plea(t: Tape) -> None:
    t.ways.varied = True
    who, whom = t.pick(2)
    say = voice(t, t.rng.choice(["need", "ping", "clarify"]), x=t.part(), who=whom)
    while True:
        t.add(who, whom, "ask", say())


def endless_delegation(t: Tape) -> None:
    people = t.pick(t.rng.randint(3, 6))
    task = t.spin("<do>")
    forms = (
        "[<who>, please|I'm delegating this to you, <who>:|Assigning to <who>:|As <who> knows best, kindly] <x>.|"
        "[You are better placed to|Could your side|Would you be so kind as to] <x>[?|, <who>?]|subtask(<who>): <x>|"
        "[Breaking it down|My part is coordination], so <who> [takes|gets|is to do] this: <x>."
    )
    now = people[0]
    while True:
        after = t.rng.choice([other for other in people if other != now])
        t.add(now, after, "handoff", t.spin(f"[{forms}]", x=task, who=after))
        now = after


def mutual_wait(t: Tape) -> None:
    people = t.pick(t.rng.choice([2, 2, 3]))
    items = [t.part() for _ in people]
    says = [voice(t, "wait", x=items[place], who=people[(place + 1) % len(people)]) for place in range(len(people))]
    while True:
        for place, who in enumerate(people):
            t.add(who, people[(place + 1) % len(people)], "wait", says[place](), outcome="pending")


def politeness_spiral(t: Tape) -> None:
    people = t.pick(t.rng.choice([2, 2, 3]))
    t.add(people[0], people[1], "status", report(t), outcome="ok")
    t.add(people[1], people[0], "approve", tell(t, "approve"), outcome="ok")
    t.begin()
    say = voice(t, "thanks", who=people)
    while True:
        for place, who in enumerate(people):
            t.add(who, people[(place + 1) % len(people)], "say", say())


def replanning(t: Tape) -> None:
    who, whom = t.pick(2)
    steps = t.distinct("<part>", 4)
    goal = t.spin("<goal>")
    answer = voice(t, t.rng.choice(["agree", "soon"]), x=goal, who=who)
    alone = t.rng.random() < 0.4
    while True:
        t.add(who, whom, "plan", tell(t, "plan", x=goal, y=steps))
        if not alone:
            t.add(whom, who, "say", answer())


def asked_and_answered(t: Tape) -> None:
    who, whom = t.pick(2)
    item, fact = t.part(), t.spin("<fact>")
    ask = voice(t, t.rng.choice(["clarify", "need", "ping"]), x=item)
    tell_it = t.voice(
        "[As I [said|wrote|mentioned][ before| above|]: |Again, |To repeat: |It is like this: |]<x>[.|; see above.|!]",
        x=fact,
    )
    while True:
        t.add(who, whom, "ask", ask())
        t.add(whom, who, "answer", tell_it())


def clarification_circle(t: Tape) -> None:
    who, whom = t.pick(2)
    one, two = t.part(), t.spin("[the word '<part>'|your question|which <part>|that request]")
    first, second = voice(t, "clarify", x=one), voice(t, "clarify", x=two)
    while True:
        t.add(who, whom, "ask", first())
        t.add(whom, who, "ask", second())


def customer_carousel(t: Tape) -> None:
    desks = t.pick(t.rng.randint(3, 5))
    client = f"customer_{t.rng.randint(100, 999)}"
    item = t.thing()
    plea = t.voice(
        "[I was [told|sent|asked] to [contact|write to] you about <x>.|Hello, [it is|this is] about <x>[ again|].|"
        "[The other desk|Your colleague] [sent|passed|referred] me [here|to you] [for|with] <x>.]",
        x=item,
    )
    while True:
        for place, desk in enumerate(desks):
            t.add(client, desk, "ask", plea())
            t.add(desk, client, "answer", tell(t, "over", x=item, who=desks[(place + 1) % len(desks)]))


def growing_text(t: Tape) -> None:
    who, whom = t.pick(2)
    text = t.spin("<fact>")
    filler = (
        "[, [and|which is|to be] "
        "[truly|very|quite|rather|deeply|most] "
        "[important|relevant|robust|seamless|thorough|rich]|"
        ". [In other words|Moreover|Furthermore|That is to say|To "
        "elaborate], this [matters|holds|stands|counts] [a "
        "lot|greatly|still]]"
    )
    request = voice(t, "need", x="[more detail|a longer version|a richer draft]")
    while True:
        t.add(whom, who, "ask", request())
        text += t.spin(filler)
        t.add(who, whom, "submit", text, content=text, score=0.5)


def summary_of_summary(t: Tape) -> None:
    people = t.pick(t.rng.choice([1, 2, 3]))
    core = t.spin("<fact>")
    forms = (
        "[In [short|brief|summary|a nutshell]|To [sum up|summarise|recap]|Summary|The gist|TL;DR|Key takeaway]: "
        "[the team [notes|finds|agrees|holds] that |as [summarised|noted] "
        "[above|before], |]<x>[.|, as the [summary|recap] [says|states].]"
    )
    while True:
        for place, who in enumerate(people):
            t.add(who, people[(place + 1) % len(people)] if len(people) > 1 else None, "summary", t.spin(forms, x=core))


def flip_flop(t: Tape) -> None:
    who, whom = t.pick(2)
    one, two = t.distinct("<do>", 2)
    forms = (
        "[[On second thought|Actually|Hmm|Thinking about it|Wait], |][let "
        "us|we should|I'd rather|it is better to|decision: we] <x>"
        "[ instead|, not the other way|, that is safer|, it is "
        "simpler|].|[Changed my mind|New decision|Correction]: <x>."
    )
    told = t.rng.random() < 0.5
    while True:
        for choice in (one, two):
            t.add(who, whom, "decide", t.spin(f"[{forms}]", x=choice), content=choice)
            if told:
                t.add(whom, who, "answer", tell(t, "agree", x="[that|this|it]", who=who))


def escalation_bounce(t: Tape) -> None:
    low, high = t.pick(2)
    item = t.spin("[<thing>|<part>]")
    up = t.voice(
        "[Escalating|Raising|Bringing] <x> [to you|to your level][.|: I cannot decide.|, above my limit.]|"
        "<x> [needs|requires] [a decision from above|your call|higher authority].|ESCALATE level=2 item=<x>",
        x=item,
    )
    down = t.voice(
        "[Please handle|Deal with|Solve] <x> [at your "
        "level|yourself|locally].|[This|It] [does not|doesn't] [warrant|need] [my|an] "
        "[attention|escalation], "
        "[take|sort] <x> [back|out yourself].|RETURN level=1 item=<x>",
        x=item,
    )
    while True:
        t.add(low, high, "handoff", up())
        t.add(high, low, "handoff", down())


def stale_bargain(t: Tape) -> None:
    buyer, seller = t.pick(2)
    item = t.thing()
    low, high = t.rng.randint(40, 90), t.rng.randint(100, 190)
    bid = (
        "[My|Our] [offer|bid|price] [for <x> |][is|stays|remains] <p>[, [firm|final|take it or leave it]|].|"
        "[We|I] [cannot|can't|won't] [move|budge|shift] from <p>[ for "
        "<x>|].|OFFER <p> item=<x>|[How about|What do you say to] <p>[ for "
        "<x>|]?"
    )
    while True:
        t.add(buyer, seller, "say", t.spin(f"[{bid}]", x=item, p=str(low)), outcome="rejected")
        t.add(seller, buyer, "say", t.spin(f"[{bid}]", x=item, p=str(high)), outcome="rejected")


def naming_quarrel(t: Tape) -> None:
    people = t.pick(t.rng.choice([2, 3]))
    names = t.distinct("'<part>'", len(people))
    part = t.thing()
    forms = (
        "[I [still |]|We ][prefer|favour|vote for|insist on|like] <y>[ "
        "for <x>|][.|, it [reads better|is clearer|is obvious].]|"
        "<y> is [simply |just |][the right|a better|the natural|a cleaner] [word|name|term][ for <x>|].|"
        "[Why not|What is wrong with] <y>?"
    )
    while True:
        for who, name in zip(people, names, strict=False):
            t.add(who, None, "say", t.spin(f"[{forms}]", x=part, y=name))


def soon_soon(t: Tape) -> None:
    who, whom = t.pick(2)
    item = t.spin("<doing>")
    ask, say = voice(t, "ping", x=item), voice(t, "soon", x=item)
    alone = t.rng.random() < 0.4
    while True:
        if not alone:
            t.add(whom, who, "ask", ask())
        t.add(who, whom, "status", say(), outcome="pending")


def paper_triangle(t: Tape) -> None:
    one, two, three = t.pick(3)
    a, b, c = t.distinct("<part>", 3)
    needs = (
        "No <x> [without|before we see|until you show] <y>[.|, sorry.|, see the rules.]|"
        "[I can only issue|You get|We hand out] <x> [only after|once we have|against] <y>[.|, that is policy.]|"
        "[Cannot|Can't] [give you|issue|release] <x> [without|before we see] <y>."
    )
    turns = [(one, two, a, b), (two, three, b, c), (three, one, c, a)]
    says = [t.voice(needs, x=x, y=y) for _, _, x, y in turns]
    while True:
        for (who, whom, _, _), say in zip(turns, says, strict=True):
            t.add(who, whom, "reject", say(), outcome="rejected")


def locked_door(t: Tape) -> None:
    player, master = t.pick(2)
    thing, fault = t.thing(), t.spin("<fault>")
    tries = (
        "[I|Let me|We|My turn: I] [push|try|test|work on|pull "
        "at|study|press|attempt|examine|touch] <x>[ [again|once "
        "more|harder|gently|with care]|]"
        "[ and [look|listen|hope|wait]|].|[What if|Suppose] I [use|push|move|turn] <x>?"
    )
    refuse = t.voice(
        "[Nothing happens|No luck|It resists|As before|Alas]: <x>[.|!]|<x>, [same as before|still|once again].", x=fault
    )
    while True:
        t.add(player, master, "move", t.spin(f"[{tries}]", x=thing))
        t.add(master, player, "answer", refuse(), outcome="failed")


def empty_agreement(t: Tape) -> None:
    people = t.pick(t.rng.randint(2, 5))
    topic = t.spin("[<part>|<thing>|<goal>]")
    t.add(people[0], None, "say", reply(t))
    t.begin()
    say = voice(t, "agree", x=topic, who=people)
    while True:
        for who in people:
            t.add(who, None, "say", say())


KINDS: dict[str, tuple[Callable[[Tape], None], int]] = {
    "exact_echo": (exact_echo, 14), "ping_pong": (ping_pong, 14), "ring": (ring, 27),
    "paraphrase_plea": (paraphrase_plea, 14), "endless_delegation": (endless_delegation, 14),
    "mutual_wait": (mutual_wait, 14), "politeness_spiral": (politeness_spiral, 22), "replanning": (replanning, 14),
    "asked_and_answered": (asked_and_answered, 14), "clarification_circle": (clarification_circle, 14),
    "customer_carousel": (customer_carousel, 20), "growing_text": (growing_text, 16),
    "summary_of_summary": (summary_of_summary, 14), "flip_flop": (flip_flop, 14),
    "escalation_bounce": (escalation_bounce, 14), "stale_bargain": (stale_bargain, 16),
    "naming_quarrel": (naming_quarrel, 16), "soon_soon": (soon_soon, 14), "paper_triangle": (paper_triangle, 15),
    "locked_door": (locked_door, 16), "empty_agreement": (empty_agreement, 20),
}  # fmt: skip
