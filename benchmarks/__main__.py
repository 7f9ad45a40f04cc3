"""Runs every benchmark, or those named: ``python -m benchmarks [broker …]``."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

from benchmarks._harness import Row, misses, set_up, table

HERE = Path(__file__).parent


def main(names: list[str]) -> int:
    """Measure, print the table, and write results.json; 1 where a target is missed."""
    set_up()
    chosen = names or sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    rows: list[Row] = []
    for name in chosen:
        measured: list[Row] = importlib.import_module(f"benchmarks.bench_{name}").rows()
        print(table(measured), flush=True)
        rows += measured
    file = HERE / "results.json"
    kept = json.loads(file.read_text()) if names and file.exists() else []
    fresh = {row["name"] for row in rows}
    merged = sorted([*rows, *(row for row in kept if row["name"] not in fresh)], key=lambda row: row["name"])
    file.write_text(json.dumps(merged, indent=2) + "\n")
    short = [row["name"] for row in rows if misses(row)]
    if short:
        print(f"short of the target: {', '.join(short)}", file=sys.stderr)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
