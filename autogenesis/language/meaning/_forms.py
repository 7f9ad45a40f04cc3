"""Owns the plain forms that a text is searched for before its clauses are read: arrows, calendars, turnaround, rights."""

from __future__ import annotations

from autogenesis.language._draft import Draft
from autogenesis.language._skeleton import Unit
from autogenesis.language.meaning._bulleted import read_bulleted
from autogenesis.language.meaning._by_age import exempt_things, read_ageing
from autogenesis.language.meaning._chains import read_chains
from autogenesis.language.meaning._ears import read_stored
from autogenesis.language.meaning._open_days import read_open_days
from autogenesis.language.meaning._paid import read_counts_as_paid
from autogenesis.language.meaning._rights import find_rights, settle_rights
from autogenesis.language.meaning._state_moves import read_state_moves
from autogenesis.language.meaning._still_here import find_storage, read_one_more, read_storage
from autogenesis.language.meaning._tiers import read_tiers, read_whole_counts
from autogenesis.language.meaning._turnaround import read_turnarounds
from autogenesis.language.meaning._year_windows import read_year_windows


def find_forms(draft: Draft) -> None:
    """Sentences that are nothing but data: read once, before the things of the text are looked for."""
    read_stored(draft)
    read_chains(draft)
    read_state_moves(draft)
    read_open_days(draft)
    read_turnarounds(draft)
    find_rights(draft)
    find_storage(draft)


def price_forms(draft: Draft) -> None:
    """Bands and what they cost, once it is known what is kept of things."""
    read_tiers(draft)
    read_bulleted(draft)
    read_ageing(draft)
    exempt_things(draft)
    read_year_windows(draft)


def close_forms(unit: Unit, draft: Draft) -> None:
    """What needs to know every amount and every operation."""
    read_counts_as_paid(unit, draft)
    read_one_more(unit, draft)
    read_whole_counts(unit, draft)
    read_storage(unit, draft)


def settle_forms(draft: Draft) -> None:
    """What is given or taken once every operation is there."""
    settle_rights(draft)
    _forget_read_tables(draft)


def _forget_read_tables(draft: Draft) -> None:
    """No table is said to name nothing once every table has been read."""
    if any(block.kind == "table" and not draft.claimed(block.span) for block in draft.blocks):
        return
    kept = [gap for gap in draft.gaps if not gap.text.startswith("The columns of the table after")]
    draft.gaps = [gap.model_copy(update={"id": f"gap.g{number}"}) for number, gap in enumerate(kept, 1)]
