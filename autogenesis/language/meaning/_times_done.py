"""Frames of how often the same thing may be changed: "A ticket can be changed twice", "A loan may be extended at most three times"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import article
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Bound, Times
from autogenesis.language._syntax import Clause
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._naming import actor_of, known_thing, take_name
from autogenesis.language.meaning._placing import reason
from autogenesis.language.meaning._scope import Scope


def times_done(clause: Clause, scope: Scope) -> Claimed | None:
    """The deed is counted on the row, and refused once it was done so often."""
    passive = clause.voice == "passive"
    thing = clause.subject if passive else clause.object
    limit = clause.limits[0] if len(clause.limits) == 1 else None
    most = _most(clause, limit)
    if (
        most is None
        or limit is None
        or thing is None
        or clause.conditions
        or len(clause.objects) > (0 if passive else 1)
    ):
        return None
    if thing.relatives or thing.of or thing.adjectives or thing.pronoun or clause.embedded or clause.exceptions:
        return None
    by = clause.phrase("by") if passive else None
    doers = by.items if by is not None else () if passive else clause.subjects
    entity = known_thing(scope.draft, thing)
    if entity is None or any(p is not by for p in clause.phrases) or thing.quantity is not None:
        return None
    fact = fact_of(scope.draft, entity, clause.verb, clause.particle)
    operation = fact.operation if fact is not None else None
    if operation is None or operation.kind != "change" or operation.entity is not entity:
        return None
    actors = [actor_of(np, scope) for np in doers if not np.negative]
    if any(actor is None for actor in actors):
        return None
    draft, row = scope.draft, bp.Name(name=entity.name)
    word = participle_of(f"{clause.verb} {clause.particle}".strip())
    name = draft.add_field(
        entity, f"times {word}", bp.INTEGER, clause.span, required=False, default=bp.whole(0), summary=f"how often it was {word}",
    )  # fmt: skip
    entity.later.add(name)
    operation.guards[:] = [g for g in operation.guards if not g.id.endswith(".once")]
    often = bp.Compare(relation="<", left=bp.Get(of=row, field=name), right=bp.whole(most))
    guard = draft.guard(f"{operation.name}.times", often, reason(clause.text), clause.span, entity.name)
    operation.guards.append(guard)
    more = bp.Arithmetic(operator="+", left=bp.Get(of=row, field=name), right=bp.whole(1))
    operation.steps.append(bp.Update(row=row, values=((name, more),)))
    operation.actors.extend(a for a in actors if a is not None and a not in operation.actors)
    draft.assume(f"How often {article(entity.label)} was {word} is counted over its whole life.", clause.span)
    scope.take(clause, limit.span)
    for np in (thing, *doers):
        take_name(np, scope)
    return Claimed("times_done", (operation.id, guard.id, f"field.{entity.name}.{name}"))


def _most(clause: Clause, limit: object) -> int | None:
    """How often at most: "can be changed twice", "at most twice", "not more than twice", "cannot be changed more than twice"."""
    value = limit.value if isinstance(limit, Bound) else limit
    if not isinstance(value, Times) or clause.perfect or not clause.verb:
        return None
    times = int(value.value)
    denied = bool({"not", "never"} & set(clause.negators)) or (clause.subject is not None and clause.subject.negative)
    if isinstance(limit, Bound):
        most = {"<=": times, "<": times - 1} if not denied else {">": times, ">=": times - 1}
        return most.get(limit.op) if clause.modal in {"can", "may", "must", "shall"} else None
    if denied:
        return None
    return times if clause.modal in {"can", "may"} else None


TIMES_DONE: tuple[Frame, ...] = (times_done,)
"""The frame of deeds that are counted."""
