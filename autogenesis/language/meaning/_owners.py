"""Finds what belongs to what by the words alone: "meter readings" and "the readings of a meter" are a meter's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._tokens import Token, tag, tokens
from autogenesis.language.meaning._fields import refer_to
from autogenesis.language.meaning._mentions import Mention
from autogenesis.language.meaning._naming import known_thing


def belong(draft: Draft, mentions: Iterable[Mention], found: frozenset[str]) -> None:
    """Let things refer to what they are said to be of, one of the two being found and not declared."""
    for part, whole in (*_owned(draft, mentions), *_compounds(draft)):
        if part is whole or not {part.name, whole.name} & found or not _free(part, whole, draft):
            continue
        refer_to(draft, part, whole)
        draft.assume(
            f"{article(part.label).capitalize()} is of {article(whole.label)}.", part.spans[0] if part.spans else None
        )


def _owned(draft: Draft, mentions: Iterable[Mention]) -> Iterator[tuple[EntityDraft, EntityDraft]]:
    """ "the readings of a meter", "a member's card": one of the two for each of the other."""
    for mention in mentions:
        owned = mention.owned
        if mention.role != "owner" or owned is None or owned.pronoun or mention.np.pronoun or mention.np.plural:
            continue
        whole, part = known_thing(draft, mention.np), known_thing(draft, owned)
        if whole is not None and part is not None and mention.np.determiner in {"a", "an", "each", "every"}:
            yield part, whole


def _compounds(draft: Draft) -> Iterator[tuple[EntityDraft, EntityDraft]]:
    """ "meter readings", in the title too."""
    lines = [tag(draft.text.title), *(tokens(unit.sentence) for unit in draft.units)]
    for line in lines:
        for left, right in pairwise(line):
            whole, part = _named(left, draft), _named(right, draft)
            if whole is not None and part is not None and not left.plural and left.end + 1 == right.start:
                yield part, whole


def _named(token: Token, draft: Draft) -> EntityDraft | None:
    return draft.find_entity(token.lemma) if token.pos in {"NOUN", "PROPN"} else None


def _free(part: EntityDraft, whole: EntityDraft, draft: Draft) -> bool:
    """Whether neither refers to the other yet, and the part is nobody."""
    lists = any(
        f.type.kind == "list" and f.type.item is not None and f.type.item.entity == part.id
        for f in whole.fields.values()
    )
    people = any(actor.row == part.id for actor in draft.actors.values())
    joined = any(e.reference_to(part) and e.reference_to(whole) for e in draft.entities.values())
    if joined:
        return False
    return part.reference_to(whole) is None and whole.reference_to(part) is None and not lists and not people
