"""A LangGraph project: a graph of the agents, which carries what the system asks of them."""

from __future__ import annotations

import ast

from autogenesis.assembly import _tree as t
from autogenesis.assembly._exports._offered import Offered
from autogenesis.assembly._exports._projects import OPENED_NEEDS, main_body, module_name, opened, project, same_test

KIND = "langgraph"
GATEWAY = "gateway"
_TAKEN = frozenset({GATEWAY, "asked", "answers", "carried"})


def langgraph(system: Offered) -> dict[str, str]:
    """The files of the project."""
    return project(
        system,
        KIND,
        (f"{system.project}=={system.version}", "langgraph>=1.2,<2"),
        parts={
            "src/conversation.py": "conversation",
            "src/nodes.py": "nodes",
            "src/main.py": "main",
            "src/playing.py": "playing",
        },
        modules={"__init__.py": _face(system), "graph.py": _graph(system), "__main__.py": _main(system)},
        tests={"test_graph.py": same_test(system, KIND)},
        values={"agents": [(node_name(agent), ", ".join(to)) for agent, to in system.flows.items()]},
    )


def node_name(agent: str) -> str:
    """The name of an agent's node."""
    return f"{agent}_agent" if agent in _TAKEN else agent


def _graph(system: Offered) -> list[ast.stmt]:
    agents = [node_name(agent) for agent in system.agents]
    body: list[ast.stmt] = [t.assign("graph", t.invoke(t.name("StateGraph"), t.name("State")))]
    body.append(_node(GATEWAY, t.dotted("nodes.gateway"), [*map(t.constant, [*agents, GATEWAY]), t.name("END")]))
    for agent, to in system.flows.items():
        function = t.invoke(t.dotted("nodes.agent"), t.constant(agent))
        body.append(_node(node_name(agent), function, list(map(t.constant, [*map(node_name, to), GATEWAY]))))
    body.append(_stated("graph.add_edge", t.name("START"), t.constant(GATEWAY)))
    body.append(ast.Return(value=t.invoke(t.dotted("graph.compile"))))
    docstring = "The graph: each agent goes on to those that its messages go to, and back to the gateway."
    listed: list[tuple[str, ast.expr | None, ast.expr | None]] = [("nodes", t.name("Nodes"), None)]
    return [
        t.documented(f"{system.title} as a graph: its agents are the nodes, and what passes between them the edges."),
        *OPENED_NEEDS,
        t.imported("langgraph.graph", [(name, None) for name in ("END", "START", "StateGraph")]),
        t.imported(system.package, [("System", None)]),
        t.imported("nodes", [(name, None) for name in ("Graph", "Nodes", "Running", "State", "running")], level=1),
        t.function("build", listed, body, docstring=docstring, returns=t.name("Graph")),
        opened(system, "running", t.name("build")),
    ]


def _node(name: str, function: ast.expr, to: list[ast.expr]) -> ast.stmt:
    destinations = ast.Tuple(elts=to, ctx=ast.Load())
    return ast.Expr(value=t.invoke(t.dotted("graph.add_node"), t.constant(name), function, destinations=destinations))


def _stated(function: str, *arguments: ast.expr) -> ast.stmt:
    return ast.Expr(value=t.invoke(t.dotted(function), *arguments))


def _face(system: Offered) -> list[ast.stmt]:
    return [
        t.documented(f"{system.title} in LangGraph."),
        t.imported("graph", [("build", None), ("opened", None)], level=1),
        t.assign("__all__", t.constant(["build", "opened"])),
    ]


def _main(system: Offered) -> list[ast.stmt]:
    empty = t.invoke(t.name("build"), t.invoke(t.name("Nodes"), t.invoke(t.name("Conversation"))))
    drawn = t.invoke(t.attribute(t.invoke(t.attribute(empty, "get_graph")), "draw_mermaid"))
    body = main_body(module_name(system, KIND), drawn)
    needs: list[ast.stmt] = [
        t.imported("conversation", [("Conversation", None)], level=1),
        t.imported("graph", [("build", None), ("opened", None)], level=1),
        t.imported("nodes", [("Nodes", None)], level=1),
    ]
    return [body[0], *needs, *body[1:]]
