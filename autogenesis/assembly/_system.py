"""The modules that wire a package: its system, its command line and its faces."""

from __future__ import annotations

import ast

import blueprints as b
from autogenesis.assembly import _tree as t
from autogenesis.assembly._agents import class_name
from autogenesis.assembly._kept import Lineage
from autogenesis.assembly._names import Names, role_name


def system_module(lineage: Lineage, blueprint: b.Blueprint, names: Names) -> str:
    """The source of ``system.py``."""
    specification = lineage.specification
    roles = tuple(dict.fromkeys(role_name(actor.id) for actor in specification.actors))
    agents = [class_name(agent, names) for agent in blueprint.agents]
    records = [names.record(entity.id) for entity in specification.entities]
    value = t.invoke(
        t.name("SystemDesign"),
        name=t.constant(blueprint.slug.replace("_", "-")),
        title=t.constant(blueprint.title),
        package=t.name("__package__"),
        agents=ast.Tuple(elts=[t.invoke(t.name(text)) for text in agents], ctx=ast.Load()),
        records=ast.Tuple(elts=[t.name(text) for text in records], ctx=ast.Load()),
        rules=t.name("rules"),
        roles=t.constant(roles),
        initial=_initial(specification, names),
        revision=t.constant(lineage.revision),
        version=t.constant(lineage.version),
    )
    docstring = f"{specification.title} as one system: its agents, its records and its rules."
    body: list[ast.stmt] = [
        t.documented(docstring),
        t.imported("", [("rules", None)], level=1),
        t.imported("_kit.system", [("KitSystem", None), ("SystemDesign", None)], level=1),
        *(
            t.imported(f"agents.{agent.module}", [(text, None)], level=1)
            for agent, text in sorted(zip(blueprint.agents, agents, strict=True), key=lambda pair: pair[0].module)
        ),
        t.imported("messages", [(text, None) for text in sorted(records)], level=1),
        t.assign("SYSTEM", value),
        t.class_of(
            "System",
            [t.name("KitSystem")],
            {},
            [t.documented(f"{specification.title}, running."), t.assign("design", t.name("SYSTEM"))],
        ),
    ]
    return t.source(body)


def _initial(specification: b.Specification, names: Names) -> ast.expr | None:
    """The rows that exist from the start; None where there are none."""
    rows: list[ast.expr] = []
    for entity in specification.entities:
        for given in entity.initial:
            values = t.dictionary((name, t.constant(value.value)) for name, value in given)
            rows.append(ast.Tuple(elts=[t.name(names.record(entity.id)), values], ctx=ast.Load()))
    return ast.Tuple(elts=rows, ctx=ast.Load()) if rows else None


def playing_module(specification: b.Specification) -> str:
    """The source of ``playing.py``: how each product is played."""
    from autogenesis.kit.play import Key, Play

    operations = {operation.id: operation for operation in specification.operations}
    body: list[ast.stmt] = [
        t.documented(f"How {specification.title} is played in the terminal: the keys, the view and the pace."),
        t.imported("_kit", [("play", None)], level=1),
    ]
    made = []
    for plan in specification.plays:
        entity = next(each for each in specification.entities if each.id == plan.entity)
        listing = next(each for each in operations.values() if each.kind == "list" and each.entity == plan.entity)
        made.append(
            Play(
                row=entity.name,
                begin=operations[plan.begin].name,
                view=operations[plan.view].name,
                listing=listing.name,
                keys=tuple(Key(key.key, operations[key.operation].name, key.input, key.does) for key in plan.keys),
                entry=(operations[plan.entry[0]].name, plan.entry[1]) if plan.entry else None,
                tick=operations[plan.tick].name if plan.tick else None,
                seconds=round(float(plan.seconds) / plan.ticks, 4),
                options=tuple(
                    (each.name, each.type.choices)
                    for each in operations[plan.begin].inputs
                    if each.type.kind == "choice"
                ),
                name="play" if len(specification.plays) == 1 else f"play_{entity.name}",
            )
        )
    body.append(t.assign("PLAYS", t.constant(tuple(made))))
    return t.source(body)


def main_module(blueprint: b.Blueprint, plays: bool) -> str:
    """The source of ``__main__.py``; with `plays` it has a command to play."""
    more = {"more": t.name("PLAYS")} if plays else {}
    run = t.function(
        "run",
        [],
        [ast.Return(value=t.invoke(t.name("main"), t.name("System"), **more))],
        docstring="Do what the command line says; the exit code.",
        returns=t.name("int"),
    )
    leave = ast.Raise(exc=t.invoke(t.name("SystemExit"), t.invoke(t.name("run"))))
    return t.source(
        [
            t.documented(f"The command line: ``python -m {blueprint.package}``."),
            t.imported("_kit.command_line", [("main", None)], level=1),
            *([t.imported("playing", [("PLAYS", None)], level=1)] if plays else []),
            t.imported("system", [("System", None)], level=1),
            run,
            ast.If(test=t.compared(t.name("__name__"), ast.Eq(), t.constant("__main__")), body=[leave], orelse=[]),
        ]
    )


def face_module(specification: b.Specification) -> str:
    """The source of the package's ``__init__.py``."""
    return t.source(
        [
            t.documented(specification.summary or f"{specification.title}."),
            t.imported("system", [("System", None)], level=1),
            t.assign("__all__", t.constant(["System"])),
        ]
    )


def agents_module(blueprint: b.Blueprint) -> str:
    """The source of ``agents/__init__.py``."""
    return t.source([t.documented(f"The agents of {blueprint.title}, one module each.")])
