"""Words of the trades that find out and decide: laboratory, court, school, port, farm."""

SECOND = (
    """
name: laboratory
roles: principal investigator; bench chemist; technician; safety officer; statistician; store keeper; postdoc;
 animal keeper
pieces: the methods section; figure 4; the grant renewal; the synthesis protocol; the supplementary table
flaws: an error bar without a meaning; an uncited claim; a control left out; the wrong solvent; a sample size of two;
 an axis without units; a p value copied wrongly; a catalogue number that does not exist; a reversed label; a
 blurred panel
demands: keep the methods under a page / give every reagent with its lot; show all the replicates / show only the means;
 use the old nomenclature / use only the new nomenclature
goods: pipette tips|racks; ethanol|litres; agar plates|sleeves; filter paper|packs; argon|bottles; buffer salts|jars
houses: Sigmund Chemicals; Labor Krause; BioDepot; Kelvin Gases; Glassworks Jena
bays: the NMR slot; fume hood 3; the cold bench; the centrifuge; the microscope room
papers: risk assessment; ethics number; waste plan; training record; material transfer form; radiation badge
permits: animal work licence; isotope permit; genetic work approval; night work leave
offices: the ethics board; the radiation office; the dean; the biosafety desk; the grants office
kit: the spectrometer; the glove box; the freezer; the autosampler; the vacuum line
breaks: the lamp is past its life; a leak at the third valve; the licence has expired; the needle is bent; no vacuum
 below ten;
 the door alarm will not clear
remedies: baked out the line; changed the needle; replaced the O-ring; realigned the mirror; defrosted the shelf;
 purged it twice
gauges: bath temperature|degrees|36|38; pH|tenths|70|74; chamber pressure|mbar|3|8
levers: heat the bath / cool the bath; add base / add acid
cases: blood sample; plate; vial; spectrum; mouse cage
clients: group Haas; the Okoro lab; the clinic; the core facility; the summer students; group Lim; the botanists
trials: coupling reaction; crystal growth run; antibody titration; yeast assay
knobs: temperature|degrees|20|120; catalyst|mg|1|40; stirring|min|5|90; dilution|fold|2|64
checks: eyewash flushed; gas off; waste labelled; centrifuge balanced; balance zeroed; fridge locked; gloves on;
 hood sash down;
 notebook signed; spill kit full; samples logged; lights off
topics: the low yield; the odd peak; the reviewers; the batch number; the control mice; the freezer map; authorship;
 the humidity in August
motions: buy the second freezer; share the NMR with physics; stop the mouse line; publish as a letter
asides: someone ate my yoghurt from the sample fridge; the fire drill is at three; it smells of pyridine; the
 students are late;
 the view of the hills is clear
""",
    """
name: court
roles: registrar; presiding judge; court clerk; defence counsel; prosecutor; bailiff; interpreter; stenographer
pieces: the indictment; the cost order; the expert's report; the bail conditions; the draft judgment
flaws: a wrong paragraph number; a witness with no address; an exhibit missing its mark; a deadline on a holiday;
 a party misnamed; an unsigned affidavit; a repealed statute; a sum that does not add; a missing service stamp; a
 page out of order
demands: redact the address / serve the address in full; hear the child in person / keep the child away from the court;
 file on paper / file only by wire
goods: file covers|boxes; seals|sheets; bundles|sets; recording discs|spindles; ink pads|pieces; robes|pieces
houses: Crown Stationers; Lex Print; the state archive; Verbatim Services; Themis Supply
bays: courtroom 2; the witness suite; the video link; the jury room; holding cell 4
papers: proof of service; power of attorney; fee receipt; sworn translation; medical note; certificate of good conduct
permits: leave to appeal; access to file; adjournment; media access
offices: the registry; the costs office; the appeal chamber; the probation service; the bar council
kit: the recording desk; the docket terminal; the video link; the scanner; the metal detector
breaks: the certificate was revoked; the tape does not turn; the far end never answers; it rejects the seal; the
 port is closed;
 the disc is read-only
remedies: rang the far end; changed the disc; re-seated the cable; tried the second line; warmed the scanner up;
 signed on again
gauges: waiting list|cases|20|30; average hearing|minutes|35|45; public gallery|seats|10|20
levers: take in more filings / list more hearings; allow longer pleas / cut the pleas short
cases: claim; witness; exhibit; juror; parking appeal
clients: Marsh v Dolan; in re Tamm; the Silva estate; State v Koch; the tenants of Elm Row; Banerjee; the harbour union
trials: mediation session; witness preparation; jury selection; mock hearing
knobs: interval|days|3|40; panel|members|3|24; time limit|min|5|60; deposit|euro|50|900
checks: parties present; oath taken; recording on; exhibits numbered; interpreter sworn; dock locked; jurors
 counted; water filled;
 fees paid; bundle paged; list posted; gallery seated
topics: the night in question; the broken lock; the second contract; the colour of the car; the unpaid rent; the
 telephone call;
 the key to the shed; the letter of May
motions: sit on Saturdays; join the two cases; admit the diary; refuse the late evidence
asides: the heating clanks; counsel has lost a cufflink; jurors like the new biscuits; the bells drown the witness;
 snow on the steps
""",
    """
name: school
roles: head teacher; class teacher; school secretary; librarian; caretaker; exam officer; parent speaker; music teacher
pieces: the spring timetable; the report for class 7b; the excursion letter; the maths exam; the school concert plan
flaws: two lessons in one room; a question with no answer; a pupil listed twice; a break of three minutes; the wrong
 term date;
 a mark outside the scale; a parent's name misspelt; no teacher on Thursday; a bus that leaves too early; a missing
 signature line
demands: put sports in the morning / keep mornings free for maths; write the reports by hand / type every report;
 let phones stay in bags / collect the phones at the gate
goods: exercise books|packs; chalk|boxes; printer paper|reams; recorders|pieces; atlases|sets; footballs|pieces
houses: Schola Supply; Bookshop Wren; Papyr; Sport Lang; City Purchasing
bays: the gym; the computer room; the hall; the minibus; the science lab
papers: parental consent; vaccination card; police check; excursion plan; fee waiver; teacher's reference
permits: excursion leave; hall booking permit; exam exemption; enrolment out of district
offices: the school board; the district office; the secretariat; the youth welfare office; the transport desk
kit: the copier; the bell system; the projector; the boiler; the grade server
breaks: the toner is refused; the password was locked; the bulb has gone; the pump is seized; there is no paper path;
 the clock is an hour off
remedies: shook the toner; reset the clock; changed the bulb; bled the radiators; emptied the tray; logged in afresh
gauges: classroom air|ppm|700|900; library noise|decibels|38|46; hall temperature|degrees|18|21
levers: close the windows / open the windows; let another class in / send a class out
cases: pupil; essay; library book; sick note; locker
clients: class 5a; class 6c; class 7b; class 9d; the choir; the chess club; the Year 8 parents; the evening course
trials: reading scheme; seating plan; quiet hour; spelling drill
knobs: group size|pupils|2|16; lesson|min|20|90; homework|min|5|60; font|points|9|24
checks: doors unlocked; register taken; bells on; playground clear; milk counted; lab cupboard locked; hall swept;
 goalposts fixed;
 first-aid box full; buses in; flags up; lights out
topics: the late bus; the new pupil; the choir's song; the mould in room 12; the lost key; the sponsor; the winter
 fair; the marking
motions: start at nine; drop uniforms; hold the fair in May; ban ball games in the yard
asides: someone is practising the trombone; it is pancake day; there is snow on the playground; the hamster got out;
 the staff room clock is wrong
""",
    """
name: port
roles: harbour master; pilot; berth planner; customs officer; tally clerk; stevedore; tug master; agent
pieces: the stowage plan; the manifest of the Ilse; the berth schedule; the dangerous goods list; the pilot order
flaws: a container listed twice; the wrong draught; a missing seal number; a reefer far from power; two ships in one
 window;
 weights that exceed the stack; an old flag; a port of discharge left blank; acid next to foodstuff; an unreadable stamp
demands: stow the reefers aft / stow the reefers forward; berth port side to / berth starboard side to;
 hold the cargo for inspection / release the cargo at once
goods: mooring rope|coils; diesel|tonnes; pallets|stacks; seals|boxes; dunnage|bundles; fresh water|tonnes
houses: Harbour Bunkers; Seil Rope; Atlas Stores; Wharf Timber; Lockwood Seals
bays: quay 7; crane 3; the lock; the reefer stack; tug Albatros
papers: bill of lading; crew list; health declaration; ISPS form; tonnage certificate; dangerous goods note
permits: clearance inwards; bunkering permit; free pratique; night shift leave
offices: the customs house; the port health office; the harbour office; immigration; the terminal desk
kit: the weighbridge; crane 2; the gate scanner; the lock gate; the VHF relay
breaks: the load cell drifts; the spreader does not lock; the plate is not on the list; a tree trunk in the sill; no
 squelch;
 the brake overheats
remedies: zeroed the cell; greased the twistlocks; flushed the sill; cooled the brake; rebooted the gate; changed
 the channel
gauges: lock level|cm|310|330; reefer temperature|degrees|-20|-16; yard fill|percent|60|75
levers: fill the lock / drain the lock; ease the cooling / strengthen the cooling
cases: container; truck; trailer; crew change; pallet
clients: MS Ilse; the Corvo; Maria Stella; Hansa Nine; the Wu Feng; barge Otto; the Tern; Polar Bay
trials: twin-lift test; gate trial; draught survey; lashing test
knobs: hoist speed|m per min|20|120; stack height|tiers|2|6; lane|metres|3|14; tension|kN|10|90
checks: ladder rigged; fenders out; lines ashore; gangway netted; scuppers plugged; cranes boomed up; lights shown;
 pilot flag;
 hoses tested; rat guards on; watch set; draughts read
topics: the tide at four; the sick stoker; the lost hatch key; the fog; the demurrage; the agent's invoice; the
 shore pass;
 the shifting ballast
motions: close quay 7 for repair; lengthen the night shift; lower the dues; buy a third tug
asides: the fog is lifting; the Tern's cook sells eggs; the seals are on the slipway; the tide gauge is fouled;
 radio is full of music
""",
    """
name: farm
roles: farm manager; herdsman; agronomist; tractor driver; vet; dairy buyer; irrigation keeper; bookkeeper
pieces: the crop rotation; the grazing plan; the subsidy form; the spray record; the milk contract
flaws: a field counted twice; an ear tag missing; potatoes after potatoes; a spray date in the rain; hectares that
 do not add;
 a strip too near the brook; the wrong seed variety; no rest for the east meadow; an old grid number; a fallow field
 with a yield
demands: graze the east meadow / leave the east meadow for hay; plough before frost / leave the stubble till spring;
 keep calves with the cows / part calves on the first day
goods: seed barley|sacks; baler twine|rolls; mineral licks|pieces; fencing wire|rolls; milk filters|boxes; straw|bales
houses: Raiffeisen Depot; Agri Bohl; Miller & Tochter; Green Seeds; Upland Feeds
bays: the combine; the milking parlour; the north pasture; the grain dryer; the weigh crate
papers: herd book extract; soil sample; vet's note; water right; field map; organic certificate
permits: slaughter permit; irrigation leave; spray permit; livestock transport leave
offices: the farm bureau; the water board; the veterinary office; the organic inspector; the land registry
kit: the baler; milking unit 4; the bore pump; the seed drill; the fence energiser
breaks: the knotter misses; the pulsator is dead; the well has run dry; a coulter is bent; shorted by wet grass; the
 shear bolt goes
remedies: changed the shear bolt; cleaned the filter; cut the grass; sharpened the knife; primed the pump; swapped
 the pulsator
gauges: grain moisture|percent|13|15; milk temperature|degrees|3|5; trough level|cm|25|35
levers: damp the grain / light the dryer; ease the chiller / drive the chiller harder
cases: calf; ewe; field; milk churn; bale row
clients: the dairy; the Saturday market; Baker Holm; the brewery; Gunnar; the school kitchen; neighbour Ott; the co-op
trials: seed mixture plot; feed ration trial; silage test; clover strip
knobs: sowing rate|kg|90|240; nitrogen|kg|20|160; row width|cm|12|75; concentrate|kg|1|9
checks: gates shut; troughs full; fence live; hens in; calves fed; tank cooling; diesel locked; dog fed; bedding
 dry; tags read;
 hay covered; lights off in the barn
topics: the lame cow; the wet corner; the price of barley; the new ram; the neighbour's goat; the broken culvert;
 the swallows;
 the harvest help
motions: lease the mill field; sell the old combine; go organic; build a second silo
asides: swallows are back; the brook is high; frost took the plums; the dog caught a rat; there is hail to the west
""",
)
