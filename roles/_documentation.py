"""Documentation: README, tutorial, guides, manual and reference, with the commands they show."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from roles._artefacts import Manual, Page, Reason
from roles._inputs import DocumentationInputs
from roles._role import Check, Role

_FENCE = re.compile(r"^```(sh|bash|shell|console|)[ \t]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_PROGRAMS = frozenset({"python", "pip", "uv", "docker", "pytest"})


class Documentation(Role[DocumentationInputs, Manual]):
    """Makes the manual out of the pages that the package carries."""

    name: ClassVar[str] = "documentation"
    purpose: ClassVar[str] = "Writes the manual, so that every operation is explained and every command works."
    takes = DocumentationInputs
    makes = Manual
    approves: Mapping[str, Check] = {}

    def draft(self, task: DocumentationInputs, rejections: Sequence[Reason]) -> Manual:
        """The pages with the commands shown on them."""
        return Manual(
            pages=tuple(
                Page(
                    id=f"page.{_identifier(module.path)}",
                    path=module.path,
                    text=module.text,
                    commands=tuple(shown_commands(module.text)),
                )
                for module in task.modules.modules
                if module.path == "README.md" or re.fullmatch(r"docs/[^/]+\.md", module.path)
            )
        )


def shown_commands(text: str) -> Iterator[tuple[str, ...]]:
    """The commands in the shell blocks of a page, as words; prompts and comments are left out.

    In blocks that name no language only lines that begin with a well-known program count.
    """
    for language, block in _FENCE.findall(text):
        for line in re.sub(r"\\\n\s*", " ", block).splitlines():
            line = line.removeprefix("$ ").strip()
            if line and not line.startswith("#") and (language or line.split()[0] in _PROGRAMS):
                try:
                    yield tuple(shlex.split(line, comments=True))
                except ValueError:
                    yield (line,)


def _identifier(path: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", path.lower().removesuffix(".md")).strip("_")
