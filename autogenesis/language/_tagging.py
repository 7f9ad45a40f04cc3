"""Owns part-of-speech tagging: the likeliest class of each word, repaired by its neighbours from left to right."""

from __future__ import annotations

from autogenesis.language import _lexicon as lexicon
from autogenesis.language._lexicon import BE, CLOSED, DO, HAVE, SUBJECT_PRONOUNS, Word
from autogenesis.language._tokens import Raw, Token, lemma_of

_NOUNISH = {"NOUN", "PROPN", "NUM"}
_BREAKS = frozenset(".;:!?")
_BASE_PENN = ("VB", "VBP")
_CLAUSE_PREPS = frozenset({"before", "after", "until", "till", "since", "once", "as"})


def tagged(raws: list[Raw]) -> tuple[Token, ...]:
    """Tokens with classes, in one pass over the words."""
    tagger = _Tagger(raws)
    for index in range(len(raws)):
        tagger.step(index)
    return tuple(tagger.done)


class _Tagger:
    """State of the pass: what stands before, and whether the current clause already has a finite verb."""

    def __init__(self, raws: list[Raw]) -> None:
        self.raws = raws
        self.done: list[Token] = []
        self.finite = ""
        self.last_form = ""
        self.relative = False

    def step(self, index: int) -> None:
        raw = self.raws[index]
        pos, form = self._class(index, raw)
        plural = pos in {"NOUN", "PROPN"} and _plural(raw.lower, pos)
        lemma = raw.text if pos == "PROPN" and raw.kind != "quoted" else raw.lower
        if raw.kind == "quoted":
            lemma = raw.text[1:-1]
        elif pos in {"NOUN", "VERB", "ADJ", "ADV", "AUX"} and raw.kind == "word":
            lemma = raw.lower if _acronym(raw.text) else lemma_of(raw.lower, pos)
        elif pos == "MODAL":
            lemma = lexicon.word(raw.lower).lemmas.get("MODAL", raw.lower)
        if raw.lower in {"not", "n't"}:
            lemma = "not"
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

    def _aux_before(self) -> bool:
        index = len(self.done) - 1
        while index >= 0 and self.done[index].pos in {"ADV", "VERB"}:
            index -= 1
        return index >= 0 and self.done[index].pos in {"AUX", "MODAL"}

    def _raw(self, index: int) -> Raw | None:
        return self.raws[index] if 0 <= index < len(self.raws) else None

    def _back(self, skip_adverbs: bool = True) -> Token | None:
        for token in reversed(self.done):
            if not (skip_adverbs and token.pos == "ADV"):
                return token
        return None

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
            return (
                ("PART", "")
                if before and before.pos in _NOUNISH and before.lower.endswith("s")
                else ("PUNCT", "")
            )
        return CLOSED.get(raw.lower, "PART"), ""

    def _word(self, index: int, raw: Raw) -> tuple[str, str]:
        lower = raw.lower
        entry = lexicon.word(lower)
        first = not self.done or self.done[-1].text in {".", "!", "?"}
        if _acronym(raw.text) and lower not in CLOSED and lower != "i":
            return "PROPN", ""
        if (
            raw.text[0].isupper()
            and lower in lexicon.TIME_NAMES
            and (lower != "may" and (lower != "march" or not first))
        ):
            return "PROPN", ""
        if raw.text[0].isupper() and lower not in {"i"} and self._proper(index, raw, first):
            return "PROPN", ""
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

    # -- closed classes that depend on their neighbours ------------------------------------------------

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
        if lower in _CLAUSE_PREPS and self._clause_follows(index):
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
        if (
            lower in {"what", "which", "whichever"}
            and self._noun_follows(index)
            and not self._verb_like(index + 1)
        ):
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
                "DET"
                if self._noun_follows(index) or following in _PREDETERMINED or lower == "every"
                else "PRON"
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
            return (
                "ADJ" if self._noun_follows(index) or (before and before.pos in {"DET", "ADJ"}) else "ADV"
            ), ""
        return pos, ""

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
        subject = real and (
            real.lower in {"i", "we", "you", "they"} or real.pos in {"NOUN", "PROPN"} and real.plural
        )
        if (
            subject
            and not self.finite
            and not self._verb_like(index + 1)
            and (pos == "ADJ" or lower == "like")
        ):
            after = self._raw(index + 1)
            if after is None or after.kind == "punct":
                return pos, ""
            return "VERB", "base"
        if real is None and lower in {"open", "empty", "free", "own"} and self._determined(index + 1):
            return "VERB", "base"
        if (
            lower in {"last", "least"}
            and not self._noun_follows(index)
            and not (before and before.pos == "DET")
        ):
            return "ADV", ""
        return pos, ""

    def _auxiliary(self, index: int, lower: str) -> bool:
        """Whether have/do helps another verb."""
        step = index + 1
        while (raw := self._raw(step)) and (
            CLOSED.get(raw.lower) == "ADV"
            or raw.lower in {"n't", "not"}
            or lexicon.word(raw.lower).best == "ADV"
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
            return (
                raw.lower in SUBJECT_PRONOUNS or "VERB" in lexicon.word(raw.lower).lemmas and _base(raw.lower)
            )
        if raw.lower in BE | HAVE | DO:
            return raw.lower in {"been", "had", "done"}
        if not _participle(raw.lower):
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
        if CLOSED.get(after.lower) not in {None, "ADJ"} or not entry.can("VERB") or not _base(after.lower):
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
            disagrees = (lower in {"these", "those"}) != self._plural_follows(index) and self._verbal(
                index + 1
            )
            return "DET" if self._noun_follows(index) and not disagrees else "PRON"
        after = self._raw(index + 1)
        if after is None or after.kind != "word":
            return "PRON"
        if before is not None and before.pos in {"NOUN", "PROPN"} and before.lower not in {"day"}:
            return "PRON"
        if CLOSED.get(after.lower) in {"DET", "PRON"}:
            return "SCONJ"
        if before is not None and (
            before.pos in {"VERB"} and before.lemma in _REPORTING or before.lower == "so"
        ):
            return "SCONJ" if not self._noun_follows(index) or self._plural_follows(index) else "DET"
        if CLOSED.get(after.lower) in {"MODAL", "AUX"}:
            return "PRON"
        return "DET" if self._noun_follows(index) else "PRON"

    def _verbal(self, index: int) -> bool:
        raw = self._raw(index)
        return raw is not None and lexicon.word(raw.lower).can("VERB") and not self._noun_follows(index)

    def _plural_follows(self, index: int) -> bool:
        raw = self._raw(index + 1)
        return raw is not None and _plural(raw.lower, "NOUN")

    # -- looking ahead ---------------------------------------------------------------------------------

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
            "everyone",
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
            if not (entry.can("ADJ") or entry.can("ADV") or _participle(raw.lower)):
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
                continue
            if depth:
                continue
            if raw.text in {",", ";", ":", ".", "?", "!"}:
                return False
            fixed = CLOSED.get(raw.lower)
            if fixed in {"SCONJ"} or (fixed == "CONJ" and step > index + 3) or raw.lower == "to":
                return False
            if raw.lower in {"who", "which"}:
                return False
            if step > index + 1 and (
                fixed in {"MODAL", "AUX"} and raw.lower not in {"being", "having", "be"}
            ):
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
                    and _third(raw.lower)
                    and not _plural(before.lower, "NOUN")
                    and (self._determined(step + 1) or self._ends(step + 1))
                    and entry.best == "VERB"
                ):
                    return True
        return False

    def _ends(self, index: int) -> bool:
        raw = self._raw(index)
        return raw is None or raw.kind == "punct"

    # -- open classes ----------------------------------------------------------------------------------

    def _open(self, index: int, raw: Raw, entry: Word) -> tuple[str, str]:
        lower = raw.lower
        if not entry.can("VERB"):
            return (self._no_verb(index, entry)), ""
        if lower.endswith("ing") and len(lower) > 4 and entry.lemmas["VERB"] != lower:
            return self._gerund(index, entry)
        if _participle(lower):
            return self._past(index, raw, entry)
        return self._noun_or_verb(index, raw, entry)

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
            if entry.best == "ADV" and entry.can("ADJ") and self._noun_follows(index):
                return "ADJ"
            return entry.best
        return next((pos for pos in ("NOUN", "ADJ", "ADV") if entry.can(pos)), "NOUN")

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
        if (
            before
            and before.pos in {"DET", "ADJ"}
            or before
            and before.pos == "PART"
            and before.lower == "'s"
        ):
            if self._noun_follows(index) and entry.penn != "NN":
                return "ADJ", ""
            return "NOUN", ""
        if entry.best == "NOUN" and not self._determined(index + 1):
            return "NOUN", ""
        if before and before.pos in {"PREP", "PUNCT"} and self._noun_follows(index) and entry.best != "VERB":
            return "ADJ", ""
        return "VERB", "ing"

    def _bare_noun_follows(self, index: int) -> bool:
        """Whether the very next word is a noun that ends its phrase."""
        raw, after = self._raw(index + 1), self._raw(index + 2)
        if (
            raw is None
            or raw.kind != "word"
            or raw.lower in CLOSED
            or not lexicon.word(raw.lower).can("NOUN")
        ):
            return False
        return (
            after is None
            or after.kind == "punct"
            or CLOSED.get(after.lower) in {"CONJ", "AUX", "MODAL", "PREP", "SCONJ"}
        )

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
        if (
            before
            and before.pos in {"DET", "ADJ", "NUM"}
            or before
            and before.pos == "PART"
            and before.text != "to"
        ):
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

    def _noun_or_verb(self, index: int, raw: Raw, entry: Word) -> tuple[str, str]:
        lower, before = raw.lower, self._back()
        third = _third(lower)
        form = "s" if third else "base"
        other = (
            "NOUN" if entry.can("NOUN") else "ADJ" if entry.can("ADJ") else "ADV" if entry.can("ADV") else ""
        )
        if not other:
            determined = before and (
                before.pos == "DET"
                or (before.pos == "ADJ" and len(self.done) > 1 and self.done[-2].pos == "DET")
                or before.pos == "PART"
                and before.text != "to"
            )
            return ("NOUN", "") if determined else ("VERB", form)
        if (
            entry.best in {"ADJ", "ADV"}
            and entry.best == other
            or (entry.best in {"ADJ", "ADV"} and not third)
        ):
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
            return False
        if before.pos == "PREP" and before.lower in lexicon.PARTICLES and entry.penn == "VBZ" and third:
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
            return self._after_noun(index, entry, before, third)
        if before.pos == "CONJ":
            return self._after_conj(index, entry, third)
        if before.text == ",":
            return self._after_comma(index, entry, third)
        if before.pos == "SCONJ":
            return entry.best == "VERB" and not third and self._determined(index + 1)
        if before.pos == "VERB":
            helps = before.lemma in {"help", "let", "make", "please"} and not third
            return helps and entry.best == "VERB"
        return entry.best == "VERB" and after is not None and self._determined(index + 1)

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
                or not _plural(raw_lower(self.raws[index]), "NOUN")
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

    def _verb_ahead(self, index: int) -> bool:
        return any(self._verb_like(step) for step in range(index, min(len(self.raws), index + 12)))

    def _after_number(self, index: int, entry: Word, third: bool) -> bool:
        two_back = self.done[-2] if len(self.done) > 1 else None
        named = two_back is not None and two_back.pos in {"NOUN", "PROPN"}
        lone = two_back is None or two_back.pos in {"PUNCT", "CONJ", "SCONJ"}
        if named and (third or two_back is not None and two_back.plural):
            return self._continues(index)
        return lone and third and entry.best == "VERB" and self._determined(index + 1)

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
        if self.finite and not self._relative_opens(before):
            main = self.relative and third and not before.plural and self._determined(index + 1)
            return main and entry.can("VERB")
        plural = before.plural and before.pos in {"NOUN", "PROPN"}
        after = self._raw(index + 1)
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
        return not self._finite_later(index)

    def _first_noun(self, before: Token) -> bool:
        return (
            len([t for t in self.done if t.pos in _NOUNISH]) == 1
            and before is self.done[-1]
            and any(t.pos == "DET" for t in self.done)
        )

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

    def _relative_opens(self, before: Token) -> bool:
        """A noun right after another noun phrase's pronoun or determiner begins a relative clause without "that"."""
        for token in reversed(self.done[:-1]):
            if token.pos in {"ADJ", "NUM"}:
                continue
            return (
                token.pos == "DET"
                and len(self.done) > 2
                and self.done[self.done.index(token) - 1].pos == "NOUN"
            )
        return False

    def _after_conj(self, index: int, entry: Word, third: bool) -> bool:
        after = self._raw(index + 1)
        if after is not None and CLOSED.get(after.lower) in {"MODAL", "AUX"}:
            return False
        had = self.last_form
        same = had == ("s" if third else "base")
        if self._determined(index + 1):
            return same or not third and entry.best == "VERB"
        if entry.best == "VERB":
            return same or not third and had in {"", "base"} and self._continues(index)
        if same and after is not None and after.lower in {"it", "them", "him", "us", "that"}:
            return True
        object_after = (
            after is not None
            and CLOSED.get(after.lower) is None
            and after.kind == "word"
            and (_plural(after.lower, "NOUN") or self._noun_follows(index))
        )
        return (
            same
            and self._verb_coordinates(index, third)
            and bool(object_after)
            and entry.penn.startswith("VB")
        )

    def _verb_coordinates(self, index: int, third: bool) -> bool:
        return bool(self.finite) or self.last_form == ("s" if third else "base")

    def _after_comma(self, index: int, entry: Word, third: bool) -> bool:
        after = self._raw(index + 1)
        if after is not None and (
            CLOSED.get(after.lower) in {"MODAL", "AUX"} or after.text in {",", ".", ";"}
        ):
            return entry.best == "VERB" and not third and after.text == "." and entry.penn.startswith("VB")
        if self._determined(index + 1) or after is not None and after.lower in {"up", "down", "off", "out"}:
            return (entry.best == "VERB" or not third) and (
                not third or self.last_form == "s" or entry.penn == "VBZ"
            )
        if after is not None and CLOSED.get(after.lower) == "CONJ":
            return entry.best == "VERB" and self.last_form == ("s" if third else "base")
        return (
            entry.best == "VERB"
            and not third
            and not _plural(self.raws[index].lower, "NOUN")
            and self._noun_follows(index)
        )


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


def raw_lower(raw: Raw) -> str:
    """Lower-case text of a raw token."""
    return raw.lower


def _acronym(text: str) -> bool:
    return (
        len(text) > 1
        and sum(c.isupper() for c in text) > 1
        and not text[1:].islower()
        and text.upper() == text
    )


def _plural(lower: str, pos: str) -> bool:
    if pos == "PROPN":
        return lower in lexicon.TIME_NAMES and lower.endswith("s")
    entry = lexicon.word(lower)
    if entry.penn.startswith("NNS") or lower in {
        "people",
        "children",
        "men",
        "women",
        "data",
    }:
        return True
    lemma = entry.lemmas.get("NOUN", lower)
    return lemma != lower and not lower.endswith("ing") and (lower.endswith("s") or len(lower) > 3)


def _third(lower: str) -> bool:
    entry = lexicon.word(lower)
    return lower.endswith("s") and entry.lemmas.get("VERB", lower) != lower


def _base(lower: str) -> bool:
    entry = lexicon.word(lower)
    return entry.lemmas.get("VERB") == lower


def _participle(lower: str) -> bool:
    entry = lexicon.word(lower)
    lemma = entry.lemmas.get("VERB")
    if lemma is None or lower.endswith("ing") and lemma != lower:
        return False
    if lower in _SAME_PAST:
        return True
    return lemma != lower and not lower.endswith("s") or lower.endswith("ed") and lemma != lower


_SAME_PAST = frozenset(
    "put set cut shut hit let read cost quit split spread hurt burst become come run overrun".split()
)
