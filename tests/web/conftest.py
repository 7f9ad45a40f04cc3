"""An app on a store of its own, with the example system beside it, and a browser that came in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from autogenesis.core import Clock, Settings
from autogenesis.web import Door, create_app

ROOT = Path(__file__).parents[2]
HOST, ORIGIN = "127.0.0.1:8765", "http://127.0.0.1:8765"
TOKEN = "a token that is long enough for a test"


@contextmanager
def opened(settings: Settings, clock: Clock | None = None) -> Iterator[Flask]:
    app = create_app(settings, Door(token=TOKEN), clock)
    app.testing = True
    try:
        yield app
    finally:
        app.extensions["desk"].close()


class Browser:
    """Somebody in front of the page: says what browsers say, and carries the token of its forms."""

    def __init__(self, client: FlaskClient, csrf: str = "") -> None:
        self.client, self.csrf = client, csrf

    def get(self, path: str, **more):
        return self.client.get(path, base_url=ORIGIN, **more)

    def post(self, path: str, data: dict | None = None, **more):
        headers = {"Origin": ORIGIN, **more.pop("headers", {})}
        form = None if "json" in more else {"csrf": self.csrf, **(data or {})}
        if "json" in more:
            headers["X-CSRF-Token"] = self.csrf
        return self.client.post(path, base_url=ORIGIN, data=form, headers=headers, **more)


@pytest.fixture(scope="module")
def settings(tmp_path_factory) -> Settings:
    """One store and one folder of packages for the tests of a module."""
    folder = tmp_path_factory.mktemp("page")
    shutil.copytree(ROOT / "examples" / "lending", folder / "generated" / "lending")
    return Settings(home=folder / "home", generated=folder / "generated")


@pytest.fixture(scope="module")
def app(settings) -> Iterator[Flask]:
    with opened(settings) as app:
        yield app


@pytest.fixture
def fresh(settings) -> Iterator[Flask]:
    """Another start of the page: nobody is in, and nobody has tried to be."""
    with opened(settings) as app:
        yield app


@pytest.fixture
def stranger(app) -> Browser:
    return Browser(app.test_client())


@pytest.fixture(scope="module")
def browser(app) -> Browser:
    return come_in(app)


def come_in(app: Flask) -> Browser:
    client = app.test_client()
    assert client.get(f"/enter?token={TOKEN}", base_url=ORIGIN).status_code == 200
    page = client.get("/settings", base_url=ORIGIN).text
    return Browser(client, page.partition('name="csrf" content="')[2].partition('"')[0])


@pytest.fixture(scope="module")
def storage(app):
    return app.extensions["desk"].storage
