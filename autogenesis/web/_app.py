"""Makes the app: guards first, then errors, then the views."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

from flask import Flask

from autogenesis.core import Clock, Settings, StorageError, SystemClock
from autogenesis.web import (
    _access,
    _csrf,
    _errors,
    _filters,
    _headers,
    _hosts,
    _limits,
    _view_blueprint,
    _view_console,
    _view_entry,
    _view_feedback,
    _view_library,
    _view_new,
    _view_package,
    _view_revisions,
    _view_runs,
    _view_systems,
    _view_watching,
)
from autogenesis.web._access import Access, Door, new_token
from autogenesis.web._console import Consoles
from autogenesis.web._desk import Desk, put
from autogenesis.web._jobs import Jobs
from autogenesis.web._watch import Watches
from storage import Storage

_VIEWS = (
    _view_entry,
    _view_feedback,
    _view_systems,
    _view_new,
    _view_runs,
    _view_package,
    _view_blueprint,
    _view_console,
    _view_revisions,
    _view_library,
    _view_watching,
)


def create_app(settings: Settings, door: Door | None = None, clock: Clock | None = None) -> Flask:
    """The app for these settings. `close` of its desk (``app.extensions["desk"]``) ends what it began."""
    clock = clock or SystemClock()
    settings.home.mkdir(parents=True, exist_ok=True)
    storage = Storage.open(settings.database, clock)
    access = Access(door or Door())
    app = Flask(__name__)
    app.jinja_env.globals["version"] = version("autogenesis")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    put(
        app.extensions,
        Desk(
            settings=settings,
            storage=storage,
            clock=clock,
            access=access,
            jobs=Jobs(settings),
            watches=Watches(storage, clock),
            consoles=Consoles(settings, clock),
            scrape_token=_kept_token(settings.home / "ui" / "scrape-token"),
        ),
    )
    _hosts.guard(app, access.door)
    _access.guard(app, access)
    _limits.guard(app, clock)
    _csrf.guard(app)
    _headers.guard(app)
    _errors.add(app)
    _filters.add(app, clock)
    for module in _VIEWS:
        app.register_blueprint(module.views)
    return app


def _kept_token(file: Path) -> str:
    """The token for scraping figures: made once and kept where only this user reads it."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.is_file():
            with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
                out.write(new_token())
        return file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise StorageError(
            f"the token cannot be kept: {error.strerror}", where=str(file), remedy="Let this user write to the folder"
        ) from error
