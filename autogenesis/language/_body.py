"""Owns the reading of one clause: its subject, verb group, and everything that follows the verb."""

from __future__ import annotations

from dataclasses import replace

from autogenesis.language._conditions import ConditionReader
from autogenesis.language._follow import FollowReader
from autogenesis.language._lexicon import NEGATORS, PARTICLES, word
from autogenesis.language._literals import (
    Bound,
    Date,
    Duration,
    Literal,
    Recurrence,
    TimeOfDay,
    Times,
    TimeWindow,
    Weekdays,
)
from autogenesis.language._nouns import NounReader
from autogenesis.language._nth_days import NthDay
from autogenesis.language._parts import Open, Parts, Verb, value_of
from autogenesis.language._phrase_words import QUANTIFIERS
from autogenesis.language._phrases import PhraseReader
from autogenesis.language._relatives import RelativeReader
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._verbs import VerbReader
from autogenesis.language._words import head_kind

_STANDALONE = (NthDay, Recurrence, Times, Weekdays, TimeWindow, Date, TimeOfDay)
_WANTING = frozenset(
    {"want", "need", "like", "wish", "expect", "require", "prefer", "ask", "tell", "allow", "let", "have"}
)
_TIME_NOUNS = frozenset(
    {"hour", "day", "night", "week", "month", "quarter", "year", "minute", "second", "person", "head"}
)
_SETTING = frozenset(
    {
        "set",
        "reset",
        "change",
        "switch",
        "turn",
        "put",
        "move",
        "return",
        "mark",
        "update",
        "bring",
        "flag",
        "record",
        "report",
        "declare",
    }
)
"""Verbs of bringing something "to" a state, or saying that it is in one."""
_CAUSING = frozenset({"keep", "leave", "make", "set", "get"})
_MOST_TRIED = 2_000
"""Clauses tried in a sentence, a hundred times what real ones need: "unless unless unless …" would never end."""


class BodyReader(ConditionReader, VerbReader, FollowReader, NounReader, RelativeReader):
    """Reads clauses; `segment`, which strings them together, is the sentence reader's."""

    def clause(
        self, i: int, end: int, state: Open, coordinator: str, *, subordinate: bool = False
    ) -> tuple[Clause | None, int]:
        """A clause at `i` and where it ends; None where nothing can be read."""
        self.tried += 1
        if self.depth > 12 or self.tried > _MOST_TRIED:
            return None, i
        self.depth += 1
        try:
            return self._clause(i, end, state, coordinator, subordinate)
        finally:
            self.depth -= 1

    def _clause(self, i: int, end: int, state: Open, coordinator: str, subordinate: bool) -> tuple[Clause | None, int]:
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
            if not verb.modal and inherited and state.modal and verb.mood != "infinitive" and self._same_form(verb):
                verb.modal = state.modal
            if inherited and state.passive and verb.voice == "active" and self.t[verb.end - 1].form in {"past", "part"}:
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

    def _leading(self, i: int, end: int, parts: Parts) -> int:
        """Adverbs, phrases and limits before the subject."""
        while i < end:
            token = self.t[i]
            if token.text == "," and self._anything(parts):
                i += 1
            elif (j := self.adverbial(i)) > i:
                parts.adverbs.append(" ".join(self.lower(k) for k in range(i, j)))
                i = j
            elif (
                (placed := self.literal_at.get(i))
                and self._stands_alone(placed[0])
                and not self._governs(placed[1], placed[0])
            ) or (
                placed
                and isinstance(value_of(placed[0]), Duration)
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
                (parts.negators if token.lower in NEGATORS or token.lower == "only" else parts.adverbs).append(
                    token.lemma
                )
                i += 1
            elif self.preposition(i) and (read := self.phrase(i, end, subject=True)):
                if self.finite(read[1]) and read[0].items and not parts.phrases and self.lower(i) in {"all"}:
                    return i
                parts.phrases.append(read[0])
                i = read[1]
            elif day := self._on_day(i, end):
                parts.phrases.extend(day[0])
                i = day[1]
            elif (measured := self.measured_phrase(i, end)) and self._opens(measured[1], end):
                parts.phrases.append(measured[0])
                i = measured[1]
            else:
                return i
        return i

    def _on_day(self, i: int, end: int) -> tuple[tuple[Phrase, Phrase], int] | None:
        """As in "the day before the start the guest is told"."""
        day = self.lower(i) == "the" and self.lower(i + 1) in {"day", "evening", "morning", "night", "week"}
        if not day or self.lower(i + 2) not in {"before", "after"}:
            return None
        read, named = self.phrase(i + 2, end, subject=True), self.bare(i)
        if read is None or named is None or named[1] != i + 2 or not self._opens(read[1], end):
            return None
        span = self.span(i, i + 2)
        return (Phrase(span, self.cut(span), "on", (named[0],)), read[0]), read[1]

    def _opens(self, i: int, end: int) -> bool:
        """Whether a statement begins at `i`, after a comma or not."""
        i += self.text_at(i) == ","
        return i < end and self.clause_starts(i)

    def text_at(self, i: int) -> str:
        """The token at `i` as written."""
        return self.t[i].text if i < self.n else ""

    def _stands_alone(self, literal: Literal) -> bool:
        return isinstance(literal, _STANDALONE) or isinstance(literal, Bound) and isinstance(literal.value, Times)

    def _governs(self, j: int, literal: Literal) -> bool:
        """Whether a weekday or date just read is the subject of a verb at `j` ("a Saturday or Sunday becomes Monday")."""
        if isinstance(literal, Recurrence) and self.pos(j) == "VERB" and self.t[j].form == "base":
            return False
        return self.finite(j) and self.pos(j) != "PUNCT"

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
        if (j := self.adverbial(i)) > i:
            parts.adverbs.append(" ".join(self.lower(k) for k in range(i, j)))
            return j
        if verb is not None and verb.voice == "copula" and (listed := self._values(i, end, parts)):
            parts.objects.extend(listed[0])
            parts.object_coordinator = listed[1]
            return listed[2]
        if token.lower in {"to", "as"} and (brought := self._into_state(i, end, parts, verb)):
            parts.phrases.append(brought[0])
            return brought[1]
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
            if self._governs(placed[1], placed[0]) and self.clause_starts(i):
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
            and not any(p.span[0] >= self.span(verb.start, verb.end)[0] for p in parts.phrases)
            and token.lower in PARTICLES
            and self._particle(i, end)
            and verb.voice != "copula"
        ):
            parts.particle = token.lower
            return i + 1
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

    def _values(self, i: int, end: int, parts: Parts) -> tuple[tuple[NP, ...], str, int] | None:
        """What a thing can be: "is either new, paid or closed", "the status can be open, in progress or done"."""
        either = self.lower(i) == "either"
        if parts.objects or parts.complements or parts.phrases:
            return None
        listed = self.enumeration(i + either, end)
        if listed is None:
            return None
        classes = {self.pos(k) for k in range(i, listed[2])}
        valued = bool(parts.subjects) and head_kind(parts.subjects[0].head) == "choice"
        mixed = listed[1] == "or" and {"ADJ", "VERB"} <= classes
        return listed if either or valued or mixed else None

    def _into_state(self, i: int, end: int, parts: Parts, verb: Verb | None) -> tuple[Phrase, int] | None:
        """The state behind "sets the order to …", where it is no noun: "ready", "done", "in progress"."""
        if verb is None or verb.lemma not in _SETTING or not (parts.objects or verb.voice == "passive") or i + 1 >= end:
            return None
        following = self.t[i + 1]
        adjective = (
            following.pos == "ADJ" or following.form in {"past", "part", "ing"} or "ADJ" in word(following.lower).lemmas
        )
        listed = self.states(i + 1, end) if adjective and not self._has_noun(i + 1) else None
        if listed is None or listed[2] < end and self.pos(listed[2]) not in {"PUNCT", "CONJ", "PREP", "ADV", "SCONJ"}:
            return None
        span = self.span(i, listed[2])
        return Phrase(span, self.cut(span), self.lower(i), listed[0], listed[1]), listed[2]

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
        if token.pos == "ADJ" and (
            not self._has_noun(i)
            or verb is not None
            and (self.measured_phrase(i + 1, end) or self.measured_marker(i + 1))
        ):
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
            and (parts.objects or parts.phrases or parts.complements or verb.voice == "passive" or not subordinate)
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


def _coordinator_of(reader: PhraseReader, subjects: tuple[NP, ...]) -> str:
    if len(subjects) < 2:
        return ""
    between = reader.cut((subjects[-2].span[1], subjects[-1].span[0])).strip(" ,").lower()
    return between if between in {"and", "or", "nor", "and/or"} else ""
