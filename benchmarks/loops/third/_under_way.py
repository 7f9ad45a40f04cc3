"""Conversations that repeat themselves and get on: every round leaves something behind."""

SOURCE = """
# polling cap=30 o a>t call: Started job <ref> for <it>.
- a>t poll: {Status|State} of job <ref>?{ Poll <k>.|} || GET /jobs/<ref>{?n=<num>|} || {Is job <ref> done {yet|by
  now}|Has job <ref> finished {yet|by now}}?
- t>a result/waiting: job <ref>: running, <pct> % || {"job": "<ref>", "state": "running", "done": <pct>} || <ref>
  {stands|is} at <pct> %{, no error|}
~ a>* log/waiting: {Waiting|Sleeping} {30|60|15} s {before asking again|for the job}.
x a>t poll: Status of job <ref> now?
x t>a result/ok doc=new: job <ref>: finished, 100 %, <count> rows
# batch o a>* start: <K> pieces on the list today, for each the same: <deed>.
- a>b tell/ok doc=item: <item>: {I was able to <deed>|done, <measure> <count> <unit>}. || {Done with|Finished} <item>{,
  <left> to go|}.
- b>a ack/ok: {Acknowledged|Noted|Copy that}, <item>{ at <place>|}. {On to|Take} <next>. || <item> {ticked off|entered}.
  {Then comes|After it} <next>.
x a>b report/ok: All <K> are done, the list is signed.
# rate_limited o a>* start: Delivering the <doc> to <K> {hosts|desks|nodes}, one after another.
- a>t call: {attempt 1|PUT /<thing>/|send} <item>{, waited <num> ms|} || Sending the <doc> {of|for} <item>{, first
  try|}.
- t>a result/error: 429 Too Many Requests, retry in {2|5|9} s || {refused|rejected}: {quota for this minute used up|too
  fast, slow down} (trace <hex>)
- a>t call: {attempt 2|retry|send again} <item>{, back-off <num> ms|} || Sending the <doc> {of|for} <item>{ again|,
  second try}.
- t>a result/ok doc=item: 201 Created: <item>{, <left> left in the queue|} || {accepted|stored}: <item> as <hex>
x a>* report/ok: All <K> delivered, the queue is empty.
# green cap=25 o a>* say: I shall tidy up <it> in small steps, with the tests green after each.
- a>b edit doc=new: {Pulled|Moved} the <npart> {handling|code} out of <path> into <newpath>. || {Renamed|Simplified} the
  <npart> in <newpath>{, <num> lines fewer|}.
- b>t run: {run|pytest|execute} all tests{ on build <hex>|} || {Please run|Testing} everything{ again|}.
- t>b result/ok: <count> passed, 0 failed{ in <num> ms|} || all green ({build|run} <hex>, <count> tests)
~ b>a report/ok: {Same result as before|Still all green}: {commit it|merged as <hex>}, next step.
x a>* report/ok: The last step is merged, <path> is empty and deleted.
# rows o a>b ask: Fill in the table of <measure>, one row each.
- b>a write/ok doc=new: | <k> | <item> | <measure> | <count> <unit> | || row <k>: <item>; <count> <unit>; {by <r>|seen
  by <c>} || {"row": <k>, "item": "<item>", "value": <count>, "unit": "<unit>"}
~ a>b ack/ok: Row <k> {received|stored}{, <left> to come|}.
x b>a report/ok: Table complete: <K> rows, mean <p> <unit>.
# standup o a>* call: Stand-up from now on daily at nine. Three sentences each.
- b>* report: <day>: {finished|closed} <item>{, no obstacles|}; today I {<ndeed>|begin with <next>}.
- c>* report: {Yesterday|Since the last round} I could <ndeed2>; today the <npart> at <nplace>.
- d>* report: {Nothing blocks me|No obstacles}: <count> <unit> measured{ on <date>|}, today <num> more at <place>.
~ a>* close/ok: Thanks all, <left> days left to the handover{ on <date>|}.
x a>* close/ok doc=new: Handover done; this was the last stand-up.
# patrol o a>* start: Beginning the round at <clock>: <K> stops.
- a>b report/ok: Stop <k>{ of <K>|}, <clock>: {all quiet at|nothing to note at} {bay|door|post} <coord>. {Moving on|Next
  stop}. || <clock>, {post|door} <coord>: {locked|in order}, <measure> <count> <unit>{, stop <k>|}.
~ b>a ack/ok: {Copy|Noted}, <coord> at <clock>.
x a>b report/ok doc=new: Round complete: <K> stops in order, keys handed to <c>.
# go_game o a>b say: Nineteen by nineteen, I take black.
- a>b move: {Black|I play} <coord>{, your turn|} || {Move <k>|My stone}: <coord>
- b>a move: {White|I play} <coord2>{, your turn|} || {Reply|My stone}: <coord2>
~ c>* say: <k> moves each{, an even game|, black leads on the left|}.
x b>a say: I resign, the lower side is lost.
x a>b say/ok: Thank you for the game. It is entered as a win for black.
# auction cap=20 o a>* open score=p: <it> is called at <p>. Who bids?
- b>* bid score=bid2: {<bid2> from me|I offer <bid2>|My offer is <bid2>}{ for <it>|}. || <bid2>{, not a cent more|!|,
  please}
- c>* bid score=bid: {<bid>|I go to <bid>|My price is <bid>}{ for <it>|}. || <bid>{, I want it|!|, here}
~ a>* call: <bid> {is bid|on the right}. {Who gives more|Do I hear more}?
x b>* say: That is beyond me. I am out.
x a>* hammer/ok score=bid: Sold to <c> for <bid>; <it> goes to desk <num>.
# drafts cap=9 o a>b write doc=new score=score: First draft of the <doc> on <it>, for your eyes.
- b>a review score=score: {Draft|Edition} <k>: <score> out of 1. {Open|Remaining}: the <npart>, {<left> points left|then
  <left> more}. || {Better|Further}: the <npart> is {next|what is left}; <left> remarks open, rating <score>.
- a>b write/ok doc=new: {New draft|Next draft}: the <npart> is {rewritten|mended}, <left> remarks left. ||
  {Done|Changed}: <npart> as you {asked|wanted}, remark <k> of <K> closed.
x b>a approve/ok score=score: No remarks left: approved, to be printed today.
x a>b thank/ok: Thank you, <b>, it is at the printer's as <ref>.
# questions cap=12 o a>b say: I write a portrait of your work as <role>. May I ask a few things?
- a>b ask: {Question <k>|Tell me}: {what happened with|what was hard about} <item>, {and with its <npart>|the <npart>
  above all}? || {And|Now} <item>: {who taught you|what did you watch for} when you had to <ndeed>?
- b>a answer: <item>? {That took|It goes back to} <count> {nights|tries}; <nfault> taught me {most|patience} there. ||
  {With|For} <item>: {never hurry|measure twice}, <count> <unit> {is the limit|and stop}. {<nparty> agrees|Old rule}.
x a>b say/ok doc=new: That makes a full page. You get the text on <day>.
# drill cap=24 o a>b say: Twenty sums today. Answer at once, I tell you whether it is right.
- a>b ask: {What is|How much is} <x> times <y>? || Sum <k>: <x> × <y>{, please|}?
- b>a answer: {It is|That makes} <mul>. || <mul>{, I think|, easy}
~ a>b say/ok: {Right|Correct}{, <k> in a row|, on to the next one|}.
x a>b report/ok score=score: All sums right. Tomorrow we divide.
# checklist o a>b start: Checklist for <it>, <K> points. I read, you answer.
- a>b ask: {Point <k>|Item <k>}: {<npart> {secure|clear}|<ndeed> {done|possible}}, {position|card} <coord>? || <k>. Is
  <coord>, the <npart>, {in order|set}?
- b>a answer/ok: {Secure|Checked|Confirmed}, <coord>{, <count> <unit>|}. || <coord> {in order|set}{, reading <count>|}.
x a>b close/ok doc=new: Checklist complete at <clock>, <it> is cleared.
# migration o a>* start: Moving everything of <it> from the old store to the new: <K> parts.
- a>t call: {copy|move} <item> {to the new store|over}{ (<k>/<K>)|} || {Running|Executing} the move of <item>{, part
  <k>|}.
- t>a result/ok doc=item: <item>: <count> records {copied|moved}, checksum {equal|<hex>} || {ok|done}: <item>, <count>
  of <count>
~ a>b log: <left> parts {left|to go}{, no loss so far|}.
x a>t call: Switching all readers to the new store.
x t>a result/ok: switched; old store closed
# quiz cap=14 o a>* say score=k: Quiz night: a point for each right answer.
- a>* ask: {Question <k>|Next}: <ques>? || {For a point|Tell me}: <ques>?
- b>a answer: {I say|That must be} <ans>. || <ans>{, of course|!|}
- a>* score/ok score=k: {Right|Correct}: <k> {points|to <b>}{, <left> questions left|}. || {Yes|Exactly}, that makes
  <k>.
x a>* close/ok: That was the last one: <b> wins with <K> points.
# countdown cap=30 o a>* start: All stations, we count down for <it>.
- a>* count: {T minus|Minus|Count} <down>{, all stations|} || <down> {minutes|units} to go, {<npart>
  {clear|ready}|holding nothing back}
~ b>a ack/ok: {Copy|Heard}, <down>, the <npart> is {go|ready}.
x a>* start/ok: Zero. Go: <it> has left <place>.
# handovers cap=10 o a>* say: Duty book of <place>, three shifts a day.
- r>s handover/ok doc=new: <date>: {I hand over|yours now}, <s>. Open: <item>; {closed|settled}: the <npart>. || {Shift
  ends|End of my shift} <date>. {Please go on with|Left for you}: <item>, {then|after it} <ndeed>.
- s>r ack/ok: {Taken over|I have it}, <r>: <item> {first|is mine}, <count> <unit> on the dial. || {Thank you|Rest well}.
  <item> is {in my hands|noted}.
- s>* log/ok: {During the shift|By <clock>}: <item> {settled|done}, <count> <unit>.
x a>* close/ok: The book is full and signed; a new one begins.
# debugging cap=14 o a>* say: <fault> shows up in <it>, cause unknown. Let us narrow it down.
- a>t run: {probe|test} <k>: {switch off|unhook} the <npart> in position <coord> || {Next suspect|Suspect <k>}: the
  <npart> at <coord>; {swapping it|measuring}.
- t>a result/failed: <coord>: <fault> {is there as before|shows again}, <count> <unit> || {no change|the same fault}
  with <coord> {out|swapped} ({run|probe} <hex>)
- a>b report: {New finding|Learnt}: <coord> is {ruled out|innocent}; {remaining suspects|still to test}: <left>. || So
  {it is not|we can strike} <coord>; <left> {suspects|places} left{, the next is <coord2>|}.
x a>t run: Last one: the <part2> at its plug, swapped.
x t>a result/ok doc=new: fault gone: the <part2> was the cause
x a>* report/ok: Cause found and mended, <it> runs; note in the <doc>.
# bargaining cap=9 o a>b offer score=p: For <it> I can pay <p>.
o b>a offer score=q: I had <q> in mind for <it>.
- a>b offer score=rise: {My offer is|I offer|I go up to} <rise>{ for <it>|}. {Look at the <part>|Times are hard}. ||
  <rise>, {not a cent more|that is my limit}{; the <part> is worn|}.
- b>a counter/refused score=fall: {Out of the question|Impossible}: <fall>{, it has a good <part>|}. || {My price is|It
  costs} <fall>. {I have costs too|Take it or leave it}. || {I come down to <fall>|<fall> and no less}, {quality has its
  price|you know that}.
x a>b offer score=deal: Then <deal>, and I collect it myself.
x b>a accept/ok score=deal doc=new: <deal>, agreed. The contract is on its way.
# conditions cap=8 o a>b ask: I am to <deed> and for that <it> has to be released.
- a>b ask/waiting: {Could|Can|May} I {please have|get} the release of <it>{ now|}? {Point <k> of the list is met|Paper
  <k> is enclosed}. || {Requesting|Asking for} permission on <it>, with paper <k>, the {blue|long} {sheet|form}, no.
  <num>.
- b>a answer/refused: {No|Not yet}. {Paper|Point} <k> is {fine|accepted}; rule <rule> also {asks for|wants} paper <k1>,
  <down> {in all|more}. || {Request|Your request} denied for now: {accepted|taken} paper <k>, {missing|lacking}: <down>,
  the next is paper <k1>.
x a>b ask doc=new: Here is the last one. May I have the release of <it>?
x b>a answer/ok: Everything is here: <it> is released to you. Go ahead and <deed>.
# bisect cap=10 o a>* say: Somewhere between the first and the last delivery of <it> the <part> went bad. I halve the
  range.
- a>t run: {test|try} <mid> ({range|between} <lo> and <hi>) || {Checking|Testing} the middle: <mid>{, step <k>|}
- t>a result: <mid>: {so it is|bad stretch is} in the <half> half || {answer|result} for <mid>: <half> half
x a>* report/ok doc=new: The range is one wide: found the delivery, and <party> took it back.
# tuning cap=25 o a>* start: Tuning <it>; the score should come near one.
- a>b propose doc=new: {Trial|Candidate} <num>: {<opt1>|<opt2>}, {more weight|less weight} on the <npart>. || {Let us
  try|Next I try} {another|a different} setting of the <npart>, seed <num>.
- b>t run: {evaluate|score} {this candidate|the candidate} on <it>, run <hex> || {Evaluating|Measuring} {it|the
  candidate}.
- t>b result/ok score=score: score <score>{, a new best|} || {rated|result} <score> ({best so far|new best})
x b>a report/ok: Target reached, I freeze this setting.
# literature cap=20 o a>* say: The question is who supplied the parts of <it>. I collect papers.
- a>t search: {search: |query: |}{supplier of <npart> <item>|<item> <npart> who supplied|<item> "<npart>" vendor name}
  || {Let me search for|Searching} {the maker|the vendor|the origin} of the <npart>{ in <item>|}.
- t>a result/ok doc=new: {2 results|1 hit}{ in <num> ms|}: {letter|invoice} <ref>-<k> of <date>, {signed by|naming}
  <nparty> || Found {paper|document} <count>-<k>: <nparty>, <date>
~ a>* think/ok: {Helpful|Good}, that makes <k> papers. {I will reword the query|Other words} for the next part.
x a>* report/ok doc=new: <K> papers collected, every part has its supplier.
# reading_on cap=30 o a>* say: I have to know all of this code before I change the <part>.
- a>t read doc=new: {Let me look at|Reading|Opening} <newpath>{ next|}. || {"tool": "read_file", "path": "<newpath>"} ||
  cat <newpath>
- a>* note/ok: {Learnt|Noted}: it {keeps|hands on} the <npart> of <item>; <left> files {left|to read}. || {So here|In
  this one} the <npart> is {set|checked} {for|by} <item>{, file <k> of <K>|}.
x a>t write/ok doc=new: Read enough: edited <path>, the <part> is now taken from <path2>.
x t>a result/ok: 1 file changed; all checks passed
# polling cap=24 o a>t call: I drew a ticket for <it> at <place>.
- a>t poll: {Is it my turn|Is <ref> called} {yet|now}? || {Any news of|What about} ticket <ref>?{ Poll <k>.|}
- t>a result/waiting: {Please wait|Not yet}: <down> ahead of ticket <ref>. || {"ticket": "<ref>", "ahead": <down>} ||
  ticket <ref>: place <down> in the queue{, no desk free|}
x t>a result/ok: Ticket <ref>: your turn, desk <coord>.
x a>b report/ok doc=new: I was served: <it> is handed in.
# from_desk_to_desk cap=7 o u>a ask: I need <it> back and was told there are <K> stamps to collect.
- u>r ask: {<a> sent me|I was sent} for stamp <k> on <it>. {Can you stamp it|May I have it}? || {Hello|Good day}, stamp
  <k>{, please|}: they say {you have it|it is you}.
- r>u stamp/ok doc=new: {Stamped|Here}: number <k>{ of <K>|}. {Please go to|Then ask} <s>{ at <nplace>|}{, <left> to
  come|}. || {That is with me|The right desk}: stamp <k> is on. <s> {has|hands out} the next.
x u>a report/ok: I have all <K> stamps. May I have <it>?
x a>u answer/ok: All there. Here is <it>, signed for as <ref>.
# form cap=12 o a>b ask: Hello, {I would like|I want} to {return|ask about} <it>.
- b>a ask/waiting: {Sure|Gladly}! {Could you give me|What is} the <npart> in field <k>? || {Field <k>|Next field}:
  {please tell me|may I have} the <npart>{, form <num>|}.
- a>b answer/ok: {It is|That is} <coord>-<count>. || <coord>{, as on the <doc>|}, <count> <unit>.
~ b>a say/ok: {Thank you|Great}, {field <k> is filled|<left> fields to go}.
x b>a report/ok doc=new: All fields are filled: the refund of <p> goes out today.
x a>b say/ok: It has just arrived, thank you.
# form tongue=de cap=12 o a>b ask: Hallo, ich möchte etwas zurückgeben, Lieferung <ref>.
- b>a ask/waiting: {Gerne|Natürlich}! {Wie lautet {die Angabe|der Eintrag}|Nennen Sie mir bitte {die Angabe|den
  Eintrag}} in Feld <k>{?| von <K>?} || {Feld <k>|Als nächstes Feld <k>}: was {steht dort|haben Sie dort}?
- a>b answer/ok: {Das ist|Dort steht} <count>, {Zeile|Reihe} <coord>. || <coord>, <count> Stück{, wie auf der
  Rechnung|}.
~ b>a say/ok: {Danke|Notiert}, Feld <k> ist {ausgefüllt|fertig}{, noch <left>|}.
x b>a report/ok doc=new: Alle Felder sind ausgefüllt, das Geld ist unterwegs.
# files_abroad tongue=de cap=20 o a>b start: Guten Tag, <K> Akten sind heute freizugeben.
- a>b ask/waiting: {Könnten Sie mir|Können Sie mir} bitte Akte <num> {freigeben|öffnen}? {Vollmacht|Vorgang} <count>
  liegt bei. || Ich bitte {nun|höflich} um die Freigabe der Akte <num>, Vollmacht <count>.
- b>a answer/ok doc=item: {Akte <num> ist frei|Freigegeben: <num>}{, noch <left>|, erledigt um <clock>}. || {Vollmacht
  <count> ist in Ordnung|Geprüft}, <num> ist {offen|freigegeben}.
x b>a close/ok: Alle <K> Akten sind freigegeben, schönen Feierabend.
# files_abroad tongue=fr cap=20 o a>b start: Bonjour, <K> dossiers à classer aujourd'hui.
- a>b send/ok doc=item: {Voici|Je vous envoie} le dossier <num>, {merci beaucoup|avec mes remerciements}{ !|.} ||
  Dossier <num> {terminé|prêt}, {merci encore|mille mercis} !
- b>a file/ok: {Je vous en prie|Avec plaisir}, <num> est {classé|archivé}{, il en reste <left>|}. || {Merci à vous|De
  rien}, {reçu|classé} : <num>, rayon <coord>.
x b>a close/ok: Les <K> dossiers sont classés, bonne soirée.
# files_abroad tongue=es cap=20 o a>b start: Hola, hay <K> pedidos para revisar hoy.
- a>b ask: {¿Ha salido|¿Cómo va} el pedido <num>?{ Consulta <count>.|} || {Mire|Revise} por favor el pedido <num>.
- b>a answer/ok doc=item: {Disculpe la espera|Lo siento}, {ya está|lo tengo}: <num> {sale|salió} a las <clock>{, faltan
  <left>|}. || {Revisado|Perdone}: el <num> está en el camión <coord>.
x b>a close/ok: Revisados los <K> pedidos, buen fin de semana.
# nightly cap=12 o a>* start: The nightly run for <it>: four stages, once a day.
- a>b stage/ok doc=new: {Night of|Run for} <date>, stage 1{ of 4|}: {loading|reading} <count> rows{ of <newpath>|}.
- b>c stage/ok: Stage 2{ of 4|}: {checking|the check of} the <npart>{, <num> rows|}.
- c>d stage/ok: Stage 3{ of 4|}: {merging|joining} <item>.
- d>a stage/ok doc=new: Stage 4{ of 4|}: {published|delivered} the <doc> of <date> to <party>.
~ a>* say/ok: {All kept|Stored} for <date>. {Starting over|Next} on the following night.
x a>* close/ok: The month is complete, <K> nights out of <K>.
# shunting o a>* say: <K> wagons to sort: left for <place>, right for <place2>.
- a>t set/ok: {set|throw} points to {left|right} for <item> || {Adjusting|Putting} the points for <item>, {they stood
  for|somebody had put} the one before.
- b>t pass/ok: <item> {through|has passed}, {<left> behind it|axle count <count>} || {Let pass|Rolled by}: <item>{, <k>
  of <K>|}.
~ t>* report/ok: points {changed|altered}, {request|change} <num>
x a>* report/ok: Sorted: all <K> stand where they belong.
# agenda cap=12 o a>* call: Good evening, <K> items tonight. The floor is open.
- a>* call: Item <k>: <opt1> or <opt2> for <item>? {The floor is open.|Who speaks?}
- b>* argue: I {speak for|favour} <opt1>: {cheaper|quicker} for <nparty>. || <opt1>, {I say|as I said}; the <npart>
  {needs it|has served us well}.
- c>* argue: {Against|I oppose that}: <opt2> {is safer|reads better} for the <npart>.
- a>* vote/ok doc=new: {Show of hands|We vote}: {three to one|carried}. <item> is {decided|settled}{, <left> items
  left|}.
x a>* close/ok: That was the last item. I close the meeting at <clock>.
# deliveries o a>b say: I bring the <K> pieces one by one, please check each.
- b>a hand/ok doc=item: {Here is|There you have} <item>{, <count> <unit>|}. || <item> is {ready|done}{, put down at
  <nplace>|}.
- a>b thank/ok: Thank you{ so much|}, <b>! <item> {received|is in place}{, <left> to come|}. || {Many thanks|Thanks
  again}! <item> {arrived|accepted}.
- b>a thank/ok: {You are most welcome|My pleasure|Not at all}, {next comes|I fetch} <next>! || {The pleasure was
  mine|Always happy to help}. <next> {follows|is on the way}.
x a>b accept/ok: All <K> are here, receipt <ref>.
# backlog cap=16 o a>* say: Many tests are red after the move of <it>. We mend them in turn.
- a>b write doc=new: {Here is a new version of|Rewrote} <newpath>, {the <npart> first|for the <npart>}. || I
  {changed|mended} <num> lines in <newpath>{, this should do|}.
- b>t run: {run|execute} all tests {against|on} build <hex> || {Please run|Testing} everything {on|with} <newpath>.
- t>b result/failed: <fails> FAILED, the others ok{ in <num> ms|} || {fail|red}: <fails> ({build|run} <hex>)
~ b>a report: {Fewer|Less red}: <fails> {left|to go}.
x t>b result/ok: 0 FAILED: all tests passed
x b>a report/ok: All green, I merge it as <hex>.
# chapters cap=20 o a>b send doc=P: Please sum up the <K> chapters on <it> for <party>.
- b>c send doc=new: {Summary|Digest} of chapter <k>: <item> has <nfault>, and one should <ndeed>. || {In short|To sum
  up} chapter <k>: <nfault> on <item>; {advice|proposal}: <ndeed>.
- c>b send/ok: {Good|Nice}, {chapter <k> is in|put in}. {Could you condense|Please make a summary of} {the next|the
  chapter after it}? || {Stored|Placed} at page <count>{, <left> chapters left|}.
x c>a send/ok doc=new: All <K> summaries make one paper; I sent it to <party>.
x a>* say/ok: <party> replied: approved.
# readback o a>* say: <place> control is open, read back all that you are told.
- a>b tell: <item>, {proceed|cleared} to {point|track} <coord>, {speed|limit} <count>. || {Proceed|Move} <item> to
  <coord>, <count> <unit>. {Please confirm|Confirm receipt}.
- b>a ack/ok: {I confirm|Copy that|Acknowledged}: <item> to <coord>, <count>. || {Read back|Received}: <coord>, <count>,
  <item>.
~ a>b ack/ok: {Readback correct|Correct}{, <left> movements to go|}.
x b>a report/ok: All movements made, nothing on the line.
# helpdesk cap=16 o b>* say: Help desk for <it> open since <clock>.
- u>b ask: {This is caller|Caller} <num>: {I have|there is} <nfault> on <item>. || {Good day|Hello}, <item> {shows|has}
  <nfault>{, case <hex>|}.
- b>u answer: {I apologise|Sorry about that}{, thank you for calling|}. {Please|Kindly} <ndeed>{, then look again|}. ||
  {My apologies for the trouble|I regret that}. {One step|Try this}: <ndeed>.
- u>b confirm/ok: {That did it|Solved}: <item> {is fine|works}{, thank you|}. || {Yes, gone|Good as new}! <item> is
  {closed|settled} for me.
x b>* close/ok doc=new: <K> callers today, all cases closed.
# step_thinking cap=20 o a>* think: Goal: get the list for <it> done. I begin with the <part>.
- a>* think: {Hmm|Well}, {should I|do I} {begin|start} with <item> or the <npart>? <item>{, it is due|}. || {On
  reflection|Thinking about it}, <item> {is next|comes first}. {Let me think about that|How}? I {could|can} <ndeed>.
- a>t act/ok doc=item: {Did it|Done}: <item>, <count> <unit>, saved as <hex>. || {ok|stored}: <item> ({step <k>|<left>
  open})
x a>* think/ok: Nothing is left on the list. Goal reached.
# remarks cap=14 o a>* write/ok doc=P: First version of the <doc> for <it> is up, two of you read it.
- b>a review/failed: {I will not pass|Please do away with} <nfault> at {line|page} <count>: {put|use} <coord>. ||
  {Change request|Must fix} <k>a: the <npart> on page <count>.
- a>b edit/ok doc=new: {Done|Changed}, page <count> {is right now|mended}, as <b> asked.
- c>a review/failed: {Good there|That is better}. {Change request|Must fix} <k>b: line <num>, the <npart2>. || {Who put
  in|Why do I see} a gap on line <num>? {Close it|Mend that}, the rest of part <k> is fine.
- a>c edit/ok doc=new: {Pushed|Uploaded} with line <num> mended{, <left> parts unread|}.
x b>a review/ok: No further requests, approved.
x c>a review/ok: Same here, approved. <it> is closed.
# alarms_attended cap=14 o a>* say: Storm night: I attend to each alarm as it comes.
- t>* alarm/failed: {ALARM|Alarm} <nmeasure> of <item>: <count> <unit>, over its limit. || <item>: <nmeasure> <count>
  {above|over} the limit{, event <hex>|}
- a>b act/ok: {I went to|At} <nplace>: <nfault>. {Mended|Dealt with}: <ndeed>.
- t>* report/ok: {Alarm|ALARM} of <item> ended{ at <clock>|}, back under the limit || alarm {cleared|over}: <item>{,
  event <hex>|}
x a>* close/ok doc=new: Storm over. <K> alarms, all dealt with, report filed.
# parsed cap=14 o a>b ask: Give me each <measure> as JSON with the keys "item" and "value".
- b>a answer doc=item: {Sure! Here it is|Certainly|Of course}: the <measure> of <item> is <count> <unit>.
- a>b reject/error: {ParseError|Could not parse your reply}: {expecting|expected} value: line 1. {Answer in JSON|JSON
  only, please}. || {Invalid JSON|Not JSON} for <item>. {Reply|Respond} with {one object|the object} {and nothing
  else|only}.
- b>a answer: {"item": "<item>", "value": <count>}
- a>b accept/ok: {Parsed|Stored}: <item>{, <left> left|}. {On to|Next} <next>.
x a>b close/ok: All <K> values are stored; thank you.
"""
