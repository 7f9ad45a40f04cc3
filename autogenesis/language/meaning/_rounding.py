"""Frame for how amounts are rounded: "rounded up to full euros", "a started quarter counts"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import blueprints as bp
from autogenesis.language._literals import Measure, Number
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language.meaning._claimed import Claimed
from autogenesis.language.meaning._members import singular, take_words
from autogenesis.language.meaning._placing import swapped
from autogenesis.language.meaning._reckoning import Reckoned, Way, keep, latest, reckonings
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope

_STEPS = frozenset({"minute", "quarter", "hour", "day", "week", "half"})


_UNIT = r"(?:half[ -]hour|half an hour|quarter(?: of an hour)?|minute|hour|day|week)"
_BEGUN = regex(
    rf"^(?:(?:every|each|any|an?)\s+)?(?:(?P<before>started|begun|partial|incomplete)\s+)?(?P<unit>{_UNIT})(?P<after>\s+(?:that\s+(?:has|is)\s+)?(?:begun|started))?\s+"
    rf"(?:counts?|is\s+(?:charged|billed|counted|invoiced))\s*(?:(?:as\s+)?(?:an?\s+)?(?:whole|full|complete)(?:\s+(?:one|{_UNIT}))?|in\s+full|as\s+(?:one|an?\s+{_UNIT}))?\s*\.?$",
    re.I,
)
_TO_CENTS = regex(
    r"^(?:(?:the|this|that|each|every|it)\b[\w\s]*?\s+(?:is|are)\s+)?(?:always\s+)?rounded\s*(?P<way>up|down)?\s+to\s+(?:the\s+)?(?:next|nearest|full|whole)?\s*(?P<count>\d+|[a-z]+)\s+(?:cents|pence|pennies)\s*\.?$",
    re.I,
)


def rounded(clause: Clause, scope: Scope) -> Claimed | None:
    """ "rounded up to full euros", "rounded to the cent", "A started hour counts as a full hour"."""
    known = _before(clause, scope)
    if (
        clause.frame == "fragment"
        and not clause.verb
        and len(clause.embedded) == 1
        and clause.embedded[0].verb == "round"
    ):
        inner = clause.embedded[0]
        clause = replace(inner, span=clause.span, subjects=(), limits=(), phrases=(*clause.phrases, *inner.phrases))
    if known is None or known.entity.derivations.get(known.name) is None:
        return None
    if clause.verb in {"count", "charge", "measure", "bill"} and _in_steps(clause, scope):
        return Claimed("counted_in", (f"derivation.{known.entity.name}.{known.name}",))
    to_cents = _to_cents(clause)
    if to_cents is not None:
        scope.take(clause.span)
        kind = known.entity.derivations[known.name].type
        stepped = replace(known, raw=_stepped(known.raw, *to_cents), way="half_up", places=2)
        return Claimed("rounding", (keep(stepped, kind, "", clause, scope.draft),))
    started = _started(clause, scope)
    if started is not None:
        raw = _whole_units(known.raw, started)
        if raw == known.raw:
            return None
        kind = known.entity.derivations[known.name].type
        return Claimed("started_unit", (keep(replace(known, raw=raw), kind, "", clause, scope.draft),))
    if clause.verb != "round" or clause.conditions:
        return None
    way: Way = "up" if clause.particle == "up" else "down" if clause.particle == "down" else "half_up"
    to = next((p.item for p in clause.phrases if p.prep in {"to", "up to", "down to"}), None)
    places = 2 if to is not None and to.head in {"cent", "penny", "place"} else 0
    if to is not None and places and isinstance(to.quantity, Measure) and len(clause.phrases) == 1:
        known = replace(known, raw=_stepped(known.raw, way, to.quantity.value))
        scope.take(to.quantity.span)
    elif any(p.item is not to for p in clause.phrases) or (to is not None and to.quantity is not None and places == 0):
        raise NotUnderstoodError(f"nothing could be made of “{clause.text}”", clause.span)
    if to is not None:
        take_words(scope, to.span, (*to.adjectives, *to.words))
        if "up" in (p.prep.split()[0] for p in clause.phrases):
            way = "up"
    if clause.subject is not None and not clause.inherited:
        take_words(scope, clause.subject.span, clause.subject.words)
    scope.take(clause)
    kind = known.entity.derivations[known.name].type
    return Claimed("rounding", (keep(replace(known, way=way, places=places), kind, "", clause, scope.draft),))


def _before(clause: Clause, scope: Scope) -> Reckoned | None:
    """The amount spoken of last before the clause, whichever was read last."""
    known = [r for r in reckonings(scope.draft).all.values() if r.name in r.entity.derivations]
    places = {id(r): [s[0] for s in r.entity.derivations[r.name].spans if s[0] <= clause.span[0]] for r in known}
    spoken = [r for r in known if places[id(r)]]
    last = max(spoken, key=lambda r: max(places[id(r)]), default=None)
    return last if last is not None else latest(scope.draft)


def _stepped(raw: bp.Expression, way: Way, step: Decimal) -> bp.Expression:
    """The amount in whole steps of so many hundredths: "to the nearest 10 pence"."""
    number = bp.whole(int(step))
    hundredths = bp.Arithmetic(operator="*", left=raw, right=bp.whole(100))
    steps = bp.Rounded(way=way, value=bp.Arithmetic(operator="/", left=hundredths, right=number))
    whole = bp.Arithmetic(operator="*", left=steps, right=number)
    return bp.Arithmetic(operator="/", left=whole, right=bp.whole(100))


def _in_steps(clause: Clause, scope: Scope) -> bool:
    """ "counted in quarters of an hour": says no more than that started ones will count."""
    np = clause.phrases[0].item if len(clause.phrases) == 1 and clause.phrases[0].prep in {"in", "by"} else None
    if np is None or singular(np.head) not in _STEPS or not clause.inherited:
        return False
    scope.take(clause, np)
    return True


def _started(clause: Clause, scope: Scope) -> str | None:
    """The unit of time of which a started one counts whole."""
    match = _BEGUN.match(" ".join(clause.text.split()))
    if match is None or not (match["before"] or match["after"]):
        return None
    scope.take(clause.span)
    unit = match["unit"].lower()
    return "half" if unit.startswith("half") else unit.split()[0]


def _to_cents(clause: Clause) -> tuple[Way, Decimal] | None:
    """ "The price is rounded up to the next 10 cents": which way, and to how many hundredths."""
    match = _TO_CENTS.match(" ".join(clause.text.split()))
    found = [x for x in find_literals(match["count"], 0) if isinstance(x, Number)] if match is not None else []
    if match is None or len(found) != 1 or found[0].value <= 1:
        return None
    way: Way = "up" if (match["way"] or "").lower() == "up" else "down" if match["way"] else "half_up"
    return way, found[0].value


def _whole_units(raw: bp.Expression, unit: str) -> bp.Expression:
    minutes = {"minute": 1, "quarter": 15, "half": 30, "hour": 60, "day": 1440, "week": 10080}[unit]

    def change(node: bp.Expression) -> bp.Expression | None:
        if isinstance(node, bp.Rounded):
            return node
        if not isinstance(node, bp.Arithmetic) or node.operator != "/" or not isinstance(node.right, bp.Literally):
            return None
        whole = node.right.value
        if whole == minutes:
            return bp.Rounded(way="up", value=node)
        if not isinstance(whole, int) or whole % minutes or whole not in {60, 1440, 10080}:
            return None
        parts = bp.Arithmetic(operator="/", left=node.left, right=bp.whole(minutes))
        return bp.Arithmetic(operator="/", left=bp.Rounded(way="up", value=parts), right=bp.whole(whole // minutes))

    return swapped(raw, change)
