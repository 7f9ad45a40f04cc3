"""What agents say to each other, by intent: chatty with many synonyms, or as terse as a log."""

from collections.abc import Callable

from benchmarks.loops.strangers_a._tape import Tape

_CHAT = {
    "need": (
        "[[Could|Would|Can] you [please |kindly |]|I [still |]need you "
        "to |I'm [after|missing|lacking] [something|an input]: "
        "please |Kindly ][send|forward|share|give|pass] [me |us |over |]<x> [so [that |]I can [go on|proceed|continue]|"
        "before I [carry on|move ahead]|when you have [a minute|a "
        "moment]|at your [earliest |]convenience|][.|, thanks.]"
        "|[Without|Lacking] <x> [there is little I can do|my hands are "
        "tied|my side stands still][.|; can you [supply|provide] it?]"
        "|[Any chance of|How about|What about] [getting|seeing|receiving] <x> [today|now|soon]?"
    ),
    "wait": (
        "[I'm|I am] [waiting for|holding until I hear from|blocked "
        "on|standing by for] <who> [about|regarding|on] <x>[.|, no rush.]"
        "|[Nothing to do|Idle] [here |]until <who> [comes back|responds|delivers] [on|about] <x>."
        "|<x> [depends on|sits with|is in the hands of] <who>; [I'll|I "
        "will] [hold|pause|keep still] [till then|meanwhile|until then]."
    ),
    "soon": (
        "[I'll|I will|Let me|Going to] [start|begin|get going|kick off] "
        "[with|on] <x> [shortly|right away|in a moment|now|next]."
        "|[About to|On the verge of|Just getting ready to] [tackle|take up|attack|address] <x>."
        "|[Next up|First thing]: <x>. [I'm on it|Rolling up my sleeves|Leave it to me|Will do]."
    ),
    "over": (
        "[Passing|Handing|Forwarding|Routing] <x> [over |along |]to you[, "
        "<who>|][.|; it is your [area|turf|call].|, please take it from here.]"
        "|<who>, [this one|<x>] [belongs|seems to belong] [with you|on your desk|in your team]."
        "|[Not mine|Outside my remit|I don't handle that]: <who> "
        "[should|ought to|had better] [look at|deal with|own] <x>."
    ),
    "thanks": (
        "[Thank you|Thanks|Many thanks|Cheers|Much obliged] [so much |a lot "
        "|]for [your [kind words|help|patience|support]|everything][!|.]"
        "|[It was|That was] [a pleasure|my pleasure|an honour] [working with you|to assist][!|.] "
        "[You are [too kind|wonderful|a star].|Have a [great|lovely|splendid] day!|]"
        "|[You're [most |]welcome|Don't mention it|Any time|Glad to be of "
        "service]! [Feel free to [reach out|ask|write].|Take care!|]"
    ),
    "done": (
        "[All done|Finished|Completed|That's sorted|Mission "
        "accomplished|Wrapped up]! <x> [is [ready|in place|complete]|has "
        "been "
        "[taken care of|handled|dealt with]][ as [requested|discussed]|].|[I have|I've] [successfully |now |fully |]"
        "[completed|finished|delivered|implemented] <x>[. Everything "
        "[works|looks good|is fine]|, nothing [left|remains] to do].|"
        "<x>: [done and dusted|complete|delivered|100% finished]. [On to the next one|Moving on|Celebrate]!"
    ),
    "plan": (
        "[Here is|Let me [propose|outline|sketch]|I suggest] [a|the] "
        "[revised|fresh|refined|better|new] [plan|approach|roadmap] for <x>: "
        ""
        "[first|1)] [study|gather|examine] <y>, [then|2)] [draft|shape|decide] [the outline|an approach], "
        "[and finally|3)] [carry it out|execute|deliver].|[Stepping "
        "back|Thinking about it again|On reflection], [we should|it is wise "
        "to|let us] "
        "[restructure|rethink|reorganise|revisit] [how we|the way we] "
        "[approach|handle|tackle] <x>, [starting|beginning] with <y>."
    ),
    "reject": (
        "[Sorry, |Unfortunately |I'm afraid |][this|the [version|submission]] "
        "[is not|isn't] [acceptable|good enough|there yet|ready]: <x>."
        "|[Sending|Handing] [this|it] back [because|since|as] "
        "<x>.|[Cannot|Can't|Won't] [approve|accept|sign off|merge] [this|it] "
        "while <x>."
        "|[Rejected|Declined|Changes requested]: <x>."
    ),
    "clarify": (
        "[What [exactly |precisely |]do you mean by|Could you "
        "[clarify|explain|specify]|I'm not sure I follow, what is meant "
        "by|"
        "How should I [understand|read|interpret]] <x>?|[Before I answer|To "
        "help you better|In order to proceed], [can you say more about|"
        "please elaborate on|tell me more about] <x>[.|?]"
    ),
    "again": (
        "[Trying|Attempting|Running] [it |that |this |][again|once more|one more "
        "time][.|, [maybe it works now|hoping for the best|fingers crossed].]"
        "|[Let me|I'll|I will] [retry|repeat|redo] <x>[.|; it [may|might|could] have been a [glitch|hiccup|fluke].]"
        "|[Perhaps|Maybe] [another|a further|one more] [attempt|go|try] [at <x> |][helps|will do it|does the trick]."
    ),
    "sorry": (
        "[I apologise|My apologies|Sorry] for the "
        "[confusion|oversight|mistake|trouble][.|!] [Here is|Below is|This is] the "
        "[corrected|fixed|proper] "
        "[version|output|result] [of|for] <x>.|[You're|You are] [absolutely "
        "|completely |]right, [I [missed|overlooked] that|that was wrong]. "
        "[Corrected|Fixed|Amended] <x> [attached|follows|below]."
    ),
    "agree": (
        "[I [fully |quite |]agree|Agreed|Exactly|Well said|Couldn't agree "
        "more|That makes sense][, <who>|][.|!] <x> [is|seems] [key|important|"
        "what matters|the crux].|[Yes|Indeed|True], [we should "
        "[definitely |]consider|it is worth looking at|there is merit in] "
        "<x>."
    ),
    "nohit": (
        "[No|0|Zero] [results|matches|hits|documents|records] [found "
        "|returned |][for|matching] [the|this|your] "
        "[query|search|request][.|]"
        "|[Nothing [found|matched]|Empty result|The index returned "
        "nothing].|[Search|Lookup] [finished|completed]: [0 items|no "
        "entries|nothing]."
    ),
    "ping": (
        "[Any [news|update|progress] on|What is the [state|status] of|How "
        "far along is|Where do we stand with|Is there movement on] <x>?"
        "|[Checking in|Following up|Circling back|Just a nudge] [on|about|regarding] <x>."
    ),
    "same": (
        "[No change|Still the same|Nothing new|Status unchanged|As before][ for "
        "<x>| on <x>|][.|, still [running|in progress|pending|in the queue].]"
        "|<x> [is|remains] [pending|in progress|queued|under way]."
    ),
    "approve": (
        "[Looks good|LGTM|Approved|Fine by me|Accepted|All good][.|, [go ahead|merge it|ship it|next one].]"
        "|[No objections|Happy with [this|it]|This works for me][.|; please [go on|continue].]"
    ),
    "verify": (
        "[Let me|I'll|I should] "
        "[double-check|verify|re-check|validate|confirm] [that |whether "
        "|]<x> [is|are] [correct|right|fine|sound]."
        "|[To be sure|For safety|Just in case|To be on the safe side], "
        "[checking|reviewing|going over] <x> [again|once more|a further "
        "time]."
    ),
    "fine": (
        "[Checked|Verified|Confirmed|Reviewed]: <x> [is|looks] "
        "[fine|correct|as expected|right][.|, no "
        "[issues|deviations].]"
        "|[Everything|All] [in order|matches|is consistent] [with|for|on] <x>."
    ),
}
_TERSE = {
    "need": "REQ <x>|need: <x>|input required -> <x>|await input <x>|missing=<x> action=provide|pls provide <x>",
    "wait": "WAIT on=<who> for=<x>|blocked_by: <who> (<x>)|state=HOLD "
    "dep=<who>|idle until <who> acks <x>|pending <who>: <x>",
    "soon": "starting <x>|next=<x>|queueing <x>|TODO(<x>) picked|will run: <x>|prep <x> t-minus 1",
    "over": "fwd <x> -> <who>|route to=<who> item=<x>|reassign <who>: <x>|not mine, see <who> (<x>)|owner:=<who> # <x>",
    "thanks": "thx|ty!|ack, thanks|appreciated +1|np :)|yw|cheers, bye",
    "done": "DONE <x>|status=complete item=<x>|<x>: finished, 0 open|task closed (<x>)|OK <x> 100%",
    "plan": "PLAN rev: <x> -> <y> -> deliver|replan: step1=<y>; step2=<x>; "
    "step3=wrap|new order: <y>, <x>, close|outline v<n>: <x>/<y>",
    "reject": "NACK: <x>|rejected (<x>)|REVIEW_FAILED reason='<x>'|changes requested: <x>|-1, <x>|no go: <x>",
    "clarify": "? <x>|unclear: <x>|define <x>|which <x>?|spec needed for <x>|ambiguous ref: <x>",
    "again": "retry <x>|rerun|attempt again: <x>|RETRY ts=<ts>|re-exec <x> id=<id>",
    "sorry": "fix: <x> (corrected)|amended <x>|my bad, new <x>|resubmit corrected <x>",
    "agree": "+1 <x>|ack, <x>|agree re <x>|same view on <x>|yes, <x>",
    "nohit": "hits=0|0 rows|no match|results: none|not found in index",
    "ping": "status? <x>|poll <x>|GET state <x>|eta <x>?|check <x> id=<id>",
    "same": "pending|state=running|IN_PROGRESS|no change|still queued|RUNNING <x>",
    "approve": "ACK|+1|approved|lgtm|ok, next|accept",
    "verify": "verify <x>|recheck <x>|validate(<x>)|assert <x>|audit pass on <x>",
    "fine": "ok <x>|verified <x>|0 deviations (<x>)|PASS <x>|checked, clean: <x>",
}


def words(tape: Tape, key: str) -> str:
    return f"[{_TERSE[key] if tape.ways.terse else _CHAT[key]}]"


def tell(tape: Tape, key: str, **slots: str | list[str]) -> str:
    """Says it once, in whatever words come."""
    return tape.spin(words(tape, key), **slots)


def voice(tape: Tape, key: str, **slots: str | list[str]) -> Callable[[], str]:
    """Says it over and over, in one wording or in many, as this window's agents do."""
    return tape.voice(words(tape, key), **slots)
