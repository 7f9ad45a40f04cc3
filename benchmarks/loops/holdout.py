"""Windows to judge the loop guard by: loops, and honest work that looks like one."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from benchmarks.loops._talk import Shape, Talk, windows
from loopguard import Window

Step = Callable[[int], None]

LONGEST = 76
AGENTS = (
    "planner coder reviewer tester mira tomas ops-bot agent-1 agent-2 agent-3 agent-7 librarian scribe analyst critic "
    "manager dispatcher buyer auditor front-desk builder kestrel otter juno data-agent research-agent qa release-bot "
    "translator-bot cook-1 nurse-assist ledger scout coordinator archivist writer-a writer-b"
).split()
SLOTS: dict[str, list[str]] = {
    "file": (
        "parser.py billing/invoice.ts core/cache.go auth/session.rb worker.rs ui/Modal.tsx routes.php scheduler.c "
        "schema.sql deploy.yaml lexer.ml search/index.java report.R mailer.ex storage/blob.kt geo.swift queue.py "
        "settings.toml upload.js feed.cs pricing.py hooks.ts matrix.cpp"
    ).split(),
    "part": (
        "login page|payment service|nightly import|search index|mail queue|export job|image resizer|audit log|"
        "sign-up form|rate limiter|calendar sync|report generator|session store|webhook receiver"
    ).split("|"),
    "city": "Lisbon Oslo Graz Lyon Porto Gdansk Turin Malmo Ghent Leeds Bilbao Riga Split Brno Cork Aarhus".split(),
    "person": (
        "Ms Okafor|Dr Lindqvist|Mr Tanaka|Priya|Jonas|Mrs Alvarez|Femi|Greta|Prof Haddad|Wen|Mr Novak|Ines|Callum|"
        "Yusuf|Dr Marchetti|Bea"
    ).split("|"),
    "item": (
        "oak shelves|brass hinges|copper wire|rye flour|cotton towels|garden hoses|ceramic tiles|desk lamps|"
        "olive oil|bicycle tubes|printer paper|safety gloves|glass jars|steel bolts|wool blankets|paint rollers"
    ).split("|"),
    "topic": (
        "soil salinity|battery ageing|sleep and memory|urban heat|bird migration|rare earth recycling|tidal turbines|"
        "antibiotic resistance|housing subsidies|glacier retreat|crop rotation|reading fluency"
    ).split("|"),
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "tool": "web_search sql_query read_file http_get run_shell vector_lookup browser_click calendar_api".split(),
}
SOFTWARE = (
    "Traceback points at <file>: the {index|key} is read before it is {set|filled}.",
    "I split the {handler|controller} of the <part> into two functions and removed <n> dead lines.",
    "Why does the <part> open a second connection here?",
    "Because the pool is created per request; I will {hoist|move} it to start-up.",
    "Added a test which {sends|posts} an empty body; it fails as expected with 500.",
    "Fixed. Empty bodies are answered with 400 now, and the test is green.",
    "Memory of the <part> fell from <n> MB to about half after streaming the rows.",
    (
        "The migration adds a nullable column first, so old workers keep running while we roll out; afterwards a "
        "backfill fills <n> thousand rows in batches, and only then the constraint is switched on."
    ),
    "Upgraded the HTTP client, its changelog mentions no breaking change for us.",
    "Docs for <file> mention a flag that was removed in spring. Corrected.",
    "Merged into main as <id>.",
    "Can you look at the race in <file>? Two workers take the same job about once in <n> runs.",
    "Took a row lock with skip locked; ran it <n>00 times without a double pick.",
    "Feature flag for the <part> is on for five percent of the users in <city>.",
    "Error budget looks fine after an hour, going to fifty percent.",
    "Removed the flag, the old path and its three tests.",
    "CI takes {nine|eleven|fourteen} minutes; caching the wheels would save about a third.",
    "Cache key now contains the lock file, first warm run: <n> seconds.",
)
EVENT = (
    "The hall in <city> holds <n> people and is free on the second <day> of May.",
    "Deposit for the hall paid, receipt <id>.",
    "<person> will give the opening talk but needs a lapel microphone.",
    "Asked the technician: four lapel microphones, two spare batteries each.",
    "Catering: three {offers|quotes} in, the cheapest does not do vegan food.",
    (
        "Took the second one, they bring their own crockery and take the leftovers to the shelter, which the committee "
        "asked for last year and which nobody offered us then."
    ),
    "Badges are printed on <day>; please send the last names before noon.",
    "List with <n> names sent.",
    "Parking is a problem, the yard has room for thirty cars at most.",
    "Booked a shuttle from the station every twenty minutes.",
    "The band wants to know how loud they may be after ten.",
    "Town rules say 55 decibels; told them to bring brushes.",
    "Insurance certificate arrived.",
    "Who carries the banner up? Needs two people and a ladder.",
    "Volunteers rota is done, <person> leads the morning shift and <person> the evening.",
    "Weather looks wet, so I reserved two tents as well.",
    "Programme leaflet proofread: one wrong time, two typos.",
)
RESEARCH = (
    "Found <n> papers on <topic>; <person> wrote three of the most cited ones.",
    "Dropped everything without a control group, which leaves about a fifth.",
    "The 2019 survey contradicts the newer cohort: different age bands, I think.",
    "Could you extract effect sizes from the tables in the appendix?",
    "Extracted. Two studies give only p values, so I derived the effect from the test statistic and noted it.",
    "Heterogeneity is high, so a random effects model it is.",
    "Pooled estimate 0.<n>, interval excludes zero.",
    "Funnel plot is lopsided on the left.",
    "Trim and fill moves the estimate only slightly.",
    (
        "The dataset from <city> has a licence which forbids redistribution; we may cite aggregates but must not put "
        "the raw rows into the supplement, hence I replaced the download link by a contact address."
    ),
    "Wrote the methods section, <n> words.",
    "Limitations: self-reported outcomes, short follow-up, mostly one country.",
    "<person> replied and shared the code book.",
    "Variable q17 is reverse coded! That explains the odd correlation.",
    "Recoded and reran, the sign is what theory predicts.",
    "Abstract shortened to the limit of the journal.",
    "References are formatted; <n> had no DOI.",
)
LOGISTICS = (
    "Truck <id> left <city> with <n> crates of <item>.",
    "Customs wants the commercial invoice in English.",
    "Sent it, along with the certificate of origin.",
    "Released at <t>.",
    "The ramp in <city> is blocked until noon, take the north gate.",
    "Driver informed, new arrival <t>.",
    "We are short of <item>; the supplier offers <n> at the old price if we order before <day>.",
    "Ordered. Delivery is split over two weeks.",
    "Pallet count is off by one, somebody scanned the label twice.",
    "Corrected in the warehouse system and recounted the aisle with <person>.",
    (
        "Fuel surcharge rises next month, so I moved the two long trips forward and combined the loads for <city> and "
        "<city>, which saves roughly <n> kilometres and one night in a motel."
    ),
    "Return of damaged <item> approved, label <id>.",
    "Carrier claims proof of delivery; signature is illegible.",
    "Called the customer: parcel was with the neighbour.",
    "Closed the claim.",
    "Cold chain log shows 6.1 degrees for nine minutes, within tolerance.",
    "Tomorrow's tour is optimised: <n> stops, one driver fewer.",
)
CLINIC = (
    "<person> moved the check-up to <day> at <t>.",
    "Lab values are in: iron low, everything else in range.",
    "Forwarded to the doctor with last year's numbers beside them.",
    "She prescribes a supplement and wants a control in eight weeks.",
    "Is there an interaction with the thyroid tablets?",
    "Yes: four hours apart. I put it on the sheet for the patient.",
    "Referral for the cardiology unit in <city> faxed, they still insist on fax.",
    "Room three is out of use, the lamp flickers.",
    "Electrician comes on <day>.",
    "Vaccine fridge inventory: <n> doses, eleven expire this month.",
    (
        "Called the patients on the waiting list so that none of those doses is lost; nine said yes straight away and "
        "two want to ask at home first, I noted their numbers for tomorrow."
    ),
    "Insurance refused the MRI, reason code <id>.",
    "Appealed with the neurologist's letter attached.",
    "Consent form translated for the family.",
    "Discharge letter drafted.",
    "Shift plan for next week has a gap on <day> night.",
    "<person> takes it in exchange for the bank holiday.",
)
FINANCE = (
    "Bank statement imported: <n> bookings, six without a match.",
    "Four of those are card fees, booked to 6855.",
    "The remaining two are refunds to <person>.",
    "Accruals for the audit fee are missing.",
    "Booked <n>00 euros, document <id>.",
    "Depreciation of the van ends in June.",
    (
        "VAT return is ready for a second pair of eyes; reverse charge on the invoice from <city> is the only unusual "
        "position, and I attached the supplier's number as checked against the register this morning."
    ),
    "Checked. Box 46 fits, please file.",
    "Filed at <t>, ticket <id>.",
    "Margin on <item> fell two points because of freight.",
    "Could we raise the price by three percent?",
    "Sales agrees from the first of the month.",
    "Dunning letters: eleven first reminders, two final ones.",
    "One debtor is insolvent, claim registered with the court.",
    "Cash forecast shows a dip in week <n>.",
    "Credit line is enough, no action.",
    "Board slides updated with the final figures.",
)
DOMAINS = (SOFTWARE, EVENT, RESEARCH, LOGISTICS, CLINIC, FINANCE)


def _slot(rng: random.Random, name: str) -> str:
    """Something to stand where `<name>` is written."""
    if name == "n":
        return str(rng.randint(2, 400))
    if name == "id":
        return f"{rng.randrange(16**7):07x}"
    if name == "t":
        return f"{rng.randrange(24):02}:{rng.randrange(60):02}:{rng.randrange(60):02}"
    return rng.choice(SLOTS[name])


def _text(talk: Talk, template: str) -> str:
    """The template with one of each {a|b} and something for each <slot>."""
    text = template
    while "{" in text:
        text = re.sub(r"\{([^{}]*)\}", lambda found: talk.rng.choice(found[1].split("|")), text)
    return re.sub(r"<(\w+)>", lambda found: _slot(talk.rng, found[1]), text)


def _cast(talk: Talk, number: int) -> list[str]:
    """So many different agents."""
    return talk.rng.sample(AGENTS, number)


def _pick(talk: Talk, choices: str) -> str:
    """One of the choices, which bars separate."""
    return talk.rng.choice(choices.split("|"))


def _honest(talk: Talk, crew: list[str], number: int, artefacts: bool = True) -> None:
    """So many messages of ordinary work, none of them twice."""
    domain = talk.rng.choice(DOMAINS)
    lines = sorted(talk.rng.sample(range(len(domain)), min(number, len(domain))))
    for line in lines:
        sender, receiver = talk.rng.sample(crew, 2)
        more: dict[str, object] = {}
        if artefacts and talk.rng.random() < 0.25:
            more["artefact_hash"] = talk.fresh()
        if talk.rng.random() < 0.2:
            more["outcome"] = "ok"
        action = _pick(talk, "message|message|report|note|answer")
        talk.say(sender, receiver if talk.rng.random() < 0.8 else None, action, _text(talk, domain[line]), **more)


def _until(talk: Talk, step: Step, shortest: int) -> None:
    """Steps until there are enough messages; short windows are more frequent than long ones."""
    shortest = min(max(20, shortest), LONGEST)
    goal = shortest + int((LONGEST - shortest) * talk.rng.random() ** 2)
    turn = 0
    while len(talk.lines) < goal:
        step(turn)
        turn += 1


def _wrong(talk: Talk, crew: list[str], step: Step, least: int = 12) -> None:
    """Some honest work, then the step over and over."""
    _honest(talk, crew, talk.rng.randint(0, 15))
    talk.goes_wrong()
    _until(talk, step, len(talk.lines) + least)


def _right(talk: Talk, crew: list[str], step: Step, least: int = 20) -> None:
    """Perhaps some other work, then the step as often as there is something to do."""
    if talk.rng.random() < 0.5:
        _honest(talk, crew, talk.rng.randint(1, 10))
    _until(talk, step, least)


# ---- loops


def _exact_repetition(talk: Talk) -> None:
    """One agent says the same again and again."""
    crew = _cast(talk, 2)
    text = _text(
        talk,
        "{I will now begin with the <part>.|Checking <file>.|Done|Please confirm the order of <item>.|"
        "The answer to the question about <topic> is that the evidence is mixed and more data from <city> is needed.}",
    )
    action = _pick(talk, "message|report|call")
    _wrong(talk, crew, lambda _: talk.say(crew[0], crew[1], action, text))


def _ping_pong(talk: Talk) -> None:
    """Two agents send each other the same two messages."""
    crew = _cast(talk, 2)
    texts = [
        _text(talk, "{Please review <file>.|Your turn, <person> needs the figures.|Draft is with you now.}"),
        _text(talk, "{I have no access to that, please send it.|Sent back to you.|Please finish your part first.}"),
    ]
    _wrong(talk, crew, lambda turn: talk.say(crew[turn % 2], crew[1 - turn % 2], "message", texts[turn % 2]))


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


def _links(talk: Talk, number: int) -> list[str]:
    """So many links of the ring of excuses, one after the other."""
    first = talk.rng.randrange(len(RING))
    return [_text(talk, line) for line in (RING + RING)[first : first + number]]


def _ring(talk: Talk) -> None:
    """Several agents in a circle, each with a message of its own."""
    number = talk.rng.randint(3, 9)
    crew = _cast(talk, number)
    texts = _links(talk, number)

    def step(turn: int) -> None:
        at = turn % number
        talk.say(crew[at], crew[(at + 1) % number], "message", texts[at])

    _wrong(talk, crew, step, 3 * number + 3)


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


def _reworded_ring(talk: Talk) -> None:
    """Agents in a circle who find other words each round."""
    number = talk.rng.randint(3, 5)
    crew = _cast(talk, number)
    lines = [REWORDED_RING[at] for at in (*range(number - 1), 4)]

    def step(turn: int) -> None:
        at = turn % number
        talk.say(crew[at], crew[(at + 1) % number], "message", _text(talk, lines[at]))

    _wrong(talk, crew, step, 4 * number)


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


def _paraphrased(talk: Talk) -> None:
    """One agent says the same thing in other words."""
    crew = _cast(talk, 2)
    line = talk.rng.choice(PARAPHRASED)
    _wrong(talk, crew, lambda _: talk.say(crew[0], crew[1], "message", _text(talk, line)))


CHANGING = (
    "[<t>] restarting worker, exit code 137, run <id>",
    "Attempt # of the import started, request id <id>",
    "<t> could not acquire lock for job 'rebuild', token <id>, will start over (#)",
    "Session <id> opened. Reading instructions. Session <id> closed after <n> ms.",
)


def _changing_ids(talk: Talk) -> None:
    """The same message with other numbers, ids and times."""
    crew = _cast(talk, 2)
    line = talk.rng.choice(CHANGING)
    action, start, gap = _pick(talk, "log|message|run"), talk.rng.randrange(60000), talk.rng.randint(5, 250)

    def step(turn: int) -> None:
        now = start + turn * gap + talk.rng.randrange(5)
        clock = f"{now // 3600:02}:{now // 60 % 60:02}:{now % 60:02}"
        text = _text(talk, line.replace("#", str(turn + 1)).replace("<t>", clock))
        talk.say(crew[0], None, action, text)

    _wrong(talk, crew, step)


FAILURES = (
    "read_file(path='/srv/<file>', mode='r') => PermissionError: [Errno 13] Permission denied",
    "http_get(url='https://intranet.example/<id>') => 404 Not Found",
    "<tool>(limit=<n>) => TypeError: missing required argument: 'query'",
    "sql_query('select custmer_id from orders where total > <n>') => unknown column 'custmer_id'",
    "run_shell('make deploy') => make: *** No rule to make target 'deploy'.  Stop.",
    "calendar_api.book(person='<person>', day='<day>') => calendar is read-only for this account",
)


def _failing_call(talk: Talk) -> None:
    """The same call of a tool gives the same error."""
    crew = _cast(talk, 2)
    call, error = _text(talk, talk.rng.choice(FAILURES)).split(" => ")
    outcome = _pick(talk, "error|failed")

    def step(_: int) -> None:
        talk.say(crew[0], "tool", "call", call)
        talk.say("tool", crew[0], "result", error, outcome=outcome)

    _wrong(talk, crew, step)


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


def _same_error_class(talk: Talk) -> None:
    """Whatever is attempted, the error is the same one."""
    crew = _cast(talk, 2)
    error = talk.rng.choice(ERRORS)
    attempts = talk.rng.sample(ATTEMPTS, len(ATTEMPTS))

    def step(turn: int) -> None:
        talk.say(crew[0], crew[1], "edit", attempts[turn % len(attempts)])
        talk.say(crew[1], crew[0], "run", _text(talk, error), outcome=_pick(talk, "error|failed"))

    _wrong(talk, crew, step, 16)


def _edit_undo(talk: Talk) -> None:
    """Two versions replace each other."""
    crew = _cast(talk, 2)
    hashes = [talk.fresh(), talk.fresh()]
    subject = _text(talk, "{the timeout in <file>|the heading of chapter two|the price of <item>|the indentation}")
    lines = (
        f"{{Changed|Edited|Updated}} {subject}{{.| as discussed.|, reads better.}}",
        f"{{Reverted|Undid|Took back}} {subject}{{.|, the old one was right.| again.}}",
    )
    alone = talk.rng.random() < 0.3

    def step(turn: int) -> None:
        side = turn % 2
        sender = crew[0] if alone else crew[side]
        talk.say(sender, crew[1 - side], "edit", _text(talk, lines[side]), artefact_hash=hashes[side])

    _wrong(talk, crew, step)


REASONS = (
    "Section three has no source for the main claim.",
    "Still no source in section three.",
    "The claim in the third section needs evidence.",
    "Rejected: evidence missing, see my earlier note.",
    "Please read the comment on section three; nothing changed.",
    "No. Same document as before.",
)


def _rejected_again(talk: Talk) -> None:
    """The artefact that was rejected is sent again as it is."""
    crew = _cast(talk, 2)
    same = talk.fresh()
    offer = "{Here is|Please find|Submitting|I attach} the {revised|improved|corrected|new} {report|version|draft}."

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "submit", _text(talk, offer), artefact_hash=same)
        talk.say(crew[1], crew[0], "review", talk.rng.choice(REASONS), outcome="rejected")

    _wrong(talk, crew, step)


def _delegation(talk: Talk) -> None:
    """Everybody hands the task to somebody else."""
    crew = _cast(talk, talk.rng.randint(3, 6))
    task = _text(talk, "{the complaint from <person>|the audit of the <part>|the order of <item>|the <topic> brief}")
    line = (
        "{Can you take|Please handle|Could you look after|Delegating} TASK{?|, you know this better.|, I have "
        "no capacity.|, it belongs to your area.| - thanks!}"
    ).replace("TASK", task)
    holder = [crew[0]]

    def step(_: int) -> None:
        other = talk.rng.choice([agent for agent in crew if agent != holder[0]])
        talk.say(holder[0], other, _pick(talk, "delegate|assign|delegate"), _text(talk, line))
        holder[0] = other

    _wrong(talk, crew, step, 14)


def _mutual_waiting(talk: Talk) -> None:
    """Each waits until the other has begun."""
    crew = _cast(talk, 2)
    goods = [
        _text(talk, "{the schema|the totals|your numbers}"),
        _text(talk, "{the sample rows|the template|the list}"),
    ]
    line = (
        "{I am waiting for|I wait for|Still need|Cannot go on without} WHAT{.| from you.|, then I {start|continue}.|"
        " before I can {start|proceed}.}"
    )

    def step(turn: int) -> None:
        side = turn % 2
        talk.say(crew[side], crew[1 - side], "message", _text(talk, line.replace("WHAT", goods[side])))

    _wrong(talk, crew, step)


THANKS = (
    "{Thank you|Thanks|Many thanks} {so much|a lot|indeed}{!|, that was a pleasure!|, great working with you.}",
    "{You're welcome|My pleasure|Any time}{!|, thank you too!|, it was a joy to collaborate.}",
    "{Have a|Wishing you a} {great|lovely|wonderful} {day|evening|week}{!| ahead!|, and thanks again!}",
    "{Likewise|The same to you|You too}{!|, take care!|. Let me know if you need anything else.}",
)


def _politeness(talk: Talk) -> None:
    """Two agents who cannot stop thanking each other."""
    crew = _cast(talk, 2)

    def step(turn: int) -> None:
        talk.say(crew[turn % 2], crew[1 - turn % 2], "message", _text(talk, talk.rng.choice(THANKS)))

    _wrong(talk, crew, step)


def _restated_plan(talk: Talk) -> None:
    """The plan is told again, nothing of it is done."""
    crew = _cast(talk, 2)
    what = _text(talk, "{the move of the <part>|the study on <topic>|the fair in <city>}")
    line = (
        "{Here is my plan|The plan|My approach} for WHAT: {first|1.} {collect|gather} what {is there|exists}, "
        "{then|2.} {sort|order} it, {then|3.} {write|draft} a {summary|proposal}, {finally|4.} {ask for|get} approval."
    ).replace("WHAT", what)
    nod = "{Sounds good, go ahead.|Approved, please start.|Fine with me.|Good plan.|OK}"

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "plan", _text(talk, line))
        if talk.rng.random() < 0.6:
            talk.say(crew[1], crew[0], "message", _text(talk, nod))

    _wrong(talk, crew, step)


def _asked_again(talk: Talk) -> None:
    """A question is asked although it has been answered."""
    crew = _cast(talk, 2)
    city, day = _text(talk, "<city>"), _text(talk, "<day>")
    ask = "{Which city do we ship to|Where is the delivery going|Where should it be sent}, and {when|on which day}?"
    tell = f"{{To|It goes to|As I said:}} {city}{{, on|, by|, and it has to be}} {day}{{.| please.|!}}"

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "ask", _text(talk, ask))
        talk.say(crew[1], crew[0], "answer", _text(talk, tell))

    _wrong(talk, crew, step)


def _growing_text(talk: Talk) -> None:
    """Each message repeats what was said and adds a few words of nothing."""
    crew = _cast(talk, 2)
    text = [_text(talk, "{The report on <topic> should be clear.|The <part> has to be fast.}")]
    more = "{It really matters.|This is important.|Quality counts.|As noted above.|To repeat: it matters.|Indeed.}"

    def step(turn: int) -> None:
        text[0] = " ".join([*text[0].split()[-54:], *_text(talk, more).split()])
        talk.say(crew[turn % 2], crew[1 - turn % 2], "write", text[0])

    _wrong(talk, crew, step, 14)


def _amid_chatter(talk: Talk) -> None:
    """Two go in circles while others talk about their own work."""
    crew = _cast(talk, 5)
    number = talk.rng.randint(2, 4)
    texts = _links(talk, number)
    talkers, others = crew[:2], crew[2:]

    def step(turn: int) -> None:
        talk.say(talkers[turn % 2], talkers[1 - turn % 2], "message", texts[turn % number])
        if talk.rng.random() < 0.5:
            _honest(talk, others, 1)

    _wrong(talk, crew, step, 24)


def _tests_never_better(talk: Talk) -> None:
    """New code each time, and never a test more that passes."""
    crew = _cast(talk, 2)
    failed, total = talk.rng.randint(3, 9), talk.rng.randint(20, 90)
    scored = talk.rng.random() < 0.5
    change = (
        "{Adjusted|Tweaked|Changed|Rewrote} {the rounding|the sort key|the date handling|the loop bound|the regex|the "
        "default value|the merge step} in <file>."
    )

    def step(_: int) -> None:
        now = failed + talk.rng.choice((0, 0, 1))
        more: dict[str, object] = {"score": round(1 - now / total, 3)} if scored else {}
        talk.say(crew[0], crew[1], "edit", _text(talk, change), artefact_hash=talk.fresh())
        talk.say(crew[1], crew[0], "test", f"{now} failed, {total - now} passed", outcome="failed", **more)

    _wrong(talk, crew, step, 18)


def _clarification_circle(talk: Talk) -> None:
    """Every question is answered by a question."""
    crew = _cast(talk, 2)
    lines = (
        "{What exactly|What precisely|What} do you mean by {a short|a brief|a compact} {summary|overview}?",
        "{Could you say|Please clarify|Can you tell me} what {length|size} {you would call|counts as} {short|brief}?",
        "{That depends|It depends} on {the reader|the audience} - {who is|can you specify} {it|the audience}?",
        "{Which|What kind of} {reader|audience} {did you have in mind|were you thinking of} {for the summary|here}?",
    )
    number = talk.rng.choice((2, 4))

    def step(turn: int) -> None:
        talk.say(crew[turn % 2], crew[1 - turn % 2], "ask", _text(talk, lines[turn % number]))

    _wrong(talk, crew, step, 16)


def _changed_mind(talk: Talk) -> None:
    """A decision is made, taken back, and made again."""
    crew = _cast(talk, 3)
    one, two = _pick(talk, "Postgres/SQLite|the train/the plane|blue covers/red covers|weekly/monthly").split("/")
    case = (
        "{On reflection|Thinking about it again|Actually|Hmm,} {I'd prefer|let us take|we should go with} X"
        "{.| after all.| rather than Y.| because I have doubts about Y.}"
    )

    def step(turn: int) -> None:
        yes, no = (one, two) if turn % 2 == 0 else (two, one)
        line = case.replace("X", yes).replace("Y", no)
        talk.say(crew[turn % 2], None, "decide", _text(talk, line))
        if talk.rng.random() < 0.3:
            talk.say(crew[2], None, "message", _text(talk, "{Agreed.|Fine, {noted|changed}.|All right, switching.}"))

    _wrong(talk, crew, step, 14)


def _swinging_score(talk: Talk) -> None:
    """The same few settings are tried in turn, with the same few scores."""
    crew = _cast(talk, 2)
    number = talk.rng.randint(2, 4)
    rates = talk.rng.sample((0.1, 0.05, 0.01, 0.003, 0.001, 0.0003), number)
    scores = [round(talk.rng.uniform(0.4, 0.8), 3) for _ in rates]
    hashes = [talk.fresh() for _ in rates]

    def step(turn: int) -> None:
        at = turn % number
        score = round(scores[at] + talk.rng.uniform(-0.002, 0.002), 4)
        talk.say(crew[0], crew[1], "train", f"Now with learning rate {rates[at]}.", artefact_hash=hashes[at])
        talk.say(crew[1], crew[0], "evaluate", f"Validation accuracy {score}.", score=score)

    _wrong(talk, crew, step, 4 * number + 6)


def _almost_done(talk: Talk) -> None:
    """Somebody asks for the result, somebody says that it is nearly there; it never comes."""
    crew = _cast(talk, 2)
    ask = "{Is the {draft|report|result} ready?|Any news?|How far are you?|When {can I have|do I get} it?|Status?}"
    tell = (
        "{Almost|Nearly} {done|there|finished}{.|, {just a moment|a few minutes} more.|, only {last|final} "
        "{touches|details} are missing.}"
    )

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "ask", _text(talk, ask))
        talk.say(crew[1], crew[0], "status", _text(talk, tell))

    _wrong(talk, crew, step, 14)


def _rereading(talk: Talk) -> None:
    """The same few files are opened again and again, nothing is written."""
    crew = _cast(talk, 2)
    files = talk.rng.sample(SLOTS["file"], talk.rng.randint(2, 5))
    hashes = {file: talk.fresh() for file in files} if talk.rng.random() < 0.5 else {}
    line = "{Opening|Reading|Looking at|Let me read} FILE{.| again.| to {understand|get} the context.| once more.}"

    def step(turn: int) -> None:
        file = files[turn % len(files)]
        more: dict[str, object] = {"artefact_hash": hashes[file]} if hashes else {}
        talk.say(crew[0], None, "read", _text(talk, line).replace("FILE", file), outcome="ok", **more)

    _wrong(talk, crew, step, 4 * len(files))


def _fruitless_search(talk: Talk) -> None:
    """One question to the search engine in ever other words, and never a hit."""
    crew = _cast(talk, 2)
    topic, city = _text(talk, "<topic>"), _text(talk, "<city>")
    query = f"{{{topic}|{topic} {{data|figures|numbers|statistics}}}} {{in|for|near}} {city} {{1987|year 1987|in 1987}}"
    none = _pick(talk, "0 results|No documents matched your query.|[]")

    def step(_: int) -> None:
        talk.say(crew[0], "search", "search", _text(talk, query))
        talk.say("search", crew[0], "result", none, outcome=_pick(talk, "ok|failed|failed"))

    _wrong(talk, crew, step, 16)


def _wrong_format(talk: Talk) -> None:
    """A validator wants another format, the writer goes on in prose."""
    crew = _cast(talk, 2)
    who, what = _text(talk, "<person>"), _text(talk, "<n> <item>")
    prose = (
        "{Sure|Of course|Certainly|Sorry about that}! {Here is|This is} the {order|record} as JSON: {the customer "
        f"is|for}} {who}, {{who wants|buying}} {what}{{.| as requested.|, nothing else.}}"
    )
    no = "{Invalid JSON|Not valid JSON|Could not parse JSON}: {expected value|unexpected token} at line 1 column 1"

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "submit", _text(talk, prose), artefact_hash=talk.fresh())
        talk.say(crew[1], crew[0], "validate", _text(talk, no), outcome=_pick(talk, "rejected|error"))

    _wrong(talk, crew, step, 16)


def _hammering(talk: Talk) -> None:
    """A service that refuses is called without end and without success."""
    crew = _cast(talk, 2)
    call = _text(talk, "GET /v1/{quotes|tracks|rates}/<id>")
    refused = _pick(talk, "429|503")

    def step(turn: int) -> None:
        again = f"{call} (attempt {turn + 1})" if talk.rng.random() < 0.5 else call
        talk.say(crew[0], "api", "call", again)
        talk.say("api", crew[0], "result", _text(talk, f"{refused}, request <id>"), outcome=refused)

    _wrong(talk, crew, step, 24)


def _formatter_war(talk: Talk) -> None:
    """Two tools that format undo each other's work; a time stamp makes each file new."""
    crew = _cast(talk, 2)
    file = _text(talk, "<file>")
    lines = (f"Wrapped lines of {file} at 80 characters, <n> changes.", f"Joined short lines of {file}, <n> changes.")

    def step(turn: int) -> None:
        side = turn % 2
        talk.say(crew[side], None, "format", _text(talk, lines[side]), outcome="ok", artefact_hash=talk.fresh())

    _wrong(talk, crew, step, 16)


LOOPS: dict[str, Shape] = {
    "exact-repetition": _exact_repetition,
    "ping-pong": _ping_pong,
    "ring": _ring,
    "reworded-ring": _reworded_ring,
    "paraphrased": _paraphrased,
    "changing-ids": _changing_ids,
    "failing-call": _failing_call,
    "same-error-class": _same_error_class,
    "edit-undo": _edit_undo,
    "rejected-again": _rejected_again,
    "delegation": _delegation,
    "mutual-waiting": _mutual_waiting,
    "politeness": _politeness,
    "restated-plan": _restated_plan,
    "asked-again": _asked_again,
    "growing-text": _growing_text,
    "amid-chatter": _amid_chatter,
    "tests-never-better": _tests_never_better,
    "clarification-circle": _clarification_circle,
    "changed-mind": _changed_mind,
    "swinging-score": _swinging_score,
    "almost-done": _almost_done,
    "rereading": _rereading,
    "fruitless-search": _fruitless_search,
    "wrong-format": _wrong_format,
    "hammering": _hammering,
    "formatter-war": _formatter_war,
}


# ---- productive work


def _polling(talk: Talk) -> None:
    """Somebody waits for a long job, and says so by the action; in the end it is done."""
    crew = _cast(talk, 2)
    action = _pick(talk, "poll|wait|heartbeat")
    line = _text(talk, "{Is build <id> finished?|Waiting for the backup in <city>.|alive|Job <id>: still running.}")
    _right(talk, crew, lambda _: talk.say(crew[0], crew[1], action, line))
    talk.say(crew[1], crew[0], "report", "The job is finished.", outcome="ok", artefact_hash=talk.fresh())


def _pending(talk: Talk) -> None:
    """A status is asked for, and the answer is that it is pending, until it is not."""
    crew = _cast(talk, 2)
    job = _text(talk, "<id>")

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "check", f"Status of transfer {job}?", outcome="pending")
        talk.say(crew[1], crew[0], "status", f"Transfer {job} is being processed.", outcome="pending")

    _right(talk, crew, step)
    talk.say(crew[1], crew[0], "status", f"Transfer {job} has arrived.", outcome="ok")


def _batch_ok(talk: Talk) -> None:
    """One item of a batch after the other, each answered by the same word."""
    crew = _cast(talk, 2)
    verb = _pick(talk, "Resize|Upload|Archive|Stamp|Anonymise")
    answer = _pick(talk, "ok|OK|done|Stored.")

    def step(turn: int) -> None:
        talk.say(crew[0], crew[1], "request", _text(talk, f"{verb} scan_{turn + 101:04}.tif of <person>"))
        talk.say(crew[1], crew[0], "result", answer, outcome="ok")

    _right(talk, crew, step)


def _retries(talk: Talk) -> None:
    """The service is busy now and then, and each request succeeds after some retries."""
    crew = _cast(talk, 2)
    cities = talk.rng.sample(SLOTS["city"], len(SLOTS["city"]))
    busy = _pick(talk, "429|503")

    def step(turn: int) -> None:
        call = f"GET /weather/{cities[turn % len(cities)].lower()}?page={turn // len(cities) + 1}"
        for _ in range(talk.rng.randint(0, 2)):
            talk.say(crew[0], "api", "call", call, outcome=busy)
        talk.say(crew[0], "api", "call", call, outcome="ok")
        talk.say("api", crew[0], "result", _text(talk, f"{turn % 30 - 4} degrees, wind <n> at <t>"), outcome="ok")

    _right(talk, crew, step)


def _green_refactor(talk: Talk) -> None:
    """The code changes in small steps and all the tests stay green."""
    crew = _cast(talk, 2)
    green = f"{talk.rng.randint(40, 900)} passed"
    change = (
        "{Renamed|Extracted|Inlined|Moved|Typed|Simplified} {a helper|the constructor|two constants|the validator|the "
        "retry policy|an inner class|the error branch} in <file>"
    )

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "edit", _text(talk, change), artefact_hash=talk.fresh())
        talk.say(crew[1], crew[0], "test", green, outcome="ok")

    _right(talk, crew, step)


def _table(talk: Talk) -> None:
    """A table is read out row by row."""
    crew = _cast(talk, 2)
    line = talk.rng.choice(
        "row #: <item> ; <n> ; <city> ; in stock~# <person> <city> <n> EUR paid~#. <n> x <item>, <t>".split("~")
    )
    _right(talk, crew, lambda turn: talk.say(crew[0], crew[1], "row", _text(talk, line.replace("#", str(turn + 1)))))


def _pages(talk: Talk) -> None:
    """All the pages of a list are fetched."""
    crew = _cast(talk, 2)
    what, last = _pick(talk, "orders|patients|issues|members"), talk.rng.randint(45, 90)

    def step(turn: int) -> None:
        talk.say(crew[0], "api", "call", f"list_{what}(page={turn + 1}, size=100)")
        text = f"page {turn + 1} of {last}, 100 {what}"
        talk.say("api", crew[0], "result", text, outcome="ok", artefact_hash=talk.fresh())

    _right(talk, crew, step)


CHECKS = (
    "fire doors|exit signs|smoke detector|first aid box|handrail|emergency lamp|extinguisher|floor markings|"
    "sprinkler valve|alarm bell|stairwell|lift phone|fuse box|gas tap|window locks|roof hatch|drain cover|ladder|"
    "loading ramp|eye wash|boiler gauge|ventilation|assembly point|spill kit|visitor log|key cabinet|gate motor|"
    "cellar light|cable ducts|forklift horn|shelf anchors|door closer|water meter|letter box|bike stand|antenna mast|"
    "chimney flap|cold store seal|battery room|server rack lock"
).split("|")


def _checklist(talk: Talk) -> None:
    """Things are ticked off."""
    crew = _cast(talk, 2)
    checks = talk.rng.sample(CHECKS, len(CHECKS))
    answer = _pick(talk, "checked, fine|yes|[x]|no defect found")

    def step(turn: int) -> None:
        floor = "" if turn < len(checks) else f", {turn // len(checks) + 1}. floor"
        talk.say(crew[0], crew[1], "check", f"{checks[turn % len(checks)]}{floor}: {answer}", outcome="ok")

    _right(talk, crew, step)


def _votes(talk: Talk) -> None:
    """Many agents vote on one thing after another."""
    crew = _cast(talk, talk.rng.randint(6, 12))
    subjects = talk.rng.sample(SLOTS["topic"], 12)

    def step(turn: int) -> None:
        at = turn % (len(crew) + 1)
        motion = subjects[turn // (len(crew) + 1) % 12]
        if at == 0:
            talk.say("chair", None, "call-vote", f"Shall we fund the project on {motion}?")
        else:
            talk.say(crew[at - 1], "chair", "vote", _pick(talk, "yes|yes|yes|no|abstain"))

    _right(talk, crew, step)


def _epochs(talk: Talk) -> None:
    """A model is trained and gets better, with some noise."""
    crew = _cast(talk, 2)
    start, rate = talk.rng.uniform(0.2, 0.4), talk.rng.uniform(0.03, 0.08)

    def step(turn: int) -> None:
        score = round(start + (0.95 - start) * (1 - (1 - rate) ** turn) + talk.rng.uniform(-0.003, 0.003), 4)
        talk.say(crew[0], crew[1], "train", f"epoch {turn + 1} done, val_acc {score}", score=score)

    _right(talk, crew, step)


def _fewer_failures(talk: Talk) -> None:
    """Test after test is repaired."""
    crew = _cast(talk, 2)
    total = talk.rng.randint(120, 300)
    left = [talk.rng.randint(70, 110)]
    fix = "{Fixed|Repaired|Corrected} {the fixture|an off-by-one|the mock|the time zone|the path} in <file>."

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "edit", _text(talk, fix), artefact_hash=talk.fresh())
        left[0] -= talk.rng.randint(1, 2)
        talk.say(crew[1], crew[0], "test", f"{left[0]} failed, {total - left[0]} passed", outcome="failed")

    _right(talk, crew, step)


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


def _review_rounds(talk: Talk) -> None:
    """Draft, remark, better draft, another remark; at last approval."""
    crew = _cast(talk, 2)
    remarks = talk.rng.sample(REMARKS, len(REMARKS))

    def step(turn: int) -> None:
        hand_in = _text(talk, "{Revised|New} version {attached|is up}, please {review|read} it.")
        talk.say(crew[0], crew[1], "submit", hand_in, artefact_hash=talk.fresh())
        talk.say(crew[1], crew[0], "review", _text(talk, remarks[turn]), outcome="rejected")

    for turn in range(talk.rng.randint(9, len(remarks))):
        step(turn)
    talk.say(crew[0], crew[1], "submit", "Final version.", artefact_hash=talk.fresh())
    talk.say(crew[1], crew[0], "review", "Approved.", outcome="ok")


def _broadcast(talk: Talk) -> None:
    """The same news for many receivers, of whom some answer."""
    crew = _cast(talk, len(AGENTS))
    news = _text(
        talk, "{Maintenance of the <part> on <day> at <t>.|The office in <city> moves on <day>.|New rota is up.}"
    )

    def step(turn: int) -> None:
        receiver = crew[1 + turn] if turn + 1 < len(crew) else f"client-{turn}"
        talk.say(crew[0], receiver, "notify", news)
        if talk.rng.random() < 0.4:
            talk.say(receiver, crew[0], "message", _pick(talk, "Noted.|Thanks|ok|Received, thank you."))

    _right(talk, crew[:4], step)


def _lint(talk: Talk) -> None:
    """File after file goes through the linter."""
    crew = _cast(talk, 2)
    tail = _pick(talk, "no problems found|0 errors, 0 warnings|clean")

    def step(turn: int) -> None:
        file = f"src/{_pick(talk, 'api|core|ui|db|jobs')}/m{turn:02}_{_text(talk, '<file>').split('/')[-1]}"
        talk.say(crew[0], None, "lint", f"{file}: {tail}", outcome="ok")

    _right(talk, crew, step)


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


def _interview(talk: Talk) -> None:
    """A questionnaire, answered by yes and no."""
    crew = _cast(talk, 2)
    questions = talk.rng.sample(QUESTIONS, len(QUESTIONS))

    def step(turn: int) -> None:
        talk.say(crew[0], crew[1], "ask", questions[turn % len(questions)])
        talk.say(crew[1], crew[0], "answer", _pick(talk, "yes|no|no|Yes.|No."))

    _right(talk, crew, step, 24)


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


def _translation(talk: Talk) -> None:
    """A manual is translated line by line."""
    crew = _cast(talk, 2)
    phrases = talk.rng.sample(PHRASES, len(PHRASES))
    for phrase in phrases[: talk.rng.randint(10, len(phrases))]:
        english, german = phrase.split("=")
        talk.say(crew[0], crew[1], "translate", f"Please translate: {english}")
        talk.say(crew[1], crew[0], "answer", german, outcome="ok")


def _plain_work(talk: Talk) -> None:
    """Long talk about several matters, without any artefact."""
    crew = _cast(talk, talk.rng.randint(2, 6))
    goal = talk.rng.randint(22, 60)
    for domain in talk.rng.sample(DOMAINS, len(DOMAINS)):
        for line in domain:
            if len(talk.lines) < goal:
                sender, receiver = talk.rng.sample(crew, 2)
                talk.say(sender, receiver, _pick(talk, "message|message|report|ask"), _text(talk, line))


def _daily_reports(talk: Talk) -> None:
    """Each day the same form is filled in."""
    crew = _cast(talk, 3)
    line = (
        _text(talk, "Daily report for <city>, DATE: ")
        + "<n> visitors, <n> sales, {no incidents|one complaint|all calm}"
    )

    def step(turn: int) -> None:
        date = f"2026-{3 + turn // 28:02}-{1 + turn % 28:02}"
        talk.say(crew[0], crew[1], "report", _text(talk, line.replace("DATE", date)), outcome="ok")

    _right(talk, crew, step)


CALLS = (
    "My order of <item> is late.=It is on its way, number <id>.",
    "I need an invoice for <city>.=Sent to you just now.",
    "Please change my address to <city>, number <n>.=Changed, reference <id>.",
    "The <part> shows an error since <t>.=Known; it will be repaired by <t>.",
    "Is <person> in on <day>?={Yes, from <t> on.|No, on leave until <day>.}",
    "How long is the guarantee for <item>?=Two years, with the receipt.",
    "I was charged twice for ticket <id>, and I am not pleased.=You are right; <n> euros go back to your card.",
)


def _same_opening(talk: Talk) -> None:
    """One conversation after another, each with the usual greeting and business of its own."""
    crew = _cast(talk, 1)
    hello = "Hello, this is the service desk, how can I help you?"

    def step(turn: int) -> None:
        client = f"caller-{turn + 1}"
        wish, answer = talk.rng.choice(CALLS).split("=")
        talk.say(crew[0], client, "greet", hello)
        talk.say(client, crew[0], "ask", _text(talk, wish))
        talk.say(crew[0], client, "answer", _text(talk, answer))
        talk.say(client, crew[0], "message", _pick(talk, "Thank you, bye.|Great, thanks!|Thanks."))

    _until(talk, step, 20)


def _other_arguments(talk: Talk) -> None:
    """The same tool is needed for one thing after another."""
    crew = _cast(talk, 2)
    tool, what = _pick(talk, "geocode/address|convert/amount|lookup_vat/number|measure/sample|describe/image").split(
        "/"
    )

    def step(_: int) -> None:
        talk.say(crew[0], "tool", "call", _text(talk, f"{tool}({what}='<city> <n>')"))
        talk.say("tool", crew[0], "result", _text(talk, "{value|found}: <n>.<n>"), outcome="ok")

    _right(talk, crew, step)


def _sections(talk: Talk) -> None:
    """A book grows section by section, each of them praised in the same words."""
    crew = _cast(talk, 2)
    praise = _pick(talk, "Looks good, go on.|Accepted.|Fine, next one please.")

    def step(turn: int) -> None:
        text = _text(
            talk, f"Section {turn // 6 + 1}.{turn % 6 + 1} on {{<topic>|<item>|<city>}} is written, <n> words."
        )
        talk.say(crew[0], crew[1], "write", text, artefact_hash=talk.fresh())
        talk.say(crew[1], crew[0], "review", praise, outcome="ok")

    _right(talk, crew, step)


def _labelling(talk: Talk) -> None:
    """Reviews of customers get one of three labels."""
    crew = _cast(talk, 2)
    review = (
        "{Bought|Ordered|Got} <n> <item>, {arrived broken|very happy|good value|too late for <day>|never again|as "
        "described|my wife in <city> loves them|the box was open|five stars from <person>}"
    )

    def step(_: int) -> None:
        talk.say(crew[0], crew[1], "classify", _text(talk, review))
        talk.say(crew[1], crew[0], "label", _pick(talk, "positive|positive|negative|neutral"), outcome="ok")

    _right(talk, crew, step)


def _bisections(talk: Talk) -> None:
    """Several regressions are each hunted down by halving."""
    crew = _cast(talk, 2)

    def step(_: int) -> None:
        left = 64
        talk.say(crew[0], crew[1], "message", _text(talk, "Bisecting the slowdown of the <part>, 64 commits."))
        while left > 8:
            left //= 2
            verdict = _pick(talk, "good|bad")
            talk.say(crew[1], crew[0], "bisect", _text(talk, f"<id> is {verdict}, {left} revisions left"))
        talk.say(
            crew[1], crew[0], "report", _text(talk, "Culprit is <id>, a change of <file> by <person>."), outcome="ok"
        )

    _right(talk, crew, step)


def _bargaining(talk: Talk) -> None:
    """Buyer and seller come closer, lot by lot."""
    crew = _cast(talk, 2)

    def step(_: int) -> None:
        item, low = _text(talk, "<n> <item>"), talk.rng.randint(100, 900)
        high = low + talk.rng.randint(60, 90)
        while high - low > 10 and len(talk.lines) < LONGEST:
            talk.say(crew[0], crew[1], "offer", f"I can pay {low} for {item}.")
            talk.say(crew[1], crew[0], "offer", f"I would take {high}.")
            low, high = low + talk.rng.randint(8, 16), high - talk.rng.randint(8, 16)
        talk.say(crew[0], crew[1], "accept", f"Deal at {(low + high) // 2} for {item}.", outcome="ok")

    _until(talk, step, 20)


def _grid(talk: Talk) -> None:
    """All combinations of a grid are tried once; the score goes up and down."""
    crew = _cast(talk, 2)
    cells = [(depth, rate, seed) for depth in (2, 4, 6, 8) for rate in (0.3, 0.1, 0.03) for seed in range(7)]

    def step(turn: int) -> None:
        depth, rate, seed = cells[turn % len(cells)]
        score = round(0.6 + depth / 50 - abs(rate - 0.1) / 3 + talk.rng.uniform(-0.02, 0.02), 3)
        text = f"run {turn + 1}/{len(cells)}: depth={depth} rate={rate} seed={seed} -> {score}"
        talk.say(crew[0], crew[1], "train", text, score=score, artefact_hash=talk.fresh())

    _right(talk, crew, step)


def _different_errors(talk: Talk) -> None:
    """Every repair uncovers another error, each further down the road."""
    crew = _cast(talk, 2)
    steps = talk.rng.sample(SLOTS["file"], len(SLOTS["file"]))
    error = "{SyntaxError: unclosed bracket|TypeError: str is not int|NameError: undefined name|KeyError: 'total'} in "

    def step(turn: int) -> None:
        file = steps[turn % len(steps)]
        stage = f"stage {turn + 1} of {len(steps) + 2}"
        talk.say(
            crew[1], crew[0], "build", f"{stage}: {_text(talk, error)}{file}, line {turn * 7 + 12}", outcome="error"
        )
        talk.say(crew[0], crew[1], "edit", _text(talk, f"{{Fixed|Repaired}} {file}."), artefact_hash=talk.fresh())

    for turn in range(talk.rng.randint(10, len(steps))):
        step(turn)
    talk.say(crew[1], crew[0], "build", "All stages built.", outcome="ok", artefact_hash=talk.fresh())


def _game(talk: Talk) -> None:
    """Two agents who play, move by move, very short messages."""
    crew = _cast(talk, 2)
    ranks = "abcdefgh"

    def step(turn: int) -> None:
        move = f"{_pick(talk, '|N|B|R|Q|K')}{talk.rng.choice(ranks)}{talk.rng.randint(1, 8)}"
        talk.say(crew[turn % 2], crew[1 - turn % 2], "move", f"{turn // 2 + 1}. {move}")

    _until(talk, step, 24)


PRODUCTIVE: dict[str, Shape] = {
    "polling": _polling,
    "pending": _pending,
    "batch-ok": _batch_ok,
    "retries": _retries,
    "green-refactor": _green_refactor,
    "table": _table,
    "pages": _pages,
    "checklist": _checklist,
    "votes": _votes,
    "epochs": _epochs,
    "fewer-failures": _fewer_failures,
    "review-rounds": _review_rounds,
    "broadcast": _broadcast,
    "lint": _lint,
    "interview": _interview,
    "translation": _translation,
    "plain-work": _plain_work,
    "daily-reports": _daily_reports,
    "same-opening": _same_opening,
    "other-arguments": _other_arguments,
    "sections": _sections,
    "labelling": _labelling,
    "bisections": _bisections,
    "bargaining": _bargaining,
    "grid": _grid,
    "different-errors": _different_errors,
    "game": _game,
}


def loops(count: int, seed: int = 2) -> list[Window]:
    """So many windows that a sensible supervisor would interrupt."""
    return windows(LOOPS, "loop", count, seed)


def productive(count: int, seed: int = 2) -> list[Window]:
    """So many windows of work that only looks like a loop."""
    return windows(PRODUCTIVE, "productive", count, seed)
