"""The engine knows English and no trade: which nouns for people and for things stand in its code, and why."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from autogenesis.language import _lexicon as lexicon
from autogenesis.language._people import noun_kind
from autogenesis.language._words import general_heads, verb_classes

ROOT = Path(__file__).parents[2] / "autogenesis"
ROOMS = ("language", "skills", "kit", "assembly")
CONCRETE = frozenset({"person", "people", "perhaps", "artifact", "animal", "food", "plant", "substance", "body"})
_LISTED = tomllib.loads(Path(__file__).with_name("engine_nouns.toml").read_text(encoding="utf-8"))
KNOWN = frozenset(word for words in _LISTED.values() for word in words.split())
GENERAL = frozenset(word for table in (general_heads(), verb_classes()) for words in table.values() for word in words)


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS)
def test_the_code_names_nobody_and_nothing_of_a_trade(room: str) -> None:
    """A word that fails here belongs into a text, not into the code; only what is general goes on the list."""
    found = {
        f"{word} in {path.relative_to(ROOT)}"
        for path in sorted((ROOT / room).rglob("*.py"))
        if "data" not in path.parts
        for word in _nouns(path.read_text(encoding="utf-8"))
        if word not in KNOWN | GENERAL and _kind(word) in CONCRETE
    }
    assert found == set()


def test_such_a_word_is_noticed() -> None:
    assert {"plumber", "kettle"} <= _nouns('WHO = frozenset({"plumbers"})\nWHAT = r"(?:kettle|pot)s?"\n')
    assert _nouns('"""A plumber mends a kettle."""\n') == set()


def _nouns(source: str) -> set[str]:
    """The nouns of the string literals, but for those that only explain."""
    words = {word for text in _literals(ast.parse(source)) for word in re.findall(r"[a-z]{3,}", text.lower())}
    return {base for base in map(_noun, words) if base}


@cache
def _noun(word: str) -> str:
    """The word as a dictionary has it, where it is a noun: most words stand in many modules."""
    base = lexicon.word(word).lemmas.get("NOUN", word)
    return base if lexicon.word(base).best == "NOUN" else ""


_kind = cache(noun_kind)


def _literals(tree: ast.AST) -> Iterator[str]:
    nodes = list(ast.walk(tree))
    explaining = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explaining:
            yield node.value
