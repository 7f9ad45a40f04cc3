"""Prompts, parameters and skills in versions, with the packaged ones below them."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import JsonValue
from sqlalchemy import ColumnElement, Row, Select, and_, delete, func, insert, select

from autogenesis.core import ResourceError
from storage._database import Database
from storage._records import ResourceKind, ResourceVersion
from storage._tables import resource_heads, resources

PACKAGED = 0


class ResourceRepository:
    """Versions of prompts, parameters and skills, numbered from 1; one of them, or the packaged one, is in force."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, kind: ResourceKind, name: str, body: JsonValue, *, parent: int = PACKAGED, note: str = ""
    ) -> ResourceVersion:
        """Store the next version, without putting it in force; a prompt's body is its text."""
        if kind == "prompt" and not isinstance(body, str):
            raise ResourceError(f"a prompt is text, not {type(body).__name__}", where=name, remedy="Give its text")
        known = and_(resources.c.kind == kind, resources.c.name == name)
        with self._database.write() as connection:
            last = connection.execute(select(func.max(resources.c.version)).where(known)).scalar()
            row = {
                "kind": kind,
                "name": name,
                "version": (last or PACKAGED) + 1,
                "body": body,
                "parent": parent,
                "note": note,
                "created_at": self._database.clock.now(),
            }
            connection.execute(insert(resources).values(**row))
        return ResourceVersion.model_validate(row)

    def activate(self, kind: ResourceKind, name: str, version: int) -> None:
        """Put a version in force; ``PACKAGED`` (0) goes back to what came with the program."""
        with self._database.write() as connection:
            if version != PACKAGED and connection.execute(_version(kind, name, version)).one_or_none() is None:
                raise ResourceError(
                    f"there is no version {version}",
                    where=f"{kind} {name}",
                    remedy="Choose one of its versions, or 0 for the packaged one",
                )
            head = and_(resource_heads.c.kind == kind, resource_heads.c.name == name)
            connection.execute(delete(resource_heads).where(head))
            if version != PACKAGED:
                row = {"kind": kind, "name": name, "version": version}
                connection.execute(insert(resource_heads).values(**row))

    def active(self, kind: ResourceKind, name: str) -> ResourceVersion | None:
        """The version in force; None where it is the packaged one."""
        same: ColumnElement[bool] = and_(
            resources.c.kind == resource_heads.c.kind,
            resources.c.name == resource_heads.c.name,
            resources.c.version == resource_heads.c.version,
        )
        query = select(resources).join(resource_heads, same).where(resources.c.kind == kind, resources.c.name == name)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _record(row)

    def of_kind(self, kind: ResourceKind) -> tuple[ResourceVersion, ...]:
        """All stored versions of that kind, by name, the oldest first."""
        query = select(resources).where(resources.c.kind == kind)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(resources.c.name, resources.c.version))
            return tuple(_record(row) for row in rows)

    def history(self, kind: ResourceKind, name: str) -> tuple[ResourceVersion, ...]:
        """All stored versions, the oldest first."""
        query = select(resources).where(resources.c.kind == kind, resources.c.name == name)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(resources.c.version))
            return tuple(_record(row) for row in rows)

    def reader(self, prompts: Mapping[str, str], parameters: Mapping[str, JsonValue] | None = None) -> StoredResources:
        """A ``core.ResourceReader`` that falls back to the packaged prompts and parameters given here."""
        return StoredResources(self, prompts, parameters or {})


class StoredResources:
    """Reads the version in force, else the packaged one; implements ``core.ResourceReader``."""

    def __init__(
        self, repository: ResourceRepository, prompts: Mapping[str, str], parameters: Mapping[str, JsonValue]
    ) -> None:
        self._repository = repository
        self._prompts = prompts
        self._parameters = parameters

    def prompt(self, name: str) -> str:
        active = self._repository.active("prompt", name)
        if active is not None:
            return str(active.body)
        if name not in self._prompts:
            raise _unknown("prompt", name)
        return self._prompts[name]

    def parameter(self, name: str) -> JsonValue:
        active = self._repository.active("parameter", name)
        if active is not None:
            return active.body
        if name not in self._parameters:
            raise _unknown("parameter", name)
        return self._parameters[name]


def _version(kind: ResourceKind, name: str, version: int) -> Select[tuple[int]]:
    return select(resources.c.version).where(
        resources.c.kind == kind, resources.c.name == name, resources.c.version == version
    )


def _record(row: Row[tuple[object, ...]]) -> ResourceVersion:
    return ResourceVersion.model_validate(dict(row._mapping))


def _unknown(kind: ResourceKind, name: str) -> ResourceError:
    return ResourceError(
        f"there is no {kind} {name!r}",
        where="resources",
        remedy="Use a packaged name, or add a version of it",
    )
