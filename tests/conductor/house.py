"""A small house for tests: roles that behave as told, on a real store, broker and durable engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import roles as r
from autogenesis.conductor import Conductor, House
from autogenesis.core import RandomIds, Settings, SystemClock
from storage import Storage
from tests.golden.library_lending import specification

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = "A reader borrows an item."


class Stubborn:
    """Wraps a role: `drafted` counts its drafts, `reject` makes it reject an artefact that many times."""

    def __init__(self, role: r.Role[Any, Any], reject: Mapping[str, int] | None = None) -> None:
        self._role, self._reject = role, dict(reject or {})
        self.drafts: list[tuple[r.Reason, ...]] = []
        self.raises: Exception | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._role, name)

    def draft(self, task: Any, rejections: Any) -> Any:
        self.drafts.append(tuple(rejections))
        if self.raises is not None:
            raise self.raises
        return self._role.draft(task, rejections)

    def gaps(self, out: Any) -> Any:
        return self._role.gaps(out)

    def check(self, kind: str, artefact: Any, basis: Any) -> r.Verdict:
        if self._reject.get(kind, 0):
            self._reject[kind] -= 1
            reason = r.Reason(part="operations.borrow_item", text=f"No {kind} like this.")
            return r.Verdict(approver=self._role.name, reasons=(reason,))
        if kind in ("specification", "integration"):  # the golden text is not the brief's
            return r.Verdict(approver=self._role.name)
        return self._role.check(kind, artefact, basis)


def settings(home: Path, **limits: Any) -> Settings:
    return Settings.model_validate({"home": home, "generated": home / "out", "limits": limits})


def house(
    home: Path, storage: Storage, crew: Mapping[str, Any], tell: Any = lambda progress: None, **limits: Any
) -> Conductor:
    return Conductor(
        House(
            settings=settings(home, **limits),
            storage=storage,
            crewmaker=lambda folder: crew,
            deliverer=r.PackageDelivery(),
            ids=RandomIds(),
            clock=SystemClock(),
            version="test",
            tell=tell,
        )
    )


def stubborn_crew(**reject: Mapping[str, int]) -> dict[str, Stubborn]:
    made = r.crew(lambda text, answers, barred: SimpleNamespace(specification=specification()), None)  # type: ignore[arg-type]
    return {name: Stubborn(role, reject.get(name)) for name, role in made.items()}


def open_store(home: Path) -> Storage:
    return Storage.open(f"sqlite:///{home / 'genesis.db'}", SystemClock())
