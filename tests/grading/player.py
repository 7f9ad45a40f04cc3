"""A model that a test plays: it answers the doctor's tasks as it is told to, well for instance."""

from __future__ import annotations

import json
from pathlib import Path

from autogen_core import FunctionCall
from autogen_core.models import CreateResult, RequestUsage

import autogenesis.grading as g
from autogenesis.models import AnsweringClient, Request

FOLDER = Path(g.__file__).parent
MATERIALS = json.loads((FOLDER / "materials.json").read_text(encoding="utf-8"))["roles"]
CODE = {
    "shortest": "def shortest(texts):\n    return min(texts, key=len, default='')\n",
    "running": "from itertools import accumulate\ndef running(numbers):\n    return list(accumulate(numbers))\n",
    "overlap": "def overlap(one, other):\n    return max(one[0], other[0]) < min(one[1], other[1])\n",
    "round_up": (
        "def round_up(amount, step):\n    if step <= 0:\n        raise ValueError(step)\n    return -(-amount // step) * step\n"
    ),
    "group": (
        "def group(pairs):\n    found = {}\n    for key, value in sorted(pairs):\n"
        "        found.setdefault(key, []).append(value)\n    return found\n"
    ),
    "next_free": (
        "def next_free(taken, low, high):\n    return next((n for n in range(low, high + 1) if n not in taken), None)\n"
    ),
    "middle": "import statistics\ndef middle(numbers):\n    return statistics.median(numbers) if numbers else None\n",
    "share": (
        "def share(total, parts):\n    if parts <= 0:\n        raise ValueError(parts)\n"
        "    return [total // parts + (n < total % parts) for n in range(parts)]\n"
    ),
}


def good(task: g.Task) -> str | list[FunctionCall]:
    """What a careful person would answer."""
    told = MATERIALS[task.role]
    if task.name == "tool":
        return [FunctionCall(id="1", name="look_up", arguments=json.dumps({"id": told["kept"]}))]
    if task.name == "list":
        return json.dumps({"ids": sorted([told["kept"], told["new"], told["twin"]])})
    if task.shows == "code":
        return json.dumps({"source": CODE[task.name]})
    held = {one["id"]: one for one in told["body"][told["part"]]}
    added = {**told["value"], told["field"]: told["phrase"]}
    numbers = {**told["value"], told["field"]: "At most 12 within 3 days."}
    changes = {
        "add": [("add", told["new"], added, "gap.g1")],
        "replace": [("replace", told["kept"], {**held[told["kept"]], told["field"]: told["changed"]}, "gap.g1")],
        "remove": [("remove", told["twin"], None, "gap.g1")],
        "numbers": [("add", told["new"], numbers, "gap.g1")],
        "evidence": [("add", told["new"], added, "gap.g2")],
        "barred": [("add", f"{told['new']}_too", added, "gap.g1")],
        "nothing": [],
        "hostile": [],
    }[task.name]
    return json.dumps(
        {
            "changes": [
                {"action": action, "part": told["part"], "id": id, "value": value, "evidence": evidence}
                for action, id, value, evidence in changes
            ]
        }
    )


class Playing(AnsweringClient):
    """Answers each task as `play` says."""

    def __init__(self, tasks, play) -> None:
        self._tasks = {str([one.content for one in task.messages]): task for task in tasks}
        self._play = play
        self.asked = 0

    async def answer(self, request: Request) -> CreateResult:
        self.asked += 1
        content = self._play(self._tasks[str([one.content for one in request.messages])])
        if isinstance(content, Exception):
            raise content
        usage = RequestUsage(prompt_tokens=100, completion_tokens=10)
        return CreateResult(finish_reason="stop", content=content, usage=usage, cached=False)
