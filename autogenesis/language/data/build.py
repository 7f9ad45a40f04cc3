"""Rebuilds lexicon.txt.gz: `python build.py EN_LEXICON_TXT` with the Brill lexicon of TextBlob's wheel."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

from autogenesis.language._regex import regex

_WORD = regex(r"[a-z]+(?:-[a-z]+)*$")
_SHORT = {"NOUN": "N", "VERB": "V", "ADJ": "A", "ADV": "R"}


def entries(source: Path) -> dict[str, str]:
    """Lower-case words of the lexicon with their likeliest Penn tag; the first mention of a word counts."""
    found: dict[str, str] = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        parts = line.split(" ")
        if not line.startswith(";;;") and len(parts) == 2 and _WORD.match(parts[0]):
            found.setdefault(parts[0], parts[1])
    return found


def lines(best: dict[str, str]) -> list[str]:
    """`word tag pos=lemma,…` for each word; inflected forms of known words are added without a tag."""
    from lemminflect import getAllInflections, getAllLemmas

    words = set(best)
    for word in best:
        for forms in getAllInflections(word).values():
            words.update(form for form in forms if _WORD.match(form))
    rows = []
    for word in sorted(words):
        readings = getAllLemmas(word)
        pairs = [
            f"{short}={'' if readings[name][0] == word else readings[name][0]}"
            for name, short in _SHORT.items()
            if name in readings
        ]
        if pairs or word in best:
            rows.append(f"{word} {best.get(word, '-')} {','.join(pairs)}")
    return rows


def main() -> None:
    """Writes the table beside this file, with a fixed time stamp so that a rebuild is byte-identical."""
    target = Path(__file__).with_name("lexicon.txt.gz")
    body = "\n".join(lines(entries(Path(sys.argv[1])))) + "\n"
    with target.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(body.encode("utf-8"))


if __name__ == "__main__":
    main()
