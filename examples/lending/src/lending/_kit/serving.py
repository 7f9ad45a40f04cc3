"""The operations over HTTP: bearer tokens say who calls; while it runs it owns the state and the timers."""

from __future__ import annotations

import asyncio
import base64
import gc
import hashlib
import html
import json
import os
import secrets
import signal
import socket
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from . import users
from .describe import operations
from .errors import Fault
from .guarding import Guarded
from .openapi import openapi
from .system import KitSystem

if TYPE_CHECKING:
    from fastapi import FastAPI

TICK = 1.0
_OBJECTS = 10_000


def forward(served: dict[str, str], line: dict[str, Any]) -> Any:
    """Have the process that serves the data answer a line of the session's protocol."""
    request = urllib.request.Request(f"{served['url']}/line", json.dumps(line).encode())
    request.add_header("Authorization", f"Bearer {served['secret']}")
    request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)
    except OSError as error:
        raise Fault(f"The process that serves these data does not answer at {served['url']}: {error}") from error


def application(system: KitSystem, secret: str, a2a: str | None = None) -> FastAPI:
    """The application: POST /operations/<name>, a page that lists them, and /line for the local operator; with the URL
    at which others reach it as `a2a`, what that protocol asks for."""
    from fastapi import FastAPI, HTTPException, Request
    from fastapi.responses import HTMLResponse, JSONResponse
    from fastapi.routing import APIRoute

    from .command_line import answer

    class Direct(APIRoute):
        """FastAPI describes what is offered; the handlers read the request themselves, at a third of the cost."""

        def get_route_handler(self) -> Any:
            return self.endpoint

    # No pages of FastAPI's own: they load scripts from elsewhere.
    app = FastAPI(title=system.design.title, docs_url=None, redoc_url=None)
    found = operations(system.design)
    app.router.route_class = Direct

    def known(token: str) -> tuple[str, str] | None:
        return users.known(system.store, token)

    def bearer(request: Request) -> str:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        return token.strip() if kind.lower() == "bearer" else ""

    def caller(request: Request) -> tuple[str, str]:
        who = known(bearer(request))
        if who is None:
            raise HTTPException(401, "A valid bearer token is needed; `users add` makes one.")
        return who

    async def sent(request: Request) -> Any:
        try:
            return json.loads(await request.body() or b"{}")
        except (ValueError, RecursionError) as error:
            raise HTTPException(422, f"The body is no JSON: {error}") from error

    def offer(operation: dict[str, Any]) -> None:
        async def run(request: Request) -> Any:
            role, by = caller(request)
            given = await sent(request)
            reply = await answer(system, {"call": operation["name"], "input": given, "role": role, "by": by})
            status = 200 if "result" in reply else 422 if "refused" in reply else 500
            return JSONResponse(reply["result"] if status == 200 else reply, status)

        run.__annotations__["request"] = Request  # by its name alone FastAPI would not find it
        app.post(f"/operations/{operation['name']}", include_in_schema=False)(run)

    for each in found:
        offer(each)
    document, others = openapi(system.design.title, system.design.version, found), app.openapi
    app.openapi = lambda: {**document, "paths": {**document["paths"], **others()["paths"]}}  # type: ignore[method-assign]

    if a2a is not None:
        from .a2a_server import routes

        app.router.routes.extend(routes(system, a2a, known))

    @app.post("/line", include_in_schema=False)
    async def line(request: Request) -> Any:
        if not secrets.compare_digest(bearer(request).encode(), secret.encode()):
            raise HTTPException(401, "This is for the local operator.")
        return JSONResponse(await answer(system, await sent(request)))

    async def health(request: Request) -> Any:
        """Whether the data can be read and written, and how many timers are set."""
        found = await system.health()
        return JSONResponse(found, 200 if found["status"] == "healthy" else 503)

    health.__annotations__["request"] = Request  # as above
    app.get("/health", responses={503: {"description": "Not in order; `wrong` says what is not."}})(health)

    @app.get("/", include_in_schema=False)
    async def page(_: Request) -> Any:
        return HTMLResponse(_page(system.design.title, found))

    return app


def _page(title: str, found: list[dict[str, Any]]) -> str:
    forms = "".join(
        f'<form action="/operations/{html.escape(each["name"])}"><h2>{html.escape(each["summary"])}</h2>'
        + "".join(
            f'<label>{html.escape(n)} <input name="{html.escape(n)}"></label> ' for n in each["input"]["properties"]
        )
        + "<button>Ask</button><output></output></form>"
        for each in found
    )
    return (
        f"<!doctype html><title>{html.escape(title)}</title><style>{_STYLE}</style>"
        f"<h1>{html.escape(title)}</h1>"
        f'<p><label>Token <input id="token" type="password"></label> <a href="/openapi.json">API</a></p>{forms}'
        f"<script>{_SCRIPT}</script>"
    )


_SCRIPT = (
    "document.onsubmit = async event => { event.preventDefault(); const form = event.target, input = {};"
    "for (const [name, text] of new FormData(form)) if (text) input[name] ="
    " /^[\\[{]|^(true|false)$/.test(text) ? JSON.parse(text) : text;"
    "const reply = await fetch(form.getAttribute('action'), {method: 'POST', body: JSON.stringify(input), headers:"
    " {'Content-Type': 'application/json', Authorization: 'Bearer ' + document.getElementById('token').value}});"
    "form.querySelector('output').textContent = JSON.stringify(await reply.json(), null, 1); }"
)
_STYLE = "body {font: 16px sans-serif; max-width: 50em; margin: auto} output {white-space: pre-wrap}"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


POLICY = f"script-src {_hash(_SCRIPT)}; style-src {_hash(_STYLE)}; connect-src 'self'"
"""What the page may do: run its own script, and ask this server."""


class Place(NamedTuple):
    """Where to listen: at an address, or on a socket that is handed over. With `a2a` other agents are served as well:
    it is the URL at which they reach this, or empty for host and port."""

    host: str = "127.0.0.1"
    port: int = 8000
    fd: int | None = None
    a2a: str | None = None


async def serve(system: type[KitSystem], data: str, place: Place, workers: str | None = None) -> None:
    """Serve until stopped; meanwhile time passes by itself, and other processes' calls come here."""
    import uvicorn

    async with system.open(data, workers=workers) as running:
        secret = secrets.token_urlsafe(24)
        handed = [] if place.fd is None else [socket.socket(fileno=place.fd)]
        port = handed[0].getsockname()[1] if handed else place.port
        url = f"http://{place.host}:{port}" if place.a2a == "" else place.a2a and place.a2a.rstrip("/")
        guarded = Guarded(application(running, secret, url), place.host, POLICY)
        config = uvicorn.Config(guarded, host=place.host, port=port, log_level="warning", access_log=False)
        server, told = uvicorn.Server(config), Path(data) / "serving.json"
        ticking = asyncio.create_task(_tick(running))
        if "://" not in data:
            with os.fdopen(os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                json.dump({"url": f"http://127.0.0.1:{port}", "secret": secret}, file)
        signal.signal(signal.SIGTERM, lambda number, frame: None)  # the server raises it again when it has ended
        gc.freeze()  # what is loaded stays: to search it for cycles would keep everybody waiting for 0.1 s
        gc.set_threshold(_OBJECTS)
        try:
            await server.serve(handed or None)
        finally:
            told.unlink(missing_ok=True)
            ticking.cancel()
            with suppress(asyncio.CancelledError):
                await ticking


async def _tick(system: KitSystem) -> None:
    while True:
        try:
            await system.clock_to(None)
            await system.keep_figures()
        except Fault as fault:  # noted among the events; time goes on
            print(f"{system.design.title}: {fault}", flush=True)
        await asyncio.sleep(TICK)
