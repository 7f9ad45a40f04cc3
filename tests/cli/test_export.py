"""`genesis export` as a user meets it: what is written, what is never overwritten, and what is said where it fails."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from autogenesis.assembly import EXPORTS
from autogenesis.cli import main
from tests.packages import Packages

ROOT = Path(__file__).parents[2]


@pytest.fixture
def lending(packages: Packages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package, with a house that has its environment."""
    package = packages.of(ROOT / "specs" / "library-lending.md")
    monkeypatch.setenv("GENESIS_HOME", str(package.parents[1] / ".genesis"))
    monkeypatch.chdir(tmp_path)
    return package


def last_line(capsys: pytest.CaptureFixture[str]) -> dict:
    return json.loads(capsys.readouterr().out.strip().splitlines()[-1])


def test_the_forms_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--list", "--json"]) == 0
    assert [each["name"] for each in last_line(capsys)["exports"]] == list(EXPORTS)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["export"], 64), (["export", "lending"], 64), (["export", "lending", "--to", "cobol"], 64),
        (["export", "no-such-system", "--to", "mcp"], 2),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_said(tmp_path, monkeypatch, capsys, arguments, code) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == code
    assert capsys.readouterr().err.strip()
    assert list(tmp_path.iterdir()) == []


def test_an_export_counts_edits_of_the_package_and_keeps_those_of_its_own(
    lending: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = tmp_path / "lending"
    shutil.copytree(lending, package, ignore=shutil.ignore_patterns("__pycache__"))
    loans = package / "src" / "lending" / "agents" / "loans.py"
    loans.write_text(
        loans.read_text(encoding="utf-8").replace("Borrow an item.", "Take an item home."), encoding="utf-8"
    )
    assert main(["export", str(package), "--to", "mcp", "--json"]) == 0
    told = last_line(capsys)
    at = tmp_path / "generated" / "exports" / "lending" / "mcp"
    assert (told["path"], told["files"]) == (str(at), ["README.md", "mcp.json", "tools.json"])
    assert "Take an item home." in (at / "tools.json").read_text(encoding="utf-8")

    (at / "mine.txt").write_text("keep me", encoding="utf-8")
    assert main(["export", str(package), "--to", "mcp"]) == 0
    assert (at / "mine.txt").read_text(encoding="utf-8") == "keep me"

    (at / "mcp.json").write_text("{}", encoding="utf-8")
    assert main(["export", str(package), "--to", "mcp"]) == 2
    assert "mcp.json" in capsys.readouterr().err
    assert (at / "mcp.json").read_text(encoding="utf-8") == "{}"

    assert main(["export", str(package), "--to", "openapi", "--out", str(package)]) == 2
    assert (package / "blueprint.json").is_file()
