"""Owns what a text says of the bars that players move over a field: how long, where, and with which keys."""

from __future__ import annotations

import re

from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language.readings._play_terms import CELLS, EACH, NUM, number, said
from autogenesis.language.readings._rally_terms import BarTerms, Rally

_OWNED = r"(?:there\s+(?:is|are)\s+)?(?:(?:each|every|the|a)\s+player\s+(?:has|holds|moves|plays\s+with)\s+)?(?:two\s+|an?\s+|one\s+|the\s+player's\s+|the\s+)?(?P<bar>[a-z]+)"
_LONG = rf"\s*,?\s*(?:(?:of|each|both|is|are|which\s+(?:is|are)|that\s+(?:is|are)|and)\s+)*(?P<length>{NUM})\s+(?P<unit>rows?|columns?|{CELLS})(?:\s+(?:high|tall|wide|long|broad|each))*"
_STANDS = r"(?:(?:and\s+)?(?:that\s+|which\s+)?(?:stands?|lies?|sits?|is|are|(?:is|are)\s+placed|standing|lying)\s+)?"
_LINES = rf"\s*,?\s*{_STANDS}(?:one\s+)?in\s+(?P<axis>column|row)s?\s+(?P<line>\d+)(?:\s*,?\s*(?:and|or)\s+(?:(?:the\s+other|one|the\s+second)\s+)?(?:in\s+)?(?:(?:column|row)s?\s+)?(?P<other>\d+))?"
_AT_FIRST = r"\s*,?\s*(?:and\s+)?(?:first|at\s+first|at\s+the\s+start|initially|starting|they\s+start|it\s+starts|starts?|begins?)\s+(?:(?:on|at|in|with|covering|over)\s+)?(?P<along>rows|columns)\s+(?P<low>\d+)\s+(?:to|and|-|–)\s+(?P<high>\d+)"
_BARS = (
    regex(
        rf"^in\s+(?P<axis>column|row)s?\s+(?P<line>\d+)(?:\s+(?:and|or)\s+(?P<other>\d+))?\s+(?:stands?|lies?|sits?|(?:is|are)(?:\s+placed)?|there\s+(?:is|are))\s+"
        rf"(?:two\s+|an?\s+|one\s+|the\s+)?(?P<bar>[a-z]+){_LONG}(?:{_AT_FIRST})?"
    ),
    regex(rf"(?:^|(?<=[\s,:])){_OWNED}{_LONG}{_LINES}(?:{_AT_FIRST})?"),
    regex(rf"(?:^|(?<=,\s)|(?<=:\s)){_OWNED}{_LINES}{_LONG}(?:{_AT_FIRST})?"),
)
_PAIR = regex(
    r"^the\s+(?:left|upper|top)\s+(?P<bar>[a-z]+)\s+(?:is|stands|lies|sits)\s+in\s+(?P<axis>column|row)\s+(?P<line>\d+)\s*,?\s*(?:and\s+)?"
    r"the\s+(?:right|lower|bottom)\s+(?:one|(?P=bar))\s+(?:(?:is|stands|lies|sits)\s+)?in\s+(?P=axis)\s+(?P<other>\d+)"
)
_BOTH = regex(
    rf"^(?:both(?:\s+[a-z]+)?|they|each(?:\s+[a-z]+)?|the\s+[a-z]+)\s+(?:are|is)\s+(?P<length>{NUM})\s+(?:rows?|columns?|{CELLS})(?:\s+(?:high|tall|wide|long|broad|each))*(?:\s+and\s+(?:starts?|begins?)\s+in\s+the\s+(?:middle|centre|center))?(?:{_AT_FIRST})?"
)
_LATER = regex(
    r"^(?:they|both|both\s+[a-z]+|it|each|the\s+[a-z]+)\s+(?:starts?|begins?)\s+(?:on|at|in)\s+(?P<along>rows|columns)\s+(?P<low>\d+)\s+(?:to|-|–)\s+(?P<high>\d+)"
)

_KEY = r"(?:[\"“'‘]?\b[a-z0-9]\b[\"”'’]?|(?:the\s+)?(?:up|down|left|right)[\s-]arrow(?:\s+key)?|(?:the\s+)?arrow\s+(?:up|down|left|right))"
_SIDE = r"(?:left|right|upper|lower|top|bottom)"
_DIR = r"(?:up|down|left|right)(?:wards?)?\b"
_STEP = rf"(?P<step>{NUM})\s+(?:rows?|columns?|{CELLS})\s+(?:{EACH}|for\s+each)\s+(?:press|stroke|keypress|keystroke|key|time)\b"
_STAYS = r"(?:(?:but|and)\s+)?(?:it\s+|they\s+|(?:the|both|all)\s+[a-z]+\s+)?never\s+(?:off|out\s+of|beyond|leaving|leaves?|past\s+the\s+(?:edge|end)s?\s+of|over\s+the\s+(?:edge|end)s?\s+of)\s+(?:the\s+)?[a-z]+"
_NAMES = {"top": "upper", "bottom": "lower"}


def read_bars(unit: Unit, made: Rally) -> None:
    """ "Paddles of three rows stand in columns 1 and 40, first on rows 7 to 9." """
    text = said(unit)
    for pattern in _BARS:
        found = pattern.search(text)
        if found is None or made.bars:
            continue
        lies = found["axis"] == "row"
        across = "column" if lies else "row"
        if found["unit"].rstrip("s") in ({"row", "column"} - {across}):
            continue
        made.bar = _singular(unit, found)
        lines = sorted(int(each) for each in (found["line"], found["other"]) if each)
        made.bars = [BarTerms(line, lies, length=number(found["length"])) for line in lines]
        names = ("upper", "lower") if lies else ("left", "right")
        for each, name in zip(made.bars, names if len(lines) > 1 else (made.bar,), strict=True):
            each.name = name
        made.note(unit, found, "bars")
        if found["low"]:
            _covered(made, found)
        return
    _pair_of_bars(unit, text, made)
    later = _LATER.search(text)
    if later is not None and made.bars and made.bars[0].covers is None and _covered(made, later):
        made.note(unit, later, "bars_at_first")


def _pair_of_bars(unit: Unit, text: str, made: Rally) -> None:
    """ "The left bat is in column 2, the right one in column 49.", "Both are four rows tall." """
    pair = None if made.bars else _PAIR.search(text)
    if pair is not None:
        lies = pair["axis"] == "row"
        made.bar = _singular(unit, pair)
        lines = sorted((int(pair["line"]), int(pair["other"])))
        names = ("upper", "lower") if lies else ("left", "right")
        made.bars = [BarTerms(line, lies, name) for line, name in zip(lines, names, strict=True)]
        made.note(unit, pair, "bars")
    both = _BOTH.search(text)
    if both is not None and made.bars and not made.bars[0].length:
        for each in made.bars:
            each.length = number(both["length"])
        if both["low"]:
            _covered(made, both)
        made.note(unit, both, "bars_long")


def _covered(made: Rally, found: re.Match[str]) -> bool:
    low, high = int(found["low"]), int(found["high"])
    fits = high - low + 1 == made.bars[0].length and found["along"].startswith("column") == made.bars[0].lies
    for each in made.bars if fits else ():
        each.covers = (low, high)
    return fits


def _singular(unit: Unit, found: re.Match[str]) -> str:
    """The noun as people write it of one."""
    place = unit.span[0] + found.start("bar")
    piece = next((p for p in unit.pieces if p.span[0] <= place < p.span[1]), None)
    return next((t.lemma for t in piece.tokens if t.start == place), found["bar"]) if piece else found["bar"]


def read_keys(unit: Unit, made: Rally) -> None:
    """ "Keys w/s move the left one up/down, o/l the right one, a row per press, never off the field." """
    text = said(unit)
    if not made.bars or not re.search(r"\b(?:keys?|press(?:es|ing)?|moves?|steers?|arrow|uses?|never)\b", text):
        return
    for pattern in _singly(made.bar):
        for each_key in pattern.finditer(text):
            if _assigned_singly(made, each_key):
                made.note(unit, each_key, "keys")
    told = [found for pattern in _families(made.bar) for found in pattern.finditer(text) if _assigned(made, found)]
    for found in told:
        made.note(unit, found, "keys")
    for each in (found.groupdict().get("by") for found in told):
        _step(made, each)
    steps = re.search(rf"(?:by\s+)?{_STEP}", text)
    if steps is not None:
        _step(made, steps["step"])
        made.note(unit, steps, "step")
    stays = re.search(_STAYS, text)
    if stays is not None and (told or made.bar in text or re.match(r"they|it", stays[0])):
        made.inside = True
        made.note(unit, stays, "never_off")


def _step(made: Rally, count: str | None) -> None:
    for each in made.bars if count else ():
        each.step = number(count or "")


def _families(bar: str) -> tuple[re.Pattern[str], ...]:
    """The ways to say which keys move what where."""
    which = rf"(?:the\s+|their\s+|its\s+)?(?:(?P<side>{_SIDE})\s+)?(?:one|player's\s+{bar}|{bar}|player|it)"
    which_other = rf"(?:the\\s+)?{bar}"
    towards = r"(?:to\s+the\s+)?"
    with_ = r"(?:with|on|by|using|when\s+pressing)\s+(?:the\s+)?(?:keys?\s+)?"
    return tuple(
        re.compile(text)
        for text in (
            rf"(?:(?:the\s+)?keys?\s+)?(?P<one>{_KEY})\s*(?:/|and|or)\s*(?P<two>{_KEY})\s+(?:moves?\s+|steers?\s+)?{which}(?:\s+{towards}(?P<back>{_DIR})\s*(?:/|and|or)\s*{towards}(?P<forth>{_DIR}))?",
            rf"{which}\s+(?:(?:moves|goes|is\s+moved)\s+)?(?P<back>{_DIR})\s+{with_}(?P<one>{_KEY})\s*,?\s+and\s+(?P<forth>{_DIR})\s+{with_}(?P<two>{_KEY})",
            rf"{which}\s+{with_}(?P<one>{_KEY})\s+and\s+(?:with\s+)?(?P<two>{_KEY})",
            rf"(?:(?:the\s+)?keys?\s+|pressing\s+)?(?P<one>{_KEY})\s+moves?\s+{which}\s+(?:(?P<by>{NUM})\s+(?:rows?|columns?|{CELLS})\s+)?{towards}(?P<back>{_DIR})\s*,?\s*(?:and\s+)?(?:(?:the\s+)?key\s+)?(?P<two>{_KEY})\s+(?:moves?\s+(?:it|{which_other})\s+)?(?:{NUM}\s+(?:rows?|columns?|{CELLS})\s+)?{towards}(?P<forth>{_DIR})",
            rf"(?<=,\s){which}\s+(?P<one>{_KEY})\s*(?:/|and|or)\s*(?P<two>{_KEY})",
            rf"(?<=and\s){which}\s+(?P<one>{_KEY})\s*(?:/|and|or)\s*(?P<two>{_KEY})",
            rf"{which}\s+(?:moves?|plays?|uses|steers?|goes|is\s+moved)\s+(?:(?:it|(?:the|their|its)\s+{bar})\s+)?(?:with\s+)?(?:the\s+)?(?:keys?\s+)?(?P<one>{_KEY})\s*\((?P<back>{_DIR})\)\s*(?:and|/|,)\s*(?P<two>{_KEY})\s*\((?P<forth>{_DIR})\)",
            rf"(?:(?:i|we)\s+want\s+to\s+|(?:the\s+player|you)\s+(?:can\s+)?)?(?:moves?|steers?)\s+{which}\s+with\s+the\s+(?P<one>left|up)\s+and\s+(?:the\s+)?(?P<two>right|down)\s+arrow(?:\s+keys?)?",
            rf"the\s+(?P<one>left|up)\s+and\s+(?:the\s+)?(?P<two>right|down)\s+arrow(?:\s+keys?)?\s+(?:moves?|steers?)\s+{which}",
            rf"{which}\s+(?:uses|has|is\s+moved\s+with|moves\s+(?:it|(?:the|their|its)\s+{bar})\s+with)\s+(?:the\s+)?(?:keys?\s+)?(?P<one>{_KEY})\s*(?:/|and|or)\s*(?P<two>{_KEY})",
        )
    )


def _singly(bar: str) -> tuple[re.Pattern[str], ...]:
    """The ways to say what one key does."""
    which = rf"(?:the\s+|their\s+|its\s+)?(?:(?P<side>{_SIDE})\s+)?(?:player's\s+{bar}|{bar}|player)"
    far = rf"(?:\s+(?:by\s+)?(?P<by>{NUM})\s+(?:rows?|columns?|{CELLS}))"
    far_after = far.replace("by>", "by_>")
    way = rf"(?:\s+(?:to\s+the\s+)?(?P<way_>{_DIR}){far_after}|(?:{far})?\s+(?:to\s+the\s+)?(?P<way>{_DIR}))"
    return (
        re.compile(
            rf"(?:when|if|whenever)\s+(?:the\s+)?(?:key\s+)?(?P<key>{_KEY})\s+(?:key\s+)?is\s+pressed\s*,?\s+{which}\s+(?:moves?|goes|is\s+moved){way}"
        ),
        re.compile(rf"pressing\s+(?:the\s+)?(?:key\s+)?(?P<key>{_KEY})\s+moves?\s+{which}{way}"),
    )


def _assigned_singly(made: Rally, found: re.Match[str]) -> bool:
    """Give the bar one key; whether it had none for that way."""
    bars = _meant(made, found["side"])
    way = re.sub(r"wards?$", "", found["way"] or found["way_"])
    if len(bars) != 1 or way not in (("left", "right") if bars[0].lies else ("up", "down")):
        return False
    name = "back" if way in ("left", "up") else "forth"
    if getattr(bars[0], name):
        return False
    setattr(bars[0], name, _key(found["key"]))
    _step(made, found["by"] or found["by_"])
    return True


def _meant(made: Rally, side: str | None) -> list[BarTerms]:
    name = _NAMES.get(side or "", side or "")
    return [each for each in made.bars if each.name == name or (not name and len(made.bars) == 1)]


def _assigned(made: Rally, found: re.Match[str]) -> bool:
    """Give the bar its keys; whether it was one without."""
    given = found.groupdict()
    bars = _meant(made, given["side"])
    if len(bars) != 1 or bars[0].back:
        return False
    ways = [re.sub(r"wards?$", "", given[name]) for name in ("back", "forth") if given.get(name)]
    expected = ["left", "right"] if bars[0].lies else ["up", "down"]
    keys = [_key(given["one"]), _key(given["two"])]
    if ways and sorted(ways) != sorted(expected):
        return False
    if ways:
        made.downwards_first = ways != expected
    if made.downwards_first:
        keys.reverse()
    bars[0].back, bars[0].forth = keys
    return True


def _key(text: str) -> str:
    arrow = re.search(r"\b(up|down|left|right)\b", text)
    return arrow[1] if arrow else re.sub(r"[^a-z0-9]", "", text)
