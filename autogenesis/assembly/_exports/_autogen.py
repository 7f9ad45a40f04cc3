"""An AutoGen project: a component for each agent that talks to a model, with its prompt; its tools are operations."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import blueprints as b
from autogenesis.assembly import _tree as t
from autogenesis.assembly._exports._offered import Offered
from autogenesis.assembly._exports._projects import module_name, project
from autogenesis.assembly._names import words
from autogenesis.assembly._report import as_json_text
from autogenesis.assembly._texts import render
from autogenesis.core import InputError
from autogenesis.models import ModelName

KIND = "autogen"
_CLIENTS = {
    "openai": "autogen_ext.models.openai.OpenAIChatCompletionClient",
    "anthropic": "autogen_ext.models.anthropic.AnthropicChatCompletionClient",
    "ollama": "autogen_ext.models.ollama.OllamaChatCompletionClient",
}
_CAN = {
    "vision": False,
    "function_calling": True,
    "json_output": True,
    "structured_output": True,
    "family": "unknown",
}
_SECRET = re.compile(r"(^|_)(key|token|secret|password)($|_)", re.I)
_MOST_CALLS, _MOST_TURNS = 8, 20
_GIVEN = re.compile(r"\n## What you are given\n.*", re.S)
"""What a prompt says of answers without tools: here there are tools, and requests come as messages."""
_PLACE = re.compile(r"\{\{[^}]*\}\}")


def autogen(system: Offered) -> dict[str, str]:
    """The files of the project; the components lie where Python finds them with the package."""
    if system.model is None:
        raise InputError(
            "these agents have no language model to ask",
            where="genesis export --to autogen",
            remedy="Name one: --model openai:NAME (also anthropic:, ollama:, autogen:FILE); its key stays with you",
        )
    agents = [_agent(system, agent) for agent in system.blueprint.agents if agent.id in system.prompts]
    if not agents:
        raise InputError(
            f"no agent of {system.title} talks to a language model",
            where="its blueprint",
            remedy="Offer the operations as tools instead: --to mcp",
        )
    module, team = module_name(system, KIND), _team(system, agents)
    home = f"src/{module}/components"
    files = {f"{home}/{each['config']['name']}.json": as_json_text(each) for each in agents}
    named = "whole_team" if "team" in system.agents else "team"
    files |= {f"{home}/{named}.json": as_json_text(team)} if team else {}
    values = {
        "agents": [(each["config"]["name"], len(_tools(each))) for each in agents],
        "team": named if team else "",
        "provider": system.model["provider"],
    }
    made = project(
        system,
        KIND,
        (
            f"{system.project}=={system.version}",
            "autogen-agentchat>=0.7.5,<0.8",
            f"autogen-ext[{_extra(system.model)}]>=0.7.5,<0.8",
        ),
        parts={"src/workbench.py": "workbench", "src/components/__init__.py": "components"},
        modules={"__init__.py": _face(system)},
        tests={"test_components.py": _test(system)},
        values=values,
    )
    return made | files


def model_component(name: ModelName, url: str | None = None) -> dict[str, Any]:
    """The component of a model; the key is looked for where it is loaded, and never written down."""
    if name.kind == "autogen":
        return _described(name)
    if name.kind not in _CLIENTS:
        raise InputError(
            f"AutoGen has no client for {name}",
            where="--model",
            remedy="Name openai:NAME, anthropic:NAME, ollama:NAME or autogen:FILE",
        )
    reached = {"host" if name.kind == "ollama" else "base_url": url} if url else {}
    return {
        "provider": _CLIENTS[name.kind],
        "component_type": "model",
        "version": 1,
        "config": {"model": name.name, "model_info": _CAN, **reached},
    }


def _described(name: ModelName) -> dict[str, Any]:
    try:
        with open(name.name, encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError) as error:
        raise InputError(
            f"the component cannot be read: {error}", where=name.name, remedy="Name what dump_component wrote"
        ) from error
    kept = next(_secrets(found), None)
    if not isinstance(found, dict) or "provider" not in found or kept is not None:
        raise InputError(
            f"the component holds a secret ({kept})" if kept else "this is no component",
            where=name.name,
            remedy="Take it out: the client finds its key in the environment" if kept else "Name one",
        )
    return found


def _secrets(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            if _SECRET.search(str(name)) and isinstance(each, str) and each:
                yield str(name)
            yield from _secrets(each)
    elif isinstance(value, list):
        for each in value:
            yield from _secrets(each)


def _extra(model: Mapping[str, Any]) -> str:
    return next((kind for kind, provider in _CLIENTS.items() if provider == model["provider"]), "openai")


def _agent(system: Offered, agent: b.AgentDesign) -> dict[str, Any]:
    name = words(agent.name)
    bench = {
        "provider": f"{module_name(system, KIND)}.Operations",
        "component_type": "workbench",
        "version": 1,
        "component_version": 1,
        "config": {"operations": list(system.agents[name]), "data": "data"},
    }
    return {
        "provider": "autogen_agentchat.agents.AssistantAgent",
        "component_type": "agent",
        "version": 2,
        "component_version": 2,
        "description": agent.purpose,
        "label": agent.name,
        "config": {
            "name": name,
            "model_client": system.model,
            "workbench": [bench],
            "description": agent.purpose,
            "system_message": _prompt(system.prompts[agent.id]),
            "reflect_on_tool_use": True,
            "tool_call_summary_format": "{result}",
            "max_tool_iterations": _MOST_CALLS,
        },
    }


def _prompt(text: str) -> str:
    """The prompt of the package, for an agent that has tools."""
    told = _PLACE.sub("what the tools say", _GIVEN.sub("", text)).strip()
    return f"{told}\n\n{render('exports/autogen/closing.md', {})}"


def _tools(agent: Mapping[str, Any]) -> list[str]:
    found: list[str] = agent["config"]["workbench"][0]["config"]["operations"]
    return found


def _team(system: Offered, agents: list[dict[str, Any]]) -> dict[str, Any] | None:
    """All of them, each asked by a model that reads what they are for; one alone needs no team."""
    if len(agents) < 2:
        return None
    return {
        "provider": "autogen_agentchat.teams.SelectorGroupChat",
        "component_type": "team",
        "version": 1,
        "component_version": 1,
        "label": system.title,
        "config": {
            "participants": agents,
            "model_client": system.model,
            "termination_condition": {
                "provider": "autogen_agentchat.conditions.MaxMessageTermination",
                "component_type": "termination",
                "version": 1,
                "config": {"max_messages": _MOST_TURNS},
            },
            "selector_prompt": render("exports/autogen/selector.md", {}),
            "allow_repeated_speaker": True,
        },
    }


def _face(system: Offered) -> list[ast.stmt]:
    module = module_name(system, KIND)
    body: list[ast.stmt] = [
        t.documented(f"The operations of {system.title}, as tools."),
        t.assign("component_provider_override", t.constant(f"{module}.Operations")),
        t.assign("system", t.name("System")),
    ]
    return [
        t.documented(f"{system.title} in AutoGen: the components of its agents, and the tools that they use."),
        t.imported(system.package, [("System", None)]),
        t.imported("components", [("component", None), ("names", None)], level=1),
        t.imported("workbench", [("OperationWorkbench", None)], level=1),
        t.class_of("Operations", [t.name("OperationWorkbench")], {}, body),
        t.assign("__all__", t.constant(["Operations", "component", "names"])),
    ]


def _test(system: Offered) -> list[ast.stmt]:
    """A test that each bench loads, and offers operations of the package."""
    loop = ast.For(
        target=ast.Name(id="bench", ctx=ast.Store()),
        iter=t.invoke(t.name("benches"), t.invoke(t.name("names"))),
        body=[
            t.assign("loaded", t.invoke(t.dotted("Workbench.load_component"), t.name("bench"))),
            t.assign("tools", t.invoke(t.dotted("asyncio.run"), t.invoke(t.dotted("loaded.list_tools")))),
            ast.Assert(
                test=t.compared(
                    ast.ListComp(
                        elt=ast.Subscript(value=t.name("each"), slice=t.constant("name"), ctx=ast.Load()),
                        generators=[
                            ast.comprehension(
                                target=ast.Name(id="each", ctx=ast.Store()), iter=t.name("tools"), ifs=[], is_async=0
                            )
                        ],
                    ),
                    ast.Eq(),
                    ast.Subscript(
                        value=ast.Subscript(value=t.name("bench"), slice=t.constant("config"), ctx=ast.Load()),
                        slice=t.constant("operations"),
                        ctx=ast.Load(),
                    ),
                )
            ),
        ],
        orelse=[],
    )
    module = module_name(system, KIND)
    return [
        t.documented("What the components name as tools is what the package offers."),
        ast.Import(names=[ast.alias(name="asyncio")]),
        t.imported("autogen_core.tools", [("Workbench", None)]),
        t.imported(module, [("names", None)]),
        t.imported(f"{module}.components", [("benches", None)]),
        t.function("test_the_tools_of_every_agent_are_operations", [], [loop], returns=t.NONE),
    ]
