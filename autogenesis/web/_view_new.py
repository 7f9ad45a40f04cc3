"""A new system: the text is read back as it is typed; then its run begins."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from autogenesis.conductor import Order
from autogenesis.core import GenesisError, InputError
from autogenesis.preview import refuse_unknown, text_of
from autogenesis.web._conducting import conductor
from autogenesis.web._desk import desk
from autogenesis.web._read_back import MOST_TYPED, read_back
from autogenesis.web._uploads import uploaded

views = Blueprint("new", __name__)
ANSWER = "answer."
"""What the names of the fields for answers begin with; the rest is the question's id."""


@views.get("/new")
def ask() -> str:
    """The form for a text. What will read it begins while somebody thinks of the first sentence."""
    desk().reader.warm_up()
    return render_template("new.html", text="", read=None, error=None)


@views.post("/new/read")
def read() -> Response:
    """What would become of a text, for the page that is being typed in."""
    given: Any = request.get_json()
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise InputError("there is no text", where="the request", remedy='Send {"text": "…", "answers": {}}')
    text = given["text"]
    if len(text) > MOST_TYPED:
        return jsonify({"said": "Too long to be read as you type; press “Read it back”."})
    if not any(letter.isalpha() for letter in text):
        return jsonify({"said": ""})
    try:
        answers = {str(id): str(one) for id, one in dict(given.get("answers") or {}).items()}
        text = text_of(text.encode(), "the text")
        return jsonify(read_back(desk().reader.read(text, answers), text))
    except GenesisError as error:
        return jsonify({"said": f"{error.what}. {error.remedy}."})


@views.post("/new")
def send() -> AnyResponse | str:
    """Read the text back as a page, or begin its run."""
    text, answers = given_text(), given_answers()
    try:
        reading = desk().reader.read(text, answers)
    except GenesisError as error:
        return render_template("new.html", text=text, read=None, error=error)
    if request.form.get("do") != "start":
        return render_template("new.html", text=text, read=read_back(reading, text), error=None)
    specification = reading.specification
    refuse_unknown(answers, specification, "the answers")
    order = Order(text=text, out=desk().settings.generated, answers=answers, tests="no_tests" not in request.form)
    run = conductor(desk()).queue(order, specification.slug)
    desk().jobs.start(run)
    return redirect(url_for("runs.one", run=run), 303)


@views.post("/new/file")
def unpacked() -> Response:
    """The text of a file that was dropped, for the page to show."""
    try:
        return jsonify({"text": given_text()})
    except GenesisError as error:
        return jsonify({"said": f"{error.what}. {error.remedy}."})


def given_text() -> str:
    """The text that was typed, or that of the file that was dropped."""
    upload = request.files.get("file")
    if upload is not None and upload.filename:
        return text_of(*uploaded(upload.filename, upload.read()))
    return text_of(request.form.get("text", "").encode(), "the text")


def given_answers() -> dict[str, str]:
    """The answers to questions; a question that is left as it is has its default."""
    fields = {name.removeprefix(ANSWER): one for name, one in request.form.items() if name.startswith(ANSWER)}
    return {id: answer.strip() for id, answer in fields.items() if answer.strip()}
