"""`deckhand cards`: check decks, turn them into other formats, grade files of answers, print the format's schema."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.cli.convert import export, load, take_in
from bot.cli.errors import existing, read_settings
from bot.cli.grade import grade_file, try_deck
from bot.cli.terminal import SIGNS, show, tracked
from bot.decks.card import CardKind
from bot.decks.deck import Deck
from bot.decks.fault import Fault, Level
from bot.decks.format import json_schema
from bot.grading.check import check as check_grading
from bot.grading.check import expected_recall
from bot.grading.words.lexicon import context_of
from bot.text.catalogue import say

app = typer.Typer(no_args_is_help=True)
app.command("import", help=say("cli-cards-import"))(take_in)
app.command("export", help=say("cli-cards-export"))(export)
app.command("grade", help=say("cli-cards-grade"))(grade_file)
app.command("try", help=say("cli-cards-try"))(try_deck)

#: Characters of a line for programs: one fault stays on one line.
_PIPED_WIDTH = 10_000
#: Cards below this share of right answers need more wordings; so many of them are named.
_RECALL_LEAST = 0.55
_WANTING_MOST = 12


@app.command("check", help=say("cli-cards-check"))
def check(
    paths: Annotated[list[Path] | None, typer.Argument(exists=True, help=say("cli-cards-check-paths"))] = None,
    *,
    strict: Annotated[bool, typer.Option("--strict", help=say("cli-cards-check-strict"))] = False,
) -> None:
    """Check decks; exit with 0 for clean or warnings only, 1 for faults (`strict`: warnings too), 2 for usage."""
    # Each path by itself: decks of different folders may have the same id.
    parts = [load(path) for path in dict.fromkeys(paths or [existing(read_settings().cards)])]
    graded = (part.places[deck.id].locate(f) for part in parts for deck in part.decks for f in _graded(deck))
    faults = list(dict.fromkeys(chain((fault for part in parts for fault in part.faults), graded)))
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _PIPED_WIDTH)
    decks = {part.places[deck.id].file: (deck, part.places[deck.id].about) for part in parts for deck in part.decks}
    alone = {str(path) for path in paths or () if path.is_file()}
    for file in sorted({*decks, *(fault.file for fault in faults)}):
        deck, about = decks.get(file, (None, None))
        show(console, file, deck, [fault for fault in faults if fault.file == file], about=about, first=file in alone)
        if deck is not None:
            _wanting(console, file, deck)
    console.print(_summary((deck for deck, _ in decks.values()), faults))
    levels = {fault.level for fault in faults}
    if Level.FAULT in levels or (strict and levels):
        raise typer.Exit(1)


@app.command("schema", help=say("cli-cards-schema"))
def schema() -> None:
    """Print the JSON Schema of the TOML format."""
    typer.echo(json.dumps(json_schema(), indent=2))


def _graded(deck: Deck) -> list[Fault]:
    return check_grading(deck, tracked(deck.cards, say("cards-check-progress", deck=deck.title)))


def _wanting(console: Console, file: str, deck: Deck) -> None:
    """Name the cards that take the fewest of the right answers people give in their own words."""
    context = context_of(deck)
    expected = {card.id: expected_recall(card, context) for card in deck.cards if card.kind is CardKind.DEFINITION}
    wanting = sorted((card for card in expected if expected[card] < _RECALL_LEAST), key=lambda card: expected[card])
    if not wanting:
        return
    share = round(100 * sum(expected[card] for card in wanting) / len(wanting))
    named = ", ".join(wanting[:_WANTING_MOST]) + (" …" if len(wanting) > _WANTING_MOST else "")
    console.print(Text(say("cards-wanting", count=len(wanting), cards=len(deck.cards), share=share), style="bold"))
    console.print(Padding(Text(named, style="cyan"), (0, 0, 0, 2), expand=False))
    console.print(Text("  " + say("cards-wanting-how", file=file, card=wanting[0]), style="dim"))
    console.print()


def _summary(decks: Iterable[Deck], faults: list[Fault]) -> Text:
    loaded = list(decks)
    counts = {level: sum(1 for fault in faults if fault.level is level) for level in Level}
    sign, style = SIGNS[Level.FAULT] if counts[Level.FAULT] else SIGNS[Level.WARNING] if faults else ("✓", "bold green")
    said = (
        say("cards-check-summary-decks", decks=len(loaded)),
        say("cards-check-summary-cards", cards=sum(len(deck.cards) for deck in loaded)),
        say("cards-check-summary-faults", faults=counts[Level.FAULT]),
        say("cards-check-summary-warnings", warnings=counts[Level.WARNING]),
    )
    return Text.assemble((f"{sign} ", style), ", ".join(said))
