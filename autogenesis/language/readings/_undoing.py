"""Owns going back: what a sentence added to a draft is taken away where it turns out to say something else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autogenesis.language._draft import Draft
from autogenesis.language.readings._control import control


@dataclass
class Mark:
    """How much of a draft and of what it controls was there, to go back to where a sentence turns out to be something else."""

    draft: Draft
    sizes: dict[str, Any]
    counts: list[int]

    @classmethod
    def of(cls, draft: Draft) -> Mark:
        """Now."""
        sizes: dict[str, Any] = {
            e.name: (set(e.fields), set(e.derivations), len(e.initial), set(e.later)) for e in draft.entities.values()
        }
        sizes["/"] = (set(draft.operations), set(draft.actors), set(control(draft).parts), set(control(draft).singles))
        return cls(draft, sizes, [len(each) for each in cls._lists(draft)])

    @staticmethod
    def _lists(draft: Draft) -> tuple[list[object], ...]:
        made = control(draft)
        return (draft.assumptions, draft.gaps, draft.reactions, made.readings, made.switches, made.crossed)  # type: ignore[return-value]

    def undo(self) -> None:
        """Take away what was added since."""
        draft, made = self.draft, control(self.draft)
        _keep(draft.entities, set(self.sizes))
        for entity in draft.entities.values():
            fields, derivations, initial, later = self.sizes[entity.name]
            _keep(entity.fields, fields)
            _keep(entity.derivations, derivations)
            del entity.initial[initial:]
            entity.later &= later
        operations, actors, parts, singles = self.sizes["/"]
        for table, known in ((draft.operations, operations), (draft.actors, actors), (made.parts, parts)):
            _keep(table, known)
        made.singles &= singles
        for each, length in zip(self._lists(draft), self.counts, strict=True):
            del each[length:]


def _keep(table: dict[str, Any], known: set[str]) -> None:
    for name in [name for name in table if name not in known]:
        del table[name]
