"""Owns part-of-speech tagging: the likeliest class of each word, repaired by its neighbours."""

from __future__ import annotations

from autogenesis.language import _lexicon as lexicon
from autogenesis.language._closed_words import ClosedWords
from autogenesis.language._forms import is_acronym, is_plural
from autogenesis.language._lexicon import CLOSED, SUBJECT_PRONOUNS
from autogenesis.language._open_words import OpenWords
from autogenesis.language._tokens import Raw, Token, lemma_of

_NOUNISH = {"NOUN", "PROPN", "NUM"}


def tagged(raws: list[Raw]) -> tuple[Token, ...]:
    """Tokens with classes, in one pass over the words."""
    tagger = _Tagger(raws)
    for index in range(len(raws)):
        tagger.step(index)
    return tuple(tagger.done)


class _Tagger(ClosedWords, OpenWords):
    """One pass over the words, from left to right."""

    def step(self, index: int) -> None:
        raw = self.raws[index]
        pos, form = self._class(index, raw)
        plural = pos in {"NOUN", "PROPN"} and is_plural(raw.lower, pos)
        lemma = raw.text if pos == "PROPN" and raw.kind != "quoted" else raw.lower
        if raw.kind == "quoted":
            lemma = raw.text[1:-1]
        elif pos in {"NOUN", "VERB", "ADJ", "ADV", "AUX"} and raw.kind == "word":
            lemma = raw.lower if is_acronym(raw.text) else lemma_of(raw.lower, pos)
        elif pos == "MODAL":
            lemma = lexicon.word(raw.lower).lemmas.get("MODAL", raw.lower)
        if raw.lower in {"not", "n't"}:
            lemma = "not"
        if raw.kind == "clitic" and pos == "AUX":
            lemma = self._clitic_lemma(index, raw.lower)
        self.done.append(
            Token(
                raw.span,
                raw.text,
                raw.lower,
                lemma,
                pos,
                plural,
                form,
                raw.kind == "quoted",
            )
        )
        self._note(raw, pos, form)

    def _note(self, raw: Raw, pos: str, form: str) -> None:
        if pos in {"PUNCT", "SCONJ"} or (
            pos == "PRON" and raw.lower in {"who", "which", "whoever", "that", "whatever"}
        ):
            self.relative = pos == "PRON"
            if raw.text != "," or self.finite:
                self.finite = ""
        elif pos == "MODAL" or (pos == "AUX" and raw.lower not in {"be", "been", "being", "having"}):
            self.finite = raw.lower
        elif pos == "VERB":
            if form != "ing" and not (form in {"past", "part"} and not self._aux_before()):
                self.finite = raw.lower
            if not (form in {"past", "part"} and self._aux_before()):
                self.last_form = form
        elif pos == "CONJ":
            self.finite = "" if self._new_clause_after() else self.finite

    def _new_clause_after(self) -> bool:
        """After a conjunction: whether what follows begins with a subject of its own."""
        following = self._raw(len(self.done))
        if following is None or following.lower in SUBJECT_PRONOUNS:
            return following is not None
        if CLOSED.get(following.lower) != "DET":
            return False
        for step in range(len(self.done) + 1, min(len(self.raws), len(self.done) + 6)):
            raw = self.raws[step]
            if raw.kind != "word" or CLOSED.get(raw.lower) in {"PREP", "CONJ", "DET", "PRON"}:
                return False
            if CLOSED.get(raw.lower) in {"AUX", "MODAL"} or lexicon.word(raw.lower).penn == "VBZ":
                return True
        return False

    def _class(self, index: int, raw: Raw) -> tuple[str, str]:
        if raw.kind in {"quoted", "mail", "file"}:
            return "PROPN", ""
        if raw.kind == "slot":
            return "NOUN", ""
        if raw.kind == "num":
            return "NUM", ""
        if raw.kind == "suffix":
            return "ADJ", ""
        if raw.kind == "clitic":
            return self._clitic(index, raw)
        if raw.kind == "punct":
            return "PUNCT", ""
        if raw.kind in {"symbol", "other"}:
            return ("PUNCT" if raw.text in "–—\"'“”‘’" else "SYM"), ""
        return self._word(index, raw)

    def _clitic(self, index: int, raw: Raw) -> tuple[str, str]:
        if raw.lower == "'s":
            before = self._back(skip_adverbs=False)
            pronoun = before is not None and before.pos == "PRON"
            return ("AUX", "s") if pronoun else ("PART", "")
        if raw.lower == "'":
            before = self._back(skip_adverbs=False)
            return ("PART", "") if before and before.pos in _NOUNISH and before.lower.endswith("s") else ("PUNCT", "")
        return CLOSED.get(raw.lower, "PART"), ""

    def _clitic_lemma(self, index: int, clitic: str) -> str:
        """What "'s" in "it's late", "it's been sent" and the like stands for."""
        after = self._raw(index + 1)
        if clitic == "'s":
            return "have" if after is not None and after.lower in {"been", "got", "had"} else "be"
        return {"'m": "be", "'re": "be", "'ve": "have"}.get(clitic, clitic)

    def _word(self, index: int, raw: Raw) -> tuple[str, str]:
        lower = raw.lower
        entry = lexicon.word(lower)
        first = not self.done or self.done[-1].text in {".", "!", "?"}
        if is_acronym(raw.text) and lower not in CLOSED and lower != "i":
            return "PROPN", ""
        if (
            raw.text[0].isupper()
            and lower in lexicon.TIME_NAMES
            and (lower != "may" and (lower != "march" or not first))
        ):
            return "PROPN", ""
        if raw.text[0].isupper() and lower not in {"i"} and self._proper(index, raw, first):
            return "PROPN", ""
        if lower == "yet" and self.done and self.done[-1].lower != ",":
            return "ADV", ""
        if lower == "home" and self.done and (self.done[-1].pos in {"PRON", "VERB"}):
            return "ADV", ""  # "takes it home"
        if lower in CLOSED and (fixed := self._closed(index, lower, entry)):
            return fixed
        return self._open(index, raw, entry)

    def _proper(self, index: int, raw: Raw, first: bool) -> bool:
        if not first and self.done[-1].text in {":", "-", "–", "(", "["}:
            first = True
        if not first:
            return raw.lower not in CLOSED or raw.lower in {"no", "plus"} and self.done[-1].pos == "PREP"
        following = self._raw(index + 1)
        if not lexicon.known(raw.lower) and not lexicon.word(raw.lower).penn.startswith("NNS"):
            return lexicon.word(raw.lower).best == "NOUN" and not raw.lower.endswith("s")
        both = following is not None and following.text[:1].isupper() and following.lower not in CLOSED
        if both and raw.lower not in CLOSED and following is not None:
            return not lexicon.word(raw.lower).can("VERB") and following.lower not in lexicon.TIME_NAMES
        return False
