"""Vocabularies of the second hold-out corpus: what a domain talks about, first half."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Domain:
    """The words of one trade."""

    name: str
    team: tuple[str, ...]
    outsiders: tuple[str, ...]
    files: tuple[str, ...]
    tools: tuple[str, ...]
    tasks: tuple[str, ...]
    errors: tuple[str, ...]
    asks: tuple[tuple[str, str], ...]
    findings: tuple[tuple[str, str], ...]
    metrics: tuple[tuple[str, str, float, float], ...]
    facts: tuple[str, ...]
    records: tuple[str, ...]
    strings: tuple[str, ...]


def _items(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split("|") if part.strip())


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    halves = [item.split("=>") for item in _items(text)]
    return tuple((left.strip(), right.strip()) for left, right in halves)


def _metrics(text: str) -> tuple[tuple[str, str, float, float], ...]:
    cells = [item.split(";") for item in _items(text)]
    return tuple((name.strip(), unit.strip(), float(low), float(high)) for name, unit, low, high in cells)


def domain(name: str, people: str, **fields: str) -> Domain:
    """Build a domain from bars and arrows; `people` is the team, then a slash, then the outsiders."""
    team, outsiders = people.split("/")
    return Domain(
        name=name,
        team=_items(team),
        outsiders=_items(outsiders),
        files=_items(fields["files"]),
        tools=_items(fields["tools"]),
        tasks=_items(fields["tasks"]),
        errors=_items(fields["errors"]),
        asks=_pairs(fields["asks"]),
        findings=_pairs(fields["findings"]),
        metrics=_metrics(fields["metrics"]),
        facts=_items(fields["facts"]),
        records=_items(fields["records"]),
        strings=_items(fields["strings"]),
    )


WEBSHOP = domain(
    "webshop",
    "coder|reviewer|tester|architect|product_owner / ci-bot|release_manager",
    files="""src/cart.py|src/checkout.py|tests/test_cart.py|src/models/order.py|src/api/routes.py|
    migrations/0042_vouchers.sql|frontend/basket.tsx|src/pricing/discounts.py|docs/api.md|src/mailer.py""",
    tools="run_tests|write_file|read_file|git_apply|lint|open_pull_request",
    tasks="""add a voucher field to the checkout form|move the tax table into its own module|write the order
    history endpoint|cache the product list for anonymous visitors|split the shipping cost calculation from the
    cart|send a receipt by e-mail after payment|validate postcodes on the server|make the stock counter atomic|
    log refused card payments|drop the old basket cookie""",
    errors="""AssertionError: expected 1999 but got 2000|ModuleNotFoundError: No module named 'shop.pricing'|
    TypeError: unsupported operand type(s) for +: 'Decimal' and 'float'|E   KeyError: 'voucher_code'|
    sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: orders.number|
    ImportError: cannot import name 'Cart' from partially initialized module 'src.cart'|
    patch does not apply: src/checkout.py:{n}|TS2339: Property 'total' does not exist on type 'Basket'""",
    asks="""Should vouchers stack with sale prices? => No, the better of the two wins.|Which currency do we store? =>
    Always cents in EUR, converted at display time.|Do guests get an order history? => Only through the link in
    their receipt.|Where do we round the tax? => Per line, half up.|Is the old API still in use? => Two partners
    call it until the end of June.|What happens to a cart after login? => It merges with the saved one.|Who may
    refund an order? => Support leads and the shop owner.|How long do we keep abandoned carts? => Thirty days""",
    findings="""the discount is applied before tax => apply it after the tax line|no test covers an empty cart =>
    test_empty_cart added|a magic number in shipping_cost => named FREE_FROM_CENTS|the endpoint leaks the customer
    id => the response model leaves it out|the query runs once per line => joined in one select|exceptions are
    swallowed in pay() => narrowed and logged|the type of total is wrong => Decimal everywhere|missing index on
    orders.created => index in the migration|names differ between api and model => renamed to order_number""",
    metrics="coverage;%;61;97|response time;ms;80;900|open findings;;0;14",
    facts="""Most baskets hold two or three articles, so the loop over lines is not the hot spot.|The payment
    provider signs its callbacks with HMAC.|Stock is kept by the warehouse system and only mirrored here.|The
    voucher table has 41 thousand rows.|Search traffic makes up a third of all requests.|The mobile app still
    speaks version 2 of the API.|Refunds are booked the day after.|The cart lives in Redis with a TTL of a week.|
    Returns need a label from the carrier.|Prices change at midnight Central European Time""",
    records="order|article|customer|voucher|shipment|refund",
    strings="""Add to basket|Your basket is empty|Proceed to checkout|Voucher not valid|Delivery in 2 to 3 days|
    Thank you for your order|Forgot your password?|Remove article""",
)

INVOICES = domain(
    "invoices",
    "clerk|auditor|approver|intake_agent|ledger_agent / controller|treasury",
    files="""march/statement.csv|ledger/2025-03.json|inbox/INV-2093.pdf|vendors.xlsx|exports/datev.csv|
    approvals/queue.json|reports/aging.md|rules/vat.yaml|scans/receipt_118.png""",
    tools="fetch_invoice|match_payment|post_entry|ocr_scan|export_ledger|vendor_lookup",
    tasks="""reconcile the March bank statement|post the supplier invoices of week 14|find the duplicate payment to
    Hartmann|prepare the VAT return|file the travel receipts|close the open items of the Lyon branch|match credit
    notes to invoices|draft the dunning letters|check the IBANs of new vendors|book the accruals for rent""",
    errors="""ERP-4012: posting period 03/2025 is closed|Vendor {id} not found in master data|OCR confidence 0.31
    below threshold 0.60|HTTP 401 Unauthorized: token expired for ledger-api|Amount mismatch: invoice 1,204.00 vs
    order 1,240.00|Lock wait timeout exceeded; try restarting transaction|XML schema validation failed: element
    'TaxCategory' missing|cost centre 4711 is blocked for posting""",
    asks="""Which cost centre takes the licence fee? => 4402, IT services.|Do we pay before or after the discount date?
    => Before, we take the two percent.|Is the Lyon invoice in EUR or CHF? => EUR, they changed banks in January.|
    Who signs above ten thousand? => Two approvers, one from finance.|May I post into February? => No, February
    is closed since the 8th.|How do we treat the freight line? => As incidental cost of purchase.|What is the VAT
    rate for e-books? => Seven percent.|Is vendor 70119 a private person? => Yes, a freelancer""",
    findings="""the VAT code is missing on line 3 => code V7 set|the delivery note is not attached => note scanned
    and linked|the approver is also the requester => sent to a second approver|the due date lies before the invoice
    date => corrected to 30 days net|the bank details differ from the master => confirmed with the vendor by
    phone|the amount was keyed twice => second line removed|the text of the entry is empty => booking text
    added|the currency is USD, not EUR => converted at the daily rate|cost centre does not exist => moved to 4402""",
    metrics="matched items;%;52;99|open invoices;;4;180|processing time;s;2;90",
    facts="""Hartmann sends two invoices a month, on the 3rd and the 17th.|The Lyon branch books in its own
    ledger.|Credit notes start with a G.|Early payment discount runs ten days.|The auditors come in week 22.|
    Travel receipts older than 90 days need a reason.|Freight is billed per pallet.|Three vendors share one
    bank account because they belong to one group.|Rent is paid in advance each quarter.|The dunning run is
    on Thursdays""",
    records="invoice|payment|credit note|vendor|receipt|ledger entry",
    strings="""Payment overdue|Invoice number|Please approve|Amount due|Rejected by approver|Posted|Attach receipt|
    Second reminder""",
)

TRIPS = domain(
    "trips",
    "planner|travel_agent|budget_keeper|booking_agent|concierge / traveller|visa_desk",
    files="""itinerary.md|budget.xlsx|offers/hotels.json|offers/flights.json|notes/preferences.txt|packing.md|
    bookings/BK-7731.json|map/day3.geojson""",
    tools="search_flights|search_hotels|book|get_weather|currency_rate|route_map",
    tasks="""find a hotel near the old town|compare trains and flights to Porto|fit the museum day before the hike|
    book the ferry for two cars|check visa rules for the stopover|plan a rainy day alternative|reserve dinner for
    six on Saturday|split the costs by traveller|find luggage storage at the station|ask for a late checkout""",
    errors="""No availability for 2 adults on 14 June|504 Gateway Timeout from supplier 'skylink'|fare no longer
    available, please search again|InvalidDateRange: return precedes departure|card declined (code 51)|
    session {id} expired|Unknown station code 'PRTO'|Hotel inventory service unavailable""",
    asks="""Do you prefer the early flight? => Yes, as long as it leaves after seven.|Is breakfast needed? => Only on
    the first day.|How much may the hotel cost? => 140 a night at most.|Are the children under twelve? => One is
    nine, the other thirteen.|Would a layover be acceptable? => Up to two hours.|Which side of the river? => The
    north side, close to the tram.|Do we need a car? => Only for the weekend in the hills.|Any allergies? => Nuts,
    for one of us""",
    findings="""day 2 has two dinners => the tasting moved to day 4|the transfer time is only 25 minutes => later train
    chosen|the budget lacks the city tax => tax of 2.00 a night added|the museum is closed on Mondays => swapped
    with the market|the ferry was priced one way => return fare added|no rest after the night flight => free
    morning on day 1|hotel is 9 km from the centre => replaced by Casa Azul|the hike needs a permit => permit
    requested|insurance is missing => policy added""",
    metrics="total price;EUR;700;3900|walking distance;km;3;22|rating;;3;5",
    facts="""The night train has no dining car.|Sardine season starts in June.|The funicular is closed for repairs.|
    Museums are free on the first Sunday.|Trams accept contactless cards.|The valley road is scenic but slow.|
    Rain is likely on Thursday afternoon.|The ferry takes two hours and ten minutes.|Casa Azul has a roof terrace.|
    Luggage lockers cost six euros a day""",
    records="hotel offer|flight|booking|traveller|voucher|reservation",
    strings="""Your trip at a glance|Book now|Free cancellation|Add traveller|Check-in from 3 pm|No results for these
    dates|Share itinerary|Price per night""",
)

PIPELINE = domain(
    "pipeline",
    "ingestor|transformer|quality_agent|scheduler|data_steward / oncall|bi_team",
    files="""dags/daily_sales.py|sql/stg_orders.sql|schemas/events.avsc|raw/2025-04-02/part-0007.parquet|
    dbt/models/marts/revenue.sql|checks/nulls.yml|warehouse/dim_store|logs/ingest.log|contracts/clickstream.json""",
    tools="run_query|load_partition|validate_schema|trigger_dag|list_objects|compact_table",
    tasks="""backfill the clickstream of the first quarter|add a uniqueness check on store_id|rewrite the revenue
    mart|move the raw zone to parquet|deduplicate the event stream|document the lineage of dim_store|repair the
    broken partition of 2 April|lower the shuffle size of the join|mask e-mail addresses|alert on late files""",
    errors="""AnalysisException: cannot resolve 'store_key' given input columns: [store_id, day]|OOMKilled:
    executor {n} exceeded 8.0 GiB|Schema mismatch in part-{n}.parquet: expected int64, found string|
    AccessDenied: s3:GetObject on arn:aws:s3:::raw-zone|Deadlock found when trying to get lock|upstream_failed:
    load_orders|connection reset by peer (attempt {n})|duplicate key value violates unique constraint
    "events_pk\"""",
    asks="""Which column is the event time? => occurred_at; received_at is only for audits.|Are nulls allowed in
    region? => Yes, until the stores are mapped.|How late may files come? => Until six in the morning.|Do we keep
    deleted rows? => As tombstones for 90 days.|Who owns dim_store? => The retail team.|Is the feed incremental? =>
    Full on Sundays, otherwise deltas.|What does status 7 mean? => Returned by the carrier.|Which time zone are the
    logs in? => UTC""",
    findings="""the join drops stores without sales => left join now|dates are parsed as local time => parsed as
    UTC|the check ignores empty files => empty files fail the check|column names are in mixed case =>
    snake_case throughout|the model selects star => columns listed|no owner in the yaml => owner: retail|the
    backfill is not idempotent => delete and insert per day|the mart counts test orders => filtered by channel|no
    partition filter => filter on day""",
    metrics="null share;%;0;18|rows per second;;900;42000|freshness;min;3;260",
    facts="""The event stream peaks at nine in the evening.|About two percent of the orders arrive a day late.|The
    raw zone holds 11 TB.|Region is unknown for pop-up stores.|The revenue mart feeds forty dashboards.|
    Store 118 reports in a different currency.|Small files come from the loyalty app.|The warehouse bills by
    scanned bytes.|Tombstones are compacted on Sundays.|Clickstream ids are not stable across devices""",
    records="partition|order row|event|store|batch|parquet file",
    strings="""Last refresh|Rows loaded|Check failed|No data for this period|Data owner|Freshness|Run again|Download
    as CSV""",
)

GAMES = domain(
    "games",
    "game_designer|level_builder|gameplay_coder|artist|playtester / publisher|sound_guy",
    files="""levels/cave_03.json|scripts/player.gd|assets/slime.png|scripts/enemy_ai.gd|design/gdd.md|
    audio/theme.ogg|levels/town.tscn|balance/weapons.csv|scripts/inventory.gd""",
    tools="build_level|playtest|render_sprite|run_script|export_build|set_balance",
    tasks="""tune the jump height|add a boss to cave three|make slimes split in two|draw the inventory icons|write the
    shopkeeper's dialogue|fix the save slot menu|shorten the tutorial|add coyote time|place the hidden chests|
    balance the crossbow""",
    errors="""Invalid call. Nonexistent function 'split' in base 'CharacterBody2D'.|level does not validate: door
    {n} has no key|Parser Error: Unexpected indent|texture atlas overflow: 2048x2048|export template missing for
    'Web'|navmesh bake failed: zero polygons|null instance on base 'Inventory'|tile id {n} out of range""",
    asks="""Can the player swim? => Only with the fins from cave five.|How many slots has the inventory? => Twelve, then
    twenty with the bag.|Is there friendly fire? => No.|Does time stop in menus? => Yes, in single player.|How many
    hits does a slime take? => Two with the sword.|Which resolution do we draw in? => 320 by 180.|Should chests
    respawn? => Never.|Who tells the backstory? => The lamp keeper""",
    findings="""the jump feels floaty => gravity raised to 1400|the boss can be skipped by the ledge => ledge removed|
    the tutorial explains the bag twice => second sign dropped|slimes spawn inside walls => spawn points moved|the
    crossbow outclasses everything => reload time 1.4 s|the text box covers the player => moved to the top|
    the cave is too dark on phones => ambient light 0.35|the key can be lost => keys are kept on death|no sound on
    opening a chest => chest_open.ogg added""",
    metrics="fun rating;;2;9|frame time;ms;6;34|deaths per level;;0;40",
    facts="""Players find the second chest first.|The slime idle animation has six frames.|Most deaths happen at the
    double spikes.|The town theme is in D minor.|Speedrunners use the ledge.|The shopkeeper sells one potion a
    day.|Bats ignore light.|The lamp burns for ninety seconds.|Cave three reuses the tiles of cave one.|The
    crossbow was called harpoon before""",
    records="level|sprite|quest|enemy|item|dialogue line",
    strings="""Press any key|New game|Your bag is full|You found a rusty key|Save and quit|Game over|The door is
    locked|Talk""",
)

LITERATURE = domain(
    "literature",
    "researcher|librarian|summariser|critic|statistician / editor|principal_investigator",
    files="""notes/heat_pumps.md|refs/library.bib|draft/section2.tex|data/survey.csv|figures/fig3.svg|
    protocol.docx|tables/included_studies.csv|pdf/okafor2021.pdf""",
    tools="search_papers|fetch_pdf|extract_table|cite|run_regression|summarise",
    tasks="""collect studies on heat pump uptake|extract sample sizes from the included papers|write the limitations
    section|check the citation of Okafor 2021|rerun the regression without outliers|draft the PRISMA diagram|compare
    definitions of energy poverty|code the interview transcripts|translate the abstract|rank the journals""",
    errors="""0 results for query|403 Forbidden: publisher requires login|PDF has no text layer|LinAlgError: Singular
    matrix|rate limit: 100 requests per 5 minutes|BibTeX: repeated entry okafor2021|table 2 spans pages, parser
    stopped at row {n}|DOI 10.1016/j.enpol.2019.{n} not found""",
    asks="""Which years do we include? => 2012 to 2024.|Do preprints count? => Only if later published.|What is the
    outcome variable? => Installed units per thousand homes.|Is the survey weighted? => Yes, by region and tenure.|
    How do we handle German papers? => Included, with a translated abstract.|Which citation style? => Author-year.|
    Was the protocol registered? => Yes, in February.|Two-sided tests? => Two-sided throughout""",
    findings="""the second claim has no source => Lindqvist 2020 cited|figure 3 lacks units => axis labelled in kWh|the
    sample size differs from the table => corrected to 412|the limitation on self-reports is missing => paragraph
    added|causal wording for a correlation => reworded|two studies overlap in data => the older one excluded|the
    confidence level is not given => 95 % stated|the search string is incomplete => appendix B added|the
    abstract is too long => cut to 230 words""",
    metrics="included studies;;8;140|agreement (kappa);;0.4;0.95|readability;;30;75",
    facts="""Subsidies explain more of the variance than fuel prices.|Okafor sampled only owner occupiers.|Three papers
    use the same Danish panel.|Tenants seldom decide on heating.|The effect halves after 2018.|Noise complaints
    appear in rural samples only.|Installers' advice is the strongest predictor in two studies.|Response rates fell
    below twenty percent.|The Swedish register has no price data.|Peer effects work within one street""",
    records="paper|citation|interview|study|excerpt|table row",
    strings="""Abstract|Conflict of interest|Data availability|Keywords|Corresponding author|See supplementary
    material|Figure|Accepted manuscript""",
)

TELECOM = domain(
    "telecom",
    "frontline_bot|billing_agent|tech_support|retention_agent|kb_agent / customer|supervisor",
    files="""tickets/88213.json|kb/router-reset.md|contracts/C-5519.pdf|bills/2025-04.pdf|macros/greeting.txt|
    outages/north.json|scripts/line_test.log|crm/notes.txt""",
    tools="lookup_customer|line_test|create_ticket|refund|send_sms|check_outage",
    tasks="""explain the April bill|book a technician for the copper line|unlock the roaming pass|close tickets solved
    for a week|write a macro for router resets|offer the fibre upgrade|trace a missing parcel with a router|correct
    the address on contract 5519|check why calls drop after ten minutes|refund the double activation fee""",
    errors="""CRM timeout after 30000 ms|customer {id} has no active contract|line test aborted: modem not in sync|
    SMS gateway: 550 recipient blocked|refund exceeds agent limit (50.00)|ticket {id} is locked by another user|
    knowledge base returned no article|verification failed: date of birth does not match""",
    asks="""Could you tell me the contract number? => It is C-5519-07.|Is the red light blinking or steady? => It
    blinks twice, then stays off.|Since when is the line down? => Since Tuesday evening.|Do you use your own
    router? => No, the one you sent.|May we call you back? => Yes, after four.|Which phone do you use? => An older
    Pixel.|Is it slow over cable too? => Yes, the same.|Which address is it? => Mill Lane 7, back entrance""",
    findings="""the reply does not name the refund date => date added|the tone is too curt => greeting added|the wrong
    tariff is quoted => corrected to Flex 20|the macro still mentions the old router => model updated|no
    apology for the outage => sentence added|customer is addressed by the wrong name => name fixed|steps are out of
    order => renumbered|the link leads to the archive => link replaced|callback window missing => 4 to 6 pm added""",
    metrics="satisfaction;;2;5|waiting time;min;1;48|line speed;Mbit/s;3;240",
    facts="""The north ring had a fibre cut on Tuesday.|Routers of the first series lose their settings after an
    update.|Roaming passes start at midnight.|The activation fee was waived in March.|Copper lines end at Mill
    Lane.|Technicians come between eight and noon.|Calls drop when the SIP timer expires.|The upgrade keeps the old
    number.|Contracts renew by a month.|Most complaints about speed come from Wi-Fi in the cellar""",
    records="ticket|customer|contract|bill|callback|SMS",
    strings="""We are sorry for the trouble|Your technician is on the way|Please restart your router|Bill of April|Rate
    this chat|Change tariff|Callback requested|Your line is being tested""",
)
