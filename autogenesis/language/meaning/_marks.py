"""Owns marks: what a rule sets on a row for it to be "blocked", "queenless" or "in warning", and how that is taken back."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language.meaning._descriptions import verb_behind
from autogenesis.language.meaning._facts import state_called
from autogenesis.language.meaning._scope import Row, Scope

Values = tuple[tuple[str, bp.Expression], ...]
_UNDONE = frozenset({"free", "normal", "available", "open", "clear", "over", "active"})
"""Words for there being nothing the matter: they take another mark away."""


def marked(row: Row, word: str, scope: Scope) -> Values:
    """What an update of the row sets for it to be what the word says."""
    entity, draft = row.entity, scope.draft
    known = known_mark(entity, word)
    if known is not None:
        return known
    if word in _UNDONE:
        cleared = _cleared(entity)
        if cleared:
            return cleared
    if verb_behind(word) is not None:
        moment = draft.add_field(entity, f"{word} at", bp.DATETIME, required=False)
        entity.later.add(moment)
        return ((moment, bp.Name(name="now")),)
    name = draft.add_field(
        entity, word, bp.BOOLEAN, required=False, default=bp.truth(False), summary=f"whether it is {word}"
    )
    entity.later.add(name)
    draft.assume(f"Whether {article(entity.label)} is “{word}” is kept as yes or no; at first it is not.")
    return ((name, bp.truth(True)),)


def known_mark(entity: EntityDraft, word: str) -> Values | None:
    """The state, flag or moment that the word names already."""
    state = state_called(entity, word)
    if state is not None:
        return (state,)
    flag = entity.fields.get(snake(word))
    if flag is not None and flag.type.kind == "boolean":
        return ((flag.name, bp.truth(True)),)
    for end in ("at", "on"):
        moment = entity.fields.get(snake(f"{word} {end}"))
        if moment is not None and moment.type.kind in {"date", "datetime"}:
            return ((moment.name, bp.Name(name="now" if moment.type.kind == "datetime" else "today")),)
    return None


def _cleared(entity: EntityDraft) -> Values:
    """What takes back every mark that rules have set so far."""
    made: list[tuple[str, bp.Expression]] = []
    for f in entity.fields.values():
        if f.name in entity.later and f.type.kind == "boolean":
            made.append((f.name, bp.truth(False)))
    return tuple(made)


def undone(steps: tuple[bp.Statement, ...], draft: Draft) -> tuple[bp.Statement, ...]:
    """Steps that take back what other steps have marked; nothing where they marked nothing."""
    made: list[bp.Statement] = []
    for step in steps:
        if isinstance(step, bp.Update):
            back = tuple(pair for name, value in step.values for pair in _back(name, value, step, draft))
            if back:
                made.append(bp.Update(row=step.row, values=back))
        elif isinstance(step, bp.Each):
            inner = undone(step.steps, draft)
            if inner:
                made.append(step.model_copy(update={"steps": inner}))
    return tuple(made)


def _back(name: str, value: bp.Expression, step: bp.Update, draft: Draft) -> Values:
    if isinstance(value, bp.Literally) and value.type.kind == "boolean":
        return ((name, bp.truth(not value.value)),)
    if isinstance(value, bp.Name) and value.name in {"now", "today"}:
        return ((name, bp.nothing()),)
    if isinstance(value, bp.Literally) and value.type.kind == "choice" and value.type.choices[0] != value.value:
        return ((name, bp.Literally(type=value.type, value=value.type.choices[0])),)
    return ()


def word_for(verb: str, particle: str = "") -> str:
    """The state a deed leaves behind: "blocked" for "block"."""
    return participle_of(f"{verb} {particle}".strip())
