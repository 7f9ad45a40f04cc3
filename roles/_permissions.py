"""Who may ask for what, and what they then see: every operation by every role."""

from __future__ import annotations

from collections.abc import Iterator

from autogenesis.skills import signatures
from blueprints import Access, Operation, Specification, disclosures_of
from roles._audit import Finding, Permission, PersonalField, id_of
from roles._personal import rows_shown

ANYBODY = "any other role"
OPERATOR = "local operator"


def columns(specification: Specification) -> tuple[str, ...]:
    """The roles of the text; without any, everybody who has a token; and whoever works on the machine itself."""
    return (*(actor.name for actor in specification.actors), *(() if specification.actors else (ANYBODY,)), OPERATOR)


def permissions(specification: Specification) -> tuple[Permission, ...]:
    """A line for each operation and role."""
    actors: list[tuple[str | None, str]] = [(actor.id, actor.name) for actor in specification.actors]
    found = []
    for operation in specification.operations:
        for id, name in (*(actors or [(None, ANYBODY)]), ("", OPERATOR)):
            allowed = id == "" or not operation.roles or id in operation.roles
            found.append(
                Permission(
                    id=id_of("permission", operation.id.partition(".")[2], name),
                    operation=operation.name,
                    role=name,
                    allowed=allowed,
                    limits="; ".join(_limits(specification, operation, id)) if allowed else "",
                )
            )
    return tuple(found)


def _limits(specification: Specification, operation: Operation, role: str | None) -> Iterator[str]:
    """What access rules leave out of the answer to a role; "" is the local operator, from whom no field is hidden."""
    shown = rows_shown(specification, operation)
    rules = [rule for rule in specification.access if rule.entity == shown and concerns(rule, role)]
    hidden = dict.fromkeys(name for rule in rules if role != "" for name in rule.hidden)
    if hidden:
        yield f"without {', '.join(name.replace('_', ' ') for name in hidden)}"
    for rule in rules:
        if rule.requires is not None:
            yield f"where allowed: {rule.reason.rstrip('.')}"


def concerns(rule: Access, role: str | None) -> bool:
    """Whether an access rule is about callers in the role."""
    return rule.actor is None or rule.actor == role


def leaks(specification: Specification, personal: tuple[PersonalField, ...]) -> Iterator[Finding]:
    """Personal fields that the text keeps from a role, and that are told to that very role all the same."""
    names = {actor.id: actor.name for actor in specification.actors}
    operations = {operation.id: operation for operation in specification.operations}
    fields = {(field.entity, field.name): field for field in personal}
    for told in disclosures_of(specification, signatures()):
        field = fields.get((told.entity, told.field))
        if field is None:
            continue
        hidden = {
            actor
            for rule in specification.access
            if rule.entity == told.entity and told.field in rule.hidden
            for actor in ([rule.actor] if rule.actor else names)
        }
        operation = operations.get(told.element)
        if told.result and operation is not None:
            reached = hidden & set(operation.roles or names)
        else:
            reached = hidden & {told.actor}
        for actor in sorted(str(one) for one in reached):
            how = "answers with" if told.result else "tells"
            yield Finding(
                id=id_of("finding", "leak", told.element, told.field, actor),
                part=told.element,
                text=f"it {how} {field.label!r}, which the text keeps from the {names.get(actor, actor)}",
                remedy="Say in the text who may ask for it or be told, or that they may see it",
                forbidden=True,
            )


def open_writes(specification: Specification, personal: tuple[PersonalField, ...]) -> Iterator[Finding]:
    """Operations that everybody may ask for and that write personal fields which not everybody may read."""
    kept = {rule.entity for rule in specification.access}
    for operation in specification.operations:
        taken = [field for field in personal if operation.name in field.taken_by and field.entity in kept]
        if taken and not operation.roles:
            yield Finding(
                id=id_of("finding", "open", operation.name),
                part=operation.id,
                text=f"everybody may ask for it; it writes {taken[0].label!r}, which not everybody may read",
                remedy="Say in the text who may ask for it, or give nobody a token who should not",
            )
