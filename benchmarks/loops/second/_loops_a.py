"""Loops of talk: questions, farewells, reviews, plans."""

from __future__ import annotations

from benchmarks.loops.second._scene import Scene, typo
from benchmarks.loops.second._work import hole

HAND_BACK = (
    "That is for you to decide, {o}: {q}",
    "I would leave it to you. {q}",
    "Hm, what do you think? {q}",
    "Not my call. {o}, {q}",
    "You know this better than I do - {q}",
    "I was going to ask you the same: {q}",
    "Before I answer: how do you see it? {q}",
    "Happy with either. Which do you prefer? {q}",
    "I defer to you on this one. {q}",
    "{q} I have no strong opinion, please choose.",
    "{o}, over to you: {q}",
)
BYES = (
    "Thank you, {o}! It was a pleasure.",
    "Thanks to you as well!",
    "You are welcome. Have a great day!",
    "Likewise, goodbye!",
    "Bye for now!",
    "Take care, {o}.",
    "Thanks again for everything.",
    "Anytime! See you soon.",
    "My pleasure. Goodbye.",
    "Thank you for your kind words.",
    "All the best!",
    "Have a nice evening!",
    "You too! Let me know if you need anything else.",
    "Will do. Thank you!",
    "Great working with you.",
    "Cheers \U0001f64f",
    "No, thank YOU.",
    "Goodbye and good luck!",
)
AGAIN_FIXED = (
    "Fixed, please have another look.",
    "I have addressed your comment.",
    "Updated {f} accordingly.",
    "Done, v{n} is up.",
    "Should be all right now.",
    "Changed as requested. Ready for review.",
    "I revised the part you named.",
    "New revision pushed.",
    "Corrected. Could you review again?",
)
SAME_FINDING = (
    "Still the same: {x}.",
    "I am afraid {x}.",
    "Not approved. Reason: {x}.",
    "Review result: changes requested - {x}",
    "{x}. Please fix this.",
    "As in the last round, {x}.",
    "1 finding: {x}",
    "Cannot accept yet because {x}.",
    "Looked again; {x}.",
    "The issue remains, {x}.",
)
OPPOSITES = (
    ("round half up", "round half to even"),
    ("keep it formal", "make it friendly"),
    ("use tabs", "use four spaces"),
    ("ISO dates", "dates written out"),
    ("load eagerly", "load lazily"),
    ("one long page", "three short pages"),
    ("sort by name", "sort by date"),
    ("the window seat", "the aisle seat"),
    ("cap at 100k", "no cap"),
    ("store cents", "store decimals"),
    ("dark background", "light background"),
    ("title in capitals", "title in lower case"),
    ("retry on error", "fail at once"),
    ("pay in advance", "pay on delivery"),
    ("route by aisle 9", "route by aisle 12"),
)
FLIP = (
    "I changed {f} to {x}.",
    "Set back: {x}.",
    "No, it has to be: {x}. Edited {f}.",
    "Reverted the last edit, {x} is better.",
    "{f}: {x}",
    "Applied '{x}' again.",
    "We agreed on this: {x}.",
    "Sorry, but {x}. Saved.",
    "update {f} ({x}, not {y})",
    "Restored {x} in {f}",
)
NOT_MINE = (
    "'{t}' belongs to {o}, handing over.",
    "I am not responsible for this; {o} is.",
    "Forwarding to {o}: {t}",
    "{o}, please handle: {t}",
    "transfer -> {o}",
    "This needs {o}'s input first. Passing it on.",
    "Routing {id} to {o}.",
    "Outside my scope. {o} should {t}.",
    "I think {o} can help you with that.",
    "Handing {id} to {o} as the expert.",
)
PLAN_OPEN = (
    "We should",
    "I suggest that we",
    "My plan is to",
    "The best way forward is to",
    "As a next step I propose to",
    "Let us",
    "To move on, we ought to",
    "Here is a refined approach:",
    "Building on that, it makes sense to",
    "Agreed. First we",
    "In other words, we want to",
    "So the strategy is to",
    "What about this: we",
    "Let me rephrase the plan. We",
)
PLAN_HEAD = (
    "carefully think about how to",
    "define the steps needed to",
    "lay the groundwork to",
    "get ready to",
    "align before we",
    "outline how we are going to",
    "agree on a roadmap to",
    "prepare everything so that we can",
    "structure our effort to",
    "break down what it takes to",
    "set clear goals so as to",
    "discuss the best order in which to",
    "plan in phases how to",
)
PLAN_TAIL = (
    "and only then start.",
    "with everyone on board.",
    "and make sure that nothing is overlooked.",
    "in a structured manner.",
    "step by step.",
    "and revisit the plan afterwards.",
    "while keeping quality in mind.",
    "before any real work begins.",
    "so that we are well aligned.",
    "- thoughts?",
    "and collect feedback first.",
    "as soon as the plan is settled.",
    "with clear responsibilities.",
    "and define what done means.",
)
CRITIQUE = (
    "Better, but it lacks depth.",
    "The argument could be sharper.",
    "Some parts remain vague.",
    "Needs more concrete detail.",
    "Structure is fine, substance is thin.",
    "Not yet convincing.",
    "Please improve clarity.",
    "It is still too generic.",
    "I miss a stronger line of thought.",
    "Consider making it more engaging.",
    "Solid, but not there yet.",
    "Could be tighter.",
)
REDRAFT = (
    "Revised draft of {f} with clearer wording.",
    "Draft {n}: reworked the middle part.",
    "I polished {f} once more.",
    "New version. {fact}",
    "Rewrote the opening. {fact}",
    "Another attempt, more concrete this time.",
    "Tightened the text in {f}.",
    "Here is an improved version of {f}.",
)
ANSWER_AGAIN = (
    "{a}",
    "As I said: {a}",
    "{a} (same as before)",
    "I already answered that. {a}",
    "Once more: {a}",
    "Again, {a}",
    "See above - {a}",
    "It has not changed: {a}",
)
ASK_AGAIN = (
    "{q}",
    "Thank you. To be sure: {q}",
    "Before I go on, {q}",
    "Understood. One clarification: {q}",
    "Sorry, {q}",
    "I need this to proceed. {q}",
    "Could you clarify? {q}",
    "Got it! And: {q}",
    "Just to confirm, {q}",
)
COMPLAIN = (
    "That is the same output as before: {x}.",
    "It still says {x}.",
    "No. {x}, again.",
    "You have not changed it: {x}.",
    "This is wrong, {x}.",
    "Please read my message. {x}.",
    "Same mistake, {x}.",
    "??? {x}",
)
SORRY = (
    "I apologise for the confusion. Here is the corrected version:\n{body}",
    "You are right, sorry. Corrected:\n{body}",
    "My mistake! Fixed version:\n{body}",
    "Apologies for the oversight. Updated answer:\n{body}",
    "Sorry about that. This should be correct now:\n{body}",
    "Thank you for pointing this out. Here it is:\n{body}",
)
WAITING = (
    "I am waiting for {x} from {o} before I can go on.",
    "Blocked until {o} sends {x}.",
    "{o}, I need {x} first.",
    "Ready as soon as {x} arrives.",
    "Cannot start without {x}. {o}?",
    "Standing by for {x}.",
    "status: waiting on {o} ({x})",
    "Once I have {x}, I will continue at once.",
)
CONFIRM = (
    "Please confirm that I shall {t}.",
    "Shall I {t}? Please confirm.",
    "Ready to {t}. Do you confirm? (yes/no)",
    "Awaiting your confirmation to {t}.",
    "Before I {t}, I need your go-ahead.",
    "Confirm: {t}?",
)
YES = ("Yes.", "Confirmed.", "yes, go ahead", "Yes, please do.", "I confirm.", "Go.", "Approved, proceed.", "y")
BOUNCE = (
    "Escalating ticket {id} to {o}: {c}",
    "Returned to {o}, not our queue. {c}",
    "Reassigned {id} -> {o}",
    "{o} is in charge of this kind of case. Moved.",
    "We cannot help with that here, {o} please take over.",
    "Moved {id} back to {o} for first checks.",
    "Ticket transferred. Reason: {c}",
)


def question_ping_pong(sc: Scene, count: int) -> None:
    """Two hand one question to and fro."""
    a, b = sc.pair()
    question = sc.fresh(sc.dom.asks)[0]
    sc.say(a, b, "ask", question)
    for _ in sc.until(count - 1):
        a, b = b, a
        sc.say(a, b, sc.pick(("ask", "reply")), sc.some(HAND_BACK).format(o=b, q=question))


def farewells(sc: Scene, count: int) -> None:
    """Thanks and goodbyes without end."""
    a, b = sc.pair()
    few = sc.chance(0.4)
    for _ in sc.until(count):
        text = sc.some(BYES) if few else " ".join(sc.rng.sample(BYES, sc.rng.choice((1, 1, 2))))
        sc.say(a, b, sc.pick(("message", "thanks")), text.format(o=b))
        a, b = b, a


def same_finding(sc: Scene, count: int) -> None:
    """The reviewer finds the same thing in every round."""
    author, reviewer = sc.pair()
    finding, _ = sc.fresh(sc.dom.findings)
    path, real, mark = sc.pick(sc.dom.files), sc.chance(0.5), sc.pick((None, 0.4, 0.55))
    old = sc.hash()
    for turn in sc.until(count):
        done = hole(sc, sc.some(AGAIN_FIXED), f=path, n=str(turn + 1)) if turn else f"First version of {path}."
        sc.say(author, reviewer, "report", done, "ok", sc.hash() if real else old)
        said = sc.some(SAME_FINDING) if turn else "{x}."
        sc.say(reviewer, author, "review", said.format(x=finding), "failed", None, mark)


def version_flip(sc: Scene, count: int) -> None:
    """Two versions of one artefact take turns."""
    a, b = sc.pair()
    sides, path = sc.pick(OPPOSITES), sc.pick(sc.dom.files)
    hashes, alone, talk = (sc.hash(), sc.hash()), sc.chance(0.3), sc.chance(0.4)
    for turn in sc.until(count):
        mine, other = sides[turn % 2], sides[1 - turn % 2]
        sender, receiver = (a, b) if alone or turn % 2 == 0 else (b, a)
        text = sc.some(FLIP).format(f=path, x=mine, y=other)
        sc.say(sender, receiver, "edit", text, "ok", hashes[turn % 2])
        if talk:
            sc.say(receiver, sender, "comment", f"I would rather have: {other}", "failed")


def ring(sc: Scene, count: int) -> None:
    """Three or four agents pass a task on in a circle."""
    crew = sc.rng.sample(sc.team, sc.pick((3, 3, 4)))
    task, ident = sc.fresh(sc.dom.tasks), sc.ident()
    for turn in sc.until(count):
        sender, receiver = crew[turn % len(crew)], crew[(turn + 1) % len(crew)]
        sc.say(sender, receiver, "handover", sc.some(NOT_MINE).format(t=task, o=receiver, id=ident))


def plan_without_deed(sc: Scene, count: int) -> None:
    """The plan is worded anew each time and never begun."""
    crew = sc.rng.sample(sc.team, sc.pick((1, 2, 2, 3)))
    task = sc.fresh(sc.dom.tasks)
    for turn in sc.until(count):
        sender, receiver = crew[turn % len(crew)], crew[(turn + 1) % len(crew)]
        text = f"{sc.fresh(PLAN_OPEN)} {sc.fresh(PLAN_HEAD)} {task} {sc.fresh(PLAN_TAIL)}"
        if sc.chance(0.3):
            text += f" After that we {sc.fresh(PLAN_HEAD)} {task}."
        sc.say(sender, receiver, sc.pick(("plan", "propose", "message")), text)


def flat_critic(sc: Scene, count: int) -> None:
    """Draft after draft, and the score stands still."""
    writer, critic = sc.pair()
    level, spread = sc.rng.uniform(0.35, 0.75), sc.pick((0.0, 0.0, 0.01, 0.02))
    path, spoken, outcome = sc.pick(sc.dom.files), sc.chance(0.4), sc.pick(("failed", "failed", None))
    for turn in sc.until(count):
        sc.say(writer, critic, "report", hole(sc, sc.some(REDRAFT), f=path, n=str(turn + 2)), "ok", sc.hash())
        mark = round(level + sc.rng.uniform(-spread, spread), 2)
        text = sc.some(CRITIQUE) + (f" Score: {mark}" if spoken else "")
        sc.say(critic, writer, "review", text, outcome, None, mark)


def answered_again(sc: Scene, count: int) -> None:
    """A question is asked again although it was answered."""
    a, b = sc.pair()
    asks = [sc.fresh(sc.dom.asks) for _ in range(sc.pick((1, 1, 2, 3)))]
    for turn in sc.until(count):
        question, answer = asks[turn % len(asks)]
        sc.say(a, b, "ask", sc.some(ASK_AGAIN).format(q=question), sc.pick((None, None, "waiting")))
        sc.say(b, a, "answer", sc.some(ANSWER_AGAIN).format(a=answer), "ok")


def apologise_repeat(sc: Scene, count: int) -> None:
    """An apology, and the same output again."""
    helper, user = sc.team[0], sc.pick([*sc.dom.outsiders, "user", sc.team[1]])
    finding = sc.fresh(sc.dom.findings)[0]
    body = sc.code() if sc.chance(0.5) else " ".join(sc.rng.sample(sc.dom.facts, 2))
    art = sc.hash()
    for _ in sc.until(count):
        sc.say(user, helper, "message", sc.some(COMPLAIN).format(x=finding), "failed")
        sc.say(helper, user, "reply", sc.some(SORRY).format(body=body), "ok", art)


def mutual_wait(sc: Scene, count: int) -> None:
    """Each waits for the other one."""
    a, b = sc.pair()
    wants = [f"the {sc.pick(sc.dom.records)} list", sc.pick(sc.dom.files)]
    for turn in sc.until(count):
        sc.say(a, b, "message", sc.some(WAITING).format(x=wants[turn % 2], o=b), sc.pick(("waiting", "waiting", None)))
        a, b = b, a


def confirm_again(sc: Scene, count: int) -> None:
    """Confirmation is asked for, given, and asked for again."""
    a, b = sc.team[0], sc.pick([*sc.dom.outsiders, "user", sc.team[1]])
    task = sc.fresh(sc.dom.tasks)
    for _ in sc.until(count):
        sc.say(a, b, "ask", sc.some(CONFIRM).format(t=task), sc.pick(("waiting", None)))
        sc.say(b, a, "reply", sc.some(YES), "ok")


def ticket_bounce(sc: Scene, count: int) -> None:
    """A case goes from desk to desk and back."""
    a, b = sc.pair()
    ident, case = sc.ident(), sc.fresh(sc.dom.findings)[0]
    client = sc.pick((*sc.dom.outsiders, "user"))
    for turn in sc.until(count):
        sc.say(a, b, "handover", sc.some(BOUNCE).format(id=ident, o=b, c=case), sc.pick((None, "waiting")))
        if turn % 4 == 3 and sc.chance(0.5):
            sc.say(client, b, "message", sc.pick(("Any news?", "Hello? Still waiting.", "Is anyone looking at this?")))
        a, b = b, a


def monologue(sc: Scene, count: int) -> None:
    """One agent repeats a phrase to itself."""
    me = sc.team[0]
    target = sc.pick(("self", me, "scratchpad"))
    task, path = sc.fresh(sc.dom.tasks), sc.pick(sc.dom.files)
    forms = (
        f"I need to {task}. Let me look at {path}.",
        f"Let me think about how to {task}.",
        f"{path} may matter here. I should {task}.",
        f"OK. I will {task}. First, {path}.",
    )
    phrase, fixed, lead = sc.pick(forms), sc.chance(0.5), ("Hmm.", "Wait.", "So,", "Actually,", "Okay.", "Right.", "")
    for _ in sc.until(count):
        text = phrase if fixed else f"{sc.pick(lead)} {phrase}".strip()
        text = " ".join([text] * sc.rng.choice((1, 1, 1, 2, 3)))
        sc.say(me, target, "think", typo(sc.rng, text) if sc.chance(0.08) else text)
