"""A text read and put to work in the oracle, so that tests can ask what it does."""

from __future__ import annotations

from typing import Any

import blueprints as bp
from autogenesis.assembly import Machine
from autogenesis.language import understand
from autogenesis.skills import signatures


class Running:
    """What was made of a text, at work."""

    def __init__(self, text: str, start: str = "2026-03-02T09:00") -> None:
        self.specification = understand(text.encode()).specification
        assert bp.check_specification(self.specification, signatures()) == ()
        assert bp.uncovered_literals(self.specification, text) == ()
        self.machine = Machine(self.specification, start)

    @property
    def unclear(self) -> list[str]:
        """The clauses that nothing was made of."""
        return [c.text for c in self.specification.clauses if c.status not in {"implemented", "assumed"}]

    def call(
        self, operation: str, at: str | None = None, *, role: str | None = None, by: str | None = None, **given: Any
    ) -> Any:
        """The result of an operation, which must not be refused."""
        reply = self.machine.call(operation, given, at=at, role=role, by=by)
        assert reply.refused is None, reply
        return reply.result

    def told(self, role: str, at: str | None = None) -> list[Any]:
        """What a role has been sent, by that moment."""
        if at is not None:
            self.machine.clock(at)
        return [note for note in self.machine.notes if note.role == role]

    def refused(
        self, operation: str, at: str | None = None, *, role: str | None = None, by: str | None = None, **given: Any
    ) -> bool:
        """Whether an operation is refused."""
        return self.machine.call(operation, given, at=at, role=role, by=by).refused is not None
