"""Reads what things report of themselves, and things that are but a few values: "Every lift sends its floor and load", "A call is a floor and a direction"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language import _lexicon as lexicon
from autogenesis.language._draft import Draft, EntityDraft, best_field
from autogenesis.language._people import may_name_people
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import no
from autogenesis.language._words import head_kind
from autogenesis.language.readings._fields import Stated, stated_fields
from autogenesis.language.readings._stated import add_stated

_SENDING = frozenset({"send", "transmit", "report", "signal", "deliver", "measure", "return", "broadcast"})
_UNIT = regex(r"\bin (?P<unit>[^\s,;]+)$")
_ONE = frozenset({"a", "an", "each", "every", "the"})


def read_reports(unit: Unit, draft: Draft) -> None:
    """Each report brings a thing's record up to date; it is known from the start."""
    clause = _plain(unit, draft)
    if clause is None or clause.verb not in _SENDING or clause.voice != "active":
        return
    if clause.objects[0].determiner not in {"its", "the", "a", "an"}:
        return
    made_of = _of_another(clause, unit, draft)
    if made_of:
        draft.claim(unit.span, "reported", made_of)
        return
    told_of = clause.objects[0].determiner in {"a", "an"} and may_name_people(clause.subjects[0].head)
    if told_of or any(phrase.prep == "with" for phrase in clause.phrases):
        return  # "A tenant reports a fault with a remark": it is a thing of its own
    label, fields = _told(clause, unit, draft)
    telling = any(f.choices or f.unit or f.flag or head_kind(f.head) for f in fields)
    if len(fields) < 2 or not telling or "NOUN" not in lexicon.word(label.split()[-1]).lemmas:
        return
    entity = draft.entity(label, unit.span)
    before = set(entity.fields)
    made = add_stated(draft, entity, fields)
    names = [name for name in entity.fields if name not in before]
    operation = _reporting(entity, names, unit, draft)
    draft.claim(unit.span, "reported", [entity.id, operation, *made])


def _reporting(entity: EntityDraft, names: list[str], unit: Unit, draft: Draft) -> str:
    """The operation by which these values of a thing are reported; its id."""
    operation = draft.operation("report", entity, "change", span=unit.span)
    operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    for name in names:
        f = entity.fields[name]
        entity.fields[name] = f.model_copy(update={"required": False, "default": None})
        entity.later.add(name)
        entity.given.discard(name)
        operation.inputs[name] = bp.Parameter(name=name, type=entity.fields[name].type)
    moment = draft.add_field(entity, "reported at", bp.DATETIME, unit.span, required=False)
    entity.later.add(moment)
    values = tuple((name, bp.Name(name=name)) for name in names)
    operation.steps.append(bp.Update(row=bp.Name(name=entity.name), values=(*values, (moment, bp.Name(name="now")))))
    operation.result = bp.Name(name=entity.name)
    _optional(entity, names)
    return operation.id


def _of_another(clause: Clause, unit: Unit, draft: Draft) -> list[str]:
    """ "A sensor reports the temperature of a tank in °C", "A scale sends a reading": a value of something that is kept, or a row."""
    np = clause.objects[0]
    end = clause.subjects[0]
    device = draft.find_entity(end.name)
    if len(clause.objects) > 1 or may_name_people(end.head) or np.possessor:
        return []
    phrases = (*np.of, *clause.phrases)
    whose = next((p.item for p in phrases if p.prep in {"of", "from", "for"} and p.item is not None), None)
    measured = _UNIT.search(unit.text.rstrip(" ."))
    if len(unit.clauses) > 1 and measured is None:
        return []
    others = [p for p in phrases if p.item is not whose and not (measured and p.prep == "in")]
    whole = draft.find_entity(whose.name) if whose is not None else None
    record = draft.find_entity(np.name)
    if device is not None and (record is None or record.reference_to(device) is None):
        return []
    if (
        others
        or clause.limits
        or clause.adverbs
        or np.adjectives
        or np.relatives
        or (whose is not None and whole is None)
    ):
        return []
    if record is not None and record.fields and measured is None:
        operation = draft.operation("report", record, "create", span=unit.span)
        linked = [f"field.{record.name}.{draft.add_field(record, whole.label, whole.type, unit.span)}"] if whole else []
        return [record.id, operation.id, *linked]
    known = best_field(whole, np.words or (np.head,)) if whole is not None else None
    if whole is None or not (known or measured or head_kind(np.head) == "measure"):
        return []
    kind = bp.Type(kind="decimal", unit=measured["unit"]) if measured else bp.DECIMAL
    name = known or draft.add_field(whole, np.name, kind, unit.span)
    return [whole.id, _reporting(whole, [name], unit, draft), f"field.{whole.name}.{name}"]


def read_made_of(unit: Unit, draft: Draft) -> None:
    """ "A hall call is a floor and a direction": a thing that has just these values."""
    clause = _plain(unit, draft)
    if clause is None or clause.verb != "be" or any(np.determiner not in {"a", "an"} for np in clause.objects):
        return
    label, fields = _told(clause, unit, draft)
    if len(fields) < 2:
        return
    known = {f.label: f for e in draft.entities.values() for f in e.fields.values()}
    if not all(f.label in known or head_kind(f.head) in {"date", "number", "time", "measure", "money"} for f in fields):
        return
    entity = draft.entity(label, unit.span)
    made = add_stated(draft, entity, fields)
    for name, f in entity.fields.items():
        if f.label in known and any(f.label == each.label for each in fields):
            entity.fields[name] = f.model_copy(update={"type": known[f.label].type})
    draft.claim(unit.span, "made_of", [entity.id, *made])


def _plain(unit: Unit, draft: Draft) -> Clause | None:
    """The clause with which a sentence begins, where it says of any one thing what it does or is, and nothing else."""
    clause = unit.clauses[0] if unit.clauses else None
    if clause is None or draft.claimed(unit.span) or len(clause.subjects) != 1 or not clause.objects:
        return None
    one = clause.subjects[0].determiner in _ONE and not clause.subjects[0].relatives
    return clause if one and not (clause.negators or clause.modal or clause.conditions) else None


def _told(clause: Clause, unit: Unit, draft: Draft) -> tuple[str, list[Stated]]:
    """The name of the thing, and the values that are said; none where the list says something else too."""
    start = clause.objects[0].span[0]
    fields, unread = stated_fields(draft.text.at((start, unit.span[1])).rstrip(" .;"), start)
    return clause.subjects[0].name.lower(), [] if unread else [_here(f, unit) for f in fields]


def _here(stated: Stated, unit: Unit) -> Stated:
    """Where exactly a field was named does not matter: the sentence is its place."""
    return Stated(
        stated.label, unit.span, stated.plural, stated.unit, stated.kind, stated.choices, stated.low, stated.high, stated.optional,
        stated.unique, stated.flag, stated.window, stated.only_for, stated.owner, stated.about,
    )  # fmt: skip


def _optional(entity: EntityDraft, names: list[str]) -> None:
    """What must hold of a value holds once there is one."""
    for index, guard in enumerate(entity.invariants):
        if guard.field in names:
            there = no(bp.Present(value=bp.path("it", guard.field)))
            entity.invariants[index] = guard.model_copy(update={"requires": bp.AnyOf(terms=(there, guard.requires))})
