"""Tries a function on cases, in a sandbox: cases come as JSON on standard input, results go as JSON to its output."""

import datetime as dt
import json
import sys
from decimal import Decimal
from typing import Any

READ: dict[str, Any] = {
    "text": str,
    "integer": int,
    "decimal": Decimal,
    "boolean": bool,
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
}


def main() -> None:
    """Answer each case with its result, or with what went wrong."""
    asked = json.load(sys.stdin)
    names: dict[str, Any] = {}
    exec(compile(asked["source"], "the source", "exec"), names)
    function, kinds, told = names[asked["function"]], asked["kinds"], []
    for case in asked["cases"]:
        given = {name: None if value is None else READ[kinds[name]](value) for name, value in case.items()}
        try:
            found = function(**given)
        except Exception as error:  # noqa: BLE001 - whatever a model wrote is told, not raised
            told.append({"error": f"{type(error).__name__}: {error}"[:300]})
            continue
        plain = found if found is None or type(found) in (str, int, bool) else str(found)
        told.append({"type": type(found).__name__, "result": plain if len(str(plain)) < 20_000 else "too long"})
    json.dump(told, sys.stdout)


main()
