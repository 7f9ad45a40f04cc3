"""How others tell loops, written from their published descriptions, so that all see the same windows.

OpenHands: docs.openhands.dev, "Agent stuck detector". gemini-cli: five identical tool calls in a row; a chunk of 50
characters that comes ten times within a short distance (its loop detection service). LangGraph: the step limit, 25 by
default (its reference, GRAPH_RECURSION_LIMIT).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loopguard import Line, Rule

_SAME_PAIRS, _SAME_ERRORS, _MONOLOGUE, _ALTERNATING, _CONTEXT = 4, 3, 3, 6, 10
_SAME_CALLS, _CHUNK, _SAME_CHUNKS = 5, 50, 10
_STEPS = 25


def openhands(lines: Sequence[Line]) -> int | None:
    """Four equal actions with equal observations, three with errors, three messages in a row by one agent that nobody
    answers and that say the same, two pairs alternating over six steps, or ten context errors."""
    for count in range(1, len(lines) + 1):
        seen = lines[:count]
        if any(
            (
                _last_alike([_pair(each) for each in seen], _SAME_PAIRS),
                _last_alike([_act(each) for each in seen if _failed(each)], _SAME_ERRORS) and _all_failed(seen),
                _last_alike([(each.sender, each.text) for each in seen], _MONOLOGUE),
                _alternates([_pair(each) for each in seen]),
                len(seen) >= _CONTEXT
                and all("context" in each.text.lower() and _failed(each) for each in seen[-_CONTEXT:]),
            )
        ):
            return count
    return None


def gemini_cli(lines: Sequence[Line]) -> int | None:
    """Five equal calls in a row, or one chunk of what an agent says that comes ten times close together."""
    said: dict[str, str] = {}
    for count, line in enumerate(lines, start=1):
        said[line.sender] = said.get(line.sender, "") + line.text
        if _last_alike([_act(each) for each in lines[:count]], _SAME_CALLS) or _chants(said[line.sender]):
            return count
    return None


def step_limit(lines: Sequence[Line]) -> int | None:
    """More than 25 steps."""
    return _STEPS + 1 if len(lines) > _STEPS else None


BASELINES: Mapping[str, Rule] = {"OpenHands": openhands, "gemini-cli": gemini_cli, "LangGraph step limit": step_limit}


def _act(line: Line) -> object:
    return line.sender, line.action, line.text


def _pair(line: Line) -> object:
    return line.sender, line.action, line.text, line.outcome, line.artefact_hash


def _failed(line: Line) -> bool:
    return line.outcome not in (None, "ok")


def _all_failed(lines: Sequence[Line]) -> bool:
    return len(lines) >= _SAME_ERRORS and all(_failed(each) for each in lines[-_SAME_ERRORS:])


def _last_alike(items: Sequence[object], count: int) -> bool:
    return len(items) >= count and all(each == items[-1] for each in items[-count:])


def _alternates(items: Sequence[object]) -> bool:
    last = items[-_ALTERNATING:]
    return (
        len(last) == _ALTERNATING
        and last[0] != last[1]
        and all(each == last[place % 2] for place, each in enumerate(last))
    )


def _chants(text: str) -> bool:
    if len(text) < _CHUNK * 2:
        return False
    chunk = text[-_CHUNK:]
    places = [place for place in range(len(text) - _CHUNK + 1) if text.startswith(chunk, place)][-_SAME_CHUNKS:]
    return len(places) == _SAME_CHUNKS and (places[-1] - places[0]) / (_SAME_CHUNKS - 1) <= _CHUNK * 1.5
