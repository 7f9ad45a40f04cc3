"""Reads wishes for another word: "Readers should be called members", "Rename plan to scheme", "We say course, not module"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autogenesis.feedback._compared import alike
from autogenesis.feedback._english import capital, forms_of, plural, singular_of, with_article
from autogenesis.feedback._proposals import NotHeardError, Proposal
from autogenesis.feedback._standing import Standing
from autogenesis.language import load_text
from blueprints import Rename, Specification

_TERM = r"[\"“”'‘]?(?P<{}>[A-Za-z][\w' -]{{0,50}}?)[\"“”'’]?"
_OLD, _NEW = _TERM.format("old"), _TERM.format("new")
_LEAD = r"(?:the\s+)?(?:word|term|name|expression|entity|thing|role|field|operation)?s?\s*"
_INSTEAD = r"(?:,?\s*(?:instead\s+of|rather\s+than|in\s+place\s+of|and\s+not|not|never)\s+)"
_END = r"(?:\s+(?:here|instead|from\s+now\s+on|everywhere|throughout|in\s+(?:the\s+)?future|please|now))*\s*[.!]?$"
_SHAPES = tuple(
    re.compile(shape + _END, re.I)
    for shape in (
        rf"rename\s+{_LEAD}{_OLD}\s+(?:to|as|into|by|with)\s+{_NEW}",
        rf"(?:replace|substitute)\s+(?:the\s+)?(?:word|term|name|expression)s?\s+{_OLD}\s+(?:by|with)\s+{_NEW}",
        (
            rf"{_OLD}\s+(?:should|must|shall|are\s+to|is\s+to|ought\s+to|will|has\s+to|have\s+to)\s+(?:now\s+)?be\s+"
            rf"(?:called|named|known\s+as|termed|referred\s+to\s+as|renamed(?:\s+(?:to|as))?)\s+{_NEW}"
        ),
        rf"{_OLD}\s+(?:are|is)\s+(?:now\s+|really\s+|actually\s+)?(?:called|named|known\s+as|referred\s+to\s+as)\s+{_NEW}",
        (
            rf"(?:we|i|people|they|you)\s+(?:say|use|speak\s+of|talk\s+of|call\s+(?:it|them|these|this))\s+(?:the\s+)?"
            rf"(?:word\s+|term\s+)?{_NEW}{_INSTEAD}(?:the\s+)?(?:word\s+|term\s+)?{_OLD}"
        ),
        (
            rf"(?:say|use|write|call\s+(?:it|them|these|this))\s+(?:the\s+)?(?:word\s+|term\s+|name\s+)?{_NEW}{_INSTEAD}"
            rf"(?:the\s+)?(?:word\s+|term\s+)?{_OLD}"
        ),
        rf"(?:the\s+)?(?:word|term|name)\s+(?:should|must|is|for\s+\w+\s+should)\s*(?:be\s+)?{_NEW}{_INSTEAD}{_OLD}",
        rf"(?:the\s+)?(?:word|term|name)\s+{_OLD}\s+(?:should|must)\s+(?:be|become)\s+{_NEW}",
        rf"(?:change|turn)\s+(?:the\s+)?(?:word|term|name)\s+{_OLD}\s+(?:to|into)\s+{_NEW}",
        rf"instead\s+of\s+[\"“']?(?P<old>[\w' -]+?)[\"”']?,?\s+(?:we\s+)?(?:say|use|write)\s+{_NEW}",
    )
)
_CALL = re.compile(rf"(?:(?:we|people|they)\s+)?call\s+(?P<both>[\w' \"“”-]+?){_END}", re.I)
_IDLE = re.compile(r"^(?:the|a|an|all|every|each|our|these)\s+|[\"“”‘]", re.I)


def read_rename(said: str, standing: Standing) -> Iterator[Proposal]:
    """The text with another word throughout; NotHeardError where the old word is not in it, or the new one already is."""
    found = next((match for shape in _SHAPES if (match := shape.match(said))), None)
    old, new = (found["old"], found["new"]) if found else _called(said, standing)
    old, new = singular_of(_IDLE.sub("", old).strip().lower()), singular_of(_IDLE.sub("", new).strip().lower())
    if not old or not new or old == new or re.search(r"\d", old + new):
        return
    if not _spoken(old, standing.text):
        raise NotHeardError(f"the text does not speak of “{old}”, which is to be called “{new}”")
    if re.search(rf"\b(?:{re.escape(new)}|{re.escape(plural(new))})\b", standing.text, re.I):
        raise NotHeardError(f"the text speaks of “{new}” already, so “{old}” cannot be called that, too")

    def weigh(before: Specification, after: Specification) -> str:
        found = alike(before, after)
        return "" if found is not None else f"with “{new}” for “{old}” something else would be understood"

    yield Proposal("rename", renamed(standing.text, old, new), weigh, renames_between)


def _called(said: str, standing: Standing) -> tuple[str, str]:
    """ "Call readers members": the first of the words that the text has are the old ones."""
    match = _CALL.match(said)
    words = match["both"].split() if match else []
    for cut in range(len(words) - 1, 0, -1):
        old = singular_of(_IDLE.sub("", " ".join(words[:cut])).strip().lower())
        if old and _spoken(old, standing.text):
            return old, " ".join(words[cut:])
    return "", ""


def _spoken(term: str, text: str) -> bool:
    return any(re.search(rf"\b{re.escape(form)}\b", text, re.I) for form in forms_of(term))


def renamed(text: str, old: str, new: str) -> str:
    """The text below its title with another word for one, however it is inflected and with the article it needs."""
    title = load_text(text).title_span[1]
    head, body = text[:title], text[title:]
    pairs = dict(zip(forms_of(old), forms_of(new), strict=True))
    spaced = {form.replace(" ", r"[\s-]"): form for form in sorted(pairs, key=len, reverse=True)}
    pattern = re.compile(rf"\b(?:(?P<article>an?)(?P<gap>\s+))?(?P<term>{'|'.join(spaced)})\b", re.I)

    def instead(found: re.Match[str]) -> str:
        written = found["term"]
        known = re.sub(r"[\s-]", " ", written.lower())
        made = pairs.get(known, new)
        made = capital(made) if written[:1].isupper() else made
        if not found["article"]:
            return made
        article = with_article(made.lower()).split()[0]
        return f"{capital(article) if found['article'][0].isupper() else article}{found['gap']}{made}"

    return head + pattern.sub(instead, body)


def renames_between(before: Specification, after: Specification) -> tuple[Rename, ...]:
    """The ids that are others now, where two Specifications are the same but for their words."""
    words = alike(before, after) or {}
    kinds = ("entity.", "field.", "operation.", "actor.", "agent.")
    found = [Rename(before=was, after=now) for was, now in words.items() if was != now and was.startswith(kinds)]
    return (*(one for one in found if not _taken_along(one)), *_choices(before, after))


def _taken_along(rename: Rename) -> bool:
    """A field that is called as before goes along with its thing."""
    last = [id.rpartition(".")[2] for id in (rename.before, rename.after)]
    return rename.before.startswith("field.") and last[0] == last[1]


def _choices(before: Specification, after: Specification) -> Iterator[Rename]:
    """The values of choices that are others now."""
    from blueprints import choice_id

    for old, new in zip(before.entities, after.entities, strict=True):
        for was, now in zip(old.fields, new.fields, strict=True):
            for value, other in zip(was.type.choices, now.type.choices, strict=True):
                if value != other:
                    yield Rename(before=choice_id(was.id, value), after=choice_id(now.id, other))
