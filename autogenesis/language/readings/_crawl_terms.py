"""Owns what a text says of a game in which cells crawl over a grid: how they start and move, keys, food, the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from autogenesis.language._skeleton import Unit
from autogenesis.language.readings._play_terms import CELLS, EACH, NUM, PLACE, TICK, Played, number, place_of, said

_WAYS = ("up", "down", "left", "right")
_DIR = r"(?:right|left|up|down)(?:wards?)?\b"
_CRAWLS = r"(?:moves|crawls|creeps|advances|slides|goes|glides|travels)"
_AHEAD = r"(?:\s*,?\s*(?:always\s+)?(?:in\s+(?:the\s+direction\s+(?:of\s+(?:its\s+head|the\s+last\s+key)|(?:that\s+)?it\s+(?:faces|is\s+facing|looks|is\s+heading))|its\s+(?:own\s+)?direction)|ahead|forwards?|straight\s+(?:on|ahead)|on))?"
_PARTS = rf"(?:{CELLS}|segments?|parts?|links?)"
_KEY = r"(?:[\"“'‘]?\b[a-z0-9]\b[\"”'’]?)"
_TURNS = r"(?:turns?|steers?|moves?|directs?|guides?|changes?|sets?|controls?)"
_NO_BACK = r"(?:(?:but|and)\s+)?(?:(?:it|the\s+[a-z]+)\s+)?(?:never|cannot|can\s?not|can't|may\s+not|must\s+not)\s+(?:(?:turns?|goes?|go|moves?)\s+)?(?:straight\s+|directly\s+)?(?:back(?:wards?)?|reverses?|around|round)(?:\s+(?:on|into)\s+itself)?"
_NEW = r"(?:a\s+new|another|the\s+next)"
_FREE = r"(?:\s+(?:(?:on|in|at)\s+(?:an?|any|some|another)(?:\s+other)?(?:\s+(?:random|free|empty))*(?:\s*,\s*(?:free|empty))?\s+[a-z]+|elsewhere|somewhere(?:\s+else)?|at\s+random))*"


@dataclass
class Crawling(Played):
    """The terms of the game, with where each was said."""

    start: tuple[int, int] | None = None
    line: dict[str, int] = field(default_factory=dict)
    way: str = ""
    length: int = 0
    pace: int = 0
    keys: dict[str, str] = field(default_factory=dict)
    food: str = ""
    growth: int = 0
    points: int = 0
    ends: set[str] = field(default_factory=set)
    through: bool = False
    winning: int = 0

    @property
    def complete(self) -> bool:
        """Whether enough is said to play."""
        eats = bool(self.food) and bool(self.growth or self.points)
        edges = self.through != ("edge" in self.ends)
        return bool(self.columns > 1 and self.rows > 1 and self.pace and eats and edges and len(self.keys) == 4)


def it_of(made: Crawling) -> str:
    """What crawls, or the word that stands for it."""
    return rf"(?:it|its\s+head|the\s+(?:head\s+of\s+the\s+)?{made.body}(?:'s\s+head)?)"


def read_crawl(unit: Unit, made: Crawling) -> bool:
    """ "The snake moves one cell per tick." """
    text = said(unit)
    for pattern in (
        rf"(?:^|(?<=and\s)|(?<=,\s))(?:it|the\s+(?P<body>[a-z]+))\s+(?:always\s+)?{_CRAWLS}{_AHEAD}\s+(?:on\s+)?(?:by\s+)?(?P<pace>{NUM})\s+{CELLS}{_AHEAD}\s*,?\s+{EACH}\s+{TICK}{_AHEAD}",
        rf"^(?:with\s+|in\s+|on\s+)?(?:each|every)\s+{TICK}\s*,?\s+(?:it|the\s+(?P<body>[a-z]+))\s+{_CRAWLS}{_AHEAD}\s+(?:by\s+)?(?P<pace>{NUM})\s+{CELLS}{_AHEAD}",
    ):
        found = re.search(pattern, text)
        if found is not None and not re.match(
            rf"\s*,?\s*(?:diagonally|to\s+the\s+|and\s+{NUM}|{_DIR})", text[found.end() :]
        ):
            made.body, made.tick, made.pace = found["body"] or made.body, found["tick"], number(found["pace"])
            made.note(unit, found, "motion")
            return True
    return False


def crawler_of(unit: Unit) -> str:
    """What is said to start somewhere or to be so long, so that "it" can crawl on; empty where nothing is."""
    found = re.match(
        rf"the\s+(?P<body>[a-z]+)\s+(?:starts?|begins?|lies|is\s+{NUM}\s+{_PARTS}\s+long|has\s+{NUM}\s+{_PARTS})",
        said(unit),
    )
    return found["body"] if found else ""


def read_position(unit: Unit, made: Crawling) -> None:
    """ "It starts with three cells in row 8, its head in column 10, moving right." """
    text = said(unit)
    told = rf"(?:with\s+{NUM}\s+{_PARTS}|{NUM}\s+{_PARTS}(?:\s+long)?|(?:with\s+)?its\s+head\s+(?:is\s+)?(?:at|in|on)\s+(?:{_plain(PLACE)}|(?:row|column)\s+\d+)|(?:at|in|on|from)\s+(?:{_plain(PLACE)}|(?:row|column)\s+\d+)|(?:moves|moving|faces|facing|heads|heading|looks|looking|goes|going)\s+(?:to\s+the\s+)?{_DIR}|at\s+first|at\s+the\s+(?:start|beginning))"
    found = re.search(
        rf"^(?:it|the\s+{made.body})\s+(?:starts|begins|is|lies|has|is\s+placed)(?P<told>(?:\s*(?:,|and|,\s*and)?\s+{told})+)(?=\s*(?:[.,;]|and\b|$))",
        text,
    )
    if found is None or made.length:
        return
    size = re.search(rf"({NUM})\s+{_PARTS}", found["told"])
    if size is None:
        return
    made.length = number(size[1])
    place = re.search(PLACE, found["told"])
    made.start = place_of(place) if place else None
    if made.start is None:
        made.line = {axis: int(line) for axis, line in re.findall(r"\b(row|column)\s+(\d+)", found["told"])}
        if len(made.line) == 2:
            made.start = (made.line["column"], made.line["row"])
    way = re.search(
        rf"(?:moves|moving|faces|facing|heads|heading|looks|looking|goes|going)\s+(?:to\s+the\s+)?({_DIR})",
        found["told"],
    )
    made.way = re.sub(r"wards?$", "", way[1]) if way else ""
    made.note(unit, found, "start")


def _plain(pattern: str) -> str:
    """The pattern without names, so that it can stand in it more than once."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


def read_turns(unit: Unit, made: Crawling) -> None:
    """ "The arrow keys turn it, never straight back.", "w, s, a and d steer it up, down, left and right." """
    text, it = (
        said(unit),
        rf"(?:it|its\s+direction|the\s+direction(?:\s+of\s+the\s+{made.body})?|the\s+{made.body}(?:'s\s+direction)?)",
    )
    four = r"\s*(?:/|,|and|,\s*and)\s*"
    arrows = re.search(
        rf"(?:the\s+)?arrow\s+keys\s+{_TURNS}\s+{it}|(?:^|\bthe\s+player\s+){_TURNS}\s+{it}\s+with\s+the\s+arrow\s+keys|{it}\s+is\s+(?:turned|steered|moved)\s+with\s+the\s+arrow\s+keys",
        text,
    )
    if arrows is not None and not made.keys:
        made.keys = {way: way for way in _WAYS}
        made.note(unit, arrows, "keys")
    listed = re.search(
        rf"(?:(?:the\s+)?keys\s+)?(?P<keys>{_KEY}(?:{four}{_KEY}){{3}})\s+{_TURNS}\s+{it}\s+(?:to\s+the\s+)?(?P<ways>{_DIR}(?:{four}{_DIR}){{3}})",
        text,
    )
    if listed is not None and not made.keys:
        _given(made, re.findall(r"\b[a-z0-9]\b", listed["keys"]), re.findall(_DIR, listed["ways"]))
        made.note(unit, listed, "keys")
    each = list(
        re.finditer(
            rf"(?:(?:the\s+)?key\s+)?(?P<key>{_KEY})\s+(?:{_TURNS}\s+{it}\s+)?(?:to\s+the\s+)?(?P<way>{_DIR})", text
        )
    )
    if len(each) == 4 and re.search(rf"\b{_TURNS}\s+{it}", text) and not made.keys:
        _given(made, [re.sub(r"\W", "", found["key"]) for found in each], [found["way"] for found in each])
        for found in each:
            made.note(unit, found, "keys")
    back = re.search(_NO_BACK, text)
    if back is not None and (made.keys or re.match(r"it|the", back[0])):
        made.note(unit, back, "never_back")


def _given(made: Crawling, keys: list[str], ways: list[str]) -> None:
    bare = [re.sub(r"wards?$", "", way) for way in ways]
    if len(set(keys)) == 4 and sorted(bare) == sorted(_WAYS):
        made.keys = dict(zip(keys, bare, strict=True))


def read_food(unit: Unit, made: Crawling) -> None:
    """ "When it eats an apple it grows by one cell, scores a point, and a new apple appears on a free cell." """
    text, it = said(unit), it_of(made)
    meets = r"(?:eats|reaches|meets|takes|swallows|touches|catches|gets|runs\s+over|comes\s+to|picks\s+up|arrives\s+at)"
    effect = rf"(?:(?:(?:and\s+)?(?:it|the\s+{made.body}|the\s+player|you)\s+)?(?:grows(?:\s+by\s+{NUM}\s+{_PARTS})?|(?:gets|becomes)\s+{NUM}\s+{_PARTS}\s+longer|(?:scores|gets|earns|wins|gains)\s+{NUM}\s+[a-z]+)|{NUM}\s+points?\s+(?:is|are)\s+(?:scored|earned|won)|{_NEW}\s+[a-z]+\s+(?:appears|is\s+placed|lies|is\s+put|comes){_FREE})"
    effects = rf"(?P<effects>{effect}(?:\s*(?:,|;|,?\s*and)\s+{effect})*)"
    for pattern in (
        rf"(?:when|if|whenever|each\s+time|every\s+time)\s+{it}\s+{meets}\s+(?:an?|the)\s+(?P<food>[a-z]+)\s*,?\s+{effects}",
        rf"(?:each|every|an?)\s+(?P<food>[a-z]+)\s+(?P<effects>makes\s+{it}\s+(?:grow(?:\s+by)?\s+)?{NUM}\s+{_PARTS}(?:\s+longer)?(?:\s+and\s+(?:is\s+worth|brings|scores|gives)\s+{NUM}\s+points?)?)",
        rf"for\s+(?:each|every)\s+(?P<food>[a-z]+)(?:\s+(?:eaten|(?:that\s+)?{it}\s+eats))?\s*,?\s+{effects}",
    ):
        found = re.search(pattern, text)
        if found is None or (made.food and found["food"] != made.food) or made.growth or made.points:
            continue
        fed = found["effects"]
        grows = re.search(rf"(?:grows?(?:\s+by)?|gets|becomes|makes\s+{it})\s+({NUM})\s+{_PARTS}", fed)
        scored = re.search(
            rf"(?:scores|gets|earns|wins|gains|worth|brings|gives)\s+({NUM})\s+(?!{_PARTS}\b)[a-z]+|({NUM})\s+points?\s+(?:is|are)",
            fed,
        )
        made.food = found["food"]
        made.growth = number(grows[1]) if grows else 1 if "grows" in fed else 0
        made.points = number(scored[1] or scored[2]) if scored else 0
        made.note(unit, found, "food")
    if made.food:
        lies = re.search(
            rf"^(?:there\s+is\s+(?:always\s+)?)?(?:an?|one|the)\s+{made.food}(?:\s+(?:lies|is|appears|waits))?{_FREE}(?=\s*[.,;]|\s*$)",
            text,
        )
        if lies is not None:
            made.note(unit, lies, "food_lies")


def read_end(unit: Unit, made: Crawling) -> None:
    """ "If it hits the edge or itself, the game is over." """
    text, it = said(unit), it_of(made)
    edge = r"(?:(?:the|an?|any)\s+(?:edge|wall|border|side|end)s?(?:\s+of\s+the\s+[a-z]+)?)"
    own = r"(?:itself|its\s+(?:own\s+)?(?:body|tail|[a-z]+))"
    meets = r"(?:hits|touches|runs\s+into|bumps\s+into|crashes\s+into|meets|bites|reaches|leaves|crosses|goes\s+over|goes\s+beyond|passes)"
    what = rf"(?P<what>(?:{edge}|{own}|the\s+[a-z]+)(?:\s*,?\s+or\s+(?:{meets}\s+)?(?:{edge}|{own}))*)"
    over = r"(?:the|a)\s+[a-z]+\s+(?:is\s+over|ends|is\s+lost)"
    for pattern in (
        rf"(?:when|if|as\s+soon\s+as|once)\s+{it}\s+{meets}\s+{what}\s*,?\s+{over}",
        rf"{over}\s+(?:when|if|as\s+soon\s+as|once)\s+{it}\s+{meets}\s+{what}",
    ):
        for found in re.finditer(pattern, text):
            ends = {kind for kind, test in (("edge", edge), ("self", own)) if re.search(test, found["what"])}
            if re.search(r"\bleaves\s+the\s+[a-z]+", found[0]):
                ends.add("edge")
            made.ends |= ends
            if ends:
                made.note(unit, found, "end")
    around = re.search(
        rf"(?:when|if|whenever)\s+{it}\s+(?:leaves|crosses|passes|goes\s+over|goes\s+through|reaches|moves\s+off)\s+(?:{edge}|the\s+[a-z]+)(?:\s+(?:on|at)\s+(?:one|a|any)\s+(?:side|edge))?\s*,?\s+it\s+(?:comes\s+back|comes\s+in|re-?enters|re-?appears|returns|appears|comes\s+out|goes\s+on)(?:\s+again)?\s+(?:on|at|from)\s+the\s+(?:opposite|other)\s+(?:side|edge|end)",
        text,
    )
    if around is not None:
        made.through = True
        made.note(unit, around, "through")
    for pattern in _winning():
        won = re.search(pattern, text)
        if won is not None and not made.winning:
            made.winning = number(won["n"])
            made.note(unit, won, "winning")


def _winning() -> Iterator[str]:
    yield rf"^(?P<n>{NUM})\s+[a-z]+\s+wins?(?:\s+the\s+[a-z]+)?"
    yield rf"^(?:the\s+player\s+wins|you\s+win)\s+(?:with|at|after)\s+(?P<n>{NUM})\s+[a-z]+"
    yield rf"^(?:the|a)\s+[a-z]+\s+is\s+won\s+(?:with|at|after)\s+(?P<n>{NUM})\s+[a-z]+"
