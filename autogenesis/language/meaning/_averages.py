"""Frame of averages that are shown: "The average rating of each dish is shown", "The average mark is shown with the course"."""

from __future__ import annotations

import re
from collections.abc import Iterator

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import Function, both, compare, same
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._called_off import valid
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._members import entity_of, read
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

_N = r"[a-z][a-z-]*(?:\s[a-z][a-z-]*)?"
_ONE = r"(?:the|each|every|an?|its|their|all|any)"
_SHOWN = regex(
    rf"^(?:the|an?)\s+average\s+(?P<what>{_N}?)(?:\s+(?:of|for|per)\s+(?:{_ONE}\s+)?(?P<thing>{_N}?))?\s+(?:is|are|shall\s+be|must\s+be|should\s+be)\s+(?:always\s+)?"
    rf"(?:shown|displayed|visible|listed|calculated|worked\s+out|published)(?:\s+(?:with|for|on|next\s+to|beside|together\s+with)\s+(?:{_ONE}\s+)?(?P<with>{_N}?))?$",
    re.I,
)
_SEEN = regex(
    rf"^(?:everybody|everyone|anybody|anyone|we|people|users?|visitors?)\s+(?:can\s+)?sees?\s+(?:the|an?)\s+average\s+(?P<what>{_N}?)\s+(?:of|for|per)\s+(?:{_ONE}\s+)?(?P<thing>{_N}?)(?P<with>)$",
    re.I,
)
_PLACES = 2


def average_shown(clause: Clause, scope: Scope) -> Claimed | None:
    """What the numbers of all rows about a thing come to on average is part of the thing."""
    said = " ".join(clause.text.split()).strip(" .;,")
    match = _SHOWN.match(said) or _SEEN.match(said)
    if match is None:
        return None
    draft = scope.draft
    label, thing = _one(match["what"]), _one(match["thing"] or match["with"] or "")
    of = draft.find_entity(thing) if thing else None
    if thing and of is None:
        raise NotUnderstoodError(f"it is not known what “{thing}” is", clause.span)
    able = [(e, n, o) for e, n in _numbers(label, draft) for o in _about(e, draft) if of is None or o is of]
    if len(able) != 1:
        raise NotUnderstoodError(f"it is not known of what “{label}” is the average", clause.span)
    entity, name, whole = able[0]
    made = _derived(entity, name, whole, label, clause, draft)
    scope.take(clause, clause.span)
    return Claimed("average_shown", (made,))


def _one(said: str) -> str:
    words = tag(said)
    return " ".join([*(w.lower for w in words[:-1]), words[-1].lemma]) if words else ""


def _numbers(label: str, draft: Draft) -> Iterator[tuple[EntityDraft, str]]:
    """The number that the word stands for: the only one of such a row, or a field that is called so."""
    entity = draft.find_entity(label)
    if entity is not None:
        kept = [n for n, f in entity.fields.items() if f.type.kind in {"integer", "decimal"} and n not in entity.later]
        yield from ((entity, n) for n in kept if len(kept) == 1)
        return
    for each in draft.entities.values():
        yield from ((each, n) for n, f in each.fields.items() if f.type.is_number and f.label.lower() == label)


def _about(entity: EntityDraft, draft: Draft) -> Iterator[EntityDraft]:
    """The things that such a row is about: no people."""
    people = {actor.row for actor in draft.actors.values()}
    for f in entity.fields.values():
        other = entity_of(draft, f.type) if f.type.kind == "reference" else None
        if other is not None and other.id not in people:
            yield other


def _derived(entity: EntityDraft, name: str, whole: EntityDraft, label: str, clause: Clause, draft: Draft) -> str:
    each = Row(entity, bp.Name(name=f"each_{entity.name}"))
    key = entity.reference_to(whole)
    assert key is not None
    where = both(same(read(each, key), "it"), *valid(each))

    def over(function: Function, value: bp.Expression | None = None) -> bp.Aggregate:
        return bp.Aggregate(function=function, entity=entity.id, name=f"each_{entity.name}", where=where, value=value)

    mean = bp.Arithmetic(operator="/", left=over("sum", read(each, name)), right=over("count"))
    rounded = bp.Rounded(way="half_up", value=mean, places=_PLACES)
    value = bp.Conditional(test=compare(over("count"), ">", bp.whole(0)), then=rounded, otherwise=bp.nothing())
    made = f"average_{label.replace(' ', '_').replace('-', '_')}"
    derivation = f"derivation.{whole.name}.{made}"
    whole.derivations[made] = bp.Derivation(
        id=derivation, spans=(clause.span,), name=made, label=f"average {label}", type=bp.DECIMAL, value=value,
        summary=f"the average {label} of {article(whole.label)}",
    )  # fmt: skip
    draft.assume(f"The average {label} is rounded to {_PLACES} places; without any there is none.", clause.span)
    return derivation


AVERAGES: tuple[Frame, ...] = (average_shown,)
"""The frame of averages that are shown."""
