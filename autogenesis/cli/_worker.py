"""`genesis worker`: roles for the runs of other processes and machines."""

from __future__ import annotations

import asyncio
import signal
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from autogenesis.cli._house import open_house
from autogenesis.cli._print import console
from autogenesis.core import ConfigurationError, RandomIds, Settings, SystemClock

if TYPE_CHECKING:
    from autogenesis.conductor import House


def work(roles: str, settings: Settings) -> int:
    """Host the roles until the process is told to stop; the exit code."""
    if settings.broker == "memory":
        raise ConfigurationError(
            "a worker needs a broker that other processes reach",
            where="--broker",
            remedy="Write mqtt://host:1883, or embedded://127.0.0.1:1883 to have one started here",
        )
    with open_house(settings) as house:
        names = list(house.crewmaker(settings.home)) if roles == "all" else [name.strip() for name in roles.split(",")]
        return asyncio.run(_serve(house, names))


async def _serve(house: House, names: list[str]) -> int:
    from autogenesis.conductor import RoleHost, broker_of
    from broker import EmbeddedBroker, MqttBroker, embedded_port

    settings = house.settings
    host = RoleHost(house, names)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        port = embedded_port(settings.broker)
        if port is not None:
            embedded = await stack.enter_async_context(EmbeddedBroker(port))
            root = settings.broker.removeprefix("embedded://").partition("/")[2]
            settings = settings.model_copy(update={"broker": f"mqtt://127.0.0.1:{embedded.port}/{root}"})
        broker = broker_of(settings, SystemClock(), RandomIds(), inbox=house.storage.inbox)
        assert isinstance(broker, MqttBroker)
        await stack.enter_async_context(broker)
        host.join(broker)
        await broker.ready()
        spread = (
            "the MQTT broker spreads the work over workers with the same role"
            if broker.shares
            else "this MQTT broker knows no shared subscriptions: conductors address the workers of a role by turns"
        )
        console(True).print(f"ready: {', '.join(host.roles)} at {settings.broker}; {spread}", markup=False)
        await stop.wait()
    return 0
