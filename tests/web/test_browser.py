"""The page in a real browser: every page narrow and wide, light and dark, by keyboard; and the whole story."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from autogenesis.core import SystemClock, load_settings
from autogenesis.sandbox import Environments
from storage import Storage
from tests.conductor.stubs import conductor, order
from tests.web.conftest import ROOT

SYSTEM = "/systems/lending"
TEXT = """# Loose forms
A clerk registers a form with a title and a number. Numbers below 5 or above 90 are typing errors and shall be refused.
"""
# Without its network services: it would look for hosts that no page here names.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def chromium(address) -> Iterator[Any]:
    """The distribution's Chromium; it runs an event loop of its own in this thread, so all else is begun before."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("CHROMIUM IS MISSING (apt-get install chromium): nobody looks at the page in a browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    """What `genesis ui` prints; the example system and a run that is done are there."""
    folder = tmp_path_factory.mktemp("browser")
    home = folder / "home"
    home.mkdir()
    (home / "environments").symlink_to(Environments(load_settings(ROOT, os.environ).home).ensure().root.parent)
    shutil.copytree(ROOT / "examples" / "lending", folder / "generated" / "lending")
    with Storage.open(f"sqlite:///{home / 'genesis.db'}", SystemClock()) as storage:
        assert conductor(home, storage).start(order(home), "forms").error is None
    page = subprocess.Popen(
        [sys.executable, str(ROOT / "run_genesis.py"), "ui", "--port", "0"],
        cwd=folder,
        env={**os.environ, "GENESIS_HOME": str(home), "GENESIS_GENERATED": str(folder / "generated")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with page:
        assert page.stdout is not None
        found = re.search(r"http\S+", page.stdout.readline())
        assert found, page.stderr.read() if page.stderr else ""
        yield found.group(0)
        page.send_signal(signal.SIGTERM)
        assert page.wait(60) == 0


class Tab:
    """A tab that came in, and what it complained of."""

    def __init__(self, chromium: Any, address: str, **context: Any) -> None:
        self.page = chromium.new_context(**context).new_page()
        self.faults: list[str] = []
        self.base = address.partition("/enter")[0]
        self.page.goto(address)
        self.page.wait_for_url(f"{self.base}/")
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda told: told.type in ("error", "warning") and self.faults.append(told.text))
        self.page.on("request", self._asked)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(self.base):
            self.faults.append(f"asked {request.url}")

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)
        self.page.wait_for_load_state("networkidle")

    def serious(self) -> list[str]:
        """What axe finds that keeps people out."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [
            f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found if one["impact"] in ("serious", "critical")
        ]


def every_page(tab: Tab) -> list[str]:
    tab.go("/runs")
    run = tab.page.get_attribute("tbody th a", "href")
    house = ["/", "/new", "/runs", run, "/approvals", "/skills", "/resources", "/health", "/settings"]
    ways = ("", "/blueprint", "/blueprint?view=hierarchy", "/blueprint/sequence", "/blueprint/trace", "/files")
    more = ("/files/src/lending/system.py", "/tests", "/docs/README.md", "/console", "/revisions", "/feedback")
    return [*house, "/systems/forms", *(SYSTEM + way for way in (*ways, *more))]


def keeping_out(tab: Tab, paths: list[str]) -> list[str]:
    """What is too wide for the screen, and what keeps people out."""
    found = []
    for path in paths:
        tab.go(path)
        over = tab.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found += [f"{path} is {over} pixels too wide"] * (over > 0)
        found += [f"{path}: {one}" for one in tab.serious()]
    return found


@pytest.mark.slow
def test_on_a_small_dark_screen_nobody_is_kept_out(chromium, address) -> None:
    tab = Tab(chromium, address, viewport={"width": 360, "height": 740}, color_scheme="dark")
    assert not keeping_out(tab, ["/", "/new", f"{SYSTEM}/blueprint"])
    assert not tab.faults


@pytest.mark.soak
@pytest.mark.parametrize(("width", "scheme"), [(1600, "light"), (360, "dark")])
def test_every_page_fits_and_keeps_nobody_out(chromium, address, width, scheme) -> None:
    tab = Tab(chromium, address, viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert not keeping_out(tab, every_page(tab))
    # The system was found on disk: its feedback page answers 400, in words.
    assert [one for one in tab.faults if "400" not in one] == []


@pytest.mark.slow
def test_the_page_is_used_with_the_keyboard_alone(chromium, address) -> None:
    tab = Tab(chromium, address, viewport={"width": 1000, "height": 800})
    tab.go("/")
    focused = "document.activeElement.textContent.trim()"
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate(focused) == "Skip to the content"
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate(focused) == "New system"
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/new")
    tab.page.focus("#text")
    tab.page.keyboard.type(TEXT)
    tab.page.wait_for_selector("mark.c-implemented")
    assert tab.page.input_value("#text") == TEXT
    tab.go(f"{SYSTEM}/blueprint")
    tab.page.wait_for_selector("#graph canvas")
    tab.page.focus("#graph")
    for key in ("+", "ArrowLeft", "0"):
        tab.page.keyboard.press(key)
    assert tab.page.evaluate("document.activeElement.id") == "graph"
    assert not tab.faults


@pytest.mark.soak
def test_the_whole_story(chromium, address) -> None:
    """New system, watched to its end; blueprint; an operation; feedback; the revision; the difference; and back."""
    tab = Tab(chromium, address, viewport={"width": 1400, "height": 900})
    page = tab.page
    tab.go("/new")
    page.fill("#text", TEXT)
    page.wait_for_selector("mark.c-implemented", timeout=60_000)
    page.click("button[value=start]")
    page.wait_for_url("**/runs/r-*")
    page.wait_for_selector(".b-accepted", timeout=120_000)
    page.wait_for_selector("text=Look at the system", timeout=300_000)
    page.click("text=Look at the system")
    page.click("nav >> text=Blueprint")
    page.wait_for_selector("#graph canvas")
    page.click("nav >> text=Console")
    page.click("text=Open the console")
    page.wait_for_selector("text=Who asks", timeout=120_000)
    page.fill("[name='input.title']", "First")
    page.fill("[name='input.number']", "4")
    page.click("button:has-text('Ask')")
    page.wait_for_selector(".answers .s-refused", timeout=60_000)
    page.click("nav >> text=Feedback")
    page.fill("textarea", TEXT.replace("below 5 or", "below 2 or"))
    page.click("text=Show what would change")
    page.wait_for_selector("text=What would change in the specification")
    assert "below 2 or" in page.text_content(".d-added")
    page.click("text=Begin the revision")
    page.wait_for_url("**/runs/r-*")
    page.wait_for_selector("text=Look at the system", timeout=300_000)
    tab.go("/systems/loose_forms/revisions")
    page.click("button:has-text('Compare')")
    page.wait_for_selector(".d-removed")
    assert "below 5 or" in page.text_content(".d-removed")
    tab.go("/systems/loose_forms/revisions")
    page.click("tbody tr:last-child >> text=to this text")
    assert page.input_value("textarea") == TEXT
    page.click("text=Begin the revision")
    page.wait_for_url("**/runs/r-*")
    page.wait_for_selector("text=Look at the system", timeout=300_000)
    tab.go("/systems/loose_forms/console")
    assert not tab.faults
