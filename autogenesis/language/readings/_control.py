"""Owns what watching and controlling speaks of: parts of things, values that are reported, switches, and who may have them on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as given
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article, best_field, snake
from autogenesis.language._skeleton import Piece
from autogenesis.language._terms import over, present, same, update
from autogenesis.language.readings._states import possessor

SWITCHING: dict[str, tuple[str, str, bool]] = {
    **dict.fromkeys(("open",), ("closed", "open", True)),
    **dict.fromkeys(("close", "closed", "shut"), ("closed", "open", False)),
    **dict.fromkeys(("on", "start", "run", "running", "activate", "switch on", "turn on"), ("off", "on", True)),
    **dict.fromkeys(("off", "stop", "stopped", "deactivate", "switch off", "turn off"), ("off", "on", False)),
}
"""Verbs and adjectives of switching: the state of rest, the other, and whether the word means the other."""
_ANY = frozenset({"a", "an", "any", "each", "every", "all", "both"})


@dataclass
class Reading:
    """A value that is reported for the rows of `entity`, or for its only row; the last one counts."""

    entity: EntityDraft
    field: str
    operation: OperationDraft | None
    single: bool = False

    @property
    def type(self) -> bp.Type:
        """The type of the value."""
        return self.entity.fields[self.field].type


@dataclass
class Switch:
    """Something with two states that is part of each row of `entity`; `rest` is the state it begins in.

    With `turn`, the field that orders those that wait, it is switched on when its turn comes: at most `most` at once,
    never while one of `barred` holds (over the whole system) or one of `unfit` (for the row), and not where the field
    `skipped` is true. `used` and `rested` tell that a limit switches it on, or off; `pending` are the sentences that its turns carry.
    """

    entity: EntityDraft
    field: str
    since: str
    rest: str
    active: str
    label: str
    turn: str | None = None
    most: int | None = None
    barred: list[bp.Expression] = given(default_factory=list)
    unfit: list[Callable[[str], bp.Expression]] = given(default_factory=list)
    eased: list[str] = given(default_factory=list)
    """Operations that may end what bars it."""
    skipped: str | None = None
    used: bool = False
    rested: bool = False
    settled: bool = False
    pending: list[tuple[tuple[int, int], str, list[str]]] = given(default_factory=list)

    def state(self, active: bool) -> bp.Literally:
        """The constant for on or off."""
        kind = self.entity.fields[self.field].type
        return bp.Literally(type=kind, value=self.active if active else self.rest)

    def holds(self, row: str, active: bool) -> bp.Expression:
        """The switch of the row at that path is on, or off."""
        return same(f"{row}.{self.field}", self.state(active))

    def off(self, row: str, *, settled: bool = True) -> bp.Update:
        """Switch it off; `settled` when it need not wait for another turn."""
        values: dict[str, bp.Expression | str] = {self.field: self.state(False), self.since: bp.nothing()}
        if self.turn and settled:
            values[self.turn] = bp.nothing()
        return update(row, **values)

    def on(self, row: str) -> bp.Update:
        """Switch it on."""
        values: dict[str, bp.Expression | str] = {self.field: self.state(True), self.since: "now"}
        return update(row, **values)


@dataclass(frozen=True)
class Variant:
    """Rows of `entity` for which `flag` holds use `new` instead of `old`."""

    entity: EntityDraft
    flag: str
    old: Decimal
    new: Decimal


@dataclass
class Control:
    """Everything that is watched and switched. `parts` are nouns for parts of an entity's rows."""

    parts: dict[str, EntityDraft] = given(default_factory=dict)
    singles: set[str] = given(default_factory=set)
    readings: list[Reading] = given(default_factory=list)
    switches: list[Switch] = given(default_factory=list)
    variants: list[Variant] = given(default_factory=list)
    crossed: list[tuple[Reading, str, Decimal]] = given(default_factory=list)


def control(draft: Draft) -> Control:
    """What is watched and switched so far."""
    found = draft.recall(Control)
    if found is None:
        found = Control()
        draft.remember(found)
    return found


def owned(piece: Piece) -> bool:
    """ "its valve", "their valves"."""
    return piece.determiner in {"its", "their"} or piece.tokens[0].lower in {"its", "their"}


def bare(piece: Piece) -> str:
    """The label without a possessive or a quantifier in front."""
    words = [w for w in piece.words if w not in {"its", "their", "all", "each", "every", "any", "no", "both"}]
    return " ".join(words) or piece.head


def row_of(draft: Draft, entity: EntityDraft, row: str) -> tuple[str | bp.Expression, ...]:
    """How people name the row at a path: "bed 3", "the tank"."""
    if entity.name in control(draft).singles:
        return (f"the {entity.label}",)
    known = entity.key or ("name" if "name" in entity.fields else "id")
    return (f"{entity.label} ", bp.path(*row.split("."), known))


def single(draft: Draft, label: str, piece: Piece) -> EntityDraft:
    """The one thing of that name, which exists from the start."""
    entity = draft.entity(label, piece.span)
    if entity.name not in control(draft).singles:
        control(draft).singles.add(entity.name)
        entity.initial.append(())
        entity.summary = f"The {label}; there is one."
        draft.assume(f"There is one {label}, from the start.", piece.span)
    return entity


def the_row(entity: EntityDraft) -> bp.Expression:
    """The only row of a single thing."""
    return over("first", entity.name)


def thing(draft: Draft, label: str, piece: Piece, determiner: str) -> EntityDraft:
    """The thing a phrase names: known, a part of something known, one of many, or the only one."""
    known = draft.find_entity(label) or control(draft).parts.get(label)
    if known is not None:
        return known
    having = [e for e in draft.entities.values() if any(f.label == label for f in e.fields.values())]
    if len(having) == 1:  # "the score" is that of whatever has one
        return having[0]
    if determiner in _ANY or piece.plural:
        return draft.entity(label, piece.span)
    return single(draft, label, piece)


def reading(
    draft: Draft, entity: EntityDraft, label: str, kind: bp.Type, span: tuple[int, int], name: str = ""
) -> Reading:
    """The reading of that name, with the operation that reports it."""
    made = control(draft)
    known = next((r for r in made.readings if r.entity is entity and r.field == snake(label)), None)
    if known is not None:
        return known
    if (given := best_field(entity, label.split())) is not None and given in entity.fields:
        return Reading(entity, given, None)
    field_name = draft.add_field(entity, label, kind, span, required=False, summary=f"the {label} last reported")
    stamp = draft.add_field(entity, f"{label} reported at", bp.DATETIME, required=False)
    entity.later |= {field_name, stamp}
    alone = entity.name in made.singles
    operation = draft.operation(f"report {name or label}", None, "change", "", span)
    operation.entity = entity
    unit = f" in {kind.unit}" if kind.unit else " in percent" if kind.kind == "percent" else ""
    operation.summary = f"Report the {name or label}{unit}{'' if alone else f' of {article(entity.label)}'}."
    row = entity.name if entity.name != field_name else f"the_{entity.name}"
    if alone:
        operation.steps.append(bp.Let(name=row, value=the_row(entity)))
    else:
        operation.inputs[row] = bp.Parameter(name=row, type=entity.type)
    operation.inputs[field_name] = bp.Parameter(name=field_name, type=kind, summary=f"the {label}{unit}")
    operation.steps.append(update(row, **{field_name: field_name, stamp: "now"}))
    operation.result = bp.Name(name=row)
    found = Reading(entity, field_name, operation, alone)
    made.readings.append(found)
    return found


def switch(draft: Draft, piece: Piece, word: str, watched: EntityDraft | None = None) -> Switch | None:
    """The switch that a phrase names, given a word of switching; `watched` is whose it is where the phrase says "its"."""
    made, label = control(draft), bare(piece)
    owner = " ".join(possessor(piece))
    entity = made.parts.get(label) or made.parts.get(piece.head)
    if entity is None and owner and not owned(piece):
        entity = draft.find_entity(owner)
    if entity is None and owned(piece):
        entity = watched
    if (
        entity is None
        and draft.find_entity(label) is None
        and not owner
        and piece.determiner in {"the", ""}
        and not piece.plural
    ):
        entity = single(draft, label, piece)
    entity = entity or draft.find_entity(label)
    if entity is not None and _states(entity, made) & set(SWITCHING[word][:2]):
        return None  # it is one of the states that the text gives it
    return None if entity is None else switch_of(draft, entity, label, word, piece.span)


def _states(entity: EntityDraft, made: Control) -> set[str]:
    """The values of its choices, but for those of switches."""
    own = {s.field for s in made.switches if s.entity is entity}
    return {c for f in entity.fields.values() if f.type.kind == "choice" and f.name not in own for c in f.type.choices}


def switch_of(draft: Draft, entity: EntityDraft, label: str, word: str, span: tuple[int, int]) -> Switch:
    """The switch of that name of the rows of an entity, which may be that thing itself."""
    rest, active, _ = SWITCHING[word]
    made, own = control(draft), entity.label == label
    known = next((s for s in made.switches if s.entity is entity and s.label == label), None)
    if known is not None:
        return known
    if not own:
        made.parts.setdefault(label, entity)
    kind = bp.Type(kind="choice", choices=(rest, active))
    name = ("position" if rest == "closed" else "state") if own else label
    default = bp.Literally(type=kind, value=rest)
    name = draft.add_field(entity, name, kind, span, required=False, default=default)
    since = f"{'' if own else label} {active} since".strip()
    since = draft.add_field(entity, since, bp.DATETIME, required=False, summary=f"since when it has been {active}")
    entity.later |= {name, since}
    found = Switch(entity, name, since, rest, active, label)
    made.switches.append(found)
    draft.assume(f"At first {'the' if entity.name in made.singles else 'every'} {label} is {rest}.", span)
    return found


def wait_in_turn(draft: Draft, found: Switch) -> str:
    """The field that orders the rows that wait to be switched on; and what it is that waits, for people to see."""
    if found.turn is None:
        entity = found.entity
        summary = "its place among those that wait; who came first has the lowest"
        found.turn = draft.add_field(
            entity,
            "turn" if entity.label == found.label else f"{found.label} turn",
            bp.INTEGER,
            required=False,
            summary=summary,
        )
        entity.later.add(found.turn)
        value = bp.AllOf(terms=(present(f"it.{found.turn}"), found.holds("it", False)))
        entity.derivations.setdefault(
            "waiting",
            bp.Derivation(
                id=f"derivation.{entity.name}.waiting", name="waiting", label="waiting", type=bp.BOOLEAN, value=value,
                summary=f"whether its {found.label} waits to be {'opened' if found.active == 'open' else 'started'}",
            ),
        )  # fmt: skip
    return found.turn


def waiting(found: Switch, row: str) -> bp.Expression:
    """The row at the path waits for its turn."""
    assert found.turn is not None
    terms = [present(f"{row}.{found.turn}"), found.holds(row, False)]
    if found.skipped:
        terms.append(bp.Not(term=bp.path(*row.split("."), found.skipped)))
    terms += [bp.Not(term=each(row)) for each in found.unfit]
    return bp.AllOf(terms=tuple(terms))


def queue_up(found: Switch, row: str = "it") -> tuple[bp.Let, dict[str, bp.Expression]]:
    """Puts the row at the end of those that wait, where it does not wait already: the place found, and the new value."""
    assert found.turn is not None
    held, mine = present(f"other.{found.turn}"), bp.path(*row.split("."), found.turn)
    last = bp.Let(name="last", value=over("largest", found.entity.name, held, f"other.{found.turn}", name="other"))
    after = bp.Arithmetic(operator="+", left=bp.Name(name="last"), right=bp.whole(1))
    behind = bp.Conditional(test=present("last"), then=after, otherwise=bp.whole(1))
    return last, {found.turn: bp.Conditional(test=present(mine), then=mine, otherwise=behind)}
