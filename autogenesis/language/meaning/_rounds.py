"""Frame for what somebody has to do again and again: "A boiler must be inspected once a year", "Once a month somebody has to clean the oven"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import EntityDraft, article, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Recurrence
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import compare, say, shift
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import TODAY
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._members import take_words
from autogenesis.language.meaning._naming import ANYBODY, SYSTEM, actor_of, known_thing, take_name
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._scope import Scope
from autogenesis.language.readings._due_dates import entered

_MUST = frozenset({"must", "shall", "should"})
_UNITS: dict[str, tuple[bp.Unit, int]] = {
    "day": ("days", 1),
    "week": ("days", 7),
    "month": ("months", 1),
    "quarter": ("months", 3),
    "year": ("years", 1),
}


def due_every(clause: Clause, scope: Scope) -> Claimed | None:
    """By when it must be done next is kept, and whoever does it is told where it was not."""
    found = _said(clause, scope)
    if found is None:
        return None
    entity, thing, people, often = found
    fact = fact_of(scope.draft, entity, clause.verb, clause.particle)
    operation = fact.operation if fact is not None else None
    if fact is None or operation is None or fact.creation or operation.entity is not entity:
        return None
    last = fact.moment(IT)
    word = participle_of(f"{clause.verb} {clause.particle}".strip())
    name = snake(f"to be {word} by")
    if not isinstance(last, bp.Get) or name in entity.fields or name in entity.derivations:
        return None
    operation.guards[:] = [g for g in operation.guards if not g.id.endswith(".once")]
    actors = [a for np in people if (a := actor_of(np, scope)) is not None]
    operation.actors.extend(a for a in actors if a not in operation.actors)
    scope.take(clause, often.span, thing)
    take_name(thing, scope)
    for np in people:
        take_words(scope, np.span, (np.head, *np.words))
    take_words(scope, clause.span, ("at", "least", "have", "has"))
    made = [_kept(entity, word, last, often, clause, scope)]
    made += _reminded(entity, name, operation.actors, word, clause, scope)
    return Claimed("due_every", (operation.id, *made))


def _said(clause: Clause, scope: Scope) -> tuple[EntityDraft, NP, tuple[NP, ...], Recurrence] | None:
    """What it is done to, by whom, and how often; None where the clause says more, or less."""
    often = clause.limits[0] if len(clause.limits) == 1 else None
    if not isinstance(often, Recurrence) or often.unit not in _UNITS or often.text.lower().startswith("twice"):
        return None
    if often.weekdays or often.day or often.at or clause.conditions or clause.negated or clause.modal not in _MUST:
        return None
    passive = clause.voice == "passive"
    by = clause.phrase("by") if passive else None
    least = "at least" in clause.text.lower()
    if (
        any(p is not by and not (least and p.prep == "at" and not p.items) for p in clause.phrases)
        or clause.complements
        or clause.embedded
        or clause.exceptions
    ):
        return None
    thing = clause.subject if passive else clause.object
    people = (by.items if by is not None else ()) if passive else clause.subjects
    if thing is None or thing.adjectives or thing.relatives or thing.of or (not passive and len(clause.objects) > 1):
        return None
    if any(np.name in SYSTEM or (np.pronoun and np.head not in ANYBODY) for np in people):
        return None
    entity = known_thing(scope.draft, thing)
    return (entity, thing, people, often) if entity is not None else None


def _kept(entity: EntityDraft, word: str, last: bp.Get, often: Recurrence, clause: Clause, scope: Scope) -> str:
    """The day by which it must be done again: so long after the last time, else after it was entered."""
    unit, many = _UNITS[often.unit]
    name = snake(f"to be {word} by")
    since = bp.Get(of=IT, field=entered(scope.draft, entity))
    start = bp.Conditional(test=bp.Present(value=last), then=last, otherwise=since)
    if entity.member(last.field).type.kind == "date":
        start = bp.Conditional(test=bp.Present(value=last), then=last, otherwise=bp.Part(of=since, part="date"))
        day: bp.Expression = start
    else:
        day = bp.Part(of=start, part="date")
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}", spans=(clause.span,), name=name, label=f"to be {word} by", type=bp.DATE,
        value=shift(day, often.every * many, unit), summary=" ".join(clause.text.split()),
    )  # fmt: skip
    late = snake(f"to be {word}")
    entity.derivations[late] = bp.Derivation(
        id=f"derivation.{entity.name}.{late}", spans=(clause.span,), name=late, label=f"to be {word}", type=bp.BOOLEAN,
        value=compare(TODAY.expression, ">", bp.Get(of=IT, field=name)),
        summary=f"whether it should have been {word} by now",
    )  # fmt: skip
    scope.draft.assume(
        f"{article(entity.label).capitalize()} that was never {word} is to be {word} that long after it was entered.",
        clause.span,
    )
    return f"derivation.{entity.name}.{name}"


def _reminded(entity: EntityDraft, name: str, actors: list[str], word: str, clause: Clause, scope: Scope) -> list[str]:
    """Whoever does it is told on the day after, where it was not done; nobody where the text names nobody."""
    if not actors:
        return []
    note = bp.Notify(
        to=bp.Recipient(actor=actors[0]), type="overdue", subject=IT, text=say(f"To be {word}: ", "{it.id}", "."),
    )  # fmt: skip
    timer = bp.Timer(
        id=scope.draft.unique(f"timer.{entity.name}_{name}"), spans=(clause.span,), entity=entity.id,
        summary=" ".join(clause.text.split()), at=bp.Part(of=bp.Get(of=IT, field=name), part="end"), steps=(note,),
    )  # fmt: skip
    scope.draft.timers.append(timer)
    scope.draft.assume(
        f"Whoever does it is told on the day after, where {article(entity.label)} was not {word} in time."
    )
    return [timer.id]


ROUNDS: tuple[Frame, ...] = (due_every,)
"""The frame of duties that come round."""
__all__ = ["ROUNDS"]
