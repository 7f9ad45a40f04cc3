"""Writes down a conversation as labelled lines."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from loopguard import Label, Line, Window

Shape = Callable[["Talk"], None]
"""Adds messages to a talk."""


@dataclass
class Talk:
    """Messages in the making; `rng` is all the chance there is."""

    rng: random.Random
    lines: list[dict[str, object]] = field(default_factory=list)
    made: int = 0
    onset: int = 0

    def say(self, sender: str, receiver: str | None, action: str, text: str, **more: object) -> None:
        """One message; `outcome`, `artefact_hash` and `score` may be given."""
        self.lines.append({"sender": sender, "receiver": receiver, "action": action, "text": text, **more})

    def goes_wrong(self) -> None:
        """From here on it is a loop."""
        self.onset = len(self.lines)

    def fresh(self) -> str:
        """The hash of an artefact that was not there before."""
        self.made += 1
        return hashlib.sha256(f"{self.rng.random()} {self.made}".encode()).hexdigest()[:12]

    def window(self, id: str, label: Label) -> Window:
        """What was said, with its label."""
        last = len(self.lines) - 1
        lines = (
            Line.model_validate({"window": id, "seq": seq, **line, "label": label if seq == last else None})
            for seq, line in enumerate(self.lines)
        )
        return Window(id, tuple(lines), label, self.onset)


def windows(kinds: Mapping[str, Shape], label: Label, count: int, seed: int) -> list[Window]:
    """So many windows, the kinds in turn; the same ones for the same seed."""
    names = sorted(kinds)
    made = []
    for number in range(count):
        kind = names[number % len(names)]
        talk = Talk(random.Random(f"{seed} {label} {number}"))
        kinds[kind](talk)
        made.append(talk.window(f"{label}-{kind}-{number}", label))
    return made


def write(windows: Iterable[Window], file: Path) -> None:
    """The windows as JSON lines, without fields that are not given."""
    with file.open("w", encoding="utf-8") as stream:
        for window in windows:
            for line in window.lines:
                stream.write(json.dumps(line.model_dump(exclude_none=True), ensure_ascii=False) + "\n")
