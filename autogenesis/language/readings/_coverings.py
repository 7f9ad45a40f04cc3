"""Reads sums that fill up an amount: "when the payments cover the amount, the invoice is paid"."""

from __future__ import annotations

from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, best_field
from autogenesis.language._inflect import participle_of
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import both, compare, no, over, same

_COVER = "cover|reach|equal|meet|match|exceed|fill"
_SOME = frozenset({"integer", "decimal", "money", "duration"})


@dataclass(frozen=True, slots=True)
class Filling:
    """Rows of `part` whose `share` fill up the `whole`'s `goal`; `way` leads from a part to its whole."""

    part: EntityDraft
    share: str
    way: str
    whole: EntityDraft
    goal: str

    def filled(self, whole: str) -> bp.Expression:
        """The sum of the shares for the row `whole`."""
        mine = same(f"each_{self.part.name}.{self.way}", whole)
        name = f"each_{self.part.name}"
        return over("sum", self.part.name, mine, f"{name}.{self.share}", name=name)


def read_covering(unit: Unit, draft: Draft) -> None:
    """ "When the pledges reach the target, the project is funded." """
    match = find(
        unit,
        f"when|once|if NP=parts together? V({_COVER}) NP=goal ( of NP )? , then? NP=whole BE V=state $",
        f"when|once|if NP(sum|total) of NP=parts V({_COVER}) NP=goal ( of NP )? , then? NP=whole BE V=state $",
    )
    if match is None or draft.claimed(unit.span):
        return
    part, whole = draft.find_entity(match["parts"].label), draft.find_entity(match["whole"].label)
    if part is None or whole is None or part is whole:
        return
    goal = best_field(whole, match["goal"].words)
    filling = _filling(part, whole, goal) if goal in whole.fields else None
    word = participle_of(match["state"].head)
    states = next((f for f in whole.fields.values() if f.type.kind == "choice" and word in f.type.choices), None)
    if filling is None or states is None:
        return
    state = bp.Literally(type=states.type, value=word)
    row = f"it.{filling.way}"
    full = compare(filling.filled(row), ">=", f"{row}.{filling.goal}")
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.{whole.name}_{word}"), spans=(unit.span,), summary=unit.text,
        trigger=bp.Trigger(on="created", entity=part.id), when=both(full, no(same(f"{row}.{states.name}", state))),
        steps=(bp.Update(row=bp.path(*row.split(".")), values=((states.name, state),)),),
    )  # fmt: skip
    draft.reactions.append(reaction)
    draft.remember(filling)
    draft.claim(unit.span, "covering", [reaction.id])


def read_no_more_than_open(unit: Unit, draft: Draft) -> None:
    """ "Nobody may pay more than what is still open": the shares together never exceed the amount."""
    filling = draft.recall(Filling)
    match = find(
        unit,
        "nobody MODAL V more than what BE still? open|left|due|outstanding|owed|missing|remaining",
        "nobody MODAL V more than NP(remainder|rest|balance)",
    )
    if filling is None or match is None or draft.claimed(unit.span):
        return
    row = f"it.{filling.way}"
    guard = bp.Guard(
        id=draft.unique(f"invariant.{filling.part.name}.{filling.share}_open"),
        requires=compare(filling.filled(row), "<=", f"{row}.{filling.goal}"),
        reason=unit.text,
        field=filling.share,
        spans=(unit.span,),
    )
    filling.part.invariants.append(guard)
    draft.claim(unit.span, "no_more_than_open", [guard.id])


def _filling(part: EntityDraft, whole: EntityDraft, goal: str | None) -> Filling | None:
    """The one field of a part that is of the goal's kind, and the reference to the whole."""
    way = part.reference_to(whole)
    if goal is None or way is None:
        return None
    kind = whole.fields[goal].type
    shares = [f.name for f in part.fields.values() if f.type.kind == kind.kind and f.type.kind in _SOME]
    return Filling(part, shares[0], way, whole, goal) if len(shares) == 1 else None
