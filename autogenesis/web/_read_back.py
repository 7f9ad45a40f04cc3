"""A text read back: the text itself in pieces, each with what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from autogenesis.feedback import Reading
from blueprints import Status

MOST_TYPED = 60_000
"""Characters that are read while somebody types; longer texts are read when they are sent."""
_WORST: tuple[Status, ...] = ("contradictory", "unclear", "deferred", "generic", "assumed", "implemented")


def read_back(reading: Reading, text: str) -> dict[str, Any]:
    """Pieces of the text with their status and why, what was assumed, the questions with defaults, the coverage."""
    specification, (content, literals) = reading.specification, reading.coverage
    counts = Counter(clause.status for clause in specification.clauses)
    return {
        "system": specification.slug,
        "title": specification.title,
        "pieces": pieces_of(reading.sentences, text),
        "assumptions": [one.text for one in specification.assumptions],
        "gaps": [one.text for one in specification.gaps],
        "questions": [one.model_dump(mode="json") for one in specification.questions],
        "coverage": {"content": content, "literals": literals},
        "counts": {status: counts[status] for status in reversed(_WORST) if counts[status]},
    }


def pieces_of(sentences: Sequence[Mapping[str, Any]], text: str) -> list[dict[str, Any]]:
    """The whole text in order: sentences with the worst status of their clauses, and what stands between them."""
    pieces: list[dict[str, Any]] = []
    place = 0
    for sentence in sentences:
        start, end = sentence["span"]
        if start < place or end > len(text):
            continue
        if start > place:
            pieces.append({"text": text[place:start], "status": "", "notes": []})
        clauses = sentence["clauses"]
        statuses = [clause["status"] for clause in clauses]
        told = [one for one in clauses if one["status"] != "implemented"]
        notes = [f"{one['status']}: {one['note'] or _short(one['text'])}" for one in told]
        notes += [f"Say it like {one['like']}" for one in clauses if one["like"]]
        status = next((one for one in _WORST if one in statuses), "")
        pieces.append({"text": text[start:end], "status": status, "notes": notes})
        place = end
    if place < len(text):
        pieces.append({"text": text[place:], "status": "", "notes": []})
    return pieces


def _short(text: str) -> str:
    return " ".join(text.split())[:200]
