"""Uploads: a text, or a zip with one; a zip that was made to harm is refused before anything of it is read."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest

TEXT = "# Forms\nA clerk registers a form with a number.\n"


def packed(*entries: tuple[str, bytes], kind: int = 0, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type, info.external_attr = method, kind << 16
            archive.writestr(info, data)
    return out.getvalue()


def unpack(browser, data: bytes, name: str = "forms.zip"):
    answer = browser.client.post(
        "/new/file",
        base_url="http://127.0.0.1:8765",
        data={"file": (io.BytesIO(data), name)},
        headers={"Origin": "http://127.0.0.1:8765", "X-CSRF-Token": browser.csrf},
    )
    assert answer.status_code == 200, answer.text
    return answer.json


@pytest.mark.parametrize(
    "entries",
    [
        [("forms.md", TEXT.encode())],
        [("forms/spec.txt", TEXT.encode()), ("forms/logo.png", b"\x89PNG")],
        [("forms.md", TEXT.encode()), ("old/forms.md", b"Another."), ("__MACOSX/forms.md", b"x")],
    ],
)
def test_the_text_of_a_zip_is_taken_out(browser, entries) -> None:
    assert unpack(browser, packed(*entries)) == {"text": TEXT}


def test_a_plain_text_is_taken_as_it_is(browser) -> None:
    assert unpack(browser, TEXT.encode(), "forms.md") == {"text": TEXT}


@pytest.mark.parametrize(
    "name",
    [
        "/etc/forms.md",
        "../forms.md",
        "a/../../forms.md",
        "..\\forms.md",
        "C:\\forms.md",
        "C:/forms.md",
        "\\\\host\\forms.md",
    ],
)
def test_a_name_that_leads_out_is_refused_even_beside_a_good_one(browser, name) -> None:
    said = unpack(browser, packed((name, TEXT.encode()), ("forms.md", TEXT.encode())))["said"]
    assert "leads out of it" in said


def test_links_and_devices_are_refused(browser) -> None:
    for kind in (stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO):
        assert (
            "is a link or a device" in unpack(browser, packed(("forms.md", b"/etc/passwd"), kind=kind | 0o644))["said"]
        )


def test_what_grows_too_much_is_refused(browser) -> None:
    assert "grows too much" in unpack(browser, packed(("forms.md", b" " * 5_000_000)))["said"]
    assert (
        "grows too much"
        in unpack(browser, packed(("filler.bin", b"\0" * 5_000_000), ("forms.md", TEXT.encode())))["said"]
    )
    many = [(f"forms{number}.md", b"x") for number in range(300)]
    assert "more than 200 files" in unpack(browser, packed(*many))["said"]


def test_a_size_that_is_a_lie_helps_nobody(browser) -> None:
    """The header says a few bytes; no more than a text may have is ever unpacked."""
    data = bytearray(packed(("forms.md", bytes(range(32, 127)) * 12_000)))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(signature) + place
        data[at : at + 4] = (64).to_bytes(4, "little")
    assert "said" in unpack(browser, bytes(data))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 and no more", "damaged"),
        (b"no zip at all", "damaged"),
        (packed(("logo.png", b"x")), "holds no text"),
        (packed(("a.md", b"One."), ("b.md", b"Two.")), "several texts: a.md, b.md"),
        (packed(("forms.md", b"\xff\xfe\x80")), "not UTF-8"),
        (packed(("forms.md", b"")), "empty"),
    ],
)
def test_what_cannot_be_used_says_why(browser, data, said) -> None:
    assert said in unpack(browser, data)["said"]


def test_a_zip_is_read_back_without_scripts_too(browser) -> None:
    page = browser.post(
        "/new", {"text": "", "do": "read", "file": (io.BytesIO(packed(("forms.md", TEXT.encode()))), "x.zip")}
    )
    assert "A clerk registers a form" in page.text
