"""Reads what is paid after deductions: "We pay the estimate minus the excess, 300 euro on Standard and 150 on Plus"."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, best_field, snake
from autogenesis.language._literals import Bound, Money, Number, Percent
from autogenesis.language._patterns import Match, find, find_all
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import amount, compare, same
from autogenesis.language._typing import currency_of
from autogenesis.language.readings._measures import value_of
from autogenesis.language.readings._states import possessor

PAY = "pay|refund|reimburse|charge|grant|credit|award|compensate"
_NOUNS = {
    "pay": "payment",
    "refund": "refund",
    "reimburse": "reimbursement",
    "charge": "charge",
    "grant": "grant",
    "credit": "credit",
    "award": "award",
}
_LESS = "minus|less"


@dataclass
class Payout:
    """A sum that is reckoned for each row of `thing`: a base, deductions, a floor, and another base in some cases."""

    thing: EntityDraft
    name: str
    base: bp.Expression
    unit: Unit
    less: list[bp.Expression] = field(default_factory=list)
    floor: bool = False
    instead: list[tuple[bp.Expression, bp.Expression]] = field(default_factory=list)


def read_payout(unit: Unit, draft: Draft) -> None:
    """ "We pay the estimate minus the excess, 300 euro on Standard and 150 on Plus; if the driver was under 25, take off another 200." """
    match = find(
        unit, f"^ we|i|they|NP MODAL? V({PAY})=verb NP=base {_LESS} NP=less ,|: Q=amount", f"^ NP=noun BE NP=base {_LESS} NP=less ,|: Q=amount",
        f"^ we|i|they|NP MODAL? V({PAY})=verb NP=base {_LESS} Q=amount",
    )  # fmt: skip
    if match is None or not isinstance(match.literal("amount"), Money | Number):
        return
    found = _field(match["base"], draft)
    if found is None:
        return
    thing, base = found
    name = snake(match["noun"].label) if "noun" in match else _NOUNS.get(match["verb"].head, "payment")
    payout = Payout(thing, name, base, unit)
    payout.less.append(_by_kind(unit, match, payout, draft))
    payout.less += _further(unit, payout, draft)
    draft.remember(payout)
    _derive(payout, draft)
    draft.claim(unit.span, "payout", [f"derivation.{thing.name}.{name}"])


def read_payout_floor(unit: Unit, draft: Draft) -> None:
    """ "If that eats it all up, we pay nothing." """
    payout = draft.recall(Payout)
    match = find(
        unit, f"if ... we|i|they|NP MODAL? V({PAY}) nothing", "never less than nothing|zero", f"never V({PAY}) less than nothing|zero|Q", "NP BE never negative", "never Q.Bound BE? V.part({PAY})",
        f"nothing BE V.part|past({PAY}) if|when",
    )  # fmt: skip
    if payout is None or match is None:
        return
    payout.floor = True
    _derive(payout, draft)
    draft.claim(unit.span, "payout_floor", [f"derivation.{payout.thing.name}.{payout.name}"])


def read_payout_instead(unit: Unit, draft: Draft) -> None:
    """ "When the estimate is over 70 percent of the car's value, we pay the value minus the same deductions instead." """
    payout = draft.recall(Payout)
    match = find(
        unit,
        f"when|if|where NP=what BE Q.Bound=limit of NP=whole ,? we|i|they|NP MODAL? V({PAY}) NP=base {_LESS} NP(deduction|amount|sum|fee|excess)",
    )
    limit = match.literal("limit") if match else None
    if payout is None or match is None or not isinstance(limit, Bound) or not isinstance(limit.value, Percent):
        return
    what, whole = _field(match["what"], draft), _value(match["whole"], payout, draft)
    base = whole if match["base"].head == match["whole"].head else (_field(match["base"], draft) or (None, None))[1]
    if what is None or base is None:
        return
    times = bp.Arithmetic(operator="*", left=whole, right=bp.whole(int(value_of(limit))))
    share = bp.Arithmetic(operator="/", left=times, right=bp.whole(100))
    payout.instead.append((compare(what[1], limit.op, share), base))  # type: ignore[arg-type]
    _derive(payout, draft)
    draft.claim(unit.span, "payout_instead", [f"derivation.{payout.thing.name}.{payout.name}"])


def _money(draft: Draft, value: Decimal | int) -> bp.Literally:
    return bp.Literally(
        type=bp.Type(kind="money", currency=currency_of(draft)), value=str(Decimal(value).quantize(Decimal("0.01")))
    )


def _derive(payout: Payout, draft: Draft) -> None:
    base = payout.base
    for test, other in reversed(payout.instead):
        base = bp.Conditional(test=test, then=other, otherwise=base)
    for each in payout.less:
        base = bp.Arithmetic(operator="-", left=base, right=each)
    if payout.floor:
        base = bp.Extreme(which="largest", terms=(base, _money(draft, 0)))
    payout.thing.derivations[payout.name] = bp.Derivation(
        id=f"derivation.{payout.thing.name}.{payout.name}", spans=(payout.unit.span,), name=payout.name, label=payout.name.replace("_", " "),
        type=bp.Type(kind="money", currency=currency_of(draft)), value=base, summary=payout.unit.text,
    )  # fmt: skip


def _field(piece: Piece, draft: Draft) -> tuple[EntityDraft, bp.Expression] | None:
    """The number that a phrase names, seen from the row that has it."""
    for entity in draft.entities.values():
        name = best_field(entity, piece.words)
        if name in entity.fields and (entity.fields[name].type.is_number or entity.fields[name].type == bp.TEXT):
            kind = entity.fields[name].type
            if kind.kind in {"decimal", "text"}:
                entity.fields[name] = entity.fields[name].model_copy(
                    update={"type": bp.Type(kind="money", currency=currency_of(draft))}
                )
            return entity, bp.path("it", name)
    return None


def _master(payout: Payout, draft: Draft) -> tuple[EntityDraft, str]:
    """What the row belongs to, where it names such a thing by its key; else the row itself."""
    for f in payout.thing.fields.values():
        other = next((e for e in draft.entities.values() if f.type.kind == "reference" and e.id == f.type.entity), None)
        if other is not None and other is not payout.thing:
            return other, f"it.{f.name}"
    return payout.thing, "it"


def _value(piece: Piece, payout: Payout, draft: Draft) -> bp.Expression:
    """A value that nobody has listed belongs to what the row belongs to: "the car's value"."""
    known = _field(piece, draft)
    if known is not None and known[0] is payout.thing:
        return known[1]
    master, way = _master(payout, draft)
    name = best_field(master, (*possessor(piece), *piece.words)) if known else None
    label = " ".join((*possessor(piece), *piece.words))
    kind = bp.Type(kind="money", currency=currency_of(draft))
    name = name or draft.add_field(master, label, kind, piece.span)
    if known is None:
        draft.assume(f"The {label} is kept with the {master.label}.", piece.span)
    return bp.path(*way.split("."), name)


def _by_kind(unit: Unit, match: Match, payout: Payout, draft: Draft) -> bp.Expression:
    """The deduction: one amount, or one for each kind ("300 euro on Standard and 150 on Plus")."""
    pairs = [
        (m["amount"], m["kind"])
        for m in find_all(unit, "Q=amount on|for|in|with|at NP=kind")
        if isinstance(m.literal("amount"), Money | Number)
    ]
    if len(pairs) < 2:
        literal = match.literal("amount")
        return _money(draft, value_of(literal) if literal is not None else 0)
    names = [kind.text for _, kind in pairs]
    place, way = _kind_field(names, pairs[0][1], payout, draft)
    value: bp.Expression = _money(draft, value_of(pairs[-1][0].literal))  # type: ignore[arg-type]
    choices = place.type.choices
    for (piece, _), name in reversed(list(zip(pairs, names, strict=True))[:-1]):
        constant = bp.Literally(type=bp.Type(kind="choice", choices=choices), value=name)
        value = bp.Conditional(test=same(way, constant), then=_money(draft, value_of(piece.literal)), otherwise=value)  # type: ignore[arg-type]
    return value


def _kind_field(names: list[str], piece: Piece, payout: Payout, draft: Draft) -> tuple[bp.FieldOf, str]:
    for entity, way in ((payout.thing, "it"), _master(payout, draft)):
        for f in entity.fields.values():
            if f.type.kind == "choice" and {n.lower() for n in names} <= {c.lower() for c in f.type.choices}:
                return f, f"{way}.{f.name}"
    master, way = _master(payout, draft)
    name = draft.add_field(master, "kind", bp.Type(kind="choice", choices=tuple(names)), piece.span)
    draft.assume(f"{' and '.join(names)} are taken to be kinds of {master.label}.", piece.span)
    return master.fields[name], f"{way}.{name}"


def _further(unit: Unit, payout: Payout, draft: Draft) -> list[bp.Expression]:
    """ "if the driver was under 25, take off another 200" """
    found: list[bp.Expression] = []
    for match in find_all(
        unit,
        "if|when|where NP=who BE Q.Bound=limit ,? ( we|i )? V(take|deduct|subtract|knock) off? another|further|extra|a? Q=amount",
    ):
        limit, more = match.literal("limit"), match.literal("amount")
        if not isinstance(limit, Bound) or more is None:
            continue
        number = next(
            (
                f
                for f in payout.thing.fields.values()
                if f.type.kind == "integer" and set(match["who"].words) & set(f.label.split())
            ),
            None,
        )
        label = f"{match['who'].label} age"
        name = number.name if number else draft.add_field(payout.thing, label, bp.INTEGER, match["who"].span)
        test = compare(f"it.{name}", limit.op, amount(bp.INTEGER, value_of(limit)))  # type: ignore[arg-type]
        found.append(bp.Conditional(test=test, then=_money(draft, value_of(more)), otherwise=_money(draft, 0)))
    return found
