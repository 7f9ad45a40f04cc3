"""The commands of `genesis`; each imports what it needs when it is called, so that `--help` is quick."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

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

Text = Annotated[str, typer.Argument(metavar="SPEC", help="A .md or .txt file, or - for standard input.")]
System = Annotated[str, typer.Argument(metavar="SYSTEM", help="The slug of a system, or its folder.")]
Run = Annotated[str, typer.Argument(metavar="RUN", help="The id of a run.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object as the last line.")]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Folder that receives <slug>/; else `generated`.")
]
Answers = Annotated[
    Path | None, typer.Option("--answers", metavar="FILE", help="Answers to questions: TOML or JSON, id = text.")
]
Sets = Annotated[
    list[str] | None, typer.Option("--set", metavar="K=V", help="A setting, such as limits.max_attempts=5.")
]
Model = Annotated[
    str | None, typer.Option("--model", metavar="KIND:NAME", help="Language model to ask; builtin means none.")
]
Assist = Annotated[str | None, typer.Option("--assist", help="gaps or full: whether a model may change everything.")]
Least = Annotated[
    float | None,
    typer.Option("--min-coverage", metavar="X", help="With --strict: share of the words to be built; else 0.9."),
]
NoTests = Annotated[bool, typer.Option("--no-tests", help="Do not run the package's tests.")]
Sandbox = Annotated[str | None, typer.Option("--sandbox", help="auto, bubblewrap or process (weaker, on your word).")]

Via = Annotated[
    str | None, typer.Option("--broker", metavar="URL", help="What carries messages: memory, or mqtt://host:1883.")
]

Serve = Annotated[
    str | None,
    typer.Option("--serve", metavar="HOST:PORT", help="Serve /metrics for Prometheus, and /health, at this address."),
]


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

    settings = _settings(sets, out=out, model=model, assist=assist, sandbox=sandbox, broker=broker)
    least = check_coverage(strict, min_coverage)
    _end(build(spec, settings, answers=answers, tests=not no_tests, least=least, as_json=as_json, queue=queue))


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

    settings, renames = _settings(sets, out=out, sandbox=sandbox, broker=broker), read_renames(renamed or ())
    asked = Asked(spec=spec, answers=answers, renames=renames, tests=not no_tests)
    if from_events:
        from autogenesis.cli._from_events import Events, revise_from_events

        _end(revise_from_events(system, settings, asked, Events(data, dry_run), as_json=as_json))
    if data is not None:
        raise typer.BadParameter("--data goes with --from-events")
    if feedback is not None:
        from autogenesis.cli._words import Words, revise_in_words

        if spec is not None:
            raise typer.BadParameter("feedback is read against the text that stands: give --feedback or --spec")
        words = Words(feedback=feedback, partly=partly, dry=dry_run)
        _end(revise_in_words(system, settings, asked, words, as_json=as_json))
    if partly or dry_run:
        raise typer.BadParameter("--partly goes with --feedback, --dry-run with that or --from-events")
    _end(revise_system(system, settings, asked, as_json=as_json))


@app.command()
def history(system: System, *, as_json: Json = False, sets: Sets = None) -> None:
    """List the revisions of SYSTEM: when, by which run, what was asked, how its tests ended."""
    from autogenesis.cli._history import list_revisions

    _end(list_revisions(system, _settings(sets), as_json=as_json))


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
    _end(show_difference(system, named, _settings(sets), as_json=as_json))


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

    _end(roll_back(system, _settings(sets, sandbox=sandbox), to=to, data=data, as_json=as_json))


@app.command()
def show(run: Run, *, as_json: Json = False, sets: Sets = None) -> None:
    """Show what happened in a run, and why something was rejected."""
    from autogenesis.cli._show import show_run

    _end(show_run(run, _settings(sets), as_json=as_json))


@app.command()
def runs(*, as_json: Json = False, sets: Sets = None) -> None:
    """List the runs, the newest first: how each stands, since when, and its step."""
    from autogenesis.cli._runs import list_runs

    _end(list_runs(_settings(sets), as_json=as_json))


@app.command()
def resume(run: Run, *, as_json: Json = False, broker: Via = None, sets: Sets = None) -> None:
    """Go on with a run that was stopped or killed."""
    from autogenesis.cli._new import go_on

    _end(go_on(run, _settings(sets, broker=broker), as_json=as_json))


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

    _end(work(roles, _settings(sets, sandbox=sandbox, broker=broker)))


@app.command()
def cancel(run: Run, *, as_json: Json = False, sets: Sets = None) -> None:
    """End a run before its next step, or take it out of the queue."""
    from autogenesis.cli._runs import cancel_run

    _end(cancel_run(run, _settings(sets), as_json=as_json))


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

    _end(show_status(_settings(sets), as_json=as_json, metrics=metrics, serve=serve))


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

    _end(carry_out(_settings(sets), at_once=at_once, until_idle=until_idle, serve=serve))


@app.command(name="test")
def run_tests(system: System, *, as_json: Json = False, sandbox: Sandbox = None, sets: Sets = None) -> None:
    """Run the tests of a generated system in a clean environment."""
    from autogenesis.cli._systems import run_system_tests

    _end(run_system_tests(system, _settings(sets, sandbox=sandbox), as_json=as_json))


@app.command()
def audit(system: System, *, as_json: Json = False, sets: Sets = None) -> None:
    """Say what is personal in SYSTEM, who may do what, its licences and rights; 4 where something is forbidden."""
    from autogenesis.cli._audit import audit_system

    _end(audit_system(system, _settings(sets), as_json=as_json))


@app.command()
def blueprint(
    system: System,
    *,
    form: Annotated[str, typer.Option("--format", help="mermaid, dot, svg or json.")] = "mermaid",
    sets: Sets = None,
) -> None:
    """Draw the agents of a generated system and their messages."""
    from autogenesis.cli._systems import draw

    _end(draw(system, form, _settings(sets)))


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
        _end(list_exports(as_json=as_json))
    if system is None or to is None:
        raise typer.BadParameter("name a SYSTEM and a form with --to; --list names the forms")
    _end(export_system(system, to, _settings(sets, model=model, sandbox=sandbox), out=out, as_json=as_json))


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

    _end(publish(system, form, out, _settings(sets), as_json=as_json))


@app.command()
def explain(spec: Text, *, answers: Answers = None, as_json: Json = False, sets: Sets = None) -> None:
    """Say what would become of each sentence of SPEC; nothing is built."""
    from autogenesis.cli._explain import explain_text

    _end(explain_text(spec, _settings(sets), answers=answers, as_json=as_json))


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

        _end(grade_model(_settings(sets, model=model, sandbox=sandbox), roles, as_json=as_json))
    from autogenesis.cli._doctor import examine

    _end(examine(_settings(sets, sandbox=sandbox), as_json=as_json))


@app.command()
def skills(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="One of them, to be shown whole.")] = None,
    *,
    as_json: Json = False,
    sets: Sets = None,
) -> None:
    """List what models wrote and what passed: candidates for skills, which no run uses yet."""
    from autogenesis.cli._skills import list_skills

    _end(list_skills(name, _settings(sets), as_json=as_json))


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
    settings = _settings(sets, sandbox=sandbox)
    open_page: Page | None = context.obj
    if open_page is None:
        raise typer.BadParameter("the page is opened by `genesis`, which was not used here")
    _end(open_page(settings, host=host, port=port, names=tuple(name or ()), token_file=token_file))


loops = typer.Typer(help="The loop guard: what it met in a run, and how well it does.", rich_markup_mode=None)
app.add_typer(loops, name="loops")


@loops.callback()
def _loops() -> None:
    """The loop guard: what it met in a run, and how well it does."""


@loops.command(name="show")
def loops_show(run: Run, *, as_json: Json = False, sets: Sets = None) -> None:
    """Show each loop of a run: which messages, which cycle, what was done."""
    from autogenesis.cli._loops import show_loops

    _end(show_loops(run, _settings(sets), as_json=as_json))


@loops.command(name="score")
def loops_score(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines: one message a line, labelled by window.")],
    *,
    as_json: Json = False,
) -> None:
    """Say how well the loop guard tells loops from productive work in FILE."""
    from autogenesis.cli._loops import score_file

    _end(score_file(file, as_json=as_json))


deploy = typer.Typer(help="Bring a system up where it is used, look at it, stop it, go back.", rich_markup_mode=None)
app.add_typer(deploy, name="deploy")


@deploy.callback()
def _deploy() -> None:
    """Bring a system up where it is used, look at it, stop it, go back."""


@deploy.command(name="up")
def deploy_up(  # noqa: PLR0913 - one parameter an option is what Typer reads
    system: System,
    *,
    to: Annotated[str, typer.Option("--to", metavar="TARGET", help="local, container, wheel or distributed.")],
    data: Annotated[
        str | None,
        typer.Option("--data", metavar="DIR", help="Folder of its data, or postgresql://…; else one of its own."),
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", metavar="N", min=1, max=65535, help="Port on this machine; else 8000.")
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", min=1, help="With distributed: processes for agents; else 2."),
    ] = None,
    boot: Annotated[bool, typer.Option("--boot", help="Have systemd start it at boot.")] = False,
    as_json: Json = False,
    sandbox: Sandbox = None,
    sets: Sets = None,
) -> None:
    """Bring SYSTEM up, or change it over.

    What runs already goes on until the package as it stands now has passed on a copy of the data; then callers wait
    while one takes the place of the other, and nothing that was acknowledged is lost. local and distributed run here,
    on loopback; wheel and container are made to be taken elsewhere.
    """
    from autogenesis.cli._deploy import bring_up

    settings = _settings(sets, sandbox=sandbox)
    _end(bring_up(system, settings, to=to, data=data, port=port, workers=workers, boot=boot, as_json=as_json))


@deploy.command(name="status")
def deploy_status(system: System, *, as_json: Json = False, sets: Sets = None) -> None:
    """Say how a deployment is.

    Its processes, health, release and data, and what was made of it; ends with 1 where it is not in order.
    """
    from autogenesis.cli._deploy import show_status as show

    _end(show(system, _settings(sets), as_json=as_json))


@deploy.command(name="logs")
def deploy_logs(
    system: System,
    *,
    lines: Annotated[int, typer.Option("--lines", metavar="N", min=0, help="How many of the last lines.")] = 50,
    follow: Annotated[bool, typer.Option("--follow", help="Go on with what is added, until Ctrl-C.")] = False,
    as_json: Json = False,
    sets: Sets = None,
) -> None:
    """Show what its processes said last."""
    from autogenesis.cli._deploy import show_logs

    _end(show_logs(system, _settings(sets), lines=lines, follow=follow, as_json=as_json))


@deploy.command(name="stop")
def deploy_stop(system: System, *, as_json: Json = False, sets: Sets = None) -> None:
    """Stop it once what is in hand is done.

    It stays as it is, with its data, until `deploy up` brings it back.
    """
    from autogenesis.cli._deploy import stop

    _end(stop(system, _settings(sets), as_json=as_json))


@deploy.command(name="rollback")
def deploy_rollback(system: System, *, as_json: Json = False, sets: Sets = None) -> None:
    """Go back to the release before.

    The present data go along where that release takes them. Where it does not, those that were put aside for it come
    back, and what was written since is kept and named.
    """
    from autogenesis.cli._deploy import roll_back

    _end(roll_back(system, _settings(sets), as_json=as_json))


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


def _settings(sets: list[str] | None, **options: Any) -> Settings:
    """The settings of this invocation: `--set` and the options that stand for settings."""
    from autogenesis.core import load_settings

    names = {"out": "generated"}
    given = [f"{names.get(name, name)}={value}" for name, value in options.items() if value is not None]
    return load_settings(Path.cwd(), os.environ, [*(sets or ()), *given])


def _end(code: int) -> None:
    raise typer.Exit(code)
