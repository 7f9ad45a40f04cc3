"""Owns what a text says of a game in which seeds are sown round a board: the players, the board, the moves and the end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from autogenesis.language._draft import Draft
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Measure
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._text import Span

_SOWN = regex(
    r"\b(?P<seeds>[a-z]+)\s+(?:are|is)\s+(?:then\s+)?(?:sown|dropped|placed|dealt|distributed|laid|spread)\s+(?:anti|counter)-?clockwise\b[^.]*?"
    r"\bone\s+(?:in|into|to)\s+each\s+(?:following|next)\s+(?P<pit>[a-z]+)\b",
    re.IGNORECASE,
)
_INCLUDED = regex(
    r"\b(?:your|their|the\s+player's)\s+own\s+(?P<store>[a-z]+)\s+(?:is\s+)?included\b.*\b(?:other|opponent)\b.*\b(?:never|not|excluded|skipped|left\s+out)\b",
    re.IGNORECASE,
)
_PLAYERS = regex(r"^(?P<first>[A-Z][a-z]+)\s+and\s+(?P<second>[A-Z][a-z]+)\s+(?:sit|face|play|are|move)\b")


@dataclass
class Sowing:
    """The terms of the game, with where each was said."""

    seeds: str
    pit: str
    store: str
    players: tuple[str, str] = ("", "")
    pits: int = 0
    each: int = 0
    game: str = ""
    verb: str = ""
    rules: list[str] = field(default_factory=list)
    computer: bool = False
    draw: bool = False
    hint: str = ""
    save: tuple[str, str] = ("", "")
    claims: dict[Span, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether enough is said to play."""
        return bool(self.players[0] and self.pits and self.each and self.game and self.verb)

    def place(self, pattern: str) -> Span:
        """Where something was said; else where the sowing is told, or whatever is told first in the same words."""
        found = {name: span for span, name in self.claims.items()}
        return found.get(pattern) or found.get("sowing") or min(self.claims)

    @property
    def total(self) -> int:
        """How many seeds each player has at the start."""
        return self.pits * self.each


def sowing_of(unit: Unit, draft: Draft) -> Sowing | None:
    """The terms of a game whose seeds are sown in this sentence; None where it is not one, or too little is said."""
    sown, included = _SOWN.search(unit.text), _INCLUDED.search(unit.text)
    if sown is None or included is None:
        return None
    made = Sowing(sown["seeds"].lower(), sown["pit"].lower(), included["store"].lower())
    made.claims[unit.span] = "sowing"
    for other in draft.units:
        _board(other, made)
        _opening(other, made)
    for other in draft.units:
        _moves(other, made)
        _ending(other, made)
        _machine(other, made)
    return made if made.complete else None


def _board(unit: Unit, made: Sowing) -> None:
    players = _PLAYERS.search(unit.text)
    if players is not None and not made.players[0]:
        made.players = (players["first"], players["second"])
        made.claims[unit.span] = "players"
    values = {p.literal.unit: int(p.literal.value) for p in unit.pieces if isinstance(p.literal, Measure)}
    pits, seeds = values.get(made.pit), next((n for noun, n in values.items() if plural_of(noun) == made.seeds), None)
    right = re.search(rf"\b{made.store}\b[^.]*\b(?:to|on|at)\s+the(?:ir)?\s+right\b", unit.text, re.IGNORECASE)
    if pits and seeds and right and re.search(r"\b(?:each|both|every)\b", unit.text, re.IGNORECASE):
        made.pits, made.each = pits, seeds
        made.claims[unit.span] = "board"


def _opening(unit: Unit, made: Sowing) -> None:
    begins = re.search(
        r"^(?P<who>[A-Z][a-z]+)\s+(?:begins|starts|moves\s+first|goes\s+first|has\s+the\s+first\s+move)\b", unit.text
    )
    if begins is not None and begins["who"] in made.players:
        first, second = made.players
        made.players = (first, second) if begins["who"] == first else (second, first)
        made.claims[unit.span] = "first_move"
    chosen = re.search(
        rf"^(?:you|the\s+player|a\s+player|each\s+player)\s+(?P<verb>choose|pick|select|play|empt(?:y|ie)|take)s?\s+(?:an?|one)\s+(?:of\s+\w+\s+)?{made.pit}\b",
        unit.text,
        re.IGNORECASE,
    )
    if chosen is not None:
        made.verb = chosen["verb"].lower()
        made.claims[unit.span] = "move"


def _moves(unit: Unit, made: Sowing) -> None:
    """What the place of the last seed brings, and what is no move."""
    last = rf"(?:if|when)\s+(?:the\s+last\s+(?:one|{made.seeds}|{made.seeds.rstrip('s')})|it)\s+(?:lands|falls|ends|drops)\s+(?:in|into)"
    if re.search(
        rf"^{last}\s+(?:your|their)\s+(?:own\s+)?{made.store},?\s+(?:you|they)\s+(?:move|play|sow|go)\s+(?:again|once\s+more)",
        unit.text,
        re.IGNORECASE,
    ):
        made.rules.append("again")
        made.claims[unit.span] = "another_move"
    if re.search(
        rf"^{last}\s+an\s+empty\s+{made.pit}\s+(?:of\s+yours|of\s+your\s+own|on\s+your\s+side)\s+and\s+the\s+{made.pit}\s+(?:straight\s+|directly\s+)?(?:across|opposite)\s+"
        rf"(?:holds|has|contains)\s+{made.seeds},?\s+.*\binto\s+your\s+{made.store}\b",
        unit.text, re.IGNORECASE,
    ):  # fmt: skip
        made.rules.append("capture")
        made.claims[unit.span] = "capture"
    bars = re.search(
        rf"^an\s+empty\s+{made.pit}\s+or\s+anything\s+(?:but|other\s+than|except)\s+1\s+to\s+(?P<high>\d+)\s+(?:brings|gives|shows)\s+a\s+message\b",
        unit.text,
        re.IGNORECASE,
    )
    if bars is not None and int(bars["high"]) == made.pits:
        made.claims[unit.span] = "no_move"


def _ending(unit: Unit, made: Sowing) -> None:
    over = re.search(
        r"^(?:as\s+soon\s+as|when|if|once)\s+(?:either|one|a)\s+(?:player|side)'?s?\s+\w+\s+are\s+all\s+empty,?\s+the\s+(?P<game>[a-z]+)\s+(?:is\s+over|ends)\s+and\s+the\s+other\s+"
        r"(?:player\s+)?(?:stores|keeps|takes|collects|gets)\s+what\s+is\s+left",
        unit.text.replace("’", "'"), re.IGNORECASE,
    )  # fmt: skip
    if over is not None and plural_of(made.pit) in unit.text.lower():
        made.game = over["game"].lower()
        made.claims[unit.span] = "end"
    wins = re.search(
        rf"^(?:more|most)\s+{made.seeds}\s+wins?\b(?:[;,]\s*(?:and\s+)?(?P<draw>\d+)\s+each\s+is\s+a\s+draw)?",
        unit.text,
        re.IGNORECASE,
    )
    if wins is not None and (wins["draw"] is None or int(wins["draw"]) == made.total):
        made.draw = True
        made.claims[unit.span] = "winner"


def _machine(unit: Unit, made: Sowing) -> None:
    """The computer as the other player, its hint, and games that are brought back."""
    greedy = re.search(
        rf"\bcomputer\s+(?:picks|plays|chooses|takes)\s+the\s+(?:move|{made.pit})\s+that\s+(?:brings|puts)\s+(?:the\s+)?most\s+{made.seeds}\s+into\s+its\s+{made.store}\b"
        rf".*?\b(?:if|of)\s+several\b.*?\bthe\s+(?P<which>highest|lowest)\s+{made.pit}\b",
        unit.text, re.IGNORECASE,
    )  # fmt: skip
    if greedy is not None:
        made.computer = True
        made.rules += ["lowest"] if greedy["which"].lower() == "lowest" else []
        made.claims[unit.span] = "greedy_move"
    hint = re.search(
        r"^[\"“](?P<word>[a-z]+)[\"”]\s+(?:tells|shows|says|gives)\s+(?:you\s+)?what\s+(?:it|the\s+computer)\s+would\s+(?:play|choose|pick|do)\b",
        unit.text,
        re.IGNORECASE,
    )
    if hint is not None and made.computer:
        made.hint = hint["word"].lower()
        made.claims[unit.span] = "hint"
    saved = re.search(
        r"^[\"“](?P<save>[a-z]+)[\"”]\s+and\s+[\"“](?P<load>[a-z]+)[\"”]\s+(?:bring|brings|keep|keeps|fetch)\s+(?:an?|the)\s+(?:[a-z]+)\b",
        unit.text,
        re.IGNORECASE,
    )
    if saved is not None:
        made.save = (saved["save"].lower(), saved["load"].lower())
        made.claims[unit.span] = "saved"
