"""A reader with a shell: follows a page block by block, as a person would who has set things up already."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from autogenesis.assembly.harness.test_pages import matches

_BLOCK = re.compile(
    r"^(?P<heading>#+ [^\n]*)$|^```(?P<language>\w*)[ \t]*\n(?P<text>.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL
)
_STAYS_OPEN = {"serve", "host", "worker"}
SET_UP = ("python3 -m venv", ". .venv/bin/activate", "pip install", "docker ", "mkdocs ")
"""What a reader did before, or cannot do on every machine."""
_DONE = "@@done"
_PATIENCE = 60.0


class Block(NamedTuple):
    """A block of commands in a section of the page, with what the page says that the last of them prints."""

    section: int
    lines: tuple[str, ...]
    printed: str | None


def blocks(page: str) -> Iterator[Block]:
    """The shell blocks of a page, in order; long lines are put together again."""
    section, found = 0, list(_BLOCK.finditer(page))
    for number, match in enumerate(found):
        if match["heading"]:
            section += match["heading"].index(" ") <= 2
        elif match["language"] == "sh":
            after = found[number + 1] if number + 1 < len(found) else None
            said = after is not None and after["language"] in ("json", "text")
            below = said and after is not None and not page[match.end() : after.start()].strip()
            lines = match["text"].replace("\\\n", " ").splitlines()
            yield Block(
                section, tuple(line for line in lines if line.strip()), after["text"] if below and after else None
            )


class Reader:
    """One shell in a folder, and what stays open beside it; `typed` counts the lines, of which those in `left` were left
    to others."""

    def __init__(self, package: Path, folder: Path) -> None:
        self.typed = 0
        self.left: list[str] = []
        self.complaints: list[str] = []
        self._folder, self._open = folder, list[subprocess.Popen[bytes]]()
        self._ports: dict[str, str] = {}
        python = Path(sys.executable)
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GENESIS", "PYTHON"))},
            "PYTHONPATH": str(package / "src"),
            "PATH": f"{python.parent}:{os.environ['PATH']}",
        }
        self._shell = subprocess.Popen(
            ["bash"],
            cwd=folder,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        assert self._shell.stdin is not None
        assert self._shell.stdout is not None
        self._shell.stdin.close()
        self._shell.wait(timeout=_PATIENCE)
        self._shell.stdout.close()

    def follow(self, page: str, *, sections_end: bool = True) -> None:
        """Type every command; what stays open is stopped where its section ends."""
        section = 0
        for block in blocks(page):
            if sections_end and block.section != section:
                self._stop()
            section = block.section
            for number, line in enumerate(block.lines):
                last = number == len(block.lines) - 1
                self._take(re.sub(r"\b(8000|8001|50051)\b", self._port, line), block.printed if last else None)

    def _take(self, line: str, printed: str | None) -> None:
        self.typed += 1
        words = shlex.split(line, comments=True)
        if line.startswith(SET_UP):
            self.left.append(line)
        elif words[:2] == ["python", "-m"] and words[3] in _STAYS_OPEN:
            self._leave_open(words)
        else:
            code, said = self._run(line)
            wanted = 2 if printed is not None and printed.startswith('{"refused":') else 0
            if code != wanted:
                self.complaints.append(f"`{line}` ends with {code}: {said[-300:]}")
            elif printed is not None and not matches(printed, said):
                self.complaints.append(f"`{line}` prints {said[:600]}")
            elif line.startswith("curl "):
                self.complaints += _wrong_answer(line, said)

    def _run(self, line: str) -> tuple[int, str]:
        assert self._shell.stdin is not None
        assert self._shell.stdout is not None
        self._shell.stdin.write(f'{line}\ncode=$?; echo; echo "{_DONE} $code"\n')
        self._shell.stdin.flush()
        said: list[str] = []
        for heard in self._shell.stdout:
            if heard.startswith(_DONE):
                return int(heard.split()[1]), "".join(said)
            said.append(heard)
        raise AssertionError(f"the shell ended at `{line}`: {''.join(said)[-300:]}")

    def _leave_open(self, words: list[str]) -> None:
        """Start what stays open, and wait until it can be reached."""
        kind = words[3]
        if kind == "serve" and "--port" not in words:
            words = [*words, "--port", self._free("8000")]
        if kind == "serve":  # a second one would wait for the first
            self._stop("serve")
        log = (self._folder / f"{kind}-{len(self._open)}.log").open("wb")
        with log:
            process = subprocess.Popen(
                words,
                cwd=self._folder,
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        process.kind = kind  # type: ignore[attr-defined]
        self._open.append(process)
        port = words[words.index("--port") + 1] if kind == "serve" else words[4].rpartition(":")[2]
        deadline = time.monotonic() + _PATIENCE
        while kind != "worker" and not _answers(int(port)):
            if process.poll() is not None or time.monotonic() > deadline:
                self.complaints.append(f"`{shlex.join(words)}` is not there: {Path(log.name).read_text()[-300:]}")
                return
            time.sleep(0.05)

    def _stop(self, kind: str = "") -> None:
        for process in [one for one in self._open if not kind or one.kind == kind]:  # type: ignore[attr-defined]
            self._open.remove(process)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(timeout=10)

    def _port(self, match: re.Match[str]) -> str:
        return self._free(match[0])

    def _free(self, shown: str) -> str:
        """A free port in the place of one that a page shows; the same on every page."""
        if shown not in self._ports:
            with socket.socket() as one:
                one.bind(("127.0.0.1", 0))
                self._ports[shown] = str(one.getsockname()[1])
        return self._ports[shown]


def _answers(port: int) -> bool:
    with socket.socket() as one:
        one.settimeout(1)
        return one.connect_ex(("127.0.0.1", port)) == 0


def _wrong_answer(line: str, said: str) -> Iterator[str]:
    """What a service answers is a result, or a rule's refusal: never that it was asked wrongly."""
    answer = json.loads(said)
    refused = answer.get("refused") if isinstance(answer, dict) else None
    wrong = isinstance(answer, dict) and {"detail", "fault"} & set(answer)
    asked_wrongly = refused and re.match(r"(type|required|unknown|role)\.|known\.(role|operation)$", refused["rule"])
    if wrong or asked_wrongly:
        yield f"`{line}` is answered {said.strip()[:300]}"
