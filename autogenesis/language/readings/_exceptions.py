"""Reads which rows go by another limit, and totals whose source nobody names."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article, best_field, snake
from autogenesis.language._literals import Bound, Measure, Number, Percent
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import update
from autogenesis.language.readings._control import Variant, control

_HOLDS = "hold|have|contain|carry|house|store|keep|grow|serve"


def read_variant(unit: Unit, draft: Draft) -> None:
    """ "Where a vat holds cider, use 40 percent instead of 30 percent": a yes-or-no field decides between the limits."""
    if draft.claimed(unit.span):
        return
    match = find(
        unit,
        f"where|if|when NP=thing V({_HOLDS})=verb NP=flag ,? ... Q=new instead|rather of|than Q=old",
        "where|if|when NP=thing BE ANY=flag ,? ... Q=new instead|rather of|than Q=old",
        f"^ NP=thing that|which V({_HOLDS})=verb NP=flag ... Q=new instead|rather of|than Q=old",
        "for NP=thing with NP=flag ... Q=new instead|rather of|than Q=old",
        "^ NP=thing with NP=flag ... Q=new instead|rather of|than Q=old",
    )
    if match is None:
        return
    entity = draft.find_entity(match["thing"].label)
    new, old = _value(match["new"]), _value(match["old"])
    if entity is None or new is None or old is None or not _spoken(unit, old, draft):
        return
    flagged = match["flag"]
    words = [*flagged.words[:-1], flagged.tokens[-1].lower]
    label = _without_use(words)
    name = draft.add_field(
        entity,
        label,
        bp.BOOLEAN,
        flagged.span,
        required=False,
        default=bp.truth(False),
        summary=f"whether it holds {label}",
    )
    entity.given.add(name)
    operation = draft.operation(
        f"set {label}", None, "change", f"Say whether {article(entity.label)} holds {label}.", unit.span
    )
    operation.entity = entity
    operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    operation.inputs[name] = bp.Parameter(name=name, type=bp.BOOLEAN)
    operation.steps.append(update(entity.name, **{name: name}))
    operation.result = bp.Name(name=entity.name)
    control(draft).variants.append(Variant(entity, name, old, new))
    draft.claim(unit.span, "variant", [operation.id, f"field.{entity.name}.{name}"])


def _without_use(words: Sequence[str]) -> str:
    """A verb of the main clause that stuck to the phrase is none of it: "storage use"."""
    kept = list(words)
    while len(kept) > 1 and kept[-1] in {"use", "uses", "need", "needs", "take"}:
        kept.pop()
    return " ".join(kept)


def _value(piece: Piece) -> Decimal | None:
    literal = piece.literal
    if isinstance(literal, Bound):
        literal = literal.value
    return literal.value if isinstance(literal, Number | Percent | Measure) else None


def _spoken(unit: Unit, old: Decimal, draft: Draft) -> bool:
    """Another sentence has that limit."""
    return any(_value(p) == old for u in draft.units if u is not unit for p in u.pieces if p.kind == "Q")


def read_total(unit: Unit, draft: Draft) -> None:
    """ "The heat given to each vat is totalled in kilowatt-hours at midnight": unclear where nothing says how it is measured."""
    if draft.claimed(unit.span):
        return
    match = find(
        unit,
        "NP=what ( V.part|past to|by|in|from|for NP=each )? ( of|by|for|per NP=each )? MODAL? BE? be? V.part|past(total|sum|tally) up? ( in NP=unit )?",
        "NP=what ( V.part|past to|by|in|from|for NP=each )? ( of|by|for|per NP=each )? MODAL? BE? be? V.part|past(add) up|together ( in NP=unit )?",
        "V.base(total|sum|tally) up? NP=what ( V.part|past to|by|in|from|for NP=each )? ( in NP=unit )?",
        "V.base(add) up NP=what ( V.part|past to|by|in|from|for NP=each )? ( in NP=unit )?",
    )
    if match is None:
        return
    what, each = match["what"], match.piece("each")
    entity = _entity(each, draft)
    if entity is not None and best_field(entity, what.words) is not None:
        return
    whose = f" {each.text.replace('each', 'a').replace('every', 'a')}" if each is not None else ""
    unit_words = f" in {match['unit'].text}" if "unit" in match else ""
    note = f"The text does not say how {what.text.lower()} of{whose} is measured{unit_words}: it names neither a meter nor a rate."
    note = note.replace(" of is", " is").replace("  ", " ")
    draft.gap(note, "unclear", unit.span)
    whom = f" of{whose}" if whose else ""
    question = f"How is {what.text.lower()}{whom} obtained{unit_words}?"
    name, default = draft.unique(f"question.{snake(what.label)}"), "It is not totalled until that is known."
    draft.questions.append(bp.Question(id=name, spans=(unit.span,), text=question, default=default))
    draft.claim(unit.span, "total_without_source", status="unclear", note=note)


def _entity(each: Piece | None, draft: Draft) -> EntityDraft | None:
    return draft.find_entity(each.label) if each is not None else None
