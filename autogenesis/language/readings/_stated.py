"""Gives an entity the fields that a text states: their types, keys, bounds, choices, and what must hold between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Bound, Duration, Recurrence, TimeOfDay, TimeWindow
from autogenesis.language._regex import regex
from autogenesis.language._terms import amount, choice
from autogenesis.language._tokens import tokens
from autogenesis.language._typing import counted_in, currency_of, of_unit
from autogenesis.language._words import head_kind
from autogenesis.language.readings._between_fields import Declared, bounds, distinct, intervals, on_weekdays, only_for
from autogenesis.language.readings._fields import Stated
from autogenesis.language.readings._glosses import counted_by_itself, lengths, moment_type, noted_at_first

_PLAIN = {
    "integer": bp.INTEGER, "decimal": bp.DECIMAL, "text": bp.TEXT, "date": bp.DATE, "time": bp.TIME,
    "datetime": bp.DATETIME, "boolean": bp.BOOLEAN, "percent": bp.PERCENT,
}  # fmt: skip
_BY_HEAD = {
    "date": bp.DATE, "number": bp.INTEGER, "percent": bp.PERCENT, "measure": bp.DECIMAL, "time": bp.TIME, "boolean": bp.BOOLEAN,
}  # fmt: skip
_WHOLE = frozenset({"age", "floor", "row", "column", "seat", "year", "storey", "page", "number", "stock"})
_KEYS = frozenset({"number", "code", "key", "no", "nr"})
_DONE = ("ed", "paid", "given", "lent", "sent", "taken", "spent")
_AFTER = frozenset({"per", "an", "a", "each", "every", "started", "begun", "for"})
"""What stands before an hour that is counted, and does not tell the time."""
_AWAITED = frozenset({"expected", "due", "planned"})
"""What stands before "back" where a moment is meant: "expected back"."""
_ORDINALS = frozenset(
    {
        "first",
        "second",
        "third",
        "home",
        "away",
        "own",
        "other",
        "old",
        "new",
        "left",
        "right",
        "from",
        "to",
        "main",
        "next",
        "previous",
        "preferred",
    }
)


def _said_unique(stated: Stated) -> Stated:
    """ "A room has a unique number": no two of them have the same."""
    label = stated.label.removeprefix("unique ")
    return stated if label == stated.label else replace(stated, label=label, unique=True)


def add_stated(draft: Draft, entity: EntityDraft, fields: Iterable[Stated]) -> list[str]:
    """Add the fields; the ids of what was made: fields, then invariants."""
    fields = [_said_unique(f) for f in fields]
    counted = any(f.choices and f.label in {"status", "state"} for f in fields)
    made: list[str] = []
    for stated in fields:
        name = _add(draft, entity, stated, later=counted)
        if name is None:
            continue
        made.append(f"field.{entity.name}.{name}")
        made += bounds(draft, entity, name, stated)
        made += on_weekdays(draft, entity, name, stated)
        if stated.length is not None:
            made += lengths(draft, entity, name, stated.length, stated.span)
        if stated.signs:
            only = f"That the {stated.label} of {article(entity.label)} is made of {stated.signs}s only is not checked."
            draft.assume(only, stated.span)
        if stated.counted is not None:
            counted_by_itself(entity, name, stated.counted)
        if stated.unread is not None:
            words = draft.text.at(stated.unread)
            draft.gap(f"What “{words}” says of the {stated.label} is not understood.", "unclear", stated.unread)
            draft.claim(
                stated.unread,
                "unread_gloss",
                status="unclear",
                note=f"What it says of the {stated.label} is not understood.",
            )
    made += only_for(draft, entity, fields)
    made += intervals(draft, entity)
    made += distinct(draft, entity)
    return made


def _add(draft: Draft, entity: EntityDraft, stated: Stated, *, later: bool) -> str | None:
    if stated.label in {"id", "identifier"} and not stated.kind and not stated.choices:
        return None
    key = (
        stated.unique
        or stated.label in _KEYS
        or stated.label in {"id", *(f"{entity.label} {k}" for k in ("id", *_KEYS))}
    )
    kind = type_of(draft, entity, stated)
    label = _field_label(stated, kind)
    default: bp.Expression | None = None
    required = not stated.optional and not stated.only_for and kind.kind != "list"
    if stated.flag:
        default, required = bp.truth(False), False
    elif stated.label in {"status", "state"} and kind.kind == "choice":
        default, required = choice(kind.choices[0], kind.choices), False
        draft.assume(
            f"A new {entity.label} is “{kind.choices[0]}”, the first {stated.label} named, where nothing else is said.",
            stated.span,
        )
    elif stated.first is not None and kind.is_number:
        default, required = amount(kind, Decimal(stated.first)), False
    elif (
        not stated.kind
        and kind.kind in {"date", "datetime", "person"}
        and len(stated.label.split()) > 1
        and moment_type(stated.label.split())
    ):
        required = False
        default = noted_at_first(entity, stated.label.split(), kind)
    elif later and _comes_later(stated, kind):
        required = False
        draft.assume(f"The {label} of {article(entity.label)} may be given later.", stated.span)
    known = set(entity.fields)
    name = draft.add_field(entity, label, kind, stated.span, required=required, default=default)
    entity.given.add(name)
    if stated.unique and not key:
        entity.fields[name] = entity.fields[name].model_copy(update={"unique": True})
    if key and name not in known and entity.key is None and kind.kind in {"integer", "text"}:
        entity.key = name
    return name


def _comes_later(stated: Stated, kind: bp.Type) -> bool:
    """Of a thing that passes through states: what each side counts ("first goals") and days of events may come later."""
    counted = stated.plural and stated.label.split()[0] in _ORDINALS and kind.kind in {"integer", "decimal"}
    return counted or (kind.kind in {"date", "datetime"} and stated.head in {"on", "at"})


def _field_label(stated: Stated, kind: bp.Type) -> str:
    words = stated.label.split()
    if kind.kind == "reference" and words[-1] in {*_KEYS, "id"} and len(words) > 1:
        return " ".join(words[:-1])
    if stated.plural and stated.head not in {"scored", "touched"} and not words[-1].endswith("s"):
        return " ".join([*words[:-1], plural_of(words[-1])])
    return stated.label


def type_of(draft: Draft, entity: EntityDraft, stated: Stated) -> bp.Type:
    """The type of a field: what is said outright, then choices, references, units, heads of general meaning."""
    if stated.kind == "money":
        return bp.Type(kind="money", currency=currency_of(draft))
    if stated.kind == "decimal" and stated.label in _KEYS:
        return bp.INTEGER
    if stated.kind:
        return _PLAIN[stated.kind]
    if stated.choices:
        yes = {c.lower() for c in stated.choices} in ({"yes", "no"}, {"true", "false"})
        return bp.BOOLEAN if yes else bp.Type(kind="choice", choices=stated.choices)
    if stated.flag:
        return bp.BOOLEAN
    if (
        len(label_words := stated.label.split()) > 2
        and "of" in label_words[1:3]
        and label_words[label_words.index("of") - 1] in {"number", "count"}
    ):
        return bp.INTEGER
    other = _referred(draft, stated)
    if other is not None:
        kind = bp.reference(other.id, deferred=other is entity)
        return bp.list_of(kind) if stated.plural else kind
    if stated.unit and stated.among:
        return bp.Type(kind="integer", unit=stated.unit) if all(x == int(x) for x in stated.among) else bp.DECIMAL
    if stated.unit:
        return _measured(of_unit(stated.unit), stated)
    return _by_head(draft, entity, stated)


def _referred(draft: Draft, stated: Stated) -> EntityDraft | None:
    """The entity that a field's words name: "first team", "policy number" where policies are kept."""
    words = (stated.about or stated.label).split()
    if words[-1] in {*_KEYS, "id"} and len(words) > 1:
        return draft.find_entity(" ".join(words[:-1]))
    for start in range(len(words)):
        found = draft.find_entity(" ".join(words[start:]))
        if found is not None and all(w in _ORDINALS or w.endswith("ing") for w in words[:start]):
            return found
    return None


_HAS = regex(
    r"^(?:an?|each|every)\s+(?P<thing>[a-z-]+(?:\s[a-z-]+)?)\s+has\s+(?:an?|its|their)\s+(?!right\b|duty\b|chance\b)[a-z]",
    re.I,
)


def _having_something(draft: Draft) -> frozenset[str]:
    """Of what something is kept, as the text says elsewhere: "A member has a name"."""
    found = (_HAS.match(" ".join(unit.text.split())) for unit in draft.units)
    return frozenset(match["thing"].lower() for match in found if match is not None)


def _measured(kind: bp.Type, stated: Stated) -> bp.Type:
    bounds = [x for x in (stated.low, stated.high) if x is not None]
    whole = bool(bounds) and all(x == int(x) for x in bounds)
    return bp.INTEGER if kind.kind == "decimal" and whole and head_kind(stated.head) == "number" else kind


def _by_head(draft: Draft, entity: EntityDraft, stated: Stated) -> bp.Type:
    head, label = stated.head, stated.label
    words = label.split()
    declared = _declared(draft, stated)
    if declared is not None:
        return declared
    if len(words) == 2 and head_kind(words[0]) in {"date", "money", "number"} and words[1].endswith(_DONE):
        first = "amount" if words[0] == "sum" and _money(draft) else words[0]
        return _by_head(draft, entity, replace(stated, label=first, plural=False))  # "sum requested", "date joined"
    if label.startswith(("days of ", "hours of ", "minutes of ", "weeks of ", "months of ", "hour of ")):
        return bp.INTEGER
    if label.startswith("day of "):
        return bp.INTEGER if words[-1] in {"week", "month", "year"} else bp.DATE
    if (
        words[-1] in {"from", "until", "till"}
        or label == "to"
        or (
            words[0] in {"open", "opens", "closes", "opening", "closing"}
            and len(words) > 1
            and head_kind(head) in {"", "date", "time"}
        )
    ):
        return bp.TIME if words[0] in {"open", "opens", "closes", "closed", "opening", "closing"} else bp.DATE
    moment = moment_type(words)
    if moment is not None:
        return moment
    if len(words) > 1 and words[-1] in {"back", "out"} and words[-2] in _AWAITED:
        clock = _by_the_clock(draft) or any(f.type.kind == "datetime" for f in entity.fields.values())
        return bp.DATETIME if clock else bp.DATE
    if head in {"start", "end", "begin", "beginning"}:
        return bp.DATETIME if _by_the_clock(draft) else bp.DATE
    bounding = (stated.low, stated.high, *stated.among, stated.first if isinstance(stated.first, Decimal) else None)
    if any(x is not None for x in bounding) and head_kind(head) == "money":
        return bp.Type(kind="money", currency=currency_of(draft))
    if any(x is not None for x in bounding):
        whole = all(x is None or (x == int(x) and x.as_tuple().exponent == 0) for x in bounding)
        whole = whole and head_kind(head) != "measure"
        return bp.INTEGER if whole else bp.DECIMAL
    if stated.window or head in _WHOLE:
        return (
            bp.INTEGER
            if head != "number" or len(words) == 1 or words[0] == entity.label or words[:2] == ["number", "of"]
            else bp.TEXT
        )
    if label.startswith(("number of ", "date of ", "time of ")):
        return bp.INTEGER if label.startswith("number") else bp.DATE if label.startswith("date") else bp.TIME
    if label in draft.once(_having_something) and label != entity.label:
        kept = draft.entity(label)
        return bp.list_of(kept.type) if stated.plural else kept.type
    actor = draft.find_actor(words)
    if actor is not None and not stated.plural:
        return bp.Type(kind="person", actor=actor)
    kind = head_kind(head) or (head_kind(plural_of(head)) if stated.plural else "")
    if kind == "money":
        return (
            bp.Type(kind="money", currency=currency_of(draft))
            if _money(draft) or head not in {"estimate", "value", "rate"}
            else bp.DECIMAL
        )
    if kind == "duration":
        return bp.Type(kind="duration", unit=_usual_unit(draft))
    if kind == "person" and not stated.plural:
        return bp.Type(kind="person", actor=draft.actor(label, stated.span))
    if kind in _BY_HEAD:
        return _BY_HEAD[kind]
    if stated.plural and counted_in(draft, stated.label):
        return of_unit(stated.label)
    return bp.list_of(bp.TEXT) if stated.plural and kind not in {"text", "name"} else bp.TEXT


def _declared(draft: Draft, stated: Stated) -> bp.Type | None:
    """What a sentence of its own says about numbers of this name ("Goals are whole numbers")."""
    declared = draft.recall(Declared)
    words = (stated.label, stated.head, *(w.rstrip("s") for w in stated.label.split() if stated.plural))
    found = [declared.numbers[w][0] for w in words if w in declared.numbers] if declared else []
    return found[0] if found else None


def _by_the_clock(draft: Draft) -> bool:
    """Whether the text counts in hours or minutes, or names times of day."""
    literals = [p.literal for u in draft.units for p in u.pieces]
    inner = [x.value if isinstance(x, Bound) else x for x in literals]
    return any(
        isinstance(x, TimeOfDay | TimeWindow)
        or (isinstance(x, Recurrence) and (x.at or x.unit in {"minute", "hour"}))
        or (isinstance(x, Duration) and x.unit in {"minute", "hour"})
        for x in inner
    ) or draft.once(_counts_hours)


def _counts_hours(draft: Draft) -> bool:
    """Whether the text counts hours or minutes of something: what starts and ends then does so at a time, not on a day."""
    for unit in draft.units:
        words = tokens(unit.sentence)
        for before, token in pairwise(words):
            if token.lemma in {"hour", "minute"} and before.lower in _AFTER or token.lower == "hourly":
                return True
    return False


def _money(draft: Draft) -> bool:
    lowered = draft.text.text.lower()
    return any(
        word in lowered for word in ("euro", "€", "dollar", "$", "pound", "£", "franc", "eur ", "usd", "gbp", "chf")
    )


def _usual_unit(draft: Draft) -> str:
    found = [p.literal.unit for u in draft.units for p in u.pieces if isinstance(p.literal, Duration)]
    return f"{found[0]}s" if found else "days"
