"""The one tree of errors: what was wrong, where, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from autogenesis.core._decision import Decision


class GenesisError(Exception):
    """Base of every error the house raises on purpose.

    ::

        GenesisError                    1  a fault
        ├── InputError                  2  what was handed in cannot be used
        │   ├── ConfigurationError      2  a setting is unknown or has a wrong value
        │   ├── SpecificationError      2  a specification cannot be read or built
        │   ├── BlueprintError          2  a blueprint is not a sound graph
        │   └── ChangeError             2  a Change does not fit what it alters
        ├── PackageTestsError           3  the generated package's tests fail
        ├── GuardError                  4  a guard stopped a message or a run
        ├── PolicyError                 4  a policy forbids it
        ├── BudgetError                 4  a budget is spent
        │   └── DeadlineError           4  the time allowed has passed
        ├── RunCancelledError           5  a person cancelled the run
        ├── UsageError                 64  the command line is wrong
        ├── StorageError                1  the database is unusable or refuses
        ├── BrokerError                 1  a message cannot be carried
        ├── SandboxError                1  the sandbox failed, not what ran in it
        ├── ModelError                  1  a language model failed or answered out of shape
        ├── SkillError                  1  a skill is malformed or fails its tests
        ├── AssemblyError               1  a package cannot be written
        ├── DeploymentError             1  a deployment cannot be made, changed or reached
        ├── ResourceError               1  a prompt or parameter is missing or malformed
        └── ArtefactError               1  an artefact is malformed or cannot be hashed

    ``exit_code`` is what the command line ends with. ``retryable`` tells the broker whether delivering the
    same message again may help.
    """

    exit_code: ClassVar[int] = 1
    retryable: ClassVar[bool] = False

    def __init__(self, what: str, *, where: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what.rstrip('.')} ({self.where}). {self.remedy.rstrip('.')}."

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.__dict__)

    def as_json(self) -> dict[str, str | int]:
        """The error as one flat JSON object, for ``--json`` and the web."""
        return {
            "error": type(self).__name__,
            "what": self.what,
            "where": self.where,
            "remedy": self.remedy,
            "exit_code": self.exit_code,
        }


def _rebuild(cls: type[GenesisError], state: dict[str, object]) -> GenesisError:
    """Unpickle without calling ``__init__``: subclasses may ask for more than a plain error has."""
    error = cls.__new__(cls, state["what"])
    error.__dict__.update(state)
    return error


class InputError(GenesisError):
    """What was handed in cannot be used."""

    exit_code = 2


class ConfigurationError(InputError):
    """A setting is unknown or has a wrong value."""


class SpecificationError(InputError):
    """A specification cannot be read, or holds nothing that can be built."""


class BlueprintError(InputError):
    """A blueprint is not a sound graph."""


class ChangeError(InputError):
    """A Change names a part that is not there, or breaks a check."""


class PackageTestsError(GenesisError):
    """The generated package's own tests fail."""

    exit_code = 3


class GuardError(GenesisError):
    """A guard stopped a message or a run; ``decision`` says how to go on, where the guard knows."""

    exit_code = 4

    def __init__(self, what: str, *, where: str, remedy: str, decision: Decision | None = None) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.decision = decision


class PolicyError(GenesisError):
    """A policy forbids what was asked."""

    exit_code = 4


class BudgetError(GenesisError):
    """A budget of attempts, messages, tokens or time is spent."""

    exit_code = 4


class DeadlineError(BudgetError):
    """The time allowed for one step or one reply has passed."""


class RunCancelledError(GenesisError):
    """A person cancelled the run."""

    exit_code = 5


class UsageError(GenesisError):
    """The command line is wrong."""

    exit_code = 64


class StorageError(GenesisError):
    """The database is unusable, is not ours, or refuses what was asked."""

    retryable = True


class BrokerError(GenesisError):
    """A message cannot be carried: no subscriber, a full queue, a closed broker, a failed handler."""


class SandboxError(GenesisError):
    """The sandbox itself failed, as opposed to what ran in it."""


class ModelError(GenesisError):
    """A language model failed, or its answer is not of the asked shape."""

    retryable = True


class SkillError(GenesisError):
    """A skill is malformed, or its own tests fail."""


class AssemblyError(GenesisError):
    """A package cannot be written from the blueprint."""


class DeploymentError(GenesisError):
    """A deployment cannot be made, changed or reached."""


class ResourceError(GenesisError):
    """A prompt or parameter is missing or malformed."""


class ArtefactError(GenesisError):
    """An artefact is malformed, or cannot be written as canonical JSON."""
