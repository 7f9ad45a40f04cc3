"""Owns the text that is read: decoding, refusal of what is no text, and the cut before the acceptance part."""

from __future__ import annotations

import re
from dataclasses import dataclass

from autogenesis.core import SpecificationError
from autogenesis.language._regex import regex

Span = tuple[int, int]
ACCEPTANCE_MARK = "<!-- acceptance -->"
MAX_BYTES = 1_000_000
_HEADING = regex(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.M)
_FEATURE = regex(r"^[ \t]*Feature:[ \t]*(.+?)[ \t]*$", re.M)


@dataclass(frozen=True, slots=True)
class SpecText:
    """A specification as it was written, up to the acceptance mark; every span of the front end indexes `text`.

    >>> load_text("# Tool shed\\nA tool has a name.").title
    'Tool shed'
    """

    text: str
    title: str
    title_span: Span

    def at(self, span: Span) -> str:
        """The words at a span."""
        return self.text[span[0] : span[1]]


def load_text(source: bytes | str, name: str = "specification") -> SpecText:
    """Text ready to be read, or a SpecificationError (an InputError) that says what is wrong with `name`."""
    if isinstance(source, str):
        size, text = len(source.encode("utf-8", "surrogatepass")), source
    else:
        size, text = len(source), ""
    if size > MAX_BYTES:
        raise _refusal(
            name,
            f"{size} bytes are more than 1 MB",
            "Split it into smaller specifications",
        )
    if isinstance(source, bytes):
        text = _decode(source, name)
    if "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise _refusal(name, "this is a binary file", "Give plain English text in UTF-8")
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    cut = text.find(ACCEPTANCE_MARK)
    text = text if cut < 0 else text[:cut]
    if not any(c.isalnum() for c in text):
        raise _refusal(name, "there is nothing to read in it", "Write what the system shall do")
    start, end = _title(text)
    return SpecText(text, text[start:end], (start, end))


def _refusal(name: str, what: str, remedy: str) -> SpecificationError:
    return SpecificationError(what, where=name, remedy=remedy)


def _decode(source: bytes, name: str) -> str:
    if b"\x00" in source:
        raise _refusal(name, "this is a binary file", "Give plain English text in UTF-8")
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refusal(name, f"byte {error.start} is not UTF-8", "Save the file as UTF-8") from error


def _title(text: str) -> Span:
    match = _HEADING.search(text) or _FEATURE.search(text)
    if match:
        return match.span(1)
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return start, start + len(text[start:end].rstrip())
