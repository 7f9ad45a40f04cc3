"""Owns the reading of verb groups, participles and infinitives."""

from __future__ import annotations

from dataclasses import replace

from autogenesis.language._grammar import Grammar
from autogenesis.language._lexicon import BE, DO, HAVE, NEGATORS
from autogenesis.language._parts import Open, Parts, Verb
from autogenesis.language._tokens import Token


class VerbReader(Grammar):
    """A part of the sentence reader."""

    def verb_group(self, i: int, end: int) -> Verb | None:
        """The verb group at `i`: adverbs, modal, auxiliaries and the main verb."""
        verb = Verb(i, i)
        j = i
        be = False
        while j < end:
            token = self.t[j]
            if token.lower == "no" and self.lower(j + 1) in {"longer", "more"} and verb.start < j:
                verb.negators.append("not")
                verb.adverbs.append(f"no {self.lower(j + 1)}")
                j += 1
            elif token.pos == "ADV" and self._inside_group(j, end, verb):
                self._adverb(token, verb)
            elif token.pos == "MODAL" and not verb.modal and not verb.lemma:
                verb.modal = token.lemma
            elif self._having_to(j, verb):
                verb.modal = "must"
                j += 1
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

    def _having_to(self, j: int, verb: Verb) -> bool:
        """Whether "has to" stands here, which says no more than "must"."""
        bare = not (verb.lemma or verb.modal or verb.negators) and self.lower(j) in {"has", "have"}
        return bare and self.lower(j + 1) == "to" and (self.pos(j + 2) in {"VERB", "AUX"})

    def _main(self, token: Token, verb: Verb, be: bool) -> None:
        lemma, form = token.lemma, token.form
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

    def _adverb(self, token: Token, verb: Verb) -> None:
        lemma = token.lemma
        (verb.negators if lemma in NEGATORS or lemma == "only" else verb.adverbs).append(lemma)

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

    def _same_form(self, verb: Verb) -> bool:
        return self.t[verb.end - 1].form == "base"

    def _participle(self, i: int, end: int, parts: Parts, subordinate: bool = True) -> int:
        form = self.t[i].form
        inner = Parts()
        verb = Verb(i, i + 1, lemma=self.t[i].lemma, voice="active" if form == "ing" else "passive", mood="participle")
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

    def _coordinated_verb(self, i: int, k: int, end: int, parts: Parts, verb: Verb | None) -> int:
        form = self.t[k].form
        if form == "ing" or form in {"past", "part"} and (verb is None or verb.mood == "participle"):
            return self._participle(k, end, parts)
        return i
