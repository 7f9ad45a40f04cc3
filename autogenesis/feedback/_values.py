"""Reads wishes for another figure: "three days before, not two", "Change the fee to 0.30 euro", "Two days is too short; make it four"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from autogenesis.feedback._bounds import bounds_of
from autogenesis.feedback._compared import Place as At
from autogenesis.feedback._compared import leaves, other_constants, parts_of
from autogenesis.feedback._english import stems_of
from autogenesis.feedback._figures import (
    Figure,
    alike_units,
    comparable,
    figures_in,
    figures_of,
    masked,
    put_instead,
    same_figure,
    side_of,
    unit_of,
    value_of,
    with_fewer_days,
    with_more_days,
)
from autogenesis.feedback._proposals import NotHeardError, Proposal, complaint_of
from autogenesis.feedback._standing import Place, Standing
from autogenesis.feedback._wishes import adds, denies, forbids, takes_away
from autogenesis.language import Duration, Measure, Money, Number, Times
from blueprints import Specification

_F = r"⟦(?P<{}>\d+)⟧"
_NEW, _OLD = _F.format("new"), _F.format("old")
_FILL = r"(?:the|a|an|only|just|at|most|least|up|to|after|before|on|every|per|over|under|below|above|for|by|in|about|as|now|within|those|ones?|of)"
_GAP = rf"(?:\s+{_FILL})*\s*"
_CONTRAST = r"(?:instead\s+of|rather\s+than|in\s+place\s+of|as\s+opposed\s+to|no\s+longer|and\s+not|not)\b"
_RATHER = re.compile(rf"(?P<news>.*⟦\d+⟧.*?)[,;(\s]\s*{_CONTRAST}(?P<olds>{_GAP}⟦\d+⟧.*)$", re.I | re.S)
_RATHER_THAN = re.compile(
    rf"(?P<news>.*\b(?:rather|sooner|prefer\w*|better)\b.*⟦\d+⟧.*?)[,\s]\s*than(?P<olds>{_GAP}⟦\d+⟧.*)$", re.I | re.S
)
_FIRST_OLD = re.compile(
    rf"^.*?(?:instead\s+of|rather\s+than|\bnot){_GAP}(?P<olds>⟦\d+⟧[^,;]*?)(?:,|;|\bbut\b)(?P<news>.*⟦\d+⟧.*)$",
    re.I | re.S,
)
_PAIRS = tuple(
    re.compile(shape, re.I)
    for shape in (
        rf"\bfrom{_GAP}{_OLD}[^⟦⟧.;]*?\b(?:to|into){_GAP}{_NEW}",
        rf"\b(?:replace|change|turn|raise|lower|increase|decrease|reduce|extend|shorten|make){_GAP}{_OLD}[^⟦⟧.;]*?\b(?:to|by|with|into){_GAP}{_NEW}",
        rf"{_OLD}[^⟦⟧]*?\b(?:too\s+\w+|not\s+enough|wrong|not\s+right)\b[^⟦⟧]*?{_NEW}",
        (
            rf"{_OLD}[^⟦⟧.;]*?\b(?:should|must|ought\s+to|shall|needs?\s+to|has\s+to|have\s+to)\s+(?:now\s+)?(?:be|become)"
            rf"(?:\s+(?:raised|lowered|changed|increased|reduced|extended|shortened|set|moved|cut)\s+(?:up\s+|down\s+)?to)?{_GAP}{_NEW}"
        ),
        rf"{_NEW}[^⟦⟧.]*[,;:(–-]\s*(?:because\s+|since\s+|as\s+|with\s+)?{_GAP}{_OLD}[^⟦⟧,;]*\b(?:too|not\s+enough|wrong)\b",
        rf"{_NEW}[^⟦⟧.]*?[,;(]\s*(?:now|currently|today|so\s+far|at\s+present|at\s+the\s+moment|was|it\s+is|until\s+now)\s[^⟦⟧]*{_OLD}",
    )
)
_IMPERATIVE = re.compile(
    r"^(?:change|set|raise|lower|increase|decrease|reduce|extend|shorten|move|put|bring|cut|postpone|delay|bump|make|allow)\b",
    re.I,
)
_MOST = re.compile(
    r"\b(?:at\s+most|maximum|limit|cap|up\s+to|no\s+more\s+than|never\s+(?:over|more)|not\s+more\s+than)\b", re.I
)
_LEAST = re.compile(r"\b(?:at\s+least|minimum|no\s+less\s+than|not\s+less\s+than)\b", re.I)
_COUNTING = re.compile(r"\b(?:how\s+(?:many|much|often)|(?:number|count|total|sum|average)s?\s+of)\b", re.I)
_SHUT = re.compile(r"\b(?:closed|shut)\b", re.I)
_UPPER = re.compile(rf"{_MOST.pattern}|\b(?:upper|highest|oldest|latest|longest)\b", re.I)
_LOWER = re.compile(rf"{_LEAST.pattern}|\b(?:lowest|youngest|earliest|shortest)\b|(?<!^)\blower\b(?!\s+the\b)", re.I)
_TALK = stems_of(
    "change set raise lower increase decrease reduce extend shorten move put make replace turn bring cut postpone delay value "
    "number amount new old bump double enough short long few many early late low high allow start run take begin come "
    "limit maximum minimum"
)
_CALLED = stems_of("mark threshold bound border line rate level period span time interval")
"""What a figure is called by people where the text calls it nothing."""


@dataclass(frozen=True)
class _Change:
    """A figure wanted for another; `about` are the stems of what else is said, and `firm` says that no other reading
    of the sentence is possible."""

    new: Figure
    old: Figure | None
    about: frozenset[str]
    firm: bool
    denied: bool = False
    upper: bool | None = None
    """Whether it bounds something from above; None where that is not said."""
    counts: bool = False
    """Whether it speaks of how many there are."""


@dataclass(frozen=True)
class _Fit:
    """A figure of the text that could be meant: how many of the words are about it, how many are left over, whether both
    bound something from the same side, the text with the other one; `why` it is not understood with that."""

    place: Place
    words: int
    score: int
    left: int
    sided: bool
    text: str
    why: str


def read_value(said: str, standing: Standing) -> Iterator[Proposal]:
    """The text with the figure that was meant replaced; NotHeardError where it is in no sentence, or in several alike."""
    changes = _wanted(said, standing)
    now = standing
    for change in changes:
        text = _changed(change, now)
        if not text:
            return
        now = Standing(text, standing.read_anew, standing.read(text))
    if changes:
        yield Proposal("value", now.text, only_constants)


def same_but_for(said: str, standing: Standing) -> Iterator[Proposal]:
    """A sentence that the text has already, but with another figure, takes that one's place: it never contradicts it."""
    wanted = stems_of(_SHUT.sub("open", said))
    figures = list(figures_in(said))
    for place in standing.places if wanted and len(figures) == 1 else ():
        if not wanted <= place.stems or denies(said) != denies(place.text):
            continue
        held = figures_in(place.text, place.span[0])
        there = [one for one in held if comparable(figures[0], one) and alike_units(figures[0], one)]
        days = bool(there) and unit_of(figures[0]) == "day of the week"
        if not days and (len(wanted) == 1 or adds(said)):  # "also" says that the other one stays
            continue
        bound = _upper(figures[0], said)
        if not days and bound is not None:
            there = [one for one in there if _upper(one, place.text, place.span[0]) == bound]
        if not days and len(there) > 1:
            continue  # which of them is meant is no matter of the sentence alone
        if any(same_figure(figures[0], one) for one in there):
            raise NotHeardError(f"the text says so already: “{place.text}”")
        for one in there:
            if adds(said):
                ways = with_more_days(standing.text, one, figures[0])
            elif days and _SHUT.search(said):
                ways = with_fewer_days(standing.text, one, figures[0])
            else:
                ways = put_instead(standing.text, one, figures[0])
            for text in ways:
                yield Proposal("value", text, only_days if unit_of(one) == "day of the week" else only_constants)


def _whole(new: Figure, old: Figure) -> Figure:
    """ "One week …, it should be two": two weeks."""
    if not isinstance(new.literal, Number) or not isinstance(old.literal, Duration):
        return new
    text = next(put_instead(old.text, replace(old, span=(0, len(old.text))), new))
    return next(figures_in(text), new)


def _as_there(old: Figure, new: Figure, standing: Standing) -> Figure | None:
    """A figure that is no longer wanted; where a word behind it is taken for its unit ("240 leaves too many"), the one
    of the text with its number."""
    if comparable(new, old) or comparable(old, new):
        return old
    like = (one for _, one in figures_of(standing) if value_of(one) == value_of(old) and comparable(new, one))
    there = next(like, None) if isinstance(old.literal, Measure) else None
    return replace(old, literal=there.literal) if there is not None else None


def _wanted(said: str, standing: Standing) -> list[_Change]:
    """The figures that are to take the place of others, each with what is said about it."""
    figures, shown = masked(said)
    about = stems_of(re.sub(r"⟦\d+⟧", " ", shown)) - _TALK
    about -= _CALLED - standing.stems
    numbers = [int(one) for one in re.findall(r"⟦(\d+)⟧", shown)]
    contrast = _FIRST_OLD.match(shown) or _RATHER.match(shown) or _RATHER_THAN.match(shown)
    if contrast is not None:
        news, olds = (re.findall(r"(\w*)\s*⟦(\d+)⟧", contrast[part]) for part in ("news", "olds"))
        return [_Change(_whole(new, old), old, about, firm=True) for new, old in _paired(news, olds, figures, standing)]
    for shape in _PAIRS:
        match = shape.search(shown)
        new, old = (figures[int(match[one])] for one in ("new", "old")) if match else (None, None)
        old = _as_there(old, new, standing) if new is not None and old is not None else None
        if new is not None and old is not None:
            return [_Change(_whole(new, old), old, about, firm=True)]
    if (
        not numbers
        or adds(said)
        or takes_away(said)
        or not all(_same_unit(figures[numbers[0]], figures[one]) for one in numbers)
    ):
        return []
    new = figures[numbers[0]]
    side = "<" if _MOST.search(said) else ">" if _LEAST.search(said) else new.side
    firm = bool(_IMPERATIVE.match(said))
    sides = {_upper(figures[one], said) for one in numbers}
    upper = sides.pop() if len(sides) == 1 else None
    if upper is None and not forbids(said) and (_LOWER.search(said) or _UPPER.search(said)):
        upper = not _LOWER.search(said)
    return [_Change(replace(new, side=side), None, about, firm, denies(said), upper, bool(_COUNTING.search(said)))]


def _upper(figure: Figure, text: str, at: int = 0) -> bool | None:
    """Whether it bounds something from above: "up to 320 are possible", "refuse those above 320"; None where it bounds
    nothing. The text begins `at` that place."""
    if figure.side not in {"<", ">"}:
        return None
    start, end = (each - at for each in figure.around)
    before = re.split(r"[,;:]|\b(?:so|but|then|while)\b", text[:start])[-1]
    behind = re.split(r"[,;:]|\b(?:so|but|then|while)\b", text[end:])[0]
    return (figure.side == "<") != forbids(f"{before} {behind}")


def _paired(
    news: list[tuple[str, str]], olds: list[tuple[str, str]], figures: list[Figure], standing: Standing
) -> Iterator[tuple[Figure, Figure]]:
    """Each figure that is no longer wanted with the one that is: behind the same word, else the last that it can be."""
    for before, old in olds:
        fits = [
            (word, one)
            for word, one in news
            if comparable(figures[int(one)], figures[int(old)]) or comparable(figures[int(old)], figures[int(one)])
        ]
        like = [one for word, one in fits if before and word.lower() == before.lower()]
        there = [one for _, one in figures_of(standing)]
        fresh = [one for _, one in fits if not any(_same_unit(figures[int(one)], each) for each in there)]
        chosen = like[-1:] or fresh[-1:] or [one for _, one in fits[-1:]]
        if chosen:
            yield figures[int(chosen[0])], figures[int(old)]


def _same_unit(one: Figure, other: Figure) -> bool:
    return same_figure(one, other) and unit_of(one) == unit_of(other)


def _changed(change: _Change, standing: Standing) -> str:
    """The text with the figure that is meant replaced; "" where that cannot be what is said."""
    fits = _fitting(change, standing)
    good = [one for one in fits if not one.why]
    if change.old is None and change.upper is not None and any(one.sided for one in good):
        good = [one for one in good if one.sided]  # "never more than 5 euro" is no other price
    best = max(good, key=lambda one: (one.score, one.words), default=None)
    if best is None or not (change.old is not None or change.firm or best.left * 2 < len(change.about) or best.sided):
        if change.firm:
            raise NotHeardError(_nowhere(change, fits))
        return ""
    chosen = [one for one in good if (one.score, one.words) == (best.score, best.words)]
    nearer = next((one for one in fits if one.why and one.words >= best.score), None)
    if nearer is not None:
        raise NotHeardError(
            f"with “{change.new.text}” in it, “{nearer.place.text}” would not be understood: {nearer.why}"
        )
    if len({one.text for one in chosen}) > 1 or (best.score == 0 and change.old is None and not best.sided):
        raise NotHeardError(_which(change, [one.place for one in chosen]))
    return chosen[0].text


def _fitting(change: _Change, standing: Standing) -> list[_Fit]:
    """What the figure could stand for."""
    found = []
    for place, figure in figures_of(standing):
        bare = unit_of(figure) == "" and unit_of(change.new).rstrip("s") in place.text.lower()
        bare = bare or _amount_for(change.new, figure)
        if not (comparable(change.new, figure) or bare or (change.old is not None and comparable(figure, change.old))):
            continue
        if change.old is not None and not same_figure(change.old, figure):
            continue
        upper = _upper(figure, place.text, place.span[0])
        bounds_alone = not change.about and change.upper is not None and upper == change.upper
        if change.old is None and (same_figure(change.new, figure) or not (change.about & place.stems or bounds_alone)):
            continue
        if change.old is None and change.counts != bool(_COUNTING.search(place.text)):
            continue
        alone = change.old is None and not change.firm
        if change.old is None and change.upper is not None and upper is not None and upper != change.upper:
            continue
        if alone and not (bare or alike_units(change.new, figure) or isinstance(figure.literal, Times)):
            continue
        if alone and change.denied and not denies(place.text):
            continue
        found.append(_fit(change, place, figure, standing))
    return found


def _fit(change: _Change, place: Place, figure: Figure, standing: Standing) -> _Fit:
    start, end = place.span
    text = standing.text
    cut = max((text.rfind(mark, start, figure.span[0]) for mark in ("; ", ", ", ": ", "|")), default=-1)
    till = min(
        (at for at in (text.find(mark, figure.span[1], end) for mark in ("; ", ", ", ": ", "|")) if at > 0), default=end
    )
    near = stems_of(text[max(start, cut + 1) : till])
    same_side = bool(side_of(change.new)) and side_of(change.new) == side_of(figure)
    if change.upper is not None:
        same_side = change.upper == _upper(figure, place.text, start)
    words = 4 * len(change.about & place.stems) + len(change.about & near) + 3 * same_side
    why = "it stands there for something else"
    ways = [*put_instead(text, figure, change.new)]
    if change.old is not None:
        ways += _all_alike(place, figure, change, standing)
    for other in dict.fromkeys(ways):
        why = complaint_of(Proposal("value", other, only_constants), standing)
        after = standing.read(other)
        if not why and _amount_for(change.new, figure) and not _of_money(standing.specification, after):
            why = "no amount stands there"
        if not why and not change.about and change.old is None and not _moves_bound(standing.specification, after):
            why = "it bounds nothing there"
        if not why and _turned(change, standing.specification, after):
            why = "it bounds from the other side there"
        if not why:
            named, spoken_of = _named(standing.specification, after)
            left = change.about - place.stems - named
            if change.old is None and not change.firm and left & standing.stems - spoken_of:  # of something else
                return _Fit(place, 0, 0, len(left), same_side, "", why="it stands there for something else")
            score = words + 4 * len(change.about & (named - place.stems))
            return _Fit(place, words, score, len(left), same_side, other, "")
    return _Fit(place, words, 0, len(change.about), same_side, "", why)


def _all_alike(place: Place, figure: Figure, change: _Change, standing: Standing) -> list[str]:
    """The text with the other figure wherever the same stands in the same paragraph: "below 10 … not until it is 10"."""
    text = standing.text
    start = max(text.rfind("\n\n", 0, place.span[0]), 0)
    end = text.find("\n\n", place.span[1])
    end = len(text) if end < 0 else end
    same = [one for at, one in figures_of(standing) if start <= at.span[0] < end and same_figure(one, figure)]
    same = [one for one in same if alike_units(one, figure) or not unit_of(one) or not unit_of(figure)]
    if len(same) < 2:
        return []
    for one in sorted(same, key=lambda each: each.span, reverse=True):
        text = next(put_instead(text, one, change.new), text)
    return [text]


def _amount_for(new: Figure, old: Figure) -> bool:
    """Whether an amount may stand where a bare number does, as in "up to 1,500 he does that alone"."""
    return isinstance(new.literal, Money) and isinstance(old.literal, Number) and not old.literal.ordinal


def _of_money(before: Specification, after: Specification | None) -> bool:
    """Whether what is otherwise is an amount."""
    changed = (other_constants(before, after) or []) if after is not None else []
    new = parts_of(after) if after is not None else {}
    return bool(changed) and all(
        _rule_at(new, at[:-1], "type").get("type", {}).get("kind") == "money" for at, _, _ in changed
    )


def _moves_bound(before: Specification, after: Specification | None) -> bool:
    old = list(bounds_of(before))
    return after is not None and any(one not in old for one in bounds_of(after))


def _turned(change: _Change, before: Specification, after: Specification | None) -> bool:
    """Whether all that it moves bounds from the other side than is said."""
    if change.upper is None or after is None:
        return False
    old = list(bounds_of(before))
    moved = {one.upper for one in bounds_of(after) if one not in old}
    return bool(moved) and change.upper not in moved


def _named(before: Specification, after: Specification | None) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the rules in which the figure stands, and those of all that these rules speak of."""
    found = frozenset[str]()
    spoken_of = frozenset[str]()
    for at, _, _ in (other_constants(before, after) or []) if after is not None else ():
        element = getattr(after, str(at[0]))[int(at[1])]
        found |= stems_of(f"{element.id.partition('.')[2]} {getattr(element, 'summary', '')}")
        words = (
            value for _, value in leaves(_rule_at(element.model_dump(mode="json"), at[2:])) if isinstance(value, str)
        )
        spoken_of |= stems_of(" ".join(re.sub(r"[._]+", " ", one) for one in words))
    return found, spoken_of


def _rule_at(value: Any, at: At, key: str = "id") -> Any:
    """The smallest of all with a name of its own, in which something stands."""
    within = value
    for step in at:
        value = value[step] if step != "length" else None
        within = value if isinstance(value, dict) and key in value else within
    return within


def only_constants(before: Specification, after: Specification) -> str:
    """Nothing but figures is otherwise."""
    found = other_constants(before, after)
    if found is None:
        return "more than the figure would be different"
    return "" if found else "the figure would make no difference"


def only_days(before: Specification, after: Specification) -> str:
    """Nothing but days is otherwise: a rule may name more or fewer of them."""
    if not only_constants(before, after):
        return ""
    names = [
        {one for place, one in leaves(parts_of(each)) if place[-1] in ("id", "field", "name")}
        for each in (before, after)
    ]
    return "" if names[0] == names[1] else "more than the days would be different"


def _nowhere(change: _Change, fits: list[_Fit]) -> str:
    if fits:
        best = max(fits, key=lambda one: one.words)
        return f"with “{change.new.text}” in it, “{best.place.text}” would not be understood: {best.why}"
    old = f"“{change.old.text}”" if change.old is not None else "a figure of that kind with these words about it"
    return f"the text says nowhere {old}, which is to become “{change.new.text}”"


def _which(change: _Change, places: list[Place]) -> str:
    listed = " or ".join(f"“{place.text}”" for place in dict.fromkeys(places))
    return f"“{change.new.text}” could be meant for {listed}: name more of the words that stand there"
