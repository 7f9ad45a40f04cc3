"""Town boats as the tests drive it."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from town_boats.system import System

from autogenesis.kit import Refused

START = datetime(2026, 6, 1, 9, tzinfo=ZoneInfo("Europe/Berlin"))


class Town:
    """Each step opens the state anew, as separate processes would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def call(self, operation: str, given: dict[str, Any] | None = None, **who: Any) -> Any:
        async def run() -> Any:
            async with System.open(self.folder, lambda: START) as system:
                return await system.call(operation, given or {}, **who)

        return asyncio.run(run())

    def refused(self, operation: str, given: dict[str, Any] | None = None, **who: Any) -> Refused:
        with pytest.raises(Refused) as caught:
            self.call(operation, given, **who)
        return caught.value

    def clock(self, to: str) -> list[dict[str, Any]]:
        async def run() -> list[dict[str, Any]]:
            async with System.open(self.folder, lambda: START) as system:
                return await system.clock_to(to)

        return asyncio.run(run())

    def events(self, kind: str | None = None, type: str | None = None) -> list[dict[str, Any]]:
        store = System.store_at(self.folder)
        found = store.events()
        store.close()
        return [each for each in found if kind in (None, each["kind"]) and type in (None, each["type"])]
