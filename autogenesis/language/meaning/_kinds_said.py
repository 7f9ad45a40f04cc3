"""Owns which kinds a stretch of text speaks of: values of choice fields of a row and of the rows it leads to."""

from __future__ import annotations

import re
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._inflect import plural_of
from autogenesis.language._terms import choice
from autogenesis.language._text import Span
from autogenesis.language.meaning._members import entity_of, read
from autogenesis.language.meaning._scope import Row


@dataclass(frozen=True, slots=True)
class Said:
    """A value that is spoken of: where, of which entity and field, and that a row has it."""

    span: Span
    entity: EntityDraft
    field: str
    value: str
    holds: bp.Expression


def kinds_said(text: str, offset: int, row: Row, draft: Draft, *, depth: int = 2) -> list[Said]:
    """The values in a text, in its order; a value that two fields have is left out."""
    found: list[Said] = []
    for there in near(row, draft, depth):
        for f in there.entity.fields.values():
            for value in f.type.choices if f.type.kind == "choice" else ():
                exactly = re.NOFLAG if len(value) == 1 else re.IGNORECASE
                for match in re.finditer(rf"(?<![\w-])(?:{_forms(value)})(?![\w-])", text, exactly):
                    span = (offset + match.start(), offset + match.end())
                    holds = bp.Compare(relation="==", left=read(there, f.name), right=choice(value, f.type.choices))
                    found.append(Said(span, there.entity, f.name, value, holds))
    doubled = {a.span for a in found for b in found if a is not b and a.span == b.span}
    return sorted((s for s in found if s.span not in doubled), key=lambda s: s.span)


def _forms(value: str) -> str:
    if len(value) == 1:
        return re.escape(value)
    words = value.lower().split()
    forms = {value.lower(), " ".join([*words[:-1], plural_of(words[-1])]), value.lower() + "s"}
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def near(row: Row, draft: Draft, depth: int) -> list[Row]:
    """The row, and those that it leads to in so many steps."""
    made, edge = [row], [row]
    for _ in range(depth):
        onward: list[Row] = []
        for here in edge:
            for f in here.entity.fields.values():
                other = entity_of(draft, f.type) if f.type.kind == "reference" else None
                if other is not None and all(other is not known.entity for known in made):
                    onward.append(Row(other, read(here, f.name)))
                    made.append(onward[-1])
        edge = onward
    return made
