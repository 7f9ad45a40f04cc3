"""Counts the acceptance checks that hold: ``python -m tests.acceptance [--json] [-n WORKERS] [SLUG …]``."""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SPECS = HERE.parents[1] / "specs"
CHECKS = 10
_NODE = re.compile(r"test_(?P<file>\w+)\.py::test_(?P<number>\d+)_")


class Tally:
    """A check holds when each of its tests passed; a strict xfail names what is missing."""

    def __init__(self) -> None:
        self.outcomes: dict[tuple[str, int], list[bool]] = defaultdict(list)
        self.missing: dict[tuple[str, int], str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count calls, and set-ups that failed."""
        found = _NODE.search(report.nodeid)
        if found is None or (report.when != "call" and report.outcome == "passed"):
            return
        check = (found["file"].replace("_", "-"), int(found["number"]))
        self.outcomes[check].append(report.outcome == "passed" and not hasattr(report, "wasxfail"))
        if hasattr(report, "wasxfail"):
            self.missing[check] = report.wasxfail.removeprefix("reason: ")

    def held(self, slug: str) -> list[int]:
        """The numbers of the checks that hold."""
        return [n for n in range(1, CHECKS + 1) if self.outcomes.get((slug, n)) and all(self.outcomes[slug, n])]


def main() -> int:
    """Run the tests and print the figures; the exit code is pytest's."""
    parser = argparse.ArgumentParser(prog="python -m tests.acceptance")
    parser.add_argument("slugs", nargs="*", help="such as library-lending; all without")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("-n", "--workers", default="2")
    given = parser.parse_args()
    slugs = given.slugs or sorted(p.stem for p in SPECS.glob("*.md") if p.stem != "README")
    files = [str(HERE / f"test_{slug.replace('-', '_')}.py") for slug in slugs]
    tally = Tally()
    quiet = ["-q", "--no-header", "-m", "not soak", "-n", given.workers, "--dist", "loadfile", "-p", "no:cacheprovider"]
    with contextlib.redirect_stdout(sys.stderr if given.json else sys.stdout):
        code = int(pytest.main([*quiet, *files], plugins=[tally]))
    figures = {slug: {"passed": len(tally.held(slug)), "total": CHECKS} for slug in slugs}
    total = {"passed": sum(f["passed"] for f in figures.values()), "total": CHECKS * len(slugs)}
    if given.json:
        print(json.dumps({"specifications": figures, "sum": total}))
        return code
    for slug, figure in figures.items():
        lacking = [f"{n}: {why}" for (s, n), why in sorted(tally.missing.items()) if s == slug]
        print(f"{slug:32} {figure['passed']:3} / {figure['total']}  {'; '.join(lacking)}".rstrip())
    print(f"{'sum':32} {total['passed']:3} / {total['total']}")
    return code


if __name__ == "__main__":
    sys.exit(main())
