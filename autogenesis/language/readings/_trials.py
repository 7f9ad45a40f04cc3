"""Reads trials: what is tried after it was taken over, and undone where something fails."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article, best_field
from autogenesis.language._patterns import Match, find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import present, say, update
from autogenesis.language.readings._revisions import Revisions, note_agent
from autogenesis.language.readings._states import in_state, moves, row_input, state, states
from autogenesis.language.readings._structure import NOTIFY


def read_trial(unit: Unit, draft: Draft) -> None:
    """ "The test agent runs all tests. If one fails, the merge is undone and the author told which." """
    revisions = draft.recall(Revisions)
    match = find(
        unit,
        f"if|when Q|one|any|any|NP V(fail)=failed ,? NP|it MODAL? BE be? V.part|past(undo|revert|reverse|withdraw|cancel)=undone and|, NP=who BE? V.part|past({NOTIFY})=told which|what|why",
        "if|when Q|one|any|NP V(fail)=failed ,? NP|it MODAL? BE be? V.part|past(undo|revert|reverse|withdraw|cancel)=undone",
    )
    before = next((u for u in draft.units if u.number == unit.number - 1), None)
    trial = find(before, "NP=who MODAL? V(run|do|perform|make|execute|carry)=verb out? NP=what $") if before else None
    if (
        match is None
        or trial is None
        or before is None
        or revisions is None
        or revisions.counter is None
        or not trial["what"].plural
    ):
        return
    counter = revisions.counter
    what = trial["what"]
    plural = what.tokens[-1].lower
    states(draft, counter, revisions.taken, revisions.undone, _passed(what, counter, draft))
    passed = counter.fields["status"].type.choices[-1]
    failed = f"failed_{plural}"
    run, operation = _outcome(trial, before, revisions, failed, draft)
    outcome = bp.Conditional(test=present(f"it.{failed}"), then=state(revisions.undone), otherwise=state(passed))
    after = bp.Reaction(
        id=draft.unique(f"reaction.{counter.name}_after_{plural}"), spans=(before.span, unit.span), summary=f"{before.text} {unit.text}",
        trigger=bp.Trigger(on="created", entity=run.id), steps=(update(f"it.{counter.name}", status=outcome),),
    )  # fmt: skip
    draft.reactions.append(after)
    moves(draft, counter, revisions.taken, revisions.undone, after.id)
    moves(draft, counter, revisions.taken, passed, after.id)
    reaction = _told(match, unit, revisions, run, failed, draft)
    note_agent(trial, draft)
    draft.assume(f"The {plural} run elsewhere; which of them failed is told to {operation.name}.", before.span)
    draft.claim(before.span, "trial", [operation.id, run.id, after.id])
    draft.claim(unit.span, "undone_on_failure", [operation.id, reaction])


def _outcome(
    trial: Match, before: Unit, revisions: Revisions, failed: str, draft: Draft
) -> tuple[EntityDraft, OperationDraft]:
    """What is kept of a trial, and the operation that records how it came out."""
    counter, what = revisions.counter, trial["what"]
    assert counter is not None
    plural = what.tokens[-1].lower
    run = draft.entity(f"{what.label} run", what.span)
    draft.add_field(run, counter.label, counter.type)
    draft.add_field(
        run,
        failed.replace("_", " "),
        bp.list_of(bp.TEXT),
        required=False,
        summary=f"the {plural} that failed; none where all passed",
    )
    draft.add_field(run, "done at", bp.DATETIME)
    draft.made_by_rule.add(run.name)
    operation = draft.operation(
        f"{trial['verb'].head} {plural}",
        None,
        "create",
        f"Record the outcome of the {plural} of {article(counter.label)}.",
        before.span,
    )
    operation.entity = run
    row_input(operation, counter)
    operation.guards.append(
        draft.guard(
            f"{operation.name} state",
            in_state(counter.name, revisions.taken),
            f"The {counter.label} is not waiting for its {plural}.",
            before.span,
            counter.name,
        )
    )
    return run, operation


def _passed(what: Piece, counter: EntityDraft, draft: Draft) -> str:
    """The word for what has passed, as the text has it ("tested versions"); else made of the noun."""
    for unit in draft.units:
        for piece in unit.pieces:
            if (
                piece.kind == "N"
                and piece.head == counter.words[-1]
                and len(piece.words) > 1
                and piece.words[0].startswith(what.head[:4])
            ):
                return piece.words[0]
    return f"passed {what.label}"


def _told(match: Match, unit: Unit, revisions: Revisions, run: EntityDraft, failed: str, draft: Draft) -> str:
    counter, thing = revisions.counter, revisions.thing
    assert counter is not None
    states(draft, thing, revisions.undone)
    steps: list[bp.Statement] = [update(f"it.{counter.name}.{thing.name}", status=state(revisions.undone))]
    person = best_field(thing, match["who"].words) if "who" in match else None
    if person is not None:
        which = bp.TextFunction(function="join", arguments=(bp.path("it", failed), bp.text(", ")))
        steps.append(
            bp.Notify(to=bp.Recipient(actor=thing.fields[person].type.actor, person=bp.path("it", counter.name, thing.name, person)), type="notice",
                      subject=bp.path("it", counter.name, thing.name), text=say("Failed: ", which, "."))
        )  # fmt: skip
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.undo_{counter.name}"), spans=(unit.span,), summary=unit.text,
        trigger=bp.Trigger(on="created", entity=run.id), when=present(f"it.{failed}"), steps=tuple(steps),
    )  # fmt: skip
    draft.reactions.append(reaction)
    moves(draft, thing, revisions.taken, revisions.undone, reaction.id)
    return reaction.id
