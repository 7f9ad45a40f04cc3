"""Owns the reading of noun phrases and prepositional phrases from tagged tokens."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import Any

from autogenesis.language._lexicon import BE, POSSESSIVES, SUBJECT_PRONOUNS
from autogenesis.language._literals import (
    Bound,
    Date,
    Literal,
    Measure,
    Number,
    Quoted,
    Range,
    Recurrence,
    TimeOfDay,
    Times,
    TimeWindow,
    Weekdays,
)
from autogenesis.language._nth_days import NthDay
from autogenesis.language._parts import Draft, day_named, plainly
from autogenesis.language._people import names_people
from autogenesis.language._phrase_words import (
    ADVERBIALS_BY_FIRST,
    COUNTS,
    FREE,
    MULTI_PREPS,
    NEGATIVE,
    OPERATORS,
    QUANTIFIERS,
    RELATIVE,
    VALUED,
)
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._tokens import Token

_TITLES = frozenset("chief vice managing executive acting principal medical technical financial artistic scientific musical".split())  # fmt: skip
"""Adjectives that make a role of their own with a noun for somebody: a chief inspector is no inspector who is chief."""
_TEMPORAL = (NthDay, Recurrence, Times, Weekdays, TimeWindow)


class PhraseReader:
    """Reads phrases; the clause reader extends it with relative clauses and verbs.

    Positions are token indexes; every reader returns what it read and the position after it, or None.
    """

    def __init__(self, tokens: tuple[Token, ...], literals: tuple[Literal, ...], text: str, offset: int) -> None:
        self.t = tokens
        self.n = len(tokens)
        self.text = text
        self.offset = offset
        self.literals = literals
        self._starts = [token.span[0] for token in tokens]
        self.literal_at: dict[int, tuple[Literal, int]] = {}
        self.covering: dict[int, Literal] = {}
        for literal in literals:
            self._place(literal)
        self.formulas = self._formulas()
        self._bare: dict[int, tuple[NP, int] | None] = {}
        self.depth = 0
        self.tried = 0

    def _place(self, literal: Literal) -> None:
        begin = bisect_left(self._starts, literal.span[0])
        end = bisect_left(self._starts, literal.span[1])
        while isinstance(literal, Bound) and begin < end and self.pos(begin) in {"VERB", "AUX"}:
            begin += 1
        if isinstance(literal, Recurrence) and end == begin + 1 and self._adjectival(begin):
            return
        if begin < self.n and end > begin:
            self.literal_at[begin] = (literal, end)
            for position in range(begin, end):
                self.covering[position] = literal
            if isinstance(literal, Bound):
                inner = bisect_left(self._starts, literal.value.span[0])
                self.literal_at.setdefault(inner, (literal, end))

    def _adjectival(self, i: int) -> bool:
        """As in "the daily rate", "a weekly report": an adjective, and no time at which something happens."""
        return (
            self.lower(i).endswith("ly")
            and self.pos(i + 1) == "NOUN"
            and (i == 0 or self.pos(i - 1) in {"DET", "CONJ", "PUNCT", "PART"})
        )

    def lower(self, i: int) -> str:
        return self.t[i].lower if 0 <= i < self.n else ""

    def pos(self, i: int) -> str:
        return self.t[i].pos if 0 <= i < self.n else ""

    def span(self, i: int, j: int) -> tuple[int, int]:
        return self.t[i].start, self.t[max(i, j - 1)].end

    def cut(self, span: tuple[int, int]) -> str:
        return self.text[span[0] - self.offset : span[1] - self.offset]

    def _formulas(self) -> dict[int, int]:
        """Runs of operands joined by at least one operator, start to end."""
        found: dict[int, int] = {}
        i = 0
        while i < self.n:
            j, operators, operand = i, 0, False
            while j < self.n:
                token = self.t[j]
                if token.text in OPERATORS and (operand or token.text == "-"):
                    operators, operand = operators + 1, False
                elif token.text == "(" and not operand or token.text == ")" and operand and operators:
                    pass
                elif token.pos in {"NOUN", "ADJ", "NUM", "PROPN"} and (
                    not operand or self.t[j - 1].pos in {"NOUN", "ADJ"}
                ):
                    operand = True
                else:
                    break
                j += 1
            if operators and operand and self.t[j - 1].pos == "NUM" and self.pos(j) == "NOUN":
                j += 1
            if operators and operand and self._balanced(i, j):
                found[i] = j
            i = j if operators and operand else i + 1
        return found

    def _balanced(self, i: int, j: int) -> bool:
        return sum(t.text == "(" for t in self.t[i:j]) == sum(t.text == ")" for t in self.t[i:j])

    # -- noun phrases ------------------------------------------------------------------------------------

    def bare(self, i: int) -> tuple[NP, int] | None:
        """A noun phrase without anything after its head; remembered, so that looking ahead stays cheap."""
        if i not in self._bare:
            self._bare[i] = self._core(i)
        return self._bare[i]

    def _core(self, i: int) -> tuple[NP, int] | None:
        if i >= self.n:
            return None
        if i in self.formulas:
            span = self.span(i, self.formulas[i])
            return NP(span, self.cut(span), "formula", ("formula",), formula=True), self.formulas[i]
        if self.pos(i) == "SYM" and self.pos(i + 1) == "NUM" and i not in self.literal_at:
            return self._core(i + 1)  # "between £3 and £5": the mark belongs to the number
        draft = Draft(i)
        j = self._openers(draft, i)
        if self.pos(j) == "PRON" and not draft.words and draft.quantity is None:
            return self._pronoun(draft, j)
        if not draft.closed:
            j = self._middle(draft, j)
        if draft.words or draft.quantity is not None or (draft.adjectives and self._noun_like(draft)):
            return self._build(draft, j), j
        if draft.determiner and j > i and draft.determiner not in POSSESSIVES:
            span = self.span(i, j)
            return NP(
                span,
                self.cut(span),
                draft.determiner,
                (draft.determiner,),
                pronoun=True,
                negative=draft.determiner in NEGATIVE,
                quantifier=draft.quantifier,
            ), j
        return None

    def _noun_like(self, draft: Draft) -> bool:
        return bool(draft.determiner) or draft.adjectives[-1].lower in COUNTS or draft.possessor is not None

    def _openers(self, draft: Draft, i: int) -> int:
        j = i
        while (
            self.lower(j) in QUANTIFIERS
            and self.pos(j) == "ADV"
            and self.pos(j + 1) in {"DET", "NUM", "NOUN", "PROPN", "PRON", "ADJ"}
        ):
            draft.quantifier = self.lower(j)
            j += 1
        j = self._quantity(draft, j)
        while draft.quantity is None and (self.pos(j) == "DET" or self.lower(j) == "whose"):
            if self.lower(j) in POSSESSIVES:
                span = self.span(j, j + 1)
                draft.possessor = NP(span, self.cut(span), self.lower(j), (self.lower(j),), pronoun=True)
                draft.determiner = self.lower(j)
            else:
                draft.determiner = draft.determiner + " " + self.lower(j) if draft.determiner else self.lower(j)
            j += 1
            j = self._quantity(draft, j)
        return j

    def _quantity(self, draft: Draft, j: int) -> int:
        placed = self.literal_at.get(j)
        if placed is None or draft.quantity is not None:
            return j
        literal, end = placed
        if isinstance(literal, _TEMPORAL) or (isinstance(literal, Bound) and isinstance(literal.value, Times)):
            return j
        if self.pos(j) == "PREP" and self.lower(j) not in {"at", "up", "from", "between", "to"}:
            return j
        if self.lower(j) in {"from", "between"} or isinstance(literal, Number) and literal.ordinal:
            return j
        draft.quantity = literal
        last = end - 1
        if self.pos(end) == "PROPN" and end not in self.literal_at and not isinstance(literal, Quoted):
            draft.closed = True
        value = literal.value if isinstance(literal, Bound) else literal
        if isinstance(value, Measure) and self.pos(last) in {"NOUN", "PROPN"} and last > j:
            return last
        if isinstance(literal, Quoted):
            draft.words.append(self.t[j])
        return end

    def _pronoun(self, draft: Draft, j: int) -> tuple[NP, int]:
        end = j + 2 if self.lower(j) in {"each", "one"} and self.lower(j + 1) == "other" else j + 1
        span = self.span(draft.start, end)
        head = " ".join(self.lower(k) for k in range(j, end))
        return NP(
            span,
            self.cut(span),
            head,
            (head,),
            determiner=draft.determiner,
            quantifier=draft.quantifier,
            pronoun=True,
            quantity=draft.quantity,
            negative=head in NEGATIVE,
            plural=head in {"they", "them", "we", "us", "others", "all", "both"},
        ), end

    def _middle(self, draft: Draft, i: int) -> int:
        j = i
        while j < self.n:
            token = self.t[j]
            if j in self.formulas and j > i:
                break
            if (placed := self.literal_at.get(j)) and isinstance(placed[0], (*_TEMPORAL, Date, TimeOfDay)):
                if draft.words or draft.adjectives or draft.quantity:
                    break
                draft.quantity = placed[0]
                return placed[1]
            if draft.words and draft.words[-1].plural and token.plural and self._base_verb(j + 1):
                break
            if draft.words and draft.words[-1].plural and draft.words[-1].lemma in VALUED and self.lower(j + 1) == ",":
                break
            if token.pos in {"NOUN", "PROPN"} or day_named(self.lower(j - 1), self.lower(j), self.lower(j + 1)):
                draft.words.append(token)
                j += 1
            elif token.text in {"'s", "’s", "'", "’"} and token.pos == "PART" and draft.words:
                draft.possessor = self._build(draft, j)
                draft.words, draft.adjectives, draft.determiner = [], [], ""
                draft.quantity = None
                j += 1
            elif (token.pos == "ADJ" or token.pos == "ADV" and self._adjectival(j)) and (
                not draft.words or self._more_words(j)
            ):
                draft.adjectives.append(token)
                j += 1
            elif token.pos == "NUM":
                advanced = self._number(draft, j)
                if advanced == j:
                    break
                j = advanced
            elif (
                token.pos == "ADV"
                and self.pos(j + 1) == "ADJ"
                and not draft.words
                and (draft.determiner or self._more_words(j + 1))
            ):
                j += 1
            elif (
                not draft.words
                and draft.adjectives
                and (token.text == "," or token.pos == "CONJ")
                and self._adjective_list(j)
            ):
                j += 1 + (self.pos(j + 1) in {"DET", "CONJ"})
            elif token.text == "/" and draft.words and self.pos(j + 1) in {"NOUN", "PROPN"}:
                j += 1
            else:
                break
        return j

    def _number(self, draft: Draft, j: int) -> int:
        literal, end = self.literal_at.get(j, (None, j + 1))
        if draft.words and draft.words[-1].pos in {"NOUN", "PROPN"}:  # "level 1", "rows 7 to 9"
            if draft.quantity is None and literal is not None and _plain(literal):
                draft.quantity = literal
                return end
            return j
        if draft.quantity is not None:
            return j
        if self.lower(j) == "one" and draft.adjectives and end == j + 1:
            draft.words.append(self.t[j])
            return end
        draft.quantity = literal
        value = literal.value if isinstance(literal, Bound) else literal
        if isinstance(value, Measure) and self.pos(end - 1) == "NOUN":
            return end - 1
        if literal is None:
            draft.words.append(self.t[j])
        return end

    def _base_verb(self, j: int) -> bool:
        return self.pos(j) == "VERB" and self.t[j].form == "base"

    def _more_words(self, j: int) -> bool:
        k = j + 1
        while self.pos(k) == "ADJ":
            k += 1
        return self.pos(k) in {"NOUN", "PROPN"}

    def _adjective_list(self, j: int) -> bool:
        k = j + 1
        if self.pos(k) == "CONJ":
            k += 1
        if self.pos(k) == "DET":
            k += 1
        if self.pos(k) != "ADJ":
            return False
        while (
            self.pos(k) in {"ADJ", "CONJ", "DET"} or self.lower(k) == "," and self.pos(k + 1) in {"ADJ", "DET", "CONJ"}
        ):
            k += 1
        return self.pos(k) in {"NOUN", "PROPN"}

    def _build(self, draft: Draft, end: int) -> NP:
        span = self.span(draft.start, end)
        text = self.cut(span)
        adjectives = tuple(t.lower for t in draft.adjectives)
        negative = draft.determiner.split(" ")[0] in NEGATIVE if draft.determiner else False
        common: dict[str, Any] = {
            "determiner": draft.determiner,
            "quantifier": draft.quantifier,
            "quantity": draft.quantity,
            "possessor": draft.possessor,
            "negative": negative,
        }
        if not draft.words:
            if adjectives and (draft.quantity is None or _plain(draft.quantity)):
                return NP(span, text, adjectives[-1], adjectives[-1:], adjectives=adjectives[:-1], **common)
            quantity = draft.quantity
            value = quantity.value if isinstance(quantity, Bound) else quantity
            head = getattr(value, "unit", "") or (quantity.text if quantity else text)
            return NP(
                span,
                text,
                head,
                (head,),
                adjectives=adjectives,
                plural=True,
                proper=isinstance(value, (Weekdays, Date)),
                **common,
            )
        head = draft.words[-1]
        named = plainly(head) or head.lemma
        words = (*(t.lower if t.pos == "NOUN" else plainly(t) or t.text for t in draft.words[:-1]), named)
        if adjectives and adjectives[-1] in _TITLES and names_people(head.lemma):
            words, adjectives = (adjectives[-1], *words), adjectives[:-1]
        return NP(
            span,
            text,
            named,
            words,
            adjectives=adjectives,
            plural=head.plural,
            proper=head.pos == "PROPN",
            quoted=head.quoted,
            **common,
        )

    # -- prepositions ------------------------------------------------------------------------------------

    def adverbial(self, i: int) -> int:
        """Where the adverb of several words at `i` ends; `i` itself where there is none."""
        for words in ADVERBIALS_BY_FIRST.get(self.lower(i), ()):
            j = i + len(words)
            ends = words != ("as", "well") or self.lower(j) != "as"
            bare = words[0] != "in" and words[-1] not in {"that", "this"} or self.pos(j) not in {"NOUN", "PROPN", "ADJ"}
            alone = words[0] != "the" or j >= self.n or self.pos(j) in {"PUNCT", "CONJ", "ADV", "AUX", "MODAL"}
            if ends and bare and alone and all(self.lower(i + k) == word for k, word in enumerate(words)):
                return j
        return i

    def preposition(self, i: int) -> tuple[str, int] | None:
        """A preposition at `i`, of one or several words."""
        if self.lower(i) == "up" and i in self.literal_at:
            return None
        for words in MULTI_PREPS:
            if len(words) > 1 and all(self.lower(i + k) == word for k, word in enumerate(words)):
                return " ".join(words), i + len(words)
        if self.pos(i) == "PREP":
            placed = self.literal_at.get(i)
            if placed and isinstance(placed[0], Bound) and self.lower(i) in {"at", "up", "to"}:
                return None
            if self.pos(i + 1) == "PREP" and self.lower(i) + self.lower(i + 1) in {"upto", "into", "onto"}:
                return self.lower(i) + " " + self.lower(i + 1), i + 2
            return self.lower(i), i + 1
        if self.lower(i) in {"straight", "right", "just", "directly", "only"} and self.pos(i + 1) == "PREP":
            return self.lower(i + 1), i + 2
        return None

    def finite(self, i: int) -> bool:
        """Whether a finite verb group begins at `i`, adverbs allowed before it."""
        while self.pos(i) == "ADV" and self.lower(i) not in {"then", "instead"}:
            i += 1
        token = self.t[i] if i < self.n else None
        if token is None:
            return False
        if token.pos == "MODAL":
            return True
        if token.pos == "AUX":
            return token.lower not in {"being", "been", "having"} and (token.lower not in BE or token.lower != "be")
        return token.pos == "VERB" and token.form in {"s", "base", "past"} and not self._reduced(i)

    def _reduced(self, i: int) -> bool:
        """An -ed form that is not the sentence's verb: another finite verb follows before the clause ends."""
        if self.t[i].form != "past":
            return False
        if self.lower(i + 1) == "by":
            return True
        for k in range(i + 1, min(self.n, i + 16)):
            token = self.t[k]
            if token.text in {",", ";", ":", "."} or token.pos in {"SCONJ", "CONJ"}:
                return False
            if token.pos in {"MODAL", "AUX"} or token.pos == "VERB" and token.form in {"s"}:
                return True
        return False

    def clause_starts(self, i: int) -> bool:
        """Whether a subject and its finite verb begin at `i`."""
        if self.pos(i) == "CONJ":
            i += 1
        read = self.bare(i)
        if read is None:
            return False
        np, j = read
        free = np.pronoun and np.head in FREE
        if free and (self.finite(j) or self.pos(j) == "VERB"):
            return self._finite_after(self._group_end(j))
        for _ in range(3):
            if self.finite(j):
                return True
            if self.pos(j) == "PREP" and (inner := self.bare(j + 1)):
                j = inner[1]
            elif self.lower(j) in {"that", "which", "who"} or self.lower(j) in SUBJECT_PRONOUNS and self.finite(j + 1):
                told = (
                    self.finite(j + 1) or self.t[j + 1].pos == "VERB" and self.t[j + 1].form == "past"
                    if j + 1 < self.n
                    else False
                )
                return told and self._finite_after(self._group_end(j + 1))
            elif self.pos(j) == "VERB" and self.t[j].form in {"past", "part", "ing"}:
                return self._finite_after(j + 1)
            else:
                return False
        return False

    def _group_end(self, i: int) -> int:
        """The position after the verb group at `i`."""
        while self.pos(i) in {"MODAL", "AUX", "ADV"}:
            i += 1
        return i + 1 if self.pos(i) == "VERB" else i

    def _finite_after(self, i: int) -> bool:
        """Whether a finite verb follows before the clause can end."""
        for k in range(i, min(self.n, i + 14)):
            token = self.t[k]
            if token.text in {";", ":", ".", ","} or token.pos in {"SCONJ", "CONJ"}:
                return False
            if token.pos == "PRON" and token.lower in RELATIVE:
                return False
            if token.pos in {"MODAL", "AUX"}:
                return True
            if token.pos == "VERB" and token.form in {"s", "base"} and self.lower(k - 1) != "to":
                return True
        return False

    @staticmethod
    def with_of(np: NP, phrase: Phrase, text: str) -> NP:
        """The noun phrase with one more phrase attached."""
        return replace(np, of=(*np.of, phrase), span=(np.span[0], phrase.span[1]), text=text)

    @staticmethod
    def with_relative(np: NP, clause: Clause, text: str) -> NP:
        """The noun phrase with one more relative clause attached."""
        return replace(
            np,
            relatives=(*np.relatives, clause),
            span=(np.span[0], max(np.span[1], clause.span[1])),
            text=text,
        )


def _plain(literal: Literal) -> bool:
    """A number that can stand after a noun as its label: "level 1", "rows 7 to 9"."""
    inner = literal.value if isinstance(literal, Bound) else literal
    return isinstance(inner, Number) or isinstance(inner, Range) and isinstance(inner.high, Number)
