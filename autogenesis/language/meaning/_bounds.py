"""Frames for what fields must be: "The weight must be at most 25 kg", "An e-mail is required", "The end is after the start"."""

from __future__ import annotations

from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Bound, Money, Range
from autogenesis.language._quantities import find_literals
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import absent, both, either
from autogenesis.language.meaning._assumed import add
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import bounded
from autogenesis.language.meaning._conditions import holds
from autogenesis.language.meaning._given_parts import asks_for_parts
from autogenesis.language.meaning._measuring import measured
from autogenesis.language.meaning._members import field_named, take_words, value_at
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._placing import IT, creator, guarded, kept
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

_MUST = frozenset({"must", "shall", "may", "can", "should", "has", "need", "will"})
_BEING = frozenset({"be", "have", "exceed", "lie", "fall", "contain", "weigh", "cost", "last", "take", "reach"})
_MOVING = frozenset({"fall", "drop", "sink", "rise", "climb"})
"""What values do by themselves: that they should not is a wish, and refuses no reading."""
_NEEDED = frozenset({"required", "mandatory", "compulsory", "obligatory", "necessary", "needed"})
_CLOCK = frozenset({"now", "today", "by", "role"})


def must_be(clause: Clause, scope: Scope) -> Claimed | None:
    """ "The weight must be at least 0.5 kg", "The price is never negative", "A guest must be at least 18"."""
    clause = _needing(_said_of_field(clause, scope))
    np = clause.subject
    standing = clause.modal in _MUST or "never" in clause.negators or _bounded(clause)
    if np is None or np.pronoun or clause.verb not in _BEING or clause.voice == "passive" or not standing:
        return None
    if clause.conditions or np.quantity is not None:
        return None
    if clause.modal == "should" and clause.verb in _MOVING:
        raise NotUnderstoodError("what is to happen when it does is not said", clause.span)
    if clause.verb == "cost" and any(isinstance(each.quantity, Money) for each in clause.objects):
        return None  # a price, no bound
    found = entity_of_subject(np, scope)
    if found is None:
        return None
    entity, field = found
    row = Row(entity, IT)
    whole = next((p for p in clause.phrases if _in_whole(p)), None)
    if whole is not None and field is not None:
        clause = replace(clause, phrases=tuple(p for p in clause.phrases if p is not whole))
        scope.take(whole.span)
        here = bp.Get(of=IT, field=field)
        rounded = bp.Rounded(way="half_up", value=here)
        kept(entity, bp.Compare(relation="==", left=here, right=rounded), f"{field}_whole", clause, scope.draft, field)
    subject = _plain(np)
    if field is not None and field in entity.fields and np.name in entity.derivations:
        words = tuple(entity.fields[field].label.split())
        take_words(scope, np.span, np.words)
        subject = replace(subject, words=words, adjectives=(), head=words[-1])
    said = replace(clause, modal="", frame="plain", subjects=(subject,))
    needed = _needed(said, entity, field, scope)
    if needed is not None:
        return needed
    bounds = [np for np in said.objects if isinstance(np.quantity, Bound)]
    several = len(bounds) > 1 and len(bounds) == len(said.objects) and said.object_coordinator != "or"
    each = [replace(said, objects=(np,)) for np in bounds] if several else [said]
    requires = both(*(holds(one, scope.bound(row)) for one in each))
    return keep_rule(requires, entity, field, clause, scope)


def _said_of_field(clause: Clause, scope: Scope) -> Clause:
    """ "A player has a score of at least 1 and at most 50": the score of a player is at least 1 and at most 50."""
    first = clause.object
    of = next((p for p in first.of if p.prep == "of"), None) if first is not None else None
    owner = known_thing(scope.draft, clause.subject) if clause.subject is not None else None
    if clause.verb != "have" or first is None or of is None or owner is None or clause.phrases or first.relatives:
        return clause
    rest = clause.objects[1:]
    bounds = [*(i for i in of.items), *rest]
    if len(first.of) != 1 or not all(isinstance(i.quantity, Bound | Range) for i in bounds) or clause.negators:
        return clause
    bare = replace(first, of=())
    if field_named(owner, bare) is None:
        return clause
    take_name(clause.subject, scope) if clause.subject is not None else None
    return replace(clause, verb="be", voice="copula", modal="must", subjects=(bare,), objects=tuple(bounds))


def _needing(clause: Clause) -> Clause:
    """ "An order needs at least one line": it must have one."""
    counted = clause.object is not None and isinstance(clause.object.quantity, Bound) and len(clause.objects) == 1
    if (
        clause.verb not in {"need", "require", "contain", "comprise", "include"}
        or clause.voice != "active"
        or not counted
    ):
        return clause
    return replace(clause, verb="have", modal="must")


def _in_whole(phrase: Phrase) -> bool:
    """ "…, in whole pounds"."""
    np = phrase.item
    return phrase.prep == "in" and np is not None and bool({"whole", "full"} & set(np.adjectives)) and not np.of


def keep_rule(requires: bp.Expression, entity: EntityDraft, field: str | None, clause: Clause, scope: Scope) -> Claimed:
    """A rule about rows: as invariant, or on creation where it speaks of the time it is now."""
    timely = any(isinstance(p, bp.Name) and p.name in _CLOCK for p in bp.parts_within(requires))
    if timely or asks_for_parts(entity, requires, scope.draft):
        operation = creator(scope.draft, entity)
        guard = guarded(operation, entity, requires, field or "rule", clause, scope.draft)
        return Claimed("must_be", (operation.id, guard))
    f = entity.fields.get(field) if field else None
    if f is not None and not f.required:
        requires = either(absent(f"it.{f.name}"), requires)
    return Claimed("must_be", (entity.id, kept(entity, requires, field or "rule", clause, scope.draft, field)))


def entity_of_subject(np: NP, scope: Scope) -> tuple[EntityDraft, str | None] | None:
    """The entity that a rule about a field or a thing concerns, with the field where one is named."""
    draft = scope.draft
    owner = np.possessor or next((p.item for p in np.of if p.prep in {"of", "for"}), None)
    if owner is not None and not owner.pronoun:
        entity = known_thing(draft, owner)
        named = field_named(entity, replace(np, of=(), possessor=None)) if entity is not None else None
        if entity is not None and named is not None:
            return entity, named[0]
    entity = draft.find_entity(" ".join((*np.adjectives, *np.words))) or draft.find_entity(np.name)
    if entity is not None and not np.relatives:
        return entity, None
    fitting = [(e, named[0]) for e in draft.entities.values() if (named := field_named(e, np)) is not None]
    spoken = [pair for pair in fitting if pair[1] in pair[0].fields]
    if (
        fitting and not spoken
    ):  # what is reckoned is called like what is entered: "prices" where an asking price is kept
        entered = [
            (e, f.name)
            for e, _ in fitting
            for f in e.fields.values()
            if f.label.split()[-1] == np.head and f.name not in e.later
        ]
        return entered[0] if len(entered) == 1 else None
    if len(spoken) > 1:
        near = [pair for pair in spoken if pair[0] is _last_named(scope)]
        return near[0] if near else None
    return spoken[0] if spoken else None


def _last_named(scope: Scope) -> EntityDraft | None:
    """The entity that was declared last before the sentence."""
    start = scope.unit.span[0]
    best: tuple[int, EntityDraft] | None = None
    for entity in scope.draft.entities.values():
        for span in entity.spans:
            if span[0] < start and (best is None or span[0] > best[0]):
                best = (span[0], entity)
    return best[1] if best is not None else None


def _bounded(clause: Clause) -> bool:
    """Whether the clause, without a modal, can only be a rule: "a reading is between 0 and 100", "… a multiple of 5"."""
    nps = [*clause.objects, *(p.item for p in clause.phrases if p.item is not None)]
    measuring = clause.voice == "copula" or clause.verb in {"last", "weigh", "cost", "contain", "take", "have"}
    return measuring and any(isinstance(np.quantity, Bound | Range) or np.head == "multiple" for np in nps)


def _plain(np: NP) -> NP:
    """The subject as one row or its field: "weights" as "the weight"."""
    return replace(np, plural=False, determiner="the")


def _needed(clause: Clause, entity: EntityDraft, field: str | None, scope: Scope) -> Claimed | None:
    """ "An e-mail is required", "Every order must have a reason"."""
    names: list[str] = []
    if field is not None and _NEEDED & set(clause.complements):
        if clause.subject is not None:
            take_words(scope, clause.subject.span, _words(clause.subject))
        take_words(scope, clause.span, _NEEDED)
        names = [field]
    elif field is None and clause.verb == "have" and not clause.negators and clause.subject is not None:
        if any(np.quantity is not None or np.negative or np.of or np.relatives for np in clause.objects):
            return None
        found = [field_named(entity, np) for np in clause.objects]
        if not found or any(each is None for each in found):
            return None
        take_name(clause.subject, scope)
        for np, each in zip(clause.objects, found, strict=True):
            if each is not None:
                take_words(scope, np.span, each[1])
                names.append(each[0])
    if not names:
        return None
    scope.take(clause)
    for name in names:
        if name not in entity.fields or name in entity.later:
            raise NotUnderstoodError(f"the {name} of {entity.label} is not given by anybody", clause.span)
        entity.fields[name] = entity.fields[name].model_copy(update={"required": True, "default": None})
    return Claimed("required", tuple(entity.fields[name].id for name in names))


def _words(np: NP) -> tuple[str, ...]:
    return (*np.adjectives, *np.words)


def whole(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Readings are whole cubic metres": what is counted has no fraction."""
    np, said = clause.subject, clause.object
    if (
        np is None
        or said is None
        or clause.voice != "copula"
        or "whole" not in said.adjectives
        or len(clause.objects) > 1
    ):
        return None
    if clause.negators or clause.phrases or clause.conditions or said.quantity is not None or said.of:
        return None
    found = entity_of_subject(np, scope)
    if found is None:
        return None
    entity, field = found
    unit = " ".join((*(a for a in said.adjectives if a != "whole"), plural_of(said.head)))
    kind = bp.INTEGER if said.head in {"number", "figure", "value"} else bp.Type(kind="integer", unit=unit)
    numbers = [f.name for f in entity.fields.values() if f.type.kind in {"decimal", "integer"}]
    name = field or (numbers[0] if len(numbers) == 1 else None)
    if name is None and numbers:
        raise NotUnderstoodError(f"it is not known which number of {entity.label} is whole", clause.span)
    if name is None:
        name = add(entity, "value", kind, np.span, scope)
    if name not in entity.fields or entity.fields[name].type.kind not in {"decimal", "integer", "text"}:
        return None
    entity.fields[name] = entity.fields[name].model_copy(update={"type": kind, "required": True})
    scope.take(clause)
    take_words(scope, np.span, (*np.adjectives, *np.words))
    take_words(scope, said.span, (*said.adjectives, *said.words))
    return Claimed("whole", (entity.fields[name].id,))


_LEAST = frozenset(
    {"shortest", "smallest", "lowest", "minimum", "least", "youngest", "lightest", "earliest", "minimal"}
)
_MOST = frozenset(
    {"longest", "largest", "highest", "maximum", "most", "oldest", "heaviest", "latest", "maximal", "biggest"}
)


@dataclass(frozen=True, slots=True)
class Extreme:
    """What the last sentence gave the least or most of: "the longest is seven days" goes on from it."""

    entity: str


def extremes(clause: Clause, scope: Scope) -> Claimed | None:
    """ "The shortest booking is one hour, the longest is seven days", "The minimum age is 18"."""
    np = clause.subject
    literal = clause.object.quantity if clause.object is not None else None
    if (
        np is None
        or clause.voice != "copula"
        or literal is None
        or isinstance(literal, Bound | Range)
        or clause.phrases
    ):
        return None
    words = {np.head, *np.adjectives, *np.words[:-1]} & (_LEAST | _MOST)
    if len(words) != 1 or clause.conditions:
        return None
    word = words.pop()
    rest = tuple(w for w in (*np.adjectives, *np.words) if w != word)
    bare = replace(np, adjectives=(), words=rest, head=rest[-1] if rest else np.head)
    found = entity_of_subject(bare, scope) if rest else None
    last = scope.draft.recall(Extreme)
    if found is None and not rest and last is not None:
        found = next(((e, None) for e in scope.draft.entities.values() if e.name == last.entity), None)
    if found is None:
        return None
    entity, field = found
    row = Row(entity, IT)
    bound = Bound(literal.span, f"{word} {literal.text}", ">=" if word in _LEAST else "<=", literal)  # type: ignore[arg-type]
    value = (
        value_at(row, field, scope.draft)
        if field is not None
        else measured(row, bound, scope, verb=_COMPARED.get(word, ""))
    )
    requires = bounded(value, bound, scope)
    scope.take(clause)
    take_words(scope, np.span, (word, *np.adjectives, *np.words))
    scope.draft.remember(Extreme(entity.name))
    return keep_rule(requires, entity, field, clause, scope)


_COMPARED = {"shortest": "shorter", "longest": "longer", "youngest": "younger", "oldest": "older", "lightest": "lighter",
             "heaviest": "heavier", "largest": "larger", "smallest": "smaller", "biggest": "bigger"}  # fmt: skip


def allowed(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Quantities from 1 to 20 are allowed", "Only a term of 5 to 20 years is accepted": nothing else is."""
    np = clause.subject
    if np is None or clause.verb not in {"allow", "accept", "permit"} or clause.voice != "passive" or clause.conditions:
        return None
    said = [x for x in find_literals(scope.unit.text, scope.unit.span[0]) if isinstance(x, Bound | Range)]
    if (
        len(said) != 1
        or bool(clause.negators)
        or np.negative
        or np.relatives
        or any(p.prep not in {"from", "of", "to", "above", "below", "between", "under", "over"} for p in np.of)
    ):
        return None
    found = entity_of_subject(_plain(replace(np, of=(), quantity=None)), scope)
    if found is None or found[1] is None:
        return None
    entity, field = found
    requires = bounded(value_at(Row(entity, IT), found[1], scope.draft), said[0], scope)
    scope.take(clause)
    take_words(scope, np.span, (*np.words, "only", *said[0].text.lower().split()))
    made = keep_rule(requires, entity, field, clause, scope)
    scope.draft.claim(scope.unit.span, made.pattern, made.elements)
    return made


BOUNDS: tuple[Frame, ...] = (whole, extremes, allowed, must_be)
"""The frames for what fields must be."""
