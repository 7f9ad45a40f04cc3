"""Feedback: what should change in a system, seen as Changes and decided on before the next revision begins."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from autogenesis.conductor import Before
from autogenesis.core import GenesisError
from autogenesis.web._conducting import conductor
from autogenesis.web._desk import desk
from autogenesis.web._feedback import Weighed, Wish, keys_of, offered, weigh
from autogenesis.web._read_back import read_back
from autogenesis.web._systems import System, system_of
from autogenesis.web._view_new import given_answers, given_text
from autogenesis.web._view_revisions import run_of, text_of_run

views = Blueprint("feedback", __name__, url_prefix="/systems/<slug>/feedback")


@views.get("")
def ask(slug: str) -> str:
    """The text as it stands, to be changed; or that of an earlier run. An example of the console comes along."""
    system = system_of(desk(), slug)
    desk().reader.warm_up()
    before, earlier = _before(system), request.args.get("run")
    text = text_of_run(run_of(system, earlier)) if earlier else before.order.text
    wrong = request.args.get("example", type=int)
    example = "" if wrong is None else desk().consoles.of(slug).example(wrong)
    return _page(system, before, Wish(text, example=example))


@views.post("")
def send(slug: str) -> AnyResponse | str:
    """Show what would change, with what words come to, or begin the revision."""
    system = system_of(desk(), slug)
    before = _before(system)
    wish = Wish(
        given_text(),
        words=request.form.get("words", "").replace("\r\n", "\n"),
        partly="partly" in request.form,
        answers=given_answers(),
        example=request.form.get("example", ""),
        rejected=keys_of(request.form.getlist("reject")),
        approved=keys_of(request.form.getlist("approve")),
        tests="no_tests" not in request.form,
        undone=keys_of(request.form.getlist("undo")),
    )
    house = conductor(desk())
    try:
        weighed = weigh(house, desk().reader, before, wish, desk().settings.limits.max_attempts)
        order = before.revised(weighed.order, weighed.reading.specification, system.package.resolve())
    except GenesisError as error:
        return _page(system, before, wish, error=f"{error.what}. {error.remedy}.")
    if request.form.get("do") != "start":
        return _page(system, before, wish, weighed)
    if weighed.account is not None and weighed.account.refused and not wish.partly:
        return _page(system, before, wish, weighed, error=_NOT_UNDERSTOOD)
    if weighed.after is not None and weighed.after.failures:
        return _page(system, before, wish, weighed, error=_STILL_FAILS)
    run = house.queue(order, weighed.reading.specification.slug)
    desk().jobs.start(run)
    return redirect(url_for("runs.one", run=run), 303)


_NOT_UNDERSTOOD = (
    "Not all of what you said is understood, and nothing is begun. Say it in other words, take it away, or tick that"
    " the rest is done without it."
)
_STILL_FAILS = (
    "The example would not hold in the next revision either. Change the text until it does, or take the example away."
)


def _page(system: System, before: Before, wish: Wish, weighed: Weighed | None = None, error: str | None = None) -> str:
    more: dict[str, Any] = {} if weighed is None else {"read": read_back(weighed.reading, weighed.order.text)}
    return render_template(
        "feedback.html",
        system=system,
        wish=wish,
        weighed=weighed,
        offered=offered(conductor(desk()), before),
        decided=before.order.changes,
        error=error,
        **more,
    )


def _before(system: System) -> Before:
    """The run that made the package as it stands."""
    return conductor(desk()).before(system.package.resolve())
