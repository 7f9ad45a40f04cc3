"""Rules that write down who and when: "the author and the date are recorded", "each change is logged with date and person"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._people import may_name_people
from autogenesis.language._syntax import NP, Clause
from autogenesis.language.meaning._claimed import Claimed
from autogenesis.language.meaning._focus import abouts
from autogenesis.language.meaning._members import field_named
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._scope import Scope

_WRITING = frozenset({"record", "log", "note", "store", "document", "track", "register", "protocol", "save", "keep"})
_WHO = frozenset({"name", "who", "signature"})
WHEN = frozenset({"date", "day", "time", "moment", "timestamp", "hour"})
_DEEDS = frozenset(
    {"change", "edit", "action", "step", "entry", "move", "modification", "alteration", "update", "transition"}
)


def says_who(head: str) -> bool:
    """Whether what is written down is who did it."""
    return head in _WHO or may_name_people(head)


def recording(clause: Clause, scope: Scope) -> tuple[bp.Statement, ...] | None:
    """ "… the system shall record the author and the date": on the row, from whoever did it and when."""
    things = clause.subjects if clause.voice == "passive" else clause.objects
    row = scope.newest()
    if clause.verb not in _WRITING or row is None or row.fresh or not things:
        return None
    if any(not (says_who(np.head) or np.head in WHEN) or np.relatives or np.of for np in things):
        return None
    values = tuple(_noted(row.entity, np, scope) for np in things)
    scope.take(clause, *things)
    return (bp.Update(row=row.at, values=values),)


def _noted(entity: EntityDraft, np: NP, scope: Scope) -> tuple[str, bp.Expression]:
    """The field, which nobody gives any more, and what it is set to."""
    found = field_named(entity, np)
    name = found[0] if found is not None and found[0] in entity.fields else ""
    kind = bp.PERSON if says_who(np.head) else bp.DATE if np.head in {"date", "day"} else bp.DATETIME
    if not name:
        name = scope.draft.add_field(entity, np.name, kind, np.span, required=False)
    held = entity.fields[name]
    if held.type.kind in {"text", "person", "date", "datetime"}:
        entity.fields[name] = held.model_copy(update={"type": kind, "required": False})
        kind = entity.fields[name].type
    entity.later.add(name)
    for operation in scope.draft.operations.values():
        if operation.entity is entity and operation.kind == "create":
            operation.inputs.pop(name, None)
            operation.values.pop(name, None)
    now = {"person": "by", "date": "today", "datetime": "now"}[kind.kind]
    return name, bp.Name(name=now)


def logged(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Each change is recorded with date and person", "every change of a price is logged": every write leaves an entry."""
    np = clause.subject
    if clause.verb not in _WRITING or clause.voice != "passive" or clause.negated or np is None or clause.conditions:
        return None
    if np.determiner not in {"each", "every", "all", "any"} or np.head not in _DEEDS or clause.modal in {"can", "may"}:
        return None
    for phrase in clause.phrases:
        if phrase.prep not in {"with", "including"} or any(
            not (says_who(item.head) or item.head in WHEN) for item in phrase.items
        ):
            return None
        scope.take(phrase.span)
    of = next((p.item for p in np.of if p.prep in {"of", "to", "in"} and p.item is not None), None)
    entity = known_thing(scope.draft, of) if of is not None else next(iter(abouts(clause, scope)), None)
    if entity is None:
        return None
    if of is not None:
        take_name(of, scope)
    audit = bp.Audit(
        id=scope.draft.unique(f"audit.{entity.name}_writes"), spans=(clause.span,), entity=entity.id, on="writes"
    )
    scope.draft.audits.append(audit)
    scope.take(clause)
    take_name(np, scope)
    return Claimed("logged", (audit.id,))
