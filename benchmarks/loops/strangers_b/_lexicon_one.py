"""Words of the trades that make and mend: shipyard, kitchen, ward, theatre, newsroom."""

FIRST = (
    """
name: shipyard
roles: yard foreman; welder; class surveyor; naval draughtsman; purchasing clerk; crane driver; painter; dock master
pieces: bulkhead drawing 14; the stern tube procedure; the ballast plan; weld map for frame 62; the docking plan
flaws: porosity in the third pass; a missing weld symbol; the wrong plate thickness; an undercut along the seam;
 an unsigned revision box; a pipe run through a stiffener; a dimension taken from the old frame; no drain hole;
 a clearance below forty millimetres; a misread datum
demands: keep the hatch clear of the frames / move the hatch onto frame 40; leave the plate bare for the surveyor /
 prime every plate before it leaves the shop; draw the pipe outboard / draw the pipe inboard
goods: shackles|boxes; anodes|pieces; marine plywood|sheets; primer|drums; welding wire|spools; gasket cord|metres
houses: Halvorsen Steel; Baltic Chandlers; Ortega Marine; Tyne Fittings; Port Supply Co
bays: dry dock 2; the gantry crane; berth 5; the plate rolls; the sandblast hall
papers: gas-free certificate; hot work sheet; welder's qualification; lifting plan; insurance slip; tide table extract
permits: hot work permit; launch permit; confined space permit; underwater survey leave
offices: the harbour office; the class society; the fire warden; the yard safety office; the customs shed
kit: the plasma cutter; bilge pump 3; the hydraulic steering rig; the shaft aligner; the paint sprayer
breaks: the nozzle is burnt out; no pressure at the manifold; earth fault on phase two; the coupling slips;
 the interlock stays open; the drive trips at once
remedies: swapped the fuse; bled the lines; changed the nozzle; cleaned the contacts; tightened the coupling; dried
 the plug
gauges: dock water level|cm|540|560; shaft temperature|degrees|45|55; paint shop humidity|percent|40|50
levers: open the sluice / close the sluice; warm the bearing oil / cool the bearing oil
cases: weld seam; hull plate; valve; zinc anode; lifeboat davit
clients: MV Karin; MV Astoria; Tug Bruno; Ferry Lindholm; Trawler Skaga; Dredger Nine; Yacht Perle; MS Odile
trials: inclining test; paint adhesion trial; bow thruster trial; weld coupon test
knobs: amperage|A|120|210; curing time|h|4|30; trim|cm|2|40; pitch|degrees|8|28
checks: bilges dry; seacocks shut; fire main under pressure; gangway lit; fenders hung; mooring lines doubled; cradle
 wedged; propeller free; rudder stops in place; anodes fitted; hatches dogged; pumps on standby; shore power earthed
topics: the launch weight; the keel blocks; the tide on launch day; the owner's colour; the spare propeller; the tank
 coating; the apprentices' rota; the guarantee dock
motions: buy a second gantry; move the launch to spring; take on six apprentices; close the north slip
asides: the wind is off the water today; the canteen has herring; gulls have been at the tarpaulins again; the tide
 is high
 at noon; somebody left the shed lights on
""",
    """
name: kitchen
roles: head chef; sous chef; pastry cook; kitchen porter; expediter; buyer; maitre; larder cook
pieces: the spring menu; the allergen sheet; the tasting card; the recipe for braised leek; the wedding menu
flaws: too much salt; a missing allergen; a split sauce; a price that does not cover the fish; no vegetarian main;
 a garnish that wilts; three dishes with beetroot; an overcooked crust; a wine that fights the cheese; portions too
 small
demands: make the broth clear / thicken the broth with cream; serve the tart warm / serve the tart chilled;
 print the menu in French / print the menu without foreign words
goods: butter|kilos; lemons|crates; duck legs|pieces; oat milk|litres; bread flour|sacks; sea bream|kilos
houses: Moreau Produce; Harbour Fish; Dairy Lindt; Mill on the Weir; Green Hill Farm
bays: the tandoor; the cold room; the pass; the blast chiller; the private dining room
papers: hygiene certificate; cold chain log; supplier declaration; staff health card; fire inspection note; menu costing
permits: terrace licence; late opening leave; wild game licence; alcohol permit for the marquee
offices: the food inspector; the town hall; the landlord; head office; the licensing desk
kit: oven 2; the dishwasher; the walk-in compressor; the order printer; the mixer
breaks: the pilot light will not stay lit; the drain is blocked; the paper roll jams; the thermostat reads nonsense;
 the belt has snapped; the door seal leaks
remedies: reset the breaker; cleared the filter; changed the roll; descaled the element; replaced the seal; refitted
 the belt
gauges: oven temperature|degrees|178|184; fridge temperature|degrees|2|5; brine strength|percent|5|7
levers: turn the burner up / turn the burner down; ease the compressor / drive the compressor harder
cases: table; cover; tray of rolls; lunch box; banquet plate
clients: table 4; the Aziz party; the wedding of Lund and Fry; room 212; the school order; table 11; the bar; Mrs Petrov
trials: sourdough batch; custard test; smoked trout trial; souffle run
knobs: proving time|min|40|120; oven heat|degrees|140|230; sugar|grams|60|180; smoke|min|10|70
checks: knives counted; fridge log signed; fryer oil changed; bins out; gas off; labels dated; stocks chilled; floor
 dry;
 hand soap filled; raw and cooked apart; mise in place; towels boiled
topics: the fish of the day; the late sitting; the new glassware; the tips; the staff meal; the cheese course; the
 terrace heaters; Sunday brunch
motions: drop the set lunch; shut on Mondays; buy a second oven; print prices without decimals
asides: the radio is too loud; someone took my tongs; the strawberries smell wonderful; it is thirty degrees in here;
 the new apron fits
""",
    """
name: hospital ward
roles: ward sister; night nurse; house officer; pharmacist; porter; bed manager; ward clerk; physiotherapist
pieces: the discharge letter for bed 9; the fluid chart; the transfer summary; the care plan for bed 3; the handover
 sheet
flaws: a dose without units; an allergy left off; yesterday's weight; an unsigned entry; the wrong ward number;
 no follow-up date; a drug stopped last week; two different birth dates; an abbreviation nobody uses; a missing
 blood result
demands: keep the letter to one page / list every drug ever given; wake the patient for readings / let the patient
 sleep;
 write times in the margin / leave the margin empty
goods: saline|bags; dressing packs|boxes; paracetamol|packs; gloves|boxes; insulin pens|pieces; syringes|trays
houses: Central Pharmacy; Medline Depot; the linen service; North Stores; Apotek Vest
bays: side room 2; the scanner; theatre 1; the hoist; the isolation bay
papers: consent form; referral letter; blood group card; next-of-kin sheet; imaging request; infection screen
permits: controlled drug release; weekend leave; visitor exemption; early transfer
offices: the bed office; the on-call registrar; the pharmacy; social services; the admissions desk
kit: infusion pump 6; the ECG machine; the label printer; the call bell panel; the drug cabinet
breaks: the line is occluded; the battery will not hold; the lead is broken; the lock does not answer; the screen
 stays dark;
 the cartridge is not recognised
remedies: flushed the line; swapped the battery; changed the lead; turned it off and on; fitted a fresh cartridge;
 cleaned it
gauges: blood sugar|mmol|5|9; oxygen saturation|percent|93|97; room temperature|degrees|20|23
levers: give a sweet drink / give a unit of insulin; raise the oxygen flow / lower the oxygen flow
cases: patient; blood sample; bed; prescription; wound check
clients: bed 1; bed 4; bed 7; bed 12; Mr Osei; Mrs Lindqvist; the girl in bay C; Mr Dragan
trials: dressing trial; sleep protocol; feeding plan; walking exercise
knobs: dose|mg|5|60; interval|h|2|12; flow|ml per hour|20|120; distance|steps|5|80
checks: wristband read; allergies asked; pressure areas seen; call bell in reach; fluids charted; line dated; bed
 rails up;
 pain scored; pupils equal; catheter clear; visitors gone; drugs locked
topics: the patient's appetite; the pain at night; the stairs at home; the new tablets; the last fall; the daughter's
 telephone number; the interpreter; the hearing aid
motions: move the drug round to seven; open two more beds; keep visitors until eight; change the linen firm
asides: the lift is out again; the tea trolley was early; the corridor smells of paint; bay C is quiet at last;
 the moon kept half of them awake
""",
    """
name: theatre
roles: director; stage manager; lighting designer; wardrobe mistress; prompter; carpenter; box office; composer
pieces: the third act; the lighting plot; the programme note; the fight scene; the prompt book
flaws: a cue that comes early; a costume from the wrong century; a line nobody can hear; a blackout too long; an
 exit through
 a wall; a spelling mistake in the cast list; a sword without a scabbard; a song in the wrong key; a scene with no
 chairs;
 a joke that offends the patron
demands: play the scene in the dark / let every face be seen; cut the song / give the song a second verse;
 keep the curtain down until the bell / raise the curtain before the bell
goods: gaffer tape|rolls; candles|boxes; velvet|metres; greasepaint|tins; lamp filters|sheets; programmes|bundles
houses: Stagecraft Ltd; Lumen Hire; the opera workshop; Baroque Wigs; Printhouse Nord
bays: the main stage; the rehearsal room; the trap; the paint frame; the follow spot
papers: rights contract; fire curtain test; child performer licence; insurance rider; weapon register; seating plan
permits: open flame permit; pyrotechnics leave; street performance licence; late curtain permit
offices: the city arts office; the fire brigade; the rights agency; the trust; the house manager
kit: the fly motor; the dimmer rack; the smoke machine; the revolve; the ticket printer
breaks: the limit switch is stuck; channel nine flickers; the fluid line is dry; it stops half way; the sensor sees
 nothing;
 the rope jumps the sheave
remedies: reset the dimmer; filled the tank; greased the bearing; changed the lamp; re-roped the sheave; moved the
 sensor
gauges: stage haze|percent|20|30; hall temperature|degrees|19|22; music level|decibels|70|78
levers: run the smoke machine / open the vents; light the second boiler / put the second boiler out
cases: ticket order; costume; prop; light cue; audition
clients: row F; the Friday club; the critics; the school party; Mr Ansah; box 3; the mayor's office; the twins
trials: run-through; quick change; rain effect; flying rig test
knobs: fade|s|2|40; fog|percent|5|60; tempo|beats|60|140; drop height|cm|50|300
checks: swords blunt; trap locked; cans answering; props set left; props set right; wigs dressed; iron tested;
 prompt lit;
 seats swept; bar stocked; fire exits clear; understudies signed in; bells tested
topics: the ghost's entrance; the interval length; the encore; the rake of the stage; the dog in act two; the matinee;
 the reviews; the understudy
motions: play a second matinee; tour in autumn; drop the prologue; raise the price of the stalls
asides: the tenor has a cold; moths are back in the velvet; someone whistled in the wings; the cat sleeps in the wig
 box;
 rain on the roof is louder than the strings
""",
    """
name: newsroom
roles: news editor; reporter; sub-editor; fact checker; picture desk; lawyer; night editor; archivist
pieces: the harbour strike story; page three; the obituary of the judge; the election graphic; the column on rents
flaws: an unattributed quote; the wrong vote count; a buried lead; a name spelt two ways; a libellous adjective;
 a picture of another bridge; a headline that does not fit; a percentage over a hundred; no reply from the ministry;
 a date that has passed
demands: name the source / keep the source out of it; run it long / cut it to two hundred words;
 lead with the figures / lead with the family
goods: newsprint|reels; ink|drums; press cards|packs; proof paper|reams; notebooks|pieces; agency photos|credits
houses: Nordic Paper; Agence Vue; Citywire; the print works; Delta Couriers
bays: the front page; studio B; the press van; plate line 1; the edit suite
papers: source note; right-of-reply letter; picture licence; interview transcript; court order; editor's initials
permits: embargo release; courtroom access; drone leave; archive use
offices: the legal desk; the court press office; the managing editor; the picture agency; the ministry press room
kit: the plate setter; the wire feed; the layout server; the transcription line; the van uplink
breaks: the plate comes out blank; the feed drops after a minute; the login has been withdrawn; no carrier on the dish;
 the page locks itself; the queue is full
remedies: cleared the queue; changed the cable; moved to the spare line; rebooted it; unlocked the page; asked for a
 new login
gauges: page one word count|words|380|420; press speed|thousand|28|34; homepage load|percent|40|60
levers: put a paragraph back / cut a paragraph; speed up the press / slow the press
cases: reader letter; wire item; caption; correction; small ad
clients: the Sunday edition; the sports desk; the web desk; page five; the evening bulletin; the supplement; the podcast
trials: headline test; layout trial; newsletter test; print density run
knobs: column width|mm|38|70; send time|h|5|22; density|percent|60|98; picture size|mm|60|220
checks: names checked; figures added up; captions matched; byline right; folio right; crossword numbered; weather
 current;
 ads placed; jump lines right; picture credits in; court case wording seen; corrections run
topics: the source at the docks; the minister's diary; the second witness; the price of bread; the missing minutes;
 the rival's front page; the picture budget; the polling firm
motions: drop the gossip page; move the deadline to ten; run the apology on page one; hire a data reporter
asides: the coffee is gone again; the minister rang in person; my tape recorder ate the tape; sports want our page;
 the presses hum already
""",
)
