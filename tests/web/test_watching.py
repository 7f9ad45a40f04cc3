"""Settings, figures and resources: what is shown, and what never is."""

from __future__ import annotations

import stat

from autogenesis.core import Settings
from tests.web.conftest import come_in, opened


def test_figures_are_for_whoever_has_the_token_for_them(stranger, browser, settings) -> None:
    file = settings.home / "ui" / "scrape-token"
    token = file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    answer = stranger.get("/metrics", headers={"Authorization": f"Bearer {token}"})
    assert answer.mimetype == "text/plain"
    assert "# TYPE" in answer.text
    for wrong in ("", "Bearer ", f"Bearer {token}x", f"Basic {token}"):
        assert stranger.get("/metrics", headers={"Authorization": wrong}).status_code == 401
    assert browser.get("/metrics").status_code == 401, "the cookie is for pages"


def test_the_token_for_figures_outlives_a_start(app, settings) -> None:
    with opened(settings) as another:
        assert another.extensions["desk"].scrape_token == app.extensions["desk"].scrape_token


def test_secrets_are_never_shown(tmp_path) -> None:
    hidden = {"openai_key": "sk-very-secret", "broker_password": "a password", "broker_key": "another key"}
    settings = Settings.model_validate({"home": tmp_path / "home", "generated": tmp_path / "out", **hidden})
    with opened(settings) as app:
        browser = come_in(app)
        token = app.extensions["desk"].scrape_token
        for path in ("/settings", "/health", "/", "/resources"):
            page = browser.get(path).text
            for secret in (*hidden.values(), token, app.extensions["desk"].access.door.token):
                assert secret not in page, path


def test_every_setting_is_listed_with_what_it_is_for(browser) -> None:
    page = browser.get("/settings").text
    for name in ("limits.max_attempts", "model", "roles.*.model", "openai_key"):
        assert f"<code>{name}</code>" in page


def test_prompts_are_shown_with_the_version_in_force(browser, storage) -> None:
    assert "as packaged" in browser.get("/resources").text
    kept = storage.resources.add("prompt", "design", "Design <b>well</b>.", note="tried")
    storage.resources.activate("prompt", "design", kept.version)
    page = browser.get("/resources").text
    assert "version 1" in page
    assert "Design &lt;b&gt;well&lt;/b&gt;." in page
