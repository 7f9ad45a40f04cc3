"""Reads what a system is said to know and to store: "The system shall know three kinds of check: …", "When a clerk records a check, the system shall store …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._inflect import participle_of, plural_of
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import choice, same
from autogenesis.language._text import Span
from autogenesis.language._tokens import tag
from autogenesis.language._words import classes_of, head_kind
from autogenesis.language.meaning._deeds import CREATING
from autogenesis.language.meaning._facts import Fixed, make_change, state_called
from autogenesis.language.meaning._naming import ANYBODY
from autogenesis.language.readings._fields import Stated, stated_fields
from autogenesis.language.readings._inventories import singular
from autogenesis.language.readings._stated import add_stated

_NUMBERS = {
    word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_SYSTEM = r"(?:the\s+|our\s+|this\s+)?(?:system|program|programme|software|app|application|service|controller|tool|site|website)"
_SHALL = r"(?:shall|must|should|will|has\s+to)"
_STORES = r"(?:store|record|keep|log|note|save|remember|register|hold|capture|write\s+down)"
_EVENT = regex(
    rf"^(?:when(?:ever)?|each\s+time|every\s+time|as\s+soon\s+as|if)\s+(?:(?P<who>(?:an?|the|any|some)\s+[a-z][\w -]*?)\s+(?P<verb>[a-z]+s)\s+(?:an?|the|any)\s+(?P<thing>[a-z][\w -]*?)"
    rf"|(?:an?|the|any)\s+(?P<thing2>[a-z][\w -]*?)\s+is\s+(?P<part>[a-z]+(?:\s(?:in|out|up|off))?)(?:\s+by\s+(?P<who2>(?:an?|the|any)\s+[a-z][\w -]*?))?),?\s+"
    rf"(?:then\s+)?{_SYSTEM}\s+{_SHALL}\s+{_STORES}\s+(?P<fields>.+?)\.?$",
    re.I,
)
_ALWAYS = regex(
    rf"^{_SYSTEM}\s+{_SHALL}\s+{_STORES}\s+(?:for\s+(?:each|every|an?)\s+(?P<thing>[a-z][\w -]*?)\s*[,:]?\s*(?:its\s+|the\s+|an?\s+)(?P<fields>.+?)|(?P<fields2>.+?)\s+(?:of|for)\s+(?:each|every)\s+(?P<thing2>[a-z][\w -]*?))\.?$",
    re.I,
)
_KINDS = regex(
    rf"^(?:{_SYSTEM}\s+{_SHALL}\s+(?:know|support|distinguish|handle|offer|accept)|there\s+are|we\s+(?:know|have|distinguish|offer|do))\s+(?P<count>\w+)\s+(?P<label>kind|type|sort|class|level|category|priority|grade|severity)(?:s|es|ies)?\s+of\s+(?P<thing>[a-z][\w -]*?)\s*:\s*(?P<list>.+?)\.?$",
    re.I,
)
_BEING = regex(
    r",?\s*(?:with\s+)?(?:the|its)\s+(?P<field>[a-z][\w -]*?)\s+(?:being|is|may\s+be|can\s+be|must\s+be)\s+(?:one\s+of\s+|either\s+)?(?P<values>[^;]+)$",
    re.I,
)
_CODE = r"[A-Z]{1,4}[- ]?\d{1,4}"
_CODES = rf"{_CODE}(?:\s*(?:,|and|to|–|-)\s*{_CODE})*"
_THESE = regex(rf"(?P<codes>{_CODES})\s+(?:(?:is|are)\s+)?(?:an?\s+)?(?P<kind>[a-z][a-z-]*(?:\s[a-z][a-z-]*)?)", re.I)
_NAMED = regex(
    rf"^(?:there\s+are|we\s+(?:have|run|operate)|{_SYSTEM}\s+{_SHALL}\s+know)\s+(?P<count>\w+)\s+(?P<thing>[a-z][\w-]*)\s*:\s*(?P<list>{_CODE}.+?)\.?$",
    re.I,
)
_FIXED = regex(
    rf"^(?:{_SYSTEM}\s+{_SHALL}\s+not\s+(?:permit|allow|let)\s+(?P<thing>[a-z][\w-]*)\s+(?:to\s+)?be\s+|(?P<thing2>[a-z][\w-]*)\s+(?:shall|must|may|can)\s*not\s+be\s+)"
    r"(?:altered|changed|edited|modified|deleted|removed|overwritten)(?:\s*(?:,|or|nor)\s*(?:altered|changed|edited|modified|deleted|removed|overwritten))*\s*(?=[;.]|$)",
    re.I,
)
_RECORDS = frozenset({"record", "entry", "data", "note", "log"})


@dataclass(frozen=True, slots=True)
class Stored:
    """What a system was last said to store: what "the record" means afterwards."""

    entity: str


def read_stored(draft: Draft) -> None:
    """Every sentence of that kind, in the order of the text: things with names first, so that others refer to them."""
    for reading in (_named, _kinds, _stored, _fixed):
        for unit in draft.units:
            if not draft.claimed(unit.span) or reading is _fixed:
                reading(unit, draft)


def _label(phrase: str) -> str:
    return singular(re.sub(r"^(?:an?|the|any|some|each|every)\s+", "", phrase.lower()).strip())


def _named(unit: Unit, draft: Draft) -> None:
    """ "There are six lifts: L1 and L2 are gondolas, L3 to L5 chairlifts, L6 is a drag lift"."""
    match = _NAMED.match(unit.text)
    if match is None:
        return
    items = list(_THESE.finditer(match["list"]))
    rest = _THESE.sub("", match["list"]).strip(" ,;.")
    codes = [(code, singular(item["kind"].lower())) for item in items for code in _codes(item["codes"])]
    count = _NUMBERS.get(match["count"].lower(), int(match["count"]) if match["count"].isdigit() else 0)
    if re.sub(r"\band\b|[,;\s]", "", rest) or len(codes) != count:
        return
    entity = draft.entity(_label(match["thing"]), unit.span)
    kinds = tuple(dict.fromkeys(kind for _, kind in codes))
    kind = bp.Type(kind="choice", choices=kinds)
    key = draft.add_field(entity, "name", bp.TEXT, unit.span)
    field = draft.add_field(entity, "kind", kind, unit.span)
    entity.key = key
    entity.initial = [((key, bp.text(code)), (field, choice(what, kinds))) for code, what in codes]
    number = match["count"].lower()
    draft.assume(f"All {number} {entity.plural} are there from the start, and none is added.", unit.span)
    draft.claim(unit.span, "named_by_kind", [entity.id, f"field.{entity.name}.{key}", f"field.{entity.name}.{field}"])


def _codes(said: str) -> Iterator[str]:
    """The codes of "L1 and L2", "L3 to L5"."""
    found = re.findall(_CODE, said)
    between = re.split(_CODE, said)[1:-1]
    for index, code in enumerate(found):
        yield code
        if index < len(between) and re.search(r"\bto\b|–|-", between[index]):
            stem, first = re.match(r"(\D+)(\d+)", code).groups()  # type: ignore[union-attr]
            last = int(re.search(r"\d+$", found[index + 1])[0])  # type: ignore[index]
            yield from (f"{stem}{n}" for n in range(int(first) + 1, last))


def _kinds(unit: Unit, draft: Draft) -> None:
    """ "The system shall know three kinds of check: daily (…), weekly (…) and rope (…)"."""
    match = _KINDS.match(unit.text)
    if match is None:
        return
    start = unit.span[0] + match.start("list")
    bare = re.sub(r"\([^()]*\)", lambda found: " " * len(found[0]), match["list"])
    names = tuple(
        part.strip().lower()
        for part in re.split(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+", bare.strip())
        if part.strip()
    )
    count = _NUMBERS.get(match["count"].lower(), int(match["count"]) if match["count"].isdigit() else 0)
    if len(names) != count or any(len(name.split()) > 3 for name in names):
        return
    entity = draft.entity(_label(match["thing"]), unit.span)
    label = match["label"].lower()
    name = draft.add_field(entity, label, bp.Type(kind="choice", choices=names), unit.span)
    entity.given.add(name)
    draft.assume(f"Every {entity.label} is of one of its {match['count'].lower()} {plural_of(label)}.", unit.span)
    draft.claim(unit.span, "kinds_of", [entity.id, f"field.{entity.name}.{name}"])
    for gloss in re.finditer(r"\([^()]*\)", match["list"]):
        span = (start + gloss.start() + 1, start + gloss.end() - 1)
        draft.claim(span, "unread_gloss", status="unclear", note="What it says of this kind is not understood.")


def _stored(unit: Unit, draft: Draft) -> None:
    """ "When a technician records a check, the system shall store lift, kind, time, name and result, the result being …"."""
    event = _EVENT.match(unit.text)
    always = _ALWAYS.match(unit.text) if event is None else None
    match = event or always
    if match is None:
        return
    group = "fields" if match["fields"] else "fields2"
    text, offset = match[group], unit.span[0] + match.start(group)
    thing = next(g for g in (match["thing"], match["thing2"]) if g)
    if re.search(r"\b(?:if|when|unless|until|that)\b", text):
        return
    being = _BEING.search(text)
    listed = text[: being.start()] if being is not None else text
    fields, unread = stated_fields(listed, offset)
    if not fields or unread or head_kind(_label(thing)) not in {"", "text", "list"}:
        return
    before, known = _known(thing, draft)
    entity = known or draft.entity(_label(thing), unit.span)
    if being is not None:
        values = tuple(
            v.strip(" \"“”'.") for v in re.split(r"\s*,\s*(?:or\s+|and\s+)?|\s+or\s+", being["values"]) if v.strip()
        )
        fields = tuple(replace(f, choices=values) if f.label == being["field"].lower() else f for f in fields)
    kept = [f for f in fields if f.label not in entity.fields]
    if known is not None and event is not None and known.fields and not _enters(event):
        _added(event, known, before, tuple(kept), unit, draft)
        return
    made = [entity.id, *add_stated(draft, entity, kept)]
    for f in kept:
        if f.label in {"time", "date", "moment", "date and time"}:
            _noted_now(entity, f.label)
    if event is not None:
        made += _deed(event, entity, unit, draft)
    draft.remember(Stored(entity.name))
    draft.claim(unit.span, "stored", made)


def _known(thing: str, draft: Draft) -> tuple[tuple[str, ...], EntityDraft | None]:
    """The thing that is known by the last words of a phrase, and the words before them."""
    words = _label(thing).split()
    for start in range(len(words)):
        entity = draft.find_entity(" ".join(words[start:]))
        if entity is not None:
            return tuple(words[:start]), entity
    return (), None


def _verb(event: re.Match[str]) -> str:
    told = f"they {event['verb'].removesuffix('s')} it" if event["verb"] else f"is {event['part']}"
    return tag(told)[1].lemma


def _enters(event: re.Match[str]) -> bool:
    return bool(classes_of(_verb(event)) & CREATING)


def _added(
    event: re.Match[str],
    entity: EntityDraft,
    before: tuple[str, ...],
    fields: tuple[Stated, ...],
    unit: Unit,
    draft: Draft,
) -> None:
    """ "When a cook tastes a ripening cheese, the system shall record a score": what is given with a deed done to it."""
    states = [state_called(entity, word) for word in before]
    if any(state is None for state in states):
        return
    made = [entity.id, *add_stated(draft, entity, [replace(f, optional=True) for f in fields])]
    operation = make_change(draft, entity, _verb(event))
    operation.spans.append(unit.span)
    row = bp.Name(name=entity.name)
    for state in (s for s in states if s is not None):
        reason = f"Only {article(entity.label)} that is “{state[1].value}” can be {participle_of(_verb(event))}."
        requires = same(bp.Get(of=row, field=state[0]), state[1])
        operation.guards.append(draft.guard(f"{operation.name}.from_state", requires, reason, unit.span, entity.name))
    for name in (id_.rpartition(".")[2] for id_ in made if id_.startswith("field.")):
        entity.given.discard(name)
        entity.later.add(name)
        operation.inputs[name] = bp.Parameter(name=name, type=entity.fields[name].type)
        operation.steps.append(bp.Update(row=row, values=((name, bp.Name(name=name)),)))
    who = event["who"] or event["who2"]
    if who is not None and _label(who) not in ANYBODY:
        operation.actors.append(draft.actor(_label(who), unit.span))
    draft.claim(unit.span, "stored_with_deed", [*made, operation.id])


def _noted_now(entity: EntityDraft, label: str) -> None:
    """The time of what is recorded is now, unless it is said."""
    name = label.replace(" ", "_")
    f = entity.fields[name]
    kind = bp.DATE if label == "date" else bp.DATETIME
    default = bp.Name(name="today" if label == "date" else "now")
    entity.fields[name] = f.model_copy(update={"type": kind, "required": False, "default": default})


def _deed(event: re.Match[str], entity: EntityDraft, unit: Unit, draft: Draft) -> list[str]:
    verb = _verb(event)
    who = event["who"] or event["who2"]
    operation = draft.operation(verb, entity, "create", f"{verb.capitalize()} {article(entity.label)}.", unit.span)
    made = [operation.id]
    if who is not None and _label(who) not in ANYBODY:
        actor = draft.actor(_label(who), unit.span)
        operation.actors.append(actor)
        made.append(actor)
    return made


def _fixed(unit: Unit, draft: Draft) -> None:
    """ "The system shall not permit records to be altered or deleted": nothing offers to."""
    match = _FIXED.match(unit.text)
    stored = draft.recall(Stored)
    if match is None:
        return
    word = _label(match["thing"] or match["thing2"])
    entity = draft.find_entity(word)
    if entity is None and word in _RECORDS and stored is not None:
        entity = draft.entities[stored.entity]
    if entity is None:
        return
    known = draft.recall(Fixed)
    draft.remember(Fixed(frozenset({entity.name, *(known.entities if known is not None else ())})))
    span: Span = (unit.span[0], unit.span[0] + match.end())
    draft.claims = [c for c in draft.claims if not (c.pattern == "total_without_source" and c.span == unit.span)]
    draft.claim(span, "unalterable", [entity.id])


def meant(draft: Draft, word: str) -> EntityDraft | None:
    """What "the record" means: what was last said to be stored."""
    stored = draft.recall(Stored)
    return (
        draft.entities.get(stored.entity) if stored is not None and word in _RECORDS | {"submission", "input"} else None
    )
