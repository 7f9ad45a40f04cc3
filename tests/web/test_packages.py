"""Files of a package: its own and no others."""

from __future__ import annotations

import io
import itertools
import zipfile
from pathlib import PurePosixPath

import pytest

SYSTEM = "/systems/lending"


@pytest.fixture(scope="module")
def secret(settings):
    """A file beside the package, and links to it from inside."""
    file = settings.generated / "secret.txt"
    file.write_text("nobody may read this")
    inside = settings.generated / "lending"
    (inside / "linked.txt").symlink_to(file)
    (inside / "docs" / "elsewhere").symlink_to(settings.generated)
    return file


NAMES = (
    "../secret.txt",
    "..%2fsecret.txt",
    "%2e%2e/secret.txt",
    "docs/../../secret.txt",
    "docs/..%2f..%2fsecret.txt",
    "..\\secret.txt",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "linked.txt",
    "docs/elsewhere/secret.txt",
    "secret.txt%00.md",
    "README.md/../../secret.txt",
)
SLUGS = ("..", "%2e%2e", "..%2flending", "lending%2f..", ".", "secret.txt", "%00")


def test_nothing_outside_the_package_is_handed_out(browser, secret) -> None:
    for way, name in itertools.product(("files", "raw", "docs"), NAMES):
        answer = browser.get(f"{SYSTEM}/{way}/{name}", follow_redirects=True)
        assert answer.status_code in (400, 404), (way, name)
        assert "nobody may read" not in answer.text
        assert "root:" not in answer.text


def test_a_system_is_named_by_its_slug_and_nothing_else(browser, secret) -> None:
    for slug, page in itertools.product(SLUGS, ("", "/files", "/package.zip", "/blueprint")):
        assert browser.get(f"/systems/{slug}{page}", follow_redirects=True).status_code in (400, 404), slug
    for slug, what in itertools.product(SLUGS, ("console/anew", "console/open", "restore", "feedback")):
        assert browser.post(f"/systems/{slug}/{what}", {"run": "../x"}).status_code in (400, 404), slug


def test_the_zip_can_be_unpacked_anywhere_without_touching_anything_else(browser, secret) -> None:
    answer = browser.get(f"{SYSTEM}/package.zip")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="lending.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        names = archive.namelist()
        for entry in archive.infolist():
            path = PurePosixPath(entry.filename)
            assert path.parts[0] == "lending"
            assert ".." not in path.parts
            assert (entry.external_attr >> 28) in (0, 8), "a plain file, no link"
        assert archive.read("lending/README.md")
    assert "lending/src/lending/system.py" in names
    assert not [name for name in names if "secret" in name or "linked" in name]
    assert answer.data == browser.get(f"{SYSTEM}/package.zip").data


def test_a_file_is_shown_in_colours_and_kept_as_it_is(browser) -> None:
    page = browser.get(f"{SYSTEM}/files/src/lending/system.py")
    assert '<span class="k' in page.text
    raw = browser.get(f"{SYSTEM}/raw/src/lending/system.py")
    assert raw.mimetype == "application/octet-stream"
    assert "attachment" in raw.headers["Content-Disposition"]
    assert raw.data.startswith(b'"""')


def test_what_is_no_text_is_offered_to_keep(browser, settings) -> None:
    (settings.generated / "lending" / "picture.bin").write_bytes(b"\xff\xfe\x00")
    assert "Download it instead" in browser.get(f"{SYSTEM}/files/picture.bin").text


def test_documents_are_rendered_and_lead_to_one_another(browser) -> None:
    page = browser.get(f"{SYSTEM}/docs", follow_redirects=True)
    assert "<h1>" in page.text
    assert 'href="TRACE.md"' in page.text
    assert browser.get(f"{SYSTEM}/docs/TRACE.md").status_code == 200


def test_where_no_run_measured_tests_the_page_says_so(browser) -> None:
    assert "genesis test lending" in browser.get(f"{SYSTEM}/tests").text
