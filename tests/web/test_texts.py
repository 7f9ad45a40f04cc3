"""Texts of others stay texts, wherever they are shown."""

from __future__ import annotations

import json
import re

ATTACKS = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[press](javascript:alert(1))",
    "[press](data:text/html;base64,PHNjcmlwdD4=)",
    "![a picture](https://evil.example/pixel.png)",
    '<a href="https://evil.example" onclick="alert(1)">press</a>',
    '"><svg/onload=alert(1)>',
    "<https://evil.example/x?<script>>",
]


def alive(page: str) -> list[str]:
    """The tags of the page that could do something."""
    tags = re.findall(r"<[a-zA-Z][^>]*>", page)
    return [
        tag
        for tag in tags
        if re.search(r"(?i)^<(img|svg|iframe|object|script(?! src))|\son\w+=|javascript:|data:", tag)
    ]


def test_markdown_of_a_package_is_cleaned(browser, settings) -> None:
    for attack in ATTACKS:
        text = f"# A title\n\n{attack}\n\n- {attack}\n\n| a |\n|---|\n| {attack} |\n"
        (settings.generated / "lending" / "README.md").write_text(text)
        page = browser.get("/systems/lending/docs/README.md").text
        assert not alive(page), attack
        assert "A title" in page


def test_links_of_a_document_tell_nobody_where_they_stood(browser, settings) -> None:
    (settings.generated / "lending" / "README.md").write_text("[more](https://example.org/more)\n")
    assert 'rel="noopener noreferrer nofollow"' in browser.get("/systems/lending/docs/README.md").text


def test_source_is_shown_as_it_stands(browser, settings) -> None:
    text = "\n".join(ATTACKS)
    (settings.generated / "lending" / "evil.py").write_text(f"text = '''{text}'''\n")
    (settings.generated / "lending" / "evil.html").write_text(text)
    for name in ("evil.py", "evil.html"):
        assert not alive(browser.get(f"/systems/lending/files/{name}").text)


def test_a_specification_is_read_back_as_text(browser) -> None:
    text = f"# {ATTACKS[0]}\nA clerk registers a form with a number. {ATTACKS[1]} {ATTACKS[6]}"
    page = browser.post("/new", {"text": text, "do": "read"}).text
    assert not alive(page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_what_a_blueprint_says_is_text(browser, settings) -> None:
    file = settings.generated / "lending" / "blueprint.json"
    kept = json.loads(file.read_text())
    kept["blueprint"]["agents"][0] |= {"name": ATTACKS[0], "purpose": ATTACKS[1]}
    kept["specification"]["sentences"][1]["text"] = ATTACKS[6]
    file.write_text(json.dumps(kept))
    for page in ("", "/trace", "/sequence"):
        assert not alive(browser.get(f"/systems/lending/blueprint{page}").text.replace('<img src="/systems/', ""))
    drawn = browser.get("/systems/lending/blueprint/export.svg").text
    assert "<script" not in drawn


def test_an_address_is_shown_as_text(browser) -> None:
    assert not alive(browser.get("/runs/%3Cscript%3Ealert(1)%3C/script%3E").text)
    assert not alive(browser.get("/systems/%3Cimg%20src=x%20onerror=alert(1)%3E").text)
