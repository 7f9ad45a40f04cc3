"""A crewAI project: a flow whose gateway asks the agents, one after another."""

from __future__ import annotations

import ast

from autogenesis.assembly import _tree as t
from autogenesis.assembly._exports._offered import Offered
from autogenesis.assembly._exports._projects import OPENED_NEEDS, main_body, module_name, opened, project, same_test

KIND = "crewai"
_FLOW = "AgentsFlow"
_REQUIRES = (
    "autogen-core>=0.7.5,<0.8",
    "crewai>=1.15,<2",
    "googleapis-common-protos<1.76",
    "pydantic>=2.10,<3",
    "sqlalchemy>=2.0",
)
"""With what the package's agents need, and not the package: crewAI wants mcp 1, the package's own servers mcp 2. The
bound on protos is autogen-core's protobuf, which crewAI's exporters of traces would outgrow."""


def crewai(system: Offered) -> dict[str, str]:
    """The files of the project."""
    return project(
        system,
        KIND,
        _REQUIRES,
        parts={
            "src/conversation.py": "conversation",
            "src/flow.py": "flow",
            "src/main.py": "main",
            "src/playing.py": "playing",
        },
        modules={"__init__.py": _face(system), "agents.py": _agents(system), "__main__.py": _main(system)},
        tests={"test_flow.py": same_test(system, KIND)},
        values={"agents": [(agent, ", ".join(names)) for agent, names in system.agents.items()]},
    )


def _agents(system: Offered) -> list[ast.stmt]:
    methods = [f"ask_{agent}" for agent in system.agents]
    back = t.invoke(t.name("or_"), t.constant("begin"), *map(t.constant, methods))
    again = ast.Return(value=ast.Await(value=t.invoke(t.dotted("self.next_asked"))))
    body: list[ast.stmt] = [
        t.documented(f"{system.title}: whoever is asked does it, and gives back to the gateway."),
        _method("begin", [], "Nothing is asked yet.", t.invoke(t.name("start"))),
        _method("gateway", [again], "Say who is asked next.", t.invoke(t.name("router"), back), returns="str"),
    ]
    for design, method, agent in zip(system.blueprint.agents, methods, system.agents, strict=True):
        heard = t.invoke(t.name("listen"), t.constant(f"{agent} is asked"))
        done = ast.Expr(value=ast.Await(value=t.invoke(t.dotted("self.hand_over"))))
        body.append(_method(method, [done], design.purpose, heard))
    return [
        t.documented(f"{system.title} as a flow of crewAI: a method for each agent."),
        *OPENED_NEEDS,
        t.imported("flow", [(name, None) for name in ("ConversingFlow", "Running", "running")], level=1),
        t.imported("crewai.flow", [(name, None) for name in ("listen", "or_", "router", "start")]),
        t.imported(system.package, [("System", None)]),
        t.class_of(_FLOW, [t.name("ConversingFlow")], {}, body),
        opened(system, "running", t.name(_FLOW)),
    ]


def _method(name: str, body: list[ast.stmt], told: str, decorator: ast.expr, returns: str = "") -> ast.stmt:
    kind = t.name(returns) if returns else t.NONE
    itself: list[tuple[str, ast.expr | None, ast.expr | None]] = [("self", None, None)]
    return t.function(name, itself, body, docstring=told, returns=kind, decorators=[decorator], coroutine=True)


def _face(system: Offered) -> list[ast.stmt]:
    return [
        t.documented(f"{system.title} in crewAI."),
        t.imported("agents", [(_FLOW, None), ("opened", None)], level=1),
        t.assign("__all__", t.constant([_FLOW, "opened"])),
    ]


def _main(system: Offered) -> list[ast.stmt]:
    passed = [f'    gateway -- "{agent} is asked" --> {agent}' for agent in system.agents]
    drawn = "\n".join(["flowchart LR", *passed])
    body = main_body(module_name(system, KIND), t.constant(drawn))
    return [body[0], t.imported("agents", [("opened", None)], level=1), *body[1:]]
