"""Reads lists of fields: "a name, an optimistic and a likely estimate in days, the parts it needs and a cost in euro"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autogenesis.language._inflect import plural_of
from autogenesis.language._skeleton import Piece
from autogenesis.language._text import Span


@dataclass(frozen=True, slots=True)
class Item:
    """One member of a list, as it names a field.

    `verb` is set for "the parts it needs": the field is named by the verb and refers to `label`.
    """

    label: str
    span: Span
    plural: bool = False
    unit: str = ""
    gloss: tuple[Piece, ...] = ()
    verb: str = ""


def items(pieces: Sequence[Piece]) -> tuple[Item, ...]:
    """The members of a list."""
    found: list[Item] = []
    pending: list[tuple[str, Span]] = []
    for segment, gloss in _segments(pieces):
        item = _item(segment, gloss)
        if item is None:
            bare = [p for p in segment if p.text.lower() not in {"a", "an", "the"}]
            if len(bare) == 1 and bare[0].kind == "W" and bare[0].text.isalpha():
                pending.append((bare[0].text.lower(), bare[0].span))
            continue
        head = item.label.split()[-1]
        found.extend(Item(f"{adjective} {head}", span, item.plural, item.unit) for adjective, span in pending)
        pending.clear()
        found.append(item)
    return tuple(found)


def _segments(pieces: Sequence[Piece]) -> Iterator[tuple[list[Piece], tuple[Piece, ...]]]:
    """The stretches between commas and conjunctions, each with what stands in parentheses behind it."""
    current: list[Piece] = []
    gloss: list[Piece] = []
    depth = 0
    for piece in pieces:
        text = piece.text
        if text == "(":
            depth += 1
        elif text == ")":
            depth -= 1
        elif depth:
            gloss.append(piece)
        elif text.lower() in {",", "and", "or", ";", "."}:
            if current:
                yield current, tuple(gloss)
            current, gloss = [], []
        else:
            current.append(piece)
    if current:
        yield current, tuple(gloss)


def _item(segment: list[Piece], gloss: tuple[Piece, ...]) -> Item | None:
    nouns = [i for i, p in enumerate(segment) if p.kind == "N"]
    if not nouns:
        return None
    first = segment[nouns[0]]
    rest = segment[nouns[0] + 1 :]
    words = [p.text.lower() for p in rest]
    span = (segment[0].span[0], segment[-1].span[1])
    if rest and rest[0].text.lower() in {"it", "they", "that", "which"} and any(p.kind == "V" for p in rest):
        verb = next(p for p in rest if p.kind == "V")
        particle = rest[-1].text.lower() if rest[-1].kind == "W" and rest[-1] is not rest[0] else ""
        return Item(
            first.label, span, first.plural, verb=f"{verb.head}s {particle}".strip() if verb.form == "s" else verb.head
        )
    if "of" in words[:1] and len(rest) > 1 and rest[1].kind == "N":
        many = plural_of(rest[1].label) if rest[1].plural and first.label == "number" else rest[1].label
        return Item(f"{first.label} of {many}", span, first.plural, gloss=gloss)
    unit = ""
    if "in" in words[:1] and len(rest) > 1:
        unit = " ".join(p.text for p in rest[1:])
    if unit.lower() == "stock":
        return Item("stock", span, False, "", gloss)  # so many are there, and none in another unit
    return Item(first.label, span, first.plural, unit, gloss)
