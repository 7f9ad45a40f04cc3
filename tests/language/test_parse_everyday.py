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
