"""A made-up town's boat hire: a Specification that uses every kind of element."""

from __future__ import annotations

import blueprints as b

BOAT, HIRE, SAILOR = "entity.boat", "entity.hire", "entity.sailor"
MONEY = b.Type(kind="money", currency="EUR")
it, by, today, now = b.Name(name="it"), b.Name(name="by"), b.Name(name="today"), b.Name(name="now")


def get(*names: str) -> b.Expression:
    return b.path(*names)


def compare(left: b.Expression, relation: str, right: b.Expression) -> b.Compare:
    return b.Compare.model_validate({"relation": relation, "left": left, "right": right})


def both(*terms: b.Expression) -> b.AllOf:
    return b.AllOf(terms=terms)


def field(entity: str, name: str, kind: b.Type, **more: object) -> b.FieldOf:
    return b.FieldOf.model_validate(
        {"id": f"field.{entity}.{name}", "name": name, "label": name.replace("_", " "), "type": kind, **more}
    )


OPEN_HIRES = b.Aggregate(
    function="count",
    entity=HIRE,
    name="hire",
    where=both(
        compare(get("hire", "sailor"), "==", b.Name(name="sailor")),
        compare(get("hire", "back_on"), "==", b.nothing()),
    ),
)
SENTENCES = (
    "Sailors hire up to two boats for some days each.",
    "A boat has between 1 and 12 seats.",
    "Each day late costs 2.50 euro, at most 10.00 euro.",
    "The sailor is reminded the day before.",
    "Guests never see prices.",
    "Every Friday at 16:00 the harbour master gets a status.",
)


def specification() -> b.Specification:
    spans = []
    start = 0
    for sentence in SENTENCES:
        spans.append((start, start + len(sentence)))
        start += len(sentence) + 1
    sentences = tuple(
        b.SourceSentence(id=f"s{n}", span=span, text=sentence)
        for n, (span, sentence) in enumerate(zip(spans, SENTENCES, strict=True), start=1)
    )
    elements = {
        "s1": ("operation.hire_boat", "guard.few_hires"),
        "s2": ("invariant.seats",),
        "s3": ("reaction.charge_lateness",),
        "s4": ("timer.remind",),
        "s5": ("access.guest",),
        "s6": ("schedule.status",),
    }
    return b.Specification(
        title="Town boats",
        slug="town_boats",
        summary="A town hires out its boats.",
        text_hash="0" * 64,
        sentences=sentences,
        clauses=tuple(
            b.Clause(
                id=f"c{n}", sentence=f"s{n}", span=item.span, text=item.text, status="implemented", requirement=f"r{n}"
            )
            for n, item in enumerate(sentences, start=1)
        ),
        requirements=tuple(
            b.Requirement(
                id=f"r{n}", text=item.text, pattern="any", status="implemented", elements=elements[item.id],
                spans=(item.span,),
            )
            for n, item in enumerate(sentences, start=1)
        ),
        actors=(
            b.Actor(id="actor.sailor", name="sailor", row=SAILOR),
            b.Actor(id="actor.guest", name="guest"),
            b.Actor(id="actor.harbour_master", name="harbour master"),
        ),
        entities=entities(spans),
        calendars=(b.Calendar(id="calendar.harbour_days", name="harbour days", weekdays=(2, 3, 4, 5, 6)),),
        tables=(price_table(),),
        operations=operations(spans),
        reactions=(charge(spans),),
        timers=(reminder(spans),),
        schedules=(status(spans),),
        access=(
            b.Access(
                id="access.guest", entity=HIRE, actor="actor.guest", hidden=("price", "charge"),
                reason="Guests never see prices.", spans=(spans[4],),
            ),
        ),
        audits=(b.Audit(id="audit.hire", entity=HIRE, on="reads"),),
    )  # fmt: skip


def entities(spans: list[tuple[int, int]]) -> tuple[b.Entity, ...]:
    seats = b.Guard(
        id="invariant.seats",
        requires=both(compare(get("it", "seats"), ">=", b.whole(1)), compare(get("it", "seats"), "<=", b.whole(12))),
        reason="A boat has between 1 and 12 seats.",
        field="seats",
        spans=(spans[1],),
    )
    late = b.Derivation(
        id="derivation.hire.late_days",
        name="late_days",
        label="late days",
        type=b.INTEGER,
        value=b.Between(start=get("it", "due_on"), end=today, unit="open_days", calendar="calendar.harbour_days"),
    )
    return (
        b.Entity(
            id=BOAT,
            name="boat",
            plural="boats",
            key="number",
            fields=(field("boat", "number", b.TEXT), field("boat", "seats", b.INTEGER)),
            invariants=(seats,),
        ),
        b.Entity(
            id=SAILOR,
            name="sailor",
            plural="sailors",
            fields=(field("sailor", "name", b.TEXT), field("sailor", "born", b.DATE, required=False)),
        ),
        b.Entity(
            id=HIRE,
            name="hire",
            plural="hires",
            fields=(
                field("hire", "boat", b.reference(BOAT)),
                field("hire", "sailor", b.reference(SAILOR)),
                field("hire", "price", MONEY),
                field("hire", "charge", MONEY, default=b.Literally(type=MONEY, value="0.00")),
                field("hire", "due_on", b.DATE),
                field("hire", "back_on", b.DATE, required=False),
            ),
            derivations=(late,),
        ),
    )


def price_table() -> b.Table:
    def line(low: int, high: int, price: str) -> b.TableLine:
        cell = b.Cell(low=b.whole(low), high=b.whole(high))
        return b.TableLine(keys=(cell,), values=(b.Literally(type=MONEY, value=price),))

    return b.Table(
        id="table.prices",
        name="prices",
        keys=(("seats", b.INTEGER),),
        columns=(("price", MONEY),),
        lines=(
            line(1, 4, "8.00"),
            line(5, 8, "14.50"),
            b.TableLine(keys=(b.Cell(),), values=(b.Literally(type=MONEY, value="20.00"),)),
        ),
    )


def operations(spans: list[tuple[int, int]]) -> tuple[b.Operation, ...]:
    few = b.Guard(
        id="guard.few_hires",
        requires=compare(OPEN_HIRES, "<", b.whole(2)),
        reason="A sailor has at most two boats out.",
        field="sailor",
        spans=(spans[0],),
    )
    in_port = b.Guard(
        id="guard.boat_in_port",
        requires=b.Not(
            term=b.Aggregate(
                function="exists",
                entity=HIRE,
                name="hire",
                where=both(
                    compare(get("hire", "boat"), "==", b.Name(name="boat")),
                    compare(get("hire", "back_on"), "==", b.nothing()),
                ),
            )
        ),
        reason="The boat is out.",
        field="boat",
    )
    still_out = b.Guard(
        id="guard.still_out",
        requires=b.Not(term=b.Present(value=get("hire", "back_on"))),
        reason="The boat is back already.",
        field="hire",
    )
    hire = b.Create(
        entity=HIRE,
        name="hire",
        values=(
            ("boat", b.Name(name="boat")),
            ("sailor", b.Name(name="sailor")),
            ("price", b.Lookup(table="table.prices", keys=(get("boat", "seats"),), column="price")),
            (
                "due_on",
                b.Roll(
                    date=b.Shift(moment=today, amount=b.Name(name="days"), unit="days"),
                    calendar="calendar.harbour_days",
                ),
            ),
        ),
    )
    return (
        b.Operation(
            id="operation.add_boat", name="add_boat", summary="Add a boat.", kind="create", entity=BOAT,
            roles=("actor.harbour_master",), actors=("actor.harbour_master",),
            inputs=(b.Parameter(name="number", type=b.TEXT), b.Parameter(name="seats", type=b.INTEGER)),
            steps=(b.Create(entity=BOAT, values=(("number", b.Name(name="number")), ("seats", b.Name(name="seats")))),),
        ),
        b.Operation(
            id="operation.add_sailor", name="add_sailor", summary="Add a sailor.", kind="create", entity=SAILOR,
            inputs=(b.Parameter(name="name", type=b.TEXT), b.Parameter(name="born", type=b.DATE, required=False)),
            steps=(b.Create(entity=SAILOR, values=(("name", b.Name(name="name")), ("born", b.Name(name="born")))),),
        ),
        b.Operation(
            id="operation.hire_boat", name="hire_boat", summary="Hire a boat.", kind="create", entity=HIRE,
            actors=("actor.sailor",),
            inputs=(
                b.Parameter(name="sailor", type=b.reference(SAILOR)),
                b.Parameter(name="boat", type=b.reference(BOAT)),
                b.Parameter(name="days", type=b.INTEGER, required=False, default=b.whole(1)),
            ),
            guards=(few, in_port), steps=(hire,), spans=(spans[0],),
        ),
        b.Operation(
            id="operation.return_boat", name="return_boat", summary="Bring a boat back.", kind="change", entity=HIRE,
            actors=("actor.sailor",), inputs=(b.Parameter(name="hire", type=b.reference(HIRE)),),
            guards=(still_out,), steps=(b.Update(row=b.Name(name="hire"), values=(("back_on", today),)),),
        ),
        b.Operation(
            id="operation.get_hire", name="get_hire", summary="Show one hire.", kind="get", entity=HIRE,
            inputs=(b.Parameter(name="hire", type=b.reference(HIRE)),),
        ),
        b.Operation(
            id="operation.list_hires", name="list_hires", summary="List hires.", kind="list", entity=HIRE,
        ),
    )  # fmt: skip


def charge(spans: list[tuple[int, int]]) -> b.Reaction:
    late = get("it", "late_days")
    return b.Reaction(
        id="reaction.charge_lateness",
        summary="Charge for lateness.",
        trigger=b.Trigger(on="done", operation="operation.return_boat"),
        when=compare(late, ">", b.whole(0)),
        steps=(
            b.Update(
                row=it,
                values=(
                    (
                        "charge",
                        b.Extreme(
                            which="smallest",
                            terms=(
                                b.Arithmetic(operator="*", left=b.Literally(type=MONEY, value="2.50"), right=late),
                                b.Literally(type=MONEY, value="10.00"),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        spans=(spans[2],),
    )


def reminder(spans: list[tuple[int, int]]) -> b.Timer:
    return b.Timer(
        id="timer.remind",
        summary="Remind the sailor the day before.",
        entity=HIRE,
        at=b.Part(of=b.Shift(moment=get("it", "due_on"), amount=b.whole(-1), unit="days"), part="start"),
        when=b.Not(term=b.Present(value=get("it", "back_on"))),
        steps=(
            b.Notify(
                to=b.Recipient(actor="actor.sailor", person=get("it", "sailor")),
                type="reminder",
                subject=it,
                text=b.Sentence(parts=("Bring ", get("it", "boat", "number"), " back on ", get("it", "due_on"), ".")),
                data=(("due_on", get("it", "due_on")),),
            ),
        ),
        spans=(spans[3],),
    )


def status(spans: list[tuple[int, int]]) -> b.Schedule:
    return b.Schedule(
        id="schedule.status",
        summary="Tell the harbour master how things stand.",
        recurrence=b.Recurrence(unit="week", weekdays=(5,), at="16:00"),
        steps=(
            b.Notify(
                to=b.Recipient(actor="actor.harbour_master"),
                type="status",
                text=b.Sentence(
                    parts=(
                        "Boats out: ",
                        b.Aggregate(
                            function="count",
                            entity=HIRE,
                            name="hire",
                            where=compare(get("hire", "back_on"), "==", b.nothing()),
                        ),
                    )
                ),
            ),
        ),
        spans=(spans[5],),
    )


def blueprint() -> b.Blueprint:
    return b.Blueprint(
        title="Town boats",
        slug="town_boats",
        package="town_boats",
        specification_hash="0" * 64,
        agents=(
            b.AgentDesign(
                id="agent.boats", name="boats", module="boats", purpose="Looks after boats and sailors.",
                origin="aggregate", entities=(BOAT, SAILOR), carries=("operation.add_boat", "operation.add_sailor"),
            ),
            b.AgentDesign(
                id="agent.hires", name="hires", module="hires", purpose="Looks after hires.", origin="aggregate",
                entities=(HIRE,),
                carries=(
                    "operation.hire_boat", "operation.return_boat", "operation.get_hire", "operation.list_hires",
                    "reaction.charge_lateness", "timer.remind", "schedule.status",
                ),
            ),
        ),
    )  # fmt: skip


def example() -> b.Scenario:
    steps = (
        b.CallStep(operation="add_boat", input={"number": "B1", "seats": 4}, role="harbour master"),
        b.CallStep(operation="add_sailor", input={"name": "Ann"}),
        b.CallStep(
            operation="hire_boat", input={"sailor": "Ann", "boat": "B1", "days": 3}, result={"due_on": "2026-03-05"}
        ),
        b.CallStep(operation="hire_boat", input={"sailor": "Ann", "boat": "B1"}, refused="guard.boat_in_port"),
        b.ClockStep(to="2026-03-05T09:00"),
        b.EventsStep(type="reminder", count=1, to="sailor-1"),
        b.RestartStep(),
        b.CallStep(operation="return_boat", input={"hire": "hire-1"}, at="2026-03-09T09:00"),
        b.CallStep(operation="get_hire", input={"hire": "hire-1"}, result={"charge": 5}),
    )
    return b.Scenario(
        id="example.late",
        title="A boat two open days late costs five euro",
        start="2026-03-02T09:00",
        steps=steps,
        carries=("reaction.charge_lateness",),
    )


def one_agent(specification: b.Specification) -> b.Blueprint:
    """A blueprint in which one agent does everything."""
    acting = (
        specification.operations,
        specification.reactions,
        specification.timers,
        specification.schedules,
    )
    desk = b.AgentDesign(
        id="agent.desk",
        name="desk",
        module="desk",
        purpose="Does everything.",
        origin="aggregate",
        entities=tuple(entity.id for entity in specification.entities),
        carries=tuple(item.id for part in acting for item in part),
    )
    return b.Blueprint(
        title=specification.title,
        slug=specification.slug,
        package=f"{specification.slug}_system",
        specification_hash=specification.text_hash,
        agents=(desk,),
    )
