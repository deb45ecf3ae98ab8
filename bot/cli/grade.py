"""`deckhand grade` and `deckhand cards grade`: one answer with its reasons, or a file of answers."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.errors import CommandFailed, existing, read_settings
from bot.text.catalogue import say


def grade(
    card: Annotated[str, typer.Argument(help=say("cli-grade-card"))],
    answer: Annotated[str, typer.Argument(help=say("cli-grade-answer"))],
    *,
    as_json: Annotated[bool, typer.Option("--json", help=say("cli-grade-json"))] = False,
    deck_file: Annotated[Path | None, typer.Option("--deck-file", help=say("cli-grade-deck-file"))] = None,
    folder: Annotated[Path | None, typer.Option("--cards", help=say("cli-grade-cards"))] = None,
) -> None:
    """Grade one answer to a card, with reasons."""
    from bot.cli.terminal import draw
    from bot.decks.folder import load_file, load_folder
    from bot.grading.find import find_card
    from bot.grading.grade import grade as judge
    from bot.grading.rubric import compile as compile_card
    from bot.grading.verdict import to_row
    from bot.grading.words.lexicon import context_of

    if deck_file is not None:
        decks = load_file(existing(deck_file)).decks
    else:
        decks = load_folder(existing(folder or read_settings().cards)).decks
    found = find_card(card, decks)
    if isinstance(found, tuple):
        raise CommandFailed(say("cli-grade-card-unknown", given=card, nearest=", ".join(found)))
    verdict = judge(compile_card(found.card, context_of(found.deck)), answer)
    if as_json:
        typer.echo(json.dumps(to_row(found.address, verdict, answer), ensure_ascii=False))
    else:
        draw(found.address, found.card.ask, answer, verdict)


def grade_file(
    deck: Annotated[Path, typer.Argument(help=say("cli-cards-grade-deck"))],
    answers: Annotated[Path, typer.Argument(help=say("cli-cards-grade-answers"))],
) -> None:
    """Grade a file of answers: one JSON row in, one JSON row out.

    Of an answer that a person calls right (`"band": "right"`), and of one the grader is not sure about, the row says
    under `suggest` what the card should accept, where that helps.
    """
    from bot.cli.terminal import tracked
    from bot.decks.folder import load_file
    from bot.grading.check import suggest
    from bot.grading.find import card_of_row
    from bot.grading.grade import grade as judge
    from bot.grading.learning import Fit, learn
    from bot.grading.rubric import compile as compile_card
    from bot.grading.verdict import Outcome, to_row
    from bot.grading.words.lexicon import context_of

    loaded = load_file(existing(deck))
    if not loaded.decks:
        raise CommandFailed(say("cli-cards-grade-no-deck", given=str(deck)))
    found = loaded.decks[0]
    context = context_of(found)
    tracking = tracked(found.cards, say("cli-cards-grade-progress", deck=found.title))
    rubrics = {card.id: compile_card(card, context) for card in tracking}
    for line, row in _rows(existing(answers)):
        card = card_of_row(row.get("card"), found)
        if card is None:
            raise CommandFailed(say("cli-cards-grade-card-unknown", line=line, given=str(row.get("card"))))
        answer = row.get("answer")
        if not isinstance(answer, str):
            raise CommandFailed(say("cli-cards-grade-no-answer", line=line))
        verdict = judge(rubrics[card.id], answer)
        judged = to_row(f"{found.id}/{card.id}", verdict, answer)
        if row.get("band") == Outcome.RIGHT.value or verdict.unsure:
            learned = learn(card, context, suggest(rubrics[card.id], answer))
            if learned.fit is Fit.ADDED:
                judged["suggest"] = {"accept": learned.wording, "points": list(learned.points)}
        typer.echo(json.dumps(row | judged, ensure_ascii=False))


def try_deck(
    deck: Annotated[Path, typer.Argument(help=say("cli-cards-try-deck"))],
    *,
    card: Annotated[str | None, typer.Option("--card", help=say("cli-cards-try-card"))] = None,
) -> None:
    """Let an author type answers to a deck's cards and see verdicts and suggestions."""
    from bot.cli.terminal import draw
    from bot.decks.folder import load_file
    from bot.grading.check import suggest
    from bot.grading.find import card_of_row
    from bot.grading.grade import grade as judge
    from bot.grading.learning import Fit, learn
    from bot.grading.rubric import compile as compile_card
    from bot.grading.verdict import Outcome
    from bot.grading.words.lexicon import context_of

    loaded = load_file(existing(deck))
    if not loaded.decks:
        raise CommandFailed(say("cli-cards-grade-no-deck", given=str(deck)))
    found = loaded.decks[0]
    first = card_of_row(card, found) if card is not None else found.cards[0]
    if first is None:
        raise CommandFailed(say("cli-cards-try-bad", given=str(card)))
    context = context_of(found)
    typer.echo(say("cli-cards-try-how"))
    for one in found.cards[found.cards.index(first) :]:
        rubric = compile_card(one, context)
        typer.echo(f"\n{one.id}  {one.ask}")
        while answer := _typed():
            verdict = judge(rubric, answer)
            draw(f"{found.id}/{one.id}", one.ask, answer, verdict)
            if verdict.outcome is Outcome.RIGHT or verdict.rules:
                continue
            learned = learn(one, context, suggest(rubric, answer))
            if learned.fit is Fit.ADDED:
                wording = json.dumps(learned.wording, ensure_ascii=False)
                typer.echo("  " + say("cli-cards-try-suggest", wording=wording))
                for point in learned.points:
                    typer.echo("    " + say("cli-cards-try-point", point=point))


def _typed() -> str:
    """Read a line; an empty one asks for the next card, the end of the input ends the command."""
    typer.echo("> ", nl=False)
    line = sys.stdin.readline()
    if not line:
        raise typer.Exit
    return line.strip()


def _rows(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    """Read the rows of a file of JSON lines with their line numbers, blank lines left out."""
    with sys.stdin if str(path) == "-" else path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise CommandFailed(say("cli-cards-grade-not-json", line=number, why=str(error))) from error
            if not isinstance(row, dict):
                raise CommandFailed(say("cli-cards-grade-not-json", line=number, why="not an object"))
            yield number, row
