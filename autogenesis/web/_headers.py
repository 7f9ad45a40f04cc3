"""What browsers are told about every answer: nothing from elsewhere, no script in a page, no frame, no guessing."""

from __future__ import annotations

from flask import Flask, Response, request

_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_HOUR = 3600


def guard(app: Flask) -> None:
    """Put the headers on every answer. Only what is the same for everybody may be kept by the browser."""

    @app.after_request
    def told(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers[name] = value
        still = request.endpoint == "static" and response.status_code in (200, 304)
        response.headers["Cache-Control"] = f"private, max-age={_HOUR}" if still else "no-store"
        return response
