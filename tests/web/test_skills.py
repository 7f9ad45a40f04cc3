"""Skills: who uses each and how that ends; what models wrote, with what speaks for it and where it comes from."""

from __future__ import annotations

import re

import pytest

from autogenesis.conductor import RunResult
from autogenesis.core import RunId
from autogenesis.skills import Candidate
from blueprints import Blueprint, Example, Implementation


@pytest.fixture(scope="module")
def ranked(app, storage):
    """A system whose package ranks twice, and passed three of four tests."""
    run = RunId("r-ranked")
    design = Blueprint(
        title="League",
        slug="league",
        package="league",
        specification_hash="0" * 64,
        implementations=tuple(
            Implementation(element=f"operation.{name}", skill="skill.ranking", agent="agent.league")
            for name in ("rank", "rank_again")
        ),
    )
    storage.runs.create(run, slug="league", spec_hash="0" * 64, settings={}, code_version="test")
    made = storage.artefacts.publish(run, "blueprint", 1, kind="blueprint", body=design)
    storage.runs.save_state(run, "made", {"blueprint": made.hash})
    result = RunResult.model_validate(
        {"run": run, "system": "league", "package_path": "league", "tests": {"passed": 3, "failed": 1}}
    )
    storage.runs.move(run, "running")
    storage.runs.move(run, "done", result=result.model_dump(mode="json"))
    return run


def test_a_skill_says_which_systems_use_it_and_how_their_tests_ended(browser, ranked) -> None:
    page = browser.get("/skills").text
    row = page.partition("skill.ranking</code>")[2].partition("</tr>")[0]
    assert re.search(r'href="/systems/league">league</a> \(2\)', row)
    assert "75 %" in row
    assert page.index("skill.ranking") < page.index("skill.earliest_day"), "what is used comes first"
    assert "none here" in page.partition("skill.earliest_day</code>")[2].partition("</tr>")[0]


def test_a_candidate_says_where_it_comes_from_and_what_speaks_for_it(browser, ranked, storage) -> None:
    assert "None yet" in browser.get("/skills").text
    first = Candidate(
        system="league",
        run=ranked,
        text_hash="0" * 64,
        sentences=("The motto is <b>reversed</b>.",),
        operation="operation.reverse_motto",
        summary="Reverses the motto.",
        function="reverse_motto",
        parameters={"motto": "text"},
        result="text",
        source="def reverse_motto(motto):\n    return motto[::-1]\n",
        examples=(Example(given={"motto": "ab"}, result="ba"), Example(given={"motto": ""}, result="")),
        package_tests=12,
    )
    for number, one in enumerate((first, first.model_copy(update={"source": "def reverse_motto(motto): ..."}))):
        storage.resources.add("skill", first.name, one.model_dump(mode="json"), parent=number, note="written")
    page = browser.get("/skills").text
    one, other = (part.partition("</details>")[0] for part in page.split("<summary><strong>league.reverse motto")[1:])
    assert "version 1, 2 examples pass, 12 tests of its package" in one
    assert "none: it is the first" in one
    assert "<dt>Follows</dt><dd>version 1</dd>" in other
    assert "&lt;b&gt;reversed&lt;/b&gt;" in one
    assert f'href="/runs/{ranked}"' in one
