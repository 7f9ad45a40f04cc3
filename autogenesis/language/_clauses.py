"""Owns the reading of a sentence into clauses: who does what, under which conditions, within which limits."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from autogenesis.language._body import BodyReader
from autogenesis.language._lexicon import SUBJECT_PRONOUNS
from autogenesis.language._parts import Open
from autogenesis.language._quantities import find_literals
from autogenesis.language._sentences import Sentence
from autogenesis.language._stories import teller
from autogenesis.language._syntax import NP, Clause, Frame
from autogenesis.language._text import Span
from autogenesis.language._tokens import Token, tokens

_FORCED = {"want", "need", "like", "wish", "expect", "require", "prefer"}
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "MODAL"})


@lru_cache(maxsize=4096)
def parse(sentence: Sentence) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order.

    "If a valve is open, the controller shall close it and warn the grower." gives two clauses, both with the
    condition `if`; the second has verb "warn", the inherited subject "controller" and the object "grower".
    A user story gives the wanted statement, with `role`, modal "want" and frame "user_story".
    """
    words = tokens(sentence)
    literals = find_literals(sentence.text, sentence.span[0])
    reader = _SentenceReader(words, literals, sentence.text, sentence.span[0])
    names = teller(sentence.block.under)
    reader.told_by = NP((0, 0), names[-1], names[-1], names, "a") if names else None
    clauses = reader.columns() if sentence.block.kind == "definition" else reader.read()
    return tuple(_framed(clause, sentence, position) for position, clause in enumerate(clauses))


def uncovered(sentence: Sentence, clauses: tuple[Clause, ...]) -> tuple[Span, ...]:
    """Spans of content words that lie inside no parsed constituent: what a reader of `clauses` would lose."""
    return tuple(t.span for t in tokens(sentence) if t.pos in _CONTENT and not any(_holds(c, t) for c in clauses))


def _holds(clause: Clause, token: Token) -> bool:
    spans = [np.span for np in (*clause.subjects, *clause.objects, *clause.items)]
    spans += [clause.verb_span] if clause.verb or clause.modal else []
    spans += [phrase.span for phrase in clause.phrases]
    spans += [limit.span for limit in clause.limits]
    spans += [np.span for np in (clause.topic, clause.role) if np]
    if any(start <= token.start and token.end <= end for start, end in spans):
        return True
    if clause.frame == "user_story" and (token.lemma in _FORCED or token.lower == "would"):
        return True
    if (
        token.lower in clause.complements
        or token.lemma == clause.verb
        or any(token.lower in words.split() for words in clause.adverbs)
    ):
        return True
    inner = [c for condition in clause.conditions for c in condition.clauses]
    if any(condition.span[0] == token.start for condition in clause.conditions):
        return True
    measures = [condition.measure.span for condition in clause.conditions if condition.measure]
    if any(start <= token.start and token.end <= end for start, end in measures):
        return True
    return any(_holds(c, token) for c in (*inner, *clause.embedded, *clause.exceptions, *clause.asides))


def _framed(clause: Clause, sentence: Sentence, position: int) -> Clause:
    block = sentence.block
    frame: Frame = clause.frame
    if block.kind == "heading":
        frame = "heading"
    elif clause.frame in {"user_story", "exception", "fragment"}:
        return clause
    elif block.kind == "gherkin":
        frame = "gherkin"
    elif clause.modal == "shall" and clause.conditions and clause.conditions[0].leading and position == 0:
        frame = "ears"
    elif _defines(clause):
        frame = "definition"
    return clause if frame == clause.frame else replace(clause, frame=frame)


def _defines(clause: Clause) -> bool:
    if clause.verb not in {"have", "be", "contain", "include", "comprise"} or clause.modal or clause.voice == "passive":
        return False
    subject = clause.subject
    return bool(
        subject
        and subject.determiner in {"a", "an", "each", "every"}
        and (clause.objects or clause.items)
        and not clause.conditions
        and not clause.negators
    )


class _SentenceReader(BodyReader):
    """Walks a sentence from clause to clause."""

    told_by: NP | None = None

    def read(self) -> list[Clause]:
        begin = self._skip(0)
        role: NP | None = None
        if self.lower(begin) == "as" and (story := self._story(begin)):
            role, begin = story
        elif self.told_by is not None and self.lower(begin) in {"i", "we"} and self._wants(begin):
            role = replace(self.told_by, span=(self.t[begin].start, self.t[begin].end))
        clauses = self.segment(begin, self.n)
        if role is not None and clauses:
            clauses = [self._wanted(clauses[0], role), *clauses[1:]]
        return [self._with_literals(clause) for clause in clauses]

    def columns(self) -> list[Clause]:
        """The right-hand side of a data-dictionary line: a list, whatever its words could mean."""
        listed = self.np_list(0, self.n, loose=True)
        if listed is None or listed[2] < self.n and self.t[listed[2]].text not in {".", ";"}:
            return self.read()
        span = (self.t[0].start, listed[0][-1].span[1])
        return [self._with_literals(Clause(span, self.cut(span), frame="definition", items=listed[0]))]

    def _with_literals(self, clause: Clause) -> Clause:
        start, end = clause.span
        found = tuple(q for q in self.literals if start <= q.span[0] and q.span[1] <= end)
        return replace(clause, literals=found)

    def _skip(self, i: int) -> int:
        while i < self.n and self.t[i].pos in {"PUNCT", "SYM"} and self.lower(i) != "(":
            i += 1
        return i

    def _story(self, i: int) -> tuple[NP, int] | None:
        """As in "As a clerk, I want": the role and where the wanted statement begins."""
        read = self.bare(i + 1)
        if read is None:
            return None
        role, j = read if self.lower(read[1]) in {"i", "we"} else self.finish(*read)
        if self.lower(j) == ",":
            j += 1
        return (role, j) if self.lower(j) in {"i", "we"} and self._wants(j) else None

    def _wants(self, i: int) -> bool:
        return any(self.t[k].lemma in _FORCED for k in range(i, min(self.n, i + 4)))

    def _wanted(self, clause: Clause, role: NP) -> Clause:
        """The statement inside "I want …": its own verb if it has one, else the wish itself."""
        start = role.span[0]
        base = replace(
            clause,
            frame="user_story",
            role=role,
            span=(start, clause.span[1]),
            text=self.cut((start, clause.span[1])),
        )
        if clause.verb not in _FORCED or not clause.embedded or clause.embedded[0].verb == "":
            return base if clause.verb not in _FORCED else replace(base, modal=clause.modal)
        inner, rest = clause.embedded[0], clause.embedded[1:]
        subjects = clause.objects or (role,)
        return replace(
            inner,
            span=base.span,
            text=base.text,
            frame="user_story",
            role=role,
            modal="want",
            subjects=inner.subjects or subjects,
            mood="indicative",
            negators=(*clause.negators, *(n for n in inner.negators if n not in clause.negators)),
            conditions=(*clause.conditions, *inner.conditions),
            phrases=(*inner.phrases, *clause.phrases),
            adverbs=(*inner.adverbs, *clause.adverbs),
            limits=(*inner.limits, *clause.limits),
            exceptions=(*inner.exceptions, *clause.exceptions),
            items=(*inner.items, *clause.items),
            embedded=(*inner.embedded, *rest),
            asides=(*inner.asides, *clause.asides),
        )

    # -- from clause to clause ---------------------------------------------------------------------------

    def segment(self, i: int, end: int) -> list[Clause]:
        clauses: list[Clause] = []
        state = Open()
        topic: NP | None = None
        while i < end:
            token = self.t[i]
            if token.text == ":" and clauses:
                i, topic = self._colon(i, end, clauses)
                if topic is not None:
                    state = Open()
                continue
            if token.text in {";", ".", "!", "?"} or token.text in {"–", "—"}:
                state = Open(subjects=())
                i += 1
                continue
            if token.text == "(":
                i = self.aside(i, end, clauses)
                continue
            if token.pos in {"PUNCT", "SYM"}:
                i += 1
                continue
            before = i
            i, clause = self._one(i, end, state, clauses)
            if clause is not None:
                if topic is not None:
                    clause = replace(clause, topic=topic)
                clauses.append(clause)
            if i == before:
                i += 1
        if state.conditions and state.fresh:
            clauses.append(self.only_conditions(state))
        return clauses

    def _one(self, i: int, end: int, state: Open, clauses: list[Clause]) -> tuple[int, Clause | None]:
        """One condition, exception or clause at `i`."""
        coordinator = ""
        if self.pos(i) == "CONJ":
            coordinator = self.lower(i)
            i += 1
            while self.lower(i) in {",", "then"}:
                i += 1
        elif self.lower(i) == "then":
            i += 1
        if i >= end:
            return i, None
        if self.marker(i) or self.measured_marker(i):
            condition, j = self.condition(i, end, leading=True)
            follows = self.clause_starts(j + (self.lower(j) == ",")) if j < end else False
            if condition is not None and (self.marker(i) or follows):
                state.conditions.append(condition)
                state.fresh = True
                return (j + 1 if self.lower(j) == "," else j), None
        if clauses and self.exceptional(i) and not state.fresh:
            exception, j = self.exception(i, end)
            if j > i:
                clauses[-1] = self.joined(clauses[-1], exceptions=(exception,), end=exception.span[1])
                return j, None
        clause, j = self.clause(i, end, state, coordinator)
        state.fresh = False
        if clause is not None:
            state.conditions = [] if clause.verb == "" and not clause.subjects else state.conditions
            state.after(clause)
        return j, clause

    def _colon(self, i: int, end: int, clauses: list[Clause]) -> tuple[int, NP | None]:
        """After a colon: a list that belongs to the clause before, or statements on the topic before."""
        last = clauses[-1]
        stop = next((k for k in range(i + 1, end) if self.t[k].text in {";", "."}), end)
        lone = (
            last.verb == ""
            and len(last.subjects) == 1
            and not (last.phrases or last.conditions or last.limits or last.adverbs or last.objects)
        )
        listed = self.np_list(i + 1, stop, loose=True) if i + 1 < stop else None
        if listed and (listed[2] >= stop or self.t[listed[2]].text in {"=", ";"}) and not self._verbs(i + 1, listed[2]):
            items, _, j = listed
            clauses[-1] = self.joined(last, items=items, end=items[-1].span[1])
            return j, None
        if last.verb == "" and last.limits and not last.subjects and i + 1 < end:
            following = self.segment(i + 1, end)
            if following:
                clauses.pop()
                first = replace(
                    following[0],
                    limits=(*last.limits, *following[0].limits),
                    conditions=(*last.conditions, *following[0].conditions),
                )
                clauses.extend([self.spanning(first, last.span[0], first.span[1]), *following[1:]])
                return end, None
        if lone:
            clauses.pop()
            topic = last.subjects[0]
            if not any(t.pos not in {"PUNCT"} for t in self.t[i + 1 : end]):
                clauses.append(last)
                return end, None
            return i + 1, topic
        return i + 1, None

    def _verbs(self, i: int, j: int) -> bool:
        return any(
            self.finite(k)
            and self.pos(k) in {"MODAL", "AUX"}
            and self.lower(k - 1) not in SUBJECT_PRONOUNS
            and not self.inside_relative(i, k)
            for k in range(i, j)
        )
