"""Walks through the specification's own examples in a folder of its own, and tells what happens and why."""

from __future__ import annotations

import json
import tempfile
from datetime import datetime
from typing import Any

from .command_line import answer
from .system import KitSystem


async def play(system: type[KitSystem]) -> int:
    """Play every example from an empty system; 0 where all went as expected."""
    wrong = 0
    for scenario in system.kept("scenarios.json"):
        print(f"\n{scenario['title']}")
        with tempfile.TemporaryDirectory() as folder:
            wrong += await _play(system, scenario, folder)
    print("\nAll went as expected." if not wrong else f"\n{wrong} steps went otherwise than expected.")
    return 1 if wrong else 0


async def _play(system: type[KitSystem], scenario: dict[str, Any], folder: str) -> int:
    start = datetime.fromisoformat(scenario["start"])
    wrong, steps, first = 0, list(scenario["steps"]), True
    while steps or first:
        async with system.open(folder, lambda: start) as running:
            if first:
                await running.clock_to(None)
                first = False
            while steps:
                step = steps.pop(0)
                if step["step"] == "restart":
                    print("  The system is stopped and started again.")
                    break
                wrong += not await _step(running, step)
    return wrong


async def _step(running: KitSystem, step: dict[str, Any]) -> bool:
    match step["step"]:
        case "clock":
            print(f"  It becomes {step['to'].replace('T', ' ')}.")
            last = max((each["seq"] for each in running.events()), default=0)
            await answer(running, {"clock": step["to"]})
            _tell(running, last)
            return True
        case "events":
            found = [each for each in running.events() if _meant(each, step)]
            print(f"  So far {len(found)} × {step['type'].replace('_', ' ')}; expected {step['count']}.")
            return bool(len(found) == step["count"])
    last = max((each["seq"] for each in running.events()), default=0)
    line = {"call": step["operation"], **{name: step.get(name) for name in ("input", "role", "by", "at")}}
    reply = await answer(running, line)
    who = step.get("by") or (step.get("role") or "").replace("_", " ") or "Somebody"
    given = ", ".join(f"{name} {json.dumps(value)}" for name, value in step["input"].items())
    print(f"  {who} asks: {step['operation'].replace('_', ' ')}{f' ({given})' if given else ''}.")
    _tell(running, last)
    if "refused" in reply:
        print(f"    Refused: {reply['refused']['reason']}")
        return bool(step.get("refused") == reply["refused"]["rule"])
    if "fault" in reply:
        print(f"    Fault: {reply['fault']}")
        return False
    print(f"    {json.dumps(reply['result'], ensure_ascii=False)}")
    return not step.get("refused") and _holds(step.get("result"), reply["result"])


def _tell(running: KitSystem, last: int) -> None:
    for each in running.events(last):
        if each["kind"] == "notification":
            print(f"    → {each['to'] or each['role'].replace('_', ' ')} is told: {each['text']}")


def _meant(event: dict[str, Any], step: dict[str, Any]) -> bool:
    to = step.get("to")
    named = event["kind"] == "notification" and event["type"] == step["type"]
    return named and (to is None or to in (event["to"], event["role"]))


def _holds(wanted: Any, found: Any) -> bool:
    """Whether what was expected is in what was found."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(_holds(value, found.get(name)) for name, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return len(wanted) == len(found) and all(map(_holds, wanted, found))
    return wanted is None or bool(wanted == found)
