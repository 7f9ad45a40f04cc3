"""Sums up a run from what is stored of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from autogenesis.conductor._guarding import LOOPS
from autogenesis.conductor._lending import receipt_of
from autogenesis.conductor._nouns import ClauseCounts, CoverageFigures, Order, RunResult, TestCounts
from autogenesis.core import JsonObject, RunId
from blueprints import Specification
from roles import TestReport, coverage_of
from storage import Storage


def summarise(storage: Storage, run: RunId, order: Order, *, seconds: float, totals: JsonObject) -> RunResult:
    """The result of the run as far as it came."""
    made = storage.runs.state(run, "made")
    chosen = made if isinstance(made, dict) else {}  # what was delivered; after rework that need not be the latest
    latest = {
        publication.step: publication
        for publication in storage.artefacts.of_run(run)
        if chosen.get(publication.step, publication.hash) == publication.hash
    }
    record, loops = storage.runs.get(run), storage.runs.state(run, LOOPS)
    verdicts = storage.verdicts.of_run(run)
    tests, sandbox, report, coverage = TestCounts(), "none", ClauseCounts(), CoverageFigures()
    if "integration" in latest:
        integration = TestReport.model_validate(latest["integration"].body)
        sandbox = integration.sandbox or "none"
        tests = TestCounts(
            passed=integration.count("passed"),
            failed=integration.count("failed", "error"),
            skipped=integration.count("skipped"),
        )
    if "specification" in latest:
        specification = Specification.model_validate(latest["specification"].body)
        report = ClauseCounts.model_validate(Counter(clause.status for clause in specification.clauses))
        content, literals = coverage_of(specification, order.text)
        coverage = CoverageFigures(content=content, literals=literals)
    receipt = receipt_of(storage, run)
    modules = latest["modules"].body if "modules" in latest else None
    slug = str(modules["slug"]) if isinstance(modules, dict) else record.slug
    return RunResult(
        run=run,
        system=slug,
        package_path=str(order.revises or Path(order.out) / slug),
        tests=tests,
        coverage=coverage,
        report=report,
        sandbox=sandbox,
        loops=int(str(loops or 0)),
        rejections=sum(not verdict.approved for verdict in verdicts),
        seconds=seconds,
        tokens=max(int(str(totals.get("tokens", 0))), receipt.tokens if receipt is not None else 0),
        receipt=receipt,
    )
