"""Sockets that listen: the one port of a deployment, handed from process to process, and passing ones for trials."""

from __future__ import annotations

import socket

from autogenesis.core import DeploymentError

_BACKLOG = 4096
LOOPBACK = "127.0.0.1"


def listening(port: int) -> socket.socket:
    """A socket that listens on this machine. While nobody accepts, whoever calls waits in its queue."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise DeploymentError(
            f"port {port} cannot be had: {error.strerror or error}",
            where=f"{LOOPBACK}:{port}",
            remedy="Choose another with --port, or stop what listens there",
        ) from error
    return listener


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
