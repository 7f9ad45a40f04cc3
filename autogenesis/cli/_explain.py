"""`genesis explain`: each sentence of a text with what would become of it, and what would carry it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autogenesis.cli._house import foresee, preview
from autogenesis.cli._input import read_answers, read_specification, refuse_unknown
from autogenesis.cli._print import console, print_json
from autogenesis.core import Settings

if TYPE_CHECKING:
    from blueprints import Blueprint, Clause, Specification

_MOST_TESTS = 2


def explain_text(spec: str, settings: Settings, *, answers: Path | None, as_json: bool) -> int:
    """Print every sentence, its clauses with their status and what carries them, then assumptions and questions."""
    text = read_specification(spec)
    given = read_answers(answers)
    refuse_unknown(given, preview(text, given))
    specification, blueprint = foresee(text, given, settings.limits.max_attempts)
    from roles import coverage_of

    content, literals = coverage_of(specification, text)
    sentences = _sentences(specification, _carriers(specification, blueprint))
    if as_json:
        print_json(
            {
                "system": specification.slug,
                "sentences": sentences,
                "assumptions": [assumption.text for assumption in specification.assumptions],
                "questions": [question.model_dump(mode="json") for question in specification.questions],
                "coverage": {"content": content, "literals": literals},
            }
        )
        return 0
    lines = [line for sentence in sentences for line in _shown(sentence)]
    lines += [f"assumed: {assumption.text}" for assumption in specification.assumptions]
    lines += [f"asked ({one.id}): {one.text} Default: {one.default}" for one in specification.questions]
    lines.append(f"coverage: {content:.0%} of the content words, {literals:.0%} of the literals")
    for line in lines:
        console().print(line, markup=False)
    return 0


def _carriers(specification: Specification, blueprint: Blueprint) -> dict[str, dict[str, list[str]]]:
    """Agents and tests by clause, as the package's own trace would name them."""
    from autogenesis.assembly import assemble

    kept = json.loads(assemble(specification, blueprint)["blueprint.json"])["blueprint"]
    names = {agent["id"]: agent["name"] for agent in kept["agents"]}
    return {
        line["clause"]: {"agents": [names.get(id, id) for id in line["agents"]], "tests": line["tests"]}
        for line in kept["trace"]
    }


def _sentences(specification: Specification, carriers: dict[str, dict[str, list[str]]]) -> list[dict[str, Any]]:
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


def _shown(sentence: dict[str, Any]) -> Iterator[str]:
    yield _plain(sentence["sentence"])
    for clause in sentence["clauses"]:
        note = f": {clause['note']}" if clause["note"] else ""
        yield f"    {clause['status']:<13} {_plain(clause['text'])}{note}"
        if clause["like"]:
            yield f"{'':<17} say it like: {clause['like']}"
        carried = [clause["requirement"]] if clause["requirement"] else []
        carried += [f"by {', '.join(clause['agents'])}"] * bool(clause["agents"])
        tests = clause["tests"]
        more = f" and {len(tests) - _MOST_TESTS} more" if len(tests) > _MOST_TESTS else ""
        carried += [f"tested by {', '.join(tests[:_MOST_TESTS])}{more}"] * bool(tests)
        if carried:
            yield f"{'':<17} {'; '.join(carried)}"


def _plain(text: str) -> str:
    return " ".join(text.split())
