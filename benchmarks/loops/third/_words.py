"""The words of twelve trades, and the words that belong to none: people, tools, commands, questions, terms."""

from __future__ import annotations

FIELDS = ("thing", "part", "fault", "deed", "place", "doc", "role", "party", "measure", "unit")

_TRADES = """
payment service, login page, search index, billing job, mail worker, report module, cache layer, import script | retry
handler, config loader, session table, date parser, upload form, queue consumer | a null reference, a stale cache, a
wrong time zone, a missing index, a race between two writers | rename the helper, bump the driver, split the module,
roll out the build, rotate the token, drop the old column | the staging cluster, the build farm, the test bench, the
release branch | changelog, design note, release ticket | developer, tester, release manager, architect | the platform
team, the security office, the vendor's support | latency, response time | ms
=
rye loaf batch, wedding cake, croissant tray, sourdough starter, brioche order, flour delivery, bun line, pretzel run |
proofing time, glaze, crumb, oven setting, salt ratio, scoring pattern | a collapsed crust, a sour smell, a soggy base,
a torn seam, an uneven bake | knead the dough, turn the trays, feed the starter, weigh the flour, dust the baskets, trim
the edges | the prep bench, the stone oven, the cold room, the shop counter | recipe card, order slip, allergen sheet |
baker, pastry cook, shop keeper, driver | the mill, the food inspector, the café on the square | dough weight, flour
loss | g
=
blood sample, ward bed, discharge, infusion pump, x-ray request, referral, theatre slot, medicine round | dosage,
allergy field, consent page, drip rate, dressing, wristband | a wrong patient number, a missing signature, a blocked
line, a swollen ankle, an expired vial | take the pulse, change the dressing, book the scanner, draw the sample, check
the dose, call the porter | the day ward, the scanner room, the pharmacy hatch, the night desk | care plan, transfer
letter, drug chart | nurse, registrar, porter | the pharmacy, the insurer, the blood bank | saline volume, drip volume |
ml
=
second act, lighting cue, costume rack, stage set, ticket batch, sound check, puppet, matinee | blackout, entrance,
trapdoor, wig, follow spot, prompt line | a late entrance, a torn hem, a dead microphone, a squeaking hinge, a missed
cue | hang the drape, mark the floor, patch the dimmer, mend the hem, run the scene, paint the flat | the fly loft, the
green room, the prompt corner, the workshop | prompt book, call sheet, prop list | director, stage manager, dresser,
actor | the box office, the composer's estate, the fire marshal | light level, spot level | lux
=
milking line, wheat field, seed order, calf, irrigation pump, apple crate, silage bale, tractor | ear tag, drip hose,
gate latch, soil probe, feed trough, hydraulic hose | a leaking valve, a limping cow, a wet bale, a blight spot, a
broken fence post | mow the strip, move the herd, prune the row, flush the hose, mend the fence, drill the seed | the
north paddock, the milking parlour, the orchard, the grain store | herd book, spray record, field map | herdsman,
grower, vet, picker | the dairy, the water board, the seed merchant | milk yield, water use | litres
=
loan application, wire transfer, card dispute, mortgage file, account closure, standing order, safe box, cash count |
interest rate, sort code, limit, collateral entry, risk grade, beneficiary name | a mismatched balance, a frozen
account, a duplicate posting, an expired passport copy, a false alarm flag | post the entry, freeze the card, verify the
payee, raise the limit, match the ledger, print the statement | the counter, the vault, the back office, the call floor
| credit memo, term sheet, audit trail | teller, auditor, analyst, cashier | the compliance unit, the central bank, the
card network | balance, exposure | EUR
=
pallet, parcel, pick list, return, forklift, shelf bay, drop shipment, courier pick-up | bar code, shrink wrap, bin
label, address label, strap, packing foam | a crushed corner, a wrong address, a short count, an unreadable label, a
jammed belt | scan the bin, wrap the pallet, count the shelf, print the label, load the van, sort the returns | aisle
twelve, the loading dock, the returns cage, the packing table | delivery note, stock sheet, route plan | picker, packer,
dispatcher, loader | the courier, the customer, the supplier in Gdansk | parcel weight, pallet weight | kg
=
cell culture, assay plate, reagent kit, gel run, sequencing lane, titration, grant report, freezer rack | pipette tip,
buffer, control well, incubation time, calibration curve, stain | a contaminated well, a drifting baseline, a bubble in
the gel, an expired buffer, a cracked tube | spin the tubes, dilute the stock, read the plate, load the gel, autoclave
the flasks, label the vials | the fume hood, the cold store, bench four, the imaging suite | protocol, lab book, safety
form | technician, postdoc, lab manager, reviewer | the ethics board, the core facility, the supplier in Basel |
absorbance, turbidity | units
=
room booking, banquet, wake-up call, airport shuttle, minibar, late check-out, wedding party, laundry bag | key card,
breakfast voucher, safe, balcony door, bath mat, guest folio | a double booking, a dripping tap, a lost suitcase, a
wrong bill, a noisy fan | make the bed, hold the lift, refill the minibar, reset the key card, ring the guest, fold the
towels | the front desk, the roof bar, the linen store, the car park | arrivals list, banquet order, guest letter |
porter, concierge, chef, housekeeper | the booking portal, the tour operator, the taxi firm | room rate, bar bill | USD
=
freight train, platform change, signal box, sleeper coach, track section, points motor, crew roster, tank wagon | brake
hose, axle bearing, door sensor, coupling, pantograph, relay | a hot axle, a stuck switch, a broken rail, a cracked
insulator, a failed brake test | couple the wagons, throw the points, test the brakes, grease the rail, swap the crew,
clear the section | siding three, the marshalling yard, the depot, platform nine | consist list, possession notice,
train graph | driver, signaller, shunter | the network controller, the freight operator, the works train | headway,
dwell time | s
=
bronze figure, oil portrait, glass case, loan request, exhibition text, coin hoard, map scan, tapestry | frame, label
text, hygrometer, plinth, accession number, varnish | a flaking edge, a wrong provenance, a cracked pane, a mould spot,
an unclear title | dust the case, hang the portrait, photograph the verso, pack the crate, write the label, measure the
frame | the west gallery, the paper store, the conservation studio, the entrance hall | condition report, loan form,
catalogue entry | curator, registrar, conservator, guard | the lender in Vienna, the insurer, the city council |
humidity, light loss | %
=
wind turbine, substation, meter swap, feeder line, solar string, gas boiler, battery rack, heat pump | breaker, gearbox,
inverter, cooling fan, earth cable, pressure valve | a tripped breaker, an oil leak, a blown fuse, a hot joint, a noisy
bearing | isolate the feeder, reset the relay, top up the oil, tighten the joint, read the meter, swap the fuse | the
control room, bay six, the switch house, the turbine deck | switching order, outage plan, fault log | engineer,
dispatcher, fitter, inspector | the grid operator, the regulator, the turbine maker | output, reactive load | kW
"""


def _trade(block: str) -> dict[str, list[str]]:
    """The fields of one trade, in their order."""
    return {
        name: part.strip().split(", ") for name, part in zip(FIELDS, " ".join(block.split()).split("|"), strict=True)
    }


TRADES: list[dict[str, list[str]]] = [_trade(block) for block in _TRADES.split("=")]

HUMANS = (
    "Aiko Amara Anselm Bashir Beatriz Bogdan Carys Chidi Dagny Dimitri Edda Emre Farah Fergus Gita Gustavo Hana Hilde "
    "Ilse Imre Jomo Jovana Kaito Katya Lachlan Leila Maarten Mirela Nadia Niko Odile Oskar Paloma Pavel Qiang Rosa "
    "Ruben Saoirse Selim Tamsin Tomasz Uma Viggo Wanda Xavier Yara Yusuf Zainab Zoltan"
).split()
BOTS = (
    "planner coder critic reviewer tester executor researcher writer editor supervisor analyst router retriever "
    "summariser product_manager architect user_proxy assistant qa_bot ops_bot scheduler dispatcher validator broker "
    "orchestrator verifier concierge negotiator buyer_agent seller_agent triage memory_agent triage_bot auditor"
).split()
MACHINES = "shell terminal browser api gateway runner sandbox db tool sensor-hub controller endpoint kernel plc".split()
COMMANDS = (
    "make install;npm ci;terraform apply;psql -f load.sql;cargo build --release;ansible-playbook site.yml;"
    "kubectl apply -f pod.yaml;rsync -a out/ nas:/in;docker compose up;python train.py --resume;gradle assemble"
).split(";")
ERRORS = (
    "permission denied (publickey);no space left on device;protocol not supported;unknown host 'registry';exit code "
    "127;certificate has expired;module 'core' not found;checksum mismatch;ENOENT: no such file;HTTP 410 Gone;licence"
    " key revoked;account suspended;bad interpreter;disk is read-only;no such device"
).split(";")
STEMS = "settings orders ledger roster layout prices intake routes stock guests cues samples notes index plan".split()
ENDINGS = ".py .yaml .csv .md .json .toml .sql .xlsx .pdf .ts .go .txt".split()
OPTIONS = [
    pair.split("/")
    for pair in (
        "metric figures/imperial figures;short names/full names;one column/two columns;the old wording/the new "
        "wording;tabs/spaces;the morning slot/the evening slot;a fixed fee/a daily rate;green labels/blue "
        "labels;serif type/plain type;the formal address/first names;rounding up/rounding down;a single file/separate"
        " files;the long route/the short route;paper copies/digital copies;British dates/ISO dates;strict "
        "mode/lenient mode"
    ).split(";")
]
QUIZ = [
    tuple(pair.split("="))
    for pair in (
        "capital of Peru=Lima;largest moon of Saturn=Titan;metal liquid at room heat=mercury;river through Cairo=the "
        "Nile;square root of 169=twelve;currency of Poland=the zloty;inventor of dynamite=Nobel;planet with the Great"
        " Red Spot=Jupiter;painter of Guernica=Picasso;smallest prime=two;capital of Kenya=Nairobi;gas plants take "
        "in=carbon dioxide;composer of Fidelio=Beethoven;strings on a violin=four;legs of a spider=eight;year of the "
        "moon landing=1969;capital of Canada=Ottawa;hardest natural mineral=diamond;bones that hear=ossicles;country "
        "of fjords and Oslo=Norway;chemical sign of iron=Fe;sea west of Italy=the Tyrrhenian;author of "
        "Faust=Goethe;days in a leap year=366;capital of Chile=Santiago;instrument with 88 keys=the piano;city of the"
        " Parthenon=Athens;unit of force=the newton"
    ).split(";")
]
SWAPS = [
    group.split("/")
    for group in (
        "again/once more;please/kindly;cannot/can't;look at/go over;completed/finished;need/require;do not/don't;let "
        "me know/tell me;will not/won't;maybe/perhaps;at once/straight away;I am/I'm;it "
        "is/it's;that is/that's;is not/isn't;we are/we're;you are/you're;did not/didn't;has not/hasn't;with regard "
        "to/concerning"
    ).split(";")
]
FILLERS = (
    "This concerns <it>.|Copying <c> in.|For the file: <ref>.|Time is <clock> here.|I am at <place> today.|As <role> "
    "I have to log this.|Over.|Message <num> of mine.|Written from my phone.|Greetings from <place>.|<party> reads "
    "along.|Nothing else from my side.|Please reply in this thread.|The <doc> is attached to <ref>.|See also "
    "<path>.|It is loud at <place>, so I write.|My shift is <role>, desk <num>.|Tagging <d> for information.|<it> is "
    "in the books as <ref>.|Both <c> and <d> can see this.|The <measure> is in <unit>, as ever."
).split("|")
