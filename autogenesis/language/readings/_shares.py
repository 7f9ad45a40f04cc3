"""Reads shares: "Progress is passed modules divided by the subject's published modules, in percent, rounded down"."""

from __future__ import annotations

from typing import Literal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, best_field, snake
from autogenesis.language._patterns import Match, find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import both, compare, over, same
from autogenesis.language.readings._attempts import Ladder, scored_of
from autogenesis.language.readings._states import in_state, named, possessor
from autogenesis.language.readings._structure import path_to


def read_share(unit: Unit, draft: Draft) -> None:
    """ "Progress is passed modules divided by the subject's published modules, in percent, rounded down." """
    what = "( NP(number|count) of )? V.part|past=done1? NP=part"
    match = find(
        unit,
        f"^ NP=name BE {what} V(divide) by ( NP(number|count) of )? V.part|past=done2? NP=whole",
        f"^ NP=name BE {what} over|per ( NP(number|count) of )? V.part|past=done2? NP=whole",
        f"^ NP=name BE NP(share|part|proportion|percentage) of {what} among|in|of|to ( NP(number|count) of )? V.part|past=done2? NP=whole",
    )
    if match is None:
        return
    counted, among = named(draft, match["part"]), named(draft, match["whole"])
    row = _place(match, draft)
    if counted is None or among is None or row is None:
        return
    label = match["name"].label
    all_ = over("count", among.name, both(*_where(match, "whole", "done2", among, row, draft)))
    some = over(
        "count",
        counted.name,
        both(
            *_where(match, "part", "done1", counted, row, draft),
            *_where(match, "whole", "done2", among, row, draft, whose_only=True),
        ),
    )
    percent = find(unit, "in NP(percent|percentage)", "Q.Percent", "in percent|%") is not None
    ratio: bp.Expression = bp.Arithmetic(
        operator="/", left=bp.Arithmetic(operator="*", left=some, right=bp.whole(100 if percent else 1)), right=all_
    )
    way = _way(unit)
    if way is not None:
        ratio = bp.Rounded(way=way, value=ratio, places=0)
    kind = bp.INTEGER if way and not percent else bp.PERCENT if percent else bp.DECIMAL
    none = bp.Literally(type=kind, value=0 if kind.kind == "integer" else "0")
    name = snake(label)
    row.derivations[name] = bp.Derivation(
        id=f"derivation.{row.name}.{name}", spans=(unit.span,), name=name, label=label, type=kind, summary=unit.text,
        value=bp.Conditional(test=compare(all_, "==", bp.whole(0)), then=none, otherwise=ratio),
    )  # fmt: skip
    draft.assume(f"Where nothing is there to divide by, {label} is 0.", match["whole"].span)
    draft.claim(unit.span, "share", [f"derivation.{row.name}.{name}"])


def _way(unit: Unit) -> Literal["up", "down", "half_up"] | None:
    if find(unit, "V(round) down", "V(cut|truncate)", "whole NP(percent) only"):
        return "down"
    if find(unit, "V(round) up"):
        return "up"
    return "half_up" if find(unit, "V(round)") else None


def _place(match: Match, draft: Draft) -> EntityDraft | None:
    """Whose share it is: the rows that are kept for each holder, or for the thing that owns what is counted."""
    ladder = draft.recall(Ladder)
    if ladder is not None:
        return ladder.row
    whose = possessor(match["whole"]) or possessor(match["part"])
    if whose:
        return draft.find_entity(" ".join(whose))
    counted = named(draft, match["whole"])
    owner = (
        next((f.type.entity for f in counted.fields.values() if f.type.kind == "reference"), None) if counted else None
    )
    return next((e for e in draft.entities.values() if e.id == owner), None)


def _where(
    match: Match, name: str, done: str, entity: EntityDraft, row: EntityDraft, draft: Draft, *, whose_only: bool = False
) -> list[bp.Expression]:
    """The words before a noun as conditions on its rows: whose they are, and what has happened to them."""
    piece = match[name]
    words = [] if whose_only else _adjectives(piece, match.piece(done))
    terms: list[bp.Expression] = []
    whose = possessor(piece)
    field = best_field(entity, whose) if whose else None
    if field is not None and field in row.fields:
        terms.append(same(f"{entity.name}.{field}", f"it.{field}"))
    elif row.name in entity.fields and entity.fields[row.name].type.kind == "reference":
        terms.append(same(f"{entity.name}.{row.name}", "it"))
    for word in words:
        terms += _happened(word, entity, row, draft)
    return terms


def _adjectives(piece: Piece, before: Piece | None) -> list[str]:
    own = [t.lower for t in piece.tokens if t.pos in {"ADJ", "VERB"} and t.lower in piece.words[:-1]]
    return [before.tokens[-1].lower, *own] if before is not None else own


def _happened(word: str, entity: EntityDraft, row: EntityDraft, draft: Draft) -> list[bp.Expression]:
    status = entity.fields.get("status")
    if status is not None and word in status.type.choices:
        return [in_state(entity.name, word)]
    if word in entity.fields or word in entity.derivations:
        return [same(f"{entity.name}.{word}", bp.truth(True))]
    scored = scored_of(draft)
    if scored is not None and word == scored.passed:
        way = path_to(draft, scored.record, scored.record.name, entity)
        if way is not None and scored.holder.name in row.fields:
            name = scored.record.name
            hit = both(
                same(f"{name}.{scored.holder.name}", f"it.{scored.holder.name}"),
                same(way, entity.name),
                same(f"{name}.{word}", bp.truth(True)),
            )
            return [over("exists", name, hit)]
    return []
