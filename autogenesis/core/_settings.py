"""Every setting, with its default, its bounds and what it is for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Limits(_Section):
    """Bounds on what one run may spend."""

    max_attempts: int = Field(default=3, ge=1, le=20, description="Attempts at one step before it is given up.")
    max_messages: int = Field(default=2000, ge=1, description="Messages one run may send.")
    max_tokens: int = Field(default=200_000, ge=0, description="Tokens one run may ask of language models.")
    step_seconds: float = Field(default=120.0, gt=0, description="Time for one step, its tests apart.")
    run_seconds: float = Field(default=1800.0, gt=0, description="Time for one whole run.")
    max_retries: int = Field(default=3, ge=0, le=20, description="Tries of a step more, where a fault may pass.")
    retry_seconds: float = Field(default=1.0, gt=0, le=60, description="Pause before the first retry; then doubled.")
    runs_at_once: int = Field(default=4, ge=1, description="Queued runs that one worker carries out at a time.")
    test_seconds: float = Field(default=300.0, gt=0, description="Time for the package's own tests.")
    memory_mb: int = Field(default=1024, ge=64, description="Memory for one process in the sandbox, in MiB.")
    processes: int = Field(default=64, ge=1, description="Processes that one sandbox may hold at a time.")


class RoleSettings(_Section):
    """What one role does otherwise than the rest."""

    model: str | None = Field(default=None, description="Language model for this role; without one, the run's.")


class Settings(_Section):
    """All settings of one invocation; built once by ``load_settings``."""

    home: Path = Field(default=Path(".genesis"), description="Folder of the database and of the cached environments.")
    database_url: str | None = Field(
        default=None, description="SQLAlchemy URL of the database; without one, a SQLite file under home."
    )
    generated: Path = Field(default=Path("generated"), description="Folder that receives the packages.")
    model: str = Field(
        default="builtin", min_length=1, description="Language model to ask; builtin means that none is."
    )
    assist: Literal["gaps", "full"] = Field(
        default="gaps", description="Whether a model is asked for what is lacking only, or for everything."
    )
    sandbox: Literal["auto", "bubblewrap", "process"] = Field(
        default="auto", description="What runs the package's code; auto takes the strongest there is."
    )
    broker: str = Field(
        default="memory", description="What carries messages: memory, or mqtt[s]://[user@]host[:port][/root]."
    )
    broker_key: SecretStr | None = Field(
        default=None, exclude=True, description="Secret that signs messages over MQTT; from the environment only."
    )
    broker_password: SecretStr | None = Field(
        default=None, exclude=True, description="Password of the MQTT broker's user; from the environment only."
    )
    traces: Path | None = Field(
        default=None, description="File that receives traces of runs as JSON lines; needs autogenesis[telemetry]."
    )
    timezone: str = Field(default="UTC", description="Time zone of dates and times, by its IANA name.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="The least severe log record that is shown."
    )
    limits: Limits = Field(default_factory=Limits, description="Bounds on what one run may spend.")
    roles: dict[Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")], RoleSettings] = Field(
        default_factory=dict, description="Settings of single roles, by the role's name."
    )

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ValueError, OSError, LookupError) as error:
            raise ValueError(f"{name!r} is no IANA time zone, such as UTC or Europe/Berlin") from error
        return name

    @property
    def database(self) -> str:
        """The database's URL, with the default filled in."""
        return self.database_url or f"sqlite:///{self.home / 'genesis.db'}"

    def model_for(self, role: str) -> str:
        """The language model that ``role`` may ask; ``builtin`` where it may ask none."""
        chosen = self.roles.get(role)
        return (chosen.model if chosen else None) or self.model


def setting_names() -> dict[str, str]:
    """Every setting's dotted name and description; ``roles.*`` stands for any role."""
    names = _described(Settings)
    del names["limits"], names["roles"]
    names |= {f"limits.{name}": text for name, text in _described(Limits).items()}
    return names | {f"roles.*.{name}": text for name, text in _described(RoleSettings).items()}


def _described(section: type[BaseModel]) -> dict[str, str]:
    return {name: field.description or "" for name, field in section.model_fields.items()}
