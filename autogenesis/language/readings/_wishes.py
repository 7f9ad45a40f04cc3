"""Reads what is not to be built now: wishes for later, qualities without a measure, what the system is for."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language import _lexicon as lexicon
from autogenesis.language._clauses import parse
from autogenesis.language._draft import Draft
from autogenesis.language._patterns import find
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._tokens import tag
from autogenesis.language.readings._wording import wording

_LATER = regex(
    r"^(?:one|some) ?day\b|^(?:eventually|later(?: on)?|at some point|in (?:the )?(?:near |distant )?future|perhaps later)\b"
    r"|\b(?:would be nice|nice to have|some ?day|in (?:the )?future|in a later (?:version|release)|not for now)\b",
    re.I,
)
_DATED = regex(
    r"\b(?:not|never|no|nobody|cannot|only|refuse[sd]?|reject(?:s|ed)?)\b.*\bin (?:the )?future\b"
    r"|\b(?:lies?|is|are|be|falls?) in (?:the )?future\b|\bin (?:the )?future\b.*\b(?:refused|rejected|not accepted)\b",
    re.I,
)
"""What speaks of the future to forbid dates there."""
_MODAL = regex(r"\b(?:might|may|could|would|will|should|can|shall|want|like|hope|wish|nice)\b", re.I)
_WISHED = regex(r"\b(?:should|must|shall|has to|have to|needs? to|ought to|is to|are to|find|finds)\b", re.I)
_VAGUE = (
    "user-friendly", "easy to use", "easy to learn", "easy to understand", "easy", "pleasant", "quick", "fast", "fun", "simple",
    "intuitive", "nice", "friendly", "comfortable", "modern", "beautiful", "pretty", "attractive", "robust", "reliable",
    "responsive", "snappy", "efficient", "elegant", "convenient", "enjoyable", "smooth", "flexible", "scalable", "stable",
)  # fmt: skip
_SAID_OF = regex(r"\b(?:be|is|are|feels?|looks?|finds? (?:it|this|that|them|(?:the|our|their) \w+))\b")
_ENDS = r"(?=\s*(?:[,.;:!]|$|(?:and|or|but|to|for|enough|with|on|even|in|at)\b))"
_MANNER = regex(
    r"\b(?:must|should|shall|ha(?:s|ve) to|needs? to|ought to)\s+(?:always\s+)?(?:be\s+)?\w+(?:\s+\w+){0,2}\s+(\w+ly)\s*[.!]?$"
)
NO_MANNER = frozenset(
    "only daily weekly monthly yearly hourly quarterly annually early finally directly immediately automatically "
    "manually currently already really possibly exclusively separately fully completely totally partly monthly "
    "randomly alphabetically chronologically individually jointly".split()
)
"""Words in -ly that say when, by whom or how much, and not how well."""
_MAKERS = "want|need|like|look"
_SOFTWARE = "agent|system|program|programme|tool|software|app|application|helper|assistant"
_OCCUPATION = "run|own|manage|lead|operate|organise|organize|serve|sell|help"


def read_wish(unit: Unit, draft: Draft) -> None:
    """ "One day it might speak to our till." """
    said = wording(unit)
    if draft.claimed(unit.span) or not (_LATER.search(said) and _MODAL.search(said)) or _DATED.search(said):
        return
    draft.gap(f"Left for later: {wording(unit)}", "deferred", unit.span)
    draft.claim(unit.span, "wish", [], status="deferred", note="A wish for later: not built.")


def read_quality(unit: Unit, draft: Draft) -> None:
    """ "It should be pleasant to use.": a wish about how well, without a measure."""
    lowered = wording(unit).lower()
    measured = any(p.kind == "Q" for p in unit.pieces)
    if draft.claimed(unit.span) or measured or not _WISHED.search(lowered):
        return
    words: list[tuple[int, str]] = []
    for word in _VAGUE:
        for found in re.finditer(rf"\b{word}\b{_ENDS}", lowered):
            said = _SAID_OF.search(lowered[: found.start()])
            if said and not any(at <= found.start() < at + len(known) for at, known in words):
                words.append((found.start(), word))
    manner = _MANNER.search(lowered)
    if manner and manner[1] not in NO_MANNER and lexicon.word(manner[1]).best == "ADV" and not words:
        words.append((manner.start(1), manner[1]))
    made = []
    for at, word in sorted(words):
        span = (unit.span[0] + at, unit.span[0] + at + len(word))
        name = draft.unique(f"quality.{re.sub('[^a-z]+', '_', word)}")
        draft.qualities.append(bp.Quality(id=name, spans=(span,), text=word))
        made.append((name, word))
    if made:
        listed = ", ".join(f"“{word}”" for _, word in made)
        note = f"The text gives no way to measure {listed}."
        draft.claim(unit.span, "quality", [name for name, _ in made], status="unclear", note=note)


_PASSING = "It is said in passing; there is nothing to build."
_TALK = regex(
    r"(?:(?!.*\b(?:is|are|be|gets?|receives?|sent)\b)(?:many |best |kind |warm )?(?:greetings|regards|wishes|cheers|thanks|thank you)\b[^.;:]{0,60}[.!]?$"
    r"|(?:hello|hi|dear)\b[^.;:]{0,40}[,.!]?$"
    r"|(?:please )?let me (?:tell|explain|describe)\b"
    r"|(?:until now|up to now|so far|in the past)\b,? (?:the |our |all )?[\w ]+? (?:have|has|had|was|were|did|used to)\b"
    r"|(?:it|this|the (?:system|program|new system)) (?:replaces|will replace|is to replace|should replace|takes the place of) (?:the|our|all)\b"
    r"|(?:we|i) (?:want|would like|need) (?:this|that|it|all this|all that|all of this) (?:to be )?(?:handled|done|managed|automated|kept)\b)",
    re.I,
)
"""What is said to the reader, of the past, or of what the system stands for."""
_RULED = regex(
    r"\b(?:if|when|whenever|unless|must|shall|never|not|only|may|can|cannot|every|each|until it|as long as|within|before)\b",
    re.I,
)


_MANY = r"(?:about|around|roughly|approximately|nearly|almost|some|over|more than|a few|several|currently)"
_NOW = r"(?:at the moment|currently|right now|at present|now|nowadays|these days|so far|until now|up to now|today)"
_RECORDS = r"(?:on |in |with |by |from )(?:an? |our |my |the )?(?:[a-z]+ )?(?:paper|book|exercise book|notebook|spreadsheets?|whiteboard|card index|index cards?|hand|e-?mail|phone|head|lists?|notes?|diary)"
_SCENE = regex(
    r"(?:"
    rf"(?:we|i)(?: are|['’]re| am|['’]m) an? (?:\w+ ){{0,4}}?\w+(?: (?:in|near|of|from) [\w ]+?)?(?: with {_MANY} [^.;:]+| with (?:\w+ )?\w+ \w+(?: and [\w ]+)?)?[.!]?$"
    rf"|(?:we have |there are |we(?:['’]ve| have) got ){_MANY} (?:\w+ ){{1,3}}(?:(?:in|at|on|of) [\w ]+?)?(?:{_NOW})?[.!]?$"
    rf"|(?:{_NOW},? [^.;:]*|[^.;:]*\b(?:is|are) (?:still )?(?:all )?(?:kept|done|written|held|managed|recorded|handled) ){_RECORDS}\b[^.;:]*[.!]?$"
    r"|(?:that['’]s|that is|this is) (?:it|all|that|everything|about it|about all|basically it|basically all)(?: (?:for now|then|really|i think|from (?:me|us|my side)))?[.!]?$"
    r"|(?:i|we) hope (?:this|that|it|you)\b[^.;:]*$"
    r"|(?:here goes|here we go|you asked (?:me |us )?(?:how|what|for|to)\b[^.;:]*)[.!]?$"
    r")",
    re.I,
)
"""Who writes, about how many there are, how it is done until now, and that this was all: nothing that a rule rests on."""
_TOLD = "It tells how things are; there is nothing to build."


def _bare(unit: Unit) -> str:
    """What the sentence says after the words that lead up to it."""
    return " ".join(unit.text[unit.lead[1] - unit.span[0] :].split())


def read_background(unit: Unit, draft: Draft) -> None:
    """ "I run a bakery.", "We would like agents that look after the stock.": what the system is for."""
    rest = (unit.lead[1], unit.span[1])
    if not draft.claimed(unit.span):
        _purpose(unit, draft)
    if not draft.claimed(rest) and _SCENE.match(_bare(unit)) and not _RULED.search(_bare(unit)):
        draft.claim(rest, "background", [], status="assumed", note=_TOLD)
    said = any(token.pos in {"NOUN", "VERB", "ADJ"} for token in tag(draft.text.at(unit.lead)))
    if said and not draft.claimed(unit.lead):
        draft.claim(unit.lead, "aside", [], status="assumed", note=_PASSING)


def _purpose(unit: Unit, draft: Draft) -> None:
    """What is said to the reader, and what the system is for."""
    if any(p.kind == "Q" for p in unit.pieces):
        return
    if _TALK.match(wording(unit)) and not _RULED.search(wording(unit)):
        draft.claim(unit.span, "background", [], status="assumed", note=_PASSING)
        return
    if re.search(r"\b(?:if|when|unless|once|while|must|shall|never|not|only|may)\b|[:;]", wording(unit), re.I):
        return
    wanted = find(
        unit,
        f"^ i|we would|'d|want|need? ... V({_MAKERS}) NP({_SOFTWARE}) that|which|to|for",
        f"^ i|we V({_MAKERS}) NP({_SOFTWARE}) that|which|to|for",
    )
    first = draft.units[0].block is unit.block
    about = first and (
        find(
            unit,
            f"^ i|we V({_OCCUPATION})",
            "^ i|we BE NP",
            f"^ NP V({_OCCUPATION})",
            "^ NP V(look|care) after|for",
            "^ i|we V(look|care) after|for",
        )
    )
    filler = re.match(r"(?:so )?here (?:is|'s) how (?:it|this|that|everything) works\W*$", wording(unit), re.I)
    opening = unit is draft.units[0] and find(unit, "^ i|we V.base NP")
    if filler or wanted or opening or (about and _own(unit)):
        note = "It says what the system is for; there is nothing to build."
        owner = [each for each in draft.actors if each == "actor.owner" and re.match(r"I\b", wording(unit))]
        note = f"“I” is taken to be the owner. {note}" if owner else note
        draft.claim(unit.span, "background", owner, status="assumed", note=note)


def _own(unit: Unit) -> bool:
    return re.match(r"(?:i|we|my|our)\b", wording(unit), re.I) is not None


def _no_statement(unit: Unit) -> bool:
    """ "Rule: Vouchers", "Rule: What goes into a parcel": a name for what follows, and no rule of its own."""
    clauses = parse(unit.sentence)
    plain = len(clauses) == 1 and not clauses[0].literals and not clauses[0].verb
    return plain or (not clauses and not any(p.literal for p in unit.pieces))


_RULING = frozenset("no not never only none nobody without free always first last all every each any strictly".split())
"""Words with which even a phrase is a rule: "Members only.", "No refunds." """


def _run_in(unit: Unit, draft: Draft) -> bool:
    """ "Fees. A lease costs …": a paragraph that begins with what it is about."""
    label = unit.block.kind in {"paragraph", "bullet"} and re.fullmatch(
        r"[A-Z][\w-]*(?: [\w-]+){0,2}\.", wording(unit).strip()
    )
    plain = " " not in wording(unit).strip()
    says = not plain and any(
        clause.verb or clause.conditions or clause.negated or clause.limits for clause in unit.clauses
    )
    label = None if says or _RULING & set(wording(unit).lower().rstrip(".").split()) else label
    near = draft.units[max(0, unit.number - 2) : unit.number + 1] if label else ()
    before = any(u.block is unit.block and u.span[0] < unit.span[0] for u in near)
    return bool(label) and not before and any(u.block is unit.block and u.span[0] > unit.span[0] for u in near)


def read_title(unit: Unit, draft: Draft) -> None:
    """ "Rules:" or the name of a scenario: a heading for what follows."""
    if draft.claimed(unit.span):
        return
    alone = len(unit.pieces) <= 2 and all(p.kind == "N" or p.text == ":" for p in unit.pieces)
    named = unit.block.kind == "gherkin" and (
        unit.block.keyword in {"feature", "scenario", "outline"}
        or (unit.block.keyword == "rule" and _no_statement(unit))
        or (unit.block.keyword == "background")
    )
    if named or (alone and wording(unit).endswith(":")) or _run_in(unit, draft):
        draft.claim(
            unit.span, "title", [], status="assumed", note="A heading for what follows; there is nothing to build."
        )
