"""Who may come in."""

from __future__ import annotations

from tests.web.conftest import ORIGIN, TOKEN, Browser, come_in

OPEN = {"entry.enter", "entry.come_in", "static"}
"""The way in and the style sheet of its page; everything else asks who is there."""


def addresses(app):
    """Every address that is answered, with something in place of what varies."""
    for rule in app.url_map.iter_rules():
        path = str(rule)
        for name in rule.arguments:
            for kind in ("path:", "string:", ""):
                path = path.replace(f"<{kind}{name}>", "lending")
        yield rule.endpoint, path, rule.methods


def test_each_endpoint_refuses_who_is_not_known(app, stranger) -> None:
    refused = 0
    for endpoint, path, methods in addresses(app):
        if endpoint in OPEN:
            continue
        for method in methods - {"OPTIONS"}:
            answer = stranger.client.open(path, method=method, base_url=ORIGIN, headers={"Origin": ORIGIN})
            assert answer.status_code == 401, f"{method} {path} lets strangers in"
            assert "lending" not in answer.text.replace(path, "")
            refused += 1
    assert refused > 60


def test_an_address_that_is_not_there_tells_strangers_nothing(stranger) -> None:
    assert stranger.get("/systems/lending").status_code == stranger.get("/no/such/page").status_code == 401


def test_the_token_is_exchanged_for_a_cookie_that_no_script_and_no_other_page_can_use(app) -> None:
    answer = app.test_client().get(f"/enter?token={TOKEN}", base_url=ORIGIN)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert TOKEN not in cookie
    assert TOKEN not in answer.text


def test_a_wrong_token_lets_nobody_in_and_few_can_be_tried(fresh) -> None:
    stranger = Browser(fresh.test_client())
    codes = [stranger.get(f"/enter?token=guess{number}").status_code for number in range(12)]
    assert codes[0] == 401
    assert codes[-1] == 429
    assert stranger.get("/").status_code == 401
    assert "Wait a moment" in stranger.get("/enter?token=guess").text


def test_the_token_can_be_typed(app) -> None:
    somebody = Browser(app.test_client())
    assert somebody.post("/enter", {"token": TOKEN}).status_code == 200
    assert somebody.get("/").status_code == 200


def test_leaving_ends_the_session_on_the_server(fresh) -> None:
    browser = come_in(fresh)
    cookie = browser.client.get_cookie("genesis-8765", domain="127.0.0.1")
    assert browser.post("/leave").status_code == 200
    browser.client.set_cookie("genesis-8765", cookie.value, domain="127.0.0.1")
    assert browser.get("/").status_code == 401


def test_refusals_say_what_to_do(stranger) -> None:
    answer = stranger.get("/")
    assert "genesis ui" in answer.text
    assert stranger.get("/", headers={"Accept": "application/json"}).json["remedy"].startswith("Open the address")


def test_pages_are_there_for_who_came_in(browser) -> None:
    for path in ("/", "/new", "/runs", "/approvals", "/skills", "/resources", "/health", "/settings"):
        assert browser.get(path).status_code == 200, path
