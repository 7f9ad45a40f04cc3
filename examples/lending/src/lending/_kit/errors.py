"""What a caller is told when something cannot be done: a refusal by a rule, or a fault of the system."""

from __future__ import annotations


class KitError(Exception):
    """What every error of this package derives from: Refused (the caller's to mend) and Fault (not)."""


class Refused(KitError):  # noqa: N818 - the word that callers are answered with
    """A rule does not allow it; nothing was changed. `field` is the input at fault, `source` the sentence."""

    def __init__(self, reason: str, *, rule: str, field: str | None = None, source: str | None = None) -> None:
        super().__init__(reason)
        self.reason, self.rule, self.field, self.source = reason, rule, field, source

    def as_json(self) -> dict[str, str | None]:
        """The form in which callers get it."""
        return {"rule": self.rule, "reason": self.reason, "field": self.field, "source": self.source or None}


class Fault(KitError):  # noqa: N818 - the word that callers are answered with
    """The system cannot go on with this: says what, where, and what to do."""


class Unreachable(Fault):
    """Nobody answers for an agent. What was under way is not given up: it is done when somebody answers again."""
