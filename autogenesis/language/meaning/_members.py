"""Owns what belongs to a row: its fields by the words people use for them, and the rows it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import blueprints as bp
from autogenesis.language import _lexicon as lexicon
from autogenesis.language._draft import Draft, EntityDraft, article, best_field
from autogenesis.language._inflect import plural_of
from autogenesis.language._syntax import NP
from autogenesis.language._text import Span
from autogenesis.language._tokens import Token, tokens
from autogenesis.language.meaning._scope import Row, Scope, Value

_OCCASIONS = frozenset("start starting begin beginning end ending arrival departure pickup return delivery due".split())
_ENDS = frozenset({"end", "start", "beginning"})
_DAILY = frozenset({"opening", "closing", "office", "usual", "daily"})
_BOUND = frozenset({"now", "today", "by", "role", "it"})


def take_words(scope: Scope, span: Span, words: Iterable[str]) -> None:
    """Take up the words of a stretch that are these, as written or as lemma."""
    wanted = {part for word in words for part in (word.lower(), *word.lower().replace("-", " ").split())}
    for token in tokens(scope.unit.sentence):
        if span[0] <= token.start and token.end <= span[1] and ({token.lower, token.lemma, *_bare(token)} & wanted):
            scope.take(token)


def _bare(token: Token) -> tuple[str, ...]:
    """A name in the plural, as one of them is called."""
    return (token.lower.removesuffix("s"),) if token.pos == "PROPN" else ()


def entity_of(draft: Draft, kind: bp.Type) -> EntityDraft | None:
    """The entity that a reference of this type leads to."""
    return next((e for e in draft.entities.values() if kind.entity == e.id), None) if kind.entity else None


def date_times(draft: Draft) -> None:
    """A time at which something begins or ends is a moment of some day, where the thing has no day of its own."""
    for entity in draft.entities.values():
        for name, f in list(entity.fields.items()):
            other = draft.find_entity(f.label) if f.type.kind == "text" and f.type == bp.TEXT else None
            if other is not None and other is not entity and other.fields and not other.initial:
                entity.fields[name] = f.model_copy(update={"type": other.type})
            if f.type.kind == "time" and f.label.lower().split()[-1] in {"hours", "minutes"}:
                kind = bp.Type(kind="decimal", unit=f.label.lower().split()[-1])
                entity.fields[name] = f.model_copy(update={"type": kind})
        dated = [
            f.label.lower()
            for n, f in entity.fields.items()
            if f.type.kind in {"date", "datetime"} and n not in entity.later and f.spans
        ]
        if entity.initial or any(label not in _ENDS for label in dated):
            continue
        for name, f in list(entity.fields.items()):
            if f.type.kind == "time" and _of_an_event(f.label.lower().split()):
                ends = [n for n, each in entity.fields.items() if each.label in _ENDS and each.type.kind == "date"]
                for moment in (name, *ends):
                    give_day(draft, entity, moment)
                draft.assume(f"The {f.label} of {article(entity.label)} is given with its day.")


def person_kept(draft: Draft, entity: EntityDraft, other: EntityDraft) -> str | None:
    """The field with somebody who does nothing in the text but be kept ("a fee has a member"), as a row of `other` from now on."""
    for f in entity.fields.values():
        actor = draft.actors.get(f.type.actor or "") if f.type.kind == "person" else None
        doing = actor is not None and any(actor.id in {*o.actors, *o.roles} for o in draft.operations.values())
        if actor is None or doing or f.label != other.label or other is entity:
            continue
        entity.fields[f.name] = f.model_copy(update={"type": other.type})
        for operation in draft.operations.values():
            if operation.entity is entity and operation.kind == "create":
                operation.inputs.pop(f.name, None)
        return f.name
    return None


def give_day(draft: Draft, entity: EntityDraft, name: str) -> None:
    """The field is a moment, wherever it is given."""
    entity.fields[name] = entity.fields[name].model_copy(update={"type": bp.DATETIME})
    for operation in draft.operations.values():
        if operation.entity is entity and name in operation.inputs:
            known = operation.inputs[name]
            operation.inputs[name] = known.model_copy(update={"type": bp.DATETIME})


def _of_an_event(words: list[str]) -> bool:
    """Whether a time is that of something which happens once: an arrival, an alarm; not when a place opens."""
    return words[0] in _OCCASIONS or (words[-1] == "time" and len(words) > 1 and words[0] not in _DAILY)


def moments_first(kept: Iterable[bp.FieldOf | bp.Derivation]) -> list[bp.FieldOf | bp.Derivation]:
    """Times of day last: where there is a moment of the same name, it is meant."""
    return sorted(kept, key=lambda each: each.type.kind == "time")


def members(entity: EntityDraft) -> tuple[bp.FieldOf | bp.Derivation, ...]:
    """What can be read of a row of an entity."""
    return (*entity.fields.values(), *entity.derivations.values())


def read(row: Row, name: str) -> bp.Expression:
    """A field or derivation of a row; of one that is about to be created, what is given for it."""
    if row.fresh:
        derivation = row.entity.derivations.get(name)
        return given_instead(derivation.value) if derivation else bp.Name(name=name)
    return bp.Get(of=row.at, field=name)


def given_instead(expression: bp.Expression) -> bp.Expression:
    """An expression about ``it``, with the inputs in place of its fields."""

    def swap(node: object) -> object:
        if isinstance(node, bp.Get) and node.of == bp.Name(name="it"):
            return bp.Name(name=node.field)
        if isinstance(node, tuple):
            return tuple(swap(each) for each in node)
        if isinstance(node, bp.Frozen) and hasattr(node, "op"):
            fields = {name: swap(getattr(node, name)) for name in type(node).model_fields}
            return node.model_copy(update=fields)
        return node

    return swap(expression)  # type: ignore[return-value]


def value_at(row: Row, name: str, draft: Draft) -> Value:
    """The value of a field of a row, with the row it leads to where it is a reference."""
    kind = row.entity.member(name).type
    return Value(read(row, name), kind, entity_of(draft, kind), kind.kind == "list")


def field_named(entity: EntityDraft, np: NP) -> tuple[str, tuple[str, ...]] | None:
    """The field that a noun phrase names and the words it does so with, the longest name first."""
    for words in names_of(np):
        name = best_field(entity, words) or _counted(entity, words) or _plural(entity, np, words)
        if name is not None and _telling(entity, name, words):
            return name, words
    return None


def _plural(entity: EntityDraft, np: NP, words: tuple[str, ...]) -> str | None:
    """ "parts": a field that is called by a plural."""
    if not np.plural:
        return None
    named = (*words[:-1], plural_of(words[-1]))
    return next((m.name for m in members(entity) if tuple(m.label.lower().split()) == named), None)


def _counted(entity: EntityDraft, words: tuple[str, ...]) -> str | None:
    """ "the points" where people write "number of points"."""
    for member in members(entity):
        label = member.label.lower().split()
        told = words[2:] if words[:2] == ("number", "of") else words
        if label[:2] == ["number", "of"] and tuple(singular(word) for word in label[2:]) == told:
            return member.name
    return None


def singular(word: str) -> str:
    """The lemma of a noun."""
    found = lexicon.word(word).lemmas.get("NOUN", word)
    return word[:-1] if found == word and word.endswith("ings") else found


def singular_name(label: str) -> str:
    """The label with its last noun in the singular."""
    *front, last = label.lower().split()
    return " ".join((*front, singular(last)))


def names_of(np: NP) -> tuple[tuple[str, ...], ...]:
    """The names a noun phrase may stand for: with its phrases ("date of birth"), with its adjectives, bare."""
    words = np.words or (np.head,)
    tail = tuple(word for p in np.of[:1] if p.item for word in (p.prep, *(p.item.words or (p.item.head,))))
    found = [(*np.adjectives, *words, *tail), (*words, *tail), (*np.adjectives, *words), words]
    return tuple(dict.fromkeys(found))


def _telling(entity: EntityDraft, name: str, words: Sequence[str]) -> bool:
    """Whether no other field could be meant as well: "date" where there are three of them says nothing."""
    label = tuple(entity.member(name).label.lower().split())
    if label == tuple(words):
        return True
    others = [m for m in members(entity) if m.name != name]
    return not any(tuple(other.label.lower().split())[-len(words) :] == tuple(words) for other in others)


def reached(draft: Draft, row: Row, goal: EntityDraft) -> Row | None:
    """The row of `goal` that a row leads to, by the shortest way of references."""
    edge = [row]
    seen = {row.entity.name}
    while edge:
        here = edge.pop(0)
        if here.entity is goal:
            return here
        for f in here.entity.fields.values():
            other = entity_of(draft, f.type) if f.type.kind == "reference" else None
            if other is not None and other.name not in seen:
                seen.add(other.name)
                edge.append(Row(other, read(here, f.name)))
    return None


def free_name(scope: Scope, entity: EntityDraft) -> str:
    """A name for rows of an entity under which nothing else is known here."""
    used = {row.at.name for row in scope.rows if isinstance(row.at, bp.Name)}
    fields = {name for row in scope.rows for name in row.entity.fields}
    for name in (entity.name, f"other_{entity.name}", f"each_{entity.name}", f"one_{entity.name}"):
        if name not in used | fields | _BOUND:
            return name
    return f"{entity.name}_{len(scope.rows)}"
