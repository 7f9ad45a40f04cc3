"""What the sentences of an auction say: who bids for what, up to where, who takes no part, who wins between equals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, best_field
from autogenesis.language._literals import Money, Number, Quoted
from autogenesis.language._patterns import find
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import Relation, amount, both, compare, no
from autogenesis.language._text import Span
from autogenesis.language.readings._encounters import field_of
from autogenesis.language.readings._orders import order_keys

_RISING = regex(
    r"\b(?:start|begin|open)(?:s|ing|ning|ting)?\s+(?:at|with|from)\s+\S*?(?P<start>\d+)\b.*?\b(?:ris(?:es|ing)|increas(?:es|ing)|climb(?:s|ing)|go(?:es|ing) up|grow(?:s|ing))\s+"
    r"(?:by|in steps of)\s+\S*?(?P<step>\d+)(?![\d.,]\d)",
    re.I | re.S,
)
_OUT = r"(?:take no part|do not take part|does not take part|takes no part|are excluded|is excluded|may not take part|are left out|are not admitted|stay out)"
_TOO = regex(
    rf"\b(?P<who>[\w-]+) (?P<rel>over|above|exceeding|beyond|below|under) (?:the|its|their) (?P<field>[\w -]+?) {_OUT}\b",
    re.I,
)
_MARKED = regex(
    r"(?:^|[,;.]\s*|\band )(?P<mark>[\w-]+) (?:ones?|\w+s)(?: take part| are admitted| may bid| bid)? (?:never|not|only) (?P<rel>above|over|beyond|below|under|on|at|up to) (?P<field>[\w -]+?) (?P<n>\d+)\b",
    re.I,
)
_LIMITING = frozenset({"maximum", "minimum", "max", "min", "greatest", "least", "permitted", "allowed"})
_OVER = frozenset({"over", "above", "exceeding", "beyond"})


@dataclass
class Auction:
    """What is auctioned to whom, and by which rules."""

    lot: EntityDraft
    bidder: EntityDraft
    start: int = 0
    step: int = 0
    stay: str = "stay"
    leave: str = "leave"
    limits: list[str] = field(default_factory=list)
    paid_from: str | None = None
    lot_order: list[bp.Expression] = field(default_factory=list)
    precedence: list[bp.Expression] = field(default_factory=list)
    excluded: list[bp.Expression] = field(default_factory=list)
    once: bool = False
    claims: list[tuple[Span, str]] = field(default_factory=list)


def auction_of(unit: Unit, draft: Draft) -> Auction | None:
    """The auction whose price the sentence calls: "It calls a price, starting at 10 and rising by 5"."""
    found = _RISING.search(unit.text)
    price = any(p.kind == "N" and p.head in {"price", "bid", "offer", "amount", "call", "bidding"} for p in unit.pieces)
    if found is None or not price:
        return None
    lot, bidder = _lot(draft), _bidder(draft)
    if lot is None or bidder is None or lot is bidder:
        return None
    auction = Auction(lot, bidder, int(found["start"]), int(found["step"]), claims=[(unit.span, "rising_price")])
    if auction.step < 1:
        return None
    for other in draft.units:
        if f"auction@{other.id}" not in draft.barred:
            _read(other, auction, draft)
    return auction


def _lot(draft: Draft) -> EntityDraft | None:
    """What is auctioned, offered, sold or awarded."""
    for pattern in (
        "V(auction)=verb NP=lot",
        "NP=lot MODAL? BE be? V.part(auction)",
        "V(offer|sell|award) Q.Measure=lot",
        "V(offer|sell|award) NP=lot",
        "NP=lot MODAL? BE not? V.part(award|sell|offer)",
    ):
        for unit in draft.units:
            match = find(unit, pattern)
            found = _named(draft, match["lot"]) if match else None
            if match is not None and found is not None:
                _which(match["lot"], found, draft)
                return found
    return None


def _which(piece: Piece, lot: EntityDraft, draft: Draft) -> None:
    """ "its free slots": which those are must be said somewhere."""
    known = {
        *lot.words,
        "best",
        "own",
        "new",
        *(t.lower for f in lot.fields.values() for t in piece.tokens if t.lower in f.label.split()),
    }
    for token in piece.tokens[:-1]:
        if token.pos == "ADJ" and token.lower not in known:
            draft.gap(f"Which {lot.plural} are “{token.lower}” is not said; all are auctioned.", "unclear", piece.span)


def _named(draft: Draft, piece: Piece) -> EntityDraft | None:
    label = piece.noun if piece.kind == "Q" else piece.label
    return draft.find_entity(label) or draft.find_entity(label.split()[-1] if label else "")


def _bidder(draft: Draft) -> EntityDraft | None:
    """Who answers: a thing itself, or what it has an agent for."""
    for unit in draft.units:
        match = find(unit, "NP=who MODAL? V(answer|bid|reply|respond|say|stay)")
        if match is None:
            continue
        found = _named(draft, match["who"])
        if found is not None:
            return found
        for other in draft.units:
            owns = find(other, "NP=owner MODAL? V(have|send) NP=agent", "NP=owner BE V.part(represent) by NP=agent")
            owner = _named(draft, owns["owner"]) if owns and owns["agent"].head == match["who"].head else None
            if owner is not None:
                return owner
    return None


def _read(unit: Unit, auction: Auction, draft: Draft) -> None:
    for reading in (_offered, _answers, _limit, _exclusions, _winning, _together, _nobody, _sits_out):
        reading(unit, auction, draft)


def _offered(unit: Unit, auction: Auction, draft: Draft) -> None:
    """ "offers one slot at a time, nearest first, at equal distance by code"."""
    match = find(
        unit,
        "V(offer|call|auction|sell) Q.Measure=lot at NP(time)",
        "NP=lot BE V.part(offer|auction|sell) ( Q.Number by Q.Number )?",
    )
    if match is None or _named(draft, match["lot"]) is not auction.lot:
        return
    rest = unit.text[match.span[1] - unit.span[0] :]
    keys = order_keys(rest, auction.lot, auction.lot.name)
    if keys:
        auction.lot_order = keys
    auction.claims.append((unit.span if keys or not rest.strip(" .") else match.span, "auction_order"))


def _answers(unit: Unit, auction: Auction, draft: Draft) -> None:
    """ "Each agent answers “stay” or “leave”"."""
    match = find(unit, "V(answer|reply|say|respond)=verb ( with|by )? Q.Quoted=one or Q.Quoted=other")
    one, other = (match.literal("one"), match.literal("other")) if match else (None, None)
    if isinstance(one, Quoted) and isinstance(other, Quoted):
        staying = {"stay", "yes", "in", "bid", "accept", "raise"}
        first = one.value.lower()
        auction.stay, auction.leave = (
            (one.value, other.value)
            if first in staying or other.value.lower() not in staying
            else (other.value, one.value)
        )
        out = re.search(r"\b(?:who|whoever) \w+ (?:is|are) out\b", unit.text, re.I)
        assert match is not None
        auction.claims.append((unit.span if out else (unit.span[0], match.span[1]), "auction_answers"))


def _limit(unit: Unit, auction: Auction, draft: Draft) -> None:
    """ "An agent stays while the price exceeds neither its picks nor its points"."""
    match = find(
        unit, "V=stay while|until NP(price|bid)=price ... V(exceed|pass|top)=over", "V=stay as long as NP(price|bid)=price ... V(exceed|pass|top)=over",
        "V=stay while|if NP(price|bid)=price BE at most", "V=stay as long as NP(price|bid)=price BE at most", "V=stay up to", "V=stay while it can V(afford)",
    )  # fmt: skip
    if match is None:
        return
    text = unit.text.lower()
    if "exceed" in text and not re.search(r"\b(?:neither|not|n't|never|until)\b", text):
        return
    names = [field_of(auction.bidder, p.words) for p in match.after() if p.kind == "N"]
    auction.limits = [
        n
        for n in dict.fromkeys(names)
        if n and auction.bidder.fields.get(n) and auction.bidder.fields[n].type.is_number
    ]
    if auction.limits:
        auction.paid_from = auction.limits[-1]
        auction.claims.append((unit.span, "auction_limit"))


def _exclusions(unit: Unit, auction: Auction, draft: Draft) -> None:
    """ "Products over the maximum weight take no part, flammable ones never above level 1"."""
    spans = []
    lot, bidder = auction.lot, auction.bidder
    for found in _TOO.finditer(unit.text):
        words = found["field"].lower().split()
        bare = [w for w in words if w not in _LIMITING]
        bound = best_field(lot, words) or best_field(lot, bare)
        own = best_field(bidder, bare)
        if bound and own:
            relation = ">" if found["rel"].lower() in _OVER else "<"
            auction.excluded.append(compare(f"{bidder.name}.{own}", relation, f"{lot.name}.{bound}"))  # type: ignore[arg-type]
            spans.append(found.span())
    for found in _MARKED.finditer(unit.text):
        flag = next(
            (
                f.name
                for f in bidder.fields.values()
                if f.type.kind == "boolean" and found["mark"].lower() in f.label.lower().split()
            ),
            None,
        )
        held = lot.fields.get(best_field(lot, found["field"].lower().split()) or "")
        if flag and held is not None and held.type.is_number and " only " not in found[0].lower():
            relation = {"on": "==", "at": "=="}.get(found["rel"].lower(), ">" if found["rel"].lower() in _OVER else "<")
            level = compare(f"{lot.name}.{held.name}", relation, amount(held.type, int(found["n"])))  # type: ignore[arg-type]
            auction.excluded.append(both(bp.path(bidder.name, flag), level))
            spans.append((found.start("mark"), found.end()))
    for start, end in spans:
        auction.claims.append(((unit.span[0] + start, unit.span[0] + end), "auction_exclusion"))


def _winning(unit: Unit, auction: Auction, draft: Draft) -> None:
    """ "As soon as exactly one agent has stayed, it wins and pays the price called"."""
    alone = re.search(
        r"\b(?:only|exactly|just)? ?one\b.*\b(?:stay|stayed|stays|left|remains?|in)\b|\blast (?:one|to stay)\b|\balone\b",
        unit.text,
        re.I,
    )
    if (
        alone
        and find(unit, "V(win)=wins ... V(pay)=pays NP(price|call|bid|amount)")
        and "together" not in unit.text.lower()
    ):
        auction.claims.append((unit.span, "auction_winner"))


def _together(unit: Unit, auction: Auction, draft: Draft) -> None:
    """ "If the last ones leave together, the heaviest of them wins at the previous price, then the lowest number"."""
    found = re.search(
        r"\b(?:leave|drop out|withdraw|go)s?\b.*?\b(?:together|at the same (?:time|call|price)|at once)\s*,\s*(?P<rest>.+)",
        unit.text,
        re.I | re.S,
    )
    if found is None or not re.search(
        r"\b(?:previous|last|preceding|earlier) (?:price|call)|price before\b", found["rest"], re.I
    ):
        return
    keys = order_keys(found["rest"], auction.bidder, auction.bidder.name)
    if keys:
        auction.precedence = keys
        auction.claims.append((unit.span, "auction_tie"))


def _nobody(unit: Unit, auction: Auction, draft: Draft) -> None:
    """ "If nobody stays at 10, the slot is not awarded"."""
    match = find(
        unit,
        "if|when|where nobody|none V ( at|for Q=price )? , NP=lot MODAL? BE NOT V.part(award|sell|give|allot)",
        "if nobody V ( at Q=price )? , NP=lot V(remain|stay) unsold|free|empty",
    )
    price = match.literal("price") if match else None
    if match is None or _named(draft, match["lot"]) is not auction.lot:
        return
    if price is None or (isinstance(price, Number | Money) and price.value == auction.start):
        auction.claims.append((unit.span, "auction_no_bidder"))


def _sits_out(unit: Unit, auction: Auction, draft: Draft) -> None:
    """ "A winner sits out the rest of the night"."""
    if re.search(
        r"\b(?:winners?|whoever (?:has won|wins))\b.*\b(?:sits? out|takes? no (?:further )?part|is out|are out|may not (?:bid|win) again)\b",
        unit.text,
        re.I,
    ):
        auction.once = True
        auction.claims.append((unit.span, "auction_once"))


_OPPOSITE: dict[str, Relation] = {">": "<=", "<": ">=", "==": "!="}


def eligible(auction: Auction, *more: bp.Expression) -> bp.Expression | None:
    """Who takes part."""
    terms = [*(_otherwise(each) for each in auction.excluded), *more]
    return both(*terms) if terms else None


def _otherwise(excluded: bp.Expression) -> bp.Expression:
    """The negation, without "not" where a comparison can be turned round."""
    if isinstance(excluded, bp.Compare):
        return excluded.model_copy(update={"relation": _OPPOSITE[excluded.relation]})
    return no(excluded)
