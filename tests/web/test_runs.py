"""Runs on the page: the list, one of them as it happens, and what stops it."""

from __future__ import annotations

import json

import pytest

from autogenesis.core import RunId
from tests.conductor.stubs import conductor, order


@pytest.fixture(scope="module")
def run(app, settings) -> str:
    """A run that is done, of roles that make little."""
    outcome = conductor(settings.home, app.extensions["desk"].storage).start(order(settings.home), "forms")
    assert outcome.error is None
    return outcome.result.run


def told(browser, address: str, **more) -> list[dict[str, str]]:
    """The events of a stream, each with its fields."""
    with browser.get(address, **more) as answer:
        assert answer.mimetype == "text/event-stream"
        blocks = answer.text.split("\n\n")
    return [dict(line.split(": ", 1) for line in block.splitlines()) for block in blocks if block.strip()]


def test_the_list_leads_to_each_run(browser, run) -> None:
    page = browser.get("/runs").text
    assert f'href="/runs/{run}"' in page
    assert "done" in page


def test_a_run_shows_who_did_and_who_judged(browser, run) -> None:
    page = browser.get(f"/runs/{run}").text
    assert page.count('class="step b-accepted"') == 6, "the plan and its five steps"
    assert "judged by judge" in page
    assert "data-events" not in page, "nothing more will happen"


def test_the_stream_tells_everything_in_order_and_ends(browser, run, storage) -> None:
    events = told(browser, f"/runs/{run}/events")
    ids = [one["id"] for one in events if "id" in one]
    assert ids == [message.id for message in storage.messages.of_run(RunId(run))]
    assert events[0]["retry"] == "2000"
    assert events[-1]["event"] == "end"
    state = json.loads(next(one for one in events if one.get("event") == "state")["data"])
    assert state["state"] == "done"
    assert state["messages"] == len(ids)


def test_a_browser_that_was_away_goes_on_after_the_last_it_had(browser, run) -> None:
    ids = [one["id"] for one in told(browser, f"/runs/{run}/events") if "id" in one]
    rest = told(browser, f"/runs/{run}/events", headers={"Last-Event-ID": ids[4]})
    assert [one["id"] for one in rest if "id" in one] == ids[5:]
    rest = told(browser, f"/runs/{run}/events?after={ids[0]}", headers={"Last-Event-ID": ids[-1]})
    assert not [one for one in rest if "id" in one], "what the browser itself says counts"


def test_an_id_that_nobody_knows_begins_anew(browser, run) -> None:
    for unknown in ("m-0", "'; drop table messages", "../../etc/passwd"):
        rest = told(browser, f"/runs/{run}/events", headers={"Last-Event-ID": unknown})
        assert len([one for one in rest if "id" in one]) > 10


def test_a_run_that_waits_can_be_paused_ended_and_gone_on_with_by_a_process_of_its_own(
    app, browser, storage, settings, monkeypatch
) -> None:
    begun, dropped = [], []
    monkeypatch.setattr(app.extensions["desk"].jobs, "start", begun.append)
    monkeypatch.setattr(app.extensions["desk"].jobs, "drop", dropped.append)
    waiting = conductor(settings.home, storage).queue(order(settings.home), "forms")
    for what, state in (("pause", "paused"), ("cancel", "cancelled")):
        assert browser.post(f"/runs/{waiting}/{what}").status_code == 303
        page = browser.get(f"/runs/{waiting}").text
        assert f'class="badge s-{state}"' in page
        assert "Go on" in page
    assert dropped == [waiting, waiting]
    assert browser.post(f"/runs/{waiting}/resume").status_code == 303
    assert begun == [waiting]


def test_what_rests_waits_for_somebody(browser, storage, settings) -> None:
    waiting = conductor(settings.home, storage).queue(order(settings.home), "forms")
    browser.post(f"/runs/{waiting}/pause")
    assert waiting in browser.get("/approvals").text.partition("Given by roles")[0]
    browser.post(f"/runs/{waiting}/cancel")


def test_what_is_done_is_neither_paused_nor_ended_nor_done_again(browser, run) -> None:
    for what in ("pause", "cancel", "resume"):
        answer = browser.post(f"/runs/{run}/{what}")
        assert answer.status_code == 400
        assert "done" in answer.text


def test_a_run_that_is_not_there_is_said_to_be_missing(browser) -> None:
    for path in ("/runs/r-0", "/runs/r-0/events", "/runs/%2e%2e", "/runs/a%20b"):
        assert browser.get(path).status_code == 404


def test_verdicts_and_health_speak_of_it(browser, run) -> None:
    assert "judge" in browser.get("/approvals").text
    assert "runs per hour" in browser.get("/health").text
    assert run in browser.get("/systems/forms/revisions").text
