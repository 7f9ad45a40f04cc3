"""Owns the types of a parsed sentence: noun phrases, prepositional phrases, conditions and clauses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal as OneOf

from autogenesis.language._literals import Literal
from autogenesis.language._text import Span

Frame = OneOf["plain", "user_story", "gherkin", "ears", "definition", "fragment", "exception", "heading"]
Voice = OneOf["active", "passive", "copula", ""]
Mood = OneOf["indicative", "imperative", "infinitive", "participle", ""]


@dataclass(frozen=True, slots=True)
class NP:
    """A noun phrase.

    "the three following open days to fetch it" has head "day", quantity Duration(3 open days), a relative clause
    (infinitive "fetch"); "the patient's name" has possessor NP("patient") and head "name".

    head        lemma of the head word ("" never occurs; a bare number's head is its digits)
    words       the compound as written, lower case, head last and as lemma: ("follow-up", "date")
    determiner  a the this each every any no all both some another …, or a possessive ("its"), or ""
    quantifier  only exactly about … standing before the determiner
    quantity    the literal that counts or bounds it, if any
    of          phrases attached to it ("of a title", for subjects also "with the skill", "on duty")
    relatives   relative clauses, full ("who wrote it"), without pronoun ("nobody has borrowed") and reduced
                ("cleaned by them", "reporting moisture", "to fetch it")
    gloss       what stands in parentheses after it, as noun phrases ("licence (open, purchased or unknown)")
    """

    span: Span
    text: str
    head: str
    words: tuple[str, ...] = ()
    determiner: str = ""
    quantifier: str = ""
    adjectives: tuple[str, ...] = ()
    plural: bool = False
    proper: bool = False
    pronoun: bool = False
    quoted: bool = False
    negative: bool = False
    formula: bool = False
    quantity: Literal | None = None
    possessor: NP | None = None
    of: tuple[Phrase, ...] = ()
    relatives: tuple[Clause, ...] = ()
    gloss: tuple[NP, ...] = ()

    @property
    def name(self) -> str:
        """The compound as one name: "follow-up date"."""
        return " ".join(self.words) or self.head

    def __repr__(self) -> str:
        return f"NP({show_np(self)})"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A prepositional phrase: "for 30 days", "three days after that date" (measure 3 days, prep "after").

    `items` are its coordinated noun phrases; `clause` stands instead of them in "without losing data".
    "two days before" has no items. Multi-word prepositions are one: "instead of", "out of", "up to".
    """

    span: Span
    text: str
    prep: str
    items: tuple[NP, ...] = ()
    coordinator: str = ""
    measure: Literal | None = None
    clause: Clause | None = None

    @property
    def item(self) -> NP | None:
        """Its first noun phrase."""
        return self.items[0] if self.items else None


@dataclass(frozen=True, slots=True)
class Condition:
    """A subordinate clause with its marker: if when where while unless until once after before because so that ….

    `clauses` holds what the condition says (several where it coordinates), joined by `coordinator`.
    `leading` tells whether it stood before the main clause. `measure`: "three days after the visit took place".
    """

    span: Span
    text: str
    marker: str
    clauses: tuple[Clause, ...]
    coordinator: str = ""
    leading: bool = True
    measure: Literal | None = None

    @property
    def clause(self) -> Clause:
        """The first clause of it."""
        return self.clauses[0]


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement: who (modal, not) does what to what, when, how often, unless.

    frame        plain, user_story, gherkin, ears, definition ("A task has …"), heading, fragment (no verb), exception
                 ("but never the last copy": no verb of its own, negators ("never",))
    subjects     coordinated by `subject_coordinator`; a coordinated verb repeats the subjects of the clause before it
                 with `inherited` true; a fragment's noun phrases are its subjects; imperatives have none
    modal        shall must may can will should would, or want (user stories)
    negators     not never only nobody … in the verb group or as subject ("nobody": also negated)
    verb         lemma; "" in fragments; "be" in copular clauses; `particle` up out off …; `verb_span` its words
    voice        passive: the subject undergoes it, the doer is the phrase with prep "by"
    objects      direct and indirect, in order of appearance; a list's members are one object each
    complements  predicate adjectives and particles of state ("free", "less", "out")
    phrases      prepositional phrases, in order
    embedded     "to finish it", "that it ends", participle complements ("charged per day")
    limits       temporal or counting literals that stand alone: once, at most twice, daily at 18:00, Mondays
    items        the list after a colon
    topic        what stands before a colon when that is no clause ("Room:", '"Do not disturb":')
    exceptions   "but never …", "but not again until …", ", never measurements"
    role         the user story's role
    literals     every literal inside `span`, in order, whatever constituent holds it
    """

    span: Span
    text: str
    frame: Frame = "plain"
    conditions: tuple[Condition, ...] = ()
    subjects: tuple[NP, ...] = ()
    subject_coordinator: str = ""
    inherited: bool = False
    coordinator: str = ""
    modal: str = ""
    negators: tuple[str, ...] = ()
    verb: str = ""
    particle: str = ""
    verb_span: Span = (0, 0)
    voice: Voice = ""
    mood: Mood = ""
    perfect: bool = False
    progressive: bool = False
    objects: tuple[NP, ...] = ()
    object_coordinator: str = ""
    complements: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    adverbs: tuple[str, ...] = ()
    embedded: tuple[Clause, ...] = ()
    limits: tuple[Literal, ...] = ()
    items: tuple[NP, ...] = ()
    topic: NP | None = None
    exceptions: tuple[Clause, ...] = ()
    asides: tuple[Clause, ...] = ()
    role: NP | None = None
    literals: tuple[Literal, ...] = field(default=(), repr=False)

    @property
    def subject(self) -> NP | None:
        """Its first subject."""
        return self.subjects[0] if self.subjects else None

    @property
    def object(self) -> NP | None:
        """Its first object."""
        return self.objects[0] if self.objects else None

    @property
    def negated(self) -> bool:
        """Whether it denies: not, never, no, or a negative subject or object."""
        return bool({"not", "never", "neither", "nor"} & set(self.negators)) or any(
            np.negative for np in (*self.subjects, *self.objects)
        )

    def phrase(self, *preps: str) -> Phrase | None:
        """Its first phrase with one of these prepositions."""
        return next((p for p in self.phrases if p.prep in preps), None)

    def condition(self, *markers: str) -> Condition | None:
        """Its first condition with one of these markers."""
        return next((c for c in self.conditions if c.marker in markers), None)

    def __repr__(self) -> str:
        return f"Clause({show(self)})"


def show_np(np: NP) -> str:
    """A short readable form of a noun phrase."""
    parts = [
        np.quantifier,
        np.determiner if np.determiner not in {"a", "an", "the"} and not np.possessor else "",
        *np.adjectives,
        np.name,
    ]
    text = " ".join(part for part in parts if part)
    if np.possessor:
        owner = np.possessor.text if np.possessor.pronoun else show_np(np.possessor) + "'s"
        text = f"{owner} {text}"
    if np.quantity and np.quantity.text not in text:
        text = f"[{np.quantity.text}] {text}"
    text += "".join(f" {show_phrase(phrase)}" for phrase in np.of)
    text += "".join(f" <{show(clause)}>" for clause in np.relatives)
    return text + (f" ({', '.join(show_np(item) for item in np.gloss)})" if np.gloss else "")


def show_phrase(phrase: Phrase) -> str:
    """A short readable form of a prepositional phrase."""
    measure = f"[{phrase.measure.text}] " if phrase.measure else ""
    inner = show(phrase.clause) if phrase.clause else "; ".join(show_np(item) for item in phrase.items)
    return f"{measure}{phrase.prep}({inner})"


def show(clause: Clause) -> str:
    """A short readable form of a clause, as in docs/language-front-end.md."""
    parts = []
    if clause.role:
        parts.append(f"role={show_np(clause.role)}")
    if clause.topic:
        parts.append(f"topic={show_np(clause.topic)}")
    for condition in clause.conditions:
        inner = " & ".join(show(c) for c in condition.clauses)
        measure = f"[{condition.measure.text}] " if condition.measure else ""
        parts.append(f"{measure}{condition.marker.upper()}({inner})")
    if clause.subjects:
        parts.append("subj=" + " + ".join(show_np(np) for np in clause.subjects) + ("^" if clause.inherited else ""))
    verb = " ".join(part for part in (clause.modal, *clause.negators, clause.verb, clause.particle) if part)
    if verb:
        parts.append(f"{'passive' if clause.voice == 'passive' else 'verb'}={verb}")
    if clause.objects:
        parts.append("obj=" + " + ".join(show_np(np) for np in clause.objects))
    if clause.complements:
        parts.append("comp=" + "+".join(clause.complements))
    parts.extend(show_phrase(phrase) for phrase in clause.phrases)
    if clause.adverbs:
        parts.append("adv=" + "+".join(clause.adverbs))
    parts.extend(f"to({show(inner)})" for inner in clause.embedded)
    parts.extend(f"limit[{limit.text}]" for limit in clause.limits)
    if clause.items:
        parts.append("items=" + " + ".join(show_np(np) for np in clause.items))
    parts.extend(f"except({show(inner)})" for inner in clause.exceptions)
    parts.extend(f"aside({show(inner)})" for inner in clause.asides)
    return " ".join(parts)
