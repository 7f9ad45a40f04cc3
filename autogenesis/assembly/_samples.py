"""Texts such as people would write, made up: names, addresses, remarks; the same number gives the same text."""

from __future__ import annotations

_FIRST = ("Ann", "Ben", "Cara", "Dan", "Eva", "Finn", "Gina", "Hugo", "Ida", "Jan", "Kim", "Leo", "Mia", "Noah")
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")
_PERSONAL = frozenset({"birth", "email", "phone", "surname", "person", "member", "customer"})


def sample_text(field: str, kind: str, number: int, *, person: bool) -> str:
    """A text for a field of the `number`-th row of a kind; `person` where such rows are people."""
    words = set(field.split("_"))
    first = _FIRST[(number - 1) % len(_FIRST)]
    more = (number - 1) // len(_FIRST)
    named = f"{first} Example{f' {more + 1}' if more else ''}"
    if "email" in words or "mail" in words:
        return f"{first.lower()}{more or ''}@example.org"
    if words & {"phone", "telephone"}:
        return f"+44 20 7946 0{number:03d}"
    if "address" in words:
        return f"{number} Example Street"
    label = kind.replace("_", " ").lower()
    if words & {"name", "surname"} and (person or words & _PERSONAL or set(label.split()) & _PERSONAL):
        return named
    if words & {"name", "title", "label", "heading"}:
        return f"{_ordinal(number)} {label if label not in words else field.replace('_', ' ')}"
    return f"{_ordinal(number)} {field.replace('_', ' ')}"


def _ordinal(number: int) -> str:
    return _ORDINALS[number - 1] if number <= len(_ORDINALS) else f"No. {number}"
