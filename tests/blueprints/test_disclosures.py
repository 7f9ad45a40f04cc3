"""Which fields a system tells to whom: what is passed on, not what is only counted, compared or tested."""

from __future__ import annotations

import pytest

from autogenesis.skills import signatures
from blueprints import (
    Aggregate,
    Compare,
    Conditional,
    Disclosure,
    Get,
    Name,
    Notify,
    Recipient,
    Sentence,
    disclosures_of,
    text,
    whole,
)
from tests.golden.library_lending import specification as library

NAME = Get(of=Name(name="reader"), field="name")
LOANS = Aggregate(function="count", entity="entity.loan", name="loan")
NAMES = Aggregate(function="values", entity="entity.reader", name="each", value=Get(of=Name(name="each"), field="name"))


def with_operation(**update):
    specification = library()
    found = next(n for n, one in enumerate(specification.operations) if one.name == "pay_charge")
    operation = specification.operations[found].model_copy(update=update)
    operations = (*specification.operations[:found], operation, *specification.operations[found + 1 :])
    return specification.model_copy(update={"operations": operations})


def told(specification) -> set[Disclosure]:
    return set(disclosures_of(specification, signatures())) - set(disclosures_of(library(), signatures()))


def disclosed(**more) -> set[Disclosure]:
    return {Disclosure(element="operation.pay_charge", entity="entity.reader", field="name", **more)}


@pytest.mark.parametrize("result", [NAME, NAMES, Sentence(parts=("It was ", NAME))])
def test_a_result_that_passes_a_field_on_tells_it(result) -> None:
    assert told(with_operation(result=result)) == disclosed(result=True)


@pytest.mark.parametrize(
    "result",
    [
        LOANS,
        Compare(relation="==", left=NAME, right=text("Ann")),
        Conditional(test=Compare(relation="==", left=NAME, right=text("Ann")), then=whole(1), otherwise=whole(2)),
    ],
)
def test_what_is_counted_or_compared_is_not_told(result) -> None:
    assert not told(with_operation(result=result))


def test_a_notification_tells_a_role_or_a_person() -> None:
    operation = next(one for one in library().operations if one.name == "pay_charge")
    for to, more in (
        (Recipient(actor="actor.librarian"), {"actor": "actor.librarian"}),
        (Recipient(person=Name(name="reader")), {"person": True}),
    ):
        notice = Notify(to=to, type="paid", text=Sentence(parts=("Paid by ", NAME)))
        assert told(with_operation(steps=(*operation.steps, notice))) == disclosed(**more)
        beside = Notify(to=to, type="paid", text=text("Paid."), data=(("who", NAME),))
        assert told(with_operation(steps=(*operation.steps, beside))) == disclosed(**more)
