"""What a language model wrote gives what it said it would."""

import datetime as dt
import json
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

TOLD = json.loads((Path(__file__).parent / "written.json").read_text(encoding="utf-8"))
EXAMPLES = TOLD["examples"]
READ: dict[str, Any] = {
    "decimal": lambda value: Decimal(str(value)),
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
}


def read(kind: str, value: Any) -> Any:
    """A value of JSON as the function takes and gives it."""
    return READ[kind](value) if value is not None and kind in READ else value


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{one['function']}_{n}" for n, one in enumerate(EXAMPLES, 1)])
def test_what_was_written_gives_what_its_examples_say(example: dict[str, Any]) -> None:
    """The function, given all that the example says, gives the example's result."""
    name = example["function"]
    function = getattr(import_module(f"{TOLD['package']}.written.{name}"), name)
    given = {one: read(example["kinds"][one], value) for one, value in example["given"].items()}
    attempted = import_module(f"{TOLD['package']}._kit.behaviours.attempted").attempted
    assert attempted(function, example["kind"], **given) == read(example["kind"], example["result"])
