"""Finds the things that are there one by one: "four vans (V1 to V4), two lorries (L1, L2)", "two halls, North and South"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._inflect import plural_of
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._text import Span
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._kinds import one_of

_NUMBERS = {word: number for number, word in enumerate(
    "one two three four five six seven eight nine ten eleven twelve".split(), start=1)} | {"a": 1, "an": 1}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_CODE = r"(?:[A-Z]{1,4}[- ]?\d{1,4}|[A-Z]|\d{1,4})"
_NAME = r"(?:[A-Z][\w'’]*(?: (?:[A-Z][\w'’]*|\d{1,3}))*)"
_RANGE = regex(rf"({_CODE})\s*(?:to|–|-|through|until)\s*({_CODE})\s*\Z")
_ITEM = regex(
    rf"{_COUNT}\s+(?P<name>[A-Za-z][\w-]*(?:\s[a-z][\w-]*){{0,2}}?)\s*"
    rf"(?:\((?P<inside>[^()]+)\)|(?:,|:|–)?\s*(?:called|named|numbered|labelled|labeled|namely|:)?\s*"
    rf"(?P<after>(?:{_NAME}|{_CODE})(?:(?:\s*,\s*|\s+(?:and|to)\s+|\s*[–-]\s*|\s*,\s*and\s+)(?:{_NAME}|{_CODE}))+))"
)
_OWNS = regex(
    r"^(?:(?:the|our|my|this)\s+[\w' -]{2,40}?|we|i|there)\s+(?:owns?|has|have(?: got)?|runs?|keeps?|rents? out|lends?|hires? out|manages?|looks? after|operates?|is|are)\s+"
    r"|^(?:our|the)?\s*(?:[\w-]+\s*){1,2}:\s*", re.I)  # fmt: skip
_JOIN = regex(r"\s*(?:,\s*and|,|;|and|as well as)\s+")
_SORT = regex(r"\b(?:type|kind|class|sort|category|categories)(?:s|es)? of (?:an? |the )?([a-z-]+)", re.I)
_USED = regex(
    r"\b(?:reserve|book|borrow|rent|hire|use|lend|take|offer|assign|want|choose)s?\s+(?:an?|the|any|another)\s+([a-z-]+)", re.I
)  # fmt: skip
_MOST = 200


@dataclass(frozen=True, slots=True)
class _Item:
    name: str
    codes: tuple[str, ...]


def find_stocks(draft: Draft) -> None:
    """The rows that are there from the beginning, each with its name; where there are several kinds, with its kind."""
    for unit in draft.units:
        if not draft.claimed(unit.span) and f"stock@{unit.id}" not in draft.barred:
            _stock(unit, draft)


def _stock(unit: Unit, draft: Draft) -> None:
    text = " ".join(unit.text.split())
    owning = _OWNS.match(text)
    items = tuple(_items(text[owning.end() :].rstrip(" ."))) if owning is not None else ()
    if not items or len(text) != len(unit.text):
        return
    made = _alone(items[0], unit.span, draft) if len(items) == 1 else _kinds(items, unit.span, draft)
    if made:
        draft.claim(unit.span, "stock", made)


def _items(text: str) -> Iterator[_Item]:
    """The items where the whole stretch is a list of them; nothing otherwise."""
    found: list[_Item] = []
    place = 0
    while place < len(text):
        match = _ITEM.match(text, place)
        item = _item(match) if match is not None else None
        if match is None or item is None:
            return
        found.append(item)
        place = match.end()
        join = _JOIN.match(text, place)
        if join is None and place < len(text):
            return
        place = join.end() if join is not None else place
    yield from found


def _item(match: re.Match[str]) -> _Item | None:
    count = _NUMBERS.get(match["count"].lower()) or (int(match["count"]) if match["count"].isdigit() else 0)
    codes = _codes((match["inside"] or match["after"]).strip())
    if len(codes) != count or len({code.lower() for code in codes}) != count:
        return None
    words = match["name"].split()
    last = words[-1] if count == 1 else one_of(words[-1])
    return _Item(" ".join([*(w.lower() for w in words[:-1]), last.lower()]), codes)


def _codes(text: str) -> tuple[str, ...]:
    """ "T1 to T4" and "W1, W2" and "North and South", one by one."""
    span = _RANGE.match(text)
    if span is not None:
        return tuple(_between(span[1], span[2]))
    parts = [part.strip() for part in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*/\s*", text)]
    if all(re.fullmatch(rf"{_CODE}|{_NAME}", part) for part in parts):
        return tuple(parts)
    return ()


def _between(first: str, last: str) -> Iterator[str]:
    head, low = re.sub(r"\d+\Z", "", first), re.search(r"\d+\Z", first)
    tail, high = re.sub(r"\d+\Z", "", last), re.search(r"\d+\Z", last)
    if low is not None and high is not None and tail in {head, ""}:
        if 0 <= int(high[0]) - int(low[0]) < _MOST:
            width = len(low[0]) if low[0].startswith("0") else 0
            yield from (f"{head}{number:0{width}d}" for number in range(int(low[0]), int(high[0]) + 1))
    elif low is None and high is None and len(first) == len(last) == 1 and first <= last:
        yield from (chr(code) for code in range(ord(first), ord(last) + 1))


def _alone(item: _Item, span: Span, draft: Draft) -> list[str]:
    """ "six rooms (R1 to R6)": the rows of one thing."""
    entity = draft.entity(item.name, span)
    if entity.initial:
        return []
    name = _keyed(entity, item.codes, span, draft)
    entity.initial.extend(((name, _code(entity, name, code)),) for code in item.codes)
    draft.assume(f"The {len(item.codes)} {entity.plural} are there from the start, and no others are added.", span)
    return [entity.id, f"field.{entity.name}.{name}"]


def _kinds(items: tuple[_Item, ...], span: Span, draft: Draft) -> list[str]:
    """ "four vans (V1 to V4), two lorries (L1, L2)": rows of one thing, if the text has a word for them all."""
    general = _general(tuple(item.name for item in items), draft)
    if general is None:
        return [each for item in items for each in _alone(item, span, draft)]
    entity = draft.entity(general, span)
    if entity.initial:
        return []
    name = _keyed(entity, tuple(code for item in items for code in item.codes), span, draft)
    choices = tuple(item.name for item in items)
    said = _SORT.search(draft.text.text)
    label = said[0].split()[0].lower() if said is not None and said[1].lower() == general else "type"
    label = "type" if label.endswith("s") else label
    kind = draft.add_field(entity, label, bp.Type(kind="choice", choices=choices), span)
    for item in items:
        literal = bp.Literally(type=bp.Type(kind="choice", choices=choices), value=item.name)
        entity.kinds[item.name] = (kind, item.name)
        entity.initial.extend(((name, _code(entity, name, code)), (kind, literal)) for code in item.codes)
    listed = ", ".join(
        f"{len(item.codes)} {plural_of(item.name) if len(item.codes) > 1 else item.name}" for item in items
    )
    draft.assume(f"The {entity.plural} are {listed}: each is {article(general)}.", span)
    return [entity.id, f"field.{entity.name}.{name}", f"field.{entity.name}.{kind}"]


def _keyed(entity: EntityDraft, codes: tuple[str, ...], span: Span, draft: Draft) -> str:
    numbered = all(code.isdigit() for code in codes)
    name = draft.add_field(entity, "number" if numbered else "name", bp.INTEGER if numbered else bp.TEXT, span)
    entity.key = entity.key or name
    return name


def _code(entity: EntityDraft, name: str, code: str) -> bp.Literally:
    return bp.whole(int(code)) if entity.fields[name].type.kind == "integer" else bp.text(code)


def _general(names: tuple[str, ...], draft: Draft) -> str | None:
    """The word for all of them: one of their names ends in it, the text speaks of kinds of it, or people use one."""
    kinds = {name.split()[-1] for name in names}
    used = [one_of(word.lower()) for word in _USED.findall(draft.text.text)]
    sorts = [one_of(match.lower()) for match in _SORT.findall(draft.text.text)]
    for word in (*sorts, *used):
        ending = any(kind != word and kind.endswith(word) for kind in kinds)
        if word not in kinds and (ending or word in sorts) and _noun(word):
            return word
    heads = {name.split()[-1] for name in names}
    if len(heads) == 1 and all(len(name.split()) > 1 for name in names):
        return heads.pop()
    counted = sorted(set(used), key=lambda word: (-used.count(word), used.index(word)))
    return next((word for word in counted if word not in kinds and _noun(word)), None)


def _noun(word: str) -> bool:
    return len(word) > 2 and tag(f"a {word}.")[1].pos == "NOUN" and word not in {"slot", "place", "day", "time", "look"}
