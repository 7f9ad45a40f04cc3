"""`genesis skills`: what models wrote in runs and is kept as candidates for skills."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from autogenesis.cli._house import open_storage
from autogenesis.cli._print import console, print_json
from autogenesis.core import InputError, Settings

if TYPE_CHECKING:
    from autogenesis.skills import Candidate

_NONE = "No model has written a behaviour yet that passed. The skills that packages are made with: docs/skills.md."
_UNUSED = "Candidates only: no run uses one before it is proved on other texts and approved."


def list_skills(name: str | None, settings: Settings, *, as_json: bool) -> int:
    """One line a candidate; of the one that is named, all that is kept."""
    from autogenesis.conductor import candidates_in

    with open_storage(settings) as storage:
        found = [one for one in candidates_in(storage) if name in (None, one.name)]
    if name is not None and not found:
        raise InputError(
            f"there is no candidate {name}", where="the database", remedy="`genesis skills` lists those there are"
        )
    if as_json:
        kept = [
            {"name": one.name, "hash": one.hash, "status": "candidate", **one.model_dump(mode="json")} for one in found
        ]
        print_json({"candidates": kept})
        return 0
    lines = [line for one in found for line in (_told(one) if name is None else _whole(one))]
    for line in [*lines, _UNUSED] if found else [_NONE]:
        console().print("".join(sign if sign.isprintable() else " " for sign in line), markup=False)  # models wrote it
    return 0


def _told(one: Candidate) -> list[str]:
    tests = f"{len(one.examples)} examples"
    if one.package_tests:
        tests += f", {one.package_tests} tests of its package"
    return [f"{one.name}  {one.hash[:12]}  {one.summary}  ({tests}; {one.run})"]


def _whole(one: Candidate) -> list[str]:
    taken = ", ".join(f"{name}: {kind}" for name, kind in one.parameters.items())
    shown = [f"  {json.dumps(example.given)} -> {json.dumps(example.result)}" for example in one.examples]
    return [
        *_told(one),
        *(f"  said: {sentence}" for sentence in one.sentences),
        f"  takes {taken}; gives {one.result}, or nothing",
        "",
        *one.source.strip().splitlines(),
        "",
        *shown,
        "",
    ]
