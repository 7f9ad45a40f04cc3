"""A new system: the text read back, and its run begun."""

from __future__ import annotations

import io

import pytest

TEXT = "# Forms\nA clerk registers a form with a number. Numbers above 90 are refused. The moon is blue for the wugs.\n"


def read(browser, text, answers=None):
    return browser.post("/new/read", json={"text": text, "answers": answers or {}})


def test_the_whole_text_is_read_back_in_pieces_with_what_became_of_each(browser) -> None:
    told = read(browser, TEXT).json
    assert "".join(piece["text"] for piece in told["pieces"]) == TEXT
    status = {piece["text"].strip(): piece["status"] for piece in told["pieces"]}
    assert status["A clerk registers a form with a number."] == "implemented"
    assert status["The moon is blue for the wugs."] == "unclear"
    assert 0 < told["coverage"]["content"] < 1
    assert told["counts"]["unclear"] == 1


def test_what_is_not_understood_says_why(browser) -> None:
    piece = next(one for one in read(browser, TEXT).json["pieces"] if one["status"] == "unclear")
    assert piece["notes"][0].startswith("unclear: ")


def test_while_nothing_is_said_nothing_is_wrong(browser) -> None:
    for text in ("", "   \n", "12 34 !!"):
        assert read(browser, text).json == {"said": ""}


def test_a_text_that_cannot_be_built_says_what_to_do(browser) -> None:
    said = read(browser, "Hello there").json["said"]
    assert said.endswith(".")
    assert len(said) > 20


def test_a_text_too_long_for_typing_is_not_read_at_each_letter(browser) -> None:
    assert "Read it back" in read(browser, "A clerk registers a form. " * 4000).json["said"]


def test_what_is_no_request_is_refused_in_words(browser) -> None:
    answer = browser.post("/new/read", json=["text"], headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert answer.json["remedy"]


def test_without_scripts_the_form_reads_back_too(browser) -> None:
    page = browser.post("/new", {"text": TEXT, "do": "read"}).text
    assert '<mark class="c-implemented"' in page
    assert '<mark class="c-unclear"' in page
    assert "The moon is blue" in page


def test_a_file_can_be_given_instead(browser) -> None:
    page = browser.post("/new", {"text": "", "do": "read", "file": (io.BytesIO(TEXT.encode()), "forms.md")})
    assert "A clerk registers a form" in page.text


def test_a_file_that_is_no_text_is_refused_with_a_remedy(browser) -> None:
    for data in (b"\0binary", b"\xff\xfe not utf-8 \x80", b""):
        answer = browser.post("/new", {"text": "", "do": "start", "file": (io.BytesIO(data), "forms.md")})
        assert answer.status_code == 400
        assert "What to do" in answer.text


def test_a_run_is_queued_at_once_and_carried_out_by_a_process_of_its_own(app, browser, storage, monkeypatch) -> None:
    begun = []
    monkeypatch.setattr(app.extensions["desk"].jobs, "start", begun.append)
    answer = browser.post("/new", {"text": TEXT, "do": "start"})
    assert answer.status_code == 303
    run = storage.runs.find()[0]
    assert answer.headers["Location"] == f"/runs/{run.id}"
    assert begun == [run.id]
    assert run.settings["order"]["text"] == TEXT
    assert "waits" not in browser.get(f"/runs/{run.id}").text
    assert "has not spoken yet" in browser.get(f"/runs/{run.id}").text


def test_an_answer_to_nothing_is_refused(app, browser, storage, monkeypatch) -> None:
    monkeypatch.setattr(app.extensions["desk"].jobs, "start", lambda run: None)
    before = storage.runs.find()
    answer = browser.post("/new", {"text": TEXT, "do": "start", "answer.question.none": "x"})
    assert answer.status_code == 400
    assert storage.runs.find() == before


@pytest.mark.slow
def test_a_run_that_is_begun_here_is_carried_to_its_package(app, browser, storage, settings) -> None:
    """The process is the one that `genesis resume` would be; the stream tells of it until its end."""
    answer = browser.post("/new", {"text": TEXT, "do": "start", "no_tests": "on"})
    where = answer.headers["Location"]
    with browser.get(f"{where}/events") as stream:
        told = stream.text
    assert '"state": "done"' in told
    assert told.count("event: message") > 20
    assert "event: end" in told
    assert (settings.generated / "forms" / "blueprint.json").is_file()
    assert "Forms" in browser.get("/systems/forms/docs/README.md").text
    assert "Look at the system" in browser.get(where).text
    assert browser.get("/systems/forms").status_code == 200


@pytest.mark.slow
def test_a_text_that_takes_for_ever_holds_nobody_up(app, browser, monkeypatch) -> None:
    """Whatever reads it is ended; the page goes on, and reads the next one."""
    reader = app.extensions["desk"].reader
    with monkeypatch.context() as hurried:
        hurried.setattr(reader, "_seconds", 0)
        told = read(browser, TEXT).json
        assert "was not read within" in told.get("said", ""), told
    assert browser.get("/").status_code == 200
    assert read(browser, TEXT).json["counts"]["implemented"]
