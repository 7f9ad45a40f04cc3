"""Reads what reminders cost: "Those that remain unpaid incur a fee of 5 euro at the first reminder and 10 at the second, which follows 14 days later"."""

from __future__ import annotations

import re
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._literals import Duration
from autogenesis.language._quantities import find_literals
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import amount, both, compare
from autogenesis.language._typing import currency_of
from autogenesis.language.meaning._comparisons import denial
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._members import members
from autogenesis.language.meaning._naming import stands_for_people
from autogenesis.language.meaning._swapping import IT
from autogenesis.language.readings._inventories import singular

_NOUN = r"(?:reminder|dunning letter|dunning notice|warning letter|demand)"
_MONEY = r"(?:[£€$]\s?)?(?P<{}>\d+(?:\.\d+)?)(?:\s*(?:€|euros?|eur|£|pounds?|\$|dollars?))?"
_FIRST = re.compile(
    rf"(?:{_MONEY.format('a')}\s+(?:at|for|with|on)\s+the\s+first(?:\s+{_NOUN})?)|(?:first\s+{_NOUN}\b(?:[^.;]{{0,40}}?)(?:costs?|with\s+(?:a\s+fee\s+of\s+)?|fee\s+of|adds|:)\s*{_MONEY.format('b')})",
    re.I,
)
_SECOND = re.compile(
    rf"(?:{_MONEY.format('a')}\s+(?:at|for|with|on)\s+the\s+second(?:\s+(?:one|{_NOUN}))?)|(?:second(?:\s+(?:one|{_NOUN}))?\b(?:[^.;]{{0,40}}?)(?:costs?|with\s+(?:a\s+fee\s+of\s+)?|fee\s+of|adds|,|:|\s)\s*{_MONEY.format('b')}(?!\s*days?))",
    re.I,
)
_THIRD = re.compile(
    r"\b(?:there\s+is|there\s+are)\s+no\s+third(?:\s+(?:one|reminder))?|\bno\s+third\s+(?:one|reminder)", re.I
)
_UNPAID = re.compile(
    r"\b(?P<who>those|bills|invoices|[a-z]+s|(?:an?|the)\s+[a-z]+)\s+(?:that\s+|which\s+)?(?:remains?|stays?|is|are)\s+(?:still\s+)?(?:unpaid|not\s+paid|overdue)",
    re.I,
)
_SAID = frozenset(
    "those that which remain remains unpaid still incur incurs fee of at the first second reminder reminders and which follows follow later after it is are there no third one costs cost a an with "
    "if when on due date day days week weeks due sent paid not bill bills invoice invoices comes come then send we euro euros euro. each extra charge charged additional is".split()
)  # fmt: skip


def read_reminder_fees(unit: Unit, draft: Draft) -> None:
    """Two reminders, each with its fee, the second so long after the first."""
    text = unit.text
    first, second = _FIRST.search(text), _SECOND.search(text)
    spans = [x for x in find_literals(text, unit.span[0]) if isinstance(x, Duration)]
    if first is None or second is None or len(spans) != 1 or draft.claimed(unit.span):
        return
    found = _billed(unit, draft)
    if found is None or not _nothing_else(text, draft):
        return
    entity, due = found
    fact = fact_of(draft, entity, "pay")
    if fact is None or spans[0].unit not in {"day", "week", "month"}:
        return
    kind = bp.Type(kind="money", currency=currency_of(draft))
    count = draft.add_field(entity, "reminders", bp.INTEGER, unit.span, required=False, default=bp.whole(0))
    fee = draft.add_field(entity, "reminder fee", kind, unit.span, required=False, default=amount(kind, 0))
    entity.later |= {count, fee}
    since = bp.Get(of=IT, field=due)
    later: bp.Unit = f"{spans[0].unit}s"  # type: ignore[assignment]
    after = bp.Shift(moment=since, amount=bp.whole(int(spans[0].value)), unit=later)
    made = [entity.id]
    for number, at, match in ((0, since, first), (1, after, second)):
        cost = amount(kind, Decimal(match["a"] or match["b"]))
        sent = bp.Get(of=IT, field=count)
        steps = (
            bp.Update(row=IT, values=(
                (count, bp.Arithmetic(operator="+", left=sent, right=bp.whole(1))),
                (fee, bp.Arithmetic(operator="+", left=bp.Get(of=IT, field=fee), right=cost)),
            )),
            bp.Notify(to=_whom(draft, entity), type="reminder", subject=IT, text=bp.Sentence(parts=(f"This {entity.label} is unpaid; the reminder costs ", cost, "."))),
        )  # fmt: skip
        when = both(denial(fact.holds(IT)), compare(sent, "==", bp.whole(number)))
        timer = bp.Timer(
            id=draft.unique(f"timer.remind_{entity.name}"), spans=(unit.span,), entity=entity.id, at=_moment(entity, due, at),
            summary=f"Reminder {number + 1} of {entity.plural} that are not paid.", when=when, steps=steps,
        )  # fmt: skip
        draft.timers.append(timer)
        made.append(timer.id)
    draft.claim(unit.span, "reminder_fees", made)


def _moment(entity: EntityDraft, due: str, at: bp.Expression) -> bp.Expression:
    """A day on which something is due is over before anybody is reminded."""
    return bp.Part(of=at, part="end") if entity.member(due).type.kind == "date" else at


def _billed(unit: Unit, draft: Draft) -> tuple[EntityDraft, str] | None:
    """What is to be paid, and the moment at which it is due."""
    unpaid = _UNPAID.search(unit.text)
    if unpaid is None and not re.search(
        r"\bunpaid|not\s+(?:been\s+)?paid\b|^(?:the\s+)?first\s+reminder", unit.text, re.I
    ):
        return None
    word = singular(unpaid["who"].lower().split()[-1]) if unpaid is not None else ""
    named = draft.find_entity(word) if word else None
    for entity in (named,) if named is not None else draft.entities.values():
        due = next(
            (
                m.name
                for m in members(entity)
                if m.label.lower().split()[0] == "due" and m.type.kind in {"date", "datetime"}
            ),
            None,
        )
        if due is not None:
            return entity, due
    return None


def _nothing_else(text: str, draft: Draft) -> bool:
    rest = _THIRD.sub(" ", text)
    known = _SAID | {word for e in draft.entities.values() for word in (e.label, e.plural)}
    return all(word.lower() in known for word in re.findall(r"[A-Za-z][\w’'-]*", rest))


def _whom(draft: Draft, entity: EntityDraft) -> bp.Recipient:
    """Whoever the bill is of, else the customer."""
    for f in entity.fields.values():
        other = next((e for e in draft.entities.values() if e.id == f.type.entity), None)
        person = other is not None and (
            stands_for_people(other, draft)
            or other.label in {"household", "customer", "tenant", "client", "member", "resident", "family"}
        )
        if f.type.kind == "person":
            return bp.Recipient(actor=f.type.actor, person=bp.Get(of=IT, field=f.name))
        if person and other is not None:
            return bp.Recipient(actor=draft.actor(other.label, row=other), person=bp.Get(of=IT, field=f.name))
    return bp.Recipient(actor=draft.actor("customer"))
