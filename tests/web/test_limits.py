"""How much one browser may ask."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from autogenesis.core import FixedClock
from tests.conductor.stubs import conductor, order
from tests.web.conftest import TOKEN, Browser, opened


def test_a_body_that_is_too_big_is_refused(browser) -> None:
    answer = browser.post("/new", {"text": "word " * 300_000})
    assert answer.status_code == 413
    assert "1 MB" in answer.text


def test_asking_too_often_is_refused_until_time_has_passed(settings) -> None:
    clock = FixedClock(datetime(2026, 1, 1, tzinfo=UTC))
    with opened(settings, clock) as app:
        browser = Browser(app.test_client())
        browser.get(f"/enter?token={TOKEN}")
        codes = [browser.get("/skip").status_code for _ in range(310)]
        assert codes[0] == 404
        assert codes[-1] == 429
        other = Browser(app.test_client())
        other.get(f"/enter?token={TOKEN}")
        assert other.get("/new").status_code == 200, "another browser is not held up"
        clock.advance(timedelta(seconds=10))
        assert browser.get("/new").status_code == 200


def test_live_pages_are_limited_and_one_that_closes_makes_room(app, browser, storage, settings) -> None:
    run = conductor(settings.home, storage).queue(order(settings.home), "forms")
    streams = [browser.get(f"/runs/{run}/events", buffered=False) for _ in range(64)]
    assert {stream.status_code for stream in streams} == {200}
    refused = browser.get(f"/runs/{run}/events")
    assert refused.status_code == 503
    assert "Close one" in refused.text
    streams.pop().close()
    streams.append(browser.get(f"/runs/{run}/events", buffered=False))
    assert streams[-1].status_code == 200
    for stream in streams:
        stream.close()


def test_a_stream_that_ends_gives_its_place_back(app, browser, storage, settings) -> None:
    run = conductor(settings.home, storage).start(order(settings.home), "forms").result.run
    with browser.get(f"/runs/{run}/events") as answer:
        assert "event: end" in answer.text
    assert app.extensions["desk"].streams.count == 0
