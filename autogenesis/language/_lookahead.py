"""Owns what a tagger sees around a word: the words done before it and the raw words after it."""

from __future__ import annotations

from autogenesis.language import _lexicon as lexicon
from autogenesis.language._forms import is_participle, is_plural, is_third
from autogenesis.language._lexicon import CLOSED, SUBJECT_PRONOUNS, Word
from autogenesis.language._tokens import Raw, Token

_NOUNISH = {"NOUN", "PROPN", "NUM"}


_EVERYBODY = frozenset({"everybody", "everyone", "nobody", "somebody", "someone"})


class Lookahead:
    """State of the pass and questions about the neighbourhood."""

    def __init__(self, raws: list[Raw]) -> None:
        self.raws = raws
        self.done: list[Token] = []
        self.finite = ""
        self.last_form = ""
        self.relative = False

    def _raw(self, index: int) -> Raw | None:
        return self.raws[index] if 0 <= index < len(self.raws) else None

    def _back(self, skip_adverbs: bool = True) -> Token | None:
        for token in reversed(self.done):
            if not (skip_adverbs and token.pos == "ADV"):
                return token
        return None

    def _aux_before(self) -> bool:
        index = len(self.done) - 1
        while index >= 0 and self.done[index].pos in {"ADV", "VERB"}:
            index -= 1
        return index >= 0 and self.done[index].pos in {"AUX", "MODAL"}

    def _plural_follows(self, index: int) -> bool:
        raw = self._raw(index + 1)
        return raw is not None and is_plural(raw.lower, "NOUN")

    def _verbal(self, index: int) -> bool:
        raw = self._raw(index)
        return raw is not None and lexicon.word(raw.lower).can("VERB") and not self._noun_follows(index)

    def _determined(self, index: int) -> bool:
        raw = self._raw(index)
        if raw is None:
            return False
        if raw.kind in {"num", "quoted", "slot"}:
            return True
        fixed = CLOSED.get(raw.lower)
        return fixed in {"DET", "NUM"} or raw.lower in {
            "him",
            "them",
            "it",
            "us",
            "me",
            "whoever",
            "everything",
            "nothing",
            "anything",
            "something",
            "everyone",
            "anyone",
            "someone",
            "everybody",
            "anybody",
            "somebody",
        }

    def _noun_follows(self, index: int) -> bool:
        """Whether a noun phrase goes on right after `index`: adjectives, then a noun."""
        for step in range(index + 1, min(index + 6, len(self.raws))):
            raw = self.raws[step]
            if raw.kind in {"quoted", "slot", "mail", "file", "num"}:
                return True
            if raw.kind != "word":
                return False
            fixed = CLOSED.get(raw.lower)
            if fixed in {"NUM"} or fixed == "ADJ":
                continue
            if fixed == "AUX" and raw.lower == "must":
                return False
            if fixed is not None and raw.lower not in {
                "off",
                "just",
                "only",
                "very",
                "newly",
                "still",
            }:
                return False
            entry = lexicon.word(raw.lower)
            if entry.can("NOUN") or raw.text[0].isupper():
                return not (
                    entry.best == "VERB"
                    and step == index + 1
                    and raw.lower.endswith("s")
                    and self._determined(step + 1)
                )
            if not (entry.can("ADJ") or entry.can("ADV") or is_participle(raw.lower)):
                return False
        return False

    def _verb_like(self, index: int) -> bool:
        raw = self._raw(index)
        if raw is None or raw.kind != "word":
            return False
        fixed = CLOSED.get(raw.lower)
        if fixed:
            return fixed in {"AUX", "MODAL"}
        entry = lexicon.word(raw.lower)
        return entry.best == "VERB" and not entry.penn.startswith(("VBG", "VBN"))

    def _clause_follows(self, index: int) -> bool:
        """Whether "before", "after", "until", "once", "as" is followed by a subject and a verb."""
        first = self._raw(index + 1)
        if first is None or first.kind not in {"word", "quoted", "slot", "num"}:
            return False
        depth = 0
        for step in range(index + 1, min(index + 14, len(self.raws))):
            raw = self.raws[step]
            if raw.text == "(":
                depth += 1
            if raw.text == ")":
                depth -= 1
            if raw.kind == "clitic":
                if not depth and len(raw.text) > 1 and self.raws[step - 1].lower in SUBJECT_PRONOUNS:
                    return True
                continue
            if depth:
                continue
            if raw.text in {",", ";", ":", ".", "?", "!"}:
                return False
            fixed = CLOSED.get(raw.lower)
            if (fixed == "DET" or raw.lower in _EVERYBODY) and self._second_subject(step, index):
                return False
            if fixed in {"SCONJ"} or (fixed == "CONJ" and step > index + 3) or raw.lower == "to":
                return False
            if raw.lower in {"who", "which"} or step > index + 1 and raw.lower in {"until", "unless", "if", "when"}:
                return False
            if step > index + 1 and (fixed in {"MODAL", "AUX"} and raw.lower not in {"being", "having", "be"}):
                return True
            if step > index + 1 and raw.kind == "word" and not fixed:
                entry, before = lexicon.word(raw.lower), self.raws[step - 1]
                subject = before.lower in SUBJECT_PRONOUNS
                if subject and entry.can("VERB"):
                    return True
                noun = lexicon.word(before.lower)
                headed = before.kind == "word" and before.lower not in CLOSED and noun.can("NOUN")
                if (
                    headed
                    and entry.can("VERB")
                    and entry.penn[:3] in {"VBZ", "VBD"}
                    and not entry.penn.startswith("VBG")
                ):
                    return True
                if (
                    headed
                    and entry.can("VERB")
                    and is_third(raw.lower)
                    and not is_plural(before.lower, "NOUN")
                    and (self._determined(step + 1) or self._ends(step + 1))
                    and entry.best == "VERB"
                ):
                    return True
        return False

    def _second_subject(self, step: int, index: int) -> bool:
        """As in "two days before the visit the nurse is told": a new phrase right after a noun, and no verb so far."""
        before = self.raws[step - 1]
        if step <= index + 2 or before.lower in CLOSED or before.kind not in {"word", "num"}:
            return False
        spoken = any(token.pos in {"VERB", "AUX", "MODAL"} for token in self.done)
        return not spoken and (before.kind == "num" or lexicon.word(before.lower).can("NOUN"))

    def _ends(self, index: int) -> bool:
        raw = self._raw(index)
        return raw is None or raw.kind == "punct"

    def _finite_later(self, index: int) -> bool:
        """Whether another finite verb follows before the clause ends, so that this word need not be one."""
        for step in range(index + 1, min(len(self.raws), index + 12)):
            raw = self.raws[step]
            after = self._raw(step + 1)
            ranged = after is not None and (after.kind == "num" or CLOSED.get(after.lower) in {"PREP", "NUM"})
            if CLOSED.get(raw.lower) == "CONJ" and ranged:
                continue
            if (
                raw.text in {",", ";", ":", "."}
                or CLOSED.get(raw.lower) in {"SCONJ", "CONJ"}
                or raw.lower in {"that", "who", "which"}
            ):
                return False
            if CLOSED.get(raw.lower) in {"MODAL", "AUX"}:
                return True
            entry = lexicon.word(raw.lower)
            if (
                raw.kind == "word"
                and raw.lower not in CLOSED
                and entry.best == "VERB"
                and entry.penn.startswith(("VBZ",))
            ):
                return True
        return False

    def _relative_opens(self, before: Token) -> bool:
        """A noun right after another noun phrase's pronoun or determiner begins a relative clause without "that"."""
        for token in reversed(self.done[:-1]):
            if token.pos in {"ADJ", "NUM"}:
                continue
            return token.pos == "DET" and len(self.done) > 2 and self.done[self.done.index(token) - 1].pos == "NOUN"
        return False

    def _first_noun(self, before: Token) -> bool:
        here = self.done[max((i for i, t in enumerate(self.done) if t.pos == "PUNCT"), default=-1) + 1 :]
        return (
            len([t for t in here if t.pos in _NOUNISH]) == 1
            and before is self.done[-1]
            and any(t.pos == "DET" for t in here)
        )

    def _coordinated_subject(self, entry: Word, index: int) -> bool:
        """As in "A and B" before any verb is a plural subject."""
        after = self._raw(index + 1)
        if entry.best != "VERB" and (after is None or after.kind == "punct"):
            return False
        for token in reversed(self.done):
            if token.pos == "CONJ" and token.lower == "and":
                return True
            if token.pos not in {"NOUN", "PROPN", "DET", "ADJ", "NUM"}:
                return False
        return False

    def _verb_wanted(self, third: bool) -> bool:
        """Whether a condition opened with its marker and this is the last word that can be its verb."""
        if self.finite:
            return False
        for place in range(len(self.done) - 1, -1, -1):
            token = self.done[place]
            if token.pos == "SCONJ" and token.lower in {"if", "when", "whenever", "once", "until"}:
                heads = [t for t in self.done[place + 1 :] if t.pos in {"NOUN", "PROPN"}]
                return bool(heads) and (third or self._plural_subject())
            if token.pos in {"PUNCT", "VERB", "AUX", "MODAL", "SCONJ"}:
                return False
        return False

    def _plural_subject(self) -> bool:
        """Whether the first noun phrase since the clause began is plural: "Grants of more than 500 euro need …"."""
        begin = 0
        for place in range(len(self.done) - 1, -1, -1):
            if self.done[place].pos in {"PUNCT", "SCONJ", "CONJ", "VERB", "AUX", "MODAL"}:
                begin = place + 1
                break
        head: Token | None = None
        for token in self.done[begin:]:
            if token.pos == "PREP" and head is not None:
                break
            head = token if token.pos in {"NOUN", "PROPN"} else head
        return head is not None and head.plural

    def _bare_noun_follows(self, index: int) -> bool:
        """Whether the very next word is a noun that ends its phrase."""
        raw, after = self._raw(index + 1), self._raw(index + 2)
        if raw is None or raw.kind != "word" or raw.lower in CLOSED or not lexicon.word(raw.lower).can("NOUN"):
            return False
        return (
            after is None
            or after.kind == "punct"
            or CLOSED.get(after.lower) in {"CONJ", "AUX", "MODAL", "PREP", "SCONJ"}
        )

    def _verb_ahead(self, index: int) -> bool:
        return any(self._verb_like(step) for step in range(index, min(len(self.raws), index + 12)))

    def _verb_coordinates(self, index: int, third: bool) -> bool:
        return bool(self.finite) or self.last_form == ("s" if third else "base")
