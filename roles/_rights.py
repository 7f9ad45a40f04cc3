"""The rights that a package's container asks for, and those that it gives up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roles._audit import Right, id_of

_WANTED = (
    ("its own user", "Dockerfile", re.compile(r"^\s*USER\s+(?!root\b|0\b)(\S+)", re.MULTILINE | re.IGNORECASE)),
    ("read-only files", "compose.yaml", re.compile(r"^\s*read_only:\s*(true)\b", re.MULTILINE)),
    ("no capabilities", "compose.yaml", re.compile(r"^\s*cap_drop:\s*(?:\[\s*|\n\s*-\s*)[\"']?(ALL)\b", re.MULTILINE)),
    ("no new privileges", "compose.yaml", re.compile(r"no-new-privileges:(true)")),
)
_REFUSED = (
    ("all of the machine", re.compile(r"^\s*privileged:\s*[\"']?(true|yes)\b", re.MULTILINE)),
    ("the container engine", re.compile(r"(docker\.sock|podman\.sock)")),
    (
        "a namespace of the host",
        re.compile(r"^\s*(?:network_mode|pid|ipc|userns_mode):\s*[\"']?(host)\b", re.MULTILINE),
    ),
    ("more capabilities", re.compile(r"^\s*(cap_add):", re.MULTILINE)),
    ("devices", re.compile(r"^\s*(devices):", re.MULTILINE)),
)
_PORTS = re.compile(r"^\s*ports:\s*(?:\[(.*?)\]|((?:\n\s*-.*)+))", re.MULTILINE)
_ITEM = re.compile(r"[\"']?([\w.:\[\]-]+)[\"']?")


def rights(dockerfile: str, compose: str) -> Iterator[Right]:
    """A line for each; none where there is no container."""
    files = {"Dockerfile": dockerfile, "compose.yaml": compose}
    if not dockerfile and not compose:
        return
    for name, file, shape in _WANTED:
        match = shape.search(files[file])
        said = match[1] if match else f"not asked for in {file}"
        yield Right(
            id=id_of("right", name),
            name=name,
            value=said,
            fine=bool(match),
            forbidden=not match,
        )
    for name, shape in _REFUSED:
        match = shape.search(compose)
        if match:
            yield Right(id=id_of("right", name), name=name, value=match[1], fine=False, forbidden=True)
    ports = [port for match in _PORTS.finditer(compose) for port in _ITEM.findall(match[1] or match[2] or "")]
    for number, port in enumerate(port for port in ports if any(each.isdigit() for each in port)):
        local = port.startswith(("127.", "localhost:", "[::1]"))
        yield Right(id=id_of("right", "port", str(number + 1)), name="a port", value=port, fine=local)
