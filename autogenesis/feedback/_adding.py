"""Reads wishes for more: another field, a role, a report, a rule. What is wanted becomes a sentence of the text, in words that
are understood, behind the sentence that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from autogenesis.feedback._compared import told_changes
from autogenesis.feedback._english import capital, plural, singular_of, stem, stems_of, with_article
from autogenesis.feedback._proposals import Proposal, Weigh, only_adds
from autogenesis.feedback._shown import shows_all
from autogenesis.feedback._standing import Standing
from autogenesis.feedback._wishes import let_nobody, restricts, without_reasons, wordings
from autogenesis.language import participle_of
from blueprints import Change, Compare, Entity, Literally, Specification

_EACH_ONE = r"(?:the|a|an|each|every|all|our|any|new)"
_THING = rf"(?:{_EACH_ONE}\s+)*(?P<thing>[a-z][\w -]*?)(?:'s?)?"
_FIELD = (
    r"(?:(?:the|a|an|their|its|his\s+or\s+her|his|her|one|another|more)\s+)?(?:new\s+)?(?:field\s+(?:for\s+)?)?(?:the\s+|an?\s+)?"
    r"(?P<field>[a-z][\w ,/()-]*?)(?:\s+field)?"
)
_ALSO = r"(?:(?:also|too|additionally|now)\s+)?"
_MUST = r"(?:should|must|shall|ought\s+to|need\s+to|needs\s+to|has\s+to|have\s+to|can|may|could)\s+"
_STORE = (
    r"(?:record|keep|store|note(?:\s+down)?|save|capture|register|track|hold|remember|add|include|know|see|write\s+down|have|enter|ask\s+for|"
    r"type\s+in|put\s+down|take\s+down|fill\s+in|state|give|provide)"
)
_STORED = r"(?:recorded|kept|stored|noted|saved|captured|added|included|tracked|asked\s+for|entered|typed\s+in|written\s+down|filled\s+in|given|stated)"
_BESIDE = (
    r"(?:\s+on\s+(?:file|record)|,?\s+(?:along|together)\s+with\s+[\w' -]+|\s+(?:that\s+)?(?:we|they|you)\s+[\w -]+|"
    r"\s+(?:when(?:ever)?|as\s+soon\s+as|once)\s+[\w' -]+|\s+in\s+the\s+system)?"
)
"""What is said of how, when and where something is kept."""
_NEEDED = re.compile(
    r"[,;]\s*(?:and\s+|but\s+)?(?:(?:without\s+(?:it|one|that|them)\b.*|(?:nobody|no\s+one|none|nothing)\b.*\bwithout\s+(?:it|one|that|them))|"
    r"(?:it|they|this|that)\s+(?:is|are|must\s+be|has\s+to\s+be)\s+(?:required|mandatory|obligatory|needed|given|necessary))\s*\.?$",
    re.I,
)
_END = rf"{_BESIDE}(?:\s+(?:too|as\s+well|also|please|now))*\s*[.!]?$"
_FIELDS = tuple(
    re.compile(said + _END, re.I)
    for shape in (
        rf"{_STORE}\s+{_ALSO}{_FIELD}\s+(?:to|for|of|with|on|in|about|from)\s+{_THING}",
        rf"(?:for|of|with|on)\s+{_THING},?\s+(?:we\s+|the\s+system\s+|you\s+)?{_ALSO}(?:{_MUST}|(?:want|need|would\s+like|wish)\s+to\s+)?{_ALSO}{_STORE}s?\s+{_ALSO}{_FIELD}",
        rf"(?:for|of|with|on)\s+{_THING},?\s+(?:we|i)(?:\s+would|'d|’d)?\s+(?:also\s+)?(?:like|want|need)\s+{_ALSO}{_FIELD}",
        rf"(?:we|the\s+system|you|i)\s+{_ALSO}(?:{_MUST}|(?:want|need|would\s+like|wish)\s+to\s+)?{_ALSO}{_STORE}s?\s+{_ALSO}{_FIELD}\s+(?:for|of|with|on|from|about)\s+{_THING}",
        rf"(?:we|the\s+system|i)\s+{_ALSO}(?:{_MUST})?{_ALSO}(?:need|want|miss|require)s?\s+{_ALSO}{_FIELD}\s+(?:for|of|on|with|in)\s+{_THING}",
        rf"{_THING}\s+(?:{_MUST})?{_ALSO}(?:have|has|get|gets|give|gives|provide|provides|leave|state|need|needs|carry|carries|record|records|hold|holds|include|includes|contain|contains|show|shows)\s+{_ALSO}{_FIELD}",
        (
            rf"{_FIELD}\s+(?:{_MUST})?{_ALSO}(?:is|are|be)\s+{_ALSO}{_STORED}"
            rf"\s+(?:for|of|to|with|on)\s+{_THING}"
        ),
        rf"{_THING}'s?\s+{_FIELD}\s+(?:{_MUST})?{_ALSO}(?:is|are|be)\s+{_ALSO}{_STORED}",
        rf"{_FIELD}\s+(?:is|are)\s+missing\s+(?:for|from|on|in|with)\s+{_THING}",
        rf"{_THING}\s+(?:is|are)\s+missing\s+{_FIELD}",
        rf"there\s+(?:{_MUST}{_ALSO}be|is|are)\s+{_FIELD}\s+(?:missing\s+)?(?:for|on|in|with|to)\s+{_THING}",
        rf"(?:when(?:ever)?|with|for)\s+{_THING}\s+(?:is|are|comes?)\s+\w+,?\s+(?:(?:we|they|he|she|[a-z]+)\s+)?{_ALSO}(?:{_MUST}|(?:want|need|would\s+like|wish)\s+to\s+)?{_ALSO}{_STORE}s?\s+{_ALSO}{_FIELD}",
        (
            rf"(?:the\s+|a\s+|an\s+|our\s+)?[a-z][\w-]*(?:\s[a-z][\w-]*)?\s+{_MUST}{_ALSO}(?!see\b|know\b|have\b|remember\b){_STORE}\s+{_ALSO}{_FIELD}\s+(?:when(?:ever)?|for|with|of|on)\s+{_THING}"
            rf"(?:\s+(?:is|are|comes?)\s+\w+(?:\s+in)?)?"
        ),
    )
    for said in (shape, shape.replace("/()-]*?)", "/()-]*)"))
)
_NEW = (
    r"(?:(?:there\s+(?:is|are|should\s+be|must\s+be|will\s+be)|we(?:\s+will|'ll|'ve)?\s+(?:also\s+|now\s+|have\s+)?(?:have|need|want|get|got|hired|employ)|"
    r"(?:please\s+)?(?:add|introduce|create))\s+)(?:also\s+|now\s+)?(?:(?:a|an|another|the|some)\s+)?(?:new\s+)?"
)
_CALLED = r"(?:(?:role|user|kind\s+of\s+user|user\s+role)\s*(?:,|of|for|called|named|:)?\s*(?:the|a|an)?\s*)?"
_NAME = r"[\"“'‘]?(?P<role>[a-z][a-z -]*?)[\"”'’]?(?:\s+role)?(?:\s+now)?"
_ROLE = re.compile(
    rf"{_NEW}{_CALLED}{_NAME},?\s+(?:who|that|which|and\s+(?:he|she|they|it)|:|–|-)\s+(?P<rest>.+?)\.?$", re.I
)
_NEW_ROLE = re.compile(
    r"(?:a|the)\s+new\s+(?:role|user),?\s+(?:called\s+|named\s+)?(?:the\s+|a\s+|an\s+)?[\"“']?(?P<role>[a-z][a-z -]*?)[\"”']?,?\s+(?:who\s+)?"
    r"(?P<rest>(?:may|can|must|should|cannot|sees?|is\s+allowed\s+to)\b.+?)\.?$",
    re.I,
)
_IS_NEW = re.compile(
    r"(?:the\s+|an?\s+)?(?P<role>[a-z][a-z -]*?)\s+(?:is|are|will\s+be)\s+(?:an?\s+|another\s+)(?:new\s+)?(?:kind\s+of\s+user|user|role|user\s+role),?\s+"
    r"(?:who|that|and\s+(?:he|she|they|it)|and)\s+(?P<rest>.+?)\.?$",
    re.I,
)
_ROLE_ONLY = re.compile(
    r"(?:please\s+)?(?:add|introduce|create|we\s+(?:now\s+|also\s+)?(?:need|have|want))\s+(?:a|an|another|the)\s+(?:new\s+)?"
    r"(?:(?:user\s+)?role\s+(?:of\s+|called\s+|named\s+|for\s+)?(?:the\s+|an?\s+)?[\"“'‘]?(?P<role>[a-z][a-z -]*?)[\"”'’]?|[\"“'‘]?(?P<named>[a-z][a-z -]*?)[\"”'’]?\s+(?:user\s+)?role)\s*\.?$",
    re.I,
)
_DEED = re.compile(
    r"(?:\s*(?:,|;|\band\b|\bbut\b|\bor\b|\balthough\b|\bthough\b)\s*)*"
    r"(?P<modal>(?:is|are)\s+(?:not\s+)?allowed\s+to|may\s*not|must\s*not|mustn't|can\s*not|can't|may|can|must|should|is\s+able\s+to|never|not)?\s*"
    r"(?P<deed>.+)$",
    re.I,
)
_PARTS = re.compile(
    r"\s*,?\s+\b(?:but|and|or|though|although)\b\s+(?=(?:may|can|must|cannot|is|are|never|not|only)\b|\w+\s)|\s*,\s*(?=never|not|but)",
    re.I,
)
_FREE = " (optional)"
_SEEING = frozenset({"see", "view", "read", "look", "access"})


def read_field(said: str, standing: Standing) -> Iterator[Proposal]:
    """The text with a sentence that gives a thing another field; one that nobody insists on may be left out."""
    if re.search(r"\d|\b(?:every|each)\s+(?:day|week|month|year|\w+day)\b|\blist\b|\breport\b", said, re.I):
        return
    told = _NEEDED.sub("", said)
    for shape in _FIELDS:
        match = shape.match(told)
        entity = _entity(match["thing"], standing.specification) if match else None
        if match is None or entity is None:
            continue
        fields = _members(match["field"])
        if not fields or not all(map(_sayable, fields)):
            continue
        needed = told != said or bool(re.search(r"\b(?:must|required|mandatory|has\s+to|have\s+to)\b", said, re.I))
        weigh = _has(entity, fields, needed=needed)
        near = stems_of(f"{entity.name} {entity.plural}")
        for sentence in having(entity, fields, standing.specification, needed=needed):
            yield from inserted(sentence, near, standing, weigh, "field")
        return


def _entity(words: str, specification: Specification) -> Entity | None:
    bare = re.sub(r"^(?:new|existing|such)\s+|\s+(?:record|file|entry|form|card)s?$", "", words.strip().lower())
    noun = singular_of(bare)
    for one in specification.entities:
        names = {one.name.replace("_", " "), one.plural.replace("_", " "), *(each.lower() for each in one.synonyms)}
        if noun in names or plural(noun) in names or words.lower() in names:
            return one
    actor = next((one for one in specification.actors if one.name == noun and one.row is not None), None)
    return next((one for one in specification.entities if actor is not None and one.id == actor.row), None)


def _members(words: str) -> list[str]:
    parts = re.split(r"\s*,\s*(?:and\s+)?(?![^()]*\))|\s+and\s+(?![^()]*\))", words.strip())
    plain = (re.sub(r"^(?:the|a|an|their|its|his|her)\s+", "", one.strip()) for one in parts if one.strip())
    plain = (one if "(" in one else one.lower() for one in plain)
    return [re.sub(r"(?<=\w)\s+of\s+(?:the|its|their|an?)\s+\w+$", "", one) for one in plain]


def _sayable(field: str) -> bool:
    idle = re.search(r"\b(?:who|that|if|when|so|because|since|able|to|been|be|approval|permission|agreement)\b", field)
    return bool(field) and len(field.split()) <= 5 and not idle


def having(entity: Entity, fields: list[str], specification: Specification, *, needed: bool) -> Iterator[str]:
    """ "A reader has a name and a phone number (optional)": what the text left to be assumed is said as well."""
    name = entity.name.replace("_", " ")
    assumed = [one for one in entity.fields if not one.spans and one.confidence < 1 and one.type.kind == "text"]
    before = [with_article(one.label) + ("" if one.required else _FREE) for one in assumed]
    for free, held in product(("",) if needed else (_FREE, ""), ((), before) if before else ((),)):
        listed = [*held, *(with_article(_with_gloss(one, free)) for one in fields)]
        yield f"{capital(with_article(name))} has {_joined(listed)}."


def _with_gloss(field: str, free: str) -> str:
    """ "language (German or English, optional)": what is said of a field stands in one pair of brackets."""
    return f"{field[:-1]},{free.replace('(', '')}" if free and field.endswith(")") else field + free


def _joined(listed: list[str]) -> str:
    return " and ".join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else listed[0]


def _has(entity: Entity, fields: list[str], *, needed: bool) -> Weigh:
    safe = only_adds(may_restrict=False, may_demand=needed)

    def weigh(before: Specification, after: Specification) -> str:
        there = next((one for one in after.entities if one.id == entity.id), None)
        old = {one.name for one in entity.fields}
        new = [one.label for one in there.fields if one.name not in old] if there is not None else []
        asked = [re.sub(r"\s*\([^)]*\)$", "", one) for one in fields]
        if sorted(map(stems_of, new), key=sorted) != sorted(map(stems_of, asked), key=sorted):
            known = [one for one in asked if any(stems_of(each.label) == stems_of(one) for each in entity.fields)]
            if known:
                return f"there is {with_article(known[0])} of {with_article(entity.name.replace('_', ' '))} already"
            return f"{_joined(fields)} would not be kept of {with_article(entity.name.replace('_', ' '))}"
        return safe(before, after)

    return weigh


def read_role(said: str, standing: Standing) -> Iterator[Proposal]:
    """The text with sentences that say what somebody new may do, and what not."""
    alone = _ROLE_ONLY.match(said)
    if alone is not None:
        role = singular_of((alone["role"] or alone["named"]).strip().lower())
        yield from inserted(
            f"We now have {with_article(role)}.", stems_of(role), standing, _new_role(role, set(), frozenset()), "role"
        )
    match = _IS_NEW.match(said) or _ROLE.match(said) or _NEW_ROLE.match(said)
    if match is None:
        return
    role = singular_of(match["role"].strip().lower())
    rest = re.sub(r"^(?:is|are)\s+(?:able|allowed)\s+to\b", "may", match["rest"])
    told = f"{capital(with_article(role))} {rest}."
    whole = _spoken_of(said, _new_role(role, {stem(one) for one in re.findall(r"[a-z]+", rest.lower())}, frozenset()))
    for sentence in wordings(told):
        yield from inserted(sentence, stems_of(told), standing, whole, "role")
    may, not_ = _deeds(match["rest"], standing)
    if not may and not not_:
        return
    seen = [one.partition(" ")[2] for one in may if one.partition(" ")[0] in _SEEING]
    weigh = _new_role(role, {stem(one.partition(" ")[0].lower()) for one in may}, stems_of(" ".join(seen)))
    near = frozenset(part for deed in (*may, *not_) for part in stems_of(deed)) | stems_of(role)
    for sentences in _role_sentences(role, may, not_):
        yield from inserted(" ".join(sentences), near, standing, weigh, "role")


def introduced(said: str) -> str:
    """Who is brought in by a sentence that says no more of them: "We now have an auditor."; "" where nobody is."""
    alone = _ROLE_ONLY.match(said) or re.match(rf"{_NEW}{_CALLED}{_NAME}\s*\.?$", said, re.I)
    found = [one for one in alone.groups() if one] if alone is not None else []
    return singular_of(found[0].strip().lower()) if found else ""


def _deeds(rest: str, standing: Standing) -> tuple[list[str], list[str]]:
    """What somebody may do and what not, each with what it is done to."""
    may: list[str] = []
    not_: list[str] = []
    denied, verb = False, ""
    for part in _PARTS.split(rest):
        found = _DEED.match(part.strip())
        if found is None:
            continue
        modal = (found["modal"] or "").lower()
        denied = bool(re.search(r"not|n't|never", modal)) or (denied and not modal)
        deed = re.sub(r"\b(?:anything|any)\b\s*", "", found["deed"].strip(" ."))
        first = deed.split(maxsplit=1)[0].lower() if deed else ""
        if (
            not modal.replace("not", "").strip()
            and verb in _SEEING
            and len(deed.split()) <= 3
            and stem(first) not in _known_verbs(standing)
        ):
            deed = f"{verb} {deed}"
        verb = deed.split(maxsplit=1)[0].lower() if deed else verb
        if deed:
            (not_ if denied else may).append(deed)
    things = [words for deed in (*may, *not_) if (words := _thing_of(deed, standing))]
    return [_whole(one, things, standing) for one in may], [_whole(one, things, standing) for one in not_]


def _known_verbs(standing: Standing) -> frozenset[str]:
    return frozenset(stem(one.name.partition("_")[0]) for one in standing.specification.operations)


def _thing_of(deed: str, standing: Standing) -> str:
    """What the text has done so to: "weed" is "weed items"."""
    verb, _, rest = deed.partition(" ")
    if rest and not re.fullmatch(r"(?:them|it|those|these)", rest):
        return rest
    if rest:
        return ""
    operations = [
        one for one in standing.specification.operations if stem(one.name.partition("_")[0]) == stem(verb.lower())
    ]
    entity = next((one.entity for one in operations if one.kind not in {"get", "list"}), None)
    named = next((one.name.partition("_")[2] for one in operations if one.kind not in {"get", "list"}), "")
    return plural((named or str(entity or "").partition(".")[2]).replace("_", " ")) if named or entity else ""


def _whole(deed: str, things: list[str], standing: Standing) -> str:
    verb, _, rest = deed.partition(" ")
    if rest and not re.fullmatch(r"(?:them|it|those|these)", rest):
        return deed
    thing = _thing_of(verb, standing) or (things[0] if things else "")
    return f"{verb} {thing}".strip()


def _role_sentences(role: str, may: list[str], not_: list[str]) -> Iterator[tuple[str, ...]]:
    seen = [one.partition(" ")[2] for one in may if one.partition(" ")[0] in _SEEING]
    hidden = [one.partition(" ")[2] for one in not_ if one.partition(" ")[0] in _SEEING]
    if seen and len(seen) == len(may) and len(hidden) == len(not_):
        never = f", never {_joined(hidden)}" if hidden else ""
        yield (f"{capital(plural(role))} see {_joined(seen)}{never}.",)
        yield (
            f"{capital(with_article(role))} sees {_joined(seen)}"
            + (f", but never {_joined(hidden)}." if hidden else "."),
        )
    a_role = capital(with_article(role))
    for denying in ("cannot", "must not"):
        yield (*(f"{a_role} may {one}." for one in may), *(f"{a_role} {denying} {one}." for one in not_))


def _new_role(role: str, verbs: set[str], seen: frozenset[str]) -> Weigh:
    safe = only_adds(may_restrict=False)

    def weigh(before: Specification, after: Specification) -> str:
        known = {one.id for one in before.actors}
        if not any(one.id not in known and stems_of(one.name) == stems_of(role) for one in after.actors):
            return f"there would be no {role}"
        for rule in after.access:
            shut = isinstance(rule.requires, Literally) and rule.requires.value is False
            new = rule.actor is not None and rule.actor not in known
            if new and shut and stems_of(rule.entity.partition(".")[2]) <= seen:
                return f"the {role} would not see any {rule.entity.partition('.')[2].replace('_', ' ')}"
        old = {one.name for one in before.operations}
        for one in after.operations:
            if (
                one.name not in old
                and one.kind not in {"get", "list"}
                and stem(one.name.partition("_")[0]) not in verbs
            ):
                return f"the text does not say what it is to {one.name.replace('_', ' ')}"
        return safe(before, after)

    return weigh


_ORDERS = re.compile(
    r"(?:add|remove|drop|delete|introduce|create|make|change|set|allow|rename|replace|put|give|use|raise|lower|increase|reduce|extend|stop|get)\b",
    re.I,
)
"""What is said to whoever changes the text, and is no sentence of it."""


def read_rule(said: str, standing: Standing) -> Iterator[Proposal]:
    """The text with the sentence itself, in words that are understood."""
    if _ORDERS.match(said):
        return
    said = let_nobody(without_reasons(said))
    weigh = _spoken_of(said, only_adds(may_restrict=restricts(said)))
    kept = list(_still_has(said, standing.specification))
    for before in dict.fromkeys(("", " ".join(kept))):  # what the text left to be assumed is said as well
        for sentence in (*wordings(said), *_of_whom(said, standing.specification)):
            yield from inserted(f"{before} {sentence}".strip(), stems_of(sentence), standing, weigh, "rule")


_NOBODY_WHO = re.compile(
    r"^(?:nobody|no\s?-?one)\s+(?P<which>(?:under|over|above|below|aged|younger|older|without|with)\b.+?)\s+(?:may|can|must|should)\s+be\s+(?P<done>[a-z]+)\s*\.?$",
    re.I,
)


def _of_whom(said: str, specification: Specification) -> Iterator[str]:
    """ "Nobody under 18 may be registered": it is patients that are registered."""
    match = _NOBODY_WHO.match(said)
    for one in specification.operations if match is not None else ():
        verb, _, thing = one.name.partition("_")
        if match is not None and participle_of(verb) == match["done"].lower():
            noun = with_article(thing.replace("_", " "))
            yield f"{capital(noun)} {match['which']} may not be {match['done']}."


def _still_has(said: str, specification: Specification) -> Iterator[str]:
    """What is assumed of the things that are spoken of, said: else it is assumed no longer once more is known of them."""
    for entity in specification.entities:
        assumed = [one for one in entity.fields if not one.spans and one.confidence < 1 and one.type.kind == "text"]
        if assumed and len(assumed) == len(entity.fields) and stems_of(entity.name) <= stems_of(said):
            name = capital(with_article(entity.name.replace("_", " ")))
            yield f"{name} has {_joined([with_article(one.label) + ('' if one.required else _FREE) for one in assumed])}."


def _spoken_of(said: str, safe: Weigh) -> Weigh:
    """What is otherwise is what the sentence speaks of, and no deed begins to be there that it does not name."""
    stems = stems_of(said)

    def weigh(before: Specification, after: Specification) -> str:
        things = {one.id for one in before.entities}
        unknown = [one.plural for one in after.entities if one.id not in things]
        if unknown and restricts(said):
            return f"the text knows nothing of {unknown[0].replace('_', ' ')}"
        for change in told_changes(before, after):
            made_by = (one.id for one in after.operations if one.entity == change.id and one.kind == "create")
            names = stems_of(" ".join(one.partition(".")[2] for one in (change.id, *made_by)))
            if change.part in {"entities", "operations"} and not stems & names and not _barred(change, before, stems):
                return f"{change.id.partition('.')[2].replace('_', ' ')} would be otherwise, of which it does not speak"
        known = {one.name for one in before.operations}
        new = [one for one in after.operations if one.name not in known and one.kind not in {"get", "list", "create"}]
        states = {value for entity in before.entities for one in entity.fields for value in one.type.choices}
        for one in new:
            verb = one.name.partition("_")[0]
            if len(new) > 1 or stem(verb) not in stems or participle_of(verb) in states:
                return f"one would {one.name.replace('_', ' ')}, of which the text knows nothing"
        return shows_all(said, before, after) or safe(before, after)

    return weigh


def _barred(change: Change, before: Specification, stems: frozenset[str]) -> bool:
    """Whether an operation is the same but that somebody who is spoken of may not ask for it."""
    was = next((one for one in before.operations if one.id == change.id), None)
    if was is None or change.action != "replace":
        return False
    now = type(was).model_validate(change.value)
    new = [one for one in now.guards if one.id not in {each.id for each in was.guards}]
    return (
        bool(new)
        and now.model_copy(update={"guards": was.guards, "spans": was.spans}) == was
        and all(
            isinstance(part.right, Literally) and stems_of(str(part.right.value)) <= stems
            for one in new
            for part in [one.requires]
            if isinstance(part, Compare)
        )
    )


def inserted(sentence: str, near: frozenset[str], standing: Standing, weigh: Weigh, kind: str) -> Iterator[Proposal]:
    """The text with a sentence behind that which it belongs to, or at the end."""
    nearest = next(standing.nearest(near), None)
    texts = [standing.with_sentence(sentence, nearest), standing.with_sentence(sentence, None)]
    last = standing.places[-1] if standing.places else None
    texts.insert(1, standing.with_sentence(sentence, last))
    for text in dict.fromkeys(texts):
        yield Proposal(kind, text, weigh)
