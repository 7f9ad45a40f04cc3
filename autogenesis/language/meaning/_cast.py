"""Frames of who there is: "There are clerks, drivers and a manager", "The roles are guest and warden", "Clerks use the system"."""

from __future__ import annotations

from autogenesis.language._people import people_of
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._tokens import tokens
from autogenesis.language._draft import Draft
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._naming import SYSTEM, known_thing, take_name
from autogenesis.language.meaning._scope import Scope

_ROLES = frozenset("role user person people actor participant stakeholder party staff group".split())
"""Nouns for the ones who are then named."""
_USING = frozenset({("use", ""), ("work", ""), ("log", "in"), ("deal", "")})


def cast(clause: Clause, scope: Scope) -> Claimed | None:
    """Whoever is named takes part; what each may do is said elsewhere."""
    if clause.voice == "passive" or clause.negated or clause.conditions or clause.limits or clause.exceptions:
        return None
    named = _named(clause)
    if not named or not all(_somebody(np, scope.draft) for np in named):
        return None
    made = [scope.draft.actor(np.name.lower(), np.span, row=known_thing(scope.draft, np)) for np in named]
    scope.take(clause, *clause.subjects, *clause.objects, *clause.items)
    for np in named:
        take_name(np, scope)
    return Claimed("cast", tuple(made))


def _named(clause: Clause) -> tuple[NP, ...]:
    subject, first = clause.subject, clause.object
    if subject is None:
        return ()
    if (clause.verb, clause.particle) in _USING and not clause.items and len(clause.objects) <= 1:
        on = next((p.item for p in clause.phrases if p.prep in {"with", "on", "in"}), None)
        used = first or (on if len(clause.phrases) == 1 else None)
        return clause.subjects if used is not None and used.name in SYSTEM - {"it"} else ()
    if clause.phrases or first is None:
        return ()
    there = subject.head.lower() in {"there", "we"} and clause.verb in {"be", "have"}
    roles = subject.head in _ROLES and clause.verb == "be" and len(clause.objects) > 1
    if there and first.head in _ROLES and clause.items and len(clause.objects) == 1:
        return clause.items
    return clause.objects if (there or roles) and not clause.items else ()


def _somebody(np: NP, draft: Draft) -> bool:
    """A role by itself: no number of them, nothing said of them, no name of one of them."""
    plain = not (np.quantity or np.adjectives or np.relatives or np.of or np.gloss or np.pronoun or np.quoted)
    return plain and not np.negative and np.determiner in {"", "a", "an", "the", "one", "each", "all"} and (
        np.head.lower() in draft.once(_people)
    )


def _people(draft: Draft) -> frozenset[str]:
    return people_of(tokens(unit.sentence) for unit in draft.units)


CAST: tuple[Frame, ...] = (cast,)
"""The frame for who there is."""
