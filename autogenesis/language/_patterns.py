"""Owns the little language in which readings say what wording they read: patterns over skeletons.

A pattern is words separated by blanks:

    NP  NP=name  NP(record|row)=name    a noun phrase, with that head
    Q=name  Q.Duration=name             a literal, of that type (Bound, Money, Times …)
    V=name  V.part=name  V(tell|inform)=name    a verb, in that form, with that lemma
    BE  HAVE  MODAL  NOT  PRONOUN  ANY  forms of be and have, modals, negators, pronouns, any one piece
    word  word|other  they|NP           those very words or classes; a trailing ? makes any item optional
    ...                                 anything, as little as possible, within the sentence
    ^  $                                the sentence's start and end (a final full stop is no matter)
    ( … )  ( … )?  |                    groups and alternatives, each a word of its own
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from autogenesis.language._literals import Literal
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._text import Span

_ITEM = regex(r"(NP|Q|V)(?:\.([A-Za-z|]+))?(?:\(([^)]*)\))?(?:=(\w+))?(\?)?\Z")
_FIXED = {
    "BE": r"(?:be|being|been|is|are|was|were)",
    "HAVE": r"(?:have|has|had|V\d+:have\.\w+)",
    "MODAL": r"(?:shall|must|may|can|will|should|could|would|might)",
    "NOT": r"(?:not|never)",
    "ANY": r"\S+",
    "PRONOUN": r"(?:it|he|she|they|them|him|her|this|that|these|those)",
}
_PLAIN = {"NP": r"N\d+:[^ ]+", "Q": r"Q\d+:[^ ]+", "V": r"V\d+:[^ ]+"}


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern was found in a unit."""

    unit: Unit
    found: re.Match[str]

    def piece(self, name: str) -> Piece | None:
        """The named piece, or None where it is optional and absent."""
        text = self._text(name)
        return None if text is None else self.unit.pieces[int(re.sub(r"[^\d].*", "", text[1:]))]

    def __getitem__(self, name: str) -> Piece:
        piece = self.piece(name)
        if piece is None:
            raise KeyError(name)
        return piece

    def __contains__(self, name: str) -> bool:
        return self._text(name) is not None

    def _text(self, name: str) -> str | None:
        """What a group matched; a name may stand in several alternatives."""
        groups = self.found.groupdict()
        return next((text for key, text in groups.items() if text is not None and key.partition("__")[0] == name), None)

    def literal(self, name: str) -> Literal | None:
        """The named literal."""
        piece = self.piece(name)
        return piece.literal if piece else None

    @property
    def span(self) -> Span:
        """From the first piece matched to the last, in the text."""
        first, last = self._reach()
        return self.unit.pieces[first].span[0], self.unit.pieces[last].span[1]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces matched."""
        first, last = self._reach()
        return self.unit.pieces[first : last + 1]

    def after(self) -> tuple[Piece, ...]:
        """The pieces that follow."""
        return self.unit.pieces[self._reach()[1] + 1 :]

    def before(self) -> tuple[Piece, ...]:
        """The pieces that go before."""
        return self.unit.pieces[: self._reach()[0]]

    def _reach(self) -> tuple[int, int]:
        skeleton = self.unit.skeleton
        first = skeleton[: self.found.start()].count(" ")
        if skeleton[self.found.start() : self.found.start() + 1] != " ":
            first -= 1
        words = len(self.found.group(0).split())
        return first, max(first, first + words - 1)


def find(unit: Unit, *patterns: str) -> Match | None:
    """The first match of the first pattern that matches."""
    for pattern in patterns:
        if _possible(pattern, unit.skeleton):
            found = _compiled(pattern).search(unit.skeleton)
            if found:
                return Match(unit, found)
    return None


def find_all(unit: Unit, pattern: str) -> tuple[Match, ...]:
    """Every match of a pattern, from left to right."""
    if not _possible(pattern, unit.skeleton):
        return ()
    return tuple(Match(unit, found) for found in _compiled(pattern).finditer(unit.skeleton))


def _possible(pattern: str, skeleton: str) -> bool:
    """Whether the words that a pattern insists on are there at all: most patterns need never be compiled."""
    for words in _needs(pattern):
        for word in words:
            if word in skeleton:
                break
        else:
            return False
    return True


@lru_cache(maxsize=1024)
def _needs(pattern: str) -> tuple[tuple[str, ...], ...]:
    """For each item that must occur, outside groups: the stretches of skeleton of which one must be there."""
    needs: list[tuple[str, ...]] = []
    depth = 0
    for item in pattern.split():
        if item == "(":
            depth += 1
        elif item in {")", ")?", ")*", ")+"}:
            depth -= 1
        elif item == "|" and not depth:
            return ()
        elif not depth and (words := _insisted(item)):
            needs.append(words)
    return tuple(needs)


def _insisted(item: str) -> tuple[str, ...]:
    if item in {"^", "$", "..."} or item in _FIXED or (item.endswith("?") and len(item) > 1):
        return ()
    match = _ITEM.match(item)
    if match is None:
        words = item.split("|")
        return () if any(word in _PLAIN or word in _FIXED for word in words) else tuple(f" {word} " for word in words)
    kind, form, lemmas, _, _ = match.groups()
    if lemmas and re.fullmatch(r"[\w|-]+", lemmas):
        return tuple(f":{lemma}{'.' if kind == 'V' else ' '}" for lemma in lemmas.split("|"))
    return tuple(f":{name} " for name in form.split("|")) if kind == "Q" and form else ()


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = [r"(?<= )"]
    named: dict[str, int] = {}
    for item in pattern.split():
        parts.append(re.sub(r"\?P<(\w+)>", lambda found: _numbered(found.group(1), named), _translated(item)))
    return re.compile("".join(parts))


def _numbered(name: str, named: dict[str, int]) -> str:
    """A group name that is used again, in another alternative, gets a number."""
    named[name] = named.get(name, 0) + 1
    return f"?P<{name}>" if named[name] == 1 else f"?P<{name}__{named[name]}>"


def _translated(item: str) -> str:
    if item in {"(", "|"}:
        return "(?:" if item == "(" else "|"
    if item in {")", ")?", ")*", ")+"}:
        return item
    if item == "^":
        return r"(?<=\A )"
    if item == "$":
        return r"(?=[.!?;:]? ?\Z)"
    if item == "...":
        return r"(?:\S+ )*?"
    optional = "?" if item.endswith("?") and len(item) > 1 else ""
    bare = item[:-1] if optional else item
    if bare in _FIXED:
        return f"(?:{_FIXED[bare]} ){optional}"
    match = _ITEM.match(item)
    if match is None:
        words = "|".join(_PLAIN.get(word) or _FIXED.get(word) or re.escape(word) for word in bare.split("|"))
        return f"(?:(?:{words}) ){optional}"
    kind, form, lemmas, name, _ = match.groups()
    body = {"NP": r"N\d+:", "Q": r"Q\d+:", "V": r"V\d+:"}[kind]
    body += f"(?:{lemmas})" if lemmas else (f"(?:{form})" if kind == "Q" and form else r"[^ ]+?")
    if kind == "V":
        body += rf"\.(?:{form})" if form else r"\.\w+"
    group = f"(?P<{name}>{body})" if name else f"(?:{body})"
    return f"(?:{group} ){optional}"
