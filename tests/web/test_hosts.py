"""By which names the page is reached, and where it listens."""

from __future__ import annotations

import itertools

import pytest

from autogenesis.core import UsageError
from autogenesis.web import Address
from tests.web.conftest import TOKEN

FOREIGN = ("evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:80", "127.0.0.1.evil.example:8765", "")


def test_a_foreign_name_that_points_here_is_refused(browser) -> None:
    """DNS rebinding: the browser holds our cookie and believes that a foreign page is served from here."""
    for path, host in itertools.product(("/", "/runs", f"/enter?token={TOKEN}", "/static/style.css"), FOREIGN):
        answer = browser.client.get(path, headers={"Host": host})
        assert answer.status_code in (400, 421)
        assert "Set-Cookie" not in answer.headers


def test_this_machines_names_are_known(app) -> None:
    for host in ("127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765"):
        assert app.test_client().get("/enter", headers={"Host": host}).status_code == 200


def test_it_listens_to_this_machine_alone() -> None:
    assert Address().local
    assert Address(host="::1").local
    assert "[::1]:8765" in Address().door(8765).hosts


def test_another_address_needs_a_token_that_somebody_chose_and_the_names(tmp_path) -> None:
    with pytest.raises(UsageError, match="other machines"):
        Address(host="192.0.2.1").door(8765)
    file = tmp_path / "token"
    file.write_text("short\n")
    with pytest.raises(UsageError, match="too short"):
        Address(host="192.0.2.1", token_file=file).door(8765)
    file.write_text("x" * 40 + "\n")
    with pytest.raises(UsageError, match="every address"):
        Address(host="0.0.0.0", token_file=file).door(8765)
    door = Address(host="0.0.0.0", token_file=file, names=("desk.example",)).door(8765)
    assert "desk.example:8765" in door.hosts
    assert "0.0.0.0:8765" not in door.hosts
    assert door.token == "x" * 40
    assert door.token not in repr(door)
