"""Frames for steps of a price that name a kind and a percentage, however they are worded: "Courier: +40 %", "20 % off for pupils"."""

from __future__ import annotations

import re
from dataclasses import replace

import blueprints as bp
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Bound, Literal, Measure, Money, Number, Percent
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import amount, both, over
from autogenesis.language._tokens import Token, tokens
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._kinds_said import Said, kinds_said
from autogenesis.language.meaning._parts import counted_in, whole_of
from autogenesis.language.meaning._placing import IT, swapped
from autogenesis.language.meaning._reckoning import (
    Reckoned,
    changed,
    in_order,
    latest,
    of_the_whole,
    overall,
    reckonings,
    stepped,
    when,
)
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

_UP = regex(
    r"\b(?:adds?|added|extra|more(?! than)|surcharge|supplement|dearer|on top|plus|premium|higher|increases?|increased|rises?|raised|raises|goes up|more expensive|markup|mark-up)\b|\+",
    re.I,
)
_DOWN = regex(
    r"\b(?:off|less(?! than)|cheaper|discount|reduction|rebate|deduct(?:ed)?|subtract(?:ed)?|drops?|falls?|lower(?:ed|s)?|minus|reduced|reduces|cut|saves?)\b|[-−–](?=\s?\d)",
    re.I,
)
_SAYING = frozenset(
    "price sum total amount bill cost charge fee invoice subtotal percent add extra more surcharge supplement dear dearer top plus "
    "premium high increase rise raise go expensive off less cheap cheaper discount reduction rebate deduct subtract drop fall low "
    "lower minus reduce cut save be get have receive pay come there apply take give grant cost for on to from with in of all only "
    "work order service job case".split()
)
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


def percent_step(clause: Clause, scope: Scope) -> Claimed | None:
    """One percentage, one direction, and kinds that say when: nothing else is said."""
    unit = scope.unit
    literals = find_literals(unit.text, unit.span[0])
    percents = [each for each in literals if isinstance(each, Percent)]
    if len(percents) != 1 or clause.span[0] > unit.span[0] + 3 or clause.negated or clause.exceptions:
        return None
    up, down = _UP.search(unit.text), _DOWN.search(unit.text)
    known = of_the_whole(scope.draft, latest(scope.draft))
    if known is None or (up is None) == (down is None) or len(literals) > len(percents):
        return None
    said = kinds_said(unit.text, unit.span[0], Row(known.entity, IT), scope.draft)
    if not said:
        return None
    _refuse_more(
        scope, [percents[0].span, *(s.span for s in said)], {known.entity.label, *(s.entity.label for s in said)}
    )
    in_order(known, scope.draft)
    raw = stepped(known, percents[0].value, up=up is not None)
    scope.take(unit.span)
    test = both(*(s.holds for s in said))
    made = (changed(known, when(test, raw, known.raw), replace(clause, text=unit.text), scope.draft),)
    scope.draft.claim(unit.span, "percent_step", made)
    return Claimed("percent_step", made)


def _refuse_more(
    scope: Scope, spans: list[tuple[int, int]], labels: set[str], also: frozenset[str] = frozenset()
) -> None:
    known = _SAYING | also | {part for label in labels for word in label.split() for part in (word, plural_of(word))}
    known |= {f.label for e in scope.draft.entities.values() for f in e.fields.values() if f.type.kind == "choice"}
    for token in tokens(scope.unit.sentence):
        inside = any(start <= token.start and token.end <= end for start, end in spans)
        if token.pos in _CONTENT and not inside and not {token.lemma, token.lower} & known:
            raise NotUnderstoodError(f"nothing could be made of “{token.text}”", token.span)


_ONE_EACH = frozenset(
    "each every one piece item unit apiece cost price be charge come pay then onward upward first well even include count job contain have".split()
)
_ALL = regex(r"\bthe first [\w-]+(?:,)? (?:as well|too|also|included)|\b(?:also|even|including) the first [\w-]+", re.I)
_ONLY_BEYOND = regex(
    r"\bfrom the \d+(?:st|nd|rd|th)\b|\bevery (?:further|additional|other)\b|\beach (?:further|additional)\b", re.I
)


def bulk_price(clause: Clause, scope: Scope) -> Claimed | None:
    """ "From 10 posters in a job, each poster costs 5.00 €, the first nine as well": another price for all of a kind."""
    unit = scope.unit
    literals = find_literals(unit.text, unit.span[0])
    money = [each for each in literals if isinstance(each, Money)]
    if len(money) != 1 or clause.span[0] > unit.span[0] + 60 or _ONLY_BEYOND.search(unit.text):
        return None
    for reckoned in reversed(reckonings(scope.draft).all.values()):
        counted = counted_in(reckoned.entity)
        whole = whole_of(scope.draft, reckoned.entity)
        if counted is None or whole is None:
            continue
        said = kinds_said(unit.text, unit.span[0], Row(reckoned.entity, IT), scope.draft, depth=0)
        least = _least(unit.text, literals)
        if least is None or not said or len({s.value for s in said}) != 1 or clause.negated:
            continue
        _bulk_only(said, least, money[0], {whole[0].label, reckoned.entity.label}, scope)
        return _bulk(reckoned, (counted, whole[1]), said[0], least[0], money[0], clause, scope)
    return None


def _least(text: str, literals: tuple[Literal, ...]) -> tuple[int, tuple[int, int]] | None:
    """From how many on."""
    for each in literals:
        value = each.value if isinstance(each, Bound) else each
        if isinstance(each, Bound) and each.op not in {">=", ">"}:
            return None
        if isinstance(value, Number | Measure) and not getattr(value, "ordinal", False):
            plain = not isinstance(each, Bound)
            if plain and not re.search(r"\b(?:from|starting (?:from|at|with)|with|for)\b", text, re.I):
                return None
            more = 1 if isinstance(each, Bound) and each.op == ">" else 0
            return int(value.value) + more, each.span
    return None


def _bulk_only(
    said: list[Said], least: tuple[int, tuple[int, int]], money: Money, labels: set[str], scope: Scope
) -> None:
    """Raise where the sentence says more than kind, number and price."""
    spans = [money.span, least[1], *(s.span for s in said)]
    first = _ALL.search(scope.unit.text)
    if first is not None:
        spans.append((scope.unit.span[0] + first.start(), scope.unit.span[0] + first.end()))
    _refuse_more(scope, spans, labels, _ONE_EACH)


def _bulk(
    reckoned: Reckoned, by: tuple[str, str], kind: Said, least: int, money: Money, clause: Clause, scope: Scope
) -> Claimed:
    entity, (counted, link) = reckoned.entity, by
    each = f"other_{entity.name}"
    same_kind = bp.Compare(relation="==", left=bp.path(each, kind.field), right=bp.path("it", kind.field))
    together = bp.Compare(relation="==", left=bp.path(each, link), right=bp.path("it", link))
    count = over("sum", entity.name, both(together, same_kind), f"{each}.{counted}", name=each)
    test = both(kind.holds, bp.Compare(relation=">=", left=count, right=bp.whole(least)))
    other = amount(bp.Type(kind="money", currency=money.currency), money.value)

    def change(node: bp.Expression) -> bp.Expression | None:
        rate = isinstance(node, bp.Conditional) and isinstance(node.then, bp.Lookup)
        return bp.Conditional(test=test, then=other, otherwise=node) if rate else None

    raw = swapped(reckoned.raw, change)
    if raw == reckoned.raw:
        raise NotUnderstoodError("nothing says what one costs otherwise", clause.span)
    scope.take(scope.unit.span)
    spoken = latest(scope.draft)
    made = [changed(reckoned, raw, replace(clause, text=scope.unit.text), scope.draft)]
    if spoken is not None and spoken.entity is not entity:
        made.append(changed(spoken, spoken.raw, replace(clause, text=""), scope.draft))
    scope.draft.claim(scope.unit.span, "bulk_price", made)
    first = _ALL.search(scope.unit.text)
    if first is not None:
        span = (scope.unit.span[0] + first.start(), scope.unit.span[0] + first.end())
        note = "The price holds for all of them, those before that number too."
        scope.draft.claim(span, "bulk_price", made, status="assumed", note=note)
    return Claimed("bulk_price", tuple(made))


_AFTER_ALL = regex(
    r"^(?:the )?(?:smallest|minimum|least|lowest|minimal) (?:amount|charge|price|fee|sum)(?: charged| payable)? (?:applies|apply|counts|holds|is (?:checked|applied|reckoned|used)) "
    r"(?:after (?:all (?:that|this|of (?:that|this)|the rest|discounts)|everything(?: else)?|(?:the )?(?:discounts?|surcharges?|reductions?)(?: (?:and|or) (?:the )?(?:discounts?|surcharges?|reductions?))*|that|this)|last|at the end|in the end)\.?$",
    re.I,
)


def floor_last(clause: Clause, scope: Scope) -> Claimed | None:
    """ "The smallest amount applies after all that": as it does here anyway."""
    known = next((r for r in reversed(reckonings(scope.draft).all.values()) if r.floor is not None), None)
    if known is None or not _AFTER_ALL.match(" ".join(scope.unit.text.split())):
        return None
    scope.take(scope.unit.span)
    return Claimed("floor_last", (f"derivation.{known.entity.name}.{known.name}",))


_LEAST_VALUE = regex(
    r"^(?:the |our )?(?:minimum|smallest|least|lowest|minimal)(?: (?:order|bill|invoice|total))? (?:value|amount|charge|price|fee|total|sum|order)(?: charged| payable)?(?:\s+(?:is|of)|\s*:)?\s+(?=[\d£€$])[^a-z]*(?:euros?|eur|pounds?|dollars?)?\.?$",
    re.I,
)


def least_value(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Minimum order value 10.00 €.", "Minimum charge: 5 euro"."""
    money = [x for x in find_literals(scope.unit.text, scope.unit.span[0]) if isinstance(x, Money)]
    known = overall(scope.draft, of_the_whole(scope.draft, latest(scope.draft)))
    if known is None or len(money) != 1 or not _LEAST_VALUE.match(" ".join(scope.unit.text.split())):
        return None
    scope.take(scope.unit.span)
    limit = amount(bp.Type(kind="money", currency=money[0].currency), money[0].value)
    made = (changed(replace(known, floor=limit), known.raw, clause, scope.draft),)
    scope.draft.claim(scope.unit.span, "floor", made)
    return Claimed("floor", made)


def words_left(scope: Scope, spans: list[tuple[int, int]], known: frozenset[str]) -> list[Token]:
    """Content words outside the spans that are none of the known ones."""
    return [
        token
        for token in tokens(scope.unit.sentence)
        if token.pos in _CONTENT
        and not any(start <= token.start and token.end <= end for start, end in spans)
        and not {token.lemma, token.lower} & known
    ]


PERCENT_STEPS: tuple[Frame, ...] = (bulk_price, percent_step, floor_last, least_value)
"""The frames for steps of a price by kind."""
