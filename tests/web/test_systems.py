"""Systems: the list, and what is seen of one."""

from __future__ import annotations

import io
import json
from datetime import UTC

import pytest

from autogenesis.core import Settings
from autogenesis.kit.migration import bring
from autogenesis.kit.store import Store
from blueprints import Migration
from tests.web.conftest import TOKEN, Browser, come_in, opened

SYSTEM = "/systems/lending"


def test_where_nothing_was_built_the_page_says_how_to_begin(tmp_path) -> None:
    with opened(Settings(home=tmp_path / "home", generated=tmp_path / "out")) as app:
        browser = Browser(app.test_client())
        browser.get(f"/enter?token={TOKEN}")
        assert "Describe a system" in browser.get("/").text
        assert "Describe a system" in browser.get("/runs").text


def test_what_stands_on_disk_is_listed_though_no_run_knows_it(browser) -> None:
    page = browser.get("/").text
    assert f'href="{SYSTEM}"' in page
    assert "found on disk" in page
    assert "Download as zip" in browser.get(SYSTEM).text


def test_a_system_that_is_not_there_is_said_to_be_missing(browser) -> None:
    answer = browser.get("/systems/nothing")
    assert answer.status_code == 404
    assert "nothing" in answer.text


def test_the_graph_has_both_ends_of_every_edge(browser) -> None:
    graph = browser.get(f"{SYSTEM}/blueprint/graph.json").json
    nodes = {node["id"] for node in graph["nodes"]}
    assert {"agent.loans", "agent.readers"} <= nodes
    assert graph["edges"]
    assert all({edge["source"], edge["target"]} <= nodes for edge in graph["edges"])
    assert next(node for node in graph["nodes"] if node["id"] == "agent.loans")["carries"]


def test_the_blueprint_is_exported_in_four_formats(browser) -> None:
    begins = {"svg": "<", "mmd": "flowchart", "dot": "digraph", "json": "{"}
    for form, first in begins.items():
        answer = browser.get(f"{SYSTEM}/blueprint/export.{form}?keep=1")
        assert answer.text.startswith(first)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="lending.{form}"'
    assert browser.get(f"{SYSTEM}/blueprint/export.exe").status_code == 404
    assert json.loads(browser.get(f"{SYSTEM}/blueprint/export.json").text)["slug"] == "lending"


def test_the_trace_leads_from_a_sentence_to_the_test_and_its_file(browser) -> None:
    page = browser.get(f"{SYSTEM}/blueprint/trace").text
    assert "at most 5" in page
    assert f'href="{SYSTEM}/files/tests/test_refusals.py"' in page
    assert browser.get(f"{SYSTEM}/files/tests/test_refusals.py").status_code == 200


def test_an_operation_is_shown_as_a_sequence(browser) -> None:
    page = browser.get(f"{SYSTEM}/blueprint/sequence?operation=operation.borrow_item").text
    assert "<strong>caller</strong> → <strong>loans</strong>" in page or "→ <strong>loans</strong>" in page
    assert browser.get(f"{SYSTEM}/blueprint/sequence?operation=operation.none").status_code == 400


def test_a_damaged_blueprint_is_told_with_a_remedy(browser, settings) -> None:
    file = settings.generated / "lending" / "blueprint.json"
    whole = file.read_text()
    try:
        file.write_text("{")
        answer = browser.get(f"{SYSTEM}/blueprint")
        assert answer.status_code == 400
        assert "Generate the system again" in answer.text
    finally:
        file.write_text(whole)


def test_the_console_offers_forms_only_once_the_package_was_built_in_the_sandbox(browser) -> None:
    page = browser.get(f"{SYSTEM}/console").text
    assert "Open the console" in page
    assert 'name="input.' not in page


def test_a_system_found_on_disk_cannot_be_revised_and_says_why(browser) -> None:
    answer = browser.get(f"{SYSTEM}/feedback")
    assert answer.status_code == 400
    assert "genesis new" in answer.text


@pytest.fixture(scope="module")
def tried(settings, base_environment):
    """Somebody who has the console open."""
    (settings.home / "environments").symlink_to(base_environment.root.parent)
    with opened(settings) as app:
        browser = come_in(app)
        assert browser.post(f"{SYSTEM}/console/open", follow_redirects=True).status_code == 200
        yield browser


@pytest.mark.slow
def test_operations_are_tried_in_the_sandbox_with_roles_refusals_and_the_clock(tried) -> None:
    page = tried.get(f"{SYSTEM}/console?operation=add_reader").text
    assert 'name="input.name"' in page
    roles = page.partition('<select name="role">')[2].partition("</select>")[0]
    assert '<option value="">none' in roles
    assert '<option value="librarian">' in roles
    done = tried.post(f"{SYSTEM}/console/call", {"operation": "add_reader", "input.name": "<i>Ada</i>"}).text
    assert 'class="badge s-done"' in done
    assert "&lt;i&gt;Ada&lt;/i&gt;" in done
    refused = tried.post(f"{SYSTEM}/console/call", {"operation": "borrow_item", "input.reader": "nobody"}).text
    assert 'class="badge s-refused"' in refused
    for evil in ("--help", "add_reader; id", "../add_reader"):
        assert tried.post(f"{SYSTEM}/console/call", {"operation": evil}).status_code == 400
    passed = tried.post(f"{SYSTEM}/console/clock", {"to": "2031-01-01T00:00", "operation": "add_reader"}).text
    assert "clock to 2031-01-01T00:00" in passed


@pytest.mark.slow
def test_what_was_tried_outlives_the_page_and_is_an_example_until_it_is_forgotten(tried, settings) -> None:
    tried.post(f"{SYSTEM}/console/call", {"operation": "add_reader", "input.name": "Grace"})
    tried.client.application.extensions["desk"].consoles.close()
    later = Store(str(settings.home / "ui" / "consoles" / "lending" / "data"), UTC)
    bring(later, [Migration().model_dump(mode="json")])  # a later revision had them, and the one before is put back
    later.close()
    with opened(settings) as app:
        again = come_in(app)
        console = app.extensions["desk"].consoles.of("lending")
        *before, last = (json.loads(line) for line in console.example().splitlines())
        assert (last["call"], last["input"], last["expect"]) == ("add_reader", {"name": "Grace"}, "refused")
        assert not [line for line in before if line.get("call") == "borrow_item"], "what was refused did nothing"
        again.post(f"{SYSTEM}/console/open")
        listed = again.post(f"{SYSTEM}/console/call", {"operation": "list_readers"}).text
        assert "&#34;name&#34;: &#34;Grace&#34;" in listed.partition("<h2>Answers")[2].partition("</li>")[0]
        assert again.post(f"{SYSTEM}/console/anew", follow_redirects=True).status_code == 200
        listed = again.post(f"{SYSTEM}/console/call", {"operation": "list_readers"}).text
        assert "Grace" not in listed


def test_a_large_upload_of_fields_is_refused(browser) -> None:
    form = {f"input.{number}": "x" for number in range(300)}
    answer = browser.post(f"{SYSTEM}/console/call", {**form, "file": (io.BytesIO(b"x"), "x")})
    assert answer.status_code == 413


def test_data_flow_shows_what_passes_and_where_it_is_kept(browser) -> None:
    graph = browser.get(f"{SYSTEM}/blueprint/graph.json?view=data").json
    kinds = {node["id"]: node["kind"] for node in graph["nodes"]}
    assert kinds["entity.loan"] == "record"
    arrows = {(edge["source"], edge["target"]): edge["lines"] for edge in graph["edges"]}
    assert arrows["agent.loans", "entity.loan"] == ["keeps"]
    assert "item" in arrows["actor.reader", "agent.loans"]
    for form in ("svg", "mmd", "dot"):
        assert "keeps" in browser.get(f"{SYSTEM}/blueprint/export.{form}?view=data").text


def test_the_trace_leads_back_from_a_test_to_its_sentences(browser) -> None:
    back = browser.get(f"{SYSTEM}/blueprint/trace").text.partition("From a test back to the text")[2]
    assert f'href="{SYSTEM}/files/tests/test_refusals.py"' in back
    first = back.partition('href="#')[2].partition('"')[0]
    assert f'id="{first}"' in browser.get(f"{SYSTEM}/blueprint/trace").text


def test_what_is_too_long_for_a_page_is_offered_to_keep(browser, settings) -> None:
    file = settings.generated / "lending" / "long.py"
    for text in ("value = 1\n" * 20_000, "x" * 399_000):
        file.write_text(text)
        page = browser.get(f"{SYSTEM}/files/long.py")
        assert len(page.data) < 300_000
        assert "value = 1" in page.text or "Download it instead" in page.text
    (settings.generated / "lending" / "LONG.md").write_text("- *a*\n" * 60_000)
    page = browser.get(f"{SYSTEM}/docs/LONG.md")
    assert len(page.data) < 300_000
    assert "too long" in page.text


def test_a_sequence_is_drawn(browser) -> None:
    answer = browser.get(f"{SYSTEM}/blueprint/sequence.svg?operation=operation.borrow_item")
    assert answer.mimetype == "image/svg+xml"
    assert ">loans</text>" in answer.text
    assert answer.text.count('class="a"') >= 2
