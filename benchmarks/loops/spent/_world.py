"""What the windows speak of: agents, and six trades with their words."""

from __future__ import annotations

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
