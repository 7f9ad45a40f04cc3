"""Reads bullets that are a table: kinds with their prices, bands with what they cost, under the line that leads to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autogenesis.language._blocks import Block
from autogenesis.language._draft import Draft
from autogenesis.language._literals import Money
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._text import Span
from autogenesis.language.meaning._rates import rates_of
from autogenesis.language.meaning._tiers import tiers_of

_LINE = regex(r"^(?:an?\s+|the\s+|per\s+)?(?P<kind>[a-z][\w' -]*?)\s*(?::|=|–|—|-|\.{2,}|\s)\s*(?P<price>(?:[£€$]\s?)?\d[\d.,]*\s*(?:€|euros?|eur|£|pounds?|\$|dollars?|pence|cents?)?)(?:\s*(?:each|apiece|per\s+\w+))?\s*\.?$", re.I)  # fmt: skip
_PRICES = regex(r"\b(?:price|fee|cost|charge|rate|rent|fare|deposit|fine|toll|tariff)s?\b", re.I)
_LEAST = 2


def read_bulleted(draft: Draft) -> None:
    """Every line that leads to bullets, all of which are prices of kinds or bands."""
    for lead, bullets in _groups(draft):
        if len(bullets) < _LEAST or any(draft.claimed(each.span) for each in bullets):
            continue
        made = _prices(lead, bullets, draft) or tiers_of(
            lead.text if lead is not None else "", [(each.text, each.span) for each in bullets], _whole(bullets), draft
        )
        for each in (*((lead,) if lead is not None else ()), *bullets) if made else ():
            if not draft.claimed(each.span):
                draft.claim(each.span, "bulleted", made)


def _groups(draft: Draft) -> Iterator[tuple[Unit | None, list[Unit]]]:
    """Bullets that one line leads to, with that line."""
    found: dict[int, tuple[Block, list[Unit]]] = {}
    for unit in draft.units:
        lead = unit.block.lead_in
        if unit.block.kind in {"bullet", "definition"} and lead is not None:
            found.setdefault(lead.span[0], (lead, []))[1].append(unit)
    for lead, bullets in found.values():
        yield (
            next((u for u in draft.units if u.block.span == lead.span and u.text.rstrip().endswith(":")), None),
            bullets,
        )


def _whole(bullets: list[Unit]) -> Span:
    return bullets[0].span[0], bullets[-1].span[1]


def _prices(lead: Unit | None, bullets: list[Unit], draft: Draft) -> list[str]:
    """ "Prices per piece: - flyer: 0.10 € - poster: 6.50 €"."""
    said = lead.text if lead is not None else bullets[0].block.under
    if not _PRICES.search(said):
        return []
    pairs: list[tuple[str, Money]] = []
    for each in bullets:
        match = _LINE.match(each.text.strip())
        money = [x for x in find_literals(each.text, each.span[0]) if isinstance(x, Money)]
        if match is None or len(money) != 1:
            return []
        pairs.append((match["kind"].lower(), money[0]))
    return rates_of(said, pairs, _whole(bullets), draft)
