"""What is wrong with the manual: commands that fail, operations it does not explain, pages that are missing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath

from pydantic import TypeAdapter, ValidationError

from autogenesis.core import content_hash
from roles._artefacts import Manual, Page, Reason
from roles._documentation import shown_commands
from roles._inputs import DocumentationInputs
from roles._workshop import Workshop

PAGES = (
    "README.md",
    "docs/tutorial.md",
    "docs/guide.md",
    "docs/administration.md",
    "docs/operations.md",
    "docs/api.md",
    "docs/architecture.md",
    "docs/security.md",
)
_FOLLOWS = "tests/test_pages::test_a_page_can_be_followed"
_SECONDS = 120.0
_WORKERS = 2
_BESIDE = frozenset(
    {".", "cd", "chmod", "cp", "curl", "docker", "echo", "mkdir", "mkdocs", "mv", "pip", "pytest", "uv"}
)
"""Programs that a page may show beside the package; they are left to people."""
_MODULES = frozenset({"pip", "pytest", "venv"})
_LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")
_ANSWER = TypeAdapter(tuple[str, list[str]])
_UNFINISHED = re.compile(r"\b(TODO|FIXME|TBD|[Ll]orem ipsum)\b")


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
        if "```mermaid" not in architecture.text and "![" not in architecture.text:
            yield Reason(part="docs/architecture.md", text="it shows no diagram")
        for agent in basis.blueprint.agents:
            if agent.name.lower() not in architecture.text.lower():
                yield Reason(part="docs/architecture.md", text=f"{agent.id} does not occur")


def _operations(manual: Manual, basis: DocumentationInputs) -> Iterator[Reason]:
    text = next((page.text for page in manual.pages if page.path == "docs/api.md"), "")
    for operation in basis.specification.operations:
        if not re.search(rf"\b{re.escape(operation.name)}\b", text):
            yield Reason(part="docs/api.md", text=f"the operation {operation.name} is not documented")


def _commands(manual: Manual, basis: DocumentationInputs, workshop: Workshop | None) -> list[Reason]:
    package = basis.modules.package
    found = [
        Reason(part=page.path, text=f"nobody can follow `{' '.join(words)}` here")
        for page in manual.pages
        for words in page.commands
        if not _can_be_followed(words, package)
    ]
    if workshop is None:
        return found

    def followed(pages: tuple[Page, ...]) -> Iterator[Reason]:
        """What the package's own test of its pages complains of; commands are taken in their order."""
        asked = json.dumps({"package": package, "pages": {page.path: page.text for page in pages}})
        result = workshop.run(
            basis.modules, ["tests/test_pages.py"], stdin=asked, seconds=_SECONDS * max(1, len(pages))
        )
        told = _answers(result.stdout)
        for page in pages:
            if page.path not in told or (result.exit_code != 0 and page == pages[-1]):  # it ended there
                said = (result.stderr.strip() or result.stdout.strip() or "no output").splitlines()[-1]
                yield Reason(part=page.path, text=f"ended with {result.exit_code}: {said[:300]}")
                return
            for complaint in told[page.path]:
                yield Reason(part=page.path, text=complaint)

    known = _followed_already(manual, basis, workshop)
    with ThreadPoolExecutor(_WORKERS) as pool:
        pages = [page for page in manual.pages if page.path not in known]
        reasons = [reason for some in pool.map(lambda pages: list(followed(pages)), _dealt(pages)) for reason in some]
    order = [page.path for page in manual.pages]
    return [*found, *sorted(reasons, key=lambda reason: order.index(reason.part))]


def _dealt(pages: Sequence[Page]) -> tuple[tuple[Page, ...], ...]:
    """A part for each worker, of about as many commands: to start a package takes longer than to follow a page."""
    parts: list[list[Page]] = [[] for _ in range(_WORKERS)]
    for page in sorted(pages, key=lambda page: -len(page.commands)):
        min(parts, key=lambda part: sum(len(each.commands) + 1 for each in part)).append(page)
    return tuple(tuple(part) for part in parts if part)


def _answers(printed: str) -> dict[str, list[str]]:
    """What is said of each page that was followed to its end; whatever else a command printed is passed over."""
    found: dict[str, list[str]] = {}
    for line in printed.splitlines():
        try:
            path, complaints = _ANSWER.validate_json(line)
        except ValidationError:
            continue
        found[path] = complaints
    return found


def _followed_already(manual: Manual, basis: DocumentationInputs, workshop: Workshop) -> frozenset[str]:
    """The pages that the package's own tests have followed in this run, where the run is to be sparing: the very same
    page, by the very same program, and what is installed is what was tested, to the letter."""
    report = basis.integration
    tested = report.executed and report.modules_hash == content_hash(basis.modules)
    if not basis.brief.sparing or not tested or not workshop.is_installed_as_written(basis.modules):
        return frozenset()
    passed = {case.name for case in report.cases if case.outcome == "passed"}
    return frozenset(
        page.path
        for page in manual.pages
        if f"{_FOLLOWS}[{page.path}]" in passed and page.text == basis.modules.text(page.path)
    )


def _can_be_followed(words: tuple[str, ...], package: str) -> bool:
    """Whether a command is the package's own, or of a program that every reader has or installs."""
    first = re.sub(r"^[A-Z][A-Z0-9_]*=\$\(", "", words[0])  # NAME=$(a command)
    if first in ("python", "python3"):
        return words[1:2] == ("-c",) or (words[1:2] == ("-m",) and words[2] in {*_MODULES, package})
    return first in _BESIDE


def _resolved(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
