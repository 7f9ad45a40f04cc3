"""Frames of rules for such as are so: "orders over 500 euro are marked as large", "no answer after 3 days: the clerk is told"."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._syntax import NP, Clause, Condition
from autogenesis.language._terms import absent, both
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._claimed import Claimed
from autogenesis.language.meaning._deadlines import by_deadline
from autogenesis.language.meaning._facts import HANDIWORK
from autogenesis.language.meaning._latches import IT, latched
from autogenesis.language.meaning._marks import undone
from autogenesis.language.meaning._naming import SYSTEM
from autogenesis.language.meaning._occasions import Occasion, begins, label_of, state_of
from autogenesis.language.meaning._reactions import LastOccasion, add_to, follow, name_of, on_event
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._selections import entity_named, narrowed
from autogenesis.language.meaning._timing import at_a_distance, undone_in_time

_THEN = frozenset({"then", "also", "afterwards", "additionally", "too", "moreover", "furthermore", "thereupon"})
_VAGUE = frozenset(
    {
        "promptly",
        "quickly",
        "soon",
        "carefully",
        "swiftly",
        "properly",
        "appropriately",
        "speedily",
        "well",
        "better",
        "adequately",
    }
)
_OTHERS = frozenset({"other", "same", "such", "next", "previous", "last", "first", "new", "own", "further"})


_LENDING = frozenset({"lend", "borrow", "rent", "hire", "lease", "loan"})


def whenever_such(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A tool that comes back damaged is locked": once a row has become such, it is done to it."""
    if clause.voice == "passive" and clause.verb in _LENDING:
        return None  # people do that, and for how long is another rule
    if clause.verb in HANDIWORK or "only" in clause.negators:
        return None  # people do that too; and what only such may do is no event
    np = _those(clause)
    if classes_of(clause.verb, clause.particle) & {"reject"}:
        return None  # what is refused is no event of its own
    if np is None or clause.negated or clause.modal in {"can", "may"} or not clause.verb:
        return None
    if _VAGUE & set(clause.adverbs):
        return None  # a wish about how well
    named = entity_named(np, scope)
    if named is None:
        return None
    entity, adjectives = named
    if set(adjectives) & _OTHERS:
        return None
    terms = narrowed(np, adjectives, Row(entity, IT), scope)
    if not terms:
        return None
    occasion = begins(entity, both(*terms), _label(np, adjectives), np.span, scope.bound(Row(entity, IT)))
    plain = replace(np, determiner="the", relatives=(), adjectives=(), of=(), quantity=None)
    rest = replace(
        clause,
        subjects=tuple(plain if each is np else each for each in clause.subjects),
        objects=tuple(plain if each is np else each for each in clause.objects),
    )
    return follow(rest, list(clause.conditions), occasion, "whenever_such")


def _those(clause: Clause) -> NP | None:
    """The phrase that says which rows are meant: with a relative clause, an adjective or a bound."""
    system = clause.subject is not None and (clause.subject.name in SYSTEM or clause.subject.head in {"we", "i"})
    things = clause.objects if system and clause.voice != "passive" else clause.subjects
    if len(things) != 1 or things[0].pronoun or things[0].negative or things[0].determiner in {"all", "every", "each"}:
        return None
    np = things[0]
    return np if np.relatives or np.adjectives or np.of else None


def _label(np: NP, adjectives: tuple[str, ...]) -> str:
    inner = np.relatives[0] if np.relatives else None
    if inner is not None and inner.verb:
        return " ".join([*("not" for _ in (1,) if inner.negated), inner.verb, *inner.complements])
    return " ".join(adjectives) or (f"{np.of[0].prep} limit" if np.of else "such")


def noted(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Fewer than 3 people left in a voice: the conductor is warned": what stands before the colon is the condition."""
    text = scope.draft.text.text
    start = _after_colon(clause, scope)
    if start is None:
        return None
    before = tuple(c for c in scope.unit.clauses if c.span[1] <= start and ":" in text[c.span[1] : clause.span[1]])
    if not before:
        return None
    clauses = tuple(_whole(c) for c in before)
    condition = Condition(
        (before[0].span[0], before[-1].span[1]), text[before[0].span[0] : before[-1].span[1]], "if", clauses
    )
    as_rule = replace(clause, conditions=(condition, *clause.conditions))
    for frame in (undone_in_time, by_deadline, at_a_distance, on_event):
        found = frame(as_rule, scope)
        if found is not None:
            scope.finish(condition.span)
            if not scope.draft.claimed(condition.span):
                scope.draft.claim(condition.span, found.pattern, found.elements)
            return found
    return None


def _after_colon(clause: Clause, scope: Scope) -> int | None:
    before = scope.draft.text.text[scope.unit.span[0] : clause.span[0]].rstrip()
    return clause.span[0] if before.endswith(":") else None


def _whole(clause: Clause) -> Clause:
    """ "Not paid by the 20th" is a clause of its own."""
    return clause.embedded[0] if not clause.verb and len(clause.embedded) == 1 and not clause.subjects else clause


def going_on(clause: Clause, scope: Scope) -> Claimed | None:
    """ "The stock in it is then blocked", "…, and its owner is told": it follows from the occasion last spoken of."""
    if clause.negated or clause.modal in {"can", "may"} or not clause.verb:
        return None
    last = scope.draft.recall(LastOccasion)
    if last is None or scope.unit.number - last.number > 1:
        return None
    if not set(clause.adverbs) & _THEN and not (last.number == scope.unit.number and _coordinated(clause, scope)):
        return None
    if set(clause.adverbs) & _THEN:
        scope.take_then()
    together = add_to(last, clause, scope, "going_on") if last.number == scope.unit.number else None
    if together is not None:
        return together
    occasion = last.occasion
    bound = scope.bound(*occasion.scope.rows)
    return follow(clause, list(clause.conditions), replace(occasion, scope=bound, before=()), "going_on")


def _coordinated(clause: Clause, scope: Scope) -> bool:
    """Whether a clause without conditions of its own stands with "and" behind the one that spoke of the occasion."""
    before = [c for c in scope.unit.clauses if c.span[1] <= clause.span[0] and c.span[0] < c.span[1]]
    if not before or clause.conditions or any(np.relatives for np in clause.subjects):
        return False
    earlier = before[-1]
    between = scope.draft.text.text[earlier.span[1] : clause.span[0]].strip(" ,;").lower()
    return between in {"and", "and also", "and then", ""} and scope.draft.claimed(earlier.span)


def otherwise(clause: Clause, scope: Scope) -> Claimed | None:
    """ "If the sum is over 500 euro, the board is told; otherwise the clerk is told"."""
    if clause.negated or clause.modal in {"can", "may"} or not clause.verb or clause.conditions:
        return None
    last = scope.draft.recall(LastOccasion)
    if last is None or scope.unit.number - last.number > 1 or not _otherwise_said(clause, scope):
        return None
    other = last.occasion.otherwise()
    if other is None:
        raise NotUnderstoodError("otherwise than what is not known", clause.span)
    bound = scope.bound(*other.scope.rows)
    return follow(clause, [], replace(other, scope=bound, before=()), "otherwise")


def _otherwise_said(clause: Clause, scope: Scope) -> bool:
    before = scope.draft.text.text[scope.unit.span[0] : clause.span[0]].lower().rstrip(" ,")
    return "otherwise" in clause.adverbs or before.endswith(("otherwise", "if not", "else"))


def while_so(clause: Clause, scope: Scope) -> Claimed | None:
    """ "While a probe is faulty, its unit counts as unmonitored": from when it is so until it is no longer."""
    condition = next((c for c in clause.conditions if c.marker in {"while", "as long as"}), None)
    if condition is None or clause.negated or not clause.verb or clause.modal in {"can", "may"}:
        return None
    if len(clause.conditions) > 1 or len(condition.clauses) > 1:
        return None
    found = state_of(condition.clause, scope)
    if found is None:
        return None
    entity, holds, bound = found
    latch = latched(scope.draft, entity, holds, label_of(condition.clause), condition.span)
    rises = Occasion(entity, bound, latch.trigger, bp.Present(value=latch.since), elements=latch.elements, state=holds)
    made = follow(clause, [], rises, "while_so")
    steps = scope.draft.reactions[-1].steps
    back = undone(steps, scope.draft)
    if not back:
        return made
    ends = Occasion(entity, bound, latch.trigger, absent(latch.since))
    return Claimed("while_so", (*made.elements, *ends.install(f"end_{name_of(clause, ends)}", back, clause)))
