"""Reads plans in which everybody meets everybody: places with hours, breaks, rests, officials, what stays open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, best_field, snake
from autogenesis.language._literals import Measure
from autogenesis.language._patterns import find, find_all
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import both, create, either, no, over, same
from autogenesis.language._text import Span
from autogenesis.language._tokens import tag
from autogenesis.language.readings._encounters import Encounter, encounter_of, in_minutes, make_encounter, records

_MEET = frozenset({"meet", "play", "face", "fight", "challenge", "encounter", "oppose"})
_ALL = r"(?:every|each|all(?: of)?(?: the)?)"
_EVERYBODY = regex(
    rf"^(?:{_ALL}\s+\S.*?\s+(?:{_ALL}\s+(?:of the\s+)?others?|each other|one another)\b(?:\s+[\w-]+)?"
    r"|(?:everybody|everyone)\s.*?\b(?:everybody|everyone)(?: else)?)\s*,?\s*(?:exactly |only |just )?(?:once|one time)\b",
    re.I,
)
_LIST = "list|report|show|mark|note|display|publish|name"
_PLACE = "place|schedule|plan|fit|arrange|accommodate|put"
_VACANT = "empty|free|unused|idle|vacant|clear"


@dataclass
class _Plan:
    """What the sentences say about the plan."""

    encounter: Encounter
    place: EntityDraft | None = None
    opens: str = ""
    closes: str = ""
    official: EntityDraft | None = None
    groups: tuple[str, str] | None = None
    duration: int = 0
    gap: int = 0
    rest: int = 0
    pairing: str = "pairing"
    open: str = "open"
    open_span: Span | None = None
    claims: list[tuple[Span, str]] = field(default_factory=list)


def read_round_robin(unit: Unit, draft: Draft) -> None:
    """ "Every team meets every other team exactly once", with all that other sentences say of the plan."""
    if not _EVERYBODY.match(unit.text) or not any(p.kind == "V" and p.head in _MEET for p in unit.pieces):
        return
    encounter = _encounter(unit, draft)
    if encounter is None:
        return
    known = draft.operations.get(f"plan_{snake(encounter.entity.plural)}")
    if known is not None:
        draft.claim(unit.span, "round_robin", [known.id])
        return
    plan = _Plan(encounter, claims=[(unit.span, "round_robin")])
    for other in draft.units:
        if f"round_robin@{other.id}" not in draft.barred:
            _read_terms(other, plan, draft)
    if not plan.duration:
        draft.gap(f"How long a {encounter.entity.label} lasts is not said; 60 minutes are taken.", "unclear", unit.span)
        plan.duration = 60
    _places(plan, draft)
    operation = _planned(plan, draft, unit)
    for span, pattern in plan.claims:
        draft.claim(span, pattern, [operation.id, encounter.entity.id])


def _encounter(unit: Unit, draft: Draft) -> Encounter | None:
    named = next((p for p in unit.pieces if p.kind == "N"), None)
    side = draft.find_entity(named.label) if named else None
    found = encounter_of(draft)
    if found is not None and (side is None or side is found.side):
        return found
    return make_encounter(draft, side) if side is not None and found is None else None


def _read_terms(unit: Unit, plan: _Plan, draft: Draft) -> None:
    for match in find_all(unit, "NP=thing MODAL? V(last|take) for? Q.Duration=length"):
        length = in_minutes(match.literal("length"))
        if length and _entity(draft, match["thing"]) is plan.encounter.entity:
            plan.duration = length
            plan.claims.append((match.span, "round_robin"))
    _read_hours(unit, plan, draft)
    _read_breaks(unit, plan, draft)
    _read_official(unit, plan, draft)
    _read_exclusion(unit, plan, draft)
    _read_open(unit, plan, draft)


def _entity(draft: Draft, piece: Piece) -> EntityDraft | None:
    """The entity a phrase names; the last word alone will do, as in "such a match"."""
    return draft.find_entity(piece.label) or draft.find_entity(piece.head)


def _read_hours(unit: Unit, plan: _Plan, draft: Draft) -> None:
    """ "lies within the opening hours of its pitch"."""
    match = find(unit, "within|inside|during|in the? NP(hour|time)=hours of NP=place")
    place = _entity(draft, match["place"]) if match else None
    if match is None or place is None or not re.search(r"\b(?:opening|open|business)\b", match["hours"].text, re.I):
        return
    hours = [f.name for f in place.fields.values() if f.type.kind == "time"]
    if len(hours) == 2:
        plan.place, (plan.opens, plan.closes) = place, hours
        whole = find(unit, "NP=thing V(last|take) ... within|inside|during|in the? NP(hour|time) of NP")
        plan.claims.append((whole.span if whole else match.span, "round_robin"))


def _read_breaks(unit: Unit, plan: _Plan, draft: Draft) -> None:
    """ "A pitch stays empty for at least 10 minutes between two matches, a team rests at least 30"."""
    for what, length, span in _breaks(unit):
        entity = _entity(draft, what)
        minutes = in_minutes(length.literal)
        if entity is None or not minutes:
            continue
        if entity is plan.encounter.side:
            plan.rest = minutes
        elif entity.id in {f.type.entity for f in plan.encounter.entity.fields.values()}:
            plan.gap, plan.place = minutes, entity
        else:
            continue
        plan.claims.append((span, "round_robin"))


def _breaks(unit: Unit) -> Iterator[tuple[Piece, Piece, Span]]:
    between = "( between ( Q.Measure | NP | NP and NP ) )?"
    before = "( between ( Q.Measure | NP ) ,? )?"
    for pattern in (
        f"{before} NP=what MODAL? V(stay|remain|lie|stand|keep) {_VACANT} for? Q=time {between}",
        f"{before} NP=what MODAL? BE be? {_VACANT} for? Q=time {between}",
        f"{before} NP=what MODAL? V(rest|pause|recover|wait) for? Q=time {between}",
        f"{before} NP=what MODAL? V(have|get|need) Q=time ( of? NP(rest|break|pause|recovery) )? {between}",
        f"Q=time MODAL? V(lie|pass|elapse|go) {between} on|in|at|for ( the? same )? NP=what",
    ):
        for match in find_all(unit, pattern):
            if isinstance(match.literal("time"), Measure):
                continue
            yield match["what"], match["time"], match.span


def _read_official(unit: Unit, plan: _Plan, draft: Draft) -> None:
    """ "Each match has one referee": somebody or something else that an encounter takes up."""
    match = find(
        unit,
        "^ NP=thing MODAL? V(have|need|require|get|take) Q.Measure=one $",
        "^ NP=thing MODAL? V(have|need|require|get|take) NP=one $",
    )
    if match is None or _entity(draft, match["thing"]) is not plan.encounter.entity:
        return
    literal = match.literal("one")
    label = literal.unit if isinstance(literal, Measure) else match["one"].label
    official = draft.find_entity(label)
    if official is None or official is plan.encounter.side or (isinstance(literal, Measure) and literal.value != 1):
        return
    plan.official = official
    plan.claims.append((unit.span, "round_robin"))


def _read_exclusion(unit: Unit, plan: _Plan, draft: Draft) -> None:
    """ "Nobody whistles a match of their own club, or two matches at the same time"."""
    match = find(
        unit,
        "nobody V=verb NP=thing of|from|with|for|between NP=group",
        "^ NP=who ( MODAL NOT | MODAL? never | BE not ... to )? V=verb NP=thing of|from|with|for|between NP=group",
    )
    if match is None or not re.search(r"\bown\b", match["group"].text, re.I):
        return
    if "who" in match and not re.search(r"\b(?:no|never|not|nobody)\b", unit.text, re.I):
        return
    group = [word for word in match["group"].words if word != "own"]
    theirs = best_field(plan.encounter.side, group)
    for official in _attending(plan, draft):
        own = best_field(official, group)
        if own and theirs:
            plan.official, plan.groups = official, (own, theirs)
            at_once = find(unit, "nor|or Q.Measure at NP(time)", "nor|or Q.Measure at once")
            plan.claims.append((unit.span if at_once else match.span, "round_robin"))


def _attending(plan: _Plan, draft: Draft) -> list[EntityDraft]:
    """What an encounter refers to besides its sides and its place."""
    held = {f.type.entity for f in plan.encounter.entity.fields.values() if f.type.kind == "reference"}
    return [e for e in draft.entities.values() if e.id in held and e not in (plan.encounter.side, plan.place)]


def _read_open(unit: Unit, plan: _Plan, draft: Draft) -> None:
    """ "A pairing that cannot be placed is listed as open; it is never dropped silently"."""
    match = find(
        unit, f"NP=pairing that|which can|could not be V.part({_PLACE}) BE V.part({_LIST}) ( as still? ANY )?",
        f"NP=pairing that|which do|does not V({_PLACE}) BE V.part({_LIST}) ( as still? ANY )?",
        f"NP=pairing that|which V({_PLACE}) not BE V.part({_LIST}) ( as still? ANY )?",
    )  # fmt: skip
    if match is None:
        return
    state = re.search(r"\bas (?:still )?([a-z]+)\b", unit.text[match.span[0] - unit.span[0] :], re.I)
    if _entity(draft, match["pairing"]) is not plan.encounter.entity:
        plan.pairing = match["pairing"].label
    word = state.group(1).lower() if state else "open"
    plan.open = word if tag(word)[0].pos in {"ADJ", "VERB"} else "open"
    plan.open_span = match.span
    lost = find(unit, "it|they|none|nothing BE NOT V.part(drop|lose|forget|omit|leave|discard)")
    plan.claims.append((unit.span if lost else match.span, "unplaced_listed"))


def _places(plan: _Plan, draft: Draft) -> None:
    """Where encounters take place, and who attends: what an encounter refers to besides its sides."""
    if plan.place is None:
        plan.place = next((e for e in _attending(plan, draft) if e is not plan.official), None)
    if plan.place is None:
        plan.place = draft.entity("place", confidence=0.6)
        draft.add_field(plan.place, "name", bp.TEXT)
    if plan.official is None:
        plan.official = next(iter(_attending(plan, draft)), None)
    hours = [f.name for f in plan.place.fields.values() if f.type.kind == "time"]
    while len(hours) < 2:
        hours.append(draft.add_field(plan.place, ("open from", "open until")[len(hours)], bp.TIME))
        draft.assume(f"A {plan.place.label} is open from one time of day until another.")
    plan.opens, plan.closes = plan.opens or hours[0], plan.closes or hours[1]


def _link(draft: Draft, entity: EntityDraft, other: EntityDraft) -> str:
    return entity.reference_to(other) or draft.add_field(entity, other.label, other.type)


def _planned(plan: _Plan, draft: Draft, unit: Unit) -> OperationDraft:
    """ "plan_matches": every pairing is kept, and those that find a place become encounters."""
    encounter, place, official = plan.encounter, plan.place, plan.official
    assert place is not None
    entity, side = encounter.entity, encounter.side
    operation = draft.operation(
        f"plan {entity.plural}",
        None,
        "command",
        f"Pair every {side.label} with every other, and place the {entity.plural} on a day.",
        unit.span,
    )
    operation.inputs["day"] = bp.Parameter(name="day", type=bp.DATE, summary="the day on which they take place")
    start = encounter.starts or draft.add_field(entity, "start", bp.DATETIME)
    pairing = _pairings(plan, draft)
    planned = over("exists", pairing.name)
    operation.guards.append(
        draft.guard(f"{operation.name}.again", no(planned), f"The {entity.plural} have been planned.", None)
    )
    values: dict[str, bp.Expression | str] = {
        encounter.first: "paired.first", encounter.second: "paired.second", _link(draft, entity, place): "paired.place",
        start: bp.Moment(date=bp.Name(name="day"), time=bp.path("paired", "start")),
    }  # fmt: skip
    group = plan.groups[1] if plan.groups else None
    arguments: dict[str, bp.Expression] = {
        "contestants": records(side, key=bp.path(side.name, "id"), **({"group": bp.path(side.name, group)} if group else {"group": bp.nothing()})),
        "places": records(place, key=bp.path(place.name, "id"), opens=bp.path(place.name, plan.opens), closes=bp.path(place.name, plan.closes)),
        "duration": bp.whole(plan.duration), "gap": bp.whole(plan.gap), "rest": bp.whole(plan.rest),
    }  # fmt: skip
    if official is not None:
        values[_link(draft, entity, official)] = "paired.official"
        own = bp.path(official.name, plan.groups[0]) if plan.groups else bp.nothing()
        arguments["officials"] = records(official, key=bp.path(official.name, "id"), group=own)
    else:
        arguments["with_officials"] = bp.truth(False)
    operation.steps += [
        bp.Perform(skill="skill.round_robin_schedule", arguments=tuple(arguments.items()), name="all_paired"),
        bp.Each(
            name="paired", rows=bp.Name(name="all_paired"),
            steps=(
                create(pairing.name, None, **{encounter.first: "paired.first", encounter.second: "paired.second"}),
                bp.When(test=bp.path("paired", "placed"), then=(create(entity.name, None, **values),)),
            ),
        ),
    ]  # fmt: skip
    operation.result = over("rows", pairing.name)
    return operation


def _pairings(plan: _Plan, draft: Draft) -> EntityDraft:
    """All pairings; open are those for which there is no encounter."""
    encounter = plan.encounter
    entity, first, second = encounter.entity, encounter.first, encounter.second
    pairing = draft.entity(plan.pairing, plan.open_span)
    for name in (first, second):
        draft.add_field(pairing, entity.fields[name].label, encounter.side.type)
    draft.made_by_rule.add(pairing.name)
    ways = [
        both(same(f"{entity.name}.{a}", f"it.{first}"), same(f"{entity.name}.{b}", f"it.{second}"))
        for a, b in ((first, second), (second, first))
    ]
    pairing.derivations[plan.open] = bp.Derivation(
        id=f"derivation.{pairing.name}.{plan.open}", name=plan.open, label=plan.open, type=bp.BOOLEAN,
        value=no(over("exists", entity.name, either(*ways))), spans=(plan.open_span,) if plan.open_span else (),
        summary=f"no {entity.label} has been planned for it",
    )  # fmt: skip
    return pairing
