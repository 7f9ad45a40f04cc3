"""Frames of deeds that must be done by so many different people before they count: "must be approved by two directors"."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language import _lexicon as lexicon
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._inflect import deed_named, participle_of
from autogenesis.language._literals import Measure, Number
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import both, no, over, present, same
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._deeds import deed_of
from autogenesis.language.meaning._facts import Fact, state_called
from autogenesis.language.meaning._guards import allowed_when, obliged
from autogenesis.language.meaning._latches import IT
from autogenesis.language.meaning._naming import actor_of, before_name, known_thing, take_name
from autogenesis.language.meaning._passages import begin_passage
from autogenesis.language.meaning._placing import at_row, reason
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._selections import narrowed

_MUST = frozenset({"must", "shall", "should", "need", "have"})
_NEEDING = frozenset({"need", "require"})
_APART = frozenset({"different", "distinct", "separate", "other", "independent"})
_ONCE = frozenset({"after", "once", "if", "when", "as soon as"})
_ENDINGS = ("al", "ation", "ion", "ment", "ance", "ature")
_MANY = 20
"""More people than that are no approval."""


def by_several(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A contract must be approved by two directors (before it is signed)", "Two officers must approve a loan"."""
    said = _needed(clause) or _obliged(clause)
    if said is None:
        return None
    plain, people = said
    if any(c.marker != "before" for c in plain.conditions) or len(plain.conditions) > 1:
        return None
    count = _count(people)
    if count is None or (count == 1 and not plain.conditions and clause.verb not in _NEEDING):
        return None
    elements = _by(plain, people, count, scope)
    if elements is None:
        return None
    if clause.verb in _NEEDING and clause.voice == "active" and clause.object is not None:
        scope.take(clause.object)
    if not plain.conditions:
        return Claimed("by_several", elements)
    scope.take(plain)
    return _with(obliged(replace(plain, modal="must"), scope), elements)


def after_several(clause: Clause, scope: Scope) -> Claimed | None:
    """ "An article can be published only after two editors have approved it": what so many must have done before."""
    thing = clause.subject if clause.voice == "passive" else clause.object
    for condition in clause.conditions:
        inner = condition.clause
        doer = inner.subject
        if thing is None or len(condition.clauses) > 1 or condition.marker.removeprefix("only ") not in _ONCE:
            continue
        if inner.voice == "passive":
            by = inner.phrase("by")
            doer = by.item if by is not None else None
        count = _count(doer) if doer is not None else None
        if doer is None or count is None or count < 2 or inner.negated:
            continue
        passive = _passive(inner, thing)
        elements = _by(passive, doer, count, scope)
        if elements is None:
            return None
        done = replace(passive, subjects=(_it(thing),), modal="", perfect=True, phrases=())
        plain = replace(condition, clauses=(done,))
        others = tuple(plain if c is condition else c for c in clause.conditions)
        return _with(allowed_when(replace(clause, conditions=others), scope), elements)
    return None


def _with(found: Claimed | None, elements: tuple[str, ...]) -> Claimed | None:
    return Claimed("by_several", (*elements, *found.elements)) if found is not None else None


def _it(thing: NP) -> NP:
    return replace(thing, head="it", words=("it",), pronoun=True, determiner="", adjectives=(), of=(), relatives=())


def _obliged(clause: Clause) -> tuple[Clause, NP] | None:
    """The deed as something done to the thing, and those who must do it."""
    if clause.modal not in _MUST or clause.negated or clause.limits or clause.embedded or not clause.verb:
        return None
    if clause.voice == "passive":
        by = clause.phrase("by")
        if by is None or by.item is None or len(by.items) > 1 or len(clause.phrases) > 1 or by.measure is not None:
            return None
        return replace(clause, phrases=()), by.item
    doer, thing = clause.subject, clause.object
    if doer is None or thing is None or clause.phrases or len(clause.objects) > 1 or _count(doer) in {None, 1}:
        return None
    return replace(_passive(clause, thing), conditions=clause.conditions), doer


def _needed(clause: Clause) -> tuple[Clause, NP] | None:
    """ "needs the approval of two managers", "requires two approvals by different managers"."""
    np = clause.object
    if np is None or clause.verb not in _NEEDING or clause.voice != "active" or len(clause.objects) > 1:
        return None
    verb = deed_named(np.head)
    phrases = (*np.of, *clause.phrases)
    of = phrases[0] if len(phrases) == 1 and phrases[0].prep in {"of", "by", "from"} else None
    if verb is None or of is None or of.item is None or clause.negated or clause.subject is None:
        return None
    people = of.item
    if np.quantity is not None and people.quantity is None:
        people = replace(people, quantity=np.quantity)
    plain = replace(clause, verb=verb, voice="passive", objects=(), phrases=(), modal="must")
    return plain, people


def _passive(clause: Clause, thing: NP) -> Clause:
    return replace(clause, subjects=(thing,), voice="passive", objects=(), phrases=(), conditions=())


def _count(people: NP) -> int | None:
    """How many people a phrase asks for; None where it is no such phrase."""
    if people.pronoun or people.relatives or people.of or set(people.adjectives) - _APART:
        return None
    amount = people.quantity
    if amount is None:
        return 1 if not people.plural and people.determiner in {"a", "an", "the"} else None
    value = amount.value if isinstance(amount, Number | Measure) else None
    return int(value) if value is not None and value == int(value) and 1 <= value <= _MANY else None


def _by(plain: Clause, people: NP, count: int, scope: Scope) -> tuple[str, ...] | None:
    """Only these people do it, so many of them; the ids of what carries it."""
    thing = plain.subject
    entity = known_thing(scope.draft, thing) if thing is not None else None
    role = actor_of(replace(people, quantity=None, determiner="a", adjectives=()), scope)
    if thing is None or entity is None or role is None:
        return None
    alone = replace(thing, adjectives=(), of=(), relatives=(), determiner="the")
    deed = deed_of(replace(plain, subjects=(alone,), conditions=()), scope)
    if deed is None or deed.entity is not entity or deed.operation.kind != "change" or deed.fact is None:
        return None
    scope.take(people, plain.verb_span)
    row = Row(entity, IT)
    terms = narrowed(thing, before_name(thing, entity, scope.draft), row, scope.bound(row))
    take_name(thing, scope)
    operation = deed.operation
    operation.actors[:] = [role, *(a for a in operation.actors if a != role)]
    if not terms:
        operation.roles[:] = [role]
    if count == 1:
        if terms:
            raise NotUnderstoodError("who does it otherwise is not said", plain.span)
        return (operation.id,)
    needed: bp.Expression = bp.whole(count)
    if terms:
        needed = bp.Conditional(test=both(*terms), then=needed, otherwise=bp.whole(1))
    return (operation.id, *_counted(operation, entity, deed.fact, needed, plain, scope.draft))


def _counted(
    operation: OperationDraft, entity: EntityDraft, fact: Fact, needed: bp.Expression, clause: Clause, draft: Draft
) -> tuple[str, ...]:
    """Each time it is done leaves a record of who did it; with enough of them it counts."""
    done = fact.holds(bp.Get(of=IT, field=entity.name))
    values = fact.values()
    record = _record(entity, clause, draft)
    by = draft.add_field(record, f"{fact.word} by", bp.PERSON, clause.span)
    when = draft.add_field(record, f"{fact.word} at", bp.DATETIME)
    draft.add_field(record, entity.label, entity.type, clause.span)
    mine = same(bp.Get(of=bp.Name(name=record.name), field=entity.name), bp.Name(name=entity.name))
    same_one = same(bp.Get(of=bp.Name(name=record.name), field=by), bp.Name(name="by"))
    operation.guards.append(
        draft.guard(f"{operation.name}.caller", present("by"), f"Say who {operation.verb}s it.", clause.span)
    )
    twice = f"{reason(clause.text).rstrip('.')}: nobody counts twice."
    once = no(over("exists", record.name, both(mine, same_one)))
    operation.guards.append(draft.guard(f"{operation.name}.different", once, twice, clause.span, entity.name))
    operation.kind, operation.entity, operation.steps, operation.result = "create", record, [], None
    operation.values.update({entity.name: bp.Name(name=entity.name), by: bp.Name(name="by"), when: bp.Name(name="now")})
    other = f"each_{record.name}"
    its = same(bp.Get(of=bp.Name(name=other), field=entity.name), bp.Get(of=IT, field=entity.name))
    enough = bp.Compare(
        relation=">=",
        left=over("count", record.name, its, name=other),
        right=at_row(needed, bp.Get(of=IT, field=entity.name)),
    )
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.{fact.word}_{entity.name}"), spans=(clause.span,), summary=reason(clause.text),
        trigger=bp.Trigger(on="created", entity=record.id), when=both(no(done), enough),
        steps=(bp.Update(row=bp.Get(of=IT, field=entity.name), values=values),),
    )  # fmt: skip
    draft.reactions.append(reaction)
    _then(entity, fact, draft)
    draft.assume(f"Each {record.label} is recorded with who gave it; only so many different people make it count.")
    return (record.id, operation.guards[-1].id, reaction.id)


def _record(entity: EntityDraft, clause: Clause, draft: Draft) -> EntityDraft:
    """The entity of the single consents: an approval, a signature; of what, where there are others so called."""
    stem = clause.verb.removesuffix("e")
    nouns = (f"{stem}{ending}" for ending in _ENDINGS)
    noun = next(
        (n for n in nouns if lexicon.known(n) and lexicon.word(n).can("NOUN")), f"{participle_of(clause.verb)} mark"
    )
    label = noun if draft.find_entity(noun) is None else f"{entity.label} {noun}"
    made = draft.entity(label, clause.span)
    made.summary = f"One person's {noun} of {article(entity.label)}."
    return made


def _then(entity: EntityDraft, fact: Fact, draft: Draft) -> None:
    """The states that are named after the one so reached come after it."""
    if fact.state is None:
        return
    name, value = fact.state
    choices = entity.fields[name].type.choices
    place = choices.index(str(value.value))
    if name != "status" or not place:
        return
    verbs = {choice: deed_verb for choice in choices for deed_verb in _verbs(choice)}
    calling_off = {c for c, verb in verbs.items() if classes_of(verb) & {"reject", "cancel", "remove"}}
    later = [c for c in choices[place + 1 :] if c not in calling_off]
    if not later or state_called(entity, str(value.value)) is None:
        return
    passage = begin_passage(draft, entity, (str(value.value),))
    for index, choice in enumerate(later):
        passage.starts[choice] = (str(value.value), *later[:index])
        draft.assume(f"{article(entity.label).capitalize()} is “{choice}” only after it was “{value.value}”.")


def _verbs(choice: str) -> tuple[str, ...]:
    lemma = lexicon.word(choice).lemmas.get("VERB", "") if lexicon.known(choice) else ""
    return (lemma,) if lemma else ()


BY_SEVERAL: tuple[Frame, ...] = (by_several, after_several)
"""In the order in which they are tried."""
