"""Runs in the sandbox, where no house is importable: times a package's calls under each variant of settings."""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


def listings(package: str, design: Any) -> list[str]:
    """The operations that list and need no input, hence can be asked of any package."""
    described = importlib.import_module(f"{package}._kit.describe").operations(design)
    return [
        one["name"]
        for one in described
        if one["name"].startswith("list") and not one["input"].get("required") and not one["roles"]
    ]


async def once(package: str, settings: dict[str, int], calls: int) -> tuple[float, str]:
    """Milliseconds a call (the median), and a hash of all answers."""
    module = importlib.import_module(f"{package}.system")
    refused = importlib.import_module(f"{package}._kit.errors").Refused
    with tempfile.TemporaryDirectory() as data:
        lines = [f"{name} = {value}" for name, value in settings.items()]
        (Path(data) / "tuning.toml").write_text("\n".join([*lines, ""]))
        async with module.System.open(data) as system:
            names = listings(package, module.System.design)
            answers, times = [], []
            for _ in range(calls if names else 0):
                for name in names:
                    begun = time.perf_counter()
                    try:
                        answers.append(await system.call(name, {}))
                    except refused as error:  # an answer too: what is listed is not for everybody
                        answers.append(error.rule)
                    times.append((time.perf_counter() - begun) * 1000)
    told = json.dumps(answers, default=str, sort_keys=True)
    return (statistics.median(times) if times else 0.001), hashlib.sha256(told.encode()).hexdigest()


async def measure(asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Every variant, in rounds, so that a machine that grows slower slows them all."""
    found: list[dict[str, Any]] = [{"ms": [], "behaviour": ""} for _ in asked["variants"]]
    for _ in range(asked["samples"]):
        for variant, one in zip(asked["variants"], found, strict=True):
            milliseconds, one["behaviour"] = await once(asked["package"], variant, asked["calls"])
            one["ms"].append(round(milliseconds, 4))
    return found


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(json.loads(sys.argv[1])))))
