"""Opens the language models that the settings name, each once, for the roles that may ask them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from autogenesis.core import ConfigurationError, Settings, SystemClock

if TYPE_CHECKING:
    from autogenesis.models import Model, Price

_BUILTIN = "builtin"


def open_clients(settings: Settings) -> dict[str, Model]:
    """The model of each role that has one; nothing is imported where none has."""
    if settings.model == _BUILTIN and all(role.model in (None, _BUILTIN) for role in settings.roles.values()):
        return {}
    from roles import packaged_prompts

    known = sorted(set(packaged_prompts()) - {"again", "generated_agent"})
    for role, own in settings.roles.items():
        if role not in known and own.model is not None:
            raise ConfigurationError(
                f"there is no role {role!r} that asks a model",
                where=f"roles.{role}.model",
                remedy=f"Name one of: {', '.join(known)}",
            )
    opened: dict[tuple[str, str | None], Model] = {}
    return {role: _opened(role, settings, opened) for role in known if settings.model_for(role) != _BUILTIN}


def open_others(settings: Settings) -> dict[str, Model]:
    """The model that each role is given where it goes round in circles with its own; none where none is named. It is
    asked on the run's server where that speaks its protocol, and nobody knows its price."""
    other = settings.other_model or _BUILTIN
    same_kind = other.partition(":")[0] == settings.model.partition(":")[0]
    apart = {"price_asked": None, "price_answered": None}
    given = {
        role: own.model_copy(update={"model": own.other_model, "model_url": None, **apart})
        for role, own in settings.roles.items()
    }
    url = settings.model_url if same_kind else None
    return open_clients(settings.model_copy(update={"model": other, "model_url": url, "roles": given, **apart}))


def open_one(settings: Settings) -> Model:
    """The model that the settings name for the run, whatever they say of single roles."""
    return _opened("", settings.model_copy(update={"roles": {}}), {})


def _opened(role: str, settings: Settings, opened: dict[tuple[str, str | None], Model]) -> Model:
    """The model of one role; roles with the same model on the same server share it, its rate and its answers."""
    from autogenesis.models import Access, model_name, open_model

    own = settings.roles.get(role)
    apart = own is not None and own.model is not None
    url = (own.model_url if own is not None else None) or (None if apart else settings.model_url)
    name = settings.model_for(role)
    if (name, url) not in opened:
        limits = settings.limits
        access = Access(
            clock=SystemClock(),
            url=url,
            keys={"openai": settings.openai_key, "anthropic": settings.anthropic_key},
            price=_price(role, settings, apart=apart),
            record=settings.record,
            seconds=limits.model_seconds,
            tries=limits.model_tries,
            a_minute=limits.model_calls,
        )
        opened[name, url] = open_model(model_name(name, f"roles.{role}.model" if apart else "--model"), access)
    return opened[name, url]


def _price(role: str, settings: Settings, *, apart: bool) -> Price | None:
    """What the role's model costs; None where nobody said."""
    from autogenesis.models import Price

    own = settings.roles.get(role)
    asked, answered = own and own.price_asked, own and own.price_answered
    if not apart:
        asked = settings.price_asked if asked is None else asked
        answered = settings.price_answered if answered is None else answered
    if asked is None and answered is None:
        return None
    return Price(asked=asked or Decimal(0), answered=answered or Decimal(0))
