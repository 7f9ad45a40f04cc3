"""Owns coordinated noun phrases and what hangs on them."""

from __future__ import annotations

from dataclasses import replace

from autogenesis.language._grammar import Grammar
from autogenesis.language._lexicon import NEGATORS, word
from autogenesis.language._literals import (
    Date,
    Weekdays,
)
from autogenesis.language._parts import quantifies
from autogenesis.language._phrase_words import VALUED
from autogenesis.language._syntax import NP, Phrase

_BEHIND_STATES = frozenset({"by", "for", "to", "with", "from", "at", "until", "after", "before", "within", "since"})
"""Prepositions of what is said besides the state that something is brought into."""

_OFFICES = frozenset({"head", "director", "chief"})
"""Nouns for whoever leads what is named behind them: "head of office"."""
_CALENDAR = frozenset({"day", "week", "month", "quarter", "year"})


class NounReader(Grammar):
    """A part of the sentence reader."""

    def np_list(
        self, i: int, end: int, *, subject: bool = False, loose: bool = False, phrase: bool = False
    ) -> tuple[tuple[NP, ...], str, int] | None:
        """Coordinated noun phrases at `i`: the items, their conjunction, and where they end."""
        outer, self.listing = self.listing, self.listing or loose
        try:
            return self._list(i, end, subject, loose or self.listing, phrase)
        finally:
            self.listing = outer

    def _list(
        self, i: int, end: int, subject: bool, loose: bool, phrase: bool
    ) -> tuple[tuple[NP, ...], str, int] | None:
        if i >= end:
            return None
        read = self.bare(i) or (self._loose(i) if loose else None)
        if read is None or read[1] > end:
            return None
        np, j = self.finish(*read, end=end, subject=subject)
        items, coordinator = [np], ""
        while j < end:
            k = j
            if self.t[k].text == ",":
                k += 1
            if self.pos(k) == "CONJ" and self.lower(k) in {"and", "or", "nor", "and/or", "but", "&"}:
                joined = self.lower(k)
                k += 1
            else:
                joined = ""
            if k == j or k >= end or self.exceptional(k) or self.marker(k):
                break
            if phrase and not joined and self.pos(k) == "DET" and not items[0].determiner:
                break
            if (
                not subject
                and not loose
                and self.clause_starts(k)
                or subject
                and not joined
                and not self._subject_list(j, end)
            ):
                break
            if subject and self.t[j].text == "," and self.clause_starts(k) and not joined:
                break
            if (self.finite(k) and not (loose and self.pos(k) == "VERB")) or self._stands(k):
                break
            read = self.bare(k) or (self._loose(k) if loose else None)
            if read is None or read[1] > end:
                break
            np, j = self.finish(*read, end=end, subject=subject)
            items.append(np)
            coordinator = joined or coordinator
        return tuple(items), coordinator, j

    def enumeration(self, i: int, end: int) -> tuple[tuple[NP, ...], str, int] | None:
        """Named values such as "draft, in assessment, paid or closed", whatever their class: two or more, the last two
        joined by a conjunction, none with a determiner or a verb of its own."""
        items: list[NP] = []
        coordinator, j = "", i
        while j < end:
            k = j
            while k < end and k - j < 4 and self._names(k, first=k == j):
                k += 1
            if k == j:
                return None
            span = self.span(j, k)
            text = self.cut(span).lower()
            items.append(NP(span, self.cut(span), text, (text,)))
            j = k
            if coordinator:
                break
            if self.lower(j) == "," and self.lower(j + 1) in {"and", "or"} or self.lower(j) in {"and", "or"}:
                coordinator = self.lower(j + (self.lower(j) == ","))
                j += 1 + (self.lower(j) == ",")
            elif self.lower(j) == ",":
                j += 1
            else:
                return None
        over = j >= end or self.t[j].pos in {"PUNCT", "SCONJ"}
        return (tuple(items), coordinator, j) if coordinator and len(items) > 1 and over else None

    def states(self, i: int, end: int) -> tuple[tuple[NP, ...], str, int] | None:
        """The state that something is brought into, or several with "or" between them: "ready", "in use", "paid or open"."""
        listed = self.enumeration(i, end)
        if listed is not None:
            return listed
        j = i
        while j < end and j - i < 3 and self._states_name(j, first=j == i):
            j += 1
        if j == i:
            return None
        span = self.span(i, j)
        return (NP(span, self.cut(span), self.cut(span).lower(), (self.cut(span).lower(),)),), "", j

    def _states_name(self, k: int, *, first: bool) -> bool:
        """Whether the word can stand in the name of a state: "ready" can, though it is a verb too."""
        if self.lower(k) in _BEHIND_STATES:
            return False
        return self._names(k, first=first) or self.pos(k) == "VERB" and "ADJ" in word(self.lower(k)).lemmas

    def _names(self, k: int, *, first: bool) -> bool:
        """Whether the word can stand in a named value; a preposition only before a noun, as in "on hold"."""
        token = self.t[k]
        if k in self.literal_at:
            return False
        if token.pos == "PREP":
            return self.pos(k + 1) in {"NOUN", "VERB", "PROPN"}
        participle = token.pos == "VERB" and token.form in {"past", "part", "ing"}
        return token.pos in {"NOUN", "PROPN", "ADJ"} or participle or token.lower in {"not", "yet"} and not first

    def _stands(self, k: int) -> bool:
        placed = self.literal_at.get(k)
        return bool(placed and self._stands_alone(placed[0]) and not isinstance(placed[0], (Date, Weekdays)))

    def _loose(self, i: int) -> tuple[NP, int] | None:
        """In a list after a colon, adjectives and participles stand for themselves ("finished, late")."""
        if self.preposition(i) and (read := self.phrase(i, self.n)):
            span = read[0].span
            return NP(span, self.cut(span), self.cut(span).lower(), (self.cut(span).lower(),)), read[1]
        if self.pos(i) in {"ADJ", "VERB", "ADV"}:
            span = self.span(i, i + 1)
            return NP(span, self.cut(span), self.lower(i), (self.lower(i),)), i + 1
        return None

    def _subject_list(self, j: int, end: int) -> bool:
        """Whether ", NP" goes on to "and NP VERB", or is an apposition inside a fragment's list."""
        k = j
        while k < end and self.t[k].text == ",":
            read = self.bare(k + 1 + (self.pos(k + 1) == "CONJ"))
            if read is None:
                return False
            k = read[1]
            if self.finite(k):
                return (
                    self.pos(j + 1) == "CONJ"
                    or self.lower(j) == ","
                    and any(self.pos(m) == "CONJ" for m in range(j, k))
                )
            while self.pos(k) == "PREP" and (inner := self.bare(k + 1)):
                k = inner[1]
            if self.pos(k) == "CONJ" and (last := self.bare(k + 1)):
                return not self.clause_starts(k + 1) or self.finite(last[1])
        return k >= end or self.t[k].text in {".", ";"}

    def finish(self, np: NP, j: int, *, end: int | None = None, subject: bool = False) -> tuple[NP, int]:
        """A noun phrase with its of-phrases, parentheses and relative clauses."""
        end = self.n if end is None else end
        self.depth += 1
        try:
            while j < end and self.depth < 14:
                longer = self._hang(np, j, end, subject)
                if longer is None or longer[1] <= j:
                    break
                np, j = longer
        finally:
            self.depth -= 1
        return np, j

    def _hang(self, np: NP, j: int, end: int, subject: bool) -> tuple[NP, int] | None:
        token = self.t[j]
        if token.text == "(":
            return self._gloss(np, j, end)
        if np.head in VALUED and np.plural and (listed := self.enumeration(j, end)) and len(listed[0]) > 2:
            span = (np.span[0], listed[0][-1].span[1])
            return replace(np, gloss=listed[0], span=span, text=self.cut(span)), listed[2]
        if np.head == "one" and token.lower == "of" and (listed := self.enumeration(j + 1, end)):
            span = (token.start, listed[0][-1].span[1])
            return self.with_of(
                np, Phrase(span, self.cut(span), "of", listed[0], listed[1]), self.cut((np.span[0], span[1]))
            ), listed[2]
        if office := self._office(np, j, end):
            return office
        if phrase := self._hung_phrase(np, j, end, subject):
            return self.with_of(np, phrase[0], self.cut((np.span[0], phrase[0].span[1]))), phrase[1]
        if subject and (placed := self.literal_at.get(j)) and np.quantity is None and quantifies(placed[0]):
            span = (np.span[0], placed[0].span[1])
            return replace(np, quantity=placed[0], span=span, text=self.cut(span)), placed[1]
        if self.listing and token.pos == "ADV" and token.lower not in NEGATORS:
            span = (np.span[0], token.end)
            return replace(np, adjectives=(*np.adjectives, token.lower), span=span, text=self.cut(span)), j + 1
        ends = j + 1 >= end or self.pos(j + 1) in {"PUNCT", "CONJ"}
        if np.head in _CALENDAR and np.determiner == "the" and token.lower in {"before", "after"} and ends:
            span, word = (np.span[0], token.end), "previous" if token.lower == "before" else "following"
            return replace(np, adjectives=(*np.adjectives, word), span=span, text=self.cut(span)), j + 1
        if self._trailing_adjective(j, subject):
            span = (np.span[0], token.end)
            return replace(np, adjectives=(*np.adjectives, token.lower), span=span, text=self.cut(span)), j + 1
        self.hold_infinitive += self.wanting
        relative = self._relative(np, j, end, subject)
        self.hold_infinitive -= self.wanting
        if relative is None:
            return None
        clause, k = relative
        np = self.with_relative(np, clause, self.cut((np.span[0], max(np.span[1], clause.span[1]))))
        return self._second_relative(np, k, end, subject)

    def _second_relative(self, np: NP, k: int, end: int, subject: bool) -> tuple[NP, int]:
        """As in "anybody who is of age and who has a licence"."""
        again = self.pos(k) == "CONJ" and self.lower(k) == "and" and self.lower(k + 1) in {"who", "which", "that"}
        if not again or k + 2 >= end or not self.finite(k + 2):
            return np, k
        relative = self._relative(np, k + 1, end, subject)
        if relative is None:
            return np, k
        return self.with_relative(np, relative[0], self.cut((np.span[0], relative[0].span[1]))), relative[1]

    def _office(self, np: NP, j: int, end: int) -> tuple[NP, int] | None:
        """ "the head of office", "a director of studies": a role, named as a whole; not "the owner of a boat"."""
        if np.head not in _OFFICES or self.lower(j) != "of" or j + 1 >= end or self.pos(j + 1) != "NOUN":
            return None
        k = j + 1
        while k < end and self.pos(k) == "NOUN":
            k += 1
        span = (np.span[0], self.t[k - 1].end)
        words = (*np.words, "of", *(self.lower(i) for i in range(j + 1, k)))
        return replace(np, words=words, span=span, text=self.cut(span)), k

    def _hung_phrase(self, np: NP, j: int, end: int, subject: bool) -> tuple[Phrase, int] | None:
        """A prepositional phrase that belongs to the noun: any on a subject, "of", "than" and units on others."""
        token = self.t[j]
        if self.adverbial(j) > j or self.lower(j + 1) in {"which", "whom"}:
            return None
        if token.lower == "of" and (one := self.bare(j + 1)):
            inner, k = self.finish(*one, end=end)
            span = (token.start, inner.span[1])
            return Phrase(span, self.cut(span), "of", (inner,)), k
        if subject and (placed := self.literal_at.get(j)) and token.pos == "ADJ" and self.pos(placed[1]) == "PREP":
            read = self.phrase(placed[1], end, subject=True)
            if read:
                span = (token.start, read[0].span[1])
                return replace(read[0], span=span, text=self.cut(span), measure=placed[0]), read[1]
        if subject and token.pos == "CONJ" and np.of and self.pos(j + 1) == "PREP":
            return self.phrase(j + 1, end, subject=True)
        if token.pos != "PREP" or token.lower == "to":
            return None
        if subject or self.listing or token.lower == "than" or token.lower == "in" and self._unit(j + 1, end):
            return self.phrase(j, end, subject=True)
        return None

    def _unit(self, j: int, end: int) -> bool:
        """Whether a bare noun before a boundary follows: "a cost in euro, …"."""
        read = self.bare(j)
        if read is None or read[0].determiner or read[0].pronoun or read[0].proper or read[1] > end:
            return False
        return read[1] >= end or self.t[read[1]].text in {",", ";", ".", ")", "("} or self.pos(read[1]) == "CONJ"

    def _trailing_adjective(self, j: int, subject: bool) -> bool:
        if self.pos(j) != "ADJ" or self._stands(j):
            return False
        following = self.lower(j + 1) in {"than", "to", "in", "on", "for", "from", "by", "with"}
        return following or subject and self.finite(j + 1)

    def _gloss(self, np: NP, j: int, end: int) -> tuple[NP, int] | None:
        close = self.closing(j, end)
        if close >= end and self.lower(close - 1) != ")":
            close = min(close, end)
        listed = self.np_list(j + 1, close, loose=True)
        span = (np.span[0], self.t[min(close, self.n - 1)].end)
        if listed is not None and listed[2] >= close:
            return replace(np, gloss=(*np.gloss, *listed[0]), span=span, text=self.cut(span)), min(close + 1, end)
        inner = self.segment(j + 1, close)
        if not inner:
            return None
        return replace(np, relatives=(*np.relatives, *inner), span=span, text=self.cut(span)), min(close + 1, end)
