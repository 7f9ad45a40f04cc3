"""Reads classes given by wording, the first that fits: "urgent if it contains the word “now”; otherwise question if it ends with a question mark"."""

from __future__ import annotations

import re
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article, snake
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Bound, Literal, Measure, Money, Number, Percent, Range
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import amount, both, choice, either, same
from autogenesis.language._text import Span
from autogenesis.language.meaning._comparisons import RELATIONS
from autogenesis.language.readings._text_files import TextFiles

_ONE = r"(?:exactly\s+|just\s+)?(?:one|an?|its|the)\s+(?P<label>[a-z][a-z -]*?)\s*:\s*"
_EACH = r"(?:every|each|an?)\s+(?P<thing>[a-z][a-z -]*?)\s+"
_HEADERS = (
    regex(rf"\b(?:gives?|assigns?)\s+(?:to\s+)?{_EACH}{_ONE}", re.IGNORECASE),
    regex(
        rf"(?:^|,\s*|\bwant\s+|\bthat\s+){_EACH}(?:(?:shall|must|should|will|to)\s+)?(?:gets?|(?:is|be)\s+given|(?:is|be)\s+(?:assigned|labelled|tagged|marked|put|sorted|placed)(?:\s+(?:with|in|into))?|receives?|has|have"
        rf"|falls?\s+into|belongs?\s+to|bears?|carr(?:y|ies))\s+{_ONE}",
        re.IGNORECASE,
    ),
    regex(rf"\b(?:puts?|sorts?|places?|files?)\s+{_EACH}in(?:to)?\s+{_ONE}", re.IGNORECASE),
    regex(
        rf"\b(?:sorts?|classes|classify|classifies|labels?|marks?|tags?)\s+{_EACH}as(?:\s+(?:an?\s+)?(?=\S)|\s*:\s*)",
        re.IGNORECASE,
    ),
    regex(
        rf"^{_EACH}(?:is|counts\s+as|(?:shall|must|should)\s+be)\s+(?:(?:classed|classified|sorted|labelled|marked|tagged|treated|counted)\s+as\s*:?\s*)?"
        r"(?:an?\s+)?(?=\S|$)",
        re.IGNORECASE,
    ),
)
_ELSE = regex(
    r"\s*[;,.:]\s*(?:and\s+)?(?=(?:otherwise|or\s+else|else|failing\s+that|if\s+not)\b|[\"“][^\"”“]+[\"”]\s+(?:if|when|where)\b|[a-z-]+\s+(?:if|when)\s+(?:it|they|the)\b)",
    re.IGNORECASE,
)
_LEAD = regex(
    r"^(?:otherwise|or\s+else|else|failing\s+that|if\s+not)\b,?\s*(?:it\s+is\s+|as\s+)?(?:an?\s+)?", re.IGNORECASE
)
_LINE = regex(
    r"^(?P<name>[\"“]?[a-z][a-z -]*?[\"”]?)(?:,?\s+(?:if|when|where)\s+(?:it|they|the\s+(?P<field>[a-z]+))\s+(?P<test>.+))?$",
    re.IGNORECASE | re.DOTALL,
)
_IS = regex(r"^(?:is|are|lies|lie|stands\s+at|was)\s+", re.IGNORECASE)
_OR = regex(r"\s+or\s+(?:if\s+)?(?:it\s+)?(?=(?:contains?|has|includes?|mentions?|ends?|finishes)\b)", re.IGNORECASE)
_HAS = regex(
    r"^(?:contains?|has|includes?|mentions?|uses?)\s+(?:(?:one|any|either)\s+of\s+)?(?:the\s+|an?\s+)?(?:(?:words?|phrases?|terms?|expressions?)\s+)?",
    re.IGNORECASE,
)
_ENDS = regex(r"^(?:ends?|finishes)\s+(?:with|in|on)\s+(?:an?\s+|the\s+)?(?P<what>.+)$", re.IGNORECASE)
_QUOTE = regex(r"[\"“‘']([^\"”“’]+)[\"”’']")
_MARKS = {
    "question mark": "?",
    "exclamation mark": "!",
    "full stop": ".",
    "period": ".",
    "colon": ":",
    "semicolon": ";",
}


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of a thing by its wording."""

    entity: EntityDraft
    name: str
    choices: tuple[str, ...]

    def chosen(self, noun: str) -> str | None:
        """The class that a noun names, in the singular or the plural."""
        lowered = noun.lower()
        return next((each for each in self.choices if lowered in {each, plural_of(each)}), None)


def read_classes(unit: Unit, draft: Draft) -> None:
    """ "Every line gets one class: “order” if it contains the word "buy"; otherwise remark." """
    header = next((found for each in _HEADERS if (found := each.search(unit.text)) is not None), None)
    held = _thing(header["thing"], draft) if header is not None and not draft.claimed(unit.span) else None
    if header is None or held is None:
        return
    entity, text = held
    parts, spans = _parts(unit, header.end(), draft)
    cases = []
    for part in parts:
        text = _looked_at(part, entity) or text  # "it" is what was looked at before
        cases.append(_case(part, entity, text))
    read = [case for case in cases if case is not None]
    if len(read) < 2 or len(read) < len(cases) or read[0][1] is None or any(test is None for _, test in read[:-1]):
        return
    label = (header.groupdict().get("label") or "class").lower()
    name = snake(label)
    name = f"{entity.name}_{name}".strip("_") if name.endswith("_") or name in entity.fields else name
    if name in entity.derivations:
        return
    choices = tuple(dict.fromkeys(each for each, _ in read))
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}", spans=spans, name=name, label=label,
        type=bp.Type(kind="choice", choices=choices), value=_first(read, choices), summary=f"What kind of {entity.label} it is by its wording; the first that fits.",
    )  # fmt: skip
    draft.remember(Classes(entity, name, choices))
    if any("function='contains_word'" in repr(test) for _, test in read):
        draft.assume(
            f"What decides the {label} of {article(entity.label)} is looked for as whole words; capitals make no difference.",
            unit.span,
        )
    for span in spans:
        draft.claim(span, "class_by_wording", [f"derivation.{entity.name}.{name}"])


def _parts(unit: Unit, start: int, draft: Draft) -> tuple[list[str], tuple[Span, ...]]:
    """The classes in their order, in the sentence itself or in the bullets that follow it, and where they stand."""
    body = unit.text[start:].strip(" .:")
    if body:
        return _ELSE.split(body), (unit.span,)
    bullets: list[Unit] = []
    for other in draft.units[unit.number :]:
        if other.block.kind != "bullet":
            break
        bullets.append(other)
    return [each.text.strip(" .;,") for each in bullets], (unit.span, *(each.span for each in bullets))


def _first(cases: list[tuple[str, bp.Expression | None]], choices: tuple[str, ...]) -> bp.Expression:
    """The first class whose test holds; none where the last has a test that does not."""
    name, test = cases[-1]
    value: bp.Expression = choice(name, choices)
    if test is not None:
        value = bp.Conditional(test=test, then=value, otherwise=bp.nothing())
    for name, test in reversed(cases[:-1]):
        assert test is not None
        value = bp.Conditional(test=test, then=choice(name, choices), otherwise=value)
    return value


def _thing(label: str, draft: Draft) -> tuple[EntityDraft, str | None] | None:
    """What is sorted, with its text; none where it is said in each case what is looked at."""
    files = draft.recall(TextFiles)
    entity = draft.find_entity(label.lower()) or (files.line if files and label.lower().split()[-1] == "line" else None)
    texts = [f.name for f in entity.fields.values() if f.type.kind == "text" and f.required] if entity else []
    wanted = next(
        (name for name in ("text", "body", "message", "content") if name in texts),
        texts[0] if len(texts) == 1 else None,
    )
    return (entity, wanted) if entity is not None else None


def _looked_at(part: str, entity: EntityDraft) -> str | None:
    """The field that a case names: "if the remark contains …"."""
    found = _LINE.match(" ".join(_LEAD.sub("", part.strip()).split()))
    name = snake(found["field"]) if found is not None and found["field"] else ""
    return name if name in entity.fields and name != entity.name else None


def _case(part: str, entity: EntityDraft, text: str | None) -> tuple[str, bp.Expression | None] | None:
    """A class and when it is given; None where the words are not understood."""
    found = _LINE.match(" ".join(_LEAD.sub("", part.strip()).split()))
    if found is None or len(found["name"].split()) > 3:
        return None
    name = _QUOTE.sub(r"\1", found["name"]).lower()
    if found["test"] is None:
        return name, None
    f = entity.fields.get(text) if text is not None else None
    if f is None or (found["field"] and snake(found["field"]) not in {f.name, entity.name}):
        return None
    if f.type.kind != "text":
        test = _amount(found["test"], f)
        return (name, test) if test is not None else None
    tests = [_test(each.strip(" ,"), f"it.{f.name}") for each in _OR.split(found["test"])]
    known = [each for each in tests if each is not None]
    return (name, either(*known)) if len(known) == len(tests) else None


def _amount(words: str, f: bp.FieldOf) -> bp.Expression | None:
    """What is said of a number or a choice: "is 4 or 5", "is below 3", "is ERROR or FATAL"."""
    said = _IS.sub("", words).strip(" ,.")
    at = bp.path("it", f.name)
    if f.type.kind == "choice":
        named = {each.lower(): each for each in f.type.choices}
        values = [each.strip(' "“”').lower() for each in re.split(r",\s*(?:or\s+)?|\s+or\s+", said)]
        if not values or any(each not in named for each in values):
            return None
        return either(*(same(at, choice(named[each], f.type.choices)) for each in values))
    if not f.type.is_number:
        return None
    found = find_literals(said, 0)
    rest = said
    for literal in reversed(found):
        rest = rest[: literal.span[0]] + " " + rest[literal.span[1] :]
    if not found or set(rest.replace(",", " ").split()) - {"or", "either"}:
        return None
    terms = [_bounded(at, literal, f.type) for literal in found]
    known = [each for each in terms if each is not None]
    return either(*known) if len(known) == len(terms) else None


def _bounded(at: bp.Expression, literal: Literal, kind: bp.Type) -> bp.Expression | None:
    if isinstance(literal, Range):
        low, high = _bounded(at, literal.low, kind), _bounded(at, literal.high, kind)
        if not isinstance(low, bp.Compare) or not isinstance(high, bp.Compare):
            return None
        return both(low.model_copy(update={"relation": ">="}), high.model_copy(update={"relation": "<="}))
    value = literal.value if isinstance(literal, Bound) else literal
    if not isinstance(value, Number | Measure | Money | Percent):
        return None
    relation = RELATIONS[literal.op] if isinstance(literal, Bound) else "=="
    return bp.Compare(relation=relation, left=at, right=amount(kind, value.value))


def _test(words: str, text: str) -> bp.Expression | None:
    ends, has = _ENDS.match(words), _HAS.match(words)
    if ends is not None:
        quoted = _QUOTE.fullmatch(ends["what"])
        mark = quoted[1] if quoted else _MARKS.get(ends["what"].lower())
        return (
            bp.TextFunction(function="ends_with", arguments=(bp.path(*text.split(".")), bp.text(mark)))
            if mark
            else None
        )
    listed = words[has.end() :] if has else ""
    quotes, rest = _QUOTE.findall(listed), _QUOTE.sub(" ", listed).replace(",", " ").split()
    if not quotes or set(rest) - {"or", "and"} or len(set(rest)) > 1:
        return None
    terms = [
        bp.TextFunction(function="contains_word", arguments=(bp.path(*text.split(".")), bp.text(each.strip(" ,."))))
        for each in quotes
    ]
    return both(*terms) if "and" in rest else either(*terms)
