"""Owns the last step: the draft, frozen into a Specification in which every clause has a fate."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import blueprints as bp
from autogenesis.core import SpecificationError
from autogenesis.language._draft import Claim, Draft, EntityDraft, OperationDraft, snake
from autogenesis.language._text import Span

_LINKING = frozenset("and or but then so also while as oh well ah okay ok anyway now please".split())
"""Words that only join two clauses: alone between two claims they say nothing."""
_OF_ALL = ("durable_state",)
"""Patterns that are about everything there is."""
_PREPOSITIONS = frozenset({"for", "of", "at", "in", "on", "with", "to", "from", "by", "and", "or"})


_STRETCH = 500
"""How long the stretches of a text are in which claims are looked for, in characters."""


def build(draft: Draft, text_hash: str) -> bp.Specification:
    """The Specification; refuses a text in which nothing was found that could be built."""
    if not draft.entities:
        raise SpecificationError(
            "nothing in this text can be built",
            where=draft.text.title,
            remedy="Say what things there are, what is done with them, and the rules",
        )
    _forget_what_is_gone(draft)
    requirements, owners = _requirements(draft)
    sentences = (*(bp.SourceSentence(id=u.id, span=u.span, text=u.text) for u in draft.units), *_rows(draft))
    return bp.Specification(
        title=draft.text.title,
        slug=slug_of(draft.text.title),
        summary=draft.units[0].text if draft.units else "",
        text_hash=text_hash,
        sentences=sentences,
        clauses=tuple(_clauses(draft, sentences, owners)),
        requirements=tuple(requirements),
        actors=tuple(draft.actors.values()),
        entities=tuple(_entity(e) for e in draft.entities.values()),
        calendars=tuple(draft.calendars.values()),
        tables=tuple(draft.tables.values()),
        settings=tuple(draft.settings),
        operations=tuple(_operation(o) for o in draft.operations.values()),
        reactions=tuple(draft.reactions),
        timers=tuple(draft.timers),
        schedules=tuple(draft.schedules),
        access=tuple(draft.access),
        audits=tuple(draft.audits),
        agents=tuple(draft.agents),
        approvals=tuple(draft.approvals),
        plays=tuple(draft.plays),
        qualities=tuple(draft.qualities),
        assumptions=tuple(draft.assumptions),
        questions=tuple(draft.questions[:5]),
        gaps=tuple(draft.gaps),
        examples=tuple(draft.examples),
    )


def slug_of(title: str) -> str:
    """The title up to its first preposition: "Stock keeping for a small shop" is ``stock_keeping``."""
    words = title.split()
    end = next((i for i, word in enumerate(words) if i and word.lower() in _PREPOSITIONS), len(words))
    return snake(" ".join(words[:end]))[:60].rstrip("_")


def _entity(entity: EntityDraft) -> bp.Entity:
    return bp.Entity(
        id=entity.id,
        spans=tuple(dict.fromkeys(entity.spans)),
        confidence=entity.confidence,
        name=entity.name,
        plural=snake(entity.plural),
        synonyms=tuple(entity.synonyms),
        fields=tuple(entity.fields.values()),
        derivations=tuple(entity.derivations.values()),
        invariants=tuple(entity.invariants),
        key=entity.key,
        lifecycle=entity.lifecycle,
        initial=tuple(entity.initial),
        summary=entity.summary,
    )


def _operation(operation: OperationDraft) -> bp.Operation:
    return bp.Operation(
        id=operation.id,
        spans=tuple(dict.fromkeys(operation.spans)),
        confidence=operation.confidence,
        name=operation.name,
        summary=operation.summary,
        kind=operation.kind,
        entity=operation.entity.id if operation.entity else None,
        roles=tuple(dict.fromkeys(operation.roles)),
        actors=tuple(dict.fromkeys(operation.actors)),
        inputs=tuple(operation.inputs.values()),
        guards=tuple(operation.guards),
        steps=tuple(operation.steps),
        result=operation.result,
    )


def _requirements(draft: Draft) -> tuple[list[bp.Requirement], dict[int, str]]:
    made: list[bp.Requirement] = []
    owners: dict[int, str] = {}
    everything = dict.fromkeys(_OF_ALL, tuple(e.id for e in draft.entities.values()))
    said: dict[tuple[Span, str, str], int] = {}
    for index, claim in enumerate(draft.claims):
        known = said.setdefault((claim.span, claim.pattern, claim.status), len(made))
        if known < len(made):  # "… keeps boats (…) and berths (…)": one sentence, claimed thing by thing
            owners[index] = made[known].id
            elements = tuple(dict.fromkeys((*made[known].elements, *claim.elements)))
            made[known] = made[known].model_copy(update={"elements": elements})
            continue
        number = len(made) + 1
        owners[index] = f"requirement.r{number}"
        made.append(
            bp.Requirement(
                id=owners[index],
                spans=(claim.span,),
                text=draft.text.at(claim.span),
                pattern=claim.pattern,
                status=claim.status,
                elements=claim.elements or everything.get(claim.pattern, ()),
                note=claim.note,
            )
        )
    return made, owners


def _forget_what_is_gone(draft: Draft) -> None:
    """A claim names only elements that are still there; one of which nothing is left claims nothing."""
    kept = {part.id for part in _elements(draft)}
    claims = []
    for claim in draft.claims:
        left = tuple(each for each in claim.elements if each in kept)
        if left or claim.status != "implemented" or claim.pattern in _OF_ALL:
            claims.append(replace(claim, elements=left) if left != claim.elements else claim)
    draft.claims = claims


def _elements(draft: Draft) -> Iterator[bp.Element]:
    """Every element of the draft, those inside others too."""
    whole = (
        *(_entity(e) for e in draft.entities.values()),
        *(_operation(o) for o in draft.operations.values()),
        *draft.actors.values(), *draft.calendars.values(), *draft.tables.values(), *draft.settings, *draft.reactions, *draft.timers,
        *draft.schedules, *draft.access, *draft.audits, *draft.agents, *draft.approvals, *draft.plays, *draft.qualities,
        *draft.assumptions, *draft.questions, *draft.gaps, *draft.examples,
    )  # fmt: skip
    return (part for part in bp.parts_within(whole) if isinstance(part, bp.Element))


def _rows(draft: Draft) -> Iterator[bp.SourceSentence]:
    """The rows of tables, which have a fate as sentences have."""
    number = 0
    for block in draft.blocks:
        for row in (block.header, *block.rows) if block.kind == "table" else ():
            if not row:  # of a table that is nothing but lines
                continue
            number += 1
            span = (row[0].span[0], row[-1].span[1])
            yield bp.SourceSentence(id=f"t{number}", span=span, text=draft.text.at(span))


def _clauses(draft: Draft, sentences: Sequence[bp.SourceSentence], owners: dict[int, str]) -> Iterator[bp.Clause]:
    """Each sentence is cut where its claims begin and end; what nothing claims is unclear."""
    number, claims = 0, _by_place(draft.claims)
    for unit in sentences:
        for span, index in _cut(unit, claims):
            number += 1
            claim = draft.claims[index] if index is not None else None
            yield bp.Clause(
                id=f"c{number}",
                sentence=unit.id,
                span=span,
                text=draft.text.at(span),
                status=claim.status if claim else "unclear",
                requirement=owners[index] if index is not None else None,
                note=claim.note if claim else _why(draft, span),
            )


def _why(draft: Draft, span: Span) -> str:
    """Why nothing was built for a stretch that no reading claims."""
    near = (why for (start, end), why in draft.reasons.items() if start < span[1] and span[0] < end)
    why = next(near, "")
    return f"Nothing was built for it: {why}." if why else "No reading fits; nothing was built for it."


def _by_place(claims: Sequence[Claim]) -> dict[int, dict[int, Claim]]:
    """The claims by their number, for each stretch of the text that they touch."""
    found = defaultdict[int, dict[int, Claim]](dict)
    for number, claim in enumerate(claims):
        for place in _stretches(claim.span):
            found[place][number] = claim
    return found


def _stretches(span: Span) -> range:
    return range(span[0] // _STRETCH, span[1] // _STRETCH + 1)


def _cut(unit: bp.SourceSentence, claims: Mapping[int, Mapping[int, Claim]]) -> Iterator[tuple[Span, int | None]]:
    start, end = unit.span
    near = {i: claim for place in _stretches(unit.span) for i, claim in claims.get(place, {}).items()}
    inside = [(i, c) for i, c in sorted(near.items()) if c.span[0] < end and start < c.span[1]]
    bounds = sorted(
        {start, end, *(max(start, c.span[0]) for _, c in inside), *(min(end, c.span[1]) for _, c in inside)}
    )
    pending: tuple[Span, int | None] | None = None
    text = unit.text
    for left, right in pairwise(bounds):
        if not any(ch.isalnum() for ch in text[left - start : right - start]):
            continue
        narrow = min(
            ((c.span[1] - c.span[0], i) for i, c in inside if c.span[0] <= left and right <= c.span[1]),
            default=(0, None),
        )[1]
        if narrow is None and set(re.findall(r"\w+", text[left - start : right - start].lower())) <= _LINKING:
            continue
        if pending is not None and pending[1] == narrow:
            pending = ((pending[0][0], right), narrow)
        else:
            if pending is not None:
                yield pending
            pending = ((left, right), narrow)
    if pending is not None:
        yield pending
