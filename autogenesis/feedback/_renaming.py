"""Reads wishes for another word: "Readers should be called members", "Rename plan to scheme", "We say course, not module"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from autogenesis.feedback._compared import alike, spoken
from autogenesis.feedback._english import capital, forms_of, plural, singular_of, with_article
from autogenesis.feedback._proposals import NotHeardError, Proposal
from autogenesis.feedback._standing import Standing
from autogenesis.language import load_text, participle_of, tag
from blueprints import Rename, Specification

_TERM = r"(?P<{}>[A-Za-z][\w' -]{{0,50}}?)"
_OLD, _NEW = _TERM.format("old"), _TERM.format("new")
_LEAD = r"(?:the\s+)?(?:word|term|name|expression|entity|thing|role|field|operation)?s?\s*"
_INSTEAD = r"(?:,?\s*(?:instead\s+of|rather\s+than|in\s+place\s+of|and\s+not|not|never)\s+)"
_WHERE = r"wherever\s+(?:it|he|she|they|one)\s+\w+(?:\s+\w+)?|(?:on|in)\s+(?:every|each|all|any)\w*(?:\s+[\w']+){0,4}"
_END = rf"(?:,?\s+(?:here|instead|from\s+now\s+on|everywhere|throughout|in\s+(?:the\s+)?future|please|now|(?:in|at)\s+our\s+[a-z]+|with\s+us|among\s+us|{_WHERE}))*\s*[.!]?$"
_SHAPES = tuple(
    re.compile(shape + _END, re.I)
    for shape in (
        rf"rename\s+{_LEAD}{_OLD}\s+(?:to|as|into|by|with)\s+{_NEW}",
        (
            rf"{_OLD}\s+(?:should|must|shall|are\s+to|is\s+to|ought\s+to|will|has\s+to|have\s+to)\s+(?:now\s+)?be\s+"
            rf"(?:called|named|known\s+as|termed|referred\s+to\s+as|renamed(?:\s+(?:to|as))?)\s+{_NEW}"
        ),
        rf"{_OLD}\s+(?:should|must|shall|has\s+to|have\s+to)\s+(?:now\s+)?read\s+{_NEW}",
        rf"{_OLD}\s+(?:are|is)\s+(?:now\s+|really\s+|actually\s+)?(?:called|named|known\s+as|referred\s+to\s+as)\s+{_NEW}",
        (
            rf"(?:we|i|people|they|you)\s+(?:say|use|speak\s+of|talk\s+of|call\s+(?:it|them|these|this))\s+(?:the\s+)?"
            rf"(?:word\s+|term\s+)?{_NEW}(?:\s+here)?{_INSTEAD}(?:the\s+)?(?:word\s+|term\s+)?{_OLD}"
        ),
        (
            rf"(?:please\s+)?(?:say|use|write|call\s+(?:it|them|these|this))\s+(?:the\s+)?(?:word\s+|term\s+|name\s+)?{_NEW}{_INSTEAD}"
            rf"(?:the\s+)?(?:word\s+|term\s+)?{_OLD}"
        ),
        rf"(?:the\s+)?(?:word|term|name)\s+(?:should|must|is|for\s+\w+\s+should)\s*(?:be\s+)?{_NEW}{_INSTEAD}{_OLD}",
        rf"(?:the\s+)?(?:word|term|name)\s+{_OLD}\s+(?:should|must)\s+(?:be|become)\s+{_NEW}",
        rf"(?:change|turn|replace|substitute|exchange)\s+(?:the\s+)?(?:words?|terms?|names?|expressions?)\s+{_OLD}\s+(?:to|into|by|with)\s+{_NEW}",
        rf"instead\s+of\s+{_OLD},?\s+(?:we\s+|please\s+)*(?:say|use|write|call\s+(?:it|them))\s+{_NEW}",
        rf"(?:use|say|write|put)\s+{_NEW}\s+where(?:ver)?\s+(?:it|the\s+text)\s+(?:says|reads|has|said)\s+{_OLD}",
        (
            rf"what\s+(?:we|i|you|they|people)\s+(?:have\s+)?(?:so\s+far\s+|until\s+now\s+|used\s+to\s+)?call(?:ed)?\s+{_OLD}"
            rf"\s+(?:is|should\s+be|will\s+be)\s+(?:now\s+)?(?:called|named)?\s*{_NEW}"
        ),
        rf"(?:the\s+)?new\s+(?:name|word|term|title)\s+(?:of|for)\s+{_OLD}\s+(?:is|should\s+be)\s+{_NEW}",
        rf"{_OLD}\s+(?:gets?|has|have|receives?)\s+(?:the|a)\s+new\s+(?:name|title)[,:]?\s+{_NEW}",
        rf"{_OLD}\s+(?:is|are|should\s+be|shall\s+be)\s+(?:replaced|renamed)\s+(?:by|with|to)\s+{_NEW}",
    )
)
_LOOSE = tuple(
    re.compile(shape + _END, re.I)
    for shape in (
        rf"(?:change|turn|replace|substitute|exchange)\s+{_OLD}\s+(?:to|into|by|with)\s+{_NEW}",
        rf"{_OLD}\s+(?:becomes?|(?:is|are)\s+now)\s+{_NEW}",
        rf"{_OLD}\s+(?:is|are)\s+{_NEW}\s+(?:from\s+now\s+on|now)",
    )
)
"""What speaks of a word only where the one and the other are nouns: "Learners are now students", not "… are now welcome"."""
_CALL = re.compile(rf"(?:(?:we|people|they)\s+(?:now\s+)?)?(?:call|name)\s+(?P<both>[\w' -]+?){_END}", re.I)
_IDLE = re.compile(r"^(?:the|a|an|all|every|each|our|these)\s+", re.I)
_IS_QUOTED = re.compile(
    rf"{_OLD}\s+(?:is|are|should\s+be|shall\s+be)\s+(?:now\s+)?(?:the\s+|an?\s+)?[\"“”'‘](?P<new>[^\"“”'‘’]+)[\"“”'’]{_END}",
    re.I,
)
"""A word in quotation marks is only a word: what is said is that the thing is called so."""
_QUOTED = re.compile(r"(?<!\w)[\"“”'‘`](?P<words>[^\"“”'‘’`]+)[\"“”'’`](?!\w)")
_JOINED = re.compile(r"\w (?:in|at|on|of|for|to|by|with) \w", re.I)
"""What is one name may be written with hyphens: "editor-in-chief"."""
_LONGEST_NAME = 5
_SEEN = ("entity.", "field.", "operation.", "actor.")


def read_rename(said: str, standing: Standing) -> Iterator[Proposal]:
    """The text with another word throughout; NotHeardError where the old word is not in it, or the new one already is."""
    quoted = _IS_QUOTED.match(said)
    said = f"{quoted['old']} is called {quoted['new']}" if quoted is not None else _QUOTED.sub(r"\g<words>", said)
    old, new = _words(said, standing)
    if not old or not new or old == new or re.search(r"\d", old + new) or not _name(new):
        return
    if not _spoken(old, standing.text):
        raise NotHeardError(f"the text does not speak of “{old}”, which is to be called “{new}”")
    if re.search(rf"\b(?:{re.escape(new)}|{re.escape(plural(new))})\b", standing.text, re.I):
        raise NotHeardError(f"the text speaks of “{new}” already, so “{old}” cannot be called that, too")

    def weigh(before: Specification, after: Specification) -> str:
        found = alike(before, after)
        if found is None:
            return f"with “{new}” for “{old}” something else would be understood"
        instead = _instead(old, new)
        seen = {was: now for was, now in found.items() if was.startswith(_SEEN) or "." not in was}
        others = [now for was, now in seen.items() if spoken(instead(spoken(was))) != spoken(now)]
        return f"with “{new}” for “{old}” it would be called “{_last(others[0])}”" if others else ""

    for written in (new, new.replace(" ", "-")) if _JOINED.search(new) else (new,):
        yield Proposal("rename", renamed(standing.text, old, written), weigh, renames_between)


def _words(said: str, standing: Standing) -> tuple[str, str]:
    """The old word and the new one; of several ways to read the sentence the one whose old word the text has."""
    found = [(match["old"], match["new"]) for shape in _SHAPES if (match := shape.match(said))]
    ways = [_pair(*way, standing) for way in (*found, _called(said, standing))]
    loose = [_pair(match["old"], match["new"], standing) for shape in _LOOSE if (match := shape.match(said))]
    ways += [way for way in loose if _known(way[0], standing.specification) and _noun(way[1])]
    return next((way for way in ways if way[0] and _spoken(way[0], standing.text)), ways[0])


def _pair(old: str, new: str, standing: Standing) -> tuple[str, str]:
    return _one(old, standing), _one(new, standing)


def _known(words: str, specification: Specification) -> bool:
    """Whether a thing, a field or a role is called so."""
    things = {spoken(one.name) for one in specification.entities} | {one.name for one in specification.actors}
    fields = {one.label for entity in specification.entities for one in entity.fields}
    return words in things | fields | {one.label for entity in specification.entities for one in entity.derivations}


def _name(words: str) -> bool:
    """Whether something can be called so: a few words that say nothing by themselves."""
    said = tag(words)
    return len(said) <= _LONGEST_NAME and all(one.pos not in {"PRON", "AUX", "MODAL", "SCONJ"} for one in said)


def _noun(words: str) -> bool:
    """Whether they name something: a noun with nothing before it but nouns and adjectives."""
    *before, head = tag(f"the {words}")[1:]
    return head.pos == "NOUN" and all(one.pos in {"NOUN", "ADJ", "PREP"} for one in before)


def _one(words: str, standing: Standing) -> str:
    """The word for one of them."""
    said = _IDLE.sub("", words.strip()).strip().lower()
    known = (one.name for one in standing.specification.entities if spoken(one.plural) == said)
    return next(map(spoken, known), singular_of(said))


def _called(said: str, standing: Standing) -> tuple[str, str]:
    """ "Call readers members": the first of the words that the text has are the old ones."""
    match = _CALL.match(said)
    words = match["both"].split() if match else []
    for cut in range(len(words) - 1, 0, -1):
        old = _one(" ".join(words[:cut]), standing)
        if old and _spoken(old, standing.text):
            return old, " ".join(words[cut:])
    return "", ""


def _spoken(term: str, text: str) -> bool:
    return any(re.search(rf"\b{re.escape(form)}\b", text, re.I) for form in forms_of(term))


def renamed(text: str, old: str, new: str) -> str:
    """The text below its title with another word for one, however it is inflected and with the article it needs."""
    title = load_text(text).title_span[1]
    return text[:title] + _instead(old, new)(text[title:])


def _last(name: str) -> str:
    return spoken(name.rpartition(".")[2])


def _instead(old: str, new: str) -> Callable[[str], str]:
    """What puts the one for the other in a stretch of text."""
    pairs = dict(zip(forms_of(old), forms_of(new), strict=True))
    verbs = [tag(f"is {one}")[1].lemma for one in (old, new)]
    if [participle_of(one) for one in verbs] == [old, new]:  # "postponed, not deferred" says the same of the deed
        pairs |= dict(zip(forms_of(verbs[0]), forms_of(verbs[1]), strict=True))
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

    return lambda text: pattern.sub(instead, text)


def renames_between(before: Specification, after: Specification) -> tuple[Rename, ...]:
    """The ids that are others now, where two Specifications are the same but for their words."""
    words = alike(before, after) or {}
    kinds = (*_SEEN, "agent.")
    found = [Rename(before=was, after=now) for was, now in words.items() if was.startswith(kinds)]
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
