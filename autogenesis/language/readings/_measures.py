"""Reads measured values: their bounds, the table they are looked up in, what then comes about, and alerts on them."""

from __future__ import annotations

from decimal import Decimal

import blueprints as bp
from autogenesis.language._blocks import Block, Cell
from autogenesis.language._discourse import LookedUp, Measured
from autogenesis.language._draft import Draft, EntityDraft, best_field, snake
from autogenesis.language._literals import Bound, Duration, Literal, Money, Number, Range
from autogenesis.language._patterns import find
from autogenesis.language._quantities import find_literals
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import (
    Relation,
    amount,
    both,
    compare,
    create,
    no,
    over,
    present,
    same,
    say,
    update,
)
from autogenesis.language._typing import of_unit
from autogenesis.language.readings._structure import NOTIFY, notification_type, path_to, recipient_of

MEASURING = ("measurement", "reading", "observation", "sample", "value", "result")
"""General nouns for what is measured, the most telling first."""
_OPPOSITE: dict[str, Relation] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!="}


def read_bounds(unit: Unit, draft: Draft) -> None:
    """ "Values below 5 or above 30 are refused." """
    match = find(
        unit,
        "NP=what Q.Bound=first ( or Q.Bound=second )? ( BE | MODAL ) ... V.part(refuse|reject|decline|discard|forbid)",
        "NP=what Q.Bound=first ( or Q.Bound=second )? BE not? V.part(accept|allow|permit)",
    )
    if match is None or draft.claimed(unit.span) or draft.find_entity(match["what"].label) is not None:
        return
    bounds = [b for b in (match.literal("first"), match.literal("second")) if isinstance(b, Bound)]
    entity, name = measured_field(match["what"], bounds, draft)
    label = entity.fields[name].label
    made = []
    for bound in bounds:
        kind = entity.fields[name].type
        requires = compare(f"it.{name}", _OPPOSITE[bound.op], amount(kind, value_of(bound)))
        reason = f"{label.capitalize()} {bound.text} is refused."
        guard = bp.Guard(
            id=draft.unique(
                f"invariant.{entity.name}.{name}_at_{'least' if requires.relation in {'>', '>='} else 'most'}"
            ),
            requires=requires,
            reason=reason,
            field=name,
            spans=(match.span,),
        )
        entity.invariants.append(guard)
        made.append(guard.id)
    draft.claim(unit.span, "refused_values", made)


def value_of(bound: Literal) -> Decimal:
    """The number in a literal."""
    inner = bound.value if isinstance(bound, Bound) else bound
    value = getattr(inner, "value", None)
    return value if isinstance(value, Decimal) else Decimal(0)


def measured_field(what: Piece, bounds: list[Bound], draft: Draft) -> tuple[EntityDraft, str]:
    """The field that a phrase with a bound speaks of; a value nobody has defined becomes an entity of its own,
    recorded again and again for the thing that the text is about."""
    concept = draft.concept(what)
    if concept is not None and concept.entity is not None and concept.field is not None:
        return concept.entity, concept.field
    owner = draft.primary
    heads = {p.head for u in draft.units for p in u.pieces if p.kind == "N"}
    noun = next((n for n in MEASURING if n in heads), what.head)
    entity = draft.entity(noun, what.span)
    if owner is not None and owner is not entity:
        draft.add_field(entity, owner.label, owner.type)
    whole = all(value_of(b) == int(value_of(b)) for b in bounds)
    unit = next((u for b in bounds if (u := getattr(b.value, "unit", ""))), "")
    kind = of_unit(unit) if unit else bp.INTEGER if whole else bp.DECIMAL
    name = draft.add_field(entity, _label(what, draft), kind, what.span)
    draft.add_field(entity, "recorded at", bp.DATETIME, required=False)
    operation = draft.operation("record", entity, "create", span=what.span)
    operation.values["recorded_at"] = bp.Name(name="now")
    if owner is not None and owner is not entity:
        plural = snake(entity.plural)
        owner.derivations[plural] = bp.Derivation(
            id=f"derivation.{owner.name}.{plural}", spans=(what.span,), name=plural, label=entity.plural, type=bp.list_of(kind),
            value=over("values", entity.name, same(f"{entity.name}.{owner.name}", "it"), f"{entity.name}.{name}"), summary=f"the {entity.plural}, in order",
        )  # fmt: skip
    draft.remember(Measured(entity, name))
    return entity, name


def _label(what: Piece, draft: Draft) -> str:
    """The phrase; or the shorter one by which a table's column names the same."""
    for block in draft.blocks:
        for cell in block.header:
            words = cell.text.lower().split()
            if len(words) > 1 and words[-1] == what.words[-1] and set(words) < set(what.words):
                return " ".join(words)
    return what.label


def read_table(unit: Unit, draft: Draft) -> None:
    """A sentence that leads to a table of bands: what is looked up by what."""
    block = next((b for b in draft.blocks if b.kind == "table" and b.lead_in is not None and _leads(unit, b)), None)
    if (
        block is None
        or not block.rows
        or len(block.header) < 2
        or draft.claimed(block.span)
        or any(t.spans == (block.span,) for t in draft.tables.values())
    ):
        return
    keyed = _key_column(block, draft)
    if keyed is None:
        draft.gap(
            f"The columns of the table after “{unit.text}” name nothing that the text speaks of.", "unclear", unit.span
        )
        return
    index, entity, field = keyed
    match = find(unit, "in|from|to NP=name")
    name = match["name"].label if match else "table"
    columns = [(i, cell, *_column_type(block, i)) for i, cell in enumerate(block.header) if i != index]
    lines = tuple(_line(row, index, entity.fields[field].type, columns) for row in block.rows)
    table = bp.Table(
        id=draft.unique(f"table.{snake(name)}"),
        spans=(block.span,),
        name=name,
        keys=((field, entity.fields[field].type),),
        columns=tuple((snake(cell.text), kind) for _, cell, kind in columns),
        lines=lines,
    )
    draft.tables[table.id] = table
    made = _record_of(unit, draft, entity, field, table, {snake(c.text): (c, kind) for _, c, kind in columns})
    draft.claim(unit.span, "decision_table", [table.id, *made])
    draft.claim(block.span, "decision_table", [table.id])


def _leads(unit: Unit, block: Block) -> bool:
    lead = block.lead_in
    return lead is not None and lead.span[0] <= unit.span[0] and unit.span[1] >= lead.span[1] - 2


def _key_column(block: Block, draft: Draft) -> tuple[int, EntityDraft, str] | None:
    for index, cell in enumerate(block.header):
        words = [w for w in cell.text.lower().replace("-", " ").split() if w.isalpha()]
        for entity in draft.entities.values():
            name = best_field(entity, words)
            if name is not None and all(_band(row[index]) is not None for row in block.rows):
                return index, entity, name
    return None


def _band(cell: Cell) -> Bound | Range | None:
    return next((x for x in find_literals(cell.text, cell.span[0]) if isinstance(x, Bound | Range)), None)


def _column_type(block: Block, index: int) -> tuple[bp.Type]:
    literals = [find_literals(row[index].text, row[index].span[0]) for row in block.rows]
    if all(found and isinstance(found[0], Duration) for found in literals):
        first = literals[0][0]
        assert isinstance(first, Duration)
        return (bp.Type(kind="duration", unit=f"{first.unit}s"),)
    if all(found and isinstance(found[0], Number) for found in literals):
        return (bp.DECIMAL,)
    money = [found[0] for found in literals if len(found) == 1 and isinstance(found[0], Money)]
    whole = [m.text == row[index].text.strip() for m, row in zip(money, block.rows, strict=False)]
    if len(money) == len(block.rows) and all(whole) and len({m.currency for m in money}) == 1:
        return (bp.Type(kind="money", currency=money[0].currency),)
    return (bp.TEXT,)


def _line(row: tuple[Cell, ...], index: int, kind: bp.Type, columns: list[tuple[int, Cell, bp.Type]]) -> bp.TableLine:
    band = _band(row[index])
    if isinstance(band, Range):
        low, high = (amount(kind, value_of(x)) for x in (band.low, band.high))
        cell = bp.Cell(low=low, high=high)
    else:
        assert isinstance(band, Bound)
        limit = amount(kind, value_of(band))
        cell = {
            ">=": bp.Cell(low=limit), ">": bp.Cell(low=limit, low_inclusive=False),
            "<=": bp.Cell(high=limit), "<": bp.Cell(high=limit, high_inclusive=False), "==": bp.Cell(equals=limit),
        }[band.op]  # fmt: skip
    return bp.TableLine(
        keys=(cell,),
        values=tuple(_value(row[i], kind) for i, _, kind in columns),
        span=(row[0].span[0], row[-1].span[1]),
    )


def _value(cell: Cell, kind: bp.Type) -> bp.Expression:
    if kind.kind == "text":
        return bp.text(cell.text)
    return amount(kind, value_of(find_literals(cell.text, cell.span[0])[0]))


def _record_of(
    unit: Unit, draft: Draft, source: EntityDraft, key: str, table: bp.Table, columns: dict[str, tuple[Cell, bp.Type]]
) -> list[str]:
    """The record that a look-up brings about ("no plan is needed"), created whenever the table says something."""
    after = [u for u in draft.units if unit.number < u.number <= unit.number + 4]
    match = next(
        (
            m
            for u in after
            if (m := find(u, "NP=record BE V.part(need|propose|make|suggest|draw|create|issue|offer|give|require)"))
        ),
        None,
    )
    if match is None:
        for name, (cell, kind) in columns.items():
            source.derivations[name] = bp.Derivation(
                id=f"derivation.{source.name}.{name}", spans=(cell.span,), name=name, label=cell.text.lower(), type=kind,
                value=bp.Lookup(table=table.id, keys=(bp.path("it", key),), column=name),
            )  # fmt: skip
        return [f"derivation.{source.name}.{name}" for name in columns]
    record = draft.entity(match["record"].label, match["record"].span)
    owner = next((f for f in source.fields.values() if f.type.kind == "reference"), None)
    given: dict[str, bp.Expression] = {}
    if owner is not None:
        given[draft.add_field(record, owner.label, owner.type)] = bp.path("it", owner.name)
    given[draft.add_field(record, source.label, source.type)] = bp.Name(name="it")
    first = next(iter(columns))
    for name, (cell, kind) in columns.items():
        draft.add_field(record, cell.text.lower(), kind, cell.span)
        given[name] = bp.Lookup(table=table.id, keys=(bp.path("it", key),), column=name)
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.propose_{record.name}"),
        spans=(unit.span,),
        summary=f"Look up the {table.name} and make a {record.label}.",
        trigger=bp.Trigger(on="created", entity=source.id),
        when=both(*(present(given[name]) for name in columns)),
        steps=(create(record.name, None, **given),),
    )
    draft.reactions.append(reaction)
    draft.remember(LookedUp(record, first, reaction.id, source))
    draft.made_by_rule.add(record.name)
    return [record.id, reaction.id]


def read_below_table(unit: Unit, draft: Draft) -> None:
    """ "Below 140 no plan is needed": what the table says already."""
    found = draft.recall(LookedUp)
    if found is not None and find(unit, "Q.Bound=limit NP=record BE V.part(need|require|make|propose)"):
        draft.claim(unit.span, "no_record_outside_table", [found.reaction])


def read_exclusion(unit: Unit, draft: Draft) -> None:
    """ "If the client is averse to the method, no offer is made and the adviser is asked instead." """
    match = find(
        unit, f"if NP=whose BE ANY to|of|against NP=what , NP=record BE V.part ... NP=who BE V.part({NOTIFY}|consult|involve)=asked",
    )  # fmt: skip
    found = draft.recall(LookedUp)
    if match is None or found is None:
        return
    column, reaction_id, source = found.column, found.reaction, found.source
    owner = draft.concept(match["whose"])
    if owner is None or owner.entity is None:
        return
    adjective = unit.pieces[unit.pieces.index(match["whose"]) + 2].text
    listing = _plural_field(owner.entity, adjective)
    way = path_to(draft, source, "it", owner.entity)
    if listing is None or way is None:
        return
    old = next(r for r in draft.reactions if r.id == reaction_id)
    made = next(dict(s.values)[column] for s in old.steps if isinstance(s, bp.Create))
    clash = bp.Contains(collection=bp.path(*way.split("."), listing), item=made)
    assert old.when is not None
    draft.reactions[draft.reactions.index(old)] = old.model_copy(update={"when": both(old.when, no(clash))})
    asked = bp.Reaction(
        id=draft.unique(f"reaction.ask_{snake(match['who'].label)}"),
        spans=(unit.span,),
        summary=f"Ask the {match['who'].label} instead.",
        trigger=old.trigger,
        when=both(old.when, clash),
        steps=(
            bp.Notify(
                to=recipient_of(draft, match["who"], source, "it"), type="question" if match["asked"].head in {"consult", "involve"} else notification_type(match["asked"].head), subject=bp.Name(name="it"),
                text=say(f"No {found.record.label} is proposed for ", _named(draft, owner.entity, way), ": ", made, f" is among the {listing}. Please decide."),
            ),
        ),
    )  # fmt: skip
    draft.reactions.append(asked)
    draft.assume(
        f"“{match['what'].text}” is taken to be the {column.replace('_', ' ')} that was looked up.", match["what"].span
    )
    draft.claim(unit.span, "exclusion", [reaction_id, asked.id])


def _plural_field(entity: EntityDraft, adjective: str) -> str | None:
    """The list field whose name shares a stem with the adjective, or the only list field there is."""
    lists = [f.name for f in entity.fields.values() if f.type.kind == "list"]
    alike = [name for name in lists if name[:5] == adjective.lower()[:5]]
    return next(iter(alike or (lists if len(lists) == 1 else [])), None)


def _named(draft: Draft, entity: EntityDraft, way: str) -> bp.Expression:
    name = entity.key or ("name" if "name" in entity.fields else "id")
    return bp.path(*way.split("."), name)


def read_latched_alert(unit: Unit, draft: Draft) -> None:
    """ "When a value reaches 180, the warden is alerted, but not again until a value below 160 was recorded." """
    match = find(
        unit,
        f"when|if NP=what V(reach|exceed|pass|hit|top|fall|drop|rise)=verb ( below|above|under|over|to )? Q=limit , NP=who ( on NP=duty )? MODAL? BE? be? V.part({NOTIFY})=told"
        " ... but not again until NP=again Q.Bound=rearm",
    )
    if match is None:
        return
    concept = draft.concept(match["what"])
    if concept is None or concept.entity is None or concept.field is None:
        measured = draft.recall(Measured)
        if measured is None:
            return
        entity, field = measured.entity, measured.field
    else:
        entity, field = concept.entity, concept.field
    owner = next((f for f in entity.fields.values() if f.type.kind == "reference"), None)
    kind = entity.fields[field].type
    limit = match.literal("limit")
    rearm = match.literal("rearm")
    if owner is None or limit is None or not isinstance(rearm, Bound):
        return
    reached = compare(f"it.{field}", _reaching(match["verb"].head, limit, rearm), amount(kind, value_of(limit)))
    eased = compare(f"it.{field}", _relation(rearm.op), amount(kind, value_of(rearm)))
    alert = draft.entity("alert", match["told"].span)
    draft.add_field(alert, owner.label, owner.type)
    draft.add_field(alert, entity.label, entity.type)
    draft.add_field(alert, "raised at", bp.DATETIME, required=False)
    draft.add_field(
        alert,
        "over",
        bp.BOOLEAN,
        rearm.span,
        required=False,
        default=bp.truth(False),
        summary="whether the next one may be raised",
    )
    standing = both(same(f"{alert.name}.{owner.name}", f"it.{owner.name}"), no(f"{alert.name}.over"))
    who = match["who"]
    label = f"{who.label} on {match['duty'].label}" if "duty" in match else who.label
    actor = draft.actor(label, who.span)
    if "duty" in match:
        draft.gap(
            f"Who the {label} is, is not said; whoever holds that role is told.",
            "unclear",
            (who.span[0], match["duty"].span[1]),
        )
    raised = bp.Reaction(
        id=draft.unique(f"reaction.alert_{snake(label)}"), spans=(unit.span,), summary=f"Alert the {label}.",
        trigger=bp.Trigger(on="created", entity=entity.id),
        when=both(reached, no(over("exists", alert.name, standing))),
        steps=(
            create(alert.name, None, **{owner.name: f"it.{owner.name}", entity.name: "it", "raised_at": "now"}),
            bp.Notify(to=bp.Recipient(actor=actor), type=notification_type(match["told"].head), subject=bp.Name(name="it"),
                      text=say(f"{entity.fields[field].label.capitalize()} ", f"{{it.{field}}}", " for ", _named_owner(draft, owner, "it"), ".")),
        ),
    )  # fmt: skip
    ended = bp.Reaction(
        id=draft.unique("reaction.end_alert"), spans=(rearm.span,), summary="Let the next alert be raised again.",
        trigger=bp.Trigger(on="created", entity=entity.id), when=eased,
        steps=(bp.Each(name=alert.name, rows=over("rows", alert.name, standing), steps=(update(alert.name, over=bp.truth(True)),)),),
    )  # fmt: skip
    draft.reactions += [raised, ended]
    draft.made_by_rule.add(alert.name)
    draft.claim(unit.span, "latched_alert", [alert.id, raised.id, ended.id])


def _named_owner(draft: Draft, owner: bp.FieldOf, start: str) -> bp.Expression:
    entity = next(e for e in draft.entities.values() if e.id == owner.type.entity)
    return _named(draft, entity, f"{start}.{owner.name}")


def _reaching(verb: str, limit: Literal, rearm: Bound) -> Relation:
    """``reaches`` includes the limit; the direction is away from the bound that re-arms."""
    if isinstance(limit, Bound):
        return _relation(limit.op)
    upwards = rearm.op in {"<", "<="}
    if verb in {"exceed", "pass", "top"}:
        return ">"
    return ">=" if upwards else "<="


def _relation(op: str) -> Relation:
    return next(r for r in ("<", "<=", ">", ">=", "==") if r == op)
