"""Reads what things there are and what is kept of each: dictionaries, bullets, Gherkin backgrounds, sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from autogenesis.language._draft import Draft, article
from autogenesis.language._literals import Bound
from autogenesis.language._patterns import Match, find
from autogenesis.language._people import ROLE_NOUNS, may_name_people, names_people
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._text import Span
from autogenesis.language._tokens import tag
from autogenesis.language._words import classes_of, head_kind
from autogenesis.language.readings._declarations import declaration
from autogenesis.language.readings._equations import is_equation
from autogenesis.language.readings._fields import Stated, stated_fields
from autogenesis.language.readings._stated import add_stated

_KEEPS = "keep|store|record|hold|save|remember|note|track|need|want|collect|register"
_KNOWS = "know|hold|keep|store|remember|carry|track|have"
_TELLS = "name|state|give|list|specify|quote|mention|detail|bear|carry|show"
_ENTERS = ("register", "submit", "create", "request")
_UP = r"(?:registers?|signs?\s+up|enrols?|enrolls?|joins?)"
_WHERE = r"(?:\s+(?:online|themselves|himself|herself|(?:(?:at|in|for|on)\s+)?(?:the|our)\s+[a-z-]+))?"
_GIVING = r"(?:giving|entering|stating|providing|leaving)"
_GIVES = r"(?:gives?|enters?|states?|provides?|leaves?)"
_MODAL = r"(?:(?:can|may|must|shall|will|has\s+to|have\s+to)\s+)?"
_PURPOSE = regex(r",?\s+(?:so|in order) (?:that|to)\b.*$", re.I)
"""What a list is for, behind it: "…, so that everybody can be reached"."""
_TOPIC = regex(
    r"(?:(?:an?|the|each|every|for each|for every|of each|of every)\s+)?(?:\*\*|__|\*|_|`)?([A-Za-z][\w-]*(?:\s[A-Za-z][\w-]*){0,2})(?:\*\*|__|\*|_|`)?\s*(?::|=|\s[–—-])(?:\*\*)?\s+(?=\S)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Inventory:
    """A thing with the list of what is kept of it; `verb` and `who` where the sentence says who brings it in."""

    label: str
    span: Span
    fields: tuple[Stated, ...]
    unread: tuple[Span, ...] = ()
    verb: str = ""
    who: Piece | None = None
    pattern: str = "field_list"
    announced: bool = False
    """Whether it is one only where the text has not spoken of the thing before."""


def read_things(unit: Unit, draft: Draft) -> None:
    """Name the things first, so that lists can refer to each other whatever their order."""
    if is_equation(unit.text):
        return
    found = inventory_of(unit, draft) if not draft.claimed(unit.span) else None
    said = declaration(unit) if found is None else None
    for each in (found,) if found is not None else (said,) if said is not None else _catalogue(unit):
        draft.entity(each.label, each.span)


def read_inventory(unit: Unit, draft: Draft) -> None:
    """ "TOOL: number, name, state (new, used)", "A tool has a code and a weight in kg", "Clerks register tools: …"."""
    if draft.claimed(unit.span) or is_equation(unit.text):
        return
    for each in _catalogue(unit):
        entity = draft.entity(each.label, each.span)
        draft.claim(unit.span, each.pattern, [entity.id, *add_stated(draft, entity, each.fields)])
    found = inventory_of(unit, draft) if not draft.claimed(unit.span) else None
    said = declaration(unit) if found is None and not draft.claimed(unit.span) else None
    if said is not None:  # "… to maintain courses (title, fee)": who does it is read later
        add_stated(draft, draft.entity(said.label, said.span), said.fields)
    if found is None or any(c.pattern == "composition" and c.span == unit.span for c in draft.claims):
        return
    entity = draft.entity(found.label, found.span)
    elements = [entity.id, *add_stated(draft, entity, found.fields)]
    if found.verb:
        operation = draft.operation(found.verb, entity, "create", span=unit.span)
        if found.who is not None:
            operation.actors.append(draft.actor(found.who.label, found.who.span))
        elements.append(operation.id)
    draft.claim(unit.span, found.pattern, elements)
    for span in found.unread:
        draft.claim(
            span,
            "unread_item",
            status="unclear",
            note=f"What is kept of {article(entity.label)} here is not understood.",
        )


_LISTED = regex(r"(?P<thing>[A-Za-z][\w-]*(?:\s[a-z][\w-]*)?)\s*\((?P<fields>[^()]+(?:\([^()]*\)[^()]*)*)\)")
_REGISTER = regex(
    rf"(?:(?:the|our|a)\s+)?\w+\s+(?:(?:shall|must|should|will)\s+)?(?:{_KEEPS}|manage|maintain|know|have)(?:s|es)?(?:\s+track\s+of)?\s+"
    r"(?:(?:an?|the)\s+(?:register|list|record|catalogue|directory|inventory)\s+of\s+)?(?:(?:all|the|its|our|their)\s+)*",
    re.I,
)
"""What leads to a list of things: "The system shall keep …", "The parish keeps a register of …"."""


def _catalogue(unit: Unit) -> tuple[Inventory, ...]:
    """ "The system shall keep shelves (number, places from 1 to 40) and boats (number, length in metres)"."""
    lead = _REGISTER.match(unit.text)
    if lead is None:
        return ()
    found: list[Inventory] = []
    end = lead.end()
    for match in _LISTED.finditer(unit.text, lead.end()):
        between = unit.text[end : match.start()].strip(" ,").lower()
        listed = stated_fields(match["fields"], unit.span[0] + match.start("fields"))
        words = tag(match["thing"])
        if between not in {"", "and"} or len(listed[0]) < 2 or listed[1] or not words[-1].plural:
            return ()
        end = match.end()
        label = singular(re.sub(r"^(?:and|the|its)\s+", "", match["thing"].lower()))
        at = (unit.span[0] + match.start("thing"), unit.span[0] + match.end("thing"))
        found.append(Inventory(label, at, *listed, pattern="catalogue"))
    return tuple(found) if not unit.text[end:].strip(" .") else ()


def inventory_of(unit: Unit, draft: Draft) -> Inventory | None:
    """The inventory that a sentence is, if it is one."""
    if unit.block.kind == "definition":
        return _defined(unit)
    for reading in (
        _headed,
        _background,
        _topic,
        _knowing,
        _registering,
        _signing_up,
        _having,
        _naming,
        _owning,
        _keeping,
    ):
        found = reading(unit)
        if found is not None and (not found.announced or _new(found, draft)):
            return None if _roles(found) or _recorded(found, draft) else found
    said = declaration(unit)
    return Inventory(said.label, said.span, said.fields, said.unread) if said is not None and said.whole else None


def _recorded(found: Inventory, draft: Draft) -> bool:
    """ "A member orders a product with a quantity": where an order is spoken of, or products are there already, what is
    brought about is an order of a product."""
    verb = found.verb.split()[0] if found.verb else ""
    if not classes_of(verb) & {"request", "reserve"} or found.label.split()[-1] == verb:
        return False
    spoken = re.compile(
        rf"\b(?:an?|the|each|every|no|this|that|[a-z]+ed|open|new|all|of|own|their|his|her|its|our|most)\s+{verb}s?\b"
        rf"|\b{verb}s\s+(?:are|can|may|must|over|above|of|that|which)\b"
        rf"|^(?:an?|each|every|all|the)?\s*{re.escape(found.label)}s?\s+(?:has|have)\b"
        rf"|\b(?:enters?|adds?|lists?|offers?)\s+(?:an?\s+|the\s+)?(?:new\s+)?{re.escape(found.label)}s?\b",
        re.I,
    )
    return any(spoken.search(unit.text) for unit in draft.units if unit.span != found.span)


def _roles(found: Inventory) -> bool:
    """ "Roles: clerk, driver, foreman": who there is, and nothing that is kept of a role."""
    people = [may_name_people(each.head) for each in found.fields]
    return found.label in ROLE_NOUNS and all(people) and any(names_people(each.head) for each in found.fields)


def _defined(unit: Unit) -> Inventory | None:
    """ "TOOL: id (whole number), name"."""
    fields, unread = stated_fields(unit.text, unit.span[0])
    if not fields or len(unread) > len(fields):
        return None
    return Inventory(
        singular(unit.block.name.lower().replace("_", " ")),
        unit.block.name_span,
        fields,
        unread,
        pattern="data_dictionary",
    )


def singular(label: str) -> str:
    """The label with its last noun in the singular."""
    words = tag(label)
    if not words or words[-1].pos != "NOUN":
        return label
    return " ".join([*(w.lower for w in words[:-1]), words[-1].lemma])


def _listed(unit: Unit, start: int, *, least: int = 2) -> tuple[tuple[Stated, ...], tuple[Span, ...]] | None:
    """The fields listed from a place in the sentence on, when it is plainly a list of fields."""
    text = _PURPOSE.sub("", unit.text[start - unit.span[0] :])
    fields, unread = stated_fields(text, start)
    if len(fields) < least or len(unread) * 2 > len(fields):
        return None
    return fields, unread


def _telling(fields: tuple[Stated, ...]) -> bool:
    """True where a member says plainly that fields are meant: a gloss, a unit, or a noun of general meaning."""
    return any(
        f.choices or f.unit or f.kind or f.flag or f.among or f.unique or head_kind(f.head) or f.head in {"id", "no"}
        or f.first is not None or f.low is not None or f.high is not None or f.length is not None
        or f.label.startswith(("number of ", "date of ", "time of ", "day of ", "place of "))
        for f in fields
    )  # fmt: skip


_HEADINGS = frozenset(
    "rule price fee note question answer role step requirement summary scope goal list status state overview contact scenario".split()
)


def _headed(unit: Unit) -> Inventory | None:
    """A heading with nothing but a list of fields below it: "Customer" and "number (running), name, e-mail"."""
    label = singular(unit.block.under.strip().rstrip(":").lower())
    words = tag(label)
    first = unit.block.kind in {"bullet", "paragraph"} and unit.block.span[0] <= unit.span[0] <= unit.block.span[0] + 4
    if not first or not words or len(words) > 2 or any(w.pos not in {"NOUN", "PROPN", "ADJ"} for w in words):
        return None
    if words[-1].pos != "NOUN" or words[-1].lemma in _HEADINGS or re.search(r"[.:;!?]\s*\S", unit.text):
        return None
    listed = _listed(unit, unit.span[0], least=3)
    if (
        listed is None
        or listed[1]
        or not _telling(listed[0])
        or not any(f.choices or f.counted or f.kind for f in listed[0])
    ):
        return None
    return Inventory(label, unit.span, *listed)


def _background(unit: Unit) -> Inventory | None:
    """ "Given tools with number, name and state (new, used)"."""
    if unit.block.kind != "gherkin" or unit.block.keyword != "given":
        return None
    match = find(unit, "^ NP=thing with NP", "^ NP=thing V.part(know|keep|describe|register|record|store) with|by NP")
    if match is None or not match["thing"].plural:
        return None
    return _made(match, match["thing"], _after_word(match, "with", "by"), least=2)


def _after_word(match: Match, *words: str) -> int:
    return next(p.span[1] for p in match.pieces if p.text.lower() in words)


def _made(
    match: Match, thing: Piece, start: int, *, least: int = 2, telling: bool = False, **more: object
) -> Inventory | None:
    listed = _listed(match.unit, start, least=least)
    if listed is None or not thing.label or (telling and not _telling(listed[0])):
        return None
    return Inventory(thing.label, thing.span, *listed, **more)  # type: ignore[arg-type]


_PLAINLY = 3
"""From so many fields on, a list is plainly one of fields, whatever else stands in it."""


def _topic(unit: Unit) -> Inventory | None:
    """ "Tool: number, name, state (new, used)"."""
    match = _TOPIC.match(unit.text)
    if match is None or re.search(r";\s*(?:keep|store|hold|retain|preserve)\b", unit.text):
        return None
    words = tag(match[1])
    plain = all(w.pos in {"NOUN", "PROPN", "ADJ"} for w in words[:-1]) and (
        words[-1].pos in {"NOUN", "PROPN"}
        or (unit.block.kind == "bullet" or unit.text[:1] in "*_`")
        and words[-1].pos == "VERB"
        and words[-1].form == "base"
    )
    if not plain or any(head_kind(w.lemma) in {"text", "list"} and len(words) == 1 for w in words):
        return None
    listed = _listed(unit, unit.span[0] + match.end())
    if listed is None or listed[1] and len(listed[0]) < _PLAINLY or not _telling(listed[0]):
        return None
    label = re.sub(r"\s(?:fields|data|record|details)$", "", match[1].lower())
    return Inventory(singular(label), (unit.span[0] + match.start(1), unit.span[0] + match.end(1)), *listed)


def _knowing(unit: Unit) -> Inventory | None:
    """ "Each tool has an agent that knows its number, weight and price"."""
    match = find(
        unit,
        f"^ NP=thing HAVE NP(agent|record|card|file|profile|entry|sheet) that|which V({_KNOWS})=verb",
        "^ NP=thing HAVE NP(record|card|file|profile|entry|sheet) with",
    )
    if match is None:
        return None
    return _made(match, match["thing"], match.span[1])


def _registering(unit: Unit) -> Inventory | None:
    """ "Clerks register tools: number, name", "As a clerk, I want to register tools with number and name"."""
    match = find(
        unit,
        "NP=who MODAL? V=verb in|up|on|out|down? NP=thing :|with",
        "I|we|who|they|he|she|clause MODAL? to? V=verb in|up|on|out|down? NP=thing :|with",
        "to V=verb in|up|on|out|down? NP=thing :|with",
        "^ V.base=verb in|up|on|out|down? NP=thing :|with",
        "^ NP=thing MODAL? BE be? V.part=verb in|up|on|out|down? :|with",
    )  # fmt: skip
    if match is None or find(unit, "only with|if|after|when NP"):
        return None
    pieces = match.pieces
    at = pieces.index(match["verb"])
    particle = (
        pieces[at + 1].text.lower()
        if at + 1 < len(pieces) and pieces[at + 1].text.lower() in {"in", "up", "on", "out", "down"}
        else ""
    )
    verb = f"{match['verb'].head} {particle}".strip()
    entered = bool(classes_of(match["verb"].head, particle) & set(_ENTERS))
    announced = "announce" in classes_of(match["verb"].head, particle) and match["thing"].determiner in {"a", "an"}
    if not entered and not announced:
        return None
    start = next(p.span[1] for p in reversed(pieces) if p.text.lower() in {":", "with"})
    who = match.piece("who") or unit.story_actor
    more = {"verb": verb, "who": who, "pattern": "registration", "announced": not entered}
    return _made(match, match["thing"], start, least=1 if entered else 2, telling=True, **more)


_SOMEBODY = r"(?:(?:an?|each|every|any|new|all)\s+)*(?P<{name}>[a-z][a-z-]*(?:\s[a-z][a-z-]*)??)\s+"
_SIGNING_UP = regex(
    rf"^{_SOMEBODY.format(name='who')}{_MODAL}{_UP}{_WHERE}\s+(?:with|by\s+{_GIVING}|{_GIVING}|,?\s*and\s+{_GIVES})\s+(?P<what>\S.*)"
    rf"|^(?:when|on|upon)\s+{_SOMEBODY.format(name='whom')}{_UP}{_WHERE},\s*(?:they|she|he|he\s+or\s+she|the\s+[a-z-]+)\s+{_MODAL}{_GIVES}\s+(?P<then>\S.*)",
    re.I | re.S,
)


def _signing_up(unit: Unit) -> Inventory | None:
    """ "Members join with name and birthday", "When a guest registers, she gives a name and a phone number": whoever
    does it is what is entered."""
    match = _SIGNING_UP.match(unit.text)
    if match is None:
        return None
    who, what = ("who", "what") if match["what"] else ("whom", "then")
    words = tag(match[who])
    if not words or not may_name_people(words[-1].lemma):
        return None
    listed = _listed(unit, unit.span[0] + match.start(what))
    if listed is None or listed[1] or not _telling(listed[0]):
        return None
    at = (unit.span[0] + match.start(who), unit.span[0] + match.end(who))
    return Inventory(singular(match[who].lower()), at, *listed, verb="register", pattern="registration")


def _new(found: Inventory, draft: Draft) -> bool:
    """Whether it is spoken of for the first time; what is only asked about it is nothing said."""
    before = [unit.text for unit in draft.units if unit.span[1] <= found.span[0]]
    named = re.compile(rf"\b{re.escape(found.label.split()[-1])}", re.I)
    return not any(named.search(said) for said in before)


def _having(unit: Unit) -> Inventory | None:
    """ "A slot has a code, a distance in metres and a level (1 to 4)"."""
    match = find(
        unit,
        "^ NP=thing HAVE always|also?", "^ NP=thing V(consist|comprise|include|contain) of?",
        "^ NP=thing BE V.part(describe|identify|define|characterise|characterize|given) by",
        "^ NP=thing BE V.part(make) up of",
    )  # fmt: skip
    if (
        match is None
        or match["thing"].determiner in {"no"}
        or names_people(match["thing"].head)
        and match["thing"].determiner == "no"
    ):
        return None
    if match.after() and (isinstance(match.after()[0].literal, Bound) or ", each with " in unit.text):
        return None  # "has at most 30 …" bounds a count; "has lockers, each with …" lists what those have
    listed = _listed(unit, match.span[1], least=1)
    if listed is None or listed[1] or any(_stacked(f) for f in listed[0]):
        return None
    sure = len(listed[0]) > 1 and _telling(listed[0])
    return Inventory(match["thing"].label, match["thing"].span, *listed) if sure else None


def _naming(unit: Unit) -> Inventory | None:
    """ "A voucher names the household, the number of adults (at least 1) and the date of issue"."""
    match = find(unit, f"^ NP=thing V.s({_TELLS})", f"^ NP=thing V.base({_TELLS})")
    if match is None or match["thing"].determiner not in {"a", "an", "each", "every", "any"}:
        return None
    listed = _listed(unit, match.span[1], least=3)
    if listed is None or listed[1] or names_people(match["thing"].head):
        return None
    return Inventory(match["thing"].label, match["thing"].span, *listed) if _telling(listed[0]) else None


def _owning(unit: Unit) -> Inventory | None:
    """ "Our library has tracks: number, title, length in seconds": what is counted there is described behind the colon."""
    verbs = "V(keep|own|run|hold|lend|sell|rent|hire|offer|stock)"
    match = find(unit, *(f"^ {who} {verb} NP=thing :" for who in ("NP", "we|i") for verb in ("HAVE", verbs)))
    if match is None or not match["thing"].plural:
        return None
    return _made(match, match["thing"], match.span[1], telling=True)


def _stacked(field: Stated) -> bool:
    """An adjective alone ("an optimistic, a likely and a pessimistic estimate") is the front of a later member."""
    words = tag(field.label)
    return len(words) == 1 and words[0].pos == "ADJ" and not field.flag and not head_kind(field.label)


def _keeping(unit: Unit) -> Inventory | None:
    """ "For each tool we keep a number and a name", "We store number and name of each tool"."""
    match = find(
        unit,
        "for|of each|every? NP=thing ,? we|I|they V(write|note|take|put|jot|type) down|in|up",
        f"for|of each|every? NP=thing ,? ( PRONOUN|we|NP )? ( shall|must|should|will )? V({_KEEPS})",
        f"for|of each|every? NP=thing we|I|they V({_KEEPS})",
        f"BE V.part({_KEEPS}) for|of each|every? NP=thing :",
    )
    if match is None:
        match = find(unit, f"V({_KEEPS}) for each|every? NP=thing", f"V({_KEEPS}) of each|every? NP=thing")
        if match is not None and match["thing"].determiner not in {"each", "every", "any"}:
            match = None
    if match is not None:
        return _made(match, match["thing"], match.span[1], telling=True)
    match = find(unit, f"V({_KEEPS})=verb ... for|of NP=thing $")
    if match is None or match["thing"].determiner not in {"each", "every", "all", "any"}:
        return None
    verb_end, stop = (
        match["verb"].span[1],
        next(p for p in reversed(match.pieces) if p.text.lower() in {"for", "of"}).span[0],
    )
    fields, unread = stated_fields(unit.text[verb_end - unit.span[0] : stop - unit.span[0]], verb_end)
    if len(fields) < 2 or unread or not _telling(fields):
        return None
    return Inventory(match["thing"].label, match["thing"].span, fields)
