"""What is wrong with the manual: commands that fail, operations it does not explain, pages that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath

from roles._artefacts import Manual, Reason
from roles._documentation import shown_commands
from roles._inputs import DocumentationInputs
from roles._workshop import Workshop

PAGES = ("README.md", "docs/architecture.md", "docs/operations.md", "docs/security.md", "docs/training.md")
_SECONDS = 60.0
_WORKERS = 2
_INSTALLS = frozenset({"pip", "uv", "docker", "cd", "pytest"})
_STAYS_OPEN = frozenset({"serve", "mcp", "session", "play", "host", "worker"})
_LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")
_UNFINISHED = re.compile(r"\b(TODO|FIXME|TBD|lorem ipsum)\b", re.IGNORECASE)


def check_manual(manual: Manual, basis: DocumentationInputs, workshop: Workshop | None) -> tuple[Reason, ...]:
    """Read every page and run each command that it shows; without a workshop, or without tests, only read."""
    found = [*_pages(manual, basis), *_operations(manual, basis)]
    for page in manual.pages:
        if tuple(shown_commands(page.text)) != page.commands:
            found.append(Reason(part=page.path, text="its commands are not those that it shows"))
    found += _commands(manual, basis, workshop if basis.brief.tests else None)
    return tuple(dict.fromkeys(found))


def _pages(manual: Manual, basis: DocumentationInputs) -> Iterator[Reason]:
    pages = {page.path: page for page in manual.pages}
    files = {module.path for module in basis.modules.modules}
    for path in PAGES:
        if path not in pages:
            yield Reason(part=path, text="the page is missing")
    for page in manual.pages:
        if len(page.text.split()) < 20:
            yield Reason(part=page.path, text="there is next to nothing on the page")
        if page.text.count("```") % 2:
            yield Reason(part=page.path, text="a code block is not closed")
        if _UNFINISHED.search(page.text):
            yield Reason(part=page.path, text="it is not finished")
        for link in _LINK.findall(page.text):
            target = _resolved(PurePosixPath(page.path).parent / link)
            if target not in files and not any(file.startswith(f"{target}/") for file in files):
                yield Reason(part=page.path, text=f"it links to {link}, which is not there")
    architecture = pages.get("docs/architecture.md")
    if architecture is not None:
        if "```mermaid" not in architecture.text:
            yield Reason(part="docs/architecture.md", text="it shows no diagram")
        for agent in basis.blueprint.agents:
            if agent.name.lower() not in architecture.text.lower():
                yield Reason(part="docs/architecture.md", text=f"{agent.id} does not occur")


def _operations(manual: Manual, basis: DocumentationInputs) -> Iterator[Reason]:
    text = "\n".join(page.text for page in manual.pages)
    for operation in basis.specification.operations:
        if not re.search(rf"\b{re.escape(operation.name)}\b", text):
            yield Reason(part="docs/operations.md", text=f"the operation {operation.name} is not documented")


def _commands(manual: Manual, basis: DocumentationInputs, workshop: Workshop | None) -> list[Reason]:
    found: list[Reason] = []
    runnable: list[tuple[str, list[str]]] = []
    seen: set[tuple[str, ...]] = set()
    for path, words in dict.fromkeys((page.path, words) for page in manual.pages for words in page.commands):
        arguments = _arguments(words, basis.modules.package)
        if arguments is not None and tuple(arguments) in seen:
            continue
        if arguments is not None:
            seen.add(tuple(arguments))
            runnable.append((path, arguments))
        elif words[0] not in _INSTALLS and not _long_running(words, basis.modules.package):
            found.append(Reason(part=path, text=f"nobody can follow `{' '.join(words)}` here"))
    if workshop is None:
        return found

    def run(shown: tuple[str, list[str]]) -> Reason | None:
        path, arguments = shown
        result = workshop.run(basis.modules, arguments, seconds=_SECONDS)
        if result.exit_code == 0:
            return None
        said = (result.stdout + result.stderr).strip().splitlines() or ["no output"]
        line = " ".join(arguments[1:])
        return Reason(part=path, text=f"`{line}` ends with {result.exit_code}: {said[-1][:300]}")

    # Commands on one page follow each other: what one stores, the next may show.
    by_page: dict[str, list[tuple[str, list[str]]]] = {}
    for path, arguments in runnable:
        by_page.setdefault(path, []).append((path, arguments))
    with ThreadPoolExecutor(_WORKERS) as pool:
        for reasons in pool.map(lambda shown: [run(one) for one in shown], by_page.values()):
            found += [reason for reason in reasons if reason is not None]
    return found


def _arguments(words: tuple[str, ...], package: str) -> list[str] | None:
    """What to give the package's interpreter for a command as shown; None where it is none of the package's."""
    script = package.replace("_", "-")
    rest: tuple[str, ...] | None = None
    if words[:3] == ("python", "-m", package):
        rest = words[3:]
    elif words[0] in (package, script):
        rest = words[1:]
    if rest is None or (rest and rest[0] in _STAYS_OPEN):
        return None
    return ["-m", package, *rest]


def _long_running(words: tuple[str, ...], package: str) -> bool:
    """A command of the package that stays open, or its tests."""
    own = words[:3] == ("python", "-m", package) or words[0] in (package, package.replace("_", "-"))
    return (own and bool(_STAYS_OPEN & set(words))) or words[:3] in (
        ("python", "-m", "pytest"),
        ("python", "-m", "pip"),
        ("python", "-m", "venv"),
    )


def _resolved(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
