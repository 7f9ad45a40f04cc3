"""What is wrong with what tuning kept."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from roles._artefacts import Reason, Trial, Tuning
from roles._inputs import TuningInputs
from roles._parameters import LEAST_GAIN, LEAST_SAMPLES, PARAMETERS


def check_tuning(tuning: Tuning, basis: TuningInputs) -> tuple[Reason, ...]:
    """What is kept was measured to be better, alone, and changed nothing that the package answers."""
    found = [reason for trial in tuning.trials for reason in _trial(trial, tuning)]
    return (*found, *_settings(tuning))


def _trial(trial: Trial, tuning: Tuning) -> Iterator[Reason]:
    part = f"trials.{trial.id}"
    if trial.parameter not in PARAMETERS:
        yield Reason(part=f"{part}.parameter", text=f"there is no parameter {trial.parameter!r}")
    elif trial.value not in PARAMETERS[trial.parameter]:
        yield Reason(part=f"{part}.value", text=f"{trial.value} is not among the values allowed")
    if len(trial.changed) != 1 or trial.changed[0] != trial.parameter:
        yield Reason(part=f"{part}.changed", text="a trial changes the one parameter that it names")
    if min(len(trial.baseline_ms), len(trial.trial_ms)) < LEAST_SAMPLES:
        yield Reason(part=part, text=f"it has fewer than {LEAST_SAMPLES} measurements a side")
        return
    if min(*trial.baseline_ms, *trial.trial_ms) <= 0:
        yield Reason(part=part, text="a measurement is not above 0 ms")
    same = trial.behaviour == tuning.behaviour
    if trial.kept and not same:
        yield Reason(part=f"{part}.behaviour", text="the package answered otherwise than before")
    if trial.kept and not is_gain(trial.baseline_ms, trial.trial_ms):
        yield Reason(part=f"{part}.kept", text="it is kept, and no gain was measured")


def _settings(tuning: Tuning) -> Iterator[Reason]:
    kept = {trial.parameter: trial.value for trial in tuning.trials if trial.kept}
    for name, value in tuning.settings.items():
        if name not in kept:
            yield Reason(part=f"settings.{name}", text="no trial that was kept set it")
        elif kept[name] != value:
            yield Reason(part=f"settings.{name}", text=f"the trial kept {kept[name]}, not {value}")
    for name in kept:
        if name not in tuning.settings:
            yield Reason(part=f"settings.{name}", text="a trial was kept, and its value is not set")
    if not tuning.behaviour:
        yield Reason(part="behaviour", text="it does not say what the untuned package answered")


def is_gain(baseline: tuple[float, ...], trial: tuple[float, ...]) -> bool:
    """Whether the median fell by more than the least gain, and by more than the baseline scatters."""
    before, after = statistics.median(baseline), statistics.median(trial)
    return after < before * (1 - LEAST_GAIN) and after < min(baseline)
