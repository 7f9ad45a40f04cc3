"""Tables of states: what may become of a thing from where, and nothing else."""

from __future__ import annotations

from typing import Any

from tests.language._machine import Running

KEYS = """# Key desk

Each lent key runs through these states:

| State | Meaning | Next |
|---|---|---|
| announced | a tenant has asked for it | prepared, dropped |
| prepared | lies in its envelope | issued |
| issued | somebody has it | returned, prepared |
| returned, dropped | the end | – |

No other transitions.

**Announcing.** A porter enters the floor (1 to 6), date, purpose and kind: office, cellar (with an alarm) or roof.
"""


def test_each_state_is_reached_only_from_those_before_it() -> None:
    running = Running(KEYS)
    given: dict[str, Any] = {"floor": 3, "date": "2026-03-02", "purpose": "p", "kind": "roof"}
    key = running.call("announce_key", **given)
    assert key["status"] == "announced"
    assert running.refused("return_key", key=key["id"])
    assert running.refused("issue_key", key=key["id"])
    running.call("prepare_key", key=key["id"])
    assert running.refused("drop_key", key=key["id"])
    running.call("issue_key", key=key["id"])
    assert running.call("prepare_key", key=key["id"])["status"] == "prepared"
    running.call("issue_key", key=key["id"])
    running.call("return_key", key=key["id"])
    assert all(running.refused(f"{verb}_key", key=key["id"]) for verb in ("prepare", "issue", "return", "drop"))


def test_what_is_entered_with_it() -> None:
    running = Running(KEYS)
    given: dict[str, Any] = {"floor": 6, "date": "2026-03-02", "purpose": "p", "kind": "office"}
    assert running.refused("announce_key", **{**given, "floor": 7})
    assert running.refused("announce_key", **{**given, "floor": 0})
    assert running.refused("announce_key", **{**given, "kind": "attic"})
    assert running.refused("announce_key", **{**given, "date": "2026-03-03"})
    assert running.call("list_keys") == []
    assert not running.refused("announce_key", **given)


def test_what_a_state_means_is_no_rule() -> None:
    running = Running(KEYS)
    fates = {c.text: c.status for c in running.specification.clauses}
    assert fates["lies in its envelope"] == "generic"
    assert fates["with an alarm"] == "unclear"
    assert fates["prepared, dropped"] == "implemented"
