"""Reads how many may be there together: at most so many per holder and period, never two at once, none alike."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, best_field
from autogenesis.language._literals import Bound, Measure
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import both, compare, no, over, same
from autogenesis.language._words import classes_of

_PERIODS = ("day", "week", "month", "year")
_VOID = frozenset({"cancelled", "canceled", "rejected", "withdrawn", "declined", "refused", "deleted"})
"""States in which a row no longer counts."""
_BRINGING = frozenset({"register", "create", "submit", "request", "reserve", "lend"})
"""Classes of verbs by which rows come about."""
_HOLDING = frozenset({"have", "own", "keep", "hold"})
_REFUSE = "reject|refuse|deny|decline|prevent|block"


def read_at_most_each(unit: Unit, draft: Draft) -> None:
    """ "Each owner may have at most 3 animals", "at most one reading per meter and day", "No more than 2 rides a week"."""
    match = find(
        unit,
        "NP=holder MODAL V=verb Q.Bound=few ( ( per|a|each|every )? NP(day|week|month|year)=first )? $",
        "Q.Bound=few per|for NP=first ( and|, per? NP=second )? $",
    )
    few = match.literal("few") if match else None
    if match is None or draft.claimed(unit.span) or not isinstance(few, Bound) or few.op not in {"<=", "<"}:
        return
    own = "holder" in match and match["verb"].head not in _HOLDING
    if "holder" in match and not own and "first" not in match:
        return  # what somebody has is counted until it is given back
    entity = draft.find_entity(match["few"].noun)
    if entity is None or not isinstance(few.value, Measure):
        return
    changing = {o.verb for o in draft.operations.values() if o.entity is entity and o.kind == "change"}
    if own and (match["verb"].head in changing or not classes_of(match["verb"].head) & _BRINGING):
        return  # what is done to rows that are there already is counted by when it was done
    groups = [p for p in (match.piece("holder"), match.piece("first"), match.piece("second")) if p is not None]
    alike = [_alike(draft, entity, group, own) for group in groups]
    if any(term is None for term in alike):
        return
    terms = [term for term in alike if term is not None]
    count = over("count", entity.name, both(*terms, *_counting(entity, "other")), name="other")
    guard = _invariant(
        draft, entity, "at_most", compare(count, "<=" if few.op == "<=" else "<", bp.whole(int(few.value.value))), unit
    )
    draft.claim(unit.span, "at_most_each", [guard])


def read_never_two(unit: Unit, draft: Draft) -> None:
    """ "No two stays of the same animal may overlap", "Two entries of the same pupil on the same date are not allowed"."""
    match = find(
        unit,
        "no|if|when? Q.Measure=two of|in|for|by|at|with NP=first ( of|in|for|by|on|at NP=second )?",
        "^ Q.Measure=two of|in|for|by|at|with NP=first ( of|in|for|by|on|at NP=second )?",
    )
    two = match.literal("two") if match else None
    if match is None or draft.claimed(unit.span) or not isinstance(two, Measure) or two.value != 2:
        return
    if not (
        find(unit, "^ no Q")
        or find(unit, "MODAL|BE not|never")
        or find(unit, "never V")
        or find(unit, f"V({_REFUSE})")
        or find(unit, "cannot")
    ):
        return
    entity = draft.find_entity(two.unit)
    if entity is None:
        return
    overlapping = any(p.head == "overlap" for p in unit.pieces)
    groups = [p for p in (match["first"], match.piece("second")) if p is not None]
    if any(p.determiner not in {"the", "one", ""} or "same" not in _said(p) for p in groups):
        return
    alike = [_alike(draft, entity, _bare(group), False) for group in groups]
    if any(term is None for term in alike):
        return
    terms = [term for term in alike if term is not None]
    terms.append(compare("other.id", "!=", "it.id"))
    if overlapping:
        ends = _ends(entity)
        if ends is None:
            return
        terms += [
            compare(f"other.{ends[0]}", "<", f"it.{ends[1]}"),
            compare(f"it.{ends[0]}", "<", f"other.{ends[1]}"),
        ]
        draft.assume(f"A {entity.label} may begin at the moment at which another ends.", unit.span)
    elif not find(unit, "BE not V.part(allow|permit|accept)") and not find(unit, f"V({_REFUSE})"):
        return
    others = over("count", entity.name, both(*terms, *_counting(entity, "other")), name="other")
    together = bp.Arithmetic(operator="+", left=bp.whole(1), right=others)
    requires = compare(together, "<", bp.whole(2))
    void = _counting(entity, "it")
    wanted: bp.Expression = bp.AnyOf(terms=(no(both(*void)), requires)) if void else requires
    guard = _invariant(draft, entity, "overlap" if overlapping else "alike", wanted, unit)
    draft.claim(unit.span, "never_two", [guard])


def _said(piece: Piece) -> str:
    return f" {piece.text.lower()} "


def _bare(piece: Piece) -> tuple[str, ...]:
    return tuple(w for w in piece.words if w not in {"same", "overlap"})


def _alike(draft: Draft, entity: EntityDraft, group: Piece | tuple[str, ...], own: bool) -> bp.Expression | None:
    """That another row has the same holder, or falls into the same period."""
    words = group.words if isinstance(group, Piece) else group
    if words and words[-1] in _PERIODS and len(words) == 1:
        return _same_period(draft, entity, words[-1], own)
    other = draft.find_entity(" ".join(words))
    name = entity.reference_to(other) if other is not None and other is not entity else None
    name = name or best_field(entity, words)
    if name is None or name not in entity.fields:
        return None
    return same(f"other.{name}", f"it.{name}")


def _same_period(draft: Draft, entity: EntityDraft, period: str, own: bool) -> bp.Expression | None:
    """The same day, week … by the row's date; by when it was entered where somebody enters it and it has none."""
    dated = [f for f in entity.fields.values() if f.type.kind in {"date", "datetime"}]
    name = next((f.name for f in dated if f.label in {"date", "day"}), None)
    if name is None and own:
        name = draft.add_field(entity, "entered at", bp.DATETIME)
    elif name is None and len(dated) == 1:
        name = dated[0].name
    if name is None:
        return None
    return shared_period(entity, name, period)


def shared_period(entity: EntityDraft, name: str, period: str) -> bp.Expression:
    """That the row `other` falls into the same day, week, month or year as `it`, by the field `name`."""
    kind = entity.member(name).type.kind
    mine, others = (period_parts(f"{row}.{name}", kind, period) for row in ("it", "other"))
    return both(*(same(a, b) for a, b in zip(others, mine, strict=True)))


def period_parts(path: str, kind: str, period: str) -> tuple[bp.Expression, ...]:
    """What tells the day, week, month or year that a moment lies in."""
    moment = bp.path(*path.split("."))
    if period == "year":
        return (bp.Part(of=moment, part="year"),)
    if period == "month":
        return bp.Part(of=moment, part="year"), bp.Part(of=moment, part="month")
    day: bp.Expression = bp.Part(of=moment, part="date") if kind == "datetime" else moment
    if period == "day":
        return (day,)
    back = bp.Arithmetic(operator="-", left=bp.whole(1), right=bp.Part(of=moment, part="weekday"))
    return (bp.Shift(moment=day, amount=back, unit="days"),)


def _ends(entity: EntityDraft) -> tuple[str, str] | None:
    """The first two dates of a row, where it has just two."""
    dated = [f.name for f in entity.fields.values() if f.type.kind in {"date", "datetime"} and f.required]
    kinds = {entity.fields[name].type.kind for name in dated}
    return (dated[0], dated[1]) if len(dated) == 2 and len(kinds) == 1 else None


def _counting(entity: EntityDraft, row: str) -> list[bp.Expression]:
    """That a row is not in a state that takes it back."""
    return [
        compare(f"{row}.{f.name}", "!=", bp.Literally(type=f.type, value=state))
        for f in entity.fields.values()
        if f.type.kind == "choice"
        for state in f.type.choices
        if state in _VOID
    ]


def _invariant(draft: Draft, entity: EntityDraft, what: str, requires: bp.Expression, unit: Unit) -> str:
    guard = bp.Guard(
        id=draft.unique(f"invariant.{entity.name}.{what}"),
        requires=requires,
        reason=unit.text,
        spans=(unit.span,),
    )
    entity.invariants.append(guard)
    return guard.id
