"""`genesis history`, `diff` and `rollback`, and revisions in a row under data in use: no record is lost, either way."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from autogenesis.cli import main

WITHOUT = ["--out", "out", "--no-tests"]


def text(words: dict[str, str]) -> str:
    """A boat club in so many words."""
    return """# Boat club
A {boat} has a {name}, a length{more}. A member has a name and a phone number.{entity}
A member borrows a {boat} for {days} days. A {boat} is {states}.
{before} a loan is due, the member is reminded.{rule}
""".format(**{**PLAIN, **words})


PLAIN = {"boat": "boat", "name": "name", "more": " and a berth", "entity": "", "days": "3", "rule": ""}
PLAIN |= {"states": "available or in repair", "before": "A day before"}
ADDED = {"more": ", a berth and a colour"}
STAYS = {"states": "available, in repair or sunk"}
SHIP = {"boat": "ship", "name": "title"}
LIGHTS = {"entity": " A light has a number and a height."}

Rows = dict[str, dict[str, Any]]
Step = tuple[dict[str, str], Sequence[str]]
FOUR: list[Step] = [
    (ADDED, ()),
    (ADDED | SHIP, ("entity.boat=entity.ship", "field.boat.name=field.ship.title")),
    (ADDED | SHIP | LIGHTS | {"days": "5", "before": "Two days before"}, ()),
]
TWENTY: list[Step] = [
    *FOUR,
    (ADDED | SHIP | LIGHTS | STAYS, ()),
    (SHIP | LIGHTS | STAYS, ()),  # the colour is gone
    (SHIP | STAYS, ()),  # and the lights
    (SHIP, ()),  # and one of the states
    (SHIP | {"more": ""}, ()),
    (SHIP | ADDED, ()),
    (SHIP | ADDED | {"boat": "craft"}, ("entity.ship=entity.craft",)),
    (SHIP | ADDED | LIGHTS | {"boat": "craft"}, ()),
    (ADDED | LIGHTS | {"boat": "craft"}, ("field.craft.title=field.craft.name",)),
    (ADDED | LIGHTS | {"boat": "craft", "days": "9"}, ()),
    (ADDED | LIGHTS | {"boat": "craft", "rule": "\nA member who has two loans may not borrow."}, ()),
    (ADDED | LIGHTS, ("entity.craft=entity.boat",)),
    (ADDED, ()),
    (ADDED | {"before": "Three days before", "days": "9"}, ()),
    (ADDED | STAYS, ()),
    (STAYS, ()),
]


class Club:
    """A boat club that is generated, revised, and used all the while, each command in its own process."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.at, self.data = folder, folder / "out" / "boat_club", str(folder / "data")
        self.words, self.ids, self.year_now = dict(PLAIN), dict[str, set[str]](), 2030

    def ask(self, *lines: dict[str, Any]) -> list[Any]:
        """What the package answers to lines of a session; each must have a result."""
        done = subprocess.run(
            [sys.executable, "-m", "boat_club", "session", "--data", self.data],
            cwd=self.at / "src",
            input="\n".join(map(json.dumps, lines)),
            capture_output=True,
            text=True,
            check=True,
        )
        replies = [json.loads(line) for line in done.stdout.splitlines()]
        assert all("result" in reply for reply in replies), replies
        return [reply["result"] for reply in replies]

    def revise(self, words: dict[str, str], renames: Sequence[str] = ()) -> None:
        self.words = {**PLAIN, **words}
        (self.folder / "text.md").write_text(text(words))
        more = [part for one in renames for part in ("--rename", one)]
        assert main(["revise", "boat_club", "--spec", "text.md", *more, *WITHOUT]) == 0

    def year(self) -> tuple[Rows, Rows]:
        """A year passes: a boat, a member and a loan that is not due yet come in; all rows before, and after."""
        boat, number = self.words["boat"], self.year_now
        given = {"id": f"b{number}", self.words["name"]: f"B{number}", "length": number}
        given |= {each: f"{each} {number}" for each in ("berth", "colour") if each in self.words["more"]}
        lines: list[dict[str, Any]] = [{"call": f"add_{boat}", "input": given}]
        lines += [{"call": "add_member", "input": {"name": f"M{number}", "phone_number": str(number)}}]
        lines += [{"call": f"borrow_{boat}", "input": {"member": f"M{number}", boat: f"b{number}"}}]
        if self.words["entity"]:
            lines += [{"call": "add_light", "input": {"number": number, "height": 2}}]
        lists = self._lists()
        replies = self.ask({"clock": f"{number}-01-01T09:00"}, *lists, *lines, *lists)
        before = self._rows(replies[1 : 1 + len(lists)])
        for kind, one in zip(("boat", "member", "loan", "light"), replies[1 + len(lists) :], strict=False):
            if kind != "light" or self.words["entity"]:
                self.ids.setdefault(kind, set()).add(one["id"])
        self.year_now += 1
        return before, self._rows(replies[-len(lists) :])

    def rows(self) -> Rows:
        """All rows that this revision shows, by their ids."""
        return self._rows(self.ask(*self._lists()))

    def _lists(self) -> list[dict[str, Any]]:
        boat = self.words["boat"]
        kinds = [f"{boat}s", "members", "loans", *(["lights"] if self.words["entity"] else [])]
        return [{"call": f"list_{each}", "input": {}} for each in kinds]

    def _rows(self, found: list[Any]) -> Rows:
        rows: Rows = {}
        for kind, listed in zip(("boat", "member", "loan", "light"), found, strict=False):
            assert {one["id"] for one in listed} == self.ids.get(kind, set()), f"{kind} lost"
            rows |= {one["id"]: one for one in listed}
        return rows

    def reminders(self) -> list[str]:
        """The loans that somebody was reminded of, in order."""
        (events,) = self.ask({"events": 0})
        return [one["subject"] for one in events if one["type"] == "reminder"]


@pytest.fixture
def club(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Club:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PYTHONPATH", raising=False)
    (tmp_path / "text.md").write_text(text({}))
    assert main(["new", "text.md", *WITHOUT]) == 0
    made = Club(tmp_path)
    made.year()
    return made


def last_line(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out.strip().splitlines()[-1])


@pytest.mark.slow
@pytest.mark.parametrize("steps", [FOUR, pytest.param(TWENTY, marks=pytest.mark.soak)], ids=["four", "twenty"])
def test_no_record_is_lost_through_revisions_in_a_row_and_the_way_back_to_any(
    club: Club, steps: list[Step], capsys: pytest.CaptureFixture[str]
) -> None:
    revisions: list[tuple[dict[str, str], Rows]] = []
    now = club.rows()
    for words, renames in steps:
        revisions.append((club.words, now))
        club.revise(words, renames)
        found, now = club.year()
        kept = revisions[-1][1]
        for id in kept.keys() & found.keys():
            same = kept[id].keys() & found[id].keys()
            assert {name: kept[id][name] for name in same} == {name: found[id][name] for name in same}
    revisions.append((club.words, now))
    last = len(revisions)
    for number in [*(range(last - 1, 0, -1) if last > 10 else [2, 1]), *([7, 2, 11, 5] if last > 10 else []), last]:
        assert main(["rollback", "boat_club", "--to", str(number), "--data", club.data, "--set", "generated=out"]) == 0
        club.words, then = revisions[number - 1]
        found = club.rows()
        for id, row in then.items():
            changed = {name for name in row if row[name] != found[id][name]}
            assert not changed, f"revision {number}: {id} had {row}, and has {found[id]}"
    assert found == now, "forward again, everything is there that was written"
    assert len(club.reminders()) == len(set(club.reminders())) >= len(steps), "nobody is reminded twice or not at all"
    capsys.readouterr()
    assert main(["history", "boat_club", "--json", "--set", "generated=out"]) == 0
    told = last_line(capsys)["revisions"]
    assert [one["revision"] for one in told if one["stands"]] == [told[-1]["revision"]]
    assert told[-1]["put_back"] == last


@pytest.mark.slow
def test_history_and_diff_tell_what_was_asked_and_what_became_of_it(
    club: Club, capsys: pytest.CaptureFixture[str]
) -> None:
    club.revise(ADDED | {"days": "5"})
    club.revise(ADDED | SHIP | {"days": "5"}, FOUR[1][1])
    capsys.readouterr()
    there = ["out/boat_club"]
    assert main(["history", *there]) == 0
    first, second, third = capsys.readouterr().out.splitlines()
    assert first.endswith("built from the text")
    assert "text: 2 lines added, 2 removed" in second
    assert third.startswith("*")
    assert "renamed: boat to ship, name to title; " in third

    assert main(["diff", *there]) == 0
    shown = capsys.readouterr().out
    assert "revision 2 → 3" in shown
    assert "  - boat is called ship now." in shown
    assert "+A member borrows a ship for 5 days." in shown
    assert "src/boat_club/agents/ships.py" in shown
    assert "boats are not kept" not in shown

    assert main(["diff", *there, "1", "2", "--json"]) == 0
    told = last_line(capsys)
    assert "Each boat has a colour now: a text." in told["changes"]
    assert "borrow_boat does otherwise than before." in told["changes"]
    assert {"path": "src/boat_club/messages.py", "added": 1, "removed": 0} in told["files"]
    assert main(["diff", *there, "9"]) == 2
    assert "there is no revision '9'" in capsys.readouterr().err


@pytest.mark.slow
def test_rollback_goes_one_back_each_time_and_keeps_what_people_edited(
    club: Club, capsys: pytest.CaptureFixture[str]
) -> None:
    club.revise({"days": "5"})
    club.revise(ADDED | {"days": "7"})
    readme = club.at / "README.md"
    readme.write_text(readme.read_text() + "\nAsk at the quay.\n")
    capsys.readouterr()
    loans = club.at / "src/boat_club/agents/loans.py"
    for days in ("5", "3"):
        assert main(["rollback", "out/boat_club"]) == 0
        assert f"shift(call.today, {days}, " in loans.read_text()
        assert readme.read_text().endswith("\nAsk at the quay.\n")
    assert "python -m boat_club migrate --data DIR" in capsys.readouterr().out
    assert main(["rollback", "out/boat_club"]) == 2
    assert "this is the first revision" in capsys.readouterr().err
    assert main(["rollback", "out/boat_club", "--to", "3", "--data", "nowhere"]) == 2
    assert "there are no data" in capsys.readouterr().err
    assert "shift(call.today, 3, " in loans.read_text(), "nothing was put back"


@pytest.mark.slow
def test_data_of_a_later_revision_are_taken_back_when_that_is_asked_for(club: Club) -> None:
    club.revise(ADDED)
    club.year()
    assert main(["rollback", "out/boat_club"]) == 0
    command = [sys.executable, "-m", "boat_club", "migrate", "--data", club.data]
    told = subprocess.run(
        [*command[:3], "events", *command[4:]], cwd=club.at / "src", capture_output=True, text=True, check=False
    )
    assert (told.returncode, "`migrate`" in told.stderr) == (1, True)
    done = subprocess.run([*command, "--json"], cwd=club.at / "src", capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"from": 2, "to": 1, "aside": {"boat.colour": 1}}
    club.words = dict(PLAIN)
    assert len(club.rows()) == 6
