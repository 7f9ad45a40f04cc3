"""Messages, dead letters and the inbox."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import datetime

from pydantic_core import to_json
from sqlalchemy import ColumnElement, Connection, Text, bindparam, cast, func, select, update

from autogenesis.core import JsonObject, Message, MessageId, RunId
from storage._columns import Written
from storage._database import Database
from storage._prepared import Prepared
from storage._records import DeadLetter
from storage._tables import dead_letters, inbox, messages

_REMEMBERED = 1000
"""Settled messages that may not have been written yet; more than are ever left for later."""


class MessageRepository:
    """Every message that was sent, and those that could not be delivered; implements ``core.Journal``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, message: Message) -> None:
        """Keep a message; recording one id twice keeps the first."""
        row = {
            "id": str(message.id),
            "run": str(message.run),
            "conversation": str(message.conversation),
            "body": _body(message),
        }
        self._database.later(messages, row)

    def dead_letter(self, message: Message, reason: str) -> None:
        """Keep a message that was not delivered, and why."""
        row = {
            "run": str(message.run),
            "body": _body(message),
            "reason": reason,
            "at": self._database.clock.now(),
        }
        self._database.later(dead_letters, row)

    def of_run(self, run: RunId, *, after: MessageId | None = None, limit: int = 10_000) -> tuple[Message, ...]:
        """The run's messages in the order in which they were recorded, those later than ``after``."""
        values = {"which": str(run), "most": limit}
        if after is None:
            rows = self._database.all(_OF_RUN, values)
        else:
            rows = self._database.all(_SINCE, {**values, "mark": str(after)})
        return tuple(Message.model_validate(row["body"]) for row in rows)

    def payloads(self, run: RunId, naming: str, *, fresh: bool = True) -> tuple[tuple[str, JsonObject], ...]:
        """The payloads of the run's messages that have anything under the name, in order, each with its sender; where
        not `fresh`, of those that have been written."""
        values = {"which": str(run), "like": f'%"{naming}"%'}
        found = [row["body"] for row in self._database.all(_NAMING, values, fresh=fresh)]
        return tuple((str(body["sender"]), body["payload"]) for body in found if naming in body["payload"])

    def since(self, offset: int, limit: int) -> tuple[tuple[int, Message], ...]:
        """What was recorded after the offset, of all runs, in order; each with its own offset."""
        query = select(messages.c.seq, messages.c.body).where(messages.c.seq > offset)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(messages.c.seq).limit(limit)).all()
        return tuple((row.seq, Message.model_validate(row.body)) for row in rows)

    def latest_of(self, runs: Sequence[RunId]) -> dict[RunId, Message]:
        """The last message of each of these runs, where there is one."""
        if len(runs) == 1:
            row = next(iter(self._database.all(_LATEST, {"which": str(runs[0])})), None)
            return {} if row is None else {runs[0]: Message.model_validate(row["body"])}
        newest = select(func.max(messages.c.seq)).where(messages.c.run.in_([str(run) for run in runs]))
        query = select(messages.c.body).where(messages.c.seq.in_(newest.group_by(messages.c.run)))
        with self._database.read() as connection:
            found = [Message.model_validate(body) for body in connection.execute(query).scalars()]
        return {message.run: message for message in found}

    def latest(self, limit: int) -> tuple[Message, ...]:
        """The last messages of all runs, in the order in which they were recorded."""
        query = select(messages.c.body).order_by(messages.c.seq.desc()).limit(limit)
        with self._database.read() as connection:
            found = [Message.model_validate(body) for body in connection.execute(query).scalars()]
        return tuple(reversed(found))

    def count(self, run: RunId) -> int:
        query = select(func.count()).select_from(messages).where(messages.c.run == str(run))
        with self._database.read() as connection:
            return connection.execute(query).scalar_one()

    def lost_since(self, moment: datetime) -> int:
        """How many messages were not delivered, since then."""
        query = select(func.count()).select_from(dead_letters).where(dead_letters.c.at >= moment)
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
        self._latest: OrderedDict[tuple[str, str], None] = OrderedDict()

    def seen(self, receiver: str, message: MessageId) -> bool:
        """Whether ``receiver`` has settled the message before."""
        if (receiver, message) in self._latest:
            return True
        return self._database.first(_SEEN, {"receiver": receiver, "message": str(message)}) is not None

    def reply(self, receiver: str, message: MessageId) -> JsonObject | None:
        """What ``receiver`` replied when it settled the message."""
        with self._database.read() as connection:
            return self._reply(connection, receiver, message)

    def settle(self, receiver: str, message: MessageId, reply: JsonObject | None = None) -> None:
        """Remember that ``receiver`` has dealt with the message; doing so twice keeps the first reply."""
        row = {"receiver": receiver, "message": str(message), "at": self._database.clock.now()}
        self._database.later(inbox, row | {"reply": reply if reply is None else _text(reply)})
        self._latest[receiver, message] = None
        if len(self._latest) > _REMEMBERED:
            self._latest.popitem(last=False)

    async def once(
        self, receiver: str, message: MessageId, effect: Callable[[], JsonObject | None]
    ) -> JsonObject | None:
        """What ``effect`` writes to this store and that the message is settled: both in one transaction, or neither.

        It outlives the process, and a power cut with the verdict on it: work is on disk where it is accepted.
        """

        def settle() -> JsonObject | None:
            row = {"receiver": receiver, "message": str(message), "at": self._database.clock.now()}
            with self._database.together() as connection:
                if not self._database.insert_once(connection, inbox, row):  # another that has it too waits here
                    return self._reply(connection, receiver, message)
                reply = effect()
                _REPLIED.run(
                    connection,
                    [{"whose": receiver, "which": str(message), "said": reply if reply is None else _text(reply)}],
                )
                return reply

        return await self._database.in_group(settle)

    def _reply(self, connection: Connection, receiver: str, message: MessageId) -> JsonObject | None:
        found: JsonObject | None = connection.execute(
            select(inbox.c.reply).where(*_settled(receiver, message))
        ).scalar()
        return found


def _body(message: Message) -> JsonObject | Written:
    """The message as it is now, whatever becomes of its payload. Written at once but where halves of characters are in
    it, which only Python's own JSON tells."""
    try:
        head = message.__pydantic_serializer__.to_json(message, exclude=_PAYLOAD)
        return Written(b'%b,"payload":%b}' % (head[:-1], to_json(message.payload, inf_nan_mode="constants")), "utf-8")
    except ValueError:
        plain: JsonObject = message.model_dump(mode="json")
        return plain


def _text(payload: JsonObject) -> JsonObject | Written:
    """The payload as it is now, written at once where ``_body`` would be."""
    try:
        return Written(to_json(payload, inf_nan_mode="constants"), "utf-8")
    except ValueError:
        plain: JsonObject = deepcopy(payload)
        return plain


_IN_ORDER = select(messages.c.body).where(messages.c.run == bindparam("which")).order_by(messages.c.seq)
_OF_RUN = Prepared(_IN_ORDER.limit(bindparam("most")))
_SINCE = Prepared(
    _IN_ORDER.where(
        messages.c.seq > select(messages.c.seq).where(messages.c.id == bindparam("mark")).scalar_subquery()
    ).limit(bindparam("most"))
)
_LATEST = Prepared(
    select(messages.c.body).where(messages.c.run == bindparam("which")).order_by(messages.c.seq.desc()).limit(1)
)
_NAMING = Prepared(_IN_ORDER.where(cast(messages.c.body, Text).like(bindparam("like"))))
_PAYLOAD = {"payload"}
_REPLIED = Prepared(
    update(inbox)
    .where(inbox.c.receiver == bindparam("whose"), inbox.c.message == bindparam("which"))
    .values(reply=bindparam("said"))
)
_SEEN = Prepared(
    select(inbox.c.message).where(inbox.c.receiver == bindparam("receiver"), inbox.c.message == bindparam("message"))
)


def _settled(receiver: str, message: MessageId) -> tuple[ColumnElement[bool], ...]:
    return inbox.c.receiver == receiver, inbox.c.message == str(message)
