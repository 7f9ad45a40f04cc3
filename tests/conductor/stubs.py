"""A crew whose artefacts are tiny, on a real store, broker, guard and durable engine: what is tested is the conducting."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import roles as r
from autogenesis.conductor import Conductor, House, Order
from autogenesis.core import JsonObject, RandomIds, Settings, SystemClock, content_hash
from blueprints import Specification
from storage import Storage

TEXT = "A clerk stamps a form."


class Stub:
    """A role that makes `steps` little artefacts; `noted` is told what happens, and may raise or kill."""

    at_once = False
    helped = r.Role.helped

    def __init__(self, name: str, steps: int, noted: Callable[[str, str], None]) -> None:
        self.name = self.purpose = name
        self._steps, self._noted = steps, noted

    def draft(self, task: Any, rejections: Any) -> Any:
        if self.name == "hierarchy":
            return plan(self._steps)
        self._noted("draft", self.name)
        made = Specification(title="Forms", slug="forms", text_hash="0" * 64, summary=f"{len(rejections)}")
        self._noted("drafted", self.name)
        return made

    def gaps(self, out: Any) -> tuple[Any, ...]:
        return ()

    def check(self, kind: str, artefact: Any, basis: Any) -> r.Verdict:
        self._noted("check", self.name)
        return r.Verdict(approver=self.name)


def plan(steps: int) -> r.WorkPlan:
    return r.WorkPlan(
        steps=tuple(
            r.Step(id=f"s{n}", doer=f"doer{n % 5}", approver="judge", produces=f"specification.{n}", needs=("brief",))
            for n in range(steps)
        )
    )


class Delivery:
    """Writes one file that says what was made: the package of these tests. `at` is where; else where the order says."""

    def __init__(self, at: Path | None = None) -> None:
        self._at = at

    def refuse_edited(self, modules: JsonObject, out: Path) -> None:
        """Nobody edits."""

    def deliver(self, artefacts: Mapping[str, JsonObject], out: Path) -> Path:
        folder = (self._at or out) / "forms"
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps({name: content_hash(body) for name, body in sorted(artefacts.items())})
        fresh = folder / f".made.{os.getpid()}.{threading.get_ident()}"  # several runs may deliver at once
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(folder / "made.json")
        return folder


def crew_of(steps: int, noted: Callable[[str, str], None] = lambda what, who: None) -> dict[str, Stub]:
    names = ("hierarchy", "understanding", "judge", *(f"doer{n}" for n in range(5)))
    return {name: Stub(name, steps, noted) for name in names}


def conductor(
    home: Path, storage: Storage, crew: Mapping[str, Any] | None = None, *, url: str | None = None, **more: Any
) -> Conductor:
    limits = {"retry_seconds": 0.01, **more.pop("limits", {})}
    settings = Settings.model_validate({"home": home, "generated": home / "out", "limits": limits, "database_url": url})
    made = crew if crew is not None else crew_of(5)
    parts: dict[str, Any] = {
        "settings": settings,
        "storage": storage,
        "crewmaker": lambda folder: made,
        "deliverer": Delivery(),
        "ids": RandomIds(),
        "clock": SystemClock(),
        "version": "test",
    }
    return Conductor(House(**(parts | more)))


def order(home: Path, *, durable: bool = False) -> Order:
    return Order(text=TEXT, out=home / "out", tests=durable)


def made(home: Path) -> str:
    return (home / "out" / "forms" / "made.json").read_text(encoding="utf-8")
