"""Words of the trades that serve and keep: observatory, insurer, museum, railway, printworks."""

THIRD = (
    """
name: observatory
roles: duty astronomer; telescope operator; night assistant; instrument scientist; scheduler; data keeper; mirror
 engineer; visitor
pieces: the observing proposal; the calibration note; the night log; the star catalogue supplement; the flat-field
 recipe
flaws: an epoch left out; a target below the horizon; the wrong filter; a magnitude with no error; a duplicated star;
 a guide star too faint; an exposure over the limit; a reversed axis; a bias frame from last year; coordinates of
 another field
demands: bin the frames two by two / keep full resolution; open the dome for cooling / keep the dome shut against dust;
 expose long / expose short to save the core
goods: liquid nitrogen|dewars; data tapes|boxes; filter cells|pieces; alcohol|litres; desiccant|bags; lamp bulbs|pieces
houses: Cryo Andes; Optik Meier; Summit Stores; Valley Gas; Cassegrain Ltd
bays: the main telescope; the spectrograph; the guide camera; the coating chamber; the night car
papers: proposal number; target list; instrument setup; finder chart; safety briefing; travel form
permits: override time; laser clearance; night access; dome entry
offices: the time committee; the laser clearing house; the summit office; the director; the data centre
kit: the guider; the dome drive; the CCD controller; filter wheel B; the wind screen
breaks: the guide star is lost; the encoder slips; a readout channel is dead; the wheel sticks between slots; the
 shutter will not
 close; the link to the mirror cell is down
remedies: homed the wheel; cycled the controller; picked another guide star; wiped the encoder; cooled it again;
 moved the cable
gauges: seeing|tenths|8|12; dewar temperature|kelvin|108|114; dome humidity|percent|30|45
levers: shut the louvres / open the louvres; switch the heater coil on / pour in nitrogen
cases: target; frame; standard star; asteroid; flat
clients: programme 12; programme 31; the comet group; the exoplanet survey; the students of Leiden; the supernova
 alert; Dr Amari
trials: focus run; fringe test; twilight flat test; guiding trial
knobs: exposure|s|5|900; focus offset|microns|10|320; slit|tenths|5|50; gain|counts|1|16
checks: dome clear; mirror covers open; oil pumps on; wind below limit; dewar full; clock synced; lights out; flats
 taken; ladder
 stowed; archive mounted; guide camera cooled; all-sky camera on
topics: the odd halo; the moon; the comet's tail; the new grating; the wind from the north; the missing frames; the
 fringe pattern;
 the visiting class
motions: give the comet a full night; recoat in winter; retire filter B; open to the public on Fridays
asides: foxes around the dome again; the milky way is glorious; clouds over the valley; there is soup in the
 kitchen; my fingers are frozen
""",
    """
name: insurance office
roles: claims handler; loss adjuster; underwriter; policy clerk; fraud officer; broker; accountant; team leader
pieces: the claim letter; the policy wording; the quarterly figures; the broker circular; the loss report
flaws: a clause cited twice; an excess left out; the wrong policy year; a currency mixed up; an unsigned estimate;
 no date of loss;
 a total off by nine; an exclusion with no number; a photograph of another roof; the wrong insured
demands: state the sum / leave the sum open; write it in plain words / use the exact legal wording;
 send it by post only / send it by wire only
goods: claim forms|packs; envelopes|boxes; stamps|sheets; toner|pieces; survey forms|pads; archive boxes|pieces
houses: Surveyors Brandt; Office Nord; Courier Blitz; Roofers Guild; Glass & Frame
bays: meeting room 1; the survey car; the reinsurance line; the archive lift; the payment run
papers: police report; repair estimate; proof of ownership; bank details; photographs; doctor's note
permits: payment release; ex gratia approval; survey order; file access
offices: the claims board; compliance; the reinsurer; the payments desk; the ombudsman
kit: the payment system; the scanner; the phone queue; the rating engine; the archive lift
breaks: the mandate has been withdrawn; the account is closed; the page feeder jams; the tariff table is missing;
 the line is dead;
 it says the user is unknown
remedies: cleared the feeder; logged off and on; used the second account; loaded the table; rang the help desk;
 dropped the queue
gauges: open files|files|180|220; call waiting time|seconds|40|60; reserve ratio|percent|62|68
levers: take on more files / close a batch of files; close the second line / open the second line
cases: claim; policy renewal; water damage; windscreen; bicycle theft
clients: Mrs Halloran; Mr Iwu; Bakery Stolz; the Petersens; Garage Lenz; the parish; Dr Mbeki; Hotel Linde
trials: letter wording test; tariff run; fraud score test; call script trial
knobs: threshold|points|10|95; excess|euro|50|500; sample|files|20|240; loading|percent|1|30
checks: policy in force; premium paid; cause covered; photos present; excess applied; reserve set; duplicate sought;
 bank details
 matched; letter sent; broker told; file indexed; diary set
topics: the night of the storm; the ladder; the second policy; the plumber's bill; the missing receipt; the
 neighbour; the old roof;
 the value of the piano
motions: raise the small claims limit; stop posting cheques; open on Saturdays; drop the broker bonus
asides: the storm has filled the inbox; the plant on my desk is dying; cake in room 4; the lift music changed;
 quarter end is near
""",
    """
name: museum
roles: curator; registrar; conservator; exhibition designer; guard; lender; educator; translator
pieces: the wall text for room 3; the catalogue essay; the loan agreement; the condition report; the audio guide script
flaws: a date off by a century; an artist misnamed; a label too long; a glare on the glass; a provenance gap; a
 mount that touches
 the paint; an image upside down; a lux reading too high; a missing credit line; a translation that says the reverse
demands: hang the large canvas at eye level / hang the large canvas above the door; keep the labels short / tell the
 whole story on
 the label; light the drawing well / keep the drawing dark
goods: acid-free boxes|pieces; museum glass|sheets; silica gel|bags; picture hooks|packs; catalogues|cartons;
 crates|pieces
houses: Art Handling Nord; Vitrine Bau; Paper Conservation Ltd; Fine Crates; Lightworks
bays: gallery 3; the freight lift; the photo studio; vitrine 12; the lecture hall
papers: loan form; insurance certificate; facility report; courier plan; export licence; condition sheet
permits: export permit; photography permit; loan extension; sample-taking leave
offices: the ministry of culture; the lender's registrar; the insurer; the trustees; the export office
kit: the humidifier; the data logger; the freight lift; the audio guides; the alarm panel
breaks: the tank is cracked; the probe returns nothing; the door zone stays open; the battery bank is flat; it will
 not level;
 the firmware refuses the key
remedies: refilled the tank; changed the probe; levelled the cabin; charged the set; closed the door by hand; reset
 the panel
gauges: case humidity|percent|48|52; gallery light|lux|45|55; store temperature|degrees|17|19
levers: run the humidifier / stop the humidifier; raise the blinds / lower the blinds
cases: drawing; loan; vase; label; visitor group
clients: the Prado; the Kunsthalle; a private lender; the city archive; the Tanaka family; the folk museum; school 9
trials: cleaning test; lighting mock-up; varnish trial; adhesive test
knobs: solvent share|percent|2|60; lamp angle|degrees|10|80; drying|h|2|48; distance|cm|20|200
checks: cases locked; hygrometers read; pictures hung; labels straight; blinds down; bags checked; fire doors free;
 traps checked;
 lamps working; floor polished; benches out; shutters closed
topics: the frame; the dedication on the back; the overpaint; the previous owner; the courier's flight; the colour
 of the wall;
 the opening speech; the woodworm
motions: lend the altarpiece; open on Mondays; paint room 3 grey; sell the duplicates
asides: a moth in the tapestry store; the café is out of scones; children love the bear; the floor creaks in room 5;
 it drips from a skylight
""",
    """
name: railway
roles: signaller; train driver; dispatcher; track engineer; depot fitter; timetable planner; station agent; ganger
pieces: the winter timetable; the possession plan; the train notice; the gauge report; the roster for week 12
flaws: two trains on one path; a turnaround of two minutes; a speed limit left off; a stop on the closed platform; a
 driver with no rest;
 the wrong mileage; an old signal number; no connection at the junction; a diagram with a gap; a missing crossing time
demands: hold the express for the branch train / let the express go on time; stop at every halt / run through the halts;
 work the line by day / work the line only by night
goods: ballast|tonnes; sleepers|pieces; brake blocks|sets; point grease|drums; detonators|boxes; tickets|rolls
houses: Rail Stores West; Quarry Aske; Gleisbau Kern; Brake & Axle; Print Halt
bays: platform 3; the single line token; the wheel lathe; track 9; the ballast train
papers: possession form; driver's card; brake sheet; route knowledge; load note; weather warning
permits: line blockage; abnormal load leave; overtime leave; work on electrified line
offices: line control; the electrical control room; the route manager; the freight desk; the rest-day office
kit: point machine 14; level crossing 6; the token instrument; the axle counter; ticket machine 2
breaks: it will not detect normal; the barrier stays up; a head counts for ever; the coin box is full; the fuse has
 blown;
 the instrument is locked out
remedies: cleaned the slides; reset the counter; changed the fuse; emptied the box; greased the points; wound it by hand
gauges: line voltage|volts|730|770; boiler pressure|bar|11|13; delay at the junction|minutes|2|6
levers: put the second feeder on / take the second feeder off; shovel more coal / open the blower valve
cases: train; wagon; sleeper; ticket refund; lost umbrella
clients: the 6.12; the night mail; the stone train; the school special; the 17.40; the boat express; the branch railcar
trials: braking test; gauge clearance run; adhesion trial; timetable simulation
knobs: speed|km per h|30|160; sand|grams|20|240; headway|s|90|400; dwell|s|20|180
checks: tail lamp lit; doors shut; brakes tested; points set; token in; crossing clear; platform clear; fire bucket
 full; steps down;
 windows cleaned; horn tried; couplings tight
topics: the swaying coach; the cattle on the line; the late connection; the frozen points; the new signal; the flood
 at mile 12;
 the guard's watch; the works train
motions: close the halt; slow the night mail; buy railcars; strike on Friday
asides: leaves on the line; the kettle in the box works again; fog at the viaduct; the stationmaster's geese are
 out; a lovely sunrise
""",
    """
name: pottery works
roles: master potter; glazer; kiln keeper; thrower; decorator; shop keeper; clay mixer; packer
pieces: the tea set pattern; the glaze book; the dealer price list; the tile sample; the kiln plan
flaws: crawling on the rim; a crooked spout; pinholes in the glaze; a handle too thin; a foot that scratches; a
 cobalt run;
 lids that do not fit; a crack at the base; an unstamped piece; a price that forgets the second firing
demands: make the walls thin / make the walls thick; glaze the foot / leave the foot bare; fire it slow / fire it in
 one day
goods: china clay|bags; cobalt oxide|grams; kiln props|pieces; plaster|sacks; brushes|sets; straw|bales
houses: Clay & Co; Oxide House; Brickmakers Lund; Sieve and Brush; Kilnwright
bays: kiln 1; the spray booth; the big wheel; drying room A; the slip tank
papers: lead test; sample tile; customer drawing; export list; gas meter reading; batch card
permits: firing leave; trade mark use; gas increase; fair stand permit
offices: the guild; the gas company; the fair committee; the works council; the standards bureau
kit: the pug mill; the kiln controller; the wheel motor; the spray compressor; the slip pump
breaks: the thermocouple is open; the auger jams; the belt slips; the element is burnt through; no air above two
 bar; it blunges lumps
remedies: cleaned the auger; changed the element; tightened the belt; sieved the slip; swapped the thermocouple;
 drained the tank
gauges: kiln temperature|degrees|1225|1245; drying humidity|percent|55|65; slip weight|grams|1780|1820
levers: turn the gas up / turn the gas down; wet the floor / open the damper
cases: cup; tile; jug; saucer; planter
clients: Café Mira; the embassy; Hotel Post; the cathedral; Ms Arrieta; gallery Ost; the spring market; Tea House Lo
trials: celadon glaze; crackle test; slip casting run; raku trial
knobs: firing time|h|6|30; iron oxide|grams|2|60; cooling|degrees per h|20|160; water|percent|20|45
checks: spyholes plugged; shelves washed; cones set; gas tested; pots dry; lids loose; stilts wiped; mask on; door
 clamped; chart
 started; bucket ready; fan on
topics: the blue; the broken handles; the fair; the new clay; the cathedral tiles; the gas bill; the apprentice's
 jug; the crates
motions: build a wood kiln; stop the blue ware; raise the price of seconds; take a stand at the fair
asides: the cat walked over wet tiles; the clay is cold this morning; sun on the racks; somebody hummed all
 afternoon; a robin in the shed
""",
)
