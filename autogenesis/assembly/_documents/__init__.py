"""The pages that a package brings along, each for somebody: user, administrator, operator, programmer, newcomer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import blueprints as b
from autogenesis.assembly._documents._guide import administration, guide
from autogenesis.assembly._documents._lessons import first_call, lessons, played
from autogenesis.assembly._documents._printed import printable
from autogenesis.assembly._documents._reference import Done, reference
from autogenesis.assembly._documents._shelf import Shelf, shelf
from autogenesis.assembly._documents._site import FRONT, PAGES, Page, site_configuration
from autogenesis.assembly._documents._text import Md, code, command, compact, listing, page, prose
from autogenesis.assembly._documents._words import Words, capital, spaced
from autogenesis.assembly._names import words as snake
from autogenesis.assembly._oracle import Performer
from autogenesis.assembly._sources import ended, listed
from autogenesis.assembly._telling import reader
from autogenesis.assembly._witness import START

__all__ = ["Done", "Shelf", "documents", "printable", "shelf", "site_files"]


def documents(
    specification: b.Specification,
    blueprint: b.Blueprint,
    scenarios: Sequence[b.Scenario],
    done: Done,
    perform: Performer | None,
    more: Mapping[str, str],
) -> dict[str, str]:
    """README, the pages with their diagrams, and the site's configuration, by path.

    `scenarios` are what the tutorial plays; `done` has a story for each operation that one was found for; `more` are
    pages that others made, by path, which the lists of pages name too.
    """
    words = Words(specification)
    package = blueprint.package
    listed_pages = [*PAGES, *_others(more)]
    values: dict[str, Any] = {
        "title": blueprint.title,
        "summary": ended(specification.summary or specification.title),
        "package": Md(package),
        "script": Md(blueprint.slug.replace("_", "-")),
        "agents": blueprint.agents,
        "pages": listed_pages,
        "roles": list(words.actors.values()),
    }
    diagrams = _diagrams(specification, blueprint)
    operator = next((snake(id) for id in words.actors), "operator")
    front = {**values, **_front(words, package, scenarios, operator), "unbuilt": _unbuilt(specification)}
    told = lessons(words, package, scenarios, perform)
    game = played(words, package, perform)
    pages = {
        "README.md": page("README.md", front),
        "docs/index.md": page("index.md", front),
        "docs/tutorial.md": page("tutorial.md", {**values, "lessons": told, "games": game}),
        "docs/guide.md": page("guide.md", {**values, **guide(words)}),
        "docs/administration.md": page("administration.md", {**values, "role": operator, **administration(words)}),
        "docs/operations.md": page("operations.md", {**values, **_operating(blueprint, operator)}),
        "docs/api.md": page("api.md", {**values, **reference(words, package, scenarios, done, perform)}),
        "docs/architecture.md": page("architecture.md", {**values, **_architecture(words, blueprint, diagrams)}),
        "mkdocs.yml": site_configuration(blueprint.title, listed_pages),
    }
    return {**pages, **{f"docs/diagrams/{name}.svg": svg for name, svg in diagrams.items()}, **more}


def site_files(pages: Shelf) -> dict[str, bytes]:
    """What MkDocs needs to make the site of pages on disk, by path; its configuration is ours, not the package's, for
    one that somebody wrote could have anything run."""
    sheets = {f"docs/{sheet.file}": sheet.text.encode() for sheet in (pages.front, *pages.sheets)}
    pictures = {f"docs/{path}": body for path, body in pages.pictures.items()}
    configuration = site_configuration(pages.title, [Page(sheet.file, sheet.title) for sheet in pages.sheets])
    return {**sheets, **pictures, "mkdocs.yml": configuration.encode()}


def _unbuilt(specification: b.Specification) -> str:
    """How many sentences of the text have a part that nothing was built for; empty where there is none."""
    unclear = {c.sentence for c in specification.clauses if c.status in {"unclear", "contradictory"}}
    return f"{len(unclear)} of its {len({c.sentence for c in specification.clauses})}" if unclear else ""


def _others(more: Mapping[str, str]) -> list[Page]:
    """The pages that somebody else made, called by their first heading."""
    known = {page.file for page in PAGES} | {FRONT.file}
    found = []
    for path, text in sorted(more.items()):
        file = path.removeprefix("docs/")
        if path.startswith("docs/") and file.endswith(".md") and file not in known:
            heading = next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), file[:-3])
            found.append(Page(file, heading))
    return found


def _front(words: Words, package: str, scenarios: Sequence[b.Scenario], operator: str) -> dict[str, Any]:
    specification = words.specification
    first = first_call(scenarios)
    tried = seen = None
    if first is not None:
        who = [*(("--as", first.role) if first.role else ()), *(("--by", first.by) if first.by else ())]
        given = (compact(first.input),) if first.input else ()
        tried = command(("python", "-m", package, "call", first.operation, *given, *who, "--at", first.at or START))
        made = next((item.entity for item in specification.operations if item.name == first.operation), None)
        shows = next((item for item in specification.operations if item.kind == "list" and item.entity == made), None)
        role = reader(specification, shows) if shows is not None else None
        look = ("call", shows.name, *(("--as", role) if role else ())) if shows is not None else ("events",)
        seen = command(("python", "-m", package, *look))
    deeds = [operation for operation in specification.operations if operation.kind not in ("get", "list")]
    return {
        "tried": tried,
        "seen": seen,
        "operator": Md(operator),
        "deeds": [(code(operation.name), ended(operation.summary)) for operation in deeds],
        "looks": len(specification.operations) - len(deeds),
        "left": bool(specification.assumptions or specification.gaps),
        "played": bool(specification.plays),
    }


def _operating(blueprint: b.Blueprint, operator: str) -> dict[str, Any]:
    agents = [snake(agent.name) for agent in blueprint.agents]
    middle = (len(agents) + 1) // 2
    halves = [",".join(some) for some in (agents[:middle], agents[middle:]) if some]
    return {"operator": Md(operator), "workers": [Md(half) for half in halves]}


def _diagrams(specification: b.Specification, blueprint: b.Blueprint) -> dict[str, str]:
    """The picture of the agents, and of what follows each operation that anything follows, by file name."""
    from autogenesis.skills import signatures

    drawn = {"agents": b.to_svg(blueprint, engine="own")}
    for operation in specification.operations:
        shown = b.sequence(blueprint, specification, operation.id, signatures())
        if shown is not None and shown.steps:
            drawn[operation.name] = b.sequence_svg(shown)
    return drawn


def _architecture(words: Words, blueprint: b.Blueprint, diagrams: Mapping[str, str]) -> dict[str, Any]:
    specification = words.specification
    return {
        "agents": [
            {
                "name": agent.name,
                "purpose": ended(agent.purpose),
                "records": listed(words.plural(item) for item in agent.entities),
                "module": code(f"agents/{agent.module}.py"),
            }
            for agent in blueprint.agents
        ],
        "sequences": [
            (code(item.name), prose(ended(item.summary)), Md(f"diagrams/{item.name}.svg"))
            for item in specification.operations
            if item.name in diagrams
        ],
        "lives": [
            (
                capital(words.entity(entity.id)),
                spaced(entity.lifecycle.field),
                [(before, after) for before, after, _ in entity.lifecycle.transitions],
                entity.lifecycle.initial,
            )
            for entity in specification.entities
            if entity.lifecycle is not None
        ],
        "listing": listing,
    }
