"""The documentation: every command of the package on every page does what the page says."""

from pathlib import Path

import pytest
from pages import follow, steps

_HOME = Path(__file__).parent.parent
_PACKAGE = next(_HOME.glob("src/*/__main__.py")).parent.name
_PAGES = ["README.md", *sorted(path.relative_to(_HOME).as_posix() for path in _HOME.glob("docs/*.md"))]


@pytest.mark.parametrize("page", _PAGES)
def test_a_page_can_be_followed(page: str) -> None:
    assert list(follow((_HOME / page).read_text(encoding="utf-8"), _PACKAGE)) == []


def test_the_pages_show_commands() -> None:
    text = "".join((_HOME / page).read_text(encoding="utf-8") for page in _PAGES)
    assert list(steps(text, _PACKAGE))
