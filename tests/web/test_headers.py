"""What browsers are told, and what pages hold."""

from __future__ import annotations

import re

from tests.web.test_access import addresses

INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\son[a-z]+\s*=|\sstyle\s*=|javascript:", re.IGNORECASE)
FOREIGN = re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE)


def pages(app, browser):
    """Every page of the example system and of the house."""
    for _, path, methods in addresses(app):
        if "GET" in methods:
            answer = browser.get(path.replace("/runs/lending", "/runs"), follow_redirects=True)
            yield path, answer
            answer.close()


def test_every_answer_forbids_scripts_frames_and_guessing(app, browser) -> None:
    for path, answer in pages(app, browser):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy, path
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_pages_are_not_kept_by_the_browser_and_sheets_are(browser) -> None:
    assert browser.get("/").headers["Cache-Control"] == "no-store"
    with browser.get("/static/style.css") as sheet:
        assert "max-age" in sheet.headers["Cache-Control"]


def test_no_page_holds_a_script_of_its_own_or_asks_another_host(app, browser) -> None:
    seen = 0
    for path, answer in pages(app, browser):
        if answer.mimetype == "text/html":
            assert not INLINE.search(answer.text), (path, INLINE.search(answer.text))
            assert not FOREIGN.search(answer.text), (path, FOREIGN.search(answer.text))
            assert len(answer.data) < 300_000
            seen += 1
    assert seen > 20
