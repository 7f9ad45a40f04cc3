"""The commands of `genesis`; each imports what it needs when it is called, so that `--help` is quick."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from autogenesis.cli._deploy_app import deploy
from autogenesis.cli._options import (
    AllTests,
    Answers,
    Assist,
    Json,
    Least,
    Model,
    NoTests,
    Out,
    Run,
    Sandbox,
    Serve,
    Sets,
    System,
    Text,
    Via,
    end,
    settings_of,
)

if TYPE_CHECKING:
    from autogenesis.core import Settings

USAGE, CANCELLED, FAULT = 64, 5, 1
_INTERRUPTED = 130
"""What Typer makes of a keyboard interrupt."""


class Page(Protocol):
    """Serves the page until it is told to stop; its exit code."""

    def __call__(
        self, settings: Settings, *, host: str, port: int, names: tuple[str, ...], token_file: Path | None
    ) -> int: ...


app = typer.Typer(
    name="genesis",
    help="Plain-English specifications become tested multi-agent systems, as ordinary Python packages.",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.command()
def new(  # noqa: PLR0913 - one parameter an option is what Typer reads
    spec: Text,
    *,
    out: Out = None,
    model: Model = None,
    assist: Assist = None,
    answers: Answers = None,
    as_json: Json = False,
    no_tests: NoTests = False,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse a text of which too little would be built.")] = False,
    min_coverage: Least = None,
    sandbox: Sandbox = None,
    queue: Annotated[bool, typer.Option("--queue", help="Leave the run to a worker (`genesis conduct`).")] = False,
    broker: Via = None,
    sets: Sets = None,
) -> None:
    """Build the system that SPEC describes."""
    from autogenesis.cli._new import build
    from autogenesis.cli._strict import check_coverage

    settings = settings_of(sets, out=out, model=model, assist=assist, sandbox=sandbox, broker=broker)
    least = check_coverage(strict, min_coverage)
    end(build(spec, settings, answers=answers, tests=not no_tests, least=least, as_json=as_json, queue=queue))


@app.command()
def revise(  # noqa: PLR0913 - one parameter an option is what Typer reads
    system: System,
    *,
    spec: Annotated[
        str | None, typer.Option("--spec", metavar="FILE", help="The new text; else that of its last run again.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Folder in which <slug>/ stands; else `generated`.")
    ] = None,
    feedback: Annotated[
        str | None, typer.Option("--feedback", metavar="WORDS|FILE", help="What should be otherwise, in plain English.")
    ] = None,
    partly: Annotated[
        bool, typer.Option("--partly", help="With --feedback: do what was understood, without the rest.")
    ] = False,
    from_events: Annotated[
        bool, typer.Option("--from-events", help="Begin with what the running system gives reason to ask or to mend.")
    ] = False,
    data: Annotated[
        str | None, typer.Option("--data", metavar="DIR", help="With --from-events: its data; else SYSTEM/data.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what is proposed or understood, and build nothing.")
    ] = False,
    answers: Answers = None,
    as_json: Json = False,
    no_tests: NoTests = False,
    all_tests: AllTests = False,
    renamed: Annotated[
        list[str] | None,
        typer.Option("--rename", metavar="OLD=NEW", help="What has another name now: two ids. Repeatable."),
    ] = None,
    sandbox: Sandbox = None,
    broker: Via = None,
    sets: Sets = None,
) -> None:
    """Generate SYSTEM anew and merge, so that what people edited stays."""
    from autogenesis.cli._revise import Asked, read_renames, revise_system

    settings, renames = settings_of(sets, out=out, sandbox=sandbox, broker=broker), read_renames(renamed or ())
    asked = Asked(spec=spec, answers=answers, renames=renames, tests=not no_tests, all_tests=all_tests)
    if from_events:
        from autogenesis.cli._from_events import Events, revise_from_events

        end(revise_from_events(system, settings, asked, Events(data, dry_run), as_json=as_json))
    if data is not None:
        raise typer.BadParameter("--data goes with --from-events")
    if feedback is not None:
        from autogenesis.cli._words import Words, revise_in_words

        if spec is not None:
            raise typer.BadParameter("feedback is read against the text that stands: give --feedback or --spec")
        words = Words(feedback=feedback, partly=partly, dry=dry_run)
        end(revise_in_words(system, settings, asked, words, as_json=as_json))
    if partly or dry_run:
        raise typer.BadParameter("--partly goes with --feedback, --dry-run with that or --from-events")
    end(revise_system(system, settings, asked, as_json=as_json))


@app.command()
def history(system: System, *, as_json: Json = False, sets: Sets = None) -> None:
    """List the revisions of SYSTEM: when, by which run, what was asked, how its tests ended."""
    from autogenesis.cli._history import list_revisions

    end(list_revisions(system, settings_of(sets), as_json=as_json))


@app.command()
def diff(
    system: System,
    one: Annotated[str | None, typer.Argument(metavar="REV", help="A number or a run; else the one before.")] = None,
    other: Annotated[str | None, typer.Argument(metavar="REV", help="Another; else the one that stands.")] = None,
    *,
    as_json: Json = False,
    sets: Sets = None,
) -> None:
    """Say what differs between two revisions of SYSTEM: in English, in the text, and which files."""
    from autogenesis.cli._history import show_difference

    named = tuple(revision for revision in (one, other) if revision is not None)
    end(show_difference(system, named, settings_of(sets), as_json=as_json))


@app.command()
def rollback(
    system: System,
    *,
    to: Annotated[
        str | None, typer.Option("--to", metavar="REV", help="A number or a run; else the one before.")
    ] = None,
    data: Annotated[
        str | None, typer.Option("--data", metavar="DIR", help="Data (or a PostgreSQL URL) to take there as well.")
    ] = None,
    as_json: Json = False,
    sandbox: Sandbox = None,
    sets: Sets = None,
) -> None:
    """Put an earlier revision of SYSTEM back, with its data; what people edited stays."""
    from autogenesis.cli._history import roll_back

    end(roll_back(system, settings_of(sets, sandbox=sandbox), to=to, data=data, as_json=as_json))


@app.command()
def show(run: Run, *, as_json: Json = False, sets: Sets = None) -> None:
    """Show what happened in a run, and why something was rejected."""
    from autogenesis.cli._show import show_run

    end(show_run(run, settings_of(sets), as_json=as_json))


@app.command()
def runs(*, as_json: Json = False, sets: Sets = None) -> None:
    """List the runs, the newest first: how each stands, since when, and its step."""
    from autogenesis.cli._runs import list_runs

    end(list_runs(settings_of(sets), as_json=as_json))


@app.command()
def resume(run: Run, *, as_json: Json = False, broker: Via = None, sets: Sets = None) -> None:
    """Go on with a run that was stopped or killed."""
    from autogenesis.cli._new import go_on

    end(go_on(run, settings_of(sets, broker=broker), as_json=as_json))


@app.command()
def worker(
    *,
    roles: Annotated[str, typer.Option("--roles", metavar="ROLE,…", help="The roles to host, or all.")],
    broker: Annotated[
        str | None,
        typer.Option("--broker", metavar="URL", help="mqtt://host:1883, or embedded://127.0.0.1:1883 to start one."),
    ] = None,
    sandbox: Sandbox = None,
    sets: Sets = None,
) -> None:
    """Host roles for the runs of other processes that share the database and the broker."""
    from autogenesis.cli._worker import work

    end(work(roles, settings_of(sets, sandbox=sandbox, broker=broker)))


@app.command()
def cancel(run: Run, *, as_json: Json = False, sets: Sets = None) -> None:
    """End a run before its next step, or take it out of the queue."""
    from autogenesis.cli._runs import cancel_run

    end(cancel_run(run, settings_of(sets), as_json=as_json))


@app.command()
def status(
    *,
    as_json: Json = False,
    metrics: Annotated[bool, typer.Option("--metrics", help="Print the figures as Prometheus reads them.")] = False,
    serve: Serve = None,
    sets: Sets = None,
) -> None:
    """Say how all runs are doing: queue, rates, latencies, alerts; 1 where something is critical."""
    from autogenesis.cli._runs import show_status

    end(show_status(settings_of(sets), as_json=as_json, metrics=metrics, serve=serve))


@app.command()
def conduct(
    *,
    at_once: Annotated[
        int | None, typer.Option("--at-once", metavar="N", help="Runs carried out at a time; else limits.runs_at_once.")
    ] = None,
    until_idle: Annotated[bool, typer.Option("--until-idle", help="End when no run waits or is at work.")] = False,
    serve: Serve = None,
    sets: Sets = None,
) -> None:
    """Carry out queued runs; several workers on one database share them."""
    from autogenesis.cli._runs import conduct as carry_out

    end(carry_out(settings_of(sets), at_once=at_once, until_idle=until_idle, serve=serve))


@app.command(name="test")
def run_tests(system: System, *, as_json: Json = False, sandbox: Sandbox = None, sets: Sets = None) -> None:
    """Run the tests of a generated system in a clean environment."""
    from autogenesis.cli._systems import run_system_tests

    end(run_system_tests(system, settings_of(sets, sandbox=sandbox), as_json=as_json))


@app.command()
def audit(system: System, *, as_json: Json = False, sets: Sets = None) -> None:
    """Say what is personal in SYSTEM, who may do what, its licences and rights; 4 where something is forbidden."""
    from autogenesis.cli._audit import audit_system

    end(audit_system(system, settings_of(sets), as_json=as_json))


@app.command()
def blueprint(
    system: System,
    *,
    form: Annotated[str, typer.Option("--format", help="mermaid, dot, svg or json.")] = "mermaid",
    sets: Sets = None,
) -> None:
    """Draw the agents of a generated system and their messages."""
    from autogenesis.cli._systems import draw

    end(draw(system, form, settings_of(sets)))


@app.command()
def export(  # noqa: PLR0913 - one parameter an option is what Typer reads
    system: Annotated[
        str | None, typer.Argument(metavar="[SYSTEM]", help="The slug of a system, or its folder.")
    ] = None,
    *,
    to: Annotated[str | None, typer.Option("--to", metavar="FORM", help="The form; --list names them.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="The folder; else `generated/exports/<slug>/<form>`.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the forms.")] = False,
    model: Model = None,
    as_json: Json = False,
    sandbox: Sandbox = None,
    sets: Sets = None,
) -> None:
    """Write SYSTEM for another framework, protocol or tool: A2A, MCP, AutoGen, LangGraph, crewAI, OpenAPI, AsyncAPI."""
    from autogenesis.cli._export import export_system, list_exports

    if listed:
        end(list_exports(as_json=as_json))
    if system is None or to is None:
        raise typer.BadParameter("name a SYSTEM and a form with --to; --list names the forms")
    end(export_system(system, to, settings_of(sets, model=model, sandbox=sandbox), out=out, as_json=as_json))


@app.command()
def docs(
    system: System,
    *,
    form: Annotated[str, typer.Option("--format", help="html: one page to print; site: a site to browse.")] = "html",
    out: Annotated[Path, typer.Option(help="Folder to put it in.")] = Path(),
    as_json: Json = False,
    sets: Sets = None,
) -> None:
    """Publish the documentation of a generated system, as one printable page or as a site."""
    from autogenesis.cli._docs import publish

    end(publish(system, form, out, settings_of(sets), as_json=as_json))


@app.command()
def explain(spec: Text, *, answers: Answers = None, as_json: Json = False, sets: Sets = None) -> None:
    """Say what would become of each sentence of SPEC; nothing is built."""
    from autogenesis.cli._explain import explain_text

    end(explain_text(spec, settings_of(sets), answers=answers, as_json=as_json))


@app.command()
def doctor(
    model: Annotated[
        str | None, typer.Argument(metavar="[MODEL]", help="A language model to try, as KIND:NAME.")
    ] = None,
    *,
    roles: Annotated[
        str | None, typer.Option("--roles", metavar="ROLE,…", help="With MODEL: the roles to try it for; else all.")
    ] = None,
    as_json: Json = False,
    sandbox: Sandbox = None,
    sets: Sets = None,
) -> None:
    """Check that everything a run needs is there; with MODEL, try on small tasks which roles it is good for."""
    if model is not None:
        from autogenesis.cli._grading import grade_model

        end(grade_model(settings_of(sets, model=model, sandbox=sandbox), roles, as_json=as_json))
    from autogenesis.cli._doctor import examine

    end(examine(settings_of(sets, sandbox=sandbox), as_json=as_json))


@app.command()
def skills(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="One of them, to be shown whole.")] = None,
    *,
    as_json: Json = False,
    sets: Sets = None,
) -> None:
    """List what models wrote and what passed: candidates for skills, which no run uses yet."""
    from autogenesis.cli._skills import list_skills

    end(list_skills(name, settings_of(sets), as_json=as_json))


@app.command()
def ui(
    context: typer.Context,
    *,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="Port; 0 takes a free one.")
    ] = 8765,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDR", help="Where to listen; beyond this machine it needs --token-file.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="HOST", help="A host name that browsers may use for it.")
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option("--token-file", metavar="FILE", help="A token to let browsers in; else a new one.")
    ] = None,
    sandbox: Sandbox = None,
    sets: Sets = None,
) -> None:
    """Open the page: systems, runs as they happen, blueprints, a console to try operations."""
    settings = settings_of(sets, sandbox=sandbox)
    open_page: Page | None = context.obj
    if open_page is None:
        raise typer.BadParameter("the page is opened by `genesis`, which was not used here")
    end(open_page(settings, host=host, port=port, names=tuple(name or ()), token_file=token_file))


loops = typer.Typer(help="The loop guard: what it met in a run, and how well it does.", rich_markup_mode=None)
app.add_typer(loops, name="loops")


@loops.callback()
def _loops() -> None:
    """The loop guard: what it met in a run, and how well it does."""


@loops.command(name="show")
def loops_show(run: Run, *, as_json: Json = False, sets: Sets = None) -> None:
    """Show each loop of a run: which messages, which cycle, what was done."""
    from autogenesis.cli._loops import show_loops

    end(show_loops(run, settings_of(sets), as_json=as_json))


@loops.command(name="score")
def loops_score(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines: one message a line, labelled by window.")],
    *,
    as_json: Json = False,
) -> None:
    """Say how well the loop guard tells loops from productive work in FILE."""
    from autogenesis.cli._loops import score_file

    end(score_file(file, as_json=as_json))


app.add_typer(deploy, name="deploy")


def main(arguments: Sequence[str] | None = None, page: Page | None = None) -> int:
    """Do what the command line says; the exit code. The edge where errors become messages. `page` opens the other face,
    which this one knows nothing of."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given:
        given = ["--help"]
    try:
        code = int(app(given, prog_name="genesis", standalone_mode=False, obj=page) or 0)
        if code == _INTERRUPTED:
            raise typer.Abort
        return code
    except (typer.Abort, KeyboardInterrupt):
        print("cancelled", file=sys.stderr)
        return CANCELLED
    except typer.TyperException as error:
        print(f"usage: {error.format_message()} Try `genesis --help`.", file=sys.stderr)
        return USAGE
    except BrokenPipeError:  # whoever read our output has had enough
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
        return FAULT
    except Exception as error:  # noqa: BLE001 - the process's boundary; what is not ours is raised again
        return _tell(error, "--json" in given)


def _tell(error: Exception, as_json: bool) -> int:
    """Show an error of the house; anything else is a fault of ours and keeps its traceback."""
    from autogenesis.core import GenesisError

    if not isinstance(error, GenesisError):
        raise error
    print(f"error: {error}", file=sys.stderr)
    if as_json:
        from autogenesis.cli._print import print_json

        print_json({"error": error.as_json()})
    return error.exit_code
