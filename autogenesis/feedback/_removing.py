"""Reads wishes for less: "Nobody should be able to renew any more", "Drop the list of fines", "We no longer need a nurse"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from autogenesis.feedback._compared import lost, told_changes
from autogenesis.feedback._english import capital, own_stem, stems_of
from autogenesis.feedback._proposals import NotHeardError, Proposal, Weigh, complaint_of
from autogenesis.feedback._standing import Place, Span, Standing, without_span
from blueprints import Derivation, FieldOf, Operation, Specification

_ANY_MORE = r"(?:\s+(?:any\s?more|any\s+longer|at\s+all))"
_END = (
    r"(?:\s+(?:any\s?more|any\s+longer|at\s+all|altogether|completely|entirely|from\s+now\s+on|again|please))*\s*[.!]?$"
)
_ABILITY = r"(?:(?:the|any)\s+)?(?:possibility|option|ability|chance|feature|function|operation|right|way|rule|need|requirement)\s+"
_WHAT = r"(?P<what>[^.;!]+?)"
_SHAPES = tuple(
    re.compile(shape + _END, re.I)
    for shape in (
        (
            rf"(?:remove|drop|delete|abolish|scrap|cancel|discard|omit|eliminate|take\s+(?:out|away)|get\s+rid\s+of|do\s+away\s+with|leave\s+out"
            rf"|strike|forget(?:\s+about)?|skip|lose|retire|disable|switch\s+off|turn\s+off)\s+(?:{_ABILITY}(?:to|of|for|that)\s+)?{_WHAT}"
        ),
        rf"stop\s+{_WHAT}",
        rf"(?:there\s+(?:should|must|shall|need|is|are)\s+(?:to\s+)?(?:be\s+)?no\s+(?:more\s+|longer\s+(?:a\s+|any\s+)?)?){_WHAT}",
        rf"no\s+more\s+{_WHAT}",
        (
            rf"(?:nobody|no\s?-?one|no\s+\w+)\s+(?:should|must|shall|may|can|is|needs?|has)\s+(?:to\s+)?(?:be\s+)?(?:able\s+|allowed\s+)?"
            rf"(?:to\s+)?{_WHAT}(?={_ANY_MORE})"
        ),
        (
            rf"(?:we|you|people|they|i)\s+(?:do\s+not|don't|no\s+longer|never)\s+(?:need|want|use|require|have|keep)s?\s+"
            rf"(?:to\s+(?:be\s+able\s+to\s+)?)?{_WHAT}"
        ),
        rf"(?:we|you|they|i)\s+(?:(?:do\s+not|don't|shall\s+not|will\s+not|won't)\s+{_WHAT}(?={_ANY_MORE})|no\s+longer\s+(?P<deed>[^.;!]+?))",
        rf"(?:the\s+|a\s+|an\s+|our\s+)?[a-z][\w -]*?\s+(?:no\s+longer|do\s+not|does\s+not|don't|doesn't)\s+(?:needs?|wants?|gets?|requires?)\s+{_WHAT}",
        rf"it\s+(?:should|must|shall)\s+(?:no\s+longer|not)\s+be\s+(?:possible|allowed|permitted)\s+to\s+{_WHAT}",
        rf"it\s+is\s+(?:no\s+longer|not)\s+(?:possible|allowed|necessary|needed)\s+to\s+{_WHAT}",
        (
            rf"{_WHAT}\s+(?:is|are|should\s+be|must\s+be|should|must|can|may|shall|will|need|needs)\s+(?:be\s+)?no\s+longer"
            rf"(?:\s+be)?\s*(?:possible|needed|allowed|necessary|required|wanted|used|permitted|there|offered|supported|done)?"
        ),
        rf"{_WHAT}\s+(?:is|are)\s+(?:not|no\s+longer)\s+(?:possible|needed|allowed|necessary|required|wanted|used)(?={_ANY_MORE}|\s*\.?$)",
        (
            rf"{_WHAT}\s+(?:should|must|can|may|shall|will|do|does|need|needs)\s*(?:not|n't)\s+(?:be\s+)?(?:able\s+to\s+|allowed\s+to\s+|have\s+to\s+)?"
            rf"(?P<deed>[^.;!]+?)(?={_ANY_MORE})"
        ),
        (
            rf"{_WHAT}\s+(?:should|must|can|may|shall|will|need|needs|have|has|are|is)\s+(?:be\s+)?no\s+longer\s+(?:be\s+)?(?:able\s+to\s+|allowed\s+to\s+|to\s+)?"
            rf"(?P<deed>[^.;!]+?)"
        ),
        rf"{_WHAT}\s+(?:can|should|must|may)\s+(?:go|be\s+(?:dropped|removed|deleted|abolished|left\s+out|scrapped|taken\s+out))",
    )
)
_IDLE = stems_of(
    "possibility option ability feature function operation rule requirement system whole field role entity report send"
)
_MOST_TRIED = 24
_SUBORDINATE = re.compile(
    r"(?:and\s+|or\s+|but\s+)?(?:if|when|whenever|once|unless|until|after|before|while|where|because|as|with|without)\b",
    re.I,
)
"""What says under which circumstances the rest holds: without it the rest would always hold."""


def read_removal(said: str, standing: Standing) -> Iterator[Proposal]:
    """The text without what asks for the thing; of several ways the one that takes least along."""
    match = next(filter(None, (shape.match(said) for shape in _SHAPES)), None)
    if match is None:
        return
    named = f"{match['what'] or ''} {match.groupdict().get('deed') or ''}"
    wanted = stems_of(named, alike=False) - _IDLE
    if not wanted:
        return
    operations = _operations(wanted, standing.specification)
    fields = _fields(wanted, standing.specification) if not operations else ()
    weigh = _gone(operations, fields, wanted)
    found: list[tuple[int, int, Proposal]] = []
    why = ""
    for number, text in enumerate(_shorter(wanted, operations, standing)):
        if number >= _MOST_TRIED:
            break
        proposal = Proposal("removal", text, weigh)
        complaint = complaint_of(proposal, standing)
        if complaint:
            why = why or complaint
            continue
        after = standing.read(text)
        assert after is not None
        found.append((len(lost(standing.specification, after)), number, proposal))
    if not found:
        nothing = f"no sentence speaks of “{' '.join(named.split())}” alone"
        raise NotHeardError(why or nothing)
    yield min(found, key=lambda one: one[:2])[2]


def _operations(wanted: frozenset[str], specification: Specification) -> tuple[Operation, ...]:
    """The operations that are spoken of: their verb is named, and no other thing than theirs."""
    found = []
    for one in specification.operations:
        verb, _, thing = one.name.partition("_")
        parts = stems_of(verb, alike=False) | stems_of(thing, alike=False)
        about = stems_of((one.entity or "").partition(".")[2], alike=False)
        said = _verb(verb) & wanted
        if one.kind in {"get", "list"} or not said or not ((parts - said) & wanted or wanted <= parts | about):
            continue
        found.append(one)
    return tuple(found)


def _verb(verb: str) -> frozenset[str]:
    return frozenset({own_stem(verb)})


def _fields(wanted: frozenset[str], specification: Specification) -> tuple[str, ...]:
    """The fields of that name, of the thing that is named with it where one is."""
    found = []
    for entity in specification.entities:
        thing = stems_of(entity.name, alike=False)
        members: list[FieldOf | Derivation] = [*entity.fields, *entity.derivations]
        for one in members:
            label = stems_of(one.label, alike=False)
            if label and label <= wanted and wanted <= label | thing:
                found.append(one.id)
    return tuple(found)


def _gone(operations: tuple[Operation, ...], fields: tuple[str, ...], wanted: frozenset[str]) -> Weigh:
    names = {one.id for one in operations}

    def weigh(before: Specification, after: Specification) -> str:
        changes = told_changes(before, after)
        added = [one for one in changes if one.action == "add"]
        if added:
            return f"it would add {added[0].id}"
        if names:
            left = names & {one.id for one in after.operations}
            return f"{sorted(left)[0].partition('.')[2]} would still be there" if left else ""
        if fields:
            held = [one for entity in after.entities for one in (*entity.fields, *entity.derivations)]
            kept = {one.id.partition(".")[2] for one in held} & {one.partition(".")[2] for one in fields}
            return f"{sorted(kept)[0].replace('.', ' ')} would still be kept" if kept else ""
        gone = lost(before, after)
        gone = [name for name in gone if not name.startswith("agent.")]  # who does it is not what is done
        about = frozenset(part for name in gone for part in stems_of(name.partition(".")[2], alike=False))
        return "" if wanted & about else "nothing of that name would be gone"

    return weigh


def _shorter(wanted: frozenset[str], operations: tuple[Operation, ...], standing: Standing) -> Iterator[str]:
    """Texts without a sentence, or a part of one, that speaks of it."""
    carried = {one.id for one in operations}
    asking = [one for one in standing.specification.requirements if carried & set(one.elements)]
    own = {place.id: stems_of(place.text, alike=False) for place in standing.places}
    places = [place for place in standing.places if wanted & own[place.id]]
    places.sort(key=lambda one: -len(wanted & own[one.id]))
    owned = {
        clause.sentence for clause in standing.specification.clauses for one in asking if clause.requirement == one.id
    }
    for place in places:
        for span in _pieces(place, wanted, standing):
            yield _cut(standing.text, span)
        if wanted <= own[place.id] or place.id in owned:
            yield standing.without(place)
    cuts = [_cuts(place, wanted, standing) for place in places if wanted <= own[place.id]]
    if len(cuts) > 1:
        text = standing.text
        for span, part in sorted(cuts, key=lambda one: -one[0][0]):
            text = _cut(text, span) if part else without_span(text, span)
        yield text
    mine = [place for place in standing.places if place.id in owned]
    if len(mine) > 1:
        text = standing.text
        for place in sorted(mine, key=lambda one: -one.span[0]):
            text = without_span(text, place.span)
        yield text


def _pieces(place: Place, wanted: frozenset[str], standing: Standing) -> Iterator[Span]:
    """Parts of a sentence that speak of it: members of a list, what stands behind a comma or an "and", clauses."""
    start, end = place.span
    text = standing.text[start:end]
    marks = [0, *(m.start() for m in re.finditer(r"[,;]\s|\s(?:and|or|but)\s", text)), len(text.rstrip(". "))]
    for left, right in pairwise(marks):
        piece = text[left:right]
        circumstance = _SUBORDINATE.match(piece.lstrip(",; "))
        head = left == 0 and text[right : right + 1] != ";"
        if wanted <= stems_of(piece, alike=False) and not circumstance and not head:
            yield start + left, start + right


def _cuts(place: Place, wanted: frozenset[str], standing: Standing) -> tuple[Span, bool]:
    """The part of a sentence that speaks of it, else all of it."""
    piece = next(_pieces(place, wanted, standing), None)
    return (place.span, False) if piece is None else (piece, True)


def _cut(text: str, span: Span) -> str:
    left, right = text[: span[0]], text[span[1] :]
    if not left.rstrip() or left.rstrip()[-1] in ".:\n-*•" or left.endswith("\n"):
        right = re.sub(r"^(?:[,;]\s|\s(?:and|or|but)\s)\s*", "", right)
        right = capital(right)
    return left + right
