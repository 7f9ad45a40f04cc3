"""Reads who and what there is: named agents, roles, calendars, and the fields of things."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._literals import Bound, Duration, Measure, Money, Number, Range, Weekdays
from autogenesis.language._patterns import Match, find, find_all
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import term
from autogenesis.language._typing import field_type
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._lasting_kinds import tells_kind
from autogenesis.language.readings._fields import OPTIONAL
from autogenesis.language.readings._lists import Item, items

NOTIFY = "tell|remind|alert|warn|notify|inform|ask|nudge|ring|call|message|email"
"""Verbs by which somebody is told something."""
_TYPES = {
    "remind": "reminder",
    "alert": "alert",
    "warn": "warning",
    "ask": "question",
    "nudge": "reminder",
    "call": "call",
    "ring": "call",
}


def notification_type(verb: str) -> str:
    """The type of the notification that a verb of telling sends."""
    return _TYPES.get(verb, "notice")


def read_agents(unit: Unit, draft: Draft) -> None:
    """ "We need agents for stock, repairs and invoices." """
    match = find(unit, "V(need|want|like|have|use|create|build|make) NP(agent) for", "NP(agent) for")
    if match is None:
        return
    made = []
    for piece in match.after():
        if piece.kind == "N":
            name = bp.NamedAgent(
                id=draft.unique(f"agent.{snake(piece.label)}"),
                spans=(piece.span,),
                name=piece.label if not piece.plural else " ".join([*piece.label.split()[:-1], piece.tokens[-1].lower]),
                about=piece.words,
            )
            draft.agents.append(name)
            made.append(name.id)
    if made:
        draft.claim(unit.span, "named_agents", made)


def read_calendar(unit: Unit, draft: Draft) -> None:
    """ "We work Monday to Friday." """
    match = find(
        unit,
        "we|it|they V=verb Q.Weekdays=days",
        "NP=who V=verb Q.Weekdays=days",
        "NP=who BE open Q.Weekdays=days",
    ) or _only_days(find(unit, "we|it|they BE open Q.Weekdays=days"), unit)
    if match is None:
        return
    days = match.literal("days")
    if not isinstance(days, Weekdays) or days.plural:
        return
    verb = match["verb"].head if "verb" in match else "open"
    name = {"work": "working days", "open": "open days"}.get(verb, f"{verb} days")
    calendar = draft.calendar(name, [day + 1 for day in days.days], match.span)
    draft.claim(match.span, "calendar", [calendar.id])


def _only_days(match: Match | None, unit: Unit) -> Match | None:
    """ "We're open Monday to Saturday", and not a word of hours."""
    rest = unit.text[match.span[1] - unit.span[0] :].strip(" .") if match is not None else ""
    return match if not rest else None


def read_actors(unit: Unit, draft: Draft) -> None:
    """Who is told, who alone may, who wants: roles."""
    for match in (
        *find_all(unit, f"NP=who ( on NP=duty )? MODAL? BE be? V.part({NOTIFY})"),
        *find_all(unit, "only NP=who MODAL"),
        *find_all(unit, f"V.base({NOTIFY})|V.s({NOTIFY}) NP=who"),
        *find_all(unit, f"V.s({NOTIFY}) NP=who"),
        *find_all(unit, f"V.base({NOTIFY}) NP=who"),
        *find_all(unit, "^ NP=who V.base(see|want|need|like|hand|enter|approve|check)"),
    ):
        _note_actor(match, draft)
    if unit.story_actor is not None:
        draft.actor(unit.story_actor.label, unit.story_actor.span)


def _note_actor(match: Match, draft: Draft) -> None:
    who = match["who"]
    before = match.unit.pieces[: match.unit.pieces.index(who)]
    if tells_kind(who.label, draft) and not draft.text.at(match.span).lower().startswith("as "):
        return  # one kind of those of whom something is kept
    if head_kind(who.head) not in {"", "person"} or (
        len(before) > 1 and before[-1].text == "of" and before[-2].kind == "N"
    ):
        return
    label = f"{who.label} on {match['duty'].label}" if "duty" in match else who.label
    draft.actor(label, (who.span[0], (match.piece("duty") or who).span[1]))


def read_definition(unit: Unit, draft: Draft) -> None:
    """ "A part has a number, a name and a price in euro", "A guest is registered: name, date of birth." """
    if draft.claimed(unit.span):
        return
    registered = find(
        unit, "^ NP=thing MODAL? BE be? V.part=verb ... : NP", "^ NP=thing MODAL? BE be? V.part=verb with NP , NP ..."
    )
    if registered is not None:
        if not _told_of(registered):
            _registration(registered, draft)
        return
    has = find(unit, "^ NP=thing V(have|consist|comprise) ( of )?", "^ NP=thing HAVE", "^ NP=thing with NP ,")
    if has is None or has["thing"].determiner in {"every", "no", "nobody"}:
        return
    if any(isinstance(piece.literal, Bound | Range) for piece in has.after()) or (has.after() and not _lists(has)):
        return  # "has at most 30 …" bounds a count, "has a price of at least 5" a value
    entity = draft.entity(has["thing"].label, has["thing"].span)
    names = add_fields(draft, entity, items(has.after()))
    draft.claim(unit.span, "field_list", [entity.id, *(f"field.{entity.name}.{n}" for n in names)])


def _lists(match: Match) -> bool:
    """Not so: "has to be quick", "has a waiting time of 14 days", "has lockers, each with a number", "has one head, who …"."""
    after = match.after()
    words = [piece.text.lower() for piece in after]
    given = any(
        isinstance(b.literal, Duration | Money | Number | Measure) and a.text.lower() in {"of", "a", "has", "have"}
        for a, b in zip((match.pieces[-1], *after), after, strict=False)
    )
    return (
        words[:1] not in (["to"], ["be"], ["been"], ["priority"], ["precedence"])
        and words[:2] not in (["room", "for"], ["space", "for"])
        and "each with" not in " ".join(words)
        and "who" not in words
        and not given
    )


def _told_of(match: Match) -> bool:
    """Behind the colon something is told, or how many there are is said before: no list of what is kept."""
    pieces = match.unit.pieces
    colon = next((i for i, p in enumerate(pieces) if p.text == ":"), len(pieces))
    verb = pieces.index(match["verb"])
    counted = any(p.kind == "Q" for p in pieces[verb:colon])
    sums = any(isinstance(p.literal, Money) for p in pieces[colon:])
    return counted or sums or any(p.kind == "V" and p.tokens[-1].form == "s" for p in pieces[colon:])


def _registration(match: Match, draft: Draft) -> None:
    thing, verb, unit = match["thing"], match["verb"], match.unit
    entity = draft.entity(thing.label, thing.span)
    colon = next((i for i, p in enumerate(unit.pieces) if p.text == ":"), len(unit.pieces))
    names = add_fields(draft, entity, items(unit.pieces[colon + 1 :]))
    operation = draft.operation(verb.head, entity, "create", span=unit.span)
    elements = [entity.id, operation.id, *(f"field.{entity.name}.{name}" for name in names)]
    only = find(unit, "only with NP=condition", "only if NP=condition", "only after NP=condition")
    if only is not None:
        elements.append(_only_with(only, entity, draft))
    draft.claim(unit.span, "registration", elements)


def _only_with(match: Match, entity: EntityDraft, draft: Draft) -> str:
    """ "only with recorded consent": a yes-or-no field that must be yes."""
    condition = match["condition"]
    label = condition.words[-1] if condition.tokens[0].pos in {"ADJ", "VERB"} else condition.label
    name = draft.add_field(
        entity,
        label,
        bp.BOOLEAN,
        condition.span,
        required=False,
        default=bp.truth(False),
        summary=f"whether there is {condition.text}",
    )
    operation = next(o for o in draft.operations.values() if o.entity is entity and o.kind == "create")
    reason = match.unit.text.split(":")[0].strip().rstrip(".") + "."
    guard = draft.guard(f"{operation.name}.{label}", term(name), reason, match.span, name)
    operation.guards.append(guard)
    return guard.id


def add_fields(draft: Draft, entity: EntityDraft, found: tuple[Item, ...]) -> list[str]:
    """Give an entity the fields of a list; their names."""
    names = []
    for item in found:
        if item.verb:
            other = draft.find_entity(item.label) or entity
            kind: bp.Type = bp.reference(other.id, deferred=other is entity)
            names.append(
                draft.add_field(
                    entity, item.verb, bp.list_of(kind) if item.plural else kind, item.span, required=False,
                    summary=f"the {item.label if not item.plural else other.plural} it {item.verb}",
                )
            )  # fmt: skip
            continue
        free = " ".join(p.text.lower() for p in item.gloss) in OPTIONAL
        choices = tuple(
            w
            for p in item.gloss
            if not free
            if p.kind in {"N", "W", "V"} and (w := p.text.lower()) not in {",", "or", "and", "a", "an"}
        )
        kind = field_type(draft, item.label, plural=item.plural, unit=item.unit, choices=_choices(choices, item))
        many = kind.kind == "list"
        label = plural_label(item) if many else item.label.removeprefix("unique ")
        name = draft.add_field(entity, label, kind, item.span, required=not many and not free)
        if item.label.startswith("unique "):
            entity.fields[name] = entity.fields[name].model_copy(update={"unique": True})
        names.append(name)
    return names


def plural_label(item: Item) -> str:
    """The label of a field that holds many."""
    from autogenesis.language._inflect import plural_of

    *front, last = item.label.split()
    return " ".join([*front, plural_of(last)])


def _choices(words: tuple[str, ...], item: Item) -> tuple[str, ...]:
    return words if len(words) > 1 and all(len(w.split()) <= 3 for w in words) else ()


def recipient_of(draft: Draft, who: Piece, row: EntityDraft, path: str) -> bp.Recipient:
    """Whom a phrase names, seen from a row at `path`: the row itself, a person field on the way, or a role."""
    concept = draft.concept(who, row)
    if concept is not None and concept.entity is not None:
        if concept.field is not None and concept.entity.fields[concept.field].type.kind == "person":
            way = path_to(draft, row, path, concept.entity)
            if way is not None:
                kind = concept.entity.fields[concept.field].type
                return bp.Recipient(actor=kind.actor, person=bp.path(*way.split("."), concept.field))
        way = path_to(draft, row, path, concept.entity)
        if way is not None and concept.field is None:
            return bp.Recipient(person=bp.path(*way.split(".")))
    return bp.Recipient(actor=draft.actor(who.label, who.span))


def path_to(draft: Draft, start: EntityDraft, path: str, goal: EntityDraft) -> str | None:
    """The dotted path from a row of `start` at `path` through references to a row of `goal`."""
    edge = [(start, path)]
    seen = {start.name}
    while edge:
        entity, way = edge.pop(0)
        if entity is goal:
            return way
        for f in entity.fields.values():
            other = next(
                (e for e in draft.entities.values() if e.id == f.type.entity and f.type.kind == "reference"), None
            )
            if other is not None and other.name not in seen:
                seen.add(other.name)
                edge.append((other, f"{way}.{f.name}"))
    return None
