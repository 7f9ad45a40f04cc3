"""Everyday wordings that the clause parser once got wrong: what stands where in the clauses it gives."""

import pytest

from autogenesis.language import blocks, load_text, parse, sentences, show, uncovered

WORDINGS = {
    "Should a diver lose a mask, the desk informs the owner.": [
        "IF(subj=diver verb=lose obj=mask) subj=desk verb=inform obj=owner"
    ],
    "From now on pilots shall book a slot.": ["subj=pilot verb=shall book obj=slot adv=from now on"],
    "A claim that is not decided after 21 days is brought to the head.": [
        "subj=claim <passive=not decide after([21 days] day)> passive=bring to(head)"
    ],
    "When the loan value exceeds 900 euro, a signature is required as well.": [
        "WHEN(subj=loan value verb=exceed obj=exceeds 900 euro) subj=signature passive=require adv=as well"
    ],
    "Every boat has a daily rate and a deposit.": ["subj=every boat verb=have obj=daily rate + deposit"],
    "When a lease ends, the clerk is told.": ["WHEN(subj=lease verb=end) subj=clerk passive=tell"],
    "If two shifts of the same nurse overlap, the second is refused.": [
        "IF(subj=[two shifts] shift of(same nurse) verb=overlap) subj=second passive=refuse"
    ],
    "Whatever is handed in later falls into the next round.": [
        "subj=whatever <passive=hand in> verb=fall into(next round) adv=later"
    ],
    "Then one of us looks at it.": ["subj=one of(us) verb=look at(it)"],
    "The report is due 60 days after the end.": ["subj=report verb=be comp=due [60 days] after(end)"],
    "Three strikes in a row mean a warning.": ["subj=[Three strikes] strike in(row) verb=mean obj=warning"],
    "Lanes 1 to 4 take slow swimmers.": ["subj=[1 to 4] lane verb=take obj=slow swimmer"],
    "A claim on which nothing has been decided after 21 days is refused.": [
        "subj=claim <subj=nothing passive=decide after([21 days] day) on(which)> passive=refuse"
    ],
    "A claim passes through the states draft, submitted, in review, paid and closed.": [
        "subj=claim verb=pass through(state (draft, submitted, in review, paid, closed))"
    ],
    "A claim is either new, paid, sent or cancelled.": ["subj=claim verb=be obj=new + paid + sent + cancelled"],
    "Once a claim has been paid it can no longer be changed.": [
        "ONCE(subj=claim passive=pay) subj=it passive=can not change adv=no longer"
    ],
    "If it's unpaid after 14 days you get a reminder.": [
        "IF(subj=it verb=be comp=unpaid after([14 days] day)) subj=you verb=get obj=reminder"
    ],
    "Only the smith can release it, and until then it cannot be lent.": [
        "subj=only smith verb=can release obj=it",
        "subj=it passive=can not lend adv=until then",
    ],
    "A driver who cancels less than 24 hours before the shift gets a strike.": [
        "subj=driver <verb=cancel [less than 24 hours] before(shift)> verb=get obj=strike"
    ],
    "Children under 12 pay half.": ["subj=child under(under 12) verb=pay obj=half"],
    "The deposit is given back a week later.": ["subj=deposit passive=give back [a week] later()"],
    "After that the slot goes to somebody else.": ["subj=slot verb=go to(somebody) adv=after that+else"],
}


@pytest.mark.parametrize("text", WORDINGS)
def test_everyday_wordings_are_parsed_as_people_mean_them(text: str) -> None:
    (block,) = blocks(load_text(text))
    (sentence,) = sentences(block)
    clauses = parse(sentence)
    assert [show(clause) for clause in clauses] == WORDINGS[text]


@pytest.mark.parametrize("text", WORDINGS)
def test_no_content_word_of_them_is_lost(text: str) -> None:
    (block,) = blocks(load_text(text))
    (sentence,) = sentences(block)
    assert uncovered(sentence, parse(sentence)) == ()
