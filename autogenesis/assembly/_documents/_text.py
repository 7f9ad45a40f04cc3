"""Markdown that says what it is given: whatever comes from a text is escaped, and commands and answers are laid out."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

WIDTH = 84
"""How long the lines of commands and answers may be, where they can be parted at all."""

_MARKS = re.compile(r"[\\`*\[\]|]|(?<![^\W_])_|_(?![^\W_])")
_OPENING = re.compile(r"[#>+=~-]|\d+(?=[.)](?: |$))")
_LINE_ENDS = {ord(letter): f"\\u{ord(letter):04x}" for letter in "\x85\u2028\u2029"}


class Md(str):
    """A text that is Markdown already; any other is escaped where a template shows it."""

    __slots__ = ()


def prose(value: object) -> str:
    """A value as it is read by people, on one line: no letter of it means anything to Markdown or to a browser."""
    if isinstance(value, Md):
        return value
    text = " ".join(str(value).split())
    text = _MARKS.sub(r"\\\g<0>", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    opening = _OPENING.match(text)
    return (
        text if opening is None else f"{opening[0]}\\{text[opening.end() :]}" if opening[0].isdigit() else f"\\{text}"
    )


def code(text: str) -> Md:
    """A name as it is typed."""
    plain = " ".join(text.split()).replace("|", "\\|")
    return Md(f"`` {plain} ``" if "`" in plain else f"`{plain}`")


def listing(items: Iterable[object], last: str = "and") -> Md:
    """``a, b and c``, each escaped unless it is Markdown."""
    found = [prose(item) for item in items]
    return Md(f" {last} ".join((", ".join(found[:-1]), found[-1])) if len(found) > 1 else "".join(found))


def anchor(heading: str) -> str:
    """What a heading is called in a link."""
    plain = re.sub(r"[^\w\s-]", "", heading).strip().lower()
    return re.sub(r"[-\s]+", "-", plain)


def compact(value: object) -> str:
    """JSON for a command line or a request: on one line, whatever the texts in it hold."""
    return json.dumps(value, ensure_ascii=False).translate(_LINE_ENDS)


def command(words: Sequence[str]) -> Md:
    """A command line for a shell, parted where it would be too long."""
    lines = [""]
    for word in _options(words):
        if lines[-1] and len(lines[-1]) + len(word) + 3 > WIDTH:
            lines.append(f"  {word}")
        else:
            lines[-1] = f"{lines[-1]} {word}".strip() if len(lines) == 1 else f"{lines[-1]} {word}"
    return Md(" \\\n".join(lines))


def _options(words: Sequence[str]) -> Iterable[str]:
    """The words as a shell reads them; an option and its value stay together."""
    waiting = ""
    for word in words:
        if word.startswith("--"):
            if waiting:
                yield waiting
            waiting = word
        else:
            yield f"{waiting} {shlex.quote(word)}".strip()
            waiting = ""
    if waiting:
        yield waiting


def laid_out(text: str) -> Md:
    """A line of JSON as a command prints it, parted at its commas where it would be too long."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1].strip() and len(lines[-1]) + len(piece) > WIDTH:
            lines.append(" ")
        lines[-1] += piece if lines[-1].strip() else piece.lstrip()
    lines = [line if number == 0 else f" {line.strip()}" for number, line in enumerate(lines)]
    return Md("\n".join(line.rstrip() for line in lines))


def _pieces(text: str) -> Iterable[str]:
    """The text cut after the commas that stand in no JSON text."""
    start, inside, position = 0, False, 0
    while position < len(text):
        letter = text[position]
        if letter == "\\" and inside:
            position += 1
        elif letter == '"':
            inside = not inside
        elif letter == "," and not inside:
            yield text[start : position + 1]
            start = position + 1
        position += 1
    yield text[start:]


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("autogenesis.assembly", "templates/docs"),
        undefined=StrictUndefined,
        finalize=prose,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )


def page(name: str, values: Mapping[str, Any]) -> str:
    """A page from its template: no runs of empty lines, and one line end at the end."""
    text = _environment().get_template(f"{name}.jinja").render(values)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)).strip() + "\n"
