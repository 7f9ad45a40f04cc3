"""Settings, health and figures."""

from __future__ import annotations

import hmac

from flask import Blueprint, Response, render_template, request
from pydantic import SecretStr
from werkzeug.exceptions import Unauthorized

from autogenesis.conductor import health_of
from autogenesis.core import Settings, setting_names
from autogenesis.web._desk import desk
from roles import Health, metrics_text

views = Blueprint("watching", __name__)
_METRICS = "text/plain; version=0.0.4; charset=utf-8"


@views.get("/settings")
def settings() -> str:
    """Every setting with what it is now; of secrets, whether they are set."""
    rows = [(name, _shown(desk().settings, name), text) for name, text in setting_names().items()]
    return render_template("settings.html", rows=rows, token_file=desk().folder / "scrape-token")


@views.get("/health")
def health() -> str:
    """How all runs are doing."""
    return render_template("health.html", health=_health(), streams=desk().streams.count)


@views.get("/metrics")
def metrics() -> Response:
    """The figures as Prometheus reads them, for whoever has the token for it."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(given.encode(), desk().scrape_token.encode()):
        raise Unauthorized("Send the header Authorization: Bearer TOKEN; the page Settings says where the token is.")
    return Response(metrics_text(_health()), content_type=_METRICS)


def _health() -> Health:
    return health_of(desk().storage, desk().settings.limits, desk().clock.now())


def _shown(settings: Settings, name: str) -> str:
    if "*" in name:
        last = name.rpartition(".")[2]
        set_for = {role: getattr(one, last) for role, one in settings.roles.items() if getattr(one, last) is not None}
        return ", ".join(f"{role}: {value}" for role, value in set_for.items())
    value: object = settings
    for part in name.split("."):
        value = getattr(value, part)
    if isinstance(value, SecretStr):
        return "set"
    if name == "database_url" and value is not None:
        return "set"  # it may hold a password
    return "" if value is None else str(value)
