"""A system deployed on this machine: it stays up, and is changed over and back without losing a write."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from autogenesis.core import DeploymentError, InputError
from tests.deploy.deployed import SPEC, House, Writer, alive, kill

ROOT = Path(__file__).parents[2]


def readers(home: House, token: str) -> set[str]:
    status, found = home.call("list_readers", token)
    assert status == 200, found
    return {each["id"] for each in found}


def test_it_stays_up_whatever_is_killed_and_ends_when_it_is_told_to(home: House) -> None:
    standing = home.up()
    assert (standing.phase, standing.deployment.release) == ("running", 1)
    token = home.token()
    assert home.call("add_reader", token, id="r1", name="Ida")[0] == 200
    status, health = home.get("/health")
    assert (status, health["status"], health["wrong"]) == (200, "healthy", [])

    serving = home.process("serve")
    kill(serving)
    assert readers(home, token) == {"r1"}  # whoever calls meanwhile waits, and is answered
    home.eventually(lambda: home.process("serve") != serving)

    state = home.standing().state
    assert state is not None
    orphan = home.process("serve")
    kill(state.pid)
    home.eventually(lambda: home.standing().phase == "dead" and not alive(orphan))
    assert home.up().phase == "running"
    assert readers(home, token) == {"r1"}

    state = home.standing().state
    assert state is not None
    number, serving = state.pid, home.process("serve")
    assert home.deployments.stop("lending").phase == "stopped"
    home.eventually(lambda: not alive(number) and not alive(serving))
    with pytest.raises(OSError, match="refused"):
        home.get("/health")


def test_no_acknowledged_write_is_lost_while_it_is_changed_over_and_back(home: House) -> None:
    home.up()
    token = home.token()
    writers = [Writer(home, token, name) for name in "abc"]
    try:
        writers[0].wrote(20)
        home.revise(2)
        assert home.up().deployment.release == 2
        writers[0].wrote(20)

        home.revise(3)
        home.change("src/lending/system.py", "class System", "raise RuntimeError('does not come up')\nclass System")
        with pytest.raises(
            DeploymentError, match="does not run in an environment of its own: RuntimeError: does not come up"
        ):
            home.up()
        writers[0].wrote(20)

        home.change("src/lending/system.py", "raise RuntimeError('does not come up')\n", "")
        home.change("src/lending/_kit/system.py", '"unhealthy" if wrong else "healthy"', '"unhealthy"')
        with pytest.raises(DeploymentError, match="did not pass: it is not healthy on the data"):
            home.up()
        assert home.standing().deployment.release == 2
        writers[0].wrote(20)

        back = home.deployments.rollback("lending")
        assert (back.deployment.release, back.deployment.previous) == (1, 2)
        assert back.state is not None
        (note,) = back.state.notes
        assert note.startswith("the data are the present ones, which the release takes.")
        writers[0].wrote(20)
    finally:
        acknowledged = [id for writer in writers for id in writer.end()]
    assert len(acknowledged) == len(set(acknowledged)) > 100
    assert set(acknowledged) <= readers(home, token)
    assert [writer.refused for writer in writers] == [[], [], []]


def test_an_older_release_that_cannot_read_the_data_gets_those_put_aside_for_it(home: House) -> None:
    home.up()
    token = home.token()
    home.call("add_reader", token, id="before", name="Ida")
    home.revise(2)
    home.change("src/lending/_kit/store.py", "FORMAT = 1", "FORMAT = 2")
    home.up()
    home.call("add_reader", token, id="after", name="Otto")
    back = home.deployments.rollback("lending")
    assert readers(home, token) == {"before"}
    assert back.state is not None
    (note,) = back.state.notes
    assert "what was written since is kept in" in note


def test_what_stands_in_the_way_is_said_before_anything_is_touched(home: House) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", home.port))
        taken.listen()
        with pytest.raises(DeploymentError, match=f"port {home.port} cannot be had: Address already in use"):
            home.up()
    with pytest.raises(InputError, match="lending is not deployed"):
        home.standing()
    with pytest.raises(InputError, match="a password in --data would be seen"):
        home.up(target="distributed", data="postgresql://me:secret@localhost/x")

    outcomes: list[object] = []

    def bring_up() -> None:
        try:
            outcomes.append(home.up().phase)
        except DeploymentError as error:
            outcomes.append(error.what)

    both = [threading.Thread(target=bring_up) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(map(str, outcomes)) == ["another command is at work on this deployment", "running"]
    with pytest.raises(InputError, match=f"lending runs with port {home.port}, not 1"):
        home.up(port=1)
    with pytest.raises(InputError, match="has no release before 1"):
        home.deployments.rollback("lending")


def genesis(home: Path, *words: str) -> dict[str, Any]:
    """What a command says last."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "run_genesis.py"), *words, "--json"],
        cwd=home,
        env={**os.environ, "GENESIS_HOME": str(home / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.soak
def test_a_revision_with_more_fields_is_deployed_and_taken_back_and_forth_with_all_data(home: House) -> None:
    folder = home.package.parent
    text = SPEC.read_text(encoding="utf-8").partition("<!-- acceptance -->")[0]
    (folder / "old.md").write_text(text)
    (folder / "new.md").write_text(f"{text}\nA reader has a name, an email and a phone number.\n")
    home.package = Path(genesis(folder, "new", "old.md", "--out", "made", "--no-tests")["package_path"])
    up = ("deploy", "up", str(home.package), "--to", "local", "--port", str(home.port))
    assert genesis(folder, *up)["phase"] == "running"
    token = home.token()
    home.call("add_reader", token, id="r1", name="Ida")

    genesis(folder, "revise", str(home.package), "--spec", "new.md", "--no-tests")
    assert genesis(folder, *up)["release"] == 2
    assert home.call("add_reader", token, id="r2", name="Otto", email="o@example.org", phone_number="12")[0] == 200

    (note,) = genesis(folder, "deploy", "rollback", "lending")["notes"]
    assert "1 of reader.email" in note
    assert home.call("add_reader", token, id="r3", name="Ann")[0] == 200
    assert readers(home, token) == {"r1", "r2", "r3"}
    assert genesis(folder, "deploy", "rollback", "lending")["release"] == 2
    _, found = home.call("list_readers", token)
    assert [(one["id"], one["email"]) for one in found] == [("r1", None), ("r2", "o@example.org"), ("r3", None)]
