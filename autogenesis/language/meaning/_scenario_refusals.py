"""Frames of scenarios that end in a refusal: "Given a member has had 3 boxes this week, When he asks for another, Then it is refused"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language import _lexicon as lexicon
from autogenesis.language._clauses import parse
from autogenesis.language._draft import EntityDraft, OperationDraft
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Duration
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import both, compare, either, present, same, shift
from autogenesis.language._tokens import tag
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._assumed import belonging, person_of
from autogenesis.language.meaning._called_off import valid
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import denial, time_unit
from autogenesis.language.meaning._conditions import holds
from autogenesis.language.meaning._members import reached, read
from autogenesis.language.meaning._members import singular_name as singular
from autogenesis.language.meaning._naming import actor_of, known_thing
from autogenesis.language.meaning._placing import IT, guarded
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._situations import Situation, situation
from autogenesis.language.readings._due_dates import entered

_ORDINAL = frozenset("further another additional new more second third fourth fifth sixth next one extra".split())
_NUMBER = r"(?P<count>\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
_PERIOD = (
    r"(?P<period>(?:with)?in the (?:last|past|previous) .+|over the (?:last|past) .+|this (?:calendar )?(?:day|week|month|year)"
    r"|today|already|so far|at the moment|in (?:a|one|the same) (?:day|week|month|year))"
)
_COUNTED = regex(
    rf"^(?:an?|the|every|each|any|some)\s+(?P<holder>[a-z][\w-]*(?:\s[a-z][\w-]*)??)\s+(?P<verbs>(?:[a-z]+\s+){{1,4}}?)"
    rf"{_NUMBER}\s+(?P<things>[a-z][\w-]*(?:\s[a-z][\w-]*)??)(?:\s+{_PERIOD})?\.?$",
    re.I,
)
_REASON = frozenset({"reason", "note", "explanation", "justification", "comment", "remark"})
_LETTING = frozenset(
    {"let", "allow", "permit", "accept", "admit", "override", "overrule", "waive", "approve", "pass", "except"}
)


@dataclass(frozen=True, slots=True)
class Refused:
    """The refusal that the last sentence told of, which the next one may make an exception to."""

    operation: str
    entity: str
    guard: str
    number: int


def refused_then(clause: Clause, scope: Scope) -> Claimed | None:
    """The deed of the step "When" is refused in the circumstances of the steps "Given"."""
    block = scope.unit.block
    if block.kind != "gherkin" or block.keyword != "then" or clause.conditions or not _refusing(clause):
        return None
    steps = [u for u in scope.draft.units if u.block.kind == "gherkin" and u.block.scenario == block.scenario]
    if any(u.block.keyword == "outline" for u in steps):
        return None
    events = [u for u in steps if u.block.keyword == "when"]
    givens = [u for u in steps if u.block.keyword == "given"]
    if len(events) > 1 or not (givens or events):
        return None
    found = _event(events[0], scope) if events else _never_more(clause, scope)
    if found is None:
        return None
    terms = [*found.terms, *(_given(unit, found, scope) for unit in givens)]
    if not terms:
        raise NotUnderstoodError("nothing says when it is refused", clause.span)
    guard = guarded(found.operation, found.entity, denial(both(*terms)), "refused", _whole(clause, givens), scope.draft)
    scope.take(clause.span)
    scope.draft.remember(Refused(found.operation.name, found.entity.name, guard, scope.unit.number))
    for unit in (*events, *givens):
        if not scope.draft.claimed(unit.span):
            scope.draft.claim(unit.span, "scenario_refusal", [found.operation.id, guard])
    return Claimed("scenario_refusal", (found.operation.id, guard))


def _refusing(clause: Clause) -> bool:
    rejecting = "reject" in classes_of(clause.verb, clause.particle) or (clause.verb, clause.particle) == (
        "turn",
        "down",
    )
    if clause.voice == "passive" and rejecting and not clause.negated:
        return clause.subject is not None and not clause.objects
    if clause.voice == "passive" and clause.subject is not None and clause.subject.negative:
        return bool(_ORDINAL & set(clause.subject.adjectives)) or "more" in clause.text.lower().split()
    allowed = clause.verb in {"allow", "accept", "permit", "admit"} and clause.voice == "passive"
    return allowed and bool({"not", "never"} & set(clause.negators))


def _whole(clause: Clause, givens: list[Unit]) -> Clause:
    """The clause with the circumstances in its words, as the reason that a caller is told."""
    said = " and ".join(" ".join(u.text.split()).strip(" .") for u in givens)
    return replace(clause, text=f"{said}: {clause.text}") if said else clause


def _event(unit: Unit, scope: Scope) -> Situation | None:
    inner = Scope(scope.draft, unit)
    clauses = parse(unit.sentence)
    if len(clauses) != 1:
        raise NotUnderstoodError(f"“{unit.text}” is more than one occasion", scope.unit.span)
    clause = clauses[0]
    subjects = tuple(_one(np, inner) for np in clause.subjects)
    objects = tuple(_one(np, inner) for np in clause.objects)
    found = situation(replace(clause, subjects=subjects, objects=objects), inner)
    if found is None:
        raise NotUnderstoodError(f"it is not known what is done where “{unit.text}”", scope.unit.span)
    inner.finish(unit.span)
    return found


def _one(np: NP, scope: Scope) -> NP:
    """ "a further voucher", "a third parcel": any one, beyond those that there are."""
    taken = [t for t in tag(np.text, np.span[0]) if t.lower in _ORDINAL]
    for token in taken:
        scope.take(token)
    kept = tuple(a for a in np.adjectives if a not in _ORDINAL)
    return replace(np, adjectives=kept, quantity=None, determiner="a") if taken else np


def _never_more(clause: Clause, scope: Scope) -> Situation | None:
    """ "no further pass is issued to it": what is not brought about any more."""
    np = clause.subject
    if np is None or clause.voice != "passive" or not np.negative:
        return None
    entity = known_thing(scope.draft, np)
    if entity is None:
        raise NotUnderstoodError(f"it is not known what “{np.text}” is", np.span)
    known = next((o for o in scope.draft.operations.values() if o.entity is entity and o.kind == "create"), None)
    operation = known or scope.draft.operation(clause.verb, entity, "create", span=clause.span)
    return Situation(operation, entity, ())


def _given(unit: Unit, found: Situation, scope: Scope) -> bp.Expression:
    row = Row(found.entity, IT)
    counted = _counted(unit, row, scope)
    if counted is not None:
        return counted
    inner = Scope(scope.draft, unit, (row,))
    terms = [holds(clause, inner) for clause in parse(unit.sentence)]
    inner.finish(unit.span)
    return both(*terms)


def _counted(unit: Unit, row: Row, scope: Scope) -> bp.Expression | None:
    """ "a household has been given three parcels in the last 182 days"."""
    match = _COUNTED.match(" ".join(unit.text.split()))
    if match is None or not _verbal(match["verbs"].split()):
        return None
    draft = scope.draft
    things = singular(match["things"].lower())
    entity = draft.find_entity(things) or draft.find_entity(things.split()[-1])
    if entity is None:
        raise NotUnderstoodError(f"it is not known what “{match['things']}” are", unit.span)
    count = find_literals(match["count"], 0)
    number = getattr(count[0], "value", None) if count else None
    if number is None:
        return None
    other = Row(entity, bp.Name(name=f"given_{entity.name}"))
    terms = [
        _held(match["holder"].lower(), row, other, unit, scope),
        *_while(match["period"] or "", other, unit, scope),
    ]
    total = bp.Aggregate(
        function="count", entity=entity.id, name=f"given_{entity.name}", where=both(*terms, *valid(other))
    )
    return compare(total, ">=", bp.whole(int(number)))


def _verbal(words: list[str]) -> bool:
    """Whether the words before the number are a verb, with what belongs to it."""
    last = next((w for w in reversed(words) if w.lower() not in {"already", "just", "only"}), "")
    return bool(last) and ("VERB" in lexicon.word(last.lower()).lemmas or last.lower() in {"has", "had", "have", "got"})


def _held(holder: str, row: Row, other: Row, unit: Unit, scope: Scope) -> bp.Expression:
    """That the other row belongs to the same holder as the row concerned."""
    draft = scope.draft
    owner = draft.find_entity(holder)
    if owner is None:
        actor = draft.find_actor(tuple(holder.split()))
        if actor is None:
            raise NotUnderstoodError(f"it is not known what a “{holder}” is", unit.span)
        theirs = person_of(other.entity, actor, unit.span, scope)
        return same(read(other, theirs), read(row, person_of(row.entity, actor, unit.span, scope)))
    name = other.entity.reference_to(owner) or belonging(other.entity, owner, unit.span, scope)
    if row.entity is owner:
        return same(read(other, name), row.at)
    there = reached(draft, row, owner)
    if there is None:
        there = Row(owner, read(row, belonging(row.entity, owner, unit.span, scope)))
    return same(read(other, name), there.at)


def _while(period: str, other: Row, unit: Unit, scope: Scope) -> list[bp.Expression]:
    """That the other row came about in the period."""
    said = period.lower()
    if said in {"", "already", "so far", "at the moment"}:
        return []
    moment = read(other, entered(scope.draft, other.entity))
    if said == "today":
        return [same(bp.Part(of=moment, part="date"), "today")]
    lasting = [x for x in find_literals(said, 0) if isinstance(x, Duration)]
    if lasting and ("last" in said or "past" in said or "previous" in said):
        spanned, calendar = time_unit(lasting[0], scope)
        return [compare(moment, ">=", shift("now", -int(lasting[0].value), spanned, calendar))]
    for word in ("day", "month", "year"):
        if said.endswith(word):
            parts = {"day": ("date",), "month": ("year", "month"), "year": ("year",)}[word]
            return [same(bp.Part(of=moment, part=p), bp.Part(of=bp.Name(name="now"), part=p)) for p in parts]
    raise NotUnderstoodError(f"nothing could be made of “{period}”", unit.span)


def excepted(clause: Clause, scope: Scope) -> Claimed | None:
    """ "But the coordinator can let it through if a reason is written down": who may do it all the same."""
    last = scope.draft.recall(Refused)
    if last is None or scope.unit.number - last.number not in {0, 1} or clause.modal not in {"can", "may"}:
        return None
    if clause.verb not in _LETTING or clause.negated or clause.voice == "passive" or clause.subject is None:
        return None
    if clause.object is not None and not clause.object.pronoun:
        return None
    actor = actor_of(clause.subject, scope)
    reasoned = _reasoned(clause)
    if actor is None or reasoned is None:
        return None
    entity, operation = scope.draft.entities[last.entity], scope.draft.operations[last.operation]
    place = next(i for i, guard in enumerate(operation.guards) if guard.id == last.guard)
    guard = operation.guards[place]
    if operation.kind == "create":
        open_, made = _by_role(operation, actor, reasoned), operation
    else:
        open_, made = _let_through(clause, operation, entity, actor, reasoned, scope)
    operation.guards[place] = guard.model_copy(update={"requires": either(open_, guard.requires)})
    scope.take(clause.span)
    return Claimed("excepted", (made.id, guard.id))


def _reasoned(clause: Clause) -> bool | None:
    """Whether a reason must be given; None where some other condition is made."""
    phrases = [p for p in clause.phrases if p.prep in {"with", "giving", "stating"}]
    if len(phrases) < len(clause.phrases):
        return None
    named = [p.item.head for p in phrases if p.item is not None]
    for condition in clause.conditions:
        for each in condition.clauses:
            np = each.subject if each.voice == "passive" else each.object
            if condition.marker not in {"if", "when", "only if", "provided"} or np is None or each.negated:
                return None
            named.append(np.head)
    return None if set(named) - _REASON else bool(named)


def _by_role(operation: OperationDraft, actor: str, reasoned: bool) -> bp.Expression:
    """Whoever brings it about may do so all the same in that role."""
    mine: bp.Expression = same("role", bp.text(actor.removeprefix("actor.")))
    if not reasoned:
        return mine
    operation.inputs["reason"] = bp.Parameter(name="reason", type=bp.TEXT, required=False)
    return both(mine, present("reason"))


def _let_through(
    clause: Clause, operation: OperationDraft, entity: EntityDraft, actor: str, reasoned: bool, scope: Scope
) -> tuple[bp.Expression, OperationDraft]:
    """An operation of its own that marks the row as let through."""
    draft = scope.draft
    phrase = f"{clause.verb} {clause.particle}".strip()
    made = draft.operation(phrase, entity, "change", span=clause.span)
    word = participle_of(phrase)
    moment = draft.add_field(entity, f"{word} at", bp.DATETIME, clause.span, required=False)
    entity.later.add(moment)
    values: list[tuple[str, bp.Expression]] = [(moment, bp.Name(name="now"))]
    made.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    if reasoned:
        reason = draft.add_field(entity, f"{word} reason", bp.TEXT, clause.span, required=False)
        entity.later.add(reason)
        made.inputs["reason"] = bp.Parameter(name="reason", type=bp.TEXT)
        given = draft.guard(f"{made.name}.reason", present("reason"), "A reason must be given.", clause.span, "reason")
        made.guards.append(given)
        values.append((reason, bp.Name(name="reason")))
    made.roles.append(actor)
    made.actors.append(actor)
    made.steps.append(bp.Update(row=bp.Name(name=entity.name), values=tuple(values)))
    made.result = bp.Name(name=entity.name)
    row = next((p.name for p in operation.inputs.values() if p.type.entity == entity.id), entity.name)
    return present(f"{row}.{moment}"), made


REFUSALS: tuple[Frame, ...] = (refused_then, excepted)
"""The frames of refusals in scenarios, and of exceptions to them."""
