"""The search for stories ends soon whatever a Specification says of the clock."""

from __future__ import annotations

import time

import pytest

import blueprints as b
from autogenesis.assembly import stories
from autogenesis.language import understand
from autogenesis.skills import signatures

TEXT = "# Depot\n- Crate: name, state (full, empty)\n- A crate can be opened.\n"
COUNT = {
    "summary": "Count the crates, and look at every tally again",
    "recurrence": {"unit": "day", "at": "07:00"},
    "steps": [
        {
            "do": "each",
            "name": "crate",
            "rows": {"op": "aggregate", "function": "rows", "entity": "entity.crate", "name": "one"},
            "steps": [
                {
                    "do": "create",
                    "entity": "entity.tally",
                    "values": [["crate", {"op": "name", "name": "crate"}], ["on", {"op": "name", "name": "today"}]],
                }
            ],
        },
        {
            "do": "each",
            "name": "old",
            "rows": {"op": "aggregate", "function": "rows", "entity": "entity.tally", "name": "one"},
            "steps": [
                {
                    "do": "update",
                    "row": {"op": "name", "name": "old"},
                    "values": [["seen", {"op": "name", "name": "today"}]],
                }
            ],
        },
    ],
}
HOUR = {"op": "part", "of": {"op": "name", "name": "now"}, "part": "time"}
SIX = {"op": "literal", "type": {"kind": "time"}, "value": "18:00"}
REFERENCE = {"kind": "reference", "entity": "entity.crate"}


def asked() -> b.Specification:
    """A depot that counts every crate every day, where crates are sealed in the evening."""
    tally = {
        "name": "tally",
        "plural": "tallies",
        "fields": [
            {"id": "field.tally.crate", "name": "crate", "label": "crate", "type": REFERENCE},
            {"id": "field.tally.on", "name": "on", "label": "on", "type": {"kind": "date"}},
            {"id": "field.tally.seen", "name": "seen", "label": "seen", "type": {"kind": "date"}, "required": False},
        ],
    }
    seal = {
        "name": "seal_crate",
        "summary": "Crates are sealed in the evening",
        "kind": "change",
        "entity": "entity.crate",
        "inputs": [{"name": "crate", "type": REFERENCE}],
        "guards": [
            {
                "id": "guard.evening",
                "requires": {"op": "compare", "relation": ">=", "left": HOUR, "right": SIX},
                "reason": "Crates are sealed from 18:00.",
            }
        ],
        "steps": [
            {
                "do": "update",
                "row": {"op": "name", "name": "crate"},
                "values": [
                    ["state", {"op": "literal", "type": {"kind": "choice", "choices": ["full"]}, "value": "full"}]
                ],
            }
        ],
    }
    parts = (("entities", "entity.tally", tally), ("schedules", "schedule.count", COUNT))
    parts += (("operations", "operation.seal_crate", seal),)
    changes = [b.Change(action="add", part=part, id=id, value=value) for part, id, value in parts]
    changed, outcomes = b.apply_changes(understand(TEXT).specification, changes)
    assert all(one.accepted for one in outcomes), [one.reason for one in outcomes]
    assert not b.check_specification(changed, signatures())
    return changed


@pytest.mark.soak
def test_what_only_an_hour_allows_is_found_without_waiting_for_years_of_daily_work() -> None:
    began = time.process_time()
    steps = [step for story in stories(asked()) for step in story.steps if isinstance(step, b.CallStep)]
    assert time.process_time() - began < 20
    sealed = {step.refused for step in steps if step.operation == "seal_crate"}
    assert sealed == {None, "guard.evening"}
