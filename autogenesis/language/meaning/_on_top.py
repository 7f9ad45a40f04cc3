"""Frame for what comes on top of an amount: "Parts come on top", "In addition there is a standing charge for every month"."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._inflect import plural_of
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import amount
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._members import members
from autogenesis.language.meaning._reckoning import Reckoned, keep, latest
from autogenesis.language.meaning._scope import Scope
from autogenesis.language.meaning._swapping import IT

_ALSO = regex(r"\b(?:in addition|additionally|on top|besides|as well|also|plus|to this)\b", re.I)
_ON_TOP = regex(
    r"^(?:the\s+|any\s+|used\s+|our\s+)?(?P<what>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\s+(?:come|comes|go|goes|is|are)\s+(?:(?:charged|added|billed|paid|invoiced)\s+)?(?:on\s+top|extra|to\s+(?:that|this|it)|in\s+addition|separately)"
    r"(?:\s+(?:of\s+(?:that|it|this))?)?(?:\s*,?\s*(?:at|for)\s+(?:list|cost|purchase|net|their|the|our)(?:\s+(?:price|prices|cost))?)?\.?$",
    re.I,
)
_TOTAL = "total"


def on_top(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Parts come on top at list price": an amount that is entered, and the sum of both."""
    match = _ON_TOP.match(" ".join(scope.draft.text.at(clause.span).split()).strip(" ,;"))
    known = latest(scope.draft)
    if match is None or known is None or clause.conditions:
        return None
    kind = known.entity.derivations[known.name].type
    if kind.kind != "money":
        return None
    label = f"price of {match['what'].lower()}"
    name = scope.draft.add_field(known.entity, label, kind, clause.span, required=False, default=amount(kind, 0))
    known.entity.given.add(name)
    scope.take(clause.span)
    requires = bp.Compare(relation=">=", left=bp.Get(of=IT, field=name), right=amount(kind, 0))
    known.entity.invariants.append(
        bp.Guard(
            id=scope.draft.unique(f"invariant.{known.entity.name}.{name}"), requires=requires, field=name,
            reason=f"The {label} may not be negative.", spans=(clause.span,),
        )
    )  # fmt: skip
    return Claimed(
        "on_top",
        (_summed(scope.draft, known.entity, known.name, name, kind, clause), f"field.{known.entity.name}.{name}"),
    )


def on_the_bill(draft: Draft, entity: EntityDraft, rate: str, unit: str, text: str, said: Clause) -> list[str]:
    """A rate for a time that is paid in addition to an amount: how many units is entered with the bill."""
    known = latest_other(draft, entity)
    if known is None or not _ALSO.search(text):
        return []
    bill = known.entity
    kind = bill.derivations[known.name].type
    link = bill.reference_to(entity)
    if link is None:
        link = draft.add_field(bill, entity.label, entity.type, said.span)
        bill.given.add(link)
    units = draft.add_field(bill, plural_of(unit), bp.INTEGER, said.span)
    bill.given.add(units)
    draft.assume(
        f"For how many {plural_of(unit)} a {bill.label} is, is said when it is entered; a begun one counts.", said.span
    )
    each = bp.Get(of=bp.Get(of=IT, field=link), field=rate)
    raw = bp.Arithmetic(operator="*", left=bp.Get(of=IT, field=units), right=each)
    found = re.search(r"\b(?P<label>(?:[a-z]+\s)?(?:charge|fee|rent|cost|price))\b", text, re.I)
    label = found["label"].lower() if found is not None else f"{unit}ly charge"
    label = re.sub(r"^(?:an?|the)\s", "", label)
    made = [keep(Reckoned(bill, snake(label), raw), kind, label, said, draft)]
    return [*made, _summed(draft, bill, known.name, snake(label), kind, said)]


def latest_other(draft: Draft, entity: EntityDraft) -> Reckoned | None:
    """The amount spoken of last that is not the thing's own."""
    known = latest(draft)
    if known is None or known.entity is not entity:
        return known
    for other in draft.entities.values():
        if other is not entity and any(d.type.kind == "money" for d in other.derivations.values()):
            found = next(m for m in reversed(members(other)) if m.name in other.derivations and m.type.kind == "money")
            return Reckoned(other, found.name, bp.Get(of=IT, field=found.name))
    return None


def _summed(draft: Draft, entity: EntityDraft, one: str, other: str, kind: bp.Type, clause: Clause) -> str:
    """The sum of two amounts of a thing; a sum that is there already grows."""
    before = _TOTAL if _TOTAL in entity.derivations else one
    raw: bp.Expression = bp.Arithmetic(operator="+", left=bp.Get(of=IT, field=one), right=bp.Get(of=IT, field=other))
    if before == _TOTAL:
        raw = bp.Arithmetic(operator="+", left=entity.derivations[_TOTAL].value, right=bp.Get(of=IT, field=other))
    return keep(Reckoned(entity, _TOTAL, raw), kind, _TOTAL, clause, draft)


ON_TOP: tuple[Frame, ...] = (on_top,)
"""The frame for what comes on top."""
