"""Takes data from one revision of a system to another, forwards or back: a step says what differs, both ways.

A step is JSON: ``kinds`` of records and their ``fields``, each as it ``was`` and is ``now`` (null: there was none, or
is none); ``names`` of reactions, timers, schedules and roles, and ``inputs`` of reactions, as pairs; and the timers
``moved`` to other moments. The steps taken lie with the data, so that any revision can walk them back. What has no
place after a step is set aside under the step's mark, and comes back with the step's reverse.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, insert, select, update

from .conversion import converted
from .errors import Fault
from .store import Store, _aside, _fired, _inbox, _outbox, _rows, _tokens

Step = Mapping[str, Any]
Fields = Mapping[str, Any]
_KIND: BindParameter[Any] = bindparam("of")
_BODIES = select(_rows.c.id, _rows.c.body).where(_rows.c.kind == _KIND)
_REWRITE = update(_rows).where((_rows.c.kind == _KIND) & (_rows.c.id == bindparam("at"))).values(body=bindparam("to"))
_MOVE = [update(table).where(table.c.kind == _KIND).values(kind=bindparam("to")) for table in (_rows, _aside)]
_THESE = (_aside.c.step == bindparam("mark")) & (_aside.c.kind == _KIND)
_KEPT, _TAKEN = select(_aside.c.id, _aside.c.body).where(_THESE), delete(_aside).where(_THESE)
_KEEP, _HELD = insert(_aside), select(_aside.c.kind, _aside.c.body)
_MESSAGES, _POST = select(_outbox), insert(_outbox)
_SEND = update(_outbox).where(_outbox.c.seq == bindparam("at")).values(body=bindparam("to"))
_WITHDRAW = delete(_outbox).where(_outbox.c.seq == bindparam("at"))
_FIRINGS, _FIRE = select(_fired.c.firing), insert(_fired)
_UNFIRE = delete(_fired).where(_fired.c.firing == bindparam("at"))
_HOLDERS = select(_tokens.c.hash, _tokens.c.role)
_ENTITLE = update(_tokens).where(_tokens.c.hash == bindparam("at")).values(role=bindparam("to"))
_SETTLED = select(_inbox.c.message)
_WAITING, _SENT = "~outbox", "~sent"


@dataclass
class Taken:
    """From which form to which, and how many values (by kind and field, or kind alone) were set aside."""

    before: int
    after: int
    aside: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        if self.before == self.after and not self.aside:
            return f"The data are in form {self.after}."
        said = f"The data were taken from form {self.before} to {self.after}."
        kept = ", ".join(f"{count} of {what}" for what, count in sorted(self.aside.items()))
        return f"{said} Set aside, and kept: {kept}." if kept else said


def bring(store: Store, steps: Sequence[Step], *, back: bool = False) -> Taken:
    """Take the data to the revision that the steps lead to, in one transaction; only with `back`, from a later one."""
    wanted = [_text(step) for step in steps]
    with store.transaction():
        had = list(_steps_of(store))
        kept = int(store.fact("revision") or len(wanted) + 1)
        common = next((n for n, pair in enumerate(zip(had, wanted, strict=False)) if pair[0] != pair[1]), None)
        common = min(len(had), len(wanted)) if common is None else common
        taken = Taken(kept, len(wanted) + 1)
        if kept > len(had) + 1 and kept > len(wanted) + 1:
            raise Fault(f"The data are in form {kept}, this keeps form {taken.after}: choose another --data.")
        if len(had) > common and not back:
            raise Fault(
                f"The data are in form {kept}, and this keeps {taken.after}: the command `migrate` takes them there"
                f" and keeps what has no place here, or choose another --data."
            )
        if store.fact("revision") is not None:
            for number in range(len(had), common, -1):
                _Walk(store, number, had[number - 1], taken, back=True).take()
            for number in range(common, len(wanted)):
                _Walk(store, number + 1, wanted[number], taken, back=False).take()
        if had != wanted or store.fact("revision") != str(taken.after):
            for number in range(max(len(had), len(wanted))):
                store.set_fact(f"step.{number + 1}", wanted[number] if number < len(wanted) else "")
            store.set_fact("revision", str(taken.after))
        if had != wanted and (clock := store.fact("clock")):
            entry = {"at": clock, "kind": "audit", "type": "migrated", "to": "", "role": "", "operation": "migrate"}
            store.record({**entry, "subject": None, "text": str(taken), "data": {"aside": dict(taken.aside)}})
    store.revision = taken.after
    return taken


def set_aside(store: Store) -> Counter[str]:
    """How many values are set aside, by kind and field, or how many rows, by kind."""
    found: Counter[str] = Counter()
    for kind, body in store.run(_HELD).fetchall():
        found.update([kind] if kind == _WAITING else (f"{kind}.{name}" for name in json.loads(body) if kind != _SENT))
    return found


def _steps_of(store: Store) -> Iterator[str]:
    number = 1
    while step := store.fact(f"step.{number}"):
        yield step
        number += 1


def _text(step: Step) -> str:
    return json.dumps(step, sort_keys=True, ensure_ascii=False)


class _Walk:
    """One step, taken in one direction inside a transaction."""

    def __init__(self, store: Store, number: int, step: str, taken: Taken, *, back: bool) -> None:
        self._store, self._step, self._taken = store, json.loads(step), taken
        self._was, self._now = ("now", "was") if back else ("was", "now")
        digest = sha256(step.encode()).hexdigest()[:12]
        forth, fro = str(number), f"{number}-{digest}"  # what is set aside going forward, others may look for
        self._mark, self._undoes = (fro, forth) if back else (forth, fro)
        self._kinds = [(each[self._was], each[self._now], each["fields"]) for each in self._step["kinds"]]

    def take(self) -> None:
        self._move_kinds()
        for was, now, fields in self._kinds:
            if was and now and fields:
                self._rewrite(was, now, fields)
        self._deliver()
        self._count_time()
        roles = self._pairs("role")
        for digest, role in self._run(_HOLDERS):
            if roles.get(role):
                self._store.run(_ENTITLE, at=digest, to=roles[role])
        self._store.reread()

    def _run(self, statement: Any, **values: Any) -> list[Any]:
        return list(self._store.run(statement, **values).fetchall())

    def _pairs(self, what: str) -> dict[str, str | None]:
        """What a name becomes; None where nothing has it any more."""
        both = [(each[0], each[1]) for each in self._step["names"].get(what, ())]
        return {a: b for a, b in both if a} if self._was == "was" else {b: a for a, b in both if b}

    def _new(self, what: str) -> list[str]:
        """The names that nothing had before."""
        side = 1 if self._was == "was" else 0
        return [each[side] for each in self._step["names"].get(what, ()) if each[side] and not each[1 - side]]

    def _move_kinds(self) -> None:
        """Rename kinds; those that end are kept under the step's mark, and those that come back are found there."""
        moves = []
        for was, now, _ in self._kinds:
            if was != now:
                moves.append((was or f"{now}~{self._undoes}", now or f"{was}~{self._mark}"))
            if now is None:
                self._taken.aside.update({was: len(self._run(_BODIES, of=was))})
        for number, (before, _) in enumerate(moves):  # first out of each other's way: two may change names
            self._move(before, f"~{number}")
        for number, (_, after) in enumerate(moves):
            self._move(f"~{number}", after)

    def _move(self, before: str, after: str) -> None:
        for statement in _MOVE:
            self._store.run(statement, of=before, to=after)
        for series in ("last.{}", "last.rows.{}", "initial.{}"):
            self._move_fact(series.format(before), series.format(after))

    def _move_fact(self, before: str, after: str) -> None:
        if value := self._store.fact(before):
            self._store.set_fact(after, value)
            self._store.set_fact(before, "")

    def _rewrite(self, was: str, now: str, fields: Sequence[Fields]) -> None:
        others = {each[side]["aside"] for each in fields for side in ("was", "now") if "aside" in (each[side] or ())}
        aside: dict[str, dict[str, Any]] = {
            mark: {id: json.loads(body) for id, body in self._kept(now, mark)} for mark in (self._undoes, *others)
        }
        back, aside[self._mark] = aside.pop(self._undoes), {}
        for id, body in self._run(_BODIES, of=now):
            held = {mark: rows.setdefault(id, {}) for mark, rows in aside.items()}
            made = self._body(json.loads(body), fields, back.get(id, {}), held)
            self._store.run(_REWRITE, of=now, at=id, to=json.dumps(made, ensure_ascii=False))
            self._taken.aside.update(f"{was}.{name}" for name in held[self._mark])
        for mark, rows in aside.items():
            for id, row in rows.items():
                if row:
                    self._keep(now, id, json.dumps(row, ensure_ascii=False), mark)

    def _body(
        self, body: dict[str, Any], fields: Sequence[Fields], back: Mapping[str, Any], held: Mapping[str, Any]
    ) -> dict[str, Any]:
        """A row as it is after the step; what has no place in it is `held` by mark and field, each with what stands
        instead, and what comes `back` was held so."""
        named = {each[self._was]["name"] for each in fields if each[self._was]}
        made = {name: value for name, value in body.items() if name not in named}
        for each in fields:
            was, now = each[self._was], each[self._now]
            value = body.get(was["name"], was.get("default")) if was else None
            if was is not None and "aside" in was:
                value = held.get(was["aside"], {}).pop(was["name"], [None])[0]
            if now is None or "aside" in now:
                if value is not None and value != was.get("default"):
                    held[now["aside"] if now else self._mark][was["name"]] = [value, None]
                continue
            old = back.get(now["name"])
            if was is None and old is None and "default" in now:
                made[now["name"]] = now["default"]
            if old is not None and (was is None or value == old[1]):
                made[now["name"]] = old[0]
            elif was is not None:
                renamed = dict(each.get("values", ()))
                if self._was == "now":
                    renamed = {after: before for before, after in renamed.items()}
                stands, fits, exact = converted(value, was, now, renamed)
                if fits and (stands is not None or "default" not in now):
                    made[now["name"]] = stands
                elif now["kind"] == "choice":  # a default would claim what nobody said
                    made[now["name"]] = None
                if not exact:
                    held[self._mark][was["name"]] = [value, made.get(now["name"], now.get("default"))]
        return made

    def _deliver(self) -> None:
        """What waits in the outbox speaks in the new names; what nobody answers any more waits aside. A message that
        waits for its agent has its number below zero."""
        before = {int(id): body for what in (_SENT, _WAITING) for id, body in self._kept(what, self._undoes)}
        names = self._pairs("reaction")
        for seq, body in self._run(_MESSAGES):
            task = json.loads(body)
            name = names.get(task["name"], task["name"])
            if abs(seq) in before:
                self._store.run(_SEND, at=seq, to=before.pop(abs(seq)))
                continue
            self._keep(_WAITING if name is None else _SENT, str(abs(seq)), body, self._mark)
            if name is None:
                self._store.run(_WITHDRAW, at=seq)
                self._taken.aside.update([_WAITING])
            else:
                self._store.run(_SEND, at=seq, to=json.dumps(self._renamed(task, name)))
        dealt_with = {abs(int(seq)) for (seq,) in self._run(_SETTLED)}
        for seq, body in before.items():
            if seq not in dealt_with:
                self._store.run(_POST, seq=seq, body=body)

    def _renamed(self, task: dict[str, Any], name: str) -> dict[str, Any]:
        """A message in the new names, for the reaction that has this one."""
        inputs = self._step.get("inputs", {}).get(name if self._was == "was" else self._forward(name), ())
        renamed = dict(inputs) if self._was == "was" else {b: a for a, b in inputs}
        kinds, rows = {was: (now, fields) for was, now, fields in self._kinds if was and now}, {}
        for key, row in task["rows"].items():
            kind, _, id = key.partition(":")
            now, fields = kinds.get(kind, (kind, ()))
            rows[f"{now}:{id}"] = self._body(row, fields, {}, defaultdict(dict))
        given = {renamed.get(each, each): value for each, value in task["inputs"].items()}
        role = self._pairs("role").get(task["role"]) or task["role"]
        return {**task, "name": name, "role": role, "inputs": given, "rows": rows}

    def _kept(self, kind: str, mark: str) -> list[tuple[str, str]]:
        """What was set aside under a mark; it is taken from there."""
        found = [(id, body) for id, body in self._run(_KEPT, mark=mark, of=kind)]
        self._store.run(_TAKEN, mark=mark, of=kind)
        return found

    def _keep(self, kind: str, id: str, body: str, mark: str) -> None:
        self._store.run(_KEEP, step=mark, kind=kind, id=id, body=body)

    def _forward(self, was: str) -> str:
        """The name that a reaction has after the step, whichever way it is taken."""
        return next((b for a, b in self._step["names"].get("reaction", ()) if a == was and b), was)

    def _count_time(self) -> None:
        """Timers and schedules go on under their new names; what begins now, and what moved, looks ahead only."""
        timers, schedules, clock = self._pairs("timer"), self._pairs("schedule"), self._store.fact("clock")
        for (firing,) in self._run(_FIRINGS):
            name, _, rest = firing.partition("|")
            if timers.get(name):
                self._store.run(_UNFIRE, at=firing)
                self._store.run(_FIRE, firing=f"{timers[name]}|{rest}")
        facts = {was: self._store.fact(f"schedule.{was}") for was, now in schedules.items() if now}
        for was in facts:
            self._store.set_fact(f"schedule.{was}", "")
        for was, kept in facts.items():
            self._store.set_fact(f"schedule.{schedules[was]}", kept or "")
        if clock:
            for name in self._new("schedule"):
                self._store.set_fact(f"schedule.{name}", clock)
            for pair in self._step.get("moved", ()):
                self._store.set_fact(f"moved.{pair[1 if self._was == 'was' else 0]}", clock)
