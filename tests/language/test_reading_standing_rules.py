"""Dates that follow from dates, what is still undone, who alone may, what needs an approval: in other domains."""

from __future__ import annotations

import pytest

from autogenesis.language import understand
from autogenesis.skills import signatures
from blueprints import Specification, check_specification

BASE = "A permit has a number, an applicant, a fee in euro, a filing date and a state (open, granted, withdrawn).\n"


def read(*sentences: str) -> Specification:
    specification = understand("# Permits\n\n" + BASE + "\n".join(sentences)).specification
    assert check_specification(specification, signatures()) == ()
    return specification


def patterns(specification: Specification) -> set[str]:
    return {r.pattern for r in specification.requirements}


@pytest.mark.parametrize(
    "sentence",
    [
        "The hearing date is 21 days after the filing date.",
        "The hearing date is 21 days after the filing date; if it falls on a weekend, the next Monday counts.",
        "The hearing date is 3 weeks from the filing date.",
    ],
)
def test_a_date_that_follows_from_another(sentence: str) -> None:
    permit = read(sentence).entities[0]
    assert [d.name for d in permit.derivations] == ["hearing_date"]


def test_what_is_still_undone_is_told_and_told_again_later() -> None:
    specification = read(
        "The hearing date is 21 days after the filing date.",
        "If a permit is not granted ten days after the hearing date, the applicant is reminded, once.",
        "After 40 days the registrar is told.",
    )
    assert [t.entity for t in specification.timers] == ["entity.permit", "entity.permit"]
    assert "still_undone" in patterns(specification)


def test_only_one_role_may_and_never_in_a_state() -> None:
    specification = read("Only the registrar may withdraw a permit, and never a granted one.")
    (withdraw,) = (o for o in specification.operations if o.name == "withdraw_permit")
    assert withdraw.roles == ("actor.registrar",)
    assert len(withdraw.guards) == 2


def test_an_approval_above_an_amount() -> None:
    specification = read("Permits over 900 euro need the approval of the mayor before they are issued.")
    names = {o.name for o in specification.operations}
    assert {"approve_permit", "issue_permit"} <= names


def test_signs() -> None:
    permit = read("Fees must be positive.").entities[0]
    assert [i.field for i in permit.invariants] == ["fee"]


def test_what_names_nothing_known_is_not_claimed() -> None:
    specification = read("If a balloon is not sold two days after the fair, the clown is told.")
    assert {c.status for c in specification.clauses[1:]} == {"unclear"}
