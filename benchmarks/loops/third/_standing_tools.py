"""Agents with tools, machines and desks that stand still; their closings would end them."""

SOURCE = """
# command twin=migration o a>* plan: To <deed> I have to get `<cmd>` through.
- a>t run: {`<cmd>`|$ <cmd>}  # {try|attempt} <k> || {Let me run|Running|I will try} `<cmd>` {from another folder|in a
  new shell|with more output|as before}. || {"tool": "shell", "input": "<cmd>", "id": <num>} || {Perhaps it works|It
  should work} now: `<cmd>`.
- t>a result/error: <cmd>: <code> || {error|fatal|ERR}: <code> (after <num> ms) || exit status 1, stderr says: <code>
~ a>* say: {It failed|No luck}. {I will try it another way|One more time}. || {Hmm, the same message|Same error}. {Let
  me phrase the command differently|Another go}.
x a>t fix/ok: The cause of "<code>" was in <path>: I corrected it there.
x t>a result/ok doc=new: <cmd>: finished, 0 errors, <count> files written
# fresh_failures twin=backlog o a>* say: I will write <path> so that <test> passes for <it>.
- a>b write doc=new: {Here is a new version of|Rewrote|Another edition of} <path>, {from scratch|with a new
  structure|changed all over}. || <path>: {replaced the whole <part> handling|new approach, number <k>}. || {I
  changed|Changed} <num> lines in <path>{, this should do|}.
- b>t run: {run|pytest|execute} <path> {against|on} <test> || {Please run|Testing} <test> {on|with} the new <path>.
- t>b result/failed score=p: FAILED <test>: expected <q>, got <p> || <test> ... {fail|red} (<p> instead of <q>),
  {hex|build} <hex>
- b>a report/failed: {Same result as before|Still}: <p> where <q> is expected. || <test> {fails|is red}, {unchanged|no
  difference}: <p>, not <q>.
x a>b write doc=new: Found it: the <part> was read twice. One line removed in <path>.
x t>b result/ok score=q: PASSED <test>: expected <q>, got <q>
# restarts twin=nightly o a>* start: The run for <it> begins: four stages, all must pass.
- a>b stage/ok: Stage 1{ of 4|}: {loading|reading} <path>{, <num> ms|}. || {First|Stage one}: {load|fetch} <path>.
- b>c stage/ok doc=P: Stage 2{ of 4|}: {checking the <part>|the <part> is checked}. || {Second|Stage two}: check the
  <part>{, fine|}.
- c>d stage/ok: Stage 3{ of 4|}: {merging with|joining to} <path2>. || {Third|Stage three}: merge <path2>.
- d>a stage/error: Stage 4{ of 4|}: {crashed|aborted}, <code>. || {Fourth|Stage four}: {crash|abort}: <code>.
~ a>* say: {All work is lost|Nothing was kept}. {Restarting|Starting over} from stage 1. || {Rolling everything
  back|State cleared}, {begin anew|from the top}.
~ b>* say/ok: {Ready|Worker up}, {state is empty|no checkpoint found}.
x a>d fix/ok: I removed the cause of "<code>" and kept the result of stage 3.
x d>* stage/ok doc=new: Stage 4 of 4: complete, <count> records written for <it>.
# flipflop twin=shunting o a>* tell: I am to hold the <measure> of <it> at <p> <unit>.
o b>* tell: And I am to hold the <measure> of <it> at <q> <unit>.
- a>t set score=p: set <measure> {to|=} <p> <unit>{ (it was <q>)|} || {Adjusting|Putting} the <measure> {to|at} <p>
  <unit>, {it stood at|somebody had put} <q>.
- b>t set score=q: set <measure> {to|=} <q> <unit>{ (it was <p>)|} || {Adjusting|Putting} the <measure> {to|at} <q>
  <unit>, {it stood at|somebody had put} <p>.
~ t>* report/ok: <measure> of <it> {changed|altered}, {request|change} <num> || {"event": "changed", "id": "<hex>",
  "by": "<a> or <b>"}
x c>* decide/ok: Two of you set one value. From now on only <a> sets it: <p> <unit>. <b>, your rule is removed.
x t>* report/ok score=p: <measure> of <it> steady at <p> <unit> for an hour
# rereading twin=reading_on o a>* say: I shall change the <part> in <path>.
- a>t read doc=P: {Let me look at|Reading|Opening} <path>{ first| to understand the <part>|}. || {"tool": "read_file",
  "path": "<path>"} || cat <path>
- a>t read doc=Q: {Now|And} {let me look at|reading} <path2>{, which it uses|}. || {"tool": "read_file", "path":
  "<path2>"} || cat <path2>
~ a>t read doc=R: {I should also see|Let me check} <path3>{ for the <part>|}. || cat <path3>
~ a>* think: {To be sure I understand|Before I change anything}, {I need to see the files again|another look}. || {I
  have the contents now|These are the files}. {Let me go through them afresh|I had better reread them}.
x a>t write/ok doc=new: Edited <path>: the <part> is now taken from <path2>.
x t>a result/ok: 1 file changed, <num> insertions; all checks passed
# searching twin=literature o a>* say: The question is who supplied the <part> of <it>.
- a>t search: {search: |query: |}{supplier of <part> <it>|<it> <part> who supplied|<part> origin <it>|<it> "<part>"
  vendor name} || {Let me search for|Searching} {the maker|the vendor|the origin} of the <part>{ in <it>|}. || {"tool":
  "search", "q": "<part> <it> supplier", "page": 1}
- t>a result/failed doc=P: {0 results|No hits}{ in <num> ms|} || {Nothing found|No documents match}{. Did you mean
  "<thing>"?|}
~ a>* think: {Not helpful|Nothing}. {I will reword the query|Other words may help}. || {The results do not answer it|No
  answer there}. {Let me rephrase|A new query then}.
x a>b ask: The index has nothing on this. <b>, do you know who supplied the <part>?
x b>a answer/ok doc=new: Yes: <party>, on <date>. The delivery note is in <path>.
# retrying twin=rate_limited o a>* start: Delivering the <doc> of <it> to {node|desk|host} {alpha|south|old-7}.
- a>t call: {retry|attempt} <k>: {PUT|POST} /<thing>/<ref>{, waited <num> ms|} || {Sending|Trying to send} the <doc>
  {again|anew}, {attempt|try} <k>{, back-off <num> ms|}. || {"job": "deliver", "ref": "<ref>", "attempt": <k>}
- t>a result/error: 410 Gone: this address was shut down for good || {refused|rejected}: the account was deleted {last
  year|for ever} || ERROR address no longer exists and will not come back (trace <hex>)
~ a>* log: {Will retry|Scheduling another attempt} in <num> s. || {Delivery failed|Not delivered}, {queued again|back in
  the queue}.
x a>t call: The address was closed for good, so I looked up the new one in <path>: sending there.
x t>a result/ok doc=new: 201 Created, <doc> of <it> received at the new address
# flat_scores twin=tuning o a>* start score=best: Tuning <it>: there are two settings, <opt1> and <opt2>; both are
  measured, the best gave <best>.
- a>b propose doc=new: {Trial|Candidate} <num>: {<opt1>|<opt2>} {anew|as tried before}, {another seed|seed <num>}. ||
  {Let us try|I try} {<opt1>|<opt2>} {again|as before}{, seed <num>|}. || {Perhaps|Maybe} {<opt1>|<opt2>} {this
  time|with luck}, seed <num>.
- b>t run: {evaluate|score} {this candidate|the candidate} on <it>, run <hex> || {Evaluating|Measuring} {it|the
  candidate} now.
- t>b result score=flat: score <flat>, best <best>{, no gain|} || {rated|result} <flat> ({best is|best}: <best>)
~ b>a report: {No better than|Not above} <best>. {Try another|Go on trying}. || {Nothing gained|No improvement},
  {next|once more}.
x a>b propose: The score was capped by a frozen <part>. I unfroze it and ran again.
x t>b result/ok score=score: score 0.97 at once, the cap at <best> is gone; run ended
# summaries twin=chapters o a>b send doc=P: Please sum up the report on <it> for <party>.
- b>c send doc=new: {Summary|Digest} of {the summary|what I was given}: <it> has <fault>, and one should <deed>. || {In
  short|To sum up}: <fault> on <it>; {advice|proposal}: <deed>.
- c>b send: {Could you condense this|Please make a summary of this summary}{ for me|}? || {Good, now shorten it|Nice. A
  summary of it, please}.
~ d>* send: {My summary of the summaries|Summing up the above}: <it>, <fault>, <deed>. || {As an overview|Recap}:
  <fault> ({on|at} <it>), so <deed>.
x c>a send/ok doc=new: The last text is short enough; I sent it to <party> at <clock>.
x a>* say/ok: <party> replied: approved. They will <deed> tomorrow.
# dead_poll twin=polling o a>t call: Started job <ref> for <it>.
o t>* log/error: Job <ref> was cancelled by <d>; it will not run. Workers for it: none.
- a>t poll: {Status|State} of job <ref>?{ Poll <k>.|} || GET /jobs/<ref>{?n=<num>|} || {Is job <ref> done {yet|by
  now}|Has job <ref> finished {yet|by now}}?
- t>a result/waiting: {job <ref>: cancelled|cancelled}{, 0 %|, no worker} || {"job": "<ref>", "state": "cancelled",
  "done": 0} || {<ref>|job} {stays|is} cancelled{, nothing will be done|}
~ a>* log/waiting: {Waiting|Sleeping} {30|60|15} s {before asking again|for the job}.
x a>t call: Since job <ref> was cancelled I submitted it anew as job <num>.
x t>a result/ok doc=new: job done, 100 %, output of <count> rows for <it>
# unparsable twin=parsed o a>b ask: Give me the <measure> of <it> as JSON with the keys "item" and "value".
- b>a answer doc=new: {Sure! Here it is|Certainly|Of course}: the <measure> of <it> is about <p> <unit>. || {The
  answer|My answer} is: item <it>, value <p> <unit>{, hope that helps|}. || item = <it>; value = <p> {Let me know if you
  need more.|}
- a>b reject/error: {ParseError|Could not parse your reply}: {expecting|expected} value: line 1 column 1. {Answer in
  JSON|JSON only, please}. || {Invalid JSON|Not JSON}. {Reply|Respond} with {one object|the object} {and nothing
  else|only}.
x b>a answer doc=new: {"item": "<it>", "value": <p>}
x a>b accept/ok: Parsed: one object, two keys. The value is stored for <it>.
# wandering o a>* say: The aim is to get from <place> to the <part> of <it>.
- a>t click: {open|click} "{Overview|Start}"{ (ref <num>)|} || {Going back to|Back on} the {overview|start} page.
- t>a page doc=P: {Page|You are on}: Overview. Links: <thing>, <part2>, Overview.
- a>t click: {open|click} "<thing>"{ (ref <num>)|} || {I follow|Following} the link <thing>.
- t>a page doc=Q: {Page|You are on}: <thing>. Links: <part2>, Overview.
- a>t click: {open|click} "<part2>"{ (ref <num>)|} || {Maybe|Let me see} <part2>.
- t>a page doc=R: {Page|You are on}: <part2>. {No <part> here.|} Links: Overview.
x a>t click: The links go round. I use the address line instead: /<ref>/<part>
x t>a page/ok doc=new: Page: <part> of <it>. Value <p> <unit>, form saved.
# autoresponders o a>b send: The <doc> for <it> is attached, see you next week.
- b>a autoreply: {I am away|Out of office} until {further notice|I am back}. Your message {was received|has arrived},
  case <ref>{-<num>|}. || Automatic reply: {thank you for your message|message received}. {I am not reading mail|Nobody
  reads this box}.
- a>b autoreply: {Ticket|Case} <ref> {updated|was updated by your reply}. {Do not answer this mail|This is an automatic
  notice}. || Automatic notice{ <num>|}: your {message|reply} was added to <ref>.
x d>* fix/ok: Two machines were writing to each other. I switched the notices of <ref> off and read the mail myself.
x d>a answer/ok doc=new: The <doc> is fine, signed, and back in your tray.
# whack twin=green o a>* say: Both <test> and <test2> have to pass for <it>.
- a>t edit doc=P: {Fixing|To satisfy} <test>: {<part> first|the <part> goes first} in <path>. || <path>: {put|move} the
  <part> first{, for <test>|}.
- t>a result/failed: <test> ok, <test2> FAILED{ in <num> ms|}
- a>t edit doc=Q: {Fixing|To satisfy} <test2>: {<part> last|the <part> goes last} in <path>. || <path>: {put|move} the
  <part> last{, for <test2>|}.
- t>a result/failed: <test2> ok, <test> FAILED{ in <num> ms|}
~ a>* think: {When I mend the one|If the one passes} the other breaks. {Let me fix that one|Then that one}.
x a>t edit doc=new: They want different orders, so I gave each its own list in <path>.
x t>a result/ok: <test> ok, <test2> ok: all green
# triangle twin=from_desk_to_desk o u>* say: I have come for <it>, which is kept here somewhere.
- u>a ask: {I came|I was sent} for <it>. {Can you hand it out|May I have it}? || {Hello|Good day}, <it>{, please|}: I am
  told {you have it|it is you}.
- a>u refer: {That is not for us|We do not do that}: {please go to|ask} <b>{ at <place>|}. || <it>? {Your contact is|You
  want} <b>, {not me|we are the wrong desk}.
- u>b ask: {<a> sent me|I was sent} for <it>. {Can you hand it out|May I have it}? || {Hello|Good day}, <it>{, please|}:
  <a> says {you have it|it is you}.
- b>u refer: {Sorry|No}, {<c> does|that is with} <c>{ at <place2>|}. || {Wrong counter|Not here}. <c> {deals with|hands
  out} <it>.
- u>c ask: {<b> sent me|I was sent} for <it>. {Can you hand it out|May I have it}? || {Hello|Good day}, <it>{, please|}:
  <b> says {you have it|it is you}.
- c>u refer: {We never have|Not with me}. <a> {is in charge of|keeps} <it>. || {Try <a>|<a> first}, {always|without them
  I can do nothing}.
x c>u answer/ok: Stop, I phoned <a> and <b>: it was in my own drawer. Here is <it>.
x u>c thank/ok: I have it in my hands, signed for as <ref>.
# bounced_ticket twin=handovers o a>* open: Ticket <ref>: <fault> on <it>.
- a>b assign: {Ticket <ref> to|Assigning <ref> to|<ref>:} <b>{, queue <place>|, please take it}. || {<b>, yours|For
  <b>}: <ref>, <fault>.
- b>a return/refused: {Not in my remit|Wrong queue|Not my field}: {returning|handing back} <ref>. || <ref>
  {returned|goes back}, {I only|my task is to} <deed>.
~ a>* log: {Queue|Backlog} check{ <num>|}: <ref> is {unowned|without an owner}.
x a>c assign: <b> is right, the <part> belongs to <c>: <ref> goes there.
x c>a close/ok doc=new: <ref> taken and solved: <fault> removed, photo attached.
# stand_off twin=readback o a>b say: The <thing> lane to <place> is narrow; one of us has to let the other by.
- a>b yield/waiting: {I stop|Stopping} for you{, robot <b>|}. {Please pass|Go ahead}. || {Obstacle ahead|You are in my
  way}: {backing up|I move back} one metre.
- b>a yield/waiting: {I stop|Stopping} for you{, robot <a>|}. {Please pass|Go ahead}. || {Obstacle ahead|You are in my
  way}: {backing up|I move back} one metre.
- a>* move: {Path free|Lane clear}, {moving forward|advancing} one metre{, tick <num>|}.
- b>* move: {Path free|Lane clear}, {moving forward|advancing} one metre{, tick <num>|}.
x c>* command/ok: Priority set: <a> drives, <b> waits in the bay.
x a>* report/ok: Through. I am at <place>, <it> delivered; <b> may go.
# alarms twin=alarms_attended o t>* alarm/failed: ALARM <measure> of <it> too high (limit <p> <unit>, now <q>).
- a>t reset: {Resetting|Reset of} the alarm on <it>{, entry <num>|}. || alarm {acknowledged|reset} by <a>{ at <clock>|}
- t>* alarm/failed score=q: {ALARM|Alarm} <measure> of <it>: <q> <unit>, limit <p>. || <it>: <measure> <q> {above|over}
  <p> <unit>{, event <hex>|}
x b>* act/ok: I went to <place> and looked: the <part> was blocked. Cleaned, and then: <deed>.
x t>* report/ok score=p: <it>: <measure> back to <p> <unit>, alarm ended by itself.
# rescheduled twin=agenda o a>b ask: We need an hour on <it>. When {suits|can} you?
- a>b propose: {How about|Could you do} Tuesday at ten{, room <num>|}? || Tuesday, ten o'clock{, at <place>|}?
- b>a propose/refused: {Tuesdays I never can|Not on Tuesdays}. {How about|Could you do} Thursday at three? || {Tuesday
  is taken for good|I have <role> duty on Tuesdays}; Thursday, three o'clock?
- a>b refuse/refused: {Thursdays are out|Never on Thursdays}{ for me|}. {Let us look for another day|Other ideas}? || {I
  teach on Thursdays|Thursday is my day at <place2>}. {Other suggestions|Shall we try again}?
x b>a propose: Friday at nine, then? My diary is empty.
x a>b accept/ok: Friday at nine is booked, the invitation is out: <ref>.
# promises o a>b order: Please deliver <it> to <party>, they wait for it.
- a>b ask: {Where is|What about} <it>? {It was promised for|You named} {<day>|today}{, <date>|}. || {Today is <date>|Now
  it is <day>} and <it> {is not here|has not come}. {When does it come|What now}?
- b>a promise/waiting: {Sorry|Bad luck}, {<nfault>|there was <nfault>}{ at <nplace>|}. {Tomorrow, for certain|It comes
  tomorrow}. || {So sorry|I know}, <nparty> {kept us busy|held us up}. {You have it tomorrow|Tomorrow without fail}. ||
  {We had to <ndeed> first|Today we had to <ndeed>}. {Surely tomorrow|Tomorrow then}.
x b>a deliver/ok doc=new: No more excuses: <it> stands in your yard since <clock>.
x a>b confirm/ok: I see it, complete, and <party> has signed for it.
# postponed o a>* call: To be decided: shall we <deed> for <it>, yes or no?
- a>* call/waiting: {<date>|<day>, <date>}: {the point is <it>|agenda: <it>, yes or no}. {Can we decide|Do we vote}? ||
  {Meeting of <date>|On <date>}: {yes or no to <it>|decision on <it>}{, room <num>|}?
- b>* move/waiting: {Let us put it off|I move to adjourn} to the next meeting; {<nparty> is not here|I have not read the
  paper}. || {Not today|Better next time}: {I want to sleep on it|the <npart> paper is unread}.
- c>* minute/waiting: {Minutes|Noted}: {<it> adjourned|no decision on <it>}{, next meeting the day after|}. ||
  {Adjourned|Put off}, as {ever|at the last meeting}.
x c>* vote/ok doc=new: The paper was read out and we voted: yes, five to none.
x a>b order/ok: Then please <deed>, today. The point is closed.
# hot_potato o a>* open: Task <ref>: somebody has to <deed> for <it>.
- r>s pass/waiting: {<s>, please take|Over to you, <s>:} <ref>{, I am on duty at <nplace>|}. {I have not looked at
  it|Untouched by me}. || {Passing|Handing} <ref> on to <s>, {no time today|my day is full}{: <nparty> wants me|}. ||
  <ref> {is|goes} to <s>, {unopened|as I got it}{; I must <ndeed> elsewhere|}.
x c>* take/ok: I keep <ref>. I have done it: <deed>, while you were writing.
x a>* close/ok doc=new: Checked, <ref> is done and closed.
"""
