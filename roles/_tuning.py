"""Tuning: measures the package, changes one parameter at a time, keeps what is measurably better."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from autogenesis.core import SandboxError
from roles._artefacts import Reason, Trial, Tuning
from roles._inputs import TuningInputs
from roles._parameters import LEAST_SAMPLES, PARAMETERS
from roles._role import Check, Role
from roles._tuning_checks import is_gain
from roles._workshop import Workshop

_MEASURE = Path(__file__).with_name("_measure.py")
_CALLS = 7


class TuningRole(Role[TuningInputs, Tuning]):
    """Makes the tuning; what it keeps is written beside the package, as `tuning.toml` to lie with the data."""

    name: ClassVar[str] = "tuning"
    purpose: ClassVar[str] = "Measures the package and keeps the settings that make it measurably faster."
    takes = TuningInputs
    makes = Tuning
    approves: Mapping[str, Check] = {}

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def draft(self, task: TuningInputs, rejections: Sequence[Reason]) -> Tuning:
        """Each value of each parameter against the default, in turn; what was rejected is reverted."""
        refused = {reason.part.split(".")[1] for reason in rejections if reason.part.startswith("trials.")}
        settings: dict[str, int] = {}
        trials: list[Trial] = []
        measured = self._measure(task)
        baseline, behaviour = measured["", 0]
        for parameter, (_, *values) in PARAMETERS.items():
            for value in values:
                times, answers = measured[parameter, value]
                id = f"trial.{parameter}_{value}"
                kept = answers == behaviour and is_gain(baseline, times) and id not in refused
                trials.append(
                    Trial(
                        id=id,
                        parameter=parameter,
                        value=value,
                        baseline_ms=baseline,
                        trial_ms=times,
                        behaviour=answers,
                        changed=(parameter,),
                        kept=kept,
                    )
                )
                if kept:
                    settings[parameter] = value
        tuning = Tuning(behaviour=behaviour, trials=tuple(trials), settings=settings)
        beside = self._workshop.folder(task.modules) / "tuning.toml"
        beside.write_text(tuning_toml(tuning), encoding="utf-8")
        return tuning

    def _measure(self, task: TuningInputs) -> dict[tuple[str, int], tuple[tuple[float, ...], str]]:
        variants = [
            ("", 0),
            *((name, value) for name, (_, *values) in PARAMETERS.items() for value in values),
        ]
        asked = {
            "package": task.modules.package,
            "variants": [{name: value} if name else {} for name, value in variants],
            "samples": LEAST_SAMPLES,
            "calls": _CALLS,
        }
        script = _MEASURE.read_text(encoding="utf-8")
        result = self._workshop.run(task.modules, ["-c", script, json.dumps(asked)])
        if result.exit_code != 0:
            raise SandboxError(
                f"the package could not be measured: {(result.stderr.strip().splitlines() or ['no message'])[-1]}",
                where=f"package {task.modules.package}",
                remedy="Look at the package's tests first",
            )
        found = json.loads(result.stdout.strip().splitlines()[-1])
        return {
            variant: (tuple(one["ms"]), str(one["behaviour"])) for variant, one in zip(variants, found, strict=True)
        }


def tuning_toml(tuning: Tuning) -> str:
    """The settings as `tuning.toml`, to lie beside the data."""
    lines = [f"{name} = {value}" for name, value in sorted(tuning.settings.items())]
    return "\n".join(["# Measured and kept by tuning; remove a line to go back to the default.", *lines, ""])
