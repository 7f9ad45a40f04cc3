"""Reads what counts how much and what that makes: "An adult counts 2 points, a child 1. Up to 2 points make a small parcel"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._literals import Bound, Duration, Literal, Measure, Money, Number, Range
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import amount, both, choice, compare, either
from autogenesis.language._tokens import tag
from autogenesis.language.readings._inventories import singular

_COUNTS = r"(?:counts?(?:\s+(?:as|for))?|is\s+worth|are\s+worth|scores?|earns?|gives?|brings?|makes?)"
_EACH = r"(?:an?|each|every|one|per|the)"
_WORTH = regex(
    rf"^{_EACH}\s+(?P<thing>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\s+{_COUNTS}\s+(?P<worth>[\w.]+)\s+(?P<unit>points?|marks?|credits?|stars?|units?)\b",
    re.I,
)
_MORE = regex(
    rf"^\s*[,;]?\s*(?:and\s+|but\s+)?(?:{_EACH}\s+)?(?P<thing>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\s+(?:{_COUNTS}\s+|with\s+)?(?P<worth>\d[\d.]*|half(?: an?)?|one|two|three|four|five|six|seven|eight|nine|ten)(?:\s+(?:points?|marks?|credits?|stars?|units?))?\s*(?=[,;.]|and\b|$)",
    re.I,
)
_MAKES = regex(r"^(?:makes?|is|are|be|means?|counts? as|gives?|gets?|earns?|yields?|becomes?|results? in)\b\s*", re.I)
_SIZES = frozenset("small medium large big middle middling tiny huge little short long".split())
_ABOVE = regex(
    r"^(?:every|each|any)\s+(?:further\s+|additional\s+|extra\s+|started\s+)?(?P<unit>[a-z]+)\s+(?:over|above|beyond|more than)\s+(?P<from>that|\d[\d.]*)\s+adds?\s+(?:another\s+|a further\s+)?(?P<more>.+?)\.?$",
    re.I,
)


@dataclass(slots=True)
class Worth:
    """What was reckoned last: the entity, the derivation that is counted, and the ones that follow from its bands."""

    entity: EntityDraft
    counted: str
    made: tuple[str, ...] = ()
    top: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Band:
    """From where to where, what that is called, and the measure in parentheses behind it."""

    low: Decimal | None
    high: Decimal | None
    open_low: bool
    open_high: bool
    label: str
    gloss: Literal | None


def read_worth(unit: Unit, draft: Draft) -> None:
    """ "An adult counts 2 points, a child 1": the points of whatever counts adults and children."""
    if draft.claimed(unit.span):
        return
    first = _WORTH.match(unit.text)
    if first is None or _number(first["worth"]) is None:
        return
    parts = [(first["thing"], first["worth"])]
    rest = unit.text[first.end() :]
    while (more := _MORE.match(rest)) is not None:
        parts.append((more["thing"], more["worth"]))
        rest = rest[more.end() :]
    if rest.strip(" .;"):
        return
    found = _counting([thing for thing, _ in parts], draft)
    if found is None:
        draft.explain(unit.span, f"nothing is kept of how many there are of “{first['thing']}”")
        return
    entity, names = found
    total: bp.Expression | None = None
    for name, (_, said) in zip(names, parts, strict=True):
        worth = _number(said)
        if worth is None:
            return
        factor = bp.whole(int(worth)) if worth == int(worth) else bp.number(worth)
        term = bp.Arithmetic(operator="*", left=bp.path("it", name), right=factor)
        total = term if total is None else bp.Arithmetic(operator="+", left=total, right=term)
    assert total is not None
    plural = first["unit"].lower().rstrip("s") + "s"
    whole = all((_number(w) or Decimal("0.5")) % 1 == 0 for _, w in parts)
    made = _derive(entity, plural, bp.INTEGER if whole else bp.DECIMAL, total, unit)
    draft.remember(Worth(entity, plural))
    draft.claim(unit.span, "worth", [made])


def _counting(things: list[str], draft: Draft) -> tuple[EntityDraft, list[str]] | None:
    """The entity that keeps how many there are of each of the things, with the fields that do."""
    for entity in draft.entities.values():
        names = [_count_of(entity, singular(thing.lower())) for thing in things]
        if all(names):
            return entity, [name for name in names if name]
    return None


def _count_of(entity: EntityDraft, thing: str) -> str | None:
    for f in entity.fields.values():
        label = f.label.lower()
        bare = re.sub(r"^(?:number|count) of ", "", label)
        if f.type.kind in {"integer", "decimal"} and thing in {singular(bare), bare}:
            return f.name
    return None


def _number(said: str) -> Decimal | None:
    words = said.lower()
    if words.startswith("half"):
        return Decimal("0.5")
    found = find_literals(words, 0)
    return found[0].value if len(found) == 1 and isinstance(found[0], Number | Measure) else None


def _derive(entity: EntityDraft, label: str, kind: bp.Type, value: bp.Expression, unit: Unit) -> str:
    name = snake(label)
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}", spans=(unit.span,), name=name, label=label, type=kind, value=value,
        summary=" ".join(unit.text.split()),
    )  # fmt: skip
    return entity.derivations[name].id


def read_prose_bands(unit: Unit, draft: Draft) -> None:
    """ "Up to 2 points make a small parcel (9 kg), 3 to 5 a medium one (16 kg), more a large one"."""
    if draft.claimed(unit.span):
        return
    segments = _segments(unit.text)
    bands = [_band(text, first=index == 0) for index, text in enumerate(segments)]
    read = [band for band in bands if band is not None]
    if len(read) < 2 or len(read) < len(bands) or len({b.label for b in read}) < len(read):
        return
    literal = _first_literal(segments[0])
    found = _measured(literal, draft) if literal is not None else None
    if found is None:
        draft.explain(unit.span, f"it is not known what of which thing “{segments[0]}” speaks of")
        return
    entity, counted = found
    read = _closed(read)
    noun, labels = _named(read)
    value = bp.path("it", counted)
    kind = bp.Type(kind="choice", choices=labels)
    decided = _cases(
        value, entity.member(counted).type, [(b, choice(x, labels)) for b, x in zip(read, labels, strict=True)]
    )
    sized = bool({x.split()[0].lower() for x in labels} & _SIZES)
    name = f"{noun} {'size' if sized else 'class'}".strip() if noun else "level"
    made = [_derive(entity, name, kind, decided, unit)]
    glosses = [b.gloss for b in read]
    if all(isinstance(g, Measure | Money | Duration) for g in glosses):
        label, of = _gloss_label(noun, glosses[0])
        values = [(b, _literally(of, b.gloss)) for b in read]
        made.append(_derive(entity, label, of, _cases(value, entity.member(counted).type, values), unit))
    elif any(g is not None for g in glosses):
        draft.explain(unit.span, "what stands in parentheses is not of one kind")
        for each in made:
            entity.derivations.pop(each.rpartition(".")[2], None)
        return
    draft.remember(Worth(entity, counted, tuple(m.rpartition(".")[2] for m in made), read[-1].high))
    draft.claim(unit.span, "prose_bands", made)


def _segments(text: str) -> list[str]:
    found, depth, start = [], 0, 0
    text = text.strip().rstrip(".")
    for cut in re.finditer(
        r"[()]|\s*[,;]\s*(?:and\s+)?(?=\S)|\s+and\s+(?=(?:an?\s|from\s|above\s|over\s|more\s|\d|up to\s|below\s|under\s|at\s))",
        text,
    ):
        if cut[0] in "()":
            depth += 1 if cut[0] == "(" else -1
        elif depth == 0 and not re.search(r"between\s+\S+(?:\s\S+)?$", text[start : cut.start()], re.I):
            found.append(text[start : cut.start()])
            start = cut.end()
    found.append(text[start:])
    return [each.strip() for each in found if each.strip()]


def _first_literal(text: str) -> Literal | None:
    found = find_literals(text, 0)
    return found[0] if found else None


def _band(text: str, *, first: bool) -> _Band | None:
    said = re.match(r"(?:from|with|for)\s+(?=\d+\s*(?:to|[-–]))", text, re.I)
    text = text[said.end() :] if said else text
    rest_of = re.match(
        r"(?:above(?: that)?|more|beyond(?: that)?|anything above|everything above|from there(?: on)?)\s+(?!than\b|\d)",
        text,
        re.I,
    )
    literal = _first_literal(text)
    low, high, open_low, open_high = None, None, False, False
    if rest_of:
        end = rest_of.end()
        open_low = True
    elif isinstance(literal, Range) and literal.span[0] == 0:
        low, high, end = _value(literal.low), _value(literal.high), literal.span[1]
    elif isinstance(literal, Bound) and literal.span[0] == 0:
        value = _value(literal.value)
        upper = literal.op in {"<", "<="}
        low, high = (None, value) if upper else (value, None)
        open_low, open_high, end = literal.op == ">", literal.op == "<", literal.span[1]
    else:
        return None
    if not rest_of and low is None and high is None:
        return None
    after = text[end:].strip()
    after = re.sub(r"^(?:points?|marks?|stars?|credits?|years?|kg|km|cm|m)\b\s*", "", after)
    verb = _MAKES.match(after)
    if first and not verb:
        return None
    after = after[verb.end() :] if verb else after
    return _labelled(after, low, high, open_low, open_high)


def _labelled(after: str, low: Decimal | None, high: Decimal | None, open_low: bool, open_high: bool) -> _Band | None:
    shape = re.fullmatch(
        r"(?:an?\s+|the\s+|as\s+)?([A-Za-z][\w-]*(?:\s[A-Za-z][\w-]*){0,2}|[\"“][^\"”]+[\"”])\s*(?:\(([^)]*)\))?",
        after.strip(),
    )
    if shape is None:
        return None
    words = tag(shape[1].strip('"“”'))
    if not words or any(w.pos not in {"NOUN", "ADJ", "PROPN", "NUM", "PRON"} for w in words):
        return None
    inside = find_literals(shape[2], 0) if shape[2] else ()
    whole = len(inside) == 1 and inside[0].text.strip() == (shape[2] or "").strip()
    if shape[2] and not whole:
        return None
    return _Band(low, high, open_low, open_high, shape[1].strip('"“”').lower(), inside[0] if whole else None)


def _value(literal: object) -> Decimal | None:
    return getattr(literal, "value", None)


def _closed(bands: list[_Band]) -> list[_Band]:
    """ "above that" begins where the band before it ends."""
    made: list[_Band] = []
    for band in bands:
        if band.low is None and band.high is None and made:
            band = replace(band, low=made[-1].high, open_low=not made[-1].open_high)
        made.append(band)
    return made


def _measured(literal: Literal, draft: Draft) -> tuple[EntityDraft, str] | None:
    """The one number that a measure speaks of, by its unit or its name."""
    inner = literal.low if isinstance(literal, Range) else literal.value if isinstance(literal, Bound) else literal
    high = literal.high if isinstance(literal, Range) else inner
    unit = next((x.unit for x in (high, inner) if isinstance(x, Measure | Duration)), "")
    last = draft.recall(Worth)
    if last is not None and last.counted.rstrip("s") == unit:
        return last.entity, last.counted
    found: list[tuple[EntityDraft, str]] = []
    for entity in draft.entities.values():
        members: list[bp.FieldOf | bp.Derivation] = [*entity.fields.values(), *entity.derivations.values()]
        for member in members:
            words = {singular(w) for w in member.label.lower().split()}
            named = unit in words or (member.type.unit or "").rstrip("s") == unit
            if unit and member.type.is_number and named:
                found.append((entity, member.name))
    return found[0] if len(found) == 1 else None


def _named(bands: list[_Band]) -> tuple[str, tuple[str, ...]]:
    """The noun that all labels share, and the labels without it."""
    words = [b.label.split() for b in bands]
    noun = words[0][-1] if len(words[0]) > 1 else ""
    bare = tuple(" ".join(w[:-1]) if len(w) > 1 and w[-1] in {noun, "one"} else " ".join(w) for w in words)
    return noun, bare


def _gloss_label(noun: str, gloss: Literal | None) -> tuple[str, bp.Type]:
    if isinstance(gloss, Money):
        return f"{noun} price".strip(), bp.Type(kind="money", currency=gloss.currency)
    if isinstance(gloss, Duration):
        unit = f"{gloss.unit.removesuffix('s')}s"
        return f"{noun} duration".strip(), bp.Type(kind="duration", unit=unit)
    unit = gloss.unit if isinstance(gloss, Measure) else ""
    word = {"kg": "weight", "g": "weight", "t": "weight", "cm": "length", "m": "length", "l": "volume"}.get(unit, unit)
    return f"{noun} {word}".strip(), bp.Type(kind="decimal", unit=unit)


def _literally(kind: bp.Type, gloss: Literal | None) -> bp.Expression:
    value = _value(gloss)
    assert value is not None
    return amount(kind, value)


def _cases(value: bp.Expression, kind: bp.Type, bands: list[tuple[_Band, bp.Expression]]) -> bp.Expression:
    """The value for the band that the number lies in; absent where it lies in none."""
    made: bp.Expression = bp.nothing()
    ends = [None, *(band.high for band, _ in bands[:-1])]
    for (band, result), before in reversed(list(zip(bands, ends, strict=True))):
        terms: list[bp.Expression] = []
        if band.low is not None:
            low: bp.Expression = compare(value, ">" if band.open_low else ">=", amount(kind, band.low))
            beyond = before is not None and before < band.low
            terms.append(
                either(low, compare(value, ">", amount(kind, before))) if beyond and before is not None else low
            )
        if band.high is not None:
            terms.append(compare(value, "<" if band.open_high else "<=", amount(kind, band.high)))
        made = bp.Conditional(test=both(*terms), then=result, otherwise=made)
    return made


def _opened(expression: bp.Expression) -> bp.Expression:
    """The cases, the last one without its upper end: something is said of what lies above."""
    if not isinstance(expression, bp.Conditional):
        return expression
    if isinstance(expression.otherwise, bp.Conditional):
        return expression.model_copy(update={"otherwise": _opened(expression.otherwise)})
    test = expression.test
    kept = (
        [t for t in test.terms if not (isinstance(t, bp.Compare) and t.relation in {"<", "<="})]
        if isinstance(test, bp.AllOf)
        else [test]
    )
    return expression.model_copy(update={"test": both(*kept)})


def read_band_above(unit: Unit, draft: Draft) -> None:
    """ "Every point over 9 adds 2.5 kg": what lies above the last band makes its measure more."""
    last = draft.recall(Worth)
    match = _ABOVE.match(unit.text.strip())
    if draft.claimed(unit.span) or match is None or last is None:
        return
    measured = last.entity.member(last.counted)
    names = {singular(last.counted), measured.name, (measured.type.unit or "").rstrip("s")}
    if singular(match["unit"].lower()) not in names:
        return
    added = find_literals(match["more"], 0)
    if len(added) != 1 or not isinstance(added[0], Measure | Money) or added[0].text.strip() != match["more"].strip():
        return
    name = next((n for n in last.made if _same_unit(last.entity.derivations[n].type, added[0])), None)
    start = last.top if match["from"].lower() == "that" else Decimal(match["from"])
    if name is None or start is None:
        return
    known = last.entity.derivations[name]
    counted = last.entity.member(last.counted).type
    above = bp.Arithmetic(operator="-", left=bp.path("it", last.counted), right=amount(counted, start))
    over = bp.Extreme(which="largest", terms=(bp.whole(0), above))
    more = bp.Arithmetic(operator="*", left=over, right=bp.number(added[0].value))
    for each in last.made:
        derivation = last.entity.derivations[each]
        last.entity.derivations[each] = derivation.model_copy(update={"value": _opened(derivation.value)})
    value: bp.Expression = bp.Arithmetic(operator="+", left=_opened(known.value), right=more)
    if known.type.kind == "money":
        value = bp.Rounded(way="half_up", value=value, places=2)
    last.entity.derivations[name] = known.model_copy(update={"value": value, "spans": (*known.spans, unit.span)})
    draft.claim(unit.span, "band_above", [known.id])


def _same_unit(kind: bp.Type, literal: Measure | Money) -> bool:
    return kind.kind == "money" if isinstance(literal, Money) else kind.unit == literal.unit
