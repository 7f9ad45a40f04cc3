"""Reads what is owed: a rate per day with a cap, payments, and what debts prevent."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Bound, Money
from autogenesis.language._patterns import Match, find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import compare, no, over, same
from autogenesis.language.readings._measures import _OPPOSITE, value_of
from autogenesis.language.readings._transfers import Transfer, transfer_of

CONVERSE = {
    "borrow": "lend",
    "lend": "borrow",
    "rent": "let",
    "let": "rent",
    "buy": "sell",
    "sell": "buy",
    "take": "give",
    "give": "take",
}
"""The same deed seen from the other side."""


def read_charge(unit: Unit, draft: Draft) -> None:
    """ "0.20 euro charged per open day after the due date, day of return included, but never over 8.00 euro per loan." """
    match = find(
        unit,
        "Q.Money=rate ( BE | MODAL be )? V.past(charge)|V.part(charge) per|for NP=per after NP=date",
        "Q.Money=rate V(charge) per NP=per after NP=date",
    )
    transfer = transfer_of(draft)
    rate = match.literal("rate") if match else None
    if match is None or transfer is None or not isinstance(rate, Money):
        return
    kind = bp.Type(kind="money", currency=rate.currency)
    open_ = bool({"open", "working", "business"} & set(match["per"].words))
    calendar = next(iter(draft.calendars), None) if open_ else None
    days: bp.Expression = bp.Between(
        start=bp.path("it", "due_date"),
        end=bp.path("it", "returned_on"),
        unit="open_days" if calendar else "days",
        calendar=calendar,
    )
    if find(unit, "NP(day) of NP V(exclude)", "NP(day) of NP not V(include)"):
        days = bp.Extreme(
            which="largest", terms=(bp.Arithmetic(operator="-", left=days, right=bp.whole(1)), bp.whole(0))
        )
    owed: bp.Expression = bp.Arithmetic(operator="*", left=bp.Literally(type=kind, value=str(rate.value)), right=days)
    cap = next(
        (p.literal for p in match.after() if isinstance(p.literal, Bound) and isinstance(p.literal.value, Money)), None
    )
    if cap is not None:
        owed = bp.Extreme(which="smallest", terms=(owed, bp.Literally(type=kind, value=str(value_of(cap)))))
    record = transfer.record
    zero = bp.Literally(type=kind, value="0.00")
    record.derivations["charge"] = bp.Derivation(
        id=f"derivation.{record.name}.charge", spans=(match.span,), name="charge", label="charge", type=kind, summary=unit.text,
        value=bp.Conditional(test=bp.Present(value=bp.path("it", "returned_on")), then=owed, otherwise=zero),
    )  # fmt: skip
    charge, balance = _accounts(draft, transfer, kind, match)
    values = (
        (transfer.holder.name, bp.path("it", transfer.holder.name)),
        (record.name, bp.Name(name="it")),
        ("amount", bp.path("it", "charge")),
        ("charged_on", bp.Name(name="today")),
    )
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.charge_{transfer.holder.name}"), spans=(unit.span,), summary=f"Charge the {transfer.holder.label} for being late.",
        trigger=bp.Trigger(on="done", operation=f"operation.return_{transfer.thing.name}"),
        when=compare("it.charge", ">", zero), steps=(bp.Create(entity=charge.id, values=values),),
    )  # fmt: skip
    draft.reactions.append(reaction)
    draft.claim(unit.span, "charge_by_day", [f"derivation.{record.name}.charge", reaction.id, charge.id, balance])


def _accounts(draft: Draft, transfer: Transfer, kind: bp.Type, match: Match) -> tuple[EntityDraft, str]:
    """Charges and payments of a holder, and what is owed of them."""
    holder = transfer.holder
    charge = draft.entity("charge", match.span)
    payment = draft.entity("payment")
    for entity, day in ((charge, "charged on"), (payment, "paid on")):
        draft.add_field(entity, holder.label, holder.type)
        if entity is charge:
            draft.add_field(entity, transfer.record.label, transfer.record.type, required=False)
        draft.add_field(entity, "amount", kind)
        draft.add_field(entity, day, bp.DATE)
        entity.invariants.append(
            bp.Guard(
                id=draft.unique(f"invariant.{entity.name}.amount"), requires=compare("it.amount", ">=", bp.Literally(type=kind, value="0.00")),
                reason=f"{article(entity.label).capitalize()} is not negative.", field="amount",
            )
        )  # fmt: skip
    for verb, entity, day in (("add", charge, "charged_on"), ("pay", payment, "paid_on")):
        operation = draft.operation(verb, charge, "create")
        operation.entity = entity
        operation.values[day] = bp.Name(name="today")
    draft.operations["pay_charge"].summary = f"Record what {article(holder.label)} pays."
    total = [over("sum", e.name, same(f"{e.name}.{holder.name}", "it"), f"{e.name}.amount") for e in (charge, payment)]
    holder.derivations["owed"] = bp.Derivation(
        id=f"derivation.{holder.name}.owed", name="owed", label="owed", type=kind, value=bp.Arithmetic(operator="-", left=total[0], right=total[1]),
        summary="what was charged and is not paid",
    )  # fmt: skip
    return charge, f"derivation.{holder.name}.owed"


def read_debt_limit(unit: Unit, draft: Draft) -> None:
    """ "Nobody owing 10.00 euro or more may borrow anything." """
    match = find(
        unit,
        "nobody|no ... V(owe) Q.Bound=limit ( to | MODAL ) V=verb",
        "whoever V(owe) Q.Bound=limit MODAL not V=verb",
    )
    limit = match.literal("limit") if match else None
    if match is None or not isinstance(limit, Bound) or not isinstance(limit.value, Money):
        return
    operation = operation_by_verb(draft, match["verb"].head)
    transfer = transfer_of(draft)
    if operation is None or transfer is None or "owed" not in transfer.holder.derivations:
        return
    kind = bp.Type(kind="money", currency=limit.value.currency)
    requires = compare(
        f"{transfer.holder.name}.owed", _OPPOSITE[limit.op], bp.Literally(type=kind, value=str(value_of(limit)))
    )
    guard = draft.guard(
        f"{operation.name}.owed",
        requires,
        f"{article(transfer.holder.label).capitalize()} who owes {limit.text} may not {match['verb'].head} anything.",
        unit.span,
        transfer.holder.name,
    )
    operation.guards.append(guard)
    draft.claim(unit.span, "debt_limit", [guard.id])


def operation_by_verb(draft: Draft, verb: str) -> OperationDraft | None:
    """The operation of a verb, or of the same deed seen from the other side."""
    for wanted in (verb, CONVERSE.get(verb, "")):
        found = next((o for o in draft.operations.values() if o.verb == wanted and wanted), None)
        if found is not None:
            return found
    return None


def read_never(unit: Unit, draft: Draft) -> None:
    """ "Rare books are never lent": a kind of the thing, which the operation refuses."""
    match = find(
        unit,
        "NP=kind ( BE | MODAL be )? never|not V.past=verb $",
        "NP=kind ( BE | MODAL be )? never|not V.part=verb $",
        "NP=kind MODAL never|not be V.part=verb $",
    )
    operation = operation_by_verb(draft, match["verb"].head) if match else None
    if match is None or operation is None:
        return
    transfer = transfer_of(draft)
    thing = transfer.thing if transfer and transfer.operation is operation else operation.entity
    kind = match["kind"]
    if thing is None or draft.find_entity(kind.label) is thing:
        return
    label = kind.label
    name = draft.add_field(
        thing,
        label,
        bp.BOOLEAN,
        kind.span,
        required=False,
        default=bp.truth(False),
        summary=f"whether it is {article(label)}",
    )
    guard = draft.guard(
        f"{operation.name}.{label}", no(f"{thing.name}.{name}"),
        f"{kind.text.capitalize()} are never {participle_of(match['verb'].head)}.", match.span, thing.name,
    )  # fmt: skip
    operation.guards.append(guard)
    draft.claim(unit.span, "excluded_kind", [f"field.{thing.name}.{name}", guard.id])
