"""Owns the reading of conditions and elliptical exceptions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from autogenesis.language._grammar import Grammar
from autogenesis.language._literals import (
    Duration,
    Literal,
    Measure,
)
from autogenesis.language._parts import Open, Parts, value_of
from autogenesis.language._syntax import Clause, Condition

_MARKERS = frozenset(
    "if when where while unless until till once whenever wherever because although though whether whereas"
    " lest since before after as".split()
)
_LONG_MARKERS = (("as", "soon", "as"), ("as", "long", "as"), ("so", "that"), ("in", "case"), ("provided", "that"),
                 ("only", "if"), ("only", "when"), ("even", "if"), ("except", "when"), ("except", "if"), ("each", "time"),
                 ("every", "time"))  # fmt: skip


class ConditionReader(Grammar):
    """A part of the sentence reader."""

    def condition(self, i: int, end: int, *, leading: bool) -> tuple[Condition | None, int]:
        """A subordinate clause at its marker."""
        measured = self.measured_marker(i)
        found = measured[1:] if measured else self.marker(i)
        if found is None:
            return None, i
        name, j = found
        state = Open()
        clauses: list[Clause] = []
        coordinator = ""
        while j < end:
            clause, k = self.clause(j, end, state, "", subordinate=True)
            if clause is None or k == j:
                break
            clauses.append(clause)
            state.after(clause)
            j = k
            if self.pos(j) != "CONJ" or self.marker(j + 1) or not self._continues_condition(j, end, leading):
                break
            coordinator = self.lower(j)
            j += 1
        if not clauses:
            return None, i
        span = (self.t[i].start, clauses[-1].span[1])
        measure = measured[0] if measured else None
        return Condition(span, self.cut(span), name, tuple(clauses), coordinator, leading, measure), j

    def _continues_condition(self, j: int, end: int, leading: bool) -> bool:
        """After "if A and": B belongs to the condition when a main clause still follows, or a verb is shared."""
        if not leading:
            return self.finite(j + 1) and self.lower(j) in {"and", "or"}
        return any(self.t[k].text == "," for k in range(j, end))

    def exceptional(self, i: int) -> bool:
        """Whether "never the last copy", "not again until …" begins at `i`: a negator without a verb of its own."""
        if self.lower(i) not in {"never", "not", "only", "except", "excluding"}:
            return False
        if self.lower(i) in {"except", "excluding"}:
            return True
        j = i + 1
        verbal = self.pos(j) == "VERB" and self.t[j].form != "ing"
        if self.pos(j) in {"AUX", "MODAL"} or verbal or self.finite(j):
            return False
        return not self.clause_starts(j)

    def exception(self, i: int, end: int) -> tuple[Clause, int]:
        """The elliptical clause at `i`."""
        negator = "except" if self.lower(i) in {"except", "excluding"} else self.lower(i)
        parts = Parts(negators=[negator])
        j = i + 1
        if negator == "except" and (found := self.marker(i)):
            condition, k = self.condition(i, end, leading=False)
            if condition is not None and found:
                parts.conditions.append(condition)
                j = k
        j = self.body(j, end, parts, subordinate=True, elliptical=True)
        if j == i + 1 and negator != "except" and not self._anything(parts):
            return self._make(i, i + 1, parts, None, "exception"), i
        return self._make(i, j, parts, None, "exception"), j

    @staticmethod
    def _anything(parts: Parts) -> bool:
        return bool(
            parts.objects
            or parts.phrases
            or parts.conditions
            or parts.adverbs
            or parts.limits
            or parts.complements
            or parts.embedded
        )

    def marker(self, i: int) -> tuple[str, int] | None:
        """A subordinator at `i`."""
        if self.adverbial(i) > i:
            return None
        for words in _LONG_MARKERS:
            if words[-1] == "time" and not self.clause_starts(i + 2):
                continue
            if all(self.lower(i + k) == word for k, word in enumerate(words)):
                return " ".join(words), i + len(words)
        if self._inverted(i):
            return "if", i + 1
        if self.pos(i) == "SCONJ" and self.lower(i) in _MARKERS:
            return self.lower(i), i + 1
        if self.lower(i) == "only" and self.pos(i + 1) == "SCONJ":
            return self.lower(i + 1), i + 2
        return None

    def _inverted(self, i: int) -> bool:
        """As in "Should a part break, …": a condition without its "if", no question."""
        if self.lower(i) != "should" or i and self.t[i - 1].pos not in {"PUNCT", "CONJ"}:
            return False
        read = self.bare(i + 1)
        return read is not None and self.t[self.n - 1].text != "?" and self._plain_verb(read[1])

    def _plain_verb(self, i: int) -> bool:
        while self.pos(i) == "ADV":
            i += 1
        return self.pos(i) == "VERB" and self.t[i].form == "base" or self.lower(i) in {"be", "have"}

    def measured_marker(self, i: int) -> tuple[Literal, str, int] | None:
        """As in "three days after the visit took place": the measure, the marker and what follows."""
        placed = self.literal_at.get(i)
        if placed is None or not isinstance(value_of(placed[0]), (Duration, Measure)):
            return None
        found = self.marker(placed[1])
        return (placed[0], *found) if found and found[0] in {"after", "before", "until", "since", "once"} else None

    def spanning(self, clause: Clause, start: int, end: int) -> Clause:
        """The clause with another span."""
        return replace(clause, span=(start, end), text=self.cut((start, end)))

    def joined(self, clause: Clause, *, end: int, **more: tuple[Any, ...]) -> Clause:
        """The clause with constituents added and its span stretched."""
        changed: dict[str, Any] = {name: (*getattr(clause, name), *value) for name, value in more.items()}
        return self.spanning(replace(clause, **changed), clause.span[0], max(clause.span[1], end))

    def only_conditions(self, state: Open) -> Clause:
        """A sentence that is nothing but a condition ("When it rains.")."""
        first, last = state.conditions[0], state.conditions[-1]
        span = (first.span[0], last.span[1])
        return Clause(span, self.cut(span), frame="fragment", conditions=tuple(state.conditions))
