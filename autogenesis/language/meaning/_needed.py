"""Frames for what only some must give: "Orders above 500 euro need a purchase number", "Members under 16 must name a guardian"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import both, either, present
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import denial
from autogenesis.language.meaning._members import field_named, take_words
from autogenesis.language.meaning._naming import before_name, known_thing, take_name
from autogenesis.language.meaning._placing import IT, creator, guarded
from autogenesis.language.meaning._scope import Row, Scope
from autogenesis.language.meaning._selections import narrowed
from autogenesis.language.readings._fields import Stated
from autogenesis.language.readings._stated import add_stated

_NEED = frozenset({"need", "require"})
_GIVE = frozenset({"have", "state", "give", "name", "provide", "show", "carry", "include", "come with"})


def needed_of_some(clause: Clause, scope: Scope) -> Claimed | None:
    """Whoever enters one of these gives it; of the others it may be given."""
    np, given = clause.subject, clause.object
    verb = clause.verb in _NEED or (clause.verb in _GIVE and clause.modal in {"must", "shall"})
    if np is None or given is None or not verb or clause.negated or clause.voice != "active" or len(clause.objects) > 1:
        return None
    if clause.conditions or clause.phrases or np.pronoun or given.pronoun or given.quantity is not None:
        return None
    entity = known_thing(scope.draft, np)
    if (
        entity is None
        or given.relatives
        or any(not a.endswith("ing") for a in given.adjectives)
        or known_thing(scope.draft, given) is not None
    ):
        return None
    row = Row(entity, IT)
    inner = scope.bound(row)
    terms = [each for each in narrowed(np, before_name(np, entity, scope.draft), row, inner) if each != bp.truth(True)]
    if not terms:
        return None
    scope.take(clause)
    take_name(np, scope)
    name, made = _field(entity, given, scope)
    requires = either(denial(both(*terms)), present(bp.Get(of=IT, field=name)))
    operation = creator(scope.draft, entity)
    guard = guarded(operation, entity, requires, f"needs_{name}", clause, scope.draft)
    return Claimed("needed_of_some", (*made, operation.id, guard))


def _field(entity: EntityDraft, given: NP, scope: Scope) -> tuple[str, list[str]]:
    """The field that is to be given, and what was made for it; "the name of a guardian" is the guardian's name."""
    owner = next((p.item for p in given.of if p.prep == "of" and p.item is not None), None)
    name = " ".join((*(a for a in given.adjectives if a not in given.words), given.name))
    label = name if owner is None else f"{owner.name} {name}"
    scope.take(given, *(p.span for p in given.of))
    take_words(scope, given.span, tuple(label.split()))
    known = field_named(entity, given) if owner is None else None
    if known is not None:
        return known[0], []
    made = add_stated(scope.draft, entity, (Stated(label, given.span, optional=True),))
    return made[0].rpartition(".")[2], made


NEEDED: tuple[Frame, ...] = (needed_of_some,)
"""The frames for what only some must give."""
__all__ = ["NEEDED"]
