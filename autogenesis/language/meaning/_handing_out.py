"""Reads who is given what for a time: "the porter gives a pupil a free locker", "when the boat leaves, the berth is free again"."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._syntax import Clause, Phrase
from autogenesis.language._terms import no
from autogenesis.language.meaning._handed import FREE, Handed, HandedOut, given_back, held
from autogenesis.language.meaning._members import take_words
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._scope import Row, Scope
from autogenesis.language.meaning._targets import Steps, target_of

_BY_HAND = frozenset("give hand issue lend".split())
"""Verbs of giving after which nobody else can have it."""
_GIVING = _BY_HAND | frozenset("assign allot allocate grant".split())
"""Verbs that take who gets something before what they get."""


def to_whom(clause: Clause, draft: Draft) -> Clause:
    """ "gives a pupil a locker" as "gives a locker to a pupil"; any other clause as it is."""
    if clause.verb not in _GIVING or clause.particle or clause.negated or len(clause.objects) != len(("who", "what")):
        return clause
    who, what = clause.objects
    known = (known_thing(draft, who), known_thing(draft, what))
    between = draft.text.text[who.span[1] : what.span[0]]
    if between.strip() or None in known or known[0] is known[1] or what.quantity is not None:
        return clause
    return replace(clause, phrases=(Phrase(who.span, who.text, "to", (who,)), *clause.phrases), objects=(what,))


def handed_out(clause: Clause, operation: OperationDraft, entity: EntityDraft, made: list[str], scope: Scope) -> None:
    """Note that by the deed of the clause somebody gets a row of the entity, where that is what it says.

    `made` are the ids of the fields that the deed gives, among them the one that says who has it.
    """
    thing = clause.subject if clause.voice == "passive" else clause.object
    names = [each.rpartition(".")[2] for each in made if each.startswith(f"field.{entity.name}.")]
    whose = [n for n in names if n in entity.fields and entity.fields[n].type.kind in {"reference", "person"}]
    if clause.verb not in _GIVING or clause.phrase("to") is None or len(whose) != 1 or thing is None:
        return
    free = FREE & set(thing.adjectives)
    if free or clause.particle == "out":
        entity.for_a_time |= {
            name for step in operation.steps if isinstance(step, bp.Update) for name, _ in step.values
        }
    take_words(scope, thing.span, tuple(free))
    known = scope.draft.recall(HandedOut)
    if known is None:
        known = HandedOut()
        scope.draft.remember(known)
    known.deeds.append(Handed(operation.name, entity.name, whose[0], clause.span, bool(free), clause.verb in _BY_HAND))


def freed(clause: Clause, scope: Scope) -> Steps | None:
    """ "The berth is free again": nobody has it any more; None where it is nothing that is handed out."""
    plain = (
        clause.verb in {"be", "become", "get"} and clause.voice != "passive" and not (clause.objects or clause.phrases)
    )
    if not plain or len(clause.complements) != 1 or not FREE & set(clause.complements):
        return None
    made: list[bp.Statement] = []
    for np in clause.subjects:
        target = target_of(np, scope)
        if target is None or held(target.row, scope.draft) is None:
            return None
        entity = target.row.entity
        name = scope.draft.add_field(entity, "freed at", bp.DATETIME, clause.span, required=False)
        entity.later.add(name)
        made += target.update((name, bp.Name(name="now")))
    scope.take(clause)
    take_words(scope, clause.span, clause.complements)
    return tuple(made) or None


def settle_handed_out(draft: Draft) -> None:
    """Once all deeds are known: what somebody has is given to nobody else, and once it is back it may be given again."""
    known = draft.recall(HandedOut)
    for deed in dict.fromkeys(known.deeds) if known is not None else ():
        operation, entity = draft.operations.get(deed.operation), draft.entities.get(deed.entity)
        if operation is None or entity is None or deed.holder not in entity.fields:
            continue
        back = given_back(entity)
        row = next((p.name for p in operation.inputs.values() if p.type.entity == entity.id), None)
        if row is None:
            continue
        _given_again(operation, row, back)
        _only_what_is_out(entity, back, draft)
        taken = held(Row(entity, bp.Name(name=row)), draft)
        if taken is None or not (deed.free or (deed.by_hand and back)):
            continue
        said = f"{article(entity.label).capitalize()} that somebody has is given to nobody else."
        operation.guards.append(draft.guard(f"{operation.name}.free", no(taken), said, deed.span, row))
        if not deed.free:
            draft.assume(said.rstrip("."), deed.span)


def _only_what_is_out(entity: EntityDraft, back: tuple[str, ...], draft: Draft) -> None:
    """Only what somebody has can be returned."""
    for operation in draft.operations.values():
        sets = {n for s in operation.steps if isinstance(s, bp.Update) for n, v in s.values if v != bp.nothing()}
        row = next((p.name for p in operation.inputs.values() if p.type.entity == entity.id), None)
        taken = held(Row(entity, bp.Name(name=row)), draft) if row is not None and sets & set(back) else None
        if taken is None or operation.kind != "change" or operation.entity is not entity:
            continue
        for index, guard in enumerate(operation.guards):
            if guard.id.endswith(".once"):
                reason = f"Nobody has the {entity.label}."
                operation.guards[index] = guard.model_copy(update={"requires": taken, "reason": reason})


def _given_again(operation: OperationDraft, row: str, back: tuple[str, ...]) -> None:
    """Whoever gets it now has not returned it yet."""
    for index, step in enumerate(operation.steps):
        if isinstance(step, bp.Update) and step.row == bp.Name(name=row):
            given = dict(step.values)
            rest = tuple((name, bp.nothing()) for name in back if name not in given)
            operation.steps[index] = step.model_copy(update={"values": (*step.values, *rest)})
            return
