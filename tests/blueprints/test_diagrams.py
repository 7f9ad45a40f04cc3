"""Diagrams are well formed, the same each time, and show every agent and message."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import pytest

from blueprints import AgentDesign as Agent
from blueprints import (
    Blueprint,
    Flow,
    MessageType,
    Specification,
    to_dot,
    to_json,
    to_mermaid,
    to_sequence,
    to_svg,
)

NASTY = 'a "b" <c> & \\ | `d`'


def texts(svg: str) -> str:
    return " ".join(ElementTree.fromstring(svg.encode()).itertext())


@pytest.fixture
def nasty() -> Blueprint:
    agents = tuple(
        Agent(id=f"agent.n{n}", name=f"{NASTY} {n}", module="m", purpose="", origin="named") for n in range(3)
    )
    circle = tuple(
        Flow(source=f"agent.n{n}", target=f"agent.n{to}", message="event.x")
        for n, to in ((0, 1), (1, 2), (2, 0), (2, 2), (0, 2))
    )
    messages = (MessageType(id="event.x", name=NASTY, kind="event"),)
    return Blueprint(
        title=NASTY,
        slug="n",
        package="n",
        specification_hash="",
        agents=agents,
        messages=messages,
        flows=circle,
    )


def test_the_own_svg_shows_agents_parties_and_messages(blueprint: Blueprint) -> None:
    shown = texts(to_svg(blueprint, engine="own"))
    for word in ("boats", "hires", "charges", "sailor", "gateway", "return_boat done", "writes charge"):
        assert word in shown


def test_the_own_svg_is_the_same_each_time(blueprint: Blueprint) -> None:
    again = Blueprint.model_validate_json(to_json(blueprint))
    assert to_svg(again, engine="own") == to_svg(blueprint, engine="own")


def test_text_is_escaped_and_circles_are_drawn(nasty: Blueprint) -> None:
    svg = to_svg(nasty, engine="own")
    assert texts(svg).count(NASTY) >= len(nasty.agents) + len(nasty.flows)
    assert "<c>" not in to_mermaid(nasty)
    assert svg.count("marker-end") == len(nasty.flows)


def test_boxes_do_not_cover_each_other(nasty: Blueprint, blueprint: Blueprint) -> None:
    for drawn in (nasty, blueprint):
        tree = ElementTree.fromstring(to_svg(drawn, engine="own").encode())
        boxes = [
            tuple(float(box.attrib[name]) for name in ("x", "y", "width", "height"))
            for box in tree.iter("{http://www.w3.org/2000/svg}rect")
            if box.get("stroke")
        ]
        assert len(boxes) >= len(drawn.agents)
        for number, (x, y, width, height) in enumerate(boxes):
            for other_x, other_y, other_width, other_height in boxes[:number]:
                apart_x = x >= other_x + other_width or other_x >= x + width
                assert apart_x or y >= other_y + other_height or other_y >= y + height


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_reads_the_dot(nasty: Blueprint, blueprint: Blueprint) -> None:
    for drawn in (nasty, blueprint):
        for view in ("agents", "hierarchy"):
            subprocess.run(
                ["dot", "-Tdot"],
                input=to_dot(drawn, view),
                text=True,
                check=True,
                capture_output=True,
            )
        assert ElementTree.fromstring(to_svg(drawn, engine="graphviz").encode()).tag.endswith("svg")


def test_an_empty_blueprint_is_drawn_too() -> None:
    empty = Blueprint(title="Nothing", slug="n", package="n", specification_hash="")
    assert "Nothing" in texts(to_svg(empty, engine="own"))
    assert to_mermaid(empty) == "flowchart LR\n"


def test_the_hierarchy_shows_who_approves_whom(blueprint: Blueprint) -> None:
    mermaid = to_mermaid(blueprint, "hierarchy")
    assert "harbour master" in mermaid
    assert "approves return boat" in mermaid
    assert "boats" not in mermaid


def test_a_sequence_follows_the_reactions(blueprint: Blueprint, specification: Specification) -> None:
    sequence = to_sequence(blueprint, specification, "operation.return_boat")
    assert sequence.startswith("sequenceDiagram\n    actor caller as harbour master\n")
    assert "Charge for lateness." in sequence
    assert "Charge for lateness." not in to_sequence(blueprint, specification, "operation.add_boat")
