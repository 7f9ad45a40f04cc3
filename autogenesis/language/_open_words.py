"""Owns the tagging of content words."""

from __future__ import annotations

from autogenesis.language._forms import is_participle
from autogenesis.language._lexicon import BE, CLOSED, HAVE, SUBJECT_PRONOUNS, SYMBOLS, Word, known
from autogenesis.language._noun_or_verb import NounOrVerb
from autogenesis.language._tokens import Raw


class OpenWords(NounOrVerb):
    """Decides gerunds, participles and words that cannot be verbs."""

    def _open(self, index: int, raw: Raw, entry: Word) -> tuple[str, str]:
        lower, before = raw.lower, self._back()
        if lower in SYMBOLS and before is not None and (before.pos == "NUM" or before.lower in {"in", "per"}):
            return "NOUN", ""
        if not entry.can("VERB") and entry.penn == "NN" and self._modal_before() and not known(lower):
            return "VERB", "base"
        if not entry.can("VERB"):
            return (self._no_verb(index, entry)), ""
        if lower.endswith("ing") and len(lower) > 4 and entry.lemmas["VERB"] != lower:
            return self._gerund(index, entry)
        if is_participle(lower):
            return self._past(index, raw, entry)
        return self._noun_or_verb(index, raw, entry)

    def _modal_before(self) -> bool:
        """Whether the word right before is a modal: what follows is a verb, whatever it looks like."""
        before = self._back(skip_adverbs=False)
        return before is not None and before.pos == "MODAL"

    def _no_verb(self, index: int, entry: Word) -> str:
        if entry.best in {"ADJ", "NOUN", "ADV"}:
            before = self._back(skip_adverbs=False)
            if (
                entry.best == "ADV"
                and entry.can("NOUN")
                and before
                and before.pos in {"DET", "ADJ"}
                and not self._noun_follows(index)
            ):
                return "NOUN"
            if entry.best == "ADJ" and entry.can("NOUN") and before is None and self._raw(index + 1) is None:
                return "NOUN"
            opened = before is not None and (before.pos in {"DET", "ADJ", "PREP"} or before.lower == "'s")
            if entry.best == "ADJ" and entry.can("NOUN") and opened and not self._noun_follows(index):
                return "NOUN"
            if entry.best == "ADJ" and self._stands_alone(index):
                return "NOUN"
            if entry.best == "ADV" and entry.can("ADJ") and self._noun_follows(index):
                return "ADJ"
            return entry.best
        return next((pos for pos in ("NOUN", "ADJ", "ADV") if entry.can(pos)), "NOUN")

    def _stands_alone(self, index: int) -> bool:
        """ "minus the deductible", "every consumable, 3 euro each": such an adjective without its noun is one."""
        after = self._raw(index + 1)
        ended = after is None or after.text in {".", ",", ";", ":", ")"}
        article = bool(self.done) and self.done[-1].pos == "DET"
        return article and ended and self.raws[index].lower.endswith(("able", "ible"))

    def _gerund(self, index: int, entry: Word) -> tuple[str, str]:
        before = self._back()
        listed = before is not None and before.text == "," and not self._plural_follows(index)
        compound = self._bare_noun_follows(index) and (entry.can("NOUN") or entry.can("ADJ") or listed)
        after = self._raw(index + 1)
        if (
            before is None
            and not self._determined(index + 1)
            and (after is None or CLOSED.get(after.lower) in {"PREP", "AUX", "MODAL"})
        ):
            return "NOUN", ""
        if before and before.lower in BE:
            return ("ADJ", "") if compound and before is self.done[-1] else ("VERB", "ing")
        if before and before.pos in {"PREP"} and self._determined(index + 1):
            return "VERB", "ing"
        if compound and before and before.text in {",", ":", "("} | {"and", "or", "in", "of", "per", "for"}:
            return "ADJ", ""
        if before and before.pos in {"DET", "ADJ"} or before and before.pos == "PART" and before.lower == "'s":
            if self._noun_follows(index) and entry.penn != "NN":
                return "ADJ", ""
            return "NOUN", ""
        if entry.best == "NOUN" and not self._determined(index + 1):
            return "NOUN", ""
        if before and before.pos in {"PREP", "PUNCT"} and self._noun_follows(index) and entry.best != "VERB":
            return "ADJ", ""
        return "VERB", "ing"

    def _past(self, index: int, raw: Raw, entry: Word) -> tuple[str, str]:
        """-ed and irregular past forms: participle, finite past, or adjective before a noun."""
        before = self._back()
        following = self._raw(index + 1)
        form = "past" if not entry.penn.startswith("VBN") or raw.lower.endswith("ed") else "part"
        base = entry.lemmas["VERB"] == raw.lower
        if (
            base
            and self.finite
            and before
            and before.pos == "NOUN"
            and before.lower not in SUBJECT_PRONOUNS
            and self.last_form
        ):
            return "VERB", "part"
        if base and not raw.lower.endswith("ed"):  # put, set, read, become
            if not (before and (before.lower in HAVE or before.lower in BE)):
                return self._noun_or_verb(index, raw, entry)
            return "VERB", "part"
        if before and (before.pos == "AUX" or before.lower in HAVE or before.lower == "get"):
            linked = before.lower in BE and entry.best == "ADJ" and not raw.lower.endswith("ed")
            return ("ADJ", "") if linked else ("VERB", "part")
        if before and before.pos in {"DET", "ADJ", "NUM"} or before and before.pos == "PART" and before.text != "to":
            if self._noun_follows(index):
                return "ADJ", ""
            if entry.can("NOUN") and not raw.lower.endswith("ed"):
                return "NOUN", ""
            if before.pos == "DET" and before.lower in {
                "the",
                "an",
                "a",
                "every",
                "each",
            }:
                return "ADJ", ""
            return "VERB", form
        if before is not None and before.pos == "PUNCT" and following is not None and following.kind == "num":
            return "VERB", "part"
        if before is None or before.pos in {"PREP", "CONJ", "PUNCT", "VERB"}:
            if self._noun_follows(index) and not (
                before and before.pos == "CONJ" and self.last_form in {"past", "part"}
            ):
                return "ADJ", ""
            if entry.best == "NOUN" and not raw.lower.endswith("ed"):
                return "NOUN", ""
            return "VERB", form
        return "VERB", form
