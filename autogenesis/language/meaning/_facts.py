"""Owns the facts that deeds leave behind: how a rule can tell that it was done, when, and by whom."""

from __future__ import annotations

from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._changes import CHANGING, changes_of
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._terms import no, present, same
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._relations import nouns_of
from autogenesis.language.readings._due_dates import entered
from autogenesis.language.readings._standing_rules import enters

NO_DEED = frozenset(
    "be have do become seem miss look like want need let mean say hold last depend happen contain belong consist know "
    "exceed reach fall rise weigh cost amount count lie stand remain stay live exist differ matter owe own fit suit concern affect interact match equal suffice deserve resemble see view search find".split()
)
"""Verbs that say how something is, or too little, but no deed that could be recorded."""
HANDIWORK = frozenset({"repair", "mend", "fix", "clean", "wash", "inspect", "examine", "replace"})
"""Work that nobody's records can do: people do it, whoever they are."""
_NEVER = frozenset({"be", "have", "seem", "become"})
_ONCE = frozenset({"approve", "reject", "cancel", "return", "submit", "publish", "pay"})
"""Classes of deeds that are done to a thing once: whoever tries it again is refused."""


HANDING = ("collect", "hand over", "hand out", "pick up", "fetch", "give out", "take away")
"""Verbs for one deed, seen from whoever gives and from whoever takes."""


@dataclass(frozen=True, slots=True)
class Fact:
    """That a deed was done to a row: a moment, a state, or both. `creation` is the deed that brings rows about."""

    draft: Draft
    entity: EntityDraft
    word: str
    field: str | None = None
    state: tuple[str, bp.Literally] | None = None
    operation: OperationDraft | None = None
    creation: bool = False

    def holds(self, row: bp.Expression) -> bp.Expression:
        """That it was done."""
        if self.field is not None:
            kept = bp.Get(of=row, field=self.field)
            return kept if self._flag else present(kept)
        if self.state is not None:
            return same(bp.Get(of=row, field=self.state[0]), self.state[1])
        return bp.truth(True)

    @property
    def _flag(self) -> bool:
        """Whether it is kept as yes or no."""
        return self.field is not None and self.entity.fields[self.field].type.kind == "boolean"

    def moment(self, row: bp.Expression) -> bp.Expression | None:
        """When it was done, where that is kept."""
        if self.field is None and self.creation:
            return bp.Get(of=row, field=entered(self.draft, self.entity))
        if self.field is None or self._flag:
            self.noted()
        kept = _field(self.entity, self.word)
        return bp.Get(of=row, field=kept) if kept else None

    def by(self, row: bp.Expression) -> bp.Expression:
        """Who did it: from now on the operation keeps it."""
        name = self.draft.add_field(self.entity, f"{self.word} by", bp.PERSON, required=False)
        self._keep(name, bp.Name(name="by"))
        return bp.Get(of=row, field=name)

    def noted(self) -> None:
        """From now on the operation keeps the moment too, beside the state."""
        name = self.draft.add_field(self.entity, f"{self.word} at", bp.DATETIME, required=False)
        self.entity.later.add(name)
        self._keep(name, bp.Name(name="now"))

    def _keep(self, name: str, value: bp.Expression) -> None:
        self.entity.later.add(name)
        for operation in self.draft.operations.values():
            if operation.entity is not self.entity or (self.operation is not None and operation is not self.operation):
                continue
            if self.creation and operation.kind == "create":
                operation.values.setdefault(name, value)
            elif not self.creation:
                operation.steps[:] = [self._with(step, name, value) for step in operation.steps]

    def _with(self, step: bp.Statement, name: str, value: bp.Expression) -> bp.Statement:
        """The step that sets the fact, setting one more field."""
        if not isinstance(step, bp.Update):
            return step
        given = dict(step.values)
        mine = (self.field in given) or (self.state is not None and given.get(self.state[0]) == self.state[1])
        if not mine or name in given:
            return step
        return step.model_copy(update={"values": (*step.values, (name, value))})

    def values(self) -> tuple[tuple[str, bp.Expression], ...]:
        """What an update sets when it is done."""
        made: list[tuple[str, bp.Expression]] = []
        if self.state is not None:
            made.append(self.state)
        if self.field is not None:
            kind = self.entity.fields[self.field].type.kind
            made.append((self.field, bp.truth(True) if kind == "boolean" else bp.Name(name=_NOW[kind])))
        return tuple(made)

    def trigger(self) -> bp.Trigger:
        """What sets off a reaction to it; with a state, `holds` is to be asked too."""
        if self.creation:
            return bp.Trigger(on="created", entity=self.entity.id)
        watched = self.state[0] if self.state is not None else self.field
        return bp.Trigger(on="changed", entity=self.entity.id, field=watched)


@dataclass(frozen=True, slots=True)
class Fixed:
    """Names of entities whose rows stay as they were entered."""

    entities: frozenset[str]


_NOW = {"date": "today", "datetime": "now", "time": "now"}


_WRITING = frozenset({"record", "enter", "create", "log"})
"""What is done to whatever comes about: its being recorded is its coming about."""


def fact_of(draft: Draft, entity: EntityDraft, verb: str, particle: str = "", *, commit: bool = True) -> Fact | None:
    """How it is told that rows of `entity` were <verb>ed; where nothing tells it yet, a field and an operation are made.

    None for verbs that are no deeds, and, without `commit`, where nothing tells it yet.
    """
    said_of = state_called(entity, participle_of(verb)) if verb in {"do", "miss"} and not particle else None
    if verb in NO_DEED and not particle and (begun := _begun(draft, entity, participle_of(verb))) is not None:
        return Fact(draft, entity, participle_of(verb), operation=begun, creation=True)
    if verb in _NEVER or (verb in NO_DEED and not particle and said_of is None):
        return None
    phrase = same_deed(entity, f"{verb} {particle}".strip())
    word = participle_of(phrase)
    operation = operation_of(draft, entity, phrase)
    if operation is not None and operation.kind == "create" and operation.entity is entity:
        return Fact(draft, entity, word, operation=operation, creation=True)
    state = state_called(entity, word) or state_called(entity, phrase)
    name = _field(entity, word)
    if state is None and name is None and operation is not None:
        state, name = _set_by(operation, entity)
    if state is not None or name is not None:
        fixed = draft.recall(Fixed)
        operation = operation or _bringing(draft, entity, state)
        if operation is None and name is None and state is not None and _made_by_rule(draft, entity, word):
            return Fact(draft, entity, word, creation=True)
        if operation is None and state is not None and _set_by_rule(draft, entity, state):
            return Fact(draft, entity, word, name, state)
        if operation is None and said_of is None and commit and (fixed is None or entity.name not in fixed.entities):
            operation = make_change(draft, entity, phrase)
        return Fact(draft, entity, word, name, state, operation)
    created = next((o for o in draft.operations.values() if o.entity is entity and o.kind == "create"), None)
    if verb in _WRITING and not particle and created is not None and created.confidence == 1.0:
        return Fact(draft, entity, word, operation=created, creation=True)
    if commit and not particle and enters(draft, entity, verb):
        return Fact(draft, entity, word, operation=draft.operation(verb, entity, "create"), creation=True)
    return _new(draft, entity, phrase, word) if commit else None


def _begun(draft: Draft, entity: EntityDraft, word: str) -> OperationDraft | None:
    """How rows come about that are so at first: whoever weighed a parcel entered it, where a new one is "weighed"."""
    state = state_called(entity, word)
    first = entity.fields[state[0]].default if state is not None else None
    if state is None or not isinstance(first, bp.Literally) or first.value != state[1].value:
        return None
    known = next((o for o in draft.operations.values() if o.entity is entity and o.kind == "create"), None)
    return known or draft.operation("add", entity, "create")


def _made_by_rule(draft: Draft, entity: EntityDraft, word: str) -> bool:
    """Whether rows come about by a rule, and are so at first: whoever speaks of a plan that was proposed means that."""
    state = state_called(entity, word)
    first = entity.fields[state[0]].default if state is not None else None
    begun = state is not None and isinstance(first, bp.Literally) and first.value == state[1].value
    made = any(
        isinstance(part, bp.Create) and part.entity == entity.id
        for rule in draft.reactions
        for part in bp.parts_within(rule)
    )
    entered_by_hand = any(o.entity is entity and o.kind == "create" for o in draft.operations.values())
    return begun and made and not entered_by_hand


def _new(draft: Draft, entity: EntityDraft, phrase: str, word: str) -> Fact:
    name = draft.add_field(entity, f"{word} at", bp.DATETIME, required=False)
    entity.later.add(name)
    operation = make_change(draft, entity, phrase)
    record = operation.entity if operation.kind == "create" else None
    if record is not None and record is not entity:
        _noted_with(record, entity, name, word, draft)
    return Fact(draft, entity, word, name, None, operation)


def _noted_with(record: EntityDraft, entity: EntityDraft, name: str, word: str, draft: Draft) -> None:
    """ "A product that is ordered": whoever enters an order of it has ordered it."""
    reference = record.reference_to(entity)
    if reference is None:
        return
    row = bp.Get(of=bp.Name(name="it"), field=reference)
    draft.reactions.append(
        bp.Reaction(
            id=draft.unique(f"reaction.note_{snake(word)}_{entity.name}"),
            summary=f"Note when the {entity.label} was {word} last.",
            trigger=bp.Trigger(on="created", entity=record.id),
            when=present(row),
            steps=(bp.Update(row=row, values=((name, bp.Name(name="now")),)),),
        )
    )


def make_change(draft: Draft, entity: EntityDraft, phrase: str) -> OperationDraft:
    """The operation that does it to a row, once: it sets the state and the moment that tell it."""
    word = participle_of(phrase)
    operation = draft.operation(phrase, entity, "change")
    if operation.steps or operation.inputs:
        return operation
    row = bp.Name(name=entity.name)
    operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    fact = Fact(draft, entity, word, _field(entity, word), state_called(entity, word) or state_called(entity, phrase))
    values = fact.values()
    if values and (fact.state is not None or classes_of(*phrase.partition(" ")[::2]) & _ONCE):
        operation.guards.append(
            draft.guard(
                f"{operation.name}.once",
                no(fact.holds(row)),
                f"The {entity.label} is {word} already.",
                None,
                entity.name,
            )
        )
    if values:
        operation.steps.append(bp.Update(row=row, values=values))
    operation.result = row
    return operation


_LIGHT = frozenset({"make", "place", "lodge"})


def operation_of(draft: Draft, entity: EntityDraft, phrase: str) -> OperationDraft | None:
    """The operation that does it to rows of the entity, or brings them about."""
    phrase = same_deed(entity, phrase)
    named = draft.operations.get(snake(f"{phrase} {entity.label}"))
    if named is not None:
        return named
    own = [o for o in draft.operations.values() if o.entity is entity]
    made = [o for o in own if o.kind == "create" and entity.words and entity.words[-1] in nouns_of(o.verb)]
    if phrase in _LIGHT and len(made) == 1:
        return made[0]  # a booking is made by whoever books
    alike = changes_of(draft, entity) if phrase in CHANGING else []
    return next((o for o in own if o.verb == phrase), None) or next(iter(alike), None)


def same_deed(entity: EntityDraft, phrase: str) -> str:
    """The verb for the deed that a state of the thing is called after: handing it over is its being collected."""
    if phrase not in HANDING or state_called(entity, participle_of(phrase)) is not None:
        return phrase
    return next((other for other in HANDING if state_called(entity, participle_of(other)) is not None), phrase)


def state_called(entity: EntityDraft, word: str) -> tuple[str, bp.Literally] | None:
    """The choice field that has the word as one of its choices."""
    for f in entity.fields.values():
        if f.type.kind == "choice":
            found = next((c for c in f.type.choices if c.lower() == word.lower()), None)
            if found is not None:
                return f.name, bp.Literally(type=f.type, value=found)
    return None


def _field(entity: EntityDraft, word: str) -> str | None:
    words = (word, "back", "brought back") if word == "returned" else (word,)
    wanted = {snake(f"{each} {end}") for each in words for end in ("on", "at")}
    flag = entity.fields.get(snake(word))
    return next((n for n in entity.fields if n in wanted), None) or (
        flag.name if flag is not None and flag.type.kind == "boolean" else None
    )


def _bringing(draft: Draft, entity: EntityDraft, state: tuple[str, bp.Literally] | None) -> OperationDraft | None:
    """The operation that brings rows into the state, whatever it is called: "mark as done"."""
    own = (o for o in draft.operations.values() if o.entity is entity and o.kind == "change" and state is not None)
    return next((o for o in own if o.verb.startswith("mark as ") and _set_by(o, entity)[0] == state), None)


def _set_by_rule(draft: Draft, entity: EntityDraft, state: tuple[str, bp.Literally]) -> bool:
    """Whether some rule brings rows into the state, so that nobody needs to."""
    rules = [(r.trigger.entity, r.steps) for r in draft.reactions] + [
        (timer.entity, timer.steps) for timer in draft.timers
    ]
    steps = (part for owner, made in rules if owner == entity.id for part in bp.parts_within(made))
    own = (part for part in steps if isinstance(part, bp.Update) and part.row == bp.Name(name="it"))
    return any((name, value) == state for part in own for name, value in part.values)


def _set_by(operation: OperationDraft, entity: EntityDraft) -> tuple[tuple[str, bp.Literally] | None, str | None]:
    """The state and the moment that an operation gives the row it is done to."""
    state: tuple[str, bp.Literally] | None = None
    moment: str | None = None
    for step in operation.steps:
        for name, value in step.values if isinstance(step, bp.Update) else ():
            if name not in entity.fields:
                continue
            if isinstance(value, bp.Literally) and entity.fields[name].type.kind == "choice":
                state = state or (name, value)
            elif isinstance(value, bp.Name) and value.name in {"now", "today"}:
                moment = moment or name
    return state, moment
