"""The parts library: every skill is carried out by the kit, and the page about them is current."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path

import pytest

from autogenesis.core import SkillError
from autogenesis.skills import catalogue, signatures, skill, skills

PAGE = Path(__file__).parents[2] / "docs" / "skills.md"


@pytest.mark.parametrize("id", sorted(skills()))
def test_a_skill_is_carried_out_by_the_kit_with_its_parameters(id) -> None:
    one = skill(id)
    function = getattr(importlib.import_module(f"autogenesis.kit.behaviours.{one.behaviour}"), one.function)
    assert set(one.signature.parameters) <= set(inspect.signature(function).parameters)
    assert inspect.getdoc(function)


def test_signatures_are_the_skills() -> None:
    assert set(signatures()) == set(skills())
    assert all(signature.id == id for id, signature in signatures().items())


def test_an_unknown_skill_is_refused_by_name() -> None:
    with pytest.raises(SkillError, match=r"skill\.magic"):
        skill("skill.magic")


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == catalogue()
