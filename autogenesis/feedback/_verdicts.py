"""Reads bugs about what is let in: "I entered 300 and it was accepted, but 300 should be refused". The one bound of the text by
which it is so is moved, or takes in its own number where it did not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from autogenesis.feedback._bounds import Bounded, bounds_of
from autogenesis.feedback._compared import leaves, parts_of
from autogenesis.feedback._english import stems_of
from autogenesis.feedback._figures import Figure, figures_in, figures_of, put_instead, value_of
from autogenesis.feedback._proposals import NotHeardError, Proposal, Weigh
from autogenesis.feedback._standing import Place, Standing
from blueprints import Specification

_LET_IN = r"(?:accepted|allowed|permitted|possible|granted|stored|taken|let\s+(?:in|through)|(?:all\s+)?right|fine|ok(?:ay)?|valid)"
_KEPT_OUT = r"(?:refused|rejected|declined|denied|forbidden|turned\s+(?:down|away)|blocked|an?\s+error|wrong|invalid|(?:not|never)\s+(?:be\s+|been\s+)?(?:accepted|allowed|permitted|possible|granted|stored|taken|let\s+(?:in|through)))"
_SHOULD = re.compile(
    rf"\b(?:should|must|ought\s+to|has\s+to|have\s+to|needs?\s+to)\s*(?:still\s+|also\s+|already\s+|really\s+|have\s+been\s+|have\s+|be\s+)*"
    rf"(?:(?P<out>{_KEPT_OUT})|(?P<in>{_LET_IN}))\b",
    re.I,
)
_WAS = re.compile(
    rf"\b(?:was|were|is|are|got|gets|has\s+been|went)\s+(?:still\s+|just\s+|already\s+)*(?:(?P<out>{_KEPT_OUT})|(?P<in>{_LET_IN}|through))\b"
    r"|\b(?P<could_not>could\s*(?:not|n't)|can\s*not|can't|wasn't\s+allowed\s+to)\b",
    re.I,
)
_ITSELF = re.compile(r"\b(?:exactly|itself|precisely|just)\b", re.I)
_TALK = stems_of(
    "enter type put try accept refuse reject allow permit possible grant store record bug error wrong let say give today yesterday exactly"
)


def read_verdict(said: str, standing: Standing) -> Iterator[Proposal]:
    """The text with the bound otherwise by which a number is let in, or kept out, that should not be; NotHeardError where
    that is so already, or by no bound alone."""
    wished = _SHOULD.search(said)
    figures = [one for one in figures_in(said) if value_of(one) is not None]
    numbers = {value_of(one) for one in figures}
    was = _WAS.search(said, 0, wished.start()) if wished else None
    exact = bool(_ITSELF.search(said)) or any(one.side == "=" for one in figures)
    if wished is None or len(numbers) != 1 or not (was or exact):
        return
    number = numbers.pop()
    assert number is not None
    let_in = bool(wished["in"])
    if was is not None and bool(was["in"]) == let_in:
        return
    about = stems_of(said) - _TALK
    bounds = [one for one in bounds_of(standing.specification) if about <= _near(one, standing) or one.value == number]
    found = list(_edits(number, let_in, about, bounds, standing))
    places = dict.fromkeys(place for place, _ in found)
    if len(places) > 1:
        ways = " or ".join(f"“{place.text}”" for place in places)
        raise NotHeardError(f"{number} could be meant for {ways}: name more of the words that stand there")
    for _, text in found:
        yield Proposal("bug", text, _only_bounds(number, let_in))
    named = [one for one in bounds if about and about <= _near(one, standing)]
    kept_out = next((one for one in named if not one.holds(number)), None)
    place = _place(kept_out, standing) if kept_out is not None and not let_in and not found else None
    if place is not None:
        raise NotHeardError(f"{number} is refused already: “{place.text}”")


def _near(bound: Bounded, standing: Standing) -> frozenset[str]:
    place = _place(bound, standing)
    named = stems_of(" ".join(re.sub(r"[._]+", " ", one) for one in bound.about | bound.besides))
    return named | (place.stems if place is not None else frozenset())


def _place(bound: Bounded, standing: Standing) -> Place | None:
    return next((one for one in standing.places for span in bound.spans if one.span[0] <= span[0] < one.span[1]), None)


def _edits(
    number: Decimal, let_in: bool, about: frozenset[str], bounds: list[Bounded], standing: Standing
) -> Iterator[tuple[Place, str]]:
    """The texts in which a bound lets the number in, or no longer, each with where it stands."""
    wrong = [one for one in bounds if one.holds(number) != let_in]
    exact = [one for one in wrong if one.value == number]
    for bound in exact or (wrong if let_in else []):
        for place, figure in figures_of(standing):
            if value_of(figure) != bound.value or not any(
                place.span[0] <= span[0] < place.span[1] for span in bound.spans
            ):
                continue
            ways = _turned(figure, standing.text) if exact else put_instead(standing.text, figure, _as(number, figure))
            for text in ways:
                after = standing.read(text)
                if after is not None and not _only_bounds(number, let_in)(standing.specification, after):
                    yield place, text
                    break


def _as(number: Decimal, figure: Figure) -> Figure:
    return next(figures_in(f"{number:f}{re.sub(r'^[^ ]+', '', figure.text, count=1)}"), figure)


def _turned(figure: Figure, text: str) -> Iterator[str]:
    """The text with a bound that takes its own number in, or no longer: "above 300" and "of 300 or more"."""
    start, end = figure.around
    if figure.side not in {"<", ">"} or end <= start:
        return
    words, more = figure.text, figure.side == ">"
    strict = f"{'more' if more else 'less'} than {words}"
    for other in (
        f"of {words} or {'more' if more else 'less'}",
        f"{words} or {'more' if more else 'less'}",
        f"at {'least' if more else 'most'} {words}",
        strict,
        f"{'above' if more else 'below'} {words}",
    ):
        yield f"{text[:start]}{other}{text[end:]}"


def _only_bounds(number: Decimal, let_in: bool) -> Weigh:
    """Nothing but bounds is otherwise, and by those the number is what it should be."""

    def weigh(before: Specification, after: Specification) -> str:
        one, other = list(leaves(parts_of(before))), list(leaves(parts_of(after)))
        if [place for place, _ in one] != [place for place, _ in other]:
            return "more than the bound would be different"
        changed = [(place, was, now) for (place, was), (_, now) in zip(one, other, strict=True) if was != now]
        if any(place[-1] not in {"relation", "value"} for place, _, _ in changed):
            return "more than the bound would be different"
        old = list(bounds_of(before))
        new = [bound for bound in bounds_of(after) if bound not in old]
        if len(new) != 1 or new[0].holds(number) != let_in:
            return f"{number} would not be {'accepted' if let_in else 'refused'}"
        return ""

    return weigh
