"""A deployment of the library's system in a home of its own, and somebody who writes to it all the time."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from autogenesis.core import Settings, SystemClock
from autogenesis.deploy import Asked, Deployments, Standing
from autogenesis.sandbox import BaseEnvironment
from tests.assembly.processes import free_address

SPEC = Path(__file__).parents[2] / "specs" / "library-lending.md"


class House:
    """Deployments below a folder; whatever still runs at the end is stopped."""

    def __init__(self, folder: Path, environments: Path, package: Path) -> None:
        self.home = folder / "home"
        self.home.mkdir()
        (self.home / "environments").symlink_to(environments)
        self.package = shutil.copytree(package, folder / "lending")
        self.settings = Settings(home=self.home)
        self.told: list[str] = []
        self.deployments = Deployments(self.settings, SystemClock(), self.told.append)
        self.port = int(free_address().rpartition(":")[2])

    def up(self, **asked: Any) -> Standing:
        return self.deployments.up("lending", self.package, Asked(**{"port": self.port, **asked}))

    def standing(self) -> Standing:
        return self.deployments.standing("lending")

    @property
    def log(self) -> str:
        return self.deployments.place("lending").log.read_text()

    def running(self, name: str) -> int | None:
        """The number of a process, while it runs."""
        state = self.standing().state
        assert state is not None
        return {each.name: each.pid for each in state.processes}[name]

    def process(self, name: str) -> int:
        found = self.running(name)
        assert found is not None
        return found

    def change(self, path: str, old: str, new: str) -> None:
        """Edit a file of the package, as a revision would."""
        file = self.package / path
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))

    def revise(self, number: int) -> None:
        """A package that does the same, and says that it is another version."""
        file = self.package / "pyproject.toml"
        lines = [
            f'version = "0.1.{number}"' if line.startswith("version") else line
            for line in file.read_text().splitlines()
        ]
        file.write_text("\n".join(lines) + "\n")

    def token(self, role: str = "librarian") -> str:
        place = self.deployments.place("lending")
        python = place.release_folder(self.standing().deployment.release) / "environment" / "bin" / "python"
        data = self.standing().deployment.data
        words = [str(python), "-I", "-m", "lending", "users", "add", "--role", role, "--id", "ann", "--data", data]
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()

    def get(self, path: str) -> tuple[int, Any]:
        return self._ask("GET", path, None, "")

    def call(self, name: str, token: str, /, **given: Any) -> tuple[int, Any]:
        return self._ask("POST", f"/operations/{name}", given, token)

    def _ask(self, method: str, path: str, given: Any, token: str) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
            connection.request(method, path, json.dumps(given) if given is not None else None, headers)
            reply = connection.getresponse()
            return reply.status, json.loads(reply.read())
        finally:
            connection.close()

    def eventually(self, holds: Any, seconds: float = 60.0) -> None:
        """Wait until something holds: what is waited for is another process."""
        until = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < until, f"{self.standing()}\n{self.log[-3000:]}"
            time.sleep(0.1)

    def end(self) -> None:
        for folder in (self.home / "deployments").glob("*"):
            if self.deployments.place(folder.name).deployment() is not None:
                self.deployments.stop(folder.name)


@contextmanager
def house(folder: Path, base: BaseEnvironment, package: Path) -> Iterator[House]:
    made = House(folder, base.root.parent, package)
    try:
        yield made
    finally:
        made.end()


class Writer:
    """Writes readers without a pause, over a line that it keeps open as long as it can."""

    def __init__(self, house: House, token: str, name: str) -> None:
        self.acknowledged: list[str] = []
        self.refused: list[Any] = []
        self._house, self._token, self._name = house, token, name
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._write)
        self._thread.start()

    def wrote(self, more: int, seconds: float = 60.0) -> None:
        """Wait until that many more are acknowledged."""
        until, wanted = time.monotonic() + seconds, len(self.acknowledged) + more
        while len(self.acknowledged) < wanted:
            assert time.monotonic() < until, (self.refused[-1:], self._house.log[-2000:])
            time.sleep(0.02)

    def end(self) -> list[str]:
        self._over.set()
        self._thread.join(90)
        return self.acknowledged

    def _write(self) -> None:
        line, number = http.client.HTTPConnection("127.0.0.1", self._house.port, timeout=60), 0
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        while not self._over.is_set():
            number += 1
            given = {"id": f"{self._name}-{number}", "name": f"Reader {number}"}
            try:
                line.request("POST", "/operations/add_reader", json.dumps(given), headers)
                reply = line.getresponse()
                body = reply.read()
            except (
                OSError,
                http.client.HTTPException,
            ):  # the line was closed before an answer came: nothing is promised
                line.close()
                continue
            if reply.status == 200:
                self.acknowledged.append(given["id"])
            else:
                self.refused.append((reply.status, body))
        line.close()


def alive(pid: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
