"""Reads questions answered out of what was written: "quotes at most five lines sharing a word with the question"."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._literals import Bound, Measure, Number, Quoted
from autogenesis.language._patterns import find
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language.readings._encounters import records
from autogenesis.language.readings._states import named

_QUOTES = regex(
    r"\b(?:quotes?|cites?|shows?|returns?|gives?|lists?|finds?)\b(?:\s+back)?(?P<how>[^.;:]*?)\b(?:sharing|(?:that|which)\s+shares?|having|with|that\s+have)\s+"
    r"(?:a|one|any|at\s+least\s+one|some)\s+words?\s+(?:in\s+common\s+)?with\s+(?:the|a)\s+(?P<what>[a-z]+)",
    re.IGNORECASE,
)
_MOST = regex(
    r"\b(?:most\s+(?:shared|common|matching)\s+words|most\s+words\s+in\s+common|(?:those|the\s+ones|lines)\s+sharing\s+(?:the\s+)?most(?:\s+words)?)\s*(?:come\s+)?first\b",
    re.IGNORECASE,
)
_NEWEST = regex(
    r"\b(?:then|and\s+then|after\s+that)\s+(?:the\s+|those\s+of\s+the\s+)?(?:newest|latest|most\s+recent|youngest)\b",
    re.IGNORECASE,
)
_CASE = regex(r"\b(?:capitals?|case|upper\s+and\s+lower\s+case|capital\s+letters)\b", re.IGNORECASE)
_IGNORES = regex(
    r"\b(?:ignor\w+|disregard\w*|leaves?\s+out|skips?|no\s+matter|does\s+not\s+count|regardless)\b", re.IGNORECASE
)
_NONE = regex(
    r"^(?:if|when|where)\s+(?:no\s+(?:such\s+)?[a-z]+\s+(?:shares?|has|does|do|is|matches|fits|can\s+be\s+found)|nothing\s+(?:matches|fits|is\s+found|can\s+be\s+found)|there\s+(?:is|are)\s+(?:none|no\s+such))\b",
    re.IGNORECASE,
)
_REPLIES = regex(r"\b(?:repl(?:y|ies)|answers?|says?|tells?|responds?|is)\b", re.IGNORECASE)


def read_quotations(unit: Unit, draft: Draft) -> None:
    """ "The desk ignores capitals and words under four letters and quotes at most three lines sharing a word with the question"."""
    found = _QUOTES.search(unit.text)
    if found is None or draft.claimed(unit.span):
        return
    limit, lines = _limit(unit, draft)
    if lines is None or limit is None or not _MOST.search(unit.text) or not _NEWEST.search(unit.text):
        return
    what = found["what"].lower()
    shortest, where = _shortest(unit, draft)
    fallback = _fallback(unit, draft)
    day = _day(lines[0], draft)
    if fallback is None or day is None:
        return
    entity, text, number = lines
    operation = draft.operation(f"answer {what}", None, "command", f"Answer a {what} in quotations.", unit.span)
    operation.inputs[what] = bp.Parameter(name=what, type=bp.TEXT)
    passages = records(entity, day=day, number=bp.path(entity.name, number), text=bp.path(entity.name, text))
    arguments: tuple[tuple[str, bp.Expression], ...] = (
        ("question", bp.Name(name=what)), ("passages", passages), ("most", bp.whole(limit)), ("shortest", bp.whole(shortest)),
        ("otherwise", bp.text(fallback[1])),
    )  # fmt: skip
    operation.steps.append(bp.Perform(skill="skill.quote_passages", arguments=arguments, name="answer"))
    operation.result = bp.Name(name="answer")
    draft.assume(
        "Only different words count as shared; of lines that are equal in that and in their day, the first written comes first.",
        unit.span,
    )
    for span in sorted({unit.span, fallback[0], *where, *_announced(what, draft)}):
        draft.claim(span, "answer_in_quotations", [operation.id])


def _limit(unit: Unit, draft: Draft) -> tuple[int | None, tuple[EntityDraft, str, str] | None]:
    """At most how many of what are quoted: rows with a text and a number."""
    for piece in unit.pieces:
        value = piece.literal
        if not isinstance(value, Bound) or value.op != "<=" or not isinstance(value.value, Measure):
            continue
        entity = draft.find_entity(value.value.unit)
        if entity is None:
            continue
        text = next((f.name for f in entity.fields.values() if f.type.kind == "text" and f.required), None)
        number = next((f.name for f in entity.fields.values() if f.type.kind == "integer" and f.required), None)
        if text is not None and number is not None:
            return int(value.value.value), (entity, text, number)
    return None, None


def _shortest(unit: Unit, draft: Draft) -> tuple[int, list[tuple[int, int]]]:
    """Below how many letters words are ignored, and where that is said if not here."""
    for other in (u for u in draft.units if abs(u.number - unit.number) <= 2):
        if not _IGNORES.search(other.text):
            continue
        if not _CASE.search(other.text):
            draft.assume("Capitals make no difference to which words are shared.", other.span)
        for piece in other.pieces:
            value = piece.literal
            inner = value.value if isinstance(value, Bound) else None
            if (
                isinstance(value, Bound)
                and isinstance(inner, Measure | Number)
                and getattr(inner, "unit", "letter") in {"letter", "character"}
            ):
                size = int(inner.value) + (1 if value.op == "<=" else 0)
                if value.op in {"<", "<="}:
                    return size, [] if other is unit else [other.span]
    draft.assume("Every word counts, however short.", unit.span)
    return 1, []


def _fallback(unit: Unit, draft: Draft) -> tuple[tuple[int, int], str] | None:
    """ "If no line shares one, it replies “nothing found”"."""
    for other in (u for u in draft.units if 0 <= u.number - unit.number <= 2):
        reply = next((p.literal for p in other.pieces if isinstance(p.literal, Quoted)), None)
        if other is not unit and _NONE.search(other.text) and _REPLIES.search(other.text) and reply is not None:
            return other.span, reply.value.strip()
    return None


def _day(entity: EntityDraft, draft: Draft) -> bp.Expression | None:
    """The day that a row is of: its own, or that of what it belongs to."""
    own = entity.field_of_kind("date")
    if own is not None:
        return bp.path(entity.name, own)
    for f in entity.fields.values():
        whole = next((e for e in draft.entities.values() if f.type.kind == "reference" and e.id == f.type.entity), None)
        day = whole.field_of_kind("date") if whole else None
        if day is not None:
            return bp.path(entity.name, f.name, day)
    return None


def _announced(what: str, draft: Draft) -> list[tuple[int, int]]:
    """ "The desk answers questions": the same thing, in short."""
    made = []
    for other in draft.units:
        match = find(other, f"^ NP=who MODAL? V(answer) NP({what})=what $")
        if match is not None and named(draft, match["who"]) is None:
            made.append(other.span)
    return made
