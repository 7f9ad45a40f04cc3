"""Owns the inflection of words that the draft makes up: plurals and participles."""

from __future__ import annotations

from autogenesis.language import _lexicon as lexicon
from autogenesis.language._words import classes_of

_PLURALS = {"person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet", "half": "halves",
            "life": "lives", "knife": "knives", "wife": "wives",
            "leaf": "leaves", "loaf": "loaves", "shelf": "shelves", "wolf": "wolves", "calf": "calves", "thief": "thieves", "mouse": "mice",
            "people": "people", "staff": "staff", "datum": "data", "criterion": "criteria", "analysis": "analyses", "series": "series"}  # fmt: skip
_DOUBLED = (
    "defer",
    "refer",
    "prefer",
    "transfer",
    "occur",
    "incur",
    "submit",
    "admit",
    "permit",
    "commit",
    "omit",
    "cancel",
    "label",
    "control",
    "equip",
    "total",
    "travel",
    "model",
    "signal",
    "level",
    "enrol",
    "fulfil",
    "expel",
    "compel",
    "excel",
    "patrol",
    "scrap",
    "equip",
    "format",
)
"""Longer verbs that double their last letter."""
_PARTICIPLES = {"lend": "lent", "send": "sent", "pay": "paid", "sell": "sold", "tell": "told", "give": "given", "take": "taken",
                "write": "written", "choose": "chosen", "draw": "drawn", "withdraw": "withdrawn", "show": "shown", "put": "put",
                "make": "made", "do": "done", "go": "gone", "keep": "kept", "hold": "held", "build": "built", "bring": "brought",
                "leave": "left", "lose": "lost", "win": "won", "begin": "begun", "break": "broken", "read": "read", "see": "seen",
                "hand out": "handed out", "let": "let", "set": "set", "cut": "cut", "feed": "fed", "fly": "flown", "grow": "grown",
                "hire": "hired", "rent": "rented", "buy": "bought", "bid": "bid", "eat": "eaten", "find": "found", "sow": "sown",
                "throw": "thrown", "hide": "hidden", "sit": "sat", "lay": "laid", "stand": "stood", "catch": "caught", "teach": "taught", "sign up": "signed up", "wear": "worn", "weigh": "weighed", "speak": "spoken", "steal": "stolen", "forbid": "forbidden", "submit": "submitted",
                "commit": "committed", "admit": "admitted", "permit": "permitted", "refer": "referred", "prefer": "preferred",
                "come": "come", "become": "become", "run": "run", "get": "got", "meet": "met", "shut": "shut", "hit": "hit",
                "drive": "driven", "ride": "ridden", "fall": "fallen", "forget": "forgotten", "shoot": "shot", "spend": "spent",
                "split": "split", "spread": "spread", "swim": "swum", "tear": "torn", "wake": "woken", "think": "thought",
                "understand": "understood", "sing": "sung", "rise": "risen", "freeze": "frozen", "lead": "led", "say": "said",
                "seek": "sought", "shake": "shaken", "quit": "quit", "bind": "bound", "beat": "beaten", "hear": "heard",
                "hurt": "hurt", "know": "known", "undo": "undone", "redo": "redone", "repay": "repaid", "resend": "resent",
                "rewrite": "rewritten", "override": "overridden", "overdraw": "overdrawn", "reset": "reset", "deal": "dealt",
                "dig": "dug", "drink": "drunk", "hang": "hung", "cast": "cast", "cost": "cost", "stick": "stuck", "strike": "struck",
                "swear": "sworn", "spin": "spun", "undergo": "undergone", "undertake": "undertaken", "offset": "offset"}  # fmt: skip


def plural_of(word: str) -> str:
    """``copy`` → ``copies``; a word that stands for many already stays."""
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("y") and word[-2:-1] not in set("aeiou"):
        return word[:-1] + "ies"
    if word.endswith("z") and word[-2:-1] in set("aeiou"):
        return word + "zes"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


def third_person(verb: str) -> str:
    """``pay`` → ``pays``, ``be`` → ``is``."""
    if verb in {"be", "have", "are"}:
        return {"be": "is", "have": "has", "are": "is"}[verb]
    if verb.endswith("y") and verb[-2:-1] not in set("aeiou"):
        return verb[:-1] + "ies"
    return f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{verb}s"


def deed_named(noun: str) -> str | None:
    """The verb behind a noun for a deed: ``payment`` → ``pay``, ``delivery`` → ``deliver``, ``transfer`` → ``transfer``."""
    for ending in ("", "ment", "al", "ance", "ence", "ation", "ion", "y"):
        stem = noun.removesuffix(ending)
        if not noun.endswith(ending) or len(stem) < 3:
            continue
        for verb in (stem, f"{stem}e"):
            known = lexicon.known(verb) and lexicon.word(verb).can("VERB")
            if known and (ending or lexicon.word(verb).best == "VERB" or classes_of(verb)):
                return verb
    return None


def participle_of(verb: str) -> str:
    """``weed`` → ``weeded``; the particle of a phrasal verb stays behind it."""
    if verb in _PARTICIPLES:
        return _PARTICIPLES[verb]
    head, _, particle = verb.partition(" ")
    made = _PARTICIPLES.get(head) or _regular(head)
    return f"{made} {particle}".strip()


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in set("aeiou"):
        return verb[:-1] + "ied"
    if verb in _DOUBLED:
        return verb + verb[-1] + "ed"
    short = (
        len(verb) <= 4
        and verb[-1:] in set("bdgmnprt")
        and verb[-2:-1] in set("aiou")
        and verb[-3:-2] not in set("aeiou")
    )
    return verb + (verb[-1] if short else "") + "ed"
