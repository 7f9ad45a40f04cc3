"""What the views of one app share: settings, store, clock, who is in, runs at work, consoles."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from autogenesis.core import Clock, Settings
from autogenesis.feedback import Reader
from autogenesis.web._access import Access
from autogenesis.web._limits import Streams
from storage import Storage

if TYPE_CHECKING:
    from autogenesis.web._console import Consoles
    from autogenesis.web._jobs import Jobs
    from autogenesis.web._watch import Watches

_NAME = "desk"


@dataclass(frozen=True)
class Desk:
    """Everything that outlives one request."""

    settings: Settings
    storage: Storage
    clock: Clock
    access: Access
    jobs: Jobs
    watches: Watches
    consoles: Consoles
    scrape_token: str
    streams: Streams = field(default_factory=Streams)
    reader: Reader = field(default_factory=Reader)
    """Texts are read one at a time, in a process of its own that is ended where it takes too long."""
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def folder(self) -> Path:
        """What the page keeps for itself."""
        return self.settings.home / "ui"

    def close(self) -> None:
        """End the streams, the runs that were begun here, and the consoles; close the store."""
        self.closing.set()
        self.reader.close()
        self.jobs.close()
        self.consoles.close()
        self.storage.close()


def put(app_extensions: dict[str, object], one: Desk) -> None:
    """Keep the desk with its app."""
    app_extensions[_NAME] = one


def desk() -> Desk:
    """The desk of the app that answers this request."""
    found = current_app.extensions[_NAME]
    assert isinstance(found, Desk)
    return found
