"""The page: what it takes with 50 live pages and 200 systems, until something is seen, and how much is sent."""

from __future__ import annotations

import html
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks._harness import Row, environment
from benchmarks._page import ROOT, STREAMS, SYSTEMS, Visitor, fill, serving

ASKED, PAINTS = 40, 5
_BETWEEN = 1 / 50
"""Seconds; whoever asks faster for long is told to wait."""
SPEC = "specs/patient-management.md"
SLUG = "patient_management"
HOUSE = ("/", "/new", "/runs", "/approvals", "/skills", "/resources", "/health", "/settings")
OF_A_SYSTEM = (
    "",
    "/blueprint/sequence",
    "/blueprint/trace",
    "/files",
    "/tests",
    "/docs/README.md",
    "/docs/TRACE.md",
    "/console",
    "/feedback",
    "/revisions",
)
GRAPHS = ("/blueprint", "/blueprint?view=data", "/blueprint?view=hierarchy")
_ASKS_FOR = re.compile(r'<(?:script[^>]*\bsrc|link[^>]*\brel="stylesheet"[^>]*\bhref)="([^"]+)"')
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
_QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")


@contextmanager
def page() -> Iterator[tuple[str, Visitor, list[str], list[str], str]]:
    """The page over 200 systems and one that was really built: its address, a visitor, the plain pages, the graphs,
    and the run that waits."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        home, generated = Path(folder) / "home", Path(folder) / "generated"
        waiting = fill(home, generated)
        own = environment(GENESIS_HOME=str(home))
        command = [sys.executable, str(ROOT / "run_genesis.py"), "new", SPEC, "--no-tests", "--out", str(generated)]
        subprocess.run(command, cwd=ROOT, env=own, capture_output=True, check=True)
        slug = next(generated.iterdir()).name
        system = f"/systems/{slug}"
        with serving(home, generated) as (address, visitor):
            runs = re.findall(r'href="(/runs/r-[^"]+)"', visitor.get(system).decode())
            files = re.findall(rf'href="({system}/files/[^"]+)"', visitor.get(f"{system}/files").decode())
            largest = max((path for path in files if path.endswith(".py")), key=lambda path: len(visitor.get(path)))
            plain = [*HOUSE, f"/runs/{waiting}", runs[0], largest, *(system + way for way in OF_A_SYSTEM)]
            yield address, visitor, plain, [system + way for way in GRAPHS], str(waiting)


def taken(visitor: Visitor, path: str) -> float:
    """The 95th of a hundred answers, in milliseconds."""
    times = []
    for _ in range(ASKED):
        began = time.perf_counter()
        visitor.get(path)
        times.append((time.perf_counter() - began) * 1000)
        time.sleep(_BETWEEN)
    return statistics.quantiles(times, n=20)[-1]


def sent(visitor: Visitor, path: str) -> float:
    """Kilobytes of a page with its scripts and its sheet."""
    body = visitor.get(path)
    more = {html.unescape(one) for one in _ASKS_FOR.findall(body.decode())}
    return (len(body) + sum(len(visitor.get(one)) for one in more)) / 1000


def paints(address: str, paths: list[str]) -> dict[str, float]:
    """Milliseconds until a browser shows something, the middle of some visits to each page; {} without a browser."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        print("CHROMIUM IS MISSING: nobody measured when something is seen", file=sys.stderr)
        return {}
    from playwright.sync_api import sync_playwright

    base = address.partition("/enter")[0]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_QUIET))
        tab = browser.new_page()
        tab.goto(address)
        tab.wait_for_url(f"{base}/")
        found = {}
        for path in paths:
            times = []
            for _ in range(PAINTS):
                tab.goto(base + path)
                while (painted := tab.evaluate(_PAINTED)) is None:
                    tab.wait_for_timeout(20)
                times.append(painted)
            found[path] = statistics.median(times)
        browser.close()
    return found


def rows() -> list[Row]:
    """Each figure is that of the page which is worst."""

    def row(name: str, value: float, unit: str, target: float) -> Row:
        return Row(name=f"page: {name}", value=round(value, 1), unit=unit, better="lower", target=target, peers={})

    with page() as (address, visitor, plain, graphs, waiting):
        sizes = {path: sent(visitor, path) for path in plain}
        seen = paints(address, [*plain, *graphs])
        streams = [visitor.follow(waiting) for _ in range(STREAMS)]
        try:
            times = {path: taken(visitor, path) for path in (*plain, *graphs)}
        finally:
            for stream in streams:
                stream.close()
    for name, figures in (("ms p95", times), ("ms to paint", seen), ("KB", sizes)):
        worst = sorted(figures.items(), key=lambda one: -one[1])[:4]
        print(f"  {name}: " + ", ".join(f"{path} {value:.0f}" for path, value in worst), file=sys.stderr)
    crowd = f"{STREAMS} live pages, {SYSTEMS} systems"
    measured = [
        row(f"p95 of the slowest of {len(times)} pages, {crowd}", max(times.values()), "ms", 300.0),
        row(f"largest of {len(sizes)} pages, with scripts and sheet", max(sizes.values()), "KB", 300.0),
    ]
    if seen:
        measured.append(row(f"first paint, slowest of {len(seen)} pages", max(seen.values()), "ms", 200.0))
    return measured
