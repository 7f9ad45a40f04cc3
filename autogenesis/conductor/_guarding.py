"""Keeps what the loop guard of a run has seen, so that a restart goes on from there."""

from __future__ import annotations

from autogenesis.conductor._loops import loops_of
from autogenesis.core import ConversationId, MessageId, RunId
from loopguard import GuardLimits, LoopGuard, observation_of
from storage import Storage

GUARD, LOOPS, _MARK = "guard", "loops", "guarded"
_SELDOM = 256
"""Attempts after which the guard is kept, or as many as there were up to then. What it saw since is in the messages."""


class GuardJournal:
    """The guard of one run. Keeping all that it knows costs the more the longer the run is, so it is kept now and
    then, with the last message that it had seen; a restart shows it those after that again."""

    def __init__(self, storage: Storage, run: RunId, limits: GuardLimits, *, resumed: bool) -> None:
        """Only where the run is `resumed` was anything seen before."""
        self._storage, self._run = storage, run
        self._limits = limits
        kept = storage.runs.state(run, GUARD) if resumed else None
        self.guard = LoopGuard.restore(kept, limits) if isinstance(kept, dict) else LoopGuard(limits)
        self._attempts, self._kept_at, self._stirred = 0, 0, False
        if resumed:
            self._catch_up()

    def stir(self) -> None:
        """The guard has stepped in: what it knows is kept next time."""
        self._stirred = True

    def climbed(self, conversation: ConversationId, rung: int) -> None:
        """The loop found last in the conversation was met on that rung."""
        self.guard.climbed(conversation, rung)
        self.stir()

    def close(self) -> None:
        """The run goes no further here: what the guard did is kept; what it saw since is in the messages."""
        if self._stirred:
            self.keep(now=True)

    def keep(self, *, now: bool = False) -> None:
        """Keep what the guard knows, if it is time to."""
        self._attempts += 1
        due = self._attempts - self._kept_at >= max(_SELDOM, self._kept_at)
        if not now and not due and not self._stirred:
            return
        self._kept_at, self._stirred = self._attempts, False
        latest = self._storage.messages.latest_of([self._run]).get(self._run)
        self._storage.runs.save_state(self._run, GUARD, self.guard.export())
        self._storage.runs.save_state(self._run, LOOPS, self.guard.loops)
        self._storage.runs.save_state(self._run, _MARK, None if latest is None else str(latest.id))

    def _catch_up(self) -> None:
        mark = self._storage.runs.state(self._run, _MARK)
        after = MessageId(mark) if isinstance(mark, str) else None
        missed = self._storage.messages.of_run(self._run, after=after)
        rungs = {loop.messages[-1].id: loop.rung for loop in loops_of(self._storage, self._run)} if missed else {}
        last = {message.conversation: message.id for message in missed}
        answered = {message.correlation for message in missed}
        for message in missed:
            cut_off = message.reply_to is not None and message.id not in answered
            if cut_off and last[message.conversation] == message.id:
                continue  # whoever was asked was killed: it is asked again, which is no loop, and seen then
            found = self.guard.observe(observation_of(message, message.sent_at))
            if found.cycle:  # where it was killed before it kept the loop, nothing was done about it
                self.guard.climbed(message.conversation, rungs.get(message.id, 0))
        if missed:  # the time until now was nobody's work: what is spent is kept, and counted on from the next message
            self.guard = LoopGuard.restore(self.guard.export(), self._limits)
            self.keep(now=True)
