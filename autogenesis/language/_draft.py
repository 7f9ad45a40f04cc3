"""Owns the draft: the Specification while it is being read, which readings add to."""

from __future__ import annotations

import keyword
import re
import unicodedata
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

import blueprints as bp
from autogenesis.language._blocks import Block
from autogenesis.language._inflect import plural_of
from autogenesis.language._marks import Mark, Marks, restore
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._text import Span, SpecText

T = TypeVar("T")


@lru_cache(maxsize=8192)
def snake(label: str) -> str:
    """``Follow-up date`` → ``follow_up_date``."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", label) if not unicodedata.combining(c))  # é is e
    name = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")
    if keyword.iskeyword(name) or name == "self":
        return f"{name}_"
    return f"n_{name}" if name[:1].isdigit() else name or "thing"


@dataclass(frozen=True, slots=True)
class Submission:
    """How a thing is handed in: the operation, the state it is in from then on, the field with the moment."""

    operation: str
    state: str
    moment: str


@dataclass
class EntityDraft:
    """An entity while its fields, derivations and invariants are being found."""

    name: str
    label: str
    plural: str
    spans: list[Span] = field(default_factory=list)
    synonyms: list[str] = field(default_factory=list)
    fields: dict[str, bp.FieldOf] = field(default_factory=dict)
    derivations: dict[str, bp.Derivation] = field(default_factory=dict)
    invariants: list[bp.Guard] = field(default_factory=list)
    key: str | None = None
    lifecycle: bp.Lifecycle | None = None
    initial: list[tuple[tuple[str, bp.Literally], ...]] = field(default_factory=list)
    """Rows that exist before anything happens."""
    summary: str = ""
    confidence: float = 1.0
    words: tuple[str, ...] = ()
    given: set[str] = field(default_factory=set)
    """Fields that whoever creates a row may give, though they have a default."""
    automatic: dict[str, bp.Expression] = field(default_factory=dict)
    """What every row is given when it is created, by whatever operation."""
    for_a_time: set[str] = field(default_factory=set)
    """Fields that say since when somebody has a row, which ends nothing."""
    later: set[str] = field(default_factory=set)
    """Fields that only rules and other operations set."""
    kinds: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Nouns for the rows of a kind, with the choice field and the choice that tell the kind."""
    owner: str | None = None
    """The field with whoever a row belongs to, where a reading found one."""
    submission: Submission | None = None
    handed_on: bool = False
    """Whether rows pass from hand to hand."""
    silent: str | None = None
    """The flag of rows from which nothing has come for too long."""
    done: str | None = None
    """The field that says when a row was done with."""

    @property
    def id(self) -> str:
        """``entity.plan``."""
        return f"entity.{self.name}"

    @property
    def type(self) -> bp.Type:
        """The type of a reference to a row of it."""
        return bp.reference(self.id)

    def member(self, name: str) -> bp.FieldOf | bp.Derivation:
        """The field or derivation of that name."""
        return self.fields.get(name) or self.derivations[name]

    def field_of_kind(self, kind: str) -> str | None:
        """The name of the first field of a kind."""
        return next((f.name for f in self.fields.values() if f.type.kind == kind), None)

    def reference_to(self, other: EntityDraft) -> str | None:
        """The name of the field that refers to `other`."""
        return next((f.name for f in self.fields.values() if f.type.entity == other.id), None)


@dataclass
class OperationDraft:
    """An operation that several sentences may add guards and steps to."""

    name: str
    kind: str
    summary: str
    entity: EntityDraft | None = None
    inputs: dict[str, bp.Parameter] = field(default_factory=dict)
    guards: list[bp.Guard] = field(default_factory=list)
    values: dict[str, bp.Expression] = field(default_factory=dict)
    steps: list[bp.Statement] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    result: bp.Expression | None = None
    spans: list[Span] = field(default_factory=list)
    confidence: float = 1.0
    verb: str = ""

    @property
    def id(self) -> str:
        """``operation.confirm_plan``."""
        return f"operation.{self.name}"


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of text that a reading has understood, or knows that it has not."""

    span: Span
    pattern: str
    status: bp.Status
    elements: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Concept:
    """What a noun phrase speaks of: an entity, a field of one, or an actor."""

    entity: EntityDraft | None = None
    field: str | None = None
    actor: str | None = None


_FIXED = frozenset({"text", "units", "barred", "blocks", "answers", "reasons", "_marks", "_known"})


class Draft:
    """Everything found so far. Readings call the methods that name what they found; all are get-or-create."""

    def __init__(self, text: SpecText, units: Sequence[Unit], barred: frozenset[str] = frozenset()) -> None:
        self.text = text
        self.units = tuple(units)
        self.barred = barred
        self.entities: dict[str, EntityDraft] = {}
        self.actors: dict[str, bp.Actor] = {}
        self.operations: dict[str, OperationDraft] = {}
        self.calendars: dict[str, bp.Calendar] = {}
        self.tables: dict[str, bp.Table] = {}
        self.reactions: list[bp.Reaction] = []
        self.timers: list[bp.Timer] = []
        self.schedules: list[bp.Schedule] = []
        self.access: list[bp.Access] = []
        self.audits: list[bp.Audit] = []
        self.agents: list[bp.NamedAgent] = []
        self.approvals: list[bp.Approval] = []
        self.settings: list[bp.Setting] = []
        self.plays: list[bp.Play] = []
        self.qualities: list[bp.Quality] = []
        self.assumptions: list[bp.Assumption] = []
        self.questions: list[bp.Question] = []
        self.gaps: list[bp.Gap] = []
        self.examples: list[bp.Scenario] = []
        self._claims: list[Claim] = []
        self._claimed: list[Span] = []
        self._longest = 0
        self.blocks: tuple[Block, ...] = ()
        self.answers: dict[str, str] = {}
        self.made_by_rule: set[str] = set()
        """Names of entities whose rows rules create, so that no operation needs to."""
        self._discourse: dict[type, object] = {}
        self._ids: set[str] = set()
        self._marks = Marks()
        self._known: dict[object, object] = {}
        self.reasons: dict[Span, str] = {}
        """Why a stretch that has a known shape was not understood."""

    # --- what later sentences refer back to ------------------------------------------------------------------------

    def remember(self, referent: object) -> None:
        """Keep what later sentences may refer to; a newer one of the same class takes its place."""
        self._discourse[type(referent)] = referent

    def recall(self, kind: type[T]) -> T | None:
        """The last one of that class spoken of."""
        found = self._discourse.get(kind)
        return found if isinstance(found, kind) else None

    def once(self, find: Callable[[Draft], T]) -> T:
        """What `find` says of the sentences, which do not change: found once, however many readings ask."""
        if find not in self._known:
            self._known[find] = find(self)
        return self._known[find]  # type: ignore[return-value]  # it is what `find` gave

    # --- trying ----------------------------------------------------------------------------------------------------

    def mark(self) -> Mark:
        """Where the draft stands now, for `back_to`."""
        own = {name: value for name, value in vars(self).items() if name not in _FIXED}
        return self._marks.at(own, (*self.entities.values(), *self.operations.values()))

    def back_to(self, mark: Mark) -> None:
        """Take back everything that was added since the mark."""
        restore(mark, vars(self))

    # --- what was found -------------------------------------------------------------------------------------------

    def entity(self, label: str, span: Span | None = None, *, confidence: float = 1.0) -> EntityDraft:
        """The entity people call `label` (singular)."""
        known = self.find_entity(label)
        if known is None:
            words = label.split()
            plural = " ".join([*words[:-1], plural_of(words[-1])])
            known = EntityDraft(snake(label), label, plural, confidence=confidence, words=tuple(words))
            self.entities[known.name] = known
        if span is not None:
            known.spans.append(span)
        return known

    def find_entity(self, label: str) -> EntityDraft | None:
        """The entity with that name or synonym."""
        name = snake(label)
        for entity in self.entities.values():
            if entity.name == name or label in entity.synonyms or label == entity.plural:
                return entity
        return None

    def add_field(
        self,
        entity: EntityDraft,
        label: str,
        kind: bp.Type,
        span: Span | None = None,
        *,
        required: bool = True,
        default: bp.Expression | None = None,
        summary: str = "",
    ) -> str:
        """The name of the field people call `label`."""
        name = snake(label)
        if name in {"id", "now", "today", "by", "role", "it"} or (name.endswith("_") and kind.kind != "reference"):
            name = f"{entity.name}_{name}".strip("_")
        if name not in entity.fields:
            entity.fields[name] = bp.FieldOf(
                id=f"field.{entity.name}.{name}",
                spans=(span,) if span else (),
                confidence=1.0 if span else 0.6,
                name=name,
                label=label,
                type=kind,
                required=required,
                default=default,
                summary=summary,
            )
        return name

    def actor(self, label: str, span: Span | None = None, *, row: EntityDraft | None = None) -> str:
        """The id of the role people call `label`."""
        name = f"actor.{snake(label)}"
        known = self.actors.get(name)
        spans = known.spans if known else ()
        row_id = row.id if row else (known.row if known else None)
        spans = (*spans, span) if span and span not in spans else spans
        self.actors[name] = bp.Actor(id=name, name=label, spans=spans, row=row_id)
        return name

    def operation(
        self, verb: str, entity: EntityDraft | None, kind: str, summary: str = "", span: Span | None = None
    ) -> OperationDraft:
        """The operation ``<verb>_<entity>``."""
        name = snake(f"{verb} {entity.label}" if entity else verb)
        if name not in self.operations:
            text = summary or f"{verb.capitalize()} {article(entity.label)}." if entity else summary
            self.operations[name] = OperationDraft(name, kind, text, entity, verb=verb)
        operation = self.operations[name]
        if span is not None:
            operation.spans.append(span)
        return operation

    def calendar(self, name: str, weekdays: Iterable[int], span: Span | None) -> bp.Calendar:
        """The calendar that is open on these ISO weekdays."""
        key = f"calendar.{snake(name)}"
        if key not in self.calendars:
            spans = (span,) if span else ()
            self.calendars[key] = bp.Calendar(id=key, name=name, weekdays=tuple(sorted(weekdays)), spans=spans)
        return self.calendars[key]

    def guard(
        self, name: str, requires: bp.Expression, reason: str, span: Span | None, field_name: str | None = None
    ) -> bp.Guard:
        """The guard ``<operation>.<what>``; its id is made unique."""
        return bp.Guard(
            id=self.unique(f"guard.{'.'.join(snake(part) for part in name.split('.'))}"),
            requires=requires,
            reason=reason,
            field=field_name,
            spans=(span,) if span else (),
        )

    def unique(self, wanted: str) -> str:
        """`wanted`, or with a number behind it where that id was given out already."""
        wanted = re.sub(r"[^a-z0-9_.]+", "_", wanted.lower())  # it may hold a word of the text as it stands there
        name, count = wanted, 1
        while name in self._ids:
            count += 1
            name = f"{wanted}_{count}"
        self._ids.add(name)
        return name

    def around(self, unit: Unit, back: int = 0, ahead: int = 0) -> tuple[Unit, ...]:
        """The sentence with so many before and behind it, in the order of the text."""
        return self.units[max(0, unit.number - 1 - back) : unit.number + ahead]

    def assume(self, text: str, span: Span | None = None) -> None:
        """Take something for granted, and say so."""
        if all(known.text != text for known in self.assumptions):
            number = len(self.assumptions) + 1
            self.assumptions.append(bp.Assumption(id=f"assumption.a{number}", text=text, spans=(span,) if span else ()))

    def gap(self, text: str, status: bp.Status, span: Span | None = None) -> None:
        """List what could not be read or decided."""
        if all(known.text != text for known in self.gaps):
            number = len(self.gaps) + 1
            self.gaps.append(bp.Gap(id=f"gap.g{number}", text=text, status=status, spans=(span,) if span else ()))

    def claim(
        self,
        span: Span,
        pattern: str,
        elements: Iterable[str] = (),
        *,
        status: bp.Status = "implemented",
        note: str = "",
    ) -> None:
        """Say what became of a stretch of text."""
        self._claims.append(Claim(span, pattern, status, tuple(dict.fromkeys(elements)), note))
        insort(self._claimed, span)
        self._longest = max(self._longest, span[1] - span[0])

    def explain(self, span: Span, why: str) -> None:
        """Say why a stretch is not understood; the first reason stays."""
        self.reasons.setdefault(span, why)

    @property
    def claims(self) -> list[Claim]:
        """What became of which stretch, in the order in which it was said."""
        return self._claims

    @claims.setter
    def claims(self, claims: list[Claim]) -> None:
        self._claims = claims
        self._claimed = sorted(c.span for c in claims)

    def claimed(self, span: Span) -> bool:
        """True where a reading has claimed part of the stretch; only claims that begin near it are looked at."""
        first = bisect_left(self._claimed, (span[0] - self._longest,))
        last = bisect_left(self._claimed, (span[1],))
        return any(span[0] < end for _, end in self._claimed[first:last])

    # --- what phrases speak of ------------------------------------------------------------------------------------

    def concept(self, piece: Piece, within: EntityDraft | None = None) -> Concept | None:
        """What a noun phrase speaks of; fields of `within` are preferred. None where nothing fits."""
        words = piece.words
        exact = self.find_entity(piece.label)
        if exact is not None:
            return Concept(entity=exact)
        for entity in ([within] if within else []) + [e for e in self.entities.values() if e is not within]:
            name = best_field(entity, words)
            if name is not None:
                return Concept(entity=entity, field=name)
        for entity in self.entities.values():
            if entity.words and words and entity.words[-1] == words[-1]:
                return Concept(entity=entity)
        actor = self.find_actor(words)
        return Concept(actor=actor) if actor else None

    def find_actor(self, words: Sequence[str]) -> str | None:
        """The id of the actor whose name is or ends in these words."""
        for actor in self.actors.values():
            if tuple(actor.name.split()) == tuple(words):
                return actor.id
        for actor in self.actors.values():
            if words and actor.name.split()[-1] == words[-1]:
                return actor.id
        return None

    @property
    def primary(self) -> EntityDraft | None:
        """The entity the text is mostly about: the first with fields of its own, else the first."""
        with_fields = [e for e in self.entities.values() if e.fields]
        return next(iter(with_fields or self.entities.values()), None)


@lru_cache(maxsize=8192)
def label_words(label: str) -> tuple[str, ...]:
    """The words of a label, in lower case."""
    return tuple(label.lower().split())


def best_field(entity: EntityDraft, words: Sequence[str]) -> str | None:
    """The field whose label is these words; or ends in them; or has the same head and shares a modifier."""
    wanted = label_words(" ".join(words).replace("-", " "))
    labels = {name: label_words(f.label.replace("-", " ")) for name, f in entity.fields.items()}
    labels |= {name: label_words(d.label) for name, d in entity.derivations.items()}
    if not wanted:
        return None
    for name, label in labels.items():
        if label == wanted:
            return name
    for name, label in labels.items():
        if label[-len(wanted) :] == wanted:
            return name
    for name, label in labels.items():
        if label[-1:] == wanted[-1:] and set(wanted) <= set(label):
            return name
    return None


def article(label: str) -> str:
    """``an item``, ``a loan``."""
    return f"{'an' if label[:1] in 'aeiou' else 'a'} {label}"
