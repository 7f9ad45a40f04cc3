"""Owns the reading of one clause: its subject, verb group, and everything that follows the verb."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from autogenesis.language._lexicon import BE, DO, HAVE, NEGATORS, PARTICLES, SUBJECT_PRONOUNS
from autogenesis.language._literals import (
    Bound,
    Date,
    Duration,
    Literal,
    Measure,
    Money,
    Number,
    Percent,
    Range,
    Recurrence,
    TimeOfDay,
    Times,
    TimeWindow,
    Weekdays,
)
from autogenesis.language._phrases import FREE, QUANTIFIERS, RELATIVE, PhraseReader
from autogenesis.language._syntax import NP, Clause, Condition, Mood, Phrase, Voice

_MARKERS = frozenset(
    "if when where while unless until till once whenever wherever because although though whether whereas"
    " lest since before after as".split()
)
_LONG_MARKERS = (("as", "soon", "as"), ("as", "long", "as"), ("so", "that"), ("in", "case"), ("provided", "that"),
                 ("only", "if"), ("only", "when"), ("even", "if"), ("except", "when"), ("except", "if"), ("each", "time"),
                 ("every", "time"))  # fmt: skip
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
_STANDALONE = (Recurrence, Times, Weekdays, TimeWindow, Date, TimeOfDay)
_WANTING = frozenset(
    {"want", "need", "like", "wish", "expect", "require", "prefer", "ask", "tell", "allow", "let", "have"}
)
_TIME_NOUNS = frozenset(
    {"hour", "day", "night", "week", "month", "quarter", "year", "minute", "second", "person", "head"}
)
_CAUSING = frozenset({"keep", "leave", "make", "set", "get"})


@dataclass
class Open:
    """What a clause may take over from the clause before: subjects, form of the verb, and open conditions."""

    subjects: tuple[NP, ...] = ()
    modal: str = ""
    passive: bool = False
    conditions: list[Condition] = field(default_factory=list)
    fresh: bool = False

    def after(self, clause: Clause) -> None:
        """Remember what a coordinated verb may share."""
        if clause.subjects or clause.mood == "imperative":
            self.subjects = clause.subjects
        self.modal = clause.modal
        self.passive = clause.voice == "passive"


@dataclass
class Verb:
    """A verb group: "shall never be locked"."""

    start: int
    end: int
    modal: str = ""
    lemma: str = ""
    voice: Voice = "active"
    mood: Mood = "indicative"
    perfect: bool = False
    progressive: bool = False
    negators: list[str] = field(default_factory=list)
    adverbs: list[str] = field(default_factory=list)


@dataclass
class Parts:
    """A clause's constituents while it is being read."""

    subjects: tuple[NP, ...] = ()
    objects: list[NP] = field(default_factory=list)
    object_coordinator: str = ""
    complements: list[str] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    adverbs: list[str] = field(default_factory=list)
    negators: list[str] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    embedded: list[Clause] = field(default_factory=list)
    limits: list[Literal] = field(default_factory=list)
    exceptions: list[Clause] = field(default_factory=list)
    asides: list[Clause] = field(default_factory=list)
    particle: str = ""


class BodyReader(PhraseReader):
    """Reads clauses; `segment`, which strings them together, is the sentence reader's."""

    wanting = False
    hold_infinitive = 0
    listing = False
    leading = False

    def segment(self, i: int, end: int) -> list[Clause]:
        """Clauses from `i` to `end`."""
        raise NotImplementedError

    # -- small helpers -----------------------------------------------------------------------------------

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

    def inside_relative(self, start: int, k: int) -> bool:
        """Whether the verb at `k` belongs to a relative clause opened after `start`."""
        return any(self.lower(j) in RELATIVE or self.lower(j) in SUBJECT_PRONOUNS for j in range(start, k))

    def marker(self, i: int) -> tuple[str, int] | None:
        """A subordinator at `i`."""
        for words in _LONG_MARKERS:
            if words[-1] == "time" and not self.clause_starts(i + 2):
                continue
            if all(self.lower(i + k) == word for k, word in enumerate(words)):
                return " ".join(words), i + len(words)
        if self.pos(i) == "SCONJ" and self.lower(i) in _MARKERS:
            return self.lower(i), i + 1
        if self.lower(i) == "only" and self.pos(i + 1) == "SCONJ":
            return self.lower(i + 1), i + 2
        return None

    def measured_marker(self, i: int) -> tuple[Literal, str, int] | None:
        """As in "three days after the visit took place": the measure, the marker and what follows."""
        placed = self.literal_at.get(i)
        if placed is None or not isinstance(_value(placed[0]), (Duration, Measure)):
            return None
        found = self.marker(placed[1])
        return (
            (placed[0], *found)
            if found and found[0] in {"after", "before", "until", "since", "once"}
            else None
        )

    # -- conditions and exceptions -----------------------------------------------------------------------

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

    # -- one clause --------------------------------------------------------------------------------------

    def clause(
        self, i: int, end: int, state: Open, coordinator: str, *, subordinate: bool = False
    ) -> tuple[Clause | None, int]:
        """A clause at `i` and where it ends; None where nothing can be read."""
        if self.depth > 12:
            return None, i
        self.depth += 1
        try:
            return self._clause(i, end, state, coordinator, subordinate)
        finally:
            self.depth -= 1

    def _clause(
        self, i: int, end: int, state: Open, coordinator: str, subordinate: bool
    ) -> tuple[Clause | None, int]:
        parts = Parts()
        start = i
        outer_leading, self.leading = self.leading, not subordinate
        i = self._leading(i, end, parts)
        self.leading = outer_leading
        inherited = False
        verb = self.verb_group(i, end) if self._verb_first(i, state) else None
        if verb is not None:
            inherited = bool(state.subjects)
            parts.subjects = state.subjects
            if not state.subjects and not verb.modal:
                verb.mood = "imperative" if verb.voice == "active" and not verb.perfect else verb.mood
        elif subjects := self.np_list(i, end, subject=True):
            parts.subjects, _subject_coordinator, i = subjects
            if (
                self.lower(i) == ","
                and self.lower(i + 1) not in {"not"}
                and self.finite(i + 1)
                and not subordinate
                and len(parts.subjects) > 2
            ):
                i += 1
            verb = self.verb_group(i, end)
        if verb is not None:
            i = verb.end
            if (
                not verb.modal
                and inherited
                and state.modal
                and verb.mood != "infinitive"
                and self._same_form(verb)
            ):
                verb.modal = state.modal
            if (
                inherited
                and state.passive
                and verb.voice == "active"
                and self.t[verb.end - 1].form in {"past", "part"}
            ):
                verb.voice = "passive"
            elif coordinator and inherited and not verb.modal and state.modal and verb.voice == "active":
                verb.modal = state.modal if self.t[verb.end - 1].form == "base" else ""
        outer, self.wanting = self.wanting, verb is not None and verb.lemma in _WANTING and not parts.objects
        j = self.body(i, min(end, self.n), parts, subordinate=subordinate, verb=verb)
        self.wanting = outer
        if verb is None and not parts.subjects and not self._anything(parts):
            return None, max(j, start)
        if verb is None and not parts.subjects and parts.objects:
            parts.subjects, parts.objects = tuple(parts.objects), []
        if not subordinate:
            parts.conditions[:0] = state.conditions
        clause = self._make(start, j, parts, verb, "fragment" if verb is None else "plain")
        clause = replace(
            clause,
            inherited=inherited,
            coordinator=coordinator,
            subject_coordinator=_coordinator_of(self, parts.subjects),
        )
        return clause, j

    def _same_form(self, verb: Verb) -> bool:
        return self.t[verb.end - 1].form == "base"

    def _make(self, i: int, j: int, parts: Parts, verb: Verb | None, frame: str) -> Clause:
        span = self.span(i, max(j, i + 1))
        if True:
            starts = [c.span[0] for c in parts.conditions]
            span = (min([span[0], *starts]), span[1])
        while span[1] > span[0] and self.text[span[1] - self.offset - 1] in " ,;:":
            span = (span[0], span[1] - 1)
        negators = [*(verb.negators if verb else []), *parts.negators]
        return Clause(
            span,
            self.cut(span),
            frame,  # type: ignore[arg-type]
            conditions=tuple(parts.conditions),
            subjects=parts.subjects,
            modal=verb.modal if verb else "",
            negators=tuple(dict.fromkeys(negators)),
            verb=verb.lemma if verb else "",
            particle=parts.particle,
            verb_span=self.span(verb.start, verb.end) if verb else (0, 0),
            voice=verb.voice if verb else "",
            mood=verb.mood if verb else "",
            perfect=verb.perfect if verb else False,
            progressive=verb.progressive if verb else False,
            objects=tuple(parts.objects),
            object_coordinator=parts.object_coordinator,
            complements=tuple(parts.complements),
            phrases=tuple(parts.phrases),
            adverbs=(*(verb.adverbs if verb else []), *parts.adverbs),
            embedded=tuple(parts.embedded),
            limits=tuple(parts.limits),
            exceptions=tuple(parts.exceptions),
            asides=tuple(parts.asides),
        )

    def _verb_first(self, i: int, state: Open) -> bool:
        """Whether the clause begins with its verb: an order, or a verb that shares the subject before it."""
        if self.pos(i) in {"MODAL", "AUX"}:
            return bool(state.subjects) or self.pos(i) == "AUX" and self.lower(i) in DO | {"be"}
        if self.pos(i) == "ADV" and self.finite(i) and (state.subjects or self.pos(i + 1) == "VERB"):
            return True
        token = self.t[i] if i < self.n else None
        if token is None or token.pos != "VERB":
            return False
        if token.form == "base" or token.form == "s":
            return True
        return bool(state.subjects) and token.form in {"past", "part"}

    def _leading(self, i: int, end: int, parts: Parts) -> int:
        """Adverbs, phrases and limits before the subject."""
        while i < end:
            token = self.t[i]
            if token.text == "," and self._anything(parts):
                i += 1
            elif (
                (placed := self.literal_at.get(i))
                and self._stands_alone(placed[0])
                and not self._governs(placed[1])
            ) or (
                placed
                and isinstance(_value(placed[0]), Duration)
                and not self.finite(placed[1])
                and self.clause_starts(placed[1])
            ):
                parts.limits.append(placed[0])
                i = placed[1]
            elif (
                (
                    token.pos == "ADV"
                    and self.lower(i) in QUANTIFIERS
                    and self.pos(i + 1) in {"DET", "NOUN", "PROPN", "PRON"}
                )
                or token.pos == "ADV"
                and self.lower(i) in NEGATORS
                and self.finite(i + 1)
            ):
                return i
            elif token.pos == "ADV" and not (self.finite(i) and self.pos(i + 1) in {"VERB"}):
                (
                    parts.negators if token.lower in NEGATORS or token.lower == "only" else parts.adverbs
                ).append(token.lemma)
                i += 1
            elif self.preposition(i) and (read := self.phrase(i, end, subject=True)):
                if self.finite(read[1]) and read[0].items and not parts.phrases and self.lower(i) in {"all"}:
                    return i
                parts.phrases.append(read[0])
                i = read[1]
            else:
                return i
        return i

    def _stands_alone(self, literal: Literal) -> bool:
        return (
            isinstance(literal, _STANDALONE)
            or isinstance(literal, Bound)
            and isinstance(literal.value, Times)
        )

    def _governs(self, j: int) -> bool:
        """Whether a weekday or date just read is the subject of a verb at `j` ("a Saturday or Sunday becomes Monday")."""
        return self.finite(j) and self.pos(j) != "PUNCT"

    # -- verb groups -------------------------------------------------------------------------------------

    def verb_group(self, i: int, end: int) -> Verb | None:
        """The verb group at `i`: adverbs, modal, auxiliaries and the main verb."""
        verb = Verb(i, i)
        j = i
        be = False
        while j < end:
            token = self.t[j]
            if token.pos == "ADV" and self._inside_group(j, end, verb):
                self._adverb(token, verb)
            elif token.pos == "MODAL" and not verb.modal and not verb.lemma:
                verb.modal = token.lemma
            elif token.pos == "AUX" and not (verb.lemma and not be and verb.lemma not in {"have", "do"}):
                be = be or token.lower in BE
                verb.perfect = verb.perfect or token.lower in HAVE
                verb.lemma = token.lemma
            elif token.pos == "VERB":
                self._main(token, verb, be)
                verb.end = j + 1
                return verb
            else:
                break
            j += 1
            verb.end = j
        if not verb.lemma and not verb.modal:
            return None
        verb.voice = "copula" if verb.lemma == "be" else "active"
        return verb

    def _main(self, token: object, verb: Verb, be: bool) -> None:
        lemma, form = token.lemma, token.form  # type: ignore[attr-defined]
        verb.lemma = lemma
        if be and form in {"past", "part"}:
            verb.voice = "passive"
        verb.progressive = be and form == "ing"

    def _inside_group(self, j: int, end: int, verb: Verb) -> bool:
        k = j
        while k < end and self.pos(k) == "ADV":
            k += 1
        if self.pos(k) in {"VERB", "AUX", "MODAL"}:
            return not (self.pos(k) == "VERB" and verb.lemma == "be" and self.lower(j) in {"up", "out"})
        return self.lower(j) in {"not", "n't", "never"} and bool(verb.lemma or verb.modal)

    def _adverb(self, token: object, verb: Verb) -> None:
        lemma = token.lemma  # type: ignore[attr-defined]
        (verb.negators if lemma in NEGATORS or lemma == "only" else verb.adverbs).append(lemma)

    # -- what follows the verb ---------------------------------------------------------------------------

    def body(
        self,
        i: int,
        end: int,
        parts: Parts,
        *,
        subordinate: bool,
        verb: Verb | None = None,
        elliptical: bool = False,
    ) -> int:
        """Reads constituents from `i` until another clause begins; gives where it stopped."""
        while i < end:
            j = self._constituent(i, end, parts, subordinate, verb, elliptical)
            if j <= i:
                return i
            i = j
        return i

    def _constituent(
        self, i: int, end: int, parts: Parts, subordinate: bool, verb: Verb | None, elliptical: bool
    ) -> int:
        token = self.t[i]
        if token.text in {";", ":", ".", ")", "–", "—", "!", "?", "]"}:
            return i
        if token.text == ",":
            return self._after_comma(i, end, parts, subordinate, verb, elliptical)
        if token.pos == "CONJ":
            return self._after_conjunction(i, end, parts, subordinate, verb)
        if i in self.formulas and (formula := self.bare(i)):
            parts.objects.append(formula[0])
            return formula[1]
        if token.text == "(":
            return self._parenthesis(i, end, parts)
        if self.measured_marker(i) or self.marker(i) and self.lower(i) != "that":
            condition, j = self.condition(i, end, leading=False)
            if condition is not None:
                parts.conditions.append(condition)
                return j
        if (
            (placed := self.literal_at.get(i))
            and self._stands_alone(placed[0])
            and not (
                isinstance(placed[0], (Weekdays, Date))
                and verb is not None
                and verb.lemma in {"be", "become"}
                and not parts.objects
            )
        ):
            if self._governs(placed[1]) and self.clause_starts(i):
                return i
            parts.limits.append(placed[0])
            return placed[1]
        if measured := self.measured_phrase(i, end):
            parts.phrases.append(measured[0])
            return measured[1]
        if token.text == "to" and token.pos == "PART":
            return i if self.hold_infinitive else self._infinitive(i, end, parts, subordinate)
        if (
            i not in self.literal_at
            and verb
            and verb.lemma
            and not parts.particle
            and not parts.phrases
            and token.lower in PARTICLES
            and self._particle(i, end)
            and verb.voice != "copula"
        ):
            parts.particle = token.lower
            return i + 1
        if token.lower == "at" and self.lower(i + 1) == "once":
            parts.adverbs.append("at once")
            return i + 2
        if token.lower == "up" and i in self.literal_at and (listed := self.np_list(i, end)):
            parts.objects.extend(listed[0])
            return listed[2]
        if prep := self.preposition(i):
            read = self.phrase(i, end)
            if read:
                parts.phrases.append(read[0])
                return read[1]
            span = self.span(i, prep[1])
            parts.phrases.append(Phrase(span, self.cut(span), prep[0]))
            return prep[1]
        return self._word_constituent(i, end, parts, subordinate, verb)

    def _particle(self, i: int, end: int) -> bool:
        """Whether the word at `i` belongs to the verb: "hand out", "carry on with", "turned up"."""
        if self.pos(i) == "ADV":
            return True
        following = self.t[i + 1] if i + 1 < end else None
        return self.pos(i) == "PREP" and (
            following is None or following.pos in {"PREP", "SCONJ"} or following.text in {",", ".", ";"}
        )

    def _word_constituent(self, i: int, end: int, parts: Parts, subordinate: bool, verb: Verb | None) -> int:
        token = self.t[i]
        if (
            token.pos == "SCONJ"
            or token.lower in {"that"}
            and verb is not None
            and verb.voice != "copula"
            and self.clause_starts(i + 1)
        ):
            inner, j = self.clause(i + 1, end, Open(), "", subordinate=True)
            if inner is None:
                return i + 1
            parts.embedded.append(inner)
            return j
        if token.pos == "VERB" and token.form in {"ing", "past", "part"} and not self._anew(i, parts, verb):
            return self._participle(i, end, parts, subordinate)
        if token.pos in {"VERB", "MODAL", "AUX"}:
            return i
        if token.pos == "ADJ" and not self._has_noun(i):
            parts.complements.append(token.lower)
            return i + 1
        if token.pos == "ADV" and not (
            token.lower in QUANTIFIERS and self.pos(i + 1) in {"DET", "NUM", "NOUN", "PROPN", "ADJ"}
        ):
            if token.lower in NEGATORS or token.lower == "only":
                if self.exceptional(i) and parts.objects and token.lower in {"never", "not"}:
                    exception, j = self.exception(i, end)
                    if j > i:
                        parts.exceptions.append(exception)
                        return j
                parts.negators.append(token.lemma)
            elif (
                verb
                and verb.voice == "copula"
                and token.lower in {"out", "over", "up", "off", "back", "away", "down", "in"}
            ):
                parts.complements.append(token.lower)
            else:
                parts.adverbs.append(token.lemma)
            return i + 1
        if (
            verb is not None
            and not ((self.wanting or verb.lemma in _CAUSING) and not parts.objects)
            and self.clause_starts(i)
            and (parts.objects or parts.phrases or parts.complements or not subordinate)
        ):
            if verb.lemma in {"say", "mean", "ensure", "think", "know", "see", "show"} and not parts.objects:
                inner, j = self.clause(i, end, Open(), "", subordinate=True)
                if inner is not None:
                    parts.embedded.append(inner)
                    return j
            return i
        if token.lower == "each" and token.pos == "PRON" and (parts.objects or parts.phrases):
            parts.adverbs.append("each")
            return i + 1
        if verb is not None and verb.voice == "copula" and token.lower in {"there", "here"}:
            parts.complements.append(token.lower)
            return i + 1
        if (
            token.lower in {"a", "an", "each", "every"}
            and self.lower(i + 1) in _TIME_NOUNS
            and parts.objects
            and parts.objects[-1].quantity
        ):
            rate = self.bare(i)
            if rate is not None:
                parts.phrases.append(Phrase(rate[0].span, rate[0].text, "per", (rate[0],)))
                return rate[1]
        listed = self.np_list(i, end)
        if listed is None:
            return i
        items, coordinator, j = listed
        if items[0].head == "time" and items[0].determiner in {"each", "every"}:
            parts.adverbs.append(items[0].text.lower())
            return j
        parts.objects.extend(items)
        parts.object_coordinator = coordinator or parts.object_coordinator
        return j

    def _anew(self, i: int, parts: Parts, verb: Verb | None) -> bool:
        """A verbless reading whose -ed form is its verb after all."""
        return False

    def _has_noun(self, i: int) -> bool:
        read = self.bare(i)
        return read is not None and any(self.pos(k) in {"NOUN", "PROPN"} for k in range(i, read[1]))

    def _participle(self, i: int, end: int, parts: Parts, subordinate: bool = True) -> int:
        form = self.t[i].form
        inner = Parts()
        verb = Verb(
            i, i + 1, lemma=self.t[i].lemma, voice="active" if form == "ing" else "passive", mood="participle"
        )
        j = self.body(i + 1, end, inner, subordinate=subordinate, verb=verb)
        if self.lower(i - 1) in NEGATORS and parts.negators:
            inner.negators.append(parts.negators.pop())
        clause = self._make(i, j, inner, verb, "plain")
        if parts.objects:
            clause = replace(clause, subjects=(parts.objects[-1],))
        parts.embedded.append(clause)
        return j

    def _infinitive(self, i: int, end: int, parts: Parts, subordinate: bool = True) -> int:
        verb = self.verb_group(i + 1, end)
        if verb is None:
            return i + 1
        verb.mood = "infinitive"
        inner = Parts()
        if parts.objects:
            inner.subjects = tuple(parts.objects)
        if self.lower(i - 1) in {"not", "never"} and parts.negators:
            inner.negators.append(parts.negators.pop())
        j = self.body(verb.end, end, inner, subordinate=subordinate, verb=verb)
        clause = self._make(i, j, inner, verb, "plain")
        parts.embedded.append(clause)
        return j

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
            np = self.with_of(
                np, Phrase(span, self.cut(span), "of", (inner[0],)), self.cut((np.span[0], span[1]))
            )
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
                and parts.conditions
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

    def _coordinated_verb(self, i: int, k: int, end: int, parts: Parts, verb: Verb | None) -> int:
        form = self.t[k].form
        if form == "ing" or form in {"past", "part"} and (verb is None or verb.mood == "participle"):
            return self._participle(k, end, parts)
        return i

    # -- noun phrases with everything that hangs on them ---------------------------------------------------

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
        if phrase := self._hung_phrase(np, j, end, subject):
            return self.with_of(np, phrase[0], self.cut((np.span[0], phrase[0].span[1]))), phrase[1]
        if subject and (placed := self.literal_at.get(j)) and np.quantity is None and _quantifies(placed[0]):
            span = (np.span[0], placed[0].span[1])
            return replace(np, quantity=placed[0], span=span, text=self.cut(span)), placed[1]
        if self.listing and token.pos == "ADV" and token.lower not in NEGATORS:
            span = (np.span[0], token.end)
            return replace(
                np, adjectives=(*np.adjectives, token.lower), span=span, text=self.cut(span)
            ), j + 1
        if self._trailing_adjective(j, subject):
            span = (np.span[0], token.end)
            return replace(
                np, adjectives=(*np.adjectives, token.lower), span=span, text=self.cut(span)
            ), j + 1
        self.hold_infinitive += self.wanting
        relative = self._relative(np, j, end, subject)
        self.hold_infinitive -= self.wanting
        if relative is None:
            return None
        clause, k = relative
        return self.with_relative(np, clause, self.cut((np.span[0], max(np.span[1], clause.span[1])))), k

    def _hung_phrase(self, np: NP, j: int, end: int, subject: bool) -> tuple[Phrase, int] | None:
        """A prepositional phrase that belongs to the noun: any on a subject, "of", "than" and units on others."""
        token = self.t[j]
        if token.lower == "of" and (one := self.bare(j + 1)):
            inner, k = self.finish(*one, end=end)
            span = (token.start, inner.span[1])
            return Phrase(span, self.cut(span), "of", (inner,)), k
        if (
            subject
            and (placed := self.literal_at.get(j))
            and token.pos == "ADJ"
            and self.pos(placed[1]) == "PREP"
        ):
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
        return (
            read[1] >= end or self.t[read[1]].text in {",", ";", ".", ")", "("} or self.pos(read[1]) == "CONJ"
        )

    def _trailing_adjective(self, j: int, subject: bool) -> bool:
        if self.pos(j) != "ADJ":
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
            return replace(np, gloss=(*np.gloss, *listed[0]), span=span, text=self.cut(span)), min(
                close + 1, end
            )
        inner = self.segment(j + 1, close)
        if not inner:
            return None
        return replace(np, relatives=(*np.relatives, *inner), span=span, text=self.cut(span)), min(
            close + 1, end
        )

    def _relative(self, np: NP, j: int, end: int, subject: bool) -> tuple[Clause, int] | None:
        """A relative clause at `j`: with pronoun, without, or reduced."""
        token = self.t[j]
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
        if np.quantity is not None and np.head == getattr(_value(np.quantity), "text", ""):
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
        return bool(token.pos == "NOUN" and token.plural and np.plural and self.pos(j + 1) == "VERB" and self.t[j + 1].form == "base")

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
                or (
                    self.pos(k) == "VERB"
                    and self.t[k].form in {"s", "base"}
                    and self.lower(k - 1) != "to"
                )
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
            extra = replace(
                self._make(j + 1, j2, more, second, "plain"), coordinator=self.lower(j), inherited=True
            )
            clause = self.joined(clause, embedded=(extra,), end=extra.span[1])
            j = j2
        return clause, j

    def _inner(self, begin: int, end: int, mark: int) -> tuple[Clause, int] | None:
        clause, j = self.clause(begin, end, Open(), "", subordinate=True)
        if clause is None or not clause.verb:
            return None
        return clause, j

    # -- prepositional phrases ---------------------------------------------------------------------------

    def measured_phrase(self, i: int, end: int) -> tuple[Phrase, int] | None:
        """As in "three days after that date", "two days before", "three months later"."""
        placed = self.literal_at.get(i)
        if placed is None or not isinstance(_value(placed[0]), (Duration, Measure)):
            return None
        literal, j = placed
        if (
            self.lower(j) in {"before", "later", "earlier", "ago", "after", "afterwards"}
            and self.pos(j) == "ADV"
        ):
            span = self.span(i, j + 1)
            return Phrase(span, self.cut(span), self.lower(j), measure=literal), j + 1
        if (
            self.lower(j) in {"after", "before", "from"}
            and self.pos(j) == "PREP"
            and (read := self.phrase(j, end))
        ):
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
            listed = self.np_list(j, end, loose=True)
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


def _quantifies(literal: Literal) -> bool:
    inner = _value(literal)
    return isinstance(inner, (Percent, Money, Measure)) or isinstance(inner, Number) and not inner.ordinal


def _value(literal: Literal) -> Literal:
    return literal.value if isinstance(literal, Bound) else literal


def _coordinator_of(reader: PhraseReader, subjects: tuple[NP, ...]) -> str:
    if len(subjects) < 2:
        return ""
    between = reader.cut((subjects[-2].span[1], subjects[-1].span[0])).strip(" ,").lower()
    return between if between in {"and", "or", "nor", "and/or"} else ""
