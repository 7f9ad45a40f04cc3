"""Traces of runs and attempts in OpenTelemetry, for whoever listens; nothing is imported where nobody does."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, Final

from autogenesis.core import ConfigurationError

_NAME = "autogenesis"
_UNHEARD: Final = nullcontext()
"""Nobody listens."""


def span(name: str, **attributes: str | int) -> AbstractContextManager[None]:
    """A span of that name around the block, within the one that the thread or task is in."""
    trace = sys.modules.get("opentelemetry.trace")  # who listens has imported it
    if trace is None or isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider):
        return _UNHEARD
    return _heard(trace, name, attributes)


@contextmanager
def _heard(trace: Any, name: str, attributes: Mapping[str, str | int]) -> Iterator[None]:
    named = {f"genesis.{key}": value for key, value in attributes.items()}
    with trace.get_tracer(_NAME).start_as_current_span(name, attributes=named):
        yield


@contextmanager
def traced_to(file: Path | None) -> Iterator[None]:
    """Have every span of the block appended to the file, one JSON object a line; without a file, whatever listens
    already goes on listening. ConfigurationError where the extra is not installed."""
    if file is None:
        yield
        return
    try:
        from opentelemetry import trace
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import ConsoleSpanExporter, SimpleSpanProcessor
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            "traces need the SDK of OpenTelemetry, which is not installed",
            where="the setting traces",
            remedy="Install autogenesis[telemetry], or leave the setting out",
        ) from error
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        stream = file.open("a", encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(
            f"traces cannot be written: {error.strerror}", where=str(file), remedy="Name a file that can be"
        ) from error
    with stream:
        provider = TracerProvider()
        exporter = ConsoleSpanExporter(out=stream, formatter=lambda one: one.to_json(indent=None) + "\n")
        provider.add_span_processor(SimpleSpanProcessor(exporter))
        trace.set_tracer_provider(provider)
        try:
            yield
        finally:
            provider.shutdown()
