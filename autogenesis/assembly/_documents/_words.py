"""What parts of a Specification are called by people who do not read Specifications."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import blueprints as b
from autogenesis.assembly._documents._text import Md, code, listing, prose
from autogenesis.assembly._names import words
from autogenesis.assembly._sources import Sources, ended

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ARTICLES = frozenset({"a ", "an ", "the ", "each ", "every ", "any ", "no "})
_PLAIN = {
    "text": "text",
    "integer": "whole number",
    "decimal": "number",
    "percent": "per cent, as a number",
    "boolean": "true or false",
    "date": "date, like 2026-03-04",
    "datetime": "moment, like 2026-03-04T09:00",
    "time": "time of day, like 09:00",
    "person": "id of a person",
    "record": "object",
    "nothing": "nothing",
}


Happening = b.Reaction | b.Timer | b.Schedule
"""What is done without being asked for."""


class Words:
    """Names, types, moments and sentences of one Specification, as a page says them."""

    def __init__(self, specification: b.Specification) -> None:
        self.specification = specification
        self.sources = Sources(specification)
        self.entities = {entity.id: entity for entity in specification.entities}
        self.actors: Mapping[str, str] = {actor.id: _called(actor, specification) for actor in specification.actors}

    def entity(self, id: str | None) -> str:
        """An entity as people say it."""
        return spaced(words(self.entities[id].name if id is not None and id in self.entities else id or "thing"))

    def plural(self, id: str) -> str:
        """More than one of them."""
        return spaced(self.entities[id].plural) if id in self.entities else spaced(words(id))

    def who(self, operation: b.Operation) -> tuple[str, ...]:
        """The ids of those whose task an operation is: the only ones allowed, else those whom the text names."""
        return operation.roles or operation.actors

    def the(self, actor: str) -> str:
        """An actor within a sentence: people who are called by their own name have no article."""
        name = self.names([actor])[0]
        return name if name[:1].isupper() else f"the {name}"

    def one(self, actor: str) -> str:
        """Anybody who is such an actor."""
        name = self.names([actor])[0]
        return name if name[:1].isupper() else article(name)

    def names(self, actors: Iterable[str]) -> list[str]:
        """The actors as people call them."""
        return [self.actors.get(id, spaced(words(id))) for id in actors]

    def type(self, kind: b.Type) -> Md:
        """What is to be given for a type."""
        match kind.kind:
            case "choice":
                return Md(f"one of {listing((code(choice) for choice in kind.choices), 'or')}")
            case "reference":
                return Md(f"{self._known_by(kind.entity)} of {prose(article(self.entity(kind.entity)))}")
            case "list" if kind.item is not None:
                return self._several(kind.item)
            case "money":
                return Md(listing([f"amount in {kind.currency}" if kind.currency else "amount"]))
            case "duration":
                return Md(listing([f"number of {kind.unit or 'days'}"]))
            case "decimal" | "integer" if kind.unit:
                return Md(listing([f"{_PLAIN[kind.kind]} of {kind.unit}"]))
            case "person" if kind.actor is not None:
                return Md(f"id of {prose(self.one(kind.actor))}")
        return Md(_PLAIN[kind.kind])

    def _known_by(self, id: str | None) -> Md:
        """What a row of an entity may be named by."""
        entity = self.entities.get(id or "")
        if entity is None:
            return Md("id")
        unique = [item.name for item in entity.fields if item.unique or item.name == "name"]
        return listing(dict.fromkeys(map(spaced, (entity.key or "id", *unique))), "or")

    def _several(self, item: b.Type) -> Md:
        """What is to be given for a list."""
        match item.kind:
            case "reference":
                return Md(f"list of {self._known_by(item.entity)}, each of {prose(article(self.entity(item.entity)))}")
            case "text" | "integer" | "decimal" | "date" | "datetime" if not item.unit:
                one, _, like = _PLAIN[item.kind].partition(",")
                return Md(f"list of {one}s{',' if like else ''}{like}")
            case "choice":
                return Md(f"list of {listing((code(choice) for choice in item.choices), 'or')}")
            case "person":
                return Md("list of the ids of people")
        return Md(f"list, each {self.type(item)}")

    def sentence(self, element: b.Element) -> str | None:
        """The sentence that an element was read from."""
        return self.sources.quoted(element)

    def effects(self, steps: Iterable[b.Statement]) -> Iterator[b.Statement]:
        """Every statement, also those within others."""
        for step in steps:
            yield step
            match step:
                case b.Each():
                    yield from self.effects(step.steps)
                case b.When():
                    yield from self.effects((*step.then, *step.otherwise))


def _called(actor: b.Actor, specification: b.Specification) -> str:
    """An actor's name, with its capital where it is a person's: never small, and large amid a sentence."""
    found = [
        (match[1], match[2])
        for sentence in specification.sentences
        for match in re.finditer(rf"(\S+ )?\b({re.escape(actor.name)})\b", sentence.text, re.IGNORECASE)
    ]
    if any(name[:1].islower() for _, name in found):
        return actor.name
    amid = [name for before, name in found if before and before[-2].isalnum() and before.lower() not in _ARTICLES]
    return amid[0] if amid else actor.name


def recurrence(plan: b.Recurrence) -> str:
    """``every Monday and Friday at 09:00``."""
    match plan.unit:
        case "week":
            days = str(listing(_DAYS[day - 1] for day in plan.weekdays or (1,)))
            often = f"every {days}" if plan.every == 1 else f"every {plan.every} weeks on {days}"
        case "month":
            day = "the last day" if plan.day == -1 else f"day {plan.day or 1}"
            often = f"on {day} of every month" if plan.every == 1 else f"on {day} of every {_th(plan.every)} month"
        case _:
            often = "every day" if plan.every == 1 else f"every {plan.every} days"
    return f"{often} at {plan.at}"


def article(noun: str) -> str:
    """The noun with its indefinite article, which hangs on how it begins."""
    first = noun.strip().lower()
    vowel = first[:1] in "aeio" or (first[:1] == "u" and not first.startswith(("uni", "use", "usu", "uti", "eu")))
    return f"{'an' if vowel and not first.startswith(('one', 'once')) else 'a'} {noun}"


def spaced(name: str) -> str:
    """``due_date`` as people write it."""
    return name.replace("_", " ")


def capital(text: str) -> str:
    """The text with a capital letter in front."""
    return text[:1].upper() + text[1:]


def deed(summary: str) -> str:
    """What is done, to be said within a sentence: no capital, no full stop."""
    text = ended(summary).rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _th(number: int) -> str:
    return {2: "second", 3: "third"}.get(number, f"{number}th")
