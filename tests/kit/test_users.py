"""Who is let in, and no more: tokens end, the last administrator stays, and it is told who was there."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from autogenesis.kit import users
from autogenesis.kit.errors import Refused
from autogenesis.kit.store import Store


def test_a_user_who_is_removed_is_known_by_no_token_and_another_process_sees_it_at_once(tmp_path: Path) -> None:
    serving, typing = (Store(str(tmp_path), UTC) for _ in range(2))
    tokens = [users.add(typing, role, "ada") for role in ("Desk Clerk", "auditor")]
    assert [users.known(serving, one) for one in tokens] == [("desk_clerk", "ada"), ("auditor", "ada")]
    assert (
        users.remove(typing, "ada", "auditor") == "ada is let in no more as auditor. Nobody is let in as auditor now."
    )
    assert [users.known(serving, one) for one in tokens] == [("desk_clerk", "ada"), None]
    users.remove(typing, "ada")
    assert users.known(serving, tokens[0]) is None
    assert users.listed(serving) == {}
    told = [(one["type"], one["subject"], one["data"]["roles"]) for one in serving.events()]
    assert told[-2:] == [("user_removed", "ada", ["auditor"]), ("user_removed", "ada", ["desk_clerk"])]
    assert not any(token in str(serving.events()) for token in tokens)
    with pytest.raises(Refused, match="Nobody is let in as 'ada'"):
        users.remove(typing, "ada")
    for store in (serving, typing):
        store.close()


@pytest.mark.parametrize("role", ["administrator", "system administrator", "admin"])
def test_the_last_administrator_stays_until_there_is_another(tmp_path: Path, role: str) -> None:
    store = Store(str(tmp_path), UTC)
    token = users.add(store, role, "ada")
    users.add(store, "clerk", "ada")
    with pytest.raises(Refused, match="'ada' is the last .*: add another one first") as caught:
        users.remove(store, "ada")
    assert caught.value.rule == "last.administrator"
    assert users.known(store, token) is not None
    users.remove(store, "ada", "clerk")
    users.add(store, role, "ben")
    users.remove(store, "ada")
    assert list(users.listed(store)) == ["ben"]
    store.close()
