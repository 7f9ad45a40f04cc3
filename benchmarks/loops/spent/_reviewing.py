"""Work that looks like a loop: reviews, interviews, translations and reports."""

from __future__ import annotations

from benchmarks.loops._talk import Talk
from benchmarks.loops.spent._telling import cast, pick, right, wording
from benchmarks.loops.spent._world import AGENTS, DOMAINS

REMARKS = (
    "The introduction promises a comparison which never comes.",
    "Figure two lacks units.",
    "Please explain why the winter months were left out.",
    "Chapter four repeats chapter one; cut it.",
    "The table is unreadable in black and white.",
    "Quote from <person> needs a date.",
    "Say who paid for the study.",
    "Typos on page <n>.",
    "The conclusion goes further than the data.",
    "Shorten the title.",
    "Is the sample from <city> really representative? If so, say how it was drawn and how many refused.",
    "Numbers in the text differ from those in the annex.",
    "Use the active voice in the summary.",
    "The map has no scale.",
    "Footnote <n> points nowhere.",
    "Add a glossary, lay readers will not know these abbreviations.",
    "Name the software version.",
    "Two references are missing.",
    "The order of the authors is not what we agreed.",
    "Mention the ethics approval.",
    "A paragraph on costs would help.",
    "Translate the Latin.",
)


def review_rounds(talk: Talk) -> None:
    """Draft, remark, better draft, another remark; at last approval."""
    crew = cast(talk, 2)
    remarks = talk.rng.sample(REMARKS, len(REMARKS))

    def step(turn: int) -> None:
        hand_in = wording(talk, "{Revised|New} version {attached|is up}, please {review|read} it.")
        talk.say(crew[0], crew[1], "submit", hand_in, artefact_hash=talk.fresh())
        talk.say(crew[1], crew[0], "review", wording(talk, remarks[turn]), outcome="rejected")

    for turn in range(talk.rng.randint(9, len(remarks))):
        step(turn)
    talk.say(crew[0], crew[1], "submit", "Final version.", artefact_hash=talk.fresh())
    talk.say(crew[1], crew[0], "review", "Approved.", outcome="ok")


def broadcast(talk: Talk) -> None:
    """The same news for many receivers, of whom some answer."""
    crew = cast(talk, len(AGENTS))
    news = wording(
        talk, "{Maintenance of the <part> on <day> at <t>.|The office in <city> moves on <day>.|New rota is up.}"
    )

    def step(turn: int) -> None:
        receiver = crew[1 + turn] if turn + 1 < len(crew) else f"client-{turn}"
        talk.say(crew[0], receiver, "notify", news)
        if talk.rng.random() < 0.4:
            talk.say(receiver, crew[0], "message", pick(talk, "Noted.|Thanks|ok|Received, thank you."))

    right(talk, crew[:4], step)


def lint(talk: Talk) -> None:
    """File after file goes through the linter."""
    crew = cast(talk, 2)
    tail = pick(talk, "no problems found|0 errors, 0 warnings|clean")

    def step(turn: int) -> None:
        file = f"src/{pick(talk, 'api|core|ui|db|jobs')}/m{turn:02}_{wording(talk, '<file>').split('/')[-1]}"
        talk.say(crew[0], None, "lint", f"{file}: {tail}", outcome="ok")

    right(talk, crew, step)


QUESTIONS = (
    "Do you smoke?|Any allergies?|Have you had surgery in the last five years?|Do you take blood thinners?|"
    "Is there diabetes in the family?|Do you sleep through the night?|Do you wear glasses?|Any chest pain?|"
    "Have you travelled abroad this year?|Do you exercise every week?|Are your vaccinations up to date?|"
    "Have you lost weight without trying?|Do you drink coffee?|Any trouble with your hearing?|Do you live alone?|"
    "Do your knees hurt on stairs?|Are you often dizzy?|Do you have a pacemaker?|Have you ever fainted?|"
    "Do you work night shifts?|Is your skin often dry?|Do you have pets?|Were you born early?|Do you eat meat?|"
    "Do you use hearing aids?|Any numbness in your fingers?|In hospital since March?|Do you cough at night?|"
    "Do you need an interpreter?|May we send you the letter by mail?|Are your ankles swollen in the evening?|"
    "Does anybody help you at home?|Have you broken a bone?|Do you have a dentist?|Can you climb two floors?"
).split("|")


def interview(talk: Talk) -> None:
    """A questionnaire, answered by yes and no."""
    crew = cast(talk, 2)
    questions = talk.rng.sample(QUESTIONS, len(QUESTIONS))

    def step(turn: int) -> None:
        talk.say(crew[0], crew[1], "ask", questions[turn % len(questions)])
        talk.say(crew[1], crew[0], "answer", pick(talk, "yes|no|no|Yes.|No."))

    right(talk, crew, step, 24)


PHRASES = (
    "Close the valve first.=Schließen Sie zuerst das Ventil.",
    "Keep away from children.=Von Kindern fernhalten.",
    "Replace the filter twice a year.=Filter zweimal im Jahr wechseln.",
    "Do not immerse in water.=Nicht in Wasser tauchen.",
    "Press the button for three seconds.=Taste drei Sekunden drücken.",
    "The lamp turns green.=Die Lampe wird grün.",
    "Remove the cover.=Abdeckung abnehmen.",
    "Tighten the screw.=Schraube anziehen.",
    "Wait until the motor has cooled.=Warten Sie, bis der Motor abgekühlt ist.",
    "Use original parts only.=Nur Originalteile verwenden.",
    "Clean with a dry cloth.=Mit einem trockenen Tuch reinigen.",
    "Disconnect the plug.=Netzstecker ziehen.",
    "Check the oil level.=Ölstand prüfen.",
    "Store in a dry place.=Trocken lagern.",
    "Fold the handle.=Griff einklappen.",
    "Read these instructions first.=Lesen Sie zuerst diese Anleitung.",
    "Empty the tray.=Schale leeren.",
    "Insert two batteries.=Zwei Batterien einlegen.",
    "Turn the dial to zero.=Regler auf null drehen.",
    "Wear gloves.=Handschuhe tragen.",
    "Dispose of properly.=Fachgerecht entsorgen.",
    "Lift with two people.=Zu zweit heben.",
    "Do not cover the vents.=Lüftungsschlitze nicht abdecken.",
    "Call our service.=Rufen Sie unseren Kundendienst.",
)


def translation(talk: Talk) -> None:
    """A manual is translated line by line."""
    crew = cast(talk, 2)
    phrases = talk.rng.sample(PHRASES, len(PHRASES))
    for phrase in phrases[: talk.rng.randint(10, len(phrases))]:
        english, german = phrase.split("=")
        talk.say(crew[0], crew[1], "translate", f"Please translate: {english}")
        talk.say(crew[1], crew[0], "answer", german, outcome="ok")


def plain_work(talk: Talk) -> None:
    """Long talk about several matters, without any artefact."""
    crew = cast(talk, talk.rng.randint(2, 6))
    goal = talk.rng.randint(22, 60)
    for domain in talk.rng.sample(DOMAINS, len(DOMAINS)):
        for line in domain:
            if len(talk.lines) < goal:
                sender, receiver = talk.rng.sample(crew, 2)
                talk.say(sender, receiver, pick(talk, "message|message|report|ask"), wording(talk, line))


def daily_reports(talk: Talk) -> None:
    """Each day the same form is filled in."""
    crew = cast(talk, 3)
    line = (
        wording(talk, "Daily report for <city>, DATE: ")
        + "<n> visitors, <n> sales, {no incidents|one complaint|all calm}"
    )

    def step(turn: int) -> None:
        date = f"2026-{3 + turn // 28:02}-{1 + turn % 28:02}"
        talk.say(crew[0], crew[1], "report", wording(talk, line.replace("DATE", date)), outcome="ok")

    right(talk, crew, step)
