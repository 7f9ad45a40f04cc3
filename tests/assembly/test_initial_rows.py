"""Rows that exist from the start: in the checks, in the oracle, and in a package."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import blueprints as b
from autogenesis.assembly import Machine, assemble, write
from autogenesis.core import load_settings
from roles import BlueprintInputs, Reading, SandboxWorkshop, crew

ROOT = Path(__file__).parents[2]


def specification(*numbers: int) -> b.Specification:
    """Lamps that are simply there, and can be dimmed."""
    lamp = b.Entity(
        id="entity.lamp", name="lamp", plural="lamps", key="number",
        fields=(
            b.FieldOf(id="field.lamp.number", name="number", label="number", type=b.INTEGER),
            b.FieldOf(id="field.lamp.level", name="level", label="level", type=b.PERCENT, default=b.whole(100)),
        ),
        initial=tuple((("number", b.whole(each)),) for each in numbers),
    )  # fmt: skip
    lamp_input = b.Parameter(name="lamp", type=b.reference("entity.lamp"))
    dim = b.Operation(
        id="operation.dim_lamp", name="dim_lamp", summary="Dim a lamp.", kind="change", entity="entity.lamp",
        inputs=(lamp_input, b.Parameter(name="level", type=b.PERCENT)),
        steps=(b.Update(row=b.Name(name="lamp"), values=(("level", b.Name(name="level")),)),),
    )  # fmt: skip
    shown = (
        b.Operation(id="operation.get_lamp", name="get_lamp", summary="Show a lamp.", kind="get", entity="entity.lamp"),
        b.Operation(
            id="operation.list_lamps", name="list_lamps", summary="List lamps.", kind="list", entity="entity.lamp"
        ),
    )
    noted = b.Reaction(
        id="reaction.note", summary="Note a new lamp.", trigger=b.Trigger(on="created", entity="entity.lamp"),
        steps=(b.Notify(to=b.Recipient(actor="actor.warden"), type="notice", text=b.text("A lamp.")),),
    )  # fmt: skip
    return b.Specification(
        title="Lamps", slug="lamps", text_hash="0" * 64, entities=(lamp,), operations=(dim, *shown), reactions=(noted,),
        actors=(b.Actor(id="actor.warden", name="warden"),),
    )  # fmt: skip


def test_nothing_has_to_create_them() -> None:
    assert [each for each in b.check_specification(specification(1, 2)) if each.code == "never_created"] == []


def test_two_with_one_key_and_unknown_fields_are_found() -> None:
    codes = {each.code for each in b.check_specification(specification(1, 1))}
    assert "initial_key" in codes
    lamp = (
        specification(1).entities[0].model_copy(update={"initial": ((("number", b.whole(1)), ("watt", b.whole(9))),)})
    )
    codes = {each.code for each in b.check_specification(specification(1).model_copy(update={"entities": (lamp,)}))}
    assert "unknown_field" in codes


def test_the_oracle_starts_with_them_and_nothing_is_set_off() -> None:
    machine = Machine(specification(1, 2), "2026-03-02T09:00")
    assert [row["id"] for row in machine.call("list_lamps", {}).result] == ["1", "2"]
    assert machine.call("dim_lamp", {"lamp": "3", "level": 5}).refused == "known.lamp"
    assert machine.notes == []


def _nobody(text: str, *_: object) -> Reading:
    raise AssertionError(f"nobody reads a text here: {text[:40]}")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of three lamps."""
    folder = tmp_path_factory.mktemp("lamps")
    made = specification(1, 2, 3)
    design = crew(_nobody, SandboxWorkshop(folder, load_settings(ROOT, {})))["design"]
    blueprint = design.draft(BlueprintInputs(specification=made), ())
    write(assemble(made, blueprint), folder / "lamps")
    return folder / "lamps"


@pytest.mark.slow
def test_a_package_has_them_once(package: Path, tmp_path: Path) -> None:
    lines = [
        '{"call": "dim_lamp", "input": {"lamp": 2, "level": 40}}',
        '{"call": "list_lamps", "input": {}}',
        '{"events": 0}',
    ]
    for level in (40, 40):
        done = subprocess.run(
            [sys.executable, "-m", "lamps", "session", "--data", str(tmp_path / "data")],
            input="\n".join(lines), capture_output=True, text=True, timeout=60, check=True, env={"PYTHONPATH": str(package / "src")},
        )  # fmt: skip
        answers: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
        assert [(row["number"], row["level"]) for row in answers[1]["result"]] == [(1, 100), (2, level), (3, 100)]
        assert answers[2]["result"] == []
