"""What people edited in a package survives a revision, or is marked and listed: in every kind of file that there is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from autogenesis.cli import main
from tests.packages import Packages

SPECS = Path(__file__).parents[2] / "specs"
LINES = {
    "README.md": "\nAsk Ann before you change this.\n",
    "pyproject.toml": "\n# pinned on purpose\n",
    "docs/operations.md": "\nThe pager number is 17.\n",
    "compose.yaml": "# behind our own proxy\n",
    "tests/test_operations.py": "\n\ndef test_mine() -> None:\n    assert True\n",
    "src/{package}/rules.py": "\n\ndef of_mine() -> int:\n    return 17\n",
    "src/{package}/agents/{agent}.py": "\n\nOF_MINE = 17\n",
    "src/{package}/prompts/{agent}.md": "\nSay it kindly.\n",
    "src/{package}/messages.py": "\n\nFIELDS_OF_MINE = ()\n",
}
EDITS = {
    "patient-management": ("README.md", "src/{package}/agents/{agent}.py", "tests/test_operations.py"),
    "library-lending": ("pyproject.toml", "src/{package}/rules.py", "src/{package}/prompts/{agent}.md"),
    "education-content": ("docs/operations.md", "compose.yaml", "src/{package}/messages.py"),
}
ASKED = {
    "patient-management": ("140", "145"),
    "library-lending": ("0.20 euro charged", "0.30 euro charged"),
    "education-content": ("within seven days", "within nine days"),
}


@pytest.mark.parametrize("name", EDITS)
def test_three_edits_survive_a_revision_or_are_marked(
    name: str,
    packages: Packages,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    spec = SPECS / f"{name}.md"
    stood = packages.of(spec)
    home = tmp_path / "there"
    shutil.copytree(packages.home(spec), home, symlinks=True)
    at = home / stood.relative_to(packages.home(spec))
    package = next(at.glob("src/*/__main__.py")).parent.name
    agent = sorted(path.stem for path in at.glob("src/*/agents/*.py") if path.stem != "__init__")[0]
    edited: Mapping[str, str] = {path.format(package=package, agent=agent): LINES[path] for path in EDITS[name]}
    for path, line in edited.items():
        assert (at / path).is_file(), path
        (at / path).write_text((at / path).read_text(encoding="utf-8") + line, encoding="utf-8")
    one = at / sorted(edited)[-1]  # in the middle of a line that is generated, too
    first = one.read_text(encoding="utf-8").splitlines()[0]
    one.write_text(
        one.read_text(encoding="utf-8").replace(first, f"{first[:-3]} (mine){first[-3:]}", 1), encoding="utf-8"
    )
    text = spec.read_text(encoding="utf-8")
    old, new = ASKED[name]
    assert old in text
    (home / "next.md").write_text(text.partition("<!-- acceptance -->")[0].replace(old, new), encoding="utf-8")
    monkeypatch.chdir(home)
    monkeypatch.setenv("GENESIS_HOME", str(home / ".genesis"))
    ended = main(["revise", str(at), "--spec", "next.md", "--no-tests", "--json"])
    told = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    listed = {conflict["path"] for conflict in told["conflicts"]}
    assert ended == (2 if listed else 0)
    for path, line in edited.items():
        stands = (at / path).read_text(encoding="utf-8")
        assert line.strip() in stands, f"the edit of {path} is gone"
        assert path in {*told["kept"], *listed}
    assert "(mine)" in one.read_text(encoding="utf-8")
    assert any(new in path.read_text(encoding="utf-8") for path in at.glob("src/**/*.py")) or listed
