"""Owns what no longer counts: rows that were called off are neither counted nor listed, and nothing falls due for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._terms import both
from autogenesis.language.meaning._comparisons import TIMES, denial
from autogenesis.language.meaning._descriptions import undone
from autogenesis.language.meaning._members import read
from autogenesis.language.meaning._scope import Row

OFF = ("cancelled", "canceled", "withdrawn", "called off", "revoked")
"""Participles of deeds after which nothing falls due any more."""
VOID = frozenset({"cancelled", "canceled", "rejected", "withdrawn", "declined", "refused", "deleted", "called_off"})
"""Participles of deeds after which a row does not count any more."""
_IT = bp.Name(name="it")
_REMINDING = "reminder"


def valid(row: Row) -> list[bp.Expression]:
    """That a row was not called off."""
    terms: list[bp.Expression] = []
    for f in row.entity.fields.values():
        if f.type.kind == "choice":
            states = [c for c in f.type.choices if c in VOID]
            terms += [bp.Compare(relation="!=", left=read(row, f.name), right=bp.Literally(type=f.type, value=c)) for c in states]  # fmt: skip
        elif f.type.kind in TIMES and f.name.rpartition("_")[0] in VOID:
            terms.append(denial(bp.Present(value=read(row, f.name))))
    return terms


def counting(row: Row, terms: Iterable[bp.Expression]) -> tuple[bp.Expression, ...]:
    """The terms, and that the row was not called off, where they do not speak of that themselves."""
    said = tuple(terms)
    spoken = {part.field for part in bp.parts_within(said) if isinstance(part, bp.Get)}
    return once((*said, *(term for term in valid(row) if not spoken & set(_fields(term)))))


def once(terms: Iterable[bp.Expression]) -> tuple[bp.Expression, ...]:
    """Each term once, those inside of others too, however they are denied."""
    found: dict[bp.Expression, bp.Expression] = {}
    for term in terms:
        for each in term.terms if isinstance(term, bp.AllOf) else (term,):
            found.setdefault(_plain(each), each)
    return tuple(found.values())


def _plain(term: bp.Expression) -> bp.Expression:
    """ "not the same" as "another": the status of a row is always there."""
    inner = term.term if isinstance(term, bp.Not) else None
    if isinstance(inner, bp.Compare) and inner.relation == "==":
        return inner.model_copy(update={"relation": "!="})
    return term


def settle_called_off(draft: Draft) -> None:
    """Once all deeds are known: nothing falls due for what was called off, and nobody is reminded of what is done."""
    entities = {entity.id: entity for entity in draft.entities.values()}
    for index, timer in enumerate(draft.timers):
        entity = entities.get(timer.entity)
        if entity is None:
            continue
        spoken = set(_fields(timer.at, timer.when))
        terms = [term for term in _not_off(entity) if not spoken & set(_fields(term))]
        if _reminds(timer):
            still = undone(Row(entity, _IT))
            ends = still.terms if isinstance(still, bp.AllOf) else (still,) if still is not None else ()
            terms += [] if any(spoken & set(_fields(end)) for end in ends) else ends
        if terms:
            known = (timer.when,) if timer.when is not None else ()
            draft.timers[index] = timer.model_copy(update={"when": both(*once((*known, *terms)))})


def _reminds(timer: bp.Timer) -> bool:
    notes = (part for part in bp.parts_within(timer.steps) if isinstance(part, bp.Notify))
    return any(note.type == _REMINDING for note in notes)


def _fields(*parts: object) -> Iterator[str]:
    return (part.field for part in bp.parts_within(parts) if isinstance(part, bp.Get))


def _not_off(entity: EntityDraft) -> Iterator[bp.Expression]:
    moments = {snake(f"{word} {end}") for word in OFF for end in ("at", "on")}
    for f in entity.fields.values():
        kept = bp.Get(of=_IT, field=f.name)
        if f.type.kind in {"date", "datetime"} and f.name in moments:
            yield bp.Not(term=bp.Present(value=kept))
        elif f.type.kind == "choice":
            for word in OFF:
                if word in f.type.choices:
                    yield bp.Compare(relation="!=", left=kept, right=bp.Literally(type=f.type, value=word))
