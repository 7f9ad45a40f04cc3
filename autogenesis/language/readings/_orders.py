"""Reads in which order rows are taken: "oldest first, at equal age by name", "the heaviest, then the lowest number"."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import EntityDraft, best_field
from autogenesis.language._inflect import plural_of
from autogenesis.language._regex import regex
from autogenesis.language._terms import choice, same

_UP, _DOWN = False, True
_SUPERLATIVES: dict[str, tuple[tuple[str, ...], bool]] = {
    "nearest": (("distance", "way"), _UP), "closest": (("distance", "way"), _UP), "farthest": (("distance", "way"), _DOWN),
    "furthest": (("distance", "way"), _DOWN), "heaviest": (("weight", "mass"), _DOWN), "lightest": (("weight", "mass"), _UP),
    "cheapest": (("price", "cost", "fee", "amount", "rate"), _UP), "dearest": (("price", "cost", "fee", "amount"), _DOWN),
    "oldest": (("age",), _DOWN), "youngest": (("age",), _UP), "largest": (("size", "area", "amount", "quantity", "volume", "capacity"), _DOWN),
    "biggest": (("size", "area", "amount", "quantity", "volume"), _DOWN), "smallest": (("size", "area", "amount", "quantity", "volume", "capacity"), _UP),
    "longest": (("length", "duration", "time"), _DOWN), "shortest": (("length", "duration", "time"), _UP), "tallest": (("height",), _DOWN),
    "highest": (("height",), _DOWN), "lowest": (("height",), _UP), "fastest": (("speed",), _DOWN), "slowest": (("speed",), _UP),
    "warmest": (("temperature",), _DOWN), "coldest": (("temperature",), _UP), "widest": (("width",), _DOWN), "deepest": (("depth",), _DOWN),
}  # fmt: skip
_EARLY = {"earliest": _UP, "oldest": _UP, "latest": _DOWN, "newest": _DOWN, "youngest": _DOWN}
_OF_FIELD = {
    **dict.fromkeys(("lowest", "lower", "smallest", "smaller", "fewest", "least", "earliest", "shortest"), _UP),
    **dict.fromkeys(
        ("highest", "higher", "largest", "larger", "most", "greatest", "greater", "latest", "longest"), _DOWN
    ),
}
_FILLERS = regex(
    r"^(?:then|and|within (?:that|these|each)|among (?:these|them)|otherwise|finally|(?:at|on|with|for) equal [\w -]+?(?=,? (?:by|the|whoever)\b)|the|of them)\s*,?\s+",
    re.I,
)
_TAIL = regex(r"\s+(?:of (?:them|these|those|all)|first|wins?|comes? first|goes? first|ones?|one|decides?)\b.*$", re.I)


def order_key(phrase: str, entity: EntityDraft, row: str) -> bp.Expression | None:
    """The sort key, smallest first, that a phrase asks for; None where it names nothing that rows are ordered by."""
    text = phrase.strip(" .;,").lower()
    ends_first = bool(re.search(r"\bfirst$", text))
    while (shorter := _FILLERS.sub("", text)) != text:
        text = shorter
    by_field = re.match(
        r"(?:in order of |by )(?:the |its |their )?(?P<way>falling |rising |descending |ascending )?(?P<field>[\w -]+)$",
        text,
    )
    if by_field:
        down = (by_field["way"] or "").strip() in {"falling", "descending"}
        return _field_key(by_field["field"], entity, row, down)
    text = _TAIL.sub("", text)
    first, *rest = text.split()
    if rest and first in _OF_FIELD:
        return _field_key(" ".join(rest), entity, row, _OF_FIELD[first])
    if not rest and (key := _superlative(first, entity, row)) is not None:
        return key
    return _group_key(text, entity, row) if ends_first else None


def _field_key(label: str, entity: EntityDraft, row: str, down: bool) -> bp.Expression | None:
    words = [w for w in label.split() if w not in {entity.label, "the", "its", "their"}]
    name = best_field(entity, words or label.split())
    if name is None and words[-1:] == ["id"]:
        name = "id"
    return _directed(entity, row, name, down) if name else None


def _directed(entity: EntityDraft, row: str, name: str, down: bool) -> bp.Expression | None:
    held = entity.fields.get(name) or entity.derivations.get(name)
    key = bp.path(row, name)
    if not down:
        return key
    if held is None or not held.type.is_number:
        return None
    return bp.Arithmetic(operator="-", left=bp.whole(0), right=key)


def _superlative(word: str, entity: EntityDraft, row: str) -> bp.Expression | None:
    heads, down = _SUPERLATIVES.get(word, ((), _UP))
    for head in heads:
        name = next((n for n, f in entity.fields.items() if f.type.is_number and head in f.label.lower().split()), None)
        if name:
            return _directed(entity, row, name, down)
    if word in _EARLY:
        name = next((f.name for f in entity.fields.values() if f.type.kind in {"date", "datetime", "time"}), None)
        return _directed(entity, row, name, _EARLY[word]) if name else None
    return None


def _group_key(text: str, entity: EntityDraft, row: str) -> bp.Expression | None:
    """ "urgent ones first", "deliveries first": those of a choice, or with a mark, before the others."""
    for f in entity.fields.values():
        if f.type.kind == "choice":
            for value in f.type.choices:
                if text in {value.lower(), plural_of(value.lower())}:
                    test: bp.Expression = same(f"{row}.{f.name}", choice(value, f.type.choices))
                    return bp.Conditional(test=test, then=bp.whole(0), otherwise=bp.whole(1))
        if f.type.kind == "boolean" and text.split(maxsplit=1)[0] in f.label.lower().split():
            return bp.Conditional(test=bp.path(row, f.name), then=bp.whole(0), otherwise=bp.whole(1))
    return None


def order_keys(text: str, entity: EntityDraft, row: str) -> list[bp.Expression]:
    """The keys of all phrases between commas that ask for an order."""
    found = (order_key(part, entity, row) for part in re.split(r"[,;:]|\band then\b|\bthen\b", text) if part.strip())
    return [key for key in found if key is not None]
