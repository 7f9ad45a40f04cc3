"""Every setting, with its default, its bounds and what it is for."""

from __future__ import annotations

from decimal import Decimal
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
    max_money: Decimal | None = Field(
        default=None, ge=0, description="Money one run may spend on models that have a price; without one, any."
    )
    model_seconds: float = Field(default=180.0, gt=0, description="Time for one answer of a language model.")
    model_tries: int = Field(default=4, ge=1, le=20, description="Tries of one question, where a failure may pass.")
    model_calls: int = Field(default=0, ge=0, description="Calls to one model in a minute; 0 is as many as there are.")
    step_seconds: float = Field(default=900.0, gt=0, description="Time for one step, its tests apart.")
    run_seconds: float = Field(default=1800.0, gt=0, description="Time for one whole run.")
    max_retries: int = Field(default=3, ge=0, le=20, description="Tries of a step more, where a fault may pass.")
    retry_seconds: float = Field(default=1.0, gt=0, le=60, description="Pause before the first retry; then doubled.")
    runs_at_once: int = Field(default=4, ge=1, description="Queued runs that one worker carries out at a time.")
    test_seconds: float = Field(default=300.0, gt=0, description="Time for the package's own tests.")
    memory_mb: int = Field(default=1024, ge=64, description="Memory for one process in the sandbox, in MiB.")
    processes: int = Field(default=64, ge=1, description="Processes that one sandbox may hold at a time.")


class Policy(_Section):
    """What security and compliance forbids, beside what it always does; it stops the run."""

    licences_refused: str = Field(
        default="AGPL, SSPL, BUSL",
        description="Licences that nothing a package needs to run may be under, by their names without a version.",
    )
    personal_in_messages: Literal["list", "refuse"] = Field(
        default="list", description="Whether notifications may hold personal fields: they are listed, or refused."
    )

    @property
    def refused(self) -> tuple[str, ...]:
        """The names of the licences."""
        return tuple(name for each in self.licences_refused.split(",") if (name := each.strip()))


def served(url: str | None) -> str | None:
    """The URL of a server, with no key in it."""
    if url is not None and (not url.startswith(("http://", "https://")) or "@" in url):
        raise ValueError("a server is named by a URL such as http://127.0.0.1:8000/v1, without a user or a key in it")
    return url


class RoleSettings(_Section):
    """What one role does otherwise than the rest."""

    model: str | None = Field(default=None, description="Language model for this role; without one, the run's.")
    other_model: str | None = Field(
        default=None, description="Model for this role where it goes round in circles; without one, the run's."
    )
    model_url: str | None = Field(default=None, description="Server of this role's model, as `model_url` for the run.")
    price_asked: Decimal | None = Field(default=None, ge=0, description="As `price_asked`, for this role's model.")
    price_answered: Decimal | None = Field(
        default=None, ge=0, description="As `price_answered`, for this role's model."
    )

    @field_validator("model_url")
    @classmethod
    def _an_url(cls, url: str | None) -> str | None:
        return served(url)


class Settings(_Section):
    """All settings of one invocation; built once by ``load_settings``."""

    home: Path = Field(default=Path(".genesis"), description="Folder of the database and of the cached environments.")
    database_url: str | None = Field(
        default=None, description="SQLAlchemy URL of the database; without one, a SQLite file under home."
    )
    generated: Path = Field(default=Path("generated"), description="Folder that receives the packages.")
    model: str = Field(
        default="builtin",
        min_length=1,
        description="Language model to ask, as kind:name, such as openai:NAME or replay:FILE; builtin asks none.",
    )
    model_url: str | None = Field(
        default=None, description="Server that speaks the model's protocol, such as http://127.0.0.1:8000/v1."
    )
    price_asked: Decimal | None = Field(
        default=None, ge=0, description="Money for a million tokens that the model reads; without one, tokens count."
    )
    price_answered: Decimal | None = Field(
        default=None, ge=0, description="Money for a million tokens that the model writes; without one, tokens count."
    )
    record: Path | None = Field(
        default=None, description="File that receives every exchange with a model, to be replayed as replay:FILE."
    )
    openai_key: SecretStr | None = Field(
        default=None, exclude=True, description="Key for openai models; from OPENAI_API_KEY or a keyring only."
    )
    anthropic_key: SecretStr | None = Field(
        default=None, exclude=True, description="Key for anthropic models; from ANTHROPIC_API_KEY or a keyring only."
    )
    other_model: str | None = Field(
        default=None, min_length=1, description="Language model to ask instead where roles go round with the first."
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
    policy: Policy = Field(default_factory=Policy, description="What security and compliance forbids.")
    roles: dict[Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")], RoleSettings] = Field(
        default_factory=dict, description="Settings of single roles, by the role's name."
    )

    @field_validator("model_url")
    @classmethod
    def _an_url(cls, url: str | None) -> str | None:
        return served(url)

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

    def other_model_for(self, role: str) -> str:
        """The language model that ``role`` asks instead where it goes round with the first; empty for none."""
        chosen = self.roles.get(role)
        return (chosen.other_model if chosen else None) or self.other_model or ""


def setting_names() -> dict[str, str]:
    """Every setting's dotted name and description; ``roles.*`` stands for any role."""
    names = _described(Settings)
    del names["limits"], names["policy"], names["roles"]
    names |= {f"limits.{name}": text for name, text in _described(Limits).items()}
    names |= {f"policy.{name}": text for name, text in _described(Policy).items()}
    return names | {f"roles.*.{name}": text for name, text in _described(RoleSettings).items()}


def _described(section: type[BaseModel]) -> dict[str, str]:
    return {name: field.description or "" for name, field in section.model_fields.items()}
