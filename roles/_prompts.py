"""The packaged prompts of the roles, one file each; an undefined variable raises."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from autogenesis.core import ResourceError

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = Path(__file__).with_name("prompts")


@cache
def packaged_prompts() -> dict[str, str]:
    """Every packaged prompt by its role's name."""
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(_FOLDER.glob("*.md"))}


_TAG = re.compile(r"<(?=[a-zA-Z/!])")


def _quoted(value: object) -> str:
    """JSON in which nothing can be taken for a tag of the prompt, and a sign of comparison stays what it is."""
    return _TAG.sub(r"\\u003c", json.dumps(value, ensure_ascii=False, separators=(",", ":")))


@cache
def _template(role: str) -> Template:
    """Compiled once: a model may be asked hundreds of times in a run."""
    import jinja2

    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False, keep_trailing_newline=True)
    environment.filters["tojson"] = _quoted
    return environment.from_string(packaged_prompts()[role])


def render_prompt(role: str, **values: object) -> str:
    """The prompt of `role` with its variables filled in; raise ResourceError where one is missing."""
    import jinja2

    if role not in packaged_prompts():
        raise ResourceError(f"there is no prompt for {role}", where="roles/prompts", remedy="Use the name of a role")
    try:
        return _template(role).render(**values)
    except jinja2.UndefinedError as error:
        raise ResourceError(
            str(error), where=f"roles/prompts/{role}.md", remedy="Give every variable that the prompt names"
        ) from error
