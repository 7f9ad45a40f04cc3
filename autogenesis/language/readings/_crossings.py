"""Owns how sentences say that a value crosses a limit, and what is then to be done: the parts that readings of control share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._literals import Bound, Measure, Number, Percent
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import Relation, amount, compare
from autogenesis.language._text import Span
from autogenesis.language._typing import of_unit
from autogenesis.language._words import head_kind
from autogenesis.language.readings._control import Reading, control, owned, reading, thing
from autogenesis.language.readings._states import possessor

WHEN = frozenset({"when", "whenever", "if", "once", "while", "where", "should"})
_CONDITION = frozenset({"when", "whenever", "if", "while"})
_LONG = ("as soon as", "as long as", "for as long as", "in case", "any time", "every time")
DOWN = frozenset({"fall", "drop", "sink", "dip", "decline", "decrease", "shrink"})
UP = frozenset({"rise", "climb", "grow", "increase", "mount"})
_REACH = frozenset({"reach", "hit", "attain", "touch", "go", "get", "come", "pass", "exceed", "read", "show", "return"})
_MORE = frozenset(
    "more greater higher larger warmer hotter heavier wetter longer fuller faster stronger bigger".split()
)
_LESS = frozenset("less fewer lower smaller colder cooler lighter drier shorter emptier slower weaker".split())
_SORT = {
    **dict.fromkeys(("warmer", "hotter", "colder", "cooler"), "temperature"),
    **dict.fromkeys(("heavier", "lighter"), "weight"),
    **dict.fromkeys(("faster", "slower"), "speed"),
}
"""What an adjective of degree compares."""
_BETWEEN = frozenset(
    "to is are be been being was were has have had at back again even just still than down up ever".split()
)
_LINKS = frozenset({"of", "in", "inside", "at", "within"})
_QUALITY = regex(r"(?:ity|ness|ure|age|th|ion)\Z")


@dataclass(frozen=True)
class Crossing:
    """A reading that stands in a relation to a limit."""

    reading: Reading
    relation: Relation
    value: Decimal
    span: Span

    def holds(self, draft: Draft, row: str) -> bp.Expression:
        """The condition on the row at a path; other limits hold for rows that a variant speaks of."""
        kind = self.reading.type
        limit: bp.Expression = amount(kind, self.value)
        for variant in control(draft).variants:
            if variant.entity is self.reading.entity and variant.old == self.value:
                limit = bp.Conditional(
                    test=bp.path(*row.split("."), variant.flag), then=amount(kind, variant.new), otherwise=limit
                )
        return compare(f"{row}.{self.reading.field}", self.relation, limit)


def parts_of(unit: Unit) -> Iterator[tuple[Piece, ...]]:
    """The statements of a sentence: what stands between semicolons, or around "and" where both sides have a condition."""
    pieces = unit.pieces
    wish = next((i for i, p in enumerate(pieces) if p.kind == "V"), 0) if unit.story_actor is not None else -1
    start, conditions = wish + 1, 0
    for index, piece in enumerate(pieces[start:], start):
        word = piece.text.lower()
        conditions += word in _CONDITION
        further = any(p.text.lower() in _CONDITION for p in pieces[index:])
        before = index > 1 and any(p.kind == "Q" for p in pieces[index - 2 : index])
        follows = index + 1 < len(pieces) and pieces[index + 1].text.lower() in _CONDITION
        plain = pieces[start].text.lower() not in _CONDITION
        if word == ";" or (word == "and" and conditions and further and (follows or before and plain)):
            yield pieces[start:index]
            start, conditions = index + 1, 0
    yield tuple(p for p in pieces[start:] if p.text not in {".", "!"})


def span_of(pieces: Sequence[Piece]) -> Span:
    """From the first piece to the last."""
    return pieces[0].span[0], pieces[-1].span[1]


def span_in(unit: Unit, pieces: Sequence[Piece]) -> Span:
    """The same; the first statement of a story begins with who wants it."""
    start, end = span_of(pieces)
    first = unit.story_actor is not None and not any(p.text == ";" and p.span[0] < start for p in unit.pieces)
    return (unit.span[0] if first else start), end


def split(pieces: Sequence[Piece]) -> tuple[str, Sequence[Piece], Sequence[Piece]] | None:
    """The marker, the condition and what follows from it: "when A, B", "B when A", "A: B"."""
    pieces = [p for p in pieces if not (p is pieces[0] and p.text.lower() in {"and", "but", "then"})]
    words = [p.text.lower() for p in pieces]
    for index in range(len(words)):
        marker, length = _marker(words, index)
        if not marker:
            continue
        start = index + length
        end = _end(pieces, words, start)
        if end is None:
            return None
        if index == 0:
            rest = end + 1 if end < len(words) and words[end] in {",", ":"} else end
            return marker, pieces[start:end], pieces[rest:]
        return marker, pieces[start:end], [*pieces[:index], *pieces[end:]]
    if ":" in words:
        at = words.index(":")
        return "when", pieces[:at], pieces[at + 1 :]
    return None


def _marker(words: Sequence[str], index: int) -> tuple[str, int]:
    for phrase in _LONG:
        length = len(phrase.split())
        if " ".join(words[index : index + length]) == phrase:
            return "while" if "long" in phrase else "when", length
    word = words[index]
    return (word, 1) if word in WHEN and (index == 0 or word != "once") else ("", 0)


def _end(pieces: Sequence[Piece], words: Sequence[str], start: int) -> int | None:
    """Where a condition ends: at a comma or colon, at "then", or behind its limit."""
    for index in range(start, len(pieces)):
        if words[index] in {",", ":", "then", "so", "because"}:
            return index
        if pieces[index].kind == "Q" and index + 1 < len(pieces):
            following = pieces[index + 1]
            unit = following.kind == "N" and not following.determiner and len(following.text) <= 3
            nexts = pieces[index + 2] if index + 2 < len(pieces) else None
            if (
                following.kind == "N"
                and not unit
                and nexts is not None
                and nexts.text.lower() not in {",", "of", "in", "and"}
            ):
                return index + 1
    return len(pieces)


def crossing(pieces: Sequence[Piece], draft: Draft, it: Reading | EntityDraft | None = None) -> Crossing | None:
    """What a condition says of a value and its limit; None where it says anything else. `it` is what a pronoun means."""
    pieces = _without_report(pieces)
    at = next((i for i, p in enumerate(pieces) if p.kind == "Q"), None)
    if at is None or any(p.kind in {"Q", "V"} for p in pieces[at + 1 :][1:]):
        return None
    literal = pieces[at].literal
    inner = literal.value if isinstance(literal, Bound) else literal
    if not isinstance(inner, Number | Percent | Measure) or getattr(inner, "ordinal", False):
        return None
    tail = pieces[at + 1 :]
    if len(tail) > 1 or (tail and tail[0].kind == "W" and tail[0].text.lower() not in {"again"}):
        return None
    if tail and tail[0].kind == "V" and (not isinstance(inner, Number) or len(tail[0].text) > 4):
        return None
    named_unit = tail[0].text if tail and tail[0].kind in {"N", "V"} else ""
    verbs = [
        i
        for i, p in enumerate(pieces[:at])
        if p.kind == "V" or p.text.lower() in {"is", "are", "be", "has", "have", "was", "been"}
    ]
    stop = verbs[0] if verbs else at
    motions = {p.head for p in pieces[stop:at] if p.kind == "V"}
    between = {p.text.lower() for p in pieces[stop:at] if p.kind == "W"}
    degree = between & (_MORE | _LESS)
    if between - _BETWEEN - degree or ("than" in between) != (len(degree) == 1):
        return None
    if motions - DOWN - UP - _REACH or any(p.text.lower() in {"not", "never"} for p in pieces[stop:at]):
        return None
    unit = inner.unit if isinstance(inner, Measure) else "percent" if isinstance(inner, Percent) else named_unit
    compared = next((_SORT[word] for word in degree if word in _SORT), "level")
    found = _subject(pieces[:stop], draft, of_unit(unit) if unit else bp.DECIMAL, it, compared)
    if found is None:
        return None
    relation = _relation(literal, motions, between, found, inner.value, draft)
    control(draft).crossed.append((found, relation, inner.value))
    return Crossing(found, relation, inner.value, span_of(pieces))


def measured(head: str) -> bool:
    """Whether the noun names something that is measured: a weight, a humidity, a share."""
    return head_kind(head) in {"measure", "number", "percent"} or bool(_QUALITY.search(head))


def _without_report(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """ "A value below 5 has been reported" is a value below 5."""
    end = len(pieces)
    if end and pieces[-1].kind == "V" and pieces[-1].head in {"report", "record", "measure", "read", "send", "reach"}:
        end -= 1
        while end and pieces[end - 1].text.lower() in {"has", "have", "had", "been", "is", "are", "was", "were"}:
            end -= 1
    return pieces[:end] if end and end < len(pieces) - 1 else pieces


def _relation(
    literal: object, motions: set[str], between: set[str], found: Reading, value: Decimal, draft: Draft
) -> Relation:
    """Bounds say it; "falls to", "rises to" include the limit; what is reached lies beyond the other limit's other side."""
    if isinstance(literal, Bound):
        return next(r for r in ("<", "<=", ">", ">=", "==") if r == literal.op)
    if between & (_MORE | _LESS):
        return ">" if between & _MORE else "<"
    if motions & DOWN and "to" in between:
        return "<="
    if motions & {"exceed", "pass"}:
        return ">"
    above = any(
        r.entity is found.entity and r.field == found.field and op in {">", ">="} and limit > value
        for r, op, limit in control(draft).crossed
    )
    return "<=" if above or motions & DOWN else ">="


def _subject(
    pieces: Sequence[Piece], draft: Draft, kind: bp.Type, it: Reading | EntityDraft | None, compared: str
) -> Reading | None:
    """The reading that the front of a condition names."""
    words = [p.text.lower() for p in pieces]
    if words in ([], ["it"], ["this"], ["that"], ["the", "value"]):
        return it if isinstance(it, Reading) else None
    nouns = [p for p in pieces if p.kind == "N"]
    plain = all(p.kind == "N" or p.text.lower() in {*_LINKS, "the", "a"} for p in pieces)
    if not nouns or not plain or len(nouns) > 2:
        return None
    what = nouns[0]
    if len(nouns) == 2:
        owner = nouns[1]
        return _of(thing(draft, owner.label, owner, owner.determiner), what.label, kind, what, draft)
    if (owner_words := possessor(what)) and not owned(what):
        return _of(thing(draft, " ".join(owner_words), what, what.determiner), what.label, kind, what, draft)
    if owned(what) and it is not None:
        return _of(
            it.entity if isinstance(it, Reading) else it,
            " ".join(w for w in what.words if w not in {"its", "their"}),
            kind,
            what,
            draft,
        )
    return _alone(what, kind, draft, compared)


def _of(entity: EntityDraft, label: str, kind: bp.Type, what: Piece, draft: Draft) -> Reading | None:
    known = [r for r in control(draft).readings if r.entity is entity and r.field.split("_")[-1] == what.head]
    if len(known) == 1:
        return known[0]
    return None if label in entity.derivations else reading(draft, entity, label, kind, what.span)


def _alone(what: Piece, kind: bp.Type, draft: Draft, compared: str) -> Reading | None:
    """ "the moisture", "a bed", "the tank", "the outside temperature"."""
    made = control(draft)
    label = what.label
    named = [r for r in made.readings if r.entity.fields[r.field].label == label or r.entity.label == label]
    named = named or [r for r in made.readings if r.entity.fields[r.field].label.split()[-1] == label]
    if len(named) == 1:
        return named[0]
    entity = draft.find_entity(label) or made.parts.get(label)
    of_part = [r for r in made.readings if r.entity is entity]
    if len(of_part) == 1:
        return of_part[0]
    if kind.kind in {"money", "duration"}:
        return None
    if entity is None and (measured(what.head)):
        if what.determiner in {"a", "an", "any", "each", "every"}:
            return None
        return reading(draft, thing(draft, label, what, "the"), what.head, kind, what.span, label)
    kept = [
        (e, f.name) for e in draft.entities.values() for f in e.fields.values() if f.label == label and f.type.is_number
    ]
    if entity is None and len(kept) == 1:
        return Reading(*kept[0], None)  # "the stock", of whatever has one
    if what.plural or head_kind(what.head):
        return None
    if entity is not None and _kept_already(entity, kind):
        return None  # what is entered with the rest, not measured again and again
    entity = entity or thing(draft, label, what, what.determiner)
    return reading(draft, entity, compared, kind, what.span, f"{label} {compared}")


def _kept_already(entity: EntityDraft, kind: bp.Type) -> bool:
    """Whether the text says that a thing has a field in the unit of the limit."""
    return kind.unit is not None and any(f.type.unit == kind.unit for f in entity.fields.values())
