"""Owns when something is paid: payments that are kept of it come to its price, or were made in a way that counts as paid."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import both, choice, either, over
from autogenesis.language.meaning._members import members, take_words
from autogenesis.language.meaning._relations import nouns_of
from autogenesis.language.meaning._scope import Row, Scope
from autogenesis.language.meaning._swapping import IT

_DUE = ("price", "total", "amount", "sum", "fee", "charge", "cost", "bill")
_COUNTS = regex(
    r"^(?:an?\s+|payment\s+by\s+|paying\s+by\s+|the\s+)?(?P<value>[\w -]+?)\s+(?:counts?|is\s+(?:regarded|treated|considered)|is\s+taken)\s+as\s+(?:paid|payment|having\s+been\s+paid|settled)(?:\s+in\s+full)?\.?$",
    re.I,
)


def paid(row: Row, scope: Scope) -> bp.Expression | None:
    """That a row is paid; None where no payments are kept of it, or nothing says what it comes to."""
    name = _settled(scope.draft, row.entity)
    if name is None or row.fresh:
        return None
    return bp.Get(of=row.at, field=name)


def is_paid(clause: Clause, row: Row, scope: Scope) -> bp.Expression | None:
    """ "It is paid in full", "the order has been paid"."""
    if clause.verb not in {"pay", "settle"} or clause.voice != "passive":
        return None
    rest = [p for p in clause.phrases if not (p.prep == "in" and p.item is not None and p.item.head == "full")]
    found = paid(row, scope) if not rest else None
    if found is not None:
        scope.take(clause, *(p.span for p in clause.phrases))
        take_words(scope, clause.span, ("full", "fully", "completely"))
    return found


def _settled(draft: Draft, entity: EntityDraft) -> str | None:
    if "paid" in entity.derivations:
        return "paid"
    found = payments_of(draft, entity)
    due = next((m.name for label in _DUE for m in members(entity) if m.type.kind == "money" and m.name == label), None)
    if found is None or due is None:
        return None
    payment, link, sum_of = found
    mine = bp.Compare(relation="==", left=bp.path(payment.name, link), right=IT)
    total = over("sum", payment.name, mine, f"{payment.name}.{sum_of}")
    value = bp.Compare(relation=">=", left=total, right=bp.Get(of=IT, field=due))
    entity.derivations["paid"] = bp.Derivation(
        id=f"derivation.{entity.name}.paid", name="paid", label="paid", type=bp.BOOLEAN, value=value,
        summary=f"whether its {payment.plural} come to its {due}",
    )  # fmt: skip
    return "paid"


def payments_of(draft: Draft, entity: EntityDraft) -> tuple[EntityDraft, str, str] | None:
    """What is kept of payments for a thing: the entity, its reference to the thing, its amount."""
    for other in draft.entities.values():
        link = other.reference_to(entity)
        money = next((f.name for f in other.fields.values() if f.type.kind == "money"), None)
        if (
            link is not None
            and money is not None
            and other.label.split()[-1] in {*nouns_of("pay"), "instalment", "installment", "receipt", "transaction"}
        ):
            return other, link, money
    return None


def read_counts_as_paid(unit: Unit, draft: Draft) -> None:
    """ "Invoice counts as paid": a way of paying that settles the whole."""
    match = _COUNTS.match(" ".join(unit.text.split()))
    if match is None or draft.claimed(unit.span):
        return
    for entity in list(draft.entities.values()):
        found = payments_of(draft, entity)
        for f in found[0].fields.values() if found is not None else ():
            if found is None or f.type.kind != "choice" or match["value"].lower() not in f.type.choices:
                continue
            name = _settled(draft, entity)
            if name is None:
                continue
            payment, link, _ = found
            mine = bp.Compare(relation="==", left=bp.path(payment.name, link), right=IT)
            way = bp.Compare(
                relation="==", left=bp.path(payment.name, f.name), right=choice(match["value"].lower(), f.type.choices)
            )
            known = entity.derivations[name]
            value = either(known.value, over("exists", payment.name, both(mine, way)))
            entity.derivations[name] = known.model_copy(update={"value": value, "spans": (*known.spans, unit.span)})
            draft.claim(unit.span, "counts_as_paid", [known.id])
            return
