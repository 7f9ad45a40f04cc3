"""The Specification: what was asked for, in a form that can be checked, changed and built."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Constraint

from blueprints._base import Element, Frozen, Id, Span
from blueprints._expressions import Expression, Literally
from blueprints._products import Play, Setting
from blueprints._scenarios import Scenario
from blueprints._statements import Statement
from blueprints._types import Type

Status = Literal["implemented", "assumed", "generic", "unclear", "contradictory", "deferred"]


class SourceSentence(Frozen):
    """One sentence (or bullet, table line, heading) of the text."""

    id: Id
    span: Span
    text: str


class Clause(Frozen):
    """A part of a sentence with what became of it. `requirement` carries it; `note` says why where it is not plain."""

    id: Id
    sentence: Id
    span: Span
    text: str
    status: Status
    requirement: Id | None = None
    note: str = ""


class Requirement(Element):
    """Something the system must do: one pattern (`band_table`, `repetition_limit` …) read from one or more clauses.

    `elements` are the ids of the elements of the Specification that carry it.
    """

    text: str
    pattern: Id
    status: Status
    elements: tuple[Id, ...] = ()
    note: str = ""


class Actor(Element):
    """A role somebody acts in. `name` is as people write it ("treating doctor"); `row` the entity whose rows are
    these people, where the system keeps a record of them."""

    name: str
    synonyms: tuple[str, ...] = ()
    row: Id | None = None


class FieldOf(Element):
    """A field of an entity. `name` is snake_case and unique in the entity; `label` as people write it."""

    name: str
    label: str
    type: Type
    required: bool = True
    default: Expression | None = None
    unique: bool = False
    summary: str = ""


class Derivation(Element):
    """A value computed from the row `it` (never stored): read like a field."""

    name: str
    label: str
    type: Type
    value: Expression
    summary: str = ""


class Guard(Element):
    """What must hold, else the operation is refused with `reason`. `field` names the input at fault."""

    requires: Expression
    reason: str
    field: str | None = None


class Lifecycle(Frozen):
    """The states that the choice field `field` passes through; operations and rules make the transitions."""

    field: str
    initial: str
    transitions: tuple[tuple[str, str, Id], ...] = ()
    """(from, to, id of the operation, reaction or timer that makes it)"""


class Entity(Element):
    """Something the system keeps records of. `key` is the field people identify it by, where there is one;
    otherwise rows are numbered (``plan-1``). `invariants` bind `it` and are checked on creation and change.
    `initial` are rows that exist before anything happens, each as constants by field; the rest takes its default,
    and nothing is set off by them."""

    name: str
    plural: str
    synonyms: tuple[str, ...] = ()
    fields: tuple[FieldOf, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    invariants: tuple[Guard, ...] = ()
    key: str | None = None
    lifecycle: Lifecycle | None = None
    initial: tuple[tuple[tuple[str, Literally], ...], ...] = ()
    summary: str = ""


class Calendar(Element):
    """The days on which something is open: ISO weekdays, 1 is Monday."""

    name: str
    weekdays: tuple[int, ...] = Constraint(min_length=1)


class Cell(Frozen):
    """The condition on one key of a decision table: `equals`, or a band between bounds, each inclusive or not."""

    equals: Expression | None = None
    low: Expression | None = None
    low_inclusive: bool = True
    high: Expression | None = None
    high_inclusive: bool = True


class TableLine(Frozen):
    """One line: the conditions on the keys, and the values it gives, by column."""

    keys: tuple[Cell, ...]
    values: tuple[Expression, ...]
    span: Span | None = None


class Table(Element):
    """A decision table: the first line whose cells all match decides."""

    name: str
    keys: tuple[tuple[str, Type], ...]
    columns: tuple[tuple[str, Type], ...]
    lines: tuple[TableLine, ...]


class Parameter(Frozen):
    """An input of an operation. A reference is given by id or by a unique key or name, and is refused if unknown."""

    name: str
    type: Type
    required: bool = True
    default: Expression | None = None
    summary: str = ""


class Operation(Element):
    """Something a caller can ask for.

    `roles` are the only ones allowed; empty means everybody. `actors` are those the text names as doing it.
    `kind` create/change/remove/command operations check `guards` in order, then do `steps`, and return `result`
    (the row or value; absent means the row created or changed, or nothing). get and list operations read `entity`
    under the access rules; a list takes the entity's fields as optional filters, and `guards` and `steps` stay empty.
    """

    name: str
    summary: str
    kind: Literal["create", "change", "remove", "command", "get", "list"]
    entity: Id | None = None
    roles: tuple[Id, ...] = ()
    actors: tuple[Id, ...] = ()
    inputs: tuple[Parameter, ...] = ()
    guards: tuple[Guard, ...] = ()
    steps: tuple[Statement, ...] = ()
    result: Expression | None = None


class Trigger(Frozen):
    """What sets a reaction off: an operation done (its inputs are bound, and `it` is the row it returns), or a
    row created or changed (`it` is the row; `field` restricts to changes of that field)."""

    on: Literal["done", "created", "changed"]
    operation: Id | None = None
    entity: Id | None = None
    field: str | None = None


class Reaction(Element):
    """An agent's answer to an event, when `when` holds. It happens after the operation succeeded, exactly once."""

    summary: str
    trigger: Trigger
    when: Expression | None = None
    steps: tuple[Statement, ...]


class Timer(Element):
    """For each row `it` of `entity`: at the moment `at` (datetime; absent means never), if `when` holds then, the
    steps are done; once for each (row, moment), whether or not `when` held. A moment already past when it arises
    is due at once."""

    summary: str
    entity: Id
    at: Expression
    when: Expression | None = None
    steps: tuple[Statement, ...]


class Recurrence(Frozen):
    """Every `every` units: days, weeks on `weekdays` (ISO), or months on `day` (-1 is the last), at the time `at`
    (HH:MM). With `every` above 1 it counts from the day `anchor` (ISO), or from the system's first day."""

    every: int = Constraint(default=1, ge=1)
    unit: Literal["day", "week", "month"]
    weekdays: tuple[int, ...] = ()
    day: int | None = None
    at: str = "00:00"
    anchor: str | None = None


class Schedule(Element):
    """Done again and again, from the moment the system first opens. `now` is the due moment."""

    summary: str
    recurrence: Recurrence
    steps: tuple[Statement, ...]


class Access(Element):
    """Who may read the rows of `entity`: for callers in the role `actor` (absent: everybody) `hidden` fields are
    left out, and rows for which `requires` is false are refused (get) or left out (list). A `requires` that does
    not mention `it` refuses the whole list."""

    entity: Id
    actor: Id | None = None
    hidden: tuple[str, ...] = ()
    requires: Expression | None = None
    reason: str


class Audit(Element):
    """Every read (or write) of rows of `entity` leaves an entry in the audit log: who, when, which."""

    entity: Id
    on: Literal["reads", "writes"]


class NamedAgent(Element):
    """An agent the text asks for by name, with the words that say what it looks after."""

    name: str
    about: tuple[str, ...] = ()


class Approval(Element):
    """In the generated system, `approver` must agree to what `operation` confirms."""

    operation: Id
    approver: Id
    subject: Id


class Quality(Element):
    """A wish about how well, not what: measurable with `measure`, otherwise unclear."""

    text: str
    measure: str = ""


class Assumption(Element):
    """What was taken for granted where the text is silent."""

    text: str


class Question(Element):
    """At most five are asked; each has a default, so that none must be answered. `options` may be empty."""

    text: str
    default: str
    options: tuple[str, ...] = ()


class Gap(Element):
    """What the draft could not read or decide; `status` says how it is listed."""

    text: str
    status: Status


class Specification(Frozen):
    """Everything that was understood, with where it was read. See the module for the parts."""

    title: str
    slug: Id
    summary: str = ""
    text_hash: str
    sentences: tuple[SourceSentence, ...] = ()
    clauses: tuple[Clause, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    actors: tuple[Actor, ...] = ()
    entities: tuple[Entity, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    tables: tuple[Table, ...] = ()
    settings: tuple[Setting, ...] = ()
    operations: tuple[Operation, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    timers: tuple[Timer, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    access: tuple[Access, ...] = ()
    audits: tuple[Audit, ...] = ()
    agents: tuple[NamedAgent, ...] = ()
    approvals: tuple[Approval, ...] = ()
    plays: tuple[Play, ...] = ()
    qualities: tuple[Quality, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    questions: tuple[Question, ...] = Constraint(default=(), max_length=5)
    gaps: tuple[Gap, ...] = ()
    examples: tuple[Scenario, ...] = ()
