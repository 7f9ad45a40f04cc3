"""A candidate skill: what a model wrote for one system and what passed there, kept until somebody vouches for it."""

from __future__ import annotations

from autogenesis.core import content_hash
from blueprints import Example, Frozen, Id, PlainKind


class Candidate(Frozen):
    """What was written, for what, in which run, and what spoke for it. No run uses it: a skill it becomes only where it
    is proved on other texts and approved."""

    system: str
    """The slug of the system that it was written for."""
    run: str
    text_hash: str
    """Of the specification's text."""
    sentences: tuple[str, ...] = ()
    """What the text says of it."""
    operation: Id
    summary: str
    function: str
    parameters: dict[str, PlainKind]
    """What it is given by name; anything but today may be absent."""
    result: PlainKind
    source: str
    examples: tuple[Example, ...]
    """Its own tests: what it gave in a sandbox."""
    package_tests: int = 0
    """Tests of the package that passed with it in there; 0 where none were run."""

    @property
    def name(self) -> str:
        """What it is kept under."""
        return f"{self.system}.{self.function}"

    @property
    def hash(self) -> str:
        """Of what it takes, gives and does, wherever and whenever it was written."""
        body = self.model_dump(mode="json")
        return content_hash({name: body[name] for name in ("parameters", "result", "source", "examples")})
