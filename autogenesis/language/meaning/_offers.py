"""Reads how what is vacant is offered down a list: to the first who wants it, for so many days, refusals counted, then the next."""

from __future__ import annotations

import re
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import absent, both, choice, compare, either, no, over, present, same, say, shift
from autogenesis.language._text import Span

_NUMBERS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_ORDINALS = {
    word: n for n, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
}
_ORDINAL = "|".join(_ORDINALS)
_OFFERED = re.compile(
    r"^when\s+(?:the\s+(?P<role>[a-z]+(?: [a-z]+)?)\s+marks?\s+an?\s+(?P<thing>[a-z]+)\s+as\s+(?P<state>[a-z]+)|an?\s+(?P<thing2>[a-z]+)\s+(?:becomes|falls)\s+(?P<state2>vacant|free|available|empty))"
    r",\s+(?:it|the [a-z]+)\s+is\s+offered\s+to\s+the\s+first(?:\s+(?:person|one|[a-z]+))?\s+(?:on|in)\s+the\s+(?:waiting )?(?:list|queue)(?P<conds>(?:\s+(?:and\s+)?who\s+.+)?)$", re.I)  # fmt: skip
_WANTS = re.compile(r"^wants?\s+(?:that|this|the same|its)\s+(?P<field>[a-z]+)(?:\s+or\s+(?P<any>[a-z]+))?$", re.I)
_NO_OFFER = re.compile(
    r"^ha(?:s|ve)\s+no\s+(?:(?:other\s+)?(?:open|pending|running)\s+offer|offer\s+(?:open|pending|running))$", re.I
)
_ANSWER = re.compile(r"^(?:the\s+[a-z]+|they|whoever is asked)\s+ha(?:s|ve)\s+(?P<n>\d{1,3}|[a-z]+)\s+(?P<unit>day|week|hour)s?\s+to\s+(?:answer|reply|decide|respond|accept)$", re.I)  # fmt: skip
_REMIND = re.compile(rf"^on\s+the\s+(?P<n>{_ORDINAL}|\d{{1,2}}(?:th|st|nd|rd))\s+day\s+without\s+an?\s+(?:answer|reply)\s+(?:we\s+send|they\s+get|there is)\s+(?:one|a single|a)\s+reminder(?:,\s*(?:no more|just the one|only once))?$", re.I)  # fmt: skip
_STAYS = re.compile(r"^an?\s+(?:first\s+)?refusal\s+(?:costs\s+nothing|has no consequences)(?::|;|,)\s*(?:the\s+[a-z]+\s+stays?\s+where\s+they\s+are|they\s+keep\s+their\s+place)(?P<again>,?\s+but\s+(?:is|are)\s+not\s+offered\s+the\s+same\s+[a-z]+\s+again)?$", re.I)  # fmt: skip
_AFTER = re.compile(rf"after\s+an?\s+(?P<n>{_ORDINAL})(?:\s+(?:refusal|one))?,?\s+(?:they|the\s+[a-z]+)\s+(?P<what>(?:go(?:es)?|moves?)\s+to\s+the\s+(?:bottom|end)(?:\s+of\s+the\s+list)?|(?:are|is)\s+(?:taken|struck)\s+off(?:\s+the\s+list)?|(?:are|is)\s+removed(?:\s+from\s+the\s+list)?|leaves?\s+the\s+list)", re.I)  # fmt: skip
_LAPSES = re.compile(r"^an?\s+offer\s+(?:that\s+is\s+)?not\s+answered\s+in\s+time\s+(?:lapses|expires)(?P<counts>\s+and\s+counts\s+as\s+a\s+refusal)?$", re.I)  # fmt: skip
_NEXT = re.compile(r"^(?:in\s+(?:either|each|any|both|that)\s+cases?,?\s+|then\s+)?(?:the\s+[a-z]+|it)\s+(?:goes|is\s+offered)\s+to\s+the\s+next(?:\s+(?:person|one|[a-z]+))?(?:\s+(?:straight away|at once|immediately|on the list))?$", re.I)  # fmt: skip
_ACCEPTS = re.compile(
    r"^whoever\s+accepts\s+leaves\s+the\s+(?:waiting )?(?:list|queue)(?:\s+and\s+becomes\s+the\s+(?P<role>[a-z]+))?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the sentences say of offers, each with where it was said."""

    thing: EntityDraft
    who: EntityDraft
    where: tuple[bp.Expression, ...]
    """What must hold of ``candidate`` for ``vacancy`` to be offered to them."""
    answer: tuple[int, bp.Unit]
    remind: int | None
    again: bool
    counts: bool
    onward: bool
    bottom: int | None
    off: int | None
    becomes: str | None
    spans: tuple[Span, ...]


def read_offers(draft: Draft, who: EntityDraft) -> None:
    """The whole course of an offer, from those sentences about it that are there; `who` are those on the list."""
    texts = [(u, " ".join(u.text.split()).rstrip(" .")) for u in draft.units if not draft.claimed(u.span)]
    start = next(((u, m) for u, t in texts if (m := _OFFERED.match(t))), None)
    if start is None or f"offers@{start[0].id}" in draft.barred:
        return
    before = draft.mark()
    rules = _rules(start[1], start[0], texts, who, draft)
    if rules is None:
        draft.back_to(before)
        return
    made = _built(rules, start[1], start[0], draft)
    for span in rules.spans:
        draft.claim(span, "offers", made)


def _rules(
    match: re.Match[str], unit: Unit, texts: list[tuple[Unit, str]], who: EntityDraft, draft: Draft
) -> _Rules | None:
    thing = draft.find_entity((match["thing"] or match["thing2"]).lower())
    answer = _first(_ANSWER, texts)
    where = _where(match["conds"] or "", thing, who, draft) if thing is not None else None
    if thing is None or answer is None or where is None:
        return None
    word = answer[1]["n"].lower()
    days = int(word) if word.isdigit() else _NUMBERS.get(word)
    if days is None:
        return None
    remind, stays, lapses = _first(_REMIND, texts), _first(_STAYS, texts), _first(_LAPSES, texts)
    onward, accepts = _first(_NEXT, texts), _first(_ACCEPTS, texts)
    after = next(((u, found) for u, t in texts if (found := _afters(t))), None)
    spans = [unit.span, *(f[0].span for f in (answer, remind, stays, lapses, onward, accepts) if f is not None)]
    spans += [after[0].span] if after is not None else []
    results = after[1] if after is not None else {}
    length: bp.Unit = {"day": "days", "week": "weeks", "hour": "hours"}[answer[1]["unit"].lower()]  # type: ignore[assignment]
    return _Rules(
        thing, who, where, (days, length), _nth(remind[1]["n"]) if remind else None,
        stays is not None and bool(stays[1]["again"]), lapses is not None and bool(lapses[1]["counts"]), onward is not None,
        results.get("bottom"), results.get("off"), (accepts[1]["role"] or "").lower() or None if accepts else None, tuple(spans),
    )  # fmt: skip


def _first(pattern: re.Pattern[str], texts: list[tuple[Unit, str]]) -> tuple[Unit, re.Match[str]] | None:
    return next(((u, m) for u, t in texts if (m := pattern.match(t))), None)


def _nth(word: str) -> int:
    low = word.lower()
    return _ORDINALS.get(low) or int(re.sub(r"\D", "", low))


def _afters(text: str) -> dict[str, int]:
    """After which refusal they go to the bottom, after which they are taken off, where that is all a sentence says."""
    found = {
        ("bottom" if "bottom" in m["what"].lower() or "end" in m["what"].lower().split() else "off"): _nth(m["n"])
        for m in _AFTER.finditer(text)
    }
    rest = _AFTER.sub("", text).strip(" ;,.")
    return found if rest in {"", "and"} else {}


def _where(conds: str, thing: EntityDraft, who: EntityDraft, draft: Draft) -> tuple[bp.Expression, ...] | None:
    terms: list[bp.Expression] = []
    for part in re.split(r"\s*(?:\band\s+)?\bwho\s+", conds.strip()):
        said = part.strip(" ,")
        wants = _WANTS.match(said)
        if not said or _NO_OFFER.match(said):
            continue
        if wants is None or wants["field"] not in who.fields or wants["field"] not in thing.fields:
            return None
        wish, has = who.fields[wants["field"]], thing.fields[wants["field"]]
        other = next((e for e in draft.entities.values() if e.id == has.type.entity), None)
        value: bp.Expression = bp.path("vacancy", has.name)
        if wish.type.kind == "choice" and other is not None and other.key is not None:
            value = bp.Get(of=value, field=other.key)
        term: bp.Expression = same(bp.path("candidate", wish.name), value)
        if wants["any"] and wish.type.kind == "choice" and wants["any"] in wish.type.choices:
            term = either(term, same(bp.path("candidate", wish.name), choice(wants["any"], wish.type.choices)))
        elif wants["any"]:
            return None
        terms.append(term)
    return tuple(terms)


def _built(rules: _Rules, match: re.Match[str], unit: Unit, draft: Draft) -> list[str]:
    thing, who = rules.thing, rules.who
    state = (match["state"] or match["state2"]).lower()
    vacant = draft.add_field(thing, f"{state} at", bp.DATETIME, unit.span, required=False)
    left = draft.add_field(who, "left at", bp.DATETIME, required=False)
    thing.later.add(vacant)
    who.later.add(left)
    refusals = draft.add_field(who, "refusals", bp.INTEGER, required=False, default=bp.whole(0))
    who.later.add(refusals)
    offer = draft.entity("offer", unit.span)
    draft.made_by_rule.add(offer.name)
    draft.add_field(offer, thing.label, thing.type)
    draft.add_field(offer, who.label, who.type)
    draft.add_field(offer, "offered at", bp.DATETIME)
    for word in ("accepted", "refused", "lapsed"):
        offer.later.add(draft.add_field(offer, f"{word} at", bp.DATETIME, required=False))
    _still_listed(who)
    mark = draft.operation("mark", thing, "change", f"Mark a {thing.label} as {state}.", unit.span)
    row = bp.Name(name=thing.name)
    mark.inputs[thing.name] = bp.Parameter(name=thing.name, type=thing.type)
    if match["role"]:
        actor = draft.actor(match["role"].lower(), unit.span)
        mark.actors.append(actor)
        mark.roles.append(actor)
        draft.assume(f"Nobody but the {match['role'].lower()} marks a {thing.label} as {state}.", unit.span)
    mark.steps += [bp.Update(row=row, values=((vacant, bp.Name(name="now")),)), *_offer(rules, row, unit)]
    mark.result = row
    return [offer.id, mark.id, *_answers(rules, vacant, unit, draft), *_times(rules, unit, draft)]


def _open(name: str) -> list[bp.Expression]:
    return [absent(f"{name}.{word}_at") for word in ("accepted", "refused", "lapsed")]


def _still_listed(who: EntityDraft) -> None:
    """Whoever has left counts no longer: neither for the position nor as an entry."""
    position = who.derivations.get("position")
    if position is not None:
        ahead = over(
            "count", who.name, both(compare("other.rank", "<", "it.rank"), absent("other.left_at")), name="other"
        )
        value = bp.Conditional(
            test=absent("it.left_at"),
            then=bp.Arithmetic(operator="+", left=ahead, right=bp.whole(1)),
            otherwise=bp.nothing(),
        )
        who.derivations["position"] = position.model_copy(update={"value": value})
    for place, rule in enumerate(who.invariants):
        if (
            ".one_entry" in rule.id
            and isinstance(rule.requires, bp.Compare)
            and isinstance(rule.requires.left, bp.Aggregate)
        ):
            count = rule.requires.left
            where = both(*([count.where] if count.where is not None else []), absent("other.left_at"))
            left = count.model_copy(update={"where": where})
            who.invariants[place] = rule.model_copy(
                update={"requires": rule.requires.model_copy(update={"left": left})}
            )


def _offer(rules: _Rules, thing: bp.Expression, unit: Unit) -> list[bp.Statement]:
    """It is offered to the first on the list for whom everything holds, if there is one."""
    who, name = rules.who, rules.thing.name
    mine = same(f"each_offer.{who.name}", "candidate")
    terms = [
        absent("candidate.left_at"),
        *rules.where,
        no(over("exists", "offer", both(mine, *_open("each_offer")), name="each_offer")),
    ]
    if rules.again or rules.onward:
        terms.append(no(over("exists", "offer", both(mine, same(f"each_offer.{name}", "vacancy")), name="each_offer")))
    order = ("candidate.rank",) if "rank" in who.fields else ()
    first = over("first", who.name, both(*terms), order=order, name="candidate")
    values = (
        (name, bp.Name(name="vacancy")),
        (who.name, bp.Name(name="first_candidate")),
        ("offered_at", bp.Name(name="now")),
    )
    note = bp.Notify(
        to=bp.Recipient(person=bp.Name(name="first_candidate")), type="notice", subject=bp.Name(name="new_offer"),
        text=say(" ".join(unit.text.split())),
    )  # fmt: skip
    return [
        bp.Let(name="vacancy", value=thing),
        bp.Let(name="first_candidate", value=first),
        bp.When(
            test=present("first_candidate"),
            then=(bp.Create(entity="entity.offer", values=values, name="new_offer"), note),
        ),
    ]


def _turned_down(rules: _Rules, offer: str, word: str, unit: Unit) -> list[bp.Statement]:
    """What a refusal, or letting the time pass, brings about."""
    who = rules.who
    row, person = bp.Name(name=offer), bp.path(offer, rules.who.name)
    steps: list[bp.Statement] = [bp.Update(row=row, values=((f"{word}_at", bp.Name(name="now")),))]
    if word == "refused" or rules.counts:
        count = bp.Arithmetic(operator="+", left=bp.Get(of=person, field="refusals"), right=bp.whole(1))
        steps += [
            bp.Let(name="refusals", value=count),
            bp.Update(row=person, values=(("refusals", bp.Name(name="refusals")),)),
        ]
        if rules.bottom is not None and "rank" in who.fields:
            last = bp.Arithmetic(
                operator="+", left=over("largest", who.name, value="other.rank", name="other"), right=bp.whole(1)
            )
            steps.append(
                bp.When(
                    test=same("refusals", bp.whole(rules.bottom)),
                    then=(bp.Update(row=person, values=(("rank", last),)),),
                )
            )
        if rules.off is not None:
            gone = bp.Update(row=person, values=(("left_at", bp.Name(name="now")),))
            steps.append(bp.When(test=compare("refusals", ">=", bp.whole(rules.off)), then=(gone,)))
    if rules.onward:
        steps += _offer(rules, bp.path(offer, rules.thing.name), unit)
    return steps


def _answers(rules: _Rules, vacant: str, unit: Unit, draft: Draft) -> list[str]:
    offer = draft.entities["offer"]
    row = bp.Name(name="offer")
    made = []
    for verb in ("accept", "refuse"):
        operation = draft.operation(verb, offer, "change", f"{verb.capitalize()} an offer.", unit.span)
        operation.inputs["offer"] = bp.Parameter(name="offer", type=offer.type)
        reason = "The offer has been answered, or has lapsed."
        operation.guards.append(
            draft.guard(f"{operation.name}.open", both(*_open("offer")), reason, unit.span, "offer")
        )
        operation.result = row
        made.append(operation.id)
        if verb == "refuse":
            operation.steps += _turned_down(rules, "offer", "refused", unit)
            continue
        thing, person = bp.path("offer", rules.thing.name), bp.path("offer", rules.who.name)
        values: list[tuple[str, bp.Expression]] = [(vacant, bp.nothing())]
        if rules.becomes:
            name = draft.add_field(rules.thing, rules.becomes, rules.who.type, required=False)
            rules.thing.later.add(name)
            values.append((name, person))
        operation.steps += [
            bp.Update(row=row, values=(("accepted_at", bp.Name(name="now")),)),
            bp.Update(row=person, values=(("left_at", bp.Name(name="now")),)),
            bp.Update(row=thing, values=tuple(values)),
        ]
    return made


def _times(rules: _Rules, unit: Unit, draft: Draft) -> list[str]:
    """An offer that is not answered: a reminder, and its end."""
    still = both(*_open("it"))
    lapse = bp.Timer(
        id=draft.unique("timer.offer_lapses"), spans=(unit.span,), summary="An offer that is not answered in time lapses.",
        entity="entity.offer", at=shift("it.offered_at", *rules.answer), when=still, steps=tuple(_turned_down(rules, "it", "lapsed", unit)),
    )  # fmt: skip
    made = [lapse]
    if rules.remind is not None:
        note = bp.Notify(
            to=bp.Recipient(person=bp.path("it", rules.who.name)), type="reminder", subject=bp.Name(name="it"),
            text=say("An answer to the offer is still missing."),
        )  # fmt: skip
        made.append(bp.Timer(
            id=draft.unique("timer.offer_reminder"), spans=(unit.span,), summary="Whoever has not answered is reminded, once.",
            entity="entity.offer", at=shift("it.offered_at", rules.remind, "days"), when=still, steps=(note,),
        ))  # fmt: skip
    draft.timers += made
    return [timer.id for timer in made]
