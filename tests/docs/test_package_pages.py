"""The documentation of generated packages: every command works, and every statement of the reference is true."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autogenesis.cli import main
from tests.docs.reader import SET_UP, Reader, blocks

SPECS = Path(__file__).parents[2] / "specs"
PAGES = (
    "README.md",
    "docs/tutorial.md",
    "docs/guide.md",
    "docs/administration.md",
    "docs/operations.md",
    "docs/api.md",
)


def followed(package: Path, tmp_path: Path, pages: tuple[str, ...]) -> list[str]:
    """What a reader complains of who follows the pages, each in a folder of its own."""
    complaints = []
    for name in pages:
        folder = tmp_path / Path(name).stem
        folder.mkdir()
        with Reader(package, folder) as reader:
            page = (package / name).read_text(encoding="utf-8")
            reader.follow(page, sections_end=name != "docs/api.md")
        assert reader.typed >= page.count("```sh"), f"{name}: not every block of commands was typed"
        complaints += [f"{name}: {complaint}" for complaint in reader.complaints]
        assert all(line.startswith(SET_UP) for line in reader.left)
    return complaints


def test_every_command_of_two_of_a_package_s_pages_works_in_a_shell(packages, tmp_path) -> None:
    package = packages.of(SPECS / "library-lending.md")
    assert followed(package, tmp_path, ("README.md", "docs/administration.md")) == []


@pytest.mark.soak
@pytest.mark.parametrize(
    "text", ["patient-management", "library-lending", "kalah-terminal", "car-insurance-claims", "education-content"]
)
def test_every_page_of_many_packages_is_followed_in_a_shell(text, packages, tmp_path) -> None:
    assert followed(packages.of(SPECS / f"{text}.md", tested=False), tmp_path, PAGES) == []


def test_a_reader_notices_what_is_not_as_the_page_says(packages, tmp_path) -> None:
    package = packages.of(SPECS / "kalah-terminal.md")
    name = next(package.glob("src/*/__main__.py")).parent.name
    begin = f"```sh\npython -m {name} call new_game --at 2026-03-04T09:00\n```\n"
    with Reader(package, tmp_path) as reader:
        reader.follow(f'{begin}```json\n{{…"to_move": "South"…}}\n```\n')
        assert reader.complaints == []
        reader.follow(f'{begin}```json\n{{…"to_move": "North"…}}\n```\n```sh\npython -m {name} explode\n```\n')
    assert ["prints" in reader.complaints[0], "ends with 64" in reader.complaints[1]] == [True, True]


@pytest.mark.parametrize("text", ["library-lending", "car-insurance-claims"])
def test_the_reference_says_what_the_schemas_say(text, packages) -> None:
    package = packages.of(SPECS / f"{text}.md")
    name = next(package.glob("src/*/__main__.py")).parent.name
    environment = {**os.environ, "PYTHONPATH": str(package / "src")}
    done = subprocess.run(
        [sys.executable, "-m", name, "operations", "--json"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    page = (package / "docs" / "api.md").read_text(encoding="utf-8")
    for operation in json.loads(done.stdout):
        section = page.partition(f"\n## {operation['name']}\n")[2].partition("\n## ")[0]
        inputs = section.partition("|---|---|---|\n")[2].partition("\n\n")[0] if "| Input |" in section else ""
        rows = [line.split(" | ") for line in inputs.splitlines()]
        shown = {given: row[-1].strip(" |") for row in rows for given in re.findall(r"`(\w+)`", row[0])}
        assert set(shown) == set(operation["input"]["properties"]), operation["name"]
        assert {given for given, needed in shown.items() if needed == "yes"} == set(operation["input"]["required"])
        for role in operation["roles"]:
            assert f"(`{role}`)" in section


def test_the_site_is_built_without_a_warning_and_asks_no_other_host(packages, tmp_path, capsys) -> None:
    pytest.importorskip("material", reason="MkDocs with its theme is not installed: the extra docs")
    package = packages.of(SPECS / "library-lending.md")
    assert main(["docs", str(package), "--format", "site", "--out", str(tmp_path), "--json"]) == 0
    site = Path(json.loads(capsys.readouterr().out.splitlines()[-1])["path"]).parent
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"?(?:https?:)?//[^\">]*", text), page
    for name in PAGES[1:]:
        shown = re.findall(
            r"<pre[^>]*>(?:<span></span>)?<code[^>]*>(.*?)</code></pre>",
            (site / f"{Path(name).stem}.html").read_text(),
            re.DOTALL,
        )
        plain = [html.unescape(re.sub(r"<[^>]+>", "", one)) for one in shown]
        for block in blocks((package / name).read_text(encoding="utf-8")):
            assert any(
                " ".join(one.replace("\\\n", " ").split()) == " ".join(" ".join(block.lines).split()) for one in plain
            )


def test_a_package_s_own_site_is_strict_and_code_beside_it_is_not_run(packages, tmp_path, capsys) -> None:
    pytest.importorskip("material", reason="MkDocs with its theme is not installed: the extra docs")
    package = tmp_path / "lending"
    shutil.copytree(packages.of(SPECS / "library-lending.md"), package)
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "own")],
        cwd=package,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (built.returncode, built.stderr) == (0, "")
    with (package / "mkdocs.yml").open("a") as file:
        file.write("hooks: [hook.py]\n")
    (package / "hook.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    assert main(["docs", str(package), "--format", "site", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "lending-site" / "guide.html").is_file()
    assert not (tmp_path / "ran").exists()
    (tmp_path / "taken" / "lending-site").mkdir(parents=True)
    assert main(["docs", str(package), "--format", "site", "--out", str(tmp_path / "taken")]) == 2
    assert "something else stands" in capsys.readouterr().err


def test_the_printable_page_holds_everything_and_nothing_runs_in_it(packages, tmp_path, capsys) -> None:
    package = tmp_path / "lending"
    shutil.copytree(packages.of(SPECS / "library-lending.md"), package)
    guide = package / "docs" / "guide.md"
    guide.write_text(
        guide.read_text() + "\n<script>alert(1)</script> [away](javascript:alert(1)) ![far](https://x.example/a.svg)\n"
    )
    assert main(["docs", str(package), "--out", str(tmp_path), "--json"]) == 0
    file = Path(json.loads(capsys.readouterr().out.splitlines()[-1])["path"])
    text = file.read_text(encoding="utf-8")
    ids = set(re.findall(r' id="([^"]+)"', text))
    for target in re.findall(r'href="#([^"]+)"', text):
        assert target in ids
    assert text.count("<section ") == len(list((package / "docs").glob("*.md"))) - 1
    assert "data:image/svg+xml;base64," in text
    assert not re.search(r"<script|javascript:alert\(1\)\"|src=\"https?:", text)


def test_a_text_that_holds_markup_is_shown_as_it_is(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path / "home"))
    Path("text.md").write_text(
        "# Boats <script>alert(1)</script>\n- Boat: name, colour (red, *blue* or `gr|een`)\n- A name with <b>less</b> than 3 characters is refused.\n",
        encoding="utf-8",
    )
    assert main(["new", "text.md", "--out", "out", "--no-tests", "--json"]) == 0
    package = Path(json.loads(capsys.readouterr().out.splitlines()[-1])["package_path"])
    for page in [package / "README.md", *(package / "docs").glob("*.md")]:
        text = re.sub(r"^```.*?^```$|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        assert not re.search(r"<(?!http://127)", text), page
