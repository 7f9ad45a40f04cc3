"""Where state is kept: rows, outbox, inbox, fired timers, events and tokens, in SQLite or PostgreSQL."""

from __future__ import annotations

import fcntl
import json
import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import tzinfo
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    Delete,
    Insert,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    Update,
    bindparam,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.engine import Connection

from .errors import Fault
from .records import Record, gaps_of, stored

R = TypeVar("R", bound=Record)
FORMAT = 1
_meta = MetaData()
_facts = Table("facts", _meta, Column("name", Text, primary_key=True), Column("value", Text))
_rows = Table(
    "rows",
    _meta,
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("place", Integer),
    Column("body", Text),
)
_outbox = Table("outbox", _meta, Column("seq", Integer, primary_key=True), Column("body", Text))
_inbox = Table("inbox", _meta, Column("message", Text, primary_key=True))
_fired = Table("fired", _meta, Column("firing", Text, primary_key=True))
_events = Table("events", _meta, Column("seq", Integer, primary_key=True), Column("body", Text))
_answers = Table("answers", _meta, Column("asker", Text, primary_key=True), Column("task", Text), Column("body", Text))
_aside = Table(
    "aside",
    _meta,
    Column("step", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("body", Text),
)
_tokens = Table("tokens", _meta, Column("hash", Text, primary_key=True), Column("role", Text), Column("by", Text))

_FACTS, _NO_FACT, _FACT = select(_facts), delete(_facts).where(_facts.c.name == bindparam("name")), insert(_facts)
_THIS = (_rows.c.kind == bindparam("of")) & (_rows.c.id == bindparam("at"))
_ROWS = select(_rows.c.id, _rows.c.body).where(_rows.c.kind == bindparam("kind")).order_by(_rows.c.place)
_NEW_ROW, _ROW, _NO_ROW = (
    insert(_rows),
    update(_rows).where(_THIS).values(body=bindparam("body")),
    delete(_rows).where(_THIS),
)
_NO_ASIDE = delete(_aside).where((_aside.c.kind == bindparam("of")) & (_aside.c.id == bindparam("at")))
_POST, _NEXT = (
    insert(_outbox),
    select(_outbox).where(_outbox.c.seq == select(func.min(_outbox.c.seq)).scalar_subquery()),
)
_TAKEN = delete(_outbox).where(_outbox.c.seq == bindparam("seq"))
_SETTLED, _SETTLE = select(_inbox).where(_inbox.c.message == bindparam("message")), insert(_inbox)
_ANSWER, _KEEP = select(_answers.c.body).where(_answers.c.task == bindparam("task")), insert(_answers)
_NO_ANSWER = delete(_answers).where(_answers.c.asker == bindparam("asker"))
_FIRED, _FIRE = select(_fired.c.firing), insert(_fired)
_EVENTS = select(_events.c.body).where(_events.c.seq > bindparam("since")).order_by(_events.c.seq)
_RECORD, _NEW_TOKEN = insert(_events), insert(_tokens)
_TOKEN = select(_tokens.c.role, _tokens.c.by).where(_tokens.c.hash == bindparam("hash"))
Statement = Select[Any] | Insert | Update | Delete
_TURN = text("SELECT pg_advisory_xact_lock(42, CAST(CAST(to_regnamespace(current_schema()) AS oid) AS int))")
"""Writers of the same schema take turns."""


class Store:
    """State in a folder, or behind a PostgreSQL URL. What was read stays decoded until another process writes."""

    def __init__(self, place: str, zone: tzinfo) -> None:
        self.shared = "://" in place
        url = place if self.shared else f"sqlite:///{Path(place) / 'state.sqlite'}"
        self.zone, self._kinds, self._facts = zone, dict[str, dict[str, Any]](), dict[str, str]()
        self._fired: set[str] | None = None
        self._ever: set[str] | None = None
        self._read_at = dict[str, str | None]()
        """How often the rows of a kind, or the fired timers, had been written when they were read."""
        self._changed: set[str] = set()
        self._inside = False
        self.written = False
        """Whether the transaction under way has written anything."""
        self.epoch, self.log = 0, dict[str, list[str]]()
        """Since the epoch began, the ids of the rows written, by kind, in order."""
        self.revision: int | None = None
        """The revision that the data are taken to be of; whoever takes them to another meanwhile ends our writing."""
        self.gaps = False
        """Whether a row was read of which something is missing, or has no place in this revision."""
        self._engine = (
            create_engine(url, hide_parameters=True) if self.shared else create_engine(url, paramstyle="named")
        )
        self._words: dict[Statement, str] = {}
        if not self.shared:
            pragmas = (*_DURABLE, *_tuned(place))
            event.listen(self._engine, "connect", lambda connection, _: _set(connection, pragmas))
        with nullcontext() if self.shared else _alone(place):
            self._connection: Connection = self._engine.connect()
        self._file: Any = None if self.shared else self._connection.connection.driver_connection
        self._version: Any = None
        with self.transaction():
            _meta.create_all(self._connection)

    def identify(self, system: str) -> None:
        """Make sure that the data are this system's, and kept in a form that is known."""
        with self.transaction():
            for name, value in {"system": system, "format": str(FORMAT)}.items():
                kept = self.fact(name) or value
                if (kept != value) if name == "system" else (int(kept) > int(value)):
                    raise Fault(f"The data are of {name} {kept}, this is {value}: choose another --data.")
                if self.fact(name) != value:
                    self.set_fact(name, value)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside becomes durable together, or nothing of it; one inside another is part of it."""
        inside, self._inside = self._inside, True
        try:
            with self._begun(inside):
                yield
                self._keep_facts()
        except BaseException:  # cancellation too: what was decoded is no longer true; raised again
            if self.written:
                self._forget()
            self.written = False
            raise
        finally:
            self._inside = inside
            if not inside:
                self.written = False

    @contextmanager
    def _begun(self, inside: bool) -> Iterator[None]:
        connection = self._connection
        if inside:
            self._keep_facts()
            with connection.begin_nested():
                yield
            return
        if connection.in_transaction():  # begun by a read
            connection.commit()
        with connection.begin():
            if self._file is None:
                connection.execute(_TURN)
            else:
                self._file.execute("BEGIN IMMEDIATE")
            self.refresh()
            if self.revision is not None and self.fact("revision") != str(self.revision):
                raise Fault(f"The data are of revision {self.fact('revision')} now: start the system of that revision.")
            yield

    def _renew(self) -> None:
        """Read the facts anew, and forget the rows of each kind that was written since they were read."""
        self._facts.clear()
        stale = [what for what, number in self._read_at.items() if self.fact(f"last.{what}") != number]
        for what in stale:
            del self._read_at[what]
            self._kinds.pop(what.removeprefix("rows."), None)
        if "fired" in stale:
            self._fired = None
        if stale:
            self.epoch += 1
            self.log.clear()

    def _wrote(self, what: str) -> None:
        """Count a write of rows of a kind, or of fired timers; what was read of them is still true here."""
        number = str(self.number(what))
        if what in self._read_at:
            self._read_at[what] = number

    def _forget(self) -> None:
        self._facts.clear()
        self._changed.clear()
        self.reread()

    def reread(self) -> None:
        """Take no row or timer that was read for true any longer."""
        self._read_at.clear()
        self._kinds.clear()
        self._fired = None
        self.epoch += 1
        self.log.clear()

    def refresh(self) -> None:
        """Read anew what other processes may have written."""
        before, self._version = self._version, self._file and self._file.execute("PRAGMA data_version").fetchone()
        if self._file is None or self._version != before:
            self._renew()

    def run(self, statement: Statement, **values: Any) -> Any:
        """Put a statement into the database's words once, and hand it over with its values."""
        if statement not in self._words:
            self._words[statement] = str(statement.compile(dialect=self._engine.dialect))
        words = self._words[statement]
        return (
            self._connection.exec_driver_sql(words, values) if self._file is None else self._file.execute(words, values)
        )

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()
        self._engine.dispose()

    def fact(self, name: str) -> str | None:
        """A named value that outlives the process."""
        if not self._facts:
            self._facts = dict(self.run(_FACTS).fetchall())
        return self._facts.get(name)

    def set_fact(self, name: str, value: str) -> None:
        """Keep a named value when the transaction ends."""
        self.fact(name)
        self.written = True
        self._facts[name] = value
        self._changed.add(name)

    def _keep_facts(self) -> None:
        for name in sorted(self._changed):
            self.run(_NO_FACT, name=name)
            if self._facts[name]:  # an empty one is none
                self.run(_FACT, name=name, value=self._facts[name])
        self._changed.clear()

    def number(self, name: str) -> int:
        """The next of a series of numbers; never given twice."""
        value = int(self.fact(f"last.{name}") or 0) + 1
        self.set_fact(f"last.{name}", str(value))
        return value

    def rows(self, record: type[R]) -> dict[str, R]:
        """All rows of a kind by id, in order of creation."""
        kind = record.__entity__.prefix
        if kind not in self._kinds:
            self._read_at[f"rows.{kind}"] = self.fact(
                f"last.rows.{kind}"
            )  # first: what is read may be newer, never older
            found = self.run(_ROWS, kind=kind).fetchall()
            rows = self._kinds[kind] = {id: stored(record, json.loads(body), self.zone) for id, body in found}
            self.gaps = self.gaps or any(gaps_of(row) for row in rows.values())
        return self._kinds[kind]

    def put(self, row: Record, *, new: bool) -> None:
        """Keep a row."""
        kind, body = row.__entity__.prefix, row.model_dump_json(warnings=False)
        if new:
            self.run(_NEW_ROW, kind=kind, id=row.id, place=self.number("place"), body=body)
        else:
            self.run(_ROW, of=kind, at=row.id, body=body)
        self._wrote(f"rows.{kind}")
        self.rows(type(row))[row.id] = row
        self.log.setdefault(kind, []).append(row.id)

    def drop(self, row: Record) -> None:
        """Take a row away."""
        kind = row.__entity__.prefix
        self.run(_NO_ROW, of=kind, at=row.id)
        self.run(_NO_ASIDE, of=kind, at=row.id)
        self._wrote(f"rows.{kind}")
        self.rows(type(row)).pop(row.id, None)
        self.log.setdefault(kind, []).append(row.id)

    def post(self, body: dict[str, Any]) -> None:
        """Put a message into the outbox."""
        self.run(_POST, seq=self.number("message"), body=json.dumps(body))

    def outgoing(self) -> tuple[int, dict[str, Any]] | None:
        """The oldest message not yet delivered."""
        found = self.run(_NEXT).fetchone()
        return (found[0], json.loads(found[1])) if found else None

    def settle(self, seq: int) -> bool:
        """Note that a message is being dealt with in this transaction; false where that was done before."""
        self.run(_TAKEN, seq=seq)
        if self.run(_SETTLED, message=str(seq)).fetchone():
            return False
        self.run(_SETTLE, message=str(seq))
        return True

    def answer(self, task: str) -> str | None:
        """The answer kept for a task that comes again; None where it was not done, or had nothing to write."""
        found = self.run(_ANSWER, task=task).fetchone()
        return found[0] if found else None

    def keep_answer(self, asker: str, task: str, body: str) -> None:
        """Keep the answer to the last task of whoever asks one at a time."""
        self.run(_NO_ANSWER, asker=asker)
        self.run(_KEEP, asker=asker, task=task, body=body)

    def drop_answer(self, asker: str) -> None:
        """Forget what was answered to somebody who asks no more."""
        with self.transaction():
            self.run(_NO_ANSWER, asker=asker)

    def has_fired(self, firing: str) -> bool:
        """Whether the timer has fired for its row and moment."""
        return firing in self._firings()

    def has_ever_fired(self, timer: str, id: str) -> bool:
        """Whether the timer has fired for the row, at whichever moment."""
        firings = self._firings()
        if self._ever is None:
            self._ever = {each.rpartition("|")[0] for each in firings}
        return f"{timer}|{id}" in self._ever

    def _firings(self) -> set[str]:
        if self._fired is None:
            self._read_at["fired"] = self.fact("last.fired")
            self._fired, self._ever = {firing for (firing,) in self.run(_FIRED).fetchall()}, None
        return self._fired

    def fire(self, firing: str) -> bool:
        """Note that a timer fires; false where it did before."""
        if self.has_fired(firing):
            return False
        self.run(_FIRE, firing=firing)
        self._wrote("fired")
        self._firings().add(firing)
        if self._ever is not None:
            self._ever.add(firing.rpartition("|")[0])
        return True

    def record(self, entry: dict[str, Any]) -> None:
        """Add to the events."""
        seq = self.number("event")
        self.run(_RECORD, seq=seq, body=json.dumps({"seq": seq, **entry}))

    def events(self, since: int = 0) -> list[dict[str, Any]]:
        """What happened after the event numbered `since`."""
        return [json.loads(body) for (body,) in self.run(_EVENTS, since=since).fetchall()]

    def add_token(self, digest: str, role: str, by: str) -> None:
        """Let the holder of a token in, as `by` in `role`."""
        with self.transaction():
            self.run(_NEW_TOKEN, hash=digest, role=role, by=by)

    def token(self, digest: str) -> tuple[str, str] | None:
        """The role and id that a token stands for."""
        found = self.run(_TOKEN, hash=digest).fetchone()
        return (found[0], found[1]) if found else None


_DURABLE = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000")
_TUNABLE = {
    "sqlite_cache_kib": ("cache_size", -1),
    "sqlite_mmap_mib": ("mmap_size", 1 << 20),
    "sqlite_wal_pages": ("wal_autocheckpoint", 1),
}


def toml_in(place: str, name: str) -> dict[str, Any]:
    """What a TOML file beside the data says; nothing where there is none. Raises Fault where it is no TOML."""
    file = Path(place) / name
    try:
        return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    except ValueError as error:
        raise Fault(f"{file} is no TOML: {error}.") from error


def _tuned(place: str) -> Iterator[str]:
    """The pragmas of ``tuning.toml``: they change how fast the system answers, never what."""
    for name, value in toml_in(place, "tuning.toml").items():
        if name not in _TUNABLE:
            raise Fault(f"tuning.toml has no setting {name!r}: remove it, or use {', '.join(_TUNABLE)}.")
        if type(value) is not int or not 0 <= value < 1 << 20:
            raise Fault(f"{name} in tuning.toml is {value!r}: give a whole number from 0 to {(1 << 20) - 1}.")
        pragma, factor = _TUNABLE[name]
        yield f"{pragma}={value * factor}"


@contextmanager
def _alone(folder: str) -> Iterator[None]:
    """Nobody else opens the state in the folder meanwhile: SQLite begins its log for one process at a time."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _set(connection: Any, pragmas: tuple[str, ...]) -> None:
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")
