"""Frame of changes that are written down: "Every change of a price is logged with who changed it and when"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import present
from autogenesis.language._text import Span
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._placing import IT, at_row
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope
from autogenesis.language.meaning._setting import field_meant, setting_of

_N = r"[a-z][a-z-]*(?:\s[a-z][a-z-]*)?"
_KEPT = r"(?:(?:shall|must|should|will|has\s+to|have\s+to)\s+be|is|are|gets?)\s+(?:always\s+)?(?:logged|recorded|noted|documented|kept|stored|saved|written\s+down)"
_OF = rf"(?P<field>{_N}?)(?:\s+of\s+(?:an?|the|each|every|any)\s+(?P<thing>{_N}?))?"
_SHAPES = (
    regex(rf"^(?:each|every|all|any|the)\s+(?:changes?|edits?|corrections?|alterations?)\s+(?:of|to|in)\s+(?:an?\s+|the\s+|any\s+|all\s+)?{_OF}\s+{_KEPT}(?P<tail>(?:,|\s).*)?$", re.I),
    regex(rf"^(?:(?:each|every|all|any)\s+)?(?P<field>{_N}?)(?P<thing>)\s+changes?\s+{_KEPT}(?P<tail>(?:,|\s).*)?$", re.I),
    regex(rf"^(?:when|whenever|if|each\s+time|every\s+time)\s+(?:an?|the)\s+{_OF}\s+(?:is\s+changed|changes),?\s+the\s+(?P<old>old|previous|former)\s+(?:one|value|{_N}?)\s+{_KEPT}(?P<tail>(?:,|\s).*)?$", re.I),
    regex(rf"^(?:we|the\s+(?:system|office))\s+(?:keeps?|needs?|wants?)\s+(?:an?|the)\s+history\s+of\s+(?:all\s+)?(?:the\s+|every\s+|each\s+)?{_OF}(?:\s+changes?)?(?P<tail>(?:,|\s).*)?$", re.I),
)  # fmt: skip
_PARTS = regex(
    r"(?P<who>who\s+(?:changed\s+it|did\s+it|made\s+(?:it|them))|by\s+whom|the\s+(?:name|person|user|author)|who|name)\b|(?P<when>when|(?:the\s+)?(?:date|time|day|moment)(?:\s+and\s+time)?)\b"
    r"|(?P<old>(?:the\s+)?(?:old|previous|former)(?:\s+(?:one|value|price|[a-z]+))?)\b|(?P<new>(?:the\s+)?new(?:\s+(?:one|value|[a-z]+))?)\b|(?P<why>why|(?:the\s+|a\s+)?reason)\b",
    re.I,
)
_JOINING = frozenset("with and together including its their was were changed made of the it a change , .".split())


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """A field whose changes are written down, and as rows of what."""

    entity: EntityDraft
    field: str
    log: EntityDraft
    values: tuple[tuple[str, bp.Expression], ...]
    given: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangeLogs:
    """All of them."""

    kept: tuple[ChangeLog, ...] = ()


def change_logged(clause: Clause, scope: Scope) -> Claimed | None:
    """Whoever gives the field another value leaves a row with the old and the new one, by whom and when."""
    draft, unit = scope.draft, scope.unit
    said = " ".join(draft.text.at((clause.span[0], unit.span[1])).split()).strip(" .;")
    match = next((m for shape in _SHAPES if (m := shape.match(said)) is not None), None)
    if match is None:
        return None
    found = field_meant(_phrase(match["field"], match["thing"], clause.span), scope)
    if found is None:
        return None
    entity, name, _ = found
    parts = _tail(match.groupdict().get("tail") or "", clause.span)
    log = draft.entity(f"{entity.fields[name].label} change", clause.span)
    draft.made_by_rule.add(log.name)
    made = _columns(entity, name, log, parts, clause.span, draft)
    draft.remember(ChangeLogs((*(draft.recall(ChangeLogs) or ChangeLogs()).kept, made)))
    if not any(_sets(o, entity, name) for o in draft.operations.values()):
        setting_of(entity, name, replace(clause, verb="change"), [], False, scope, None)
        draft.assume(f"The {entity.fields[name].label} of {article(entity.label)} can be changed.", clause.span)
    whole = (clause.span[0], unit.span[1])
    scope.take(whole)
    draft.claim(whole, "change_logged", [log.id])
    return Claimed("change_logged", (log.id, *(f"field.{log.name}.{n}" for n, _ in made.values)))


def _phrase(said: str, thing: str | None, span: Span) -> NP:
    words = [w for w in tag(said) if w.pos not in {"DET", "ADV"}]
    names = (*(w.lower for w in words[:-1]), words[-1].lemma) if words else (said,)
    np = NP(span, said, names[-1], names, determiner="the")
    if not thing:
        return np
    owner = _phrase(thing, None, span)
    return NP(span, said, names[-1], names, determiner="the", possessor=owner)


def _tail(said: str, span: Span) -> frozenset[str]:
    """Which parts are named: who, when, old, new, why; every one of them where none is."""
    named = {m.lastgroup for m in _PARTS.finditer(said) if m.lastgroup}
    rest = set(re.sub(r"[,.]", " ", _PARTS.sub(" ", said)).lower().split()) - _JOINING
    if rest:
        raise NotUnderstoodError(f"nothing could be made of “{' '.join(sorted(rest))}”", span)
    return frozenset(named) | {"old", "new", "when", "who"}


def _columns(
    entity: EntityDraft, name: str, log: EntityDraft, parts: frozenset[str], span: Span, draft: Draft
) -> ChangeLog:
    f, row = entity.fields[name], bp.Name(name=entity.name)
    values: list[tuple[str, bp.Expression]] = [(draft.add_field(log, entity.label, entity.type, span), row)]
    values.append((draft.add_field(log, f"old {f.label}", f.type, span, required=False), bp.Get(of=row, field=name)))
    values.append((draft.add_field(log, f"new {f.label}", f.type, span, required=False), bp.Name(name=name)))
    values.append((draft.add_field(log, "changed at", bp.DATETIME, span), bp.Name(name="now")))
    values.append((draft.add_field(log, "changed by", bp.PERSON, span, required=False), bp.Name(name="by")))
    if "why" in parts:
        values.append((draft.add_field(log, "reason", bp.TEXT, span), bp.Name(name="reason")))
    return ChangeLog(entity, name, log, tuple(values), ("reason",) if "why" in parts else ())


def _sets(operation: OperationDraft, entity: EntityDraft, name: str) -> bool:
    """Whether the operation gives the field of a row another value, which whoever calls it says."""
    if operation.kind != "change" or name not in operation.inputs or entity.name not in operation.inputs:
        return False
    return any(
        isinstance(s, bp.Update) and any(n == name for n, _ in s.values)
        for s in bp.parts_within(tuple(operation.steps))
    )


def settle_change_logs(draft: Draft) -> None:
    """Once all deeds are known: each that changes the field writes the change down before it does."""
    for known in (draft.recall(ChangeLogs) or ChangeLogs()).kept:
        for operation in draft.operations.values():
            written = any(isinstance(s, bp.Create) and s.entity == known.log.id for s in operation.steps)
            if written or not _sets(operation, known.entity, known.field):
                continue
            row = bp.Name(name=known.entity.name)
            changed = bp.Compare(relation="!=", left=bp.Get(of=row, field=known.field), right=bp.Name(name=known.field))
            create = bp.Create(entity=known.log.id, values=known.values, name=f"logged_{known.log.name}")
            given = present(known.field)
            operation.steps.insert(0, bp.When(test=bp.AllOf(terms=(given, changed)), then=(create,)))
            for name in known.given:
                operation.inputs[name] = bp.Parameter(name=name, type=bp.TEXT)
                why = f"The {name} must be given."
                span = known.log.spans[0]
                operation.guards.append(draft.guard(f"{operation.name}.{name}", present(name), why, span, name))


def hide_change_logs(draft: Draft) -> None:
    """Once all rules are known: who may not see a value sees none that it had, nor changes of a row that they may not see."""
    for known in (draft.recall(ChangeLogs) or ChangeLogs()).kept:
        _hide_alike(draft, known)


def _hide_alike(draft: Draft, known: ChangeLog) -> None:
    (row, _), (old, _), (new, _), *_ = known.values
    for rule in [rule for rule in draft.access if rule.entity == known.entity.id]:
        hidden = (old, new) if known.field in rule.hidden else ()
        requires = at_row(rule.requires, bp.Get(of=IT, field=row)) if rule.requires is not None else None
        if not hidden and requires is None:
            continue
        role = (rule.actor or "everybody").removeprefix("actor.")
        draft.access.append(
            rule.model_copy(
                update={
                    "id": draft.unique(f"access.{known.log.name}_{role}"),
                    "entity": known.log.id,
                    "hidden": hidden,
                    "requires": requires,
                }
            )
        )


CHANGE_LOGS: tuple[Frame, ...] = (change_logged,)
"""The frame of changes that are written down."""
