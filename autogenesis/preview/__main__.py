"""Reads texts for whoever asks on standard input, a JSON line each: the process that may be ended when it takes too
long."""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from typing import Any

from autogenesis.core import GenesisError
from autogenesis.preview._examples import tried
from autogenesis.preview._reading import foresee, preview
from autogenesis.preview._sentences import sentences_of

_MOST_MEMORY = 4 << 30
Asked = dict[str, Any]


def _read(asked: Asked) -> Asked:
    from blueprints import Changes
    from roles import coverage_of

    changes = Changes.model_validate({"changes": asked["changes"]}).changes
    blueprint = None
    if asked["attempts"]:
        specification, blueprint = foresee(asked["text"], asked["answers"], asked["attempts"], changes)
    else:
        specification = preview(asked["text"], asked["answers"], changes)
    return {
        "specification": specification.model_dump(mode="json"),
        "blueprint": None if blueprint is None else blueprint.model_dump(mode="json"),
        "sentences": sentences_of(specification, {}),
        "coverage": coverage_of(specification, asked["text"]),
    }


def _try(asked: Asked) -> Asked:
    from blueprints import Specification

    found = tried(Specification.model_validate(asked["specification"]), asked["lines"], asked["title"])
    return {"scenario": found.scenario.model_dump(mode="json"), "failures": found.failures}


_DOES: dict[str, Callable[[Asked], Asked]] = {"read": _read, "try": _try}


def main() -> None:
    """Answer until nobody asks any more."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever else is said is no answer
    import autogenesis.language  # noqa: F401 - while somebody still thinks of the first sentence

    answers.write("ready\n")
    answers.flush()
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            told = _DOES[asked["do"]](asked)
        except GenesisError as error:
            told = {"error": error.as_json()}
        except (MemoryError, RecursionError) as error:
            told = {"error": {"what": f"the text is too much: {type(error).__name__}"}}
        answers.write(json.dumps(told) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
