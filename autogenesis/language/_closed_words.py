"""Owns the tagging of function words whose class depends on their neighbours."""

from __future__ import annotations

from autogenesis.language import _lexicon as lexicon
from autogenesis.language._forms import is_base, is_participle
from autogenesis.language._lexicon import BE, CLOSED, DO, HAVE, SUBJECT_PRONOUNS, Word
from autogenesis.language._lookahead import Lookahead
from autogenesis.language._tokens import Token

_CLAUSE_PREPS = frozenset({"before", "after", "until", "till", "since", "once", "as"})
_TIME_UNITS = frozenset("second minute hour day night week month quarter year".split())
_PASSING = frozenset("pass passes passed elapse elapses elapsed over gone".split())
_WANTING = frozenset(
    "want need wish try ask allow like let require expect permit have wait begin start ought use able".split()
)
_PREDETERMINED = frozenset("the of this that these those my our its their your his her".split())
_REPORTING = frozenset(
    {
        "say",
        "tell",
        "show",
        "ensure",
        "state",
        "know",
        "check",
        "decide",
        "mean",
        "require",
        "see",
        "want",
    }
)


class ClosedWords(Lookahead):
    """Decides "to", "that", "have", "before" and their like."""

    def _closed(self, index: int, lower: str, entry: Word) -> tuple[str, str] | None:
        pos = CLOSED[lower]
        before, after = self._back(skip_adverbs=False), self._raw(index + 1)
        following = after.lower if after else ""
        if pos == "AUX":
            form = {"be": "base", "being": "ing", "having": "ing", "been": "part"}.get(lower, "s")
            if lower in BE:
                return "AUX", form
            return ("AUX" if self._auxiliary(index, lower) else "VERB"), {
                "have": "base",
                "do": "base",
                "had": "past",
                "did": "past",
            }.get(lower, form)
        if lower == "to":
            return ("PART", "") if self._infinitive(index) else ("PREP", "")
        if lower in {"that", "this", "these", "those"}:
            return self._that(index, lower, before), ""
        phrase = self._lapse_of_time(index) or self.relative and self._one_verb_ahead(index)
        if lower in _CLAUSE_PREPS and not phrase and self._clause_follows(index):
            return "SCONJ", ""
        if lower in {
            "over",
            "above",
            "below",
            "under",
            "before",
            "after",
            "behind",
            "inside",
            "outside",
        } and (after is None or after.text in {".", ",", ";", ")", "!"}):
            return "ADV", ""
        if (
            pos == "PREP"
            and before
            and before.pos == "DET"
            and self._noun_follows(index)
            and lower in {"outside", "inside", "above", "over", "under", "near"}
        ):
            return "ADJ", ""
        if lower in {"so"} and following == "that":
            return "SCONJ", ""
        if lower in {"once"} and self._clause_follows(index):
            return "SCONJ", ""
        if lower in {"her", "his"} and (after is None or not self._noun_follows(index)):
            return "PRON", ""
        if lower in {"what", "which", "whichever"} and self._noun_follows(index) and not self._verb_like(index + 1):
            return ("DET" if lower != "which" else "PRON"), ""
        if lower in {
            "all",
            "both",
            "each",
            "either",
            "neither",
            "some",
            "any",
            "another",
            "such",
            "every",
            "no",
        }:
            return (
                "DET" if self._noun_follows(index) or following in _PREDETERMINED or lower == "every" else "PRON"
            ), ""
        if lower in {"second", "third", "half"} or pos == "NUM":
            return ("NOUN" if lower == "second" and before and before.pos == "NUM" else pos), ""
        if lower in {
            "open",
            "empty",
            "free",
            "own",
            "last",
            "least",
            "like",
            "near",
            "may",
            "will",
            "can",
            "down",
            "up",
            "out",
            "except",
            "minus",
            "plus",
            "back",
            "forth",
            "alone",
            "present",
            "ready",
        }:
            return self._verb_or(index, lower, pos, before)
        if lower in {"next", "last", "first", "least", "most"} and pos == "ADJ":
            return ("ADJ" if self._noun_follows(index) or (before and before.pos in {"DET", "ADJ"}) else "ADV"), ""
        return pos, ""

    def _lapse_of_time(self, index: int) -> bool:
        """As in "undecided after 21 days is refused": a length of time, unless it is said to pass."""
        number, unit = self._raw(index + 1), self._raw(index + 2)
        if number is None or unit is None or unit.lower.removesuffix("s") not in _TIME_UNITS:
            return False
        if number.kind != "num" and CLOSED.get(number.lower) != "NUM" and number.lower not in {"a", "an"}:
            return False
        return not any(raw.lower in _PASSING for raw in self.raws[index + 3 : index + 7])

    def _one_verb_ahead(self, index: int) -> bool:
        """Inside a relative clause of the subject: whether only the sentence's own verb is still to come."""
        verbs = 0
        for raw in self.raws[index + 1 :]:
            if raw.text in {".", ";", ":"}:
                break
            entry = lexicon.word(raw.lower)
            fixed = CLOSED.get(raw.lower)
            verbs += (
                fixed in {"AUX", "MODAL"} or fixed is None and entry.can("VERB") and entry.penn[:3] in {"VBZ", "VBD"}
            )
        return verbs == 1 and len(self.done) > 1 and any(t.lower in {"who", "that", "which"} for t in self.done[:4])

    def _verb_or(self, index: int, lower: str, pos: str, before: Token | None) -> tuple[str, str]:
        """Words like "open" and "last": a verb where only a verb can stand."""
        real = self._back()
        if lower in {
            "down",
            "up",
            "out",
            "back",
            "forth",
            "alone",
            "minus",
            "plus",
            "except",
            "may",
            "can",
            "near",
        }:
            return pos, ""
        if lower == "will" and before and before.pos in {"DET", "ADJ"}:
            return "NOUN", ""
        if lower == "will":
            return pos, ""
        if real and (real.pos in {"MODAL"} or real.text == "to" and real.pos == "PART" or real.lower in DO):
            return "VERB", "base"
        subject = real and (real.lower in {"i", "we", "you", "they"} or real.pos in {"NOUN", "PROPN"} and real.plural)
        if subject and not self.finite and not self._verb_like(index + 1) and (pos == "ADJ" or lower == "like"):
            after = self._raw(index + 1)
            if after is None or after.kind == "punct":
                return pos, ""
            return "VERB", "base"
        if real is None and lower in {"open", "empty", "free", "own"} and self._determined(index + 1):
            return "VERB", "base"
        if lower in {"last", "least"} and not self._noun_follows(index) and not (before and before.pos == "DET"):
            return "ADV", ""
        return pos, ""

    def _auxiliary(self, index: int, lower: str) -> bool:
        """Whether have/do helps another verb."""
        step = index + 1
        while (raw := self._raw(step)) and (
            CLOSED.get(raw.lower) == "ADV" or raw.lower in {"n't", "not"} or lexicon.word(raw.lower).best == "ADV"
        ):
            step += 1
        if raw is None or raw.kind != "word":
            return False
        if raw.lower == "to" and lower in HAVE:
            return True
        if lower in DO:
            if self._raw(step - 1) is not None and self.raws[step - 1].lower in {
                "not",
                "n't",
            }:
                return True
            return raw.lower in SUBJECT_PRONOUNS or "VERB" in lexicon.word(raw.lower).lemmas and is_base(raw.lower)
        if raw.lower in BE | HAVE | DO:
            return raw.lower in {"been", "had", "done"}
        if not is_participle(raw.lower):
            return False
        # "has an X" never comes here; "has recorded consent" is have + participle + noun, "has recorded the" is perfect
        entry = lexicon.word(raw.lower)
        return entry.penn.startswith("VB") or not self._noun_follows(step)

    def _infinitive(self, index: int) -> bool:
        before, after = self._back(skip_adverbs=False), self._raw(index + 1)
        if after is None or after.kind != "word":
            return False
        step = index + 1
        if after.lower in {"not", "never", "also", "only"} or after.lower.endswith("ly"):
            step += 1
            after = self._raw(step)
            if after is None:
                return False
        if after.lower in {"be", "have", "do"}:
            return True
        entry = lexicon.word(after.lower)
        if CLOSED.get(after.lower) not in {None, "ADJ"} or not entry.can("VERB") or not is_base(after.lower):
            return False
        if before and before.lower in {
            "back",
            "on",
            "up",
            "down",
            "next",
            "close",
            "due",
            "according",
            "access",
            "from",
        }:
            return entry.best == "VERB"
        if before and before.pos == "NUM" or after.text[0].isupper():
            return False
        if entry.best == "VERB" or not entry.can("NOUN") or self._determined(step + 1):
            return True
        wanted = any(t.pos in {"VERB", "AUX"} and t.lemma in _WANTING for t in self.done)
        following = self._raw(step + 1)
        return (
            wanted
            and following is not None
            and (CLOSED.get(following.lower) == "PREP" or before is not None and before.lemma in _WANTING)
        )

    def _that(self, index: int, lower: str, before: Token | None) -> str:
        if lower != "that":
            disagrees = (lower in {"these", "those"}) != self._plural_follows(index) and self._verbal(index + 1)
            return "DET" if self._noun_follows(index) and not disagrees else "PRON"
        after = self._raw(index + 1)
        if after is None or after.kind != "word":
            return "PRON"
        if before is not None and before.pos in {"NOUN", "PROPN"} and before.lower not in {"day"}:
            return "PRON"
        if CLOSED.get(after.lower) in {"DET", "PRON"}:
            return "SCONJ"
        if before is not None and (before.pos in {"VERB"} and before.lemma in _REPORTING or before.lower == "so"):
            return "SCONJ" if not self._noun_follows(index) or self._plural_follows(index) else "DET"
        if CLOSED.get(after.lower) in {"MODAL", "AUX"}:
            return "PRON"
        return "DET" if self._noun_follows(index) else "PRON"
