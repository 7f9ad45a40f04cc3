"""Frames for how far dates may lie ahead or back: "Entries may not be dated in the future, nor more than 14 days back"."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Bound, Duration
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import both, compare, present, shift
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import TIMES, time_unit
from autogenesis.language.meaning._members import field_named, singular
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._placing import creator, guarded
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope
from autogenesis.language.readings._due_dates import entered

_DATING = frozenset({"date", "backdate", "predate", "postdate", "antedate"})
_LYING = frozenset({"be", "lie", "fall"})
_NOT = frozenset({"not", "never", "neither", "nor"})
_ANY_ROW = frozenset({"entry", "record", "note"})
"""Nouns for whatever is written down."""
_FUTURE = regex(r"\b(?:in the future|ahead of today|after today|later than today)\b", re.I)
_PAST = regex(r"\b(?:in the past|before today|earlier than today)\b", re.I)
_BACK = regex(r"\s*(?:back|ago|old|in the past|earlier|before(?: today)?|into the past)\b", re.I)
_AHEAD = regex(r"\s*(?:ahead|in advance|in the future|into the future|from (?:now|today)|beforehand)\b", re.I)


def dated(clause: Clause, scope: Scope) -> Claimed | None:
    """How far from today the date may lie that whoever enters a row gives it."""
    np = clause.subject
    denied = bool(_NOT & set(clause.negators)) or (np is not None and np.negative)
    if np is None or np.pronoun or not denied or clause.conditions or clause.modal == "":
        return None
    concerned = _concerned(clause, np, scope)
    if not concerned:
        return None
    terms = _limits(clause, scope)
    if not terms:
        return None
    made: list[str] = []
    for entity, name in concerned:
        day: bp.Expression = bp.path("it", name)
        if entity.fields[name].type.kind == "datetime":
            day = bp.Part(of=day, part="date")
        allowed = [compare(day, ">=" if back else "<=", limit) for back, limit in terms]
        requires = both(*allowed)
        if not entity.fields[name].required:
            requires = bp.AnyOf(terms=(bp.Not(term=present(bp.path("it", name))), requires))
        operation = creator(scope.draft, entity)
        made += [operation.id, guarded(operation, entity, requires, f"{name}_dated", clause, scope.draft)]
    scope.take(clause.span)
    return Claimed("dated", tuple(made))


def _concerned(clause: Clause, np: NP, scope: Scope) -> list[tuple[EntityDraft, str]]:
    """The date fields spoken of: of a thing, of everything that is entered, or one named itself."""
    entities = list(scope.draft.entities.values())
    if clause.verb in _DATING and clause.voice == "passive":
        known = known_thing(scope.draft, np)
        if known is None and np.head not in _ANY_ROW:
            raise NotUnderstoodError(f"it is not known what “{np.text}” is", np.span)
        among = [known] if known is not None and (_date_of(known) or np.head not in _ANY_ROW) else entities
        found = [(e, name) for e in among if (name := _date_of(e)) is not None]
        if not found:
            raise NotUnderstoodError(f"nothing is kept of the date of “{np.text}”", np.span)
        return found
    if clause.verb not in _LYING or np.head not in {"date", "day"}:
        return []
    named = [(e, spoken[0]) for e in entities if (spoken := field_named(e, np)) is not None and spoken[0] in e.fields]
    return [(e, name) for e, name in named if e.fields[name].type.kind in TIMES]


def _date_of(entity: EntityDraft) -> str | None:
    """The one date that whoever enters a row gives it; the one called just so where there are several."""
    given = [n for n, f in entity.fields.items() if f.type.kind in TIMES and n not in entity.later]
    return next((n for n in given if n in {"date", "day"}), given[0] if len(given) == 1 else None)


def _limits(clause: Clause, scope: Scope) -> list[tuple[bool, bp.Expression]]:
    """Whether it is a limit in the past, with the first or last day allowed."""
    made: list[tuple[bool, bp.Expression]] = []
    text, start = scope.draft.text.text, clause.verb_span[1]
    rest = text[start : clause.span[1]]
    said = [x for x in clause.literals if isinstance(x, Bound) and isinstance(x.value, Duration)]
    for literal in said:
        after = text[literal.span[1] : clause.span[1]]
        back, ahead = _BACK.match(after), _AHEAD.match(after)
        if (not back and not ahead) or literal.op not in {">", ">="} or not isinstance(literal.value, Duration):
            raise NotUnderstoodError(f"nothing could be made of “{literal.text}”", literal.span)
        unit, calendar = time_unit(literal.value, scope)
        count = int(literal.value.value) - (1 if literal.op == ">=" else 0)
        made.append((bool(back), shift("today", -count if back else count, unit, calendar)))
        end = literal.span[1] + (back or ahead).end()  # type: ignore[union-attr]
        rest = rest.replace(text[literal.span[0] : end], " ")
    for pattern, past in ((_FUTURE, False), (_PAST, True)):
        if pattern.search(rest):
            made.append((past, bp.Name(name="today")))
            rest = pattern.sub(" ", rest)
    left = re.sub(r"\b(?:nor|or|and|neither|either|be|lie|fall|dated)\b|[,.;]", " ", rest).strip()
    if left:
        raise NotUnderstoodError(f"nothing could be made of “{left}”", clause.span)
    return made


_STAYS = regex(
    r"^(?:once\s+(?:saved|entered|written|recorded|made|stored)\s*,?\s*)?(?:an?|the|every|each|all)?\s*(?P<thing>[a-z][\w-]*)\s+"
    r"(?:stays?|remains?|stands?|is final|are final|(?:can(?:not|'t| no longer| never)?|may not|must not|must never|may never)\s+be\s+(?:changed|altered|edited)(?:\s+or\s+(?:deleted|removed))?)"
    r"(?:\s+(?:once (?:saved|entered|written|recorded)|any more|as (?:it is|they are)))?\s*[;,.]\s*(?:and\s+|but\s+)?"
    r"(?:mistakes|errors|wrong entries|corrections)\s+(?:are|is|get)\s+(?:followed|corrected|put right|recorded|made|entered|handled)\s+(?:by|as|with|through)\s+"
    r"(?:an?|the)?\s*(?:separate\s+|new\s+|second\s+|further\s+|correcting\s+)?(?P<fix>correction|entry|correcting entry|record|addendum|note)s?(?:\s+of (?:its|their) own)?$",
    re.I,
)


def entries_stay(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Once saved, an entry stays; mistakes are followed by a correction": a row of its own puts right what was written."""
    if clause.span[0] != scope.unit.span[0]:
        return None
    match = _STAYS.match(" ".join(scope.unit.text.split()).rstrip(" ."))
    if match is None:
        return None
    draft, thing = scope.draft, match["thing"].lower()
    named = [e for e in draft.entities.values() if thing in {e.label, e.plural} and e.fields]
    if not named and singular(thing) not in _ANY_ROW:
        raise NotUnderstoodError(f"it is not known what “{thing}” is", clause.span)
    written = named or [e for e in draft.entities.values() if _date_of(e) is not None]
    if not written:
        raise NotUnderstoodError(f"nothing is kept of “{thing}”", clause.span)
    made: list[str] = []
    for entity in written:
        label = "correction" if len(written) == 1 else f"{entity.label} correction"
        fix = draft.entity(label, scope.unit.span)
        whose = draft.add_field(fix, entity.label, entity.type, scope.unit.span)
        text = draft.add_field(fix, "text", bp.TEXT, scope.unit.span)
        fix.given.update({whose, text})
        operation = draft.operation("correct", entity, "create", span=scope.unit.span)
        operation.entity = fix
        entered(draft, fix)
        made += [fix.id, operation.id]
        changing = [
            o.name for o in draft.operations.values() if o.entity is entity and o.verb in {"update", "change", "edit"}
        ]
        for name in changing:
            draft.operations.pop(name)
    scope.take(scope.unit.span)
    draft.claim(scope.unit.span, "entries_stay", made)
    return Claimed("entries_stay", tuple(made))


DATED: tuple[Frame, ...] = (dated, entries_stay)
"""The frames for how far dates may lie from today."""
