"""Reads deeds that no other reading knows: whatever is done to a known thing can at least be recorded, and is called generic."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._clauses import parse
from autogenesis.language._draft import Draft, EntityDraft, article, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._words import classes_of, head_kind

_EMPTY = frozenset(
    "be have do become seem look like want need get let make mean say call work go come stay remain keep happen contain belong consist know see "
    "hold last depend receive obtain gain incur lose count help try find begin start end open close lie stand follow take give use age weigh cost number amount".split()
)
"""Verbs that say too little alone to be a deed worth recording."""


def read_deed(unit: Unit, draft: Draft) -> None:
    """ "Inspectors calibrate the scales", "Each scale is sealed by an inspector": recorded with who, when and a note."""
    if draft.claimed(unit.span) or unit.block.kind == "definition":
        return
    for clause in parse(unit.sentence):
        found = _deed(clause, draft)
        if found is None:
            continue
        entity, doer = found
        known = draft.operations.get(snake(f"{clause.verb} {clause.particle} {entity.label}".replace("  ", " ")))
        if known is not None:
            if not (clause.literals or clause.phrases or clause.adverbs or clause.exceptions):
                draft.claim(clause.span, "deed", [known.id])
            return
        made = _recordable(clause, entity, doer, draft, unit)
        draft.claim(
            clause.span,
            "recordable_event",
            made,
            status="generic",
            note=f"It can be recorded that {article(entity.label)} is {_done(clause)}; what follows from it is not understood.",
        )
        return


def _done(clause: Clause) -> str:
    return participle_of(f"{clause.verb} {clause.particle}".strip())


def _deed(clause: Clause, draft: Draft) -> tuple[EntityDraft, NP | None] | None:
    """The known thing that something is done to, and who does it."""
    if (
        not clause.verb
        or clause.verb in _EMPTY
        or classes_of(clause.verb, clause.particle) & {"notify", "remind"}
        or clause.negated
        or clause.conditions
        or clause.frame not in {"plain", "ears", "user_story", "gherkin"}
    ):
        return None
    if clause.voice == "passive":
        by = clause.phrase("by")
        thing, doer = clause.subject, by.item if by else None
    elif clause.voice == "active":
        thing, doer = clause.object, clause.subject
    else:
        return None
    if thing is None or thing.pronoun or thing.negative:
        return None
    entity = draft.find_entity(thing.name)
    if entity is None or (doer is not None and draft.find_entity(doer.name) is entity):
        return None
    return entity, doer if doer is not None and not doer.pronoun and not doer.negative else None


def _recordable(clause: Clause, entity: EntityDraft, doer: NP | None, draft: Draft, unit: Unit) -> list[str]:
    """An entity for what was done, and the operation that records it."""
    verb, done = f"{clause.verb} {clause.particle}".strip(), _done(clause)
    event = draft.entity(f"{done} {entity.label}", clause.span)
    event.summary = f"That {article(entity.label)} was {done}."
    draft.add_field(event, entity.label, entity.type)
    draft.add_field(event, "recorded at", bp.DATETIME)
    draft.add_field(event, "note", bp.TEXT, required=False)
    operation = draft.operation(verb, entity, "create", f"Record that {article(entity.label)} is {done}.", clause.span)
    if operation.entity is not entity:
        return [operation.id]
    operation.entity = event
    operation.values["recorded_at"] = bp.Name(name="now")
    if (
        doer is not None
        and draft.find_entity(doer.name) is None
        and not doer.quoted
        and head_kind(doer.head) in {"", "person"}
    ):
        operation.actors.append(draft.actor(doer.name, doer.span))
    audit = bp.Audit(id=draft.unique(f"audit.{event.name}_writes"), spans=(unit.span,), entity=event.id, on="writes")
    draft.audits.append(audit)
    return [event.id, operation.id, audit.id]
