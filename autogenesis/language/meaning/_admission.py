"""Reads who may be put on a list, with what, and in which order it stands: "Anyone aged 18 or over may join the list with …"."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article, snake
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import both, compare, over, same
from autogenesis.language.meaning._called_off import valid
from autogenesis.language.meaning._offers import read_offers
from autogenesis.language.meaning._placing import before_creation
from autogenesis.language.meaning._scope import Row
from autogenesis.language.readings._fields import stated_fields
from autogenesis.language.readings._stated import add_stated

_LIST = r"(?P<list>(?:waiting |wait-?)?list|queue|register|roll)"
_ADMIT = re.compile(
    r"^(?:anyone|anybody|everybody|everyone|whoever|people|persons|residents|somebody|each person)\s+(?:who (?:is|are)\s+)?"
    r"(?:(?:aged?|of|at least)\s+)?(?:(?P<age>\d{1,2})(?:\s+years)?(?:\s+(?:or|and)\s+(?:over|older|above|more|up))?\s+)?(?:may|can|is allowed to)\s+"
    rf"(?:be put on(?:to)?|join|go on(?:to)?|get on(?:to)?|be entered (?:on|in)|be added to|enter|put (?:themselves|their names?) on)\s+(?:the|a|our)\s+{_LIST}\s+(?:with|giving|stating)\s+(?P<fields>.+)$", re.I)  # fmt: skip
_ANY = re.compile(
    r"\s*\(\s*[\"“'‘](?P<any>[a-z]+)[\"”'’]\s+(?:is|are)\s+(?:possible|allowed|fine|also possible)\s*\)", re.I
)
_WANTED = re.compile(
    r"\bthe\s+(?P<what>[a-z]+(?: [a-z]+)?)\s+(?:that\s+)?(?:they|he|she|one)\s+(?:wants?|wish(?:es)?(?: for)?|would like|prefers?|chooses?)\b",
    re.I,
)
_SINGLE = re.compile(
    r"^(?:one|each|every|an?|the same)\s+(?P<what>[a-z-]+)(?:,\s*i\.e\.,?\s*(?:one|the same|each)\s+(?P<same>[a-z-]+),?)?\s+(?:can|may)\s+(?P<only>only\s+)?(?:have|hold|make|get)\s+"
    r"(?:(?P<one>a single|only one|one|at most one)\s+)(?P<noun>entry|place|registration|application|[a-z]+)(?P<only2>\s+only|\s+at a time)?$", re.I)  # fmt: skip
_ORDER = re.compile(
    rf"^(?:the|our)\s+{_LIST}\s+is\s+(?:kept\s+|sorted\s+|ordered\s+)?(?:in (?:the )?order of|by (?:the )?(?:date|time|order) of)\s+(?:joining|entry|arrival|registration|application)$",
    re.I,
)


def admit(draft: Draft) -> None:
    """Before deeds are read: the entries of the list, who may be entered, once each, in the order of joining."""
    for unit in draft.units:
        text = " ".join(unit.text.split()).rstrip(" .")
        match = _ADMIT.match(text)
        if match is None or draft.claimed(unit.span) or f"admission@{unit.id}" in draft.barred:
            continue
        before = draft.mark()
        entity = _entries(match, unit, draft)
        if entity is None:
            draft.back_to(before)
            continue
        _others(entity, unit, draft)
        read_offers(draft, entity)
        return


def _entries(match: re.Match[str], unit: Unit, draft: Draft) -> EntityDraft | None:
    entity = draft.entity(_label(match["list"].lower(), draft), unit.span)
    text = match["fields"]
    any_ = _ANY.search(text)
    text = _ANY.sub("", text)
    wanted = _WANTED.search(text)
    made: list[str] = []
    if wanted is not None:
        name = _wish(entity, wanted["what"].lower(), any_["any"].lower() if any_ else "", unit, draft)
        if name is None:
            return None
        made.append(name)
        text = text[: wanted.start()].rstrip(" ,") + text[wanted.end() :]
        text = re.sub(r"\s+and$", "", text.strip())
    elif any_ is not None:
        return None
    fields, unread = stated_fields(f"{text}.", unit.span[0])
    if unread or not fields or any(f.unread for f in fields):
        return None
    made += add_stated(draft, entity, fields)
    operation = draft.operation(
        f"join {match['list'].lower()}", None, "create", f"Put somebody on the {match['list'].lower()}.", unit.span
    )
    operation.entity, operation.verb = entity, "join"
    made.append(operation.id)
    if match["age"]:
        made.append(_old_enough(entity, operation.name, int(match["age"]), unit, draft))
    joined = draft.add_field(entity, "joined at", bp.DATETIME, required=False)
    entity.automatic[joined] = bp.Name(name="now")
    entity.later.add(joined)
    draft.claim(unit.span, "admission", [entity.id, *made])
    return entity


def _label(listed: str, draft: Draft) -> str:
    """The word for those on the list: whoever the text calls by a noun of their own; else an entry."""
    offices = {m.lower() for m in re.findall(r"\bonly the ([a-z]+)\b", draft.text.text, re.I)}
    named = [
        a.name
        for a in draft.actors.values()
        if re.search(rf"\b(?:an?|every|each)\s+{re.escape(a.name)}\b", draft.text.text, re.I)
    ]
    named = [name for name in named if name not in offices]
    return named[0] if len(named) == 1 else f"{listed} entry"


def _wish(entity: EntityDraft, what: str, any_: str, unit: Unit, draft: Draft) -> str | None:
    """The one they want, out of those there are; or any of them, where that may be said."""
    other = draft.find_entity(what)
    if other is None:
        return None
    if not any_:
        return f"field.{entity.name}.{draft.add_field(entity, what, other.type, unit.span)}"
    names = [str(dict(row)[other.key].value) for row in other.initial] if other.key else []
    if not names:
        return None
    kind = bp.Type(kind="choice", choices=(*names, any_))
    return f"field.{entity.name}.{draft.add_field(entity, what, kind, unit.span)}"


def _old_enough(entity: EntityDraft, operation: str, age: int, unit: Unit, draft: Draft) -> str:
    birth = next((f.name for f in entity.fields.values() if {"birth", "birthday"} & set(f.label.split())), None)
    if birth is None:
        birth = draft.add_field(entity, "date of birth", bp.DATE, unit.span)
    years = bp.Between(start=bp.Get(of=bp.Name(name="it"), field=birth), end=bp.Name(name="today"), unit="years")
    requires = before_creation(compare(years, ">=", bp.whole(age)))
    guard = draft.guard(f"{operation}.age", requires, " ".join(unit.text.split()), unit.span, birth)
    draft.operations[operation].guards.append(guard)
    return guard.id


def _others(entity: EntityDraft, unit: Unit, draft: Draft) -> None:
    """What further sentences say of the list: one entry for each of something, and its order."""
    for other in draft.units:
        text = " ".join(other.text.split()).rstrip(" .")
        if other is unit or draft.claimed(other.span):
            continue
        single, order = _SINGLE.match(text), _ORDER.match(text)
        if single is not None and (
            single["only"] or single["only2"] or single["one"].lower() in {"a single", "only one", "at most one"}
        ):
            name = snake((single["same"] or single["what"]).lower())
            if name in entity.fields:
                draft.claim(other.span, "one_entry", [_once(entity, name, other, draft)])
        elif order is not None:
            draft.claim(other.span, "list_order", [_position(entity, other, draft)])


def _once(entity: EntityDraft, name: str, unit: Unit, draft: Draft) -> str:
    row = Row(entity, bp.Name(name="other"))
    alike = both(same(f"other.{name}", f"it.{name}"), *valid(row))
    requires = compare(over("count", entity.name, alike, name="other"), "<", bp.whole(2))
    guard = bp.Guard(
        id=draft.unique(f"invariant.{entity.name}.one_entry"), requires=requires, reason=" ".join(unit.text.split()), field=name,
        spans=(unit.span,),
    )  # fmt: skip
    entity.invariants.append(guard)
    return guard.id


def _position(entity: EntityDraft, unit: Unit, draft: Draft) -> str:
    """How many stand before, and one: those who joined at the same moment in the order in which they were entered."""
    rank = draft.add_field(entity, "rank", bp.INTEGER, required=False)
    entity.later.add(rank)
    most = over("largest", entity.name, value=f"other.{rank}", name="other")
    more = bp.Arithmetic(operator="+", left=most, right=bp.whole(1))
    entity.automatic[rank] = bp.Conditional(test=bp.Present(value=most), then=more, otherwise=bp.whole(1))
    ahead = over("count", entity.name, compare(f"other.{rank}", "<", f"it.{rank}"), name="other")
    value = bp.Arithmetic(operator="+", left=ahead, right=bp.whole(1))
    entity.derivations["position"] = bp.Derivation(
        id=f"derivation.{entity.name}.position", spans=(unit.span,), name="position", label="position", type=bp.INTEGER, value=value,
        summary=f"the place of {article(entity.label)} on the list",
    )  # fmt: skip
    return f"derivation.{entity.name}.position"
