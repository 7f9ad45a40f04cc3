"""Vocabularies of the second hold-out corpus, second half, and the list of all domains."""

from __future__ import annotations

from benchmarks.loops.second._words import (
    GAMES,
    INVOICES,
    LITERATURE,
    PIPELINE,
    TELECOM,
    TRIPS,
    WEBSHOP,
    Domain,
    domain,
)

ROBOTS = domain(
    "robots",
    "picker|carrier|dispatcher|vision|dock_controller / shift_lead|safety_officer",
    files="""maps/hall_b.pgm|routes/aisle_14.json|logs/picker_02.bag|calib/cam_left.yaml|orders/wave_19.csv|
    zones/charging.json|firmware/gripper.bin|incidents/0403.md""",
    tools="navigate|grasp|scan_barcode|dock|replan|lift",
    tasks="""bring tote 88 to the packing desk|clear aisle fourteen|calibrate the left camera|count the bins on shelf
    C7|charge before the noon wave|map the new cold room|fetch the fallen carton|reroute around the spill|swap the
    gripper pads|label empty pallets""",
    errors="""planner: no path to (14.2, 3.8)|grasp failed: suction below 0.4 bar|barcode unreadable at station {n}|
    obstacle in safety field, stopped|localization lost, covariance 2.31|dock misaligned by 14 mm|lift stalled at
    1.62 m|heartbeat of carrier {n} missing for 5 s""",
    asks="""Is aisle nine free? => Free after the forklift leaves.|Which gripper for glass? => The soft one.|May
    carrier 3 use the ramp? => Only without load.|Where do empties go? => To zone E.|How full is the wave? => Two
    thirds picked.|Is the cold room mapped? => Down to row four.|Who has the right of way? => The one carrying.|At
    which charge do we return? => Twenty percent""",
    findings="""the route crosses the fire door => routed along aisle 12|the grasp point is off centre => offset 12 mm|
    carriers wait in front of the exit => waiting bay moved|the map lacks the new pillar => pillar drawn|
    scan comes before the stop => scan after standstill|the lift is raised while driving => interlock added|
    the speed in zone E is too high => 0.6 m/s|labels face the wall => tote turned|battery reserve is too low =>
    reserve 20 percent""",
    metrics="battery;%;18;100|picks per hour;;40;210|position error;mm;2;60",
    facts="""Glass bottles need the soft gripper.|The floor of hall B is wet on Mondays.|Carrier 3 pulls to the left.|
    Shelf C7 is a hand's width too high.|Reflective foil blinds the left camera.|The ramp is six degrees steep.|The
    noon wave has the most heavy totes.|Forklifts do not report their position.|The cold room shortens the battery
    by a third.|Zone E holds forty empties""",
    records="tote|pallet|pick|bin|carton|shelf",
    strings="""Stand clear|Charging|Tote delivered|Path blocked|Manual mode|Waiting for order|Door opening|Emergency
    stop""",
)

CLINIC = domain(
    "clinic",
    "scheduler|nurse_agent|records_agent|billing|reminder_bot / head_nurse|patient",
    files="""rota/week_21.json|patients/waitlist.csv|forms/consent.md|rooms/mri.yaml|letters/referral_31.txt|
    billing/codes.csv|reminders/templates.json|audit/access.log""",
    tools="find_slot|send_reminder|update_rota|fetch_record|verify_insurance|print_label",
    tasks="""move the MRI appointments of Friday|fill the cancelled slot at ten|call back patients on the waiting list|
    check insurance before surgery|swap the night shifts of two nurses|send the fasting instructions|merge duplicate
    records|order contrast agent|plan the vaccination day|archive the old consent forms""",
    errors="""slot 10:30 already taken|insurance service: member {id} unknown|HL7 NACK: segment PID missing|rota rule
    violated: 11 h rest|record is open at another desk|printer LBL-2 out of paper|consent form outdated (v3)|
    phone number invalid""",
    asks="""Is the patient fasting? => Since midnight.|Does the knee need contrast? => No, a plain scan.|Who covers the
    night of the 12th? => Amara, until six.|May we move the follow-up? => By a week at most.|Which insurance card is
    valid? => The new one, from April.|Is an interpreter needed? => Yes, Tigrinya.|How long is the slot? => Forty
    minutes.|Has the letter arrived? => It came by fax this morning""",
    findings="""two patients share the slot => the second moved to 11:10|the rest period is nine hours => shift starts
    at eight|consent is in version 3 => version 4 sent|the referral lacks a signature => signed copy requested|
    wrong side in the letter => corrected to left|no allergy field => allergy asked by phone|the reminder goes out
    at night => sent at nine|code 5731 is billed twice => second removed|label without birth date => reprinted""",
    metrics="utilisation;%;48;98|no-shows;;0;14|waiting list;;5;160",
    facts="""The MRI runs warm on hot days.|Friday afternoons have the most no-shows.|Interpreters are booked two days
    ahead.|Contrast agent keeps for a year.|The rota is drawn up six weeks in advance.|Children are scheduled before
    noon.|Fax is still the fastest way to the county hospital.|Room two has no window.|Vaccination days need three
    nurses.|Duplicate records come from changed surnames""",
    records="patient|appointment|referral|shift|reminder|consent form",
    strings="""Please arrive ten minutes early|Your appointment was moved|Bring your insurance card|Do not eat after
    midnight|Call us to reschedule|Thank you for waiting|Consent|Next patient""",
)

INFRA = domain(
    "infra",
    "ops|deployer|watchdog|network_agent|security / dev_lead|status_page",
    files="""terraform/main.tf|k8s/api-deployment.yaml|ansible/site.yml|runbooks/dns.md|alerts/rules.yml|
    certs/wildcard.pem|helm/values-prod.yaml|postmortems/0317.md""",
    tools="kubectl_apply|terraform_plan|ssh_exec|get_logs|restart_service|check_cert",
    tasks="""renew the wildcard certificate|move the cache to the new subnet|raise the limits of the api pods|drain node
    eleven|rotate the database password|close port 8081|tune the alert on disk space|upgrade the ingress controller|
    write the postmortem of 17 March|test the restore of last night's backup""",
    errors="""Error: timed out waiting for the condition|CrashLoopBackOff: back-off 5m0s restarting failed container|
    dial tcp 10.2.0.{n}:5432: connect: connection refused|x509: certificate has expired|Error acquiring the state
    lock: ConditionalCheckFailedException|ImagePullBackOff registry.local/api:{n}|Permission denied (publickey)|
    no space left on device""",
    asks="""Which node pool takes the job? => The spot pool.|May we restart the cache? => After ten tonight.|Is the old
    subnet still routed? => Until Friday.|Who holds the pager? => Ines this week.|How many replicas in prod? => Six,
    nine on Mondays.|Are the backups encrypted? => Yes, with the KMS key.|What is the TTL of the record? => Five
    minutes.|Do we log at debug? => Only on staging""",
    findings="""memory has no limit => limit 512Mi|the secret is in plain text => moved to the vault|probe hits the
    login page => probe uses /healthz|port 8081 is open to the world => closed in the group|the runbook skips
    the rollback => rollback described|alerts have no owner => owner platform|state is kept on one laptop => remote
    backend|two replicas on one node => anti-affinity|image tag is latest => pinned to 4.2.1""",
    metrics="error rate;%;0;9|cpu;%;12;96|disk used;%;31;97",
    facts="""Node eleven has the slow disk.|The registry mirrors pull at night.|DNS changes take five minutes.|The
    staging cluster shares the ingress.|Two pods never start on arm64.|The backup window collides with the
    reports.|The pager rotates on Wednesdays.|Egress costs doubled in March.|The state file is 40 MB.|Alerts on disk
    come two days ahead""",
    records="pod|host|certificate|snapshot|volume|alert",
    strings="""All systems operational|Investigating|Degraded performance|Scheduled maintenance|Resolved|Partial
    outage|Subscribe to updates|Past incidents""",
)

HANDBOOK = domain(
    "handbook",
    "writer|editor|translator|illustrator|fact_checker / publisher|subject_expert",
    files="""chapters/04_pruning.md|glossary.csv|images/grafting.svg|style/guide.md|i18n/fr.po|i18n/de.po|
    index.txt|proofs/galley_2.pdf""",
    tools="save_draft|spellcheck|translate|render_pdf|word_count|check_links",
    tasks="""rewrite the chapter on pruning|shorten the foreword|translate the glossary into French|draw the grafting
    steps|check Latin plant names|unify the units of measure|write captions for chapter four|add a box on frost|
    proofread the index|plan the second edition""",
    errors="""LaTeX Error: File `grafting.svg' not found|spellcheck: 14 unknown words|glossary term 'scion' has no
    entry|broken link: https://example.org/frost|image resolution 96 dpi, 300 required|po file: msgstr missing at
    line {n}|word limit exceeded by {n}|font 'Garamond' not embedded""",
    asks="""Do we say scion or graft? => Scion, graft is the whole.|Metric or imperial? => Metric, with feet in
    brackets.|Who is the reader? => Owners of small gardens.|How long is a chapter? => About four thousand words.|May
    I name brands? => No.|Are Latin names in italics? => Always.|First or second person? => Second.|Do captions end
    with a stop? => Only full sentences""",
    findings="""the second paragraph repeats the first => merged|scion is used before it is explained => explained on
    page 41|the caption is missing => caption written|passive voice throughout => rewritten in the active|the frost
    dates are for the south only => table by region|a comma splice in the foreword => fixed|the tone is too
    academic => plainer words|plum and cherry are mixed up => separated|the figure is too small => half a page""",
    metrics="readability;;35;82|words;;900;5200|open comments;;0;40",
    facts="""Apples bear on two-year-old wood.|Cherries are pruned after the harvest.|Grafting wax was once made of
    resin and tallow.|Late frost kills blossom at minus two.|Plums tolerate heavy soil.|Espaliers need a south
    wall.|Scions are cut in January.|Mulch keeps mice warm, too.|Pears want a partner in flower.|Old sorts are hardier
    than new ones""",
    records="chapter|caption|term|figure|footnote|page",
    strings="""Before you begin|Tools you need|When to prune|Further reading|Frost calendar|See page|Contents|About the
    author""",
)

GREENHOUSE = domain(
    "greenhouse",
    "climate_agent|irrigation|sensor_hub|grower|energy_agent / farm_manager|weather_service",
    files="""recipes/tomato.json|sensors/bay_3.csv|valves/plan.yaml|reports/week17.md|tariffs/day_ahead.csv|
    models/transpiration.pkl|alarms/history.log""",
    tools="read_sensor|set_valve|set_vent|forecast|dose_nutrients|query_tariff",
    tasks="""lower the night temperature in bay three|flush the drip lines|shift pumping to cheap hours|calibrate the
    humidity probes|mix the bloom recipe|shade the seedlings at noon|find the leak near valve nine|report the water
    use of April|test the backup heater|open the roof before the storm check""",
    errors="""sensor bay3/rh2: stale reading (age 912 s)|valve 9 did not confirm OPEN|Modbus exception 0x02: illegal
    data address|pH probe out of range: 14.0|tariff feed: 404|pump P{n} overcurrent|frost alarm latched|dose refused:
    EC above limit""",
    asks="""How warm shall the night be? => Seventeen degrees.|Is the well water hard? => Rather, twenty
    degrees.|When do
    the bees come? => On the 20th.|May vents open above 40 km/h wind? => Not on the west side.|Which bay is seeded? =>
    Bays one and four.|How often do we dose? => Twice a day.|Is bay two empty? => Until Monday.|Do we heat with gas? =>
    Only as a reserve""",
    findings="""the recipe doses at night => dosing after sunrise|bay 3 and bay 4 are swapped => mapping corrected|no
    hysteresis on the vents => 1.5 degrees set|the average hides the cold corner => minimum used|the flush has no
    end => ends after 90 s|alarm text lacks the bay => bay named|the tariff is a day old => reread at 14:00|shade
    closes in rain => light threshold added|units are mixed => all in mS/cm""",
    metrics="temperature;C;12;34|humidity;%;41;93|EC;mS/cm;1;4",
    facts="""The west vents stick in the wind.|Tomatoes take two litres on a hot day.|Bay four warms up last.|Cheap
    hours
    are between one and four.|The well is low in August.|Bees do not fly below twelve degrees.|The north corner is
    two degrees colder.|Drip lines clog with lime.|The screen saves a fifth of the heat.|Seedlings like mist""",
    records="reading|valve|dose|bay|tray|sample",
    strings="""Vents open|Night mode|Tank low|Irrigation paused|Frost warning|Set point|Bay is empty|Alarm
    acknowledged""",
)

CONTRACTS = domain(
    "contracts",
    "drafter|counsel|negotiator|compliance_agent|counterparty / partner|notary",
    files="""drafts/msa_v7.docx|clauses/liability.md|redlines/msa_v7_r2.docx|annex/dpa.pdf|playbook.md|
    signatures/page.pdf|precedents/2022_acme.docx""",
    tools="compare_versions|insert_clause|lookup_precedent|sanction_check|export_docx|count_defined_terms",
    tasks="""draft the liability cap|redline the delivery terms|check the data annex against the playbook|define
    confidential information|agree on the notice period|find precedents for step-in rights|align the German
    version|prepare the signature pages|list open points|review the change-of-control clause""",
    errors="""docx: revision conflict in paragraph {n}|defined term 'Affiliate' used but not defined|sanction service
    timed out|cross reference 14.3(b) is broken|clause library locked|e-signature envelope {id} voided|
    comparison failed: encrypted document|annex 2 missing""",
    asks="""Is the cap per claim or per year? => Per contract year.|Which law governs? => Dutch law, courts of
    Utrecht.|Does the annex cover sub-processors? => Yes, with a list.|How long is the notice? => Ninety days.|Who is
    the guarantor? => The parent company.|May they assign? => Within the group only.|Is there a penalty? => Half a
    percent a week.|Do we accept set-off? => Only undisputed claims""",
    findings="""the cap excludes data breaches => carve-out limited|notice period differs from annex => ninety days in
    both|Affiliate is not defined => definition 1.4|the renewal is silent => sixty days before the end|the
    indemnity is one-sided => made mutual|wrong clause reference => 14.3(c)|the German text says may, not shall =>
    aligned|no governing law in the annex => refers to clause 22|signature block lacks a title => title added""",
    metrics="open points;;0;31|risk score;;10;80|liability cap;kEUR;100;2000",
    facts="""Their playbook allows a cap of one yearly fee.|The 2022 precedent had no penalty.|Step-in rights were
    refused twice before.|The annex follows the standard clauses.|Utrecht courts accept English pleadings.|The
    parent gives no guarantee in the first year.|Penalties over five percent need the board.|Sub-processors are
    listed by country.|Renewal is by a year.|The negotiators meet on Tuesdays""",
    records="clause|contract|redline|annex|signature|precedent",
    strings="""Force majeure|Governing law|Confidential information|Entire agreement|Notices|Term and termination|
    Limitation of liability|Assignment""",
)

ONBOARDING = domain(
    "onboarding",
    "hr_agent|it_desk|facilities|trainer|payroll_agent / hiring_manager|newcomer",
    files="""newcomers/2025-05.csv|checklists/laptop.md|contracts/lindgren.pdf|badges/photo_17.jpg|
    courses/safety.json|payroll/june.xml|plans/first_week.md""",
    tools="create_account|order_laptop|print_badge|enrol_course|set_payroll|book_room",
    tasks="""order laptops for the May starters|create mail accounts|plan the first week of Lindgren|book the safety
    course|collect tax numbers|assign desks on floor two|write the welcome letter|grant access to the wiki|pair
    newcomers with a mentor|check work permits""",
    errors="""account name m.lindgren already exists|supplier: model out of stock|badge printer offline|course full
    (20/20)|payroll: tax id checksum wrong|LDAP: invalid credentials (49)|room 2.14 double booked|photo too small:
    120x90""",
    asks="""Which keyboard layout? => Swedish.|When does she start? => On the fifth of May.|Is the permit valid? =>
    Until
    2027.|Who is the mentor? => Tomasz from team two.|Does he work remotely? => Three days a week.|Which payroll
    group? => Group B.|Is a car park needed? => No, he cycles.|Does the course need a room? => It is online""",
    findings="""the letter names the wrong floor => floor two|no mentor in the plan => Tomasz entered|laptop arrives
    after the start => courier booked|the account has admin rights => reduced to user|safety course missing =>
    enrolled for Tuesday|tax number has ten digits => asked again and corrected|desk is taken => desk 2-31|badge
    photo is blurred => new photo|permit copy missing => uploaded""",
    metrics="checklist done;%;5;100|days to start;;0;40|open requests;;0;25",
    facts="""May has eleven starters.|The badge printer jams in damp weather.|Floor two is full until June.|Laptops take
    eight working days.|The safety course is held on Tuesdays.|Mentors get two hours a week.|Group B is paid on the
    25th.|Accounts are named by initial and surname.|Two newcomers share a surname.|The wiki needs a second
    factor""",
    records="newcomer|laptop|badge|account|course|desk",
    strings="""Welcome aboard|Your first day|Set your password|Collect your badge|Meet your mentor|Safety course|
    Access granted|Upload a photo""",
)

TRAINING = domain(
    "training",
    "trainer_agent|evaluator|data_curator|tuner|infra_agent / lab_lead|annotator",
    files="""configs/base.yaml|checkpoints/step_4000.pt|data/train.jsonl|eval/report.md|notebooks/errors.ipynb|
    scripts/train.py|tokenizer/vocab.json""",
    tools="launch_job|evaluate|plot|sample_errors|sync_data|edit_config",
    tasks="""train the small model on cleaned data|find the mislabelled images|sweep the learning rate|write the
    evaluation report|freeze the encoder|balance the classes|export to ONNX|shrink the batch to fit memory|compare
    with last month's baseline|plot the confusion matrix""",
    errors="""CUDA out of memory. Tried to allocate 2.44 GiB|loss is nan at step {n}|ValueError: Expected input
    batch_size (32) to match target batch_size (31)|FileNotFoundError: data/train.jsonl|NCCL timeout after 1800
    s|KeyError: 'attention_mask'|shape mismatch: [768, 30522] vs [768, 30524]|job {id} preempted""",
    asks="""Which split do we report? => The held-out one from March.|Is early stopping on? => With patience five.|How
    many epochs? => Twelve.|Do we augment? => Flips only.|Which metric decides? => Macro F1.|May I use the big
    node? => After midnight.|Are duplicates removed? => By hash and by near match.|Is the seed fixed? => Seed 13""",
    findings="""test items leak into training => removed 212 items|the baseline has another seed => reran with 13|the
    plot lacks error bars => five seeds plotted|accuracy hides the rare class => macro F1 reported|the config
    differs from the report => config attached|warm-up is too short => 500 steps|labels 3 and 8 are swapped =>
    relabelled|the dropout is off => 0.1|no model card => card written""",
    metrics="macro F1;;0.4;0.93|validation loss;;0.2;2.4|throughput;items/s;90;900",
    facts="""Class eight has only ninety images.|Night pictures are noisy.|The encoder was trained on another
    tokenizer.|Validation loss flattens after epoch nine.|The big node is free after midnight.|Annotators disagree
    on class three.|Mixed precision halves the memory.|The March split has no duplicates.|Blur explains a third of
    the errors.|The exported model is 48 MB""",
    records="image|checkpoint|sample|run|label|batch",
    strings="""Start training|Best checkpoint|Learning rate|No runs yet|Compare runs|Confusion matrix|Stopped early|
    Dataset version""",
)

DOMAINS: tuple[Domain, ...] = (
    WEBSHOP, INVOICES, TRIPS, PIPELINE, GAMES, LITERATURE, TELECOM, ROBOTS, CLINIC, INFRA, HANDBOOK, GREENHOUSE,
    CONTRACTS, ONBOARDING, TRAINING,
)  # fmt: skip
