"""What tests of exports share: a generated package as a system to be exported, and Python that has both."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import blueprints as b
from autogenesis.assembly import Offered, exported, write


def run(folders: Iterable[Path], *command: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run Python where the packages in these folders can be imported, and no key of a model is known."""
    hidden = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")}
    environment = {**hidden, "PYTHONPATH": os.pathsep.join(str(each / "src") for each in folders), **more}
    return subprocess.run(
        [sys.executable, "-W", "ignore", *command],
        cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def offered(package: Path, model: Mapping[str, Any] | None = None) -> Offered:
    """The system in a folder, by its own word."""
    kept = json.loads((package / "blueprint.json").read_text(encoding="utf-8"))
    blueprint = b.Blueprint.model_validate(kept["blueprint"])
    told = run([package], "-m", blueprint.package, "operations", "--json", cwd=package)
    prompts = package / "src" / blueprint.package / "prompts"
    return Offered(
        specification=b.Specification.model_validate(kept["specification"]),
        blueprint=blueprint,
        operations=json.loads(told.stdout),
        version="0.1.1",
        prompts={
            agent.id: (prompts / f"{agent.prompt.removeprefix('prompt.')}.md").read_text(encoding="utf-8")
            for agent in blueprint.agents
            if agent.prompt
        },
        model=model,
    )


def put(system: Offered, kind: str, folder: Path) -> Path:
    """Write an export below a folder."""
    at = folder / f"{system.project}-{kind}"
    write(exported(system, kind), at)
    return at
