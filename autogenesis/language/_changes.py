"""Owns what may be given new values: by operations that change a row, and where a rule waits for a value nothing sets."""

from __future__ import annotations

from collections.abc import Iterator

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._terms import either, present

CHANGING = frozenset("change edit update correct amend alter modify adjust revise rewrite".split())
"""Verbs that give a row new values, without saying which."""
ENTERING = frozenset({"add", "enter", "record", "register", "note", "import", "log"})
"""Verbs that make known what may have been there before."""
_STATES = frozenset({"status", "state", "stage", "phase"})
_PASSING = frozenset({"now", "today", "by", "role", "it"})


def changes_of(draft: Draft, entity: EntityDraft) -> list[OperationDraft]:
    """The operations that change rows of the entity, whatever about them."""
    return [o for o in draft.operations.values() if o.entity is entity and o.kind == "change" and o.verb in CHANGING]


def born_in_first_state(draft: Draft, entity: EntityDraft) -> frozenset[str]:
    """The states that operations or rules lead a row through: it comes into being in the first of them."""
    return frozenset(
        f.name
        for f in entity.fields.values()
        if f.type.kind == "choice" and f.default is not None and f.name in _STATES and _moved(draft, entity, f.name)
    )


def _moved(draft: Draft, entity: EntityDraft, name: str) -> bool:
    """Whether the text says that rows pass through its values; or a told deed brings them about, and more move them.

    What is only entered was there before, in whatever state.
    """
    if entity.lifecycle is not None and entity.lifecycle.field == name:
        return not _only_set(draft, entity, name)
    own = [o for o in draft.operations.values() if o.entity is entity]
    timed = any(name in _set_in(timer.steps, bp.Name(name="it")) for timer in draft.timers if timer.entity == entity.id)
    born = any(o.kind == "create" and o.spans and o.verb not in ENTERING for o in own)
    told = any(o.kind == "create" and o.spans for o in own)
    return born and (timed or any(_sets(o, name) for o in own)) or told and _led_through(draft, entity, name)


def _only_set(draft: Draft, entity: EntityDraft, name: str) -> bool:
    """ "A boat is small or large": no deed of the text leads to any of them, so that it is said when it is entered."""
    setting = [o for o in draft.operations.values() if o.entity is entity and o.kind != "create" and _sets(o, name)]
    rules: tuple[bp.Reaction | bp.Timer | bp.Schedule, ...] = (*draft.reactions, *draft.timers, *draft.schedules)
    ruled = any(name in _set_in(rule.steps) for rule in rules)
    return bool(setting) and not ruled and all(o.verb.startswith("set ") and not o.spans for o in setting)


def _led_through(draft: Draft, entity: EntityDraft, name: str) -> bool:
    """Whether something brings rows into each of the states but the first: then nobody need say which it is."""
    f = entity.fields[name]
    first = f.default.value if isinstance(f.default, bp.Literally) else None
    rules: tuple[bp.Reaction | bp.Timer | bp.Schedule, ...] = (*draft.reactions, *draft.timers, *draft.schedules)
    steps = [*(tuple(o.steps) for o in draft.operations.values() if o.kind != "create"), *(r.steps for r in rules)]
    updates = [part for each in steps for part in bp.parts_within(each) if isinstance(part, bp.Update)]
    values = [value for step in updates for n, value in step.values if n == name]
    reached = {v.value for v in values if isinstance(v, bp.Literally) and v.type == f.type}
    return first is not None and {c for c in f.type.choices if c != first} <= reached


def _sets(operation: OperationDraft, name: str) -> bool:
    return name in _set_in(tuple(operation.steps))


def _set_in(steps: tuple[bp.Statement, ...], row: bp.Expression | None = None) -> set[str]:
    """The names of the fields that the steps give another value, of one row where it is said which."""
    updates = (part for part in bp.parts_within(steps) if isinstance(part, bp.Update))
    return {name for step in updates if row is None or step.row == row for name, _ in step.values}


def give_values(draft: Draft, entity: EntityDraft) -> None:
    """ "A member can change an entry": everything that was given with it may be given anew, but for what tells it from the others; its rules hold again."""
    creators = [o for o in draft.operations.values() if o.entity is entity and o.kind == "create"]
    others = [f for f in entity.fields.values() if f.name != entity.key]
    given = [f for f in others if any(_given(o, f.name) for o in creators)]
    for operation in changes_of(draft, entity):
        row = _row_of(operation, entity)
        if row is None or not operation.spans or any(not isinstance(step, bp.Update) for step in operation.steps):
            continue  # nobody asked for it, or it says itself what it changes
        changed = [f for f in given if f.name not in operation.inputs and not _sets(operation, f.name)]
        _take(operation, row, changed)
        for creator in creators:
            operation.guards += [g for guard in creator.guards for g in _again(guard, operation, creator, row, draft)]


def _given(operation: OperationDraft, name: str) -> bool:
    return name in operation.inputs and operation.values.get(name) == bp.Name(name=name)


def _row_of(operation: OperationDraft, entity: EntityDraft) -> str | None:
    return next((p.name for p in operation.inputs.values() if p.type.entity == entity.id), None)


def _take(operation: OperationDraft, row: str, fields: list[bp.FieldOf]) -> None:
    """The operation may be given values of these fields; what is not given stays as it is."""
    if not fields:
        return
    values = []
    for f in fields:
        name = f.name if f.name != row else f"new_{f.name}"
        operation.inputs[name] = bp.Parameter(name=name, type=f.type, required=False, summary=f.summary or f.label)
        values.append((f.name, _kept(name, row, f.name)))
    at = bp.Name(name=row)
    for index, step in enumerate(operation.steps):
        if isinstance(step, bp.Update) and step.row == at:
            operation.steps[index] = step.model_copy(update={"values": (*values, *step.values)})
            break
    else:
        operation.steps.append(bp.Update(row=at, values=tuple(values)))
    operation.result = operation.result or at


def _kept(name: str, row: str, field: str) -> bp.Expression:
    """What is given, else the value as it is."""
    return bp.Conditional(
        test=present(name), then=bp.Name(name=name), otherwise=bp.Get(of=bp.Name(name=row), field=field)
    )


def _again(
    guard: bp.Guard, operation: OperationDraft, creator: OperationDraft, row: str, draft: Draft
) -> Iterator[bp.Guard]:
    """The guard of the creation for the values given now, where it is about these values alone."""
    parts = tuple(bp.parts_within(guard.requires))
    names = {part.name for part in parts if isinstance(part, bp.Name)}
    counts = any(isinstance(part, bp.Aggregate | bp.Records) for part in parts)
    known = all(_given(creator, n) and n in operation.inputs and n != row for n in names)
    if counts or not names or names & _PASSING or not known:
        return
    changed = either(*(present(name) for name in sorted(names)))
    requires = either(bp.Not(term=changed), _put(guard.requires, row))
    yield guard.model_copy(
        update={"id": draft.unique(f"{guard.id.replace(creator.name, operation.name)}"), "requires": requires}
    )


def _put(expression: bp.Expression, row: str) -> bp.Expression:
    """The expression with the values that the row will have."""

    def put(node: object) -> object:
        if isinstance(node, tuple):
            return tuple(put(each) for each in node)
        if isinstance(node, bp.Name):
            return _kept(node.name, row, node.name)
        if not isinstance(node, bp.Frozen) or not hasattr(node, "op"):
            return node
        return node.model_copy(update={name: put(getattr(node, name)) for name in type(node).model_fields})

    return put(expression)  # type: ignore[return-value]


def let_set(draft: Draft, entity: EntityDraft) -> None:
    """What a rule asks of a row and nothing could ever set: an operation that does."""
    unset = _unset(draft, entity)
    wanting = [f for f in entity.fields.values() if f.name in unset]
    if not wanting:
        return
    operation = draft.operation("update", entity, "change", f"Change what is kept of {article(entity.label)}.")
    operation.inputs.setdefault(entity.name, bp.Parameter(name=entity.name, type=entity.type))
    _take(operation, entity.name, [f for f in wanting if f.name not in operation.inputs])
    listed = " and ".join(f.label for f in wanting)
    draft.assume(
        f"The text does not say how the {listed} of {article(entity.label)} changes: {operation.name} sets it."
    )


def notice_at_once(draft: Draft) -> None:
    """What waits for a value to change that is entered once and never changes, acts when it is entered."""
    moved = _moving(draft)
    entities = {entity.id: entity for entity in draft.entities.values()}
    for place, reaction in enumerate(draft.reactions):
        trigger = reaction.trigger
        entity = entities.get(trigger.entity or "")
        if trigger.on != "changed" or entity is None or trigger.field is None or trigger.field in moved:
            continue
        if any(_given(o, trigger.field) for o in draft.operations.values() if o.entity is entity):
            entered = bp.Trigger(on="created", entity=entity.id)
            draft.reactions[place] = reaction.model_copy(update={"trigger": entered})


def _moving(draft: Draft) -> set[str]:
    """The names of the fields that anything gives another value."""
    rules: tuple[bp.Reaction | bp.Timer | bp.Schedule, ...] = (*draft.reactions, *draft.timers, *draft.schedules)
    steps = (*(tuple(o.steps) for o in draft.operations.values()), *(rule.steps for rule in rules))
    return {name for each in steps for name in _set_in(each)}


def _lasting(draft: Draft, entity: EntityDraft) -> set[str]:
    """The fields whose values a timer waits to stay as they are: what they were when the row was entered tells nothing."""
    since = {
        part.field
        for timer in draft.timers
        if timer.entity == entity.id
        for part in bp.parts_within(timer.at)
        if isinstance(part, bp.Get) and part.field.endswith("_since")
    }
    noting = [r for r in draft.reactions if r.trigger.entity == entity.id and since & _set_in(r.steps)]
    return {part.field for r in noting for part in bp.parts_within(r.when) if isinstance(part, bp.Get)} - since


def _unset(draft: Draft, entity: EntityDraft) -> set[str]:
    """Fields told of rows that are there from the start and which these were not given; states and values that rules wait
    for and nothing moves."""
    rows = [{name for name, _ in row} for row in entity.initial]
    free = [f for f in entity.fields.values() if f.type.kind != "list" and f.name not in entity.later]
    given = [f for f in free if rows and (f.spans or f.name in entity.given)]
    names = {f.name for f in given if not all(f.name in row for row in rows)}
    names |= _lasting(draft, entity) & {f.name for f in free}
    states = {f.name for f in free if f.type.kind == "choice" and f.name in _STATES}
    if states:
        names |= states & _asked(draft)
    # of most entities nothing is: no rule need be looked through
    return names - (_moving(draft) - _only_restored(draft, entity)) if names else names


def _only_restored(draft: Draft, entity: EntityDraft) -> set[str]:
    """States that operations bring back to what they were at first, and that nothing has brought out of it."""
    steps = [part for o in draft.operations.values() for part in bp.parts_within(tuple(o.steps))]
    rules: tuple[bp.Reaction | bp.Timer | bp.Schedule, ...] = (*draft.reactions, *draft.timers, *draft.schedules)
    steps += [part for rule in rules for part in bp.parts_within(rule.steps)]
    given = [pair for part in steps if isinstance(part, bp.Update) for pair in part.values]
    listed = [f for f in entity.fields.values() if f.type.kind == "choice" and f.default is not None]
    mine = [(f, [v for n, v in given if n == f.name and getattr(v, "type", f.type) == f.type]) for f in listed]
    return {f.name for f, values in mine if values and all(value == f.default for value in values)}


def _asked(draft: Draft) -> set[str]:
    """The names of fields that guards, conditions and derivations read."""
    rules: tuple[object, ...] = (
        *draft.reactions, *draft.timers, *draft.schedules, *draft.access,
        *(part for o in draft.operations.values() for part in (*o.guards, *o.steps)),
        *(part for e in draft.entities.values() for part in (*e.derivations.values(), *e.invariants)),
    )  # fmt: skip
    return {part.field for part in bp.parts_within(rules) if isinstance(part, bp.Get)}
