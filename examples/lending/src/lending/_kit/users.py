"""Who is let in over HTTP: a user is an id with tokens, each for a role. Of a token only the hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from .errors import Refused
from .store import Store, _tokens

_ADD, _END = insert(_tokens), delete(_tokens).where(_tokens.c.hash == bindparam("at"))
_KNOWN = select(_tokens.c.role, _tokens.c.by).where(_tokens.c.hash == bindparam("at"))
_ALL = select(_tokens.c.hash, _tokens.c.role, _tokens.c.by).order_by(_tokens.c.by, _tokens.c.role)
_ADMINISTRATORS = ("administrator", "admin")


def known(store: Store, token: str) -> tuple[str, str] | None:
    """The role and id that a token stands for."""
    found = store.run(_KNOWN, at=_digest(token)).fetchone()
    return (found[0], found[1]) if found else None


def add(store: Store, role: str, by: str, roles: tuple[str, ...] = ()) -> str:
    """Let somebody in, in one of the `roles` that there are; the token is shown once."""
    role = _named(role)
    if not role or (roles and role not in roles):
        raise Refused(f"There is no role {role!r}.", rule="known.role")
    token = secrets.token_urlsafe(24)
    with store.transaction():
        store.run(_ADD, hash=_digest(token), role=role, by=by)
        _note(store, "user_added", by, f"{by or 'somebody'} is let in as {role}.", [role])
    return token


def listed(store: Store) -> dict[str, list[str]]:
    """The roles of each user's tokens, by id."""
    found: dict[str, list[str]] = {}
    for _, role, by in store.run(_ALL).fetchall():
        found.setdefault(by, []).append(role)
    return found


def remove(store: Store, by: str, role: str = "") -> str:
    """End the tokens of a user, or those for one role; what became of it. Records stay, and name whom they named.

    Refused where there are none, or nobody else would be left who administers.
    """
    role = _named(role)
    with store.transaction():
        tokens = store.run(_ALL).fetchall()
        ended = [one for one in tokens if one[2] == by and role in ("", one[1])]
        if not ended:
            raise Refused(f"Nobody is let in as {by!r}{role and f' in the role {role}'}.", rule="known.user")
        left = {one[1] for one in tokens if one not in ended}
        lost = sorted({one[1] for one in ended} - left)
        if last := next((each for each in lost if each.split("_")[-1] in _ADMINISTRATORS), ""):
            raise Refused(f"{by!r} is the last {_plain(last)}: add another one first.", rule="last.administrator")
        for digest, *_ in ended:
            store.run(_END, at=digest)
        text = f"{by or 'somebody'} is let in no more{role and f' as {role}'}."
        _note(store, "user_removed", by, text, sorted({one[1] for one in ended}))
    return " ".join([text, *(f"Nobody is let in as {_plain(each)} now." for each in lost)])


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _named(role: str) -> str:
    return "_".join(role.lower().split())


def _plain(role: str) -> str:
    return role.replace("_", " ")


def _note(store: Store, type: str, by: str, text: str, roles: list[str]) -> None:
    at = store.fact("clock") or datetime.now(store.zone).isoformat(timespec="seconds")
    entry: dict[str, Any] = {"at": at, "kind": "audit", "type": type, "to": "", "role": "", "operation": "users"}
    store.record({**entry, "subject": by or None, "text": text, "data": {"roles": roles}})
