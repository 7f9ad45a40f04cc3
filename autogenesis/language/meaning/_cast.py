"""Frames of who there is: "There are clerks, drivers and a manager", "The roles are guest and warden", "Clerks use the system"."""

from __future__ import annotations

from autogenesis.language._people import ROLE_NOUNS, may_name_people, names_people
from autogenesis.language._syntax import NP, Clause
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._discovery import look_on
from autogenesis.language.meaning._naming import SYSTEM, known_thing
from autogenesis.language.meaning._scope import Scope

_USING = frozenset({("use", ""), ("work", ""), ("log", "in"), ("deal", "")})


def cast(clause: Clause, scope: Scope) -> Claimed | None:
    """Whoever is named takes part; what each may do is said elsewhere."""
    if clause.voice == "passive" or clause.negated or clause.conditions or clause.limits or clause.exceptions:
        return None
    roles, listed = _roles(clause), _listed(clause)
    named = roles or listed
    if not named or not all(_plain(np) and may_name_people(np.head) for np in named):
        return None
    if not roles and not any(names_people(np.head) for np in named):
        return None
    made = [scope.draft.actor(np.name.lower(), np.span, row=known_thing(scope.draft, np)) for np in named]
    scope.take(clause, *clause.subjects, *clause.objects, *clause.items)
    look_on(scope.draft, made)
    return Claimed("cast", tuple(made))


def _roles(clause: Clause) -> tuple[NP, ...]:
    """Those of whom it is said that they are roles, or use the system."""
    subject, first = clause.subject, clause.object
    if subject is None:
        return ()
    if clause.frame == "fragment" and not clause.verb:
        return clause.items if subject.head in ROLE_NOUNS and len(subject.words) == 1 else ()
    if (clause.verb, clause.particle) in _USING and not clause.items and len(clause.objects) <= 1:
        on = next((p.item for p in clause.phrases if p.prep in {"with", "on", "in"}), None)
        used = first or (on if len(clause.phrases) == 1 else None)
        return clause.subjects if used is not None and used.name in SYSTEM - {"it"} else ()
    if clause.phrases or first is None or clause.verb not in {"be", "have"}:
        return ()
    if _there(subject) and first.head in ROLE_NOUNS and len(clause.objects) == 1:
        return clause.items
    return clause.objects if subject.head in ROLE_NOUNS and clause.verb == "be" and len(clause.objects) > 1 else ()


def _listed(clause: Clause) -> tuple[NP, ...]:
    """ "There are clerks and a manager", "We have coaches and members"."""
    subject = clause.subject
    if subject is None or not _there(subject) or clause.verb not in {"be", "have"} or clause.phrases or clause.items:
        return ()
    return clause.objects


def _there(subject: NP) -> bool:
    return subject.head.lower() in {"there", "we"}


def _plain(np: NP) -> bool:
    """A role by itself: no number of them, nothing said of them, no name of one of them."""
    if np.quantity or np.adjectives or np.relatives or np.of or np.gloss or np.pronoun or np.quoted or np.negative:
        return False
    return np.determiner in {"", "a", "an", "the", "one", "each", "all"}


CAST: tuple[Frame, ...] = (cast,)
"""The frame for who there is."""
