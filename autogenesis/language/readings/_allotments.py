"""Reads what is handed out fairly at a time of day: in which order, to whom, up to how much, and what is left over."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._literals import Bound, Duration, Measure, Number
from autogenesis.language._patterns import find
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import absent, both, choice, create, no, over, present, same, say
from autogenesis.language._text import Span
from autogenesis.language.readings._encounters import field_of, records
from autogenesis.language.readings._inspections import changeable
from autogenesis.language.readings._orders import order_keys
from autogenesis.language.readings._when import recurrence_in

_HAND = "hand|share|distribute|allocate|allot|assign|deal|divide|give|split"
_FEWEST = "fewest|least|smallest|lowest"
_TO = (
    rf"\bto (?:the |whichever |that )?(?P<who>[\w-]+(?: [\w-]+)??) (?:with|who has|having) the (?:{_FEWEST}) (?P<load>[\w-]+)",
    rf"\bto whoever has the (?:{_FEWEST}) (?P<load>[\w-]+)",
    rf"\bthe (?P<who>[\w-]+) with the (?:{_FEWEST}) (?P<load>[\w-]+)(?: so far)? (?:gets|takes|receives) (?:it|the next|each)",
    r"\b(?:among|between|to) (?:the |all )?(?P<who>[\w-]+) (?:in turn|one after (?:the|an)other|by turns)(?P<load>)",
)
_TIE = regex(
    r"\b(?:on|at|with|for) (?:equal|the same|level) [\w -]+?,? (?:to )?whoever (?:stands|is|comes|ranks) (?P<way>higher|first|lower|earlier|further up) (?:on|in|up) the (?P<list>[\w-]+)"
    r"|\b(?:ties|then) (?:go )?(?:to )?(?:the one |whoever (?:stands|is|comes) )(?P<way2>higher|first|earlier) (?:on|in) the (?P<list2>[\w-]+)",
    re.I,
)
_LEFT = regex(
    r"\b(?:what(?:ever)?|anything|everything|those|the ones|\w+) (?:that )?(?:(?:is|are) (?:still )?(?:left(?: over)?|remaining)|remains?|finds? no place|cannot be placed)(?: \w+){0,2}? (?:goes?|comes?|is put|are put)"
    r"(?: on| onto| to| into)(?: to)? (?:the |a )?(?:(?P<owner>[\w-]+(?: [\w-]+)?)['’]s? [a-z]+|list (?:of|for) the (?P<owner2>[\w-]+))"
    r"|\b(?:the )?(?:rest|remainder) (?:goes|comes|is put)(?: on| onto| to| into)(?: to)? (?:the |a )?(?P<owner3>[\w-]+(?: [\w-]+)?)['’]s? [a-z]+",
    re.I,
)
_DOWN = frozenset({"lower"})
_NOT_YET = frozenset({"open", "remaining", "unassigned", "undistributed", "waiting", "outstanding", "pending", "new"})


@dataclass
class Allotment:
    """What is handed out to whom; `load` is the field or derivation of the thing that adds to a receiver's load."""

    thing: EntityDraft
    receiver: EntityDraft
    load: str | None
    label: str
    in_turn: bool = False
    order: list[bp.Expression] = field(default_factory=list)
    rank: str | None = None
    down: bool = False
    cap: int | None = None
    skipped: list[bp.Expression] = field(default_factory=list)
    states: list[bp.Expression] = field(default_factory=list)
    left_to: str | None = None
    claims: list[tuple[Span, str]] = field(default_factory=list)


def read_allotment(unit: Unit, draft: Draft) -> None:
    """ "Daily at 07:30 hand out the dirty rooms: departures first, …, each to the attendant with the fewest minutes"."""
    match = find(unit, f"V({_HAND})=verb out? NP=thing", f"NP=thing MODAL? BE be? V.part({_HAND})=verb out?")
    found = next((m for pattern in _TO if (m := re.search(pattern, unit.text, re.I))), None)
    if match is None or found is None:
        return
    thing = draft.find_entity(match["thing"].label) or draft.find_entity(match["thing"].head)
    when = recurrence_in(unit)
    if thing is None or draft.recall(Allotment) is not None:
        return
    allotment = _allotment(unit, match["thing"], thing, found, draft)
    for other in draft.units:
        if f"allotment@{other.id}" not in draft.barred:
            _read_cap(other, allotment, draft)
            _read_left_over(other, allotment, draft)
            _read_skipped(other, allotment, draft)
    draft.remember(allotment)
    elements = _build(allotment, when, draft, unit)
    for span, pattern in allotment.claims:
        draft.claim(span, pattern, elements)


def _allotment(unit: Unit, piece: Piece, thing: EntityDraft, found: re.Match[str], draft: Draft) -> Allotment:
    groups = found.groupdict()
    who = (groups.get("who") or "person").lower()
    receiver = draft.find_entity(_singular(unit, who)) or draft.entity(_singular(unit, who), unit.span)
    draft.add_field(receiver, "name", bp.TEXT)
    if receiver.key is None and receiver.fields["name"].type == bp.TEXT:
        receiver.key = "name"
    label = (groups.get("load") or "").lower()
    load = field_of(thing, [label.rstrip("s")]) if label else None
    allotment = Allotment(thing, receiver, load, label or "items", in_turn=not label)
    allotment.claims.append((unit.span, "fair_allocation"))
    allotment.states = _states(piece, thing, draft)
    ordered = re.search(r"[:,]\s*(?P<order>.*?)(?:,|;)?\s*(?:each )?$", unit.text[: found.start()], re.S)
    if ordered:
        allotment.order = order_keys(ordered["order"], thing, thing.name)
    tie = _TIE.search(unit.text)
    if tie:
        listed = (tie["list"] or tie["list2"]).lower()
        allotment.rank = draft.add_field(
            receiver, listed, bp.INTEGER, unit.span, summary=f"the place on the {listed}, 1 is the highest"
        )
        allotment.down = (tie["way"] or "") in _DOWN
        changeable(draft, receiver, allotment.rank)
    return allotment


def _singular(unit: Unit, word: str) -> str:
    """The label of the phrase that ends in a word."""
    return next(
        (p.label for p in unit.pieces if p.kind == "N" and word.rsplit(maxsplit=1)[-1] in {t.lower for t in p.tokens}),
        word,
    )


def _states(piece: Piece, thing: EntityDraft, draft: Draft) -> list[bp.Expression]:
    """ "the dirty rooms": only those in that state, or with that mark; "open" ones are those not handed out yet."""
    made: list[bp.Expression] = []
    for word in [t.lower for t in piece.tokens[:-1] if t.pos != "DET"]:
        before = len(made)
        for f in thing.fields.values():
            if f.type.kind == "choice" and word in f.type.choices:
                made.append(same(f"{thing.name}.{f.name}", choice(word, f.type.choices)))
            elif f.type.kind == "boolean" and f.label.lower() == word:
                made.append(bp.path(thing.name, f.name))
        if len(made) == before and word not in {*thing.words, *_NOT_YET}:
            draft.gap(f"Which {thing.plural} are “{word}” is not said; all are handed out.", "unclear", piece.span)
    return made


def _read_cap(unit: Unit, allotment: Allotment, draft: Draft) -> None:
    """ "No attendant gets more than 240 minutes a day"."""
    match = find(
        unit,
        "NP=who MODAL? NOT? V(get|have|take|receive|be)=verb Q.Bound=cap ( ANY? NP(day) )?",
        "NP=who MODAL? BE? NOT? V.part(give|assign|allot)=verb Q.Bound=cap ( ANY? NP(day) )?",
        "nobody MODAL? V(get|have|take|receive)=verb Q.Bound=cap ( ANY? NP(day) )?",
    )
    cap = match.literal("cap") if match else None
    if match is None or not isinstance(cap, Bound) or not isinstance(cap.value, Number | Duration | Measure):
        return
    who = match.piece("who")
    if who is not None and draft.find_entity(who.label) is not allotment.receiver:
        return
    negative = (
        who is None
        or who.determiner in {"no", "neither"}
        or re.search(r"\b(?:never|not|no)\b", draft.text.at(match.span), re.I)
    )
    counted = getattr(cap.value, "unit", "")
    unit_fits = not counted or counted.rstrip("s") in {
        allotment.label.rstrip("s"),
        *(() if allotment.load else (allotment.thing.label,)),
    }
    if not unit_fits or (cap.op in {">", ">="}) != bool(negative) or cap.op not in {">", "<="}:
        return
    allotment.cap = int(cap.value.value)
    allotment.claims.append((match.span, "allotment_limit"))


def _read_left_over(unit: Unit, allotment: Allotment, draft: Draft) -> None:
    """ "what is left over goes on the supervisor's list"."""
    found = _LEFT.search(unit.text)
    if found is None:
        return
    start, end = (unit.span[0] + at for at in found.span())
    owner = found["owner"] or found["owner2"] or found["owner3"]
    allotment.left_to = draft.actor(owner.lower(), (start, end))
    allotment.claims.append(((start, end), "left_over"))


def _read_skipped(unit: Unit, allotment: Allotment, draft: Draft) -> None:
    """ "“Do not disturb”: skip the room; if the sign is still up at 14:00, ring the duty manager, once"."""
    thing = allotment.thing
    skip = find(
        unit,
        "Q.Quoted=flag : V(skip|omit|ignore|leave|pass)=verb out? NP=thing out|over?",
        "V(skip|omit|ignore)=verb NP=thing V.part|past(mark|flag)=marked Q.Quoted=flag",
        "NP=thing V.part|past(mark|flag)=marked as? Q.Quoted=flag BE V.part(skip|omit|ignore|leave) out?",
    )
    if skip is None or (draft.find_entity(skip["thing"].label) or draft.find_entity(skip["thing"].head)) is not thing:
        return
    quoted = skip["flag"].literal
    label = getattr(quoted, "value", "").lower()
    name = draft.add_field(
        thing,
        label,
        bp.BOOLEAN,
        skip["flag"].span,
        required=False,
        default=bp.truth(False),
        summary=f"whether “{label}” is up",
    )
    thing.given.add(name)
    draft.remember(Flag(thing, name))
    allotment.skipped.append(bp.path(thing.name, name))
    allotment.claims.append((skip.span, "skipped"))


@dataclass(frozen=True, slots=True)
class Flag:
    """A mark on a thing that later sentences call a sign."""

    entity: EntityDraft
    field: str


def _build(allotment: Allotment, when: bp.Recurrence | None, draft: Draft, unit: Unit) -> list[str]:
    thing, receiver = allotment.thing, allotment.receiver
    record = draft.entity("assignment", unit.span)
    draft.add_field(record, thing.label, thing.type)
    draft.add_field(record, receiver.label, receiver.type, required=False)
    measured = thing.derivations.get(allotment.load or "") or thing.fields.get(allotment.load or "")
    load = draft.add_field(record, allotment.label, measured.type if measured else bp.INTEGER)
    draft.add_field(record, "handed out on", bp.DATE)
    draft.made_by_rule.add(record.name)
    steps = _steps(allotment, record, load, draft)
    if when is not None:
        schedule = bp.Schedule(
            id=draft.unique(f"schedule.hand_out_{thing.plural}"),
            spans=(unit.span,),
            summary=f"Hand out the {thing.plural}.",
            recurrence=when,
            steps=steps,
        )
        draft.schedules.append(schedule)
        return [schedule.id, record.id]
    operation = draft.operation(f"hand out {thing.plural}", None, "command", f"Hand out the {thing.plural}.", unit.span)
    operation.steps += steps
    return [operation.id, record.id]


def _steps(allotment: Allotment, record: EntityDraft, load: str, draft: Draft) -> tuple[bp.Statement, ...]:
    thing, receiver = allotment.thing, allotment.receiver
    each = bp.path(thing.name, allotment.load) if allotment.load else bp.whole(1)
    today = same(f"{record.name}.handed_out_on", "today")
    given = over(
        "exists",
        record.name,
        both(same(f"{record.name}.{thing.name}", thing.name), today, present(f"{record.name}.{receiver.name}")),
    )
    terms = [*allotment.states, *(no(flag) for flag in allotment.skipped), no(given)]
    items = records(thing, both(*terms), allotment.order, key=bp.path(thing.name, "id"), amount=each)
    rank = _rank(allotment)
    so_far = over(
        "sum", record.name, both(same(f"{record.name}.{receiver.name}", receiver.name), today), f"{record.name}.{load}"
    )
    arguments: dict[str, bp.Expression] = {
        "items": items,
        "receivers": records(receiver, None, rank, key=bp.path(receiver.name, "id"), load=so_far),
    }
    if allotment.cap is not None:
        arguments["limit"] = bp.whole(allotment.cap)
    if allotment.in_turn:
        arguments["in_turn"] = bp.truth(True)
    value = bp.path(thing.name, allotment.load) if allotment.load else bp.whole(1)
    line = create(
        record.name,
        None,
        **{thing.name: thing.name, receiver.name: "share.receiver", load: value, "handed_out_on": "today"},
    )
    rows = over("rows", thing.name, same(f"{thing.name}.id", "share.key"))
    steps: list[bp.Statement] = [
        bp.Perform(skill="skill.fair_allocation", arguments=tuple(arguments.items()), name="shares"),
        bp.Each(name="share", rows=bp.Name(name="shares"), steps=(bp.Each(name=thing.name, rows=rows, steps=(line,)),)),
    ]
    if allotment.left_to:
        steps.append(_told(allotment, record, today))
    return tuple(steps)


def _rank(allotment: Allotment) -> list[bp.Expression]:
    """The order that decides between equals."""
    if allotment.rank is None:
        return []
    place = bp.path(allotment.receiver.name, allotment.rank)
    return [bp.Arithmetic(operator="-", left=bp.whole(0), right=place)] if allotment.down else [place]


def _told(allotment: Allotment, record: EntityDraft, today: bp.Expression) -> bp.When:
    """The list of what is left over, for whoever gets it."""
    thing = allotment.thing
    left = both(today, absent(f"{record.name}.{allotment.receiver.name}"))
    named = thing.key or ("name" if "name" in thing.fields else "id")
    values = over("values", record.name, left, f"{record.name}.{thing.name}.id")
    words = bp.TextFunction(function="join", arguments=(values, bp.text(", ")))
    note = bp.Notify(
        to=bp.Recipient(actor=allotment.left_to),
        type="list",
        text=say(f"Left over, by {named.replace('_', ' ')}: ", words, "."),
        data=((snake(thing.plural), values),),
    )
    return bp.When(test=over("exists", record.name, left), then=(note,))
