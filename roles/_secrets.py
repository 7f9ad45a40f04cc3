"""What looks like a secret in a text: keys by their well-known shapes, and random words that are said to be secret."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_SHAPES = (
    ("a private key", ("PRIVATE KEY",), re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")),
    ("a key of a model's provider", ("sk-",), re.compile(r"\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{16,}")),
    ("a key", ("_live_", "_test_"), re.compile(r"\b(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{16,}")),
    ("a cloud key", ("AKIA", "ASIA"), re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b")),
    ("an API key", ("AIza",), re.compile(r"\bAIza[0-9A-Za-z_-]{35}\b")),
    (
        "an access token",
        ("gh", "glpat-"),
        re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{22,}|glpat-[\w-]{20,})"),
    ),
    ("a chat token", ("xox",), re.compile(r"\bxox[abeoprs]-[A-Za-z0-9-]{16,}")),
    (
        "a registry token",
        ("npm_", "pypi-", "hf_"),
        re.compile(r"\b(?:npm_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{40,}|hf_[A-Za-z0-9]{30,})"),
    ),
    ("a signed token", ("eyJ",), re.compile(r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}")),
    (
        "a URL with a password",
        ("://",),
        re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s/:@]+:(?P<value>[^\s/@]{4,})@", re.IGNORECASE),
    ),
)
"""What it is, one of the words that are in it, and how it looks."""
_SAID = re.compile(
    r"(?:password|passwd|passphrase|secret|api[_ -]?key|access[_ -]?key|token)"
    r"(?:\s*[:=]\s*|\s+is\s+)[\"'`]?(?P<value>[^\s\"'`,;)}\]]{8,})",
    re.IGNORECASE,
)
_RANDOM = re.compile(r"(?<![\w/+.-])[A-Za-z0-9_+/-]{32,}+={0,2}")
_PLACEHOLDER = re.compile(
    r"example|sample|changeme|placeholder|dummy|your[_-]|xxxx|<|\$|\{|…|\.\.\.|^(?:password|passwd|secret|pwd|pass)$",
    re.IGNORECASE,
)
_FEWEST, _SHORTEST, _LEAST_BITS = 5, 6, 4.2
"""A secret has so many different characters at least (a row of crosses has fewer), and so much is random in it."""


@dataclass(frozen=True)
class Secret:
    """What was found, in which line; where it is not `certain` it may be an id, or a sum of a file."""

    kind: str
    line: int
    certain: bool = True


@lru_cache(maxsize=256)
def secrets_in(text: str) -> tuple[Secret, ...]:
    """The secrets in a text, without what they are: whoever reads a report should not learn them."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Secret]:
    found: set[tuple[int, int]] = set()
    for kind, words, shape in _SHAPES:
        for match in shape.finditer(text) if any(word in text for word in words) else ():
            value = match.groupdict().get("value") or match[0]
            if not _is_placeholder(value):
                found.add(match.span())
                yield Secret(kind, _line(text, match.start()))
    for match in _SAID.finditer(text):
        if not _is_placeholder(match["value"]) and not _within(match, found) and (odd := _oddness(match["value"])):
            found.add(match.span())
            yield Secret("a password or token", _line(text, match.start()), certain=odd > 1)
    for match in _RANDOM.finditer(text):
        if not _within(match, found) and _entropy(match[0]) >= _LEAST_BITS and _classes(match[0]) == 3:
            yield Secret("a long random word", _line(text, match.start()), certain=False)


def _is_placeholder(value: str) -> bool:
    if "PRIVATE KEY" in value:
        return False
    return bool(_PLACEHOLDER.search(value)) or len(set(value)) < _FEWEST


def _oddness(value: str) -> int:
    """2 for a word that nobody would write in a sentence, with letters and digits mixed; 1 for one with a number at its
    end, such as a season and a year; 0 for a plain one."""
    parts = [part for part in re.split(r"[^A-Za-z0-9]+", value) if part]
    if any(re.search(r"[A-Za-z]\d+[A-Za-z]|\d[A-Za-z]+\d", part) and len(part) >= _SHORTEST for part in parts):
        return 2
    return int(any(re.fullmatch(r"[A-Za-z]{3,}\d{2,}", part) for part in parts))


def _classes(value: str) -> int:
    return sum(any(test(each) for each in value) for test in (str.islower, str.isupper, str.isdigit))


def _entropy(value: str) -> float:
    """Bits a character (Shannon)."""
    return -sum(n / len(value) * math.log2(n / len(value)) for n in Counter(value).values())


def _within(match: re.Match[str], found: set[tuple[int, int]]) -> bool:
    return any(begin < match.end() and match.start() < end for begin, end in found)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
