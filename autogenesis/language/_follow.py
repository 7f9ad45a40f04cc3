"""Owns what may follow a comma, a conjunction or a bracket."""

from __future__ import annotations

from dataclasses import replace

from autogenesis.language._grammar import Grammar
from autogenesis.language._parts import Parts, Verb
from autogenesis.language._syntax import Clause, Phrase

_TRAILING = frozenset(
    {
        "unless",
        "until",
        "till",
        "because",
        "so that",
        "whereas",
        "once",
        "as soon as",
        "before",
        "after",
        "since",
        "as long as",
        "when",
        "if",
        "where",
        "while",
        "except when",
        "except if",
        "only if",
        "only when",
        "in case",
        "provided that",
        "even if",
        "as",
        "whenever",
        "although",
        "though",
        "that",
    }
)


class FollowReader(Grammar):
    """A part of the sentence reader."""

    def _after_comma(
        self, i: int, end: int, parts: Parts, subordinate: bool, verb: Verb | None, elliptical: bool
    ) -> int:
        k = i + 1
        if k >= end:
            return i
        if subordinate and not elliptical and not self._list_goes_on(i, end, parts):
            return i
        if (found := self.marker(k)) and not subordinate:
            if found[0] in _TRAILING and not self._leads(k, end):
                return self._trailing(k, end, parts, i)
            return i
        if self.pos(k) == "CONJ":
            return self._after_conjunction(k, end, parts, subordinate, verb) if not self.finite(k + 1) else i
        if self.exceptional(k) and (verb is not None or elliptical):
            exception, j = self.exception(k, end)
            if j > k:
                parts.exceptions.append(exception)
                return j
        if absolute := self._absolute(k, end):
            parts.embedded.append(absolute[0])
            return absolute[1]
        if self.finite(k) or self.clause_starts(k) or self.lower(k) == "then":
            return i
        if (placed := self.literal_at.get(k)) and self._stands_alone(placed[0]):
            parts.limits.append(placed[0])
            return placed[1]
        if (
            self.pos(k) == "ADV"
            or self.preposition(k)
            or self.t[k].form in {"ing", "past", "part"}
            and self.pos(k) == "VERB"
        ):
            j = self._constituent(k, end, parts, subordinate, verb, elliptical)
            return j if j > k else i
        if self.lower(k) in {"each", "every"} and self.lower(k + 1) == "time":
            parts.adverbs.append(self.lower(k) + " time")
            return k + 2
        listed = self.np_list(k, end)
        if listed is None:
            if self.pos(k) == "ADJ":
                parts.complements.append(self.lower(k))
                return k + 1
            return i
        parts.objects.extend(listed[0])
        return listed[2]

    def _absolute(self, k: int, end: int) -> tuple[Clause, int] | None:
        """As in "day of return included": a noun and a participle between commas."""
        read = self.bare(k)
        if read is None or read[0].determiner or read[0].pronoun:
            return None
        np, j = read
        if self.lower(j) == "of" and (inner := self.bare(j + 1)):
            span = (self.t[j].start, inner[0].span[1])
            np = self.with_of(np, Phrase(span, self.cut(span), "of", (inner[0],)), self.cut((np.span[0], span[1])))
            j = inner[1]
        if self.pos(j) != "VERB" or self.t[j].form not in {"past", "part"}:
            return None
        if j + 1 < end and self.t[j + 1].text not in {",", ".", ";"}:
            return None
        verb = Verb(j, j + 1, lemma=self.t[j].lemma, voice="passive", mood="participle")
        return self._make(k, j + 1, Parts(subjects=(np,)), verb, "plain"), j + 1

    def _trailing(self, k: int, end: int, parts: Parts, i: int) -> int:
        condition, j = self.condition(k, end, leading=False)
        if condition is None:
            return i
        parts.conditions.append(condition)
        return j

    def _leads(self, k: int, end: int) -> bool:
        """Whether the marker at `k` opens a condition of a clause still to come: ", if X, Y"."""
        if self.lower(k) in {"unless", "until", "so", "because", "once"}:
            return False
        comma = next((c for c in range(k + 1, end) if self.t[c].text in {",", ";"}), None)
        return comma is not None and self.t[comma].text == "," and self.clause_starts(comma + 1)

    def _list_goes_on(self, i: int, end: int, parts: Parts) -> bool:
        """Inside a subordinate clause a comma ends it, unless a list of three or more goes on ("A, B or C")."""
        if not parts.objects and not (parts.phrases and parts.phrases[-1].items):
            return False
        read = self.bare(i + 1)
        if read is None or self.finite(read[1]):
            return False
        k = read[1]
        while k < end and self.t[k].text == ",":
            more = self.bare(k + 1)
            if more is None or self.clause_starts(k + 1):
                return False
            k = more[1]
        return self.lower(k) in {"and", "or"} and not self.clause_starts(k + 1) and not self.finite(k + 1)

    def _after_conjunction(self, i: int, end: int, parts: Parts, subordinate: bool, verb: Verb | None) -> int:
        k = i + 1
        if k >= end or self.marker(k):
            if (
                k < end
                and verb is not None
                and not self._leads(k, end)
                and self.lower(i) in {"or", "and", "but"}
                and (parts.conditions or parts.phrases and self.lower(i) == "or")
            ):
                return self._trailing(k, end, parts, i)
            return i
        if self.exceptional(k) and not subordinate:
            exception, j = self.exception(k, end)
            if j > k:
                parts.exceptions.append(replace(exception, coordinator=self.lower(i)))
                return j
        if self.finite(k) or self.clause_starts(k) or self.lower(k) == "then":
            return i
        token = self.t[k]
        if token.pos == "VERB":
            return self._coordinated_verb(i, k, end, parts, verb)
        if token.text == "to" and token.pos == "PART":
            return self._infinitive(k, end, parts)
        if self.preposition(k) or token.pos in {"ADJ", "ADV"} or self.literal_at.get(k):
            j = self._constituent(k, end, parts, subordinate, verb, False)
            return j if j > k else i
        listed = self.np_list(k, end)
        if listed is None:
            return i
        parts.objects.extend(listed[0])
        parts.object_coordinator = self.lower(i)
        return listed[2]

    def _parenthesis(self, i: int, end: int, parts: Parts) -> int:
        close = self.closing(i, end)
        parts.asides.extend(self.segment(i + 1, close))
        return min(close + 1, end)

    def closing(self, i: int, end: int) -> int:
        """Position of the bracket that closes the one at `i`."""
        depth = 0
        for k in range(i, end):
            depth += (self.t[k].text in {"(", "["}) - (self.t[k].text in {")", "]"})
            if depth == 0:
                return k
        return end

    def aside(self, i: int, end: int, clauses: list[Clause]) -> int:
        """A parenthesis between clauses: it belongs to the clause before, or stands for itself."""
        close = self.closing(i, end)
        inner = self.segment(i + 1, close)
        if clauses and inner:
            clauses[-1] = self.joined(clauses[-1], asides=tuple(inner), end=inner[-1].span[1])
        else:
            clauses.extend(inner)
        return min(close + 1, end)
