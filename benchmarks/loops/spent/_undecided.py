"""Loops of agents who send work back and forth, wait for each other, and never settle a thing."""

from __future__ import annotations

from benchmarks.loops._talk import Talk
from benchmarks.loops.spent._repeating import links
from benchmarks.loops.spent._telling import cast, honest, pick, wording, wrong

REASONS = (
    "Section three has no source for the main claim.",
    "Still no source in section three.",
    "The claim in the third section needs evidence.",
    "Rejected: evidence missing, see my earlier note.",
    "Please read the comment on section three; nothing changed.",
    "No. Same document as before.",
)


def rejected_again(talk: Talk) -> None:
    """The artefact that was rejected is sent again as it is."""
    crew = cast(talk, 2)
    same = talk.fresh()
    offer = "{Here is|Please find|Submitting|I attach} the {revised|improved|corrected|new} {report|version|draft}."

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "submit", wording(talk, offer), artefact_hash=same)
        talk.say(crew[1], crew[0], "review", talk.rng.choice(REASONS), outcome="rejected")

    wrong(talk, crew, step)


def delegation(talk: Talk) -> None:
    """Everybody hands the task to somebody else."""
    crew = cast(talk, talk.rng.randint(3, 6))
    task = wording(talk, "{the complaint from <person>|the audit of the <part>|the order of <item>|the <topic> brief}")
    line = (
        "{Can you take|Please handle|Could you look after|Delegating} TASK{?|, you know this better.|, I have "
        "no capacity.|, it belongs to your area.| - thanks!}"
    ).replace("TASK", task)
    holder = [crew[0]]

    def step(_: int) -> None:
        other = talk.rng.choice([agent for agent in crew if agent != holder[0]])
        talk.say(holder[0], other, pick(talk, "delegate|assign|delegate"), wording(talk, line))
        holder[0] = other

    wrong(talk, crew, step, 14)


def mutual_waiting(talk: Talk) -> None:
    """Each waits until the other has begun."""
    crew = cast(talk, 2)
    goods = [
        wording(talk, "{the schema|the totals|your numbers}"),
        wording(talk, "{the sample rows|the template|the list}"),
    ]
    line = (
        "{I am waiting for|I wait for|Still need|Cannot go on without} WHAT{.| from you.|, then I {start|continue}.|"
        " before I can {start|proceed}.}"
    )

    def step(turn: int) -> None:
        side = turn % 2
        talk.say(crew[side], crew[1 - side], "message", wording(talk, line.replace("WHAT", goods[side])))

    wrong(talk, crew, step)


THANKS = (
    "{Thank you|Thanks|Many thanks} {so much|a lot|indeed}{!|, that was a pleasure!|, great working with you.}",
    "{You're welcome|My pleasure|Any time}{!|, thank you too!|, it was a joy to collaborate.}",
    "{Have a|Wishing you a} {great|lovely|wonderful} {day|evening|week}{!| ahead!|, and thanks again!}",
    "{Likewise|The same to you|You too}{!|, take care!|. Let me know if you need anything else.}",
)


def politeness(talk: Talk) -> None:
    """Two agents who cannot stop thanking each other."""
    crew = cast(talk, 2)

    def step(turn: int) -> None:
        talk.say(crew[turn % 2], crew[1 - turn % 2], "message", wording(talk, talk.rng.choice(THANKS)))

    wrong(talk, crew, step)


def restated_plan(talk: Talk) -> None:
    """The plan is told again, nothing of it is done."""
    crew = cast(talk, 2)
    what = wording(talk, "{the move of the <part>|the study on <topic>|the fair in <city>}")
    line = (
        "{Here is my plan|The plan|My approach} for WHAT: {first|1.} {collect|gather} what {is there|exists}, "
        "{then|2.} {sort|order} it, {then|3.} {write|draft} a {summary|proposal}, {finally|4.} {ask for|get} approval."
    ).replace("WHAT", what)
    nod = "{Sounds good, go ahead.|Approved, please start.|Fine with me.|Good plan.|OK}"

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "plan", wording(talk, line))
        if talk.rng.random() < 0.6:
            talk.say(crew[1], crew[0], "message", wording(talk, nod))

    wrong(talk, crew, step)


def asked_again(talk: Talk) -> None:
    """A question is asked although it has been answered."""
    crew = cast(talk, 2)
    city, day = wording(talk, "<city>"), wording(talk, "<day>")
    ask = "{Which city do we ship to|Where is the delivery going|Where should it be sent}, and {when|on which day}?"
    tell = f"{{To|It goes to|As I said:}} {city}{{, on|, by|, and it has to be}} {day}{{.| please.|!}}"

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "ask", wording(talk, ask))
        talk.say(crew[1], crew[0], "answer", wording(talk, tell))

    wrong(talk, crew, step)


def growing_text(talk: Talk) -> None:
    """Each message repeats what was said and adds a few words of nothing."""
    crew = cast(talk, 2)
    text = [wording(talk, "{The report on <topic> should be clear.|The <part> has to be fast.}")]
    more = "{It really matters.|This is important.|Quality counts.|As noted above.|To repeat: it matters.|Indeed.}"

    def step(turn: int) -> None:
        text[0] = " ".join([*text[0].split()[-54:], *wording(talk, more).split()])
        talk.say(crew[turn % 2], crew[1 - turn % 2], "write", text[0])

    wrong(talk, crew, step, 14)


def amid_chatter(talk: Talk) -> None:
    """Two go in circles while others talk about their own work."""
    crew = cast(talk, 5)
    number = talk.rng.randint(2, 4)
    texts = links(talk, number)
    talkers, others = crew[:2], crew[2:]

    def step(turn: int) -> None:
        talk.say(talkers[turn % 2], talkers[1 - turn % 2], "message", texts[turn % number])
        if talk.rng.random() < 0.5:
            honest(talk, others, 1)

    wrong(talk, crew, step, 24)
