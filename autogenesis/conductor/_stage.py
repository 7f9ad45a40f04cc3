"""What one run is carried out on: its broker, its guard, its crew, open as long as it is at work."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from autogenesis.conductor._attempts import Attempts
from autogenesis.conductor._crew import Crew
from autogenesis.conductor._guarding import GuardJournal
from autogenesis.conductor._hosting import broker_of
from autogenesis.conductor._house import House
from autogenesis.conductor._ladder import Ladder
from autogenesis.conductor._lending import asking_of
from autogenesis.conductor._nouns import Order
from autogenesis.conductor._recovery import Recoverer
from autogenesis.conductor._revision import Revision
from autogenesis.conductor._score import Deliverer, Score
from autogenesis.conductor._turnstile import Turnstile
from autogenesis.core import Clock, RunId, StorageError
from broker import BrokerClient, MemoryBroker, MqttBroker
from loopguard import GuardInterceptor, GuardLimits


class SteadyClock:
    """The house's clock as it was at the beginning, going on by the machine's own count: whoever sets the clock
    meanwhile, by a day or by a second, makes no deadline pass and spends no time."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._begin, self._from = clock, clock.now(), clock.monotonic()

    def now(self) -> datetime:
        return self._begin + timedelta(seconds=self._clock.monotonic() - self._from)

    def monotonic(self) -> float:
        return self._clock.monotonic()


class Stage:
    """Opened and closed on the event loop that its score is played on."""

    def __init__(
        self, house: House, run: RunId, order: Order, go_on: Callable[[RunId], None], turnstile: Turnstile
    ) -> None:
        self._house, self._run, self._order, self._go_on, self._turnstile = house, run, order, go_on, turnstile
        self._broker: MemoryBroker | MqttBroker | None = None
        self._journal: GuardJournal | None = None
        self.closed = False

    async def open(self) -> Score:
        """Set the crew up, and give what is to be played."""
        house, storage, run = self._house, self._house.storage, self._run
        clock, resumed = SteadyClock(house.clock), storage.artefacts.any_of(run)
        limits = house.settings.limits
        bounds = GuardLimits(max_hops=limits.max_messages, max_seconds=limits.run_seconds)
        journal = self._journal = GuardJournal(storage, run, bounds, resumed=resumed)
        asking = asking_of(house.settings, storage, run, clock, house.clients)
        crew = Crew(
            run,
            house.crewmaker(self._folder),
            storage,
            house.clients,
            house.others,
            asking=asking,
            turnstile=self._turnstile,
        )
        broker = self._broker = broker_of(
            house.settings,
            clock,
            house.ids,
            interceptor=GuardInterceptor(journal.guard, clock),
            recorder=storage.messages,
            inbox=storage.inbox,
        )
        await broker.__aenter__()
        crew.join(broker, broker.hosted_elsewhere())
        client = BrokerClient(broker, run=run, sender="conductor", ids=house.ids, clock=clock)
        recoverer = Recoverer(
            run,
            storage,
            house.settings,
            clock,
            hire=lambda: crew.join_operations(broker),
            asks_model=crew.asks_model,
        )
        ladder = Ladder(
            run,
            storage,
            journal,
            hire=lambda: crew.join_operations(broker),
            model_of=lambda role: house.settings.model_for(role) if crew.asks_model(role) else "",
            other_model_of=lambda role: house.settings.other_model_for(role) if crew.has_other_model(role) else "",
        )
        attempts = Attempts(
            run, client, storage, journal, house.settings, clock, house.tell, recoverer, ladder, resumed
        )
        recoverer.ask = ladder.ask = attempts.ask
        order = self._order
        deliverer: Deliverer = house.deliverer
        if order.revises is not None:
            deliverer = Revision(storage, run, order.revises)
        return Score(run, order, attempts, deliverer, self._go_on)

    async def close(self) -> None:
        """Let the crew go."""
        if self._broker is not None:
            await self._broker.close()
        if self._journal is not None:
            self._journal.close()
        with suppress(StorageError):  # whoever writes next is told
            await self._house.storage.in_group(lambda: None)  # what was left is written
        self.closed = True

    @property
    def _folder(self) -> Path:
        return self._house.settings.home / "runs" / self._run
