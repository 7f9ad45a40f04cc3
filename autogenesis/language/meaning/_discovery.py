"""Finds the things a text speaks of without ever listing what is kept of them; what no rule needs is dropped again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article, best_field
from autogenesis.language._inflect import plural_of
from autogenesis.language._people import may_name_people
from autogenesis.language._syntax import NP
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._kinds import compounded, labels_of, values_of
from autogenesis.language.meaning._mentions import Mention, mentions
from autogenesis.language.meaning._naming import ANYBODY, SYSTEM
from autogenesis.language.meaning._owners import belong
from autogenesis.language.meaning._records import relate
from autogenesis.language.readings._fields import Stated
from autogenesis.language.readings._stated import add_stated

_VALUES = frozenset({"date", "time", "duration", "number", "identifier", "money", "percent", "measure", "choice", "contact",
                     "boolean", "name", "text"})  # fmt: skip
"""Kinds of heads that name a value and no thing."""
_VAGUE = frozenset(
    "thing something anything nothing everything all both each other another one ones part rest way case example kind "
    "minute hour day week month year morning evening night noon midnight monday tuesday wednesday thursday friday "
    "saturday sunday weekend january february march april may june july august september october november december "
    "euro percent time moment restart power failure cut outage server internet data use look lot bit row order "
    "two three four five six seven eight nine ten eleven twelve once twice take fit "
    "answer question yes no limit half quarter third first second last next".split()
)
_OWN = frozenset({"status", "state", "type", "kind", "name", "title", "category", "class"})
"""Labels that mean something else of each thing."""
_TELLING = frozenset({"text", "integer", "reference", "choice", "person"})
"""Types of fields by which one row is told from another."""
_MOMENTS = frozenset({"date", "datetime"})
_FEW = 2
_SURE = 3
_ABSTRACT = ("tion", "sion", "ment", "ing", "ness", "ity", "age", "ure", "ance", "ence")


@dataclass
class Found:
    """What was found without being listed, to be dropped again where no rule needs it."""

    entities: list[str] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    settled: bool = False


@dataclass
class _Evidence:
    """How a noun is used."""

    label: str
    first: NP
    sentences: set[int] = field(default_factory=set)
    roles: Counter[str] = field(default_factory=Counter)
    who: int = 0
    """How often a relative clause with "who" follows it."""
    counted: int = 0
    one: bool = False
    """Whether "a", "each" or "the" stands before one of it; what is only ever counted is a measure."""
    single: bool = False
    """Whether one of many is spoken of: a, each, every, another, or several of them."""


def discover(draft: Draft) -> None:
    """Once for a text: name the things, people and properties that its unread clauses speak of."""
    if draft.recall(Found) is not None:
        return
    found = Found()
    draft.remember(found)
    told = _told(draft)
    evidence = _gathered(told)
    values = values_of(draft)
    for each in (e for e in evidence.values() if e.label.lower() not in values):
        if _person(each):
            _name_person(draft, each, found)
        elif _thing(each):
            _name_thing(draft, each, found)
    for _, mention in told:
        if mention.role == "owner" and mention.owned is not None:
            _name_property(draft, mention.np, mention.owned, found)
    refer_to_things(draft, found.entities)
    found.entities.extend(relate(draft))
    belong(draft, [mention for _, mention in told], frozenset(found.entities))


def refer_to_things(draft: Draft, names: Sequence[str] | None = None) -> None:
    """A field that was taken for a text and is called like a thing that was found refers to it."""
    things = {e.label: e for e in draft.entities.values() if names is None or e.name in names}
    for entity in draft.entities.values():
        for f in list(entity.fields.values()):
            other = things.get(f.label)
            if other is not None and other is not entity and f.type.kind == "text":
                kind = bp.reference(other.id)
                entity.fields[f.name] = f.model_copy(update={"type": kind})


def share_choices(draft: Draft) -> None:
    """A size is what sizes are elsewhere: a field without a word about its values takes them from one of the same name."""
    glossed = {f.label: f.type for e in draft.entities.values() for f in e.fields.values() if f.type.kind == "choice"}
    glossed = {**dict(_tabled(draft)), **glossed}
    for entity in draft.entities.values():
        for name, f in list(entity.fields.items()):
            kind = glossed.get(f.label)
            plain = f.type.kind == "text" or (f.type.kind in {"integer", "decimal"} and f.type.unit is None)
            if kind is None or not plain or f.label in _OWN or f.default is not None:
                continue
            entity.fields[name] = f.model_copy(update={"type": kind})
            entity.invariants[:] = [g for g in entity.invariants if g.field != name]
            draft.assume(
                f"The {f.label} of {article(entity.label)} is one of {', '.join(kind.choices)}, as said elsewhere.",
                f.spans[0] if f.spans else None,
            )


def _tabled(draft: Draft) -> Iterator[tuple[str, bp.Type]]:
    """The columns of tables that hold words: under "Size" stand "small", "medium" and "large"."""
    for block in draft.blocks:
        if block.kind != "table" or draft.claimed(block.span):
            continue
        for column, cell in enumerate(block.header):
            words = tuple(dict.fromkeys(row[column].text for row in block.rows if column < len(row)))
            if len(words) > 1 and all(word and word.replace(" ", "").isalpha() for word in words):
                yield cell.text.lower(), bp.Type(kind="choice", choices=words)


def _told(draft: Draft) -> list[tuple[int, Mention]]:
    told: list[tuple[int, Mention]] = []
    values, labels = values_of(draft), labels_of(draft)
    for unit in draft.units:
        for clause in unit.clauses:
            if not draft.claimed(clause.span):
                told.extend((unit.number, mention) for mention in mentions(compounded(clause, values, labels)))
    return told


def _gathered(told: list[tuple[int, Mention]]) -> dict[str, _Evidence]:
    """Evidence by label; a compound whose head also stands alone counts for the head."""
    usable = [(number, m) for number, m in told if _usable(m.np)]
    alone = {m.np.head for _, m in usable if len(m.np.words) <= 1}
    evidence: dict[str, _Evidence] = {}
    for number, mention in usable:
        np = mention.np
        label = np.head if np.head in alone else np.name
        each = evidence.setdefault(label, _Evidence(label, np))
        each.sentences.add(number)
        each.roles[mention.role] += 1
        each.who += any(relative.text.lower().startswith("who ") for relative in np.relatives)
        each.counted += np.quantity is not None
        each.one |= not np.plural and np.quantity is None
        each.single |= np.plural or np.determiner in {"a", "an", "each", "every", "another", "any", "no"}
    return evidence


def _usable(np: NP) -> bool:
    word = np.head.lower()
    return (
        not (np.pronoun or np.quoted or np.formula or np.proper)
        and word.isalpha()
        and len(word) > 2
        and word not in _VAGUE | ANYBODY | SYSTEM
    )


def _person(each: _Evidence) -> bool:
    """Somebody: does deeds or is told things, more than anything is done to them."""
    head = each.label.split()[-1]
    if head_kind(head) not in {"", "person"} or head.endswith(_ABSTRACT):
        return False
    named = may_name_people(head)
    roles = each.roles
    if named and roles["story"] + roles["agent"] + roles["told"] + roles["doer"] >= max(1, roles["patient"]):
        return True
    sure = 3 * roles["story"] + 2 * (roles["told"] + roles["agent"] + each.who) + roles["doer"]
    return sure - roles["patient"] >= _SURE


def _thing(each: _Evidence) -> bool:
    kind = head_kind(each.label.split()[-1])
    if kind in _VALUES and not (kind in {"text", "money"} and each.roles["patient"] >= _FEW and each.single):
        return False
    if each.counted and not each.one:
        return False
    used = sum(each.roles[role] for role in ("patient", "owner", "holder", "subject", "doer"))
    return each.single and used > 0 and (len(each.sentences) >= _FEW or each.roles["patient"] > 0)


def _name_person(draft: Draft, each: _Evidence, found: Found) -> None:
    known = draft.find_entity(each.label)
    row = known
    if known is None and each.single and (each.roles["owner"] or each.roles["holder"] or len(each.sentences) > _FEW):
        row = draft.entity(each.label, each.first.span, confidence=0.5)
        found.entities.append(row.name)
    if draft.find_actor(tuple(each.label.split())) is None:
        found.actors.append(draft.actor(each.label, each.first.span, row=row))
    elif row is not None and known is None:
        draft.actor(each.label, row=row)


def _name_thing(draft: Draft, each: _Evidence, found: Found) -> None:
    if _known(draft, each.label) is None and draft.find_actor(tuple(each.label.split())) is None:
        made = draft.entity(each.label, each.first.span, confidence=0.5)
        found.entities.append(made.name)


def _known(draft: Draft, label: str) -> EntityDraft | None:
    """An entity, or one with a field of that name: a part of something is nothing of its own, unless it was taken for a text."""
    entity = draft.find_entity(label) or draft.find_entity(label.rsplit(maxsplit=1)[-1])
    if entity is not None:
        return entity
    longer = [
        e for e in draft.entities.values() if e.words and e.words[-1] == label and e.confidence == 1.0 and e.fields
    ]
    if len(longer) == 1:  # "a call" is the hall call that was declared
        return longer[0]
    kind = next((e for e in draft.entities.values() if label.lower() in e.kinds), None)
    if kind is not None:
        return kind
    words = tuple(label.split())
    for each in draft.entities.values():
        name = best_field(each, words)
        plain = name in each.fields and each.fields[name].type.kind == "text" and each.fields[name].label == label
        if any(f.type.is_number and f.label == plural_of(label) for f in each.fields.values()):
            return each  # "points" are a number of each, and no point is a thing
        counted = name in each.fields and each.fields[name].label.startswith(("number of ", "list of "))
        if name is not None and not (plain and head_kind(words[-1]) == "") and not counted:
            return each
    return None


def _name_property(draft: Draft, owner: NP, owned: NP, found: Found) -> None:
    """ "the weight of a parcel", "a member's phone number": a field, where its head says of what kind."""
    entity = draft.find_entity(owner.name) or draft.find_entity(owner.head)
    if entity is None or not _usable(owned) and head_kind(owned.head) not in _VALUES:
        return
    if head_kind(owned.head) not in _VALUES - {"number"} or owned.quantity is not None:
        return
    if best_field(entity, owned.words or (owned.head,)) is not None or owned.adjectives:
        return
    if any(f.label.startswith(f"{owned.name} ") and f.type.kind in _MOMENTS for f in entity.fields.values()):
        return  # "the start of a course" that has a start date
    rows = draft.find_entity(owned.name) or draft.find_entity(owned.head)
    if rows is not None and any(f.label == entity.label for f in rows.fields.values()):
        return  # "the fees of a member": a fee has a member
    if owned.name == "day" and any(f.type.kind == "date" and n not in entity.later for n, f in entity.fields.items()):
        return  # the day of what has a date is that date
    made = add_stated(draft, entity, (Stated(owned.name, owned.span, optional=True),))
    found.fields.extend((entity.name, name.rpartition(".")[2]) for name in made if name.startswith("field."))


@dataclass(frozen=True, slots=True)
class Onlookers:
    """Roles that do nothing but look: they are there all the same."""

    actors: frozenset[str] = frozenset()


def look_on(draft: Draft, actors: Iterable[str]) -> None:
    """These are roles, though nothing else may speak of them."""
    known = draft.recall(Onlookers) or Onlookers()
    draft.remember(Onlookers(known.actors | set(actors)))


def settle(draft: Draft) -> None:
    """Drop what was found and no operation, rule or field has come to need."""
    found = draft.recall(Found)
    if found is None or found.settled:
        return
    found.settled = True
    for entity_name, name in found.fields:
        entity = draft.entities.get(entity_name)
        if entity is not None and name in entity.fields and not _reads(draft, name):
            entity.fields.pop(name)
            entity.given.discard(name)
            entity.invariants[:] = [g for g in entity.invariants if g.field != name]
    dropped = True
    while dropped:
        dropped = False
        for name in found.entities:
            entity = draft.entities.get(name)
            if entity is not None and not _needed(draft, entity):
                draft.entities.pop(name)
                dropped = True
    for name in found.entities:
        entity = draft.entities.get(name)
        people = entity is not None and any(actor.row == entity.id for actor in draft.actors.values())
        telling = frozenset({"text"}) if people else _TELLING
        if entity is not None and not any(
            f.type.kind in telling and f.name not in entity.later for f in entity.fields.values()
        ):
            draft.add_field(entity, "name", bp.TEXT, required=False)
            draft.assume(f"The text never says what is kept of {entity.plural}: each has a name.", entity.spans[0])
    onlookers = (draft.recall(Onlookers) or Onlookers()).actors
    for actor in found.actors:
        if actor in draft.actors and actor not in onlookers and actor not in _rules(draft, None):
            draft.actors.pop(actor)
    there = {entity.id for entity in draft.entities.values()}
    for name, who in draft.actors.items():
        if who.row is not None and who.row not in there:
            draft.actors[name] = who.model_copy(update={"row": None})


def _needed(draft: Draft, entity: EntityDraft) -> bool:
    own = any(o.entity is entity for o in draft.operations.values())
    return own or bool(entity.fields) or entity.id in _rules(draft, entity)


def _reads(draft: Draft, field_name: str) -> bool:
    return f"'{field_name}'" in _rules(draft, None)


def _rules(draft: Draft, but: EntityDraft | None) -> str:
    """Everything that rules say, as one text in which ids are found; but not what one entity says of itself."""
    parts: list[object] = [draft.reactions, draft.timers, draft.schedules, draft.access, draft.audits, draft.approvals]
    parts += [(o.inputs, o.guards, o.values, o.steps, o.roles, o.actors, o.result) for o in draft.operations.values()]
    parts += [(e.fields, e.derivations, e.invariants) for e in draft.entities.values() if e is not but]
    parts += [actor for actor in draft.actors.values() if but is not None and actor.row != but.id]
    return _written(parts, draft.once(_texts))


def _texts(draft: Draft) -> dict[int, tuple[bp.Frozen, str]]:
    """What parts of the draft say, by their identity: they never change, so that each is written out once."""
    return {}


def _written(value: object, known: dict[int, tuple[bp.Frozen, str]]) -> str:
    if isinstance(value, bp.Frozen):
        if id(value) not in known:
            known[id(value)] = (value, repr(value))
        return known[id(value)][1]
    if isinstance(value, dict):
        return "; ".join(f"{key!r}: {_written(each, known)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return "; ".join([_written(each, known) for each in value])
    return repr(value)
