"""Frames of sums that people give: "A bidder bids an amount for a lot", "Members can transfer points to each other"; and no more than they have."""

from __future__ import annotations

from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language import _lexicon as lexicon
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft
from autogenesis.language._people import may_name_people
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import amount, compare, no, same
from autogenesis.language._tokens import tag
from autogenesis.language._typing import of_unit
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._fields import refer_to
from autogenesis.language.meaning._naming import stands_for_people
from autogenesis.language.meaning._placing import IT, creator, guarded, reason
from autogenesis.language.meaning._relations import nouns_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope

_N = r"[a-z]+(?:\s[a-z]+)?"
_WHO = rf"(?:(?:an?|each|every)\s+(?P<who>{_N}?)|(?P<many>[a-z]+s))\s+(?:may\s+|can\s+)?"
_SUM = r"(?:an?\s+(?:amount|sum|number)(?:\s+of\s+(?P<units>[a-z]+))?|some\s+(?P<some>[a-z]+)|(?P<plain>points|credits|coins|money|tokens|chips))"
_MOVED = regex(
    rf"^{_WHO}(?P<verb>transfers?|sends?|gives?|pays?|hands?)\s+{_SUM}\s+to\s+(?:another|any\s+other|each\s+other|one\s+another|other|an\s+other)(?:\s+(?P<whom>{_N}))?$"
)
_GIVEN = regex(
    rf"^{_WHO}(?P<verb>[a-z]+)\s+an?\s+(?:amount|sum)(?:\s+of\s+money)?(?:\s+in\s+(?P<unit>[a-z]+))?\s+(?:for|on|to|towards|into)\s+(?:an?|one|the)\s+(?P<thing>{_N})$"
)
_DENIED = r"(?:may\s+not|must\s+not|cannot|can\s+not|can['’]t|may\s+never|must\s+never|can\s+never)"
_MORE = regex(
    rf"^(?:(?:nobody|no\s+one|no\s+(?P<no>{_N}?))\s+(?:may|can|must|shall)|(?:an?\s+|the\s+)?(?P<who>[a-z]+)\s+{_DENIED})\s+(?:ever\s+)?(?P<verb>[a-z]+)\s+(?:for\s+)?more(?:\s+(?P<what>[a-z]+))?\s+than\s+"
    r"(?:(?:it|they|he|she|he\s+or\s+she)\s+(?:still\s+)?(?:has|have|owns?|holds?|got|has\s+got|have\s+got)(?:\s+left)?|(?:its|their|his|her|his\s+or\s+her)\s+(?P<field>[a-z]+)(?:\s+(?:allows?|holds?|covers?))?)$"
)
_HELD = ("balance", "account", "credit", "budget", "funds", "savings", "allowance", "money")
_ENDINGS = ("", "ation", "ment", "ion", "al")


@dataclass(frozen=True, slots=True)
class _Moves:
    """A sum that goes from one row to another: by which deed, out of which field, and how much."""

    operation: OperationDraft
    holder: EntityDraft
    field: str


def moved(clause: Clause, scope: Scope) -> Claimed | None:
    """A sum leaves what one has and is added to what the other has."""
    match = _MOVED.match(_said(scope)) if clause.span[0] == scope.unit.span[0] else None
    if match is None:
        return None
    draft = scope.draft
    holder = draft.find_entity(_one(match["who"] or match["many"]))
    if holder is None or (match["whom"] and draft.find_entity(_one(match["whom"])) is not holder):
        return None
    units = match["units"] or match["some"] or match["plain"] or ""
    field = _held(holder, units)
    if field is None:
        return None
    verb = tag(f"They {match['verb']} it.")[1].lemma
    operation = draft.operation(f"{verb} {units}".strip() if units else verb, None, "command", span=scope.unit.span)
    operation.summary = f"{verb.capitalize()} {units or 'a sum'} to another {holder.label}."
    kind = holder.fields[field].type
    sender, receiver = bp.Name(name="sender"), bp.Name(name="receiver")
    for name, type_ in (("sender", holder.type), ("receiver", holder.type), ("amount", kind)):
        operation.inputs[name] = bp.Parameter(name=name, type=type_)
    operation.verb = verb
    actor = draft.actor(holder.label, row=holder) if _people(holder, draft) else None
    operation.actors.extend([actor] if actor is not None else [])
    some = draft.guard(f"{operation.name}.some", compare("amount", ">", amount(kind, 0)), "It must be more than 0.", scope.unit.span, "amount")  # fmt: skip
    other = draft.guard(f"{operation.name}.other", no(same(sender, receiver)), f"It goes to another {holder.label}.", scope.unit.span, "receiver")  # fmt: skip
    operation.guards.extend((some, other))
    for row, sign in ((sender, "-"), (receiver, "+")):
        left = bp.Get(of=row, field=field)
        changed = bp.Arithmetic(operator="-" if sign == "-" else "+", left=left, right=bp.Name(name="amount"))
        operation.steps.append(bp.Update(row=row, values=((field, changed),)))
    operation.result = sender
    draft.remember(_Moves(operation, holder, field))
    return _whole("sum_moved", (operation.id, some.id, other.id), scope)


def given(clause: Clause, scope: Scope) -> Claimed | None:
    """Each time it is done it leaves a record: of whom, for what, how much."""
    match = _GIVEN.match(_said(scope)) if clause.span[0] == scope.unit.span[0] else None
    if match is None:
        return None
    draft = scope.draft
    who, thing = _one(match["who"] or match["many"]), draft.find_entity(_one(match["thing"]))
    verb = tag(f"They {match['verb']} it.")[1].lemma
    noun = next((n for n in (verb.removesuffix("e") * bool(e) + e or verb for e in _ENDINGS) if _is_noun(n)), None)
    holder = draft.find_entity(who)
    if thing is None or noun is None or not (holder is not None or may_name_people(who.split()[-1])):
        return None
    record = draft.entity(noun, scope.unit.span)
    made = [record.id]
    if holder is not None:
        made.append(f"field.{record.name}.{refer_to(draft, record, holder)}")
    else:
        name = draft.add_field(record, who, bp.Type(kind="person", actor=draft.actor(who, scope.unit.span)))
        made.append(f"field.{record.name}.{name}")
    made.append(f"field.{record.name}.{refer_to(draft, record, thing)}")
    if not any(f.type.is_number for f in record.fields.values()):
        kind = _kind(match["unit"] or "", holder, draft)
        made.append(f"field.{record.name}.{draft.add_field(record, 'amount', kind, scope.unit.span)}")
        some = draft.unique(f"invariant.{record.name}.some")
        more = compare("it.amount", ">", amount(kind, 0))
        record.invariants.append(
            bp.Guard(id=some, requires=more, reason="The amount must be more than 0.", field="amount")
        )
    operation = next((o for o in draft.operations.values() if o.entity is record and o.kind == "create"), None)
    if operation is None:
        operation = draft.operation(verb, thing, "create", f"{verb.capitalize()} for a {thing.label}.", scope.unit.span)
        operation.entity = record
    actor = draft.actor(who, row=holder) if holder is None or _people(holder, draft) else None
    operation.actors.extend([actor] if actor is not None and actor not in operation.actors else [])
    return _whole("sum_given", (operation.id, *made), scope)


def no_more_than_held(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Nobody may bid more than they have": what is given is at most what the giver has at that time."""
    match = _MORE.match(_said(scope)) if clause.span[0] == scope.unit.span[0] else None
    if match is None:
        return None
    draft = scope.draft
    verb, what = tag(f"They may {match['verb']} it.")[2].lemma, match["what"] or ""
    whole = replace(clause, span=scope.unit.span, text=scope.unit.text)
    moves = draft.recall(_Moves)
    if moves is not None and moves.operation.verb == verb:
        left = bp.Get(of=bp.Name(name="sender"), field=moves.field)
        requires = compare(bp.Name(name="amount"), "<=", left)
        guard = draft.guard(f"{moves.operation.name}.enough", requires, reason(whole.text), whole.span, "amount")
        moves.operation.guards.append(guard)
        return _whole("no_more_than_held", (moves.operation.id, guard.id), scope)
    for record in [e for e in draft.entities.values() if e.label.split()[-1] in nouns_of(verb)]:
        creator(draft, record)
    found = [each for o in draft.operations.values() if (each := _spent(o, verb, what, match["field"] or "", draft))]
    if not found:
        raise NotUnderstoodError(f"it is not known how much one can {verb}", clause.span)
    made: list[str] = []
    for operation, record, sum_, held in found:
        guard_id = guarded(operation, record, compare(sum_, "<=", held), "enough", whole, draft)
        made += [operation.id, guard_id]
    return _whole("no_more_than_held", tuple(made), scope)


def _spent(
    operation: OperationDraft, verb: str, what: str, field: str, draft: Draft
) -> tuple[OperationDraft, EntityDraft, bp.Expression, bp.Expression] | None:
    """How much a deed is about, and what whoever does it has."""
    record = operation.entity
    said = operation.verb.split()[0] if operation.verb else ""
    named = record is not None and record.label.split()[-1] in nouns_of(verb)
    if record is None or operation.kind != "create" or not (said == verb or named or verb in {"spend", "pay"}):
        return None
    for reference in record.fields.values():
        holder = next((e for e in draft.entities.values() if reference.type.entity == e.id), None)
        name = _held(holder, what, field) if holder is not None else None
        if holder is None or name is None or not _people_or_named(holder, draft):
            continue
        kind = holder.fields[name].type
        sum_ = _sum(record, kind, what, draft)
        if sum_ is not None:
            return operation, record, sum_, bp.path("it", reference.name, name)
    return None


def _sum(record: EntityDraft, kind: bp.Type, what: str, draft: Draft) -> bp.Expression | None:
    """The number of the record, else what the thing that it is of costs."""
    own = [
        f
        for f in record.fields.values()
        if f.type.kind == kind.kind and f.type.is_number and f.name not in record.later
    ]
    told = [f for f in own if what and what in f.label.split()]
    if len(told or own) == 1:
        return bp.Get(of=IT, field=(told or own)[0].name)
    for reference in record.fields.values():
        thing = next((e for e in draft.entities.values() if reference.type.entity == e.id), None)
        price = next((f.name for f in thing.fields.values() if f.type.kind == "money" and f.label.split()[-1] in {"price", "cost", "fee"}), None) if thing else None  # fmt: skip
        if price is not None and kind.kind == "money":
            return bp.path("it", reference.name, price)
    return None


def _held(holder: EntityDraft, units: str, field: str = "") -> str | None:
    """The field with how much somebody has."""
    numbers = [f for f in holder.fields.values() if f.type.is_number and f.name not in holder.later]
    for wanted in (field, units):
        found = [f for f in numbers if wanted and (wanted in f.label.split() or f.type.unit == wanted)]
        if found:
            return found[0].name
    known = [f for f in numbers if set(f.label.split()) & set(_HELD)]
    money = [f for f in numbers if f.type.kind == "money"]
    for few in (known, money):
        if len(few) == 1 and not field:
            return few[0].name
    return None


def _kind(unit: str, holder: EntityDraft | None, draft: Draft) -> bp.Type:
    if unit:
        return of_unit(unit)
    held = _held(holder, "") if holder is not None else None
    return holder.fields[held].type if holder is not None and held is not None else of_unit("euro")


def _people(entity: EntityDraft, draft: Draft) -> bool:
    return stands_for_people(entity, draft) or may_name_people(entity.label.split()[-1])


def _people_or_named(entity: EntityDraft, draft: Draft) -> bool:
    """Whoever has something: people, or what has a name and a balance."""
    return _people(entity, draft) or "name" in entity.fields


def _is_noun(word: str) -> bool:
    return lexicon.known(word) and lexicon.word(word).can("NOUN")


def _said(scope: Scope) -> str:
    return " ".join(scope.unit.text.split()).strip(" .,;").lower()


def _one(said: str) -> str:
    words = tag(f"the {said}.")[1:-1]
    return " ".join([*(w.lower for w in words[:-1]), words[-1].lemma])


def _whole(pattern: str, made: tuple[str, ...], scope: Scope) -> Claimed:
    scope.take(scope.unit.span)
    scope.draft.claim(scope.unit.span, pattern, made)
    return Claimed(pattern, made)


SUMS_GIVEN: tuple[Frame, ...] = (moved, given)
"""The frames of sums that are given, which come before other things are looked for."""
NO_MORE_THAN_HELD: tuple[Frame, ...] = (no_more_than_held,)
"""The frame of what one has."""
