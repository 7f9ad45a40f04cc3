"""Reads what a list says of fields: "number, type (single, double), weight in kg, whether it is paid, for events a date"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from autogenesis.language._literals import Bound, Duration, Literal, Money, Number, Percent, Range, Weekdays
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._text import Span
from autogenesis.language._tokens import Token, tag
from autogenesis.language.readings import _field_tails as more
from autogenesis.language.readings._glosses import AWAY, count_from, length_of

_DETERMINERS = frozenset(
    {"a", "an", "the", "its", "their", "his", "her", "our", "your", "my", "each", "every", "any", "one", "some", "own"}
)
_KINDS = {
    "whole number": "integer", "integer": "integer", "whole": "integer", "number": "decimal", "decimal": "decimal",
    "decimal number": "decimal", "text": "text", "string": "text", "free text": "text", "date": "date", "day": "date",
    "time": "time", "time of day": "time", "date and time": "datetime", "moment": "datetime", "timestamp": "datetime",
    "yes/no": "boolean", "yes or no": "boolean", "true/false": "boolean", "true or false": "boolean", "boolean": "boolean",
    "percent": "percent", "percentage": "percent", "money": "money", "amount": "money",
}  # fmt: skip
_CONDITIONS = frozenset({"status", "state", "place", "location", "whereabouts", "condition"})
"""What may be "in store" or "on loan"."""
OPTIONAL = frozenset(
    {"optional", "optionally", "if any", "if known", "if given", "may be empty", "may be missing", "not required"}
)
"""What says in parentheses that a field may be left out."""
_RANGE = regex(r"\bbetween\s+\S+(?:\s+\S+)?\s+and\b", re.I)
_LETTERED = regex(
    r"\b(?!(?:is|are|be|of)\s)([a-z]+)\s+((?:[A-Z0-9]{1,3},\s*)*[A-Z0-9]{1,3},?\s+or\s+[A-Z0-9]{1,3})(?![\w-])"
)
"""A field with its values behind it, without a mark between them: "category A, B or C"."""
_DECIMALS = r"(?:with\s+)?(?:two|2)\s+(?:decimals|decimal\s+places|places)"
_OPTIONALLY = regex(r"\b(optionally),(?=\s)", re.I)
_LED = regex(
    r"(?:(?P<may>may|can|must|shall|should|will)\s+(?:also\s+|optionally\s+)*(?:have|bear|contain|carry)\s+|also\s+(?:has|have)\s+|(?P<many>(?:one|zero|1|0)\s+or\s+more|at\s+least\s+one|any\s+number\s+of|several|an?\s+list\s+of)\s+)",
    re.I,
)
"""What may stand before a member of a list: how many of it there are, or whether it must be there."""
_DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPLIT = regex(r"\s*(?:[,;]\s*(?:and\s+|as well as\s+|plus\s+)?|\s(?:and|as well as|&|plus)\s)\s*", re.I)


@dataclass(frozen=True, slots=True)
class Stated:
    """A field as a list states it.

    `label` is singular and without determiner; `kind` is what a gloss says outright; `choices` keep their spelling and
    order; `only_for` is the kind of thing that has the field ("for events a date"); `flag` marks "whether it is …";
    `window` marks a count over a period ("picks in the last seven days"); `unread` is a gloss that says nothing known.
    """

    label: str
    span: Span
    plural: bool = False
    unit: str = ""
    kind: str = ""
    choices: tuple[str, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    optional: bool = False
    unique: bool = False
    flag: bool = False
    window: str = ""
    only_for: str = ""
    owner: str = ""
    about: str = ""
    unread: Span | None = None
    length: tuple[int | None, int | None] | None = None
    signs: str = ""
    """What a text is made of, where it is letters or digits only."""
    low_open: bool = False
    high_open: bool = False
    """Whether a bound is itself not allowed: "above 0"."""
    among: tuple[Decimal, ...] = ()
    """The only numbers that it may be: "45 or 90 minutes"."""
    first: Decimal | str | None = None
    """What it is at first, where nobody gives it: "starts at 0"."""
    weekdays: tuple[int, ...] = ()
    """The days of the week, Monday is 0, on which a date may fall."""
    counted: int | None = None
    """The number with which a value that the system counts by itself begins."""

    @property
    def head(self) -> str:
        """The last word of the label."""
        return self.label.split()[-1]


def stated_fields(text: str, offset: int) -> tuple[tuple[Stated, ...], tuple[Span, ...]]:
    """The fields that a list names, and the stretches of it that name none."""
    found: list[Stated] = []
    unread: list[Span] = []
    only_for = ""
    for start, end in _segments(text):
        span = (offset + start, offset + end)
        kind = re.fullmatch(r"(?:only\s+)?for\s+(\w[\w-]*)(?:\s+only)?", text[start:end], re.I)
        if kind:
            only_for = kind[1]
            continue
        stated = _stated(text[start:end], span)
        if stated is None:
            unread.append(span)
            continue
        found.append(replace(stated, only_for=_singular(only_for)) if only_for else stated)
        only_for = ""
    return tuple(found), tuple(unread)


def _segments(text: str) -> Iterator[Span]:
    """The members of a list: cut at commas and conjunctions outside parentheses and ranges."""
    text = _OPTIONALLY.sub(r"\1 ", text)
    shut = [(m.start(), m.end()) for way in (_RANGE, _LETTERED, _MOMENT, more.OWN_STATE) for m in way.finditer(text)]
    shut += more.tails(text)
    depth, start, position = 0, 0, 0
    text = text.rstrip().rstrip(".")
    while position < len(text):
        depth += {"(": 1, ")": -1}.get(text[position], 0)
        cut = _SPLIT.match(text, position) if depth == 0 else None
        if cut and cut.end() > position and not any(a <= position < b for a, b in shut):
            yield from _trimmed(text, start, position)
            start = position = cut.end()
            continue
        position += 1
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and not (text[start].isalnum() or text[start] in '(<"“'):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end and text[start:end].lower() not in {"and", "plus"}:
        yield start, end


def _stated(text: str, span: Span) -> Stated | None:
    """One member, or None where it names no field."""
    lettered = _LETTERED.search(text)
    if lettered and lettered.end() == len(text.rstrip()) and "(" not in text:
        inner = _stated(text[: lettered.end(1)], (span[0], span[0] + lettered.end(1)))
        return replace(inner, choices=choices_in(lettered[2]), span=span) if inner else None
    own = more.OWN_STATE.fullmatch(text.strip())
    if own:
        return Stated("status", span, choices=choices_in(own["choices"]))
    led = _LED.match(text)
    if led:
        inner = _stated(text[led.end() :], (span[0] + led.end(), span[1]))
        many = led["many"] is not None
        free = led["may"] is not None and led["may"].lower() in {"may", "can"}
        kept = bool(inner and (inner.plural or not many))
        return replace(inner, plural=many or inner.plural, optional=inner.optional or free) if inner and kept else None
    text = _OPTIONALLY.sub(r"\1 ", text)
    core, tails = more.split_tails(text)
    if tails:
        inner = _stated(core, (span[0], span[0] + len(core)))
        for said, (start, end) in tails:
            inner = glossed(inner, said, (span[0] + start, span[0] + end)) if inner else None
        return replace(inner, span=span) if inner else None
    gloss = re.search(r"\(([^()]*)\)", text)
    bare = f"{text[: gloss.start()]}{text[gloss.end() :]}".strip() if gloss else text.strip()
    moment = _MOMENT.fullmatch(bare)
    if moment is not None and not gloss:
        return Stated(moment["label"].lower(), span, kind="datetime")
    made_of = _made_of(bare, span)
    if made_of is not None and not gloss:
        return made_of
    if next((x.span[0] == 0 for x in find_literals(bare, 0) if isinstance(x, Bound)), False):
        return None  # "at most 18 students" is no field
    day = _WEEKDAY.fullmatch(bare)
    if day is not None and not gloss:
        return Stated(day["label"].lower(), span, choices=_WEEKDAYS)
    words = tag(bare, span[0])
    kind = re.match(r"(?:only\s+)?for\s+(\w[\w-]*)\s+(?=(?:a|an|the|its|their|also)\s)", bare, re.I)
    if kind:
        inner = _stated(bare[kind.end() :] + (f" {gloss[0]}" if gloss else ""), (span[0] + kind.end(), span[1]))
        return replace(inner, only_for=_singular(kind[1]), span=span) if inner else None
    made = _flag(words, span) or _plain(words, bare, span)
    return (
        glossed(made, gloss[1].strip(), (span[0] + gloss.start(1), span[0] + gloss.end(1))) if made and gloss else made
    )


_WEEKDAY = regex(r"(?:an?\s+|the\s+|its\s+)?(?P<label>(?:[a-z][\w-]*\s)?(?:weekday|day\s+of\s+the\s+week))", re.I)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MOMENT = regex(
    r"(?:\b(?:an?|the|its)\s+)?\b(?P<label>(?!(?:an?|the|its)\b)[a-z][a-z-]+)\s+(?:date\s+and\s+time|date/time|time\s+and\s+date)\b",
    re.I,
)
""" "start date and time": the moment at which it starts."""
_MADE_OF = regex(
    r"(?:an?\s+|the\s+|its\s+)?(?:(?P<label>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\s+(?:of|with)\s+(?:exactly\s+|(?P<bound>at most|up to|no more than|at least)\s+)?(?P<count>\d+|[a-z]+)\s+(?P<sign>letters|digits|characters|figures|signs)"
    r"|(?P<before>\d+|[a-z]+)[- ](?P<one>letter|character|sign)\s+(?P<after>[a-z][\w-]*))$",
    re.I,
)


def _made_of(bare: str, span: Span) -> Stated | None:
    """ "a code of four letters", "a PIN of five digits", "a five-character key": a text of just that length."""
    found = _MADE_OF.match(bare.strip())
    if found is None:
        return None
    said = (found["count"] or found["before"]).lower()
    count = int(said) if said.isdigit() else _DIGITS.index(said) + 1 if said in _DIGITS else None
    label = (found["label"] or found["after"]).lower()
    signs = (found["sign"] or found["one"]).lower().rstrip("s")
    if count is None:
        return None
    bound = (found["bound"] or "").lower()
    length = (None if bound and bound != "at least" else count, None if bound == "at least" else count)
    return Stated(label, span, kind="text", length=length, signs=signs if signs in {"letter", "digit"} else "")


def _flag(words: Sequence[Token], span: Span) -> Stated | None:
    """ "whether it is flammable"."""
    if not words or words[0].lower not in {"whether", "if"}:
        return None
    rest = [w for w in words[1:] if w.pos not in {"PRON", "DET"} and w.lemma not in {"be", "have"} and w.lower != "or"]
    label = " ".join(w.lower for w in rest if w.lower != "not")
    return Stated(label, span, flag=True) if label else None


def _plain(words: Sequence[Token], bare: str, span: Span) -> Stated | None:
    optional = any(w.lower in {"optional", "optionally"} for w in words[:2])
    optional = optional or any(x in bare.lower() for x in ("if any", "if known"))
    core = [w for w in words if w.lower not in {"optional", "optionally"}]
    core = [w for i, w in enumerate(core) if not (i and w.pos == "DET" and core[i - 1].lower == "of")]
    while core and (core[0].lower in _DETERMINERS or core[0].lower in {"also", "only", "then", "and"}):
        core = core[1:]
    cut = next(
        (
            i
            for i, w in enumerate(core)
            if i and w.pos in {"PREP", "SCONJ", "PRON"} and w.lower not in {"of", "from", "until", "till", "to"}
        ),
        len(core),
    )
    if 0 < cut == len(core) - 1 and (
        core[cut - 1].pos in {"VERB", "ADJ"} or core[cut - 1].lower in AWAY
    ):  # "fired on", "ready at"
        cut += 1
    label, tail = core[:cut], core[cut:]
    ranged = next((i for i, w in enumerate(label) if w.lower in {"from", "to"} and i + 1 < len(label)), None)
    if ranged:
        label, tail = label[:ranged], label[ranged:] + tail
    if not label or len(label) > 6 or not _names(label) or [w.lower for w in tail[:2]] == ["in", "order"]:
        return None
    unit, window, literal = _tail(tail, bare, span)
    digits = re.match(rf"(?:an?\s+)?(\d+|{'|'.join(_DIGITS)})[- ]digit\s+(\w+)$", bare, re.I)
    if digits:
        count = _DIGITS.index(digits[1].lower()) + 1 if digits[1].lower() in _DIGITS else int(digits[1])
        low, high = Decimal(10 ** (count - 1)), Decimal(10**count - 1)
        return Stated(digits[2].lower(), span, kind="integer", low=low, high=high, optional=optional)
    if unit.lower() == "stock" and label[0].lower in {"number", "quantity", "amount"}:
        return _bounded(Stated("stock", span, kind="integer", optional=optional), literal)
    made = Stated(
        _label(label), span, plural=_plural(label), unit=unit, window=window, optional=optional, owner=_owner(label)
    )
    return _bounded(made, literal)


def _names(words: Sequence[Token]) -> bool:
    """True where the words can be the name of a field: no verb but a participle or a mistaken noun, no number, no mark."""
    for index, word in enumerate(words):
        if word.pos in {"PUNCT", "NUM", "AUX", "MODAL", "CONJ", "SYM"} or (word.quoted and len(words) > 1):
            return False
        if (
            word.pos == "VERB"
            and len(words) > 1
            and not (word.form in {"past", "part", "ing"} or (index == 0 and word.form == "base"))
        ):
            return False
        if word.pos in {"PRON", "DET"}:
            return False
    return True


def _label(words: Sequence[Token]) -> str:
    """The words without possessive marks, the last noun in the singular."""
    kept = [w for w in words if w.lower not in {"'s", "’s", "'", "’"} and w.lower not in {"the", "a", "an", "its"}]
    nouns = [i for i, w in enumerate(kept) if w.pos in {"NOUN", "PROPN"}]
    counted = next((i for i, w in enumerate(kept) if i and w.lower == "of"), None)
    if counted is not None:  # "number of adults": what it is a number of stays as it is said
        return " ".join(w.lower for w in kept)
    last = nouns[-1] if nouns else len(kept) - 1
    made = [
        _word(w, singular=i == last and not (i + 1 < len(kept) and kept[i + 1].pos == "VERB"))
        for i, w in enumerate(kept)
    ]
    return " ".join(made)


def _word(token: Token, *, singular: bool) -> str:
    if singular and token.pos == "NOUN" and token.plural:
        return token.lemma
    return token.lower


def _plural(words: Sequence[Token]) -> bool:
    end = next((i for i, w in enumerate(words) if i and w.lower == "of"), len(words))
    noun = next((w for w in reversed(words[:end]) if w.pos in {"NOUN", "PROPN"}), None)
    return noun is not None and noun.plural


def _owner(words: Sequence[Token]) -> str:
    mark = next((i for i, w in enumerate(words) if w.lower in {"'s", "’s", "'", "’"}), 0)
    return words[mark - 1].lemma if mark else ""


def _tail(tail: Sequence[Token], bare: str, span: Span) -> tuple[str, str, Literal | None]:
    """What stands behind the name: a unit, a period counted over, a bound or range."""
    if not tail:
        return "", "", None
    start = tail[0].start - span[0]
    rest = bare[start:]
    literal = next((x for x in find_literals(rest, tail[0].start) if isinstance(x, Bound | Range | Duration)), None)
    if isinstance(literal, Duration) or re.match(
        r"(?:in|over|during|within) (?:the )?(?:last|past|previous)\b", rest, re.I
    ):
        return "", rest, None
    unit = " ".join(w.text for w in tail[1:] if w.pos != "NUM") if tail[0].lower == "in" and literal is None else ""
    return unit, "", literal


def _bounded(made: Stated, literal: Literal | None) -> Stated:
    limits = more.limits_in(literal.text, (literal,)) if literal is not None else None
    return _limited(made, limits) if limits is not None else made


def _limited(made: Stated, limits: more.Limits) -> Stated:
    return replace(
        made, unit=made.unit or limits.unit, low=limits.low, high=limits.high, low_open=limits.low_open,
        high_open=limits.high_open,
    )  # fmt: skip


def glossed(made: Stated, gloss: str, span: Span) -> Stated:
    """The field with what its parentheses say."""
    gloss = more.plain(gloss)
    whole = _gloss(made, gloss, span)
    parts = tuple(more.pieces(gloss))
    if whole.unread is None or len(parts) < 2:
        return whole
    inner, rest = _gloss(made, parts[0], span), gloss[gloss.index(parts[0]) + len(parts[0]) :].lstrip(" ,;")
    return glossed(inner, rest, span) if inner.unread is None else whole


def _gloss(made: Stated, gloss: str, span: Span) -> Stated:
    """The field with what is said of it in one piece; `unread` where that is not known."""
    plainly = _plainly(made, gloss)
    if plainly is not None:
        return plainly
    lowered = gloss.lower()
    only = re.fullmatch(r"(?:only\s+)?(?:for\s+)?(\w+)s\s+only|only\s+for\s+(\w+)s?|for\s+(\w+)s", lowered)
    if only:
        return replace(made, only_for=next(x for x in only.groups() if x), optional=True)
    several = re.fullmatch(r"(?:several|many|a list of|list of|one or more|any number of)\s*(.*)", lowered)
    if several:
        return replace(made, plural=True, about=_singular(several[1]))
    numbers = _numbers(made, gloss, span)
    if numbers is not None:
        return numbers
    choices = choices_in(gloss)
    if not choices and re.search(r"[,;]", gloss) and made.head in _CONDITIONS:
        choices = choices_in(f"being {gloss}")
        choices = (choices[0].removeprefix("being "), *choices[1:]) if choices else ()
    if choices and not _mixed(choices):
        return replace(made, choices=choices)
    if re.fullmatch(r"(?:in\s+)?[\w/°%²³]+(?:\s(?:degrees|hours|days|minutes))?", lowered) and _known_unit(lowered):
        return replace(made, unit=re.sub(r"^in\s+", "", gloss))
    if re.fullmatch(r"(?:an?|the)\s+\w+(?:[\s-]\w+)?|[A-Z]{2,}", gloss):
        return replace(made, about=_singular(re.sub(r"^(?:an?|the)\s+", "", gloss).lower()))
    return replace(made, unread=span)


def _plainly(made: Stated, gloss: str) -> Stated | None:
    """What is said in fixed words: a type, whether it is needed, unique, how long, what it is at first."""
    lowered = gloss.lower()
    if lowered in _KINDS:
        return replace(made, kind=_KINDS[lowered])
    if lowered in OPTIONAL or more.optional(lowered):
        return replace(made, optional=True)
    if lowered in {"key", "identifier", "primary key"} or more.unique(lowered):
        return replace(made, unique=True)
    if lowered in {"required", "mandatory", "always"} or re.fullmatch(_DECIMALS, lowered):
        return made
    if re.fullmatch(r"(?:not|never) (?:negative|below zero)", lowered):
        return replace(made, low=Decimal(0))
    money = re.fullmatch(rf"(?:in\s+)?(\w+)\s+{_DECIMALS}", gloss, re.I)
    if money and _known_unit(money[1].lower()):
        return replace(made, unit=money[1])
    signs = re.fullmatch(r"(?:exactly\s+)?(\d+|[a-z]+)\s+(letter|digit)s", lowered)
    if signs and (signs[1].isdigit() or signs[1] in _DIGITS):
        count = int(signs[1]) if signs[1].isdigit() else _DIGITS.index(signs[1]) + 1
        return replace(made, kind="text", length=(count, count), signs=signs[2])
    length, start = length_of(gloss.removesuffix(" long")), count_from(gloss)
    if length is not None:
        return replace(made, kind=made.kind or "text", length=length)
    if more.first_value(gloss) is not None:
        return replace(made, first=more.first_value(gloss))
    return replace(made, kind="integer", counted=start) if start is not None else None


def _numbers(made: Stated, gloss: str, span: Span) -> Stated | None:
    """ "1 to 60", "above 0 and at most 25", "whole number between 1 and 5", "45 or 90 minutes", "A to F", "a Saturday"."""
    whole = re.match(r"(?:an?\s+)?(?:whole\s+number|integer)\b\s*", gloss, re.I)
    literals = find_literals(gloss, span[0])
    limits = more.limits_in(gloss, literals)
    if limits is not None:
        return _limited(replace(made, kind="integer") if whole else made, limits)
    days = [d for x in literals if isinstance(x, Weekdays) for d in x.days]
    if days and re.fullmatch(r"(?:an?\s+|always\s+|on\s+)*[a-z]+(?:,? (?:or|and|to) (?:an?\s+)?[a-z]+)*", gloss, re.I):
        return replace(made, weekdays=tuple(days), kind=made.kind or "date")
    least = re.fullmatch(r"(?:starting\s+)?from\s+(-?\d+(?:\.\d+)?)(?:\s+(?:on|up|upwards|onwards))?", gloss, re.I)
    if least:
        return replace(made, low=Decimal(least[1]))
    letters = re.fullmatch(r"(?:from\s+)?([A-Z])\s*(?:to|-|–)\s*([A-Z])", gloss)
    if letters and letters[1] < letters[2]:
        return replace(made, choices=tuple(chr(c) for c in range(ord(letters[1]), ord(letters[2]) + 1)))
    among = re.fullmatch(
        r"(?:either\s+)?(\d+(?:\.\d+)?(?:,\s*\d+(?:\.\d+)?)*),?\s+or\s+(\d+(?:\.\d+)?)(?:\s+([\w%€]+))?", gloss
    )
    if among and (not among[3] or _known_unit(among[3].lower())):
        values = (*re.findall(r"\d+(?:\.\d+)?", among[1]), among[2])
        return replace(made, among=tuple(Decimal(v) for v in values), unit=made.unit or (among[3] or ""))
    return None


def _mixed(choices: tuple[str, ...]) -> bool:
    """Whether it says of what type it is as well: "whole number, 1 to 60"."""
    said = {"unique", "required", "mandatory", *_KINDS, *OPTIONAL}
    bounded = (isinstance(x, Bound | Range) for c in choices for x in find_literals(c, 0))
    counted = (isinstance(x, Money | Duration | Percent) for c in choices for x in find_literals(f"5 {c}", 0))
    return any(c.lower() in said for c in choices) or any(bounded) or any(counted)


def _known_unit(words: str) -> bool:
    unit = re.sub(r"^in\s+", "", words)
    return any(not isinstance(x, Number) and x.text.endswith(unit) for x in find_literals(f"5 {unit}", 0))


def choices_in(gloss: str) -> tuple[str, ...]:
    """The values of "single, double or suite", as they are written; none where it is no such list."""
    parts = [p.strip() for p in re.split(r"\s*[,;|/]\s*(?:or\s+|and\s+)?|\s+or\s+|\s+and\s+", gloss) if p.strip()]
    parts = [re.sub(r"^(?:one of|either|e\.g\.|such as)\s+", "", p, flags=re.I) for p in parts]
    plain = all(1 <= len(p.split()) <= 4 and re.fullmatch(r"[\w][\w '’+°%.-]*|[\"“][^\"”]+[\"”]", p) for p in parts)
    if (
        len(parts) < 2
        or not plain
        or re.match(
            r"(?:e\.g\.|such as|for example|(?:like|in|none|no|not|each|all|only|if|when|the|at) \w)", parts[0], re.I
        )
    ):
        return ()
    return tuple(dict.fromkeys(p.strip('"“”') for p in parts))


def _singular(word: str) -> str:
    """The lemma of a noun, possibly in the plural."""
    found = tag(word)
    if not found:
        return word.lower()
    lemma = found[-1].lemma if found[-1].pos == "NOUN" else found[-1].lower
    return " ".join([*(t.lower for t in found[:-1]), lemma])
