"""Frames of looking for rows: "can search for members by name or phone number", "see who has which tool at the moment"."""

from __future__ import annotations

import re
from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft, snake
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import absent, both, either, same
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._asked import LookedUp
from autogenesis.language.meaning._called_off import valid
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._descriptions import undone
from autogenesis.language.meaning._limits import between_them
from autogenesis.language.meaning._listing import Order, rows_listed
from autogenesis.language.meaning._members import field_named, free_name, read, take_words
from autogenesis.language.meaning._naming import ANYBODY, SYSTEM, actor_of, known_thing, take_name
from autogenesis.language.meaning._permissions import allowed
from autogenesis.language.meaning._recorded import record_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

_SEARCHING = frozenset({("look", "up"), ("search", ""), ("find", ""), ("look", ""), ("search", "for"), ("look", "for")})
_KEYS = frozenset({"by", "via", "using"})
_TEXTS = frozenset({"text", "person"})
_WHO_HAS = regex(
    r"\bwho\s+(?:currently\s+|now\s+)?(?:has|have|is\s+using|holds|keeps)\s+(?:got\s+)?(?:borrowed\s+|rented\s+|booked\s+|taken\s+|reserved\s+)?(?:which|what)(?:\s+(?P<what>[a-z][a-z-]*(?:\s[a-z]+)??))??"
    r"(?:\s+(?:at\s+the\s+moment|at\s+present|right\s+now|just\s+now|now|currently|out))*\s*[.;]?$",
    re.I,
)
_SEEING = frozenset({"see", "know", "view", "list", "show", "look", "check"})


def searched(clause: Clause, scope: Scope) -> Claimed | None:
    """The rows whose text has the word that is given; of what is no text, those that have just that."""
    said = allowed(clause)
    if said is None or clause.negated or clause.conditions or clause.exceptions or said.limits:
        return None
    thing, keys, rest = _sought(said)
    entity = known_thing(scope.draft, thing) if thing is not None else None
    if thing is None or keys is None or entity is None or rest or thing.relatives or thing.of or thing.pronoun:
        return None
    if (said.verb, said.particle) not in _SEARCHING:
        return None
    people = _people(said, scope)
    fields = [_key(np, entity) or _taken_for_granted(np, entity, scope) for np in keys.items]
    if people is None or not all(fields):
        return None
    named = tuple(name for found in fields if found is not None for name in (found[0],))
    for np, found in zip(keys.items, fields, strict=True):
        take_words(scope, np.span, found[1] if found is not None else ())
    _, records = rows_listed(replace(thing, determiner="", plural=True), Order(), (), scope)
    row = Row(entity, bp.Name(name=records.name))
    tests = [_matches(row, name, alone=len(named) == 1) for name in named]
    where = both(*((records.where,) if records.where is not None else ()), *tests)
    draft = scope.draft
    words = snake(f"find {entity.plural} by {' or '.join(entity.member(name).label for name in named)}")
    operation = draft.operation(words, None, "command", f"{' '.join(clause.text.split()).strip(' .')}.", clause.span)
    for name in named:
        kind = entity.member(name).type
        operation.inputs[name] = bp.Parameter(name=name, type=kind, required=len(named) == 1)
    operation.result = records.model_copy(update={"where": where})
    operation.actors.extend(a for a in people if a not in operation.actors)
    known = draft.recall(LookedUp) or LookedUp()
    draft.remember(LookedUp([*known.made, (operation.name, entity.id)]))
    scope.take(clause, said, keys.span, thing)
    return Claimed("searched", (operation.id,))


def _sought(said: Clause) -> tuple[NP | None, Phrase | None, tuple[Phrase, ...]]:
    """What is looked for, by what, and the other phrases."""
    keys = next((p for p in said.phrases if p.prep in _KEYS and p.items), None)
    aim = said.phrase("for") if said.voice != "passive" and not said.objects else None
    thing = said.subject if said.voice == "passive" else said.object if said.objects else aim.item if aim else None
    return thing, keys, tuple(p for p in said.phrases if p is not keys and p is not aim)


def _people(said: Clause, scope: Scope) -> list[str] | None:
    """The roles of those who search; none for anybody."""
    if said.voice == "passive":
        return []
    nps = (said.role,) if said.role is not None else said.subjects
    found = []
    for np in nps:
        if np.name in SYSTEM or np.head.lower() in ANYBODY | {"we", "you", "i"}:
            scope.take(np)
            continue
        actor = actor_of(np, scope)
        if actor is None:
            return None
        take_name(np, scope)
        found.append(actor)
    return found


def _key(np: NP, entity: EntityDraft) -> tuple[str, tuple[str, ...]] | None:
    """The field that is searched: "phone" is the phone number."""
    found = field_named(entity, np)
    if found is not None and found[0] in entity.fields:
        return found
    word = np.words[-1] if np.words else np.head
    near = [n for n, f in entity.fields.items() if word in f.label.lower().split()]
    return (near[0], np.words) if len(near) == 1 else None


def _taken_for_granted(np: NP, entity: EntityDraft, scope: Scope) -> tuple[str, tuple[str, ...]] | None:
    """Of what nothing else is told, a name is kept: it is searched by it."""
    if np.name.lower() != "name" or any(f.type.kind in _TEXTS for f in entity.fields.values()):
        return None
    return scope.draft.add_field(entity, "name", bp.TEXT, np.span), ("name",)


def _matches(row: Row, name: str, *, alone: bool) -> bp.Expression:
    kept = read(row, name)
    given: bp.Expression = bp.Name(name=name)
    text = row.entity.member(name).type.kind in _TEXTS
    test: bp.Expression = (
        bp.TextFunction(function="contains_word", arguments=(kept, given)) if text else same(kept, given)
    )
    if not row.entity.fields[name].required and not text:
        test = both(bp.Present(value=kept), test)
    return test if alone else either(absent(name), test)


def who_has(clause: Clause, scope: Scope) -> Claimed | None:
    """Every record of somebody having a thing that is not over."""
    unit, draft = scope.unit, scope.draft
    said = allowed(clause)
    if said is None or said.verb not in _SEEING or clause.negated or not draft.entities:
        return None
    end = unit.span[1] - unit.span[0]
    match = _WHO_HAS.search(unit.text[:end])
    start = match.start() + unit.span[0] if match is not None else -1
    if match is None or not clause.span[0] <= start:
        return None
    between = draft.text.at((said.verb_span[1], start)) if said.verb_span[1] <= start else "-"
    people = _people(said, scope)
    if between.strip() or people is None:
        return None
    what = tag(match["what"])[-1].lemma if match["what"] else ""
    things = [e for e in draft.entities.values() if not what or e.words and e.words[-1] == what]
    records = [r for e in things if (r := record_of(draft, e) or between_them(e, None, scope)) is not None]
    unique = list({r.name: r for r in records}.values())
    if len(unique) != 1:
        raise NotUnderstoodError(f"nothing is kept of who has which {what or 'thing'}", clause.span)
    record = unique[0]
    row = Row(record, bp.Name(name=free_name(scope, record)))
    still = undone(row)
    terms = [*([still] if still is not None else []), *valid(row)]
    fields: list[tuple[str, bp.Expression]] = [(record.name, bp.Get(of=row.at, field="id"))]
    fields += [(name, read(row, name)) for name, f in record.fields.items() if f.type.kind != "list"]
    operation = draft.operation(
        f"list current {record.plural}", None, "command", f"{' '.join(clause.text.split()).strip(' .')}.", clause.span
    )
    operation.result = bp.Records(
        entity=record.id, name=str(row.at.name) if isinstance(row.at, bp.Name) else record.name,
        where=both(*terms) if terms else None, fields=tuple(fields),
    )  # fmt: skip
    operation.actors.extend(a for a in people if a not in operation.actors)
    if not terms:
        draft.assume(f"Nothing ends {record.plural}: all of them are shown.", clause.span)
    known = draft.recall(LookedUp) or LookedUp()
    draft.remember(LookedUp([*known.made, (operation.name, record.id)]))
    scope.take(clause, (clause.span[0], unit.span[1]))
    if clause.span[1] < unit.span[1]:
        draft.claim((clause.span[1], unit.span[1]), "who_has", [operation.id])
    return Claimed("who_has", (operation.id,))


SEARCHING: tuple[Frame, ...] = (searched,)
"""The frame of looking for rows by what they are called."""
HOLDERS: tuple[Frame, ...] = (who_has,)
"""The frame of who has what, once it is known how having it ends."""
