"""Reads what people tell us: "the caller tells us the serial number, the day and the fault, and a clerk types it in"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from autogenesis.language._draft import Draft
from autogenesis.language._patterns import Match, find, find_all
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._words import classes_of, head_kind
from autogenesis.language.readings._fields import Stated, stated_fields
from autogenesis.language.readings._inventories import singular
from autogenesis.language.readings._stated import add_stated

_TELL = "tell|give|send|hand|bring|provide|supply|state|name|submit|enter|report"
_KEYS = frozenset({"number", "code", "no", "nr", "id"})


def read_intake(unit: Unit, draft: Draft) -> None:
    """A list of what people hand over, of a thing that other sentences name."""
    match = find(unit, f"NP=who MODAL? V({_TELL})=verb us|me|them|you", "from NP=who we|I V(get|receive|need|take)")
    if match is None or draft.claimed(unit.span):
        return
    start = match.span[1]
    fields, unread = stated_fields(unit.text[start - unit.span[0] :], start)
    noun = _thing(draft, unit)
    if len(fields) < 2 or noun is None or len(unread) > 1:
        return
    label, verb = noun
    entity = draft.entity(label, unit.span)
    name_parents(fields, draft)
    elements = [entity.id, *add_stated(draft, entity, fields)]
    operation = draft.operation(verb, entity, "create", span=unit.span)
    for who in _typists(unit, match):
        operation.actors.append(draft.actor(who.label, who.span))
    draft.assume(f"What {match['who'].text} hands over here is a {label}.", unit.span)
    draft.claim(unit.span, "intake", [*elements, operation.id])


def _thing(draft: Draft, intake: Unit) -> tuple[str, str] | None:
    """The noun that is entered or reported elsewhere, with that verb; else the noun of the title."""
    counted = draft.once(_entered)
    counted = counted - Counter(_entered_in(intake))
    if counted:
        return max(counted, key=lambda pair: (_spoken_of(pair[0], draft), counted[pair]))
    title = singular(draft.text.title.split(":")[0].lower()).split()
    return (title[-1], "register") if title and _spoken_of(title[-1], draft) > 1 else None


def _entered(draft: Draft) -> Counter[tuple[str, str]]:
    """How often each noun is entered or reported, by the verb."""
    return Counter(pair for unit in draft.units for pair in _entered_in(unit))


def _entered_in(unit: Unit) -> Iterator[tuple[str, str]]:
    for match in (*find_all(unit, "V=verb NP=thing"), *find_all(unit, "NP=thing MODAL? BE be? V.part=verb")):
        verb, thing = match["verb"], match["thing"]
        if classes_of(verb.head) & {"register", "submit"} and not head_kind(thing.head) and thing.label:
            yield thing.label, verb.head


def _spoken_of(label: str, draft: Draft) -> int:
    """In how many sentences a noun stands for itself."""
    return draft.once(_standing)[label]


def _standing(draft: Draft) -> Counter[str]:
    """In how many sentences each noun stands for itself."""
    return Counter(label for u in draft.units for label in {p.label for p in u.pieces if p.kind == "N"})


def name_parents(fields: tuple[Stated, ...], draft: Draft) -> None:
    """ "policy number" on another thing, where the text speaks of policies: a thing of its own, known by that number."""
    for stated in fields:
        words = stated.label.split()
        owner = " ".join(words[:-1])
        if len(words) == 2 and words[-1] in _KEYS and draft.find_entity(owner) is None and _kept(owner, stated, draft):
            parent = draft.entity(owner, stated.span)
            add_stated(draft, parent, (Stated(words[-1], stated.span, kind="text"),))
            draft.assume(f"A {owner} is kept under its {words[-1]}; the {stated.label} refers to it.", stated.span)


def _kept(owner: str, stated: Stated, draft: Draft) -> bool:
    """True where the text speaks of the thing by itself, or of numbers of it that nobody knows."""
    unknown = any(re.search(rf"\b(?:unknown|unregistered|unlisted) {stated.label}", u.text, re.I) for u in draft.units)
    return unknown or _spoken_of(owner, draft) > 0


def _typists(unit: Unit, match: Match) -> Iterator[Piece]:
    """Who types it in; else whoever tells."""
    typed = next(
        (
            m
            for m in find_all(unit, "NP=who V=verb it|this|that|them|everything|all")
            if classes_of(m["verb"].head) & {"register"} or m["verb"].head in {"type", "key", "put"}
        ),
        None,
    )
    yield typed["who"] if typed else match["who"]
