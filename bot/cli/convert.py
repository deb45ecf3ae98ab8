"""`deckhand cards import` and `export`: any deck file becomes a native one, and a deck a file of another format."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.errors import CommandFailed, existing, read_settings
from bot.cli.terminal import show
from bot.decks.deck import Deck
from bot.decks.fault import Level
from bot.decks.folder import Loaded, deck_id, load_file, load_folder
from bot.decks.writing.export import ExportFormat, write_deck
from bot.decks.writing.toml import to_toml
from bot.text.catalogue import say

#: In place of a file's name: standard output.
_PIPE = Path("-")


def load(path: Path, *, swapped: bool = False) -> Loaded:
    """Load a file or a folder of them; where a person looks, they see that something is done."""
    with Console(stderr=True).status(say("cli-cards-reading", file=path.name)):
        return load_folder(path) if path.is_dir() else load_file(path, swapped=swapped)


def take_in(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help=say("cli-cards-import-file"))],
    *,
    out: Annotated[Path | None, typer.Option("--out", "-o", help=say("cli-cards-import-out"))] = None,
    swap: Annotated[bool, typer.Option("--swap", help=say("cli-cards-import-swap"))] = False,
    force: Annotated[bool, typer.Option("--force", help=say("cli-cards-force"))] = False,
) -> None:
    """Write a file of any format as a native deck; exit with 0, 1 where it cannot be loaded, 2 for usage.

    Raises:
        CommandFailed: There is a file already where it would be written.
    """
    target = out or Path(f"{deck_id(file)}.toml")
    _admit(target, force=force)
    loaded = load(file, swapped=swap)
    deck = loaded.decks[0] if loaded.decks else None
    console = Console(highlight=False, stderr=True)
    show(console, str(file), deck, loaded.faults, about=loaded.about, first=True)
    if deck is None:
        raise typer.Exit(1)
    _write(target, to_toml(deck).encode())
    if target != _PIPE:
        left_out = sum(fault.level is Level.FAULT for fault in loaded.faults)
        console.print(say("cli-cards-written", file=str(target), cards=len(deck.cards), left_out=left_out))


def export(
    deck: Annotated[str, typer.Argument(help=say("cli-cards-export-deck"))],
    *,
    form: Annotated[ExportFormat, typer.Option("--format", "-f", help=say("cli-cards-export-format"))] = (
        ExportFormat.TOML
    ),
    out: Annotated[Path | None, typer.Option("--out", "-o", help=say("cli-cards-export-out"))] = None,
    force: Annotated[bool, typer.Option("--force", help=say("cli-cards-force"))] = False,
) -> None:
    """Write a deck in another format.

    Raises:
        CommandFailed: There is no such deck, or a file already where it would be written.
    """
    found = _named(deck)
    target = out or Path(f"{found.id}{form.suffix}")
    _admit(target, force=force)
    _write(target, write_deck(found, form, at=datetime.now(UTC)))


def _named(given: str) -> Deck:
    """Find a deck by its file, or by its id in the folder of decks."""
    path = Path(given)
    loaded = load(path) if path.is_file() else load(existing(read_settings().cards))
    for deck in loaded.decks:
        if path.is_file() or deck.id.casefold() == given.casefold():
            return deck
    if path.is_file():
        raise CommandFailed(say("cli-cards-grade-no-deck", given=given))
    known = ", ".join(deck.id for deck in loaded.decks)
    raise CommandFailed(say("cli-cards-export-unknown", given=given, known=known))


def _admit(target: Path, *, force: bool) -> None:
    if target != _PIPE and target.exists() and not force:
        raise CommandFailed(say("cli-cards-exists", file=str(target)))


def _write(target: Path, content: bytes) -> None:
    if target == _PIPE:
        sys.stdout.buffer.write(content)
        return
    try:
        target.write_bytes(content)
    except OSError as error:
        raise CommandFailed(say("cli-cards-unwritable", file=str(target), why=error.strerror or str(error))) from error
