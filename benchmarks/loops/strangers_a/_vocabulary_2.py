"""Words of nine trades around documents, money, land and people."""

TEXT = """
name: contract law
role: counsel;paralegal;drafter;redliner;compliance_bot;notary;negotiator;clause_finder;partner;court_clerk
thing: the lease; the share purchase agreement; the side letter; the licence; the settlement; the employment
 contract; the data annex; the loan; the joint venture deed; the escrow terms
part: the liability cap; the notice period; the governing law; the indemnity; clause 9; the non-compete; the
 schedule of fees; the definitions; the warranty list; the signature block; the force majeure wording; the exit fee
file: drafts/lease_v3.docx; annex/data.odt; precedents/spa.txt; minutes/board.md; bundle/exhibit4.pdf
tool: compare_versions; search_precedent; file_motion; number_clauses; redact
deed: redraft/redrafted/redrafting <part> of <thing>; strike/struck/striking <part>; soften/softened/softening
 <part> for the lender; cite/cited/citing <n> cases on <part>; renumber/renumbered/renumbering <thing>;
 translate/translated/translating <part> for <person>; sign/signed/signing <thing>; append/appended/appending a
 schedule to <thing>
fact: <person> accepts <part> at <n> thousand; <thing> runs for <n> months; the court sits in <n> days; <part>
 follows the <n> precedent; <thing> has <n> open points; the registry charges <n> euro; <part> came from <person>
fault: <part> contradicts the preamble; <thing> lacks a date; <part> is void under local law; <thing> names the
 wrong party; <part> is ambiguous; the cross reference in <part> is dead
goal: sign by Friday; close the deal; file the reply; agree the annex
metric: risk score; readability; compliance score
---
name: newsroom
role: editor;reporter;fact_checker;headline_bot;photo_desk;copy_editor;source_scout;layout;legal_desk;social_desk
thing: the harbour story; the election explainer; the obituary; the budget feature; the flood ticker; the interview;
 the sports page; the weekend column; the podcast script; the front page
part: the second paragraph; the quote; the headline; the byline; the caption; the lead; the sources; the timeline;
 the ending; the pull quote; the statistics box; the tone
file: copy/harbour.md; pages/a1.indd; captions/flood.txt; scripts/ep12.txt; ticker.json
tool: wire_search; archive_lookup; publish; image_crop; spellcheck
deed: tighten/tightened/tightening <part> of <thing>; call/called/calling <person> about <part>;
 crop/cropped/cropping the photo for <thing>; verify/verified/verifying <part> with the registry; cut/cut/cutting
 <n> words from <thing>; transcribe/transcribed/transcribing <thing>; attribute/attributed/attributing <part> to
 <person>; schedule/scheduled/scheduling <thing> for the evening
fact: <person> confirms <part> on record; <thing> stands at <n> words; the port lost <n> jobs; <n> readers opened
 <thing>; the council votes in <n> days; the archive holds <n> photos of it; <person> declined to comment
fault: <part> is unsourced; <thing> buries the news; <part> repeats the headline; <thing> misspells <person>; <part>
 may be libel; <thing> runs too long
goal: file before deadline; publish the investigation; refresh the front page; correct the record
metric: readability; reach; clarity score
---
name: teaching
role: tutor;grader;course_lead;librarian;plagiarism_bot;student_helper;timetable;examiner;mentor;quiz_maker
thing: the essay on rivers; the algebra quiz; the lab report; the reading list; the oral exam; the group project;
 the term plan; the portfolio; the history module; the homework sheet
part: the thesis statement; question 4; the rubric; the bibliography; paragraph structure; units; the grade
 boundary; the feedback; the deadline; the worked example; the diagram; spelling
file: essays/rivers_17.txt; quiz/algebra2.json; rubric.csv; plan/term3.md; marks/group_b.xlsx
tool: grade; similarity_check; post_mark; make_quiz; find_room
deed: mark/marked/marking <thing> by <person>; rewrite/rewrote/rewriting <part>; move/moved/moving the exam to room
 <n>; explain/explained/explaining <part> to <person>; shorten/shortened/shortening <thing>; post/posted/posting
 hints on <part>; pair/paired/pairing <person> with a mentor; recount/recounted/recounting points in <part>
fact: <person> scored <n> points; <n> pupils missed <part>; room <n> has a projector; the mean of <thing> is <n>;
 <person> asks for two more days; <n> essays cite the same page; <thing> takes <n> minutes
fault: <part> is off topic; <thing> has no conclusion; <part> counts twice; <thing> is copied; <part> uses the wrong
 units; <person> skipped <part>
goal: return marks by Monday; finish the term plan; prepare the orals; publish the syllabus
metric: grade; progress score; attendance score
---
name: translation bureau
role:
 project_manager;translator;proofreader;terminologist;dtp;subtitle_bot;client_liaison;glossary_bot;interpreter;qa_checker
thing: the pump manual; the museum guide; the patient leaflet; the film subtitles; the tender; the menu; the
 website; the safety poster; the annual report; the children's book
part: the glossary; the forms of address; sentence 12; the decimal comma; the idiom; the caption length; the product
 name; the footnote; the plural; the legal disclaimer; the register; the line break
file: de/manual.xlf; fr/menu.docx; subs/reel2.srt; tm/pump.tmx; terms.tbx
tool: tm_lookup; machine_translate; count_words; check_terms; align
deed: translate/translated/translating <part> of <thing>; align/aligned/aligning <thing> with last year's;
 query/queried/querying <part> with the client; shorten/shortened/shortening <part> to <n> characters;
 proof/proofed/proofing <thing>; add/added/adding <n> terms for <thing>; unify/unified/unifying <part>;
 typeset/typeset/typesetting <thing>
fact: <thing> has <n> segments left; the memory matches <n> percent of <thing>; <person> prefers the formal
 register; <part> appears <n> times; the printer needs <n> days; Finnish runs <n> percent longer; <person> delivers
 at <n> past four
fault: <part> reads like a machine; <thing> mixes two registers; <part> exceeds the box; <thing> keeps an English
 word; <part> loses the joke; the number in <part> differs
goal: deliver all nine languages; finish the subtitles; win the tender; unify the terms
metric: quality score; fluency; match score
---
name: greenhouse farm
role:
 grower;irrigation_bot;weather_scout;harvester;pest_watch;market_agent;soil_probe;agronomist;tractor_2;packer_bot
thing: bed six; the tomato house; the north orchard; the drip line; the seedling trays; the compost heap; the bee
 yard; the barley strip; the cold store; the herb tunnel
part: soil moisture; the nitrate level; aphids; the vent angle; the frost alarm; the pump; the shade cloth; leaf
 colour; the seed lot; pollination; the pH; drainage
file: logs/soil.csv; plans/rotation.md; prices/market.json; maps/orchard.geojson
tool: read_sensor; open_valve; forecast; fly_drone; set_vent
deed: water/watered/watering <thing> for <n> minutes; prune/pruned/pruning <thing>; sow/sowed/sowing <n> rows by
 <thing>; flush/flushed/flushing <part>; shade/shaded/shading <thing>; harvest/harvested/harvesting <n> kilos from
 <thing>; spray/sprayed/spraying soap against <part>; sample/sampled/sampling <part>
fact: <thing> reads <n> percent humidity; <person> buys <n> crates; rain is due in <n> hours; <part> fell to <n>;
 <n> hives stand by <thing>; the frost line is <n> metres up; <thing> ripens in <n> days
fault: <part> is far too low; <thing> is flooded; <part> spreads to the next row; the valve of <thing> sticks;
 <part> gives no reading; <thing> wilts by noon
goal: bring in the tomatoes; survive the frost night; plan the rotation; fill the market stall
metric: yield index; moisture score; grade
---
name: accounting
role: bookkeeper;auditor;payables;receivables;tax_bot;controller;treasury;expense_clerk;bank_feed;cfo_assistant
thing: the May closing; invoice 2207; the travel claim; the VAT return; the bank statement; the payroll run; the
 fixed asset list; the intercompany loan; the petty cash; the accrual
part: the cost centre; the receipt; the exchange rate; the tax code; the approval stamp; the rounding difference;
 the due date; the purchase order; the IBAN; the depreciation; the credit note; the ledger account
file: ledger/may.csv; vat/q2.xml; claims/travel_31.pdf; bank/camt053.xml; closing/checklist.md
tool: post_entry; match_payment; fetch_statement; validate_iban; lock_period
deed: book/booked/booking <thing> to <part>; match/matched/matching <n> payments in <thing>; accrue/accrued/accruing
 <n> euro for <thing>; reverse/reversed/reversing <part>; chase/chased/chasing <person> for <part>;
 scan/scanned/scanning <thing>; lock/locked/locking <thing>; split/split/splitting <part> by project
fact: <thing> balances to <n> cents; <person> owes <n> euro; <n> lines in <thing> lack <part>; the bank credits <n>
 on Thursday; <part> moved by <n> basis points; <thing> is due in <n> days; the auditor samples <n> items
fault: <part> does not exist; <thing> is out of balance; <part> is expired; <thing> was posted twice; <person> never
 approved <part>; the total of <thing> is negative
goal: close the month; pass the audit; pay all suppliers; file the return
metric: match rate; days outstanding score; accuracy
---
name: event planning
role: organiser;venue_scout;caterer;budget_bot;speaker_liaison;guest_list;av_tech;designer;transport_desk;ticketing
thing: the gala dinner; the keynote hall; the welcome pack; the wedding tent; the trade fair stand; the jazz
 evening; the shuttle bus; the badge printer; the sponsor wall; the workshop track
part: the seating chart; the menu; the microphone; the dress code; the backdrop; parking; the schedule; the deposit;
 the vegan option; the rain plan; the name tags; the playlist
file: plans/seating.csv; menu_v2.md; run_of_show.xlsx; guests.json; posters/main.svg
tool: quote_venue; send_invites; check_weather; book_van; print_badges
deed: book/booked/booking <thing> for <n> guests; move/moved/moving <person> to table <n>; taste/tasted/tasting
 <part>; print/printed/printing <n> copies of <part>; rent/rented/renting chairs for <thing>;
 invite/invited/inviting <person>; rehearse/rehearsed/rehearsing <thing>; rearrange/rearranged/rearranging <part>
fact: <person> brings <n> guests; <thing> costs <n> euro; <n> people chose <part>; the hall closes <n> minutes after
 eleven; the van seats <n>; <person> speaks for <n> minutes; <n> tickets are left
fault: <part> clashes with the sponsor; <thing> is booked by others; <part> is over budget; <person> is allergic to
 <part>; <thing> has no power; <part> went to print with a typo
goal: open the doors on time; fill the hall; stay within budget; finish the run of show
metric: attendance score; budget fit; rating
---
name: construction
role:
 site_manager;surveyor;structural;electrician;plumber_bot;permit_clerk;crane_op;estimator;inspector;bim_modeller
thing: the stairwell; level two; the east facade; the foundation slab; the lift shaft; the roof truss; the car park;
 the boiler room; the scaffold; the courtyard drain
part: the load case; the fire door; the cable tray; the slope; the anchor bolts; the insulation; the permit; the
 rebar; the clearance; the sealant; the delivery slot; the expansion joint
file: bim/level2.ifc; permits/crane.pdf; boq.csv; surveys/slab.txt; snags/east.md
tool: clash_check; measure_level; order_concrete; photo_log; file_permit
deed: pour/poured/pouring <n> cubic metres for <thing>; brace/braced/bracing <thing>; reroute/rerouted/rerouting
 <part> around <thing>; survey/surveyed/surveying <thing>; replace/replaced/replacing <part> on <thing>;
 inspect/inspected/inspecting <part>; price/priced/pricing <thing>; tag/tagged/tagging <n> snags on <thing>
fact: <thing> is <n> millimetres off; <part> arrives in <n> days; <n> workers are on <thing>; <person> signs for
 <part>; the crane lifts <n> tonnes; the slab cures for <n> hours; <part> costs <n> euro a metre
fault: <part> clashes with the duct; <thing> is out of plumb; <part> fails inspection; <thing> lacks a handrail;
 water stands on <thing>; <part> is the wrong grade
goal: hand over level two; pass the fire inspection; pour before the rain; close the snag list
metric: progress; clash score; quality index
---
name: museum archive
role:
 curator;cataloguer;conservator;digitiser;loan_officer;provenance_bot;registrar;exhibit_designer;archivist;metadata_bot
thing: the whaling diary; tray 40; the bronze mask; the glass negatives; the loan from Ghent; the map cabinet; the
 oral histories; the coin hoard; the east gallery; the silk banner
part: the accession number; the provenance gap; the humidity; the wall label; the scan resolution; the donor letter;
 the condition report; the date range; the finding aid; the frame; the transcription; the crate
file: catalogue/tray40.xml; labels/east.md; scans/neg_112.tif; loans/ghent.pdf; index.csv
tool: scan_item; lookup_donor; write_record; ocr_page; book_courier
deed: catalogue/catalogued/cataloguing <n> items of <thing>; scan/scanned/scanning <thing>; date/dated/dating
 <thing> by its paper; trace/traced/tracing <part> to <person>; crate/crated/crating <thing>;
 transcribe/transcribed/transcribing <n> pages of <thing>; clean/cleaned/cleaning <thing>; rewrite/rewrote/rewriting
 <part>
fact: <thing> came from <person> in <year>; <part> lists <n> objects; <n> scans are blurred; the lender wants <n> lux
 at most; <thing> weighs <n> grams; a twin of <thing> is in Oslo; <part> was copied by <person>
fault: <part> is illegible; <thing> has no donor; <part> contradicts the register; <thing> is mouldy; <part> is in
 the wrong script; the scan of <thing> is cropped
goal: open the east gallery; publish the finding aid; return the loan; digitise the diaries
metric: legibility; completeness; condition score
"""
