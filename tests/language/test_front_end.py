"""The front end, through its face: refusals, layout, literals, clauses, spans."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autogenesis.core import InputError
from autogenesis.language import (
    Bound,
    Clause,
    Duration,
    Money,
    Range,
    Recurrence,
    Sentence,
    TimeWindow,
    Weekdays,
    blocks,
    classes_of,
    find_literals,
    general_heads,
    head_kind,
    load_text,
    parse,
    sentences,
    tokens,
    uncovered,
)


def clauses(text: str) -> list[Clause]:
    """All clauses of a short text."""
    return [c for b in blocks(load_text(text)) for s in sentences(b) for c in parse(s)]


def first_sentence(text: str) -> Sentence:
    """The first sentence of a short text."""
    return sentences(blocks(load_text(text))[0])[0]


@pytest.mark.parametrize("bad", [b"", b"   \n", b"\x00\x01", b"\xff\xfe a", b"a " * 600_000])
def test_what_is_no_text_is_refused(bad: bytes) -> None:
    with pytest.raises(InputError):
        load_text(bad)


def test_nothing_after_the_acceptance_mark_is_read() -> None:
    spec = load_text("# Kiosk\nA bun has a name.\n<!-- acceptance -->\nSecret.")
    assert spec.title == "Kiosk"
    assert "Secret" not in spec.text


def test_blocks_of_every_kind_keep_their_order_and_place() -> None:
    text = (
        "Dear Ann,\n\n# Kiosk\nRules:\n- Buns are sold.\n  Twice.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "BUN: name, kind (sweet, salty)\n\nThe end is near.\n\nCheers, Bob\n"
    )
    spec = load_text(text)
    found = blocks(spec)
    assert [b.kind for b in found] == [
        "courtesy", "heading", "paragraph", "bullet", "table", "definition", "paragraph", "courtesy",
    ]  # fmt: skip
    assert found[3].lead_in is not None
    assert found[3].lead_in.text == "Rules:"
    assert [c.text for c in found[4].rows[0]] == ["1", "2"]
    assert found[5].name == "BUN"
    assert all(spec.at(b.span) == b.text for b in found)


def test_gherkin_steps_carry_their_scenario_and_and_takes_the_step_before() -> None:
    text = "Feature: F\n  Scenario: One\n    Given a pot\n    And a lid\n    When it boils\n    Then stop\n"
    found = [b for b in blocks(load_text(text)) if b.scenario == 1]
    assert [b.keyword for b in found] == ["scenario", "given", "given", "when", "then"]


def test_what_a_paragraph_stands_under_is_known_however_it_is_marked() -> None:
    text = (
        "# Sauna club\n\n**Towels.** Each towel has a colour.\n\n**Who may enter?**\nEverybody.\n\nGuests\n- Name, age.\n\n"
        "1. Hours\n 1.1 We open at 08:00.\n 2.50 euro is the fee.\n\nREQ-7: A guest pays.\n"
    )
    found = [(b.kind, b.under, b.text) for b in blocks(load_text(text)) if b.kind != "heading"]
    assert found == [
        ("paragraph", "Towels", "Each towel has a colour."),
        ("paragraph", "Who may enter?", "Everybody."),
        ("bullet", "Guests", "Name, age."),
        ("bullet", "Hours", "We open at 08:00."),
        ("paragraph", "Hours", "2.50 euro is the fee."),
        ("bullet", "Hours", "A guest pays."),
    ]


def test_sentences_end_at_full_stops_only() -> None:
    block = blocks(load_text('Pay 0.20 euro, e.g. today. Open at 07:30. He said "Go. Now." Then left.'))[0]
    assert [s.text for s in sentences(block)][:2] == ["Pay 0.20 euro, e.g. today.", "Open at 07:30."]


@pytest.mark.parametrize(
    ("text", "kind", "fields"),
    [
        ("at least 50 kg", Bound, {"op": ">="}),
        ("180 or more", Bound, {"op": ">="}),
        ("ten or fewer", Bound, {"op": "<="}),
        ("more than 10 percent", Bound, {"op": ">"}),
        ("below 3 °C", Bound, {"op": "<"}),
        ("no more than 4 trays", Bound, {"op": "<="}),
        ("at most twice", Bound, {"op": "<="}),
        ("0.20 euro", Money, {"value": Decimal("0.20"), "currency": "EUR"}),
        ("$20,000", Money, {"value": Decimal("20000"), "currency": "USD"}),
        ("10 open days", Duration, {"value": Decimal("10"), "unit": "day", "qualifier": "open"}),
        ("three calendar months", Duration, {"unit": "month", "qualifier": "calendar"}),
        ("140 to 159", Range, {"strict": False}),
        ("Monday to Friday", Weekdays, {"days": (0, 1, 2, 3, 4)}),
        ("between 18:00 and 20:00", TimeWindow, {}),
        ("every second Thursday at 07:00", Recurrence, {"unit": "week", "every": 2, "weekdays": (3,)}),
        ("every first of the month", Recurrence, {"unit": "month", "day": 1}),
        ("at the end of each month", Recurrence, {"unit": "month", "day": -1}),
        ("every 15 minutes", Recurrence, {"unit": "minute", "every": 15}),
        ("once a month", Recurrence, {"unit": "month"}),
        ("Fridays at 16:00", Recurrence, {"weekdays": (4,)}),
    ],
)
def test_literals(text: str, kind: type, fields: dict[str, object]) -> None:
    (literal,) = find_literals(text)
    assert isinstance(literal, kind)
    assert literal.text == text
    for name, value in fields.items():
        assert getattr(literal, name) == value


# sentence; then for each clause: subject head, verb, first object head ("" where there is none)
ANNOTATED = [
    ("The baker shall weigh the dough.", [("baker", "weigh", "dough")]),
    ("Tickets are sold by the clerk.", [("ticket", "sell", "")]),
    ("A cyclist may rent two bikes.", [("cyclist", "rent", "bike")]),
    ("If a tyre is flat, the mechanic shall replace it.", [("mechanic", "replace", "it")]),
    ("When the kiln reaches 900 °C, the system shall close the valve and warn the potter.",
     [("system", "close", "valve"), ("system", "warn", "potter")]),
    ("Nobody may open a crate.", [("nobody", "open", "crate")]),
    ("Show the oldest order.", [("", "show", "order")]),
    ("Send the invoice to the customer.", [("", "send", "invoice")]),
    ("As a gardener, I want to water the beds so that nothing dries out.", [("gardener", "water", "bed")]),
    ("As a pilot, I want unpaid fees never hidden.", [("fee", "hide", "")]),
    ("A boat has a name, a length in metres and an owner.", [("boat", "have", "name")]),
    ("The boat that won the race gets a prize.", [("boat", "get", "prize")]),
    ("Guests who arrive late lose their table.", [("guest", "lose", "table")]),
    ("Parcels nobody has fetched for ten days are returned.", [("parcel", "return", "")]),
    ("The driver who delivered a parcel never signs its receipt.", [("driver", "sign", "receipt")]),
    ("Members pay 12 euro a year.", [("member", "pay", "12 euro")]),
    ("Only the warden may change a lock.", [("warden", "change", "lock")]),
    ("A loaf over 500 g is cut; a smaller one is kept whole.", [("loaf", "cut", ""), ("one", "keep", "")]),
    ("Each diver logs her dives.", [("diver", "log", "dive")]),
    ("The alarm stops after 20 minutes.", [("alarm", "stop", "")]),
    ("The farmer registers a cow with its number.", [("farmer", "register", "cow")]),
    ("We close on Mondays.", [("we", "close", "")]),
    ("The judge adds the points.", [("judge", "add", "point")]),
    ("A jury member scores each dish.", [("jury member", "score", "dish")]),
    ("An order without an address is refused.", [("order", "refuse", "")]),
    ("The nurse's notes are locked.", [("nurse's note", "lock", "")]),
    ("Musicians book a rehearsal room.", [("musician", "book", "room")]),
    ("The coach picks the players.", [("coach", "pick", "player")]),
    ("Unless the fee is paid, the berth is released.", [("berth", "release", "")]),
    ("The ferry leaves at 07:30.", [("ferry", "leave", "")]),
    ("A late claim is rejected.", [("claim", "reject", "")]),
    ("The editor approves the article and publishes it.", [("editor", "approve", "article"), ("editor", "publish", "it")]),
    ("Every Monday at 08:00 the chef gets a list of the orders.", [("chef", "get", "list")]),
    ("The system must not delete a photo.", [("system", "delete", "photo")]),
    ("A trainer cannot cancel a course.", [("trainer", "cancel", "course")]),
    ("The total is the sum of the parts.", [("total", "be", "sum")]),
    ("After a storm, the ranger inspects the paths.", [("ranger", "inspect", "path")]),
    ("The pump has been running for two hours.", [("pump", "run", "")]),
    ("Samples must be cooled.", [("sample", "cool", "")]),
    ("A courier carries up to five parcels.", [("courier", "carry", "parcel")]),
    ("The board survives a restart.", [("board", "survive", "restart")]),
    ("If nobody bids, the lot is withdrawn.", [("lot", "withdraw", "")]),
    ("Until the deposit is paid, the key stays at the desk.", [("key", "stay", "")]),
    ("The winner takes the pot.", [("winner", "take", "pot")]),
    ("Lockers that are empty are offered first.", [("locker", "offer", "")]),
    ("The smith sharpens the blades and returns them to the owner.",
     [("smith", "sharpen", "blade"), ("smith", "return", "them")]),
    ("A voucher expires 30 days after its purchase.", [("voucher", "expire", "")]),
    ("Entries with a wrong date are sent back.", [("entry", "send", "")]),
    ("The miller is told, once.", [("miller", "tell", "")]),
    ("Choirs rehearse twice a week.", [("choir", "rehearse", "")]),
    ("The lamp is switched off at midnight.", [("lamp", "switch", "")]),
    ("People can vote for three films.", [("people", "vote", "")]),
    ("The sheriff assigns a deputy to each case.", [("sheriff", "assign", "deputy")]),
    ("The shop keeps no card numbers.", [("shop", "keep", "number")]),
    ("A permit is valid for one year.", [("permit", "be", "")]),
    ("Ring the caretaker if the door is open.", [("", "ring", "caretaker")]),
    ("The tutor marks the essays within seven days.", [("tutor", "mark", "essay")]),
    ("Its owner may withdraw the offer.", [("owner", "withdraw", "offer")]),
    ("Plots are given out in order of application.", [("plot", "give", "")]),
    ("The oldest member decides.", [("member", "decide", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ANNOTATED, ids=[text for text, _ in ANNOTATED])
def test_main_verbs_and_heads(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = clauses(text)
    seen = []
    for clause, (subject, _, _) in zip(found, expected, strict=False):
        np = clause.subject
        head = "" if np is None else np.head
        if np is not None and len(subject.split(" ")) > 1:
            head = np.name if np.possessor is None else f"{np.possessor.head}'s {np.head}"
        seen.append((head, clause.verb, clause.object.head if clause.object else ""))
    assert seen == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize("text", [text for text, _ in ANNOTATED])
def test_no_content_word_is_lost(text: str) -> None:
    sentence = first_sentence(text)
    lost = uncovered(sentence, parse(sentence))
    assert [text[a:b] for a, b in lost] == []


def test_a_condition_is_shared_by_coordinated_verbs() -> None:
    closed, warned = clauses("If a valve is open, the pump shall stop and warn the owner.")
    assert closed.condition("if") is not None
    assert warned.condition("if") is not None
    assert warned.inherited


def test_passive_negation_exception_and_limit() -> None:
    (clause,) = clauses("The guard shall be warned once, but not again until the gate has been closed.")
    assert clause.voice == "passive"
    assert [limit.text for limit in clause.limits] == ["once"]
    exception = clause.exceptions[0]
    assert exception.negators == ("not",)
    until = exception.condition("until")
    assert until is not None
    assert until.clause.verb == "close"


def test_colon_list_and_glosses() -> None:
    (clause,) = clauses("A guest registers once: name, date of birth, room (single, double or suite).")
    assert [np.head for np in clause.items] == ["name", "date", "room"]
    assert [np.head for np in clause.items[2].gloss] == ["single", "double", "suite"]


def test_user_story_role_and_wish() -> None:
    (clause,) = clauses("As a skipper, I want to renew a berth at most twice unless somebody has reserved it.")
    assert clause.frame == "user_story"
    assert clause.role is not None
    assert clause.role.head == "skipper"
    assert (clause.verb, clause.modal) == ("renew", "want")
    assert clause.condition("unless") is not None
    assert isinstance(clause.limits[0], Bound)


def test_particle_and_measured_phrase() -> None:
    (clause,) = clauses("The claim is turned down three days after that date.")
    assert (clause.verb, clause.particle) == ("turn", "down")
    phrase = clause.phrase("after")
    assert phrase is not None
    assert isinstance(phrase.measure, Duration)
    assert "reject" in classes_of("turn", "down")


def test_general_heads_stay_few() -> None:
    heads = [head for group in general_heads().values() for head in group]
    assert len(heads) <= 150
    assert head_kind("deadline") == "date"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_a_crash_and_spans_hold(text: str) -> None:
    if not any(c.isalnum() for c in text.partition("<!-- acceptance -->")[0]) or "\x00" in text:
        return
    spec = load_text(text)
    for block in blocks(spec):
        assert spec.at(block.span) == block.text
        for sentence in sentences(block):
            assert spec.at(sentence.span) == sentence.text
            assert all(spec.at(t.span) == t.text for t in tokens(sentence))
            assert all(spec.at(q.span) == q.text for q in find_literals(sentence.text, sentence.span[0]))
            assert all(spec.at(c.span) == c.text for c in parse(sentence))


_WORDS = st.sampled_from(
    "the a if when unless and or but not never once shall is was has clerk files 5 days at least more than of to who "
    'that it they closes open warned ( ) , ; : . "x" every Monday each 10 percent until whose what'.split()
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=40))
def test_any_order_of_words_is_read(words: list[str]) -> None:
    text = " ".join(words)
    if not any(c.isalnum() for c in text):
        return
    spec = load_text(text)
    for block in blocks(spec):
        for sentence in sentences(block):
            for clause in parse(sentence):
                assert spec.at(clause.span) == clause.text
                assert all(spec.at(np.span) == np.text for np in (*clause.subjects, *clause.objects))


def test_time_grows_with_the_length_of_the_text() -> None:
    text = "If a crate is open, the clerk shall close it and warn the owner within 20 minutes. " * 500
    begin = time.perf_counter()
    count = sum(len(parse(s)) for b in blocks(load_text(text)) for s in sentences(b))
    assert count == 1000
    assert (time.perf_counter() - begin) / 500 < 0.05
