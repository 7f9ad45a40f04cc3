"""Reads wishes for less: "Nobody should be able to renew any more", "Drop the list of fines", "We no longer need a nurse"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise, product

from autogenesis.feedback._adding import having
from autogenesis.feedback._compared import lost, spoken, told_changes
from autogenesis.feedback._english import capital, own_stem, stems_of, with_article
from autogenesis.feedback._proposals import NotHeardError, Proposal, Weigh, complaint_of
from autogenesis.feedback._standing import Place, Span, Standing, without_span
from autogenesis.language import tag
from blueprints import Derivation, FieldOf, Operation, Specification

_ANY_MORE = r"(?:\s+(?:any\s?more|any\s+longer|at\s+all))"
_END = (
    r"(?:\s+(?:any\s?more|any\s+longer|at\s+all|altogether|completely|entirely|from\s+now\s+on|again|please))*\s*[.!]?$"
)
_ABILITY = r"(?:(?:the|any)\s+)?(?:possibility|option|ability|chance|feature|function|operation|right|way|rule|need|requirement)\s+"
_WHAT = r"(?P<what>[^.;!]+?)"
_SHAPES = tuple(
    re.compile(shape + _END, re.I)
    for shape in (
        (
            rf"(?:remove|drop|delete|abolish|scrap|cancel|discard|omit|eliminate|take\s+(?:out|away|off)|give\s+up|get\s+rid\s+of|do\s+away\s+with|leave\s+out"
            rf"|strike|forget(?:\s+about)?|skip|lose|retire|disable|switch\s+off|turn\s+off)\s+(?:{_ABILITY}(?:to|of|for|that)\s+)?{_WHAT}"
        ),
        rf"take\s+{_WHAT}\s+(?:out|away|off)",
        rf"(?:stop|no\s+longer|do\s+not(?=.*{_ANY_MORE}))\s+{_WHAT}",
        (
            r"(?:we|they|i)(?:\s+have|'ve)?\s+(?:now\s+)?(?:given\s+up|gave\s+up|stopped|abolished|dropped|done\s+away\s+with|got\s+rid\s+of|ended)"
            rf"\s+{_WHAT}"
        ),
        rf"(?:there\s+(?:should|must|shall|need|is|are)\s+(?:to\s+)?(?:be\s+)?no\s+(?:more\s+|longer\s+(?:a\s+|any\s+)?)?){_WHAT}",
        rf"no\s+more\s+{_WHAT}",
        (
            rf"(?:nobody|no\s?-?one|no\s+\w+)\s+(?:should|must|shall|may|can|is|needs?|has)\s+(?:to\s+)?(?:be\s+)?(?:able\s+|allowed\s+)?"
            rf"(?:to\s+)?{_WHAT}(?={_ANY_MORE})"
        ),
        (
            rf"(?:we|you|people|they|i)\s+(?:do\s+not|no\s+longer|never)\s+(?:need|want|use|require|have|keep)s?\s+"
            rf"(?:to\s+(?:be\s+able\s+to\s+)?)?{_WHAT}"
        ),
        rf"(?:we|you|they|i)\s+(?:(?:do\s+not|shall\s+not|will\s+not)\s+{_WHAT}(?={_ANY_MORE})|no\s+longer\s+(?P<deed>[^.;!]+?))",
        rf"{_WHAT}\s+(?:no\s+longer|do\s+not|does\s+not)\s+(?:needs?|wants?|gets?|requires?|ha(?:s|ve))\s+(?:to\s+)?(?:be\s+)?(?P<deed>[^.;!]+?)",
        rf"it\s+(?:should|must|shall)\s+(?:no\s+longer|not)\s+be\s+(?:possible|allowed|permitted)\s+to\s+{_WHAT}",
        rf"it\s+is\s+(?:no\s+longer|not)\s+(?:possible|allowed|necessary|needed)\s+to\s+{_WHAT}",
        (
            rf"{_WHAT}\s+(?:is|are|should\s+be|must\s+be|should|must|can|may|shall|will|need|needs)\s+(?:be\s+)?no\s+longer"
            rf"(?:\s+be)?\s*(?:possible|needed|allowed|necessary|required|wanted|used|permitted|there|offered|supported|done)?"
        ),
        rf"{_WHAT}\s+(?:is|are)\s+(?:not|no\s+longer)\s+(?:possible|needed|allowed|necessary|required|wanted|used)(?={_ANY_MORE}|\s*\.?$)",
        (
            rf"{_WHAT}\s+(?:should|must|can|may|shall|will|do|does|need|needs|is|are)\s*not\s+(?:be\s+)?(?:able\s+to\s+|allowed\s+to\s+|have\s+to\s+)?"
            rf"(?P<deed>[^.;!]+?)(?={_ANY_MORE})"
        ),
        (
            rf"{_WHAT}\s+(?:should|must|can|may|shall|will|need|needs|have|has|are|is)\s+(?:be\s+)?no\s+longer\s+(?:be\s+)?(?:able\s+to\s+|allowed\s+to\s+|to\s+)?"
            rf"(?P<deed>[^.;!]+?)"
        ),
        rf"{_WHAT}\s+(?:can|should|must|may)\s+(?:go|be\s+(?:gone|dropped|removed|deleted|abolished|left\s+out|scrapped|taken\s+out))",
    )
)
_IDLE = stems_of(
    "possibility option ability feature function operation rule requirement service system whole field role entity report send "
    "possible allowed needed wanted used required necessary permitted offered supported done anyone anybody"
)
_MOST_TRIED = 24
_SUBORDINATE = re.compile(
    r"(?:and\s+|or\s+|but\s+)?(?:if|when|whenever|once|unless|until|after|before|while|where|because|as|with|without)\b",
    re.I,
)
"""What says under which circumstances the rest holds: without it the rest would always hold."""
_LEANING = re.compile(r"(?:and\s+)?(?:but|only|each|it|they|he|she|this|that|which|who|whoever)\b", re.I)
"""What says more of what the words before it say."""
_DIRECTIONS = frozenset({"up", "down", "back", "out", "off", "away", "over"})
_SIDED = re.compile(r"\b(below|under|above|over|before|after|until|from)\s+(\d+(?:\.\d+)?)")
"""Figures of which only one side is meant."""
_PREPOSITION = re.compile(r"\s(?:of|on|for|to|from|about|in|with|by|at)\s", re.I)


@dataclass(frozen=True)
class _Wish:
    """What shall be no more: the stems of its words, those of the thing itself, and whether words of one meaning are one."""

    wanted: frozenset[str]
    head: frozenset[str]
    alike: bool

    def of(self, text: str) -> frozenset[str]:
        """The stems of a stretch of text, as those of the wish are made."""
        return stems_said(text, alike=self.alike)


def stems_said(text: str, *, alike: bool) -> frozenset[str]:
    """The stems of the content words of a stretch, its figures, and the directions in it: to go up is not to go down."""
    plain = text.replace(",", "").lower()
    figures = {_figure(one) for one in re.findall(r"\d+(?:\.\d+)?", plain)}
    sided = {f"{side} {_figure(one)}" for side, one in _SIDED.findall(plain)}
    return stems_of(text, alike=alike) | figures | sided | (set(re.findall(r"[a-z]+", plain)) & _DIRECTIONS)


def _figure(written: str) -> str:
    return str(Decimal(written).normalize())


def read_removal(said: str, standing: Standing) -> Iterator[Proposal]:
    """The text without what asks for the thing; of several ways the one that takes least along."""
    told = re.sub(
        r"\b(?P<verb>ca|wo|[a-z]+)n't\b",
        lambda found: f"{_WHOLE.get(found['verb'].lower(), found['verb'])} not",
        said,
        flags=re.I,
    )
    match = next(filter(None, (shape.match(told) for shape in _SHAPES)), None)
    if match is None:
        return
    what, deed = match["what"] or "", match.groupdict().get("deed") or ""
    deed = deed if stems_said(deed, alike=False) - _IDLE else ""
    named = f"{what} {deed}".strip()
    why = ""
    for words, alike in product((named, deed) if deed else (named,), (False, True)):
        wish = _wish(words, deed or what, standing, alike=alike)
        found: list[tuple[int, int, Proposal]] = []
        for number, proposal in enumerate(_proposals(wish, standing) if wish is not None else ()):
            if number >= _MOST_TRIED:
                break
            complaint = complaint_of(proposal, standing)
            if complaint:
                why = why or complaint
                continue
            after = standing.read(proposal.text)
            assert after is not None
            found.append((len(lost(standing.specification, after)), number, proposal))
        touched = sorted({_touched(proposal.text, standing) for *_, proposal in found})
        if len(touched) > 1 and (alike or words != named):
            listed = " or ".join(f"“{one}”" for one in touched)
            raise NotHeardError(f"“{named}” could be {listed}: name more of the words that stand there")
        if found:
            best = min(found, key=lambda one: one[:2])
            yield from _with_what_stays(best[2], best[0], standing)
            yield best[2]
            return
    raise NotHeardError(why or f"no sentence speaks of “{named}” alone")


def _with_what_stays(shorter: Proposal, least: int, standing: Standing) -> Iterator[Proposal]:
    """The shorter text with what else was known by the sentence alone: what is given to an operation that stays is still."""
    before, after = standing.specification, standing.read(shorter.text)
    assert after is not None
    now = Standing(shorter.text, standing.read_anew, after)
    told = list(_told_again(before, after))
    for sentences in product(*told) if told else ():
        for text in dict.fromkeys((_placed(sentences, now, standing), now.with_sentence(" ".join(sentences), None))):
            proposal = replace(shorter, text=text)
            read = standing.read(text)
            if read is None or complaint_of(proposal, standing) or not _as_it_was(before, read):
                continue
            if len(lost(before, read)) < least:
                yield proposal
                return


def _told_again(before: Specification, after: Specification) -> Iterator[list[str]]:
    """Sentences for the things and fields that are no longer known, though they can be given: each in its wordings."""
    for entity in before.entities:
        there = next((one for one in after.entities if one.id == entity.id), None)
        creating = [one for one in before.operations if one.kind == "create" and one.entity == entity.id]
        asked = {one.name for each in creating for one in each.inputs}
        if there is None and asked:
            kept = [one for one in entity.fields if one.name in asked]
            fields = [_glossed(one) for one in kept if one.required] or [f"{one.label} (optional)" for one in kept]
            if fields:
                yield [f"{capital(with_article(spoken(entity.name)))} has {' and '.join(map(with_article, fields))}."]
            continue
        given = {one.name for each in after.operations if each.entity == entity.id for one in each.inputs}
        gone = [one for one in entity.fields if one.name in asked - given]
        if gone and there is not None:
            yield list(having(there, [_glossed(one) for one in gone], after, needed=gone[0].required))


def _glossed(field: FieldOf) -> str:
    return f"{field.label} (date)" if field.type.kind == "date" else field.label


def _as_it_was(before: Specification, after: Specification) -> bool:
    """Whether each field that is in both holds what it held: at most a name in place of somebody."""
    was = {one.id: one.type.kind for entity in before.entities for one in entity.fields}
    now = {one.id: one.type.kind for entity in after.entities for one in entity.fields}
    return all(was.get(id, kind) in {kind, "person" if kind == "text" else kind} for id, kind in now.items())


def _placed(sentences: tuple[str, ...], now: Standing, standing: Standing) -> str:
    """The sentences where the one that is gone stood."""
    gone = next((one for one in standing.places if one.text not in now.text), standing.places[-1])
    before = [one for one in standing.places if one.span[1] <= gone.span[0]]
    return now.with_sentence(
        " ".join(sentences), next((one for one in now.places if before and one.text == before[-1].text), None)
    )


def _touched(text: str, standing: Standing) -> str:
    """The first sentence that is no more what it was."""
    return next((one.text for one in standing.places if one.text not in text), "")


_WHOLE = {"ca": "can", "wo": "will"}


def _wish(named: str, thing: str, standing: Standing, *, alike: bool) -> _Wish | None:
    """What is named, in words that the text has; None where it has too few of them."""
    wanted = stems_said(named, alike=alike) - _IDLE
    head = stems_said(_PREPOSITION.split(thing)[0], alike=alike) - _IDLE
    if alike:
        known = frozenset(one for place in standing.places for one in stems_said(place.text, alike=True))
        if len(wanted & known) * 2 < len(wanted) or any(re.search(r"\d", one) for one in wanted - known):
            return None
        wanted, head = wanted & known, head & known
    return _Wish(wanted, head or wanted, alike) if wanted else None


def _proposals(wish: _Wish, standing: Standing) -> Iterator[Proposal]:
    operations = _operations(wish.wanted, standing.specification)
    fields = _fields(wish.wanted, standing.specification) if not operations else ()
    texts = tuple(_shorter(wish, operations, standing))
    for kept in ((operations, fields), ((), ())) if fields else ((operations, fields),):
        yield from (Proposal("removal", text, _gone(*kept, wish)) for text in texts)


def _operations(wanted: frozenset[str], specification: Specification) -> tuple[Operation, ...]:
    """The operations that are spoken of: their verb is named, and no other thing than theirs."""
    found = []
    for one in specification.operations:
        verb, _, thing = one.name.partition("_")
        parts = stems_of(verb, alike=False) | stems_of(thing, alike=False)
        about = stems_of((one.entity or "").partition(".")[2], alike=False)
        said = _verb(verb) & wanted
        if one.kind in {"get", "list"} or not said or not ((parts - said) & wanted or wanted <= parts | about):
            continue
        found.append(one)
    return tuple(found)


def _verb(verb: str) -> frozenset[str]:
    return frozenset({own_stem(verb)})


def _fields(wanted: frozenset[str], specification: Specification) -> tuple[str, ...]:
    """The fields of that name, of the thing that is named with it where one is."""
    found = []
    for entity in specification.entities:
        thing = stems_of(entity.name, alike=False)
        members: list[FieldOf | Derivation] = [*entity.fields, *entity.derivations]
        for one in members:
            label = stems_of(one.label, alike=False)
            if label and label <= wanted and wanted <= label | thing:
                found.append(one.id)
    return tuple(found)


def _gone(operations: tuple[Operation, ...], fields: tuple[str, ...], wish: _Wish) -> Weigh:
    names = {one.id for one in operations}

    def weigh(before: Specification, after: Specification) -> str:
        added = [one for one in told_changes(before, after) if one.action == "add"]
        if added:
            return f"it would add {added[0].id}"
        if not told_changes(before, after):
            return ""  # it was not understood, and is gone
        if names:
            left = names & {one.id for one in after.operations}
            return f"{sorted(left)[0].partition('.')[2]} would still be there" if left else ""
        if taken := _taken_along(before, after, wish):
            return f"nobody could {taken[0].replace('_', ' ')} any more, of which it says nothing"
        things = _things(wish.wanted, before) if not fields else frozenset()
        there = things & {*(one.id for one in after.entities), *(one.id for one in after.actors)}
        if there:
            return f"there would still be {with_article(spoken(sorted(there)[0].partition('.')[2]))}"
        if fields:
            held = [one for entity in after.entities for one in (*entity.fields, *entity.derivations)]
            kept = {one.id.partition(".")[2] for one in held} & {one.partition(".")[2] for one in fields}
            return f"{sorted(kept)[0].replace('.', ' ')} would still be kept" if kept else ""
        gone = [*lost(before, after), *(one.id for one in told_changes(before, after))]
        gone = [name for name in gone if not name.startswith("agent.")]  # who does it is not what is done
        about = frozenset(part for name in gone for part in wish.of(name.partition(".")[2]))
        told = {one.id: one.summary for part in (before.reactions, before.timers, before.schedules) for one in part}
        about |= {part for name in gone if name in told for part in wish.of(told[name])}
        return "" if wish.wanted & about else "nothing of that name would be gone"

    return weigh


def _things(wanted: frozenset[str], specification: Specification) -> frozenset[str]:
    """The things and roles that are named, where nothing else is: who wants no doctors wants none of them."""
    held = [(one.id, one.name) for one in specification.entities]
    held += [(one.id, one.name) for one in specification.actors]
    return frozenset(id for id, name in held if wanted <= stems_of(spoken(name), alike=False))


def _taken_along(before: Specification, after: Specification, wish: _Wish) -> list[str]:
    """The operations that would go though it is not they that are named, and what they are done to stays."""
    left = {one.id for one in after.operations}
    things = {one.id for one in after.entities}
    return [
        one.name
        for one in before.operations
        if one.id not in left and one.kind not in {"get", "list"} and one.entity in things
        if not _named_with(one, wish)
    ]


def _named_with(operation: Operation, wish: _Wish) -> bool:
    """Whether the deed is what is named, or what is entered by it and kept elsewhere is."""
    verb, _, thing = operation.name.partition("_")
    about = wish.of(thing)
    return bool(wish.of(verb) & wish.head) or (
        about <= wish.wanted and thing != (operation.entity or "").partition(".")[2]
    )


def _shorter(wish: _Wish, operations: tuple[Operation, ...], standing: Standing) -> Iterator[str]:
    """Texts without a sentence, or a part of one, that speaks of it."""
    carried = {one.id for one in operations}
    wanted = wish.wanted
    asking = [one for one in standing.specification.requirements if carried & set(one.elements)]
    own = {place.id: wish.of(place.text) for place in standing.places}
    places = [place for place in standing.places if wanted & own[place.id]]
    places.sort(key=lambda one: -len(wanted & own[one.id]))
    owned = {
        clause.sentence for clause in standing.specification.clauses for one in asking if clause.requirement == one.id
    }
    for place in places:
        for span in _pieces(place, wish, standing):
            yield _cut(standing.text, span)
        if place.id in owned or (wanted <= own[place.id] and _all_of_it(place, wish)):
            yield standing.without(place)
    cuts = [_cuts(place, wish, standing) for place in places if wanted <= own[place.id]]
    if len(cuts) > 1:
        text = standing.text
        for span, part in sorted(cuts, key=lambda one: -one[0][0]):
            text = _cut(text, span) if part else without_span(text, span)
        yield text
    mine = [place for place in standing.places if place.id in owned]
    if len(mine) > 1:
        text = standing.text
        for place in sorted(mine, key=lambda one: -one.span[0]):
            text = without_span(text, place.span)
        yield text


def _parts(text: str) -> list[tuple[int, int]]:
    """The parts of a sentence between commas, semicolons and conjunctions; what is in brackets is not taken apart."""
    plain = re.sub(r"\([^)]*\)", lambda found: "_" * len(found[0]), text)
    marks = [0, *(m.start() for m in re.finditer(r"[,;]\s|\s(?:and|or|but)\s", plain)), len(text.rstrip(". "))]
    return list(pairwise(marks))


def _all_of_it(place: Place, wish: _Wish) -> bool:
    """Whether the whole sentence is about it: no part that could stand by itself is about something else."""
    words = tag(place.text)
    verb = next((t.start for t in words if t.pos in {"VERB", "AUX", "MODAL"}), len(place.text))
    if wish.of(place.text[:verb]) & wish.head:
        return True
    for left, right in _parts(place.text):
        part = place.text[left:right].lstrip(",; ")
        if not (wish.of(part) & wish.wanted or _SUBORDINATE.match(part) or _LEANING.match(part)) and _says(part):
            return False
    return True


def _says(part: str) -> bool:
    """Whether something is said in a part of a sentence: it has a verb of its own."""
    return any(t.pos in {"AUX", "MODAL"} or (t.pos == "VERB" and t.form in {"s", "base", "past"}) for t in tag(part))


def _pieces(place: Place, wish: _Wish, standing: Standing) -> Iterator[Span]:
    """Parts of a sentence that speak of it: members of a list, what stands behind a comma or an "and", clauses."""
    start, end = place.span
    text = standing.text[start:end]
    parts = _parts(text)
    for left, right in parts:
        piece = text[left:right]
        circumstance = _SUBORDINATE.match(piece.lstrip(",; "))
        head = left == 0 and text[right : right + 1] != ";"
        if wish.head <= wish.of(piece) and wish.wanted <= wish.of(text) and not circumstance and not head:
            yield start + left, start + right
    first = next(((left, right) for left, right in parts if not left), None)
    verb = next((t.start for t in tag(text) if t.pos == "VERB" and t.form == "s"), 0)
    if first is not None and len(parts) > 1 and 0 < verb < first[1] and wish.head <= wish.of(text[verb : first[1]]):
        after = re.match(r"(?:[,;]\s|\s)(?:and|or|but)?\s*(?=(?P<next>\w+))", text[first[1] :])
        if after is not None and tag(f"it {after['next']} it")[1].form == "s":  # "needs a stamp, goes out and is filed"
            yield start + verb, start + first[1] + after.end()


def _cuts(place: Place, wish: _Wish, standing: Standing) -> tuple[Span, bool]:
    """The part of a sentence that speaks of it, else all of it."""
    piece = next(_pieces(place, wish, standing), None)
    return (place.span, False) if piece is None else (piece, True)


def _cut(text: str, span: Span) -> str:
    left, right = text[: span[0]], text[span[1] :]
    if not left.rstrip() or left.rstrip()[-1] in ".:\n-*•" or left.endswith("\n"):
        right = re.sub(r"^(?:[,;]\s|\s(?:and|or|but)\s)\s*", "", right)
        right = capital(right)
    return left + right
