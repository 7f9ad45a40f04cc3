"""Reads bugs with an example: "A loan borrowed on 3 March is due on 2 April, it should be 4 April". The example is played on what
stands; the one figure of the text with which it comes out as it should is changed, and the example is a test from then on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from autogenesis.feedback._english import stem, stems_of
from autogenesis.feedback._figures import Figure, comparable, figures_in, figures_of, masked, put_instead
from autogenesis.feedback._played import Case, Deed, Played, example_of, play
from autogenesis.feedback._proposals import NotHeardError, Proposal, complaint_of
from autogenesis.feedback._standing import Place, Standing
from autogenesis.feedback._values import only_constants
from autogenesis.language import Date, Duration, Money, Number, Percent, TimeOfDay, Weekdays
from blueprints import Change, Entity, Operation, Specification

_BUG = re.compile(
    r"(?:there\s+is\s+a\s+|this\s+is\s+a\s+|we\s+found\s+a\s+)?(?:bug|error|wrong|mistake|defect|incorrect|fault|problem|issue)\b\s*(?:report)?\s*[:,–—-]\s*",
    re.I,
)
_SHOULD = re.compile(
    r"(?P<case>.+?)[,;.:–—]?\s+(?:but\s+|and\s+|though\s+|yet\s+|while\s+)?(?:it|this|that|they|which|the\s+[\w-]+(?:\s[\w-]+)?)\s+"
    r"(?:should|must|ought\s+to|has\s+to|needs\s+to)\s+(?:really\s+|actually\s+|rather\s+|only\s+)?(?:have\s+been|be|have|come|read|show|say|come\s+out\s+as)?"
    r"[^⟦⟧]*⟦(?P<wanted>\d+)⟧(?:\s+at\s+⟦\d+⟧)?[\s.!]*$",
    re.I,
)
_EXPECTED = re.compile(
    r"(?P<case>.+?)[,;.:–—]?\s+(?:but\s+|and\s+)?(?:(?:we|i)\s+(?:expect(?:ed)?|want(?:ed)?|need(?:ed)?)|(?:right|correct)\s+(?:is|would\s+be))\b[^⟦⟧]*"
    r"⟦(?P<wanted>\d+)⟧(?:\s+at\s+⟦\d+⟧)?[\s.!]*$",
    re.I,
)
_BUT = re.compile(
    r"(?P<case>.+?)[,;]?\s+(?:but\s+should|should|instead\s+of|rather\s+than|where\s+it\s+should)\b[^⟦⟧]*⟦(?P<wanted>\d+)⟧[\s.!]*$",
    re.I,
)


@dataclass(frozen=True)
class _Told:
    """An example as it is told: what was done when, what is the case, what comes out and what should."""

    words: str
    givens: tuple[tuple[str, Figure], ...]
    """The words before each figure of the case."""
    seen: str
    """The words before what comes out."""
    actual: Figure
    wanted: Figure


def read_bug(said: str, standing: Standing) -> Iterator[Proposal]:
    """The text with the figure changed that the example speaks of; NotHeardError where that is none, or one of several."""
    named = _BUG.match(said)
    told = _told(_dated(said[named.end() :] if named else said))
    if told is None:
        if named:
            raise NotHeardError("a bug needs an example: what was done when, what comes out, and what should come out")
        return
    case = _case(told, standing.specification)
    if case is None:
        if named:
            raise NotHeardError("nothing that the text has done is done in the example")
        return
    played = play(standing.specification, case)
    if isinstance(played, str):
        right = play(standing.specification, replace(case, actual=case.wanted))
        if isinstance(right, Played) and case.seen & stems_of(right.looked):
            yield from _so_already(told, case, right, standing)
        raise NotHeardError(f"the example could not be followed: {played}")
    found = _repaired(told, case, played, standing)
    places = dict.fromkeys(place for _, place, _ in found)
    if not found:
        raise NotHeardError(
            f"no other figure in the text makes it {told.wanted.text}; say which rule should be otherwise"
        )
    best = max(score for score, _, _ in found)
    chosen = [(place, text) for score, place, text in found if score == best]
    if len({place for place, _ in chosen}) > 1:
        ways = " or ".join(f"“{place.text}”" for place in places)
        raise NotHeardError(
            f"it would be {told.wanted.text} with another figure in {ways}: say which rule should be otherwise"
        )
    place, text = chosen[0]
    yield Proposal("bug", text, only_constants, example=_attached(case, played, told, place))


def _so_already(told: _Told, case: Case, played: Played, standing: Standing) -> Iterator[Proposal]:
    """The text as it is, with the example as a test: it comes out as it should already."""
    place = next(standing.nearest(stems_of(told.words)), None)
    if place is not None:
        example = _attached(case, played, told, place)
        if example(standing.specification):
            yield Proposal("bug", standing.text, lambda *_: "", example=example, as_it_is=True)
    raise NotHeardError(f"it comes out as {told.wanted.text} already")


_BACK = re.compile(r"\b(?:came|comes|(?:was\s+|were\s+|is\s+)?(?:brought|given|handed|taken))\s+back\b", re.I)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"


def _dated(said: str) -> str:
    """The example with whole dates: "on Friday 2026-03-06 … gave Sunday 8 March, it should have been Monday"."""
    said = _BACK.sub("returned", said)
    dates = [one.literal for one in figures_in(said) if isinstance(one.literal, Date)]
    years = [one.year for one in dates if one.year is not None]
    for figure in sorted(figures_in(said), key=lambda one: one.span, reverse=True):
        literal = figure.literal
        if isinstance(literal, Date) and (literal.year is not None or years):
            day = date(literal.year or years[-1], literal.month, literal.day)
            said = said[: figure.span[0]] + day.isoformat() + said[figure.span[1] :]
    said = re.sub(rf"\b{_DAY},?\s+(?:the\s+)?(?=\d{{4}}-)", "", said, flags=re.I)
    last = re.search(r"(?P<day>\d{4}-\d\d-\d\d)[^\d]*?\b(?P<name>" + _DAY + r")[\s.!]*$", said, re.I)
    if last is not None:
        seen = date.fromisoformat(last["day"])
        day = next(
            each for n in range(1, 8) if f"{(each := seen + timedelta(days=n)):%A}".lower() == last["name"].lower()
        )
        said = f"{said[: last.start('name')]}{day.isoformat()}."
    return said


def _attached(case: Case, played: Played, told: _Told, place: Place) -> Callable[[Specification], tuple[Change, ...]]:
    def example(after: Specification) -> tuple[Change, ...]:
        again = play(after, case, played)
        scenario = example_of(case, again, told.words) if isinstance(again, Played) else None
        if scenario is None:
            return ()
        now = next((one.text for one in after.sentences if one.id == place.id), place.text)
        value = scenario.model_dump(mode="json")
        reason = "It was told as a bug, and is a test as long as the sentence stands."
        return (
            Change(
                action="add",
                part="examples",
                id=scenario.id,
                value=value,
                reason=reason,
                evidence=" ".join(now.split()),
            ),
        )

    return example


def _told(said: str) -> _Told | None:
    figures, shown = masked(said)
    match = _SHOULD.match(shown) or _BUT.match(shown) or _EXPECTED.match(shown)
    if match is None:
        return None
    wanted = figures[int(match["wanted"])]
    inside = [int(one) for one in re.findall(r"⟦(\d+)⟧", match["case"])]
    actual = next(
        (one for one in reversed(inside) if comparable(wanted, figures[one]) or comparable(figures[one], wanted)), None
    )
    if actual is None or len(inside) < 2:
        return None
    givens: list[tuple[str, Figure]] = []
    before, since, seen = "", "", ""
    pieces = re.split(r"(⟦\d+⟧)", match["case"])
    for number, piece in enumerate(pieces):
        marked = re.fullmatch(r"⟦(\d+)⟧", piece)
        if marked is None:
            before, since = piece, f"{since} {piece}"
        elif int(marked[1]) == actual:
            seen = f"{before} {pieces[number + 1]}"
        else:
            dated = isinstance(figures[int(marked[1])].literal, Date)
            givens.append((since if dated else before, figures[int(marked[1])]))
            since = "" if dated else since
    return _Told(said, tuple(givens), seen, figures[actual], wanted)


def _case(told: _Told, specification: Specification) -> Case | None:
    entity = _entity(told.words, specification)
    deeds: list[Deed] = []
    states: list[tuple[str, str]] = []
    inputs: list[tuple[frozenset[str], Decimal]] = []
    for words, figure in told.givens:
        literal = figure.literal
        if isinstance(literal, Date) and literal.year is not None:
            day = date(literal.year, literal.month, literal.day).isoformat()
            field = _field(words, entity)
            operation = _deed(words, entity, specification)
            if operation is not None:
                deeds.append(Deed(operation.name, f"{day}T10:00"))
            elif field is not None:
                states.append((field, day))
        elif isinstance(literal, TimeOfDay) and deeds:
            at = f"{deeds[-1].at[:10]}T{literal.hour:02}:{literal.minute:02}"
            deeds[-1] = Deed(deeds[-1].operation, at)
        elif isinstance(literal, Number | Money | Percent):
            inputs.append((stems_of(words), literal.value))
    maker = _maker(entity, specification)
    if states and maker is not None and all(one.operation != maker.name for one in deeds):
        deeds.insert(0, Deed(maker.name, ""))
    if not deeds:
        return None
    return Case(
        entity=entity.name if entity is not None else "",
        deeds=tuple(deeds),
        states=tuple(states),
        inputs=tuple(inputs),
        seen=stems_of(told.seen),
        actual=_value(told.actual),
        wanted=_value(told.wanted),
    )


def _value(figure: Figure) -> str | Decimal:
    literal = figure.literal
    if isinstance(literal, Date):
        return date(literal.year or 1, literal.month, literal.day).isoformat()
    return literal.value if isinstance(literal, Number | Money | Percent | Duration) else figure.text


def _entity(words: str, specification: Specification) -> Entity | None:
    """The thing that the example is about: the first that is named."""
    named = [(at, one) for one in specification.entities if (at := _place(words, one)) >= 0]
    return min(named, key=lambda each: each[0])[1] if named else None


def _place(words: str, entity: Entity) -> int:
    names = "|".join(re.escape(one.replace("_", " ")) for one in (entity.plural, entity.name, *entity.synonyms))
    match = re.search(rf"\b(?:{names})\b", words, re.I)
    return match.start() if match else -1


def _deed(words: str, entity: Entity | None, specification: Specification) -> Operation | None:
    stems = stems_of(words)
    fits = [
        one
        for one in specification.operations
        if one.kind not in {"get", "list"}
        and stem(one.name.partition("_")[0]) in stems
        and not re.search(r"\bdue\b", words)
    ]
    own = [
        one for one in fits if entity is not None and (one.entity == entity.id or one.name.endswith(f"_{entity.name}"))
    ]
    return next(iter(own or fits), None)


def _field(words: str, entity: Entity | None) -> str | None:
    if entity is None:
        return None
    stems = stems_of(words) - stems_of(entity.name)
    held = [one for one in entity.fields if one.type.kind in {"date", "datetime"}]
    scored = [(len(stems & stems_of(one.label)), one.name) for one in held]
    best = max(scored, key=lambda each: each[0], default=(0, ""))
    return best[1] if best[0] else None


def _maker(entity: Entity | None, specification: Specification) -> Operation | None:
    made = [
        one
        for one in specification.operations
        if entity is not None and one.kind == "create" and one.entity == entity.id
    ]
    return made[0] if made else None


def _repaired(told: _Told, case: Case, played: Played, standing: Standing) -> list[tuple[int, Place, str]]:
    """The texts with one other figure in which it comes out as it should, each with how much it is spoken of."""
    found = []
    about = stems_of(told.words)
    for place, figure in figures_of(standing):
        for text in dict.fromkeys(_other_figures(figure, case, standing.text)):
            after = standing.read(text)
            again = play(after, case, played) if after is not None else ""
            right = isinstance(again, Played) and again.value == case.wanted
            if right and not complaint_of(Proposal("bug", text, only_constants), standing):
                found.append((len(about & place.stems), place, text))
                break
    return found


def _other_figures(figure: Figure, case: Case, text: str) -> Iterator[str]:
    """The text with the figure as it might have to be, the nearest first."""
    literal = figure.literal
    if isinstance(literal, Weekdays) and isinstance(case.wanted, str):
        yield from _other_days(figure, literal, text)
    for value in _other_values(figure, case):
        words = figure.text.replace(",", "")
        numeral = re.search(r"\d+(?:\.\d+)?", words)
        decimals = len(numeral[0].partition(".")[2]) if numeral else 0
        said = f"{value:.{decimals}f}" if decimals else f"{value.normalize():f}"
        unit = re.sub(r"^\S+", "", figure.text, count=1)
        new = next(iter(figures_in(f"{said}{unit}")), None)
        if new is not None:
            yield from put_instead(text, figure, new)


def _other_values(figure: Figure, case: Case) -> Iterator[Decimal]:
    literal = figure.literal
    if isinstance(case.wanted, str) and isinstance(case.actual, str) and isinstance(literal, Duration):
        apart = (date.fromisoformat(case.wanted) - date.fromisoformat(case.actual)).days
        days = {"day": 1, "week": 7}.get(literal.unit)
        if days is None:
            return
        for nearly in (0, -1, 1, -2, 2, -3, 3):
            for way in (1, -1):
                value = literal.value + Decimal(way * (apart + nearly)) / days
                if value > 0 and value == value.to_integral() and value != literal.value:
                    yield value
    elif (
        isinstance(case.wanted, Decimal)
        and isinstance(case.actual, Decimal)
        and isinstance(literal, Money | Number | Percent | Duration)
    ):
        if case.actual:
            yield literal.value * case.wanted / case.actual
        yield literal.value + case.wanted - case.actual


def _other_days(figure: Figure, literal: Weekdays, text: str) -> Iterator[str]:
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    match = re.fullmatch(r"(\w+?)(s?)(\s+(?:to|until|through|-|–)\s+)(\w+?)(s?)", figure.text)
    if match is None:
        return
    first, last = names.index(match[1].capitalize()), names.index(match[4].capitalize())
    for one, other in ((first + 1, last), (first - 1, last), (first, last + 1), (first, last - 1)):
        if 0 <= one < other <= 6:
            words = f"{names[one]}{match[2]}{match[3]}{names[other]}{match[5]}"
            yield text[: figure.span[0]] + words + text[figure.span[1] :]
