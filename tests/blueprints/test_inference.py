"""Every node has the type its description says; what cannot be typed is named with its place and reason."""

from __future__ import annotations

import pytest
from boat_hire import HIRE_BOAT, LATE, MONEY, RETURN_BOAT, boat_hire
from hypothesis import given, settings
from hypothesis import strategies as st

from blueprints import (
    BOOLEAN,
    DATE,
    DATETIME,
    DECIMAL,
    INTEGER,
    TEXT,
    TIME,
    Aggregate,
    AllOf,
    Arithmetic,
    Between,
    Compare,
    Conditional,
    Create,
    Each,
    Environment,
    Expression,
    Extreme,
    Get,
    Let,
    Literally,
    Lookup,
    Moment,
    Name,
    Not,
    Part,
    Perform,
    Present,
    Records,
    Rounded,
    Sentence,
    Shift,
    SkillSignature,
    SpecificationError,
    TextFunction,
    Type,
    Update,
    When,
    check_statements,
    infer_type,
    list_of,
    may_be_absent,
    nothing,
    number,
    operation_environment,
    path,
    reaction_environment,
    reference,
    result_type,
    row_environment,
    text,
    truth,
    whole,
)

SPEC = boat_hire()
BOAT, HIRE, _ = SPEC.entities
HIRING: Environment = operation_environment(SPEC, HIRE_BOAT)
ROW: Environment = row_environment(SPEC, HIRE)
HIRES = Aggregate(function="rows", entity="entity.hire", name="hire")
NINE = Literally(type=TIME, value="09:00")


def hires(function: str, value: Expression | None = None) -> Aggregate:
    return Aggregate(function=function, entity="entity.hire", name="hire", value=value)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (path("it", "boat"), reference("entity.boat")),
        (path("it", "boat", "number"), TEXT),
        (path("it", "boat", "hires"), INTEGER),
        (path("it", "id"), TEXT),
        (hires("count"), INTEGER),
        (hires("exists"), BOOLEAN),
        (hires("last"), reference("entity.hire")),
        (hires("rows"), list_of(reference("entity.hire"))),
        (hires("sum", path("hire", "price")), MONEY),
        (hires("values", path("hire", "due_on")), list_of(DATE)),
        (Arithmetic(operator="*", left=path("it", "price"), right=number("1.5")), MONEY),
        (Arithmetic(operator="/", left=whole(1), right=whole(3)), DECIMAL),
        (Arithmetic(operator="/", left=path("it", "price"), right=path("it", "price")), DECIMAL),
        (Extreme(which="smallest", terms=(path("it", "price"), number("8.00"))), MONEY),
        (Rounded(way="half_up", value=number("1.5")), INTEGER),
        (Shift(moment=Name(name="now"), amount=whole(-2), unit="hours"), DATETIME),
        (
            Between(start=path("it", "due_on"), end=Name(name="today"), unit="days"),
            Type(kind="duration", unit="days"),
        ),
        (Part(of=Name(name="now"), part="weekday"), INTEGER),
        (Part(of=Name(name="today"), part="end"), DATETIME),
        (Moment(date=path("it", "due_on"), time=NINE), DATETIME),
        (Conditional(test=truth(True), then=whole(1), otherwise=nothing()), INTEGER),
        (Lookup(table="table.price", keys=(path("it", "boat", "size"),), column="price"), MONEY),
        (TextFunction(function="word_count", arguments=(text("a b"),)), INTEGER),
        (TextFunction(function="length", arguments=(text("a b"),)), INTEGER),
        (Sentence(parts=("It is ", path("it", "due_on"))), TEXT),
        (
            Records(entity="entity.hire", name="hire", fields=(("due", path("hire", "due_on")),)),
            list_of(Type(kind="record", fields=(("due", DATE),))),
        ),
    ],
)
def test_each_node_has_its_type(expression: Expression, expected: Type) -> None:
    assert infer_type(expression, ROW) == expected


@pytest.mark.parametrize(
    ("expression", "place", "reason"),
    [
        (path("it", "colour"), "expression", "no field 'colour'"),
        (Name(name="ghost"), "expression", "'ghost' is not bound"),
        (Not(term=whole(1)), "term", "condition"),
        (AllOf(terms=(truth(True), whole(1))), "terms[1]", "condition"),
        (Compare(relation="<", left=Name(name="today"), right=Name(name="now")), "expression", "never equal"),
        (Compare(relation="==", left=path("it", "status"), right=text("sunk")), "expression", "'sunk'"),
        (Compare(relation="<", left=path("it", "boat"), right=path("it", "boat")), "expression", "no order"),
        (Arithmetic(operator="+", left=Name(name="today"), right=whole(1)), "left", "no number"),
        (
            Arithmetic(operator="*", left=path("it", "price"), right=path("it", "price")),
            "expression",
            "mixes",
        ),
        (Shift(moment=Name(name="today"), amount=whole(1), unit="open_days"), "expression", "calendar"),
        (Shift(moment=Name(name="today"), amount=number("1.5"), unit="days"), "amount", "whole number"),
        (Shift(moment=Name(name="today"), amount=whole(1), unit="hours"), "expression", "no hours"),
        (Get(of=path("it", "due_on"), field="x"), "expression", "no fields"),
        (hires("sum"), "expression", "needs a value"),
        (hires("sum", path("hire", "due_on")), "value", "summed"),
        (Lookup(table="table.price", keys=(), column="price"), "expression", "1 keys"),
        (Literally(type=DATE, value="2026-13-01"), "expression", "no date"),
        (Sentence(parts=(HIRES,)), "parts[0]", "list"),
        (Conditional(test=truth(True), then=whole(1), otherwise=text("a")), "expression", "common type"),
    ],
)
def test_what_has_no_type_is_named(expression: Expression, place: str, reason: str) -> None:
    with pytest.raises(SpecificationError) as caught:
        infer_type(expression, ROW)
    assert caught.value.exit_code == 2
    assert reason in caught.value.what
    assert caught.value.where == f"entity.hire: {place}"
    assert caught.value.remedy


@st.composite
def trees(draw: st.DrawFn, kind: str, depth: int = 3) -> Expression:
    """A well-typed tree that gives a number, boolean or date."""

    def part(of: str) -> Expression:
        return draw(trees(of, depth - 1))

    if depth == 0:
        numbers: list[Expression] = [hires("count"), number("2.5"), whole(draw(st.integers(-9, 9)))]
        dates: list[Expression] = [Name(name="today"), path("it", "due_on")]
        leaves: dict[str, Expression] = {
            "number": draw(st.sampled_from(numbers)),
            "date": draw(st.sampled_from(dates)),
            "boolean": truth(draw(st.booleans())),
        }
        return leaves[kind]
    if draw(st.booleans()):
        return Conditional(test=part("boolean"), then=part(kind), otherwise=part(kind))
    match kind:
        case "number" if draw(st.booleans()):
            return Arithmetic(operator=draw(st.sampled_from("+-*/")), left=part("number"), right=part("number"))
        case "number":
            return Between(start=part("date"), end=part("date"), unit="weeks")
        case "date" if draw(st.booleans()):
            return Shift(moment=part("date"), amount=Rounded(way="up", value=part("number")), unit="weeks")
        case "date":
            return Extreme(which="largest", terms=(part("date"), part("date")))
        case _ if draw(st.booleans()):
            return AllOf(terms=(part("boolean"), Not(term=part("boolean"))))
    of, relation = draw(st.sampled_from(["number", "date"])), draw(st.sampled_from(["==", "!=", "<", ">="]))
    return Compare(relation=relation, left=part(of), right=part(of))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["number", "boolean", "date"]), st.data())
def test_well_typed_trees_have_their_type_and_are_never_absent(kind: str, data: st.DataObject) -> None:
    expression = data.draw(trees(kind))
    found = infer_type(expression, ROW)
    assert found.is_number if kind == "number" else found.kind == kind
    assert not may_be_absent(expression, ROW)


def test_absence_follows_optional_fields_and_tests_for_presence() -> None:
    back = path("it", "back_on")
    later = Shift(moment=back, amount=whole(1), unit="days")
    assert may_be_absent(back, ROW)
    assert may_be_absent(later, ROW)
    assert not may_be_absent(later, ROW.given(Present(value=back)))
    assert not may_be_absent(later, ROW.given(Compare(relation="==", left=back, right=nothing()), False))
    assert not may_be_absent(Conditional(test=Present(value=back), then=back, otherwise=path("it", "due_on")), ROW)
    assert may_be_absent(hires("first"), ROW)
    assert not may_be_absent(Lookup(table="table.price", keys=(path("it", "boat", "size"),), column="price"), ROW)
    assert not may_be_absent(path("it", "boat", "hires"), ROW)


def test_a_done_reaction_knows_the_row_and_the_inputs() -> None:
    names = reaction_environment(SPEC, LATE).names
    assert names["it"] == reference("entity.hire")
    assert names["hire"] == reference("entity.hire")
    assert result_type(SPEC, RETURN_BOAT) == reference("entity.hire")


def test_statements_bind_names_and_branches_do_not_leak() -> None:
    created = Create(entity="entity.boat", name="boat2", values=(("number", text("1")), ("size", text("small"))))
    both = When(test=truth(True), then=(created,), otherwise=(created,))
    once = When(test=truth(True), then=(Let(name="x", value=whole(1)),))
    after = check_statements((both, once, Let(name="y", value=whole(2))), HIRING)
    assert after.names["boat2"] == reference("entity.boat")
    assert "x" not in after.names
    assert after.names["y"] == INTEGER


def test_a_value_that_may_be_absent_does_not_fit_a_required_field() -> None:
    late = Update(row=Name(name="it"), values=(("due_on", path("it", "back_on")),))
    with pytest.raises(SpecificationError, match=r"due_on.*absent"):
        check_statements((late,), ROW)
    check_statements((When(test=Present(value=path("it", "back_on")), then=(late,)),), ROW)


def test_a_skill_is_called_as_its_signature_says() -> None:
    line = Type(kind="record", fields=(("due", DATE),))
    skill = SkillSignature(id="skill.plan", parameters={"lines": list_of(line), "limit": INTEGER}, result=list_of(line))
    environment = row_environment(SPEC, HIRE, {"skill.plan": skill})
    lines = Records(entity="entity.hire", name="hire", fields=(("due", path("hire", "due_on")),))
    call = Perform(skill="skill.plan", arguments=(("lines", lines), ("limit", whole(3))), name="plan")
    each = Each(
        name="entry",
        rows=Name(name="plan"),
        steps=(Update(row=Name(name="it"), values=(("due_on", path("entry", "due")),)),),
    )
    assert check_statements((call, each), environment).names["plan"] == list_of(line)
    for wrong in (
        call.arguments[:1],
        (*call.arguments, ("more", whole(1))),
        (("lines", whole(1)), call.arguments[1]),
    ):
        with pytest.raises(SpecificationError):
            check_statements((call.model_copy(update={"arguments": wrong}),), environment)
