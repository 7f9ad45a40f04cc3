"""Expressions as one line of text, and elements in their short form: what they stand for, and what is refused."""

from __future__ import annotations

import json
from typing import get_args

import pytest

import blueprints as b
from blueprints import (
    Aggregate,
    Change,
    Compare,
    Get,
    Name,
    apply_change,
    expression_of,
    spelled_out,
    whole,
    written_expression,
    written_short,
)
from tests.blueprints.boat_hire import boat_hire

READ = {
    "end >= start + hours(2)": "end >= start + hours(2)",
    "now - days(3)": "now - days(3)",
    "a < b <= c": "a < b and b <= c",
    "x in ['open', 'kept'] and not y": "(x == 'open' or x == 'kept') and not y",
    "it.boat.name not in names": "not it.boat.name in names",
    "1 if a else 2.50": "1 if a else 2.50",
    "-3 * b": "-3 * b",
    "count(t for t in trip if t.open)": "count(t for t in entity.trip if t.open)",
    "sum(t.fee for t in entity.trip)": "sum(t.fee for t in entity.trip)",
    "first((t for t in trip), order=[t.start])": "first((t for t in entity.trip), order=[t.start])",
    "lookup('table.fees', age, column='fee')": "lookup('table.fees', age, column='fee')",
    "round_half_up(between(a, b, 'minutes') / 60, 2)": "round_half_up(between(a, b, 'minutes') / 60, 2)",
    "moment(date(now), time('18:00')) + open_days(2, 'calendar.week')": (
        "moment(date(now), time('18:00')) + open_days(2, 'calendar.week')"
    ),
    "f'{t.fee} is due on {date(t.end)}.'": "f'{t.fee} is due on {date(t.end)}.'",
    "weekday(start(now)) == 6 or present(None)": "weekday(start(now)) == 6 or present(None)",
}
NOT_READ = {
    "eval('1')": "no function `eval`",
    "__import__('os').system('x')": "none of",
    "lambda: 1": "none of",
    "[x for x in y]": "none of",
    "open": None,
    "a +": "cannot be read",
    "Great auk": "in its own quotes",
    "a ** 2": "none of",
    "a[0]": "none of",
    "b'x'": "no constant",
    "hours(2)": "added to a moment",
    "count(t.fee for t in trip)": "takes the row itself",
    "count(1)": "goes over all rows",
    "round_down()": "is written round_down(x, PLACES)",
    "lookup('table.x', 1)": "column='c'",
    "'a\\n'": "no backslash",
    "(" * 5000 + ")" * 5000: "at most",
    "-" * 3000 + "1": "nested too deep",
    "f'{a!r}'": "without formats",
    "min(a, key=b)": "takes nothing by name",
}


@pytest.mark.parametrize(("text", "again"), READ.items(), ids=range(len(READ)))
def test_a_line_of_text_stands_for_a_tree_and_is_written_again(text: str, again: str) -> None:
    tree = expression_of(text)
    assert written_expression(tree) == again
    assert expression_of(again) == tree


def test_the_tree_is_the_one_that_is_meant() -> None:
    tree = expression_of("count(t for t in entity.trip if t.size > 3)")
    bigger = Compare(relation=">", left=Get(of=Name(name="t"), field="size"), right=whole(3))
    assert tree == Aggregate(function="count", entity="entity.trip", name="t", where=bigger)


@pytest.mark.parametrize(("text", "why"), NOT_READ.items(), ids=range(len(NOT_READ)))
def test_what_stands_for_no_tree_is_refused_with_how_it_is_written(text: str, why: str | None) -> None:
    if why is None:
        assert expression_of(text) == Name(name=text)  # a name like any other: nothing is looked up
        return
    with pytest.raises(b.NotationError, match=".") as refused:
        expression_of(text)
    assert why in str(refused.value)


def test_every_element_is_written_short_and_spelled_out_again() -> None:
    held = boat_hire()
    for part, adapter in b.element_parts(b.Specification).items():
        form = get_args(b.Specification.model_fields[part].annotation)[0]
        for element in getattr(held, part):
            short = json.loads(json.dumps(written_short(element)))
            (again,) = adapter.validate_python((spelled_out(form, {**short, "id": element.id}),))
            assert written_short(again) == written_short(element)
            ids = [[one.id for one in b.parts_within(each) if isinstance(one, b.Element)] for each in (again, element)]
            assert ids[0] == ids[1]


def test_a_change_may_be_written_short() -> None:
    value = {
        "fields": {"name": "text", "fee": {"type": "money EUR", "required": False}, "kind": "choice row | sail"},
        "derivations": [{"name": "dear", "type": "boolean", "value": "it.fee > 9.50"}],
        "initial": [{"name": "Auk", "fee": 4.5, "kind": "sail"}],
    }
    change = Change(action="add", part="entities", id="entity.raft", value=value, evidence=["s1", "s2"])
    after, outcome = apply_change(boat_hire(), change)
    assert outcome.accepted, outcome.reason
    raft = after.entities[-1]
    assert (raft.name, raft.plural, raft.fields[1].id, raft.fields[1].label) == (
        "raft",
        "rafts",
        "field.raft.fee",
        "fee",
    )
    assert [(name, one.value) for name, one in raft.initial[0]] == [("name", "Auk"), ("fee", "4.5"), ("kind", "sail")]
    assert change.grounds == ("s1", "s2")


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ({"fields": {"fee": "pounds"}}, "there is no type 'pounds'"),
        ({"derivations": [{"name": "dear", "type": "boolean", "value": "it.fee >"}]}, "`it.fee >` cannot be read"),
        ({"fields": {"fee": 3}}, "fields"),
        ({"fields": ["fee"]}, "fields"),
        ({"initial": 7}, "initial"),
        ({"invariants": [{"requires": {"op": "nonsense"}, "reason": "x"}]}, "requires"),
    ],
)
def test_a_short_value_that_is_none_says_where(value: dict, why: str) -> None:
    _, outcome = apply_change(boat_hire(), Change(action="add", part="entities", id="entity.raft", value=value))
    assert not outcome.accepted
    assert why in outcome.reason
