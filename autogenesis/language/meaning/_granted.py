"""Frames of how much is given when something is done: "We grant between 500 and 20,000 euro, and never over 80 percent of the total cost"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Bound, Money, Number, Percent, Range
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import amount, compare
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import RELATIONS
from autogenesis.language.meaning._members import field_named
from autogenesis.language.meaning._placing import kept
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope

_GIVING = frozenset(
    {"grant", "lend", "pay", "give", "award", "fund", "refund", "insure", "advance", "approve", "support", "sponsor"}
)
_WE = frozenset({"we", "i"})
_ASKED = frozenset({"requested", "asked", "applied", "wanted", "claimed", "desired", "needed", "sum", "amount"})
_SHARE = regex(
    r"\b(?:and|but)?\s*(?:never|not|at most|no)\s*(?:over|more than|above|beyond|exceeding)?\s*(?P<share>\d[\d.]*\s*(?:percent|per cent|%)|half|a third|a quarter)\s+of\s+(?:the\s+|its\s+|their\s+)?(?P<base>[a-z][\w -]*?)\s*[.;]?$",
    re.I,
)
_SHARES = {"half": Decimal(50), "a quarter": Decimal(25)}


def granted(clause: Clause, scope: Scope) -> Claimed | None:
    """The least and most that may be asked for where it is said how much is given."""
    subject = clause.subject
    if clause.verb not in _GIVING or clause.voice != "active" or clause.conditions or clause.modal == "can":
        return None
    if subject is None or clause.span[0] != scope.unit.span[0]:
        return None
    if subject.head.lower() not in _WE and scope.draft.find_actor(tuple(subject.name.lower().split())) is None:
        return None
    text = scope.unit.text
    share = _SHARE.search(text)
    said = scope.draft.text.at(
        (clause.verb_span[1], scope.unit.span[0] + share.start() if share else scope.unit.span[1])
    )
    limits = [x for x in find_literals(said, 0) if isinstance(x, Bound | Range)]
    left = said
    for literal in limits:
        left = left.replace(literal.text, " ")
    if re.sub(r"\b(?:and|but|only|each|per \w+)\b|[,.;]", " ", left).strip() or not (limits or share):
        return None
    terms = [term for literal in limits for term in _terms(literal)]
    if limits and not terms:
        return None
    entity, name, base = _field(clause.verb, share["base"] if share else "", clause, scope)
    kind = entity.fields[name].type
    value = bp.path("it", name)
    made = [entity.id]
    for index, (relation, number) in enumerate(terms):
        requires: bp.Expression = compare(value, RELATIONS[relation], amount(kind, number))
        made.append(kept(entity, requires, f"{name}_{index}", clause, scope.draft, name))
    if share is not None and base is not None:
        percent = _percent(share["share"])
        if percent is None:
            raise NotUnderstoodError(f"nothing could be made of “{share['share']}”", clause.span)
        hundredth = bp.Arithmetic(operator="/", left=bp.number(percent), right=bp.whole(100))
        most = bp.Arithmetic(operator="*", left=bp.path("it", base), right=hundredth)
        made.append(kept(entity, compare(value, "<=", most), f"{name}_share", clause, scope.draft, name))
    scope.take(scope.unit.span)
    scope.draft.assume(
        f"What is said of how much is given holds for the {entity.fields[name].label} of {entity.plural}.", clause.span
    )
    scope.draft.claim(scope.unit.span, "granted", made)
    return Claimed("granted", tuple(made))


def _terms(literal: Bound | Range) -> Iterator[tuple[str, Decimal]]:
    ends = [(">=", literal.low), ("<=", literal.high)] if isinstance(literal, Range) else [(literal.op, literal.value)]
    if not any(isinstance(end, Money) for _, end in ends):
        return
    for relation, end in ends:
        if isinstance(end, Money | Number):
            yield relation, end.value


def _percent(said: str) -> Decimal | None:
    if said.lower() in _SHARES:
        return _SHARES[said.lower()]
    found = find_literals(said, 0)
    return found[0].value if len(found) == 1 and isinstance(found[0], Percent) else None


def _field(verb: str, base: str, clause: Clause, scope: Scope) -> tuple[EntityDraft, str, str | None]:
    """The amount that is asked for, and the one it is a share of."""
    draft = scope.draft
    done = [o.entity for o in draft.operations.values() if o.verb == verb and o.entity is not None]
    for entity in [*done, *(e for e in draft.entities.values() if e not in done)]:
        named = _called(entity, base) if base else None
        if base and named is None:
            continue
        money = [
            f
            for f in entity.fields.values()
            if f.type.kind == "money" and f.name not in entity.later and f.name != named
        ]
        asked = [f for f in money if _ASKED & set(f.label.lower().split())]
        chosen = asked if len(asked) == 1 else money
        if len(chosen) == 1:
            return entity, chosen[0].name, named
    raise NotUnderstoodError(f"it is not known which amount of what is meant by “{clause.verb}”", clause.span)


def _called(entity: EntityDraft, label: str) -> str | None:
    words = tuple(label.lower().split())
    found = field_named(entity, NP((0, 0), label, words[-1], words))
    return found[0] if found is not None and found[0] in entity.fields else None


GRANTED: tuple[Frame, ...] = (granted,)
"""The frames of how much is given."""
