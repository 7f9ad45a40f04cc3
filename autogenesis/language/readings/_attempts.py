"""Reads attempts: what is taken again and again, passed from a share on, levels up and down, and failures in a row."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import blueprints as bp
from autogenesis.language._discourse import Ranges
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article, best_field
from autogenesis.language._literals import Bound, Percent
from autogenesis.language._patterns import Match, find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import amount, both, compare, create, no, over, present, same, say
from autogenesis.language._text import Span
from autogenesis.language.readings._composition import Marked
from autogenesis.language.readings._measures import value_of
from autogenesis.language.readings._states import named
from autogenesis.language.readings._structure import NOTIFY, path_to, recipient_of

_TAKE = "take|sit|attempt|answer|try|do|work|play|run"
_TRIES = ("attempt", "try", "run", "sitting", "turn", "go")
_WHO = "( PRONOUN | NP )? HAVE? MODAL?"
_UP, _DOWN = "up|forward|higher", "down|back|lower"


@dataclass(frozen=True, slots=True)
class Scored:
    """Rows of `record`: a `holder` took a `whole`, with a share of right parts in percent."""

    record: EntityDraft
    holder: EntityDraft
    whole: EntityDraft
    passed: str = ""


def scored_of(draft: Draft) -> Scored | None:
    """The attempts that the text speaks of."""
    return draft.recall(Scored)


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rows of `row` keep how high each holder stands."""

    row: EntityDraft


def read_taking(unit: Unit, draft: Draft) -> None:
    """ "Learners take the quiz": what is chosen of its parts is counted against what is marked right."""
    match = find(unit, f"^ NP=who MODAL? V({_TAKE})=verb NP=what $")
    marked = draft.recall(Marked)
    whole = draft.find_entity(match["what"].label) if match else None
    if match is None or whole is None or marked is None:
        return
    part = marked.part
    if whole.name not in part.fields:
        return
    holder = draft.entity(match["who"].label, match["who"].span)
    actor = draft.actor(holder.label, match["who"].span, row=holder)
    draft.add_field(holder, "name", bp.TEXT, required=False)
    heads = {p.head for u in draft.units for p in u.pieces if p.kind == "N"} | {
        p.noun for u in draft.units for p in u.pieces if p.noun
    }
    record = draft.entity(next((n for n in _TRIES if n in heads), "attempt"), match["verb"].span)
    draft.add_field(record, holder.label, holder.type)
    draft.add_field(record, whole.label, whole.type)
    score = draft.add_field(record, f"{marked.field.replace('_', ' ')}s", bp.INTEGER)
    draft.add_field(record, "number", bp.INTEGER)
    operation = draft.operation(match["verb"].head, whole, "create", span=unit.span)
    operation.entity = record
    operation.actors.append(actor)
    taken = Scored(record, holder, whole)
    _answering(operation, taken, marked, score, match.span, draft)
    _share_of_right(taken, marked, score)
    draft.remember(taken)
    draft.made_by_rule.add(record.name)
    draft.claim(unit.span, "taking", [operation.id, record.id])


def _answering(operation: OperationDraft, taken: Scored, marked: Marked, score: str, span: Span, draft: Draft) -> None:
    """Whoever takes it chooses, one for each part; what is right of that is counted."""
    record, holder, whole, part, choice_ = taken.record, taken.holder, taken.whole, marked.part, marked.choice
    chosen = choice_.plural
    operation.inputs = {
        holder.name: bp.Parameter(name=holder.name, type=holder.type), whole.name: bp.Parameter(name=whole.name, type=whole.type),
        chosen: bp.Parameter(name=chosen, type=bp.list_of(choice_.type), summary=f"the {choice_.plural} chosen, one for each {part.label}"),
    }  # fmt: skip
    mine = same(f"{choice_.name}.{part.name}.{whole.name}", whole.name)
    hit = bp.Contains(collection=bp.Name(name=chosen), item=bp.Name(name=choice_.name))
    twice = over("exists", part.name, both(
        same(f"{part.name}.{whole.name}", whole.name),
        compare(over("count", choice_.name, both(same(f"{choice_.name}.{part.name}", part.name), hit)), ">", bp.whole(1)),
    ))  # fmt: skip
    operation.guards.append(
        draft.guard(f"{operation.name} one", no(twice), f"One {choice_.label} for each {part.label}.", span, chosen)
    )
    earlier = both(same(f"{record.name}.{holder.name}", holder.name), same(f"{record.name}.{whole.name}", whole.name))
    operation.values = {
        holder.name: bp.Name(name=holder.name), whole.name: bp.Name(name=whole.name),
        score: over("count", choice_.name, both(mine, same(f"{choice_.name}.{marked.field}", bp.truth(True)), hit)),
        "number": bp.Arithmetic(operator="+", left=over("count", record.name, earlier), right=bp.whole(1)),
    }  # fmt: skip


def _share_of_right(taken: Scored, marked: Marked, score: str) -> None:
    """How much of it was right, in percent."""
    record, whole, part = taken.record, taken.whole, marked.part
    all_parts = over("count", part.name, same(f"{part.name}.{whole.name}", f"it.{whole.name}"))
    share = bp.Arithmetic(
        operator="/", left=bp.Arithmetic(operator="*", left=bp.path("it", score), right=bp.whole(100)), right=all_parts
    )
    record.derivations["percent"] = bp.Derivation(
        id=f"derivation.{record.name}.percent", name="percent", label="percent", type=bp.PERCENT, summary=f"the share of {marked.field.replace('_', ' ')}s",
        value=bp.Conditional(test=compare(all_parts, "==", bp.whole(0)), then=amount(bp.PERCENT, Decimal(0)), otherwise=share),
    )  # fmt: skip


def read_levels(unit: Unit, draft: Draft) -> None:
    """ "With 80 percent or more they have passed and go up one level; below 50 percent they go down one." """
    scored = scored_of(draft)
    pass_ = find(
        unit,
        f"Q.Bound=high ,? {_WHO} V(pass|succeed|qualify|win)=pass",
        f"from|at|with Q.Percent=high ,? {_WHO} V(pass|succeed|qualify|win)=pass",
        f"{_WHO} V(pass|succeed|qualify|win)=pass with|at|from Q.Bound=high",
    )
    high = pass_.literal("high") if pass_ else None
    if isinstance(high, Percent):
        high = Bound(high.span, high.text, ">=", high)
    if scored is None or pass_ is None or not isinstance(high, Bound) or not isinstance(high.value, Percent):
        return
    record = scored.record
    passed = "passed"
    record.derivations[passed] = bp.Derivation(
        id=f"derivation.{record.name}.{passed}", spans=(pass_.span,), name=passed, label=passed, type=bp.BOOLEAN,
        value=compare("it.percent", high.op, amount(bp.PERCENT, value_of(high))),  # type: ignore[arg-type]
    )  # fmt: skip
    draft.remember(Scored(record, scored.holder, scored.whole, passed))
    made = [f"derivation.{record.name}.{passed}"]
    up = find(
        unit,
        f"V(go|move|rise|climb|advance) {_UP} Q=step ( in NP=scope )?",
        "V(rise|advance|climb) Q=step ( in NP=scope )?",
    )
    if up is not None:
        made += _ladder(unit, up, scored, high, draft)
    draft.claim(unit.span, "ladder", made)


def _ladder(unit: Unit, up: Match, scored: Scored, high: Bound, draft: Draft) -> list[str]:
    down = find(
        unit,
        f"Q.Bound=low ,? {_WHO} V(go|move|drop|fall|slip|come) {_DOWN} ( Q=step | NP )",
        f"Q.Bound=low ,? {_WHO} V(drop|fall|slip) Q=step",
    )
    noun = up["step"].noun or "level"
    start = _level_of(noun, scored, draft)
    row, keys = _place(noun, up, scored, draft)
    low_end, high_end = _ends(noun, start, draft)
    now = bp.path("row", noun)
    raised: bp.Expression = bp.Arithmetic(
        operator="+", left=now, right=bp.whole(int(value_of(up["step"].literal or high)))
    )
    if high_end is not None:
        raised = bp.Extreme(which="smallest", terms=(raised, bp.whole(high_end)))
    after: bp.Expression = bp.Conditional(test=bp.path("it", "passed"), then=raised, otherwise=now)
    low = down.literal("low") if down else None
    if down is not None and isinstance(low, Bound):
        step = down.literal("step")
        by = int(value_of(step)) if step is not None else 1
        lowered = bp.Extreme(
            which="largest", terms=(bp.Arithmetic(operator="-", left=now, right=bp.whole(by)), bp.whole(low_end))
        )
        failed = compare("it.percent", low.op, amount(bp.PERCENT, value_of(low)))  # type: ignore[arg-type]
        after = bp.Conditional(
            test=bp.path("it", "passed"),
            then=raised,
            otherwise=bp.Conditional(test=failed, then=lowered, otherwise=now),
        )
    which = both(*(same(f"{row.name}.{name}", way) for name, way in keys.items()))
    begin = create(row.name, None, **keys, **{noun: start or bp.whole(low_end)})
    change = bp.Each(
        name="row",
        rows=over("rows", row.name, which),
        steps=(bp.Update(row=bp.Name(name="row"), values=((noun, after),)),),
    )
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.{noun}_after_{scored.record.name}"), spans=(unit.span,), summary=unit.text,
        trigger=bp.Trigger(on="created", entity=scored.record.id),
        steps=(bp.When(test=no(over("exists", row.name, which)), then=(begin,)), change),
    )  # fmt: skip
    draft.reactions.append(reaction)
    if start is not None:
        draft.assume(
            f"{article(scored.holder.label).capitalize()} begins at the {noun} of the first {scored.whole.label} taken.",
            unit.span,
        )
    return [row.id, reaction.id]


def _level_of(noun: str, scored: Scored, draft: Draft) -> bp.Expression | None:
    """The level of what was taken, where that has one."""
    for entity in draft.entities.values():
        way = (
            path_to(draft, scored.record, "it", entity)
            if noun in entity.fields and entity is not scored.record
            else None
        )
        if way is not None:
            return bp.path(*way.split("."), noun)
    return None


def _place(noun: str, up: Match, scored: Scored, draft: Draft) -> tuple[EntityDraft, dict[str, str]]:
    """Where somebody's level is kept: a row for each holder, and each scope ("in the subject") where one is named."""
    row = draft.entity(f"{scored.holder.label} {noun}", up["step"].span)
    draft.add_field(row, scored.holder.label, scored.holder.type)
    keys = {scored.holder.name: f"it.{scored.holder.name}"}
    if "scope" in up:
        scope = up["scope"].words
        for entity in draft.entities.values():
            field = best_field(entity, scope)
            way = path_to(draft, scored.record, "it", entity) if field in entity.fields else None
            if field is not None and way is not None:
                name = draft.add_field(row, entity.fields[field].label, entity.fields[field].type, up["scope"].span)
                keys[name] = f"{way}.{field}"
                break
    draft.add_field(row, noun, bp.INTEGER, up["step"].span)
    draft.remember(Ladder(row))
    draft.made_by_rule.add(row.name)
    return row, keys


def _ends(noun: str, start: bp.Expression | None, draft: Draft) -> tuple[int, int | None]:
    """The lowest and highest level, as the text says of the field; 1 and no highest where it does not."""
    ranges = draft.recall(Ranges)
    if start is None or ranges is None:
        return 1, None
    return next((ends for (_, field), ends in ranges.of.items() if field == noun), (1, None))


def read_in_a_row(unit: Unit, draft: Draft) -> None:
    """ "After three attempts in a row without a pass at the same module, their teacher is told, once." """
    scored = scored_of(draft)
    told = f"( at|on|with|for|in NP=at )? ,? NP=who ( of NP )? MODAL? BE be? V.part|past({NOTIFY})=told"
    match = find(
        unit,
        f"after|at|on|with|once|when Q=count in NP(row|succession|sequence|turn) without NP(pass|success) {told}",
        f"after|at|on|with Q=count NP in NP(row|succession|sequence) without NP(pass|success) {told}",
        f"after|at|on|with Q=count ( V(fail) )? NP? ( in NP(row|succession|sequence) )? {told}",
        f"if|when|whenever NP V.s|base|past|part(fail) Q=count ( in NP(row|succession|sequence) )? {told}",
    )
    if match is None or scored is None or not scored.passed or "count" not in match:
        return
    if find(unit, "in NP(row|succession|sequence|turn)", "consecutive|successive|running") is None:
        return
    count = match.literal("count")
    record, group = scored.record, scored.whole
    way = group.name
    if "at" in match and (other := named(draft, match["at"])) is not None:
        way = (path_to(draft, record, "it", other) or f"it.{way}").removeprefix("it.")
    alike = (
        same(f"{record.name}.{scored.holder.name}", f"it.{scored.holder.name}"),
        same(f"{record.name}.{way}", f"it.{way}"),
    )
    last = over(
        "largest",
        record.name,
        both(*alike, same(f"{record.name}.{scored.passed}", bp.truth(True))),
        f"{record.name}.number",
    )
    since = bp.Conditional(
        test=present(last), then=compare(f"{record.name}.number", ">", last), otherwise=bp.truth(True)
    )
    row = over("count", record.name, both(*alike, since))
    who = match["who"]
    verb = match["told"].head
    recipient = _recipient(match, scored, draft)
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.{verb}_{who.head}"), spans=(unit.span,), summary=f"{verb.capitalize()} the {who.label} of {match['count'].text} without a pass.",
        trigger=bp.Trigger(on="created", entity=record.id),
        when=both(no(bp.path("it", scored.passed)), compare(row, "==", bp.whole(int(value_of(count) if count else 0)))),
        steps=(
            bp.Notify(to=recipient, type={"remind": "reminder", "alert": "alert", "ask": "question"}.get(verb, "notice"), subject=bp.Name(name="it"),
                      text=say(f"{match['count'].text.capitalize()} in a row without a pass: ", f"{{it.{scored.holder.name}.name}}", ".")),
        ),
    )  # fmt: skip
    draft.reactions.append(reaction)
    draft.assume(f"After a pass the {record.plural} in a row are counted anew.", match.span)
    draft.claim(unit.span, "in_a_row", [reaction.id])


def _recipient(match: Match, scored: Scored, draft: Draft) -> bp.Recipient:
    """ "their teacher" is a person of the holder's."""
    who = match["who"]
    if who.determiner in {"their", "his", "her", "its"} or who.tokens[0].lower in {"their", "his", "her", "its"}:
        if best_field(scored.holder, who.words) is None:
            actor = draft.actor(who.label, who.span)
            draft.add_field(scored.holder, who.label, bp.Type(kind="person", actor=actor), who.span)
        name = best_field(scored.holder, who.words)
        assert name is not None
        return bp.Recipient(actor=scored.holder.fields[name].type.actor, person=bp.path("it", scored.holder.name, name))
    return recipient_of(draft, who, scored.record, "it")
