"""Owns what a deed costs: "delivery costs 4 euro", "cancelling a booking costs 10 euro" are due where it was done."""

from __future__ import annotations

from dataclasses import dataclass

from autogenesis.language._draft import EntityDraft, snake
from autogenesis.language._inflect import deed_named, participle_of
from autogenesis.language._syntax import NP, Clause
from autogenesis.language.meaning._facts import Fact, fact_of, operation_of
from autogenesis.language.meaning._members import members, take_words
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._relations import nouns_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope


@dataclass(frozen=True, slots=True)
class PricedDeed:
    """A deed that costs something: the entity it is done to, how it is told that it was done, what the fee is called."""

    entity: EntityDraft
    fact: Fact
    label: str
    before: Clause | None = None
    """The stretch "cancelling a booking", where the deed is told by it."""

    def named(self, clause: Clause, scope: Scope) -> str:
        """Take up the words for the deed; the label of what it costs."""
        if self.before is not None:
            scope.draft.claim(self.before.span, "price", (f"derivation.{self.entity.name}.{snake(self.label)}",))
        elif clause.subject is not None:
            take_words(scope, clause.subject.span, (clause.subject.head, *clause.subject.words))
        return self.label


def priced_deed(subject: NP | None, clause: Clause, scope: Scope) -> PricedDeed | None:
    """The deed that the subject names, by a noun or by "cancelling a booking"; None where it names none."""
    if subject is None or subject.pronoun:
        return None
    before = next((c for c in scope.unit.clauses if _told_by(c, clause, subject)), None)
    if before is not None:
        entity = known_thing(scope.draft, subject)
        verb = before.embedded[0]
        fact = fact_of(scope.draft, entity, verb.verb, verb.particle) if entity is not None else None
        if fact is None or entity is None or fact.creation:
            raise NotUnderstoodError(f"it is not known when “{before.text}” is done", before.span)
        return PricedDeed(entity, fact, f"{verb.verb} fee", before)
    if known_thing(scope.draft, subject) is not None or subject.adjectives or len(subject.words) > 1:
        return None
    for operation in scope.draft.operations.values():
        verb_, _, particle = operation.verb.partition(" ")
        if operation.kind == "change" and operation.entity is not None and subject.head in nouns_of(verb_, particle):
            fact = fact_of(scope.draft, operation.entity, verb_, particle)
            if fact is not None and operation_of(scope.draft, operation.entity, operation.verb) is operation:
                return PricedDeed(operation.entity, fact, subject.head)
    return _flagged(subject, scope)


def _flagged(subject: NP, scope: Scope) -> PricedDeed | None:
    """A deed that nobody is said to do, of which it is kept whether it is done."""
    verb = deed_named(subject.head)
    for entity in scope.draft.entities.values() if verb is not None and verb != subject.head else ():
        fact = fact_of(scope.draft, entity, verb or "", commit=False)
        if fact is not None and not fact.creation:
            return PricedDeed(entity, fact, subject.head)
    kept = any(subject.head in m.label.lower().split() for e in scope.draft.entities.values() for m in members(e))
    if verb is not None and verb != subject.head and not kept:
        raise NotUnderstoodError(f"nothing says what is {participle_of(verb)}", subject.span)
    return None


def _told_by(before: Clause, clause: Clause, subject: NP) -> bool:
    """Whether "cancelling a booking" stands right before what it costs."""
    near = 0 <= clause.span[0] - before.span[1] <= 1
    inside = before.span[0] <= subject.span[0] and subject.span[1] <= before.span[1]
    return near and inside and before.frame == "fragment" and bool(before.embedded)
