"""The systemd unit that starts a deployment at boot: written for the user, checked, switched on where it can be."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path

from autogenesis.core import DeploymentError
from autogenesis.deploy._place import Place, write_whole

_SECONDS = 30.0
_NEEDED = {"Unit": ("Description",), "Service": ("Type", "ExecStart", "Restart"), "Install": ("WantedBy",)}


def unit_text(place: Place, system: str) -> str:
    """The unit: the supervisor, started again where it fails, told to stop with time to finish what is in hand."""
    words = " ".join(_word(each) for each in (sys.executable, "-m", "autogenesis.deploy", str(place.folder)))
    lines = [
        "[Unit]",
        f"Description={_plain(system)}, deployed by genesis",
        "After=network.target",
        "",
        "[Service]",
        "Type=exec",
        f"ExecStart={words}",
        f"WorkingDirectory={_path(place.folder)}",
        "Restart=on-failure",
        "RestartSec=2",
        "TimeoutStopSec=120",
        "KillMode=mixed",
        "UMask=0077",
        "NoNewPrivileges=true",
        "",
        "[Install]",
        "WantedBy=default.target",
    ]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text).replace("%", "%%").replace("\\", "\\\\")


def _path(path: Path) -> str:
    return _plain(str(path))


def _word(word: str) -> str:
    """A word as systemd reads it: nothing in it is taken for a variable, a specifier or the end."""
    return '"' + _plain(word).replace('"', '\\"').replace("$", "$$") + '"'


def write_unit(place: Place, system: str) -> str:
    """Write the unit and check it; who checked it."""
    write_whole(place.unit, unit_text(place, system).encode(), mode=0o644)
    program = shutil.which("systemd-analyze")
    if program is None:
        return f"{_structure(place)}: there is no systemd-analyze"
    done = subprocess.run(
        [program, "--user", "verify", "--man=no", str(place.unit)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
        env={"XDG_RUNTIME_DIR": str(place.folder), **os.environ},
    )
    about = [line for line in done.stderr.splitlines() if place.unit.name in line]
    if about:  # also what it would only leave out
        raise DeploymentError(
            f"systemd does not take the unit: {about[0][:300]}", where=str(place.unit), remedy="Report this as a fault"
        )
    if done.returncode != 0:
        return f"{_structure(place)}: systemd-analyze ends with {done.returncode}"
    return "checked by systemd-analyze"


def _structure(place: Place) -> str:
    """Look at its parts where no systemd could."""
    parser = configparser.RawConfigParser(strict=True, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(place.unit.read_text(encoding="utf-8"))
    lacking = [
        f"{part}.{name}" for part, names in _NEEDED.items() for name in names if not parser.has_option(part, name)
    ]
    if lacking:
        raise DeploymentError(
            f"the unit lacks {', '.join(lacking)}", where=str(place.unit), remedy="Report this as a fault"
        )
    return "its structure checked, the rest not"


def refuse_boot() -> None:
    """Raise DeploymentError where no systemd runs that could start anything for this user."""
    try:
        done = _systemctl("show-environment")
        why = "" if done.returncode == 0 else (done.stderr.strip().splitlines() or ["it does not answer"])[0]
    except OSError as error:
        why = str(error)
    if why:
        raise DeploymentError(
            f"no systemd runs here for this user: {why}",
            where="--boot",
            remedy="Leave --boot out; the unit is written all the same, and whatever starts things here can start it",
        )


def enable(place: Place) -> None:
    """Have systemd start it now, and at boot."""
    for words in (("link", "--force", str(place.unit)), ("enable", place.unit.name), ("start", place.unit.name)):
        done = _systemctl(*words)
        if done.returncode != 0:
            raise DeploymentError(
                f"systemctl {words[0]} failed: {done.stderr.strip()[:300]}",
                where=str(place.unit),
                remedy="Try `systemctl --user` by hand, or leave --boot out",
            )


def _systemctl(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemctl", "--user", "--no-pager", *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
