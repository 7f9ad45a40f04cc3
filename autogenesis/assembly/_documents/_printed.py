"""All pages of a package as one HTML file: for paper, for a mail, for a machine with no network."""

from __future__ import annotations

import base64
import html
import re
from importlib import resources
from typing import TYPE_CHECKING, Any

from autogenesis.assembly._documents._shelf import Sheet, Shelf
from autogenesis.assembly._documents._text import anchor

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINK = re.compile(r"(?P<file>[\w.-]+\.md)?(?:#(?P<anchor>[\w’-]+))?")


def printable(pages: Shelf) -> str:
    """One self-contained page: styles and pictures are in it, and nothing is fetched."""
    style = resources.files("autogenesis.assembly").joinpath("templates/printed.css").read_text(encoding="utf-8")
    known = {sheet.file for sheet in pages.sheets}
    sections = [_section(sheet, pages, known) for sheet in pages.sheets]
    front = _rendered(pages.front, pages, known)
    contents = "".join(_entry(sheet) for sheet in pages.sheets)
    title = html.escape(pages.title)
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<header class="front">{front}</header>\n'
        f'<nav aria-label="Contents"><h2>Contents</h2><ol>{contents}</ol></nav>\n'
        f"<main>\n{''.join(sections)}</main>\n</body>\n</html>\n"
    )


def _section(sheet: Sheet, pages: Shelf, known: set[str]) -> str:
    return f'<section id="{_page(sheet.file)}">\n{_rendered(sheet, pages, known)}</section>\n'


def _entry(sheet: Sheet) -> str:
    """A page in the contents, with its sections."""
    tokens = _parser().parse(sheet.text)
    inner = "".join(
        f'<li><a href="#{_page(sheet.file)}.{slug}">{html.escape(_said(tokens[place + 1]))}</a></li>'
        for place, slug in _slugs(tokens)
        if tokens[place].tag == "h2"
    )
    under = f"<ul>{inner}</ul>" if inner else ""
    return f'<li><a href="#{_page(sheet.file)}">{html.escape(sheet.title)}</a>{under}</li>\n'


def _rendered(sheet: Sheet, pages: Shelf, known: set[str]) -> str:
    parser = _parser()
    tokens = parser.parse(sheet.text)
    for place, slug in _slugs(tokens):
        tokens[place].attrSet("id", f"{_page(sheet.file)}.{slug}")
    for token in [child for block in tokens for child in block.children or ()]:
        if token.type == "link_open":
            token.attrSet("href", _target(str(token.attrGet("href") or ""), sheet, known))
        elif token.type == "image":
            _take_in(token, pages)
    return str(parser.renderer.render(tokens, parser.options, {}))


def _slugs(tokens: list[Token]) -> list[tuple[int, str]]:
    """The places of the headings, and what links call them: as MkDocs does."""
    found: list[tuple[int, str]] = []
    seen: set[str] = set()
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            slug = anchor(_said(tokens[place + 1]))
            while slug in seen:
                stem, _, number = slug.rpartition("_")
                slug = f"{stem}_{int(number) + 1}" if stem and number.isdigit() else f"{slug}_1"
            seen.add(slug)
            found.append((place, slug))
    return found


def _said(inline: Token) -> str:
    return "".join(
        child.content for child in inline.children or () if child.type in ("text", "code_inline", "text_special")
    )


def _target(href: str, sheet: Sheet, known: set[str]) -> str:
    """Where a link leads in the one page; what lies elsewhere on disk leads to the front."""
    if re.match(r"https?://", href):
        return href
    found = _LINK.fullmatch(href)
    file = (found["file"] or sheet.file) if found else ""
    if found is None or file not in known:
        return "#"
    return f"#{_page(file)}.{found['anchor']}" if found["anchor"] else f"#{_page(file)}"


def _take_in(image: Token, pages: Shelf) -> None:
    """Put a picture of the package into the page; any other is left out, and its words stay."""
    body = pages.pictures.get(str(image.attrGet("src") or ""))
    data = base64.b64encode(body).decode() if body is not None else ""
    image.attrSet("src", f"data:image/svg+xml;base64,{data}" if data else "data:,")


def _page(file: str) -> str:
    return file.removesuffix(".md")


def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")
