"""A small, clean Specification of a boat hire and its Blueprint, for every test to start from."""

from __future__ import annotations

from blueprints import (
    DATE,
    INTEGER,
    PERSON,
    TEXT,
    Actor,
    AgentDesign,
    Aggregate,
    Approval,
    Between,
    Blueprint,
    Calendar,
    Cell,
    Clause,
    Compare,
    Create,
    Derivation,
    Entity,
    FieldOf,
    Flow,
    Guard,
    Hierarchy,
    Implementation,
    Lifecycle,
    Lookup,
    MessageType,
    Moment,
    Name,
    Notify,
    Operation,
    Parameter,
    Reaction,
    Recipient,
    Recurrence,
    Requirement,
    Roll,
    Schedule,
    Sentence,
    Shift,
    SourceSentence,
    Specification,
    Subscription,
    Table,
    TableLine,
    Timer,
    Trigger,
    Type,
    Update,
    nothing,
    number,
    path,
    reference,
    text,
    whole,
)
from blueprints import Literally as Constant

MONEY = Type(kind="money", currency="EUR")
STATE = Type(kind="choice", choices=("out", "back"))
SIZE = Type(kind="choice", choices=("small", "large"))
TEXT_OF_IT = "A sailor hires at most 5 boats. Every Friday at 16:00 the harbour master gets a list."


def fields(entity: str, *parts: tuple[str, Type, bool]) -> tuple[FieldOf, ...]:
    return tuple(
        FieldOf(id=f"field.{entity}.{name}", name=name, label=name, type=kind, required=required)
        for name, kind, required in parts
    )


BOAT = Entity(
    id="entity.boat",
    name="boat",
    plural="boats",
    key="number",
    fields=fields("boat", ("number", TEXT, True), ("size", SIZE, True), ("seats", INTEGER, False)),
    derivations=(
        Derivation(
            id="derivation.boat.hires",
            name="hires",
            label="hires",
            type=INTEGER,
            value=Aggregate(
                function="count",
                entity="entity.hire",
                name="hire",
                where=Compare(relation="==", left=path("hire", "boat"), right=Name(name="it")),
            ),
        ),
    ),
    invariants=(
        Guard(
            id="invariant.boat.seats",
            requires=Compare(relation="<=", left=path("it", "seats"), right=whole(12)),
            reason="A boat has at most 12 seats.",
            field="seats",
        ),
    ),
)
HIRE = Entity(
    id="entity.hire",
    name="hire",
    plural="hires",
    fields=(
        *fields("hire", ("boat", reference("entity.boat"), True), ("sailor", PERSON, True)),
        *fields("hire", ("due_on", DATE, True), ("back_on", DATE, False), ("price", MONEY, True)),
        FieldOf(id="field.hire.status", name="status", label="status", type=STATE, default=text("out")),
    ),
    lifecycle=Lifecycle(field="status", initial="out", transitions=(("out", "back", "operation.return_boat"),)),
)
CHARGE = Entity(
    id="entity.charge",
    name="charge",
    plural="charges",
    fields=fields("charge", ("sailor", PERSON, True), ("days", INTEGER, True)),
)
PRICES = Table(
    id="table.price",
    name="price",
    keys=(("size", SIZE),),
    columns=(("price", MONEY),),
    lines=(
        TableLine(keys=(Cell(equals=Constant(type=SIZE, value="small")),), values=(number("10.00"),)),
        TableLine(keys=(Cell(equals=Constant(type=SIZE, value="large")),), values=(number("25.00"),)),
    ),
)
HIRE_BOAT = Operation(
    id="operation.hire_boat",
    name="hire_boat",
    summary="Hire a boat.",
    kind="create",
    entity="entity.hire",
    actors=("actor.sailor",),
    inputs=(
        Parameter(name="boat", type=reference("entity.boat")),
        Parameter(name="days", type=INTEGER, required=False, default=whole(1)),
    ),
    guards=(
        Guard(
            id="guard.few_hires",
            requires=Compare(
                relation="<",
                left=Aggregate(
                    function="count",
                    entity="entity.hire",
                    name="hire",
                    where=Compare(relation="==", left=path("hire", "sailor"), right=Name(name="by")),
                ),
                right=whole(5),
            ),
            reason="A sailor has at most 5 boats.",
        ),
    ),
    steps=(
        Create(
            entity="entity.hire",
            name="hire",
            values=(
                ("boat", Name(name="boat")),
                ("sailor", Name(name="by")),
                (
                    "due_on",
                    Roll(
                        date=Shift(moment=Name(name="today"), amount=Name(name="days"), unit="days"),
                        calendar="calendar.harbour",
                    ),
                ),
                ("price", Lookup(table="table.price", keys=(path("boat", "size"),), column="price")),
            ),
        ),
    ),
)
ADD_BOAT = Operation(
    id="operation.add_boat",
    name="add_boat",
    summary="Add a boat.",
    kind="create",
    entity="entity.boat",
    inputs=(Parameter(name="number", type=TEXT), Parameter(name="size", type=SIZE)),
    steps=(Create(entity="entity.boat", values=(("number", Name(name="number")), ("size", Name(name="size")))),),
)
RETURN_BOAT = Operation(
    id="operation.return_boat",
    name="return_boat",
    summary="Bring a boat back.",
    kind="change",
    entity="entity.hire",
    roles=("actor.harbour_master",),
    inputs=(Parameter(name="hire", type=reference("entity.hire")),),
    guards=(
        Guard(
            id="guard.not_back_yet",
            requires=Compare(relation="==", left=path("hire", "back_on"), right=nothing()),
            reason="It is back already.",
            field="hire",
        ),
    ),
    steps=(Update(row=Name(name="hire"), values=(("back_on", Name(name="today")), ("status", text("back")))),),
)
LATE = Reaction(
    id="reaction.charge_late",
    summary="Charge for lateness.",
    trigger=Trigger(on="done", operation="operation.return_boat"),
    when=Compare(relation=">", left=Name(name="today"), right=path("it", "due_on")),
    steps=(
        Create(
            entity="entity.charge",
            values=(
                ("sailor", path("it", "sailor")),
                ("days", Between(start=path("it", "due_on"), end=Name(name="today"), unit="days")),
            ),
        ),
    ),
)
REMIND = Timer(
    id="timer.remind",
    summary="Remind the sailor.",
    entity="entity.hire",
    at=Moment(date=path("it", "due_on"), time=Constant(type=Type(kind="time"), value="09:00")),
    when=Compare(relation="==", left=path("it", "back_on"), right=nothing()),
    steps=(
        Notify(
            to=Recipient(person=path("it", "sailor")),
            type="reminder",
            subject=Name(name="it"),
            text=Sentence(parts=("Boat ", path("it", "boat", "number"), " is due.")),
        ),
    ),
)
WEEKLY = Schedule(
    id="schedule.weekly",
    summary="Send the list.",
    recurrence=Recurrence(unit="week", weekdays=(5,), at="16:00"),
    steps=(Notify(to=Recipient(actor="actor.harbour_master"), type="list", text=text("The list.")),),
)


def boat_hire() -> Specification:
    return Specification(
        title="Town boats",
        slug="town_boats",
        text_hash="0",
        sentences=(SourceSentence(id="s1", span=(0, 31), text="A sailor hires at most 5 boats."),),
        clauses=(
            Clause(
                id="s1.c1",
                sentence="s1",
                span=(0, 31),
                text="A sailor hires at most 5 boats.",
                status="implemented",
                requirement="requirement.few",
            ),
        ),
        requirements=(
            Requirement(
                id="requirement.few",
                text="At most 5 boats",
                pattern="limit",
                status="implemented",
                elements=("guard.few_hires",),
            ),
        ),
        actors=(
            Actor(id="actor.sailor", name="sailor"),
            Actor(id="actor.harbour_master", name="harbour master"),
        ),
        entities=(BOAT, HIRE, CHARGE),
        calendars=(Calendar(id="calendar.harbour", name="harbour days", weekdays=(2, 3, 4, 5, 6)),),
        tables=(PRICES,),
        operations=(ADD_BOAT, HIRE_BOAT, RETURN_BOAT),
        reactions=(LATE,),
        timers=(REMIND,),
        schedules=(WEEKLY,),
        approvals=(
            Approval(
                id="approval.return",
                operation="operation.return_boat",
                approver="actor.harbour_master",
                subject="entity.hire",
            ),
        ),
    )


def boat_hire_blueprint() -> Blueprint:
    return Blueprint(
        title="Town boats",
        slug="town_boats",
        package="town_boats",
        specification_hash="0",
        agents=(
            AgentDesign(
                id="agent.boats",
                name="boats",
                module="boats",
                purpose="Writes boats.",
                origin="aggregate",
                entities=("entity.boat",),
                carries=("operation.add_boat",),
            ),
            AgentDesign(
                id="agent.hires",
                name="hires",
                module="hires",
                purpose="Writes hires.",
                origin="aggregate",
                entities=("entity.hire",),
                carries=("operation.hire_boat", "operation.return_boat", "timer.remind", "schedule.weekly"),
            ),
            AgentDesign(
                id="agent.charges",
                name="charges",
                module="charges",
                purpose="Writes charges.",
                origin="aggregate",
                entities=("entity.charge",),
                carries=("reaction.charge_late",),
            ),
        ),
        messages=(
            MessageType(id="done.operation.return_boat", name="return_boat done", kind="event", producer="agent.hires"),
            MessageType(id="command.hire_boat", name="hire_boat", kind="command"),
            MessageType(id="notification.reminder", name="reminder", kind="notification", producer="agent.hires"),
        ),
        subscriptions=(
            Subscription(agent="agent.charges", message="done.operation.return_boat", reaction="reaction.charge_late"),
        ),
        flows=(
            Flow(source="actor.sailor", target="gateway", message="command.hire_boat"),
            Flow(source="gateway", target="agent.hires", message="command.hire_boat"),
            Flow(source="agent.hires", target="actor.sailor", message="notification.reminder"),
        ),
        hierarchy=(Hierarchy(doer="agent.hires", approver="actor.harbour_master", operation="operation.return_boat"),),
        implementations=(Implementation(element="operation.hire_boat", skill="skill.record", agent="agent.hires"),),
    )
