"""No sentence vanishes: every word and every number of a text is implemented by something, or listed with its reason."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autogenesis.language import Block, blocks, load_text
from blueprints import Specification, elements_of, uncovered_literals

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
TEXTS = sorted(path.stem for path in (ROOT / "specs").glob("*.md") if path.name != "README.md")
STATUSES = {"implemented", "assumed", "generic", "unclear", "contradictory", "deferred"}
LAYOUT = {"heading", "courtesy"}
JOINING = {"and", "or", "but", "then", "so", "also", "while"}
GHERKIN = set("feature background rule scenario outline examples given when then and but".split())


@dataclass(frozen=True)
class Made:
    """A text with the package that was made of it: what it reports, and the Specification that it carries."""

    text: str
    report: list[dict[str, Any]]
    specification: Specification
    trace: dict[str, Any]


@pytest.fixture(scope="module", params=TEXTS)
def made(request, packages) -> Made:
    spec = ROOT / "specs" / f"{request.param}.md"
    package = next(path.parent for path in packages.of(spec).glob("src/*/__main__.py"))
    shown = subprocess.run(
        [sys.executable, "-m", package.name, "report", "--json"],
        cwd=package.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    kept = json.loads((package.parents[1] / "blueprint.json").read_text(encoding="utf-8"))
    trace = {line["clause"]: line for line in kept["blueprint"]["trace"]}
    specification = Specification.model_validate(kept["specification"])
    return Made(load_text(spec.read_text(encoding="utf-8")).text, json.loads(shown.stdout), specification, trace)


def words(text: str) -> list[tuple[int, str]]:
    return [(found.start(), found[0].lower()) for found in re.finditer(r"\w+", text)]


def inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def test_every_word_of_every_sentence_is_reported(made) -> None:
    reported = [tuple(line["span"]) for line in made.report if line["span"]]
    read: list[Block] = [block for block in blocks(load_text(made.text)) if block.kind not in LAYOUT]
    spans = [block.span for block in read]
    lost = [word for place, word in words(made.text) if inside(place, spans) and not inside(place, reported)]
    assert set(lost) <= JOINING


def test_what_stands_in_no_sentence_is_layout(made) -> None:
    found = blocks(load_text(made.text))
    spans = [span for block in found for span in (block.span, block.name_span)]
    outside = {word for place, word in words(made.text) if not inside(place, spans)}
    assert not {word for word in outside if not word.isdigit()} - GHERKIN  # list marks are numbers


def test_every_number_and_quotation_is_carried_or_listed(made) -> None:
    assert uncovered_literals(made.specification, made.text) == ()


def test_what_counts_as_implemented_is_done_by_something_and_tested(made) -> None:
    known = {element.id for element in elements_of(made.specification)}
    requirements = {requirement.id: requirement for requirement in made.specification.requirements}
    assert {line["status"] for line in made.report} <= STATUSES
    for clause in made.specification.clauses:
        if clause.status == "implemented":
            requirement = requirements[clause.requirement]
            assert requirement.elements, clause.text
            assert any(element in known for element in requirement.elements), clause.text
            assert made.trace[clause.id]["agents"], clause.text
        elif clause.status != "generic":
            assert clause.note, clause.text


def test_what_is_not_implemented_says_why(made) -> None:
    for line in made.report:
        if line["status"] in ("unclear", "contradictory", "deferred", "assumed"):
            assert line["note"], line
