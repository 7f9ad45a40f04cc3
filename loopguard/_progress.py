"""Tells progress: an artefact that the run has not seen, or a score above all before in its conversation."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Progress:
    """What was reached so far; `artefacts` may be shared by the conversations of a run."""

    artefacts: dict[str, None] = field(default_factory=dict)
    best: float | None = None

    def made(self, artefact: str | None, score: float | None) -> tuple[bool, bool]:
        """Whether the artefact is new, and whether the score is the best; both are remembered."""
        fresh = artefact is not None and artefact not in self.artefacts
        if artefact is not None:
            self.artefacts[artefact] = None
        better = score is not None and (self.best is None or score > self.best)
        if better:
            self.best = score
        return fresh, better
