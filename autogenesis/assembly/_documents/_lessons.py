"""The tutorial: scenarios as commands to be typed, each with the answer that the oracle foretells."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import blueprints as b
from autogenesis.assembly._documents._text import Md, code, command, compact, laid_out, prose
from autogenesis.assembly._documents._words import Happening, Words, spaced
from autogenesis.assembly._names import role_name
from autogenesis.assembly._names import words as snake
from autogenesis.assembly._oracle import Machine, Note, Performer, Reply, Rough, taken
from autogenesis.assembly._sources import ended
from autogenesis.assembly._witness import START, plain

_MOST_NOTES = 8
_MOST_ROWS = 3
LEFT_OUT = "…"
"""Stands in an answer for what is not shown of it."""


@dataclass(frozen=True)
class Turn:
    """What is done, the command that does it, what it prints, and what comes of it by itself."""

    said: Md
    command: Md
    answer: Md
    language: str = "json"
    comes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lesson:
    """A scenario to be followed, in a folder of its own."""

    title: str
    folder: str
    turns: tuple[Turn, ...]


def lessons(
    words: Words, package: str, scenarios: Sequence[b.Scenario], perform: Performer | None
) -> tuple[Lesson, ...]:
    """A lesson for each scenario that has commands."""
    told = []
    for number, scenario in enumerate(scenarios, start=1):
        turns = tuple(_Teller(words, package, scenario, f"lesson-{number}", perform).turns())
        if turns:
            told.append(Lesson(scenario.title.rstrip("."), f"lesson-{number}", turns))
    return tuple(told)


class _Teller:
    """Takes the steps of one scenario in memory, and tells each as a command with its answer."""

    def __init__(
        self, words: Words, package: str, scenario: b.Scenario, folder: str, perform: Performer | None
    ) -> None:
        specification = words.specification
        self._words, self._package, self._scenario, self._folder = words, package, scenario, folder
        self._machine = Machine(specification, scenario.start, perform=perform)
        self._operations = {operation.name: operation for operation in specification.operations}
        happens: Sequence[Happening] = (*specification.reactions, *specification.timers, *specification.schedules)
        self._happens: Mapping[str, Happening] = {item.id: item for item in happens}
        self._rules = {guard.id: guard for item in specification.operations for guard in item.guards}
        self._rules |= {rule.id: rule for entity in specification.entities for rule in entity.invariants}

    def turns(self) -> Iterator[Turn]:
        for step in self._scenario.steps:
            notes, did = len(self._machine.notes), len(self._machine.did)
            at = self._now()
            outcome, _ = taken(self._machine, step)
            news, comes = self._machine.notes[notes:], tuple(self._machine.did[did:])
            match step:
                case b.CallStep() if isinstance(outcome, Reply):
                    yield self._called(step, outcome, step.at or at, comes)
                    yield from self._looks(step, comes)
                case b.ClockStep():
                    yield self._waited(step, news, comes)
        if self._machine.notes:
            yield self._messages()

    def _now(self) -> str:
        return str(self._machine.world.now.replace(tzinfo=None).isoformat())[:16]

    def _run(self, *words: str) -> Md:
        return command(("python", "-m", self._package, *words, "--data", self._folder))

    def _call(self, step: b.CallStep, at: str) -> Md:
        who = [*(("--as", step.role) if step.role else ()), *(("--by", step.by) if step.by else ())]
        given = (compact(step.input),) if step.input else ()
        return self._run("call", step.operation, *given, *who, "--at", at)

    def _called(self, step: b.CallStep, reply: Reply, at: str, comes: Sequence[str]) -> Turn:
        operation = self._operations[step.operation]
        said = f"{prose(ended(operation.summary))[:-1]}{self._who(step)}"
        if reply.refused is None:
            answer = laid_out(json.dumps(settled(plain(reply.result)), ensure_ascii=False))
            return Turn(Md(f"{said}:"), self._call(step, at), answer, comes=self._summaries(comes))
        source = self._source(reply.refused)
        why = ", and the answer quotes the sentence that says why" if source else ""
        return Turn(Md(f"{said}. This is refused{why}:"), self._call(step, at), self._refusal(reply, source))

    def _refusal(self, reply: Reply, source: str | None) -> Md:
        rule = self._rules.get(reply.refused or "")
        if rule is None:
            return Md(f'{{"refused": {{"rule": {json.dumps(reply.refused)}, {LEFT_OUT}}}}}')
        told = {"rule": rule.id, "reason": rule.reason, "field": rule.field, "source": source}
        return laid_out(json.dumps({"refused": told}, ensure_ascii=False))

    def _source(self, rule: str) -> str | None:
        element = self._rules.get(rule)
        return self._words.sentence(element) if element is not None else None

    def _who(self, step: b.CallStep) -> str:
        if not step.role and not step.by:
            return ""
        actor = next((id for id in self._words.actors if role_name(id) == step.role), None)
        role = f" as {prose(self._words.one(actor))}" if actor is not None else ""
        return f",{role}{' under' if step.by else ''}{f' the id {code(step.by)}' if step.by else ''}"

    def _summaries(self, comes: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ended(self._happens[id].summary) for id in comes if id in self._happens))

    def _looks(self, step: b.CallStep, comes: Sequence[str]) -> Iterator[Turn]:
        """The rows that what happened by itself has made or changed, where they are few."""
        written: dict[str, None] = {}
        for id in comes:
            for effect in self._words.effects(self._happens[id].steps) if id in self._happens else ():
                if isinstance(effect, b.Create):
                    written[effect.entity] = None
        for operation in self._operations.values():
            if operation.kind != "list" or operation.entity not in written:
                continue
            role = role_name(operation.roles[0]) if operation.roles else None
            reply = self._machine.call(operation.name, {}, role=role)
            if reply.refused is None and reply.result and len(reply.result) <= _MOST_ROWS:
                look = b.CallStep(operation=operation.name, input={}, role=role)
                said = Md(
                    f"Look at the {prose(self._words.plural(operation.entity))} that there are now{self._who(look)}:"
                )
                answer = laid_out(json.dumps(settled(plain(reply.result)), ensure_ascii=False))
                yield Turn(said, self._call(look, self._now()), answer)

    def _waited(self, step: b.ClockStep, news: Sequence[Note], comes: Sequence[str]) -> Turn:
        moment = self._machine.world.now
        said = f"Let time pass until {moment.day} {moment:%B %Y, %H:%M}"
        told = f", {LEFT_OUT} ".join(_noted(note) for note in news[:_MOST_NOTES])
        answer = f"[{LEFT_OUT} {told}, {LEFT_OUT}]" if told else f"[{LEFT_OUT}]"
        run = self._run("clock", "--to", step.to)
        return Turn(Md(f"{said}:"), run, laid_out(answer), comes=self._summaries(comes))

    def _messages(self) -> Turn:
        lines = []
        for note in self._machine.notes[:_MOST_NOTES]:
            text = LEFT_OUT if isinstance(note.text, Rough) else " ".join(note.text.split())
            lines.append(
                f"{LEFT_OUT} {note.at.isoformat()[:16]} notification {note.type} → {note.to or note.role}: {text}"
            )
        shown = Md("\n".join((*lines, LEFT_OUT)))
        return Turn(Md("See who was told what in the meantime:"), self._run("events"), shown, "text")


def settled(value: object) -> object:
    """A result without the texts of which it is not settled how they write a number."""
    match value:
        case Rough():
            return LEFT_OUT
        case dict():
            return {name: settled(each) for name, each in value.items()}
        case list():
            return [settled(each) for each in value]
    return value


def _noted(note: Note) -> str:
    text = LEFT_OUT if isinstance(note.text, Rough) else json.dumps(note.text, ensure_ascii=False)
    at = json.dumps(note.at.isoformat())
    return f'"at": {at}, "kind": "notification", "type": {json.dumps(note.type)}, {LEFT_OUT}, "text": {text}'


def first_call(scenarios: Sequence[b.Scenario]) -> b.CallStep | None:
    """The first call that is not refused: with nothing before it, it can be tried at once."""
    for scenario in scenarios:
        for step in scenario.steps:
            if isinstance(step, b.CallStep) and step.refused is None:
                return step
    return None


@dataclass(frozen=True)
class Game:
    """How something is played: the keys, and a game of a few keys as it is printed."""

    command: str
    row: str
    seconds: float | None
    players: int
    entry: str | None
    pressed: tuple[tuple[Md, str], ...]
    shown: Md
    answer: Md


def played(words: Words, package: str, perform: Performer | None) -> tuple[Game, ...]:
    """Each game with its opening view, as the oracle sees it."""
    specification = words.specification
    operations = {operation.id: operation for operation in specification.operations}
    games = []
    for play in specification.plays:
        name = "play" if len(specification.plays) == 1 else f"play_{snake(words.entities[play.entity].name)}"
        keys = "1 2" if play.entry else " ".join([key.key for key in play.keys[:1]] + (["tick*3"] if play.tick else []))
        machine = Machine(specification, START, perform=perform)
        begun = machine.call(operations[play.begin].name, {})
        row = snake(words.entities[play.entity].name)
        view = machine.call(operations[play.view].name, {row: (begun.result or {}).get("id")})
        seen = plain(view.result) if isinstance(view.result, dict) else {}
        lines = [*map(str, seen.get("picture", ())), str(seen.get("status", ""))]
        run = ("python", "-m", package, name, "--headless", "--keys", keys, "--data", name)
        games.append(
            Game(
                command=name,
                row=spaced(row),
                seconds=round(float(play.seconds) / play.ticks, 4) if play.tick else None,
                players=play.players,
                entry=spaced(play.entry[1]) if play.entry else None,
                pressed=tuple((code(key.key), key.does) for key in play.keys),
                shown=command(run),
                answer=Md("\n".join((*lines, LEFT_OUT))),
            )
        )
    return tuple(games)
