"""Reads hours that people owe in a year: "Every member owes 8 hours of work a year", what missing ones cost, and who is exempt."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._literals import Money
from autogenesis.language._quantities import find_literals, plain_number
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import amount, both, compare, over, same
from autogenesis.language.readings._inventories import singular

_NUMBER = r"\d+|[a-z]+"
_OWES = regex(
    rf"^(?:each|every|all)\s+(?P<who>[a-z-]+)\s+(?:owes?|(?:must|has\s+to|have\s+to|shall|is\s+obliged\s+to|needs\s+to)\s+(?:do|work|put\s+in|contribute|perform|give|serve|help))\s+(?P<n>{_NUMBER})\s+hours(?:\s+of\s+(?P<work>[a-z][a-z ]*?))?\s+(?:a|per|each|every)\s+year$",
    re.I,
)
_EXEMPT = regex(
    r"^(?P<who>[a-z-]+)\s+(?:who\s+are\s+)?(?:(?:aged?|of)\s+(?P<from>\d+)\s+(?:or|and)\s+(?:over|older|more|above)|over\s+(?P<over>\d+))\s+(?:are\s+(?:exempt|excused|free)|need\s+not\s+work|do\s+not\s+have\s+to\s+(?:work|do\s+(?:so|this|it)))(?:\s+from\s+(?:this|it|work))?$",
    re.I,
)
_COST = regex(
    r"^(?:(?:missing\s+hours|hours\s+(?:not\s+(?:worked|done)|missing)|unworked\s+hours)\s+(?:cost|are\s+charged\s+(?:at|with)|are\s+billed\s+at)\s+(?P<a>.+?)\s+(?:each|per\s+hour|an\s+hour)"
    r"|for\s+(?:each|every)\s+(?:missing\s+hour|hour\s+(?:not\s+worked|missing)),?\s+(?:the|a|an)\s+[a-z-]+\s+(?:pays?|owes?|is\s+charged)\s+(?P<b>.+?)"
    r"|(?:each|every)\s+(?:missing\s+hour|hour\s+(?:not\s+worked|missing))\s+(?:costs|is\s+charged\s+(?:at|with))\s+(?P<c>.+?))(?:\s+at\s+(?:the\s+end\s+of\s+the\s+year|the\s+year['’]s\s+end))?$",
    re.I,
)
_NOTED = regex(
    r"^(?:the\s+)?hours(?:\s+worked)?\s+are\s+(?:recorded|entered|noted)\s+by\s+(?:the|an?)\s+(?P<who>[a-z-]+)$", re.I
)
_MONTHS = 12


def read_hours_owed(unit: Unit, draft: Draft) -> None:
    """All sentences about it together: the hours that are noted, how many are missing, and what is charged for them."""
    if unit is not draft.units[0]:
        return
    told = [(u, " ".join(u.text.split()).rstrip(".")) for u in draft.units if not draft.claimed(u.span)]
    owing = [(u, m) for u, text in told if (m := _OWES.match(text)) is not None]
    if len(owing) != 1:
        return
    said, owes = owing[0]
    entity = draft.find_entity(singular(owes["who"].lower()))
    owed = plain_number(owes["n"])
    if entity is None or not entity.fields or owed is None:
        return
    record = draft.entity(f"{entity.label} hours", said.span)
    draft.add_field(record, entity.label, entity.type)
    draft.add_field(record, "hours", bp.Type(kind="decimal", unit="hours"))
    draft.add_field(record, "date", bp.DATE)
    operation = draft.operation("record", record, "create", f"Record hours of work of {entity.plural}.", said.span)
    year = bp.Part(of=bp.Name(name="today"), part="year")
    mine = both(
        same(f"{record.name}.{entity.name}", "it"), same(bp.Part(of=bp.path(record.name, "date"), part="year"), year)
    )
    worked = over("sum", record.name, mine, f"{record.name}.hours")
    missing: bp.Expression = bp.Arithmetic(operator="-", left=bp.number(owed), right=worked)
    missing = bp.Extreme(which="largest", terms=(missing, bp.number("0")))
    elements = [record.id, operation.id, f"derivation.{entity.name}.missing_hours"]
    for other, text in told:
        exempt = _EXEMPT.match(text)
        if exempt is not None and draft.find_entity(singular(exempt["who"].lower())) is entity:
            old = _so_old(entity, exempt, other, draft)
            missing = bp.Conditional(test=old, then=bp.number("0"), otherwise=missing)
            draft.claim(other.span, "hours_owed", elements)
        noted = _NOTED.match(text.partition(";")[0].strip())
        if noted is not None:
            actor = draft.actor(noted["who"].lower(), other.span)
            operation.roles.append(actor)
            operation.actors.append(actor)
            end = other.span[0] + len(other.text.partition(";")[0])
            draft.claim((other.span[0], end), "hours_owed", [operation.id])
    entity.derivations["missing_hours"] = bp.Derivation(
        id=f"derivation.{entity.name}.missing_hours", spans=(said.span,), name="missing_hours", label="missing hours",
        type=bp.Type(kind="decimal", unit="hours"), value=missing, summary="how many hours are missing this year",
    )  # fmt: skip
    draft.claim(said.span, "hours_owed", elements)
    costs = [(u, m) for u, text in told if (m := _COST.match(text)) is not None]
    if len(costs) == 1:
        _charged(entity, *costs[0], draft)


def _so_old(entity: EntityDraft, exempt: re.Match[str], unit: Unit, draft: Draft) -> bp.Expression:
    """That somebody is of that age, whose date of birth is kept from now on where it was not."""
    born = next((f.name for f in entity.fields.values() if "birth" in f.label.lower()), None)
    if born is None:
        born = draft.add_field(entity, "date of birth", bp.DATE, unit.span, required=False)
        entity.given.add(born)
    years = bp.Between(start=bp.path("it", born), end=bp.Name(name="today"), unit="years")
    limit = int(exempt["from"] or exempt["over"])
    old = bp.Compare(relation=">=" if exempt["from"] else ">", left=years, right=bp.whole(limit))
    return both(bp.Present(value=bp.path("it", born)), old)


def _charged(entity: EntityDraft, unit: Unit, cost: re.Match[str], draft: Draft) -> None:
    """At the end of the year what is missing is charged."""
    words = next(text for text in cost.groups() if text)
    money = next((x for x in find_literals(words) if isinstance(x, Money)), None)
    if money is None:
        return
    kind = bp.Type(kind="money", currency=money.currency)
    name = draft.add_field(
        entity, "charged for missing hours", kind, unit.span, required=False, default=amount(kind, 0)
    )
    entity.later.add(name)
    row = bp.Name(name=entity.name)
    rate = bp.Literally(type=kind, value=str(money.value))
    due = bp.Arithmetic(operator="*", left=rate, right=bp.Get(of=row, field="missing_hours"))
    total = bp.Arithmetic(operator="+", left=bp.Get(of=row, field=name), right=due)
    steps = (bp.Each(
        name=entity.name, rows=over("rows", entity.name, compare(f"{entity.name}.missing_hours", ">", bp.number("0"))),
        steps=(bp.Update(row=row, values=((name, total),)),),
    ),)  # fmt: skip
    december = same(bp.Part(of=bp.Name(name="today"), part="month"), bp.whole(_MONTHS))
    schedule = bp.Schedule(
        id=draft.unique("schedule.charge_missing_hours"), spans=(unit.span,), summary=" ".join(unit.text.split()).rstrip("."),
        recurrence=bp.Recurrence(unit="month", day=-1, at="23:59"), steps=(bp.When(test=december, then=steps),),
    )  # fmt: skip
    draft.schedules.append(schedule)
    draft.assume("Missing hours are charged on 31 December at 23:59.", unit.span)
    draft.claim(unit.span, "hours_owed", [schedule.id, f"field.{entity.name}.{name}"])
