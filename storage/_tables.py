"""The tables as the code expects them; the migrations bring a database there."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage._columns import JsonColumn, OptionalJsonColumn, UtcDateTime

HEAD = "0003"
VERSION_TABLE = "genesis_version"
metadata = MetaData()

runs = Table(
    "runs",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("slug", String(200), nullable=False, index=True),
    Column("spec_hash", String(64), nullable=False),
    Column("status", String(16), nullable=False, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("settings", JsonColumn, nullable=False),
    Column("code_version", String(100), nullable=False),
    Column("result", OptionalJsonColumn),
)

artefacts = Table(
    "artefacts",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("body", JsonColumn, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

publications = Table(
    "publications",
    metadata,
    Column("run", String(64), ForeignKey("runs.id"), primary_key=True),
    Column("step", String(100), primary_key=True),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(100), nullable=False),
    Column("hash", String(64), ForeignKey("artefacts.hash"), nullable=False, index=True),
    Column("published_at", UtcDateTime, nullable=False),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("run", String(64), nullable=False),
    Column("step", String(100), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("approver", String(200), nullable=False),
    Column("approved", Boolean, nullable=False),
    Column("reasons", JsonColumn, nullable=False),
    Column("given_at", UtcDateTime, nullable=False),
    ForeignKeyConstraint(["run", "step", "attempt"], ["publications.run", "publications.step", "publications.attempt"]),
    UniqueConstraint("run", "step", "attempt", "approver"),
)

messages = Table(
    "messages",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("run", String(64), nullable=False),
    Column("conversation", String(64), nullable=False),
    Column("body", JsonColumn, nullable=False),
    Index("ix_messages_run_seq", "run", "seq"),
)

dead_letters = Table(
    "dead_letters",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("run", String(64), nullable=False, index=True),
    Column("body", JsonColumn, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("receiver", String(200), primary_key=True),
    Column("message", String(64), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("reply", OptionalJsonColumn),
)

run_state = Table(
    "run_state",
    metadata,
    Column("run", String(64), ForeignKey("runs.id"), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("body", JsonColumn, nullable=False),
    Column("saved_at", UtcDateTime, nullable=False),
)

finished_steps = Table(
    "finished_steps",
    metadata,
    Column("pass", String(100), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("result", JsonColumn, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("finished_at", UtcDateTime, nullable=False),
)

resources = Table(
    "resources",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", JsonColumn, nullable=False),
    Column("parent", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

resource_heads = Table(
    "resource_heads",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("version", Integer, nullable=False),
    ForeignKeyConstraint(["kind", "name", "version"], ["resources.kind", "resources.name", "resources.version"]),
)
