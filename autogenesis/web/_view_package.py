"""The package of a system: files, tests with their results, documentation, download."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from autogenesis.core import RunId
from autogenesis.web._desk import desk
from autogenesis.web._packages import file_at, files_of, text_at, zip_of
from autogenesis.web._render import MOST, markdown, shown
from autogenesis.web._systems import System, system_of

views = Blueprint("package", __name__, url_prefix="/systems/<slug>")


@views.get("/files")
def files(slug: str) -> str:
    """The files of the package."""
    system = system_of(desk(), slug)
    return render_template("files.html", system=system, files=files_of(system.package), shown=None)


@views.get("/files/<path:name>")
def file(slug: str, name: str) -> str:
    """One file, highlighted."""
    system = system_of(desk(), slug)
    text = text_at(system.package, name)
    source = None if text is None else shown(text, name)
    return render_template("files.html", system=system, files=files_of(system.package), shown=name, source=source)


@views.get("/raw/<path:name>")
def raw(slug: str, name: str) -> Response:
    """One file to keep, as plain bytes: browsers never show it as a page."""
    path = file_at(system_of(desk(), slug).package, name)
    response = Response(path.read_bytes(), mimetype="application/octet-stream")
    response.headers["Content-Disposition"] = _attachment(path.name)
    return response


@views.get("/package.zip")
def package(slug: str) -> Response:
    """The whole package to keep."""
    system = system_of(desk(), slug)
    response = Response(zip_of(system.package, system.slug), mimetype="application/zip")
    response.headers["Content-Disposition"] = _attachment(f"{system.slug}.zip")
    return response


@views.get("/docs")
def manual(slug: str) -> AnyResponse:
    """The documentation begins with the README, at an address from which its links lead on."""
    return redirect(url_for("package.docs", slug=slug, name="README.md"))


@views.get("/docs/<path:name>")
def docs(slug: str, name: str) -> str:
    """The documentation, rendered."""
    system = system_of(desk(), slug)
    pages = [one for one in files_of(system.package) if one.endswith(".md") and not one.startswith(("src/", "tests/"))]
    text = text_at(system.package, name) or ""
    page = markdown(text) if len(text) <= MOST else None
    page = page if page is not None and len(page) <= MOST else None
    return render_template("docs.html", system=system, pages=pages, shown=name, page=page)


@views.get("/tests")
def tests(slug: str) -> str:
    """The tests of the package with how each ended in the last run."""
    system = system_of(desk(), slug)
    report = _report(system)
    return render_template("tests.html", system=system, report=report, cases=_cases(report))


def _report(system: System) -> dict[str, Any]:
    """What the testing role measured in the run that made the package."""
    if system.result is None:
        return {}
    published = desk().storage.artefacts.of_run(RunId(system.result.run))
    found = [one.body for one in published if one.step == "integration"]
    return found[-1] if found and isinstance(found[-1], dict) else {}


def _cases(report: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The cases by their files, those that failed first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for case in sorted(report.get("cases", []), key=lambda one: one["outcome"] == "passed"):
        where, _, name = str(case["name"]).partition("::")
        found.setdefault(where, []).append({**case, "short": name or where})
    return found


def _attachment(name: str) -> str:
    safe = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "._-") else "_" for letter in name)
    return f'attachment; filename="{safe}"'
