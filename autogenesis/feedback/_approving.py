"""Reads wishes for an approval: "Weeding needs the treasurer's consent", "Before a bag is issued, two nurses have to sign for it"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autogenesis.feedback._adding import inserted
from autogenesis.feedback._english import capital, plural, singular_of, stem, stems_of, with_article
from autogenesis.feedback._proposals import NotHeardError, Proposal, Weigh, only_adds
from autogenesis.feedback._standing import Standing
from autogenesis.language import participle_of, tag
from blueprints import Operation, Specification

_CONSENT = (
    r"(?:approval|consent|permission|agreement|yes|okay|ok|go-ahead|sign-off|signature|confirmation|authori[sz]ation)"
)
_AGREE = (
    r"(?:agree|approve|consent|sign|confirm|authori[sz]e|say\s+yes|(?:give|grant)\s+(?:\w+\s+)?"
    rf"{_CONSENT})(?:\s+off)?(?:\s+(?:to|for|on))?(?:\s+(?:it|them|this|that))?"
)
_AGREED = r"(?:agreed|approved|consented|signed|confirmed|authori[sz]ed)(?:\s+off)?(?:\s+(?:to|for|on))?(?:\s+(?:it|them|this|that))?"
_MUST = r"(?:must|should|shall|has\s+to|have\s+to|needs\s+to|need\s+to|ought\s+to)"
_ALSO = r"(?:(?:also|first|now|additionally)\s+)?"
_WHO = r"(?P<who>(?:(?:the|an?|our)\s+)?[a-z][\w -]*?)"
_THING = r"(?:(?:the|an?|any|each|every|all)\s+)?(?P<thing>[a-z][\w -]*?)"
_OF = rf"(?:(?:the\s+|an?\s+)?{_CONSENT}\s+(?:of|from|by)\s+{_WHO}|{_WHO.replace('who', 'whose')}['’]s?\s+{_CONSENT})"
_DEED = r"(?:(?:the|an?|any|each|every)\s+)?(?P<deed>[a-z]+)(?:\s+(?:of\s+)?(?:(?:the|an?|any|each|every|all)\s+)?(?P<thing>[a-z][\w -]*?))??"
_BE = r"(?:is|are|can\s+be|may\s+be|gets?)"
_DONE = r"(?P<deed>[a-z]+)(?:\s+(?:to|for|by)\s+(?:an?|the)\s+\w+)?"
_END = r"(?:[,;]?\s+(?:as\s+well|too|first|from\s+now\s+on|now))*\s*\.?$"
_SHAPES = tuple(
    re.compile(shape + _END, re.I)
    for shape in (
        rf"{_DEED}\s+(?:{_MUST}\s+)?{_ALSO}(?:needs?|requires?|ha(?:s|ve)|have\s+to\s+have)\s+{_OF}",
        rf"before\s+{_THING}\s+{_BE}\s+{_DONE},\s*{_WHO}\s+{_MUST}\s+{_ALSO}{_AGREE}",
        rf"{_WHO}\s+{_MUST}\s+{_ALSO}{_AGREE}\s+before\s+{_THING}\s+{_BE}\s+{_DONE}",
        rf"{_WHO}\s+{_MUST}\s+{_ALSO}(?:approve|confirm|authori[sz]e|sign)\s+{_THING}\s+before\s+(?:it|they)\s+{_BE}\s+{_DONE}",
        rf"{_THING}\s+(?:may|can|must|should|shall)\s+only\s+be\s+{_DONE}\s+(?:with|after|on)\s+{_OF}",
        rf"{_THING}\s+(?:may|can|must|should|shall)\s+(?:only\s+be\s+{_DONE}|be\s+(?P<so>[a-z]+)\s+only)\s+(?:after|once|when|if)\s+{_WHO}\s+ha(?:s|ve)\s+{_AGREED}",
        rf"{_THING}\s+(?:may|must|can|should|shall)\s*(?:not|never)\s+be\s+{_DONE}\s+(?:without\s+{_OF}|(?:until|before|unless)\s+{_WHO.replace('who', 'other')}\s+ha(?:s|ve)\s+{_AGREED})",
        rf"no\s+{_THING}\s+(?:may|can|should|must)\s+be\s+{_DONE}\s+without\s+{_OF}",
        rf"(?:nobody|no\s+one)\s+(?:may|can|should|must)\s+{_DEED}\s+without\s+{_OF}",
        rf"{_THING}\s+(?:{_MUST}|needs?\s+to)\s+{_ALSO}be\s+(?:approved|confirmed|signed|authori[sz]ed)(?:\s+off)?\s+by\s+{_WHO}\s+before\s+(?:it|they)\s+{_BE}\s+{_DONE}",
    )
)
_COUNT = re.compile(r"^(?P<many>two|three|four|five|\d)\s+(?:different\s+)?(?P<people>.+)$", re.I)
_ANOTHER = re.compile(r"\b(?:second|another|other|further|different)\b", re.I)


def read_approval(said: str, standing: Standing) -> Iterator[Proposal]:
    """The text with a sentence that lets a deed be done only after somebody has agreed to it."""
    for shape in _SHAPES:
        match = shape.match(said)
        if match is None:
            continue
        given = {name: value for name, value in match.groupdict().items() if value}
        who = given.get("who") or given.get("whose") or given.get("other") or ""
        operation = _operation(given.get("deed") or given.get("so") or "", given.get("thing", ""), standing)
        if operation is None or _ANOTHER.search(who):
            continue
        verb, _, thing = operation.name.partition("_")
        thing = thing.replace("_", " ")
        weigh = _asked_first(operation, stems_of(who))
        for sentence in _sentences(who.lower().strip(), verb, thing):
            yield from inserted(sentence, stems_of(f"{verb} {thing}"), standing, weigh, "approval")
        if any(one.name == f"approve_{thing.replace(' ', '_')}" for one in standing.specification.operations):
            known = f"one can approve {with_article(thing)} already"
            raise NotHeardError(f"{known}, and that {who} should, too, before one may {verb} it, is not understood")
        return


def _sentences(who: str, verb: str, thing: str) -> Iterator[str]:
    done = participle_of(verb)
    count = _COUNT.match(re.sub(r"^(?:the|an?|our)\s+", "", who))
    if count is not None:
        people = plural(singular_of(count["people"]))
        yield f"{capital(count['many'])} different {people} must approve {with_article(thing)} before it is {done}."
        return
    role = singular_of(re.sub(r"^(?:the|an?|our)\s+", "", who))
    one = with_article(role) if re.match(r"an?\s", who) else f"the {role}"
    rule = f"{capital(with_article(thing))} may be {done} only after {one} has approved it."
    yield f"{rule} Only {one} may approve {with_article(thing)}."


def _operation(deed: str, thing: str, standing: Standing) -> Operation | None:
    """The one operation of which the words speak."""
    said = tag(f"it is {deed.lower()}")[2]
    words = {stem(deed.lower()), stem(said.lemma.lower())}
    found = [
        one
        for one in standing.specification.operations
        if one.kind not in {"get", "list"} and stem(one.name.partition("_")[0]) in words and _done_to(one, thing)
    ]
    return found[0] if len(found) == 1 else None


def _done_to(operation: Operation, thing: str) -> bool:
    named = {
        operation.name.partition("_")[2].replace("_", " "),
        str(operation.entity).partition(".")[2].replace("_", " "),
    }
    return not thing or singular_of(thing.lower().strip()) in named


def _asked_first(operation: Operation, people: frozenset[str]) -> Weigh:
    """The deed has one more condition, and only those who were named can fulfil it."""
    safe = only_adds(may_restrict=True)

    def weigh(before: Specification, after: Specification) -> str:
        now = next((one for one in after.operations if one.id == operation.id), None)
        known = {one.name for one in before.operations}
        new = [one for one in after.operations if one.name not in known and one.kind not in {"get", "list"}]
        if now is None or len(now.guards) <= len(operation.guards):
            return f"one could {operation.name.replace('_', ' ')} as before"
        if (
            len(new) != 1
            or not all(stems_of(role.partition(".")[2]) <= people for role in new[0].roles)
            or not new[0].roles
        ):
            return "who approves it would not be kept apart from who does it"
        return safe(before, after)

    return weigh
