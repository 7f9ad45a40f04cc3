"""Frames of whose turn it is: "Orders are dealt with in the order of arrival", "An urgent order goes before all others"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import both
from autogenesis.language.meaning._asked import LookedUp
from autogenesis.language.meaning._cases import flagged
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._descriptions import new_flag
from autogenesis.language.meaning._members import reached, read, singular
from autogenesis.language.meaning._naming import before_name, known_thing, stands_for_people, take_name
from autogenesis.language.meaning._pending import still_waits
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._selections import narrowed

_BACK = 4
_ORDER = (
    r"(?:in\s+(?:the\s+)?(?:same\s+)?order\s+(?:of\s+(?:their\s+)?(?:arrival|entry|receipt|registration|application|submission|request)"
    r"|in\s+which\s+(?:they|these)\s+(?:were|are|have\s+been|came|come|arrived?)(?:\s+[a-z]+){0,2})"
    r"|(?:on\s+a\s+)?first[\s-]come,?[\s-]+first[\s-]served(?:\s+basis)?)"
)
_SERVED = regex(
    rf"^(?:all\s+)?(?P<who>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\s+(?:are|will\s+be|get|must\s+be|shall\s+be)\s+[a-z]+(?:ed|t|en|ne|wn)(?:\s+(?:with|on|out))?,?\s+{_ORDER}\.?$",
    re.I,
)
_FIRST = regex(
    r"\b(?:(?:goes?|comes?|is|are|gets?)\s+(?:always\s+)?(?:before\s+(?:all|any|the)\s+(?:the\s+)?others?|before\s+(?:everybody|everyone|anybody)(?:\s+else)?"
    r"|first|ahead\s+of\s+(?:all\s+)?(?:the\s+)?others?|to\s+the\s+front(?:\s+of\s+the\s+(?:queue|line))?)"
    r"|(?:has|have|gets?|takes?)\s+(?:always\s+)?(?:priority|precedence)(?:\s+over\s+(?:all\s+)?(?:the\s+)?others?)?"
    r"|jumps?\s+the\s+queue|(?:is|are)\s+(?:always\s+)?(?:served|dealt\s+with|processed|handled|treated|done|taken|called)\s+first)\s*[.;]?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Serving:
    """In what order rows of an entity have their turn, and the operation that tells it."""

    entity: str
    operation: str
    keys: tuple[bp.Expression, ...]
    number: int


def served_in_order(clause: Clause, scope: Scope) -> Claimed | None:
    """Those that wait can be listed in the order in which their turn comes: first come, first served."""
    unit, draft = scope.unit, scope.draft
    match = _SERVED.match(" ".join(unit.text.split())) if clause.span[0] == unit.span[0] else None
    entity = draft.find_entity(singular(match["who"].lower())) if match is not None else None
    if entity is None or not entity.fields or stands_for_people(entity, draft) or entity.initial:
        return None
    operation = _listing(entity, (), clause, scope)
    scope.take(unit.span)
    draft.claim(unit.span, "served_in_order", (operation,))
    return Claimed("served_in_order", (operation,))


def goes_first(clause: Clause, scope: Scope) -> Claimed | None:
    """Such ones come first in the list of those that wait."""
    text = scope.draft.text.at(clause.span)
    match = _FIRST.search(" ".join(text.split()))
    np = clause.subject
    if match is None or np is None or np.pronoun or np.negative or clause.negated or clause.conditions or clause.modal:
        return None
    serving = scope.draft.recall(Serving)
    recent = serving is not None and scope.unit.number - serving.number <= _BACK
    entity = scope.draft.entities.get(serving.entity) if serving is not None and recent else _own(np, scope)
    if entity is None:
        return None
    row = Row(entity, bp.Name(name=entity.name))
    test = _such(np, row, scope)
    if test is None:
        return None
    keys = serving.keys if serving is not None and serving.entity == entity.name else ()
    first = bp.Conditional(test=test, then=bp.whole(0), otherwise=bp.whole(1))
    operation = _listing(entity, (*keys, first), clause, scope)
    scope.take(clause, clause.span)
    return Claimed("goes_first", (operation,))


def _own(np: NP, scope: Scope) -> EntityDraft | None:
    """ "Urgent orders come first": of what is brought about one by one, and waits."""
    kinds = [e for e in scope.draft.entities.values() if _kind(np, Row(e, bp.Name(name=e.name))) is not None]
    entity = known_thing(scope.draft, np) or (kinds[0] if len(kinds) == 1 else None)
    made = any(o.entity is entity and o.kind == "create" for o in scope.draft.operations.values())
    return entity if entity is not None and made and not stands_for_people(entity, scope.draft) else None


def _such(np: NP, row: Row, scope: Scope) -> bp.Expression | None:
    """That a row is one of those, or is for one of those."""
    thing = known_thing(scope.draft, np)
    if thing is None and np.head in {"one", "ones"}:
        thing = row.entity
    if np.possessor is not None:
        raise NotUnderstoodError(f"what “{np.text}” are is not kept", np.span)
    if thing is None:
        return _kind(np, row) or flagged(np, row, scope)
    there = row if thing is row.entity else reached(scope.draft, row, thing)
    if there is None:
        raise NotUnderstoodError(f"what {row.entity.plural} have to do with a {thing.label} is not known", np.span)
    terms = list(narrowed(replace(np, quantity=None), before_name(np, thing, scope.draft), there, scope.bound(row)))
    rest = [w for w in np.words[:-1] if w not in thing.label.split()]
    if not terms and rest:
        terms = [read(there, new_flag(thing, f"{' '.join(rest)} {thing.label}", np.span, scope))]
    take_name(np, scope)
    return both(*terms) if terms else None


def _kind(np: NP, row: Row) -> bp.Expression | None:
    """ "Ambulances", where a vehicle is a car, a van or an ambulance."""
    for f in row.entity.fields.values():
        if f.type.kind == "choice" and np.name.lower() in f.type.choices and not np.adjectives:
            value = bp.Literally(type=f.type, value=np.name.lower())
            return bp.Compare(relation="==", left=read(row, f.name), right=value)
    return None


def _listing(entity: EntityDraft, keys: tuple[bp.Expression, ...], clause: Clause, scope: Scope) -> str:
    draft = scope.draft
    name = f"list waiting {entity.plural}"
    operation = draft.operation(name, None, "command", f"{' '.join(clause.text.split()).strip(' .')}.", clause.span)
    row = Row(entity, bp.Name(name=entity.name))
    fields = [(entity.name, bp.Get(of=row.at, field="id")), *((n, read(row, n)) for n in entity.fields)]
    operation.result = bp.Records(
        entity=entity.id, name=entity.name, where=still_waits(row, clause.span), order=keys, fields=tuple(dict(fields).items())
    )  # fmt: skip
    if clause.span not in operation.spans:
        operation.spans.append(clause.span)
    draft.remember(Serving(entity.name, operation.name, keys, scope.unit.number))
    known = draft.recall(LookedUp) or LookedUp()
    if (operation.name, entity.id) not in known.made:
        draft.remember(LookedUp([*known.made, (operation.name, entity.id)]))
    return operation.id


SERVING: tuple[Frame, ...] = (served_in_order, goes_first)
"""The frames of whose turn it is."""
