"""`genesis explain`: each sentence of a text with what would become of it, and what would carry it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autogenesis.cli._input import read_answers, read_specification
from autogenesis.cli._print import console, print_json
from autogenesis.core import Settings
from autogenesis.preview import carriers_of, foresee, preview, refuse_unknown, sentences_of

_MOST_TESTS = 2


def explain_text(spec: str, settings: Settings, *, answers: Path | None, as_json: bool) -> int:
    """Print every sentence, its clauses with their status and what carries them, then assumptions and questions."""
    text = read_specification(spec)
    given = read_answers(answers)
    refuse_unknown(given, preview(text, given))
    specification, blueprint = foresee(text, given, settings.limits.max_attempts)
    from roles import coverage_of

    content, literals = coverage_of(specification, text)
    sentences = sentences_of(specification, carriers_of(specification, blueprint))
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
