"""Reads what things consist of, counted: "a quiz of ten questions, each with four options and exactly one right answer"."""

from __future__ import annotations

from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, Submission, article, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Bound, Measure, Number
from autogenesis.language._patterns import Match, find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import both, compare, no, over, same
from autogenesis.language.readings._measures import value_of
from autogenesis.language.readings._states import (
    author_of,
    in_state,
    initial_of,
    moves,
    named,
    row_input,
    set_state,
    spoken_of,
    states,
)  # fmt: skip

_ADD = "add|write|create|attach|enter|make|set|draw|compose|prepare|supply|provide|give"
SUBMIT = "submit|hand|file|turn|send|lodge"
"""Verbs by which somebody gives a thing into other hands."""
_SUBMITTED = {"hand": "hand in", "turn": "turn in", "send": "send in"}


@dataclass(frozen=True, slots=True)
class Marked:
    """Rows of `choice` belong to one of `part`; `field` marks the one that is singled out."""

    part: EntityDraft
    choice: EntityDraft
    field: str


def read_composition(unit: Unit, draft: Draft) -> None:
    """ "The author adds a quiz of ten questions, each with four options and exactly one right answer." """
    match = find(
        unit,
        f"NP=who MODAL? V({_ADD})=verb NP=whole ( to NP=owner )? of|with Q=parts ,? each ( with|of|having | HAVE )",
        f"V({_ADD})=verb NP=whole of|with Q=parts ,? each ( with|of|having | HAVE )",
    )
    if match is not None and match["parts"].noun:
        _compose(match, unit, draft)


def read_consisting(unit: Unit, draft: Draft) -> None:
    """ "A quiz consists of ten questions, each with four options and exactly one right answer." """
    match = find(
        unit,
        "^ NP=whole ( HAVE | V(have|consist|comprise|contain|hold) ) of? Q=parts ,? each ( with|of|having | HAVE )",
    )
    if match is not None and match["parts"].noun:
        _compose(match, unit, draft)


def _compose(match: Match, unit: Unit, draft: Draft) -> None:
    whole = named(draft, match["whole"]) or draft.entity(match["whole"].label, match["whole"].span)
    part = draft.entity(match["parts"].noun, match["parts"].span)
    draft.add_field(part, whole.label, whole.type)
    draft.add_field(part, "text", bp.TEXT, required=False)
    made = [whole.id, part.id, *_members(match, part, draft)]
    inner = [compare_count(part, c, draft) for c in _counted(match.after())]
    complete = [compare_count_of(whole, part, match["parts"])]
    if inner:
        _derive(part, "complete", both(*inner), unit)
        broken = both(same(f"{part.name}.{whole.name}", "it"), no(bp.path(part.name, "complete")))
        complete.append(no(over("exists", part.name, broken)))
    _derive(whole, "complete", both(*complete), unit)
    draft.assume(f"{article(part.label).capitalize()} is described by a text.", match["parts"].span)
    if "verb" in match:
        made.append(_adding(match, whole, draft))
    draft.claim(unit.span, "composition", made)


def _counted(pieces: tuple[Piece, ...]) -> list[tuple[Piece, str, str]]:
    """Each counted noun with the adjective that singles it out: (count, noun, mark)."""
    found = []
    for index, piece in enumerate(pieces):
        if piece.kind == "V" or piece.text == ";":
            break
        literal = piece.literal
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        if (
            piece.kind != "Q"
            or not isinstance(literal, Measure | Bound | Number)
            or not (piece.noun or (after and after.kind == "N"))
        ):
            continue
        if after is not None and after.kind == "N":
            mark = f"{piece.noun} {after.label}".strip()
            found.append((piece, after.label, mark if " " in mark else ""))
        else:
            found.append((piece, piece.noun, ""))
    return found


def _members(match: Match, part: EntityDraft, draft: Draft) -> list[str]:
    """The parts of the parts; "exactly one right answer" behind "four options" marks one of those."""
    made: list[str] = []
    last: EntityDraft | None = None
    for piece, noun, mark in _counted(match.after()):
        if mark and last is not None:
            name = draft.add_field(
                last,
                mark,
                bp.BOOLEAN,
                piece.span,
                required=False,
                default=bp.truth(False),
                summary=f"whether it is the {mark}",
            )
            draft.remember(Marked(part, last, name))
            draft.assume(f"The {mark} is taken to be one of the {last.plural}.", piece.span)
            made.append(f"field.{last.name}.{name}")
            continue
        last = draft.entity(noun, piece.span)
        draft.add_field(last, part.label, part.type)
        draft.add_field(last, "text", bp.TEXT, required=False)
        made.append(last.id)
    return made


def compare_count(part: EntityDraft, counted: tuple[Piece, str, str], draft: Draft) -> bp.Expression:
    """As many rows belong to the part as were told, marked ones counted apart."""
    piece, noun, mark = counted
    marked = draft.recall(Marked)
    if mark and marked is not None:
        choice = marked.choice.name
        where = both(same(f"{choice}.{part.name}", "it"), same(f"{choice}.{marked.field}", bp.truth(True)))
        return _as_many(piece, over("count", choice, where))
    return compare_count_of(part, draft.entity(noun), piece)


def compare_count_of(whole: EntityDraft, part: EntityDraft, piece: Piece) -> bp.Expression:
    """As many parts belong to the whole as the literal says."""
    return _as_many(piece, over("count", part.name, same(f"{part.name}.{whole.name}", "it")))


def _as_many(piece: Piece, count: bp.Expression) -> bp.Expression:
    literal = piece.literal
    relation = literal.op if isinstance(literal, Bound) else "=="
    assert literal is not None
    return compare(count, relation, bp.whole(int(value_of(literal))))  # type: ignore[arg-type]


def _derive(entity: EntityDraft, name: str, value: bp.Expression, unit: Unit) -> None:
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}",
        spans=(unit.span,),
        name=name,
        label=name,
        type=bp.BOOLEAN,
        value=value,
        summary=unit.text,
    )


def _adding(match: Match, whole: EntityDraft, draft: Draft) -> str:
    """ "adds a quiz … and submits the module": the quiz belongs to the module."""
    given = find(match.unit, f"V({SUBMIT}) in? NP=thing")
    owner = (
        named(draft, match["owner"])
        if "owner" in match
        else named(draft, given["thing"])
        if given
        else spoken_of(draft, match.unit)
    )
    operation = draft.operation(match["verb"].head, whole, "create", span=match.span)
    if "who" in match:
        operation.actors.append(draft.actor(match["who"].label, match["who"].span))
    if owner is not None and owner is not whole:
        draft.add_field(whole, owner.label, owner.type)
        one = no(over("exists", whole.name, same(f"{whole.name}.{owner.name}", owner.name)))
        reason = f"The {owner.label} has {article(whole.label)} already."
        operation.guards.append(draft.guard(f"{operation.name} once", one, reason, match.span, owner.name))
    return operation.id


def read_submission(unit: Unit, draft: Draft) -> None:
    """ "… and submits the module; without a complete quiz that is not possible." """
    match = find(unit, f"V.s({SUBMIT})=verb in? NP=thing", f"V.base({SUBMIT})=verb in? NP=thing")
    thing = named(draft, match["thing"]) if match else None
    if match is None or (
        match["verb"].head in _SUBMITTED and not find(unit, f"V({SUBMIT}) in NP", f"V({SUBMIT}) NP in")
    ):
        return
    if thing is None or any(
        o.entity is thing and o.kind == "create" and o.verb.split()[0] == match["verb"].head
        for o in draft.operations.values()
    ):
        return
    verb = _SUBMITTED.get(match["verb"].head, match["verb"].head)
    done = participle_of(verb)
    if initial_of(thing) is None:
        states(draft, thing, "draft", done)
        draft.assume(f"{article(thing.label).capitalize()} is a draft until it is {done}.", match.span)
    first = initial_of(thing) or "draft"
    moment = draft.add_field(thing, f"{done} at", bp.DATETIME, match["verb"].span, required=False)
    operation = draft.operation(verb, thing, "change", span=unit.span)
    row_input(operation, thing)
    states(draft, thing, first, done)
    operation.guards.append(
        draft.guard(
            f"{operation.name} state",
            in_state(thing.name, first),
            f"The {thing.label} is not {_as(first)}.",
            match.span,
            thing.name,
        )
    )
    steps = {moment: "now", **_author(match, thing, operation, draft)}
    operation.steps.append(set_state(thing.name, done, **steps))
    moves(draft, thing, first, done, operation.id)
    thing.handed_on = True
    thing.submission = Submission(operation.name, done, moment)
    needed, end = _condition(unit, thing, operation, draft)
    start = match.span[0] if draft.claimed((unit.span[0], match.span[0])) else unit.span[0]
    draft.claim((start, end), "submission", [operation.id, f"field.{thing.name}.{moment}", *needed])


def _as(start: str) -> str:
    return article(start) if start == "draft" else start


def _author(match: Match, thing: EntityDraft, operation: OperationDraft, draft: Draft) -> dict[str, str]:
    """Whoever hands a thing in owns it, where nothing else says whose it is."""
    who = next((p for p in match.unit.pieces if p.kind == "N"), None)
    if author_of(draft, thing) is not None or who is None or draft.find_entity(who.label) is not None:
        return {}
    actor = draft.actor(who.label, who.span)
    name = draft.add_field(thing, who.label, bp.Type(kind="person", actor=actor), who.span, required=False)
    thing.owner = name
    own = bp.AnyOf(terms=(no(bp.Present(value=bp.path(thing.name, name))), same("by", f"{thing.name}.{name}")))
    operation.guards += [
        draft.guard(
            f"{operation.name} caller",
            bp.Present(value=bp.Name(name="by")),
            f"Say who hands the {thing.label} in.",
            match.span,
        ),
        draft.guard(
            f"{operation.name} own", own, f"The {thing.label} has another {who.label}.", match.span, thing.name
        ),
    ]
    operation.actors.append(actor)
    draft.assume(f"Whoever hands {article(thing.label)} in is its {who.label}.", who.span)
    return {name: "by"}


def _condition(unit: Unit, thing: EntityDraft, operation: OperationDraft, draft: Draft) -> tuple[list[str], int]:
    """ "without a complete quiz that is not possible": the guard, and how far the sentence is understood."""
    match = find(
        unit,
        "without NP=needed ( that|this|it )? BE not possible|allowed|permitted", "without NP=needed ( that|this|it )? BE impossible|forbidden",
        "only ( with | if|when PRONOUN HAVE ) NP=needed",
    )  # fmt: skip
    needed = named(draft, match["needed"]) if match else None
    if match is None:
        return [], unit.span[1]
    if needed is None or thing.name not in needed.fields:
        return [], match.span[0]
    where: bp.Expression = same(f"{needed.name}.{thing.name}", thing.name)
    adjectives = [w for w in match["needed"].words[:-1] if snake(w) in needed.derivations]
    where = both(where, *(same(f"{needed.name}.{snake(w)}", bp.truth(True)) for w in adjectives))
    reason = f"The {thing.label} has no {match['needed'].label}."
    guard = draft.guard(
        f"{operation.name} {needed.name}", over("exists", needed.name, where), reason, match.span, thing.name
    )
    operation.guards.append(guard)
    return [guard.id], unit.span[1]
