"""Rebuilds nouns.txt.gz: `python build_nouns.py DICT` with the folder of WordNet 3.0 that holds data.noun."""

from __future__ import annotations

import gzip
import sys
from dataclasses import dataclass
from pathlib import Path

from autogenesis.language import _lexicon as lexicon
from autogenesis.language._regex import regex

_WORD = regex(r"[a-z]+(?:-[a-z]+)*$")
_OFFENDS = regex(
    r"\b(?:slurs?|sexual\w*|promiscuous|offensive(?! play)|derogatory|disparag\w+|obscene|vulgar|insulting|disliked|despised|prostitutes?)\b"
)
"""A word whose first sense is so, or another for a person, is left out."""
_KINDS = ("top", "act", "animal", "artifact", "attribute", "body", "cognition", "communication", "event", "feeling", "food",
          "group", "location", "motive", "object", "person", "phenomenon", "plant", "possession", "process", "quantity",
          "relation", "shape", "state", "substance", "time")  # fmt: skip
"""The lexicographers' files for nouns; the first has the number 3."""
_THINGS = frozenset({"artifact", "communication", "possession", "cognition", "food", "substance", "animal", "plant"})
"""What a word may name beside a person, so that only a text can tell which."""
_OFTEN = 0.2
"""The share of a word's uses from which on another sense than the first counts."""
_PEOPLE = ("social_group", "people")
"""Whatever is one of these in its first sense is a group of people."""


_INSULTS = frozenset({"retard", "slut", "tosser", "twat", "wanker"})
"""Insults whose explanations do not say so."""


@dataclass(frozen=True, slots=True)
class _Sense:
    kind: str
    spelled: frozenset[str]
    above: tuple[str, ...]
    common: bool
    """Whether it is a common noun, and no name."""
    offends: bool


def _senses(source: Path) -> dict[str, _Sense]:
    found: dict[str, _Sense] = {}
    for line in source.read_text(encoding="ascii").splitlines():
        if line.startswith(" "):
            continue
        told, _, gloss = line.partition(" | ")
        parts = told.split()
        count = int(parts[3], 16)
        pointers = parts[5 + 2 * count :]
        kinds = [(pointers[at], pointers[at + 1]) for at in range(0, len(pointers), 4)]
        common = not any(sign == "@i" for sign, _ in kinds)
        above = tuple(place for sign, place in kinds if sign == "@")
        words = frozenset(parts[4 + 2 * at] for at in range(count))
        found[parts[0]] = _Sense(_KINDS[int(parts[1]) - 3], words, above, common, _OFFENDS.search(gloss) is not None)
    return found


def _index(source: Path) -> dict[str, list[str]]:
    """The places of each word's senses, the commonest first."""
    found: dict[str, list[str]] = {}
    for line in source.read_text(encoding="ascii").splitlines():
        if not line.startswith(" "):
            parts = line.split()
            found[parts[0]] = parts[6 + int(parts[3]) :]
    return found


def _under(place: str, tops: set[str], senses: dict[str, _Sense]) -> bool:
    return place in tops or any(_under(above, tops, senses) for above in senses[place].above)


def _uses(source: Path) -> dict[tuple[str, int], int]:
    """How often each sense of each noun was met."""
    found: dict[tuple[str, int], int] = {}
    for line in source.read_text(encoding="ascii").splitlines():
        key, number, uses = line.split(" ")
        word, _, rest = key.partition("%")
        if rest.startswith("1:"):
            found[word, int(number)] = int(uses)
    return found


def _offends(senses: list[_Sense]) -> bool:
    return any(sense.offends and (sense.kind == "person" or sense is senses[0]) for sense in senses)


def _undecided(kinds: list[str], uses: list[int]) -> bool:
    """Whether only a text can tell whether a word names a person: by its senses, the commonest first."""
    if kinds[0] == "person":
        return uses[0] == 0 and bool(_THINGS & set(kinds))
    person = sum(count for kind, count in zip(kinds, uses, strict=True) if kind == "person")
    return "person" in kinds and person >= _OFTEN * sum(uses)


def lines(folder: Path) -> list[str]:
    """`kind word word …`: by the first sense; `people` for groups of them, `perhaps` where a text must tell."""
    senses, index, uses = _senses(folder / "data.noun"), _index(folder / "index.noun"), _uses(folder / "cntlist.rev")
    tops = {index[word][0] for word in _PEOPLE}
    found: dict[str, list[str]] = {}
    for word, places in index.items():
        usable = [(at, senses[p]) for at, p in enumerate(places, 1) if senses[p].common and word in senses[p].spelled]
        if not _WORD.match(word) or word in _INSULTS or not usable or _offends([senses[p] for p in places]):
            continue
        kinds = [sense.kind for _, sense in usable]
        if _under(places[usable[0][0] - 1], tops, senses):
            kind = "people"
        else:
            kind = "perhaps" if _undecided(kinds, [uses.get((word, at), 0) for at, _ in usable]) else kinds[0]
        if kind == "person" or lexicon.known(word):
            found.setdefault(kind, []).append(word)
    return [f"{kind} {' '.join(sorted(words))}" for kind, words in sorted(found.items())]


def main() -> None:
    """Writes the table beside this file, with a fixed time stamp so that a rebuild is byte-identical."""
    target = Path(__file__).with_name("nouns.txt.gz")
    body = "\n".join(lines(Path(sys.argv[1]))) + "\n"
    with target.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(body.encode("ascii"))


if __name__ == "__main__":
    main()
