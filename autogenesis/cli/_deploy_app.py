"""The commands of `genesis deploy`."""

from __future__ import annotations

from typing import Annotated

import typer

from autogenesis.cli._options import Json, Sandbox, Sets, System, end, settings_of

deploy = typer.Typer(help="Bring a system up where it is used, look at it, stop it, go back.", rich_markup_mode=None)


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

    settings = settings_of(sets, sandbox=sandbox)
    end(bring_up(system, settings, to=to, data=data, port=port, workers=workers, boot=boot, as_json=as_json))


@deploy.command(name="status")
def deploy_status(system: System, *, as_json: Json = False, sets: Sets = None) -> None:
    """Say how a deployment is.

    Its processes, health, release and data, and what was made of it; ends with 1 where it is not in order.
    """
    from autogenesis.cli._deploy import show_status as show

    end(show(system, settings_of(sets), as_json=as_json))


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

    end(show_logs(system, settings_of(sets), lines=lines, follow=follow, as_json=as_json))


@deploy.command(name="stop")
def deploy_stop(system: System, *, as_json: Json = False, sets: Sets = None) -> None:
    """Stop it once what is in hand is done.

    It stays as it is, with its data, until `deploy up` brings it back.
    """
    from autogenesis.cli._deploy import stop

    end(stop(system, settings_of(sets), as_json=as_json))


@deploy.command(name="rollback")
def deploy_rollback(system: System, *, as_json: Json = False, sets: Sets = None) -> None:
    """Go back to the release before.

    The present data go along where that release takes them. Where it does not, those that were put aside for it come
    back, and what was written since is kept and named.
    """
    from autogenesis.cli._deploy import roll_back

    end(roll_back(system, settings_of(sets), as_json=as_json))
