"""Productive kinds which look alike from far: talk that moves on."""

from __future__ import annotations

from benchmarks.loops.second._good_a import READY, TEST_NAMES
from benchmarks.loops.second._scene import Scene
from benchmarks.loops.second._work import hole, news, one_task, question, topic

FIX = (
    "Fixed {x}. Next error please.",
    "That one is solved.",
    "Corrected in {f}.",
    "Fixed; running again.",
    "ok, fixed, rerun",
    "Done with this one.",
    "{f} changed, the error is gone.",
)
OFFER = (
    "I could do {v} {u}.",
    "{v} {u}, if delivery stays in May.",
    "Our offer: {v} {u}.",
    "What about {v} {u}?",
    "{v} {u}",
    "We can move to {v} {u}.",
    "Meeting you half way: {v} {u}.",
    "{v} {u} is where we stand.",
)
AGREED = ("Agreed.", "Deal at {v} {u}.", "We accept.", "Then {v} {u} it is, I draw up the paper.")
MOVES = ("north", "south", "east", "west", "up", "down")
VERBS = ("attack", "defend", "trade", "build", "explore", "rest", "draw a card", "fold", "raise", "pass", "harvest")
BETTER = (
    "Much better. Still open: {x}.",
    "Good. One more thing: {x}.",
    "Improved. Now {x}.",
    "Next round: {x}.",
    "{x}. The rest is fine.",
    "Changes requested: {x}",
    "Thanks. I also saw that {x}.",
)
TRANSLATIONS = (
    ("Sehr geehrte", "Weiter", "Abbrechen", "Ihre Angaben", "Speichern"),
    ("Suivant", "Annuler", "Vos données", "Enregistrer", "Merci"),
    ("Siguiente", "Cancelar", "Sus datos", "Guardar", "Gracias"),
    ("Avanti", "Annulla", "I tuoi dati", "Salva", "Grazie"),
)
GLUE = ("de", "la", "der", "die", "un", "pour", "mit", "per", "con", "una", "das", "les", "il", "por", "auf")
TICK = ("[x] {s}", "{s}: checked", "✔ {s}", "{k}. {s} - done", "{s} ok", "done: {s}", "{s}? yes")
THANKS = (
    "Thank you, {o}!",
    "Thanks a lot, that helps.",
    "Great, thank you!",
    "Many thanks!",
    "Perfect, thanks {o}.",
    "Much appreciated.",
)
WELCOME = ("You are welcome!", "My pleasure.", "Any time.", "Glad to help.", "No problem, {o}.", "Sure thing!")
GREET = (
    "Hello, thank you for contacting us. How can I help?",
    "Hi! You are talking to {a}. What can I do for you?",
    "Good day, how may I help you?",
    "Welcome back, what is it about?",
)
CLOSE = (
    "Is there anything else?",
    "Glad that this is solved. Have a nice day!",
    "I close the ticket {id} then.",
    "Thank you, goodbye!",
)
STAND = (
    "Yesterday: {t}. {fact}",
    "I finished '{t}'. Today {t2}.",
    "{t}: done, now {t2}",
    "No blockers. Working on '{t}'.",
    "Progress on '{t}': {n} {r}s.",
)
TURN = ("Your turn.", "Next.", "Go ahead.", "You are up.", "")
THINGS = ("tote", "crate", "sample tube", "tray", "parcel", "bottle", "pallet", "carton", "seed tray", "key")
PLACES = ("A", "B", "C", "D", "E", "F")


def fix_one_by_one(sc: Scene, count: int) -> None:
    """Every run shows another error, and every one is fixed."""
    coder, checker = sc.pair()
    form, left, counted = sc.pick(FIX), count // 2 + sc.rng.randint(1, 5), sc.chance(0.6)
    for _ in sc.until(count):
        error = sc.fill(sc.fresh(sc.dom.errors)) if sc.chance(0.7) else f"{sc.fresh(TEST_NAMES)} failed"
        path = sc.fresh(sc.dom.files)
        left = max(1, left - 1)
        text = f"{path}:{sc.rng.randint(3, 400)}: {error}" + (f"\n{left} errors" if counted else "")
        sc.say(checker, coder, "build", text, "failed")
        short = error.split(":", maxsplit=1)[0][:50]
        sc.say(coder, checker, "edit", form.format(x=short, f=path), "ok", sc.hash())
    sc.say(checker, coder, "build", sc.pick(("build ok", "no errors", "0 errors, 0 warnings")), "ok")


def improving_review(sc: Scene, count: int) -> None:
    """Every round of the review finds less, and the score goes up."""
    author, critic = sc.pair()
    mark, path, marked = sc.rng.uniform(0.25, 0.45), sc.pick(sc.dom.files), sc.chance(0.75)
    gain = (0.95 - mark) / max(3, count // 2)
    form = sc.pick(BETTER)
    for turn in sc.until(count - 1):
        finding, fix = sc.fresh(sc.dom.findings)
        where = "" if turn < 8 and sc.chance(0.4) else f" (page {sc.rng.randint(1, 90)})"
        wording = form if sc.chance(0.5) else sc.pick(BETTER)
        mark += gain * sc.rng.uniform(0.5, 1.4)
        shown = round(min(mark, 0.98), 2) if marked else None
        sc.say(critic, author, "review", wording.format(x=finding) + where, "failed", None, shown)
        sc.say(author, critic, "report", f"{path}: {fix}{where}.", "ok", sc.hash())
    sc.say(critic, author, "approve", "No more remarks, approved.", "ok", None, 0.99 if marked else None)


def negotiation(sc: Scene, count: int) -> None:
    """Two offers come closer until they meet; then the next point."""
    while count > 0:
        a, b, start = sc.team[0], sc.pick([sc.team[1], *sc.dom.outsiders]), len(sc.log)
        low, high = sc.rng.randint(40, 500), sc.rng.randint(600, 2400)
        unit, subject = sc.pick(("EUR", "hours", "pieces", "points", "kg")), sc.pick(sc.dom.records)
        form, rounds = sc.pick(OFFER), min(count, sc.rng.randint(5, 22))
        share = min(0.7, 1 - 0.03 ** (1 / max(2, rounds - 2)))
        sc.say(a, b, "propose", f"Let us settle the {subject}. {form.format(v=low, u=unit)}")
        for turn in sc.until(max(2, rounds - 2)):
            gap = high - low
            if gap <= 2:
                break
            step = max(1, int(gap * share * sc.rng.uniform(0.7, 1.3)))
            low, high = (low + step, high) if turn % 2 else (low, high - step)
            wording = form if sc.chance(0.6) else sc.pick(OFFER)
            text = wording.format(v=low if turn % 2 else high, u=unit)
            sender, receiver = (a, b) if turn % 2 else (b, a)
            sc.say(sender, receiver, "propose", text)
        sc.say(a, b, "approve", sc.pick(AGREED).format(v=(low + high) // 2, u=unit), "ok")
        count -= len(sc.log) - start


def long_game(sc: Scene, count: int) -> None:
    """A game with many turns."""
    crew = sc.rng.sample(sc.team, sc.pick((2, 2, 3, 4)))
    form, points = sc.pick(("chess", "grid", "verbs")), [0] * len(crew)
    for turn in sc.until(count):
        at = turn % len(crew)
        points[at] += sc.rng.randint(0, 6)
        if form == "chess":
            text = f"{turn // 2 + 1}. {sc.pick(('', 'N', 'B', 'R', 'Q'))}{sc.pick('abcdefgh')}{sc.rng.randint(1, 8)}"
        elif form == "grid":
            text = f"move {sc.pick(MOVES)} to {sc.pick(PLACES)}{sc.rng.randint(1, 9)}"
        else:
            text = f"I {sc.pick(VERBS)} and have {points[at]} points. {sc.pick(TURN)}".strip()
        mark = float(points[at]) if form == "verbs" and sc.chance(0.3) else None
        sc.say(crew[at], crew[(at + 1) % len(crew)], "play", text, "ok", None, mark)


def long_qa(sc: Scene, count: int) -> None:
    """Question after question, each answered with something new."""
    a, b = sc.pair()
    lead = sc.pick(("", "", "Question: ", "Q: ", "And "))
    for _ in sc.until(count):
        asked, answer = question(sc)
        sc.say(a, b, "ask", f"{lead}{asked}")
        sc.say(b, a, "answer", answer, sc.pick(("ok", None)))


def translate_strings(sc: Scene, count: int) -> None:
    """Many strings are translated, one by one."""
    a, b = sc.pair()
    words, lang = sc.pick(TRANSLATIONS), sc.pick(("de", "fr", "es", "it"))
    form = sc.pick(
        ('{lang}: "{s}" -> "{t}"', 'msgid "{s}"\nmsgstr "{t}"', "{s} = {t}", '{{"en": "{s}", "out": "{t}"}}')
    )
    sources = [*sc.dom.strings, *(f"{text} ({kind})" for text in sc.dom.strings for kind in sc.dom.records)]
    sc.rng.shuffle(sources)
    for _ in sc.until(count):
        source = sources.pop()
        target = " ".join([sc.pick(words), *sc.rng.sample(GLUE, sc.rng.randint(1, 3)), sc.pick(sc.dom.records)])
        sc.say(
            a, b, "translate", form.format(lang=lang, s=source, t=target), "ok", sc.hash() if sc.chance(0.3) else None
        )


def checklist(sc: Scene, count: int) -> None:
    """Point after point is ticked off."""
    a, b = sc.pair()
    form = sc.pick(TICK)
    for turn in sc.until(count):
        item = topic(sc) if sc.chance(0.6) else f"{sc.pick(sc.dom.records)} {sc.ident()}"
        sc.say(a, b, "check", form.format(s=item, k=turn + 1), "ok")
        if sc.chance(0.12):
            sc.say(b, a, "reply", sc.pick(("Thanks, next.", "noted", "ok, go on")))


def polite_work(sc: Scene, count: int) -> None:
    """Two thank each other between real pieces of work."""
    a, b = sc.pair()
    for _ in sc.until(count):
        task, path = topic(sc), sc.fresh(sc.dom.files)
        sc.say(a, b, "assign", f"{sc.pick(('Could you', 'Would you please', 'May I ask you to'))} {task}?")
        sc.use(b, sc.fresh(sc.dom.tools), {"path": path}, hole(sc, sc.pick(READY), f=path), "ok", sc.hash())
        sc.say(b, a, "report", f"{path} is done. {news(sc)}", "ok", sc.hash())
        sc.say(a, b, "thanks", sc.pick(THANKS).format(o=b))
        sc.say(b, a, "thanks", sc.pick(WELCOME).format(o=a))


def support_queue(sc: Scene, count: int) -> None:
    """Customer after customer, with the greeting of the house."""
    agent, greet, close = sc.team[0], sc.pick(GREET), sc.pick(CLOSE)
    for _ in sc.until(count):
        client, (asked, answer) = f"customer-{sc.rng.randint(100, 9999)}", sc.fresh(sc.dom.asks)
        sc.say(agent, client, "greet", greet.format(a=agent))
        sc.say(
            client,
            agent,
            "message",
            f"It is about {sc.pick(sc.dom.records)} {sc.ident()}. {sc.fresh(sc.dom.findings)[0]}.",
        )
        if sc.chance(0.6):
            sc.say(agent, client, "ask", asked)
            sc.say(client, agent, "answer", answer)
        sc.use(agent, sc.pick(sc.dom.tools), {"ref": sc.ident()}, hole(sc, "updated {r} {id}"), "ok", sc.hash())
        sc.say(agent, client, "reply", close.format(id=sc.ident()), "ok")


def standup_rounds(sc: Scene, count: int) -> None:
    """All report in turn, round after round."""
    crew = sc.team[: sc.pick((3, 4, 5))]
    form = sc.pick(STAND)
    for turn in sc.until(count):
        at = turn % len(crew)
        wording = form if sc.chance(0.6) else sc.pick(STAND)
        text = hole(sc, wording, t=topic(sc), t2=topic(sc), fact=news(sc))
        sc.say(crew[at], crew[(at + 1) % len(crew)], "report", text, sc.pick(("ok", None)))


def pick_and_place(sc: Scene, count: int) -> None:
    """The same few moves for one thing after another."""
    agent, desk, record = sc.team[0], sc.team[1], sc.pick(THINGS)
    verbose = sc.chance(0.5)
    for turn in sc.until(count):
        slot, thing = f"{sc.pick(PLACES)}{sc.rng.randint(1, 40)}", f"{record} {200 + turn}"
        sc.say(agent, desk, "move", f"at {slot} for {thing}" if verbose else f"at {slot}", "ok")
        sc.say(agent, desk, "grasp", f"{thing} picked" if verbose else "picked", "ok")
        if sc.chance(0.2):
            sc.say(agent, desk, "grasp", "suction low, gripped again", "ok")
        sc.say(agent, desk, "place", f"{thing} placed at {sc.pick(PLACES)}{sc.rng.randint(1, 9)}", "ok")


def short_stumble(sc: Scene, count: int) -> None:
    """A call fails a few times, the cause is found, and work goes on."""
    for _ in sc.until(count):
        agent, tool, path = sc.team[0], sc.pick(sc.dom.tools), sc.fresh(sc.dom.files)
        error, (_, fix) = sc.error(), sc.fresh(sc.dom.findings)
        for _ in range(sc.rng.randint(1, 4)):
            sc.use(agent, tool, {"path": path}, error, "failed")
        cause = sc.pick(
            ("The cause is in {f}: {x}.", "Found it, {x}.", "Instead of retrying I looked into {f}; {x}.", "{x}")
        )
        sc.say(agent, sc.team[1], "message", cause.format(f=path, x=fix), "ok", sc.hash())
        sc.use(agent, tool, {"path": path}, hole(sc, sc.pick(READY), f=path), "ok", sc.hash())
        one_task(sc)


def file_by_file(sc: Scene, count: int) -> None:
    """One file after another is written or read, each with its own contents."""
    agent, read = sc.team[0], sc.chance(0.4)
    for turn in sc.until(count):
        stem = sc.pick(sc.dom.files).rsplit(".", 1)
        path = f"{stem[0]}_{turn + 1}" + (f".{stem[1]}" if len(stem) > 1 else "")
        body = sc.code() if sc.chance(0.4) else hole(sc, "{n} lines. {fact}", fact=news(sc))
        sc.use(agent, "read_file" if read else "write_file", {"path": path}, body, "ok", sc.hash())


def widening_search(sc: Scene, count: int) -> None:
    """Searches whose finds differ, each leading to the next."""
    agent, other = sc.pair()
    for _ in sc.until(count):
        words = topic(sc)
        if sc.chance(0.3):
            sc.use(agent, "search", {"query": f'"{words}"'}, "0 results", "ok")
        sc.use(
            agent, "search", {"query": words}, hole(sc, "{n} results. 1: {fact} 2: {f}", fact=news(sc)), "ok", sc.hash()
        )
        sc.say(agent, other, "comment", hole(sc, "{fact} So next: {t}", fact=news(sc)))


def plain(sc: Scene, count: int) -> None:
    """Ordinary work without any pattern."""
    for _ in sc.until(count):
        one_task(sc)
