"""Owns relative clauses and prepositional phrases."""

from __future__ import annotations

from dataclasses import replace

from autogenesis.language._grammar import Grammar
from autogenesis.language._lexicon import SUBJECT_PRONOUNS
from autogenesis.language._literals import (
    Bound,
    Duration,
    Measure,
    Range,
)
from autogenesis.language._parts import Open, Parts, Verb, value_of
from autogenesis.language._phrase_words import FREE, RELATIVE
from autogenesis.language._syntax import NP, Clause, Phrase


class RelativeReader(Grammar):
    """A part of the sentence reader."""

    def _relative(self, np: NP, j: int, end: int, subject: bool) -> tuple[Clause, int] | None:
        """A relative clause at `j`: with pronoun, without, or reduced."""
        token = self.t[j]
        if token.pos == "PREP" and self.lower(j + 1) in {"which", "whom"}:
            return self._through(j, end)
        k = j + 1 if token.text == "," and self.lower(j + 1) in {"who", "which", "whose"} else j
        if (
            self.lower(k) in RELATIVE
            and self.pos(k) == "PRON"
            or np.head in FREE
            and np.pronoun
            and not np.relatives
            and (self.finite(j) or token.form == "past")
        ):
            begin = k if np.head in FREE and self.lower(k) not in RELATIVE else k + 1
            if self.finite(begin) or begin == j or self.pos(begin) == "VERB":
                return self._gapped(begin, end, np, subject)
            return self._inner(begin, end, k)
        if self.lower(k) == "whose":
            return self._inner(k, end, k)
        if np.quoted or np.head in FREE and np.pronoun and self.clause_starts(j):
            return self._inner(j, end, j) if np.head in FREE else None
        if self._bare_relative(np, j):
            return self._inner(j, end, j)
        if token.pos == "VERB" and token.form in {"ing", "past", "part"} and not (subject and self.finite(j)):
            if subject and token.form in {"past", "part"} and not self._finite_after(j + 1):
                return None
            if not subject and token.form in {"past", "part"} and (np.pronoun or self.wanting):
                return None
            parts = Parts()
            verb = Verb(
                j,
                j + 1,
                lemma=token.lemma,
                voice="active" if token.form == "ing" else "passive",
                mood="participle",
            )
            stop = self._subject_end(j, end) if subject else end
            m = self.body(j + 1, stop, parts, subordinate=True, verb=verb)
            return self._make(j, m, parts, verb, "plain"), m
        if (
            token.text == "to"
            and token.pos == "PART"
            and subject is False
            and not self.hold_infinitive
            and np.quantity is not None
            and not np.pronoun
        ):
            parts = Parts()
            m = self._infinitive(j, end, parts)
            return (parts.embedded[0], m) if parts.embedded else None
        return None

    def _bare_relative(self, np: NP, j: int) -> bool:
        if np.quantity is not None and isinstance(value_of(np.quantity), Duration):
            return False
        if np.quantity is not None and np.head == getattr(value_of(np.quantity), "text", ""):
            return False
        if (
            self.leading
            or np.pronoun
            and np.head
            not in {
                "everything",
                "anything",
                "nothing",
                "something",
                "all",
                "everyone",
                "those",
                "whatever",
            }
        ):
            return False
        token = self.t[j]
        if token.pos == "PRON" and token.lower in SUBJECT_PRONOUNS - {"who"} and not np.proper:
            return self.finite(j + 1)
        if token.pos == "DET" and not np.proper and (read := self.bare(j)):
            return self.finite(read[1]) and self._relative_verb(read[1])
        return bool(
            token.pos == "NOUN"
            and token.plural
            and np.plural
            and self.pos(j + 1) == "VERB"
            and self.t[j + 1].form == "base"
        )

    def _through(self, j: int, end: int) -> tuple[Clause, int] | None:
        """As in "into which it fits": the clause, with the preposition as a phrase of its own."""
        found = self._inner(j + 2, end, j)
        if found is None:
            return None
        inner, span = self.bare(j + 1), self.span(j, j + 2)
        items = (inner[0],) if inner else ()
        phrase = Phrase(span, self.cut(span), self.lower(j), items)
        clause = replace(found[0], phrases=(*found[0].phrases, phrase), span=(span[0], found[0].span[1]))
        return replace(clause, text=self.cut(clause.span)), found[1]

    def _relative_verb(self, k: int) -> bool:
        """Whether the verb at `k` leaves a gap: another finite verb or the end of the clause follows closely."""
        return self._finite_after(k + 1)

    def _subject_end(self, j: int, end: int) -> int:
        """Where a reduced relative clause on a subject must end: before the sentence's own verb."""
        for k in range(j + 1, end):
            if (
                self.pos(k) in {"MODAL"}
                or self.pos(k) == "AUX"
                and self.lower(k) not in {"being", "been"}
                or (self.pos(k) == "VERB" and self.t[k].form in {"s", "base"} and self.lower(k - 1) != "to")
            ):
                while self.pos(k - 1) == "ADV" and k - 1 > j:
                    k -= 1
                return k
        return end

    def _gapped(self, begin: int, end: int, np: NP, subject: bool) -> tuple[Clause, int] | None:
        """A relative clause whose subject is the noun itself."""
        clause, j = self._inner_clause(begin, end, subject)
        return (clause, j) if clause is not None else None

    def _inner_clause(self, begin: int, end: int, subject: bool) -> tuple[Clause | None, int]:
        verb = self.verb_group(begin, end)
        if verb is None:
            return None, begin
        parts = Parts()
        stop = self._subject_end(verb.end - 1, end) if subject else end
        j = self.body(verb.end, stop, parts, subordinate=True, verb=verb)
        clause = self._make(begin, j, parts, verb, "plain")
        while self.pos(j) == "CONJ" and self.lower(j) in {"and", "or"} and self.finite(j + 1) and not subject:
            second = self.verb_group(j + 1, end)
            if second is None or self.t[second.end - 1].form != self.t[verb.end - 1].form:
                break
            more = Parts()
            j2 = self.body(second.end, end, more, subordinate=True, verb=second)
            extra = replace(self._make(j + 1, j2, more, second, "plain"), coordinator=self.lower(j), inherited=True)
            clause = self.joined(clause, embedded=(extra,), end=extra.span[1])
            j = j2
        return clause, j

    def _inner(self, begin: int, end: int, mark: int) -> tuple[Clause, int] | None:
        clause, j = self.clause(begin, end, Open(), "", subordinate=True)
        if clause is None or not clause.verb:
            return None
        return clause, j

    def measured_phrase(self, i: int, end: int) -> tuple[Phrase, int] | None:
        """As in "three days after that date", "two days before", "three months later"."""
        placed = self.literal_at.get(i)
        if placed is None or not isinstance(value_of(placed[0]), (Duration, Measure)):
            return None
        literal, j = placed
        if self.lower(j) in {"before", "later", "earlier", "ago", "after", "afterwards"} and self.pos(j) == "ADV":
            span = self.span(i, j + 1)
            return Phrase(span, self.cut(span), self.lower(j), measure=literal), j + 1
        if self.lower(j) in {"after", "before", "from"} and self.pos(j) == "PREP" and (read := self.phrase(j, end)):
            span = (self.t[i].start, read[0].span[1])
            return replace(read[0], span=span, text=self.cut(span), measure=literal), read[1]
        return None

    def _verbless(self, j: int, end: int) -> bool:
        return not self.listing and not any(self.pos(k) in {"VERB", "AUX", "MODAL"} for k in range(j, end))

    def phrase(self, i: int, end: int, *, subject: bool = False) -> tuple[Phrase, int] | None:
        """A prepositional phrase at `i`."""
        found = self.preposition(i)
        if found is None:
            return None
        prep, j = found
        if self.pos(j) == "VERB" and self.t[j].form == "ing":
            parts = Parts()
            m = self._participle(j, end, parts)
            span = self.span(i, m)
            return Phrase(span, self.cut(span), prep, clause=parts.embedded[0]), m
        if inner := self.preposition(j):
            prep, j = f"{prep} {inner[0]}", inner[1]
        if prep in {"as"} and self.pos(j) in {"VERB", "ADJ"} and not self._has_noun(j):
            listed = self.states(j, end) or self.np_list(j, end, loose=True)
        elif subject and not self._verbless(j, end):
            read = self.bare(j)
            listed = None
            if read is not None and read[1] <= end:
                np, k = self.finish(*read, end=end, subject=False) if not self.finite(read[1]) else read
                listed = ((np,), "", k)
                if self.pos(k) == "CONJ" and not self.clause_starts(k + 1):
                    listed = self.np_list(j, end, phrase=True)
        else:
            listed = self.np_list(j, end, phrase=True)
        if listed is None:
            return None
        items, coordinator, k = listed
        covering = self.covering.get(i)
        if isinstance(covering, (Bound, Range)) and items[0].quantity is None:
            items = (replace(items[0], quantity=covering), *items[1:])
        span = (self.t[i].start, max(items[-1].span[1], self.t[k - 1].end))
        return Phrase(span, self.cut(span), prep, items, coordinator), k

    def inside_relative(self, start: int, k: int) -> bool:
        """Whether the verb at `k` belongs to a relative clause opened after `start`."""
        return any(self.lower(j) in RELATIVE or self.lower(j) in SUBJECT_PRONOUNS for j in range(start, k))

    def _has_noun(self, i: int) -> bool:
        read = self.bare(i)
        return read is not None and any(self.pos(k) in {"NOUN", "PROPN"} for k in range(i, read[1]))
