"""Reads that nobody judges work of their own."""

from __future__ import annotations

from autogenesis.language._draft import Draft
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import compare
from autogenesis.language.readings._states import (
    author_of,
    named,
)  # fmt: skip
from autogenesis.language.readings._verdicts import JUDGE, verdicts_of


def read_own_work(unit: Unit, draft: Draft) -> None:
    """ "Nobody reviews a module of their own." """
    match = find(
        unit, f"nobody|none|whoever V({JUDGE})=verb ( NP=thing )? ( of )? their|his|her own", f"nobody MODAL V({JUDGE})=verb ( NP=thing )? ( of )? their|his|her own",
        f"NP=who MODAL? never|not V({JUDGE})=verb ( NP=thing )? ( of )? their|his|her own", f"no NP=who MODAL? V({JUDGE})=verb ( NP=thing )? ( of )? their|his|her own",
        f"NP=who MODAL not V({JUDGE})=verb ( NP=thing )? ( of )? their|his|her own", f"NP=none MODAL? V({JUDGE})=verb on? ( NP=thing )? ( of )? their|his|her own",
        f"nobody MODAL? V({JUDGE})=verb NP=thing they|he|she HAVE? V.part|past|base",
        f"nobody MODAL? V({JUDGE})=verb NP=mine", f"NP=none MODAL? V({JUDGE})=verb NP=mine", f"NP=none MODAL? never|not V({JUDGE})=verb NP=mine",
    )  # fmt: skip
    if match is None or ("none" in match and match["none"].determiner != "no" and not find(unit, "never|not V")):
        return
    mine = match.piece("mine")
    if mine is not None and "own" not in {t.lower for t in mine.tokens}:
        return
    thing = named(draft, mine) if mine else named(draft, match["thing"]) if "thing" in match else None
    verdicts = verdicts_of(draft, thing) or verdicts_of(draft)
    if verdicts is None:
        return
    whose = author_of(draft, verdicts.thing)
    if whose is None:
        draft.gap(f"Whose a {verdicts.thing.label} is, is not said: “{unit.text}”", "unclear", match.span)
        return
    made = []
    for operation in draft.operations.values():
        if operation.entity is verdicts.record:
            requires = compare("by", "!=", f"{verdicts.thing.name}.{whose}")
            guard = draft.guard(
                f"{operation.name} own",
                requires,
                match.unit.text if match.unit.text.endswith(".") else unit.text,
                match.span,
                verdicts.thing.name,
            )
            operation.guards.append(guard)
            made.append(guard.id)
    draft.claim(match.span, "own_work", made)
