"""The ways out of three packages, each tried with what it is made for: validators, SDKs and frameworks.

``asyncapi-3.0.0.json.gz`` is the AsyncAPI Initiative's JSON Schema of its format, under the licence that lies beside it.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from autogenesis.assembly import EXPORTS, Offered, exported, model_component
from autogenesis.core import InputError
from autogenesis.models import model_name
from tests.assembly.exporting import offered, put, run
from tests.packages import Packages

HERE = Path(__file__).parent
SPECS = HERE.parents[1] / "specs"
NAMES = ("patient-management", "library-lending", "kalah-terminal")
MODEL = model_component(model_name("openai:any-model"))
Systems = Mapping[str, tuple[Path, Offered]]


@pytest.fixture(scope="module")
def systems(packages: Packages) -> Systems:
    """The three packages, by the names of their texts."""
    found = {name: packages.of(SPECS / f"{name}.md") for name in NAMES}
    return {name: (package, offered(package, MODEL)) for name, package in found.items()}


def document(system: Offered, kind: str, name: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(exported(system, kind)[name])
    return made


@pytest.mark.slow
def test_every_form_comes_out_the_same_each_time_and_holds_no_key(systems: Systems) -> None:
    for _, system in systems.values():
        for kind in EXPORTS:
            first, again = exported(system, kind), exported(system, kind)
            assert first == again
            assert not any(re.search(rb"api_key|sk-[a-z0-9]", body) for body in first.values())
            assert not any(b"autogenesis" in body for path, body in first.items() if path.endswith(".py"))


@pytest.mark.slow
def test_the_openapi_documents_are_valid_and_name_every_operation(systems: Systems) -> None:
    from openapi_spec_validator import OpenAPIV31SpecValidator

    for _, system in systems.values():
        made = document(system, "openapi", "openapi.json")
        OpenAPIV31SpecValidator(made).validate()
        asked = [each["post"]["operationId"] for each in made["paths"].values()]
        assert asked == [each["name"] for each in system.operations]
        assert all({"200", "401", "422"} <= set(each["post"]["responses"]) for each in made["paths"].values())


EVENTS = """
import asyncio, importlib, json, sys, tempfile
from datetime import datetime
async def main(package):
    system = importlib.import_module(package).System
    answer = importlib.import_module(package + "._kit.command_line").answer
    for scenario in system.kept("scenarios.json"):
        start = datetime.fromisoformat(scenario["start"])
        with tempfile.TemporaryDirectory() as folder:
            async with system.open(folder, lambda: start) as running:
                for step in scenario["steps"]:
                    line = {"clock": step.get("to")}
                    if step["step"] == "call":
                        line = {"call": step["operation"]}
                        line |= {name: step[name] for name in ("input", "role", "by", "at") if step[name]}
                    elif step["step"] != "clock":
                        continue
                    print(json.dumps([line, await answer(running, line)]))
                for event in running.events():
                    print(json.dumps(event))
asyncio.run(main(sys.argv[1]))
"""


@pytest.mark.slow
def test_the_asyncapi_documents_are_valid_and_what_systems_say_is_as_they_say(systems: Systems, tmp_path: Path) -> None:
    from jsonschema.validators import validator_for

    schema = json.loads(gzip.decompress((HERE / "asyncapi-3.0.0.json.gz").read_bytes()))
    validator, seen = validator_for(schema)(schema), set()
    for package, system in systems.values():
        made = document(system, "asyncapi", "asyncapi.json")
        assert [error.message for error in validator.iter_errors(made)] == []
        told = run([package], "-c", EVENTS, system.package, cwd=tmp_path)
        assert told.returncode == 0, told.stderr
        for line in map(json.loads, told.stdout.splitlines()):
            if isinstance(line, dict):
                seen.update(as_said(made, made["channels"]["events"]["messages"], line))
            elif "call" in line[0]:
                (name,) = as_said(made, made["channels"]["session"]["messages"], line[0])
                replies = made["operations"][name]["reply"]["messages"]
                reply = [each["$ref"].rsplit("/", 1)[-1] for each in replies]
                assert as_said(made, made["channels"]["session"]["messages"], line[1]) & set(reply)
    assert {"done.return_item", "created.measurement", "notification.alert"} <= seen


def as_said(made: Mapping[str, Any], messages: Mapping[str, Any], line: Any) -> set[str]:
    """The messages that a line is one of, by their names."""
    from jsonschema import Draft202012Validator

    found = {
        name
        for name, each in messages.items()
        if Draft202012Validator({**each["payload"], "components": made["components"]}).is_valid(line)
    }
    assert found, line
    return found


@pytest.mark.slow
def test_the_agent_cards_are_what_the_sdk_reads(systems: Systems) -> None:
    from a2a.client.card_resolver import parse_agent_card

    for _, system in systems.values():
        card = parse_agent_card(document(system, "a2a", "agent-card.json"))
        assert [skill.id for skill in card.skills] == [each["name"] for each in system.operations]
        assert card.supported_interfaces[0].protocol_version == "1.0"
        schemas = dict(card.capabilities.extensions[0].params)["operations"]
        assert all(
            list(schemas[each["name"]]["input"]["required"]) == each["input"]["required"] for each in system.operations
        )


@pytest.mark.slow
def test_mcp_clients_that_read_the_settings_find_the_tools(systems: Systems, tmp_path: Path) -> None:
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    refusals: list[Any] = []

    async def talk(package: Path, system: Offered) -> tuple[list[Any], Any]:
        (settings,) = document(system, "mcp", "mcp.json")["mcpServers"].values()
        arguments = [*settings["args"][:-1], str(tmp_path / system.package)]
        server = StdioServerParameters(command=sys.executable, args=arguments, env={"PYTHONPATH": str(package / "src")})
        async with stdio_client(server) as (read, write), ClientSession(read, write) as client:
            await client.initialize()
            tools, listed = await client.list_tools(), await client.call_tool(system.operations[-1]["name"], {})
            if system.package == "kalah":
                await client.call_tool("new_game", {})
                refusals.append(await client.call_tool("choose_pit", {"game": "game-1", "pit": 9}))
            return tools.tools, listed

    async def all_of_them() -> list[tuple[list[Any], Any]]:
        return await asyncio.gather(*(talk(*each) for each in systems.values()))

    for (_, system), (tools, listed) in zip(systems.values(), asyncio.run(all_of_them()), strict=True):
        given = [
            {"name": each.name, "description": each.description, "inputSchema": each.input_schema} for each in tools
        ]
        assert given == document(system, "mcp", "tools.json")["tools"]
        assert json.loads(listed.content[0].text) == []
    refused = json.loads(refusals[0].content[0].text)["refused"]
    assert refusals[0].is_error
    assert refused["rule"].startswith("guard.choose_pit")
    assert "1 to 6" in refused["source"]


@pytest.mark.slow
def test_a_graph_of_langgraph_ends_the_examples_as_the_package_alone(systems: Systems, tmp_path: Path) -> None:
    pytest.importorskip("langgraph", reason='LangGraph is not installed: pip install "langgraph>=1.2"')
    made = [put(system, "langgraph", tmp_path) for _, system in systems.values()]
    folders = [*made, *(package for package, _ in systems.values())]
    tests = [str(each / "tests") for each in made]
    ran = run(folders, "-m", "pytest", "-q", "--import-mode=importlib", "-p", "no:asyncio", *tests, cwd=tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "3 passed" in ran.stdout


@pytest.mark.slow
def test_what_is_exported_for_crewai_asks_for_what_it_is_tried_with(systems: Systems) -> None:
    tried = (HERE / "crewai-requirements.txt").read_text(encoding="utf-8").splitlines()
    for _, system in systems.values():
        made = exported(system, "crewai")
        asked = tomllib.loads(made["pyproject.toml"].decode())["project"]["dependencies"]
        assert "crewai>=1.15,<2" in asked
        assert set(asked) <= set(tried)
        for path, body in made.items():
            if path.endswith(".py"):
                compile(body, path, "exec")


WALK = """
import asyncio, json, sys
from dataclasses import replace
from lending.system import SYSTEM
from lending_langgraph import opened
async def main():
    async with opened("data") as running:
        graph, lines = running.graph, [json.loads(line) for line in sys.stdin]
        edges = sorted({(edge.source, edge.target) for edge in graph.get_graph().edges})
        steps = [list(each) async for each in graph.astream({"asked": lines}, stream_mode="updates")]
        print(json.dumps([edges, steps]))
    for agent in SYSTEM.agents:
        for place, each in enumerate(agent.declarations):
            if each.name == "keep_item":
                agent.declarations[place] = replace(each, run=lambda *_, **__: 1 / 0)
    async with opened("other") as running:
        print(json.dumps(await running.ask(lines)))
asyncio.run(main())
"""


@pytest.mark.slow
def test_the_graph_goes_along_the_flows_of_the_blueprint(systems: Systems, tmp_path: Path) -> None:
    pytest.importorskip("langgraph", reason='LangGraph is not installed: pip install "langgraph>=1.2"')
    package, system = systems["library-lending"]
    at = put(system, "langgraph", tmp_path)
    calls = [
        ("add_reader", {"name": "Ida"}), ("add_title", {"name": "Emma"}), ("add_item", {"title": "title-1"}),
        ("borrow_item", {"reader": "reader-1", "item": "item-1"}), ("return_item", {"item": "item-1"}),
        ("return_item", {"item": "item-1"}),
    ]  # fmt: skip
    lines = "".join(json.dumps({"call": name, "input": given}) + "\n" for name, given in calls)
    code = f"import io, sys; sys.stdin = io.StringIO({lines!r})\n{WALK}"
    told = run([at, package], "-c", code, cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    (edges, steps), answers = map(json.loads, told.stdout.splitlines())
    assert [next(iter(answer)) for answer in answers] == ["result"] * 4 + ["fault", "refused"]  # and it ends
    names = {agent.id: agent.module for agent in system.blueprint.agents}
    flows = {(names[f.source], names[f.target]) for f in system.blueprint.flows if {f.source, f.target} <= set(names)}
    between = {tuple(edge) for edge in edges if not {"gateway", "__start__", "__end__"} & set(edge)}
    assert between == flows
    walked = [node for step in steps for node in step]
    at_return = walked[len(walked) - 1 - walked[::-1].index("charges") :]
    assert walked.count("loans") == 3  # borrowed, returned, refused
    assert walked.count("reservations") == 2  # a loan was made, and an item is back
    assert at_return[-1] == "gateway"


AGENT = """
import asyncio, json, os
os.environ["OPENAI_API_KEY"] = "for the client, which is not asked"
from autogen_agentchat.agents import AssistantAgent
from autogen_agentchat.base import Team
from autogen_core import ComponentLoader, FunctionCall
from autogen_core.models import CreateResult, RequestUsage
from autogen_ext.models.replay import ReplayChatCompletionClient
import importlib, sys

def said(content, reason):
    return CreateResult(finish_reason=reason, content=content, usage=RequestUsage(0, 0), cached=False)

def calls(tool, /, **given):
    return said([FunctionCall(id="1", name=tool, arguments=json.dumps(given))], "function_calls")

async def main():
    for module in sys.argv[1:]:
        project = importlib.import_module(module)
        for name in project.names():
            loaded = ComponentLoader.load_component(project.component(name), object)
            assert isinstance(loaded, Team if name == "team" else AssistantAgent), name
            if name != "team":
                again = loaded.dump_component().config
                assert again["system_message"] == project.component(name)["config"]["system_message"]
    project = importlib.import_module("lending_autogen")
    info = {"vision": False, "function_calling": True, "json_output": False, "structured_output": False, "family": "x"}
    found = []
    for name, tools in {
        "readers": [calls("add_reader", name="Ida"), calls("borrow_item", reader="reader-1", item="x")],
        "loans": [calls("borrow_item", reader="reader-1", item="x")],
    }.items():
        described = project.component(name)
        replayed = ReplayChatCompletionClient([*tools, said("Done.", "stop")], model_info=info)
        described["config"]["model_client"] = replayed.dump_component().model_dump()
        result = await AssistantAgent.load_component(described).run(task="Lend x to Ida.")
        done = [message for message in result.messages if message.type == "ToolCallExecutionEvent"]
        found += [[each.is_error, each.content] for message in done for each in message.content]
    print(json.dumps(found))

asyncio.run(main())
"""


@pytest.mark.slow
def test_autogen_loads_the_components_and_their_tools_are_operations_with_their_rules(
    systems: Systems, tmp_path: Path
) -> None:
    projects = [put(system, "autogen", tmp_path) for _, system in systems.values()]
    folders = [*projects, *(package for package, _ in systems.values())]
    modules = [f"{system.package}_autogen" for _, system in systems.values()]
    ran = run(folders, "-c", AGENT, *modules, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    (wrong, made), (unknown, said), (refused, told) = json.loads(ran.stdout.splitlines()[-1])
    assert (wrong, json.loads(made)["id"]) == (False, "reader-1")
    assert unknown, said  # it is another agent's tool
    assert (refused, json.loads(told)["refused"]["rule"]) == (True, "known.item")


@pytest.mark.slow
def test_agents_that_talk_to_no_model_are_said_so(systems: Systems) -> None:
    _, system = systems["kalah-terminal"]
    for lacking, said in (({"model": None}, "no language model"), ({"prompts": {}}, "no agent of Kalah")):
        poorer = Offered(**{**{each: getattr(system, each) for each in Offered.__dataclass_fields__}, **lacking})
        with pytest.raises(InputError, match=said):
            exported(poorer, "autogen")


def test_a_component_with_a_key_in_it_is_not_taken(tmp_path: Path) -> None:
    kept = tmp_path / "model.json"
    kept.write_text(json.dumps({"provider": "x.Y", "config": {"model": "m", "api_key": "abc"}}), encoding="utf-8")
    with pytest.raises(InputError, match="holds a secret"):
        model_component(model_name(f"autogen:{kept}"))
