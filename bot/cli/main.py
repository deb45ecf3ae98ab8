"""The command `deckhand`: its sub-commands, and errors as one line and an exit code."""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Annotated

import typer

from bot.cli import cards, db, grade, run
from bot.cli.errors import CommandFailed
from bot.core.errors import OperatorFault
from bot.text.catalogue import say

app = typer.Typer(
    name="deckhand",
    help=say("cli-deckhand"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("try", help=say("cli-try"))(run.try_)
app.command("run", help=say("cli-run"))(run.run)
app.command("grade", help=say("cli-grade"))(grade.grade)
app.add_typer(cards.app, name="cards", help=say("cli-cards"))
app.add_typer(db.app, name="db", help=say("cli-db"))


@app.callback(invoke_without_command=True)
def _root(
    *,
    show_version: Annotated[bool, typer.Option("--version", is_eager=True, help=say("cli-version"))] = False,
) -> None:
    if show_version:
        typer.echo(f"deckhand {version('deckhand')}")
        raise typer.Exit


def main() -> None:
    """Run the command; what an operator can mend is one line on standard error and exit code 1."""
    try:
        app()
    except CommandFailed as fault:
        typer.echo(f"deckhand: {fault}", err=True)
        sys.exit(1)
    except OperatorFault as fault:
        typer.echo(f"deckhand: {say(fault.code(), **fault.details())}", err=True)
        sys.exit(1)
