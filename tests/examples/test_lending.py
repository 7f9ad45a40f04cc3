"""The example that people read is what the engine makes of its text today."""

from __future__ import annotations

import pytest

from examples.refresh import EXAMPLE, contents, generated

REFRESH = "examples/lending is not what the text gives today: run `python -m examples.refresh` and read the difference"


@pytest.mark.slow
def test_the_example_is_what_its_text_gives(tmp_path) -> None:
    fresh, kept = contents(generated(tmp_path)), contents(EXAMPLE)
    assert sorted(fresh) == sorted(kept), REFRESH
    differing = [path for path in fresh if fresh[path] != kept[path]]
    assert not differing, f"{REFRESH} ({', '.join(differing)})"


def test_the_example_can_be_read() -> None:
    files = contents(EXAMPLE)
    assert {"README.md", "TRACE.md", "blueprint.json", "pyproject.toml", "Dockerfile"} <= set(files)
    assert any(path.startswith("src/") and "/agents/" in path for path in files)
    assert any(path.startswith("tests/test_") for path in files)
    for path, body in files.items():
        text = body.decode()
        assert "autogenesis" not in text or not path.endswith(".py"), path
        assert not text or text.endswith("\n"), path
