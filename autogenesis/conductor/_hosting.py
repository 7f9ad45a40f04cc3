"""Roles hosted for the runs of other processes, and the broker through which a run reaches them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from autogenesis.conductor._crew import Crew
from autogenesis.conductor._house import House
from autogenesis.conductor._lending import asking_of
from autogenesis.core import (
    Clock,
    IdSource,
    Inbox,
    InputError,
    Interceptor,
    JsonObject,
    Message,
    Recorder,
    RunId,
    Settings,
    TopicPattern,
)
from broker import Broker, BrokerOptions, Effect, Handler, MemoryBroker, MqttBroker, mqtt_channel

_RUNS_AT_HAND = 16
_LEASE_SECONDS = 5.0


class RoleHost:
    """Hosts roles for every run that shares this house's database."""

    def __init__(self, house: House, roles: Sequence[str]) -> None:
        known = house.crewmaker(house.settings.home / "runs" / "none")
        unknown = sorted(set(roles) - set(known))
        if unknown or not roles:
            raise InputError(
                f"there is no role {', '.join(unknown)}" if unknown else "no role is named",
                where="--roles",
                remedy=f"Name some of: {', '.join(known)}; or all",
            )
        self._house, self.roles = house, tuple(dict.fromkeys(roles))
        self._crew = lru_cache(maxsize=_RUNS_AT_HAND)(self._hired)

    def join(self, broker: Broker) -> None:
        """Take the assignments of every run; workers with the same role share them out."""
        for role in self.roles:
            broker.subscribe(TopicPattern(f"run/+/role/{role}"), self._handler(role), name=role)

    def _handler(self, role: str) -> Handler:
        async def handle(message: Message) -> JsonObject | Effect | None:
            return await self._crew(message.run).handler(role)(message)

        return handle

    def _hired(self, run: RunId) -> Crew:
        house = self._house
        try:
            house.storage.runs.get(run)
        except InputError as error:
            raise InputError(
                f"run {run} is not in this worker's database",
                where="genesis worker",
                remedy="Give conductor and workers the same database_url",
            ) from error
        asking = asking_of(house.settings, house.storage, run, house.clock, house.clients)
        folder = house.settings.home / "runs" / run
        return Crew(run, house.crewmaker(folder), house.storage, house.clients, house.others, asking=asking)


def broker_of(
    settings: Settings,
    clock: Clock,
    ids: IdSource,
    *,
    interceptor: Interceptor | None = None,
    recorder: Recorder | None = None,
    inbox: Inbox | None = None,
) -> MemoryBroker | MqttBroker:
    """The broker that the settings name, to be entered before use."""
    if settings.broker == "memory":
        options = BrokerOptions(max_deliveries=1)  # what breaks is judged by the conductor, not sent again unseen
        return MemoryBroker(clock, ids, options=options, interceptor=interceptor, recorder=recorder, inbox=inbox)
    key, password = settings.broker_key, settings.broker_password
    channel = mqtt_channel(
        settings.broker,
        key=key.get_secret_value().encode() if key else None,
        password=password.get_secret_value() if password else None,
        lease_seconds=_LEASE_SECONDS,
    )
    return MqttBroker(channel, clock, ids, interceptor=interceptor, recorder=recorder, inbox=inbox)
