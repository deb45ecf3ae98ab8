"""What the commands draw in a terminal: verdicts, deck files and their faults, and the progress of long work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TypeVar

from rich.console import Console
from rich.padding import Padding
from rich.progress import track
from rich.table import Table
from rich.text import Text

from bot.decks.deck import Deck
from bot.decks.draft import About, DeckFormat
from bot.decks.fault import Fault, Level
from bot.grading.verdict import Outcome, PointVerdict, Span, Verdict
from bot.text.catalogue import say
from bot.text.clip import clip
from bot.text.deck_facts import answer_of, facts, way_of_answering
from bot.text.deck_faults import fault_sentence

_COLOURS = {Outcome.RIGHT: "bright_green", Outcome.PARTLY: "bright_yellow", Outcome.WRONG: "bright_red"}
_SIGNS = {Outcome.RIGHT: "✓", Outcome.PARTLY: "◐", Outcome.WRONG: "✗"}
#: Each point underlines its words in a colour and marks them with its number.
_POINT_COLOURS = ("bright_cyan", "bright_magenta", "bright_green", "bright_blue", "bright_yellow", "cyan", "magenta")
_BAR_WIDTH = 30
#: Of an answer among a file's first cards.
_ANSWER_MOST = 200
#: Below this the words that fit are chance; a verdict points at none of them.
_PART_FROM = 0.3


def draw(address: str, question: str, answer: str, verdict: Verdict, console: Console | None = None) -> None:
    """Print a verdict: the answer with the words that counted, the points, the rules, the score."""
    out = console or Console(highlight=False)
    out.print(Text(f"{address}  ", style="dim") + Text(question, style="bold"))
    out.print(Padding(_marked(answer, verdict.points), (1, 2)))
    out.print(Padding(_points(verdict.points, answer), (0, 2)))
    if verdict.rules:
        out.print()
    for rule in verdict.rules:
        quoted = "yes" if rule.why else "no"
        line = Text("  ! ", style="bright_yellow") + Text(say(f"rule-{rule.rule.value}", why=rule.why, quoted=quoted))
        if rule.cost:
            line.append(f"  −{rule.cost:.2f}", style="bright_red")
        out.print(line)
    colour = _COLOURS[verdict.outcome]
    outcome = "outcome-unsure" if verdict.unsure else f"outcome-{verdict.outcome.value}"
    filled = round(verdict.score * _BAR_WIDTH)
    out.print()
    out.print(
        Text(f"  {_SIGNS[verdict.outcome]} {say(outcome)} ", style=f"bold {colour}")
        + Text("█" * filled + "░" * (_BAR_WIDTH - filled), style=colour)
        + Text(f" {verdict.score:.2f}")
    )


def _marked(answer: str, points: tuple[PointVerdict, ...]) -> Text:
    """Underline the words that counted, each followed by the numbers of the points they earned."""
    earners: dict[tuple[int, int], list[int]] = {}
    for number, point in enumerate(points, 1):
        for span in point.spans:
            earners.setdefault((span.start, span.end), []).append(number)
    text, at = Text(), 0
    for (start, end), numbers in sorted(earners.items()):
        if start < at:
            continue
        text.append(answer[at:start])
        colour = _POINT_COLOURS[(numbers[0] - 1) % len(_POINT_COLOURS)]
        text.append(answer[start:end], style=f"underline {colour}")
        if len(points) > 1:
            text.append("".join(_superscript(number) for number in numbers), style=colour)
        at = end
    return text.append(answer[at:])


def _superscript(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _points(points: tuple[PointVerdict, ...], answer: str) -> Table:
    """Draw a line per point: sign, number, what it earned, its words, and below them those of the answer that count."""
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="center")
    table.add_column(justify="right")
    table.add_column(justify="right")
    table.add_column()
    for number, point in enumerate(points, 1):
        sign, colour = _sign(point)
        words = Text(point.say, style="" if point.earned >= _PART_FROM else "dim")
        if point.spans:
            words.append("\n← " + _quoted(point.spans, answer), style="dim")
        table.add_row(
            Text(sign, style=f"bold {colour}"),
            Text(f"{number}.", style=_POINT_COLOURS[(number - 1) % len(_POINT_COLOURS)]),
            Text(f"{point.earned:.0%}", style=colour),
            words,
        )
    return table


def _sign(point: PointVerdict) -> tuple[str, str]:
    if point.covered:
        return "✓", "bright_green"
    return ("◐", "bright_yellow") if point.earned >= _PART_FROM else ("✗", "bright_red")


def _quoted(spans: tuple[Span, ...], answer: str) -> str:
    """Quote pieces of the answer; pieces with nothing but white space between them as one."""
    pieces: list[tuple[int, int]] = []
    for span in spans:
        if pieces and not answer[pieces[-1][1] : span.start].strip(" -'"):
            pieces[-1] = (pieces[-1][0], span.end)
        else:
            pieces.append((span.start, span.end))
    return ", ".join(f"“{answer[start:end]}”" for start, end in pieces)


#: Sign and style of each level: never a colour alone.
SIGNS = {Level.FAULT: ("✗", "bold red"), Level.WARNING: ("!", "bold yellow")}


def show(
    console: Console,
    file: str,
    deck: Deck | None,
    faults: Iterable[Fault],
    *,
    about: About | None = None,
    first: bool = False,
) -> None:
    """Print how a deck file was understood, and what is to be said of it.

    Args:
        console: Where.
        file: Its name.
        deck: What it holds; None: it cannot be loaded.
        faults: What was found, in any order.
        about: How it was understood; None: not at all.
        first: Whether its first cards are shown as they will be asked.
    """
    console.print(Text(file, style="bold"))
    if about is not None and (first or about.format is not DeckFormat.TOML):
        console.print(Text(f"  {about.title}"))
        for fact in facts(about):
            console.print(Text(f"  {fact}"))
    if about is not None and first:
        _first(console, about)
    ordered = sorted(faults, key=lambda fault: (fault.line or 0, fault.level))
    if not ordered and deck is not None:
        console.print(Text.assemble(("  ✓ ", "bold green"), say("cards-check-clean", cards=len(deck.cards))))
    for (line, card), group in groupby(ordered, key=lambda fault: (fault.line, fault.card)):
        where = "  ".join(part for part in (say("cards-check-line", line=str(line)) if line else "", card) if part)
        if where:
            console.print(Text(f"  {where}", style="cyan"))
        for fault in group:
            sign, style = SIGNS[fault.level]
            row = Table.grid(padding=(0, 1))
            row.add_row(Text(sign, style=style), Text(fault_sentence(fault)))
            console.print(Padding(row, (0, 0, 0, 4), expand=False))
    console.print()


def _first(console: Console, about: About) -> None:
    first, more = len(about.first), about.count - len(about.first)
    console.print(Text(f"  {say('cards-check-first', count=about.count, first=first, more=more)}"))
    for number, card in enumerate(about.first, 1):
        console.print(Text(f"  {number}. ", style="cyan") + Text(" ".join(card.ask.split())))
        answer = clip(" ".join(answer_of(card).split()), _ANSWER_MOST)
        console.print(Text(f"     {way_of_answering(card)}: ", style="dim") + Text(answer))
    console.print()


T = TypeVar("T")
#: Fewer are done before anybody wonders.
_MANY = 300


def tracked(work: Sequence[T], about: str, console: Console | None = None) -> Iterable[T]:
    """Hand on pieces of work one by one, and show how far they got where a person looks.

    Args:
        work: The pieces.
        about: What is done with them.
        console: Where to show it; None: the terminal's error stream, so that results can be piped.
    """
    out = console or Console(stderr=True)
    return track(work, description=about, console=out, transient=True, disable=len(work) < _MANY or not out.is_terminal)
