"""What in a system is personal: found by type, by general heads, by whom a record is about, by what the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autogenesis.language import names_people
from autogenesis.skills import signatures
from blueprints import (
    Derivation,
    Disclosure,
    Entity,
    FieldOf,
    Operation,
    Specification,
    disclosures_of,
    members_of,
    result_type,
    writes_of,
)
from roles._audit import Keeping, PersonalField, id_of

HEADS = frozenset(
    "name surname forename e-mail email mail phone telephone mobile address birth birthday age sex gender account"
    " signature photo password passport".split()
)
"""General heads of what is said about people; some of them count only where the record is about one."""
_OF_PEOPLE_ONLY = frozenset("name age mail account photo signature".split())
_TELLING = frozenset("surname forename birth birthday gender sex".split())
"""What nobody but people have: a record with one is about a person. Whoever can be reached may be a sender only."""
_HOLDERS = frozenset("number address code id date".split())
"""What a field is, where the word before says of what: a telephone number, the birth date."""
_LOCKING = re.compile(r"\b(lock|block|freez|froz|archiv|withdraw|clos)", re.IGNORECASE)
_MARKED = re.compile(r"\b(confidential|secret|private|personal|sensitive)(?:ly)?\b", re.IGNORECASE)


def people_of(specification: Specification) -> frozenset[str]:
    """The ids of the entities whose rows are about one person each."""
    rows = {actor.row for actor in specification.actors if actor.row}
    return frozenset(
        entity.id
        for entity in specification.entities
        if entity.id in rows
        or names_people(entity.name.replace("_", " "))
        or any(_words(field) & _TELLING for field in entity.fields)
    )


def personal_fields(specification: Specification) -> tuple[PersonalField, ...]:
    """Every personal field: where it is taken, shown, hidden and sent."""
    people, told = people_of(specification), disclosures_of(specification, signatures())
    roles = {actor.id: actor.name for actor in specification.actors}
    found = []
    for entity in specification.entities:
        for field in members_of(entity):
            why = _why(entity, field, people, specification)
            if why:
                found.append(
                    PersonalField(
                        id=id_of("personal", entity.id.partition(".")[2], field.name),
                        entity=entity.id,
                        name=field.name,
                        label=field.label,
                        why=why,
                        taken_by=_taken_by(specification, entity, field),
                        shown_by=_shown_by(specification, entity, field, told),
                        hidden_from=tuple(
                            dict.fromkeys(
                                roles.get(rule.actor or "", "everybody")
                                for rule in specification.access
                                if rule.entity == entity.id and field.name in rule.hidden
                            )
                        ),
                        sent_to=tuple(_sent_to(entity, field, told, roles)),
                    )
                )
    return tuple(found)


def keepings(specification: Specification, personal: tuple[PersonalField, ...]) -> tuple[Keeping, ...]:
    """For each entity with personal fields, what ends the keeping of its rows."""
    found = []
    for entity in specification.entities:
        if not any(field.entity == entity.id for field in personal):
            continue
        ends = tuple(dict.fromkeys(" ".join(said.split()) for said in _ends(specification, entity)))
        locks = tuple(dict.fromkeys(" ".join(said.split()) for said in _locks(specification, entity)))
        plural = (entity.plural or entity.name).replace("_", " ")
        said = "" if ends else f"The text does not say how long {plural} are kept, nor who may have them removed."
        found.append(
            Keeping(
                id=id_of("keeping", entity.id.partition(".")[2]),
                entity=entity.id,
                plural=plural,
                ends=(*ends, *locks),
                open=said,
            )
        )
    return tuple(found)


def _ends(specification: Specification, entity: Entity) -> Iterator[str]:
    deeds = (
        *((one.id, f"`{one.name}` is asked for") for one in specification.operations),
        *((one.id, one.summary) for one in specification.reactions),
        *((one.id, one.summary) for one in specification.timers),
        *((one.id, one.summary) for one in specification.schedules),
    )
    for id, said in deeds:
        if any(
            write.entity == entity.id and write.does == "removed"
            for write in writes_of(specification, id, signatures())
        ):
            yield f"removed when {said.rstrip('.')}" if said.startswith("`") else f"removed: {said.rstrip('.')}"


def _locks(specification: Specification, entity: Entity) -> Iterator[str]:
    for rule in specification.access:
        if rule.entity == entity.id and rule.requires is not None and _LOCKING.search(rule.reason):
            yield f"locked: {rule.reason.rstrip('.')}"


def _why(entity: Entity, field: FieldOf | Derivation, people: frozenset[str], specification: Specification) -> str:
    kind = field.type.item if field.type.kind == "list" and field.type.item else field.type
    if kind.kind == "person":
        return "it names somebody"
    heads = _words(field) & HEADS
    if heads and (entity.id in people or heads - _OF_PEOPLE_ONLY):
        return f"by its name ({', '.join(sorted(heads))})"
    said = _marked(field, specification)
    if said:
        return f"the text calls it {said}"
    if entity.id in people and isinstance(field, FieldOf):
        return "it is part of what is kept about a person"
    if kind.kind == "reference" and kind.entity in people and isinstance(field, FieldOf):
        return "it says which person the record is about"
    return ""


def _marked(field: FieldOf | Derivation, specification: Specification) -> str:
    wanted = re.compile(rf"\b{re.escape(field.label.lower())}(?:s|es)?\b")
    for sentence in specification.sentences:
        match = _MARKED.search(sentence.text)
        if match and wanted.search(sentence.text.lower()):
            return match[1].lower()
    return ""


def is_named_so(field: FieldOf | Derivation) -> bool:
    """Whether its name alone says that a field is personal."""
    return bool(_words(field) & (HEADS - _OF_PEOPLE_ONLY))


def _words(field: FieldOf | Derivation) -> frozenset[str]:
    """The words of a field's name that say what it is: its head, and what it is of (`date of birth`)."""
    words = field.name.lower().replace("e_mail", "e-mail").split("_")
    return frozenset(words[-2:] if words[-1] in _HOLDERS else words[-1:])


def _taken_by(specification: Specification, entity: Entity, field: FieldOf | Derivation) -> tuple[str, ...]:
    """The operations that write the field."""
    return tuple(
        operation.name
        for operation in specification.operations
        if any(
            write.entity == entity.id and field.name in write.fields
            for write in writes_of(specification, operation.id, signatures())
        )
    )


def _shown_by(
    specification: Specification, entity: Entity, field: FieldOf | Derivation, told: tuple[Disclosure, ...]
) -> tuple[str, ...]:
    values = {one.element for one in told if one.result and (one.entity, one.field) == (entity.id, field.name)}
    return tuple(
        operation.name
        for operation in specification.operations
        if operation.id in values or rows_shown(specification, operation) == entity.id
    )


def rows_shown(specification: Specification, operation: Operation) -> str | None:
    """The id of the entity of which the operation answers with a row, or several; None where it does with none."""
    kind = result_type(specification, operation, signatures())
    return (kind.item or kind).entity if kind.kind == "list" else kind.entity


def _sent_to(
    entity: Entity, field: FieldOf | Derivation, told: tuple[Disclosure, ...], roles: dict[str, str]
) -> Iterator[str]:
    for one in dict.fromkeys(told):
        if not one.result and (one.entity, one.field) == (entity.id, field.name):
            who = roles.get(one.actor or "", "")
            said = f"the {who}" if who else "the person it concerns"
            yield f"{said} ({one.element})"
