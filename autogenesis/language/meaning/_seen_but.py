"""Frame of who sees something, and what of it they do not: "The porter sees rooms and names, but no amounts", "everything except the price"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from autogenesis.language._draft import best_field
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._discovery import look_on
from autogenesis.language.meaning._members import field_named, members
from autogenesis.language.meaning._naming import actor_of, known_thing, take_name
from autogenesis.language.meaning._permissions import allowed
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope
from autogenesis.language.meaning._visibility import SEEING, Seen, barred_from

_ALL = frozenset({"everything", "all", "anything"})
_BUT = frozenset({"without", "except", "except for", "but", "apart from", "save"})
_SHOWN = frozenset({"name", "date", "time", "text", "number", "money", "person"})


def seen_but(clause: Clause, scope: Scope) -> Claimed | None:
    """What is not to be seen is kept from them; what they do see is open to them as it is to others."""
    said = allowed(clause)
    if said is None or said.verb not in SEEING or said.voice != "active" or clause.conditions or said.limits:
        return None
    hidden = tuple(_hidden(said))
    shown = tuple(np for np in said.objects if not np.negative)
    without = [p for p in said.phrases if p.prep in _BUT]
    if not hidden or not shown or len(without) < len(said.phrases) or said.negators or said.embedded:
        return None
    people = [(np, actor_of(np, scope)) for np in said.subjects]
    if not people or any(actor is None for _, actor in people):
        return None
    for np in shown:
        if not _known(np, scope):
            raise NotUnderstoodError(f"it is not known what “{np.text}” is", np.span)
    kept = [seen for np in hidden for seen in _fields(np, scope)]
    who = [actor for _, actor in people if actor is not None]
    look_on(scope.draft, who)
    reason = f"{' '.join(clause.text.split()).strip(' .,;')}."
    made = [barred_from(scope.draft, seen, actor, clause.span, reason) for seen in kept for actor in who]
    for np, _ in people:
        take_name(np, scope)
    scope.take(clause, said, clause.span)
    return Claimed("seen_but", tuple(made))


def _hidden(clause: Clause) -> Iterator[NP]:
    """ "but no amounts", "not the address and not the reason", "except the price", "without the prices"."""
    yield from (np for np in clause.objects if np.negative)
    yield from (np for p in clause.phrases if p.prep in _BUT for np in p.items)
    for each in clause.exceptions:
        yield from _all(each)


def _all(clause: Clause) -> Iterator[NP]:
    yield from (*clause.objects, *clause.items, *clause.subjects)
    yield from (np for p in clause.phrases for np in p.items)
    for each in clause.exceptions:
        yield from _all(each)


def _known(np: NP, scope: Scope) -> bool:
    """Whether it is something there is, or a part of something."""
    if np.head in _ALL or known_thing(scope.draft, np) is not None or head_kind(np.head) in _SHOWN:
        return True
    return any(best_field(e, np.words or (np.head,)) is not None for e in scope.draft.entities.values())


def _fields(np: NP, scope: Scope) -> list[Seen]:
    """Every field that is called so; of amounts and prices, whatever is money."""
    plain = replace(np, negative=False, determiner="")
    owner = np.possessor or next((p.item for p in np.of if p.prep in {"of", "for"}), None)
    only = known_thing(scope.draft, owner) if owner is not None and not owner.pronoun else None
    entities = [only] if only is not None else list(scope.draft.entities.values())
    found = [Seen(e, named[0]) for e in entities if (named := field_named(e, plain)) is not None]
    if not found and head_kind(np.head) == "money":
        found = [Seen(e, m.name) for e in entities for m in members(e) if m.type.kind == "money"]
    if not found:
        raise NotUnderstoodError(f"it is not known what is kept as “{np.text}”", np.span)
    return found


SEEN_BUT: tuple[Frame, ...] = (seen_but,)
"""The frame of who sees something, and what of it they do not."""
