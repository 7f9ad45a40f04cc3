"""The ten acceptance checks of `specs/newsletter-moderation.md`."""

from __future__ import annotations

from tests.acceptance._driver import Json, System

SLUG = "newsletter-moderation"
MISSING: dict[int, str] = {3: "parts of a text that are blacked out, of a form that the text does not define"}
AT = "2026-01-12T10:00"


def moderators(system: System, count: int = 2) -> list[str]:
    return [system.call("add_moderator", AT, name=f"M{i}")["id"] for i in range(count)]


def a_piece(system: System, at: str = AT, text: str = "Come one, come all.", by: str = "rita", **more: Json) -> str:
    fields = {"heading": "Hello", "category": "news", "e_mail_address": f"{by}@example.org", **more}
    return str(system.call("send_in_contribution", at, by=by, text=text, **fields)["id"])


def status(system: System, piece: str, at: str = AT) -> str:
    return str(system.call("get_contribution", at, contribution=piece)["status"])


def vote(system: System, piece: str, by: str, answer: str, at: str = AT, **more: Json) -> None:
    system.call("vote_on_contribution", at, by=by, contribution=piece, answer=answer, **more)


def accepted(system: System, at: str, **more: Json) -> str:
    piece = a_piece(system, at, **more)
    for each in system.call("list_votes", at, contribution=piece):
        vote(system, piece, each["moderator"], "yes", at)
    return piece


def planned(system: System, day: str, at: str) -> list[str]:
    """The pieces planned for the issue of a day, in their order."""
    pieces = system.call("list_contributions", at, issue=day)
    return [piece["id"] for piece in sorted(pieces, key=lambda piece: piece["place"])]


def test_1_the_deadline_before_an_issue(system: System) -> None:
    moderators(system)
    early, late = accepted(system, "2026-01-20T11:59"), accepted(system, "2026-01-20T12:01")
    for piece, issue in ((early, "2026-01-22"), (late, "2026-02-05")):
        assert system.call("get_contribution", "2026-01-20T12:30", contribution=piece)["issue"] == issue


def test_2_no_more_than_120_words_and_only_known_categories(system: System) -> None:
    moderators(system)
    assert status(system, a_piece(system, text="word " * 120)) == "open"
    long = a_piece(system, text="word " * 121, by="otto")
    assert status(system, long) == "sent back"
    (answer,) = system.sent("sent_back", to="otto")
    assert "121" in answer["text"]
    fields = {"heading": "H", "text": "T", "e_mail_address": "a@example.org"}
    assert system.refused("send_in_contribution", AT, category="gossip", **fields)["field"] == "category"
    assert system.refused("send_in_contribution", AT, category="event", **fields)["field"] == "date"


def test_3_telephone_numbers_are_blacked_out(system: System) -> None:
    moderators(system)
    accepted(system, AT, text="call 0171 5550199")
    system.call("add_recipient", AT, name="A")
    system.clock("2026-01-22T07:00")
    issue = system.sent("issue")[-1]
    assert "call" in str(issue)
    assert "0171" not in str(issue)
    assert "5550199" not in str(issue)


def test_4_votes_and_the_chair(system: System) -> None:
    first, second = moderators(system)
    good, bad, split = (a_piece(system) for _ in range(3))
    for by in (first, second):
        vote(system, good, by, "yes")
        vote(system, bad, by, "no", reason=f"{by} says why")
    assert (status(system, good), status(system, bad)) == ("accepted", "rejected")
    (told,) = system.sent("rejected", to="rita")
    assert all(f"{by} says why" in told["text"] for by in (first, second))
    vote(system, split, first, "yes")
    system.refused("vote_on_contribution", AT, by=second, contribution=split, answer="no")
    vote(system, split, second, "no", reason="No.")
    assert len(system.sent("question", role="chair")) == 1
    system.call("decide_on_contribution", AT, role="chair", by="cora", contribution=split, answer="yes")
    assert status(system, split) == "accepted"
    moderators(system, 1)
    own = a_piece(system, by=first)
    assert first not in {each["moderator"] for each in system.call("list_votes", AT, contribution=own)}
    system.refused("vote_on_contribution", AT, by=first, contribution=own, answer="yes")


def test_5_quarantine_until_the_chair_lets_it_out(system: System) -> None:
    moderators(system)
    system.call("add_insult", AT, word="nitwit")
    piece = a_piece(system, text="My neighbour is a Nitwit.")
    assert status(system, piece) == "quarantine"
    assert system.call("list_votes", AT, contribution=piece) == []
    system.refused("let_out_contribution", AT, role="moderator", by="moderator-1", contribution=piece)
    system.call("let_out_contribution", AT, role="chair", by="cora", contribution=piece)
    assert status(system, piece) == "open"
    assert len(system.call("list_votes", AT, contribution=piece)) == 2


def test_6_one_nudge_after_48_hours(system: System) -> None:
    first, second = moderators(system)
    piece = a_piece(system)
    vote(system, piece, first, "yes", "2026-01-12T11:00")
    for moment, count in (("2026-01-14T09:00", 0), ("2026-01-14T11:00", 1), ("2026-01-16T11:00", 1)):
        system.clock(moment)
        assert len(system.sent("nudge")) == count
    assert len(system.sent("nudge", to=second)) == 1


def test_7_ten_pieces_and_what_does_not_fit_first_in_the_next(system: System) -> None:
    moderators(system)
    events = [accepted(system, AT, category="event", date=f"2026-01-{day}", by=f"e{day}") for day in (30, 25, 28)]
    others = [accepted(system, AT, by=f"n{i}") for i in range(9)]
    late = accepted(system, "2026-01-21T10:00", category="event", date="2026-02-10", by="late")
    now = "2026-01-21T11:00"
    assert planned(system, "2026-01-22", now) == [events[1], events[2], events[0], *others[:7]]
    assert planned(system, "2026-02-05", now) == [*others[7:], late]


def test_8_one_piece_of_a_sender_in_an_issue(system: System) -> None:
    moderators(system)
    first, second = accepted(system, AT), accepted(system, AT)
    assert planned(system, "2026-01-22", AT) == [first]
    assert planned(system, "2026-02-05", AT) == [second]


def test_9_whoever_has_cancelled_gets_none(system: System) -> None:
    subscribers = [system.call("add_recipient", AT, name=name)["id"] for name in ("A", "B", "C")]
    system.call("cancel_recipient", AT, recipient=subscribers[0])
    system.restart()
    system.clock("2026-01-22T07:00")
    sent = [each for each in system.sent("issue") if each["at"].startswith("2026-01-22T07:00")]
    assert sorted(each["to"] for each in sent) == sorted(subscribers[1:])


def test_10_telephone_numbers_are_not_defined(system: System) -> None:
    lines = [line for line in system.report() if line["status"] in ("unclear", "assumed")]
    assert any("telephone number" in line["sentence"].lower() for line in lines)
