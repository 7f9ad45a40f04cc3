"""The agents as they are now: those that the package declares, and what was changed while the system ran.

What is changed is a fact of the data and not of the package, so that it outlives the process and every worker sees it:
instances that share an agent's work, agents that are away, agents whose class an operator gave, and observers.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from .agent import Agent, Declaration, Observer, Operation, Reaction, Timer
from .errors import Refused


@dataclass(frozen=True)
class Given:
    """A class that an operator gave: the text of its module is kept, so that the file need not stay."""

    file: str
    name: str
    source: str

    @classmethod
    def at(cls, place: str) -> Given:
        """What ``module.py:Class`` names."""
        file, _, name = place.rpartition(":")
        try:
            return cls(Path(file).name, name, Path(file).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise _refused(
                f"{place!r} cannot be read: {error}. Give a file and a class, as in loans.py:Loans."
            ) from error

    def __str__(self) -> str:
        return f"{self.file}:{self.name}"


@dataclass(frozen=True)
class Member:
    """An agent that takes part. `like` is the declared agent whose work it does; "" for an observer."""

    name: str
    like: str
    away: bool = False
    since: str = ""
    given: Given | None = None


class Roster:
    """Who takes part, and with which class; `trouble` says why one cannot."""

    def __init__(self, agents: Mapping[str, Agent], package: str, kept: str = "[]") -> None:
        self.kept, self._own, self._package = kept, agents, package
        self.members = {name: Member(name, name) for name in agents}
        for each in json.loads(kept):
            member = Member(**{**each, "given": Given(**each["given"]) if each["given"] else None})
            if not member.like or member.like in agents:  # a revision may have taken the agent away
                self.members[member.name] = member
        self.agents, self.observers = dict(agents), dict[str, Observer]()
        self.trouble, self._working = dict[str, str](), dict[str, list[str]]()
        for member in self.members.values():
            try:
                if member.given is not None:
                    self._admit(member, member.given)
            except Refused as refusal:  # of a class that fitted before this revision: its messages wait
                self.trouble[member.name] = str(refusal)
        for member in self.members.values():
            if member.like and not member.away and member.like not in self.trouble:
                self._working.setdefault(member.like, []).append(member.name)

    def _admit(self, member: Member, given: Given) -> None:
        made = _loaded(given, f"{self._package}.agents.live_{member.name.replace('-', '_')}")
        if not member.like:
            if not isinstance(made, Observer):
                raise _refused(f"{given} is no Observer: derive it from Observer of the package's _kit.")
            self.observers[member.name] = made
            return
        differences = list(_differences(self._own[member.like], made))
        if differences or not isinstance(made, Agent):
            raise _refused(f"{given} cannot stand in for {member.like}: {'; '.join(differences)}.")
        self.agents[member.name] = made

    def working(self, agent: str) -> list[str]:
        """Those who do an agent's work now."""
        return self._working.get(agent, [])

    def why_away(self, agent: str) -> str:
        """Why nobody does an agent's work."""
        since = max(each.since for each in self.members.values() if each.like == agent)
        why = self.trouble.get(agent) or f"It was taken out at {since[:16]}; `agents add {agent}` brings it back."
        return f"The agent {agent} is away, and this needs it. {why}"

    def agent_of(self, name: str) -> Agent | Observer:
        """What does the tasks of a member."""
        return self.observers.get(name) or self.agents[self.members[name].like]

    def observing(self) -> list[str]:
        """The observers that are not away."""
        return [name for name in self.observers if not self.members[name].away]

    def added(self, name: str, like: str, given: Given | None, since: str) -> Roster:
        """With another member, or with one that comes back."""
        known = self.members.get(name)
        if like and given:
            raise _refused(f"An agent like {like} has its class: to give {like} another, replace it.")
        if like or given:
            if known is not None:
                raise _refused(f"There is an agent {name} already: choose another name.")
            if like and like not in self._own:
                raise _refused(f"There is no agent {like!r}: name one of {', '.join(self._own)}.")
            if not name.replace("-", "_").isidentifier():
                raise _refused(f"{name!r} is no name for an agent: use letters, digits, - and _.")
            return self._with(Member(name, like, since=since, given=given))
        known = self._known(name)
        if not known.away:
            raise _refused(f"The agent {name} is there: to add another, say --like {name}.")
        return self._with(replace(known, away=False, since=since))

    def removed(self, name: str, since: str) -> Roster:
        """Without a member."""
        known = self._known(name)
        if known.away:
            raise _refused(f"The agent {name} is away since {known.since[:16]}.")
        return self._with(replace(known, away=True, since=since))

    def replaced(self, name: str, given: Given | None, since: str) -> Roster:
        """With another class for an agent; without one, with the package's own again."""
        known = self._known(name)
        if known.like != name:
            what = f"does what {known.like} does: replace {known.like}" if known.like else "observes: add another"
            raise _refused(f"{name} {what}.")
        return self._with(replace(known, given=given, since=since))

    def _known(self, name: str) -> Member:
        if name not in self.members:
            raise _refused(f"There is no agent {name!r}: there are {', '.join(self.members)}.")
        return self.members[name]

    def _with(self, member: Member) -> Roster:
        members = {**self.members, member.name: member}
        changed = [asdict(each) for each in members.values() if each != Member(each.name, each.name)]
        made = Roster(self._own, self._package, json.dumps(changed))
        if member.given is not None and member.name in made.trouble:
            raise _refused(made.trouble[member.name])
        return made


def _refused(text: str) -> Refused:
    return Refused(text, rule="agents")


def _loaded(given: Given, name: str) -> object:
    """An object of the class; its module may import like those in the package's folder ``agents``."""
    module = ModuleType(name)
    module.__package__, module.__file__ = name.rpartition(".")[0], given.file
    sys.modules[name] = module
    try:
        exec(compile(given.source, given.file, "exec"), vars(module))  # the operator asked for it
        make: Callable[[], object] = getattr(module, given.name)
        return make()
    except Exception as error:  # whatever it does wrong, whoever gave it is told
        raise _refused(f"{given} cannot be loaded: {error!r}.") from error


def _differences(own: Agent, other: object) -> list[str]:
    """What somebody who relies on an agent would miss, or not expect, of another."""
    if not isinstance(other, Agent):
        return ["it is no Agent: derive it from Agent of the package's _kit, or from the class it replaces"]
    mine, theirs = (({each.name: each for each in agent.declarations}) for agent in (own, other))
    more = [each.__name__ for each in other.writes if each not in own.writes]
    return [
        *([f"its name is {other.name!r}"] if getattr(other, "name", None) != own.name else []),
        *(f"it lacks the {_kind(each)} {name}" for name, each in mine.items() if name not in theirs),
        *(
            f"it has the {_kind(each)} {name}, which nobody knows of"
            for name, each in theirs.items()
            if name not in mine
        ),
        *(
            f"its {_kind(each)} {name} differs in {' and '.join(parts)}"
            for name, each in mine.items()
            if name in theirs and (parts := _parts(each, theirs[name]))
        ),
        *([f"it writes {' and '.join(more)}, which another agent keeps"] if more else []),
    ]


def _kind(declaration: Declaration) -> str:
    return type(declaration).__name__.lower()


_SAME: dict[type[Any], tuple[str, ...]] = {
    Operation: ("inputs", "output", "roles", "creates", "reads", "many"),
    Reaction: ("triggers", "inputs"),
    Timer: ("record",),
}


def _parts(own: Declaration, other: Declaration) -> list[str]:
    if type(own) is not type(other):
        return ["kind"]
    names = _SAME.get(type(own), ("recurrence",))
    return [name for name in names if getattr(own, name) != getattr(other, name)]


@dataclass(frozen=True)
class Change:
    """What an operator wants of the agents, as one JSON object says it."""

    action: str
    name: str
    like: str = ""
    given: Given | None = None
    since: int | None = None
    by: str = ""

    @classmethod
    def told(cls, line: Mapping[str, Any]) -> Change:
        """What a line of a session's protocol asks for."""
        given, since = line.get("given"), line.get("since")
        texts = {name: str(line.get(name) or "") for name in ("name", "like", "by")}
        try:
            made = Given(**{name: str(value) for name, value in given.items()}) if given else None
            return cls(action=str(line["agents"]), given=made, since=None if since is None else int(since), **texts)
        except (AttributeError, TypeError, ValueError) as error:
            raise _refused("A class is given as file, name and source; since is the number of an event.") from error

    def made(self, roster: Roster, moment: str) -> Roster:
        """The agents with the change."""
        match self.action:
            case "add":
                return roster.added(self.name, self.like, self.given, moment)
            case "remove":
                return roster.removed(self.name, moment)
            case "replace":
                return roster.replaced(self.name, self.given, moment)
        raise _refused(f"Nothing is known of {self.action!r}: add, remove or replace.")
