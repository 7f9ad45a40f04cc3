"""Each sentence of a text with what became of its clauses, and what carries them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from blueprints import Blueprint, Clause, Specification


def carriers_of(specification: Specification, blueprint: Blueprint) -> dict[str, dict[str, list[str]]]:
    """Agents and tests by clause, as the package's own trace would name them."""
    from autogenesis.assembly import assemble

    kept = json.loads(assemble(specification, blueprint)["blueprint.json"])["blueprint"]
    names = {agent["id"]: agent["name"] for agent in kept["agents"]}
    return {
        line["clause"]: {"agents": [names.get(id, id) for id in line["agents"]], "tests": line["tests"]}
        for line in kept["trace"]
    }


def sentences_of(specification: Specification, carriers: dict[str, dict[str, list[str]]]) -> list[dict[str, Any]]:
    found: dict[str, list[Clause]] = {}
    for clause in specification.clauses:
        found.setdefault(clause.sentence, []).append(clause)
    return [
        {
            "sentence": sentence.text,
            "span": list(sentence.span),
            "clauses": [
                {
                    "text": clause.text,
                    "status": clause.status,
                    "requirement": clause.requirement,
                    "note": clause.note,
                    "like": _like(clause),
                    **carriers.get(clause.id, {"agents": [], "tests": []}),
                }
                for clause in found.get(sentence.id, ())
            ],
        }
        for sentence in sorted(specification.sentences, key=lambda one: one.span)
    ]


def _like(clause: Clause) -> str:
    """A sentence of the guide near a clause that was not understood, or ""."""
    from autogenesis.language import example_like

    example = example_like(clause.text) if clause.status == "unclear" and not clause.requirement else None
    return f"“{example.sentence}” ({example.lesson}, docs/plain-english.md)" if example else ""
