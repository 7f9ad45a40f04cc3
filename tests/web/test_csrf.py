"""That what changes something was asked by a page of ours."""

from __future__ import annotations

import itertools

from tests.web.conftest import ORIGIN, come_in
from tests.web.test_access import addresses


def changing(app):
    return [path for endpoint, path, methods in addresses(app) if "POST" in methods and endpoint != "entry.come_in"]


def test_nothing_changes_without_the_token_of_the_form(app, browser) -> None:
    paths = changing(app)
    assert len(paths) >= 9
    for path in paths:
        for token in ("", "guess", browser.csrf[:-1]):
            answer = browser.client.post(path, base_url=ORIGIN, data={"csrf": token}, headers={"Origin": ORIGIN})
            assert answer.status_code == 403, path
    assert browser.get("/").status_code == 200, "nobody was made to leave"


ELSEWHERE = ("http://evil.example", "null", "", "http://127.0.0.1", "http://127.0.0.1:8766", "http://localhost:8765")


def test_nothing_changes_from_another_place_even_with_the_token(app, browser) -> None:
    for path, origin in itertools.product(changing(app), ELSEWHERE):
        answer = browser.client.post(path, base_url=ORIGIN, data={"csrf": browser.csrf}, headers={"Origin": origin})
        assert answer.status_code == 403, path


def test_every_other_method_is_as_strict(app, browser) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        assert browser.client.open("/new", method=method, base_url=ORIGIN).status_code in (403, 405)


def test_with_both_it_is_done(fresh) -> None:
    assert come_in(fresh).post("/leave").status_code == 200
