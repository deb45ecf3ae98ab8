"""`deckhand cards`: check decks, grade files of answers, print the format's schema."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import chain, groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.cli.grade import grade_file, try_deck
from bot.cli.terminal import tracked
from bot.decks.deck import Deck
from bot.decks.fault import Fault, Level
from bot.decks.folder import load_file, load_folder
from bot.decks.format import json_schema
from bot.grading.check import check as check_grading
from bot.text.catalogue import say
from bot.text.deck_faults import fault_sentence

app = typer.Typer(no_args_is_help=True)
app.command("grade", help=say("cli-cards-grade"))(grade_file)
app.command("try", help=say("cli-cards-try"))(try_deck)

#: Characters of a line for programs: one fault stays on one line.
_PIPED_WIDTH = 10_000
#: Sign and style of each level: never a colour alone.
_SIGNS = {Level.FAULT: ("✗", "bold red"), Level.WARNING: ("!", "bold yellow")}


@app.command("check", help=say("cli-cards-check"))
def check(
    paths: Annotated[list[Path], typer.Argument(exists=True, help=say("cli-cards-check-paths"))],
    *,
    strict: Annotated[bool, typer.Option("--strict", help=say("cli-cards-check-strict"))] = False,
) -> None:
    """Check decks; exit with 0 for clean or warnings only, 1 for faults (`strict`: warnings too), 2 for usage."""
    # Each path by itself: decks of different folders may have the same id.
    parts = [load_folder(path) if path.is_dir() else load_file(path) for path in dict.fromkeys(paths)]
    graded = (part.places[deck.id].locate(f) for part in parts for deck in part.decks for f in _graded(deck))
    faults = list(dict.fromkeys(chain((fault for part in parts for fault in part.faults), graded)))
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _PIPED_WIDTH)
    decks = {part.places[deck.id].file: deck for part in parts for deck in part.decks}
    for file in sorted({*decks, *(fault.file for fault in faults)}):
        _show(console, file, decks.get(file), [fault for fault in faults if fault.file == file])
    console.print(_summary(decks.values(), faults))
    levels = {fault.level for fault in faults}
    if Level.FAULT in levels or (strict and levels):
        raise typer.Exit(1)


@app.command("schema", help=say("cli-cards-schema"))
def schema() -> None:
    """Print the JSON Schema of the TOML format."""
    typer.echo(json.dumps(json_schema(), indent=2))


def _graded(deck: Deck) -> list[Fault]:
    return check_grading(deck, tracked(deck.cards, say("cards-check-progress", deck=deck.title)))


def _show(console: Console, file: str, deck: Deck | None, faults: Iterable[Fault]) -> None:
    console.print(Text(file, style="bold"))
    ordered = sorted(faults, key=lambda fault: (fault.line or 0, fault.level))
    if not ordered and deck is not None:
        console.print(Text.assemble(("  ✓ ", "bold green"), say("cards-check-clean", cards=len(deck.cards))))
    for (line, card), group in groupby(ordered, key=lambda fault: (fault.line, fault.card)):
        where = "  ".join(part for part in (say("cards-check-line", line=str(line)) if line else "", card) if part)
        if where:
            console.print(Text(f"  {where}", style="cyan"))
        for fault in group:
            sign, style = _SIGNS[fault.level]
            row = Table.grid(padding=(0, 1))
            row.add_row(Text(sign, style=style), Text(fault_sentence(fault)))
            console.print(Padding(row, (0, 0, 0, 4), expand=False))
    console.print()


def _summary(decks: Iterable[Deck], faults: list[Fault]) -> Text:
    loaded = list(decks)
    counts = {level: sum(1 for fault in faults if fault.level is level) for level in Level}
    sign, style = (
        _SIGNS[Level.FAULT] if counts[Level.FAULT] else _SIGNS[Level.WARNING] if faults else ("✓", "bold green")
    )
    said = (
        say("cards-check-summary-decks", decks=len(loaded)),
        say("cards-check-summary-cards", cards=sum(len(deck.cards) for deck in loaded)),
        say("cards-check-summary-faults", faults=counts[Level.FAULT]),
        say("cards-check-summary-warnings", warnings=counts[Level.WARNING]),
    )
    return Text.assemble((f"{sign} ", style), ", ".join(said))
