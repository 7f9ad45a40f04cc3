"""Messages, dead letters and the inbox."""

from __future__ import annotations

from sqlalchemy import func, insert, select

from autogenesis.core import Message, MessageId, RunId
from storage._database import Database
from storage._records import DeadLetter
from storage._tables import dead_letters, inbox, messages


class MessageRepository:
    """Every message that was sent, and those that could not be delivered; implements ``core.Recorder``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, message: Message) -> None:
        """Keep a message; recording one id twice keeps the first."""
        row = {
            "id": str(message.id),
            "run": str(message.run),
            "conversation": str(message.conversation),
            "body": message.model_dump(mode="json"),
        }
        with self._database.note() as connection:
            self._database.insert_once(connection, messages, row)

    def dead_letter(self, message: Message, reason: str) -> None:
        """Keep a message that was not delivered, and why."""
        row = {
            "run": str(message.run),
            "body": message.model_dump(mode="json"),
            "reason": reason,
            "at": self._database.clock.now(),
        }
        with self._database.note() as connection:
            connection.execute(insert(dead_letters).values(**row))

    def of_run(self, run: RunId, *, after: MessageId | None = None, limit: int = 10_000) -> tuple[Message, ...]:
        """The run's messages in the order in which they were recorded, those later than ``after``."""
        query = select(messages.c.body).where(messages.c.run == str(run)).order_by(messages.c.seq).limit(limit)
        if after is not None:
            mark = select(messages.c.seq).where(messages.c.id == str(after)).scalar_subquery()
            query = query.where(messages.c.seq > mark)
        with self._database.read() as connection:
            return tuple(Message.model_validate(body) for body in connection.execute(query).scalars())

    def count(self, run: RunId) -> int:
        query = select(func.count()).select_from(messages).where(messages.c.run == str(run))
        with self._database.read() as connection:
            return connection.execute(query).scalar_one()

    def dead_letters(self, run: RunId) -> tuple[DeadLetter, ...]:
        """The run's messages that were not delivered, in order."""
        query = select(dead_letters).where(dead_letters.c.run == str(run)).order_by(dead_letters.c.seq)
        with self._database.read() as connection:
            return tuple(
                DeadLetter(message=Message.model_validate(row.body), reason=row.reason, at=row.at)
                for row in connection.execute(query)
            )


class StoredInbox:
    """Which messages a receiver has settled, across restarts; implements ``core.Inbox``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def seen(self, receiver: str, message: MessageId) -> bool:
        """Whether ``receiver`` has settled the message before."""
        query = select(inbox.c.at).where(inbox.c.receiver == receiver, inbox.c.message == str(message))
        with self._database.read() as connection:
            return connection.execute(query).one_or_none() is not None

    def settle(self, receiver: str, message: MessageId) -> None:
        """Remember that ``receiver`` has dealt with the message; doing so twice is no error."""
        row = {"receiver": receiver, "message": str(message), "at": self._database.clock.now()}
        with self._database.note() as connection:
            self._database.insert_once(connection, inbox, row)
