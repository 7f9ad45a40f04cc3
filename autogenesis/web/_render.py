"""Source and Markdown as HTML that holds no script: text stays text, and what is rendered is cleaned afterwards."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

_TAGS = frozenset(
    "a blockquote br code del em h1 h2 h3 h4 h5 h6 hr li ol p pre s strong table tbody td th thead tr ul".split()
)


MOST = 250_000
"""Characters that a rendered text may have, so that a page stays quick."""


def shown(text: str, name: str) -> Markup | None:
    """Source in colours; plain where the colours would make it too long, and None where it is too long itself."""
    for rendered in (highlighted(text, name) if len(text) < MOST else None, escape(text)):
        if rendered is not None and len(rendered) <= MOST:
            return rendered
    return None


@lru_cache(maxsize=64)
def highlighted(text: str, name: str) -> Markup:
    """Source with its words in colours, by classes of the style sheet."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import TextLexer, get_lexer_for_filename
    from pygments.util import ClassNotFound

    try:
        lexer: Any = get_lexer_for_filename(name, stripnl=False)
    except ClassNotFound:
        lexer = TextLexer(stripnl=False)
    return Markup(highlight(text, lexer, HtmlFormatter(nowrap=True)))


def markdown(text: str) -> Markup:
    """Markdown without raw HTML, and without images: a page must not make a browser ask another host. Fenced diagrams
    stay text."""
    import nh3

    cleaned = nh3.clean(
        str(_parser().render(text)),
        tags=set(_TAGS),
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer nofollow",
    )
    for box in ("table", "pre"):  # what scrolls is reached by keyboard; in cleaned text no other "<table>" is left
        cleaned = cleaned.replace(f"<{box}>", f'<{box} tabindex="0">')
    return Markup(cleaned)


@lru_cache(maxsize=1)
def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
