"""Feedback: what should change is seen as Changes, each approved or rejected; an example goes along; and the way back."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from autogenesis.conductor import Order
from autogenesis.preview import read_text
from roles import crew, seen_in
from tests.conductor.house import house

TEXT = """# Kennel
A keeper registers a dog with a name and an age. Ages above 20 are refused.
"""
NEW = TEXT.replace("above 20", "above 25") + "A keeper can record a walk with a dog and a distance in km.\n"
FEEDBACK = "/systems/kennel/feedback"
OLD_DOG = '{"call": "register_dog", "input": {"name": "Rex", "age": 22}, "expect": "done"}'


@pytest.fixture(scope="module")
def conductor(app, settings):
    """Runs without tests are over in a second, and need nothing that runs packages."""
    return house(settings.home, app.extensions["desk"].storage, crew(read_text, None))


@pytest.fixture(scope="module")
def kennel(conductor, settings):
    outcome = conductor.start(Order(text=TEXT, out=settings.generated, tests=False), "kennel")
    assert outcome.error is None
    return outcome.result.run


@pytest.fixture
def begun(app, monkeypatch):
    """The runs that the page had carried out."""
    runs: list[str] = []
    monkeypatch.setattr(app.extensions["desk"].jobs, "start", runs.append)
    return runs


def rows(page: str) -> dict[str, str]:
    """What may be rejected, and how its row looks."""
    found = re.findall(
        r"<tr(?: class=\"rejected\")?>(?:(?!</tr>).)*?name=\"reject\" value=\"([^\"]+)\".*?</tr>", page, re.S
    )
    return {key: page.partition(f'value="{key}"')[0].rpartition("<tr")[2] for key in found}


def test_nothing_is_asked_before_anybody_wrote(browser, kennel) -> None:
    page = browser.get(FEEDBACK).text
    assert html.escape("Ages above 20") in page
    assert not rows(page)


def test_what_a_running_system_gives_reason_for_is_offered(browser, conductor, kennel) -> None:
    figure = {"kind": "figure", "type": "unknown", "operation": None, "subject": "sink_dog", "data": {"count": 6}}
    conductor.propose(kennel, seen_in([figure]))
    page = browser.get(FEEDBACK).text
    assert "`sink_dog` was asked for 6 times, and there is no such operation." in html.unescape(page)
    assert 'name="approve" value="questions question.unknown.sink_dog"' in page
    conductor.propose(kennel, ())
    assert "sink_dog" not in browser.get(FEEDBACK).text


def test_a_text_with_a_secret_begins_nothing(browser, kennel, begun) -> None:
    secret = "glpat-" + "aB3dE5fG7hJ9kL1mN3pQ"
    reply = browser.post(FEEDBACK, {"text": f"{TEXT}The token is {secret}.\n", "do": "start"})
    assert (reply.status_code // 100, begun) == (4, [])
    assert "it holds what looks like" in reply.text


def test_each_change_can_be_rejected_before_anything_is_built(browser, kennel, begun) -> None:
    page = browser.post(FEEDBACK, {"text": NEW, "do": "read"}).text
    assert {"entities entity.dog", "entities entity.walk", "operations operation.record_walk"} <= set(rows(page))
    assert "What would change in the blueprint" in page
    assert "agent.walks" in page
    again = browser.post(FEEDBACK, {"text": NEW, "do": "read", "reject": ["entities entity.dog"]}).text
    assert 'class="rejected"' in again
    assert 'class="c-deferred"' in again
    assert not begun


def test_what_goes_with_what_was_rejected_is_shown(browser, kennel) -> None:
    page = browser.post(FEEDBACK, {"text": NEW, "do": "read", "reject": ["entities entity.walk"]}).text
    goes = page.partition("What goes with what you rejected")[2].partition("What would change in the blueprint")[0]
    assert "operation.record_walk" in goes
    assert "agent.walks" not in page


def test_the_revision_begins_with_what_was_decided(browser, kennel, begun, storage) -> None:
    answer = browser.post(FEEDBACK, {"text": NEW, "do": "start", "reject": ["entities entity.dog"]})
    assert answer.status_code == 303
    order = Order.model_validate(storage.runs.get(begun[0]).settings["order"])
    assert [(one.action, one.id) for one in order.changes] == [("replace", "entity.dog")]
    assert order.text == NEW
    assert order.revises is not None
    browser.post(f"/runs/{begun[0]}/cancel")


def test_an_example_is_played_on_what_stands_and_on_what_would(browser, kennel, begun, storage) -> None:
    page = browser.post(FEEDBACK, {"text": TEXT, "example": OLD_DOG, "do": "read"}).text
    assert re.findall(r"s-(failed|passed)", page.partition('aria-label="The example"')[2]) == ["failed", "failed"]
    refused = browser.post(FEEDBACK, {"text": TEXT, "example": OLD_DOG, "do": "start"}).text
    assert "would not hold" in refused
    assert not begun
    page = browser.post(FEEDBACK, {"text": NEW, "example": OLD_DOG, "do": "read"}).text
    assert re.findall(r"s-(failed|passed)", page.partition('aria-label="The example"')[2]) == ["failed", "passed"]
    browser.post(FEEDBACK, {"text": NEW, "example": OLD_DOG, "do": "start"})
    order = Order.model_validate(storage.runs.get(begun[0]).settings["order"])
    assert [one.part for one in order.changes] == ["examples"]
    browser.post(f"/runs/{begun[0]}/cancel")


def rex(use: list[str], at: Path, operation: str = "register_dog") -> str:
    """The id of a dog that the package was asked for in its own process."""
    given = {"name": "Rex", "age": 3} if operation == "register_dog" else {}
    done = subprocess.run([*use, operation, json.dumps(given)], cwd=at / "src", check=True, capture_output=True)
    found = json.loads(done.stdout)
    return (found[0] if isinstance(found, list) else found)["id"]


WORDS = "Ages above 24 are refused, not above 20.\nThe moon sings <b>softly</b>."


def test_words_are_shown_as_what_they_come_to_before_anything_is_built(browser, kennel, begun) -> None:
    page = html.unescape(browser.post(FEEDBACK, {"text": TEXT, "words": WORDS, "do": "read"}).text)
    heard = page.partition('id="heard"')[2].partition("</section>")[0]
    assert "1 of 2 sentences are understood" in heard
    assert re.findall(r"c-(implemented|unclear)", heard) == ["implemented", "unclear"]
    assert "Ages above 24 are refused" in heard.partition("d-added")[2]
    assert "Stumbled over" in heard
    assert "entities entity.dog" in rows(page)
    assert TEXT in page, "what was typed stays, so that words are not put in twice"
    assert not begun


def test_nothing_is_begun_before_each_sentence_is_understood_or_left_out(browser, kennel, begun, storage) -> None:
    page = browser.post(FEEDBACK, {"text": TEXT, "words": WORDS, "do": "start"})
    assert "<b>softly" not in page.text
    assert "Not all of what you said is understood, and nothing is begun." in page.text
    assert not begun
    browser.post(FEEDBACK, {"text": TEXT, "words": WORDS, "partly": "on", "do": "start"})
    order = Order.model_validate(storage.runs.get(begun[0]).settings["order"])
    assert order.text == TEXT.replace("above 20", "above 24")
    assert [(one.words, [each.id for each in one.changes]) for one in order.said] == [
        (WORDS.partition("\n")[0], ["entity.dog"])
    ]
    browser.post(f"/runs/{begun[0]}/cancel")


def test_another_name_in_words_takes_the_data_along(browser, kennel, begun, storage) -> None:
    browser.post(FEEDBACK, {"text": TEXT, "words": "Call a dog a hound.", "do": "start"})
    order = Order.model_validate(storage.runs.get(begun[0]).settings["order"])
    assert ("entity.dog", "entity.hound") in [(one.before, one.after) for one in order.past.renames]
    browser.post(f"/runs/{begun[0]}/cancel")


def test_what_is_no_example_says_so_and_keeps_what_was_typed(browser, kennel, begun) -> None:
    page = browser.post(FEEDBACK, {"text": NEW, "example": "<script>alert(1)</script>", "do": "start"}).text
    assert "line 1 is not JSON" in page
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert not begun


def test_a_text_of_another_system_is_refused(browser, kennel, begun) -> None:
    page = browser.post(FEEDBACK, {"text": NEW.replace("# Kennel", "# Cattery"), "do": "start"}).text
    assert "describes &#39;cattery&#39;" in page
    assert not begun


def test_the_whole_way_there_and_back(browser, kennel, conductor, begun, storage, settings) -> None:
    at = settings.generated / "kennel"
    stood = {path: path.read_bytes() for path in at.rglob("*") if path.is_file()}
    browser.post(
        FEEDBACK,
        {"text": NEW, "example": OLD_DOG, "reject": "operations operation.list_walks", "do": "start", "no_tests": "on"},
    )
    assert conductor.resume(begun[0]).error is None
    report = (at / "TRACE.md").read_text()
    assert "record a walk" in report
    assert not [path for path in at.rglob("*.py") if "list_walks" in path.read_text()]
    assert (
        '"age": 22' in (at / "src" / "kennel" / "scenarios.json").read_text()
        or "22" in (at / "tests" / "test_examples.py").read_text()
    )
    page = browser.get(FEEDBACK).text
    assert "Decided in earlier revisions" in page
    assert "operation.list_walks" in page
    compared = browser.get(f"/systems/kennel/compare?from={kennel}&to={begun[0]}").text
    assert "entity.walk" in compared
    assert "agent.walks" in compared
    graphs = re.findall(r'data-graph="([^"]+)"', compared)
    older, newer = (browser.get(html.unescape(one)).json for one in graphs)
    assert {node["mark"] for node in older["nodes"]} <= {"", "changed"}
    assert [node["lines"][0] for node in newer["nodes"] if node["mark"] == "added"] == ["walks"]
    link = html.unescape(re.search(r'href="([^"]+compare/file[^"]+rules.py[^"]*)"', compared)[1])
    assert "d-added" in browser.get(link).text
    data = settings.home / "used"
    use = [sys.executable, "-B", "-m", "kennel", "call", "--data", str(data)]
    walked = [*use, "record_walk", json.dumps({"dog": rex(use, at), "distance": 2})]
    done = subprocess.run(walked, cwd=at / "src", check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert "It keeps data in another form." in browser.get(f"/systems/kennel/restore?run={kennel}").text
    refused = browser.post("/systems/kennel/restore", {"run": kennel, "data": str(data / "no")})
    assert "there are no data" in refused.text
    assert refused.status_code == 200
    assert "no whole path" in browser.post("/systems/kennel/restore", {"run": kennel, "data": "used"}).text
    answer = browser.post("/systems/kennel/restore", {"run": kennel, "data": str(data)})
    assert answer.status_code == 303
    assert {path: path.read_bytes() for path in at.rglob("*") if path.is_file()} == stood
    page = browser.get(answer.headers["Location"]).text
    assert "was put back in its place" in page
    assert "Set aside, and kept: 1 of walk" in page
    assert rex(use, at, "list_dogs"), "the dog is there in the form of before"
    page = browser.get("/systems/kennel/revisions").text
    assert f"put back from {kennel}" in page
    assert html.escape("Ages above 20") in browser.get(FEEDBACK).text


def test_what_was_decided_can_be_taken_back(browser, kennel, conductor, begun) -> None:
    browser.post(FEEDBACK, {"text": NEW, "reject": "operations operation.list_walks", "do": "start", "no_tests": "on"})
    assert conductor.resume(begun[0]).error is None
    page = browser.post(FEEDBACK, {"text": NEW, "do": "read"}).text
    assert "operations operation.list_walks" not in rows(page)
    page = browser.post(FEEDBACK, {"text": NEW, "undo": "operations operation.list_walks", "do": "read"}).text
    assert "operations operation.list_walks" in rows(page)


def test_there_is_no_way_back_to_what_is_not_there(browser, kennel) -> None:
    assert browser.post("/systems/kennel/restore", {"run": "r-0"}).status_code == 404
    assert browser.get(f"/systems/kennel/compare/file?from={kennel}&to={kennel}&name=../x").status_code == 404
    assert browser.get("/systems/kennel/blueprint/of/r-0/graph.json").status_code == 404
