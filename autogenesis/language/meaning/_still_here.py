"""Frames for things that are not fetched: a second message after so long, and what keeping them costs by the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._literals import Money
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import amount, both
from autogenesis.language._text import Span
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._comparisons import denial
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._latches import latched
from autogenesis.language.meaning._reckoning import Reckoned, keep
from autogenesis.language.meaning._swapping import IT

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10, "twelve": 12, "fourteen": 14}  # fmt: skip
_LENGTH = r"(?P<count>a|an|one|two|three|four|five|six|seven|eight|ten|twelve|fourteen|\d+)\s+(?P<more>further\s+|more\s+|other\s+)?(?P<unit>minute|hour|day|week|month)s?"
_IT = r"(?:it|they|he|she|the\s+[\w-]+(?:\s[\w-]+)?|an?\s+[\w-]+|nobody|nothing)"
_STILL = rf"(?:if|when|should)\s+{_IT}?(?:['’]s|['’]re|\s+is|\s+are|\s+be|\s+has|\s+have|\s+lies?|\s+stands?)?\s*(?:still\s+)?(?:(?:hasn['’]t|haven['’]t|has\s+not|have\s+not|isn['’]t|aren['’]t|not)\s+(?:yet\s+)?(?:been\s+)?)?"
_HERE = r"(?:here|there|with us|in the [a-z]+|in store|lying around|waiting|uncollected|unfetched|unclaimed|unpaid|around|(?P<deed>[a-z]+(?:\s(?:up|over|out|back|away|off))?)(?:\s+by\s+then)?)"
_AFTER = rf"(?:after\s+(?:another\s+)?{_LENGTH}(?:\s+(?:later))?|{_LENGTH.replace('<count>', '<count2>').replace('<more>', '<more2>').replace('<unit>', '<unit2>')}\s+(?:later|after\s+(?:that|this|it)))"
_ANOTHER = r"(?:(?:there\s+(?:is|are)\s+|(?:he|she|it|they|the\s+[\w-]+)\s+(?:gets?|receives?|is\s+sent)\s+|we\s+send\s+)?(?:one\s+more|another(?:\s+one)?|a\s+second(?:\s+one)?|once\s+more|once\s+again|again)(?:\s+(?:text|message|text\s+message|reminder|letter|e-?mail|notice|one))?(?:\s+(?:is\s+sent|goes\s+out|follows))?)"
_MORE = regex(rf"^{_STILL}\s*{_HERE}\s+{_AFTER},?\s+{_ANOTHER}\b", re.I)
_DAY = regex(
    r"(?:after\s+(?P<after>\d+|[a-z]+)\s+(?P<unit>day|week)s?|from\s+(?:the\s+)?(?:day\s+(?P<day>\d+)|(?P<nth>\d+)(?:st|nd|rd|th)\s+day)(?:\s+on(?:wards)?)?)", re.I
)  # fmt: skip
_PENDING = "storage_to_settle"
_KEEPING = regex(
    r"\b(?P<label>storage(?:\s+(?:fee|charge|cost))?|keeping(?:\s+it)?|storing(?:\s+it)?|safekeeping)\b",
    re.I,
)
_EACH = regex(
    r"\b(?:for\s+)?(?:each|every|a|per|an)\s+(?:started\s+|further\s+|begun\s+|additional\s+)?(?P<unit>day|week)(?P<begun>\s+begun|\s+started|\s+or\s+part\s+of\s+(?:a\s+|one\s+)?(?:day|week))?(?P<on>\s+from\s+then\s+on)?",
    re.I,
)
_MOST = regex(
    r"\b(?:up\s+to|at\s+most|but\s+(?:not|never)\s+more\s+than|maximum|capped\s+at|no\s+more\s+than|never\s+more\s+than)\s+(?:a\s+maximum\s+of\s+)?",
    re.I,
)
_PLAIN = frozenset(
    "we you they it charge charged cost costs fee pay take is are will be be of for in all at most on then from and to up that the a more maximum cap capped begun started further".split()
)


@dataclass(frozen=True, slots=True)
class Gone:
    """The moment at which a thing was fetched, which ends what keeping it costs."""

    entity: str
    field: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The last message that tells somebody that a thing is there for them: whose, and from when it counts."""

    entity: EntityDraft
    since: str
    steps: tuple[bp.Statement, ...]


def read_one_more(unit: Unit, draft: Draft) -> None:
    """ "If it's still here after 7 days, one more": the same message again, unless it was fetched."""
    begin = next((m.end() for m in re.finditer(r"^|;\s*", unit.text) if _MORE.match(unit.text[m.end() :])), 0)
    match = _MORE.match(unit.text[begin:])
    kept = _kept(draft, (unit.span[0] + begin, unit.span[1])) if match is not None else None
    if match is None or kept is None:
        return
    span = (unit.span[0] + begin, unit.span[0] + begin + match.end())
    if draft.claimed(span):
        return
    count, name = match["count"] or match["count2"], (match["unit"] or match["unit2"]).lower()
    since = bp.Get(of=IT, field=kept.since)
    later: bp.Unit = f"{name}s"  # type: ignore[assignment]
    terms: list[bp.Expression] = [bp.Present(value=since)]
    if match["deed"]:
        verb, _, particle = _verb(match["deed"]).partition(" ")
        fact = fact_of(draft, kept.entity, verb, particle) if verb else None
        if fact is None:
            return
        terms.append(denial(fact.holds(IT)))
        if fact.field is not None:
            draft.remember(Gone(kept.entity.name, fact.field))
    timer = bp.Timer(
        id=draft.unique(f"timer.one_more_{kept.entity.name}"), spans=(span,), entity=kept.entity.id,
        summary=f"The {kept.entity.label} is still there: the message is sent again.",
        at=bp.Shift(moment=since, amount=bp.whole(_number(count)), unit=later), when=both(*terms), steps=kept.steps,
    )  # fmt: skip
    draft.timers.append(timer)
    draft.claim(span, "one_more", [timer.id])


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _verb(participle: str) -> str:
    words = tag(f"was {participle}")
    return (
        " ".join([words[1].lemma, *(w.lower for w in words[2:])]) if len(words) > 1 and words[1].pos == "VERB" else ""
    )


def _kept(draft: Draft, before: Span) -> Kept | None:
    """The last message before a sentence, where it is kept since when what it tells has been so."""
    found = sorted(_messages(draft, before), key=lambda each: -each[0])
    for _, entity, reaction in found:
        since = _since(draft, entity, reaction)
        if since is not None:
            return Kept(entity, since, reaction.steps)
    return None


def _messages(draft: Draft, before: Span) -> Iterator[tuple[int, EntityDraft, bp.Reaction]]:
    for reaction in draft.reactions:
        place = max((s[0] for s in reaction.spans if s[0] < before[0]), default=-1)
        entity = next((e for e in draft.entities.values() if e.id == reaction.trigger.entity), None)
        if place >= 0 and entity is not None and any(isinstance(step, bp.Notify) for step in reaction.steps):
            yield place, entity, reaction


def _since(draft: Draft, entity: EntityDraft, reaction: bp.Reaction) -> str | None:
    """The moment that sets the message off, or since when the state that does has lasted."""
    kept = entity.fields.get(reaction.trigger.field or "")
    if kept is not None and kept.type.kind == "datetime":
        return kept.name
    state = reaction.when
    if kept is None or kept.type.kind != "choice" or not isinstance(state, bp.Compare) or state.relation != "==":
        return None
    word = str(state.right.value) if isinstance(state.right, bp.Literally) else kept.label
    return latched(draft, entity, state, word, reaction.spans[0]).field


def find_storage(draft: Draft) -> None:
    """Keep sentences about what keeping things costs from being read as plain prices."""
    for unit in draft.units:
        found = _storage_said(unit)
        if found is not None and not draft.claimed(found[2]):
            draft.claim(found[2], _PENDING)


def _storage_said(unit: Unit) -> tuple[re.Match[str], str, Span] | None:
    """From when it costs, in which words, and where they stand."""
    for day in _DAY.finditer(unit.text):
        text = unit.text[day.start() :].split(";", 1)[0]
        offset = unit.span[0] + day.start()
        if _KEEPING.search(text) and _EACH.search(text) and _only_that(text, day):
            money = [x for x in find_literals(text, offset) if isinstance(x, Money)]
            return (day, text, (offset, offset + len(text))) if _amounts(text, offset, money)[0] is not None else None
    return None


def read_storage(unit: Unit, draft: Draft) -> None:
    """ "After 30 days, storage costs 1.00 € for each day begun from then on, up to 25.00 €"."""
    found = _storage_said(unit)
    if found is None:
        return
    day, text, span = found
    draft.claims = [c for c in draft.claims if not (c.pattern == _PENDING and c.span == span)]
    kept = _kept(draft, (unit.span[1], unit.span[1]))
    if kept is None or draft.claimed(span):
        return
    money = [x for x in find_literals(text, span[0]) if isinstance(x, Money)]
    value, limit = _amounts(text, span[0], money)
    keeping, each = _KEEPING.search(text), _EACH.search(text)
    if value is None or keeping is None or each is None:
        return
    gone = draft.recall(Gone)
    until: bp.Expression = bp.Name(name="now")
    if gone is not None and gone.entity == kept.entity.name:
        fetched = bp.Get(of=IT, field=gone.field)
        until = bp.Conditional(test=bp.Present(value=fetched), then=fetched, otherwise=until)
    days = _days(day, bp.Get(of=IT, field=kept.since), until)
    if each["unit"].lower() == "week":
        days = bp.Rounded(way="up", value=bp.Arithmetic(operator="/", left=days, right=bp.whole(7)))
    kind = bp.Type(kind="money", currency=value.currency)
    nothing = amount(kind, Decimal(0))
    fee: bp.Expression = bp.Arithmetic(operator="*", left=days, right=amount(kind, value.value))
    fee = bp.Extreme(which="largest", terms=(fee, nothing))
    if limit is not None:
        fee = bp.Extreme(which="smallest", terms=(fee, amount(kind, limit.value)))
    raw = bp.Conditional(test=bp.Present(value=bp.Get(of=IT, field=kept.since)), then=fee, otherwise=nothing)
    label = keeping["label"].lower()
    made = keep(Reckoned(kept.entity, label.replace(" ", "_"), raw), kind, label, Clause(span, text), draft)
    draft.claim(span, "storage", [made])


def _days(day: re.Match[str], since: bp.Expression, now: bp.Expression) -> bp.Expression:
    """The days that are charged: begun ones from a moment on, or those of the calendar from the nth on."""
    free, whole = _free(day)
    if not whole:
        start = bp.Shift(moment=since, amount=bp.whole(free), unit="days")
        minutes = bp.Between(start=start, end=now, unit="minutes")
        return bp.Rounded(way="up", value=bp.Arithmetic(operator="/", left=minutes, right=bp.whole(1440)))
    lain = bp.Between(start=bp.Part(of=since, part="date"), end=bp.Part(of=now, part="date"), unit="days")
    number = bp.Arithmetic(operator="+", left=lain, right=bp.whole(1))
    past = bp.Arithmetic(operator="-", left=number, right=bp.whole(free + 1))
    return bp.Arithmetic(operator="+", left=past, right=bp.whole(1))


def _free(day: re.Match[str]) -> tuple[int, bool]:
    """The days that cost nothing, and whether days of the calendar are counted."""
    if day["after"]:
        word = day["after"].lower()
        count = int(word) if word.isdigit() else _NUMBERS.get(word, 0)
        return count * (7 if day["unit"].lower() == "week" else 1), False
    return int(day["day"] or day["nth"]) - 1, True


def _amounts(text: str, offset: int, money: list[Money]) -> tuple[Money | None, Money | None]:
    """What a day costs, and the most it comes to."""
    most = _MOST.search(text)
    later = [m for m in money if most is not None and m.span[0] >= offset + most.end() - 1]
    first = [m for m in money if m not in later]
    if most is not None and not later:
        number = re.match(r"\d+(?:\.\d+)?", text[most.end() :])
        if number is None or len(first) != 1:
            return None, None
        later = [
            Money(
                (offset + most.end(), offset + most.end() + number.end()),
                number[0],
                Decimal(number[0]),
                first[0].currency,
            )
        ]
    return (first[0] if len(first) == 1 else None), (later[0] if len(later) == 1 else None)


def _only_that(text: str, day: re.Match[str]) -> bool:
    """Whether nothing else is said."""
    rest = text[len(day[0]) :]
    for way in (_KEEPING, _EACH, _MOST):
        rest = way.sub(" ", rest)
    rest = re.sub(r"\d[\d.,]*\s*(?:€|euros?|eur|£|\$|pounds?|dollars?)?", " ", rest, flags=re.I)
    return all(word.lower() in _PLAIN for word in re.findall(r"[A-Za-z][\w’'-]*", rest))
