"""The page in a real browser: every page narrow and wide, light and dark, by keyboard; and the whole story."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
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
REVISED = TEXT.replace("below 5 or", "below 2 or") + "A clerk can record a stamp with a colour.\n"
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
        self.page.set_default_timeout(120_000)  # a machine may be busy
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
        if self.page.query_selector(".graph"):
            self.page.wait_for_selector(".graph[data-drawn], .graph[hidden]", state="attached")

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
    graphs = ("/blueprint", "/blueprint?view=data", "/blueprint?view=hierarchy")
    ways = ("", "/blueprint/sequence", "/blueprint/trace", "/files", "/files/src/lending/system.py", "/tests")
    more = ("/docs/README.md", "/console", "/revisions", "/feedback")
    return [*house, "/systems/forms", "/no/such/page", *(SYSTEM + way for way in (*graphs, *ways, *more))]


def keeping_out(tab: Tab, paths: list[str]) -> list[str]:
    """What is too wide for the screen, and what keeps people out."""
    found = []
    for path in paths:
        tab.go(path)
        over = tab.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found += [f"{path} is {over} pixels too wide"] * (over > 0)
        found += [f"{path}: {one}" for one in tab.serious()]
    return found


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        pytest.param(360, "dark", marks=pytest.mark.slow),
        pytest.param(1600, "light", marks=pytest.mark.soak),
        pytest.param(360, "light", marks=pytest.mark.soak),
        pytest.param(1600, "dark", marks=pytest.mark.soak),
    ],
)
def test_every_page_fits_and_keeps_nobody_out(chromium, address, width, scheme) -> None:
    tab = Tab(chromium, address, viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert not keeping_out(tab, every_page(tab))
    # A page that is not there answers 404, and the feedback page of a system found on disk 400, both in words.
    assert [one for one in tab.faults if "400" not in one and "404" not in one] == []


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1600])
def test_the_letters_of_a_graph_can_be_read(chromium, address, width) -> None:
    tab = Tab(chromium, address, viewport={"width": width, "height": 900})
    for view in ("agents", "data"):
        tab.go(f"{SYSTEM}/blueprint?view={view}")
        tab.page.wait_for_selector("#graph[data-letters]")
        assert int(tab.page.get_attribute("#graph", "data-letters")) >= 11
    assert not tab.faults


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
    tab.page.wait_for_selector("#readback mark.c-implemented")
    assert tab.page.input_value("#text") == TEXT
    tab.go(f"{SYSTEM}/blueprint")
    tab.page.wait_for_selector("#graph canvas")
    tab.page.focus("#graph")
    for key in ("+", "ArrowLeft", "0"):
        tab.page.keyboard.press(key)
    tab.page.keyboard.press("n")
    first = tab.page.text_content(".chosen strong")
    tab.page.keyboard.press("n")
    assert tab.page.text_content(".chosen strong") != first
    tab.page.keyboard.press("p")
    assert tab.page.text_content(".chosen strong") == first
    tab.page.keyboard.press("Escape")
    assert tab.page.is_hidden(".chosen")
    assert tab.page.evaluate("document.activeElement.id") == "graph"
    assert not tab.faults


@pytest.mark.slow
def test_what_is_dropped_or_chosen_is_read_and_a_zip_is_unpacked(chromium, address, tmp_path) -> None:
    tab = Tab(chromium, address, viewport={"width": 1000, "height": 800})
    tab.go("/new")
    with zipfile.ZipFile(tmp_path / "forms.zip", "w") as archive:
        archive.writestr("forms.md", TEXT)
    tab.page.set_input_files("[name=file]", tmp_path / "forms.zip")
    tab.page.wait_for_selector("#readback mark.c-implemented")
    assert tab.page.input_value("#text") == TEXT
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("../forms.md", TEXT)
    tab.page.set_input_files("[name=file]", tmp_path / "evil.zip")
    tab.page.wait_for_selector("text=leads out of it")
    assert tab.page.input_value("#text") == TEXT
    assert not tab.faults


@pytest.mark.slow
def test_the_whole_story(chromium, address) -> None:
    """New system, watched to its end; blueprint; an operation; feedback; the revision; the difference; and back."""
    tab = Tab(chromium, address, viewport={"width": 1400, "height": 900})
    page = tab.page
    page.set_default_timeout(300_000)
    tab.go("/new")
    page.fill("#text", TEXT)
    page.wait_for_selector("#readback mark.c-implemented")
    page.check("[name=no_tests]")
    page.click("button[value=start]")
    page.wait_for_url("**/runs/r-*")
    page.wait_for_selector(".b-accepted")
    assert not tab.serious()
    page.click("text=Look at the system")
    page.click("nav >> text=Blueprint")
    page.wait_for_selector("#graph[data-drawn]")
    page.click("nav >> text=Console")
    page.click("text=Open the console")
    page.wait_for_selector("text=Who asks")
    page.fill("[name='input.title']", "First")
    page.fill("[name='input.number']", "4")
    page.click("button:has-text('Ask')")
    page.wait_for_selector(".answers .s-refused")
    assert not tab.serious()
    page.click("text=It should be done")
    assert '"expect": "done"' in page.input_value("#example")
    page.fill("#text", REVISED)
    page.get_by_label("What should be otherwise?").fill(
        "Numbers above 95 are typing errors, not above 90. The sea is wet."
    )
    page.check("[name=no_tests]")
    page.click("text=Show what would change")
    page.wait_for_selector("[aria-label='The example'] .s-passed")
    assert "1 of 2 sentences are understood" in page.text_content("[role=status]")
    assert "above 95" in page.text_content(".heard .d-added")
    page.get_by_label("What should be otherwise?").fill("")
    assert "below 2 or" in page.text_content(".d-added")
    page.check("[value='entities entity.stamp']")
    page.click("text=Show what would change")
    page.wait_for_selector("tr.rejected")
    assert not tab.serious()
    page.click("text=Begin the revision")
    page.wait_for_url("**/runs/r-*")
    page.wait_for_selector("text=Look at the system")
    tab.go("/systems/loose_forms/revisions")
    page.click("button:has-text('Compare')")
    page.wait_for_selector(".graph[data-drawn] >> nth=1")
    assert not tab.serious()
    assert "below 5 or" in page.text_content(".d-removed")
    page.click("text=rules.py")
    page.wait_for_selector(".d-added")
    tab.go("/systems/loose_forms/revisions")
    page.click("text=Roll back to this")
    assert not tab.serious()
    page.click("button:has-text('Roll back')")
    page.wait_for_url("**/runs/r-*")
    page.wait_for_selector("text=was put back in its place")
    tab.go("/systems/loose_forms/feedback")
    assert page.input_value("#text") == TEXT
    assert not tab.faults
