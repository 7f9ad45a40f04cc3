"""Runs alone in the sandbox: calls what a model wrote, and prints what came of each call as one line of JSON."""

import json
import runpy
import sys


def main() -> None:
    """Read the function's name and the arguments of each call from standard input."""
    asked = json.load(sys.stdin)
    function = runpy.run_path("answer.py")[asked["function"]]
    told = []
    for arguments in asked["given"]:
        try:
            told.append({"gives": function(*arguments)})
        except Exception as error:  # noqa: BLE001 - it may raise anything, and what it raises is told
            told.append({"raises": type(error).__name__})
    print("\n" + json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
