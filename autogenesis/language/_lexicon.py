"""Owns what is known of single English words: class, lemma, verb form; closed classes first, then the table, then suffixes."""

from __future__ import annotations

import gzip
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

_PENN = {
    "NN": "NOUN",
    "VB": "VERB",
    "JJ": "ADJ",
    "RB": "ADV",
    "MD": "MODAL",
    "IN": "PREP",
    "DT": "DET",
    "CD": "NUM",
}
_SHORT = {"N": "NOUN", "V": "VERB", "A": "ADJ", "R": "ADV"}


@dataclass(frozen=True, slots=True)
class Word:
    """What a word may be: its likeliest class, all its open classes with lemmas, and its Penn tag ("" unknown)."""

    best: str
    lemmas: dict[str, str]
    penn: str

    def can(self, pos: str) -> bool:
        return pos in self.lemmas


def _of(pos: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), pos)


CLOSED: dict[str, str] = {
    **_of(
        "DET",
        "a an the this that these those each every some any no all both either neither another such whichever",
    ),
    **_of("DET", "my your his her its our their"),
    **_of(
        "PRON",
        "i you he she it we they me him us them who whom whoever whomever whatever nobody somebody anybody",
    ),
    **_of(
        "PRON",
        "everybody anyone someone everyone noone none nothing something anything everything myself yourself",
    ),
    **_of(
        "PRON",
        "himself herself itself ourselves yourselves themselves oneself mine yours hers ours theirs what which",
    ),
    **_of("PRON", "whose there others"),
    **_of(
        "MODAL",
        "shall must may can will should would could might cannot ought ca wo sha 'll 'd",
    ),
    **_of(
        "AUX",
        "be am is are was were been being have has had having do does did 've 's 're 'm isn aren",
    ),
    **_of("CONJ", "and or but nor & and/or yet"),
    **_of(
        "SCONJ",
        "if when where while unless whenever wherever because although though whether whereas lest whilst",
    ),
    **_of(
        "PREP",
        "of in on at by for with from into onto per within under over above below after before until till",
    ),
    **_of(
        "PREP",
        "since during against between among amongst across through upon without towards toward via behind",
    ),
    **_of(
        "PREP",
        "beside besides beyond inside outside near minus plus than as except despite like unlike throughout",
    ),
    **_of(
        "PREP",
        "to along around beneath underneath regarding concerning excluding versus about",
    ),
    **_of(
        "ADV",
        "not n't never also then again only just too very always often sometimes ever even still already soon",
    ),
    **_of(
        "ADV",
        "here instead otherwise however therefore thus together exactly daily weekly monthly yearly hourly",
    ),
    **_of(
        "ADV",
        "once twice thrice now today tomorrow yesterday ago apart afterwards at_once alone maybe perhaps",
    ),
    **_of(
        "ADV",
        "up down off out away back forth ahead aside later earlier almost nearly else how why so namely",
    ),
    **_of(
        "ADJ",
        "own same other many few fewer fewest several more most less least much last next first",
    ),
    **_of(
        "ADJ",
        "enough due able unable open empty free equal ready late early ok alike alive available",
    ),
    **_of(
        "NUM",
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
    ),
    **_of(
        "NUM",
        "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety",
    ),
    **_of("NUM", "hundred thousand million half dozen"),
    **_of("ADJ", "second third fourth fifth sixth seventh eighth ninth tenth"),
}
BE = frozenset("be am is are was were been being 's 're 'm".split())
HAVE = frozenset("have has had having 've".split())
DO = frozenset("do does did".split())
NEGATORS = frozenset("not n't never no nobody none nothing neither nor without noone".split())
SYMBOLS = frozenset("kg km cm mm ml mg g m l h gb mb km/h w kw kwh v bar mbar hpa kpa ppm lux db hz".split())
"""Short names of units."""
PARTICLES = frozenset(
    "up down off out away back on over in forth through by along around aside together apart ahead".split()
)
POSSESSIVES = frozenset("my your his her its our their whose".split())
SUBJECT_PRONOUNS = frozenset(
    "i you he she it we they who nobody somebody anybody everybody anyone someone everyone".split()
)
TIME_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays"
    " sundays january february march april june july august september october november december".split()
)
_AUX_LEMMA = {
    **dict.fromkeys(BE, "be"),
    **dict.fromkeys(HAVE, "have"),
    **dict.fromkeys(DO, "do"),
}
_BASES = {"enroll": "enrol", "fulfill": "fulfil", "distill": "distil", "instill": "instil", "appall": "appal"}
"""One spelling for verbs that have two."""
_SPELLINGS = {form: base + form[len(short) :] for base, short in _BASES.items() for form in (short, f"{short}s")}
_FIXED_LEMMA = {
    "n't": "not",
    "ca": "can",
    "wo": "will",
    "sha": "shall",
    "'ll": "will",
    "'d": "would",
    "an": "a",
}


@cache
def _table() -> list[str]:
    """The rows, in order: word, tag and lemmas. Few are ever asked for, so that they are not taken apart here."""
    packed = resources.files("autogenesis.language.data").joinpath("lexicon.txt.gz").read_bytes()
    return gzip.decompress(packed).decode("utf-8").splitlines()


def _listed(lower: str) -> tuple[str, str] | None:
    """The tag and the lemmas that the table has for a word."""
    rows, start = _table(), f"{lower} "
    place = bisect_left(rows, start)
    if place == len(rows) or not rows[place].startswith(start):
        return None
    _, tag, pairs = rows[place].split(" ")
    return tag, pairs


@lru_cache(maxsize=20_000)
def word(lower: str) -> Word:
    """What a lower-case word may be.

    >>> word("lent").lemmas["VERB"]
    'lend'
    """
    tag, pairs = _listed(lower) or _listed(_SPELLINGS.get(lower, lower)) or ("", "")
    lemmas: dict[str, str] = {}
    for pair in pairs.split(",") if pairs else ():
        short, _, lemma = pair.partition("=")
        lemmas[_SHORT[short]] = _BASES.get(lemma, lemma) or lower
    if lower in CLOSED:
        fixed = CLOSED[lower]
        lemmas.setdefault(fixed, lower)
        lemmas[fixed] = _AUX_LEMMA.get(lower) or _FIXED_LEMMA.get(lower) or (lemmas[fixed] if fixed == "ADJ" else lower)
        return Word(fixed, lemmas, tag)
    if not tag:
        return _unknown(lower)
    best = _PENN.get(tag[:2], "NOUN")
    if best not in lemmas:
        if best in {"NOUN", "VERB", "ADJ", "ADV"} and not lemmas:
            lemmas[best] = by_suffix(lower, best)
        elif lemmas:
            best = next((p for p in ("NOUN", "VERB", "ADJ", "ADV") if p in lemmas), best)
    if tag == "-":
        best = "VERB" if "VERB" in lemmas and lower.endswith(("ed", "ing")) else next(iter(lemmas))
    return Word(best, lemmas, "" if tag == "-" else tag)


def known(lower: str) -> bool:
    """Whether the word is in the table or a closed class."""
    return lower in CLOSED or _listed(lower) is not None


def _unknown(lower: str) -> Word:
    if "-" in lower and lower[-1].isalpha():
        tail = word(lower.rsplit("-", 1)[1])
        if tail.best in {"NOUN", "VERB"} and not lower.endswith(("ed", "ing", "en")):
            stem = lower.rsplit("-", 1)[0] + "-"
            lemma = stem + tail.lemmas.get("NOUN", lower.rsplit("-", 1)[1])
            return Word("NOUN", {"NOUN": lemma, "ADJ": lower}, "")
        return Word("ADJ", {"ADJ": lower, "NOUN": lower}, "")
    for prefix in ("un", "re", "dis", "mis", "over", "under", "pre", "non", "auto"):
        rest = lower[len(prefix) :]
        if lower.startswith(prefix) and len(rest) > 3 and _listed(rest):
            base = word(rest)
            if prefix in {"un", "non"} and base.penn.startswith(("VBN", "VBD", "VBG", "JJ")):
                return Word("ADJ", {"ADJ": lower}, "")
            return Word(
                base.best,
                {pos: prefix + lemma for pos, lemma in base.lemmas.items()},
                base.penn,
            )
    if lower.endswith("ly"):
        return Word("ADV", {"ADV": lower}, "")
    if re.search(r"(?:able|ible|ous|ful|less|ive|ic|al|ish|ary)$", lower):
        return Word("ADJ", {"ADJ": lower, "NOUN": lower}, "")
    if lower.endswith("ing") and len(lower) > 5:
        return Word("VERB", {"VERB": by_suffix(lower, "VERB"), "NOUN": lower}, "VBG")
    if lower.endswith("ed") and len(lower) > 4:
        return Word("VERB", {"VERB": by_suffix(lower, "VERB"), "ADJ": lower}, "VBN")
    if re.search(r"(?:[^s]ify|ize|ise|ate)$", lower):
        return Word("VERB", {"VERB": lower, "NOUN": lower}, "VB")
    if re.search(r"(?:ifies|izes|ises|ates)$", lower):
        return Word(
            "VERB",
            {"VERB": by_suffix(lower, "VERB"), "NOUN": by_suffix(lower, "NOUN")},
            "VBZ",
        )
    plural = lower.endswith("s") and not lower.endswith(("ss", "us", "is"))
    return Word("NOUN", {"NOUN": by_suffix(lower, "NOUN")}, "NNS" if plural else "NN")


def by_suffix(lower: str, pos: str) -> str:
    """Lemma of a word outside the table; short words and words that are no regular form stay as they are."""
    if len(lower) < 4:
        return lower
    if pos == "NOUN":
        if lower.endswith("ies") and len(lower) > 4:
            return lower[:-3] + "y"
        if lower.endswith(("sses", "shes", "ches", "xes", "zes")):
            return lower[:-2]
        return lower[:-1] if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) else lower
    if pos == "VERB":
        if lower.endswith("s"):
            return by_suffix(lower, "NOUN")
        stem = lower[:-3] if lower.endswith("ing") else lower[:-2] if lower.endswith("ed") else lower
        if stem != lower:
            return _restore(stem)
    return lower


def _restore(stem: str) -> str:
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    return stem + "e" if re.search(r"(?:[^aeiou][aeiou][vzcg]|[aeiou]z|at|[iu]s|[lrn][vcg])$", stem) else stem
