"""What must not be: forbidden, allowed only when, refused, limited, kept apart and within bounds; in a tool library."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

BASE = """# Tool lending
A borrower has a name, a date of birth, an e-mail and a balance in euro.
A tool has a name, a price in euro, a weight in kg and a condition (good, worn, broken).
A loan has a tool, a borrower, a start time, an end time and a status (open, returned, cancelled).
A bill has a borrower, an amount in euro and a due date.
"""


class Library(Running):
    """The tool library with some rules."""

    def __init__(self, *rules: str) -> None:
        super().__init__(BASE + "\n" + "\n".join(rules))
        assert self.unclear == []

    def borrower(self, born: str = "1990-01-01", mail: str = "a@b.example", balance: str = "0") -> str:
        return str(self.call("add_borrower", name="A", date_of_birth=born, e_mail=mail, balance=balance)["id"])

    def tool(self, condition: str = "good", weight: str = "1", price: str = "5", **more: object) -> str:
        return str(self.call("add_tool", name="T", price=price, weight=weight, condition=condition, **more)["id"])

    def loan(
        self, tool: str, borrower: str, start: str = "2026-03-10T09:00", end: str = "2026-03-11T09:00"
    ) -> dict[str, object]:
        return {"tool": tool, "borrower": borrower, "start_time": start, "end_time": end}


def test_somebody_with_unpaid_bills_is_turned_away_until_they_are_paid() -> None:
    library = Library("A borrower with an unpaid bill cannot borrow a tool.")
    somebody, tool = library.borrower(), library.tool()
    bill = library.call("add_bill", borrower=somebody, amount="3", due_date="2026-04-01")["id"]
    assert library.refused("add_loan", **library.loan(tool, somebody))
    assert not library.refused("add_loan", **library.loan(tool, library.borrower()))
    library.call("pay_bill", bill=bill)
    assert not library.refused("add_loan", **library.loan(tool, somebody))


@pytest.mark.parametrize(
    "rule",
    [
        "A borrower cannot borrow a tool if he has more than two open loans.",
        "A loan is refused if the borrower has more than two open loans.",
        "Borrowers with more than two open loans may not borrow tools.",
        "A tool must not be lent to a borrower who has more than two open loans.",
    ],
)
def test_more_than_two_open_loans(rule: str) -> None:
    library = Library(rule)
    somebody, tool = library.borrower(), library.tool()
    for _ in range(3):
        library.call("add_loan", **library.loan(tool, somebody))
    assert library.refused("add_loan", **library.loan(tool, somebody))
    assert not library.refused("add_loan", **library.loan(tool, library.borrower()))


@pytest.mark.parametrize(
    "rule",
    [
        "A loan is refused if the borrower is younger than 18.",
        "Nobody under 18 may borrow a tool.",
        "Loans of borrowers younger than 18 are rejected.",
    ],
)
def test_an_age_is_reckoned_to_the_day(rule: str) -> None:
    library = Library(rule)
    tool = library.tool()
    assert library.refused("add_loan", **library.loan(tool, library.borrower("2008-03-03")))
    assert not library.refused("add_loan", **library.loan(tool, library.borrower("2008-03-02")))


def test_until_some_time_before_its_start() -> None:
    library = Library("A loan can be cancelled until 24 hours before its start time.")
    loan = library.call("add_loan", **library.loan(library.tool(), library.borrower()))["id"]
    other = library.call("add_loan", **library.loan(library.tool(), library.borrower()))["id"]
    library.call("cancel_loan", "2026-03-09T09:00", loan=loan)
    assert library.refused("cancel_loan", "2026-03-09T09:01", loan=other)


def test_not_by_whoever_did_it() -> None:
    library = Library("A clerk can check a loan.", "The clerk who returned a loan must not check it.")
    loan = library.call("add_loan", **library.loan(library.tool(), library.borrower()))["id"]
    library.call("return_loan", by="ann", loan=loan)
    assert library.refused("check_loan", by="ann", loan=loan)
    assert not library.refused("check_loan", by="bob", loan=loan)


def test_first_one_thing_then_the_other() -> None:
    library = Library("A bill must be approved before it is paid.")
    bill = library.call("add_bill", borrower=library.borrower(), amount="3", due_date="2026-04-01")["id"]
    assert library.refused("pay_bill", bill=bill)
    library.call("approve_bill", bill=bill)
    assert not library.refused("pay_bill", bill=bill)


def test_what_a_loan_is_of() -> None:
    library = Library("Loans of broken tools are refused.")
    assert library.refused("add_loan", **library.loan(library.tool("broken"), library.borrower()))
    assert not library.refused("add_loan", **library.loan(library.tool("worn"), library.borrower()))


def test_a_quality_that_the_text_takes_for_granted() -> None:
    library = Library("A tool that is dangerous must not be lent to borrowers younger than 21.")
    saw, rake = library.tool(dangerous=True), library.tool()
    young = library.borrower("2008-01-01")
    assert library.refused("add_loan", **library.loan(saw, young))
    assert not library.refused("add_loan", **library.loan(rake, young))
    assert any("dangerous" in each.text for each in library.specification.assumptions)


def test_how_many_out_at_the_same_time() -> None:
    library = Library("Nobody may have more than two tools out at the same time.", "A loan can be returned.")
    somebody, tool = library.borrower(), library.tool()
    loans = [library.call("add_loan", **library.loan(tool, somebody))["id"] for _ in range(2)]
    assert library.refused("add_loan", **library.loan(tool, somebody))
    library.call("return_loan", loan=loans[0])
    assert not library.refused("add_loan", **library.loan(tool, somebody))


def test_how_many_in_a_week() -> None:
    library = Library("A borrower can borrow at most two tools per week.")
    somebody, tool = library.borrower(), library.tool()
    for day in ("2026-03-09", "2026-03-15"):
        library.call("add_loan", **library.loan(tool, somebody, f"{day}T09:00", f"{day}T10:00"))
    assert library.refused("add_loan", **library.loan(tool, somebody, "2026-03-12T09:00", "2026-03-12T10:00"))
    assert not library.refused("add_loan", **library.loan(tool, somebody, "2026-03-16T09:00", "2026-03-16T10:00"))


def test_never_two_at_once() -> None:
    library = Library("No two loans of the same tool may overlap.")
    somebody, tool = library.borrower(), library.tool()
    library.call("add_loan", **library.loan(tool, somebody, "2026-03-10T09:00", "2026-03-10T12:00"))
    assert library.refused("add_loan", **library.loan(tool, somebody, "2026-03-10T11:59", "2026-03-10T13:00"))
    assert not library.refused("add_loan", **library.loan(tool, somebody, "2026-03-10T12:00", "2026-03-10T13:00"))
    other = library.loan(library.tool(), somebody, "2026-03-10T09:00", "2026-03-10T12:00")
    assert not library.refused("add_loan", **other)


def test_the_shortest_and_the_longest() -> None:
    library = Library("The shortest loan is one hour, the longest is seven days.")
    somebody, tool = library.borrower(), library.tool()
    ends = {"2026-03-10T09:59": True, "2026-03-10T10:00": False, "2026-03-17T09:00": False, "2026-03-17T09:01": True}
    for end, refused in ends.items():
        assert library.refused("add_loan", **library.loan(tool, somebody, end=end)) is refused


def test_what_fields_must_be() -> None:
    library = Library(
        "The weight of a tool must be at most 25 kg.", "The end time of a loan must be after its start time."
    )
    assert not library.refused("add_tool", name="T", price="1", weight="25", condition="good")
    assert library.refused("add_tool", name="T", price="1", weight="25.1", condition="good")
    at = "2026-03-10T09:00"
    assert library.refused("add_loan", **library.loan(library.tool(), library.borrower(), at, at))


def test_against_the_one_before() -> None:
    running = Running(
        "# Meters\nA meter has a number.\nA reading has a meter, a date and a value in kWh.\n\n"
        "A reading lower than the previous one is rejected."
    )
    one, two = (running.call("add_meter", number=n)["id"] for n in ("a", "b"))

    def refused(meter: str, value: str) -> bool:
        return running.refused("add_reading", meter=meter, date="2026-03-02", value=value)

    assert [refused(one, "500"), refused(one, "499"), refused(two, "100"), refused(one, "500")] == [
        False,
        True,
        False,
        False,
    ]


def test_hours_are_summed_over_a_day() -> None:
    running = Running(
        "# Logbook\nA trainee has a name and a trade.\nAn entry has a trainee, a date, hours and a text.\n\n"
        "No trainee may write more than 10 hours per day."
    )
    assert not running.unclear
    trainee = running.call("add_trainee", name="T", trade="baker")["id"]

    def refused(day: str, hours: str) -> bool:
        return running.refused("add_entry", trainee=trainee, date=day, hours=hours, text="x")

    assert [refused("2026-03-02", "6"), refused("2026-03-02", "4.5"), refused("2026-03-02", "4")] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Whoever missed the rain doesn't borrow, umbrella or not.",
        "A tool cannot be lent when the moon agrees with the tide.",
    ],
)
def test_what_is_not_known_stays_unclear(sentence: str) -> None:
    running = Running(BASE + "\n" + sentence)
    assert not {"forbidden_when", "allowed_when"} & {r.pattern for r in running.specification.requirements}


COURTS = """# Courts
A player has a name and a phone.
A court has a name and a surface.
A booking has a court, a player, a start time, an end time and a status (open, cancelled).
"""


def booked(running: Running, court: str, player: str, start: str, end: str) -> bool:
    """Whether a booking for these hours is accepted."""
    times = {"start_time": f"2026-03-10T{start}", "end_time": f"2026-03-10T{end}"}
    return not running.refused("add_booking", court=court, player=player, **times)


@pytest.mark.parametrize(
    ("rule", "free_from"),
    [
        ("A court cannot be booked twice at the same time.", "12:00"),
        ("A court that is already taken cannot be booked for the same time.", "12:00"),
        ("There are always 15 minutes between two bookings.", "12:15"),
        ("There must be at least 15 minutes between two bookings of a court.", "12:15"),
    ],
)
def test_bookings_lie_apart(rule: str, free_from: str) -> None:
    running = Running(f"{COURTS}\n{rule}")
    assert running.unclear == []
    one, two = (running.call("add_court", name=name, surface="clay")["id"] for name in "ab")
    player = running.call("add_player", name="P", phone="1")["id"]
    assert booked(running, one, player, "10:00", "12:00")
    assert not booked(running, one, player, "11:59", "13:00")
    assert booked(running, two, player, "11:59", "13:00")
    assert booked(running, one, player, free_from, "13:00")


def test_until_when_something_is_possible() -> None:
    rules = "A booking can be cancelled.\nCancelling is possible until 24 hours before the start time."
    running = Running(f"{COURTS}\n{rules}")
    assert running.unclear == []
    court = running.call("add_court", name="a", surface="clay")["id"]
    player = running.call("add_player", name="P", phone="1")["id"]
    for day in ("10", "11"):
        times = {"start_time": f"2026-03-{day}T10:00", "end_time": f"2026-03-{day}T11:00"}
        running.call("add_booking", court=court, player=player, **times)
    assert not running.refused("cancel_booking", "2026-03-09T10:00", booking="booking-1")
    assert running.refused("cancel_booking", "2026-03-10T10:01", booking="booking-2")


@pytest.mark.parametrize(("days", "refused"), [(14, False), (15, True)])
def test_how_far_ahead(days: int, refused: bool) -> None:
    running = Running(f"{COURTS}\nPlayers can book a court from 14 days ahead until 2 hours before the start time.")
    court = running.call("add_court", name="a", surface="clay")["id"]
    player = running.call("add_player", name="P", phone="1")["id"]
    times = {"start_time": f"2026-03-{2 + days:02}T09:00", "end_time": f"2026-03-{2 + days:02}T10:00"}
    creating = next(
        o.name for o in running.specification.operations if o.kind == "create" and o.entity == "entity.booking"
    )
    assert running.refused(creating, court=court, player=player, **times) is refused


def test_whole_numbers() -> None:
    running = Running(
        "# Meters\nA meter has a number and an address.\nA reading has a meter and a date.\n\nReadings are whole cubic metres."
    )
    meter = running.call("add_meter", number=1, address="x")["id"]
    given = {"meter": meter, "date": "2026-03-02"}
    assert [running.refused("add_reading", **given, value=v) for v in (510, "510.5", "many")] == [False, True, True]


@pytest.mark.parametrize("rule", ["You may look 90 days ahead.", "Players can book up to 90 days ahead."])
def test_how_far_one_may_look(rule: str) -> None:
    running = Running(f"{COURTS}\n{rule}")
    assert running.unclear == []
    court = running.call("add_court", name="a", surface="clay")["id"]
    player = running.call("add_player", name="P", phone="1")["id"]
    creating = next(
        o.name for o in running.specification.operations if o.kind == "create" and o.entity == "entity.booking"
    )

    def refused(day: str) -> bool:
        times = {"start_time": f"{day}T09:00", "end_time": f"{day}T10:00"}
        return running.refused(creating, court=court, player=player, **times)

    assert [refused("2026-05-31"), refused("2026-06-01")] == [False, True]


def test_so_long_before_what_was_not_understood_is_not_understood_either() -> None:
    system = Running(
        "A part has a name and a number in stock. When fewer than three of a part are left, the manager is told. "
        "A bicycle that has not been fetched 30 days after it was finished goes to the charity sale, and the customer is told seven days before."
    )
    assert "the customer is told seven days before" in " ".join(system.unclear)
