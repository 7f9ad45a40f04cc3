"""`genesis explain`: each sentence of a text with what would become of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autogenesis.cli._house import preview
from autogenesis.cli._input import read_answers, read_specification, refuse_unknown
from autogenesis.cli._print import console, print_json
from autogenesis.core import Settings


def explain_text(spec: str, settings: Settings, *, answers: Path | None, as_json: bool) -> int:
    """Print every sentence, its clauses with their status, then assumptions and questions."""
    text = read_specification(spec)
    given = read_answers(answers)
    specification = preview(text, given)
    refuse_unknown(given, specification)
    from roles import coverage_of

    content, literals = coverage_of(specification, text)
    clauses = [clause.model_dump(mode="json") for clause in specification.clauses]
    sentences: list[dict[str, Any]] = [
        {
            "sentence": sentence.text,
            "span": list(sentence.span),
            "clauses": [
                {name: clause[name] for name in ("text", "status", "requirement", "note")}
                for clause in clauses
                if clause["sentence"] == sentence.id
            ],
        }
        for sentence in specification.sentences
    ]
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
    out = console()
    for one in sentences:
        out.print(" ".join(str(one["sentence"]).split()), markup=False)
        for clause in one["clauses"]:
            note = f": {clause['note']}" if clause["note"] else ""
            shown = " ".join(str(clause["text"]).split())
            out.print(f"    {clause['status']:<13} {shown}{note}", markup=False)
    for assumption in specification.assumptions:
        out.print(f"assumed: {assumption.text}", markup=False)
    for question in specification.questions:
        out.print(f"asked ({question.id}): {question.text} Default: {question.default}", markup=False)
    out.print(f"coverage: {content:.0%} of the content words, {literals:.0%} of the literals", markup=False)
    return 0
