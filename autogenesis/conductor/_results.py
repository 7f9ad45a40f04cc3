"""Sums up a run from what is stored of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from pydantic import JsonValue

from autogenesis.conductor._guarding import LOOPS
from autogenesis.conductor._lending import receipt_of
from autogenesis.conductor._nouns import ClauseCounts, CoverageFigures, Order, Receipt, RunResult, TestCounts
from autogenesis.core import JsonObject, RunId
from blueprints import Specification
from roles import ModuleSet, TestReport, coverage_of
from storage import Storage

WRITER = "generator"
"""The role that models write behaviours for."""


def summarise(storage: Storage, run: RunId, order: Order, *, seconds: float, totals: JsonObject) -> RunResult:
    """The result of the run as far as it came and was written."""
    made = storage.runs.state(run, "made")
    chosen = made if isinstance(made, dict) else {}  # what was delivered; after rework that need not be the latest
    latest = {
        publication.step: publication
        for step in ("integration", "specification", "modules")
        for publication in storage.artefacts.of_step(run, step)
        if chosen.get(publication.step, publication.hash) == publication.hash
    }
    record, loops = storage.runs.get(run), storage.runs.state(run, LOOPS)
    tests, sandbox, report, coverage = TestCounts(), "none", ClauseCounts(), CoverageFigures()
    if "integration" in latest:
        integration = TestReport.model_validate(latest["integration"].body)
        sandbox = integration.sandbox or "none"
        tests = TestCounts(
            passed=integration.count("passed"),
            failed=integration.count("failed", "error"),
            skipped=integration.count("skipped"),
            taken_over=sum(bool(case.taken_from) for case in integration.cases),
        )
    if "specification" in latest:
        specification = Specification.model_validate(latest["specification"].body)
        report = ClauseCounts.model_validate(Counter(clause.status for clause in specification.clauses))
        content, literals = coverage_of(specification, order.text)
        coverage = CoverageFigures(content=content, literals=literals)
    receipt = receipt_of(storage, run, fresh=False)
    modules = latest["modules"].body if "modules" in latest else None
    slug = str(modules["slug"]) if isinstance(modules, dict) else record.slug
    if receipt is not None:
        receipt = _with_written(receipt, modules)
    return RunResult(
        run=run,
        system=slug,
        package_path=str(order.revises or Path(order.out) / slug),
        tests=tests,
        coverage=coverage,
        report=report,
        sandbox=sandbox,
        loops=int(str(loops or 0)),
        rejections=storage.verdicts.rejections(run),
        seconds=seconds,
        tokens=max(int(str(totals.get("tokens", 0))), receipt.tokens if receipt is not None else 0),
        receipt=receipt,
    )


def _with_written(receipt: Receipt, modules: JsonValue) -> Receipt:
    """The receipt with the operations that a model wrote how they are done, and those that it was asked for in vain."""
    asked = any(one.role == WRITER for one in receipt.roles)
    if not asked or not isinstance(modules, dict):
        return receipt
    made = ModuleSet.model_validate({**modules, "modules": []})
    done = {one.id for one in made.behaviours}
    written = tuple(one.function for one in made.open if one.id in done)
    unwritten = tuple(one.function for one in made.open if one.id not in done)
    return receipt.model_copy(update={"written": written, "unwritten": unwritten})
