"""The tests that a package brings along: its examples, and stories found with the oracle for each of its rules."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import resources
from typing import NamedTuple

import blueprints as b
from autogenesis.assembly._conditions import conditions
from autogenesis.assembly._decided import decided, halves, watched
from autogenesis.assembly._demo import demo_scenarios
from autogenesis.assembly._found import found_scenarios, searched, testable_elements
from autogenesis.assembly._oracle import Performer
from autogenesis.assembly._recorded import FOLDER, recorded, recorded_module
from autogenesis.assembly._skills import performer
from autogenesis.assembly._stories import Initial, Story, conftest_module, properties_module, story_module, test_name
from autogenesis.assembly._telling import Found, lists, numbered
from autogenesis.assembly._walks import walks
from autogenesis.assembly._witness import Search
from autogenesis.core import done_meanwhile, meanwhile, side_by_side

_COPIED = ("random_calls.py", "story.py", "test_pages.py")
_HARNESS = resources.files("autogenesis.assembly").joinpath("harness")


@dataclass(frozen=True)
class DerivedTests:
    """The Python files below ``tests/`` by path, and the long stories that they tell; the tests of each element; the
    elements that no test shows at work; what the demo plays; and by operation a story that ends with it."""

    files: dict[str, str]
    data: dict[str, str]
    by_element: dict[str, list[str]]
    untested: list[str]
    demo: list[b.Scenario]
    done: dict[str, b.Scenario]


class _Stories(NamedTuple):
    """Stories by kind, what the demo plays, and the rows that each list shows when a story begins."""

    found: list[Found]
    demo: list[b.Scenario]
    initial: Initial


def derived_tests(
    specification: b.Specification, blueprint: b.Blueprint, examples: Sequence[b.Scenario]
) -> DerivedTests:
    """Tests from the examples and from the specification itself."""
    taken: set[str] = set()
    told = [Story("test_examples.py", test_name(item.title, taken), item) for item in examples]
    foretold: _Stories | None = done_meanwhile((specification, tuple(examples)))
    found, demo, initial = foretold or _stories(specification, examples)
    long: dict[str, b.Scenario] = {}
    for kind, scenario in found:
        if kind in ("walks", "decisions"):
            long[scenario.id.removeprefix("test.") if kind == "decisions" else str(len(long) + 1)] = scenario
        else:
            told.append(Story(f"test_{kind}.py", test_name(scenario.title, taken), scenario))
    files = {
        "tests/conftest.py": conftest_module(blueprint.package),
        "tests/test_properties.py": properties_module(blueprint.package),
        **{f"tests/{name}": _HARNESS.joinpath(name).read_text() for name in _COPIED},
    }
    for file in dict.fromkeys(story.file for story in told):
        own = [story for story in told if story.file == file]
        files[f"tests/{file}"] = story_module(_DOCSTRINGS[file], own, initial)
    if long:
        files[f"tests/{_LONG}"] = recorded_module(_DOCSTRINGS[_LONG])
    by_element: dict[str, list[str]] = {}
    tests = [(story.test, story.scenario) for story in told]
    tests += [(f"tests/{_LONG}::test_a_long_story[{name}]", scenario) for name, scenario in long.items()]
    for test, scenario in tests:
        for element in scenario.carries:
            by_element.setdefault(element, []).append(test)
    untested = [element for element in testable_elements(specification) if element not in by_element]
    data = {f"tests/{FOLDER}/{name}.jsonl": recorded(scenario, initial) for name, scenario in long.items()}
    by_id = {item.id: item.name for item in specification.operations}
    done = {
        by_id[story.carries[0]]: story
        for kind, story in found
        if kind == "operations" and story.title.endswith(" is done")
    }
    return DerivedTests(files, data, by_element, untested, demo, done)


def stories(specification: b.Specification) -> tuple[b.Scenario, ...]:
    """The scenarios that become tests of the package, its examples first."""
    whole = _unshared(specification)
    _, found = _found(whole, performer(whole), whole.examples)
    return (*specification.examples, *(scenario for _, scenario in found))


def foretold(specification: b.Specification) -> AbstractContextManager[None]:
    """Look for the stories of a specification in the meantime: within the block, assembling it finds them there."""
    examples = specification.examples
    return meanwhile((specification, examples), lambda: _stories(specification, examples))


def _stories(specification: b.Specification, examples: Sequence[b.Scenario]) -> _Stories:
    specification = _unshared(specification)
    perform = performer(specification)
    search, found = _found(specification, perform, examples)
    initial = {
        step.operation: step.result for step in lists(specification, search.fresh()) if isinstance(step, b.CallStep)
    }
    return _Stories(found, list(examples) or demo_scenarios(specification, search, perform), initial)


def _unshared(specification: b.Specification) -> b.Specification:
    """The same with no part at two places, as one that was stored and read again: parts are told apart by identity."""
    return b.Specification.model_validate_json(specification.model_dump_json())


def _found(
    specification: b.Specification, perform: Performer | None, examples: Sequence[b.Scenario]
) -> tuple[Search, list[Found]]:
    """What can be shown of it at work, and the stories by kind; the last ones show what the others do not."""

    def short() -> tuple[Search, list[Found]]:
        search = searched(specification, perform)
        return search, list(found_scenarios(specification, search, perform))

    (search, found), long = side_by_side(short, lambda: list(walks(Search(specification, perform), perform)))
    found += long
    others = [*examples, *(scenario for _, scenario in found)]
    watch = watched(search, perform, others)

    def more(holders: Collection[str]) -> tuple[list[Found], list[Found]]:
        decisions = decided(search, perform, watch, holders)
        known = [*others, *(scenario for _, scenario in decisions)]
        return decisions, list(conditions(search, perform, known, holders))

    one, other = halves(specification, watch)
    (decisions, near), (decisions_too, near_too) = side_by_side(lambda: more(one), lambda: more(other))
    return search, [*found, *numbered([*decisions, *decisions_too]), *near, *near_too]


_LONG = "test_walks.py"
_DOCSTRINGS = {
    "test_examples.py": "The examples of the specification.",
    "test_operations.py": "Each operation, done as it should be.",
    "test_refusals.py": "What the rules refuse, and what lies just within them.",
    "test_conditions.py": "Where one part of a condition, a number or a calculation makes the difference.",
    "test_edges.py": "Both sides of the edges of rules: the last value or moment refused, and the first allowed.",
    "test_walks.py": "Long stories: days on which much is asked for, and what it takes for rules to decide.",
    "test_time.py": "What happens by itself: timers and schedules, just before, at and after their moments.",
    "test_reactions.py": "What agents do in answer to what other agents did.",
    "test_audit.py": "Who did or saw what is kept in the audit log.",
    "test_access.py": "Who may read what, and who may ask for what.",
    "test_games.py": "Games as they are played: what is seen after keys and ticks, and in the end.",
    "test_restart.py": "A restart loses nothing.",
}
