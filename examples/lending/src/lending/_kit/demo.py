"""Plays scenarios in folders of their own, and tells in plain English what is asked and what comes of it."""

from __future__ import annotations

import re
import tempfile
from datetime import date, datetime
from typing import Any

from .command_line import answer
from .records import Record, plain
from .system import KitSystem

Rows = dict[str, dict[str, Any]]
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?\Z")


async def play(system: type[KitSystem]) -> int:
    """Play every scenario from an empty system; 0 where all went as expected."""
    wrong = 0
    for number, scenario in enumerate(system.kept("scenarios.json"), start=1):
        print(f"\n{number}. {scenario['title']}")
        with tempfile.TemporaryDirectory() as folder:
            wrong += await _play(system, scenario, folder)
    print("\nAll went as expected." if not wrong else f"\n{wrong} steps went otherwise than expected.")
    return 1 if wrong else 0


async def _play(system: type[KitSystem], scenario: dict[str, Any], folder: str) -> int:
    start = datetime.fromisoformat(scenario["start"])
    wrong, steps, first = 0, list(scenario["steps"]), True
    while steps or first:
        async with system.open(folder, lambda: start) as running:
            teller = Teller(running)
            if first:
                await running.clock_to(None)
                print(f"\n  It is {_said(start, long=True)}. The system is empty.")
                first = False
            while steps:
                step = steps.pop(0)
                if step["step"] == "restart":
                    print("\n  The system is stopped and started again.")
                    break
                wrong += not await teller.take(step)
    return wrong


class Teller:
    """Takes steps in a running system and tells what each brings about: rows, and what people are told."""

    def __init__(self, running: KitSystem) -> None:
        self._running = running
        self._rows = self._all_rows()

    def _all_rows(self) -> Rows:
        """Every row by its id, as it is now."""
        store, records = self._running.store, self._running.design.records
        return {row.id: _fields(row) for record in records for row in store.rows(record).values()}

    async def take(self, step: dict[str, Any]) -> bool:
        """Take a step; whether it went as expected."""
        if step["step"] == "events":
            found = [each for each in self._running.events() if _meant(each, step)]
            print(f"\n  So far there are {len(found)} messages of the kind “{_words(step['type'])}”.")
            return bool(len(found) == step["count"])
        last = max((each["seq"] for each in self._running.events()), default=0)
        if step["step"] == "clock":
            await answer(self._running, {"clock": step["to"]})
            print(f"\n  Time passes. It is {_said(datetime.fromisoformat(step['to']), long=True)}.")
            self._tell(last, None)
            return True
        line = {"call": step["operation"], **{name: step.get(name) for name in ("input", "role", "by", "at")}}
        print(f"\n  {self._who(step)} asks: {self._asked(step)}.")
        reply = await answer(self._running, line)
        if "refused" in reply:
            print(f"    Refused: {reply['refused']['reason']}")
            if reply["refused"]["source"]:
                print(f"    The rule comes from: “{reply['refused']['source']}”")
            return bool(step.get("refused") == reply["refused"]["rule"])
        if "fault" in reply:
            print(f"    Fault: {reply['fault']}")
            return False
        self._tell(last, reply["result"])
        return not step.get("refused") and _holds(step.get("result"), reply["result"])

    def _who(self, step: dict[str, Any]) -> str:
        _, operation = self._running.engine.operations.get(step["operation"], (None, None))
        role = step.get("role") or (operation.actors[0] if operation is not None and operation.actors else "")
        some = f"{'An' if role[:1] in 'aeiou' else 'A'} {_words(role)}" if role else "Somebody"
        return f"{some}, {self._label(step['by'])}," if step.get("by") else some

    def _asked(self, step: dict[str, Any]) -> str:
        _, operation = self._running.engine.operations.get(step["operation"], (None, None))
        summary = operation.summary.rstrip(".") if operation is not None else _words(step["operation"])
        given = ", ".join(f"{_words(name)} {self._said(value)}" for name, value in step["input"].items())
        return f"{summary[:1].lower()}{summary[1:]}{f' ({given})' if given else ''}"

    def _tell(self, last: int, result: Any) -> None:
        before, self._rows = self._rows, self._all_rows()
        for key, row in self._rows.items():
            old = before.get(key, {})
            news = {name: value for name, value in row.items() if old.get(name) != value and value not in ([], "")}
            shown = {name: value for name, value in news.items() if key in before or value not in (None, False)}
            if key not in before or shown:
                told = ", ".join(f"{_words(name)} {self._said(value)}" for name, value in shown.items())
                print(f"    {'Changed' if key in before else 'New'}: {key}{f' ({told})' if told else ''}.")
        for key in (key for key in before if key not in self._rows):
            print(f"    Gone: {key}.")
        if isinstance(result, dict) and "picture" in result:
            print("\n".join(f"      {line}" for line in (*result["picture"], result.get("status", ""))))
        elif result is not None and not (isinstance(result, dict) and result.get("id") in self._rows):
            print(f"    The answer is: {self._said(result)}.")
        for each in self._running.events(last):
            if each["kind"] == "notification":
                who = self._label(each["to"]) if each["to"] else f"The {_words(each['role'])}"
                print(f"    At {_said(datetime.fromisoformat(each['at']))} {who} is told: “{each['text']}”")
                for name, value in each["data"].items():
                    print(f"      {_words(name)}: {self._said(value)}")

    def _label(self, key: Any) -> str:
        row = self._rows.get(str(key), {})
        named = [row[name] for name in ("name", "title") if row.get(name) and row[name] not in self._rows]
        return str(named[0] if named else key)

    def _said(self, value: Any) -> str:
        match value:
            case dict():
                return ", ".join(f"{_words(name)} {self._said(each)}" for name, each in value.items())
            case list():
                return "; ".join(self._said(each) for each in value) or "none"
            case str() if value in self._rows:
                return self._label(value)
            case str() if _MOMENT.match(value):
                return _said(datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value))
        return "nothing" if value is None else "yes" if value is True else "no" if value is False else str(value)


def _fields(row: Record) -> dict[str, Any]:
    return {name: value for name, value in plain(row).items() if name != "id"}


def _words(name: str) -> str:
    return name.replace("_", " ")


def _said(moment: date, *, long: bool = False) -> str:
    """A date or moment as people write it."""
    day = f"{moment:%A} " if long else ""
    time = f", {moment:%H:%M}" if isinstance(moment, datetime) else ""
    return f"{day}{moment.day} {moment:%B %Y}{time}"


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
