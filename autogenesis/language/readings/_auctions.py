"""Reads auctions between agents: calls with rising prices, answers, awards, points that are paid, and the replay."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import choice, create, no, over, present, same, update
from autogenesis.language.readings._allowances import Allowance, allowances_before
from autogenesis.language.readings._auction_terms import Auction, auction_of, eligible
from autogenesis.language.readings._encounters import records
from autogenesis.language.readings._inspections import changeable
from autogenesis.language.readings._when import recurrence_in


def read_auction(unit: Unit, draft: Draft) -> None:
    """ "It calls a price, starting at 10 and rising by 5", with all that other sentences say of the auction."""
    if draft.recall(Auction) is not None:
        return
    auction = auction_of(unit, draft)
    if auction is None:
        return
    draft.remember(auction)
    if not auction.limits:
        draft.gap("Up to which price anybody stays is not said.", "unclear", unit.span)
        return
    call, answer, award = _entities(auction, draft, unit)
    allowances = list(allowances_before(draft, auction.bidder, _names(auction, draft)))
    carrier = _carried(auction, allowances, (call, answer, award), draft, unit)
    changing = [name for name in auction.limits if name != auction.paid_from]
    elements = [
        carrier,
        call.id,
        answer.id,
        award.id,
        *([changeable(draft, auction.bidder, *changing).id] if changing else []),
    ]
    for allowance in allowances:
        auction.claims += [(span, "allowance") for span in allowance.spans]
    for span, pattern in auction.claims:
        draft.claim(span, pattern, elements)
    _replay(auction, (call, answer), draft, elements)
    draft.gap(
        f"What happens to {article(auction.bidder.label)} that has been in a {auction.lot.label} which another {auction.bidder.label} wins is not said; it stays on record as awarded before.",
        "unclear", unit.span,
    )  # fmt: skip
    if not auction.precedence:
        draft.gap(
            "Who wins where the last ones leave together is not said; whoever was entered first does.",
            "assumed",
            unit.span,
        )


def _names(auction: Auction, draft: Draft) -> frozenset[str]:
    """The head nouns by which sentences speak of the bidders."""
    heads = {auction.bidder.label.split()[-1], "agent", "bidder"}
    return frozenset(heads)


def _entities(auction: Auction, draft: Draft, unit: Unit) -> tuple[EntityDraft, EntityDraft, EntityDraft]:
    """The record: each call, each answer to it, and what was awarded."""
    lot, bidder = auction.lot, auction.bidder
    call, answer, award = (
        draft.entity("price call", unit.span),
        draft.entity("answer", unit.span),
        draft.entity("award", unit.span),
    )
    if "call" not in call.synonyms:
        call.synonyms.append("call")
    draft.add_field(call, lot.label, lot.type)
    draft.add_field(call, "price", bp.INTEGER)
    draft.add_field(call, "called at", bp.DATETIME)
    draft.add_field(answer, call.label, call.type)
    draft.add_field(answer, bidder.label, bidder.type)
    draft.add_field(answer, "answer", bp.Type(kind="choice", choices=(auction.stay, auction.leave)))
    draft.add_field(award, lot.label, lot.type)
    draft.add_field(award, bidder.label, bidder.type)
    draft.add_field(award, "price", bp.INTEGER)
    draft.add_field(award, "awarded at", bp.DATETIME)
    draft.made_by_rule.update({call.name, answer.name, award.name})
    return call, answer, award


def _carried(
    auction: Auction,
    allowances: list[Allowance],
    kept: tuple[EntityDraft, EntityDraft, EntityDraft],
    draft: Draft,
    unit: Unit,
) -> str:
    """The schedule, or the operation, that holds the auction."""
    lot, bidder = auction.lot, auction.bidder
    steps: list[bp.Statement] = [allowance.given(bidder) for allowance in allowances]
    lots = over("rows", lot.name)
    lots = lots.model_copy(update={"order": tuple(auction.lot_order)})
    steps.append(bp.Each(name=lot.name, rows=lots, steps=_one(auction, kept)))
    for other in draft.units:
        match = find(other, "V(auction|sell|offer)=verb NP=lot", "NP=lot BE V.part(auction|sell|offer)")
        recurrence = recurrence_in(other)
        if (
            match is not None
            and recurrence is not None
            and (draft.find_entity(match["lot"].label) or draft.find_entity(match["lot"].head)) is lot
        ):
            schedule = bp.Schedule(
                id=draft.unique(f"schedule.auction_{lot.plural}"),
                spans=(other.span,),
                summary=f"Auction the {lot.plural}.",
                recurrence=recurrence,
                steps=tuple(steps),
            )
            draft.schedules.append(schedule)
            auction.claims.append((other.span, "auction_schedule"))
            return schedule.id
    operation = draft.operation(f"auction {lot.plural}", None, "command", f"Auction the {lot.plural}.", unit.span)
    operation.steps += steps
    return operation.id


def _one(auction: Auction, kept: tuple[EntityDraft, EntityDraft, EntityDraft]) -> tuple[bp.Statement, ...]:
    """The auction of one lot: who takes part, what is called and answered, who gets it."""
    call, answer, award = (each.name for each in kept)
    lot, bidder = auction.lot.name, auction.bidder.name
    limits = [_whole(auction, name) for name in auction.limits]
    limit = limits[0] if len(limits) == 1 else bp.Extreme(which="smallest", terms=tuple(limits))
    won = over("exists", award, bp.AllOf(terms=(same(f"{award}.{bidder}", bidder), same(f"{award}.awarded_at", "now"))))
    taking_part = eligible(auction, *([no(won)] if auction.once else []))
    kinds = (auction.stay, auction.leave)
    said = bp.Conditional(
        test=bp.path("said", "stays"), then=choice(auction.stay, kinds), otherwise=choice(auction.leave, kinds)
    )
    paid: list[bp.Statement] = [
        create(award, None, **{lot: lot, bidder: "outcome.winner", "price": "outcome.price", "awarded_at": "now"})
    ]
    if auction.paid_from:
        winner = over("first", bidder, same(f"{bidder}.id", "outcome.winner"))
        left = bp.Arithmetic(operator="-", left=bp.path("winner", auction.paid_from), right=bp.path("outcome", "price"))
        pays = bp.When(test=present("winner"), then=(update("winner", **{auction.paid_from: left}),))
        paid += [bp.Let(name="winner", value=winner), pays]
    called = create(call, "this_call", **{lot: lot, "price": "called.price", "called_at": "now"})
    answered = bp.Each(
        name="said",
        rows=bp.path("called", "answers"),
        steps=(create(answer, None, **{call: "this_call", bidder: "said.bidder"}, answer=said),),
    )
    return (
        bp.Perform(
            skill="skill.ascending_auction", name="outcome",
            arguments=(
                ("bidders", records(auction.bidder, taking_part, auction.precedence, key=bp.path(bidder, "id"), limit=limit)),
                ("start", bp.whole(auction.start)), ("step", bp.whole(auction.step)),
            ),
        ),
        bp.Each(name="called", rows=bp.path("outcome", "calls"), steps=(called, answered)),
        bp.When(test=present("outcome.winner"), then=tuple(paid)),
    )  # fmt: skip


def _whole(auction: Auction, name: str) -> bp.Expression:
    """Prices are whole, so of a limit only the whole part counts."""
    value = bp.path(auction.bidder.name, name)
    return (
        value
        if auction.bidder.fields[name].type.kind in {"integer", "duration"}
        else bp.Rounded(way="down", value=value)
    )


def _replay(auction: Auction, kept: tuple[EntityDraft, EntityDraft], draft: Draft, elements: list[str]) -> None:
    """ "Calls and answers are recorded for replay; points survive restarts"."""
    call, answer = kept
    for unit in draft.units:
        found = re.search(
            r"\b(?:recorded|kept|stored|logged|written down|replayed)\b.*?\breplay(?:ed|s)?\b|\bcan be replayed\b",
            unit.text,
            re.I,
        )
        if found is None:
            continue
        operation = draft.operation(
            f"replay {auction.lot.plural}",
            None,
            "command",
            "Work out winners and prices of a day again, from the record alone.",
            unit.span,
        )
        operation.inputs["day"] = bp.Parameter(name="day", type=bp.DATE, summary="the day of the auction")
        that_day = same(bp.Part(of=bp.path(answer.name, call.name, "called_at"), part="date"), "day")
        stays = same(f"{answer.name}.answer", choice(auction.stay, (auction.stay, auction.leave)))
        answers = records(
            answer, that_day, lot=bp.path(answer.name, call.name, auction.lot.name), price=bp.path(answer.name, call.name, "price"),
            bidder=bp.path(answer.name, auction.bidder.name), stays=stays,
        )  # fmt: skip
        operation.steps.append(
            bp.Perform(skill="skill.auction_replay", arguments=(("answers", answers),), name="replayed")
        )
        operation.result = bp.Name(name="replayed")
        draft.claim((unit.span[0], unit.span[0] + found.end()), "recorded_for_replay", [operation.id, *elements])
        return
