"""Frames for what somebody must be qualified for: "A van needs licence level 1, a lorry level 2. A higher level covers the lower ones"."""

from __future__ import annotations

import re
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article, snake
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import Relation, choice, compare, same
from autogenesis.language._text import Span
from autogenesis.language.meaning._booking import Booking, bookings, person_of
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._kinds import kinds_of, noun_among
from autogenesis.language.meaning._placing import guarded
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope

_NEEDS = r"(?:needs?|requires?|calls? for|demands?|takes?)"
_FIRST = regex(
    rf"^(?:for\s+)?(?:an?|the|each|every|all|any)?\s*(?P<kind>[A-Za-z][\w-]*(?: [a-z][\w-]*)?)\s*(?:,?\s*(?:you|one|members?|people|somebody) )?{_NEEDS}\s+"
    r"(?:at least\s+|a |an |the )?(?P<label>[a-z][a-z-]*(?: [a-z][a-z-]*)?)\s+(?P<value>\d{1,2})\b",
    re.I,
)
_MORE = regex(
    r"\s*[,;]\s*(?:and\s+|but\s+)?(?:for\s+)?(?:an?|the|each|every|all|any)?\s*(?P<kind>[A-Za-z][\w-]*(?: [a-z][\w-]*)??)\s+"
    rf"(?:{_NEEDS}\s+)?(?:at least\s+)?(?:(?P<label>[a-z][a-z-]*(?: [a-z][a-z-]*)?)\s+)?(?P<value>\d{{1,2}})\b|"
    r"\s+and\s+(?:for\s+)?(?:an?|the|each|every)\s+(?P<kind2>[A-Za-z][\w-]*)\s+(?:(?P<label2>[a-z][a-z-]*)\s+)?(?P<value2>\d{1,2})\b",
    re.I,
)
_COVERS = regex(
    r"^(?:an?|the|each|every|any)?\s*(?:higher|upper|next higher)\s+(?P<label>[a-z-]+)s?\s+(?:always\s+|also\s+)?(?:covers?|includes?|contains?|comprises?|allows?|counts? for|is enough for)\s+"
    r"(?:all\s+)?(?:the\s+|those\s+|what the\s+)?(?:lower|ones below|levels below|one below|smaller)(?:\s+(?:ones?|[a-z-]+))?\.?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Levels:
    """That things need a level, and what it is called."""

    label: str
    entity: str


def needs_level(clause: Clause, scope: Scope) -> Claimed | None:
    """Each kind of thing has the level that it needs; whoever books one must have it."""
    if clause.span[0] != scope.unit.span[0]:
        return None
    needs = _needs(scope.unit.text.rstrip(" ."), scope.draft)
    if needs is None:
        return None
    thing, label, levels = needs
    booked = [(b, row) for b in bookings(scope.draft) if (row := b.of(thing)) is not None]
    if not booked:
        raise NotUnderstoodError(
            f"nothing is known to be done with {thing.plural} that could need a {label}", clause.span
        )
    name = _needed(thing, label, levels, clause.span)
    scope.take(scope.unit.span)
    elements = [f"derivation.{thing.name}.{name}"]
    for booking, row in booked:
        elements.append(_guard(booking, bp.Get(of=row.at, field=name), label, levels, clause, scope))
    scope.draft.remember(Levels(label, thing.name))
    tail = (clause.span[1], scope.unit.span[1])
    if any(c.isalnum() for c in scope.draft.text.at(tail)):
        scope.draft.claim(tail, "needs_level", elements)
    return Claimed("needs_level", tuple(elements))


def _needs(text: str, draft: Draft) -> tuple[EntityDraft, str, dict[str, int]] | None:
    """Which kinds of which thing need which level, where the whole sentence says just that."""
    first = _FIRST.match(text)
    if first is None:
        return None
    known = kinds_of(draft)
    found = [_kind(first["kind"], known)]
    values = [int(first["value"])]
    label, place = first["label"].lower(), first.end()
    while place < len(text):
        more = _MORE.match(text, place)
        if more is None:
            return None
        said = more["label"] or more["label2"]
        if said is not None and said.lower() not in {label, label.split()[-1]}:
            return None
        found.append(_kind(more["kind"] or more["kind2"], known))
        values.append(int(more["value"] or more["value2"]))
        place = more.end()
    things = {each[0].name for each in found if each is not None}
    if None in found or len(things) != 1:
        return None
    thing = draft.entities[things.pop()]
    return thing, label, {each[1]: value for each, value in zip(found, values, strict=True) if each is not None}


def _kind(word: str, known: dict[str, tuple[EntityDraft, str]]) -> tuple[EntityDraft, str] | None:
    noun = noun_among(word, known)
    return known[noun] if noun is not None else None


def _needed(thing: EntityDraft, label: str, levels: dict[str, int], span: Span) -> str:
    """The level that a row needs, by its kind; none for kinds of which nothing is said."""
    value: bp.Expression = bp.nothing()
    for noun, level in reversed(levels.items()):
        field, kind = thing.kinds[noun]
        test = same(f"it.{field}", choice(kind, thing.fields[field].type.choices))
        value = bp.Conditional(test=test, then=bp.whole(level), otherwise=value)
    name = snake(f"needed {label}")
    thing.derivations[name] = bp.Derivation(
        id=f"derivation.{thing.name}.{name}", spans=(span,), name=name, label=f"needed {label}", type=bp.INTEGER, value=value,
        summary=f"the {label} that it needs",
    )  # fmt: skip
    return name


def _guard(
    booking: Booking, needed: bp.Expression, label: str, levels: dict[str, int], clause: Clause, scope: Scope
) -> str:
    person = person_of(booking, scope.draft)
    if person is None:
        raise NotUnderstoodError(f"nothing says whose a {booking.entity.label} is", clause.span)
    name = scope.draft.add_field(person.entity, label, bp.INTEGER, clause.span, required=False)
    person.entity.given.add(name)
    scope.draft.assume(
        f"{article(person.entity.label).capitalize()} has {article(label)}, which is entered with them.", clause.span
    )
    relation: Relation = ">="
    has = bp.Get(of=person.at, field=name)
    free = bp.Not(term=bp.Present(value=needed))
    requires = bp.AnyOf(terms=(free, compare(has, relation, needed)))
    return guarded(booking.operation, booking.entity, requires, "needed_level", clause, scope.draft)


def covers(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A higher level covers the lower ones": the level asked for is the least."""
    match = _COVERS.match(" ".join(clause.text.split()))
    known = scope.draft.recall(Levels)
    if match is None or known is None or match["label"].lower().rstrip("s") != known.label.split()[-1]:
        return None
    scope.take(clause.span)
    guards = [
        g.id
        for o in scope.draft.operations.values()
        for g in o.guards
        if g.id.startswith(f"guard.{o.name}.needed_level")
    ]
    return Claimed("level_covers", (f"derivation.{known.entity}.{snake(f'needed {known.label}')}", *guards))


LEVELS: tuple[Frame, ...] = (needs_level, covers)
"""The frames for what somebody must be qualified for."""
