"""Texts that nobody would write: the specifications damaged in many ways, and sentences put together at random."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXTS = tuple(
    path.read_text(encoding="utf-8").partition("<!-- acceptance -->")[0]
    for path in sorted((ROOT / "specs").glob("*.md"))
    if path.name != "README.md"
)
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_STRANGE = "\u202e\u200f\u200b\u00a0\ufeff\u2028\u0301\u00ad\u2066\u0663\u00bd\u2159\u2460\u5341\U0001f600\u0130\ufb01\u01c5\x07\x1b\x0b\x0c\x85\ufffd"
_WRITTEN = ("0", "-1", "1e9", "00", "1,000,000", "3.14159", "99999999999999999999", "½", "٣", "½%", "31 February", "25:99",
            "2027-13-45", "0000-00-00", "12:5", "ten thousand", "minus four", "1/0", "5–3", "NaN", "%", "€", "-0.00", "1.", "XIV")  # fmt: skip


def fuzzed(number: int, seed: int = 0) -> str:
    """The text with this number: the same for the same number and seed."""
    chance = random.Random(f"{seed}/{number}")
    if chance.random() < 0.3:
        return grown(chance)
    text = chance.choice(TEXTS)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        text = chance.choice(_DAMAGES)(text, chance)
    return text


def _parts(text: str) -> tuple[list[str], list[str]]:
    """Sentences and lines, and what stands between them."""
    return _SENTENCE.split(text), _SENTENCE.findall(text)


def _joined(parts: list[str], gaps: list[str]) -> str:
    padded = [*gaps, *["\n"] * len(parts)]
    return "".join(part + gap for part, gap in zip(parts, padded, strict=False))


def _drop(text: str, chance: random.Random) -> str:
    parts, gaps = _parts(text)
    share = chance.choice((0.05, 0.3, 0.8))
    return _joined([part for part in parts if chance.random() > share], gaps)


def _double(text: str, chance: random.Random) -> str:
    parts, gaps = _parts(text)
    return _joined([copy for part in parts for copy in [part] * chance.choice((1, 1, 1, 2, 3))], gaps)


def _swap(text: str, chance: random.Random) -> str:
    parts, gaps = _parts(text)
    chance.shuffle(parts)
    return _joined(parts, gaps)


def _renumber(text: str, chance: random.Random) -> str:
    return _NUMBER.sub(
        lambda found: chance.choice((found[0], str(chance.randint(0, 400)), chance.choice(_WRITTEN))), text
    )


def _exchange_numbers(text: str, chance: random.Random) -> str:
    numbers = _NUMBER.findall(text)
    chance.shuffle(numbers)
    return _NUMBER.sub(lambda _: numbers.pop(), text)


def _splice(text: str, chance: random.Random) -> str:
    other = chance.choice(TEXTS)
    return text[: chance.randint(0, len(text))] + other[chance.randint(0, len(other)) :]


def _interleave(text: str, chance: random.Random) -> str:
    left, right = _parts(text)[0], _parts(chance.choice(TEXTS))[0]
    return "\n".join(part for pair in zip(left, right, strict=False) for part in pair)


def _strange_letters(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 40)):
        place = chance.randint(0, len(text))
        text = text[:place] + chance.choice(_STRANGE) + text[place + chance.randint(0, 1) :]
    return text


def _other_alphabet(text: str, chance: random.Random) -> str:
    table = str.maketrans("aeiou", chance.choice(("аеіоц", "äéîõù", "אבגדה", "ａｅｉｏｕ")))
    return "".join(word.translate(table) if chance.random() < 0.2 else word for word in re.split(r"(\s+)", text))


def _long_line(text: str, chance: random.Random) -> str:
    return chance.choice(
        (text.replace("\n", " "), text + " " + "and ".join(["a thing "] * chance.randint(50, 400)) + ".")
    )


def _line_ends(text: str, chance: random.Random) -> str:
    return re.sub("\n", lambda _: chance.choice(("\r\n", "\r", "\n", "\n\n", " \n\t", "\v", "\u2028")), text)


def _broken_tables(text: str, chance: random.Random) -> str:
    table = ["| A | B |", "|---|", "| 1 | 2 | 3 |", "| |", "|", "||||", "| — | - |", "| x | 5 € |"]
    chance.shuffle(table)
    place = text.find("\n", chance.randint(0, len(text)))
    text = text[:place] + "\nThe rates:\n" + "\n".join(table) + "\n" + text[place:]
    return "".join("" if letter == "|" and chance.random() < 0.2 else letter for letter in text)


def _deep_nesting(text: str, chance: random.Random) -> str:
    depth = chance.randint(2, 60)
    opened = chance.choice(("(", "[", "“", '"', "if ", "unless ", "the owner of ", "- ", "> ", "# ", "not "))
    closed = {"(": ")", "[": "]", "“": "”", '"': '"'}.get(opened, "")
    place = chance.choice([0, *(found.end() for found in re.finditer(r"[.:]\s", text))])
    return text[:place] + opened * depth + chance.choice(_parts(text)[0]) + closed * depth + " " + text[place:]


def _empty_parts(text: str, chance: random.Random) -> str:
    empties = (
        "\n#\n",
        "\n-\n-\n",
        "\n- \n",
        " . ",
        " , , ",
        " ; ",
        ' "" ',
        " () ",
        "\n\n\n",
        "\n```\n```\n",
        "\nGiven\nWhen\nThen\n",
        "\nFIELD:\n",
        ":\n",
    )
    for _ in range(chance.randint(1, 12)):
        place = chance.choice([found.end() for found in re.finditer(r"\s", text)] or [0])
        text = text[:place] + chance.choice(empties) + text[place:]
    return text


def _case(text: str, chance: random.Random) -> str:
    return chance.choice((text.upper(), text.lower(), text.title(), text.swapcase()))


def _without(text: str, chance: random.Random) -> str:
    """Punctuation, articles, spaces or verbs of duty gone."""
    pattern = chance.choice(
        (r"[.,;:]", r"\b(?:a|an|the)\b ?", r"\b(?:must|may|shall|can|is|are)\b", r"\n", r"[()“”\"']")
    )
    return re.sub(pattern, lambda found: "" if chance.random() < 0.7 else found[0], text)


def _words_shuffled(text: str, chance: random.Random) -> str:
    parts, gaps = _parts(text)
    for place in range(len(parts)):
        if chance.random() < 0.2:
            words = parts[place].split()
            chance.shuffle(words)
            parts[place] = " ".join(words)
    return _joined(parts, gaps)


def _words_exchanged(text: str, chance: random.Random) -> str:
    """Some words replaced by words of another text."""
    others = re.findall(r"\w+", chance.choice(TEXTS))
    return re.sub(r"\w+", lambda found: chance.choice(others) if chance.random() < 0.05 else found[0], text)


def _cut(text: str, chance: random.Random) -> str:
    return text[: chance.randint(1, len(text) or 1)]


def _noise(text: str, chance: random.Random) -> str:
    return "".join(chance.choice(string.printable) if chance.random() < 0.02 else letter for letter in text)


_DAMAGES: tuple[Callable[[str, random.Random], str], ...] = (
    _drop, _double, _swap, _renumber, _exchange_numbers, _splice, _interleave, _strange_letters, _other_alphabet,
    _long_line, _line_ends, _broken_tables, _deep_nesting, _empty_parts, _case, _without, _words_shuffled,
    _words_exchanged, _cut, _noise,
)  # fmt: skip

# A grammar of sentences such as specifications have; the words are any.
_GRAMMAR: dict[str, tuple[str, ...]] = {
    "TEXT": ("TITLE\n\nBODY", "TITLE\n\nBODY\n\nBODY", "BODY", "TITLE\nTHINGS\nBODY\nRULES:\n- LINE\n- LINE\n- LINE\n"),
    "TITLE": ("# NOUN keeping", "# The NOUN of a NOUN", "Feature: NOUNS", "NOUNS"),
    "THINGS": ("A NOUN has FIELDS.", "Each NOUN has FIELDS. A NOUN has FIELDS.", "NOUN_UP: FIELDS"),
    "BODY": ("LINE LINE LINE", "THINGS LINE LINE", "- LINE\n- LINE\n- LINE", "GHERKIN", "LINE TABLE LINE", "LINE", "THINGS LINE LINE LINE LINE LINE"),
    "RULES": ("Rules", "The following holds", "It is agreed that"),
    "GHERKIN": ("Scenario: NOUN\nGiven a NOUN with a NOUN of NUMBER\nWhen ROLE VERBS the NOUN\nThen the NOUN is STATE\n",),
    "TABLE": ("\n\n| NOUN | NOUN |\n|---|---|\n| NUMBER | NUMBER |\n| STATE | MONEY |\n\n",),
    "LINE": (
        "ROLE may VERB a NOUN.", "ROLE VERBS a NOUN if COND.", "No NOUN is VERBED unless COND.", "When COND, the NOUN becomes STATE.",
        "Every PERIOD at CLOCK, ROLE gets a list of NOUNS.", "A NOUN must be at most NUMBER UNIT.", "The NOUN is the sum of the NOUN and the NOUN.",
        "If COND and COND or COND, ROLE is told.", "NUMBER UNIT after the NOUN is VERBED, it is STATE.", "Only ROLE VERBS NOUNS.",
        "As ROLE, I want to VERB a NOUN so that COND.", "The system shall VERB the NOUN within NUMBER UNIT.", "The NOUN costs MONEY per UNIT, but never more than MONEY.",
        "ROLE cannot see the NOUN of a NOUN.", "Each NOUN belongs to one NOUN.", "A NOUN has at most NUMBER NOUNS.", "While COND, the system shall VERB NOUNS.",
        "NOUNS are NUMBER to NUMBER UNIT.", "The NOUN with the highest NOUN wins; if two are equal, the first.", "Perhaps VERB it later.", "What a NOUN!",
        "A NOUN is STATE, STATE or STATE.", "ROLE approves every NOUN over MONEY.", "The NOUN is NUMBER % of the NOUN, rounded to cents.", "Old NOUNS are deleted after NUMBER UNIT.",
        "Where COND the NOUN shall be STATE, otherwise STATE.", "It must not be VERBED twice in NUMBER UNIT.", "Nobody VERBS a NOUN on PERIOD.",
    ),
    "FIELDS": ("a NOUN and a NOUN", "a NOUN (NUMBER to NUMBER), a NOUN (STATE, STATE) and a NOUN", "a NOUN, a date and an amount", "NOUNS"),
    "COND": ("the NOUN is above NUMBER UNIT", "the NOUN is STATE", "it has fewer than NUMBER NOUNS", "ROLE VERBS it", "the NOUN is older than NUMBER UNIT", "the NOUN equals the NOUN", "not COND", "COND and COND", "no NOUN is STATE"),
    "PERIOD": ("day", "Monday", "month", "second Tuesday", "NUMBER days", "quarter", "public holiday", "leap year"),
    "CLOCK": ("08:00", "noon", "midnight", "25:00", "7 pm", "NUMBER"),
    "UNIT": ("days", "kg", "working days", "hours", "%", "€", "pages", "furlongs", "minutes", ""),
    "NUMBER": ("0", "1", "3", "14", "100", "two", "1.5", "999999999999", "-4", "a dozen", "many"),
    "MONEY": ("5 €", "€0.20", "12.50 euro", "$3", "0", "1,000.00 EUR"),
    "ROLE": ("a NOUN", "the NOUN", "everybody", "the system", "Anna", "one of the NOUNS", "ROLE or ROLE"),
}  # fmt: skip
_NOUNS = ("kiln lantern orchard ferry violin ledger pigeon quota tram vessel glacier series sheep staff data list date name state type id "
          "class import user system note order event self row now number key value result call rules main test object").split()  # fmt: skip
_VERBS = (
    "book lend paint weigh cancel close approve open delete update list get create return import lambda pass raise yield assert try print"
).split()
_STATES = "open closed ready broken none true false null new late void 0 free-form in to".split()
_MARK = re.compile(r"NOUN_UP|NOUNS|NOUN|VERBED|VERBS|VERB|STATE|" + "|".join(sorted(_GRAMMAR, key=len, reverse=True)))


def grown(chance: random.Random) -> str:
    """A text grown from the grammar."""

    def expand(symbol: str, depth: int) -> str:
        match symbol:
            case "NOUN":
                return chance.choice(nouns)
            case "NOUN_UP":
                return chance.choice(nouns).upper()
            case "NOUNS":
                return chance.choice(nouns) + "s"
            case "VERB":
                return chance.choice(_VERBS)
            case "VERBS":
                return chance.choice(_VERBS) + "s"
            case "VERBED":
                return chance.choice(_VERBS) + "ed"
            case "STATE":
                return chance.choice(_STATES)
        choices = _GRAMMAR[symbol]
        chosen = chance.choice(choices if depth < 8 else choices[:1])
        return _MARK.sub(lambda found: expand(found[0], depth + 1), chosen)

    nouns = chance.sample(_NOUNS, chance.randint(2, 8))
    return expand("TEXT", 0)
