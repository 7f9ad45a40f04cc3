"""Conversations among people and agents that stand still; their closings would end them."""

SOURCE = """
# denied twin=conditions o a>b ask: I am to <deed> and for that <it> has to be released. || Good {morning|day} <b>, <it>
  is locked and my list says <deed>.
- a>b ask/waiting: {Could|Can|May} I {please have|get} the release of <it>? {It is for|I have to do} this: <deed>. ||
  {Requesting|Asking for} permission on <it>, request <num>: <deed>. || I {really |}need <it> {released|unlocked|opened}
  {so that I can|in order to} <deed>. || {Once more, please|Please}: open <it> for me{, <b>|}. The job is to <deed>.
- b>a answer/refused: No. {Under|By|According to} rule <rule> only <party> may release <it>{.| and they have not.} ||
  {Request|Your request} denied, {grounds|reason}: rule <rule>, no release by <party>. || {Refused|Declined}. {It
  takes|I need} a signature from <party> for <it>; you bring none. || I cannot{, <a>|}. Rule <rule>: <party> signs
  first, and there is no signature.
x a>b say/ok doc=new: I went to <party> myself; here is their signature for <it>.
x b>a answer/ok: {Signature checked|That is in order}, <it> is released to you. Go ahead and <deed>.
# denied tongue=de o a>b ask: Guten Tag, ich brauche heute noch den Zugang zu Akte <ref>.
- a>b ask/waiting: {Könnten Sie mir|Können Sie mir} bitte Akte <ref> {freigeben|öffnen}? {Vorgang|Nummer} <num>. || Ich
  bitte {nochmals|höflich} um die Freigabe der Akte <ref>{, danke|}.
- b>a answer/refused: {Leider nein|Nein}, ohne Vollmacht {darf|kann} ich Akte <ref> nicht {freigeben|öffnen}. ||
  Abgelehnt: {es fehlt|mir fehlt} {weiterhin |}die Vollmacht zu Akte <ref>.
x a>b send/ok doc=new: Hier ist die Vollmacht, gestern unterschrieben und beglaubigt.
x b>a answer/ok: Die Vollmacht ist in Ordnung, Akte <ref> ist für Sie freigegeben.
# undoing twin=remarks o a>* write/ok doc=P: First version of the <doc> for <it> is up, with <opt2> in the <part>.
- b>a review/failed: {I will not pass this with|Please do away with} <opt2>{ in the <part>|}: {make it|use} <opt1>. ||
  <part> of <it>: <opt1> please, <opt2> {is|are} not acceptable to me. || {Change request|Must fix}: <opt1> {instead
  of|rather than} <opt2>.
- a>b edit/ok doc=O: {Done|Changed}, the <part> now has <opt1>. || {Pushed|Uploaded} the <doc> with <opt1>{, as <b>
  asked|}.
- c>a review/failed: {Who put in|Why do I see} <opt1>? {Revert|Put back} <opt2>{ in the <part>|} or I block <it>. ||
  <opt1> in the <part> {is|are} against our habit; {restore|return to} <opt2>. || {Change request|Must fix}: <opt2>
  {instead of|rather than} <opt1>.
- a>c edit/ok doc=P: {Reverted|Put back}: <opt2>, as <c> {wants|asked}. || {Done|Changed}, the <doc> has <opt2>
  {again|as it had}.
x d>* decide/ok: I have heard both of you. It will be <opt1>, written into the house style today; <b> and <c> agreed.
x c>* review/ok doc=O: Agreed, <opt1> it is. Approved, <it> is closed.
# sorry twin=helpdesk o a>b ask: What is the <measure> of <it>? I have the sheet in front of me.
- b>a answer: {I apologise for the confusion|Sorry about that|My mistake}{, you are right|}. The <measure> of <it> is
  <q> <unit>. || {You are right, and I am sorry|Apologies}! {Corrected|Revised} answer: <q> <unit>. || {Thank you for
  pointing that out|I regret the error}. <it>: <measure> <q> <unit>.
- a>b correct/failed: {No|That is not right}, the sheet says <p> <unit>. You {gave|wrote} <q> again. || <q> is {what you
  said before|the same wrong figure}; it is <p> on my sheet. || Still <q>? {Please read|Look}: <p> <unit>, {not|never}
  <q>.
x b>a answer/ok: I had an old sheet open. With the new one: <p> <unit>, and I have corrected the <doc> accordingly.
x a>b say/ok: <p> <unit>, that is it. We can close <it>.
# sorry tongue=es o a>b ask: ¿A qué hora sale mi pedido <ref>? Lo pagué ayer.
- b>a answer: {Disculpe la confusión|Lo siento mucho|Mil disculpas}. Su pedido <ref> {sale|saldrá} del almacén {ayer|el
  día de ayer}. || {Perdone el error|Le pido perdón}, la salida del pedido <ref> es ayer.
- a>b correct/failed: {Ayer ya pasó|Eso no puede ser|Otra vez lo mismo}, {el pedido sigue ahí|no ha salido nada}. ||
  {No, por favor|No}: ayer no salió nada, {mire bien|revise} la fecha.
x b>a answer/ok: Tiene razón, la fecha estaba mal: sale hoy a las <clock>, ya está en el camión.
x a>b say/ok: Perfecto, acabo de recibir el aviso del camión.
# thanks twin=deliveries o b>a report/ok doc=new: <it> is {ready|done}; I was able to <deed> and the <doc> is filed.
o a>b accept/ok: Received and accepted, nothing is open on <it>.
- a>b thank/ok: Thank you{ so much|}, <b>{, a pleasure|}! {It was great working with you|What a fine job}. || {Many
  thanks|Thanks again}{, really|}. {You have been wonderful|I could not ask for more}! || {I am so grateful|Bless you},
  have a {lovely|splendid} {day|evening}!
- b>a thank/ok: {You are most welcome|My pleasure|Not at all}, {thank you|thanks to you}, <a>! || {The pleasure was
  mine|Always happy to help}. {Have a great day|Take care}! || {No, thank you|It is I who must thank}! {Wishing you
  well|All the best}.
~ c>* thank/ok: {Thanks to you both|Lovely teamwork}, {cheers|hugs}! || {Seconded|Same here}, you are {the best|stars}.
x a>b say/ok: Bye then. I switch this channel over to <item>, due at <clock>.
x b>a say/ok: Good, I have opened <item> on my side.
# thanks tongue=fr o b>a report/ok doc=new: Le dossier <ref> est terminé et archivé.
- a>b thank/ok: {Merci beaucoup|Mille mercis|Merci encore}{, vraiment|}{ !|, <b> !} || {Je vous remercie infiniment|Un
  grand merci à vous}, {bonne journée|bonne soirée} !
- b>a thank/ok: {Je vous en prie|De rien du tout}, {merci à vous|c'est moi qui vous remercie} ! || {Avec grand
  plaisir|Tout le plaisir est pour moi}, {à bientôt|excellente journée} !
x a>b say/ok: Passons au dossier <num>, les pièces sont arrivées à <clock>.
x b>a say/ok: Je l'ouvre, trois pièces sur trois sont là.
# plans o a>* propose: We have to <deed> for <it>. Let us plan it well.
- a>* plan doc=new: {Plan|Outline}, {edition|issue} <k>: <b> will <deed>, <c> will <deed2>, {start when all
  agree|kick-off to be fixed}. || {Here is the plan|I have reworded the plan}: {step one|first} <deed>, {step two|next}
  <deed2>. {Nobody starts yet|Start pending}.
- b>a comment: {Good plan|Solid}, {but|only} the {wording|order} could be {clearer|rounder}. {Shall we revise|Let us
  revise} before {starting|anyone starts}? || {I like it|Nice}. {Could we|Let us} {phrase it anew|draw it up afresh}
  before {we begin|work begins}.
~ c>a comment: {Agreed|Same view}, {another pass over the plan first|the plan deserves another edition}. I have not
  begun. || {Not started on my side|Hands off so far}, waiting for the {next|coming} plan.
x b>a decide/ok: Enough: the plan stands as it is. I began at <clock> and I am halfway through: <deed>.
x c>* report/ok doc=new: And I finished my part, <deed2>, checked by <d>.
# after_you o a>* say: One of us must choose: <opt1> or <opt2> for <it>.
- a>b ask/waiting: {You choose|You decide}, <b>{, please|}: <opt1> or <opt2>? {Either is fine|I have no preference}. ||
  {I leave it to you|Your call}, <b>. {Whatever you say|I would not dare}. || {After you|I defer to you},
  {really|honestly}; <opt1>, <opt2>, I go along.
- b>a answer/waiting: {No, no|Oh no}, {it is your call|you know best}, <a>. {I am happy with both|Either suits me}. ||
  {I would rather follow you|I insist that you pick}, <a>. || {Please, you first|Not without your word}: <opt1> or
  <opt2>, {as you wish|you say it}.
~ c>* say/waiting: {I go with whatever the two of you choose|Do not look at me}. || {I abstain|No view from me}, {as
  ever|both are fine}.
x b>a decide/ok: Then I choose: <opt1>. It is entered in the <doc>.
x a>b say/ok doc=new: <opt1> it is. The <part> of <it> is ordered accordingly.
# haggling twin=bargaining o a>b offer score=p: For <it> I can pay <p>.
o b>a offer score=q: I had <q> in mind for <it>.
- a>b offer score=p: {My offer is|I offer|I stay with} <p>{ for <it>|}. {Look at the <part>|Times are hard}. || <p>,
  {not a cent more|that is my limit}{; the <part> is worn|}. || {I can do <p>|It is worth <p> to me}. {Think it over|Be
  reasonable}.
- b>a counter/refused score=q: {Out of the question|Impossible}: <q>{, it has a good <part>|}. || {My price is|It costs}
  <q>. {I have costs too|Take it or leave it}. || <q> {and no less|is my last word}, {quality has its price|you know
  that}.
~ c>* say: {Can you not meet|Come on}, {somewhere between|there is a gap} <p> and <q>?
x a>b offer score=deal: All right, we split it: <deal>, paid today.
x b>a accept/ok score=deal: <deal>, agreed and signed. <it> is yours.
# deadlock twin=deliveries o a>b say: <it> {has to|must} leave {today|this week}. I prepare the <doc>, you sign the
  <part>.
- a>b wait/waiting: I {send|release} the <doc> {as soon as|once} you have signed the <part>{ of <it>|}. || {Waiting for
  your signature on|Holding until you sign} the <part>; {then|after it} you get the <doc>.
- b>a wait/waiting: I sign {as soon as|once} I have the <doc>{ for <it>|}. || {Cannot sign without|No signature before I
  see} the <doc>. {Waiting for it|Holding}.
~ c>* ask/waiting: {What is the state of|Any news of} <it>? {I have been promised it|<party> is asking}.
x a>b send/ok doc=new: I will not stand on it: here is the <doc>, unsigned, so that you can see it.
x b>a sign/ok doc=new: Thank you, seen and signed. <it> has left for <party>.
# blame twin=debugging o c>* report/failed: <fault> was found on <it>. Who takes it?
- a>b blame/refused: {That is|This was} your {side|doing}, <b>: you {touched|handled} the <part> last. || {Not ours|We
  did nothing wrong}. {Your people|You} {broke|neglected} the <part>. || {I only see|Look at the log:} <b> at the
  <part>. {Yours to answer for|Own up}.
- b>a blame/refused: {Certainly not|By no means}, {it was fine when it left us|it came from you like that}. || {Your|The
  fault is with your} <role>s, <a>; the <part> was {sound|in order} here. || {Do not push it on us|We refuse the blame}.
  {You had it|It was in your hands}.
~ c>* say: {Somebody should mend|And who repairs} <it>? {It is as broken as before|The fault is as it was}.
x b>a report/ok doc=new: Never mind whose it was: I mended the <part> of <it> myself and tested it at <clock>.
x c>* confirm/ok: Confirmed, the fault is gone; <it> is back in use.
# reopened twin=agenda o a>* call: Item one: <opt1> or <opt2> for <it>. The floor is open.
- b>* argue: I {speak for|favour} <opt1>: {cheaper|quicker} for <party>. || <opt1>, {I say|as I said}; {our <role>s know
  it|it has served us well}.
- c>* argue: {Against|I oppose that}: <opt2> {is safer|reads better} for the <part>. || <opt2>! {The <part> demands
  it|Anything else is folly}.
- d>* argue: {I see both sides|Both have merit}. {Could be the one, could be the other|Hard to say}. || {On the one hand
  <opt1>, on the other <opt2>|Weighing both}.
- a>* vote: {Show of hands|We vote}: <opt1> two, <opt2> two. {No decision|A tie}. || {Count|The count}: two for each.
  {Undecided|Tied}.
- e>* move: {I move that we reopen the item|Let us take the item from the start}. {Seconded|Any objection? None}. ||
  {The item is reopened|Back to the opening statements}.
x a>* decide/ok doc=new: <d> changed to <opt1>, three against one. Minuted, the item is closed.
x b>* say/ok: I order it for <it> this afternoon. Item two, please.
# acknowledgements twin=readback o a>b tell/ok: <it> is at <place>, nothing left to do on it.
- b>a ack/ok: {Acknowledged|Noted|Copy that}, <it> at <place>. {Please confirm that you read this|Confirm receipt}. ||
  {Received your message|Message received} about <it>. {Awaiting your confirmation|Please acknowledge}.
- a>b ack/ok: {I confirm that I received your confirmation|Receipt confirmed}. {Please acknowledge|Kindly confirm
  receipt of this}. || {Noted that you noted|Your acknowledgement arrived}, <it> at <place>. {Confirm|Please confirm}.
x a>b say/ok: No further confirmations needed on <it>. Next job: <item>, bring it to <nplace>.
x b>a report/ok: <item> is at <nplace> since <clock>, signed for by <c>.
# clarify twin=questions o a>b ask: Could you {take care of|see to} the thing with <it>?
- b>a ask/waiting: {What exactly do you mean|Could you be more specific}? {Which thing|What about it}? || {I am not sure
  I follow|Please clarify}. {In what respect|What do you want done}? || {Sorry, which|Could you rephrase}? <it> has many
  {sides|parts}.
- a>b answer/waiting: {The usual|You know}, {the thing|that matter} with <it>. {As discussed|Just see to it}. || {I mean
  what I said|To put it differently}: {see to|sort out} <it>. || {It is about <it>|The matter we had}. {Could you deal
  with it|Please handle that}?
x a>b answer/ok: I mean the <part>: please <deed> before <clock>.
x b>a report/ok doc=new: Clear now. Done at <clock>, the <part> of <it> is in order.
# musing twin=step_thinking o a>* think: Goal: <deed> for <it>. I could begin with the <part>.
- a>* think: {Hmm|Well}, {should I|do I} {begin|start} with the <part> or the <part2>? {Let me think about that|Not
  sure}. || {Perhaps the <part>|I lean to the <part>}. {Wait, maybe the <part2>|Or rather the <part2>}. {I should
  consider it|Let me ponder}. || {On reflection|Thinking about it}, the <part2>. {No, hold on, the <part>|Or the <part>
  after all}?
~ a>* think: {Before I do anything|Prior to acting} I should {think it through|be sure}. <part> {first|before} <part2>,
  or the {reverse|other way}. || {I have done nothing so far|No step taken}, {the question is where to begin|first I
  must decide}.
x a>* act/ok doc=new: Decided: the <part>. I did it: <deed>, result saved.
x a>* act/ok doc=new: Then the <part2>: {<deed2>|<deed2>, which took a minute}, saved as well. Goal reached for <it>.
# asked_and_answered twin=form o a>b ask: Hello, {I would like|I want} to {return|ask about} <it>.
- b>a ask/waiting: {Sure|Gladly}! {Could you give me|What is} your {reference|reference number}? || {I can help with
  that|Of course}. {Please tell me|May I have} the reference. || To {go on|continue} I need the reference {number|} of
  <it>.
- a>b answer/ok: {It is|The reference is} <ref>. || <ref>{, as on the <doc>|, I have given it}. || Here{ you are|}:
  <ref>, <it>.
~ b>a say/ok: {Thank you|Great}, {one moment|I look it up}.
x b>a report/ok: Found it under <ref>: <it>, booked in by <c> on <date>. The refund of <p> goes out today.
x a>b say/ok: The refund has just arrived, <p> exactly.
# asked_and_answered tongue=de o a>b ask: Hallo, ich habe eine Frage zu meiner Lieferung.
- b>a ask/waiting: {Gerne|Natürlich}! {Wie lautet|Nennen Sie mir bitte} Ihre Kundennummer{?|, bitte.} || {Dafür brauche
  ich|Ich benötige} {bitte |}Ihre Kundennummer.
- a>b answer/ok: {Das ist die|Meine Kundennummer ist} <ref>. || <ref>{, wie gesagt|, steht auf der Rechnung}.
x b>a report/ok: Gefunden: Ihre Lieferung <ref> ist seit <clock> Uhr im Wagen von <c>.
x a>b say/ok: Danke, sie ist gerade angekommen, alles vollständig.
# merry_go_round o a>b ask: <it> is to be released: requirement, design, work, review, test, release.
- a>b require/ok doc=P: Requirement for <it>{, cycle <num>|}: <deed>. {Design next|<b>, please design}. || {The wish is
  unchanged|Once more the requirement}: <deed> on <it>.
- b>c design/ok doc=Q: {Design|My drawing} for <it>: <opt1> in the <part>. {Build it|Yours}, <c>. || {<opt1>, as in the
  last drawing|The drawing as it was}: <c>, please build.
- c>d build/ok doc=R: {Built|Made} to the drawing, <opt1>. {Review, please|<d> may look}. || {Done to the letter|Here it
  is as drawn}: <part> with <opt1>.
- d>e review/ok: {No remarks|Matches the drawing}, {on to the test|to <e>}. || {Reviewed|Read}, {nothing to add|passed
  on}.
- e>f test/failed: {Test fails|Fails}: <fault> {as in the last cycle|with <opt1>, always}. || {Red|No pass}: <fault>{,
  run <hex>|}.
- f>a stop/refused: Release {stopped|off} because of <fault>. {Back to the requirement|From the top, please}. || {I do
  not release|No release}: <fault>. {Start the cycle again|All back to <a>}.
- a>* say: {We start the next cycle|Then a new cycle}, {with the same requirement|nothing changes in the requirement}.
  || {New cycle|Another cycle}, {same aim, same papers|all as before}.
- b>* say/ok: {I keep my drawing|No change in the design}{, <opt1> it remains|}. || {My drawing stands|The design is
  good as it is}: <opt1>.
x b>c design/ok doc=new: It was the drawing: <opt1> brings <fault>. New drawing with <opt2>.
x e>f test/ok doc=new: All tests pass with <opt2>.
x f>* release/ok: <it> is released as <ref>.
"""
