"""Artefacts by content hash, what each step published, and the verdicts on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from pydantic import BaseModel, JsonValue
from sqlalchemy import Row, Select, bindparam, func, select

from autogenesis.core import ArtefactError, JsonObject, RunId, content_hash, hashed_json
from storage._columns import Written
from storage._database import Database
from storage._prepared import Prepared
from storage._records import Publication, VerdictRecord
from storage._tables import artefacts, publications, verdicts


class ArtefactRepository:
    """Publications under the key (run, step, attempt); the same content is stored once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def publish(self, run: RunId, step: str, attempt: int, *, kind: str, body: BaseModel | JsonValue) -> Publication:
        """Store what an attempt made. Where the key is taken, what is stored there is returned unchanged."""
        plain = body.model_dump(mode="json") if isinstance(body, BaseModel) else body
        (text, digest), now = hashed_json(plain), self._database.clock.now()
        row = {"run": str(run), "step": step, "attempt": attempt, "kind": kind, "hash": digest, "published_at": now}
        with self._database.write() as connection:
            self._database.insert_once(
                connection, artefacts, {"hash": digest, "body": Written(text), "created_at": now}
            )
            if self._database.insert_once(connection, publications, row):
                made: dict[str, Any] = {**row, "run": run, "body": plain}
                return Publication.model_construct(**made)  # of what was written just now
            # What goes unused stays: an artefact is there for whoever else makes the same.
            there = _PUBLISHED.first(connection, _key(run, step, attempt))
            assert there is not None  # its key is taken
            return Publication.model_validate(there)

    def find(self, run: RunId, step: str, attempt: int) -> Publication | None:
        """What the attempt published; ArtefactError where it has been altered since."""
        row = self._database.first(_PUBLISHED, _key(run, step, attempt))
        if row is None:
            return None
        found = Publication.model_validate(row)
        if content_hash(found.body) != found.hash:
            raise _altered(found.hash)
        return found

    def any_of(self, run: RunId) -> bool:
        """Whether the run published anything."""
        return self._database.first(_ANY, {"which": str(run)}) is not None

    def of_run(self, run: RunId) -> tuple[Publication, ...]:
        """Everything the run published, in the order of publication."""
        return tuple(map(Publication.model_validate, self._database.all(_OF_RUN, {"which": str(run)}, fresh=False)))

    def of_step(self, run: RunId, step: str) -> tuple[Publication, ...]:
        """What the attempts at the step published, in the order of publication."""
        rows = self._database.all(_OF_STEP, {"which": str(run), "whose": step}, fresh=False)
        return tuple(map(Publication.model_validate, rows))

    def accepted(self, run: RunId, step: str) -> Publication | None:
        """The last attempt at the step that some approver approved and none rejected."""
        key = (
            (verdicts.c.run == publications.c.run)
            & (verdicts.c.step == publications.c.step)
            & (verdicts.c.attempt == publications.c.attempt)
        )
        approved = select(verdicts.c.seq).where(key, verdicts.c.approved.is_(True)).exists()
        rejected = select(verdicts.c.seq).where(key, verdicts.c.approved.is_(False)).exists()
        query = (
            _joined()
            .where(publications.c.run == str(run), publications.c.step == step, approved, ~rejected)
            .order_by(publications.c.attempt.desc())
            .limit(1)
        )
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _publication(row)

    def body(self, digest: str) -> JsonValue:
        """The artefact of that content hash; ArtefactError where there is none or it has been altered."""
        return _unaltered(digest, self._database.first(_BODY, {"digest": digest}))

    def bodies(self, digests: Sequence[str]) -> tuple[JsonValue, ...]:
        """The artefacts of these content hashes, as of ``body``."""
        with self._database.read(fresh=False) as connection:
            return tuple(_unaltered(digest, _BODY.first(connection, {"digest": digest})) for digest in digests)


def _unaltered(digest: str, row: Mapping[str, Any] | None) -> JsonValue:
    if row is None or content_hash(row["body"]) != digest:
        raise _altered(digest, "there is no such artefact") if row is None else _altered(digest)
    body: JsonValue = row["body"]
    return body


def _altered(digest: str, what: str = "the artefact is not what its hash says") -> ArtefactError:
    return ArtefactError(what, where=f"artefact {digest}", remedy="Check the hash; a damaged database must be restored")


class Attempted(Protocol):
    """What names an attempt at a step: a publication, or what asked for it."""

    @property
    def run(self) -> str: ...
    @property
    def step(self) -> str: ...
    @property
    def attempt(self) -> int: ...


class VerdictRepository:
    """One verdict for each approver of a publication."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def give(
        self, publication: Attempted, approver: str, *, approved: bool, reasons: Sequence[JsonValue] = ()
    ) -> VerdictRecord:
        """Store a verdict. Where the approver has spoken, what it said first is returned unchanged."""
        row = _attempted(publication, approver)
        said = {"approved": approved, "reasons": list(reasons), "given_at": self._database.clock.now()}
        with self._database.write() as connection:
            if self._database.insert_once(connection, verdicts, row | said):
                return VerdictRecord.model_validate(row | said)
            there = _GIVEN.first(connection, row)
            assert there is not None  # its key is taken
            return _verdict(there)

    def leave(
        self, publication: Attempted, approver: str, *, approved: bool, reasons: Sequence[JsonValue] = ()
    ) -> None:
        """Store a verdict with what is written next, in one durable transaction. Where the approver has spoken, what it
        said first stands."""
        said = {"approved": approved, "reasons": list(reasons), "given_at": self._database.clock.now()}
        self._database.later(verdicts, _attempted(publication, approver) | said, durable=True)

    def find(self, run: RunId, step: str, attempt: int, approver: str) -> VerdictRecord | None:
        """What the approver said of an attempt, where it has spoken."""
        key = {"run": str(run), "step": step, "attempt": attempt, "approver": approver}
        rows = self._database.all(_GIVEN, key)
        return _verdict(rows[0]) if rows else None

    def given_since(self, moment: datetime) -> dict[bool, int]:
        """How many verdicts approved and how many did not, since then."""
        query = select(verdicts.c.approved, func.count()).where(verdicts.c.given_at >= moment)
        with self._database.read(fresh=False) as connection:
            return {bool(row[0]): row[1] for row in connection.execute(query.group_by(verdicts.c.approved))}

    def rejections(self, run: RunId) -> int:
        """How many verdicts of the run approved of nothing."""
        found = self._database.first(_REJECTIONS, {"which": str(run), "whether": False})
        return 0 if found is None else int(found["many"])

    def of_run(self, run: RunId) -> tuple[VerdictRecord, ...]:
        """Every verdict of the run, in the order given."""
        return tuple(map(_verdict, self._database.all(_VERDICTS, {"which": str(run)})))


def _joined() -> Select[tuple[object, ...]]:
    return select(publications, artefacts.c.body).join(artefacts, artefacts.c.hash == publications.c.hash)


def _key(run: RunId, step: str, attempt: int) -> dict[str, str | int]:
    return {"run": str(run), "step": step, "attempt": attempt}


# Made once: what a statement compiles to is found by what it is, and building one costs more than running it.
_PUBLISHED = Prepared(
    _joined().where(*(publications.c[name] == bindparam(name) for name in ("run", "step", "attempt")))
)
_ANY = Prepared(select(publications.c.run).where(publications.c.run == bindparam("which")).limit(1))
_OF_RUN = Prepared(
    _joined()
    .where(publications.c.run == bindparam("which"))
    .order_by(publications.c.published_at, publications.c.step, publications.c.attempt)
)
_OF_STEP = Prepared(
    _joined()
    .where(publications.c.run == bindparam("which"), publications.c.step == bindparam("whose"))
    .order_by(publications.c.published_at, publications.c.attempt)
)
_REJECTIONS = Prepared(
    select(func.count().label("many")).where(
        verdicts.c.run == bindparam("which"), verdicts.c.approved == bindparam("whether")
    )
)
_VERDICTS = Prepared(select(verdicts).where(verdicts.c.run == bindparam("which")).order_by(verdicts.c.seq))
_BODY = Prepared(select(artefacts.c.body).where(artefacts.c.hash == bindparam("digest")))
_GIVEN = Prepared(
    select(verdicts).where(*(verdicts.c[name] == bindparam(name) for name in ("run", "step", "attempt", "approver")))
)


def _publication(row: Row[tuple[object, ...]]) -> Publication:
    return Publication.model_validate(dict(row._mapping))


def _attempted(publication: Attempted, approver: str) -> JsonObject:
    return {
        "run": str(publication.run),
        "step": publication.step,
        "attempt": publication.attempt,
        "approver": approver,
    }


def _verdict(row: Mapping[Any, Any]) -> VerdictRecord:
    return VerdictRecord.model_validate({k: v for k, v in row.items() if k != "seq"})
