"""Owns what a text says of bounces, misses and points in a game on a field, and of how it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from autogenesis.language._skeleton import Unit
from autogenesis.language.readings._play_terms import CELLS, EACH, NUM, number, said
from autogenesis.language.readings._rally_terms import Rally

_BACK = r"(?:bounces?|rebounds?|is\s+reflected|is\s+thrown\s+back|is\s+sent\s+back|springs?\s+back|comes\s+back|turns?\s+back)(?:\s+back)?"
_TOUCHES = r"(?:touches|hits|reaches|meets|strikes|runs\s+into|comes\s+to)"
_OFF = r"(?:off|from|against|at|by|on)"
_WHEN = r"(?:if|when|whenever|as\s+soon\s+as|each\s+time|every\s+time)"
_SIDE = r"(?:upper|lower|top|bottom|left|right)"
_EDGE = r"(?:edge|wall|side|border|end|cushion|rim)s?"
_TO_ALL = r"(?:all|every|each|any)\s+(?:(?:of\s+the\s+)?other\s+)?"
_NAMES = {"upper": "top", "lower": "bottom"}
_EVERY = ("left", "right", "top", "bottom")


def read_bounces(unit: Unit, made: Rally) -> None:
    """ "It bounces off rows 1 and 15 and off a paddle covering its row in column 1 or 40." """
    text, it = said(unit), rf"{_it(made)}(?:\s+also)?"
    sides = re.search(rf"the\s+(?:{NUM}\s+)?other\s+(?:sides|edges|ends)\s+are\s+walls", text)
    if sides is not None:
        made.walls |= set(_EVERY) - goals_of(made)
        made.note(unit, sides, "walls")
    things = rf"{_thing(made)}(?:\s*,?\s*(?:and|or|,)\s+(?:{_OFF}\s+)?{_thing(made)})*"
    patterns = (
        rf"{it}\s+{_BACK}(?:,?\s+too,?)?\s+{_OFF}\s+(?P<things>{things})(?:,?\s+too)?",
        rf"{_WHEN}\s+{it}\s+{_TOUCHES}\s+(?P<things>{things})\s*,?\s+(?:then\s+)?(?:it\s+)?{_BACK}(?:\s+too)?",
        rf"(?P<things>{things})\s+(?:sends?|throws?|reflects?|turns?)\s+{it}(?:\s+back)?",
    )
    for pattern in patterns:
        for found in re.finditer(pattern, text):
            walls = _walls(found["things"], made)
            if walls is not None:
                made.walls |= walls
                made.note(unit, found, "bounces")


def _it(made: Rally) -> str:
    return rf"(?:it|the\s+{made.body})"


def _thing(made: Rally) -> str:
    """What the body can bounce off: rows or columns by number, edges by name, bars."""
    named = rf"(?:the\s+)?{_SIDE}(?:\s*(?:,|and|or)\s*(?:the\s+)?{_SIDE})*(?:\s+{_EDGE}|\s+(?:row|column)s?)?(?:\s+of\s+the\s+[a-z]+)?"
    covering = r"(?:\s+(?:covering|that\s+covers|which\s+covers|in)\s+(?:its|that)\s+(?:row|column|way))?"
    bar = rf"(?:a|an|the|each|either|both|every|one\s+of\s+the)(?:\s+{_SIDE}|\s+player's)?\s+{made.bar}s?{covering}(?:\s+in\s+(?:column|row)s?\s+\d+(?:\s+(?:or|and)\s+\d+)?)?"
    every = rf"(?:(?:{_TO_ALL}|the\s+(?:other\s+)?){_EDGE})(?:\s+of\s+the\s+[a-z]+)?"
    return rf"(?:(?:row|column)s?\s+\d+(?:\s+(?:or|and)\s+(?:(?:row|column)s?\s+)?\d+)?|{bar}|{every}|them\b|{named})"


def _walls(things: str, made: Rally) -> set[str] | None:
    """The sides meant; None where a number is no edge, or no bar stands there."""
    walls: set[str] = set()
    lines = {(each.lies, each.line) for each in made.bars}
    for place in re.finditer(
        r"(?P<bar>in\s+)?\b(?P<axis>row|column)s?\s+(?P<one>\d+)(?:\s+(?:or|and)\s+(?:(?:row|column)s?\s+)?(?P<two>\d+))?",
        things,
    ):
        for line in (int(each) for each in (place["one"], place["two"]) if each):
            lies = place["axis"] == "row"
            side = {1: "top", made.rows: "bottom"}.get(line) if lies else {1: "left", made.columns: "right"}.get(line)
            if place["bar"] and (lies, line) in lines:
                continue
            if place["bar"] or side is None:
                return None
            walls.add(side)
    rest = re.sub(rf"(?:{_SIDE}\s+)?{made.bar}s?", "", things)
    walls |= {_NAMES.get(each, each) for each in re.findall(rf"\b{_SIDE}\b", rest)}
    if re.search(rf"\b(?:{_TO_ALL}|the\s+other\s+|the\s+){_EDGE}", rest):
        walls |= set(_EVERY) - goals_of(made)
    return walls


def goals_of(made: Rally) -> set[str]:
    """The sides that bars guard."""
    if not made.bars:
        return set()
    first, last = ("top", "bottom") if made.bars[0].lies else ("left", "right")
    length = made.rows if made.bars[0].lies else made.columns
    if len(made.bars) > 1:
        return {first, last}
    return {first if made.bars[0].line * 2 <= length else last}


def read_misses(unit: Unit, made: Rally) -> None:
    """ "… otherwise the opponent scores and it starts again." """
    text = said(unit)
    effects = rf"(?P<effects>{_effect(made)}(?:\s*(?:,|;|,?\s*and)\s+{_effect(made)})*)"
    for beyond, pattern in ((False, _missing(made)), (True, _leaving(made))):
        for found in re.finditer(rf"(?:{pattern})\s*,?\s+(?:then\s+)?{effects}", text):
            twice = made.missed and not _of_sides(found, made)
            if twice or not _at_goals(found[0], made) or not _consequences(found["effects"], made):
                continue
            made.missed, made.beyond = True, beyond
            made.note(unit, found, "misses")
    again = re.search(rf"^(?:after\s+(?:each|every|an?)\s+[a-z]+\s*,?\s+)?{_again(made)}", text)
    if again is not None and made.missed:
        _served(again[0], made)
        made.note(unit, again, "again")


def _of_sides(found: re.Match[str], made: Rally) -> bool:
    """Whether it is told of one bar by its side that the other side scores."""
    sides = re.findall(rf"\b(?:left|right|upper|lower|top|bottom)\b(?=\s+(?:{made.bar}|player))", found[0])
    return len(sides) == 2 and sides[0] != sides[1]


def _at_goals(condition: str, made: Rally) -> bool:
    """Whether the rows or columns named are the ends that bars guard."""
    last = made.rows if made.bars[0].lies else made.columns
    ends = {*(each.line for each in made.bars), 1, last}
    named = re.search(
        r"\b(?P<axis>row|column)\s+(?P<one>\d+)(?:\s+or\s+(?:(?:row|column)\s+)?(?P<two>\d+))?", condition
    )
    if named is None:
        return True
    lines = {int(each) for each in (named["one"], named["two"]) if each}
    return (named["axis"] == "row") == made.bars[0].lies and lines <= ends


def _missing(made: Rally) -> str:
    bar, it = made.bar, _it(made)
    unmet = rf"(?:\s+(?:without\s+(?:meeting|touching|hitting|being\s+hit\s+by)\s+(?:a|the|any)\s+{bar}|(?:and|where)\s+(?:no\s+{bar}\s+(?:covers\s+its\s+(?:row|column)|is\s+there)|the\s+{bar}\s+is\s+not\s+there)))?"
    return "|".join(
        (
            r"otherwise",
            rf"{_WHEN}\s+{it}\s+(?:(?:gets|goes|passes|flies|slips|is|comes|runs)\s+(?:by|past|behind)|passes)\s+(?:a|an|the|either|one\s+of\s+the)\s+(?:{_SIDE}\s+)?{bar}s?",
            rf"{_WHEN}\s+{it}\s+(?:reaches|touches|hits)\s+(?:column|row)\s+\d+(?:\s+or\s+(?:column\s+|row\s+)?\d+)?{unmet}",
            rf"{_WHEN}\s+(?:a|one|either|the)\s+(?:player|{bar})\s+misses\s+{it}",
            rf"{_WHEN}\s+{it}\s+is\s+missed",
        )
    )


def _leaving(made: Rally) -> str:
    at = rf"(?:\s+(?:on|at|over|through|by)\s+(?:the\s+)?{_SIDE}(?:\s+or\s+(?:on\s+)?(?:the\s+)?{_SIDE})?(?:\s+{_EDGE})?|\s+(?:behind|past)\s+(?:a|the)\s+{made.bar})?"
    return rf"{_WHEN}\s+{_it(made)}\s+leaves\s+the\s+[a-z]+{at}"


def _effect(made: Rally) -> str:
    """What a miss brings: a point, a life lost, another start, the end."""
    opponent = rf"the\s+(?:opponent|{_SIDE}\s+player|other\s+(?:player|side|one)|(?:player|one)\s+(?:opposite|on\s+the\s+(?:other|opposite)\s+side))\s+(?:scores|gets|wins|gains|earns|has|receives)(?:\s+(?:a|an|one)\s+[a-z]+)?"
    lost = r"(?:an?|one)\s+[a-z]+\s+is\s+lost|(?:the\s+player|you)\s+loses?\s+(?:an?|one)\s+[a-z]+|(?:it|this|that)\s+costs\s+(?:an?|one)\s+[a-z]+"
    over = r"the\s+[a-z]+\s+(?:is\s+over|ends)"
    return rf"(?:{opponent}|{lost}|{_again(made)}|{over})"


def _again(made: Rally) -> str:
    """Another start, from where, and towards whom."""
    towards = r"(?:\s*,?\s*(?:moving\s+|going\s+)?(?:to|towards?)\s+(?:whoever|the\s+(?:player|one)\s+who)\s+(?:has\s+)?(?:lost|missed|conceded|won|scored)(?:\s+(?:it|the\s+[a-z]+))?)?"
    where = r"(?:its\s+(?:start|place|starting\s+(?:place|point))|the\s+(?:start|middle|centre|center)(?:\s+of\s+the\s+[a-z]+)?|where\s+it\s+started)"
    starts = rf"(?:starts|begins|is\s+served|moves)\s+(?:(?:again|over|anew)(?:\s+(?:from|at|in)\s+{where})?|(?:from|at|in)\s+{where}\s+again)"
    return rf"{_it(made)}\s+(?:then\s+)?(?:{starts}|(?:returns|goes\s+back|comes\s+back|is\s+put\s+back)\s+to\s+{where}){towards}"


def _served(effects: str, made: Rally) -> None:
    who = re.search(r"\bwho(?:ever)?\s+(?:has\s+)?(lost|missed|conceded|won|scored)\b", effects)
    if who is not None:
        made.serve = "to_winner" if who[1] in ("won", "scored") else "to_loser"


def _consequences(effects: str, made: Rally) -> bool:
    """Whether what a miss brings fits the number of players; kept in the terms."""
    life = re.search(
        r"(?:an?|one)\s+(?P<one>[a-z]+)\s+is\s+lost|loses?\s+(?:an?|one)\s+(?P<two>[a-z]+)|costs\s+(?:an?|one)\s+(?P<three>[a-z]+)",
        effects,
    )
    scores = re.search(rf"\b(?:opponent|other|opposite|{_SIDE}\s+player)\b", effects) is not None
    if scores != (len(made.bars) > 1):
        return False
    made.scores = scores
    if life is not None:
        made.life = next(each for each in life.groups() if each)
    elif re.search(r"\b(?:is\s+over|ends)\b", effects):
        made.lives = 1
    _served(effects, made)
    return True


def read_points(unit: Unit, made: Rally) -> None:
    """ "Five points win.", "The ball speeds up by 10 percent after each hit.", "The player has three lives." """
    text = said(unit)
    for name, pattern in (*_winning(), *(_living() if made.life else ()), *_hitting(made)):
        found = re.search(pattern, text)
        if found is not None and _counted(name, found, made):
            made.note(unit, found, name)


def _winning() -> Iterator[tuple[str, str]]:
    """With how many points a game is won."""
    yield "winning", rf"^(?P<n>{NUM})\s+[a-z]+\s+wins?(?:\s+the\s+[a-z]+)?"
    yield (
        "winning",
        rf"^(?:the\s+)?first\s+(?:player\s+|side\s+|one\s+)?(?:to\s+(?:(?:reach|score|get|have|make)\s+)?|with\s+|who\s+(?:has|reaches|scores|gets|makes)\s+)(?P<n>{NUM})(?:\s+[a-z]+)?\s+(?:first\s+)?wins(?:\s+the\s+[a-z]+)?",
    )
    yield (
        "winning",
        rf"^(?:whoever|the\s+player\s+who)\s+(?:first\s+)?(?:has|reaches|scores|gets|makes|is\s+(?:the\s+)?first\s+to\s+(?:reach|score|have|get))\s+(?:first\s+)?(?P<n>{NUM})\s+[a-z]+\s*,?\s+(?:first\s*,?\s+)?wins(?:\s+the\s+[a-z]+)?",
    )
    yield "winning", rf"^(?:the|a)\s+[a-z]+\s+(?:is\s+won|ends|is\s+over)\s+(?:at|with)\s+(?P<n>{NUM})\s+[a-z]+"


def _living() -> Iterator[tuple[str, str]]:
    """How many may be lost."""
    yield (
        "lives",
        rf"^(?:the\s+player|you|each\s+[a-z]+|a\s+[a-z]+)\s+(?:has|have|gets|begins?\s+with|starts?\s+with)\s+(?P<n>{NUM})\s+(?P<what>[a-z]+)",
    )
    yield "lives", rf"^there\s+are\s+(?P<n>{NUM})\s+(?P<what>[a-z]+)"
    yield (
        "lives",
        rf"^the\s+[a-z]+\s+(?:is\s+over|ends)\s+(?:after|when|once)\s+(?P<n>{NUM})\s+(?P<what>[a-z]+)\s+(?:are|have\s+been)\s+lost",
    )
    yield (
        "out_of_lives",
        r"(?:when|once|after)\s+(?:no\s+(?P<what>[a-z]+)\s+(?:is|are)\s+left|(?:all|the\s+last)(?:\s+of\s+them)?\s*(?P<what_>[a-z]+)?\s*(?:are|is)\s+(?:lost|gone))\s*,?\s+the\s+[a-z]+\s+(?:is\s+over|ends)",
    )
    yield (
        "out_of_lives",
        r"^the\s+[a-z]+\s+(?:is\s+over|ends)\s+(?:when|once|after)\s+(?:no\s+(?P<what>[a-z]+)\s+(?:is|are)\s+left|(?:all|the\s+last)(?:\s+of\s+them)?\s*(?P<what_>[a-z]+)?\s*(?:are|is)\s+(?:lost|gone))",
    )


def _hitting(made: Rally) -> Iterator[tuple[str, str]]:
    """What a hit of a bar brings: points, and speed."""
    it = _it(made)
    hit = rf"(?:hit|return|touch|stroke|contact)(?:\s+(?:of|off|with|by|on)\s+(?:a|an|the)\s+{made.bar})?"
    yield (
        "hit_points",
        rf"(?:each|every)\s+{hit}\s+(?:scores|is\s+worth|brings|gives|counts|earns)\s+(?:the\s+player\s+)?(?P<n>{NUM})(?:\s+[a-z]+)?",
    )
    yield (
        "hit_points",
        rf"^(?:the\s+player|you)\s+(?:scores?|gets?|earns?|wins?)\s+(?P<n>{NUM})\s+[a-z]+\s+(?:for|with|on)\s+(?:each|every)\s+{hit}",
    )
    yield (
        "hit_points",
        rf"^(?:(?:each|every)\s+time|when|whenever)\s+the\s+{made.bar}\s+(?:hits|returns|touches)\s+{it}\s*,?\s+(?:the\s+player|you)\s+(?:scores?|gets?|earns?|wins?)\s+(?P<n>{NUM})\s+[a-z]+",
    )
    percent = r"(?P<p>\d+(?:\.\d+)?|[a-z]+)\s*(?:%|per\s?cent)"
    yield (
        "faster",
        rf"^{it}\s+(?:speeds\s+up|gets\s+faster|becomes\s+faster|accelerates)\s+by\s+{percent}\s+(?:after|with|at|on)\s+(?:each|every)\s+{hit}",
    )
    yield (
        "faster",
        rf"^(?:after|with|at|on)\s+(?:each|every)\s+{hit}\s*,?\s+{it}\s+(?:speeds\s+up\s+by|gets|becomes|accelerates\s+by|is)\s+{percent}(?:\s+faster)?",
    )
    yield "faster", rf"^(?:each|every)\s+{hit}\s+makes\s+{it}\s+{percent}\s+faster"
    yield (
        "fastest",
        rf"(?:but\s+)?(?:up\s+to|at\s+most|(?:it\s+is\s+)?never\s+(?:faster|more)\s+than)\s+(?P<n>{NUM})\s+(?:{CELLS}|columns?|rows?)\s+{EACH}\s+{made.tick}\b",
    )


def _counted(name: str, found: re.Match[str], made: Rally) -> bool:
    """Keep what was counted; whether it fits what else was said."""
    given = found.groupdict()
    if name in ("lives", "out_of_lives"):
        what = given.get("what") or given.get("what_")
        alike = what is None or what[:3].replace("v", "f") == made.life[:3]
        if name == "lives" and alike:
            made.lives = number(found["n"])
        return alike
    if name == "faster":
        if not re.fullmatch(rf"{NUM}|[\d.]+", given["p"]):
            return False
        made.faster = Decimal(given["p"]) if given["p"][0].isdigit() else Decimal(number(given["p"]))
        return True
    if getattr(made, name):
        return False
    setattr(made, name, number(given["n"]))
    return True
