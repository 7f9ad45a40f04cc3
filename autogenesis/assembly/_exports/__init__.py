"""The ways out: what a package offers, in the form that others read, and projects that use it in their frameworks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from autogenesis.assembly._exports._autogen import autogen, model_component
from autogenesis.assembly._exports._crewai import crewai
from autogenesis.assembly._exports._documents import a2a, asyncapi_document, mcp, openapi_document
from autogenesis.assembly._exports._langgraph import langgraph
from autogenesis.assembly._exports._offered import Offered
from autogenesis.assembly._package import MANIFEST
from autogenesis.assembly._report import as_json_text

__all__ = ["EXPORTS", "Export", "Offered", "exported", "model_component"]


@dataclass(frozen=True)
class Export:
    """A form that systems are exported in."""

    name: str
    summary: str
    make: Callable[[Offered], Mapping[str, str]]


EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        each.name: each
        for each in (
            Export("a2a", "The agent card of A2A; the server is in the package (`serve --a2a`).", a2a),
            Export("asyncapi", "An AsyncAPI 3.0 document: calls, answers and events.", asyncapi_document),
            Export("autogen", "An AutoGen project: components of the agents; their tools are operations.", autogen),
            Export("crewai", "A crewAI project: a flow that asks the agents; it needs no model.", crewai),
            Export("langgraph", "A LangGraph project: a graph of the agents; it needs no model.", langgraph),
            Export("mcp", "What MCP clients are told; the server is in the package (`mcp`).", mcp),
            Export("openapi", "An OpenAPI 3.1 document of the operations over HTTP.", openapi_document),
        )
    }
)


def exported(system: Offered, kind: str) -> Mapping[str, bytes]:
    """The files of an export, by path, with a manifest beside them; the same for the same system."""
    files = {path: text.encode() for path, text in EXPORTS[kind].make(system).items()}
    hashes = {path: hashlib.sha256(body).hexdigest() for path, body in sorted(files.items())}
    manifest = as_json_text({"export": kind, "system": system.blueprint.slug, "files": hashes})
    return MappingProxyType(dict(sorted({**files, MANIFEST: manifest.encode()}.items())))
