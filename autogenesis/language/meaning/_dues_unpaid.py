"""Frames for dues that are not paid: "14 days after that date a reminder is sent with a fee of 5 euro; 42 days after it the member is suspended"."""

from __future__ import annotations

import re
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Money, Number
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import absent, amount, both, no, present, same, say, shift, start_of
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._dues import Dues, due_field, owes, sum_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope

_SINCE = (
    r"(?:after|past)\s+(?:that\s+date|that\s+day|that|then|it|the\s+due\s+date|(?:they|it)\s+(?:are|is|were|was)\s+due)"
)
_WAIT = rf"(?P<count>\d+|[a-z]+)\s+(?P<unit>days?|weeks?|months?)\s+{_SINCE}"
_ONCE = r"(?:,?\s*(?:once|exactly\s+once|only\s+once),?)?"
_FEE = r"(?:,?\s*(?:with|and)\s+(?:a|an\s+extra|an\s+additional)\s+(?:fee|charge|surcharge)\s+of\s+(?P<fee>[€£$]?\s?\d+(?:\.\d+)?)(?:\s+(?:euros?|pounds?|dollars?|francs?))?(?:\s+(?:is\s+)?added)?)?"
_REMINDED = regex(
    rf"^{_WAIT},?\s+(?:(?:a|one|the)\s+reminder\s+(?:is\s+sent|goes\s+out)(?:\s+to\s+(?:the|each|that)\s+(?P<who>[a-z]+))?|(?:the|that|each)\s+(?P<whom>[a-z]+)\s+(?:is\s+reminded|gets\s+a\s+reminder)){_ONCE}{_FEE}{_ONCE}$",
    re.I,
)
_DONE = regex(rf"^{_WAIT},?\s+(?:the|that|each)\s+(?P<who>[a-z]+)\s+is\s+(?P<done>[a-z]+(?:ed|n))$", re.I)
_LIFTED = regex(
    r"^(?:(?:the\s+)?payment\s+of\s+(?:everything|all|all\s+dues|whatever\s+is|what\s+is)(?:\s+(?:that\s+is\s+)?owed)?\s+(?:lifts|ends)\s+the\s+(?P<what>[a-z]+)"
    r"|(?:once|when|as\s+soon\s+as)\s+everything\s+(?:that\s+is\s+owed\s+)?(?:is|has\s+been)\s+paid,?\s+the\s+(?P<that>[a-z]+)\s+(?:is\s+lifted|ends|is\s+over))$",
    re.I,
)
_IF_NOT = regex(
    r"^if\s+(?:it|they|that|(?:the\s+|an?\s+)?(?:dues|fees?|payments?|sums?|amounts?|subscriptions?))\s+(?:is|are|has|have)\s+(?:still\s+)?not\s+(?:been\s+)?paid\s+(?=\w+\s+(?:days?|weeks?|months?)\s)",
    re.I,
)
_WHO_HAS_NOT = regex(
    rf"^(?:whoever|an?(?=\s)|the(?=\s)|any(?=\s)|)\s*(?P<who>(?!whoever)[a-z]*)\s*(?:who\s+)?(?:has|have)\s+(?:still\s+)?not\s+paid\s+(?P<wait>{_WAIT.replace('?P<count>', '?:').replace('?P<unit>', '?:')}),?\s+(?P<rest>.+)$",
    re.I,
)
_IT = bp.Name(name="it")
_AGAIN = ("active", "ordinary", "normal", "valid")
"""What somebody is again, where their states are listed."""


def unpaid_after(clause: Clause, scope: Scope) -> Claimed | None:
    """So long after the day by which dues are paid: a reminder, a fee on top, or what becomes of whoever has not paid."""
    dues, unit = scope.draft.recall(Dues), scope.unit
    if dues is None or clause.span[0] != unit.clauses[0].span[0] or scope.draft.claimed(unit.span):
        return None
    pieces = [piece.strip(" .") for piece in re.split(r";\s*(?:and\s+)?", " ".join(unit.text.split()))]
    pieces = [_plainly(piece, dues) for piece in pieces]
    found = [_REMINDED.match(piece) or _DONE.match(piece) for piece in pieces]
    if any(match is None for match in found):
        return None
    made = [_timer(dues, match, scope) for match in found if match is not None]
    scope.take(unit.span)
    scope.draft.claim(unit.span, "unpaid_after", made)
    return Claimed("unpaid_after", tuple(made))


def _plainly(piece: str, dues: Dues) -> str:
    """ "If they are not paid 14 days after …", "Whoever has not paid 14 days after …": said as "14 days after …"."""
    who = _WHO_HAS_NOT.match(piece)
    if who is not None and who["who"].lower() in {"", dues.payer.label, dues.payer.plural}:
        rest = re.sub(r"^are\b", "is", re.sub(r"^get\b", "gets", who["rest"], flags=re.I), flags=re.I)
        return f"{who['wait']}, the {dues.payer.label} {rest}"
    return _IF_NOT.sub("", piece)


def _timer(dues: Dues, match: re.Match[str], scope: Scope) -> str:
    draft, said = scope.draft, match.groupdict()
    named = (said.get("who") or said.get("whom") or dues.payer.label).lower()
    counts = [x.value for x in find_literals(match["count"], 0) if isinstance(x, Number)]
    if named != dues.payer.label or len(counts) != 1:
        raise NotUnderstoodError(f"nothing could be made of “{match[0]}”", scope.unit.span)
    unit: bp.Unit = f"{match['unit'].lower().rstrip('s')}s"  # type: ignore[assignment]
    payer = bp.Get(of=_IT, field=owes(dues))
    open_ = absent(bp.Get(of=_IT, field=dues.entity.done or "paid_at"))
    steps = (
        _reminder(dues, said.get("fee"), payer) if not said.get("done") else _becomes(dues, match["done"], payer, draft)
    )
    at = start_of(shift(bp.Get(of=_IT, field=due_field(dues)), int(counts[0]), unit))
    what = "remind" if not said.get("done") else match["done"].lower()
    timer = bp.Timer(
        id=draft.unique(f"timer.{what}_{dues.entity.name}"), spans=(scope.unit.span,), entity=dues.entity.id,
        summary=f"{match[0]}.", at=at, when=open_, steps=steps,
    )  # fmt: skip
    draft.timers.append(timer)
    return timer.id


def _reminder(dues: Dues, fee: str | None, payer: bp.Expression) -> tuple[bp.Statement, ...]:
    text = say(f"The {dues.entity.label} for the {dues.period} is not paid.")
    note = bp.Notify(to=bp.Recipient(person=payer), type="reminder", subject=_IT, text=text)
    if fee is None:
        return (note,)
    owed = bp.Get(of=_IT, field=sum_of(dues))
    literal = next((x for x in find_literals(fee, 0) if isinstance(x, Money | Number)), None)
    value = literal.value if literal is not None else Decimal(0)
    more = bp.Arithmetic(operator="+", left=owed, right=amount(dues.kind, value))
    return (bp.Update(row=_IT, values=((sum_of(dues), more),)), note)


def _becomes(dues: Dues, done: str, payer: bp.Expression, draft: Draft) -> tuple[bp.Statement, ...]:
    """ "suspended": the state that is listed, else since when."""
    state = _listed(dues, done)
    if state is not None:
        return (bp.Update(row=payer, values=(state,)),)
    name = draft.add_field(dues.payer, f"{done.lower()} at", bp.DATETIME, required=False)
    dues.payer.later.add(name)
    return (bp.Update(row=payer, values=((name, bp.Name(name="now")),)),)


def _listed(dues: Dues, word: str) -> tuple[str, bp.Literally] | None:
    for f in dues.payer.fields.values():
        if f.type.kind == "choice" and word.lower() in f.type.choices:
            return f.name, bp.Literally(type=f.type, value=word.lower())
    return None


def lifted(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Payment of everything owed lifts the suspension"."""
    dues, draft = scope.draft.recall(Dues), scope.draft
    match = _LIFTED.match(" ".join(scope.unit.text.split()).rstrip(" ."))
    if dues is None or match is None:
        return None
    noun = (match["what"] or match["that"]).lower()
    done = next((w for w in _participles(dues) if _same_root(w, noun)), None)
    if done is None:
        raise NotUnderstoodError(f"nothing says who is under a {noun}", clause.span)
    values = _back(dues, done)
    if values is None:
        raise NotUnderstoodError(f"what a {dues.payer.label} is again is not known", clause.span)
    paid = bp.Get(of=_IT, field=dues.entity.done or "paid_at")
    payer, mine = bp.Get(of=_IT, field=owes(dues)), bp.Name(name="mine")
    still = both(
        same(bp.Get(of=mine, field=owes(dues)), payer), absent(bp.Get(of=mine, field=dues.entity.done or "paid_at"))
    )
    left = bp.Aggregate(function="exists", entity=dues.entity.id, name="mine", where=still)
    so = (
        same(bp.Get(of=payer, field=values[0]), values[2])
        if values[2] is not None
        else present(bp.Get(of=payer, field=values[0]))
    )
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.lift_{noun}"), spans=(scope.unit.span,), summary=scope.unit.text,
        trigger=bp.Trigger(on="changed", entity=dues.entity.id, field=dues.entity.done or "paid_at"),
        when=both(present(paid), so, no(left)), steps=(bp.Update(row=payer, values=((values[0], values[1]),)),),
    )  # fmt: skip
    draft.reactions.append(reaction)
    scope.take(scope.unit.span)
    return Claimed("lifted", (reaction.id,))


def _participles(dues: Dues) -> list[str]:
    """How those who owe may be: their states, and what was done to them."""
    states = [c for f in dues.payer.fields.values() if f.type.kind == "choice" for c in f.type.choices]
    return [*states, *(name.removesuffix("_at") for name in dues.payer.later if name.endswith("_at"))]


def _same_root(participle: str, noun: str) -> bool:
    """ "suspended" and "suspension": the deed of which both tell."""
    word = tag(participle)[0]
    return word.pos == "VERB" and participle_of(word.lemma) == participle and noun[:5] == participle[:5]


def _back(dues: Dues, done: str) -> tuple[str, bp.Literally, bp.Literally | None] | None:
    state = _listed(dues, done)
    if state is None:
        return f"{done}_at", bp.nothing(), None
    again = next((found for word in _AGAIN if (found := _listed(dues, word)) is not None), None)
    return (state[0], again[1], state[1]) if again is not None else None


DUES_UNPAID: tuple[Frame, ...] = (unpaid_after, lifted)
"""The frames for dues that are not paid."""
