"""Reads texts, plays examples and hears feedback for whoever asks on standard input, a JSON line each: the process
that may be ended when it takes too long."""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from autogenesis.core import GenesisError
from autogenesis.feedback import heard_on
from autogenesis.preview import foresee, preview, sentences_of, tried

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


def _hear(asked: Asked) -> Asked:
    from autogenesis.conductor import Order

    return heard_on(Order.model_validate(asked["order"]), asked["feedback"], asked["answers"]).model_dump(mode="json")


_DOES: dict[str, Callable[[Asked], Asked]] = {"read": _read, "try": _try, "hear": _hear}


@lru_cache(maxsize=8)
def _answer(line: str) -> str:
    """The answer to a line; what is shown and then confirmed is asked twice, and done once."""
    asked = json.loads(line)
    try:
        return json.dumps(_DOES[asked["do"]](asked))
    except GenesisError as error:
        return json.dumps({"error": error.as_json()})


def main() -> None:
    """Answer until nobody asks any more."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever else is said is no answer
    from autogenesis.language import understand  # noqa: F401 - while somebody still thinks of the first sentence

    answers.write("ready\n")
    answers.flush()
    for line in sys.stdin:
        try:
            told = _answer(line)
        except (MemoryError, RecursionError) as error:
            told = json.dumps({"error": {"what": f"the text is too much: {type(error).__name__}"}})
        answers.write(told + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
