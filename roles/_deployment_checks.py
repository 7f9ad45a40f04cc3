"""What is wrong with a deployment: unhealthy, or with more rights than it declares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roles._artefacts import Deployment, Reason
from roles._container import container_faults
from roles._inputs import DeploymentInputs

_FORBIDDEN = (
    (re.compile(r"^\s*privileged:\s*true", re.MULTILINE), "it asks for a privileged container"),
    (re.compile(r"docker\.sock"), "it mounts the container engine's socket"),
    (
        re.compile(r"^\s*(network_mode|pid|ipc):\s*[\"']?host", re.MULTILINE),
        "it shares a namespace of the host",
    ),
    (re.compile(r"^\s*cap_add:", re.MULTILINE), "it asks for more capabilities"),
    (re.compile(r"^\s*user:\s*[\"']?(root|0)\b", re.MULTILINE), "it runs as root"),
)
_SECRET = re.compile(r"(?i)\b[A-Z_]*(PASSWORD|SECRET|API_KEY|TOKEN)[A-Z_]*\s*[=:]\s*[\"']?[^\s\"'$]{4,}")
_MOST_PORTS = 1
_CONTAINER_PATHS = ("/data", "/home", "/var/lib", "/srv", "/app")


def check_deployment(deployment: Deployment, basis: DeploymentInputs) -> tuple[Reason, ...]:
    """The demo runs in the clean environment; the container is not root, opens one port and mounts only its data."""
    return (
        *_healthy(deployment, basis),
        *_dockerfile(deployment, basis),
        *_compose(deployment, basis),
        *container_faults(basis.modules),
    )


def _healthy(deployment: Deployment, basis: DeploymentInputs) -> Iterator[Reason]:
    expected = re.sub(r"[-_.]+", "_", basis.modules.slug)
    if not re.sub(r"[-_.]+", "_", deployment.wheel).startswith(expected) or not deployment.wheel.endswith(".whl"):
        yield Reason(part="wheel", text=f"{deployment.wheel or 'nothing'} is no wheel of {basis.modules.slug}")
    ran = {command.id for command in deployment.commands}
    for needed in ("command.demo", "command.operations"):
        if needed not in ran:
            yield Reason(part="commands", text=f"{needed.partition('.')[2]} was not run")
    for command in deployment.commands:
        if command.exit_code != 0:
            last = (command.output.strip().splitlines() or ["no output"])[-1]
            yield Reason(part=f"commands.{command.id}", text=f"it ended with {command.exit_code}: {last[:300]}")


def _dockerfile(deployment: Deployment, basis: DeploymentInputs) -> Iterator[Reason]:
    text = deployment.dockerfile
    if text != (basis.modules.text("Dockerfile") or ""):
        yield Reason(part="dockerfile", text="it is not the package's Dockerfile")
    if re.search(r"^\s*ADD\s+https?://", text, re.MULTILINE | re.IGNORECASE):
        yield Reason(part="dockerfile", text="it adds a file from the network that nothing checks")
    if re.search(r"\b(curl|wget)\b[^\n]*\|\s*(ba)?sh", text):
        yield Reason(part="dockerfile", text="it runs a script straight from the network")
    if _SECRET.search(text):
        yield Reason(part="dockerfile", text="it holds what looks like a secret")
    exposed = {
        int(port)
        for line in re.findall(r"^\s*EXPOSE\s+(.+)$", text, re.MULTILINE | re.IGNORECASE)
        for port in re.findall(r"\d+", line)
    }
    for port in sorted(exposed - set(deployment.ports)):
        yield Reason(part="dockerfile", text=f"it exposes port {port}, which compose does not publish")


def _compose(deployment: Deployment, basis: DeploymentInputs) -> Iterator[Reason]:
    text = deployment.compose
    if text != (basis.modules.text("compose.yaml") or ""):
        yield Reason(part="compose", text="it is not the package's compose.yaml")
    for pattern, fault in _FORBIDDEN:
        if pattern.search(text):
            yield Reason(part="compose", text=fault)
    if _SECRET.search(text):
        yield Reason(part="compose", text="it holds what looks like a secret")
    if len(set(deployment.ports)) > _MOST_PORTS:
        yield Reason(part="ports", text=f"it opens {len(set(deployment.ports))} ports; one is enough")
    for volume in deployment.volumes:
        source, _, target = volume.partition(":")
        if source.startswith(("/", "~")) or not target.startswith(_CONTAINER_PATHS):
            yield Reason(part="volumes", text=f"{volume} reaches beyond the package's own data")
