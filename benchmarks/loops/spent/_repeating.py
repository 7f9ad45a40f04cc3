"""Loops of agents who say or do the same again, in the same or in other words."""

from __future__ import annotations

from benchmarks.loops._talk import Talk
from benchmarks.loops.spent._telling import cast, pick, wording, wrong


def exact_repetition(talk: Talk) -> None:
    """One agent says the same again and again."""
    crew = cast(talk, 2)
    text = wording(
        talk,
        "{I will now begin with the <part>.|Checking <file>.|Done|Please confirm the order of <item>.|"
        "The answer to the question about <topic> is that the evidence is mixed and more data from <city> is needed.}",
    )
    action = pick(talk, "message|report|call")
    wrong(talk, crew, lambda _: talk.say(crew[0], crew[1], action, text))


def ping_pong(talk: Talk) -> None:
    """Two agents send each other the same two messages."""
    crew = cast(talk, 2)
    texts = [
        wording(talk, "{Please review <file>.|Your turn, <person> needs the figures.|Draft is with you now.}"),
        wording(talk, "{I have no access to that, please send it.|Sent back to you.|Please finish your part first.}"),
    ]
    wrong(talk, crew, lambda turn: talk.say(crew[turn % 2], crew[1 - turn % 2], "message", texts[turn % 2]))


RING = (
    "Please check the numbers for <city> before I go on.",
    "Before I check them I need the totals from the warehouse.",
    "The totals depend on the price list, somebody has to release it.",
    "Price list is released as soon as legal has read the terms.",
    "Legal needs the final product names.",
    "Names come from marketing, passing on.",
    "Marketing wants to see the budget.",
    "The budget is waiting for the forecast.",
    "Forecast needs the numbers for <city>.",
)


def links(talk: Talk, number: int) -> list[str]:
    """So many links of the ring of excuses, one after the other."""
    first = talk.rng.randrange(len(RING))
    return [wording(talk, line) for line in (RING + RING)[first : first + number]]


def ring(talk: Talk) -> None:
    """Several agents in a circle, each with a message of its own."""
    number = talk.rng.randint(3, 9)
    crew = cast(talk, number)
    texts = links(talk, number)

    def step(turn: int) -> None:
        at = turn % number
        talk.say(crew[at], crew[(at + 1) % number], "message", texts[at])

    wrong(talk, crew, step, 3 * number + 3)


REWORDED_RING = (
    "{Could you|Would you|Please} {confirm|verify|sign off} the {requirements|specification} for the export first?",
    (
        "{I can only|It is only possible to} {confirm|verify} them {once|after} the {designer|layout agent} has "
        "{a|the} {mock-up|draft}."
    ),
    "{The mock-up|A draft} {needs|requires|cannot start without} {the copy|the texts|the wording}.",
    "{Texts|The copy|Wording} {follow|follows|will come} {once|when} the {audience|target group} is {set|agreed}.",
    "{For the audience|To set the target group} {I need|we require} {confirmed|verified} {requirements|specs}.",
)


def reworded_ring(talk: Talk) -> None:
    """Agents in a circle who find other words each round."""
    number = talk.rng.randint(3, 5)
    crew = cast(talk, number)
    lines = [REWORDED_RING[at] for at in (*range(number - 1), 4)]

    def step(turn: int) -> None:
        at = turn % number
        talk.say(crew[at], crew[(at + 1) % number], "message", wording(talk, lines[at]))

    wrong(talk, crew, step, 4 * number)


PARAPHRASED = (
    (
        "{I'll|I will|Let me|I am going to} {look into|examine|check|inspect} {why|the reason why} the upload "
        "{fails|does not work|breaks} {and report back|and let you know|and come back to you}{.| soon.| shortly.}"
    ),
    (
        "{It seems|Apparently|Looks like} {we need|we require|what is missing is} more {data|information|evidence} "
        "{before|ahead of} {drawing|reaching|coming to} {a conclusion|any conclusion|a verdict}."
    ),
    (
        "{In summary|To sum up|Overall}, {demand|the demand|interest} {is rising|grows|goes up} {while|and yet|"
        "whereas} {supply|the supply|stock} {stays|remains|is} {flat|the same|unchanged}."
    ),
    (
        "{The supplier|Our vendor} {should be|has to be|must be} {contacted|called|asked} about the "
        "{late|delayed|overdue} {shipment|delivery|consignment}, {I suggest|my advice is} {today|right away|now}."
    ),
)


def paraphrased(talk: Talk) -> None:
    """One agent says the same thing in other words."""
    crew = cast(talk, 2)
    line = talk.rng.choice(PARAPHRASED)
    wrong(talk, crew, lambda _: talk.say(crew[0], crew[1], "message", wording(talk, line)))


CHANGING = (
    "[<t>] restarting worker, exit code 137, run <id>",
    "Attempt # of the import started, request id <id>",
    "<t> could not acquire lock for job 'rebuild', token <id>, will start over (#)",
    "Session <id> opened. Reading instructions. Session <id> closed after <n> ms.",
)


def changing_ids(talk: Talk) -> None:
    """The same message with other numbers, ids and times."""
    crew = cast(talk, 2)
    line = talk.rng.choice(CHANGING)
    action, start, gap = pick(talk, "log|message|run"), talk.rng.randrange(60000), talk.rng.randint(5, 250)

    def step(turn: int) -> None:
        now = start + turn * gap + talk.rng.randrange(5)
        clock = f"{now // 3600:02}:{now // 60 % 60:02}:{now % 60:02}"
        text = wording(talk, line.replace("#", str(turn + 1)).replace("<t>", clock))
        talk.say(crew[0], None, action, text)

    wrong(talk, crew, step)


FAILURES = (
    "read_file(path='/srv/<file>', mode='r') => PermissionError: [Errno 13] Permission denied",
    "http_get(url='https://intranet.example/<id>') => 404 Not Found",
    "<tool>(limit=<n>) => TypeError: missing required argument: 'query'",
    "sql_query('select custmer_id from orders where total > <n>') => unknown column 'custmer_id'",
    "run_shell('make deploy') => make: *** No rule to make target 'deploy'.  Stop.",
    "calendar_api.book(person='<person>', day='<day>') => calendar is read-only for this account",
)


def failing_call(talk: Talk) -> None:
    """The same call of a tool gives the same error."""
    crew = cast(talk, 2)
    call, error = wording(talk, talk.rng.choice(FAILURES)).split(" => ")
    outcome = pick(talk, "error|failed")

    def step(_: int) -> None:
        talk.say(crew[0], "tool", "call", call)
        talk.say("tool", crew[0], "result", error, outcome=outcome)

    wrong(talk, crew, step)


ATTEMPTS = (
    "Trying with an absolute path instead.",
    "Reinstalling the dependency, that usually helps.",
    "Setting PYTHONPATH by hand now.",
    "Maybe the virtual environment is stale; building a new one from scratch.",
    "Clearing every cache.",
    "Switching to the older release.",
    "Perhaps a typo: renaming the import.",
    "Running it as a module.",
    "Adding an empty __init__ file.",
    "Copying the package into the project folder.",
    "Downgrading the interpreter by one minor version.",
    "Using the system installation rather than ours.",
    "Quoting the argument.",
    "Let me use another shell for this.",
    "Exporting the variable in the profile.",
)
ERRORS = (
    "ModuleNotFoundError: No module named 'geokit' (line <n>)",
    "ERROR 1045 (28000): access denied for user 'app'@'10.0.0.<n>'",
    "ld: cannot find -lssl, status <n>, build <id>",
    "Timeout after <n> s while connecting to broker-<n>:9092",
)


def same_error_class(talk: Talk) -> None:
    """Whatever is attempted, the error is the same one."""
    crew = cast(talk, 2)
    error = talk.rng.choice(ERRORS)
    attempts = talk.rng.sample(ATTEMPTS, len(ATTEMPTS))

    def step(turn: int) -> None:
        talk.say(crew[0], crew[1], "edit", attempts[turn % len(attempts)])
        talk.say(crew[1], crew[0], "run", wording(talk, error), outcome=pick(talk, "error|failed"))

    wrong(talk, crew, step, 16)


def edit_undo(talk: Talk) -> None:
    """Two versions replace each other."""
    crew = cast(talk, 2)
    hashes = [talk.fresh(), talk.fresh()]
    subject = wording(talk, "{the timeout in <file>|the heading of chapter two|the price of <item>|the indentation}")
    lines = (
        f"{{Changed|Edited|Updated}} {subject}{{.| as discussed.|, reads better.}}",
        f"{{Reverted|Undid|Took back}} {subject}{{.|, the old one was right.| again.}}",
    )
    alone = talk.rng.random() < 0.3

    def step(turn: int) -> None:
        side = turn % 2
        sender = crew[0] if alone else crew[side]
        talk.say(sender, crew[1 - side], "edit", wording(talk, lines[side]), artefact_hash=hashes[side])

    wrong(talk, crew, step)
