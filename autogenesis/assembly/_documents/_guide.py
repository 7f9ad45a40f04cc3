"""What the guides for users and administrators are told: who does what, who sees what, what happens by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import blueprints as b
from autogenesis.assembly._documents._text import Md, anchor, code, listing, prose
from autogenesis.assembly._documents._words import Happening, Words, capital, deed, recurrence, spaced
from autogenesis.assembly._names import role_name
from autogenesis.assembly._sources import ended

_EVERYBODY = ""


def guide(words: Words) -> dict[str, Any]:
    """The values of the user's guide."""
    specification = words.specification
    deeds = [operation for operation in specification.operations if operation.kind not in ("get", "list")]
    groups, described = [], set[str]()
    for actor in specification.actors:
        own = [operation for operation in deeds if actor.id in words.who(operation)]
        mine = [_deed(words, operation) for operation in own if operation.name not in described]
        shared = [_link(operation) for operation in own if operation.name in described]
        described.update(operation.name for operation in own)
        group = {
            "who": _title(words.actors[actor.id]),
            "role": code(role_name(actor.id)),
            "deeds": mine,
            "shared": shared,
            "told": list(_told(words, actor.id)),
            "seen": list(_seen(words, actor.id)),
        }
        if own or group["told"] or group["seen"]:
            groups.append(group)
    everybody = {
        "who": "Everybody",
        "role": None,
        "shared": [],
        "deeds": [_deed(words, operation) for operation in deeds if not words.who(operation)],
        "told": list(_told(words, _EVERYBODY)),
        "seen": list(_seen(words, _EVERYBODY)),
    }
    return {
        "groups": [*groups, *([everybody] if everybody["deeds"] or everybody["told"] or everybody["seen"] else [])],
        "kept": [_kept(words, entity) for entity in specification.entities],
        "always": [_refusal(words, rule) for entity in specification.entities for rule in entity.invariants],
        "tables": [table for table in map(_table, specification.tables) if table],
        "looks": [_look(words, entity) for entity in specification.entities],
        "open": list(_open(specification)),
        "plays": specification.plays,
    }


def administration(words: Words) -> dict[str, Any]:
    """The values of the administrator's guide."""
    specification = words.specification
    limited = [operation for operation in specification.operations if operation.roles]
    named = [operation for operation in specification.operations if operation.actors and not operation.roles]
    return {
        "roles": [(name, code(role_name(id))) for id, name in words.actors.items()],
        "limited": [(code(item.name), listing(words.names(item.roles), "or")) for item in limited],
        "named": [(code(item.name), listing(words.names(item.actors), "or")) for item in named],
        "approvals": [
            (code(item.name), words.the(line.approver), words.sentence(line))
            for line in specification.approvals
            for item in specification.operations
            if item.id == line.operation
        ],
        "timed": list(_timed(words)),
        "removed": list(_removed(words)),
        "seen": bool(specification.access),
        "audited": list(_audited(words)),
    }


def _title(name: str) -> str:
    return name if name[:1].isupper() else f"The {name}"


def _deed(words: Words, operation: b.Operation) -> dict[str, Any]:
    return {
        "name": code(operation.name),
        "title": ended(operation.summary)[:-1],
        "sentence": words.sentence(operation),
        "gives": [
            (
                code(item.name),
                words.type(item.type),
                "" if item.required and item.default is None else "may be left out",
            )
            for item in operation.inputs
        ],
        "refusals": [_refusal(words, guard) for guard in operation.guards],
    }


def _link(operation: b.Operation) -> Md:
    """Where on the page an operation is described."""
    title = ended(operation.summary)[:-1]
    return Md(f"[{prose(title)}](#{anchor(title)})")


def _refusal(words: Words, rule: b.Guard) -> tuple[str, str | None]:
    return ended(rule.reason), words.sentence(rule)


def _told(words: Words, actor: str) -> Iterator[tuple[str, str | None]]:
    """What sends notifications to the holders of a role; with no role, to whom it concerns."""
    specification = words.specification
    sources: Sequence[b.Operation | Happening] = (
        *specification.operations,
        *specification.reactions,
        *specification.timers,
        *specification.schedules,
    )
    seen: set[str] = set()
    for source in sources:
        to = [effect.to for effect in words.effects(source.steps) if isinstance(effect, b.Notify)]
        if any((one.actor or _EVERYBODY) == actor for one in to) and source.summary not in seen:
            seen.add(source.summary)
            happening = ended(source.summary)
            yield (
                (f"When this is done: {deed(happening)}." if isinstance(source, b.Operation) else happening),
                (words.sentence(source)),
            )


def _seen(words: Words, actor: str) -> Iterator[str]:
    for rule in _once(words.specification.access):
        if (rule.actor or _EVERYBODY) == actor:
            yield ended(rule.reason)


def _once(rules: Sequence[b.Access]) -> Iterator[b.Access]:
    """One rule for each role and reason; the same is often said of several kinds of records."""
    seen: set[tuple[str | None, str]] = set()
    for rule in rules:
        if (rule.actor, rule.reason) not in seen:
            seen.add((rule.actor, rule.reason))
            yield rule


def _kept(words: Words, entity: b.Entity) -> dict[str, Any]:
    return {
        "title": capital(words.plural(entity.id)),
        "known": spaced(entity.key) if entity.key else None,
        "fields": [
            *((item.label, words.type(item.type), "") for item in entity.fields),
            *((item.label, words.type(item.type), "reckoned, never given") for item in entity.derivations),
        ],
    }


def _look(words: Words, entity: b.Entity) -> tuple[str, Md]:
    names = [code(item.name) for item in words.specification.operations if item.entity == entity.id]
    kinds = {item.name: item.kind for item in words.specification.operations}
    looks = [name for name in names if kinds[name.strip("`")] in ("get", "list")]
    return words.plural(entity.id), listing(looks)


def _table(table: b.Table) -> dict[str, Any] | None:
    """A decision table as people write it; None where a cell holds more than a constant."""
    lines = []
    for line in table.lines:
        cells = [_cell(cell) for cell in line.keys]
        values = [_constant(value) for value in line.values]
        if any(cell is None for cell in (*cells, *values)):
            return None
        lines.append([*cells, *values])
    heads = [spaced(name) for name, _ in (*table.keys, *table.columns)]
    return {"title": capital(table.name), "heads": heads, "lines": lines}


def _cell(cell: b.Cell) -> str | None:
    if cell.equals is not None:
        return _constant(cell.equals)
    low = _constant(cell.low) if cell.low is not None else ""
    high = _constant(cell.high) if cell.high is not None else ""
    if low is None or high is None:
        return None
    if low and high and cell.low_inclusive and cell.high_inclusive:
        return f"{low} to {high}"
    bounds = [f"{'from' if cell.low_inclusive else 'above'} {low}"] if low else []
    bounds += [f"{'to' if cell.high_inclusive else 'below'} {high}"] if high else []
    return " ".join(bounds) or "any"


def _constant(value: b.Expression) -> str | None:
    if not isinstance(value, b.Literally):
        return None
    unit = value.type.unit or value.type.currency
    said = {True: "yes", False: "no", None: "nothing"}.get(value.value, value.value)  # type: ignore[arg-type]
    return f"{said} {unit}" if unit else str(said)


def _timed(words: Words) -> Iterator[tuple[str, str, str | None]]:
    for timer in words.specification.timers:
        about = words.entity(timer.entity)
        yield ended(timer.summary), f"once for each {about}, at its moment", words.sentence(timer)
    for schedule in words.specification.schedules:
        yield ended(schedule.summary), recurrence(schedule.recurrence), words.sentence(schedule)


def _removed(words: Words) -> Iterator[str]:
    """What takes rows away: operations by name, and what does so by itself."""
    specification = words.specification
    for operation in specification.operations:
        if any(isinstance(effect, b.Remove) for effect in words.effects(operation.steps)):
            yield Md(f"{code(operation.name)}: {listing([ended(operation.summary)])}")
    happenings: Sequence[Happening] = (*specification.reactions, *specification.timers, *specification.schedules)
    for item in happenings:
        if any(isinstance(effect, b.Remove) for effect in words.effects(item.steps)):
            yield ended(item.summary)


def _audited(words: Words) -> Iterator[tuple[str, Md, str | None]]:
    """What is logged, with the sentence that asks for it; one often asks for it of several kinds of records."""
    groups: dict[tuple[str, str | None], list[str]] = {}
    for item in words.specification.audits:
        groups.setdefault((item.on, words.sentence(item)), []).append(words.plural(item.entity))
    for (on, sentence), plurals in groups.items():
        yield ("every look at" if on == "reads" else "every change of"), listing(plurals), sentence


def _open(specification: b.Specification) -> Iterator[str]:
    yield from (ended(item.text) for item in specification.assumptions)
    yield from (ended(item.text) for item in specification.gaps)
    for clause in specification.clauses:
        if clause.status in ("unclear", "contradictory", "deferred"):
            said = " ".join(clause.text.split())
            yield ended(f"“{said}” is {clause.status}{f': {clause.note}' if clause.note else ''}")
