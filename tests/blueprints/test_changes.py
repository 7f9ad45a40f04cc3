"""Changes: what was added can be removed again; what does not fit alters nothing."""

from __future__ import annotations

import pytest
from boat_hire import boat_hire
from hypothesis import given
from hypothesis import strategies as st

from blueprints import Change, apply_change, apply_changes, element_parts
from blueprints import Specification as Spec

IDS = st.from_regex(r"new\.[a-z][a-z0-9_]{0,8}", fullmatch=True)
NAMES = st.text(min_size=1, max_size=20)
START = boat_hire()


@pytest.mark.slow
@given(IDS, NAMES)
def test_adding_and_removing_changes_nothing(id_: str, name: str) -> None:
    add = Change(action="add", part="actors", id=id_, value={"name": name})
    added, (outcome,) = apply_changes(START, [add])
    assert outcome.accepted
    assert added.actors[-1].name == name
    removed, outcome = apply_change(added, Change(action="remove", part="actors", id=id_))
    assert outcome.accepted
    assert removed == START


@pytest.mark.slow
@given(NAMES)
def test_replacing_keeps_the_place_and_can_be_taken_back(name: str) -> None:
    old = START.actors[0]
    renamed, outcome = apply_change(START, Change(action="replace", part="actors", id=old.id, value={"name": name}))
    assert outcome.accepted
    assert [actor.id for actor in renamed.actors] == [actor.id for actor in START.actors]
    back = Change(action="replace", part="actors", id=old.id, value=old.model_dump(mode="json"))
    assert apply_change(renamed, back)[0] == START


@pytest.mark.slow
@given(
    st.sampled_from([*sorted(element_parts(Spec)), "clauses", "title", "nothing"]),
    st.sampled_from(["add", "replace", "remove"]),
    st.sampled_from(["actor.sailor", "entity.boat", "new.x"]),
    st.none() | st.dictionaries(st.sampled_from(["id", "name", "text", "x"]), st.text(max_size=3) | st.none()),
)
def test_a_change_is_accepted_or_alters_nothing(
    part: str,
    action: str,
    id_: str,
    value: dict[str, object] | None,
) -> None:
    change = Change(action=action, part=part, id=id_, value=value)
    after, outcome = apply_change(START, change)
    if outcome.accepted:
        assert Spec.model_validate_json(after.model_dump_json()) == after
    else:
        assert after is START
        assert outcome.reason


def test_a_bad_change_does_not_stop_the_next() -> None:
    bad = Change(action="remove", part="actors", id="actor.nobody")
    good = Change(action="remove", part="actors", id="actor.sailor")
    after, outcomes = apply_changes(START, [bad, good])
    assert [outcome.accepted for outcome in outcomes] == [False, True]
    assert [actor.id for actor in after.actors] == ["actor.harbour_master"]
