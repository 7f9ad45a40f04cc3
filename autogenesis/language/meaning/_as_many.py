"""Frame for places counted one against the other: "When there are as many bookings as seats, the trip is full"."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft, snake
from autogenesis.language._people import names_people
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._text import Span
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._room import Rooms, room_by_capacity, taken
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

_N = r"[a-z]+(?:\s[a-z]+)?"
_MANY = rf"there\s+are\s+(?:just\s+|exactly\s+)?as\s+many\s+(?P<what>{_N})\s+as\s+(?:there\s+are\s+)?(?P<places>{_N}?)"
_WHEN = r"(?:when|once|as\s+soon\s+as|if)"
_SO = rf"(?:the|a|an|that|this)\s+(?P<thing>{_N}?)\s+(?:is|counts\s+as|becomes|is\s+then)\s+(?P<word>[a-z]+(?:\s(?:out|up|booked|over))?)"
_NO_MORE = (
    r"(?:nobody|no\s+one|nothing)\s+(?:else\s+)?(?:can|may)\b[^.;]*|no\s+(?:further|more|other)\s+[a-z]+\s+(?:is|are|may|can|will)\b[^.;]*"
    r"|any\s+(?:further|other)\s+[a-z]+\s+(?:is|are)\s+(?:refused|rejected|turned\s+(?:down|away))"
)
_SHAPES = (
    regex(rf"^{_WHEN}\s+{_MANY},\s*(?:then\s+)?(?:{_SO}|{_NO_MORE})$"),
    regex(rf"^{_SO}\s+{_WHEN}\s+{_MANY}$"),
    regex(rf"^there\s+(?:may|can|must|shall)\s*(?:never|not)\s+be\s+more\s+(?P<what>{_N})\s+than\s+(?:there\s+are\s+)?(?P<places>{_N}?)$"),
    regex(rf"^(?:never|no)\s+more\s+(?P<what>{_N})\s+than\s+(?:there\s+are\s+)?(?P<places>{_N}?)$"),
)  # fmt: skip


def as_many(clause: Clause, scope: Scope) -> Claimed | None:
    """Once all places are taken there are no more; whether they are can be looked up by the word for it."""
    unit, draft = scope.unit, scope.draft
    if clause.span[0] != unit.span[0]:
        return None
    said = " ".join(unit.text.split()).strip(" .,;").lower()
    match = next((m for shape in _SHAPES if (m := shape.match(said))), None)
    if match is None:
        return None
    told = match.groupdict()
    held = _places(told["places"], told.get("thing") or "", scope)
    if held is None:
        return None
    thing, field = held
    whole = replace(clause, span=unit.span, text=unit.text)
    counted = _noun(told["what"], unit.span)
    guard = room_by_capacity(thing, field, counted, whole, scope)
    guard = guard or _by_the_only_rows(thing, field, counted, whole, scope)
    if guard is None:
        raise NotUnderstoodError(f"it is not known which “{told['what']}” a {thing.label} has", unit.span)
    made = [thing.id, guard]
    word = told.get("word") or ""
    if word and snake(word) not in thing.fields:
        made.append(_shown(thing, field, word, whole, scope))
    scope.take(unit.span)
    draft.claim(unit.span, "as_many", made)
    return Claimed("as_many", tuple(made))


def _by_the_only_rows(thing: EntityDraft, field: str, counted: NP, clause: Clause, scope: Scope) -> str | None:
    """ "as many participants as places": whoever takes part, where rows of one kind only are of the thing."""
    if known_thing(scope.draft, counted) is not None or not names_people(counted.head):
        return None
    return room_by_capacity(thing, field, replace(counted, head="place", words=("place",)), clause, scope)


def _places(said: str, thing: str, scope: Scope) -> tuple[EntityDraft, str] | None:
    """The thing that has so many places, and the field with their number."""
    label = said.removeprefix("number of ")
    found = [
        (entity, f.name)
        for entity in scope.draft.entities.values()
        for f in entity.fields.values()
        if f.type.is_number and (f.label.lower() in {label, f"number of {label}", _one(label)})
    ]
    if len(found) > 1 and thing:
        found = [each for each in found if each[0].label == thing]
    return found[0] if len(found) == 1 else None


def _shown(thing: EntityDraft, field: str, word: str, clause: Clause, scope: Scope) -> str:
    """Whether all its places are taken, by the word that the text has for it."""
    rows = (scope.draft.recall(Rooms) or Rooms()).said[-1][1]
    many = taken(thing, rows, IT, Row(rows, bp.Name(name=f"its_{rows.name}")))
    made = bp.Derivation(
        id=f"derivation.{thing.name}.{snake(word)}", spans=(clause.span,), name=snake(word), label=word, type=bp.BOOLEAN,
        value=bp.Compare(relation=">=", left=many, right=bp.Get(of=IT, field=field)), summary=clause.text,
    )  # fmt: skip
    thing.derivations[made.name] = made
    return made.id


def _noun(said: str, span: Span) -> NP:
    words = tuple(_one(said).split())
    return NP(span, said, words[-1], words, plural=True)


def _one(said: str) -> str:
    words = tag(f"the {said}.")[1:-1]
    return " ".join([*(w.lower for w in words[:-1]), words[-1].lemma])


AS_MANY: tuple[Frame, ...] = (as_many,)
"""The frame of places that are all taken."""
