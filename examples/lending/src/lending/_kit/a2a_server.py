"""The operations for other agents, by the A2A protocol: a card that says what there is, and an endpoint that answers.

Needs the extra `a2a`. A message holds one data part, ``{"operation": name, "input": {…}}``; it is answered at once by a
message with one: ``{"result": …}``, ``{"refused": {…}}`` or ``{"fault": text}``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .command_line import answer
from .describe import operations
from .errors import Fault
from .openapi import REFUSAL
from .system import KitSystem

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

SCHEMAS = "urn:x-operations:schemas"
"""The extension of the card that holds the JSON Schemas of the skills, by their ids."""
JSON = "application/json"
NEEDED = 'One data part is needed: {"operation": name, "input": {…}}.'
Who = Callable[[str], tuple[str, str] | None]
"""The role and the id that a token stands for."""


def card(title: str, version: str, offered: Iterable[Mapping[str, Any]], url: str) -> dict[str, Any]:
    """The agent card: a skill for each operation that ``operations --json`` lists; their schemas in an extension."""
    listed = list(offered)
    parameters = {each["name"]: {key: each[key] for key in ("roles", "input", "output")} for each in listed}
    how = f'Skills are operations: send one data part, {{"operation": skill id, "input": {{…}}}}. {_ANSWERS}'
    return {
        "name": title,
        "description": how,
        "version": version,
        "supportedInterfaces": [{"url": f"{url}/a2a", "protocolBinding": "JSONRPC", "protocolVersion": "1.0"}],
        "capabilities": {
            "streaming": False,
            "pushNotifications": False,
            "extensions": [
                {
                    "uri": SCHEMAS,
                    "description": "The JSON Schemas of what skills take and give, and of a refusal.",
                    "params": {"operations": parameters, "refused": dict(REFUSAL)},
                }
            ],
        },
        "securitySchemes": {"bearer": {"httpAuthSecurityScheme": {"scheme": "bearer"}}},
        "securityRequirements": [{"schemes": {"bearer": {}}}],
        "defaultInputModes": [JSON],
        "defaultOutputModes": [JSON],
        "skills": [_skill(each) for each in listed],
    }


_ANSWERS = 'The answer is one data part: {"result": …}, {"refused": {rule, reason, field, source}} or {"fault": text}.'


def _skill(operation: Mapping[str, Any]) -> dict[str, Any]:
    roles = operation["roles"]
    only = f" Only for: {', '.join(roles)}." if roles else ""
    name = operation["name"]
    return {"id": name, "name": name, "description": operation["summary"] + only, "tags": list(roles) or ["everybody"]}


def routes(system: KitSystem, url: str, who: Who) -> list[BaseRoute]:
    """The card at its well-known place, and the endpoint, for those that have a token."""
    try:
        from a2a.client.card_resolver import parse_agent_card
        from a2a.helpers import get_data_parts, new_data_message
        from a2a.server.agent_execution import AgentExecutor, RequestContext
        from a2a.server.context import ServerCallContext
        from a2a.server.events import EventQueue
        from a2a.server.request_handlers import DefaultRequestHandler
        from a2a.server.routes import DefaultServerCallContextBuilder, create_agent_card_routes, create_jsonrpc_routes
        from a2a.server.tasks import InMemoryTaskStore
        from starlette.requests import Request
        from starlette.responses import JSONResponse, Response
        from starlette.routing import Route
    except ImportError as error:
        named = f'pip install "{system.design.name}[a2a]"'
        raise Fault(f"A2A needs more than is installed here ({error}): {named}") from error

    class Operations(AgentExecutor):
        """Answers each message at once; there are no tasks to wait for."""

        async def execute(self, context: RequestContext, event_queue: EventQueue) -> None:
            """Ask for what the message names, as whoever sent it."""
            role, by = context.call_context.state["who"]
            given = get_data_parts(context.message.parts) if context.message is not None else []
            match given:
                case [{"operation": str(name), **more}] if not more.keys() - {"input"}:
                    line = {"call": name, "input": _whole(more.get("input", {})), "role": role, "by": by}
                    reply = await answer(system, line)
                case _:
                    reply = {"refused": {"rule": "type.message", "reason": NEEDED, "field": None, "source": None}}
            await event_queue.enqueue_event(new_data_message(reply, media_type=JSON, context_id=context.context_id))

        async def cancel(self, context: RequestContext, event_queue: EventQueue) -> None:
            """Nothing is ever under way."""

    class Callers(DefaultServerCallContextBuilder):
        def build(self, request: Request) -> ServerCallContext:
            context = super().build(request)
            context.state["who"] = request.state.who
            return context

    described = card(system.design.title, system.design.version, operations(system.design), url)
    parsed = parse_agent_card(described)
    handler = DefaultRequestHandler(Operations(), InMemoryTaskStore(), parsed)
    (endpoint,) = create_jsonrpc_routes(handler, "/a2a", Callers())

    async def known(request: Request) -> Response:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        request.state.who = who(token) if kind.lower() == "bearer" else None
        if request.state.who is None:
            text = "A valid bearer token is needed; `users add` makes one."
            return JSONResponse({"detail": text}, 401, {"WWW-Authenticate": "Bearer"})
        found: Response = await endpoint.endpoint(request)
        return found

    return [*create_agent_card_routes(parsed), Route("/a2a", known, methods=["POST"])]


def _whole(value: Any) -> Any:
    """Whole numbers as such, as far as they are exact: the protocol has only numbers with a fraction."""
    match value:
        case float():
            return int(value) if value.is_integer() and abs(value) < 2**53 else value
        case list():
            return [_whole(each) for each in value]
        case dict():
            return {name: _whole(each) for name, each in value.items()}
    return value
