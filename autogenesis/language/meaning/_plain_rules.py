"""Frames for short rules that lean on what was said: "Others are refused", "Nobody else may", "A withdrawal needs a reason"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._literals import Recurrence, Weekdays
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import either
from autogenesis.language._words import classes_of, head_kind
from autogenesis.language.meaning._carried import given_with
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import TIMES
from autogenesis.language.meaning._members import field_named, members, take_words
from autogenesis.language.meaning._naming import actor_of, known_thing, take_name
from autogenesis.language.meaning._placing import kept
from autogenesis.language.meaning._relations import nouns_of
from autogenesis.language.meaning._scope import Scope
from autogenesis.language.readings._due_dates import entered

_OTHER = frozenset("other further later earlier additional more another longer shorter higher lower".split())
_NEEDS = frozenset({"need", "require", "have", "state", "give"})
_SAYS = frozenset("give state enter record provide note write add name supply".split())
_HAPPEN = frozenset({("be", ""), ("happen", ""), ("take", "place"), ("occur", "")})
_KEEPS = frozenset({"keep", "maintain", "manage", "hold", "have", "store", "record"})
_REGISTERS = frozenset({"register", "list", "record", "catalogue", "directory", "inventory", "book"})


def deed_called(draft: Draft, np: NP) -> OperationDraft | None:
    """The deed that a noun names: "the confirmation", "a withdrawal", "the tasting"."""
    head = np.head.lower()
    found = [
        o
        for o in draft.operations.values()
        if o.entity is not None and o.verb and head in nouns_of(*o.verb.partition(" ")[::2]) - {o.verb.split()[0]}
    ]
    return found[0] if len(found) == 1 or (found and len({o.verb for o in found}) == 1) else None


def needs_given(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A withdrawal needs a reason": it is given with the deed, and kept."""
    np, given = clause.subject, clause.object
    modal = clause.modal in {"", "must", "shall"}
    if np is None or given is None or clause.verb not in _NEEDS or clause.negated or clause.conditions or not modal:
        return None
    if known_thing(scope.draft, np) is not None or len(clause.objects) > 1 or clause.phrases or np.pronoun:
        return None
    operation = deed_called(scope.draft, np)
    if operation is None or operation.entity is None or given.quantity is not None or given.relatives or given.of:
        return None
    scope.take(clause, given)
    take_name(np, scope)
    return Claimed("given_with_deed", (operation.id, given_with(given, operation, operation.entity, scope)))


def says_why(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Only the chair may cancel a session, and must give a reason", "They must state a reason": of the deed before."""
    who, given = clause.subject, clause.object
    due = clause.modal in {"must", "shall"} or clause.inherited
    if (
        who is None
        or given is None
        or clause.verb not in _SAYS
        or clause.voice == "passive"
        or clause.negated
        or not due
    ):
        return None
    plain = not (given.quantity or given.relatives or given.of or given.plural or given.pronoun or clause.conditions)
    if not plain or len(clause.objects) > 1 or clause.phrases or head_kind(given.head) != "text":
        return None
    done = [scope.draft.operations.get(e.removeprefix("operation.")) for e in _before(clause, scope)]
    operation = next((o for o in done if o is not None and o.entity is not None), None)
    if operation is None or operation.entity is None or known_thing(scope.draft, given) is not None:
        return None
    actor = actor_of(who, scope)
    if not who.pronoun and actor not in {*operation.actors, *operation.roles}:
        return None
    scope.take(clause, given)
    take_name(who, scope)
    return Claimed("given_with_deed", (operation.id, given_with(given, operation, operation.entity, scope)))


def restated(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Other terms are refused", "Any further burial is refused": so the rule before has it anyway."""
    np = clause.subject
    refusing = clause.voice == "passive" and "reject" in classes_of(clause.verb, clause.particle) and not clause.negated
    if np is None or not refusing or clause.conditions or clause.phrases or clause.limits or np.quantity is not None:
        return None
    if not ({*np.adjectives, np.determiner, *np.text.lower().split()} & _OTHER) or np.relatives or np.of:
        return None
    bounding = [e for e in _before(clause, scope) if e.startswith(("guard.", "invariant."))]
    if not bounding:
        return None
    scope.take(clause, np)
    return Claimed("restated_refusal", tuple(bounding))


def nobody_else(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Nobody else may do so": whoever was named before, and no one besides."""
    np = clause.subject
    said = clause.text.lower()
    if np is None or not np.negative or "else" not in said or clause.modal not in {"may", "can", "shall", "must"}:
        return None
    if clause.conditions or clause.phrases or any(not each.pronoun for each in clause.objects):
        return None
    if clause.verb != "do" and not clause.objects:
        return None
    found = [scope.draft.operations.get(e.removeprefix("operation.")) for e in _before(clause, scope)]
    done = [o for o in found if o is not None and o.actors]
    if not done:
        return None
    for operation in done:
        operation.roles.extend(a for a in operation.actors if a not in operation.roles)
    scope.take(clause, np, *clause.objects)
    return Claimed("sole_right", tuple(o.id for o in done))


def not_counted(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Cancelled bookings do not count": where the rule before leaves them out."""
    np = clause.subject
    if np is None or clause.verb != "count" or not clause.negated or clause.conditions or clause.phrases:
        return None
    entity = known_thing(scope.draft, np)
    words = set(np.adjectives)
    if entity is None or not words or np.relatives or np.of:
        return None
    rules = [g for g in entity.invariants if g.id in _before(clause, scope)]
    if not rules or not all(f"value='{word}'" in repr(rule.requires) for word in words for rule in rules):
        return None
    scope.take(clause, np)
    return Claimed("not_counted", tuple(rule.id for rule in rules))


def _before(clause: Clause, scope: Scope) -> tuple[str, ...]:
    """What was made of the sentence before, or of the clause before in the same one."""
    near = {scope.unit.number, scope.unit.number - 1}
    spans = [u.span for u in scope.draft.units if u.number in near]
    claims = [
        c
        for c in scope.draft.claims
        if c.status == "implemented" and c.span[1] <= clause.span[0] and any(a <= c.span[0] < b for a, b in spans)
    ]
    last = max((c.span[0] for c in claims), default=-1)
    return tuple(e for c in claims if c.span[0] == last for e in c.elements)


def not_on_days(clause: Clause, scope: Scope) -> Claimed | None:
    """ "There are no tours on Mondays", "No tours take place on Mondays or Tuesdays"."""
    np = clause.object if clause.subject is not None and clause.subject.head == "there" else clause.subject
    days = next((x for x in clause.limits if isinstance(x, Recurrence | Weekdays)), None)
    said = (clause.verb, clause.object.head if clause.verb == "take" and clause.object is not None else "")
    if np is None or days is None or said not in _HAPPEN or not np.negative or clause.conditions or clause.phrases:
        return None
    entity = known_thing(scope.draft, np)
    which = days.weekdays if isinstance(days, Recurrence) else days.days
    if entity is None or not which or len(clause.limits) > 1:
        return None
    name = _moment(entity, scope)
    weekday = bp.Part(of=bp.path("it", name), part="weekday")
    those = either(*(bp.Compare(relation="==", left=weekday, right=bp.whole(day + 1)) for day in which))
    requires: bp.Expression = bp.Not(term=those)
    if name in entity.fields and not entity.fields[name].required:
        requires = either(bp.Not(term=bp.Present(value=bp.path("it", name))), requires)
    scope.take(clause, np, days.span, *clause.objects)
    return Claimed("not_on_days", (entity.id, kept(entity, requires, "not_on_days", clause, scope.draft, name)))


def _moment(entity: EntityDraft, scope: Scope) -> str:
    """The field with the day on which a row happens."""
    dated = [m for m in members(entity) if m.type.kind in TIMES - {"time"} and m.name not in entity.later]
    if dated:
        return dated[0].name
    plain = next((n for n, f in entity.fields.items() if f.type.kind == "time" and n not in entity.later), None)
    if plain is None:
        return entered(scope.draft, entity)
    entity.fields[plain] = entity.fields[plain].model_copy(update={"type": bp.DATETIME})
    scope.draft.assume(f"The {entity.fields[plain].label} of {article(entity.label)} is given with its day.")
    return plain


def refused_before(clause: Clause, scope: Scope) -> Claimed | None:
    """ "An end before the alarm is refused", "A return after the due date is rejected": what comes before what."""
    np = clause.subject
    if clause.frame != "fragment" or np is None or len(clause.conditions) != 1 or clause.verb or np.relatives:
        return None
    inner = clause.conditions[0]
    then = inner.clause
    other = then.subject
    refusing = then.voice == "passive" and "reject" in classes_of(then.verb, then.particle) and not then.negated
    if inner.marker not in {"before", "after"} or not refusing or other is None or then.conditions or then.phrases:
        return None
    for entity in scope.draft.entities.values():
        mine, theirs = field_named(entity, np), field_named(entity, other)
        if mine is None or theirs is None or mine[0] == theirs[0]:
            continue
        a, b = bp.path("it", mine[0]), bp.path("it", theirs[0])
        kinds = {entity.member(mine[0]).type.kind, entity.member(theirs[0]).type.kind}
        if len(kinds) > 1 or not kinds <= TIMES:
            continue
        requires: bp.Expression = bp.Compare(relation=">=" if inner.marker == "before" else "<=", left=a, right=b)
        requires = either(bp.Not(term=bp.Present(value=a)), bp.Not(term=bp.Present(value=b)), requires)
        scope.take(np, other, then, inner.span)
        take_words(scope, np.span, mine[1])
        return Claimed("refused_before", (entity.id, kept(entity, requires, "order", clause, scope.draft, mine[0])))
    return None


def keeps_register(clause: Clause, scope: Scope) -> Claimed | None:
    """ "The office keeps a register of boats and berths": what is kept of each is said elsewhere."""
    first = clause.object
    if first is None or clause.verb not in _KEEPS or clause.voice != "active" or clause.negated or clause.conditions:
        return None
    if first.head not in _REGISTERS or not first.of or clause.phrases or clause.limits:
        return None
    things = (*(np for phrase in first.of for np in phrase.items), *clause.objects[1:])
    known = [known_thing(scope.draft, np) for np in things]
    if not all(entity is not None and entity.fields for entity in known):
        return None
    scope.take(clause, first, *things, *clause.subjects)
    return Claimed("register", tuple(entity.id for entity in known if entity is not None))


PLAIN_DEEDS: tuple[Frame, ...] = (keeps_register,)
"""Of what is kept."""
PLAIN_RULES: tuple[Frame, ...] = (
    needs_given,
    says_why,
    restated,
    not_counted,
    nobody_else,
    not_on_days,
    refused_before,
)
"""In the order in which they are tried."""
