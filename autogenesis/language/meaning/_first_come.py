"""Frame for the order in which people are served: "Places are given out first come, first served"."""

from __future__ import annotations

from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._relations import nouns_of
from autogenesis.language.meaning._scope import Scope

_BASIS = r"(?:on\s+a\s+|by\s+)?first[\s-]+come,?\s*first[\s-]+served(?:\s+basis|\s+principle)?"
_SAID = regex(
    rf"^(?:(?P<what>(?:the\s+)?[a-z]+(?:\s[a-z]+)?)\s+(?:are|is)\s+(?:given\s+out|given|handed\s+out|assigned|allocated|awarded|filled|taken|booked|served|accepted|available)\s+{_BASIS}|{_BASIS}(?::\s+(?P<only>[a-z]+))?)$"
)


def first_come(clause: Clause, scope: Scope) -> Claimed | None:
    """Whoever asks first has it: deeds are done in the order of the calls, and what is taken is taken."""
    unit = scope.unit
    if clause.span[0] != unit.span[0]:
        return None
    match = _SAID.match(" ".join(unit.text.split()).strip(" .;").lower())
    if match is None:
        return None
    said = match["what"] or match["only"] or ""
    taking = _taking(said, scope.draft)
    if taking is None:
        return None
    scope.take(unit.span)
    scope.draft.claim(
        unit.span, "first_come", [taking], status="assumed",
        note="Deeds are done in the order in which they are asked for: whoever comes first has it.",
    )  # fmt: skip
    return Claimed("first_come", (taking,), status="assumed")


def _taking(said: str, draft: Draft) -> str | None:
    """The deed by which people come by what is given out."""
    word = tag(f"the {said}.")[-2].lemma if said else ""
    for operation in draft.operations.values():
        if operation.entity is None or operation.kind != "create" or not operation.actors:
            continue
        verb, _, particle = operation.verb.partition(" ")
        if not word or word in nouns_of(verb, particle) or word in _around(operation.entity, draft):
            return operation.id
    return None


def _around(entity: EntityDraft, draft: Draft) -> set[str]:
    """The words for a row, for what it is of, and for what there are so many of."""
    near = [entity, *(e for e in draft.entities.values() if entity.reference_to(e) is not None)]
    labels = [e.label for e in near] + [f.label for e in near for f in e.fields.values() if f.type.is_number]
    return {tag(f"the {label.split()[-1]}.")[-2].lemma for label in labels}


FIRST_COME: tuple[Frame, ...] = (first_come,)
"""The frame of who comes first."""
