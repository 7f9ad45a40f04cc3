"""Where a deployment is kept: its files, written whole or not at all, and the locks that say who is at work on it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeVar

from pydantic import BaseModel, ValidationError

from autogenesis.core import DeploymentError
from autogenesis.deploy._nouns import Deployment, Made, Release, State, Wanted

M = TypeVar("M", bound=BaseModel)


class Place:
    """The folder of one system's deployment. Only its owner can read it."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(os.path.abspath(folder))

    @property
    def log(self) -> Path:
        """What the processes say."""
        return self.folder / "log" / "deployment.log"

    @property
    def unit(self) -> Path:
        """The unit that starts it at boot."""
        return self.folder / f"genesis-{self.folder.name.replace('_', '-')}.service"

    def made(self) -> None:
        """Make the folder."""
        with writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.log.parent.mkdir(exist_ok=True)

    def release_folder(self, number: int) -> Path:
        """Where a release is installed."""
        return self.folder / "releases" / str(number)

    def deployment(self) -> Deployment | None:
        """How the system is meant to run; None where it was never deployed."""
        return self._read("deployment.json", Deployment)

    def keep(self, deployment: Deployment) -> None:
        """Write how it is meant to run, on disk when this returns."""
        self._write("deployment.json", deployment)

    def release(self, number: int) -> Release:
        """An installed release."""
        found = self._read(f"releases/{number}/release.json", Release)
        if found is None:
            raise DeploymentError(
                f"release {number} is not installed any more", where=str(self.folder), remedy="Deploy the package again"
            )
        return found

    def releases(self) -> tuple[Release, ...]:
        """The installed releases, in order."""
        numbers = sorted(int(path.parent.name) for path in self.folder.glob("releases/[0-9]*/release.json"))
        return tuple(self.release(number) for number in numbers)

    def kept_made(self) -> tuple[Made, ...]:
        """What was made of the system to be taken elsewhere."""
        found = (self._read(f"{target}.json", Made) for target in ("container", "wheel"))
        return tuple(one for one in found if one is not None)

    def keep_made(self, made: Made) -> None:
        """Write down what was made."""
        self._write(f"{made.target}.json", made)

    def wanted(self) -> Wanted:
        """What was last asked of the supervisor."""
        return self._read("wanted.json", Wanted) or Wanted(serial=0)

    def want(self, wanted: Wanted) -> None:
        """Ask the supervisor for something."""
        self._write("wanted.json", wanted)

    def state(self) -> State | None:
        """What the supervisor last said."""
        return self._read("state.json", State)

    def say(self, state: State) -> None:
        """Say how it is."""
        self._write("state.json", state, durable=False)

    def _read(self, name: str, kind: type[M]) -> M | None:
        file = self.folder / name
        try:
            return kind.model_validate_json(file.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError) as error:
            raise DeploymentError(
                f"{name} cannot be read: {str(error).splitlines()[0]}",
                where=str(file),
                remedy="Stop the deployment, remove that file, and deploy again",
            ) from error

    def _write(self, name: str, value: BaseModel, *, durable: bool = True) -> None:
        file = self.folder / name
        write_whole(file, value.model_dump_json(indent=1).encode(), durable=durable)

    @contextmanager
    def commanded(self) -> Iterator[None]:
        """Be the only command at work on it."""
        self.made()
        with (self.folder / "command.lock").open("a") as file:
            if not locked(file):
                raise DeploymentError(
                    "another command is at work on this deployment",
                    where=str(self.folder),
                    remedy="Wait until it has ended, and ask again",
                )
            yield

    @contextmanager
    def supervised(self) -> Iterator[bool]:
        """Be its supervisor for as long as this process lives; false where there is one."""
        with (self.folder / "supervisor.lock").open("a") as file:
            yield locked(file)

    def has_supervisor(self) -> bool:
        """Whether one is alive: the lock goes with its process, whatever becomes of the number that it had."""
        if not (self.folder / "supervisor.lock").is_file():
            return False
        with (self.folder / "supervisor.lock").open("a") as file:
            return not locked(file)


def locked(file: IO[str]) -> bool:
    """Take the lock of an open file; false where another process has it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def write_whole(file: Path, content: bytes, *, durable: bool = True, mode: int = 0o600) -> None:
    """Put the content in the file's place at once; what stood there stays until then, and where the disk is full."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    with writing(file):
        try:
            with open(beside, "wb", opener=lambda path, flags: os.open(path, flags, mode)) as out:
                out.write(content)
                out.flush()
                if durable:
                    os.fsync(out.fileno())
            beside.replace(file)
        except BaseException:  # an interruption too leaves nothing beside; raised again
            beside.unlink(missing_ok=True)
            raise
        if durable:
            folder = os.open(file.parent, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)


@contextmanager
def writing(where: Path) -> Iterator[None]:
    """Say what is to be done where something cannot be written."""
    try:
        yield
    except OSError as error:
        raise DeploymentError(
            f"it cannot be written: {error.strerror or error}",
            where=str(where),
            remedy="Free some space there, or see to it that the folder can be written, and ask again",
        ) from error
