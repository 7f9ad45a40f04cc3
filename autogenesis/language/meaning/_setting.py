"""Frames of who may change what is kept: "Only the treasurer may change prices", "A clerk corrects the address of a member"."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Literal, Measure, Money, Number
from autogenesis.language._syntax import NP, Clause
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import constant
from autogenesis.language.meaning._members import field_named, take_words
from autogenesis.language.meaning._naming import actor_of, known_thing, take_name
from autogenesis.language.meaning._permissions import allowed, alone
from autogenesis.language.meaning._scope import Scope

_SETTING = frozenset({"change", "set", "edit", "adjust", "update", "correct", "alter", "modify", "amend"})
_KEPT = frozenset(
    {"text", "integer", "decimal", "money", "percent", "date", "datetime", "time", "duration", "boolean", "reference", "choice", "person"}
)  # fmt: skip


def may_set(clause: Clause, scope: Scope) -> Claimed | None:
    """An operation that gives the field another value, for those who may."""
    said = allowed(clause)
    if said is None or said.verb not in _SETTING | {"reset"} or said.voice != "active" or said.negated:
        return None
    fixed, said = _to_value(said)
    if said.particle or (fixed is None and said.verb == "reset"):
        return None
    said = _with_adjective(said)
    if any(c.marker != "so that" for c in clause.conditions) or said.phrases or said.limits or said.embedded:
        return None
    who = [actor_of(np, scope) for np in said.subjects] or [actor_of(clause.role, scope)]
    found = [field_meant(np, scope) for np in said.objects]
    if not found or any(each is None for each in found) or any(actor is None for actor in who):
        return None
    sole, made = alone(said), []
    for each, np in zip(found, said.objects, strict=True):
        assert each is not None
        entity, name, words = each
        value = constant(fixed, entity.fields[name].type, scope).expression if fixed is not None else None
        made += setting_of(entity, name, said, [a for a in who if a], sole, scope, value)
        take_words(scope, np.span, words)
        owner = np.possessor or next((p.item for p in np.of if p.item is not None), None)
        if owner is not None:
            take_name(owner, scope)
    scope.take(clause, said, *clause.subjects, *said.subjects)
    scope.take(*(c.span for c in clause.conditions))
    return Claimed("may_set", tuple(made))


def _to_value(said: Clause) -> tuple[Literal | None, Clause]:
    """ "may set the warnings back to 0": the value is always the same."""
    to = said.phrase("to")
    value = to.item.quantity if to is not None and to.item is not None and len(to.items) == 1 else None
    plain = to is not None and to.item is not None and not to.item.of and not to.item.relatives
    if not isinstance(value, Number | Money | Measure) or not plain or said.particle not in {"", "back"}:
        return None, said
    return value, replace(said, particle="", phrases=tuple(p for p in said.phrases if p is not to))


def _with_adjective(said: Clause) -> Clause:
    """ "may change daily rates": what is daily is the rate."""
    first = said.limits[0] if len(said.limits) == 1 else None
    np = said.object
    if first is None or np is None or not 0 <= np.span[0] - first.span[1] <= 1 or not first.text.isalpha():
        return said
    whole = replace(np, adjectives=(first.text.lower(), *np.adjectives), span=(first.span[0], np.span[1]))
    return replace(said, limits=(), objects=(whole, *said.objects[1:]))


def field_meant(np: NP, scope: Scope) -> tuple[EntityDraft, str, tuple[str, ...]] | None:
    """The field that is meant: of whom it is said, else of the only thing that has one so called."""
    thing = known_thing(scope.draft, np)
    kept = thing is not None and (thing.fields or thing.confidence == 1.0)
    if np.pronoun or np.relatives or np.quantity is not None or kept:
        return None
    owner = np.possessor or next((p.item for p in np.of if p.prep in {"of", "for"}), None)
    if owner is not None and _called(np, scope):
        owner = owner.of[0].item if owner.of else None  # "the number of warnings (of a trader)"
    if owner is not None and (owner.pronoun or owner.relatives or owner.of):
        return None
    things = [known_thing(scope.draft, owner)] if owner is not None else list(scope.draft.entities.values())
    fitting = []
    for entity in things:
        one = replace(np, plural=False, determiner="the")
        named = field_named(entity, np) or field_named(entity, one) if entity is not None else None
        f = entity.fields.get(named[0]) if entity is not None and named is not None else None
        own = entity is not None and entity.lifecycle is not None and f is not None and entity.lifecycle.field == f.name
        if entity is not None and named is not None and f is not None and f.type.kind in _KEPT and not own:
            fitting.append((entity, named[0], named[1]))
    whole = [each for each in fitting if each[0].fields[each[1]].label.lower() == _whole(np)]
    fitting = whole or fitting
    return fitting[0] if len(fitting) == 1 else None


def _called(np: NP, scope: Scope) -> bool:
    """Whether some field has the whole of "number of warnings" for its name."""
    label = _whole(np)
    return any(f.label.lower() == label for e in scope.draft.entities.values() for f in e.fields.values())


def _whole(np: NP) -> str:
    first = np.of[0].item if np.of else None
    if first is None:
        return ""
    end = first.of[0].span[0] - first.span[0] if first.of else len(first.text)  # "the number of points of a member"
    return f"{np.name} {np.of[0].prep} {first.text[:end].strip()}".lower()


def setting_of(
    entity: EntityDraft, name: str, said: Clause, who: list[str], sole: bool, scope: Scope, value: bp.Expression | None
) -> list[str]:
    draft, f = scope.draft, entity.fields[name]
    operation = draft.operation(
        f"{said.verb} {f.label} of", entity, "change", f"{said.verb.capitalize()} the {f.label} of a {entity.label}.", said.span
    )  # fmt: skip
    if entity.name not in operation.inputs:
        row = bp.Name(name=entity.name)
        given = name if name != entity.name else f"new_{name}"
        operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
        if value is None:
            operation.inputs[given] = bp.Parameter(name=given, type=f.type, summary=f"the new {f.label}")
        operation.steps.append(bp.Update(row=row, values=((name, value or bp.Name(name=given)),)))
        operation.result = row
    operation.actors.extend(a for a in who if a not in operation.actors)
    if sole:
        operation.roles.extend(a for a in who if a not in operation.roles)
    return [operation.id, f.id]


SETTING: tuple[Frame, ...] = (may_set,)
"""The frame of who changes a value."""
