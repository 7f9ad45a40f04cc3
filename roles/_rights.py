"""The rights that a package's container asks for, and those that it gives up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from roles._audit import Right, id_of
from roles._container import drops_all, gains_nothing, instructions, is_root, last_stage, listed, services_of

_ENGINES = ("docker.sock", "podman.sock")
_NAMESPACES = ("network_mode", "pid", "ipc", "userns_mode")
_LOCAL = ("127.", "localhost:", "[::1]")
Services = Mapping[str, Mapping[str, Any]]


def rights(dockerfile: str, compose: str) -> Iterator[Right]:
    """A line for each; none where there is no container."""
    if not dockerfile and not compose:
        return
    services = services_of(compose)
    for name, file, said in _wanted(dockerfile, services):
        value = said or f"not asked for in {file}"
        yield Right(id=id_of("right", name), name=name, value=value, fine=bool(said), forbidden=not said)
    for name, value in dict(_refused(services)).items():
        yield Right(id=id_of("right", name), name=name, value=value, fine=False, forbidden=True)
    ports = [_port(port) for service in services.values() for port in listed(service, "ports")]
    for number, port in enumerate(ports, 1):
        yield Right(id=id_of("right", "port", str(number)), name="a port", value=port, fine=port.startswith(_LOCAL))


def _wanted(dockerfile: str, services: Services) -> Iterator[tuple[str, str, str]]:
    """What it is to ask for, where, and what it says there; empty where one of its services does not."""
    user = last_stage(list(instructions(dockerfile))).get("USER")
    others = [str(one["user"]) for one in services.values() if "user" in one]
    own = user is not None and not any(map(is_root, (user.rest, *others)))
    yield "its own user", "Dockerfile", user.rest if user is not None and own else ""
    every = list(services.values())
    shut = bool(every) and all(one.get("read_only") is True for one in every)
    yield "read-only files", "compose.yaml", "true" if shut else ""
    yield "no capabilities", "compose.yaml", "ALL" if every and all(map(drops_all, every)) else ""
    yield "no new privileges", "compose.yaml", "true" if every and all(map(gains_nothing, every)) else ""


def _refused(services: Services) -> Iterator[tuple[str, str]]:
    """What no service may ask for, and how it does."""
    for service in services.values():
        if service.get("privileged") not in (None, False):
            yield "all of the machine", str(service["privileged"]).lower()
        for volume in listed(service, "volumes"):
            if found := next((each for each in _ENGINES if each in str(volume)), ""):
                yield "the container engine", found
        if any(service.get(each) == "host" for each in _NAMESPACES):
            yield "a namespace of the host", "host"
        for key, name in (("cap_add", "more capabilities"), ("devices", "devices")):
            if service.get(key):
                yield name, key


def _port(port: Any) -> str:
    """A port as the short form says it."""
    if not isinstance(port, dict):
        return str(port)
    said = [port.get(each) for each in ("host_ip", "published", "target")]
    return ":".join(str(each) for each in said if each is not None)
