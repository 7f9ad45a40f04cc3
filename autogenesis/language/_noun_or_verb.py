"""Owns the choice between noun and verb for words that can be either."""

from __future__ import annotations

from dataclasses import replace

from autogenesis.language import _lexicon as lexicon
from autogenesis.language._forms import is_plural, is_third
from autogenesis.language._lexicon import CLOSED, DO, SUBJECT_PRONOUNS, Word
from autogenesis.language._lookahead import Lookahead
from autogenesis.language._tokens import Raw, Token

_BREAKS = frozenset(".;:!?")
_BASE_PENN = ("VB", "VBP")


class NounOrVerb(Lookahead):
    """Decides by what stands before, what follows, and whether the clause has its verb."""

    def _noun_or_verb(self, index: int, raw: Raw, entry: Word) -> tuple[str, str]:
        lower, before = raw.lower, self._back()
        third = is_third(lower)
        form = "s" if third else "base"
        other = "NOUN" if entry.can("NOUN") else "ADJ" if entry.can("ADJ") else "ADV" if entry.can("ADV") else ""
        if not other:
            determined = before and (
                before.pos == "DET"
                or (before.lower == "of" and entry.penn in {"NN", "NNS"})
                or (before.pos == "ADJ" and len(self.done) > 1 and self.done[-2].pos == "DET")
                or before.pos == "PART"
                and before.text != "to"
            )
            return ("NOUN", "") if determined else ("VERB", form)
        if entry.best in {"ADJ", "ADV"} and entry.best == other or (entry.best in {"ADJ", "ADV"} and not third):
            other = entry.best
        if (
            other == "ADJ"
            and not self._noun_follows(index)
            and entry.can("NOUN")
            and before
            and before.pos in {"DET", "ADJ"}
        ):
            other = "NOUN"
        verb = self._verb_here(index, raw, entry, before, third)
        return ("VERB", form) if verb else (other, "")

    def _verb_here(self, index: int, raw: Raw, entry: Word, before: Token | None, third: bool) -> bool:
        after = self._raw(index + 1)
        if before is None or before.text in _BREAKS or before.text in {"(", "–", "—"}:
            return self._starts_with_verb(index, entry, third, before)
        if before.pos == "PART":
            return before.lower == "to" and not third
        if before.pos in {"MODAL"} or before.lower in DO and before.pos == "AUX":
            return not third
        if before.pos == "SYM" and before.text not in {"/", "&"}:
            return False
        if before.pos == "PRON":
            if before.lower in SUBJECT_PRONOUNS or before.lower in {
                "which",
                "that",
                "this",
                "none",
                "all",
                "both",
                "each",
                "either",
                "others",
                "what",
                "whatever",
                "whoever",
                "something",
                "nothing",
                "there",
            }:
                return not self.finite or before.lower in SUBJECT_PRONOUNS
            return before.lower in {"us", "them", "you"} and third and not self.finite and self._continues(index)
        if before.pos == "PREP" and before.lower in lexicon.PARTICLES and entry.penn == "VBZ" and third:
            return True
        if self._gerund_subject(before) and third and self._continues(index):
            self.done[-1] = replace(before, pos="NOUN", form="")
            return True
        if before.pos == "ADJ" and self.relative and third and entry.can("VERB") and self._determined(index + 1):
            return True
        if before.pos in {"DET", "ADJ", "PREP", "AUX"}:
            if (
                before.pos == "DET"
                and before.lower in {"that", "all", "each", "both", "some"}
                and third
                and entry.best == "VERB"
            ):
                return self._determined(index + 1)
            return False
        if before.pos == "NUM" and ":" in before.text:
            return self._starts_with_verb(index, entry, third, before)
        if before.pos == "NUM":
            return not self.finite and self._after_number(index, entry, third)
        if before.pos in {"NOUN", "PROPN"}:
            if self._after_amount(index, entry, third):
                return True
            return self._after_noun(index, entry, before, third)
        if before.pos == "CONJ":
            return self._after_conj(index, entry, third)
        if before.text == ",":
            return self._after_comma(index, entry, third)
        if before.pos == "SCONJ":
            return entry.best == "VERB" and not third and self._determined(index + 1)
        if before.pos == "VERB":
            helps = before.lemma in {"help", "let", "make", "please"} and not third
            free = (
                third
                and self.relative
                and before.form in {"past", "part"}
                and self.done[0].lower in {"whatever", "whoever", "what"}
            )
            return (helps or free and self._continues(index)) and entry.best == "VERB"
        return entry.best == "VERB" and after is not None and self._determined(index + 1)

    def _gerund_subject(self, before: Token) -> bool:
        """ "a firing", "a corner flat": after the singular article an -s word is its verb, not a plural."""
        if self._one(2):
            return before.pos in {"ADJ", "VERB"} and before.lower.endswith("ing")
        compound = before.pos == "ADJ" and len(self.done) > 2 and self.done[-2].pos == "NOUN" and self._one(3)
        return compound and not self.finite and lexicon.word(before.lower).can("NOUN")

    def _one(self, back: int) -> bool:
        """Whether the article of one thing stands so many words back."""
        return len(self.done) >= back and self.done[-back].lower in {"a", "an", "each", "every", "another"}

    def _starts_with_verb(self, index: int, entry: Word, third: bool, before: Token | None) -> bool:
        after = self._raw(index + 1)
        if after is None or after.kind == "punct" and after.text in ":,=":
            return entry.best == "VERB" and not third and after is None
        if CLOSED.get(after.lower) in {"MODAL", "AUX"}:
            return False
        if after.kind == "num" and entry.best != "VERB":
            return False
        if self._determined(index + 1) or after.lower in {
            "me",
            "up",
            "off",
            "out",
            "down",
        }:
            return not third or entry.best == "VERB"
        if after.kind == "punct":
            return entry.best == "VERB" and not third
        if CLOSED.get(after.lower) == "PREP":
            return not third and (
                entry.best == "VERB"
                or not is_plural(self.raws[index].lower, "NOUN")
                and entry.penn in _BASE_PENN
                or self._mass_verb(index, entry)
            )
        following = lexicon.word(after.lower)
        if following.best == "VERB" and not following.can("ADJ") and not following.can("NOUN"):
            return False
        return not third and entry.best == "VERB"

    def _mass_verb(self, index: int, entry: Word) -> bool:
        """A bare noun-or-verb before a preposition opens an order ("log with date") unless a verb follows later."""
        if not entry.can("VERB"):
            return False
        for raw in self.raws[index + 1 :]:
            if CLOSED.get(raw.lower) in {"MODAL", "AUX"} or raw.text in {":"}:
                return False
            if raw.text in {";", ".", ","}:
                break
        return (
            entry.best == "VERB"
            or len(self.raws) - index > 2
            and not self._verb_ahead(index + 1)
            and self.raws[index].text[0].islower()
        )

    def _after_number(self, index: int, entry: Word, third: bool) -> bool:
        two_back = self._before_numbers()
        named = two_back is not None and two_back.pos in {"NOUN", "PROPN"}
        lone = two_back is None or two_back.pos in {"PUNCT", "CONJ", "SCONJ"}
        if named and (third or two_back is not None and two_back.plural):
            return self._continues(index)
        return lone and third and entry.best == "VERB" and self._determined(index + 1)

    def _after_amount(self, index: int, entry: Word, third: bool) -> bool:
        """ "Orders above 500 euro need a number": a bare verb after an amount that narrows a plural subject."""
        counted = len(self.done) > 1 and self.done[-2].pos == "NUM" and not self.finite and not third
        return counted and entry.can("VERB") and self.done[0].plural and self._determined(index + 1)

    def _before_numbers(self) -> Token | None:
        """What stands before "1", "1 to 4" or "5 or 6"."""
        place = len(self.done) - 1
        while place > 0 and (
            self.done[place].pos == "NUM"
            or self.done[place].lower in {"to", "or", "and", "–", "-"}
            and self.done[place - 1].pos == "NUM"
            or self.done[place].lower in {"under", "over", "above", "below"}
        ):
            place -= 1
        return self.done[place] if place >= 0 and self.done[place].pos != "NUM" else None

    def _continues(self, index: int) -> bool:
        """What may follow a finite verb: an object, a preposition, an adverb, or the end."""
        after = self._raw(index + 1)
        if after is None:
            return True
        if after.text in {",", ".", ";", "!", "?", ")"}:
            return True
        fixed = CLOSED.get(after.lower)
        if fixed in {"MODAL", "AUX"}:
            return False
        return (
            fixed in {"DET", "PRON", "PREP", "ADV", "NUM", "CONJ", "SCONJ", "ADJ"}
            or after.kind in {"num", "quoted", "slot"}
            or (not lexicon.word(after.lower).penn.startswith(("VBZ", "VBD", "MD")))
        )

    def _after_noun(self, index: int, entry: Word, before: Token, third: bool) -> bool:
        if third and self._whose(index):
            return entry.can("VERB")
        if self.finite and not self._relative_opens(before):
            main = self.relative and third and not before.plural and self._determined(index + 1)
            return main and entry.can("VERB")
        plural = before.plural and before.pos in {"NOUN", "PROPN"}
        after = self._raw(index + 1)
        if after is not None and after.text == "," and self._verb_wanted(third):
            return True
        if not third and not plural and entry.best == "VERB" and self._determined(index + 1) and self._plural_subject():
            return True
        if not third:
            if before.quoted if isinstance(before, Token) else False:
                return False
            if not plural and not self._coordinated_subject(entry, index):
                return False
            return self._continues(index)
        if plural and before.lower not in {"news", "series"}:
            return False
        if after is None or after.text in {".", ";"}:
            return entry.best == "VERB" or entry.penn == "VBZ" or self._first_noun(before)
        if after.text in {","}:
            return entry.best == "VERB" or entry.penn == "VBZ"
        fixed = CLOSED.get(after.lower)
        if fixed in {"MODAL", "AUX"}:
            return False
        if (fixed == "ADJ" or lexicon.word(after.lower).best == "ADJ") and not self._noun_follows(index):
            return True
        if self._determined(index + 1) or fixed in {"PREP", "PRON", "ADV"}:
            return not (fixed == "PREP" and entry.best != "VERB" and self._finite_later(index))
        if fixed == "CONJ":
            return entry.best == "VERB"
        following, then = lexicon.word(after.lower), self._raw(index + 2)
        pure = following.best == "VERB" and not following.can("NOUN")
        if pure and then is not None and CLOSED.get(then.lower) == "DET":
            return False  # "glass crates require a label"
        return not self._finite_later(index)

    def _whose(self, index: int) -> bool:
        """ "whose date lies in …": what has no verb yet gets it before a preposition, unless one is to come."""
        after = self._raw(index + 1)
        named = next((t for t in reversed(self.done) if t.pos not in {"NOUN", "PROPN", "ADJ"}), None)
        ahead = after is not None and CLOSED.get(after.lower) == "PREP"
        return ahead and named is not None and named.lower == "whose" and not self._finite_later(index)

    def _after_conj(self, index: int, entry: Word, third: bool) -> bool:
        after = self._raw(index + 1)
        if after is not None and CLOSED.get(after.lower) in {"MODAL", "AUX"}:
            return False
        had = self.last_form
        same = had == ("s" if third else "base")
        if self._determined(index + 1):
            return same or not third and entry.best == "VERB"
        passive = had in {"", "part"} and third and entry.penn == "VBZ" and any(t.pos == "AUX" for t in self.done)
        if entry.best == "VERB":
            return same or passive or not third and had in {"", "base"} and self._continues(index)
        if same and after is not None and after.lower in {"it", "them", "him", "us", "that"}:
            return True
        object_after = (
            after is not None
            and CLOSED.get(after.lower) is None
            and after.kind == "word"
            and (is_plural(after.lower, "NOUN") or self._noun_follows(index))
        )
        return same and self._verb_coordinates(index, third) and bool(object_after) and entry.penn.startswith("VB")

    def _after_comma(self, index: int, entry: Word, third: bool) -> bool:
        after = self._raw(index + 1)
        if after is not None and (CLOSED.get(after.lower) in {"MODAL", "AUX"} or after.text in {",", ".", ";"}):
            return entry.best == "VERB" and not third and after.text == "." and entry.penn.startswith("VB")
        if self._determined(index + 1) or after is not None and after.lower in {"up", "down", "off", "out"}:
            return (entry.best == "VERB" or not third) and (not third or self.last_form == "s" or entry.penn == "VBZ")
        if after is not None and CLOSED.get(after.lower) == "CONJ":
            return entry.best == "VERB" and self.last_form == ("s" if third else "base")
        return (
            entry.best == "VERB"
            and not third
            and not is_plural(self.raws[index].lower, "NOUN")
            and self._noun_follows(index)
        )
