"""Owns the general classes of verbs and of head nouns; nothing in them belongs to a domain."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType


@cache
def verb_classes() -> Mapping[str, frozenset[str]]:
    """Class name to lemmas; a verb with particle is written with a blank: "turn down"."""
    return _read("verb_classes.toml")


@cache
def general_heads() -> Mapping[str, frozenset[str]]:
    """Kind of value ("date", "money" …) to head nouns."""
    return _read("general_heads.toml")


def classes_of(verb: str, particle: str = "") -> frozenset[str]:
    """The classes of a verb; with a particle the particle verb counts first, then the bare verb.

    >>> sorted(classes_of("turn", "down"))
    ['reject']
    """
    table = verb_classes()
    if particle:
        found = frozenset(name for name, verbs in table.items() if f"{verb} {particle}" in verbs)
        if found:
            return found
    return frozenset(name for name, verbs in table.items() if verb in verbs)


def head_kind(head: str) -> str:
    """The kind of value a general head noun names, or "".

    >>> head_kind("deadline")
    'date'
    """
    return next((kind for kind, heads in general_heads().items() if head in heads), "")


def _read(name: str) -> Mapping[str, frozenset[str]]:
    raw = resources.files("autogenesis.language.data").joinpath(name).read_text(encoding="utf-8")
    return MappingProxyType(
        {key: frozenset(word.replace("_", " ") for word in value.split()) for key, value in tomllib.loads(raw).items()}
    )
