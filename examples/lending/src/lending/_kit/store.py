"""Where state is kept: rows, outbox, inbox, fired timers, events and tokens, in SQLite or PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import tzinfo
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Delete,
    Insert,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    Update,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    text,
    update,
)

from .errors import Fault
from .opening import opened
from .records import Record, gaps_of, stored

R = TypeVar("R", bound=Record)
FORMAT = 1
MOST_LOGGED = 100_000
GIVEN_UP = "The database gave up a transaction; nothing of it is kept."
Key = Callable[[Any], Any]
_ABSENT = object()
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
_ZERO: ColumnElement[int] = literal_column("0")
_NO_ASIDE = delete(_aside).where((_aside.c.kind == bindparam("of")) & (_aside.c.id == bindparam("at")))
_POST, _NEXT = (
    insert(_outbox),
    select(_outbox).where(
        _outbox.c.seq == select(func.min(_outbox.c.seq)).where(_outbox.c.seq > _ZERO).scalar_subquery()
    ),
)
_TAKEN = delete(_outbox).where(_outbox.c.seq == bindparam("seq"))
_ASIDE = select(_outbox).where(_outbox.c.seq < _ZERO).order_by(_outbox.c.seq.desc())
_RENUMBER = update(_outbox).where(_outbox.c.seq == bindparam("at")).values(seq=bindparam("to"))
_SETTLED, _SETTLE = select(_inbox).where(_inbox.c.message == bindparam("message")), insert(_inbox)
_ANSWER, _KEEP = select(_answers.c.body).where(_answers.c.task == bindparam("task")), insert(_answers)
_NO_ANSWER = delete(_answers).where(_answers.c.asker == bindparam("asker"))
_FIRED, _FIRE = select(_fired.c.firing), insert(_fired)
_EVENTS = select(_events.c.body).where(_events.c.seq > bindparam("since")).order_by(_events.c.seq)
_SOME_EVENTS = _EVENTS.where(_events.c.seq <= bindparam("until"))
_RECORD = insert(_events)
Statement = Select[Any] | Insert | Update | Delete
_TURN = text("SELECT pg_advisory_xact_lock(42, CAST(CAST(to_regnamespace(current_schema()) AS oid) AS int))")
"""Writers of the same schema take turns."""


class Store:
    """State in a folder, or behind a PostgreSQL URL. What was read stays decoded until another process writes."""

    def __init__(self, place: str, zone: tzinfo) -> None:
        self.shared = "://" in place
        self.zone, self._kinds, self._facts = zone, dict[str, dict[str, Any]](), dict[str, str]()
        self._fired: set[str] | None = None
        self._indexes = dict[str, dict[tuple[str, Key], dict[Any, set[str]]]]()
        self._ever: set[str] | None = None
        self._read_at = dict[str, str | None]()
        """How often the rows of a kind, or the fired timers, had been written when they were read."""
        self._changed: set[str] = set()
        self._inside = self._broken = False
        self._undo: list[Callable[[], object]] = []
        """What takes back, last first, what the transaction under way did to what is decoded."""
        self.written = False
        """Whether the transaction under way has written anything."""
        self.epoch, self.log = 0, dict[str, list[str]]()
        """Since the epoch began, the ids of the rows written, by kind, in order."""
        self.revision: int | None = None
        """The revision that the data are taken to be of; whoever takes them to another meanwhile ends our writing."""
        self.gaps = False
        """Whether a row was read of which something is missing, or has no place in this revision."""
        self._words: dict[Statement, str] = {}
        self._engine, self._connection = opened(place)
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
        """All that is written inside becomes durable together, or nothing of it. One inside another is a part of it:
        where it fails that part alone is taken back, and it is durable when the outermost ends."""
        with self._part() if self._inside else self._whole():
            yield

    @contextmanager
    def _whole(self) -> Iterator[None]:
        connection = self._connection
        if connection.in_transaction():  # begun by a read
            connection.commit()
        try:
            with connection.begin():
                if self._file is None:
                    connection.execute(_TURN)
                else:
                    self._file.execute("BEGIN IMMEDIATE")
                self.refresh()
                self._check_revision()
                self._inside = True
                yield
                self._keep_facts()
                if self._broken:
                    raise Fault(GIVEN_UP)
        except BaseException:  # cancellation too: what was decoded is no longer true; raised again
            if self.written or self._broken:
                self._forget()
            raise
        finally:
            self._inside = self._broken = self.written = False
            self._undo.clear()

    def _check_revision(self) -> None:
        if self.revision is not None and (now := self.fact("revision")) != str(self.revision):
            raise Fault(f"The data are in form {now} now: start the system that keeps them so.")

    @contextmanager
    def _part(self) -> Iterator[None]:
        if self._broken:
            raise Fault(GIVEN_UP)
        begun, written = len(self._undo), self.written
        self._say("SAVEPOINT part")
        try:
            yield
        except BaseException:  # as above
            self._end("ROLLBACK TO SAVEPOINT part", "RELEASE SAVEPOINT part")
            while len(self._undo) > begun:
                self._undo.pop()()
            self.written = written
            raise
        self._end("RELEASE SAVEPOINT part")

    def _end(self, *words: str) -> None:
        """End a part. Where a full disk has ended the whole transaction this fails, and nothing may be kept."""
        self._broken = True
        for each in words:
            self._say(each)
        self._broken = False

    def _say(self, words: str) -> None:
        self._connection.exec_driver_sql(words) if self._file is None else self._file.execute(words)

    def _set(self, kept: dict[str, Any], name: str, value: Any) -> None:
        """Set an entry, to be taken back where the transaction under way, or the part of it, fails."""
        before = kept.get(name, _ABSENT)
        self._undo.append(lambda: kept.pop(name, None) if before is _ABSENT else kept.update({name: before}))
        kept[name] = value

    def _renew(self) -> None:
        """Read the facts anew, and forget the rows of each kind that was written since they were read."""
        self._facts.clear()
        stale = [what for what, number in self._read_at.items() if self.fact(f"last.{what}") != number]
        for what in stale:
            del self._read_at[what]
            self._lose(what.removeprefix("rows."))
        if "fired" in stale:
            self._fired = None
        if stale:
            self._restart()

    def _wrote(self, what: str) -> None:
        """Count a write of rows of a kind, or of fired timers; what was read of them is still true here."""
        number = str(self.number(what))
        if what in self._read_at:
            self._set(self._read_at, what, number)

    def _lose(self, kind: str) -> None:
        self._kinds.pop(kind, None)
        self._indexes.pop(kind, None)

    def _restart(self) -> None:
        self.epoch += 1
        self.log.clear()

    def _forget(self) -> None:
        self._facts.clear()
        self._changed.clear()
        self.reread()

    def reread(self) -> None:
        """Take no row or timer that was read for true any longer."""
        self._read_at.clear()
        self._kinds.clear()
        self._indexes.clear()
        self._fired = None
        self._restart()

    def refresh(self) -> None:
        """Read anew what other processes may have written; in a transaction there is nothing."""
        if self._inside:
            return
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
        self._set(self._facts, name, value)
        self._changed.add(name)

    def _keep_facts(self) -> None:
        """Write the facts, once for the whole transaction."""
        for name in sorted(self._changed & self._facts.keys()):
            self.run(_NO_FACT, name=name)
            if self._facts[name]:  # an empty one is none
                self.run(_FACT, name=name, value=self._facts[name])
        self._changed.clear()

    def counted(self, name: str) -> int:
        """A named value that is a number; 0 where there is none."""
        return int(self.fact(name) or 0)

    def number(self, name: str) -> int:
        """The next of a series of numbers; never given twice."""
        value = self.counted(f"last.{name}") + 1
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
        kind, body, rows = row.__entity__.prefix, row.model_dump_json(warnings=False), self.rows(type(row))
        before = rows.get(row.id)
        self._undo.append(lambda: self._seen(kind, row.id, row, before))
        self._set(rows, row.id, row)
        if new:
            self.run(_NEW_ROW, kind=kind, id=row.id, place=self.number("place"), body=body)
        else:
            self.run(_ROW, of=kind, at=row.id, body=body)
        self._wrote(f"rows.{kind}")
        self._seen(kind, row.id, before, row)

    def drop(self, row: Record) -> None:
        """Take a row away."""
        kind, rows = row.__entity__.prefix, self.rows(type(row))
        self._undo.append(lambda: self._seen(kind, row.id, None, None))
        self._undo.append(lambda: self._lose(kind))  # its place among the others is lost: they are read anew
        before = rows.pop(row.id, None)
        self.run(_NO_ROW, of=kind, at=row.id)
        self.run(_NO_ASIDE, of=kind, at=row.id)
        self._wrote(f"rows.{kind}")
        self._seen(kind, row.id, before, None)

    def _seen(self, kind: str, id: str, before: Record | None, after: Record | None) -> None:
        """Have the indexes, and whoever follows the rows of a kind, know of one that is no longer as it was."""
        if len(self.log.setdefault(kind, [])) == MOST_LOGGED:
            self._restart()
        self.log.setdefault(kind, []).append(id)
        for (field, key), ids in self._indexes.get(kind, {}).items():
            if before is not None:
                ids[key(getattr(before, field))].discard(id)
            if after is not None:
                ids.setdefault(key(getattr(after, field)), set()).add(id)

    def having(self, record: type[R], field: str, value: Any, key: Key) -> list[R]:
        """The rows whose field is as the value is, by a key of both; however many rows there are."""
        rows, indexes = self.rows(record), self._indexes.setdefault(record.__entity__.prefix, {})
        if (field, key) not in indexes:
            ids = indexes[field, key] = dict[Any, set[str]]()
            for row in rows.values():
                ids.setdefault(key(getattr(row, field)), set()).add(row.id)
        return [rows[id] for id in indexes[field, key].get(key(value), ())]

    def post(self, body: dict[str, Any]) -> None:
        """Put a message into the outbox."""
        self.run(_POST, seq=self.number("message"), body=json.dumps(body))

    def outgoing(self) -> tuple[int, dict[str, Any]] | None:
        """The oldest message not yet delivered."""
        found = self.run(_NEXT).fetchone()
        return (found[0], json.loads(found[1])) if found else None

    def set_aside(self, seq: int) -> None:
        """Have a message wait for its agent to come back, out of the way of others: its number is negative then."""
        self.written = True
        self.run(_RENUMBER, at=seq, to=-seq)

    def set_aside_for(self) -> list[tuple[int, str]]:
        """The messages that are set aside, in order, and the agent that each is for."""
        return [(-seq, json.loads(body)["agent"]) for seq, body in self.run(_ASIDE).fetchall()]

    def bring_back(self, seq: int) -> None:
        """Have a message that was set aside delivered: the oldest first, as if it had not been."""
        self.written = True
        self.run(_RENUMBER, at=-seq, to=seq)

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
        self._undo.append(self._unfired)
        self.run(_FIRE, firing=firing)
        self._wrote("fired")
        self._firings().add(firing)
        if self._ever is not None:
            self._ever.add(firing.rpartition("|")[0])
        return True

    def _unfired(self) -> None:
        self._fired = None
        self._restart()

    def record(self, entry: dict[str, Any]) -> None:
        """Add to the events."""
        seq = self.number("event")
        self.run(_RECORD, seq=seq, body=json.dumps({"seq": seq, **entry}))

    def events(self, since: int = 0, until: int | None = None) -> list[dict[str, Any]]:
        """What happened after the event numbered `since`, up to now or to the one numbered `until`."""
        found = self.run(_EVENTS, since=since) if until is None else self.run(_SOME_EVENTS, since=since, until=until)
        return [json.loads(body) for (body,) in found.fetchall()]
